/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all searches for disagreements share: which documents count as two, and the rows that say
 * what disagrees. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/conflicts/dln-conflicts-private.h"

#include "extract/resolve/conflicts/dln-conflict-scope-private.h"
#include "extract/resolve/events/dln-claims-private.h"

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
_dln_conflict_are_within_month (const DlnResolver *resolver,
                                guint32            document_a,
                                guint32            document_b)
{
  const GArray *documents = resolver->out->documents;
  const DlnWhen *x = &DLN_ROW (documents, DlnResolvedDocument, document_a)->when;
  const DlnWhen *y = &DLN_ROW (documents, DlnResolvedDocument, document_b)->when;

  return _dln_when_measure (x) <= DLN_MONTH && _dln_when_measure (y) <= DLN_MONTH
         && ABS (x->earliest_begin - y->earliest_begin) <= DLN_MONTH;
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

  if (denied_a == denied_b || !_dln_conflict_states_fact (denied_a ? b : a)
      || !_dln_conflict_states_denial (resolver, denied_a ? a : b))
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
