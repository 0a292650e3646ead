/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of quotes as the steps add them: whose words, of which kind, from where to where. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"

#include <string.h>

gboolean
_dln_quotes_has_kind (const DlnQuoteCue *cue,
                      const char *any)
{
  return strpbrk (cue->kinds, any) != NULL;
}

gboolean
_dln_quotes_is_comma (const DlnTree *tree,
                      guint32 token)
{
  static const char *const commas[] = { ",", "–", "—", "--", NULL };

  return _dln_tree_is_one_of (tree, token, commas);
}

static DlnSpan
speaker_words (const DlnTree *tree,
               guint32        head)
{
  guint32 first, last;

  _dln_tree_noun_phrase (tree, head, &first, &last);
  /* a name keeps its own words, and its title before it */
  if (tree->mention[head] != DLN_NO_ROW)
    {
      const DlnMention *mention =
        DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[head]);

      if (mention->head == head
          || (mention->first_token <= head && head < mention->first_token + mention->n_tokens))
        {
          first = MIN (first, mention->first_token);
          last = MAX (last, mention->first_token + mention->n_tokens - 1);
        }
    }
  return _dln_tree_span (tree, first, MIN (last, tree->n_tokens - 1));
}

/* "his lawyer, Anna Weber": the name beside the noun is who speaks */
static guint32
prefer_name (const DlnTree *tree,
             guint32        head)
{
  const GArray *mentions = tree->annotations->mentions;
  guint32 after = head + 1;

  if (tree->tokens[head].upos != DLN_UPOS_NOUN || tree->mention[head] != DLN_NO_ROW)
    return head;
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > head && c < head + 10 && tree->mention[c] != DLN_NO_ROW
        && _dln_relation_in (tree->tokens[c].deprel, DLN_REL (APPOS) | DLN_REL (FLAT))
        && DLN_ROW (mentions, DlnMention, tree->mention[c])->type == DLN_ENTITY_PERSON)
      return c;
  /* "a spokeswoman for the state's office, Anna Weber, said" */
  while (after + 1 < tree->n_tokens && after < head + 10 && tree->right[head] >= after
         && tree->tokens[after].upos != DLN_UPOS_VERB && !_dln_tree_is (tree, after, ","))
    after++;
  if (after + 1 < tree->n_tokens && _dln_tree_is (tree, after, ","))
    after++;
  else
    after = head + 1;
  if (after < tree->n_tokens && tree->mention[after] != DLN_NO_ROW)
    {
      const DlnMention *name = DLN_ROW (mentions, DlnMention, tree->mention[after]);

      if (name->type == DLN_ENTITY_PERSON && name->first_token == after
          && tree->tokens[after].sentence == tree->tokens[head].sentence)
        return name->head;
    }
  return head;
}

guint32
_dln_quotes_add (DlnQuoteWork *work,
                 DlnQuoteType  type,
                 DlnSpan       content,
                 DlnSpan       cue,
                 guint32       speaker_head,
                 float         score)
{
  if (speaker_head != DLN_NO_ROW)
    speaker_head = prefer_name (work->tree, speaker_head);

  DlnQuoteRow row = { .speaker_head = speaker_head };

  row.claim = (DlnQuoteClaim){ .span = content,
                               .cue = cue,
                               .speaker = DLN_NO_ROW,
                               .addressee = DLN_NO_ROW,
                               .time = DLN_NO_ROW,
                               .part_of = DLN_NO_ROW,
                               .type = type,
                               .rule = work->rule,
                               .score = score };
  if (speaker_head != DLN_NO_ROW)
    {
      row.claim.speaker_span = speaker_words (work->tree, speaker_head);
      row.claim.speaker = _dln_tree_name_at (work->tree, speaker_head);
    }
  g_array_append_val (work->rows, row);
  return work->rows->len - 1;
}

/* All of what stands between one pair of marks. */
guint32
_dln_quotes_add_quoted (DlnQuoteWork *work,
                        guint32       quoted,
                        DlnSpan       cue,
                        guint32       speaker_head,
                        float         score)
{
  const DlnQuoted *row = DLN_ROW (work->quoted, DlnQuoted, quoted);
  DlnSpan inner = row->inner;

  while (inner.end > inner.begin + 1 && work->context->text[inner.end - 1] == ',')
    inner.end--;
  for (guint32 t = row->first_token; t <= row->last_token; t++)
    DLN_ROW (work->tree->annotations->tokens, DlnToken, t)->flags |= DLN_TOKEN_IN_QUOTE;
  return _dln_quotes_add (work, DLN_QUOTE_DIRECT, inner, cue, speaker_head, score);
}

/* The end of the quotation mark at @at, or @at. */
static guint32
end_of_mark (const char *text,
             guint32     at,
             guint32     end)
{
  static const char *const marks[] = {
    "”", "’", "\"", "''", "'", "»", "«", "“", "‹", "›", NULL,
  };

  for (guint i = 0; marks[i] != NULL; i++)
    if (at + strlen (marks[i]) <= end && strncmp (text + at, marks[i], strlen (marks[i])) == 0)
      return at + strlen (marks[i]);
  return at;
}

/* A clause in the writer's words: mixed if some of them are quoted, direct if all are. DLN_NO_ROW
 * if it was claimed. */
guint32
_dln_quotes_add_clause (DlnQuoteWork *work,
                        guint32       first,
                        guint32       last,
                        DlnSpan       cue,
                        guint32       speaker_head,
                        float         score)
{
  const DlnTree *tree = work->tree;
  guint n_quoted = 0, n = 0;
  guint32 quoted = DLN_NO_ROW;

  while (last > first && tree->tokens[last].upos == DLN_UPOS_PUNCT
         && !_dln_tree_is (tree, last, "”") && !_dln_tree_is (tree, last, "\"")
         && !_dln_tree_is (tree, last, "%"))
    last--;
  for (guint32 t = first; t <= last; t++)
    {
      n += tree->tokens[t].upos != DLN_UPOS_PUNCT;
      if (work->quoted_at[t] == DLN_NO_ROW)
        continue;
      n_quoted += tree->tokens[t].upos != DLN_UPOS_PUNCT;
      quoted = work->quoted_at[t];
    }
  if (n < 2)
    return DLN_NO_ROW;
  if (quoted != DLN_NO_ROW && n_quoted + 1 >= n)
    {
      DlnQuoted *row = DLN_ROW (work->quoted, DlnQuoted, quoted);

      if (row->row != DLN_NO_ROW)
        return DLN_NO_ROW;
      row->row = _dln_quotes_add_quoted (work, quoted, cue, speaker_head, score);
      return row->row;
    }

  /* a quotation that begins in the clause is taken whole, with its marks */
  DlnSpan span = _dln_tree_span (tree, first, last);
  guint32 limit = tree->tokens[MIN (last + 2, tree->n_tokens - 1)].span.end;

  if (quoted == DLN_NO_ROW || n_quoted < 2)
    {
      if (work->quoted_at[last] != DLN_NO_ROW
          && DLN_ROW (work->quoted, DlnQuoted, work->quoted_at[last])->inner.begin > span.begin)
        span.end = end_of_mark (work->context->text, span.end, limit);
      /* "Both deny the charges": nobody says himself */
      if (speaker_head != DLN_NO_ROW && speaker_head >= first && speaker_head <= last
          && !dln_span_contains (span, cue))
        return DLN_NO_ROW;
      return _dln_quotes_add (work, DLN_QUOTE_INDIRECT, span, cue, speaker_head, score);
    }

  for (guint32 t = first; t <= last; t++)
    if (work->quoted_at[t] != DLN_NO_ROW)
      {
        DlnQuoted *row = DLN_ROW (work->quoted, DlnQuoted, work->quoted_at[t]);

        if (row->row == DLN_NO_ROW)
          row->row = work->rows->len;
        if (row->inner.begin > span.begin)
          span.end = MAX (span.end, end_of_mark (work->context->text, row->inner.end, limit));
      }
  return _dln_quotes_add (work, DLN_QUOTE_MIXED, span, cue, speaker_head, MIN (score + 0.05f, 1));
}
