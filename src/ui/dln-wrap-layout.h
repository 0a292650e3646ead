/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children one behind the other, as words in lines: each as wide as it wants to be. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_WRAP_LAYOUT (dln_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (DlnWrapLayout, dln_wrap_layout, DLN, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *dln_wrap_layout_new (int spacing);

G_END_DECLS
