/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export dialog: timeline or graph as a picture, with a preview. */
#pragma once

#include "ui/dln-view-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DLN_TYPE_EXPORT_DIALOG (dln_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DlnExportDialog, dln_export_dialog, DLN, EXPORT_DIALOG, AdwWindow)

/* Signal "exported" (const char *path). */
DlnExportDialog *dln_export_dialog_new (GtkWindow    *parent,
                                        DlnViewState *state,
                                        gboolean      graph);
void             dln_export_dialog_write (DlnExportDialog *self,
                                        const char   *path);
GtkPrintOperation *dln_export_dialog_new_print (DlnExportDialog *self);

G_END_DECLS
