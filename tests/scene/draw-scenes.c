/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws made-up cases into a folder, to be looked at. Not a test. Usage: draw-scenes FOLDER */
#include "config.h"

#include "scene-fixture.h"

#include "export/dln-export.h"

static void
save (DlnScene   *scene,
      const char *folder,
      const char *name,
      double      scale)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", folder, name);
  g_autoptr (GError) error = NULL;
  DlnExportFormat format = DLN_EXPORT_PNG;

  dln_export_format_from_path (path, &format, &error);
  g_autoptr (GBytes) bytes = dln_export_scene (scene, format, scale, "A picture", &error);
  if (bytes == NULL || !dln_export_write (bytes, path, &error))
    g_printerr ("%s\n", error->message);
}

static void
draw_timeline (DlnCase    *dcase,
               const char *folder,
               const char *name,
               gboolean    dark,
               float       width,
               float       height,
               DlnLaneMode mode)
{
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autofree char *file = g_strdup_printf ("%s.png", name);

  dln_timeline_set_lanes (timeline, mode);
  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), width, height);
  if (g_str_has_suffix (name, "selected"))
    dln_scene_view_set_selection (DLN_SCENE_VIEW (timeline), (DlnTarget){ DLN_TARGET_EVENT, 12 });
  if (g_str_has_suffix (name, "related"))
    dln_scene_view_set_selection (DLN_SCENE_VIEW (timeline), (DlnTarget){ DLN_TARGET_ENTITY, 1 });
  g_autoptr (DlnScene) scene =
    height > 0 ? dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (dark))
               : dln_timeline_build_whole (timeline, width, dln_theme_get (dark));
  save (scene, folder, file, 1);
  if (height > 0)
    {
      g_autofree char *strip = g_strdup_printf ("%s-overview.png", name);
      dln_timeline_zoom (timeline, 1.6, width * 0.6f);
      g_autoptr (DlnScene) overview
        = dln_timeline_build_overview (timeline, width, 56, dln_theme_get (dark));
      save (overview, folder, strip, 1);
    }
}

static void
draw_graph (DlnCase    *dcase,
            const char *folder,
            const char *name,
            gboolean    dark,
            float       width,
            float       height,
            DlnEntityId selected)
{
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autofree char *file = g_strdup_printf ("%s.png", name);

  dln_scene_view_set_size (DLN_SCENE_VIEW (graph), width, height);
  if (selected != 0)
    dln_scene_view_set_selection (DLN_SCENE_VIEW (graph),
                                  (DlnTarget){ DLN_TARGET_ENTITY, selected });
  g_autoptr (DlnScene) scene =
    height > 0 ? dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (dark))
               : dln_graph_build_whole (graph, width, dln_theme_get (dark));
  save (scene, folder, file, 1);
}

/* The same case from minutes to millennia, below each other. */
static void
draw_zooms (DlnCase    *dcase,
            const char *folder)
{
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  const gint64 spans[] = { 3600, 6 * 3600, 86400, 4 * 86400, 20 * 86400, 60 * 86400, 200 * 86400,
                           700 * 86400ll, 3000 * 86400ll, 40000 * 86400ll, 900000 * 86400ll };
  DlnInstant middle = dln_instant_from_civil (2023, 4, 4, 12, 0, 0);

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1000, 150);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *file = g_strdup_printf ("z-%02u.png", i);

      dln_timeline_set_window (timeline, middle - spans[i] / 2, middle + spans[i] / 2);
      g_autoptr (DlnScene) scene =
        dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
      save (scene, folder, file, 1);
    }
}

static DlnCase *
make_day (void)
{
  Fixture *fixture = fixture_new ();

  fixture_add_event (fixture, "A day", "2023-04-04", 0.9f);
  fixture_add_event (fixture, "An hour", "2023-04-04T11:20", 0.8f);
  fixture_add_event (fixture, "A month", "2023-04", 0.7f);
  fixture_add_event (fixture, "A year", "2023", 0.6f);
  return fixture_finish (fixture, "Zooms");
}

int
main (int    argc,
      char **argv)
{
  const char *folder = argc > 1 ? argv[1] : ".";
  g_autoptr (DlnCase) seed = fixture_make_seedlike ();
  g_autoptr (DlnCase) small = fixture_make_story (5, 8);
  g_autoptr (DlnCase) middle = fixture_make_story (60, 40);
  g_autoptr (DlnCase) large = fixture_make_story (2000, 300);

  g_autoptr (DlnCase) day = make_day ();
  draw_zooms (day, folder);
  draw_timeline (seed, folder, "t-seed", FALSE, 1440, 420, DLN_LANES_PACKED);
  draw_timeline (seed, folder, "t-seed-narrow", TRUE, 700, 420, DLN_LANES_PACKED);
  draw_timeline (seed, folder, "t-seed-whole", FALSE, 1440, 0, DLN_LANES_PACKED);
  draw_timeline (seed, folder, "t-seed-selected", FALSE, 1100, 360, DLN_LANES_PACKED);
  draw_timeline (large, folder, "t-large-selected", FALSE, 1100, 360, DLN_LANES_PACKED);
  draw_timeline (middle, folder, "t-middle-related", FALSE, 1100, 360, DLN_LANES_PACKED);
  draw_timeline (small, folder, "t-small", FALSE, 1000, 300, DLN_LANES_PACKED);
  draw_timeline (middle, folder, "t-middle", FALSE, 1440, 480, DLN_LANES_PACKED);
  draw_timeline (middle, folder, "t-middle-people", FALSE, 1440, 600, DLN_LANES_PERSON);
  draw_timeline (middle, folder, "t-middle-whole", TRUE, 1440, 0, DLN_LANES_PACKED);
  draw_timeline (large, folder, "t-large", FALSE, 1440, 480, DLN_LANES_PACKED);
  g_autoptr (DlnCase) tiny = fixture_make_story (3, 8);
  draw_graph (tiny, folder, "g-tiny", FALSE, 1440, 600, 0);
  draw_graph (seed, folder, "g-seed", FALSE, 900, 500, 0);
  draw_graph (seed, folder, "g-seed-selected", TRUE, 900, 500, 1);
  draw_graph (small, folder, "g-small", FALSE, 700, 500, 0);
  draw_graph (middle, folder, "g-middle", FALSE, 1440, 700, 0);
  draw_graph (middle, folder, "g-middle-selected", FALSE, 1440, 700, 3);
  draw_graph (middle, folder, "g-middle-whole", TRUE, 1440, 0, 0);
  draw_graph (large, folder, "g-large", FALSE, 1440, 800, 0);
  draw_graph (large, folder, "g-large-whole", FALSE, 1440, 0, 0);
  return 0;
}
