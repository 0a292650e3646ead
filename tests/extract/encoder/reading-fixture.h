/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readings of plain text, and their text form. */
#pragma once

#include "extract/encoder/dln-reading-private.h"
#include "extract/dln-extract.h"

/**
 * read_text:
 * @model: a bundle that lies beside an encoder
 * @text: words and line ends: each line is a sentence, each word between blanks a token
 * @cancellable: (nullable)
 * @error: return location
 *
 * Returns: (transfer full): the reading, every row and every bit of its floats, as text
 */
char *read_text (DlnModel      *model,
                 const char    *text,
                 GCancellable  *cancellable,
                 GError       **error);

/* The same, with the rows instead */
DlnReading *read_rows (DlnModel        *model,
                       const char      *text,
                       DlnAnnotations **annotations,
                       GCancellable    *cancellable,
                       GError         **error);
