/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quote in a quote: what a speaker says that somebody said, in marks of another kind or in the
 * speaker's own words. A quotation is read as the text around it is, as if its own marks were not
 * there, but with less trust: nothing that was not said, only might be, or is asked. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MIN_WORDS 4 /* of a clause: "as rich as he says he is" is no statement */

/* "if he says", "he never told me", "they would say", "able to say": it was not said */
static gboolean
is_asserted (const DlnTree *tree,
             guint32        begin,
             guint32        cue)
{
  guint8 polarity = DLN_POLARITY_POSITIVE, modality = DLN_MODALITY_ASSERTED;

  if (strcmp (_dln_tree_xpos (tree, cue), "VB") == 0)
    return FALSE;
  for (guint32 t = begin; t < cue; t++)
    if (_dln_tree_is (tree, t, "if") || _dln_tree_is (tree, t, "imagine"))
      return FALSE;
  for (guint32 c = tree->first_child[cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_AUX && strcmp (_dln_tree_xpos (tree, c), "MD") == 0)
      return FALSE;
  _dln_tree_read_modality (tree, cue, &polarity, &modality);
  return polarity == DLN_POLARITY_POSITIVE && modality == DLN_MODALITY_ASSERTED;
}

/* "people say", "you say", "that was him saying": nobody whose words could be followed up */
static gboolean
is_anybody (const DlnTree *tree,
            guint32        subject)
{
  static const char *const pronouns[] = { "you", "it", "this", "that", "which", "what", NULL };

  return subject != DLN_NO_ROW
         && (_dln_tree_is_one_of (tree, subject, pronouns)
             || g_strv_contains (_dln_words (DLN_WORDS_ANYBODY), _dln_tree_lemma (tree, subject)));
}

/* Who may have said what the speaker gives in other words: not "they say", "I said". */
static gboolean
is_somebody (const DlnTree *tree,
             guint32        subject)
{
  return subject != DLN_NO_ROW
         && (tree->tokens[subject].upos != DLN_UPOS_PRON || _dln_tree_is (tree, subject, "he")
             || _dln_tree_is (tree, subject, "she"));
}

/* A clause with a verb of its own time, not "asks the rich to pay". */
static gboolean
is_statement (const DlnTree *tree,
              guint32        cue)
{
  for (guint32 c = tree->first_child[cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > cue && tree->tokens[c].deprel == DLN_DEPREL_CCOMP
        && tree->right[c] + 1 >= tree->left[c] + MIN_WORDS)
      for (guint32 t = tree->left[c]; t <= tree->right[c]; t++)
        if (_dln_tree_is_finite (tree, t))
          return TRUE;
  return FALSE;
}

static void
read_range (DlnQuoteWork *work,
            guint32       begin,
            guint32       end)
{
  const DlnTree *tree = work->tree;
  gboolean asks = _dln_tree_is (tree, end - 1, "?");

  for (guint32 t = begin; t < end; t++)
    {
      guint32 from = work->rows->len;
      DlnQuoteCue cue;

      if (!_dln_quotes_read_cue (work, t, begin, end, &cue)
          || !is_asserted (tree, begin, t) || is_anybody (tree, cue.subject))
        continue;
      _dln_quotes_read_quoted (work, &cue);
      if (cue.n_found == 0 && !asks && _dln_quotes_has_kind (&cue, "s")
          && is_somebody (tree, cue.subject) && is_statement (tree, t))
        {
          work->rule = DLN_QUOTE_RULE_NESTED;
          _dln_quotes_read_complement_after (work, &cue);
        }
      _dln_quotes_fill_circumstances (work, &cue, from);
    }
}

/* Sentence by sentence, only as far as the quotation goes. */
static void
read_quotation (DlnQuoteWork    *work,
                const DlnQuoted *outer)
{
  const DlnTree *tree = work->tree;
  const GArray *sentences = tree->annotations->sentences;

  for (guint32 begin = outer->first_token; begin <= outer->last_token;)
    {
      const DlnSentence *sentence =
        DLN_ROW (sentences, DlnSentence, tree->tokens[begin].sentence);
      guint32 end = MIN (sentence->first_token + sentence->n_tokens, outer->last_token + 1);

      end = MAX (end, begin + 1);
      read_range (work, begin, end);
      begin = end;
    }
}

/**
 * _dln_quotes_read_nested:
 *
 * What is told in quotations that somebody said. Time: O(tokens)
 */
void
_dln_quotes_read_nested (DlnQuoteWork *work)
{
  GArray *outers = work->quoted;
  guint32 *outer_at = work->quoted_at;
  g_autofree guint32 *inner_at = g_new (guint32, MAX (work->tree->n_tokens, 1));
  guint32 next = 0;

  memset (inner_at, 0xff, sizeof *inner_at * work->tree->n_tokens);
  work->quoted = work->inner;
  work->quoted_at = inner_at;
  for (guint32 i = 0; i < outers->len; i++)
    {
      const DlnQuoted *outer = DLN_ROW (outers, DlnQuoted, i);
      guint32 first = next;

      for (; next < work->inner->len; next++)
        {
          const DlnQuoted *inner = DLN_ROW (work->inner, DlnQuoted, next);

          if (inner->outer != i)
            break;
          for (guint32 t = inner->first_token; t <= inner->last_token; t++)
            inner_at[t] = next;
        }
      if (outer->row != DLN_NO_ROW && outer->whole)
        read_quotation (work, outer);
      /* what stands in another quotation is out of reach */
      for (guint32 j = first; j < next; j++)
        {
          const DlnQuoted *inner = DLN_ROW (work->inner, DlnQuoted, j);

          for (guint32 t = inner->first_token; t <= inner->last_token; t++)
            inner_at[t] = DLN_NO_ROW;
        }
    }
  work->quoted = outers;
  work->quoted_at = outer_at;
}
