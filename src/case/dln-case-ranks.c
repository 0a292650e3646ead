/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of events by what makes news. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case.h"

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const DlnEvent *x = *(const DlnEvent *const *) a, *y = *(const DlnEvent *const *) b;

  if (x->salience != y->salience)
    return x->salience > y->salience ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/**
 * dln_case_dup_ranks:
 * @self: a case
 *
 * Returns: (transfer full): event ids and their places by salience among all events of the case,
 * from 1; see dln_rank_of(). Time: O(n log n)
 */
GHashTable *
dln_case_dup_ranks (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  const GArray *events = dln_case_get_resolution (self)->events;
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (events->len);
  GHashTable *ranks = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (order, DLN_ROW (events, DlnEvent, i));
  g_ptr_array_sort (order, compare_events);
  for (guint i = 0; i < order->len; i++)
    {
      const DlnEvent *event = g_ptr_array_index (order, i);

      g_hash_table_insert (ranks, GUINT_TO_POINTER (event->id), GUINT_TO_POINTER (i + 1));
    }
  return ranks;
}
