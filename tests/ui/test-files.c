/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window and its files: what is opened, imported, saved, exported, dropped and closed, and what
 * is said when that cannot be done. Needs a display. */
#define _GNU_SOURCE /* setresuid */
#define G_LOG_DOMAIN "dateline-test"
#include "config.h"

#include "tests/remove-tree.h"
#include "window-fixture.h"

#include "ui/dln-data-dialog.h"
#include "ui/dln-export-dialog.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* articles that are in no file are not thrown away without a question; the untouched sample case is
 */
static void
test_close (void)
{
  g_autofree char *folder = make_folder ();
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
  remove_tree (folder);
}

/* the case is read in the background; the window is taken meanwhile, and is called after the file
 */
static void
test_open (void)
{
  g_autofree char *folder = make_folder ();
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
  g_assert_true (dln_window_is_at (window, path));
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 1);
  g_assert_cmpstr (gtk_label_get_text (window->case_title), ==, "Ferries");
  close_window (window);

  window = new_window ();
  dln_window_open_case (window, path);
  close_window (window);
  remove_tree (folder);
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
  g_autofree char *folder = make_folder ();
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
  remove_tree (folder);
}

/* another text of the same name is one more article, and the user is told how to replace it; as an
 * update it takes the place of the older one */
static void
test_update (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "ferry.txt", NULL);
  const char *paths[] = { path, NULL };
  DlnWindow *window = new_window ();
  DlnCase *dcase;
  gsize length;

  import_folder (window, folder);
  g_assert_true (g_file_set_contents (
    path, "Ferry talks end\n\nMinister Kari Holm left Bergen on 6 May 2021.\n", -1, NULL));
  dln_window_update_articles (window, paths);
  g_assert_true (wait_for (is_idle, window));
  dcase = dln_session_get_case (window->session);
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 1);
  g_assert_nonnull (
    strstr (dln_document_get_text (dln_case_get_document (dcase, 1), &length), "talks end"));
  g_assert_true (g_file_set_contents (
    path, "Ferry talks end\n\nMinister Kari Holm left Bergen on 7 May 2021.\n", -1, NULL));
  dln_window_import (window, paths);
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 2);
  close_window (window);
  remove_tree (folder);
}

static gboolean
is_combo (GtkWidget    *widget,
          gconstpointer data)
{
  return ADW_IS_COMBO_ROW (widget);
}

/* what is copied can be pasted as text, HTML and CSV */
static void
check_copied (GtkWidget  *widget,
              const char *words)
{
  GdkContentProvider *content =
    gdk_clipboard_get_content (gtk_widget_get_clipboard (widget));
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_formats (content);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/csv"));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_nonnull (strstr (g_value_get_string (&value), words));
}

/* every data format leaves the window, and what is in the way is told */
static void
test_data (void)
{
  g_autofree char *folder = make_folder ();
  DlnWindow *window = new_window ();
  guint n = 0;

  import_folder (window, folder);
  for (guint i = 0; i == 0 || i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/data-%u", folder, i);
      DlnDataDialog *dialog = dln_data_dialog_new (GTK_WINDOW (window), window->state);
      AdwComboRow *format = ADW_COMBO_ROW (find_widget (GTK_WIDGET (dialog), is_combo, NULL));

      n = g_list_model_get_n_items (adw_combo_row_get_model (format));
      adw_combo_row_set_selected (format, i);
      gtk_window_present (GTK_WINDOW (dialog));
      g_assert_true (dln_data_dialog_write (dialog, path));
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpuint (n, >, 10);
  dln_data_dialog_copy (dln_data_dialog_new (GTK_WINDOW (window), window->state));
  check_copied (GTK_WIDGET (window), "event\twhen\ttitle\t");
  {
    DlnDataDialog *dialog = dln_data_dialog_new (GTK_WINDOW (window), window->state);

    gtk_window_present (GTK_WINDOW (dialog));
    g_assert_false (dln_data_dialog_write (dialog, "/nowhere/at/all"));
    g_assert_true (wait_for (has_message, dialog));
    answer (dialog, "Close");
    gtk_window_destroy (GTK_WINDOW (dialog));
  }
  close_window (window);
  remove_tree (folder);
}

/* each file of an import that is no article is named, and the good one is there */
static void
test_import_refused (void)
{
  g_autofree char *folder = make_folder ();
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
  remove_tree (folder);
}

/* ---- places that refuse --------------------------------------------------------------------- */

/* a file that says it is of a later version, as one of these would, is left alone */
static void
test_newer (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "later.dateline", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr (DlnSession) session = dln_session_new (NULL);

  g_assert_true (dln_session_create (session, path, NULL));
  g_clear_object (&session);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[60] = 0x7f; /* the header's user_version, big-endian */
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));

  DlnWindow *window = new_window ();

  dln_window_open_case (window, path);
  g_assert_true (wait_for (has_message, window));
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (find_message (window)), "newer version of Dateline"));
  answer (window, "Close");
  g_autofree char *after = NULL;
  gsize length_after;

  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (bytes, length, after, length_after);
  close_window (window);
  remove_tree (folder);
}

/* root may write anywhere, so it becomes nobody for a while */
static void
set_nobody (gboolean nobody)
{
  static gboolean is_root;

  is_root |= getuid () == 0;
  if (is_root)
    g_assert_cmpint (setresuid (nobody ? 65534 : 0, nobody ? 65534 : 0, 0), ==, 0);
}

static void
assert_message (gpointer    window,
                const char *heading,
                const char *text)
{
  g_assert_true (wait_for (has_message, window));
  AdwMessageDialog *message = find_message (window);

  g_test_message ("%s: %s",
                  adw_message_dialog_get_heading (message),
                  adw_message_dialog_get_body (message));
  g_assert_cmpstr (adw_message_dialog_get_heading (message), ==, heading);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (message), text));
  answer (window, "Close");
}

static gboolean
is_writable_again (gpointer save)
{
  return gtk_widget_get_sensitive (save);
}

static void
try_export (DlnWindow  *window,
            const char *path)
{
  DlnExportDialog *dialog = dln_export_dialog_new (GTK_WINDOW (window), window->state, FALSE);
  GtkWidget *save = find_widget (GTK_WIDGET (dialog), has_class, "suggested-action");

  gtk_window_present (GTK_WINDOW (dialog));
  dln_export_dialog_write (dialog, path);
  g_assert_false (gtk_widget_get_sensitive (save));
  assert_message (dialog, "The picture was not exported", path);
  g_assert_true (wait_for (is_writable_again, save));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* what a printer gets: the picture, and the sheet for checking facts */
static void
test_print (void)
{
  DlnWindow *window = new_sample_window ();
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "printed.pdf", NULL);
  DlnExportDialog *dialog = dln_export_dialog_new (GTK_WINDOW (window), window->state, FALSE);
  g_autoptr (GtkPrintOperation) operation = dln_export_dialog_new_print (dialog);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_nonnull (operation);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (
    gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
    GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_cmpuint (size, >, 4000);
  gtk_window_destroy (GTK_WINDOW (dialog));
  remove_tree (folder);
  close_window (window);
}

/* a folder that cannot be written: neither case nor picture, each with its reason, and the case is
 * what it was; a case file there can be read, which a strip tells */
static void
test_write_protected (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "mine.dateline", NULL);
  g_autofree char *other = g_build_filename (folder, "other.dateline", NULL);
  g_autofree char *picture = g_build_filename (folder, "picture.png", NULL);
  DlnWindow *window = new_window ();

  import_folder (window, folder);
  g_assert_true (dln_session_save_as (window->session, path, NULL));
  close_window (window);
  window = new_window ();
  import_folder (window, folder);
  g_chmod (path, 0444);
  g_chmod (folder, 0555);
  set_nobody (TRUE);

  dln_window_save (window, other);
  assert_message (window, "The case was not saved", other);
  g_assert_true (wait_for (is_idle, window));
  g_assert_null (dln_session_get_path (window->session));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 1);
  try_export (window, picture);
  close_window (window);

  window = new_window ();
  dln_window_open_case (window, path);
  g_assert_true (wait_for (is_idle, window));
  g_assert_nonnull (dln_session_get_reason (window->session));
  g_assert_true (gtk_revealer_get_reveal_child (window->warning));
  dln_window_import (window, (const char *const[]){ folder, NULL });
  assert_message (window, "Nothing was imported", "write-protected");
  close_window (window);

  set_nobody (FALSE);
  g_chmod (folder, 0755);
  remove_tree (folder);
}

/* a disk without room, by a limit on the size of files */
static void
test_full_disk (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "mine.dateline", NULL);
  g_autofree char *picture = g_build_filename (folder, "picture.png", NULL);
  DlnWindow *window = new_window ();
  struct rlimit before, limit;

  import_folder (window, folder);
  g_assert_true (wait_for (has_scenes, window));
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = (struct rlimit){ 4096, before.rlim_max };
  setrlimit (RLIMIT_FSIZE, &limit);
  dln_window_save (window, path);
  assert_message (window, "The case was not saved", "no room on the disk");
  try_export (window, picture);
  setrlimit (RLIMIT_FSIZE, &before);

  g_assert_true (wait_for (is_idle, window));
  g_assert_null (dln_session_get_path (window->session));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  dln_window_save (window, path);
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpstr (dln_session_get_path (window->session), ==, path);
  close_window (window);
  remove_tree (folder);
}

/* a folder that links to itself is read once; a link to nowhere is named */
static void
test_links (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *up = g_build_filename (folder, "up", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone.txt", NULL);
  DlnWindow *window = new_window ();

  g_assert_cmpint (symlink (".", up), ==, 0);
  g_assert_cmpint (symlink ("nowhere", gone), ==, 0);
  import_folder (window, folder);
  g_assert_true (wait_for (has_message, window));
  g_assert_nonnull (find_widget (GTK_WIDGET (find_message (window)), has_text, "gone.txt"));
  answer (window, "Close");
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 1);
  close_window (window);
  remove_tree (folder);
}

/* the same case by another name is no other case: its window comes to the front */
static void
test_open_twice (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "case.dateline", NULL);
  g_autofree char *other = g_build_filename (folder, "link.dateline", NULL);
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  DlnWindow *window = new_window ();
  guint n;

  import_folder (window, folder);
  g_assert_true (dln_session_save_as (window->session, path, NULL));
  g_assert_cmpint (symlink (path, other), ==, 0);
  n = g_list_length (gtk_application_get_windows (application));
  g_action_group_activate_action (
    G_ACTION_GROUP (application), "open-path", g_variant_new_string (other));
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (application)), ==, n);
  g_assert_null (dln_session_get_reason (window->session));
  close_window (window);
  remove_tree (folder);
}

/* what is not as it was saved is told above the views, and the case is shown */
static void
test_damaged (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "case.dateline", NULL);
  g_autofree char *bytes = NULL;
  DlnWindow *window = new_window ();
  char *title;
  gsize length;

  import_folder (window, folder);
  dln_case_set_title (dln_session_get_case (window->session), "Zanzibar");
  g_assert_true (dln_session_save_as (window->session, path, NULL));
  close_window (window);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  title = memmem (bytes, length, "Zanzibar", 8);
  g_assert_nonnull (title);
  *title = 'X';
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));

  window = new_window ();
  dln_window_open_case (window, path);
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 1);
  g_assert_true (gtk_revealer_get_reveal_child (window->warning));
  g_assert_nonnull (strstr (gtk_label_get_text (window->warning_label), "what was saved"));
  close_window (window);
  remove_tree (folder);
}

static gboolean
is_called (gpointer data)
{
  DlnWindow *window = data;

  return strcmp (gtk_label_get_text (window->case_title), "renamed") == 0;
}

/* a case that is renamed while it is open is called by its new name, and corrections go there; one
 * that is deleted is not corrected in vain */
static void
test_renamed (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "case.dateline", NULL);
  g_autofree char *renamed = g_build_filename (folder, "renamed.dateline", NULL);
  DlnWindow *window = new_window ();
  DlnDecision decision = { .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_RENAME, .text = "X" };

  dln_window_import (window, (const char *const[]){ folder, NULL });
  g_assert_true (wait_for (is_idle, window));
  dln_case_set_title (dln_session_get_case (window->session), "");
  g_assert_true (dln_session_save_as (window->session, path, NULL));
  g_assert_cmpint (g_rename (path, renamed), ==, 0);
  decision.a = DLN_ROW (dln_case_get_resolution (dln_session_get_case (window->session))->entities,
                        DlnEntity, 0)->id;
  g_assert_true (dln_session_decide (window->session, &decision, NULL));
  g_assert_cmpstr (dln_session_get_path (window->session), ==, renamed);
  g_assert_true (wait_for (is_called, window));
  g_assert_true (gtk_revealer_get_reveal_child (window->warning));
  g_assert_nonnull (strstr (gtk_label_get_text (window->warning_label), renamed));

  g_unlink (renamed);
  gtk_window_present (GTK_WINDOW (window));
  g_object_notify (G_OBJECT (window), "is-active"); /* no window manager gives it the focus */
  g_assert_false (dln_session_decide (window->session, &decision, NULL));
  close_window (window);
  remove_tree (folder);
}

/* ---- drops ---------------------------------------------------------------------------------- */

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
  g_autofree char *folder = make_folder ();
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
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  other = DLN_WINDOW (gtk_application_get_windows (application)->data);
  g_assert_true (other != window);
  g_assert_true (wait_for (is_idle, other));
  g_assert_cmpstr (dln_session_get_path (other->session), ==, path);
  close_window (other);
  close_window (window);
  remove_tree (folder);
}

/* An article leaves the case after a question; what was decided about what only it tells is listed
 * with its old evidence. */
static void
test_removed (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  guint n = dln_case_get_n_documents (dcase);
  const DlnEvent *event = NULL;
  DlnDecision rename = { DLN_TARGET_EVENT, DLN_DECISION_RENAME, 0, 0, 0, "Called by hand" };
  DlnDocumentId document = 0;
  guint n_claims;

  for (guint i = 0; document == 0; i++)
    {
      event = DLN_ROW (dln_case_get_resolution (dcase)->events, DlnEvent, i);
      if (event->n_evidence == 1)
        document = dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id },
                                          &n_claims)->document;
    }
  rename.a = event->id;
  g_assert_true (dln_session_decide (window->session, &rename, NULL));
  dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_DOCUMENT, document });
  g_action_group_activate_action (G_ACTION_GROUP (window), "remove-article", NULL);
  g_assert_true (wait_for (has_message, window));
  answer (window, "_Remove");
  g_assert_true (wait_for (is_idle, window));
  dcase = dln_session_get_case (window->session);
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, n - 1);
  g_assert_cmpuint (dln_case_count_orphans (dcase), ==, 1);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "What you decided"));
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "Called by hand"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "reread", NULL);
  g_assert_true (wait_for (is_idle, window));
  dcase = dln_session_get_case (window->session);
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, n - 1);
  g_assert_cmpuint (dln_case_count_orphans (dcase), ==, 1);
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  start_application (&argc, &argv);

  g_test_add_func ("/ui/files/close", test_close);
  g_test_add_func ("/ui/files/open", test_open);
  g_test_add_func ("/ui/files/open-refused", test_open_refused);
  g_test_add_func ("/ui/files/import-refused", test_import_refused);
  g_test_add_func ("/ui/files/update", test_update);
  g_test_add_func ("/ui/files/data", test_data);
  g_test_add_func ("/ui/files/newer", test_newer);
  g_test_add_func ("/ui/files/write-protected", test_write_protected);
  g_test_add_func ("/ui/files/print", test_print);
  g_test_add_func ("/ui/files/full-disk", test_full_disk);
  g_test_add_func ("/ui/files/links", test_links);
  g_test_add_func ("/ui/files/open-twice", test_open_twice);
  g_test_add_func ("/ui/files/damaged", test_damaged);
  g_test_add_func ("/ui/files/renamed", test_renamed);
  g_test_add_func ("/ui/files/drop", test_drop);
  g_test_add_func ("/ui/files/removed", test_removed);
  int result = g_test_run ();

  end_application ();
  return result;
}
