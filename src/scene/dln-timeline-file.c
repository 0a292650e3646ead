/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole timeline for a file: as high as it needs, with a title and the sources named. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include "case/dln-story.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_FILE_ROWS 80
#define FOOTER_HEIGHT 40.0f
#define SHEET_SHARE 0.55f /* of the width: room for headlines and their band */
#define MIN_SHEET 420.0f
#define MAX_SHEET 760.0f
#define NARROW 440.0f /* a picture has no room for words beside each other */
#define MIN_PLOT 60.0f

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

/* Headline and standfirst, as high as they need. */
static float
draw_title (DlnTimeline    *self,
            DlnScene       *scene, /* (nullable): only measure */
            float           width,
            const DlnTheme *theme)
{
  g_autoptr (DlnStrings) scratch = scene == NULL ? dln_strings_new () : NULL;
  DlnStrings *strings = scene != NULL ? scene->strings : scratch;
  const char *own = dln_case_get_title (self->view->dcase);
  const char *title = self->headline != NULL        ? self->headline
                      : own != NULL && *own != '\0' ? own
                                                    : _("Timeline");
  g_autofree char *subtitle
    = self->standfirst != NULL                                   ? g_strdup (self->standfirst)
      : dln_case_get_standfirst (self->view->dcase) != NULL ? g_strdup (
          dln_case_get_standfirst (self->view->dcase))
                                                             : dup_subtitle (self);
  const float left = FIT_LEFT - 4, room = width - 2 * FIT_LEFT;
  const char *texts[] = { title, subtitle };
  gboolean narrow = width < NARROW;
  const float sizes[] = { narrow ? 21 : 26, 15 }, lines[] = { narrow ? 25 : 31, 21 };
  float y = 8;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint flags = i == 0 ? DLN_OP_BOLD : 0;
      DlnTextBlock block;

      if (*texts[i] == '\0')
        continue;
      _dln_text_wrap (strings, texts[i], sizes[i], flags, i == 0 ? room : MIN (room, 760),
                      DLN_TEXT_MAX_LINES, &block);
      if (scene != NULL)
        _dln_scene_block (scene, strings, &block, left, y + sizes[i], lines[i], 0, sizes[i],
                          i == 0 ? theme->foreground : theme->dim, flags);
      y += block.n_lines * lines[i] + 4;
    }
  return y + 6;
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

/* In a narrow picture the credit stands below the sources; returns the height. */
static float
draw_narrow_footer (DlnTimeline    *self,
                    DlnScene       *scene, /* (nullable): only measure */
                    float           top,
                    float           width,
                    const DlnTheme *theme)
{
  g_autoptr (DlnStrings) scratch = dln_strings_new ();
  DlnStrings *strings = scene != NULL ? scene->strings : scratch;
  g_autofree char *sources = dup_sources (self);
  const char *texts[] = { sources != NULL ? sources : "",
                          self->credit != NULL ? self->credit : "" };
  float y = top + 12;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      DlnTextBlock block;

      if (*texts[i] == '\0')
        continue;
      _dln_text_wrap (strings, texts[i], 12, 0, width - 2 * FIT_LEFT + 8, DLN_TEXT_MAX_LINES,
                      &block);
      if (scene != NULL)
        _dln_scene_block (scene, strings, &block, FIT_LEFT - 4, y + 11, 15, 0, 12, theme->dim, 0);
      y += block.n_lines * 15 + 4;
    }
  return y - top + 8;
}

/* The sources, and at the right whose picture it is. */
static void
draw_footer (DlnTimeline    *self,
             DlnScene       *scene,
             float           top,
             const DlnTheme *theme)
{
  g_autofree char *sources = dup_sources (self);
  const char *credit = self->credit != NULL ? self->credit : "";
  float room = scene->width - 2 * FIT_LEFT + 8;
  DlnTextBlock block;

  if (*credit != '\0')
    {
      _dln_text_wrap (scene->strings, credit, 12, 0, room / 2, 2, &block);
      _dln_scene_block (scene, scene->strings, &block, scene->width - FIT_LEFT - block.width,
                        top + 16, 15, 0, 12, theme->dim, 0);
      room -= block.width + 24;
    }
  if (sources == NULL)
    return;
  _dln_text_wrap (scene->strings, sources, 12, 0, room, 2, &block);
  _dln_scene_block (
    scene, scene->strings, &block, FIT_LEFT - 4, top + 16, 15, 0, 12, theme->dim, 0);
}

/**
 * dln_timeline_set_words:
 * @self: a timeline
 * @headline: (nullable): above a file's picture; %NULL = the case's title, "" = none
 * @standfirst: (nullable): below it; %NULL = that of the case, or how much there is, "" = nothing
 * @credit: (nullable): at the foot
 */
void
dln_timeline_set_words (DlnTimeline *self,
                        const char  *headline,
                        const char  *standfirst,
                        const char  *credit)
{
  g_return_if_fail (DLN_IS_TIMELINE (self));

  g_free (self->headline);
  g_free (self->standfirst);
  g_free (self->credit);
  self->headline = g_strdup (headline);
  self->standfirst = g_strdup (standfirst);
  self->credit = g_strdup (credit);
}

/* The parts below the plot, from its bottom downwards; returns their height. */
static float
set_feet (DlnTimeline   *self,
          TimelineFrame *frame)
{
  frame->tray_height = _dln_timeline_draw_tray (self, NULL, frame);
  frame->reports_height = self->reports->len == 0                ? 0
                          : self->lanes != DLN_LANES_PACKED ? 42
                                                            : 24;
  frame->axis_top = frame->plot_bottom;
  frame->reports_top = frame->axis_top + DLN_AXIS_HEIGHT;
  frame->tray_top = frame->reports_top + frame->reports_height;
  frame->legend_top = frame->tray_top + frame->tray_height;
  frame->legend_height = _dln_timeline_draw_legend (self, NULL, frame);
  return frame->legend_top + frame->legend_height + FOOTER_HEIGHT - frame->plot_bottom;
}

static DlnScene *
build_column (DlnTimeline    *self,
              float           width,
              float           height,
              const DlnTheme *theme)
{
  float top = draw_title (self, NULL, width, theme);
  float footer = draw_narrow_footer (self, NULL, 0, width, theme);
  float needed = top + _dln_timeline_draw_column (self, NULL, top, width, theme) + footer;
  DlnScene *scene = _dln_scene_new (width, ceilf (MAX (needed, height)), theme->background);

  draw_title (self, scene, width, theme);
  _dln_timeline_draw_column (self, scene, top, width, theme);
  draw_narrow_footer (self, scene, scene->height - footer, width, theme);
  return scene;
}

static DlnScene *
build_sheet (DlnTimeline    *self,
             float           width,
             float           height,
             const DlnTheme *theme)
{
  gboolean lanes = self->lanes != DLN_LANES_PACKED;
  TimelineLayout *kept = g_steal_pointer (&self->layout);
  TimelineFrame frame;
  double u_begin, u_end;

  _dln_timeline_get_fit (self, width, &u_begin, &u_end);
  _dln_timeline_make_frame (self, theme, width, MAX (height, 4000), u_begin, u_end, &frame);
  frame.whole = TRUE;
  frame.plot_top = draw_title (self, NULL, width, theme);
  frame.plot_bottom = frame.plot_top + CLAMP (width * SHEET_SHARE, MIN_SHEET, MAX_SHEET);
  if (height > 0)
    frame.plot_bottom = MAX (height - set_feet (self, &frame), frame.plot_top + MIN_PLOT);
  self->layout
    = lanes ? _dln_timeline_pack (self, frame.view.scale, MAX_FILE_ROWS, u_begin, u_end, TRUE)
            : _dln_timeline_pack_sheet (self, &frame, u_begin, u_end);
  if (height <= 0 || lanes)
    frame.plot_bottom
      = frame.plot_top
        + MAX (lanes ? _dln_timeline_get_rows_height (self->layout)
                     : self->layout->cards_height + self->layout->band_height + 20,
               MIN_PLOT);
  frame.height = frame.plot_bottom + set_feet (self, &frame);

  DlnScene *scene = _dln_scene_new (width, ceilf (MAX (frame.height, height)), theme->background);
  _dln_timeline_draw_frame (self, scene, &frame, self->layout);
  draw_title (self, scene, width, theme);
  draw_footer (self, scene, scene->height - FOOTER_HEIGHT, theme);
  _dln_timeline_layout_free (self->layout);
  self->layout = kept;
  return scene;
}

/**
 * dln_timeline_build_page:
 * @self: a timeline
 * @width: pixels
 * @height: pixels; 0 = as high as it needs. What does not go into it is counted instead of told;
 *   it is higher where title, axis and legend alone are
 * @theme: colours
 *
 * Everything that the filter shows (its period included), with a title, a legend and the sources;
 * neither selection nor today. A narrow picture is a list down the page.
 *
 * Returns: (transfer full): the scene
 */
DlnScene *
dln_timeline_build_page (DlnTimeline    *self,
                         float           width,
                         float           height,
                         const DlnTheme *theme)
{
  g_return_val_if_fail (DLN_IS_TIMELINE (self) && theme != NULL, NULL);

  width = CLAMP (width, 200, 30000);
  height = MIN (height, 30000);
  if (self->items == NULL)
    _dln_timeline_update_model (self);

  DlnTarget selection = self->view->selection, hover = self->view->hover;
  float scroll = self->scroll;

  self->view->selection = self->view->hover = (DlnTarget){ 0, 0 };
  self->scroll = 0;
  DlnScene *scene = width < NARROW && self->lanes == DLN_LANES_PACKED
                      ? build_column (self, width, height, theme)
                      : build_sheet (self, width, height, theme);
  self->view->selection = selection;
  self->view->hover = hover;
  self->scroll = scroll;
  return scene;
}

/**
 * dln_timeline_build_whole:
 * @self: a timeline
 * @width: pixels
 * @theme: colours
 *
 * Returns: (transfer full): dln_timeline_build_page() as high as it needs
 */
DlnScene *
dln_timeline_build_whole (DlnTimeline    *self,
                          float           width,
                          const DlnTheme *theme)
{
  return dln_timeline_build_page (self, width, 0, theme);
}
