/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story track: what is starred as numbered cards in the order in which it is told, with the
 * headline, the words for the reader, the sentence and the source of each. Cards are dragged, or
 * moved with Alt+Up and Alt+Down, as far as the dates leave the order open. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "case/dln-story.h"
#include "ui/dln-labels.h"
#include "ui/dln-target-menu.h"

#include <glib/gi18n.h>

#define MOVED "dln-story-moved" /* of the state: the event whose card gets the focus again */

typedef struct
{
  DlnViewState *state; /* (unowned): the window outlives its pages */
  GArray       *story; /* DlnEventId */
  guint         at;
} Card;

static void
free_card (gpointer data)
{
  Card *card = data;

  g_array_unref (card->story);
  g_free (card);
}

static DlnEventId
get_event (const Card *card,
           guint       at)
{
  return at < card->story->len ? g_array_index (card->story, DlnEventId, at) : 0;
}

/* Behind which one a step leads; FALSE if it leads nowhere. */
static gboolean
find_step (const Card *card,
           gboolean    up,
           DlnEventId *other)
{
  if (up ? card->at == 0 : card->at + 1 >= card->story->len)
    return FALSE;
  *other = !up ? get_event (card, card->at + 1) : card->at > 1 ? get_event (card, card->at - 2) : 0;
  return dln_case_can_follow (
    dln_view_state_get_case (card->state), get_event (card, card->at), *other);
}

static void
move (GtkWidget    *widget,
      DlnViewState *state,
      DlnEventId    event,
      DlnEventId    other)
{
  g_object_set_data (G_OBJECT (state), MOVED, GUINT_TO_POINTER (event));
  gtk_widget_activate_action (widget, "win.order-story", "(uu)", event, other);
}

static void
step (GtkWidget  *widget,
      const Card *card,
      gboolean    up)
{
  DlnEventId other;

  if (find_step (card, up, &other))
    move (widget, card->state, get_event (card, card->at), other);
  else
    gtk_widget_error_bell (widget);
}

static void
up_clicked_cb (GtkWidget *button,
               Card      *card)
{
  step (button, card, TRUE);
}

static void
down_clicked_cb (GtkWidget *button,
                 Card      *card)
{
  step (button, card, FALSE);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *key,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                Card                  *card)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (key));

  if ((modifiers & GDK_ALT_MASK) == 0 || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  step (widget, card, keyval == GDK_KEY_Up);
  return GDK_EVENT_STOP;
}

/* ---- dragging ------------------------------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            Card          *card)
{
  return gdk_content_provider_new_typed (G_TYPE_UINT, get_event (card, card->at));
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (widget);

  gtk_drag_source_set_icon (source, picture, 24, 16);
}

/* In the upper half of a card before it, in the lower one behind it. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         Card          *card)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  DlnEventId event = g_value_get_uint (value), other;
  guint behind = card->at + (y > gtk_widget_get_height (widget) / 2.0); /* so many before it */

  if (behind > 0 && get_event (card, behind - 1) == event)
    return FALSE; /* it stands there */
  other = behind > 0 ? get_event (card, behind - 1) : 0;
  if (event == get_event (card, behind)
      || !dln_case_can_follow (dln_view_state_get_case (card->state), event, other))
    {
      gtk_widget_error_bell (widget);
      return FALSE;
    }
  move (widget, card->state, event, other);
  return TRUE;
}

/* ---- one card ------------------------------------------------------------------------------- */

static char *
dup_source (DlnCase        *dcase,
            const DlnEvent *event,
            DlnDocumentId   document)
{
  if (event->n_sources == 1 && document != 0)
    return dln_case_dup_document_source (dcase, document);
  return g_strdup_printf (ngettext ("%u source", "%u sources", event->n_sources),
                          event->n_sources);
}

static void
add_words (GtkWidget    *box,
           DlnViewState *state,
           DlnEventId    id)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const DlnEvent *event = dln_case_get_event (dcase, id);
  gboolean disputed = FALSE;
  guint n = 0;
  const DlnEvidence *rows
    = dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_EVENT, id }, &n);
  g_autofree char *date = dln_case_dup_event_date (dcase, id, &disputed);
  g_autofree char *headline = dln_case_dup_headline (dcase, id);
  g_autofree char *source = dup_source (dcase, event, n > 0 ? rows[0].document : 0);
  const char *blurb = dln_case_get_blurb (dcase, id);
  const char *own = dln_case_get_headline (dcase, id);

  gtk_box_append (GTK_BOX (box), dln_label_new (*date != '\0' ? date : _ ("Undated"),
                                                disputed ? "story-date-disputed" : "story-date"));
  gtk_box_append (GTK_BOX (box), dln_label_new (headline, "story-headline"));
  if (own != NULL)
    {
      g_autofree char *line = g_strdup_printf (
        _ ("In the source: %s"), dln_case_get_string (dcase, event->title));

      gtk_box_append (GTK_BOX (box), dln_label_new (line, "claim-source"));
    }
  if (blurb != NULL)
    gtk_box_append (GTK_BOX (box), dln_label_new (blurb, "page-line"));
  if (n > 0)
    {
      const char *text = dln_document_get_text (dln_case_get_document (dcase, rows[0].document),
                                                NULL);
      g_autofree char *sentence = dln_label_flatten (
        text + rows[0].sentence.begin, rows[0].sentence.end - rows[0].sentence.begin);
      g_autofree char *quote = g_strdup_printf ("\u201c%s\u201d", sentence);
      GtkWidget *label = dln_label_new (quote, "quote");

      gtk_label_set_lines (GTK_LABEL (label), 4);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (box), dln_label_new (source, "claim-source"));
}

static GtkWidget *
add_button (GtkWidget  *box,
            const char *icon, /* (nullable): else @name is its label */
            const char *name)
{
  GtkWidget *button
    = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (name);

  gtk_widget_add_css_class (button, icon != NULL ? "flat" : "quiet");
  if (icon != NULL)
    {
      gtk_widget_set_tooltip_text (button, name);
      dln_label_name (button, name);
    }
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
set_action (GtkWidget  *button,
            const char *verb,
            DlnTarget   target)
{
  gtk_actionable_set_action_target (
    GTK_ACTIONABLE (button), "(suu)", verb, target.kind, target.id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.correct");
}

static void
add_buttons (GtkWidget  *box,
             const Card *card)
{
  DlnTarget target = { DLN_TARGET_EVENT, get_event (card, card->at) };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  DlnEventId other;

  set_action (add_button (line, NULL, _ ("Headline…")), "headline", target);
  set_action (add_button (line, NULL, _ ("For the reader…")), "blurb", target);
  set_action (add_button (line, "starred-symbolic", _ ("Take out of the story")), "star", target);

  GtkWidget *up = add_button (line, "go-up-symbolic", _ ("Tell it earlier (Alt+Up)"));
  GtkWidget *down = add_button (line, "go-down-symbolic", _ ("Tell it later (Alt+Down)"));

  gtk_widget_set_sensitive (up, find_step (card, TRUE, &other));
  gtk_widget_set_sensitive (down, find_step (card, FALSE, &other));
  g_signal_connect (up, "clicked", G_CALLBACK (up_clicked_cb), (gpointer) card);
  g_signal_connect (down, "clicked", G_CALLBACK (down_clicked_cb), (gpointer) card);
  gtk_box_append (GTK_BOX (box), line);
}

static void
card_mapped_cb (GtkWidget *widget,
                Card      *card)
{
  if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (card->state), MOVED))
      != get_event (card, card->at))
    return;
  g_object_set_data (G_OBJECT (card->state), MOVED, NULL);
  gtk_widget_grab_focus (widget);
}

static void
add_controllers (GtkWidget *widget,
                 Card      *card)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), card);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), card);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), card);
  g_signal_connect (widget, "map", G_CALLBACK (card_mapped_cb), card);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
new_card (DlnViewState *state,
          GArray       *story,
          guint         at)
{
  Card *card = g_new0 (Card, 1);
  DlnTarget target = { DLN_TARGET_EVENT, g_array_index (story, DlnEventId, at) };
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *number = g_strdup_printf ("%u", at + 1);
  g_autofree char *headline
    = dln_case_dup_headline (dln_view_state_get_case (state), target.id);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), number, headline);
  GtkWidget *label = dln_label_new_short (number, "story-number");

  *card = (Card){ state, g_array_ref (story), at };
  g_object_set_data_full (G_OBJECT (widget), "dln-card", card, free_card);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (widget), label);
  add_words (box, state, target.id);
  add_buttons (box, card);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (widget), box);
  gtk_widget_add_css_class (widget, "question");
  gtk_widget_set_focusable (widget, TRUE);
  dln_label_name (widget, name);
  dln_target_menu_attach (widget, state, target);
  add_controllers (widget, card);
  return widget;
}

/* ---- the page ------------------------------------------------------------------------------- */

/**
 * _dln_page_add_standfirst:
 *
 * What stands below the title of the case, and the way to write it.
 */
void
_dln_page_add_standfirst (GtkWidget    *page,
                          DlnViewState *state)
{
  const char *standfirst = dln_case_get_standfirst (dln_view_state_get_case (state));
  GtkWidget *button;

  if (standfirst != NULL)
    gtk_box_append (GTK_BOX (page), dln_label_new (standfirst, "story-standfirst"));
  button = gtk_button_new_with_label (standfirst != NULL ? _ ("Change the Standfirst…")
                                                         : _ ("Write a Standfirst…"));
  gtk_widget_add_css_class (button, "quiet");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  set_action (button, "standfirst", (DlnTarget){ DLN_TARGET_NONE, 0 });
  gtk_box_append (GTK_BOX (page), button);
}

/**
 * dln_page_new_story:
 *
 * Returns: (transfer floating): the story track
 */
GtkWidget *
dln_page_new_story (DlnViewState *state)
{
  GtkWidget *page = _dln_page_box ();
  g_autoptr (GArray) story = dln_case_dup_story (dln_view_state_get_case (state));
  g_autofree char *title = dln_view_state_dup_title (state);
  g_autofree char *line = g_strdup_printf (
    ngettext ("%u event. Drag it, or Alt+Up and Alt+Down, where the dates leave the order open.",
              "%u events. Drag them, or Alt+Up and Alt+Down, where the dates leave the order open.",
              story->len),
    story->len);

  _dln_page_add_kicker (page, "starred-symbolic", NULL, _ ("Story"));
  _dln_page_add_title (page, title);
  _dln_page_add_standfirst (page, state);
  _dln_page_add_line (page, story->len > 0 ? line
                                           : _ ("Star what belongs in the story: S on an event, "
                                                "or in its menu. Here it is put in order, and "
                                                "gets its headline."));
  for (guint i = 0; i < story->len; i++)
    gtk_box_append (GTK_BOX (page), new_card (state, story, i));
  return page;
}
