/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document's own date, as far as the document tells it, and what its dates are counted from.
 *
 * In this order: given with the document; a stamp or dateline; a weekday with its date, which fixes
 * the year; the latest date told, before which the text cannot have been written. What is concluded
 * is an interval with its reason. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <string.h>

#include "base/dln-when-private.h"
#include "extract/dln-reason.h"
#include "extract/time/dln-time-resolve-private.h"

#define PUBLISHED_WITHIN                                                                           \
  (8) /* days after a weekday with its date that a report of it comes out                          \
       */

#define PLANNED_WITHIN 365 /* days before it that a plan names a weekday with its date */

static DlnDocumentDate *
get_date (DlnTimeWork *work)
{
  return &work->context->annotations->date;
}

static DlnStringId
intern (DlnTimeWork *work, DlnReason code, ...)
{
  va_list arguments;

  va_start (arguments, code);
  g_autofree char *text = dln_reason_new_valist (code, arguments);
  va_end (arguments);
  return dln_strings_intern (work->context->annotations->strings, text);
}

static char *
quote_span (const DlnTimeWork *work, DlnSpan span)
{
  return g_strndup (work->context->text + span.begin, MIN (span.end - span.begin, 80));
}

/* ---- given --------------------------------------------------------------------------------- */

static gboolean
use_given (DlnTimeWork *work)
{
  const char      *text = dln_document_get_date (work->context->document);
  DlnDocumentDate *date = get_date (work);
  g_autofree char *shown = NULL;
  DlnWhen          when, day;

  if (text == NULL || *text == '\0')
    return FALSE;
  if (!dln_when_parse_edtf (text, &when, NULL))
    {
      g_autofree char *first = g_strndup (text, 10);

      if (!dln_when_parse_edtf (first, &when, NULL))
        return FALSE;
    }
  if (!dln_when_is_known (&when) || when.earliest_begin == DLN_INSTANT_PAST)
    return FALSE;
  /* "today" is the day on the publisher's wall, whatever its zone */
  if (strlen (text) > 10 && text[10] == 'T')
    {
      g_autofree char *clock = g_strndup (text, 19);
      DlnWhen          now;

      work->has_now = dln_when_parse_edtf (clock, &now, NULL);
      work->now = work->has_now ? now.earliest_begin : 0;
      g_autofree char *first = g_strndup (text, 10);

      if (dln_when_parse_edtf (first, &day, NULL))
        when = day;
    }
  date->when = when;
  date->source = DLN_DATE_GIVEN;
  if (when.precision <= DLN_PRECISION_DAY)
    work->today = _dln_point_from_instant (when.earliest_begin, DLN_PRECISION_DAY);
  else if (when.precision == DLN_PRECISION_MONTH || when.precision == DLN_PRECISION_YEAR)
    work->today = _dln_point_from_instant (when.earliest_begin, when.precision);
  shown = dln_when_format (&when);
  date->reason = intern (work, DLN_REASON_DATE_GIVEN, shown);
  return TRUE;
}

/* ---- what is told with a year --------------------------------------------------------------- */

/* A date that stands in the text with its year and is no plan. */
static gboolean
get_told_date (const DlnExpression *expression, DlnPoint *point)
{
  DlnTold  told = { 0 };
  DlnPoint nothing = { 0 };

  if (expression->ignored || expression->tense == DLN_TENSE_FUTURE
      || expression->role == DLN_TIME_ROLE_UNTIL || expression->sem.year == DLN_NO_NUMBER
      || expression->type > DLN_TIME_TIME)
    return FALSE;
  if (expression->sem.op != DLN_SEM_DATE && expression->sem.op != DLN_SEM_PART)
    return FALSE;
  *point = _dln_time_find_point (expression, &told, &nothing);
  return point->width != DLN_PRECISION_NONE;
}

static const DlnExpression *
find_latest (const DlnTimeWork *work, DlnPoint *latest)
{
  const DlnExpression *best = NULL;
  gint64               best_day = G_MININT64;

  for (guint i = 0; i < work->expressions->len; i++)
    {
      const DlnExpression *expression = DLN_ROW (work->expressions, DlnExpression, i);
      DlnPoint             point;

      if (expression->stamp == 0 && get_told_date (expression, &point)
          && _dln_point_get_day (&point) > best_day)
        {
          best = expression;
          best_day = _dln_point_get_day (&point);
          *latest = point;
        }
    }
  return best;
}

/* ---- stamps -------------------------------------------------------------------------------- */

static gboolean
use_stamp (DlnTimeWork *work)
{
  DlnDocumentDate     *date = get_date (work);
  const DlnExpression *best = NULL;

  for (guint i = 0; i < work->expressions->len; i++)
    {
      const DlnExpression *expression = DLN_ROW (work->expressions, DlnExpression, i);

      if (expression->stamp == 0)
        continue;
      if (expression->span.begin > 3000 && expression->span.end + 600 < work->context->length)
        continue;
      if (best == NULL || (best->stamp == 'U' && expression->stamp != 'U')
          || (best->sem.year == DLN_NO_NUMBER && expression->sem.year != DLN_NO_NUMBER))
        best = expression;
    }
  if (best == NULL)
    return FALSE;

  g_autofree char *quoted = quote_span (work, best->span);
  DlnPoint         latest = { .year = DLN_NO_NUMBER };
  gint32           year = best->sem.year;
  gboolean         stated = year != DLN_NO_NUMBER;

  if (stated)
    year = _dln_time_full_year (&best->sem, &work->today);
  else
    {
      find_latest (work, &latest);
      if (latest.year == DLN_NO_NUMBER)
        return FALSE;
      year = latest.year;
      if (best->sem.weekday != DLN_NO_NUMBER)
        _dln_time_pair_year (best->sem.month, best->sem.day, best->sem.weekday, latest.year, &year);
      else if (_dln_days_from_civil (year, best->sem.month, best->sem.day)
               < _dln_point_get_day (&latest))
        year++;
    }
  if (best->sem.day > (gint32)dln_days_in_month (year, best->sem.month))
    return FALSE;
  work->today = (DlnPoint){
    .year = year, .month = best->sem.month, .day = best->sem.day, .width = DLN_PRECISION_DAY
  };
  date->when = _dln_point_to_when (&work->today);
  date->when.span = best->span;
  date->source = stated ? DLN_DATE_DATELINE : DLN_DATE_INFERRED;
  if (!stated)
    date->when.flags |= DLN_WHEN_INFERRED;

  g_autofree char *shown = dln_when_format (&date->when);

  if (!stated)
    date->reason = intern (work, DLN_REASON_DATE_WITHOUT_YEAR, quoted, shown);
  else if (best->stamp == 'U')
    date->reason = intern (work, DLN_REASON_DATE_UPDATED, quoted);
  else if (best->stamp == 'D')
    date->reason = intern (work, DLN_REASON_DATE_LINE, quoted);
  else
    date->reason = intern (work, DLN_REASON_DATE_STAMP, quoted);
  return TRUE;
}

/* ---- inference ----------------------------------------------------------------------------- */

/* The latest of the dates that stand with their weekday: the pair fixes the year near the other
 * dates told. */
static gboolean
infer_from_pairs (DlnTimeWork *work)
{
  DlnDocumentDate     *date = get_date (work);
  const DlnExpression *best = NULL;
  DlnPoint             latest = { .year = DLN_NO_NUMBER };
  gint64               best_day = G_MININT64;
  const DlnExpression *last = find_latest (work, &latest);

  if (last == NULL)
    return FALSE;
  for (guint i = 0; i < work->expressions->len; i++)
    {
      const DlnExpression *expression = DLN_ROW (work->expressions, DlnExpression, i);
      const DlnSem        *sem = &expression->sem;
      gint32               year;

      if (expression->ignored || sem->op != DLN_SEM_DATE || sem->weekday == DLN_NO_NUMBER
          || sem->day == DLN_NO_NUMBER || sem->month == DLN_NO_NUMBER
          || expression->tense == DLN_TENSE_FUTURE)
        continue;
      if (sem->year != DLN_NO_NUMBER)
        year = _dln_time_full_year (sem, &work->today);
      else if (!_dln_time_pair_year (sem->month, sem->day, sem->weekday, latest.year, &year))
        continue;
      if (sem->day > (gint32)dln_days_in_month (year, sem->month))
        continue;
      if (_dln_days_from_civil (year, sem->month, sem->day) > best_day)
        {
          best = expression;
          best_day = _dln_days_from_civil (year, sem->month, sem->day);
        }
    }
  if (best == NULL || best_day < _dln_point_get_day (&latest))
    return FALSE;
  date->when = _dln_when_from_range (
    DLN_PRECISION_DAY, best_day * _DLN_DAY, (best_day + PUBLISHED_WITHIN) * _DLN_DAY);
  date->when.flags = DLN_WHEN_INFERRED;
  date->when.span = best->span;
  date->source = DLN_DATE_INFERRED;

  DlnPoint         day = _dln_point_from_instant (best_day * _DLN_DAY, DLN_PRECISION_DAY);
  DlnWhen          when = _dln_point_to_when (&day);
  g_autofree char *shown = dln_when_format (&when);
  g_autofree char *quoted = quote_span (work, best->span);
  g_autofree char *other = quote_span (work, last->span);

  date->reason = intern (work, DLN_REASON_DATE_PAIR, quoted, shown, other);
  return TRUE;
}

/* A plan for a day that stands with its weekday: the first such year after the latest date told. */
static gboolean
infer_from_plan (DlnTimeWork *work)
{
  DlnDocumentDate     *date = get_date (work);
  const DlnExpression *best = NULL;
  DlnPoint             latest;
  gint64               best_day = G_MAXINT64;
  const DlnExpression *last = find_latest (work, &latest);

  for (guint i = 0; last != NULL && i < work->expressions->len; i++)
    {
      const DlnExpression *expression = DLN_ROW (work->expressions, DlnExpression, i);
      const DlnSem        *sem = &expression->sem;

      if (expression->ignored || sem->op != DLN_SEM_DATE || sem->weekday == DLN_NO_NUMBER
          || sem->day == DLN_NO_NUMBER || sem->month == DLN_NO_NUMBER
          || sem->year != DLN_NO_NUMBER || expression->tense != DLN_TENSE_FUTURE)
        continue;
      for (gint32 year = latest.year; year <= latest.year + 11; year++)
        {
          gint64 day = _dln_days_from_civil (year, sem->month, sem->day);

          if (sem->day > (gint32)dln_days_in_month (year, sem->month)
              || day < _dln_point_get_day (&latest) || day >= best_day
              || dln_civil_from_instant (day * _DLN_DAY).weekday != sem->weekday)
            continue;
          best = expression;
          best_day = day;
        }
    }
  if (best == NULL)
    return FALSE;

  gint64           first = MAX (_dln_point_get_day (&latest), best_day - PLANNED_WITHIN);
  DlnPoint         day = _dln_point_from_instant (best_day * _DLN_DAY, DLN_PRECISION_DAY);
  DlnWhen          when = _dln_point_to_when (&day);
  g_autofree char *shown = dln_when_format (&when);
  g_autofree char *quoted = quote_span (work, best->span);
  g_autofree char *other = quote_span (work, last->span);

  date->when =
    _dln_when_from_range (DLN_PRECISION_DAY, first * _DLN_DAY, (best_day + 1) * _DLN_DAY);
  date->when.flags = DLN_WHEN_INFERRED;
  date->when.span = best->span;
  date->source = DLN_DATE_INFERRED;
  date->reason = intern (work, DLN_REASON_DATE_PLAN, quoted, shown, other);
  return TRUE;
}

static gboolean
infer_from_latest (DlnTimeWork *work)
{
  DlnDocumentDate     *date = get_date (work);
  DlnPoint             latest;
  const DlnExpression *last = find_latest (work, &latest);

  if (last == NULL)
    return FALSE;

  DlnWhen          when = _dln_point_to_when (&latest);
  g_autofree char *quoted = quote_span (work, last->span);

  date->when = _dln_when_from_range (DLN_PRECISION_DAY, when.earliest_begin, DLN_INSTANT_FUTURE);
  date->when.flags = DLN_WHEN_INFERRED;
  date->when.span = last->span;
  date->source = DLN_DATE_INFERRED;
  date->reason = intern (work, DLN_REASON_DATE_LATEST, quoted);
  return TRUE;
}

/* ---- what dates are counted from ------------------------------------------------------------ */

static void
decide_anchoring (DlnTimeWork *work)
{
  DlnDocumentDate *date = get_date (work);
  DlnPoint         now = work->today;
  guint            story = 0, news = 0;

  if (now.width == DLN_PRECISION_NONE && find_latest (work, &now) == NULL)
    return;
  for (guint i = 0; i < work->expressions->len; i++)
    {
      const DlnExpression *expression = DLN_ROW (work->expressions, DlnExpression, i);
      const DlnSem        *sem = &expression->sem;
      gint32               age = 0;

      if (expression->ignored || expression->stamp != 0)
        continue;
      if (sem->year != DLN_NO_NUMBER)
        age = now.year - _dln_time_full_year (sem, &now);
      if (sem->op == DLN_SEM_DATE && sem->year != DLN_NO_NUMBER)
        story += age >= 2 ? (sem->month != DLN_NO_NUMBER ? 2 : 1) : 0;
      else if (sem->op == DLN_SEM_OFFSET && sem->from == DLN_FROM_STORY && sem->dir > 0)
        story += 2;
      else if ((sem->op == DLN_SEM_SAME || sem->op == DLN_SEM_DATE || sem->op == DLN_SEM_PART)
               && sem->from == DLN_FROM_STORY)
        story++;
      else if (sem->op == DLN_SEM_DATE && sem->weekday != DLN_NO_NUMBER
               && sem->year == DLN_NO_NUMBER)
        news += 2;
      else if (sem->op == DLN_SEM_RELDAY
               || (sem->op == DLN_SEM_UNIT && sem->has_dir && expression->type == DLN_TIME_DATE)
               || (sem->op == DLN_SEM_OFFSET && sem->from == DLN_FROM_DOCUMENT))
        news += 2;
      else if (sem->op == DLN_SEM_REF && sem->ref == 'P')
        news++;
    }
  /* without a day of its own a text has nothing but its story to count from */
  work->narrative = work->today.width == DLN_PRECISION_NONE ? news == 0 || story >= 2 * news
                                                            : story >= 6 && story >= 2 * news;
  date->narrative = work->narrative;
  if (work->narrative && work->today.width == DLN_PRECISION_NONE)
    date->narrative_reason = intern (work, DLN_REASON_STORY_UNDATED);
  else if (work->narrative)
    {
      g_autofree char *signs = g_strdup_printf ("%u", story);
      g_autofree char *against = g_strdup_printf ("%u", news);

      date->narrative_reason = intern (work, DLN_REASON_STORY_TOLD, signs, against);
    }
}

/* Whether another date of the text, written in words, is that of a numeric one with the day (or the
 * month) first. */
static gboolean
is_told_in_words (const DlnTimeWork *work, const DlnSem *sem, gint32 day, gint32 month)
{
  for (guint i = 0; i < MIN (work->expressions->len, 200); i++)
    {
      const DlnSem *other = &DLN_ROW (work->expressions, DlnExpression, i)->sem;

      if (other->op == DLN_SEM_DATE && other->numeric == 0 && other->day == day
          && other->month == month && other->year == sem->year)
        return TRUE;
    }
  return FALSE;
}

/* Whether numeric dates put the day first: settled by those that can be read in one way only
 * and by dates in words. */
static void
settle_numeric_order (DlnTimeWork *work)
{
  guint day_first = 0, month_first = 0;

  for (guint i = 0; i < work->expressions->len; i++)
    {
      DlnSem *sem = &DLN_ROW (work->expressions, DlnExpression, i)->sem;

      day_first += sem->numeric == 3;
      month_first += sem->numeric == 2;
      if (sem->numeric == 1 && sem->day != sem->month && i < 200)
        {
          day_first += is_told_in_words (work, sem, sem->day, sem->month);
          month_first += is_told_in_words (work, sem, sem->month, sem->day);
        }
    }
  work->day_first = day_first > month_first;
  for (guint i = 0; i < work->expressions->len; i++)
    {
      DlnSem *sem = &DLN_ROW (work->expressions, DlnExpression, i)->sem;

      if (sem->numeric != 1)
        continue;
      if (day_first != month_first)
        sem->numeric = 0; /* settled by others */
      if (sem->day <= 12 && day_first <= month_first)
        {
          gint32 day = sem->day;

          sem->day = sem->month;
          sem->month = day;
        }
    }
}

/*
 * _dln_time_find_document_date: fills the date of the annotations and @work's today, narrative and
 * order of numeric dates.
 */
void
_dln_time_find_document_date (DlnTimeWork *work)
{
  DlnDocumentDate *date = get_date (work);

  date->when = dln_when_unknown ();
  date->source = DLN_DATE_NONE;
  work->today = (DlnPoint){ .width = DLN_PRECISION_NONE };
  settle_numeric_order (work);
  if (!use_given (work) && !use_stamp (work))
    {
      work->inferred = TRUE;
      if (!infer_from_pairs (work) && !infer_from_plan (work) && !infer_from_latest (work))
        date->reason = intern (work, DLN_REASON_DATE_NOTHING);
    }
  decide_anchoring (work);
}
