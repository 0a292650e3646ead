/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what an expression means to a date: counted from the publication day or from the last date
 * told.
 *
 * Steps for each expression in the order of the text: pick the anchor; find the point on the
 * calendar; write value and bounds; remember it as the last date told. Where the publication day is
 * only an inferred interval, the point is found from both its ends: if they agree it counts, else
 * the bounds around both do and the value stays open. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/dln-when-private.h"
#include "extract/time/dln-time-resolve-private.h"

/* ---- anchors ------------------------------------------------------------------------------- */

static gboolean
is_day (const DlnPoint *point)
{
  return point->width == DLN_PRECISION_DAY;
}

/* Whether a date was told so near before that "later" or "that day" speaks of it. */
static gboolean
has_near_story (const DlnTold *told, const DlnExpression *expression)
{
  if (told->point.width == DLN_PRECISION_NONE)
    return FALSE;
  return told->narrative || expression->sentence == DLN_NO_ROW
         || expression->sentence <= told->sentence + 2;
}

/* Whether the last day told lies in the last date told, so that "the next day" may count from it.
 */
static gboolean
is_day_current (const DlnTold *told)
{
  DlnWhen    when = _dln_point_to_when (&told->point);
  DlnInstant day = _dln_point_get_day (&told->day) * _DLN_DAY;

  return is_day (&told->day) && day >= when.earliest_begin && day < when.latest_end;
}

/* Whether a month or season without a year stands in a paragraph that tells of years gone by:
 * "The first stone was laid in March 1974. In September ..." */
static gboolean
is_in_story_passage (const DlnTold *told, const DlnExpression *expression, const DlnPoint *today)
{
  const DlnSem *sem = &expression->sem;

  if (told->point.width == DLN_PRECISION_NONE || told->point.width > DLN_PRECISION_YEAR
      || (told->point.width > DLN_PRECISION_SEASON && !told->opens)
      || (today->width != DLN_PRECISION_NONE && today->year - told->point.year < 3)
      || expression->tense != DLN_TENSE_PAST || expression->block != told->block
      || expression->sentence == DLN_NO_ROW || expression->sentence > told->sentence + 2
      || sem->has_dir || !expression->opens)
    return FALSE;
  return (sem->op == DLN_SEM_DATE && sem->month != DLN_NO_NUMBER)
         || (sem->op == DLN_SEM_PART && sem->part <= 24);
}

static const DlnPoint *
pick_anchor (DlnTold *told, const DlnExpression *expression, const DlnPoint *today)
{
  gboolean story = expression->sem.from == DLN_FROM_STORY ? has_near_story (told, expression)
                   : expression->sem.from == DLN_FROM_AUTO
                     ? told->narrative && told->point.width != DLN_PRECISION_NONE
                         && expression->sem.op != DLN_SEM_RELDAY
                     : FALSE;

  if (expression->sem.from == DLN_FROM_AUTO && !story)
    story = is_in_story_passage (told, expression, today);
  if (!story && told->narrative && today->width == DLN_PRECISION_NONE
      && told->point.width != DLN_PRECISION_NONE)
    story = TRUE;
  told->anchor = story ? DLN_ANCHOR_NARRATIVE : DLN_ANCHOR_DOCUMENT;
  return story ? &told->point : today;
}

/* ---- dates --------------------------------------------------------------------------------- */

static double
get_penalty (gint64 distance, DlnTense tense)
{
  double d = distance;

  if (d > 0)
    return d
           * (tense == DLN_TENSE_PAST             ? 9.0
              : tense == DLN_TENSE_PAST_ATTRIBUTE ? 5.0
              : tense == DLN_TENSE_FUTURE         ? 1.0
                                                  : 2.5);
  return -d * (tense == DLN_TENSE_FUTURE ? 4.0 : 1.0);
}

/* The year for a month and perhaps a day: the nearest one, by tense. */
static gint32
choose_year (const DlnPoint *today, gint32 month, gint32 day, DlnTense tense)
{
  gint64 now = _dln_point_get_day (today) + (is_day (today) ? 0 : 14);
  gint32 best = today->year;
  double least = INFINITY;

  for (gint32 year = today->year - 1; year <= today->year + 1; year++)
    {
      gint64 then = _dln_days_from_civil (year, month, day > 0 ? day : 15);
      gint64 distance = then - now;

      if (day <= 0 && year == today->year && month == today->month)
        distance = 0;
      if (get_penalty (distance, tense) < least)
        {
          least = get_penalty (distance, tense);
          best = year;
        }
    }
  return best;
}

/* In a story the year runs on: the year of the last date told, the next one if that would go far
 * back. */
static gint32
continue_year (const DlnTold *told, const DlnPoint *story, gint32 month)
{
  gint32 last = story->width == DLN_PRECISION_YEAR       ? told->month
                : story->month != 0                      ? story->month
                : story->part >= 21 && story->part <= 24 ? (story->part - 20) * 3
                                                         : 0;

  /* "between October and January ... On Christmas Eve": inside the range, or behind it */
  if (told->range.width != DLN_PRECISION_NONE && told->range.month != 0
      && told->range.year < story->year)
    return month >= told->range.month ? told->range.year : story->year;
  if (last != 0 && month + 7 < last)
    return story->year + 1;
  return story->year;
}

/* whether a day falls into the range that was told last */
static gboolean
is_in_range (const DlnTold *told, const DlnPoint *day)
{
  return told->range.width != DLN_PRECISION_NONE
         && _dln_point_get_day (day) >= _dln_point_get_day (&told->range)
         && _dln_point_get_day (day) <= _dln_point_get_day (&told->point);
}

/* The year nearest to an anchor in which a date falls on a weekday; FALSE if there is none within
 * 14 years. */
gboolean
_dln_time_pair_year (gint32 month, gint32 day, gint32 weekday, gint32 near, gint32 *year)
{
  for (gint32 k = 0; k <= 14; k++)
    for (gint32 sign = 1; sign >= -1; sign -= 2)
      {
        gint32 y = near + sign * k;

        if (day <= (gint32)dln_days_in_month (y, month)
            && dln_civil_from_instant (_dln_days_from_civil (y, month, day) * _DLN_DAY).weekday
                 == weekday)
          {
            *year = y;
            return TRUE;
          }
      }
  return FALSE;
}

static DlnPoint
make_day (gint32 year, gint32 month, gint32 day)
{
  DlnPoint point = { .year = year, .month = month, .day = day, .width = DLN_PRECISION_DAY };

  if (day < 1 || day > (gint32)dln_days_in_month (year, month))
    point.width = DLN_PRECISION_NONE;
  return point;
}

gint32
_dln_time_full_year (const DlnSem *sem, const DlnPoint *today)
{
  gint32 now = today->width != DLN_PRECISION_NONE ? today->year : 2020;
  gint32 year = sem->year;

  if (sem->year == DLN_NO_NUMBER || !sem->two_digits || sem->year > 99)
    return sem->year;
  year += now / 100 * 100;
  return year > now + 20 ? year - 100 : year;
}

/* A headline in the present tense means the nearest weekday, "school closes Tuesday". */
static gboolean
looks_ahead (const DlnExpression *expression, gint32 ahead, gint32 back)
{
  if (expression->headline && expression->tense != DLN_TENSE_PAST)
    return expression->tense == DLN_TENSE_FUTURE || ahead < back;
  return expression->tense == DLN_TENSE_FUTURE;
}

/* The nearest day of that number, in the month of the anchor or one beside it, that falls on the
 * weekday: "Tuesday the 19th". */
static gboolean
find_numbered_weekday (const DlnExpression *expression, const DlnPoint *anchor, DlnPoint *found)
{
  const DlnSem *sem = &expression->sem;
  double least = INFINITY;

  for (gint32 n = -2; n <= 2; n++)
    {
      DlnPoint day = _dln_point_add (anchor, 'M', n);
      gint64   distance;

      day.day = sem->day;
      if (sem->day < 1 || sem->day > (gint32) dln_days_in_month (day.year, day.month))
        continue;
      day.width = DLN_PRECISION_DAY;
      distance = _dln_point_get_day (&day) - _dln_point_get_day (anchor);
      if (dln_civil_from_instant (_dln_point_get_day (&day) * _DLN_DAY).weekday != sem->weekday
          || get_penalty (distance, expression->tense) >= least)
        continue;
      least = get_penalty (distance, expression->tense);
      *found = day;
    }
  return least < INFINITY;
}

static DlnPoint
find_weekday (const DlnExpression *expression, const DlnTold *told, const DlnPoint *anchor)
{
  gboolean      story = told->anchor == DLN_ANCHOR_NARRATIVE;
  const DlnSem *sem = &expression->sem;
  gint64        day = _dln_point_get_day (anchor);
  gint32        now, back, ahead;
  gint64        result;

  if (!is_day (anchor))
    return (DlnPoint){ .width = DLN_PRECISION_NONE };
  if (sem->day != DLN_NO_NUMBER)
    {
      DlnPoint found = { .width = DLN_PRECISION_NONE };

      find_numbered_weekday (expression, anchor, &found);
      return found;
    }
  now = dln_civil_from_instant (day * _DLN_DAY).weekday;
  back = (now - sem->weekday + 7) % 7;
  ahead = (sem->weekday - now + 7) % 7;
  if (sem->unit == 'W' && !sem->calendar)
    result = day - (now - 1) + sem->dir * 7 + sem->weekday - 1;
  else if (sem->has_dir && sem->dir == -2)
    result = day - back - 7;
  else if (sem->has_dir && sem->dir == 2)
    result = day + (ahead == 0 ? 7 : ahead) + 7;
  else if (sem->has_dir && sem->dir < 0)
    result = day - (back == 0 ? 7 : back) - 7 * (gint64) (CLAMP (sem->n, 1, 500) - 1);
  else if (sem->has_dir && sem->dir > 0)
    result = day + (ahead == 0 ? 7 : ahead);
  else if (sem->has_dir)
    result = expression->tense == DLN_TENSE_PAST ? day - back : day + ahead;
  else if (expression->role == DLN_TIME_ROLE_TO && is_day (&told->point))
    {
      gint64 begin = _dln_point_get_day (&told->point);

      result = begin + (sem->weekday - dln_civil_from_instant (begin * _DLN_DAY).weekday + 7) % 7;
    }
  else if (story)
    result = sem->from == DLN_FROM_STORY ? day - back : day + ahead;
  else
    result = looks_ahead (expression, ahead, back) ? day + ahead : day - back;
  return _dln_point_from_instant (result * _DLN_DAY, DLN_PRECISION_DAY);
}

/* "the third Thursday of November" */
static DlnPoint
find_nth_weekday (const DlnSem *sem, gint32 year)
{
  DlnPoint point = { .width = DLN_PRECISION_NONE };

  if (!_dln_holiday_get (sem->month * 100 + sem->weekday * 10 + sem->calendar, year, &point))
    point.width = DLN_PRECISION_NONE;
  return point;
}

/* "the first Monday of this month" */
static DlnPoint
find_weekday_of_month (const DlnSem *sem, const DlnPoint *anchor)
{
  DlnPoint month = _dln_point_add (anchor, 'M', sem->dir);
  DlnSem   whole = *sem;

  whole.month = month.month;
  return find_nth_weekday (&whole, month.year);
}

static DlnPoint
find_month (const DlnExpression *expression, DlnTold *told, const DlnPoint *anchor)
{
  const DlnSem *sem = &expression->sem;
  gboolean      story = told->anchor == DLN_ANCHOR_NARRATIVE;
  gint32        year = anchor->year;
  gint32        month = anchor->month != 0 ? anchor->month : 6;

  if (sem->has_dir && sem->unit == 'Y')
    year = anchor->year + sem->dir;
  else if (sem->weekday != DLN_NO_NUMBER && sem->day != DLN_NO_NUMBER)
    {
      if (!_dln_time_pair_year (sem->month, sem->day, sem->weekday, anchor->year, &year)
          || ABS (year - anchor->year) > 1)
        {
          told->conflict = told->anchor == DLN_ANCHOR_DOCUMENT && !told->inferred
                             ? DLN_TIME_CONFLICT_WEEKDAY
                             : DLN_TIME_CONFLICT_NONE;
          if (told->conflict || ABS (year - anchor->year) > 14)
            year = choose_year (anchor, sem->month, sem->day, expression->tense);
        }
    }
  else if (sem->has_dir && sem->dir != 0)
    {
      if (sem->dir < 0)
        year -= sem->month >= month || anchor->width == DLN_PRECISION_YEAR;
      else
        year += sem->month <= month || anchor->width == DLN_PRECISION_YEAR;
    }
  else if (sem->has_dir)
    year = anchor->year;
  else if (expression->role == DLN_TIME_ROLE_TO && told->point.width <= DLN_PRECISION_MONTH
           && told->point.month != 0)
    year = told->point.year + (sem->month < told->point.month);
  else if (story)
    year = continue_year (told, anchor, sem->month);
  else
    year = choose_year (anchor, sem->month, sem->day, expression->tense);
  if (sem->day != DLN_NO_NUMBER)
    return make_day (year, sem->month, sem->day);
  if (sem->calendar != 0 && sem->weekday != DLN_NO_NUMBER)
    return find_nth_weekday (sem, year);
  return (DlnPoint){ .year = year, .month = sem->month, .width = DLN_PRECISION_MONTH };
}

/* "on the 25th": of the month told last, else of the nearest month. */
static DlnPoint
find_day_of_month (const DlnExpression *expression, DlnTold *told, const DlnPoint *anchor)
{
  const DlnSem *sem = &expression->sem;
  DlnPoint      point;

  /* "the 9th of this month" */
  if (sem->unit == 'M' && sem->has_dir)
    {
      point = _dln_point_add (anchor, 'M', sem->dir);
      return make_day (point.year, point.month, sem->day);
    }
  if (has_near_story (told, expression) && told->point.month != 0
      && told->point.width <= DLN_PRECISION_MONTH)
    {
      told->anchor = DLN_ANCHOR_NARRATIVE;
      return make_day (told->point.year, told->point.month, sem->day);
    }
  if (anchor->month == 0)
    return (DlnPoint){ .width = DLN_PRECISION_NONE };
  point = make_day (anchor->year, anchor->month, sem->day);
  if (is_day (anchor) && expression->tense != DLN_TENSE_FUTURE && sem->day > anchor->day + 7)
    {
      DlnPoint before = _dln_point_add (anchor, 'M', -1);

      point = make_day (before.year, before.month, sem->day);
    }
  return point;
}

static DlnPoint
find_date (const DlnExpression *expression, DlnTold *told, const DlnPoint *today)
{
  const DlnSem   *sem = &expression->sem;
  const DlnPoint *anchor = pick_anchor (told, expression, today);
  gint32          year = _dln_time_full_year (sem, today);
  DlnPoint        point;

  if (year != DLN_NO_NUMBER)
    {
      told->anchor = DLN_ANCHOR_NONE;
      if (sem->month == DLN_NO_NUMBER && sem->day != DLN_NO_NUMBER && told->point.month != 0)
        return make_day (year, told->point.month, sem->day); /* "October 9-12, 1986" */
      if (sem->month == DLN_NO_NUMBER)
        return (DlnPoint){ .year = year, .width = DLN_PRECISION_YEAR };
      if (sem->calendar != 0 && sem->weekday != DLN_NO_NUMBER)
        return find_nth_weekday (sem, year);
      if (sem->day == DLN_NO_NUMBER)
        return (DlnPoint){ .year = year, .month = sem->month, .width = DLN_PRECISION_MONTH };
      point = make_day (year, sem->month, sem->day);
      if (point.width != DLN_PRECISION_NONE && sem->weekday != DLN_NO_NUMBER
          && dln_civil_from_instant (_dln_point_get_day (&point) * _DLN_DAY).weekday
               != sem->weekday)
        told->conflict = DLN_TIME_CONFLICT_WEEKDAY;
      return sem->unit == 'W' && point.width != DLN_PRECISION_NONE ? _dln_point_add (&point, 'W', 0)
                                                                   : point;
    }
  if (anchor->width == DLN_PRECISION_NONE)
    return *anchor;
  if (sem->month != DLN_NO_NUMBER)
    {
      point = find_month (expression, told, anchor);
      return sem->unit == 'W' && !sem->has_dir && is_day (&point) ? _dln_point_add (&point, 'W', 0)
                                                                  : point;
    }
  if (sem->unit == 'M' && sem->has_dir && anchor->month == 0)
    return (DlnPoint){ .width = DLN_PRECISION_NONE };
  if (sem->weekday != DLN_NO_NUMBER && sem->unit == 'M')
    return find_weekday_of_month (sem, anchor);
  if (sem->weekday != DLN_NO_NUMBER)
    {
      if (!is_day (anchor) && told->narrative && is_day_current (told))
        anchor = &told->day;
      return find_weekday (expression, told, anchor);
    }
  if (sem->day != DLN_NO_NUMBER)
    return find_day_of_month (expression, told, anchor);
  return (DlnPoint){ .width = DLN_PRECISION_NONE };
}

/* ---- units --------------------------------------------------------------------------------- */

static DlnPoint
find_unit (const DlnExpression *expression, DlnTold *told, const DlnPoint *today)
{
  const DlnSem   *sem = &expression->sem;
  const DlnPoint *anchor = today;
  gint32          n = sem->has_dir ? sem->dir : 0;

  told->anchor = DLN_ANCHOR_DOCUMENT;
  if (today->width == DLN_PRECISION_NONE
      || (told->narrative && (sem->dir != 0 || sem->from == DLN_FROM_STORY)))
    anchor = pick_anchor (told, expression, today);
  if (anchor->width == DLN_PRECISION_NONE)
    return *anchor;
  if (!is_day (anchor) && strchr ("DWeF", sem->unit) != NULL)
    return (DlnPoint){ .width = DLN_PRECISION_NONE };
  if (sem->unit == 'e' && n == 0 && expression->tense == DLN_TENSE_PAST
      && dln_civil_from_instant (_dln_point_get_day (anchor) * _DLN_DAY).weekday <= 5)
    n = -1;
  return _dln_point_add (anchor, sem->unit, n);
}

/* "a year earlier" in a report of figures: the same quarter, or the year before if the figures are
 * those of more than one quarter. */
static DlnPoint
find_year_before (DlnTold *told)
{
  told->anchor = DLN_ANCHOR_NARRATIVE;
  told->anchor_row = told->quarter_row;
  if (told->long_period)
    return (DlnPoint){ .year = told->quarter.year - 1, .width = DLN_PRECISION_YEAR };
  return _dln_point_add (&told->quarter, 'Q', -4);
}

static DlnPoint
find_offset (const DlnExpression *expression, DlnTold *told, const DlnPoint *today)
{
  const DlnSem   *sem = &expression->sem;
  const DlnPoint *anchor = pick_anchor (told, expression, today);
  double          n = sem->n * sem->dir;
  DlnPoint        point = { .width = DLN_PRECISION_NONE };

  if (anchor->width == DLN_PRECISION_NONE || sem->vague || sem->from == DLN_FROM_EVENT)
    return point;
  /* "Forty years later": later than what was told, never than the article */
  if (sem->from == DLN_FROM_STORY && sem->dir > 0 && told->anchor == DLN_ANCHOR_DOCUMENT)
    return point;
  if (fabs (n) > (strchr ("ECL", sem->unit) != NULL && sem->unit != 0 ? 1e4 : 1e7))
    return point;
  if (!is_day (anchor) && strchr ("DWFeHms", sem->unit) != NULL)
    {
      if (told->narrative && is_day_current (told))
        anchor = &told->day;
      else
        return *anchor;
    }
  if (sem->unit == 'Q' && sem->from == DLN_FROM_DOCUMENT)
    {
      /* "the year-earlier quarter": of the quarter told last, else of the last whole one */
      DlnPoint quarter = told->quarter.width != DLN_PRECISION_NONE
                           ? told->quarter
                           : _dln_point_add (anchor, 'Q', -1);

      if (told->quarter.width != DLN_PRECISION_NONE)
        {
          told->anchor = DLN_ANCHOR_NARRATIVE;
          told->anchor_row = told->quarter_row;
        }
      return _dln_point_add (&quarter, 'Q', -4);
    }
  if (sem->unit == 'Y' && !told->narrative && n == -1 && sem->calendar == 0
      && told->quarter.width != DLN_PRECISION_NONE)
    return find_year_before (told);
  if (sem->unit == 'Y' && sem->calendar == 2 && is_day (anchor))
    return make_day (anchor->year + lround (n), anchor->month, anchor->day);
  if (sem->unit == 'Y' && anchor->width == DLN_PRECISION_QUARTER && fabs (n) == 1)
    return _dln_point_add (anchor, 'Q', n * 4);
  if (sem->unit == 'Y' && anchor->width == DLN_PRECISION_MONTH && fabs (n) == 1 && !sem->calendar)
    return _dln_point_add (anchor, 'M', n * 12);
  if (sem->unit == 'Y' && n != floor (n))
    return _dln_point_add (anchor, 'M', lround (n * 12));
  /* "six weeks ago" is a week, "a week ago" and "two weeks later" mean a day */
  if (sem->unit == 'W' && !sem->calendar && (sem->from != DLN_FROM_DOCUMENT || fabs (n) < 2))
    return _dln_point_add (anchor, 'D', lround (n * 7));
  if (sem->unit == 'E' || sem->unit == 'C')
    return _dln_point_add (anchor, 'Y', lround (n * (sem->unit == 'E' ? 10 : 100)));
  return _dln_point_add (anchor, sem->unit, lround (n));
}

/* "the quarter ended 30 September" */
static DlnPoint
find_quarter_of_month (const DlnExpression *expression, const DlnPoint *today)
{
  const DlnSem *sem = &expression->sem;
  gint32        year = _dln_time_full_year (sem, today);

  if (year == DLN_NO_NUMBER && today->width == DLN_PRECISION_NONE)
    return *today;
  return (DlnPoint){ .year = year != DLN_NO_NUMBER
                               ? year
                               : choose_year (today, sem->month, sem->day, DLN_TENSE_PAST),
                     .part = 33 + (sem->month - 1) / 3,
                     .width = DLN_PRECISION_QUARTER };
}

static DlnPoint
find_part (const DlnExpression *expression, DlnTold *told, const DlnPoint *today)
{
  const DlnSem   *sem = &expression->sem;
  const DlnPoint *anchor = pick_anchor (told, expression, today);
  DlnPoint        point = { .part = sem->part };
  gint32          year = _dln_time_full_year (sem, today);
  gint64          now;

  if (sem->unit == 'Q' && sem->month != DLN_NO_NUMBER)
    return find_quarter_of_month (expression, today);
  point.width = sem->part >= 40   ? DLN_PRECISION_HALF
                : sem->part >= 33 ? DLN_PRECISION_QUARTER
                                  : DLN_PRECISION_SEASON;
  if (sem->part < 21 || sem->part > (sem->unit == 'Q' ? 36 : 41))
    return (DlnPoint){ .width = DLN_PRECISION_NONE };
  if (year != DLN_NO_NUMBER)
    {
      told->anchor = DLN_ANCHOR_NONE;
      point.year = year;
      return point;
    }
  if (anchor->width == DLN_PRECISION_NONE || sem->part < 21 || sem->part > 41)
    return (DlnPoint){ .width = DLN_PRECISION_NONE };
  now = _dln_point_get_day (anchor);
  point.year = anchor->year;
  if (sem->has_dir && sem->unit == 'Y')
    point.year += sem->dir;
  else if (sem->unit == 'Q' && sem->has_dir && sem->part >= 33)
    point.year += sem->dir;
  else if (told->anchor == DLN_ANCHOR_NARRATIVE)
    {
      DlnWhen when = _dln_point_to_when (anchor);

      if (sem->dir > 0 && _dln_point_get_day (&point) * _DLN_DAY < when.latest_end
          && (_dln_point_get_day (&point) <= now || anchor->width == DLN_PRECISION_YEAR))
        point.year++;
      else if (sem->dir < 0 && _dln_point_get_day (&point) >= now)
        point.year--;
    }
  else if (sem->dir < 0)
    {
      if (_dln_point_to_when (&point).latest_end > now * _DLN_DAY)
        point.year--;
    }
  else if (sem->dir > 0)
    point.year += _dln_point_get_day (&point) <= now;
  else if (sem->part == 24 && anchor->month != 0 && anchor->month < 3)
    point.year--;
  else if (!sem->has_dir && expression->tense != DLN_TENSE_FUTURE
           && _dln_point_get_day (&point) > now + (sem->part < 33 ? 30 : 7))
    point.year--;
  else if (!sem->has_dir && expression->tense == DLN_TENSE_FUTURE && sem->part < 33
           && _dln_point_to_when (&point).latest_end <= now * _DLN_DAY)
    point.year++;
  return point;
}

static DlnPoint
find_decade (const DlnSem *sem)
{
  gint32 year = sem->two_digits ? sem->year + (sem->year < 20 ? 2000 : 1900) : sem->year;

  return (DlnPoint){ .year = year, .width = DLN_PRECISION_DECADE };
}

static DlnPoint
find_century (DlnTold *told, const DlnSem *sem, const DlnPoint *today)
{
  if (sem->n <= -1 && sem->n >= -30)
    {
      told->anchor = DLN_ANCHOR_NONE;
      return (DlnPoint){ .year = (gint32)sem->n * 100, .width = DLN_PRECISION_CENTURY };
    }
  if (sem->has_dir || sem->n < 1 || sem->n > 30)
    {
      if (today->width == DLN_PRECISION_NONE)
        return *today;
      told->anchor = DLN_ANCHOR_DOCUMENT;
      return _dln_point_add (today, 'C', sem->dir);
    }
  told->anchor = DLN_ANCHOR_NONE;
  return (DlnPoint){ .year = ((gint32)sem->n - 1) * 100, .width = DLN_PRECISION_CENTURY };
}

/* "that day", "the quarter": the unit around the last date told, else around the publication day.
 */
static DlnPoint
find_same (const DlnExpression *expression, DlnTold *told, const DlnPoint *today)
{
  const DlnSem   *sem = &expression->sem;
  const DlnPoint *anchor = today;
  DlnPoint        point;

  told->anchor = DLN_ANCHOR_DOCUMENT;
  /* "results for that quarter": of whatever quarter was told last */
  if (sem->unit == 'Q' && sem->from == DLN_FROM_STORY
      && told->point.width == DLN_PRECISION_QUARTER && has_near_story (told, expression))
    {
      told->anchor = DLN_ANCHOR_NARRATIVE;
      return told->point;
    }
  if (sem->unit == 'Q')
    {
      told->anchor =
        told->quarter.width != DLN_PRECISION_NONE ? DLN_ANCHOR_NARRATIVE : DLN_ANCHOR_DOCUMENT;
      told->anchor_row = told->quarter_row;
      if (told->quarter.width == DLN_PRECISION_NONE && today->width == DLN_PRECISION_NONE)
        return *today;
      point =
        told->quarter.width != DLN_PRECISION_NONE ? told->quarter : _dln_point_add (today, 'Q', -1);
      if (sem->year != DLN_NO_NUMBER)
        point.year = sem->year;
      return point;
    }
  /* "wheat fell on Friday and ended the day lower" */
  if (sem->calendar != 0 && is_day (&told->day)
      && (expression->sentence == DLN_NO_ROW || expression->sentence <= told->day_sentence + 1))
    {
      told->anchor = DLN_ANCHOR_NARRATIVE;
      return told->day;
    }
  if (has_near_story (told, expression) && (sem->from == DLN_FROM_STORY || told->narrative))
    {
      anchor = &told->point;
      told->anchor = DLN_ANCHOR_NARRATIVE;
      if (sem->unit == 'D' && !is_day (anchor) && is_day_current (told))
        anchor = &told->day;
    }
  if (anchor->width == DLN_PRECISION_NONE
      || (!is_day (anchor) && strchr ("DWe", sem->unit) != NULL
          && anchor->width != DLN_PRECISION_WEEK)
      || (sem->unit == 'M' && anchor->month == 0))
    return (DlnPoint){ .width = DLN_PRECISION_NONE };
  if (sem->unit == 0 || strchr ("Hms", sem->unit) != NULL)
    return *anchor;
  return _dln_point_add (anchor, sem->unit, 0);
}

static DlnPoint
find_holiday (const DlnExpression *expression, DlnTold *told, const DlnPoint *today)
{
  const DlnSem   *sem = &expression->sem;
  const DlnPoint *anchor = pick_anchor (told, expression, today);
  DlnPoint        point = { .width = DLN_PRECISION_NONE };
  gint32          best = 0;
  double          least = INFINITY;

  if (sem->year != DLN_NO_NUMBER)
    {
      told->anchor = DLN_ANCHOR_NONE;
      _dln_holiday_get (sem->n, sem->year, &point);
      return point;
    }
  if (anchor->width == DLN_PRECISION_NONE)
    return point;
  for (gint32 year = anchor->year - 1; year <= anchor->year + 1; year++)
    {
      DlnPoint other;
      gint64   distance;

      if (!_dln_holiday_get (sem->n, year, &other))
        continue;
      distance = _dln_point_get_day (&other) - _dln_point_get_day (anchor);
      if ((sem->dir < 0 && distance >= 0) || (sem->dir > 0 && distance <= 0))
        continue;
      if (told->anchor == DLN_ANCHOR_NARRATIVE && is_in_range (told, &other))
        return other;
      if (get_penalty (distance, expression->tense) < least)
        {
          least = get_penalty (distance, expression->tense);
          best = year;
        }
    }
  if (best != 0)
    _dln_holiday_get (sem->n, best, &point);
  return point;
}

/* The day of a clock time or a part of a day without one: told in the sentence or just before, else
 * today. */
static DlnPoint
find_day_of_time (const DlnExpression *expression, DlnTold *told, const DlnPoint *today)
{
  gboolean near = is_day (&told->day)
                  && (told->narrative || expression->sentence == DLN_NO_ROW
                      || expression->sentence <= told->day_sentence + 1
                      || (expression->sem.from == DLN_FROM_STORY
                          && expression->sentence <= told->day_sentence + 3));

  if (near)
    {
      told->anchor = DLN_ANCHOR_NARRATIVE;
      return told->day;
    }
  told->anchor = DLN_ANCHOR_DOCUMENT;
  return is_day (today) ? *today : (DlnPoint){ .width = DLN_PRECISION_NONE };
}

/*
 * _dln_time_find_point: where an expression lies on the calendar if today is @today; width NONE =
 * cannot be told. Sets @told->anchor and @told->conflict.
 */
DlnPoint
_dln_time_find_point (const DlnExpression *expression, DlnTold *told, const DlnPoint *today)
{
  const DlnSem *sem = &expression->sem;

  told->anchor = DLN_ANCHOR_DOCUMENT;
  told->anchor_row = told->row;
  told->conflict = FALSE;
  switch ((DlnSemOp)sem->op)
    {
    case DLN_SEM_DATE:
      return find_date (expression, told, today);
    case DLN_SEM_UNIT:
      return find_unit (expression, told, today);
    case DLN_SEM_OFFSET:
      return find_offset (expression, told, today);
    case DLN_SEM_PART:
      return find_part (expression, told, today);
    case DLN_SEM_DECADE:
      told->anchor = DLN_ANCHOR_NONE;
      return find_decade (sem);
    case DLN_SEM_CENTURY:
      return find_century (told, sem, today);
    case DLN_SEM_RELDAY:
      {
        const DlnPoint *anchor = pick_anchor (told, expression, today);

        return is_day (anchor) ? _dln_point_add (anchor, 'D', sem->n)
                               : (DlnPoint){ .width = DLN_PRECISION_NONE };
      }
    case DLN_SEM_DAYPART:
    case DLN_SEM_CLOCK:
      return find_day_of_time (expression, told, today);
    case DLN_SEM_HOLIDAY:
      return find_holiday (expression, told, today);
    case DLN_SEM_SAME:
      return find_same (expression, told, today);
    case DLN_SEM_NONE:
    case DLN_SEM_REF:
    case DLN_SEM_DURATION:
    case DLN_SEM_SET:
      break;
    }
  told->anchor = DLN_ANCHOR_NONE;
  return (DlnPoint){ .width = DLN_PRECISION_NONE };
}
