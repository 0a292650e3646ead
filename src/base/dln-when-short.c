/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as a graphic writes them, no more precisely than they are known: "21 Sep 2022", "3–6 Oct
 * 2022", "c. 21 Sep 2022", "Oct 2022", "before 14 Oct 2022". */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-when-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How coarse a bound is: the largest of year, month and day that begins there. */
static DlnPrecision
align (DlnInstant bound)
{
  DlnCivil civil = dln_civil_from_instant (bound);

  if (bound != dln_instant_from_civil (civil.year, civil.month, 1, 0, 0, 0))
    return DLN_PRECISION_DAY;
  return civil.month == 1 ? DLN_PRECISION_YEAR : DLN_PRECISION_MONTH;
}

static char *
format_year (gboolean local,
             gint32   year)
{
  g_autofree char *number
    = g_strdup_printf ("%" G_GINT64_FORMAT, year > 0 ? (gint64) year : 1 - (gint64) year);

  return year > 0 ? g_steal_pointer (&number)
                  : g_strdup_printf (_dln_when_word (local, "date", NC_("date", "%s BC")), number);
}

/* The day, month or year in which an instant lies; without what the @until that follows repeats. */
static char *
format_point (gboolean        local,
              DlnWhenForm     form,
              DlnInstant      instant,
              DlnPrecision    precision,
              const DlnCivil *until)
{
  DlnCivil civil = dln_civil_from_instant (instant);
  gboolean same_year = until != NULL && until->year == civil.year;
  gboolean same_month = same_year && until->month == civil.month;
  g_autofree char *year = format_year (local, civil.year);
  const char *month = _dln_when_month (local, _DLN_FORM_SHORT, civil.month);

  if (precision == DLN_PRECISION_YEAR)
    return g_steal_pointer (&year);
  if (precision == DLN_PRECISION_MONTH)
    {
      if (civil.month == 5 && form == _DLN_FORM_ALONE) /* the short one may be inflected */
        month = _dln_when_month (local, form, 5);
      return same_year ? g_strdup (month)
                       : g_strdup_printf (_dln_when_word (local, "short date",
                                                          NC_("short date", "%s %s")),
                                          month, year);
    }
  if (same_month)
    return g_strdup_printf (_dln_when_word (local, "date", NC_("date", "%u")), civil.day);
  if (same_year)
    return g_strdup_printf (_dln_when_word (local, "short date", NC_("short date", "%u %s")),
                            civil.day, month);
  return g_strdup_printf (_dln_when_word (local, "short date", NC_("short date", "%u %s %s")),
                          civil.day, month, year);
}

/* [begin, end) as one day, month or year, or as two with a dash. */
static char *
format_stretch (gboolean   local,
                DlnInstant begin,
                DlnInstant end)
{
  DlnPrecision precision = MIN (align (begin), align (end));
  DlnCivil last = dln_civil_from_instant (end - 1);
  g_autofree char *to = format_point (local, _DLN_FORM_ALONE, end - 1, precision, NULL);
  g_autofree char *only = format_point (local, _DLN_FORM_ALONE, begin, precision, NULL);

  if (g_str_equal (only, to))
    return g_steal_pointer (&to);

  g_autofree char *from = format_point (local, _DLN_FORM_ALONE, begin, precision, &last);
  /* en dashes join numbers without space, words with it */
  gboolean tight = precision == DLN_PRECISION_YEAR || g_ascii_isdigit (from[strlen (from) - 1]);

  return g_strdup_printf (tight ? "%s\u2013%s" : "%s \u2013 %s", from, to);
}

static char *
format_clock (const DlnWhen *when,
              gboolean       local)
{
  DlnCivil civil = dln_civil_from_instant (when->earliest_begin);
  g_autofree char *day
    = format_point (local, _DLN_FORM_ALONE, when->earliest_begin, DLN_PRECISION_DAY, NULL);

  if (when->precision > DLN_PRECISION_MINUTE)
    return g_steal_pointer (&day);
  g_autofree char *clock = g_strdup_printf ("%02u:%02u", civil.hour, civil.minute);

  /* Translators: a day and a time of it */
  return g_strdup_printf (_dln_when_word (local, "date", NC_("date", "%s, %s")), day, clock);
}

static char *
put_in (gboolean     local,
        DlnWhenSlot  slot,
        DlnPrecision precision,
        const char  *text)
{
  return g_strdup_printf (_dln_when_get_slot (local, slot, precision == DLN_PRECISION_DAY), text);
}

static char *
format_known (const DlnWhen *when,
              gboolean       local)
{
  DlnInstant begin = when->earliest_begin, end = when->latest_end;
  gboolean lasts = (when->flags & DLN_WHEN_INTERVAL) != 0;

  if (begin == DLN_INSTANT_PAST && end == DLN_INSTANT_FUTURE)
    return _dln_when_write (when, local);
  if (begin == DLN_INSTANT_PAST)
    {
      DlnInstant bound = lasts ? end - 1 : end;
      g_autofree char *text = format_point (local, _DLN_FORM_AFTER, bound, align (end), NULL);

      return put_in (local, lasts ? _DLN_SLOT_UNTIL : _DLN_SLOT_BEFORE, align (end), text);
    }
  if (end == DLN_INSTANT_FUTURE)
    {
      g_autofree char *text = format_point (local, lasts ? _DLN_FORM_AFTER : _DLN_FORM_ALONE, begin,
                                            align (begin), NULL);

      return put_in (local, lasts ? _DLN_SLOT_SINCE : _DLN_SLOT_LATER, align (begin), text);
    }
  if (when->precision != DLN_PRECISION_NONE && when->precision < DLN_PRECISION_DAY
      && end - begin <= _DLN_DAY)
    return format_clock (when, local);
  if (!lasts && _dln_when_is_unit (when) && when->precision >= DLN_PRECISION_SEASON
      && when->precision != DLN_PRECISION_YEAR)
    return _dln_when_write (when, local); /* "autumn 2022", "the 1990s" */
  if (end <= begin)
    return format_point (local, _DLN_FORM_ALONE, begin, DLN_PRECISION_DAY, NULL);
  return format_stretch (local, begin, end);
}

static char *
format (const DlnWhen *when,
        gboolean       local)
{
  if (!dln_when_is_known (when))
    return g_strdup ("");

  DlnWhen plain = *when;
  const guint doubts = DLN_WHEN_APPROXIMATE | DLN_WHEN_UNCERTAIN;

  plain.flags &= ~doubts;
  g_autofree char *text = format_known (&plain, local);

  if ((when->flags & DLN_WHEN_UNCERTAIN) != 0)
    {
      g_autofree char *sure = g_steal_pointer (&text);

      /* Translators: a date that is not certain */
      text = g_strdup_printf (_dln_when_word (local, "date", NC_("date", "%s?")), sure);
    }
  if ((when->flags & DLN_WHEN_APPROXIMATE) != 0)
    /* Translators: about, circa */
    return g_strdup_printf (_dln_when_word (local, "date", NC_("date", "c. %s")), text);
  return g_steal_pointer (&text);
}

/**
 * dln_when_format_short:
 * @when: a date
 *
 * Returns: (transfer full): the date as short as a label wants it and no more precise than it is
 * known: "21 Sep 2022", "3–6 Oct 2022", "c. 21 Sep 2022", "Oct 2022", "since Feb 2022"; empty where
 * nothing is known. In English, whatever the reader's language is
 */
char *
dln_when_format_short (const DlnWhen *when)
{
  g_return_val_if_fail (when != NULL, NULL);

  return format (when, FALSE);
}

/**
 * dln_when_dup_short:
 * @when: a date
 *
 * Returns: (transfer full): what dln_when_format_short() gives, in the reader's language
 */
char *
dln_when_dup_short (const DlnWhen *when)
{
  g_return_val_if_fail (when != NULL, NULL);

  return format (when, TRUE);
}
