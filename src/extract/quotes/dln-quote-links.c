/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody says without quotation marks: the cue, its speaker and the words of what is said
 * are those that the encoder reads. Quotation marks inside the words decide the kind. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"

#include "extract/encoder/dln-reading-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

/* in what somebody says himself: dln-quote-nested.c */
static gboolean
is_in_quotation (const DlnQuoteWork *work,
                 guint32             token)
{
  return work->quoted_at[token] != DLN_NO_ROW
         && DLN_ROW (work->quoted, DlnQuoted, work->quoted_at[token])->whole;
}

/* The cue with the small word that belongs to it: "according to", "called for", "pointed out" */
static DlnSpan
span_of_cue (const DlnTree *tree,
             guint32        cue)
{
  DlnSpan span = tree->tokens[cue].span;
  guint32 next = cue + 1;

  if (next < tree->n_tokens
      && ((_dln_tree_is (tree, cue, "according") && _dln_tree_is (tree, next, "to"))
          || (strcmp (_dln_tree_lemma (tree, cue), "call") == 0
              && (_dln_tree_is (tree, next, "for") || _dln_tree_is (tree, next, "on")))
          || (tree->tokens[next].deprel == DLN_DEPREL_COMPOUND_PRT
              && tree->tokens[next].head == (gint32) cue)))
    span.end = tree->tokens[next].span.end;
  return span;
}

/* Words that a rule has already given to this cue, in quotation marks. */
static gboolean
is_taken (const DlnQuoteWork *work,
          guint32             cue,
          guint               from)
{
  for (guint i = from; i < work->rows->len; i++)
    {
      DlnSpan span = DLN_ROW (work->rows, DlnQuoteRow, i)->claim.cue;

      if (!dln_span_is_empty (span) && span.begin == work->tree->tokens[cue].span.begin)
        return TRUE;
    }
  return FALSE;
}

/* "– We lost half of it, says Weber": speech that a dash opens is direct, as in French and Russian
 * papers. The dash may be a paragraph's mark, and no token. */
static void
mark_dash (DlnQuoteWork      *work,
           const DlnQuoteCue *cue,
           guint32            first,
           guint32            last)
{
  const char *text = work->context->text;
  DlnQuoteClaim *claim = &DLN_ROW (work->rows, DlnQuoteRow, work->rows->len - 1)->claim;
  guint32 at = claim->span.begin;

  if (first > cue->begin + 1 || last > cue->cue || claim->type != DLN_QUOTE_INDIRECT)
    return;
  while (at > 0 && text[at - 1] == ' ')
    at--;
  /* U+2013 to U+2015 */
  if (at >= 3 && memcmp (text + at - 3, "\xe2\x80", 2) == 0 && (guchar) text[at - 1] >= 0x93
      && (guchar) text[at - 1] <= 0x95)
    claim->type = DLN_QUOTE_DIRECT;
}

/* TRUE for a word between marks that a rule has read, which is another quote. */
static gboolean
is_read (const DlnQuoteWork *work,
         guint32             token)
{
  guint32 quoted = work->quoted_at[token];

  return quoted != DLN_NO_ROW && DLN_ROW (work->quoted, DlnQuoted, quoted)->row != DLN_NO_ROW;
}

/* "..., says Weber, looking at the rows": goes on with Weber */
static gboolean
goes_on_with_speaker (const DlnTree *tree,
                      guint32        cue,
                      guint32        token)
{
  return token > cue + 1 && _dln_tree_is (tree, token - 1, ",")
         && strcmp (_dln_tree_xpos (tree, token), "VBG") == 0;
}

/* ", the bridge was closed": not the mark that opens a quotation */
static gboolean
is_stop (const DlnTree *tree,
         guint32        token)
{
  static const char *const stops[] = { ",", ":", ";", ".", "–", "—", "--", ")", NULL };

  return _dln_tree_is_one_of (tree, token, stops);
}

/* Narrows the words of a quote to those from *@first to *@last; FALSE if none are left. */
static gboolean
find_ends (const DlnQuoteWork *work,
           guint32             cue,
           const DlnReadLink  *words,
           guint               n,
           guint32            *first,
           guint32            *last)
{
  guint begin = 0, end = n;

  while (begin < end
         && (is_read (work, words[begin].token) || is_stop (work->tree, words[begin].token)))
    begin++;
  while (end > begin && is_read (work, words[end - 1].token))
    end--;
  for (guint i = begin + 1; i < end; i++)
    if (words[i - 1].token < cue && goes_on_with_speaker (work->tree, cue, words[i].token))
      {
        end = i;
        break;
      }
  if (begin == end)
    return FALSE;
  *first = words[begin].token;
  *last = words[end - 1].token;
  return TRUE;
}

/* "so-called": part of a word with a hyphen */
static gboolean
is_part_of_word (const DlnTree *tree,
                 guint32        t)
{
  return t > 0 && _dln_tree_is (tree, t - 1, "-")
         && tree->tokens[t - 1].span.end == tree->tokens[t].span.begin;
}

/* a thing, also where the tree takes a bare noun for a clause */
static gboolean
is_object (const DlnToken *token)
{
  return token->deprel == DLN_DEPREL_OBJ
         || (token->deprel == DLN_DEPREL_CCOMP && token->upos == DLN_UPOS_NOUN);
}

/* "condemned the delay", "reported a loss", "declined to comment": what is done to a thing, or not
 * done, is no utterance. "reported two people killed", "slammed it as a gift" are. */
static gboolean
names_thing (const DlnTree *tree,
             guint32        cue,
             guint32        first,
             guint32        last)
{
  guint32 head = _dln_tree_head_of_run (tree, first, last);
  const char *verb = _dln_tree_lemma (tree, cue);

  if (tree->tokens[cue].upos != DLN_UPOS_VERB)
    return FALSE;
  if (g_strv_contains (_dln_words (DLN_WORDS_SILENT_VERBS), verb))
    return TRUE;
  if (!g_strv_contains (_dln_words (DLN_WORDS_THING_VERBS), verb)
      || tree->tokens[head].head != (gint32) cue || !is_object (&tree->tokens[head])
      || _dln_tree_child (tree,
                          head,
                          DLN_RELS_ANY_SUBJECT | DLN_REL (COP) | DLN_REL (CCOMP))
           != DLN_NO_ROW)
    return FALSE;
  for (guint32 t = first; t <= last; t++)
    if (_dln_tree_is (tree, t, "as")
        || (tree->tokens[t].deprel == DLN_DEPREL_ACL && tree->tokens[t].head == (gint32) head
            && strcmp (_dln_tree_xpos (tree, t), "VBN") == 0))
      return FALSE;
  return TRUE;
}

static void
read_linked (DlnQuoteWork       *work,
             const DlnReadQuote *read,
             DlnQuoteCue        *cue)
{
  const DlnTree *tree = work->tree;
  const DlnReading *reading = work->context->reading;
  const char *const *columns = _dln_lexicon_find (work->verbs, tree, read->cue, "");
  guint from = work->rows->len;
  guint32 begin = cue->begin, end = cue->end;
  guint32 first, last;
  guint n_words, n_speakers;
  const DlnReadLink *words = _dln_reading_get_links (
    reading, read->first_link, read->n_links, DLN_LINK_CONTENT, &n_words);
  const DlnReadLink *speakers = _dln_reading_get_links (
    reading, read->first_link, read->n_links, DLN_LINK_SPEAKER, &n_speakers);

  if (is_part_of_word (tree, read->cue)
      || !find_ends (work, read->cue, words, n_words, &first, &last)
      || names_thing (tree, read->cue, first, last))
    return;

  /* who is told, and who speaks where the encoder sees nobody, by the verb */
  if (!_dln_quotes_read_cue (work, read->cue, begin, end, cue))
    *cue = (DlnQuoteCue){ .begin = begin, .end = end, .cue = read->cue, .subject = DLN_NO_ROW };
  cue->kinds = columns != NULL ? columns[1] : "";
  if (n_speakers > 0)
    cue->subject = speakers[0].token;
  work->rule = DLN_QUOTE_RULE_ENCODER;
  if (_dln_quotes_add_clause (
        work, first, last, span_of_cue (tree, read->cue), cue->subject, read->p)
      == DLN_NO_ROW)
    return;
  mark_dash (work, cue, first, last);
  _dln_quotes_fill_circumstances (work, cue, from);
}

/* The verbs that have nothing yet: "called on the army to withdraw", "slammed it as 'a gift'". */
static void
read_rest (DlnQuoteWork      *work,
           const DlnSentence *sentence,
           guint              from)
{
  guint32 end = sentence->first_token + sentence->n_tokens;

  for (guint32 t = sentence->first_token; t < end; t++)
    {
      guint added = work->rows->len;
      DlnQuoteCue cue;

      if (is_in_quotation (work, t) || is_taken (work, t, from)
          || !_dln_quotes_read_cue (work, t, sentence->first_token, end, &cue))
        continue;
      _dln_quotes_read_rest (work, &cue);
      _dln_quotes_fill_circumstances (work, &cue, added);
    }
}

/**
 * _dln_quotes_read_links:
 * @sentence: a sentence
 * @from: the first row that rules have made in it
 *
 * The quotes that the encoder reads in the sentence and that no rule has read in quotation marks.
 * Time: O(quotes of the sentence and of the reading before)
 */
void
_dln_quotes_read_links (DlnQuoteWork *work,
                        guint32       sentence,
                        guint         from)
{
  const DlnSentence *row = DLN_ROW (work->tree->annotations->sentences, DlnSentence, sentence);
  const GArray *read = work->context->reading->quotes;
  guint32 end = row->first_token + row->n_tokens;

  while (work->next_read < read->len
         && DLN_ROW (read, DlnReadQuote, work->next_read)->cue < row->first_token)
    work->next_read++;
  for (guint i = work->next_read; i < read->len && DLN_ROW (read, DlnReadQuote, i)->cue < end; i++)
    {
      const DlnReadQuote *quote = DLN_ROW (read, DlnReadQuote, i);
      DlnQuoteCue cue = { .begin = row->first_token, .end = end, .cue = quote->cue };

      /* "the so-called zones": nobody calls */
      if (work->tree->tokens[quote->cue].deprel != DLN_DEPREL_AMOD
          && !is_in_quotation (work, quote->cue) && !is_taken (work, quote->cue, from))
        read_linked (work, quote, &cue);
    }
  read_rest (work, row, from);
}
