/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Status: what is planned, what may be, what is ruled out, what happened because something else
 * did, and for what a speaker vouches. */
#include "config.h"

#include "clauses.h"

typedef struct
{
  const char *text;
  const char *trigger;
  DlnStatus   status;
} Case;

static const Case cases[] = {
  /* a plan is what somebody commits to */
  { "The lawyer pledged to rebuild the dam in May.", "rebuild", DLN_STATUS_PLANNED },
  { "The rebels agreed to leave the town on Monday.", "leave", DLN_STATUS_PLANNED },
  { "The firm decided to close the mill in May.", "close", DLN_STATUS_PLANNED },
  { "The mayor vowed to rebuild the bridge.", "rebuild", DLN_STATUS_PLANNED },
  /* what is wished for, or tried, may be done or not */
  { "The bishop urged the rebels to leave the town on Monday.", "leave", DLN_STATUS_POSSIBLE },
  { "The council wants to close the airport in May.", "close", DLN_STATUS_POSSIBLE },
  { "Holm is likely to resign on Friday.", "resign", DLN_STATUS_POSSIBLE },
  { "The rebels threatened to attack the port on Monday.", "attack", DLN_STATUS_POSSIBLE },
  { "Karl Lund tried to flee the country on Monday.", "flee", DLN_STATUS_POSSIBLE },
  { "Karl Lund unsuccessfully tried to flee the country on Monday.", "flee", DLN_STATUS_NOT },
  { "Karl Lund failed to flee the country on Monday.", "flee", DLN_STATUS_NOT },
  { "Karl Lund managed to flee the country on Monday.", "flee", DLN_STATUS_HAPPENED },
  { "Karl Lund fled the country on Monday.", "fled", DLN_STATUS_HAPPENED },
  /* what will not be */
  { "The minister warned that he will not renew the licence in May.", "renew", DLN_STATUS_NOT },
  { "The party will accept no ruling of the court.", "accept", DLN_STATUS_NOT },
  { "The agency will no longer run the trains from May.", "run", DLN_STATUS_NOT },
  { "The agency will run the trains from May.", "run", DLN_STATUS_PLANNED },
  { "The council refused to pay the fine on Monday.", "pay", DLN_STATUS_NOT },
  { "The court rejected a request from the mayor to reopen the port on Monday.", "reopen",
    DLN_STATUS_NOT },
  { "The council rebuffed a call to cut the tax in May.", "cut", DLN_STATUS_NOT },
  { "The bridge was too weak to carry the lorries on Monday.", "carry", DLN_STATUS_NOT },
  { "The firms have called off scheduled talks on a merger.", "talks", DLN_STATUS_NOT },
  { "The firms have called off scheduled talks on a merger.", "called", DLN_STATUS_HAPPENED },
  { "The meeting between Karl Lund and Anna Weber on Friday has been postponed.", "meeting",
    DLN_STATUS_NOT },
  /* what somebody took part in was held */
  { "Karl Lund attended the opening of the summit in Bergen on Saturday.", "opening",
    DLN_STATUS_HAPPENED },
  { "The king opened a two-day summit in Bergen on Monday.", "summit", DLN_STATUS_HAPPENED },
  { "Karl Lund will attend the opening of the summit on Saturday.", "opening",
    DLN_STATUS_PLANNED },
  /* who announces something vouches for it */
  { "Norvania has announced the arrest of two spies.", "arrest", DLN_STATUS_SAID },
  { "Norvania announced that it had left the talks on Monday.", "left", DLN_STATUS_SAID },
  { "Norvania left the talks on Monday.", "left", DLN_STATUS_HAPPENED },
};

static void
check (gconstpointer data)
{
  const Case *self = data;
  g_auto (Reading) reading = { NULL };
  const DlnEventClaim *event;

  clauses_read (&reading, self->text, "2021-03-04");
  event = find_event (&reading, self->trigger);
  g_assert_nonnull (event);
  g_assert_cmpuint (event->status, ==, self->status);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/extract/events/status/%02u-%s", i,
                                               cases[i].trigger);

      g_test_add_data_func (path, &cases[i], check);
    }
  return g_test_run ();
}
