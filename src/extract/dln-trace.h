/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a decision was about: the evidence that its target had when the user decided.
 *
 * An id is only the place where a cluster begins; another article, another text or another
 * extraction may give it to a cluster that the user never saw. So a decision keeps the words that
 * its target stood on, and is found again by them. */
#pragma once

#include "extract/dln-resolution.h"

G_BEGIN_DECLS

/**
 * DlnTraceRow: one piece of evidence as it was. Texts are the trace's.
 */
typedef struct
{
  const char *digest;   /* of the document's text */
  const char *name;     /* (nullable): the document's */
  const char *uri;      /* (nullable): the document's */
  const char *words;    /* (nullable): what stood at @mark; %NULL: whatever covers its begin */
  const char *sentence; /* (nullable): what stood at @around */
  const char *title;    /* (nullable): of an event's claim; of a relation its two names */
  const char *others;   /* (nullable): "5-9 12-20": events that began at these bytes of @around */
  DlnSpan     mark;     /* name, trigger, quote or words that state a relation */
  DlnSpan     around;   /* its sentence */
  guint32     rank;     /* claims of its kind that begin at the same byte and stand before it */
  guint32     n_ranks;  /* claims of its kind that begin there, itself included */
  guint8      type;     /* of entity or relation */
} DlnTraceRow;

/* immutable once it is a decision's; atomically reference-counted */
DlnTrace          *dln_trace_new          (DlnTargetKind          kind,
                                           const char            *title);
void               dln_trace_add          (DlnTrace              *trace,
                                           const DlnTraceRow     *row);
DlnTrace          *dln_trace_take         (const DlnResolveInput *inputs,
                                           gsize                  n_inputs,
                                           const DlnResolution   *resolution,
                                           DlnTargetKind          kind,
                                           guint32                id,
                                           const char            *title,
                                           gboolean               whole);
DlnTrace          *dln_trace_take_part    (const DlnResolveInput *inputs,
                                           gsize                  n_inputs,
                                           const DlnResolution   *resolution,
                                           DlnTargetKind          kind,
                                           guint32                id,
                                           const char            *title,
                                           const char            *rows,
                                           gboolean               others);
DlnTrace          *dln_trace_take_words   (const DlnResolveInput *inputs,
                                           gsize                  n_inputs,
                                           DlnDocumentId          document,
                                           DlnSpan                words);
DlnTrace          *dln_trace_ref          (DlnTrace              *trace);
void               dln_trace_unref        (DlnTrace              *trace);
DlnTargetKind      dln_trace_get_kind     (const DlnTrace        *trace);
const char        *dln_trace_get_title    (const DlnTrace        *trace);
const DlnTraceRow *dln_trace_get_rows     (const DlnTrace        *trace,
                                           guint                 *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnTrace, dln_trace_unref)

void               dln_decision_copy      (DlnDecision           *to,
                                           const DlnDecision     *from);
void               dln_decision_clear     (DlnDecision           *decision);
const char        *dln_decision_type_get_name (DlnDecisionType type); /* "merge", ... */
DlnTargetKind      dln_decision_get_other_kind (const DlnDecision *decision);

/* ---- finding it again ----------------------------------------------------------------------- */

typedef struct
{
  guint32 document; /* index into the inputs */
  guint32 row;      /* in its mentions, events, relations or quotes, by the trace's kind */
  DlnSpan mark;     /* where the words stand now */
  DlnSpan around;
} DlnTraceHit;

/* looks in one set of documents, which must outlive it */
typedef struct _DlnTraceFinder DlnTraceFinder;

DlnTraceFinder    *dln_trace_finder_new   (const DlnResolveInput *inputs,
                                           gsize                  n_inputs);
void               dln_trace_finder_free  (DlnTraceFinder        *finder);
GArray            *dln_trace_finder_find  (DlnTraceFinder        *finder,
                                           const DlnTrace        *trace);
guint32            dln_trace_finder_match (DlnTraceFinder        *finder,
                                           const DlnResolution   *resolution,
                                           const DlnTrace        *trace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnTraceFinder, dln_trace_finder_free)

G_END_DECLS
