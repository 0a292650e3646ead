/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the journal: its decisions, what became of each, and which stand on which. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

/**
 * dln_case_get_decisions:
 * @self: the case
 * @n: (out): how many are in force
 *
 * Returns: (transfer none) (nullable): the decisions in force, oldest first
 */
const DlnDecision *
dln_case_get_decisions (DlnCase *self,
                        guint   *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  *n = self->position;
  return self->position > 0 ? DLN_ROW (self->journal, DlnDecision, 0) : NULL;
}

/**
 * dln_case_get_journal:
 * @self: the case
 * @n: (out): how many decisions there are
 * @position: (out) (optional): how many of them are in force
 *
 * Returns: (transfer none) (nullable): all decisions, oldest first, those that were undone included
 */
const DlnDecision *
dln_case_get_journal (DlnCase *self,
                      guint   *n,
                      guint   *position)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  *n = self->journal->len;
  if (position != NULL)
    *position = self->position;
  return self->journal->len > 0 ? DLN_ROW (self->journal, DlnDecision, 0) : NULL;
}

static gboolean
is_pair (const DlnDecision *decision)
{
  return decision->type == DLN_DECISION_MERGE || decision->type == DLN_DECISION_KEEP_APART
         || decision->type == DLN_DECISION_LATER || decision->type == DLN_DECISION_SPLIT;
}

static gboolean
is_orphaned (DlnCase *self,
             guint    i)
{
  const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);

  if (decision->type == DLN_DECISION_REVOKE || decision->type == DLN_DECISION_STANDFIRST)
    return FALSE;
  if (decision->type == DLN_DECISION_ADD)
    return decision->of_a != NULL
           && DLN_ROW (self->places, DlnTraceHit, i)->document == DLN_NO_ROW;
  return !_dln_case_has_target (self, decision->kind, decision->a)
         || (decision->of_b != NULL
             && !_dln_case_has_target (self, dln_decision_get_other_kind (decision), decision->b));
}

static gboolean
is_of_other (const DlnDecision *decision)
{
  return decision->type == DLN_DECISION_TAG || decision->type == DLN_DECISION_ALIAS;
}

/* @later: (inout): what later decisions say of one thing each; gets this one */
static gboolean
is_replaced (const DlnDecision *decision,
             GHashTable        *later)
{
  g_autofree char *key = NULL;

  if (decision->type == DLN_DECISION_MERGE)
    return decision->a != decision->b;
  if (is_pair (decision))
    return decision->a == decision->b;
  if (decision->type == DLN_DECISION_ADD || decision->type == DLN_DECISION_REVOKE
      || decision->type == DLN_DECISION_TURN)
    return FALSE;
  key = g_strdup_printf ("%u %u %u %u %s", decision->kind, decision->type, decision->a,
                         decision->type == DLN_DECISION_PARTICIPANT ? decision->b : 0,
                         is_of_other (decision) && decision->text != NULL ? decision->text : "");
  return !g_hash_table_add (later, g_steal_pointer (&key));
}

/* whether @later speaks of what @decision made, or of what is one or two by it */
static gboolean
stands_on (const DlnDecision *later,
           const DlnDecision *decision)
{
  guint32 ids[] = { decision->a, decision->type == DLN_DECISION_ADD ? 0 : decision->b };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i] != 0
        && ((later->kind == decision->kind && later->a == ids[i])
            || (dln_decision_get_other_kind (later) == decision->kind && later->b == ids[i])))
      return TRUE;
  return FALSE;
}

/**
 * dln_case_find_dependant:
 * @self: the case
 * @number: of a decision in force, from 1
 *
 * What a decision made by hand, joined or split is there only by it; one that says something of a
 * single row carries nothing. Decisions that were made together do not count.
 *
 * Returns: the number of the first later decision that stands on it, 0 if none does
 */
guint
dln_case_find_dependant (DlnCase *self,
                         guint    number)
{
  g_return_val_if_fail (DLN_IS_CASE (self), 0);
  g_return_val_if_fail (number > 0 && number <= self->position, 0);

  const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, number - 1);
  gboolean together = TRUE;

  if (decision->type != DLN_DECISION_ADD
      && (!is_pair (decision) || decision->type == DLN_DECISION_LATER))
    return 0;
  for (guint i = number; i < self->position; i++)
    {
      const DlnDecision *later = DLN_ROW (self->journal, DlnDecision, i);

      together = together && later->joined;
      if (!together && !self->revoked->data[i] && later->type != DLN_DECISION_REVOKE
          && stands_on (later, decision))
        return i + 1;
    }
  return 0;
}

/* Returns: whether a later decision in force took number @number, from 1, back */
gboolean
dln_case_is_revoked (DlnCase *self,
                     guint    number)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  return number > 0 && number <= self->position && self->revoked->data[number - 1];
}

/**
 * dln_case_dup_decision_states:
 * @self: the case
 * @n: (out): how many decisions there are, undone ones too
 *
 * Returns: (transfer full): [n] whether each decision of the journal holds, and if not, why.
 * Time: O(journal log rows)
 */
DlnDecisionState *
dln_case_dup_decision_states (DlnCase *self,
                              guint   *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  DlnDecisionState *states = g_new (DlnDecisionState, MAX (self->journal->len, 1));
  g_autoptr (GHashTable) later = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *n = self->journal->len;
  for (guint i = self->journal->len; i-- > 0;)
    {
      const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);

      states[i] = i >= self->position             ? DLN_DECISION_UNDONE
                  : self->revoked->data[i]        ? DLN_DECISION_REVOKED
                  : is_orphaned (self, i)         ? DLN_DECISION_ORPHANED
                  : is_replaced (decision, later) ? DLN_DECISION_REPLACED
                                                  : DLN_DECISION_HOLDS;
    }
  return states;
}

/**
 * dln_case_count_orphans:
 * @self: the case
 *
 * Returns: how many decisions in force are about what is not in the case any more
 */
guint
dln_case_count_orphans (DlnCase *self)
{
  guint n = 0;

  g_return_val_if_fail (DLN_IS_CASE (self), 0);

  for (guint i = 0; i < self->position; i++)
    n += !self->revoked->data[i] && is_orphaned (self, i);
  return n;
}
