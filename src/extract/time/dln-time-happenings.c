/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Two days after the earthquake": durations that are counted from something that happened, and
 * from a date that stands beside them.
 *
 * A word that tells of a happening (EVENT in the word file) is dated where a date stands in its
 * sentence. The last such place before the duration counts, else the first after it. The row stays
 * a duration; its bounds are those of the day that it comes to, and its reason names both. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/dln-when-private.h"
#include "extract/dln-reason.h"
#include "extract/time/dln-time-resolve-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#define FEW_FROM (2)  /* "several weeks later": so many weeks at least */
#define FEW_TO (9)    /* and fewer than so many */
#define MAX_DATES 64  /* that are looked at in one sentence */
#define MAX_LOOK 5000 /* dated happenings that are looked at for one expression */

static DlnInstant
get_seconds (guint unit)
{
  return unit == 'H' ? 3600 : unit == 'm' ? 60 : unit == 's' ? 1 : 0;
}

static void
set_bounds (DlnWhen *when, DlnInstant begin, DlnInstant end)
{
  when->earliest_begin = when->earliest_end = begin;
  when->latest_begin = when->latest_end = end;
}

static DlnWhen
count_from (const DlnWhen *from, guint unit, gint32 n)
{
  DlnPrecision width = MAX ((DlnPrecision)from->precision, DLN_PRECISION_DAY);
  DlnPoint     point = _dln_point_from_instant (from->earliest_begin, width);

  if (unit == 'W')
    point = _dln_point_add (&point, 'D', n * 7);
  else if (unit == 'E' || unit == 'C')
    point = _dln_point_add (&point, 'Y', n * (unit == 'E' ? 10 : 100));
  else
    point = _dln_point_add (&point, unit, n);
  return _dln_point_to_when (&point);
}

/*
 * _dln_time_count_on: the time that lies @sem's number of units before or after @from; unknown if
 * @from is known less exactly than the unit.
 */
DlnWhen
_dln_time_count_on (const DlnWhen *from, const DlnSem *sem, gint32 dir)
{
  DlnInstant seconds = get_seconds (sem->unit);
  gint32     n = lround (sem->n) * dir;
  DlnWhen    when = *from, other;

  if (!dln_when_is_known (from) || sem->unit == 0 || fabs (sem->n) > 10000
      || from->precision > DLN_PRECISION_YEAR)
    return dln_when_unknown ();
  if (seconds != 0)
    {
      if (from->precision > DLN_PRECISION_DAY || sem->vague
          || (from->precision > DLN_PRECISION_HOUR && sem->n * seconds >= 2 * _DLN_DAY))
        return dln_when_unknown ();
      if (from->precision > DLN_PRECISION_HOUR)
        {
          /* "six hours after the blast of 3 May": that day or the next */
          when = _dln_when_from_range (
            DLN_PRECISION_DAY, from->earliest_begin, from->latest_end + n * seconds);
          return dir > 0 ? when : *from;
        }
      set_bounds (&when, from->earliest_begin + n * seconds, from->latest_end + n * seconds);
      return when;
    }
  if (from->precision > DLN_PRECISION_DAY && strchr ("DWFe", sem->unit) != NULL)
    return dln_when_unknown ();
  if (from->precision > DLN_PRECISION_MONTH && strchr ("MQh", sem->unit) != NULL)
    return dln_when_unknown ();
  if (!sem->vague)
    return count_from (from, sem->unit, n);
  when = count_from (from, sem->unit, dir * FEW_FROM);
  other = count_from (from, sem->unit, dir * FEW_TO);
  set_bounds (&when,
              MIN (when.earliest_begin, other.earliest_begin),
              MAX (when.earliest_begin, other.earliest_begin));
  when.flags |= DLN_WHEN_APPROXIMATE;
  return when;
}

typedef struct /* a happening whose sentence has a date */
{
  guint32 begin;
  guint32 row; /* in times */
  guint8  event;
} Dated;

/* The row that dates what happened: in the sentence of the word, the nearest to it. Time: O(log
 * times + those of the sentence) */
static guint
find_date_of (const DlnTimeWork *work, const DlnHappening *happening, guint first)
{
  const GArray *times = work->context->annotations->times;
  guint         best = DLN_NO_ROW;
  guint32       best_distance = G_MAXUINT32;
  guint         low = first, high = times->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (DLN_ROW (times, DlnTime, middle)->sentence < happening->sentence)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i < MIN (times->len, low + MAX_DATES); i++)
    {
      const DlnTime *time = DLN_ROW (times, DlnTime, i);
      guint32        distance;

      if (time->sentence != happening->sentence)
        break;
      if (time->type > DLN_TIME_TIME || !dln_when_is_known (&time->when)
          || DLN_ROW (work->expressions, DlnExpression, i - first)->sem.from == DLN_FROM_EVENT
          || time->when.precision > DLN_PRECISION_YEAR)
        continue;
      distance = time->span.begin > happening->span.end
                   ? time->span.begin - happening->span.end
                   : happening->span.begin - MIN (time->span.end, happening->span.begin);
      if (distance < best_distance)
        {
          best = i;
          best_distance = distance;
        }
    }
  return best;
}

/* "after the quake" recalls it and does not tell of it. */
static gboolean
is_recalled (const DlnTimeWork *work, const DlnHappening *happening)
{
  const char *const *words = _dln_words (DLN_WORDS_RECALLING_WORDS);
  guint32                  begin = happening->span.begin > 30 ? happening->span.begin - 30 : 0;
  g_autofree char *before = g_strndup (work->context->text + begin, happening->span.begin - begin);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (before, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static GArray *
read_dated (const DlnTimeWork *work, guint first)
{
  GArray *dated = g_array_new (FALSE, FALSE, sizeof (Dated));

  for (guint i = 0; i < work->happenings->len; i++)
    {
      const DlnHappening *happening = DLN_ROW (work->happenings, DlnHappening, i);
      Dated               entry = { happening->span.begin, DLN_NO_ROW, happening->event };

      if (happening->sentence == DLN_NO_ROW || is_recalled (work, happening))
        continue;
      entry.row = find_date_of (work, happening, first);
      if (entry.row != DLN_NO_ROW)
        g_array_append_val (dated, entry);
    }
  return dated;
}

/* The last place before the expression that dates the happening, else the first after it. */
static guint
find_event_date (const GArray *dated, const DlnExpression *expression)
{
  guint low = DLN_ROWS_FIND (dated, Dated, begin, expression->span.end);

  for (guint i = low; i > 0 && low - i < MAX_LOOK; i--)
    if (DLN_ROW (dated, Dated, i - 1)->event == expression->sem.event)
      return DLN_ROW (dated, Dated, i - 1)->row;
  for (guint i = low; i < MIN (dated->len, low + MAX_LOOK); i++)
    if (DLN_ROW (dated, Dated, i)->event == expression->sem.event)
      return DLN_ROW (dated, Dated, i)->row;
  return DLN_NO_ROW;
}

/* "a century after the fire of 1911" */
static guint
find_date_behind (const DlnTimeWork *work, const DlnExpression *expression, guint row)
{
  const char *const *between = _dln_words (DLN_WORDS_DATE_LINKS);
  const GArray            *times = work->context->annotations->times;
  const DlnTime           *next;

  if (row + 1 >= times->len)
    return DLN_NO_ROW;
  next = DLN_ROW (times, DlnTime, row + 1);
  if (next->type > DLN_TIME_TIME || !dln_when_is_known (&next->when)
      || next->span.begin < expression->event_end)
    return DLN_NO_ROW;
  for (guint i = 0; between[i] != NULL; i++)
    if (next->span.begin - expression->event_end == strlen (between[i])
        && strncmp (work->context->text + expression->event_end, between[i], strlen (between[i]))
             == 0)
      return row + 1;
  return DLN_NO_ROW;
}

/* "two days after 6 June": the row of the date, and on which side of it. */
static gint32
read_date_beside (const DlnTimeWork *work, guint row)
{
  const GArray  *times = work->context->annotations->times;
  const DlnTime *time = DLN_ROW (times, DlnTime, row);
  const DlnTime *next;
  const char    *text = work->context->text + time->span.end;
  gsize          length;

  if (row + 1 >= times->len || time->type != DLN_TIME_DURATION)
    return 0;
  next = DLN_ROW (times, DlnTime, row + 1);
  length = next->span.begin - time->span.end;
  if (next->type > DLN_TIME_TIME || !dln_when_is_known (&next->when))
    return 0;
  if (length == 7 && strncmp (text, " after ", 7) == 0)
    return 1;
  return length == 8 && strncmp (text, " before ", 8) == 0 ? -1 : 0;
}

static DlnStringId
intern_quoted (const DlnTimeWork *work, DlnSpan words, const DlnTime *anchor)
{
  const char      *text = work->context->text;
  g_autofree char *quoted = g_strndup (text + words.begin, MIN (words.end - words.begin, 80));
  g_autofree char *date = NULL;
  g_autofree char *reason = NULL;

  if (anchor == NULL)
    reason = dln_reason_new (DLN_REASON_TIME_HAPPENING_UNDATED, quoted);
  else
    {
      date = g_strndup (text + anchor->span.begin,
                        MIN (anchor->span.end - anchor->span.begin, 80));
      reason = dln_reason_new (DLN_REASON_TIME_HAPPENING, quoted, date);
    }
  return dln_strings_intern (work->context->annotations->strings, reason);
}

static void
resolve_row (DlnTimeWork *work, const GArray *dated, guint first, guint index)
{
  GArray              *times = work->context->annotations->times;
  const DlnExpression *expression = DLN_ROW (work->expressions, DlnExpression, index);
  DlnTime             *time = DLN_ROW (times, DlnTime, first + index);
  guint                row = DLN_NO_ROW;
  DlnSpan              words = expression->span;
  gint32               dir = expression->sem.dir;

  if (expression->sem.from == DLN_FROM_EVENT)
    {
      row = find_date_behind (work, expression, first + index);
      if (row == DLN_NO_ROW)
        row = find_event_date (dated, expression);
      words.end = MAX (words.end, expression->event_end);
      time->anchor = DLN_ANCHOR_EVENT;
    }
  else if ((dir = read_date_beside (work, first + index)) != 0)
    {
      row = first + index + 1;
      time->anchor = DLN_ANCHOR_NARRATIVE;
      words.end = DLN_ROW (times, DlnTime, row)->span.end;
    }
  else
    return;
  if (row != DLN_NO_ROW)
    {
      DlnWhen when =
        _dln_time_count_on (&DLN_ROW (times, DlnTime, row)->when, &expression->sem, dir);

      if (!dln_when_is_known (&when))
        row = DLN_NO_ROW;
      else
        {
          time->when = when;
          time->when.span = expression->span;
        }
    }
  time->anchor_time = row;
  time->reason =
    intern_quoted (work, words, row != DLN_NO_ROW ? DLN_ROW (times, DlnTime, row) : NULL);
  if (row != DLN_NO_ROW && time->type == DLN_TIME_DATE)
    {
      g_autoptr (GString) value = g_string_new (NULL);
      DlnPoint point = _dln_point_from_instant (time->when.earliest_begin, time->when.precision);

      _dln_point_append_value (&point, value);
      time->value =
        dln_strings_intern_len (work->context->annotations->strings, value->str, value->len);
    }
}

/*
 * _dln_time_resolve_events: dates the expressions that are counted from an event or from a date
 * beside them; @first is the row of the first expression. Time: O((expressions + happenings) log
 * times)
 */
void
_dln_time_resolve_events (DlnTimeWork *work, guint first)
{
  g_autoptr (GArray) dated = NULL;

  for (guint i = 0; i < work->expressions->len; i++)
    {
      const DlnExpression *expression = DLN_ROW (work->expressions, DlnExpression, i);

      if (expression->sem.from == DLN_FROM_EVENT && dated == NULL)
        dated = read_dated (work, first);
      if (expression->sem.from == DLN_FROM_EVENT || expression->type == DLN_TIME_DURATION)
        resolve_row (work, dated, first, i);
    }
}
