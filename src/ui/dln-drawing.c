/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving about in a graph or a timeline in the same words, so that there is one canvas. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-drawing.h"

#include "ui/dln-style.h"

#define USUAL_WIDTH 1500.0 /* of a canvas: a larger one has larger type */
#define USUAL_HEIGHT 900.0
#define MAX_GROWTH 2.0

/* Pixels of a canvas for one of its drawing: larger for larger text, and on large screens, where
 * the same drawing would be small words in much white. */
double
dln_drawing_get_scale (int width,
                       int height)
{
  double text = dln_style_get_text_scale ();
  double growth = MIN (width / (USUAL_WIDTH * text), height / (USUAL_HEIGHT * text));

  return text * CLAMP (growth, 1, MAX_GROWTH);
}

void
dln_drawing_zoom (DlnSceneView *model,
                  double        factor,
                  float         x,
                  float         y)
{
  if (DLN_IS_GRAPH (model))
    dln_graph_zoom (DLN_GRAPH (model), factor, x, y);
  else
    dln_timeline_zoom (DLN_TIMELINE (model), factor, x);
}

void
dln_drawing_pan (DlnSceneView *model,
                 float         dx,
                 float         dy)
{
  if (DLN_IS_GRAPH (model))
    dln_graph_pan (DLN_GRAPH (model), dx, dy);
  else
    dln_timeline_pan (DLN_TIMELINE (model), dx, dy);
}

void
dln_drawing_fit (DlnSceneView *model)
{
  if (DLN_IS_GRAPH (model))
    dln_graph_fit (DLN_GRAPH (model));
  else
    dln_timeline_fit (DLN_TIMELINE (model));
}

DlnTarget
dln_drawing_get_neighbour (DlnSceneView *model,
                           DlnTarget     from,
                           int           dx,
                           int           dy)
{
  if (DLN_IS_GRAPH (model))
    return dln_graph_get_neighbour (DLN_GRAPH (model), from, dx, dy);
  return dln_timeline_get_neighbour (DLN_TIMELINE (model), from, dx + dy);
}

gboolean
dln_drawing_drag (DlnSceneView *model,
                  DlnTarget     target,
                  float         x,
                  float         y)
{
  if (!DLN_IS_GRAPH (model) || target.kind != DLN_TARGET_ENTITY)
    return FALSE;
  dln_graph_move_node (DLN_GRAPH (model), target.id, x, y);
  return TRUE;
}

void
dln_drawing_open (DlnSceneView *model,
                  DlnTarget     target,
                  float         middle)
{
  if (DLN_IS_TIMELINE (model))
    {
      dln_timeline_zoom (DLN_TIMELINE (model), 2, middle);
      dln_timeline_reveal (DLN_TIMELINE (model), target);
    }
  else if (target.kind == DLN_TARGET_ENTITY)
    dln_graph_set_focus (DLN_GRAPH (model), target.id);
}
