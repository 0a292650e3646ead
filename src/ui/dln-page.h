/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of the evidence panel: one for each kind of selection, one for the whole case, one each for
 * open questions. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *dln_page_new             (DlnViewState *state,
                                     DlnTarget     target);
GtkWidget *dln_page_new_case        (DlnViewState *state);
GtkWidget *dln_page_new_suggestions (DlnViewState *state);
GtkWidget *dln_page_new_conflicts   (DlnViewState *state);
GtkWidget *dln_page_new_decisions   (DlnViewState *state, DlnTarget about);
GtkWidget *dln_page_new_checks      (DlnViewState *state);
GtkWidget *dln_page_new_story       (DlnViewState *state);
GtkWidget *dln_page_new_undated     (DlnViewState *state);
GtkWidget *dln_page_new_connection  (DlnViewState *state,
                                     DlnEntityId   from,
                                     DlnEntityId   to);

/* (element-type DlnChange): what an import changed; owned by the page */
GtkWidget *dln_page_new_changes     (DlnViewState *state);
void       dln_page_set_changes     (DlnViewState *state, GPtrArray *changes, const char *summary);

G_END_DECLS
