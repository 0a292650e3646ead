/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to hold in resolved tables, whoever wrote them, before anything is done with them. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

static gboolean
is_range (guint32 first,
          guint32 n,
          guint32 length)
{
  return n == 0 || (first <= length && n <= length - first);
}

static gboolean
is_span (DlnSpan     span,
         const char *text,
         gsize       length)
{
  return span.begin <= span.end && span.end <= length && ((guchar) text[span.begin] & 0xc0) != 0x80
         && ((guchar) text[span.end] & 0xc0) != 0x80;
}

static gboolean
are_ids_sorted (const GArray *array)
{
  gsize size = g_array_get_element_size ((GArray *) array);
  guint32 last = 0;

  for (guint i = 0; i < array->len; i++)
    {
      guint32 id = *(const guint32 *) (array->data + i * size);

      if (id <= last)
        return FALSE;
      last = id;
    }
  return TRUE;
}

static gboolean
is_evidence_good (const DlnEvidence *row,
                  GPtrArray         *documents,
                  GPtrArray         *annotations)
{
  DlnAnnotations *found;
  const char *text;
  gsize length;
  guint n_rows;

  if (row->document == 0 || row->document > documents->len)
    return FALSE;
  text = dln_document_get_text (g_ptr_array_index (documents, row->document - 1), &length);
  found = g_ptr_array_index (annotations, row->document - 1);
  n_rows = row->kind == DLN_TARGET_ENTITY     ? found->mentions->len
           : row->kind == DLN_TARGET_EVENT    ? found->events->len
           : row->kind == DLN_TARGET_RELATION ? found->relations->len
           : row->kind == DLN_TARGET_QUOTE    ? found->quotes->len
                                              : G_MAXUINT32;
  return is_span (row->sentence, text, length) && is_span (row->mark, text, length)
         && (row->row < n_rows || row->kind == DLN_TARGET_DOCUMENT);
}

static gboolean
are_ranges_good (const DlnResolution *r)
{
  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *row = DLN_ROW (r->entities, DlnEntity, i);

      if (!is_range (row->first_alias, row->n_aliases, r->aliases->len)
          || !is_range (row->first_evidence, row->n_evidence, r->evidence->len))
        return FALSE;
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *row = DLN_ROW (r->events, DlnEvent, i);

      if (!is_range (row->first_participant, row->n_participants, r->participants->len)
          || !is_range (row->first_evidence, row->n_evidence, r->evidence->len))
        return FALSE;
    }
  for (guint i = 0; i < r->relations->len; i++)
    if (!is_range (DLN_ROW (r->relations, DlnRelation, i)->first_evidence,
                   DLN_ROW (r->relations, DlnRelation, i)->n_evidence,
                   r->evidence->len))
      return FALSE;
  for (guint i = 0; i < r->quotes->len; i++)
    if (!is_range (DLN_ROW (r->quotes, DlnQuote, i)->first_evidence,
                   DLN_ROW (r->quotes, DlnQuote, i)->n_evidence,
                   r->evidence->len))
      return FALSE;
  for (guint i = 0; i < r->conflicts->len; i++)
    if (DLN_ROW (r->conflicts, DlnConflict, i)->evidence_a >= r->evidence->len
        || DLN_ROW (r->conflicts, DlnConflict, i)->evidence_b >= r->evidence->len)
      return FALSE;
  return TRUE;
}

/* Whether what other rows point at is there, for tables that were read from a file. */
gboolean
_dln_store_is_sound (const DlnResolution *r,
                     GPtrArray           *documents,
                     GPtrArray           *annotations)
{
  if (r->documents->len != documents->len || !are_ids_sorted (r->entities)
      || !are_ids_sorted (r->events) || !are_ids_sorted (r->relations)
      || !are_ids_sorted (r->quotes) || !are_ids_sorted (r->documents) || !are_ranges_good (r))
    return FALSE;
  for (guint i = 0; i < r->evidence->len; i++)
    if (!is_evidence_good (DLN_ROW (r->evidence, DlnEvidence, i), documents, annotations))
      return FALSE;
  for (guint i = 0; i < r->documents->len; i++)
    if (DLN_ROW (r->documents, DlnResolvedDocument, i)->document != i + 1)
      return FALSE;
  return TRUE;
}
