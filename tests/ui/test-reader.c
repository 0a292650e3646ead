/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The article reader in the real window, over the sample case: full width and back, notes of what
 * was read from each paragraph, names and dates by pointer's way and by the caret, words that
 * become an event, and what is copied. */
#include "config.h"

#include "ui/dln-target-menu.h"

#include <string.h>

#include "window-fixture.h"

static GtkTextView *
get_text (DlnWindow *window)
{
  return GTK_TEXT_VIEW (find_widget (GTK_WIDGET (window->reader), has_class, "article"));
}

static GtkTextBuffer *
get_buffer (DlnWindow *window)
{
  return gtk_text_view_get_buffer (get_text (window));
}

/* the article that most events were read from, opened at its beginning */
static DlnDocumentId
read_one (DlnWindow *window)
{
  DlnCase *dcase = dln_session_get_case (window->session);
  const GArray *evidence = dln_case_get_resolution (dcase)->evidence;
  guint counts[100] = { 0 };
  DlnDocumentId best = 1;

  for (guint i = 0; i < evidence->len; i++)
    if (DLN_ROW (evidence, DlnEvidence, i)->kind == DLN_TARGET_EVENT)
      counts[DLN_ROW (evidence, DlnEvidence, i)->document] += 1;
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    best = counts[i] > counts[best] ? i : best;
  dln_view_state_read (window->state, best, DLN_SPAN (0, 0));
  return best;
}

static void
collect (GtkWidget  *widget,
         const char *style_class,
         GPtrArray  *found)
{
  if (gtk_widget_has_css_class (widget, style_class))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, style_class, found);
}

static gboolean
is_panel_shown (DlnWindow *window)
{
  return gtk_widget_get_visible (GTK_WIDGET (window->panel));
}

static const char *
get_view (DlnWindow *window)
{
  return gtk_stack_get_visible_child_name (window->views);
}

static void
press (GtkWidget *widget,
       guint      keyval)
{
  GtkEventController *key = NULL;
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (all) && !taken; i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (all, i);

      key = one;
      if (GTK_IS_EVENT_CONTROLLER_KEY (key))
        g_signal_emit_by_name (key, "key-pressed", keyval, 0, 0, &taken);
    }
}

/* where a tag begins first; the caret is put there, behind @more letters */
static gboolean
go_to_tag (DlnWindow  *window,
           const char *name,
           GtkTextIter *iter)
{
  GtkTextBuffer *buffer = get_buffer (window);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  gtk_text_buffer_get_start_iter (buffer, iter);
  if (!gtk_text_iter_starts_tag (iter, tag) && !gtk_text_iter_forward_to_tag_toggle (iter, tag))
    return FALSE;
  gtk_text_buffer_place_cursor (buffer, iter);
  return TRUE;
}

/* full width when it opens; Back and Escape lead to the view that was there */
static void
test_width (void)
{
  static const char *const ways[] = { "back", "deselect" };
  DlnWindow *window = new_sample_window ();
  const GArray *events = dln_case_get_resolution (dln_session_get_case (window->session))->events;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      dln_view_state_select (
        window->state, (DlnTarget){ DLN_TARGET_EVENT, DLN_ROW (events, DlnEvent, i)->id });
      g_assert_true (is_panel_shown (window));
      read_one (window);
      g_assert_cmpstr (get_view (window), ==, "reader");
      g_assert_false (is_panel_shown (window));
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (get_text (window)));
      g_action_group_activate_action (G_ACTION_GROUP (window), ways[i], NULL);
      g_assert_cmpstr (get_view (window), ==, "drawn");
      g_assert_true (is_panel_shown (window));
    }
  read_one (window);
  g_action_group_activate_action (
    G_ACTION_GROUP (window), "view", g_variant_new_string ("articles"));
  g_assert_cmpstr (get_view (window), ==, "articles");
  close_window (window);
}

/* each event that was read from the article has one note, and a click on it selects it */
static void
test_notes (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  DlnDocumentId document = read_one (window);
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const GArray *evidence = dln_case_get_resolution (dcase)->evidence;
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  GtkTextIter iter;

  for (guint i = 0; i < evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (evidence, DlnEvidence, i);

      if (row->kind == DLN_TARGET_EVENT && row->document == document)
        g_hash_table_add (told, GUINT_TO_POINTER (row->target));
    }
  collect (GTK_WIDGET (window->reader), "note", notes);
  g_assert_cmpuint (notes->len, >, 3);
  g_assert_cmpuint (notes->len, ==, g_hash_table_size (told));
  for (guint i = 0; i < notes->len; i++)
    {
      DlnTarget target = dln_target_menu_find (notes->pdata[i]);

      g_assert_true (g_hash_table_contains (told, GUINT_TO_POINTER (target.id)));
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (target.id)));
      g_signal_emit_by_name (notes->pdata[i], "clicked");
      g_assert_true (dln_target_equal (dln_view_state_get_selection (window->state), target));
      g_assert_true (gtk_widget_has_css_class (notes->pdata[i], "chosen"));
      g_assert_true (go_to_tag (window, "current", &iter));
    }
  g_assert_false (is_panel_shown (window)); /* what tells it is on the page */
  close_window (window);
}

static gboolean
are_notes_placed (gpointer data)
{
  DlnWindow *window = data;
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  double below = -1;
  double before = 0;

  collect (GTK_WIDGET (window->reader), "notes", groups);
  for (guint i = 0; i < groups->len; i++)
    {
      GtkWidget *group = groups->pdata[i];
      double x, y;

      if (!gtk_widget_translate_coordinates (group, GTK_WIDGET (get_text (window)), 0, 0, &x, &y)
          || gtk_widget_get_height (group) == 0 || (i > 0 && y < below) || y < before)
        return FALSE;
      before = y;
      below = y + gtk_widget_get_height (group);
    }
  return groups->len > 1;
}

/* no note stands on another one, beside the text or below it */
static void
test_places (void)
{
  static const int widths[] = { 1440, 820 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      DlnWindow *window = new_sample_window ();

      gtk_window_set_default_size (GTK_WINDOW (window), widths[i], 700);
      read_one (window);
      g_assert_true (wait_for (are_notes_placed, window));
      close_window (window);
    }
}

/* with the keyboard alone: Tab to the notes, J and K, Return on a name, Return on a date */
static void
test_keys (void)
{
  DlnWindow *window = new_sample_window ();
  GtkWidget *view;
  GtkTextIter iter;
  DlnTarget first;

  read_one (window);
  view = GTK_WIDGET (get_text (window));
  g_assert_true (wait_for (are_notes_placed, window));
  press (view, GDK_KEY_Tab);
  first = dln_view_state_get_selection (window->state);
  g_assert_cmpuint (first.kind, ==, DLN_TARGET_EVENT);
  press (GTK_WIDGET (window), GDK_KEY_j);
  g_assert_cmpuint (dln_view_state_get_selection (window->state).kind, ==, DLN_TARGET_EVENT);
  g_assert_false (dln_target_equal (dln_view_state_get_selection (window->state), first));
  press (GTK_WIDGET (window), GDK_KEY_k);
  g_assert_true (dln_target_equal (dln_view_state_get_selection (window->state), first));

  g_assert_true (go_to_tag (window, "name", &iter));
  gtk_widget_grab_focus (view);
  press (view, GDK_KEY_Return);
  g_assert_cmpuint (dln_view_state_get_selection (window->state).kind, ==, DLN_TARGET_ENTITY);
  g_assert_true (is_panel_shown (window));
  g_assert_true (go_to_tag (window, "date", &iter));
  press (view, GDK_KEY_Return);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->reader), has_text, "Written as "));
  close_window (window);
}

/* words that are selected become an event, which stands on them and has a note at once */
static void
test_make (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  guint n = dln_case_get_resolution (dcase)->events->len;
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  GtkWidget *button;
  GtkTextIter begin, end;
  gboolean noted = FALSE;

  read_one (window);
  g_assert_true (go_to_tag (window, "name", &begin));
  end = begin;
  gtk_text_iter_forward_word_ends (&end, 5);
  gtk_text_buffer_select_range (get_buffer (window), &begin, &end);
  button = find_widget (GTK_WIDGET (window->reader), is_button, "New event");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (button)));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (wait_for (has_message, window));
  answer (window, "Add");
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (dln_case_get_resolution (dcase)->events->len, ==, n + 1);
  collect (GTK_WIDGET (window->reader), "note", notes);
  for (guint i = 0; i < notes->len; i++)
    noted |= dln_target_is_by_hand (dln_target_menu_find (notes->pdata[i]));
  g_assert_true (noted);
  close_window (window);
}

static void
read_text_cb (GObject      *clipboard,
              GAsyncResult *result,
              gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

/* the words, then source, date and title */
static void
test_copy (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  DlnDocumentId document = read_one (window);
  g_autofree char *title = dln_case_dup_document_title (dcase, document);
  g_autofree char *words = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *quoted = NULL;
  GtkTextIter begin, end;

  g_assert_true (go_to_tag (window, "name", &begin));
  end = begin;
  gtk_text_iter_forward_word_ends (&end, 4);
  gtk_text_buffer_select_range (get_buffer (window), &begin, &end);
  words = gtk_text_buffer_get_text (get_buffer (window), &begin, &end, FALSE);
  quoted = g_strdup_printf ("“%s” (", words);
  g_signal_emit_by_name (
    find_widget (GTK_WIDGET (window->reader), is_button, "Copy quote"), "clicked");
  gdk_clipboard_read_text_async (
    gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, read_text_cb, &copied);
  g_assert_true (wait_for (is_set, &copied));
  g_assert_true (g_str_has_prefix (copied, quoted));
  g_assert_nonnull (strstr (copied, title));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  start_application (&argc, &argv);
  g_test_add_func ("/ui/reader/width", test_width);
  g_test_add_func ("/ui/reader/notes", test_notes);
  g_test_add_func ("/ui/reader/places", test_places);
  g_test_add_func ("/ui/reader/keys", test_keys);
  g_test_add_func ("/ui/reader/make", test_make);
  g_test_add_func ("/ui/reader/copy", test_copy);
  int status = g_test_run ();
  end_application ();
  return status;
}
