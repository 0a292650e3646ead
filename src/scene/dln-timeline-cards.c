/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headline layer: which events get words, and which words. The most salient ones of what is
 * seen, one for each day and its people; a title that two lines do not hold is no headline, since
 * nothing is ever cut. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_LEADS 3
#define MAX_SECONDS 8 /* and leads */
#define MAX_LOOKED_AT 400
#define MIN_WORDS 3
#define CROWD_WIDTH 40.0f /* pixels */
#define MAX_CROWD 3       /* headlines that hang within that */
#define LONG_TOLD (40 * 86400) /* a headline of a longer time does not stand for its days */
#define MAX_QUOTE 130 /* bytes */
#define MIN_QUOTE_WORDS 4
#define ANCHOR_ROOM 120.0 /* pixels: a longer stretch has its mark near its begin */

typedef struct
{
  DlnTimeline    *self;
  TimelineLayout *layout;
  guint           n_leads, n_seconds;
  gint64          first_year; /* of the story; what is seen begins before it, or else none */
} Chooser;

static gboolean
is_asserted (const TimelineItem *item)
{
  return item->modality == DLN_MODALITY_ASSERTED && item->polarity == DLN_POLARITY_POSITIVE;
}

static gboolean
has_words (const char *title)
{
  guint words = 1;

  for (const char *p = title; *p != '\0'; p++)
    words += *p == ' ';
  return words >= MIN_WORDS;
}

/* ---- one of a day --------------------------------------------------------------------------- */

static gboolean
shares_participant (DlnCase        *dcase,
                    const DlnEvent *a,
                    const DlnEvent *b)
{
  const DlnResolution *resolution = dln_case_get_resolution (dcase);

  for (guint i = 0; i < a->n_participants; i++)
    for (guint j = 0; j < b->n_participants; j++)
      if (DLN_ROW (resolution->participants, DlnEventParticipant, a->first_participant + i)->entity
          == DLN_ROW (resolution->participants, DlnEventParticipant, b->first_participant + j)
               ->entity)
        return TRUE;
  return a->n_participants == 0 && b->n_participants == 0;
}

#define MIN_CONTENT 5 /* letters of a word that tells something */

/* How many longer words two titles share. */
static guint
count_shared_words (const char *a,
                    const char *b)
{
  g_auto (GStrv) first = g_strsplit_set (a, " ,.;:'\"", -1);
  g_autofree char *folded = g_utf8_casefold (b, -1);
  guint n = 0;

  for (guint i = 0; first[i] != NULL; i++)
    {
      g_autofree char *word = g_utf8_casefold (first[i], -1);

      n += g_utf8_strlen (word, -1) >= MIN_CONTENT && strstr (folded, word) != NULL;
    }
  return n;
}

static gboolean
tells_the_same (DlnCase        *dcase,
                const DlnEvent *a,
                const DlnEvent *b)
{
  return shares_participant (dcase, a, b)
         || count_shared_words (dln_case_get_string (dcase, a->title),
                                dln_case_get_string (dcase, b->title))
              >= 2;
}

/* Whether a headline tells of the same people, or in the same words, on the same days. */
static gboolean
is_told (const Chooser      *chooser,
         const TimelineItem *item)
{
  DlnTimeline *self = chooser->self;
  DlnCase *dcase = self->view->dcase;
  const DlnEvent *event = dln_case_get_event (dcase, item->id);

  for (guint i = 0; i < chooser->layout->cards->len; i++)
    {
      const TimelineCard *card = DLN_ROW (chooser->layout->cards, TimelineCard, i);
      const TimelineItem *other = DLN_ROW (self->items, TimelineItem, card->item);
      const DlnEvent *told = dln_case_get_event (dcase, other->id);

      if (other->begin < item->end && item->begin < other->end && event != NULL && told != NULL
          && other->end - other->begin < LONG_TOLD && item->end - item->begin < LONG_TOLD
          && tells_the_same (dcase, event, told))
        return TRUE;
    }
  return FALSE;
}

/* ---- words ---------------------------------------------------------------------------------- */

static DlnStringId
intern (TimelineLayout *layout,
        const char     *text)
{
  return dln_strings_intern (layout->strings, text);
}

#define TRACK_LINES 5 /* of a title that the user put into the story: it is told whatever it is */

/* The narrowest of a few widths that holds the words in so many lines. */
static gboolean
wrap (TimelineLayout *layout,
      const char     *text,
      float           font,
      guint           flags,
      float           narrowest,
      float           widest,
      guint           lines,
      DlnTextBlock   *block)
{
  for (float width = narrowest; width <= widest; width += 18)
    {
      _dln_text_wrap (layout->strings, text, font, flags, width, lines, block);
      if (!block->cut && block->width <= widest)
        return TRUE;
    }
  return FALSE;
}

/* The day, no more precisely than it is known, and what is not simply told as a fact. */
char *
_dln_timeline_dup_date (DlnTimeline        *self,
                        const TimelineItem *item,
                        gboolean           *disputed)
{
  return dln_case_dup_event_date (self->view->dcase, item->id, disputed);
}

static char *
dup_sources (DlnTimeline    *self,
             const DlnEvent *event)
{
  guint n = 0;
  const DlnEvidence *evidence =
    dln_case_get_evidence (self->view->dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }, &n);

  if (event->n_sources == 1 && n > 0)
    {
      const DlnDocument *document = dln_case_get_document (self->view->dcase, evidence[0].document);
      const char *source = document != NULL ? dln_document_get_source (document) : NULL;

      if (source != NULL && *source != '\0' && strlen (source) < 40)
        return g_strdup (source);
    }
  if (event->n_sources == 0)
    return g_strdup (dln_target_is_by_hand ((DlnTarget){ DLN_TARGET_EVENT, event->id })
                       ? _("own knowledge")
                       : "");
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u source", "%u sources", event->n_sources), event->n_sources);
}

/* A short literal quote in a sentence that tells the event, with its speaker. */
static char *
dup_quote (DlnTimeline    *self,
           const DlnEvent *event)
{
  DlnCase *dcase = self->view->dcase;
  const DlnResolution *resolution = dln_case_get_resolution (dcase);
  guint n_evidence = 0;
  const DlnEvidence *evidence =
    dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }, &n_evidence);

  for (guint i = 0; i < event->n_participants; i++)
    {
      DlnEntityId speaker
        = DLN_ROW (resolution->participants, DlnEventParticipant, event->first_participant + i)
            ->entity;
      guint n_quotes = 0;
      const DlnQuoteId *quotes = dln_case_get_quotes_of (dcase, speaker, &n_quotes);

      for (guint k = 0; k < n_quotes; k++)
        {
          const DlnQuote *quote = dln_case_get_quote (dcase, quotes[k]);
          guint n_told = 0;
          const DlnEvidence *told
            = dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_QUOTE, quotes[k] }, &n_told);
          const char *text = quote != NULL ? dln_case_get_string (dcase, quote->text) : "";
          gboolean near = FALSE;

          if (quote == NULL || quote->type != DLN_QUOTE_DIRECT || strlen (text) > MAX_QUOTE
              || !has_words (text))
            continue;
          for (guint e = 0; e < n_evidence && !near; e++)
            for (guint t = 0; t < n_told && !near; t++)
              near = told[t].document == evidence[e].document
                     && told[t].sentence.begin < evidence[e].sentence.end
                     && evidence[e].sentence.begin < told[t].sentence.end;
          if (!near)
            continue;
          g_autofree char *name
            = dln_case_dup_target_title (dcase, (DlnTarget){ DLN_TARGET_ENTITY, speaker });

          /* Translators: a quote and who said it */
          return g_strdup_printf (_("\u201c%s\u201d %s"), text, name);
        }
    }
  return NULL;
}

/* ---- one card ------------------------------------------------------------------------------- */

static const struct
{
  float font, line, narrowest, widest;
  guint flags;
} styles[] = {
  [LEVEL_LEAD] = { LEAD_FONT, 20, 190, 330, DLN_OP_BOLD },
  [LEVEL_SECOND] = { TITLE_FONT, 18.5f, 140, 320, DLN_OP_BOLD },
  [LEVEL_THIRD] = { TITLE_FONT, 18.5f, 130, 320, 0 },
};

float
_dln_timeline_get_title_font (TimelineLevel level)
{
  return styles[level].font;
}

float
_dln_timeline_get_title_line (TimelineLevel level)
{
  return styles[level].line;
}

static float
measure (const TimelineLayout *layout,
         DlnStringId           text,
         float                 font,
         guint                 flags)
{
  DlnTextExtents extents;

  if (text == 0)
    return 0;
  _dln_text_measure (dln_strings_get (layout->strings, text), font, flags, &extents);
  return extents.width;
}

static void
measure_card (const TimelineLayout *layout,
              TimelineCard         *card)
{
  float date = measure (layout, card->date, DATE_FONT, DLN_OP_BOLD | DLN_OP_TABULAR);
  float sources = measure (layout, card->sources, SOURCE_FONT, 0);

  sources += measure (layout, card->dispute, SOURCE_FONT, DLN_OP_BOLD);
  card->width = MAX (MAX (date, sources), MAX (card->title.width, card->quote.width)) + CARD_INDENT;
  card->height = DATE_LINE + card->title.n_lines * styles[card->level].line
                 + card->quote.n_lines * QUOTE_LINE + (sources > 0 ? SOURCE_LINE : 0);
}

/* A card without its quote, where there is no room for it. */
void
_dln_timeline_drop_quote (TimelineLayout *layout,
                          TimelineCard   *card)
{
  card->quote = (DlnTextBlock){ 0 };
  measure_card (layout, card);
}

static gboolean
fill_card (const Chooser *chooser,
           guint          index,
           TimelineCard  *card)
{
  DlnTimeline *self = chooser->self;
  TimelineLayout *layout = chooser->layout;
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, index);
  const DlnEvent *event = dln_case_get_event (self->view->dcase, item->id);
  const char *title = _dln_timeline_get_title (self, item);
  gboolean disputed = FALSE;
  guint level = card->level;

  card->item = index;
  if (event == NULL
      || (!wrap (layout, title, styles[level].font, styles[level].flags, styles[level].narrowest,
                 styles[level].widest, CARD_LINES, &card->title)
          && (!_dln_timeline_is_track (self)
              || !wrap (layout, title, styles[level].font, styles[level].flags,
                        styles[level].narrowest * 1.3f, styles[level].widest, TRACK_LINES,
                        &card->title))))
    return FALSE;

  g_autofree char *date = _dln_timeline_dup_date (self, item, &disputed);
  g_autofree char *sources = dup_sources (self, event);
  g_autofree char *quote = level == LEVEL_LEAD ? dup_quote (self, event) : NULL;

  card->disputed = disputed;
  card->date = intern (layout, date);
  card->sources = *sources != '\0' ? intern (layout, sources) : 0;
  if (disputed)
    card->dispute = intern (layout, *sources != '\0' ? _(" · two dates") : _("two dates"));
  else if ((event->flags & DLN_EVENT_CONFLICT) != 0)
    card->dispute
      = intern (layout, *sources != '\0' ? _(" · sources differ") : _("sources differ"));
  if (quote != NULL
      && !wrap (layout, quote, QUOTE_FONT, DLN_OP_ITALIC, MAX (card->title.width, 180),
                styles[level].widest, CARD_LINES, &card->quote))
    card->quote = (DlnTextBlock){ 0 };
  measure_card (layout, card);
  return TRUE;
}

/* ---- choice --------------------------------------------------------------------------------- */

gboolean
_dln_timeline_in_view (const TimelineItem *item,
                       double              u_from,
                       double              u_to)
{
  return item->u0 < u_to && (item->u1 > u_from || (item->u1 == item->u0 && item->u0 >= u_from));
}

/* Where its mark is in what is seen, in pixels from u = 0: the middle, or near the begin of what
 * is long. */
double
_dln_timeline_get_anchor (const TimelineItem *item,
                          double              u_from,
                          double              u_to,
                          double              scale)
{
  double x0 = MAX (item->u0, u_from) * scale, x1 = MIN (item->u1, u_to) * scale;

  return x1 - x0 > ANCHOR_ROOM ? x0 + 8 : (x0 + x1) / 2;
}

typedef enum
{
  PASS_NEWS,
  PASS_MINOR,  /* where there is little: side remarks ... */
  PASS_AGAIN,  /* ... what a headline has told already ... */
  PASS_BEFORE, /* ... and what lies before the story */
  N_PASSES
} Pass;

/* The year in which the first article came out, in seconds; what is not among the most salient
 * and older than that is background. */
static gint64
find_first_year (DlnTimeline *self)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < self->reports->len; i++)
    first = MIN (first, DLN_ROW (self->reports, TimelineReport, i)->begin);
  if (first == G_MAXINT64)
    return G_MININT64;
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (first);
  g_autoptr (GDateTime) year
    = day != NULL ? g_date_time_new_utc (g_date_time_get_year (day), 1, 1, 0, 0, 0) : NULL;

  return year != NULL ? g_date_time_to_unix (year) : G_MININT64;
}

static gboolean
is_background (const Chooser *chooser,
               guint          index)
{
  DlnTimeline *self = chooser->self;

  if (DLN_ROW (self->items, TimelineItem, index)->end > chooser->first_year)
    return FALSE;
  for (guint i = 0; i < MIN (self->by_salience->len, MAX_CARDS); i++)
    if (g_array_index (self->by_salience, guint32, i) == index)
      return FALSE;
  return TRUE;
}

static gboolean
is_chosen (const Chooser *chooser,
           guint          index)
{
  for (guint i = 0; i < chooser->layout->cards->len; i++)
    if (DLN_ROW (chooser->layout->cards, TimelineCard, i)->item == index)
      return TRUE;
  return FALSE;
}

/* Whether so many headlines hang on one place already that others would have no room there. */
static gboolean
is_crowded (const Chooser *chooser,
            float          anchor)
{
  guint n = 0;

  for (guint i = 0; i < chooser->layout->cards->len; i++)
    n += fabs (DLN_ROW (chooser->layout->cards, TimelineCard, i)->anchor - anchor) < CROWD_WIDTH;
  return n >= MAX_CROWD;
}

static gboolean
try_item (Chooser *chooser,
          guint    index,
          Pass     pass,
          double   u_from,
          double   u_to)
{
  DlnTimeline *self = chooser->self;
  const TimelineItem *item = DLN_ROW (self->items, TimelineItem, index);
  gboolean minor = (item->event_flags & DLN_EVENT_MINOR) != 0;
  TimelineCard card = { .level = LEVEL_THIRD };

  if (_dln_timeline_is_track (self)) /* all of it is to be told */
    {
      if (pass != PASS_NEWS || !_dln_timeline_in_view (item, u_from, u_to))
        return FALSE;
    }
  else if (minor != (pass == PASS_MINOR) || !_dln_timeline_in_view (item, u_from, u_to)
      || is_background (chooser, index) != (pass == PASS_BEFORE)
      || !has_words (_dln_timeline_get_title (self, item))
      || (pass == PASS_AGAIN ? is_chosen (chooser, index) : is_told (chooser, item)))
    return FALSE;
  card.filler = pass != PASS_NEWS;
  if (pass == PASS_NEWS && is_asserted (item))
    card.level = chooser->n_leads < MAX_LEADS                        ? LEVEL_LEAD
                 : chooser->n_leads + chooser->n_seconds < MAX_SECONDS ? LEVEL_SECOND
                                                                       : LEVEL_THIRD;
  card.anchor = card.x = _dln_timeline_get_anchor (item, u_from, u_to, chooser->layout->scale);
  if ((!_dln_timeline_is_track (self) && is_crowded (chooser, card.anchor))
      || !fill_card (chooser, index, &card))
    return FALSE;
  chooser->n_leads += card.level == LEVEL_LEAD;
  chooser->n_seconds += card.level == LEVEL_SECOND;
  g_array_append_val (chooser->layout->cards, card);
  return TRUE;
}

/**
 * _dln_timeline_choose_cards:
 * @self: a timeline
 * @layout: its cards are filled; as many as it wants, and reserves
 * @u_from: begin of what is seen
 * @u_to: its end
 *
 * The most salient events that are seen, in that order. What is a side remark or no fact does not
 * lead. Time: O(log n) for each that is looked at, at most 1,600
 */
void
_dln_timeline_choose_cards (DlnTimeline    *self,
                            TimelineLayout *layout,
                            double          u_from,
                            double          u_to)
{
  Chooser chooser = { self, layout, 0, 0, find_first_year (self) };
  guint n_news = 0;

  if (!(_dln_time_map_to_u (self->map, chooser.first_year) < u_to)) /* it is looked at itself */
    chooser.first_year = G_MININT64;
  for (guint pass = PASS_NEWS; pass < N_PASSES; pass++)
    {
      guint most = (pass == PASS_NEWS ? layout->n_wanted : FEW_CARDS) + MAX_RESERVES;
      g_autoptr (DlnPyramidWalk) walk = _dln_pyramid_walk (self->pyramid, u_from, u_to);
      guint looked_at = 0;
      guint32 index;

      while (layout->cards->len < most && looked_at < MAX_LOOKED_AT
             && _dln_pyramid_walk_next (walk, &index))
        {
          looked_at++;
          try_item (&chooser, index, pass, u_from, u_to);
        }
      if (pass == PASS_NEWS)
        n_news = layout->cards->len;
    }
  layout->n_wanted = MIN (layout->n_wanted, MAX (n_news, FEW_CARDS));
}
