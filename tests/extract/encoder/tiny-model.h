/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small encoder with random weights, so that its code is tested where the real one is not
 * installed. */
#pragma once

#include <glib.h>

#include "extract/dln-extract.h"

/* Writes en.dlnmodel (empty), pieces.dlnmodel and reader.dlnmodel; the same bytes each time */
void tiny_model_write (const char *directory);

/* Makes the checksums of a bundle right again after its sections were changed; FALSE: it is too
 * broken for that */
gboolean tiny_model_mend (guint8 *bytes,
                          gsize   length);

/* (transfer full): the English bundle with a small encoder beside it in a folder of its own; the
 * caller removes and frees *FOLDER after the model. For tests of long or many texts: what random
 * weights read is as wild as can be, and costs a hundredth of the real encoder. */
DlnModel *tiny_model_open (char **folder);
