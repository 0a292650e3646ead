/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline without lanes: headlines above, a band of marks or counts below, the axis under
 * it. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CARD_AREA 36000.0f /* square pixels that a headline should have */
#define BAND_AIR 12.0f     /* between the lowest words and the band */
#define MAX_ROWS 5
#define FEW_ROWS 3

/* ---- layout --------------------------------------------------------------------------------- */

static guint
count_placed (const TimelineLayout *layout)
{
  guint n = 0;

  for (guint i = 0; i < layout->cards->len; i++)
    n += DLN_ROW (layout->cards, TimelineCard, i)->placed;
  return n;
}

/* Where quotes cost headlines, they go. */
static void
pack_with_or_without_quotes (TimelineLayout *layout,
                             double          left,
                             double          right)
{
  guint wanted = MIN (layout->n_wanted, layout->cards->len);
  gboolean any = FALSE;

  _dln_timeline_pack_cards (layout, left, right, layout->room);
  for (guint i = 0; i < layout->cards->len; i++)
    any |= DLN_ROW (layout->cards, TimelineCard, i)->quote.n_lines > 0;
  if (count_placed (layout) == wanted || !any)
    return;
  for (guint i = 0; i < layout->cards->len; i++)
    _dln_timeline_drop_quote (layout, DLN_ROW (layout->cards, TimelineCard, i));
  _dln_timeline_pack_cards (layout, left, right, layout->room);
}

/* What found no place is a mark as others are, and in a thicket no mark. */
static void
forget_unplaced (TimelineLayout *layout)
{
  for (guint i = layout->cards->len; i > 0; i--)
    {
      const TimelineCard *card = DLN_ROW (layout->cards, TimelineCard, i - 1);

      if (card->placed)
        continue;
      if (layout->dense)
        layout->rows[card->item] = 0;
      g_array_remove_index (layout->cards, i - 1);
    }
}

/**
 * _dln_timeline_pack_sheet:
 * @self: a timeline
 * @frame: where things stand
 * @u_from: begin of what the layout is for
 * @u_to: its end
 *
 * Returns: (transfer full): headlines with their places, and rows of marks
 */
TimelineLayout *
_dln_timeline_pack_sheet (DlnTimeline         *self,
                          const TimelineFrame *frame,
                          double               u_from,
                          double               u_to)
{
  TimelineLayout *layout = g_new0 (TimelineLayout, 1);
  float height = frame->plot_bottom - frame->plot_top;
  guint n_rows = height > 420 ? MAX_ROWS : FEW_ROWS;
  float room = MAX (height - n_rows * QUIET_ROW - 30, 0);
  double margin = (u_to - u_from) * 2;

  layout->scale = frame->view.scale;
  layout->generation = self->generation;
  layout->groups = g_array_new (FALSE, FALSE, sizeof (TimelineGroup));
  layout->placed = g_array_new (FALSE, FALSE, sizeof (TimelinePlaced));
  layout->bins = g_array_new (FALSE, FALSE, sizeof (TimelineBin));
  layout->cards = g_array_new (FALSE, TRUE, sizeof (TimelineCard));
  layout->strings = dln_strings_new ();
  layout->n_wanted = (guint) CLAMP (room * frame->view.width / CARD_AREA, FEW_CARDS, MAX_CARDS);
  if (_dln_timeline_is_track (self))
    layout->n_wanted = MAX_CARDS;
  if (room > 60)
    _dln_timeline_choose_cards (self, layout, u_from, u_to);
  _dln_timeline_pack_quiet (self, layout, u_from - margin, u_to + margin, n_rows);
  layout->room = MAX (height - layout->band_height - BAND_AIR, 0);
  pack_with_or_without_quotes (layout, u_from * layout->scale, u_to * layout->scale);
  forget_unplaced (layout);
  return layout;
}

/* ---- drawing -------------------------------------------------------------------------------- */

typedef struct
{
  DlnTimeline          *self;
  DlnScene             *scene;
  const TimelineFrame  *frame;
  const TimelineLayout *layout;
  double                origin;
  float                 band_top;
} Pen;

static const char *
get_string (const Pen  *pen,
            DlnStringId id)
{
  return dln_strings_get (pen->layout->strings, id);
}

/* The box of a card's words in the scene. */
static DlnRect
get_words (const Pen          *pen,
           const TimelineCard *card)
{
  float x = card->x + pen->origin;

  return (DlnRect){ card->left ? x - card->width : x, pen->band_top - BAND_AIR - card->y,
                    card->width, card->height };
}

/* Whether it can be shown whole: a line that leaves the view takes its words along. */
static gboolean
fits (const Pen          *pen,
      const TimelineCard *card)
{
  DlnRect words = get_words (pen, card);
  float left = pen->frame->view.left, x = card->x + pen->origin;

  return card->placed && words.x >= left - 0.5f
         && words.x + words.width <= left + pen->frame->view.width + 0.5f && x >= left
         && x <= left + pen->frame->view.width && words.y >= pen->frame->plot_top - 0.5f;
}

static void
draw_stem (const Pen          *pen,
           const TimelineCard *card,
           gboolean            chosen)
{
  const DlnTheme *theme = pen->frame->theme;
  DlnRect words = get_words (pen, card);
  float x = roundf (card->x + pen->origin) + 0.5f;
  float foot = card->anchor + pen->origin;
  float y = _dln_timeline_get_mark_y (pen->frame, pen->layout, card->item) - 7;
  const DlnPoint points[] = { { x, words.y + 2 },
                              { x, MIN (pen->band_top + 2, y) },
                              { fabsf (foot - x) < 1 ? x : foot, MIN (pen->band_top + 8, y) },
                              { fabsf (foot - x) < 1 ? x : foot, y } };

  _dln_scene_polyline (pen->scene, points, G_N_ELEMENTS (points), 0,
                       chosen                     ? theme->selection
                       : card->level == LEVEL_LEAD ? theme->strong
                                                   : theme->bar,
                       card->level == LEVEL_LEAD || chosen ? 1.6f : 1, 0);
}

/* A line of words beside the stem; returns the baseline after it. */
static void
draw_line (const Pen          *pen,
           const TimelineCard *card,
           const char         *text,
           float               baseline,
           float               font,
           guint32             color,
           guint               flags)
{
  float x = card->x + pen->origin;

  if (card->left)
    {
      DlnTextExtents extents;

      _dln_text_measure (text, font, flags, &extents);
      x -= CARD_INDENT + extents.width;
    }
  else
    x += CARD_INDENT;
  _dln_scene_text (pen->scene, x, baseline, text, font, color, flags);
}

static void
draw_sources (const Pen          *pen,
              const TimelineCard *card,
              float               baseline)
{
  const DlnTheme *theme = pen->frame->theme;
  const char *sources = card->sources != 0 ? get_string (pen, card->sources) : "";
  const char *dispute = card->dispute != 0 ? get_string (pen, card->dispute) : "";
  float x = card->x + pen->origin;
  DlnTextExtents first, second;

  _dln_text_measure (sources, SOURCE_FONT, 0, &first);
  _dln_text_measure (dispute, SOURCE_FONT, DLN_OP_BOLD, &second);
  if (*sources == '\0')
    first.width = 0;
  if (*dispute == '\0')
    second.width = 0;
  x = card->left ? x - CARD_INDENT - first.width - second.width : x + CARD_INDENT;
  if (*sources != '\0')
    _dln_scene_text (pen->scene, x, baseline, sources, SOURCE_FONT, theme->dim, 0);
  if (*dispute != '\0')
    _dln_scene_text (pen->scene, x + first.width, baseline, dispute, SOURCE_FONT, theme->conflict,
                     DLN_OP_BOLD);
}

static void
draw_words (const Pen          *pen,
            const TimelineCard *card,
            gboolean            chosen)
{
  const DlnTheme *theme = pen->frame->theme;
  float font = _dln_timeline_get_title_font (card->level);
  float line = _dln_timeline_get_title_line (card->level);
  float top = get_words (pen, card).y;
  guint flags = card->level == LEVEL_THIRD ? 0 : DLN_OP_BOLD;

  draw_line (pen, card, get_string (pen, card->date), top + DATE_FONT, DATE_FONT,
             card->disputed ? theme->conflict : theme->dim, DLN_OP_BOLD | DLN_OP_TABULAR);
  top += DATE_LINE;
  for (guint i = 0; i < card->title.n_lines; i++, top += line)
    draw_line (pen, card, get_string (pen, card->title.lines[i]), top + font - 1, font,
               chosen ? theme->selection : theme->foreground, flags);
  for (guint i = 0; i < card->quote.n_lines; i++, top += QUOTE_LINE)
    draw_line (pen, card, get_string (pen, card->quote.lines[i]), top + QUOTE_FONT, QUOTE_FONT,
               theme->dim, DLN_OP_ITALIC);
  draw_sources (pen, card, top + SOURCE_FONT);
}

/* The sentence that says so best, and where it can be read, for the group that was begun last. */
void
_dln_timeline_explain (DlnTimeline *self,
                       DlnScene    *scene,
                       DlnEventId   event)
{
  DlnCase *dcase = self->view->dcase;
  guint n = 0;
  const DlnEvidence *rows
    = dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_EVENT, event }, &n);
  DlnDocument *document = n > 0 ? dln_case_get_document (dcase, rows[0].document) : NULL;
  gsize length = 0;
  const char *text = document != NULL ? dln_document_get_text (document, &length) : NULL;

  if (text == NULL || rows[0].sentence.end > length
      || rows[0].sentence.begin >= rows[0].sentence.end)
    return;
  g_autofree char *sentence = g_strndup (text + rows[0].sentence.begin,
                                         rows[0].sentence.end - rows[0].sentence.begin);
  _dln_scene_explain (scene, sentence, dln_document_get_link (document));
}

static void
draw_card (const Pen          *pen,
           const TimelineCard *card)
{
  DlnTimeline *self = pen->self;
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, card->item);
  DlnTarget target = { DLN_TARGET_EVENT, item->id };
  gboolean chosen = dln_target_equal (self->view->selection, target);
  gboolean hovered = dln_target_equal (self->view->hover, target);
  g_autofree char *id = g_strdup_printf ("headline-%u", item->id);
  g_autofree char *title = _dln_timeline_dup_tooltip (self, item->id);
  DlnRect words = get_words (pen, card);

  _dln_scene_begin (pen->scene, target, id, title);
  if (pen->frame->whole)
    _dln_timeline_explain (self, pen->scene, item->id);
  if (hovered || chosen)
    _dln_scene_rectangle (
      pen->scene, (DlnRect){ words.x - 2, words.y - 3, words.width + 6, words.height + 6 }, 6,
      _dln_color_mix (pen->frame->theme->background, pen->frame->theme->selection,
                      chosen ? 0.12 : 0.06),
      0, 0, 0);
  draw_stem (pen, card, chosen);
  draw_words (pen, card, chosen);
  _dln_scene_end (pen->scene);
  _dln_scene_mark (pen->scene, target, words, title, 1);
}

/* The chosen event without a headline has its words in a box over the band. */
static void
draw_chosen_apart (const Pen *pen)
{
  DlnTimeline *self = pen->self;
  const TimelineFrame *frame = pen->frame;
  const DlnTheme *theme = frame->theme;
  double u_to = frame->view.u_begin + frame->view.width / frame->view.scale;
  const TimelineItem *item = NULL;

  for (guint i = 0; i < self->items->len && item == NULL; i++)
    if (DLN_ROW (self->items, TimelineItem, i)->id == self->view->selection.id)
      item = DLN_ROW (self->items, TimelineItem, i);
  for (guint i = 0; i < pen->layout->cards->len && item != NULL; i++)
    {
      const TimelineCard *card = DLN_ROW (pen->layout->cards, TimelineCard, i);

      if (fits (pen, card) && DLN_ROW (self->items, TimelineItem, card->item) == item)
        item = NULL;
    }
  if (item == NULL || !_dln_timeline_in_view (item, frame->view.u_begin, u_to))
    return;

  DlnTextBlock block;
  g_autofree char *title = _dln_timeline_dup_tooltip (self, item->id);
  g_autofree char *date = _dln_timeline_dup_date (self, item, NULL);
  float x = pen->origin
            + _dln_timeline_get_anchor (item, frame->view.u_begin, u_to, frame->view.scale);
  float left = frame->view.left + 4;

  _dln_text_wrap (pen->scene->strings, _dln_timeline_get_title (self, item), 14, DLN_OP_BOLD, 300,
                  CARD_LINES, &block);
  DlnRect box = { 0, 0, MAX (block.width, 90) + 20, block.n_lines * 18 + 30 };
  box.x = CLAMP (x - box.width / 2, left, MAX (left, frame->view.left + frame->view.width
                                                       - box.width - 4));
  box.y = MAX (pen->band_top - box.height - 8, 2);
  _dln_scene_begin (pen->scene, self->view->selection, NULL, title);
  _dln_scene_line (pen->scene, x, box.y + box.height, x, frame->plot_bottom - 4, theme->selection,
                   1.4f, 0);
  _dln_scene_rectangle (pen->scene, box, 6, theme->background, theme->selection, 1.4f, 0);
  _dln_scene_text (pen->scene, box.x + 10, box.y + 17, date, DATE_FONT, theme->dim, DLN_OP_BOLD);
  _dln_scene_block (pen->scene, pen->scene->strings, &block, box.x + 10, box.y + 35, 18, 0, 14,
                    theme->foreground, DLN_OP_BOLD);
  _dln_scene_end (pen->scene);
  _dln_scene_mark (pen->scene, self->view->selection, box, title, 1);
}

/**
 * _dln_timeline_draw_sheet:
 * @self: a timeline
 * @scene: where to
 * @frame: where things stand
 * @layout: made for it, or for a view a little to the side
 */
void
_dln_timeline_draw_sheet (DlnTimeline          *self,
                          DlnScene             *scene,
                          const TimelineFrame  *frame,
                          const TimelineLayout *layout)
{
  Pen pen = { .self = self, .scene = scene, .frame = frame, .layout = layout };
  guint n_told = 0;

  pen.origin = frame->view.left - frame->view.u_begin * frame->view.scale;
  pen.band_top = frame->plot_bottom - layout->band_height;
  for (guint i = 0; i < layout->cards->len; i++)
    {
      TimelineCard *card = DLN_ROW (layout->cards, TimelineCard, i);

      card->shown = fits (&pen, card);
      if (!card->shown)
        continue;
      draw_card (&pen, card);
      n_told++;
    }
  _dln_timeline_draw_band (self, scene, frame, layout);
  scene->n_dropped_labels = layout->cards->len - n_told;
  if (self->view->selection.kind == DLN_TARGET_EVENT)
    draw_chosen_apart (&pen);
}
