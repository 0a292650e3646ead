/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which articles tell one story. */
#pragma once

#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

guint32 *_dln_stories_find (const DlnResolver *resolver);

G_END_DECLS
