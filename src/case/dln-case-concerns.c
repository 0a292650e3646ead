/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom and what a decision is about: the row itself, and those who are in it. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include "extract/dln-trace.h"

/* whether the entity has a part in the row */
static gboolean
is_in (DlnCase    *self,
       DlnTarget   row,
       DlnEntityId entity)
{
  const DlnResolution *rows = dln_case_get_resolution (self);
  const DlnEvent *event =
    row.kind == DLN_TARGET_EVENT ? dln_case_get_event (self, row.id) : NULL;
  const DlnRelation *relation =
    row.kind == DLN_TARGET_RELATION ? dln_case_get_relation (self, row.id) : NULL;
  const DlnQuote *quote =
    row.kind == DLN_TARGET_QUOTE ? dln_case_get_quote (self, row.id) : NULL;

  if (relation != NULL)
    return relation->subject == entity || relation->object == entity;
  if (quote != NULL)
    return quote->speaker == entity || quote->addressee == entity;
  if (event == NULL)
    return row.kind == DLN_TARGET_ENTITY && row.id == entity;
  for (guint i = 0; i < event->n_participants
                    && event->first_participant + i < rows->participants->len;
       i++)
    if (DLN_ROW (rows->participants, DlnEventParticipant, event->first_participant + i)->entity
        == entity)
      return TRUE;
  return event->place == entity;
}

/**
 * dln_case_concerns:
 * @self: a case
 * @decision: one of its journal
 * @target: a person, an institution, a place, an event or another row
 *
 * Returns: whether it is about @target: said of it, of it and another, or, where that is an entity,
 * of an event, a relation or a quote that it has a part in. What takes another decision back is
 * about what that is about. Time: O(participants)
 */
gboolean
dln_case_concerns (DlnCase           *self,
                   const DlnDecision *decision,
                   DlnTarget          target)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && decision != NULL, FALSE);

  guint n = 0;
  const DlnDecision *journal = dln_case_get_journal (self, &n, NULL);
  DlnTarget a, b;

  if (decision->type == DLN_DECISION_REVOKE && decision->value > 0 && decision->value <= n
      && journal[decision->value - 1].type != DLN_DECISION_REVOKE)
    decision = &journal[decision->value - 1];
  a = (DlnTarget){ decision->kind, decision->a };
  b = (DlnTarget){ dln_decision_get_other_kind (decision), decision->b };
  if (target.id == 0)
    return FALSE;
  if (dln_target_equal (a, target) || dln_target_equal (b, target))
    return TRUE;
  return target.kind == DLN_TARGET_ENTITY
         && (is_in (self, a, target.id) || is_in (self, b, target.id));
}
