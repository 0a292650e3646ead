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
  /* words that only name somebody tell of nothing */
  { "A crowd attacked police officers who wanted to draft their sons on Monday.", "draft", "", NULL,
    1 },
  { "A man who robbed a bank in May was jailed on Friday.", "robbed", "", NULL, 1 },
  { "A man who robbed a bank in May was jailed on Friday.", "jailed", "was jailed", NULL, -1 },
  { "The mayor, who resigned on Monday, left the town on Tuesday.", "resigned",
    "The mayor resigned", NULL, -1 },
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
  /* words of two clauses are not put side by side: what is joined keeps its "and" */
  { "Karl Lund shot and injured his former partner in May.", "shot",
    "Karl Lund shot and injured his former partner", NULL, -1 },
  { "Prosecutors have charged him as a co-perpetrator of acts including murder and rape.",
    "charged", "acts including murder and rape", NULL, -1 },
  { "At least 2,000 women and girls were kidnapped between January 2014 and April 2015.",
    "kidnapped", "At least 2,000 women and girls were kidnapped", NULL, -1 },
  { "Holm, the most recent mayor, was removed on Monday, the previous mayor Karl Lund is about to "
    "stand trial, and half of the council has been implicated in the case.", "implicated",
    "Half of the council has been implicated in the case", "Holm", -1 },
  { "Chanting slogans and waving signs reading “No more mines” and “Coal is the devil”, hundreds "
    "of villagers marched on Saturday.", "marched", "Hundreds of villagers marched", "devil", -1 },
  { "In a letter to the finance minister, the group decried the bailouts as a dangerous precedent "
    "on Monday.", "decried", "he group decried the bailouts as a dangerous precedent", "A letter",
    -1 },
  { "Korlia announced on 10 May that it had tested a missile and was leaving the talks.", "leaving",
    "it was leaving the talks", "missile" },
  { "Holm tried to cobble together coalitions to keep the state funded and avoid crashing the "
    "budget in May 2014.", "crashing", "to avoid crashing the budget", "coalitions avoid" },
  { "One of the party's most influential voices, senator Anna Weber of Bergen, called on Tuesday "
    "for the king to step down.", "called", "Anna Weber", "One Anna" },
  { "That was put down to fatigue but 48 hours later, Lund and his wife, Anna, were swept into an "
    "isolation ward at Bergen hospital.", "put", "put down to fatigue", "hours" },
  { "After Holm's defeat, he set his sights again on the post in May 2005, but withdrew once it "
    "was clear that Karl Lund had won.", "withdrew", "ithdrew", NULL },
  { "And does the army then go to the king on Monday and say, you need to go?", "go", "", NULL, 1 },
  /* what frames or dates it may be left out between them */
  { "The town council was meeting when four gunmen snatched the mayor from his car on Friday, the "
    "agency Norpress said.", "snatched", "our gunmen snatched the mayor from his car", "meeting",
    -1 },
  { "The mayor faces an inquiry and has been barred from standing for office on Monday.", "barred",
    "The mayor has been barred from standing for office", "inquiry" },
  { "Lund – founder of the news website Fjordpost – was arrested in December along with a dozen of "
    "his colleagues.", "arrested", "was arrested along with a dozen of his colleagues", "Lund the",
    -1 },
  /* nothing is announced that does not come */
  { "The council on Tuesday approved a package that aims to spur millions of jobs through new "
    "roads.", "approved", "The council approved a package", "aims through", -1 },
  { "First, Lund was wounded, and endured what he calls a catalogue of negligence by the army.",
    "endured", "Lund endured what he calls a catalogue of negligence", NULL },
  { "Bank of Bergen, the nation's largest lender, said that as losses went up, its profit growth "
    "went down to its slowest in two years.", "went", "its slowest in two years", NULL },
  { "The foreign ministry in Oslo said Presidents Karl Lund of Norvania and Erik Holm of Dalma had "
    "already accepted the invitation, as had the prime minister, Anna Weber.", "accepted",
    "had already accepted the invitation", "as had", -1 },
  { "Two clerks were released on Monday after the gunmen stopped the car they were traveling in.",
    "released", "Two clerks were released after the gunmen stopped the car", "traveling", -1 },
  { "Fjord Bank was delivered another blow on Monday when it lost an attempt to force 11 insurers "
    "to honour bonds related to the failed firm Norvik.", "lost", "related to the failed firm",
    NULL, -1 },
  { "The prime minister canceled concerts on Friday in Bergen to try to prevent more deaths in the "
    "sprawling, overcrowded capital.", "canceled", "The prime minister canceled concerts in Bergen",
    "try in" },
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
