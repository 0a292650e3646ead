/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernels in plain C: any processor. */
#include "config.h"

#include "extract/encoder/dln-kernels-tables-private.h"

#include <math.h>
#include <string.h>

#define TILE 4

static gboolean
is_available (void)
{
  return TRUE;
}

static void
add_tile (const gint8  *panel,
          guint         n_in,
          const guint8 *q,
          guint         n,
          gint32        sums[][DLN_PANEL])
{
  memset (sums, 0, n * sizeof *sums);
  for (guint i = 0; i < n; i++)
    for (guint d = 0; d < n_in; d += 4)
      for (guint o = 0; o < DLN_PANEL; o++)
        for (guint k = 0; k < 4; k++)
          sums[i][o] += panel[d * DLN_PANEL + o * 4 + k] * q[(gsize) i * n_in + d + k];
}

#include "extract/encoder/dln-kernels-body.inc"

DLN_KERNELS (_dln_kernels_plain, "plain");
