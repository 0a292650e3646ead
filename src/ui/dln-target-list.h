/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles, events or relations as a list: what the drawn views show, for eyes, keyboards and
 * screen readers that prefer lines of text. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_TARGET_LIST (dln_target_list_get_type ())
G_DECLARE_FINAL_TYPE (DlnTargetList, dln_target_list, DLN, TARGET_LIST, GtkBox)

GtkWidget *dln_target_list_new       (DlnTargetKind  kind);
void       dln_target_list_set_state (DlnTargetList *self,
                                      DlnViewState  *state);

G_END_DECLS
