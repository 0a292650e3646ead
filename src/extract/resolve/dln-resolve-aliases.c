/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells of different documents are one person, institution or place. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"
#include "extract/resolve/dln-name-key-private.h"

static void
replay_merges (DlnResolver *resolver)
{
  guint32 n_cells = resolver->first_cell[resolver->n_inputs];

  for (gsize i = 0; i < resolver->n_decisions; i++)
    {
      const DlnDecision *decision = &resolver->decisions[i];

      if (decision->kind == DLN_TARGET_ENTITY && decision->type == DLN_DECISION_MERGE
          && decision->a >= 1 && decision->a <= n_cells && decision->b >= 1
          && decision->b <= n_cells)
        _dln_forest_join (resolver->cell_parent, decision->a - 1, decision->b - 1);
    }
}

gboolean
_dln_resolver_join_entities (DlnResolver *resolver,
                             GError     **error)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;

      if (g_cancellable_set_error_if_cancelled (resolver->cancellable, error))
        return FALSE;
      for (guint32 j = 0; j < annotations->entities->len; j++)
        {
          const DlnLocalEntity *entity = DLN_ROW (annotations->entities, DlnLocalEntity, j);
          g_autofree char *name = _dln_name_key (dln_strings_get (annotations->strings, entity->name));
          g_autofree char *key = g_strdup_printf ("%d %s", entity->type, name);
          guint32 cell = resolver->first_cell[i] + j;

          if (*name == '\0')
            continue;

          guint32 other = GPOINTER_TO_UINT (g_hash_table_lookup (by_key, key));

          if (other != 0)
            _dln_forest_join (resolver->cell_parent, other - 1, cell);
          else
            g_hash_table_insert (by_key, g_steal_pointer (&key), GUINT_TO_POINTER (cell + 1));
        }
    }
  replay_merges (resolver);
  return TRUE;
}
