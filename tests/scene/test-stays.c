/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A graph that was seen stays where it was: when names are added, merged or filtered away, and
 * wherever the user put one. Measured in pixels at zoom 1. */
#include "config.h"

#include <math.h>

#include "scene-fixture.h"
#include "scene/dln-graph-private.h"

#define FEW_PIXELS 3.0

/* Names 1 to n as a tree: name i is related to an earlier one, which is that of a smaller tree,
 * too. What was told of @merged is told of @into. */
static void
apply_tree (DlnCase    *dcase,
            guint       n,
            DlnEntityId merged,
            DlnEntityId into)
{
  Fixture *fixture = fixture_new ();

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name of number %u", i);

      fixture_add_entity (fixture, DLN_ENTITY_PERSON, name, i == merged ? 0 : powf (0.99f, i));
    }
  for (guint i = 2; i <= n; i++)
    {
      DlnEntityId from = i, to = i * 7 % (i - 1) + 1;

      from = from == merged ? into : from;
      to = to == merged ? into : to;
      if (from != to)
        fixture_add_relation (fixture, from, DLN_RELATION_MEETS, to, NULL);
    }
  dln_case_apply (dcase, fixture->documents, fixture->annotations, fixture->resolution);
  g_ptr_array_unref (fixture->documents);
  g_ptr_array_unref (fixture->annotations);
  g_free (fixture);
}

static void
draw (DlnGraph *graph)
{
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));

  g_assert_nonnull (scene);
}

/* [n], of names 1 to n */
static DlnPoint *
measure (DlnGraph *graph,
         guint     n)
{
  DlnPoint *places = g_new0 (DlnPoint, n);

  for (guint i = 0; i < n; i++)
    {
      const DlnPoint *at = g_hash_table_lookup (graph->positions, GUINT_TO_POINTER (i + 1));

      g_assert_nonnull (at);
      places[i] = *at;
    }
  return places;
}

/* how far the one that went farthest went; @but (nullable): who does not count */
static double
find_farthest (const DlnPoint *before,
               const DlnPoint *after,
               guint           n,
               DlnEntityId     but)
{
  double farthest = 0;

  for (guint i = 0; i < n; i++)
    if (i + 1 != but)
      farthest = MAX (farthest, hypot (after[i].x - before[i].x, after[i].y - before[i].y));
  return farthest;
}

/* Names come in portions, as articles are added; all that stood before stay. */
static void
test_added (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  guint n = 20;

  dln_scene_view_set_size (DLN_SCENE_VIEW (graph), 900, 600);
  apply_tree (dcase, n, 0, 0);
  draw (graph);
  for (guint more = 1; n + more <= 100; more += 3)
    {
      g_autofree DlnPoint *before = measure (graph, n);

      apply_tree (dcase, n + more, 0, 0);
      draw (graph);

      g_autofree DlnPoint *after = measure (graph, n + more);

      g_assert_cmpfloat (find_farthest (before, after, n, 0), <=, FEW_PIXELS);
      for (guint i = n; i < n + more; i++) /* and no new one lies on another */
        for (guint j = 0; j < i; j++)
          g_assert_cmpfloat (hypot (after[i].x - after[j].x, after[i].y - after[j].y), >, 10);
      n += more;
    }
  g_assert_cmpuint (n, >, 80);
}

/* A name that was dragged stays to the pixel, even when so many come that all is laid out anew. */
static void
test_pinned (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  dln_scene_view_set_size (DLN_SCENE_VIEW (graph), 900, 600);
  apply_tree (dcase, 20, 0, 0);
  draw (graph);
  dln_graph_move_node (graph, 4, 10, 590);
  draw (graph);

  g_autofree DlnPoint *before = measure (graph, 20);

  for (guint n = 25; n <= 125; n += 100)
    {
      apply_tree (dcase, n, 0, 0);
      draw (graph);

      g_autofree DlnPoint *after = measure (graph, 20);

      g_assert_cmpfloat (after[3].x, ==, before[3].x);
      g_assert_cmpfloat (after[3].y, ==, before[3].y);
    }
}

/* Two that are found to be one: the others stay, and come back as they were when it is undone. */
static void
test_merged (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  apply_tree (dcase, 40, 0, 0);
  draw (graph);

  g_autofree DlnPoint *before = measure (graph, 40);

  apply_tree (dcase, 40, 9, 3);
  draw (graph);

  g_autofree DlnPoint *merged = measure (graph, 40);

  g_assert_cmpfloat (find_farthest (before, merged, 40, 9), ==, 0);
  apply_tree (dcase, 40, 0, 0);
  draw (graph);

  g_autofree DlnPoint *undone = measure (graph, 40);

  g_assert_cmpfloat (find_farthest (before, undone, 40, 0), ==, 0);
}

/* Whatever is filtered away and shown again, in whatever order, what is shown stands as before. */
static void
test_filtered (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 60);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  draw (graph);

  g_autofree DlnPoint *before = measure (graph, 40);

  for (guint i = 0; i < 16; i++)
    {
      DlnFilter *filter = dln_filter_new ();

      if ((i & 1) != 0)
        filter->entity_types &= ~(1u << DLN_ENTITY_PLACE);
      if ((i & 2) != 0)
        filter->entity_types &= ~(1u << DLN_ENTITY_PERSON);
      if ((i & 4) != 0)
        filter->entity_types &= ~(1u << DLN_ENTITY_INSTITUTION);
      dln_scene_view_set_filter (DLN_SCENE_VIEW (graph), filter);
      dln_filter_free (filter);
      draw (graph);

      g_autofree DlnPoint *after = measure (graph, 40);

      g_assert_cmpfloat (find_farthest (before, after, 40, 0), ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/stays/added", test_added);
  g_test_add_func ("/scene/stays/pinned", test_pinned);
  g_test_add_func ("/scene/stays/merged", test_merged);
  g_test_add_func ("/scene/stays/filtered", test_filtered);
  return g_test_run ();
}
