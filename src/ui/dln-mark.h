/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transparent, focusable stand-in for one drawn mark, so that keyboard and screen reader can
 * reach it. */
#pragma once

#include <gtk/gtk.h>

#include "case/dln-case.h"

G_BEGIN_DECLS

#define DLN_TYPE_MARK (dln_mark_get_type ())
G_DECLARE_FINAL_TYPE (DlnMark, dln_mark, DLN, MARK, GtkWidget)

/* Signal "activated". */
GtkWidget  *dln_mark_new        (void);
void        dln_mark_set        (DlnMark    *self,
                                 DlnTarget   target,
                                 const char *label,
                                 gboolean    selected);
DlnTarget   dln_mark_get_target (DlnMark    *self);

guint      dln_mark_hash_target   (gconstpointer key);
gboolean   dln_mark_equal_targets (gconstpointer a,
                                   gconstpointer b);

G_END_DECLS
