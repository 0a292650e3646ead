/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proleptic Gregorian calendar: civil dates to seconds and back, and the units of a calendar.
 *
 * Days are counted with eras of 400 years that begin on 1 March, as Howard Hinnant describes in
 * "chrono-Compatible Low-Level Date Algorithms". */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-when-private.h"

gint64
_dln_days_from_civil (gint32 year, guint month, guint day)
{
  gint64 y = (gint64)year - (month <= 2);
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

/**
 * dln_days_in_month:
 * @year: astronomical year
 * @month: 1 to 12
 *
 * Returns: 28 to 31
 */
guint
dln_days_in_month (gint32 year, guint month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 31);

  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;
  return days[month - 1];
}

/**
 * dln_instant_from_civil:
 * @year: astronomical year (0 = 1 BC)
 * @month: 1 to 12
 * @day: 1 to 31; a day beyond the month's last runs on into the next month
 * @hour: 0 to 24
 * @minute: 0 to 59
 * @second: 0 to 60
 *
 * Returns: the instant
 */
DlnInstant
dln_instant_from_civil (gint32 year, guint month, guint day, guint hour, guint minute, guint second)
{
  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  return _dln_days_from_civil (year, month, day) * _DLN_DAY + hour * 3600 + minute * 60 + second;
}

/**
 * dln_civil_from_instant:
 * @instant: an instant; beyond the years a #DlnCivil can hold the nearest one is given
 *
 * Returns: the broken-down time with its weekday
 */
DlnCivil
dln_civil_from_instant (DlnInstant instant)
{
  const gint64 limit = _dln_days_from_civil (G_MAXINT32 - 1, 12, 31);
  gint64       days = instant / _DLN_DAY;
  gint64       rest = instant % _DLN_DAY;

  if (rest < 0)
    {
      rest += _DLN_DAY;
      days--;
    }
  days = CLAMP (days, -limit, limit);

  gint64 z = days + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  gint64 day_of_era = z - era * 146097;
  gint64 year_of_era =
    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64   day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64   mp = (5 * day_of_year + 2) / 153;
  gint64   weekday = (days + 3) % 7;
  DlnCivil civil;

  civil.day = day_of_year - (153 * mp + 2) / 5 + 1;
  civil.month = mp < 10 ? mp + 3 : mp - 9;
  civil.year = year_of_era + era * 400 + (civil.month <= 2);
  civil.hour = rest / 3600;
  civil.minute = rest / 60 % 60;
  civil.second = rest % 60;
  civil.weekday = (weekday < 0 ? weekday + 7 : weekday) + 1;
  return civil;
}

static DlnInstant
get_month_begin (gint64 year, int month)
{
  while (month > 12)
    {
      month -= 12;
      year++;
    }
  return _dln_days_from_civil (year, month, 1) * _DLN_DAY;
}

/* "some time within [begin, end)" */
DlnWhen
_dln_when_from_range (DlnPrecision precision, DlnInstant begin, DlnInstant end)
{
  return (DlnWhen){
    .earliest_begin = begin,
    .latest_begin = end,
    .earliest_end = begin,
    .latest_end = end,
    .precision = precision,
  };
}

/* EDTF, "sub-year groupings": first month, months, precision. */
static const struct
{
  guint8 first;
  guint8 months;
  guint8 precision;
} codes[] = {
  { 3, 3, DLN_PRECISION_SEASON }, /* 21 spring */
  { 6, 3, DLN_PRECISION_SEASON },   { 9, 3, DLN_PRECISION_SEASON },
  { 12, 3, DLN_PRECISION_SEASON },  { 3, 3, DLN_PRECISION_SEASON }, /* 25 spring, northern */
  { 6, 3, DLN_PRECISION_SEASON },   { 9, 3, DLN_PRECISION_SEASON },
  { 12, 3, DLN_PRECISION_SEASON },  { 9, 3, DLN_PRECISION_SEASON }, /* 29 spring, southern */
  { 12, 3, DLN_PRECISION_SEASON },  { 3, 3, DLN_PRECISION_SEASON },
  { 6, 3, DLN_PRECISION_SEASON },   { 1, 3, DLN_PRECISION_QUARTER }, /* 33 */
  { 4, 3, DLN_PRECISION_QUARTER },  { 7, 3, DLN_PRECISION_QUARTER },
  { 10, 3, DLN_PRECISION_QUARTER }, { 1, 4, DLN_PRECISION_SEASON }, /* 37 quadrimesters */
  { 5, 4, DLN_PRECISION_SEASON },   { 9, 4, DLN_PRECISION_SEASON },
  { 1, 6, DLN_PRECISION_HALF }, /* 40 */
  { 7, 6, DLN_PRECISION_HALF },
};

/* Part of a year by EDTF code 21 to 41. Winter is named for the year in which it begins. */
gboolean
_dln_when_from_code (gint32 year, guint code, DlnWhen *when)
{
  if (code < 21 || code - 21 >= G_N_ELEMENTS (codes))
    return FALSE;

  guint first = codes[code - 21].first;

  *when = _dln_when_from_range (codes[code - 21].precision,
                                get_month_begin (year, first),
                                get_month_begin (year, first + codes[code - 21].months));
  if (code >= 25 && code < 40 && (code < 33 || code > 36))
    when->season = code;
  return TRUE;
}

/* The EDTF code of a season, quarter or half, 0 if its bounds are not those of one. */
guint
_dln_when_get_code (const DlnWhen *when, gint32 *year)
{
  DlnWhen  other;
  DlnCivil civil;

  if (when->earliest_begin == DLN_INSTANT_PAST)
    return 0;
  civil = dln_civil_from_instant (when->earliest_begin);
  for (guint code = when->season != 0 ? when->season : 21; code <= 41; code++)
    if (_dln_when_from_code (civil.year, code, &other) && other.precision == when->precision
        && other.earliest_begin == when->earliest_begin && other.latest_end == when->latest_end)
      {
        *year = civil.year;
        return code;
      }
  return 0;
}

static gint32
floor_to (gint32 year, gint32 step)
{
  gint64 y = year;

  return (y >= 0 ? y / step : -((-y + step - 1) / step)) * step;
}

static DlnWhen
make_years (DlnPrecision precision, gint32 year, gint32 step)
{
  gint32 first = step == 1 ? year : floor_to (year, step);

  return _dln_when_from_range (precision,
                               _dln_days_from_civil (first, 1, 1) * _DLN_DAY,
                               _dln_days_from_civil (first + step, 1, 1) * _DLN_DAY);
}

static DlnWhen
make_months (DlnPrecision precision, gint32 year, guint month, guint n_months)
{
  guint first = (month - 1) / n_months * n_months + 1;

  return _dln_when_from_range (
    precision, get_month_begin (year, first), get_month_begin (year, first + n_months));
}

/**
 * dln_when_unit:
 * @precision: the kind of unit; finer than a day counts as a day
 * @year: astronomical year (0 = 1 BC)
 * @month: 1 to 12, 0 = 1
 * @day: 1 to 31, 0 = 1
 *
 * Makes "some time within the unit that contains this day": a week is Monday to Sunday, a season is
 * meteorological and northern, a decade or century begins with the year that ends in 0 or 00.
 *
 * Returns: the date
 */
DlnWhen
dln_when_unit (DlnPrecision precision, gint32 year, guint month, guint day)
{
  month = CLAMP (month, 1, 12);
  day = CLAMP (day, 1, dln_days_in_month (year, month));

  gint64  date = _dln_days_from_civil (year, month, day);
  DlnWhen when;

  switch (precision)
    {
    case DLN_PRECISION_NONE:
      return dln_when_unknown ();
    case DLN_PRECISION_SECOND:
    case DLN_PRECISION_MINUTE:
    case DLN_PRECISION_HOUR:
    case DLN_PRECISION_DAYPART:
    case DLN_PRECISION_DAY:
      break;
    case DLN_PRECISION_WEEK:
      date -= dln_civil_from_instant (date * _DLN_DAY).weekday - 1;
      return _dln_when_from_range (precision, date * _DLN_DAY, (date + 7) * _DLN_DAY);
    case DLN_PRECISION_MONTH:
      return make_months (precision, year, month, 1);
    case DLN_PRECISION_SEASON:
      _dln_when_from_code (month < 3 ? year - 1 : year, month < 3 ? 24 : 20 + month / 3, &when);
      return when;
    case DLN_PRECISION_QUARTER:
      return make_months (precision, year, month, 3);
    case DLN_PRECISION_HALF:
      return make_months (precision, year, month, 6);
    case DLN_PRECISION_YEAR:
      return make_years (precision, year, 1);
    case DLN_PRECISION_DECADE:
      return make_years (precision, year, 10);
    case DLN_PRECISION_CENTURY:
      return make_years (precision, year, 100);
    case DLN_PRECISION_MILLENNIUM:
      return make_years (precision, year, 1000);
    }
  return _dln_when_from_range (DLN_PRECISION_DAY, date * _DLN_DAY, (date + 1) * _DLN_DAY);
}

/* The coarsest unit with exactly these bounds or, if @containing, the finest one (from the day up)
 * that contains them. */
gboolean
_dln_when_find_unit (DlnInstant begin, DlnInstant end, gboolean containing, DlnWhen *unit)
{
  static const guint8 exact[] = { DLN_PRECISION_MILLENNIUM, DLN_PRECISION_CENTURY,
                                  DLN_PRECISION_DECADE,     DLN_PRECISION_YEAR,
                                  DLN_PRECISION_HALF,       DLN_PRECISION_QUARTER,
                                  DLN_PRECISION_SEASON,     DLN_PRECISION_MONTH,
                                  DLN_PRECISION_DAY };
  static const guint8 around[] = { DLN_PRECISION_DAY,     DLN_PRECISION_MONTH,
                                   DLN_PRECISION_YEAR,    DLN_PRECISION_DECADE,
                                   DLN_PRECISION_CENTURY, DLN_PRECISION_MILLENNIUM };
  const guint8       *list = containing ? around : exact;
  guint               n = containing ? G_N_ELEMENTS (around) : G_N_ELEMENTS (exact);

  if (begin == DLN_INSTANT_PAST || end == DLN_INSTANT_FUTURE || end <= begin)
    return FALSE;

  DlnCivil civil = dln_civil_from_instant (begin);

  for (guint i = 0; i < n; i++)
    {
      *unit = dln_when_unit (list[i], civil.year, civil.month, civil.day);
      if (containing ? unit->earliest_begin <= begin && unit->latest_end >= end
                     : unit->earliest_begin == begin && unit->latest_end == end)
        return TRUE;
    }
  return FALSE;
}

/* Whether the bounds are exactly those of one unit of its own precision (day and coarser). */
gboolean
_dln_when_is_unit (const DlnWhen *when)
{
  gint32 year;

  if (when->earliest_begin == DLN_INSTANT_PAST || when->latest_end == DLN_INSTANT_FUTURE
      || when->precision < DLN_PRECISION_DAY)
    return FALSE;
  if (when->precision >= DLN_PRECISION_SEASON && when->precision <= DLN_PRECISION_HALF)
    return _dln_when_get_code (when, &year) != 0;

  DlnCivil civil = dln_civil_from_instant (when->earliest_begin);
  DlnWhen  unit = dln_when_unit (when->precision, civil.year, civil.month, civil.day);

  return unit.earliest_begin == when->earliest_begin && unit.latest_end == when->latest_end;
}
