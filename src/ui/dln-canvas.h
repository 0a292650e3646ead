/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget that shows a scene: painting, pointing, zooming, panning, and its marks for keyboard and screen reader. */
#pragma once

#include <gtk/gtk.h>

#include "ui/dln-view-state.h"

G_BEGIN_DECLS

#define DLN_TYPE_CANVAS (dln_canvas_get_type ())
G_DECLARE_DERIVABLE_TYPE (DlnCanvas, dln_canvas, DLN, CANVAS, GtkWidget)

/**
 * DlnCanvasClass: what the timeline and the graph do differently. All are required but @drag_mark and @open_mark.
 */
struct _DlnCanvasClass
{
  GtkWidgetClass parent_class;

  DlnSceneView *(*get_model) (DlnCanvas *self);
  void       (*zoom)      (DlnCanvas *self, double factor, float x, float y);
  void       (*pan)       (DlnCanvas *self, float dx, float dy);
  void       (*fit)       (DlnCanvas *self);
  DlnTarget  (*neighbour) (DlnCanvas *self, DlnTarget from, int dx, int dy);
  gboolean   (*drag_mark) (DlnCanvas *self, DlnTarget target, float x, float y); /* FALSE: pan instead */
  void       (*open_mark) (DlnCanvas *self, DlnTarget target);                   /* double click */

  gpointer   padding[4];
};

void          dln_canvas_set_state (DlnCanvas *self, DlnViewState *state);
DlnViewState *dln_canvas_get_state (DlnCanvas *self);
DlnScene     *dln_canvas_get_scene (DlnCanvas *self);
void          dln_canvas_zoom      (DlnCanvas *self, double factor);
void          dln_canvas_fit       (DlnCanvas *self);

G_END_DECLS
