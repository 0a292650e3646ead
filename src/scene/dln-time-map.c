/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folded time scale. A stretch in which nothing begins or ends is folded when it takes more
 * than a quarter of the picture while the rest is too dense to read. Where most of a story still
 * stands in a fifth of the picture, the sparse years around it are squeezed to a smaller scale.
 * Both are decided by the data alone, so zooming and panning never change them. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-time-map.h"

#include <math.h>
#include <stdlib.h>

#define MAX_FOLDS 12
#define MIN_GAPS 4           /* fewer are never folded */
#define FOLD_SHARE 0.25      /* of what is unfolded: a gap below is left as it is */
/* share of the width that the median step from one beginning to the next should have */
#define READABLE 0.04
#define READABLE_COVERED 0.12 /* the same where the gap is one coarse event and nothing else */
#define FOLD_LENGTH 0.05     /* share of the unfolded length that a fold takes */
#define COVERED_LENGTH 0.09  /* the same for a fold inside a coarse event, which holds its label */
#define DENSE_PART 0.7      /* of what begins stands ... */
#define DENSE_SHARE 0.2     /* ... in this share of the length: the rest is squeezed */
#define DENSE_GAPS 5         /* times the mean distance in it: still part of it */
#define DENSE_STEP 0.06      /* share of its length: the same */
#define MIN_DENSE 12         /* beginnings; fewer are never squeezed */
#define COARSE (20 * 86400.0) /* an event longer than that has an end of its own */

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static int
compare_ranges (const void *a,
                const void *b)
{
  const DlnTimeRange *x = a, *y = b;

  return (x->begin > y->begin) - (x->begin < y->begin);
}

/* Instants at which something begins or ends, sorted, each once. */
static GArray *
collect_instants (const DlnTimeRange *ranges,
                  guint               n_ranges)
{
  GArray *instants = g_array_sized_new (FALSE, FALSE, sizeof (double), n_ranges * 2);
  guint n = 0;

  for (guint i = 0; i < n_ranges; i++)
    {
      double begin = ranges[i].begin, end = ranges[i].end;

      g_array_append_val (instants, begin);
      if (end - begin > COARSE)
        g_array_append_val (instants, end);
    }
  if (n_ranges > 0) /* the last end closes the picture */
    {
      double last = ranges[0].end;

      for (guint i = 1; i < n_ranges; i++)
        last = MAX (last, ranges[i].end);
      g_array_append_val (instants, last);
    }
  g_array_sort (instants, compare_doubles);
  for (guint i = 0; i < instants->len; i++)
    {
      double t = g_array_index (instants, double, i);

      if (n == 0 || t > g_array_index (instants, double, n - 1))
        g_array_index (instants, double, n++) = t;
    }
  g_array_set_size (instants, n);
  return instants;
}

/* Lengths between one beginning and the next, sorted. */
static double *
list_steps (const DlnTimeRange *sorted,
            guint               n_ranges,
            guint              *n)
{
  double *steps = g_new (double, n_ranges + 1);

  *n = 0;
  for (guint i = 1; i < n_ranges; i++)
    if (sorted[i].begin > sorted[i - 1].begin)
      steps[(*n)++] = sorted[i].begin - sorted[i - 1].begin;
  qsort (steps, *n, sizeof (double), compare_doubles);
  return steps;
}

/* Whether a coarse event is just [t0, t1]; ranges are sorted by begin. */
static gboolean
test_covered (const DlnTimeRange *ranges,
              guint               n_ranges,
              double              t0,
              double              t1)
{
  guint low = 0, high = n_ranges;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (ranges[middle].begin < t0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < n_ranges && ranges[low].begin == t0; low++)
    if (ranges[low].end == t1)
      return TRUE;
  return FALSE;
}

typedef struct
{
  double   length;
  gboolean covered;
} Gap;

static int
compare_gaps (const void *a,
              const void *b)
{
  return compare_doubles (&((const Gap *) a)->length, &((const Gap *) b)->length);
}

/* Gaps of at least this length are folded; infinite if none is. @unfolded is what remains. */
static double
choose_threshold (const GArray       *instants,
                  const DlnTimeRange *sorted,
                  guint               n_ranges,
                  double             *unfolded)
{
  guint n = instants->len > 0 ? instants->len - 1 : 0, n_steps;
  g_autofree Gap *gaps = g_new (Gap, n + 1);
  g_autofree double *steps = list_steps (sorted, n_ranges, &n_steps);
  double rest = 0, threshold = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      double t0 = g_array_index (instants, double, i), t1 = g_array_index (instants, double, i + 1);

      gaps[i] = (Gap){ t1 - t0, test_covered (sorted, n_ranges, t0, t1) };
      rest += gaps[i].length;
    }
  qsort (gaps, n, sizeof *gaps, compare_gaps);
  for (guint folds = 0; folds < MAX_FOLDS && n >= MIN_GAPS && n_steps > folds; folds++)
    {
      const Gap *largest = &gaps[n - 1];
      double median = steps[(n_steps - folds) / 2]; /* of those that are not folded */

      if (largest->length < rest * FOLD_SHARE || largest->length <= 86400
          || median > rest * (largest->covered ? READABLE_COVERED : READABLE))
        break;
      threshold = largest->length;
      rest -= largest->length;
      n--;
    }
  *unfolded = rest;
  return threshold;
}

static void
add_segment (GArray  *segments,
             double   t0,
             double   t1,
             double   length,
             gboolean folded,
             gboolean covered)
{
  DlnTimeSegment *last = segments->len > 0 ? DLN_ROW (segments, DlnTimeSegment, segments->len - 1)
                                           : NULL;
  double u0 = last != NULL ? last->u1 : 0;

  if (last != NULL && !last->folded && !folded)
    {
      last->t1 = t1;
      last->u1 += length;
      return;
    }

  DlnTimeSegment segment = { t0, t1, u0, u0 + length, folded, covered, FALSE };
  g_array_append_val (segments, segment);
}

/* The shortest window of positions that holds a part of the beginnings; FALSE if it is not
 * short. */
static gboolean
find_dense (const DlnTimeMap   *map,
            const DlnTimeRange *sorted,
            guint               n_ranges,
            double             *begin,
            double             *end)
{
  g_autofree double *at = g_new (double, n_ranges + 1);
  double length = _dln_time_map_get_length (map), least, air;
  guint part = (guint) ceil (n_ranges * DENSE_PART), best = 0;

  if (n_ranges < MIN_DENSE)
    return FALSE;
  for (guint i = 0; i < n_ranges; i++)
    at[i] = _dln_time_map_to_u (map, sorted[i].begin);
  for (guint i = 0; i + part <= n_ranges; i++)
    if (at[i + part - 1] - at[i] < at[best + part - 1] - at[best])
      best = i;

  guint last = best + part - 1;
  least = MAX (at[last] - at[best], MAX (3 * 86400.0, length * 0.004));
  if (least > length * DENSE_SHARE)
    return FALSE;

  /* neighbours about as dense, or a small step away, belong to it */
  double near = MAX (DENSE_GAPS * least / part, least * DENSE_STEP);
  while (best > 0 && at[best] - at[best - 1] < near)
    best--;
  while (last + 1 < n_ranges && at[last + 1] - at[last] < near)
    last++;
  least = MAX (at[last] - at[best], least);
  air = (least - (at[last] - at[best])) / 2 + least * 0.03;
  *begin = MAX (at[best] - air, 0);
  *end = MIN (at[last] + air, length);
  return TRUE;
}

static void
add_piece (GArray               *segments,
           const DlnTimeSegment *whole,
           double                u0,
           double                u1,
           double                factor,
           gboolean              squeezed)
{
  double slope = (whole->t1 - whole->t0) / (whole->u1 - whole->u0);
  DlnTimeSegment piece = *whole;

  if (u1 <= u0)
    return;
  piece.t0 = u0 > whole->u0 ? whole->t0 + (u0 - whole->u0) * slope : whole->t0;
  piece.t1 = u1 < whole->u1 ? whole->t0 + (u1 - whole->u0) * slope : whole->t1;
  piece.u0 = segments->len > 0 ? DLN_ROW (segments, DlnTimeSegment, segments->len - 1)->u1 : 0;
  piece.u1 = piece.u0 + (u1 - u0) * factor;
  piece.squeezed = squeezed;
  g_array_append_val (segments, piece);
}

gboolean
_dln_time_map_is_squeezed (const DlnTimeMap *map,
                           double            t)
{
  for (guint i = 0; i < map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (map->segments, DlnTimeSegment, i);

      if (t < segment->t1)
        return segment->squeezed;
    }
  return FALSE;
}

/* What lies outside the dense window gets a share of the picture by how much of the story it
 * holds. */
static void
squeeze (DlnTimeMap         *map,
         const DlnTimeRange *sorted,
         guint               n_ranges)
{
  double begin, end, length = _dln_time_map_get_length (map), folded = 0, outside;
  guint n_outside = 0;

  if (!find_dense (map, sorted, n_ranges, &begin, &end))
    return;
  for (guint i = 0; i < n_ranges; i++)
    {
      double u = _dln_time_map_to_u (map, sorted[i].begin);
      n_outside += u < begin || u > end ? 1 : 0;
    }
  for (guint i = 0; i < map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (map->segments, DlnTimeSegment, i);
      folded += segment->folded ? segment->u1 - segment->u0 : 0;
    }
  outside = length - folded - (end - begin);

  double share = CLAMP (0.12 + 0.5 * n_outside / n_ranges, 0.15, 0.4);
  double factor = outside > 0 ? share / (1 - share) * (end - begin) / outside : 1;
  if (factor >= 0.7)
    return;
  double fold_factor = (end - begin) / (1 - share) / (length - folded);
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (DlnTimeSegment));
  for (guint i = 0; i < map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (map->segments, DlnTimeSegment, i);

      if (segment->folded)
        {
          add_piece (segments, segment, segment->u0, segment->u1, fold_factor, FALSE);
          continue;
        }
      add_piece (segments, segment, segment->u0, MIN (segment->u1, begin), factor, TRUE);
      add_piece (segments, segment, MAX (segment->u0, begin), MIN (segment->u1, end), 1, FALSE);
      add_piece (segments, segment, MAX (segment->u0, end), segment->u1, factor, TRUE);
    }
  g_array_unref (map->segments);
  map->segments = segments;
}

DlnTimeMap *
_dln_time_map_new (const DlnTimeRange *ranges,
                   guint               n_ranges)
{
  DlnTimeMap *map = g_new0 (DlnTimeMap, 1);
  g_autofree DlnTimeRange *sorted = g_memdup2 (ranges, n_ranges * sizeof *ranges);
  g_autoptr (GArray) instants = NULL;
  double unfolded = 0;

  map->segments = g_array_new (FALSE, FALSE, sizeof (DlnTimeSegment));
  if (n_ranges == 0)
    return map;
  qsort (sorted, n_ranges, sizeof *sorted, compare_ranges);
  instants = collect_instants (sorted, n_ranges);

  double threshold = choose_threshold (instants, sorted, n_ranges, &unfolded);
  for (guint i = 0; i + 1 < instants->len; i++)
    {
      double t0 = g_array_index (instants, double, i), t1 = g_array_index (instants, double, i + 1);
      gboolean folded = t1 - t0 >= threshold;
      gboolean covered = folded && test_covered (sorted, n_ranges, t0, t1);
      double length = folded ? unfolded * (covered ? COVERED_LENGTH : FOLD_LENGTH) : t1 - t0;

      add_segment (map->segments, t0, t1, MIN (length, t1 - t0), folded, covered);
    }
  if (map->segments->len == 0)
    add_segment (map->segments, sorted[0].begin, MAX (sorted[0].end, sorted[0].begin + 1),
                 MAX (sorted[0].end - sorted[0].begin, 1), FALSE, FALSE);
  squeeze (map, sorted, n_ranges);
  return map;
}

void
_dln_time_map_free (DlnTimeMap *map)
{
  if (map == NULL)
    return;
  g_array_unref (map->segments);
  g_free (map);
}

/* Outside the period its first and last pieces go on, unless they are folds. */
static double
get_outer_scale (const DlnTimeSegment *segment)
{
  return segment->squeezed ? (segment->u1 - segment->u0) / (segment->t1 - segment->t0) : 1;
}

/* The one whose end, at @offset in it, is the first beyond a value. */
static const DlnTimeSegment *
find_segment (const DlnTimeMap *map,
              double            value,
              gsize             offset)
{
  guint low = 0, high = map->segments->len - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (value < G_STRUCT_MEMBER (double, DLN_ROW (map->segments, DlnTimeSegment, middle), offset))
        high = middle;
      else
        low = middle + 1;
    }
  return DLN_ROW (map->segments, DlnTimeSegment, low);
}

double
_dln_time_map_to_u (const DlnTimeMap *map,
                    double            t)
{
  if (map->segments->len == 0)
    return t;

  const DlnTimeSegment *segments = DLN_ROW (map->segments, DlnTimeSegment, 0);
  guint high = map->segments->len - 1;

  if (t <= segments[0].t0)
    return (t - segments[0].t0) * get_outer_scale (&segments[0]);
  if (t >= segments[high].t1)
    return segments[high].u1 + (t - segments[high].t1) * get_outer_scale (&segments[high]);

  const DlnTimeSegment *segment = find_segment (map, t, G_STRUCT_OFFSET (DlnTimeSegment, t1));
  return segment->u0
         + (t - segment->t0) * (segment->u1 - segment->u0) / (segment->t1 - segment->t0);
}

double
_dln_time_map_to_t (const DlnTimeMap *map,
                    double            u)
{
  if (map->segments->len == 0)
    return u;

  const DlnTimeSegment *segments = DLN_ROW (map->segments, DlnTimeSegment, 0);
  guint high = map->segments->len - 1;

  if (u <= 0)
    return segments[0].t0 + u / get_outer_scale (&segments[0]);
  if (u >= segments[high].u1)
    return segments[high].t1 + (u - segments[high].u1) / get_outer_scale (&segments[high]);

  const DlnTimeSegment *segment = find_segment (map, u, G_STRUCT_OFFSET (DlnTimeSegment, u1));
  return segment->t0
         + (u - segment->u0) * (segment->t1 - segment->t0) / (segment->u1 - segment->u0);
}

double
_dln_time_map_get_length (const DlnTimeMap *map)
{
  return map->segments->len > 0
           ? DLN_ROW (map->segments, DlnTimeSegment, map->segments->len - 1)->u1
           : 0;
}
