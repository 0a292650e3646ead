/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message that stays until it is read. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwMessageDialog *dln_message_show (GtkWindow  *parent,
                                    const char *heading,
                                    const char *text);

G_END_DECLS
