/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tagger: greedy, left to right, over the joint inventory of universal and Penn Treebank parts of
 * speech. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-tag-private.h"

#include <string.h>

/**
 * _dln_tagger_features:
 * @word: a word of a sentence, with two neighbours on each side
 * @features: (out caller-allocates): [DLN_TAGGER_MAX_FEATURES]
 *
 * What is known before any tag. The order of the templates is part of the trained model.
 *
 * Returns: number of features
 */
guint
_dln_tagger_features (const DlnWord *word,
                      guint64       *features)
{
  const DlnWord *before = word - 1;
  const DlnWord *after = word + 1;
  guint n = 0;

#define ADD(a, b) (features[n] = _dln_feature (n, (a), (b)), n++)
  ADD (word->form, 0);
  ADD (word->lower, word->shape);
  ADD (word->suffix[0], 0);
  ADD (word->suffix[1], 0);
  ADD (word->suffix[2], 0);
  ADD (word->suffix[3], 0);
  ADD (word->suffix[2], word->shape);
  ADD (word->prefix[0], 0);
  ADD (word->prefix[1], 0);
  ADD (word->prefix[2], 0);
  ADD (word->shape, 0);
  ADD (word->shape, (guint64) after->shape << 16 | before->shape);
  ADD (word->cluster, 0);
  ADD (word->path >> 8, word->shape & 3);
  ADD (word->path >> 12, 0);
  ADD (word->cluster, (guint64) before->cluster << 16);
  ADD (word->cluster, (guint64) after->cluster << 16);
  ADD (before->lower, 0);
  ADD (after->lower, 0);
  ADD (word[-2].lower, 0);
  ADD (word[2].lower, 0);
  ADD (word->lower, before->lower);
  ADD (word->lower, after->lower);
  ADD (before->lower, after->lower);
  ADD (before->suffix[2], 0);
  ADD (after->suffix[2], 0);
  ADD (after->suffix[1], word->suffix[1]);
  ADD (before->cluster, 0);
  ADD (after->cluster, 0);
  ADD (after->path >> 8, word->suffix[2]);
  ADD (before->path >> 8, word->suffix[2]);
  ADD (word[2].cluster, 0);
  ADD (word[-2].cluster, 0);
  ADD (after->cluster, (guint64) word[2].cluster << 16);
  return n;
}

/**
 * _dln_tagger_history:
 * @word: a word; the two before it are tagged
 * @features: (out caller-allocates): appended to here
 *
 * Returns: number of features
 */
guint
_dln_tagger_history (const DlnWord *word,
                     guint64       *features)
{
  guint before = word[-1].tag;
  guint two = before << 8 | word[-2].tag;
  guint n = 0;

#undef ADD
#define ADD(a, b) (features[n] = _dln_feature (48 + n, (a), (b)), n++)
  ADD (before, 0);
  ADD (two, 0);
  ADD (before, word->lower);
  ADD (two, word->lower);
  ADD (before, word->suffix[2]);
  ADD (before, (guint64) word->cluster << 32 | word->shape);
  ADD (before, word[1].lower);
  ADD (before, (guint64) (word[1].path >> 8) << 32 | word->path >> 8);
  ADD (word[-2].tag, word[-1].lower);
#undef ADD
  return n;
}

/**
 * _dln_tagger_run:
 * @weights: the section "tagger"
 * @tags: the inventory, [weights->n_classes]
 * @words: [@n] of one sentence, with two empty words on each side; tags are filled in
 * @n: how many
 *
 * Time: O(@n).
 */
void
_dln_tagger_run (const DlnWeights *weights,
                 const DlnTag     *tags,
                 DlnWord          *words,
                 guint             n)
{
  gint32 scores[DLN_WEIGHTS_MAX_CLASSES + 1];
  guint64 features[2][DLN_TAGGER_MAX_FEATURES];
  guint n_features[2];

  for (guint i = 0; i <= n; i++)
    {
      /* what is known of the next word is asked for while this one is judged */
      if (i < n)
        {
          n_features[i & 1] = _dln_tagger_features (&words[i], features[i & 1]);
          _dln_weights_ask (weights, features[i & 1], n_features[i & 1]);
        }
      if (i == 0)
        continue;

      DlnWord *word = &words[i - 1];
      guint64 *own = features[(i - 1) & 1];
      guint n_own = n_features[(i - 1) & 1];
      guint best = 0;

      n_own += _dln_tagger_history (word, own + n_own);
      _dln_weights_score (weights, own, n_own, scores);
      for (guint k = 1; k < weights->n_classes; k++)
        if (scores[k] > scores[best])
          best = k;
      word->tag = best + 1;
      word->upos = tags[best].upos;
    }
}
