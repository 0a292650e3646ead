/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two sentences that seem to disagree speak of the same. */
#pragma once

#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

gboolean _dln_conflict_is_reprint    (const DlnResolver    *resolver,
                                      const DlnEvidence    *a,
                                      const DlnEvidence    *b);
gboolean _dln_conflict_states_denial (const DlnResolver    *resolver,
                                      const DlnEvidence    *row);
gboolean _dln_conflict_states_fact   (const DlnEvidence    *row);
gboolean _dln_conflict_is_daily      (const DlnAnnotations *annotations,
                                      const DlnEventClaim  *claim);
gboolean _dln_conflict_hits_one_thing (const DlnAnnotations *annotations,
                                       const DlnEventClaim  *claim);

gboolean    _dln_conflict_is_country      (const DlnResolver    *resolver,
                                           const DlnEntity      *place);
gboolean    _dln_conflict_is_area         (const DlnResolver    *resolver,
                                           const DlnEntity      *place);
const char *_dln_conflict_get_preposition (const DlnAnnotations *annotations,
                                           guint32               row);
gboolean    _dln_conflict_names_place     (const DlnResolver    *resolver,
                                           guint32               document,
                                           DlnEntityId           id);
gboolean    _dln_conflict_share_word      (const DlnResolver    *resolver,
                                           const DlnEntity      *a,
                                           const DlnEntity      *b);

G_END_DECLS
