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

/* ---- relations ------------------------------------------------------------------------------- */

static void
compare_relation (DlnResolver *resolver,
                  DlnRelation *relation)
{
  const DlnEvidence *rows =
    DLN_ROW (resolver->out->evidence, DlnEvidence, relation->first_evidence);

  for (guint i = 1; i < relation->n_evidence; i++)
    if (rows[i].polarity != rows[0].polarity
        && _dln_conflict_are_independent (resolver, rows[0].document - 1, rows[i].document - 1)
        && _dln_conflict_are_within_month (resolver, rows[0].document - 1, rows[i].document - 1)
        && _dln_conflict_compare_truth (resolver, &rows[0], &rows[i]))
      return;
}

/* ---- documents ------------------------------------------------------------------------------ */

/* The reason of a row, among the strings of the tables. */
static DlnStringId
copy_reason (DlnResolver          *resolver,
             const DlnAnnotations *annotations,
             const DlnTime        *time)
{
  return dln_strings_intern (resolver->out->strings,
                             dln_strings_get (annotations->strings, time->reason));
}

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
  DlnStringId reason = copy_reason (resolver, annotations, time);
  guint first = resolver->out->evidence->len;

  if (!dln_when_equal (&own->when, &annotations->date.when))
    return; /* dated by hand */

  g_autofree char *given = dln_when_to_edtf (&own->when);
  g_autofree char *line = dln_when_to_edtf (&time->when);

  _dln_resolver_add_time_evidence (resolver, document, DLN_NO_ROW, own->when, own->reason);
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
    resolver, document, row, time->when, copy_reason (resolver, annotations, time));

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
