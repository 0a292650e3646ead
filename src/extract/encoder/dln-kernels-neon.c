/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernels for 64-bit ARM: activations of 7 bits count as signed, two products of 8 bits fit in one
 * sum of 16. */
#include "config.h"

#ifdef __aarch64__

#include "extract/encoder/dln-kernels-tables-private.h"

#include <arm_neon.h>
#include <math.h>
#include <string.h>

#define TILE 4

static gboolean
is_available (void)
{
  return TRUE;
}

static inline int8x8_t
twice (const guint8 *q) /* four activations for each of two outputs */
{
  guint32 four;

  memcpy (&four, q, 4);
  return vreinterpret_s8_u32 (vdup_n_u32 (four));
}

static inline __attribute__ ((always_inline)) void
add_tile (const gint8  *panel,
          guint         n_in,
          const guint8 *q,
          guint         n,
          gint32        sums[][DLN_PANEL])
{
  for (guint pair = 0; pair < DLN_PANEL; pair += 4)
    {
      int32x4_t totals[TILE][2]; /* of an output the products 0 and 1, then 2 and 3 */

#pragma GCC unroll 16
      for (guint i = 0; i < n; i++)
        totals[i][0] = totals[i][1] = vdupq_n_s32 (0);
      for (guint d = 0; d < n_in; d += 8)
        {
          const gint8 *w = panel + d * DLN_PANEL + pair * 4;
          int8x16_t first = vld1q_s8 (w), second = vld1q_s8 (w + 4 * DLN_PANEL);

#pragma GCC unroll 16
          for (guint i = 0; i < n; i++)
            {
              const guint8 *row = q + (gsize) i * n_in + d;
              int8x8_t a = twice (row), b = twice (row + 4);

              totals[i][0] = vpadalq_s16 (
                totals[i][0],
                vmlal_s8 (vmull_s8 (vget_low_s8 (first), a), vget_low_s8 (second), b));
              totals[i][1] = vpadalq_s16 (
                totals[i][1],
                vmlal_s8 (vmull_s8 (vget_high_s8 (first), a), vget_high_s8 (second), b));
            }
        }
#pragma GCC unroll 16
      for (guint i = 0; i < n; i++)
        vst1q_s32 (&sums[i][pair], vpaddq_s32 (totals[i][0], totals[i][1]));
    }
}

#include "extract/encoder/dln-kernels-body.inc"

DLN_KERNELS (_dln_kernels_neon, "NEON");

#endif
