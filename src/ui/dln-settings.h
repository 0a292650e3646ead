/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stored settings, if their schema is installed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *dln_settings_get (void);

G_END_DECLS
