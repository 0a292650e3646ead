/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Communities on graphs whose parts are planted, against igraph's ways to them. */
#include "config.h"

#include "scene/dln-communities.h"

#include <igraph/igraph.h>
#include <string.h>

typedef struct
{
  guint            n_nodes, n_ties;
  DlnCommunityTie *ties;
  guint32         *planted;
} Graph;

static guint32
draw (guint32 *state,
      guint32  n)
{
  *state = *state * 1664525u + 1013904223u;
  return (guint32) ((guint64) *state * n >> 32);
}

static int
compare_ties (const void *a,
              const void *b)
{
  const DlnCommunityTie *x = a, *y = b;

  return x->a != y->a ? (x->a < y->a ? -1 : 1) : (x->b > y->b) - (x->b < y->b);
}

/* Parts of @size nodes; each node is tied to some others, @own of ten in its own part. */
static Graph
plant (guint   n_parts,
       guint   size,
       guint   own,
       guint32 state)
{
  Graph graph = { .n_nodes = n_parts * size };
  guint n = 0;

  graph.ties = g_new (DlnCommunityTie, graph.n_nodes * 6 + 1);
  graph.planted = g_new (guint32, graph.n_nodes + 1);
  for (guint i = 0; i < graph.n_nodes; i++)
    {
      graph.planted[i] = i / size;
      for (guint k = 0; k < 6; k++)
        {
          guint32 other = draw (&state, 10) < own ? i / size * size + draw (&state, size)
                                                  : draw (&state, graph.n_nodes);
          float weight = 0.5f + draw (&state, 100) / 100.0f;

          if (other != i)
            graph.ties[n++] = (DlnCommunityTie){ MIN (i, other), MAX (i, other), weight };
        }
    }
  qsort (graph.ties, n, sizeof *graph.ties, compare_ties);
  for (guint i = 0; i < n; i++)
    if (i == 0 || compare_ties (&graph.ties[i], &graph.ties[graph.n_ties - 1]) != 0)
      graph.ties[graph.n_ties++] = graph.ties[i];
  return graph;
}

static void
clear_graph (Graph *graph)
{
  g_free (graph->ties);
  g_free (graph->planted);
}

static double
measure (const Graph   *graph,
         const guint32 *membership)
{
  return dln_communities_get_modularity (graph->n_nodes, graph->ties, graph->n_ties, membership);
}

/* What the best of igraph's ways finds. */
static double
measure_peer (const Graph *graph)
{
  g_autofree guint32 *membership = g_new (guint32, graph->n_nodes + 1);
  igraph_vector_int_t ends, groups;
  igraph_vector_t weights;
  igraph_t peer;
  double best = -1;

  igraph_vector_int_init (&ends, graph->n_ties * 2);
  igraph_vector_int_init (&groups, graph->n_nodes);
  igraph_vector_init (&weights, graph->n_ties);
  for (guint i = 0; i < graph->n_ties; i++)
    {
      VECTOR (ends)[2 * i] = graph->ties[i].a;
      VECTOR (ends)[2 * i + 1] = graph->ties[i].b;
      VECTOR (weights)[i] = graph->ties[i].weight;
    }
  igraph_create (&peer, &ends, graph->n_nodes, IGRAPH_UNDIRECTED);
  for (guint way = 0; way < 2; way++)
    {
      if (way == 0)
        igraph_community_fastgreedy (&peer, &weights, NULL, NULL, &groups);
      else
        igraph_community_multilevel (&peer, &weights, 1, &groups, NULL, NULL);
      for (guint i = 0; i < graph->n_nodes; i++)
        membership[i] = VECTOR (groups)[i];
      best = MAX (best, measure (graph, membership));
    }
  igraph_vector_int_destroy (&ends);
  igraph_vector_int_destroy (&groups);
  igraph_vector_destroy (&weights);
  igraph_destroy (&peer);
  return best;
}

/* However loosely the parts hold together, about as good as what was planted, and no worse than
 * what igraph finds by merging and by moving;
 * the same each time. */
static void
test_planted (void)
{
  for (guint own = 4; own <= 9; own++)
    for (guint32 seed = 1; seed <= 3; seed++)
      {
        Graph graph = plant (12, 60, own, seed);
        g_autofree guint32 *found = g_new (guint32, graph.n_nodes);
        g_autofree guint32 *again = g_new (guint32, graph.n_nodes);
        double modularity;

        g_assert_true (
          dln_communities_find (graph.n_nodes, graph.ties, graph.n_ties, NULL, found));
        g_assert_true (
          dln_communities_find (graph.n_nodes, graph.ties, graph.n_ties, NULL, again));
        g_assert_cmpmem (found, graph.n_nodes * sizeof *found, again,
                         graph.n_nodes * sizeof *again);
        modularity = measure (&graph, found);
        g_test_message ("%u of 10 in the own part: %.4f, planted %.4f, igraph %.4f", own,
                        modularity, measure (&graph, graph.planted), measure_peer (&graph));
        g_assert_cmpfloat (modularity, >=, measure (&graph, graph.planted) - 0.005);
        g_assert_cmpfloat (modularity, >=, measure_peer (&graph));
        clear_graph (&graph);
      }
}

/* Leiden's promise: no community falls apart when it is looked at by itself. */
static void
test_connected (void)
{
  Graph graph = plant (30, 40, 5, 7);
  g_autofree guint32 *found = g_new (guint32, graph.n_nodes);
  g_autofree guint32 *reached = g_new (guint32, graph.n_nodes);
  gboolean more = TRUE;

  dln_communities_find (graph.n_nodes, graph.ties, graph.n_ties, NULL, found);
  for (guint i = 0; i < graph.n_nodes; i++)
    reached[i] = i;
  while (more) /* the lowest node that is reached within the community */
    {
      more = FALSE;
      for (guint i = 0; i < graph.n_ties; i++)
        {
          guint32 a = graph.ties[i].a, b = graph.ties[i].b;
          guint32 lower = MIN (reached[a], reached[b]);

          if (found[a] != found[b] || reached[a] == reached[b])
            continue;
          reached[a] = reached[b] = lower;
          more = TRUE;
        }
    }
  for (guint i = 0; i < graph.n_nodes; i++)
    for (guint j = 0; j < i; j++)
      if (found[i] == found[j])
        {
          g_assert_cmpuint (reached[i], ==, reached[j]);
          break;
        }
  clear_graph (&graph);
}

static void
test_small (void)
{
  const DlnCommunityTie ties[] = { { 1, 3, 1 }, { 3, 4, 1 }, { 1, 4, 1 } };
  guint32 found[5];

  g_assert_true (dln_communities_find (0, NULL, 0, NULL, NULL));
  g_assert_true (dln_communities_find (2, NULL, 0, NULL, found));
  g_assert_cmpuint (found[0], !=, found[1]);
  g_assert_cmpfloat (dln_communities_get_modularity (2, NULL, 0, found), ==, 0);
  g_assert_true (dln_communities_find (5, ties, G_N_ELEMENTS (ties), NULL, found));
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (found[i], ==, ((guint32[]){ 0, 1, 2, 1, 1 })[i]);
}

/* It looks while it works, not only at the end: what was found until then is not what it finds. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Graph graph = plant (50, 60, 8, 3);
  g_autofree guint32 *found = g_new (guint32, graph.n_nodes);

  g_cancellable_cancel (cancellable);
  g_assert_false (
    dln_communities_find (graph.n_nodes, graph.ties, graph.n_ties, cancellable, found));
  for (guint i = 0; i < graph.n_nodes; i++)
    g_assert_cmpuint (found[i], ==, i);
  clear_graph (&graph);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/communities/planted", test_planted);
  g_test_add_func ("/scene/communities/connected", test_connected);
  g_test_add_func ("/scene/communities/small", test_small);
  g_test_add_func ("/scene/communities/cancelled", test_cancelled);
  return g_test_run ();
}
