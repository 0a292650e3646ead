/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover at a counted mark of the timeline: its events, the most important first, and a button
 * that zooms to them where that splits them. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-count-popover.h"

#include "ui/dln-canvas.h"
#include "ui/dln-labels.h"

#include <glib/gi18n.h>

#define MAX_ROWS 200
#define WIDTH 400
#define MAX_HEIGHT 320
#define ROW_HEIGHT 44 /* at least */

typedef struct
{
  DlnViewState *state;
  GArray       *events; /* DlnEventId, by rank */
} Counted;

static void
free_counted (gpointer data)
{
  Counted *counted = data;

  g_object_unref (counted->state);
  g_array_unref (counted->events);
  g_free (counted);
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  GtkPopover    *popover)
{
  Counted *counted = g_object_get_data (G_OBJECT (popover), "dln-counted");
  guint index = gtk_list_box_row_get_index (row);

  if (index < counted->events->len)
    {
      DlnTarget target = { DLN_TARGET_EVENT, g_array_index (counted->events, DlnEventId, index) };

      gtk_popover_popdown (popover);
      dln_view_state_select (counted->state, target);
    }
}

static void
zoom_clicked_cb (GtkPopover *popover)
{
  Counted *counted = g_object_get_data (G_OBJECT (popover), "dln-counted");

  gtk_popover_popdown (popover);
  dln_timeline_show_events (dln_view_state_get_timeline (counted->state),
                            (const DlnEventId *) counted->events->data, counted->events->len);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  g_object_unref (popover);
  return G_SOURCE_REMOVE;
}

/* not while it is still closing */
static void
closed_cb (GtkPopover *popover)
{
  g_idle_add (unparent_cb, g_object_ref (popover));
}

static void
add_row (GtkListBox *list,
         DlnCase    *dcase,
         DlnEventId  id)
{
  const DlnEvent *event = dln_case_get_event (dcase, id);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *when = event != NULL ? dln_when_dup_short (&event->when) : g_strdup ("");
  GtkWidget *date = dln_label_new_short (when, "list-when");
  GtkWidget *title
    = dln_label_new (event != NULL ? dln_case_get_string (dcase, event->title) : "", NULL);

  gtk_label_set_width_chars (GTK_LABEL (date), 12);
  gtk_widget_set_valign (date, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (title), 36);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 44);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (row), date);
  gtk_box_append (GTK_BOX (row), title);
  gtk_list_box_append (list, row);
}

static GtkWidget *
new_head (GtkWidget *popover,
          Counted   *counted)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  guint n = counted->events->len;
  g_autofree char *text = g_strdup_printf (ngettext ("%u event", "%u events", n), n);
  GtkWidget *title = dln_label_new_short (text, "section-title");
  GtkWidget *zoom = gtk_button_new_with_label (_ ("Zoom in"));

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (zoom, "flat");
  gtk_widget_set_sensitive (
    zoom, dln_timeline_can_show_events (dln_view_state_get_timeline (counted->state),
                                        (const DlnEventId *) counted->events->data, n));
  g_signal_connect_swapped (zoom, "clicked", G_CALLBACK (zoom_clicked_cb), popover);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), zoom);
  return head;
}

/* Where the counted mark is. */
static GdkRectangle
find_mark (const DlnScene *scene,
           DlnEventId      event,
           double          scale)
{
  for (guint i = 0; scene != NULL && i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);

      if (mark->counted && mark->target.kind == DLN_TARGET_EVENT && mark->target.id == event)
        return (GdkRectangle){ mark->x * scale, mark->y * scale, MAX (mark->width * scale, 1),
                               MAX (mark->height * scale, 1) };
    }
  return (GdkRectangle){ 0, 0, 1, 1 };
}

/**
 * dln_count_popover_present:
 * @parent: a drawing that is given its size
 *
 * Its popovers find their places again.
 */
void
dln_count_popover_present (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

/**
 * dln_count_popover_show:
 * @parent: the drawing
 * @state: what it shows
 * @event: the event that the counted mark names
 * @scale: pixels of @parent for one of its scene
 *
 * Lists what the mark counts. Nothing is shown where it counts nothing.
 */
void
dln_count_popover_show (GtkWidget    *parent,
                        DlnViewState *state,
                        DlnEventId    event,
                        double        scale)
{
  g_return_if_fail (DLN_IS_CANVAS (parent) && DLN_IS_VIEW_STATE (state));

  GdkRectangle at = find_mark (dln_canvas_get_scene (DLN_CANVAS (parent)), event, scale);
  Counted *counted = g_new0 (Counted, 1);

  counted->state = g_object_ref (state);
  counted->events = dln_timeline_dup_counted (dln_view_state_get_timeline (state), event);
  if (counted->events->len == 0)
    {
      free_counted (counted);
      return;
    }

  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  guint n = counted->events->len;

  g_object_set_data_full (G_OBJECT (popover), "dln-counted", counted, free_counted);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "search-results");
  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    add_row (GTK_LIST_BOX (list), dln_view_state_get_case (state),
             g_array_index (counted->events, DlnEventId, i));
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), popover);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              MIN (n * ROW_HEIGHT, MAX_HEIGHT));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_box_append (GTK_BOX (box), new_head (popover, counted));
  gtk_box_append (GTK_BOX (box), scrolled);
  if (n > MAX_ROWS)
    {
      g_autofree char *more
        = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MAX_ROWS), n - MAX_ROWS);

      gtk_box_append (GTK_BOX (box), dln_label_new_short (more, "list-subtitle"));
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &at);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
