/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date as a person types it: "late October 2022", "between 3 and 6 May", "c. 1998", or EDTF.
 *
 *   date   = qualifier date | "before" unit | "after" unit | "since" unit | "until" unit
 *          | "between" unit "and" unit | unit "or" unit | ["from"] unit "to" unit | part
 *   part   = ("early" | "mid" | "late" | ...) unit | unit ["or later" | "or earlier"]
 *   unit   = day month year | month day year | month year | season year | quarter year | year
 *          | decade | century | day.month.year, each with a time of the day behind a day
 *
 * What a unit leaves out it takes from the other one of a pair, then from the date that the caller
 * knows. What is not understood is an error that names the words. */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-when-private.h"

#include <string.h>

#define MAX_WORDS 16
#define MAX_TEXT 200

typedef struct
{
  char *words[MAX_WORDS + 1];
  guint n;
} Words;

typedef struct /* what a unit says; 0 = nothing */
{
  gint32  year;
  guint   month;
  guint   day;
  guint   code; /* EDTF: season, quarter or half */
  guint   precision; /* DECADE or CENTURY, else 0 */
  gint    hour; /* -1 = none */
  guint   minute;
  gboolean has_year;
} Unit;

static gboolean
refuse (GError    **error,
        const char *text)
{
  g_set_error (error, DLN_WHEN_ERROR, DLN_WHEN_ERROR_SYNTAX, "“%.*s” is not understood.",
               (int) MIN (strlen (text), 80), text);
  return FALSE;
}

static gboolean
refuse_range (GError    **error,
              const char *why)
{
  g_set_error_literal (error, DLN_WHEN_ERROR, DLN_WHEN_ERROR_RANGE, why);
  return FALSE;
}

/* ---- words ---------------------------------------------------------------------------------- */

/* Lower case, dashes made one, a space around what joins two units; (transfer full). */
static char *
normalise (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autoptr (GString) out = g_string_new (lower);

  g_string_replace (out, "–", " - ", 0);
  g_string_replace (out, "—", " - ", 0);
  g_string_replace (out, ",", " ", 0);
  g_string_replace (out, "’", "'", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "3-6 may" has a dash that joins two, "2022-10" and "mid-may" have not */
static void
push_word (Words      *words,
           const char *word)
{
  const char *dash = strchr (word, '-');

  if (words->n >= MAX_WORDS || *word == '\0')
    {
      words->n = MAX_WORDS + (words->n >= MAX_WORDS && *word != '\0');
      return;
    }
  if (dash != NULL && dash > word && g_ascii_isdigit (word[0])
      && strspn (word, "0123456789") == (gsize) (dash - word) && dash - word <= 2
      && g_ascii_isdigit (dash[1]) && strchr (dash + 1, '-') == NULL)
    {
      words->words[words->n++] = g_strndup (word, dash - word);
      if (words->n + 2 > MAX_WORDS)
        return;
      words->words[words->n++] = g_strdup ("-");
      words->words[words->n++] = g_strdup (dash + 1);
      return;
    }
  words->words[words->n++] = g_strdup (word);
}

static void
clear_words (Words *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (words->words); i++)
    g_free (words->words[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, clear_words)

static gboolean
is_one_of (const char        *word,
           const char *const *list)
{
  return word != NULL && g_strv_contains (list, word);
}

static const char *const approximate[] = { "about",  "around",  "circa",         "c.",      "c",
                                           "ca.",    "ca",      "approximately", "approx.",
                                             "approx",
                                           "roughly", NULL };
static const char *const uncertain[] = { "possibly", "perhaps", "maybe", "probably", NULL };
static const char *const early[] = { "early", "beginning", "start", NULL };
static const char *const middle[] = { "mid", "middle", NULL };
static const char *const late[] = { "late", "end", NULL };
static const char *const fillers[] = { "the", "of", "in", "on", "at", NULL };

/* the number at the start of @word; what stands behind it. FALSE if there is none */
static gboolean
read_number (const char  *word,
             guint64     *number,
             const char **rest)
{
  char *end;

  if (!g_ascii_isdigit (*word))
    return FALSE;
  *number = g_ascii_strtoull (word, &end, 10);
  *rest = end;
  return end - word <= 4;
}

static guint
find_month (const char *word)
{
  static const char *const months[] = { "january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december" };
  gsize length = strlen (word);

  if (length > 3 && word[length - 1] == '.')
    length -= 1;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (length >= 3 && length <= strlen (months[i]) && strncmp (months[i], word, length) == 0)
      return i + 1;
  return 0;
}

/* EDTF's code of a part of a year; 0 if it is none */
static guint
find_season (const char *word)
{
  static const struct
  {
    const char *name;
    guint       code;
  } seasons[] = { { "spring", 21 }, { "summer", 22 }, { "autumn", 23 }, { "fall", 23 },
                  { "winter", 24 }, { "q1", 33 },     { "q2", 34 },     { "q3", 35 },
                  { "q4", 36 },     { "h1", 40 },     { "h2", 41 } };

  for (guint i = 0; i < G_N_ELEMENTS (seasons); i++)
    if (strcmp (word, seasons[i].name) == 0)
      return seasons[i].code;
  return 0;
}

static gboolean
is_weekday (const char *word)
{
  static const char *const days[] = { "monday", "tuesday",  "wednesday", "thursday",
                                      "friday", "saturday", "sunday" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (strlen (word) >= 3 && g_str_has_prefix (days[i], word))
      return TRUE;
  return FALSE;
}

/* ---- units ---------------------------------------------------------------------------------- */

/* "14.10.2022"; "3/5/2022" may be two days, and is asked about */
static gboolean
read_numeric (const char *word,
              Unit       *unit,
              GError    **error)
{
  g_auto (GStrv) parts = g_strsplit_set (word, "./", -1);
  guint64 numbers[3];

  if (g_strv_length (parts) != 3)
    return refuse (error, word);
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 9999, &numbers[i], NULL))
      return refuse (error, word);
  if (strchr (word, '/') != NULL && numbers[0] <= 12 && numbers[1] <= 12
      && numbers[0] != numbers[1])
    return refuse_range (error, "Is that the day or the month first? Write the month as a word.");
  if (strchr (word, '/') != NULL && numbers[1] > 12)
    {
      guint64 month = numbers[0];

      numbers[0] = numbers[1];
      numbers[1] = month;
    }
  unit->day = numbers[0];
  unit->month = numbers[1];
  unit->year = numbers[2];
  unit->has_year = TRUE;
  return TRUE;
}

static gboolean
read_clock (const char *word,
            Unit       *unit)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", -1);
  guint64 hour, minute;

  if (g_strv_length (parts) != 2 || !g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hour, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL))
    return FALSE;
  unit->hour = hour;
  unit->minute = minute;
  return TRUE;
}

/* a number as a day, a year, a decade or the count of a century or quarter */
static gboolean
read_counted (const char *word,
              const char *next, /* (nullable) */
              Unit       *unit,
              gboolean   *used)
{
  guint64 number;
  const char *rest;
  gboolean ordinal;

  *used = FALSE;
  if (!read_number (word, &number, &rest))
    return FALSE;
  ordinal = strcmp (rest, "st") == 0 || strcmp (rest, "nd") == 0 || strcmp (rest, "rd") == 0
            || strcmp (rest, "th") == 0;
  if (ordinal && next != NULL && g_str_has_prefix (next, "centur") && number >= 1 && number <= 30)
    {
      *used = unit->has_year = TRUE;
      unit->precision = DLN_PRECISION_CENTURY;
      unit->year = (number - 1) * 100;
      return TRUE;
    }
  if (ordinal && next != NULL && strcmp (next, "quarter") == 0 && number >= 1 && number <= 4)
    {
      *used = TRUE;
      unit->code = 32 + number;
      return TRUE;
    }
  if ((strcmp (rest, "s") == 0 || strcmp (rest, "'s") == 0) && number >= 100)
    {
      unit->has_year = TRUE;
      unit->precision = DLN_PRECISION_DECADE;
      unit->year = number;
      return number % 10 == 0;
    }
  if (*rest != '\0' && !ordinal && strcmp (rest, ".") != 0)
    return FALSE;
  if (number >= 1 && number <= 31 && unit->day == 0 && rest - word <= 2)
    unit->day = number;
  else if (*rest == '\0' && rest - word >= 3 && !unit->has_year)
    {
      unit->year = number;
      unit->has_year = TRUE;
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_word (const char *word,
           const char *next,
           Unit       *unit,
           gboolean   *used,
           GError    **error)
{
  guint month = find_month (word);
  guint code = find_season (word);

  *used = FALSE;
  if (is_one_of (word, fillers) || is_weekday (word))
    return TRUE;
  if (month != 0 && unit->month == 0)
    unit->month = month;
  else if (code != 0 && unit->code == 0)
    unit->code = code;
  else if (strpbrk (word, "./") != NULL && g_ascii_isdigit (word[0])
           && strlen (word) > 5 && unit->day == 0)
    return read_numeric (word, unit, error);
  else if (strchr (word, ':') != NULL && unit->hour < 0)
    return read_clock (word, unit) || refuse (error, word);
  else if ((strcmp (word, "bc") == 0 || strcmp (word, "bce") == 0) && unit->has_year)
    unit->year = 1 - unit->year;
  else if (!read_counted (word, next, unit, used))
    return refuse (error, word);
  return TRUE;
}

/* Reads words [@from, @to). An EDTF date is a unit, too: then @when is it. */
static gboolean
read_unit (const Words *words,
           guint        from,
           guint        to,
           Unit        *unit,
           DlnWhen     *when,
           gboolean    *is_edtf,
           GError     **error)
{
  *unit = (Unit){ .hour = -1 };
  *is_edtf = FALSE;
  if (to == from + 1 && strlen (words->words[from]) >= 3
      && dln_when_parse_edtf (words->words[from], when, NULL))
    {
      *is_edtf = TRUE;
      return TRUE;
    }
  for (guint i = from; i < to; i++)
    {
      gboolean used;

      if (!read_word (words->words[i], i + 1 < to ? words->words[i + 1] : NULL, unit, &used, error))
        return FALSE;
      i += used;
    }
  if (from == to)
    return refuse_range (error, "A date is missing here.");
  return TRUE;
}

/* @unit as a date; the year may come from @around */
static gboolean
make_unit (Unit          *unit,
           const DlnWhen *around, /* (nullable) */
           DlnWhen       *when,
           GError       **error)
{
  if (!unit->has_year && around != NULL && dln_when_is_known (around)
      && around->earliest_begin != DLN_INSTANT_PAST && (unit->month != 0 || unit->code != 0))
    {
      unit->year = dln_civil_from_instant (around->earliest_begin).year;
      unit->has_year = TRUE;
    }
  if (!unit->has_year)
    return refuse_range (error, "Of which year?");
  if (unit->code != 0)
    return (unit->month == 0 && unit->day == 0 && _dln_when_from_code (unit->year, unit->code,
      when))
           || refuse_range (error, "A season has no day.");
  if (unit->month > 12
      || (unit->day != 0
          && (unit->month == 0 || unit->day > dln_days_in_month (unit->year, unit->month))))
    return refuse_range (error, "There is no such day.");
  if (unit->hour >= 0 && unit->day == 0)
    return refuse_range (error, "A time of the day needs a day.");
  *when = dln_when_unit (unit->precision != 0 ? unit->precision
                         : unit->day != 0     ? DLN_PRECISION_DAY
                         : unit->month != 0   ? DLN_PRECISION_MONTH
                                              : DLN_PRECISION_YEAR,
                         unit->year,
                         MAX (unit->month, 1),
                         MAX (unit->day, 1));
  if (unit->hour >= 0)
    {
      DlnInstant begin = dln_instant_from_civil (unit->year, unit->month, unit->day, unit->hour,
                                                 unit->minute, 0);

      *when = _dln_when_from_range (DLN_PRECISION_MINUTE, begin, begin + 60);
    }
  return TRUE;
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* the first, second or last third; of a month its tens of days */
static void
take_part (DlnWhen *when,
           guint    part)
{
  DlnInstant begin = when->earliest_begin;
  DlnInstant end = when->latest_end;
  DlnCivil a = dln_civil_from_instant (begin);
  DlnCivil b = dln_civil_from_instant (end - 1);
  static const guint8 decade_years[] = { 0, 4, 7, 10 };

  if (when->precision == DLN_PRECISION_MONTH)
    {
      when->earliest_begin = begin + part * 10 * _DLN_DAY;
      when->latest_end = part < 2 ? begin + (part + 1) * 10 * _DLN_DAY : end;
    }
  else if (when->precision == DLN_PRECISION_DECADE)
    {
      when->earliest_begin = dln_instant_from_civil (a.year + decade_years[part], 1, 1, 0, 0, 0);
      when->latest_end = dln_instant_from_civil (a.year + decade_years[part + 1], 1, 1, 0, 0, 0);
    }
  else
    {
      gint64 n_months = (gint64) (b.year - a.year) * 12 + b.month - a.month + 1;
      gint64 first = a.month - 1 + n_months * part / 3;
      gint64 last = a.month - 1 + n_months * (part + 1) / 3;

      when->earliest_begin =
        dln_instant_from_civil (a.year + first / 12, first % 12 + 1, 1, 0, 0, 0);
      when->latest_end = dln_instant_from_civil (a.year + last / 12, last % 12 + 1, 1, 0, 0, 0);
    }
  *when = _dln_when_from_range (when->precision == DLN_PRECISION_MONTH ? DLN_PRECISION_DAY
                                                                       : DLN_PRECISION_MONTH,
                                when->earliest_begin, when->latest_end);
}

/* the word that cuts a unit, at @from: 0 to 2, or 3 if there is none; @from goes on behind it */
static guint
read_part (Words *words,
           guint *from,
           guint  to)
{
  char *word = words->words[*from];
  guint part = is_one_of (word, early)    ? 0
               : is_one_of (word, middle) ? 1
               : is_one_of (word, late)   ? 2
                                          : 3;

  if (*from + 1 < to && part == 3 && strcmp (word, "the") == 0)
    {
      guint next = *from + 1;

      part = read_part (words, &next, to);
      *from = part < 3 ? next : *from;
      return part;
    }
  if (part < 3)
    *from += 1;
  else if (g_str_has_prefix (word, "mid-") && word[4] != '\0')
    {
      memmove (word, word + 4, strlen (word + 4) + 1);
      return 1;
    }
  return part;
}

/* One unit, whole or a part of it. @other: (nullable): the second unit of a pair. */
static gboolean
read_side (Words         *words,
           guint          from,
           guint          to,
           const Unit    *other,
           const DlnWhen *around,
           DlnWhen       *when,
           Unit          *unit,
           GError       **error)
{
  gboolean is_edtf;
  guint part = from < to ? read_part (words, &from, to) : 3;

  if (!read_unit (words, from, to, unit, when, &is_edtf, error))
    return FALSE;
  if (other != NULL && !is_edtf && !unit->has_year && unit->code == 0 && other->has_year)
    {
      if (unit->month == 0 && unit->day != 0)
        unit->month = other->month;
      unit->year = other->year;
      unit->has_year = TRUE;
    }
  else if (other != NULL && !is_edtf && unit->month == 0 && unit->day != 0)
    unit->month = other->month;
  if (!is_edtf && !make_unit (unit, around, when, error))
    return FALSE;
  if (is_edtf && dln_when_is_known (when) && when->earliest_begin != DLN_INSTANT_PAST)
    {
      DlnCivil civil = dln_civil_from_instant (when->earliest_begin);

      *unit = (Unit){ .year = civil.year, .has_year = TRUE, .hour = -1,
                      .month = when->precision <= DLN_PRECISION_MONTH ? civil.month : 0 };
    }
  if (part < 3 && when->precision < DLN_PRECISION_MONTH)
    return refuse_range (error, "A day has no early or late part here; write a time.");
  if (part < 3)
    take_part (when, part);
  return TRUE;
}

/* ---- pairs and bounds ----------------------------------------------------------------------- */

static guint
find_word (const Words *words,
           guint        from,
           const char  *first,
           const char  *second)
{
  for (guint i = from; i < words->n; i++)
    if (strcmp (words->words[i], first) == 0
        || (second != NULL && strcmp (words->words[i], second) == 0))
      return i;
  return words->n;
}

static gboolean
read_pair (Words         *words,
           guint          from,
           guint          joint,
           gboolean       lasted,
           const DlnWhen *around,
           DlnWhen       *when,
           GError       **error)
{
  DlnWhen first, last;
  Unit first_unit, last_unit;

  if (!read_side (words, joint + 1, words->n, NULL, around, &last, &last_unit, error)
      || !read_side (words, from, joint, &last_unit, around, &first, &first_unit, error))
    return FALSE;
  if (first.earliest_begin >= last.latest_end)
    return refuse_range (error, "It ends before it begins.");
  if (lasted)
    *when = dln_when_interval (&first, &last);
  else
    *when = _dln_when_from_range (MIN (first.precision, last.precision), first.earliest_begin,
                                  last.latest_end);
  return TRUE;
}

typedef enum
{
  BOUND_NONE,
  BOUND_BEFORE,
  BOUND_AFTER,
  BOUND_BY,
  BOUND_SINCE,
  BOUND_UNTIL,
} Bound;

static Bound
find_bound (const char *word)
{
  static const char *const names[] = { "", "before", "after", "by", "since", "until" };

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    if (strcmp (word, names[i]) == 0)
      return i;
  return strcmp (word, "from") == 0 ? BOUND_SINCE : strcmp (word, "till") == 0 ? BOUND_UNTIL : 0;
}

static void
put_bound (DlnWhen *when,
           Bound    bound)
{
  DlnWhen unit = *when;

  switch (bound)
    {
    case BOUND_BEFORE:
    case BOUND_BY:
      *when = _dln_when_from_range (unit.precision, DLN_INSTANT_PAST,
                                    bound == BOUND_BY ? unit.latest_end : unit.earliest_begin);
      break;
    case BOUND_AFTER:
      *when = _dln_when_from_range (unit.precision, unit.latest_end, DLN_INSTANT_FUTURE);
      break;
    case BOUND_SINCE:
      *when = dln_when_interval (&unit, NULL);
      break;
    case BOUND_UNTIL:
      *when = dln_when_interval (NULL, &unit);
      break;
    default:
      break;
    }
}

static gboolean
read_date (Words         *words,
           guint          from,
           const DlnWhen *around,
           DlnWhen       *when,
           GError       **error)
{
  guint n = words->n;
  gboolean between = from < n && strcmp (words->words[from], "between") == 0;
  guint joint = between ? find_word (words, from, "and", NULL) : find_word (words, from, "to", "-");
  gboolean starts = from < n && strcmp (words->words[from], "from") == 0;
  Bound bound = from < n ? find_bound (words->words[from]) : BOUND_NONE;
  Unit unit;

  if (between || joint < n)
    {
      if (joint == n)
        return refuse_range (error, "Between this, and which other date?");
      return read_pair (words, from + (between || starts), joint, !between, around, when, error);
    }
  joint = find_word (words, from, "or", NULL);
  if (joint + 1 < n && (strcmp (words->words[joint + 1], "later") == 0
                        || strcmp (words->words[joint + 1], "earlier") == 0))
    {
      gboolean later = strcmp (words->words[joint + 1], "later") == 0;

      if (!read_side (words, from, joint, NULL, around, when, &unit, error))
        return FALSE;
      *when = later ? _dln_when_from_range (when->precision, when->earliest_begin,
                                            DLN_INSTANT_FUTURE)
                    : _dln_when_from_range (when->precision, DLN_INSTANT_PAST, when->latest_end);
      return TRUE;
    }
  if (joint < n)
    return read_pair (words, from, joint, FALSE, around, when, error);
  if (!read_side (words, from + (bound != BOUND_NONE), n, NULL, around, when, &unit, error))
    return FALSE;
  put_bound (when, bound);
  return TRUE;
}

/* ---- public --------------------------------------------------------------------------------- */

/**
 * dln_when_parse_words:
 * @text: a date in English words, in numbers or in EDTF
 * @around: (nullable): a date near it, whose year is meant where @text names none
 * @when: (out): the date; as it was on failure
 * @error: a #DlnWhenError: %DLN_WHEN_ERROR_SYNTAX names the words that are not understood,
 *   %DLN_WHEN_ERROR_RANGE says what is missing or cannot be
 *
 * The date can be written as EDTF without loss but for words: "late October 2022" is between 21 and
 * 31 October 2022.
 *
 * Returns: whether it is a date
 */
gboolean
dln_when_parse_words (const char    *text,
                      const DlnWhen *around,
                      DlnWhen       *when,
                      GError       **error)
{
  g_return_val_if_fail (text != NULL && when != NULL, FALSE);

  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *lower = NULL;
  g_auto (GStrv) parts = NULL;
  g_auto (Words) words = { { NULL }, 0 };
  DlnWhen read;
  guint flags = 0;
  guint from = 0;
  gsize length = strlen (stripped);

  if (dln_when_parse_edtf (stripped, &read, NULL) && dln_when_is_known (&read))
    {
      *when = read;
      return TRUE;
    }
  if (length == 0 || length > MAX_TEXT || !g_utf8_validate (stripped, -1, NULL))
    return refuse (error, length > MAX_TEXT ? "so long a text" : stripped);
  if (stripped[length - 1] == '?' || stripped[length - 1] == '~')
    {
      flags |= stripped[length - 1] == '?' ? DLN_WHEN_UNCERTAIN : DLN_WHEN_APPROXIMATE;
      stripped[length - 1] = '\0';
    }
  lower = normalise (stripped);
  parts = g_strsplit_set (lower, " \t\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      push_word (&words, parts[i]);
  if (words.n == 0 || words.n > MAX_WORDS)
    return refuse (error, stripped);
  while (from < words.n
         && (is_one_of (words.words[from], approximate) || is_one_of (words.words[from],
           uncertain)))
    flags |= is_one_of (words.words[from++], approximate) ? DLN_WHEN_APPROXIMATE
                                                          : DLN_WHEN_UNCERTAIN;
  if (!read_date (&words, from, around, &read, error))
    return FALSE;
  if (!dln_when_is_known (&read))
    return refuse (error, stripped);
  read.flags |= flags;
  *when = read;
  return TRUE;
}
