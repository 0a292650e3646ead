/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims of events made comparable: kind, people and places with their roles, date, telling
 * words. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-claims-private.h"
#include "extract/resolve/dln-lexicon-private.h"
#include "extract/resolve/dln-name-key-private.h"
#include "extract/dln-words-private.h"

#include <stdlib.h>
#include <string.h>

#define DAY (24 * 60 * 60)
#define TOLD 2.0 /* for one kind of event in one story, before anything is compared */

/* ---- kind ---------------------------------------------------------------------------------- */

/* "proposal" and "propose" share a stem; crude, for lemmas that the list does not have. */
static char *
dup_stem (const char *lemma)
{
  const char *const *endings = _dln_words (DLN_WORDS_NOUN_ENDINGS);
  char *stem = g_ascii_strdown (lemma, -1);
  gsize length = strlen (stem);

  for (guint i = 0; endings[i] != NULL; i++)
    {
      gsize ending = strlen (endings[i]);

      if (length >= ending + 4 && strcmp (stem + length - ending, endings[i]) == 0)
        {
          length -= ending;
          stem[length] = '\0';
        }
    }
  return stem;
}

static gboolean
is_aspectual (const char *lemma)
{
  return g_strv_contains (_dln_words (DLN_WORDS_ASPECTUAL), lemma);
}

static gboolean
is_light (const char *lemma)
{
  return g_strv_contains (_dln_words (DLN_WORDS_LIGHT_VERBS), lemma);
}

/* "the war started": the event is the war. */
static const char *
find_inner_lemma (const DlnAnnotations *annotations,
                  guint32               token)
{
  const DlnToken *row = DLN_ROW (annotations->tokens, DlnToken, token);
  guint32 first = token > 12 ? token - 12 : 0;
  guint32 end = MIN (annotations->tokens->len, token + 13);

  for (guint32 i = first; i < end; i++)
    {
      const DlnToken *other = DLN_ROW (annotations->tokens, DlnToken, i);
      const char *lemma = dln_strings_get (annotations->strings, other->lemma);

      if (other->sentence == row->sentence && other->head == (gint32) token
          && other->upos == DLN_UPOS_NOUN
          && (other->deprel == DLN_DEPREL_NSUBJ || other->deprel == DLN_DEPREL_OBJ
              || other->deprel == DLN_DEPREL_NMOD || other->deprel == DLN_DEPREL_NSUBJ_PASS)
          && _dln_lexicon_get_same_event (lemma) != NULL)
        return lemma;
    }
  if (row->head >= 0 && row->head < (gint32) annotations->tokens->len
      && (row->deprel == DLN_DEPREL_ACL || row->deprel == DLN_DEPREL_ACL_RELCL))
    {
      const DlnToken *noun = DLN_ROW (annotations->tokens, DlnToken, row->head);
      const char *lemma = dln_strings_get (annotations->strings, noun->lemma);

      return noun->upos == DLN_UPOS_NOUN && _dln_lexicon_get_same_event (lemma) != NULL ? lemma
                                                                                        : NULL;
    }
  if (token > 0 && DLN_ROW (annotations->tokens, DlnToken, token - 1)->upos == DLN_UPOS_NOUN
      && DLN_ROW (annotations->tokens, DlnToken, token - 1)->sentence == row->sentence)
    {
      const DlnToken *noun = DLN_ROW (annotations->tokens, DlnToken, token - 1);
      const char *lemma = dln_strings_get (annotations->strings, noun->lemma);

      return _dln_lexicon_get_same_event (lemma) != NULL ? lemma : NULL;
    }
  return NULL;
}

static void
read_class (DlnClaimReader       *reader,
            const DlnAnnotations *annotations,
            const DlnEventClaim  *claim,
            DlnClaimProfile      *profile)
{
  g_autofree char *lemma =
    g_ascii_strdown (dln_strings_get (annotations->strings, claim->lemma), -1);
  const char *inner = is_aspectual (lemma) && claim->token < annotations->tokens->len
                        ? find_inner_lemma (annotations, claim->token)
                        : NULL;
  gboolean noun = (claim->flags & DLN_EVENT_NOMINAL) != 0;
  const char *word = inner != NULL ? inner : noun && strcmp (lemma, "fire") == 0 ? "blaze" : lemma;
  const char *same = _dln_lexicon_get_same_event (word);
  const char *verb = same == NULL ? _dln_lexicon_get_event_verb (lemma) : NULL;
  g_autofree char *stem = NULL;

  if (verb != NULL)
    same = _dln_lexicon_get_same_event (verb);
  if (same == NULL)
    stem = dup_stem (verb != NULL ? verb : lemma);

  profile->class = dln_strings_intern (reader->words, same != NULL ? same : stem);
  profile->noun = inner != NULL || (claim->flags & DLN_EVENT_NOMINAL) != 0;
  profile->light = is_light (lemma);
  profile->nominal =
    inner != NULL || (claim->flags & (DLN_EVENT_NOMINAL | DLN_EVENT_BACKGROUND)) != 0;
}

/* ---- people, places and words -------------------------------------------------------------- */

static void
add_entity (DlnClaimProfile *profile,
            DlnEntityId      entity,
            guint8           role,
            gboolean         actor)
{
  if (entity == 0)
    return;
  for (guint i = 0; i < profile->n_entities; i++)
    if (profile->entities[i].entity == entity)
      {
        profile->entities[i].role = MIN (profile->entities[i].role, role);
        return;
      }
  if (profile->n_entities < DLN_CLAIM_MAX_ENTITIES)
    profile->entities[profile->n_entities++] = (DlnClaimEntity){ entity, role, actor };
}

static gboolean
is_actor (const DlnAnnotations *annotations,
          guint32               mention)
{
  if (mention >= annotations->mentions->len)
    return FALSE;

  guint8 type = DLN_ROW (annotations->mentions, DlnMention, mention)->type;

  return type == DLN_ENTITY_PERSON || type == DLN_ENTITY_INSTITUTION;
}

static guint8
read_role (guint8 role)
{
  return role == DLN_ROLE_SOURCE || role == DLN_ROLE_DESTINATION ? DLN_ROLE_PLACE : role;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static void
add_content (DlnClaimProfile *profile,
             guint32          word)
{
  for (guint i = 0; i < profile->n_content; i++)
    if (profile->content[i] == word)
      return;
  if (profile->n_content < DLN_CLAIM_MAX_CONTENT)
    profile->content[profile->n_content++] = word;
}

/* Nouns, verbs, numbers of the clause: not names (they are entities), not the trigger. */
static void
read_content (DlnClaimReader       *reader,
              const DlnAnnotations *annotations,
              const DlnEventClaim  *claim,
              DlnClaimProfile      *profile)
{
  DlnSpan clause = dln_span_is_empty (claim->clause) ? claim->evidence : claim->clause;
  guint32 first = claim->token > 30 ? claim->token - 30 : 0;
  guint32 end = MIN (annotations->tokens->len, claim->token + 31);

  for (guint32 i = first; i < end; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);
      const char *lemma = dln_strings_get (annotations->strings, token->lemma);
      const char *same = _dln_lexicon_get_same_event (lemma);

      if (i == claim->token || !dln_span_contains (clause, token->span) || token->name != 0
          || (token->upos != DLN_UPOS_NOUN && token->upos != DLN_UPOS_VERB
              && token->upos != DLN_UPOS_ADJ)
          || strlen (lemma) < 3)
        continue;
      add_content (profile, dln_strings_intern (reader->words, same != NULL ? same : lemma));
    }
  if (profile->n_content > 1)
    qsort (profile->content, profile->n_content, sizeof (guint32), compare_numbers);
}

/* Names in the clause that have no role there are weaker ties. */
static void
read_company (DlnResolver         *resolver,
              guint32              document,
              const DlnEventClaim *claim,
              DlnClaimProfile     *profile)
{
  const GArray *mentions = resolver->inputs[document].annotations->mentions;
  DlnSpan clause = dln_span_is_empty (claim->clause) ? claim->evidence : claim->clause;
  guint low = 0;
  guint high = mentions->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (DLN_ROW (mentions, DlnMention, middle)->span.begin < clause.begin)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint n = 0; low < mentions->len && n < 16; low++, n++)
    {
      if (DLN_ROW (mentions, DlnMention, low)->span.begin >= clause.end)
        break;
      add_entity (profile,
                  _dln_resolver_entity_of (resolver, document, low),
                  DLN_ROLE_OTHER,
                  is_actor (resolver->inputs[document].annotations, low));
    }
}

static guint32
hash_sentence (DlnResolver         *resolver,
               guint32              document,
               const DlnEventClaim *claim)
{
  gsize length;
  const char *text = dln_document_get_text (resolver->inputs[document].document, &length);
  DlnSpan span = claim->evidence;
  guint32 hash = 5381;
  guint words = 0;

  if (span.end > length || dln_span_is_empty (span))
    return 0;
  for (guint32 i = span.begin; i < span.end; i++)
    {
      if (g_ascii_isalnum (text[i]))
        hash = hash * 33 + g_ascii_tolower (text[i]);
      words += text[i] == ' ';
      if (i == claim->span.begin)
        hash = hash * 33 + 7;
    }
  return words >= 5 ? hash | 1 : 0;
}

void
_dln_claim_read (DlnClaimReader  *reader,
                 DlnResolver     *resolver,
                 guint32          document,
                 guint32          row,
                 DlnClaimProfile *profile)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, row);
  guint64 end = (guint64) claim->first_participant + claim->n_participants;

  *profile = (DlnClaimProfile){
    .document = document,
    .n_documents = 1,
    .type = claim->type,
    .statement = claim->type == DLN_EVENT_STATEMENT,
    .recurs = claim->type == DLN_EVENT_STATEMENT || claim->type == DLN_EVENT_DIPLOMACY
              || claim->type == DLN_EVENT_CONFLICT || claim->type == DLN_EVENT_OTHER,
    .when = resolver->event_when[resolver->first_event[document] + row],
    .sentence = hash_sentence (resolver, document, claim),
  };
  read_class (reader, annotations, claim, profile);
  for (guint64 i = claim->first_participant; i < MIN (end, annotations->participants->len); i++)
    {
      const DlnParticipant *participant = DLN_ROW (annotations->participants, DlnParticipant, i);

      add_entity (profile,
                  _dln_resolver_entity_of (resolver, document, participant->mention),
                  read_role (participant->role),
                  is_actor (annotations, participant->mention));
    }
  add_entity (profile, _dln_resolver_entity_of (resolver, document, claim->place),
              DLN_ROLE_PLACE, FALSE);
  read_company (resolver, document, claim, profile);
  read_content (reader, annotations, claim, profile);
}

void
_dln_claim_add (DlnClaimProfile       *to,
                const DlnClaimProfile *from)
{
  for (guint i = 0; i < from->n_entities; i++)
    add_entity (to, from->entities[i].entity, from->entities[i].role, from->entities[i].actor);
  for (guint i = 0; i < from->n_content; i++)
    add_content (to, from->content[i]);
  if (to->n_content > 1)
    qsort (to->content, to->n_content, sizeof (guint32), compare_numbers);
  if (to->when.precision == DLN_PRECISION_NONE
      || (from->when.precision != DLN_PRECISION_NONE && _dln_when_meet (&to->when, &from->when)
          && _dln_when_measure (&from->when) < _dln_when_measure (&to->when)))
    to->when = from->when;
  to->nominal &= from->nominal;
  to->n_documents += from->document != to->document;
}

/* ---- comparing ----------------------------------------------------------------------------- */

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

static double
compare_dates (const DlnWhen *a,
               const DlnWhen *b,
               gboolean      *near)
{
  gint64 longer = MAX (_dln_when_measure (a), _dln_when_measure (b));

  *near = FALSE;
  if (a->precision == DLN_PRECISION_NONE || b->precision == DLN_PRECISION_NONE)
    return 0;
  if (_dln_when_meet (a, b))
    return longer <= 2 * DAY ? 2.5 : longer <= 32 * DAY ? 1.5 : longer <= 370 * DAY ? 1 : 0.5;

  gint64 gap = a->earliest_begin > b->earliest_begin ? a->earliest_begin - b->latest_end
                                                     : b->earliest_begin - a->latest_end;

  *near = gap <= 3 * DAY && longer <= 2 * DAY;
  return -1;
}

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
 * _dln_claim_compare:
 * @claim: a claim
 * @cluster: an event so far, of the same kind
 * @date_conflict: (out): they tell one event and cannot both be right about the day
 *
 * Returns: more than 0 if they tell one event; the larger, the surer
 */
double
_dln_claim_compare (const DlnClaimProfile *claim,
                    const DlnClaimProfile *cluster,
                    gboolean              *date_conflict)
{
  Overlap overlap = compare_entities (claim, cluster);
  guint words = count_shared_content (claim, cluster);
  gboolean near;
  double date = compare_dates (&claim->when, &cluster->when, &near);
  double score = overlap.shared + 0.7 * MIN (words, 4);
  double wanted;

  *date_conflict = FALSE;
  if (overlap.shared == 0)
    return 0;
  score -= overlap.agents_differ ? 2 : 0;
  score -= overlap.patients_differ ? 2 : 0;
  score -= overlap.places_differ ? 1.5 : 0;
  if (date < 0)
    {
      *date_conflict = near && !claim->statement && !claim->light && overlap.n_strong >= 1
                       && score >= (claim->recurs ? 4 : 2) && !overlap.places_differ
                       && !overlap.agents_differ && cluster->document != claim->document;
      return *date_conflict ? 0.1 : 0;
    }
  score += date;
  if (claim->statement)
    wanted = words >= 2 && overlap.n_strong > 0 ? 5 : 99;
  else if (claim->light)
    wanted = words >= 2 ? 5 : 99;
  else if (claim->nominal || cluster->nominal)
    wanted = 2;
  else if (date >= 2)
    wanted = 4;
  else if (date > 0)
    wanted = 4.2;
  else
    wanted = claim->document == cluster->document ? 4.5 : 4.7;
  return MAX (0, score - wanted + 0.01);
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

/* Kinds that are seldom told of two events in one article. */
static gboolean
happens_once (DlnEventType type)
{
  return type == DLN_EVENT_DISASTER || type == DLN_EVENT_JUSTICE || type == DLN_EVENT_LIFE
         || type == DLN_EVENT_ELECTION || type == DLN_EVENT_APPOINTMENT
         || type == DLN_EVENT_ARMED_CONFLICT;
}

/**
 * _dln_claim_compare_told:
 * @claim: a claim
 * @cluster: an event so far, of the same kind, told in the same article or in others on the same
 * story
 *
 * In one story a kind of event happens once, unless people, places or dates say otherwise; but
 * people say and do many things in it.
 *
 * Returns: more than 0 if they tell one event; the larger, the surer
 */
double
_dln_claim_compare_told (const DlnClaimProfile *claim,
                         const DlnClaimProfile *cluster)
{
  Overlap overlap = compare_entities (claim, cluster);
  guint words = count_shared_content (claim, cluster);
  gboolean near;
  double date = compare_dates (&claim->when, &cluster->when, &near);
  double score = TOLD + 0.3 * MIN (overlap.shared, 4) + 0.2 * MIN (words, 4);

  if (date < 0 && !near)
    return 0;
  score -= date < 0 ? 1.5 : 0;
  score -= overlap.agents_differ ? 0.8 : 0;
  score -= overlap.patients_differ ? 0.8 : 0;
  score -= overlap.places_differ ? 0.8 : 0;
  score -= claim->light ? 2 : 0;
  score -= claim->statement ? overlap.n_strong > 0 ? 1.5 : 2.4 : 0;
  if (claim->document == cluster->document)
    score -= happens_once (claim->type) ? 0.3 : 2.1;
  return score;
}
