/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window and what was kept: going back to a backup. And what others wrote: nothing in the
 * window obeys it. Needs a display. */
#define G_LOG_DOMAIN "dateline-test"
#include "config.h"

#include "tests/remove-tree.h"
#include "window-fixture.h"

#include "session/dln-backup.h"

/* (nullable): a window above it that is no message */
static GtkWidget *
find_dialog (gpointer window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (!ADW_IS_MESSAGE_DIALOG (other)
          && gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return GTK_WIDGET (other);
    }
  return NULL;
}

static gboolean
has_restore_button (gpointer window)
{
  GtkWidget *dialog = find_dialog (window);

  return dialog != NULL && find_widget (dialog, is_button, "Restore") != NULL;
}

static gboolean
has_no_dialog (gpointer window)
{
  return find_dialog (window) == NULL;
}

static guint
count_articles (DlnWindow *window)
{
  return dln_case_get_n_documents (dln_session_get_case (window->session));
}

static void
test_restore (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "Ferries.dateline", NULL);
  g_autofree char *more = g_build_filename (folder, "more.txt", NULL);
  g_autoptr (GPtrArray) backups = NULL;
  DlnWindow *window = new_window ();

  import_folder (window, folder);
  g_assert_true (dln_session_save_as (window->session, path, NULL));
  close_window (window);
  window = new_window ();
  dln_window_open_case (window, path);
  g_assert_true (wait_for (is_idle, window));
  g_assert_true (
    g_file_set_contents (more, "Rain in Oslo\n\nIt rained on 5 May 2021.\n", -1, NULL));
  import_folder (window, folder);
  g_assert_cmpuint (count_articles (window), ==, 2);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-backups", NULL);
  g_assert_true (wait_for (has_restore_button, window));
  g_assert_nonnull (find_widget (find_dialog (window), has_text, "Since then added: 1 article"));
  g_signal_emit_by_name (find_widget (find_dialog (window), is_button, "Restore"), "clicked");
  g_assert_true (wait_for (has_no_dialog, window));
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (count_articles (window), ==, 1);
  g_assert_cmpstr (dln_session_get_path (window->session), ==, path);
  backups = dln_backups_list (path);
  g_assert_cmpuint (backups->len, ==, 2);
  g_assert_cmpuint (((DlnBackup *) g_ptr_array_index (backups, 0))->n_articles, ==, 2);
  close_window (window);
  remove_tree (folder);
}

static gboolean
has_article (gpointer window)
{
  return is_idle (window) && count_articles (window) == 1;
}

/* a case that cannot be opened is told together with its backups, one of which takes its place */
static void
test_restore_lost (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "Ferries.dateline", NULL);
  g_autofree char *backups = dln_backups_dup_folder (path);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gboolean kept = FALSE;
  DlnWindow *window = new_window ();

  import_folder (window, folder);
  g_assert_true (dln_session_save_as (window->session, path, NULL));
  close_window (window);
  window = new_window ();
  dln_window_open_case (window, path);
  g_assert_true (wait_for (has_article, window));
  close_window (window);
  g_assert_true (g_file_set_contents (path, "no case any more", -1, NULL));

  window = new_window ();
  dln_window_open_case (window, path);
  g_assert_true (wait_for (has_message, window));
  answer (window, "Restore a Backup…");
  g_assert_true (wait_for (has_restore_button, window));
  g_signal_emit_by_name (find_widget (find_dialog (window), is_button, "Restore"), "clicked");
  g_assert_true (wait_for (has_article, window));
  g_assert_cmpstr (dln_session_get_path (window->session), ==, path);
  dir = g_dir_open (backups, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    kept = kept || g_str_has_prefix (name, "damaged-");
  g_assert_true (kept);
  close_window (window);
  remove_tree (folder);
}

/* decisions go to a file, and come from one; what contradicts is listed and not taken */
static void
test_exchange (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "decisions.jsonl", NULL);
  DlnWindow *window = new_window ();
  DlnDecision decision = { .kind = DLN_TARGET_DOCUMENT, .type = DLN_DECISION_SOURCE, .a = 1,
                           .text = "The Ferry News" };
  guint n;

  import_folder (window, folder);
  g_assert_true (dln_session_decide (window->session, &decision, NULL));
  dln_window_write_decisions (window, path);
  g_assert_true (dln_session_undo (window->session, NULL));
  dln_window_join_decisions (window, path);
  g_assert_true (wait_for (has_message, window));
  dln_case_get_decisions (dln_session_get_case (window->session), &n);
  g_assert_cmpuint (n, ==, 1);
  answer (window, "_Close");

  decision.text = "Another paper";
  g_assert_true (dln_session_decide (window->session, &decision, NULL));
  dln_window_join_decisions (window, path);
  g_assert_true (wait_for (has_message, window));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_message (window)),
                            "“Another paper” here and “The Ferry News” there"));
  dln_case_get_decisions (dln_session_get_case (window->session), &n);
  g_assert_cmpuint (n, ==, 2);
  answer (window, "_Close");
  close_window (window);
  remove_tree (folder);
}

/* a case without a file has no backups, and says so by an action that cannot be chosen */
static void
test_no_file (void)
{
  g_autofree char *folder = make_folder ();
  DlnWindow *window = new_window ();

  import_folder (window, folder);
  g_assert_false (
    g_action_group_get_action_enabled (G_ACTION_GROUP (window), "show-backups"));
  close_window (window);
  remove_tree (folder);
}

/* ---- what others wrote ---------------------------------------------------------------------- */

static gboolean
acts (const char *text)
{
  static const char *const bad[] = { "\033", "\007", "\302\233", "\342\200\256", "\342\201\246" };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (bad); i++)
    if (strstr (text, bad[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
shows_what_acts (GtkWidget    *widget,
                 gconstpointer data)
{
  g_autofree char *text = NULL;

  if (GTK_IS_LABEL (widget))
    text = g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_TEXT_VIEW (widget))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  else if (GTK_IS_WINDOW (widget))
    text = g_strdup (gtk_window_get_title (GTK_WINDOW (widget)));
  if (acts (text))
    g_test_message ("%s: %s", G_OBJECT_TYPE_NAME (widget), text);
  return acts (text);
}

static void
test_plain (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "a\033[2J.txt", NULL);
  static const char *const views[] = { "both", "articles" };
  DlnWindow *window = new_window ();

  g_assert_true (g_file_set_contents (
    path,
    "Title: Fer\033[31mry \302\233talks \342\200\256resume\nSource: The \342\201\246Post\n\n"
    "Minister Kari \342\200\256Holm met Jonas Vik of Fjord \033Lines in Bergen on 4 May 2021. "
    "\342\200\234We \302\233will sail again,\342\200\235 Vik said.\n",
    -1,
    NULL));
  import_folder (window, folder);
  dln_case_set_title (dln_session_get_case (window->session), "My \033case");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_action_group_change_action_state (
        G_ACTION_GROUP (window), "view", g_variant_new_string (views[i]));
      for (guint list = 0; list < 2; list++)
        {
          g_action_group_change_action_state (
            G_ACTION_GROUP (window), "as-list", g_variant_new_boolean (list));
          for (DlnDocumentId id = 1; id <= count_articles (window); id++)
            {
              dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_DOCUMENT, id });
              while (g_main_context_iteration (NULL, FALSE))
                ;
              g_assert_null (find_widget (GTK_WIDGET (window), shows_what_acts, NULL));
            }
        }
    }
  close_window (window);
  remove_tree (folder);
}

int
main (int    argc,
      char **argv)
{
  start_application (&argc, &argv);
  g_test_add_func ("/ui/kept/restore", test_restore);
  g_test_add_func ("/ui/kept/restore-lost", test_restore_lost);
  g_test_add_func ("/ui/kept/no-file", test_no_file);
  g_test_add_func ("/ui/kept/exchange", test_exchange);
  g_test_add_func ("/ui/kept/plain", test_plain);
  int status = g_test_run ();
  end_application ();
  return status;
}
