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

/* "chief executive Anna Berg": a name that follows its noun without a comma */
gboolean
_dln_title_is_close_apposition (const DlnTree *tree,
                                guint32 token)
{
  gint32 head = tree->tokens[token].head;

  return tree->tokens[token].deprel == DLN_DEPREL_APPOS
         && tree->tokens[token].upos == DLN_UPOS_PROPN && head >= 0
         && tree->left[token] == (guint32) head + 1
         && tree->tokens[head + 1].upos != DLN_UPOS_PUNCT;
}

/* Does what follows a comma go on a list? "Weber, Lund and Berg"; not "Weber, 40", "Weber, of
 * Minneapolis" */
gboolean
_dln_title_is_list (const DlnTree *tree,
                    guint32 head,
                    guint32 token)
{
  gint32 at =
    token < tree->n_tokens && tree->tokens[token].upos != DLN_UPOS_NUM ? (gint32) token : -1;

  for (guint hop = 0; hop < 20 && at >= 0 && (guint32) at != head; hop++)
    {
      if (_dln_relation_in (tree->tokens[at].deprel,
                            DLN_REL (CONJ) | DLN_REL (CC) | DLN_REL (AMOD)))
        return TRUE;
      at = tree->tokens[at].head;
    }
  return FALSE;
}

/* "Weber himself": the pronoun may hang from the verb, beside the name that it stresses */
gboolean
_dln_title_is_stress (const DlnTree *tree,
                      guint32 token,
                      guint32 head)
{
  return token < tree->n_tokens && tree->tokens[token].sentence == tree->tokens[head].sentence
         && tree->tokens[token].head == tree->tokens[head].head
         && tree->tokens[token].deprel == tree->tokens[head].deprel
         && _dln_tree_is_one_of (tree, token, _dln_words (DLN_WORDS_REFLEXIVES));
}

/* "Helvex, whose shares fell": the noun that owns what the relative clause is about; @pronoun
 * itself if it is no "whose" */
guint32
_dln_title_find_owner (const DlnTree *tree,
                       guint32        pronoun)
{
  gint32 at = tree->tokens[pronoun].head;

  if (strcmp (_dln_tree_xpos (tree, pronoun), "WP$") != 0)
    return pronoun;
  /* whatever the tree says, it stands beside it */
  if (pronoun > 1 && _dln_tree_is (tree, pronoun - 1, ",")
      && _dln_tree_is_nominal (tree, pronoun - 2))
    return pronoun - 2;
  for (guint hop = 0; hop < 3 && at >= 0; hop++)
    {
      gint32 head = tree->tokens[at].head;

      if (tree->tokens[at].deprel == DLN_DEPREL_ACL_RELCL && head >= 0)
        return head;
      at = head;
    }
  return pronoun;
}

/* whether the sentence that @token stands in is about what a verb tells; of "Two men arrested" the
 * tree makes a phrase */
static gboolean
has_verb_above (const DlnTree *tree,
                gint32         token)
{
  for (guint hop = 0; hop < 20 && token >= 0; hop++)
    {
      if (tree->tokens[token].upos == DLN_UPOS_VERB || tree->tokens[token].upos == DLN_UPOS_AUX)
        return TRUE;
      token = tree->tokens[token].head;
    }
  return FALSE;
}

/* "The dam, built in 1932": what a participle needs to stand alone, NULL if it is none or has it. A
 * relative clause that begins with its verb behind a comma is a participle that was read as a past.
 */
const char *
_dln_title_find_auxiliary (const DlnTree *tree,
                           guint32        verb)
{
  const char *const *words = _dln_words (DLN_WORDS_PASSIVE_AUXILIARIES);
  gint32 noun = tree->tokens[verb].head;
  gboolean plural;

  const char *xpos = _dln_tree_xpos (tree, verb);

  if (!_dln_relation_in (tree->tokens[verb].deprel, DLN_REL (ACL) | DLN_REL (ACL_RELCL))
      || noun < 0 || (guint32) noun > verb || words[0] == NULL || words[1] == NULL
      || (strcmp (xpos, "VBN") != 0
          && !(strcmp (xpos, "VBD") == 0 && _dln_tree_is (tree, verb - 1, ",")))
      || _dln_tree_child (tree, verb, DLN_RELS_AUX | DLN_RELS_ANY_SUBJECT | DLN_REL (OBJ))
           != DLN_NO_ROW
      || !has_verb_above (tree, noun))
    return NULL;
  plural = g_str_has_suffix (_dln_tree_xpos (tree, noun), "S")
           || _dln_tree_child (tree, noun, DLN_REL (CONJ)) != DLN_NO_ROW;
  return words[plural];
}
