/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ends of sentences, learned: each place where one might end is judged by the words around it; what
 * the rules say is one of the hints. Left to right, so that the length of the sentence and what is
 * open in it are known. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-tag-private.h"

#include <string.h>

/**
 * _dln_ends_is_candidate:
 * @tokens: of one block
 * @words: the same, with an empty word on each side
 * @i: a token that is not the last one
 * @rule: the rules say that a sentence ends with it
 *
 * Returns: whether it is worth to ask the model
 */
gboolean
_dln_ends_is_candidate (const DlnToken *tokens,
                        const DlnWord  *words,
                        guint           i,
                        gboolean        rule)
{
  return rule || (words[i].shape & (DLN_SHAPE_MARK | DLN_SHAPE_STOP)) != 0
         || (words[i + 1].shape & (DLN_SHAPE_CAPITAL | DLN_SHAPE_MARK | DLN_SHAPE_DIGIT)) != 0;
}

/**
 * _dln_ends_open:
 * @text: the document's text
 * @token: the next token
 * @open: bit 0: within straight or typographic double quotes; bits 1 and 2: brackets, two at most
 *
 * Returns: what is open after @token
 */
guint
_dln_ends_open (const char *text,
                DlnSpan     token,
                guint       open)
{
  gsize n = token.end - token.begin;
  const char *p = text + token.begin;

  if (n == 1 && *p == '"')
    return open ^ 1;
  if (n == 3 && memcmp (p, "\u201c", 3) == 0)
    return open | 1;
  if (n == 3 && memcmp (p, "\u201d", 3) == 0)
    return open & ~1u;
  if (n == 1 && (*p == '(' || *p == '['))
    return open < 4 ? open + 2 : open;
  if (n == 1 && (*p == ')' || *p == ']'))
    return open >= 2 ? open - 2 : open;
  return open;
}

static guint
bucket (guint n)
{
  return n <= 3 ? n : n <= 5 ? 4 : n <= 8 ? 5 : n <= 15 ? 6 : n <= 30 ? 7 : 8;
}

guint
_dln_ends_features (const DlnToken *tokens,
                    const DlnWord  *words,
                    guint           i,
                    guint           begin,
                    guint           open,
                    gboolean        rule,
                    guint64        *features)
{
  const DlnWord *a = &words[i];
  const DlnWord *b = a + 1;
  guint64 space = tokens[i].flags & DLN_TOKEN_SPACE_AFTER;
  guint64 hint = (rule ? 1 : 0) | space << 1;
  guint64 length = bucket (i + 1 - begin);
  guint n = 0;

#define ADD(x, y) (features[n] = _dln_feature (n, (x), (y)), n++)
  ADD (hint, 0);
  ADD (hint, a->lower);
  ADD (hint, b->lower);
  ADD (a->lower, b->shape);
  ADD (a->lower, b->lower);
  ADD (a->shape, b->shape);
  ADD (a->lower, a[-1].lower);
  ADD (a->lower, (guint64) a[-1].shape << 32 | b->shape);
  ADD (a->lower, (guint64) b[1].shape << 32 | b->shape);
  ADD (b->form, 0);
  ADD (b->form, b[1].lower);
  ADD (b[1].lower, hint);
  ADD (length, hint);
  ADD (length, a->lower);
  ADD (length, (guint64) a->shape << 32 | b->shape);
  ADD (b->cluster, a->lower);
  ADD (b->cluster, hint);
  ADD (a->cluster, hint);
  ADD (a->cluster, b->shape);
  ADD (a->cluster, (guint64) b->cluster << 32);
  ADD (a[-1].cluster, a->lower);
  ADD (a[-1].lower, (guint64) b->lower << 32 | a->lower);
  ADD (open, a->lower);
  ADD (open, hint);
  ADD (open, (guint64) a->lower << 32 | b->shape);
  ADD (a->suffix, b->shape);
  ADD (a->path >> 8, (guint64) (b->path >> 8) << 32 | hint);
  ADD (b->path >> 8, (guint64) (b[1].path >> 8) << 32 | hint);
  ADD (words[begin].lower, hint);
  ADD (words[begin].shape, (guint64) length << 32 | b->shape);
  ADD (a->shape, (guint64) a[-1].shape << 48 | (guint64) b->shape << 32 | b[1].shape);
#undef ADD
  return n;
}

/**
 * _dln_ends_run:
 * @weights: the section "ends", one class
 * @text: the document's text
 * @tokens: [@n], of one block
 * @words: [@n], with two empty ones on each side
 * @n: how many
 * @ends: (inout): [@n], what the rules say; then what the model says
 *
 * Time: O(@n).
 */
void
_dln_ends_run (const DlnWeights *weights,
               const char       *text,
               const DlnToken   *tokens,
               const DlnWord    *words,
               guint             n,
               guint8           *ends)
{
  guint64 features[DLN_ENDS_MAX_FEATURES];
  guint begin = 0;
  guint open = 0;

  for (guint i = 0; i + 1 < n; i++)
    {
      gint32 scores[DLN_WEIGHTS_MAX_CLASSES + 1];

      open = _dln_ends_open (text, tokens[i].span, open);
      if (!_dln_ends_is_candidate (tokens, words, i, ends[i]))
        continue;

      guint n_features = _dln_ends_features (tokens, words, i, begin, open, ends[i], features);

      _dln_weights_score (weights, features, n_features, scores);
      ends[i] = scores[0] > 0;
      if (ends[i])
        {
          begin = i + 1;
          open = 0;
        }
    }
}
