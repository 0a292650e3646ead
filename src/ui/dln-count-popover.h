/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a counted mark stands for, as a list. */
#pragma once

#include <gtk/gtk.h>

#include "ui/dln-view-state.h"

G_BEGIN_DECLS

void dln_count_popover_show    (GtkWidget    *parent,
                                DlnViewState *state,
                                DlnEventId    event,
                                double        scale);
void dln_count_popover_present (GtkWidget    *parent);

G_END_DECLS
