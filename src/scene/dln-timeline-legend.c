/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signs of the timeline, explained: those that are used, and no others. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEGEND_FONT 12.0f
#define LEGEND_LINE 20.0f
#define MAX_LINES 3
#define MIN_HEIGHT 380.0f /* of a picture on screen; a lower one has no room */

typedef enum
{
  SIGN_DECISION,
  SIGN_JOURNEY,
  SIGN_CONFLICT,
  SIGN_STATEMENT,
  SIGN_OTHER,
  SIGN_PLANNED,
  SIGN_ALLEGED,
  SIGN_DENIED,
  SIGN_OWN,
  SIGN_SPAN,
  SIGN_LASTED,
  SIGN_OPEN,
  SIGN_ABOUT,
  SIGN_TWO_DAYS,
  SIGN_DISPUTED, /* about something else than the day */
  SIGN_UPDATED,
  SIGN_COUNTED,
  SIGN_FOLD,
  SIGN_SQUEEZED,
  N_SIGNS
} Sign;

static Sign
get_kind_sign (TimelineKind kind)
{
  switch (kind)
    {
    case KIND_DECISION:
      return SIGN_DECISION;
    case KIND_JOURNEY:
      return SIGN_JOURNEY;
    case KIND_CONFLICT:
      return SIGN_CONFLICT;
    case KIND_STATEMENT:
      return SIGN_STATEMENT;
    default:
      return SIGN_OTHER;
    }
}

static guint
get_item_signs (const TimelineItem *item)
{
  guint signs = 1u << get_kind_sign (item->kind);

  if (item->polarity == DLN_POLARITY_NEGATED || item->modality == DLN_MODALITY_DENIED
      || item->modality == DLN_MODALITY_CANCELLED)
    signs |= 1u << SIGN_DENIED;
  else if (item->modality == DLN_MODALITY_ALLEGED)
    signs |= 1u << SIGN_ALLEGED;
  else if (item->modality != DLN_MODALITY_ASSERTED)
    signs |= 1u << SIGN_PLANNED;
  if (item->core_end > item->core_begin)
    signs |= 1u << SIGN_LASTED;
  else if (item->end - item->begin > 86400)
    signs |= 1u << SIGN_SPAN;
  if (item->open_begin || item->open_end)
    signs |= 1u << SIGN_OPEN;
  if (_dln_timeline_is_vague (item))
    signs |= 1u << SIGN_ABOUT;
  if (item->claim_end > item->claim_begin)
    signs |= 1u << SIGN_TWO_DAYS;
  else if ((item->event_flags & DLN_EVENT_CONFLICT) != 0)
    signs |= 1u << SIGN_DISPUTED;
  if ((item->event_flags & DLN_EVENT_UPDATED) != 0)
    signs |= 1u << SIGN_UPDATED;
  if (item->own)
    signs |= 1u << SIGN_OWN;
  return signs;
}

/* Which signs the picture holds, a bit each. */
static guint
collect_signs (DlnTimeline         *self,
               const TimelineFrame *frame)
{
  double u_from = frame->view.u_begin;
  double u_to = u_from + frame->view.width / MAX (frame->view.scale, 1e-12);
  gboolean dense = self->layout != NULL && self->layout->dense && self->lanes == DLN_LANES_PACKED;
  guint signs = dense ? 1u << SIGN_COUNTED : 0;

  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (dense)
    _dln_timeline_collect_told (self, self->layout, u_from, u_to, seen);
  else
    _dln_pyramid_collect (self->pyramid, u_from, u_to, seen);
  for (guint i = 0; i < seen->len; i++)
    signs |= get_item_signs (
      DLN_ROW (self->items, TimelineItem, g_array_index (seen, guint32, i)));
  for (guint i = 0; i < self->map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (self->map->segments, DlnTimeSegment, i);

      if (segment->u1 <= u_from || segment->u0 >= u_to)
        continue;
      if (segment->folded)
        signs |= 1u << SIGN_FOLD;
      if (segment->squeezed)
        signs |= 1u << SIGN_SQUEEZED;
    }
  if (self->lanes != DLN_LANES_PACKED) /* there all kinds are discs */
    signs &= ~(1u << SIGN_DECISION | 1u << SIGN_JOURNEY | 1u << SIGN_CONFLICT
               | 1u << SIGN_STATEMENT | 1u << SIGN_OTHER | 1u << SIGN_OPEN);
  return signs;
}

static void
draw_bar_sign (DlnScene       *scene,
               Sign            sign,
               float           x,
               float           y,
               const DlnTheme *theme)
{
  const DlnPoint arrow[] = { { x + 20, y - 3.5f }, { x + 24, y }, { x + 20, y + 3.5f } };

  if (sign != SIGN_LASTED)
    _dln_scene_fade (scene, (DlnRect){ x, y - 4, 8, 8 }, theme->bar, DLN_OP_REVERSED);
  _dln_scene_rectangle (scene,
                        sign == SIGN_LASTED ? (DlnRect){ x, y - 4, 26, 8 }
                                            : (DlnRect){ x + 8, y - 4, 10, 8 },
                        0, theme->bar, 0, 0, 0);
  if (sign == SIGN_SPAN)
    _dln_scene_fade (scene, (DlnRect){ x + 18, y - 4, 8, 8 }, theme->bar, 0);
  if (sign == SIGN_OPEN)
    _dln_scene_polyline (scene, arrow, G_N_ELEMENTS (arrow), 0, theme->strong, 1.4f, 0);
}

static void
draw_ground_sign (DlnScene       *scene,
                  Sign            sign,
                  float           x,
                  float           y,
                  const DlnTheme *theme)
{
  guint32 ground = _dln_color_mix (theme->band, theme->bar, 0.5);

  if (sign == SIGN_COUNTED)
    for (guint i = 0; i < 3; i++)
      {
        float height = i == 0 ? 4 : i == 1 ? 9 : 6;

        _dln_scene_rectangle (scene, (DlnRect){ x + i * 6, y + 5 - height, 5, height }, 0,
                              theme->bar, 0, 0, 0);
      }
  else if (sign == SIGN_SQUEEZED)
    _dln_scene_rectangle (scene, (DlnRect){ x, y - 6, 24, 12 }, 0, theme->faint,
                          theme->bar, 0.8f, 0);
  else
    {
      _dln_scene_rectangle (scene, (DlnRect){ x, y - 6, 8, 12 }, 0, ground, 0, 0, 0);
      _dln_scene_rectangle (scene, (DlnRect){ x + 16, y - 6, 8, 12 }, 0, ground, 0, 0, 0);
    }
}

static void
draw_sign (DlnScene       *scene,
           Sign            sign,
           float           x,
           float           y,
           const DlnTheme *theme)
{
  static const TimelineKind kinds[] = { KIND_DECISION, KIND_JOURNEY, KIND_CONFLICT, KIND_STATEMENT,
                                        KIND_OTHER };
  float middle = x + 5;

  switch (sign)
    {
    case SIGN_PLANNED:
    case SIGN_ALLEGED:
    case SIGN_DENIED:
      _dln_timeline_draw_kind (scene, KIND_DECISION, middle, y, 5, theme->background, theme->strong,
                               sign == SIGN_PLANNED ? DLN_OP_DASHED : 0);
      if (sign == SIGN_DENIED)
        _dln_scene_line (scene, x - 2, y + 5, x + 12, y - 5, theme->strong, 1.3f, 0);
      break;
    case SIGN_SPAN:
    case SIGN_LASTED:
    case SIGN_OPEN:
      draw_bar_sign (scene, sign, x, y, theme);
      break;
    case SIGN_ABOUT:
    case SIGN_DISPUTED:
      _dln_scene_disc (scene, x + 7, y, 7, 0,
                       sign == SIGN_ABOUT ? theme->strong : theme->conflict, 1.2f,
                       sign == SIGN_ABOUT ? DLN_OP_DASHED : 0);
      _dln_scene_disc (scene, x + 7, y, 3.8f, theme->strong, 0, 0, 0);
      break;
    case SIGN_TWO_DAYS:
      _dln_scene_line (scene, x + 5, y, x + 22, y, theme->conflict, 1.4f, 0);
      _dln_timeline_draw_kind (scene, KIND_JOURNEY, middle, y, 5, theme->strong, 0, 0);
      _dln_timeline_draw_kind (scene, KIND_JOURNEY, x + 22, y, 4.5f, theme->background,
                               theme->conflict, 0);
      break;
    case SIGN_UPDATED:
      _dln_timeline_draw_updated (scene, x + 7, y + 2, theme->dim);
      _dln_scene_disc (scene, x + 7, y + 2, 3.8f, theme->strong, 0, 0, 0);
      break;
    case SIGN_OWN:
      _dln_scene_disc (scene, middle, y - 1, 4, theme->strong, 0, 0, 0);
      _dln_timeline_draw_own (scene, middle, y + 3, 4, theme->strong);
      break;
    case SIGN_COUNTED:
    case SIGN_FOLD:
    case SIGN_SQUEEZED:
      draw_ground_sign (scene, sign, x, y, theme);
      break;
    default:
      _dln_timeline_draw_kind (scene, kinds[sign], middle, y, 5, theme->strong, 0, 0);
      break;
    }
}

/**
 * _dln_timeline_draw_legend:
 * @self: a timeline
 * @scene: (nullable): where to; %NULL only measures
 * @frame: where things stand
 *
 * Returns: the height that it takes, 0 where there is no room for it
 */
float
_dln_timeline_draw_legend (DlnTimeline         *self,
                           DlnScene            *scene,
                           const TimelineFrame *frame)
{
  const struct
  {
    float       width;
    const char *text;
  } entries[N_SIGNS] = {
    [SIGN_DECISION] = { 10, _("decision") },
    [SIGN_JOURNEY] = { 10, _("journey") },
    [SIGN_CONFLICT] = { 10, _("conflict") },
    [SIGN_STATEMENT] = { 10, _("statement") },
    [SIGN_OTHER] = { 10, _("other") },
    [SIGN_PLANNED] = { 10, _("planned") },
    [SIGN_ALLEGED] = { 10, _("alleged") },
    [SIGN_DENIED] = { 10, _("denied") },
    [SIGN_SPAN] = { 26, _("day not known") },
    [SIGN_LASTED] = { 26, _("lasted") },
    [SIGN_OPEN] = { 26, _("end not known") },
    [SIGN_ABOUT] = { 14, _("about") },
    [SIGN_TWO_DAYS] = { 27, _("sources differ on the day") },
    [SIGN_DISPUTED] = { 14, _("sources differ") },
    [SIGN_UPDATED] = { 14, _("number grew later") },
    [SIGN_OWN] = { 12, _("own knowledge") },
    [SIGN_COUNTED] = { 18, _("how many events") },
    [SIGN_FOLD] = { 24, _("time left out") },
    [SIGN_SQUEEZED] = { 24, _("smaller scale") },
  };
  const float left = FIT_LEFT - 4;
  float x = left, y = frame->legend_top + 12;
  guint signs, lines = 1;
  gboolean measured = scene == NULL && !frame->whole; /* on screen there is one line */

  if (self->items == NULL || self->items->len == 0
      || (!frame->whole && frame->height < MIN_HEIGHT))
    return 0;
  signs = measured ? 0 : collect_signs (self, frame);
  for (guint i = 0; i < N_SIGNS; i++)
    {
      DlnTextExtents extents;

      if ((signs & (1u << i)) == 0)
        continue;
      _dln_text_measure (entries[i].text, LEGEND_FONT, 0, &extents);
      if (x > left && x + entries[i].width + 6 + extents.width > frame->width - 8)
        {
          if (!frame->whole || lines == MAX_LINES)
            break;
          lines++;
          x = left;
          y += LEGEND_LINE;
        }
      if (scene != NULL)
        {
          draw_sign (scene, i, x, y, frame->theme);
          _dln_scene_text (scene, x + entries[i].width + 6, y + 4, entries[i].text, LEGEND_FONT,
                           frame->theme->dim, 0);
        }
      x += entries[i].width + 6 + extents.width + 18;
    }
  return lines * LEGEND_LINE + 6;
}
