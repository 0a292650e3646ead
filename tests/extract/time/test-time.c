/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time expressions in context: anchoring, tense, document dates, bounds, and what is no date. */
#include "config.h"

#include <string.h>

#include "extract/dln-extract.h"

typedef struct
{
  const char *words;
  const char *value;
  const char *edtf; /* NULL = not tested, "" = unknown */
} Want;

typedef struct
{
  const char *name;
  const char *date; /* of the document, NULL = not given */
  const char *text;
  Want        wants[10]; /* in order; the text may have more */
} Case;

static const Case cases[] = {
  { "election",
    "2019-10-16",
    "The island voted on Monday to keep its fishing law, and a second round will be held on "
    "Thursday.",
    { { "Monday", "2019-10-14", "2019-10-14" }, { "Thursday", "2019-10-17", "2019-10-17" } } },
  { "new-year",
    "2016-01-11",
    "The bank's chairman stepped down in December after an audit found in November that loans were "
    "hidden. "
    "A report is due in February.",
    { { "December", "2015-12", NULL },
      { "November", "2015-11", NULL },
      { "February", "2016-02", NULL } } },
  { "earthquake",
    "2014-08-20",
    "The quake struck at 23:50 GMT on Tuesday, officials said. Aftershocks were felt at 4.15 a.m. "
    "on Wednesday.",
    { { "23:50 GMT", "2014-08-19T23:50Z", "2014-08-19T23:50:00" },
      { "Tuesday", "2014-08-19", NULL },
      { "4.15 a.m.", "2014-08-20T04:15", "2014-08-20T04:15:00" } } },
  { "zone",
    "2014-08-20",
    "The launch was seen at 8:30 p.m. EST Monday.",
    { { "8:30 p.m. EST Monday", "2014-08-18T20:30", "2014-08-19T01:30:00" } } },
  { "postponed",
    "2018-03-02",
    "The launch, planned for 5 March, was put off to March 19, the agency said on Friday.",
    { { "5 March", "2018-03-05", NULL },
      { "March 19", "2018-03-19", NULL },
      { "Friday", "2018-03-02", NULL } } },
  { "paragraphs",
    "1989-11-02",
    "Shipyard orders at their lowest since '82\n\nOctober orders fell again, the yard said.\n\n"
    "Fourth-quarter orders will be no better.",
    { { "'82", "1982", NULL }, { "October", "1989-10", NULL }, { "Fourth-quarter", "1989-Q4" } } },
  { "last-day-of",
    "2023-04-05",
    "On the last day of the visit the family took a plane. The firm closed on the last day of May. "
    "In the last week of the talks Lund fell ill. Weber left last week, of course.",
    { { "the last day", "XXXX-XX-XX", "XXXX" },
      { "the last day", "2022-05-31", NULL },
      { "the last week", "XXXX-WXX", "XXXX" },
      { "last week", "2023-W13", NULL } } },
  { "glance-back",
    NULL,
    "In the spring of 1848 the weavers rose. On 18 March they stormed the arsenal. Their leader "
    "was born in the town in 1799. In the early 1840s he edited a paper. The council met on "
    "21 May.",
    { { "the spring of 1848", "1848-SP", NULL },
      { "18 March", "1848-03-18", NULL },
      { "1799", "1799", NULL },
      { "the early 1840s", "184", NULL },
      { "21 May", "1848-05-21", NULL } } },
  { "within-a-range",
    NULL,
    "The weavers rose in May 1848. Between October 1848 and January 1849 troops held the town. The "
    "leader was caught on Christmas Eve and shot the following February. In March the troops left.",
    { { "Christmas Eve", "1848-12-24", NULL },
      { "the following February", "1849-02", NULL },
      { "March", "1849-03", NULL } } },
  { "programmes",
    "2003-05-06",
    "He told the programme \"60 Minutes\" that he had waited 60 minutes for a nurse.",
    { { "60 minutes", "PT60M", NULL } } },
  { "weeks-ago",
    "2003-05-06",
    "Six weeks ago the dam held. A week ago it leaked.",
    { { "Six weeks ago", "2003-W13", "[2003-03-24..2003-03-30]" },
      { "A week ago", "2003-04-29", NULL } } },
  { "month-as-attribute",
    "1999-10-27",
    "The mill is trying to find a buyer under a June agreement with its bank.",
    { { "June", "1999-06", NULL } } },
  { "seasons-ahead",
    "2003-11-06",
    "The museum will open in the spring. It was closed in the winter.",
    { { "spring", "2004-SP", NULL }, { "the winter", "2003-WI", NULL } } },
  { "abbreviated-list",
    "1999-11-01",
    "They met on Oct. 7, 8 and 9, and from Sept. 20 to 22.",
    { { "Oct. 7", "1999-10-07", NULL },
      { "8", "1999-10-08", NULL },
      { "9", "1999-10-09", NULL },
      { "Sept. 20", "1999-09-20", NULL },
      { "22", "1999-09-22", NULL } } },
  { "needless-stop",
    "1999-11-01",
    "The bank opened on May. 9, 1998. It closed in May. 40 people had worked there.",
    { { "May. 9, 1998", "1998-05-09", NULL }, { "May", "1999-05", NULL } } },
  { "weekdays-ahead",
    "1999-11-03",
    "The next fair is in March. He must pay by May. The 1998 Lantern Games were in Velm. The "
    "deadline is Friday. The vote is set for Monday. Talks may resume Tuesday, or as early as "
    "Saturday. The crew was seen as late as Thursday.",
    { { "March", "2000-03", NULL },
      { "May", "2000-05", NULL },
      { "1998", "1998", NULL },
      { "Friday", "1999-11-05", NULL },
      { "Monday", "1999-11-08", NULL },
      { "Tuesday", "1999-11-09", NULL },
      { "Saturday", "1999-11-06", NULL },
      { "Thursday", "1999-10-28", NULL } } },
  { "quarters",
    "1999-11-01",
    "The yard earned more in the third quarter than a year earlier. After a flat second quarter, "
    "orders rose. The quarter was also helped by charges taken in the year-earlier period. Results "
    "for the first quarter were restated; that quarter had been poor.",
    { { "the third quarter", "1999-Q3", NULL },
      { "a year earlier", "1998-Q3", NULL },
      { "second quarter", "1999-Q2", NULL },
      { "The quarter", "1999-Q3", NULL },
      { "the year-earlier period", "1998-Q3", NULL },
      { "the first quarter", "1999-Q1", NULL },
      { "that quarter", "1999-Q1", NULL } } },
  { "month-of-a-noun",
    "1999-11-02",
    "The January figure was better. The December meeting was cancelled.",
    { { "January", "1999-01", NULL }, { "December", "1999-12", NULL } } },
  { "last-season",
    "1999-11-02",
    "It rained last autumn and last summer.",
    { { "last autumn", "1998-FA", NULL }, { "last summer", "1999-SU", NULL } } },
  { "trading-day",
    "2003-11-08",
    "On Friday wheat fell by a tenth before it ended the day higher.",
    { { "Friday", "2003-11-07", NULL }, { "the day", "2003-11-07", NULL } } },
  { "weekday-of-the-verb",
    "1999-11-03",
    "The miller refused to open the weir on Monday. The twins managed to swim ashore on Sunday. "
    "The clerk is to appear in court on Friday. The nurses plan to walk out on Thursday. The "
    "diver was taken to hospital on Saturday.",
    { { "Monday", "1999-11-01", NULL },
      { "Sunday", "1999-10-31", NULL },
      { "Friday", "1999-11-05", NULL },
      { "Thursday", "1999-11-04", NULL },
      { "Saturday", "1999-10-30", NULL } } },
  { "fixed-for-a-day",
    "2004-01-13",
    "A magistrate set the hearing for 20 May. The mast had stood for 20 years.",
    { { "20 May", "2004-05-20", NULL }, { "20 years", "P20Y", NULL } } },
  { "nth-of-the-month",
    "2011-05-18",
    "The pier closed on the 9th of this month. It had opened on the 27th of last month. The crew "
    "left on the first Monday of last month, and the cook three Fridays ago. The fair is on "
    "Tuesday the 24th. The board meets the Monday after next.",
    { { "the 9th of this month", "2011-05-09", NULL },
      { "the 27th of last month", "2011-04-27", NULL },
      { "the first Monday of last month", "2011-04-04", NULL },
      { "three Fridays ago", "2011-04-29", NULL },
      { "Tuesday the 24th", "2011-05-24", NULL },
      { "the Monday after next", "2011-05-30", NULL } } },
  { "parts-of-a-month",
    "2011-05-18",
    "The ice broke in the third week of March 2010. It rained in the first three days of April "
    "2010 and in the last week of June 2010.",
    { { "the third week of March 2010", "2010-03", "[2010-03-15..2010-03-21]" },
      { "the first three days of April 2010", "2010-04", "[2010-04-01..2010-04-03]" },
      { "the last week of June 2010", "2010-06", "[2010-06-24..2010-06-30]" } } },
  { "months-in-numbers",
    "2011-05-18",
    "The deed was signed in 11/2007 and sold in 2009-03. The club won in 2003-07 and scored 10/12.",
    { { "11/2007", "2007-11", NULL },
      { "2009-03", "2009-03", NULL },
      { "2003", "2003", NULL },
      { "07", "2007", NULL } } },
  { "before-christ",
    "2011-05-18",
    "The fleet burned on 2 September 31 BC. The port was laid out in 312 B.C. by a censor.",
    { { "2 September 31 BC", "BC0031-09-02", "-0030-09-02" }, { "312 B.C.", "BC0312", "-0311" } } },
  { "feasts-of-other-calendars",
    "2011-05-18",
    "The fort fell on Rosh Hashanah 2009. The market burned on Orthodox Easter 2005. The bus was "
    "stopped on Maundy Thursday 2010. The river rose on Pioneer Day 2006.",
    { { "Rosh Hashanah 2009", "2009-09-19", NULL },
      { "Orthodox Easter 2005", "2005-05-01", NULL },
      { "Maundy Thursday 2010", "2010-04-01", NULL },
      { "2006", "2006", NULL } } },
  { "day-in-a-name",
    "2011-05-18",
    "The May 9 Brigade left the hills. The scorer came on in the last minute.",
    { { NULL } } },
  { "year-told-next",
    "2010-01-01",
    "The diet was dissolved in November 1917. On 15 July the corps attacked; the line broke on 20 "
    "July 1918.",
    { { "November 1917", "1917-11", NULL },
      { "15 July", "1918-07-15", NULL },
      { "20 July 1918", "1918-07-20", NULL } } },
  { "weekday-is-today",
    "2011-05-18",
    "The mayor resigned on Wednesday.",
    { { "Wednesday", "2011-05-18", NULL } } },
  { "numeric-order",
    "2012-05-01",
    "Invoices of 03/04/2012 and 18/04/2012 were missing.",
    { { "03/04/2012", "2012-04-03", "2012-04-03" }, { "18/04/2012", "2012-04-18", NULL } } },
  { "numeric-order-us",
    "2012-05-01",
    "Invoices of 03/04/2012 and 04/18/2012 were missing.",
    { { "03/04/2012", "2012-03-04", NULL }, { "04/18/2012", "2012-04-18", NULL } } },
  { "numeric-order-open",
    "2012-05-01",
    "The invoice of 03/04/2012 was missing.",
    { { "03/04/2012", "2012-03-04", "2012-03-04?" } } },
  { "biography",
    NULL,
    "Anna Brandt was born on 3 June 1871 in Riga. In the autumn of 1889 she went to Zurich to "
    "study chemistry. The next "
    "spring she fell ill. She took her degree in July 1894. Later that year she married an "
    "engineer. Two years later "
    "they moved to Lodz. In March 1905 the factory burned down. The following day she told the "
    "workers to go home. On 4 "
    "May she left the town.",
    { { "3 June 1871", "1871-06-03", NULL },
      { "the autumn of 1889", "1889-FA", NULL },
      { "The next spring", "1890-SP", NULL },
      { "July 1894", "1894-07", NULL },
      { "Later that year", "1894", NULL },
      { "Two years later", "1896", NULL },
      { "March 1905", "1905-03", NULL },
      { "The following day", NULL, NULL },
      { "4 May", "1905-05-04", NULL } } },
  { "battle",
    "2013-01-10",
    "The siege began on 12 November 1643 when the duke's troops crossed the river. Two days later "
    "the outer wall "
    "fell. On 20 November the garrison made a sortie. By December food ran short. In January the "
    "citizens rose. The "
    "town surrendered on 3 February 1644. The following month the army marched north. That summer "
    "the plague came.",
    { { "12 November 1643", "1643-11-12", NULL },
      { "Two days later", "1643-11-14", NULL },
      { "20 November", "1643-11-20", NULL },
      { "December", "1643-12", NULL },
      { "January", "1644-01", NULL },
      { "3 February 1644", "1644-02-03", NULL },
      { "The following month", "1644-03", NULL },
      { "That summer", "1644-SU", NULL } } },
  { "respectively",
    "2010-08-30",
    "The three ferries sank on 3, 5 and 9 March 2010 respectively.",
    { { "3", "2010-03-03", NULL },
      { "5", "2010-03-05", NULL },
      { "9 March 2010", "2010-03-09", NULL } } },
  { "within-days",
    "2010-08-30",
    "The firm must pay within 30 days.",
    { { "30 days", "P30D", "" } } },
  { "headline",
    "2010-08-30",
    "Storm hits coast, school closes Tuesday\n\nA storm hit the coast on Sunday.",
    { { "Tuesday", NULL, NULL }, { "Sunday", "2010-08-29", NULL } } },
  { "between",
    "2010-08-30",
    "He was mayor between 1998 and 2003, and from May 2004 to June 2005 a minister.",
    { { "1998", "1998", NULL },
      { "2003", "2003", NULL },
      { "May 2004", "2004-05", NULL },
      { "June 2005", "2005-06", NULL } } },
  { "parts",
    "2022-12-05",
    "It was sold at the end of October 2022, announced in mid-May, and used since early 2021.",
    { { "the end of October 2022", "2022-10", "[2022-10-21..2022-10-31]" },
      { "mid-May", "2022-05", "[2022-05-11..2022-05-20]" },
      { "early 2021", "2021", "[2021-01..2021-04]" } } },
  { "pair-conflict",
    "2022-12-05",
    "They met on Monday, 3 March 2022.",
    { { "Monday, 3 March 2022", "2022-03-03", NULL } } },
  { "no-dates",
    "2022-12-05",
    "He may march with 1998 others on flight 2010; the 54-year-old drives a Boeing 1977 and paid "
    "$1995 for 2,014 shares.",
    { { NULL, NULL, NULL } } },
  { "holidays",
    "2011-05-18",
    "They married on Good Friday and met at Christmas 2009.",
    { { "Good Friday", "2011-04-22", NULL } } },
  { "fiscal",
    "2011-05-18",
    "Profit rose in the third quarter of fiscal 2009 and in the first half of 2010.",
    { { "the third quarter of fiscal 2009", "2009-Q3", NULL },
      { "the first half of 2010", "2010-H1", NULL } } },
  { "centuries",
    "2011-05-18",
    "The house dates from the 18th century and was a hospital in the 1920s and in the late 1940s.",
    { { "the 18th century", "17", "17XX" },
      { "the 1920s", "192", "192X" },
      { "the late 1940s", "194", NULL } } },
  { "ago",
    "2011-05-18",
    "She left three months ago, her brother two years ago, the cook ten days ago.",
    { { "three months ago", "2011-02", NULL },
      { "two years ago", "2009", NULL },
      { "ten days ago", "2011-05-08", NULL } } },
  { "sets",
    "2011-05-18",
    "The ferry sails every Monday and twice a week, and the bus daily.",
    { { "every Monday", "XXXX-WXX-1", NULL } } },
  { "iso-week",
    "2010-01-03",
    "The strike began this week.",
    { { "this week", "2009-W53", NULL } } },
};

static DlnAnnotations *
extract (const char *text, const char *date)
{
  DlnDocumentInfo   info = { .id = "test", .date = date };
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TIME };
  g_autoptr (DlnDocument) document = dln_document_new (text, -1, &info);
  g_autoptr (GError) error = NULL;
  DlnAnnotations *annotations = dln_extract (NULL, document, &options, NULL, &error);

  g_assert_no_error (error);
  return annotations;
}

static void
show_times (const DlnAnnotations *annotations, const char *text)
{
  for (guint i = 0; i < annotations->times->len; i++)
    {
      const DlnTime   *time = DLN_ROW (annotations->times, DlnTime, i);
      g_autofree char *edtf = dln_when_to_edtf (&time->when);

      g_test_message ("  %.*s = %s (%s) %s",
                      (int)(time->span.end - time->span.begin),
                      text + time->span.begin,
                      dln_strings_get (annotations->strings, time->value),
                      edtf,
                      dln_strings_get (annotations->strings, time->reason));
    }
}

static gboolean
find_want (const DlnAnnotations *annotations, const char *text, const Want *want, guint *from)
{
  for (guint i = *from; i < annotations->times->len; i++)
    {
      const DlnTime   *time = DLN_ROW (annotations->times, DlnTime, i);
      g_autofree char *edtf = dln_when_to_edtf (&time->when);
      gsize            length = time->span.end - time->span.begin;

      if (strlen (want->words) != length
          || strncmp (text + time->span.begin, want->words, length) != 0)
        continue;
      *from = i + 1;
      if (want->value != NULL
          && !g_str_equal (dln_strings_get (annotations->strings, time->value), want->value))
        return FALSE;
      if (want->edtf != NULL && *want->edtf == '\0')
        return !dln_when_is_known (&time->when);
      return want->edtf == NULL || g_str_equal (edtf, want->edtf);
    }
  return FALSE;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (DlnAnnotations) annotations = extract (c->text, c->date);
  guint from = 0;

  show_times (annotations, c->text);
  if (c->wants[0].words == NULL)
    g_assert_cmpuint (annotations->times->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (c->wants) && c->wants[i].words != NULL; i++)
    if (!find_want (annotations, c->text, &c->wants[i], &from))
      {
        g_test_message ("wanted: %s = %s %s",
                        c->wants[i].words,
                        c->wants[i].value,
                        c->wants[i].edtf != NULL ? c->wants[i].edtf : "");
        g_test_fail ();
      }
}

/* ---- the document's date ------------------------------------------------------------------- */

typedef struct
{
  const char   *name;
  const char   *date;
  const char   *text;
  const char   *edtf;
  DlnDateSource source;
  const char   *words; /* a time in the text and its value then */
  const char   *value;
} DateCase;

static const DateCase dates[] = {
  { "given",
    "2011-05-18T23:30:00-05:00",
    "It rained yesterday.",
    "2011-05-18",
    DLN_DATE_GIVEN,
    "yesterday",
    "2011-05-17" },
  { "dateline",
    NULL,
    "GENEVA, 4 May 2010 (Agency) - Talks ended on Monday.",
    "2010-05-04",
    DLN_DATE_DATELINE,
    "Monday",
    "2010-05-03" },
  { "dateline-no-year",
    NULL,
    "GENEVA, 4 May - Talks ended on Monday. They had begun in December 2009.",
    "2010-05-04",
    DLN_DATE_INFERRED,
    "Monday",
    "2010-05-03" },
  { "stamp",
    NULL,
    "Port strike ends\n\nPublished 4 May 2010\n\nThe strike ended last week.",
    "2010-05-04",
    DLN_DATE_DATELINE,
    "last week",
    "2010-W17" },
  { "updated",
    NULL,
    "Port strike ends\n\nUpdated: May 6, 2010 10:30\nPublished: May 4, 2010\n\nThe strike ended on "
    "Monday.",
    "2010-05-04",
    DLN_DATE_DATELINE,
    "Monday",
    "2010-05-03" },
  { "alone",
    NULL,
    "Port strike ends\n\nMay 4, 2010\n\nThe strike ended on Monday.",
    "2010-05-04",
    DLN_DATE_DATELINE,
    "Monday",
    "2010-05-03" },
  { "stamp-clock",
    NULL,
    "Port strike ends\n\nThu 6 May 2010 12.03 BST\n\nThe strike ended on Monday.",
    "2010-05-06",
    DLN_DATE_DATELINE,
    "Monday",
    "2010-05-03" },
  { "stamp-source",
    NULL,
    "Port strike ends\nHarbour News | May 6, 2010, 10:20 AM\nThe strike ended on Monday.",
    "2010-05-06",
    DLN_DATE_DATELINE,
    "Monday",
    "2010-05-03" },
  { "no-stamp",
    NULL,
    "Treaty of 6 May 2010 still divides ports\n\nThe strike ended on Monday.",
    "[2010-05-06..]",
    DLN_DATE_INFERRED,
    "Monday",
    "XXXX-WXX-1" },
  { "pair",
    NULL,
    "On Friday (June 4) the dam broke. It had been repaired in November 2009. A report of March "
    "had warned.",
    "[2010-06-04..2010-06-11]",
    DLN_DATE_INFERRED,
    "March",
    "2010-03" },
  { "latest",
    NULL,
    "The dam broke in November 2009. Some fled last week.",
    "[2009-11..]",
    DLN_DATE_INFERRED,
    "last week",
    "XXXX-WXX" },
  { "nothing",
    NULL,
    "The dam broke on Monday. Some fled last week.",
    "XXXX",
    DLN_DATE_NONE,
    "Monday",
    "XXXX-WXX-1" },
};

static void
test_date (gconstpointer data)
{
  const DateCase *c = data;
  g_autoptr (DlnAnnotations) annotations = extract (c->text, c->date);
  g_autofree char *edtf = dln_when_to_edtf (&annotations->date.when);
  Want             want = { c->words, c->value, NULL };
  guint            from = 0;

  show_times (annotations, c->text);
  g_test_message ("%s", dln_strings_get (annotations->strings, annotations->date.reason));
  g_assert_cmpstr (edtf, ==, c->edtf);
  g_assert_cmpint (annotations->date.source, ==, c->source);
  g_assert_cmpuint (annotations->date.reason, !=, 0);
  g_assert_true (find_want (annotations, c->text, &want, &from));
}

/* ---- roles, conflicts, bounds on input ------------------------------------------------------ */

static void
test_roles (void)
{
  const char *text = "Since May 2001 he led it, until 2003; between 4 and 9 March 2004 it closed, "
                     "before June 2005, after "
                     "2006 and during 2007.";
  static const guint8 roles[] = { DLN_TIME_ROLE_SINCE, DLN_TIME_ROLE_UNTIL,  DLN_TIME_ROLE_FROM,
                                  DLN_TIME_ROLE_TO,    DLN_TIME_ROLE_BEFORE, DLN_TIME_ROLE_AFTER,
                                  DLN_TIME_ROLE_DURING };
  g_autoptr (DlnAnnotations) annotations = extract (text, "2010-01-01");

  show_times (annotations, text);
  g_assert_cmpuint (annotations->times->len, ==, G_N_ELEMENTS (roles));
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    g_assert_cmpuint (DLN_ROW (annotations->times, DlnTime, i)->preposition, ==, roles[i]);
}

/* A dash between dates makes a range, also where the second year is cut; elsewhere it does not. */
static void
test_dashes (void)
{
  static const struct
  {
    const char *text;
    const char *first;
    const char *last; /* NULL = no range */
  } dashes[] = {
    { "During the war (1618-1648) the town burned.", "1618", "1648" },
    { "During the war (1618 \u2013 1648) the town burned.", "1618", "1648" },
    { "In 1914-18 the town was held.", "1914", "1918" },
    { "The fair of 12-15 May 2004 was full.", "2004-05-12", "2004-05-15" },
    { "The order of 1914-12 stands.", "1914", NULL },
    { "The file 1914-22-3 of 1914 is lost.", "1914", NULL },
    { "It closed in 2006 - 2004 had been worse.", "2006", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    {
      g_autoptr (DlnAnnotations) annotations = extract (dashes[i].text, "2010-01-01");
      const DlnTime *first = DLN_ROW (annotations->times, DlnTime, 0);
      const DlnTime *last = DLN_ROW (annotations->times, DlnTime, annotations->times->len - 1);

      show_times (annotations, dashes[i].text);
      g_assert_cmpstr (
        dln_strings_get (annotations->strings, first->value), ==, dashes[i].first);
      g_assert_cmpuint (first->preposition, ==,
                        dashes[i].last != NULL ? DLN_TIME_ROLE_FROM : DLN_TIME_ROLE_AT);
      g_assert_true ((last->preposition == DLN_TIME_ROLE_TO) == (dashes[i].last != NULL));
      if (dashes[i].last != NULL)
        g_assert_cmpstr (
          dln_strings_get (annotations->strings, last->value), ==, dashes[i].last);
    }
}

static void
test_conflict (void)
{
  g_autoptr (DlnAnnotations) bad = extract ("They met on Monday, 3 March 2022.", "2022-12-05");
  g_autoptr (DlnAnnotations) good = extract ("They met on Thursday, 3 March 2022.", "2022-12-05");

  g_assert_true (DLN_ROW (bad->times, DlnTime, 0)->conflict);
  g_assert_false (DLN_ROW (good->times, DlnTime, 0)->conflict);
}

/* Spans move with the text before them, values stay. */
static void
test_prefix (void)
{
  const char *text =
    "The minister resigned on Monday, two days after the vote of 3 May. In April 2009 he had won.";
  g_autofree char *moved = g_strconcat ("A quiet line about \u00e9t\u00e9.\n\n", text, NULL);
  g_autoptr (DlnAnnotations) a = extract (text, "2011-05-18");
  g_autoptr (DlnAnnotations) b = extract (moved, "2011-05-18");
  guint shift = strlen (moved) - strlen (text);

  g_assert_cmpuint (a->times->len, >, 2);
  g_assert_cmpuint (a->times->len, ==, b->times->len);
  for (guint i = 0; i < a->times->len; i++)
    {
      const DlnTime *x = DLN_ROW (a->times, DlnTime, i), *y = DLN_ROW (b->times, DlnTime, i);

      g_assert_cmpuint (x->span.begin + shift, ==, y->span.begin);
      g_assert_cmpstr (
        dln_strings_get (a->strings, x->value), ==, dln_strings_get (b->strings, y->value));
    }
}

/* Noise, huge numbers, endless repetition: bounded, sorted, inside the text, on character
 * boundaries. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "May ",
                                        "2010 ",
                                        "-",
                                        "the ",
                                        "10 ",
                                        ".",
                                        "of ",
                                        "last ",
                                        "\u2019",
                                        "s ",
                                        "99999999999999 ",
                                        "Monday",
                                        " (",
                                        ") ",
                                        "31",
                                        "/",
                                        "12/12/",
                                        "\xe2\x80\x93",
                                        "years ",
                                        "ago ",
                                        "twenty ",
                                        "million ",
                                        "\n\n",
                                        "from ",
                                        "to ",
                                        ":",
                                        "30 February ",
                                        "29 February 2011 ",
                                        "p.m. ",
                                        "quarter ",
                                        "th ",
                                        "fifth ",
                                        "millennia ",
                                        "later ",
                                        "9999 ",
                                        "BC ",
                                        "after the attack ",
                                        "23:50 ",
                                        "(1550 GMT) ",
                                        "hours ",
                                        "1/2 ",
                                        "anniversary of " };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint n = 0; n < 300; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < 400; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

      g_autoptr (DlnAnnotations) annotations = extract (text->str, n % 2 ? "2011-05-18" : NULL);
      guint32 end = 0;

      for (guint i = 0; i < annotations->times->len; i++)
        {
          const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);

          g_assert_cmpuint (time->span.begin, >=, end);
          g_assert_cmpuint (time->span.end, >, time->span.begin);
          g_assert_cmpuint (time->span.end, <=, text->len);
          g_assert_true (g_utf8_validate (
            text->str + time->span.begin, time->span.end - time->span.begin, NULL));
          g_assert_cmpint (time->when.earliest_begin, <, time->when.latest_end);
          end = time->span.end;
        }
    }
}

static void
test_empty (void)
{
  g_autoptr (DlnAnnotations) annotations = extract ("", NULL);

  g_assert_cmpuint (annotations->times->len, ==, 0);
  g_assert_cmpint (annotations->date.source, ==, DLN_DATE_NONE);
}

/* ---- the first story ----------------------------------------------------------------------- */

static const DateCase seeds[] = {
  { "001", NULL, NULL, NULL, 0, "February 2022", "2022-02" },
  { "002", NULL, NULL, NULL, 0, "2014", "2014" },
  { "002", NULL, NULL, NULL, 0, "September 21, 2022", "2022-09-21" },
  { "003", NULL, NULL, "[2023-04-04..2023-04-11]", 0, "Tuesday (April 4)", "2023-04-04" },
  { "003", NULL, NULL, NULL, 0, "2014", "2014" },
  { "003", NULL, NULL, NULL, 0, "the end of October 2022", "2022-10" },
  { "003", NULL, NULL, NULL, 0, "March", "2023-03" },
  { "003", NULL, NULL, NULL, 0, "October 2022", "2022-10" },
};

static void
test_seeds (void)
{
  const char      *shared = g_getenv ("DATELINE_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "seeds", NULL) : NULL;
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("the first story is not there");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;

      g_autoptr (DlnAnnotations) annotations = extract (text, NULL);
      g_autofree char *edtf = dln_when_to_edtf (&annotations->date.when);

      for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
        {
          Want  want = { seeds[i].words, seeds[i].value, NULL };
          guint from = 0;

          if (!g_str_has_prefix (name, seeds[i].name))
            continue;
          g_test_message ("%s: %s", seeds[i].name, seeds[i].words);
          g_assert_true (find_want (annotations, text, &want, &from));
          if (seeds[i].edtf != NULL)
            g_assert_cmpstr (edtf, ==, seeds[i].edtf);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/time/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/time/date/", dates[i].name, NULL);

      g_test_add_data_func (path, &dates[i], test_date);
    }
  g_test_add_func ("/extract/time/roles", test_roles);
  g_test_add_func ("/extract/time/dashes", test_dashes);
  g_test_add_func ("/extract/time/conflict", test_conflict);
  g_test_add_func ("/extract/time/prefix", test_prefix);
  g_test_add_func ("/extract/time/hostile", test_hostile);
  g_test_add_func ("/extract/time/empty", test_empty);
  g_test_add_func ("/extract/time/seeds", test_seeds);
  return g_test_run ();
}
