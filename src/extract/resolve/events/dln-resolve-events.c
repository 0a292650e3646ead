/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of events: title, date, place, participants and evidence of a cluster of claims. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

typedef struct
{
  guint32              document;
  guint32              row;
  guint32              number; /* among all claims */
  const DlnEventClaim *claim;
} Member;

static gboolean
is_drawn (const DlnResolver   *resolver,
          guint32              document,
          const DlnEventClaim *claim)
{
  DlnBlockType type = _dln_block_type_at (resolver->inputs[document].annotations,
                                          claim->span.begin);

  return type != DLN_BLOCK_BOILERPLATE && type != DLN_BLOCK_BYLINE && type != DLN_BLOCK_DATELINE;
}

/* How much a claim says: a title is made of the best one. */
static double
score_claim (const Member *member)
{
  const DlnEventClaim *claim = member->claim;
  double score = claim->salience;

  score += claim->polarity == DLN_POLARITY_POSITIVE ? 0.3 : 0;
  score += claim->modality == DLN_MODALITY_ASSERTED ? 0.3 : 0;
  score += claim->when.precision != DLN_PRECISION_NONE ? 0.3 : 0;
  score -= (claim->flags & DLN_EVENT_NOMINAL) != 0 ? 0.8 : 0;
  score -= (claim->flags & DLN_EVENT_BACKGROUND) != 0 ? 0.2 : 0;
  score += 0.1 * MIN (claim->n_participants, 3);
  return score;
}

/* ---- date ---------------------------------------------------------------------------------- */

static gint64
measure_when (const DlnWhen *when)
{
  if (when->earliest_begin == DLN_INSTANT_PAST || when->latest_end == DLN_INSTANT_FUTURE)
    return G_MAXINT64;
  return when->latest_end - when->earliest_begin;
}

/* "in October" beside "on 14 October" dates nothing more */
static gboolean
is_coarser (const DlnWhen *when,
            const DlnWhen *other)
{
  return other->precision != DLN_PRECISION_NONE
         && (other->flags & (DLN_WHEN_INFERRED | DLN_WHEN_APPROXIMATE)) == 0
         && when->earliest_begin <= other->earliest_begin && other->latest_end <= when->latest_end
         && measure_when (when) > measure_when (other);
}

/* The end of the last article's day; without a day of each of them there is no bound. */
static DlnInstant
find_last_article (const DlnResolver *resolver,
                   const Member      *members,
                   guint              n)
{
  DlnInstant last = DLN_INSTANT_PAST;

  for (guint i = 0; i < n; i++)
    {
      const DlnWhen *day = &DLN_ROW (resolver->out->documents, DlnResolvedDocument,
                                     members[i].document)->when;

      if (!dln_when_is_known (day))
        return DLN_INSTANT_FUTURE;
      last = MAX (last, day->latest_end);
    }
  return last;
}

/* The date that most independent claims allow, of those that no finer one lies in; of equals the
 * most precise. It begins before @bound: what an article tells as done is no later than all of its
 * articles, even where one of them announced it for a later day. */
static DlnWhen
choose_when (const DlnResolver *resolver,
             const Member      *members,
             guint              n,
             DlnInstant         bound)
{
  DlnWhen best = dln_when_unknown ();
  guint best_support = 0;
  gint64 best_length = G_MAXINT64;
  guint limit = MIN (n, 64);

  for (guint i = 0; i < limit; i++)
    {
      const DlnWhen *when = &resolver->event_when[members[i].number];
      gint64 length = measure_when (when);
      guint support = 0;
      gboolean coarser
        = when->precision == DLN_PRECISION_NONE || when->earliest_begin >= bound;

      for (guint j = 0; j < limit && !coarser; j++)
        coarser = is_coarser (when, &resolver->event_when[members[j].number]);
      if (coarser)
        continue;
      for (guint j = 0; j < limit; j++)
        {
          const DlnWhen *other = &resolver->event_when[members[j].number];

          support += other->precision != DLN_PRECISION_NONE
                     && other->earliest_begin < when->latest_end
                     && when->earliest_begin < other->latest_end;
        }
      if (support > best_support || (support == best_support && length < best_length))
        {
          best = *when;
          best.span = DLN_SPAN (0, 0);
          best_support = support;
          best_length = length;
        }
    }
  return best;
}

/* A claim that is told as a fact loses a date after its article, whoever inferred it. */
static void
keep_before_articles (DlnResolver *resolver)
{
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;
      const DlnWhen *day = &DLN_ROW (resolver->out->documents, DlnResolvedDocument, i)->when;

      for (guint32 j = 0; j < annotations->events->len && dln_when_is_known (day); j++)
        {
          const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, j);
          guint32 number = resolver->first_event[i] + j;
          DlnWhen *when = &resolver->event_when[number];

          if (claim->polarity != DLN_POLARITY_POSITIVE
              || claim->modality != DLN_MODALITY_ASSERTED || !dln_when_is_known (when)
              || when->earliest_begin < day->latest_end)
            continue;
          *when = dln_when_unknown ();
          resolver->event_reason[number] = 0;
        }
    }
}

/* ---- participants -------------------------------------------------------------------------- */

static void
add_participant (DlnResolution *out,
                 guint          first,
                 DlnEventId     event,
                 DlnEntityId    entity,
                 guint8         role)
{
  if (entity == 0)
    return;
  for (guint i = first; i < out->participants->len; i++)
    {
      DlnEventParticipant *row = DLN_ROW (out->participants, DlnEventParticipant, i);

      if (row->entity == entity)
        {
          row->role = MIN (row->role, role);
          return;
        }
    }

  DlnEventParticipant row = { event, entity, role };

  g_array_append_val (out->participants, row);
}

static void
read_participants (DlnResolver  *resolver,
                   const Member *member,
                   DlnEvent     *row)
{
  const DlnAnnotations *annotations = resolver->inputs[member->document].annotations;
  guint end = member->claim->first_participant + member->claim->n_participants;

  for (guint i = member->claim->first_participant; i < MIN (end, annotations->participants->len);
       i++)
    {
      const DlnParticipant *participant = DLN_ROW (annotations->participants, DlnParticipant, i);

      add_participant (resolver->out,
                       row->first_participant,
                       row->id,
                       _dln_resolver_entity_of (resolver, member->document, participant->mention),
                       participant->role);
    }
  if (row->place == 0)
    row->place = _dln_resolver_entity_of (resolver, member->document, member->claim->place);
}

/* ---- one row ------------------------------------------------------------------------------- */

static void
add_evidence (DlnResolver  *resolver,
              const Member *member,
              DlnEventId    event)
{
  const DlnEventClaim *claim = member->claim;
  DlnEvidence evidence = {
    .target = event,
    .document = member->document + 1,
    .row = member->row,
    .sentence = claim->evidence,
    .mark = dln_span_is_empty (claim->clause) ? claim->span : claim->clause,
    .when = resolver->event_when[member->number],
    .reason = resolver->event_reason[member->number],
    .kind = DLN_TARGET_EVENT,
    .polarity = claim->polarity,
    .modality = claim->modality,
    .score = score_claim (member),
  };

  _dln_resolver_set_speaker (resolver, member->document, claim->quote, &evidence);
  g_array_append_val (resolver->out->evidence, evidence);
}

static const Member *
choose_best (const Member *members,
             guint         n)
{
  const Member *best = &members[0];

  for (guint i = 1; i < n; i++)
    if (score_claim (&members[i]) > score_claim (best))
      best = &members[i];
  return best;
}

static DlnStringId
copy_string (DlnResolver  *resolver,
             const Member *member,
             DlnStringId   id)
{
  const DlnAnnotations *annotations = resolver->inputs[member->document].annotations;

  return dln_strings_intern (resolver->out->strings, dln_strings_get (annotations->strings, id));
}

static void
emit_event (DlnResolver  *resolver,
            const Member *members,
            guint         n)
{
  DlnResolution *out = resolver->out;
  const Member *best = choose_best (members, n);
  gboolean fact = best->claim->polarity == DLN_POLARITY_POSITIVE
                  && best->claim->modality == DLN_MODALITY_ASSERTED;
  DlnInstant bound = fact ? find_last_article (resolver, members, n) : DLN_INSTANT_FUTURE;
  DlnEvent row = {
    .id = members[0].number + 1,
    .title = copy_string (resolver, best, best->claim->title),
    .lemma = copy_string (resolver, best, best->claim->lemma),
    .first_evidence = out->evidence->len,
    .first_participant = out->participants->len,
    .type = best->claim->type,
    .polarity = best->claim->polarity,
    .modality = best->claim->modality,
    .flags = DLN_EVENT_BACKGROUND | DLN_EVENT_NOMINAL | DLN_EVENT_MINOR,
    .when = choose_when (resolver, members, n, bound),
  };

  if (row.title == 0)
    row.title = _dln_resolver_intern_span (resolver, best->document, best->claim->span);
  read_participants (resolver, best, &row);
  for (guint i = 0; i < n; i++)
    {
      GArray *ids = g_ptr_array_index (out->event_of, members[i].document);

      row.flags &= members[i].claim->flags;
      read_participants (resolver, &members[i], &row);
      add_evidence (resolver, &members[i], row.id);
      g_array_index (ids, DlnEventId, members[i].row) = row.id;
    }
  for (guint i = 0; i < n && row.type == DLN_EVENT_OTHER; i++)
    row.type = members[i].claim->type;
  /* what two articles tell, and date, is no side remark; a noun by itself may be one, as the verb
   * beside it is drawn: "reached an increase" */
  if (members[0].document != members[n - 1].document
      && ((row.flags & DLN_EVENT_NOMINAL) == 0 || row.type == DLN_EVENT_ARMED_CONFLICT
          || row.type == DLN_EVENT_DISASTER || row.type == DLN_EVENT_ELECTION)
      && row.when.precision != DLN_PRECISION_NONE && row.type != DLN_EVENT_OTHER
      && row.type != DLN_EVENT_STATEMENT)
    row.flags &= ~DLN_EVENT_MINOR;
  row.n_evidence = out->evidence->len - row.first_evidence;
  row.n_participants = out->participants->len - row.first_participant;
  row.n_sources =
    _dln_resolver_count_sources (resolver,
                                 DLN_ROW (out->evidence, DlnEvidence, row.first_evidence),
                                 row.n_evidence);
  _dln_evidence_sort (DLN_ROW (out->evidence, DlnEvidence, row.first_evidence), row.n_evidence);
  g_array_append_val (out->events, row);
}

/* Writes events, participants, their evidence and event_of from the forest of claims. No event that
 * is told as a fact lies later than all of its articles. Time: O(rows log rows) */
void
_dln_resolver_emit_events (DlnResolver *resolver)
{
  guint32 n_claims = resolver->first_event[resolver->n_inputs];
  g_autofree guint32 *order = _dln_forest_group (resolver->event_parent, n_claims);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));

  keep_before_articles (resolver);
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      GArray *ids = g_array_new (FALSE, TRUE, sizeof (DlnEventId));

      g_array_set_size (ids, resolver->inputs[i].annotations->events->len);
      g_ptr_array_add (resolver->out->event_of, ids);
    }
  for (guint32 i = 0; i < n_claims;)
    {
      guint32 root = resolver->event_parent[order[i]];

      g_array_set_size (members, 0);
      for (; i < n_claims && resolver->event_parent[order[i]] == root; i++)
        {
          Member member = { .number = order[i] };

          member.document = _dln_resolver_document_of (resolver, resolver->first_event, order[i]);
          member.row = order[i] - resolver->first_event[member.document];
          member.claim = DLN_ROW (resolver->inputs[member.document].annotations->events,
                                  DlnEventClaim, member.row);
          if (is_drawn (resolver, member.document, member.claim))
            g_array_append_val (members, member);
        }
      if (members->len > 0)
        emit_event (resolver, (const Member *) members->data, members->len);
    }
  _dln_resolver_weigh_events (resolver);
}
