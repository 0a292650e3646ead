/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder proper (Vaswani et al. 2017; Devlin et al. 2019): embeddings, then layers of
 * attention and of a feed-forward network, each added to what went in and normalised. Windows
 * stand one behind the other without padding: all but attention works on each piece alone. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/encoder/dln-scratch-private.h"

#include <math.h>
#include <string.h>

#define BLOCK 64 /* pieces that go through the feed-forward network together, in the cache */

DlnScratch *
_dln_scratch_new (const DlnEncoder *encoder)
{
  DlnScratch *scratch = g_new0 (DlnScratch, 1);
  guint hidden = encoder->config.hidden, inner = encoder->config.n_inner;

  scratch->x = g_new (float, DLN_BATCH *hidden);
  scratch->attend = g_new (float, DLN_BATCH * 3 * hidden);
  scratch->mixed = g_new (float, DLN_BATCH *hidden);
  scratch->inner = g_new (float, BLOCK *inner);
  scratch->q = g_new (guint8, DLN_BATCH *MAX (hidden, inner));
  scratch->ranges = g_new (DlnRange, DLN_BATCH);
  scratch->keys = g_new (float, DLN_HEAD_WIDTH *DLN_ALIGN_LANES (DLN_MAX_PIECES));
  scratch->scores = g_new (float, DLN_MAX_PIECES *DLN_ALIGN_LANES (DLN_MAX_PIECES));
  return scratch;
}

void
_dln_scratch_free (DlnScratch *scratch)
{
  if (scratch == NULL)
    return;
  g_free (scratch->x);
  g_free (scratch->attend);
  g_free (scratch->mixed);
  g_free (scratch->inner);
  g_free (scratch->q);
  g_free (scratch->ranges);
  g_free (scratch->keys);
  g_free (scratch->scores);
  for (guint i = 0; i < DLN_N_BUFFERS; i++)
    g_free (scratch->buffers[i].floats);
  g_free (scratch);
}

float *
_dln_scratch_take (DlnScratch *scratch,
                   DlnBuffer   buffer,
                   gsize       n)
{
  if (scratch->buffers[buffer].n < n)
    {
      g_free (scratch->buffers[buffer].floats);
      scratch->buffers[buffer].floats = g_new (float, n);
      scratch->buffers[buffer].n = n;
    }
  return scratch->buffers[buffer].floats;
}

static void
embed (const DlnEncoder *encoder,
       DlnScratch       *scratch,
       const guint32    *ids,
       const guint8     *shapes,
       const DlnWindow  *window)
{
  guint hidden = encoder->config.hidden;

  for (guint i = 0; i < window->n; i++)
    {
      float *x = scratch->x + (gsize) (window->first + i) * hidden;
      const float *position = encoder->positions + (gsize) i * hidden;
      const float *shape = encoder->shapes + (gsize) shapes[window->first + i] * hidden;

      _dln_pieces_embed (&encoder->pieces, ids[window->first + i], x);
      for (guint k = 0; k < hidden; k++)
        x[k] = x[k] + position[k] + shape[k];
    }
}

/* Each piece of a window takes from all of them, as its query fits their keys */
static void
attend (const DlnEncoder *encoder,
        const DlnKernels *kernels,
        DlnScratch       *scratch,
        const DlnWindow  *window)
{
  guint hidden = encoder->config.hidden, stride = 3 * hidden, n = window->n;
  guint width = DLN_ALIGN_LANES (n);
  const float *rows = scratch->attend + (gsize) window->first * stride;
  float *out = scratch->mixed + (gsize) window->first * hidden;

  for (guint head = 0; head < encoder->config.n_heads; head++)
    {
      guint at = head * DLN_HEAD_WIDTH;

      memset (scratch->keys, 0, DLN_HEAD_WIDTH * width * sizeof (float));
      for (guint i = 0; i < n; i++)
        for (guint k = 0; k < DLN_HEAD_WIDTH; k++)
          scratch->keys[k * width + i] = rows[(gsize) i * stride + hidden + at + k];
      kernels->match (rows + at, stride, n, DLN_HEAD_WIDTH, scratch->keys, width, scratch->scores);
      kernels->soften (scratch->scores, n, n, width, .17677669f); /* the root of 1 / 32 */
      kernels->mix (
        scratch->scores, width, n, rows + 2 * hidden + at, stride, n, out + at, hidden);
    }
}

static void
run_layer (const DlnEncoder      *encoder,
           const DlnEncoderLayer *layer,
           const DlnKernels      *kernels,
           DlnScratch            *scratch,
           const DlnWindow       *windows,
           guint                  n_windows,
           guint                  n)
{
  guint hidden = encoder->config.hidden, inner = encoder->config.n_inner;

  kernels->quantise (scratch->x, hidden, n, hidden, scratch->q, scratch->ranges);
  kernels->multiply (&layer->attend,
                     scratch->q,
                     scratch->ranges,
                     n,
                     DLN_ACTIVATION_NONE,
                     scratch->attend,
                     3 * hidden);
  for (guint i = 0; i < n_windows; i++)
    attend (encoder, kernels, scratch, &windows[i]);
  for (guint first = 0; first < n; first += BLOCK)
    {
      guint m = MIN (BLOCK, n - first);
      float *x = scratch->x + (gsize) first * hidden;
      float *mixed = scratch->mixed + (gsize) first * hidden;

      kernels->quantise (mixed, hidden, m, hidden, scratch->q, scratch->ranges);
      kernels->multiply (
        &layer->output, scratch->q, scratch->ranges, m, DLN_ACTIVATION_NONE, mixed, hidden);
      kernels->normalise (x, mixed, m, hidden, layer->norms[0], layer->norms[1]);
      kernels->quantise (x, hidden, m, hidden, scratch->q, scratch->ranges);
      kernels->multiply (
        &layer->inner, scratch->q, scratch->ranges, m, DLN_ACTIVATION_GELU, scratch->inner, inner);
      kernels->quantise (scratch->inner, inner, m, inner, scratch->q, scratch->ranges);
      kernels->multiply (
        &layer->outer, scratch->q, scratch->ranges, m, DLN_ACTIVATION_NONE, mixed, hidden);
      kernels->normalise (x, mixed, m, hidden, layer->norms[2], layer->norms[3]);
    }
}

const float *
_dln_encoder_encode (const DlnEncoder *encoder,
                     DlnScratch       *scratch,
                     const guint32    *ids,
                     const guint8     *shapes,
                     const DlnWindow  *windows,
                     guint             n_windows,
                     GCancellable     *cancellable)
{
  const DlnKernels *kernels = _dln_kernels_get ();
  guint n = windows[n_windows - 1].first + windows[n_windows - 1].n;

  g_assert (n <= DLN_BATCH);
  for (guint i = 0; i < n_windows; i++)
    embed (encoder, scratch, ids, shapes, &windows[i]);
  kernels->normalise (
    scratch->x, NULL, n, encoder->config.hidden, encoder->norms[0], encoder->norms[1]);
  for (guint i = 0; i < encoder->config.n_layers; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      run_layer (encoder, &encoder->layers[i], kernels, scratch, windows, n_windows, n);
    }
  return scratch->x;
}
