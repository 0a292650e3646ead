/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done on the axis of a timeline: an event is made there, an undated
 * one is dragged to it. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void dln_axis_input_attach (GtkWidget    *canvas,
                            GtkOverlay   *overlay,
                            DlnViewState *state);

gboolean dln_axis_input_is_dragging (GtkWidget *canvas);

G_END_DECLS
