/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in words for people: "21 September 2022", "end of October 2022", "about 2014", "between 3
 * and 9 May 2021". */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-when-private.h"

#include <glib/gi18n-lib.h>

static char *
format_year (gboolean local, gint32 year)
{
  g_autofree char *number =
    g_strdup_printf ("%" G_GINT64_FORMAT, year > 0 ? (gint64)year : 1 - (gint64)year);

  return year > 0 ? g_steal_pointer (&number)
                  : g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "%s BC")), number);
}

static const char *
get_ordinal_ending (gint32 n)
{
  if (n / 10 % 10 == 1)
    return "th";
  return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}

/* The parts of a year, by EDTF's codes from 33 on; seasons stand in words of their own. */
static const char *const parts[] = {
  NC_ ("date", "first quarter of %s"), NC_ ("date", "second quarter of %s"),
  NC_ ("date", "third quarter of %s"), NC_ ("date", "fourth quarter of %s"),
  NC_ ("date", "first third of %s"),   NC_ ("date", "second third of %s"),
  NC_ ("date", "third third of %s"),   NC_ ("date", "first half of %s"),
  NC_ ("date", "second half of %s"),
};
static const char *const seasons[] = { NC_ ("date", "spring %s"),
                                       NC_ ("date", "summer %s"),
                                       NC_ ("date", "autumn %s"),
                                       NC_ ("date", "winter %s") };
/* Translators: as in "until autumn 2022" */
static const char *const seasons_after[] = { NC_ ("date after a preposition", "spring %s"),
                                             NC_ ("date after a preposition", "summer %s"),
                                             NC_ ("date after a preposition", "autumn %s"),
                                             NC_ ("date after a preposition", "winter %s") };

static char *
format_season (gboolean local, DlnWhenForm form, const DlnWhen *unit)
{
  gint32           y = 0;
  guint            code = _dln_when_get_code (unit, &y);
  g_autofree char *year = format_year (local, y);

  if (code >= 33)
    return g_strdup_printf (_dln_when_word (local, "date", parts[code - 33]), year);
  if (code == 24 || code == 28 || code == 30)
    {
      g_autofree char *first = g_steal_pointer (&year);

      year = g_strdup_printf ("%s–%02d", first, ABS (y + 1) % 100);
    }
  return g_strdup_printf (form == _DLN_FORM_AFTER
                            ? _dln_when_word (local,
                                              "date after a preposition",
                                              seasons_after[(code - 21) % 4])
                            : _dln_when_word (local, "date", seasons[(code - 21) % 4]),
                          year);
}

/* "the 1990s", "19th century" */
static char *
format_ages (gboolean local, DlnWhenForm form, const DlnWhen *unit, gint32 y)
{
  static const char *const formats[] = { NC_ ("date", "%s century"),
                                         NC_ ("date", "%s century BC"),
                                         NC_ ("date", "%s millennium"),
                                         NC_ ("date", "%s millennium BC") };
  g_autofree char         *year = format_year (local, y);

  if (unit->precision == DLN_PRECISION_DECADE)
    {
      if (y <= 0)
        return g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "the decade from %s")),
                                year);
      return form == _DLN_FORM_AFTER
               ? g_strdup_printf (_dln_when_word (local,
                                                  "date after a preposition",
                                                  NC_ ("date after a preposition", "the %ss")),
                                  year)
               : g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "the %ss")), year);
    }

  gint32      n = unit->precision == DLN_PRECISION_CENTURY ? 100 : 1000;
  const char *english = formats[(n == 1000 ? 2 : 0) + (y < 0)];
  const char *words = _dln_when_word (local, "date", english);

  n = y >= 0 ? y / n + 1 : -(y / n);
  g_autofree char *number =
    g_strdup_printf ("%d%s", n, g_str_equal (words, english) ? get_ordinal_ending (n) : "");
  return g_strdup_printf (words, number);
}

static char *
format_unit (gboolean local, DlnWhenForm form, const DlnWhen *unit)
{
  DlnCivil         civil = dln_civil_from_instant (unit->earliest_begin);
  g_autofree char *year = format_year (local, civil.year);
  g_autofree char *day = NULL;

  switch ((DlnPrecision)unit->precision)
    {
    case DLN_PRECISION_MONTH:
      return g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "%s %s")),
                              _dln_when_month (local, form, civil.month),
                              year);
    case DLN_PRECISION_SEASON:
    case DLN_PRECISION_QUARTER:
    case DLN_PRECISION_HALF:
      return format_season (local, form, unit);
    case DLN_PRECISION_YEAR:
      return g_steal_pointer (&year);
    case DLN_PRECISION_DECADE:
    case DLN_PRECISION_CENTURY:
    case DLN_PRECISION_MILLENNIUM:
      return format_ages (local, form, unit, civil.year);
    default:
      day = g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "%u %s %s")),
                             civil.day,
                             _dln_when_month (local, _DLN_FORM_DAY, civil.month),
                             year);
    }
  if (unit->precision == DLN_PRECISION_WEEK)
    return g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "week of %s")), day);
  return g_steal_pointer (&day);
}

/* A time of the day with its date. */
static char *
format_clock (gboolean local, const DlnWhen *when)
{
  DlnCivil         civil = dln_civil_from_instant (when->earliest_begin);
  DlnCivil         until = dln_civil_from_instant (when->latest_end);
  DlnWhen          day = dln_when_unit (DLN_PRECISION_DAY, civil.year, civil.month, civil.day);
  g_autofree char *date = format_unit (local, _DLN_FORM_ALONE, &day);
  g_autofree char *clock = NULL;

  if (when->precision == DLN_PRECISION_SECOND)
    clock = g_strdup_printf ("%02u:%02u:%02u", civil.hour, civil.minute, civil.second);
  else if (when->precision == DLN_PRECISION_MINUTE)
    clock = g_strdup_printf ("%02u:%02u", civil.hour, civil.minute);
  else
    clock = g_strdup_printf ("%02u:%02u–%02u:%02u",
                             civil.hour,
                             civil.minute,
                             until.hour == 0 && until.minute == 0 ? 24 : until.hour,
                             until.minute);
  return g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "%s, %s")), date, clock);
}

/* One bound of a range as the coarsest of day, month and year that has it. */
static char *
format_bound (gboolean     local,
              DlnWhenForm  form,
              DlnInstant   bound,
              gboolean     last,
              DlnPrecision precision)
{
  DlnCivil civil = dln_civil_from_instant (last ? bound - 1 : bound);
  DlnWhen  unit = dln_when_unit (precision, civil.year, civil.month, civil.day);

  return format_unit (local, form, &unit);
}

/* @text as something about which it was, if it was */
static char *
put_about (gboolean local, gboolean about, const char *text)
{
  return about ? g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "about %s")), text)
               : g_strdup (text);
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

/* The first day or month of a range, without the year that its end tells. */
static char *
format_first (gboolean local, DlnCivil a, DlnCivil b, DlnPrecision precision)
{
  if (precision == DLN_PRECISION_MONTH)
    return g_strdup (_dln_when_month (local, _DLN_FORM_ALONE, a.month));
  if (a.month == b.month)
    return g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "%u")), a.day);
  return g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "%u %s")),
                          a.day,
                          _dln_when_month (local, _DLN_FORM_DAY, a.month));
}

static char *
format_range (gboolean local, gboolean about, DlnInstant begin, DlnInstant end)
{
  DlnPrecision     precision = find_alignment (begin, end);
  g_autofree char *first = format_bound (local, _DLN_FORM_ALONE, begin, FALSE, precision);
  g_autofree char *last = format_bound (local, _DLN_FORM_ALONE, end, TRUE, precision);
  DlnCivil         a = dln_civil_from_instant (begin);
  DlnCivil         b = dln_civil_from_instant (end - 1);

  if (g_str_equal (first, last))
    return g_strdup (first);
  if (a.year == b.year && a.year > 0 && precision != DLN_PRECISION_YEAR)
    {
      g_free (first);
      first = format_first (local, a, b, precision);
    }
  g_autofree char *from = put_about (local, about, first);

  return g_strdup_printf (
    _dln_when_get_slot (local, _DLN_SLOT_BETWEEN, precision == DLN_PRECISION_DAY), from, last);
}

/* One uncertain end of an interval, in words; @day: whether it begins with a day of a month */
static char *
format_side (gboolean local, DlnInstant begin, DlnInstant end, gboolean *day)
{
  DlnWhen unit;

  *day = TRUE;
  if (_dln_when_find_unit (begin, end, FALSE, &unit)
      || _dln_when_find_unit (begin, end, TRUE, &unit))
    {
      *day = unit.precision <= DLN_PRECISION_DAY;
      return format_unit (local, _DLN_FORM_AFTER, &unit);
    }
  return format_bound (local, _DLN_FORM_AFTER, begin, FALSE, DLN_PRECISION_DAY);
}

static char *
format_interval (gboolean local, const DlnWhen *when)
{
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  gboolean         day = TRUE, last_day = TRUE;

  if (when->earliest_begin != DLN_INSTANT_PAST)
    begin = format_side (local, when->earliest_begin, when->latest_begin, &day);
  if (when->latest_end != DLN_INSTANT_FUTURE)
    end = format_side (local, when->earliest_end, when->latest_end, &last_day);
  if (begin == NULL && end == NULL)
    return g_strdup (_dln_when_word (local, "date", NC_ ("date", "always")));
  if (begin == NULL)
    return g_strdup_printf (_dln_when_get_slot (local, _DLN_SLOT_UNTIL, last_day), end);
  if (end == NULL)
    return g_strdup_printf (_dln_when_get_slot (local, _DLN_SLOT_SINCE, day), begin);
  if (g_str_equal (begin, end))
    return g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "during %s")), begin);
  return g_strdup_printf (
    _dln_when_get_slot (local, _DLN_SLOT_FROM_TO, day && last_day), begin, end);
}

/* "before about 2014", "between about 3 and 6 May" */
static char *
format_within (gboolean local, const DlnWhen *when)
{
  gboolean         about = (when->flags & DLN_WHEN_APPROXIMATE) != 0;
  DlnPrecision     precision = find_alignment (when->earliest_begin, when->latest_end);
  gboolean         past = when->earliest_begin == DLN_INSTANT_PAST;
  g_autofree char *bound = NULL;
  g_autofree char *text = NULL;

  if (!past && when->latest_end != DLN_INSTANT_FUTURE)
    return format_range (local, about, when->earliest_begin, when->latest_end);
  bound = format_bound (local,
                        past ? _DLN_FORM_AFTER : _DLN_FORM_ALONE,
                        past ? when->latest_end : when->earliest_begin,
                        FALSE,
                        precision);
  text = put_about (local, about, bound);
  return g_strdup_printf (_dln_when_get_slot (local,
                                              past ? _DLN_SLOT_BEFORE : _DLN_SLOT_LATER,
                                              precision == DLN_PRECISION_DAY),
                          text);
}

static char *
format_part (gboolean local, const DlnWhen *when)
{
  DlnWhen  unit;
  DlnCivil civil = dln_civil_from_instant (when->earliest_begin);

  unit = dln_when_unit (when->precision, civil.year, civil.month, civil.day);
  if (unit.earliest_begin > when->earliest_begin || unit.latest_end < when->latest_end)
    return NULL;

  g_autofree char *text = format_unit (local, _DLN_FORM_AFTER, &unit);
  gboolean         month = when->precision == DLN_PRECISION_MONTH;
  const char      *words = month ? NC_ ("date", "end of %s") : NC_ ("date", "late %s");

  if (when->flags & DLN_WHEN_START)
    words = month ? NC_ ("date", "beginning of %s") : NC_ ("date", "early %s");
  else if (when->flags & DLN_WHEN_MIDDLE)
    words = month ? NC_ ("date", "mid-%s") : NC_ ("date", "middle of %s");
  return g_strdup_printf (_dln_when_word (local, "date", words), text);
}

static char *
mark_doubts (gboolean local, guint flags, const char *text)
{
  if (flags & DLN_WHEN_APPROXIMATE && flags & DLN_WHEN_UNCERTAIN)
    return g_strdup_printf (
      _dln_when_word (local, "date", NC_ ("date", "possibly about %s")), text);
  if (flags & DLN_WHEN_UNCERTAIN)
    return g_strdup_printf (_dln_when_word (local, "date", NC_ ("date", "possibly %s")), text);
  return put_about (local, (flags & DLN_WHEN_APPROXIMATE) != 0, text);
}

char *
_dln_when_write (const DlnWhen *when, gboolean local)
{
  g_autofree char *text = NULL;
  const guint      parts_of = DLN_WHEN_START | DLN_WHEN_MIDDLE | DLN_WHEN_LATE;
  guint            flags = when->flags;

  if (flags & DLN_WHEN_INTERVAL
      && (dln_when_is_known (when) || when->latest_begin == DLN_INSTANT_PAST))
    text = format_interval (local, when);
  else if (!dln_when_is_known (when))
    return g_strdup (_dln_when_word (local, "date", NC_ ("date", "unknown date")));
  else if (flags & parts_of && when->precision >= DLN_PRECISION_DAY
           && when->earliest_begin != DLN_INSTANT_PAST && when->latest_end != DLN_INSTANT_FUTURE)
    text = format_part (local, when);
  else if (when->precision != DLN_PRECISION_NONE && when->precision < DLN_PRECISION_DAY
           && when->earliest_begin != DLN_INSTANT_PAST && when->latest_end != DLN_INSTANT_FUTURE
           && when->latest_end - when->earliest_begin <= _DLN_DAY)
    text = format_clock (local, when);
  else if (_dln_when_is_unit (when))
    text = format_unit (local, _DLN_FORM_ALONE, when);
  if (text == NULL)
    {
      text = format_within (local, when);
      flags &= ~DLN_WHEN_APPROXIMATE; /* is in the words */
    }
  return mark_doubts (local, flags, text);
}

/**
 * dln_when_format:
 * @when: a date
 *
 * Returns: (transfer full): the date in words, e.g. "October 2022", "about 2014", "between 3 and 9
 * March 2023", "since 2014"; "unknown date" where nothing is known. In English,
 * whatever the reader's language is
 */
char *
dln_when_format (const DlnWhen *when)
{
  g_return_val_if_fail (when != NULL, NULL);

  return _dln_when_write (when, FALSE);
}

/**
 * dln_when_dup_words:
 * @when: a date
 *
 * Returns: (transfer full): what dln_when_format() gives, in the reader's language
 */
char *
dln_when_dup_words (const DlnWhen *when)
{
  g_return_val_if_fail (when != NULL, NULL);

  return _dln_when_write (when, TRUE);
}
