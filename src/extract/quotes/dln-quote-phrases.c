/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attribution without a word of saying: headlines with a colon, a dash and a name after a quote;
 * and quoted sentences that have no cue of their own. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

/* "Mayor: the bridge is safe", "Bridge is safe, says mayor" is a cue verb's */
static void
read_headline_colon (DlnQuoteWork      *work,
                     const DlnSentence *sentence)
{
  const DlnTree *tree = work->tree;
  guint32 begin = sentence->first_token, end = begin + sentence->n_tokens;
  guint8 block = DLN_ROW (tree->annotations->blocks, DlnBlock, sentence->block)->type;
  guint32 colon = begin;

  while (colon < end && colon < begin + 7 && !_dln_tree_is (tree, colon, ":"))
    colon++;
  if (colon == begin || colon + 3 >= end || !_dln_tree_is (tree, colon, ":"))
    return;

  guint32 mention = tree->mention[colon - 1];
  guint8 type = mention == DLN_NO_ROW
                  ? DLN_ENTITY_NONE
                  : DLN_ROW (tree->annotations->mentions, DlnMention, mention)->type;
  guint32 quoted = work->quoted_at[MIN (colon + 2, end - 1)];
  gboolean marked =
    quoted != DLN_NO_ROW && DLN_ROW (work->quoted, DlnQuoted, quoted)->first_token <= colon + 2;
  gboolean verb = FALSE;

  for (guint32 t = begin; t < colon; t++)
    if (tree->tokens[t].upos == DLN_UPOS_VERB)
      return;
  for (guint32 t = colon + 1; t < end; t++)
    verb = verb || tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_AUX;
  if ((type != DLN_ENTITY_PERSON && type != DLN_ENTITY_INSTITUTION) || !verb
      || (!marked && block != DLN_BLOCK_TITLE))
    return;

  guint32 head = DLN_ROW (tree->annotations->mentions, DlnMention, mention)->head;

  work->rule = DLN_QUOTE_RULE_COLON;
  if (marked && DLN_ROW (work->quoted, DlnQuoted, quoted)->row == DLN_NO_ROW)
    DLN_ROW (work->quoted, DlnQuoted, quoted)->row
      = _dln_quotes_add_quoted (work, quoted, tree->tokens[colon].span, head, 0.8f);
  else if (!marked)
    _dln_quotes_add_clause (work, colon + 1, end - 1, tree->tokens[colon].span, head, 0.5f);
}

/**
 * _dln_quotes_read_phrases:
 *
 * What is attributed in @sentence without a verb. Time: O(tokens)
 */
void
_dln_quotes_read_phrases (DlnQuoteWork *work,
                          guint32       sentence)
{
  const DlnTree *tree = work->tree;
  const DlnSentence *row = DLN_ROW (tree->annotations->sentences, DlnSentence, sentence);

  if (_dln_quotes_read_record (work, row))
    return;
  read_headline_colon (work, row);
}

/* ---- quoted sentences without a cue --------------------------------------------------------- */

/* A line that ends with a dash and two to five capitalised words: a signature, also of a name that
 * no list knows. */
static guint32
signature_after (const DlnTree *tree,
                 guint32        dash,
                 DlnSpan       *cue)
{
  guint32 last = dash;

  while (last + 1 < tree->n_tokens && last < dash + 6
         && g_unichar_isupper (g_utf8_get_char (tree->text + tree->tokens[last + 1].span.begin))
         && memchr (tree->text + tree->tokens[last].span.end, '\n',
                    tree->tokens[last + 1].span.begin - tree->tokens[last].span.end) == NULL)
    last++;
  if (last < dash + 2)
    return DLN_NO_ROW;
  if (last + 2 < tree->n_tokens && _dln_tree_is (tree, last + 1, "."))
    last++;
  if (last + 1 < tree->n_tokens
      && memchr (tree->text + tree->tokens[last].span.end, '\n',
                 tree->tokens[last + 1].span.begin - tree->tokens[last].span.end) == NULL)
    return DLN_NO_ROW;
  *cue = tree->tokens[dash].span;
  if (_dln_tree_is (tree, last, "."))
    last--;
  return _dln_tree_head_of_run (tree, dash + 1, last);
}

static guint32
speaker_after_dash (const DlnQuoteWork *work,
                    const DlnQuoted    *quoted,
                    DlnSpan            *cue)
{
  static const char *const dashes[] = { "—", "–", "―", "--", "-", "~", NULL };
  const DlnTree *tree = work->tree;

  for (guint32 t = quoted->last_token + 1; t < tree->n_tokens && t <= quoted->last_token + 3; t++)
    if (_dln_tree_is_one_of (tree, t, dashes) && t + 1 < tree->n_tokens
        && tree->mention[t + 1] != DLN_NO_ROW)
      {
        const DlnMention *mention
          = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t + 1]);

        *cue = tree->tokens[t].span;
        return mention->type == DLN_ENTITY_PERSON || mention->type == DLN_ENTITY_INSTITUTION
                 ? mention->head
                 : DLN_NO_ROW;
      }
    else if (_dln_tree_is_one_of (tree, t, dashes))
      return signature_after (tree, t, cue);
  return DLN_NO_ROW;
}

static guint32
block_of_row (const DlnQuoteWork *work,
              guint32             row)
{
  const DlnTree *tree = work->tree;
  guint32 token =
    _dln_tree_token_at (tree, DLN_ROW (work->rows, DlnQuoteRow, row)->claim.span.begin);

  if (token >= tree->n_tokens)
    return DLN_NO_ROW;
  return DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[token].sentence)->block;
}

/* The rows whose speaker may be handed on, in text order, and how far they have been passed. */
typedef struct
{
  GArray *order; /* guint32 rows */
  guint   next;
  guint32 last;  /* row of the last speaker so far, or DLN_NO_ROW */
} Speakers;

static int
compare_begin (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const GArray *rows = data;
  guint32 x = DLN_ROW (rows, DlnQuoteRow, *(const guint32 *) a)->claim.span.begin;
  guint32 y = DLN_ROW (rows, DlnQuoteRow, *(const guint32 *) b)->claim.span.begin;

  return x < y ? -1 : x > y;
}

static void
read_speakers (const DlnQuoteWork *work,
               Speakers           *speakers)
{
  for (guint32 i = 0; i < work->rows->len; i++)
    {
      const DlnQuoteRow *row = DLN_ROW (work->rows, DlnQuoteRow, i);

      if (row->speaker_head != DLN_NO_ROW && row->claim.score >= 0.6f)
        g_array_append_val (speakers->order, i);
    }
  g_array_sort_with_data (speakers->order, compare_begin, work->rows);
}

/* The last speaker before the quote in its paragraph; without one, of the paragraph before. */
static guint32
last_speaker (const DlnQuoteWork *work,
              Speakers           *speakers,
              const DlnQuoted    *quoted,
              gboolean           *near)
{
  while (speakers->next < speakers->order->len)
    {
      guint32 row = g_array_index (speakers->order, guint32, speakers->next);

      if (DLN_ROW (work->rows, DlnQuoteRow, row)->claim.span.begin >= quoted->inner.begin)
        break;
      speakers->last = row;
      speakers->next++;
    }
  if (speakers->last == DLN_NO_ROW)
    return DLN_NO_ROW;

  guint32 block = block_of_row (work, speakers->last);

  *near = block == quoted->block;
  return *near || block + 1 == quoted->block ? speakers->last : DLN_NO_ROW;
}

/* "He shook his head. 'I never signed it.'": whom the sentence before is about */
static guint32
subject_before (const DlnQuoteWork *work,
                const DlnQuoted    *quoted)
{
  const DlnTree *tree = work->tree;
  const DlnBlock *block = DLN_ROW (tree->annotations->blocks, DlnBlock, quoted->block);
  guint32 t = quoted->first_token;

  while (t > 0 && (tree->tokens[t - 1].upos == DLN_UPOS_PUNCT))
    t--;
  if (t == 0 || tree->tokens[t - 1].span.begin < block->span.begin)
    return DLN_NO_ROW;

  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[t - 1].sentence);

  for (guint32 i = sentence->first_token; i < sentence->first_token + sentence->n_tokens; i++)
    if (tree->tokens[i].deprel == DLN_DEPREL_NSUBJ && i < quoted->first_token)
      {
        guint32 mention = tree->mention[i];

        if (_dln_tree_is (tree, i, "he") || _dln_tree_is (tree, i, "she")
            || (mention != DLN_NO_ROW
                && DLN_ROW (tree->annotations->mentions, DlnMention, mention)->type
                     == DLN_ENTITY_PERSON))
          return i;
        return DLN_NO_ROW;
      }
  /* "Weber shrugs.", where the parser takes it for a name */
  guint32 opening = tree->mention[sentence->first_token];
  const DlnMention *mention =
    opening != DLN_NO_ROW ? DLN_ROW (tree->annotations->mentions, DlnMention, opening) : NULL;

  return mention != NULL && mention->type == DLN_ENTITY_PERSON ? mention->head : DLN_NO_ROW;
}

/* '"I came," said Weber, the head of a school. "I saw nothing."': nothing but the sentence of the
 * cue stands between the quotation and the one before it, which is @row's */
static gboolean
goes_on (const DlnQuoteWork *work,
         guint32             index,
         guint32             row)
{
  const DlnTree *tree = work->tree;
  const DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, index);
  const DlnQuoted *before = index > 0 ? DLN_ROW (work->quoted, DlnQuoted, index - 1) : NULL;
  DlnSpan cue = DLN_ROW (work->rows, DlnQuoteRow, row)->claim.cue;
  guint32 token = _dln_tree_token_at (tree, cue.begin);

  return before != NULL && before->row == row && before->block == quoted->block
         && !dln_span_is_empty (cue) && cue.begin >= before->inner.end && token < tree->n_tokens
         && tree->tokens[token].sentence + 1 == tree->tokens[quoted->first_token].sentence
         && tree->tokens[token].sentence <= tree->tokens[before->last_token].sentence + 1;
}

/* 'The head of the school: "..."': the words before a colon that open a sentence and have no verb
 * say who speaks. The head of the phrase, or DLN_NO_ROW. */
static guint32
label_before (const DlnQuoteWork *work,
              const DlnQuoted    *quoted,
              DlnSpan            *cue)
{
  const DlnTree *tree = work->tree;
  guint32 colon = quoted->first_token > 1 ? quoted->first_token - 2 : 0;
  guint32 first = colon;
  guint32 head;

  if (!_dln_tree_is (tree, colon, ":"))
    return DLN_NO_ROW;
  while (first > 0 && colon - first < DLN_QUOTE_REACH && work->quoted_at[first - 1] == DLN_NO_ROW
         && tree->tokens[first - 1].sentence == tree->tokens[colon].sentence
         && !_dln_tree_is (tree, first - 1, ".") && !_dln_tree_is (tree, first - 1, ";"))
    first--;
  while (first < colon && tree->tokens[first].upos == DLN_UPOS_PUNCT)
    first++;
  for (guint32 t = first; t < colon; t++)
    if (tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_AUX)
      return DLN_NO_ROW;
  if (first == colon || tree->tokens[first].upos == DLN_UPOS_ADP)
    return DLN_NO_ROW;
  head = _dln_tree_head_of_run (tree, first, colon - 1);
  if (!_dln_tree_is_nominal (tree, head)
      || (tree->mention[head] == DLN_NO_ROW
          && _dln_lexicon_lookup (_dln_lexicon_get ("role-nouns.tsv"), _dln_tree_lemma (tree, head))
               == NULL
          && (_dln_lexicon_get_noun (_dln_tree_lemma (tree, head)).classes
              & (DLN_NOUN_PERSON | DLN_NOUN_INSTITUTION))
               == 0))
    return DLN_NO_ROW;
  *cue = tree->tokens[colon].span;
  return head;
}

/* TRUE if whole sentences stand between the words of @row, its cue's too, and the quotation. */
static gboolean
is_told_between (const DlnQuoteWork *work,
                 guint32             row,
                 const DlnQuoted    *quoted)
{
  const DlnTree *tree = work->tree;
  const DlnQuoteClaim *claim = &DLN_ROW (work->rows, DlnQuoteRow, row)->claim;
  guint32 last = MAX (MAX (claim->span.end, claim->cue.end), claim->speaker_span.end);
  guint32 token = _dln_tree_token_at (tree, last > 0 ? last - 1 : 0);

  return token < tree->n_tokens
         && tree->tokens[token].sentence + 1 < tree->tokens[quoted->first_token].sentence;
}

static gboolean
asks (const DlnQuoteWork *work,
      guint32             row)
{
  DlnSpan span = DLN_ROW (work->rows, DlnQuoteRow, row)->claim.span;

  return span.end > span.begin && work->context->text[span.end - 1] == '?';
}

static void
adopt (DlnQuoteWork *work,
       Speakers     *speakers,
       guint32       index)
{
  DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, index);
  DlnSpan cue = { 0 };
  guint32 dash = speaker_after_dash (work, quoted, &cue);
  gboolean near = FALSE;

  if (dash != DLN_NO_ROW)
    {
      work->rule = DLN_QUOTE_RULE_DASH;
      quoted->row = _dln_quotes_add_quoted (work, index, cue, dash, 0.9f);
      return;
    }
  dash = label_before (work, quoted, &cue);
  if (dash != DLN_NO_ROW)
    {
      quoted->row = _dln_quotes_add_quoted (work, index, cue, dash, 0.8f);
      return;
    }
  if (quoted->continues != DLN_NO_ROW)
    {
      const DlnQuoted *before = DLN_ROW (work->quoted, DlnQuoted, quoted->continues);

      if (before->row != DLN_NO_ROW)
        {
          DlnQuoteRow first = *DLN_ROW (work->rows, DlnQuoteRow, before->row);

          work->rule = DLN_QUOTE_RULE_CONTINUED;

          guint32 row =
            _dln_quotes_add_quoted (work, index, first.claim.cue, first.speaker_head, 0.9f);
          DlnQuoteRow *added = DLN_ROW (work->rows, DlnQuoteRow, row);

          added->claim.part_of = before->row;
          added->claim.addressee = first.claim.addressee;
          added->claim.time = first.claim.time;
          quoted->row = row;
          return;
        }
    }

  guint32 earlier = last_speaker (work, speakers, quoted, &near);
  guint32 subject = DLN_NO_ROW;

  if (earlier == DLN_NO_ROW || !near || is_told_between (work, earlier, quoted))
    subject = subject_before (work, quoted);
  /* a question is answered by another */
  if (subject == DLN_NO_ROW && earlier != DLN_NO_ROW && !near && asks (work, earlier))
    earlier = DLN_NO_ROW;
  work->rule = subject != DLN_NO_ROW   ? DLN_QUOTE_RULE_SUBJECT
               : earlier != DLN_NO_ROW ? DLN_QUOTE_RULE_LAST_SPEAKER
                                       : DLN_QUOTE_RULE_NOBODY;
  if (subject != DLN_NO_ROW)
    quoted->row = _dln_quotes_add_quoted (work, index, DLN_SPAN (0, 0), subject, 0.5f);
  else if (earlier != DLN_NO_ROW)
    quoted->row = _dln_quotes_add_quoted (work,
                                          index,
                                          DLN_SPAN (0, 0),
                                          DLN_ROW (work->rows, DlnQuoteRow, earlier)->speaker_head,
                                          near ? 0.65f : 0.45f);
  if (quoted->row != DLN_NO_ROW)
    {
      if (subject == DLN_NO_ROW && goes_on (work, index, earlier))
        DLN_ROW (work->rows, DlnQuoteRow, quoted->row)->claim.part_of = earlier;
    }
  else
    quoted->row = _dln_quotes_add_quoted (work, index, DLN_SPAN (0, 0), DLN_NO_ROW, 0.3f);
}

static gboolean
is_single_marked (const char *text,
                  guint32     begin)
{
  return (begin >= 1 && text[begin - 1] == '\'')
         || (begin >= 3 && memcmp (text + begin - 3, "\u2018", 3) == 0);
}

/* 'Coal is not the villain.' as a paragraph of its own, where speech stands in double marks: a
 * heading of words from the article */
static gboolean
is_heading (const DlnQuoteWork *work,
            const DlnQuoted    *quoted)
{
  const char *text = work->context->text;
  const DlnBlock *block =
    DLN_ROW (work->tree->annotations->blocks, DlnBlock, quoted->block);

  if (!is_single_marked (text, quoted->inner.begin)
      || quoted->inner.begin > block->span.begin + strlen ("\u2018")
      || quoted->inner.end + strlen ("\u2019.") < block->span.end)
    return FALSE;
  for (guint32 i = 0; i < work->quoted->len; i++)
    if (!is_single_marked (text, DLN_ROW (work->quoted, DlnQuoted, i)->inner.begin))
      return TRUE;
  return FALSE;
}

/* Without a cue only what reads like speech is taken: not titles of works, not fragments in a
 * writer's sentence. */
static gboolean
stands_alone (const DlnQuoteWork *work,
              const DlnQuoted    *quoted)
{
  const DlnTree *tree = work->tree;
  guint words = 0, capitals = 0;

  for (guint32 t = quoted->first_token; t <= quoted->last_token; t++)
    if (tree->tokens[t].upos != DLN_UPOS_PUNCT)
      {
        words++;
        capitals += g_unichar_isupper (g_utf8_get_char (tree->text + tree->tokens[t].span.begin));
      }
  if (words < 4 || (capitals * 10 >= words * 7 && words < 12))
    return FALSE;
  return words >= 8
         || g_unichar_isupper (
           g_utf8_get_char (tree->text + tree->tokens[quoted->first_token].span.begin));
}

/**
 * _dln_quotes_adopt_rest:
 *
 * Gives quoted sentences that no cue claimed to whoever spoke before them; quoted terms and titles
 * are left alone.
 */
void
_dln_quotes_adopt_rest (DlnQuoteWork *work)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));
  Speakers speakers = { .order = order, .last = DLN_NO_ROW };

  read_speakers (work, &speakers);
  for (guint32 i = 0; i < work->quoted->len; i++)
    {
      const DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, i);

      if (quoted->row != DLN_NO_ROW || !quoted->whole
          || (quoted->continues == DLN_NO_ROW
              && (!stands_alone (work, quoted) || is_heading (work, quoted))))
        continue;
      adopt (work, &speakers, i);
      if (quoted->row != DLN_NO_ROW
          && DLN_ROW (work->rows, DlnQuoteRow, quoted->row)->claim.score >= 0.6f
          && DLN_ROW (work->rows, DlnQuoteRow, quoted->row)->speaker_head != DLN_NO_ROW)
        speakers.last = quoted->row;
    }
}
