/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview strip: the whole period at a glance, with the visible window in it. The window's
 * edges and the window itself can be dragged; a drag beside it draws a new one, a click brings it
 * there. All of that by keyboard as well. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-overview-widget.h"
#include "ui/dln-labels.h"
#include "ui/dln-snapshot-painter.h"
#include "ui/dln-style.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define STRIP_HEIGHT 52
#define EDGE 7         /* pixels to each side of an edge that take hold of it */
#define MIN_SHARE 0.002 /* of the whole period: no window is narrower */
#define KEY_STEP 0.1   /* of the window */

typedef enum
{
  PART_NONE, /* beside the window */
  PART_BEGIN,
  PART_END,
  PART_INSIDE,
} Part;

struct _DlnOverviewWidget
{
  GtkWidget      parent_instance;
  DlnViewState  *state;
  DlnTimeline   *timeline;
  GskRenderNode *node;
  Part           part;      /* what the drag took hold of */
  double         start;     /* fraction of the period where it began */
  double         from, to;  /* the window then */
  gboolean       dragging;
};

G_DEFINE_FINAL_TYPE (DlnOverviewWidget, dln_overview_widget, GTK_TYPE_WIDGET)

static void
forget_node (DlnOverviewWidget *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
follow_timeline (DlnOverviewWidget *self)
{
  if (self->timeline != NULL)
    g_signal_handlers_disconnect_by_data (self->timeline, self);
  g_set_object (&self->timeline, dln_view_state_get_timeline (self->state));
  g_signal_connect_swapped (self->timeline, "changed", G_CALLBACK (forget_node), self);
  forget_node (self);
}

static double
get_fraction (DlnOverviewWidget *self,
              double             x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return dln_timeline_overview_to_instant_fraction (self->timeline, CLAMP (x, 0, width), width);
}

static gboolean
is_whole (double from,
          double to)
{
  return from <= 0.001 && to >= 0.999;
}

static Part
find_part (DlnOverviewWidget *self,
           double             x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double from, to;

  dln_timeline_get_overview_window (self->timeline, &from, &to);
  double begin = fabs (x - from * width);
  double end = fabs (x - to * width);

  /* of two edges that lie together the nearer one, so that a narrow window can be widened to both
   * sides */
  if (MIN (begin, end) <= EDGE)
    return begin < end || (begin == end && x < from * width) ? PART_BEGIN : PART_END;
  return x > from * width && x < to * width && !is_whole (from, to) ? PART_INSIDE : PART_NONE;
}

/* Shows [@from, @to) of the period, kept in it. */
static void
set_window (DlnOverviewWidget *self,
            double             from,
            double             to)
{
  from = CLAMP (from, 0, 1 - MIN_SHARE);
  to = CLAMP (to, from + MIN_SHARE, 1);
  dln_timeline_set_overview_window (self->timeline, from, to);
}

/* The window of the same width that is @by farther on, as far as there is room. */
static void
move_window (DlnOverviewWidget *self,
             double             from,
             double             to,
             double             by)
{
  by = CLAMP (by, -from, 1 - to);
  set_window (self, from + by, to + by);
}

/* ---- pointer -------------------------------------------------------------------------------- */

static const char *
get_cursor (Part     part,
            gboolean dragging)
{
  switch (part)
    {
    case PART_BEGIN:
    case PART_END:
      return "ew-resize";
    case PART_INSIDE:
      return dragging ? "grabbing" : "grab";
    default:
      return "crosshair";
    }
}

static void
motion_cb (DlnOverviewWidget *self,
           double             x)
{
  if (self->timeline != NULL && !self->dragging)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor (find_part (self, x), FALSE));
}

static void
drag_begin_cb (DlnOverviewWidget *self,
               double             x,
               double             y)
{
  self->dragging = FALSE;
  if (self->timeline == NULL)
    return;
  self->part = find_part (self, x);
  self->start = get_fraction (self, x);
  dln_timeline_get_overview_window (self->timeline, &self->from, &self->to);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (DlnOverviewWidget *self,
                double             dx,
                double             dy,
                GtkGestureDrag    *gesture)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->timeline == NULL || width < 1 || (!self->dragging && fabs (dx) < 4))
    return;
  double by = dx / width;
  double at = CLAMP (self->start + by, 0, 1);

  if (!self->dragging)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor (self->part, TRUE));
  self->dragging = TRUE;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  switch (self->part)
    {
    case PART_BEGIN:
      set_window (self, MIN (self->from + by, self->to - MIN_SHARE), self->to);
      break;
    case PART_END:
      set_window (self, self->from, MAX (self->to + by, self->from + MIN_SHARE));
      break;
    case PART_INSIDE:
      move_window (self, self->from, self->to, by);
      break;
    default:
      if (at != self->start)
        set_window (self, MIN (self->start, at), MAX (self->start, at));
    }
}

static void
drag_end_cb (DlnOverviewWidget *self,
             double             dx,
             double             dy)
{
  if (self->timeline == NULL)
    return;
  if (!self->dragging && self->part == PART_NONE)
    {
      /* a click: the window comes here; of one that shows everything a tenth is left */
      double half = is_whole (self->from, self->to) ? 0.05 : (self->to - self->from) / 2;

      move_window (self, 0, 2 * half, self->start - half);
    }
  self->dragging = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor (self->part, FALSE));
}

static void
double_click_cb (DlnOverviewWidget *self,
                 int                n_press)
{
  if (self->timeline != NULL && n_press == 2)
    dln_timeline_fit (self->timeline);
}

/* ---- keyboard ------------------------------------------------------------------------------- */

/* Arrows move the window, with Ctrl its beginning, with Shift its end. */
static void
move_by_key (DlnOverviewWidget *self,
             GdkModifierType    modifiers,
             int                direction)
{
  double from, to;

  dln_timeline_get_overview_window (self->timeline, &from, &to);
  double by = direction * (to - from) * KEY_STEP;

  if (modifiers & GDK_CONTROL_MASK)
    set_window (self, MIN (from + by, to - MIN_SHARE), to);
  else if (modifiers & GDK_SHIFT_MASK)
    set_window (self, from, MAX (to + by, from + MIN_SHARE));
  else
    move_window (self, from, to, by);
}

static void
scale_by_key (DlnOverviewWidget *self,
              double             factor)
{
  double from, to;

  dln_timeline_get_overview_window (self->timeline, &from, &to);
  double middle = (from + to) / 2;
  double half = (to - from) / 2 * factor;
  set_window (self, middle - half, middle + half);
}

static gboolean
key_pressed_cb (DlnOverviewWidget *self,
                guint              keyval,
                guint              keycode,
                GdkModifierType    modifiers)
{
  if (self->timeline == NULL || (modifiers & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_by_key (self, modifiers, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_by_key (self, modifiers, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      scale_by_key (self, 1 / 1.5);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      scale_by_key (self, 1.5);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      dln_timeline_fit (self->timeline);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- widget --------------------------------------------------------------------------------- */

static void
dln_overview_widget_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = *natural =
    orientation == GTK_ORIENTATION_VERTICAL ? STRIP_HEIGHT * dln_style_get_text_scale () : 120;
  *minimum_baseline = *natural_baseline = -1;
}

static void
dln_overview_widget_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  g_clear_pointer (&DLN_OVERVIEW_WIDGET (widget)->node, gsk_render_node_unref);
}

static void
dln_overview_widget_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  DlnOverviewWidget *self = DLN_OVERVIEW_WIDGET (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (self->timeline == NULL)
    return;
  if (self->node == NULL)
    {
      double scale = dln_style_get_text_scale ();
      g_autoptr (DlnScene) scene =
        dln_timeline_build_overview (self->timeline,
                                     gtk_widget_get_width (widget) / scale,
                                     gtk_widget_get_height (widget) / scale,
                                     dln_theme_get (dark));
      GtkSnapshot *own = gtk_snapshot_new ();

      if (scene != NULL)
        dln_snapshot_painter_paint (own, scene, scale);
      self->node = gtk_snapshot_free_to_node (own);
    }
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
dln_overview_widget_dispose (GObject *object)
{
  DlnOverviewWidget *self = DLN_OVERVIEW_WIDGET (object);

  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  if (self->timeline != NULL)
    g_signal_handlers_disconnect_by_data (self->timeline, self);
  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->timeline);
  g_clear_object (&self->state);
  g_clear_pointer (&self->node, gsk_render_node_unref);

  G_OBJECT_CLASS (dln_overview_widget_parent_class)->dispose (object);
}

static void
dln_overview_widget_class_init (DlnOverviewWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_overview_widget_dispose;
  widget_class->measure = dln_overview_widget_measure;
  widget_class->size_allocate = dln_overview_widget_size_allocate;
  widget_class->snapshot = dln_overview_widget_snapshot;
  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dln_overview_widget_init (DlnOverviewWidget *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (double_click_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_tooltip_text (
    GTK_WIDGET (self),
    _ ("Drag the window, its edges, or a new one; double-click for the whole period"));
  dln_label_name (GTK_WIDGET (self), _ ("Overview"));
  g_signal_connect_swapped (
    adw_style_manager_get_default (), "notify::dark", G_CALLBACK (forget_node), self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (gtk_widget_queue_resize),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * dln_overview_widget_new:
 *
 * Returns: (transfer floating): a strip without a case
 */
GtkWidget *
dln_overview_widget_new (void)
{
  return g_object_new (DLN_TYPE_OVERVIEW_WIDGET, NULL);
}

/**
 * dln_overview_widget_set_state:
 * @state: whose timeline to show; set once
 */
void
dln_overview_widget_set_state (DlnOverviewWidget *self,
                               DlnViewState      *state)
{
  g_return_if_fail (DLN_IS_OVERVIEW_WIDGET (self));

  if (!g_set_object (&self->state, state))
    return;
  g_signal_connect_swapped (state, "case-replaced", G_CALLBACK (follow_timeline), self);
  follow_timeline (self);
}
