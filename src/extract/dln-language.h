/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cheap guess of a text's language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *dln_guess_language (const char *text,
                                gsize       length);

G_END_DECLS
