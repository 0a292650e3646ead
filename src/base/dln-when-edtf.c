/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extended Date/Time Format (Library of Congress, 2019; ISO 8601-2:2019), levels 0 to 2, to bounds
 * and back.
 *
 * What the format can say and bounds cannot is kept as far as it matters: a qualifier on one
 * component counts for the whole date, a set counts as "some time between its first and its last
 * member". A time of the day with 0 seconds is read as a minute, as it is also written; hours and
 * parts of the day are written as their day. */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include <string.h>

#include "base/dln-when-private.h"

#define MAX_DATE 48
#define MAX_TEXT 1024

/* ---- parsing ------------------------------------------------------------------------------- */

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static gboolean
set_syntax (GError **error, const char *text, gsize length)
{
  g_set_error (error,
               DLN_WHEN_ERROR,
               DLN_WHEN_ERROR_SYNTAX,
               "“%.*s” is not a date in EDTF.",
               (int)MIN (length, 80),
               text);
  return FALSE;
}

static gboolean
set_range (GError **error, const char *text, gsize length)
{
  g_set_error (
    error,
    DLN_WHEN_ERROR,
    DLN_WHEN_ERROR_RANGE,
    "“%.*s” has a year, month, day or time that does not exist, or ends before it begins.",
    (int)MIN (length, 80),
    text);
  return FALSE;
}

/* Copies a date without its qualifiers, each of which must stand before or after a component. */
static gboolean
strip_qualifiers (const char *text, gsize length, char *date, guint *flags)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      gboolean first = i == 0 || text[i - 1] == '-';
      gboolean last = i + 1 == length || text[i + 1] == '-';

      if (strchr ("?~%", text[i]) == NULL)
        {
          if (n + 1 >= MAX_DATE)
            return FALSE;
          date[n++] = text[i];
          continue;
        }
      if (first == last || text[i] == '\0')
        return FALSE;
      if (text[i] != '~')
        *flags |= DLN_WHEN_UNCERTAIN;
      if (text[i] != '?')
        *flags |= DLN_WHEN_APPROXIMATE;
    }
  date[n] = '\0';
  return n > 0;
}

static gboolean
take_number (Cursor *cursor, gint64 *number)
{
  const char *begin = cursor->at;

  *number = 0;
  while (cursor->at < cursor->end && g_ascii_isdigit (*cursor->at))
    {
      if (cursor->at - begin >= 12)
        return FALSE;
      *number = *number * 10 + (*cursor->at++ - '0');
    }
  return cursor->at > begin;
}

/* Fixed digits with X for one that is not known: lowest and highest value. */
static gboolean
take_digits (Cursor *cursor, guint n, gint64 *low, gint64 *high)
{
  *low = *high = 0;
  for (guint i = 0; i < n; i++)
    {
      if (cursor->at >= cursor->end || (!g_ascii_isdigit (*cursor->at) && *cursor->at != 'X'))
        return FALSE;
      *low = *low * 10 + (*cursor->at == 'X' ? 0 : *cursor->at - '0');
      *high = *high * 10 + (*cursor->at == 'X' ? 9 : *cursor->at - '0');
      cursor->at++;
    }
  return TRUE;
}

typedef struct
{
  gint64       low;
  gint64       high;
  DlnPrecision precision;
  gboolean     only; /* nothing may follow */
  gboolean     estimated;
} Years;

static gboolean
take_significant (Cursor *cursor, Years *years)
{
  gint64   digits, step = 1;
  guint    width = 0;
  gboolean negative = years->low < 0;
  gint64   value = ABS (years->low);

  cursor->at++;
  if (!take_number (cursor, &digits) || digits < 1)
    return FALSE;
  for (gint64 v = value; v > 0; v /= 10)
    width++;
  for (guint i = digits; i < width; i++)
    step *= 10;
  years->low = value / step * step;
  years->high = years->low + step - 1;
  if (negative)
    {
      gint64 low = years->low;

      years->low = -years->high;
      years->high = -low;
    }
  years->only = TRUE;
  years->estimated = TRUE;
  return TRUE;
}

static gboolean
take_year (Cursor *cursor, Years *years)
{
  gboolean is_long = cursor->at < cursor->end && *cursor->at == 'Y';
  gint64   exponent;

  cursor->at += is_long;

  gboolean    negative = cursor->at < cursor->end && *cursor->at == '-';
  const char *digits = cursor->at += negative;

  years->precision = DLN_PRECISION_YEAR;
  if (is_long)
    {
      if (!take_number (cursor, &years->low))
        return FALSE;
      if (cursor->at < cursor->end && *cursor->at == 'E')
        {
          cursor->at++;
          if (!take_number (cursor, &exponent) || exponent > 11)
            return FALSE;
          while (exponent-- > 0 && years->low < G_MAXINT32)
            years->low *= 10;
        }
      years->high = years->low;
      years->only = TRUE;
    }
  else
    {
      if (!take_digits (cursor, 4, &years->low, &years->high))
        return FALSE;
      if (g_str_has_prefix (digits, "XXXX"))
        years->precision = DLN_PRECISION_NONE;
      else if (strncmp (digits + 1, "XXX", 3) == 0)
        years->precision = DLN_PRECISION_MILLENNIUM;
      else if (strncmp (digits + 2, "XX", 2) == 0)
        years->precision = DLN_PRECISION_CENTURY;
      else if (digits[3] == 'X')
        years->precision = DLN_PRECISION_DECADE;
    }
  if (negative)
    {
      gint64 low = years->low;

      years->low = -years->high;
      years->high = -low;
    }
  if (cursor->at < cursor->end && *cursor->at == 'S')
    return take_significant (cursor, years);
  return TRUE;
}

/* "10:35:00", "10:35", "10", each with "Z" or "+02:00" or nothing; seconds of the day, its width,
 * the zone's offset. */
static gboolean
take_time (Cursor *cursor, gint64 *seconds, DlnPrecision *precision, gint64 *offset)
{
  gint64 part[3] = { 0 }, ignored;
  guint  n = 0;

  while (n < 3)
    {
      if (!take_digits (cursor, 2, &part[n], &ignored) || part[n] != ignored)
        return FALSE;
      n++;
      if (cursor->at >= cursor->end || *cursor->at != ':' || n == 3)
        break;
      cursor->at++;
    }
  if (n == 3 && cursor->at < cursor->end && *cursor->at == '.')
    {
      cursor->at++;
      if (!take_number (cursor, &ignored))
        return FALSE;
    }
  if (part[0] > 24 || part[1] > 59 || part[2] > 60
      || (part[0] == 24 && (part[1] != 0 || part[2] != 0)))
    return FALSE;
  *seconds = part[0] * 3600 + part[1] * 60 + part[2];
  /* ":00" is written for minutes: a leap second is the next minute's ":00", and so a minute */
  *precision = n == 1                        ? DLN_PRECISION_HOUR
               : n == 2 || part[2] % 60 == 0 ? DLN_PRECISION_MINUTE
                                             : DLN_PRECISION_SECOND;
  *offset = 0;
  if (cursor->at < cursor->end && *cursor->at == 'Z')
    cursor->at++;
  else if (cursor->at < cursor->end && (*cursor->at == '+' || *cursor->at == '-'))
    {
      gint64 sign = *cursor->at++ == '-' ? -1 : 1;
      gint64 hours, minutes = 0;

      if (!take_digits (cursor, 2, &hours, &ignored) || hours > 14)
        return FALSE;
      if (cursor->at < cursor->end && *cursor->at == ':')
        cursor->at++;
      if (cursor->at < cursor->end
          && (!take_digits (cursor, 2, &minutes, &ignored) || minutes > 59))
        return FALSE;
      *offset = sign * (hours * 3600 + minutes * 60);
    }
  return cursor->at == cursor->end;
}

static gboolean
finish_time (Cursor *cursor, gint64 year, guint month, guint day, DlnWhen *when)
{
  gint64       seconds, offset;
  DlnPrecision precision;

  cursor->at++;
  if (!take_time (cursor, &seconds, &precision, &offset))
    return FALSE;

  DlnInstant begin = dln_instant_from_civil (year, month, day, 0, 0, 0) + seconds - offset;

  *when = _dln_when_from_range (precision,
                                begin,
                                begin
                                  + (precision == DLN_PRECISION_HOUR     ? 3600
                                     : precision == DLN_PRECISION_MINUTE ? 60
                                                                         : 1));
  return TRUE;
}

/* The hull of all dates that a pattern of known and unknown digits fits. */
static gboolean
find_hull (const Years *years, const gint64 month[2], const gint64 day[2], DlnWhen *when)
{
  for (int last = 0; last < 2; last++)
    {
      gint64 m = last ? MIN (month[1], 12) : MAX (month[0], 1);
      gint64 y = last ? years->high : years->low;
      gint64 d = last ? MIN (day[1], 31) : MAX (day[0], 1);
      guint  tries = 0;

      /* the 29th to 31st may fall in a month or year of the pattern that has no such day */
      while (d > dln_days_in_month (y, m))
        {
          if (last && d > day[0] && d > 1)
            d--;
          else if (!last && m < MIN (month[1], 12))
            m++;
          else if (last && m > MAX (month[0], 1))
            m--;
          else if (last ? y > years->low : y < years->high)
            y += last ? -1 : 1;
          else
            return FALSE;
          if (++tries > 10000)
            return FALSE;
        }
      if (last)
        when->latest_end = when->latest_begin = (_dln_days_from_civil (y, m, d) + 1) * _DLN_DAY;
      else
        when->earliest_begin = when->earliest_end = _dln_days_from_civil (y, m, d) * _DLN_DAY;
    }
  return TRUE;
}

static gboolean
parse_months (Cursor *cursor, const Years *years, DlnWhen *when, gboolean *range)
{
  gint64      month[2], day[2] = { 1, 31 };
  const char *digits = ++cursor->at;

  *range = FALSE;
  if (years->only || !take_digits (cursor, 2, &month[0], &month[1]))
    return FALSE;
  *range = TRUE;
  if (month[0] >= 21 && month[0] == month[1])
    return cursor->at == cursor->end && years->low == years->high
           && _dln_when_from_code (years->low, month[0], when);
  if (month[0] > 12 || month[1] == 0)
    return FALSE;
  *when = dln_when_unknown ();
  when->precision = DLN_PRECISION_MONTH;
  if (cursor->at == cursor->end)
    return find_hull (years, month, day, when);
  if (*cursor->at != '-')
    return *range = FALSE;
  cursor->at++;
  if (!take_digits (cursor, 2, &day[0], &day[1]))
    return *range = FALSE;
  if (day[0] > 31 || day[1] == 0)
    return FALSE;
  when->precision = DLN_PRECISION_DAY;
  if (!find_hull (years, month, day, when))
    return FALSE;
  if (cursor->at == cursor->end)
    return TRUE;
  *range = FALSE;
  if (*cursor->at != 'T' || years->low != years->high
      || memchr (digits, 'X', cursor->at - digits) != NULL)
    return FALSE;
  return finish_time (cursor, years->low, month[0], day[0], when);
}

static gboolean
parse_date (const char *text, gsize length, DlnWhen *when, GError **error)
{
  char     date[MAX_DATE];
  guint    flags = 0;
  Years    years = { 0 };
  gboolean range;

  if (!strip_qualifiers (text, length, date, &flags))
    return set_syntax (error, text, length);

  Cursor cursor = { date, date + strlen (date) };

  if (!take_year (&cursor, &years))
    return set_syntax (error, text, length);
  if (years.low < G_MININT32 + 2000 || years.high > G_MAXINT32 - 2000)
    return set_range (error, text, length);
  if (cursor.at == cursor.end)
    {
      *when = _dln_when_from_range (years.precision,
                                    _dln_days_from_civil (years.low, 1, 1) * _DLN_DAY,
                                    _dln_days_from_civil (years.high + 1, 1, 1) * _DLN_DAY);
      if (years.precision == DLN_PRECISION_NONE)
        *when = dln_when_unknown ();
      if (years.estimated)
        when->flags |= DLN_WHEN_APPROXIMATE;
    }
  else if (*cursor.at != '-')
    return set_syntax (error, text, length);
  else if (!parse_months (&cursor, &years, when, &range))
    return range ? set_range (error, text, length) : set_syntax (error, text, length);
  when->flags |= flags;
  return TRUE;
}

static gboolean
parse_set (const char *text, gsize length, DlnWhen *when, GError **error)
{
  const char *at = text + 1;
  const char *end = text + length - 1;
  DlnWhen     hull = { .earliest_begin = DLN_INSTANT_FUTURE, .latest_end = DLN_INSTANT_PAST };

  if (length < 3 || *end != (*text == '[' ? ']' : '}'))
    return set_syntax (error, text, length);
  while (at <= end)
    {
      const char *comma = memchr (at, ',', end - at);
      const char *stop = comma != NULL ? comma : end;
      const char *dots = g_strstr_len (at, stop - at, "..");
      const char *first_end = dots != NULL ? dots : stop;
      DlnWhen     first, last;

      if (stop == at || (dots != NULL && stop - at == 2))
        return set_syntax (error, text, length);
      if (first_end == at)
        first = dln_when_unknown ();
      else if (!parse_date (at, first_end - at, &first, error))
        return FALSE;
      if (dots == NULL)
        last = first;
      else if (dots + 2 == stop)
        last = dln_when_unknown ();
      else if (!parse_date (dots + 2, stop - dots - 2, &last, error))
        return FALSE;
      if (last.latest_end <= first.earliest_begin)
        return set_range (error, text, length);
      hull.earliest_begin = MIN (hull.earliest_begin, first.earliest_begin);
      hull.latest_end = MAX (hull.latest_end, last.latest_end);
      hull.precision = MAX (hull.precision, MAX (first.precision, last.precision));
      hull.flags |= first.flags | last.flags;
      at = stop + 1;
    }
  *when = _dln_when_from_range (hull.precision, hull.earliest_begin, hull.latest_end);
  when->flags = hull.flags;
  return TRUE;
}

static gboolean
parse_interval (const char *text, gsize length, const char *slash, DlnWhen *when, GError **error)
{
  DlnWhen  begin = dln_when_unknown ();
  DlnWhen  end = dln_when_unknown ();
  gsize    n_begin = slash - text;
  gsize    n_end = length - n_begin - 1;
  gboolean open_begin = n_begin == 2 && strncmp (text, "..", 2) == 0;
  gboolean open_end = n_end == 2 && strncmp (slash + 1, "..", 2) == 0;

  if (n_begin == 0 && n_end == 0)
    return set_syntax (error, text, length);
  if (n_begin > 0 && !open_begin && !parse_date (text, n_begin, &begin, error))
    return FALSE;
  if (n_end > 0 && !open_end && !parse_date (slash + 1, n_end, &end, error))
    return FALSE;
  if (end.latest_end <= begin.earliest_begin)
    return set_range (error, text, length);

  *when = dln_when_interval (&begin, &end);
  when->flags |= DLN_WHEN_INTERVAL;
  if (open_begin)
    when->latest_begin = DLN_INSTANT_PAST;
  if (open_end)
    when->earliest_end = DLN_INSTANT_FUTURE;
  return TRUE;
}

/**
 * dln_when_parse_edtf:
 * @text: a date, interval or set in EDTF, levels 0 to 2; blanks around it are ignored
 * @when: (out): the date; left as it was on failure
 * @error: %DLN_WHEN_ERROR_SYNTAX or %DLN_WHEN_ERROR_RANGE
 *
 * Returns: whether it could be read. Time: O(length)
 */
gboolean
dln_when_parse_edtf (const char *text, DlnWhen *when, GError **error)
{
  g_return_val_if_fail (text != NULL && when != NULL, FALSE);

  while (g_ascii_isspace (*text))
    text++;

  gsize    length = strnlen (text, MAX_TEXT + 1);
  DlnWhen  parsed;
  gboolean done;

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length == 0 || length > MAX_TEXT)
    return set_syntax (error, text, length);

  const char *slash = memchr (text, '/', length);

  if (*text == '[' || *text == '{')
    done = parse_set (text, length, &parsed, error);
  else if (slash != NULL)
    done = parse_interval (text, length, slash, &parsed, error);
  else
    done = parse_date (text, length, &parsed, error);
  if (done)
    *when = parsed;
  return done;
}

/* ---- printing ------------------------------------------------------------------------------ */

static void
append_year (GString *out, gint32 year)
{
  if (year > 9999 || year < -9999)
    g_string_append_printf (out, "Y%d", year);
  else
    g_string_append_printf (out, year < 0 ? "-%04d" : "%04d", ABS (year));
}

static const char *
get_qualifier (guint flags)
{
  switch (flags & (DLN_WHEN_APPROXIMATE | DLN_WHEN_UNCERTAIN))
    {
    case DLN_WHEN_APPROXIMATE:
      return "~";
    case DLN_WHEN_UNCERTAIN:
      return "?";
    case DLN_WHEN_APPROXIMATE | DLN_WHEN_UNCERTAIN:
      return "%";
    default:
      return "";
    }
}

/* A unit as EDTF has it, with its qualifier if it is a year, a month or a day: others, and what is
 * part of a set, have none in the standard, and readers refuse it. FALSE where it has no such unit
 * (weeks, decades before year 0, months of very long years). */
static gboolean
append_unit (GString *out, const DlnWhen *unit, guint flags)
{
  DlnCivil civil = dln_civil_from_instant (unit->earliest_begin);
  gboolean plain = civil.year >= -9999 && civil.year <= 9999;
  gint32   year = civil.year;
  guint    code;

  if (!_dln_when_is_unit (unit) || unit->precision == DLN_PRECISION_WEEK)
    return FALSE;
  if (unit->precision == DLN_PRECISION_YEAR)
    append_year (out, year);
  else if (unit->precision > DLN_PRECISION_YEAR)
    {
      guint            known = unit->precision == DLN_PRECISION_DECADE    ? 3
                               : unit->precision == DLN_PRECISION_CENTURY ? 2
                                                                          : 1;
      g_autofree char *digits = g_strdup_printf ("%04d", year);

      if (year < 0 || year > 9999)
        return FALSE;
      memset (digits + known, 'X', 4 - known);
      g_string_append (out, digits);
    }
  else if (!plain)
    return FALSE;
  else if (unit->precision == DLN_PRECISION_DAY)
    {
      append_year (out, year);
      g_string_append_printf (out, "-%02u-%02u", civil.month, civil.day);
    }
  else if (unit->precision == DLN_PRECISION_MONTH)
    {
      append_year (out, year);
      g_string_append_printf (out, "-%02u", civil.month);
    }
  else
    {
      code = _dln_when_get_code (unit, &year);
      append_year (out, year);
      g_string_append_printf (out, "-%u", code);
      return TRUE;
    }
  if (plain && unit->precision <= DLN_PRECISION_YEAR)
    g_string_append (out, get_qualifier (flags));
  return TRUE;
}

/* The day that holds an instant; its year where the format has no days for so long a year. */
static void
append_day (GString *out, DlnInstant instant, guint flags)
{
  DlnCivil civil = dln_civil_from_instant (instant);
  DlnWhen  unit = dln_when_unit (DLN_PRECISION_DAY, civil.year, civil.month, civil.day);

  if (!append_unit (out, &unit, flags))
    {
      unit = dln_when_unit (DLN_PRECISION_YEAR, civil.year, 1, 1);
      append_unit (out, &unit, flags);
    }
}

/* The first (or last) unit of a range: a year or month where the range begins (ends) with a whole
 * one. */
static void
append_bound (GString *out, DlnInstant bound, gboolean last, DlnPrecision precision, guint flags)
{
  DlnCivil civil = dln_civil_from_instant (last ? bound - 1 : bound);
  DlnWhen  unit = dln_when_unit (precision, civil.year, civil.month, civil.day);

  if ((last ? unit.latest_end : unit.earliest_begin) != bound || !append_unit (out, &unit, flags))
    append_day (out, last ? bound - 1 : bound, flags);
}

static gboolean
is_aligned (DlnInstant bound, DlnPrecision precision)
{
  DlnCivil civil;

  if (bound == DLN_INSTANT_PAST || bound == DLN_INSTANT_FUTURE)
    return TRUE;
  civil = dln_civil_from_instant (bound);
  return dln_when_unit (precision, civil.year, civil.month, civil.day).earliest_begin == bound;
}

static void
append_within (GString *out, const DlnWhen *when)
{
  DlnPrecision precision = DLN_PRECISION_DAY;

  if (is_aligned (when->earliest_begin, DLN_PRECISION_YEAR)
      && is_aligned (when->latest_end, DLN_PRECISION_YEAR))
    precision = DLN_PRECISION_YEAR;
  else if (is_aligned (when->earliest_begin, DLN_PRECISION_MONTH)
           && is_aligned (when->latest_end, DLN_PRECISION_MONTH))
    precision = DLN_PRECISION_MONTH;
  /* nothing in a set has a qualifier */
  g_string_append_c (out, '[');
  if (when->earliest_begin != DLN_INSTANT_PAST)
    append_bound (out, when->earliest_begin, FALSE, precision, 0);
  g_string_append (out, "..");
  if (when->latest_end != DLN_INSTANT_FUTURE)
    append_bound (out, when->latest_end, TRUE, precision, 0);
  g_string_append_c (out, ']');
}

/* "2004-XX", "2004-XX-XX", "2004-05-XX": a month or day that is not known within its year or month.
 */
static gboolean
append_unspecified (GString *out, const DlnWhen *when)
{
  DlnWhen unit;

  if (when->precision != DLN_PRECISION_DAY && when->precision != DLN_PRECISION_MONTH)
    return FALSE;
  if (!_dln_when_find_unit (when->earliest_begin, when->latest_end, FALSE, &unit)
      || (unit.precision != DLN_PRECISION_YEAR
          && (unit.precision != DLN_PRECISION_MONTH || when->precision != DLN_PRECISION_DAY)))
    return FALSE;

  DlnCivil civil = dln_civil_from_instant (when->earliest_begin);

  if (civil.year > 9999 || civil.year < -9999 || !append_unit (out, &unit, 0))
    return FALSE;
  if (unit.precision == DLN_PRECISION_YEAR)
    g_string_append (out, "-XX");
  if (when->precision == DLN_PRECISION_DAY)
    g_string_append (out, "-XX");
  return TRUE;
}

/* The unit as a side of an interval, which is no season: its year then. */
static gboolean
append_side_unit (GString *out, const DlnWhen *unit, guint flags)
{
  DlnCivil civil = dln_civil_from_instant (unit->earliest_begin);
  DlnWhen  year = dln_when_unit (DLN_PRECISION_YEAR, civil.year, 1, 1);

  if (unit->precision < DLN_PRECISION_SEASON || unit->precision > DLN_PRECISION_HALF)
    return append_unit (out, unit, flags);
  return year.latest_end >= unit->latest_end && append_unit (out, &year, flags);
}

/* One side of an interval: exactly its unit, or the finest unit around it. */
static gboolean
append_side (GString *out, DlnInstant begin, DlnInstant end, guint flags)
{
  DlnWhen unit;

  return (_dln_when_find_unit (begin, end, FALSE, &unit) && append_side_unit (out, &unit, flags))
         || (_dln_when_find_unit (begin, end, TRUE, &unit) && append_side_unit (out, &unit, flags));
}

static void
append_interval (GString *out, const DlnWhen *when)
{
  gboolean done = TRUE;

  if (when->latest_begin == DLN_INSTANT_PAST)
    g_string_append (out, "..");
  else if (when->earliest_begin != DLN_INSTANT_PAST)
    done = append_side (out, when->earliest_begin, when->latest_begin, when->flags);
  g_string_append_c (out, '/');
  if (when->earliest_end == DLN_INSTANT_FUTURE)
    g_string_append (out, "..");
  else if (when->latest_end != DLN_INSTANT_FUTURE)
    done = append_side (out, when->earliest_end, when->latest_end, when->flags) && done;
  if (done)
    return;
  g_string_truncate (out, 0); /* an end that no unit holds */
  append_within (out, when);
}

static gboolean
append_clock (GString *out, const DlnWhen *when)
{
  DlnCivil civil;
  gint64   width = when->precision == DLN_PRECISION_SECOND ? 1 : 60;

  if (when->precision != DLN_PRECISION_SECOND && when->precision != DLN_PRECISION_MINUTE)
    return FALSE;
  if (when->earliest_begin == DLN_INSTANT_PAST || when->latest_end == DLN_INSTANT_FUTURE
      || when->latest_end - when->earliest_begin != width)
    return FALSE;
  civil = dln_civil_from_instant (when->earliest_begin);
  if (civil.year < 0 || civil.year > 9999)
    return FALSE;
  g_string_append_printf (out,
                          "%04d-%02u-%02uT%02u:%02u:%02u",
                          civil.year,
                          civil.month,
                          civil.day,
                          civil.hour,
                          civil.minute,
                          civil.second);
  return TRUE;
}

/**
 * dln_when_to_edtf:
 * @when: a date
 *
 * Writes a date so that dln_when_parse_edtf() gives the same bounds or, where the format is coarser
 * (hours, two uncertain ends), bounds around them. "Some time between" is a set ("[2014..2016]"),
 * an unknown date "XXXX".
 *
 * Returns: (transfer full): the text
 */
char *
dln_when_to_edtf (const DlnWhen *when)
{
  g_return_val_if_fail (when != NULL, NULL);

  GString *out = g_string_new (NULL);

  if (when->flags & DLN_WHEN_INTERVAL
      && (dln_when_is_known (when) || when->latest_begin == DLN_INSTANT_PAST))
    append_interval (out, when);
  else if (!dln_when_is_known (when))
    g_string_append_printf (out, "XXXX%s", get_qualifier (when->flags));
  else if (!append_clock (out, when) && !append_unspecified (out, when)
           && !append_unit (out, when, when->flags))
    {
      DlnWhen unit;

      if (when->precision < DLN_PRECISION_DAY && when->earliest_begin != DLN_INSTANT_PAST
          && _dln_when_find_unit (when->earliest_begin, when->latest_end, TRUE, &unit)
          && unit.precision == DLN_PRECISION_DAY)
        append_unit (out, &unit, when->flags);
      else
        append_within (out, when);
    }
  return g_string_free (out, FALSE);
}
