/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles that are pasted into the window: what the form offers, what the case gets, and what is
 * refused. Needs a display. */
#define G_LOG_DOMAIN "dateline-test"
#include "config.h"

#include "tests/remove-tree.h"
#include "window-fixture.h"

#define TEXT                                                                                       \
  "Ferry talks resume\n\n4 May 2021\n\nMinister Kari Holm met Jonas Vik of Fjord Lines in "        \
  "Bergen on 3 May 2021. \u201cWe will sail again,\u201d Vik said.\n"

static void
copy_html (DlnWindow  *window,
           const char *text,
           const char *html)
{
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  GdkContentProvider *forms[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
    gdk_content_provider_new_for_bytes ("text/html", bytes),
  };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (forms, 2);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (window)), both);
}

static void
paste (DlnWindow  *window,
       const char *text) /* (nullable): what is there already */
{
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
  g_action_group_activate_action (G_ACTION_GROUP (window), "paste", NULL);
  g_assert_true (wait_for (has_message, window));
  g_assert_true (is_idle (window));
}

static gboolean
is_entry (GtkWidget    *widget,
          gconstpointer number) /* counts down */
{
  return GTK_IS_ENTRY (widget) && (*(guint *) number)-- == 0;
}

static GtkEditable *
get_entry (DlnWindow *window,
           guint      number) /* 0 = title, 1 = source, 2 = date */
{
  GtkWidget *entry = find_widget (GTK_WIDGET (find_message (window)), is_entry, &number);

  g_assert_nonnull (entry);
  return GTK_EDITABLE (entry);
}

static DlnDocument *
take (DlnWindow *window)
{
  DlnCase *dcase = dln_session_get_case (window->session);

  answer (window, "_Import");
  g_assert_true (wait_for (is_idle, window));
  return dln_case_get_document (dcase, dln_case_get_n_documents (dcase));
}

/* the form has what the text says, takes a date in words, and refuses what is none */
static void
test_text (void)
{
  DlnWindow *window = new_window ();
  DlnDocument *document;

  paste (window, TEXT);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, 0)), ==, "Ferry talks resume");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, 1)), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, 2)), ==, "2021-05-04");
  gtk_editable_set_text (get_entry (window, 1), " The Fjord Post ");
  gtk_editable_set_text (get_entry (window, 2), "some day");
  g_assert_false (adw_message_dialog_get_response_enabled (find_message (window), "import"));
  gtk_editable_set_text (get_entry (window, 2), "5 May 2021");
  g_assert_true (adw_message_dialog_get_response_enabled (find_message (window), "import"));
  document = take (window);
  g_assert_cmpstr (dln_document_get_title (document), ==, "Ferry talks resume");
  g_assert_cmpstr (dln_document_get_source (document), ==, "The Fjord Post");
  g_assert_cmpstr (dln_document_get_date (document), ==, "2021-05-05");
  g_assert_true (g_str_has_prefix (dln_document_get_text (document, NULL), "Ferry talks resume"));

  /* another one is one more, and what is cleared is not known */
  paste (window, "Ferry talks end\n\nMinister Kari Holm left Bergen on 6 May 2021.\n");
  gtk_editable_set_text (get_entry (window, 0), "");
  document = take (window);
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 2);
  g_assert_null (dln_document_get_title (document));
  g_assert_null (dln_document_get_source (document));
  g_assert_null (dln_document_get_date (document));

  paste (window, TEXT);
  answer (window, "_Cancel");
  g_assert_true (is_idle (window));
  g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (window->session)), ==, 2);
  close_window (window);
}

/* a page is read as pages are; where its article would leave out much of what was selected, all of
 * the selection is taken */
static void
test_html (void)
{
  DlnWindow *window = new_window ();
  DlnDocument *document;

  copy_html (window, TEXT,
             "<html><head><meta property='og:site_name' content='The Fjord Post'>"
             "<meta property='article:published_time' content='2021-05-04T10:00:00Z'></head><body>"
             "<article><h1>Ferry talks resume</h1><p>Minister Kari Holm met Jonas Vik of Fjord "
             "Lines in Bergen on 3 May 2021. \u201cWe will sail again,\u201d Vik said.</p>"
             "</article></body></html>");
  paste (window, NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, 0)), ==, "Ferry talks resume");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, 1)), ==, "The Fjord Post");
  document = take (window);
  g_assert_cmpstr (dln_document_get_source (document), ==, "The Fjord Post");
  g_assert_true (g_str_has_prefix (dln_document_get_date (document), "2021-05-04"));
  g_assert_null (strchr (dln_document_get_text (document, NULL), '<'));

  copy_html (window, "All of this was selected, and the page shows only a part of it.\n\nThe mill "
                     "in Bergen burned on 6 May 2021.\n",
             "<p>Burned.</p>");
  paste (window, NULL);
  document = take (window);
  g_assert_nonnull (strstr (dln_document_get_text (document, NULL), "The mill in Bergen"));
  close_window (window);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *said;
  } pastes[] = {
    { "https://fjordpost.example/2021/05/04/ferry", "fetches nothing" },
    { " www.fjordpost.example \n http://fjordpost.example/b\n", "fetches nothing" },
    { "?! ...", "has no words" },
    { "2021,4,5,6,7\n2022,4,5,6,8\n2023,1,2,3,4\n2024,1,2,3,4\n2025,1,2,3,4\n2026,1,2,3,4\n"
      "2027,10,20,30,40\n2028,10,20,30,40\n2029,10,20,30,40\n2030,10,20,30,40\n",
      "not prose" },
  };
  DlnWindow *window = new_window ();

  for (guint i = 0; i < G_N_ELEMENTS (pastes); i++)
    {
      paste (window, pastes[i].text);
      g_test_message ("%s", adw_message_dialog_get_body (find_message (window)));
      g_assert_nonnull (
        strstr (adw_message_dialog_get_body (find_message (window)), pastes[i].said));
      answer (window, "Close");
    }
  /* an article that begins with an address is no address */
  paste (window, "https://fjordpost.example/\n\nThe mill in Bergen burned on 6 May 2021.\n");
  g_assert_nonnull (take (window));
  close_window (window);
}

static gboolean
is_title (GtkWidget    *widget,
          gconstpointer title)
{
  return has_text (widget, title);
}

static gboolean
says_nothing_there (gpointer window)
{
  return find_widget (window, is_title, "There is no text to paste.") != NULL;
}

static void
test_nothing (void)
{
  DlnWindow *window = new_window ();

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), " \n");
  g_action_group_activate_action (G_ACTION_GROUP (window), "paste", NULL);
  g_assert_true (wait_for (says_nothing_there, window));
  g_assert_null (find_message (window));

  /* closed while the clipboard is read */
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), TEXT);
  g_action_group_activate_action (G_ACTION_GROUP (window), "paste", NULL);
  close_window (window);
}

/* entries keep their Ctrl+V: the window's key is looked at behind what has the focus, and the
 * application, which would be asked first, has none */
static void
test_keys (void)
{
  DlnWindow *window = new_window ();
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, "win.paste");
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (window));
  guint n_found = 0;

  g_assert_cmpuint (g_strv_length (accels), ==, 0);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut =
            g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *keys =
            gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (strcmp (keys, "<Control>v") != 0)
            continue;
          n_found += 1;
          g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==,
                           GTK_PHASE_BUBBLE);
        }
    }
  g_assert_cmpuint (n_found, ==, 1);
  close_window (window);
}

/* what became of each file can be copied, and stays in the window */
static void
test_list (void)
{
  DlnWindow *window = new_window ();
  g_autofree char *folder = make_folder ();
  g_autofree char *bad = g_build_filename (folder, "bad.txt", NULL);
  GtkWidget *button;
  GdkContentProvider *content;
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (g_file_set_contents (bad, "\0\1\2", 3, NULL));
  import_folder (window, folder);
  g_assert_true (wait_for (has_message, window));
  g_assert_nonnull (find_widget (GTK_WIDGET (find_message (window)), is_title, "ferry.txt"));
  button = find_widget (GTK_WIDGET (find_message (window)), is_button, "Copy the List");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  content = gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (window)));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_nonnull (strstr (g_value_get_string (&value), "Taken (1)\n- ferry.txt\n"));
  g_assert_nonnull (strstr (g_value_get_string (&value), "- bad.txt"));
  answer (window, "Close");
  close_window (window);
  remove_tree (folder);
}

static void
drop_value (DlnWindow    *window,
            const GValue *value)
{
  GtkEventController *target = get_controller (GTK_WIDGET (window), GTK_TYPE_DROP_TARGET);
  gboolean taken = FALSE;

  g_signal_emit_by_name (target, "drop", value, 10.0, 10.0, &taken);
  g_assert_true (taken);
}

static void
drop_text (DlnWindow  *window,
           const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  drop_value (window, &value);
}

/* one address, and @path (nullable) */
static void
drop_link (DlnWindow  *window,
           const char *path)
{
  g_autoptr (GFile) page = g_file_new_for_uri ("https://fjordpost.example/2021/05/04/ferry");
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  GSList more = { file, NULL };
  GSList list = { page, file != NULL ? &more : NULL };
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&list));
  drop_value (window, &value);
}

/* text that was selected in a browser comes to the same form; of a link nothing is fetched, and the
 * file beside it is imported all the same */
static void
test_drop (void)
{
  DlnWindow *window = new_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  GtkEventController *target = get_controller (GTK_WIDGET (window), GTK_TYPE_DROP_TARGET);
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "ferry.txt", NULL);
  gsize n_types;
  const GType *types = gtk_drop_target_get_gtypes (GTK_DROP_TARGET (target), &n_types);

  g_assert_cmpuint (n_types, ==, 2);
  g_assert_true (types[0] == GDK_TYPE_FILE_LIST && types[1] == G_TYPE_STRING);
  drop_text (window, TEXT);
  g_assert_true (wait_for (has_message, window));
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, 0)), ==, "Ferry talks resume");
  g_assert_nonnull (take (window));
  drop_text (window, "https://fjordpost.example/2021/05/04/ferry");
  g_assert_true (wait_for (has_message, window));
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (find_message (window)), "fetches nothing"));
  answer (window, "Close");
  drop_link (window, NULL);
  g_assert_true (wait_for (has_message, window));
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (find_message (window)), "fetches nothing"));
  answer (window, "Close");
  g_assert_true (is_idle (window));
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 1);
  drop_link (window, path);
  answer (window, "Close");
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 2);
  close_window (window);
  remove_tree (folder);
}

int
main (int    argc,
      char **argv)
{
  start_application (&argc, &argv);

  g_test_add_func ("/ui/paste/text", test_text);
  g_test_add_func ("/ui/paste/html", test_html);
  g_test_add_func ("/ui/paste/refused", test_refused);
  g_test_add_func ("/ui/paste/nothing", test_nothing);
  g_test_add_func ("/ui/paste/keys", test_keys);
  g_test_add_func ("/ui/paste/list", test_list);
  g_test_add_func ("/ui/paste/drop", test_drop);
  int result = g_test_run ();

  end_application ();
  return result;
}
