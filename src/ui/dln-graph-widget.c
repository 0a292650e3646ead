/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph on the screen: a canvas over the shared model, with nodes that can be dragged. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-graph-widget.h"

#include <glib/gi18n.h>

struct _DlnGraphWidget
{
  DlnCanvas parent_instance;
};

G_DEFINE_FINAL_TYPE (DlnGraphWidget, dln_graph_widget, DLN_TYPE_CANVAS)

static DlnGraph *
get_graph (DlnCanvas *canvas)
{
  return dln_view_state_get_graph (dln_canvas_get_state (canvas));
}

static DlnSceneView *
get_model (DlnCanvas *canvas)
{
  return DLN_SCENE_VIEW (get_graph (canvas));
}

static void
zoom (DlnCanvas *canvas,
      double     factor,
      float      x,
      float      y)
{
  dln_graph_zoom (get_graph (canvas), factor, x, y);
}

static void
pan (DlnCanvas *canvas,
     float      dx,
     float      dy)
{
  dln_graph_pan (get_graph (canvas), dx, dy);
}

static void
fit (DlnCanvas *canvas)
{
  dln_graph_fit (get_graph (canvas));
}

static DlnTarget
neighbour (DlnCanvas *canvas,
           DlnTarget  from,
           int        dx,
           int        dy)
{
  return dln_graph_get_neighbour (get_graph (canvas), from, dx, dy);
}

static gboolean
drag_mark (DlnCanvas *canvas,
           DlnTarget  target,
           float      x,
           float      y)
{
  if (target.kind != DLN_TARGET_ENTITY)
    return FALSE;
  dln_graph_move_node (get_graph (canvas), target.id, x, y);
  return TRUE;
}

/* Shows whom else the node is connected to. */
static void
open_mark (DlnCanvas *canvas,
           DlnTarget  target)
{
  if (target.kind == DLN_TARGET_ENTITY)
    dln_graph_set_focus (get_graph (canvas), target.id);
}

static void
dln_graph_widget_class_init (DlnGraphWidgetClass *klass)
{
  DlnCanvasClass *canvas_class = DLN_CANVAS_CLASS (klass);

  canvas_class->get_model = get_model;
  canvas_class->zoom = zoom;
  canvas_class->pan = pan;
  canvas_class->fit = fit;
  canvas_class->neighbour = neighbour;
  canvas_class->drag_mark = drag_mark;
  canvas_class->open_mark = open_mark;
}

static void
dln_graph_widget_init (DlnGraphWidget *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Graph"), -1);
}

/**
 * dln_graph_widget_new:
 *
 * Returns: (transfer floating): a graph without a case; see dln_canvas_set_state()
 */
GtkWidget *
dln_graph_widget_new (void)
{
  return g_object_new (DLN_TYPE_GRAPH_WIDGET, NULL);
}
