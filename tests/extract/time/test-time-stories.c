/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histories, biographies, news with hours: what dates without a year, "two days later" and "the day
 * after the verdict" are counted from.
 *
 * A text holds its own expectations: "[words]{value}" are an expression with that TIMEX3 value,
 * "{value @edtf}" has those bounds too, "{@edtf}" those bounds with any value. */
#include "config.h"

#include <string.h>

#include "extract/dln-extract.h"

typedef struct
{
  const char *name;
  const char *date; /* of the document, NULL = not given */
  gboolean    narrative;
  const char *text;
} Story;

static const Story stories[] = {
  { "war",
    "2009-11-20",
    TRUE,
    "The River War was fought from [1839]{1839} to [1843]{1843}. The treaty of [1815]{1815} had "
    "given both banks to "
    "Solt, but in [1836]{1836} the king of Arvenia refused to pay. [The following year]{1837} a "
    "customs house was "
    "burned. On [14 March 1839]{1839-03-14} his troops crossed the river. [The next "
    "morning]{1839-03-15TMO} they took "
    "the bridge, and by [the evening of 16 March]{1839-03-16TEV} the town had fallen. [A week "
    "later]{1839-03-23} the "
    "siege of Molk began. In [April]{1839-04} the defenders made two sorties. The fortress held "
    "out until "
    "[August]{1839-08}. [That autumn]{1839-FA} both armies went into winter quarters. In "
    "[January]{1840-01} General "
    "Oster was dismissed. [The following spring]{1840-SP} the war moved south: on [2 "
    "May]{1840-05-02} the fleet "
    "appeared, and [three days later]{1840-05-05} the harbour was on fire. In [June 1840]{1840-06} "
    "a truce was signed, "
    "but it lasted only [six weeks]{P6W}. By [the end of July]{1840-07 @[1840-07-21..1840-07-31]} "
    "fighting had "
    "resumed. On [the night of 5\342\200\2236 March 1841]{1841-03-05TNI} a mutiny broke out. It "
    "was put down "
    "[the next day]{1841-03-06}. In [late 1841]{1841} Arvenia asked for peace; talks opened in "
    "[November]{1841-11} and "
    "went on for [four months]{P4M}. At [5:30 am]{1842-09-09T05:30} on [9 September "
    "1842]{1842-09-09} the last corps "
    "was attacked; by [noon]{1842-09-09T12:00} it had surrendered. Negotiations began [the "
    "following week]{1842-W37}. "
    "[Ten years later]{1852} the customs union was founded. In [the 1850s]{185} the bridges were "
    "rebuilt. [Today]{PRESENT_REF @XXXX} "
    "the battlefield is a park." },
  { "revolt",
    NULL,
    TRUE,
    "The first shots were fired in [November 1910]{1910-11}. On [25 May 1911]{1911-05-25} the "
    "president resigned and "
    "left the country [six days later]{1911-05-31}. In [October]{1911-10} elections were held, and "
    "Almada took office "
    "on [6 November]{1911-11-06}. In [March of the following year]{1912-03} a general rebelled. He "
    "was beaten by "
    "[July]{1912-07}. In [February 1913]{1913-02} Almada was arrested. On [the night of 22 "
    "February]{1913-02-22TNI} he "
    "was shot. On [15 July 1914]{1914-07-15} the dictator fled. [A month later]{1914-08} the "
    "rebels entered the city. "
    "In [December]{1914-12} they paraded. But by [the next summer]{1915-SU} they had been beaten. "
    "In "
    "[January 1916]{1916-01} a train was stopped. The raid on Colon followed on [9 "
    "March]{1916-03-09}. In "
    "[the following year]{1917} the president was killed on [May 21]{1917-05-21}." },
  { "landing",
    "2009-03-03",
    TRUE,
    "Operation Lantern began in [the early hours of 6 June 1944]{1944-06-06TMO}. At "
    "[06:30]{1944-06-06T06:30} troops "
    "came ashore, and by [nightfall]{1944-06-06TNI} the beach was theirs. At [1600 "
    "hours]{1944-06-07T16:00} on "
    "[7 June]{1944-06-07} a second force landed. [Two days later]{1944-06-09} the beachheads were "
    "joined. On "
    "[the 18th of that month]{1944-06-18} a storm wrecked the harbour. On the [21st]{1944-06-21} "
    "it abated. "
    "[Next morning]{1944-06-22TMO} the ships came back. By [the end of the month]{1944-06} a "
    "million men were ashore. "
    "On [the evening of the 12th]{1944-06-12TEV} the town of Carr had been shelled. In "
    "[July]{1944-07} the front did "
    "not move. On [15 August]{1944-08-15} another force landed in the south, and [ten days "
    "later]{1944-08-25} the "
    "capital was free. Relief arrived on [the day after Christmas]{1944-12-26}. On [7 March "
    "1945]{1945-03-07} a bridge "
    "was taken. The bomb fell on [6 August]{1945-08-06}. [Nine days after that]{1945-08-15} the "
    "emperor spoke. "
    "[A year and a half later]{1947-02} the last men came home." },
  /* a glance back does not move the story */
  { "glance-back",
    NULL,
    TRUE,
    "The commander surrendered on [2 January 1905]{1905-01-02}. In [March]{1905-03} the armies met "
    "again. The fleet "
    "that had left in [October 1904]{1904-10} arrived in [May]{1905-05}, too late. [That same "
    "month]{1905-05} it was "
    "destroyed. In [August]{1905-08} peace talks opened." },
  { "biography",
    NULL,
    TRUE,
    "Mara Lind was born in Falun on [7 February 1902]{1902-02-07}. Her father died in "
    "[1909]{1909}. "
    "[Three years later]{1912} the family moved. She graduated in [June 1924]{1924-06}. [That "
    "year]{1924} she joined an "
    "expedition. The ship left on [3 July]{1924-07-03} and was caught in the ice [a month "
    "later]{1924-08}. The crew was "
    "rescued [the following May]{1925-05}. In [1926]{1926} she married. Her first child was born "
    "in "
    "[December]{1926-12}. [The following summer]{1927-SU} they went to Iceland. She came home on "
    "[19 May 1945]{1945-05-19}. In [October]{1945-10} she was given a chair. She died on [30 "
    "October 1981]{1981-10-30}. "
    "[Two days earlier]{1981-10-28} she had read the proofs of her last book." },
  { "antiquity",
    NULL,
    TRUE,
    "In [264 BC]{BC0264} the people of Messa called for help. In [260 BC]{BC0260} their first "
    "fleet was beaten. "
    "[Five years later]{BC0255} a storm sank the second. The war ended in [241 BC]{BC0241}. [The "
    "following year]{BC0240} "
    "the islands were taken. In [the 3rd century BC]{BC02} the pass was closed. The war of "
    "[480]{BC0480}-[479 BC]{BC0479} "
    "was lost. The temple fell in [AD 70]{0070}." },
  { "same-year",
    "2009-01-01",
    TRUE,
    "On [7 April 1940]{1940-04-07} the fleet sailed. [Earlier in the year]{1940} a pact had been "
    "signed. "
    "[Later in the month]{1940-04} it was broken. The armistice was signed at [5 "
    "a.m.]{1940-11-11T05:00} on "
    "[11 November]{1940-11-11} and came into effect [six hours later]{1940-11-11T11:00}. At "
    "[the start of the year 1941]{1941} they were alone. In [December that year]{1941-12} the war "
    "spread. In "
    "[the second half of 1944]{1944-H2} they left. It was signed at [about 2:30 in the "
    "afternoon]{1945-05-07T14:30} of "
    "[7 May 1945]{1945-05-07}." },
  { "ranges",
    NULL,
    TRUE,
    "The battle of [October 9]{1866-10-09}-[12, 1866]{1866-10-12} cost many lives. "
    "[June]{1867-06}-[August 1867]{1867-08} was "
    "wet. He fought from [March]{1868-03} to [June 1868]{1868-06}. In [the last week of May "
    "1869]{1869-05} the ice "
    "broke. The church of [c. 1200]{1200 @1200~} burned in [1241]{1241}." },
  /* news that looks back in one paragraph: only that paragraph is told in its own time */
  { "passage",
    "2016-04-20",
    FALSE,
    "The old plant will open its doors on [Saturday]{2016-04-23}, the director said on "
    "[Monday]{2016-04-18}.\n\n"
    "The first stone was laid in [March 1974]{1974-03}. In [September]{1974-09} the workers moved "
    "in. By "
    "[December]{1974-12} two halls stood. [The following year]{1975} the first turbine ran.\n\n"
    "In [March]{2016-03} the council agreed to the plan. Tickets are sold from [May]{2016-05}." },
  { "events",
    "2012-06-01",
    TRUE,
    "Pavel Horak, a banker, was arrested on [3 March 2009]{2009-03-03} in Brno. [Two weeks]{P2W "
    "@2009-03-17} after his "
    "arrest the bank was closed. [A month]{P1M @2009-04} after Horak's arrest his wife left the "
    "country. The verdict "
    "fell on [14 May 2010]{2010-05-14}, and [three days]{P3D @2010-05-17} after the verdict he "
    "appealed. "
    "[The day before]{2010-05-13} the verdict his lawyer had resigned. [Several weeks "
    "later]{@[2010-05-28..2010-07-15]} "
    "the appeal was dropped. [Two days]{P2D @2009-06-08} after [6 June 2009]{2009-06-06} he fell "
    "ill. [Two years]{P2Y "
    "@XXXX} before the merger he had been warned. [A century]{P100Y @2011} after the fire of "
    "[1911]{1911} the house was "
    "sold." },
  { "hours",
    "2014-08-20T18:30:00",
    FALSE,
    "An earthquake struck the coast at [23:50 local time]{2014-08-19T23:50 @2014-08-19T15:50:00} "
    "on "
    "[Tuesday]{2014-08-19} ([1550 GMT]{2014-08-19T15:50Z @2014-08-19T15:50:00}). "
    "[Two hours later]{2014-08-20T01:50 @2014-08-19T17:50:00} the ground shook again. "
    "[Three hours ago]{2014-08-20T15:30} the first helicopters arrived. [Two days]{P2D "
    "@2014-08-21} after the "
    "earthquake, on [Thursday]{2014-08-21}, parliament will meet. The mayor spoke at "
    "[04:10 local time]{2014-08-20T04:10 @2014-08-19T20:10:00} on [Wednesday]{2014-08-20} "
    "([20:10 GMT]{2014-08-19T20:10Z @2014-08-19T20:10:00}). [Overnight]{2014-08-20TNI} many slept "
    "outside. In "
    "[the early hours of Wednesday]{2014-08-20TMO} it rained. [This morning]{2014-08-20TMO} "
    "schools stayed shut." },
  { "hours-without-clock",
    "2014-08-20",
    FALSE,
    "[Three hours ago]{2014-08-20} the first helicopters arrived." },
  { "anniversary",
    "2011-06-18",
    FALSE,
    "On [Friday]{2011-06-17} Velm marked [the tenth anniversary]{2001} of the flood. The bridge "
    "fell "
    "[20 years ago today]{1991-06-18}." },
  { "headline-ahead",
    "2010-08-30",
    FALSE,
    "Storm hits coast, school closes [Tuesday]{2010-08-31}\n\nA storm hit the coast on "
    "[Sunday]{2010-08-29}." },
  { "headline-back",
    "2010-08-30",
    FALSE,
    "Minister quits [Sunday]{2010-08-29} after row\n\nShe left with a smile." },
  { "two-days",
    "2011-06-18",
    FALSE,
    "The ferries stood still on [12]{2011-06-12}/[13 June]{2011-06-13}." },
  { "respectively",
    "2011-06-18",
    FALSE,
    "The ships sank on [3 March]{2011-03-03}, [5 April]{2011-04-05} and [9 May]{2011-05-09} "
    "respectively." },
  { "quarters",
    "2011-05-10",
    FALSE,
    "Profit fell in [the first quarter]{2011-Q1} from 30 million [a year earlier]{2010-Q1}, and "
    "sales were below those "
    "of [a year earlier]{2010-Q1}. For [the nine months]{P9M} profit was 80 million, against 70 "
    "million "
    "[a year earlier]{2010}. Orders were good in [the quarter]{2011-Q1} ended March 31." },
  { "tense",
    "2011-05-10",
    FALSE,
    "He was named chairman effective [July 1]{2011-07-01}. He has lived there since "
    "[August]{2010-08}. The owners want "
    "to sell under the [November]{2010-11} accord." },
  { "references",
    "2011-05-10",
    FALSE,
    "In [recent years]{PAST_REF} the [current]{PRESENT_REF} owners did little; in [the coming "
    "months]{FUTURE_REF} they "
    "will build. He waited [2 1/2 years]{P2Y6M}." },
};

static char *
get_words (const char *text, DlnSpan span)
{
  return g_strndup (text + span.begin, span.end - span.begin);
}

/* The expression at a place, as "value @edtf"; NULL if there is none. */
static const DlnTime *
find_time (const DlnAnnotations *annotations, guint32 begin, guint32 end)
{
  for (guint i = 0; i < annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);

      if (time->span.begin == begin && time->span.end == end)
        return time;
    }
  return NULL;
}

static gboolean
check_want (const DlnAnnotations *annotations, const DlnTime *time, const char *want)
{
  const char      *at = strchr (want, '@');
  g_autofree char *edtf = dln_when_to_edtf (&time->when);
  g_autofree char *value = g_strndup (want, at != NULL ? at - want : strlen (want));

  g_strchomp (value);
  return (*value == '\0'
          || g_str_equal (dln_strings_get (annotations->strings, time->value), value))
         && (at == NULL || g_str_equal (edtf, at + 1));
}

static void
test_story (gconstpointer data)
{
  const Story *story = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (DlnSpan));
  g_autoptr (GPtrArray) wants = g_ptr_array_new_with_free_func (g_free);
  DlnDocumentInfo   info = { .id = story->name, .date = story->date };
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TIME };
  DlnSpan           span = { 0 };

  for (const char *p = story->text; *p != '\0'; p++)
    if (*p == '[')
      span.begin = text->len;
    else if (*p == ']')
      span.end = text->len;
    else if (*p == '{')
      {
        const char *end = strchr (p, '}');

        g_array_append_val (spans, span);
        g_ptr_array_add (wants, g_strndup (p + 1, end - p - 1));
        p = end;
      }
    else
      g_string_append_c (text, *p);

  g_autoptr (DlnDocument) document = dln_document_new (text->str, -1, &info);
  g_autoptr (DlnAnnotations) annotations = dln_extract (NULL, document, &options, NULL, NULL);

  if (annotations->date.narrative != story->narrative
      || (annotations->date.narrative_reason != 0) != story->narrative)
    {
      g_test_message ("wanted %s, found the other", story->narrative ? "a story" : "news");
      g_test_fail ();
    }
  for (guint i = 0; i < spans->len; i++)
    {
      const DlnSpan    at = g_array_index (spans, DlnSpan, i);
      const DlnTime   *time = find_time (annotations, at.begin, at.end);
      g_autofree char *words = get_words (text->str, at);
      g_autofree char *edtf = time != NULL ? dln_when_to_edtf (&time->when) : NULL;

      if (time != NULL && check_want (annotations, time, g_ptr_array_index (wants, i)))
        continue;
      g_test_message ("%s: wanted %s, found %s @%s, %s",
                      words,
                      (char *)g_ptr_array_index (wants, i),
                      time != NULL ? dln_strings_get (annotations->strings, time->value)
                                   : "nothing",
                      time != NULL ? edtf : "",
                      time != NULL ? dln_strings_get (annotations->strings, time->reason) : "");
      g_test_fail ();
    }
}

/* What a reader is told of dates that are not said in full. */
static void
test_reasons (void)
{
  static const struct
  {
    const char   *text;
    const char   *words;
    DlnAnchorType anchor;
    const char   *reason; /* code and arguments, "|" between them */
  } cases[] = {
    { "She was arrested on 3 May 2010. Two days after her arrest she was freed.",
      "Two days",
      DLN_ANCHOR_EVENT,
      "time-happening|Two days after her arrest|3 May 2010" },
    { "Two days after her arrest she was freed.",
      "Two days",
      DLN_ANCHOR_EVENT,
      "time-happening-undated|Two days after her arrest" },
    { "The war began on 3 May 1910. Two days later the port fell.",
      "Two days later",
      DLN_ANCHOR_NARRATIVE,
      "time-story|Two days later|3 May 1910" },
    { "She was freed at 10 p.m. on Friday.",
      "10 p.m.",
      DLN_ANCHOR_DOCUMENT,
      "time-beside|10 p.m.|Friday" },
    { "They met on Monday, 3 March 2022.",
      "Monday, 3 March 2022",
      DLN_ANCHOR_NONE,
      "time-not-that-weekday|Monday, 3 March 2022" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DlnDocumentInfo   info = { .id = "reason", .date = "2012-05-16" };
      DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TIME };
      g_autoptr (DlnDocument) document = dln_document_new (cases[i].text, -1, &info);
      g_autoptr (DlnAnnotations) annotations = dln_extract (NULL, document, &options, NULL, NULL);
      guint32        begin = strstr (cases[i].text, cases[i].words) - cases[i].text;
      const DlnTime *time = find_time (annotations, begin, begin + strlen (cases[i].words));

      g_assert_nonnull (time);

      g_autofree char *reason =
        g_strdelimit (g_strdup (dln_strings_get (annotations->strings, time->reason)), "\x1f", '|');

      g_assert_cmpstr (reason, ==, cases[i].reason);
      g_assert_cmpint (time->anchor, ==, cases[i].anchor);
    }
}

/* How far a time lies from the day of its document, by its words. */
static void
test_distances (void)
{
  static const struct
  {
    const char  *text;
    const char  *words;
    DlnDirection direction;
    guint        nearest;
    guint        farthest;
  } cases[] = {
    { "He left the day before yesterday.", "the day before yesterday", DLN_DIRECTION_BACK, 2, 2 },
    { "He left yesterday.", "yesterday", DLN_DIRECTION_BACK, 1, 1 },
    { "He left last night.", "last night", DLN_DIRECTION_BACK, 1, 1 },
    { "He left this morning.", "this morning", DLN_DIRECTION_BACK, 0, 0 },
    { "He will leave tomorrow.", "tomorrow", DLN_DIRECTION_AHEAD, 1, 1 },
    { "He left 22 days ago.", "22 days ago", DLN_DIRECTION_BACK, 22, 22 },
    { "He left twenty-two days ago.", "twenty-two days ago", DLN_DIRECTION_BACK, 22, 22 },
    { "He left two days ago.", "two days ago", DLN_DIRECTION_BACK, 2, 2 },
    { "He left a week ago.", "a week ago", DLN_DIRECTION_BACK, 6, 8 },
    { "He left two weeks ago.", "two weeks ago", DLN_DIRECTION_BACK, 13, 16 },
    { "He left a month ago.", "a month ago", DLN_DIRECTION_BACK, 26, 34 },
    { "He left several days ago.", "several days ago", DLN_DIRECTION_NONE, 0, 0 },
    { "He left ten years ago.", "ten years ago", DLN_DIRECTION_NONE, 0, 0 },
    { "He left last week.", "last week", DLN_DIRECTION_BACK, 1, 13 },
    { "He left late last week.", "late last week", DLN_DIRECTION_BACK, 1, 11 },
    { "He left earlier this week.", "earlier this week", DLN_DIRECTION_BACK, 0, 6 },
    { "He will leave next week.", "next week", DLN_DIRECTION_AHEAD, 1, 13 },
    { "It grew over the past week.", "the past week", DLN_DIRECTION_BACK, 1, 8 },
    { "He left last weekend.", "last weekend", DLN_DIRECTION_BACK, 1, 8 },
    { "He left last month.", "last month", DLN_DIRECTION_BACK, 1, 61 },
    { "He left earlier this year.", "earlier this year", DLN_DIRECTION_BACK, 0, 365 },
    { "He left on Monday.", "Monday", DLN_DIRECTION_BACK, 0, 7 },
    { "He will leave on Monday.", "Monday", DLN_DIRECTION_AHEAD, 0, 7 },
    { "He left on Monday, 9 May 2012.", "Monday, 9 May 2012", DLN_DIRECTION_NONE, 0, 0 },
    { "He left recently.", "recently", DLN_DIRECTION_BACK, 0, 60 },
    { "He left long ago.", "long ago", DLN_DIRECTION_NONE, 0, 0 },
    { "On 3 May 2010 they met. Two days later he left.",
      "Two days later",
      DLN_DIRECTION_NONE,
      0,
      0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DlnDocumentInfo   info = { .id = "distance" };
      DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TIME };
      g_autoptr (DlnDocument) document = dln_document_new (cases[i].text, -1, &info);
      g_autoptr (DlnAnnotations) annotations = dln_extract (NULL, document, &options, NULL, NULL);
      guint32        begin = strstr (cases[i].text, cases[i].words) - cases[i].text;
      const DlnTime *time = find_time (annotations, begin, begin + strlen (cases[i].words));

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (time);
      g_assert_cmpuint (time->direction, ==, cases[i].direction);
      g_assert_cmpuint (time->nearest, ==, cases[i].nearest);
      g_assert_cmpuint (time->farthest, ==, cases[i].farthest);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/time/story/", stories[i].name, NULL);

      g_test_add_data_func (path, &stories[i], test_story);
    }
  g_test_add_func ("/extract/time/reasons", test_reasons);
  g_test_add_func ("/extract/time/distances", test_distances);
  return g_test_run ();
}
