/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The welcome page: unsaved cases, sample case, new, open, recent. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_WELCOME (dln_welcome_get_type ())
G_DECLARE_FINAL_TYPE (DlnWelcome, dln_welcome, DLN, WELCOME, GtkBox)

void dln_welcome_set_drafts (DlnWelcome *self, const char *folder);
void dln_welcome_update (DlnWelcome *self);
void dln_welcome_focus (DlnWelcome *self);

G_END_DECLS
