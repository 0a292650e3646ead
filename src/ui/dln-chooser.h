/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop's dialog that asks for files. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkFileChooserNative *dln_chooser_new       (GtkWindow             *parent,
                                             const char            *title,
                                             GtkFileChooserAction   action,
                                             const char            *accept);
void                  dln_chooser_show      (GtkFileChooserNative  *chooser,
                                             GCallback              response,
                                             gpointer               self);
char                 *dln_chooser_take_path (GtkFileChooserNative **chooser,
                                             int                    response);

G_END_DECLS
