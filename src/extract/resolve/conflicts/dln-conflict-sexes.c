/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles that make one person a man and a woman. A single pronoun may be read wrong, so that an
 * article tells a sex by a form of address, by a noun ("actress", "the woman") or by pronouns more
 * than once where nobody else is spoken of, and by nothing that says otherwise. At least one of two
 * articles has to tell it otherwise than by pronouns. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/conflicts/dln-conflicts-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"

#include <string.h>

#define LEAST_CERTAINTY 0.85f /* of a pronoun */
#define LEAST_PRONOUNS 3 /* in an article that names other people */
#define AGAINST_NAME 2 /* more pronouns that outweigh a first name of the other sex */

typedef struct
{
  DlnEntityId entity;
  guint32     document;
  guint32     mention;
  guint8      sex;    /* DlnGender */
  guint8      strong; /* TRUE: an address or a noun */
} Sighting;

typedef struct
{
  guint           weak[DLN_GENDER_NEUTER + 1];
  guint           strong[DLN_GENDER_NEUTER + 1];
  const Sighting *best[DLN_GENDER_NEUTER + 1];
} Tally;

static int
compare_sightings (gconstpointer a,
                   gconstpointer b)
{
  const Sighting *x = a;
  const Sighting *y = b;

  if (x->entity != y->entity)
    return x->entity < y->entity ? -1 : 1;
  if (x->document != y->document)
    return x->document < y->document ? -1 : 1;
  return x->mention < y->mention ? -1 : x->mention > y->mention;
}

static DlnGender
read_pronoun (const char *text,
              DlnSpan     span)
{
  static const char *const male[] = { "he", "him", "his", "himself", NULL };
  static const char *const female[] = { "she", "her", "hers", "herself", NULL };
  g_autofree char *word = g_ascii_strdown (text + span.begin, span.end - span.begin);

  return g_strv_contains (male, word)     ? DLN_GENDER_MALE
         : g_strv_contains (female, word) ? DLN_GENDER_FEMALE
                                          : DLN_GENDER_UNKNOWN;
}

/* "Mr", "actress" before a name */
static DlnGender
read_title (const char *title)
{
  g_autofree char *key = _dln_name_key (title);
  const char *word = strrchr (key, ' ');
  DlnGender gender = DLN_GENDER_UNKNOWN;

  word = word != NULL ? word + 1 : key;
  if (_dln_lexicon_is_honorific (word, &gender) && gender != DLN_GENDER_UNKNOWN)
    return gender;

  /* a sister, a widow: the noun beside the name may be that of somebody's relative of the name */
  DlnNoun noun = _dln_lexicon_get_noun (word);

  return (noun.classes & DLN_NOUN_RELATIONAL) != 0 ? DLN_GENDER_UNKNOWN : noun.gender;
}

static DlnGender
read_mention (DlnResolver      *resolver,
              guint32           document,
              const DlnMention *mention,
              gboolean         *strong)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const char *text = dln_document_get_text (resolver->inputs[document].document, NULL);

  *strong = mention->kind != DLN_MENTION_PRONOUN;
  switch (mention->kind)
    {
    case DLN_MENTION_PRONOUN:
      return mention->score >= LEAST_CERTAINTY ? read_pronoun (text, mention->span)
                                               : DLN_GENDER_UNKNOWN;
    case DLN_MENTION_NOMINAL:
      return mention->head < annotations->tokens->len && mention->score >= LEAST_CERTAINTY
               ? _dln_lexicon_get_noun (
                   dln_strings_get (annotations->strings,
                                    DLN_ROW (annotations->tokens, DlnToken, mention->head)->lemma))
                   .gender
               : DLN_GENDER_UNKNOWN;
    default:
      /* "Mrs Marsh" may be another Marsh than "Robin Marsh" */
      return dln_span_is_empty (mention->title) || mention->n_tokens < 2
               ? DLN_GENDER_UNKNOWN
               : read_title (dln_strings_get (
                   resolver->out->strings,
                   _dln_resolver_intern_span (resolver, document, mention->title)));
    }
}

/* Of a bare surname, one "Mr Roth" and one "Mrs Roth" are two people. */
static gboolean
has_full_name (const DlnAnnotations *annotations,
               const DlnMention     *mention)
{
  const DlnLocalEntity *local =
    DLN_ROW (annotations->entities, DlnLocalEntity, mention->entity);

  return local->type == DLN_ENTITY_PERSON && !local->plural
         && strchr (dln_strings_get (annotations->strings, local->name), ' ') != NULL;
}

/* What is quoted was said to somebody else, of somebody else */
static gboolean
is_quoted (const DlnAnnotations *annotations,
           DlnSpan               span)
{
  for (guint32 i = 0; i < annotations->quotes->len; i++)
    {
      const DlnQuoteClaim *quote = DLN_ROW (annotations->quotes, DlnQuoteClaim, i);

      if (quote->type != DLN_QUOTE_INDIRECT && dln_span_contains (quote->span, span))
        return TRUE;
    }
  return FALSE;
}

/* Nobody else is spoken of in the sentence or the one before, who might be meant. */
static gboolean
stands_clear (const DlnResolver *resolver,
              guint32            document,
              guint32            row)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnMention *pronoun = DLN_ROW (annotations->mentions, DlnMention, row);
  DlnEntityId entity = _dln_resolver_entity_of (resolver, document, row);
  guint32 sentence = _dln_sentence_at (annotations, pronoun->span.begin);

  if (sentence == DLN_NO_ROW)
    return FALSE;

  DlnSpan near = DLN_ROW (annotations->sentences, DlnSentence, sentence)->span;

  if (sentence > 0)
    near.begin = DLN_ROW (annotations->sentences, DlnSentence, sentence - 1)->span.begin;
  for (guint32 i = row; i > 0; i--)
    {
      const DlnMention *other = DLN_ROW (annotations->mentions, DlnMention, i - 1);

      if (other->span.begin < near.begin)
        break;
      if (other->type == DLN_ENTITY_PERSON
          && _dln_resolver_entity_of (resolver, document, i - 1) != entity)
        return FALSE;
    }
  for (guint32 i = row + 1; i < annotations->mentions->len; i++)
    {
      const DlnMention *other = DLN_ROW (annotations->mentions, DlnMention, i);

      if (other->span.begin >= near.end)
        break;
      if (other->type == DLN_ENTITY_PERSON
          && _dln_resolver_entity_of (resolver, document, i) != entity)
        return FALSE;
    }
  return TRUE;
}

static GArray *
collect_sightings (DlnResolver *resolver)
{
  GArray *sightings = g_array_new (FALSE, TRUE, sizeof (Sighting));

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;

      for (guint32 j = 0; j < annotations->mentions->len; j++)
        {
          const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, j);
          Sighting sighting = { .document = i, .mention = j };
          gboolean strong;

          if (mention->entity >= annotations->entities->len
              || !has_full_name (annotations, mention))
            continue;
          sighting.sex = read_mention (resolver, i, mention, &strong);
          sighting.strong = strong;
          sighting.entity = _dln_resolver_entity_of (resolver, i, j);
          if (sighting.entity != 0
              && (strong || (stands_clear (resolver, i, j)
                             && !is_quoted (annotations, mention->span)))
              && (sighting.sex == DLN_GENDER_MALE || sighting.sex == DLN_GENDER_FEMALE))
            g_array_append_val (sightings, sighting);
        }
    }
  g_array_sort (sightings, compare_sightings);
  return sightings;
}

static void
count (Tally          *tally,
       const Sighting *sighting)
{
  const Sighting **best = &tally->best[sighting->sex];

  tally->strong[sighting->sex] += sighting->strong;
  tally->weak[sighting->sex] += !sighting->strong;
  if (*best == NULL || (sighting->strong && !(*best)->strong))
    *best = sighting;
}

/* whether the article names more people than this one */
static gboolean
names_others (const DlnResolver *resolver,
              const Sighting    *sighting)
{
  const DlnAnnotations *annotations = resolver->inputs[sighting->document].annotations;
  const GArray *ids = g_ptr_array_index (resolver->out->entity_of, sighting->document);

  for (guint32 i = 0; i < annotations->entities->len; i++)
    if (DLN_ROW (annotations->entities, DlnLocalEntity, i)->type == DLN_ENTITY_PERSON
        && i < ids->len && g_array_index (ids, DlnEntityId, i) != sighting->entity)
      return TRUE;
  return FALSE;
}

/* what an article says somebody is, if it does */
static DlnGender
get_told (const Tally *tally,
          guint        least,
          DlnGender    by_name)
{
  for (DlnGender sex = DLN_GENDER_MALE; sex <= DLN_GENDER_FEMALE; sex++)
    {
      DlnGender other = sex == DLN_GENDER_MALE ? DLN_GENDER_FEMALE : DLN_GENDER_MALE;
      guint needed = least + (by_name == other ? AGAINST_NAME : 0);

      if (tally->best[other] == NULL && (tally->strong[sex] > 0 || tally->weak[sex] >= needed))
        return sex;
    }
  return DLN_GENDER_UNKNOWN;
}

static DlnGender
get_sex_of_name (const DlnResolver *resolver,
                 const Sighting    *sighting)
{
  const DlnAnnotations *annotations = resolver->inputs[sighting->document].annotations;
  const DlnLocalEntity *local =
    DLN_ROW (annotations->entities, DlnLocalEntity,
             DLN_ROW (annotations->mentions, DlnMention, sighting->mention)->entity);
  g_autofree char *key = _dln_name_key (dln_strings_get (annotations->strings, local->name));
  char *space = strchr (key, ' ');

  if (space != NULL)
    *space = '\0';
  return _dln_lexicon_get_first_name (key, NULL);
}

static void
report (DlnResolver    *resolver,
        const Sighting *man,
        const Sighting *woman)
{
  const Sighting *sides[] = { man, woman };
  const char *words[2];
  guint32 rows[2];

  for (guint i = 0; i < 2; i++)
    {
      const DlnMention *mention =
        DLN_ROW (resolver->inputs[sides[i]->document].annotations->mentions, DlnMention,
                 sides[i]->mention);
      DlnSpan mark = mention->span;

      if (mention->kind == DLN_MENTION_NAME)
        mark.begin = MIN (mark.begin, mention->title.begin);
      rows[i] = _dln_conflict_add_evidence (
        resolver, sides[i]->entity, sides[i]->document, sides[i]->mention, mark);
      words[i] = dln_strings_get (
        resolver->out->strings,
        _dln_resolver_intern_span (resolver, sides[i]->document,
                                   mention->kind == DLN_MENTION_NAME ? mention->title
                                                                     : mention->span));
    }
  _dln_resolver_add_conflict (resolver,
                              DLN_ROW (resolver->out->evidence, DlnEvidence, rows[0]),
                              DLN_ROW (resolver->out->evidence, DlnEvidence, rows[1]),
                              DLN_CONFLICT_GENDER,
                              words[0],
                              words[1]);
}

/* One entity's sightings. */
static void
compare_articles (DlnResolver    *resolver,
                  const Sighting *sightings,
                  guint           n)
{
  DlnGender by_name = get_sex_of_name (resolver, &sightings[0]);
  const Sighting *seen[DLN_GENDER_NEUTER + 1] = { NULL };

  for (guint i = 0, end; i < n; i = end)
    {
      Tally tally = { 0 };
      DlnGender told;

      for (end = i; end < n && sightings[end].document == sightings[i].document; end++)
        count (&tally, &sightings[end]);
      told = get_told (
        &tally, names_others (resolver, &sightings[i]) ? LEAST_PRONOUNS : 1, by_name);
      if (seen[told] == NULL)
        seen[told] = tally.best[told];
    }

  const Sighting *man = seen[DLN_GENDER_MALE];
  const Sighting *woman = seen[DLN_GENDER_FEMALE];

  /* two articles' pronouns alone are as often read wrong as they disagree */
  if (man != NULL && woman != NULL && (man->strong || woman->strong)
      && _dln_conflict_are_independent (resolver, man->document, woman->document))
    report (resolver, man, woman);
}

/* Time: O(mentions log mentions) */
void
_dln_conflicts_find_sexes (DlnResolver *resolver)
{
  g_autoptr (GArray) sightings = collect_sightings (resolver);

  for (guint i = 0, end; i < sightings->len; i = end)
    {
      const Sighting *first = DLN_ROW (sightings, Sighting, i);

      for (end = i + 1; end < sightings->len
                        && DLN_ROW (sightings, Sighting, end)->entity == first->entity;
           end++)
        ;
      if (DLN_ROW (sightings, Sighting, end - 1)->document != first->document)
        compare_articles (resolver, first, end - i);
    }
}
