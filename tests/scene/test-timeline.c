/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline: goldens of small cases, and what must hold of every scene. Renew the golden with
 * test-scene-timeline --print > timeline-golden.txt and read the difference. */
#include "config.h"

#include "scene-fixture.h"

#include "scene/dln-scene-private.h"
#include "scene/dln-timeline-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY 86400
#define MARK_SIZE 12.0f /* of a mark in the band */

static DlnCase *
make_golden_case (void)
{
  Fixture *fixture = fixture_new ();

  fixture_add_document (fixture, "Harbour closed", "The Gazette", "2021-03-06", DLN_DATE_GIVEN);
  fixture_add_document (fixture, "Looking back", "The Observer", "2021-04", DLN_DATE_INFERRED);
  fixture_add_event (fixture, "The quay is built", "2020", 0.5f);
  fixture_add_event (fixture, "A storm closes the harbour", "2021-03-04", 0.9f);
  DlnEventId sale = fixture_add_event (fixture, "The tugs are to be sold", "2021-03-10", 0.6f);
  fixture_get_event (fixture, sale)->modality = DLN_MODALITY_PLANNED;
  DlnEventId fine = fixture_add_event (fixture, "A fine is set", "2021-05", 0.4f);
  fixture_get_event (fixture, fine)->polarity = DLN_POLARITY_NEGATED;
  fixture_add_event (fixture, "The strike lasts", "2021-03-15/2021-04-20", 0.7f);
  DlnEventId leak = fixture_add_event (fixture, "A letter leaks", "2021-02-01", 0.5f);
  fixture_add_date_conflict (fixture, leak, "2021-02-01", "2021-02-14");
  fixture_add_event (fixture, "Somebody is questioned", NULL, 0.3f);
  return fixture_finish (fixture, "The harbour");
}

static char *
print_golden (void)
{
  g_autoptr (DlnCase) dcase = make_golden_case ();
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

  _dln_text_set_fixed (TRUE);
  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 900, 320);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  _dln_text_set_fixed (FALSE);
  return dln_scene_to_string (scene);
}

static void
test_golden (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "scene", "timeline-golden.txt", NULL);
  g_autofree char *wanted = NULL;
  g_autofree char *got = print_golden ();
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, wanted);
}

/* ---- properties ----------------------------------------------------------------------------- */

static void
check_marks_apart (const DlnScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    for (guint j = i + 1; j < scene->marks->len; j++)
      {
        const DlnSceneMark *a = DLN_ROW (scene->marks, DlnSceneMark, i);
        const DlnSceneMark *b = DLN_ROW (scene->marks, DlnSceneMark, j);
        DlnRect x = { a->x, a->y, a->width, a->height }, y = { b->x, b->y, b->width, b->height };

        if (a->target.kind != DLN_TARGET_EVENT || b->target.kind != DLN_TARGET_EVENT
            || a->counted != b->counted) /* a headline's mark stands on the counts */
          continue;
        x.width -= 0.1f;
        x.height -= 0.1f;
        if (_dln_rect_overlaps (&x, &y))
          g_error ("\"%s\" lies on \"%s\"", dln_strings_get (scene->strings, a->label),
                   dln_strings_get (scene->strings, b->label));
      }
}

static void
check_hits (const DlnScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);
      const DlnSceneMark *hit;

      if (mark->width < 1 || mark->height < 1 || mark->target.kind != DLN_TARGET_EVENT
          || mark->counted)
        continue;
      hit = dln_scene_hit (scene, mark->x + mark->width / 2, mark->y + mark->height / 2);
      g_assert_true (hit == mark);
    }
}

static void
check_scene (const DlnScene *scene)
{
  fixture_check_inside (scene);
  check_marks_apart (scene);
  fixture_check_labels_apart (scene);
  check_hits (scene);
}

static void
test_properties (void)
{
  const guint sizes[] = { 5, 60, 500 };
  const float widths[] = { 360, 700, 1440 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (DlnCase) dcase = fixture_make_story (sizes[s], 12);
      g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        for (guint mode = DLN_LANES_PACKED; mode <= DLN_LANES_PLACE; mode++)
          {
            dln_timeline_set_lanes (timeline, mode);
            dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), widths[w], 460);
            dln_timeline_fit (timeline);
            g_autoptr (DlnScene) scene =
              dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (w % 2));
            g_autoptr (DlnScene) whole
              = dln_timeline_build_whole (timeline, widths[w], dln_theme_get (FALSE));

            fixture_check_inside (scene);
            fixture_check_inside (whole);
            if (mode == DLN_LANES_PACKED)
              {
                check_scene (scene);
                check_scene (whole);
              }
          }
    }
}

static char *
build_string (DlnTimeline *timeline)
{
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));

  return dln_scene_to_string (scene);
}

static void
test_pan_and_back (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (60, 8);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (DlnTimeline) other = dln_timeline_new (dcase);

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1000, 400);
  dln_scene_view_set_size (DLN_SCENE_VIEW (other), 1000, 400);
  g_autofree char *before = build_string (timeline);
  g_autofree char *same = build_string (other);
  g_assert_cmpstr (before, ==, same);
  dln_timeline_pan (timeline, 128, 0);
  g_autofree char *moved = build_string (timeline);
  g_assert_cmpstr (before, !=, moved);
  dln_timeline_pan (timeline, -128, 0);
  g_autofree char *after = build_string (timeline);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
is_band_mark (const DlnSceneMark *mark)
{
  return !mark->counted && fabsf (mark->height - MARK_SIZE) < 0.1f
         && mark->width <= MARK_SIZE + 0.1f;
}

/* The x of an event's mark in the band, -1 if it has none. */
static float
find_mark (DlnTimeline *timeline,
           DlnEventId   id)
{
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);

      if (mark->target.kind == DLN_TARGET_EVENT && mark->target.id == id && is_band_mark (mark))
        return mark->x;
    }
  return -1;
}

static void
test_zoom (void)
{
  g_autoptr (DlnCase) dcase = make_golden_case ();
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  DlnInstant begin, end, begin2, end2;

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 900, 320);
  float x = find_mark (timeline, 2) + MARK_SIZE / 2; /* a point's centre */
  dln_timeline_zoom (timeline, 1.5, x);
  g_assert_cmpfloat_with_epsilon (find_mark (timeline, 2) + MARK_SIZE / 2, x, 0.6);

  for (guint i = 0; i < 60; i++) /* as far in as it goes */
    dln_timeline_zoom (timeline, 2, x);
  dln_timeline_get_window (timeline, &begin, &end);
  g_assert_cmpint (end - begin, >=, 100);
  g_assert_cmpint (end - begin, <=, 200);
  g_autoptr (DlnScene) near =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  fixture_check_inside (near);
  for (guint i = 0; i < 120; i++) /* and out */
    dln_timeline_zoom (timeline, 0.5, 300);
  dln_timeline_get_window (timeline, &begin, &end);
  g_assert_cmpint (end - begin, >, 3 * 365 * (gint64) DAY);
  g_autoptr (DlnScene) far =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  fixture_check_inside (far);

  begin = dln_instant_from_civil (2021, 3, 1, 0, 0, 0);
  end = dln_instant_from_civil (2021, 4, 1, 0, 0, 0);
  dln_timeline_set_window (timeline, begin, end);
  dln_timeline_get_window (timeline, &begin2, &end2);
  g_assert_cmpint (begin2, ==, begin);
  g_assert_cmpint (end2, ==, end);
}

static void
test_reveal (void)
{
  g_autoptr (DlnCase) dcase = make_golden_case ();
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 900, 320);
  dln_timeline_set_window (timeline, dln_instant_from_civil (2021, 5, 20, 0, 0, 0),
                           dln_instant_from_civil (2021, 5, 30, 0, 0, 0));
  g_assert_cmpfloat (find_mark (timeline, 2), <, 0);
  dln_timeline_reveal (timeline, (DlnTarget){ DLN_TARGET_EVENT, 2 });
  float x = find_mark (timeline, 2);
  g_assert_cmpfloat (x, >, 0);
  dln_timeline_reveal (timeline, (DlnTarget){ DLN_TARGET_EVENT, 2 });
  g_assert_cmpfloat (find_mark (timeline, 2), ==, x);
  dln_timeline_reveal (timeline, (DlnTarget){ DLN_TARGET_EVENT, 7 }); /* undated: stays */
  g_assert_cmpfloat (find_mark (timeline, 2), ==, x);
  dln_timeline_reveal (timeline, (DlnTarget){ DLN_TARGET_DOCUMENT, 2 });
}

static void
test_neighbours (void)
{
  g_autoptr (DlnCase) dcase = make_golden_case ();
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  const DlnEventId order[] = { 1, 6, 2, 3, 5, 4, 7 };
  DlnTarget at = dln_timeline_get_neighbour (timeline, (DlnTarget){ 0, 0 }, 1);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_assert_cmpuint (at.id, ==, order[i]);
      at = dln_timeline_get_neighbour (timeline, at, 1);
    }
  g_assert_cmpuint (at.kind, ==, DLN_TARGET_NONE);
  at = dln_timeline_get_neighbour (timeline, (DlnTarget){ DLN_TARGET_EVENT, 7 }, -1);
  g_assert_cmpuint (at.id, ==, 4);
}

static void
test_empty (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (TRUE));
  g_autoptr (DlnScene) whole = dln_timeline_build_whole (timeline, 800, dln_theme_get (TRUE));
  g_autoptr (DlnScene) strip =
    dln_timeline_build_overview (timeline, 800, 50, dln_theme_get (TRUE));

  g_assert_cmpuint (scene->marks->len, ==, 0);
  dln_timeline_zoom (timeline, 2, 100);
  dln_timeline_pan (timeline, 10, 10);
  dln_timeline_reveal (timeline, (DlnTarget){ DLN_TARGET_EVENT, 9 });
  g_assert_cmpuint (dln_timeline_get_neighbour (timeline, (DlnTarget){ 0, 0 }, 1).kind, ==, 0);
  dln_timeline_set_overview_window (timeline, 0.2, 0.4);
  g_autoptr (DlnScene) again =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (TRUE));
  fixture_check_inside (again);
  fixture_check_inside (whole);
  fixture_check_inside (strip);
}

static void
check_single (const char *edtf)
{
  Fixture *fixture = fixture_new ();

  fixture_add_event (fixture, "The only one", edtf, 0.5f);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "One");
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 800, 300);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  g_autoptr (DlnScene) strip =
    dln_timeline_build_overview (timeline, 800, 50, dln_theme_get (FALSE));

  g_assert_cmpuint (scene->marks->len, ==, edtf == NULL ? 1 : 2); /* a headline and its mark */
  fixture_check_inside (scene);
  fixture_check_inside (strip);
}

static void
test_one (void)
{
  check_single ("2021-03-04T10:30");
  check_single ("2021-03-04");
  check_single ("2021");
  check_single ("-0752"); /* 753 BC */
  check_single ("../1999");
  check_single ("2001/..");
  check_single (NULL);
}

/* Marks and counts of the band. */
static guint
count_events (const DlnScene *scene)
{
  guint n = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);

      if (mark->target.kind == DLN_TARGET_EVENT)
        n += mark->counted ? mark->count : is_band_mark (mark);
    }
  return n;
}

static void
test_millennia (void)
{
  Fixture *fixture = fixture_new ();

  fixture_add_event (fixture, "A city is founded", "-0752", 0.9f);
  fixture_add_event (fixture, "An empire falls", "0476", 0.8f);
  fixture_add_event (fixture, "A plague", "1347/1351", 0.7f);
  fixture_add_event (fixture, "A war begins", "1914-07-28", 0.9f);
  fixture_add_event (fixture, "A conference", "2023-04-04", 0.5f);
  fixture_add_event (fixture, "Another conference", "2023-04-06", 0.5f);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Long ago");
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1000, 400);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  check_scene (scene);
  g_assert_cmpuint (count_events (scene), ==, 6);
}

/* One old event and many of one year: the gap is folded, so that the year is readable. */
static void
test_fold (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_seedlike ();
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1200, 420);
  float old = find_mark (timeline, 1), first = find_mark (timeline, 2),
        last = find_mark (timeline, 6);
  g_assert_cmpfloat (old, >, 0);
  g_assert_cmpfloat (first - old, <, 300);
  g_assert_cmpfloat (last - first, >, 600);
}

static void
test_map (void)
{
  DlnTimeRange ranges[20] = { { 0, DAY } };
  guint n = 1;

  for (guint i = 0; i < 10; i++)
    ranges[n++] = (DlnTimeRange){ (3000 + i * 3) * (gint64) DAY, (3001 + i * 3) * (gint64) DAY };
  g_autoptr (DlnTimeMap) map = _dln_time_map_new (ranges, n);
  g_assert_cmpfloat (_dln_time_map_get_length (map), <, 60.0 * DAY);
  double last = -1;
  for (double t = -DAY; t < 3100.0 * DAY; t += 0.37 * DAY)
    {
      double u = _dln_time_map_to_u (map, t);

      g_assert_cmpfloat (u, >, last - 2.0 * DAY);
      g_assert_true (t <= -DAY || u > last);
      g_assert_cmpfloat_with_epsilon (_dln_time_map_to_t (map, u), t, 5);
      last = u;
    }
}

/* A few old years and a dense month: the month gets most of the picture, and positions still only
 * grow. */
static void
test_squeeze (void)
{
  DlnTimeRange ranges[60];
  guint n = 0;
  double last = -1e12;

  for (guint i = 0; i < 15; i++)
    ranges[n++] = (DlnTimeRange){ i * 700 * (gint64) DAY, (i * 700 + 1) * (gint64) DAY };
  for (guint i = 0; i < 40; i++)
    ranges[n++] = (DlnTimeRange){ (10500 + i) * (gint64) DAY, (10501 + i) * (gint64) DAY };
  g_autoptr (DlnTimeMap) map = _dln_time_map_new (ranges, n);
  double dense = _dln_time_map_to_u (map, 10540.0 * DAY) - _dln_time_map_to_u (map, 10500.0 * DAY);
  g_assert_cmpfloat (dense, >, 0.5 * _dln_time_map_get_length (map));
  for (double t = -100.0 * DAY; t < 10700.0 * DAY; t += 3.7 * DAY)
    {
      double u = _dln_time_map_to_u (map, t);

      g_assert_cmpfloat (u, >, last);
      g_assert_cmpfloat_with_epsilon (_dln_time_map_to_t (map, u), t, 5);
      last = u;
    }
}

/* Whether the scene writes these words in one piece. */
static gboolean
has_text (const DlnScene *scene,
          const char     *wanted)
{
  for (guint i = 0; i < scene->ops->len; i++)
    {
      const DlnOp *op = DLN_ROW (scene->ops, DlnOp, i);

      if (op->type == DLN_OP_TEXT
          && strcmp (dln_strings_get (scene->strings, op->text), wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static guint
count_ops (const DlnScene *scene,
           guint8          type,
           guint32         stroke)
{
  guint n = 0;

  for (guint i = 0; i < scene->ops->len; i++)
    n += DLN_ROW (scene->ops, DlnOp, i)->type == type
         && DLN_ROW (scene->ops, DlnOp, i)->stroke == stroke;
  return n;
}

/* Sources that disagree about something else than the day put a ring around the mark, a number that
 * grew a roof above it. */
static void
test_signs (void)
{
  for (guint flags = 0; flags < 4; flags++)
    {
      Fixture *fixture = fixture_new ();
      const DlnTheme *theme = dln_theme_get (FALSE);

      fixture_add_document (fixture, "Harbour closed", "The Gazette", "2021-03-06", DLN_DATE_GIVEN);
      DlnEventId storm = fixture_add_event (fixture, "A storm", "2021-03-04", 0.9f);
      fixture_get_event (fixture, storm)->flags |=
        ((flags & 1) != 0 ? DLN_EVENT_CONFLICT : 0) | ((flags & 2) != 0 ? DLN_EVENT_UPDATED : 0);

      g_autoptr (DlnCase) dcase = fixture_finish (fixture, "The harbour");
      g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

      dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 900, 320);
      g_autoptr (DlnScene) scene = dln_scene_view_build (DLN_SCENE_VIEW (timeline), theme);

      g_assert_cmpuint (count_ops (scene, DLN_OP_DISC, theme->conflict), ==, flags & 1);
      g_assert_cmpuint (count_ops (scene, DLN_OP_POLYLINE, theme->dim), ==, flags >> 1);
    }
}

/* Events of a year over millennia: the steps between them can be read, so little is folded; years
 * before our era are round as they are written, and a year alone between folds has its label. */
static void
test_ancient (void)
{
  static const char *const years[] = { "-2559", "-0043", "0014", "1492",
                                       "1815",  "1945",  "1989", "2021" };
  Fixture *fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    fixture_add_event (fixture, "A reign ended", years[i], 0.5f);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Reigns");
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (DlnScene) scene = dln_timeline_build_whole (timeline, 1000, dln_theme_get (FALSE));

  g_assert_cmpuint (timeline->map->segments->len, <=, 3);
  g_assert_true (has_text (scene, "2560 BC"));
  g_assert_true (has_text (scene, "1"));
  g_assert_true (has_text (scene, "1800"));
  g_assert_false (has_text (scene, "1970"));
  DlnTimeRange whole = { dln_instant_from_civil (-1900, 1, 1, 0, 0, 0),
                         dln_instant_from_civil (900, 1, 1, 0, 0, 0) };
  g_autoptr (DlnTimeMap) map = _dln_time_map_new (&whole, 1);
  DlnTimeView view = { map, 0, 1000 / _dln_time_map_get_length (map), 0, 1000 };
  g_autoptr (GArray) ticks = _dln_axis_new_ticks (&view, TRUE);
  guint n_round = 0;
  for (guint i = 0; i < ticks->len; i++)
    {
      const char *label = DLN_ROW (ticks, DlnTick, i)->label;

      if (*label != '\0')
        g_assert_true (strcmp (label, "1") == 0 || atoi (label) % 200 == 0);
      n_round += g_str_has_suffix (label, "00 BC") ? 1 : 0;
    }
  g_assert_cmpuint (n_round, >=, 6);
}

/* Minutes are told apart; at the end of the period and in a narrow view labels keep off the edges.
 */
static void
test_edges (void)
{
  Fixture *fixture = fixture_new ();

  fixture_add_event (
    fixture, "The guard reported smoke on the lower deck", "2021-03-04T10:15", 0.9f);
  fixture_add_event (
    fixture, "The captain ordered everyone into the boats", "2021-03-04T10:40", 0.8f);
  g_autoptr (DlnCase) minutes = fixture_finish (fixture, "Minutes");
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (minutes);
  g_autoptr (DlnScene) near = dln_timeline_build_whole (timeline, 1024, dln_theme_get (FALSE));
  const DlnSceneMark *first = DLN_ROW (near->marks, DlnSceneMark, 0);
  const DlnSceneMark *second = DLN_ROW (near->marks, DlnSceneMark, 1);
  g_assert_cmpfloat (fabsf (first->x - second->x), >, 200);

  const float widths[] = { 300, 1024 };
  g_autoptr (DlnCase) dcase = fixture_make_story (200, 8);
  g_autoptr (DlnTimeline) other = dln_timeline_new (dcase);
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      dln_scene_view_set_size (DLN_SCENE_VIEW (other), widths[w], 700);
      g_autoptr (DlnScene) scene =
        dln_scene_view_build (DLN_SCENE_VIEW (other), dln_theme_get (FALSE));

      for (guint i = 0; i < scene->ops->len; i++)
        {
          const DlnOp *op = DLN_ROW (scene->ops, DlnOp, i);

          if (op->type == DLN_OP_TEXT)
            {
              g_assert_cmpfloat (op->x, >=, -0.5f);
              g_assert_cmpfloat (op->x + op->width, <=, widths[w] + 0.5f);
            }
        }
    }
}

static void
test_overview (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (60, 8);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  DlnInstant begin, end, begin2, end2;

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1000, 400);
  g_assert_cmpfloat (dln_timeline_overview_to_instant_fraction (timeline, 250, 1000), ==, 0.25);
  dln_timeline_set_overview_window (timeline, 0.25, 0.5);
  dln_timeline_get_window (timeline, &begin, &end);
  dln_timeline_set_overview_window (timeline, 0.5, 0.75);
  dln_timeline_get_window (timeline, &begin2, &end2);
  g_assert_cmpint (ABS (end - begin2), <=, 1);
  g_autoptr (DlnScene) strip =
    dln_timeline_build_overview (timeline, 1000, 56, dln_theme_get (FALSE));
  fixture_check_inside (strip);
}

/* A case that changes is followed, the view stays where it was. */
static void
test_change (void)
{
  g_autoptr (DlnCase) dcase = make_golden_case ();
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  DlnFilter *filter = dln_filter_new ();
  DlnInstant begin, end, begin2, end2;

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 900, 320);
  dln_timeline_set_window (timeline, dln_instant_from_civil (2021, 3, 1, 0, 0, 0),
                           dln_instant_from_civil (2021, 4, 1, 0, 0, 0));
  dln_timeline_get_window (timeline, &begin, &end);
  filter->min_salience = 0.45f;
  dln_scene_view_set_filter (DLN_SCENE_VIEW (timeline), filter);
  dln_timeline_get_window (timeline, &begin2, &end2);
  g_assert_cmpint (begin2, ==, begin);
  g_assert_cmpint (end2, ==, end);
  dln_timeline_fit (timeline);
  g_assert_cmpfloat (find_mark (timeline, 2), >, 0);
  g_assert_cmpfloat (find_mark (timeline, 4), <, 0);
  dln_filter_free (filter);
}

/* ---- nothing is hidden ---------------------------------------------------------------------- */

static guint32
next_number (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* Every event is a mark, in a count, undated, outside or filtered: told by asking each. */
static void
check_counts (DlnTimeline     *timeline,
              DlnCase         *dcase,
              const DlnFilter *filter)
{
  const DlnResolution *resolution = dln_case_get_resolution (dcase);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  DlnTimelineCounts counts;
  guint n_undated = 0, n_filtered = 0, n_seen = 0;
  DlnInstant begin, end;

  dln_timeline_get_counts (timeline, &counts);
  dln_timeline_get_window (timeline, &begin, &end);
  for (guint i = 0; i < resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (resolution->events, DlnEvent, i);

      if (dln_filter_shows_event (filter, dcase, event->id) == DLN_CERTAINTY_NO)
        n_filtered++;
      else if (!dln_when_is_known (&event->when))
        n_undated++;
    }
  for (guint i = 0; i < timeline->items->len; i++)
    {
      const TimelineItem *item = DLN_ROW (timeline->items, TimelineItem, i);

      n_seen += item->u0 < timeline->u_end && item->u1 > timeline->u_begin;
    }
  g_assert_cmpuint (counts.undated, ==, n_undated);
  g_assert_cmpuint (counts.filtered, ==, n_filtered);
  g_assert_cmpuint (counts.told + counts.marks + counts.counted, ==, n_seen);
  g_assert_cmpuint (counts.told + counts.marks + counts.counted + counts.undated + counts.outside
                      + counts.filtered,
                    ==, resolution->events->len);
  g_assert_cmpuint (counts.all, ==, resolution->events->len);
  if (timeline->lanes == DLN_LANES_PACKED) /* and the picture holds what is counted */
    {
      guint n_tray = 0;

      for (guint i = 0; i < scene->marks->len; i++)
        {
          const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);

          n_tray += mark->counted && mark->y > timeline->view->height - 120
                      ? mark->count : 0; /* "and 3 more" undated ones */
        }
      g_assert_cmpuint (count_events (scene) - n_tray, ==,
                        counts.told + counts.marks + counts.counted);
    }
}

static void
test_counts (void)
{
  guint32 seed = 20;
  g_autoptr (DlnCase) dcase = fixture_make_story (1500, 12);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (DlnFilter) filter = dln_filter_new ();

  for (guint view = 0; view < 2000; view++)
    {
      if (view % 40 == 0)
        {
          const DlnResolution *resolution = dln_case_get_resolution (dcase);

          filter->min_salience = (next_number (&seed) % 3) * 0.25f;
          filter->show_minor = next_number (&seed) % 2;
          if (next_number (&seed) % 2 != 0 && resolution->entities->len > 0)
            g_hash_table_add (
              filter->hidden_entities,
              GUINT_TO_POINTER (
                DLN_ROW (resolution->entities, DlnEntity,
                         next_number (&seed) % resolution->entities->len)->id));
          else
            g_hash_table_remove_all (filter->hidden_entities);
          dln_scene_view_set_filter (DLN_SCENE_VIEW (timeline), filter);
          dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 400 + next_number (&seed) % 1200,
                                   300 + next_number (&seed) % 600);
        }
      switch (next_number (&seed) % 5)
        {
        case 0:
          dln_timeline_fit (timeline);
          break;
        case 1:
          dln_timeline_zoom (timeline, 1.3 + next_number (&seed) % 40, next_number (&seed) % 900);
          break;
        case 2:
          dln_timeline_zoom (timeline, 0.3, next_number (&seed) % 900);
          break;
        case 3:
          dln_timeline_pan (timeline, (float) (next_number (&seed) % 2000) - 1000, 0);
          break;
        default:
          dln_timeline_set_overview_window (timeline, (next_number (&seed) % 900) / 1000.0, 0.95);
          break;
        }
      check_counts (timeline, dcase, filter);
    }
}

/* A count opens: what it stands for is as many as it says. */
static void
test_open_count (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (900, 12);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  guint n_opened = 0;

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1100, 560);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);

      if (!mark->counted || mark->y > 440)
        continue;
      g_autoptr (GArray) events = dln_timeline_dup_counted (timeline, mark->target.id);
      g_assert_cmpuint (events->len, ==, mark->count);
      g_assert_cmpuint (g_array_index (events, DlnEventId, 0), ==, mark->target.id);
      n_opened++;
    }
  g_assert_cmpuint (n_opened, >, 5);
}

/* ---- headlines ------------------------------------------------------------------------------ */

/* A story whose news comes in a few thick weeks, with a word from long ago. */
static DlnCase *
make_clustered_story (guint n_events,
                      guint seed)
{
  static const char *const names[] = { "The harbour board", "Mayor Lindqvist", "A dockers' union",
                                       "The audit office", "Northwind Shipping Holdings",
                                       "The court of appeal in Saltholm", "Port Mirren" };
  static const char *const verbs[] = { "rejected", "published", "suspended", "investigated",
                                       "withdrew", "announced", "questioned", "approved" };
  static const char *const things[] = { "the sale of the tugs", "its accounts for three years",
                                        "plans for a second quay that nobody had ordered",
                                        "a director", "all night shifts until further notice",
                                        "the contract with the ferry company" };
  Fixture *fixture = fixture_new ();
  guint32 state = seed;
  DlnEntityId entities[G_N_ELEMENTS (names)];

  fixture_add_document (fixture, "News", "The Gazette", "2021-03-06", DLN_DATE_GIVEN);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    entities[i] = fixture_add_entity (fixture, DLN_ENTITY_INSTITUTION, names[i], 0.5f);
  for (guint i = 0; i < n_events; i++)
    {
      static const char *const weeks[] = { "2021-03-%02u", "2021-11-%02u", "2022-06-%02u" };
      guint who = (state = state * 1664525u + 1013904223u) >> 24;
      guint how = (state = state * 1664525u + 1013904223u) >> 24;
      guint what = (state = state * 1664525u + 1013904223u) >> 24;
      g_autofree char *title
        = g_strdup_printf ("%s %s %s", names[who % G_N_ELEMENTS (names)],
                           verbs[how % G_N_ELEMENTS (verbs)],
                           things[what % G_N_ELEMENTS (things)]);
      g_autofree char *day = g_strdup_printf (
        i % 9 == 8 ? "19%02u-05-03" : weeks[how % G_N_ELEMENTS (weeks)], 1 + what % 25);

      fixture_add_event (fixture, title, day, i % 9 == 8 ? 0.01f : 1.0f / (1 + i));
      fixture_add_participant (fixture, entities[who % G_N_ELEMENTS (names)], DLN_ROLE_AGENT);
    }
  return fixture_finish (fixture, "The harbour");
}

static guint
count_days (DlnTimeline *timeline)
{
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < timeline->items->len; i++)
    g_hash_table_add (days, GINT_TO_POINTER ((int) (DLN_ROW (timeline->items, TimelineItem, i)
                                                      ->begin
                                                    / DAY)));
  return g_hash_table_size (days);
}

/* Seven to fifteen headlines, none cut, none on another, the most salient among them, and none of
 * what was long before unless it matters. */
static void
check_headlines (DlnCase *dcase,
                 float    width,
                 float    height)
{
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  guint n = 0, first = G_MAXUINT;

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), width, height);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  fixture_check_labels_apart (scene);
  for (guint i = 0; i < timeline->layout->cards->len; i++)
    {
      const TimelineCard *card = DLN_ROW (timeline->layout->cards, TimelineCard, i);
      const TimelineItem *item = DLN_ROW (timeline->items, TimelineItem, card->item);

      g_assert_false (card->title.cut);
      g_assert_cmpuint (card->title.n_lines, <=, 2);
      if (card->shown && item->begin < -DAY) /* before 1970 */
        for (guint k = 0; k < timeline->by_salience->len; k++)
          if (g_array_index (timeline->by_salience, guint32, k) == card->item)
            g_assert_cmpuint (k, <, 15);
      first = card->shown ? MIN (first, i) : first;
      n += card->shown;
    }
  guint days = count_days (timeline);
  g_test_message ("%u events of %u days on %.0f x %.0f: %u headlines of %u wanted",
                  timeline->items->len, days, width, height, n, timeline->layout->n_wanted);
  g_assert_cmpuint (n, >=, MIN (days, 7));
  g_assert_cmpuint (n, <=, 15);
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (n, ==, timeline->layout->cards->len); /* what found no place is forgotten */
}

static void
test_headlines (void)
{
  const guint sizes[] = { 12, 60, 500, 3000 };
  const struct
  {
    float width, height;
  } views[] = { { 965, 540 }, { 1125, 620 }, { 1150, 760 }, { 1400, 700 } };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint v = 0; v < G_N_ELEMENTS (views); v++)
      {
        g_autoptr (DlnCase) dcase = fixture_make_story (sizes[s], 12);
        g_autoptr (DlnCase) clustered = make_clustered_story (sizes[s], 7 * v + s);

        check_headlines (dcase, views[v].width, views[v].height);
        check_headlines (clustered, views[v].width, views[v].height);
      }
}

/* Pictures of a given size have it; a narrow one is a list in which nothing is cut. */
static void
test_pages (void)
{
  const struct
  {
    float width, height;
  } sizes[] = { { 235, 0 }, { 485, 0 }, { 990, 0 }, { 1280, 720 }, { 900, 900 }, { 1485, 1050 } };
  g_autoptr (DlnCase) dcase = make_clustered_story (60, 3);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (DlnScene) scene = dln_timeline_build_page (
        timeline, sizes[i].width, sizes[i].height, dln_theme_get (FALSE));
      guint n = 0;

      g_assert_cmpfloat (scene->width, ==, sizes[i].width);
      if (sizes[i].height > 0)
        g_assert_cmpfloat (scene->height, ==, sizes[i].height);
      fixture_check_inside (scene);
      fixture_check_labels_apart (scene);
      for (guint k = 0; k < scene->ops->len; k++)
        {
          const DlnOp *op = DLN_ROW (scene->ops, DlnOp, k);
          const char *text
            = op->type == DLN_OP_TEXT ? dln_strings_get (scene->strings, op->text) : "";

          n += op->type == DLN_OP_TEXT && op->font_size >= 15 && op->font_size <= 16;
          g_assert_null (strstr (text, "\u2026"));
        }
      g_test_message ("%.0f x %.0f: %u lines of headlines", sizes[i].width, scene->height, n);
      g_assert_cmpuint (n, >=, 6);
    }
}

/* What is no fact, or a side remark, does not lead, and a date says no more than is known. */
static void
test_leads (void)
{
  Fixture *fixture = fixture_new ();
  DlnEventId denied
    = fixture_add_event (fixture, "The bridge was sold at night", "2021-03-01", 0.99f);
  DlnEventId minor
    = fixture_add_event (fixture, "The bridge was seen by many", "2021-04-01", 0.98f);

  fixture_get_event (fixture, denied)->modality = DLN_MODALITY_DENIED;
  fixture_get_event (fixture, minor)->flags |= DLN_EVENT_MINOR;
  fixture_add_event (fixture, "The bridge was closed to lorries", "2021-05-03/2021-05-06", 0.3f);
  fixture_add_event (fixture, "The mayor left her office early", "2021-06-21~", 0.2f);
  fixture_add_event (fixture, "The council met behind closed doors", "2021-07", 0.1f);
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "The bridge");
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (DlnFilter) filter = dln_filter_new ();

  filter->show_minor = TRUE;
  dln_scene_view_set_filter (DLN_SCENE_VIEW (timeline), filter);
  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1150, 700);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  for (guint i = 0; i < timeline->layout->cards->len; i++)
    {
      const TimelineCard *card = DLN_ROW (timeline->layout->cards, TimelineCard, i);
      DlnEventId id = DLN_ROW (timeline->items, TimelineItem, card->item)->id;

      g_assert_true (card->level != LEVEL_LEAD || (id != denied && id != minor));
    }
  g_assert_true (has_text (scene, "3\u20136 May 2021"));
  g_assert_true (has_text (scene, "c. 21 Jun 2021"));
  g_assert_true (has_text (scene, "Jul 2021"));
  g_assert_true (has_text (scene, "1 Mar 2021, denied"));
}

/* A great day does not keep all headlines to itself. */
static void
test_crowd (void)
{
  static const char *const names[] = { "Alma", "Bern", "Cork", "Dover", "Essen", "Faro",
                                       "Gent", "Huelva", "Izmir", "Jena", "Kyoto", "Lagos",
                                       "Malmo", "Nantes", "Oslo", "Porto" };
  static const char *const verbs[] = { "surrendered", "celebrated", "burned", "applauded",
                                       "trembled", "flooded", "voted", "protested",
                                       "slept", "waited", "laughed", "wept",
                                       "marched", "danced", "listened", "prayed" };
  Fixture *fixture = fixture_new ();
  guint elsewhere = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *title = g_strdup_printf ("%s %s early", names[i], verbs[i]);
      DlnEntityId place = fixture_add_entity (fixture, DLN_ENTITY_PLACE, names[i], 0.5f);

      fixture_add_event (fixture, title, "2021-08-20", 0.9f);
      fixture_add_participant (fixture, place, DLN_ROLE_AGENT);
    }
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s %s early", names[i], verbs[15 - i]);
      g_autofree char *day = g_strdup_printf ("2021-%02u-15", i + 5);

      fixture_add_event (fixture, title, day, 0.3f);
    }
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "One night");
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1150, 700);
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  for (guint i = 0; i < timeline->layout->cards->len; i++)
    {
      const TimelineCard *card = DLN_ROW (timeline->layout->cards, TimelineCard, i);

      elsewhere += card->shown && DLN_ROW (timeline->items, TimelineItem, card->item)->id > 16;
    }
  g_assert_cmpuint (elsewhere, >=, 5);
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
  g_test_add_func ("/scene/timeline/golden", test_golden);
  g_test_add_func ("/scene/timeline/properties", test_properties);
  g_test_add_func ("/scene/timeline/pan-and-back", test_pan_and_back);
  g_test_add_func ("/scene/timeline/zoom", test_zoom);
  g_test_add_func ("/scene/timeline/reveal", test_reveal);
  g_test_add_func ("/scene/timeline/neighbours", test_neighbours);
  g_test_add_func ("/scene/timeline/empty", test_empty);
  g_test_add_func ("/scene/timeline/one", test_one);
  g_test_add_func ("/scene/timeline/millennia", test_millennia);
  g_test_add_func ("/scene/timeline/fold", test_fold);
  g_test_add_func ("/scene/timeline/map", test_map);
  g_test_add_func ("/scene/timeline/squeeze", test_squeeze);
  g_test_add_func ("/scene/timeline/ancient", test_ancient);
  g_test_add_func ("/scene/timeline/edges", test_edges);
  g_test_add_func ("/scene/timeline/signs", test_signs);
  g_test_add_func ("/scene/timeline/overview", test_overview);
  g_test_add_func ("/scene/timeline/change", test_change);
  g_test_add_func ("/scene/timeline/counts", test_counts);
  g_test_add_func ("/scene/timeline/open-count", test_open_count);
  g_test_add_func ("/scene/timeline/headlines", test_headlines);
  g_test_add_func ("/scene/timeline/pages", test_pages);
  g_test_add_func ("/scene/timeline/leads", test_leads);
  g_test_add_func ("/scene/timeline/crowd", test_crowd);
  return g_test_run ();
}
