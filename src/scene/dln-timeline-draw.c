/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events as marks. What is certain is solid, what is possible is tinted and fades out at the ends;
 * an outline says how it is told (planned, alleged, denied), whiskers say that sources disagree. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <math.h>
#include <string.h>

#define GROUP_PADDING 12.0f
#define TINT 0.34
#define CORE 0.85
#define DIMMED 0.72
#define MAX_FADE 26.0f

/* What the pen knows about the mark at hand. */
typedef struct
{
  DlnTimeline          *self;
  DlnScene             *scene;
  const TimelineFrame  *frame;
  const TimelineLayout *layout;
  GHashTable           *related; /* (nullable): events that stay bright */
  GHashTable           *copies;  /* event id -> how often drawn, for ids */
} Pen;

static guint32
dim_color (const Pen *pen,
           guint32    color,
           gboolean   dimmed)
{
  return dimmed ? _dln_color_mix (color, pen->frame->theme->background, DIMMED) : color;
}

/* Events that the selected entity takes part in, or that the selected article tells. */
static GHashTable *
collect_related (DlnTimeline *self)
{
  GHashTable *related = NULL;

  if (self->view->selection.kind == DLN_TARGET_ENTITY)
    {
      guint n = 0;
      const DlnEventId *events =
        dln_case_get_events_of (self->view->dcase, self->view->selection.id, &n);

      related = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < n; i++)
        g_hash_table_add (related, GUINT_TO_POINTER (events[i]));
    }
  else if (self->view->selection.kind == DLN_TARGET_DOCUMENT)
    {
      const DlnResolution *resolution = dln_case_get_resolution (self->view->dcase);

      if (self->view->selection.id == 0 || self->view->selection.id > resolution->event_of->len)
        return NULL;
      const GArray *events = g_ptr_array_index (resolution->event_of, self->view->selection.id - 1);
      related = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < events->len; i++)
        g_hash_table_add (related, GUINT_TO_POINTER (g_array_index (events, DlnEventId, i)));
    }
  for (guint i = 0; related != NULL && i < self->items->len; i++)
    if (g_hash_table_contains (related,
                               GUINT_TO_POINTER (DLN_ROW (self->items, TimelineItem, i)->id)))
      return related;
  /* nothing dated: dimming all would tell nothing */
  g_clear_pointer (&related, g_hash_table_unref);
  return NULL;
}

/* Top of a row. Packed lanes grow upwards from the axis, groups downwards from the top. */
static float
get_row_top (const Pen *pen,
             guint      group,
             guint      row)
{
  const TimelineGroup *lane = DLN_ROW (pen->layout->groups, TimelineGroup, group);
  float bins = pen->layout->bins->len > 0 ? BIN_HEIGHT : 8;

  if (lane->title == NULL)
    return pen->frame->plot_bottom - bins - (row + 1) * ROW_HEIGHT;
  return pen->frame->plot_top + row * ROW_HEIGHT + group * GROUP_PADDING + GROUP_PADDING / 2
         - pen->self->scroll;
}

float
_dln_timeline_get_rows_height (const TimelineLayout *layout)
{
  const TimelineGroup *first = layout->groups->len > 0
                                 ? DLN_ROW (layout->groups, TimelineGroup, 0)
                                 : NULL;

  if (first == NULL)
    return 2 * ROW_HEIGHT;
  if (first->title == NULL)
    return layout->n_rows * ROW_HEIGHT + (layout->bins->len > 0 ? BIN_HEIGHT : 8) + 8;
  return layout->n_rows * ROW_HEIGHT + layout->groups->len * GROUP_PADDING;
}

typedef enum
{
  STYLE_SOLID,
  STYLE_TINTED, /* a date that was inferred */
  STYLE_HOLLOW, /* alleged */
  STYLE_DASHED, /* planned, conditional */
  STYLE_STRUCK, /* denied, cancelled, not so */
} MarkStyle;

static MarkStyle
get_style (const TimelineItem *item)
{
  if (item->polarity == DLN_POLARITY_NEGATED)
    return STYLE_STRUCK;
  switch (item->modality)
    {
    case DLN_MODALITY_PLANNED:
    case DLN_MODALITY_CONDITIONAL:
      return STYLE_DASHED;
    case DLN_MODALITY_ALLEGED:
      return STYLE_HOLLOW;
    case DLN_MODALITY_DENIED:
    case DLN_MODALITY_CANCELLED:
      return STYLE_STRUCK;
    default:
      return (item->when_flags & DLN_WHEN_INFERRED) != 0 ? STYLE_TINTED : STYLE_SOLID;
    }
}

gboolean
_dln_timeline_is_vague (const TimelineItem *item)
{
  return (item->when_flags & (DLN_WHEN_APPROXIMATE | DLN_WHEN_UNCERTAIN)) != 0;
}

static void
draw_point (const Pen          *pen,
            const TimelineItem *item,
            float               x,
            float               y,
            guint32             color)
{
  guint32 ground = pen->frame->theme->background;
  guint32 tint = _dln_color_mix (ground, color, TINT);
  MarkStyle style = get_style (item);

  if (_dln_timeline_is_vague (item))
    _dln_scene_disc (pen->scene, x, y, POINT_RADIUS + 3, 0, color, 1, DLN_OP_DASHED);
  switch (style)
    {
    case STYLE_SOLID:
      _dln_scene_disc (pen->scene, x, y, POINT_RADIUS, color, 0, 0, 0);
      break;
    case STYLE_TINTED:
      _dln_scene_disc (pen->scene, x, y, POINT_RADIUS - 0.5f, tint, color, 1.2f, 0);
      break;
    default:
      _dln_scene_disc (pen->scene, x, y, POINT_RADIUS - 0.5f, ground, color, 1.5f,
                       style == STYLE_DASHED ? DLN_OP_DASHED : 0);
      break;
    }
  if (style == STYLE_STRUCK)
    _dln_scene_line (pen->scene, x - 5.5f, y + 4, x + 5.5f, y - 4, color, 1.3f, 0);
}

static void
draw_bar_body (const Pen          *pen,
               const TimelineItem *item,
               DlnRect             rect,
               guint32             color,
               double              core0,
               double              core1)
{
  guint32 tint = _dln_color_mix (pen->frame->theme->background, color, TINT);
  guint32 solid = _dln_color_mix (pen->frame->theme->background, color, CORE);
  float fade = MIN (rect.width * 0.3f, MAX_FADE);
  float left = rect.x + fade, right = rect.x + rect.width - fade;

  if (core1 > core0)
    {
      left = MIN (core0, left + rect.width);
      right = MAX (core1, left);
    }
  left = roundf (left); /* no seams where the pieces meet */
  right = roundf (right);
  if (left - rect.x > 0.5f)
    _dln_scene_fade (pen->scene, (DlnRect){ rect.x, rect.y, left - rect.x, rect.height }, tint,
                     DLN_OP_REVERSED);
  if (rect.x + rect.width - right > 0.5f)
    _dln_scene_fade (pen->scene,
                     (DlnRect){ right, rect.y, rect.x + rect.width - right, rect.height }, tint, 0);
  if (right > left)
    _dln_scene_rectangle (pen->scene, (DlnRect){ left, rect.y, right - left, rect.height },
                          core1 > core0 ? 2 : 0, core1 > core0 ? solid : tint, 0, 0, 0);
}

static void
draw_bar (const Pen            *pen,
          const TimelineItem   *item,
          const TimelinePlaced *placed,
          float                 x0,
          float                 x1,
          float                 y,
          guint32               color)
{
  const DlnTimeView *view = &pen->frame->view;
  const DlnTimeMap *map = view->map;
  float height = placed->inside ? INSIDE_HEIGHT : BAR_HEIGHT;
  MarkStyle style = get_style (item);
  DlnRect rect = { x0, y - height / 2, x1 - x0, height };
  double core0 = 0, core1 = 0;

  if (item->core_end > item->core_begin)
    {
      core0 = MAX (_dln_time_view_to_x (view, _dln_time_map_to_u (map, item->core_begin)), x0);
      core1 = MIN (_dln_time_view_to_x (view, _dln_time_map_to_u (map, item->core_end)), x1);
    }
  if (style == STYLE_SOLID || style == STYLE_TINTED)
    draw_bar_body (pen, item, rect, color, core0, core1);
  if (style == STYLE_TINTED)
    _dln_scene_hatch (pen->scene, rect, _dln_color_alpha (color, 0.45), 1);
  if (_dln_timeline_is_vague (item) || style >= STYLE_HOLLOW)
    _dln_scene_rectangle (pen->scene,
                          rect,
                          3,
                          style >= STYLE_HOLLOW ? _dln_color_alpha (color, 0.07) : 0,
                          color,
                          1,
                          _dln_timeline_is_vague (item) || style == STYLE_DASHED ? DLN_OP_DASHED
                                                                                 : 0);
  if (style == STYLE_STRUCK)
    _dln_scene_line (pen->scene, x0 + 2, y, x1 - 2, y, color, 1.2f, 0);
  if (item->open_end)
    _dln_scene_fade (pen->scene, (DlnRect){ x1, rect.y + 2, 20, rect.height - 4 },
                     _dln_color_alpha (color, 0.6), 0);
  if (item->open_begin)
    _dln_scene_fade (pen->scene, (DlnRect){ x0 - 20, rect.y + 2, 20, rect.height - 4 },
                     _dln_color_alpha (color, 0.6), DLN_OP_REVERSED);
}

static void
draw_whiskers (const Pen          *pen,
               const TimelineItem *item,
               float               y,
               gboolean            dimmed)
{
  const DlnTimeView *view = &pen->frame->view;
  guint32 color = dim_color (pen, pen->frame->theme->conflict, dimmed);
  float x0 = _dln_time_view_to_x (view, _dln_time_map_to_u (view->map, item->claim_begin));
  float x1 = _dln_time_view_to_x (view, _dln_time_map_to_u (view->map, item->claim_end));

  _dln_scene_hatch (pen->scene, (DlnRect){ x0, y - 4, x1 - x0, 8 }, _dln_color_alpha (color, 0.5),
                    1);
  _dln_scene_line (pen->scene, x0, y - 6, x0, y + 6, color, 1.4f, 0);
  _dln_scene_line (pen->scene, x1, y - 6, x1, y + 6, color, 1.4f, 0);
  _dln_scene_line (pen->scene, x0, y, x1, y, color, 1, 0);
}

/* A roof above the mark: a later source gives a number that grew. */
void
_dln_timeline_draw_updated (DlnScene *scene,
                            float     x,
                            float     y,
                            guint32   color)
{
  const DlnPoint roof[] = { { x - 5, y - 4.5f }, { x, y - 8.5f }, { x + 5, y - 4.5f } };

  _dln_scene_polyline (scene, roof, G_N_ELEMENTS (roof), 0, color, 1.4f, 0);
}

/* What sources say otherwise, but for the day, which has whiskers. */
static void
draw_signs (const Pen          *pen,
            const TimelineItem *item,
            float               x,
            float               y,
            gboolean            dimmed)
{
  const DlnTheme *theme = pen->frame->theme;

  if ((item->event_flags & DLN_EVENT_CONFLICT) != 0 && item->claim_end <= item->claim_begin)
    _dln_scene_disc (pen->scene, x, y, POINT_RADIUS + 3, 0,
                     dim_color (pen, theme->conflict, dimmed), 1.2f, DLN_OP_DASHED);
  if ((item->event_flags & DLN_EVENT_UPDATED) != 0)
    _dln_timeline_draw_updated (pen->scene, x, y, dim_color (pen, theme->dim, dimmed));
  if (item->own)
    _dln_timeline_draw_own (
      pen->scene, x, y + POINT_RADIUS, POINT_RADIUS, dim_color (pen, theme->strong, dimmed));
}

static char *
make_id (Pen       *pen,
         DlnEventId id)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (pen->copies, GUINT_TO_POINTER (id))) + 1;

  g_hash_table_insert (pen->copies, GUINT_TO_POINTER (id), GUINT_TO_POINTER (n));
  return n == 1 ? g_strdup_printf ("event-%u", id) : g_strdup_printf ("event-%u-%u", id, n);
}

/* Whether the zigzag of a fold runs through a stretch. */
static gboolean
crosses_fold (const Pen *pen,
              float      x0,
              float      x1)
{
  const DlnTimeView *view = &pen->frame->view;

  for (guint i = 0; i < view->map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (view->map->segments, DlnTimeSegment, i);
      float x = _dln_time_view_to_x (view, (segment->u0 + segment->u1) / 2);

      if (segment->folded && !segment->covered && x > x0 - 4 && x < x1 + 4)
        return TRUE;
    }
  return FALSE;
}

/* The day stands out a little from the title. */
static void
draw_label (Pen                  *pen,
            const TimelinePlaced *placed,
            float                 x,
            float                 baseline,
            guint32               ink,
            gboolean              dimmed,
            gboolean              boxed)
{
  DlnStrings *strings = pen->self->block_strings;
  const DlnTextBlock *block = &placed->block;
  gboolean halo = !boxed && !placed->inside && crosses_fold (pen, x, x + block->width);
  guint flags = halo ? DLN_OP_HALO : 0;
  guint prefix = 0;

  _dln_timeline_get_label (pen->self, placed->item, &prefix);
  if (block->n_lines == 0)
    return;
  if (block->n_lines > 1)
    _dln_scene_text (pen->scene, placed->flipped ? x + block->width - block->widths[1] : x,
                     baseline + LABEL_LINE, dln_strings_get (strings, block->lines[1]), LABEL_FONT,
                     ink, flags);
  if (placed->flipped)
    x += block->width - block->widths[0];
  if (prefix == 0 || placed->inside)
    {
      _dln_scene_text (pen->scene,
                       x,
                       baseline,
                       dln_strings_get (strings, block->lines[0]),
                       LABEL_FONT,
                       ink,
                       flags);
      return;
    }

  const char *line = dln_strings_get (strings, block->lines[0]);
  g_autofree char *day = g_strndup (line, MIN (prefix, strlen (line)));
  const char *rest = line + strlen (day);
  float offset;

  while (*rest == ' ')
    rest++;
  offset = _dln_scene_text (pen->scene, x, baseline, day, LABEL_FONT,
                            dim_color (pen, pen->frame->theme->event, dimmed), flags);
  _dln_scene_text (pen->scene, x + offset + 6, baseline, rest, LABEL_FONT, ink, flags);
}

static void
draw_placed (Pen                  *pen,
             const TimelinePlaced *placed)
{
  DlnTimeline *self = pen->self;
  const TimelineFrame *frame = pen->frame;
  const DlnTheme *theme = frame->theme;
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, placed->item);
  DlnTarget target = { DLN_TARGET_EVENT, item->id };
  gboolean packed = DLN_ROW (pen->layout->groups, TimelineGroup, placed->group)->title == NULL;
  double origin = frame->view.left - frame->view.u_begin * frame->view.scale;
  double right = frame->view.left + frame->view.width;
  float x0 = CLAMP (placed->x0 + origin, -1e5, 1e5), x1 = CLAMP (placed->x1 + origin, -1e5, 1e5);
  float label_x = CLAMP (placed->label_x + origin, -1e5, 1e5);
  float top =
    get_row_top (pen, placed->group, packed ? placed->row + placed->n_rows - 1u : placed->row);
  float y = top + ROW_HEIGHT / 2, begin = MIN (label_x, x0),
        end = MAX (label_x + placed->block.width, x1);

  if (end < frame->view.left || begin > right || top + placed->n_rows * ROW_HEIGHT < frame->plot_top
      || top > frame->plot_bottom)
    return;
  if (placed->inside) /* the label stays in sight while its bar is */
    label_x = CLAMP (frame->view.left + 6, label_x,
                     MAX (label_x, (float) (placed->inside_end + origin) - placed->block.width));

  gboolean selected = dln_target_equal (self->view->selection, target);
  gboolean dimmed = pen->related != NULL
                    && !g_hash_table_contains (pen->related, GUINT_TO_POINTER (item->id));
  guint32 color = dim_color (pen, theme->event, dimmed);
  g_autofree char *id = make_id (pen, item->id);
  g_autofree char *title = _dln_timeline_dup_tooltip (self, item->id);
  DlnRect bounds = { begin, top, end - begin, placed->n_rows * ROW_HEIGHT };

  _dln_scene_begin (pen->scene, target, id, title);
  gboolean boxed = selected || dln_target_equal (self->view->hover, target);
  if (boxed) /* opaque: no fold shows through the words */
    _dln_scene_rectangle (pen->scene,
                          (DlnRect){ bounds.x - 4, bounds.y, bounds.width + 8, bounds.height }, 5,
                          _dln_color_mix (theme->background, theme->selection,
                                          selected ? 0.18 : 0.08),
                          selected ? theme->selection : 0, selected ? 1.2f : 0, 0);
  if (item->claim_end > item->claim_begin)
    draw_whiskers (pen, item, y, dimmed);
  if (_dln_timeline_is_point (item, frame->view.scale))
    draw_point (pen, item, (x0 + x1) / 2, y, color);
  else
    {
      double b0 = x0, b1 = x1;

      if (item->claim_end > item->claim_begin)
        {
          b0 = _dln_time_view_to_x (&frame->view, _dln_time_map_to_u (self->map, item->begin));
          b1 = _dln_time_view_to_x (&frame->view, _dln_time_map_to_u (self->map, item->end));
        }
      if (b1 - b0 < MIN_BAR && item->precision <= DLN_PRECISION_DAY)
        draw_point (pen, item, (b0 + b1) / 2, y, color);
      else
        {
          draw_bar (pen, item, placed, b0, MAX (b1, b0 + MIN_BAR), y, color);
          if (item->claim_end > item->claim_begin) /* on a bar that may hide them */
            draw_whiskers (pen, item, y, dimmed);
        }
    }
  draw_signs (pen, item, (x0 + x1) / 2, y, dimmed);

  gboolean on_core = placed->inside && item->core_end > item->core_begin
                     && get_style (item) <= STYLE_TINTED;
  guint32 ink =
    dim_color (pen, on_core ? theme->background : theme->foreground, dimmed && !on_core);
  draw_label (pen, placed, label_x, top + 13, ink, dimmed, boxed);
  _dln_scene_end (pen->scene);
  _dln_scene_mark (pen->scene, target, bounds, title, 1);
}

static void
draw_bin (Pen               *pen,
          const TimelineBin *bin)
{
  DlnTimeline *self = pen->self;
  const TimelineFrame *frame = pen->frame;
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, bin->item);
  const TimelineGroup *group = DLN_ROW (pen->layout->groups, TimelineGroup, bin->group);
  DlnTarget target = { DLN_TARGET_EVENT, item->id };
  double origin = frame->view.left - frame->view.u_begin * frame->view.scale;
  float x = bin->x + origin;
  float y = group->title == NULL
              ? frame->plot_bottom - BIN_HEIGHT / 2
              : get_row_top (pen, bin->group, group->first_row + group->n_rows - 1)
                  + ROW_HEIGHT / 2;
  g_autofree char *title = NULL;
  char count[16];

  if (x < frame->view.left - BIN_WIDTH || x > frame->view.left + frame->view.width + BIN_WIDTH
      || y < frame->plot_top || y > frame->plot_bottom)
    return;
  title = _dln_timeline_dup_tooltip (self, item->id);
  if (bin->count == 1)
    {
      g_autofree char *id = make_id (pen, item->id);

      _dln_scene_begin (pen->scene, target, id, title);
      _dln_scene_disc (pen->scene, x, y, 3.5f, frame->theme->event, 0, 0, 0);
      _dln_scene_end (pen->scene);
      _dln_scene_mark (pen->scene, target, (DlnRect){ x - 6, y - 8, 12, 16 }, title, 1);
      return;
    }

  DlnTextExtents extents;
  if (bin->count < 10000)
    g_snprintf (count, sizeof count, "%u", bin->count);
  else
    g_snprintf (count, sizeof count, "%uk", bin->count / 1000);
  _dln_text_measure (count, 10, DLN_OP_TABULAR, &extents);
  float width = MIN (MAX (extents.width + 10, 18), BIN_WIDTH - 2);
  DlnRect pill = { x - width / 2, y - 8, width, 16 };
  _dln_scene_begin (pen->scene, target, NULL, title);
  _dln_scene_rectangle (pen->scene, pill, 8,
                        _dln_color_mix (frame->theme->background, frame->theme->event, 0.2), 0, 0,
                        0);
  _dln_scene_text (pen->scene, x - extents.width / 2, y + 3.6f, count, 10,
                   frame->theme->foreground, DLN_OP_TABULAR);
  _dln_scene_end (pen->scene);
  _dln_scene_mark (pen->scene, target, pill, title, bin->count);
}

static const TimelinePlaced *
find_selected (const Pen *pen)
{
  for (guint i = 0; i < pen->layout->placed->len; i++)
    {
      const TimelinePlaced *placed = DLN_ROW (pen->layout->placed, TimelinePlaced, i);

      if (DLN_ROW (pen->self->items, TimelineItem, placed->item)->id
          == pen->self->view->selection.id)
        return placed;
    }
  return NULL;
}

/* From the selected mark down to the axis, behind the others. */
static void
draw_guide (const Pen            *pen,
            const TimelinePlaced *placed)
{
  const TimelineFrame *frame = pen->frame;
  double origin = frame->view.left - frame->view.u_begin * frame->view.scale;
  double x0 = placed->x0 + origin, x1 = placed->x1 + origin;
  float x = _dln_timeline_is_point (DLN_ROW (pen->self->items, TimelineItem, placed->item),
                                    frame->view.scale)
              ? (x0 + x1) / 2
              : x0;

  if (x < frame->view.left || x > frame->view.left + frame->view.width)
    return;
  _dln_scene_line (pen->scene, x, get_row_top (pen, placed->group, placed->row) + ROW_HEIGHT, x,
                   frame->plot_bottom, _dln_color_alpha (frame->theme->selection, 0.6), 1,
                   DLN_OP_DASHED);
}

/* A selected event without a row of its own gets a label above the counted marks, over what is
 * there. */
static void
draw_selected_apart (Pen *pen)
{
  DlnTimeline *self = pen->self;
  const TimelineFrame *frame = pen->frame;
  const DlnTheme *theme = frame->theme;
  guint i = 0;

  while (i < self->items->len
         && DLN_ROW (self->items, TimelineItem, i)->id != self->view->selection.id)
    i++;
  if (i == self->items->len)
    return;

  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);
  const DlnTextBlock *block = _dln_timeline_get_block (self, i);
  float x = _dln_time_view_to_x (&frame->view, (item->u0 + item->u1) / 2);
  float right = frame->view.left + frame->view.width, y = frame->plot_bottom - BIN_HEIGHT / 2;
  float width = block->width + 16, height = block->n_lines * LABEL_LINE + 10;

  if (x < frame->view.left || x > right)
    return;
  DlnRect box = {
    CLAMP (x - width / 2, frame->view.left + 2, MAX (right - width - 2, frame->view.left + 2)),
    MAX (y - BIN_HEIGHT / 2 - height - 4, 2),
    width,
    height
  };
  g_autofree char *title = _dln_timeline_dup_tooltip (self, item->id);

  _dln_scene_begin (pen->scene, self->view->selection, NULL, title);
  _dln_scene_disc (pen->scene, x, y, 9, _dln_color_alpha (theme->selection, 0.18), theme->selection,
                   1.4f, 0);
  _dln_scene_rectangle (pen->scene, box, 6, theme->background, theme->selection, 1.2f, 0);
  _dln_scene_block (pen->scene, self->block_strings, block, box.x + 8, box.y + 15, LABEL_LINE, 0,
                    LABEL_FONT, theme->foreground, 0);
  _dln_scene_end (pen->scene);
  _dln_scene_mark (pen->scene, self->view->selection, box, title, 1);
}

void
_dln_timeline_draw_items (DlnTimeline          *self,
                          DlnScene             *scene,
                          const TimelineFrame  *frame,
                          const TimelineLayout *layout)
{
  Pen pen = { self, scene, frame, layout };
  g_autoptr (GHashTable) related = collect_related (self);
  g_autoptr (GHashTable) copies = g_hash_table_new (NULL, NULL);

  pen.related = related;
  pen.copies = copies;
  const TimelinePlaced *selected
    = self->view->selection.kind == DLN_TARGET_EVENT ? find_selected (&pen) : NULL;
  if (selected != NULL && self->lanes == DLN_LANES_PACKED)
    draw_guide (&pen, selected);
  for (guint i = 0; i < layout->bins->len; i++)
    draw_bin (&pen, DLN_ROW (layout->bins, TimelineBin, i));
  for (guint i = 0; i < layout->placed->len; i++)
    draw_placed (&pen, DLN_ROW (layout->placed, TimelinePlaced, i));
  if (self->view->selection.kind == DLN_TARGET_EVENT && selected == NULL)
    draw_selected_apart (&pen);
}

static void
draw_sign (DlnScene       *scene,
           DlnLaneMode     mode,
           float           x,
           float           y,
           const DlnTheme *theme)
{
  switch (mode)
    {
    case DLN_LANES_PERSON:
      _dln_scene_disc (scene, x, y, 4.5f, theme->entity[DLN_ENTITY_PERSON], 0, 0, 0);
      break;
    case DLN_LANES_INSTITUTION:
      _dln_scene_rectangle (scene, (DlnRect){ x - 4.5f, y - 4.5f, 9, 9 }, 2,
                            theme->entity[DLN_ENTITY_INSTITUTION], 0, 0, 0);
      break;
    case DLN_LANES_PLACE:
      _dln_scene_diamond (scene, (DlnRect){ x - 5, y - 5, 10, 10 },
                          theme->entity[DLN_ENTITY_PLACE], 0, 0, 0);
      break;
    default:
      _dln_scene_rectangle (scene, (DlnRect){ x - 1.5f, y - 5, 3, 10 }, 0, theme->report, 0, 0, 0);
      break;
    }
}

void
_dln_timeline_draw_gutter (DlnTimeline          *self,
                           DlnScene             *scene,
                           const TimelineFrame  *frame,
                           const TimelineLayout *layout)
{
  const DlnTheme *theme = frame->theme;
  float y = frame->plot_top - self->scroll;

  if (frame->gutter <= 0)
    return;
  _dln_scene_rectangle (scene,
                        (DlnRect){ 0, frame->plot_top, frame->gutter,
                                   frame->plot_bottom - frame->plot_top },
                        0, theme->background, 0, 0, 0);
  for (guint g = 0; g < layout->groups->len; g++)
    {
      const TimelineGroup *group = DLN_ROW (layout->groups, TimelineGroup, g);
      float height = group->n_rows * ROW_HEIGHT + GROUP_PADDING;
      DlnTextBlock block;

      if (g > 0 && y >= frame->plot_top && y <= frame->plot_bottom)
        _dln_scene_line (scene, 8, y, frame->width - 8, y, theme->grid, 1, 0);
      if (group->title != NULL && y + 40 >= frame->plot_top && y + 6 < frame->plot_bottom)
        {
          _dln_text_wrap (scene->strings, group->title, LABEL_FONT, DLN_OP_BOLD,
                          frame->gutter - 36, 2, &block);
          draw_sign (scene, self->lanes, 16, y + 15, theme);
          _dln_scene_block (scene, scene->strings, &block, 27, y + 19, LABEL_LINE, 0, LABEL_FONT,
                            theme->foreground, DLN_OP_BOLD);
          _dln_scene_mark (
            scene,
            group->target,
            (DlnRect){ 8, y + 4, frame->gutter - 16, block.n_lines * LABEL_LINE + 6 },
            group->title,
            1);
        }
      y += height;
    }
}
