/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a decision remembers: the evidence that its targets stand on, and what it replaces. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"
#include "case/dln-story.h"

#include "extract/dln-kinds.h"

/* (transfer full) (element-type DlnResolveInput) */
GArray *
_dln_case_dup_inputs (DlnCase *self)
{
  GArray *inputs = g_array_new (FALSE, FALSE, sizeof (DlnResolveInput));

  for (guint i = 0; i < self->documents->len; i++)
    {
      DlnResolveInput input = { g_ptr_array_index (self->documents, i),
                                g_ptr_array_index (self->annotations, i) };

      g_array_append_val (inputs, input);
    }
  return inputs;
}

static char *
dup_role_before (DlnCase           *self,
                 const DlnEvent    *event,
                 const DlnDecision *decision)
{
  const GArray *participants = self->resolution->participants;

  for (guint i = 0; i < event->n_participants; i++)
    {
      guint row = event->first_participant + i;

      if (row < participants->len
          && DLN_ROW (participants, DlnEventParticipant, row)->entity == decision->b)
        return g_strdup (
          dln_role_get_name (DLN_ROW (participants, DlnEventParticipant, row)->role));
    }
  return NULL;
}

static char *
dup_title_of (DlnCase      *self,
              DlnEntityId   id)
{
  return id != 0 ? dln_case_dup_target_title (self, (DlnTarget){ DLN_TARGET_ENTITY, id }) : NULL;
}

static char *
dup_event_before (DlnCase           *self,
                  const DlnEvent    *event,
                  const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_RETYPE:
      return g_strdup (dln_event_type_get_name (event->type));
    case DLN_DECISION_DATE:
      return dln_when_is_known (&event->when) ? dln_when_to_edtf (&event->when) : NULL;
    case DLN_DECISION_STATUS:
      return g_strdup (event->polarity == DLN_POLARITY_NEGATED
                         ? dln_status_get_name (DLN_STATUS_NOT)
                         : dln_modality_get_name (event->modality));
    case DLN_DECISION_PLACE:
      return dup_title_of (self, event->place);
    case DLN_DECISION_PARTICIPANT:
      return dup_role_before (self, event, decision);
    default:
      return NULL;
    }
}

static char *
dup_relation_before (DlnCase           *self,
                     const DlnRelation *relation,
                     const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_RETYPE:
      return g_strdup (dln_relation_type_get_name (relation->type));
    case DLN_DECISION_CAPTION:
      return g_strdup (dln_case_get_string (self, relation->caption));
    case DLN_DECISION_DATE:
      return dln_when_is_known (&relation->when) ? dln_when_to_edtf (&relation->when) : NULL;
    case DLN_DECISION_ENDED:
      return g_strdup (relation->ended ? "1" : "0");
    case DLN_DECISION_SUBJECT:
    case DLN_DECISION_TURN:
      return dup_title_of (self, relation->subject);
    case DLN_DECISION_OBJECT:
      return dup_title_of (self, relation->object);
    default:
      return NULL;
    }
}

static char *
dup_quote_before (DlnCase           *self,
                  const DlnQuote    *quote,
                  const DlnDecision *decision)
{
  if (decision->type == DLN_DECISION_ADDRESSEE)
    return dup_title_of (self, quote->addressee);
  if (decision->type != DLN_DECISION_SPEAKER)
    return NULL;
  return quote->speaker != 0 ? dup_title_of (self, quote->speaker)
                             : g_strdup (dln_case_get_string (self, quote->speaker_text));
}

static char *
dup_document_before (DlnCase           *self,
                     const DlnDecision *decision)
{
  const DlnResolvedDocument *row = dln_case_get_document_row (self, decision->a);

  switch (decision->type)
    {
    case DLN_DECISION_DATE:
      return row != NULL && dln_when_is_known (&row->when) ? dln_when_to_edtf (&row->when) : NULL;
    case DLN_DECISION_SOURCE:
      return dln_case_dup_document_source (self, decision->a);
    case DLN_DECISION_BYLINE:
      return g_strdup (dln_case_get_document_byline (self, decision->a));
    default:
      return NULL;
    }
}

static char *
dup_entity_before (DlnCase           *self,
                   const DlnEntity   *entity,
                   const DlnDecision *decision)
{
  if (decision->type == DLN_DECISION_RETYPE)
    return g_strdup (dln_entity_type_get_name (entity->type));
  return decision->type == DLN_DECISION_DESCRIPTION
           ? g_strdup (dln_case_get_string (self, entity->description))
           : NULL;
}

static char *
dup_before (DlnCase           *self,
            const DlnDecision *decision)
{
  DlnTarget target = { decision->kind, decision->a };

  if (decision->type == DLN_DECISION_RENAME)
    return dln_case_dup_target_title (self, target);
  if (decision->type == DLN_DECISION_NOTE)
    return g_strdup (dln_case_get_note (self, target));
  if (decision->type == DLN_DECISION_STANDFIRST)
    return g_strdup (dln_case_get_standfirst (self));
  if (decision->type == DLN_DECISION_HEADLINE)
    return g_strdup (dln_case_get_headline (self, decision->a));
  if (decision->type == DLN_DECISION_BLURB)
    return g_strdup (dln_case_get_blurb (self, decision->a));
  if (!_dln_case_has_target (self, decision->kind, decision->a))
    return NULL;
  switch (decision->kind)
    {
    case DLN_TARGET_ENTITY:
      return dup_entity_before (self, dln_case_get_entity (self, decision->a), decision);
    case DLN_TARGET_EVENT:
      return dup_event_before (self, dln_case_get_event (self, decision->a), decision);
    case DLN_TARGET_RELATION:
      return dup_relation_before (self, dln_case_get_relation (self, decision->a), decision);
    case DLN_TARGET_QUOTE:
      return dup_quote_before (self, dln_case_get_quote (self, decision->a), decision);
    default:
      return dup_document_before (self, decision);
    }
}

static DlnTrace *
take_trace (DlnCase       *self,
            const GArray  *inputs,
            DlnTargetKind  kind,
            guint32        id,
            gboolean       whole)
{
  g_autofree char *title = NULL;

  if (id == 0)
    return NULL;
  title = dln_case_dup_target_title (self, (DlnTarget){ kind, id });
  return dln_trace_take ((const DlnResolveInput *) inputs->data, inputs->len, self->resolution,
                         kind, id, title, whole);
}

/* what stays with the target, and what leaves it */
static void
remember_split (DlnCase      *self,
                const GArray *inputs,
                DlnDecision  *decision)
{
  g_autofree char *title =
    dln_case_dup_target_title (self, (DlnTarget){ decision->kind, decision->a });

  decision->of_a = dln_trace_take_part ((const DlnResolveInput *) inputs->data, inputs->len,
                                        self->resolution, decision->kind, decision->a, title,
                                        decision->text, TRUE);
  decision->of_b = dln_trace_take_part ((const DlnResolveInput *) inputs->data, inputs->len,
                                        self->resolution, decision->kind, decision->a, title,
                                        decision->text, FALSE);
}

/**
 * dln_case_remember:
 * @self: the case
 * @decision: (inout): a decision about what is in the case; its texts and traces are its own
 *
 * Adds what is to be remembered with it: what its targets stand on, are called, and what it
 * replaces. It is found again by that, whatever becomes of the ids. Time: O(evidence)
 *
 * Returns: %FALSE if there is nothing that it could stand on: a split that leaves nothing on one of
 * the two sides
 */
gboolean
dln_case_remember (DlnCase     *self,
                   DlnDecision *decision)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && decision != NULL, FALSE);

  g_autoptr (GArray) inputs = NULL;
  gboolean whole =
    decision->type == DLN_DECISION_MERGE || decision->type == DLN_DECISION_KEEP_APART;

  if (decision->type == DLN_DECISION_ADD)
    {
      decision->a = dln_case_get_next_hand_id (self);
      return TRUE;
    }
  if (decision->type == DLN_DECISION_REVOKE)
    return TRUE;
  inputs = _dln_case_dup_inputs (self);
  g_clear_pointer (&decision->of_a, dln_trace_unref);
  g_clear_pointer (&decision->of_b, dln_trace_unref);
  if (decision->type == DLN_DECISION_SPLIT)
    remember_split (self, inputs, decision);
  else
    {
      decision->of_a = take_trace (self, inputs, decision->kind, decision->a, whole);
      decision->of_b =
        take_trace (self, inputs, dln_decision_get_other_kind (decision), decision->b, whole);
    }
  g_free ((char *) decision->before);
  decision->before = dup_before (self, decision);
  return decision->type != DLN_DECISION_SPLIT
         || (decision->of_a != NULL && decision->of_b != NULL);
}

/**
 * dln_case_take_words:
 * @self: the case
 * @document: an article
 * @words: a stretch of its text
 *
 * Returns: (transfer full) (nullable): what is made by hand of these words stands on; %NULL if they
 * are not there
 */
DlnTrace *
dln_case_take_words (DlnCase      *self,
                     DlnDocumentId document,
                     DlnSpan       words)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  g_autoptr (GArray) inputs = _dln_case_dup_inputs (self);

  return dln_trace_take_words ((const DlnResolveInput *) inputs->data, inputs->len, document,
                               words);
}

/* Returns: the id of what is made by hand next */
guint32
dln_case_get_next_hand_id (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), 0);

  return DLN_HAND_ID + self->position + 1;
}
