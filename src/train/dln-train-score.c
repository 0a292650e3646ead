/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores on raw text in the manner of the CoNLL 2018 shared task: words are aligned by their span,
 * so that a wrong token costs; F1 over words of both sides. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "train/dln-train.h"

#include <string.h>

typedef struct
{
  guint gold_words, system_words, words;
  guint gold_sentences, system_sentences, sentences;
  guint upos, xpos, lemma, uas, las;
  gsize bytes;
  gint64 microseconds;
} Counts;

static const char *
get_string (const DlnAnnotations *annotations,
            DlnStringId           id)
{
  return dln_strings_get (annotations->strings, id);
}

static void
score_sentences (const DlnAnnotations *gold,
                 const DlnAnnotations *system,
                 Counts               *counts)
{
  guint i = 0;
  guint j = 0;

  counts->gold_sentences += gold->sentences->len;
  counts->system_sentences += system->sentences->len;
  while (i < gold->sentences->len && j < system->sentences->len)
    {
      DlnSpan a = DLN_ROW (gold->sentences, DlnSentence, i)->span;
      DlnSpan b = DLN_ROW (system->sentences, DlnSentence, j)->span;

      counts->sentences += a.begin == b.begin && a.end == b.end;
      if (a.begin == b.begin)
        {
          i++;
          j++;
        }
      else if (a.begin < b.begin)
        i++;
      else
        j++;
    }
}

static void
score_document (const DlnAnnotations *gold,
                const DlnAnnotations *system,
                Counts               *counts)
{
  guint n = system->tokens->len;
  g_autofree gint32 *to_gold = g_new (gint32, n + 1); /* [n]: aligned gold token, -1 */
  guint i = 0;

  counts->gold_words += gold->tokens->len;
  counts->system_words += n;
  for (guint j = 0; j < n; j++)
    {
      DlnSpan b = DLN_ROW (system->tokens, DlnToken, j)->span;

      to_gold[j] = -1;
      while (i < gold->tokens->len && DLN_ROW (gold->tokens, DlnToken, i)->span.begin < b.begin)
        i++;
      if (i < gold->tokens->len && DLN_ROW (gold->tokens, DlnToken, i)->span.begin == b.begin
          && DLN_ROW (gold->tokens, DlnToken, i)->span.end == b.end)
        to_gold[j] = i;
    }
  for (guint j = 0; j < n; j++)
    {
      if (to_gold[j] < 0)
        continue;

      const DlnToken *a = DLN_ROW (gold->tokens, DlnToken, to_gold[j]);
      const DlnToken *b = DLN_ROW (system->tokens, DlnToken, j);
      gboolean head = b->head < 0 ? a->head < 0 : a->head >= 0 && to_gold[b->head] == a->head;

      counts->words++;
      counts->upos += a->upos == b->upos;
      counts->xpos += strcmp (get_string (gold, a->xpos), get_string (system, b->xpos)) == 0;
      counts->lemma += strcmp (get_string (gold, a->lemma), get_string (system, b->lemma)) == 0;
      counts->uas += head;
      counts->las += head && dln_deprel_get_base (a->deprel) == dln_deprel_get_base (b->deprel);
    }
}

static double
get_f1 (guint right,
        guint gold,
        guint system)
{
  return gold + system > 0 ? 200.0 * right / (gold + system) : 0;
}

void
dln_train_score_words (DlnModel       *model,
                       DlnTrainCorpus *corpus,
                       const char     *label,
                       gboolean        raw)
{
  Counts c = { 0 };

  for (guint i = 0; i < corpus->len; i++)
    {
      DlnTrainArticle *document = g_ptr_array_index (corpus, i);
      DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TAG,
                                    .given = raw ? NULL : document->gold };
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (DlnAnnotations) system =
        dln_extract (model, document->document, &options, NULL, NULL);
      gsize length;

      c.microseconds += g_get_monotonic_time () - begin;
      dln_document_get_text (document->document, &length);
      c.bytes += length;
      score_sentences (document->gold, system, &c);
      score_document (document->gold, system, &c);
    }
  g_print ("%-24s %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %7.2f\n",
           label,
           get_f1 (c.words, c.gold_words, c.system_words),
           get_f1 (c.sentences, c.gold_sentences, c.system_sentences),
           get_f1 (c.upos, c.gold_words, c.system_words),
           get_f1 (c.xpos, c.gold_words, c.system_words),
           get_f1 (c.lemma, c.gold_words, c.system_words),
           get_f1 (c.uas, c.gold_words, c.system_words),
           get_f1 (c.las, c.gold_words, c.system_words),
           c.bytes / (double) MAX (c.microseconds, 1));
}
