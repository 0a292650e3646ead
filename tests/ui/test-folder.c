/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that watches its folder, in the real window: what is new is told, read when the user says
 * so, shown with what it changed, and told no second time; the case remembers the folder. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tests/remove-tree.h"
#include "window-fixture.h"

static void
write_article (const char *folder,
               const char *name,
               const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gboolean
has_news (gpointer data)
{
  return gtk_revealer_get_reveal_child (((DlnWindow *) data)->news_bar);
}

static gboolean
is_still (gpointer data)
{
  DlnWindow *window = data;

  return window->looking == NULL && window->look_timer == 0 && window->n_jobs == 0;
}

static guint
count_articles (DlnWindow *window)
{
  return dln_case_get_n_documents (dln_session_get_case (window->session));
}

static gboolean
is_card (GtkWidget    *widget,
         gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "question");
}

static void
add_news (DlnWindow *window)
{
  GtkWidget *button = find_widget (GTK_WIDGET (window->news_bar), is_button, "Add");

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (wait_for (is_still, window));
}

static void
test_news (void)
{
  g_autofree char *folder = make_folder ();
  DlnWindow *window = new_window ();
  g_autofree char *watched = NULL;
  GtkWidget *card;

  import_folder (window, folder);
  g_assert_cmpuint (count_articles (window), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.watch-path", "s", folder);
  g_assert_true (wait_for (is_still, window));
  g_assert_false (has_news (window)); /* all of it is there */
  watched = dln_session_dup_folder (window->session);
  g_assert_cmpstr (watched, ==, folder);

  write_article (folder, "port.txt",
                 "Port strike\n\nDockers in Bergen walked out on 6 May 2021. Minister Kari Holm "
                 "visited the port of Bergen on 7 May 2021.\n");
  write_article (folder, "empty.txt", "");
  g_assert_true (wait_for (has_news, window));
  g_assert_cmpuint (count_articles (window), ==, 1); /* nothing is read unasked */
  add_news (window);
  g_assert_cmpuint (count_articles (window), ==, 2);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "What changed"));
  card = find_widget (GTK_WIDGET (window->panel), is_card, NULL);
  g_assert_nonnull (card);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == card);

  /* nothing is told twice, not even the file that gave no article */
  _dln_window_look_at_folder (window);
  g_assert_true (wait_for (is_still, window));
  g_assert_false (has_news (window));
  close_window (window);
  remove_tree (folder);
}

/* what came while the case was closed is told when it is opened, also in another window */
static void
test_opened (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *place = g_dir_make_tmp ("dateline-ui-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (place, "case.dateline", NULL);
  DlnWindow *window = new_window ();

  import_folder (window, folder);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.watch-path", "s", folder);
  g_assert_true (wait_for (is_still, window));
  g_assert_true (dln_session_save_as (window->session, path, NULL));
  close_window (window);
  write_article (folder, "port.txt",
                 "Port strike\n\nDockers in Bergen walked out on 6 May 2021.\n");
  window = new_window ();
  dln_window_open_case (window, path);
  g_assert_true (wait_for (has_news, window));
  g_assert_nonnull (find_widget (GTK_WIDGET (window->news_bar), has_text, "1 new article"));
  close_window (window);
  remove_tree (folder);
  remove_tree (place);
}

/* an article with another text takes the place of the old one */
static void
test_changed (void)
{
  g_autofree char *folder = make_folder ();
  DlnWindow *window = new_window ();

  import_folder (window, folder);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.watch-path", "s", folder);
  g_assert_true (wait_for (is_still, window));
  write_article (folder, "ferry.txt",
                 "Ferry talks resume\n\nMinister Kari Holm met Jonas Vik of Fjord Lines in Oslo "
                 "on 9 May 2021.\n");
  _dln_window_look_at_folder (window);
  g_assert_true (wait_for (has_news, window));
  g_assert_nonnull (find_widget (GTK_WIDGET (window->news_bar), has_text, "1 changed article"));
  add_news (window);
  g_assert_cmpuint (count_articles (window), ==, 1);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "What changed"));
  g_assert_false (has_news (window));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.watch-path", "s", "");
  g_assert_null (dln_session_dup_folder (window->session));
  close_window (window);
  remove_tree (folder);
}

int
main (int    argc,
      char **argv)
{
  start_application (&argc, &argv);
  g_test_add_func ("/ui/folder/news", test_news);
  g_test_add_func ("/ui/folder/opened", test_opened);
  g_test_add_func ("/ui/folder/changed", test_changed);
  int status = g_test_run ();
  end_application ();
  return status;
}
