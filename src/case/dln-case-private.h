/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the case room share: the object's fields and its indexes. */
#pragma once

#include "case/dln-case.h"

G_BEGIN_DECLS

/**
 * DlnCaseIndex: rebuilt as a whole after each change set. Lists by entity are in one array each,
 * with the place where the list of entity row i begins at [i] and ends at [i + 1].
 */
typedef struct
{
  guint32       *events_begin;    /* [n_entities + 1] into events_of */
  DlnEventId    *events_of;
  guint32       *relations_begin; /* [n_entities + 1] into relations_of */
  DlnRelationId *relations_of;
  guint32       *quotes_begin;    /* [n_entities + 1] into quotes_of */
  DlnQuoteId    *quotes_of;
  DlnQuoteId    *outer_quotes;    /* [n_quotes] the one that tells it; 0 = an article does */
  guint32       *by_begin;        /* [n_dated] rows of dated events, by earliest begin */
  DlnInstant    *latest_end;      /* [n_dated] greatest latest end among by_begin[0 .. i] */
  guint32        n_dated;
} DlnCaseIndex;

/* what a decision replaced in a row, so that it can be taken back without a new resolution */
typedef struct
{
  guint       position; /* of the decision in the journal */
  guint8      kind;     /* DlnTargetKind */
  guint8      type;     /* DlnDecisionType */
  guint8      old_type; /* RETYPE */
  guint32     id;
  DlnStringId old_text; /* RENAME */
  DlnWhen     old_when; /* DATE */
} DlnCaseOverlay;

struct _DlnCase
{
  GObject        parent_instance;

  char          *title;
  GPtrArray     *documents;   /* DlnDocument */
  GPtrArray     *annotations; /* DlnAnnotations, as many */
  GHashTable    *digests;     /* char * (the document's) to id */
  DlnResolution *resolution;  /* never NULL */
  DlnCaseIndex   index;
  GArray        *journal;     /* DlnDecision, texts and traces owned */
  guint          position;    /* decisions in force: journal[0 .. position) */
  GArray        *overlays;    /* DlnCaseOverlay, in the order of the journal */
  guint          n_holds;     /* indexes wait for dln_case_release() */
  GHashTable    *hidden;      /* gint64 keys, kind << 32 | id */
};

void _dln_case_index_build (DlnCaseIndex        *index,
                            const DlnResolution *resolution,
                            const GPtrArray     *annotations);
void _dln_case_index_clear (DlnCaseIndex        *index);

/* row of an id in a table that is sorted by id; DLN_NO_ROW if it is not there */
guint32 _dln_case_find_row (const GArray *table,
                            guint32       id);

G_END_DECLS
