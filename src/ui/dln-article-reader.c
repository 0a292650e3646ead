/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article to read, with every mention of the selection highlighted, the quote scrolled to, and a
 * way from mention to mention. A click on a name selects who it is. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-article-reader.h"

#include "ui/dln-labels.h"

#include "base/dln-utf8.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SHOWN_BYTES                                                                            \
  (512 * 1024) /* more is cut around the quote: a text view lays out every line */

struct _DlnArticleReader
{
  GtkBox          parent_instance;
  GtkLabel       *title;
  GtkLabel       *source;
  GtkLabel       *position;
  GtkWidget      *previous;
  GtkWidget      *next;
  GtkWidget      *scroller;
  GtkTextView    *view;
  GtkRevealer    *making; /* what can be made of the words that are selected */
  DlnViewState   *state;
  DlnOffsetMap   *map;
  GArray         *stops;  /* DlnSpan: what previous and next go through */
  guint           stop;   /* index */
  guint32         origin; /* byte of the article where the shown text begins */
  guint32         shown_end;
  DlnDocumentId   document;
};

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

static void
update_position (DlnArticleReader *self)
{
  guint n = self->stops->len;
  g_autofree char *text
    /* Translators: which of the highlighted mentions is shown, e.g. "2 of 7" */
    = n > 0 ? g_strdup_printf (_ ("%u of %u"), self->stop + 1, n) : g_strdup ("");

  gtk_label_set_text (self->position, text);
  gtk_widget_set_visible (self->previous, n > 1);
  gtk_widget_set_visible (self->next, n > 1);
}

static void
go_to_stop (DlnArticleReader *self,
            guint             stop)
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
  gtk_text_view_scroll_to_mark (self->view, mark, 0, TRUE, 0, stop < self->stops->len ? 0.3 : 0.0);
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
    go_to_stop (self, self->stop > 0 ? self->stop - 1 : self->stops->len - 1);
}

static void
next_clicked_cb (DlnArticleReader *self)
{
  if (self->stops->len > 0)
    go_to_stop (self, (self->stop + 1) % self->stops->len);
}

/* A click on a name (not the end of a text selection) selects the entity. */
static void
text_released_cb (DlnArticleReader *self,
                  int               n_press,
                  double            x,
                  double            y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter iter;
  int bx, by;

  if (self->state == NULL || n_press != 1 || gtk_text_buffer_get_has_selection (buffer))
    return;
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &bx, &by);
  if (!gtk_text_view_get_iter_at_location (self->view, &iter, bx, by))
    return;
  guint32 byte
    = self->origin + dln_offset_map_to_bytes (self->map, gtk_text_iter_get_offset (&iter));
  DlnCase *dcase = dln_view_state_get_case (self->state);
  DlnAnnotations *annotations = dln_case_get_annotations (dcase, self->document);

  if (annotations == NULL)
    return;
  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      if (mention->kind == DLN_MENTION_NAME && mention->span.begin <= byte
          && byte < mention->span.end)
        {
          const DlnEntity *entity = dln_case_get_entity_of (dcase, self->document, mention->entity);

          if (entity != NULL)
            dln_view_state_select (self->state, (DlnTarget){ DLN_TARGET_ENTITY, entity->id });
          return;
        }
    }
}

/* ---- made by hand --------------------------------------------------------------------------- */

static void
selection_changed_cb (DlnArticleReader *self)
{
  gtk_revealer_set_reveal_child (
    self->making,
    self->document != 0
      && gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->view)));
}

static void
make (DlnArticleReader *self,
      DlnTargetKind     kind)
{
  GtkTextIter begin, end;

  if (!gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (self->view), &begin, &end))
    return;
  gtk_widget_activate_action (
    GTK_WIDGET (self), "win.add", "(uuuu)", (guint) kind, self->document,
    self->origin + (guint) dln_offset_map_to_bytes (self->map, gtk_text_iter_get_offset (&begin)),
    self->origin + (guint) dln_offset_map_to_bytes (self->map, gtk_text_iter_get_offset (&end)));
}

static void
new_event_cb (DlnArticleReader *self)
{
  make (self, DLN_TARGET_EVENT);
}

static void
new_name_cb (DlnArticleReader *self)
{
  make (self, DLN_TARGET_ENTITY);
}

static void
new_relation_cb (DlnArticleReader *self)
{
  make (self, DLN_TARGET_RELATION);
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
  gtk_text_buffer_create_tag (buffer, "faint", "scale", 0.9, "foreground", "#8a8a8a", NULL);
  GdkRGBA line = { 0.5f, 0.5f, 0.5f, 0.8f };
  GdkRGBA tint = { 0.5f, 0.5f, 0.5f, 0.14f };

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

  g_clear_object (&self->state);
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
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, title);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, source);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, position);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, previous);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, next);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, scroller);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, view);
  gtk_widget_class_bind_template_child (widget_class, DlnArticleReader, making);
  gtk_widget_class_bind_template_callback (widget_class, new_event_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_relation_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
dln_article_reader_init (DlnArticleReader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->stops = g_array_new (FALSE, FALSE, sizeof (DlnSpan));
  add_tags (gtk_text_view_get_buffer (self->view));
  g_signal_connect (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                    "value-changed",
                    G_CALLBACK (keep_left_cb),
                    NULL);

  g_signal_connect_swapped (gtk_text_view_get_buffer (self->view), "notify::has-selection",
                            G_CALLBACK (selection_changed_cb), self);

  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect_swapped (click, "released", G_CALLBACK (text_released_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
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

static void
show_text (DlnArticleReader *self,
           DlnDocument      *document,
           DlnSpan           span)
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

/**
 * dln_article_reader_show:
 * @document: which article
 * @span: bytes to scroll to, empty for the beginning
 * @target: whose mentions to highlight; may be nothing
 *
 * Time: O(text + marks)
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
  g_autofree char *title = dln_case_dup_document_title (dcase, document);
  g_autofree char *source = dln_label_document_line (dcase, document);
  g_autoptr (GArray) marks
    = target.kind != DLN_TARGET_NONE ? dln_case_dup_marks (dcase, document, target) : NULL;

  g_set_object (&self->state, state);
  self->document = document;
  dln_label_set (self->title, title);
  dln_label_set (self->source, source);
  show_text (self, article, span);
  apply_blocks (self, dln_case_get_annotations (dcase, document));
  apply_names (self, dcase);

  g_array_set_size (self->stops, 0);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      DlnSpan mark = g_array_index (marks, DlnSpan, i);

      apply (self, "mention", mark);
      if (mark.begin >= self->origin && mark.end <= self->shown_end)
        g_array_append_val (self->stops, mark);
    }
  if (!dln_span_is_empty (span))
    apply (self, "mention", span);
  if (self->stops->len == 0 && !dln_span_is_empty (span))
    g_array_append_val (self->stops, span);
  go_to_stop (self, self->stops->len > 0 ? find_stop (self->stops, span) : 0);
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
  g_array_set_size (self->stops, 0);
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
