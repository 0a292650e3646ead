/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the words for the reader, and the direction in which it is written. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *dln_text_get_language (void);
gboolean    dln_text_is_rtl       (void);
char       *dln_text_dup_shown    (const char *text);

G_END_DECLS
