/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a document speaks of what the case holds. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include "extract/dln-kinds.h"

/**
 * dln_case_get_entity_of:
 * @self: the case
 * @document: a document
 * @local: an entity of that document alone, as its mentions have it
 *
 * Returns: (transfer none) (nullable): the entity of the case; its type and name hold for every
 * mention, whatever the document alone made of it. Time: O(log entities)
 */
const DlnEntity *
dln_case_get_entity_of (DlnCase      *self,
                        DlnDocumentId document,
                        guint32       local)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  const GPtrArray *tables = self->resolution->entity_of;
  const GArray *entity_of =
    document > 0 && document <= tables->len ? g_ptr_array_index (tables, document - 1) : NULL;

  return entity_of != NULL && local < entity_of->len
           ? dln_case_get_entity (self, g_array_index (entity_of, DlnEntityId, local))
           : NULL;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const DlnSpan *x = a;
  const DlnSpan *y = b;

  if (x->begin != y->begin)
    return x->begin < y->begin ? -1 : 1;
  return (x->end > y->end) - (x->end < y->end);
}

static void
add_mention_marks (DlnCase      *self,
                   DlnDocumentId document,
                   DlnEntityId   entity,
                   GArray       *spans)
{
  const DlnAnnotations *annotations = dln_case_get_annotations (self, document);

  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);
      const DlnEntity *found = dln_case_get_entity_of (self, document, mention->entity);

      if (found != NULL && found->id == entity)
        g_array_append_val (spans, mention->span);
    }
}

/**
 * dln_case_dup_marks:
 * @self: the case
 * @document: a document
 * @target: what is selected
 *
 * Returns: (transfer full) (element-type DlnSpan): where @document speaks of @target, sorted,
 * without repetitions
 */
GArray *
dln_case_dup_marks (DlnCase      *self,
                    DlnDocumentId document,
                    DlnTarget     target)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  GArray *spans = g_array_new (FALSE, FALSE, sizeof (DlnSpan));
  guint n;
  const DlnEvidence *evidence = dln_case_get_evidence (self, target, &n);

  if (dln_case_get_document (self, document) == NULL)
    return spans;
  if (target.kind == DLN_TARGET_ENTITY)
    add_mention_marks (self, document, target.id, spans);
  for (guint i = 0; i < n; i++)
    if (evidence[i].document == document)
      {
        DlnSpan span =
          dln_span_is_empty (evidence[i].mark) ? evidence[i].sentence : evidence[i].mark;

        g_array_append_val (spans, span);
      }

  g_array_sort (spans, compare_spans);
  for (guint i = spans->len; i-- > 1;)
    if (compare_spans (DLN_ROW (spans, DlnSpan, i), DLN_ROW (spans, DlnSpan, i - 1)) == 0)
      g_array_remove_index (spans, i);
  return spans;
}

/**
 * dln_case_get_reader:
 * @self: the case
 * @evidence: a row of it
 *
 * Returns: (transfer none) (nullable): the name of the program that read it in its article; %NULL =
 * Dateline, or the user. Time: O(1)
 */
const char *
dln_case_get_reader (DlnCase           *self,
                     const DlnEvidence *evidence)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && evidence != NULL, NULL);

  const DlnAnnotations *annotations = dln_case_get_annotations (self, evidence->document);
  DlnStringId reader = 0;

  if (annotations == NULL || annotations->readers == NULL)
    return NULL;
  if (evidence->kind == DLN_TARGET_ENTITY && evidence->row < annotations->mentions->len)
    reader = DLN_ROW (annotations->mentions, DlnMention, evidence->row)->reader;
  else if (evidence->kind == DLN_TARGET_EVENT && evidence->row < annotations->events->len)
    reader = DLN_ROW (annotations->events, DlnEventClaim, evidence->row)->reader;
  else if (evidence->kind == DLN_TARGET_RELATION && evidence->row < annotations->relations->len)
    reader = DLN_ROW (annotations->relations, DlnRelationClaim, evidence->row)->reader;
  else if (evidence->kind == DLN_TARGET_QUOTE && evidence->row < annotations->quotes->len)
    reader = DLN_ROW (annotations->quotes, DlnQuoteClaim, evidence->row)->reader;
  return dln_annotations_get_reader (annotations, reader);
}

/**
 * dln_case_get_certainty:
 * @self: the case
 * @evidence: a row of it
 *
 * Returns: how certain the reading of that sentence is, 0 to 1: of an event, that its status is
 * right; of a relation or quote, that it is one; -1 where nobody measured it, as for names and what
 * was made by hand. Time: O(1)
 */
double
dln_case_get_certainty (DlnCase           *self,
                        const DlnEvidence *evidence)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && evidence != NULL, -1);

  const DlnAnnotations *annotations = dln_case_get_annotations (self, evidence->document);

  if (annotations == NULL)
    return -1;
  if (evidence->kind == DLN_TARGET_EVENT && evidence->row < annotations->events->len)
    return DLN_ROW (annotations->events, DlnEventClaim, evidence->row)->certainty;
  if (evidence->kind == DLN_TARGET_RELATION && evidence->row < annotations->relations->len)
    return DLN_ROW (annotations->relations, DlnRelationClaim, evidence->row)->score;
  if (evidence->kind == DLN_TARGET_QUOTE && evidence->row < annotations->quotes->len)
    return dln_quote_get_certainty (
      DLN_ROW (annotations->quotes, DlnQuoteClaim, evidence->row)->score);
  return -1;
}
