/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans in blocks of sixteen, above them a pyramid in which each node stands for two below and
 * keeps the latest end and the best rank of them (a segment tree: J. Bentley, "Solutions to Klee's
 * rectangle problems", 1977). Spans are sorted by begin; the same is kept by middle.
 *
 * What overlaps a window is what begins in it, which is a stretch of the order, and what began
 * before and has not ended, which is found by descending where the latest end is late enough. What
 * ranks best is found from the top: the node of the best rank is opened next. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-pyramid.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK 16

typedef struct /* node 1 is the top, 2 i and 2 i + 1 are below i; blocks are the last n_leaves */
{
  guint    n, n_leaves;
  guint32 *ranks; /* [2 * n_leaves]: the best in each node */
} Tree;

struct _DlnPyramid
{
  guint           n;
  DlnPyramidSpan *spans;   /* [n], by u0 */
  DlnPyramidSpan *ends;    /* [n]: the same, by (u1, u0) */
  guint32        *ranks;   /* [n] */
  double         *latest;  /* [2 * by_begin.n_leaves]: the latest u1 in each node */
  guint32        *middles; /* [n]: indexes, by middle */
  Tree            by_begin, by_middle;
};

typedef struct
{
  guint32 rank;
  guint32 node; /* 0 = an index */
  guint32 index;
} Step;

struct _DlnPyramidWalk
{
  const DlnPyramid *pyramid;
  const Tree       *tree;
  const guint32    *order; /* (nullable): index of each place */
  guint             first, end; /* places */
  GArray           *heap;  /* Step, the best first */
};

static double
get_middle (const DlnPyramidSpan *span)
{
  return (span->u0 + span->u1) / 2;
}

/* ---- making --------------------------------------------------------------------------------- */

static int
compare_ends (const void *a,
              const void *b)
{
  const DlnPyramidSpan *x = a, *y = b;

  if (x->u1 != y->u1)
    return x->u1 < y->u1 ? -1 : 1;
  return (x->u0 > y->u0) - (x->u0 < y->u0);
}

static int
compare_middles (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  guint32 i = *(const guint32 *) a, j = *(const guint32 *) b;
  const DlnPyramidSpan *spans = data;
  double x = get_middle (&spans[i]), y = get_middle (&spans[j]);

  if (x != y)
    return x < y ? -1 : 1;
  return (i > j) - (i < j);
}

static void
fill_tree (Tree          *tree,
           const guint32 *ranks,
           const guint32 *order, /* (nullable) */
           guint          n)
{
  tree->n = n;
  tree->n_leaves = 1;
  while (tree->n_leaves * BLOCK < n)
    tree->n_leaves *= 2;
  tree->ranks = g_new (guint32, 2 * tree->n_leaves);
  memset (tree->ranks, 0xff, 2 * tree->n_leaves * sizeof *tree->ranks);
  for (guint i = 0; i < n; i++)
    {
      guint32 *rank = &tree->ranks[tree->n_leaves + i / BLOCK];

      *rank = MIN (*rank, ranks[order != NULL ? order[i] : i]);
    }
  for (guint node = tree->n_leaves - 1; node > 0; node--)
    tree->ranks[node] = MIN (tree->ranks[2 * node], tree->ranks[2 * node + 1]);
}

static void
fill_latest (DlnPyramid *self)
{
  guint n_leaves = self->by_begin.n_leaves;

  self->latest = g_new (double, 2 * n_leaves);
  for (guint node = 0; node < 2 * n_leaves; node++)
    self->latest[node] = -G_MAXDOUBLE;
  for (guint i = 0; i < self->n; i++)
    {
      double *latest = &self->latest[n_leaves + i / BLOCK];

      *latest = MAX (*latest, self->spans[i].u1);
    }
  for (guint node = n_leaves - 1; node > 0; node--)
    self->latest[node] = MAX (self->latest[2 * node], self->latest[2 * node + 1]);
}

/* Time: O(n log n) */
DlnPyramid *
_dln_pyramid_new (const DlnPyramidSpan *spans,
                  const guint32        *ranks,
                  guint                 n)
{
  DlnPyramid *self = g_new0 (DlnPyramid, 1);

  self->n = n;
  self->spans = g_memdup2 (spans, n * sizeof *spans);
  self->ends = g_memdup2 (spans, n * sizeof *spans);
  self->ranks = g_memdup2 (ranks, n * sizeof *ranks);
  self->middles = g_new (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    self->middles[i] = i;
  if (n > 0)
    {
      qsort (self->ends, n, sizeof *self->ends, compare_ends);
      g_qsort_with_data (self->middles, n, sizeof *self->middles, compare_middles, self->spans);
    }
  fill_tree (&self->by_begin, self->ranks, NULL, n);
  fill_tree (&self->by_middle, self->ranks, self->middles, n);
  fill_latest (self);
  return self;
}

void
_dln_pyramid_free (DlnPyramid *self)
{
  if (self == NULL)
    return;
  g_free (self->spans);
  g_free (self->ends);
  g_free (self->ranks);
  g_free (self->latest);
  g_free (self->middles);
  g_free (self->by_begin.ranks);
  g_free (self->by_middle.ranks);
  g_free (self);
}

guint32
_dln_pyramid_get_rank (const DlnPyramid *self,
                       guint32           index)
{
  return self->ranks[index];
}

/* ---- windows -------------------------------------------------------------------------------- */

/* How many begin before. */
static guint
find_begin (const DlnPyramid *self,
            double            u)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (self->spans[middle].u0 < u)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Time: O(log n) */
guint
_dln_pyramid_count (const DlnPyramid *self,
                    double            u_from,
                    double            u_to)
{
  const DlnPyramidSpan from = { u_from, u_from };
  guint low = 0, high = self->n;

  if (!(u_from < u_to))
    return 0;
  while (low < high) /* what has ended: before, or there and is no point */
    {
      guint middle = (low + high) / 2;

      if (compare_ends (&self->ends[middle], &from) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return find_begin (self, u_to) - low;
}

/* Of the first @end, those that end behind @u. */
static void
collect_late (const DlnPyramid *self,
              double            u,
              guint             end,
              GArray           *indexes)
{
  guint32 stack[64];
  guint top = 0, n_leaves = self->by_begin.n_leaves;

  stack[top++] = 1;
  while (top > 0)
    {
      guint32 node = stack[--top];

      if (!(self->latest[node] > u))
        continue;
      if (node < n_leaves)
        {
          stack[top++] = 2 * node + 1; /* the earlier is looked at first */
          stack[top++] = 2 * node;
          continue;
        }
      for (guint32 i = (node - n_leaves) * BLOCK, k = 0; k < BLOCK && i < end; i++, k++)
        if (self->spans[i].u1 > u)
          g_array_append_val (indexes, i);
    }
}

/* Indexes in their order. Time: O(log n) for each that began before, and O(1) for each other */
void
_dln_pyramid_collect (const DlnPyramid *self,
                      double            u_from,
                      double            u_to,
                      GArray           *indexes)
{
  guint32 first = find_begin (self, u_from), end = find_begin (self, u_to);

  if (!(u_from < u_to))
    return;
  collect_late (self, u_from, first, indexes);
  for (guint32 i = first; i < end; i++)
    g_array_append_val (indexes, i);
}

/* What overlaps the window and goes on outside it. Time: O(log n) for each that began before, and
 * for each that goes on behind */
void
_dln_pyramid_collect_across (const DlnPyramid *self,
                             double            u_from,
                             double            u_to,
                             GArray           *indexes)
{
  guint first = find_begin (self, u_from), n = indexes->len, kept;

  if (!(u_from < u_to))
    return;
  collect_late (self, u_from, first, indexes);
  kept = n = indexes->len;
  collect_late (self, u_to, find_begin (self, u_to), indexes);
  for (; n < indexes->len; n++) /* those that go on at both ends are there already */
    if (g_array_index (indexes, guint32, n) >= first)
      g_array_index (indexes, guint32, kept++) = g_array_index (indexes, guint32, n);
  g_array_set_size (indexes, kept);
}

/* ---- walks ---------------------------------------------------------------------------------- */

static void
push (DlnPyramidWalk *walk,
      guint32         rank,
      guint32         node,
      guint32         index)
{
  Step step = { rank, node, index };
  guint at = walk->heap->len;

  if (rank == G_MAXUINT32)
    return;
  g_array_append_val (walk->heap, step);
  for (Step *heap = (Step *) walk->heap->data; at > 0 && heap[(at - 1) / 2].rank > rank;
       at = (at - 1) / 2)
    {
      heap[at] = heap[(at - 1) / 2];
      heap[(at - 1) / 2] = step;
    }
}

static Step
pop (DlnPyramidWalk *walk)
{
  Step *heap = (Step *) walk->heap->data;
  Step best = heap[0], last = heap[walk->heap->len - 1];
  guint n = walk->heap->len - 1, at = 0;

  g_array_set_size (walk->heap, n);
  for (guint below = 1; below < n; below = 2 * at + 1)
    {
      if (below + 1 < n && heap[below + 1].rank < heap[below].rank)
        below++;
      if (heap[below].rank >= last.rank)
        break;
      heap[at] = heap[below];
      at = below;
    }
  if (n > 0)
    heap[at] = last;
  return best;
}

/* The spans of a block that lie in the stretch. */
static void
push_block (DlnPyramidWalk *walk,
            guint           block)
{
  guint first = MAX (block * BLOCK, walk->first), end = MIN ((block + 1) * BLOCK, walk->end);

  for (guint i = first; i < end; i++)
    {
      guint32 index = walk->order != NULL ? walk->order[i] : i;

      push (walk, walk->pyramid->ranks[index], 0, index);
    }
}

/* The fewest nodes that make up the blocks of the stretch. */
static void
push_stretch (DlnPyramidWalk *walk)
{
  guint low, high;

  if (walk->first >= walk->end)
    return;
  low = walk->tree->n_leaves + walk->first / BLOCK;
  high = walk->tree->n_leaves + (walk->end - 1) / BLOCK + 1;
  /* the outermost blocks may lie partly outside: their own best rank is not that of the stretch */
  push_block (walk, walk->first / BLOCK);
  low++;
  if (low < high)
    push_block (walk, (walk->end - 1) / BLOCK);
  high--;
  for (; low < high; low /= 2, high /= 2)
    {
      if (low % 2 == 1)
        {
          push (walk, walk->tree->ranks[low], low, 0);
          low++;
        }
      if (high % 2 == 1)
        {
          high--;
          push (walk, walk->tree->ranks[high], high, 0);
        }
    }
}

static DlnPyramidWalk *
new_walk (const DlnPyramid *self,
          const Tree       *tree,
          const guint32    *order,
          guint             first,
          guint             end)
{
  DlnPyramidWalk *walk = g_new0 (DlnPyramidWalk, 1);

  *walk = (DlnPyramidWalk){ self, tree, order, first, end, NULL };
  walk->heap = g_array_new (FALSE, FALSE, sizeof (Step));
  push_stretch (walk);
  return walk;
}

/* Time: as _dln_pyramid_collect() for what began before, then O(log n) for each that is taken */
DlnPyramidWalk *
_dln_pyramid_walk (const DlnPyramid *self,
                   double            u_from,
                   double            u_to)
{
  guint first = find_begin (self, u_from), end = find_begin (self, u_to);
  DlnPyramidWalk *walk = new_walk (self, &self->by_begin, NULL, first, MAX (first, end));
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (u_from < u_to)
    collect_late (self, u_from, first, late);
  for (guint i = 0; i < late->len; i++)
    {
      guint32 index = g_array_index (late, guint32, i);

      push (walk, self->ranks[index], 0, index);
    }
  return walk;
}

/* By rank, what stands at the places [first, end) by middle. */
DlnPyramidWalk *
_dln_pyramid_walk_places (const DlnPyramid *self,
                          guint             first,
                          guint             end)
{
  return new_walk (self, &self->by_middle, self->middles, first, MIN (end, self->n));
}

gboolean
_dln_pyramid_walk_next (DlnPyramidWalk *walk,
                        guint32        *index)
{
  while (walk->heap->len > 0)
    {
      Step step = pop (walk);

      if (step.node == 0)
        {
          *index = step.index;
          return TRUE;
        }
      if (step.node >= walk->tree->n_leaves)
        {
          push_block (walk, step.node - walk->tree->n_leaves);
          continue;
        }
      for (guint32 below = 2 * step.node; below <= 2 * step.node + 1; below++)
        push (walk, walk->tree->ranks[below], below, 0);
    }
  return FALSE;
}

void
_dln_pyramid_walk_free (DlnPyramidWalk *walk)
{
  if (walk == NULL)
    return;
  g_array_unref (walk->heap);
  g_free (walk);
}

/* ---- middles -------------------------------------------------------------------------------- */

double
_dln_pyramid_get_middle (const DlnPyramid *self,
                         guint             place)
{
  return get_middle (&self->spans[self->middles[place]]);
}

guint
_dln_pyramid_find_middle (const DlnPyramid *self,
                          double            u)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (_dln_pyramid_get_middle (self, middle) < u)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
_dln_pyramid_get_place (const DlnPyramid *self,
                        guint32           index)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (compare_middles (&self->middles[middle], &index, self->spans) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
