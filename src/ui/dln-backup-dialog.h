/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The earlier states of a case, one of which can be chosen. */
#pragma once

#include <gtk/gtk.h>

#include "session/dln-session.h"

G_BEGIN_DECLS

void dln_backup_dialog_show (GtkWindow  *parent,
                             DlnSession *session);
void dln_backup_dialog_show_lost (GtkWindow  *parent,
                                  const char *path);

G_END_DECLS
