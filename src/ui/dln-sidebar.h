/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: who and where with tick boxes, and the filter. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_SIDEBAR (dln_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (DlnSidebar, dln_sidebar, DLN, SIDEBAR, GtkBox)

void dln_sidebar_set_state (DlnSidebar   *self,
                            DlnViewState *state);

G_END_DECLS
