/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline: view state, navigation and the three scenes (screen, file, overview). */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MIN_SPAN 120.0                 /* seconds across the view */
#define MAX_SPAN (4e6 * 365.2425 * 86400)
#define LANES_TILE 1.0                 /* of a view: how far around it a large case is laid out */
#define SHEET_TILE 0.25                /* of a view: one layout serves views so far apart */
#define FITTED_TILE G_MAXINT64
#define AXIS_BAND 30.0f  /* pixels above the axis that belong to it */
#define MIN_POINTED 4.0  /* pixels: what is narrower cannot be pointed at */

G_DEFINE_FINAL_TYPE (DlnTimeline, dln_timeline, DLN_TYPE_SCENE_VIEW)

/* ---- state ---------------------------------------------------------------------------------- */

static void
ensure_model (DlnTimeline *self)
{
  if (self->items == NULL)
    _dln_timeline_update_model (self);
}

static float
get_gutter (DlnTimeline *self,
            float        width)
{
  return self->lanes != DLN_LANES_PACKED ? MIN (GUTTER_WIDTH, width * 0.3f) : 0;
}

/* The view that shows everything with room for the last labels. */
void
_dln_timeline_get_fit (DlnTimeline *self,
                       float        width,
                       double      *u_begin,
                       double      *u_end)
{
  double length = _dln_time_map_get_length (self->map);
  double plot = MAX (width - get_gutter (self, width), 60);
  double left = MIN (FIT_LEFT, plot * 0.1), right = MIN (FIT_RIGHT, plot * 0.2);
  double scale = (plot - left - right) / (length + self->air);

  *u_begin = -self->air / 2 - left / scale;
  *u_end = *u_begin + plot / scale;
}

void
_dln_timeline_ensure_view (DlnTimeline *self)
{
  ensure_model (self);
  if (self->fitted || !(self->u_end > self->u_begin))
    _dln_timeline_get_fit (self, self->view->width, &self->u_begin, &self->u_end);
}

/* What is seen stays in place in time. */
static void
dln_timeline_reset (DlnSceneView *view,
                    gboolean      case_changed)
{
  DlnTimeline *self = DLN_TIMELINE (view);
  gboolean kept = self->items != NULL && !self->fitted;
  double begin = kept ? _dln_time_map_to_t (self->map, self->u_begin) : 0;
  double end = kept ? _dln_time_map_to_t (self->map, self->u_end) : 0;

  _dln_timeline_free_model (self);
  g_clear_pointer (&self->layout, _dln_timeline_layout_free);
  if (kept)
    {
      ensure_model (self);
      self->u_begin = _dln_time_map_to_u (self->map, begin);
      self->u_end = _dln_time_map_to_u (self->map, end);
    }
  _dln_scene_view_queue_draw (self);
}

/* ---- frames --------------------------------------------------------------------------------- */

void
_dln_timeline_make_frame (DlnTimeline    *self,
                          const DlnTheme *theme,
                          float           width,
                          float           height,
                          double          u_begin,
                          double          u_end,
                          TimelineFrame  *frame)
{
  gboolean small = height < 240;

  *frame = (TimelineFrame){ .width = width, .height = height, .theme = theme };
  frame->gutter = get_gutter (self, width);
  frame->view.map = self->map;
  frame->view.left = frame->gutter;
  frame->view.width = MAX (width - frame->gutter, 1);
  frame->view.u_begin = u_begin;
  frame->view.scale = frame->view.width / (u_end - u_begin);
  frame->legend_height = _dln_timeline_draw_legend (self, NULL, frame);
  frame->legend_top = height - frame->legend_height;
  frame->tray_height = _dln_timeline_draw_tray (self, NULL, frame);
  frame->tray_top = frame->legend_top - frame->tray_height;
  frame->reports_height = self->reports->len == 0                          ? 0
                          : small || self->lanes == DLN_LANES_PACKED ? 24
                                                                     : 42;
  frame->reports_top = frame->tray_top - frame->reports_height;
  frame->axis_top = frame->reports_top - DLN_AXIS_HEIGHT;
  frame->plot_top = 4;
  frame->plot_bottom = MAX (frame->axis_top, frame->plot_top);
}

static void
draw_empty (DlnScene            *scene,
            const TimelineFrame *frame)
{
  const char *text = _("No dated events to show");
  DlnTextExtents extents;

  _dln_text_measure (text, 13, 0, &extents);
  _dln_scene_text (scene, MAX ((frame->width - extents.width) / 2, 0),
                   (frame->plot_top + frame->plot_bottom) / 2, text, 13, frame->theme->dim, 0);
}

static void
draw_today (DlnScene            *scene,
            const TimelineFrame *frame)
{
  double today = floor (g_get_real_time () / 1e6 / 86400) * 86400;
  float x0 = _dln_time_view_to_x (&frame->view, _dln_time_map_to_u (frame->view.map, today));
  float x1 =
    _dln_time_view_to_x (&frame->view, _dln_time_map_to_u (frame->view.map, today + 86400));

  if (frame->whole || x1 - x0 < 4 || x1 < frame->view.left || x0 > frame->width)
    return;
  _dln_scene_rectangle (
    scene,
    (DlnRect){ x0, frame->plot_top, x1 - x0, frame->plot_bottom - frame->plot_top },
    0,
    _dln_color_alpha (frame->theme->selection, 0.07),
    0,
    0,
    0);
}

/* In lanes an event has as many marks as it has lanes; one without a lane is counted. */
static void
count_lanes (DlnTimeline          *self,
             const TimelineFrame  *frame,
             const TimelineLayout *layout)
{
  g_autofree guint8 *placed = g_malloc0 (self->items->len + 1);
  double u_to = frame->view.u_begin + frame->view.width / frame->view.scale;
  guint n_seen = 0, n_marks = 0;

  for (guint i = 0; i < layout->placed->len; i++)
    placed[DLN_ROW (layout->placed, TimelinePlaced, i)->item] = TRUE;
  for (guint i = 0; i < self->items->len; i++)
    if (_dln_timeline_in_view (DLN_ROW (self->items, TimelineItem, i), frame->view.u_begin, u_to))
      {
        n_seen++;
        n_marks += placed[i];
      }
  self->counts.told = 0;
  self->counts.marks = n_marks;
  self->counts.counted = n_seen - n_marks;
  self->counts.undated = self->undated->len;
  self->counts.outside = self->items->len - n_seen;
}

void
_dln_timeline_draw_frame (DlnTimeline          *self,
                          DlnScene             *scene,
                          const TimelineFrame  *frame,
                          const TimelineLayout *layout)
{
  const DlnTheme *theme = frame->theme;
  gboolean lanes = self->lanes != DLN_LANES_PACKED;
  g_autoptr (GArray) ticks = _dln_axis_new_ticks (&frame->view, TRUE);

  if (lanes)
    {
      _dln_axis_draw_ground (scene, &frame->view, ticks, frame->plot_top, frame->plot_bottom,
                             theme);
      draw_today (scene, frame);
    }
  else if (self->items->len > 0)
    _dln_axis_draw_band (scene, &frame->view, frame->plot_bottom - layout->band_height,
                         frame->plot_bottom, theme);
  if (self->items->len == 0)
    draw_empty (scene, frame);
  if (lanes)
    {
      count_lanes (self, frame, layout);
      _dln_timeline_draw_items (self, scene, frame, layout);
      _dln_timeline_draw_gutter (self, scene, frame, layout);
      _dln_scene_rectangle (
        scene, (DlnRect){ 0, frame->axis_top, frame->width, frame->height - frame->axis_top }, 0,
        theme->background, 0, 0, 0);
    }
  else
    {
      _dln_timeline_draw_sheet (self, scene, frame, layout);
      _dln_axis_draw_gaps (scene, &frame->view, frame->plot_bottom - layout->band_height,
                           frame->plot_bottom, theme);
    }
  _dln_axis_draw (scene, &frame->view, ticks, frame->axis_top, theme);
  _dln_timeline_draw_reports (self, scene, frame);
  if (frame->gutter > 0 && frame->reports_height > 0)
    _dln_scene_text (scene, 14, frame->reports_top + 16, _("Articles"), DLN_AXIS_FONT, theme->dim,
                     0);
  _dln_timeline_draw_tray (self, scene, frame);
  _dln_timeline_draw_legend (self, scene, frame);
  scene->n_dropped_labels += layout->n_dropped;
}

/* Packed rows of lanes. */
static TimelineLayout *
pack_lanes (DlnTimeline         *self,
            const TimelineFrame *frame,
            gint64               tile,
            guint                max_rows)
{
  double scale = frame->view.scale, span = frame->view.width / scale;

  return _dln_timeline_pack (self, scale, max_rows, (tile - 1.5) * span, (tile + 2.5) * span,
                             FALSE);
}

/* A layout serves views a little to the side, so that panning moves words without rearranging
 * them; the view that shows everything has one of its own. */
static void
ensure_layout (DlnTimeline         *self,
               const TimelineFrame *frame)
{
  gboolean lanes = self->lanes != DLN_LANES_PACKED;
  float room = frame->plot_bottom - frame->plot_top;
  guint max_rows = (guint) MAX (lanes ? (room - BIN_HEIGHT) / ROW_HEIGHT : room, 0);
  double scale = frame->view.scale, span = frame->view.width / scale;
  double share = lanes ? LANES_TILE : SHEET_TILE;
  gint64 tile = self->fitted && !lanes
                  ? FITTED_TILE
                  : (gint64) floor (frame->view.u_begin / (span * share) + 0.5);
  TimelineLayout *layout = self->layout;

  if (layout != NULL && layout->generation == self->generation && layout->max_rows == max_rows
      && fabs (layout->scale / scale - 1) < 1e-9
      && (layout->tile == tile || (lanes && self->items->len <= 4000)))
    return;
  g_clear_pointer (&self->layout, _dln_timeline_layout_free);
  if (lanes)
    self->layout = pack_lanes (self, frame, tile, max_rows);
  else
    {
      double u_from = self->fitted ? frame->view.u_begin : tile * span * share;

      self->layout = _dln_timeline_pack_sheet (self, frame, u_from, u_from + span);
    }
  self->layout->tile = tile;
  self->layout->max_rows = max_rows;
}

static void
clamp_scroll (DlnTimeline          *self,
              const TimelineFrame  *frame)
{
  float height = _dln_timeline_get_rows_height (self->layout);
  float room = frame->plot_bottom - frame->plot_top;

  if (self->lanes == DLN_LANES_PACKED)
    self->scroll = 0;
  self->scroll = CLAMP (self->scroll, 0, MAX (height - room, 0));
}

/* Time: O(log n + visible), after a change of zoom O(n) */
static DlnScene *
dln_timeline_draw (DlnSceneView   *view,
                   const DlnTheme *theme)
{
  DlnTimeline *self = DLN_TIMELINE (view);
  DlnScene *scene = _dln_scene_new (self->view->width, self->view->height, theme->background);
  TimelineFrame frame;

  _dln_timeline_ensure_view (self);
  _dln_timeline_make_frame (self,
                            theme,
                            self->view->width,
                            self->view->height,
                            self->u_begin,
                            self->u_end,
                            &frame);
  ensure_layout (self, &frame);
  clamp_scroll (self, &frame);
  _dln_timeline_draw_frame (self, scene, &frame, self->layout);
  return scene;
}

/* ---- the object ----------------------------------------------------------------------------- */

static void
dln_timeline_dispose (GObject *object)
{
  DlnTimeline *self = DLN_TIMELINE (object);

  _dln_timeline_free_model (self);
  g_clear_pointer (&self->layout, _dln_timeline_layout_free);
  g_clear_pointer (&self->headline, g_free);
  g_clear_pointer (&self->standfirst, g_free);
  g_clear_pointer (&self->credit, g_free);
  G_OBJECT_CLASS (dln_timeline_parent_class)->dispose (object);
}

static void
dln_timeline_class_init (DlnTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dln_timeline_dispose;
  DLN_SCENE_VIEW_CLASS (klass)->reset = dln_timeline_reset;
  DLN_SCENE_VIEW_CLASS (klass)->draw = dln_timeline_draw;
}

static void
dln_timeline_init (DlnTimeline *self)
{
  self->view = _dln_scene_view_get_state (DLN_SCENE_VIEW (self));
  self->fitted = TRUE;
}

/**
 * dln_timeline_new:
 * @dcase: the case; followed through its "changed" signal
 *
 * Returns: (transfer full): a timeline that shows everything the default filter does
 */
DlnTimeline *
dln_timeline_new (DlnCase *dcase)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase), NULL);

  DlnTimeline *self = g_object_new (DLN_TYPE_TIMELINE, NULL);

  _dln_scene_view_follow (DLN_SCENE_VIEW (self), dcase);
  return self;
}

/**
 * dln_timeline_get_counts:
 * @self: a timeline
 * @counts: (out): where all events of the case are in the picture that was built last
 */
void
dln_timeline_get_counts (DlnTimeline       *self,
                         DlnTimelineCounts *counts)
{
  g_return_if_fail (DLN_IS_TIMELINE (self) && counts != NULL);

  ensure_model (self);
  *counts = self->counts;
}

/**
 * dln_timeline_is_fitted:
 * @self: a timeline
 *
 * Returns: whether everything is in sight and the view has not been moved
 */
gboolean
dln_timeline_is_fitted (DlnTimeline *self)
{
  g_return_val_if_fail (DLN_IS_TIMELINE (self), TRUE);

  return self->fitted;
}

/* ---- overview ------------------------------------------------------------------------------- */

/**
 * dln_timeline_build_overview:
 * @self: a timeline
 * @width: pixels
 * @height: pixels
 * @theme: colours
 *
 * Returns: (transfer full): the strip with the whole period and the window
 */
DlnScene *
dln_timeline_build_overview (DlnTimeline    *self,
                             float           width,
                             float           height,
                             const DlnTheme *theme)
{
  g_return_val_if_fail (DLN_IS_TIMELINE (self) && theme != NULL, NULL);

  DlnScene *scene = _dln_scene_new (MAX (width, 1), MAX (height, 1), theme->background);

  _dln_timeline_ensure_view (self);
  _dln_timeline_draw_overview (self, scene, theme);
  return scene;
}

/**
 * dln_timeline_overview_to_instant_fraction:
 * @self: a timeline
 * @x: pixels in the strip
 * @width: of the strip
 *
 * Returns: 0 to 1 of the whole period, folds as drawn
 */
float
dln_timeline_overview_to_instant_fraction (DlnTimeline *self,
                                           float        x,
                                           float        width)
{
  g_return_val_if_fail (DLN_IS_TIMELINE (self), 0);

  return width > 0 ? CLAMP (x / width, 0, 1) : 0;
}

void
_dln_timeline_set_view (DlnTimeline *self,
                        double       u_begin,
                        double       u_end)
{
  double middle = (u_begin + u_end) / 2, span = CLAMP (u_end - u_begin, MIN_SPAN, MAX_SPAN);
  double length = _dln_time_map_get_length (self->map);

  /* something of the period stays in sight */
  middle = CLAMP (middle, -span * 0.45, MAX (length, 0) + span * 0.45);
  u_begin = middle - span / 2;
  u_end = middle + span / 2;
  if (u_begin == self->u_begin && u_end == self->u_end)
    return;
  self->u_begin = u_begin;
  self->u_end = u_end;
  self->fitted = FALSE;
  _dln_scene_view_queue_draw (self);
}

/**
 * dln_timeline_set_overview_window:
 * @self: a timeline
 * @from: 0 to 1 of the whole period
 * @to: more than @from
 */
void
dln_timeline_set_overview_window (DlnTimeline *self,
                                  double       from,
                                  double       to)
{
  g_return_if_fail (DLN_IS_TIMELINE (self));

  _dln_timeline_ensure_view (self);
  double length = MAX (_dln_time_map_get_length (self->map), 1);
  if (to > from)
    _dln_timeline_set_view (self, from * length, to * length);
}

/**
 * dln_timeline_get_overview_window:
 * @self: a timeline
 * @from: (out): 0 to 1 of the whole period
 * @to: (out): more than @from
 *
 * What of the visible window lies in the period.
 */
void
dln_timeline_get_overview_window (DlnTimeline *self,
                                  double      *from,
                                  double      *to)
{
  g_return_if_fail (DLN_IS_TIMELINE (self) && from != NULL && to != NULL);

  _dln_timeline_ensure_view (self);
  double length = MAX (_dln_time_map_get_length (self->map), 1);
  *from = CLAMP (self->u_begin / length, 0, 1);
  *to = CLAMP (self->u_end / length, 0, 1);
}

/* ---- setters -------------------------------------------------------------------------------- */

/**
 * dln_timeline_set_lanes:
 * @self: a timeline
 * @mode: packed, or a lane for each person, institution, source or place
 */
void
dln_timeline_set_lanes (DlnTimeline *self,
                        DlnLaneMode  mode)
{
  g_return_if_fail (DLN_IS_TIMELINE (self));

  if (self->lanes == mode)
    return;
  self->lanes = mode;
  self->scroll = 0;
  self->generation++;
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->layout, _dln_timeline_layout_free);
  _dln_scene_view_queue_draw (self);
}

static DlnInstant
round_instant (double t)
{
  return (DlnInstant) floor (CLAMP (t, -1e16, 1e16) + 0.5);
}

/**
 * dln_timeline_get_window:
 * @self: a timeline
 * @begin: (out): at the left edge
 * @end: (out): at the right edge
 */
void
dln_timeline_get_window (DlnTimeline *self,
                         DlnInstant  *begin,
                         DlnInstant  *end)
{
  g_return_if_fail (DLN_IS_TIMELINE (self) && begin != NULL && end != NULL);

  _dln_timeline_ensure_view (self);
  *begin = round_instant (_dln_time_map_to_t (self->map, self->u_begin));
  *end = round_instant (_dln_time_map_to_t (self->map, self->u_end));
}

/**
 * dln_timeline_set_window:
 * @self: a timeline
 * @begin: at the left edge
 * @end: at the right edge; infinite bounds mean the first and last event
 */
void
dln_timeline_set_window (DlnTimeline *self,
                         DlnInstant   begin,
                         DlnInstant   end)
{
  double u_begin, u_end;

  g_return_if_fail (DLN_IS_TIMELINE (self) && begin < end);

  _dln_timeline_ensure_view (self);
  _dln_timeline_get_fit (self, self->view->width, &u_begin, &u_end);
  if (begin != DLN_INSTANT_PAST)
    u_begin = _dln_time_map_to_u (self->map, begin);
  if (end != DLN_INSTANT_FUTURE)
    u_end = _dln_time_map_to_u (self->map, end);
  _dln_timeline_set_view (self, u_begin, u_end);
}

/**
 * dln_timeline_fit:
 * @self: a timeline
 *
 * Shows everything the filter does, and goes on doing so until the view is moved.
 */
void
dln_timeline_fit (DlnTimeline *self)
{
  g_return_if_fail (DLN_IS_TIMELINE (self));

  self->fitted = TRUE;
  self->scroll = 0;
  _dln_scene_view_queue_draw (self);
}

/**
 * dln_timeline_zoom:
 * @self: a timeline
 * @factor: more than 1 zooms in
 * @x: pixels; the instant there stays there
 */
void
dln_timeline_zoom (DlnTimeline *self,
                   double       factor,
                   float        x)
{
  g_return_if_fail (DLN_IS_TIMELINE (self) && factor > 0);

  _dln_timeline_ensure_view (self);
  float gutter = get_gutter (self, self->view->width);
  double span = self->u_end - self->u_begin;
  double share = CLAMP ((x - gutter) / MAX (self->view->width - gutter, 1), 0, 1);
  double pivot = self->u_begin + share * span;
  double length = MAX (_dln_time_map_get_length (self->map), 86400);

  span = CLAMP (span / factor, MIN_SPAN, MIN (length * 40, MAX_SPAN));
  _dln_timeline_set_view (self, pivot - share * span, pivot + (1 - share) * span);
}

/**
 * dln_timeline_pan:
 * @self: a timeline
 * @dx: pixels that the contents move to the right
 * @dy: pixels that they move down; only lanes by person, institution, source or place scroll
 */
void
dln_timeline_pan (DlnTimeline *self,
                  float        dx,
                  float        dy)
{
  g_return_if_fail (DLN_IS_TIMELINE (self));

  _dln_timeline_ensure_view (self);
  double step = dx * (self->u_end - self->u_begin)
                / MAX (self->view->width - get_gutter (self, self->view->width), 1);
  if (dy != 0 && self->lanes != DLN_LANES_PACKED)
    {
      self->scroll = MAX (self->scroll - dy, 0);
      _dln_scene_view_queue_draw (self);
    }
  if (dx != 0)
    _dln_timeline_set_view (self, self->u_begin - step, self->u_end - step);
}

/**
 * dln_timeline_find_when:
 * @self: a timeline
 * @x: pixels
 * @y: pixels
 * @on_axis: only on the axis and the band of marks above it; else anywhere over the time, so that
 *   what is dragged need not be aimed
 * @when: (out): a day, a month or a year, whichever is some pixels wide there
 *
 * Returns: %FALSE where no date is: in the tray, the gutter, or where a pixel is years
 */
gboolean
dln_timeline_find_when (DlnTimeline *self,
                        float        x,
                        float        y,
                        gboolean     on_axis,
                        DlnWhen     *when)
{
  TimelineFrame frame;
  double u, at, step;
  DlnCivil civil;
  g_autofree char *edtf = NULL;

  g_return_val_if_fail (DLN_IS_TIMELINE (self) && when != NULL, FALSE);

  _dln_timeline_ensure_view (self);
  _dln_timeline_make_frame (self, dln_theme_get (FALSE), self->view->width, self->view->height,
                            self->u_begin, self->u_end, &frame);
  if (x < frame.view.left || x > frame.width || y > frame.axis_top + DLN_AXIS_HEIGHT
      || y < (on_axis ? frame.axis_top - AXIS_BAND : 0) || self->items->len == 0)
    return FALSE;
  u = frame.view.u_begin + (x - frame.view.left) / frame.view.scale;
  at = _dln_time_map_to_t (self->map, u);
  step = (_dln_time_map_to_t (self->map, u + 1 / frame.view.scale) - at) * MIN_POINTED;
  civil = dln_civil_from_instant ((DlnInstant) at);
  if (step > 366 * 86400.0 * MIN_POINTED || civil.year < 0 || civil.year > 9999)
    return FALSE;
  if (step <= 86400)
    edtf = g_strdup_printf ("%04d-%02d-%02d", civil.year, civil.month, civil.day);
  else if (step <= 31 * 86400)
    edtf = g_strdup_printf ("%04d-%02d", civil.year, civil.month);
  else
    edtf = g_strdup_printf ("%04d", civil.year);
  return dln_when_parse_edtf (edtf, when, NULL);
}

static const TimelineItem *
find_item (DlnTimeline *self,
           DlnEventId   id,
           guint       *index)
{
  for (guint i = 0; i < self->items->len; i++)
    if (DLN_ROW (self->items, TimelineItem, i)->id == id)
      {
        if (index != NULL)
          *index = i;
        return DLN_ROW (self->items, TimelineItem, i);
      }
  return NULL;
}

/**
 * dln_timeline_reveal:
 * @self: a timeline
 * @target: an event or an article; anything else, or an undated one, changes nothing
 *
 * Pans, and zooms out where it is longer than the view, until it is in sight.
 */
void
dln_timeline_reveal (DlnTimeline *self,
                     DlnTarget    target)
{
  double u0 = 0, u1 = 0;
  gboolean found = FALSE;

  g_return_if_fail (DLN_IS_TIMELINE (self));

  _dln_timeline_ensure_view (self);
  if (target.kind == DLN_TARGET_EVENT)
    {
      const TimelineItem *item = find_item (self, target.id, NULL);

      found = item != NULL;
      u0 = found ? item->u0 : 0;
      u1 = found ? item->u1 : 0;
    }
  else if (target.kind == DLN_TARGET_DOCUMENT)
    for (guint i = 0; i < self->reports->len && !found; i++)
      {
        const TimelineReport *report = DLN_ROW (self->reports, TimelineReport, i);

        found = report->id == target.id;
        u0 = _dln_time_map_to_u (self->map, report->begin);
        u1 = _dln_time_map_to_u (self->map, report->end);
      }
  if (!found)
    return;

  double span = self->u_end - self->u_begin, margin = span * 0.06;
  if (u0 >= self->u_begin + margin * 0.5 && u1 <= self->u_end - margin * 0.5)
    return;
  span = MAX (span, (u1 - u0) * 1.3);
  _dln_timeline_set_view (self, (u0 + u1) / 2 - span * 0.42, (u0 + u1) / 2 + span * 0.58);
}

/**
 * dln_timeline_get_neighbour:
 * @self: a timeline
 * @from: an event, or nothing
 * @step: 1 for the next by time, -1 for the one before
 *
 * Undated events follow the dated ones. From nothing, the first event is given.
 *
 * Returns: an event, or nothing at the ends
 */
DlnTarget
dln_timeline_get_neighbour (DlnTimeline *self,
                            DlnTarget    from,
                            int          step)
{
  guint index = 0;
  gint64 at;

  g_return_val_if_fail (DLN_IS_TIMELINE (self), ((DlnTarget){ 0, 0 }));

  ensure_model (self);
  guint n_items = self->items->len, n = n_items + self->undated->len;
  gboolean found = from.kind == DLN_TARGET_EVENT && find_item (self, from.id, &index) != NULL;
  for (guint i = 0; i < self->undated->len && !found && from.kind == DLN_TARGET_EVENT; i++)
    if (g_array_index (self->undated, DlnEventId, i) == from.id)
      {
        index = n_items + i;
        found = TRUE;
      }
  at = found ? (gint64) index + step : 0;
  if (n == 0 || at < 0 || at >= n)
    return (DlnTarget){ 0, 0 };
  return (DlnTarget){ DLN_TARGET_EVENT,
                      at < n_items ? DLN_ROW (self->items, TimelineItem, at)->id
                                   : g_array_index (self->undated, DlnEventId, at - n_items) };
}
