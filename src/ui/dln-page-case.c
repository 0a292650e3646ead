/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page about the whole case, and the open questions: who may be one, where sources disagree,
 * how two are connected. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "extract/dln-reason-text.h"
#include "case/dln-checks.h"
#include "case/dln-story.h"
#include "ui/dln-labels.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
add_answer (GtkWidget       *box,
            const char      *label,
            DlnEntityId      a,
            DlnEntityId      b,
            DlnDecisionType  type)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uuu)", (guint) type, a, b);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.answer");
  gtk_widget_add_css_class (button, "quiet");
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_suggestion (DlnViewState *state,
                 guint32       index,
                 DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  const DlnSuggestion *row = DLN_ROW (rows->suggestions, DlnSuggestion, index);
  g_autofree char *reason = dln_reason_dup_text (dln_case_get_string (dcase, row->reason));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chips = _dln_page_chips (box);

  _dln_page_add_chip (chips, state, row->a, NULL);
  _dln_page_add_chip (chips, state, row->b, NULL);
  if (*reason != '\0')
    {
      /* Translators: %s is why two names may be of one, e.g. "the only bearer of that surname here"
       */
      g_autofree char *line = g_strdup_printf (_ ("Why: %s"), reason);

      gtk_box_append (GTK_BOX (box), dln_label_new (line, "page-line"));
    }
  add_answer (buttons, _ ("Merge"), row->a, row->b, DLN_DECISION_MERGE);
  add_answer (buttons, _ ("Keep apart"), row->a, row->b, DLN_DECISION_KEEP_APART);
  add_answer (buttons, _ ("Later"), row->a, row->b, DLN_DECISION_LATER);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "question");
  return box;
}

static GArray *
new_range (guint n)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  for (guint32 i = 0; i < n; i++)
    g_array_append_val (ids, i);
  return ids;
}

/**
 * dln_page_new_suggestions:
 *
 * Returns: (transfer floating): pairs that may be one, each with its reason and three answers
 */
GtkWidget *
dln_page_new_suggestions (DlnViewState *state)
{
  const DlnResolution *rows = dln_case_get_resolution (dln_view_state_get_case (state));
  GtkWidget *page = _dln_page_box ();
  g_autoptr (GArray) ids = new_range (rows->suggestions->len);

  _dln_page_add_kicker (page, "dateline-question-symbolic", NULL, _ ("Open questions"));
  _dln_page_add_title (page, _ ("Are these one and the same?"));
  _dln_page_add_line (page,
                      ids->len > 0
                        ? _ ("Nothing is merged without you. Every answer can be undone.")
                        : _ ("No open questions."));
  _dln_page_add_ids (page, _ ("Suggestions"), state, (DlnTarget){ DLN_TARGET_NONE, 0 }, ids, 20,
                     FALSE, make_suggestion);
  return page;
}

/* ids of the disagreements, or of the numbers that grew */
static GArray *
new_conflict_ids (const DlnResolution *rows,
                  gboolean             updates)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < rows->conflicts->len; i++)
    if ((DLN_ROW (rows->conflicts, DlnConflict, i)->type == DLN_CONFLICT_UPDATE) == updates)
      g_array_append_val (ids, i);
  return ids;
}

/**
 * dln_page_new_conflicts:
 *
 * Returns: (transfer floating): all disagreements between sources, side by side, then what changed
 * with time
 */
GtkWidget *
dln_page_new_conflicts (DlnViewState *state)
{
  const DlnResolution *rows = dln_case_get_resolution (dln_view_state_get_case (state));
  GtkWidget *page = _dln_page_box ();
  g_autoptr (GArray) ids = new_conflict_ids (rows, FALSE);
  g_autoptr (GArray) updates = new_conflict_ids (rows, TRUE);

  _dln_page_add_kicker (page, "dateline-conflict-symbolic", "kind-conflict", _ ("Disagreements"));
  _dln_page_add_title (page, _ ("Where sources disagree"));
  if (ids->len == 0)
    _dln_page_add_line (page, _ ("The sources do not contradict each other."));
  else
    _dln_page_add_ids (page, _ ("Disagreements"), state, (DlnTarget){ DLN_TARGET_NONE, 0 }, ids, 20,
                       FALSE, _dln_page_make_conflict);
  if (updates->len > 0)
    _dln_page_add_ids (page, _ ("What changed with time"), state,
                       (DlnTarget){ DLN_TARGET_NONE, 0 }, updates, 20, FALSE,
                       _dln_page_make_conflict);
  return page;
}

/**
 * dln_page_new_connection:
 * @from: one entity
 * @to: another
 *
 * Returns: (transfer floating): the shortest chain of relations between the two, with the evidence
 * for each step
 */
GtkWidget *
dln_page_new_connection (DlnViewState *state,
                         DlnEntityId   from,
                         DlnEntityId   to)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnEntity *first = dln_case_get_entity (dcase, from);
  const DlnEntity *last = dln_case_get_entity (dcase, to);
  GtkWidget *page = _dln_page_box ();

  if (first == NULL || last == NULL)
    return page;
  g_autofree char *title = g_strdup_printf (_ ("From %s to %s"),
                                            dln_case_get_string (dcase, first->name),
                                            dln_case_get_string (dcase, last->name));
  DlnGraph *graph = dln_view_state_get_graph (state);
  g_autoptr (GArray) path = dln_graph_find_path (graph, from, to);

  _dln_page_add_kicker (
    page, "dateline-relation-symbolic", "kind-relation", _ ("How are these two connected?"));
  _dln_page_add_title (page, title);
  if (path == NULL)
    {
      path = dln_graph_find_doubtful_path (graph, from, to);
      _dln_page_add_line (page, _ ("No chain of stated relations leads from one to the other."));
      if (path == NULL)
        return page;
      _dln_page_add_line (page, _ ("This one leads over what is denied, alleged or planned."));
    }
  for (guint i = 0; i < path->len; i++)
    {
      DlnTarget step = { DLN_TARGET_RELATION, g_array_index (path, DlnRelationId, i) };
      g_autofree char *heading = g_strdup_printf (_ ("Step %u"), i + 1);
      GtkWidget *section = _dln_page_add_section (page, heading, -1);

      _dln_page_fill (section, state, (DlnTarget){ DLN_TARGET_NONE, 0 }, &step.id, 1, 1, TRUE,
                      _dln_page_make_relation);
      _dln_page_add_claims (section, state, step, _ ("Evidence"), 2);
    }
  return page;
}

/* ---- the whole case ------------------------------------------------------------------------- */

static int
compare_entities (gconstpointer a,
                  gconstpointer b)
{
  const DlnEntity *first = *(const DlnEntity *const *) a;
  const DlnEntity *second = *(const DlnEntity *const *) b;

  if (first->salience != second->salience)
    return first->salience < second->salience ? 1 : -1;
  return first->id > second->id ? 1 : -1;
}

#define N_KEY_EVENTS 7

static void
add_entities (GtkWidget    *page,
              DlnViewState *state,
              guint         type,
              guint         n_first)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < rows->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (rows->entities, DlnEntity, i);

      if (entity->type == type && entity->flags == 0
          && !dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_ENTITY, entity->id }))
        g_ptr_array_add (entities, (gpointer) entity);
    }
  g_ptr_array_sort (entities, compare_entities);
  for (guint i = 0; i < MIN (entities->len, n_first); i++)
    g_array_append_val (ids, ((const DlnEntity *) g_ptr_array_index (entities, i))->id);
  /* all are counted, those that matter most are shown */
  if (ids->len > 0)
    _dln_page_fill (
      _dln_page_add_section (page, dln_label_entity_type_plural (type), entities->len), state,
      (DlnTarget){ DLN_TARGET_NONE, 0 }, (const guint32 *) (gconstpointer) ids->data, ids->len,
      n_first, TRUE, _dln_page_make_entity);
}

static void
add_question_row (GtkWidget  *list,
                  const char *title,
                  const char *icon,
                  const char *style_class,
                  const char *action)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, style_class);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* "2 disagreements between sources, 1 number that grew" */
static char *
dup_conflicts (const DlnResolution *rows)
{
  g_autoptr (GArray) updates = new_conflict_ids (rows, TRUE);
  guint n = rows->conflicts->len - updates->len;
  g_autofree char *disagreements = g_strdup_printf (
    ngettext ("%u disagreement between sources", "%u disagreements between sources", n), n);
  g_autofree char *grown = g_strdup_printf (
    ngettext ("%u number that grew", "%u numbers that grew", updates->len), updates->len);

  if (updates->len == 0)
    return g_steal_pointer (&disagreements);
  return n == 0 ? g_steal_pointer (&grown) : g_strdup_printf ("%s, %s", disagreements, grown);
}

/* "12 decisions, 2 of them without their evidence" */
static char *
dup_decisions (guint n,
               guint n_orphans)
{
  g_autofree char *all = g_strdup_printf (
    ngettext ("%u decision of yours", "%u decisions of yours", n), n);

  if (n_orphans == 0)
    return g_steal_pointer (&all);
  /* Translators: "12 decisions of yours", and of how many the words are gone */
  return g_strdup_printf (
    ngettext ("%s, %u without its evidence", "%s, %u without their evidence", n_orphans), all,
    n_orphans);
}

/* of those that a timeline shows when nothing is filtered */
static guint
count_undated (DlnCase *dcase)
{
  const GArray *events = dln_case_get_resolution (dcase)->events;
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (events, DlnEvent, i);

      n += !dln_when_is_known (&event->when)
           && dln_filter_shows_event (filter, dcase, event->id) != DLN_CERTAINTY_NO;
    }
  return n;
}

static void
add_questions (GtkWidget *page,
               DlnCase   *dcase)
{
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  guint n_orphans = dln_case_count_orphans (dcase);
  guint n_decisions;

  dln_case_get_decisions (dcase, &n_decisions);
  guint n_checks = dln_case_count_checks (dcase);
  guint n_undated = count_undated (dcase);
  g_autoptr (GArray) story = dln_case_dup_story (dcase);

  if (rows->suggestions->len == 0 && rows->conflicts->len == 0 && n_decisions == 0
      && n_checks == 0 && n_undated == 0 && story->len == 0)
    return;
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  dln_label_name (list, _ ("Open questions"));
  gtk_widget_set_margin_top (list, 12);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  if (story->len > 0)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%u event in the story", "%u events in the story", story->len), story->len);

      add_question_row (list, text, "starred-symbolic", "kind-event", "win.show-story");
    }
  if (n_checks > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u to check before it is printed",
                                   "%u to check before it is printed", n_checks),
                         n_checks);

      add_question_row (
        list, text, "dateline-question-symbolic", "kind-conflict", "win.show-checks");
    }
  if (n_undated > 0)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%u event without a date", "%u events without a date", n_undated), n_undated);

      add_question_row (list, text, "dateline-event-symbolic", "kind-event", "win.show-undated");
    }
  if (rows->conflicts->len > 0)
    {
      g_autofree char *text = dup_conflicts (rows);

      add_question_row (
        list, text, "dateline-conflict-symbolic", "kind-conflict", "win.show-conflicts");
    }
  if (rows->suggestions->len > 0)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%u pair that may be one", "%u pairs that may be one", rows->suggestions->len),
        rows->suggestions->len);

      add_question_row (
        list, text, "dateline-question-symbolic", "kind-report", "win.show-suggestions");
    }
  if (n_decisions > 0)
    {
      g_autofree char *text = dup_decisions (n_decisions, n_orphans);

      add_question_row (list, text, "dateline-case-symbolic",
                        n_orphans > 0 ? "kind-conflict" : "kind-report", "win.show-decisions");
    }
  gtk_box_append (GTK_BOX (page), list);
}

static GtkWidget *
new_reader_row (const DlnReaderCount *reader)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button =
    gtk_button_new_with_label (reader->off ? _ ("Count It Again") : _ ("Leave Out"));
  g_autofree char *line = g_strdup_printf (
    ngettext ("%u article", "%u articles", reader->n_documents), reader->n_documents);
  g_autofree char *state =
    reader->off ? g_strdup_printf (_ ("%s · left out"), line) : g_steal_pointer (&line);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reader->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  gtk_actionable_set_action_target (
    GTK_ACTIONABLE (button), "(sb)", reader->name, !reader->off);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.switch-reader");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "quiet");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* the other programs that read in the case, each with a button that leaves out what it read */
static void
add_readers (GtkWidget    *page,
             DlnViewState *state)
{
  g_autoptr (GPtrArray) readers = dln_session_dup_readers (dln_view_state_get_session (state));
  GtkWidget *list;

  if (readers->len == 0)
    return;
  list = gtk_list_box_new ();
  gtk_widget_add_css_class (list, "boxed-list");
  dln_label_name (list, _ ("Other readers"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (guint i = 0; i < readers->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_reader_row (g_ptr_array_index (readers, i)));
  gtk_box_append (GTK_BOX (_dln_page_add_section (page, _ ("Other readers"), readers->len)), list);
}

/* The events with which a timeline of this case leads, in the order of time. */
static void
add_key_events (GtkWidget    *page,
                DlnViewState *state)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  g_autoptr (GArray) dated
    = dln_case_dup_events_in (dcase, DLN_INSTANT_PAST, DLN_INSTANT_FUTURE);
  g_autoptr (GHashTable) ranks = dln_case_dup_ranks (dcase);
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < dated->len; i++)
    {
      guint32 id = g_array_index (dated, DlnEventId, i);
      guint at = best->len;

      if (dln_filter_shows_event (filter, dcase, id) == DLN_CERTAINTY_NO)
        continue;
      while (at > 0
             && dln_rank_of (ranks, g_array_index (best, guint32, at - 1))
                  > dln_rank_of (ranks, id))
        at--;
      g_array_insert_val (best, at, id);
      if (best->len > N_KEY_EVENTS)
        g_array_set_size (best, N_KEY_EVENTS);
    }
  /* they were given by time */
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < best->len; i++)
    g_hash_table_add (chosen, GUINT_TO_POINTER (g_array_index (best, guint32, i)));
  g_array_set_size (best, 0);
  for (guint i = 0; i < dated->len; i++)
    if (g_hash_table_contains (chosen,
                               GUINT_TO_POINTER (g_array_index (dated, DlnEventId, i))))
      g_array_append_val (best, g_array_index (dated, DlnEventId, i));
  if (best->len > 0)
    _dln_page_fill (_dln_page_add_section (page, _ ("Key events"), -1), state,
                    (DlnTarget){ DLN_TARGET_NONE, 0 },
                    (const guint32 *) (gconstpointer) best->data, best->len, best->len, TRUE,
                    _dln_page_make_event);
}

/**
 * dln_page_new_case:
 *
 * Returns: (transfer floating): what the case holds, its open questions and who matters most
 */
GtkWidget *
dln_page_new_case (DlnViewState *state)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  g_autofree char *title = dln_view_state_dup_title (state);
  g_autofree char *summary = dln_case_dup_summary (dcase);
  GtkWidget *page = _dln_page_box ();

  _dln_page_add_kicker (page, "dateline-case-symbolic", NULL, _ ("Case"));
  _dln_page_add_title (page, title);
  _dln_page_add_standfirst (page, state);
  _dln_page_add_line (page, summary);
  add_questions (page, dcase);
  add_key_events (page, state);
  add_readers (page, state);
  add_entities (page, state, DLN_ENTITY_PERSON, 6);
  add_entities (page, state, DLN_ENTITY_INSTITUTION, 6);
  add_entities (page, state, DLN_ENTITY_PLACE, 4);
  return page;
}
