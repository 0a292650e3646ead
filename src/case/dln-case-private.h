/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the case room share: the object's fields and its indexes. */
#pragma once

#include "case/dln-case.h"
#include "extract/dln-trace.h"

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

/* the indexes, as bits */
typedef enum
{
  DLN_INDEX_EVENTS = 1 << 0,
  DLN_INDEX_RELATIONS = 1 << 1,
  DLN_INDEX_QUOTES = 1 << 2,
  DLN_INDEX_OUTER = 1 << 3,
  DLN_INDEX_WINDOWS = 1 << 4,
  DLN_INDEX_ALL = (1 << 5) - 1,
} DlnCaseIndexBits;

/* what a decision replaced in a row, so that it can be taken back without a new resolution */
typedef struct
{
  guint   position; /* of the decision in the journal */
  guint32 row;      /* in the table of @kind; what it added is the last row of it */
  guint8  kind;     /* DlnTargetKind */
  guint8  added;
  guint   n_participants; /* rows there were of those that are only appended to */
  guint   n_aliases;
  guint   n_evidence;
  union
  {
    DlnEntity   entity;
    DlnEvent    event;
    DlnRelation relation;
    DlnQuote    quote;
  } old;
} DlnCaseOverlay;

/* what the user said of a target beside its row; texts are the journal's */
typedef struct
{
  gboolean    hidden;
  gboolean    starred;
  gboolean    confirmed;
  guint32     later;   /* bits of DlnCheckKind: not now */
  guint32     decided; /* bits of DlnDecisionType: what was decided of it */
  const char *note;   /* (nullable) */
  const char *headline; /* (nullable): of an event in the story */
  const char *blurb;    /* (nullable): the same */
  GPtrArray  *tags;   /* (nullable) char * */
  const char *title;  /* (nullable): of a document */
  const char *source; /* (nullable): of a document */
  const char *byline; /* (nullable): of a document */
} DlnCaseRemarks;

struct _DlnCase
{
  GObject        parent_instance;

  char          *title;
  GPtrArray     *documents;   /* DlnDocument */
  GPtrArray     *annotations; /* DlnAnnotations, as many */
  GHashTable    *digests;     /* char * (the document's) to id */
  DlnResolution *resolution;  /* never NULL */
  DlnCaseIndex   index;
  guint          stale;       /* DlnCaseIndexBits: indexes that are made when they are asked for */
  GArray        *journal;     /* DlnDecision, texts and traces owned */
  guint          position;    /* decisions in force: journal[0 .. position) */
  GByteArray    *revoked;     /* [position] whether a later decision took it back */
  GArray        *places;      /* DlnTraceHit [journal]: where the words of an ADD stand; document
                                 DLN_NO_ROW if nowhere */
  GArray        *overlays;    /* DlnCaseOverlay, in the order of the journal */
  DlnTarget      coming;      /* what a decision makes that others are looked at with */
  guint          n_holds;     /* "changed" waits for dln_case_release() */
  const char    *standfirst;  /* (nullable): the journal's */
  GHashTable    *remarks;     /* gint64 keys, kind << 32 | id, to DlnCaseRemarks */
};

void _dln_case_index_build (DlnCaseIndex        *index,
                            const DlnResolution *resolution,
                            const GPtrArray     *annotations,
                            guint                which);
void _dln_case_index_clear (DlnCaseIndex        *index);
void _dln_case_need_index  (DlnCase             *self,
                            guint                which);

gboolean _dln_case_has_target (DlnCase          *self,
                               guint             kind,
                               guint32           id);
/* (transfer full) (element-type DlnResolveInput) */
GArray *_dln_case_dup_inputs (DlnCase           *self);

/* dln-case-lay.c */
void _dln_case_lay         (DlnCase             *self,
                            guint                position);
void _dln_case_lift        (DlnCase             *self,
                            guint                position);
void _dln_case_lift_all    (DlnCase             *self);
void _dln_case_lay_all     (DlnCase             *self);
void _dln_case_find_revoked (DlnCase            *self);
const DlnCaseRemarks *_dln_case_get_remarks (DlnCase  *self,
                                             DlnTarget target);
void _dln_case_free_remarks (gpointer            data);

/* row of an id in a table that is sorted by id; DLN_NO_ROW if it is not there */
guint32 _dln_case_find_row (const GArray *table,
                            guint32       id);

G_END_DECLS
