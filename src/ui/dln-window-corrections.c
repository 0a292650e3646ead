/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user decides about the selection: rename, kind, merge, hide; and the question how two are
 * connected. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>

static void
say_done (DlnWindow  *self,
          const char *done)
{
  AdwToast *toast = adw_toast_new (done);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

typedef struct
{
  DlnWindow  *window;
  const char *done; /* (nullable): what to say then */
} Change;

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Change *change = data;
  g_autoptr (DlnWindow) self = change->window;
  g_autoptr (GError) error = NULL;
  gboolean good = dln_session_change_finish (DLN_SESSION (source), result, &error);

  if (!_dln_window_end_job (self))
    return;
  _dln_window_update (self);
  if (good && change->done != NULL)
    say_done (self, change->done);
  else if (!good && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dln_message_show (GTK_WINDOW (self), _ ("Nothing was changed"), error->message);
}

/* the state of a change that the session is asked for now; changes queue up there */
static Change *
begin_change (DlnWindow  *self,
              const char *done)
{
  Change *change = g_new0 (Change, 1);

  _dln_window_begin_job (self, _ ("Joining what the articles say"), TRUE);
  change->window = g_object_ref (self);
  change->done = done;
  return change;
}

static void
decide (DlnWindow         *self,
        const DlnDecision *decision,
        const char        *done) /* static */
{
  Change *change = begin_change (self, done);

  dln_session_decide_async (self->session, decision, self->job_cancellable, changed_cb, change);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  DlnWindow *self = data;
  Change *change = begin_change (self, NULL);

  dln_session_undo_async (self->session, self->job_cancellable, changed_cb, change);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  DlnWindow *self = data;
  Change *change = begin_change (self, NULL);

  dln_session_redo_async (self->session, self->job_cancellable, changed_cb, change);
}

/* ---- rename --------------------------------------------------------------------------------- */

static void
rename_response_cb (DlnWindow  *self,
                    const char *response,
                    GtkWidget  *dialog)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  DlnTarget target = dln_view_state_get_selection (self->state);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (g_strcmp0 (response, "rename") != 0 || target.kind != DLN_TARGET_ENTITY || *text == '\0')
    return;
  decide (self,
          &(DlnDecision){
            .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_RENAME, .a = target.id, .text = text },
          _ ("Renamed"));
}

static void
rename_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  DlnWindow *self = data;
  DlnTarget target = dln_view_state_get_selection (self->state);
  DlnCase *dcase = dln_session_get_case (self->session);
  const DlnEntity *entity = dln_case_get_entity (dcase, target.id);

  if (target.kind != DLN_TARGET_ENTITY || entity == NULL)
    return;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Rename"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), dln_case_get_string (dcase, entity->name));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  dln_label_name (entry, _ ("Name"));
  adw_message_dialog_set_extra_child (message, entry);
  adw_message_dialog_add_responses (
    message, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_message_dialog_set_response_appearance (message, "rename", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "rename");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (
    dialog, "response", G_CALLBACK (rename_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* ---- kind and hiding ------------------------------------------------------------------------ */

static void
retype_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  DlnWindow *self = data;
  DlnTarget target = dln_view_state_get_selection (self->state);

  if (target.kind == DLN_TARGET_ENTITY)
    decide (self,
            &(DlnDecision){ .kind = DLN_TARGET_ENTITY,
                            .type = DLN_DECISION_RETYPE,
                            .a = target.id,
                            .value = g_variant_get_uint32 (parameter) },
            _ ("Kind changed"));
}

static void
hide_target_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  DlnWindow *self = data;
  DlnTarget target = dln_view_state_get_selection (self->state);

  if (target.kind == DLN_TARGET_NONE)
    return;
  dln_view_state_select (self->state, (DlnTarget){ DLN_TARGET_NONE, 0 });
  decide (self,
          &(DlnDecision){ .kind = target.kind, .type = DLN_DECISION_HIDE, .a = target.id },
          _ ("Hidden"));
}

/* an answer to an open question: what is decided, and the two */
static void
answer_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  guint type;
  DlnDecision decision = { .kind = DLN_TARGET_ENTITY };

  g_variant_get (parameter, "(uuu)", &type, &decision.a, &decision.b);
  decision.type = type;
  decide (data, &decision,
          type == DLN_DECISION_MERGE        ? _ ("Merged")
          : type == DLN_DECISION_KEEP_APART ? _ ("Kept apart")
                                            : _ ("Put off"));
}

/* ---- two at a time -------------------------------------------------------------------------- */

static void
pending_dismissed_cb (DlnWindow *self,
                      AdwToast  *toast)
{
  if (self->pending_toast != toast)
    return;
  self->pending_toast = NULL;
  self->pending = DLN_PENDING_NONE;
}

/* The next entity that is selected, in whatever view, is the other one. */
static void
ask_for_other (DlnWindow  *self,
               DlnPending  pending,
               const char *text)
{
  DlnTarget target = dln_view_state_get_selection (self->state);

  if (target.kind != DLN_TARGET_ENTITY)
    return;
  if (self->pending_toast != NULL)
    adw_toast_dismiss (self->pending_toast);
  AdwToast *toast = adw_toast_new (text);

  self->pending = pending;
  self->pending_entity = target.id;
  self->pending_toast = toast;
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (
    toast, "dismissed", G_CALLBACK (pending_dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
connect_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  ask_for_other (data, DLN_PENDING_CONNECT, _ ("Now choose whom or what it may be connected to"));
}

static void
merge_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  ask_for_other (data, DLN_PENDING_MERGE, _ ("Now choose the other name for the same one"));
}

void
_dln_window_selection_changed (DlnWindow *self)
{
  DlnTarget target = dln_view_state_get_selection (self->state);
  DlnPending pending = self->pending;
  DlnEntityId first = self->pending_entity;

  _dln_window_update_actions (self);
  if (pending == DLN_PENDING_NONE || target.kind != DLN_TARGET_ENTITY || target.id == first)
    return;
  self->pending = DLN_PENDING_NONE;
  if (self->pending_toast != NULL)
    adw_toast_dismiss (self->pending_toast);
  self->pending_toast = NULL;
  if (pending == DLN_PENDING_CONNECT)
    dln_evidence_panel_show_connection (self->panel, first, target.id);
  else
    decide (self,
            &(DlnDecision){
              .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_MERGE, .a = first, .b = target.id },
            _ ("Merged"));
}

static void
show_in_graph_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  DlnWindow *self = data;
  DlnTarget target = dln_view_state_get_selection (self->state);
  g_autoptr (GVariant) view = g_action_group_get_action_state (G_ACTION_GROUP (self), "view");
  const char *name = g_variant_get_string (view, NULL);

  if (target.kind != DLN_TARGET_ENTITY)
    return;
  if (g_strcmp0 (name, "graph") != 0 && g_strcmp0 (name, "both") != 0)
    g_action_group_change_action_state (
      G_ACTION_GROUP (self), "view", g_variant_new_string ("both"));
  dln_graph_set_focus (dln_view_state_get_graph (self->state), target.id);
  dln_graph_reveal (dln_view_state_get_graph (self->state), target);
}

void
_dln_window_add_corrections (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "answer", .activate = answer_cb, .parameter_type = "(uuu)" },
    { .name = "rename", .activate = rename_cb },
    { .name = "retype", .activate = retype_cb, .parameter_type = "u" },
    { .name = "hide-target", .activate = hide_target_cb },
    { .name = "connect", .activate = connect_cb },
    { .name = "merge", .activate = merge_cb },
    { .name = "show-in-graph", .activate = show_in_graph_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
