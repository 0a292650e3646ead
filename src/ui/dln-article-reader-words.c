/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the article reader: a click, or Return at the caret, on a name selects who it is, on
 * a date tells how it was read. Words that are selected can become an event, a name or a relation,
 * and can be copied as a quote. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-article-reader-private.h"

#include "extract/dln-reason-text.h"
#include "ui/dln-labels.h"
#include "ui/dln-target-menu.h"

#include <glib/gi18n.h>

/* ---- names and dates ------------------------------------------------------------------------- */

static guint32
get_byte (DlnArticleReader  *self,
          const GtkTextIter *iter)
{
  return self->origin + dln_offset_map_to_bytes (self->map, gtk_text_iter_get_offset (iter));
}

static gboolean
find_place (DlnArticleReader *self,
            double            x,
            double            y,
            GtkTextIter      *iter)
{
  int bx, by;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &bx, &by);
  return gtk_text_view_get_iter_at_location (self->view, iter, bx, by);
}

/* the name at a byte of the article; nothing if there is none */
static DlnTarget
find_name (DlnArticleReader *self,
           guint32           byte)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  DlnAnnotations *annotations = dln_case_get_annotations (dcase, self->document);

  for (guint i = 0; annotations != NULL && i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);
      const DlnEntity *entity;

      if (mention->kind != DLN_MENTION_NAME || byte < mention->span.begin
          || byte >= mention->span.end)
        continue;
      entity = dln_case_get_entity_of (dcase, self->document, mention->entity);
      if (entity != NULL)
        return (DlnTarget){ DLN_TARGET_ENTITY, entity->id };
    }
  return (DlnTarget){ DLN_TARGET_NONE, 0 };
}

static const DlnTime *
find_time (DlnArticleReader *self,
           guint32           byte)
{
  DlnAnnotations *annotations =
    dln_case_get_annotations (dln_view_state_get_case (self->state), self->document);

  for (guint i = 0; annotations != NULL && i < annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);

      if (dln_when_is_known (&time->when) && time->span.begin <= byte && byte < time->span.end)
        return time;
    }
  return NULL;
}

/* what the menu under the pointer is about */
static DlnTarget
find_name_cb (GtkWidget *view,
              double     x,
              double     y)
{
  DlnArticleReader *self =
    DLN_ARTICLE_READER (gtk_widget_get_ancestor (view, DLN_TYPE_ARTICLE_READER));
  GtkTextIter iter;
  DlnTarget target = { DLN_TARGET_NONE, 0 };

  if (self->document != 0 && find_place (self, x, y, &iter))
    target = find_name (self, get_byte (self, &iter));
  return target.kind != DLN_TARGET_NONE || self->document == 0
           ? target
           : (DlnTarget){ DLN_TARGET_DOCUMENT, self->document };
}

static void
tell_date (DlnArticleReader  *self,
           const DlnTime     *time,
           const GtkTextIter *iter)
{
  DlnAnnotations *annotations =
    dln_case_get_annotations (dln_view_state_get_case (self->state), self->document);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *words = dln_when_dup_words (&time->when);
  g_autofree char *edtf = dln_when_to_edtf (&time->when);
  g_autofree char *written = g_strdup_printf (_ ("Written as %s"), edtf);
  g_autofree char *why = dln_reason_dup_text (dln_strings_get (annotations->strings, time->reason));
  GdkRectangle place;
  GtkWidget *line;
  double x = 0, y = 0;

  if (self->about == NULL)
    {
      self->about = gtk_popover_new ();
      gtk_widget_set_parent (self->about, GTK_WIDGET (self));
    }
  gtk_box_append (GTK_BOX (box), dln_label_new (words, "page-when"));
  if (*why != '\0')
    {
      line = dln_label_new (why, NULL);
      gtk_label_set_max_width_chars (GTK_LABEL (line), 42);
      gtk_box_append (GTK_BOX (box), line);
    }
  gtk_box_append (GTK_BOX (box), dln_label_new (written, "claim-source"));
  gtk_text_view_get_iter_location (self->view, iter, &place);
  gtk_text_view_buffer_to_window_coords (
    self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), place.x, place.y,
                                    &x, &y);
  place.x = x;
  place.y = y;
  gtk_popover_set_child (GTK_POPOVER (self->about), box);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->about), &place);
  dln_label_name (self->about, words);
  gtk_popover_popup (GTK_POPOVER (self->about));
}

/* Returns: whether there was something to follow */
static gboolean
follow (DlnArticleReader  *self,
        const GtkTextIter *iter)
{
  guint32 byte = get_byte (self, iter);
  DlnTarget name = find_name (self, byte);
  const DlnTime *time = find_time (self, byte);

  if (name.kind != DLN_TARGET_NONE)
    dln_view_state_select (self->state, name);
  else if (time != NULL)
    tell_date (self, time, iter);
  return name.kind != DLN_TARGET_NONE || time != NULL;
}

/* A click that is not the end of a text selection. */
static void
text_released_cb (DlnArticleReader *self,
                  int               n_press,
                  double            x,
                  double            y)
{
  GtkTextIter iter;

  if (self->state == NULL || self->document == 0 || n_press != 1
      || gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->view)))
    return;
  if (find_place (self, x, y, &iter))
    follow (self, &iter);
}

/* a hand over what can be clicked */
static void
text_moved_cb (DlnArticleReader *self,
               double            x,
               double            y)
{
  GtkTextIter iter;
  gboolean link = self->document != 0 && find_place (self, x, y, &iter)
                  && (find_name (self, get_byte (self, &iter)).kind != DLN_TARGET_NONE
                      || find_time (self, get_byte (self, &iter)) != NULL);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), link ? "pointer" : "text");
}

static gboolean
text_key_cb (DlnArticleReader *self,
             guint             keyval,
             guint             keycode,
             GdkModifierType   modifiers)
{
  DlnTarget target;
  const char *verb;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter caret;

  if (self->state == NULL || self->document == 0
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    return follow (self, &caret);
  if (keyval == GDK_KEY_Tab && gtk_widget_get_visible (self->making))
    return gtk_widget_child_focus (self->making, GTK_DIR_TAB_FORWARD);
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_j || keyval == GDK_KEY_k)
    return dln_article_notes_step (self->notes, keyval != GDK_KEY_k);
  target = dln_view_state_get_selection (self->state);
  verb = target.kind != DLN_TARGET_NONE ? dln_target_menu_find_key (target, keyval) : NULL;
  return verb != NULL
         && gtk_widget_activate_action (
           GTK_WIDGET (self), "win.correct", "(suu)", verb, target.kind, target.id);
}

/* ---- made by hand --------------------------------------------------------------------------- */

/* the bar stands under the end of the words */
static void
selection_changed_cb (DlnArticleReader *self)
{
  GtkTextIter begin, end;
  GdkRectangle place;
  int width, x;
  gboolean some =
    self->document != 0
    && gtk_text_buffer_get_selection_bounds (
      gtk_text_view_get_buffer (self->view), &begin, &end);

  gtk_widget_set_visible (self->making, some);
  if (!some)
    return;
  gtk_text_view_get_iter_location (self->view, &end, &place);
  gtk_widget_measure (self->making, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  x = CLAMP (place.x - width / 2, 4,
             MAX (4, gtk_widget_get_width (GTK_WIDGET (self->view)) - width - 4));
  gtk_text_view_move_overlay (self->view, self->making, x, place.y + place.height + 8);
}

static void
mark_set_cb (DlnArticleReader *self)
{
  if (gtk_widget_get_visible (self->making))
    selection_changed_cb (self);
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
    get_byte (self, &begin), get_byte (self, &end));
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

static void
copy_quote_cb (DlnArticleReader *self)
{
  GtkTextIter begin, end;

  if (gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (self->view), &begin, &end))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.copy-words", "(uuu)", self->document,
                                get_byte (self, &begin), get_byte (self, &end));
}

static void
add_making (DlnArticleReader *self)
{
  static const struct
  {
    const char *label;
    void (*made) (DlnArticleReader *self);
  } buttons[] = {
    { N_ ("New event"), new_event_cb },
    { N_ ("New name"), new_name_cb },
    { N_ ("New relation"), new_relation_cb },
    { N_ ("Copy quote"), copy_quote_cb },
  };

  self->making = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_widget_add_css_class (self->making, "reader-making");
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (buttons[i].label));

      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (buttons[i].made), self);
      gtk_box_append (GTK_BOX (self->making), button);
    }
  gtk_widget_set_visible (self->making, FALSE);
  gtk_text_view_add_overlay (self->view, self->making, 0, 0);
}

/* ---- set up ---------------------------------------------------------------------------------- */

static void
add_controllers (DlnArticleReader *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (text_released_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (text_moved_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), motion);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (text_key_cb), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), key);
}

void
_dln_article_reader_add_words (DlnArticleReader *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  add_making (self);
  add_controllers (self);
  g_signal_connect_swapped (
    buffer, "notify::has-selection", G_CALLBACK (selection_changed_cb), self);
  g_signal_connect_swapped (buffer, "mark-set", G_CALLBACK (mark_set_cb), self);
}

/* once its state is known */
void
_dln_article_reader_attach_menu (DlnArticleReader *self)
{
  dln_target_menu_attach_found (GTK_WIDGET (self->view), self->state, find_name_cb);
}

/* the text was measured anew */
void
_dln_article_reader_place_making (DlnArticleReader *self)
{
  if (gtk_widget_get_visible (self->making))
    selection_changed_cb (self);
}
