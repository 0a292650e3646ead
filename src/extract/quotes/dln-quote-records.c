/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of what was said, line by line: interviews ("Q:", "A:", "Weber:") and transcripts
 * ("WEBER:"). A line is all spoken by whoever is named before its colon. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"

#include <string.h>

static guint32
last_of_block (const DlnTree  *tree,
               const DlnBlock *block,
               guint32         token)
{
  while (token + 1 < tree->n_tokens && tree->tokens[token + 1].span.end <= block->span.end)
    token++;
  return token;
}

static void
add_line (DlnQuoteWork *work,
          guint32       colon,
          guint32       last,
          guint32       speaker_head)
{
  work->rule = DLN_QUOTE_RULE_RECORD;
  _dln_quotes_add (work,
                   DLN_QUOTE_DIRECT,
                   _dln_tree_span (work->tree, colon + 1, last),
                   work->tree->tokens[colon].span,
                   speaker_head,
                   0.8f);
}

/* "LUND: I never said so.": a line of a record, all of it spoken by the name in capitals before its
 * colon */
static gboolean
read_capitals (DlnQuoteWork      *work,
               const DlnSentence *sentence)
{
  const DlnTree *tree = work->tree;
  const DlnBlock *block = DLN_ROW (tree->annotations->blocks, DlnBlock, sentence->block);
  guint32 begin = sentence->first_token;
  guint32 quoted = begin + 1 < tree->n_tokens ? work->quoted_at[begin + 1] : DLN_NO_ROW;
  guint32 colon, last;

  if (tree->tokens[begin].span.begin != block->span.begin)
    return FALSE;
  /* a record that is quoted as a whole */
  if (quoted != DLN_NO_ROW && DLN_ROW (work->quoted, DlnQuoted, quoted)->first_token == begin + 1)
    begin++;
  else
    quoted = DLN_NO_ROW;
  for (colon = begin;
       colon < begin + 4 && colon < tree->n_tokens && !_dln_tree_is (tree, colon, ":");
       colon++)
    {
      DlnSpan span = tree->tokens[colon].span;

      for (guint32 i = span.begin; i < span.end; i++)
        if (g_ascii_islower (tree->text[i]) || g_ascii_isdigit (tree->text[i]))
          return FALSE;
      if (colon == begin && span.end - span.begin < 3)
        return FALSE;
    }
  if (colon == begin || !_dln_tree_is (tree, colon, ":") || work->quoted_at[colon] != quoted)
    return FALSE;
  last = last_of_block (tree, block, colon);
  if (last < colon + 4)
    return FALSE;
  if (quoted != DLN_NO_ROW)
    {
      last = DLN_ROW (work->quoted, DlnQuoted, quoted)->last_token;
      DLN_ROW (work->quoted, DlnQuoted, quoted)->row = work->rows->len;
    }
  add_line (work, colon, last, colon - 1);
  return TRUE;
}

/* The colon behind "Q", "A" or the name of somebody at a paragraph's begin, or DLN_NO_ROW. */
static guint32
find_label (const DlnTree  *tree,
            const DlnBlock *block,
            guint32         begin)
{
  static const char *const letters[] = { "Q", "A", NULL };
  guint32 mention = tree->mention[begin];
  guint32 colon = begin + 1;

  /* a question is short, and may look like a heading */
  if ((block->type != DLN_BLOCK_BODY && block->type != DLN_BLOCK_TITLE)
      || tree->tokens[begin].span.begin != block->span.begin)
    return DLN_NO_ROW;
  if (!_dln_tree_is_one_of (tree, begin, letters))
    {
      const DlnMention *row =
        mention != DLN_NO_ROW ? DLN_ROW (tree->annotations->mentions, DlnMention, mention) : NULL;

      if (row == NULL || row->kind != DLN_MENTION_NAME || row->first_token != begin
          || (row->type != DLN_ENTITY_PERSON && row->type != DLN_ENTITY_INSTITUTION))
        return DLN_NO_ROW;
      colon = begin + row->n_tokens;
    }
  return colon + 2 < tree->n_tokens && _dln_tree_is (tree, colon, ":")
             && tree->tokens[colon + 1].span.begin < block->span.end
           ? colon
           : DLN_NO_ROW;
}

/* The person named first: whom an interview is with. */
static guint32
find_guest (const DlnTree *tree,
            guint32        end)
{
  for (guint32 t = 0; t < end; t++)
    if (tree->mention[t] != DLN_NO_ROW)
      {
        const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t]);

        if (row->type == DLN_ENTITY_PERSON && row->kind == DLN_MENTION_NAME)
          return row->head;
      }
  return DLN_NO_ROW;
}

/**
 * _dln_quotes_find_record:
 *
 * Looks whether the text is an interview. Time: O(sentences)
 */
void
_dln_quotes_find_record (DlnQuoteWork *work)
{
  const DlnTree *tree = work->tree;
  const GArray *sentences = tree->annotations->sentences;

  work->guest = DLN_NO_ROW;
  for (guint32 s = 0; s < sentences->len; s++)
    {
      const DlnSentence *row = DLN_ROW (sentences, DlnSentence, s);
      const DlnBlock *block = DLN_ROW (tree->annotations->blocks, DlnBlock, row->block);

      if (row->n_tokens == 0 || find_label (tree, block, row->first_token) == DLN_NO_ROW)
        continue;
      if (work->n_labels++ == 0)
        work->guest = find_guest (tree, row->first_token);
    }
}

/* "Q: Do you trust it?", "Weber: I trust numbers." One such line may be a title; two are talk. */
static gboolean
read_label (DlnQuoteWork      *work,
            const DlnSentence *sentence)
{
  const DlnTree *tree = work->tree;
  const DlnBlock *block = DLN_ROW (tree->annotations->blocks, DlnBlock, sentence->block);
  guint32 begin = sentence->first_token;
  guint32 colon = work->n_labels > 1 ? find_label (tree, block, begin) : DLN_NO_ROW;
  guint32 speaker = begin;

  if (colon == DLN_NO_ROW || work->quoted_at[colon + 1] != DLN_NO_ROW
      || work->quoted_at[MIN (colon + 2, tree->n_tokens - 1)] != DLN_NO_ROW)
    return FALSE;
  if (_dln_tree_is (tree, begin, "Q"))
    return TRUE; /* the paper asks */
  if (_dln_tree_is (tree, begin, "A"))
    speaker = work->guest;
  else
    speaker = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[begin])->head;
  add_line (work, colon, last_of_block (tree, block, colon), speaker);
  return TRUE;
}

/**
 * _dln_quotes_read_record:
 *
 * Returns: whether @sentence begins a line of a record, which is now a quote. Time: O(the line)
 */
gboolean
_dln_quotes_read_record (DlnQuoteWork      *work,
                         const DlnSentence *sentence)
{
  return read_capitals (work, sentence) || read_label (work, sentence);
}
