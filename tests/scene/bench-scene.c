/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: frames of a large timeline, layouts of large graphs. No pass or fail. */
#include "config.h"

#include "scene-fixture.h"

#include "export/dln-export.h"
#include "scene/dln-graph-private.h"

static double
since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

/* As on the screen: layouts from a cache. */
static PangoLayout *
get_layout (const char *text,
            float       font_size,
            DlnOpFlags  flags,
            gpointer    data)
{
  PangoLayout *layout = g_hash_table_lookup (data, text);

  if (layout == NULL)
    {
      layout = dln_scene_new_layout (text, font_size, flags);
      g_hash_table_insert (data, g_strdup (text), layout);
    }
  return layout;
}

static double
bench_paint (DlnScene *scene)
{
  g_autoptr (GHashTable) layouts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, scene->width, scene->height);
  cairo_t *cr = cairo_create (surface);
  double best = 1e9;

  for (guint i = 0; i < 6; i++)
    {
      gint64 start = g_get_monotonic_time ();

      dln_export_paint (scene, cr, get_layout, layouts);
      best = MIN (best, since (start));
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return best;
}

static void
bench_timeline (guint n_events)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (DlnCase) dcase = fixture_make_story (n_events, 50);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  double pan = 0, zoom = 0;

  g_print ("timeline %u events: case %.0f ms", n_events, since (start));
  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1440, 500);
  start = g_get_monotonic_time ();
  g_autoptr (DlnScene) first =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  g_print (", first frame %.1f ms", since (start));
  g_print (", painted in %.1f ms", bench_paint (first));
  for (guint i = 0; i < 20; i++)
    {
      start = g_get_monotonic_time ();
      dln_timeline_zoom (timeline, 1.2, 700);
      g_autoptr (DlnScene) zoomed =
        dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
      zoom += since (start) / 20;
      start = g_get_monotonic_time ();
      dln_timeline_pan (timeline, 7, 0);
      g_autoptr (DlnScene) panned =
        dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
      pan += since (start) / 20;
    }
  g_print (", zoom frame %.1f ms, pan frame %.1f ms\n", zoom, pan);
}

static void
bench_layout (guint n)
{
  g_autofree GraphBody *bodies = g_new0 (GraphBody, n);
  g_autofree GraphLink *links = g_new0 (GraphLink, n * 4);
  guint32 state = 5;

  for (guint i = 0; i < n; i++)
    {
      bodies[i] = (GraphBody){ .left = 20, .right = 20, .up = 8, .down = 20 };
      for (guint k = 0; k < 4; k++)
        {
          state = state * 1664525u + 1013904223u;
          links[i * 4 + k] = (GraphLink){ i, (state >> 8) % (i + 1) };
        }
    }
  gint64 start = g_get_monotonic_time ();
  _dln_graph_layout (bodies, n, links, n * 4, 1.6f);
  g_print ("layout %u nodes, %u edges: %.0f ms\n", n, n * 4, since (start));
}

static void
bench_network (guint n_entities)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (10, n_entities);
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (DlnNetwork) network = dln_network_new (dcase, filter);

  g_print ("network of %u names, %u ties: %u communities and betweenness in %.0f ms",
           network->names->len, network->ties->len, network->n_communities, since (start));
  start = g_get_monotonic_time ();
  g_autoptr (GArray) path = dln_network_find_path (network, 1, n_entities);
  g_print (", a path of %u steps in %.1f ms\n", path != NULL ? path->len : 0, since (start));
}

static void
bench_graph (guint n_entities)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (10, n_entities);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  gint64 start = g_get_monotonic_time ();

  dln_scene_view_set_size (DLN_SCENE_VIEW (graph), 1440, 800);
  g_autoptr (DlnScene) first = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  g_print ("graph %u entities: first frame %.1f ms", n_entities, since (start));
  g_print (", painted in %.1f ms", bench_paint (first));
  start = g_get_monotonic_time ();
  dln_graph_pan (graph, 5, 5);
  g_autoptr (DlnScene) panned =
    dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  g_print (", pan frame %.1f ms\n", since (start));
}

int
main (void)
{
  bench_timeline (1000);
  bench_timeline (10000);
  bench_timeline (100000);
  bench_graph (40);
  bench_graph (5000);
  bench_network (150);
  bench_network (2000);
  bench_network (20000);
  bench_layout (1000);
  bench_layout (10000);
  return 0;
}
