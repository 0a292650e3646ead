/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline on the screen: a canvas over the shared model. */
#pragma once

#include "ui/dln-canvas.h"

G_BEGIN_DECLS

#define DLN_TYPE_TIMELINE_WIDGET (dln_timeline_widget_get_type ())
G_DECLARE_FINAL_TYPE (DlnTimelineWidget, dln_timeline_widget, DLN, TIMELINE_WIDGET, DlnCanvas)

GtkWidget *dln_timeline_widget_new (void);

G_END_DECLS
