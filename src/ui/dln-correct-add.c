/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made by hand, of words in an article or of the user's own knowledge: an event, a name, a
 * relation.
 * All that belongs to one is decided, and undone, at once. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-correct-private.h"

#include "extract/dln-trace.h"
#include "ui/dln-labels.h"
#include "ui/dln-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_MADE 12 /* decisions about one thing: its date, its place, who took part */

typedef struct
{
  GtkWidget *kind;    /* (nullable) drop-down */
  GtkWidget *date;    /* (nullable) entry */
  GtkWidget *reading; /* (nullable) label */
  GtkWidget *from;    /* (nullable) picker */
  GtkWidget *to;      /* (nullable) picker */
} Fields;

static void
free_fields (gpointer data)
{
  g_free (data);
}

/* (transfer full): the words on one line, with a capital */
static char *
dup_words (DlnCorrection *correction,
           gboolean       capital)
{
  DlnDocument *document = dln_case_get_document (correction->dcase, correction->document);
  g_autofree char *words =
    document != NULL ? dln_document_dup_span (document, correction->words) : g_strdup ("");
  g_autofree char *flat = g_strstrip (dln_label_flatten (words, strlen (words)));
  g_autofree char *first = NULL;

  if (!capital || *flat == '\0')
    return g_steal_pointer (&flat);
  first = g_utf8_strup (flat, g_utf8_next_char (flat) - flat);
  return g_strconcat (first, g_utf8_next_char (flat), NULL);
}

/* ---- what is put together -------------------------------------------------------------------- */

typedef struct
{
  DlnDecision made[MAX_MADE];
  guint       n;
  guint32     id;
} Making;

static DlnDecision *
add_more (Making         *making,
          DlnTargetKind   kind,
          DlnDecisionType type)
{
  DlnDecision *decision = &making->made[making->n++];

  *decision = (DlnDecision){ .kind = kind, .type = type, .a = making->id };
  return decision;
}

/* the names that stand in the words took part; a place among them is where it was */
static void
add_names (DlnCorrection *correction,
           Making        *making)
{
  DlnAnnotations *annotations =
    dln_case_get_annotations (correction->dcase, correction->document);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; annotations != NULL && i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);
      const DlnEntity *entity =
        dln_case_get_entity_of (correction->dcase, correction->document, mention->entity);
      DlnDecision *decision;

      if (entity == NULL || !dln_span_contains (correction->words, mention->span)
          || making->n == MAX_MADE || !g_hash_table_add (seen, GUINT_TO_POINTER (entity->id)))
        continue;
      decision = add_more (making, DLN_TARGET_EVENT,
                           entity->type == DLN_ENTITY_PLACE ? DLN_DECISION_PLACE
                                                            : DLN_DECISION_PARTICIPANT);
      decision->b = entity->id;
      decision->value = entity->type == DLN_ENTITY_PLACE ? 0 : DLN_ROLE_OTHER;
    }
}

static void
made_cb (DlnCorrection *correction)
{
  Fields *fields = correction->data;
  g_autofree char *text = _dln_correction_dup_text (correction);
  g_autofree char *reason = _dln_correction_dup_reason (correction);
  g_autofree char *edtf = NULL;
  g_autoptr (DlnTrace) words = NULL;
  DlnTargetKind kind = correction->verb;
  Making making = { .id = dln_case_get_next_hand_id (correction->dcase) };
  DlnDecision *added = add_more (&making, kind, DLN_DECISION_ADD);
  DlnWhen when;

  if (!dln_span_is_empty (correction->words))
    words = dln_case_take_words (correction->dcase, correction->document, correction->words);
  *added = (DlnDecision){ .kind = kind, .type = DLN_DECISION_ADD, .text = text, .reason = reason,
                          .of_a = words };
  if (kind == DLN_TARGET_ENTITY)
    added->value = DLN_ENTITY_PERSON + gtk_drop_down_get_selected (GTK_DROP_DOWN (fields->kind));
  if (kind == DLN_TARGET_RELATION)
    {
      added->value = gtk_drop_down_get_selected (GTK_DROP_DOWN (fields->kind));
      add_more (&making, kind, DLN_DECISION_SUBJECT)->b =
        dln_picker_get_picked (DLN_PICKER (fields->from));
      add_more (&making, kind, DLN_DECISION_OBJECT)->b =
        dln_picker_get_picked (DLN_PICKER (fields->to));
    }
  if (kind == DLN_TARGET_EVENT
      && dln_when_parse_words (gtk_editable_get_text (GTK_EDITABLE (fields->date)), NULL, &when,
                               NULL))
    add_more (&making, kind, DLN_DECISION_DATE)->text = edtf = dln_when_to_edtf (&when);
  if (kind == DLN_TARGET_EVENT)
    add_names (correction, &making);
  _dln_window_decide (correction->window, making.made, making.n,
                      g_strdup_printf (_ ("Made by hand: “%s”"), text));
}

/* ---- the dialog ------------------------------------------------------------------------------ */

static void
changed_cb (DlnCorrection *correction)
{
  Fields *fields = correction->data;
  g_autofree char *text = _dln_correction_dup_text (correction);
  const char *date =
    fields->date != NULL ? gtk_editable_get_text (GTK_EDITABLE (fields->date)) : "";
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  gboolean good = *text != '\0';
  DlnWhen when;

  if (*date != '\0' && dln_when_parse_words (date, NULL, &when, &error))
    {
      g_autofree char *words = dln_when_dup_words (&when);
      g_autofree char *edtf = dln_when_to_edtf (&when);

      line = g_strdup_printf ("%s · %s", words, edtf);
    }
  if (fields->reading != NULL)
    gtk_label_set_text (GTK_LABEL (fields->reading), line != NULL    ? line
                                                     : error != NULL ? error->message
                                                                     : _ ("Undated"));
  good = good && error == NULL;
  if (fields->from != NULL)
    good = good && dln_picker_get_picked (DLN_PICKER (fields->from)) != 0
           && dln_picker_get_picked (DLN_PICKER (fields->to)) != 0
           && dln_picker_get_picked (DLN_PICKER (fields->from))
                != dln_picker_get_picked (DLN_PICKER (fields->to));
  _dln_correction_enable (correction, good);
}

static void
add_date (DlnCorrection *correction,
          Fields        *fields,
          const DlnWhen *when)
{
  g_autofree char *edtf = when != NULL && dln_when_is_known (when) ? dln_when_to_edtf (when) : NULL;

  gtk_box_append (GTK_BOX (correction->box), dln_label_new (_ ("When"), "section-title"));
  fields->date = gtk_entry_new ();
  fields->reading = dln_label_new ("", "claim-source");
  gtk_editable_set_text (GTK_EDITABLE (fields->date), edtf != NULL ? edtf : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (fields->date), _ ("14 October 2022"));
  gtk_entry_set_activates_default (GTK_ENTRY (fields->date), TRUE);
  dln_label_name (fields->date, _ ("Date"));
  g_signal_connect_swapped (fields->date, "changed", G_CALLBACK (changed_cb), correction);
  gtk_box_append (GTK_BOX (correction->box), fields->date);
  gtk_box_append (GTK_BOX (correction->box), fields->reading);
}

static void
add_kinds (DlnCorrection *correction,
           Fields        *fields,
           gboolean       relation)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (relation)
    for (guint i = 0; i < DLN_N_RELATION_TYPES; i++)
      gtk_string_list_append (list,
                              g_dgettext (GETTEXT_PACKAGE, dln_relation_type_get_label (i)));
  else
    for (guint i = DLN_ENTITY_PERSON; i < DLN_N_ENTITY_TYPES; i++)
      gtk_string_list_append (list, dln_label_entity_type (i));
  fields->kind = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  dln_label_name (fields->kind, _ ("What is it?"));
  gtk_box_append (GTK_BOX (correction->box), fields->kind);
}

static GtkWidget *
add_end (DlnCorrection *correction,
         const char    *heading)
{
  GtkWidget *picker =
    dln_picker_new (correction->state, DLN_TARGET_ENTITY, (DlnTarget){ DLN_TARGET_NONE, 0 });

  gtk_box_append (GTK_BOX (correction->box), dln_label_new (heading, "section-title"));
  gtk_box_append (GTK_BOX (correction->box), picker);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (changed_cb), correction);
  return picker;
}

/* what it stands on: words of an article, or the user alone, who then says why */
static void
add_ground (DlnCorrection *correction)
{
  g_autofree char *source = NULL;
  g_autofree char *line = NULL;

  if (dln_span_is_empty (correction->words))
    {
      gtk_box_append (GTK_BOX (correction->box),
                      dln_label_new (_ ("No article says so: it is marked as your own knowledge. "
                                        "To let it stand on words, select them in an article."),
                                     "page-line"));
      _dln_correction_add_reason (correction);
      return;
    }
  source = dln_label_document_line (correction->dcase, correction->document);
  /* Translators: %s is an article's source and date */
  line = g_strdup_printf (_ ("It stands on the words that you selected (%s)."), source);
  gtk_box_append (GTK_BOX (correction->box), dln_label_new (line, "page-line"));
  _dln_correction_add_reason (correction);
}

/**
 * _dln_correct_add:
 * @kind: %DLN_TARGET_EVENT, %DLN_TARGET_ENTITY or %DLN_TARGET_RELATION
 * @document: the article of @words, 0 = own knowledge
 * @words: what it is made of, empty for own knowledge
 * @when: (nullable): the date that is offered
 */
void
_dln_correct_add (DlnWindow     *self,
                  DlnTargetKind  kind,
                  DlnDocumentId  document,
                  DlnSpan        words,
                  const DlnWhen *when)
{
  Fields *fields = g_new0 (Fields, 1);
  DlnCorrection *correction =
    _dln_correction_new (self, (DlnTarget){ DLN_TARGET_NONE, 0 },
                         kind == DLN_TARGET_EVENT    ? _ ("New event")
                         : kind == DLN_TARGET_ENTITY ? _ ("New name")
                                                     : _ ("New relation"),
                         NULL, _ ("_Add"), made_cb);
  g_autofree char *text = NULL;

  correction->verb = kind;
  correction->document = document;
  correction->words = words;
  correction->data = fields;
  correction->free_data = free_fields;
  text = dup_words (correction, kind == DLN_TARGET_EVENT);
  if (kind == DLN_TARGET_RELATION)
    {
      add_kinds (correction, fields, TRUE);
      fields->from = add_end (correction, _ ("From"));
      fields->to = add_end (correction, _ ("To"));
      gtk_box_append (GTK_BOX (correction->box), dln_label_new (_ ("In words"), "section-title"));
    }
  _dln_correction_add_entry (correction, kind == DLN_TARGET_EVENT ? _ ("Title") : _ ("Name"), text);
  if (kind == DLN_TARGET_EVENT)
    add_date (correction, fields, when);
  if (kind == DLN_TARGET_ENTITY)
    add_kinds (correction, fields, FALSE);
  add_ground (correction);
  g_signal_connect_swapped (correction->entry, "changed", G_CALLBACK (changed_cb), correction);
  changed_cb (correction);
  _dln_correction_present (correction, fields->from != NULL
                                         ? dln_picker_get_entry (DLN_PICKER (fields->from))
                                         : correction->entry);
}
