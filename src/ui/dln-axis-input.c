/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done on the axis of a timeline. A double click, or Insert, makes an event there; an
 * undated event that is dragged from the tray is dated there. While it is dragged a line tells the
 * date. Both only open the dialog with the date filled in: a slip of the hand decides nothing. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-axis-input.h"

#include "ui/dln-canvas.h"
#include "ui/dln-style.h"

#include <math.h>

#define THRESHOLD 6.0 /* pixels before a press becomes a drag */

typedef struct
{
  GtkWidget    *canvas; /* (unowned): has this */
  GtkWidget    *line;   /* (unowned): in the overlay */
  DlnViewState *state;  /* (unowned): the window outlives its widgets */
  DlnEventId    dragged; /* 0 = none */
  gboolean      moving;
} AxisInput;

/* the date under a place of the widget */
static gboolean
find_when (AxisInput *input,
           double     x,
           double     y,
           gboolean   on_axis,
           DlnWhen   *when)
{
  double scale = dln_style_get_text_scale ();

  return dln_timeline_find_when (
    dln_view_state_get_timeline (input->state), x / scale, y / scale, on_axis, when);
}

/* ---- a new event ---------------------------------------------------------------------------- */

static void
add_at (AxisInput     *input,
        const DlnWhen *when)
{
  g_autofree char *edtf = dln_when_to_edtf (when);

  gtk_widget_activate_action (input->canvas, "win.add-at", "s", edtf);
}

static void
pressed_cb (AxisInput *input,
            int        n_press,
            double     x,
            double     y)
{
  DlnWhen when;

  if (n_press == 2
      && dln_canvas_find (DLN_CANVAS (input->canvas), x, y).kind == DLN_TARGET_NONE
      && find_when (input, x, y, TRUE, &when))
    add_at (input, &when);
}

/* beside what is chosen, else in the middle of what is seen */
static gboolean
key_cb (AxisInput      *input,
        guint           keyval,
        guint           keycode,
        GdkModifierType modifiers)
{
  DlnTarget chosen = dln_view_state_get_selection (input->state);
  const DlnEvent *event =
    chosen.kind == DLN_TARGET_EVENT
      ? dln_case_get_event (dln_view_state_get_case (input->state), chosen.id)
      : NULL;
  DlnWhen when;

  if (keyval != GDK_KEY_Insert && keyval != GDK_KEY_KP_Insert)
    return GDK_EVENT_PROPAGATE;
  if (event != NULL && dln_when_is_known (&event->when))
    add_at (input, &event->when);
  else if (find_when (input, gtk_widget_get_width (input->canvas) / 2.0, 1, FALSE, &when))
    add_at (input, &when);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* ---- an undated one ------------------------------------------------------------------------- */

static void
drag_begin_cb (AxisInput *input,
               double     x,
               double     y)
{
  DlnTarget target = dln_canvas_find (DLN_CANVAS (input->canvas), x, y);
  const DlnEvent *event =
    target.kind == DLN_TARGET_EVENT
      ? dln_case_get_event (dln_view_state_get_case (input->state), target.id)
      : NULL;

  input->moving = FALSE;
  input->dragged = event != NULL && !dln_when_is_known (&event->when) ? target.id : 0;
}

static void
drag_update_cb (AxisInput      *input,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x = 0, y = 0;
  DlnWhen when;
  gboolean found;

  if (input->dragged == 0 || (!input->moving && hypot (dx, dy) < THRESHOLD))
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!input->moving)
    {
      input->moving = TRUE; /* the canvas asks when it loses its drag */
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  found = find_when (input, x + dx, y + dy, FALSE, &when);
  gtk_widget_set_visible (input->line, found);
  gtk_widget_set_cursor_from_name (input->canvas, found ? "grabbing" : "no-drop");
  if (!found)
    return;
  g_autofree char *words = dln_when_dup_short (&when);

  gtk_label_set_text (GTK_LABEL (input->line), words);
  gtk_widget_set_margin_start (input->line, MAX (0, (int) (x + dx)));
}

static void
stop_drag (AxisInput *input)
{
  input->dragged = 0;
  input->moving = FALSE;
  gtk_widget_set_visible (input->line, FALSE);
  gtk_widget_set_cursor_from_name (input->canvas, NULL);
}

static void
drag_end_cb (AxisInput      *input,
             double          dx,
             double          dy,
             GtkGestureDrag *gesture)
{
  DlnEventId event = input->moving ? input->dragged : 0;
  double x = 0, y = 0;
  DlnWhen when;

  stop_drag (input);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (event == 0 || !find_when (input, x + dx, y + dy, FALSE, &when))
    return;
  g_autofree char *edtf = dln_when_to_edtf (&when);

  gtk_widget_activate_action (input->canvas, "win.place", "(us)", event, edtf);
}

/**
 * dln_axis_input_attach:
 * @canvas: shows a timeline
 * @overlay: what it stands in
 * @state: whose timeline it is
 */
void
dln_axis_input_attach (GtkWidget    *canvas,
                       GtkOverlay   *overlay,
                       DlnViewState *state)
{
  AxisInput *input = g_new0 (AxisInput, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  *input = (AxisInput){ .canvas = canvas, .state = state, .line = gtk_label_new (NULL) };
  gtk_label_set_xalign (GTK_LABEL (input->line), 0);
  gtk_label_set_yalign (GTK_LABEL (input->line), 0);
  gtk_widget_set_halign (input->line, GTK_ALIGN_START);
  gtk_widget_set_can_target (input->line, FALSE);
  gtk_widget_set_visible (input->line, FALSE);
  gtk_widget_add_css_class (input->line, "axis-line");
  gtk_overlay_add_overlay (overlay, input->line);
  g_object_set_data_full (G_OBJECT (canvas), "dln-axis-input", input, g_free);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), input);
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), input);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), input);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), input);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (stop_drag), input);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (canvas, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_cb), input);
  gtk_widget_add_controller (canvas, key);
}

/**
 * dln_axis_input_is_dragging:
 * @canvas: a canvas
 *
 * Returns: whether an undated event is being dragged, so that the canvas selects nothing
 */
gboolean
dln_axis_input_is_dragging (GtkWidget *canvas)
{
  const AxisInput *input = g_object_get_data (G_OBJECT (canvas), "dln-axis-input");

  return input != NULL && input->moving;
}
