/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case in memory: documents with their annotations, the resolved tables, the user's decisions,
 * and indexes.
 *
 * Main thread only. Rows are those of extract/dln-resolution.h; pointers to rows stay valid until
 * "changed". */
#pragma once

#include <glib-object.h>

#include "extract/dln-kinds.h"
#include "extract/dln-resolution.h"

G_BEGIN_DECLS

/**
 * DlnTarget: what a mark, a list row or the selection stands for. {0, 0} = nothing.
 */
typedef struct
{
  guint32 kind; /* DlnTargetKind */
  guint32 id;
} DlnTarget;

static inline gboolean
dln_target_equal (DlnTarget a,
                  DlnTarget b)
{
  return a.kind == b.kind && a.id == b.id;
}

typedef enum
{
  DLN_DECISION_HOLDS,
  DLN_DECISION_REPLACED, /* a later one says something else of the same */
  DLN_DECISION_ORPHANED, /* what it is about is not in the case (any more) */
  DLN_DECISION_UNDONE,   /* can be put in force again */
  DLN_DECISION_REVOKED,  /* a later one took it back */
} DlnDecisionState;

#define DLN_TYPE_CASE (dln_case_get_type ())
G_DECLARE_FINAL_TYPE (DlnCase, dln_case, DLN, CASE, GObject)

/* Signals: "changed" (after each change set: indexes are new, old row pointers are void).
 * Properties: "title" (string), "can-undo", "can-redo" (boolean). */
DlnCase              *dln_case_new                (void);
const char           *dln_case_get_title          (DlnCase *self);
void                  dln_case_set_title          (DlnCase *self, const char *title);

/* documents; ids are 1 .. n */
guint                 dln_case_get_n_documents    (DlnCase *self);
DlnDocument          *dln_case_get_document       (DlnCase *self, DlnDocumentId id);
DlnAnnotations       *dln_case_get_annotations    (DlnCase *self, DlnDocumentId id);
const DlnResolvedDocument *dln_case_get_document_row (DlnCase *self, DlnDocumentId id);
DlnDocumentId         dln_case_find_digest        (DlnCase *self, const char *digest);
/* never empty */
char                 *dln_case_dup_document_title (DlnCase *self, DlnDocumentId id);
/* never empty */
char                 *dln_case_dup_document_source (DlnCase *self, DlnDocumentId id);
/* NULL if none is known */
const char           *dln_case_get_document_byline (DlnCase *self, DlnDocumentId id);
char                 *dln_case_dup_place           (DlnCase *self, DlnDocumentId id, guint32 at);
const char           *dln_case_find_place          (DlnCase *self, const DlnEvidence *claim);
char                 *dln_case_dup_original_name   (DlnCase *self, DlnDocumentId id);

/* rows */
const DlnResolution  *dln_case_get_resolution     (DlnCase *self);
const char           *dln_case_get_string         (DlnCase *self, DlnStringId id);
/* NULL if there is none */
const DlnEntity      *dln_case_get_entity         (DlnCase *self, DlnEntityId id);
const DlnEvent       *dln_case_get_event          (DlnCase *self, DlnEventId id);
const DlnRelation    *dln_case_get_relation       (DlnCase *self, DlnRelationId id);
const DlnQuote       *dln_case_get_quote          (DlnCase *self, DlnQuoteId id);
const DlnEvidence    *dln_case_get_evidence       (DlnCase *self, DlnTarget target, guint *n);
gboolean              dln_case_is_hidden          (DlnCase *self, DlnTarget target);
gboolean              dln_case_is_starred         (DlnCase *self, DlnTarget target);
gboolean              dln_case_is_confirmed       (DlnCase *self, DlnTarget target);
const char           *dln_case_get_note           (DlnCase *self, DlnTarget target);
const char *const    *dln_case_get_tags           (DlnCase *self, DlnTarget target, guint *n);
/* whether the user made it, instead of an article telling it */
static inline gboolean
dln_target_is_by_hand (DlnTarget target)
{
  return target.kind != DLN_TARGET_DOCUMENT && target.id >= DLN_HAND_ID;
}

char                 *dln_case_dup_target_title   (DlnCase *self, DlnTarget target);

/* indexes; (transfer none), sorted by salience or time as said */
/* by time, undated last */
const DlnEventId     *dln_case_get_events_of      (DlnCase *self, DlnEntityId id, guint *n);
/* by score */
const DlnRelationId  *dln_case_get_relations_of   (DlnCase *self, DlnEntityId id, guint *n);
/* by speaker */
DlnQuoteId            dln_case_get_outer_quote    (DlnCase *self, DlnQuoteId id);
const DlnQuoteId     *dln_case_get_quotes_of      (DlnCase *self, DlnEntityId id, guint *n);
GArray               *dln_case_dup_events_in      (DlnCase *self, DlnInstant begin, DlnInstant end);
/* the entity that a document's own entity @local is in the case; NULL if it is none */
const DlnEntity      *dln_case_get_entity_of      (DlnCase *self, DlnDocumentId document,
                                                   guint32 local);
/* spans of a document to highlight for a target: element-type DlnSpan, sorted */
GArray               *dln_case_dup_marks          (DlnCase *self, DlnDocumentId document,
                                                   DlnTarget target);

/* as a graphic writes it */
char                 *dln_case_dup_event_date     (DlnCase *self, DlnEventId event,
                                                   gboolean *disputed);
/* (nullable): the program that read it, if not Dateline */
const char           *dln_case_get_reader         (DlnCase *self, const DlnEvidence *evidence);
/* 0 to 1; -1 = not measured */
double                dln_case_get_certainty      (DlnCase *self, const DlnEvidence *evidence);
/* places by salience */
GHashTable           *dln_case_dup_ranks          (DlnCase *self);

/* of dln_case_dup_ranks(): the place of an event, 0 if there is none */
static inline guint
dln_rank_of (GHashTable *ranks,
             DlnEventId  id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (ranks, GUINT_TO_POINTER (id)));
}

/* change sets */
void                  dln_case_apply              (DlnCase *self,
                                                   /* DlnDocument, new ones, may be empty */
                                                   GPtrArray *documents,
                                                   /* DlnAnnotations, as many */
                                                   GPtrArray *annotations,
                                                   /* (transfer full): of all documents */
                                                   DlnResolution *resolution);
void                  dln_case_lift               (DlnCase *self);
void                  dln_case_lay                (DlnCase *self);
void                  dln_case_hold               (DlnCase *self);
void                  dln_case_release            (DlnCase *self);
gboolean              dln_case_accepts            (DlnCase *self, const DlnDecision *decision);
gboolean              dln_case_accepts_all        (DlnCase *self, const DlnDecision *decisions,
                                                   gsize n);
gboolean              dln_case_remember           (DlnCase *self, DlnDecision *decision);
DlnTrace             *dln_case_take_words         (DlnCase *self, DlnDocumentId document,
                                                   DlnSpan words);
void                  dln_case_bind               (DlnCase *self, DlnDecision *decision);
/* (transfer full): its texts and traces */
void                  dln_case_append             (DlnCase *self, DlnDecision *decision);
gboolean              dln_case_is_revoked         (DlnCase *self, guint number);
gboolean              dln_case_decide             (DlnCase *self, const DlnDecision *decision);
const DlnDecision    *dln_case_get_decisions      (DlnCase *self, guint *n);
/* undone ones too */
const DlnDecision    *dln_case_get_journal        (DlnCase *self, guint *n, guint *position);
void                  dln_case_set_journal        (DlnCase *self, const DlnDecision *decisions,
                                                   guint n, guint position);
/* the first later decision that stands on this one, by number; 0 if none does */
guint                 dln_case_find_dependant     (DlnCase *self, guint number);
gboolean              dln_case_concerns           (DlnCase *self, const DlnDecision *decision,
                                                   DlnTarget target);
guint32               dln_case_get_next_hand_id   (DlnCase *self);
DlnDecisionState     *dln_case_dup_decision_states (DlnCase *self, guint *n);
guint                 dln_case_count_orphans      (DlnCase *self);
gboolean              dln_case_undo               (DlnCase *self);
gboolean              dln_case_redo               (DlnCase *self);

G_END_DECLS
