/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the searches for disagreements between sources share. */
#pragma once

#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

#define DLN_MONTH (31 * 24 * 60 * 60)

gboolean _dln_conflict_are_within_month (const DlnResolver *resolver,
                                         guint32            document_a,
                                         guint32            document_b);
gboolean _dln_conflict_are_independent (const DlnResolver *resolver,
                                        guint32            document_a,
                                        guint32            document_b);
guint32  _dln_conflict_add_evidence    (DlnResolver       *resolver,
                                        DlnEntityId        entity,
                                        guint32            document,
                                        guint32            mention,
                                        DlnSpan            mark);
gboolean _dln_conflict_is_denied       (const DlnEvidence *row);
gboolean _dln_conflict_compare_truth   (DlnResolver       *resolver,
                                        const DlnEvidence *a,
                                        const DlnEvidence *b);

void     _dln_conflict_mark_rows       (DlnResolver       *resolver,
                                        const DlnEvent    *event,
                                        guint              found,
                                        guint              first);

void     _dln_conflicts_compare_event  (DlnResolver       *resolver,
                                        DlnStrings        *words,
                                        DlnEvent          *event);
void     _dln_conflicts_find_sexes     (DlnResolver       *resolver);
void     _dln_conflicts_find_posts     (DlnResolver       *resolver);

G_END_DECLS
