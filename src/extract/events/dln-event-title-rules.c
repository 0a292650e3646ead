/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a title leaves out or keeps, where the tree alone would mislead it. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-words-private.h"
#include "extract/events/dln-events-private.h"

#include <string.h>

/* "Seven months after soldiers invaded Velm": the parser takes the months for the subject */
guint32
_dln_title_skip_measure (const DlnTree *tree,
                         guint32        subject)
{
  if (!g_strv_contains (_dln_words (DLN_WORDS_TIME_NOUNS), _dln_tree_lemma (tree, subject)))
    return subject;
  for (guint32 c = tree->first_child[subject]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint32 mark = _dln_tree_child (tree, c, DLN_REL (CASE));

      if (c > subject && mark != DLN_NO_ROW
          && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_MEASURE_MARKS)))
        return c;
    }
  return subject;
}

/* "after Ashdown" of "after Ashdown was sacked": the subject of a clause that the parser cut off */
gboolean
_dln_title_is_cut_clause (const DlnTree *tree,
                          guint32        token)
{
  guint32 mark = _dln_tree_child (tree, token, DLN_REL (CASE) | DLN_REL (MARK));
  guint32 next = tree->right[token] + 1;

  return mark != DLN_NO_ROW && tree->tokens[token].deprel == DLN_DEPREL_OBL && next < tree->n_tokens
         && tree->tokens[next].sentence == tree->tokens[token].sentence
         && (tree->tokens[next].upos == DLN_UPOS_AUX
             || strcmp (_dln_tree_xpos (tree, next), "VBD") == 0)
         && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_CLAUSE_MARKS_APART));
}

/* "as the head of the guard": the noun says little without it */
gboolean
_dln_title_is_of_something (const DlnTree *tree,
                            guint32        noun)
{
  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_NMOD && c > noun
        && _dln_tree_child_form (tree, c, DLN_REL (CASE), "of") != DLN_NO_ROW)
      return TRUE;
  return FALSE;
}

/* "the 28,000 systems that Norvik shipped": the noun that a relative clause with a subject of its
 * own is about is its object. Returns: DLN_NO_ROW if the clause needs none */
guint32
_dln_title_find_antecedent (const DlnTree *tree,
                            guint32        verb)
{
  gint32 noun = tree->tokens[verb].head;
  guint32 subject = _dln_tree_child (tree, verb, DLN_REL (NSUBJ));
  guint32 object = _dln_tree_child (tree, verb, DLN_REL (OBJ) | DLN_REL (CCOMP) | DLN_REL (XCOMP));

  if (tree->tokens[verb].deprel != DLN_DEPREL_ACL_RELCL || noun < 0 || subject == DLN_NO_ROW
      || subject < (guint32) noun || tree->tokens[noun].upos != DLN_UPOS_NOUN
      || tree->time[noun] != DLN_NO_ROW
      || _dln_tree_is_one_of (tree, noun, _dln_words (DLN_WORDS_CIRCUMSTANCES))
      || _dln_tree_is_one_of (tree, subject, _dln_words (DLN_WORDS_RELATIVE_SUBJECTS))
      || (object != DLN_NO_ROW
          && !_dln_tree_is_one_of (tree, object, _dln_words (DLN_WORDS_RELATIVE_SUBJECTS))))
    return DLN_NO_ROW;
  /* "the house where they met", "the port from which it left" */
  for (guint32 t = noun + 1; t < subject; t++)
    if (tree->tokens[t].upos == DLN_UPOS_ADP || tree->tokens[t].upos == DLN_UPOS_ADV
        || tree->tokens[t].upos == DLN_UPOS_SCONJ)
      return _dln_tree_is (tree, t, "that") ? (guint32) noun : DLN_NO_ROW;
  /* "the lengths that they went to" */
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_REL (OBL) | DLN_REL (ADVCL))
        && _dln_tree_child_form (tree, c, DLN_REL (CASE) | DLN_REL (MARK), "to") != DLN_NO_ROW)
      return DLN_NO_ROW;
  return noun;
}

/* "It is closed, said a clerk of the bank": who is quoted says it, whatever the tree says. Returns:
 * @subject if no quote tells of another */
guint32
_dln_title_find_speaker (const DlnEventWork *work,
                         guint32             verb,
                         guint32             subject)
{
  const DlnTree *tree = work->tree;
  const DlnQuoteClaim *quote = _dln_events_find_quote (work, verb);

  if (quote == NULL || dln_span_is_empty (quote->speaker_span)
      || quote->speaker_span.begin < tree->tokens[verb].span.end
      || (subject != DLN_NO_ROW
          && dln_span_overlaps (quote->speaker_span, tree->tokens[subject].span)))
    return subject;
  for (guint32 t = _dln_tree_token_at (tree, quote->speaker_span.begin);
       t < tree->n_tokens && tree->tokens[t].span.begin < quote->speaker_span.end;
       t++)
    if (_dln_tree_is_nominal (tree, t) && tree->mention[t] != DLN_NO_ROW
        && (tree->tokens[t].head < 0
            || !dln_span_overlaps (quote->speaker_span, tree->tokens[tree->tokens[t].head].span)))
      return t;
  return subject;
}
