/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: names, events and text, with results beneath the entry. A result selects what it is; a
 * hit in a text opens the article there. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-search.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_HITS 60
#define MARK_BEGIN "\xee\x80\x80" /* U+E000 */
#define MARK_END "\xee\x80\x81"   /* U+E001 */

struct _DlnSearch
{
  GtkBox        parent_instance;
  GtkSearchEntry *entry;
  GtkListBox   *results;
  GtkWidget    *revealer;
  GtkLabel     *note;
  GtkWidget    *scroller;
  DlnViewState *state;
  GArray       *hits; /* DlnSearchHit */
};

G_DEFINE_FINAL_TYPE (DlnSearch, dln_search, GTK_TYPE_BOX)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A snippet as a label; the hit between the two private-use characters becomes bold. */
static GtkWidget *
new_snippet (const char *snippet)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  guint begin = G_MAXUINT;

  for (const char *p = snippet; *p != '\0';)
    if (g_str_has_prefix (p, MARK_BEGIN))
      {
        begin = plain->len;
        p += strlen (MARK_BEGIN);
      }
    else if (g_str_has_prefix (p, MARK_END))
      {
        if (begin != G_MAXUINT)
          {
            PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

            bold->start_index = begin;
            bold->end_index = plain->len;
            pango_attr_list_insert (attributes, bold);
          }
        begin = G_MAXUINT;
        p += strlen (MARK_END);
      }
    else
      {
        g_string_append_c (plain, *p == '\n' || *p == '\t' || *p == '\r' ? ' ' : *p);
        p++;
      }
  GtkWidget *label = dln_label_new (plain->str, "snippet");

  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static const char *
get_icon (DlnCase            *dcase,
          const DlnSearchHit *hit)
{
  const DlnEntity *entity
    = hit->target.kind == DLN_TARGET_ENTITY ? dln_case_get_entity (dcase, hit->target.id) : NULL;

  if (entity != NULL)
    return dln_label_entity_type_icon (entity->type);
  switch (hit->target.kind)
    {
    case DLN_TARGET_EVENT:
      return "dateline-event-symbolic";
    case DLN_TARGET_RELATION:
      return "dateline-relation-symbolic";
    case DLN_TARGET_QUOTE:
      return "dateline-quote-symbolic";
    default:
      return "dateline-article-symbolic";
    }
}

static const char *
get_icon_class (DlnCase            *dcase,
                const DlnSearchHit *hit)
{
  const DlnEntity *entity
    = hit->target.kind == DLN_TARGET_ENTITY ? dln_case_get_entity (dcase, hit->target.id) : NULL;

  if (entity != NULL)
    return dln_label_entity_type_class (entity->type);
  return hit->target.kind == DLN_TARGET_EVENT ? "kind-event" : "kind-report";
}

static GtkWidget *
new_result (DlnSearch          *self,
            const DlnSearchHit *hit)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (dcase, hit));
  g_autofree char *own = NULL;
  const char *title = hit->title;

  if (title == NULL || *title == '\0')
    title = own = dln_case_dup_target_title (dcase, hit->target);
  GtkWidget *label = dln_label_new (title, "list-title");

  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (icon, get_icon_class (dcase, hit));
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 4);
  gtk_box_append (GTK_BOX (text), label);
  if (hit->snippet != NULL && *hit->snippet != '\0')
    gtk_box_append (GTK_BOX (text), new_snippet (hit->snippet));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), text);
  gtk_widget_add_css_class (row, "search-result");
  return row;
}

static void
clear_results (DlnSearch *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_list_box_remove (self->results, row);
  g_clear_pointer (&self->hits, g_array_unref);
}

static void
search_changed_cb (DlnSearch *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;

  clear_results (self);
  if (self->state == NULL || *query == '\0')
    {
      gtk_widget_set_visible (self->revealer, FALSE);
      return;
    }
  g_autoptr (DlnSearchResult) result =
    dln_session_search (dln_view_state_get_session (self->state), query, MAX_HITS, &error);

  self->hits = result != NULL ? g_array_ref (result->hits) : NULL;
  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    gtk_list_box_append (self->results, new_result (self, DLN_ROW (self->hits, DlnSearchHit, i)));
  gboolean found = self->hits != NULL && self->hits->len > 0;

  gtk_widget_set_visible (self->scroller, found);
  gtk_widget_set_visible (GTK_WIDGET (self->note), !found);
  gtk_label_set_text (self->note, error != NULL ? error->message : _ ("Nothing found."));
  gtk_widget_set_visible (self->revealer, TRUE);
}

static void
finish (DlnSearch *self)
{
  gtk_widget_set_visible (self->revealer, FALSE);
  g_signal_emit (self, signals[DONE], 0);
}

static void
result_activated_cb (DlnSearch     *self,
                     GtkListBoxRow *row)
{
  guint i = gtk_list_box_row_get_index (row);

  if (self->hits == NULL || i >= self->hits->len)
    return;
  DlnSearchHit hit = g_array_index (self->hits, DlnSearchHit, i);

  if (hit.target.kind != DLN_TARGET_NONE)
    dln_view_state_select (self->state, hit.target);
  if (hit.document != 0 && !dln_span_is_empty (hit.span))
    dln_view_state_read (self->state, hit.document, hit.span);
  finish (self);
}

static void
entry_activated_cb (DlnSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->results, 0);

  if (row != NULL)
    result_activated_cb (self, row);
}

static gboolean
key_pressed_cb (DlnSearch *self,
                guint      keyval)
{
  if (keyval != GDK_KEY_Down || self->hits == NULL || self->hits->len == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->results, 0)));
  return GDK_EVENT_STOP;
}

static void
case_changed_cb (DlnSearch *self)
{
  clear_results (self);
  gtk_widget_set_visible (self->revealer, FALSE);
}

static void
dln_search_dispose (GObject *object)
{
  DlnSearch *self = DLN_SEARCH (object);

  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  g_clear_object (&self->state);
  g_clear_pointer (&self->hits, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DLN_TYPE_SEARCH);

  G_OBJECT_CLASS (dln_search_parent_class)->dispose (object);
}

static void
dln_search_class_init (DlnSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_search_dispose;
  signals[DONE] = g_signal_new (
    "done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-search.ui");
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, results);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, revealer);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, note);
  gtk_widget_class_bind_template_child (widget_class, DlnSearch, scroller);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, result_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish);
}

static void
dln_search_init (DlnSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  dln_label_name (GTK_WIDGET (self->entry), _ ("Search"));
  dln_label_name (GTK_WIDGET (self->results), _ ("Results"));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), key);
}

/**
 * dln_search_set_state:
 * @state: what to search; set once
 */
void
dln_search_set_state (DlnSearch    *self,
                      DlnViewState *state)
{
  g_return_if_fail (DLN_IS_SEARCH (self));

  if (!g_set_object (&self->state, state))
    return;
  g_signal_connect_swapped (state, "case-changed", G_CALLBACK (case_changed_cb), self);
}

/**
 * dln_search_start:
 *
 * Puts the focus into the entry and selects what is in it.
 */
void
dln_search_start (DlnSearch *self)
{
  g_return_if_fail (DLN_IS_SEARCH (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    search_changed_cb (self);
}
