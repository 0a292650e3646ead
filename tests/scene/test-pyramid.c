/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window of time holds, by the pyramid and by a look at each; and counts of a dense timeline
 * against the events that they open. */
#include "config.h"

#include "scene-fixture.h"

#include "scene/dln-timeline-private.h"

#include <math.h>
#include <string.h>

#define N_WINDOWS 10000

static guint32
draw (guint32 *state,
      guint32  n)
{
  *state = *state * 1664525u + 1013904223u;
  return (guint32) ((guint64) *state * n >> 32);
}

typedef struct
{
  guint          n;
  DlnPyramidSpan spans[700];
  guint32        ranks[700];
  guint32        by_rank[700];
} Made;

static int
compare_spans (const void *a,
               const void *b)
{
  const DlnPyramidSpan *x = a, *y = b;

  if (x->u0 != y->u0)
    return x->u0 < y->u0 ? -1 : 1;
  return (x->u1 > y->u1) - (x->u1 < y->u1);
}

/* Whole numbers, so that borders meet; points, short and long ones. */
static void
make_spans (Made    *made,
            guint    n,
            guint32 *state)
{
  made->n = n;
  for (guint i = 0; i < n; i++)
    {
      guint kind = draw (state, 10);
      double length = kind < 4 ? 0 : kind < 9 ? draw (state, 6) : draw (state, 200);

      made->spans[i].u0 = draw (state, 300);
      made->spans[i].u1 = made->spans[i].u0 + length;
      made->by_rank[i] = i;
    }
  qsort (made->spans, n, sizeof *made->spans, compare_spans);
  for (guint i = n; i > 1; i--)
    {
      guint j = draw (state, i);
      guint32 other = made->by_rank[j];

      made->by_rank[j] = made->by_rank[i - 1];
      made->by_rank[i - 1] = other;
    }
  for (guint i = 0; i < n; i++)
    made->ranks[made->by_rank[i]] = i;
}

static gboolean
overlaps (const DlnPyramidSpan *span,
          double                from,
          double                to)
{
  return span->u0 < to && (span->u1 > from || (span->u0 == span->u1 && span->u0 >= from));
}

static void
check_window (const Made       *made,
              const DlnPyramid *pyramid,
              double            from,
              double            to)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) across = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (DlnPyramidWalk) walk = _dln_pyramid_walk (pyramid, from, to);
  guint n_found = 0, n_across = 0;
  guint32 index;

  _dln_pyramid_collect (pyramid, from, to, found);
  _dln_pyramid_collect_across (pyramid, from, to, across);
  for (guint32 i = 0; i < made->n; i++)
    {
      const DlnPyramidSpan *span = &made->spans[i];

      if (!overlaps (span, from, to))
        continue;
      g_assert_cmpuint (n_found, <, found->len);
      g_assert_cmpuint (g_array_index (found, guint32, n_found++), ==, i);
      if (span->u0 >= from && span->u1 <= to)
        continue;
      g_assert_cmpuint (n_across, <, across->len);
      g_assert_cmpuint (g_array_index (across, guint32, n_across++), ==, i);
    }
  g_assert_cmpuint (found->len, ==, n_found);
  g_assert_cmpuint (across->len, ==, n_across);
  g_assert_cmpuint (_dln_pyramid_count (pyramid, from, to), ==, n_found);
  for (guint r = 0; r < made->n; r++)
    if (overlaps (&made->spans[made->by_rank[r]], from, to))
      {
        g_assert_true (_dln_pyramid_walk_next (walk, &index));
        g_assert_cmpuint (index, ==, made->by_rank[r]);
      }
  g_assert_false (_dln_pyramid_walk_next (walk, &index));
}

static void
check_middles (const Made       *made,
               const DlnPyramid *pyramid,
               double            from,
               double            to)
{
  guint first = _dln_pyramid_find_middle (pyramid, from);
  guint end = _dln_pyramid_find_middle (pyramid, to), n = 0;
  g_autoptr (DlnPyramidWalk) walk = _dln_pyramid_walk_places (pyramid, first, end);
  guint32 index;

  for (guint r = 0; r < made->n; r++)
    {
      const DlnPyramidSpan *span = &made->spans[made->by_rank[r]];
      double middle = (span->u0 + span->u1) / 2;

      if (middle < from || middle >= to)
        continue;
      n++;
      g_assert_true (_dln_pyramid_walk_next (walk, &index));
      g_assert_cmpuint (index, ==, made->by_rank[r]);
      guint place = _dln_pyramid_get_place (pyramid, index);
      g_assert_cmpuint (place, >=, first);
      g_assert_cmpuint (place, <, end);
      g_assert_cmpfloat (_dln_pyramid_get_middle (pyramid, place), ==, middle);
    }
  g_assert_cmpuint (end - first, ==, n);
  g_assert_false (_dln_pyramid_walk_next (walk, &index));
}

/* Ten thousand windows over cases of many sizes, those of one and two blocks among them. */
static void
test_windows (void)
{
  static const guint sizes[] = { 0, 1, 2, 15, 16, 17, 31, 32, 33, 64, 100, 257, 700 };
  g_autofree Made *made = g_new0 (Made, 1);
  guint32 state = 5;
  guint each = N_WINDOWS / G_N_ELEMENTS (sizes) + 1;

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      make_spans (made, sizes[s], &state);
      g_autoptr (DlnPyramid) pyramid = _dln_pyramid_new (made->spans, made->ranks, made->n);

      for (guint i = 0; i < each; i++)
        {
          double from = (int) draw (&state, 340) - 20;
          double to = from + 1 + draw (&state, draw (&state, 2) == 0 ? 5 : 320);

          check_window (made, pyramid, from, to);
          check_middles (made, pyramid, from, to);
        }
    }
}

/* Each count stands for as many events as it opens, and names the most salient of them. */
static void
test_counts (void)
{
  g_autoptr (DlnCase) dcase = fixture_make_story (6000, 20);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  DlnInstant first, last;
  guint32 state = 3;
  guint n_counts = 0;

  dln_scene_view_set_size (DLN_SCENE_VIEW (timeline), 1200, 600);
  dln_timeline_get_window (timeline, &first, &last);
  for (guint i = 0; i < 60; i++)
    {
      double share = exp (-(double) draw (&state, 1000) / 250), length = (last - first) * share;
      double begin = first + ((last - first) - length) * draw (&state, 1000) / 1000;

      dln_timeline_set_window (timeline, (DlnInstant) begin, (DlnInstant) (begin + length) + 1);
      g_autoptr (DlnScene) scene
        = dln_scene_view_build (DLN_SCENE_VIEW (timeline), dln_theme_get (FALSE));
      for (guint m = 0; m < scene->marks->len; m++)
        {
          const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, m);
          const DlnEvent *named = dln_case_get_event (dcase, mark->target.id);

          if (!mark->counted || named == NULL || !dln_when_is_known (&named->when))
            continue;
          g_autoptr (GArray) events = dln_timeline_dup_counted (timeline, mark->target.id);
          g_assert_cmpuint (events->len, ==, mark->count);
          g_assert_cmpfloat (
            dln_case_get_event (dcase, g_array_index (events, DlnEventId, 0))->salience, ==,
            named->salience);
          n_counts++;
        }
    }
  g_assert_cmpuint (n_counts, >, 500);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/pyramid/windows", test_windows);
  g_test_add_func ("/scene/pyramid/counts", test_counts);
  return g_test_run ();
}
