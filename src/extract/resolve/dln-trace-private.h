/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What making traces and finding them share: the rows of one document, whatever their kind. */
#pragma once

#include "extract/dln-trace.h"

G_BEGIN_DECLS

guint   _dln_trace_count_rows (const DlnAnnotations  *annotations,
                               DlnTargetKind          kind);
DlnSpan _dln_trace_get_mark   (const DlnAnnotations  *annotations,
                               DlnTargetKind          kind,
                               guint32                row);
char   *_dln_trace_dup_title  (const DlnResolveInput *input,
                               DlnTargetKind          kind,
                               guint32                row);

/* ---- tables of clusters, whatever their rows are -------------------------------------------- */

typedef struct
{
  GArray *rows;
  guint8  kind; /* DlnTargetKind */
  gsize   size;
  gsize   first_evidence; /* offsets in a row; the id stands first in it */
  gsize   n_evidence;
} DlnClusters;

#define DLN_CLUSTERS_OF(resolution, array, Type, KIND) \
  { (resolution)->array, DLN_TARGET_##KIND, sizeof (Type), G_STRUCT_OFFSET (Type, first_evidence), \
    G_STRUCT_OFFSET (Type, n_evidence) }
#define DLN_CLUSTER_TABLES(resolution) \
  { DLN_CLUSTERS_OF (resolution, entities, DlnEntity, ENTITY), \
    DLN_CLUSTERS_OF (resolution, events, DlnEvent, EVENT), \
    DLN_CLUSTERS_OF (resolution, relations, DlnRelation, RELATION), \
    DLN_CLUSTERS_OF (resolution, quotes, DlnQuote, QUOTE) }

static inline guint32 *
_dln_clusters_get_id (const DlnClusters *table,
                   guint           row)
{
  return (guint32 *) (table->rows->data + row * table->size);
}

static inline const DlnEvidence *
_dln_clusters_get_evidence (const DlnResolution *resolution,
                         const DlnClusters      *table,
                         guint                row,
                         guint32             *n)
{
  const char *data = table->rows->data + row * table->size;
  guint32 first = *(const guint32 *) (data + table->first_evidence);
  guint32 count = *(const guint32 *) (data + table->n_evidence);

  if (first > resolution->evidence->len || count > resolution->evidence->len - first)
    count = 0;
  *n = count;
  return count > 0 ? DLN_ROW (resolution->evidence, DlnEvidence, first) : NULL;
}

G_END_DECLS
