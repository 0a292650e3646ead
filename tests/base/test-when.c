/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uncertain dates: calendar, EDTF, the window test (each against brute force), and dates in words.
 */
#include "config.h"

#include <stdio.h>

#include "base/dln-when.h"

static const char *
show (DlnInstant instant, char *buffer)
{
  DlnCivil civil = dln_civil_from_instant (instant);

  if (instant == DLN_INSTANT_PAST)
    return "past";
  if (instant == DLN_INSTANT_FUTURE)
    return "future";
  g_snprintf (buffer, 64, "%d-%02u-%02u", civil.year, civil.month, civil.day);
  if (civil.hour != 0 || civil.minute != 0 || civil.second != 0)
    g_snprintf (buffer,
                64,
                "%d-%02u-%02uT%02u:%02u:%02u",
                civil.year,
                civil.month,
                civil.day,
                civil.hour,
                civil.minute,
                civil.second);
  return buffer;
}

static DlnWhen
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  DlnWhen when;

  if (!dln_when_parse_edtf (text, &when, &error))
    g_error ("%s: %s", text, error->message);
  return when;
}

/* ---- calendar ------------------------------------------------------------------------------ */

static void
test_calendar_counts (void)
{
  gint64 days = dln_instant_from_civil (1599, 1, 1, 0, 0, 0) / 86400;
  guint  weekday = dln_civil_from_instant (days * 86400).weekday;

  for (gint32 year = 1599; year < 2405; year++)
    for (guint month = 1; month <= 12; month++)
      for (guint day = 1; day <= dln_days_in_month (year, month); day++)
        {
          DlnCivil civil = dln_civil_from_instant (days * 86400 + 86399);

          g_assert_cmpint (
            dln_instant_from_civil (year, month, day, 23, 59, 59), ==, days * 86400 + 86399);
          g_assert_cmpint (civil.year, ==, year);
          g_assert_cmpuint (civil.month, ==, month);
          g_assert_cmpuint (civil.day, ==, day);
          g_assert_cmpuint (civil.hour * 10000 + civil.minute * 100 + civil.second, ==, 235959);
          g_assert_cmpuint (civil.weekday, ==, weekday);
          weekday = weekday % 7 + 1;
          days++;
        }
  g_assert_cmpuint (dln_civil_from_instant (0).weekday, ==, 4);
}

static void
test_calendar_far (void)
{
  for (gint64 year = -2000000000; year <= 2000000000; year += 9999991)
    {
      DlnCivil civil = dln_civil_from_instant (dln_instant_from_civil (year, 2, 28, 1, 2, 3));

      g_assert_cmpint (civil.year, ==, year);
      g_assert_cmpuint (civil.month * 100 + civil.day, ==, 228);
    }
  dln_civil_from_instant (DLN_INSTANT_PAST);
  dln_civil_from_instant (DLN_INSTANT_FUTURE);
  g_assert_cmpuint (dln_days_in_month (1900, 2), ==, 28);
  g_assert_cmpuint (dln_days_in_month (2000, 2), ==, 29);
  g_assert_cmpuint (dln_days_in_month (-4, 2), ==, 29);
}

static void
test_units_hold_their_day (void)
{
  for (gint64 day = -800000; day < 60000; day += 997)
    {
      DlnInstant instant = day * 86400;
      DlnCivil   civil = dln_civil_from_instant (instant);

      for (guint p = DLN_PRECISION_DAY; p <= DLN_PRECISION_MILLENNIUM; p++)
        {
          DlnWhen unit = dln_when_unit (p, civil.year, civil.month, civil.day);

          g_assert_cmpint (unit.earliest_begin, <=, instant);
          g_assert_cmpint (unit.latest_end, >=, instant + 86400);
          g_assert_cmpuint (unit.precision, ==, p);

          DlnCivil next = dln_civil_from_instant (unit.latest_end);
          DlnWhen  after = dln_when_unit (p, next.year, next.month, next.day);

          g_assert_cmpint (after.earliest_begin, ==, unit.latest_end);
        }
    }
}

/* ---- EDTF ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *text;
  const char *begin; /* earliest_begin */
  const char *end;   /* latest_end, exclusive */
  guint       flags;
} Example;

#define APPROX DLN_WHEN_APPROXIMATE
#define UNSURE DLN_WHEN_UNCERTAIN
#define LASTED DLN_WHEN_INTERVAL

static const Example examples[] = {
  /* level 0 */
  { "1985-04-12", "1985-4-12", "1985-4-13", 0 },
  { "1985-04", "1985-4-1", "1985-5-1", 0 },
  { "1985", "1985-1-1", "1986-1-1", 0 },
  { "0000", "0-1-1", "1-1-1", 0 },
  { "1985-04-12T23:20:30", "1985-4-12 23:20:30", "1985-4-12 23:20:31", 0 },
  { "1985-04-12T23:20:30Z", "1985-4-12 23:20:30", "1985-4-12 23:20:31", 0 },
  { "1985-04-12T23:20:30-04", "1985-4-13 3:20:30", "1985-4-13 3:20:31", 0 },
  { "1985-04-12T23:20:00+04:30", "1985-4-12 18:50:0", "1985-4-12 18:51:0", 0 },
  { "1964/2008", "1964-1-1", "2009-1-1", LASTED },
  { "2004-06/2006-08", "2004-6-1", "2006-9-1", LASTED },
  { "2004-02-01/2005-02-08", "2004-2-1", "2005-2-9", LASTED },
  { "2005/2006-02", "2005-1-1", "2006-3-1", LASTED },
  /* level 1 */
  { "Y170000002", "170000002-1-1", "170000003-1-1", 0 },
  { "Y-170000002", "-170000002-1-1", "-170000001-1-1", 0 },
  { "2001-21", "2001-3-1", "2001-6-1", 0 },
  { "2001-24", "2001-12-1", "2002-3-1", 0 },
  { "1984?", "1984-1-1", "1985-1-1", UNSURE },
  { "2004-06~", "2004-6-1", "2004-7-1", APPROX },
  { "2004-06-11%", "2004-6-11", "2004-6-12", APPROX | UNSURE },
  { "201X", "2010-1-1", "2020-1-1", 0 },
  { "20XX", "2000-1-1", "2100-1-1", 0 },
  { "2004-XX", "2004-1-1", "2005-1-1", 0 },
  { "1985-04-XX", "1985-4-1", "1985-5-1", 0 },
  { "1985-XX-XX", "1985-1-1", "1986-1-1", 0 },
  { "1985-04-12/..", "1985-4-12", NULL, LASTED },
  { "1985/", "1985-1-1", NULL, LASTED },
  { "../1985-04", NULL, "1985-5-1", LASTED },
  { "/1985", NULL, "1986-1-1", LASTED },
  { "1984~/2004-06", "1984-1-1", "2004-7-1", APPROX | LASTED },
  { "-1985", "-1985-1-1", "-1984-1-1", 0 },
  /* level 2 */
  { "Y-17E7", "-170000000-1-1", "-169999999-1-1", 0 },
  { "1950S2", "1900-1-1", "2000-1-1", APPROX },
  { "Y171010000S3", "171000000-1-1", "172000000-1-1", APPROX },
  { "Y3388E2S3", "338000-1-1", "339000-1-1", APPROX },
  { "2001-34", "2001-4-1", "2001-7-1", 0 },
  { "2001-29", "2001-9-1", "2001-12-1", 0 },
  { "2001-38", "2001-5-1", "2001-9-1", 0 },
  { "2001-41", "2001-7-1", "2002-1-1", 0 },
  { "[1667,1668,1670..1672]", "1667-1-1", "1673-1-1", 0 },
  { "[..1760-12-03]", NULL, "1760-12-4", 0 },
  { "[1760-12..]", "1760-12-1", NULL, 0 },
  { "{1960,1961-12}", "1960-1-1", "1962-1-1", 0 },
  { "2004-06-11%", "2004-6-11", "2004-6-12", APPROX | UNSURE },
  { "2004?-06-11", "2004-6-11", "2004-6-12", UNSURE },
  { "?2004-06-~11", "2004-6-11", "2004-6-12", APPROX | UNSURE },
  { "2004-%06", "2004-6-1", "2004-7-1", APPROX | UNSURE },
  { "156X-12-25", "1560-12-25", "1569-12-26", 0 },
  { "15XX-12-XX", "1500-12-1", "1600-1-1", 0 },
  { "1XXX-XX", "1000-1-1", "2000-1-1", 0 },
  { "1984-1X", "1984-10-1", "1985-1-1", 0 },
  { "2004-06-~01/2004-06-~20", "2004-6-1", "2004-6-21", APPROX | LASTED },
  { "2004-06-XX/2004-07-03", "2004-6-1", "2004-7-4", LASTED },
};

static DlnInstant
read_instant (const char *text, DlnInstant none)
{
  int y, m, d, hour = 0, minute = 0, second = 0;

  if (text == NULL)
    return none;
  if (sscanf (text, "%d-%d-%d %d:%d:%d", &y, &m, &d, &hour, &minute, &second) < 3)
    g_error ("%s", text);
  return dln_instant_from_civil (y, m, d, hour, minute, second);
}

static void
test_edtf_examples (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      DlnWhen when = parse (examples[i].text);
      char    a[64], b[64];

      g_test_message (
        "%s: %s to %s", examples[i].text, show (when.earliest_begin, a), show (when.latest_end, b));
      g_assert_cmpint (when.earliest_begin, ==, read_instant (examples[i].begin, DLN_INSTANT_PAST));
      g_assert_cmpint (when.latest_end, ==, read_instant (examples[i].end, DLN_INSTANT_FUTURE));
      g_assert_cmpuint (when.flags, ==, examples[i].flags);
    }
}

static void
test_edtf_errors (void)
{
  static const char *const syntax[] = { "",
                                        " ",
                                        "today",
                                        "85",
                                        "1985-4",
                                        "1985-04-1",
                                        "19855",
                                        "/",
                                        "1985--04",
                                        "1985/04/2",
                                        "[1985",
                                        "[]",
                                        "[..]",
                                        "[1985,,1986]",
                                        "?",
                                        "19?85",
                                        "1985-04T12",
                                        "1985-04-12T",
                                        "1985-04-12T25:00:00",
                                        "Y",
                                        "YX",
                                        "1985-04-12 23:20",
                                        "1985S",
                                        "1985S0",
                                        "x1985" };
  static const char *const range[] = { "1985-13",      "1985-00",      "1985-04-31", "1985-04-00",
                                       "2001-02-29",   "2016/2014",    "1985-20",    "1985-42",
                                       "Y99999999999", "[1990..1980]", "1985-04-32" };
  DlnWhen                  before = parse ("1999");

  for (guint i = 0; i < G_N_ELEMENTS (syntax) + G_N_ELEMENTS (range); i++)
    {
      gboolean    is_syntax = i < G_N_ELEMENTS (syntax);
      const char *text = is_syntax ? syntax[i] : range[i - G_N_ELEMENTS (syntax)];
      g_autoptr (GError) error = NULL;
      DlnWhen when = before;

      g_test_message ("“%s”", text);
      g_assert_false (dln_when_parse_edtf (text, &when, &error));
      g_assert_error (
        error, DLN_WHEN_ERROR, (gint)(is_syntax ? DLN_WHEN_ERROR_SYNTAX : DLN_WHEN_ERROR_RANGE));
      g_assert_true (dln_when_equal (&when, &before));
    }

  g_autofree char *huge = g_strnfill (100000, '1');

  g_assert_false (dln_when_parse_edtf (huge, &before, NULL));
}

/* Random characters of the format: no crash, and what is accepted prints as something that is
 * accepted again. */
static void
test_edtf_noise (void)
{
  static const char letters[] = "0123456789X-/.~?%[]{},TYES:Z+ 2012012-0-0-";
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  guint accepted = 0;

  for (guint n = 0; n < 300000; n++)
    {
      char    text[16] = { 0 };
      guint   length = g_rand_int_range (random, 0, sizeof text);
      DlnWhen when, again;

      for (guint i = 0; i < length; i++)
        text[i] = letters[g_rand_int_range (random, 0, sizeof letters - 1)];
      if (!dln_when_parse_edtf (text, &when, NULL))
        continue;

      g_autofree char *printed = dln_when_to_edtf (&when);
      g_autofree char *words = dln_when_format (&when);

      accepted++;
      again = parse (printed);
      g_assert_nonnull (words);
      g_assert_cmpint (again.earliest_begin, <=, when.earliest_begin);
      g_assert_cmpint (again.latest_end, >=, when.latest_end);
    }
  g_assert_cmpuint (accepted, >, 100);
}

static void
test_edtf_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      DlnWhen          when = parse (examples[i].text);
      g_autofree char *text = dln_when_to_edtf (&when);
      DlnWhen          again = parse (text);

      g_test_message ("%s -> %s", examples[i].text, text);
      g_assert_cmpint (again.earliest_begin, ==, when.earliest_begin);
      g_assert_cmpint (again.latest_end, ==, when.latest_end);
      g_assert_cmpint (again.latest_begin, ==, when.latest_begin);
      g_assert_cmpint (again.earliest_end, ==, when.earliest_end);
      if (strpbrk (text, "X[Y") == NULL) /* no qualifiers there */
        g_assert_cmpuint (again.flags, ==, when.flags);
    }
  for (guint n = 0; n < 20000; n++)
    {
      DlnPrecision precision =
        g_rand_int_range (random, DLN_PRECISION_DAY, DLN_PRECISION_MILLENNIUM + 1);
      DlnWhen          when = dln_when_unit (precision,
                                    g_rand_int_range (random, -9000, 9999),
                                    g_rand_int_range (random, 1, 13),
                                    g_rand_int_range (random, 1, 29));
      g_autofree char *text = dln_when_to_edtf (&when);
      DlnWhen          again = parse (text);

      g_assert_cmpint (again.earliest_begin, ==, when.earliest_begin);
      g_assert_cmpint (again.latest_end, ==, when.latest_end);
      if (precision != DLN_PRECISION_WEEK
          && when.earliest_begin > dln_instant_from_civil (0, 1, 1, 0, 0, 0))
        g_assert_true (dln_when_equal (&again, &when));
    }
}

static void
test_edtf_prints (void)
{
  DlnWhen          when = dln_when_unit (DLN_PRECISION_MONTH, 2022, 10, 0);
  DlnWhen          begin = dln_when_unit (DLN_PRECISION_YEAR, 2014, 1, 1);
  DlnWhen          end = dln_when_unit (DLN_PRECISION_YEAR, 2016, 1, 1);
  DlnWhen          interval = dln_when_interval (&begin, &end);
  g_autofree char *a = dln_when_to_edtf (&interval);

  g_assert_cmpstr (a, ==, "2014/2016");
  g_assert_cmpint (interval.latest_begin, ==, end.earliest_begin - 365 * 86400);
  interval = dln_when_interval (&end, &begin);
  g_autofree char *swapped = dln_when_to_edtf (&interval);
  g_assert_cmpstr (swapped, ==, "2014/2016");
  interval = dln_when_interval (&begin, NULL);
  g_autofree char *since = dln_when_to_edtf (&interval);
  g_assert_cmpstr (since, ==, "2014/");
  when.earliest_begin = when.earliest_end = dln_instant_from_civil (2022, 10, 21, 0, 0, 0);
  when.flags = DLN_WHEN_LATE;
  g_autofree char *late = dln_when_to_edtf (&when);
  g_assert_cmpstr (late, ==, "[2022-10-21..2022-10-31]");
  when = dln_when_unknown ();
  g_autofree char *none = dln_when_to_edtf (&when);
  g_assert_cmpstr (none, ==, "XXXX");
  g_assert_false (dln_when_is_known (&when));
  when = parse ("XXXX");
  g_assert_false (dln_when_is_known (&when));
}

/* ---- windows ------------------------------------------------------------------------------- */

/* All events [b, e) in whole seconds that a date allows, against all windows. */
static void
test_window_brute_force (void)
{
  enum
  {
    N = 7
  };

  for (int eb = 0; eb < N; eb++)
    for (int lb = eb + 1; lb <= N; lb++)
      for (int ee = eb; ee <= N; ee++)
        for (int le = MAX (MAX (ee, lb), eb + 1); le <= N; le++)
          for (int wb = 0; wb <= N; wb++)
            for (int we = wb; we <= N; we++)
              {
                DlnWhen      when = { eb, lb, ee, le, { 0, 0 }, DLN_PRECISION_SECOND, 0, 0, 0 };
                gboolean     all = TRUE, some = FALSE;
                DlnCertainty want;

                for (int b = eb; b < lb; b++)
                  for (int e = MAX (ee, b + 1); e <= le; e++)
                    {
                      gboolean hit = wb < we && b < we && e > wb;

                      all = all && hit;
                      some = some || hit;
                    }
                want = !some ? DLN_CERTAINTY_NO
                       : all ? DLN_CERTAINTY_CERTAIN
                             : DLN_CERTAINTY_POSSIBLE;
                g_assert_cmpint (dln_when_test_window (&when, wb, we), ==, want);
              }
}

static void
test_window_dates (void)
{
  DlnWhen year = parse ("2014");
  DlnWhen interval = parse ("2014/2016");
  DlnWhen open = parse ("2014/..");
  DlnWhen unknown = dln_when_unknown ();
  DlnWhen may = parse ("2015-05");
  DlnWhen before = parse ("2013");
  DlnWhen until = parse ("/2023-04");

  g_assert_cmpint (
    dln_when_test_window (&year, year.earliest_begin, year.latest_end), ==, DLN_CERTAINTY_CERTAIN);
  g_assert_cmpint (dln_when_test_window (&year, year.earliest_begin + 1, year.latest_end),
                   ==,
                   DLN_CERTAINTY_POSSIBLE);
  g_assert_cmpint (
    dln_when_test_window (&year, may.earliest_begin, may.latest_end), ==, DLN_CERTAINTY_NO);
  g_assert_cmpint (dln_when_test_window (&interval, may.earliest_begin, may.latest_end),
                   ==,
                   DLN_CERTAINTY_CERTAIN);
  g_assert_cmpint (
    dln_when_test_window (&open, may.earliest_begin, may.latest_end), ==, DLN_CERTAINTY_CERTAIN);
  g_assert_cmpint (
    dln_when_test_window (&open, before.earliest_begin, before.latest_end), ==, DLN_CERTAINTY_NO);
  g_assert_cmpint (dln_when_test_window (&unknown, may.earliest_begin, may.latest_end),
                   ==,
                   DLN_CERTAINTY_POSSIBLE);
  g_assert_cmpint (
    dln_when_test_window (&year, year.earliest_begin, year.earliest_begin), ==, DLN_CERTAINTY_NO);
  g_assert_true (dln_when_overlaps (&interval, &may));
  g_assert_false (dln_when_overlaps (&interval, &before));
  g_assert_false (dln_when_overlaps (&unknown, &may));
  g_assert_cmpint (dln_when_compare (&before, &year), <, 0);
  g_assert_cmpint (dln_when_compare (&unknown, &year), >, 0);
  g_assert_cmpint (dln_when_compare (&until, &year), >, 0);
  g_assert_cmpint (dln_when_compare (&year, &year), ==, 0);
}

/* ---- words --------------------------------------------------------------------------------- */

static void
test_format (void)
{
  static const char *const pairs[][2] = {
    { "2022-10", "October 2022" },
    { "2014~", "about 2014" },
    { "2014?", "possibly 2014" },
    { "2014%", "possibly about 2014" },
    { "2022-09-21", "21 September 2022" },
    { "2022-09-21T10:35:00", "21 September 2022, 10:35" },
    { "2022-09-21T10", "21 September 2022, 10:00–11:00" },
    { "[2023-03-03..2023-03-09]", "between 3 and 9 March 2023" },
    { "[2023-03-30..2023-04-02]", "between 30 March and 2 April 2023" },
    { "[2022-11..2023-02]", "between November 2022 and February 2023" },
    { "[2014..2016]", "between 2014 and 2016" },
    { "[2023-03-03~..2023-03-09~]", "between about 3 and 9 March 2023" },
    { "[..2014~]", "before about 2015" },
    { "[..2013]", "before 2014" },
    { "[2022-10..]", "October 2022 or later" },
    { "2014/2016", "from 2014 to 2016" },
    { "2014/", "since 2014" },
    { "/2014-05", "until May 2014" },
    { "201X", "the 2010s" },
    { "18XX", "19th century" },
    { "20XX", "21st century" },
    { "2001-21", "spring 2001" },
    { "2001-24", "winter 2001–02" },
    { "2001-35", "third quarter of 2001" },
    { "2001-40", "first half of 2001" },
    { "-0043", "44 BC" },
    { "XXXX", "unknown date" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      DlnWhen          when = parse (pairs[i][0]);
      g_autofree char *text = dln_when_format (&when);

      g_assert_cmpstr (text, ==, pairs[i][1]);
    }

  DlnWhen when = dln_when_unit (DLN_PRECISION_MONTH, 2022, 10, 0);

  when.earliest_begin = when.earliest_end = dln_instant_from_civil (2022, 10, 21, 0, 0, 0);
  when.flags = DLN_WHEN_LATE;
  g_autofree char *late = dln_when_format (&when);
  g_assert_cmpstr (late, ==, "end of October 2022");
  when = dln_when_unit (DLN_PRECISION_WEEK, 2022, 10, 5);
  g_autofree char *week = dln_when_format (&when);
  g_assert_cmpstr (week, ==, "week of 3 October 2022");
}

/* One end open and read to the minute: no difference of the ends is to be taken. */
/* what people type, against a date of 2021 near it */
static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *edtf; /* NULL: refused */
  } cases[] = {
    { "14 October 2022", "2022-10-14" },
    { "October 14, 2022", "2022-10-14" },
    { "14th of Oct 2022", "2022-10-14" },
    { "Friday 14 Oct. 2022", "2022-10-14" },
    { "14.10.2022", "2022-10-14" },
    { "25/12/2020", "2020-12-25" },
    { "3/5/2020", NULL }, /* the third of May, or the fifth of March? */
    { "2022-10", "2022-10" },
    { "late October 2022", "[2022-10-21..2022-10-31]" },
    { "early May", "[2021-05-01..2021-05-10]" },
    { "mid-May 2020", "[2020-05-11..2020-05-20]" },
    { "the end of 2019", "[2019-09..2019-12]" },
    { "late 1990s", "[1997..1999]" },
    { "between 3 and 6 May", "[2021-05-03..2021-05-06]" },
    { "between 30 April and 2 May 2020", "[2020-04-30..2020-05-02]" },
    { "3 to 6 May 2022", "2022-05-03/2022-05-06" },
    { "3-6 May 2022", "2022-05-03/2022-05-06" },
    { "from 2014 to 2016", "2014/2016" },
    { "2014\u20132016", "2014/2016" },
    { "14 or 16 Oct 2022", "[2022-10-14..2022-10-16]" },
    { "c. 1998", "1998~" },
    { "about 14 October 2022", "2022-10-14~" },
    { "2014?", "2014?" },
    { "perhaps March 2014", "2014-03?" },
    { "autumn 2022", "2022-23" },
    { "Q3 2022", "2022-35" },
    { "1990s", "199X" },
    { "19th century", "18XX" },
    { "before 2014", "[..2013]" },
    { "after 3 May 2020", "[2020-05-04..]" },
    { "2016 or later", "[2016..]" },
    { "since 2014", "2014/" },
    { "14 Oct 2022 15:30", "2022-10-14T15:30:00" },
    { "31 April 2020", NULL },
    { "the day of the fish", NULL },
    { "6 to 3 May 2022", NULL },
    { "between 3 May", NULL },
    { "14", NULL },
    { "", NULL },
    { "early 14 Oct 2022", NULL },
    { "\xff", NULL },
  };
  DlnWhen around = dln_when_unit (DLN_PRECISION_YEAR, 2021, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      DlnWhen when = dln_when_unit (DLN_PRECISION_YEAR, 1, 0, 0);
      DlnWhen kept = when;
      gboolean good = dln_when_parse_words (cases[i].text, &around, &when, &error);
      g_autofree char *edtf = good ? dln_when_to_edtf (&when) : NULL;

      if (g_strcmp0 (edtf, cases[i].edtf) != 0)
        g_test_message ("%s: %s", cases[i].text, edtf != NULL ? edtf : error->message);
      g_assert_cmpstr (edtf, ==, cases[i].edtf);
      g_assert_true (good == (error == NULL));
      g_assert_true (good || dln_when_equal (&when, &kept));
    }
  g_assert_false (dln_when_parse_words ("3 May", NULL, &around, NULL)); /* of which year? */
}

static void
test_open_minutes (void)
{
  DlnWhen before = { .earliest_begin = DLN_INSTANT_PAST,
                     .latest_begin = dln_instant_from_civil (2019, 11, 2, 23, 50, 0),
                     .earliest_end = dln_instant_from_civil (2019, 11, 2, 23, 50, 0),
                     .latest_end = dln_instant_from_civil (2019, 11, 2, 23, 51, 0),
                     .precision = DLN_PRECISION_MINUTE };
  DlnWhen after = { .earliest_begin = before.earliest_end,
                    .latest_begin = before.latest_end,
                    .earliest_end = before.latest_end,
                    .latest_end = DLN_INSTANT_FUTURE,
                    .precision = DLN_PRECISION_MINUTE };
  g_autofree char *before_text = dln_when_to_edtf (&before);
  g_autofree char *after_text = dln_when_to_edtf (&after);

  g_assert_cmpstr (before_text, ==, "[..2019-11-02]");
  g_assert_cmpstr (after_text, ==, "[2019-11-02..]");
}

/* what has no bound stays without one, and nothing overflows */
static void
test_shift (void)
{
  g_assert_cmpint (dln_instant_shift (100, 50), ==, 150);
  g_assert_cmpint (dln_instant_shift (100, -150), ==, -50);
  g_assert_cmpint (dln_instant_shift (DLN_INSTANT_PAST, -50), ==, DLN_INSTANT_PAST);
  g_assert_cmpint (dln_instant_shift (DLN_INSTANT_PAST, 50), ==, DLN_INSTANT_PAST);
  g_assert_cmpint (dln_instant_shift (DLN_INSTANT_FUTURE, 50), ==, DLN_INSTANT_FUTURE);
  g_assert_cmpint (dln_instant_shift (DLN_INSTANT_FUTURE, -50), ==, DLN_INSTANT_FUTURE);
  g_assert_cmpint (dln_instant_shift (DLN_INSTANT_FUTURE - 1, 50), ==, DLN_INSTANT_FUTURE);
  g_assert_cmpint (dln_instant_shift (DLN_INSTANT_PAST + 1, -50), ==, DLN_INSTANT_PAST);
}

/* As short as a graphic wants it, and no more precise than it is known. */
static void
test_format_short (void)
{
  static const struct
  {
    const char *edtf, *text;
  } cases[] = {
    { "2022-09-21", "21 Sep 2022" },
    { "2022-09-21~", "c. 21 Sep 2022" },
    { "2022-09-21?", "21 Sep 2022?" },
    { "2022-10", "Oct 2022" },
    { "2022", "2022" },
    { "[2022-10-03..2022-10-06]", "3\u20136 Oct 2022" },
    { "[2022-09-30..2022-10-02]", "30 Sep \u2013 2 Oct 2022" },
    { "[2022-12-30..2023-01-02]", "30 Dec 2022\u20132 Jan 2023" },
    { "2022-02/2022-04", "Feb \u2013 Apr 2022" },
    { "2014/2016", "2014\u20132016" },
    { "2022-02/..", "since Feb 2022" },
    { "../1999", "until 1999" },
    { "2022-01-01", "1 Jan 2022" },
    { "2022-12-31", "31 Dec 2022" },
    { "2022-22", "summer 2022" },
    { "2021-03-04T10:15", "4 Mar 2021, 10:15" },
    { "-0043", "44 BC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DlnWhen when;
      g_autoptr (GError) error = NULL;

      dln_when_parse_edtf (cases[i].edtf, &when, &error);
      g_assert_no_error (error);
      g_autofree char *text = dln_when_format_short (&when);
      g_assert_cmpstr (text, ==, cases[i].text);
    }

  DlnWhen unknown = dln_when_unknown ();
  g_autofree char *none = dln_when_format_short (&unknown);
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/when/calendar-counts", test_calendar_counts);
  g_test_add_func ("/base/when/calendar-far", test_calendar_far);
  g_test_add_func ("/base/when/units", test_units_hold_their_day);
  g_test_add_func ("/base/when/edtf-examples", test_edtf_examples);
  g_test_add_func ("/base/when/edtf-errors", test_edtf_errors);
  g_test_add_func ("/base/when/edtf-noise", test_edtf_noise);
  g_test_add_func ("/base/when/edtf-round-trip", test_edtf_round_trip);
  g_test_add_func ("/base/when/edtf-prints", test_edtf_prints);
  g_test_add_func ("/base/when/window-brute-force", test_window_brute_force);
  g_test_add_func ("/base/when/window-dates", test_window_dates);
  g_test_add_func ("/base/when/format", test_format);
  g_test_add_func ("/base/when/words", test_words);
  g_test_add_func ("/base/when/open-minutes", test_open_minutes);
  g_test_add_func ("/base/when/shift", test_shift);
  g_test_add_func ("/base/when/format-short", test_format_short);
  return g_test_run ();
}
