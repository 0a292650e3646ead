/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: names, events, quotes and articles in groups beneath the entry, as one types. A result
 * selects what it is; a hit in an article opens it there. All that is found can be the only thing
 * that both views show, and a query can be kept in the case: with nothing typed, those kept are
 * listed.
 *
 * The first few of each group are shown; the rest is made when a group is opened. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-search.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_HITS 60  /* of an open group */
#define FIRST_HITS 5 /* of a group that is not open */
#define MARK_BEGIN "\xee\x80\x80" /* U+E000 */
#define MARK_END "\xee\x80\x81"   /* U+E001 */

struct _DlnSearch
{
  GtkBox        parent_instance;
  GtkSearchEntry *entry;
  GtkListBox   *results;
  GtkWidget    *revealer;
  GtkLabel     *note;
  GtkWidget    *scroller;
  GtkWidget    *actions;
  GtkWidget    *only;
  GtkToggleButton *keep;
  DlnViewState *state;
  DlnSearchResult *found; /* (nullable) */
  guint         open; /* bit per DlnTargetKind whose group is open */
  gboolean      updating;
};

G_DEFINE_FINAL_TYPE (DlnSearch, dln_search, GTK_TYPE_BOX)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- rows ----------------------------------------------------------------------------------- */

static void
mark (PangoAttrList  *attributes,
      PangoAttribute *attribute, /* (transfer full) */
      guint           begin,
      guint           end)
{
  attribute->start_index = begin;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

/* Text as a label; the hits between the two private-use characters are marked as quotes are. */
static GtkWidget *
new_marked (const char *text,
            const char *style,
            int         n_lines)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  guint begin = G_MAXUINT;

  for (const char *p = text; *p != '\0';)
    if (g_str_has_prefix (p, MARK_BEGIN))
      {
        begin = plain->len;
        p += strlen (MARK_BEGIN);
      }
    else if (g_str_has_prefix (p, MARK_END))
      {
        if (begin != G_MAXUINT)
          {
            mark (attributes, pango_attr_background_new (0xfbfb, 0xeaea, 0xa0a0), begin,
                  plain->len);
            mark (attributes, pango_attr_foreground_new (0x2424, 0x1f1f, 0x3131), begin,
                  plain->len);
          }
        begin = G_MAXUINT;
        p += strlen (MARK_END);
      }
    else
      {
        g_string_append_c (plain, *p == '\n' || *p == '\t' || *p == '\r' ? ' ' : *p);
        p++;
      }
  GtkWidget *label = dln_label_new (plain->str, style);

  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_lines (GTK_LABEL (label), n_lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static const char *
get_icon (DlnCase            *dcase,
          const DlnSearchHit *hit)
{
  const DlnEntity *entity
    = hit->target.kind == DLN_TARGET_ENTITY ? dln_case_get_entity (dcase, hit->target.id) : NULL;

  if (entity != NULL)
    return dln_label_entity_type_icon (entity->type);
  switch (hit->target.kind)
    {
    case DLN_TARGET_EVENT:
      return "dateline-event-symbolic";
    case DLN_TARGET_RELATION:
      return "dateline-relation-symbolic";
    case DLN_TARGET_QUOTE:
      return "dateline-quote-symbolic";
    default:
      return "dateline-article-symbolic";
    }
}

static const char *
get_icon_class (DlnCase            *dcase,
                const DlnSearchHit *hit)
{
  const DlnEntity *entity
    = hit->target.kind == DLN_TARGET_ENTITY ? dln_case_get_entity (dcase, hit->target.id) : NULL;

  if (entity != NULL)
    return dln_label_entity_type_class (entity->type);
  return hit->target.kind == DLN_TARGET_EVENT ? "kind-event" : "kind-report";
}

static GtkWidget *
new_result (DlnSearch          *self,
            const DlnSearchHit *hit)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (dcase, hit));

  gtk_widget_add_css_class (icon, get_icon_class (dcase, hit));
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 4);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), new_marked (hit->marked, "list-title", 2));
  if (*hit->snippet != '\0')
    gtk_box_append (GTK_BOX (text), new_marked (hit->snippet, "snippet", 2));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), text);
  if (hit->date != NULL)
    {
      GtkWidget *date = dln_label_new_short (hit->date, "section-count");

      gtk_widget_set_valign (date, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (row), date);
    }
  gtk_widget_add_css_class (row, "search-result");
  return row;
}

/* a row that is no result; @activatable: something happens on a click */
static GtkListBoxRow *
append_line (DlnSearch  *self,
             const char *text,
             const char *style,
             gboolean    activatable)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), dln_label_new (text, style));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), activatable);
  gtk_widget_set_focusable (row, activatable);
  gtk_list_box_append (self->results, row);
  return GTK_LIST_BOX_ROW (row);
}

static void
append_heading (DlnSearch *self,
                guint      kind)
{
  const char *words = kind == DLN_TARGET_ENTITY  ? _("People, institutions, places")
                      : kind == DLN_TARGET_EVENT ? _("Events")
                      : kind == DLN_TARGET_QUOTE ? _("Quotes")
                                                 : _("Articles");
  g_autofree char *text = g_strdup_printf ("%s  %u", words, self->found->n_found[kind]);

  append_line (self, text, "search-group", FALSE);
}

static void
append_more (DlnSearch *self,
             guint      kind,
             guint      n_shown)
{
  guint n = self->found->n_found[kind];
  g_autofree char *text = NULL;

  if (n <= n_shown)
    return;
  if ((self->open & 1u << kind) != 0)
    {
      /* Translators: how many of the results of one kind are not listed */
      text = g_strdup_printf (ngettext ("%u more; a longer query finds fewer.",
                                        "%u more; a longer query finds fewer.", n - n_shown),
                              n - n_shown);
      append_line (self, text, "snippet", FALSE);
      return;
    }
  text = g_strdup_printf (ngettext ("Show %u", "Show all %u", n), n);
  g_object_set_data (G_OBJECT (append_line (self, text, "search-more", TRUE)), "dln-kind",
                     GUINT_TO_POINTER (kind));
}

static void
append_group (DlnSearch *self,
              guint      kind)
{
  guint most = (self->open & 1u << kind) != 0 ? MAX_HITS : FIRST_HITS;
  guint n = 0;

  if (self->found->n_found[kind] == 0)
    return;
  append_heading (self, kind);
  for (guint i = 0; i < self->found->hits->len && n < most; i++)
    {
      const DlnSearchHit *hit = DLN_ROW (self->found->hits, DlnSearchHit, i);
      GtkWidget *row;

      if (hit->target.kind != kind)
        continue;
      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), new_result (self, hit));
      g_object_set_data (G_OBJECT (row), "dln-hit", GUINT_TO_POINTER (i + 1));
      gtk_list_box_append (self->results, row);
      n += 1;
    }
  append_more (self, kind, n);
}

static void
clear_results (DlnSearch *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_list_box_remove (self->results, row);
  g_clear_pointer (&self->found, dln_search_result_free);
}

/* ---- what is kept --------------------------------------------------------------------------- */

static gboolean
is_kept (DlnSearch  *self,
         const char *query)
{
  g_auto (GStrv) kept = dln_session_dup_searches (dln_view_state_get_session (self->state));

  return g_strv_contains ((const char *const *) kept, query);
}

/* with nothing typed, a click asks again what is kept */
static void
list_kept (DlnSearch *self)
{
  g_auto (GStrv) kept = dln_session_dup_searches (dln_view_state_get_session (self->state));

  if (*kept == NULL)
    return;
  append_line (self, _("Kept searches"), "search-group", FALSE);
  for (guint i = 0; kept[i] != NULL; i++)
    g_object_set_data_full (G_OBJECT (append_line (self, kept[i], "list-title", TRUE)),
                            "dln-query", g_strdup (kept[i]), g_free);
  gtk_widget_set_visible (self->scroller, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_widget_set_visible (self->actions, FALSE);
  gtk_widget_set_visible (self->revealer, TRUE);
}

static void
keep_toggled_cb (DlnSearch *self)
{
  g_autofree char *query =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr (GError) error = NULL;

  if (self->updating || self->state == NULL)
    return;
  if (dln_session_keep_search (dln_view_state_get_session (self->state), query,
                               gtk_toggle_button_get_active (self->keep), &error))
    return;
  gtk_label_set_text (self->note, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
}

/* ---- as one types --------------------------------------------------------------------------- */

static void
show_note (DlnSearch    *self,
           gboolean      any,
           const GError *error)
{
  const char *note = error != NULL                                  ? error->message
                     : self->found != NULL && *self->found->note != '\0' ? self->found->note
                     : any                                          ? ""
                                                                    : _("Nothing found.");

  gtk_label_set_text (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
}

static void
fill_results (DlnSearch  *self,
              const char *query)
{
  static const guint kinds[] = { DLN_TARGET_ENTITY, DLN_TARGET_EVENT, DLN_TARGET_QUOTE,
                                 DLN_TARGET_DOCUMENT };
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = g_strstrip (g_strdup (query));
  gboolean any;

  self->found = dln_session_search (dln_view_state_get_session (self->state), query,
                                    self->open != 0 ? MAX_HITS : FIRST_HITS, &error);
  for (guint k = 0; self->found != NULL && k < G_N_ELEMENTS (kinds); k++)
    append_group (self, kinds[k]);
  any = self->found != NULL && self->found->hits->len > 0;
  gtk_widget_set_visible (self->scroller, any);
  gtk_widget_set_visible (self->actions, any);
  self->updating = TRUE;
  gtk_toggle_button_set_active (self->keep, is_kept (self, plain));
  self->updating = FALSE;
  show_note (self, any, error);
  gtk_widget_set_visible (self->revealer, TRUE);
}

static void
update (DlnSearch *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  clear_results (self);
  gtk_widget_set_visible (self->revealer, FALSE);
  if (self->state == NULL)
    return;
  if (*query == '\0')
    list_kept (self);
  else
    fill_results (self, query);
}

static void
search_changed_cb (DlnSearch *self)
{
  self->open = 0;
  update (self);
}

static void
finish (DlnSearch *self)
{
  gtk_widget_set_visible (self->revealer, FALSE);
  g_signal_emit (self, signals[DONE], 0);
}

static void
only_clicked_cb (DlnSearch *self)
{
  dln_view_state_show_found (self->state, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  finish (self);
}

static void
open_hit (DlnSearch *self,
          guint      i)
{
  const DlnSearchHit *hit = DLN_ROW (self->found->hits, DlnSearchHit, i);
  DlnTarget target = hit->target;
  DlnDocumentId document = hit->document;
  DlnSpan span = hit->span;

  dln_view_state_select (self->state, target);
  if (document != 0 && !dln_span_is_empty (span))
    dln_view_state_read (self->state, document, span);
  finish (self);
}

static void
result_activated_cb (DlnSearch     *self,
                     GtkListBoxRow *row)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "dln-hit"));
  guint kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "dln-kind"));
  g_autofree char *query = g_strdup (g_object_get_data (G_OBJECT (row), "dln-query"));

  if (query != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), query);
      search_changed_cb (self);
    }
  else if (kind != 0)
    {
      self->open |= 1u << kind;
      update (self);
    }
  else if (i != 0 && self->found != NULL && i <= self->found->hits->len)
    open_hit (self, i - 1);
}

/* (transfer none) (nullable): the first row that does something */
static GtkListBoxRow *
get_first_row (DlnSearch *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->results, i)) != NULL; i++)
    if (gtk_list_box_row_get_activatable (row))
      return row;
  return NULL;
}

static void
entry_activated_cb (DlnSearch *self)
{
  GtkListBoxRow *row = get_first_row (self);

  if (row != NULL)
    result_activated_cb (self, row);
}

static gboolean
key_pressed_cb (DlnSearch *self,
                guint      keyval)
{
  GtkListBoxRow *row = keyval == GDK_KEY_Down ? get_first_row (self) : NULL;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
case_changed_cb (DlnSearch *self)
{
  clear_results (self);
  gtk_widget_set_visible (self->revealer, FALSE);
}

static void
dln_search_dispose (GObject *object)
{
  DlnSearch *self = DLN_SEARCH (object);

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->state);
  g_clear_pointer (&self->found, dln_search_result_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DLN_TYPE_SEARCH);

  G_OBJECT_CLASS (dln_search_parent_class)->dispose (object);
}

static void
dln_search_class_init (DlnSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_search_dispose;
  signals[DONE] = g_signal_new (
    "done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-search.ui");
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, results);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, revealer);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, note);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, scroller);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, actions);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, only);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, keep);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, result_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish);
}

static void
dln_search_init (DlnSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  dln_label_name (GTK_WIDGET (self->entry), _ ("Search"));
  dln_label_name (GTK_WIDGET (self->results), _ ("Results"));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), key);
}

/**
 * dln_search_set_state:
 * @state: what to search; set once
 */
void
dln_search_set_state (DlnSearch    *self,
                      DlnViewState *state)
{
  g_return_if_fail (DLN_IS_SEARCH (self));

  if (!g_set_object (&self->state, state))
    return;
  g_signal_connect_swapped (state, "case-changed", G_CALLBACK (case_changed_cb), self);
}

/**
 * dln_search_start:
 *
 * Puts the focus into the entry and selects what is in it.
 */
void
dln_search_start (DlnSearch *self)
{
  g_return_if_fail (DLN_IS_SEARCH (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  search_changed_cb (self);
}
