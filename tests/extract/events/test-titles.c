/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles: what opens a sentence and is no part of it, what may not be cut, what is another
 * clause's, and which of them cannot stand alone. */
#include "config.h"

#include <string.h>

#include "clauses.h"

#define RIGHT_OF_100 90

typedef struct
{
  const char *text;
  const char *trigger;
  const char *with;    /* words of the title */
  const char *without; /* words that it has not, NULL: not checked */
  int         minor; /* 1: no mark of its own, -1: a mark, 0: not checked */
} Case;

static const Case cases[] = {
  /* who speaks in a transcript, credits, datelines */
  { "ANNA BERG, CITY NEWS ANCHOR: The mayor of Bergen stepped down on Tuesday.", "stepped",
    "The mayor of Bergen stepped down", "BERG" },
  { "LUND: The minister resigned on Monday.", "resigned", "The minister resigned", "LUND" },
  { "KARL LUND (on camera): The bridge collapsed on Monday.", "collapsed", "The bridge collapsed",
    "LUND" },
  { "MOSER (voice-over): Two sailors drowned on Monday.", "drowned", "Two sailors drowned",
    "MOSER" },
  { "(By Anna Berg -- Harbour Press) Ministers abandoned the talks on Monday.", "abandoned",
    "Ministers abandoned the talks", "Berg" },
  { "(Photo: Karl Lund) The king opened the bridge on Monday.", "opened",
    "The king opened the bridge", "Lund" },
  { "Leaders Unite on Debt OSLO, March 2 -- Norway appealed to its neighbours on Tuesday.",
    "appealed", "Norway appealed to its neighbours", "OSLO" },
  { "BERGEN (Harbour Press) - The court jailed two men on Monday.", "jailed",
    "The court jailed two men", "Press" },
  { "Geneva: Oslo closed its harbour on Monday.", "closed", "Geneva: Oslo closed its harbour",
    NULL },
  { "The EU: a union of states closed its border on Monday.", "closed", "closed its border", NULL },
  { "The rebels -- some 40 men -- attacked the port on Monday.", "attacked", "attacked the port",
    NULL },
  { "(By Anna Berg -- Agency) The mayor left on Monday.", "left", "The mayor left", "Berg" },
  /* numbers are whole */
  { "The quake killed at least 1,300 people on Monday.", "killed", "at least 1,300 people", NULL },
  { "The storm destroyed more than 40 houses on Monday.", "destroyed", "more than 40 houses",
    NULL },
  { "Police arrested nearly two dozen men on Monday.", "arrested", "nearly two dozen men", NULL },
  { "The blast injured up to 30 guards on Monday.", "injured", "up to 30 guards", NULL },
  { "Lund shot at the guards in two separate incidents on Monday.", "shot", "shot at the guards",
    NULL },
  { "Anna Berg, a 40-year-old actor, fled Bergen on Monday.", "fled", "fled Bergen", " year-old" },
  { "Police held a 40-year-old man in Bergen on Monday.", "held", "a 40-year-old man", NULL },
  /* a name twice, and a pronoun that repeats it */
  { "Anna Berg Anna Berg left the council on Monday.", "left", "Anna Berg left the council",
    "Berg Anna" },
  { "The mayor praised Anna Berg, who died in May.", "died", "Anna Berg died", "who" },
  { "Berg, who died in May, was a clerk.", "died", "Berg died", "who" },
  /* a finite verb has its subject */
  { "Karl Lund was hurt in a brawl and, earlier this year, was accused of fraud.", "accused",
    "Karl Lund was accused of fraud", "brawl" },
  { "The bank lost its licence in May and was sold to a rival on Monday.", "sold",
    "The bank was sold to a rival", "licence" },
  { "The army left the town in May and on Monday occupied the port.", "occupied",
    "The army occupied the port", "town" },
  { "Anna Berg was arrested and tortured in May 2020.", "tortured", "Anna Berg was tortured",
    "arrested" },
  { "Two clerks were arrested and spent years in prison.", "spent", "clerks spent years", "were" },
  /* and only its own */
  { "Anna Weber left the bank in May and Karl Lund joined the council on Monday.", "joined",
    "Karl Lund joined the council", "Weber" },
  { "The mayor resigned in May and the clerk fled the town on Monday.", "fled",
    "The clerk fled the town", "mayor" },
  { "Berg passed and Lund scored on Monday.", "scored", "Lund scored", "Berg" },
  { "He was hurt and was accused of fraud on Monday.", "accused", "He was accused of fraud",
    "hurt" },
  { "Bergen had lost four games but turned the table on Saturday.", "turned", "Bergen", NULL },
  { "The people worried about the fever fled on Monday.", "fled", "worried about the fever fled",
    NULL },
  { "Karl Lund will speak on 4, 11 and 18 May.", "speak", "Karl Lund will speak", "11" },
  /* a time that something is a part of stays with it; lists of days go as a whole */
  { "The ministers spent most of last week in Geneva.", "spent", "spent most of last week", NULL },
  { "Karl Lund and Anna Weber met in Bergen on 2, 11 and 18 February.", "met", "met in Bergen",
    "and 18" },
  { "The court sat on 1 and 2 March.", "sat", "The court sat", "on 1" },
  /* what cannot stand alone is no mark of its own */
  { "After moving into the palace in May, King Erik began a reform.", "moving",
    "oving into the palace", "King", 1 },
  { "Testifying before the court in May, Karl Lund apologised for the raid.", "Testifying",
    "Testifying before the court", NULL, 1 },
  { "Karl Lund was taken to prison after failing to pay the fine on Saturday.", "pay", "pay", NULL,
    1 },
  { "Lund was jailed after failing to pay the fine on Monday.", "pay", "pay", NULL, 1 },
  { "This article was amended on 2 March 2021.", "amended", "This article was amended", NULL,
    1 },
  { "The law was amended on 2 March 2021.", "amended", "The law was amended", NULL },
  { "The cook Tina Berg is preparing to go to police alleging Karl Lund robbed her in 2012.",
    "robbed", "Karl Lund robbed her", NULL, -1 },
  { "Two men killed in Bergen on Monday", "killed", "Two men killed", NULL },
};

static gboolean
holds (const Case *self)
{
  g_auto (Reading) reading = { NULL };
  const DlnEventClaim *event;
  const char *title;

  clauses_read (&reading, self->text, "2021-03-04");
  event = find_event (&reading, self->trigger);
  if (event == NULL)
    {
      g_test_message ("no event \"%s\" in: %s", self->trigger, self->text);
      return FALSE;
    }
  title = dln_strings_get (reading.annotations->strings, event->title);
  if (strstr (title, self->with) != NULL
      && (self->without == NULL || strstr (title, self->without) == NULL)
      && (self->minor == 0 || (self->minor > 0) == ((event->flags & DLN_EVENT_MINOR) != 0)))
    return TRUE;
  g_test_message ("\"%s\" of: %s", title, self->text);
  return FALSE;
}

static void
test_cases (void)
{
  guint right = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    right += holds (&cases[i]);
  g_assert_cmpuint (right * 100, >=, G_N_ELEMENTS (cases) * RIGHT_OF_100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/events/titles/cases", test_cases);
  return g_test_run ();
}
