/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernels for AVX2. Products are added in pairs in 16 bits, four such sums are added in 16 bits
 * too (the weights are made so that they fit), and only then widened to 32. */
#include "config.h"

#ifdef __x86_64__

#include "extract/encoder/dln-kernels-tables-private.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define TILE 6 /* with four registers of weights, as many sums as stay in registers */

static gboolean
is_available (void)
{
  __builtin_cpu_init ();
  return __builtin_cpu_supports ("avx2");
}

static inline __m256i
all_four (const guint8 *q)
{
  gint32 four;

  memcpy (&four, q, 4);
  return _mm256_set1_epi32 (four);
}

static inline __attribute__ ((always_inline)) void
add_tile (const gint8  *panel,
          guint         n_in,
          const guint8 *q,
          guint         n,
          gint32        sums[][DLN_PANEL])
{
  const __m256i ones = _mm256_set1_epi16 (1);

  for (guint half = 0; half < 2; half++)
    {
      const __m256i *w = (const __m256i *) panel + half; /* each second one is of this half */
      __m256i totals[TILE];

#pragma GCC unroll 8
      for (guint i = 0; i < n; i++)
        totals[i] = _mm256_setzero_si256 ();
      for (guint d = 0; d < n_in; d += 16, w += 8)
        {
          __m256i w0 = _mm256_load_si256 (w), w1 = _mm256_load_si256 (w + 2);
          __m256i w2 = _mm256_load_si256 (w + 4), w3 = _mm256_load_si256 (w + 6);

#pragma GCC unroll 8
          for (guint i = 0; i < n; i++)
            {
              const guint8 *row = q + (gsize) i * n_in + d;
              __m256i sum = _mm256_maddubs_epi16 (all_four (row), w0);

              sum = _mm256_add_epi16 (sum, _mm256_maddubs_epi16 (all_four (row + 4), w1));
              sum = _mm256_add_epi16 (sum, _mm256_maddubs_epi16 (all_four (row + 8), w2));
              sum = _mm256_add_epi16 (sum, _mm256_maddubs_epi16 (all_four (row + 12), w3));
              totals[i] = _mm256_add_epi32 (totals[i], _mm256_madd_epi16 (sum, ones));
            }
        }
#pragma GCC unroll 8
      for (guint i = 0; i < n; i++)
        _mm256_store_si256 ((__m256i *) sums[i] + half, totals[i]);
    }
}

#include "extract/encoder/dln-kernels-body.inc"

DLN_KERNELS (_dln_kernels_avx2, "AVX2");

#endif
