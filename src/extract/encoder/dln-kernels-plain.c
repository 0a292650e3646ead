/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernels in plain C: any processor. */
#include "config.h"

#include "extract/encoder/dln-kernels-tables-private.h"

#include <math.h>
#include <string.h>

#define TILE 16  /* rows for which the weights are widened once */
#define CHUNK 32 /* inputs that are widened together */

static gboolean
is_available (void)
{
  return TRUE;
}

/* Widened to 16 bits and turned, so that each output's weights stand together: compilers know sums
 * of such products */
static void
add_tile (const gint8  *panel,
          guint         n_in,
          const guint8 *q,
          guint         n,
          gint32        sums[][DLN_PANEL])
{
  memset (sums, 0, n * sizeof *sums);
  for (guint d = 0; d < n_in; d += CHUNK)
    {
      gint16 weights[DLN_PANEL][CHUNK] = { { 0 } };
      guint m = MIN (CHUNK, n_in - d);

      for (guint k = 0; k < m; k++)
        for (guint o = 0; o < DLN_PANEL; o++)
          weights[o][k] = panel[(d + k) / 4 * 4 * DLN_PANEL + o * 4 + k % 4];
      for (guint i = 0; i < n; i++)
        {
          gint16 row[CHUNK] = { 0 };

          for (guint k = 0; k < m; k++)
            row[k] = q[(gsize) i * n_in + d + k];
          for (guint o = 0; o < DLN_PANEL; o++)
            {
              gint32 sum = 0;

              for (guint k = 0; k < CHUNK; k++)
                sum += weights[o][k] * row[k];
              sums[i][o] += sum;
            }
        }
    }
}

#include "extract/encoder/dln-kernels-body.inc"

DLN_KERNELS (_dln_kernels_plain, "plain");
