/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening what is counted: which events a count stands for, and the view that shows them. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

static int
compare_ranks (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const TimelineItem *items = data;
  const TimelineItem *x = &items[*(const guint32 *) a], *y = &items[*(const guint32 *) b];

  if (x->salience != y->salience)
    return x->salience > y->salience ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/**
 * dln_timeline_dup_counted:
 * @self: a timeline
 * @event: what a counted mark of the picture that was built last names
 *
 * Returns: (transfer full): DlnEventId of all events that the mark counts, the most salient first;
 * of an undated one, all that are undated.
 * Time: O(n)
 */
GArray *
dln_timeline_dup_counted (DlnTimeline *self,
                          DlnEventId   event)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (DlnEventId));
  g_autoptr (GArray) members = NULL;
  TimelineFrame frame;

  g_return_val_if_fail (DLN_IS_TIMELINE (self), ids);

  _dln_timeline_ensure_view (self);
  for (guint i = 0; i < self->undated->len; i++)
    if (g_array_index (self->undated, DlnEventId, i) == event)
      {
        g_array_append_vals (ids, self->undated->data, self->undated->len);
        return ids;
      }
  if (self->lanes != DLN_LANES_PACKED || self->layout == NULL || self->layout->rows == NULL)
    return ids;
  _dln_timeline_make_frame (self, dln_theme_get (FALSE), self->view->width, self->view->height,
                            self->u_begin, self->u_end, &frame);
  members = _dln_timeline_collect_counted (self, self->layout, &frame, event);
  if (members->len > 0)
    g_array_sort_with_data (members, compare_ranks, self->items->data);
  for (guint i = 0; i < members->len; i++)
    {
      guint32 item = g_array_index (members, guint32, i);

      g_array_append_val (ids, DLN_ROW (self->items, TimelineItem, item)->id);
    }
  return ids;
}

/* The stretch that some events take on the map, with air; FALSE if none is dated. */
static gboolean
get_stretch (DlnTimeline      *self,
             const DlnEventId *events,
             guint             n,
             double           *u_begin,
             double           *u_end)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    g_hash_table_add (wanted, GUINT_TO_POINTER (events[i]));
  _dln_timeline_ensure_view (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);
      double middle = (item->u0 + item->u1) / 2;

      if (!g_hash_table_contains (wanted, GUINT_TO_POINTER (item->id)))
        continue;
      *u_begin = any ? MIN (*u_begin, middle) : middle;
      *u_end = any ? MAX (*u_end, middle) : middle;
      any = TRUE;
    }
  double air = any ? MAX ((*u_end - *u_begin) * 0.1, 43200) : 0;
  *u_begin -= air;
  *u_end += air;
  return any;
}

/**
 * dln_timeline_can_show_events:
 * @self: a timeline
 * @events: ids
 * @n: of them
 *
 * Returns: whether zooming to them shows more than now
 */
gboolean
dln_timeline_can_show_events (DlnTimeline      *self,
                              const DlnEventId *events,
                              guint             n)
{
  double u_begin = 0, u_end = 0;

  g_return_val_if_fail (DLN_IS_TIMELINE (self) && (events != NULL || n == 0), FALSE);

  return get_stretch (self, events, n, &u_begin, &u_end)
         && u_end - u_begin < (self->u_end - self->u_begin) * 0.8;
}

/**
 * dln_timeline_show_events:
 * @self: a timeline
 * @events: ids
 * @n: of them
 *
 * Zooms to the time in which they are. Time: O(n) in what is shown
 */
void
dln_timeline_show_events (DlnTimeline      *self,
                          const DlnEventId *events,
                          guint             n)
{
  double u_begin = 0, u_end = 0;

  g_return_if_fail (DLN_IS_TIMELINE (self) && (events != NULL || n == 0));

  if (get_stretch (self, events, n, &u_begin, &u_end))
    _dln_timeline_set_view (self, u_begin, u_end);
}
