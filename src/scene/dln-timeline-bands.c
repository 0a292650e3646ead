/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bands around the events: the articles themselves, the tray of undated events, the overview strip. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REPORT_FONT 10.0f
#define REPORT_TICK 11.0f
#define REPORT_MERGE 6.0f
#define TRAY_FONT 11.5f
#define TRAY_LINE 20.0f
#define TRAY_CHIP 230.0f
#define TRAY_GAP 20.0f
#define MAX_SCREEN_LINES 2
#define MAX_FILE_LINES 14

/* ---- articles ------------------------------------------------------------------------------- */

static void
draw_report_mark (DlnTimeline          *self,
                  DlnScene             *scene,
                  const TimelineFrame  *frame,
                  const TimelineReport *report,
                  float                 x0,
                  float                 x1,
                  float                 y,
                  guint                 count)
{
  const DlnTheme *theme = frame->theme;
  DlnTarget target = { DLN_TARGET_DOCUMENT, report->id };
  gboolean selected = dln_target_equal (self->selection, target);
  g_autofree char *title = dln_case_dup_document_title (self->dcase, report->id);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, report->source);
  g_autofree char *id = g_strdup_printf ("article-%u", report->id);
  float x = (x0 + x1) / 2;

  _dln_scene_begin (scene, target, id, label);
  if (selected || dln_target_equal (self->hover, target))
    _dln_scene_rectangle (scene, (DlnRect){ x - 6, y - 2, 12, REPORT_TICK + 4 }, 4,
                          _dln_color_alpha (theme->selection, selected ? 0.3 : 0.15), 0, 0, 0);
  if (x1 - x0 > 8)
    {
      guint32 tint = _dln_color_mix (theme->background, theme->report, 0.4);
      float middle = y + REPORT_TICK / 2;

      _dln_scene_fade (scene, (DlnRect){ x0, middle - 3, (x1 - x0) / 2, 6 }, tint, DLN_OP_REVERSED);
      _dln_scene_fade (scene, (DlnRect){ x, middle - 3, (x1 - x0) / 2, 6 }, tint, 0);
      if (report->inferred)
        _dln_scene_rectangle (scene, (DlnRect){ x0, middle - 3, x1 - x0, 6 }, 3, 0,
                              _dln_color_alpha (theme->report, 0.7), 1, DLN_OP_DASHED);
    }
  else
    _dln_scene_rectangle (scene, (DlnRect){ x - (count > 1 ? 2.5f : 1.5f), y, count > 1 ? 5 : 3, REPORT_TICK },
                          1, report->inferred ? theme->background : theme->report, theme->report,
                          1, report->inferred ? DLN_OP_DASHED : 0);
  _dln_scene_end (scene);
  _dln_scene_mark (scene, target,
                   (DlnRect){ MIN (x0, x - 5), y - 2, MAX (x1 - x0, 10), REPORT_TICK + 4 }, label,
                   count);
}

/**
 * _dln_timeline_draw_reports:
 * @self: a timeline
 * @scene: where to
 * @frame: where things stand
 *
 * A tick for each article, with its source where there is room; near ones are counted together.
 */
void
_dln_timeline_draw_reports (DlnTimeline         *self,
                            DlnScene            *scene,
                            const TimelineFrame *frame)
{
  const DlnTimeView *view = &frame->view;
  float y = frame->reports_top + 6, taken = view->left + 4, last_x = -1e6f;
  float right = view->left + view->width;

  if (frame->reports_height <= 0)
    return;
  for (guint i = 0; i < self->reports->len; i++)
    {
      const TimelineReport *report = DLN_ROW (self->reports, TimelineReport, i);
      float x0 = _dln_time_view_to_x (view, _dln_time_map_to_u (self->map, report->begin));
      float x1 = _dln_time_view_to_x (view, _dln_time_map_to_u (self->map, report->end));
      float x = (x0 + x1) / 2;
      guint count = 1;
      DlnTextExtents extents;

      if (x1 < view->left || x0 > right)
        continue;
      while (i + 1 < self->reports->len && x1 - x0 <= 8)
        {
          const TimelineReport *next = DLN_ROW (self->reports, TimelineReport, i + 1);
          float n0 = _dln_time_view_to_x (view, _dln_time_map_to_u (self->map, next->begin));
          float n1 = _dln_time_view_to_x (view, _dln_time_map_to_u (self->map, next->end));

          if ((n0 + n1) / 2 - x > REPORT_MERGE || n1 - n0 > 8)
            break;
          count++;
          i++;
        }
      if (x1 - x0 <= 8 && x - last_x < REPORT_MERGE && last_x > 0)
        x = last_x + REPORT_MERGE;
      draw_report_mark (self, scene, frame, report, MAX (x0, view->left), MIN (x1, right), y, count);
      last_x = x;
      if (frame->reports_height < 36)
        continue;

      g_autofree char *more = count > 1 ? g_strdup_printf ("%s +%u", report->source, count - 1)
                                        : g_strdup (report->source);
      DlnTextBlock block;
      _dln_text_wrap (scene->strings, more, REPORT_FONT, 0, 130, 1, &block);
      extents.width = block.width;
      float label_x = x - extents.width / 2;
      label_x = CLAMP (label_x, view->left + 2, MAX (right - extents.width - 2, view->left + 2));
      if (label_x < taken || fabsf (label_x + extents.width / 2 - x) > extents.width / 2 + 8)
        continue;
      _dln_scene_block (scene, scene->strings, &block, label_x, y + REPORT_TICK + 13, 12, 0,
                        REPORT_FONT, frame->theme->dim, 0);
      taken = label_x + extents.width + 10;
    }
}

/* ---- undated -------------------------------------------------------------------------------- */

static void
draw_chip (DlnTimeline         *self,
           DlnScene            *scene,
           const TimelineFrame *frame,
           DlnEventId           id,
           const DlnTextBlock  *block,
           float                x,
           float                y)
{
  const DlnTheme *theme = frame->theme;
  DlnTarget target = { DLN_TARGET_EVENT, id };
  gboolean selected = dln_target_equal (self->selection, target);
  g_autofree char *title = _dln_timeline_dup_tooltip (self, id);
  g_autofree char *name = g_strdup_printf ("event-%u", id);
  DlnRect bounds = { x, y, block->width + 13, TRAY_LINE - 2 };

  _dln_scene_begin (scene, target, name, title);
  if (selected || dln_target_equal (self->hover, target))
    _dln_scene_rectangle (scene, (DlnRect){ x - 5, y, bounds.width + 10, bounds.height }, 5,
                          _dln_color_alpha (theme->selection, selected ? 0.18 : 0.08),
                          selected ? theme->selection : 0, selected ? 1.2f : 0, 0);
  _dln_scene_disc (scene, x + 4, y + 9, 3.2f, theme->background, theme->event, 1.3f, 0);
  _dln_scene_block (scene, scene->strings, block, x + 13, y + 13, TRAY_LINE, 0, TRAY_FONT,
                    theme->foreground, 0);
  _dln_scene_end (scene);
  _dln_scene_mark (scene, target, bounds, title, 1);
}

/**
 * _dln_timeline_draw_tray:
 * @self: a timeline
 * @scene: (nullable): where to; %NULL only measures
 * @frame: where things stand
 *
 * Undated events in lines, the most salient first; those without room are counted.
 *
 * Returns: the height that it takes, 0 if there is none
 */
float
_dln_timeline_draw_tray (DlnTimeline         *self,
                         DlnScene            *scene,
                         const TimelineFrame *frame)
{
  guint max_lines = frame->whole ? MAX_FILE_LINES : frame->height > 420 ? MAX_SCREEN_LINES : 1;
  g_autoptr (DlnStrings) scratch = scene == NULL ? dln_strings_new () : NULL;
  DlnStrings *strings = scene != NULL ? scene->strings : scratch;
  guint line = 0, i = 0;
  const float left = 14, right = frame->width - 14;
  DlnTextExtents heading_extents;

  if (self->undated->len == 0)
    return 0;

  g_autofree char *heading = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u undated", "%u undated", self->undated->len),
    self->undated->len);
  _dln_text_measure (heading, TRAY_FONT, DLN_OP_BOLD, &heading_extents);
  if (scene != NULL)
    {
      _dln_scene_line (scene, 0, frame->tray_top + 0.5f, frame->width, frame->tray_top + 0.5f,
                       frame->theme->grid, 1, 0);
      _dln_scene_text (scene, left, frame->tray_top + 8 + 13, heading, TRAY_FONT, frame->theme->dim,
                       DLN_OP_BOLD);
    }

  const float indent = left + heading_extents.width + TRAY_GAP;
  float x = indent;
  for (; i < self->undated->len; i++)
    {
      DlnEventId id = g_array_index (self->undated, DlnEventId, i);
      const DlnEvent *event = dln_case_get_event (self->dcase, id);
      float room = i + 1 < self->undated->len && line + 1 == max_lines ? right - 70 : right;
      DlnTextBlock block;

      _dln_text_wrap (strings, dln_case_get_string (self->dcase, event->title), TRAY_FONT, 0,
                      MIN (TRAY_CHIP, MAX (right - indent - 13, 40)), 1, &block);
      if (x > indent && x + 13 + block.width > room)
        {
          if (line + 1 == max_lines)
            break;
          line++;
          x = indent;
        }
      if (scene != NULL)
        draw_chip (self, scene, frame, id, &block, x, frame->tray_top + 8 + line * TRAY_LINE);
      x += 13 + block.width + TRAY_GAP;
    }
  if (i < self->undated->len && scene != NULL)
    {
      g_autofree char *more = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "+%u more", "+%u more", self->undated->len - i),
        self->undated->len - i);

      _dln_scene_text (scene, MIN (x, right - 60), frame->tray_top + 8 + line * TRAY_LINE + 13,
                       more, TRAY_FONT, frame->theme->dim, DLN_OP_ITALIC);
      scene->n_dropped_labels += self->undated->len - i;
    }
  return (line + 1) * TRAY_LINE + 14;
}

/* ---- overview ------------------------------------------------------------------------------- */

#define OVERVIEW_BIN 3.0f

static void
draw_histogram (DlnTimeline       *self,
                DlnScene          *scene,
                const DlnTimeView *view,
                float              top,
                float              bottom,
                const DlnTheme    *theme)
{
  guint n_bins = (guint) (view->width / OVERVIEW_BIN) + 1;
  g_autofree guint *counts = g_new0 (guint, n_bins);
  guint max = 1;

  for (guint i = 0; i < self->items->len; i++)
    {
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);
      float x = _dln_time_view_to_x (view, (item->u0 + item->u1) / 2) - view->left;
      guint bin = (guint) CLAMP (x / OVERVIEW_BIN, 0, n_bins - 1);

      counts[bin]++;
      max = MAX (max, counts[bin]);
    }
  for (guint i = 0; i < n_bins; i++)
    {
      if (counts[i] == 0)
        continue;
      float height = (bottom - top) * MAX (log1pf (counts[i]) / log1pf (MAX (max, 3)), 0.2f);
      _dln_scene_rectangle (scene,
                            (DlnRect){ view->left + i * OVERVIEW_BIN, bottom - height,
                                       OVERVIEW_BIN - 0.6f, height },
                            0, theme->event, 0, 0, 0);
    }
}

static void
draw_overview_reports (DlnTimeline       *self,
                       DlnScene          *scene,
                       const DlnTimeView *view,
                       float              top,
                       const DlnTheme    *theme)
{
  float last = -1e6f;

  for (guint i = 0; i < self->reports->len; i++)
    {
      const TimelineReport *report = DLN_ROW (self->reports, TimelineReport, i);
      float x = _dln_time_view_to_x (view, _dln_time_map_to_u (self->map, report->begin));

      if (x - last < 2)
        continue;
      _dln_scene_rectangle (scene, (DlnRect){ x, top, 1.5f, 4 }, 0, theme->report, 0, 0, 0);
      last = x;
    }
}

static void
draw_window (DlnTimeline       *self,
             DlnScene          *scene,
             const DlnTimeView *view,
             const DlnTheme    *theme)
{
  float x0 = CLAMP (_dln_time_view_to_x (view, self->u_begin), 0, scene->width);
  float x1 = CLAMP (_dln_time_view_to_x (view, self->u_end), 0, scene->width);
  guint32 veil = _dln_color_alpha (theme->background, 0.62);
  float height = scene->height;

  if (x1 - x0 < 6)
    {
      float middle = CLAMP ((x0 + x1) / 2, 3, scene->width - 3);
      x0 = middle - 3;
      x1 = middle + 3;
    }
  _dln_scene_rectangle (scene, (DlnRect){ 0, 0, x0, height }, 0, veil, 0, 0, 0);
  _dln_scene_rectangle (scene, (DlnRect){ x1, 0, scene->width - x1, height }, 0, veil, 0, 0, 0);
  _dln_scene_rectangle (scene, (DlnRect){ x0 + 0.75f, 0.75f, x1 - x0 - 1.5f, height - 1.5f }, 4,
                        _dln_color_alpha (theme->selection, 0.07), theme->selection, 1.5f, 0);
  for (guint i = 0; i < 2; i++)
    _dln_scene_rectangle (scene,
                          (DlnRect){ (i == 0 ? x0 : x1) - 2 + (i == 0 ? 0.75f : -0.75f),
                                     height / 2 - 8, 4, 16 },
                          2, theme->selection, 0, 0, 0);
}

/**
 * _dln_timeline_draw_overview:
 * @self: a timeline
 * @scene: an empty strip
 * @theme: colours
 *
 * The whole period with counts per stretch, the articles' ticks, a sparse axis and the window.
 */
void
_dln_timeline_draw_overview (DlnTimeline    *self,
                             DlnScene       *scene,
                             const DlnTheme *theme)
{
  double length = MAX (_dln_time_map_get_length (self->map), 1);
  DlnTimeView view = { self->map, 0, scene->width / length, 0, scene->width };
  float bottom = scene->height - 16;
  g_autoptr (GArray) ticks = _dln_axis_new_ticks (&view, FALSE);
  float taken = 2;

  if (self->items->len == 0 && self->reports->len == 0)
    return;
  draw_histogram (self, scene, &view, 5, bottom - 6, theme);
  draw_overview_reports (self, scene, &view, bottom - 5, theme);
  _dln_scene_line (scene, 0, bottom, scene->width, bottom,
                   _dln_color_mix (theme->background, theme->dim, 0.4), 1, 0);
  for (guint i = 0; i < ticks->len; i++)
    {
      const DlnTick *tick = DLN_ROW (ticks, DlnTick, i);
      DlnTextExtents extents;

      if (tick->x >= 0)
        _dln_scene_line (scene, tick->x, bottom, tick->x, bottom + 4, theme->dim, 1, 0);
      if (tick->label[0] == '\0' || tick->label_x < taken)
        continue;
      _dln_text_measure (tick->label, 9.5f, DLN_OP_TABULAR, &extents);
      _dln_scene_text (scene, tick->label_x, scene->height - 4, tick->label, 9.5f, theme->dim,
                       DLN_OP_TABULAR);
      taken = tick->label_x + extents.width + 12;
    }
  for (guint i = 0; i < self->map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (self->map->segments, DlnTimeSegment, i);
      float x = _dln_time_view_to_x (&view, (segment->u0 + segment->u1) / 2);
      DlnPoint points[] = { { x - 5, bottom }, { x - 2, bottom - 4 }, { x + 2, bottom + 4 },
                            { x + 5, bottom } };

      if (segment->folded)
        _dln_scene_polyline (scene, points, 4, 0, theme->dim, 1.2f, 0);
    }
  draw_window (self, scene, &view, theme);
}
