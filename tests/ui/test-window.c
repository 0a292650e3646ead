/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, driven by its actions: import, one selection in all views, the way from a mark
 * to the sentence in the article, hostile text, cancelling, and that nothing is left when the
 * window is gone. Needs a display. */
#define G_LOG_DOMAIN "dateline-test"
#include "config.h"

#include "tests/remove-tree.h"
#include "window-fixture.h"

#include "ui/dln-article-reader.h"
#include "ui/dln-canvas.h"
#include "ui/dln-labels.h"
#include "ui/dln-mark.h"
#include "ui/dln-overview-widget.h"
#include "ui/dln-target-list.h"
#include "ui/dln-wrap-layout.h"

#include <glib/gstdio.h>
#include <math.h>

/* ---- cases ---------------------------------------------------------------------------------- */

static void
test_welcome (void)
{
  DlnWindow *window = new_window ();

  g_assert_true (dln_window_is_empty (window));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->pages), ==, "welcome");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "export"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  close_window (window);
}

static void
test_import (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);

  g_assert_cmpuint (dln_case_get_n_documents (dcase), >=, 5);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->pages), ==, "case");
  g_assert_true (wait_for (has_scenes, window));
  g_assert_nonnull (
    find_widget (window->graph, is_mark_of_kind, GUINT_TO_POINTER (DLN_TARGET_ENTITY)));
  g_assert_nonnull (
    find_widget (window->timeline, is_mark_of_kind, GUINT_TO_POINTER (DLN_TARGET_EVENT)));
  for (guint i = 0; i < 4; i++)
    {
      static const char *const views[] = { "timeline", "graph", "articles", "both" };

      g_action_group_change_action_state (
        G_ACTION_GROUP (window), "view", g_variant_new_string (views[i]));
      g_assert_cmpstr (
        gtk_stack_get_visible_child_name (window->views), ==, i == 2 ? "articles" : "drawn");
    }
  close_window (window);
}

/* mark -> selection -> page -> claim -> article, and back */
static void
test_evidence (void)
{
  DlnWindow *window = new_sample_window ();

  g_assert_true (wait_for (has_scenes, window));
  GtkWidget *mark =
    find_widget (window->timeline, is_mark_of_kind, GUINT_TO_POINTER (DLN_TARGET_EVENT));
  DlnTarget target = dln_mark_get_target (DLN_MARK (mark));
  DlnCase *dcase = dln_session_get_case (window->session);

  g_assert_true (gtk_widget_activate_action (mark, "mark.activate", NULL));
  g_assert_true (dln_target_equal (dln_view_state_get_selection (window->state), target));
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, title));

  GtkWidget *card = find_widget (GTK_WIDGET (window->panel), has_class, "claim");
  GtkWidget *quote = find_widget (card, has_class, "quote");
  g_autofree char *words = g_strndup (gtk_label_get_text (GTK_LABEL (quote)), 20);

  g_assert_cmpuint (strlen (words), >, 10);
  g_signal_emit_by_name (card, "clicked");
  GtkWidget *view = find_widget (GTK_WIDGET (window->reader), has_class, "article");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "current");
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  g_assert_true (gtk_text_iter_starts_tag (&iter, tag)
                 || gtk_text_iter_forward_to_tag_toggle (&iter, tag));
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (evidence[0].document, >, 0);
  g_action_group_activate_action (G_ACTION_GROUP (window), "back", NULL);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, title));
  close_window (window);
}

static void
test_one_selection (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  const DlnResolution *rows = dln_case_get_resolution (dcase);

  g_assert_true (wait_for (has_scenes, window));
  for (guint i = 0; i < rows->entities->len; i++)
    {
      DlnTarget target = { DLN_TARGET_ENTITY, DLN_ROW (rows->entities, DlnEntity, i)->id };

      dln_view_state_select (window->state, target);
      g_assert_true (dln_target_equal (dln_view_state_get_selection (window->state), target));
    }
  for (guint i = 0; i < rows->relations->len; i++)
    dln_view_state_select (
      window->state,
      (DlnTarget){ DLN_TARGET_RELATION, DLN_ROW (rows->relations, DlnRelation, i)->id });
  for (guint i = 0; i < rows->events->len; i++)
    dln_view_state_select (
      window->state, (DlnTarget){ DLN_TARGET_EVENT, DLN_ROW (rows->events, DlnEvent, i)->id });
  for (guint i = 0; i < rows->quotes->len; i++)
    dln_view_state_select (
      window->state, (DlnTarget){ DLN_TARGET_QUOTE, DLN_ROW (rows->quotes, DlnQuote, i)->id });
  for (guint i = 1; i <= dln_case_get_n_documents (dcase); i++)
    dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_DOCUMENT, i });
  dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_ENTITY, 0x7fffffff });
  g_assert_cmpuint (dln_view_state_get_selection (window->state).kind, ==, DLN_TARGET_NONE);
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-conflicts", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-suggestions", NULL);
  close_window (window);
}

/* remembers what each card of the page says; FALSE: goes on with the next widget */
static gboolean
is_told_twice (GtkWidget    *widget,
               gconstpointer told)
{
  if (!has_class (widget, "claim"))
    return FALSE;
  GtkWidget *quote = find_widget (widget, has_class, "quote");
  GtkWidget *source = find_widget (widget, has_class, "claim-source");

  return !g_hash_table_add ((GHashTable *) told,
                            g_strconcat (gtk_label_get_text (GTK_LABEL (quote)),
                                         gtk_label_get_text (GTK_LABEL (source)),
                                         NULL));
}

/* no sentence of an article stands twice on the page of an event */
static void
test_sentences_once (void)
{
  DlnWindow *window = new_sample_window ();
  const GArray *events =
    dln_case_get_resolution (dln_session_get_case (window->session))->events;
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      dln_view_state_select (
        window->state, (DlnTarget){ DLN_TARGET_EVENT, DLN_ROW (events, DlnEvent, i)->id });
      if (find_widget (GTK_WIDGET (window->panel), has_class, "conflict") != NULL)
        continue; /* its sides quote once more */
      g_assert_null (find_widget (GTK_WIDGET (window->panel), is_told_twice, told));
      n += g_hash_table_size (told);
    }
  g_assert_cmpuint (n, >, events->len / 2);
  close_window (window);
}

/* a number that grew is told apart from what cannot both be right */
static void
test_updates_apart (void)
{
  DlnWindow *window = new_sample_window ();
  const DlnResolution *rows =
    dln_case_get_resolution (dln_session_get_case (window->session));
  guint n_updates = 0;

  for (guint i = 0; i < rows->conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (rows->conflicts, DlnConflict, i);
      gboolean update = conflict->type == DLN_CONFLICT_UPDATE;

      dln_view_state_select (window->state, (DlnTarget){ conflict->kind, conflict->target });
      g_assert_true (
        (find_widget (GTK_WIDGET (window->panel), has_class, "update-value") != NULL) == update);
      g_assert_true (
        (find_widget (GTK_WIDGET (window->panel), has_class, "conflict-value") != NULL) != update);
      n_updates += update;
    }
  g_assert_cmpuint (n_updates, ==, 1);
  g_assert_cmpuint (rows->conflicts->len, ==, 2);
  /* the case counts them apart, and the list of all has two parts */
  dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_NONE, 0 });
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text,
                                 "1 disagreement between sources, 1 number that grew"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-conflicts", NULL);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "Disagreements"));
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "What changed with time"));
  close_window (window);
}

static void
test_filter (void)
{
  DlnWindow *window = new_sample_window ();

  g_assert_true (wait_for (has_scenes, window));
  g_assert_true (dln_view_state_filter_is_default (window->state));
  DlnFilter *filter = dln_view_state_edit_filter (window->state);

  filter->entity_types = 0;
  dln_view_state_commit_filter (window->state);
  g_assert_false (dln_view_state_filter_is_default (window->state));
  dln_view_state_reset_filter (window->state);
  g_assert_true (dln_view_state_filter_is_default (window->state));
  close_window (window);
}

static gboolean
is_scale (GtkWidget    *widget,
          gconstpointer tooltip)
{
  return GTK_IS_SCALE (widget) && strstr (gtk_widget_get_tooltip_text (widget), tooltip) != NULL;
}

static guint
count_relations (DlnWindow *window)
{
  DlnCase *dcase = dln_session_get_case (window->session);
  const DlnResolution *rows = dln_case_get_resolution (dcase);
  guint n = 0;

  for (guint i = 0; i < rows->relations->len; i++)
    n += dln_filter_shows_relation (dln_view_state_get_filter (window->state), dcase,
                                    DLN_ROW (rows->relations, DlnRelation, i)->id);
  return n;
}

/* the threshold of relations leaves fewer and at last the surest, and says how many */
static void
test_threshold (void)
{
  DlnWindow *window = new_sample_window ();
  GtkWidget *scale = find_widget (GTK_WIDGET (window->sidebar), is_scale, "fewer relations");
  GtkAdjustment *adjustment = gtk_range_get_adjustment (GTK_RANGE (scale));
  guint n_all = count_relations (window);
  g_autofree char *all = g_strdup_printf ("%u of %u", n_all, n_all);

  g_assert_true (wait_for (has_scenes, window));
  g_assert_cmpuint (n_all, >, 3);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->sidebar), has_text, all));
  gtk_range_set_value (GTK_RANGE (scale), gtk_adjustment_get_upper (adjustment) - 0.02);
  guint n = count_relations (window);
  g_autofree char *some = g_strdup_printf ("%u of %u", n, n_all);

  g_assert_cmpuint (n, <, n_all);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->sidebar), has_text, some));
  gtk_range_set_value (GTK_RANGE (scale), gtk_adjustment_get_lower (adjustment));
  g_assert_cmpuint (count_relations (window), ==, n_all);
  close_window (window);
}

static AdwMessageDialog *
find_dialog (DlnWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) top = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (top) && gtk_window_get_transient_for (top) == GTK_WINDOW (window))
        return ADW_MESSAGE_DIALOG (top);
    }
  return NULL;
}

static gboolean
has_no_dialog (gpointer window)
{
  return find_dialog (window) == NULL;
}

/* opens the dialog that corrects @target so */
static AdwMessageDialog *
correct (DlnWindow  *window,
         DlnTarget   target,
         const char *verb)
{
  AdwMessageDialog *dialog;

  g_action_group_activate_action (G_ACTION_GROUP (window), "correct",
                                  g_variant_new ("(suu)", verb, target.kind, target.id));
  dialog = find_dialog (window);
  g_assert_nonnull (dialog);
  return dialog;
}

/* as a click on the button does: the answer, then the dialog closes */
static void
say_yes (AdwMessageDialog *dialog)
{
  g_object_ref (dialog);
  adw_message_dialog_response (dialog, "yes");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_object_unref (dialog);
}

static gboolean
is_entry (GtkWidget    *widget,
          gconstpointer unused)
{
  return GTK_IS_ENTRY (widget);
}

static void
test_hide_and_undo (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  DlnTarget target = { DLN_TARGET_ENTITY,
                       DLN_ROW (dln_case_get_resolution (dcase)->entities, DlnEntity, 0)->id };

  dln_view_state_select (window->state, target);
  gtk_window_close (GTK_WINDOW (correct (window, target, "hide")));
  g_assert_true (wait_for (has_no_dialog, window));
  g_assert_false (dln_case_is_hidden (dcase, target));
  say_yes (correct (window, target, "hide"));
  g_assert_true (wait_for (is_idle, window));
  g_assert_true (dln_case_is_hidden (dcase, target));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "undo", NULL);
  g_assert_true (wait_for (is_idle, window));
  g_assert_false (dln_case_is_hidden (dcase, target));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "redo"));
  close_window (window);
}

/* a date is set as it is typed; what is no date, and a dialog that is left, change nothing; merging
 * leaves nothing armed */
static void
test_correct (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  const GArray *events = dln_case_get_resolution (dcase)->events;
  DlnTarget target = { DLN_TARGET_EVENT, DLN_ROW (events, DlnEvent, 0)->id };
  AdwMessageDialog *dialog = correct (window, target, "date");
  GtkWidget *entry = find_widget (GTK_WIDGET (dialog), is_entry, NULL);
  g_autofree char *edtf = NULL;
  guint n_entities = dln_case_get_resolution (dcase)->entities->len;
  guint n;

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "the day of the fish");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "yes"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "late October 2022");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "yes"));
  say_yes (dialog);
  g_assert_true (wait_for (is_idle, window) && wait_for (has_no_dialog, window));
  edtf = dln_when_to_edtf (&dln_case_get_event (dcase, target.id)->when);
  g_assert_cmpstr (edtf, ==, "[2022-10-21..2022-10-31]");

  /* "Same as..." without a choice, then left: the next name that is selected is only selected */
  target = (DlnTarget){ DLN_TARGET_ENTITY,
                        DLN_ROW (dln_case_get_resolution (dcase)->entities, DlnEntity, 0)->id };
  dialog = correct (window, target, "merge");
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "yes"));
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (wait_for (has_no_dialog, window));
  dln_view_state_select (
    window->state,
    (DlnTarget){ DLN_TARGET_ENTITY,
                 DLN_ROW (dln_case_get_resolution (dcase)->entities, DlnEntity, 1)->id });
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (dln_case_get_resolution (dcase)->entities->len, ==, n_entities);
  dln_case_get_decisions (dcase, &n);
  g_assert_cmpuint (n, ==, 1);
  close_window (window);
}

static void
test_cancel (void)
{
  DlnWindow *window = new_window ();

  dln_window_open_sample (window);
  g_assert_false (is_idle (window));
  g_action_group_activate_action (G_ACTION_GROUP (window), "cancel-import", NULL);
  g_assert_true (wait_for (is_idle, window));
  g_assert_true (dln_window_is_empty (window));
  close_window (window);
}

/* A window that is closed in the middle of an import lets go of everything. */
static void
test_close_while_importing (void)
{
  DlnWindow *window = new_window ();

  dln_window_open_sample (window);
  close_window (window);
}

/* Markup in a document is text; nothing is read as markup and nothing is complained about. */
static void
test_markup (void)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "<b>&markup.txt", NULL);
  const char *paths[] = { path, NULL };
  const char      *text =
    "<b>Ministers & <span size='90000'>mayors</span> met</b>\n\n"
    "By A & B <i>Reporter</i>\n\n"
    "Anna <b>Kowalska</b> & Partners Ltd said on 3 May 2021 that \"<u>all is well</u> & good\". "
    "Prime Minister Jan Novak met Anna Kowalska in Prague on 4 May 2021.\n";
  DlnWindow *window = new_window ();

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  dln_window_import (window, paths);
  g_assert_true (wait_for (is_idle, window));
  DlnCase *dcase = dln_session_get_case (window->session);
  const DlnResolution *rows = dln_case_get_resolution (dcase);

  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 1);
  dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_DOCUMENT, 1 });
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "&"));
  for (guint i = 0; i < rows->entities->len; i++)
    dln_view_state_select (
      window->state, (DlnTarget){ DLN_TARGET_ENTITY, DLN_ROW (rows->entities, DlnEntity, i)->id });
  for (guint i = 0; i < rows->events->len; i++)
    dln_view_state_select (
      window->state, (DlnTarget){ DLN_TARGET_EVENT, DLN_ROW (rows->events, DlnEvent, i)->id });
  dln_view_state_read (window->state, 1, DLN_SPAN (0, 5));
  close_window (window);
  g_unlink (path);
  g_rmdir (folder);
}

/* ---- pointer -------------------------------------------------------------------------------- */

static double
get_share (DlnWindow *window)
{
  double from, to;

  dln_timeline_get_overview_window (dln_view_state_get_timeline (window->state), &from, &to);
  return to - from;
}

/* the middle of the node @target, or with none of the one nearest to the upper left corner, which
 * is then @target */
static DlnPoint
find_node (DlnWindow *window,
           DlnTarget *target)
{
  DlnGraph *graph = dln_view_state_get_graph (window->state);
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  DlnTarget nearest = { 0, 0 };
  DlnPoint found = { 1e6, 1e6 };

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);
      DlnPoint middle = { mark->x + mark->width / 2, mark->y + mark->height / 2 };

      if (mark->target.kind != DLN_TARGET_ENTITY)
        continue;
      if (target->kind != 0 ? !dln_target_equal (mark->target, *target)
                            : middle.x + middle.y >= found.x + found.y)
        continue;
      nearest = mark->target;
      found = middle;
    }
  g_assert_cmpuint (nearest.kind, ==, DLN_TARGET_ENTITY);
  *target = nearest;
  return found;
}

/* two fingers that move apart to twice their distance, as the gesture tells it */
static void
pinch (GtkWidget *canvas)
{
  GtkEventController *gesture = get_controller (canvas, GTK_TYPE_GESTURE_ZOOM);

  g_signal_emit_by_name (gesture, "scale-changed", 1.4);
  g_signal_emit_by_name (gesture, "scale-changed", 2.0);
}

static void
test_pinch (void)
{
  DlnWindow *window = new_sample_window ();

  g_assert_true (wait_for (has_scenes, window));
  dln_timeline_set_overview_window (dln_view_state_get_timeline (window->state), 0.2, 0.8);
  pinch (window->timeline);
  g_assert_cmpfloat_with_epsilon (get_share (window), 0.3, 0.01);

  /* the nodes go apart from where the fingers are; the one next to them has the shortest way */
  DlnTarget target = { 0, 0 };

  dln_graph_zoom (dln_view_state_get_graph (window->state), 0.4, 0, 0);
  DlnPoint before = find_node (window, &target);
  pinch (window->graph);
  DlnPoint after = find_node (window, &target);
  g_assert_cmpfloat (hypot (after.x - before.x, after.y - before.y), >, 5);
  close_window (window);
}

static gboolean
has_scale (gpointer data)
{
  DlnWindow *window = data;
  DlnScene *scene = dln_canvas_get_scene (DLN_CANVAS (window->graph));

  return scene != NULL && fabs (scene->width * 1.5 - gtk_widget_get_width (window->graph)) < 0.5;
}

/* who wants larger text has larger drawings, and the pointer finds in them what it points at */
static void
test_text_scale (void)
{
  DlnWindow *window = new_sample_window ();
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (window));
  DlnTarget target = { 0, 0 };
  int dpi;

  g_assert_true (wait_for (has_scenes, window));
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 144 * 1024, NULL);
  g_assert_true (wait_for (has_scale, window));
  DlnPoint at = find_node (window, &target);
  GtkEventController *gesture = get_controller (window->graph, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (gesture, "drag-begin", at.x * 1.5, at.y * 1.5);
  g_signal_emit_by_name (gesture, "drag-end", 0.0, 0.0);
  g_assert_true (dln_target_equal (dln_view_state_get_selection (window->state), target));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  close_window (window);
}

static void
drag (GtkWidget *widget,
      double     from,
      double     to)
{
  GtkEventController *gesture = get_controller (widget, GTK_TYPE_GESTURE_DRAG);
  int width = gtk_widget_get_width (widget);

  g_signal_emit_by_name (gesture, "drag-begin", from * width, 10.0);
  g_signal_emit_by_name (gesture, "drag-update", (to - from) * width, 0.0);
  g_signal_emit_by_name (gesture, "drag-end", (to - from) * width, 0.0);
}

static void
assert_window (DlnWindow *window,
               double     from,
               double     to)
{
  double begin, end;

  dln_timeline_get_overview_window (dln_view_state_get_timeline (window->state), &begin, &end);
  g_assert_cmpfloat_with_epsilon (begin, from, 0.01);
  g_assert_cmpfloat_with_epsilon (end, to, 0.01);
}

static void
press (GtkWidget      *widget,
       guint           keyval,
       GdkModifierType modifiers)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (get_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed",
                         keyval,
                         0,
                         modifiers,
                         &taken);
  g_assert_true (taken);
}

static void
test_overview (void)
{
  DlnWindow *window = new_sample_window ();
  GtkWidget *strip = window->overview;

  g_assert_true (wait_for (has_scenes, window));
  drag (strip, 0.3, 0.7); /* all is shown, so inside is as good as beside */
  assert_window (window, 0.3, 0.7);
  drag (strip, 0.3, 0.1);
  assert_window (window, 0.1, 0.7);
  drag (strip, 0.7, 0.5);
  assert_window (window, 0.1, 0.5);
  drag (strip, 0.3, 0.5);
  assert_window (window, 0.3, 0.7);
  drag (strip, 0.5, 0.95); /* no farther than there is room */
  assert_window (window, 0.6, 1.0);
  drag (strip, 0.2, 0.4);
  assert_window (window, 0.2, 0.4);
  drag (strip, 0.8, 0.8); /* a click */
  assert_window (window, 0.7, 0.9);
  press (strip, GDK_KEY_Left, 0);
  assert_window (window, 0.68, 0.88);
  press (strip, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_window (window, 0.68, 0.9);
  press (strip, GDK_KEY_Left, GDK_CONTROL_MASK);
  assert_window (window, 0.658, 0.9);
  press (strip, GDK_KEY_Home, 0);
  assert_window (window, 0, 1);
  g_assert_true (gtk_widget_get_focusable (strip));
  close_window (window);
}

static gboolean
is_list (GtkWidget    *widget,
         gconstpointer data)
{
  return GTK_IS_LIST_VIEW (widget);
}

static GListModel *
get_articles (DlnWindow *window)
{
  GtkWidget *view = find_widget (GTK_WIDGET (window->articles), is_list, NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static gboolean
has_all_articles (gpointer data)
{
  DlnWindow *window = data;

  return g_list_model_get_n_items (get_articles (window))
         == dln_case_get_n_documents (dln_session_get_case (window->session));
}

/* a list is filled when it is seen, a few rows in each frame, and has the selection of the other
 * views */
static void
test_lists (void)
{
  DlnWindow *window = new_sample_window ();

  g_assert_true (wait_for (has_scenes, window));
  g_assert_cmpuint (g_list_model_get_n_items (get_articles (window)), ==, 0);
  dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_DOCUMENT, 1 });
  g_action_group_change_action_state (
    G_ACTION_GROUP (window), "view", g_variant_new_string ("articles"));
  g_assert_true (wait_for (has_all_articles, window));
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (get_articles (window)));

  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);
  close_window (window);
}

static guint
count_entities (DlnWindow *window)
{
  return dln_case_get_resolution (dln_session_get_case (window->session))->entities->len;
}

/* an open question is shown with its reason; the answer is a click, and can be undone */
static void
test_suggestion (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "strike.txt", NULL);
  DlnWindow *window = new_window ();

  g_assert_true (
    g_file_set_contents (path,
                         "Strike ends\n\nThe strike of dockers ended on 9 May 2021. Vik "
                         "said in Oslo that he was glad. Vik left later.\n",
                         -1,
                         NULL));
  import_folder (window, folder);
  guint n = count_entities (window);

  g_action_group_activate_action (G_ACTION_GROUP (window), "show-suggestions", NULL);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "the only bearer"));
  GtkWidget *merge = find_widget (GTK_WIDGET (window->panel), is_button, "Merge");
  g_assert_true (gtk_widget_get_focusable (merge));
  g_signal_emit_by_name (merge, "clicked");
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (count_entities (window), ==, n - 1);
  g_assert_null (find_widget (GTK_WIDGET (window->panel), is_button, "Merge"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "undo", NULL);
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (count_entities (window), ==, n);
  close_window (window);
  remove_tree (folder);
}

/* the page of a quote in a quote says who told it, and leads to the outer one */
static void
test_nested_quote (void)
{
  DlnWindow *window = new_window ();
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "call.txt", NULL);

  g_assert_true (g_file_set_contents (
    path,
    "The last call\n\nErik Lund was a banker in Oslo.\n\n\u201cHe told me, \u2018The money is "
    "gone,\u2019 and then hung up,\u201d Karin Maas said.\n",
    -1,
    NULL));
  import_folder (window, folder);

  DlnCase *dcase = dln_session_get_case (window->session);
  const GArray *quotes = dln_case_get_resolution (dcase)->quotes;
  guint n = 0;

  for (guint i = 0; i < quotes->len; i++)
    {
      DlnQuoteId id = DLN_ROW (quotes, DlnQuote, i)->id;
      gboolean nested = dln_case_get_outer_quote (dcase, id) != 0;

      dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_QUOTE, id });
      g_assert_true ((find_widget (GTK_WIDGET (window->panel), has_text, "Told in another quote")
                      != NULL)
                     == nested);
      g_assert_true (
        (find_widget (GTK_WIDGET (window->panel), has_text, "As told by Karin Maas") != NULL)
        == nested);
      n += nested;
    }
  g_assert_cmpuint (n, ==, 1);
  close_window (window);
  remove_tree (folder);
}

static gboolean
is_search_entry (GtkWidget    *widget,
                 gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static gboolean
is_result (GtkWidget    *widget,
           gconstpointer data)
{
  return GTK_IS_LIST_BOX_ROW (widget);
}

/* whatever is typed is looked for; nothing in it is a query language or markup */
static void
test_search (void)
{
  g_autofree char *many = g_strnfill (20000, 'a');
  const char *odd[] = { "\"",
                        "*",
                        "AND OR NOT",
                        "NEAR(",
                        "<b>&amp;",
                        "'; DROP TABLE documents;--",
                        "%s%n",
                        "\u200d\U0001f469\u0301",
                        "\u0410\u0431\u0432",
                        "-",
                        ":",
                        "(",
                        "\\",
                        " ",
                        many };
  DlnWindow *window = new_sample_window ();
  GtkWidget *entry = find_widget (GTK_WIDGET (window->search), is_search_entry, NULL);

  g_action_group_change_action_state (
    G_ACTION_GROUP (window), "search", g_variant_new_boolean (TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), odd[i]);
      g_signal_emit_by_name (entry, "search-changed");
      if (find_widget (GTK_WIDGET (window->search), is_result, NULL) == NULL)
        g_assert_nonnull (find_widget (GTK_WIDGET (window->search), has_text, "Nothing found."));
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "karakulov (\"");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_nonnull (find_widget (GTK_WIDGET (window->search), is_result, NULL));
  close_window (window);
}

static gboolean
is_folded (gpointer data)
{
  return adw_flap_get_folded (((DlnWindow *) data)->flap);
}

/* in a narrow window the drawings have the room, not the sidebar; that is not remembered as a wish
 */
static void
test_narrow (void)
{
  DlnWindow *window = new_window ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 640);
  dln_window_open_sample (window);
  g_assert_true (wait_for (is_folded, window));
  g_assert_true (wait_for (is_idle, window));
  close_window (window);
  window = new_window ();
  g_assert_true (adw_flap_get_reveal_flap (window->flap));
  close_window (window);
}

/* chips stand one behind the other and begin a new line where there is no room */
static void
test_wrap (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  int least, natural, one, two, three;

  gtk_widget_set_layout_manager (box, dln_wrap_layout_new (5));
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *chip = gtk_label_new (NULL);

      gtk_widget_set_size_request (chip, 100 + 20 * i, 30);
      gtk_box_append (GTK_BOX (box), chip);
    }
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, ==, 140);
  g_assert_cmpint (natural, ==, 370);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 370, &one, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 369, &two, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 150, &three, NULL, NULL, NULL);
  g_assert_cmpint (one, ==, 30);
  g_assert_cmpint (two, ==, 65);
  g_assert_cmpint (three, ==, 100);
  g_object_unref (box);
}

static void
test_flatten (void)
{
  static const char text[] = "  One\n\ntwo\tthree  ";
  g_autofree char *flat = dln_label_flatten (text, strlen (text));
  g_autofree char *empty = dln_label_flatten ("", 0);

  g_assert_cmpstr (flat, ==, "One two three");
  g_assert_cmpstr (empty, ==, "");
}

int
main (int    argc,
      char **argv)
{
  start_application (&argc, &argv);

  g_test_add_func ("/ui/labels/flatten", test_flatten);
  g_test_add_func ("/ui/wrap-layout/lines", test_wrap);
  g_test_add_func ("/ui/window/welcome", test_welcome);
  g_test_add_func ("/ui/window/import", test_import);
  g_test_add_func ("/ui/window/evidence", test_evidence);
  g_test_add_func ("/ui/window/one-selection", test_one_selection);
  g_test_add_func ("/ui/window/sentences-once", test_sentences_once);
  g_test_add_func ("/ui/window/updates-apart", test_updates_apart);
  g_test_add_func ("/ui/window/nested-quote", test_nested_quote);
  g_test_add_func ("/ui/window/filter", test_filter);
  g_test_add_func ("/ui/window/threshold", test_threshold);
  g_test_add_func ("/ui/window/hide-and-undo", test_hide_and_undo);
  g_test_add_func ("/ui/window/correct", test_correct);
  g_test_add_func ("/ui/window/cancel", test_cancel);
  g_test_add_func ("/ui/window/close-while-importing", test_close_while_importing);
  g_test_add_func ("/ui/window/markup", test_markup);
  g_test_add_func ("/ui/window/pinch", test_pinch);
  g_test_add_func ("/ui/window/text-scale", test_text_scale);
  g_test_add_func ("/ui/window/overview", test_overview);
  g_test_add_func ("/ui/window/narrow", test_narrow);
  g_test_add_func ("/ui/window/lists", test_lists);
  g_test_add_func ("/ui/window/suggestion", test_suggestion);
  g_test_add_func ("/ui/window/search", test_search);
  int result = g_test_run ();

  end_application ();
  return result;
}
