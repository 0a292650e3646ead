/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search field over a short list of names or events, one of which is chosen. Property: none;
 * signal "picked" when another one is chosen, "activated" when it is meant for good. */
#pragma once

#include <gtk/gtk.h>

#include "ui/dln-view-state.h"

G_BEGIN_DECLS

#define DLN_TYPE_PICKER (dln_picker_get_type ())
G_DECLARE_FINAL_TYPE (DlnPicker, dln_picker, DLN, PICKER, GtkBox)

GtkWidget *dln_picker_new         (DlnViewState *state,
                                   DlnTargetKind kind,
                                   DlnTarget     but);
guint32    dln_picker_get_picked  (DlnPicker    *self);
GtkWidget *dln_picker_get_entry   (DlnPicker    *self);

G_END_DECLS
