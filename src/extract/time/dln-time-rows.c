/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of times: TIMEX3 type, value and modifier, bounds, and the sentence that tells why. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/dln-when-private.h"
#include "extract/dln-reason.h"
#include "extract/time/dln-time-resolve-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#define MAX_LINES 40 /* expressions back to the year above a line */

static const char *const mod_names[] = {
  NULL,        "START",         "MID",           "END", "APPROX", "MORE_THAN",
  "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", NULL,  NULL
};

/* minutes of the day */
static const struct
{
  gint16 begin;
  gint16 end;
} dayparts[DLN_N_DAYPARTS] = {
  { 0, 1440 },   { 360, 720 },   { 720, 1080 }, { 1020, 1440 }, { 1200, 1800 },
  { 720, 721 },  { 1440, 1441 }, { 300, 480 },  { 1020, 1260 }, { 360, 1200 },
};

/* ---- bounds -------------------------------------------------------------------------------- */

static void
set_range (DlnWhen *when, DlnInstant begin, DlnInstant end)
{
  when->earliest_begin = when->earliest_end = begin;
  when->latest_begin = when->latest_end = end;
}

static void
narrow_to_clock (DlnWhen *when, const DlnSem *sem)
{
  DlnInstant day = when->earliest_begin;

  if (when->precision != DLN_PRECISION_DAY)
    return;
  if (sem->hour != DLN_NO_NUMBER)
    {
      DlnInstant begin =
        day + sem->hour * 3600 + (sem->minute != DLN_NO_NUMBER ? sem->minute * 60 : 0);
      gboolean second = sem->second != DLN_NO_NUMBER;

      begin += second ? sem->second : 0;
      if (sem->has_zone)
        begin -= (DlnInstant)sem->zone * 60;
      set_range (when, begin, begin + (second ? 1 : 60));
      when->precision = second ? DLN_PRECISION_SECOND : DLN_PRECISION_MINUTE;
    }
  else if (sem->daypart != DLN_DAYPART_NONE)
    {
      gint32 begin = dayparts[sem->daypart].begin, end = dayparts[sem->daypart].end;

      if (sem->daypart == DLN_DAYPART_MORNING && sem->mod == DLN_MOD_START)
        {
          begin = 0;
          end = 480;
        }
      set_range (when, day + begin * 60, day + end * 60);
      when->precision = end - begin == 1 ? DLN_PRECISION_MINUTE : DLN_PRECISION_DAYPART;
    }
}

/* "early", "mid", "end of": the first, second or last third, in whole days, months or years. */
static void
narrow_to_third (DlnWhen *when, DlnSemMod mod)
{
  DlnInstant begin = when->earliest_begin, end = when->latest_end;
  DlnCivil   civil = dln_civil_from_instant (begin);
  DlnInstant first, second;

  if (mod < DLN_MOD_START || mod > DLN_MOD_END)
    return;
  switch ((DlnPrecision)when->precision)
    {
    case DLN_PRECISION_MONTH:
      first = begin + 10 * _DLN_DAY;
      second = begin + 20 * _DLN_DAY;
      break;
    case DLN_PRECISION_YEAR:
      first = dln_instant_from_civil (civil.year, 5, 1, 0, 0, 0);
      second = dln_instant_from_civil (civil.year, 9, 1, 0, 0, 0);
      break;
    case DLN_PRECISION_DECADE:
      first = dln_instant_from_civil (civil.year + 4, 1, 1, 0, 0, 0);
      second = dln_instant_from_civil (civil.year + 7, 1, 1, 0, 0, 0);
      break;
    case DLN_PRECISION_CENTURY:
      first = dln_instant_from_civil (civil.year + 34, 1, 1, 0, 0, 0);
      second = dln_instant_from_civil (civil.year + 67, 1, 1, 0, 0, 0);
      break;
    case DLN_PRECISION_WEEK:
    case DLN_PRECISION_SEASON:
    case DLN_PRECISION_QUARTER:
    case DLN_PRECISION_HALF:
      first = begin + (end - begin) / _DLN_DAY / 3 * _DLN_DAY;
      second = begin + (end - begin) / _DLN_DAY * 2 / 3 * _DLN_DAY;
      break;
    default:
      return;
    }
  when->flags |= mod == DLN_MOD_START ? DLN_WHEN_START
                 : mod == DLN_MOD_MID ? DLN_WHEN_MIDDLE
                                      : DLN_WHEN_LATE;
  set_range (when,
             mod == DLN_MOD_START ? begin
             : mod == DLN_MOD_MID ? first
                                  : second,
             mod == DLN_MOD_START ? first
             : mod == DLN_MOD_MID ? second
                                  : end);
}

/* "the second week of January", "the last five days of May" */
static void
narrow_to_days (DlnWhen *when, const DlnSem *sem)
{
  DlnInstant begin = when->earliest_begin, end = when->latest_end;
  DlnInstant length;

  if (sem->op != DLN_SEM_DATE || when->precision != DLN_PRECISION_MONTH)
    return;
  if (sem->unit == 'W' && sem->calendar == 5)
    set_range (when, end - 7 * _DLN_DAY, end);
  else if (sem->unit == 'W' && sem->calendar != 0)
    set_range (when,
               begin + (sem->calendar - 1) * 7 * _DLN_DAY,
               begin + sem->calendar * 7 * _DLN_DAY);
  if (sem->unit != 'D' || sem->n < 1 || sem->n > 20)
    return;
  length = (DlnInstant) sem->n * _DLN_DAY;
  if (sem->mod == DLN_MOD_START)
    set_range (when, begin, begin + length);
  else if (sem->mod == DLN_MOD_END)
    set_range (when, end - length, end);
}

/* "later that year", "earlier this week": the part of it after (before) what it is counted from. */
static void
narrow_by_anchor (DlnWhen *when, DlnSemMod mod, const DlnPoint *anchor)
{
  DlnWhen from = _dln_point_to_when (anchor);

  if (anchor->width == DLN_PRECISION_NONE || (mod != DLN_MOD_BEFORE && mod != DLN_MOD_AFTER)
      || from.earliest_begin <= when->earliest_begin || from.latest_end >= when->latest_end)
    return;
  if (mod == DLN_MOD_AFTER)
    set_range (when, from.earliest_begin, when->latest_end);
  else
    set_range (when, when->earliest_begin, from.latest_end);
}

static DlnWhen
make_when (const DlnExpression *expression, const DlnPoint *point, const DlnPoint *anchor)
{
  DlnWhen when = _dln_point_to_when (point);

  if (!dln_when_is_known (&when))
    return when;
  narrow_to_clock (&when, &expression->sem);
  if (expression->sem.op == DLN_SEM_DATE && expression->sem.unit != 0
      && strchr ("DW", expression->sem.unit) != NULL)
    narrow_to_days (&when, &expression->sem);
  else
    narrow_to_third (&when, expression->sem.mod);
  narrow_by_anchor (&when, expression->sem.mod, anchor);
  if (expression->sem.mod == DLN_MOD_APPROX)
    when.flags |= DLN_WHEN_APPROXIMATE;
  if (expression->sem.numeric == 1 && expression->sem.day <= 12
      && expression->sem.day != expression->sem.month)
    when.flags |= DLN_WHEN_UNCERTAIN;
  when.span = expression->span;
  return when;
}

/* ---- reasons ------------------------------------------------------------------------------- */

typedef struct
{
  DlnTimeWork         *work;
  DlnTold              told;
  DlnTold              told_late;  /* as told if today were the last day of the interval */
  DlnPoint             early;      /* first possible today */
  DlnPoint             late;       /* last possible today */
  gboolean             interval;   /* the two differ */
  const DlnExpression *beside;     /* the day beside a clock time, which it belongs to */
  gint32               zone_pair;  /* minutes east, from a clock time with its GMT in brackets */
  guint32              zone_until; /* end of that GMT time */
  char                *today_text;
} Writer;

static char *
quote_span (const DlnTimeWork *work,
            DlnSpan            span)
{
  return g_strndup (work->context->text + span.begin, MIN (span.end - span.begin, 80));
}

/* Counted from the publication day, or from the days between which it lies. */
static DlnReason
choose_counted (const DlnTimeWork   *work,
                const DlnExpression *expression)
{
  static const DlnReason codes[2][3] = {
    { DLN_REASON_TIME_PUBLICATION,
      DLN_REASON_TIME_PUBLICATION_AHEAD,
      DLN_REASON_TIME_PUBLICATION_BACK },
    { DLN_REASON_TIME_INFERRED, DLN_REASON_TIME_INFERRED_AHEAD, DLN_REASON_TIME_INFERRED_BACK },
  };
  guint tense = 0;

  if (expression->sem.op == DLN_SEM_DATE && !expression->sem.has_dir)
    tense = expression->tense == DLN_TENSE_FUTURE ? 1 : expression->tense == DLN_TENSE_PAST ? 2 : 0;
  return codes[work->bounded][tense];
}

static DlnStringId
make_reason (Writer              *writer,
             const DlnExpression *expression,
             const DlnTold       *told,
             const DlnTime       *time,
             gboolean             found)
{
  DlnTimeWork     *work = writer->work;
  g_autofree char *words = quote_span (work, expression->span);
  g_autofree char *other = NULL;
  g_autofree char *reason = NULL;

  if (time->type == DLN_TIME_DURATION || time->type == DLN_TIME_SET
      || expression->sem.op == DLN_SEM_REF)
    return 0;
  if (time->conflict)
    reason = dln_reason_new (DLN_REASON_TIME_NOT_THAT_WEEKDAY, words);
  else if (!found)
    reason = dln_reason_new (
      work->inferred ? DLN_REASON_TIME_NO_PUBLICATION : DLN_REASON_TIME_NO_ANCHOR, words);
  else if (writer->beside != NULL)
    {
      other = quote_span (work, writer->beside->span);
      reason = dln_reason_new (DLN_REASON_TIME_BESIDE, words, other);
    }
  else if (told->anchor == DLN_ANCHOR_NONE)
    reason = dln_reason_new (DLN_REASON_TIME_WRITTEN, words);
  else if (told->anchor == DLN_ANCHOR_NARRATIVE && time->anchor_time != DLN_NO_ROW)
    {
      const GArray *times = work->context->annotations->times;

      other = quote_span (work, DLN_ROW (times, DlnTime, time->anchor_time)->span);
      reason = dln_reason_new (DLN_REASON_TIME_STORY, words, other);
    }
  else
    reason = dln_reason_new (choose_counted (work, expression), words, writer->today_text);
  return dln_strings_intern (work->context->annotations->strings, reason);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static gboolean
are_same (const DlnPoint *a, const DlnPoint *b)
{
  return a->year == b->year && a->month == b->month && a->day == b->day && a->part == b->part
         && a->width == b->width;
}

static gboolean
contains (const DlnPoint *whole, const DlnPoint *part)
{
  DlnWhen a = _dln_point_to_when (whole), b = _dln_point_to_when (part);

  return a.earliest_begin <= b.earliest_begin && a.latest_end >= b.latest_end;
}

static void
remember (DlnTold             *told,
          const DlnExpression *expression,
          const DlnPoint      *point,
          const DlnPoint      *today,
          guint                row)
{
  if (expression->type == DLN_TIME_DURATION && expression->sem.unit == 'M')
    told->long_period = told->long_period || expression->sem.n >= 6;
  if (expression->ignored || expression->stamp != 0 || point->width == DLN_PRECISION_NONE
      || expression->type > DLN_TIME_TIME)
    return;
  if (expression->sem.from == DLN_FROM_EVENT)
    return;
  if (told->narrative && (told->anchor == DLN_ANCHOR_DOCUMENT || expression->bracket))
    return;
  if (told->narrative && (expression->role == DLN_TIME_ROLE_SINCE || expression->perfect)
      && told->point.width != DLN_PRECISION_NONE
      && _dln_point_get_day (point) < _dln_point_get_day (&told->point))
    return; /* a glance back: the story stays where it was */
  if (told->narrative && point->width > DLN_PRECISION_YEAR
      && told->point.width != DLN_PRECISION_NONE && told->point.width <= DLN_PRECISION_YEAR)
    return; /* "in the early 1840s": too wide for anything to be counted from */
  if (point->width == DLN_PRECISION_DAY)
    {
      told->day = *point;
      told->day_sentence = expression->sentence;
    }
  /* "after a flat second quarter": the report is on the third, as told before */
  if (point->width == DLN_PRECISION_QUARTER && expression->sem.op != DLN_SEM_OFFSET
      && !(told->quarter.width != DLN_PRECISION_NONE && told->quarter.year == point->year
           && point->part < told->quarter.part))
    {
      told->quarter = *point;
      told->quarter_row = row;
      told->long_period = FALSE;
    }
  if (!told->narrative && expression->sem.op == DLN_SEM_OFFSET && expression->sem.dir < 0
      && point->width >= DLN_PRECISION_QUARTER && told->quarter.width != DLN_PRECISION_NONE)
    return; /* a comparison: the report goes on with its own quarter */
  if (expression->sem.op == DLN_SEM_CLOCK || expression->sem.op == DLN_SEM_DAYPART)
    return;
  if (expression->sem.op == DLN_SEM_SAME && told->point.width != DLN_PRECISION_NONE
      && point->width > told->point.width && contains (point, &told->point))
    return; /* "later in the year": the month told before it still counts */
  told->range = expression->role == DLN_TIME_ROLE_TO && told->from ? told->point : (DlnPoint){ 0 };
  told->from = expression->role == DLN_TIME_ROLE_FROM;
  told->point = *point;
  told->month = expression->sem.mod == DLN_MOD_END   ? 10
                : expression->sem.mod == DLN_MOD_MID ? 6
                                                     : 0;
  told->row = row;
  told->sentence = expression->sentence;
  told->block = expression->block;
  told->opens = expression->opens;
}

/* Whether a day follows a clock time or a part of a day that it belongs to: "at 10 p.m. on Friday".
 */
static gboolean
belongs_to_next (const DlnTimeWork   *work,
                 const DlnExpression *expression,
                 const DlnExpression *next)
{
  const char *const *between = _dln_words (DLN_WORDS_CLOCK_LINKS);
  gsize                    length = next->span.begin - expression->span.end;

  if ((expression->sem.op != DLN_SEM_CLOCK && expression->sem.op != DLN_SEM_DAYPART)
      || expression->sem.from != DLN_FROM_AUTO
      || (next->sem.op != DLN_SEM_DATE && next->sem.op != DLN_SEM_RELDAY)
      || next->type > DLN_TIME_TIME)
    return FALSE;
  for (guint i = 0; between[i] != NULL; i++)
    if (length == strlen (between[i])
        && strncmp (work->context->text + expression->span.end, between[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* "from February 24 to April 2 2022": the year stands at the end only. */
static gboolean
takes_year_of_next (const DlnExpression *expression, const DlnExpression *next)
{
  const DlnSem *sem = &expression->sem;

  return next->role == DLN_TIME_ROLE_TO && sem->op == DLN_SEM_DATE && sem->year == DLN_NO_NUMBER
         && sem->month != DLN_NO_NUMBER && !sem->has_dir && next->sem.op == DLN_SEM_DATE
         && !next->sem.two_digits && next->sem.year != DLN_NO_NUMBER
         && next->sem.month != DLN_NO_NUMBER;
}

/* "On 15 July the army attacked; the front broke on 20 July 1918": a day without a year goes on to
 * the year that its sentence tells next. */
static gboolean
shares_year_of_next (const DlnExpression *expression, const DlnExpression *next)
{
  const DlnSem *sem = &expression->sem, *other = &next->sem;

  return expression->sentence == next->sentence && expression->sentence != DLN_NO_ROW
         && sem->op == DLN_SEM_DATE && other->op == DLN_SEM_DATE && !sem->has_dir
         && sem->year == DLN_NO_NUMBER && other->year != DLN_NO_NUMBER && !other->two_digits
         && sem->month != DLN_NO_NUMBER && sem->day != DLN_NO_NUMBER && other->month == sem->month
         && other->day != DLN_NO_NUMBER && other->day > sem->day;
}

/* "the last day of May", "of the year"; of the visit nobody knows */
static DlnPoint
find_last_part (const DlnExpression *expression,
                const DlnExpression *next,
                DlnTold             *told,
                const DlnPoint      *today)
{
  DlnPoint point = { .width = DLN_PRECISION_NONE };

  if (next != NULL && expression->sem.unit == 'D'
      && next->span.begin == expression->span.end + strlen (" of "))
    point = _dln_time_find_point (next, told, today);
  if (point.width != DLN_PRECISION_MONTH && point.width != DLN_PRECISION_YEAR)
    {
      told->anchor = DLN_ANCHOR_NONE;
      return (DlnPoint){ .width = DLN_PRECISION_NONE };
    }
  if (point.width == DLN_PRECISION_YEAR)
    point.month = 12;
  point.day = dln_days_in_month (point.year, point.month);
  point.width = DLN_PRECISION_DAY;
  return point;
}

/* Whether nothing but blanks and a bullet stand before an expression in its line. */
static gboolean
opens_line (const char *text, guint32 begin)
{
  while (begin > 0 && strchr (" \t*-#", text[begin - 1]) != NULL)
    begin--;
  return begin == 0 || text[begin - 1] == '\n';
}

/* "2019" on a line of its own is the year of the lines under it that open with a day: "4
 * March:". */
static gint32
find_year_of_lines (const Writer *writer, guint index)
{
  const GArray        *expressions = writer->work->expressions;
  const DlnExpression *expression = DLN_ROW (expressions, DlnExpression, index);
  const char          *text = writer->work->context->text;

  if (expression->sem.op != DLN_SEM_DATE || expression->sem.year != DLN_NO_NUMBER
      || expression->sem.month == DLN_NO_NUMBER || expression->sem.has_dir
      || !opens_line (text, expression->span.begin))
    return DLN_NO_NUMBER;
  for (guint i = index; i > 0 && i + MAX_LINES > index; i--)
    {
      const DlnExpression *above = DLN_ROW (expressions, DlnExpression, i - 1);
      const char          *after = text + above->span.end;

      if (above->sem.op != DLN_SEM_DATE || above->sem.year == DLN_NO_NUMBER
          || above->sem.month != DLN_NO_NUMBER || above->sem.two_digits
          || !opens_line (text, above->span.begin))
        continue;
      after += strspn (after, " \t\r:");
      if (*after == '\n')
        return above->sem.year;
    }
  return DLN_NO_NUMBER;
}

static DlnPoint
find_point (Writer *writer, guint index, gboolean late)
{
  const GArray        *expressions = writer->work->expressions;
  const DlnExpression *expression = DLN_ROW (expressions, DlnExpression, index);
  DlnTold             *told = late ? &writer->told_late : &writer->told;
  const DlnPoint      *today = late ? &writer->late : &writer->early;

  writer->beside = NULL;
  if (find_year_of_lines (writer, index) != DLN_NO_NUMBER)
    {
      DlnExpression with_year = *expression;

      with_year.sem.year = find_year_of_lines (writer, index);
      return _dln_time_find_point (&with_year, told, today);
    }
  if (expression->part)
    return find_last_part (expression,
                           index + 1 < expressions->len
                             ? DLN_ROW (expressions, DlnExpression, index + 1)
                             : NULL,
                           told,
                           today);
  if (index + 1 < expressions->len)
    {
      const DlnExpression *next = DLN_ROW (expressions, DlnExpression, index + 1);
      DlnPoint             point;

      if (takes_year_of_next (expression, next))
        {
          DlnExpression with_year = *expression;

          with_year.sem.year = next->sem.year - (expression->sem.month > next->sem.month);
          return _dln_time_find_point (&with_year, told, today);
        }
      if (shares_year_of_next (expression, next))
        {
          DlnExpression with_year = *expression;

          with_year.sem.year = next->sem.year;
          return _dln_time_find_point (&with_year, told, today);
        }
      if (belongs_to_next (writer->work, expression, next)
          && (point = _dln_time_find_point (next, told, today)).width == DLN_PRECISION_DAY)
        {
          writer->beside = next;
          return point;
        }
    }
  return _dln_time_find_point (expression, told, today);
}

/* "three hours later": from the last clock time told; "three hours ago": from the time of
 * publication. FALSE if that is not known. */
static gboolean
count_hours (Writer *writer, DlnExpression *expression, DlnPoint *point)
{
  DlnTold   *told = &writer->told;
  DlnSem    *sem = &expression->sem;
  gboolean   story = sem->from == DLN_FROM_STORY;
  DlnInstant instant = story ? told->clock : writer->work->now;
  DlnCivil   civil;

  if (sem->op != DLN_SEM_OFFSET || sem->vague || fabs (sem->n) > 1000
      || (sem->unit != 'H' && sem->unit != 'm')
      || !(story ? told->has_clock : writer->work->has_now))
    return FALSE;
  instant += lround (sem->n * sem->dir * (sem->unit == 'H' ? 3600 : 60));
  civil = dln_civil_from_instant (instant);
  sem->hour = civil.hour;
  sem->minute = civil.minute;
  sem->zone = story ? told->clock_zone : 0;
  sem->has_zone = story && told->clock_has_zone;
  expression->type = DLN_TIME_TIME;
  *point = _dln_point_from_instant (instant, DLN_PRECISION_DAY);
  told->anchor = story ? DLN_ANCHOR_NARRATIVE : DLN_ANCHOR_DOCUMENT;
  told->anchor_row = told->row;
  return TRUE;
}

/* "23:50 local time (15:50 GMT)": the two tell the zone. */
static void
read_zone_beside (Writer *writer, guint index, DlnExpression *expression)
{
  const GArray        *expressions = writer->work->expressions;
  DlnSem              *sem = &expression->sem;
  const DlnExpression *other = NULL;
  gint32               minutes;

  if (sem->hour == DLN_NO_NUMBER || sem->has_zone)
    return;
  for (guint i = index + 1; i < MIN (index + 3, expressions->len) && other == NULL; i++)
    if (DLN_ROW (expressions, DlnExpression, i)->sem.has_zone == 'Z'
        && DLN_ROW (expressions, DlnExpression, i)->sem.hour != DLN_NO_NUMBER
        && DLN_ROW (expressions, DlnExpression, i)->bracket
        && DLN_ROW (expressions, DlnExpression, i)->span.begin < expression->span.end + 60)
      other = DLN_ROW (expressions, DlnExpression, i);
  if (other == NULL)
    return;
  minutes = (sem->hour - other->sem.hour) * 60 + MAX (sem->minute, 0) - MAX (other->sem.minute, 0);
  minutes += minutes < -11 * 60 ? 1440 : minutes > 14 * 60 ? -1440 : 0;
  if (minutes % 15 != 0)
    return;
  sem->zone = minutes;
  sem->has_zone = TRUE;
  writer->zone_pair = minutes;
  writer->zone_until = other->span.end;
}

/* The first days of a week and its last may tell another day each: the row spans both. */
static void
widen_by_interval (Writer *writer,
                   guint index,
                   const DlnExpression *expression,
                   const DlnPoint *anchor,
                   DlnPoint *point,
                   DlnTime *time)
{
  DlnPoint late = find_point (writer, index, TRUE);

  if (are_same (point, &late))
    return;

  DlnWhen other = make_when (expression, &late, anchor);

  if (point->width != DLN_PRECISION_NONE && late.width != DLN_PRECISION_NONE)
    set_range (&time->when,
               MIN (time->when.earliest_begin, other.earliest_begin),
               MAX (time->when.latest_end, other.latest_end));
  else
    time->when = dln_when_unknown ();
  point->width = DLN_PRECISION_NONE;
}

static void
remember_clock (Writer *writer, const DlnExpression *expression, const DlnPoint *point)
{
  const DlnSem *sem = &expression->sem;

  if (expression->type != DLN_TIME_TIME || sem->hour == DLN_NO_NUMBER
      || point->width != DLN_PRECISION_DAY || expression->span.end == writer->zone_until)
    return;
  writer->told.clock_zone = sem->zone;
  writer->told.clock_has_zone = sem->has_zone;
  writer->told.clock = _dln_point_get_day (point) * _DLN_DAY + sem->hour * 3600
                       + (sem->minute != DLN_NO_NUMBER ? sem->minute * 60 : 0);
  writer->told.has_clock = TRUE;
}

static void
write_row (Writer *writer, guint index)
{
  DlnAnnotations      *annotations = writer->work->context->annotations;
  DlnExpression        timed = *DLN_ROW (writer->work->expressions, DlnExpression, index);
  const DlnExpression *expression = &timed;
  const DlnSem        *sem = &timed.sem;
  g_autoptr (GString) value = g_string_new (NULL);
  DlnTime time = {
    .span = expression->span,
    .sentence = expression->sentence,
    .preposition = expression->role,
    .anchor_time = DLN_NO_ROW,
    .when = dln_when_unknown (),
  };
  DlnPoint        before = writer->told.point;
  DlnPoint        point = find_point (writer, index, FALSE);
  gboolean        found, counted = count_hours (writer, &timed, &point);
  const DlnPoint *anchor;

  read_zone_beside (writer, index, &timed);
  if (writer->work->narrative && sem->op == DLN_SEM_RELDAY && sem->n == 0
      && sem->daypart == DLN_DAYPART_NONE)
    {
      /* "today the battlefield is a park": nothing happened on the day of publication */
      timed.sem.op = DLN_SEM_REF;
      timed.sem.ref = 'P';
      point.width = DLN_PRECISION_NONE;
      writer->told.anchor = DLN_ANCHOR_NONE;
    }
  if (sem->has_zone == 'Z' && sem->zone == 0 && expression->span.end == writer->zone_until
      && point.width == DLN_PRECISION_DAY && writer->told.has_clock)
    point =
      _dln_point_from_instant (writer->told.clock - writer->zone_pair * 60, DLN_PRECISION_DAY);
  found = point.width != DLN_PRECISION_NONE;
  time.type = expression->type;
  time.anchor = writer->told.anchor;
  time.conflict = writer->told.conflict;
  if (time.anchor == DLN_ANCHOR_NARRATIVE && writer->told.anchor_row != DLN_NO_ROW)
    time.anchor_time = writer->told.anchor_row;
  anchor = time.anchor == DLN_ANCHOR_NARRATIVE ? &before : &writer->early;
  if (found)
    time.when = make_when (expression, &point, anchor);
  else if (sem->op == DLN_SEM_OFFSET && sem->vague && sem->from != DLN_FROM_EVENT)
    {
      DlnWhen from = _dln_point_to_when (anchor);

      time.when = _dln_time_count_on (&from, sem, sem->dir);
      time.when.span = expression->span;
    }
  if (writer->interval && !counted)
    widen_by_interval (writer, index, expression, anchor, &point, &time);
  if (writer->work->inferred && time.anchor == DLN_ANCHOR_DOCUMENT
      && dln_when_is_known (&time.when))
    time.when.flags |= DLN_WHEN_INFERRED;
  _dln_time_append_value (expression, &point, value);
  time.value = dln_strings_intern_len (annotations->strings, value->str, value->len);
  time.mod = dln_strings_intern (annotations->strings, mod_names[sem->mod]);
  _dln_time_measure_distance (expression, &time);
  time.reason =
    make_reason (writer, expression, &writer->told, &time, dln_when_is_known (&time.when));
  remember (&writer->told, expression, &point, &writer->early, annotations->times->len);
  if (writer->interval)
    remember (&writer->told_late, expression, &point, &writer->late, annotations->times->len);
  remember_clock (writer, expression, &point);
  g_array_append_val (annotations->times, time);
}

/* ---- a date line against the date given ----------------------------------------------------- */

/* Whether a report of that date line comes out on the day given: a dateline may be a week old. */
static gboolean
fits_given (const DlnTimeWork *work, const DlnExpression *stamp, const DlnTime *row)
{
  gint64 line = row->when.earliest_begin / _DLN_DAY;
  gint64 given = _dln_point_get_day (&work->today);

  return given >= line - 1 && given <= line + (stamp->stamp == 'D' ? 7 : 1);
}

/* Marks the date line that contradicts the day given with the document, unless another agrees. */
static void
check_given (DlnTimeWork *work, guint first)
{
  DlnAnnotations *annotations = work->context->annotations;
  DlnTime        *other = NULL;

  if (annotations->date.source != DLN_DATE_GIVEN || work->today.width != DLN_PRECISION_DAY)
    return;
  for (guint i = 0; i < work->expressions->len; i++)
    {
      const DlnExpression *stamp = DLN_ROW (work->expressions, DlnExpression, i);
      DlnTime             *row = DLN_ROW (annotations->times, DlnTime, first + i);

      if (stamp->stamp == 0 || row->when.precision > DLN_PRECISION_DAY
          || !dln_when_is_known (&row->when))
        continue;
      if (stamp->stamp == 'U' || stamp->sem.numeric == 1 || fits_given (work, stamp, row))
        return;
      if (other == NULL && stamp->span.begin <= 3000)
        other = row;
    }
  if (other == NULL)
    return;

  g_autofree char *day = dln_when_format (&annotations->date.when);
  g_autofree char *words = quote_span (work, other->span);
  g_autofree char *reason = dln_reason_new (DLN_REASON_TIME_NOT_GIVEN, words, day);

  other->conflict = DLN_TIME_CONFLICT_GIVEN;
  other->reason = dln_strings_intern (annotations->strings, reason);
}

/*
 * _dln_time_resolve: writes the rows of all expressions. Time: O(expressions)
 */
void
_dln_time_resolve (DlnTimeWork *work)
{
  const DlnDocumentDate *date = &work->context->annotations->date;
  Writer                 writer = { .work = work };

  guint first = work->context->annotations->times->len;

  writer.told.row = writer.told.quarter_row = DLN_NO_ROW;
  writer.told.narrative = work->narrative;
  writer.told.inferred = work->inferred;
  writer.early = work->today;
  writer.today_text = dln_when_format (&date->when);
  if (work->today.width == DLN_PRECISION_NONE && date->when.earliest_begin != DLN_INSTANT_PAST
      && date->when.latest_end != DLN_INSTANT_FUTURE)
    {
      writer.early = _dln_point_from_instant (date->when.earliest_begin, DLN_PRECISION_DAY);
      writer.late = _dln_point_from_instant (date->when.latest_end - 1, DLN_PRECISION_DAY);
      writer.interval = !are_same (&writer.early, &writer.late);
      work->bounded = TRUE;
    }
  writer.told_late = writer.told;
  for (guint i = 0; i < work->expressions->len; i++)
    write_row (&writer, i);
  check_given (work, first);
  _dln_time_resolve_events (work, first);
  g_free (writer.today_text);
}
