/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which claims of different documents, and repeats within one, tell the same event. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

static void
replay_merges (DlnResolver *resolver)
{
  guint32 n_claims = resolver->first_event[resolver->n_inputs];

  for (gsize i = 0; i < resolver->n_decisions; i++)
    {
      const DlnDecision *decision = &resolver->decisions[i];

      if (decision->kind == DLN_TARGET_EVENT && decision->type == DLN_DECISION_MERGE
          && decision->a >= 1 && decision->a <= n_claims && decision->b >= 1
          && decision->b <= n_claims)
        _dln_forest_join (resolver->event_parent, decision->a - 1, decision->b - 1);
    }
}

gboolean
_dln_resolver_join_events (DlnResolver *resolver,
                           GError     **error)
{
  replay_merges (resolver);
  return !g_cancellable_set_error_if_cancelled (resolver->cancellable, error);
}
