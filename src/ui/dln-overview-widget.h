/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview strip: the whole period at a glance, with the visible window to drag. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_OVERVIEW_WIDGET (dln_overview_widget_get_type ())
G_DECLARE_FINAL_TYPE (DlnOverviewWidget, dln_overview_widget, DLN, OVERVIEW_WIDGET, GtkWidget)

GtkWidget *dln_overview_widget_new       (void);
void       dln_overview_widget_set_state (DlnOverviewWidget *self,
                                          DlnViewState      *state);

G_END_DECLS
