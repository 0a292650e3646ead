/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The date at a place of the timeline, by which an event is made or dragged there. */
#include "config.h"

#include "scene-fixture.h"

#include "scene/dln-scene-private.h"
#include "scene/dln-timeline-private.h"

#define DAY 86400

static DlnTimeline *
new_timeline (DlnCase **dcase,
              const char *first,
              const char *last)
{
  Fixture *fixture = fixture_new ();
  DlnTimeline *timeline;

  fixture_add_document (fixture, "Harbour closed", "The Gazette", last, DLN_DATE_GIVEN);
  fixture_add_event (fixture, "A storm closes the harbour", first, 0.9f);
  fixture_add_event (fixture, "The tugs are sold", last, 0.6f);
  fixture_add_event (fixture, "Somebody is questioned", NULL, 0.3f);
  *dcase = fixture_finish (fixture, "The harbour");
  timeline = dln_timeline_new (*dcase);
  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 900, 420);
  return timeline;
}

/* the height of the axis: the lowest place at which there is a date */
static float
find_axis (DlnTimeline *timeline)
{
  DlnWhen when;

  for (float y = 420; y > 0; y--)
    if (dln_timeline_find_when (timeline, 450, y, TRUE, &when))
      return y;
  g_assert_not_reached ();
}

/* where a mark is its date is found, to the day; later to the right; nothing in the tray */
static void
test_days (void)
{
  g_autoptr (DlnCase) dcase = NULL;
  g_autoptr (DlnTimeline) timeline = new_timeline (&dcase, "2021-03-04", "2021-03-24");
  g_autoptr (DlnScene) scene =
    dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
  float y = find_axis (timeline);
  DlnInstant before = DLN_INSTANT_PAST;
  DlnWhen when;
  guint n = 0;

  for (float x = 30; x < 860; x += 7)
    {
      g_assert_true (dln_timeline_find_when (timeline, x, y, TRUE, &when));
      g_assert_cmpint (when.latest_end - when.earliest_begin, ==, DAY);
      g_assert_cmpint (when.earliest_begin, >=, before);
      before = when.earliest_begin;
    }
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);
      const DlnEvent *event = dln_case_get_event (dcase, mark->target.id);

      if (mark->target.kind != DLN_TARGET_EVENT || !dln_when_is_known (&event->when)
          || mark->width > 20)
        continue;
      g_assert_true (
        dln_timeline_find_when (timeline, mark->x + mark->width / 2, y, TRUE, &when));
      g_assert_cmpint (ABS (when.earliest_begin - event->when.earliest_begin), <=, DAY);
      n += 1;
    }
  g_assert_cmpuint (n, >, 0);
  g_assert_false (dln_timeline_find_when (timeline, 450, 419, FALSE, &when));
  g_assert_false (dln_timeline_find_when (timeline, 450, 10, TRUE, &when));
  g_assert_true (dln_timeline_find_when (timeline, 450, 10, FALSE, &when));
  g_assert_false (dln_timeline_find_when (timeline, 950, y, FALSE, &when));
}

/* no more precise than it can be pointed at */
static void
test_precision (void)
{
  static const struct
  {
    const char *first, *last;
    gint64      shortest, longest; /* days */
  } cases[] = {
    { "2021-03-04", "2021-03-24", 1, 1 },
    { "2018-03-04", "2022-03-24", 28, 31 },
    { "1900-03-04", "2000-03-24", 365, 366 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DlnCase) dcase = NULL;
      g_autoptr (DlnTimeline) timeline = new_timeline (&dcase, cases[i].first, cases[i].last);
      float y = find_axis (timeline);
      DlnWhen when;

      if (!dln_timeline_find_when (timeline, 40, y, TRUE, &when))
        continue; /* it is folded there */
      gint64 days = (when.latest_end - when.earliest_begin) / DAY;

      g_assert_cmpint (days, <=, cases[i].longest);
      if (i == 0)
        g_assert_cmpint (days, >=, cases[i].shortest);
    }
}

static void
test_empty (void)
{
  Fixture *fixture = fixture_new ();
  g_autoptr (DlnCase) dcase = fixture_finish (fixture, "Nothing");
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  DlnWhen when;

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 900, 420);
  for (float y = 0; y < 420; y += 20)
    g_assert_false (dln_timeline_find_when (timeline, 450, y, FALSE, &when));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/axis/days", test_days);
  g_test_add_func ("/scene/axis/precision", test_precision);
  g_test_add_func ("/scene/axis/empty", test_empty);
  return g_test_run ();
}
