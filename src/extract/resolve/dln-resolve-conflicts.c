/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sources disagree about one event, relation or person: date, place, number, whether it
 * happened, post, sex. A number that grew from an earlier article to a later one is an update, no
 * contradiction. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-claims-private.h"
#include "extract/resolve/dln-lexicon-private.h"
#include "extract/resolve/dln-name-key-private.h"
#include "extract/resolve/dln-numbers-private.h"
#include "extract/dln-words-private.h"

#include <string.h>

#define MAX_ROWS 40 /* evidence of one target that is compared */
#define MAX_POSTS 12 /* titles of one person that are compared */
#define ONE_MOMENT                                                                                 \
  (31 * 24 * 60 * 60) /* articles no farther apart cannot both be right about a post */

static const DlnEventClaim *
get_claim (const DlnResolver *resolver,
           const DlnEvidence *row)
{
  return DLN_ROW (resolver->inputs[row->document - 1].annotations->events, DlnEventClaim, row->row);
}

static gboolean
are_independent (const DlnResolver *resolver,
                 const DlnEvidence *a,
                 const DlnEvidence *b)
{
  return resolver->independent[a->document - 1] != resolver->independent[b->document - 1];
}

/* @a and @b are rows of the resolution's evidence */
void
_dln_resolver_add_conflict (DlnResolver       *resolver,
                            const DlnEvidence *a,
                            const DlnEvidence *b,
                            DlnConflictType    type,
                            const char        *value_a,
                            const char        *value_b)
{
  DlnResolution *out = resolver->out;
  const DlnEvidence *base = (const DlnEvidence *) out->evidence->data;
  DlnConflict conflict = {
    .target = a->target,
    .evidence_a = a - base,
    .evidence_b = b - base,
    .value_a = dln_strings_intern (out->strings, value_a),
    .value_b = dln_strings_intern (out->strings, value_b),
    .kind = a->kind,
    .type = type,
  };

  g_array_append_val (out->conflicts, conflict);
}

/* ---- numbers ------------------------------------------------------------------------------- */

static gboolean
is_update (const DlnResolver *resolver,
           const DlnEvidence *a,
           const DlnEvidence *b,
           double             value_a,
           double             value_b)
{
  const DlnWhen *x =
    &DLN_ROW (resolver->out->documents, DlnResolvedDocument, a->document - 1)->when;
  const DlnWhen *y =
    &DLN_ROW (resolver->out->documents, DlnResolvedDocument, b->document - 1)->when;

  if (x->precision == DLN_PRECISION_NONE || y->precision == DLN_PRECISION_NONE
      || _dln_when_meet (x, y))
    return FALSE;
  return (x->earliest_begin < y->earliest_begin) == (value_a < value_b);
}

static gboolean
compare_numbers (DlnResolver       *resolver,
                 const DlnEvidence *a,
                 const DlnEvidence *b,
                 const DlnNumbers  *x,
                 const DlnNumbers  *y)
{
  const DlnStrings *strings = resolver->out->strings;
  const DlnNumber *p, *q;

  if (!_dln_numbers_differ (x, y, &p, &q))
    return FALSE;

  gboolean update = is_update (resolver, a, b, p->value, q->value);

  _dln_resolver_add_conflict (resolver,
                              a,
                              b,
                              update ? DLN_CONFLICT_UPDATE : DLN_CONFLICT_NUMBER,
                              dln_strings_get (strings, p->words),
                              dln_strings_get (strings, q->words));
  return !update;
}

/* ---- events -------------------------------------------------------------------------------- */

static gboolean
is_denied (const DlnEvidence *row)
{
  return row->polarity == DLN_POLARITY_NEGATED || row->modality == DLN_MODALITY_DENIED
         || row->modality == DLN_MODALITY_CANCELLED;
}

static gboolean
is_country (const DlnResolver *resolver,
            DlnEntityId        id)
{
  const DlnEntity *row = _dln_resolver_get_entity (resolver, id);

  if (row == NULL)
    return FALSE;

  g_autofree char *key = _dln_name_key (dln_strings_get (resolver->out->strings, row->name));

  return _dln_lexicon_get_country (key) != NULL;
}

static const char *
get_entity_name (const DlnResolver *resolver,
                 DlnEntityId        id)
{
  const DlnEntity *row = _dln_resolver_get_entity (resolver, id);

  return row != NULL ? dln_strings_get (resolver->out->strings, row->name) : "";
}

/* A day that was only inferred contradicts nobody. */
static gboolean
is_told_date (const DlnWhen *when)
{
  return when->precision != DLN_PRECISION_NONE && (when->flags & DLN_WHEN_INFERRED) == 0;
}

/* Which rows cannot hold if the event is what its row says. */
static void
mark_contradictions (DlnEvent    *event,
                     DlnEvidence *rows)
{
  guint denied = 0;

  for (guint i = 0; i < event->n_evidence; i++)
    denied += is_denied (&rows[i]);
  for (guint i = 0; i < event->n_evidence; i++)
    {
      gboolean other_day = is_told_date (&event->when) && is_told_date (&rows[i].when)
                           && !_dln_when_meet (&event->when, &rows[i].when);
      gboolean other_truth = is_denied (&rows[i]) != (2 * denied > event->n_evidence)
                             && denied > 0 && denied < event->n_evidence;

      rows[i].contradicts = other_day || other_truth;
    }
  _dln_evidence_sort (rows, event->n_evidence);
}

static gboolean
compare_dates (DlnResolver       *resolver,
               const DlnEvidence *a,
               const DlnEvidence *b)
{
  if (!is_told_date (&a->when) || !is_told_date (&b->when) || _dln_when_meet (&a->when, &b->when))
    return FALSE;

  g_autofree char *value_a = dln_when_to_edtf (&a->when);
  g_autofree char *value_b = dln_when_to_edtf (&b->when);

  _dln_resolver_add_conflict (resolver, a, b, DLN_CONFLICT_DATE, value_a, value_b);
  return TRUE;
}

/* whether somebody went there, came from there or was there */
static guint8
get_place_role (DlnResolver       *resolver,
                const DlnEvidence *row)
{
  const DlnEventClaim *claim = get_claim (resolver, row);
  const GArray *participants = resolver->inputs[row->document - 1].annotations->participants;

  for (guint i = 0; i < claim->n_participants; i++)
    if (claim->first_participant + i < participants->len)
      {
        const DlnParticipant *participant =
          DLN_ROW (participants, DlnParticipant, claim->first_participant + i);

        if (participant->mention == claim->place)
          return participant->role;
      }
  return DLN_ROLE_OTHER;
}

static gboolean
compare_places (DlnResolver       *resolver,
                const DlnEvidence *a,
                const DlnEvidence *b)
{
  DlnEntityId x =
    _dln_resolver_entity_of (resolver, a->document - 1, get_claim (resolver, a)->place);
  DlnEntityId y =
    _dln_resolver_entity_of (resolver, b->document - 1, get_claim (resolver, b)->place);

  if (x == 0 || y == 0 || x == y || is_country (resolver, x) || is_country (resolver, y)
      || get_place_role (resolver, a) != get_place_role (resolver, b))
    return FALSE;
  _dln_resolver_add_conflict (resolver,
                              a,
                              b,
                              DLN_CONFLICT_PLACE,
                              get_entity_name (resolver, x),
                              get_entity_name (resolver, y));
  return TRUE;
}

static gboolean
has_agent (const DlnResolver *resolver,
           const DlnEvidence *row,
           DlnEntityId        id)
{
  const DlnAnnotations *annotations = resolver->inputs[row->document - 1].annotations;
  const DlnEventClaim *claim = get_claim (resolver, row);

  for (guint i = claim->first_participant;
       i < MIN ((guint64) claim->first_participant + claim->n_participants,
                annotations->participants->len);
       i++)
    {
      const DlnParticipant *participant = DLN_ROW (annotations->participants, DlnParticipant, i);

      if (participant->role <= DLN_ROLE_PATIENT
          && _dln_resolver_entity_of (resolver, row->document - 1, participant->mention) == id)
        return TRUE;
    }
  return FALSE;
}

/* Whether it happened is only in dispute if both speak of the same person or institution, and
 * neither is a side remark. */
static gboolean
tell_of_one_actor (const DlnResolver *resolver,
                   const DlnEvidence *a,
                   const DlnEvidence *b)
{
  const DlnAnnotations *annotations = resolver->inputs[a->document - 1].annotations;
  const DlnEventClaim *claim = get_claim (resolver, a);

  if (((claim->flags | get_claim (resolver, b)->flags) & DLN_EVENT_MINOR) != 0)
    return FALSE;
  for (guint i = claim->first_participant;
       i < MIN ((guint64) claim->first_participant + claim->n_participants,
                annotations->participants->len);
       i++)
    {
      const DlnParticipant *participant = DLN_ROW (annotations->participants, DlnParticipant, i);
      DlnEntityId id = _dln_resolver_entity_of (resolver, a->document - 1, participant->mention);

      if (id != 0 && participant->role <= DLN_ROLE_PATIENT && has_agent (resolver, b, id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
compare_truth (DlnResolver       *resolver,
               const DlnEvidence *a,
               const DlnEvidence *b)
{
  if (is_denied (a) == is_denied (b))
    return FALSE;
  if (a->kind == DLN_TARGET_EVENT && !tell_of_one_actor (resolver, a, b))
    return FALSE;
  _dln_resolver_add_conflict (resolver,
                              a,
                              b,
                              DLN_CONFLICT_POLARITY,
                              is_denied (a) ? "denied" : "told",
                              is_denied (b) ? "denied" : "told");
  return TRUE;
}

/* The best row of each kind of disagreement, against the first row that disagrees with it. */
static void
compare_event (DlnResolver *resolver,
               DlnEvent    *event)
{
  DlnEvidence *rows = DLN_ROW (resolver->out->evidence, DlnEvidence, event->first_evidence);
  guint n = MIN (event->n_evidence, MAX_ROWS);
  g_autofree DlnNumbers *numbers = g_new0 (DlnNumbers, n);
  gboolean done[4] = { FALSE };

  mark_contradictions (event, rows);
  for (guint i = 0; i < n; i++)
    _dln_numbers_read (
      resolver, rows[i].document - 1, get_claim (resolver, &rows[i]), &numbers[i]);
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        const DlnEvidence *a = &rows[i];
        const DlnEvidence *b = &rows[j];

        if (!are_independent (resolver, a, b))
          continue;
        done[0] = done[0] || compare_dates (resolver, a, b);
        done[1] = done[1] || compare_truth (resolver, a, b);
        done[2] = done[2] || compare_places (resolver, a, b);
        done[3] = done[3] || compare_numbers (resolver, a, b, &numbers[i], &numbers[j]);
      }
  if (done[0] || done[1] || done[2] || done[3])
    event->flags |= DLN_EVENT_CONFLICT;
}

/* ---- relations and people ------------------------------------------------------------------ */

static void
compare_relation (DlnResolver *resolver,
                  DlnRelation *relation)
{
  const DlnEvidence *rows =
    DLN_ROW (resolver->out->evidence, DlnEvidence, relation->first_evidence);

  for (guint i = 1; i < relation->n_evidence; i++)
    if (rows[i].polarity != rows[0].polarity && are_independent (resolver, &rows[0], &rows[i]))
      {
        compare_truth (resolver, &rows[0], &rows[i]);
        return;
      }
}

static DlnGender
get_gender (const DlnResolver *resolver,
            const DlnEvidence *row)
{
  const DlnAnnotations *annotations = resolver->inputs[row->document - 1].annotations;
  guint32 entity = DLN_ROW (annotations->mentions, DlnMention, row->row)->entity;
  const DlnLocalEntity *local;

  if (entity >= annotations->entities->len)
    return DLN_GENDER_UNKNOWN;
  local = DLN_ROW (annotations->entities, DlnLocalEntity, entity);
  /* of a bare surname, the sex is a guess from one pronoun */
  return strchr (dln_strings_get (annotations->strings, local->name), ' ') != NULL
           ? local->gender
           : DLN_GENDER_UNKNOWN;
}

static void
compare_sexes (DlnResolver     *resolver,
               const DlnEntity *entity)
{
  const DlnEvidence *rows = DLN_ROW (resolver->out->evidence, DlnEvidence, entity->first_evidence);
  const DlnEvidence *seen[DLN_GENDER_NEUTER + 1] = { NULL };

  for (guint i = 0; i < entity->n_evidence; i++)
    {
      DlnGender gender = get_gender (resolver, &rows[i]);

      if (seen[gender] == NULL)
        seen[gender] = &rows[i];
    }
  if (seen[DLN_GENDER_MALE] != NULL && seen[DLN_GENDER_FEMALE] != NULL
      && seen[DLN_GENDER_MALE]->document != seen[DLN_GENDER_FEMALE]->document)
    _dln_resolver_add_conflict (
      resolver, seen[DLN_GENDER_MALE], seen[DLN_GENDER_FEMALE], DLN_CONFLICT_GENDER, "he", "she");
}

typedef struct
{
  const DlnEvidence *row;
  char             **words; /* owned: of the title, the office last: "finance", "minister" */
  guint              n;
  const char        *title;
} Post;

/* "Finance Minister", but not "Deputy Finance Minister" or "former ...": those say less than that
 * there is another post. */
static gboolean
read_post (DlnResolver       *resolver,
           const DlnEvidence *row,
           Post              *post)
{
  const DlnMention *mention =
    DLN_ROW (resolver->inputs[row->document - 1].annotations->mentions, DlnMention, row->row);
  DlnStringId title = _dln_resolver_intern_span (resolver, row->document - 1, mention->title);
  g_autofree char *key = _dln_name_key (dln_strings_get (resolver->out->strings, title));
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_strv_contains (_dln_words (DLN_WORDS_POST_HEDGES), words[i]))
        return FALSE;
      /* "Ardian Finance Minister": whose minister it is says nothing of the post */
      if (_dln_lexicon_get_country (words[i]) != NULL)
        words[i][0] = '\0';
      n += words[i][0] != '\0';
    }
  if (n < 2)
    return FALSE;
  post->row = row;
  post->n = g_strv_length (words);
  post->words = g_steal_pointer (&words);
  post->title = dln_strings_get (resolver->out->strings, title);
  return TRUE;
}

/* One office, and nothing else in common: "finance minister", "interior minister". */
static gboolean
are_other_posts (const Post *a,
                 const Post *b)
{
  if (strcmp (a->words[a->n - 1], b->words[b->n - 1]) != 0)
    return FALSE;
  for (guint i = 0; i + 1 < a->n; i++)
    if (a->words[i][0] != '\0' && g_strv_contains ((const char *const *) b->words, a->words[i]))
      return FALSE;
  return TRUE;
}

static gboolean
are_of_one_moment (const DlnResolver *resolver,
                   const DlnEvidence *a,
                   const DlnEvidence *b)
{
  const DlnWhen *x =
    &DLN_ROW (resolver->out->documents, DlnResolvedDocument, a->document - 1)->when;
  const DlnWhen *y =
    &DLN_ROW (resolver->out->documents, DlnResolvedDocument, b->document - 1)->when;

  return _dln_when_measure (x) <= ONE_MOMENT && _dln_when_measure (y) <= ONE_MOMENT
         && ABS (x->earliest_begin - y->earliest_begin) <= ONE_MOMENT;
}

static void
compare_posts (DlnResolver     *resolver,
               const DlnEntity *entity)
{
  const DlnEvidence *rows = DLN_ROW (resolver->out->evidence, DlnEvidence, entity->first_evidence);
  Post posts[MAX_POSTS];
  guint n = 0;
  gboolean done = FALSE;

  for (guint i = 0; i < entity->n_evidence && n < MAX_POSTS; i++)
    n += read_post (resolver, &rows[i], &posts[n]);
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n && !done; j++)
      {
        done = are_independent (resolver, posts[i].row, posts[j].row)
               && are_of_one_moment (resolver, posts[i].row, posts[j].row)
               && are_other_posts (&posts[i], &posts[j]);
        if (done)
          _dln_resolver_add_conflict (resolver,
                                      posts[i].row,
                                      posts[j].row,
                                      DLN_CONFLICT_ROLE,
                                      posts[i].title,
                                      posts[j].title);
      }
  for (guint i = 0; i < n; i++)
    g_strfreev (posts[i].words);
}

/* ---- documents ------------------------------------------------------------------------------ */

/* A date line that is not the day given with the document. */
static void
report_date_line (DlnResolver   *resolver,
                  guint32        document,
                  guint32        row,
                  const DlnTime *time)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnResolvedDocument *own =
    DLN_ROW (resolver->out->documents, DlnResolvedDocument, document);
  const char *reason = dln_strings_get (annotations->strings, time->reason);
  const char *why_given = dln_strings_get (resolver->out->strings, own->reason);
  guint first = resolver->out->evidence->len;

  if (!dln_when_equal (&own->when, &annotations->date.when))
    return; /* dated by hand */

  g_autofree char *given = dln_when_to_edtf (&own->when);
  g_autofree char *line = dln_when_to_edtf (&time->when);

  _dln_resolver_add_time_evidence (resolver, document, DLN_NO_ROW, own->when, why_given);
  _dln_resolver_add_time_evidence (resolver, document, row, time->when, reason);
  _dln_resolver_add_conflict (resolver,
                              DLN_ROW (resolver->out->evidence, DlnEvidence, first),
                              DLN_ROW (resolver->out->evidence, DlnEvidence, first + 1),
                              DLN_CONFLICT_DATE,
                              given,
                              line);
}

/* A date that does not fall on the weekday told with it: the words against the weekday it is. */
static void
report_weekday (DlnResolver   *resolver,
                guint32        document,
                guint32        row,
                const DlnTime *time)
{
  const char *const *days = _dln_words (DLN_WORDS_WEEKDAYS);
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  g_autofree char *words =
    dln_document_dup_span (resolver->inputs[document].document, time->span);
  g_autofree char *date = dln_when_format (&time->when);
  g_autofree char *real = NULL;
  guint first = resolver->out->evidence->len;

  if (!dln_when_is_known (&time->when) || time->when.earliest_begin == DLN_INSTANT_PAST)
    return;
  real = g_strdup_printf (
    "%s is a %s", date, days[dln_civil_from_instant (time->when.earliest_begin).weekday - 1]);
  _dln_resolver_add_time_evidence (
    resolver, document, row, time->when, dln_strings_get (annotations->strings, time->reason));

  const DlnEvidence *line = DLN_ROW (resolver->out->evidence, DlnEvidence, first);

  _dln_resolver_add_conflict (resolver, line, line, DLN_CONFLICT_DATE, words, real);
}

static void
report_dates (DlnResolver *resolver,
              guint32      document)
{
  const GArray *times = resolver->inputs[document].annotations->times;
  guint n = 0;

  for (guint32 i = 0; i < times->len && n < MAX_ROWS; i++)
    {
      const DlnTime *time = DLN_ROW (times, DlnTime, i);

      n += time->conflict != DLN_TIME_CONFLICT_NONE;
      if (time->conflict == DLN_TIME_CONFLICT_GIVEN)
        report_date_line (resolver, document, i, time);
      else if (time->conflict == DLN_TIME_CONFLICT_WEEKDAY)
        report_weekday (resolver, document, i, time);
    }
}

/* Writes conflicts and marks the rows that contradict. Time: O(evidence), as the rows compared
 * are bounded */
void
_dln_resolver_find_conflicts (DlnResolver *resolver)
{
  DlnResolution *out = resolver->out;

  for (guint i = 0; i < out->entities->len; i++)
    if (DLN_ROW (out->entities, DlnEntity, i)->type == DLN_ENTITY_PERSON)
      {
        compare_sexes (resolver, DLN_ROW (out->entities, DlnEntity, i));
        compare_posts (resolver, DLN_ROW (out->entities, DlnEntity, i));
      }
  for (guint i = 0; i < out->events->len; i++)
    if (DLN_ROW (out->events, DlnEvent, i)->n_evidence > 1)
      compare_event (resolver, DLN_ROW (out->events, DlnEvent, i));
  for (guint i = 0; i < out->relations->len; i++)
    compare_relation (resolver, DLN_ROW (out->relations, DlnRelation, i));
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    report_dates (resolver, i);
}
