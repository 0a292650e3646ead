/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernels for 64-bit ARM with products of four (most since 2018). */
#include "config.h"

#ifdef __aarch64__

#include "extract/encoder/dln-kernels-tables-private.h"

#include <arm_neon.h>
#include <math.h>
#include <string.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif

#define TILE 4 /* with four quarters of the outputs, sixteen sums stay in registers */

static gboolean
is_available (void)
{
#ifdef __linux__
  return (getauxval (AT_HWCAP) >> 20 & 1) != 0; /* HWCAP_ASIMDDP */
#else
  return FALSE;
#endif
}

static inline __attribute__ ((always_inline)) void
add_tile (const gint8  *panel,
          guint         n_in,
          const guint8 *q,
          guint         n,
          gint32        sums[][DLN_PANEL])
{
  int32x4_t totals[TILE][4];

#pragma GCC unroll 16
  for (guint i = 0; i < n; i++)
#pragma GCC unroll 16
    for (guint k = 0; k < 4; k++)
      totals[i][k] = vdupq_n_s32 (0);
  for (guint d = 0; d < n_in; d += 4, panel += 4 * DLN_PANEL)
#pragma GCC unroll 16
    for (guint i = 0; i < n; i++)
      {
        guint32 four;

        memcpy (&four, q + (gsize) i * n_in + d, 4);
#pragma GCC unroll 16
        for (guint k = 0; k < 4; k++)
          totals[i][k] = vdotq_s32 (
            totals[i][k], vld1q_s8 (panel + 16 * k), vreinterpretq_s8_u32 (vdupq_n_u32 (four)));
      }
#pragma GCC unroll 16
  for (guint i = 0; i < n; i++)
#pragma GCC unroll 16
    for (guint k = 0; k < 4; k++)
      vst1q_s32 (&sums[i][4 * k], totals[i][k]);
}

#include "extract/encoder/dln-kernels-body.inc"

DLN_KERNELS (_dln_kernels_dotprod, "NEON dot products");

#endif
