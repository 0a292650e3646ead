/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Direct, indirect and mixed quotes with their speakers. First the quotation marks are paired over
 * the whole text, then each sentence's cues claim what they introduce, then quoted sentences
 * without a cue go to the last speaker, and last the quotes in quotes are read. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"

#include <string.h>

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const GArray *rows = data;
  const DlnQuoteClaim *x = &DLN_ROW (rows, DlnQuoteRow, *(const guint32 *) a)->claim;
  const DlnQuoteClaim *y = &DLN_ROW (rows, DlnQuoteRow, *(const guint32 *) b)->claim;

  if (x->span.begin != y->span.begin)
    return x->span.begin < y->span.begin ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;
  if (x->score < y->score || x->score > y->score)
    return x->score > y->score ? -1 : 1;
  return *(const guint32 *) a < *(const guint32 *) b ? -1 : 1;
}

static void
publish_rows (DlnQuoteWork *work)
{
  guint32 n = work->rows->len;
  GArray *quotes = work->context->annotations->quotes;
  g_autofree guint32 *order = g_new (guint32, MAX (n, 1));
  g_autofree guint32 *place = g_new (guint32, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, n, sizeof *order, compare_rows, work->rows);
  for (guint32 i = 0; i < n; i++)
    {
      const DlnQuoteClaim *claim = &DLN_ROW (work->rows, DlnQuoteRow, order[i])->claim;

      if (quotes->len > 0)
        {
          const DlnQuoteClaim *before = DLN_ROW (quotes, DlnQuoteClaim, quotes->len - 1);

          if (before->span.begin == claim->span.begin && before->span.end == claim->span.end)
            {
              place[order[i]] = quotes->len - 1;
              continue;
            }
        }
      place[order[i]] = quotes->len;
      g_array_append_val (quotes, *claim);
    }
  for (guint32 i = 0; i < quotes->len; i++)
    {
      DlnQuoteClaim *claim = DLN_ROW (quotes, DlnQuoteClaim, i);

      if (claim->part_of == DLN_NO_ROW)
        continue;
      claim->part_of = place[claim->part_of];
      if (claim->part_of >= i)
        claim->part_of = DLN_NO_ROW;
    }
}

gboolean
_dln_quotes_run (DlnStageContext *context,
                 GError         **error)
{
  const GArray *sentences = context->annotations->sentences;
  g_autoptr (DlnTree) tree = _dln_tree_new (context);
  g_autoptr (GArray) quoted = g_array_new (FALSE, TRUE, sizeof (DlnQuoted));
  g_autoptr (GArray) inner = g_array_new (FALSE, TRUE, sizeof (DlnQuoted));
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (DlnQuoteRow));
  g_autofree guint32 *quoted_at = g_new (guint32, MAX (tree->n_tokens, 1));
  DlnQuoteWork work = {
    .context = context,
    .tree = tree,
    .verbs = _dln_lexicon_get ("cue-verbs.tsv"),
    .quoted = quoted,
    .quoted_at = quoted_at,
    .inner = inner,
    .rows = rows,
  };

  memset (quoted_at, 0xff, sizeof *quoted_at * tree->n_tokens);
  _dln_quotes_find_marks (&work);
  _dln_quotes_find_record (&work);
  for (guint32 s = 0; s < sentences->len; s++)
    {
      if (s % 256 == 0 && g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
      if (DLN_ROW (sentences, DlnSentence, s)->n_tokens == 0 || !_dln_tree_makes_claims (tree, s))
        continue;

      guint from = rows->len;

      _dln_quotes_read_cues (&work, s);
      _dln_quotes_read_links (&work, s, from);
      _dln_quotes_read_phrases (&work, s);
    }
  _dln_quotes_adopt_rest (&work);
  _dln_quotes_read_nested (&work);
  publish_rows (&work);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}

/* The mention of the words for the speaker, or DLN_NO_ROW. */
static guint32
find_speaker (const DlnTree *tree,
              DlnSpan        words)
{
  const GArray *mentions = tree->annotations->mentions;
  guint32 first = _dln_tree_token_at (tree, words.begin);
  guint32 last = first;

  while (last + 1 < tree->n_tokens && tree->tokens[last + 1].span.begin < words.end)
    last++;
  if (first >= tree->n_tokens)
    return DLN_NO_ROW;

  guint32 speaker = tree->mention[_dln_tree_head_of_run (tree, first, last)];

  /* a name inside the phrase is not its head: "Mr Hall's lawyer" is not Mr Hall */
  if (speaker != DLN_NO_ROW && DLN_ROW (mentions, DlnMention, speaker)->entity == DLN_NO_ROW
      && DLN_ROW (mentions, DlnMention, speaker)->kind != DLN_MENTION_NAME)
    return DLN_NO_ROW;
  return speaker;
}

/* '"He looked at me and said, ‘...’," Weber said': whoever he is, he is not Weber */
static gboolean
speaks_of_self (const DlnTree *tree,
                guint32        quote)
{
  const DlnAnnotations *annotations = tree->annotations;
  const DlnQuoteClaim *inner = DLN_ROW (annotations->quotes, DlnQuoteClaim, quote);
  guint32 row = dln_annotations_get_outer_quote (annotations, quote);
  const DlnQuoteClaim *outer =
    row != DLN_NO_ROW ? DLN_ROW (annotations->quotes, DlnQuoteClaim, row) : NULL;

  if (outer == NULL || outer->type != DLN_QUOTE_DIRECT || outer->speaker == DLN_NO_ROW
      || inner->speaker == DLN_NO_ROW
      || DLN_ROW (annotations->mentions, DlnMention, inner->speaker)->kind == DLN_MENTION_NAME)
    return FALSE;
  return DLN_ROW (annotations->mentions, DlnMention, inner->speaker)->entity
           == DLN_ROW (annotations->mentions, DlnMention, outer->speaker)->entity
         && !_dln_tree_is (tree, _dln_tree_token_at (tree, inner->speaker_span.begin), "I")
         && !_dln_tree_is (tree, _dln_tree_token_at (tree, inner->speaker_span.begin), "we");
}

/* "told me", "told the court": who is told by a word that has become a mention */
static guint32
find_listener (const DlnTree       *tree,
               const DlnQuoteClaim *claim)
{
  guint32 cue = _dln_tree_token_at (tree, claim->cue.begin);
  const char *const *columns =
    cue < tree->n_tokens
      ? _dln_lexicon_find (_dln_lexicon_get ("cue-verbs.tsv"), tree, cue, "")
      : NULL;

  if (columns == NULL || dln_span_is_empty (claim->cue))
    return DLN_NO_ROW;

  guint32 listener = _dln_quotes_find_addressee (tree, cue, columns[1], claim->span);

  if (listener == DLN_NO_ROW || listener == claim->speaker
      || DLN_ROW (tree->annotations->mentions, DlnMention, listener)->entity == DLN_NO_ROW)
    return DLN_NO_ROW;
  return listener;
}

/**
 * _dln_quotes_link_people:
 * @context: after the resolve stage, which appends pronouns and nouns to the mentions
 *
 * Fills speaker and addressee of quotes where the words for them have become a mention since.
 */
void
_dln_quotes_link_people (DlnStageContext *context)
{
  GArray *quotes = context->annotations->quotes;
  g_autoptr (DlnTree) tree = _dln_tree_new (context);

  for (guint32 i = 0; i < quotes->len; i++)
    {
      DlnQuoteClaim *claim = DLN_ROW (quotes, DlnQuoteClaim, i);

      claim->speaker = dln_span_is_empty (claim->speaker_span)
                         ? DLN_NO_ROW
                         : find_speaker (tree, claim->speaker_span);
      if (speaks_of_self (tree, i))
        claim->speaker = DLN_NO_ROW;
      if (claim->addressee == DLN_NO_ROW)
        claim->addressee = find_listener (tree, claim);
    }
}
