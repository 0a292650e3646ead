/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph: a golden, what must hold of every scene, and its layout. Renew the golden with
 * test-scene-graph --print > graph-golden.txt and read the difference. */
#include "config.h"

#include "scene-fixture.h"

#include "scene/dln-graph-private.h"

#include <math.h>
#include <string.h>

static char *
print_golden (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_seedlike ();
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  _dln_text_set_fixed (TRUE);
  dln_scene_view_set_size (DLN_SCENE_VIEW (graph), 900, 500);
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  _dln_text_set_fixed (FALSE);
  return dln_scene_to_string (scene);
}

/* Positions come from sums in floating point, which another compiler rounds otherwise: what is
 * drawn is compared. */
static char *
strip_numbers (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("-?[0-9]+\\.[0-9]", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "#", 0, NULL);
}

/* How a relation is told shows in its line; the key has those that are there, and no others. */
static void
test_lines (void)
{
  Fixture *fixture = fixture_new ();
  DlnEntityId board = fixture_add_entity (fixture, DLN_ENTITY_INSTITUTION, "Board", 0.9f);
  static const guint8 modalities[] = { DLN_MODALITY_ASSERTED, DLN_MODALITY_PLANNED,
                                       DLN_MODALITY_ALLEGED, DLN_MODALITY_DENIED };
  static const GraphLine wanted[] = { LINE_STATED, LINE_PLANNED, LINE_ALLEGED, LINE_DENIED };
  static const char *const names[] = { "Ada Novak", "Bruno Brandt", "Chioma Okafor", "Ines Rowan" };
  DlnRelationId ids[4];

  for (guint i = 0; i < 4; i++)
    {
      DlnEntityId person = fixture_add_entity (fixture, DLN_ENTITY_PERSON, names[i], 0.5f);

      ids[i] = fixture_add_relation (fixture, person, DLN_RELATION_HEAD_OF, board, "leads");
      fixture_get_relation (fixture, ids[i])->modality = modalities[i];
    }
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Lines");
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autoptr (DlnScene) scene = dln_graph_build_whole (graph, 900, dln_theme_get (FALSE));
  g_autofree char *text = dln_scene_to_string (scene);
  guint flags[4];

  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpint (_dln_graph_get_line (dln_case_get_relation (dcase, ids[i])), ==, wanted[i]);
      flags[i] = _dln_graph_get_line_flags (wanted[i]);
      for (guint k = 0; k + 1 < i; k++) /* denied and former differ by the strokes */
        g_assert_cmpuint (flags[k], !=, flags[i]);
    }
  g_assert_nonnull (strstr (text, "\"stated\""));
  g_assert_nonnull (strstr (text, "\"planned\""));
  g_assert_nonnull (strstr (text, "\"alleged or possible\""));
  g_assert_nonnull (strstr (text, "\"denied\""));
  g_assert_nonnull (strstr (text, "denied: leads"));
  g_assert_null (strstr (text, "\"former\""));
  g_assert_null (strstr (text, "\"place\""));
}

static void
test_golden (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scene", "graph-golden.txt", NULL);
  g_autofree char *wanted = NULL;
  g_autofree char *golden = print_golden ();
  g_autofree char *got = strip_numbers (golden);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &wanted, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *stripped = strip_numbers (wanted);
  g_assert_cmpstr (got, ==, stripped);
}

static void
check_scene (const DlnScene *scene)
{
  fixture_check_inside (scene);
  fixture_check_labels_apart (scene);
}

static guint
count_nodes (const DlnScene *scene)
{
  guint n = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    n += DLN_ROW (scene->marks, DlnSceneMark, i)->target.kind == DLN_TARGET_ENTITY ? 1 : 0;
  return n;
}

static void
test_properties (void)
{
  const guint sizes[] = { 8, 40, 300 };
  const float widths[] = { 500, 1440 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (DlnCase) dcase = fixture_make_story (3, sizes[s]);
      g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        {
          dln_scene_view_set_size (DLN_SCENE_VIEW (graph), widths[w], 600);
          g_autoptr (DlnScene) scene =
            dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (w % 2));
          g_autoptr (DlnScene) whole =
            dln_graph_build_whole (graph, widths[w], dln_theme_get (FALSE));

          check_scene (scene);
          check_scene (whole);
          g_assert_cmpuint (count_nodes (scene), ==, MIN (sizes[s], 150));
          g_assert_cmpuint (dln_graph_get_n_left_out (graph), ==, sizes[s] - MIN (sizes[s], 150));
          if (sizes[s] <= 40 && widths[w] > 1000)
            g_assert_cmpuint (scene->n_dropped_labels, <=, sizes[s] / 10);
        }
    }
}

static char *
build_string (DlnGraph *graph)
{
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));

  return dln_scene_to_string (scene);
}

static void
test_deterministic (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 40);
  g_autoptr (DlnGraph) a = dln_graph_new (dcase);
  g_autoptr (DlnGraph) b = dln_graph_new (dcase);
  g_autofree char *x = build_string (a);
  g_autofree char *y = build_string (b);

  g_assert_cmpstr (x, ==, y);
  dln_graph_zoom (a, 2, 400, 250);
  dln_graph_fit (a);
  g_autofree char *z = build_string (a);
  g_assert_cmpstr (x, ==, z);
}

static DlnPoint
find_node (DlnGraph   *graph,
           DlnEntityId id)
{
  const DlnPoint *at = g_hash_table_lookup (graph->positions, GUINT_TO_POINTER (id));

  g_assert_nonnull (at);
  return *at;
}

/* Filters and new rows leave nodes where they are. */
static void
test_stays (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 40);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autofree char *before = build_string (graph);
  DlnFilter *filter = dln_filter_new ();
  DlnPoint at = find_node (graph, 7);

  filter->entity_types &= ~(1u << DLN_ENTITY_PLACE);
  dln_scene_view_set_filter (DLN_SCENE_VIEW (graph), filter);
  g_autofree char *fewer = build_string (graph);
  g_assert_cmpstr (fewer, !=, before);
  g_assert_cmpfloat (find_node (graph, 7).x, ==, at.x);
  filter->entity_types |= 1u << DLN_ENTITY_PLACE;
  dln_scene_view_set_filter (DLN_SCENE_VIEW (graph), filter);
  g_autofree char *after = build_string (graph);
  g_assert_cmpstr (after, ==, before);
  dln_filter_free (filter);
}

static gboolean
has_label (const DlnScene *scene,
           DlnEntityId     id)
{
  for (guint i = 0; i < scene->ops->len; i++)
    {
      const DlnOp *op = DLN_ROW (scene->ops, DlnOp, i);

      if (op->type != DLN_OP_GROUP
          || !dln_target_equal (op->target, (DlnTarget){ DLN_TARGET_ENTITY, id }))
        continue;
      while (op->type != DLN_OP_END && op->type != DLN_OP_TEXT)
        op++;
      return op->type == DLN_OP_TEXT;
    }
  return FALSE;
}

/* In a picture of many names, seen from far off, those that matter most keep their labels. */
static void
test_leading (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 300);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  dln_scene_view_set_size (DLN_SCENE_VIEW (graph), 1200, 700);
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));

  check_scene (scene);
  g_assert_cmpuint (scene->n_dropped_labels, >, 20);
  for (guint i = 0; i < N_LEADING; i++)
    g_assert_true (has_label (scene, DLN_ROW (graph->model->nodes, GraphNode, i)->id));
}

static void
end_work (DlnGraph *graph)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (graph->work != NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (graph->work);
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
show_places (DlnGraph *graph,
             gboolean  shown)
{
  g_autoptr (DlnFilter) filter = dln_filter_new ();

  if (!shown)
    filter->entity_types &= ~(1u << DLN_ENTITY_PLACE);
  dln_scene_view_set_filter (DLN_SCENE_VIEW (graph), filter);
}

/* In the background the same comes out, and what is drawn stays until then. */
static void
test_background (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 40);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autoptr (DlnGraph) other = dln_graph_new (dcase);
  guint n = 0;

  dln_graph_set_background (graph, TRUE);
  g_signal_connect_swapped (graph, "changed", G_CALLBACK (count_cb), &n);
  g_autoptr (DlnScene) first =
    dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  g_assert_cmpuint (first->marks->len, ==, 0);
  g_assert_cmpuint (n, ==, 0);
  end_work (graph);
  g_assert_cmpuint (n, ==, 1);
  g_autofree char *expected = build_string (other);
  g_autofree char *all = build_string (graph);
  g_assert_cmpstr (all, ==, expected);

  show_places (graph, FALSE);
  g_autofree char *meanwhile = build_string (graph);
  g_assert_cmpstr (meanwhile, ==, all);
  g_assert_cmpuint (dln_graph_get_n_left_out (graph), ==, 0);
  end_work (graph);
  show_places (other, FALSE);
  g_autofree char *expected_fewer = build_string (other);
  g_autofree char *fewer = build_string (graph);
  g_assert_cmpstr (fewer, ==, expected_fewer);
}

/* Work that something newer has overtaken leaves nothing behind; what has to be whole waits. */
static void
test_overtaken (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 40);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  dln_graph_set_background (graph, TRUE);
  dln_graph_reveal (graph, (DlnTarget){ DLN_TARGET_ENTITY, 7 });
  end_work (graph);
  g_autofree char *all = build_string (graph);
  for (guint i = 0; i < 6; i++)
    {
      show_places (graph, i % 2 == 1);
      g_autofree char *meanwhile = build_string (graph);
      /* what is measured and placed already needs no work */
      g_assert_true ((graph->work != NULL) == (i % 2 == 0));
    }
  end_work (graph);
  g_autofree char *again = build_string (graph);
  g_assert_cmpstr (again, ==, all);

  show_places (graph, FALSE);
  dln_graph_get_n_left_out (graph);
  g_assert_nonnull (graph->work);
  g_autoptr (DlnScene) whole = dln_graph_build_whole (graph, 900, dln_theme_get (FALSE));
  g_autoptr (DlnGraph) other = dln_graph_new (dcase);
  g_free (build_string (other));
  show_places (other, FALSE);
  g_autoptr (DlnScene) expected = dln_graph_build_whole (other, 900, dln_theme_get (FALSE));
  g_assert_null (graph->work);
  g_assert_cmpuint (count_nodes (whole), ==, count_nodes (expected));

  g_autoptr (DlnFilter) none = dln_filter_new ();
  none->entity_types = 1u << DLN_ENTITY_PERSON;
  dln_scene_view_set_filter (DLN_SCENE_VIEW (graph), none);
  g_free (build_string (graph));
  g_assert_nonnull (graph->work); /* and it goes away in the middle of it */
}

/* Rows of a case that has changed are not looked up for an old drawing. */
static void
test_case_replaced (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 40);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  dln_graph_set_background (graph, TRUE);
  g_free (build_string (graph));
  end_work (graph);
  g_autofree char *before = build_string (graph);
  dln_case_apply (dcase, none, none, dln_resolution_new ());
  g_autofree char *meanwhile = build_string (graph);
  g_assert_cmpstr (meanwhile, ==, before);
  end_work (graph);
  g_autoptr (DlnScene) after =
    dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  g_assert_cmpuint (count_nodes (after), ==, 0);
}

static void
test_move (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 8);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  dln_scene_view_set_size (DLN_SCENE_VIEW (graph), 700, 500);
  g_autofree char *before = build_string (graph);
  dln_graph_move_node (graph, 3, 350, 250);
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  const DlnSceneMark *mark = dln_scene_hit (scene, 350, 250);
  g_assert_nonnull (mark);
  g_assert_cmpuint (mark->target.kind, ==, DLN_TARGET_ENTITY);
  dln_graph_zoom (graph, 1.7, 350, 250);
  g_autoptr (DlnScene) near = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  g_assert_cmpuint (dln_scene_hit (near, 350, 250)->target.id, ==, mark->target.id);
}

static void
test_path (void)
{
  Fixture *fixture = fixture_new ();
  DlnEntityId ids[6];

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      ids[i] = fixture_add_entity (fixture, DLN_ENTITY_PERSON, name, 0.5f);
    }
  DlnRelationId first = fixture_add_relation (fixture, ids[0], DLN_RELATION_MEETS, ids[1], NULL);
  DlnRelationId second = fixture_add_relation (fixture, ids[2], DLN_RELATION_MEETS, ids[1], NULL);
  fixture_add_relation (fixture, ids[2], DLN_RELATION_MEETS, ids[3], NULL);
  fixture_add_relation (fixture, ids[4], DLN_RELATION_MEETS, ids[5], NULL);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Path");
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  g_autoptr (GArray) path = dln_graph_find_path (graph, ids[0], ids[2]);
  g_assert_nonnull (path);
  g_assert_cmpuint (path->len, ==, 2);
  g_assert_cmpuint (g_array_index (path, DlnRelationId, 0), ==, first);
  g_assert_cmpuint (g_array_index (path, DlnRelationId, 1), ==, second);
  g_assert_null (dln_graph_find_path (graph, ids[0], ids[4]));
  g_assert_null (dln_graph_find_path (graph, ids[0], ids[0]));
  g_assert_null (dln_graph_find_path (graph, ids[0], 999));
}

/* Names without relations are counted, not drawn; focus brings one in; nothing else: they are
 * drawn. */
static void
test_lonely (void)
{
  Fixture *fixture = fixture_new ();
  DlnEntityId a = fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Ada", 0.9f);
  DlnEntityId b = fixture_add_entity (fixture, DLN_ENTITY_INSTITUTION, "Board", 0.5f);
  DlnEntityId c = fixture_add_entity (fixture, DLN_ENTITY_PLACE, "Saltholm", 0.4f);

  fixture_add_relation (fixture, a, DLN_RELATION_HEAD_OF, b, NULL);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Lonely");
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  g_assert_cmpuint (count_nodes (scene), ==, 2);
  g_assert_cmpuint (dln_graph_get_n_left_out (graph), ==, 1);
  dln_graph_reveal (graph, (DlnTarget){ DLN_TARGET_ENTITY, c });
  g_autoptr (DlnScene) more = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  g_assert_cmpuint (count_nodes (more), ==, 3);
  g_assert_cmpuint (dln_graph_get_n_left_out (graph), ==, 0);

  fixture = fixture_new ();
  fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Ada", 0.9f);
  fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Bruno", 0.9f);
  g_autoptr (DlnCase) unrelated = fixture_finish (fixture, "Unrelated");
  g_autoptr (DlnGraph) other = dln_graph_new (unrelated);
  g_autoptr (DlnScene) two = dln_scene_view_build (DLN_SCENE_VIEW (other), dln_theme_get (FALSE));
  g_assert_cmpuint (count_nodes (two), ==, 2);
  check_scene (two);
}

static guint
count_groups (const DlnScene *scene,
              const char     *prefix)
{
  guint n = 0;

  for (guint i = 0; i < scene->ops->len; i++)
    {
      const DlnOp *op = DLN_ROW (scene->ops, DlnOp, i);
      const char *id = op->type == DLN_OP_GROUP ? dln_strings_get (scene->strings, op->id) : NULL;

      n += id != NULL && g_str_has_prefix (id, prefix) ? 1 : 0;
    }
  return n;
}

/* Who stands between two circles is shown before those who are named as often; a last one without
 * company is not. */
static void
test_chosen (void)
{
  Fixture *fixture = fixture_new ();
  DlnEntityId hubs[2], between = fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Go-between", 0);

  for (guint h = 0; h < 2; h++)
    {
      hubs[h] =
        fixture_add_entity (fixture, DLN_ENTITY_INSTITUTION, h == 0 ? "Guild" : "Court", 0.9f);
      fixture_add_relation (fixture, between, DLN_RELATION_MEMBER_OF, hubs[h], NULL);
      for (guint i = 0; i < 160; i++)
        fixture_add_relation (fixture,
                              fixture_add_entity (fixture, DLN_ENTITY_PERSON, "A member", 0.3f),
                              DLN_RELATION_MEMBER_OF,
                              hubs[h],
                              NULL);
    }
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Circles");
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));
  g_assert_cmpuint (count_nodes (scene), ==, 150);
  g_assert_nonnull (g_hash_table_lookup (graph->positions, GUINT_TO_POINTER (between)));
  g_assert_nonnull (g_hash_table_lookup (graph->positions, GUINT_TO_POINTER (hubs[1])));

  fixture = fixture_new ();
  hubs[0] = fixture_add_entity (fixture, DLN_ENTITY_INSTITUTION, "Guild", 0.9f);
  for (guint i = 0; i < 148; i++)
    fixture_add_relation (fixture,
                          fixture_add_entity (fixture, DLN_ENTITY_PERSON, "A member", 0.3f),
                          DLN_RELATION_MEMBER_OF,
                          hubs[0],
                          NULL);
  for (guint i = 0; i < 3; i++)
    fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Apart", 0.1f);
  fixture_add_relation (fixture, 150, DLN_RELATION_MEETS, 151, NULL);
  fixture_add_relation (fixture, 151, DLN_RELATION_MEETS, 152, NULL);
  g_autoptr (DlnCase) star = fixture_finish (fixture, "Star");
  g_autoptr (DlnGraph) other = dln_graph_new (star);
  g_autoptr (DlnScene) first = dln_scene_view_build (DLN_SCENE_VIEW (other), dln_theme_get (FALSE));
  g_assert_cmpuint (count_nodes (first), ==, 149);
}

/* Three circles in a row: each has a ground of its own, and its members stand nearer to each other.
 */
static void
test_communities (void)
{
  const guint n = 10;
  Fixture *fixture = fixture_new ();
  double within = 0, across = 0;
  guint n_within = 0, n_across = 0;

  for (guint i = 0; i < 3 * n; i++)
    fixture_add_entity (fixture, DLN_ENTITY_PERSON, "Person", 0.5f);
  for (guint i = 0; i < 3 * n; i++)
    for (guint j = i + 1; j < 3 * n; j++)
      if (i / n == j / n || (i % n == 0 && j == i + n))
        fixture_add_relation (fixture, i + 1, DLN_RELATION_MEETS, j + 1, NULL);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Circles");
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autoptr (DlnScene) scene = dln_graph_build_whole (graph, 1200, dln_theme_get (FALSE));

  for (guint i = 0; i < 3 * n; i++)
    for (guint j = i + 1; j < 3 * n; j++)
      {
        DlnPoint a = find_node (graph, i + 1), b = find_node (graph, j + 1);
        double distance = hypot (a.x - b.x, a.y - b.y);

        *(i / n == j / n ? &within : &across) += distance;
        *(i / n == j / n ? &n_within : &n_across) += 1;
      }
  g_assert_cmpfloat (within / n_within * 2, <, across / n_across);
  g_assert_cmpuint (count_groups (scene, "community-"), ==, 3);
  g_autoptr (DlnCase) small = fixture_make_seedlike ();
  g_autoptr (DlnGraph) plain = dln_graph_new (small);
  g_autoptr (DlnScene) few = dln_scene_view_build (DLN_SCENE_VIEW (plain), dln_theme_get (FALSE));
  g_assert_cmpuint (count_groups (few, "community-"), ==, 0);
}

/* where its mark is drawn, left edge; %G_MAXFLOAT if it is not */
static float
get_mark_x (DlnGraph *graph,
            DlnTarget target)
{
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (FALSE));

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);

      if (dln_target_equal (mark->target, target))
        return mark->x;
    }
  return G_MAXFLOAT;
}

/* what is in sight stays where it is; what is not comes in, no farther than it must */
static void
test_reveal (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 40);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

  dln_scene_view_set_size (DLN_SCENE_VIEW (graph), 800, 500);
  DlnTarget target = dln_graph_get_neighbour (graph, (DlnTarget){ 0, 0 }, 1, 0);
  float x = get_mark_x (graph, target);

  dln_graph_reveal (graph, target);
  g_assert_cmpfloat_with_epsilon (get_mark_x (graph, target), x, 0.01);
  dln_graph_zoom (graph, 4, 400, 250);
  dln_graph_pan (graph, 3000, 0);
  x = get_mark_x (graph, target);
  g_assert_cmpfloat (x, >, 800);
  dln_graph_reveal (graph, target);
  x = get_mark_x (graph, target);
  g_assert_cmpfloat (x, <, 800);
  g_assert_cmpfloat (x, >, 500); /* at the side that it came from */
}

static void
test_empty (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (graph), dln_theme_get (TRUE));
  g_autoptr (DlnScene) whole = dln_graph_build_whole (graph, 600, dln_theme_get (TRUE));

  g_assert_cmpuint (scene->marks->len, ==, 0);
  g_assert_cmpuint (whole->marks->len, ==, 0);
  dln_graph_zoom (graph, 100, 1, 1);
  dln_graph_pan (graph, 10, 10);
  dln_graph_reveal (graph, (DlnTarget){ DLN_TARGET_ENTITY, 1 });
  g_assert_cmpuint (dln_graph_get_neighbour (graph, (DlnTarget){ 0, 0 }, 1, 0).kind, ==, 0);
}

static void
test_neighbours (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (3, 40);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  DlnTarget at = dln_graph_get_neighbour (graph, (DlnTarget){ 0, 0 }, 1, 0);
  guint n = 0;

  g_assert_cmpuint (at.kind, ==, DLN_TARGET_ENTITY);
  while (at.kind != 0) /* to the right until the rim */
    {
      DlnTarget next = dln_graph_get_neighbour (graph, at, 1, 0);

      if (next.kind != 0)
        g_assert_cmpfloat (find_node (graph, next.id).x, >, find_node (graph, at.id).x);
      at = next;
      g_assert_cmpuint (n++, <, 50);
    }
}

/* ---- layout --------------------------------------------------------------------------------- */

static void
test_layout (void)
{
  const guint n = 120;
  g_autofree GraphBody *bodies = g_new0 (GraphBody, n);
  g_autofree GraphLink *links = g_new0 (GraphLink, n);

  for (guint i = 0; i < n; i++)
    {
      bodies[i] = (GraphBody){ .left = 40, .right = 40, .up = 12, .down = 30 };
      links[i] = (GraphLink){ i, (i * 7 + 1) % (i / 2 + 1) };
    }
  _dln_graph_layout (bodies, n, links, n, 1.6f);
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        DlnRect a = { bodies[i].x - 40, bodies[i].y - 12, 80, 42 };
        DlnRect b = { bodies[j].x - 40, bodies[j].y - 12, 80, 42 };

        g_assert_true (isfinite (bodies[i].x) && isfinite (bodies[i].y));
        g_assert_false (_dln_rect_overlaps (&a, &b));
      }
}

/* Discs in one heap, some of them fixed: none overlap afterwards, and what is fixed stays. */
static void
test_discs (void)
{
  guint n = 1200;
  g_autofree GraphBody *bodies = g_new0 (GraphBody, n);

  for (guint i = 0; i < n; i++)
    {
      bodies[i] = (GraphBody){ .x = i % 3, .y = i % 5, .left = 40, .right = 40, .down = 28 };
      bodies[i].up = 8 + i % 11;
      bodies[i].fixed = i % 100 == 0;
      if (bodies[i].fixed)
        bodies[i].x = i * 2;
    }
  _dln_graph_part_discs (bodies, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (isfinite (bodies[i].x) && isfinite (bodies[i].y));
      if (bodies[i].fixed)
        g_assert_cmpfloat (bodies[i].x, ==, i * 2);
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (hypotf (bodies[i].x - bodies[j].x, bodies[i].y - bodies[j].y), >=,
                           bodies[i].up + bodies[j].up);
    }
}

/* A large graph of eight communities that are tied to each other, too: in the picture each lies by
 * itself. */
static void
test_large_communities (void)
{
  guint n = 800, n_links = 0, n_own = 0;
  g_autofree GraphBody *bodies = g_new0 (GraphBody, n);
  g_autofree GraphLink *links = g_new0 (GraphLink, n * 4);
  guint32 state = 9;

  for (guint i = 0; i < n; i++)
    {
      bodies[i] = (GraphBody){ .left = 20, .right = 20, .up = 8, .down = 20 };
      bodies[i].community = 1 + i % 8;
      for (guint k = 0; k < 4; k++)
        {
          guint other;

          state = state * 1664525u + 1013904223u;
          other = (state >> 8) % n;
          if (k > 0) /* of its own community */
            other = other / 8 * 8 + i % 8;
          links[n_links++] = (GraphLink){ i, other };
        }
    }
  _dln_graph_layout (bodies, n, links, n_links, 1.6f);
  for (guint i = 0; i < n; i++)
    {
      guint nearest = i == 0 ? 1 : 0;

      for (guint j = 0; j < n; j++)
        if (j != i
            && hypotf (bodies[i].x - bodies[j].x, bodies[i].y - bodies[j].y)
                 < hypotf (bodies[i].x - bodies[nearest].x, bodies[i].y - bodies[nearest].y))
          nearest = j;
      n_own += bodies[nearest].community == bodies[i].community;
    }
  g_test_message ("%u of %u lie beside one of their own", n_own, n);
  g_assert_cmpuint (n_own, >, n * 9 / 10);
}

/* The same point for all, loops, doubles: nothing runs away. */
static void
test_degenerate (void)
{
  GraphBody bodies[5];
  const GraphLink links[] = { { 0, 0 }, { 0, 1 }, { 0, 1 }, { 1, 0 } };

  for (guint i = 0; i < 5; i++)
    bodies[i] = (GraphBody){ .left = 10, .right = 10, .up = 10, .down = 10 };
  g_assert_cmpuint (_dln_graph_remove_overlaps (bodies, 5, 400), ==, 0);
  _dln_graph_layout (bodies, 5, links, 4, 1.6f);
  for (guint i = 0; i < 5; i++)
    g_assert_true (isfinite (bodies[i].x) && fabsf (bodies[i].x) < 1e4f);
  _dln_graph_layout (bodies, 0, NULL, 0, 1.6f);
  _dln_graph_layout (bodies, 1, NULL, 0, 1.6f);
}

int
main (int    argc,
      char **argv)
{
  if (argc > 1 && strcmp (argv[1], "--print") == 0)
    {
      g_autofree char *golden = print_golden ();

      fputs (golden, stdout);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/graph/golden", test_golden);
  g_test_add_func ("/scene/graph/lines", test_lines);
  g_test_add_func ("/scene/graph/discs", test_discs);
  g_test_add_func ("/scene/graph/large-communities", test_large_communities);
  g_test_add_func ("/scene/graph/properties", test_properties);
  g_test_add_func ("/scene/graph/deterministic", test_deterministic);
  g_test_add_func ("/scene/graph/stays", test_stays);
  g_test_add_func ("/scene/graph/move", test_move);
  g_test_add_func ("/scene/graph/path", test_path);
  g_test_add_func ("/scene/graph/lonely", test_lonely);
  g_test_add_func ("/scene/graph/chosen", test_chosen);
  g_test_add_func ("/scene/graph/communities", test_communities);
  g_test_add_func ("/scene/graph/reveal", test_reveal);
  g_test_add_func ("/scene/graph/empty", test_empty);
  g_test_add_func ("/scene/graph/leading", test_leading);
  g_test_add_func ("/scene/graph/background", test_background);
  g_test_add_func ("/scene/graph/overtaken", test_overtaken);
  g_test_add_func ("/scene/graph/case-replaced", test_case_replaced);
  g_test_add_func ("/scene/graph/neighbours", test_neighbours);
  g_test_add_func ("/scene/graph/layout", test_layout);
  g_test_add_func ("/scene/graph/degenerate", test_degenerate);
  return g_test_run ();
}
