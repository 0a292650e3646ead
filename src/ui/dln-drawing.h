/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving about in a graph or a timeline in the same words. Coordinates are pixels of the canvas. */
#pragma once

#include "scene/dln-scene.h"

G_BEGIN_DECLS

double dln_drawing_get_scale (int width, int height);
void dln_drawing_zoom (DlnSceneView *model, double factor, float x, float y);
void dln_drawing_pan (DlnSceneView *model, float dx, float dy);
void dln_drawing_fit (DlnSceneView *model);

/* the next mark that way, for arrow keys */
DlnTarget dln_drawing_get_neighbour (DlnSceneView *model, DlnTarget from, int dx, int dy);

/* whether it can be dragged; if not, the drag pans */
gboolean dln_drawing_drag (DlnSceneView *model, DlnTarget target, float x, float y);

/* a double click: whom else a name is connected to, or closer to an event; @middle is that of the
 * canvas */
void dln_drawing_open (DlnSceneView *model, DlnTarget target, float middle);

G_END_DECLS
