/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of what has no mark: in days, weeks, months ... where marks would be a thicket, else above
 * the marks. Each event that overlaps what is seen and has no mark is in one count.
 *
 * An event is counted at the middle of what is seen of it. For one that lies in the window whole
 * that is its own middle, so that a column's count is a stretch of the order of middles: its ends
 * are found by halving. What goes on outside the window, and what has a mark, is taken out of its
 * stretch and looked at by itself. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <math.h>

#define MIN_COLUMN 11.0 /* pixels of a counted day, week, ... */

typedef enum
{
  COLUMN_PIXELS, /* a mark that spilt over */
  COLUMN_DAY,
  COLUMN_WEEK,
  COLUMN_MONTH,
  COLUMN_QUARTER,
  COLUMN_YEAR,
  COLUMN_DECADE,
  COLUMN_CENTURY,
} Column;

#define DAY 86400.0

static const double column_lengths[] = { 0, DAY, 7 * DAY, 30.4 * DAY, 91.3 * DAY,
                                         365.2425 * DAY, 3652.425 * DAY, 36524.25 * DAY };

static Column
choose_column (const TimelineLayout *layout)
{
  if (!layout->dense)
    return COLUMN_PIXELS;
  for (guint i = COLUMN_DAY; i < COLUMN_CENTURY; i++)
    if (column_lengths[i] * layout->scale >= MIN_COLUMN)
      return i;
  return COLUMN_CENTURY;
}

/* The day, week, ... in which an instant lies. */
static gint64
get_column (Column  column,
            double  t,
            gint64 *end)
{
  DlnCivil civil = dln_civil_from_instant ((gint64) floor (t));
  gint64 begin;
  int step = column == COLUMN_DECADE ? 10 : column == COLUMN_CENTURY ? 100 : 1;

  switch (column)
    {
    case COLUMN_DAY:
    case COLUMN_WEEK:
      begin = dln_instant_from_civil (civil.year, civil.month, civil.day, 0, 0, 0);
      if (column == COLUMN_WEEK)
        begin -= (civil.weekday - 1) * (gint64) DAY;
      *end = begin + (gint64) column_lengths[column];
      return begin;
    case COLUMN_MONTH:
    case COLUMN_QUARTER:
      {
        guint months = column == COLUMN_MONTH ? 1 : 3;
        guint month = (civil.month - 1) / months * months, after = month + months;

        *end = dln_instant_from_civil (civil.year + after / 12, after % 12 + 1, 1, 0, 0, 0);
        return dln_instant_from_civil (civil.year, month + 1, 1, 0, 0, 0);
      }
    default:
      {
        int year = civil.year - ((civil.year % step) + step) % step;

        *end = dln_instant_from_civil (year + step, 1, 1, 0, 0, 0);
        return dln_instant_from_civil (year, 1, 1, 0, 0, 0);
      }
    }
}

/* Where an event without a mark is counted: at the middle of what is seen of it. */
static TimelineCount
find_count (DlnTimeline          *self,
            const TimelineLayout *layout,
            Column                column,
            guint                 index,
            double                u_from,
            double                u_to)
{
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, index);
  double u = (MAX (item->u0, u_from) + MIN (item->u1, u_to)) / 2;
  TimelineCount count = { .item = index, .count = 1 };

  if (column == COLUMN_PIXELS)
    {
      double x0 = u_from * layout->scale, x1 = u_to * layout->scale;
      /* at the edges with their neighbours, so that a count is seen whole */
      double last = MAX (x1 - DLN_TIMELINE_SPILL_WIDTH, x0 + DLN_TIMELINE_SPILL_WIDTH);
      double x = CLAMP (u * layout->scale, x0 + DLN_TIMELINE_SPILL_WIDTH, last);

      count.key = (gint64) floor (x / DLN_TIMELINE_SPILL_WIDTH);
      count.x0 = count.key * DLN_TIMELINE_SPILL_WIDTH;
      count.x1 = count.x0 + DLN_TIMELINE_SPILL_WIDTH;
      return count;
    }

  gint64 end;
  count.key = get_column (column, _dln_time_map_to_t (self->map, u), &end);
  count.x0 = _dln_time_map_to_u (self->map, count.key) * layout->scale;
  count.x1 = _dln_time_map_to_u (self->map, end) * layout->scale;
  return count;
}

/* ---- by columns ----------------------------------------------------------------------------- */

typedef struct
{
  DlnTimeline          *self;
  const TimelineLayout *layout;
  Column                column;
  double                u_from, u_to;
  GArray               *counts; /* TimelineCount, by key */
  GArray               *ends;   /* guint: of each count, the place behind its last middle */
} Counter;

static gboolean
goes_on (const Counter      *counter,
         const TimelineItem *item)
{
  return item->u0 < counter->u_from || item->u1 > counter->u_to;
}

/* The columns in which a middle lies, each with all of them. */
static void
count_middles (Counter *counter)
{
  const DlnPyramid *pyramid = counter->self->pyramid;
  guint place = _dln_pyramid_find_middle (pyramid, counter->u_from);
  guint end = _dln_pyramid_find_middle (pyramid, counter->u_to);

  while (place < end)
    {
      double t = _dln_time_map_to_t (counter->self->map, _dln_pyramid_get_middle (pyramid, place));
      TimelineCount count = { .item = G_MAXUINT32 };
      gint64 t1;
      guint stop;

      count.key = get_column (counter->column, t, &t1);
      count.x1 = _dln_time_map_to_u (counter->self->map, t1);
      stop = CLAMP (_dln_pyramid_find_middle (pyramid, count.x1), place + 1, end);
      count.count = stop - place;
      count.x0 = _dln_time_map_to_u (counter->self->map, count.key) * counter->layout->scale;
      count.x1 *= counter->layout->scale;
      place = stop;
      if (counter->counts->len > 0)
        {
          TimelineCount *last = DLN_ROW (counter->counts, TimelineCount, counter->counts->len - 1);

          if (last->key >= count.key) /* rounding at the border of two columns */
            {
              last->count += count.count;
              g_array_index (counter->ends, guint, counter->ends->len - 1) = stop;
              continue;
            }
        }
      g_array_append_val (counter->counts, count);
      g_array_append_val (counter->ends, stop);
    }
}

/* Takes an event out of the column of its middle, if that lies in the window. */
static void
take_out (Counter *counter,
          guint32  index)
{
  guint place = _dln_pyramid_get_place (counter->self->pyramid, index);
  guint low = 0, high = counter->ends->len;

  if (_dln_pyramid_get_middle (counter->self->pyramid, place) < counter->u_from)
    return;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (counter->ends, guint, middle) <= place)
        low = middle + 1;
      else
        high = middle;
    }
  if (low < counter->counts->len)
    DLN_ROW (counter->counts, TimelineCount, low)->count--;
}

static gboolean
is_better (const Counter *counter,
           guint32        index,
           guint32        known)
{
  const TimelineItem *items = DLN_ROW (counter->self->items, TimelineItem, 0);

  if (known == G_MAXUINT32 || items[index].salience != items[known].salience)
    return known == G_MAXUINT32 || items[index].salience > items[known].salience;
  return index < known;
}

/* The most salient of each column of those that lie in the window whole and have no mark. */
static void
find_best (Counter *counter)
{
  guint first = _dln_pyramid_find_middle (counter->self->pyramid, counter->u_from);

  for (guint i = 0; i < counter->counts->len; i++)
    {
      TimelineCount *count = DLN_ROW (counter->counts, TimelineCount, i);
      guint end = g_array_index (counter->ends, guint, i);
      guint32 index;
      g_autoptr (DlnPyramidWalk) walk
        = _dln_pyramid_walk_places (counter->self->pyramid, first, end);

      while (count->count > 0 && count->item == G_MAXUINT32
             && _dln_pyramid_walk_next (walk, &index))
        if (counter->layout->rows[index] == 0
            && !goes_on (counter, DLN_ROW (counter->self->items, TimelineItem, index)))
          count->item = index;
      first = end;
    }
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const TimelineCount *x = a, *y = b;

  return (x->key > y->key) - (x->key < y->key);
}

/* Counts what goes on outside where the middle of its visible part lies. */
static void
add_across (Counter      *counter,
            const GArray *across)
{
  g_autoptr (GHashTable) index = g_hash_table_new (dln_hash_int64, g_int64_equal);
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), across->len);
  guint n = counter->counts->len;

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (index, &DLN_ROW (counter->counts, TimelineCount, i)->key,
                         GUINT_TO_POINTER (i + 1));

  /* rows must not move while the table names their keys */
  g_autoptr (GArray) all = g_array_sized_new (FALSE, FALSE, sizeof (TimelineCount),
                                              n + across->len);
  g_array_append_vals (all, counter->counts->data, n);
  for (guint i = 0; i < across->len; i++)
    {
      guint32 item = g_array_index (across, guint32, i);
      TimelineCount count = find_count (counter->self, counter->layout, counter->column, item,
                                        counter->u_from, counter->u_to);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (index, &count.key));
      TimelineCount *known = at > 0 ? DLN_ROW (all, TimelineCount, at - 1) : NULL;

      if (counter->layout->rows[item] != 0)
        continue;
      if (known == NULL)
        {
          g_array_append_val (all, count);
          g_array_append_val (keys, count.key);
          g_hash_table_insert (index, &g_array_index (keys, gint64, keys->len - 1),
                               GUINT_TO_POINTER (all->len));
          continue;
        }
      known->count++;
      if (is_better (counter, item, known->item))
        known->item = item;
    }
  g_array_set_size (counter->counts, 0);
  for (guint i = 0; i < all->len; i++)
    if (DLN_ROW (all, TimelineCount, i)->count > 0)
      g_array_append_val (counter->counts, *DLN_ROW (all, TimelineCount, i));
  g_array_sort (counter->counts, compare_counts);
}

static void
count_by_columns (Counter *counter)
{
  g_autoptr (GArray) across = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (guint32));

  _dln_pyramid_collect_across (counter->self->pyramid, counter->u_from, counter->u_to, across);
  _dln_timeline_collect_told (counter->self, counter->layout, counter->u_from, counter->u_to, told);
  count_middles (counter);
  for (guint i = 0; i < across->len; i++)
    take_out (counter, g_array_index (across, guint32, i));
  for (guint i = 0; i < told->len; i++)
    if (!goes_on (counter, DLN_ROW (counter->self->items, TimelineItem,
                                    g_array_index (told, guint32, i))))
      take_out (counter, g_array_index (told, guint32, i));
  find_best (counter);
  add_across (counter, across);
}

/* ---- by events ------------------------------------------------------------------------------ */

static void
count_by_events (Counter *counter)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint32));

  _dln_pyramid_collect (counter->self->pyramid, counter->u_from, counter->u_to, seen);
  add_across (counter, seen);
}

/**
 * _dln_timeline_new_counts:
 * @self: a timeline
 * @layout: which events have a mark
 * @u_from: begin of what is seen
 * @u_to: its end
 *
 * Returns: (transfer full): TimelineCount by time. Time: where the layout is dense, O(log n) for
 * each column and for each event that goes on outside the window; else for each event in it
 */
GArray *
_dln_timeline_new_counts (DlnTimeline          *self,
                          const TimelineLayout *layout,
                          double                u_from,
                          double                u_to)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (TimelineCount));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  Counter counter = { self, layout, choose_column (layout), u_from, u_to, counts, ends };

  if (layout->dense)
    count_by_columns (&counter);
  else
    count_by_events (&counter);
  return counts;
}

static int
compare_indexes (gconstpointer a,
                 gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/**
 * _dln_timeline_collect_told:
 * @self: a timeline
 * @layout: a dense one, in which only what has a headline has a mark
 * @u_from: begin of what is seen
 * @u_to: its end
 * @indexes: (out caller-allocates): guint32 items with a mark, by time
 */
void
_dln_timeline_collect_told (DlnTimeline          *self,
                            const TimelineLayout *layout,
                            double                u_from,
                            double                u_to,
                            GArray               *indexes)
{
  for (guint i = 0; i < layout->cards->len; i++)
    {
      guint32 item = DLN_ROW (layout->cards, TimelineCard, i)->item;

      if (layout->rows[item] != 0
          && _dln_timeline_in_view (DLN_ROW (self->items, TimelineItem, item), u_from, u_to))
        g_array_append_val (indexes, item);
    }
  g_array_sort (indexes, compare_indexes);
}

/**
 * _dln_timeline_collect_counted:
 * @self: a timeline
 * @layout: that was drawn
 * @frame: that was drawn
 * @event: the event that a counted mark names
 *
 * Returns: (transfer full): guint32 items of its count
 */
GArray *
_dln_timeline_collect_counted (DlnTimeline          *self,
                               const TimelineLayout *layout,
                               const TimelineFrame  *frame,
                               DlnEventId            event)
{
  double u_from = frame->view.u_begin, u_to = u_from + frame->view.width / frame->view.scale;
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint32));
  Column column = choose_column (layout);
  gboolean found = FALSE;
  gint64 wanted = 0;

  _dln_pyramid_collect (self->pyramid, u_from, u_to, seen);
  for (guint i = 0; i < seen->len && !found; i++)
    {
      guint32 item = g_array_index (seen, guint32, i);

      found = DLN_ROW (self->items, TimelineItem, item)->id == event && layout->rows[item] == 0;
      if (found)
        wanted = find_count (self, layout, column, item, u_from, u_to).key;
    }
  for (guint i = 0; i < seen->len && found; i++)
    {
      guint32 item = g_array_index (seen, guint32, i);

      if (layout->rows[item] == 0
          && find_count (self, layout, column, item, u_from, u_to).key == wanted)
        g_array_append_val (members, item);
    }
  return members;
}
