/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On the axis of the real window: a double click and Insert make an event there, an undated one is
 * dragged there; each only opens a dialog, and what was decided is there after a restart. */
#include "config.h"

#include "ui/dln-canvas.h"

#include <string.h>

#include "window-fixture.h"

/* a place of the axis, in the widget's pixels */
static void
find_axis (DlnWindow *window,
           float     *x,
           float     *y)
{
  DlnTimeline *timeline = dln_view_state_get_timeline (window->state);
  DlnWhen when;

  for (*y = gtk_widget_get_height (window->timeline); *y > 0; *y -= 3)
    for (*x = 40; *x < gtk_widget_get_width (window->timeline) - 40; *x += 5)
      if (dln_timeline_find_when (timeline, *x, *y, TRUE, &when)
          && dln_canvas_find (DLN_CANVAS (window->timeline), *x, *y).kind == DLN_TARGET_NONE)
        return;
  g_assert_not_reached ();
}

/* to all gestures of a kind, as a pointer would */
static void
emit (GtkWidget  *widget,
      GType       type,
      const char *signal,
      double      a,
      double      b)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (all, i);

      if (!G_TYPE_CHECK_INSTANCE_TYPE (one, type)
          || (type == GTK_TYPE_GESTURE_CLICK
              && gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (one)) != 0))
        continue;
      if (type == GTK_TYPE_GESTURE_CLICK)
        g_signal_emit_by_name (one, signal, 2, a, b);
      else
        g_signal_emit_by_name (one, signal, a, b);
    }
}

static gboolean
is_entry (GtkWidget    *widget,
          gconstpointer data)
{
  return GTK_IS_ENTRY (widget);
}

static void
fill_title (DlnWindow  *window,
            const char *title)
{
  gtk_editable_set_text (
    GTK_EDITABLE (find_widget (GTK_WIDGET (find_message (window)), is_entry, NULL)), title);
}

static const DlnEvent *
find_made (DlnWindow  *window,
           const char *title)
{
  DlnCase *dcase = dln_session_get_case (window->session);
  const GArray *events = dln_case_get_resolution (dcase)->events;

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (events, DlnEvent, i);

      if (strcmp (dln_case_get_string (dcase, event->title), title) == 0)
        return event;
    }
  return NULL;
}

/* by pointer and by key: a dialog with the date filled in; without an answer nothing is made */
static void
test_add (void)
{
  DlnWindow *window = new_sample_window ();
  guint n = dln_case_get_resolution (dln_session_get_case (window->session))->events->len;
  GtkEventController *key;
  gboolean taken = FALSE;
  float x, y;
  DlnWhen when;

  g_assert_true (wait_for (has_scenes, window));
  find_axis (window, &x, &y);
  g_assert_true (dln_timeline_find_when (
    dln_view_state_get_timeline (window->state), x, y, TRUE, &when));
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (window->timeline, "win.add-at", "s", "2022-10");
      g_assert_true (wait_for (has_message, window));
      fill_title (window, "They met in the park");
      answer (window, i == 0 ? "Cancel" : "Add");
      g_assert_true (wait_for (is_idle, window));
      g_assert_true ((find_made (window, "They met in the park") != NULL) == (i == 1));
    }
  g_assert_cmpuint (
    dln_case_get_resolution (dln_session_get_case (window->session))->events->len, ==, n + 1);
  g_assert_cmpuint (find_made (window, "They met in the park")->n_evidence, ==, 0);

  g_autoptr (GListModel) all = gtk_widget_observe_controllers (window->timeline);

  dln_view_state_select (window->state, (DlnTarget){ DLN_TARGET_NONE, 0 });
  for (guint i = 0; i < g_list_model_get_n_items (all) && !taken; i++)
    {
      key = g_list_model_get_item (all, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (key))
        g_signal_emit_by_name (key, "key-pressed", GDK_KEY_Insert, 0, 0, &taken);
      g_object_unref (key);
    }
  g_assert_true (taken);
  g_assert_true (wait_for (has_message, window));
  answer (window, "Cancel");
  close_window (window);
}

static void
test_double_click (void)
{
  DlnWindow *window = new_sample_window ();
  float x, y;

  g_assert_true (wait_for (has_scenes, window));
  find_axis (window, &x, &y);
  emit (window->timeline, GTK_TYPE_GESTURE_CLICK, "pressed", x, y);
  g_assert_true (wait_for (has_message, window));
  fill_title (window, "Something happened");
  answer (window, "Add");
  g_assert_true (wait_for (is_idle, window));
  const DlnEvent *made = find_made (window, "Something happened");
  DlnWhen when;

  g_assert_nonnull (made);
  g_assert_true (dln_when_is_known (&made->when));
  g_assert_true (dln_timeline_find_when (
    dln_view_state_get_timeline (window->state), x, y, TRUE, &when));
  close_window (window);
}

/* the tray's event goes to the axis; the dialog tells the date, and only Set decides */
static void
test_place (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  const GArray *events = dln_case_get_resolution (dcase)->events;
  DlnEventId id = 0;

  for (guint i = 0; i < events->len; i++)
    if (!dln_when_is_known (&DLN_ROW (events, DlnEvent, i)->when))
      id = DLN_ROW (events, DlnEvent, i)->id;
  g_assert_cmpuint (id, !=, 0);
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (window->timeline, "win.place", "(us)", id, "2022-10-21");
      g_assert_true (wait_for (has_message, window));
      g_assert_nonnull (
        find_widget (GTK_WIDGET (find_message (window)), has_text, "21 October 2022"));
      answer (window, i == 0 ? "Cancel" : "Set Date");
      g_assert_true (wait_for (is_idle, window));
      g_assert_true (dln_when_is_known (&dln_case_get_event (dcase, id)->when) == (i == 1));
    }
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  start_application (&argc, &argv);
  g_test_add_func ("/ui/axis/add", test_add);
  g_test_add_func ("/ui/axis/double-click", test_double_click);
  g_test_add_func ("/ui/axis/place", test_place);
  int status = g_test_run ();
  end_application ();
  return status;
}
