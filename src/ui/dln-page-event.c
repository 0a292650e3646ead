/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages about an event, a relation, a quote and an article. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "ui/dln-labels.h"
#include "ui/dln-wrap-layout.h"

#include <glib/gi18n.h>

/* the sentence that says why the date is this one: from the claim whose date it is, else from the
 * best one */
static const char *
find_reason (DlnCase           *dcase,
             const DlnEvidence *evidence,
             guint              n,
             const DlnWhen     *when)
{
  for (guint i = 0; i < n; i++)
    if (evidence[i].reason != 0 && dln_when_equal (&evidence[i].when, when))
      return dln_case_get_string (dcase, evidence[i].reason);
  return n > 0 && evidence[0].reason != 0 ? dln_case_get_string (dcase, evidence[0].reason) : NULL;
}

static char *
dup_claims_heading (guint n_claims,
                    guint n_sources)
{
  if (n_sources <= 1)
    return g_strdup (ngettext ("What the source says", "What the source says", n_claims));
  /* Translators: the heading over quotes from so many independent articles */
  return g_strdup_printf (ngettext ("What %u source says", "What %u sources say", n_sources),
                          n_sources);
}

static void
add_claims_of_sources (GtkWidget    *page,
                       DlnViewState *state,
                       DlnTarget     target,
                       guint         n_sources)
{
  guint n = 0;

  dln_case_get_evidence (dln_view_state_get_case (state), target, &n);
  g_autofree char *heading = dup_claims_heading (n, n_sources);
  _dln_page_add_claims (page, state, target, heading, 20);
}

static void
add_participants (GtkWidget      *page,
                  DlnViewState   *state,
                  const DlnEvent *event)
{
  const DlnResolution *rows = dln_case_get_resolution (dln_view_state_get_case (state));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GtkWidget *chips = NULL;

  for (guint32 i = 0; i < event->n_participants; i++)
    {
      const DlnEventParticipant *row
        = DLN_ROW (rows->participants, DlnEventParticipant, event->first_participant + i);

      if (row->entity == 0 || !g_hash_table_add (seen, GUINT_TO_POINTER (row->entity)))
        continue;
      if (chips == NULL)
        chips = _dln_page_chips (page);
      _dln_page_add_chip (chips, state, row->entity, dln_label_role (row->role));
    }
  if (event->place != 0 && g_hash_table_add (seen, GUINT_TO_POINTER (event->place)))
    {
      if (chips == NULL)
        chips = _dln_page_chips (page);
      _dln_page_add_chip (chips, state, event->place, dln_label_role (DLN_ROLE_PLACE));
    }
}

GtkWidget *
_dln_page_new_event (DlnViewState *state,
                     DlnEventId    id)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnEvent *event = dln_case_get_event (dcase, id);
  DlnTarget target = { DLN_TARGET_EVENT, id };
  GtkWidget *page = _dln_page_box ();

  if (event == NULL)
    return page;
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  const char *modality = dln_label_modality (event->modality, event->polarity);

  _dln_page_add_kicker (
    page, "dateline-event-symbolic", "kind-event", dln_label_event_type (event->type));
  _dln_page_add_title (page, title);
  _dln_page_add_when (page, &event->when, find_reason (dcase, evidence, n, &event->when),
                      (event->when.flags & DLN_WHEN_INFERRED) != 0);
  if (modality != NULL)
    _dln_page_add_badge (page, modality, "badge-modality");
  add_participants (page, state, event);
  _dln_page_add_remarks (page, state, target);
  _dln_page_add_conflicts (page, state, target);
  add_claims_of_sources (page, state, target, event->n_sources);
  return page;
}

GtkWidget *
_dln_page_new_relation (DlnViewState *state,
                        DlnRelationId id)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnRelation *relation = dln_case_get_relation (dcase, id);
  DlnTarget target = { DLN_TARGET_RELATION, id };
  GtkWidget *page = _dln_page_box ();

  if (relation == NULL)
    return page;
  const DlnEntity *subject = dln_case_get_entity (dcase, relation->subject);
  const DlnEntity *object = dln_case_get_entity (dcase, relation->object);
  g_autofree char *label = dln_label_relation (dcase, relation);
  const char *modality = dln_label_modality (relation->modality, relation->polarity);
  const char *caption = dln_case_get_string (dcase, relation->caption);
  g_autofree char *title =
    g_strdup_printf ("%s %s %s",
                     subject != NULL ? dln_case_get_string (dcase, subject->name) : "",
                     label,
                     object != NULL ? dln_case_get_string (dcase, object->name) : "");

  _dln_page_add_kicker (page, "dateline-relation-symbolic", "kind-relation", _ ("Relation"));
  _dln_page_add_title (page, title);
  if (caption != NULL && *caption != '\0' && relation->type != DLN_RELATION_RELATED_TO)
    {
      /* Translators: the words of a text that state a relation */
      g_autofree char *words = g_strdup_printf (_ ("In the words of the source: “%s”"), caption);

      _dln_page_add_line (page, words);
    }
  if (dln_when_is_known (&relation->when))
    {
      guint n = 0;
      const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

      _dln_page_add_when (
        page, &relation->when, find_reason (dcase, evidence, n, &relation->when), FALSE);
    }
  if (modality != NULL)
    _dln_page_add_badge (page, modality, "badge-modality");
  GtkWidget *chips = _dln_page_chips (page);
  _dln_page_add_chip (chips, state, relation->subject, NULL);
  _dln_page_add_chip (chips, state, relation->object, NULL);
  if (relation->ended)
    _dln_page_add_badge (page, _ ("It is over"), "badge-modality");
  _dln_page_add_remarks (page, state, target);
  _dln_page_add_conflicts (page, state, target);
  add_claims_of_sources (page, state, target, relation->n_sources);
  return page;
}

/* the quote that tells this one */
static void
add_outer_quote (GtkWidget    *page,
                 DlnViewState *state,
                 DlnTarget     target)
{
  DlnQuoteId outer = dln_case_get_outer_quote (dln_view_state_get_case (state), target.id);

  if (outer == 0)
    return;
  /* Translators: the heading over the quote in which somebody says what this one holds */
  _dln_page_fill (_dln_page_add_section (page, _ ("Told in another quote"), -1),
                  state,
                  target,
                  &outer,
                  1,
                  1,
                  FALSE,
                  _dln_page_make_quote);
}

GtkWidget *
_dln_page_new_quote (DlnViewState *state,
                     DlnQuoteId    id)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnQuote *quote = dln_case_get_quote (dcase, id);
  DlnTarget target = { DLN_TARGET_QUOTE, id };
  GtkWidget *page = _dln_page_box ();

  if (quote == NULL)
    return page;
  const char *text = dln_case_get_string (dcase, quote->text);
  g_autofree char *flat = text != NULL ? dln_label_flatten (text, strlen (text)) : g_strdup ("");
  g_autofree char *speaker = dln_label_speaker (dcase, quote->speaker, quote->speaker_text);
  GtkWidget *words = dln_label_new (flat, "quote-title");

  _dln_page_add_kicker (
    page, "dateline-quote-symbolic", "kind-quote", dln_label_quote_type (quote->type));
  gtk_box_append (GTK_BOX (page), words);
  if (speaker != NULL && quote->speaker == 0)
    _dln_page_add_line (page, speaker);
  if (quote->speaker != 0 || quote->addressee != 0)
    {
      GtkWidget *chips = _dln_page_chips (page);

      _dln_page_add_chip (chips, state, quote->speaker, _ ("says so"));
      _dln_page_add_chip (chips, state, quote->addressee, _ ("is told"));
    }
  if (dln_when_is_known (&quote->when))
    _dln_page_add_when (page, &quote->when, NULL, FALSE);
  _dln_page_add_remarks (page, state, target);
  add_outer_quote (page, state, target);
  add_claims_of_sources (page, state, target, quote->n_sources);
  return page;
}

/* ---- an article ----------------------------------------------------------------------------- */

/* Distinct ids of one of the resolution's per-document tables, in order of first appearance. */
static GArray *
collect_ids (GPtrArray    *table,
             DlnDocumentId document)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (table == NULL || document < 1 || document > table->len)
    return ids;
  GArray *row = g_ptr_array_index (table, document - 1);
  for (guint i = 0; row != NULL && i < row->len; i++)
    {
      guint32 id = g_array_index (row, guint32, i);

      if (id != 0 && g_hash_table_add (seen, GUINT_TO_POINTER (id)))
        g_array_append_val (ids, id);
    }
  return ids;
}

static int
compare_salience (gconstpointer a,
                  gconstpointer b,
                  gpointer      dcase)
{
  const DlnEntity *first = dln_case_get_entity (dcase, *(const guint32 *) a);
  const DlnEntity *second = dln_case_get_entity (dcase, *(const guint32 *) b);
  float x = first != NULL ? first->salience : -1;
  float y = second != NULL ? second->salience : -1;

  return x != y ? (x < y ? 1 : -1) : (*(const guint32 *) a > *(const guint32 *) b ? 1 : -1);
}

static int
compare_when (gconstpointer a,
              gconstpointer b,
              gpointer      dcase)
{
  const DlnEvent *first = dln_case_get_event (dcase, *(const guint32 *) a);
  const DlnEvent *second = dln_case_get_event (dcase, *(const guint32 *) b);

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);
  int order = dln_when_compare (&first->when, &second->when);

  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

static void
add_document_when (GtkWidget                 *page,
                   DlnViewState              *state,
                   const DlnResolvedDocument *row)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);

  _dln_page_add_when (page, &row->when, dln_case_get_string (dcase, row->reason),
                      row->date_source == DLN_DATE_INFERRED);
  if (row->n_reasons == 0)
    return;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < row->n_reasons && row->first_reason + i < rows->evidence->len; i++)
    {
      guint32 id = row->first_reason + i;

      g_array_append_val (ids, id);
    }
  _dln_page_add_ids (page, _ ("What its date was read from"), state,
                     (DlnTarget){ DLN_TARGET_DOCUMENT, row->document }, ids, 3, FALSE,
                     _dln_page_make_claim);
}

static void
read_clicked_cb (GtkWidget    *button,
                 DlnViewState *state)
{
  DlnTarget target = dln_view_state_get_selection (state);

  if (target.kind == DLN_TARGET_DOCUMENT)
    dln_view_state_read (state, target.id, DLN_SPAN (0, 0));
}

static void
add_copy_note (GtkWidget                 *page,
               DlnViewState              *state,
               const DlnResolvedDocument *row)
{
  if (row->same_as == 0)
    return;
  GtkWidget *section
    = _dln_page_add_section (page, _ ("Nearly the same text: counted once as a source"), -1);
  guint32 id = row->same_as;

  _dln_page_fill (section,
                  state,
                  (DlnTarget){ DLN_TARGET_DOCUMENT, row->document },
                  &id,
                  1,
                  1,
                  TRUE,
                  _dln_page_make_document);
}

/* which file it was read from, and a way to it */
static void
add_original (GtkWidget    *page,
              GtkWidget    *actions,
              DlnCase      *dcase,
              DlnDocumentId id)
{
  g_autofree char *name = dln_case_dup_original_name (dcase, id);
  g_autofree char *line = NULL;
  GtkWidget *open;

  if (name == NULL)
    return;
  /* Translators: %s is the name of the file that an article was read from */
  line = g_strdup_printf (_ ("From the file %s"), name);
  _dln_page_add_line (page, line);
  open = gtk_button_new_with_label (_ ("Open the original"));
  gtk_widget_add_css_class (open, "quiet");
  gtk_actionable_set_action_target (
    GTK_ACTIONABLE (open), "(suu)", "original", (guint32) DLN_TARGET_DOCUMENT, id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.correct");
  gtk_box_append (GTK_BOX (actions), open);
}

GtkWidget *
_dln_page_new_document (DlnViewState *state,
                        DlnDocumentId id)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  DlnDocument *document = dln_case_get_document (dcase, id);
  const DlnResolvedDocument *row = dln_case_get_document_row (dcase, id);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  DlnTarget target = { DLN_TARGET_DOCUMENT, id };
  GtkWidget *page = _dln_page_box ();

  if (document == NULL)
    return page;
  g_autofree char *title = dln_case_dup_document_title (dcase, id);
  g_autofree char *source = dln_case_dup_document_source (dcase, id);
  const char *byline = dln_case_get_document_byline (dcase, id);
  GtkWidget *read = gtk_button_new_with_label (_ ("Read the article"));
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove…"));
  GtkWidget *actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (actions, dln_wrap_layout_new (5));
  _dln_page_add_kicker (page, "dateline-article-symbolic", "kind-report", _ ("Article"));
  _dln_page_add_title (page, title);
  _dln_page_add_line (page, source);
  if (byline != NULL && *byline != '\0')
    _dln_page_add_line (page, byline);
  gtk_widget_add_css_class (read, "quiet");
  g_signal_connect (read, "clicked", G_CALLBACK (read_clicked_cb), state);
  if (row != NULL)
    add_document_when (page, state, row);
  _dln_page_add_conflicts (page, state, target);
  gtk_widget_add_css_class (remove, "quiet");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "win.remove-article");
  gtk_box_append (GTK_BOX (actions), read);
  add_original (page, actions, dcase, id);
  gtk_box_append (GTK_BOX (actions), remove);
  gtk_box_append (GTK_BOX (page), actions);
  _dln_page_add_remarks (page, state, target);
  if (row != NULL)
    add_copy_note (page, state, row);

  g_autoptr (GArray) events = collect_ids (rows->event_of, id);
  g_array_sort_with_data (events, compare_when, dcase);
  _dln_page_add_ids (page, _ ("Events it tells of"), state, target, events, 8, TRUE,
                     _dln_page_make_event);
  g_autoptr (GArray) entities = collect_ids (rows->entity_of, id);
  g_array_sort_with_data (entities, compare_salience, dcase);
  _dln_page_add_ids (page, _ ("Who and where"), state, target, entities, 8, TRUE,
                     _dln_page_make_entity);
  return page;
}
