/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article to read: every mention of the selection is highlighted, the quote scrolled to, and
 * there is a way from mention to mention. Notes beside the text tell what was read from each
 * paragraph. What can be done with the words themselves is in dln-article-reader-words.c. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-article-reader-private.h"

#include "ui/dln-labels.h"
#include "ui/dln-open-original.h"

#include "base/dln-utf8.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_SHOWN_BYTES                                                                            \
  (512 * 1024) /* more is cut around the quote: a text view lays out every line */

#define N_STILL 4 /* frames without a move after which all notes have their places */

G_DEFINE_FINAL_TYPE (DlnArticleReader, dln_article_reader, GTK_TYPE_BOX)

static void
get_iter (DlnArticleReader *self,
          guint32           byte,
          GtkTextIter      *iter)
{
  guint32 offset = CLAMP (byte, self->origin, self->shown_end) - self->origin;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), iter,
                                      dln_offset_map_to_characters (self->map, offset));
}

static void
apply (DlnArticleReader *self,
       const char       *tag,
       DlnSpan           span)
{
  GtkTextIter begin, end;

  if (dln_span_is_empty (span) || span.end <= self->origin || span.begin >= self->shown_end)
    return;
  get_iter (self, span.begin, &begin);
  get_iter (self, span.end, &end);
  gtk_text_buffer_apply_tag_by_name (gtk_text_view_get_buffer (self->view), tag, &begin, &end);
}

static void
apply_blocks (DlnArticleReader *self,
              DlnAnnotations   *annotations)
{
  if (annotations == NULL)
    return;
  for (guint i = 0; i < annotations->blocks->len; i++)
    {
      const DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, i);

      switch (block->type)
        {
        case DLN_BLOCK_TITLE:
          apply (self, "headline", block->span);
          break;
        case DLN_BLOCK_HEADING:
          apply (self, "heading", block->span);
          break;
        case DLN_BLOCK_BOILERPLATE:
        case DLN_BLOCK_BYLINE:
        case DLN_BLOCK_DATELINE:
        case DLN_BLOCK_CAPTION:
          apply (self, "faint", block->span);
          break;
        default:
          break;
        }
    }
}

/* where the shown mention begins, else the article */
static guint32
get_shown_byte (DlnArticleReader *self)
{
  return self->stop < self->stops->len ? g_array_index (self->stops, DlnSpan, self->stop).begin
                                       : 0;
}

static void
update_position (DlnArticleReader *self)
{
  guint n = self->stops->len;
  g_autofree char *text
    /* Translators: which of the highlighted mentions is shown, e.g. "2 of 7" */
    = n > 0 ? g_strdup_printf (_ ("%u of %u"), self->stop + 1, n) : g_strdup ("");
  g_autofree char *place =
    self->state != NULL
      ? dln_case_dup_place (
          dln_view_state_get_case (self->state), self->document, get_shown_byte (self))
      : NULL;
  g_autofree char *line =
    place != NULL && n > 0 ? g_strdup_printf ("%s · %s", place, text) : NULL;

  gtk_label_set_text (self->position, line != NULL ? line : place != NULL ? place : text);
  gtk_widget_set_visible (self->previous, n > 1);
  gtk_widget_set_visible (self->next, n > 1);
}

/* @calm: the page stays where it is if the place can be seen */
static void
go_to_stop (DlnArticleReader *self,
            guint             stop,
            gboolean          calm)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter begin, end;

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "current", &begin, &end);
  if (stop < self->stops->len)
    {
      DlnSpan span = g_array_index (self->stops, DlnSpan, stop);

      self->stop = stop;
      apply (self, "current", span);
      get_iter (self, span.begin, &begin);
    }
  else
    gtk_text_buffer_get_start_iter (buffer, &begin);
  GtkTextMark *mark = gtk_text_buffer_get_mark (buffer, "here");

  if (mark == NULL)
    mark = gtk_text_buffer_create_mark (buffer, "here", &begin, TRUE);
  else
    gtk_text_buffer_move_mark (buffer, mark, &begin);
  gtk_text_buffer_place_cursor (buffer, &begin);
  if (calm)
    gtk_text_view_scroll_mark_onscreen (self->view, mark);
  else
    gtk_text_view_scroll_to_mark (
      self->view, mark, 0, TRUE, 0, stop < self->stops->len ? 0.3 : 0.0);
  update_position (self);
}

/* aligning a mark in the view scrolls past the left margin as well */
static void
keep_left_cb (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, 0);
}

static void
previous_clicked_cb (DlnArticleReader *self)
{
  if (self->stops->len > 0)
    go_to_stop (self, self->stop > 0 ? self->stop - 1 : self->stops->len - 1, FALSE);
}

static void
next_clicked_cb (DlnArticleReader *self)
{
  if (self->stops->len > 0)
    go_to_stop (self, (self->stop + 1) % self->stops->len, FALSE);
}

static void
step_article (DlnArticleReader *self,
              int               by)
{
  if (self->state != NULL && self->document != 0)
    dln_view_state_read (self->state, self->document + by, DLN_SPAN (0, 0));
}

static void
original_clicked_cb (DlnArticleReader *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && self->state != NULL)
    dln_open_original (GTK_WINDOW (root), self->state, self->document, get_shown_byte (self));
}

static void
former_clicked_cb (DlnArticleReader *self)
{
  step_article (self, -1);
}

static void
following_clicked_cb (DlnArticleReader *self)
{
  step_article (self, 1);
}

/* ---- notes ----------------------------------------------------------------------------------- */

static gboolean
place_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  DlnArticleReader *self = DLN_ARTICLE_READER (data);

  if (dln_article_notes_place (self->notes))
    self->n_still = 0;
  _dln_article_reader_place_making (self);
  if (++self->n_still < N_STILL)
    return G_SOURCE_CONTINUE;
  self->placing = 0;
  return G_SOURCE_REMOVE;
}

/* Lines are measured little by little, between frames: each time more of them are known the notes
 * move, until nothing did for some frames. */
static void
queue_places_cb (DlnArticleReader *self)
{
  self->n_still = 0;
  if (self->placing == 0)
    self->placing = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), place_cb, self, NULL);
}

/* a group of notes became longer */
static void
place_action_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  queue_places_cb (DLN_ARTICLE_READER (widget));
}

typedef struct
{
  DlnEventId event;
  guint32    begin; /* of what tells it */
} Told;

static int
compare_told (gconstpointer a,
              gconstpointer b)
{
  const Told *x = a;
  const Told *y = b;

  return x->begin != y->begin ? (x->begin < y->begin ? -1 : 1)
                              : (x->event > y->event) - (x->event < y->event);
}

/* (transfer full): the events that were read from the article, in the order of the text */
static GArray *
dup_told (DlnArticleReader *self,
          DlnCase          *dcase)
{
  const GArray *evidence = dln_case_get_resolution (dcase)->evidence;
  GArray *told = g_array_new (FALSE, FALSE, sizeof (Told));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (evidence, DlnEvidence, i);
      Told one = { row->target, dln_span_is_empty (row->mark) ? row->sentence.begin
                                                              : row->mark.begin };

      if (row->kind == DLN_TARGET_EVENT && row->document == self->document
          && dln_case_get_event (dcase, row->target) != NULL
          && !dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_EVENT, row->target }))
        g_array_append_val (told, one);
    }
  g_array_sort (told, compare_told);
  for (guint i = 0; i < told->len;) /* an event that is told twice stands where it is told first */
    if (g_hash_table_add (seen, GUINT_TO_POINTER (g_array_index (told, Told, i).event)))
      i += 1;
    else
      g_array_remove_index (told, i);
  return told;
}

static void
add_paragraph (DlnArticleReader *self,
               const GArray     *events,
               DlnSpan           paragraph)
{
  GtkTextIter begin, end;

  if (events->len == 0 || paragraph.begin < self->origin || paragraph.end > self->shown_end)
    return;
  get_iter (self, paragraph.begin, &begin);
  get_iter (self, paragraph.end, &end);
  dln_article_notes_add (self->notes, self->state, events, &begin, &end);
}

static guint
add_notes (DlnArticleReader *self,
           DlnCase          *dcase)
{
  DlnAnnotations *annotations = dln_case_get_annotations (dcase, self->document);
  g_autoptr (GArray) told = dup_told (self, dcase);
  guint next = 0;

  dln_article_notes_clear (self->notes);
  for (guint i = 0; annotations != NULL && i < annotations->blocks->len; i++)
    {
      const DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, i);
      g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (DlnEventId));

      for (; next < told->len && g_array_index (told, Told, next).begin < block->span.end; next++)
        g_array_append_val (events, g_array_index (told, Told, next).event);
      add_paragraph (self, events, block->span);
    }
  return told->len;
}

/* all names that can be clicked are underlined, all dates tinted */
static void
apply_names (DlnArticleReader *self,
             DlnCase          *dcase)
{
  DlnAnnotations *annotations = dln_case_get_annotations (dcase, self->document);

  for (guint i = 0; annotations != NULL && i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      if (mention->kind == DLN_MENTION_NAME
          && dln_case_get_entity_of (dcase, self->document, mention->entity) != NULL)
        apply (self, "name", mention->span);
    }
  for (guint i = 0; annotations != NULL && i < annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);

      if (dln_when_is_known (&time->when))
        apply (self, "date", time->span);
    }
}

static void
add_tags (GtkTextBuffer *buffer)
{
  GdkRGBA mention = { 0.96f, 0.76f, 0.07f, 0.28f };
  GdkRGBA current = { 0.96f, 0.72f, 0.07f, 0.62f };

  gtk_text_buffer_create_tag (buffer, "headline", "weight", PANGO_WEIGHT_BOLD, "scale", 1.35, NULL);
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, NULL);
  /* 4.5 to 1 at least on either ground */
  gtk_text_buffer_create_tag (
    buffer, "faint", "scale", 0.9, "foreground",
    adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "#9a9a9a" : "#6c6c6c", NULL);
  GdkRGBA line = { 0.5f, 0.5f, 0.5f, 0.8f };
  GdkRGBA tint = { 0.5f, 0.5f, 0.5f, 0.18f };

  gtk_text_buffer_create_tag (
    buffer, "name", "underline", PANGO_UNDERLINE_SINGLE, "underline-rgba", &line, NULL);
  gtk_text_buffer_create_tag (buffer, "date", "background-rgba", &tint, NULL);
  gtk_text_buffer_create_tag (buffer, "mention", "background-rgba", &mention, NULL);
  gtk_text_buffer_create_tag (buffer, "current", "background-rgba", &current, NULL);
}

static void
dln_article_reader_dispose (GObject *object)
{
  DlnArticleReader *self = DLN_ARTICLE_READER (object);

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  if (self->placing != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->placing);
  self->placing = 0;
  g_clear_pointer (&self->about, gtk_widget_unparent);
  g_clear_object (&self->state);
  g_clear_pointer (&self->article, dln_document_unref);
  g_clear_pointer (&self->notes, dln_article_notes_free);
  g_clear_pointer (&self->map, dln_offset_map_free);
  g_clear_pointer (&self->stops, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DLN_TYPE_ARTICLE_READER);

  G_OBJECT_CLASS (dln_article_reader_parent_class)->dispose (object);
}

static void
dln_article_reader_class_init (DlnArticleReaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_article_reader_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-article-reader.ui");
  gtk_widget_class_install_action (widget_class, "reader.place", NULL, place_action_cb);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, title);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, source);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, position);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, original);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, previous);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, next);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, scroller);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, view);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, number);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, former);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, following);
  gtk_widget_class_bind_template_callback (widget_class, former_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, following_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, original_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
dln_article_reader_init (DlnArticleReader *self)
{
  GtkAdjustment *across, *down;
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  dln_label_name_buttons (GTK_WIDGET (self));
  across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  buffer = gtk_text_view_get_buffer (self->view);
  self->stops = g_array_new (FALSE, FALSE, sizeof (DlnSpan));
  self->notes = dln_article_notes_new (self->view);
  add_tags (buffer);
  _dln_article_reader_add_words (self);
  g_signal_connect (across, "value-changed", G_CALLBACK (keep_left_cb), NULL);
  g_signal_connect_object (
    across, "changed", G_CALLBACK (queue_places_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (down, "changed", G_CALLBACK (queue_places_cb), self, G_CONNECT_SWAPPED);
}

/**
 * dln_article_reader_new:
 *
 * Returns: (transfer floating): an empty reader
 */
GtkWidget *
dln_article_reader_new (void)
{
  return g_object_new (DLN_TYPE_ARTICLE_READER, NULL);
}

/* lines that were wrapped are one paragraph: as many bytes as before */
static void
join_lines (char                 *text,
            DlnSpan               shown,
            const DlnAnnotations *annotations)
{
  for (guint i = 0; annotations != NULL && i < annotations->blocks->len; i++)
    {
      const DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, i);

      for (guint32 at = MAX (block->span.begin, shown.begin);
           at < MIN (block->span.end, shown.end); at++)
        if (text[at - shown.begin] == '\n')
          text[at - shown.begin] = ' ';
    }
}

static void
show_text (DlnArticleReader     *self,
           DlnDocument          *document,
           const DlnAnnotations *annotations,
           DlnSpan               span)
{
  gsize length;
  const char *text = dln_document_get_text (document, &length);
  guint32 begin = 0;
  guint32 end = length;

  if (length > MAX_SHOWN_BYTES)
    {
      begin = span.begin > MAX_SHOWN_BYTES / 2 ? span.begin - MAX_SHOWN_BYTES / 2 : 0;
      end = MIN (length, begin + MAX_SHOWN_BYTES);
      while (begin < end && (text[begin] & 0xc0) == 0x80)
        begin++;
      while (end < length && (text[end] & 0xc0) == 0x80)
        end++;
    }
  self->origin = begin;
  self->shown_end = end;
  g_clear_pointer (&self->map, dln_offset_map_free);
  self->map = dln_offset_map_new (text + begin, end - begin);
  g_autofree char *plain = g_strndup (text + begin, end - begin);

  dln_utf8_make_plain (plain, end - begin); /* offsets stay true */
  join_lines (plain, DLN_SPAN (begin, end), annotations);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), plain, end - begin);
}

/* the stop that the reader opens at: the one that meets the quote */
static guint
find_stop (GArray *stops,
           DlnSpan span)
{
  for (guint i = 0; i < stops->len; i++)
    if (dln_span_overlaps (g_array_index (stops, DlnSpan, i), span))
      return i;
  return 0;
}

static void
add_stop (DlnArticleReader *self,
          DlnSpan           span)
{
  apply (self, "mention", span);
  if (span.begin >= self->origin && span.end <= self->shown_end)
    g_array_append_val (self->stops, span);
}

/* what is highlighted: all that tells of @target, and @span */
static void
show_target (DlnArticleReader *self,
             DlnTarget         target,
             DlnSpan           span,
             gboolean          calm)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GArray) marks = dln_case_dup_marks (dcase, self->document, target);
  GtkTextIter begin, end;
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "mention", &begin, &end);
  g_array_set_size (self->stops, 0);
  self->stop = 0;
  for (guint i = 0; i < n && target.kind == DLN_TARGET_EVENT; i++)
    if (evidence[i].document == self->document)
      apply (self, "mention", evidence[i].sentence);
  for (guint i = 0; i < marks->len; i++)
    add_stop (self, g_array_index (marks, DlnSpan, i));
  if (!dln_span_is_empty (span))
    apply (self, "mention", span);
  if (self->stops->len == 0 && !dln_span_is_empty (span))
    g_array_append_val (self->stops, span);
  dln_article_notes_choose (self->notes, target);
  if (self->stops->len > 0 || !calm)
    go_to_stop (self, self->stops->len > 0 ? find_stop (self->stops, span) : 0, calm);
  else
    {
      gtk_text_buffer_remove_tag_by_name (buffer, "current", &begin, &end);
      update_position (self);
    }
}

static void
show_head (DlnArticleReader *self,
           DlnCase          *dcase,
           guint             n_events)
{
  guint n = dln_case_get_n_documents (dcase);
  g_autofree char *title = dln_case_dup_document_title (dcase, self->document);
  g_autofree char *source = dln_label_document_line (dcase, self->document);
  g_autofree char *events = g_strdup_printf (
    ngettext ("%u event read from this article", "%u events read from this article", n_events),
    n_events);
  g_autofree char *line = g_strdup_printf ("%s · %s", source, events);
  /* Translators: which of the articles of the case is shown */
  g_autofree char *number = g_strdup_printf (_ ("Article %u of %u"), self->document, n);

  dln_label_set (self->title, title);
  dln_label_set (self->source, line);
  dln_label_set (self->number, number);
  gtk_widget_set_sensitive (self->former, self->document > 1);
  gtk_widget_set_sensitive (self->following, self->document < n);
}

/* what is known of the text: again after each change of the case */
static void
show_marks (DlnArticleReader *self)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter begin, end;

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  gtk_text_buffer_remove_all_tags (buffer, &begin, &end);
  apply_blocks (self, dln_case_get_annotations (dcase, self->document));
  apply_names (self, dcase);
  show_head (self, dcase, add_notes (self, dcase));
  queue_places_cb (self);
}

static void
selected_cb (DlnArticleReader *self)
{
  if (self->document != 0)
    show_target (self, dln_view_state_get_selection (self->state), DLN_SPAN (0, 0), TRUE);
}

static void
case_changed_cb (DlnArticleReader *self)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);

  if (self->document == 0)
    return;
  if (dln_case_get_document (dcase, self->document) != self->article)
    {
      dln_article_reader_clear (self);
      return;
    }
  show_marks (self);
  selected_cb (self);
}

static void
follow_state (DlnArticleReader *self,
              DlnViewState     *state)
{
  if (!g_set_object (&self->state, state))
    return;
  _dln_article_reader_attach_menu (self);
  g_signal_connect_swapped (state, "selection-changed", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (state, "case-changed", G_CALLBACK (case_changed_cb), self);
  g_signal_connect_swapped (state, "case-replaced", G_CALLBACK (dln_article_reader_clear), self);
}

/**
 * dln_article_reader_show:
 * @state: whose case it is of; the same at each call
 * @document: which article
 * @span: bytes to scroll to, empty for the beginning
 * @target: whose mentions to highlight; may be nothing
 *
 * Time: O(text + marks + evidence of the case)
 */
void
dln_article_reader_show (DlnArticleReader *self,
                         DlnViewState     *state,
                         DlnDocumentId     document,
                         DlnSpan           span,
                         DlnTarget         target)
{
  g_return_if_fail (DLN_IS_ARTICLE_READER (self));

  DlnCase *dcase = dln_view_state_get_case (state);
  DlnDocument *article = dln_case_get_document (dcase, document);

  if (article == NULL)
    return;
  follow_state (self, state);
  self->document = document;
  g_clear_pointer (&self->article, dln_document_unref);
  self->article = dln_document_ref (article);
  gtk_widget_set_visible (self->original, dln_document_get_original (article, NULL));
  dln_article_notes_clear (self->notes);
  show_text (self, article, dln_case_get_annotations (dcase, document), span);
  show_marks (self);
  show_target (self, target, span, FALSE);
}

/**
 * dln_article_reader_get_document:
 *
 * Returns: which article is open, 0 = none
 */
DlnDocumentId
dln_article_reader_get_document (DlnArticleReader *self)
{
  g_return_val_if_fail (DLN_IS_ARTICLE_READER (self), 0);

  return self->document;
}

/**
 * dln_article_reader_clear:
 *
 * Forgets the article; another case has been opened.
 */
void
dln_article_reader_clear (DlnArticleReader *self)
{
  g_return_if_fail (DLN_IS_ARTICLE_READER (self));

  self->document = 0;
  g_clear_pointer (&self->article, dln_document_unref);
  g_array_set_size (self->stops, 0);
  dln_article_notes_clear (self->notes);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), "", 0);
}

/**
 * dln_article_reader_focus:
 *
 * Brings the keyboard to the text, which the arrow keys then scroll.
 */
void
dln_article_reader_focus (DlnArticleReader *self)
{
  g_return_if_fail (DLN_IS_ARTICLE_READER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * dln_article_reader_step:
 * @forward: to the next, else to the one before
 *
 * Moves the focus from note to note.
 *
 * Returns: %FALSE if there is none
 */
gboolean
dln_article_reader_step (DlnArticleReader *self,
                         gboolean          forward)
{
  g_return_val_if_fail (DLN_IS_ARTICLE_READER (self), FALSE);

  return self->document != 0 && dln_article_notes_step (self->notes, forward);
}
