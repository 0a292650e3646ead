/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph on the screen: a canvas over the shared model. */
#pragma once

#include "ui/dln-canvas.h"

G_BEGIN_DECLS

#define DLN_TYPE_GRAPH_WIDGET (dln_graph_widget_get_type ())
G_DECLARE_FINAL_TYPE (DlnGraphWidget, dln_graph_widget, DLN, GRAPH_WIDGET, DlnCanvas)

GtkWidget *dln_graph_widget_new (void);

G_END_DECLS
