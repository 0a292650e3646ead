/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of one width on the calendar: arithmetic, TIMEX3 values, bounds, holidays. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <unicode/ucal.h>

#include "base/dln-when-private.h"
#include "extract/time/dln-time-private.h"

gint64
_dln_point_get_day (const DlnPoint *point)
{
  guint month = point->month != 0 ? point->month : 1;

  if (point->part >= 21 && point->part <= 41)
    {
      DlnWhen when;

      if (_dln_when_from_code (point->year, point->part, &when))
        return when.earliest_begin / _DLN_DAY;
    }
  return _dln_days_from_civil (point->year, month, point->day != 0 ? point->day : 1);
}

DlnPoint
_dln_point_from_instant (DlnInstant instant, DlnPrecision width)
{
  DlnCivil civil = dln_civil_from_instant (instant);
  DlnPoint point = { .year = civil.year, .width = width };

  switch (width)
    {
    case DLN_PRECISION_WEEK:
      civil = dln_civil_from_instant (instant - (civil.weekday - 1) * _DLN_DAY);
      point.year = civil.year;
      point.month = civil.month;
      point.day = civil.day;
      break;
    case DLN_PRECISION_MONTH:
      point.month = civil.month;
      break;
    case DLN_PRECISION_QUARTER:
      point.part = 33 + (civil.month - 1) / 3;
      break;
    case DLN_PRECISION_HALF:
      point.part = 40 + (civil.month - 1) / 6;
      break;
    case DLN_PRECISION_SEASON:
      point.part = civil.month < 3 ? 24 : 20 + civil.month / 3;
      point.year -= civil.month < 3;
      break;
    case DLN_PRECISION_YEAR:
      break;
    case DLN_PRECISION_DECADE:
      point.year -= ((civil.year % 10) + 10) % 10;
      break;
    case DLN_PRECISION_CENTURY:
      point.year -= ((civil.year % 100) + 100) % 100;
      break;
    case DLN_PRECISION_MILLENNIUM:
      point.year -= ((civil.year % 1000) + 1000) % 1000;
      break;
    default:
      point.month = civil.month;
      point.day = civil.day;
      point.width = DLN_PRECISION_DAY;
      break;
    }
  return point;
}

/* n units on, in the width of the unit ("two months ago" is a month). */
DlnPoint
_dln_point_add (const DlnPoint *point, guint unit, gint32 n)
{
  DlnInstant instant = _dln_point_get_day (point) * _DLN_DAY;
  DlnPoint   result;
  gint64     months;

  switch (unit)
    {
    case 'D':
      return _dln_point_from_instant (instant + n * _DLN_DAY, DLN_PRECISION_DAY);
    case 'F':
      return _dln_point_from_instant (instant + n * 14 * _DLN_DAY, DLN_PRECISION_WEEK);
    case 'W':
      return _dln_point_from_instant (instant + n * 7 * _DLN_DAY, DLN_PRECISION_WEEK);
    case 'e':
      result = _dln_point_from_instant (instant + n * 7 * _DLN_DAY, DLN_PRECISION_WEEK);
      result.part = 100;
      return result;
    case 'M':
    case 'Q':
    case 'h':
    case 'S':
      result = _dln_point_from_instant (instant, DLN_PRECISION_MONTH);
      months = (gint64)result.year * 12 + result.month - 1
               + (gint64)n
                   * (unit == 'M'   ? 1
                      : unit == 'h' ? 6
                                    : 3);
      result.year = months >= 0 ? months / 12 : -((11 - months) / 12);
      result.month = months - (gint64)result.year * 12 + 1;
      if (unit == 'M')
        return result;
      return _dln_point_from_instant (_dln_days_from_civil (result.year, result.month, 1)
                                        * _DLN_DAY,
                                      unit == 'Q'   ? DLN_PRECISION_QUARTER
                                      : unit == 'h' ? DLN_PRECISION_HALF
                                                    : DLN_PRECISION_SEASON);
    case 'E':
      return (DlnPoint){ .year = (point->year / 10 + n) * 10, .width = DLN_PRECISION_DECADE };
    case 'C':
      return (DlnPoint){ .year = (point->year / 100 + n) * 100, .width = DLN_PRECISION_CENTURY };
    case 'L':
      return (DlnPoint){ .year = (point->year / 1000 + n) * 1000,
                         .width = DLN_PRECISION_MILLENNIUM };
    case 'Y':
      return (DlnPoint){ .year = point->year + n, .width = DLN_PRECISION_YEAR };
    default:
      return _dln_point_from_instant (instant, DLN_PRECISION_DAY);
    }
}

static void
append_week (const DlnPoint *point, GString *value)
{
  gint64   monday = _dln_point_get_day (point);
  DlnCivil thursday = dln_civil_from_instant ((monday + 3) * _DLN_DAY);
  gint64   first = _dln_days_from_civil (thursday.year, 1, 1);

  g_string_append_printf (value, "%04d-W%02d", thursday.year, (int)((monday + 3 - first) / 7 + 1));
  if (point->part == 100)
    g_string_append (value, "-WE");
}

static void
append_year (GString *value, gint32 year)
{
  if (year <= 0)
    g_string_append_printf (value, "BC%04d", 1 - year);
  else
    g_string_append_printf (value, "%04d", year);
}

void
_dln_point_append_value (const DlnPoint *point, GString *value)
{
  static const char *const seasons[] = { "SP", "SU", "FA", "WI" };

  switch ((DlnPrecision)point->width)
    {
    case DLN_PRECISION_NONE:
      break;
    case DLN_PRECISION_WEEK:
      append_week (point, value);
      break;
    case DLN_PRECISION_MONTH:
      append_year (value, point->year);
      g_string_append_printf (value, "-%02u", point->month);
      break;
    case DLN_PRECISION_SEASON:
      append_year (value, point->year);
      g_string_append_printf (value, "-%s", seasons[(point->part - 21) % 4]);
      break;
    case DLN_PRECISION_QUARTER:
      g_string_append_printf (value, "%04d-Q%u", point->year, point->part - 32);
      break;
    case DLN_PRECISION_HALF:
      g_string_append_printf (value, "%04d-H%u", point->year, point->part - 39);
      break;
    case DLN_PRECISION_YEAR:
      append_year (value, point->year);
      break;
    case DLN_PRECISION_DECADE:
      g_string_append_printf (value, "%03d", point->year / 10);
      break;
    case DLN_PRECISION_CENTURY:
      if (point->year < 0)
        g_string_append_printf (value, "BC%02d", (1 - point->year) / 100 - 1);
      else
        g_string_append_printf (value, "%02d", point->year / 100);
      break;
    case DLN_PRECISION_MILLENNIUM:
      g_string_append_printf (value, "%d", point->year / 1000);
      break;
    default:
      append_year (value, point->year);
      g_string_append_printf (value, "-%02u-%02u", point->month, point->day);
      break;
    }
}

DlnWhen
_dln_point_to_when (const DlnPoint *point)
{
  DlnWhen when;

  if (point->width == DLN_PRECISION_NONE)
    return dln_when_unknown ();
  if (point->width >= DLN_PRECISION_SEASON && point->width <= DLN_PRECISION_HALF
      && _dln_when_from_code (point->year, point->part, &when))
    return when;
  when = dln_when_unit (point->width, point->year, point->month, point->day);
  if (point->width == DLN_PRECISION_WEEK && point->part == 100)
    {
      when.earliest_begin = when.earliest_end = when.earliest_begin + 5 * _DLN_DAY;
      when.precision = DLN_PRECISION_DAY;
    }
  return when;
}

/* Easter Sunday after the "Meeus/Jones/Butcher" algorithm for the Gregorian calendar. */
static gint64
find_easter (gint32 year)
{
  gint32 a = year % 19, b = year / 100, c = year % 100;
  gint32 d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  gint32 h = (19 * a + b - d - g + 15) % 30;
  gint32 i = c / 4, k = c % 4;
  gint32 l = (32 + 2 * e + 2 * i - h - k) % 7;
  gint32 m = (a + 11 * h + 22 * l) / 451;

  return _dln_days_from_civil (year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
}

/* Easter Sunday of the Eastern churches, after Meeus, in the Gregorian calendar of 1583 and
 * later. */
static gint64
find_eastern_easter (gint32 year)
{
  gint32 d = (19 * (year % 19) + 15) % 30;
  gint32 e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  gint32 month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;

  return _dln_days_from_civil (year, month, day) + year / 100 - year / 400 - 2;
}

/* The day of another calendar, month and day from 1, that falls into a year of ours (the first if
 * two do). */
static gboolean
find_in_calendar (const char *locale, guint month, guint day, gint32 year, DlnPoint *point)
{
  static const UChar utc[] = { 'U', 'T', 'C', 0 };
  UErrorCode         status = U_ZERO_ERROR;
  UCalendar         *calendar = ucal_open (utc, -1, locale, UCAL_DEFAULT, &status);
  double             begin = (double) _dln_days_from_civil (year, 1, 1) * 86400000.0;
  gboolean           found = FALSE;
  gint32             first;

  ucal_setMillis (calendar, begin, &status);
  first = ucal_get (calendar, UCAL_EXTENDED_YEAR, &status);
  for (gint32 n = 0; n <= 1 && U_SUCCESS (status) && !found; n++)
    {
      double instant;

      ucal_clear (calendar);
      ucal_set (calendar, UCAL_EXTENDED_YEAR, first + n);
      ucal_set (calendar, UCAL_MONTH, (gint32) month - 1);
      ucal_set (calendar, UCAL_DATE, (gint32) day);
      instant = ucal_getMillis (calendar, &status);
      if (U_FAILURE (status) || instant < begin)
        continue;
      *point = _dln_point_from_instant ((DlnInstant) (instant / 1000), DLN_PRECISION_DAY);
      found = point->year == year;
    }
  if (calendar != NULL)
    ucal_close (calendar);
  return found;
}

/* A day that moves, by the number that the rules file describes. */
gboolean
_dln_holiday_get (guint holiday, gint32 year, DlnPoint *point)
{
  static const char *const calendars[] = { NULL,
                                           "en@calendar=hebrew",
                                           "en@calendar=islamic-umalqura",
                                           "en@calendar=chinese",
                                           "en@calendar=persian" };
  guint  month = holiday / 100, weekday = holiday / 10 % 10, nth = holiday % 10;
  gint64 day;

  if (year < 1 || year > 9999)
    return FALSE;
  if (holiday == 9999)
    {
      month = 11;
      weekday = 1;
      nth = 1;
    }
  else if (holiday >= 10000)
    return holiday / 10000 < G_N_ELEMENTS (calendars)
           && find_in_calendar (
             calendars[holiday / 10000], holiday / 100 % 100, holiday % 100, year, point);
  else if (holiday >= 5900)
    {
      *point = _dln_point_from_instant (
        (find_eastern_easter (year) + (gint64) holiday - 6000) * _DLN_DAY, DLN_PRECISION_DAY);
      return TRUE;
    }
  else if (holiday >= 4900)
    {
      *point = _dln_point_from_instant ((find_easter (year) + (gint64)holiday - 5000) * _DLN_DAY,
                                        DLN_PRECISION_DAY);
      return TRUE;
    }
  if (month < 1 || month > 12)
    return FALSE;
  day = _dln_days_from_civil (year, month, 1);
  day += (weekday + 7 - dln_civil_from_instant (day * _DLN_DAY).weekday) % 7;
  day +=
    (nth < 5 ? nth - 1
             : (dln_days_in_month (year, month) - dln_civil_from_instant (day * _DLN_DAY).day) / 7)
    * 7;
  *point = _dln_point_from_instant ((day + (holiday == 9999)) * _DLN_DAY, DLN_PRECISION_DAY);
  return TRUE;
}
