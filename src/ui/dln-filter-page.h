/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter's controls: period, thresholds, kinds of events and relations. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_FILTER_PAGE (dln_filter_page_get_type ())
G_DECLARE_FINAL_TYPE (DlnFilterPage, dln_filter_page, DLN, FILTER_PAGE, GtkBox)

void dln_filter_page_set_state (DlnFilterPage *self,
                                DlnViewState  *state);

G_END_DECLS
