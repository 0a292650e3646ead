/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one process, a window for each case. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DLN_TYPE_APPLICATION (dln_application_get_type ())
G_DECLARE_FINAL_TYPE (DlnApplication, dln_application, DLN, APPLICATION, AdwApplication)

DlnApplication *dln_application_new (const char *data_dir,
                                     const char *samples);
void dln_application_set_drafts     (DlnApplication *self,
                                     const char     *folder);

G_END_DECLS
