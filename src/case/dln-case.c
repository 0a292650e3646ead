/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case in memory: documents, rows and their look-up. Change sets and decisions:
 * dln-case-edit.c. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include "extract/dln-trace.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (DlnCase, dln_case, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* ---- GObject -------------------------------------------------------------------------------- */

static void
dln_case_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  DlnCase *self = DLN_CASE (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->position > 0);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->position < self->journal->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dln_case_set_property (GObject      *object,
                       guint         id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_TITLE:
      dln_case_set_title (DLN_CASE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dln_case_finalize (GObject *object)
{
  DlnCase *self = DLN_CASE (object);

  g_free (self->title);
  g_hash_table_unref (self->digests);
  g_hash_table_unref (self->remarks);
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->annotations);
  dln_resolution_free (self->resolution);
  _dln_case_index_clear (&self->index);
  g_array_unref (self->journal);
  g_byte_array_unref (self->revoked);
  g_array_unref (self->places);
  g_array_unref (self->overlays);

  G_OBJECT_CLASS (dln_case_parent_class)->finalize (object);
}

static void
dln_case_class_init (DlnCaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = dln_case_get_property;
  object_class->set_property = dln_case_set_property;
  object_class->finalize = dln_case_finalize;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, flags | G_PARAM_READWRITE);
  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * DlnCase::changed: after each change set; indexes are new and old row pointers are
     void */
  g_signal_new ("changed",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                0);
}

static void
dln_case_init (DlnCase *self)
{
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  self->digests = g_hash_table_new (g_str_hash, g_str_equal);
  self->resolution = dln_resolution_new ();
  self->journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  g_array_set_clear_func (self->journal, (GDestroyNotify) dln_decision_clear);
  self->overlays = g_array_new (FALSE, TRUE, sizeof (DlnCaseOverlay));
  self->revoked = g_byte_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (DlnTraceHit));
  self->remarks =
    g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, _dln_case_free_remarks);
  self->stale = DLN_INDEX_ALL;
}

/**
 * dln_case_new:
 *
 * Returns: (transfer full): a case without documents
 */
DlnCase *
dln_case_new (void)
{
  return g_object_new (DLN_TYPE_CASE, NULL);
}

/**
 * dln_case_get_title:
 * @self: the case
 *
 * Returns: (transfer none) (nullable): what the user calls it, %NULL = not named
 */
const char *
dln_case_get_title (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  return self->title;
}

void
dln_case_set_title (DlnCase    *self,
                    const char *title)
{
  g_return_if_fail (DLN_IS_CASE (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* ---- documents ------------------------------------------------------------------------------ */

guint
dln_case_get_n_documents (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), 0);

  return self->documents->len;
}

/**
 * dln_case_get_document:
 * @self: the case
 * @id: from 1 to the number of documents
 *
 * Returns: (transfer none) (nullable): the document, %NULL if there is none of this id
 */
DlnDocument *
dln_case_get_document (DlnCase      *self,
                       DlnDocumentId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  return id > 0 && id <= self->documents->len ? g_ptr_array_index (self->documents, id - 1) : NULL;
}

/**
 * dln_case_get_annotations:
 * @self: the case
 * @id: a document
 *
 * Returns: (transfer none) (nullable): what was found in it
 */
DlnAnnotations *
dln_case_get_annotations (DlnCase      *self,
                          DlnDocumentId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  return id > 0 && id <= self->annotations->len ? g_ptr_array_index (self->annotations, id - 1)
                                                : NULL;
}

/**
 * dln_case_get_document_row:
 * @self: the case
 * @id: a document
 *
 * Returns: (transfer none) (nullable): its date and what it copies, as resolved
 */
const DlnResolvedDocument *
dln_case_get_document_row (DlnCase      *self,
                           DlnDocumentId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  guint32 row = _dln_case_find_row (self->resolution->documents, id);

  return row == DLN_NO_ROW ? NULL : DLN_ROW (self->resolution->documents, DlnResolvedDocument, row);
}

/**
 * dln_case_find_digest:
 * @self: the case
 * @digest: from dln_document_get_digest()
 *
 * Returns: the document that has this very text, 0 if none
 */
DlnDocumentId
dln_case_find_digest (DlnCase    *self,
                      const char *digest)
{
  g_return_val_if_fail (DLN_IS_CASE (self), 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->digests, digest));
}

/* ---- rows ----------------------------------------------------------------------------------- */

/**
 * dln_case_get_resolution:
 * @self: the case
 *
 * Returns: (transfer none): the tables, never %NULL; void at the next "changed"
 */
const DlnResolution *
dln_case_get_resolution (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  return self->resolution;
}

/**
 * dln_case_get_string:
 * @self: the case
 * @id: a string of the resolution
 *
 * Returns: (transfer none): its bytes, "" for 0
 */
const char *
dln_case_get_string (DlnCase    *self,
                     DlnStringId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), "");

  return dln_strings_get (self->resolution->strings, id);
}

/* Each of the following: (transfer none) (nullable), void at the next "changed". Time: O(log n) */
const DlnEntity *
dln_case_get_entity (DlnCase    *self,
                     DlnEntityId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  guint32 row = _dln_case_find_row (self->resolution->entities, id);

  return row == DLN_NO_ROW ? NULL : DLN_ROW (self->resolution->entities, DlnEntity, row);
}

const DlnEvent *
dln_case_get_event (DlnCase   *self,
                    DlnEventId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  guint32 row = _dln_case_find_row (self->resolution->events, id);

  return row == DLN_NO_ROW ? NULL : DLN_ROW (self->resolution->events, DlnEvent, row);
}

const DlnRelation *
dln_case_get_relation (DlnCase      *self,
                       DlnRelationId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  guint32 row = _dln_case_find_row (self->resolution->relations, id);

  return row == DLN_NO_ROW ? NULL : DLN_ROW (self->resolution->relations, DlnRelation, row);
}

const DlnQuote *
dln_case_get_quote (DlnCase   *self,
                    DlnQuoteId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  guint32 row = _dln_case_find_row (self->resolution->quotes, id);

  return row == DLN_NO_ROW ? NULL : DLN_ROW (self->resolution->quotes, DlnQuote, row);
}

/**
 * dln_case_get_evidence:
 * @self: the case
 * @target: an entity, event, relation or quote, or a document (the reasons for its date)
 * @n: (out): number of claims
 *
 * Returns: (transfer none) (nullable): the claims, best first; void at the next "changed"
 */
const DlnEvidence *
dln_case_get_evidence (DlnCase  *self,
                       DlnTarget target,
                       guint    *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  guint32 first = 0;
  guint32 count = 0;
  GArray *evidence = self->resolution->evidence;

  if (target.kind == DLN_TARGET_ENTITY)
    {
      const DlnEntity *entity = dln_case_get_entity (self, target.id);

      first = entity != NULL ? entity->first_evidence : 0;
      count = entity != NULL ? entity->n_evidence : 0;
    }
  else if (target.kind == DLN_TARGET_EVENT)
    {
      const DlnEvent *event = dln_case_get_event (self, target.id);

      first = event != NULL ? event->first_evidence : 0;
      count = event != NULL ? event->n_evidence : 0;
    }
  else if (target.kind == DLN_TARGET_RELATION)
    {
      const DlnRelation *relation = dln_case_get_relation (self, target.id);

      first = relation != NULL ? relation->first_evidence : 0;
      count = relation != NULL ? relation->n_evidence : 0;
    }
  else if (target.kind == DLN_TARGET_QUOTE)
    {
      const DlnQuote *quote = dln_case_get_quote (self, target.id);

      first = quote != NULL ? quote->first_evidence : 0;
      count = quote != NULL ? quote->n_evidence : 0;
    }
  else if (target.kind == DLN_TARGET_DOCUMENT)
    {
      const DlnResolvedDocument *row = dln_case_get_document_row (self, target.id);

      first = row != NULL ? row->first_reason : 0;
      count = row != NULL ? row->n_reasons : 0;
    }

  if (first > evidence->len || count > evidence->len - first)
    count = 0;
  *n = count;
  return count > 0 ? DLN_ROW (evidence, DlnEvidence, first) : NULL;
}

/**
 * dln_case_is_hidden:
 * @self: the case
 * @target: what may be hidden
 *
 * Returns: whether the user decided that it is not drawn
 */
gboolean
dln_case_is_hidden (DlnCase  *self,
                    DlnTarget target)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  const DlnCaseRemarks *remarks = _dln_case_get_remarks (self, target);

  return remarks != NULL && remarks->hidden;
}

/* Returns: whether the user put the event into the story */
gboolean
dln_case_is_starred (DlnCase  *self,
                     DlnTarget target)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  const DlnCaseRemarks *remarks = _dln_case_get_remarks (self, target);

  return remarks != NULL && remarks->starred;
}

/* Returns: whether the user checked it and found it right */
gboolean
dln_case_is_confirmed (DlnCase  *self,
                       DlnTarget target)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  const DlnCaseRemarks *remarks = _dln_case_get_remarks (self, target);

  return remarks != NULL && remarks->confirmed;
}

/* Returns: (transfer none) (nullable): the user's note; void at the next "changed" */
const char *
dln_case_get_note (DlnCase  *self,
                   DlnTarget target)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  const DlnCaseRemarks *remarks = _dln_case_get_remarks (self, target);

  return remarks != NULL ? remarks->note : NULL;
}

/**
 * dln_case_get_tags:
 * @self: the case
 * @target: what may have tags
 * @n: (out): how many it has
 *
 * Returns: (transfer none) (nullable) (array length=n): its tags, oldest first; void at the next
 * "changed"
 */
const char *const *
dln_case_get_tags (DlnCase  *self,
                   DlnTarget target,
                   guint    *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  const DlnCaseRemarks *remarks = _dln_case_get_remarks (self, target);

  *n = remarks != NULL && remarks->tags != NULL ? remarks->tags->len : 0;
  return *n > 0 ? (const char *const *) remarks->tags->pdata : NULL;
}

/* ---- indexes -------------------------------------------------------------------------------- */

static const guint32 *
get_list (DlnCase       *self,
          DlnEntityId    id,
          const guint32 *begin,
          const guint32 *list,
          guint         *n)
{
  guint32 row = _dln_case_find_row (self->resolution->entities, id);

  *n = row == DLN_NO_ROW ? 0 : begin[row + 1] - begin[row];
  return *n > 0 ? list + begin[row] : NULL;
}

/* Each of the following: (transfer none) (nullable), void at the next "changed". Time: O(log n) */
const DlnEventId *
dln_case_get_events_of (DlnCase    *self,
                        DlnEntityId id,
                        guint      *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  _dln_case_need_index (self, DLN_INDEX_EVENTS);
  return get_list (self, id, self->index.events_begin, self->index.events_of, n);
}

const DlnRelationId *
dln_case_get_relations_of (DlnCase    *self,
                           DlnEntityId id,
                           guint      *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  _dln_case_need_index (self, DLN_INDEX_RELATIONS);
  return get_list (self, id, self->index.relations_begin, self->index.relations_of, n);
}

const DlnQuoteId *
dln_case_get_quotes_of (DlnCase    *self,
                        DlnEntityId id,
                        guint      *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  _dln_case_need_index (self, DLN_INDEX_QUOTES);
  return get_list (self, id, self->index.quotes_begin, self->index.quotes_of, n);
}

/**
 * dln_case_get_outer_quote:
 * @self: the case
 * @id: a quote
 *
 * Returns: the quote in which @id is told ("He told me, 'The money is gone'"); 0 if articles tell
 *   it. Time: O(log n)
 */
DlnQuoteId
dln_case_get_outer_quote (DlnCase   *self,
                          DlnQuoteId id)
{
  g_return_val_if_fail (DLN_IS_CASE (self), 0);

  guint32 row = _dln_case_find_row (self->resolution->quotes, id);

  _dln_case_need_index (self, DLN_INDEX_OUTER);
  return row == DLN_NO_ROW ? 0 : self->index.outer_quotes[row];
}

/**
 * dln_case_dup_events_in:
 * @self: the case
 * @begin: first instant of the window
 * @end: first instant after it
 *
 * Returns: (transfer full) (element-type DlnEventId): dated events that may lie in the window, by
 * earliest begin. Time: O(log n + events between the first that can reach into the window and its
 * end)
 */
GArray *
dln_case_dup_events_in (DlnCase   *self,
                        DlnInstant begin,
                        DlnInstant end)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  _dln_case_need_index (self, DLN_INDEX_WINDOWS);

  GArray *ids = g_array_new (FALSE, FALSE, sizeof (DlnEventId));
  const DlnCaseIndex *index = &self->index;
  guint low = 0;
  guint high = index->n_dated;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (index->latest_end[middle] <= begin)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i < index->n_dated; i++)
    {
      const DlnEvent *event = DLN_ROW (self->resolution->events, DlnEvent, index->by_begin[i]);

      if (event->when.earliest_begin >= end)
        break;
      if (event->when.latest_end > begin)
        g_array_append_val (ids, event->id);
    }
  return ids;
}
