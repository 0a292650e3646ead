/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Average linkage over some of all pairs: the pairs are taken in the order of their values, and
 * their clusters are joined if all pairs between the two have the wanted value in the mean (a pair
 * that is not given has none). Values are whole numbers, so that sums do not depend on the order in
 * which they are added. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/events/dln-linkage-private.h"
#include "extract/resolve/dln-resolver-private.h"

typedef struct
{
  guint32       *parents;
  guint32       *sizes;
  GHashTable   **sums; /* [n]: root + 1 -> gssize; NULL = none */
} Linkage;

static int
compare_pairs (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const DlnLinkPair *x = a;
  const DlnLinkPair *y = b;
  const guint32 *rank = data;
  guint32 x_first = rank != NULL ? MIN (rank[x->a], rank[x->b]) : x->a;
  guint32 y_first = rank != NULL ? MIN (rank[y->a], rank[y->b]) : y->a;
  guint32 x_last = rank != NULL ? MAX (rank[x->a], rank[x->b]) : x->b;
  guint32 y_last = rank != NULL ? MAX (rank[y->a], rank[y->b]) : y->b;

  if (x->value != y->value)
    return x->value > y->value ? -1 : 1;
  if (x_first != y_first)
    return x_first < y_first ? -1 : 1;
  return x_last < y_last ? -1 : x_last > y_last;
}

static gssize
get_sum (const Linkage *linkage,
         guint32        a,
         guint32        b)
{
  return linkage->sums[a] == NULL
           ? 0
           : (gssize) GPOINTER_TO_SIZE (
               g_hash_table_lookup (linkage->sums[a], GUINT_TO_POINTER (b + 1)));
}

static void
add_sum (Linkage *linkage,
         guint32  a,
         guint32  b,
         gssize   value)
{
  if (linkage->sums[a] == NULL)
    linkage->sums[a] = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (linkage->sums[a], GUINT_TO_POINTER (b + 1),
                       GSIZE_TO_POINTER ((gsize) (get_sum (linkage, a, b) + value)));
}

static void
join_clusters (Linkage *linkage,
               guint32  to,
               guint32  from)
{
  GHashTable *sums = linkage->sums[from];
  GHashTableIter iter;
  gpointer key, value;

  linkage->parents[from] = to;
  linkage->sizes[to] += linkage->sizes[from];
  linkage->sums[from] = NULL;
  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 other = GPOINTER_TO_UINT (key) - 1;

      g_hash_table_remove (linkage->sums[other], GUINT_TO_POINTER (from + 1));
      if (other == to)
        continue;
      add_sum (linkage, to, other, (gssize) GPOINTER_TO_SIZE (value));
      add_sum (linkage, other, to, (gssize) GPOINTER_TO_SIZE (value));
    }
  g_hash_table_unref (sums);
}

/* Only of members that some pair can join; most of a large folder stand alone. */
static void
add_sums (Linkage      *linkage,
          const GArray *pairs,
          guint32       n,
          gint32        wanted)
{
  g_autofree guint8 *joins = g_new0 (guint8, MAX (n, 1));

  for (guint i = 0; i < pairs->len && DLN_ROW (pairs, DlnLinkPair, i)->value >= wanted; i++)
    joins[DLN_ROW (pairs, DlnLinkPair, i)->a] = joins[DLN_ROW (pairs, DlnLinkPair, i)->b] = TRUE;
  for (guint i = 0; i < pairs->len; i++)
    {
      const DlnLinkPair *pair = DLN_ROW (pairs, DlnLinkPair, i);

      if (!joins[pair->a] || !joins[pair->b])
        continue;
      add_sum (linkage, pair->a, pair->b, pair->value);
      add_sum (linkage, pair->b, pair->a, pair->value);
    }
}

/**
 * _dln_link_pairs:
 * @pairs: (element-type DlnLinkPair): each pair once; sorted here
 * @rank: (nullable): [n] the order of the members by what they are, which decides between pairs of
 *   one value; their numbers if %NULL
 * @n: members
 * @wanted: what the pairs between two clusters must have in the mean, above 0
 * @func: (nullable): called for each pair that joins two clusters
 *
 * Returns: (transfer full): [n] for each member the smallest of its cluster.
 * Time: O(pairs * log (pairs))
 */
guint32 *
_dln_link_pairs (GArray        *pairs,
                 const guint32 *rank,
                 guint32        n,
                 gint32         wanted,
                 DlnLinkFunc    func,
                 gpointer       data)
{
  Linkage linkage = {
    .parents = g_new (guint32, MAX (n, 1)),
    .sizes = g_new (guint32, MAX (n, 1)),
    .sums = g_new0 (GHashTable *, MAX (n, 1)),
  };

  g_array_sort_with_data (pairs, compare_pairs, (gpointer) rank);
  for (guint32 i = 0; i < n; i++)
    {
      linkage.parents[i] = i;
      linkage.sizes[i] = 1;
    }
  add_sums (&linkage, pairs, n, wanted);
  for (guint i = 0; i < pairs->len && DLN_ROW (pairs, DlnLinkPair, i)->value >= wanted; i++)
    {
      const DlnLinkPair *pair = DLN_ROW (pairs, DlnLinkPair, i);
      guint32 a = _dln_forest_find (linkage.parents, pair->a);
      guint32 b = _dln_forest_find (linkage.parents, pair->b);

      if (a == b
          || get_sum (&linkage, a, b) < (gssize) wanted * linkage.sizes[a] * linkage.sizes[b])
        continue;
      join_clusters (&linkage, MIN (a, b), MAX (a, b));
      if (func != NULL)
        func (pair, data);
    }
  for (guint32 i = 0; i < n; i++)
    {
      g_clear_pointer (&linkage.sums[i], g_hash_table_unref);
      linkage.parents[i] = _dln_forest_find (linkage.parents, i);
    }
  g_free (linkage.sums);
  g_free (linkage.sizes);
  return linkage.parents;
}
