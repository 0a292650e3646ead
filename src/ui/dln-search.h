/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: names, events and text, with results beneath the entry. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_SEARCH (dln_search_get_type ())
G_DECLARE_FINAL_TYPE (DlnSearch, dln_search, DLN, SEARCH, GtkBox)

/* Signal "done": the search is over, by choice or by Escape. */
void dln_search_set_state (DlnSearch    *self,
                           DlnViewState *state);
void dln_search_start     (DlnSearch    *self);

G_END_DECLS
