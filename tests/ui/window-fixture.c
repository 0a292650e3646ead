/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "dateline-test"
#include "config.h"

#include "window-fixture.h"

#include "tests/bundle.h"
#include "ui/dln-canvas.h"
#include "ui/dln-mark.h"
#include "ui/dln-ui-resources.h"

#include <glib/gstdio.h>

#define PATIENCE                                                                                   \
  (60 * G_USEC_PER_SEC) /* a bound, not a wait: loops end as soon as their condition holds */

static DlnApplication *application;

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
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

gboolean
is_idle (gpointer data)
{
  return ((DlnWindow *) data)->n_jobs == 0;
}

gboolean
has_scenes (gpointer data)
{
  DlnWindow *window = data;
  DlnScene *graph = dln_canvas_get_scene (DLN_CANVAS (window->graph));
  DlnScene *timeline = dln_canvas_get_scene (DLN_CANVAS (window->timeline));

  return graph != NULL && graph->marks->len > 0 && timeline != NULL && timeline->marks->len > 0;
}

gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

DlnApplication *
start_application (int *argc,
                   char ***argv)
{
  const char *data_dir = g_getenv ("DATELINE_DATA_DIR");
  g_autofree char *samples = g_build_filename (data_dir, "..", "data", "samples", NULL);

  gtk_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR | G_LOG_FATAL_MASK);
  adw_init ();
  _dln_ui_register_resource ();
  application = dln_application_new (data_dir, samples);
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));
  return application;
}

void
end_application (void)
{
  g_application_release (G_APPLICATION (application));
  g_clear_object (&application);
}

DlnWindow *
new_window (void)
{
  const char *data_dir = g_getenv ("DATELINE_DATA_DIR");
  g_autofree char *samples = g_build_filename (data_dir, "..", "data", "samples", NULL);
  g_autoptr (DlnModel) model = open_bundle ();
  DlnWindow *window = dln_window_new (ADW_APPLICATION (application), model, NULL, samples);

  /* most tests look at both drawings */
  g_action_group_change_action_state (
    G_ACTION_GROUP (window), "view", g_variant_new_string ("both"));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

DlnWindow *
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
void
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
GtkWidget *
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

gboolean
has_class (GtkWidget    *widget,
           gconstpointer name)
{
  return gtk_widget_has_css_class (widget, name);
}

gboolean
has_text (GtkWidget    *widget,
          gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

gboolean
is_mark_of_kind (GtkWidget    *widget,
                 gconstpointer kind)
{
  return DLN_IS_MARK (widget) && gtk_widget_get_visible (widget)
         && dln_mark_get_target (DLN_MARK (widget)).kind == GPOINTER_TO_UINT (kind);
}

/* ---- files and messages --------------------------------------------------------------------- */

/* a folder of its own with one article, for remove_tree() */
char *
make_folder (void)
{
  char *folder = g_dir_make_tmp ("dateline-ui-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ferry.txt", NULL);

  g_assert_true (g_file_set_contents (
    path,
    "Ferry talks resume\n\nMinister Kari Holm met Jonas Vik of Fjord Lines in Bergen "
    "on 4 May 2021. \u201cWe will sail again,\u201d Vik said.\n",
    -1,
    NULL));
  return folder;
}

/* (nullable): the message that stands above the window */
AdwMessageDialog *
find_message (gpointer window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (ADW_IS_MESSAGE_DIALOG (other)
          && gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return ADW_MESSAGE_DIALOG (other);
    }
  return NULL;
}

gboolean
has_message (gpointer data)
{
  return find_message (data) != NULL;
}

gboolean
has_no_message (gpointer data)
{
  return find_message (data) == NULL;
}

gboolean
is_button (GtkWidget    *widget,
           gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
         && strstr (gtk_button_get_label (GTK_BUTTON (widget)), label) != NULL;
}

/* as a click on the button: that also closes the message */
void
answer (gpointer    window,
        const char *label)
{
  GtkWidget *button = find_widget (GTK_WIDGET (find_message (window)), is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (wait_for (has_no_message, window));
}

void
import_folder (DlnWindow  *window,
               const char *folder)
{
  const char *paths[] = { folder, NULL };

  dln_window_import (window, paths);
  g_assert_true (wait_for (is_idle, window));
}

GtkEventController *
get_controller (GtkWidget *widget,
                GType      type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}
