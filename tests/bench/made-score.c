/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good a picture of a graph is, from samples: stress, neighbours kept, communities apart,
 * overlap. */
#include "config.h"

#include "made-views.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_SOURCES 100
#define N_SAMPLES 500
#define N_NEAR 10

typedef struct
{
  const MadeGraph *graph;
  const double    *x, *y;
  guint           *first; /* [n + 1] into others */
  guint32         *others;
  guint           *hops;  /* of one source */
  guint32         *queue; /* in order of hops */
  guint            n_reached;
} Scorer;

static void
fill_neighbours (Scorer *scorer)
{
  const MadeGraph *graph = scorer->graph;

  scorer->first = g_new0 (guint, graph->n_nodes + 2);
  scorer->others = g_new (guint32, graph->n_edges * 2 + 1);
  for (guint i = 0; i < graph->n_edges; i++)
    {
      scorer->first[graph->edges[i].a + 1]++;
      scorer->first[graph->edges[i].b + 1]++;
    }
  for (guint i = 0; i < graph->n_nodes; i++)
    scorer->first[i + 1] += scorer->first[i];

  g_autofree guint *at = g_memdup2 (scorer->first, (graph->n_nodes + 1) * sizeof *at);
  for (guint i = 0; i < graph->n_edges; i++)
    {
      scorer->others[at[graph->edges[i].a]++] = graph->edges[i].b;
      scorer->others[at[graph->edges[i].b]++] = graph->edges[i].a;
    }
}

static void
measure_hops (Scorer *scorer,
              guint32 from)
{
  guint head = 0, tail = 0;

  for (guint i = 0; i < scorer->graph->n_nodes; i++)
    scorer->hops[i] = G_MAXUINT;
  scorer->hops[from] = 0;
  scorer->queue[tail++] = from;
  while (head < tail)
    {
      guint32 i = scorer->queue[head++];

      for (guint k = scorer->first[i]; k < scorer->first[i + 1]; k++)
        if (scorer->hops[scorer->others[k]] == G_MAXUINT)
          {
            scorer->hops[scorer->others[k]] = scorer->hops[i] + 1;
            scorer->queue[tail++] = scorer->others[k];
          }
    }
  scorer->n_reached = tail;
}

static double
get_distance (const Scorer *scorer,
              guint32       a,
              guint32       b)
{
  return hypot (scorer->x[a] - scorer->x[b], scorer->y[a] - scorer->y[b]);
}

/* The mean over pairs of ((scale * distance - hops) / hops)^2, at the scale of the least. */
static double
get_stress (Scorer *scorer)
{
  guint n = scorer->graph->n_nodes, step = MAX (n / N_SOURCES, 1), n_pairs = 0;
  double squares = 0, sum = 0, scale;

  for (guint i = 0; i < n; i += step)
    {
      measure_hops (scorer, i);
      for (guint j = i % 7; j < n; j += 7)
        {
          double ratio;

          if (j == i || scorer->hops[j] == G_MAXUINT)
            continue;
          ratio = get_distance (scorer, i, j) / scorer->hops[j];
          squares += ratio * ratio;
          sum += ratio;
          n_pairs++;
        }
    }
  scale = squares > 0 ? sum / squares : 0;
  return n_pairs > 0 ? (scale * scale * squares - 2 * scale * sum + n_pairs) / n_pairs : 0;
}

typedef struct
{
  double  distance;
  guint32 node;
} Near;

/* The nearest in the picture, nearest first. */
static void
find_near (const Scorer *scorer,
           guint32       from,
           Near         *near) /* (out) [N_NEAR] */
{
  for (guint i = 0; i < N_NEAR; i++)
    near[i] = (Near){ G_MAXDOUBLE, from };
  for (guint i = 0; i < scorer->graph->n_nodes; i++)
    {
      double distance = get_distance (scorer, from, i);
      guint at = N_NEAR;

      if (i == from || distance >= near[N_NEAR - 1].distance)
        continue;
      while (at > 0 && near[at - 1].distance > distance)
        at--;
      memmove (near + at + 1, near + at, (N_NEAR - 1 - at) * sizeof *near);
      near[at] = (Near){ distance, i };
    }
}

/* The area that holds all but the outermost hundredth of each side. */
static double
get_area (const double *x,
          const double *y,
          guint         n)
{
  g_autofree double *xs = g_memdup2 (x, n * sizeof *xs);
  g_autofree double *ys = g_memdup2 (y, n * sizeof *ys);

  return (made_get_quantile (xs, n, 0.99) - made_get_quantile (xs, n, 0.01))
         * (made_get_quantile (ys, n, 0.99) - made_get_quantile (ys, n, 0.01));
}

void
made_graph_score (const MadeGraph *graph,
                  const double    *x,
                  const double    *y,
                  MadeScore       *score)
{
  guint n = graph->n_nodes, step = MAX (n / N_SAMPLES, 1), n_samples = 0;
  double least = 0.1 * sqrt (get_area (x, y, n) / n);
  Scorer scorer = { .graph = graph, .x = x, .y = y };

  *score = (MadeScore){ 0 };
  scorer.hops = g_new (guint, n + 1);
  scorer.queue = g_new (guint32, n + 1);
  fill_neighbours (&scorer);
  score->stress = get_stress (&scorer);
  for (guint i = 0; i < n; i += step, n_samples++)
    {
      Near near[N_NEAR];
      guint reach;

      measure_hops (&scorer, i);
      reach = scorer.hops[scorer.queue[MIN (N_NEAR, scorer.n_reached - 1)]];
      find_near (&scorer, i, near);
      for (guint k = 0; k < N_NEAR; k++)
        {
          score->neighbours += scorer.hops[near[k].node] <= reach ? 1.0 / N_NEAR : 0;
          score->apart += graph->community[near[k].node] == graph->community[i] ? 1.0 / N_NEAR : 0;
        }
      score->overlap += near[0].distance < least ? 1 : 0;
    }
  score->neighbours /= n_samples;
  score->apart /= n_samples;
  score->overlap /= n_samples;
  g_free (scorer.first);
  g_free (scorer.others);
  g_free (scorer.hops);
  g_free (scorer.queue);
}
