/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trees put right by what only later stages know. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"

#include <string.h>

#define MAX_CLAUSE 40 /* tokens from "that" to its verb */
#define MAX_DEPTH 200

/* the first token of @tokens from @from on that ends behind @offset */
static guint32
skip_to (const GArray *tokens,
         guint32       from,
         guint32       offset)
{
  while (from < tokens->len && DLN_ROW (tokens, DlnToken, from)->span.end <= offset)
    from++;
  return from;
}

/* the token among @first .. @last whose head is another */
static gint32
find_head (const GArray *tokens,
           guint32       first,
           guint32       last)
{
  for (guint32 t = first; t <= last; t++)
    {
      gint32 head = DLN_ROW (tokens, DlnToken, t)->head;

      if (head < (gint32) first || head > (gint32) last)
        return head;
    }
  return -1;
}

/* the root of the clause that is taken for one of the day, or DLN_NO_ROW */
static guint32
find_clause (const GArray *tokens,
             guint32       first,
             guint32       last)
{
  guint32 sentence = DLN_ROW (tokens, DlnToken, first)->sentence;

  for (guint32 t = last + 2; t < tokens->len && t < last + MAX_CLAUSE; t++)
    {
      const DlnToken *token = DLN_ROW (tokens, DlnToken, t);

      if (token->sentence != sentence)
        break;
      if (token->head >= (gint32) first && token->head <= (gint32) last
          && dln_deprel_get_base (token->deprel) == DLN_DEPREL_ACL)
        return t;
    }
  return DLN_NO_ROW;
}

/* whether @above stands over @token in a tree that may be wrong */
static gboolean
is_under (const GArray *tokens,
          gint32        token,
          gint32        above)
{
  for (guint hop = 0; token >= 0 && hop < MAX_DEPTH; hop++)
    {
      if (token == above)
        return TRUE;
      token = DLN_ROW (tokens, DlnToken, token)->head;
    }
  return token >= 0;
}

/* "in the year that are": the verb of a relative clause has no subject but the pronoun */
static gboolean
has_subject (const GArray *tokens,
             guint32       that,
             guint32       clause)
{
  for (guint32 t = that + 1; t < clause; t++)
    {
      const DlnToken *token = DLN_ROW (tokens, DlnToken, t);

      if (token->head == (gint32) clause && _dln_relation_in (token->deprel, DLN_RELS_ANY_SUBJECT))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_word (const DlnStageContext *context,
         const DlnToken        *token,
         const char            *word)
{
  return token->span.end - token->span.begin == strlen (word)
         && strncmp (context->text + token->span.begin, word, strlen (word)) == 0;
}

/* "said on Tuesday that the bank had closed": parsers that know words but no days take the clause
 * for a relative clause of the day. Behind a date and "that" it completes a verb of speech. */
static void
mend_dated_speech (DlnStageContext *context)
{
  const DlnAnnotations *annotations = context->annotations;
  const DlnLexicon *verbs = _dln_lexicon_get ("cue-verbs.tsv");
  GArray *tokens = annotations->tokens;

  for (guint32 i = 0, first = 0; i < annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);
      guint32 last, clause;
      gint32 verb;

      first = skip_to (tokens, first, time->span.begin);
      last = skip_to (tokens, first, time->span.end - 1);
      if (last + 1 >= tokens->len
          || !is_word (context, DLN_ROW (tokens, DlnToken, last + 1), "that"))
        continue;
      verb = find_head (tokens, first, last);
      clause = find_clause (tokens, first, last);
      if (verb < 0 || verb >= (gint32) first || clause == DLN_NO_ROW
          || !has_subject (tokens, last + 1, clause)
          || is_under (tokens, verb, last + 1) || is_under (tokens, verb, clause)
          || _dln_lexicon_lookup (verbs,
                                  dln_strings_get (annotations->strings,
                                                   DLN_ROW (tokens, DlnToken, verb)->lemma))
               == NULL)
        continue;
      DLN_ROW (tokens, DlnToken, clause)->head = verb;
      DLN_ROW (tokens, DlnToken, clause)->deprel = DLN_DEPREL_CCOMP;
      DLN_ROW (tokens, DlnToken, last + 1)->head = clause;
      DLN_ROW (tokens, DlnToken, last + 1)->deprel = DLN_DEPREL_MARK;
    }
}

static gboolean
is_comma (const DlnStageContext *context,
          const DlnToken        *token)
{
  return is_word (context, token, ",");
}

/* The subject of @token's verb that stands before it in its sentence, if it is the only other one;
 * DLN_NO_ROW else. */
static guint32
find_other_subject (const GArray *tokens,
                    guint32       token)
{
  const DlnToken *row = DLN_ROW (tokens, DlnToken, token);
  guint32 found = DLN_NO_ROW;

  for (guint32 t = token > MAX_CLAUSE ? token - MAX_CLAUSE : 0; t < tokens->len; t++)
    {
      const DlnToken *other = DLN_ROW (tokens, DlnToken, t);

      if (other->sentence < row->sentence || t == token)
        continue;
      if (other->sentence > row->sentence || (gint32) t >= row->head)
        break;
      if (other->head != row->head || !_dln_relation_in (other->deprel, DLN_RELS_ANY_SUBJECT))
        continue;
      if (found != DLN_NO_ROW || t > token)
        return DLN_NO_ROW;
      found = t;
    }
  return found;
}

/* whether all from @first to @last hangs below @above, but for commas */
static gboolean
is_all_under (const DlnStageContext *context,
              guint32                first,
              guint32                last,
              guint32                above)
{
  const GArray *tokens = context->annotations->tokens;

  for (guint32 t = first; t <= last; t++)
    if (!is_comma (context, DLN_ROW (tokens, DlnToken, t)) && !is_under (tokens, t, above))
      return FALSE;
  return TRUE;
}

/* "The head of the bank, Anna Weber, resigned": a verb has one subject, and what stands behind it
 * between commas is the same one. */
static void
mend_double_subject (DlnStageContext *context,
                     guint32          token)
{
  GArray *tokens = context->annotations->tokens;
  DlnToken *row = DLN_ROW (tokens, DlnToken, token);
  guint32 first = token, last = token;
  guint32 subject = row->head > (gint32) token ? find_other_subject (tokens, token) : DLN_NO_ROW;

  if (subject == DLN_NO_ROW)
    return;
  while (first > subject + 1 && !is_comma (context, DLN_ROW (tokens, DlnToken, first - 1))
         && is_under (tokens, first - 1, token))
    first--;
  while (last + 1 < (guint32) row->head && !is_comma (context, DLN_ROW (tokens, DlnToken, last + 1))
         && is_under (tokens, last + 1, token))
    last++;
  if (first < subject + 2 || !is_comma (context, DLN_ROW (tokens, DlnToken, first - 1))
      || !is_comma (context, DLN_ROW (tokens, DlnToken, last + 1))
      || !is_all_under (context, subject, first - 2, subject))
    return;
  for (guint32 t = first; t <= last; t++)
    if (DLN_ROW (tokens, DlnToken, t)->upos == DLN_UPOS_CCONJ
        && DLN_ROW (tokens, DlnToken, t)->head == (gint32) token)
      return;
  row->head = subject;
  row->deprel = DLN_DEPREL_APPOS;
}

/* "brother-in-law" is one noun, whose head is its first word. A name behind it stands in apposition
 * and does not hang on "law". */
static void
mend_in_law (DlnStageContext *context,
             guint32          noun)
{
  static const char *const words[] = { "-", "in", "-", "law" };
  GArray *tokens = context->annotations->tokens;
  guint32 last = noun + G_N_ELEMENTS (words);
  guint32 sentence = DLN_ROW (tokens, DlnToken, noun)->sentence;

  if (last >= tokens->len)
    return;
  for (guint32 i = 0; i < G_N_ELEMENTS (words); i++)
    if (!is_word (context, DLN_ROW (tokens, DlnToken, noun + 1 + i), words[i]))
      return;
  for (guint32 t = noun + 1; t <= last; t++)
    {
      DlnToken *token = DLN_ROW (tokens, DlnToken, t);

      token->head = t == noun + 2 ? last : noun;
      token->deprel = t == noun + 2 ? DLN_DEPREL_CASE
                      : t == last   ? DLN_DEPREL_NMOD
                                    : DLN_DEPREL_PUNCT;
    }
  for (guint32 t = last + 1;
       t < tokens->len && DLN_ROW (tokens, DlnToken, t)->sentence == sentence;
       t++)
    {
      DlnToken *token = DLN_ROW (tokens, DlnToken, t);

      if (token->head > (gint32) noun && token->head <= (gint32) last)
        token->head = noun;
      if (t == last + 1 && token->upos == DLN_UPOS_PROPN && token->head == (gint32) noun)
        token->deprel = DLN_DEPREL_APPOS;
    }
}

static gboolean
is_noun (const DlnToken *token)
{
  return token->upos == DLN_UPOS_NOUN || token->upos == DLN_UPOS_PROPN;
}

/**
 * _dln_trees_mend:
 * @context: with trees and times
 *
 * Clauses that were taken for those of a day, "brother-in-law" in pieces, and appositions that were
 * taken for a second subject.
 * Time: O(tokens + times)
 */
void
_dln_trees_mend (DlnStageContext *context)
{
  const GArray *tokens = context->annotations->tokens;

  mend_dated_speech (context);
  for (guint32 t = 0; t < tokens->len; t++)
    if (DLN_ROW (tokens, DlnToken, t)->upos == DLN_UPOS_NOUN)
      mend_in_law (context, t);
  for (guint32 t = 1; t < tokens->len; t++)
    if (is_noun (DLN_ROW (tokens, DlnToken, t))
        && _dln_relation_in (DLN_ROW (tokens, DlnToken, t)->deprel,
                             DLN_REL (NSUBJ) | DLN_REL (NSUBJ_PASS)))
      mend_double_subject (context, t);
}
