/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernels for AVX-VNNI: as with AVX-512, in registers of half the size. */
#include "config.h"

#ifdef __x86_64__

#include "extract/encoder/dln-kernels-tables-private.h"

#include <cpuid.h>
#include <immintrin.h>
#include <math.h>
#include <string.h>

#define TILE 6 /* with two halves of the outputs, twelve sums stay in registers */

static gboolean
is_available (void)
{
  guint a, b, c, d;

  __builtin_cpu_init ();
  return __builtin_cpu_supports ("avx2") && __get_cpuid_count (7, 1, &a, &b, &c, &d)
         && (a >> 4 & 1) != 0; /* the compiler's own test knows AVX-VNNI only in later versions */
}

static inline __attribute__ ((always_inline)) void
add_tile (const gint8  *panel,
          guint         n_in,
          const guint8 *q,
          guint         n,
          gint32        sums[][DLN_PANEL])
{
  __m256i totals[TILE][2];

#pragma GCC unroll 16
  for (guint i = 0; i < n; i++)
    totals[i][0] = totals[i][1] = _mm256_setzero_si256 ();
  for (guint d = 0; d < n_in; d += 4, panel += 4 * DLN_PANEL)
    {
      __m256i left = _mm256_load_si256 ((const __m256i *) panel);
      __m256i right = _mm256_load_si256 ((const __m256i *) panel + 1);

#pragma GCC unroll 16
      for (guint i = 0; i < n; i++)
        {
          gint32 four;
          __m256i all;

          memcpy (&four, q + (gsize) i * n_in + d, 4);
          all = _mm256_set1_epi32 (four);
          totals[i][0] = _mm256_dpbusd_avx_epi32 (totals[i][0], all, left);
          totals[i][1] = _mm256_dpbusd_avx_epi32 (totals[i][1], all, right);
        }
    }
#pragma GCC unroll 16
  for (guint i = 0; i < n; i++)
#pragma GCC unroll 2
    for (guint half = 0; half < 2; half++)
      _mm256_store_si256 ((__m256i *) sums[i] + half, totals[i][half]);
}

#include "extract/encoder/dln-kernels-body.inc"

DLN_KERNELS (_dln_kernels_avxvnni, "AVX-VNNI");

#endif
