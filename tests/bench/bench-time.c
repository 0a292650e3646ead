/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The speed of the time stage alone, on one core: made-up news of a megabyte; tokens and sentences
 * are given. */
#include "config.h"

#include <stdio.h>

#include "extract/dln-stage-private.h"

static const char *const sentences[] = {
  "The minister of transport told reporters on Tuesday that the bridge would be closed until the "
  "end of October. ",
  "Nobody at the port authority could be reached for a comment on the report, which was first seen "
  "by a newspaper. ",
  "In 2014 the company had paid $1.5 million to the city, and a year later it asked for the money "
  "back. ",
  "Residents of the old town have complained about the noise for years, but the council said it "
  "had no means to act. ",
  "The strike, which began last week, is the third since February, according to the union of dock "
  "workers. ",
  "A spokeswoman for the court declined to say whether the two men had been charged with any "
  "crime. ",
  "Prices of wheat and maize rose by more than a tenth after the harvest failed in most provinces "
  "of the south. ",
  "He was born in a village near the border, studied law in the capital and joined the party when "
  "he was thirty. ",
};

int
main (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DlnDocumentInfo   info = { .id = "bench", .date = "2015-03-04" };
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT };
  double            best = G_MAXDOUBLE;
  guint             n_times = 0;

  for (guint i = 0; text->len < 1000000; i++)
    {
      g_string_append (text, sentences[(i * 5 + i / 8) % G_N_ELEMENTS (sentences)]);
      if (i % 4 == 3)
        g_string_append (text, "\n\n");
    }

  g_autoptr (DlnDocument) document = dln_document_new (text->str, text->len, &info);

  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (DlnAnnotations) annotations = dln_extract (NULL, document, &options, NULL, NULL);
      DlnStageContext context = { .document = document, .annotations = annotations };
      gint64          begin;

      context.text = dln_document_get_text (document, &context.length);
      begin = g_get_monotonic_time ();
      _dln_time_run (&context, NULL);
      best = MIN (best, (g_get_monotonic_time () - begin) / 1e6);
      n_times = annotations->times->len;
    }
  printf ("1..1\n# %u time expressions in %.2f MB: %.1f MB/s\nok 1 /bench/time\n",
          n_times,
          text->len / 1e6,
          text->len / 1e6 / best);
  return 0;
}
