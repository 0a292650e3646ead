/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of the evidence panel are put together from: kicker, title, date with its reason,
 * chips, sections whose longer tail is made only when asked for. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "base/dln-direction.h"
#include "extract/dln-reason-text.h"
#include "ui/dln-claim-card.h"
#include "ui/dln-labels.h"
#include "ui/dln-target-menu.h"
#include "ui/dln-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  DlnViewState *state; /* (unowned): the window outlives its pages */
  DlnTarget     target;
} RowTarget;

typedef struct
{
  DlnViewState *state; /* (unowned) */
  DlnTarget     page;
  GArray       *ids; /* guint32 */
  guint         n_shown;
  gboolean      boxed;
  DlnPageMaker  maker;
} Tail;

static void
free_tail (gpointer data)
{
  Tail *tail = data;

  g_array_unref (tail->ids);
  g_free (tail);
}

static void
row_activated_cb (GtkWidget *widget,
                  RowTarget *row)
{
  dln_view_state_select (row->state, row->target);
}

static void
connect_target (GtkWidget    *widget,
                const char   *signal,
                DlnViewState *state,
                DlnTarget     target)
{
  RowTarget *row = g_new0 (RowTarget, 1);

  dln_target_menu_attach (widget, state, target);

  *row = (RowTarget){ state, target };
  g_signal_connect_data (widget, signal, G_CALLBACK (row_activated_cb), row,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
}

GtkWidget *
_dln_page_box (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "page");
  return box;
}

void
_dln_page_add_kicker (GtkWidget  *page,
                      const char *icon,
                      const char *style_class,
                      const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_image_set_pixel_size (GTK_IMAGE (image), 12);
      if (style_class != NULL)
        gtk_widget_add_css_class (image, style_class);
      gtk_box_append (GTK_BOX (box), image);
    }
  gtk_box_append (GTK_BOX (box), dln_label_new_short (text, "kicker"));
  gtk_box_append (GTK_BOX (page), box);
}

void
_dln_page_add_title (GtkWidget  *page,
                     const char *text)
{
  GtkWidget *label = dln_label_new (text, "page-title");

  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_box_append (GTK_BOX (page), label);
}

void
_dln_page_add_line (GtkWidget  *page,
                    const char *text)
{
  gtk_box_append (GTK_BOX (page), dln_label_new (text, "page-line"));
}

void
_dln_page_add_badge (GtkWidget  *page,
                     const char *text,
                     const char *style_class)
{
  GtkWidget *badge = dln_label_new_short (text, "badge");

  gtk_widget_add_css_class (badge, style_class);
  gtk_widget_set_halign (badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (page), badge);
}

/* The date, with its reason one click away. */
void
_dln_page_add_when (GtkWidget     *page,
                    const DlnWhen *when,
                    const char    *reason,
                    gboolean       inferred)
{
  g_autofree char *words = dln_label_when (when);
  g_autofree char *text = inferred && dln_when_is_known (when)
                            ? g_strdup_printf (_ ("%s, inferred"), words)
                            : g_strdup (words);
  g_autofree char *why = dln_reason_dup_text (reason);

  if (*why == '\0')
    {
      gtk_box_append (GTK_BOX (page), dln_label_new (text, "page-when"));
      return;
    }
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *edtf = dln_when_is_known (when) ? dln_when_to_edtf (when) : NULL;

  gtk_expander_set_label_widget (GTK_EXPANDER (expander), dln_label_new (text, "page-when"));
  gtk_widget_add_css_class (box, "reason");
  gtk_box_append (GTK_BOX (box), dln_label_new (why, NULL));
  if (edtf != NULL)
    {
      /* Translators: %s is a date in the EDTF notation, e.g. "2022-10?" */
      g_autofree char *line = g_strdup_printf (_ ("Written as %s"), edtf);

      gtk_box_append (GTK_BOX (box), dln_label_new (line, "dim-label"));
    }
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  gtk_widget_set_tooltip_text (expander, _ ("Why this date"));
  dln_label_name (expander, text);
  gtk_box_append (GTK_BOX (page), expander);
}

GtkWidget *
_dln_page_add_section (GtkWidget  *page,
                       const char *heading,
                       int         count)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = dln_label_new_short (heading, "section-title");

  gtk_box_append (GTK_BOX (line), title);
  if (count >= 0)
    {
      g_autofree char *number = g_strdup_printf ("%d", count);

      gtk_box_append (GTK_BOX (line), dln_label_new_short (number, "section-count"));
    }
  gtk_widget_add_css_class (section, "section");
  g_object_set_data_full (G_OBJECT (section), "dln-heading", g_strdup (heading), g_free);
  gtk_box_append (GTK_BOX (section), line);
  gtk_box_append (GTK_BOX (page), section);
  return section;
}

static void
append_items (GtkWidget *container,
              Tail      *tail,
              guint      to)
{
  for (; tail->n_shown < to; tail->n_shown++)
    {
      GtkWidget *item
        = tail->maker (tail->state, g_array_index (tail->ids, guint32, tail->n_shown), tail->page);

      if (item == NULL)
        continue;
      if (GTK_IS_LIST_BOX (container))
        gtk_list_box_append (GTK_LIST_BOX (container), item);
      else
        gtk_box_append (GTK_BOX (container), item);
    }
}

static void
show_more_cb (GtkWidget *button,
              Tail      *tail)
{
  GtkWidget *container = gtk_widget_get_prev_sibling (button);
  guint to = MIN (tail->ids->len, tail->n_shown + 100);

  append_items (container, tail, to);
  if (tail->n_shown == tail->ids->len)
    gtk_widget_set_visible (button, FALSE);
}

/* The first @n_first of the ids as rows or cards, the others behind a button. */
void
_dln_page_fill (GtkWidget     *section,
                DlnViewState  *state,
                DlnTarget      page,
                const guint32 *ids,
                guint          n,
                guint          n_first,
                gboolean       boxed,
                DlnPageMaker   maker)
{
  GtkWidget *container = boxed ? gtk_list_box_new () : gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  Tail *tail = g_new0 (Tail, 1);

  *tail =
    (Tail){ state, page, g_array_sized_new (FALSE, FALSE, sizeof (guint32), n), 0, boxed, maker };
  g_array_append_vals (tail->ids, ids, n);
  if (boxed)
    {
      gtk_widget_add_css_class (container, "boxed-list");
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (container), GTK_SELECTION_NONE);
      dln_label_name (container, g_object_get_data (G_OBJECT (section), "dln-heading"));
    }
  gtk_box_append (GTK_BOX (section), container);
  append_items (container, tail, n <= n_first + 1 ? n : n_first);
  if (tail->n_shown < n)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("Show %u more", "Show %u more", n - tail->n_shown), n - tail->n_shown);
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_signal_connect (button, "clicked", G_CALLBACK (show_more_cb), tail);
      gtk_box_append (GTK_BOX (section), button);
    }
  g_object_set_data_full (G_OBJECT (section), "dln-tail", tail, free_tail);
}

/* A section with a row for each of the ids; no section if there are none. */
void
_dln_page_add_ids (GtkWidget    *page,
                   const char   *heading,
                   DlnViewState *state,
                   DlnTarget     target,
                   const GArray *ids,
                   guint         n_first,
                   gboolean      boxed,
                   DlnPageMaker  maker)
{
  const guint32 *data = (const guint32 *) (gconstpointer) ids->data;

  if (ids->len > 0)
    _dln_page_fill (_dln_page_add_section (page, heading, ids->len), state, target, data, ids->len,
                    n_first, boxed, maker);
}

GtkWidget *
_dln_page_chips (GtkWidget *page)
{
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (chips, dln_wrap_layout_new (5));
  gtk_widget_add_css_class (chips, "chips");
  gtk_box_append (GTK_BOX (page), chips);
  return chips;
}

void
_dln_page_add_chip (GtkWidget    *chips,
                    DlnViewState *state,
                    DlnEntityId   id,
                    const char   *role)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnEntity *entity = dln_case_get_entity (dcase, id);

  if (entity == NULL)
    return;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (dln_label_entity_type_icon (entity->type));
  GtkWidget *label = dln_label_new (dln_case_get_string (dcase, entity->name), NULL);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 12);
  gtk_widget_add_css_class (image, dln_label_entity_type_class (entity->type));
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_tooltip_text (button, role);
  dln_label_name (button, dln_case_get_string (dcase, entity->name));
  connect_target (button, "clicked", state, (DlnTarget){ DLN_TARGET_ENTITY, id });
  gtk_box_append (GTK_BOX (chips), button);
}

/* A row of a boxed list that selects @target. */
GtkWidget *
_dln_page_row (DlnViewState *state,
               DlnTarget     target,
               const char   *title,
               const char   *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *plain_title = dln_text_dup_shown (title);
  g_autofree char *plain_subtitle = dln_text_dup_shown (subtitle);

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), plain_title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  if (subtitle != NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain_subtitle);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  connect_target (row, "activated", state, target);
  return row;
}

static DlnEntityId
get_page_entity (DlnTarget page)
{
  return page.kind == DLN_TARGET_ENTITY ? page.id : 0;
}

GtkWidget *
_dln_page_make_claim (DlnViewState *state,
                      guint32       index,
                      DlnTarget     page)
{
  const DlnResolution *rows = dln_case_get_resolution (dln_view_state_get_case (state));

  return dln_claim_card_new (
    state, DLN_ROW (rows->evidence, DlnEvidence, index), get_page_entity (page));
}

GtkWidget *
_dln_page_make_entity (DlnViewState *state,
                       guint32       id,
                       DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnEntity *entity = dln_case_get_entity (dcase, id);

  if (entity == NULL)
    return NULL;
  const char *description = dln_case_get_string (dcase, entity->description);
  GtkWidget *row = _dln_page_row (state, (DlnTarget){ DLN_TARGET_ENTITY, id },
                                  dln_case_get_string (dcase, entity->name),
                                  description != NULL && *description != '\0' ? description : NULL);
  GtkWidget *image = gtk_image_new_from_icon_name (dln_label_entity_type_icon (entity->type));
  g_autofree char *count = g_strdup_printf ("%u", entity->n_mentions);
  GtkWidget *number = dln_label_new_short (count, "section-count");

  gtk_image_set_pixel_size (GTK_IMAGE (image), 12);
  gtk_widget_add_css_class (image, dln_label_entity_type_class (entity->type));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  return row;
}

GtkWidget *
_dln_page_make_event (DlnViewState *state,
                      guint32       id,
                      DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnEvent *event = dln_case_get_event (dcase, id);

  if (event == NULL)
    return NULL;
  g_autofree char *when = dln_label_when (&event->when);
  g_autofree char *title = dln_case_dup_target_title (dcase, (DlnTarget){ DLN_TARGET_EVENT, id });
  const char *modality = dln_label_modality (event->modality, event->polarity);
  g_autofree char *line =
    modality != NULL ? g_strdup_printf ("%s · %s", when, modality) : g_strdup (when);

  return _dln_page_row (state, (DlnTarget){ DLN_TARGET_EVENT, id }, title, line);
}

GtkWidget *
_dln_page_make_relation (DlnViewState *state,
                         guint32       id,
                         DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnRelation *relation = dln_case_get_relation (dcase, id);

  if (relation == NULL)
    return NULL;
  gboolean outgoing = page.kind != DLN_TARGET_ENTITY || relation->subject == page.id;
  const DlnEntity *subject = dln_case_get_entity (dcase, relation->subject);
  const DlnEntity *object = dln_case_get_entity (dcase, relation->object);

  if (subject == NULL || object == NULL)
    return NULL;
  g_autofree char *label = dln_label_relation (dcase, relation);
  const char *modality = dln_label_modality (relation->modality, relation->polarity);
  const char *from = dln_case_get_string (dcase, subject->name);
  const char *to = dln_case_get_string (dcase, object->name);
  g_autofree char *title = outgoing && page.kind == DLN_TARGET_ENTITY
                             ? g_strdup_printf ("%s %s", label, to)
                             : g_strdup_printf ("%s %s %s", from, label, to);
  g_autoptr (GString) line = g_string_new (NULL);

  if (dln_when_is_known (&relation->when))
    {
      g_autofree char *when = dln_when_dup_words (&relation->when);

      g_string_append (line, when);
    }
  if (modality != NULL)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", modality);
  g_string_append_printf (line, "%s", line->len > 0 ? " · " : "");
  g_string_append_printf (line, ngettext ("%u source", "%u sources", MAX (relation->n_sources, 1)),
                          MAX (relation->n_sources, 1));
  return _dln_page_row (state, (DlnTarget){ DLN_TARGET_RELATION, id }, title, line->str);
}

GtkWidget *
_dln_page_make_quote (DlnViewState *state,
                      guint32       id,
                      DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  guint n = 0;
  const DlnEvidence *evidence =
    dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_QUOTE, id }, &n);

  return n > 0 ? dln_claim_card_new (state, evidence, get_page_entity (page)) : NULL;
}

GtkWidget *
_dln_page_make_document (DlnViewState *state,
                         guint32       id,
                         DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  g_autofree char *title = dln_case_dup_document_title (dcase, id);
  g_autofree char *line = dln_label_document_line (dcase, id);

  return _dln_page_row (state, (DlnTarget){ DLN_TARGET_DOCUMENT, id }, title, line);
}

/* one sentence says the same once, whatever was read from it twice */
static gint64 *
dup_sentence_key (const DlnEvidence *evidence)
{
  gint64 key = (gint64) evidence->document << 33 | (gint64) evidence->sentence.begin << 1
               | (evidence->contradicts ? 1 : 0);

  return g_memdup2 (&key, sizeof key);
}

/* All claims for a target, as cards; one for each sentence. */
void
_dln_page_add_claims (GtkWidget    *page,
                      DlnViewState *state,
                      DlnTarget     target,
                      const char   *heading,
                      guint         n_first)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

  if (n == 0)
    return;
  guint32 first = evidence - (const DlnEvidence *) (gpointer) rows->evidence->data;
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);

  for (guint32 i = 0; i < n; i++)
    {
      guint32 id = first + i;

      if (g_hash_table_add (seen, dup_sentence_key (&evidence[i])))
        g_array_append_val (ids, id);
    }
  _dln_page_add_ids (page, heading, state, target, ids, n_first, FALSE, _dln_page_make_claim);
}

/* a date is kept in the EDTF notation and shown in words */
static char *
dup_conflict_value (guint8      type,
                    const char *value)
{
  DlnWhen when;

  if (type == DLN_CONFLICT_DATE && value != NULL && dln_when_parse_edtf (value, &when, NULL))
    return dln_label_when (&when);
  return g_strdup (value);
}

/* One side of a disagreement: the value, then who says so. */
static GtkWidget *
new_conflict_side (DlnViewState      *state,
                   const DlnEvidence *evidence,
                   guint8             type,
                   const char        *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *words = dup_conflict_value (type, value);

  if (words != NULL && *words != '\0')
    gtk_box_append (GTK_BOX (box),
                    dln_label_new (words, type == DLN_CONFLICT_UPDATE ? "update-value"
                                                                      : "conflict-value"));
  gtk_box_append (GTK_BOX (box), dln_claim_card_new (state, evidence, 0));
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

GtkWidget *
_dln_page_make_conflict (DlnViewState *state,
                         guint32       index,
                         DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  const DlnConflict *conflict = DLN_ROW (rows->conflicts, DlnConflict, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  DlnTarget target = { conflict->kind, conflict->target };

  gtk_widget_add_css_class (box, "conflict");
  gtk_box_append (GTK_BOX (box),
                  dln_label_new (dln_label_conflict_type (conflict->type), "heading"));
  if (page.kind == DLN_TARGET_NONE)
    {
      g_autofree char *title = dln_case_dup_target_title (dcase, target);
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), dln_label_new (title, NULL));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "inline-link");
      connect_target (button, "clicked", state, target);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  if (conflict->evidence_a < rows->evidence->len && conflict->evidence_b < rows->evidence->len)
    {
      gtk_box_append (
        GTK_BOX (sides),
        new_conflict_side (state,
                           DLN_ROW (rows->evidence, DlnEvidence, conflict->evidence_a),
                           conflict->type,
                           dln_case_get_string (dcase, conflict->value_a)));
      gtk_box_append (
        GTK_BOX (sides),
        new_conflict_side (state,
                           DLN_ROW (rows->evidence, DlnEvidence, conflict->evidence_b),
                           conflict->type,
                           dln_case_get_string (dcase, conflict->value_b)));
    }
  gtk_box_append (GTK_BOX (box), sides);
  return box;
}

/* all rows are there before some of them are hidden */
static void
show_rest (GtkWidget *section)
{
  Tail *tail = g_object_get_data (G_OBJECT (section), "dln-tail");
  GtkWidget *button = gtk_widget_get_last_child (section);

  if (tail == NULL || tail->n_shown == tail->ids->len)
    return;
  append_items (gtk_widget_get_prev_sibling (button), tail, tail->ids->len);
  gtk_widget_set_visible (button, FALSE);
}

/* rows whose words do not hold what is typed, and those of another kind, are not shown */
static void
update_rows (GtkWidget *page)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (page), "dln-find");
  GtkDropDown *kinds = g_object_get_data (G_OBJECT (page), "dln-kinds");
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (entry), -1);
  guint kind = kinds != NULL ? gtk_drop_down_get_selected (kinds) : 0;

  for (GtkWidget *section = gtk_widget_get_first_child (page);
       section != NULL && (*wanted != '\0' || kind != 0);
       section = gtk_widget_get_next_sibling (section))
    show_rest (section);
  for (GtkWidget *section = gtk_widget_get_first_child (page); section != NULL;
       section = gtk_widget_get_next_sibling (section))
    for (GtkWidget *list = gtk_widget_get_first_child (section); list != NULL;
         list = gtk_widget_get_next_sibling (list))
      for (GtkWidget *row = GTK_IS_LIST_BOX (list) ? gtk_widget_get_first_child (list) : NULL;
           row != NULL; row = gtk_widget_get_next_sibling (row))
        {
          const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
          g_autofree char *words = g_strconcat (
            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), " ",
            subtitle != NULL ? subtitle : "", NULL);
          g_autofree char *folded = g_utf8_casefold (words, -1);

          gtk_widget_set_visible (
            row, strstr (folded, wanted) != NULL
                   && (kind == 0
                       || kind
                            == GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "dln-kind"))));
        }
}

/* a field that filters the rows of the page's lists */
void
_dln_page_add_find (GtkWidget *page)
{
  GtkWidget *entry = gtk_search_entry_new ();

  dln_label_name (entry, _ ("Find in this list"));
  g_object_set (entry, "placeholder-text", _ ("Find in this list"), NULL);
  g_object_set_data (G_OBJECT (page), "dln-find", entry);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (update_rows), page,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), entry);
}

/* Beside that field, the kinds of which rows can be shown alone; the first name stands for all.
 * Rows tell their kind, from 1, by _dln_page_set_kind(). */
void
_dln_page_add_kinds (GtkWidget         *page,
                     const char *const *names)
{
  GtkWidget *kinds = gtk_drop_down_new_from_strings (names);

  dln_label_name (kinds, _ ("Kind"));
  gtk_widget_set_halign (kinds, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (page), "dln-kinds", kinds);
  g_signal_connect_object (kinds, "notify::selected", G_CALLBACK (update_rows), page,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), kinds);
}

void
_dln_page_set_kind (GtkWidget *row,
                    guint      kind)
{
  g_object_set_data (G_OBJECT (row), "dln-kind", GUINT_TO_POINTER (kind));
}

static void
add_tags (GtkWidget *page,
          DlnCase   *dcase,
          DlnTarget  target)
{
  guint n = 0;
  const char *const *tags = dln_case_get_tags (dcase, target, &n);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? ", " : "", tags[i]);
  if (n > 0)
    {
      /* Translators: %s is a list of words that the user attached */
      g_autofree char *text = g_strdup_printf (_ ("Tags: %s"), line->str);

      _dln_page_add_line (page, text);
    }
}

/* What the user said of the target, and the buttons to say more. */
void
_dln_page_add_remarks (GtkWidget    *page,
                       DlnViewState *state,
                       DlnTarget     target)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const char *note = dln_case_get_note (dcase, target);

  if (dln_target_is_by_hand (target))
    _dln_page_add_badge (page, _ ("Made by hand"), "badge-modality");
  if (dln_case_is_hidden (dcase, target))
    _dln_page_add_badge (page, _ ("Hidden as wrong"), "badge-conflict");
  if (dln_case_is_starred (dcase, target))
    _dln_page_add_badge (page, _ ("★ In the story"), "badge-modality");
  if (dln_case_is_confirmed (dcase, target))
    _dln_page_add_badge (page, _ ("✓ Checked and right"), "badge-modality");
  if (note != NULL)
    {
      /* Translators: %s is the user's own words */
      g_autofree char *text = g_strdup_printf (_ ("Note: %s"), note);

      _dln_page_add_line (page, text);
    }
  add_tags (page, dcase, target);
  gtk_box_append (GTK_BOX (page), dln_target_menu_new_buttons (state, target));
}

/* Where sources disagree about the target, then what they tell otherwise because time went on. */
void
_dln_page_add_conflicts (GtkWidget    *page,
                         DlnViewState *state,
                         DlnTarget     target)
{
  const DlnResolution *rows = dln_case_get_resolution (dln_view_state_get_case (state));
  const char *headings[] = { _ ("Where sources disagree"), _ ("What changed with time") };

  for (guint update = 0; update < 2; update++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

      for (guint32 i = 0; i < rows->conflicts->len; i++)
        {
          const DlnConflict *conflict = DLN_ROW (rows->conflicts, DlnConflict, i);

          if (conflict->kind == target.kind && conflict->target == target.id
              && (conflict->type == DLN_CONFLICT_UPDATE) == (update == 1))
            g_array_append_val (ids, i);
        }
      if (ids->len > 0)
        _dln_page_add_ids (
          page, headings[update], state, target, ids, 4, FALSE, _dln_page_make_conflict);
    }
}

/**
 * dln_page_new:
 * @target: what the page is about; nothing for the whole case
 *
 * Returns: (transfer floating): a page. It shows the case as it is now: after "case-changed" make
 * another one
 */
GtkWidget *
dln_page_new (DlnViewState *state,
              DlnTarget     target)
{
  g_return_val_if_fail (DLN_IS_VIEW_STATE (state), NULL);

  switch (target.kind)
    {
    case DLN_TARGET_ENTITY:
      return _dln_page_new_entity (state, target.id);
    case DLN_TARGET_EVENT:
      return _dln_page_new_event (state, target.id);
    case DLN_TARGET_RELATION:
      return _dln_page_new_relation (state, target.id);
    case DLN_TARGET_QUOTE:
      return _dln_page_new_quote (state, target.id);
    case DLN_TARGET_DOCUMENT:
      return _dln_page_new_document (state, target.id);
    default:
      return dln_page_new_case (state);
    }
}
