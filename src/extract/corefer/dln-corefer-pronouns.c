/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Antecedents of pronouns: candidates in the sentences before are ranked by a log-linear model over
 * simple features (distance, function, number, gender, kind, how often it was mentioned), with "no
 * antecedent" as one more candidate. After Denis and Baldridge, "A ranking approach to pronoun
 * resolution" (2007). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"
#include "extract/corefer/dln-corefer-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CANDIDATES 24
#define MAX_REFERENCES_BACK 120
#define MAX_SPOKEN_OF 60 /* references behind a pronoun */
#define RECENT_SENTENCES 3
#define OFFICE_CERTAINTY 0.8f
#define ONLY_CERTAINTY 0.6f
#define LEAST_CERTAINTY 0.3f /* below it a pronoun stands for nobody */

typedef enum
{
  FEATURE_NULL,
  FEATURE_NULL_NO_CANDIDATES,
  FEATURE_NULL_COPULA, /* "it is clear that" */
  FEATURE_NULL_OBJECT,
  FEATURE_NULL_QUOTE,
  FEATURE_DISTANCE,                     /* 6: sentences between */
  FEATURE_RANK = FEATURE_DISTANCE + 6,  /* 5: candidates between */
  FEATURE_FUNCTION = FEATURE_RANK + 5,  /* 5 functions * same, previous, older sentence */
  FEATURE_KIND = FEATURE_FUNCTION + 15, /* 4 */
  FEATURE_SIZE = FEATURE_KIND + 4,      /* 5 */
  FEATURE_GENDER_AGREES = FEATURE_SIZE + 5,
  FEATURE_GENDER_UNKNOWN,
  FEATURE_TYPE, /* 5 */
  FEATURE_NUMBER_AGREES = FEATURE_TYPE + DLN_N_ENTITY_TYPES,
  FEATURE_NUMBER_UNKNOWN,
  FEATURE_NUMBER_CLASH,
  FEATURE_PARALLEL_SUBJECT,
  FEATURE_PARALLEL_OBJECT,
  FEATURE_POSSESSIVE_SUBJECT, /* "Anna ... her", Anna the subject of the clause */
  FEATURE_SAME_CLAUSE,
  FEATURE_REFLEXIVE_SUBJECT,
  FEATURE_SAME_QUOTE,
  FEATURE_LEFT_QUOTE, /* the candidate was last mentioned in a quote, the pronoun stands outside */
  FEATURE_ENTERED_QUOTE,
  FEATURE_SPEAKER, /* the candidate speaks the quote in which the pronoun stands */
  FEATURE_FIRST_IN_SENTENCE,
  FEATURE_OTHER_BLOCK,
  FEATURE_NAMED,
  FEATURE_ONLY_ONE,
  FEATURE_SAME_FORM, /* last mentioned by the same pronoun */
  FEATURE_IN_TITLE,
  FEATURE_INDEFINITE,
  FEATURE_SAME_GOVERNOR,  /* both depend on the same word's lemma in two clauses */
  FEATURE_SUBJECT_HERE,   /* the candidate was a subject before in this sentence */
  FEATURE_SUBJECT_BEFORE, /* it was one in the sentence before */
  FEATURE_RECENT,         /* 4: how often it was mentioned in the sentences just before */
  FEATURE_INSIDE =
    FEATURE_RECENT + 4, /* last mentioned within somebody's phrase: "the spokesman for her" */
  FEATURE_LAST_SPEAKER, /* the candidate was quoted last */
  FEATURE_SPEAKS_AGAIN, /* and the pronoun speaks too */
  N_FEATURES
} Feature;

#define N_CLASSES 3 /* he and she, it, they */

static const char * const feature_names[N_FEATURES] = {
  [FEATURE_NULL] = "null",
  [FEATURE_NULL_NO_CANDIDATES] = "null-no-candidates",
  [FEATURE_NULL_COPULA] = "null-copula",
  [FEATURE_NULL_OBJECT] = "null-object",
  [FEATURE_NULL_QUOTE] = "null-quote",
  [FEATURE_DISTANCE] = "distance",
  [FEATURE_RANK] = "rank",
  [FEATURE_FUNCTION] = "function",
  [FEATURE_KIND] = "kind",
  [FEATURE_SIZE] = "size",
  [FEATURE_GENDER_AGREES] = "gender-agrees",
  [FEATURE_GENDER_UNKNOWN] = "gender-unknown",
  [FEATURE_TYPE] = "type",
  [FEATURE_NUMBER_AGREES] = "number-agrees",
  [FEATURE_NUMBER_UNKNOWN] = "number-unknown",
  [FEATURE_NUMBER_CLASH] = "number-clash",
  [FEATURE_PARALLEL_SUBJECT] = "parallel-subject",
  [FEATURE_PARALLEL_OBJECT] = "parallel-object",
  [FEATURE_POSSESSIVE_SUBJECT] = "possessive-subject",
  [FEATURE_SAME_CLAUSE] = "same-clause",
  [FEATURE_REFLEXIVE_SUBJECT] = "reflexive-subject",
  [FEATURE_SAME_QUOTE] = "same-quote",
  [FEATURE_LEFT_QUOTE] = "left-quote",
  [FEATURE_ENTERED_QUOTE] = "entered-quote",
  [FEATURE_SPEAKER] = "speaker",
  [FEATURE_FIRST_IN_SENTENCE] = "first-in-sentence",
  [FEATURE_OTHER_BLOCK] = "other-block",
  [FEATURE_NAMED] = "named",
  [FEATURE_ONLY_ONE] = "only-one",
  [FEATURE_SAME_FORM] = "same-form",
  [FEATURE_IN_TITLE] = "in-title",
  [FEATURE_INDEFINITE] = "indefinite",
  [FEATURE_SAME_GOVERNOR] = "same-governor",
  [FEATURE_SUBJECT_HERE] = "subject-here",
  [FEATURE_SUBJECT_BEFORE] = "subject-before",
  [FEATURE_RECENT] = "recent",
  [FEATURE_INSIDE] = "inside",
  [FEATURE_LAST_SPEAKER] = "last-speaker",
  [FEATURE_SPEAKS_AGAIN] = "speaks-again",
};

static const char * const class_names[N_CLASSES] = { "person", "it", "they" };

/* "distance.2 it": the names under which the weights are kept */
char *
_dln_corefer_name_feature (guint16 feature)
{
  guint base = feature / N_CLASSES;
  guint offset = 0;

  while (feature_names[base] == NULL)
    {
      base--;
      offset++;
    }
  return g_strdup_printf (
    "%s.%u %s", feature_names[base], offset, class_names[feature % N_CLASSES]);
}

static const float *
get_weights (void)
{
  static float *weights;

  if (g_once_init_enter (&weights))
    {
      float *values = g_new0 (float, N_FEATURES * N_CLASSES);
      g_autoptr (GHashTable) by_name =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GBytes) bytes = _dln_data_get ("resolve-pronoun-weights.txt");
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint16 i = 0; i < N_FEATURES * N_CLASSES; i++)
        g_hash_table_insert (by_name, _dln_corefer_name_feature (i), GUINT_TO_POINTER (i + 1));
      for (guint i = 0; lines[i] != NULL; i++)
        {
          char *tab = strchr (lines[i], '\t');

          if (tab == NULL || lines[i][0] == '#')
            continue;
          *tab = '\0';

          guint index = GPOINTER_TO_UINT (g_hash_table_lookup (by_name, lines[i]));

          if (index != 0)
            values[index - 1] = g_ascii_strtod (tab + 1, NULL);
        }
      g_once_init_leave (&weights, values);
    }
  return weights;
}

/* ---- features ------------------------------------------------------------------------------ */

/* "it" that stands for a clause behind it: "it is likely that", "it seems to" */
static gboolean
is_pleonastic (DlnCorefer         *self,
               const DlnReference *pronoun)
{
  const DlnToken *row = DLN_TOKEN (self, pronoun->head);
  guint32 end = MIN (self->annotations->tokens->len, pronoun->head + 14);

  if (row->head < 0 || pronoun->function != DLN_FUNCTION_SUBJECT)
    return FALSE;
  for (guint32 i = pronoun->head + 1; i < end; i++)
    {
      const DlnToken *other = DLN_TOKEN (self, i);

      if (other->sentence != row->sentence)
        break;
      if (other->head == row->head
          && (other->deprel == DLN_DEPREL_CSUBJ || other->deprel == DLN_DEPREL_CCOMP
              || other->deprel == DLN_DEPREL_ADVCL)
          && DLN_TOKEN (self, row->head)->upos == DLN_UPOS_ADJ)
        return TRUE;
      if (other->head == row->head && other->deprel == DLN_DEPREL_CSUBJ)
        return TRUE;
    }
  return FALSE;
}

static guint
get_class (const DlnReference *pronoun)
{
  return pronoun->number == DLN_NUMBER_PLURAL ? 2 : pronoun->gender == DLN_GENDER_NEUTER ? 1 : 0;
}

static guint
bucket_size (guint n)
{
  return n <= 2 ? n - 1 : n <= 4 ? 2 : n <= 9 ? 3 : 4;
}

typedef struct
{
  guint16 *features;
  guint    n;
  guint    class;
} FeatureList;

static void
add_feature (FeatureList *list,
             guint        feature,
             gboolean     holds)
{
  if (holds && list->n < DLN_COREFER_MAX_ACTIVE)
    list->features[list->n++] = feature * N_CLASSES + list->class;
}

static void
add_null_features (DlnCorefer         *self,
                   const DlnReference *pronoun,
                   guint               n_candidates,
                   FeatureList        *list)
{
  add_feature (list, FEATURE_NULL, TRUE);
  add_feature (list, FEATURE_NULL_NO_CANDIDATES, n_candidates == 0);
  add_feature (list, FEATURE_NULL_COPULA, is_pleonastic (self, pronoun));
  add_feature (list, FEATURE_NULL_OBJECT, pronoun->function == DLN_FUNCTION_OBJECT);
  add_feature (list, FEATURE_NULL_QUOTE, pronoun->quote != DLN_NO_ROW);
}

static void
add_syntax_features (DlnCorefer         *self,
                     const DlnReference *pronoun,
                     const DlnReference *last,
                     FeatureList        *list)
{
  gint32 a =
    pronoun->sentence == last->sentence ? _dln_corefer_find_clause (self, pronoun->head) : -1;
  gint32 b = a >= 0 ? _dln_corefer_find_clause (self, last->head) : -2;
  gint32 governor_a = DLN_TOKEN (self, pronoun->head)->head;
  gint32 governor_b = DLN_TOKEN (self, last->head)->head;
  gboolean subject = last->function == DLN_FUNCTION_SUBJECT;

  add_feature (list, FEATURE_PARALLEL_SUBJECT,
               subject && pronoun->function == DLN_FUNCTION_SUBJECT);
  add_feature (list, FEATURE_PARALLEL_OBJECT,
               last->function == DLN_FUNCTION_OBJECT && pronoun->function == DLN_FUNCTION_OBJECT);
  add_feature (list, FEATURE_POSSESSIVE_SUBJECT,
               a == b && subject && pronoun->function == DLN_FUNCTION_POSSESSIVE);
  add_feature (list, FEATURE_SAME_CLAUSE,
               a == b && pronoun->function != DLN_FUNCTION_POSSESSIVE && !pronoun->reflexive);
  add_feature (list, FEATURE_REFLEXIVE_SUBJECT, a == b && subject && pronoun->reflexive);
  add_feature (list, FEATURE_SAME_GOVERNOR,
               governor_a >= 0 && governor_b >= 0 && governor_a != governor_b
                 && DLN_TOKEN (self, governor_a)->lemma != 0
                 && DLN_TOKEN (self, governor_a)->lemma == DLN_TOKEN (self, governor_b)->lemma);
}

/* TRUE for what stands in somebody's speech while the pronoun stands in the writer's words */
static gboolean
is_in_other_speech (DlnCorefer         *self,
                    const DlnReference *pronoun,
                    const DlnReference *other)
{
  return pronoun->quote == DLN_NO_ROW && other->quote != DLN_NO_ROW
         && DLN_ROW (self->annotations->quotes, DlnQuoteClaim, other->quote)->type
              == DLN_QUOTE_DIRECT;
}

static void
add_quote_features (DlnCorefer         *self,
                    const DlnReference *pronoun,
                    const DlnReference *last,
                    guint32             candidate,
                    FeatureList        *list)
{
  guint32 speaker = pronoun->quote != DLN_NO_ROW ? self->speakers[pronoun->quote] : DLN_NO_ROW;

  add_feature (list, FEATURE_SAME_QUOTE,
               pronoun->quote != DLN_NO_ROW && pronoun->quote == last->quote);
  add_feature (list, FEATURE_LEFT_QUOTE,
               is_in_other_speech (self, pronoun, last));
  add_feature (list, FEATURE_ENTERED_QUOTE,
               pronoun->quote != DLN_NO_ROW && last->quote != pronoun->quote);
  add_feature (list, FEATURE_SPEAKER,
               speaker != DLN_NO_ROW && _dln_corefer_find (self, speaker) == candidate);
}

static void
add_agreement_features (DlnCorefer         *self,
                        const DlnReference *pronoun,
                        const DlnCluster   *cluster,
                        FeatureList        *list)
{
  add_feature (list, FEATURE_GENDER_AGREES,
               cluster->gender != DLN_GENDER_UNKNOWN && cluster->gender == pronoun->gender);
  add_feature (list, FEATURE_GENDER_UNKNOWN, cluster->gender == DLN_GENDER_UNKNOWN);
  add_feature (list, FEATURE_TYPE + MIN (cluster->type, DLN_ENTITY_OTHER), TRUE);
  add_feature (list, FEATURE_NUMBER_AGREES, cluster->number == pronoun->number);
  add_feature (list, FEATURE_NUMBER_UNKNOWN, cluster->number == DLN_NUMBER_UNKNOWN);
  add_feature (list, FEATURE_NUMBER_CLASH,
               cluster->number != DLN_NUMBER_UNKNOWN && cluster->number != pronoun->number);
  add_feature (list, FEATURE_SIZE + bucket_size (cluster->n), TRUE);
  add_feature (list, FEATURE_NAMED, cluster->name != DLN_NO_ROW);
}

/* A caption is no part of the story that the paragraphs tell. */
static gboolean
is_beside_text (DlnCorefer         *self,
                const DlnReference *pronoun,
                const DlnReference *other)
{
  const GArray *sentences = self->annotations->sentences;
  guint32 here = DLN_ROW (sentences, DlnSentence, pronoun->sentence)->block;
  guint32 there = DLN_ROW (sentences, DlnSentence, other->sentence)->block;

  return here != there
         && DLN_ROW (self->annotations->blocks, DlnBlock, there)->type == DLN_BLOCK_CAPTION;
}

/* What is known of a candidate before the pronoun; names are joined over the whole document, so
 * that its cluster's last reference may come later. */
typedef struct
{
  guint32 last; /* the subject in the last sentence with a reference, else the last reference;
                 * DLN_NO_ROW if captions have all, or they stand further off */
  guint    n_recent;
  gboolean subject_here;
  gboolean subject_before;
} History;

static guint32
find_last_speaker (DlnCorefer *self,
                   guint32     index)
{
  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    if (DLN_REFERENCE (self, i)->speaks && DLN_REFERENCE (self, i)->quote == DLN_NO_ROW)
      return i;
  return DLN_NO_ROW;
}

static History
read_references (DlnCorefer *self,
                 guint32     index,
                 guint32     root,
                 gboolean    speech)
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  History history = { .last = DLN_NO_ROW };

  for (guint32 i = index; i-- > root && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      guint distance = _dln_corefer_get_distance (self, pronoun, other);
      gboolean subject;

      if (distance > RECENT_SENTENCES && history.last != DLN_NO_ROW)
        break;
      if (_dln_corefer_find (self, i) != root || is_beside_text (self, pronoun, other)
          || (!speech && is_in_other_speech (self, pronoun, other)))
        continue;
      subject = other->function == DLN_FUNCTION_SUBJECT;
      if (history.last == DLN_NO_ROW
          || (other->sentence == DLN_REFERENCE (self, history.last)->sentence && subject
              && DLN_REFERENCE (self, history.last)->function != DLN_FUNCTION_SUBJECT))
        history.last = i;
      history.n_recent += distance <= RECENT_SENTENCES;
      history.subject_here |= distance == 0 && subject;
      history.subject_before |= distance == 1 && subject;
    }
  return history;
}

/* What others say of it does not count, unless nothing else is said of it. */
static History
read_history (DlnCorefer *self,
              guint32     index,
              guint32     root)
{
  History history = read_references (self, index, root, FALSE);

  return history.last != DLN_NO_ROW ? history : read_references (self, index, root, TRUE);
}

static gboolean
stands_inside (DlnCorefer         *self,
               const DlnReference *reference)
{
  const DlnToken *row = DLN_TOKEN (self, reference->head);

  return row->deprel == DLN_DEPREL_NMOD && row->head >= 0
         && (DLN_TOKEN (self, row->head)->upos == DLN_UPOS_PROPN
             || DLN_TOKEN (self, row->head)->upos == DLN_UPOS_NOUN);
}

/**
 * _dln_corefer_get_features:
 * @candidate: root of a cluster, or %DLN_NO_ROW for "no antecedent"
 * @rank: candidates between
 * @features: (out): indexes of those that hold
 *
 * Returns: how many hold
 */
guint
_dln_corefer_get_features (DlnCorefer *self,
                           guint32     index,
                           guint32     candidate,
                           guint       rank,
                           guint       n_candidates,
                           guint16     features[DLN_COREFER_MAX_ACTIVE])
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  FeatureList list = { features, 0, get_class (pronoun) };

  if (candidate == DLN_NO_ROW)
    {
      add_null_features (self, pronoun, n_candidates, &list);
      return list.n;
    }

  const DlnCluster *cluster = &self->clusters[candidate];
  History history = read_history (self, index, candidate);

  if (history.last == DLN_NO_ROW)
    history.last = candidate;

  const DlnReference *last = DLN_REFERENCE (self, history.last);
  guint distance = _dln_corefer_get_distance (self, pronoun, last);
  guint32 speaker = find_last_speaker (self, index);
  gboolean spoke = speaker != DLN_NO_ROW && _dln_corefer_find (self, speaker) == candidate;
  const DlnSentence *here = DLN_ROW (self->annotations->sentences, DlnSentence, pronoun->sentence);
  const DlnSentence *there = DLN_ROW (self->annotations->sentences, DlnSentence, last->sentence);

  add_feature (&list, FEATURE_DISTANCE + MIN (distance, 5), TRUE);
  add_feature (&list, FEATURE_RANK + (rank <= 2 ? rank : rank <= 5 ? 3 : 4), TRUE);
  add_feature (&list, FEATURE_FUNCTION + last->function * 3 + MIN (distance, 2), TRUE);
  add_feature (&list, FEATURE_KIND + last->kind, TRUE);
  add_feature (&list, FEATURE_FIRST_IN_SENTENCE,
               history.last == 0
                 || DLN_REFERENCE (self, history.last - 1)->sentence != last->sentence);
  add_feature (&list, FEATURE_OTHER_BLOCK, here->block != there->block);
  add_feature (&list, FEATURE_ONLY_ONE, n_candidates == 1);
  add_feature (&list, FEATURE_SAME_FORM,
               last->kind == DLN_REFERENCE_PRONOUN && last->gender == pronoun->gender);
  add_feature (&list,
               FEATURE_IN_TITLE,
               DLN_ROW (self->annotations->blocks, DlnBlock, there->block)->type
                 == DLN_BLOCK_TITLE);
  add_feature (&list, FEATURE_INDEFINITE, !last->definite);
  add_feature (&list, FEATURE_SUBJECT_HERE, history.subject_here);
  add_feature (&list, FEATURE_SUBJECT_BEFORE, history.subject_before);
  add_feature (&list, FEATURE_RECENT + MIN (history.n_recent, 3), TRUE);
  add_feature (&list, FEATURE_LAST_SPEAKER, pronoun->quote == DLN_NO_ROW && spoke);
  add_feature (
    &list, FEATURE_SPEAKS_AGAIN, pronoun->quote == DLN_NO_ROW && spoke && pronoun->speaks);
  add_feature (&list, FEATURE_INSIDE, stands_inside (self, last));
  add_agreement_features (self, pronoun, cluster, &list);
  add_syntax_features (self, pronoun, last, &list);
  add_quote_features (self, pronoun, last, candidate, &list);
  return list.n;
}

/* ---- candidates ---------------------------------------------------------------------------- */

/* "he accompanied Putin": he is not Putin, though the name comes later. */
static gboolean
is_named_beside (DlnCorefer *self,
                 guint32     index,
                 guint32     root)
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  gint32 governor = DLN_TOKEN (self, pronoun->head)->head;

  for (guint32 i = index + 1; i < self->references->len && i < index + 8; i++)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);

      if (other->sentence != pronoun->sentence)
        break;
      if (other->kind == DLN_REFERENCE_NAME && DLN_TOKEN (self, other->head)->head == governor
          && _dln_corefer_find (self, i) == root)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_possible (DlnCorefer         *self,
             const DlnReference *pronoun,
             const DlnReference *other,
             const DlnCluster   *cluster)
{
  gboolean human = pronoun->gender == DLN_GENDER_MALE || pronoun->gender == DLN_GENDER_FEMALE;

  if (cluster->gender != DLN_GENDER_UNKNOWN && pronoun->gender != DLN_GENDER_UNKNOWN
      && cluster->gender != pronoun->gender)
    return FALSE;
  if (human && (cluster->type != DLN_ENTITY_PERSON || cluster->number == DLN_NUMBER_PLURAL))
    return FALSE;
  if (pronoun->gender == DLN_GENDER_NEUTER
      && (cluster->type == DLN_ENTITY_PERSON || cluster->number == DLN_NUMBER_PLURAL))
    return FALSE;
  if (pronoun->number == DLN_NUMBER_PLURAL && cluster->number == DLN_NUMBER_SINGULAR
      && cluster->type != DLN_ENTITY_INSTITUTION && cluster->type != DLN_ENTITY_PERSON)
    return FALSE;
  if (other->kind == DLN_REFERENCE_PRONOUN && other->person != 3)
    return FALSE;
  /* what the pronoun's own phrase hangs on: "his lawyer" is not he */
  if (DLN_TOKEN (self, pronoun->head)->head == (gint32) other->head
      && pronoun->function == DLN_FUNCTION_POSSESSIVE)
    return FALSE;
  return TRUE;
}

/* '"One pensioner said to me ...," he said': who speaks is nobody of whom he speaks */
static gboolean
is_spoken_of (DlnCorefer *self,
              guint32     index,
              guint32     root)
{
  if (!DLN_REFERENCE (self, index)->speaks)
    return FALSE;
  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);

      if (other->quote != DLN_NO_ROW && other->person != 1 && self->speakers[other->quote] == index
          && DLN_ROW (self->annotations->quotes, DlnQuoteClaim, other->quote)->type
               == DLN_QUOTE_DIRECT
          && _dln_corefer_find (self, i) == root)
        return TRUE;
    }
  return FALSE;
}

/* 'She told police that Weber had lied': who speaks is nobody whom the speech calls by a name.
 * Finds the clusters of these. Time: O(quotes) */
static guint
find_named_in_speech (DlnCorefer *self,
                      guint32     index,
                      guint32     named[MAX_CANDIDATES])
{
  const GArray *quotes = self->annotations->quotes;
  guint n = 0;

  for (guint q = 0; DLN_REFERENCE (self, index)->speaks && q < quotes->len; q++)
    {
      DlnSpan span = DLN_ROW (quotes, DlnQuoteClaim, q)->span;

      if (self->speakers[q] != index)
        continue;
      for (guint32 i = index > MAX_SPOKEN_OF ? index - MAX_SPOKEN_OF : 0;
           i < self->references->len && i < index + MAX_SPOKEN_OF && n < MAX_CANDIDATES;
           i++)
        if (DLN_REFERENCE (self, i)->kind == DLN_REFERENCE_NAME
            && dln_span_contains (span, DLN_REFERENCE (self, i)->span))
          named[n++] = _dln_corefer_find (self, i);
    }
  return n;
}

/* Roots of clusters mentioned shortly before, latest first. */
static guint
find_candidates (DlnCorefer *self,
                 guint32     index,
                 guint32     candidates[MAX_CANDIDATES])
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  guint reach = get_class (pronoun) == 0 ? 12 : 4;
  guint32 named[MAX_CANDIDATES];
  guint n_named = find_named_in_speech (self, index, named);
  guint n = 0;

  for (guint32 i = index; i-- > 0 && index - i <= MAX_REFERENCES_BACK && n < MAX_CANDIDATES;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      guint32 root = _dln_corefer_find (self, i);
      gboolean seen = FALSE;

      if (_dln_corefer_get_distance (self, pronoun, other) > reach)
        break;
      for (guint j = 0; j < n && !seen; j++)
        seen = candidates[j] == root;
      for (guint j = 0; j < n_named && !seen; j++)
        seen = named[j] == root;
      if (!seen && !is_beside_text (self, pronoun, other)
          && is_possible (self, pronoun, other, &self->clusters[root])
          && (pronoun->reflexive || !is_named_beside (self, index, root))
          && !is_spoken_of (self, index, root))
        candidates[n++] = root;
    }
  return n;
}

/* "Anna Weber told the court ... He": where the sentences here are about somebody of the other
 * gender and the candidate is further off, the writer or the list of names is wrong about somebody,
 * and nobody can say about whom. */
static gboolean
is_behind_other_gender (DlnCorefer *self,
                        guint32     index,
                        guint32     candidate)
{
  const DlnReference *pronoun = DLN_REFERENCE (self, index);
  History history = read_history (self, index, candidate);

  if (pronoun->gender != DLN_GENDER_MALE && pronoun->gender != DLN_GENDER_FEMALE)
    return FALSE;
  if (history.last == DLN_NO_ROW
      || _dln_corefer_get_distance (self, pronoun, DLN_REFERENCE (self, history.last)) < 2)
    return FALSE;
  for (guint32 i = index; i-- > 0;)
    {
      const DlnReference *other = DLN_REFERENCE (self, i);
      const DlnCluster *cluster = _dln_corefer_get_cluster (self, i);

      if (_dln_corefer_get_distance (self, pronoun, other) > 1)
        break;
      if (cluster->type == DLN_ENTITY_PERSON && other->function == DLN_FUNCTION_SUBJECT
          && cluster->gender != DLN_GENDER_UNKNOWN && cluster->gender != pronoun->gender)
        return TRUE;
    }
  return FALSE;
}

/* The candidate with the best score, DLN_NO_ROW if that is none of them, and its probability. */
static guint32
rank_candidates (DlnCorefer    *self,
                 guint32        index,
                 const guint32 *candidates,
                 guint          n,
                 float         *certainty)
{
  const float *weights = get_weights ();
  float scores[MAX_CANDIDATES + 1];
  float sum = 0;
  guint best = n;

  for (guint i = 0; i <= n; i++)
    {
      guint16 features[DLN_COREFER_MAX_ACTIVE];
      guint n_features =
        _dln_corefer_get_features (self, index, i < n ? candidates[i] : DLN_NO_ROW, i, n, features);

      scores[i] = 0;
      for (guint j = 0; j < n_features; j++)
        scores[i] += weights[features[j]];
      if (scores[i] > scores[best] || i == 0)
        best = i;
    }
  for (guint i = 0; i <= n; i++)
    sum += expf (scores[i] - scores[best]);
  *certainty = 1 / sum;
  return best < n ? candidates[best] : DLN_NO_ROW;
}

/* TRUE if nobody else who was named could be "she" */
static gboolean
is_only_name (DlnCorefer    *self,
              guint32        index,
              const guint32 *candidates,
              guint          n,
              guint32        best)
{
  DlnGender gender = DLN_REFERENCE (self, index)->gender;

  if ((gender != DLN_GENDER_MALE && gender != DLN_GENDER_FEMALE)
      || self->clusters[best].gender != gender || self->clusters[best].name == DLN_NO_ROW)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (candidates[i] != best && self->clusters[candidates[i]].name != DLN_NO_ROW)
      return FALSE;
  return TRUE;
}

/**
 * _dln_corefer_join_pronoun:
 * @index: a pronoun of the third person; everything before it is resolved
 *
 * Joins it to the candidate with the best score, unless none scores better. Time: O(1)
 */
void
_dln_corefer_join_pronoun (DlnCorefer *self,
                           guint32     index)
{
  guint32 candidates[MAX_CANDIDATES];
  guint n = find_candidates (self, index, candidates);
  guint32 best = DLN_NO_ROW;

  if (self->teacher != NULL)
    best = self->teacher (self, index, candidates, n, self->teacher_data);
  else
    {
      float certainty = OFFICE_CERTAINTY;

      best = _dln_corefer_find_owner (self, index);
      if (best == DLN_NO_ROW)
        best = _dln_corefer_find_actor (self, index);
      if (best == DLN_NO_ROW)
        best = rank_candidates (self, index, candidates, n, &certainty);
      if (best != DLN_NO_ROW && is_only_name (self, index, candidates, n, best))
        certainty = MAX (certainty, ONLY_CERTAINTY);
      if (best != DLN_NO_ROW
          && (certainty < LEAST_CERTAINTY || is_behind_other_gender (self, index, best)))
        best = DLN_NO_ROW;
      DLN_REFERENCE (self, index)->score = certainty;
    }
  if (best != DLN_NO_ROW)
    _dln_corefer_join (self, best, index);
}
