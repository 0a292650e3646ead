/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A timeline for one newspaper column or a telephone: the key events below each other along a line,
 * with their kinds, dates and sources. Where nothing is told for long the line has a gap that says
 * for how long. Nothing is cut; what is not told is counted. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LEFT 24.0f
#define INDENT 18.0f
#define GAP_SHARE 0.12 /* of the whole time: without an event it is a gap */
#define GAP_HEIGHT 34.0f
#define BELOW 15.0f    /* a card */

typedef struct
{
  DlnTimeline    *self;
  DlnScene       *scene; /* (nullable) */
  DlnStrings     *strings;
  const DlnTheme *theme;
  float           width, y;
} Column;

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  guint32 x = ((const TimelineCard *) a)->item, y = ((const TimelineCard *) b)->item;

  return (x > y) - (x < y); /* items are sorted by time */
}

static void
put (Column     *column,
     const char *text,
     float       font,
     float       line,
     guint32     color,
     guint       flags)
{
  DlnTextBlock block;

  if (*text == '\0')
    return;
  _dln_text_wrap (column->strings, text, font, flags, column->width - LEFT - INDENT - 18,
                  DLN_TEXT_MAX_LINES, &block);
  if (column->scene != NULL)
    _dln_scene_block (column->scene, column->strings, &block, LEFT + INDENT, column->y + font - 1,
                      line, 0, font, color, flags);
  column->y += block.n_lines * line;
}

static void
put_card (Column             *column,
          TimelineLayout     *layout,
          const TimelineCard *card)
{
  DlnTimeline *self = column->self;
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, card->item);
  const char *title = _dln_timeline_get_title (self, item);
  g_autofree char *id = g_strdup_printf ("headline-%u", item->id);
  g_autofree char *told = _dln_timeline_dup_tooltip (self, item->id);
  g_autofree char *sources = g_strconcat (
    card->sources != 0 ? dln_strings_get (layout->strings, card->sources) : "",
    card->dispute != 0 ? dln_strings_get (layout->strings, card->dispute) : "", NULL);
  DlnTarget target = { DLN_TARGET_EVENT, item->id };
  float top = column->y;
  gboolean planned = item->modality == DLN_MODALITY_PLANNED;
  guint32 ink = column->theme->strong;

  if (column->scene != NULL)
    {
      _dln_scene_begin (column->scene, target, id, told);
      _dln_timeline_explain (self, column->scene, item->id);
      _dln_timeline_draw_kind (column->scene, item->kind, LEFT, top + 7, 5.5f,
                               planned ? column->theme->background : ink, planned ? ink : 0, 0);
    }
  put (column, dln_strings_get (layout->strings, card->date), DATE_FONT, DATE_LINE,
       card->disputed ? column->theme->conflict : column->theme->dim,
       DLN_OP_BOLD | DLN_OP_TABULAR);
  put (column, title, TITLE_FONT, 18.5f, column->theme->foreground,
       card->level == LEVEL_THIRD ? 0 : DLN_OP_BOLD);
  put (column, sources, SOURCE_FONT, SOURCE_LINE,
       card->dispute != 0 ? column->theme->conflict : column->theme->dim, 0);
  if (column->scene != NULL)
    {
      _dln_scene_end (column->scene);
      _dln_scene_mark (column->scene, target,
                       (DlnRect){ LEFT - 8, top, column->width - LEFT - 8, column->y - top }, told,
                       1);
    }
  column->y += BELOW;
}

/* "7 years", in a gap of the line */
static void
put_gap (Column *column,
         double  seconds)
{
  g_autofree char *words = _dln_axis_format_span (seconds);

  if (column->scene != NULL)
    {
      _dln_scene_rectangle (column->scene,
                            (DlnRect){ LEFT - 6, column->y - BELOW + 4, 12, GAP_HEIGHT - 4 }, 0,
                            column->theme->background, 0, 0, 0);
      _dln_scene_text (column->scene, LEFT + INDENT, column->y + 6, words, SOURCE_FONT,
                       column->theme->dim, DLN_OP_ITALIC);
    }
  column->y += GAP_HEIGHT - BELOW;
}

static void
draw_cards (Column         *column,
            TimelineLayout *layout)
{
  DlnTimeline *self = column->self;
  guint n = layout->cards->len;

  for (guint i = 0; i < n; i++)
    {
      const TimelineCard *card = DLN_ROW (layout->cards, TimelineCard, i);
      const TimelineItem *item = DLN_ROW (self->items, TimelineItem, card->item);

      if (i > 0)
        {
          const TimelineItem *first
            = DLN_ROW (self->items, TimelineItem, DLN_ROW (layout->cards, TimelineCard, 0)->item);
          const TimelineItem *last = DLN_ROW (
            self->items, TimelineItem, DLN_ROW (layout->cards, TimelineCard, n - 1)->item);
          const TimelineItem *before = DLN_ROW (
            self->items, TimelineItem, DLN_ROW (layout->cards, TimelineCard, i - 1)->item);
          double empty = (double) item->begin - before->end;

          if (empty > GAP_SHARE * ((double) last->end - first->begin))
            put_gap (column, empty);
        }
      put_card (column, layout, card);
    }
}

/* What is not told is counted. */
static void
put_rest (Column *column,
          guint   n_told)
{
  guint dated = column->self->items->len - n_told, undated = column->self->undated->len;
  g_autofree char *first = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "and %u more dated event", "and %u more dated events", dated),
    dated);
  g_autofree char *second = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u without a date", "%u without a date", undated), undated);
  g_autofree char *both = dated > 0 && undated > 0 ? g_strdup_printf ("%s, %s", first, second)
                          : dated > 0              ? g_strdup (first)
                          : undated > 0            ? g_strdup (second)
                                                   : g_strdup ("");

  put (column, both, SOURCE_FONT, SOURCE_LINE, column->theme->dim, DLN_OP_ITALIC);
}

/**
 * _dln_timeline_draw_column:
 * @self: a timeline
 * @scene: (nullable): where to; else it is only measured
 * @top: pixels
 * @width: of the page
 * @theme: colours
 *
 * Returns: its height in pixels
 */
float
_dln_timeline_draw_column (DlnTimeline    *self,
                           DlnScene       *scene,
                           float           top,
                           float           width,
                           const DlnTheme *theme)
{
  TimelineLayout *layout = g_new0 (TimelineLayout, 1);
  g_autoptr (DlnStrings) scratch = dln_strings_new ();
  Column column = { self, scene, scene != NULL ? scene->strings : scratch, theme, width, top };
  double length = _dln_time_map_get_length (self->map);

  layout->scale = 1e4 / MAX (length, 1); /* no crowd, there is all height */
  layout->strings = dln_strings_new ();
  layout->groups = g_array_new (FALSE, FALSE, sizeof (TimelineGroup));
  layout->placed = g_array_new (FALSE, FALSE, sizeof (TimelinePlaced));
  layout->bins = g_array_new (FALSE, FALSE, sizeof (TimelineBin));
  layout->cards = g_array_new (FALSE, TRUE, sizeof (TimelineCard));
  layout->n_wanted = MAX_CARDS;
  _dln_timeline_choose_cards (self, layout, -1, length + 1);
  if (layout->cards->len > layout->n_wanted)
    g_array_set_size (layout->cards, layout->n_wanted);
  g_array_sort (layout->cards, compare_times);
  if (scene != NULL && layout->cards->len > 0)
    {
      Column measured = column;

      measured.scene = NULL;
      measured.strings = scratch;
      draw_cards (&measured, layout);
      _dln_scene_line (scene, LEFT, top + 7, LEFT, measured.y - BELOW, theme->bar, 1.4f, 0);
    }
  draw_cards (&column, layout);
  put_rest (&column, layout->cards->len);
  _dln_timeline_layout_free (layout);
  return column.y - top + 6;
}
