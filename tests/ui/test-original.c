/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The original of an article is opened by the program that the user has for such files; one that
 * has changed only when the user says so, and one that is gone is said. Needs a display. */
#define G_LOG_DOMAIN "dateline-test"
#include "config.h"

#include "tests/remove-tree.h"
#include "window-fixture.h"

#include "ui/dln-open-original.h"

#include <glib/gstdio.h>

static char *home; /* with a viewer, which writes down what it opens */
static char *opened;

static void
make_viewer (void)
{
  g_autofree char *applications = NULL;
  g_autofree char *program = NULL;
  g_autofree char *script = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *path = NULL;
  g_autofree char *list = NULL;

  home = g_dir_make_tmp ("dateline-viewer-XXXXXX", NULL);
  applications = g_build_filename (home, "applications", NULL);
  program = g_build_filename (home, "viewer", NULL);
  opened = g_build_filename (home, "opened", NULL);
  script = g_strdup_printf ("#!/bin/sh\necho \"$@\" > '%s.part' && mv '%s.part' '%s'\n", opened,
                            opened, opened);
  entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer\nExec=%s %%f\n"
                           "MimeType=text/plain;application/octet-stream;\n",
                           program);
  g_assert_cmpint (g_mkdir (applications, 0700), ==, 0);
  path = g_build_filename (applications, "viewer.desktop", NULL);
  list = g_build_filename (applications, "mimeapps.list", NULL);
  g_assert_true (g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700,
                                           NULL));
  g_assert_true (g_file_set_contents (path, entry, -1, NULL));
  g_assert_true (g_file_set_contents (list,
                                      "[Default Applications]\ntext/plain=viewer.desktop\n"
                                      "application/octet-stream=viewer.desktop\n",
                                      -1, NULL));
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
}

static gboolean
was_opened (gpointer data)
{
  return g_file_test (opened, G_FILE_TEST_EXISTS);
}

static void
check_opened (const char *path)
{
  g_autofree char *said = NULL;

  g_assert_true (wait_for (was_opened, NULL));
  g_assert_true (g_file_get_contents (opened, &said, NULL, NULL));
  g_assert_cmpstr (g_strchomp (said), ==, path);
  g_unlink (opened);
}

static void
open_original (DlnWindow *window)
{
  gtk_widget_activate_action (
    GTK_WIDGET (window), "win.correct", "(suu)", "original", (guint32) DLN_TARGET_DOCUMENT, 1u);
}

static void
test_original (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  DlnWindow *window = new_window ();
  DlnOriginal original;
  AdwMessageDialog *message;

  import_folder (window, folder);
  g_assert_true (dln_document_get_original (
    dln_case_get_document (dln_session_get_case (window->session), 1), &original));
  path = g_filename_from_uri (original.uri, NULL, NULL);

  open_original (window);
  check_opened (path);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  text[0] ^= 1;
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  open_original (window);
  g_assert_true (wait_for (has_message, window));
  message = ADW_MESSAGE_DIALOG (find_message (window));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (message), "has changed since"));
  g_assert_false (was_opened (NULL));
  answer (window, "_Open It All the Same");
  g_assert_true (wait_for (has_no_message, window));
  check_opened (path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  open_original (window);
  g_assert_true (wait_for (has_message, window));
  message = ADW_MESSAGE_DIALOG (find_message (window));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (message), "is not there any more"));
  g_assert_false (adw_message_dialog_has_response (message, "open"));
  answer (window, "_Close");
  g_assert_true (wait_for (has_no_message, window));
  close_window (window);
  remove_tree (folder);
}

int
main (int    argc,
      char **argv)
{
  int status;

  make_viewer ();
  start_application (&argc, &argv);
  g_test_add_func ("/ui/original/opened", test_original);
  status = g_test_run ();
  end_application ();
  remove_tree (home);
  return status;
}
