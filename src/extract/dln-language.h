/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cheap guess of a text's language. */
#pragma once

#include "extract/dln-document.h"

G_BEGIN_DECLS

const char *dln_guess_language (const char *text,
                                gsize       length);
gboolean    dln_is_in_language (DlnDocument *document,
                                const char  *language);

G_END_DECLS
