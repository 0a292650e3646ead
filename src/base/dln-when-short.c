/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as a graphic writes them, no more precisely than they are known: "21 Sep 2022", "3–6 Oct
 * 2022", "c. 21 Sep 2022", "Oct 2022", "before 14 Oct 2022". */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-when-private.h"

#include <string.h>

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* How coarse a bound is: the largest of year, month and day that begins there. */
static DlnPrecision
align (DlnInstant bound)
{
  DlnCivil civil = dln_civil_from_instant (bound);

  if (bound != dln_instant_from_civil (civil.year, civil.month, 1, 0, 0, 0))
    return DLN_PRECISION_DAY;
  return civil.month == 1 ? DLN_PRECISION_YEAR : DLN_PRECISION_MONTH;
}

static void
append_year (GString *out,
             gint32   year)
{
  if (year > 0)
    g_string_append_printf (out, "%d", year);
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT " BC", 1 - (gint64) year);
}

/* The day, month or year in which an instant lies; without what the @until that follows repeats. */
static char *
format_point (DlnInstant      instant,
              DlnPrecision    precision,
              const DlnCivil *until)
{
  DlnCivil civil = dln_civil_from_instant (instant);
  gboolean same_year = until != NULL && until->year == civil.year;
  gboolean same_month = same_year && until->month == civil.month;
  GString *out = g_string_new (NULL);

  if (precision == DLN_PRECISION_DAY)
    g_string_append_printf (out, "%u", civil.day);
  if (precision != DLN_PRECISION_YEAR && !(same_month && precision == DLN_PRECISION_DAY))
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", months[civil.month - 1]);
  if (!same_year || precision == DLN_PRECISION_YEAR)
    {
      if (out->len > 0)
        g_string_append_c (out, ' ');
      append_year (out, civil.year);
    }
  return g_string_free (out, FALSE);
}

/* [begin, end) as one day, month or year, or as two with a dash. */
static char *
format_stretch (DlnInstant begin,
                DlnInstant end)
{
  DlnPrecision precision = MIN (align (begin), align (end));
  DlnCivil last = dln_civil_from_instant (end - 1);
  g_autofree char *to = format_point (end - 1, precision, NULL);
  g_autofree char *only = format_point (begin, precision, NULL);

  if (g_str_equal (only, to))
    return g_steal_pointer (&to);

  g_autofree char *from = format_point (begin, precision, &last);
  /* en dashes join numbers without space, words with it */
  gboolean tight = precision == DLN_PRECISION_YEAR || g_ascii_isdigit (from[strlen (from) - 1]);

  return g_strdup_printf (tight ? "%s\u2013%s" : "%s \u2013 %s", from, to);
}

static char *
format_clock (const DlnWhen *when)
{
  DlnCivil civil = dln_civil_from_instant (when->earliest_begin);
  g_autofree char *day = format_point (when->earliest_begin, DLN_PRECISION_DAY, NULL);

  if (when->precision > DLN_PRECISION_MINUTE)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%s, %02u:%02u", day, civil.hour, civil.minute);
}

static char *
format_known (const DlnWhen *when)
{
  DlnInstant begin = when->earliest_begin, end = when->latest_end;
  gboolean lasts = (when->flags & DLN_WHEN_INTERVAL) != 0;

  if (begin == DLN_INSTANT_PAST && end == DLN_INSTANT_FUTURE)
    return dln_when_format (when);
  if (begin == DLN_INSTANT_PAST)
    {
      DlnInstant bound = lasts ? end - 1 : end;
      g_autofree char *text = format_point (bound, align (end), NULL);

      return g_strdup_printf (lasts ? "until %s" : "before %s", text);
    }
  if (end == DLN_INSTANT_FUTURE)
    {
      g_autofree char *text = format_point (begin, align (begin), NULL);

      return g_strdup_printf (lasts ? "since %s" : "%s or later", text);
    }
  if (when->precision != DLN_PRECISION_NONE && when->precision < DLN_PRECISION_DAY
      && end - begin <= _DLN_DAY)
    return format_clock (when);
  if (!lasts && _dln_when_is_unit (when) && when->precision >= DLN_PRECISION_SEASON
      && when->precision != DLN_PRECISION_YEAR)
    return dln_when_format (when); /* "autumn 2022", "the 1990s" */
  if (end <= begin)
    return format_point (begin, DLN_PRECISION_DAY, NULL);
  return format_stretch (begin, end);
}

/**
 * dln_when_format_short:
 * @when: a date
 *
 * Returns: (transfer full): the date as short as a label wants it and no more precise than it is
 * known: "21 Sep 2022", "3–6 Oct 2022", "c. 21 Sep 2022", "Oct 2022", "since Feb 2022"; empty where
 * nothing is known
 */
char *
dln_when_format_short (const DlnWhen *when)
{
  g_return_val_if_fail (when != NULL, NULL);

  if (!dln_when_is_known (when))
    return g_strdup ("");

  DlnWhen plain = *when;
  const guint doubts = DLN_WHEN_APPROXIMATE | DLN_WHEN_UNCERTAIN;

  plain.flags &= ~doubts;
  g_autofree char *text = format_known (&plain);

  if ((when->flags & DLN_WHEN_APPROXIMATE) != 0)
    return g_strdup_printf ("c. %s%s", text, (when->flags & DLN_WHEN_UNCERTAIN) != 0 ? "?" : "");
  if ((when->flags & DLN_WHEN_UNCERTAIN) != 0)
    return g_strdup_printf ("%s?", text);
  return g_steal_pointer (&text);
}
