/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which decisions can be made: what they speak of is in the case, and their value is one. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"
#include "case/dln-story.h"

gboolean
_dln_case_has_target (DlnCase *self,
            guint    kind,
            guint32  id)
{
  if (kind != DLN_TARGET_NONE && dln_target_equal (self->coming, (DlnTarget){ kind, id }))
    return TRUE;
  switch (kind)
    {
    case DLN_TARGET_DOCUMENT:
      return dln_case_get_document (self, id) != NULL;
    case DLN_TARGET_ENTITY:
      return dln_case_get_entity (self, id) != NULL;
    case DLN_TARGET_EVENT:
      return dln_case_get_event (self, id) != NULL;
    case DLN_TARGET_RELATION:
      return dln_case_get_relation (self, id) != NULL;
    case DLN_TARGET_QUOTE:
      return dln_case_get_quote (self, id) != NULL;
    default:
      return FALSE;
    }
}

static gboolean
is_text (const DlnDecision *decision,
         gboolean           may_be_empty)
{
  return decision->text != NULL && (may_be_empty || *decision->text != '\0')
         && g_utf8_validate (decision->text, -1, NULL);
}

static gboolean
is_date (const DlnDecision *decision)
{
  DlnWhen when;

  if (decision->kind != DLN_TARGET_DOCUMENT && g_strcmp0 (decision->text, "") == 0)
    return TRUE;
  return decision->text != NULL && dln_when_parse_edtf (decision->text, &when, NULL);
}

/* @b is there, or not said */
static gboolean
has_other (DlnCase           *self,
           const DlnDecision *decision,
           gboolean           may_be_none)
{
  return (may_be_none && decision->b == 0)
         || _dln_case_has_target (self, dln_decision_get_other_kind (decision), decision->b);
}

/* two that are told by articles; what was made by hand has no evidence that could be joined */
static gboolean
is_good_pair (DlnCase           *self,
              const DlnDecision *decision)
{
  return decision->a != decision->b && decision->a < DLN_HAND_ID && decision->b < DLN_HAND_ID
         && _dln_case_has_target (self, decision->kind, decision->b);
}

/* some of the evidence stays and some goes */
static gboolean
is_good_split (DlnCase           *self,
               const DlnDecision *decision)
{
  return decision->of_b != NULL
         || (decision->a < DLN_HAND_ID && is_text (decision, FALSE));
}

static gboolean
is_good_type (const DlnDecision *decision)
{
  return decision->value < (decision->kind == DLN_TARGET_ENTITY   ? (guint) DLN_N_ENTITY_TYPES
                            : decision->kind == DLN_TARGET_EVENT  ? (guint) DLN_N_EVENT_TYPES
                                                                  : (guint) DLN_N_RELATION_TYPES);
}

static gboolean
accepts_event (DlnCase           *self,
               const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_STAR:
      return TRUE;
    case DLN_DECISION_HEADLINE:
    case DLN_DECISION_BLURB:
      return is_text (decision, TRUE);
    case DLN_DECISION_AFTER:
      return has_other (self, decision, TRUE)
             && dln_case_can_follow (self, decision->a, decision->b);
    case DLN_DECISION_STATUS:
      return decision->value > DLN_STATUS_NONE && decision->value < DLN_N_STATUSES;
    case DLN_DECISION_PLACE:
      return has_other (self, decision, TRUE);
    case DLN_DECISION_PARTICIPANT:
      return has_other (self, decision, FALSE) && decision->value <= DLN_N_ROLES;
    default:
      return FALSE;
    }
}

static gboolean
accepts_relation (DlnCase           *self,
                  const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_CAPTION:
      return is_text (decision, TRUE);
    case DLN_DECISION_TURN:
    case DLN_DECISION_ENDED:
      return TRUE;
    case DLN_DECISION_SUBJECT:
    case DLN_DECISION_OBJECT:
      return has_other (self, decision, FALSE);
    default:
      return FALSE;
    }
}

static gboolean
accepts_of_kind (DlnCase           *self,
                 const DlnDecision *decision)
{
  switch (decision->kind)
    {
    case DLN_TARGET_EVENT:
      return accepts_event (self, decision);
    case DLN_TARGET_RELATION:
      return accepts_relation (self, decision);
    case DLN_TARGET_ENTITY:
      return (decision->type == DLN_DECISION_ALIAS && is_text (decision, FALSE))
             || (decision->type == DLN_DECISION_DESCRIPTION && is_text (decision, TRUE));
    case DLN_TARGET_QUOTE:
      return (decision->type == DLN_DECISION_SPEAKER || decision->type == DLN_DECISION_ADDRESSEE)
             && has_other (self, decision, TRUE)
             && (decision->text == NULL || is_text (decision, TRUE));
    case DLN_TARGET_DOCUMENT:
      return (decision->type == DLN_DECISION_SOURCE || decision->type == DLN_DECISION_BYLINE)
             && is_text (decision, TRUE);
    default:
      return FALSE;
    }
}

/* a decision without a target of its own: it makes one, or takes another decision back */
static gboolean
accepts_alone (DlnCase           *self,
               const DlnDecision *decision)
{
  if (decision->type == DLN_DECISION_REVOKE)
    return decision->value > 0 && decision->value <= self->position
           && !self->revoked->data[decision->value - 1];
  return (decision->kind == DLN_TARGET_ENTITY || decision->kind == DLN_TARGET_EVENT
          || decision->kind == DLN_TARGET_RELATION)
         && is_text (decision, FALSE) && is_good_type (decision);
}

/**
 * dln_case_accepts:
 * @self: the case
 * @decision: what the user wants to decide
 *
 * Returns: whether what it speaks of is there and its text is a date or a name where it has to be
 * one
 */
gboolean
dln_case_accepts (DlnCase           *self,
                  const DlnDecision *decision)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && decision != NULL, FALSE);

  gboolean entity = decision->kind == DLN_TARGET_ENTITY;
  gboolean event = decision->kind == DLN_TARGET_EVENT;
  gboolean document = decision->kind == DLN_TARGET_DOCUMENT;
  gboolean relation = decision->kind == DLN_TARGET_RELATION;

  if (decision->type == DLN_DECISION_STANDFIRST)
    return decision->kind == DLN_TARGET_NONE && is_text (decision, TRUE);
  if (decision->type == DLN_DECISION_ADD || decision->type == DLN_DECISION_REVOKE)
    return accepts_alone (self, decision);
  if (!_dln_case_has_target (self, decision->kind, decision->a))
    return FALSE;
  switch (decision->type)
    {
    case DLN_DECISION_MERGE:
    case DLN_DECISION_KEEP_APART:
      return (entity || event) && is_good_pair (self, decision);
    case DLN_DECISION_LATER:
      return decision->b == 0 ? decision->value < 32
                              : (entity || event) && is_good_pair (self, decision);
    case DLN_DECISION_SPLIT:
      return (entity || event) && is_good_split (self, decision);
    case DLN_DECISION_RENAME:
      return (entity || event || document) && is_text (decision, FALSE);
    case DLN_DECISION_RETYPE:
      return (entity || event || relation) && is_good_type (decision);
    case DLN_DECISION_DATE:
      return (event || document || relation) && is_date (decision);
    case DLN_DECISION_HIDE:
    case DLN_DECISION_CONFIRM:
      return TRUE;
    case DLN_DECISION_NOTE:
      return is_text (decision, TRUE);
    case DLN_DECISION_TAG:
      return is_text (decision, FALSE);
    default:
      return accepts_of_kind (self, decision);
    }
}

/**
 * dln_case_accepts_all:
 * @self: the case
 * @decisions: [n] what the user wants to decide at once; later ones may speak of what the first one
 *   makes by hand
 * @n: how many
 *
 * Returns: whether each can be decided
 */
gboolean
dln_case_accepts_all (DlnCase           *self,
                      const DlnDecision *decisions,
                      gsize              n)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  gboolean good = TRUE;

  for (gsize i = 0; i < n && good; i++)
    {
      good = dln_case_accepts (self, &decisions[i]);
      if (i == 0 && decisions[i].type == DLN_DECISION_ADD)
        self->coming = (DlnTarget){ decisions[i].kind, dln_case_get_next_hand_id (self) };
    }
  self->coming = (DlnTarget){ DLN_TARGET_NONE, 0 };
  return good;
}
