/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One resolution across documents under way: the state that its passes share.
 *
 * A *cell* is one entity as one document tells it, a *claim* is one event, relation or quote of one
 * document. Both are numbered through all documents in order. Clusters are kept as union-find
 * forests whose root is the smallest member; root + 1 serves as id until the last pass puts ids
 * that stay in its place (dln-resolve-ids.c). */
#pragma once

#include "extract/dln-reason.h"
#include "extract/dln-resolution.h"
#include "extract/dln-rows-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint32  a;
  guint32  b;
  gboolean by_hand; /* else they were one already when the user decided about that one */
} DlnDecidedJoin;

typedef struct /* what the user decided of the cells, or of the claims of events */
{
  GArray *joins; /* DlnDecidedJoin: as few as tell which members are one */
  GArray *apart; /* guint32[2]: members that are two */
} DlnDecided;

typedef struct
{
  const DlnResolveInput *inputs;
  guint32                n_inputs;
  const DlnDecision     *decisions;
  gsize                  n_decisions;
  GCancellable          *cancellable;
  DlnResolution         *out;
  guint32               *first_byte;     /* [n_inputs + 1]: of each text among all, from 1 */
  DlnDecision           *read_decisions; /* @decisions with numbers of members instead of ids */
  DlnDecided             decided_cells;
  DlnDecided             decided_claims;

  guint32 *first_cell;      /* [n_inputs + 1] */
  guint32 *cell_parent;     /* [n_cells] */
  guint8  *cell_dropped;    /* [n_cells]: TRUE: no entity of the case */
  guint32 *cell_country;    /* [n_cells]: of a dropped adjective: a cell of its country + 1, or 0 */
  DlnStringId *cell_reason; /* [n_cells]: why it was joined to an earlier one, interned in out */
  guint32 *first_event;     /* [n_inputs + 1] */
  guint32 *event_parent;    /* [n_event_claims] */
  DlnWhen *event_when;      /* [n_event_claims]: dates after the documents were dated */
  DlnStringId *event_reason; /* [n_event_claims]: why, interned in out */
  guint32 *independent;     /* [n_inputs]: index of the document that a copy copies, or its own */
} DlnResolver;

/* forests */
guint32      _dln_forest_find             (guint32           *parents,
                                           guint32            node);
gboolean     _dln_forest_join             (guint32           *parents,
                                           guint32            a,
                                           guint32            b);
guint32     *_dln_forest_group            (guint32           *parents,
                                           guint32            n_nodes);

/* looking up and adding rows */
DlnStringId  _dln_resolver_intern_span    (DlnResolver       *resolver,
                                           guint32            document,
                                           DlnSpan            span);
DlnStringId  _dln_resolver_intern_reason (DlnResolver     *resolver,
                                          DlnReason        code,
                                          ...);
DlnEntityId  _dln_resolver_entity_of      (const DlnResolver *resolver,
                                           guint32            document,
                                           guint32            mention);
gboolean     _dln_entity_is_told          (const DlnAnnotations *annotations,
                                           const DlnLocalEntity *local,
                                           const guint32        *mentions,
                                           guint32               n);
guint32      _dln_resolver_count_sources  (const DlnResolver *resolver,
                                           const DlnEvidence *rows,
                                           guint              n_rows);
void         _dln_resolver_set_speaker    (DlnResolver       *resolver,
                                           guint32            document,
                                           guint32            quote,
                                           DlnEvidence       *evidence);
void         _dln_evidence_sort           (DlnEvidence       *rows,
                                           guint              n_rows);
void         _dln_resolver_add_time_evidence (DlnResolver    *resolver,
                                              guint32         document,
                                              guint32         row,
                                              DlnWhen         when,
                                              DlnStringId     reason);
void         _dln_resolver_add_conflict   (DlnResolver       *resolver,
                                           const DlnEvidence *a,
                                           const DlnEvidence *b,
                                           DlnConflictType    type,
                                           const char        *value_a,
                                           const char        *value_b);

guint32      _dln_resolver_document_of    (const DlnResolver *resolver,
                                           const guint32     *firsts,
                                           guint32            number);
DlnEntity   *_dln_resolver_get_entity     (const DlnResolver *resolver,
                                           DlnEntityId        id);

/* passes, in this order */
gboolean     _dln_resolver_number_bytes  (DlnResolver *resolver,
                                          GError     **error);
void         _dln_resolver_read_decisions (DlnResolver       *resolver);
void         _dln_resolver_read_documents (DlnResolver       *resolver);
gboolean     _dln_resolver_find_copies    (DlnResolver       *resolver,
                                           GError           **error);
gboolean     _dln_resolver_join_entities  (DlnResolver       *resolver,
                                           GError           **error);
void         _dln_resolver_emit_entities  (DlnResolver       *resolver);
gboolean     _dln_resolver_date_documents (DlnResolver       *resolver,
                                           GError           **error);
gboolean     _dln_resolver_join_events    (DlnResolver       *resolver,
                                           GError           **error);
void         _dln_resolver_date_happenings (DlnResolver      *resolver);
void         _dln_resolver_emit_events    (DlnResolver       *resolver);
void         _dln_resolver_weigh_events   (DlnResolver       *resolver);
void         _dln_resolver_emit_relations (DlnResolver       *resolver);
void         _dln_resolver_emit_quotes    (DlnResolver       *resolver);
void         _dln_resolver_find_conflicts (DlnResolver       *resolver);
void         _dln_resolver_write_ids     (DlnResolver       *resolver);

G_END_DECLS
