/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in words for people: "21 September 2022", "end of October 2022", "about 2014", "between 3
 * and 9 May 2021". */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-when-private.h"

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

static char *
format_year (gint32 year)
{
  return year > 0 ? g_strdup_printf ("%d", year)
                  : g_strdup_printf ("%" G_GINT64_FORMAT " BC", 1 - (gint64)year);
}

static const char *
get_ordinal_ending (gint32 n)
{
  if (n / 10 % 10 == 1)
    return "th";
  return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}

static char *
format_season (const DlnWhen *unit)
{
  static const char *const names[] = { "spring", "summer", "autumn", "winter" };
  static const char *const ordinals[] = { "first", "second", "third", "fourth" };
  gint32                   y = 0;
  guint                    code = _dln_when_get_code (unit, &y);
  g_autofree char         *year = format_year (y);

  if (code == 24 || code == 28 || code == 30)
    return g_strdup_printf ("%s %s–%02d", names[(code - 21) % 4], year, ABS (y + 1) % 100);
  if (code < 33)
    return g_strdup_printf ("%s %s", names[(code - 21) % 4], year);
  if (code < 37)
    return g_strdup_printf ("%s quarter of %s", ordinals[code - 33], year);
  if (code < 40)
    return g_strdup_printf ("%s third of %s", ordinals[code - 37], year);
  return g_strdup_printf ("%s half of %s", ordinals[code - 40], year);
}

static char *
format_unit (const DlnWhen *unit)
{
  DlnCivil         civil = dln_civil_from_instant (unit->earliest_begin);
  g_autofree char *year = format_year (civil.year);
  gint32           n;

  switch ((DlnPrecision)unit->precision)
    {
    case DLN_PRECISION_WEEK:
      return g_strdup_printf ("week of %u %s %s", civil.day, months[civil.month - 1], year);
    case DLN_PRECISION_MONTH:
      return g_strdup_printf ("%s %s", months[civil.month - 1], year);
    case DLN_PRECISION_SEASON:
    case DLN_PRECISION_QUARTER:
    case DLN_PRECISION_HALF:
      return format_season (unit);
    case DLN_PRECISION_YEAR:
      return g_steal_pointer (&year);
    case DLN_PRECISION_DECADE:
      return civil.year > 0 ? g_strdup_printf ("the %ss", year)
                            : g_strdup_printf ("the decade from %s", year);
    case DLN_PRECISION_CENTURY:
    case DLN_PRECISION_MILLENNIUM:
      n = unit->precision == DLN_PRECISION_CENTURY ? 100 : 1000;
      n = civil.year >= 0 ? civil.year / n + 1 : -(civil.year / n);
      return g_strdup_printf ("%d%s %s%s",
                              n,
                              get_ordinal_ending (n),
                              unit->precision == DLN_PRECISION_CENTURY ? "century" : "millennium",
                              civil.year < 0 ? " BC" : "");
    default:
      return g_strdup_printf ("%u %s %s", civil.day, months[civil.month - 1], year);
    }
}

/* A time of the day with its date. */
static char *
format_clock (const DlnWhen *when)
{
  DlnCivil         civil = dln_civil_from_instant (when->earliest_begin);
  DlnCivil         until = dln_civil_from_instant (when->latest_end);
  DlnWhen          day = dln_when_unit (DLN_PRECISION_DAY, civil.year, civil.month, civil.day);
  g_autofree char *date = format_unit (&day);

  if (when->precision == DLN_PRECISION_SECOND)
    return g_strdup_printf ("%s, %02u:%02u:%02u", date, civil.hour, civil.minute, civil.second);
  if (when->precision == DLN_PRECISION_MINUTE)
    return g_strdup_printf ("%s, %02u:%02u", date, civil.hour, civil.minute);
  return g_strdup_printf ("%s, %02u:%02u–%02u:%02u",
                          date,
                          civil.hour,
                          civil.minute,
                          until.hour == 0 && until.minute == 0 ? 24 : until.hour,
                          until.minute);
}

/* One bound of a range as the coarsest of day, month and year that has it. */
static char *
format_bound (DlnInstant bound, gboolean last, DlnPrecision precision)
{
  DlnCivil civil = dln_civil_from_instant (last ? bound - 1 : bound);
  DlnWhen  unit = dln_when_unit (precision, civil.year, civil.month, civil.day);

  return format_unit (&unit);
}

static DlnPrecision
find_alignment (DlnInstant begin, DlnInstant end)
{
  static const guint8 list[] = { DLN_PRECISION_YEAR, DLN_PRECISION_MONTH };

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    {
      gboolean aligned = TRUE;

      for (int last = 0; last < 2; last++)
        {
          DlnInstant bound = last ? end : begin;

          if (bound == DLN_INSTANT_PAST || bound == DLN_INSTANT_FUTURE)
            continue;

          DlnCivil civil = dln_civil_from_instant (bound);

          if (dln_when_unit (list[i], civil.year, civil.month, civil.day).earliest_begin != bound)
            aligned = FALSE;
        }
      if (aligned)
        return list[i];
    }
  return DLN_PRECISION_DAY;
}

static char *
format_range (const char *words, DlnInstant begin, DlnInstant end)
{
  DlnPrecision     precision = find_alignment (begin, end);
  g_autofree char *first = format_bound (begin, FALSE, precision);
  g_autofree char *last = format_bound (end, TRUE, precision);
  DlnCivil         a = dln_civil_from_instant (begin);
  DlnCivil         b = dln_civil_from_instant (end - 1);

  if (g_str_equal (first, last))
    return g_strdup (first);
  if (a.year == b.year && a.year > 0 && precision != DLN_PRECISION_YEAR)
    {
      g_free (first);
      if (precision == DLN_PRECISION_MONTH)
        first = g_strdup (months[a.month - 1]);
      else if (a.month == b.month)
        first = g_strdup_printf ("%u", a.day);
      else
        first = g_strdup_printf ("%u %s", a.day, months[a.month - 1]);
    }
  return g_strdup_printf (words, first, last);
}

/* One uncertain end of an interval, in words. */
static char *
format_side (DlnInstant begin, DlnInstant end)
{
  DlnWhen unit;

  if (_dln_when_find_unit (begin, end, FALSE, &unit)
      || _dln_when_find_unit (begin, end, TRUE, &unit))
    return format_unit (&unit);
  return format_bound (begin, FALSE, DLN_PRECISION_DAY);
}

static char *
format_interval (const DlnWhen *when)
{
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;

  if (when->earliest_begin != DLN_INSTANT_PAST)
    begin = format_side (when->earliest_begin, when->latest_begin);
  if (when->latest_end != DLN_INSTANT_FUTURE)
    end = format_side (when->earliest_end, when->latest_end);
  if (begin == NULL && end == NULL)
    return g_strdup ("always");
  if (begin == NULL)
    return g_strdup_printf ("until %s", end);
  if (end == NULL)
    return g_strdup_printf ("since %s", begin);
  if (g_str_equal (begin, end))
    return g_strdup_printf ("during %s", begin);
  return g_strdup_printf ("from %s to %s", begin, end);
}

/* "before about 2014", "between about 3 and 6 May" */
static char *
format_within (const DlnWhen *when)
{
  const char *about = (when->flags & DLN_WHEN_APPROXIMATE) != 0 ? "about " : "";
  g_autofree char *bound = NULL;
  g_autofree char *words = NULL;
  DlnPrecision     precision = find_alignment (when->earliest_begin, when->latest_end);

  if (when->earliest_begin == DLN_INSTANT_PAST)
    {
      bound = format_bound (when->latest_end, FALSE, precision);
      return g_strdup_printf ("before %s%s", about, bound);
    }
  if (when->latest_end == DLN_INSTANT_FUTURE)
    {
      bound = format_bound (when->earliest_begin, FALSE, precision);
      return g_strdup_printf ("%s%s or later", about, bound);
    }
  words = g_strdup_printf ("between %s%%s and %%s", about);
  return format_range (words, when->earliest_begin, when->latest_end);
}

static char *
format_part (const DlnWhen *when)
{
  DlnWhen  unit;
  DlnCivil civil = dln_civil_from_instant (when->earliest_begin);

  unit = dln_when_unit (when->precision, civil.year, civil.month, civil.day);
  if (unit.earliest_begin > when->earliest_begin || unit.latest_end < when->latest_end)
    return NULL;

  g_autofree char *text = format_unit (&unit);
  gboolean         month = when->precision == DLN_PRECISION_MONTH;

  if (when->flags & DLN_WHEN_START)
    return g_strdup_printf (month ? "beginning of %s" : "early %s", text);
  if (when->flags & DLN_WHEN_MIDDLE)
    return g_strdup_printf (month ? "mid-%s" : "middle of %s", text);
  return g_strdup_printf (month ? "end of %s" : "late %s", text);
}

/**
 * dln_when_format:
 * @when: a date
 *
 * Returns: (transfer full): the date in words, e.g. "October 2022", "about 2014", "between 3 and 9
 * March 2023", "since 2014"; "unknown date" where nothing is known
 */
char *
dln_when_format (const DlnWhen *when)
{
  g_autofree char *text = NULL;
  const guint      parts = DLN_WHEN_START | DLN_WHEN_MIDDLE | DLN_WHEN_LATE;
  guint            flags;

  g_return_val_if_fail (when != NULL, NULL);

  flags = when->flags;
  if (flags & DLN_WHEN_INTERVAL
      && (dln_when_is_known (when) || when->latest_begin == DLN_INSTANT_PAST))
    text = format_interval (when);
  else if (!dln_when_is_known (when))
    return g_strdup ("unknown date");
  else if (flags & parts && when->precision >= DLN_PRECISION_DAY
           && when->earliest_begin != DLN_INSTANT_PAST && when->latest_end != DLN_INSTANT_FUTURE)
    text = format_part (when);
  else if (when->precision != DLN_PRECISION_NONE && when->precision < DLN_PRECISION_DAY
           && when->earliest_begin != DLN_INSTANT_PAST && when->latest_end != DLN_INSTANT_FUTURE
           && when->latest_end - when->earliest_begin <= _DLN_DAY)
    text = format_clock (when);
  else if (_dln_when_is_unit (when))
    text = format_unit (when);
  if (text == NULL)
    {
      text = format_within (when);
      flags &= ~DLN_WHEN_APPROXIMATE; /* is in the words */
    }

  if (flags & DLN_WHEN_APPROXIMATE && flags & DLN_WHEN_UNCERTAIN)
    return g_strdup_printf ("possibly about %s", text);
  if (flags & DLN_WHEN_APPROXIMATE)
    return g_strdup_printf ("about %s", text);
  if (flags & DLN_WHEN_UNCERTAIN)
    return g_strdup_printf ("possibly %s", text);
  return g_steal_pointer (&text);
}
