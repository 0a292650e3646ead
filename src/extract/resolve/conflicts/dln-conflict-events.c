/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sources disagree about one event: day, place, number, who did it to whom, whether it
 * happened. Claims are joined when they more likely than not tell one event; a reader who is shown
 * a disagreement wants to be surer than that, so that two claims are compared only if they share
 * somebody in the same part, and nobody else stands there. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-word-sets-private.h"
#include "extract/resolve/events/dln-claims-private.h"
#include "extract/resolve/conflicts/dln-conflict-scope-private.h"
#include "extract/resolve/conflicts/dln-conflicts-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"
#include "extract/resolve/conflicts/dln-numbers-private.h"

#include <string.h>

#define MAX_ROWS 40 /* evidence of one event that is compared */
#define DAY (24 * 60 * 60)
#define MONTH (31 * DAY)
#define YEAR (366 * DAY)
#define FAR_MORE 20 /* times as many are counted of something else, but for a disaster */

/* how much two claims share: points */
#define SAME_PART 2  /* somebody in one part */
#define SAME_NAME 1  /* somebody or a place in another part or at the edge */
#define SAME_WORD 1  /* a noun as subject or object, a word of the clause */
#define CLOSE 3      /* enough for what happens once */
#define VERY_CLOSE 5 /* enough for what may happen again the day after */

typedef struct
{
  DlnEntityId ids[DLN_CLAIM_MAX_ENTITIES];
  guint       n;
  gboolean    countries; /* no place nearer than a country */
} Places;

typedef struct
{
  DlnResolver         *resolver;
  const DlnEvidence   *row;
  const DlnEventClaim *claim;
  DlnClaimProfile      profile;
  DlnNumbers           numbers;
  Places               places;
} Side;

/* ---- whether they tell of one event ---------------------------------------------------------- */

typedef struct
{
  guint    points;
  guint    actors;  /* people and institutions shared in one part */
  gboolean places;  /* their sentences name the same places, and there are some */
  gboolean within[2]; /* all places of the first, of the second are places of the other */
  gboolean elsewhere; /* their sentences name other places */
  gboolean settled; /* both are of one day */
  gboolean apart;   /* somebody else did it or was hit, or it is another kind of event */
  gboolean other_thing; /* it was done to something else */
} Tie;

static gboolean
is_part (const DlnClaimEntity *entity)
{
  return entity->role <= DLN_ROLE_PATIENT;
}

/* both name who it was, and it was not the same */
static gboolean
has_other (const DlnClaimProfile *a,
           const DlnClaimProfile *b,
           guint8                 role)
{
  gboolean in_a = FALSE;
  gboolean in_b = FALSE;

  for (guint i = 0; i < a->n_entities; i++)
    for (guint j = 0; j < b->n_entities; j++)
      {
        gboolean a_fits = a->entities[i].role == role && a->entities[i].actor;
        gboolean b_fits = b->entities[j].role == role && b->entities[j].actor;

        if (a_fits && b_fits && a->entities[i].entity == b->entities[j].entity)
          return FALSE;
        in_a |= a_fits;
        in_b |= b_fits;
      }
  return in_a && in_b;
}

static guint
count_shared_words (const DlnClaimProfile *a,
                    const DlnClaimProfile *b)
{
  guint n = 0;

  for (guint i = 0; i < a->n_content; i++)
    for (guint j = 0; j < b->n_content; j++)
      n += a->content[i] == b->content[j];
  return n;
}

static void
add_places (Side    *side,
            gboolean countries)
{
  Places *places = &side->places;
  const DlnResolver *resolver = side->resolver;
  const GArray *mentions =
    resolver->inputs[side->row->document - 1].annotations->mentions;

  for (guint32 i = 0; i < mentions->len && places->n < G_N_ELEMENTS (places->ids); i++)
    {
      const DlnMention *mention = DLN_ROW (mentions, DlnMention, i);
      const DlnEntity *row = NULL;
      gboolean known = FALSE;

      if (mention->span.begin >= side->row->sentence.end)
        break;
      if (mention->span.begin >= side->row->sentence.begin && mention->kind == DLN_MENTION_NAME)
        row = _dln_resolver_get_entity (
          resolver, _dln_resolver_entity_of (resolver, side->row->document - 1, i));
      if (row == NULL || row->type != DLN_ENTITY_PLACE
          || _dln_conflict_is_country (resolver, row) != countries)
        continue;
      for (guint j = 0; j < places->n; j++)
        known |= places->ids[j] == row->id;
      if (!known)
        places->ids[places->n++] = row->id;
    }
}

/* The places of a sentence; countries only if it names nothing nearer. */
static void
read_places (Side *side)
{
  add_places (side, FALSE);
  side->places.countries = side->places.n == 0;
  if (side->places.countries)
    add_places (side, TRUE);
}

static guint
count_shared_places (const Places *a,
                     const Places *b)
{
  guint shared = 0;

  for (guint i = 0; i < a->n; i++)
    for (guint j = 0; j < b->n; j++)
      shared += a->ids[i] == b->ids[j];
  return shared;
}

static gboolean
are_known (const DlnWhen *a,
           const DlnWhen *b)
{
  return a->precision != DLN_PRECISION_NONE && b->precision != DLN_PRECISION_NONE;
}

static Tie
measure_tie (const Side *x,
             const Side *y)
{
  const DlnClaimProfile *a = &x->profile;
  const DlnClaimProfile *b = &y->profile;
  Tie tie = { 0 };
  const Places *places_a = &x->places, *places_b = &y->places;
  guint shared = count_shared_places (places_a, places_b);
  guint names = 0;

  for (guint i = 0; i < a->n_entities; i++)
    for (guint j = 0; j < b->n_entities; j++)
      {
        const DlnClaimEntity *p = &a->entities[i];
        const DlnClaimEntity *q = &b->entities[j];

        if (p->entity != q->entity)
          continue;
        if (p->role != q->role || p->role == DLN_ROLE_OTHER)
          names++;
        else
          tie.points += SAME_PART;
        tie.actors += p->role == q->role && is_part (p) && p->actor;
      }
  tie.points += SAME_NAME * MIN (names, 2)
               + SAME_WORD * MIN (count_shared_words (a, b), 2);
  tie.points += a->object != 0 && a->object == b->object ? SAME_WORD : 0;
  tie.points += a->subject != 0 && a->subject == b->subject ? SAME_WORD : 0;
  tie.places = places_a->n > 0 && shared == places_a->n && shared == places_b->n;
  tie.within[0] = shared > 0 && shared == places_a->n && !places_a->countries;
  tie.within[1] = shared > 0 && shared == places_b->n && !places_b->countries;
  tie.elsewhere =
    places_a->n > 0 && places_b->n > 0 && !tie.places && !tie.within[0] && !tie.within[1];
  tie.settled = are_known (&a->when, &b->when) && _dln_when_meet (&a->when, &b->when)
                && MAX (_dln_when_measure (&a->when), _dln_when_measure (&b->when)) <= 2 * DAY;
  tie.apart =
    a->class != b->class || a->statement || b->statement
    || has_other (a, b, DLN_ROLE_AGENT) || has_other (a, b, DLN_ROLE_PATIENT)
    || (a->adjective != 0 && b->adjective != 0 && a->adjective != b->adjective);
  tie.other_thing =
    a->object != 0 && b->object != 0 && a->object != b->object && tie.actors < 2;
  return tie;
}

/* ---- days ------------------------------------------------------------------------------------ */

/* "the day before": before what is a guess */
static gboolean
is_counted (const Side    *side,
            const DlnTime *time)
{
  g_autofree char *words = dln_document_dup_span (
    side->resolver->inputs[side->row->document - 1].document, time->span);
  const char *last = strrchr (words, ' ');

  return last != NULL && g_strv_contains (_dln_words (DLN_WORDS_COUNTING_WORDS), last + 1);
}

/* A day that was inferred or counted from another article contradicts nobody, nor does one counted
 * from such a day, or since when it has been so. */
static gboolean
is_told_date (const Side *side)
{
  const DlnWhen *when = &side->row->when;
  const DlnAnnotations *annotations =
    side->resolver->inputs[side->row->document - 1].annotations;
  const DlnTime *time;

  if (when->precision == DLN_PRECISION_NONE || (when->flags & DLN_WHEN_INFERRED) != 0
      || !dln_when_equal (when, &side->claim->when))
    return FALSE;
  if (side->claim->time >= annotations->times->len)
    return TRUE;
  time = DLN_ROW (annotations->times, DlnTime, side->claim->time);
  if ((time->preposition != DLN_TIME_ROLE_AT && time->preposition != DLN_TIME_ROLE_DURING)
      || is_counted (side, time))
    return FALSE;
  if (time->anchor == DLN_ANCHOR_NONE)
    return TRUE;

  /* "at 2 pm" tells an hour of a day that may be another */
  guint8 source =
    DLN_ROW (side->resolver->out->documents, DlnResolvedDocument, side->row->document - 1)
      ->date_source;

  return time->anchor == DLN_ANCHOR_DOCUMENT && when->precision >= DLN_PRECISION_DAYPART
         && (source == DLN_DATE_GIVEN || source == DLN_DATE_DATELINE);
}

static gint64
get_gap (const DlnWhen *a,
         const DlnWhen *b)
{
  return a->earliest_begin > b->earliest_begin ? a->earliest_begin - b->latest_end
                                               : b->earliest_begin - a->latest_end;
}

static gboolean
hits_one_thing (const Side *side)
{
  return _dln_conflict_hits_one_thing (
    side->resolver->inputs[side->row->document - 1].annotations, side->claim);
}

/* Whether the other day is more likely a mistake than another event of the kind. */
static gboolean
is_other_day_of_one (const Side *a,
                     const Side *b,
                     const Tie  *tie)
{
  const DlnWhen *x = &a->row->when, *y = &b->row->when;
  gint64 gap = get_gap (x, y);
  gboolean once =
    _dln_claim_happens_once (a->profile.type) && _dln_claim_happens_once (b->profile.type);
  /* "rebels seized the radio station in Port Alma" on Thursday or on Friday */
  gboolean whole = tie->places && a->profile.object != 0 && gap <= 2 * DAY
                   && a->profile.object == b->profile.object && hits_one_thing (a)
                   && hits_one_thing (b);

  if (a->claim->modality != b->claim->modality || a->claim->polarity != b->claim->polarity
      || a->claim->modality == DLN_MODALITY_CONDITIONAL
      || (tie->actors == 0 && !whole && !(a->profile.type == DLN_EVENT_DISASTER && tie->places)))
    return FALSE;
  /* "about two weeks ago", "about three weeks ago" */
  if (((x->flags | y->flags) & DLN_WHEN_APPROXIMATE) != 0
      && gap <= MAX (_dln_when_measure (x), _dln_when_measure (y)))
    return FALSE;
  if (tie->points < (once ? CLOSE : VERY_CLOSE - (gap <= 2 * DAY)))
    return FALSE;
  return gap <= (a->profile.type == DLN_EVENT_LIFE ? 3 * YEAR : once ? YEAR : 2 * DAY);
}

static gboolean
is_daily (const Side *side)
{
  return _dln_conflict_is_daily (
    side->resolver->inputs[side->row->document - 1].annotations, side->claim);
}

static gboolean
compare_dates (const Side *a,
               const Side *b,
               const Tie  *tie)
{
  if (!is_told_date (a) || !is_told_date (b) || _dln_when_meet (&a->row->when, &b->row->when)
      || tie->apart || tie->other_thing || is_daily (a) || is_daily (b)
      || !is_other_day_of_one (a, b, tie) || _dln_conflict_is_reprint (a->resolver, a->row, b->row))
    return FALSE;

  g_autofree char *value_a = dln_when_to_edtf (&a->row->when);
  g_autofree char *value_b = dln_when_to_edtf (&b->row->when);

  _dln_resolver_add_conflict (a->resolver, a->row, b->row, DLN_CONFLICT_DATE, value_a, value_b);
  return TRUE;
}

/* ---- numbers --------------------------------------------------------------------------------- */

static gboolean
is_update (const Side *a,
           const Side *b,
           double      value_a,
           double      value_b)
{
  const GArray *documents = a->resolver->out->documents;
  const DlnWhen *x = &DLN_ROW (documents, DlnResolvedDocument, a->row->document - 1)->when;
  const DlnWhen *y = &DLN_ROW (documents, DlnResolvedDocument, b->row->document - 1)->when;

  if (!are_known (x, y) || _dln_when_meet (x, y))
    return FALSE;
  return (x->earliest_begin < y->earliest_begin) == (value_a < value_b);
}

/* articles of one month */
static gboolean
are_near (const Side *a,
          const Side *b)
{
  return _dln_conflict_are_within_month (
    a->resolver, a->row->document - 1, b->row->document - 1);
}

/* "700,000 Russians left" in one article, Russia in the other */
static gboolean
is_of_country (const Side      *side,
               const DlnNumber *number)
{
  const DlnStrings *strings = side->resolver->out->strings;
  g_autofree char *noun = _dln_name_key (dln_strings_get (strings, number->noun));
  const char *country =
    side->claim->type == DLN_EVENT_MOVEMENT ? _dln_lexicon_get_country (noun) : NULL;

  for (guint i = 0; country != NULL && i < side->profile.n_entities; i++)
    {
      const DlnEntity *row =
        _dln_resolver_get_entity (side->resolver, side->profile.entities[i].entity);
      g_autofree char *key =
        row != NULL ? _dln_name_key (dln_strings_get (strings, row->name)) : NULL;

      if (key != NULL && g_strcmp0 (_dln_lexicon_get_country (key), country) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What is said of the ferry that sank need not be said again of those whom it killed. */
static gboolean
is_reported (const DlnResolver *resolver,
             const Side        *a,
             const Side        *b,
             const char        *value_a,
             const char        *value_b)
{
  const DlnResolution *out = resolver->out;

  for (guint i = 0; i < out->conflicts->len; i++)
    {
      const DlnConflict *row = DLN_ROW (out->conflicts, DlnConflict, i);
      const DlnEvidence *x = DLN_ROW (out->evidence, DlnEvidence, row->evidence_a);
      const DlnEvidence *y = DLN_ROW (out->evidence, DlnEvidence, row->evidence_b);

      if (row->kind == DLN_TARGET_EVENT && x->document == a->row->document
          && y->document == b->row->document && x->sentence.begin == a->row->sentence.begin
          && y->sentence.begin == b->row->sentence.begin
          && strcmp (dln_strings_get (out->strings, row->value_a), value_a) == 0
          && strcmp (dln_strings_get (out->strings, row->value_b), value_b) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether both count who took part in one event: somebody is in it by name, or it is of one place
 * or day; a toll that grew within days may be told of neither, and a toll that grew may be told of
 * fewer places, not of more. */
static gboolean
are_tied (const Side      *a,
          const Side      *b,
          const Tie       *tie,
          const DlnNumber *p,
          const DlnNumber *q,
          DlnConflictType  type)
{
  if (tie->actors > 0 || p->strength)
    return tie->actors > 0 || !tie->elsewhere;
  if (!p->people)
    return tie->settled && tie->places && tie->points >= VERY_CLOSE;
  return p->people
         && (tie->places || (type == DLN_CONFLICT_UPDATE && tie->within[p->value < q->value])
             || is_of_country (a, q) || is_of_country (b, p)
             || (!tie->elsewhere
                 && (tie->settled
                     || (type == DLN_CONFLICT_UPDATE && are_near (a, b) && tie->points > 0
                         && MIN (p->value, q->value) > 1))));
}

/* the bit of the kind of disagreement, 0 if there is none */
static guint
compare_numbers (const Side *a,
                 const Side *b,
                 const Tie  *tie,
                 guint       done)
{
  const DlnStrings *strings = a->resolver->out->strings;
  const DlnWhen *when_a = &a->row->when;
  const DlnWhen *when_b = &b->row->when;
  const DlnNumber *p, *q;
  DlnNumbersOrder order;
  DlnConflictType type;

  if (tie->apart || a->numbers.n == 0 || b->numbers.n == 0
      || a->numbers.since != b->numbers.since || a->numbers.habit || b->numbers.habit
      || (((when_a->flags | when_b->flags) & DLN_WHEN_INFERRED) == 0
          && are_known (when_a, when_b) && !_dln_when_meet (when_a, when_b)))
    return 0;
  order = _dln_numbers_compare (&a->numbers, &b->numbers, &p, &q);
  /* things are counted by the half, the season and the whole career */
  if (order == DLN_NUMBERS_AGREE
      || (!p->people && (tie->other_thing || !(tie->settled || p->prison)))
      || (a->profile.type != DLN_EVENT_DISASTER
          && MAX (p->value, q->value) > FAR_MORE * MIN (p->value, q->value)))
    return 0;
  type = is_update (a, b, p->value, q->value) ? DLN_CONFLICT_UPDATE : DLN_CONFLICT_NUMBER;
  if ((done & 1u << type) != 0 || !are_tied (a, b, tie, p, q, type)
      || (type == DLN_CONFLICT_NUMBER
          && (order != DLN_NUMBERS_DIFFER
              || !(tie->settled || tie->points >= VERY_CLOSE || are_near (a, b)))))
    return 0;

  gboolean turned = type == DLN_CONFLICT_UPDATE && p->value > q->value;
  const Side *first = turned ? b : a, *second = turned ? a : b;
  const char *value_a = dln_strings_get (strings, turned ? q->words : p->words);
  const char *value_b = dln_strings_get (strings, turned ? p->words : q->words);

  if (!is_reported (a->resolver, first, second, value_a, value_b))
    _dln_resolver_add_conflict (a->resolver, first->row, second->row, type, value_a, value_b);
  return 1u << type;
}

/* ---- places ---------------------------------------------------------------------------------- */

/* Where it was: what the claim says, or the one place of its clause, which a tree may have hung on
 * another word ("arrested the banker in Velm"). */
static guint32
find_place (const Side *side)
{
  const DlnAnnotations *annotations =
    side->resolver->inputs[side->row->document - 1].annotations;
  DlnSpan clause = side->claim->clause;
  guint32 found = DLN_NO_ROW;

  if (side->claim->place != DLN_NO_ROW)
    return side->claim->place;
  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      if (mention->span.begin >= clause.end)
        break;
      if (mention->span.begin < clause.begin || mention->type != DLN_ENTITY_PLACE)
        continue;
      if (found != DLN_NO_ROW
          || !g_strv_contains (_dln_words (DLN_WORDS_PLACING_PREPOSITIONS),
                               _dln_conflict_get_preposition (annotations, i)))
        return DLN_NO_ROW;
      found = i;
    }
  return found;
}

/* Two towns, not a town and its suburb: an article that knows of both says where each lies. */
static gboolean
compare_places (const Side *a,
                const Side *b,
                const Tie  *tie)
{
  DlnResolver *resolver = a->resolver;
  guint32 place_a = find_place (a), place_b = find_place (b);
  const DlnEntity *x = _dln_resolver_get_entity (
    resolver, _dln_resolver_entity_of (resolver, a->row->document - 1, place_a));
  const DlnEntity *y = _dln_resolver_get_entity (
    resolver, _dln_resolver_entity_of (resolver, b->row->document - 1, place_b));
  const char *preposition =
    _dln_conflict_get_preposition (resolver->inputs[a->row->document - 1].annotations, place_a);

  if (x == NULL || y == NULL || x == y || tie->apart || tie->actors == 0
      || x->type != DLN_ENTITY_PLACE || y->type != DLN_ENTITY_PLACE
      || (are_known (&a->row->when, &b->row->when)
          && !_dln_when_meet (&a->row->when, &b->row->when))
      || (!tie->settled && !_dln_claim_happens_once (a->profile.type))
      || strcmp (preposition, _dln_conflict_get_preposition (
                                resolver->inputs[b->row->document - 1].annotations, place_b))
           != 0
      || !g_strv_contains (_dln_words (DLN_WORDS_PLACING_PREPOSITIONS), preposition)
      || _dln_conflict_is_area (resolver, x) || _dln_conflict_is_area (resolver, y)
      || _dln_conflict_share_word (resolver, x, y)
      || _dln_conflict_names_place (resolver, a->row->document - 1, y->id)
      || _dln_conflict_names_place (resolver, b->row->document - 1, x->id))
    return FALSE;
  _dln_resolver_add_conflict (resolver,
                              a->row,
                              b->row,
                              DLN_CONFLICT_PLACE,
                              dln_strings_get (resolver->out->strings, x->name),
                              dln_strings_get (resolver->out->strings, y->name));
  return TRUE;
}

/* ---- who did it to whom ---------------------------------------------------------------------- */

static const DlnClaimEntity *
find_part (const DlnClaimProfile *profile,
           guint8                 role)
{
  for (guint i = 0; i < profile->n_entities; i++)
    if (profile->entities[i].role == role && profile->entities[i].actor)
      return &profile->entities[i];
  return NULL;
}

/* to whom it was done; a tree may take the only object for the indirect one */
static const DlnClaimEntity *
find_hit (const DlnClaimProfile *profile)
{
  const DlnClaimEntity *hit = find_part (profile, DLN_ROLE_PATIENT);

  return hit != NULL ? hit : find_part (profile, DLN_ROLE_RECIPIENT);
}

static const char *
get_title (const Side *side)
{
  return dln_strings_get (
    side->resolver->inputs[side->row->document - 1].annotations->strings, side->claim->title);
}

/* armies and states do it to each other */
static gboolean
is_battle (const Side           *side,
           const DlnClaimEntity *doer,
           const DlnClaimEntity *hit)
{
  const DlnEntity *x = _dln_resolver_get_entity (side->resolver, doer->entity);
  const DlnEntity *y = _dln_resolver_get_entity (side->resolver, hit->entity);

  return side->profile.type == DLN_EVENT_ARMED_CONFLICT
         && (x == NULL || y == NULL || x->type != DLN_ENTITY_PERSON
             || y->type != DLN_ENTITY_PERSON);
}

/* "A sued B" and "B sued A" of one day; what people do together or give back to each other is no
 * disagreement */
static gboolean
compare_parts (const Side *a,
               const Side *b,
               const Tie  *tie)
{
  const DlnClaimEntity *doer = find_part (&a->profile, DLN_ROLE_AGENT);
  const DlnClaimEntity *hit = find_hit (&a->profile);
  const DlnClaimEntity *other_doer = find_part (&b->profile, DLN_ROLE_AGENT);
  const DlnClaimEntity *other_hit = find_hit (&b->profile);

  if (doer == NULL || hit == NULL || other_doer == NULL || other_hit == NULL
      || doer->entity != other_hit->entity || hit->entity != other_doer->entity
      || a->profile.class != b->profile.class || a->profile.statement || !tie->settled
      || a->claim->modality != b->claim->modality || a->claim->polarity != b->claim->polarity
      || a->profile.type == DLN_EVENT_DIPLOMACY || is_battle (a, doer, hit)
      || g_strv_contains (_dln_words (DLN_WORDS_MUTUAL_VERBS),
                          dln_strings_get (
                            a->resolver->inputs[a->row->document - 1].annotations->strings,
                            a->claim->lemma)))
    return FALSE;
  _dln_resolver_add_conflict (
    a->resolver, a->row, b->row, DLN_CONFLICT_ROLE, get_title (a), get_title (b));
  return TRUE;
}

/* ---- whether it happened --------------------------------------------------------------------- */

/* who is "not the head of Norvik Bank" in one year may have been it in another */
static gboolean
are_of_one_time (const Side *a,
                 const Side *b,
                 const Tie  *tie)
{
  if (are_known (&a->profile.when, &b->profile.when))
    return tie->settled || _dln_when_meet (&a->profile.when, &b->profile.when);
  return are_near (a, b);
}

/* Whether it happened is only in dispute if both speak of the same person or institution, and
 * neither is a side remark. */
static gboolean
compare_truth (const Side *a,
               const Side *b,
               const Tie  *tie)
{
  const DlnClaimEntity *hit = find_part (&a->profile, DLN_ROLE_PATIENT);
  const DlnClaimEntity *other = find_part (&b->profile, DLN_ROLE_PATIENT);

  /* who denied that he shot at the officers may have shot others */
  if (((a->claim->flags | b->claim->flags) & DLN_EVENT_MINOR) != 0 || tie->apart
      || tie->other_thing || (hit == NULL) != (other == NULL)
      || a->profile.lemma != b->profile.lemma || !are_of_one_time (a, b, tie))
    return FALSE;
  for (guint i = 0; i < a->profile.n_entities; i++)
    for (guint j = 0; j < b->profile.n_entities; j++)
      if (a->profile.entities[i].entity == b->profile.entities[j].entity
          && is_part (&a->profile.entities[i]) && is_part (&b->profile.entities[j]))
        return _dln_conflict_compare_truth (a->resolver, a->row, b->row);
  return FALSE;
}

/* ---- all of one event ------------------------------------------------------------------------ */

/* What all articles say an entity is outweighs one mention. */
static void
set_actors (const DlnResolver *resolver,
            DlnClaimProfile   *profile)
{
  for (guint i = 0; i < profile->n_entities; i++)
    {
      const DlnEntity *row = _dln_resolver_get_entity (resolver, profile->entities[i].entity);

      profile->entities[i].actor =
        row != NULL && (row->type == DLN_ENTITY_PERSON || row->type == DLN_ENTITY_INSTITUTION);
    }
}

static Side *
read_sides (DlnResolver *resolver,
            DlnStrings  *words,
            DlnEvidence *rows,
            guint        n)
{
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (DlnClaimTerm));
  DlnClaimReader reader = { .words = words, .terms = terms };
  Side *sides = g_new0 (Side, n);

  for (guint i = 0; i < n; i++)
    {
      guint32 document = rows[i].document - 1;

      sides[i].resolver = resolver;
      sides[i].row = &rows[i];
      sides[i].claim =
        DLN_ROW (resolver->inputs[document].annotations->events, DlnEventClaim, rows[i].row);
      _dln_claim_read (&reader, resolver, document, rows[i].row, &sides[i].profile);
      set_actors (resolver, &sides[i].profile);
      _dln_numbers_read (resolver, document, sides[i].claim, &sides[i].numbers);
      read_places (&sides[i]);
    }
  return sides;
}

typedef struct
{
  guint a; /* rows of the sides */
  guint b;
  Tie   tie;
} Pair;

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *x = a;
  const Pair *y = b;

  if (x->tie.points != y->tie.points)
    return x->tie.points > y->tie.points ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

/* Claims of independent sources, those that share most first. */
static GArray *
pair_sides (DlnResolver *resolver,
            const Side  *sides,
            guint        n)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        gboolean in_order = sides[i].row->document < sides[j].row->document;
        Pair pair = { .a = in_order ? i : j, .b = in_order ? j : i };

        if (!_dln_conflict_are_independent (
              resolver, sides[i].row->document - 1, sides[j].row->document - 1))
          continue;
        pair.tie = measure_tie (&sides[pair.a], &sides[pair.b]);
        g_array_append_val (pairs, pair);
      }
  g_array_sort (pairs, compare_pairs);
  return pairs;
}

/**
 * _dln_conflicts_compare_event:
 * @words: kinds and lemmas by number, of all events compared so far
 * @event: one with two claims or more
 *
 * One disagreement of each kind. Time: O(claims squared), bounded
 */
void
_dln_conflicts_compare_event (DlnResolver *resolver,
                              DlnStrings  *words,
                              DlnEvent    *event)
{
  DlnEvidence *rows = DLN_ROW (resolver->out->evidence, DlnEvidence, event->first_evidence);
  guint n = MIN (event->n_evidence, MAX_ROWS);
  g_autofree Side *sides = NULL;
  g_autoptr (GArray) pairs = NULL;
  guint first = resolver->out->conflicts->len;
  guint done = 0;

  _dln_evidence_sort (rows, event->n_evidence);
  sides = read_sides (resolver, words, rows, n);
  pairs = pair_sides (resolver, sides, n);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = DLN_ROW (pairs, Pair, i);
      const Side *a = &sides[pair->a];
      const Side *b = &sides[pair->b];

      if ((done & 1u << DLN_CONFLICT_DATE) == 0 && compare_dates (a, b, &pair->tie))
        done |= 1u << DLN_CONFLICT_DATE;
      if ((done & 1u << DLN_CONFLICT_POLARITY) == 0 && compare_truth (a, b, &pair->tie))
        done |= 1u << DLN_CONFLICT_POLARITY;
      if ((done & 1u << DLN_CONFLICT_PLACE) == 0 && compare_places (a, b, &pair->tie))
        done |= 1u << DLN_CONFLICT_PLACE;
      if ((done & 1u << DLN_CONFLICT_ROLE) == 0 && compare_parts (a, b, &pair->tie))
        done |= 1u << DLN_CONFLICT_ROLE;
      done |= compare_numbers (a, b, &pair->tie, done);
    }
  _dln_conflict_mark_rows (resolver, event, done, first);
  if ((done & 1u << DLN_CONFLICT_UPDATE) != 0)
    event->flags |= DLN_EVENT_UPDATED;
  if ((done & ~(1u << DLN_CONFLICT_UPDATE)) != 0)
    event->flags |= DLN_EVENT_CONFLICT;
}
