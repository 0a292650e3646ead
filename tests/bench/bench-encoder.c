/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speed of the encoder on one core: each kernel's product of a layer, and the reading of
 * made-up news with each, in seconds of processor time for a megabyte. */
#include "config.h"

#include <stdio.h>
#include <time.h>

#include "extract/dln-stage-private.h"
#include "extract/encoder/dln-encoder-private.h"

#define N_ROWS 64
#define MIN_SECONDS .5

static const char *const sentences[] = {
  "The minister of transport told reporters on Tuesday that the bridge would be closed until the "
  "end of October. ",
  "Nobody at the port authority could be reached for a comment on the report, which was first seen "
  "by a newspaper. ",
  "In 2014 the company had paid $1.5 million to the city, and a year later it asked for the money "
  "back. ",
  "Residents of the old town have complained about the noise for years. ",
  "A spokeswoman for the court declined to say whether the two men had been charged with any "
  "crime, but Anna Berg, who leads the opposition in the regional parliament, called the silence "
  "of the prosecutors a scandal. ",
  "He was born in a village near the border, studied law in the capital and joined the party when "
  "he was thirty. ",
};

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

/* Thousand millions of products a second, of the first layer's feed-forward part */
static double
time_product (const DlnEncoder *encoder,
              const DlnKernels *kernels)
{
  const DlnLinear *linear = &encoder->layers[0].inner;
  g_autofree guint8 *q = g_new (guint8, N_ROWS *linear->n_in);
  g_autofree float *out = g_new (float, N_ROWS *linear->n_rows);
  DlnRange ranges[N_ROWS];
  double begin = now (), seconds;
  guint n = 0;

  for (guint i = 0; i < N_ROWS * linear->n_in; i++)
    q[i] = i * 7 % 128;
  for (guint i = 0; i < N_ROWS; i++)
    ranges[i] = (DlnRange){ -1, .01f };
  do
    {
      kernels->multiply (linear, q, ranges, N_ROWS, DLN_ACTIVATION_NONE, out, linear->n_rows);
      n++;
      seconds = now () - begin;
    }
  while (seconds < MIN_SECONDS);
  return 1e-9 * n * N_ROWS * linear->n_in * linear->n_rows / seconds;
}

/* Seconds for a megabyte */
static double
time_reading (DlnModel *model,
              gsize     n_bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT };

  for (guint i = 0; text->len < n_bytes; i++)
    {
      g_string_append (text, sentences[i % G_N_ELEMENTS (sentences)]);
      if (i % 4 == 3)
        g_string_append (text, "\n\n");
    }

  g_autoptr (DlnDocument) document = dln_document_new (text->str, text->len, NULL);
  g_autoptr (DlnAnnotations) annotations = dln_extract (model, document, &options, NULL, NULL);
  DlnStageContext context = { .model = model, .document = document, .annotations = annotations };
  double begin = now ();

  context.text = dln_document_get_text (document, &context.length);
  g_assert_true (_dln_encoder_run (&context, NULL));
  _dln_reading_free (context.reading);
  return (now () - begin) * 1e6 / context.length;
}

int
main (void)
{
  g_autofree char *path
    = g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", "en.dlnmodel", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnModel) model = dln_model_open (path, &error);
  double begin = now ();
  const DlnEncoder *encoder;
  const DlnKernels *kernels;

  g_assert_no_error (error);
  encoder = _dln_encoder_get (model, &error);
  g_assert_no_error (error);
  if (encoder == NULL)
    {
      printf ("the encoder's files are not installed\n");
      return 0;
    }
  printf ("opened and checked in %.3f s\n", now () - begin);
  for (guint i = 0; (kernels = _dln_kernels_get_nth (i)) != NULL; i++)
    {
      gboolean last = _dln_kernels_get_nth (i + 1) == NULL; /* plain C takes its time */

      _dln_kernels_set (kernels);
      printf ("%-20s %6.1f thousand million products a second; %6.1f s a megabyte\n",
              kernels->name,
              time_product (encoder, kernels),
              time_reading (model, last ? 2000 : 50000));
    }
  return 0;
}
