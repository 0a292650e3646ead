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
