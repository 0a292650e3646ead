/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes in the margin of an article: which events were read from each paragraph.
 *
 * The notes of a paragraph are one group, which lies over the text view at the height of the
 * paragraph. Where there is room they stand beside it, pushed down so that none overlaps; in a
 * narrow window below it, where a tag on its last line makes room. Side remarks are behind a button
 * of their own. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-article-notes.h"

#include "ui/dln-labels.h"
#include "ui/dln-target-menu.h"

#include <glib/gi18n.h>

#define COLUMN_CHARS 70
#define NOTE_WIDTH 300 /* px */
#define GAP 48         /* px, between text and notes */
#define MARGIN 28      /* px, at least, on both sides */
#define SPACE 10       /* px, between two groups */
#define MAX_GROUPS 400 /* more have no notes: each is a few widgets */

typedef struct
{
  GtkWidget   *box;   /* (unowned): the text view has it */
  GtkTextMark *begin; /* of the paragraph */
  GtkTextMark *end;
  GtkTextTag  *room;  /* the space that is kept below the paragraph */
  int          below; /* px */
  int          x, y;  /* where it stands */
} Group;

struct _DlnArticleNotes
{
  GtkTextView *view;   /* (unowned) */
  GArray      *groups; /* Group, in the order of the text */
  GtkWidget   *chosen; /* (unowned) (nullable) */
};

/* ---- one note -------------------------------------------------------------------------------- */

static void
clicked_cb (GtkWidget    *button,
            DlnViewState *state)
{
  dln_view_state_select (state, dln_target_menu_find (button));
}

static GtkWidget *
new_head (DlnCase        *dcase,
          const DlnEvent *event)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean disputed = FALSE;
  g_autofree char *when = dln_case_dup_event_date (dcase, event->id, &disputed);
  GtkWidget *date =
    dln_label_new_short (when != NULL && *when != '\0' ? when : _ ("Undated"), "note-when");

  if (disputed)
    gtk_widget_add_css_class (date, "badge-conflict");
  gtk_box_append (GTK_BOX (line), date);
  if (dln_case_is_starred (dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }))
    gtk_box_append (GTK_BOX (line), dln_label_new_short ("★", "note-when"));
  return line;
}

static GtkWidget *
new_note (DlnViewState *state,
          DlnEventId    id)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnEvent *event = dln_case_get_event (dcase, id);
  DlnTarget target = { DLN_TARGET_EVENT, id };
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), new_head (dcase, event));
  gtk_box_append (GTK_BOX (box), dln_label_new (title, "note-title"));
  if (event->n_sources > 1)
    {
      g_autofree char *more = g_strdup_printf (
        ngettext ("%u more source says so", "%u more sources say so", event->n_sources - 1),
        event->n_sources - 1);

      gtk_box_append (GTK_BOX (box), dln_label_new (more, "note-more"));
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "note");
  dln_label_name (button, title);
  dln_target_menu_attach (button, state, target);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), state);
  return button;
}

static void
show_minor_cb (GtkWidget *button)
{
  GtkWidget *minor = gtk_widget_get_next_sibling (button);
  GtkWidget *first = gtk_widget_get_first_child (minor);
  gboolean focused = gtk_widget_has_focus (button);

  gtk_widget_set_visible (minor, TRUE);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_activate_action (minor, "reader.place", NULL);
  if (focused)
    gtk_widget_grab_focus (first);
}

static void
add_minor (GtkWidget *box,
           GtkWidget *minor,
           guint      n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u side remark", "%u side remarks", n), n);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "inline-link");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "note-link");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_visible (minor, FALSE);
  g_signal_connect (button, "clicked", G_CALLBACK (show_minor_cb), NULL);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), minor);
}

static GtkWidget *
new_group (DlnViewState *state,
           const GArray *events)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *minor = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  guint n_minor = 0;

  gtk_widget_add_css_class (box, "notes");
  for (guint i = 0; i < events->len; i++)
    {
      DlnEventId id = g_array_index (events, DlnEventId, i);
      gboolean side = (dln_case_get_event (dcase, id)->flags & DLN_EVENT_MINOR) != 0;

      gtk_box_append (GTK_BOX (side ? minor : box), new_note (state, id));
      n_minor += side;
    }
  g_object_ref_sink (minor);
  if (n_minor > 0)
    add_minor (box, minor, n_minor);
  g_object_unref (minor);
  return box;
}

/* ---- where they stand ------------------------------------------------------------------------ */

/* how wide a line of the text is wanted, px */
static int
measure_column (DlnArticleNotes *self)
{
  /* as many letters as a line shall have, of plain English */
  static const char sample[COLUMN_CHARS + 1] =
    "The minister said on Tuesday that nobody in the room had read the new ";
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (self->view), sample);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
keep_room (DlnArticleNotes *self,
           Group           *group,
           int              height)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter begin, end;

  if (group->below == height)
    return;
  group->below = height;
  if (group->room == NULL)
    {
      group->room = gtk_text_buffer_create_tag (buffer, NULL, NULL);
      gtk_text_buffer_get_iter_at_mark (buffer, &begin, group->end);
      end = begin;
      gtk_text_iter_set_line_offset (&begin, 0);
      gtk_text_buffer_apply_tag (buffer, group->room, &begin, &end);
    }
  g_object_set (group->room, "pixels-below-lines", height, NULL);
}

/* the lower end of the line of @mark, in the buffer's pixels; of its top with @top */
static int
get_height (DlnArticleNotes *self,
            GtkTextMark     *mark,
            gboolean         top)
{
  GtkTextIter iter;
  GdkRectangle place;

  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (self->view), &iter, mark);
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  return top ? place.y : place.y + place.height;
}

/* Returns: whether it moved */
static gboolean
place_group (DlnArticleNotes *self,
             Group           *group,
             gboolean         beside,
             int              x,
             int              width,
             int             *lowest)
{
  int height, y;

  gtk_widget_set_size_request (group->box, width, -1);
  gtk_widget_measure (group->box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  if (beside)
    {
      keep_room (self, group, 0);
      y = MAX (*lowest, get_height (self, group->begin, TRUE));
    }
  else
    {
      keep_room (self, group, height + SPACE);
      y = get_height (self, group->end, FALSE) + SPACE / 2;
    }
  *lowest = y + height + SPACE;
  if (x == group->x && y == group->y)
    return FALSE;
  group->x = x;
  group->y = y;
  gtk_text_view_move_overlay (self->view, group->box, x, y);
  return TRUE;
}

/**
 * dln_article_notes_place:
 *
 * Gives the text its column and each group its place; after each change of width or height.
 *
 * Returns: whether something moved: the text is measured anew after that. Time: O(groups)
 */
gboolean
dln_article_notes_place (DlnArticleNotes *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  int column = measure_column (self);
  gboolean beside = width >= column + GAP + NOTE_WIDTH + 2 * MARGIN;
  int taken = beside ? column + GAP + NOTE_WIDTH : MIN (column, width - 2 * MARGIN);
  int left = MAX (MARGIN, (width - taken) / 2);
  int lowest = 0;
  gboolean moved = FALSE;

  if (width <= 2 * MARGIN)
    return FALSE;
  column = beside ? column : taken;
  moved = gtk_text_view_get_left_margin (self->view) != left
          || gtk_text_view_get_right_margin (self->view) != MAX (0, width - left - column);
  gtk_text_view_set_left_margin (self->view, left);
  gtk_text_view_set_right_margin (self->view, MAX (0, width - left - column));
  for (guint i = 0; i < self->groups->len; i++)
    moved |= place_group (self, &g_array_index (self->groups, Group, i), beside,
                          beside ? left + column + GAP : left, beside ? NOTE_WIDTH : column,
                          &lowest);
  return moved;
}

/* ---- public ---------------------------------------------------------------------------------- */

/**
 * dln_article_notes_new:
 * @view: what shows the article; outlives the notes
 *
 * Returns: (transfer full): no notes yet
 */
DlnArticleNotes *
dln_article_notes_new (GtkTextView *view)
{
  DlnArticleNotes *self = g_new0 (DlnArticleNotes, 1);

  self->view = view;
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  return self;
}

/**
 * dln_article_notes_free:
 *
 * The widgets go with the view.
 */
void
dln_article_notes_free (DlnArticleNotes *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->groups);
  g_free (self);
}

/**
 * dln_article_notes_clear:
 *
 * Takes away all notes.
 */
void
dln_article_notes_clear (DlnArticleNotes *self)
{
  g_return_if_fail (self != NULL);

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  self->chosen = NULL;
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);

      gtk_text_view_remove (self->view, group->box);
      gtk_text_buffer_delete_mark (buffer, group->begin);
      gtk_text_buffer_delete_mark (buffer, group->end);
      if (group->room != NULL)
        gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (buffer), group->room);
    }
  g_array_set_size (self->groups, 0);
}

/**
 * dln_article_notes_add:
 * @state: whose case they are of
 * @events: DlnEventId, those that were read from one paragraph
 * @begin: where the paragraph begins; paragraphs are added in their order
 * @end: where it ends
 */
void
dln_article_notes_add (DlnArticleNotes   *self,
                       DlnViewState      *state,
                       const GArray      *events,
                       const GtkTextIter *begin,
                       const GtkTextIter *end)
{
  g_return_if_fail (self != NULL && events != NULL);

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  Group group = { 0 };

  if (events->len == 0 || self->groups->len == MAX_GROUPS)
    return;
  group.box = new_group (state, events);
  group.begin = gtk_text_buffer_create_mark (buffer, NULL, begin, TRUE);
  group.end = gtk_text_buffer_create_mark (buffer, NULL, end, TRUE);
  gtk_text_view_add_overlay (self->view, group.box, 0, 0);
  g_array_append_val (self->groups, group);
}

static void
collect_notes (GtkWidget *widget,
               GPtrArray *notes)
{
  if (gtk_widget_has_css_class (widget, "note"))
    {
      g_ptr_array_add (notes, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_notes (child, notes);
}

/* (transfer container): the buttons, in the order of the text */
static GPtrArray *
dup_notes (DlnArticleNotes *self)
{
  GPtrArray *notes = g_ptr_array_new ();

  for (guint i = 0; i < self->groups->len; i++)
    collect_notes (g_array_index (self->groups, Group, i).box, notes);
  return notes;
}

/**
 * dln_article_notes_choose:
 * @target: what is selected; its note is set off, side remarks are shown for it
 */
void
dln_article_notes_choose (DlnArticleNotes *self,
                          DlnTarget        target)
{
  g_return_if_fail (self != NULL);

  g_autoptr (GPtrArray) notes = dup_notes (self);

  if (self->chosen != NULL)
    gtk_widget_remove_css_class (self->chosen, "chosen");
  self->chosen = NULL;
  for (guint i = 0; i < notes->len && target.kind == DLN_TARGET_EVENT; i++)
    if (dln_target_equal (dln_target_menu_find (notes->pdata[i]), target))
      self->chosen = notes->pdata[i];
  if (self->chosen == NULL)
    return;
  gtk_widget_add_css_class (self->chosen, "chosen");
  GtkWidget *minor = gtk_widget_get_parent (self->chosen);

  if (!gtk_widget_get_visible (minor))
    show_minor_cb (gtk_widget_get_prev_sibling (minor));
}

/* the first of @notes of the caret's paragraph, or of one behind it; -1 if there is none */
static int
find_at_caret (DlnArticleNotes *self,
               GPtrArray       *notes)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter caret, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = &g_array_index (self->groups, Group, i);

      gtk_text_buffer_get_iter_at_mark (buffer, &end, group->end);
      for (guint k = 0; k < notes->len && gtk_text_iter_compare (&caret, &end) <= 0; k++)
        if (gtk_widget_is_ancestor (notes->pdata[k], group->box))
          return k;
    }
  return -1;
}

/**
 * dln_article_notes_step:
 * @forward: to the next, else to the one before
 *
 * Moves the focus from note to note, and selects what it tells; from the text to the note of the
 * paragraph that the caret is in, or the next one.
 *
 * Returns: %FALSE if there is none
 */
gboolean
dln_article_notes_step (DlnArticleNotes *self,
                        gboolean         forward)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_autoptr (GPtrArray) notes = dup_notes (self);
  int at = -1;

  for (guint i = notes->len; i-- > 0;)
    if (!gtk_widget_get_mapped (notes->pdata[i]))
      g_ptr_array_remove_index (notes, i);
  if (notes->len == 0)
    return FALSE;
  for (guint i = 0; i < notes->len; i++)
    if (gtk_widget_has_focus (notes->pdata[i]))
      at = forward ? (int) i + 1 : (int) i - 1;
  if (at < 0 && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    at = find_at_caret (self, notes);
  at = CLAMP (at, 0, (int) notes->len - 1);
  gtk_widget_grab_focus (notes->pdata[at]);
  g_signal_emit_by_name (notes->pdata[at], "clicked");
  return TRUE;
}
