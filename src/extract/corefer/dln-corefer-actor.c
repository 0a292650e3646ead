/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "It" that does what only somebody can do: "Russia applied the rule after it occupied the region",
 * "Norvik Bank was founded in 1998. In 2012 it acquired". The subject that the clause hangs on, or
 * that the sentence before is about, is preferred (Grosz, Joshi and Weinstein, "Centering", 1995);
 * the ranking knows too few of these. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"
#include "extract/corefer/dln-corefer-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_HOPS 4
#define MAX_REFERENCES_BACK 60
#define MAX_TO_OBJECT 20 /* tokens */

/* "acquired Y", "said that": an act of people and bodies, done to something */
static gboolean
is_act (DlnCorefer *self,
        guint32     verb)
{
  const GArray *tokens = self->annotations->tokens;
  g_autofree char *key = g_strconcat ("verb ", _dln_corefer_get_lemma (self, verb), NULL);
  const char *class = _dln_lexicon_column (_dln_lexicon_get ("event-words.tsv"), key, 1);
  guint32 end = MIN (tokens->len, verb + MAX_TO_OBJECT);

  if (DLN_TOKEN (self, verb)->upos != DLN_UPOS_VERB || class == NULL
      || !g_strv_contains (_dln_words (DLN_WORDS_ACTING_CLASSES), class))
    return FALSE;
  for (guint32 t = verb + 1; t < end; t++)
    if (DLN_TOKEN (self, t)->head == (gint32) verb
        && (DLN_TOKEN (self, t)->deprel == DLN_DEPREL_OBJ
            || DLN_TOKEN (self, t)->deprel == DLN_DEPREL_CCOMP))
      return TRUE;
  return FALSE;
}

static gboolean
is_actor_type (DlnCorefer         *self,
               const DlnReference *reference)
{
  const DlnCluster *cluster = &self->clusters[_dln_corefer_find (
    self, reference - DLN_REFERENCE (self, 0))];

  if (cluster->name == DLN_NO_ROW || cluster->number == DLN_NUMBER_PLURAL)
    return FALSE;
  return cluster->type == DLN_ENTITY_INSTITUTION
         || (cluster->type == DLN_ENTITY_PLACE
             && _dln_lexicon_get_country (DLN_REFERENCE (self, cluster->name)->key) != NULL);
}

/* whether the clause of @verb hangs on @above: "applied the rule after it occupied" */
static gboolean
hangs_on (DlnCorefer *self,
          guint32     verb,
          gint32      above)
{
  for (guint hop = 0; hop < MAX_HOPS; hop++)
    {
      gint32 head = DLN_TOKEN (self, verb)->head;

      if (head < 0)
        return FALSE;
      if (head == above)
        return TRUE;
      verb = head;
    }
  return FALSE;
}

/**
 * _dln_corefer_find_actor:
 * @index: a pronoun of the third person
 *
 * Returns: the cluster that "it" can only be where it acts: the one subject that may act in its
 * sentence or, if there is none, in the sentence before, and nobody else who may is named beside;
 * %DLN_NO_ROW otherwise
 */
guint32
_dln_corefer_find_actor (DlnCorefer *self,
                         guint32     index)
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  gint32 verb = DLN_TOKEN (self, pronoun->head)->head;
  guint32 found = DLN_NO_ROW;
  guint32 sentence = pronoun->sentence;

  if (pronoun->gender != DLN_GENDER_NEUTER || pronoun->function != DLN_FUNCTION_SUBJECT || verb < 0
      || DLN_TOKEN (self, pronoun->head)->deprel != DLN_DEPREL_NSUBJ || !is_act (self, verb))
    return DLN_NO_ROW;
  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      gint32 governor = DLN_TOKEN (self, other->head)->head;
      guint32 root = _dln_corefer_find (self, i);
      gboolean main = governor >= 0 && DLN_TOKEN (self, governor)->head < 0;

      if (other->sentence != sentence)
        {
          if (found != DLN_NO_ROW || other->sentence + 1 != pronoun->sentence)
            break;
          sentence = other->sentence;
        }
      if (root == found || other->kind == DLN_REFERENCE_PRONOUN || !is_actor_type (self, other))
        continue;
      if (other->quote != pronoun->quote)
        return DLN_NO_ROW;
      if (other->function == DLN_FUNCTION_SUBJECT
          && (sentence == pronoun->sentence ? hangs_on (self, verb, governor) : main))
        {
          if (found != DLN_NO_ROW)
            return DLN_NO_ROW;
          found = root;
        }
      else if (other->function == DLN_FUNCTION_SUBJECT || other->function == DLN_FUNCTION_OBJECT
               || (main && other->function == DLN_FUNCTION_OBLIQUE
                   && self->clusters[root].type == DLN_ENTITY_INSTITUTION))
        {
          return DLN_NO_ROW;
        }
    }
  return found;
}
