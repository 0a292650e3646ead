/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bands around the events: the articles themselves, the tray of undated events, the overview
 * strip. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REPORT_FONT 12.0f
#define REPORT_TICK 11.0f
#define REPORT_MERGE 6.0f
#define REPORT_WIDE 8.0f
#define TRAY_FONT 12.5f
#define TRAY_LINE 16.0f
#define TRAY_HEADING 112.0f
#define TRAY_COLUMN 230.0f
#define TRAY_GAP 22.0f
#define MAX_TRAY_ROWS 4 /* in a file */

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
  gboolean selected = dln_target_equal (self->view->selection, target);
  g_autofree char *title = dln_case_dup_document_title (self->view->dcase, report->id);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, report->source);
  g_autofree char *id = g_strdup_printf ("article-%u", report->id);
  float x = (x0 + x1) / 2;

  _dln_scene_begin (scene, target, id, label);
  if (selected || dln_target_equal (self->view->hover, target))
    _dln_scene_rectangle (scene, (DlnRect){ x - 6, y - 2, 12, REPORT_TICK + 4 }, 4,
                          _dln_color_alpha (theme->selection, selected ? 0.3 : 0.15), 0, 0, 0);
  if (x1 - x0 > REPORT_WIDE)
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
    _dln_scene_rectangle (
      scene,
      (DlnRect){ x - (count > 1 ? 2.5f : 1.5f), y, count > 1 ? 5 : 3, REPORT_TICK },
      1,
      report->inferred ? theme->background : theme->report,
      theme->report,
      1,
      0);
  _dln_scene_end (scene);
  _dln_scene_mark (scene, target,
                   (DlnRect){ MIN (x0, x - 5), y - 2, MAX (x1 - x0, 10), REPORT_TICK + 4 }, label,
                   count);
}

/* A tick, or the stretch of an inferred date, as it stands in the view. */
typedef struct
{
  const TimelineReport *report; /* the first of those counted together */
  float                 x0, x1, x;
  guint                 count;
} ReportMark;

static GArray *
collect_report_marks (DlnTimeline         *self,
                      const TimelineFrame *frame,
                      gboolean             wide)
{
  const DlnTimeView *view = &frame->view;
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (ReportMark));

  for (guint i = 0; i < self->reports->len; i++)
    {
      const TimelineReport *report = DLN_ROW (self->reports, TimelineReport, i);
      ReportMark mark = { .report = report, .count = 1 };
      ReportMark *last = marks->len > 0 ? DLN_ROW (marks, ReportMark, marks->len - 1) : NULL;

      mark.x0 = _dln_time_view_to_x (view, _dln_time_map_to_u (self->map, report->begin));
      mark.x1 = _dln_time_view_to_x (view, _dln_time_map_to_u (self->map, report->end));
      mark.x = (mark.x0 + mark.x1) / 2;
      if ((mark.x1 - mark.x0 > REPORT_WIDE) != wide || mark.x1 < view->left
          || mark.x0 > view->left + view->width)
        continue;
      if (last != NULL && !wide && mark.x - last->x < REPORT_MERGE)
        {
          last->count++;
          continue;
        }
      if (last != NULL && wide && mark.x0 - last->x0 < REPORT_MERGE
          && fabsf (mark.x1 - last->x1) < REPORT_MERGE)
        {
          last->count++;
          continue;
        }
      g_array_append_val (marks, mark);
    }
  return marks;
}

static void
draw_report_labels (DlnScene            *scene,
                    const TimelineFrame *frame,
                    const GArray        *marks,
                    GArray              *taken)
{
  const DlnTimeView *view = &frame->view;
  float right = view->left + view->width;

  for (guint i = 0; i < marks->len; i++)
    {
      const ReportMark *mark = DLN_ROW (marks, ReportMark, i);
      g_autofree char *text = mark->count > 1 ? g_strdup_printf ("%s +%u", mark->report->source,
                                                                 mark->count - 1)
                                              : g_strdup (mark->report->source);
      float middle = (MAX (mark->x0, view->left) + MIN (mark->x1, right)) / 2;
      gboolean is_free = TRUE;
      DlnTextBlock block;

      _dln_text_wrap (scene->strings, text, REPORT_FONT, 0, 130, 1, &block);
      float x = CLAMP (middle - block.width / 2, view->left + EDGE,
                       MAX (right - block.width - EDGE, view->left + EDGE));
      DlnRect rect = { x - 5, 0, block.width + 10, 10 };
      for (guint k = 0; k < taken->len && is_free; k++)
        is_free = !_dln_rect_overlaps (&rect, DLN_ROW (taken, DlnRect, k));
      if (!is_free)
        continue;
      g_array_append_val (taken, rect);
      _dln_scene_block (scene, scene->strings, &block, x, frame->reports_top + 6 + REPORT_TICK + 13,
                        12, 0, REPORT_FONT, frame->theme->dim, 0);
    }
}

/**
 * _dln_timeline_draw_reports:
 * @self: a timeline
 * @scene: where to
 * @frame: where things stand
 *
 * A tick for each article, with its source where there is room; near ones are counted together.
 * Inferred dates are stretches behind the ticks.
 */
void
_dln_timeline_draw_reports (DlnTimeline         *self,
                            DlnScene            *scene,
                            const TimelineFrame *frame)
{
  const DlnTimeView *view = &frame->view;
  float right = view->left + view->width;
  g_autoptr (GArray) wide = NULL;
  g_autoptr (GArray) ticks = NULL;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DlnRect));

  if (frame->reports_height <= 0)
    return;
  wide = collect_report_marks (self, frame, TRUE);
  ticks = collect_report_marks (self, frame, FALSE);
  for (guint pass = 0; pass < 2; pass++)
    {
      const GArray *marks = pass == 0 ? wide : ticks;

      for (guint i = 0; i < marks->len; i++)
        {
          const ReportMark *mark = DLN_ROW (marks, ReportMark, i);

          draw_report_mark (self, scene, frame, mark->report, MAX (mark->x0, view->left),
                            MIN (mark->x1, right), frame->reports_top + 6, mark->count);
        }
    }
  if (frame->reports_height < 36)
    return;
  draw_report_labels (scene, frame, ticks, taken);
  draw_report_labels (scene, frame, wide, taken);
}

/* ---- undated -------------------------------------------------------------------------------- */

static void
draw_undated (DlnTimeline         *self,
              DlnScene            *scene,
              const TimelineFrame *frame,
              DlnEventId           id,
              const DlnTextBlock  *block,
              float                x,
              float                y)
{
  const DlnTheme *theme = frame->theme;
  DlnTarget target = { DLN_TARGET_EVENT, id };
  gboolean selected = dln_target_equal (self->view->selection, target);
  g_autofree char *title = _dln_timeline_dup_tooltip (self, id);
  g_autofree char *name = g_strdup_printf ("event-%u", id);
  DlnRect bounds = { x, y, block->width + 2, block->n_lines * TRAY_LINE + 2 };

  _dln_scene_begin (scene, target, name, title);
  if (selected || dln_target_equal (self->view->hover, target))
    _dln_scene_rectangle (scene,
                          (DlnRect){ x - 5, y - 1, bounds.width + 10, bounds.height + 2 }, 5,
                          _dln_color_alpha (theme->selection, selected ? 0.18 : 0.08),
                          selected ? theme->selection : 0, selected ? 1.2f : 0, 0);
  _dln_scene_block (scene, scene->strings, block, x, y + 13, TRAY_LINE, 0, TRAY_FONT,
                    theme->foreground, 0);
  _dln_scene_end (scene);
  _dln_scene_mark (scene, target, bounds, title, 1);
}

/* "293 undated", and under it how many of them are not here. */
static void
draw_tray_heading (DlnTimeline         *self,
                   DlnScene            *scene,
                   const TimelineFrame *frame,
                   guint                n_left_out)
{
  guint n = self->undated->len;
  g_autofree char *heading
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u undated", "%u undated", n), n);
  g_autofree char *more
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n_left_out),
                       n_left_out);
  const float left = FIT_LEFT - 4;
  float y = frame->tray_top + 8 + 13;

  _dln_scene_line (scene, 0, frame->tray_top + 0.5f, frame->width, frame->tray_top + 0.5f,
                   frame->theme->grid, 1, 0);
  _dln_scene_text (scene, left, y, heading, TRAY_FONT, frame->theme->foreground, DLN_OP_BOLD);
  if (n_left_out == 0)
    return;

  float width = _dln_scene_text (scene, left, y + TRAY_LINE, more, TRAY_FONT,
                                 frame->whole ? frame->theme->dim : frame->theme->selection, 0);
  DlnTarget first = { DLN_TARGET_EVENT, g_array_index (self->undated, DlnEventId, n - n_left_out) };
  DlnSceneMark *mark = _dln_scene_mark (
    scene, first, (DlnRect){ left, y + 4, width, TRAY_LINE }, more, n_left_out);
  mark->counted = TRUE;
  scene->n_dropped_labels += n_left_out;
}

/**
 * _dln_timeline_draw_tray:
 * @self: a timeline
 * @scene: (nullable): where to; %NULL only measures
 * @frame: where things stand
 *
 * Undated events in columns, the most salient first and whole; the others are counted.
 *
 * Returns: the height that it takes, 0 if there is none
 */
float
_dln_timeline_draw_tray (DlnTimeline         *self,
                         DlnScene            *scene,
                         const TimelineFrame *frame)
{
  g_autoptr (DlnStrings) scratch = scene == NULL ? dln_strings_new () : NULL;
  DlnStrings *strings = scene != NULL ? scene->strings : scratch;
  const float left = FIT_LEFT - 4 + TRAY_HEADING, right = frame->width - 14;
  guint n_columns = (guint) CLAMP ((right - left) / TRAY_COLUMN, 1, 6);
  float column = MAX ((right - left) / n_columns, 60);
  guint n_rows = frame->whole ? MAX_TRAY_ROWS : 1;
  guint n_shown = 0, lines = 2;
  float y = frame->tray_top + 8;

  if (self->undated->len == 0)
    return 0;
  for (guint i = 0; i < self->undated->len && n_shown < n_columns * n_rows; i++)
    {
      DlnEventId id = g_array_index (self->undated, DlnEventId, i);
      const DlnEvent *event = dln_case_get_event (self->view->dcase, id);
      DlnTextBlock block;

      _dln_text_wrap (strings, dln_case_get_string (self->view->dcase, event->title), TRAY_FONT, 0,
                      column - TRAY_GAP, 2, &block);
      if (block.cut || block.width > column - TRAY_GAP + 4) /* only whole ones; the others open */
        continue;
      if (scene != NULL)
        draw_undated (self, scene, frame, id, &block, left + n_shown % n_columns * column,
                      y + n_shown / n_columns * (lines * TRAY_LINE + 8));
      n_shown++;
    }
  if (scene != NULL)
    draw_tray_heading (self, scene, frame, self->undated->len - n_shown);
  return MAX ((n_shown + n_columns - 1) / n_columns, 1) * (lines * TRAY_LINE + 8) + 10;
}

/* ---- overview ------------------------------------------------------------------------------- */

#define OVERVIEW_BIN 3.0f

/* How many events each column of the strip holds; kept while the strip is as wide. */
static const GArray *
get_histogram (DlnTimeline       *self,
               const DlnTimeView *view)
{
  guint n_bins = (guint) (view->width / OVERVIEW_BIN) + 1;

  if (self->overview != NULL && self->overview_width == view->width)
    return self->overview;
  self->overview_width = view->width;
  g_clear_pointer (&self->overview, g_array_unref);
  self->overview = g_array_sized_new (FALSE, TRUE, sizeof (guint), n_bins);
  g_array_set_size (self->overview, n_bins);
  for (guint i = 0; i < self->items->len; i++)
    {
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);
      float x = _dln_time_view_to_x (view, (item->u0 + item->u1) / 2) - view->left;

      g_array_index (self->overview, guint, (guint) CLAMP (x / OVERVIEW_BIN, 0, n_bins - 1))++;
    }
  return self->overview;
}

static void
draw_histogram (DlnTimeline       *self,
                DlnScene          *scene,
                const DlnTimeView *view,
                float              top,
                float              bottom,
                const DlnTheme    *theme)
{
  const GArray *histogram = get_histogram (self, view);
  const guint *counts = (const guint *) (gconstpointer) histogram->data;
  guint n_bins = histogram->len, max = 1;

  for (guint i = 0; i < n_bins; i++)
    max = MAX (max, counts[i]);
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

/* One row: a year takes the place of the month that begins it. */
static void
draw_overview_labels (DlnScene       *scene,
                      const GArray   *ticks,
                      float           bottom,
                      const DlnTheme *theme)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DlnRect));

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < ticks->len; i++)
      {
        const DlnTick *tick = DLN_ROW (ticks, DlnTick, i);
        guint flags = DLN_OP_TABULAR | (tick->major ? DLN_OP_BOLD : 0);
        DlnTextExtents extents;
        gboolean free = TRUE;

        if (tick->major != (pass == 0))
          continue;
        if (tick->x >= 0)
          _dln_scene_line (scene, tick->x, bottom, tick->x, bottom + 4, theme->dim, 1, 0);
        if (tick->label[0] == '\0' || tick->label_x < 2)
          continue;
        _dln_text_measure (tick->label, 11, flags, &extents);
        DlnRect rect = { tick->label_x - 6, 0, extents.width + 12, 10 };
        for (guint k = 0; k < taken->len && free; k++)
          free = !_dln_rect_overlaps (&rect, DLN_ROW (taken, DlnRect, k));
        if (!free || tick->label_x + extents.width > scene->width)
          continue;
        g_array_append_val (taken, rect);
        _dln_scene_text (scene, tick->label_x, scene->height - 4, tick->label, 11, theme->dim,
                         flags);
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
  g_autoptr (GArray) ticks = _dln_axis_new_ticks (&view, TRUE);

  if (self->items->len == 0 && self->reports->len == 0)
    return;
  draw_histogram (self, scene, &view, 5, bottom - 6, theme);
  draw_overview_reports (self, scene, &view, bottom - 5, theme);
  _dln_scene_line (scene, 0, bottom, scene->width, bottom,
                   _dln_color_mix (theme->background, theme->dim, 0.4), 1, 0);
  draw_overview_labels (scene, ticks, bottom, theme);
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
