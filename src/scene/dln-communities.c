/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The partition of greatest modularity that is found by the Leiden algorithm (V. Traag, L. Waltman,
 * N. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", 2019), begun with
 * each node alone:
 *  1. nodes move to the community that gains most; those whose neighbours moved are looked at
 *     again;
 *  2. each community is refined: its nodes are merged again, only where they are well connected;
 *  3. the refined groups become the nodes of a smaller graph, in the communities of step 1;
 * until nothing merges. The whole is repeated from what was found while modularity grows.
 *
 * Nodes are visited in an order that is shuffled from a fixed seed, so that the same graph has the
 * same communities in every run. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-communities.h"

#include <string.h>

#define SEED 1
#define MAX_ROUNDS 10
#define MIN_GROWTH 1e-6  /* of modularity: another round is worth it */
#define MIN_GAIN 1e-12   /* of a move: what is less is a rounding error */
#define LOOK_EVERY 1024  /* nodes, after which it is asked whether to go on */

typedef struct /* a graph without loops */
{
  guint    n;
  guint   *first;    /* [n + 1] into others */
  guint32 *others;
  double  *weights;  /* as others */
  double  *strength; /* [n]: of all ties, those inside the node counted twice */
} Level;

typedef struct
{
  GCancellable *cancellable;
  guint32       state;   /* of the random numbers */
  double        total;   /* strength of all nodes */
  /* scratch, [nodes of the finest level] */
  double       *links;   /* by community: weight of the ties of one node to it, else 0 */
  guint32      *touched; /* communities with such ties */
  double       *sums;    /* by community: strength */
  guint32      *order;
  guint32      *queue;
  guint8       *queued;
} Search;

static guint32
draw (Search *search,
      guint32 n)
{
  search->state = search->state * 1664525u + 1013904223u;
  return (guint32) ((guint64) search->state * n >> 32);
}

static gboolean
is_cancelled (const Search *search,
              guint         step)
{
  return step % LOOK_EVERY == 0 && g_cancellable_is_cancelled (search->cancellable);
}

/* ---- graphs --------------------------------------------------------------------------------- */

static void
free_level (Level *level)
{
  if (level == NULL)
    return;
  g_free (level->first);
  g_free (level->others);
  g_free (level->weights);
  g_free (level->strength);
  g_free (level);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Level, free_level)

static Level *
new_level (guint n,
           guint n_ends)
{
  Level *level = g_new0 (Level, 1);

  level->n = n;
  level->first = g_new0 (guint, n + 2);
  level->others = g_new (guint32, n_ends + 1);
  level->weights = g_new (double, n_ends + 1);
  level->strength = g_new0 (double, n + 1);
  return level;
}

static Level *
make_finest (guint                  n,
             const DlnCommunityTie *ties,
             guint                  n_ties)
{
  Level *level = new_level (n, n_ties * 2);

  for (guint i = 0; i < n_ties; i++)
    {
      level->first[ties[i].a + 1]++;
      level->first[ties[i].b + 1]++;
    }
  for (guint i = 0; i < n; i++)
    level->first[i + 1] += level->first[i];

  g_autofree guint *at = g_memdup2 (level->first, (n + 1) * sizeof *at);
  for (guint i = 0; i < n_ties; i++)
    {
      const DlnCommunityTie *tie = &ties[i];

      level->weights[at[tie->a]] = level->weights[at[tie->b]] = tie->weight;
      level->others[at[tie->a]++] = tie->b;
      level->others[at[tie->b]++] = tie->a;
      level->strength[tie->a] += tie->weight;
      level->strength[tie->b] += tie->weight;
    }
  return level;
}

/* Nodes by group: @members[@starts[g]] to @members[@starts[g + 1]], by index. */
static void
sort_by_group (const guint32 *group, /* [n] */
               guint          n,
               guint          n_groups,
               guint         *starts, /* (out) [n_groups + 1] */
               guint32       *members) /* (out) [n] */
{
  g_autofree guint *at = g_new (guint, n_groups + 1);

  memset (starts, 0, (n_groups + 1) * sizeof *starts);
  for (guint i = 0; i < n; i++)
    starts[group[i] + 1]++;
  for (guint g = 0; g < n_groups; g++)
    starts[g + 1] += starts[g];
  memcpy (at, starts, (n_groups + 1) * sizeof *at);
  for (guint i = 0; i < n; i++)
    members[at[group[i]]++] = i;
}

/* The graph whose nodes are the groups of @level. */
static Level *
make_coarse (Search        *search,
             const Level   *level,
             const guint32 *group,
             guint          n_groups)
{
  Level *coarse = new_level (n_groups, level->first[level->n]);
  g_autofree guint *starts = g_new (guint, n_groups + 2);
  g_autofree guint32 *members = g_new (guint32, level->n + 1);
  guint at = 0;

  sort_by_group (group, level->n, n_groups, starts, members);
  for (guint g = 0; g < n_groups; g++)
    {
      guint n_touched = 0;

      for (guint m = starts[g]; m < starts[g + 1]; m++)
        {
          guint32 i = members[m];

          coarse->strength[g] += level->strength[i];
          for (guint k = level->first[i]; k < level->first[i + 1]; k++)
            {
              guint32 other = group[level->others[k]];

              if (other == g)
                continue;
              if (search->links[other] == 0)
                search->touched[n_touched++] = other;
              search->links[other] += level->weights[k];
            }
        }
      coarse->first[g] = at;
      for (guint t = 0; t < n_touched; t++)
        {
          coarse->others[at] = search->touched[t];
          coarse->weights[at++] = search->links[search->touched[t]];
          search->links[search->touched[t]] = 0;
        }
    }
  coarse->first[n_groups] = at;
  return coarse;
}

/* ---- steps ---------------------------------------------------------------------------------- */

/* Numbers from 0, in order of the first node. Returns how many. */
static guint
renumber (guint32 *group, /* [n] */
          guint    n,
          guint    bound) /* more than any of @group */
{
  g_autofree guint32 *number = g_new0 (guint32, bound + 1);
  guint n_groups = 0;

  for (guint i = 0; i < n; i++)
    {
      if (number[group[i]] == 0)
        number[group[i]] = ++n_groups;
      group[i] = number[group[i]] - 1;
    }
  return n_groups;
}

static void
shuffle (Search *search,
         guint   n)
{
  for (guint i = 0; i < n; i++)
    search->order[i] = i;
  for (guint i = n; i > 1; i--)
    {
      guint j = draw (search, i);
      guint32 other = search->order[j];

      search->order[j] = search->order[i - 1];
      search->order[i - 1] = other;
    }
}

/* Weights of the ties of a node by community, in search->links. Returns how many communities. */
static guint
collect_links (Search        *search,
               const Level   *level,
               guint32        i,
               const guint32 *community)
{
  guint n_touched = 0;

  for (guint k = level->first[i]; k < level->first[i + 1]; k++)
    {
      guint32 c = community[level->others[k]];

      if (search->links[c] == 0)
        search->touched[n_touched++] = c;
      search->links[c] += level->weights[k];
    }
  return n_touched;
}

static void
clear_links (Search *search,
             guint   n_touched)
{
  for (guint t = 0; t < n_touched; t++)
    search->links[search->touched[t]] = 0;
}

/* The community that a node, out of its own now, gains most in; its own unless another is better,
 * and of equals the lower. */
static guint32
choose_community (const Search *search,
                  double        strength,
                  guint32       own,
                  guint         n_touched)
{
  double share = strength / search->total;
  double best_gain = search->links[own] - share * search->sums[own];
  guint32 best = own;

  for (guint t = 0; t < n_touched; t++)
    {
      guint32 c = search->touched[t];
      double gain = search->links[c] - share * search->sums[c];

      if (gain > best_gain + MIN_GAIN
          || (best != own && c < best && gain > best_gain - MIN_GAIN))
        {
          best = c;
          best_gain = MAX (gain, best_gain);
        }
    }
  return best;
}

/* Step 1. A community that is empty is never looked for: to be alone is no gain for a node that has
 * a tie. FALSE if it was cancelled. */
static gboolean
move_nodes (Search      *search,
            const Level *level,
            guint32     *community)
{
  guint n = level->n, head = 0, waiting = n;

  shuffle (search, n);
  memset (search->sums, 0, n * sizeof *search->sums);
  for (guint i = 0; i < n; i++)
    {
      search->sums[community[i]] += level->strength[i];
      search->queue[i] = search->order[i];
      search->queued[i] = TRUE;
    }
  for (guint step = 1; waiting > 0; step++, waiting--)
    {
      guint32 i = search->queue[head], own = community[i], best;
      guint n_touched;

      if (is_cancelled (search, step))
        return FALSE;
      head = head + 1 < n ? head + 1 : 0;
      search->queued[i] = FALSE;
      n_touched = collect_links (search, level, i, community);
      search->sums[own] -= level->strength[i];
      best = choose_community (search, level->strength[i], own, n_touched);
      search->sums[best] += level->strength[i];
      clear_links (search, n_touched);
      if (best == own)
        continue;
      community[i] = best;
      for (guint k = level->first[i]; k < level->first[i + 1]; k++)
        {
          guint32 other = level->others[k];

          if (community[other] == best || search->queued[other])
            continue;
          /* the one that is just done is free: the ring never overruns */
          search->queue[(head + waiting - 1) % n] = other;
          search->queued[other] = TRUE;
          waiting++;
        }
    }
  return TRUE;
}

typedef struct
{
  const guint32 *community; /* of step 1 */
  guint32       *group;     /* [n]: what is refined */
  double        *strength;  /* [n] by group */
  double        *outward;   /* [n] by group: ties to the rest of its community */
  guint8        *alone;     /* [n]: the node is still alone */
} Refining;

/* A node that is still alone joins the group of its community that gains most, if both are well
 * connected to the rest of the community. */
static void
merge_node (Search         *search,
            const Level    *level,
            const Refining *refining,
            guint32         i)
{
  double whole = search->sums[refining->community[i]], share = level->strength[i] / search->total;
  double best_gain = MIN_GAIN, between = 0;
  guint32 best = refining->group[i];
  guint n_touched = 0;

  if (!refining->alone[i]
      || refining->outward[i] + MIN_GAIN < share * (whole - level->strength[i]))
    return;
  for (guint k = level->first[i]; k < level->first[i + 1]; k++)
    {
      guint32 other = level->others[k], g = refining->group[other];

      if (refining->community[other] != refining->community[i])
        continue;
      if (search->links[g] == 0)
        search->touched[n_touched++] = g;
      search->links[g] += level->weights[k];
    }
  for (guint t = 0; t < n_touched; t++)
    {
      guint32 g = search->touched[t];
      double strength = refining->strength[g];
      double gain = search->links[g] - share * strength;

      if (refining->outward[g] + MIN_GAIN >= strength * (whole - strength) / search->total
          && gain > best_gain)
        {
          best = g;
          best_gain = gain;
          between = search->links[g];
        }
    }
  clear_links (search, n_touched);
  if (best == refining->group[i])
    return;
  refining->outward[best] += refining->outward[i] - 2 * between;
  refining->strength[best] += level->strength[i];
  refining->alone[i] = refining->alone[best] = FALSE;
  refining->group[i] = best;
}

/* Step 2; search->sums are the communities' strengths. Groups are named by one of their nodes.
 * FALSE if it was cancelled. */
static gboolean
refine (Search        *search,
        const Level   *level,
        const guint32 *community,
        guint32       *group) /* (out) [n] */
{
  guint n = level->n;
  g_autofree double *strength = g_memdup2 (level->strength, n * sizeof *strength);
  g_autofree double *outward = g_new0 (double, n + 1);
  g_autofree guint8 *alone = g_malloc (n + 1);
  Refining refining = { community, group, strength, outward, alone };

  for (guint i = 0; i < n; i++)
    {
      group[i] = i;
      alone[i] = TRUE;
      for (guint k = level->first[i]; k < level->first[i + 1]; k++)
        if (community[level->others[k]] == community[i])
          outward[i] += level->weights[k];
    }
  shuffle (search, n);
  for (guint i = 0; i < n; i++)
    {
      if (is_cancelled (search, i + 1))
        return FALSE;
      merge_node (search, level, &refining, search->order[i]);
    }
  return TRUE;
}

/* One round, from @membership, which is made better. FALSE if it was cancelled. */
static gboolean
run_round (Search      *search,
           const Level *finest,
           guint32     *membership)
{
  g_autoptr (Level) own = NULL;
  const Level *level = finest;
  g_autofree guint32 *node = g_new (guint32, finest->n + 1); /* of the level, for each node */
  g_autofree guint32 *community = g_memdup2 (membership, finest->n * sizeof *community);
  g_autofree guint32 *group = g_new (guint32, finest->n + 1);

  for (guint i = 0; i < finest->n; i++)
    node[i] = i;
  for (;;)
    {
      guint n_groups;

      if (!move_nodes (search, level, community) || !refine (search, level, community, group))
        return FALSE;
      for (guint i = 0; i < finest->n; i++)
        membership[i] = community[node[i]];
      n_groups = renumber (group, level->n, level->n);
      if (n_groups == level->n)
        break;

      g_autoptr (Level) coarse = make_coarse (search, level, group, n_groups);
      g_autofree guint32 *next = g_new (guint32, n_groups + 1);

      for (guint i = 0; i < level->n; i++)
        next[group[i]] = community[i];
      renumber (next, n_groups, level->n);
      memcpy (community, next, n_groups * sizeof *community);
      for (guint i = 0; i < finest->n; i++)
        node[i] = group[node[i]];
      g_clear_pointer (&own, free_level);
      own = g_steal_pointer (&coarse);
      level = own;
    }
  return TRUE;
}

static void
clear_search (Search *search)
{
  g_free (search->links);
  g_free (search->touched);
  g_free (search->sums);
  g_free (search->order);
  g_free (search->queue);
  g_free (search->queued);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

/**
 * dln_communities_find:
 * @n_nodes: nodes
 * @ties: [n_ties]
 * @n_ties: of them
 * @cancellable: (nullable): looked at every thousand nodes
 * @membership: (out): [n_nodes], the community of each node, from 0 in order of their first nodes;
 * one without ties is alone
 *
 * Any thread. Time: about O(n_ties) a round, at most ten rounds
 *
 * Returns: %FALSE if it was cancelled; @membership is good for nothing then
 */
gboolean
dln_communities_find (guint                  n_nodes,
                      const DlnCommunityTie *ties,
                      guint                  n_ties,
                      GCancellable          *cancellable,
                      guint32               *membership)
{
  g_return_val_if_fail (membership != NULL || n_nodes == 0, FALSE);
  g_return_val_if_fail (ties != NULL || n_ties == 0, FALSE);

  g_autoptr (Level) finest = make_finest (n_nodes, ties, n_ties);
  g_auto (Search) search = { .cancellable = cancellable, .state = SEED };
  double last = -1;

  search.links = g_new0 (double, n_nodes + 1);
  search.touched = g_new (guint32, n_nodes + 1);
  search.sums = g_new (double, n_nodes + 1);
  search.order = g_new (guint32, n_nodes + 1);
  search.queue = g_new (guint32, n_nodes + 1);
  search.queued = g_malloc (n_nodes + 1);
  for (guint i = 0; i < n_nodes; i++)
    {
      membership[i] = i;
      search.total += finest->strength[i];
    }
  for (guint round = 0; round < MAX_ROUNDS && search.total > 0; round++)
    {
      double modularity;

      if (!run_round (&search, finest, membership))
        return FALSE;
      renumber (membership, n_nodes, n_nodes);
      modularity = dln_communities_get_modularity (n_nodes, ties, n_ties, membership);
      if (modularity < last + MIN_GROWTH)
        break;
      last = modularity;
    }
  return !g_cancellable_is_cancelled (cancellable);
}

/**
 * dln_communities_get_modularity:
 * @n_nodes: nodes
 * @ties: [n_ties]
 * @n_ties: of them
 * @membership: [n_nodes], each less than @n_nodes
 *
 * Returns: how much more weight lies within communities than chance would put there (M. Newman, M.
 * Girvan, "Finding and evaluating community structure in networks", 2004); 0 without ties. Time:
 * O(n_nodes + n_ties)
 */
double
dln_communities_get_modularity (guint                  n_nodes,
                                const DlnCommunityTie *ties,
                                guint                  n_ties,
                                const guint32         *membership)
{
  g_return_val_if_fail (membership != NULL || n_nodes == 0, 0);

  g_autofree double *strength = g_new0 (double, n_nodes + 1);
  double inside = 0, total = 0, expected = 0;

  for (guint i = 0; i < n_ties; i++)
    {
      const DlnCommunityTie *tie = &ties[i];

      strength[membership[tie->a]] += tie->weight;
      strength[membership[tie->b]] += tie->weight;
      total += 2.0 * tie->weight;
      inside += membership[tie->a] == membership[tie->b] ? 2.0 * tie->weight : 0;
    }
  if (!(total > 0))
    return 0;
  for (guint c = 0; c < n_nodes; c++)
    expected += strength[c] / total * (strength[c] / total);
  return inside / total - expected;
}
