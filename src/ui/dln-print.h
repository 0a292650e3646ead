/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing: pages that were drawn already, each as large as the paper allows. */
#pragma once

#include <gtk/gtk.h>

#include "scene/dln-scene.h"

G_BEGIN_DECLS

GtkPrintOperation *dln_print_new_pages (GPtrArray *pages, double width, double height,
                                        const char *title);
GtkPrintOperation *dln_print_new_scene (DlnScene *scene, const char *title);
void               dln_print_run       (GtkPrintOperation *operation, GtkWindow *parent);

G_END_DECLS
