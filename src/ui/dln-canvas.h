/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget that shows a scene: painting, pointing, zooming, panning, and its marks for keyboard and
 * screen reader. */
#pragma once

#include <gtk/gtk.h>

#include "ui/dln-view-state.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_CANVAS_GRAPH,
  DLN_CANVAS_TIMELINE,
} DlnCanvasKind;

#define DLN_TYPE_CANVAS (dln_canvas_get_type ())
G_DECLARE_FINAL_TYPE (DlnCanvas, dln_canvas, DLN, CANVAS, GtkWidget)

GtkWidget    *dln_canvas_new       (DlnCanvasKind kind);
void          dln_canvas_set_state (DlnCanvas *self, DlnViewState *state);
DlnScene     *dln_canvas_get_scene (DlnCanvas *self);
DlnTarget     dln_canvas_find      (DlnCanvas *self, double x, double y);
void          dln_canvas_zoom      (DlnCanvas *self, double factor);
void          dln_canvas_fit       (DlnCanvas *self);

G_END_DECLS
