/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline on the screen: a canvas over the shared model. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-timeline-widget.h"

#include <glib/gi18n.h>

struct _DlnTimelineWidget
{
  DlnCanvas parent_instance;
};

G_DEFINE_FINAL_TYPE (DlnTimelineWidget, dln_timeline_widget, DLN_TYPE_CANVAS)

static DlnTimeline *
get_timeline (DlnCanvas *canvas)
{
  return dln_view_state_get_timeline (dln_canvas_get_state (canvas));
}

static DlnSceneView *
get_model (DlnCanvas *canvas)
{
  return DLN_SCENE_VIEW (get_timeline (canvas));
}

static void
zoom (DlnCanvas *canvas,
      double     factor,
      float      x,
      float      y)
{
  dln_timeline_zoom (get_timeline (canvas), factor, x);
}

static void
pan (DlnCanvas *canvas,
     float      dx,
     float      dy)
{
  dln_timeline_pan (get_timeline (canvas), dx, dy);
}

static void
fit (DlnCanvas *canvas)
{
  dln_timeline_fit (get_timeline (canvas));
}

static DlnTarget
neighbour (DlnCanvas *canvas,
           DlnTarget  from,
           int        dx,
           int        dy)
{
  return dln_timeline_get_neighbour (get_timeline (canvas), from, dx + dy);
}

/* Comes closer to the event, so that its neighbours in time have room. */
static void
open_mark (DlnCanvas *canvas,
           DlnTarget  target)
{
  dln_canvas_zoom (canvas, 2);
  dln_timeline_reveal (get_timeline (canvas), target);
}

static void
dln_timeline_widget_class_init (DlnTimelineWidgetClass *klass)
{
  DlnCanvasClass *canvas_class = DLN_CANVAS_CLASS (klass);

  canvas_class->get_model = get_model;
  canvas_class->zoom = zoom;
  canvas_class->pan = pan;
  canvas_class->fit = fit;
  canvas_class->neighbour = neighbour;
  canvas_class->open_mark = open_mark;
}

static void
dln_timeline_widget_init (DlnTimelineWidget *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Timeline"),
                                  -1);
}

/**
 * dln_timeline_widget_new:
 *
 * Returns: (transfer floating): a timeline without a case; see dln_canvas_set_state()
 */
GtkWidget *
dln_timeline_widget_new (void)
{
  return g_object_new (DLN_TYPE_TIMELINE_WIDGET, NULL);
}
