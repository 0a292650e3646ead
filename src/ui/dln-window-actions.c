/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions: views, zoom, search, export and panels. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "ui/dln-canvas.h"
#include "ui/dln-data-dialog.h"
#include "ui/dln-export-dialog.h"

#include <glib/gi18n.h>

static void
set_enabled (DlnWindow  *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
_dln_window_update_actions (DlnWindow *self)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  gboolean idle = self->n_jobs == 0;
  gboolean has_articles = dln_case_get_n_documents (dcase) > 0;
  gboolean can_undo = FALSE;
  gboolean can_redo = FALSE;
  DlnTarget selection = dln_view_state_get_selection (self->state);
  gboolean entity = selection.kind == DLN_TARGET_ENTITY && idle;
  static const char *const of_articles[] = { "search", "export-data", "export", "zoom-in",
                                             "zoom-out",        "zoom-fit", "as-list",
                                             "lanes",           "view",     "show-conflicts",
                                             "show-suggestions", "show-decisions",
                                             "show-checks",     "show-undated",
                                             "show-story" };
  static const char *const of_entity[] = { "show-in-graph", "connect", "tell-story" };

  g_object_get (dcase, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  set_enabled (self, "undo", can_undo && idle);
  set_enabled (self, "redo", can_redo && idle);
  set_enabled (self, "save-as", !dln_window_is_empty (self) && idle);
  set_enabled (self, "show-backups", dln_session_get_path (self->session) != NULL && idle);
  set_enabled (self, "import-files", idle);
  set_enabled (self, "import-folder", idle);
  set_enabled (self, "paste", idle);
  set_enabled (self, "cancel-import", !idle);
  for (guint i = 0; i < G_N_ELEMENTS (of_articles); i++)
    set_enabled (self, of_articles[i], has_articles);
  for (guint i = 0; i < G_N_ELEMENTS (of_entity); i++)
    set_enabled (self, of_entity[i], entity);
  set_enabled (self, "correct", idle);
  set_enabled (self, "order-story", idle);
  set_enabled (self, "revoke", idle);
  set_enabled (self, "not-now", idle);
  set_enabled (self, "write-decisions", has_articles);
  set_enabled (self, "join-decisions", idle && has_articles);
  set_enabled (self, "add", idle && has_articles);
  set_enabled (self, "add-at", idle && has_articles);
  set_enabled (self, "place", idle);
  set_enabled (self, "reread", has_articles && idle);
  set_enabled (self, "update-articles", has_articles && idle);
  set_enabled (self, "watch-folder", !dln_window_is_empty (self) && idle);
  set_enabled (self, "add-news", idle);
  set_enabled (self, "remove-article", selection.kind == DLN_TARGET_DOCUMENT && idle);
}

/* ---- views ---------------------------------------------------------------------------------- */

static void
change_view_cb (GSimpleAction *action,
                GVariant      *state,
                gpointer       data)
{
  const char *view = g_variant_get_string (state, NULL);
  static const char *const views[] = { "timeline", "graph", "both", "articles", NULL };

  if (!g_strv_contains (views, view))
    return;
  g_simple_action_set_state (action, state);
  _dln_window_set_view (data, view);
}

static void
change_as_list_cb (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       data)
{
  DlnWindow *self = data;
  gboolean list = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  gtk_stack_set_visible_child_name (self->graph_stack, list ? "list" : "canvas");
  gtk_stack_set_visible_child_name (self->timeline_stack, list ? "list" : "canvas");
}

static void
change_lanes_cb (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       data)
{
  DlnWindow *self = data;
  const char *lanes = g_variant_get_string (state, NULL);
  DlnLaneMode mode = g_str_equal (lanes, "person")        ? DLN_LANES_PERSON
                     : g_str_equal (lanes, "institution") ? DLN_LANES_INSTITUTION
                     : g_str_equal (lanes, "source")      ? DLN_LANES_SOURCE
                     : g_str_equal (lanes, "place")       ? DLN_LANES_PLACE
                                                          : DLN_LANES_PACKED;

  g_simple_action_set_state (action, state);
  dln_timeline_set_lanes (dln_view_state_get_timeline (self->state), mode);
}

static void
change_sidebar_cb (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       data)
{
  DlnWindow *self = data;

  adw_flap_set_reveal_flap (self->flap, g_variant_get_boolean (state));
}

static void
flap_changed_cb (DlnWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show-sidebar");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_boolean (adw_flap_get_reveal_flap (self->flap)));
}

static void
change_panel_cb (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       data)
{
  DlnWindow *self = data;

  g_simple_action_set_state (action, state);
  gtk_widget_set_visible (GTK_WIDGET (self->panel), g_variant_get_boolean (state));
}

static void
change_search_cb (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       data)
{
  DlnWindow *self = data;
  gboolean on = g_variant_get_boolean (state) && !dln_window_is_empty (self);

  g_simple_action_set_state (action, g_variant_new_boolean (on));
  gtk_widget_set_visible (GTK_WIDGET (self->search), on);
  if (on)
    dln_search_start (self->search);
}

/* ---- zoom ----------------------------------------------------------------------------------- */

/* the canvas that the keyboard is in, else the one that is visible, the timeline before the graph
 */
static DlnCanvas *
get_canvas (DlnWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && (focus == self->graph || gtk_widget_is_ancestor (focus, self->graph)))
    return DLN_CANVAS (self->graph);
  return DLN_CANVAS (gtk_widget_get_mapped (self->timeline) ? self->timeline : self->graph);
}

static void
zoom_in_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  dln_canvas_zoom (get_canvas (data), 1.5);
}

static void
zoom_out_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  dln_canvas_zoom (get_canvas (data), 1 / 1.5);
}

static void
zoom_fit_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  dln_canvas_fit (get_canvas (data));
}

/* the buttons that float over one of the views; the parameter names it */
static void
zoom_view_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  DlnWindow *self = data;
  const char *view = NULL;
  double factor = 1;

  g_variant_get (parameter, "(&sd)", &view, &factor);
  DlnCanvas *canvas = DLN_CANVAS (g_str_equal (view, "graph") ? self->graph : self->timeline);
  if (factor > 0)
    dln_canvas_zoom (canvas, factor);
  else
    dln_canvas_fit (canvas);
}

/* ---- the rest ------------------------------------------------------------------------------- */

static void
exported_cb (DlnWindow  *self,
             const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Exported to “%s”"), name);

  _dln_window_say (self, text);
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  DlnWindow *self = data;
  g_autoptr (GVariant) view = g_action_group_get_action_state (G_ACTION_GROUP (self), "view");
  gboolean graph = g_strcmp0 (g_variant_get_string (view, NULL), "graph") == 0;
  DlnExportDialog *dialog = dln_export_dialog_new (GTK_WINDOW (self), self->state, graph);

  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_data_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  DlnWindow *self = data;
  DlnDataDialog *dialog = dln_data_dialog_new (GTK_WINDOW (self), self->state);

  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_panel (DlnWindow *self)
{
  g_action_group_change_action_state (
    G_ACTION_GROUP (self), "show-panel", g_variant_new_boolean (TRUE));
}

static void
show_conflicts_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  DlnWindow *self = data;

  show_panel (self);
  dln_evidence_panel_show_conflicts (self->panel);
}

static void
show_suggestions_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  DlnWindow *self = data;

  show_panel (self);
  dln_evidence_panel_show_suggestions (self->panel);
}

static void
show_decisions_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  DlnWindow *self = data;

  show_panel (self);
  dln_evidence_panel_show_decisions (self->panel, (DlnTarget){ DLN_TARGET_NONE, 0 });
}

static void
show_checks_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  DlnWindow *self = data;

  show_panel (self);
  dln_evidence_panel_show_checks (self->panel);
  dln_evidence_panel_step (self->panel, TRUE);
}

static void
show_story_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  DlnWindow *self = data;

  show_panel (self);
  dln_evidence_panel_show_story (self->panel);
}

static void
show_undated_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  DlnWindow *self = data;

  show_panel (self);
  dln_evidence_panel_show_undated (self->panel);
}

static void
focus_panel_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  DlnWindow *self = data;

  show_panel (self);
  dln_evidence_panel_focus (self->panel);
}

static void
close_panel_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  DlnWindow *self = data;

  g_action_group_change_action_state (
    G_ACTION_GROUP (self), "show-panel", g_variant_new_boolean (FALSE));
}

static void
back_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  DlnWindow *self = data;

  if (!_dln_window_leave_reader (self))
    dln_evidence_panel_go_back (self->panel);
}

static void
deselect_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  DlnWindow *self = data;

  if (gtk_widget_get_visible (GTK_WIDGET (self->search)))
    {
      g_action_group_change_action_state (
        G_ACTION_GROUP (self), "search", g_variant_new_boolean (FALSE));
      return;
    }
  if (_dln_window_disarm (self) || _dln_window_leave_reader (self))
    return;
  if (dln_view_state_get_selection (self->state).kind == DLN_TARGET_NONE)
    dln_view_state_tell_story (self->state, 0, FALSE);
  dln_view_state_select (self->state, (DlnTarget){ DLN_TARGET_NONE, 0 });
}

static void
set_title_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  DlnWindow *self = data;

  dln_case_set_title (dln_session_get_case (self->session), g_variant_get_string (parameter, NULL));
  _dln_window_update (self);
}

/* The story of what is selected; of another one beside it with "add". */
static void
tell_story_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  DlnWindow *self = data;
  DlnTarget selection = dln_view_state_get_selection (self->state);

  if (selection.kind == DLN_TARGET_ENTITY)
    dln_view_state_tell_story (self->state, selection.id, g_variant_get_boolean (parameter));
}

void
_dln_window_add_actions (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "view",
      .parameter_type = "s",
      .state = "'timeline'",
      .change_state = change_view_cb },
    { .name = "lanes",
      .parameter_type = "s",
      .state = "'packed'",
      .change_state = change_lanes_cb },
    { .name = "as-list", .state = "false", .change_state = change_as_list_cb },
    { .name = "show-sidebar", .state = "true", .change_state = change_sidebar_cb },
    { .name = "show-panel", .state = "false", .change_state = change_panel_cb },
    { .name = "search", .state = "false", .change_state = change_search_cb },
    { .name = "zoom-in", .activate = zoom_in_cb },
    { .name = "zoom-out", .activate = zoom_out_cb },
    { .name = "zoom-fit", .activate = zoom_fit_cb },
    { .name = "zoom-view", .activate = zoom_view_cb, .parameter_type = "(sd)" },
    { .name = "export", .activate = export_cb },
    { .name = "export-data", .activate = export_data_cb },
    { .name = "show-conflicts", .activate = show_conflicts_cb },
    { .name = "show-suggestions", .activate = show_suggestions_cb },
    { .name = "show-decisions", .activate = show_decisions_cb },
    { .name = "show-checks", .activate = show_checks_cb },
    { .name = "show-story", .activate = show_story_cb },
    { .name = "show-undated", .activate = show_undated_cb },
    { .name = "focus-panel", .activate = focus_panel_cb },
    { .name = "back", .activate = back_cb },
    { .name = "close-panel", .activate = close_panel_cb },
    { .name = "deselect", .activate = deselect_cb },
    { .name = "set-title", .activate = set_title_cb, .parameter_type = "s" },
    { .name = "tell-story", .activate = tell_story_cb, .parameter_type = "b" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (flap_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
