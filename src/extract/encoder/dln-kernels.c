/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which kernels this machine has, and functions of single floats. */
#include "config.h"

#include "extract/encoder/dln-kernels-tables-private.h"

#include <string.h>

static const DlnKernels *const tables[] = { /* the fastest first */
#ifdef __x86_64__
  &_dln_kernels_avx512,
  &_dln_kernels_avxvnni,
  &_dln_kernels_avx2,
#endif
#ifdef __aarch64__
  &_dln_kernels_dotprod,
  &_dln_kernels_neon,
#endif
  &_dln_kernels_plain,
};

static const DlnKernels *chosen;

const DlnKernels *
_dln_kernels_get_nth (guint i)
{
  for (guint k = 0; k < G_N_ELEMENTS (tables); k++)
    if (tables[k]->is_available () && i-- == 0)
      return tables[k];
  return NULL;
}

const DlnKernels *
_dln_kernels_get (void)
{
  const DlnKernels *kernels = g_atomic_pointer_get (&chosen);

  if (kernels == NULL)
    {
      kernels = _dln_kernels_get_nth (0);
      g_atomic_pointer_set (&chosen, kernels);
    }
  return kernels;
}

void
_dln_kernels_set (const DlnKernels *kernels)
{
  g_atomic_pointer_set (&chosen, kernels);
}

float
_dln_exp (float x)
{
  x = x > -87.f ? x : -87.f; /* also what is no number */
  x = x < 87.f ? x : 87.f;

  gint32 n = (gint32) (x * 1.44269504f + (x < 0 ? -.5f : .5f));
  float r = (x - n * .693359375f) - n * -2.12194440e-4f;
  float e = r * 1.3946446e-3f + 8.3691515e-3f;
  gint32 bits = (n + 127) * (1 << 23);
  float power;

  e = e * r + 4.1666262e-2f;
  e = e * r + .16666517f;
  e = e * r + .5f;
  e = (e * r) * r + r + 1.f;
  memcpy (&power, &bits, sizeof power);
  return e * power;
}

float
_dln_sigmoid (float x)
{
  return 1.f / (1.f + _dln_exp (-x));
}
