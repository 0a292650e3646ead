/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case at law: its stages are types of their own, who is accused does not accuse, and what is
 * alleged or charged is not told as a fact. */
#include "config.h"

#include <string.h>

#include "clauses.h"

#include "extract/dln-kinds.h"

#define RIGHT_OF_100 90

typedef struct
{
  const char  *text;
  const char  *trigger;
  DlnEventType type;
  const char  *agent;   /* NULL: not checked; "": nobody with a name */
  const char  *patient;
  const char  *claimed; /* a word that is no fact, NULL: not checked */
} Case;

static const Case cases[] = {
  { "The cook Tina Berg accused Karl Lund of robbing her on Monday.", "accused",
    DLN_EVENT_ALLEGATION, "Tina Berg", "Karl Lund", "robbing" },
  { "Karl Lund was accused on Monday of bribing a judge.", "accused", DLN_EVENT_ALLEGATION, "",
    "Karl Lund", "bribing" },
  { "Prosecutors charged Karl Lund with stealing a boat on Monday.", "charged", DLN_EVENT_CHARGE,
    "", "Karl Lund", "stealing" },
  { "Karl Lund was indicted for bribing a judge on Monday.", "indicted", DLN_EVENT_CHARGE, "",
    "Karl Lund", "bribing" },
  { "Karl Lund pleaded not guilty to fraud on Monday.", "pleaded", DLN_EVENT_PLEA, "Karl Lund",
    NULL, "fraud" },
  { "Karl Lund pleaded guilty on Monday.", "pleaded", DLN_EVENT_PLEA, "Karl Lund", NULL, NULL },
  { "Karl Lund pleaded for help on Monday.", "pleaded", DLN_EVENT_STATEMENT, "Karl Lund", NULL,
    NULL },
  { "The trial of Karl Lund began in Bergen on Monday.", "trial", DLN_EVENT_TRIAL, NULL, NULL,
    NULL },
  { "Karl Lund went on trial on Monday for robbing a bank.", "trial", DLN_EVENT_TRIAL, NULL, NULL,
    "robbing" },
  { "The clinical trial of the vaccine began on Monday.", "trial", DLN_EVENT_OTHER, NULL, NULL,
    NULL },
  { "A jury found Karl Lund guilty of fraud on Monday.", "found", DLN_EVENT_VERDICT, NULL,
    "Karl Lund", NULL },
  { "Karl Lund was found guilty of fraud on Monday.", "found", DLN_EVENT_VERDICT, "", "Karl Lund",
    NULL },
  { "Karl Lund was found not guilty of fraud on Monday.", "found", DLN_EVENT_ACQUITTAL, "",
    "Karl Lund", NULL },
  { "Police found Karl Lund in a barn on Monday.", "found", DLN_EVENT_OTHER, NULL, "Karl Lund",
    NULL },
  { "Karl Lund was convicted of fraud on Monday.", "convicted", DLN_EVENT_VERDICT, "", "Karl Lund",
    NULL },
  { "Karl Lund is guilty of manslaughter, a jury said on Monday.", "manslaughter",
    DLN_EVENT_VERDICT, "", "Karl Lund", NULL },
  { "A judge sentenced Karl Lund to four years on Monday.", "sentenced", DLN_EVENT_SENTENCE, "",
    "Karl Lund", NULL },
  { "Karl Lund was jailed for four years on Monday.", "jailed", DLN_EVENT_SENTENCE, "",
    "Karl Lund", NULL },
  { "Karl Lund appealed against his conviction on Monday.", "appealed", DLN_EVENT_APPEAL,
    "Karl Lund", NULL, NULL },
  { "Karl Lund appealed to the court on Monday.", "appealed", DLN_EVENT_APPEAL, "Karl Lund", NULL,
    NULL },
  { "Karl Lund appealed to the rebels on Monday to leave Bergen.", "appealed",
    DLN_EVENT_STATEMENT, "Karl Lund", NULL, NULL },
  { "The court acquitted Karl Lund of fraud on Monday.", "acquitted", DLN_EVENT_ACQUITTAL, NULL,
    "Karl Lund", NULL },
  { "Karl Lund was cleared of fraud on Monday.", "cleared", DLN_EVENT_ACQUITTAL, "", "Karl Lund",
    NULL },
  { "Workers cleared the road on Monday.", "cleared", DLN_EVENT_OTHER, NULL, NULL, NULL },
  { "Prosecutors dropped the charges against Karl Lund on Monday.", "dropped",
    DLN_EVENT_DISMISSAL, NULL, NULL, NULL },
  { "The charges against Karl Lund were withdrawn on Monday.", "withdrawn", DLN_EVENT_DISMISSAL,
    NULL, NULL, NULL },
  { "A judge dismissed the case against Karl Lund on Monday.", "dismissed", DLN_EVENT_DISMISSAL,
    NULL, NULL, NULL },
  { "The king dismissed the minister on Monday.", "dismissed", DLN_EVENT_APPOINTMENT, NULL, NULL,
    NULL },
  { "Shares of Norvik Bank dropped by a tenth on Monday.", "dropped", DLN_EVENT_BUSINESS, NULL,
    NULL, NULL },
};

/* Whether somebody of this name has the role; for "", that nobody with a name has it. */
static gboolean
has_role (const Reading *reading, const DlnEventClaim *event, DlnRole role, const char *name)
{
  gboolean found = FALSE;

  for (guint i = 0; i < event->n_participants; i++)
    {
      const DlnParticipant *row = DLN_ROW (reading->annotations->participants, DlnParticipant,
                                           event->first_participant + i);
      const DlnMention *mention;

      if (row->role != role || row->mention == DLN_NO_ROW)
        continue;
      mention = DLN_ROW (reading->annotations->mentions, DlnMention, row->mention);
      if (*name == '\0' && mention->kind == DLN_MENTION_NAME)
        return FALSE;

      g_autofree char *words = clauses_words (reading, mention->span);

      found |= strstr (words, name) != NULL;
    }
  return found || *name == '\0';
}

static const char *
find_fault (const Case *self, const Reading *reading)
{
  const DlnEventClaim *event = find_event (reading, self->trigger);
  const DlnEventClaim *claimed
    = self->claimed != NULL ? find_event (reading, self->claimed) : NULL;

  if (event == NULL)
    return "no event";
  if (event->type != self->type)
    return dln_event_type_get_name (event->type);
  if (self->agent != NULL && !has_role (reading, event, DLN_ROLE_AGENT, self->agent))
    return "agent";
  if (self->patient != NULL && !has_role (reading, event, DLN_ROLE_PATIENT, self->patient))
    return "patient";
  if (event->modality != DLN_MODALITY_ASSERTED || event->polarity != DLN_POLARITY_POSITIVE)
    return "status";
  if (claimed != NULL && claimed->modality == DLN_MODALITY_ASSERTED
      && claimed->polarity == DLN_POLARITY_POSITIVE)
    return "what is claimed";
  return NULL;
}

static void
test_stages (void)
{
  guint right = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Reading) reading = { NULL };
      const char *fault;

      clauses_read (&reading, cases[i].text, "2021-03-04");
      fault = find_fault (&cases[i], &reading);
      right += fault == NULL;
      if (fault != NULL)
        g_test_message ("%s: %s", cases[i].text, fault);
    }
  g_test_message ("%u of %u are right", right, (guint) G_N_ELEMENTS (cases));
  g_assert_cmpuint (right * 100, >=, G_N_ELEMENTS (cases) * RIGHT_OF_100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/events/court/stages", test_stages);
  return g_test_run ();
}
