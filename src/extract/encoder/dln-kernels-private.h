/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of the encoder: one table of functions for each kind of processor.
 *
 * All give the same bits. Products of 8-bit weights with 7-bit activations are summed in integers,
 * which is exact in any order. Floats are summed in eight lanes whose order is part of the
 * algorithm (dln-kernels-body.inc is compiled for each processor), without contraction. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DLN_PANEL 16 /* outputs that are computed together; rows of weights are padded to it */
#define DLN_LANES 8  /* floats that are added apart */
#define DLN_ALIGN_LANES(n) (((n) + DLN_LANES - 1) / DLN_LANES * DLN_LANES)

/**
 * DlnLinear: a mapped matrix of 8-bit weights. In groups of 16 inputs, the weights of one sign that
 * meet in one 16-bit sum stay at or below 32767 / 127 together (tests/tools/write_reader.py), so
 * that no order of adding overflows.
 */
typedef struct
{
  guint         n_in;   /* a multiple of 16 */
  guint         n_out;
  guint         n_rows; /* n_out, padded to a multiple of DLN_PANEL */
  const float  *scales; /* [n_rows] */
  const gint32 *sums;   /* [n_rows] of the weights */
  const float  *biases; /* [n_rows] */
  const gint8  *panels; /* [n_rows / DLN_PANEL][n_in / 4][DLN_PANEL][4] */
} DlnLinear;

typedef struct /* a row of activations: value = low + scale * integer */
{
  float low;
  float scale;
} DlnRange;

typedef enum
{
  DLN_ACTIVATION_NONE,
  DLN_ACTIVATION_GELU,
  DLN_ACTIVATION_LEAKY, /* a tenth of what is negative */
} DlnActivation;

typedef struct
{
  const char *name;
  gboolean (*is_available) (void);

  /* Rounds rows of floats to integers 0..127. x: [n][stride], the first width of each (a multiple
   * of 16) count; q: [n][width]; ranges: [n] */
  void (*quantise) (const float *x,
                    guint        stride,
                    guint        n,
                    guint        width,
                    guint8      *q,
                    DlnRange    *ranges);

  /* out[i][o] = activation (linear of row i). q, ranges: from quantise, [n]; out: [n][stride],
   * n_rows of the linear are written */
  void (*multiply) (const DlnLinear *linear,
                    const guint8    *q,
                    const DlnRange  *ranges,
                    guint            n,
                    DlnActivation    activation,
                    float           *out,
                    guint            stride);

  /* The sums of products alone, for tests and benchmarks: out: [n][n_rows] */
  void (*sum_products) (const DlnLinear *linear,
                        const guint8    *q,
                        guint            n,
                        gint32          *out);

  /* x = layer norm of x + add. x, add: [n][width]; add may be NULL */
  void (*normalise) (float       *x,
                     const float *add,
                     guint        n,
                     guint        width,
                     const float *weights,
                     const float *biases);

  /* x = GELU of x. n: a multiple of DLN_LANES */
  void (*activate) (float *x,
                    gsize  n);

  /* out[i][j] = sum over d of a[i][d] * b[d][j]. a: [n][a_stride]; b: [depth][width]; out:
   * [n][width]; width: a multiple of DLN_LANES */
  void (*match) (const float *a,
                 guint        a_stride,
                 guint        n,
                 guint        depth,
                 const float *b,
                 guint        width,
                 float       *out);

  /* In each row the first n_columns become exp (scale * (x - greatest)), divided by their sum; the
   * rest 0. x: [n][width]; width: a multiple of DLN_LANES */
  void (*soften) (float *x,
                  guint  n,
                  guint  n_columns,
                  guint  width,
                  float  scale);

  /* out[i] = sum over j of p[i][j] * v[j], vectors of 32. p: [n][p_stride]; v: [m][v_stride]; out:
   * [n][out_stride] */
  void (*mix) (const float *p,
               guint        p_stride,
               guint        n,
               const float *v,
               guint        v_stride,
               guint        m,
               float       *out,
               guint        out_stride);
} DlnKernels;

/* (transfer none): the fastest that this machine has */
const DlnKernels *_dln_kernels_get (void);

/* (transfer none) (nullable): the @i-th that this machine has, the fastest first; NULL: past the
 * last. For tests and benchmarks */
const DlnKernels *_dln_kernels_get_nth (guint i);

/* Uses @kernels from now on; NULL: the fastest again. For tests and benchmarks, in one thread */
void _dln_kernels_set (const DlnKernels *kernels);

/* e to the power @x, 1 / (1 + e^-x): the same bits on every machine */
float _dln_exp     (float x);
float _dln_sigmoid (float x);

G_END_DECLS
