/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Thursday, April 4" in an article that tells no year: the years in which that day is a Thursday
 * lie five, six or eleven apart, and the other articles tell which of them is meant.
 *
 * Counted are the dated articles that share most names with the undated one, all if none does. The
 * years near any of them are candidates; where only one is, the day is that. What is told of that
 * day appears within a week of it, what is planned for it in the year before. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "base/dln-when-private.h"
#include "extract/resolve/dates/dln-date-documents-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <stdio.h>
#include <string.h>

#define TOLD_WITHIN 8    /* days after which a weekday is no longer named with its date */
#define PLANNED_FROM 365 /* days before it */
#define NEAR 400         /* days between an article and a day that it may speak of */
#define MAX_DAYS 8
#define YEARS 14         /* in which every pair recurs */

typedef struct
{
  guint32    row; /* in the times of its document */
  guint32    n_days;
  gint64     days[MAX_DAYS]; /* [n_days]: that it may mean, since 1970 */
  DlnInstant first;          /* when an article that tells of it so can have been written */
  DlnInstant end;
  gboolean   planned; /* it is told as a plan */
} DatedPair;

static int
compare_days (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return (x > y) - (x < y);
}

static guint
count_shared (const GArray *entities, const GArray *others)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < entities->len; i++)
    if (*DLN_ROW (entities, DlnEntityId, i) != 0)
      g_hash_table_add (known, GUINT_TO_POINTER (*DLN_ROW (entities, DlnEntityId, i)));
  for (guint i = 0; i < others->len; i++)
    n += g_hash_table_remove (known, GUINT_TO_POINTER (*DLN_ROW (others, DlnEntityId, i)));
  return n;
}

/* Days of the dated articles that share most names with @document, ascending. */
static GArray *
read_days_around (const DlnResolver *resolver, guint32 document)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (gint64));
  const GArray *entities = g_ptr_array_index (resolver->out->entity_of, document);
  guint most = 0;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnResolvedDocument *row = DLN_ROW (resolver->out->documents, DlnResolvedDocument, i);
      gint64 day = row->when.earliest_begin / _DLN_DAY;
      guint shared;

      if ((row->date_source != DLN_DATE_GIVEN && row->date_source != DLN_DATE_DATELINE)
          || row->when.precision > DLN_PRECISION_DAY || !dln_when_is_known (&row->when))
        continue;
      shared = count_shared (entities, g_ptr_array_index (resolver->out->entity_of, i));
      if (shared < most)
        continue;
      if (shared > most)
        g_array_set_size (days, 0);
      most = shared;
      g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);
  return days;
}

static gint64
get_distance (const GArray *days, gint64 day)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < days->len; i++)
    least = MIN (least, ABS (*DLN_ROW (days, gint64, i) - day));
  return least;
}

/* "Thursday, April 4" without a year: its weekday from 1 to 7, 0 if it is none. */
static guint
read_pair (const DlnResolver *resolver,
           guint32            document,
           const DlnTime     *time,
           guint             *month,
           guint             *day)
{
  const char *const *names = _dln_words (DLN_WORDS_WEEKDAYS_SHORT);
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const char *value = dln_strings_get (annotations->strings, time->value);
  g_autofree char *words = NULL;

  if (time->type > DLN_TIME_TIME || dln_when_is_known (&time->when)
      || sscanf (value, "XXXX-%2u-%2u", month, day) != 2 || *month < 1 || *month > 12)
    return 0;
  words = dln_document_dup_span (resolver->inputs[document].document, time->span);
  for (guint i = 0; names[i] != NULL; i++)
    for (const char *p = words; *p != '\0'; p++)
      if ((p == words || !g_ascii_isalpha (p[-1])) && g_ascii_strncasecmp (p, names[i], 3) == 0)
        return i + 1;
  return 0;
}

/* Is the claim dated by the expression? */
static gboolean
tells_of (const DlnAnnotations *annotations, const DlnEventClaim *claim, guint32 row)
{
  if (claim->time < annotations->times->len)
    return claim->time == row;
  return (claim->flags & DLN_EVENT_NOMINAL) == 0
         && dln_span_contains (claim->clause, DLN_ROW (annotations->times, DlnTime, row)->span);
}

/* What the claims say of the day: 1 that it is planned, -1 that it has come, 0 nothing. */
static gint
read_direction (const DlnAnnotations *annotations, guint32 row)
{
  gint direction = 0;

  for (guint32 i = 0; i < annotations->events->len; i++)
    {
      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, i);

      if (!tells_of (annotations, claim, row))
        continue;
      if (claim->modality == DLN_MODALITY_PLANNED)
        return 1;
      if (claim->modality == DLN_MODALITY_ASSERTED && claim->type != DLN_EVENT_STATEMENT)
        direction = -1;
    }
  return direction;
}

static gint64
get_day (gint32 year, guint month, guint day)
{
  return _dln_days_from_civil (year, month, day);
}

/* The days that the pair may mean, ascending: those near an article, else the nearest. */
static guint
find_candidates (const GArray *days, guint weekday, guint month, guint day, gint64 *found)
{
  gint32 first = dln_civil_from_instant (*DLN_ROW (days, gint64, 0) * _DLN_DAY).year - YEARS;
  gint32 last =
    dln_civil_from_instant (*DLN_ROW (days, gint64, days->len - 1) * _DLN_DAY).year + YEARS;
  gint64 best = 0, least = G_MAXINT64;
  guint n = 0;

  for (gint32 year = first; year <= last && n < MAX_DAYS; year++)
    {
      gint64 candidate = get_day (year, month, day), distance;

      if (day > dln_days_in_month (year, month)
          || dln_civil_from_instant (candidate * _DLN_DAY).weekday != weekday)
        continue;
      distance = get_distance (days, candidate);
      if (distance <= NEAR)
        found[n++] = candidate;
      if (distance < least)
        {
          least = distance;
          best = candidate;
        }
    }
  if (n == 0 && least != G_MAXINT64)
    found[n++] = best;
  return n;
}

static void
read_pairs (const DlnResolver *resolver, guint32 document, GArray *pairs)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  g_autoptr (GArray) days = NULL;

  for (guint32 i = 0; i < annotations->times->len; i++)
    {
      DatedPair pair = { .row = i };
      guint month, day;
      guint weekday =
        read_pair (resolver, document, DLN_ROW (annotations->times, DlnTime, i), &month, &day);
      gint direction;

      if (weekday == 0)
        continue;
      if (days == NULL)
        days = read_days_around (resolver, document);
      if (days->len == 0)
        return;
      pair.n_days = find_candidates (days, weekday, month, day, pair.days);
      if (pair.n_days == 0)
        continue;
      direction = read_direction (annotations, i);
      pair.planned = direction > 0;
      pair.first =
        (pair.days[0] - (direction < 0 ? 0 : PLANNED_FROM)) * _DLN_DAY;
      pair.end =
        (pair.days[pair.n_days - 1] + (direction > 0 ? 1 : TOLD_WITHIN)) * _DLN_DAY;
      g_array_append_val (pairs, pair);
    }
}

/* What the document tells of a day that is known now. */
static void
date_claims_of (DlnResolver   *resolver,
                guint32        document,
                guint32        row,
                const DlnWhen *day,
                DlnStringId    reason)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnTime *time = DLN_ROW (annotations->times, DlnTime, row);

  for (guint32 j = 0; j < annotations->events->len; j++)
    {
      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, j);
      guint32 number = resolver->first_event[document] + j;

      if (!tells_of (annotations, claim, row)
          || dln_when_is_known (&resolver->event_when[number]))
        continue;
      resolver->event_when[number] = *day;
      resolver->event_when[number].span = time->span;
      resolver->event_when[number].flags |= DLN_WHEN_INFERRED;
      resolver->event_reason[number] = reason;
    }
}

/* Cuts @when to [@first, @end); FALSE if nothing would be left. */
gboolean
_dln_resolver_cut_date (DlnWhen *when, DlnInstant first, DlnInstant end)
{
  if (when->precision != DLN_PRECISION_NONE)
    {
      first = MAX (first, when->earliest_begin);
      end = MIN (end, when->latest_end);
    }
  if (first >= end)
    return FALSE;
  *when = (DlnWhen){
    .earliest_begin = first,
    .latest_begin = end,
    .earliest_end = first,
    .latest_end = end,
    .precision = DLN_PRECISION_DAY,
    .flags = DLN_WHEN_INFERRED,
  };
  if (first != DLN_INSTANT_PAST && end != DLN_INSTANT_FUTURE && end - first > _DLN_DAY)
    when->precision = end - first <= 8 * _DLN_DAY    ? DLN_PRECISION_WEEK
                      : end - first <= 62 * _DLN_DAY ? DLN_PRECISION_MONTH
                                                     : DLN_PRECISION_YEAR;
  return TRUE;
}

/* A weekday with its date is of the year near other articles. Time: O(times * dated documents) */
void
_dln_resolver_bound_by_pairs (DlnResolver *resolver, guint32 document, DlnWhen *when)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DatedPair));

  read_pairs (resolver, document, pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const DatedPair *pair = DLN_ROW (pairs, DatedPair, i);
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, pair->row);
      DlnWhen day = _dln_when_from_range (
        DLN_PRECISION_DAY, pair->days[0] * _DLN_DAY, (pair->days[pair->n_days - 1] + 1) * _DLN_DAY);
      g_autofree char *words = NULL;
      g_autofree char *shown = dln_when_format (&day);
      DlnStringId reason;

      if (!_dln_resolver_cut_date (when, pair->first, pair->end))
        continue;
      words = dln_document_dup_span (resolver->inputs[document].document, time->span);
      if (pair->n_days > 1)
        {
          g_autofree char *years = g_strdup_printf ("%u", pair->n_days);

          reason =
            _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_WEEKDAYS, words, years);
        }
      else
        reason = _dln_resolver_intern_reason (
          resolver,
          pair->planned ? DLN_REASON_DATE_WEEKDAY_PLAN : DLN_REASON_DATE_WEEKDAY_REPORT,
          words,
          shown);
      _dln_resolver_add_time_evidence (resolver, document, pair->row, day, reason);
      if (pair->n_days == 1)
        date_claims_of (resolver, document, pair->row, &day, reason);
    }
}
