/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernels for AVX-512 VNNI with its instructions written out, as the Intel manual defines
 * VPDPBUSD (four products of an unsigned and a signed byte are added to 32 bits, without
 * saturation): so that their addressing is tested on processors that lack them. */
#include "config.h"

#ifdef __x86_64__

#include <immintrin.h>
#include <string.h>

#include "emulated.h"

static inline void
emulate_dpbusd (__m512i *sums,
                gint32   four,
                __m512i  weights)
{
  gint32 lanes[16];
  guint8 q[4];
  gint8 w[64];

  memcpy (lanes, sums, sizeof lanes);
  memcpy (q, &four, sizeof q);
  memcpy (w, &weights, sizeof w);
  for (guint i = 0; i < 64; i++)
    lanes[i / 4] += q[i % 4] * w[i];
  memcpy (sums, lanes, sizeof lanes);
}

#undef _mm512_set1_epi32
#undef _mm512_load_si512
#undef _mm512_store_si512
#undef _mm512_dpbusd_epi32
#define _mm512_setzero_si512() ((__m512i){ 0 })
#define _mm512_set1_epi32(four) (four)
#define _mm512_load_si512(p) (*(const __m512i *) (p))
#define _mm512_store_si512(p, value) (*(__m512i *) (p) = (value))
#define _mm512_dpbusd_epi32(sums, four, weights) \
  ({ \
    __m512i emulated = (sums); \
    emulate_dpbusd (&emulated, four, weights); \
    emulated; \
  })
#define _dln_kernels_avx512 emulated_avx512

#include "extract/encoder/dln-kernels-avx512.c"

#endif
