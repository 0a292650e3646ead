/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nouns that stand for somebody named: appositions, predicates, roles told before, "the company".
 */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-clause-private.h"
#include "extract/resolve/dln-corefer-private.h"
#include "extract/resolve/dln-lexicon-private.h"
#include "extract/dln-words-private.h"

#include <string.h>

#define MAX_REFERENCES_BACK 60
#define TOPIC_SENTENCES 3

/* '"The guard told me ...," Weber said': who speaks of somebody by a noun speaks of another */
static gboolean
is_spoken_of (DlnCorefer *self,
              guint32     nominal,
              guint32     person)
{
  guint32 quote = DLN_REFERENCE (self, nominal)->quote;
  guint32 speaker = quote != DLN_NO_ROW ? self->speakers[quote] : DLN_NO_ROW;

  return speaker != DLN_NO_ROW && speaker != nominal
         && DLN_ROW (self->annotations->quotes, DlnQuoteClaim, quote)->type == DLN_QUOTE_DIRECT
         && _dln_corefer_find (self, speaker) == _dln_corefer_find (self, person);
}

static gboolean
may_be_one (DlnCorefer *self,
            guint32     a,
            guint32     b)
{
  const DlnCluster *x = _dln_corefer_get_cluster (self, a);
  const DlnCluster *y = _dln_corefer_get_cluster (self, b);

  if (x->type != y->type)
    return FALSE;
  if (x->gender != DLN_GENDER_UNKNOWN && y->gender != DLN_GENDER_UNKNOWN && x->gender != y->gender)
    return FALSE;
  return x->number == DLN_NUMBER_UNKNOWN || y->number == DLN_NUMBER_UNKNOWN
         || x->number == y->number;
}

/* The reference near @index whose head is @token; names may stand on either side of it. */
static guint32
find_head (DlnCorefer *self,
           guint32     index,
           guint32     token)
{
  guint32 first = index > 24 ? index - 24 : 0;
  guint32 end = MIN (self->references->len, index + 25);

  for (guint32 i = first; i < end; i++)
    {
      const DlnReference *reference = DLN_REFERENCE (self, i);

      if (i != index
          && (reference->head == token
              || (reference->kind == DLN_REFERENCE_NAME && reference->first_token <= token
                  && token < reference->first_token + reference->n_tokens)))
        return i;
    }
  return DLN_NO_ROW;
}

static void
remember_role (DlnCorefer *self,
               const char *lemma,
               guint32     reference)
{
  g_hash_table_insert (self->roles, g_strdup (lemma), GUINT_TO_POINTER (reference + 1));
}

static guint32
recall_role (DlnCorefer *self,
             const char *lemma)
{
  guint packed = GPOINTER_TO_UINT (g_hash_table_lookup (self->roles, lemma));

  return packed != 0 ? packed - 1 : DLN_NO_ROW;
}

/* ---- structure ----------------------------------------------------------------------------- */

/* "Anna Roth, the minister": one hangs on the other as an apposition. */
static gboolean
join_apposition (DlnCorefer *self,
                 guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  const DlnToken *head = DLN_TOKEN (self, nominal->head);
  guint32 end = MIN (self->references->len, index + 25);

  if (head->deprel == DLN_DEPREL_APPOS && head->head >= 0)
    {
      guint32 other = find_head (self, index, head->head);

      if (other != DLN_NO_ROW && DLN_REFERENCE (self, other)->kind == DLN_REFERENCE_NAME
          && may_be_one (self, index, other))
        {
          remember_role (self, nominal->key, other);
          return _dln_corefer_join (self, other, index);
        }
    }
  for (guint32 i = index + 1; i < end; i++)
    {
      const DlnReference *name = DLN_REFERENCE (self, i);
      const DlnToken *row = DLN_TOKEN (self, name->head);

      if (name->sentence != nominal->sentence)
        break;
      if (name->kind == DLN_REFERENCE_NAME && row->head == (gint32) nominal->head
          && (row->deprel == DLN_DEPREL_APPOS || row->deprel == DLN_DEPREL_FLAT)
          && may_be_one (self, index, i))
        {
          remember_role (self, nominal->key, i);
          return _dln_corefer_join (self, i, index);
        }
    }
  return FALSE;
}

/* "Anna Roth is a minister": not when denied. */
static gboolean
join_predicate (DlnCorefer *self,
                guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  const DlnSentence *sentence =
    DLN_ROW (self->annotations->sentences, DlnSentence, nominal->sentence);
  guint32 subject = DLN_NO_ROW;
  gboolean copula = FALSE;

  for (guint32 i = sentence->first_token; i < nominal->head; i++)
    {
      const DlnToken *row = DLN_TOKEN (self, i);

      if (row->head != (gint32) nominal->head)
        continue;
      if (row->deprel == DLN_DEPREL_NSUBJ)
        subject = i;
      copula |= row->deprel == DLN_DEPREL_COP;
      if (row->upos == DLN_UPOS_PART)
        return FALSE;
    }
  if (!copula || subject == DLN_NO_ROW)
    return FALSE;
  subject = find_head (self, index, subject);
  if (subject == DLN_NO_ROW || DLN_REFERENCE (self, subject)->kind != DLN_REFERENCE_NAME
      || !may_be_one (self, index, subject))
    return FALSE;
  remember_role (self, nominal->key, subject);
  return _dln_corefer_join (self, subject, index);
}

/* ---- memory -------------------------------------------------------------------------------- */

/* what stands for @word in all its spellings */
static const char *
fold_spelling (const char *word)
{
  const char *same = _dln_lexicon_get_institution_word (word);

  return same != NULL && *same != '\0' ? same : word;
}

/* @word itself or another spelling of it: "the centre" of the Harbour Center */
static gboolean
has_word (const char *key,
          const char *word)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (fold_spelling (words[i]), fold_spelling (word)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_other_noun (const char *key,
                const char *lemma)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], lemma) != 0
        && (_dln_lexicon_get_noun (words[i]).classes & DLN_NOUN_INSTITUTION) != 0)
      return TRUE;
  return FALSE;
}

/* "the army", "the police": a body that every country has and that needs no name */
static gboolean
is_body_of_state (const char *lemma)
{
  return g_strv_contains (_dln_words (DLN_WORDS_BODIES_OF_STATE), lemma);
}

/* "the ministry" is the last one named with that word; "the company" the last institution whose
 * name says nothing else: in its own sentence only as an owner ("Orlo sold the company's mill") or
 * as the subject of another clause, for "Orlo sued the company" speaks of two. */
static gboolean
join_institution (DlnCorefer *self,
                  guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  guint32 found = DLN_NO_ROW;

  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *name = DLN_REFERENCE (self, i);

      if (name->kind != DLN_REFERENCE_NAME || name->type != DLN_ENTITY_INSTITUTION)
        continue;
      if (has_word (name->key, nominal->key))
        return _dln_corefer_join (self, i, index);
      if (found == DLN_NO_ROW && !is_body_of_state (nominal->key)
          && nominal->sentence - name->sentence <= 2 && !has_other_noun (name->key, nominal->key))
        found = i;
    }
  if (found == DLN_NO_ROW || nominal->modified
      || (DLN_REFERENCE (self, found)->sentence == nominal->sentence
          && nominal->function != DLN_FUNCTION_POSSESSIVE
          && nominal->function != DLN_FUNCTION_SUBJECT))
    return FALSE;
  return _dln_corefer_join (self, found, index);
}

/* "The engineer" after a sentence whose subject is the only person: no role was told, but nobody
 * else can be meant. */
static gboolean
join_only_person (DlnCorefer *self,
                  guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  guint32 found = DLN_NO_ROW;
  gboolean subject = FALSE;

  if (nominal->function != DLN_FUNCTION_SUBJECT || nominal->modified
      || (nominal->classes & DLN_NOUN_RELATIONAL) != 0)
    return FALSE;
  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      guint32 root = _dln_corefer_find (self, i);

      if (nominal->sentence - other->sentence > 1)
        break;
      if (other->kind == DLN_REFERENCE_NOMINAL && strcmp (other->key, nominal->key) == 0)
        return FALSE;
      if (self->clusters[root].type != DLN_ENTITY_PERSON
          || self->clusters[root].number == DLN_NUMBER_PLURAL
          || other->sentence == nominal->sentence)
        continue;
      if (self->clusters[root].name == DLN_NO_ROW || (found != DLN_NO_ROW && found != root))
        return FALSE;
      found = root;
      subject |= other->function == DLN_FUNCTION_SUBJECT;
    }
  if (found == DLN_NO_ROW || !subject || !may_be_one (self, found, index)
      || is_spoken_of (self, index, found))
    return FALSE;
  remember_role (self, nominal->key, found);
  return _dln_corefer_join (self, found, index);
}

/* The person whom alone the last sentences have as subject, DLN_NO_ROW if there is none or more
 * than one. */
static guint32
find_topic (DlnCorefer *self,
            guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  guint32 found = DLN_NO_ROW;

  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      guint32 root = _dln_corefer_find (self, i);

      if (nominal->sentence - other->sentence > TOPIC_SENTENCES)
        break;
      if (other->sentence == nominal->sentence || other->function != DLN_FUNCTION_SUBJECT
          || other->quote != DLN_NO_ROW || self->clusters[root].type != DLN_ENTITY_PERSON
          || self->clusters[root].name == DLN_NO_ROW)
        continue;
      if (found != DLN_NO_ROW && found != root)
        return DLN_NO_ROW;
      found = root;
    }
  return found;
}

/* '"...," the top official said' after sentences about one person: who speaks is the person they
 * are about, unless it is somebody's lawyer or spokesman. */
static gboolean
join_speaking_topic (DlnCorefer *self,
                     guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  const DlnLexicon *roles = _dln_lexicon_get ("role-nouns.tsv");
  const char *role = _dln_lexicon_column (roles, nominal->key, 2);
  gboolean speaks = FALSE;
  guint32 topic;

  if (nominal->quote != DLN_NO_ROW || nominal->number == DLN_NUMBER_PLURAL
      || (nominal->classes & DLN_NOUN_RELATIONAL) != 0
      || g_strcmp0 (role, "represents") == 0 || g_strcmp0 (role, "spokesperson_of") == 0)
    return FALSE;
  for (guint i = 0; i < self->annotations->quotes->len && !speaks; i++)
    speaks = self->speakers[i] == index
             && DLN_ROW (self->annotations->quotes, DlnQuoteClaim, i)->type == DLN_QUOTE_DIRECT;
  topic = speaks ? find_topic (self, index) : DLN_NO_ROW;
  return topic != DLN_NO_ROW && may_be_one (self, topic, index)
         && _dln_corefer_join (self, topic, index);
}

/* "the budget committee" again; afterwards "the committee" is that one */
static void
join_description (DlnCorefer *self,
                  guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  guint32 before = recall_role (self, nominal->key);

  if (before != DLN_NO_ROW && may_be_one (self, before, index))
    _dln_corefer_join (self, before, index);
  remember_role (self, nominal->key, index);
  remember_role (self, _dln_corefer_get_lemma (self, nominal->head), index);
}

/* "the man" again */
static gboolean
join_repeated (DlnCorefer *self,
               guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);

  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);

      if (other->kind == nominal->kind && other->number == nominal->number
          && strcmp (other->key, nominal->key) == 0)
        return may_be_one (self, i, index) && _dln_corefer_join (self, i, index);
    }
  return FALSE;
}

/**
 * _dln_corefer_join_nominal:
 * @index: a name, noun or thing; everything before it is resolved
 *
 * A name's title is remembered as its role; a noun joins what it stands for, if that can be told.
 * Time: O(1)
 */
void
_dln_corefer_join_nominal (DlnCorefer *self,
                           guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);

  if (nominal->kind == DLN_REFERENCE_NAME)
    {
      DlnSpan title = DLN_ROW (self->annotations->mentions, DlnMention, nominal->row)->title;
      g_autofree char *words = g_strndup (self->text + title.begin, title.end - title.begin);
      const char *last = strrchr (words, ' ');
      g_autofree char *lemma = g_ascii_strdown (last != NULL ? last + 1 : words, -1);

      if (_dln_lexicon_get_noun (lemma).classes != 0)
        remember_role (self, lemma, index);
      return;
    }
  if (nominal->described)
    {
      join_description (self, index);
      return;
    }
  if (nominal->kind == DLN_REFERENCE_NOMINAL
      && (join_apposition (self, index) || join_predicate (self, index)))
    return;
  if (!nominal->definite)
    return;
  if (nominal->kind == DLN_REFERENCE_NOMINAL && nominal->number != DLN_NUMBER_PLURAL)
    {
      guint32 role = recall_role (self, nominal->key);

      if (role != DLN_NO_ROW && role < index && may_be_one (self, role, index)
          && _dln_corefer_join (self, role, index))
        return;
      if ((nominal->classes & DLN_NOUN_INSTITUTION) != 0 && join_institution (self, index))
        return;
      if ((nominal->classes & DLN_NOUN_PERSON) != 0
          && (join_only_person (self, index) || join_speaking_topic (self, index)))
        return;
    }
  if (!nominal->modified)
    join_repeated (self, index);
}
