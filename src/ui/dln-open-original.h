/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the file that an article was read from. */
#pragma once

#include <gtk/gtk.h>

#include "ui/dln-view-state.h"

G_BEGIN_DECLS

void dln_open_original (GtkWindow     *window,
                        DlnViewState  *state,
                        DlnDocumentId  document,
                        guint32        at);

G_END_DECLS
