/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of one reading. */
#pragma once

#include "extract/encoder/dln-encoder-private.h"

G_BEGIN_DECLS

#define DLN_BATCH DLN_MAX_PIECES /* pieces that are encoded together */

typedef enum /* buffers of the heads, which grow */
{
  DLN_BUFFER_WORDS, /* [n_words][n_rows of `words`] */
  DLN_BUFFER_TURNED,
  DLN_BUFFER_LEFT,
  DLN_BUFFER_PRODUCTS,
  DLN_BUFFER_SCORES,
  DLN_BUFFER_ROWS,
  DLN_BUFFER_BYTES,
  DLN_BUFFER_RANGES,
  DLN_N_BUFFERS
} DlnBuffer;

struct _DlnScratch
{
  float    *x;      /* [DLN_BATCH][hidden] */
  float    *attend; /* [DLN_BATCH][3 * hidden]: queries, keys, values */
  float    *mixed;  /* [DLN_BATCH][hidden] */
  float    *inner;  /* [a block][n_inner] */
  guint8   *q;      /* [DLN_BATCH][the wider of both] */
  DlnRange *ranges; /* [DLN_BATCH] */
  float    *keys;   /* [DLN_HEAD_WIDTH][a window, padded] */
  float    *scores; /* [a window][a window, padded] */
  struct
  {
    float *floats;
    gsize  n;
  } buffers[DLN_N_BUFFERS];
};

/* Returns: (transfer none): room for @n floats, until the next call for the same @buffer */
float *_dln_scratch_take (DlnScratch *scratch,
                          DlnBuffer   buffer,
                          gsize       n);

G_END_DECLS
