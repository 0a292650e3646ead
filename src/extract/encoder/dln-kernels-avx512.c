/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernels for AVX-512 with VNNI: one instruction adds four products to each of sixteen sums of 32
 * bits. It does not saturate. */
#include "config.h"

#ifdef __x86_64__

#include "extract/encoder/dln-kernels-tables-private.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define TILE 12 /* sums that wait for each other's latency */

static gboolean
is_available (void)
{
  __builtin_cpu_init ();
  return __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw")
         && __builtin_cpu_supports ("avx512vl") && __builtin_cpu_supports ("avx512vnni");
}

static inline __attribute__ ((always_inline)) void
add_tile (const gint8  *panel,
          guint         n_in,
          const guint8 *q,
          guint         n,
          gint32        sums[][DLN_PANEL])
{
  __m512i totals[TILE];

#pragma GCC unroll 16
  for (guint i = 0; i < n; i++)
    totals[i] = _mm512_setzero_si512 ();
  for (guint d = 0; d < n_in; d += 4, panel += 4 * DLN_PANEL)
    {
      __m512i weights = _mm512_load_si512 (panel);

#pragma GCC unroll 16
      for (guint i = 0; i < n; i++)
        {
          gint32 four;

          memcpy (&four, q + (gsize) i * n_in + d, 4);
          totals[i] = _mm512_dpbusd_epi32 (totals[i], _mm512_set1_epi32 (four), weights);
        }
    }
#pragma GCC unroll 16
  for (guint i = 0; i < n; i++)
    _mm512_store_si512 (sums[i], totals[i]);
}

#include "extract/encoder/dln-kernels-body.inc"

DLN_KERNELS (_dln_kernels_avx512, "AVX-512 VNNI");

#endif
