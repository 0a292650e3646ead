/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window: one case, its views and its evidence.
 *
 * Here is what it is made of and how the views are arranged; actions and corrections are in
 * dln-window-actions.c, files, import and drops in dln-window-files.c, unsaved cases in
 * dln-window-drafts.c. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "base/dln-direction.h"
#include "ui/dln-axis-input.h"
#include "ui/dln-canvas.h"
#include "ui/dln-case-header.h"
#include "ui/dln-labels.h"
#include "ui/dln-overview-widget.h"
#include "ui/dln-settings.h"
#include "ui/dln-target-list.h"
#include "ui/dln-target-menu.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

G_DEFINE_FINAL_TYPE (DlnWindow, dln_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- messages ------------------------------------------------------------------------------- */

/* A short note that goes away by itself. */
void
_dln_window_say (DlnWindow  *self,
                 const char *text)
{
  g_autofree char *plain = dln_text_dup_shown (text);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/* A strip above the views, until it is closed; with %NULL none. */
void
_dln_window_warn (DlnWindow  *self,
                  const char *text)
{
  if (text != NULL)
    dln_label_set (self->warning_label, text);
  gtk_revealer_set_reveal_child (self->warning, text != NULL);
}

/* ---- arrangement ---------------------------------------------------------------------------- */

/* "timeline", "graph", "both" or "articles" */
void
_dln_window_set_view (DlnWindow  *self,
                      const char *view)
{
  gboolean articles = g_strcmp0 (view, "articles") == 0;
  gboolean graph = g_strcmp0 (view, "graph") == 0 || g_strcmp0 (view, "both") == 0;
  gboolean timeline = g_strcmp0 (view, "timeline") == 0 || g_strcmp0 (view, "both") == 0;

  gtk_stack_set_visible_child_name (self->views, articles ? "articles" : "drawn");
  gtk_widget_set_visible (GTK_WIDGET (self->graph_stack), graph);
  gtk_widget_set_visible (self->timeline_box, timeline);
}

static void
update_title (DlnWindow *self)
{
  g_autofree char *title = dln_view_state_dup_title (self->state);
  gboolean saved = dln_session_get_path (self->session) != NULL;

  dln_label_set (self->case_title, title);
  dln_label_name (gtk_widget_get_first_child (GTK_WIDGET (self->case_button)), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->case_button),
                               saved ? dln_session_get_path (self->session)
                                     : _ ("Not saved to a file yet"));
  g_autofree char *window_title = g_strdup_printf ("%s – Dateline", title);
  gtk_window_set_title (GTK_WINDOW (self), dln_window_is_empty (self) ? "Dateline" : window_title);
}

static void
update_left_out (DlnWindow *self)
{
  guint n = dln_graph_get_n_left_out (dln_view_state_get_graph (self->state));

  if (n == self->n_left_out && gtk_widget_get_visible (self->left_out) == (n > 0))
    return;
  self->n_left_out = n;
  g_autofree char *text
    = g_strdup_printf (ngettext ("%u more name: search, or double-click a node",
                                 "%u more names: search, or double-click a node", n),
                       n);

  gtk_label_set_text (GTK_LABEL (self->left_out), text);
  gtk_widget_set_visible (self->left_out, n > 0);
}

/* the graph tells when it is laid out, which takes a while */
static void
follow_graph (DlnWindow *self)
{
  g_signal_connect_object (dln_view_state_get_graph (self->state),
                           "changed",
                           G_CALLBACK (update_left_out),
                           self,
                           G_CONNECT_SWAPPED);
}

/* what one would want to do first there */
static void
focus_page (DlnWindow *self,
            gboolean   empty)
{
  if (empty)
    dln_welcome_focus (self->welcome);
  else
    gtk_widget_grab_focus (gtk_widget_get_visible (self->timeline_box) ? self->timeline
                                                                       : self->graph);
}

/* Brings everything outside the views in step with the case. */
void
_dln_window_update (DlnWindow *self)
{
  gboolean empty = dln_window_is_empty (self);

  const char *page = empty ? "welcome" : "case";
  gboolean turned = g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) != 0;

  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_sensitive (self->switcher, !empty);
  gtk_widget_set_visible (self->switcher, !empty);
  if (empty)
    dln_welcome_update (self->welcome);
  update_title (self);
  _dln_window_update_actions (self);
  if (turned || gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    focus_page (self, empty);
}

static void
search_done_cb (DlnWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->search), FALSE);
  g_action_group_change_action_state (
    G_ACTION_GROUP (self), "search", g_variant_new_boolean (FALSE));
}

static void
close_warning_cb (DlnWindow *self)
{
  _dln_window_warn (self, NULL);
}

static void
cancel_clicked_cb (DlnWindow *self)
{
  _dln_window_cancel_job (self);
}

static DlnTarget
find_mark_cb (GtkWidget *canvas,
              double     x,
              double     y)
{
  return dln_canvas_find (DLN_CANVAS (canvas), x, y);
}

static void
add_views (DlnWindow *self)
{
  GtkWidget *events = dln_target_list_new (DLN_TARGET_EVENT);
  GtkWidget *relations = dln_target_list_new (DLN_TARGET_RELATION);
  GtkWidget *articles = dln_target_list_new (DLN_TARGET_DOCUMENT);

  self->graph = dln_canvas_new (DLN_CANVAS_GRAPH);
  self->timeline = dln_canvas_new (DLN_CANVAS_TIMELINE);
  self->overview = dln_overview_widget_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->graph_overlay), self->graph);
  gtk_overlay_set_child (GTK_OVERLAY (self->timeline_overlay), self->timeline);
  gtk_box_prepend (GTK_BOX (self->overview_box), self->overview);
  gtk_box_prepend (GTK_BOX (self->timeline_box), dln_case_header_new (self->state));
  gtk_stack_add_named (self->graph_stack, relations, "list");
  gtk_stack_add_named (self->timeline_stack, events, "list");
  gtk_box_append (self->articles, articles);

  dln_canvas_set_state (DLN_CANVAS (self->graph), self->state);
  dln_canvas_set_state (DLN_CANVAS (self->timeline), self->state);
  dln_target_menu_attach_found (self->graph, self->state, find_mark_cb);
  dln_target_menu_attach_found (self->timeline, self->state, find_mark_cb);
  dln_axis_input_attach (self->timeline, GTK_OVERLAY (self->timeline_overlay), self->state);
  dln_overview_widget_set_state (DLN_OVERVIEW_WIDGET (self->overview), self->state);
  dln_target_list_set_state (DLN_TARGET_LIST (events), self->state);
  dln_target_list_set_state (DLN_TARGET_LIST (relations), self->state);
  dln_target_list_set_state (DLN_TARGET_LIST (articles), self->state);
}

/* ---- settings ------------------------------------------------------------------------------- */

static void
restore_settings (DlnWindow *self)
{
  GSettings *settings = dln_settings_get ();
  g_autofree char *view =
    settings != NULL ? g_settings_get_string (settings, "view") : g_strdup ("both");

  if (settings != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                                   g_settings_get_int (settings, "window-height"));
      if (g_settings_get_boolean (settings, "maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
      adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (settings, "show-sidebar"));
    }
  g_action_group_change_action_state (G_ACTION_GROUP (self), "view", g_variant_new_string (view));
}

static void
save_settings (DlnWindow *self)
{
  GSettings *settings = dln_settings_get ();
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (width > 0 && height > 0)
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
  if (!adw_flap_get_folded (self->flap)) /* in a narrow window it hides by itself */
    g_settings_set_boolean (settings, "show-sidebar", adw_flap_get_reveal_flap (self->flap));
  g_autoptr (GVariant) view = g_action_group_get_action_state (G_ACTION_GROUP (self), "view");
  g_settings_set_value (settings, "view", view);
}

/* ---- object --------------------------------------------------------------------------------- */

static gboolean
dln_window_close_request (GtkWindow *window)
{
  DlnWindow *self = DLN_WINDOW (window);

  if (!_dln_window_may_close (self))
    return TRUE;
  _dln_window_cancel_job (self);
  _dln_window_drop_draft (self);
  save_settings (self);
  return GTK_WINDOW_CLASS (dln_window_parent_class)->close_request (window);
}

static void
dln_window_dispose (GObject *object)
{
  DlnWindow *self = DLN_WINDOW (object);

  _dln_window_cancel_job (self);
  _dln_window_forget_folder (self);
  g_clear_handle_id (&self->job_timer, g_source_remove);
  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->offer);
  gtk_widget_dispose_template (GTK_WIDGET (self), DLN_TYPE_WINDOW);
  g_clear_object (&self->state);
  g_clear_object (&self->session);
  g_clear_object (&self->job_cancellable);
  g_clear_pointer (&self->model, dln_model_unref);
  g_clear_pointer (&self->samples, g_free);
  g_clear_pointer (&self->opening, g_free);

  G_OBJECT_CLASS (dln_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, panel_paned);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, panel);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, views);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, drawn);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, graph_stack);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, timeline_stack);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, graph_overlay);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, timeline_overlay);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, timeline_box);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, overview_box);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, articles);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, reader);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, search);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, case_button);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, case_title);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, left_out);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, warning);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, warning_label);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, news_bar);
  gtk_widget_class_bind_template_child (widget_class, DlnWindow, news_label);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_warning_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
dln_window_class_init (DlnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = dln_window_close_request;
  g_type_ensure (DLN_TYPE_WELCOME);
  g_type_ensure (DLN_TYPE_SIDEBAR);
  g_type_ensure (DLN_TYPE_EVIDENCE_PANEL);
  g_type_ensure (DLN_TYPE_SEARCH);
  g_type_ensure (DLN_TYPE_ARTICLE_READER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-window.ui");
  bind_children (widget_class);
}

static void
dln_window_init (DlnWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_icon_name (GTK_WINDOW (self), DLN_APP_ID);
  dln_label_name_buttons (GTK_WIDGET (self));
}

/**
 * dln_window_new:
 * @application: whose window it is
 * @model: (nullable): the language model for imports
 * @model_problem: (nullable): why there is no model, a sentence for the reader
 * @samples: folder of the sample articles
 *
 * Returns: (transfer none): a window with an empty, unsaved case
 */
DlnWindow *
dln_window_new (AdwApplication *application,
                DlnModel       *model,
                const char     *model_problem,
                const char     *samples)
{
  DlnWindow *self = g_object_new (DLN_TYPE_WINDOW, "application", application, NULL);

  self->model = model != NULL ? dln_model_ref (model) : NULL;
  self->samples = g_strdup (samples);
  self->session = dln_session_new (model);
  self->state = dln_view_state_new (self->session);
  add_views (self);
  dln_sidebar_set_state (self->sidebar, self->state);
  dln_evidence_panel_set_state (self->panel, self->state);
  dln_search_set_state (self->search, self->state);
  _dln_window_add_actions (self);
  _dln_window_add_corrections (self);
  _dln_window_add_reader (self);
  _dln_window_add_folder (self);
  _dln_window_add_revisions (self);
  _dln_window_add_exchange (self);
  _dln_window_add_file_actions (self);
  _dln_window_add_paste (self);
  _dln_window_add_draft_actions (self);
  _dln_window_add_drop_target (self);
  _dln_window_watch_file (self);
  g_signal_connect_swapped (self->state, "case-changed", G_CALLBACK (_dln_window_update), self);
  g_signal_connect_swapped (self->state, "case-replaced", G_CALLBACK (follow_graph), self);
  follow_graph (self);
  g_signal_connect_swapped (
    self->state, "selection-changed", G_CALLBACK (_dln_window_selection_changed), self);
  g_signal_connect_swapped (self->session, "notify", G_CALLBACK (_dln_window_update), self);
  restore_settings (self);
  _dln_window_warn (self, model_problem);
  _dln_window_update (self);
  return self;
}

/**
 * dln_window_get_session:
 *
 * Returns: (transfer none): what is open
 */
DlnSession *
dln_window_get_session (DlnWindow *self)
{
  g_return_val_if_fail (DLN_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * dln_window_is_at:
 * @path: a case file
 *
 * Returns: whether that file is open here or just being opened, by whatever name or link
 */
gboolean
dln_window_is_at (DlnWindow  *self,
                  const char *path)
{
  g_return_val_if_fail (DLN_IS_WINDOW (self) && path != NULL, FALSE);

  GStatBuf asked, opening;

  if (self->opening == NULL)
    return dln_session_is_at (self->session, path);
  return g_strcmp0 (self->opening, path) == 0
         || (g_stat (path, &asked) == 0 && g_stat (self->opening, &opening) == 0
             && asked.st_dev == opening.st_dev && asked.st_ino == opening.st_ino);
}

/**
 * dln_window_is_free:
 *
 * Returns: %TRUE if it is empty and will stay so: nothing is being read for it
 */
gboolean
dln_window_is_free (DlnWindow *self)
{
  g_return_val_if_fail (DLN_IS_WINDOW (self), FALSE);

  return dln_window_is_empty (self) && self->n_jobs == 0;
}

/**
 * dln_window_is_empty:
 *
 * Returns: %TRUE if nothing is open: no file, no article
 */
gboolean
dln_window_is_empty (DlnWindow *self)
{
  g_return_val_if_fail (DLN_IS_WINDOW (self), TRUE);

  return dln_session_get_path (self->session) == NULL
         && dln_case_get_n_documents (dln_session_get_case (self->session)) == 0;
}
