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
  const float sizes[] = { 26, 15 }, lines[] = { 31, 21 };
  float y = 8;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint flags = i == 0 ? DLN_OP_BOLD : 0;
      DlnTextBlock block;

      if (*texts[i] == '\0')
        continue;
      _dln_text_wrap (strings, texts[i], sizes[i], flags, i == 0 ? room : MIN (room, 760), 2,
                      &block);
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

  gboolean lanes = self->lanes != DLN_LANES_PACKED;

  _dln_timeline_make_frame (self, theme, width, 4000, u_begin, u_end, &frame);
  frame.whole = TRUE;
  frame.plot_top = draw_title (self, NULL, width, theme);
  frame.plot_bottom = frame.plot_top + CLAMP (width * SHEET_SHARE, MIN_SHEET, MAX_SHEET);
  TimelineLayout *layout
    = lanes ? _dln_timeline_pack (self, frame.view.scale, MAX_FILE_ROWS, u_begin, u_end, TRUE)
            : _dln_timeline_pack_sheet (self, &frame, u_begin, u_end);
  TimelineLayout *kept = g_steal_pointer (&self->layout);

  self->layout = layout;
  frame.tray_height = _dln_timeline_draw_tray (self, NULL, &frame);
  frame.reports_height = self->reports->len == 0 ? 0 : lanes ? 42 : 24;
  frame.plot_bottom = frame.plot_top
                      + MAX (lanes ? _dln_timeline_get_rows_height (layout)
                                   : layout->cards_height + layout->band_height + 20,
                             60);
  frame.axis_top = frame.plot_bottom;
  frame.reports_top = frame.axis_top + DLN_AXIS_HEIGHT;
  frame.tray_top = frame.reports_top + frame.reports_height;
  frame.legend_top = frame.tray_top + frame.tray_height;
  frame.legend_height = _dln_timeline_draw_legend (self, NULL, &frame);
  frame.height = frame.legend_top + frame.legend_height + FOOTER_HEIGHT;

  DlnScene *scene = _dln_scene_new (width, ceilf (frame.height), theme->background);
  _dln_timeline_draw_frame (self, scene, &frame, layout);
  draw_title (self, scene, width, theme);
  draw_footer (self, scene, frame.height - FOOTER_HEIGHT, theme);
  self->layout = kept;
  _dln_timeline_layout_free (layout);
  self->view->selection = selection;
  self->view->hover = hover;
  self->scroll = scroll;
  return scene;
}
