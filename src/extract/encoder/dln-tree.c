/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best tree over the scores of heads: Chu, Liu (1965) and Edmonds (1967). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/encoder/dln-encoder-private.h"

#define NEVER (-1e18)
#define ROOT_COST 1e7 /* more than scores can differ by: one word hangs on the root, never two */

typedef struct /* a cycle that was made one node */
{
  guint  node;     /* that stands for it: one of its members */
  guint  n;        /* members */
  guint *members;  /* [n] */
  guint *heads;    /* [n]: in the cycle */
  guint *enter;    /* [n nodes]: for a head outside, the member that it would take */
  guint *leave;    /* [n nodes]: for a dependent outside, the member that would be its head */
} Cycle;

typedef struct
{
  guint    n;      /* nodes; 0 is the root */
  double  *scores; /* [n][n]: of a dependent, its heads */
  guint   *heads;  /* [n]: the best ones */
  guint8  *gone;   /* [n]: it is in a cycle that another node stands for */
  guint   *marks;  /* [n]: on whose way it was met */
  GArray  *cycles; /* Cycle */
} Tree;

static void
cycle_clear (gpointer data)
{
  Cycle *cycle = data;

  g_free (cycle->members);
  g_free (cycle->heads);
  g_free (cycle->enter);
  g_free (cycle->leave);
}

static double *
score_at (Tree  *tree,
          guint  dependent,
          guint  head)
{
  return &tree->scores[(gsize) dependent * tree->n + head];
}

static void
choose_head (Tree  *tree,
             guint  dependent)
{
  guint best = 0;

  for (guint head = 0; head < tree->n; head++)
    if (!tree->gone[head] && head != dependent
        && *score_at (tree, dependent, head) > *score_at (tree, dependent, best))
      best = head;
  tree->heads[dependent] = best;
}

/* Returns: a node on a cycle, or 0 */
static guint
find_cycle (Tree *tree)
{
  for (guint i = 0; i < tree->n; i++)
    tree->marks[i] = 0;
  for (guint i = 1; i < tree->n; i++)
    {
      guint node = i;

      if (tree->gone[i])
        continue;
      while (node != 0 && tree->marks[node] == 0)
        {
          tree->marks[node] = i;
          node = tree->heads[node];
        }
      if (node != 0 && tree->marks[node] == i)
        return node;
    }
  return 0;
}

static void
open_cycle (Tree  *tree,
            guint  node)
{
  Cycle cycle = { .node = node,
                  .enter = g_new0 (guint, tree->n),
                  .leave = g_new0 (guint, tree->n) };
  g_autofree guint8 *inside = g_new0 (guint8, tree->n);
  guint at = node;

  do
    {
      inside[at] = TRUE;
      cycle.n++;
      at = tree->heads[at];
    }
  while (at != node);
  cycle.members = g_new (guint, cycle.n);
  cycle.heads = g_new (guint, cycle.n);
  for (guint i = 0; i < cycle.n; i++, at = tree->heads[at])
    {
      cycle.members[i] = at;
      cycle.heads[i] = tree->heads[at];
    }

  for (guint other = 0; other < tree->n; other++)
    {
      double enter = NEVER, leave = NEVER;

      if (tree->gone[other] || inside[other])
        continue;
      for (guint i = 0; i < cycle.n; i++)
        {
          guint member = cycle.members[i];
          double gain
            = *score_at (tree, member, other) - *score_at (tree, member, cycle.heads[i]);

          if (i == 0 || gain > enter)
            {
              enter = gain;
              cycle.enter[other] = member;
            }
          if (i == 0 || *score_at (tree, other, member) > leave)
            {
              leave = *score_at (tree, other, member);
              cycle.leave[other] = member;
            }
        }
      *score_at (tree, node, other) = enter;
      *score_at (tree, other, node) = leave;
      if (inside[tree->heads[other]])
        tree->heads[other] = node;
    }
  for (guint i = 1; i < cycle.n; i++)
    tree->gone[cycle.members[i]] = TRUE;
  choose_head (tree, node);
  g_array_append_val (tree->cycles, cycle);
}

/* Undoes the last cycle: its members get heads, those that hung on it a member */
static void
close_cycle (Tree        *tree,
             const Cycle *cycle)
{
  guint head = tree->heads[cycle->node];

  for (guint i = 0; i < tree->n; i++)
    if (!tree->gone[i] && i != cycle->node && i != 0 && tree->heads[i] == cycle->node)
      tree->heads[i] = cycle->leave[i];
  for (guint i = 0; i < cycle->n; i++)
    {
      tree->gone[cycle->members[i]] = FALSE;
      tree->heads[cycle->members[i]] = cycle->heads[i];
    }
  tree->heads[cycle->enter[head]] = head;
}

void
_dln_tree_find (const float *scores,
                guint        stride,
                guint        n,
                guint       *heads)
{
  g_autofree double *table = g_new (double, (gsize) (n + 1) * (n + 1));
  g_autofree guint *best = g_new0 (guint, n + 1);
  g_autofree guint8 *gone = g_new0 (guint8, n + 1);
  g_autofree guint *marks = g_new (guint, n + 1);
  g_autoptr (GArray) cycles = g_array_new (FALSE, FALSE, sizeof (Cycle));
  Tree tree = { n + 1, table, best, gone, marks, cycles };
  guint node;

  g_array_set_clear_func (cycles, cycle_clear);
  for (guint i = 0; i <= n; i++)
    *score_at (&tree, 0, i) = NEVER;
  for (guint i = 1; i <= n; i++)
    {
      *score_at (&tree, i, 0) = (double) scores[(gsize) (i - 1) * stride] - ROOT_COST;
      for (guint k = 1; k <= n; k++)
        *score_at (&tree, i, k) = k == i ? NEVER : scores[(gsize) (i - 1) * stride + k];
      choose_head (&tree, i);
    }
  while ((node = find_cycle (&tree)) != 0)
    open_cycle (&tree, node);
  for (guint i = cycles->len; i-- > 0;)
    close_cycle (&tree, &g_array_index (cycles, Cycle, i));
  for (guint i = 0; i < n; i++)
    heads[i] = best[i + 1];
}
