/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stage of a case at law an event is, where one word does not tell: "dropped the charges",
 * "found not guilty", "pleaded for help". */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

static gboolean
lemma_is_one_of (const DlnTree *tree,
                 guint32        token,
                 DlnWordSet     set)
{
  return g_strv_contains (_dln_words (set), _dln_tree_lemma (tree, token));
}

/* The word below a verb or noun that a preposition of @forms joins to it, or DLN_NO_ROW */
static guint32
find_joined (const DlnTree     *tree,
             guint32            token,
             const char *const *forms)
{
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel,
                          DLN_REL (OBL) | DLN_REL (NMOD) | DLN_REL (ADVCL) | DLN_REL (ACL)))
      for (guint i = 0; forms[i] != NULL; i++)
        if (_dln_tree_child_form (tree, c, DLN_REL (CASE) | DLN_REL (MARK), forms[i]) != DLN_NO_ROW)
          return c;
  return DLN_NO_ROW;
}

/* what is given up: the object of "dropped", the subject of "were dropped" */
static gboolean
is_of_charges (const DlnTree *tree,
               guint32        verb)
{
  guint32 thing = _dln_tree_is_passive (tree, verb) ? _dln_tree_subject (tree, verb)
                                                    : _dln_tree_object (tree, verb);

  return thing != DLN_NO_ROW && lemma_is_one_of (tree, thing, DLN_WORDS_CHARGES);
}

/* "guilty", "not guilty", "innocent": TRUE in @free for what frees. DLN_NO_ROW if neither stands
 * below or behind the verb. */
static guint32
find_finding (const DlnTree *tree,
              guint32        verb,
              gboolean      *freed)
{
  guint32 end = MIN (verb + 8, tree->n_tokens);

  for (guint32 t = verb + 1;
       t < end && tree->tokens[t].sentence == tree->tokens[verb].sentence;
       t++)
    if (_dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_VERDICTS)))
      {
        *freed = _dln_tree_is (tree, t, "innocent") || _dln_tree_is (tree, t - 1, "not")
                 || _dln_tree_is_negated (tree, t);
        return t;
      }
  return DLN_NO_ROW;
}

/* "appealed against his conviction", "appealed to the court"; not "pleaded for help", "appealed to
 * the rebels" */
static gboolean
is_request (const DlnTree *tree,
            guint32        token)
{
  static const char *const addressed[] = { "to", NULL };
  static const char *const wished[] = { "for", NULL };
  guint32 addressee = find_joined (tree, token, addressed);

  if (find_joined (tree, token, wished) != DLN_NO_ROW)
    return TRUE;
  return addressee != DLN_NO_ROW && !lemma_is_one_of (tree, addressee, DLN_WORDS_COURTS);
}

/* "the clinical trial of the vaccine" */
static gboolean
is_test (const DlnTree *tree,
         guint32        noun)
{
  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_REL (AMOD) | DLN_REL (COMPOUND))
        && lemma_is_one_of (tree, c, DLN_WORDS_TRIED_THINGS))
      return TRUE;
  return FALSE;
}

/**
 * _dln_events_find_stage:
 * @token: the trigger of an event
 * @type: what its word says by itself
 *
 * Returns: the stage of a case at law that the clause tells, or @type
 */
DlnEventType
_dln_events_find_stage (const DlnEventWork *work,
                        guint32             token,
                        DlnEventType        type)
{
  static const char *const of[] = { "of", NULL };
  const DlnTree *tree = work->tree;
  gboolean verb = work->trigger[token] == DLN_TRIGGER_VERB;
  gboolean freed = FALSE;

  if (verb && lemma_is_one_of (tree, token, DLN_WORDS_GIVING_UP) && is_of_charges (tree, token))
    return DLN_EVENT_DISMISSAL;
  if (verb && lemma_is_one_of (tree, token, DLN_WORDS_FINDING)
      && find_finding (tree, token, &freed) != DLN_NO_ROW)
    return freed ? DLN_EVENT_ACQUITTAL : DLN_EVENT_VERDICT;
  if (verb && lemma_is_one_of (tree, token, DLN_WORDS_CLEARING)
      && find_joined (tree, token, of) != DLN_NO_ROW)
    return DLN_EVENT_ACQUITTAL;
  if ((type == DLN_EVENT_APPEAL || type == DLN_EVENT_PLEA) && is_request (tree, token)
      && find_finding (tree, token, &freed) == DLN_NO_ROW)
    return DLN_EVENT_STATEMENT;
  if (type == DLN_EVENT_TRIAL && is_test (tree, token))
    return DLN_EVENT_OTHER;
  return type;
}
