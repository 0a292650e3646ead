/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotation marks beside a cue verb: which of them it introduces. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"

#include <string.h>

guint32
_dln_quotes_row_after (const DlnQuoteWork *work,
                       guint32 from,
                       guint32 limit)
{
  for (guint32 t = from; t < limit && t < work->tree->n_tokens; t++)
    if (work->quoted_at[t] != DLN_NO_ROW)
      return work->quoted_at[t];
  return DLN_NO_ROW;
}

/* TRUE if quote @quoted is what the cue's words lead up to: a colon, a comma or nothing before its
 * opening mark */
static gboolean
leads_to (const DlnQuoteWork *work,
          const DlnQuoteCue          *cue,
          const DlnQuoted    *quoted)
{
  static const char *const stops[] = { ".", "!", "?", ";", NULL };
  const DlnTree *tree = work->tree;
  guint32 mark = quoted->first_token > 0 ? quoted->first_token - 1 : 0;

  if (mark <= cue->cue)
    return mark == cue->cue;

  guint32 before = mark - 1;

  if (_dln_tree_is (tree, before, ":"))
    return _dln_quotes_has_kind (cue, "sqtral");
  /* 'said that under Weber, "the dam was built twice"' is one clause */
  if (_dln_tree_is (tree, before, ",") && before > MAX (cue->cue, cue->last) + 1
      && g_unichar_islower (g_utf8_get_char (tree->text + quoted->inner.begin)))
    return FALSE;
  if (_dln_quotes_is_comma (tree, before))
    return _dln_quotes_has_kind (cue, "sq") && quoted->whole;
  /* '..." said Weber.' leads up to nothing */
  return _dln_quotes_has_kind (cue, "sq") && quoted->whole && before <= cue->last + 1
         && !_dln_tree_is_one_of (tree, before, stops);
}

/* "asked about the fire, Weber said: ...", "wrote, adding: ...": a verb of speech between the cue
 * and the quotation is the one that introduces it */
static gboolean
has_nearer_cue (const DlnQuoteWork *work,
                const DlnQuoteCue  *cue,
                const DlnQuoted    *quoted)
{
  const DlnTree *tree = work->tree;

  for (guint32 t = cue->cue + 1; t + 1 < quoted->first_token; t++)
    {
      const char *const *columns =
        tree->tokens[t].upos == DLN_UPOS_VERB && work->quoted_at[t] == work->quoted_at[cue->cue]
          ? _dln_lexicon_find (work->verbs, tree, t, "")
          : NULL;

      if (columns != NULL && strpbrk (columns[1], "sq") != NULL
          && strcmp (_dln_tree_xpos (tree, t), "VB") != 0)
        return TRUE;
    }
  return FALSE;
}

static void
take_quoted (DlnQuoteWork *work,
             DlnQuoteCue          *cue,
             guint32       index)
{
  DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, index);

  if (quoted->row != DLN_NO_ROW)
    return;
  work->rule = DLN_QUOTE_RULE_BESIDE;
  quoted->row = _dln_quotes_add_quoted (work, index, cue->cue_span, cue->subject, 0.95f);
  cue->n_found++;
}

/* TRUE if the quote that ends at @token may be what the cue after it introduces: in its paragraph,
 * and not closed by a full stop before a sentence of the cue's own */
static gboolean
closes_before (const DlnQuoteWork *work,
               guint32             token,
               const DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;
  const GArray *sentences = tree->annotations->sentences;
  guint32 own = tree->tokens[cue->cue].sentence, other = tree->tokens[token].sentence;

  if (own == other)
    return TRUE;
  return DLN_ROW (sentences, DlnSentence, own)->block
           == DLN_ROW (sentences, DlnSentence, other)->block
         && !_dln_tree_is (tree, token, ".");
}

static guint32
find_quoted_before (const DlnQuoteWork *work,
                    const DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;
  guint32 t = cue->first;

  /* over the closing mark, a comma outside it and words like "later" or "also" */
  for (guint steps = 0; t > 0 && steps < 4; steps++)
    {
      t--;
      if (work->quoted_at[t] != DLN_NO_ROW)
        return closes_before (work, t, cue) ? work->quoted_at[t] : DLN_NO_ROW;
      if (tree->tokens[t].upos != DLN_UPOS_PUNCT && tree->tokens[t].upos != DLN_UPOS_ADV)
        break;
      if (_dln_tree_is (tree, t, ".") || _dln_tree_is (tree, t, ":"))
        break;
    }
  return DLN_NO_ROW;
}

/* TRUE if its last mark is a comma or asks or calls: 'Run," the soldier yelled' is short, but
 * closed as speech is */
static gboolean
is_spoken (const DlnQuoteWork *work,
           guint32             index)
{
  const char *text = work->context->text;
  DlnSpan span = DLN_ROW (work->quoted, DlnQuoted, index)->inner;

  /* "..., ‘stay,’”": behind the inner mark */
  if (span.end > span.begin + 3 && memcmp (text + span.end - 3, "\u2019", 3) == 0)
    span.end -= 3;
  else if (span.end > span.begin + 1 && text[span.end - 1] == '\'')
    span.end--;

  char last = text[span.end - 1];

  return last == ',' || last == '!' || last == '?';
}

/**
 * _dln_quotes_find_mark_before:
 * @begin: of the sentence
 * @token: a word outside of quotation marks
 *
 * Returns: the word behind the last quotation before @token in one block with it, if a comma, a
 *   question mark or an exclamation mark closes that; %DLN_NO_ROW else
 */
guint32
_dln_quotes_find_mark_before (const DlnQuoteWork *work,
                              guint32             begin,
                              guint32             token)
{
  const DlnTree *tree = work->tree;
  guint32 t = token;

  while (t > 0 && token - t < DLN_QUOTE_REACH && work->quoted_at[t - 1] == DLN_NO_ROW
         && (t > begin || tree->tokens[t - 1].upos == DLN_UPOS_PUNCT))
    t--;
  if (t == 0 || work->quoted_at[t - 1] == DLN_NO_ROW
      || !is_spoken (work, work->quoted_at[t - 1])
      || DLN_ROW (work->quoted, DlnQuoted, work->quoted_at[t - 1])->block
           != DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[token].sentence)
                ->block)
    return DLN_NO_ROW;
  while (t < token && tree->tokens[t].upos == DLN_UPOS_PUNCT)
    t++;
  return t;
}

/* 'Marcia "Cia" Price': a word or two in the middle of a name */
static gboolean
is_nickname (const DlnQuoteWork *work,
             guint32             token)
{
  const DlnTree *tree = work->tree;
  const DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, work->quoted_at[token]);

  return !quoted->whole && quoted->last_token <= quoted->first_token + 1
         && quoted->first_token > 1 && quoted->last_token + 2 < tree->n_tokens
         && tree->tokens[quoted->first_token - 2].upos == DLN_UPOS_PROPN
         && tree->tokens[quoted->last_token + 2].upos == DLN_UPOS_PROPN;
}

/* '..., " Anna Weber, the head of a school in Geneva, told the radio': a quote that ends with a
 * comma goes to the next cue, over all that is told of the speaker. */
static guint32
find_quoted_far_before (const DlnQuoteWork *work,
                        DlnQuoteCue                *cue)
{
  static const char *const ends[] = { ".", ":", ";", NULL };
  const DlnTree *tree = work->tree;
  guint32 begin = cue->cue;

  while (begin > 0 && cue->cue - begin < DLN_QUOTE_REACH
         && (work->quoted_at[begin - 1] == DLN_NO_ROW || is_nickname (work, begin - 1))
         && !_dln_tree_is_one_of (tree, begin - 1, ends))
    begin--;
  if (begin == 0 || work->quoted_at[begin - 1] == DLN_NO_ROW)
    return DLN_NO_ROW;

  guint32 index = work->quoted_at[begin - 1];
  const DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, index);

  while (begin < cue->cue && tree->tokens[begin].upos == DLN_UPOS_PUNCT)
    begin++;
  if (quoted->row != DLN_NO_ROW || !quoted->whole || !is_spoken (work, index)
      || !closes_before (work, quoted->last_token, cue))
    return DLN_NO_ROW;
  for (guint32 t = begin; t < cue->cue; t++)
    {
      const char *const *columns =
        tree->tokens[t].upos == DLN_UPOS_VERB ? _dln_lexicon_find (work->verbs, tree, t, "") : NULL;

      if (columns != NULL && strpbrk (columns[1], "sq") != NULL)
        return DLN_NO_ROW; /* its own cue stands nearer */
    }
  /* whoever stands right behind it speaks, unless the tree knows better */
  if (cue->subject == DLN_NO_ROW || cue->subject < begin)
    for (guint32 t = begin; t < cue->cue && t < begin + 4; t++)
      if (tree->mention[t] != DLN_NO_ROW)
        {
          cue->subject = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t])->head;
          break;
        }
  return cue->subject != DLN_NO_ROW && cue->subject >= begin ? index : DLN_NO_ROW;
}

/* '..." said Weber': a quote that is followed by a cue of its own does not go on with the one
 * before */
static gboolean
has_own_cue (const DlnQuoteWork *work,
             const DlnQuoted    *quoted)
{
  const DlnTree *tree = work->tree;

  if (_dln_tree_is (tree, quoted->last_token, "."))
    return FALSE;
  /* a comma inside the marks leads to whoever speaks, whatever the verb is */
  if (work->context->text[quoted->inner.end - 1] == ',')
    return TRUE;
  for (guint32 t = quoted->last_token + 1, n = 0; t < tree->n_tokens && n < 9; t++)
    {
      if (work->quoted_at[t] != DLN_NO_ROW || _dln_tree_is (tree, t, ".")
          || _dln_tree_is (tree, t, ";"))
        return FALSE;
      if (tree->tokens[t].upos == DLN_UPOS_PUNCT)
        continue;
      n++;
      if (tree->tokens[t].upos != DLN_UPOS_VERB)
        continue;

      const char *const *columns = _dln_lexicon_find (work->verbs, tree, t, "");

      return columns != NULL && strpbrk (columns[1], "sq") != NULL;
    }
  return FALSE;
}

/* 'Lund is in "good health for his years," said': the writer's clause goes on in quotation marks */
static gboolean
is_fragment (const DlnQuoteWork *work,
             guint32             index)
{
  const DlnTree *tree = work->tree;
  const DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, index);
  guint32 mark = quoted->first_token;

  if (mark < 2 || !g_unichar_islower (g_utf8_get_char (tree->text + quoted->inner.begin)))
    return FALSE;
  return tree->tokens[mark - 2].upos != DLN_UPOS_PUNCT
         && tree->tokens[mark - 2].sentence == tree->tokens[mark].sentence
         && tree->tokens[mark - 1].upos == DLN_UPOS_PUNCT;
}

void
_dln_quotes_read_quoted (DlnQuoteWork *work,
                         DlnQuoteCue *cue)
{
  guint32 before = _dln_quotes_has_kind (cue, "sq") ? find_quoted_before (work, cue) : DLN_NO_ROW;
  guint32 after =
    _dln_quotes_row_after (work, cue->cue + 1, MIN (cue->cue + DLN_QUOTE_REACH, cue->end + 3));

  if (before == DLN_NO_ROW && _dln_quotes_has_kind (cue, "sq"))
    before = find_quoted_far_before (work, cue);
  if (before != DLN_NO_ROW && is_fragment (work, before))
    ; /* it is part of a clause, which is read later */
  else if (before != DLN_NO_ROW
           && (DLN_ROW (work->quoted, DlnQuoted, before)->whole || is_spoken (work, before)))
    take_quoted (work, cue, before);
  else
    before = DLN_NO_ROW;
  if (after == DLN_NO_ROW || after == before)
    return;

  DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, after);
  gboolean same_sentence = quoted->first_token < cue->end + 2;

  if (before != DLN_NO_ROW && quoted->row == DLN_NO_ROW && quoted->whole
      && !has_own_cue (work, quoted)
      && quoted->block == DLN_ROW (work->quoted, DlnQuoted, before)->block
      && quoted->first_token <= cue->end + 2)
    {
      /* "I came," she said. "I saw." */
      take_quoted (work, cue, after);
      if (quoted->row != DLN_NO_ROW)
        DLN_ROW (work->rows, DlnQuoteRow, quoted->row)->claim.part_of
          = DLN_ROW (work->quoted, DlnQuoted, before)->row;
    }
  else if (same_sentence && leads_to (work, cue, quoted) && !has_nearer_cue (work, cue, quoted))
    take_quoted (work, cue, after);
}
