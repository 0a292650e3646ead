/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above the timeline: the case's title and a sentence that adds up, or whose story it
 * is. */
#pragma once

#include <gtk/gtk.h>

#include "ui/dln-view-state.h"

G_BEGIN_DECLS

#define DLN_TYPE_CASE_HEADER (dln_case_header_get_type ())
G_DECLARE_FINAL_TYPE (DlnCaseHeader, dln_case_header, DLN, CASE_HEADER, GtkBox)

GtkWidget *dln_case_header_new (DlnViewState *state);

G_END_DECLS
