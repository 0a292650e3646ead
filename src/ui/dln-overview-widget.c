/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview strip: the whole period at a glance, with the visible window to drag. A drag draws a new window; a click
 * centres the old one there. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-overview-widget.h"
#include "ui/dln-snapshot-painter.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define STRIP_HEIGHT 52

struct _DlnOverviewWidget
{
  GtkWidget      parent_instance;
  DlnViewState  *state;
  DlnTimeline   *timeline;
  GskRenderNode *node;
  double         from; /* fraction of the period where the drag began */
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

static void
drag_begin_cb (DlnOverviewWidget *self,
               double             x,
               double             y)
{
  if (self->timeline == NULL)
    return;
  self->from = get_fraction (self, x);
  self->dragging = FALSE;
}

static void
drag_update_cb (DlnOverviewWidget *self,
                double             dx,
                double             dy,
                GtkGestureDrag    *gesture)
{
  double x, y;

  if (self->timeline == NULL || (!self->dragging && fabs (dx) < 4))
    return;
  self->dragging = TRUE;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  double to = get_fraction (self, x + dx);
  if (fabs (to - self->from) > 0.001)
    dln_timeline_set_overview_window (self->timeline, MIN (self->from, to), MAX (self->from, to));
}

static void
drag_end_cb (DlnOverviewWidget *self,
             double             dx,
             double             dy)
{
  if (self->timeline == NULL || self->dragging)
    return;
  /* a click: a tenth of the period around it */
  dln_timeline_set_overview_window (self->timeline, MAX (0, self->from - 0.05), MIN (1, self->from + 0.05));
}

static void
double_click_cb (DlnOverviewWidget *self,
                 int                n_press)
{
  if (self->timeline != NULL && n_press == 2)
    dln_timeline_fit (self->timeline);
}

static void
dln_overview_widget_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? STRIP_HEIGHT : 120;
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
      g_autoptr (DlnScene) scene
        = dln_timeline_build_overview (self->timeline, gtk_widget_get_width (widget),
                                       gtk_widget_get_height (widget), dln_theme_get (dark));
      GtkSnapshot *own = gtk_snapshot_new ();

      if (scene != NULL)
        dln_snapshot_painter_paint (own, scene, gtk_widget_get_scale_factor (widget));
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
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
dln_overview_widget_init (DlnOverviewWidget *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (double_click_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Drag to choose a period, double-click for all of it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Overview"), -1);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (forget_node), self);
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
