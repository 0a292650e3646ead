/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sources disagree. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

void
_dln_resolver_find_conflicts (DlnResolver *resolver)
{
  (void) resolver;
}
