/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cheap guess of a text's language. */
#pragma once

#include "extract/dln-document.h"

G_BEGIN_DECLS

const char *dln_guess_language (const char *text,
                                gsize       length);
const char *dln_document_find_language (DlnDocument *document);
gboolean    dln_is_in_language (DlnDocument *document,
                                const char  *language);
gboolean    dln_is_readable    (DlnDocument *document,
                                const char  *language);

G_END_DECLS
