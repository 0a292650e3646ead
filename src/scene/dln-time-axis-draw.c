/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axis as a picture: the line and its ticks, breaks where time is left out, the ground of lanes
 * and of the band. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-time-map.h"

#include "base/dln-when.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DAY 86400.0
#define MAX_STRIPES 600
#define MIN_WEEKEND 9.0f /* pixels a day */
#define LABEL_GAP 10.0f
#define FOLD_LIMIT DLN_AXIS_FOLD_LIMIT

/* ---- drawing -------------------------------------------------------------------------------- */

/* The visible part of a segment in pixels; FALSE if there is none. */
static gboolean
get_visible (const DlnTimeView    *view,
             const DlnTimeSegment *segment,
             float                *x0,
             float                *x1)
{
  *x0 = MAX (_dln_time_view_to_x (view, segment->u0), view->left);
  *x1 = MIN (_dln_time_view_to_x (view, segment->u1), view->left + view->width);
  return *x1 > *x0;
}

static void
draw_weekends (DlnScene             *scene,
               const DlnTimeView    *view,
               const DlnTimeSegment *segment,
               float                 top,
               float                 bottom,
               const DlnTheme       *theme)
{
  double scale = view->scale * (segment->u1 - segment->u0) / (segment->t1 - segment->t0);
  float left, right;

  if (DAY * scale < MIN_WEEKEND || segment->folded || !get_visible (view, segment, &left, &right))
    return;

  double t = floor (_dln_time_map_to_t (view->map, MAX (segment->u0, view->u_begin)) / DAY) * DAY;
  for (guint n = 0; t < segment->t1 && n < MAX_STRIPES; n++, t += DAY)
    {
      float x0 = MAX (_dln_time_view_to_x (view, _dln_time_map_to_u (view->map, t)), left);
      float x1 = MIN (_dln_time_view_to_x (view, _dln_time_map_to_u (view->map, t + DAY)), right);

      if (x0 >= right)
        break;
      if (dln_civil_from_instant ((gint64) t).weekday >= 6 && x1 - x0 > 1)
        _dln_scene_rectangle (scene, (DlnRect){ x0, top, x1 - x0, bottom - top }, 0, theme->faint,
                              0, 0, 0);
    }
}

/* A squeezed part lies on a faint ground: its scale is another. */
static void
draw_squeezed (DlnScene             *scene,
               const DlnTimeView    *view,
               const DlnTimeSegment *segment,
               float                 top,
               float                 bottom,
               const DlnTheme       *theme)
{
  float x0, x1;

  if (segment->squeezed && get_visible (view, segment, &x0, &x1))
    _dln_scene_rectangle (
      scene, (DlnRect){ x0, top, x1 - x0, bottom - top }, 0, theme->faint, 0, 0, 0);
}

static gboolean
get_fold (const DlnTimeView    *view,
          const DlnTimeSegment *segment,
          float                *x0,
          float                *x1)
{
  if (!segment->folded)
    return FALSE;
  *x0 = _dln_time_view_to_x (view, segment->u0);
  *x1 = _dln_time_view_to_x (view, segment->u1);
  return *x1 > view->left && *x0 < view->left + view->width && *x1 - *x0 < view->width * FOLD_LIMIT;
}

static void
draw_fold (DlnScene          *scene,
           const DlnTimeView *view,
           float              x,
           float              top,
           float              bottom,
           const DlnTheme    *theme)
{
  const float step = 6, reach = 3;
  guint n = MAX ((guint) ((bottom - top) / step), 1) + 1;
  g_autofree DlnPoint *points = g_new (DlnPoint, n);

  if (x < view->left + reach || x > view->left + view->width - reach)
    return;
  for (guint i = 0; i < n; i++)
    points[i] = (DlnPoint){ x + (i % 2 == 0 ? -reach : reach), MIN (top + i * step, bottom) };
  _dln_scene_polyline (scene, points, n, 0, _dln_color_mix (theme->background, theme->dim, 0.35),
                       1, 0);
}

void
_dln_axis_draw_ground (DlnScene          *scene,
                       const DlnTimeView *view,
                       const GArray      *ticks,
                       float              top,
                       float              bottom,
                       const DlnTheme    *theme)
{
  gboolean any_major = FALSE;

  for (guint i = 0; i < view->map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (view->map->segments, DlnTimeSegment, i);

      draw_squeezed (scene, view, segment, top, bottom, theme);
      draw_weekends (scene, view, segment, top, bottom, theme);
    }
  for (guint i = 0; i < ticks->len; i++)
    any_major |= DLN_ROW (ticks, DlnTick, i)->major;
  for (guint i = 0; i < ticks->len; i++)
    {
      const DlnTick *tick = DLN_ROW (ticks, DlnTick, i);

      if (tick->x >= view->left && tick->major == any_major)
        _dln_scene_line (scene, tick->x, top, tick->x, bottom, theme->grid, 1, 0);
    }
  for (guint i = 0; i < view->map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (view->map->segments, DlnTimeSegment, i);
      float x0, x1;

      if (get_fold (view, segment, &x0, &x1) && !segment->covered)
        draw_fold (scene, view, (x0 + x1) / 2, top, bottom, theme);
    }
}

static void
draw_labels (DlnScene          *scene,
             const DlnTimeView *view,
             const GArray      *ticks,
             gboolean           major,
             float              baseline,
             const DlnTheme    *theme)
{
  guint flags = DLN_OP_TABULAR | (major ? DLN_OP_BOLD : 0);
  float taken = view->left;

  for (guint i = 0; i < ticks->len; i++)
    {
      const DlnTick *tick = DLN_ROW (ticks, DlnTick, i);

      if (tick->major != major || tick->label[0] == '\0' || tick->label_x < taken)
        continue;
      taken = tick->label_x + LABEL_GAP
              + _dln_scene_text (scene, tick->label_x, baseline, tick->label, DLN_AXIS_FONT,
                                 major ? theme->foreground : theme->dim, flags);
    }
}

/* The break in the line at the ends of a stretch that is left out. */
static void
draw_tear (DlnScene          *scene,
           const DlnTimeView *view,
           float              x,
           float              y,
           guint32            color)
{
  if (x > view->left + 4 && x < view->left + view->width - 4)
    _dln_scene_line (scene, x - 3.5f, y + 6, x + 3.5f, y - 6, color, 1.2f, 0);
}

/* The line, not where time is left out. */
static void
draw_axis_line (DlnScene          *scene,
                const DlnTimeView *view,
                float              top,
                guint32            color)
{
  float from = view->left, right = view->left + view->width;

  for (guint i = 0; i < view->map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (view->map->segments, DlnTimeSegment, i);
      float x0, x1;

      if (!get_fold (view, segment, &x0, &x1))
        continue;
      if (x0 > from)
        _dln_scene_line (scene, from, top, x0, top, color, 1.2f, 0);
      draw_tear (scene, view, x0, top, color);
      draw_tear (scene, view, x1, top, color);
      from = MAX (x1, from);
    }
  if (from < right)
    _dln_scene_line (scene, from, top, right, top, color, 1.2f, 0);
}

/* Words in a gap: one line, or two where it is narrow. */
static void
draw_gap_words (DlnScene             *scene,
                const DlnTimeView    *view,
                const DlnTimeSegment *segment,
                float                 x0,
                float                 x1,
                float                 middle,
                const DlnTheme       *theme)
{
  g_autofree char *text = _dln_axis_format_span (segment->t1 - segment->t0);
  DlnTextBlock block;
  float x = (x0 + x1) / 2;

  if (x < view->left || x > view->left + view->width)
    return;
  _dln_text_wrap (scene->strings, text, DLN_AXIS_FONT, DLN_OP_ITALIC, x1 - x0 - 10, 2, &block);
  if (block.cut || block.width > x1 - x0 - 6 || x - block.width / 2 < view->left
      || x + block.width / 2 > view->left + view->width)
    return;
  _dln_scene_rectangle (scene,
                        (DlnRect){ x - block.width / 2 - 3, middle - block.n_lines * 7.0f - 2,
                                   block.width + 6, block.n_lines * 14.0f + 4 },
                        0, theme->background, 0, 0, 0); /* bars go on behind the words */
  _dln_scene_block (scene, scene->strings, &block, x - block.width / 2,
                    middle + 4 - (block.n_lines - 1) * 7.0f, 14, block.width, DLN_AXIS_FONT,
                    theme->dim, DLN_OP_ITALIC);
}

/* One stretch of the ground: torn where time is left out beside it. */
static void
draw_panel (DlnScene *scene,
            float     x0,
            float     x1,
            gboolean  torn_left,
            gboolean  torn_right,
            float     top,
            float     bottom,
            guint32   color)
{
  DlnPoint points[24];
  guint n = 0;
  const guint steps = 8;

  points[n++] = (DlnPoint){ x0, top };
  for (guint i = 0; i <= steps; i++)
    points[n++] = (DlnPoint){ x1 - (torn_right && i % 2 != 0 ? 3.5f : 0),
                              top + (bottom - top) * i / steps };
  for (guint i = 0; i <= steps; i++)
    points[n++] = (DlnPoint){ x0 + (torn_left && i % 2 != 0 ? 3.5f : 0),
                              bottom - (bottom - top) * i / steps };
  _dln_scene_polyline (scene, points, n, color, 0, 0, 0);
}

/* A stretch at a smaller scale says so below the axis. */
static void
draw_scale_words (DlnScene             *scene,
                  const DlnTimeView    *view,
                  const DlnTimeSegment *segment,
                  float                 y,
                  const DlnTheme       *theme)
{
  DlnTextExtents extents;
  float x0, x1;

  if (!segment->squeezed || !get_visible (view, segment, &x0, &x1))
    return;
  _dln_text_measure (_("smaller scale"), DLN_AXIS_FONT, DLN_OP_ITALIC, &extents);
  if (extents.width + 4 <= x1 - x0)
    _dln_scene_text (scene, (x0 + x1 - extents.width) / 2, y, _("smaller scale"), DLN_AXIS_FONT,
                     theme->dim, DLN_OP_ITALIC);
}

/**
 * _dln_axis_draw_band:
 * @scene: where to
 * @view: the part of the axis that is seen
 * @top: of the band
 * @bottom: of the band, where the axis is
 * @theme: colours
 *
 * The ground of the marks: a panel for each stretch with one scale, torn where time is left out.
 * What has a smaller scale stands apart and says so.
 */
void
_dln_axis_draw_band (DlnScene          *scene,
                     const DlnTimeView *view,
                     float              top,
                     float              bottom,
                     const DlnTheme    *theme)
{
  guint n = view->map->segments->len;
  float right = view->left + view->width;

  for (guint i = 0; i < n; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (view->map->segments, DlnTimeSegment, i);
      const DlnTimeSegment *before
        = i > 0 ? DLN_ROW (view->map->segments, DlnTimeSegment, i - 1) : NULL;
      const DlnTimeSegment *after
        = i + 1 < n ? DLN_ROW (view->map->segments, DlnTimeSegment, i + 1) : NULL;
      float x0 = i == 0 ? view->left : _dln_time_view_to_x (view, segment->u0);
      float x1 = i + 1 == n ? right : _dln_time_view_to_x (view, segment->u1);
      float gap0, gap1;

      if (get_fold (view, segment, &gap0, &gap1) && !segment->covered)
        continue;
      if (before != NULL && before->squeezed != segment->squeezed && !before->folded)
        x0 += 1.5f;
      if (after != NULL && after->squeezed != segment->squeezed && !after->folded)
        x1 -= 1.5f;
      float from = MAX (x0, view->left), to = MIN (x1, right);

      if (to <= from)
        continue;
      if (segment->folded) /* one coarse event, torn out of its years */
        {
          draw_panel (scene, from + 3, to - 3, TRUE, TRUE, top, bottom, theme->faint);
          continue;
        }
      draw_panel (scene, from, to, before != NULL && before->folded && x0 >= view->left,
                  after != NULL && after->folded && x1 <= right, top, bottom,
                  segment->squeezed ? theme->faint : theme->band);
      draw_weekends (scene, view, segment, top, bottom, theme);
    }
}

/**
 * _dln_axis_draw_gaps:
 * @scene: where to
 * @view: the part of the axis that is seen
 * @top: of the band
 * @bottom: of the band
 * @theme: colours
 *
 * How much time is left out, in each gap; above what goes on through it.
 */
void
_dln_axis_draw_gaps (DlnScene          *scene,
                     const DlnTimeView *view,
                     float              top,
                     float              bottom,
                     const DlnTheme    *theme)
{
  for (guint i = 0; i < view->map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (view->map->segments, DlnTimeSegment, i);
      float x0, x1;

      if (get_fold (view, segment, &x0, &x1) && !segment->covered)
        draw_gap_words (scene, view, segment, x0, x1, (top + bottom) / 2, theme);
    }
}

void
_dln_axis_draw (DlnScene          *scene,
                const DlnTimeView *view,
                const GArray      *ticks,
                float              top,
                const DlnTheme    *theme)
{
  guint32 line = _dln_color_mix (theme->background, theme->dim, 0.8);

  _dln_scene_begin (scene, (DlnTarget){ 0, 0 }, "axis", NULL);
  draw_axis_line (scene, view, top, line);
  for (guint i = 0; i < ticks->len; i++)
    {
      const DlnTick *tick = DLN_ROW (ticks, DlnTick, i);

      if (tick->x >= view->left && tick->x <= view->left + view->width)
        _dln_scene_line (scene, tick->x, top, tick->x, top + (tick->major ? 8 : 5), line, 1, 0);
    }
  draw_labels (scene, view, ticks, FALSE, top + 18, theme);
  draw_labels (scene, view, ticks, TRUE, top + 34, theme);
  for (guint i = 0; i < view->map->segments->len; i++)
    draw_scale_words (scene, view, DLN_ROW (view->map->segments, DlnTimeSegment, i), top + 48,
                      theme);
  _dln_scene_end (scene);
}
