/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that date documents. */
#pragma once

#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

gboolean _dln_resolver_cut_date       (DlnWhen *when, DlnInstant first, DlnInstant end);
void     _dln_resolver_bound_by_pairs (DlnResolver *resolver, guint32 document, DlnWhen *when);

G_END_DECLS
