/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which date an event gets, and which it does not: what is told without a date is news only where
 * it is told as news, and a date that belongs to something else dates nothing. Each fault stands
 * beside a sentence of nearly the same words in which the date holds. */
#include "config.h"

#include "clauses.h"

#define PUBLISHED "2024-03-13" /* a Wednesday */
#define LEAD "Velm loses its mine\n\nThe mine of Velm closed on Monday.\n\n"
#define DAY_OF_LEAD "2024-03-11~"
#define NEWS "[2024-03-10..2024-03-13]"

typedef struct
{
  const char *text;
  const char *trigger;
  const char *edtf; /* NULL: undated */
} Case;

/* told without a date */
static const Case news[] = {
  { "The miners stormed the palace.", "stormed", NEWS },
  { LEAD "The miners stormed the palace.", "stormed", DAY_OF_LEAD },
  { "The illness has killed 65 people and infected 6,500.", "killed", NEWS },
  /* a present perfect is the news in the first sentence only */
  { LEAD "The illness has killed 65 people and infected 6,500.", "killed", NULL },
  { LEAD "The illness has killed 65 people and infected 6,500.", "infected", NULL },
  { LEAD "The illness killed 65 people.", "killed", DAY_OF_LEAD },
  { LEAD "The minister attacked the judge at his hearing last week.", "attacked",
    "[2024-03-04..2024-03-10]" },
  { "The firm has repeatedly attacked the mayor.", "attacked", NULL },
  /* what goes on from a sentence of years gone by */
  { LEAD "Erik Lund was jailed in 2004. He ran a shop in Velm.", "ran", NULL },
  { LEAD "Erik Lund was jailed on Tuesday. He burned the archive.", "burned", DAY_OF_LEAD },
  { LEAD "The boy had arrived in April. He was moved to a hospital in Oslo.", "moved", NULL },
  { LEAD "Her party had formed a coalition in December.\n\nThe architect Lars Lund attended the "
         "opening.",
    "attended", DAY_OF_LEAD },
  /* a new paragraph goes back to the news, but not from a year */
  { LEAD "Anna Weber had formed a party in May 2019.\n\nThe miners burned the archive.", "burned",
    DAY_OF_LEAD },
  { LEAD "The union recalled the 1968 pandemic. The miners burned the archive.", "burned",
    DAY_OF_LEAD },
  /* words that say so */
  { LEAD "The guests initially attacked the hotel.", "attacked", NULL },
  { LEAD "The guests attacked the hotel.", "attacked", DAY_OF_LEAD },
  { LEAD "Anna Weber later moved to Oslo.", "moved", NULL },
  { LEAD "Over the past few months, miners attacked the palace.", "attacked", NULL },
  { "A year ago he was among those who marched and sang.", "sang", NULL },
  { LEAD "Erik Lund attacked the judge during his trial.", "attacked", NULL },
  { LEAD "Erik Lund attacked the judge.", "attacked", DAY_OF_LEAD },
  { LEAD "I took letters for them and burned the archive.", "burned", NULL },
  { "The firm was founded by Erik Lund, who died on Monday.", "founded", NULL },
  { "The firm was founded by Erik Lund, who died on Monday.", "died", "2024-03-11" },
  { "Three people died when a wall fell at the mine on Monday.", "died", "2024-03-11" },
  /* an article that names no day of its own is no news below its first sentence */
  { "Velm is a quiet town.\n\nThe miners stormed the palace.", "stormed", NULL },
};

/* a date that stands in the sentence, or behind it */
static const Case given[] = {
  { "Anna Weber took office last month after winning the election.", "winning", NULL },
  { "Anna Weber won the election last month and took office.", "won", "2024-02" },
  { "The mayor resigned on Monday, a week after police searched his office.", "resigned",
    "2024-03-11" },
  { "Tom Weber was jailed on Monday after being convicted of fraud.", "convicted", NULL },
  { "Tom Weber was jailed on Monday after being convicted of fraud on Friday.", "convicted",
    "2024-03-08" },
  { "Tom Weber was convicted of fraud and jailed on Monday.", "jailed", "2024-03-11" },
  /* figures that are compared */
  { "Profit rose to 40 million crowns from 30 million a year earlier.", "rose", NULL },
  { "Profit rose to 40 million crowns against 30 in May.", "rose", NULL },
  { "Profit rose to 40 million crowns compared with May.", "rose", NEWS },
  { "Profit rose to 40 million crowns last month.", "rose", "2024-02" },
  { "Profit was higher than a year ago when Norvik sold its mill.", "sold", NULL },
  { "Norvik moved 30 people from Oslo to Velm last month.", "moved", "2024-02" },
  { "The shares fell from 12 percent on Monday to 10 percent on Tuesday.", "fell", "2024-03-12" },
  { "Profit rose by 57 percent on the previous year.", "rose", NULL },
  /* what lies ahead */
  { "The council votes on Tuesday.", "votes", "2024-03-19" },
  { "Anna Roth cancelled her talks after the vote on Thursday.", "vote", "2024-03-07" },
  { "The campaign began after the vote to choose him on Thursday.", "choose", "2024-03-07" },
  { "The workers readied themselves for Sunday.", "readied", NEWS },
  { "The workers left the mine on Sunday.", "left", "2024-03-10" },
  { "Erik Lund reportedly promised Anna Weber a house next week.", "promised", NULL },
  { "Erik Lund reportedly promised Anna Weber a house last week.", "promised",
    "[2024-03-04..2024-03-10]" },
  /* the year of a noun */
  { "The killing came before the 2003 death of Anna Roth.", "death", "2003" },
  { "Anna Roth left Oslo before 2003.", "left", "[..2002]" },
  /* the hour of a story */
  { LEAD "Erik Lund was tired. When he came home around 2 am, he saw the fire.", "came", NULL },
  { "The bomb went off at 9am on Monday.", "went", "2024-03-11T09:00:00" },
  { "The bomb went off at 9am.", "went", "2024-03-13T09:00:00" },
  { LEAD "Erik Lund was shot at 8 pm yesterday.", "shot", "2024-03-12T20:00:00" },
};

static void
check (const Case *cases,
       guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      g_auto (Reading) reading = { NULL };
      g_autofree char *found = NULL;

      clauses_read (&reading, cases[i].text, PUBLISHED);

      const DlnEventClaim *event = find_event (&reading, cases[i].trigger);

      if (event != NULL && dln_when_is_known (&event->when))
        found = dln_when_to_edtf (&event->when);
      if (event != NULL && g_strcmp0 (found, cases[i].edtf) == 0)
        continue;
      g_test_message ("%s: %s, not %s: %s", cases[i].trigger, event == NULL ? "no event" : found,
                      cases[i].edtf, cases[i].text);
      g_test_fail ();
    }
}

static void
test_news (void)
{
  check (news, G_N_ELEMENTS (news));
}

static void
test_given (void)
{
  check (given, G_N_ELEMENTS (given));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/event-dates/news", test_news);
  g_test_add_func ("/extract/event-dates/given", test_given);
  return g_test_run ();
}
