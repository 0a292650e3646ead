/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with a mark, row, quote or name: a menu under right click, the Menu key and long
 * press, and the same as buttons on its page. Each is the window's action "correct" with the name
 * of what to do and the target. */
#pragma once

#include <gtk/gtk.h>

#include "ui/dln-view-state.h"

G_BEGIN_DECLS

void       dln_target_menu_attach      (GtkWidget    *widget,
                                        DlnViewState *state,
                                        DlnTarget     target);
typedef DlnTarget (*DlnTargetMenuFind) (GtkWidget *widget, double x, double y);

void       dln_target_menu_attach_found (GtkWidget        *widget,
                                         DlnViewState     *state,
                                         DlnTargetMenuFind find);
void       dln_target_menu_popup       (GtkWidget    *anchor,
                                        DlnViewState *state,
                                        DlnTarget     target,
                                        double        x,
                                        double        y);
DlnTarget  dln_target_menu_find        (GtkWidget    *widget);
GtkWidget *dln_target_menu_new_buttons (DlnViewState *state,
                                        DlnTarget     target);
const char *dln_target_menu_find_key   (DlnTarget     target,
                                        guint         keyval);

G_END_DECLS
