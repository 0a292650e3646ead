/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of small bars: how many events of somebody lie in each part of the story. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_SPARK_BARS 12

#define DLN_TYPE_SPARKLINE (dln_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (DlnSparkline, dln_sparkline, DLN, SPARKLINE, GtkWidget)

GtkWidget *dln_sparkline_new (void);
void       dln_sparkline_set (DlnSparkline *self, const guint *bars /* [DLN_SPARK_BARS] */);

G_END_DECLS
