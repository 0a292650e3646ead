/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events into rows without overlap: the most salient first, each into the lowest row that has room
 * for its mark and label; what finds none is counted in bins of equal width above the axis. Bins
 * and rows depend on the scale, not on the part that is seen, so panning moves marks without
 * rearranging them. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <math.h>
#include <string.h>

#define MAX_GLOBAL 4000    /* beyond, only what is near the view is laid out */
#define MAX_FAILURES 300   /* in a row: the rows are full */
#define MAX_GROUP_ROWS 6
#define OPEN_END 22.0      /* the fade of an end that is not known */
#define MARGIN 8.0         /* between neighbours in a row */
#define MIN_LABEL 48.0     /* a label is not cut to less */

typedef struct
{
  double x0, x1;
} Interval;

typedef struct
{
  DlnTimeline    *self;
  TimelineLayout *layout;
  GPtrArray      *rows; /* GArray of Interval, sorted, disjoint */
  guint           max_rows;
} Packer;

gboolean
_dln_timeline_is_point (const TimelineItem *item,
                        double              scale)
{
  double width = (item->u1 - item->u0) * scale;

  if ((item->when_flags & DLN_WHEN_INTERVAL) != 0 || item->precision > DLN_PRECISION_DAY
      || item->claim_end > item->claim_begin)
    return FALSE;
  return width < POINT_LIMIT;
}

/* The first interval that ends after @x. */
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
is_free (Packer *packer,
         guint   row,
         double  x0,
         double  x1)
{
  if (row >= packer->rows->len)
    return TRUE;

  const GArray *intervals = g_ptr_array_index (packer->rows, row);
  guint at = find_interval (intervals, x0);
  return at >= intervals->len || g_array_index (intervals, Interval, at).x0 >= x1;
}

static void
take (Packer *packer,
      guint   row,
      double  x0,
      double  x1)
{
  Interval interval = { x0, x1 };

  while (packer->rows->len <= row)
    g_ptr_array_add (packer->rows, g_array_new (FALSE, FALSE, sizeof (Interval)));

  GArray *intervals = g_ptr_array_index (packer->rows, row);
  g_array_insert_val (intervals, find_interval (intervals, x0), interval);
}

/* A bar that is longer than its label holds it, in one line; on the solid part, if it has one. */
static gboolean
place_inside (Packer             *packer,
              const TimelineItem *item,
              TimelinePlaced     *placed)
{
  DlnTimeline *self = packer->self;
  double scale = packer->layout->scale, x0 = placed->x0, x1 = placed->x1;

  if (_dln_timeline_is_point (item, scale) || item->claim_end > item->claim_begin)
    return FALSE;
  if (item->core_end > item->core_begin)
    {
      x0 = MAX (x0, _dln_time_map_to_u (self->map, item->core_begin) * scale);
      x1 = MIN (x1, _dln_time_map_to_u (self->map, item->core_end) * scale);
    }
  if (x1 - x0 < placed->block.width + 2 * INSIDE_PADDING)
    return FALSE;
  if (placed->block.n_lines > 1)
    {
      DlnTextBlock line;

      _dln_text_wrap (self->block_strings, _dln_timeline_get_label (self, placed->item, NULL),
                      LABEL_FONT, 0, x1 - x0 - 2 * INSIDE_PADDING, 1, &line);
      if (line.cut)
        return FALSE;
      placed->block = line;
    }
  placed->inside = TRUE;
  placed->n_rows = 1;
  placed->label_x = x0 + INSIDE_PADDING;
  placed->inside_end = x1 - INSIDE_PADDING;
  return TRUE;
}

/* At the end of the period a label stands left of its mark; where both sides are too narrow it is
 * cut. */
static void
keep_in_picture (Packer             *packer,
                 const TimelineItem *item,
                 TimelinePlaced     *placed)
{
  DlnTimeline *self = packer->self;
  double scale = packer->layout->scale;
  double air = self->air / 2 * scale;
  double begin = -air - FIT_LEFT + EDGE;
  double end = _dln_time_map_get_length (self->map) * scale + air + FIT_RIGHT - EDGE;
  double flipped = placed->x0 - LABEL_GAP - (item->open_begin ? OPEN_END : 0);
  double right = end - placed->label_x, left = flipped - begin;

  if (placed->block.width <= right)
    return;
  if (placed->block.width > left)
    _dln_text_wrap (self->block_strings,
                    _dln_timeline_get_label (self, placed->item, NULL),
                    LABEL_FONT,
                    0,
                    MAX (MAX (left, right), MIN_LABEL),
                    CARD_LINES,
                    &placed->block);
  if (placed->block.width <= right)
    return;
  placed->flipped = TRUE;
  placed->label_x = flipped - placed->block.width;
}

/* The mark without its words. */
static void
measure_mark (Packer         *packer,
              guint           index,
              TimelinePlaced *placed)
{
  const TimelineItem *item = DLN_ROW (packer->self->items, TimelineItem, index);
  double scale = packer->layout->scale;

  memset (placed, 0, sizeof *placed);
  placed->item = index;
  placed->x0 = item->u0 * scale;
  placed->x1 = item->u1 * scale;
  if (_dln_timeline_is_point (item, scale))
    {
      double middle = (placed->x0 + placed->x1) / 2;

      double reach = POINT_RADIUS + (_dln_timeline_is_vague (item) ? 3 : 0);

      placed->x0 = middle - reach;
      placed->x1 = middle + reach;
    }
  else if (placed->x1 - placed->x0 < MIN_BAR)
    {
      double middle = (placed->x0 + placed->x1) / 2;

      placed->x0 = middle - MIN_BAR / 2;
      placed->x1 = middle + MIN_BAR / 2;
    }
  if (item->claim_end > item->claim_begin)
    {
      placed->x0 -= POINT_RADIUS;
      placed->x1 += POINT_RADIUS;
    }
}

static void
measure_words (Packer         *packer,
               TimelinePlaced *placed)
{
  const TimelineItem *item = DLN_ROW (packer->self->items, TimelineItem, placed->item);

  placed->block = *_dln_timeline_get_block (packer->self, placed->item);
  if (place_inside (packer, item, placed))
    return;
  placed->label_x = placed->x1 + LABEL_GAP + (item->open_end ? OPEN_END : 0);
  keep_in_picture (packer, item, placed);
  placed->n_rows = MAX (placed->block.n_lines, 1);
}

static gboolean
place_item (Packer *packer,
            guint   index,
            guint   group)
{
  TimelinePlaced placed;
  guint row = 0;

  measure_mark (packer, index, &placed);
  while (row < packer->max_rows && !is_free (packer, row, placed.x0, placed.x1))
    row++;
  if (row == packer->max_rows) /* not even the mark has room: its words are not measured */
    return FALSE;
  measure_words (packer, &placed);
  placed.group = group;

  double open_begin = DLN_ROW (packer->self->items, TimelineItem, index)->open_begin ? OPEN_END : 0;
  double x0 = MIN (placed.x0 - open_begin, placed.label_x) - MARGIN / 2;
  double x1 = MAX (placed.x1, placed.label_x + placed.block.width) + MARGIN / 2;
  for (row = 0; row + placed.n_rows <= packer->max_rows; row++)
    {
      guint i = 0;

      while (i < placed.n_rows && is_free (packer, row + i, x0, x1))
        i++;
      if (i == placed.n_rows)
        break;
    }
  if (row + placed.n_rows > packer->max_rows)
    return FALSE;
  placed.row = row;
  for (guint i = 0; i < placed.n_rows; i++)
    take (packer, row + i, x0, x1);
  g_array_append_val (packer->layout->placed, placed);
  return TRUE;
}

static void
add_to_bin (TimelineLayout *layout,
            GHashTable     *index,
            DlnTimeline    *self,
            guint           item,
            guint           group)
{
  const TimelineItem *row = DLN_ROW (self->items, TimelineItem, item);
  double x = (row->u0 + row->u1) / 2 * layout->scale;
  gint64 key = (gint64) floor (x / BIN_WIDTH) * 64 + group;
  gpointer known = g_hash_table_lookup (index, (gpointer) (gintptr) (key + 1));

  if (known == NULL)
    {
      TimelineBin bin = { item, 1, group, x };

      g_array_append_val (layout->bins, bin);
      g_hash_table_insert (index, (gpointer) (gintptr) (key + 1),
                           GUINT_TO_POINTER (layout->bins->len));
      return;
    }

  TimelineBin *bin = DLN_ROW (layout->bins, TimelineBin, GPOINTER_TO_UINT (known) - 1);
  if (row->salience > DLN_ROW (self->items, TimelineItem, bin->item)->salience)
    bin->item = item;
  bin->count++;
  bin->x = (floor (x / BIN_WIDTH) + 0.5) * BIN_WIDTH;
}

/* ---- groups --------------------------------------------------------------------------------- */

static void
sift_down (guint32 *heap,
           guint    n,
           guint    at)
{
  guint32 rank = heap[at];

  for (guint below = 2 * at + 1; below < n; below = 2 * at + 1)
    {
      if (below + 1 < n && heap[below + 1] < heap[below])
        below++;
      if (heap[below] >= rank)
        break;
      heap[at] = heap[below];
      at = below;
    }
  heap[at] = rank;
}

/* (transfer full): guint32 items of a group that reach into the stretch, by time */
static GArray *
collect_items (DlnTimeline         *self,
               const TimelineGroup *lane,
               double               u_from,
               double               u_to)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = lane->items != NULL ? lane->items->len : self->items->len;

  for (guint i = 0; i < n; i++)
    {
      guint32 index = lane->items != NULL ? g_array_index (lane->items, guint32, i) : i;
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, index);

      if (item->u0 > u_to)
        break;
      if (item->u1 >= u_from)
        g_array_append_val (found, index);
    }
  return found;
}

/* Places the items of a group within [u_from, u_to] by salience, as long as rows have room; the
 * others into bins. Time: O(members), and O(log members) for each that is tried */
static void
pack_group (Packer     *packer,
            GHashTable *bins,
            guint       group,
            double      u_from,
            double      u_to)
{
  DlnTimeline *self = packer->self;
  const TimelineGroup *lane = DLN_ROW (packer->layout->groups, TimelineGroup, group);
  g_autoptr (GArray) found = collect_items (self, lane, u_from, u_to);
  g_autofree guint8 *placed = g_malloc0 (self->items->len + 1);
  g_autofree guint32 *heap = g_new (guint32, found->len + 1); /* ranks, the best first */
  guint failures = 0, n = found->len;

  for (guint i = 0; i < n; i++)
    heap[i] = _dln_pyramid_get_rank (self->pyramid, g_array_index (found, guint32, i));
  for (guint i = n / 2; i > 0; i--)
    sift_down (heap, n, i - 1);
  while (n > 0 && failures < MAX_FAILURES)
    {
      guint32 index = g_array_index (self->by_salience, guint32, heap[0]);

      heap[0] = heap[--n];
      if (n > 0)
        sift_down (heap, n, 0);
      placed[index] = place_item (packer, index, group);
      failures = placed[index] ? 0 : failures + 1;
    }
  for (guint i = 0; i < found->len; i++)
    {
      guint32 index = g_array_index (found, guint32, i);

      if (placed[index])
        continue;
      add_to_bin (packer->layout, bins, self, index, group);
      packer->layout->n_dropped++;
    }
}

/**
 * _dln_timeline_pack:
 * @self: a timeline
 * @scale: pixels per u
 * @max_rows: rows that there are for all, when lanes are packed
 * @u_from: begin of what matters, for large cases
 * @u_to: its end
 * @whole: everything, as for a file
 *
 * Returns: (transfer full): rows and bins. Time: O(n + placed * rows * log placed)
 */
TimelineLayout *
_dln_timeline_pack (DlnTimeline *self,
                    double       scale,
                    guint        max_rows,
                    double       u_from,
                    double       u_to,
                    gboolean     whole)
{
  TimelineLayout *layout = g_new0 (TimelineLayout, 1);
  g_autoptr (GHashTable) bins = g_hash_table_new (NULL, NULL);

  layout->scale = scale;
  layout->max_rows = max_rows;
  layout->generation = self->generation;
  layout->groups = _dln_timeline_new_groups (self);
  layout->placed = g_array_new (FALSE, FALSE, sizeof (TimelinePlaced));
  layout->bins = g_array_new (FALSE, FALSE, sizeof (TimelineBin));
  if (whole || self->items->len <= MAX_GLOBAL)
    {
      u_from = -G_MAXDOUBLE;
      u_to = G_MAXDOUBLE;
    }
  for (guint g = 0; g < layout->groups->len; g++)
    {
      TimelineGroup *group = DLN_ROW (layout->groups, TimelineGroup, g);
      guint first_placed = layout->placed->len, first_bin = layout->bins->len;
      Packer packer = { self, layout, NULL, max_rows };

      packer.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      if (group->title != NULL)
        packer.max_rows = whole ? MAX_GROUP_ROWS * 2 : MAX_GROUP_ROWS;
      pack_group (&packer, bins, g, u_from, u_to);
      group->first_row = layout->n_rows;
      group->n_rows = MAX (packer.rows->len, group->title != NULL ? 2 : 0);
      if (group->title != NULL && layout->bins->len > first_bin)
        group->n_rows++;
      layout->n_rows += group->n_rows;
      for (guint i = first_placed; i < layout->placed->len; i++)
        DLN_ROW (layout->placed, TimelinePlaced, i)->row += group->first_row;
      g_ptr_array_unref (packer.rows);
    }
  return layout;
}

void
_dln_timeline_layout_free (TimelineLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->groups);
  g_array_unref (layout->placed);
  g_array_unref (layout->bins);
  g_clear_pointer (&layout->cards, g_array_unref);
  g_clear_pointer (&layout->strings, dln_strings_free);
  g_free (layout->rows);
  g_free (layout);
}
