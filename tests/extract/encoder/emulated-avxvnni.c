/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same for AVX-VNNI; see emulated-avx512.c. */
#include "config.h"

#ifdef __x86_64__

#include <immintrin.h>
#include <string.h>

#include "emulated.h"

static inline void
emulate_dpbusd (__m256i *sums,
                gint32   four,
                __m256i  weights)
{
  gint32 lanes[8];
  guint8 q[4];
  gint8 w[32];

  memcpy (lanes, sums, sizeof lanes);
  memcpy (q, &four, sizeof q);
  memcpy (w, &weights, sizeof w);
  for (guint i = 0; i < 32; i++)
    lanes[i / 4] += q[i % 4] * w[i];
  memcpy (sums, lanes, sizeof lanes);
}

#undef _mm256_dpbusd_avx_epi32
#define _mm256_setzero_si256() ((__m256i){ 0 })
#define _mm256_set1_epi32(four) ((__m256i)(gint32 __attribute__ ((vector_size (32)))){ (four) })
#define _mm256_load_si256(p) (*(const __m256i *) (p))
#define _mm256_store_si256(p, value) (*(__m256i *) (p) = (value))
#define _mm256_dpbusd_avx_epi32(sums, all, weights) \
  ({ \
    __m256i emulated = (sums), broadcast = (all); \
    gint32 first; \
    memcpy (&first, &broadcast, sizeof first); \
    emulate_dpbusd (&emulated, first, weights); \
    emulated; \
  })
#define _dln_kernels_avxvnni emulated_avxvnni

#include "extract/encoder/dln-kernels-avxvnni.c"

#endif
