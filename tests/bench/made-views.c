/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events: half of them spread over fourteen years, half in bursts; a third last for a while.
 * Graph: communities of about 125 nodes, in which each new node is tied to some of its own and a
 * few of others, the more so the more ties they have. */
#include "config.h"

#include "made-views.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#define DAY 86400.0
#define BEGIN 1262304000.0 /* 2010 */
#define LENGTH (14 * 365.25 * DAY)
#define N_LANES 10

static guint32
draw (guint32 *state,
      guint32  n)
{
  *state = *state * 1664525u + 1013904223u;
  return (guint32) ((guint64) *state * n >> 32);
}

static double
draw_share (guint32 *state)
{
  return draw (state, 1u << 24) / (double) (1u << 24);
}

/* ---- graph ---------------------------------------------------------------------------------- */

static gboolean
has_edge (const GArray *edges,
          guint         from,
          guint32       other)
{
  for (guint i = from; i < edges->len; i++)
    if (DLN_ROW (edges, MadeEdge, i)->a == other || DLN_ROW (edges, MadeEdge, i)->b == other)
      return TRUE;
  return FALSE;
}

static guint32
draw_end (guint32      *state,
          const GArray *ends,
          guint32       fallback)
{
  return ends->len > 0 ? g_array_index (ends, guint32, draw (state, ends->len)) : fallback;
}

MadeGraph *
made_graph_new (guint n_nodes,
                guint per_node)
{
  MadeGraph *graph = g_new0 (MadeGraph, 1);
  guint n_communities = MAX (n_nodes / 125, 8);
  guint32 state = 5000 + n_nodes;
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (MadeEdge));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  graph->n_nodes = n_nodes;
  graph->community = g_new (guint32, n_nodes + 1);
  for (guint c = 0; c < n_communities; c++)
    g_ptr_array_add (own, g_array_new (FALSE, FALSE, sizeof (guint32)));
  for (guint32 v = 0; v < n_nodes; v++)
    {
      guint first = edges->len, n = MIN (per_node, v);

      graph->community[v] = draw (&state, n_communities);
      for (guint tries = 0; edges->len - first < n && tries < 100; tries++)
        {
          const GArray *mine = g_ptr_array_index (own, graph->community[v]);
          guint32 other = draw_share (&state) < 0.85
                            ? draw_end (&state, mine, draw (&state, v))
                            : draw_end (&state, all, draw (&state, v));
          MadeEdge edge = { other, v };

          if (other != v && !has_edge (edges, first, other))
            g_array_append_val (edges, edge);
        }
      for (guint i = first; i < edges->len; i++)
        {
          guint32 other = DLN_ROW (edges, MadeEdge, i)->a;

          g_array_append_val (all, other);
          g_array_append_val (all, v);
          g_array_append_val ((GArray *) g_ptr_array_index (own, graph->community[other]), other);
          g_array_append_val ((GArray *) g_ptr_array_index (own, graph->community[v]), v);
        }
    }
  graph->n_edges = edges->len;
  graph->edges = (MadeEdge *) g_array_free (edges, FALSE);
  return graph;
}

void
made_graph_free (MadeGraph *graph)
{
  if (graph == NULL)
    return;
  g_free (graph->community);
  g_free (graph->edges);
  g_free (graph);
}

/* ---- case ----------------------------------------------------------------------------------- */

static char *
make_title (guint32 *state)
{
  static const char *const words[] = { "minister", "court",   "bank",   "port",    "strike",
                                       "budget",   "treaty",  "border", "factory", "verdict",
                                       "merger",   "airline", "flood",  "school",  "reactor" };
  static const char *const verbs[] = { "rejects", "backs", "opens", "closes", "signs",
                                       "delays",  "halts", "sues",  "joins",  "leaves" };
  GString *title = g_string_new (NULL);
  guint n = 3 + draw (state, 8);

  g_string_printf (title, "%c%s %s", 'A' + (char) draw (state, 26), words[draw (state, 15)],
                   verbs[draw (state, 10)]);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (title, " %s", words[draw (state, 15)]);
  return g_string_free (title, FALSE);
}

static DlnEntityId
add_entity (DlnResolution *resolution,
            DlnEntityType  type,
            const char    *name,
            float          salience)
{
  DlnEntity entity = { .id = resolution->entities->len + 1, .type = type, .salience = salience };

  entity.name = dln_strings_intern (resolution->strings, name);
  g_array_append_val (resolution->entities, entity);
  return entity.id;
}

static void
add_events (DlnResolution *resolution,
            guint          n_events,
            DlnEntityId    first_lane)
{
  guint32 state = 1000 + n_events;
  guint n_bursts = CLAMP (n_events / 100, 8, 60);
  g_autofree double *bursts = g_new (double, n_bursts);

  for (guint i = 0; i < n_bursts; i++)
    bursts[i] = draw_share (&state) * LENGTH;
  for (guint i = 0; i < n_events; i++)
    {
      DlnEvent event = { .id = i + 1, .first_participant = i, .n_participants = 1 };
      DlnEventParticipant row = { event.id, first_lane + draw (&state, N_LANES), DLN_ROLE_AGENT };
      double t = draw_share (&state) * LENGTH, u;
      g_autofree char *title = make_title (&state);

      if (draw (&state, 100) < 55)
        t = bursts[draw (&state, n_bursts)]
            + (draw_share (&state) + draw_share (&state) - 1) * 10 * DAY;
      t = floor (BEGIN + CLAMP (t, 0, LENGTH));
      event.title = dln_strings_intern (resolution->strings, title);
      event.salience = draw_share (&state);
      event.when = dln_when_unit (DLN_PRECISION_DAY, 2010, 1, 1);
      event.when.earliest_begin = event.when.latest_begin = (DlnInstant) t;
      event.when.earliest_end = event.when.latest_end = (DlnInstant) t + 1;
      event.when.precision = DLN_PRECISION_SECOND;
      if (draw (&state, 100) < 35)
        {
          u = draw_share (&state);
          event.when.flags |= DLN_WHEN_INTERVAL;
          event.when.latest_end += (DlnInstant) floor ((0.5 + 400 * u * u * u * u) * DAY);
          event.when.earliest_end = event.when.latest_end;
        }
      g_array_append_val (resolution->participants, row);
      g_array_append_val (resolution->events, event);
    }
}

static void
add_graph (DlnResolution   *resolution,
           const MadeGraph *graph)
{
  static const DlnEntityType types[] = { DLN_ENTITY_PERSON, DLN_ENTITY_INSTITUTION,
                                         DLN_ENTITY_PLACE };
  static const DlnRelationType ties[] = { DLN_RELATION_EMPLOYED_BY, DLN_RELATION_MEETS,
                                          DLN_RELATION_MEMBER_OF, DLN_RELATION_ACCUSES };
  g_autofree guint *degree = g_new0 (guint, graph->n_nodes + 1);

  for (guint i = 0; i < graph->n_edges; i++)
    {
      const MadeEdge *edge = &graph->edges[i];
      DlnRelation relation = { .id = i + 1, .subject = edge->a + 1, .object = edge->b + 1,
                               .type = ties[i % 4], .score = 0.8f, .when = dln_when_unknown () };

      degree[edge->a]++;
      degree[edge->b]++;
      g_array_append_val (resolution->relations, relation);
    }
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %c%u", 'A' + i % 26, i);

      add_entity (resolution, types[i % 3], name, MIN (sqrtf (degree[i]) / 20, 1));
    }
}

DlnCase *
made_case_new (guint            n_events,
               const MadeGraph *graph)
{
  DlnCase *dcase = dln_case_new ();
  DlnResolution *resolution = dln_resolution_new ();
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  DlnEntityId first_lane;

  if (graph != NULL)
    add_graph (resolution, graph);
  first_lane = resolution->entities->len + 1;
  for (guint i = 0; i < N_LANES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Desk %u", i + 1);

      add_entity (resolution, DLN_ENTITY_INSTITUTION, name, 0.5f);
    }
  add_events (resolution, n_events, first_lane);
  dln_case_set_title (dcase, "Made");
  dln_case_apply (dcase, documents, annotations, resolution);
  return dcase;
}

/* ---- figures -------------------------------------------------------------------------------- */

double
made_cpu_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
made_get_quantile (double *values,
                   guint   n,
                   double  quantile)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return n > 0 ? values[(guint) floor (quantile * (n - 1) + 0.5)] : 0;
}
