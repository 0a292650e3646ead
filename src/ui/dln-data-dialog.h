/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case as data, for other programs. */
#pragma once

#include <adwaita.h>

#include "ui/dln-view-state.h"

G_BEGIN_DECLS

#define DLN_TYPE_DATA_DIALOG (dln_data_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DlnDataDialog, dln_data_dialog, DLN, DATA_DIALOG, AdwWindow)

/* signal "exported" (path) */
DlnDataDialog *dln_data_dialog_new   (GtkWindow     *parent,
                                      DlnViewState  *state);
gboolean       dln_data_dialog_write (DlnDataDialog *self,
                                      const char    *path);
void           dln_data_dialog_copy  (DlnDataDialog *self);

G_END_DECLS
