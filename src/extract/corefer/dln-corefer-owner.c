/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "his", "her", "its" where the words around tell the owner better than the ranking of antecedents
 * does. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/corefer/dln-corefer-private.h"

#include "extract/grammar/dln-clause-private.h"

#include <string.h>

#define MAX_REFERENCES_BACK 120

/* "he" or "she" */
static gboolean
is_person (const DlnReference *pronoun)
{
  return pronoun->number != DLN_NUMBER_PLURAL && pronoun->gender != DLN_GENDER_NEUTER;
}

/* "X and his wife", "Mr Y and his successor": of whom stands right before "and". DLN_NO_ROW if
 * that is no name of a person of this gender */
static guint32
find_person_beside (DlnCorefer *self,
                    guint32     index)
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  const DlnReference *name = index > 0 ? DLN_REFERENCE (self, index - 1) : NULL;
  const DlnCluster *cluster = index > 0 ? _dln_corefer_get_cluster (self, index - 1) : NULL;

  if (name == NULL || pronoun->function != DLN_FUNCTION_POSSESSIVE || !is_person (pronoun)
      || name->kind != DLN_REFERENCE_NAME || cluster->type != DLN_ENTITY_PERSON
      || name->first_token + name->n_tokens + 1 != pronoun->head
      || DLN_TOKEN (self, pronoun->head - 1)->upos != DLN_UPOS_CCONJ
      || (cluster->gender != DLN_GENDER_UNKNOWN && cluster->gender != pronoun->gender))
    return DLN_NO_ROW;
  return _dln_corefer_find (self, index - 1);
}

/* "The Red Cross sent doctors. Its spokeswoman said": the owner of an office is the institution
 * that the sentence before was about, if it was about one. DLN_NO_ROW otherwise */
static guint32
find_owner_of_office (DlnCorefer *self,
                      guint32     index)
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  const DlnToken *row = DLN_TOKEN (self, pronoun->head);
  guint32 found = DLN_NO_ROW;
  const char *body;

  if (pronoun->function != DLN_FUNCTION_POSSESSIVE || is_person (pronoun) || row->head < 0)
    return DLN_NO_ROW;
  body = _dln_lexicon_column (
    _dln_lexicon_get ("role-nouns.tsv"), _dln_corefer_get_lemma (self, row->head), 1);
  if (body == NULL || strcmp (body, "-") == 0)
    return DLN_NO_ROW;
  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      guint32 root = _dln_corefer_find (self, i);

      if (_dln_corefer_get_distance (self, pronoun, other) > 1)
        break;
      if (other->function != DLN_FUNCTION_SUBJECT
          || self->clusters[root].type != DLN_ENTITY_INSTITUTION)
        continue;
      if (found != DLN_NO_ROW && found != root)
        return DLN_NO_ROW;
      found = root;
    }
  return found;
}

/* "Diarra was detained at his residence": who acts in the pronoun's own clause, if nobody else is
 * named there before it and the gender is not known; the ranking holds that against the name.
 * DLN_NO_ROW otherwise */
static guint32
find_person_of_clause (DlnCorefer *self,
                       guint32     index)
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  gint32 clause = _dln_corefer_find_clause (self, pronoun->head);
  guint32 found = DLN_NO_ROW;

  if (pronoun->function != DLN_FUNCTION_POSSESSIVE || !is_person (pronoun))
    return DLN_NO_ROW;
  for (guint32 i = index; i-- > 0;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      const DlnCluster *cluster = _dln_corefer_get_cluster (self, i);
      guint32 root = _dln_corefer_find (self, i);

      if (other->sentence != pronoun->sentence)
        break;
      if (cluster->type != DLN_ENTITY_PERSON || root == found
          || (cluster->gender != DLN_GENDER_UNKNOWN && cluster->gender != pronoun->gender))
        continue;
      if (found != DLN_NO_ROW || other->function != DLN_FUNCTION_SUBJECT
          || other->quote != pronoun->quote || cluster->number == DLN_NUMBER_PLURAL
          || cluster->name == DLN_NO_ROW || _dln_corefer_find_clause (self, other->head) != clause)
        return DLN_NO_ROW;
      found = root;
    }
  return found != DLN_NO_ROW && self->clusters[found].gender == DLN_GENDER_UNKNOWN ? found
                                                                                   : DLN_NO_ROW;
}

/**
 * _dln_corefer_find_owner:
 * @index: a pronoun; everything before it is resolved
 *
 * Returns: the root of the cluster that a possessive stands for, %DLN_NO_ROW if nothing tells it
 */
guint32
_dln_corefer_find_owner (DlnCorefer *self,
                         guint32     index)
{
  guint32 found = find_owner_of_office (self, index);

  if (found == DLN_NO_ROW)
    found = find_person_beside (self, index);
  return found != DLN_NO_ROW ? found : find_person_of_clause (self, index);
}
