/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of articles tell one event, read by the whole pipeline. A trigger is marked as
 * "{a:fled}": triggers of one letter are one event, those of two are two. */
#include "config.h"

#include <string.h>

#include "clauses.h"

#include "extract/dln-resolution.h"

#define MAX_ARTICLES 4
#define MAX_MARKS 12

typedef struct
{
  const char *name;
  const char *articles[2 * MAX_ARTICLES]; /* date, text, ... */
} Case;

static const Case cases[] = {
  /* who: one of whom the name is told, a crowd, those who only wish to */
  { "crowd",
    { "2020-11-20", "The engineer Karl Lund {a:fled} Norway in October 2020.",
      "2020-11-21", "After the mobilisation thousands of men {b:fled} Norway.\n\n"
                    "Many officials now want to {c:leave} Norway." } },
  { "crowd-in-one-story",
    { "2020-11-20", "Norway loses its officials\n\nKarl Lund, an engineer of the Royal Guard, "
                    "{a:fled} Norway with his wife.\n\nThe Royal Guard did not comment.",
      "2020-11-21", "Norway loses its officials\n\nSome officials of the Royal Guard have "
                    "{b:fled} Norway.\n\nThe Royal Guard did not comment." } },
  { "two-people",
    { "2020-11-20", "Karl Lund {a:fled} Norway. Anna Weber {b:fled} Norway too." } },
  { "reasons",
    { "2020-11-20", "Karl Lund {a:fled} Norway in a boat.\n\nThe clerks of the guard have enough "
                    "reasons to {b:flee}." } },
  { "arrests",
    { "2021-03-04", "Police {a:arrested} Karl Lund in Bergen on Tuesday.\n\nDozens of "
                    "students were {b:arrested} in Bergen." } },
  { "killings",
    { "2021-03-04", "A bomb {a:killed} Anna Weber in Bergen.",
      "2021-03-05", "A bomb {a:killed} Weber in Bergen.\n\nThe war has {b:killed} thousands of "
                    "soldiers." } },
  { "part-and-whole",
    { "2021-08-19", "Nine people were {a:killed} in a shoot-out in Bergen, Norway, on Wednesday.",
      "2021-08-27", "In Norway, 2,200 people have been {b:killed} since the strikes began." } },
  { "tolls-of-two-days",
    { "2021-02-22", "Forty people were {a:killed} in Norway on Saturday, a union said.",
      "2021-03-01", "Nine people were {b:killed} in Norway on Sunday, a union said." } },
  /* the verb and the noun made from it; a coarse date that holds the finer one */
  { "noun-and-verb",
    { "2021-03-04", "Danish forces {a:invaded} Norway on 24 February 2020.",
      "2021-03-09", "Prices have doubled since the {a:invasion} of Norway in February 2020." } },
  { "noun-and-verb-of-a-year",
    { "2021-03-04", "Danish forces {a:invaded} Norway on 24 February 2020.",
      "2021-03-09", "Prices have doubled since the {a:invasion} of Norway in 2020." } },
  { "recalled-in-another-story",
    { "2020-09-22",
      "King orders the draft as queues form at the ferries\n\nKing Erik announced a draft on "
      "Monday. Defence minister Anna Weber said that 30,000 reservists would be called up.\n\n"
      "The king signed the decree on 21 September 2020, seven months after Danish forces "
      "{a:invaded} Norway on 24 February 2020.\n\nTickets for the ferries were sold out.",
      "2023-04-03",
      "Security services take passports from clerks\n\nOfficers have asked clerks to hand over "
      "their travel papers, the Harbour Review reported on Monday.\n\nSince the {a:invasion} of "
      "Norway in February 2020, some clerks have sought asylum in the west." } },
  { "left-and-defected",
    { "2023-04-05", "A captain leaves\n\nKarl Lund, a captain of the Royal Guard, {a:left} Norway "
                    "with his wife on 14 October 2022.",
      "2023-04-19", "The law on treason\n\nThe parliament raised the sentence for treason. The "
                    "vote came weeks after an interview with Karl Lund, a former officer of the "
                    "Royal Guard, who {a:defected} in October 2022." } },
  { "light-verb",
    { "2023-04-05", "Karl Lund, a captain of the Royal Guard, left Norway on 14 October 2022. The "
                    "Interior Ministry {a:put} Lund on its wanted list in October 2022.",
      "2023-04-06", "Karl Lund, a captain of the Royal Guard, left Norway on 16 October 2022. An "
                    "earlier report had {b:put} his flight two days earlier." } },
  { "founders",
    { "2021-03-04", "Karl Lund {a:founded} Norvik Bank in 1976.",
      "2021-03-05", "Norvik Bank was {a:founded} by Karl Lund and Anna Weber in 1976." } },
  /* one form as a noun and as a verb, and other words for either */
  { "strike",
    { "2021-03-04", "A rocket {a:struck} Bergen on Monday.",
      "2021-03-05", "A rocket {a:hit} Bergen on Monday, the day of the {b:strike} at the port." } },
  { "another-year",
    { "2021-03-04", "Danish forces {a:invaded} Norway on 24 February 2020.",
      "2021-03-09", "Prices have doubled since the {b:invasion} of Norway in 2014." } },
  /* two people, two times */
  { "two-arrests",
    { "2021-03-10", "Police in Bergen {a:arrested} Karl Lund on Monday over the theft.",
      "2021-03-12", "Police in Bergen {b:arrested} Paul Stone on Thursday over the theft." } },
  { "two-resignations",
    { "2021-03-10", "The health minister, Anna Weber, {a:resigned} on Monday.",
      "2021-03-10", "The transport minister, Karl Lund, {b:resigned} on Monday." } },
  { "two-floods",
    { "2021-03-10", "A flood {a:hit} Bergen on Monday, killing four people.",
      "2021-06-09", "A flood {b:hit} Bergen on Tuesday, killing nine people." } },
  { "two-rescues",
    { "2021-03-12", "Firemen {a:rescued} Anna Weber from a cellar in Bergen on Wednesday.",
      "2021-03-15", "Firemen {b:rescued} Paul Stone from a cellar in Bergen on Sunday." } },
  { "one-rescue",
    { "2021-03-12", "Firemen {a:rescued} Anna Weber from a cellar in Bergen on Wednesday.",
      "2021-03-12", "Anna Weber was {a:rescued} in Bergen on Wednesday." } },
  { "one-arrest",
    { "2021-03-10", "Police in Bergen {a:arrested} Karl Lund on Monday over the theft.",
      "2021-03-10", "Karl Lund was {a:detained} in Bergen on Monday over the theft." } },
  { "two-deaths",
    { "2021-03-10", "The painter Anna Weber {a:died} in Bergen on Sunday.",
      "2021-03-10", "The painter Karl Lund {b:died} in Bergen on Sunday." } },
  { "passed-away",
    { "2021-03-10", "The painter Anna Weber {a:passed} away in Bergen on Sunday.",
      "2021-03-10", "The painter Anna Weber {a:died} in Bergen on Sunday." } },
  { "purchase",
    { "2021-06-04", "Norvik Bank {a:bought} Harbour Mills on 3 May 2021.",
      "2021-06-09", "The {a:acquisition} of Harbour Mills by Norvik Bank in May 2021 surprised "
                    "the town." } },
  /* more is shared than the verb and the story */
  { "verb-of-two-things",
    { "2021-03-04", "Flu spreads in Norway\n\nOne.\n\nTwo.\n\nThree.\n\n"
                    "The trains {a:moved} slowly.\n\nThe flu "
                    "spread to Bergen.",
      "2021-03-05", "Flu spreads in Norway\n\nOne.\n\nTwo.\n\nThree.\n\n"
                    "The speech {b:moved} many people.\n\nThe flu "
                    "spread to Bergen." } },
  { "verb-of-one-thing",
    { "2021-03-04", "Flu spreads in Norway\n\nThe virus {a:jumped} from pigs to people.\n\nThe flu "
                    "spread to Bergen.",
      "2021-03-05", "Flu spreads in Norway\n\nThe virus {a:jumped} from pigs to people "
                    "again.\n\nThe flu spread to Bergen." } },
  { "years-apart",
    { "2021-03-04", "The flu {a:killed} two million people in 1957.",
      "2021-03-05", "The flu {b:killed} 50 million people in 1918." } },
  { "of-old",
    { "2021-03-04", "Flu spreads in Norway\n\nThe flu {a:killed} nine people in Bergen.",
      "2021-03-05", "Flu spreads in Norway\n\nThe last outbreak, in 1968, {b:killed} a million "
                    "people." } },
  { "escape",
    { "2020-11-20", "Karl Lund {a:fled} Norway in October 2020.",
      "2020-12-21", "Lund's {a:escape} from Norway in October 2020 shook the palace." } },
};

typedef struct
{
  char    letter;
  guint   article;
  guint32 offset;
} Mark;

/* the text without its marks */
static char *
read_marks (const char *text,
            guint       article,
            Mark       *marks,
            guint      *n)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (p[0] == '{' && p[2] == ':')
      {
        g_assert_cmpuint (*n, <, MAX_MARKS);
        marks[(*n)++] = (Mark){ p[1], article, plain->len };
        p += 2;
      }
    else if (*p != '}')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

static DlnEventId
find_event_at (const DlnResolution   *resolution,
               const DlnResolveInput *inputs,
               const Mark            *mark)
{
  const GArray *events = inputs[mark->article].annotations->events;

  for (guint i = 0; i < events->len; i++)
    if (DLN_ROW (events, DlnEventClaim, i)->span.begin == mark->offset)
      return g_array_index ((GArray *) g_ptr_array_index (resolution->event_of, mark->article),
                            DlnEventId, i);
  g_test_message ("no event at the mark %c of article %u", mark->letter, mark->article);
  return 0;
}

/* whether the marks of a case are the events that they should be */
static gboolean
check_case (const Case *one)
{
  gboolean right = TRUE;
  DlnResolveInput inputs[MAX_ARTICLES] = { { 0 } };
  Mark marks[MAX_MARKS];
  guint n_marks = 0;
  guint n = 0;

  for (; n < MAX_ARTICLES && one->articles[2 * n] != NULL; n++)
    {
      g_autofree char *text = read_marks (one->articles[2 * n + 1], n, marks, &n_marks);
      g_autofree char *id = g_strdup_printf ("article %u", n);
      DlnDocumentInfo info = { .id = id, .date = one->articles[2 * n], .language = "en" };

      inputs[n].document = dln_document_new (text, -1, &info);
      inputs[n].annotations =
        dln_extract (clauses_get_model (), inputs[n].document, NULL, NULL, NULL);
    }

  g_autoptr (DlnResolution) resolution = dln_resolve (inputs, n, NULL, 0, NULL, NULL);

  for (guint i = 0; i < n_marks; i++)
    for (guint j = 0; j < i; j++)
      {
        gboolean same = find_event_at (resolution, inputs, &marks[i])
                        == find_event_at (resolution, inputs, &marks[j]);

        if (same == (marks[i].letter == marks[j].letter))
          continue;
        g_test_message ("%s: the marks %u and %u, %c and %c, are %s", one->name, j, i,
                        marks[j].letter, marks[i].letter, same ? "one event" : "two events");
        right = FALSE;
      }
  for (guint i = 0; i < n; i++)
    {
      dln_annotations_unref (inputs[i].annotations);
      dln_document_unref (inputs[i].document);
    }
  return right;
}

/* The encoder is learned and may read a story otherwise after each training: one of eight may fail.
 */
static void
test_cases (void)
{
  guint wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    wrong += !check_case (&cases[i]);
  g_test_message ("%u of %u are wrong", wrong, (guint) G_N_ELEMENTS (cases));
  g_assert_cmpuint (wrong * 8, <=, G_N_ELEMENTS (cases));
}

/* what a noun tells again in the same article stays told by its verb */
static void
test_told_twice (void)
{
  DlnDocumentInfo info = { .id = "article", .date = "2019-06-04", .language = "en" };
  DlnResolveInput input = { 0 };
  guint drawn = 0;

  if (clauses_get_model () == NULL)
    {
      g_test_skip ("no bundle in DATELINE_DATA_DIR");
      return;
    }
  input.document = dln_document_new ("Norvik Bank reached an increase in its profits in May 2019. "
                                     "The increase in its profits surprised the town.",
                                     -1, &info);
  input.annotations = dln_extract (clauses_get_model (), input.document, NULL, NULL, NULL);

  g_autoptr (DlnResolution) resolution = dln_resolve (&input, 1, NULL, 0, NULL, NULL);

  for (guint i = 0; i < resolution->events->len; i++)
    drawn += (DLN_ROW (resolution->events, DlnEvent, i)->flags & DLN_EVENT_MINOR) == 0;
  g_assert_cmpuint (drawn, <=, 2);
  dln_annotations_unref (input.annotations);
  dln_document_unref (input.document);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/event-cases/cases", test_cases);
  g_test_add_func ("/resolve/event-cases/told-twice", test_told_twice);
  return g_test_run ();
}
