/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the band below the headlines: a small mark for each event, its kind told by its shape.
 * Where marks would be a thicket only events with a headline have one; the others are counted. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <math.h>
#include <string.h>

#define MAX_FAILURES 300 /* in a row: the rows are full */
#define DENSE_ITEMS 40   /* fewer are never a thicket */
#define DENSE_SHARE 0.2  /* of what found no row */
#define WIDE 150.0       /* pixels: drawn along the top of the band */
#define MARK_AIR 2.0
#define DENSE_ROWS 4

typedef struct
{
  double x0, x1;
} Interval;

/* ---- kinds ---------------------------------------------------------------------------------- */

TimelineKind
_dln_timeline_get_kind (DlnEventType type)
{
  switch (type)
    {
    case DLN_EVENT_STATEMENT:
    case DLN_EVENT_PUBLICATION:
      return KIND_STATEMENT;
    case DLN_EVENT_MOVEMENT:
      return KIND_JOURNEY;
    case DLN_EVENT_ARMED_CONFLICT:
    case DLN_EVENT_PROTEST:
      return KIND_CONFLICT;
    case DLN_EVENT_JUSTICE:
    case DLN_EVENT_APPOINTMENT:
    case DLN_EVENT_ELECTION:
    case DLN_EVENT_LAW:
    case DLN_EVENT_ALLEGATION:
    case DLN_EVENT_CHARGE:
    case DLN_EVENT_PLEA:
    case DLN_EVENT_TRIAL:
    case DLN_EVENT_VERDICT:
    case DLN_EVENT_SENTENCE:
    case DLN_EVENT_APPEAL:
    case DLN_EVENT_ACQUITTAL:
    case DLN_EVENT_DISMISSAL:
      return KIND_DECISION;
    default:
      return KIND_OTHER;
    }
}

static void
add_shape (DlnScene       *scene,
           const DlnPoint *shape, /* for a radius of 1 */
           guint           n,
           float           x,
           float           y,
           float           r,
           guint32         fill,
           guint32         stroke,
           guint           flags)
{
  DlnPoint points[12];

  for (guint i = 0; i < n; i++)
    points[i] = (DlnPoint){ x + shape[i].x * r, y + shape[i].y * r };
  if (stroke != 0 && n < G_N_ELEMENTS (points)) /* an outline closes */
    points[n++] = points[0];
  _dln_scene_polyline (scene, points, n, fill, stroke, stroke != 0 ? 1.4f : 0, flags);
}

void
_dln_timeline_draw_kind (DlnScene    *scene,
                         TimelineKind kind,
                         float        x,
                         float        y,
                         float        r,
                         guint32      fill,
                         guint32      stroke,
                         guint        flags)
{
  static const DlnPoint triangle[] = { { -0.85f, -1 }, { 1.05f, 0 }, { -0.85f, 1 } };
  static const DlnPoint balloon[] = { { -1, -0.85f },    { 1, -0.85f },      { 1, 0.45f },
                                      { -0.05f, 0.45f }, { -0.65f, 1.2f }, { -0.65f, 0.45f },
                                      { -1, 0.45f } };

  switch (kind)
    {
    case KIND_DECISION:
      _dln_scene_rectangle (scene,
                            (DlnRect){ x - 0.9f * r, y - 0.9f * r, 1.8f * r, 1.8f * r }, 1, fill,
                            stroke, stroke != 0 ? 1.4f : 0, flags);
      break;
    case KIND_JOURNEY:
      add_shape (scene, triangle, G_N_ELEMENTS (triangle), x, y, r, fill, stroke, flags);
      break;
    case KIND_CONFLICT:
      {
        guint32 ink = stroke != 0 ? stroke : fill;
        float a = 0.75f * r;

        _dln_scene_line (scene, x - a, y - a, x + a, y + a, ink, stroke != 0 ? 1.4f : 2.4f, flags);
        _dln_scene_line (scene, x - a, y + a, x + a, y - a, ink, stroke != 0 ? 1.4f : 2.4f, flags);
      }
      break;
    case KIND_STATEMENT:
      add_shape (scene, balloon, G_N_ELEMENTS (balloon), x, y, r, fill, stroke, flags);
      break;
    default:
      _dln_scene_disc (scene, x, y, 0.95f * r, fill, stroke, stroke != 0 ? 1.4f : 0, flags);
      break;
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

static guint
find_interval (const GArray *row,
               double        x)
{
  guint low = 0, high = row->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (row, Interval, middle).x1 <= x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
take_row (GArray *row,
          double  x0,
          double  x1)
{
  Interval interval = { x0, x1 };
  guint at = find_interval (row, x0);

  if (at < row->len && g_array_index (row, Interval, at).x0 < x1)
    return FALSE;
  g_array_insert_val (row, at, interval);
  return TRUE;
}

/* What a mark takes in the band, in pixels from u = 0. */
static Interval
measure_mark (const TimelineItem *item,
              double              scale)
{
  double x0 = item->u0 * scale, x1 = item->u1 * scale, middle = (x0 + x1) / 2;
  double reach = QUIET_RADIUS + MARK_AIR;

  if (_dln_timeline_is_point (item, scale) || x1 - x0 < 2 * reach)
    return (Interval){ middle - reach, middle + reach };
  return (Interval){ x0 - MARK_AIR, x1 + MARK_AIR };
}

/* From the axis upwards; what is long from the top downwards. */
static gboolean
place_mark (TimelineLayout *layout,
            GPtrArray      *rows,
            guint           index,
            Interval        interval,
            gboolean        anywhere)
{
  gboolean wide = interval.x1 - interval.x0 > WIDE;
  guint n = wide && !anywhere ? MIN (rows->len, 2) : rows->len;

  for (guint i = 0; i < n; i++)
    {
      guint row = wide ? rows->len - 1 - i : i;

      if (!take_row (g_ptr_array_index (rows, row), interval.x0, interval.x1))
        continue;
      layout->rows[index] = row + 1;
      layout->n_rows = MAX (layout->n_rows, row + 1);
      return TRUE;
    }
  return FALSE;
}

/* Only what has a headline has a mark. */
static void
keep_told (DlnTimeline    *self,
           TimelineLayout *layout)
{
  guint8 kept[MAX_POOL] = { 0 };

  for (guint i = 0; i < layout->cards->len; i++)
    kept[i] = layout->rows[DLN_ROW (layout->cards, TimelineCard, i)->item];
  memset (layout->rows, 0, self->items->len);
  layout->n_rows = 0;
  for (guint i = 0; i < layout->cards->len; i++)
    {
      layout->rows[DLN_ROW (layout->cards, TimelineCard, i)->item] = kept[i];
      layout->n_rows = MAX (layout->n_rows, kept[i]);
    }
}

/* Whether so many marks must fail to find a row that it is a thicket, before any is tried: each
 * that has one takes its least width of it. */
static gboolean
is_surely_dense (guint  n_in,
                 guint  n_rows,
                 double width)
{
  double most = n_rows * (width / (2 * (QUIET_RADIUS + MARK_AIR)) + 3);

  return n_in > DENSE_ITEMS && n_in - most > DENSE_SHARE * n_in;
}

/* The others by salience. Returns whether it is a thicket. */
static gboolean
place_others (DlnTimeline    *self,
              TimelineLayout *layout,
              GPtrArray      *rows,
              double          u_from,
              double          u_to)
{
  guint failures = 0, n_failed = 0, n_in = _dln_pyramid_count (self->pyramid, u_from, u_to);
  guint32 index;

  layout->spills = TRUE;
  for (guint i = 0; i < layout->cards->len; i++)
    n_in -= _dln_timeline_in_view (
      DLN_ROW (self->items, TimelineItem, DLN_ROW (layout->cards, TimelineCard, i)->item), u_from,
      u_to);
  if (is_surely_dense (n_in, rows->len, (u_to - u_from) * layout->scale))
    return TRUE;

  g_autoptr (DlnPyramidWalk) walk = _dln_pyramid_walk (self->pyramid, u_from, u_to);
  while (_dln_pyramid_walk_next (walk, &index))
    {
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, index);

      if (layout->rows[index] != 0)
        continue;
      if (failures < MAX_FAILURES
          && place_mark (layout, rows, index, measure_mark (item, layout->scale), FALSE))
        failures = 0;
      else
        {
          failures++;
          n_failed++;
        }
    }
  layout->spills = n_failed > 0;
  return n_in > DENSE_ITEMS && n_failed > DENSE_SHARE * n_in;
}

/**
 * _dln_timeline_pack_quiet:
 * @self: a timeline
 * @layout: its cards are chosen; their events get a row first
 * @u_from: begin of what is laid out
 * @u_to: its end
 * @n_rows: of the band
 *
 * Time: O(log n) where it is a thicket, else O(rows * log n) for each that overlaps the stretch;
 * and a byte for each event
 */
void
_dln_timeline_pack_quiet (DlnTimeline    *self,
                          TimelineLayout *layout,
                          double          u_from,
                          double          u_to,
                          guint           n_rows)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  n_rows = CLAMP (n_rows, 1, 250);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (rows, g_array_new (FALSE, FALSE, sizeof (Interval)));
  layout->rows = g_malloc0 (self->items->len + 1);
  for (guint i = 0; i < layout->cards->len;)
    {
      guint32 index = DLN_ROW (layout->cards, TimelineCard, i)->item;
      Interval interval
        = measure_mark (DLN_ROW (self->items, TimelineItem, index), layout->scale);

      if (place_mark (layout, rows, index, interval, TRUE))
        i++;
      else /* no mark, no words */
        g_array_remove_index (layout->cards, i);
    }
  layout->dense = place_others (self, layout, rows, u_from, u_to);
  if (layout->dense)
    keep_told (self, layout);
  if (layout->dense)
    layout->band_height
      = MAX (layout->n_rows, DENSE_ROWS) * QUIET_ROW + DLN_TIMELINE_COUNT_LINE + 8;
  else
    layout->band_height
      = layout->n_rows * QUIET_ROW + 8 + (layout->spills ? DLN_TIMELINE_SPILL : 0);
}
