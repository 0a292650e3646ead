/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sources disagree about one event, relation or person: date, place, number, whether it
 * happened, post, sex. A number that grew from an earlier article to a later one is an update, no
 * contradiction. Events, posts and sexes are compared in files of their own. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-word-sets-private.h"
#include "extract/resolve/events/dln-claims-private.h"
#include "extract/resolve/conflicts/dln-conflicts-private.h"

#define MAX_ROWS 40 /* dates of one document that are reported */

/* ---- what all comparisons share -------------------------------------------------------------- */

/* A copy of a report is no other source. */
gboolean
_dln_conflict_are_independent (const DlnResolver *resolver,
                               guint32            document_a,
                               guint32            document_b)
{
  return resolver->independent[document_a] != resolver->independent[document_b];
}

/* Articles no farther apart cannot both be right about what does not change every month. */
gboolean
_dln_conflict_are_of_one_moment (const DlnResolver *resolver,
                                 guint32            document_a,
                                 guint32            document_b)
{
  const GArray *documents = resolver->out->documents;
  const DlnWhen *x = &DLN_ROW (documents, DlnResolvedDocument, document_a)->when;
  const DlnWhen *y = &DLN_ROW (documents, DlnResolvedDocument, document_b)->when;

  return _dln_when_measure (x) <= DLN_ONE_MOMENT && _dln_when_measure (y) <= DLN_ONE_MOMENT
         && ABS (x->earliest_begin - y->earliest_begin) <= DLN_ONE_MOMENT;
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

/* A row for what @document says of an entity at @mark, beside its names. Returns: its number */
guint32
_dln_conflict_add_evidence (DlnResolver *resolver,
                            DlnEntityId  entity,
                            guint32      document,
                            guint32      mention,
                            DlnSpan      mark)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  DlnEvidence evidence = {
    .target = entity,
    .document = document + 1,
    .row = mention,
    .sentence = _dln_sentence_span (annotations, mark),
    .mark = mark,
    .when = annotations->date.when,
    .kind = DLN_TARGET_ENTITY,
    .score = 1,
  };

  g_array_append_val (resolver->out->evidence, evidence);
  return resolver->out->evidence->len - 1;
}

gboolean
_dln_conflict_is_denied (const DlnEvidence *row)
{
  return row->polarity == DLN_POLARITY_NEGATED || row->modality == DLN_MODALITY_DENIED
         || row->modality == DLN_MODALITY_CANCELLED;
}

gboolean
_dln_conflict_compare_truth (DlnResolver       *resolver,
                             const DlnEvidence *a,
                             const DlnEvidence *b)
{
  gboolean denied_a = _dln_conflict_is_denied (a);
  gboolean denied_b = _dln_conflict_is_denied (b);

  /* what would not have happened is not denied */
  if (denied_a == denied_b || a->modality == DLN_MODALITY_CONDITIONAL
      || b->modality == DLN_MODALITY_CONDITIONAL)
    return FALSE;
  _dln_resolver_add_conflict (resolver,
                              a,
                              b,
                              DLN_CONFLICT_POLARITY,
                              denied_a ? "denied" : "told",
                              denied_b ? "denied" : "told");
  return TRUE;
}

/* Which rows cannot hold if the event is what its row says, of the kinds of disagreement that were
 * found. */
static void
mark_contradictions (const DlnEvent *event,
                     DlnEvidence    *rows,
                     guint           found)
{
  gboolean days = (found & 1u << DLN_CONFLICT_DATE) != 0;
  gboolean truth = (found & 1u << DLN_CONFLICT_POLARITY) != 0;
  guint denied = 0;

  for (guint i = 0; i < event->n_evidence; i++)
    denied += _dln_conflict_is_denied (&rows[i]);
  for (guint i = 0; i < event->n_evidence; i++)
    rows[i].contradicts =
      (days && event->when.precision != DLN_PRECISION_NONE
       && rows[i].when.precision != DLN_PRECISION_NONE
       && ((event->when.flags | rows[i].when.flags) & DLN_WHEN_INFERRED) == 0
       && !_dln_when_meet (&event->when, &rows[i].when))
      || (truth
          && _dln_conflict_is_denied (&rows[i]) != (2 * denied > event->n_evidence));
}

/* What agrees comes first; the conflicts from @first on go along with their rows. */
static void
sort_rows (DlnResolver    *resolver,
           const DlnEvent *event,
           guint           first)
{
  DlnResolution *out = resolver->out;
  DlnEvidence *rows = DLN_ROW (out->evidence, DlnEvidence, event->first_evidence);
  g_autofree DlnEvidence *before = g_memdup2 (rows, event->n_evidence * sizeof (DlnEvidence));

  _dln_evidence_sort (rows, event->n_evidence);
  for (guint i = first; i < out->conflicts->len; i++)
    {
      DlnConflict *conflict = DLN_ROW (out->conflicts, DlnConflict, i);
      guint32 *sides[] = { &conflict->evidence_a, &conflict->evidence_b };

      for (guint side = 0; side < 2; side++)
        {
          const DlnEvidence *row = &before[*sides[side] - event->first_evidence];

          for (guint j = 0; j < event->n_evidence; j++)
            if (rows[j].document == row->document && rows[j].row == row->row)
              *sides[side] = event->first_evidence + j;
        }
    }
}

/**
 * _dln_conflict_mark_rows:
 * @event: an event whose claims were compared
 * @found: a bit for each kind of disagreement
 * @first: where its conflicts begin; all behind them are its own
 *
 * Marks the rows that contradict the event, and puts them behind the others.
 */
void
_dln_conflict_mark_rows (DlnResolver    *resolver,
                         const DlnEvent *event,
                         guint           found,
                         guint           first)
{
  mark_contradictions (
    event, DLN_ROW (resolver->out->evidence, DlnEvidence, event->first_evidence), found);
  sort_rows (resolver, event, first);
}

/* ---- relations ------------------------------------------------------------------------------- */

static void
compare_relation (DlnResolver *resolver,
                  DlnRelation *relation)
{
  const DlnEvidence *rows =
    DLN_ROW (resolver->out->evidence, DlnEvidence, relation->first_evidence);

  for (guint i = 1; i < relation->n_evidence; i++)
    if (rows[i].polarity != rows[0].polarity
        && _dln_conflict_are_independent (resolver, rows[0].document - 1, rows[i].document - 1))
      {
        _dln_conflict_compare_truth (resolver, &rows[0], &rows[i]);
        return;
      }
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

/* Writes conflicts and marks the rows that contradict. Time: O(evidence + mentions), as the rows
 * compared are bounded */
void
_dln_resolver_find_conflicts (DlnResolver *resolver)
{
  DlnResolution *out = resolver->out;
  g_autoptr (DlnStrings) words = dln_strings_new ();

  _dln_conflicts_find_sexes (resolver);
  _dln_conflicts_find_posts (resolver);
  for (guint i = 0; i < out->events->len; i++)
    if (DLN_ROW (out->events, DlnEvent, i)->n_evidence > 1)
      _dln_conflicts_compare_event (resolver, words, DLN_ROW (out->events, DlnEvent, i));
  for (guint i = 0; i < out->relations->len; i++)
    compare_relation (resolver, DLN_ROW (out->relations, DlnRelation, i));
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    report_dates (resolver, i);
}
