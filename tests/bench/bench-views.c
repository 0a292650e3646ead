/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-views WORK [N]: processor time of what draws large cases, without a display. WORK is
 *   communities N   of a graph of N nodes; igraph's own ways to them on the same graph
 *   layout N        the whole graph: seconds and the quality of the picture
 *   timeline N      first picture, 40 pans, 30 zooms, 200 random views, without lanes
 *   lanes N         the same with lanes
 *   png N           a picture of N events, 3840 pixels wide
 * Without arguments each is done once for a middling size. Prints figures; there is no pass or
 * fail. */
#include "config.h"

#include "made-views.h"

#include "export/dln-export.h"
#include "scene/dln-communities.h"
#include "scene/dln-graph-private.h"
#include "scene/dln-scene.h"

#include <igraph/igraph.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 1600.0f
#define HEIGHT 900.0f
#define DAY 86400.0
#define MAX_PEER 12000 /* nodes that igraph's greedy merging is asked to do */

/* ---- communities ---------------------------------------------------------------------------- */

static void
print_peer (const MadeGraph       *graph,
            const DlnCommunityTie *ties,
            gboolean               greedy)
{
  g_autofree guint32 *membership = g_new (guint32, graph->n_nodes + 1);
  igraph_vector_int_t ends, groups;
  igraph_vector_t strengths;
  igraph_t peer;
  double start;

  igraph_vector_int_init (&ends, graph->n_edges * 2);
  igraph_vector_int_init (&groups, graph->n_nodes);
  igraph_vector_init (&strengths, 0);
  for (guint i = 0; i < graph->n_edges; i++)
    {
      VECTOR (ends)[2 * i] = graph->edges[i].a;
      VECTOR (ends)[2 * i + 1] = graph->edges[i].b;
    }
  igraph_create (&peer, &ends, graph->n_nodes, IGRAPH_UNDIRECTED);
  igraph_strength (&peer, &strengths, igraph_vss_all (), IGRAPH_ALL, TRUE, NULL);
  start = made_cpu_seconds ();
  if (greedy)
    igraph_community_fastgreedy (&peer, NULL, NULL, NULL, &groups);
  igraph_rng_seed (igraph_rng_default (), 1);
  igraph_community_leiden (&peer, NULL, &strengths, 0.5 / graph->n_edges, 0.01, greedy, 10, &groups,
                           NULL, NULL);
  start = made_cpu_seconds () - start;
  for (guint i = 0; i < graph->n_nodes; i++)
    membership[i] = VECTOR (groups)[i];
  g_print (", %s %.3f s modularity %.4f", greedy ? "greedy then Leiden" : "igraph's Leiden", start,
           dln_communities_get_modularity (graph->n_nodes, ties, graph->n_edges, membership));
  igraph_vector_int_destroy (&ends);
  igraph_vector_int_destroy (&groups);
  igraph_vector_destroy (&strengths);
  igraph_destroy (&peer);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);
  return GSIZE_TO_POINTER (g_get_monotonic_time ());
}

/* Milliseconds from a cancel in the midst of it to its end; 0 if it was done before. */
static double
measure_cancel (const MadeGraph       *graph,
                const DlnCommunityTie *ties,
                guint32               *membership)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  gint64 end;

  dln_communities_find (graph->n_nodes, ties, graph->n_edges, cancellable, membership);
  end = g_get_monotonic_time ();
  return MAX (end - (gint64) GPOINTER_TO_SIZE (g_thread_join (thread)), 0) / 1e3;
}

static DlnCommunityTie *
make_ties (const MadeGraph *graph)
{
  DlnCommunityTie *ties = g_new (DlnCommunityTie, graph->n_edges + 1);

  for (guint i = 0; i < graph->n_edges; i++)
    ties[i] = (DlnCommunityTie){ graph->edges[i].a, graph->edges[i].b, 1 };
  return ties;
}

static void
bench_communities (guint n)
{
  MadeGraph *graph = made_graph_new (n, 4);
  g_autofree DlnCommunityTie *ties = make_ties (graph);
  g_autofree guint32 *membership = g_new (guint32, n + 1);
  double start = made_cpu_seconds ();

  dln_communities_find (n, ties, graph->n_edges, NULL, membership);
  g_print ("communities of %u nodes, %u edges: %.3f s modularity %.4f", n, graph->n_edges,
           made_cpu_seconds () - start,
           dln_communities_get_modularity (n, ties, graph->n_edges, membership));
  print_peer (graph, ties, FALSE);
  if (n <= MAX_PEER)
    print_peer (graph, ties, TRUE);
  g_print (", planted %.4f",
           dln_communities_get_modularity (n, ties, graph->n_edges, graph->community));
  g_print (", cancelled in %.1f ms\n", measure_cancel (graph, ties, membership));
  made_graph_free (graph);
}

/* ---- layout --------------------------------------------------------------------------------- */

static void
bench_layout (guint n)
{
  MadeGraph *graph = made_graph_new (n, 4);
  g_autofree DlnCommunityTie *ties = make_ties (graph);
  g_autofree guint32 *membership = g_new (guint32, n + 1);
  g_autofree GraphBody *bodies = g_new0 (GraphBody, n + 1);
  g_autofree GraphLink *links = g_new (GraphLink, graph->n_edges + 1);
  g_autofree double *x = g_new (double, n + 1);
  g_autofree double *y = g_new (double, n + 1);
  MadeScore score;
  double start;

  dln_communities_find (n, ties, graph->n_edges, NULL, membership);
  for (guint i = 0; i < n; i++)
    bodies[i] = (GraphBody){ .left = 40, .right = 40, .up = 13, .down = 28,
                             .community = membership[i] + 1 };
  for (guint i = 0; i < graph->n_edges; i++)
    links[i] = (GraphLink){ graph->edges[i].a, graph->edges[i].b };
  start = made_cpu_seconds ();
  _dln_graph_layout (bodies, n, links, graph->n_edges, 1.7f);
  start = made_cpu_seconds () - start;
  for (guint i = 0; i < n; i++)
    {
      x[i] = bodies[i].x;
      y[i] = bodies[i].y;
    }
  made_graph_score (graph, x, y, &score);
  g_print ("layout of %u nodes, %u edges: %.3f s, stress %.3f, neighbours kept %.3f, communities "
           "apart %.3f, overlap %.3f\n",
           n, graph->n_edges, start, score.stress, score.neighbours, score.apart, score.overlap);
  made_graph_free (graph);
}

/* ---- timeline ------------------------------------------------------------------------------- */

/* As on the screen: layouts from a cache. */
static PangoLayout *
get_layout (const char *text,
            float       font_size,
            DlnOpFlags  flags,
            gpointer    data)
{
  guint style = flags & (DLN_OP_BOLD | DLN_OP_ITALIC | DLN_OP_TABULAR);
  g_autofree char *key = g_strdup_printf ("%d %u %s", (int) lroundf (font_size * 64), style, text);
  PangoLayout *layout = g_hash_table_lookup (data, key);

  if (layout == NULL)
    {
      layout = dln_scene_new_layout (text, font_size, flags);
      g_hash_table_insert (data, g_steal_pointer (&key), layout);
    }
  return layout;
}

typedef struct
{
  DlnTimeline     *timeline;
  cairo_surface_t *surface;
  GHashTable      *layouts;
  double           build[200], total[200]; /* milliseconds */
  guint            n;
} Frames;

static void
add_frame (Frames *frames,
           double  start)
{
  cairo_t *cr = cairo_create (frames->surface);
  g_autoptr (DlnScene) scene
    = dln_scene_view_build (DLN_SCENE_VIEW (frames->timeline), dln_theme_get (FALSE));

  frames->build[frames->n] = (made_cpu_seconds () - start) * 1e3;
  dln_export_paint (scene, cr, get_layout, frames->layouts);
  frames->total[frames->n++] = (made_cpu_seconds () - start) * 1e3;
  cairo_destroy (cr);
}

static void
print_frames (Frames     *frames,
              const char *what)
{
  g_print (", %s build p50 %.2f p95 %.2f, with paint p95 %.2f max %.2f", what,
           made_get_quantile (frames->build, frames->n, 0.5),
           made_get_quantile (frames->build, frames->n, 0.95),
           made_get_quantile (frames->total, frames->n, 0.95),
           made_get_quantile (frames->total, frames->n, 1));
  frames->n = 0;
}

static void
run_random_views (Frames *frames)
{
  guint32 state = 11;

  for (guint i = 0; i < 200; i++)
    {
      double place, share, width, begin, start;

      state = state * 1664525u + 1013904223u;
      place = (state >> 8) / (double) (1 << 24);
      state = state * 1664525u + 1013904223u;
      share = (state >> 8) / (double) (1 << 24);
      width = exp (log (5000 * DAY) * (1 - share) + log (2 * DAY) * share);
      begin = 1262304000 + place * (14 * 365.25 * DAY - width);
      start = made_cpu_seconds ();
      dln_timeline_set_window (frames->timeline, (DlnInstant) begin, (DlnInstant) (begin + width));
      add_frame (frames, start);
    }
}

static void
bench_timeline (guint    n,
                gboolean lanes)
{
  g_autoptr (DlnCase) dcase = made_case_new (n, NULL);
  g_autoptr (GHashTable) layouts
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autofree Frames *frames = g_new0 (Frames, 1);
  double start = 0;

  frames->layouts = layouts;
  frames->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  for (guint i = 0; i < 4; i++) /* the first is thrown away: its caches are cold */
    {
      g_clear_object (&frames->timeline);
      frames->n = i > 0 ? frames->n : 0;
      start = made_cpu_seconds ();
      frames->timeline = dln_timeline_new (dcase);
      dln_scene_view_set_size (DLN_SCENE_VIEW (frames->timeline), WIDTH, HEIGHT);
      dln_timeline_set_lanes (frames->timeline, lanes ? DLN_LANES_INSTITUTION : DLN_LANES_PACKED);
      add_frame (frames, start);
    }
  g_print ("timeline of %u events%s, ms", n, lanes ? " in lanes" : "");
  print_frames (frames, "first");
  for (guint i = 0; i < 40; i++)
    {
      start = made_cpu_seconds ();
      dln_timeline_pan (frames->timeline, (i < 20 ? -0.02f : 0.02f) * WIDTH, 0);
      add_frame (frames, start);
    }
  print_frames (frames, "pan");
  for (guint i = 0; i < 30; i++)
    {
      start = made_cpu_seconds ();
      dln_timeline_zoom (frames->timeline, i < 15 ? 1 / 0.9 : 0.9, WIDTH / 2);
      add_frame (frames, start);
    }
  print_frames (frames, "zoom");
  run_random_views (frames);
  print_frames (frames, "random");
  for (guint i = 0; i < 40; i++)
    {
      start = made_cpu_seconds ();
      dln_timeline_pan (frames->timeline, 1, 0);
      g_autoptr (DlnScene) strip
        = dln_timeline_build_overview (frames->timeline, WIDTH, 52, dln_theme_get (FALSE));
      frames->build[frames->n] = frames->total[frames->n] = (made_cpu_seconds () - start) * 1e3;
      frames->n++;
    }
  print_frames (frames, "strip");
  g_print ("\n");
  cairo_surface_destroy (frames->surface);
  g_clear_object (&frames->timeline);
}

static void
bench_png (guint n)
{
  g_autoptr (DlnCase) dcase = made_case_new (n, NULL);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (DlnScene) scene = dln_timeline_build_whole (timeline, 1920, dln_theme_get (FALSE));
  double best = G_MAXDOUBLE;
  gsize size = 0;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      double start = made_cpu_seconds ();
      g_autoptr (GBytes) bytes = dln_export_scene (scene, DLN_EXPORT_PNG, 2, "Made", &error);

      if (bytes == NULL)
        g_error ("%s", error->message);
      best = MIN (best, made_cpu_seconds () - start);
      size = g_bytes_get_size (bytes);
    }
  g_print ("png of %u events, 3840 by %.0f pixels: %.1f ms, %zu bytes\n", n, scene->height * 2,
           best * 1e3, size);
}

int
main (int    argc,
      char **argv)
{
  const char *work = argc > 1 ? argv[1] : NULL;
  guint n = argc > 2 ? atoi (argv[2]) : 10000;

  if (work == NULL || strcmp (work, "communities") == 0)
    bench_communities (n);
  if (work == NULL || strcmp (work, "layout") == 0)
    bench_layout (n);
  if (work == NULL || strcmp (work, "timeline") == 0)
    bench_timeline (n, FALSE);
  if (work == NULL || strcmp (work, "lanes") == 0)
    bench_timeline (n, TRUE);
  if (work == NULL || strcmp (work, "png") == 0)
    bench_png (argc > 2 ? n : 1000);
  return 0;
}
