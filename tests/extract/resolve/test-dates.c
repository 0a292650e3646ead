/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles as they are read: what dates them, what contradicts their dates, and what is counted
 * from another article. */
#include "config.h"

#include "cases.h"

static char *
dup_date (const Case *self, guint article)
{
  return dln_when_to_edtf (
    &DLN_ROW (self->resolution->documents, DlnResolvedDocument, article)->when);
}

/* "A / B" of the conflict of dates of an article, "" if there is none */
static char *
dup_conflict (const Case *self, guint article)
{
  const DlnResolution *out = self->resolution;

  for (guint i = 0; i < out->conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (out->conflicts, DlnConflict, i);

      if (conflict->kind != DLN_TARGET_DOCUMENT || conflict->target != article + 1)
        continue;
      g_assert_cmpuint (conflict->type, ==, DLN_CONFLICT_DATE);
      g_assert_cmpuint (conflict->evidence_a, <, out->evidence->len);
      g_assert_cmpuint (conflict->evidence_b, <, out->evidence->len);
      g_assert_cmpuint (
        DLN_ROW (out->evidence, DlnEvidence, conflict->evidence_a)->kind, ==, DLN_TARGET_DOCUMENT);
      return g_strdup_printf ("%s / %s",
                              dln_strings_get (out->strings, conflict->value_a),
                              dln_strings_get (out->strings, conflict->value_b));
    }
  return g_strdup ("");
}

/* When the event with this trigger was, as the claim in the first article has it. */
static const char *
get_event_date (const Case *self, const char *lemma)
{
  const DlnResolution *out = self->resolution;

  for (guint i = 0; i < out->evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (out->evidence, DlnEvidence, i);
      const DlnAnnotations *annotations = self->readings[row->document - 1].annotations;

      if (row->kind != DLN_TARGET_EVENT || row->document != 1)
        continue;

      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, row->row);
      g_autofree char *edtf = dln_when_to_edtf (&row->when);

      if (g_str_equal (dln_strings_get (annotations->strings, claim->lemma), lemma)
          && dln_when_is_known (&row->when))
        return g_intern_string (edtf);
    }
  return "XXXX";
}

/* ---- the date line against the date given -------------------------------------------------- */

static void
test_given (void)
{
  static const struct
  {
    Article     article;
    const char *conflict;
  } cases[] = {
    { { "A", "2021-05-12", "Ferry school opens\n\nPublished 4 May 2021\n\nA school opened." },
      "2021-05-12 / 2021-05-04" },
    { { "B", "2021-06-05", "GENEVA, 4 May (Agency) - Bakers met in the old fish market." },
      "2021-06-05 / 2021-05-04" },
    { { "C", "2021-05-04", "A fair opens on Monday, 5 May 2021, in the old fish market." },
      "Monday, 5 May 2021 / 5 May 2021 is a Wednesday" },
    /* a day later, a weekly, an update, a date that can be read in two ways */
    { { "D", "2021-05-05", "Ferry school opens\n\nPublished 4 May 2021\n\nA school opened." }, "" },
    { { "E", "2021-05-10", "GENEVA, 4 May (Agency) - Bakers met in the old fish market." }, "" },
    { { "F",
        "2021-05-12",
        "Ferry school opens\n\nPublished 4 May 2021. Updated 12 May 2021\n\nA school opened." },
      "" },
    { { "G", "2021-05-04", "Ferry school opens\n\nPublished 04/05/2021\n\nA school opened." }, "" },
    { { "H", "2021-05-12", "On 4 May 2020 the old fish market burned." }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Case) one = { 0 };
      g_autofree char *conflict = NULL;
      g_autofree char *date = NULL;

      read_case (&one, &cases[i].article, 1);
      date = dup_date (&one, 0);
      conflict = dup_conflict (&one, 0);
      g_assert_cmpstr (date, ==, cases[i].article.date);
      g_assert_cmpstr (conflict, ==, cases[i].conflict);
    }
}

/* ---- a weekday with its date --------------------------------------------------------------- */

static void
test_pairs (void)
{
  static const Article plan[] = {
    { "Gazette",
      NULL,
      "Velm port to vote\n\nThe dockers of Velm will vote on Thursday, April 4." },
    { "One", "2019-02-11", "Velm quarrel\n\nThe dockers of Velm met Anna Roth on Monday." },
  };
  static const Article year[] = {
    { "Gazette",
      NULL,
      "Velm port to vote\n\nThe dockers of Velm, who struck in November 2018, will vote on "
      "Thursday, April 4." },
  };
  static const Article report[] = {
    { "Gazette",
      NULL,
      "Velm port votes\n\nThe dockers of Velm voted on Thursday, April 4, Anna Roth said." },
    { "One", "2023-12-01", "Velm quarrel\n\nThe dockers of Velm met Anna Roth on Monday." },
    /* of another story: shares fewer names */
    { "Two", "2013-03-01", "Ostry fair\n\nThe bakers of Ostry met on Monday." },
  };
  g_auto (Case) alone = { 0 };
  g_auto (Case) planned = { 0 };
  g_auto (Case) told = { 0 };
  g_autofree char *none = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *within = NULL;
  g_auto (Case) one = { 0 };

  read_case (&one, year, 1);
  read_case (&alone, plan, 1);
  read_case (&planned, plan, G_N_ELEMENTS (plan));
  read_case (&told, report, G_N_ELEMENTS (report));
  none = dup_date (&alone, 0);
  before = dup_date (&planned, 0);
  after = dup_date (&told, 0);
  within = dup_date (&one, 0);
  g_assert_cmpstr (within, ==, "[2018-11-01..2019-04-04]");
  g_assert_cmpstr (none, ==, "XXXX");
  g_assert_cmpstr (before, ==, "[2018-04-04..2019-04-04]");
  g_assert_cmpstr (after, ==, "[2024-04-04..2024-04-11]");
  g_assert_cmpstr (get_event_date (&planned, "vote"), ==, "2019-04-04");
  g_assert_cmpstr (get_event_date (&told, "vote"), ==, "2024-04-04");
}

/* ---- other articles that contradict -------------------------------------------------------- */

static void
test_rival (void)
{
  static const Article articles[] = {
    { "Gazette",
      NULL,
      "Velm\n\nAnna Roth resigned as mayor of Velm last week after the flood inquiry." },
    { "One",
      "2021-06-01",
      "Velm\n\nAnna Roth resigned as mayor of Velm on 5 May 2021 after the flood inquiry." },
    { "Two",
      "2021-06-02",
      "Velm\n\nAnna Roth resigned as mayor of Velm on 9 May 2021 after the flood inquiry." },
  };
  g_auto (Case) two = { 0 };
  g_auto (Case) three = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *quiet = NULL;
  g_autofree char *conflict = NULL;

  read_case (&two, articles, 2);
  read_case (&three, articles, 3);
  before = dup_date (&two, 0);
  after = dup_date (&three, 0);
  quiet = dup_conflict (&two, 0);
  conflict = dup_conflict (&three, 0);
  g_assert_cmpstr (before, ==, "[2021-05-10..2021-05-16]");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (quiet, ==, "");
  g_assert_cmpstr (conflict, ==, "2021-05-05 / 2021-05-09");
}

/* Attacks come again and again: that they do not date the article any more is said. */
static void
test_recurring (void)
{
  static const Article articles[] = {
    { "Gazette",
      NULL,
      "Velm\n\nRebels of the Red Army attacked the grain harbour of Velm last week." },
    { "One",
      "2021-06-01",
      "Velm\n\nRebels of the Red Army attacked the grain harbour of Velm on 5 May 2021." },
    { "Two",
      "2021-06-02",
      "Velm\n\nRebels of the Red Army attacked the grain harbour of Velm on 9 May 2021." },
  };
  g_auto (Case) three = { 0 };
  const DlnResolvedDocument *row;

  read_case (&three, articles, 3);
  row = DLN_ROW (three.resolution->documents, DlnResolvedDocument, 0);
  g_assert_cmpuint (row->date_source, ==, DLN_DATE_NONE);
  g_assert_cmpstr (dln_strings_get (three.resolution->strings, row->reason),
                   ==,
                   "date-several");
}

/* What leaves no day is no reason to forget what was known. */
static void
test_nothing_left (void)
{
  static const Article articles[] = {
    { "Gazette",
      NULL,
      "Velm\n\nPolice arrested the banker Paul Lind in Ostry yesterday. Anna Roth resigned as "
      "mayor of Velm last week after the flood inquiry." },
    { "One",
      "2021-06-01",
      "Velm\n\nAnna Roth resigned as mayor of Velm on 5 May 2021 after the flood inquiry." },
    { "Two",
      "2021-06-02",
      "Ostry\n\nPolice arrested the banker Paul Lind in Ostry on 28 May 2021." },
  };
  g_auto (Case) two = { 0 };
  g_auto (Case) three = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *conflict = NULL;

  read_case (&two, articles, 2);
  read_case (&three, articles, 3);
  before = dup_date (&two, 0);
  after = dup_date (&three, 0);
  conflict = dup_conflict (&three, 0);
  g_assert_cmpstr (before, ==, "[2021-05-10..2021-05-16]");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (conflict, ==, "[2021-05-10..2021-05-16] / 2021-05-29");
}

/* The words of another article's day are read as numbers, whoever writes them. */
static void
test_distances (void)
{
  static const struct
  {
    const char *words;
    const char *date; /* of the article, when it happened on 5 May 2021 */
  } cases[] = {
    { "two days ago", "2021-05-07" },
    { "twenty-two days ago", "2021-05-27" },
    { "22 days ago", "2021-05-27" },
    { "yesterday", "2021-05-06" },
    { "a week ago", "[2021-05-11..2021-05-13]" },
    { "next week", "XXXX" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "Velm\n\nAnna Roth resigned as mayor of Velm %s after the flood inquiry.", cases[i].words);
      const Article articles[] = {
        { "Gazette", NULL, text },
        { "One",
          "2021-06-01",
          "Velm\n\nAnna Roth resigned as mayor of Velm on 5 May 2021 after the flood inquiry." },
      };
      g_auto (Case) two = { 0 };
      g_autofree char *date = NULL;

      read_case (&two, articles, 2);
      date = dup_date (&two, 0);
      g_test_message ("%s: %s", cases[i].words, date);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

/* ---- counted from what another article dates ----------------------------------------------- */

static void
test_happening (void)
{
  static const Article articles[] = {
    { "Two",
      "2021-06-20",
      "Velm hospital reopens\n\nThe hospital of Velm reopened ten days after the earthquake, the "
      "governor Anna Roth said. Two days before the quake the port of Velm was shut." },
    { "One",
      "2021-05-04",
      "Quake hits Velm\n\nA strong earthquake struck the port of Velm on 3 May 2021, killing ten "
      "people, the governor Anna Roth said." },
    { "Three",
      "2021-05-09",
      "Quake hit Velm\n\nThe earthquake struck the port of Velm on 6 May 2021, killing ten people, "
      "the governor Anna Roth said." },
  };
  g_auto (Case) alone = { 0 };
  g_auto (Case) two = { 0 };
  g_auto (Case) three = { 0 };

  read_case (&alone, articles, 1);
  read_case (&two, articles, 2);
  read_case (&three, articles, 3);
  g_assert_cmpstr (get_event_date (&three, "reopen"), ==, "XXXX");
  g_assert_cmpstr (get_event_date (&alone, "reopen"), ==, "XXXX");
  g_assert_cmpstr (get_event_date (&two, "reopen"), ==, "2021-05-13");
  g_assert_cmpstr (get_event_date (&two, "shut"), ==, "2021-05-01");
}

/* Of two events the one that has no day of its own is counted from the other. */
static void
test_counted_back (void)
{
  static const struct
  {
    const char *text, *lemma, *date;
  } cases[] = {
    { "The council closed the bridge on 18 March 2021, a week after an inspector resigned.",
      "resign", "2021-03-11" },
    { "The council closed the bridge on 18 March 2021, a week after an inspector resigned.",
      "close", "2021-03-18" },
    { "The court freed Anna Roth on 18 March 2021, two days before rebels attacked Velm.",
      "attack", "2021-03-20" },
    { "Rebels attacked Velm on 18 March 2021, ten days after Anna Roth fled.", "flee",
      "2021-03-08" },
    { "A week after its chief resigned, the bank closed on 18 March 2021.", "resign",
      "2021-03-11" },
    { "The council met, a week after its chief resigned.", "resign", "XXXX" },
    /* it has a date of its own */
    { "The bank closed on 18 March 2021, a week after its chief resigned on 9 March 2021.",
      "resign", "2021-03-09" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Article article = { "A", "2021-03-30", cases[i].text };
      g_auto (Case) self = { 0 };

      read_case (&self, &article, 1);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (get_event_date (&self, cases[i].lemma), ==, cases[i].date);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/dates/given", test_given);
  g_test_add_func ("/resolve/dates/pairs", test_pairs);
  g_test_add_func ("/resolve/dates/distances", test_distances);
  g_test_add_func ("/resolve/dates/rival", test_rival);
  g_test_add_func ("/resolve/dates/recurring", test_recurring);
  g_test_add_func ("/resolve/dates/nothing-left", test_nothing_left);
  g_test_add_func ("/resolve/dates/happening", test_happening);
  g_test_add_func ("/resolve/dates/counted-back", test_counted_back);
  return g_test_run ();
}
