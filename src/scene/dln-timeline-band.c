/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The band below the headlines as a picture: marks, and counts of what has none.
 *
 * Each event that overlaps what is seen is either a mark or in one count, so that told + marks +
 * counted + undated + outside + filtered are all events of the case. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDE 150.0 /* pixels: a thin bar */
#define SPILL_HEIGHT DLN_TIMELINE_SPILL
#define COUNT_FONT 12.0f
#define COUNT_LINE DLN_TIMELINE_COUNT_LINE

/* ---- drawing -------------------------------------------------------------------------------- */

typedef struct
{
  DlnTimeline          *self;
  DlnScene             *scene;
  const TimelineFrame  *frame;
  const TimelineLayout *layout;
  double                u_from, u_to;
  double                origin; /* x of u = 0 */
  GHashTable           *told;   /* items with words */
} Pen;

static gboolean
is_struck (const TimelineItem *item)
{
  return item->polarity == DLN_POLARITY_NEGATED || item->modality == DLN_MODALITY_DENIED
         || item->modality == DLN_MODALITY_CANCELLED;
}

/* The stretch in which it may have been, fading out at the ends; solid where it surely lasted; open
 * where no bound is known. */
static void
draw_stretch (const Pen          *pen,
              const TimelineItem *item,
              float               y,
              guint32             color)
{
  const DlnTimeView *view = &pen->frame->view;
  float left = view->left - 2, right = view->left + view->width + 2;
  float x0 = CLAMP (_dln_time_view_to_x (view, _dln_time_map_to_u (view->map, item->begin)), left,
                    right);
  float x1 =
    CLAMP (_dln_time_view_to_x (view, _dln_time_map_to_u (view->map, item->end)), left, right);
  float h = x1 - x0 > WIDE ? 4 : 8, fade = MIN ((x1 - x0) * 0.25f, 22);

  if (x1 - x0 < 1)
    return;
  if (item->core_end > item->core_begin)
    {
      double u0 = _dln_time_map_to_u (view->map, item->core_begin);
      double u1 = _dln_time_map_to_u (view->map, item->core_end);
      float c0 = CLAMP (_dln_time_view_to_x (view, u0), x0, x1);
      float c1 = CLAMP (_dln_time_view_to_x (view, u1), c0, x1);

      if (c1 - c0 > 1)
        _dln_scene_rectangle (pen->scene, (DlnRect){ c0, y - h / 2, c1 - c0, h }, 1, color, 0, 0,
                              0);
    }
  _dln_scene_fade (pen->scene, (DlnRect){ x0, y - h / 2, fade, h }, color, DLN_OP_REVERSED);
  _dln_scene_rectangle (pen->scene, (DlnRect){ x0 + fade, y - h / 2, x1 - x0 - 2 * fade, h }, 0,
                        color, 0, 0, 0);
  _dln_scene_fade (pen->scene, (DlnRect){ x1 - fade, y - h / 2, fade, h }, color, 0);
}

/* An arrow towards the side on which no bound is known. */
static void
draw_open_end (const Pen *pen,
               float      x,
               float      y,
               float      way,
               guint32    color)
{
  const DlnPoint points[]
    = { { x + way * 3, y - 3.5f }, { x + way * 7, y }, { x + way * 3, y + 3.5f } };

  _dln_scene_polyline (pen->scene, points, G_N_ELEMENTS (points), 0, color, 1.4f, 0);
}

/* Two days that sources give: the mark at one, its outline in red at the other. */
static void
draw_dispute (const Pen          *pen,
              const TimelineItem *item,
              float               x,
              float               y,
              float               r)
{
  const DlnTimeView *view = &pen->frame->view;
  guint32 red = pen->frame->theme->conflict;
  double a = _dln_time_map_to_u (view->map, item->claim_begin);
  double b = _dln_time_map_to_u (view->map, item->claim_end);
  float first = _dln_time_view_to_x (view, a) + r, last = _dln_time_view_to_x (view, b) - r;
  float other = fabsf (first - x) > fabsf (last - x) ? first : last;

  if (other < view->left || other > view->left + view->width || fabsf (other - x) < r)
    return;
  _dln_scene_line (pen->scene, x, y, other, y, red, 1.4f, 0);
  _dln_timeline_draw_kind (pen->scene, item->kind, other, y, r - 0.5f,
                           pen->frame->theme->background, red, 0);
}

/* What no article says is underlined; @y is the lower end of its mark. */
void
_dln_timeline_draw_own (DlnScene *scene,
                        float     x,
                        float     y,
                        float     r,
                        guint32   color)
{
  _dln_scene_line (scene, x - r - 2, y + 2.5f, x + r + 2, y + 2.5f, color, 1.4f, 0);
}

static void
draw_sign (const Pen          *pen,
           const TimelineItem *item,
           float               x,
           float               y,
           float               r,
           guint32             color)
{
  const DlnTheme *theme = pen->frame->theme;
  gboolean hollow = item->modality != DLN_MODALITY_ASSERTED
                    || item->polarity == DLN_POLARITY_NEGATED;
  gboolean dashed = item->modality == DLN_MODALITY_PLANNED
                    || item->modality == DLN_MODALITY_CONDITIONAL;

  _dln_timeline_draw_kind (pen->scene, item->kind, x, y, r, hollow ? theme->background : color,
                           hollow ? color : 0, dashed ? DLN_OP_DASHED : 0);
  if (is_struck (item))
    _dln_scene_line (pen->scene, x - r - 2, y + r, x + r + 2, y - r, color, 1.3f, 0);
  if (item->own)
    _dln_timeline_draw_own (pen->scene, x, y + r, r, color);
  if (_dln_timeline_is_vague (item))
    _dln_scene_disc (pen->scene, x, y, r + 3, 0, color, 1, DLN_OP_DASHED);
  if ((item->event_flags & DLN_EVENT_CONFLICT) != 0 && item->claim_end <= item->claim_begin)
    _dln_scene_disc (pen->scene, x, y, r + 3, 0, theme->conflict, 1.2f, 0);
  if ((item->event_flags & DLN_EVENT_UPDATED) != 0)
    _dln_timeline_draw_updated (pen->scene, x, y, theme->dim);
}

float
_dln_timeline_get_mark_y (const TimelineFrame  *frame,
                          const TimelineLayout *layout,
                          guint                 index)
{
  return frame->plot_bottom - 9 - (MAX (layout->rows[index], 1) - 1) * QUIET_ROW;
}

static void
draw_mark (const Pen *pen,
           guint      index)
{
  DlnTimeline *self = pen->self;
  const DlnTheme *theme = pen->frame->theme;
  const DlnTimeView *view = &pen->frame->view;
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, index);
  DlnTarget target = { DLN_TARGET_EVENT, item->id };
  gboolean told = g_hash_table_contains (pen->told, GUINT_TO_POINTER (index + 1));
  gboolean chosen = dln_target_equal (self->view->selection, target);
  gboolean hovered = dln_target_equal (self->view->hover, target);
  float y = _dln_timeline_get_mark_y (pen->frame, pen->layout, index);
  float x = pen->origin
            + _dln_timeline_get_anchor (item, pen->u_from, pen->u_to, pen->layout->scale);
  float r = QUIET_RADIUS + (told ? 1 : 0);
  guint32 color = chosen ? theme->selection : told ? theme->strong : theme->quiet;
  g_autofree char *id = g_strdup_printf ("event-%u", item->id);
  g_autofree char *title = _dln_timeline_dup_tooltip (self, item->id);

  x = CLAMP (x, view->left + r, MAX (view->left + view->width - r, view->left + r));
  _dln_scene_begin (pen->scene, target, id, title);
  if (chosen || hovered)
    _dln_scene_disc (pen->scene, x, y, r + 5, _dln_color_alpha (theme->selection, 0.2), 0, 0, 0);
  if (!_dln_timeline_is_point (item, pen->layout->scale))
    draw_stretch (pen, item, y, chosen ? _dln_color_mix (theme->band, theme->selection, 0.5)
                                       : theme->bar);
  if (item->claim_end > item->claim_begin)
    draw_dispute (pen, item, x, y, r);
  draw_sign (pen, item, x, y, r, color);
  if (item->open_begin)
    draw_open_end (pen, x - r, y, -1, color);
  if (item->open_end)
    draw_open_end (pen, x + r, y, 1, color);
  _dln_scene_end (pen->scene);
  _dln_scene_mark (pen->scene, target, (DlnRect){ x - 6, y - 6, 12, 12 }, title, 1);
}

static void
format_count (char *text,
              gsize size,
              guint count)
{
  if (count < 10000)
    g_snprintf (text, size, "%u", count);
  else
    g_snprintf (text, size, "%uk", count / 1000);
}

static char *
dup_count_label (DlnTimeline *self,
                 const TimelineCount *count)
{
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, count->item);
  g_autofree char *first = _dln_timeline_dup_tooltip (self, item->id);

  if (count->count == 1)
    return g_steal_pointer (&first);
  /* Translators: a counted mark: how many events, and the most important of them */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event: %s, \u2026",
                                       "%u events: %s, \u2026", count->count),
                          count->count, first);
}

/* A count above the marks of its place. */
static void
draw_spill (const Pen   *pen,
            const TimelineCount *count,
            float        band_top)
{
  const DlnTheme *theme = pen->frame->theme;
  const DlnTimeView *view = &pen->frame->view;
  DlnTarget target = { DLN_TARGET_EVENT,
                       DLN_ROW (pen->self->items, TimelineItem, count->item)->id };
  g_autofree char *label = dup_count_label (pen->self, count);
  DlnTextExtents extents;
  char number[16] = "+";

  format_count (number + 1, sizeof number - 1, count->count);
  _dln_text_measure (number, COUNT_FONT, DLN_OP_TABULAR, &extents);
  float width = MIN (extents.width + 6, DLN_TIMELINE_SPILL_WIDTH);
  float x = CLAMP ((count->x0 + count->x1) / 2 + pen->origin, view->left + width / 2,
                   view->left + view->width - width / 2);
  DlnRect box = { x - width / 2, band_top + 1, width, SPILL_HEIGHT - 2 };

  _dln_scene_begin (pen->scene, target, NULL, label);
  _dln_scene_rectangle (pen->scene, box, 7, theme->background, 0, 0, 0);
  _dln_scene_text (pen->scene, x - extents.width / 2, band_top + 13, number, COUNT_FONT, theme->dim,
                   DLN_OP_TABULAR);
  _dln_scene_end (pen->scene);
  DlnSceneMark *mark = _dln_scene_mark (pen->scene, target, box, label, count->count);
  if (mark != NULL)
    mark->counted = TRUE;
}

static void
draw_column (const Pen   *pen,
             const TimelineCount *count,
             guint        most,
             float        band_top)
{
  const DlnTheme *theme = pen->frame->theme;
  const DlnTimeView *view = &pen->frame->view;
  DlnTarget target = { DLN_TARGET_EVENT,
                       DLN_ROW (pen->self->items, TimelineItem, count->item)->id };
  float right = view->left + view->width, bottom = pen->frame->plot_bottom;
  float x0 = CLAMP (count->x0 + pen->origin + 0.5, view->left, right - 1.5);
  float x1 = CLAMP (count->x1 + pen->origin - 0.5, x0 + 1.5, right);
  float room = bottom - band_top - COUNT_LINE - 2;
  float height = MAX (room * count->count / most, 2);
  g_autofree char *label = dup_count_label (pen->self, count);

  _dln_scene_begin (pen->scene, target, NULL, label);
  _dln_scene_rectangle (pen->scene, (DlnRect){ x0, bottom - height, x1 - x0, height }, 0,
                        theme->bar, 0, 0, 0);
  _dln_scene_end (pen->scene);
  DlnSceneMark *mark
    = _dln_scene_mark (pen->scene, target,
                       (DlnRect){ x0, band_top + 1, x1 - x0, bottom - band_top - 1 }, label,
                       count->count);
  if (mark != NULL)
    mark->counted = TRUE;
}

static int
compare_by_count (gconstpointer a,
                  gconstpointer b)
{
  const TimelineCount *x = *(const TimelineCount *const *) a;
  const TimelineCount *y = *(const TimelineCount *const *) b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return (x->key > y->key) - (x->key < y->key);
}

/* The highest columns say how many they are, where no line of a headline runs. */
static void
draw_peaks (const Pen *pen,
            GArray    *counts,
            guint      most,
            float      band_top)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DlnRect));
  float bottom = pen->frame->plot_bottom;

  for (guint i = 0; i < pen->layout->cards->len; i++)
    {
      const TimelineCard *card = DLN_ROW (pen->layout->cards, TimelineCard, i);
      DlnRect line = { MIN (card->x, card->anchor) + pen->origin - 3, 0,
                       fabs (card->x - card->anchor) + 6, bottom };

      if (card->shown)
        g_array_append_val (taken, line);
    }
  for (guint i = 0; i < counts->len; i++)
    g_ptr_array_add (order, DLN_ROW (counts, TimelineCount, i));
  g_ptr_array_sort (order, compare_by_count);
  for (guint i = 0, n = 0; i < order->len && n < 7; i++)
    {
      const TimelineCount *count = g_ptr_array_index (order, i);
      float room = bottom - band_top - COUNT_LINE - 2;
      float x = (count->x0 + count->x1) / 2 + pen->origin;
      DlnTextExtents extents;
      char number[16];
      gboolean is_free = TRUE;

      if (count->count * 4 < most || count->count < 2)
        break;
      format_count (number, sizeof number, count->count);
      _dln_text_measure (number, COUNT_FONT, DLN_OP_TABULAR, &extents);
      DlnRect box = { x - extents.width / 2 - 3, 0, extents.width + 6, bottom };
      for (guint k = 0; k < taken->len && is_free; k++)
        is_free = !_dln_rect_overlaps (&box, DLN_ROW (taken, DlnRect, k));
      if (!is_free || box.x < pen->frame->view.left
          || box.x + box.width > pen->frame->view.left + pen->frame->view.width)
        continue;
      g_array_append_val (taken, box);
      _dln_scene_text (pen->scene, x - extents.width / 2,
                       bottom - MAX (room * count->count / most, 2) - 4, number, COUNT_FONT,
                       pen->frame->theme->dim, DLN_OP_TABULAR);
      n++;
    }
}

static void
draw_counts (const Pen *pen,
             GArray    *counts)
{
  float band_top = pen->frame->plot_bottom - pen->layout->band_height;
  guint most = 1;

  for (guint i = 0; i < counts->len; i++)
    most = MAX (most, DLN_ROW (counts, TimelineCount, i)->count);
  for (guint i = 0; i < counts->len; i++)
    if (pen->layout->dense)
      draw_column (pen, DLN_ROW (counts, TimelineCount, i), most, band_top);
    else
      draw_spill (pen, DLN_ROW (counts, TimelineCount, i), band_top);
  if (pen->layout->dense)
    draw_peaks (pen, counts, most, band_top);
}

/* ---- the band ------------------------------------------------------------------------------- */

static GHashTable *
collect_told (const TimelineLayout *layout)
{
  GHashTable *told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < layout->cards->len; i++)
    {
      const TimelineCard *card = DLN_ROW (layout->cards, TimelineCard, i);

      if (card->shown)
        g_hash_table_add (told, GUINT_TO_POINTER (card->item + 1));
    }
  return told;
}

/**
 * _dln_timeline_draw_band:
 * @self: a timeline; its counts are set
 * @scene: where to
 * @frame: where things stand
 * @layout: rows of the marks
 *
 * Time: that of _dln_timeline_new_counts(), and O(log n) for each mark
 */
void
_dln_timeline_draw_band (DlnTimeline          *self,
                         DlnScene             *scene,
                         const TimelineFrame  *frame,
                         const TimelineLayout *layout)
{
  g_autoptr (GArray) counts = NULL;
  g_autoptr (GArray) marked = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) told = collect_told (layout);
  Pen pen = { .self = self, .scene = scene, .frame = frame, .layout = layout, .told = told };

  pen.u_from = frame->view.u_begin;
  pen.u_to = pen.u_from + frame->view.width / frame->view.scale;
  pen.origin = frame->view.left - frame->view.u_begin * frame->view.scale;
  counts = _dln_timeline_new_counts (self, layout, pen.u_from, pen.u_to);
  draw_counts (&pen, counts);
  self->counts.told = self->counts.marks = self->counts.counted = 0;
  if (layout->dense)
    _dln_timeline_collect_told (self, layout, pen.u_from, pen.u_to, marked);
  else
    _dln_pyramid_collect (self->pyramid, pen.u_from, pen.u_to, marked);
  for (guint i = 0; i < marked->len; i++)
    {
      guint32 item = g_array_index (marked, guint32, i);

      if (layout->rows[item] == 0)
        continue;
      draw_mark (&pen, item);
      if (g_hash_table_contains (told, GUINT_TO_POINTER (item + 1)))
        self->counts.told++;
      else
        self->counts.marks++;
    }
  for (guint i = 0; i < counts->len; i++)
    self->counts.counted += DLN_ROW (counts, TimelineCount, i)->count;
  self->counts.undated = self->undated->len;
  self->counts.outside = self->items->len - self->counts.told - self->counts.marks
                         - self->counts.counted;
}
