/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How surely two claims of one kind tell the same event: points for what they share and against
 * what they do not, in hundredths of a logit. The features are those of pairwise models of event
 * coreference; the points are round numbers, near to what logistic regression gives over news of
 * several topics, and no single one matters much. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/events/dln-claims-private.h"

#include <math.h>

#define DAY (24 * 60 * 60)
#define MONTH (31 * DAY)
#define BY_DEFAULT_DEFINITE 50 /* "the attack" again in one article */
#define NONE_SHARED 75 /* both name somebody or a place, and not the same */
#define TWO_PEOPLE 150 /* one person did it, and another */
#define ONE_OR_MANY 300 /* one person did it, or many */
#define PART_OF_WHOLE 100 /* no report corrects a number by so much */
#define NOTHING_SHARED 300 /* but the verb and the story; of verbs that any article has */
#define LEAD 3 /* sentences */
#define SENTENCES_ALIKE 50 /* points of sentences that say much the same */
#define OF_OLD 250 /* one of years ago, and one without a date */
#define YEAR (366 * DAY)
#define SURE 600 /* no pair counts for more, nor for less than as much against */

/* Where they stand. In one article a kind of event is often told of several; articles on one story
 * tell it of one, unless weeks lie between them. */
static const int points_between[] = {
  [DLN_BETWEEN_SAME] = 50,    [DLN_BETWEEN_STORY] = 150, [DLN_BETWEEN_LATER] = -25,
  [DLN_BETWEEN_OTHERS] = -200, [DLN_BETWEEN_FAR] = -300,
};

/* ---- dates ----------------------------------------------------------------------------------- */

gboolean
_dln_when_meet (const DlnWhen *a,
                const DlnWhen *b)
{
  return a->earliest_begin < b->latest_end && b->earliest_begin < a->latest_end;
}

gint64
_dln_when_measure (const DlnWhen *when)
{
  if (when->precision == DLN_PRECISION_NONE || when->earliest_begin == DLN_INSTANT_PAST
      || when->latest_end == DLN_INSTANT_FUTURE)
    return G_MAXINT64;
  return when->latest_end - when->earliest_begin;
}

typedef enum
{
  DATES_UNKNOWN, /* of one of them or of both */
  DATES_AGREE,   /* on a day */
  DATES_NEAR,    /* on a month */
  DATES_VAGUE,   /* on less */
  DATES_GUESSED, /* they differ, but one of them is only inferred */
  DATES_BESIDE,  /* days of the same week */
  DATES_DIFFER,
} Dates;

static Dates
compare_dates (const DlnWhen *a,
               const DlnWhen *b)
{
  gint64 longer = MAX (_dln_when_measure (a), _dln_when_measure (b));

  if (a->precision == DLN_PRECISION_NONE || b->precision == DLN_PRECISION_NONE)
    return DATES_UNKNOWN;
  if (_dln_when_meet (a, b))
    return longer <= 2 * DAY ? DATES_AGREE : longer <= 32 * DAY ? DATES_NEAR : DATES_VAGUE;

  gint64 gap = a->earliest_begin > b->earliest_begin ? a->earliest_begin - b->latest_end
                                                     : b->earliest_begin - a->latest_end;

  if (((a->flags | b->flags) & (DLN_WHEN_INFERRED | DLN_WHEN_APPROXIMATE)) != 0 && gap <= MONTH)
    return DATES_GUESSED;
  return gap <= 3 * DAY && longer <= 2 * DAY ? DATES_BESIDE : DATES_DIFFER;
}

/* ---- people, places and words ---------------------------------------------------------------- */

typedef struct
{
  double   shared;
  gboolean agents_differ;
  gboolean patients_differ;
  gboolean places_differ;
  guint    n_strong;
} Overlap;

static void
compare_role (const DlnClaimProfile *a,
              const DlnClaimProfile *b,
              guint8                 role,
              gboolean              *differ)
{
  gboolean in_a = FALSE;
  gboolean in_b = FALSE;

  for (guint i = 0; i < a->n_entities; i++)
    for (guint j = 0; j < b->n_entities; j++)
      if ((a->entities[i].role == role || b->entities[j].role == role)
          && a->entities[i].entity == b->entities[j].entity)
        return;
  for (guint i = 0; i < a->n_entities; i++)
    in_a |= a->entities[i].role == role;
  for (guint j = 0; j < b->n_entities; j++)
    in_b |= b->entities[j].role == role;
  *differ = in_a && in_b;
}

static Overlap
compare_entities (const DlnClaimProfile *a,
                  const DlnClaimProfile *b)
{
  Overlap overlap = { 0 };

  for (guint i = 0; i < a->n_entities; i++)
    for (guint j = 0; j < b->n_entities; j++)
      {
        if (a->entities[i].entity != b->entities[j].entity)
          continue;
        if (a->entities[i].role == b->entities[j].role && a->entities[i].role != DLN_ROLE_OTHER)
          {
            overlap.shared += a->entities[i].role == DLN_ROLE_PLACE ? 1.5 : 2;
            overlap.n_strong += a->entities[i].role <= DLN_ROLE_PATIENT && a->entities[i].actor;
          }
        else if (a->entities[i].role == DLN_ROLE_OTHER && b->entities[j].role == DLN_ROLE_OTHER)
          overlap.shared += 0.5;
        else
          overlap.shared +=
            a->entities[i].role == DLN_ROLE_OTHER || b->entities[j].role == DLN_ROLE_OTHER ? 1
                                                                                           : 1.5;
      }
  compare_role (a, b, DLN_ROLE_AGENT, &overlap.agents_differ);
  compare_role (a, b, DLN_ROLE_PATIENT, &overlap.patients_differ);
  compare_role (a, b, DLN_ROLE_PLACE, &overlap.places_differ);
  return overlap;
}

static guint
count_shared_content (const DlnClaimProfile *a,
                      const DlnClaimProfile *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->n_content && j < b->n_content;)
    {
      if (a->content[i] == b->content[j])
        {
          n++;
          i++;
          j++;
        }
      else if (a->content[i] < b->content[j])
        i++;
      else
        j++;
    }
  return n;
}

/**
 * _dln_claim_compare_undated:
 * @claim: a claim whose date is told by a relative expression only
 * @dated: another with a date
 *
 * Returns: more than 0 if kind, people and words agree well enough to date one by the other
 */
double
_dln_claim_compare_undated (const DlnClaimProfile *claim,
                            const DlnClaimProfile *dated)
{
  Overlap overlap = compare_entities (claim, dated);
  guint words = count_shared_content (claim, dated);

  if (overlap.shared < 1 || overlap.agents_differ || overlap.patients_differ
      || overlap.places_differ || (overlap.n_strong == 0 && words == 0)
      || (claim->statement && words < 2) || (words == 0 && overlap.shared < 4))
    return 0;
  return overlap.shared + 0.7 * MIN (words, 4) - 2;
}

/* One person of a role, or 0 */
static DlnEntityId
get_only_person (const DlnClaimProfile *claim,
                 guint8                 role,
                 guint8                 number)
{
  DlnEntityId found = 0;

  for (guint i = 0; i < claim->n_entities && number == DLN_CLAIM_ONE; i++)
    if (claim->entities[i].role == role && claim->entities[i].actor)
      {
        if (found != 0)
          return 0;
        found = claim->entities[i].entity;
      }
  return found;
}

static gboolean
has_entity (const DlnClaimProfile *claim,
            DlnEntityId            entity)
{
  for (guint i = 0; i < claim->n_entities; i++)
    if (claim->entities[i].entity == entity)
      return TRUE;
  return FALSE;
}

static gboolean
share_role (const DlnClaimProfile *a,
            const DlnClaimProfile *b,
            guint8                 role)
{
  for (guint i = 0; i < a->n_entities; i++)
    for (guint j = 0; j < b->n_entities; j++)
      if (a->entities[i].entity == b->entities[j].entity && a->entities[i].role == role
          && b->entities[j].role == role)
        return TRUE;
  return FALSE;
}

/* "arrested Weber", "arrested Lund"; "Weber resigned", "Lund resigned": each names one person in
 * one part, and the other claim does not speak of him at all. Who did it to one and the
 * same may be told in two ways: the police, or an officer's name. */
static gboolean
are_two_people (const DlnClaimProfile *a,
                const DlnClaimProfile *b)
{
  DlnEntityId x = get_only_person (a, DLN_ROLE_PATIENT, a->patients);
  DlnEntityId y = get_only_person (b, DLN_ROLE_PATIENT, b->patients);

  if (x != 0 && y != 0 && x != y && !has_entity (a, y) && !has_entity (b, x))
    return TRUE;
  x = get_only_person (a, DLN_ROLE_AGENT, a->agents);
  y = get_only_person (b, DLN_ROLE_AGENT, b->agents);
  return x != 0 && y != 0 && x != y && !has_entity (a, y) && !has_entity (b, x)
         && !share_role (a, b, DLN_ROLE_PATIENT) && (a->object == 0 || a->object != b->object);
}

/* "nine guards", "forty guards" */
static gboolean
have_other_counts (const DlnClaimProfile *a,
                   const DlnClaimProfile *b)
{
  gboolean other = FALSE;

  for (guint i = 0; i < a->n_counts; i++)
    for (guint j = 0; j < b->n_counts; j++)
      if (a->counts[i].noun == b->counts[j].noun)
        {
          if (a->counts[i].number == b->counts[j].number)
            return FALSE;
          other = TRUE;
        }
  return other;
}

/* one day's number, and that of all days */
static gboolean
is_part_and_whole (const DlnClaimProfile *a,
                   const DlnClaimProfile *b)
{
  for (guint i = 0; i < a->n_counts; i++)
    for (guint j = 0; j < b->n_counts; j++)
      if (a->counts[i].noun == b->counts[j].noun && a->counts[i].value > 0
          && b->counts[j].value > 0
          && MAX (a->counts[i].value, b->counts[j].value)
               >= PART_OF_WHOLE * MIN (a->counts[i].value, b->counts[j].value))
        return TRUE;
  return FALSE;
}

/* "killed two million people in 1957", "killed 50 million people in 1918": years that are told */
static gboolean
are_years_apart (const DlnClaimProfile *a,
                 const DlnClaimProfile *b)
{
  gint64 gap;

  if (!dln_when_is_known (&a->when) || !dln_when_is_known (&b->when)
      || MAX (_dln_when_measure (&a->when), _dln_when_measure (&b->when)) > YEAR
      || ((a->when.flags | b->when.flags) & (DLN_WHEN_INFERRED | DLN_WHEN_APPROXIMATE)) != 0)
    return FALSE;
  gap = a->when.earliest_begin > b->when.earliest_begin
          ? a->when.earliest_begin - b->when.latest_end
          : b->when.earliest_begin - a->when.latest_end;
  return gap >= YEAR;
}

/* Deaths in January and in March: days that are told, not guessed, more than a week apart; or more
 * than some days, and the numbers differ */
static gboolean
are_two_times (const DlnClaimProfile *a,
               const DlnClaimProfile *b)
{
  gint64 gap;

  /* longer ones may have no bounds, which cannot be subtracted */
  if (!dln_when_is_known (&a->when) || !dln_when_is_known (&b->when)
      || MAX (_dln_when_measure (&a->when), _dln_when_measure (&b->when)) > 2 * DAY)
    return FALSE;
  gap = a->when.earliest_begin > b->when.earliest_begin
          ? a->when.earliest_begin - b->when.latest_end
          : b->when.earliest_begin - a->when.latest_end;
  return (gap > 7 * DAY || (gap > 3 * DAY && have_other_counts (a, b)))
         && ((a->when.flags | b->when.flags) & (DLN_WHEN_INFERRED | DLN_WHEN_APPROXIMATE)) == 0;
}

/* ---- points ---------------------------------------------------------------------------------- */

/* Attacks, meetings and statements may come again the day after. */
gboolean
_dln_claim_recurs (DlnEventType type)
{
  return type == DLN_EVENT_STATEMENT || type == DLN_EVENT_DIPLOMACY
         || type == DLN_EVENT_ARMED_CONFLICT || type == DLN_EVENT_OTHER;
}

/* Kinds that are seldom told of two events in one article. */
static gboolean
is_told_once (DlnEventType type)
{
  return _dln_claim_happens_once (type) || type == DLN_EVENT_ARMED_CONFLICT;
}

static guint
count_shared_entities (const DlnClaimProfile *a,
                       const DlnClaimProfile *b)
{
  guint n = 0;

  for (guint i = 0; i < a->n_entities; i++)
    for (guint j = 0; j < b->n_entities; j++)
      n += a->entities[i].entity == b->entities[j].entity;
  return n;
}

/* "the engineer fled" and "thousands fled"; not "Lund founded it" and "Lund and Berg founded it" */
static gboolean
numbers_differ (const DlnClaimProfile *a,
                const DlnClaimProfile *b)
{
  return (a->agents != DLN_CLAIM_SOMEBODY && b->agents != DLN_CLAIM_SOMEBODY
          && a->agents != b->agents && !share_role (a, b, DLN_ROLE_AGENT))
         || (a->patients != DLN_CLAIM_SOMEBODY && b->patients != DLN_CLAIM_SOMEBODY
             && a->patients != b->patients && !share_role (a, b, DLN_ROLE_PATIENT));
}

static int
rate_participants (const DlnClaimProfile *a,
                   const DlnClaimProfile *b)
{
  Overlap overlap = compare_entities (a, b);
  guint n_shared = count_shared_entities (a, b);
  int points = 50 * MIN (n_shared, 3);

  points += share_role (a, b, DLN_ROLE_AGENT) ? 25 : 0;
  points += share_role (a, b, DLN_ROLE_PATIENT) ? 100 : 0;
  /* nor does somebody leave twice at one time */
  points += a->type == DLN_EVENT_MOVEMENT && b->type == DLN_EVENT_MOVEMENT && overlap.n_strong > 0
                && a->agents == DLN_CLAIM_ONE && b->agents == DLN_CLAIM_ONE
                && a->when.precision != DLN_PRECISION_NONE
                && b->when.precision != DLN_PRECISION_NONE && _dln_when_meet (&a->when, &b->when)
              ? 100 : 0;
  /* a person dies once, and is seldom arrested or elected twice in one story */
  points += is_told_once (a->type) && is_told_once (b->type) && overlap.n_strong > 0 ? 100 : 0;
  points -= n_shared == 0 && a->n_entities > 0 && b->n_entities > 0 && !a->nominal && !b->nominal
                && (a->object == 0 || a->object != b->object)
              ? NONE_SHARED
              : 0;
  points -= overlap.agents_differ ? 75 : 0;
  points -= overlap.agents_differ && a->agents == DLN_CLAIM_ONE && b->agents == DLN_CLAIM_ONE
              ? TWO_PEOPLE : 0;
  points -= overlap.patients_differ ? 75 : 0;
  points -= overlap.places_differ ? 75 : 0;
  points -= a->subject != 0 && b->subject != 0 && a->subject != b->subject ? 50 : 0;
  if (a->object != 0 && b->object != 0)
    points += a->object == b->object ? 50 : -50;
  points -= numbers_differ (a, b) ? ONE_OR_MANY : 0;
  points -= a->adjective != 0 && b->adjective != 0 && a->adjective != b->adjective ? 100 : 0;
  return points;
}

static gboolean
shares_actor (const DlnClaimProfile *a,
              const DlnClaimProfile *b)
{
  for (guint i = 0; i < a->n_entities; i++)
    for (guint j = 0; j < b->n_entities; j++)
      if (a->entities[i].entity == b->entities[j].entity && a->entities[i].actor)
        return TRUE;
  return FALSE;
}

/* how many people left, by a first and by a later count */
static gboolean
count_alike (const DlnClaimProfile *a,
             const DlnClaimProfile *b)
{
  for (guint i = 0; i < a->n_counts; i++)
    for (guint j = 0; j < b->n_counts; j++)
      if (a->counts[i].value > 1 && b->counts[j].value > 1
          && (a->counts[i].noun == b->counts[j].noun
              || (a->agents == DLN_CLAIM_MANY && b->agents == DLN_CLAIM_MANY)))
        return TRUE;
  return FALSE;
}

/* Do two claims share more than their verb and the story: somebody in it, who did it or to what, a
 * day, a word of the clause? Shares that jumped and a virus that jumped do not. */
static gboolean
share_something (const DlnClaimProfile *a,
                 const DlnClaimProfile *b)
{
  Dates dates = compare_dates (&a->when, &b->when);

  return share_role (a, b, DLN_ROLE_AGENT) || share_role (a, b, DLN_ROLE_PATIENT)
         || shares_actor (a, b) || (a->subject != 0 && a->subject == b->subject)
         || (a->object != 0 && a->object == b->object) || count_shared_content (a, b) > 0
         || count_alike (a, b)
         || ((dates == DATES_AGREE || dates == DATES_NEAR)
             && ((a->when.flags | b->when.flags) & DLN_WHEN_INFERRED) == 0);
}

/* What happened is not what did not or may happen; a plan may be told again when it is done. */
static int
rate_stance (const DlnClaimProfile *a,
             const DlnClaimProfile *b)
{
  int points = 0;

  points -= a->polarity != b->polarity ? 150 : 0;
  points -= a->generic != b->generic ? 100 : 0;
  /* who asks tells nothing, least of all the number that another gives */
  points -= a->asks != b->asks ? 250 : 0;
  return points;
}

/* "since the invasion of February 2020" in another story: what is told with its date, and with who
 * did it or to whom, is known to everybody */
static gboolean
is_recalled_elsewhere (const DlnClaimProfile *a,
                       const DlnClaimProfile *b,
                       DlnBetween             between)
{
  return between >= DLN_BETWEEN_LATER && (a->recalled || b->recalled)
         && (share_role (a, b, DLN_ROLE_AGENT) || share_role (a, b, DLN_ROLE_PATIENT));
}

static int
rate_dates (const DlnClaimProfile *a,
            const DlnClaimProfile *b,
            DlnBetween             between)
{
  switch (compare_dates (&a->when, &b->when))
    {
    case DATES_AGREE:
      return between >= DLN_BETWEEN_LATER ? 175 : 25;
    case DATES_NEAR:
      return is_recalled_elsewhere (a, b, between) ? 125 : 25;
    case DATES_VAGUE:
      return is_recalled_elsewhere (a, b, between) ? 75 : 0;
    case DATES_GUESSED:
      return _dln_claim_recurs (a->type) || _dln_claim_recurs (b->type) ? -150 : -25;
    case DATES_BESIDE:
      /* sources may be at odds about a day, an article with itself is not */
      if (between == DLN_BETWEEN_SAME)
        return -500;
      return _dln_claim_recurs (a->type) || _dln_claim_recurs (b->type) ? -150 : 0;
    case DATES_DIFFER:
      return -500;
    case DATES_UNKNOWN:
      /* what is recalled with its date is not the news, which often has none */
      return a->recalled == b->recalled || (a->background && b->background) ? 0
             : !share_role (a, b, DLN_ROLE_AGENT) && !share_role (a, b, DLN_ROLE_PATIENT)
               ? -OF_OLD
             : between == DLN_BETWEEN_SAME ? -150
                                           : -100;
    default:
      return 0;
    }
}

/* @earlier and @later stand in one article in this order. */
static int
rate_order (const DlnClaimProfile *earlier,
            const DlnClaimProfile *later)
{
  int points = 0;

  if (earlier->place_in_text == later->place_in_text)
    points -= 200;
  if (later->indefinite)
    points -= 75;
  else if (later->nominal && later->definite)
    points += earlier->nominal ? BY_DEFAULT_DEFINITE : 2 * BY_DEFAULT_DEFINITE;
  for (guint i = 0; i < earlier->n_counts; i++)
    for (guint j = 0; j < later->n_counts; j++)
      if (earlier->counts[i].noun == later->counts[j].noun
          && earlier->counts[i].number != later->counts[j].number)
        return points - 250;
  return points;
}

/* How much the sentences say the same: in steps. */
static int
rate_sentences (const DlnClaimReader  *reader,
                const DlnClaimProfile *a,
                const DlnClaimProfile *b)
{
  const DlnClaimTerm *x = (const DlnClaimTerm *) reader->terms->data + a->first_term;
  const DlnClaimTerm *y = (const DlnClaimTerm *) reader->terms->data + b->first_term;
  double all_x = 0;
  double all_y = 0;
  double shared = 0;

  for (guint i = 0; i < a->n_terms; i++)
    all_x += x[i].weight;
  for (guint j = 0; j < b->n_terms; j++)
    all_y += y[j].weight;
  for (guint i = 0, j = 0; i < a->n_terms && j < b->n_terms;)
    {
      guint32 p = x[i].word;
      guint32 q = y[j].word;

      if (p == q && p != a->lemma && p != b->lemma)
        shared += x[i].weight;
      i += p <= q;
      j += q <= p;
    }

  double same = all_x > 0 && all_y > 0 ? shared / sqrt (all_x * all_y) : 0;

  return 25 * CLAMP ((int) (same * 10) - 1, 0, 4);
}

static int
rate_words (const DlnClaimProfile *a,
            const DlnClaimProfile *b)
{
  int points = 0;

  points -= a->lemma == b->lemma ? 0 : a->family == b->family ? 25 : 75;
  points -= a->statement || b->statement ? 150 : 0;
  points -= !a->light && !b->light ? 0 : a->object != 0 && a->object == b->object ? 50 : 200;
  points -= a->common || b->common ? 50 : 0;
  points += is_told_once (a->type) && is_told_once (b->type) ? 50 : 0;
  if (a->nominal && b->nominal)
    points += a->plural == b->plural ? 50 : 0;
  return points;
}

/* What counts against two claims that share only their verb and the story; not two nouns, nor
 * sentences that say much the same. The first sentences of articles of one story tell of one event,
 * those further down of many. */
static int
rate_nothing (const DlnClaimReader  *reader,
              const DlnClaimProfile *a,
              const DlnClaimProfile *b,
              DlnBetween             between)
{
  gboolean anywhere = a->common || b->common || a->light || b->light || a->type == DLN_EVENT_OTHER
                      || a->type == DLN_EVENT_MOVEMENT || a->type == DLN_EVENT_STATEMENT;

  return !anywhere || (a->nominal && b->nominal)
             || MAX (a->place_in_text, b->place_in_text) <= LEAD || share_something (a, b)
             || (between != DLN_BETWEEN_SAME && rate_sentences (reader, a, b) >= SENTENCES_ALIKE)
           ? 0
           : NOTHING_SHARED;
}

/**
 * _dln_claim_compare:
 * @reader: what read them
 * @a: a claim
 * @b: another of the same kind
 * @between: how their articles stand to each other
 *
 * Returns: above 0 if they more likely than not tell one event; in hundredths of a logit
 */
int
_dln_claim_compare (const DlnClaimReader  *reader,
                    const DlnClaimProfile *a,
                    const DlnClaimProfile *b,
                    DlnBetween             between)
{
  int points;

  /* the days of articles say nothing about what both recall */
  if (between == DLN_BETWEEN_FAR && (a->recalled || b->recalled))
    between = DLN_BETWEEN_OTHERS;
  points = points_between[between];
  /* a copy of the sentence in another article */
  if (between != DLN_BETWEEN_SAME && a->sentence != 0 && a->sentence == b->sentence)
    return SURE;
  /* more than one claim that agrees can make good for */
  if (are_two_people (a, b) || are_two_times (a, b) || are_years_apart (a, b)
      || is_part_and_whole (a, b))
    return -2 * SURE;
  points -= rate_nothing (reader, a, b, between);
  points +=
    rate_words (a, b) + rate_stance (a, b) + rate_participants (a, b) + rate_dates (a, b, between);
  if (between == DLN_BETWEEN_SAME)
    points += a->place_in_text <= b->place_in_text ? rate_order (a, b) : rate_order (b, a);
  else if (!numbers_differ (a, b))
    {
      points += rate_sentences (reader, a, b);
      points += a->place_in_text <= 1 && b->place_in_text <= 1 ? 100 : 0;
    }
  return CLAMP (points, -SURE, SURE);
}
