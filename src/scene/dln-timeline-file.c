/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole timeline for a file: as high as it needs, with a title, the signs explained and the
 * sources named. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_FILE_ROWS 80
#define TITLE_HEIGHT 58.0f
#define FOOTER_HEIGHT 46.0f

static char *
dup_subtitle (DlnTimeline *self)
{
  guint n_events = self->items->len + self->undated->len;
  guint n_reports = self->reports->len + self->n_undated_reports;
  g_autofree char *events = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", n_events), n_events);
  g_autofree char *reports = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u article", "%u articles", n_reports), n_reports);

  /* Translators: "12 events from 5 articles" */
  return g_strdup_printf (_("%s from %s"), events, reports);
}

static void
draw_title (DlnTimeline    *self,
            DlnScene       *scene,
            const DlnTheme *theme)
{
  const char *title = dln_case_get_title (self->view->dcase);
  g_autofree char *subtitle = dup_subtitle (self);
  DlnTextBlock block;

  _dln_text_wrap (scene->strings, title != NULL && *title != '\0' ? title : _("Timeline"), 20,
                  DLN_OP_BOLD, scene->width - 2 * FIT_LEFT, 1, &block);
  _dln_scene_block (scene, scene->strings, &block, FIT_LEFT - 4, 30, 24, 0, 20, theme->foreground,
                    DLN_OP_BOLD);
  _dln_scene_text (scene, FIT_LEFT - 4, 48, subtitle, 12, theme->dim, 0);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
dup_sources (DlnTimeline *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->reports->len; i++)
    {
      const TimelineReport *report = DLN_ROW (self->reports, TimelineReport, i);
      const char *source = report->source;

      if (report->has_source && names->len < 40
          && !g_ptr_array_find_with_equal_func (names, source, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) source);
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  g_autofree char *joined = g_strjoinv (", ", (char **) names->pdata);
  return g_strdup_printf (_("Sources: %s"), joined);
}

typedef enum
{
  SIGN_DAY,
  SIGN_SPAN,
  SIGN_LASTED,
  SIGN_ABOUT,
  SIGN_INFERRED,
  SIGN_PLANNED,
  SIGN_ALLEGED,
  SIGN_DENIED,
  SIGN_CONFLICT,
  SIGN_OTHER_CONFLICT, /* of something else than the day */
  SIGN_UPDATED,
  SIGN_FOLD,
  SIGN_SQUEEZED,
  N_SIGNS
} Sign;

/* Which signs the picture holds, a bit each. */
static guint
collect_signs (DlnTimeline *self)
{
  guint signs = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, i);
      Sign told = SIGN_DAY;

      if (item->polarity == DLN_POLARITY_NEGATED || item->modality == DLN_MODALITY_DENIED
          || item->modality == DLN_MODALITY_CANCELLED)
        told = SIGN_DENIED;
      else if (item->modality == DLN_MODALITY_ALLEGED)
        told = SIGN_ALLEGED;
      else if (item->modality != DLN_MODALITY_ASSERTED)
        told = SIGN_PLANNED;
      else if ((item->when_flags & DLN_WHEN_INFERRED) != 0)
        told = SIGN_INFERRED;
      else if (item->core_end > item->core_begin)
        told = SIGN_LASTED;
      else if (item->precision > DLN_PRECISION_DAY)
        told = SIGN_SPAN;
      signs |= 1u << told;
      if ((item->when_flags & (DLN_WHEN_APPROXIMATE | DLN_WHEN_UNCERTAIN)) != 0)
        signs |= 1u << SIGN_ABOUT;
      if (item->claim_end > item->claim_begin)
        signs |= 1u << SIGN_CONFLICT;
      else if ((item->event_flags & DLN_EVENT_CONFLICT) != 0)
        signs |= 1u << SIGN_OTHER_CONFLICT;
      if ((item->event_flags & DLN_EVENT_UPDATED) != 0)
        signs |= 1u << SIGN_UPDATED;
    }
  for (guint i = 0; i < self->map->segments->len; i++)
    {
      const DlnTimeSegment *segment = DLN_ROW (self->map->segments, DlnTimeSegment, i);

      if (segment->folded)
        signs |= 1u << SIGN_FOLD;
      if (segment->squeezed)
        signs |= 1u << SIGN_SQUEEZED;
    }
  return signs;
}

static void
draw_sign (DlnScene       *scene,
           Sign            sign,
           float           x,
           float           y,
           const DlnTheme *theme)
{
  guint32 tint = _dln_color_mix (theme->background, theme->event, 0.34);
  guint32 core = _dln_color_mix (theme->background, theme->event, 0.85);
  const DlnPoint fold[] = { { x, y }, { x + 6, y }, { x + 9, y - 4 }, { x + 13, y + 4 },
                            { x + 16, y }, { x + 22, y } };

  switch (sign)
    {
    case SIGN_SPAN:
    case SIGN_LASTED:
      _dln_scene_fade (scene, (DlnRect){ x, y - 4, 8, 8 }, tint, DLN_OP_REVERSED);
      _dln_scene_rectangle (scene, (DlnRect){ x + 8, y - 4, 8, 8 }, 0,
                            sign == SIGN_LASTED ? core : tint, 0, 0, 0);
      _dln_scene_fade (scene, (DlnRect){ x + 16, y - 4, 8, 8 }, tint, 0);
      break;
    case SIGN_ABOUT:
      _dln_scene_disc (scene, x + 7, y, 6.5f, 0, theme->event, 1, DLN_OP_DASHED);
      _dln_scene_disc (scene, x + 7, y, 3.8f, theme->event, 0, 0, 0);
      break;
    case SIGN_CONFLICT:
      _dln_scene_hatch (
        scene, (DlnRect){ x, y - 4, 22, 8 }, _dln_color_alpha (theme->conflict, 0.5), 1);
      _dln_scene_line (scene, x, y - 5, x, y + 5, theme->conflict, 1.4f, 0);
      _dln_scene_line (scene, x + 22, y - 5, x + 22, y + 5, theme->conflict, 1.4f, 0);
      _dln_scene_line (scene, x, y, x + 22, y, theme->conflict, 1, 0);
      break;
    case SIGN_OTHER_CONFLICT:
      _dln_scene_disc (scene, x + 7, y, 6.5f, 0, theme->conflict, 1.2f, DLN_OP_DASHED);
      _dln_scene_disc (scene, x + 7, y, 3.8f, theme->event, 0, 0, 0);
      break;
    case SIGN_UPDATED:
      _dln_timeline_draw_updated (scene, x + 7, y + 2, theme->dim);
      _dln_scene_disc (scene, x + 7, y + 2, 3.8f, theme->event, 0, 0, 0);
      break;
    case SIGN_SQUEEZED:
      _dln_scene_rectangle (scene, (DlnRect){ x, y - 6, 22, 12 }, 0, theme->faint, 0, 0, 0);
      break;
    case SIGN_FOLD:
      _dln_scene_polyline (scene, fold, G_N_ELEMENTS (fold), 0, theme->dim, 1.2f, 0);
      break;
    default:
      _dln_scene_disc (scene, x + 4, y, 4,
                       sign == SIGN_DAY        ? theme->event
                       : sign == SIGN_INFERRED ? tint
                                               : theme->background,
                       theme->event, sign == SIGN_DAY ? 0 : 1.3f,
                       sign == SIGN_PLANNED ? DLN_OP_DASHED : 0);
      if (sign == SIGN_DENIED)
        _dln_scene_line (scene, x - 1.5f, y + 4, x + 9.5f, y - 4, theme->event, 1.3f, 0);
      break;
    }
}

/* The signs that occur, explained in one line. */
static void
draw_legend (DlnTimeline    *self,
             DlnScene       *scene,
             float           y,
             const DlnTheme *theme)
{
  const struct
  {
    float       width;
    const char *text;
  } entries[N_SIGNS] = {
    [SIGN_DAY] = { 8, _("day") },
    [SIGN_SPAN] = { 24, _("some time within") },
    [SIGN_LASTED] = { 24, _("lasted") },
    [SIGN_ABOUT] = { 14, _("about") },
    [SIGN_INFERRED] = { 8, _("date inferred") },
    [SIGN_PLANNED] = { 8, _("planned") },
    [SIGN_ALLEGED] = { 8, _("alleged") },
    [SIGN_DENIED] = { 8, _("denied") },
    [SIGN_CONFLICT] = { 22, _("sources disagree on the day") },
    [SIGN_OTHER_CONFLICT] = { 14, _("sources disagree") },
    [SIGN_UPDATED] = { 14, _("number grew later") },
    [SIGN_FOLD] = { 22, _("time left out") },
    [SIGN_SQUEEZED] = { 22, _("smaller scale") },
  };
  guint signs = collect_signs (self);
  float x = FIT_LEFT - 4;

  for (guint i = 0; i < N_SIGNS; i++)
    {
      DlnTextExtents extents;

      if ((signs & (1u << i)) == 0)
        continue;
      _dln_text_measure (entries[i].text, 10, 0, &extents);
      if (x + entries[i].width + 6 + extents.width > scene->width - 8)
        break;
      draw_sign (scene, i, x, y, theme);
      x += entries[i].width + 6;
      x += _dln_scene_text (scene, x, y + 3.5f, entries[i].text, 10, theme->dim, 0) + 18;
    }
}

static void
draw_footer (DlnTimeline    *self,
             DlnScene       *scene,
             float           top,
             const DlnTheme *theme)
{
  g_autofree char *sources = dup_sources (self);
  DlnTextBlock block;

  draw_legend (self, scene, top + 12, theme);
  if (sources == NULL)
    return;
  _dln_text_wrap (scene->strings, sources, 10, 0, scene->width - 2 * FIT_LEFT + 8, 1, &block);
  _dln_scene_block (
    scene, scene->strings, &block, FIT_LEFT - 4, top + 34, 13, 0, 10, theme->dim, 0);
}

/**
 * dln_timeline_build_whole:
 * @self: a timeline
 * @width: pixels
 * @theme: colours
 *
 * Everything that the filter shows (its period included), as high as it needs, with a title, a
 * legend and the sources; neither selection nor today.
 *
 * Returns: (transfer full): the scene
 */
DlnScene *
dln_timeline_build_whole (DlnTimeline    *self,
                          float           width,
                          const DlnTheme *theme)
{
  TimelineFrame frame;
  double u_begin, u_end;
  DlnTarget selection, hover;
  float scroll;

  g_return_val_if_fail (DLN_IS_TIMELINE (self) && theme != NULL, NULL);

  width = CLAMP (width, 200, 30000);
  if (self->items == NULL)
    _dln_timeline_update_model (self);
  _dln_timeline_get_fit (self, width, &u_begin, &u_end);
  selection = self->view->selection;
  hover = self->view->hover;
  scroll = self->scroll;
  self->view->selection = self->view->hover = (DlnTarget){ 0, 0 };
  self->scroll = 0;

  _dln_timeline_make_frame (self, theme, width, 4000, u_begin, u_end, &frame);
  TimelineLayout *layout =
    _dln_timeline_pack (self, frame.view.scale, MAX_FILE_ROWS, u_begin, u_end, TRUE);
  frame.whole = TRUE;
  frame.tray_height = _dln_timeline_draw_tray (self, NULL, &frame);
  frame.reports_height = self->reports->len > 0 ? 42 : 0;
  frame.plot_top = TITLE_HEIGHT + 6;
  frame.plot_bottom = frame.plot_top + MAX (_dln_timeline_get_rows_height (layout), 60);
  frame.axis_top = frame.plot_bottom;
  frame.reports_top = frame.axis_top + DLN_AXIS_HEIGHT;
  frame.tray_top = frame.reports_top + frame.reports_height;
  frame.height = frame.tray_top + frame.tray_height + FOOTER_HEIGHT;

  DlnScene *scene = _dln_scene_new (width, ceilf (frame.height), theme->background);
  _dln_timeline_draw_frame (self, scene, &frame, layout);
  draw_title (self, scene, theme);
  draw_footer (self, scene, frame.height - FOOTER_HEIGHT, theme);
  _dln_timeline_layout_free (layout);
  self->view->selection = selection;
  self->view->hover = hover;
  self->scroll = scroll;
  return scene;
}
