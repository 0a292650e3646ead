/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is copied, in the forms that other programs paste. */
#pragma once

#include <gtk/gtk.h>

#include "export/dln-export-table.h"

G_BEGIN_DECLS

void dln_clipboard_copy       (GtkWidget      *widget,
                               const char     *text,
                               const char     *html,
                               const char     *csv);
void dln_clipboard_copy_table (GtkWidget      *widget,
                               const DlnTable *table);

G_END_DECLS
