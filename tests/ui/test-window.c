/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, driven by its actions: import, one selection in all views, the way from a mark to the sentence in the
 * article, hostile text, cancelling, and that nothing is left when the window is gone. Needs a display. */
#define G_LOG_DOMAIN "dateline-test"
#include "config.h"

#include "ui/dln-application.h"
#include "ui/dln-article-reader.h"
#include "ui/dln-canvas.h"
#include "ui/dln-graph-widget.h"
#include "ui/dln-labels.h"
#include "ui/dln-mark.h"
#include "ui/dln-target-list.h"
#include "ui/dln-timeline-widget.h"
#include "ui/dln-ui-resources.h"
#include "ui/dln-window-private.h"

#include <glib/gstdio.h>

#define PATIENCE (60 * G_USEC_PER_SEC) /* a bound, not a wait: loops end as soon as their condition holds */

static DlnApplication *application;

typedef gboolean (*Condition) (gpointer data);

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_for (Condition condition,
          gpointer  data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  guint source = g_timeout_add (20, wake_cb, NULL); /* so that a blocking turn ends */
  gboolean held;

  while (!(held = condition (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return held;
}

static gboolean
is_idle (gpointer data)
{
  return ((DlnWindow *) data)->import_cancellable == NULL;
}

static gboolean
has_scenes (gpointer data)
{
  DlnWindow *window = data;
  DlnScene *graph = dln_canvas_get_scene (DLN_CANVAS (window->graph));
  DlnScene *timeline = dln_canvas_get_scene (DLN_CANVAS (window->timeline));

  return graph != NULL && graph->marks->len > 0 && timeline != NULL && timeline->marks->len > 0;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static DlnWindow *
new_window (void)
{
  const char *data_dir = g_getenv ("DATELINE_DATA_DIR");
  g_autofree char *samples = g_build_filename (data_dir, "..", "data", "samples", NULL);
  g_autoptr (DlnModel) model = dln_model_open_default (data_dir, "en", NULL);
  DlnWindow *window = dln_window_new (ADW_APPLICATION (application), model, NULL, samples);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static DlnWindow *
new_sample_window (void)
{
  DlnWindow *window = new_window ();

  g_assert_true (dln_window_is_empty (window));
  dln_window_open_sample (window);
  g_assert_true (wait_for (is_idle, window));
  g_assert_false (dln_window_is_empty (window));
  return window;
}

/* Closes the window and proves that nobody holds on to it. */
static void
close_window (DlnWindow *window)
{
  gpointer weak = window;
  gpointer panel = window->panel;
  gpointer state = window->state;
  gpointer session = window->session;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  g_object_add_weak_pointer (panel, &panel);
  g_object_add_weak_pointer (state, &state);
  g_object_add_weak_pointer (session, &session);
  window->discard = TRUE;
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (wait_for (is_gone, &weak));
  g_assert_null (panel);
  g_assert_null (state);
  g_assert_null (session);
}

/* The first widget below @root for which @match holds. */
static GtkWidget *
find_widget (GtkWidget *root,
             gboolean (*match) (GtkWidget *, gconstpointer),
             gconstpointer data)
{
  if (match (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, match, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_class (GtkWidget    *widget,
           gconstpointer name)
{
  return gtk_widget_has_css_class (widget, name);
}

static gboolean
has_text (GtkWidget    *widget,
          gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
is_mark_of_kind (GtkWidget    *widget,
                 gconstpointer kind)
{
  return DLN_IS_MARK (widget) && gtk_widget_get_visible (widget)
         && dln_mark_get_target (DLN_MARK (widget)).kind == GPOINTER_TO_UINT (kind);
}

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
  g_assert_nonnull (find_widget (window->graph, is_mark_of_kind, GUINT_TO_POINTER (DLN_TARGET_ENTITY)));
  g_assert_nonnull (find_widget (window->timeline, is_mark_of_kind, GUINT_TO_POINTER (DLN_TARGET_EVENT)));
  for (guint i = 0; i < 4; i++)
    {
      static const char *const views[] = { "timeline", "graph", "articles", "both" };

      g_action_group_change_action_state (G_ACTION_GROUP (window), "view", g_variant_new_string (views[i]));
      g_assert_cmpstr (gtk_stack_get_visible_child_name (window->views), ==, i == 2 ? "articles" : "drawn");
    }
  close_window (window);
}

/* mark -> selection -> page -> claim -> article, and back */
static void
test_evidence (void)
{
  DlnWindow *window = new_sample_window ();

  g_assert_true (wait_for (has_scenes, window));
  GtkWidget *mark = find_widget (window->timeline, is_mark_of_kind, GUINT_TO_POINTER (DLN_TARGET_EVENT));
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
  GtkWidget *view = find_widget (GTK_WIDGET (window->panel), has_class, "article");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "current");
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  g_assert_true (gtk_text_iter_starts_tag (&iter, tag) || gtk_text_iter_forward_to_tag_toggle (&iter, tag));
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (evidence[0].document, >, 0);
  g_assert_true (dln_evidence_panel_go_back (window->panel));
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
    dln_view_state_select (window->state,
                           (DlnTarget){ DLN_TARGET_RELATION, DLN_ROW (rows->relations, DlnRelation, i)->id });
  for (guint i = 0; i < rows->events->len; i++)
    dln_view_state_select (window->state,
                           (DlnTarget){ DLN_TARGET_EVENT, DLN_ROW (rows->events, DlnEvent, i)->id });
  for (guint i = 0; i < rows->quotes->len; i++)
    dln_view_state_select (window->state,
                           (DlnTarget){ DLN_TARGET_QUOTE, DLN_ROW (rows->quotes, DlnQuote, i)->id });
  for (guint i = 1; i <= dln_case_get_n_documents (dcase); i++)
    dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_DOCUMENT, i });
  dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_ENTITY, 0x7fffffff });
  g_assert_cmpuint (dln_view_state_get_selection (window->state).kind, ==, DLN_TARGET_NONE);
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-conflicts", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-suggestions", NULL);
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

static void
test_hide_and_undo (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  DlnTarget target = { DLN_TARGET_ENTITY,
                       DLN_ROW (dln_case_get_resolution (dcase)->entities, DlnEntity, 0)->id };

  dln_view_state_select (window->state, target);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "hide-target"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "hide-target", NULL);
  g_assert_true (dln_case_is_hidden (dcase, target));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "undo", NULL);
  g_assert_false (dln_case_is_hidden (dcase, target));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "redo"));
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
  const char *text = "<b>Ministers & <span size='90000'>mayors</span> met</b>\n\n"
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
    dln_view_state_select (window->state,
                           (DlnTarget){ DLN_TARGET_ENTITY, DLN_ROW (rows->entities, DlnEntity, i)->id });
  for (guint i = 0; i < rows->events->len; i++)
    dln_view_state_select (window->state,
                           (DlnTarget){ DLN_TARGET_EVENT, DLN_ROW (rows->events, DlnEvent, i)->id });
  dln_view_state_read (window->state, 1, DLN_SPAN (0, 5));
  close_window (window);
  g_unlink (path);
  g_rmdir (folder);
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
  gtk_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR | G_LOG_FATAL_MASK);
  adw_init ();
  _dln_ui_register_resource ();
  g_autofree char *samples = g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "..", "data", "samples", NULL);

  application = dln_application_new (g_getenv ("DATELINE_DATA_DIR"), samples);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/ui/labels/flatten", test_flatten);
  g_test_add_func ("/ui/window/welcome", test_welcome);
  g_test_add_func ("/ui/window/import", test_import);
  g_test_add_func ("/ui/window/evidence", test_evidence);
  g_test_add_func ("/ui/window/one-selection", test_one_selection);
  g_test_add_func ("/ui/window/filter", test_filter);
  g_test_add_func ("/ui/window/hide-and-undo", test_hide_and_undo);
  g_test_add_func ("/ui/window/cancel", test_cancel);
  g_test_add_func ("/ui/window/close-while-importing", test_close_while_importing);
  g_test_add_func ("/ui/window/markup", test_markup);
  int result = g_test_run ();

  g_application_release (G_APPLICATION (application));
  g_clear_object (&application);
  return result;
}
