/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window and its files: what is opened, imported, saved, exported, dropped and closed, and what
 * is said when that cannot be done. Needs a display. */
#define G_LOG_DOMAIN "dateline-test"
#include "config.h"

#include "window-fixture.h"

#include <glib/gstdio.h>

/* articles that are in no file are not thrown away without a question; the untouched sample case is
 */
static void
test_close (void)
{
  char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "saved.dateline", NULL);
  DlnWindow *window = new_window ();
  DlnWindow *sample = new_sample_window ();
  gpointer weak = window;
  gpointer weak_sample = sample;

  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  g_object_add_weak_pointer (G_OBJECT (sample), &weak_sample);
  gtk_window_close (GTK_WINDOW (sample));
  g_assert_true (wait_for (is_gone, &weak_sample));

  import_folder (window, folder);
  gtk_window_close (GTK_WINDOW (window));
  g_assert_nonnull (weak);
  answer (window, "Cancel");
  g_assert_nonnull (weak);
  gtk_window_close (GTK_WINDOW (window));
  answer (window, "Discard");
  g_assert_true (wait_for (is_gone, &weak));

  window = weak = new_window ();
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  import_folder (window, folder);
  g_assert_true (dln_session_save_as (window->session, path, NULL));
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (wait_for (is_gone, &weak));
  remove_folder (folder);
}

/* the case is read in the background; the window is taken meanwhile, and is called after the file
 */
static void
test_open (void)
{
  char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "Ferries.dateline", NULL);
  const char *articles[] = { folder, NULL };
  g_autoptr (DlnSession) session = dln_session_new (NULL);

  g_assert_true (dln_session_create (session, path, NULL));
  dln_import_report_free (dln_session_import (session, articles, NULL, NULL, NULL, NULL, NULL));
  g_clear_object (&session);

  DlnWindow *window = new_window ();

  dln_window_open_case (window, path);
  g_assert_true (dln_window_is_empty (window));
  g_assert_false (dln_window_is_free (window));
  g_assert_cmpstr (dln_window_get_path (window), ==, path);
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 1);
  g_assert_cmpstr (gtk_label_get_text (window->case_title), ==, "Ferries");
  close_window (window);

  window = new_window ();
  dln_window_open_case (window, path);
  close_window (window);
  remove_folder (folder);
}

/* what cannot be opened is named and told why; the window stays as it was */
static void
test_open_refused (void)
{
  static const struct
  {
    const char *name, *content;
    gsize       length;
  } files[] = {
    { "empty.dateline", "", 0 },
    { "letter.dateline", "Dear editor, this is no case.", 29 },
    { "missing.dateline", NULL, 0 },
  };
  char *folder = make_folder ();
  DlnWindow *window = new_window ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);

      if (files[i].content != NULL)
        g_assert_true (g_file_set_contents (path, files[i].content, files[i].length, NULL));
      dln_window_open_case (window, path);
      g_assert_true (wait_for (has_message, window));
      g_test_message ("%s", adw_message_dialog_get_body (find_message (window)));
      g_assert_nonnull (
        strstr (adw_message_dialog_get_body (find_message (window)), files[i].name));
      answer (window, "Close");
      g_assert_true (wait_for (is_idle, window));
      g_assert_true (dln_window_is_free (window));
    }
  close_window (window);
  remove_folder (folder);
}

/* each file of an import that is no article is named, and the good one is there */
static void
test_import_refused (void)
{
  char *folder = make_folder ();
  g_autofree char *empty = g_build_filename (folder, "empty.txt", NULL);
  g_autofree char *binary = g_build_filename (folder, "binary.txt", NULL);
  g_autofree char *latin = g_build_filename (folder, "latin.txt", NULL);
  DlnWindow *window = new_window ();

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_true (g_file_set_contents (binary, "\0\1\2\3", 4, NULL));
  g_assert_true (
    g_file_set_contents (latin, "The caf\xe9 reopened in \xc5lesund, Kari Holm said.\n", -1, NULL));
  import_folder (window, folder);
  g_assert_true (wait_for (has_message, window));
  GtkWidget *message = GTK_WIDGET (find_message (window));
  g_assert_nonnull (find_widget (message, has_text, "empty.txt is empty"));
  g_assert_nonnull (find_widget (message, has_text, "binary.txt is no text"));
  g_assert_nonnull (find_widget (message, has_text, "latin.txt"));
  answer (window, "Close");
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 2);
  close_window (window);
  remove_folder (folder);
}

static void
drop (DlnWindow  *window,
      const char *path)
{
  GtkEventController *target = get_controller (GTK_WIDGET (window), GTK_TYPE_DROP_TARGET);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList list = { file, NULL };
  GdkFileList *files = gdk_file_list_new_from_list (&list);
  g_auto (GValue) value = G_VALUE_INIT;
  GdkDragAction action = 0;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, files);
  g_signal_emit_by_name (target, "enter", 10.0, 10.0, &action);
  g_assert_cmpuint (action, ==, GDK_ACTION_COPY);
  g_assert_true (gtk_widget_get_visible (window->drop_hint));
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &taken);
  g_assert_true (taken);
  g_assert_false (gtk_widget_get_visible (window->drop_hint));
}

/* a folder that is dropped is imported, a file as well; a case file is opened in a window of its
 * own */
static void
test_drop (void)
{
  char *folder = make_folder ();
  g_autofree char *article = g_build_filename (folder, "ferry.txt", NULL);
  g_autofree char *path = g_build_filename (folder, "case.dateline", NULL);
  DlnWindow *window = new_window ();
  DlnWindow *other = new_window ();

  drop (window, folder);
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 1);
  drop (other, article);
  g_assert_true (wait_for (is_idle, other));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (other->session)), ==, 1);
  g_assert_true (dln_session_save_as (other->session, path, NULL));
  close_window (other);

  drop (window, path);
  other = DLN_WINDOW (gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ()))->data);
  g_assert_true (other != window);
  g_assert_true (wait_for (is_idle, other));
  g_assert_cmpstr (dln_session_get_path (other->session), ==, path);
  close_window (other);
  close_window (window);
  remove_folder (folder);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR | G_LOG_FATAL_MASK);
  start_application ();

  g_test_add_func ("/ui/files/close", test_close);
  g_test_add_func ("/ui/files/open", test_open);
  g_test_add_func ("/ui/files/open-refused", test_open_refused);
  g_test_add_func ("/ui/files/import-refused", test_import_refused);
  g_test_add_func ("/ui/files/drop", test_drop);
  int result = g_test_run ();

  end_application ();
  return result;
}
