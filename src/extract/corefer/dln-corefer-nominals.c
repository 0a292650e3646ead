/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nouns that stand for somebody named: appositions, predicates, roles told before, "the company".
 */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"
#include "extract/corefer/dln-corefer-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_REFERENCES_BACK 60
#define TOPIC_SENTENCES 3
#define MAX_NAMED_BACK 400
#define MAX_FOCUS 8 /* institutions */
#define MAX_FOCUS_BACK 120
#define FOCUS_SENTENCES 2
#define ROLE_SENTENCES 8

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
agree_in_kind (DlnCorefer *self,
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

/* "deputy mayor" is another role than "mayor"; @token is its head */
static char *
new_role_key (DlnCorefer *self,
              const char *lemma,
              guint32     token)
{
  char before[16];

  if (token == 0)
    return g_strdup (lemma);
  _dln_corefer_read_token (self, token - 1, before, sizeof before);
  return g_strv_contains (_dln_words (DLN_WORDS_DEPUTIES), before)
           ? g_strconcat (before, " ", lemma, NULL)
           : g_strdup (lemma);
}

static void
remember_role (DlnCorefer *self,
               const char *lemma,
               guint32     token,
               guint32     reference)
{
  g_hash_table_insert (
    self->roles, new_role_key (self, lemma, token), GUINT_TO_POINTER (reference + 1));
}

static guint32
recall_role (DlnCorefer *self,
             const char *lemma,
             guint32     token)
{
  g_autofree char *key = new_role_key (self, lemma, token);
  guint packed = GPOINTER_TO_UINT (g_hash_table_lookup (self->roles, key));

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
          && agree_in_kind (self, index, other))
        {
          remember_role (self, nominal->key, nominal->head, other);
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
          && agree_in_kind (self, index, i))
        {
          remember_role (self, nominal->key, nominal->head, i);
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
      || !agree_in_kind (self, index, subject))
    return FALSE;
  remember_role (self, nominal->key, nominal->head, subject);
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

/* "the bank" of Sudbank, "the air line" of none */
static gboolean
ends_with_word (const char *key,
                const char *word)
{
  const char *last = strrchr (key, ' ');

  last = last != NULL ? last + 1 : key;
  return strlen (word) > 3 && strlen (last) > strlen (word) + 1 && g_str_has_suffix (last, word);
}

/* "national union", "union for change" */
static gboolean
is_party (const char *key)
{
  const char *const *parties = _dln_words (DLN_WORDS_PARTY_WORDS);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint j = 0; parties[j] != NULL; j++)
      if (g_ascii_strcasecmp (words[i], parties[j]) == 0)
        return TRUE;
  return FALSE;
}

static gboolean
has_other_noun (const char *key,
                const char *lemma)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  if (strcmp (lemma, "party") == 0 && is_party (key))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], lemma) != 0
        && ((_dln_lexicon_get_noun (words[i]).classes & DLN_NOUN_INSTITUTION) != 0
            || (g_strv_contains (_dln_words (DLN_WORDS_PRESS_NAMES), words[i])
                && !g_strv_contains (_dln_words (DLN_WORDS_PRESS_NOUNS), lemma))))
      return TRUE;
  return FALSE;
}

/* "the army", "the police": a body that every country has and that needs no name */
static gboolean
is_body_of_state (const char *lemma)
{
  return g_strv_contains (_dln_words (DLN_WORDS_BODIES_OF_STATE), lemma);
}

/* A capital adjective or name before the noun that the institution's name lacks: "the Russian army"
 * is not the Second Army. */
static gboolean
is_other_by_name (DlnCorefer         *self,
                  const DlnReference *nominal,
                  const char         *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  for (guint32 i = nominal->first_token; i < nominal->head; i++)
    {
      DlnSpan span = DLN_TOKEN (self, i)->span;
      g_autofree char *form = g_strndup (self->text + span.begin, span.end - span.begin);
      g_autofree char *word = _dln_name_key (form);

      if (g_unichar_isupper (g_utf8_get_char (form)) && DLN_TOKEN (self, i)->upos != DLN_UPOS_DET
          && DLN_TOKEN (self, i)->upos != DLN_UPOS_PRON
          && !g_strv_contains ((const char *const *) words, word))
        return TRUE;
    }
  return FALSE;
}

/* What "the company" may stand for before it */
typedef struct
{
  guint32 root;
  guint32 last; /* sentence in which it was last referred to */
  guint   n;    /* references up to there */
  guint   named_so; /* of them by this noun */
  gboolean named_after; /* its name ends with the noun: "Nordbank" */
  gboolean fits;   /* its name or a noun says that it is one */
  gboolean other;  /* it was called by a noun that says it is none */
} Focus;

/* "bank" and "company" may be one, "newspaper" and "company" are two, "club" and "party" are */
static gboolean
are_nouns_of_one_kind (const char *a,
                       const char *b)
{
  const char *const *apart = _dln_words (DLN_WORDS_INSTITUTIONS_APART);
  const char *const *companies = _dln_words (DLN_WORDS_COMPANY_NOUNS);
  gboolean a_apart = g_strv_contains (apart, a), b_apart = g_strv_contains (apart, b);

  return strcmp (a, b) == 0
         || !((a_apart && b_apart) || (a_apart && g_strv_contains (companies, b))
              || (b_apart && g_strv_contains (companies, a)));
}

/* "the Belgian club Royal Vesdre": the noun tells what it is, it does not refer back */
static gboolean
is_beside_name (DlnCorefer *self,
                guint32     index)
{
  guint32 root = _dln_corefer_find (self, index);
  guint32 end = MIN (self->references->len, index + 4);

  for (guint32 i = index > 3 ? index - 3 : 0; i < end; i++)
    if (DLN_REFERENCE (self, i)->kind == DLN_REFERENCE_NAME
        && DLN_REFERENCE (self, i)->sentence == DLN_REFERENCE (self, index)->sentence
        && _dln_corefer_find (self, i) == root)
      return TRUE;
  return FALSE;
}

static guint
collect_focus (DlnCorefer *self,
               guint32     index,
               Focus       found[MAX_FOCUS])
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  /* a regulator or a lender may be an authority or a bank */
  gboolean kind = g_strv_contains (_dln_words (DLN_WORDS_INSTITUTIONS_APART), nominal->key)
                  || g_strv_contains (_dln_words (DLN_WORDS_COMPANY_NOUNS), nominal->key);
  guint n = 0;

  for (guint32 i = index; i-- > 0 && index - i <= MAX_FOCUS_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      guint32 root = _dln_corefer_find (self, i);
      const DlnCluster *cluster = &self->clusters[root];
      guint k = 0;

      if (cluster->type != DLN_ENTITY_INSTITUTION || cluster->name == DLN_NO_ROW)
        continue;
      while (k < n && found[k].root != root)
        k++;
      if (k == MAX_FOCUS)
        continue;
      if (k == n)
        found[n++] = (Focus){ .root = root, .last = other->sentence };
      found[k].n++;
      if (other->kind == DLN_REFERENCE_NOMINAL)
        {
          found[k].named_so += strcmp (other->key, nominal->key) == 0 && !is_beside_name (self, i);
          found[k].fits |= strcmp (other->key, nominal->key) == 0;
          found[k].other |= !are_nouns_of_one_kind (other->key, nominal->key);
        }
      else if (other->kind == DLN_REFERENCE_NAME)
        {
          found[k].other |= kind && has_other_noun (other->key, nominal->key);
          found[k].named_after |= ends_with_word (other->key, nominal->key);
          found[k].fits |= has_word (other->key, nominal->key) || found[k].named_after
                           || (strcmp (nominal->key, "party") == 0 && is_party (other->key));
        }
    }
  return n;
}

/* Of several that were spoken of here the one in focus: the only one whose name ends with the noun,
 * the only one that was called so, the only one of the last sentence, or the one that was spoken of
 * far more often. NULL if nobody can tell. */
static const Focus *
choose_focus (const Focus *found,
              guint        n,
              guint32      sentence,
              guint       *n_spoken_of)
{
  const Focus *best = NULL, *second = NULL, *only = NULL;

  *n_spoken_of = 0;
  for (guint k = 0; k < n; k++)
    if (!found[k].other && sentence - found[k].last <= FOCUS_SENTENCES)
      {
        ++*n_spoken_of;
        if (best == NULL || found[k].n > best->n)
          {
            second = best;
            best = &found[k];
          }
        else if (second == NULL || found[k].n > second->n)
          {
            second = &found[k];
          }
      }
  if (*n_spoken_of < 2)
    return best;
  for (guint k = 0, n_fit = 0; k < n; k++)
    if (found[k].named_after && !found[k].other && sentence - found[k].last <= FOCUS_SENTENCES)
      {
        if (n_fit++ > 0)
          {
            only = NULL;
            break;
          }
        only = &found[k];
      }
  if (only != NULL)
    return only;
  if (best->n >= 3 * second->n
      || (best->named_so > 0 && second->named_so == 0 && best->n > second->n))
    return best;
  /* found are the latest first */
  for (guint k = 0, latest = DLN_NO_ROW; k < n; k++)
    {
      if (found[k].other || sentence - found[k].last > FOCUS_SENTENCES)
        continue;
      if (latest != DLN_NO_ROW)
        return found[k].last < found[latest].last ? &found[latest] : NULL;
      latest = k;
    }
  return NULL;
}

/* The names that have the noun itself: "the ministry". Of two the one that was named in the last
 * sentences if the other was not. */
static guint32
find_named_so (DlnCorefer *self,
               guint32     index,
               gboolean   *competes)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  guint32 found = DLN_NO_ROW;

  *competes = FALSE;
  for (guint32 i = index; i-- > 0 && index - i <= MAX_NAMED_BACK;)
    {
      const DlnReference *name = DLN_REFERENCE (self, i);

      if (found == DLN_NO_ROW && index - i > MAX_REFERENCES_BACK)
        break;
      if (name->kind != DLN_REFERENCE_NAME || name->type != DLN_ENTITY_INSTITUTION
          || !has_word (name->key, nominal->key) || is_other_by_name (self, nominal, name->key))
        continue;
      if (found == DLN_NO_ROW)
        found = i;
      else if (_dln_corefer_find (self, i) != _dln_corefer_find (self, found)
               && nominal->sentence - name->sentence <= TOPIC_SENTENCES)
        *competes = TRUE;
      else if (_dln_corefer_find (self, i) != _dln_corefer_find (self, found)
               && nominal->sentence - DLN_REFERENCE (self, found)->sentence > TOPIC_SENTENCES)
        *competes = TRUE;
    }
  return found;
}

/* "his school" */
static gboolean
has_owner (DlnCorefer         *self,
           const DlnReference *reference)
{
  guint32 before = MAX (reference->first_token, 1) - 1;

  return DLN_TOKEN (self, reference->first_token)->upos == DLN_UPOS_PRON
         || (before < reference->head && DLN_TOKEN (self, before)->upos == DLN_UPOS_PRON
             && DLN_TOKEN (self, before)->deprel == DLN_DEPREL_NMOD_POSS);
}

/* "a charity", "another bank"; not "the", where the tree hangs the article on what it owns */
static gboolean
has_article (DlnCorefer         *self,
             const DlnReference *reference)
{
  guint32 first = reference->first_token > 0 ? reference->first_token - 1 : 0;

  for (guint32 t = first; t < reference->head; t++)
    {
      char word[16];

      _dln_corefer_read_token (self, t, word, sizeof word);
      if (strcmp (word, "a") == 0 || strcmp (word, "an") == 0 || strcmp (word, "another") == 0)
        return TRUE;
    }
  return FALSE;
}

/* What came in without a name, as somebody's ("his school") or as a new one, is meant by "the
 * school", not whoever was named beside it. DLN_NO_ROW if there is none. */
static guint32
find_nameless (DlnCorefer *self,
               guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);

  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);

      if (nominal->sentence - other->sentence > TOPIC_SENTENCES)
        break;
      if (other->kind != DLN_REFERENCE_NOMINAL || strcmp (other->key, nominal->key) != 0
          || other->number == DLN_NUMBER_PLURAL)
        continue;
      return _dln_corefer_get_cluster (self, i)->name == DLN_NO_ROW
                 && (has_owner (self, other) || has_article (self, other))
               ? i
               : DLN_NO_ROW;
    }
  return DLN_NO_ROW;
}

/* "the ministry" is the last one named with that word; "the company" the institution that is spoken
 * of, if it is one alone: in its own sentence only as an owner ("Orlo sold the company's mill") or
 * as the subject of another clause, for "Orlo sued the company" speaks of two. FALSE if nobody else
 * competes and another way may be tried. */
static gboolean
join_institution (DlnCorefer *self,
                  guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  guint32 role = recall_role (self, nominal->key, nominal->head);
  guint32 called = DLN_NO_ROW; /* the sentence in which what was called so was last spoken of */
  gboolean competes;
  guint32 named = find_named_so (self, index, &competes);
  Focus found[MAX_FOCUS];
  const Focus *focus;
  guint n = collect_focus (self, index, found);
  guint n_spoken_of;

  if (role != DLN_NO_ROW && DLN_REFERENCE (self, role)->described
      && agree_in_kind (self, role, index))
    return _dln_corefer_join (self, role, index);
  if (find_nameless (self, index) != DLN_NO_ROW)
    {
      _dln_corefer_join (self, find_nameless (self, index), index);
      return TRUE;
    }
  for (guint k = 0; k < n && role != DLN_NO_ROW; k++)
    if (found[k].root == _dln_corefer_find (self, role) && agree_in_kind (self, role, index)
        && nominal->sentence - found[k].last <= ROLE_SENTENCES)
      {
        found[k].other = FALSE;
        found[k].fits = TRUE;
        called = found[k].last;
      }
  if (named != DLN_NO_ROW && !competes
      && (called == DLN_NO_ROW || called <= DLN_REFERENCE (self, named)->sentence))
    return _dln_corefer_join (self, named, index);
  focus = choose_focus (found, n, nominal->sentence, &n_spoken_of);
  /* "Norvik, a research firm, ... The firm": in the next sentence, or where nobody else comes up */
  if (called != DLN_NO_ROW && !competes
      && (n_spoken_of == 0 || nominal->sentence - DLN_REFERENCE (self, role)->sentence == 1))
    return _dln_corefer_join (self, role, index);
  if (focus == NULL || competes || is_body_of_state (nominal->key)
      || (nominal->modified && called == DLN_NO_ROW)
      || (!focus->fits && g_strv_contains (_dln_words (DLN_WORDS_INSTITUTIONS_APART), nominal->key)
          && !g_strv_contains (_dln_words (DLN_WORDS_NAMELESS_KINDS), nominal->key))
      || (focus->last == nominal->sentence && nominal->function != DLN_FUNCTION_POSSESSIVE
          && nominal->function != DLN_FUNCTION_SUBJECT))
    return competes || n_spoken_of > 1;
  return _dln_corefer_join (self, focus->root, index);
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
  if (found == DLN_NO_ROW || !subject || !agree_in_kind (self, found, index)
      || is_spoken_of (self, index, found))
    return FALSE;
  remember_role (self, nominal->key, nominal->head, found);
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
  return topic != DLN_NO_ROW && agree_in_kind (self, topic, index)
         && _dln_corefer_join (self, topic, index);
}

/* "the budget committee" again; afterwards "the committee" is that one */
static void
join_description (DlnCorefer *self,
                  guint32     index)
{
  const DlnReference *nominal = DLN_REFERENCE (self, index);
  guint32 before = recall_role (self, nominal->key, nominal->head);

  if (before != DLN_NO_ROW && agree_in_kind (self, before, index))
    _dln_corefer_join (self, before, index);
  remember_role (self, nominal->key, nominal->head, index);
  remember_role (self, _dln_corefer_get_lemma (self, nominal->head), nominal->head, index);
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
        return agree_in_kind (self, i, index)
 && _dln_corefer_join (self, i, index);
    }
  return FALSE;
}

/* (transfer full): "minister" of "Prime Minister Anna Roth", "king" of "King Harald", else "" */
static char *
dup_title_noun (DlnCorefer         *self,
                const DlnReference *name)
{
  DlnSpan title = DLN_ROW (self->annotations->mentions, DlnMention, name->row)->title;
  DlnSpan first = DLN_TOKEN (self, name->first_token)->span;

  if (!dln_span_is_empty (title))
    {
      g_autofree char *words = g_ascii_strdown (self->text + title.begin, title.end - title.begin);
      const char *last = strrchr (words, ' ');

      return g_strdup (last != NULL ? last + 1 : words);
    }

  g_autofree char *word = g_ascii_strdown (self->text + first.begin, first.end - first.begin);

  return name->type == DLN_ENTITY_PERSON && name->n_tokens > 1
             && g_strv_contains (_dln_words (DLN_WORDS_TITLES_IN_NAMES), word)
           ? g_steal_pointer (&word)
           : g_strdup ("");
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
      g_autofree char *lemma = dup_title_noun (self, nominal);

      if (_dln_lexicon_get_noun (lemma).classes != 0)
        remember_role (self, lemma, MAX (nominal->first_token, 1) - 1, index);
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
      guint32 role = recall_role (self, nominal->key, nominal->head);

      gboolean only_institution = (nominal->classes & DLN_NOUN_INSTITUTION) != 0
                                  && (nominal->classes & DLN_NOUN_PERSON) == 0;

      if (!only_institution && role != DLN_NO_ROW && role < index
          && agree_in_kind (self, role, index) && _dln_corefer_join (self, role, index))
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
