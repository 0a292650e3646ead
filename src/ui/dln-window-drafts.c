/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window and what was kept without being asked for. Unsaved cases: opening one again, throwing
 * one away, and telling that there are some when the program was started with something else.
 * Backups: going back to one. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "session/dln-backup.h"
#include "session/dln-draft.h"
#include "ui/dln-backup-dialog.h"

#include <glib/gi18n.h>

/* ---- opening -------------------------------------------------------------------------------- */

static void
open_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (DlnWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = dln_session_open_finish (DLN_SESSION (source), result, &error);

  if (!_dln_window_end_job (self))
    return;
  if (!good && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dln_message_show (GTK_WINDOW (self), _ ("The unsaved case was not opened"), error->message);
  _dln_window_update (self);
}

static void
open_draft_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  DlnWindow *self = data;

  if (!dln_window_is_free (self))
    return;
  _dln_window_begin_job (self, _ ("Opening the unsaved case…"), TRUE);
  self->only_sample = FALSE;
  dln_session_open_draft_async (self->session,
                                g_variant_get_string (parameter, NULL),
                                _dln_window_progress_cb,
                                self,
                                self->job_cancellable,
                                open_done_cb,
                                g_object_ref (self));
}

/* ---- throwing away -------------------------------------------------------------------------- */

static void
discard_response_cb (GtkWidget  *dialog,
                     const char *response,
                     DlnWindow  *self)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "dln-path");
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (response, "discard") != 0)
    return;
  if (!dln_draft_remove (path, &error))
    dln_message_show (GTK_WINDOW (self), _ ("The unsaved case was not discarded"), error->message);
  dln_welcome_update (self->welcome);
}

/* parameter: the path, then what it is called and what is in it, for the question */
static void
discard_draft_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  DlnWindow *self = data;
  const char *path, *name, *contents;
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  g_variant_get (parameter, "(&s&s&s)", &path, &name, &contents);
  /* Translators: what an unsaved case is called, then what is in it */
  g_autofree char *text = g_strdup_printf (
    _ ("%s: %s. It is in no other file and cannot be brought back."), name, contents);

  adw_message_dialog_set_heading (message, _ ("Discard this case?"));
  adw_message_dialog_set_body_use_markup (message, FALSE);
  adw_message_dialog_set_body (message, text);
  adw_message_dialog_add_responses (
    message, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (message, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "dln-path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Once the user has said that the open case is not wanted, or it is the untouched sample. While
 * something is still being read into it, it is kept and offered again. */
void
_dln_window_drop_draft (DlnWindow *self)
{
  gboolean busy = FALSE;

  g_object_get (self->session, "busy", &busy, NULL);
  if (!busy && dln_session_get_draft (self->session) != NULL)
    dln_session_discard (self->session);
}

/* ---- telling -------------------------------------------------------------------------------- */

static void
drafts_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (DlnWindow) self = data;
  g_autoptr (GPtrArray) drafts = dln_drafts_list_finish (result, NULL);
  AdwToast *toast;

  if (drafts == NULL || drafts->len == 0 || self->state == NULL)
    return;
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u unsaved case of an earlier session was kept.",
                               "%u unsaved cases of an earlier session were kept.",
                               drafts->len),
                     drafts->len);

  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("Show"));
  adw_toast_set_action_name (toast, "app.new");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * dln_window_set_drafts:
 * @folder: (nullable): where unsaved cases are kept
 */
void
dln_window_set_drafts (DlnWindow  *self,
                       const char *folder)
{
  g_return_if_fail (DLN_IS_WINDOW (self));

  dln_session_set_drafts (self->session, folder);
  dln_welcome_set_drafts (self->welcome, folder);
}

/**
 * dln_window_tell_drafts:
 * @folder: where unsaved cases are kept
 *
 * Tells of what is there, in a window that does not show the welcome page, which lists it.
 */
void
dln_window_tell_drafts (DlnWindow  *self,
                        const char *folder)
{
  g_return_if_fail (DLN_IS_WINDOW (self) && folder != NULL);

  dln_drafts_list_async (folder, NULL, drafts_found_cb, g_object_ref (self));
}

/* ---- backups -------------------------------------------------------------------------------- */

static void
show_backups_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  DlnWindow *self = data;

  if (dln_session_get_path (self->session) != NULL)
    dln_backup_dialog_show (GTK_WINDOW (self), self->session);
}

static void
restore_done_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (DlnWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = dln_session_restore_finish (DLN_SESSION (source), result, &error);

  if (!_dln_window_end_job (self))
    return;
  _dln_window_update (self);
  if (good)
    _dln_window_say (
      self, _ ("Restored. What the case was before is among its backups, too."));
  else
    dln_message_show (GTK_WINDOW (self), _ ("The backup was not restored"), error->message);
}

static void
restore_backup_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  DlnWindow *self = data;

  if (dln_session_get_path (self->session) == NULL || self->n_jobs > 0)
    return;
  _dln_window_begin_job (self, _ ("Restoring…"), FALSE);
  dln_session_restore_async (self->session,
                             g_variant_get_string (parameter, NULL),
                             restore_done_cb,
                             g_object_ref (self));
}

/* ---- a case that cannot be opened ----------------------------------------------------------- */

typedef struct
{
  DlnWindow *window; /* owned */
  char      *path;
  char      *text; /* (nullable): why it was not opened */
} Lost;

static Lost *
new_lost (DlnWindow  *self,
          const char *path,
          const char *text)
{
  Lost *lost = g_new0 (Lost, 1);

  lost->window = g_object_ref (self);
  lost->path = g_strdup (path);
  lost->text = g_strdup (text);
  return lost;
}

static void
free_lost (Lost *lost)
{
  g_object_unref (lost->window);
  g_free (lost->path);
  g_free (lost->text);
  g_free (lost);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lost, free_lost)

static void
lost_response_cb (GtkWidget  *dialog,
                  const char *response,
                  DlnWindow  *self)
{
  if (g_strcmp0 (response, "restore") == 0)
    dln_backup_dialog_show_lost (GTK_WINDOW (self),
                                 g_object_get_data (G_OBJECT (dialog), "dln-path"));
}

static void
lost_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (Lost) lost = data;
  g_autoptr (GPtrArray) backups = dln_backups_list_finish (result, NULL);
  AdwMessageDialog *dialog;

  if (lost->window->state == NULL) /* closed meanwhile */
    return;
  dialog =
    dln_message_show (GTK_WINDOW (lost->window), _ ("The case was not opened"), lost->text);
  if (backups == NULL || backups->len == 0)
    return;
  adw_message_dialog_add_response (dialog, "restore", _ ("_Restore a Backup…"));
  adw_message_dialog_set_response_appearance (dialog, "restore", ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (
    G_OBJECT (dialog), "dln-path", g_strdup (lost->path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (lost_response_cb), lost->window, 0);
}

void
_dln_window_offer_backups (DlnWindow  *self,
                           const char *path,
                           const char *text)
{
  dln_backups_list_async (path, NULL, lost_listed_cb, new_lost (self, path, text));
}

static void
put_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Lost) lost = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  gboolean good = dln_backup_put_in_place_finish (result, &kept, &error);

  if (!_dln_window_end_job (lost->window))
    return;
  _dln_window_update (lost->window);
  if (!good)
    {
      dln_message_show (
        GTK_WINDOW (lost->window), _ ("The backup was not restored"), error->message);
      return;
    }
  dln_window_open_case (lost->window, lost->path);
  if (kept != NULL)
    {
      g_autofree char *name = g_filename_display_name (kept);
      g_autofree char *text =
        g_strdup_printf (_ ("Restored. The damaged file is kept as %s."), name);

      _dln_window_say (lost->window, text);
    }
}

static void
restore_file_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  DlnWindow *self = data;
  const char *path, *backup;

  if (!dln_window_is_free (self))
    return;
  g_variant_get (parameter, "(&s&s)", &path, &backup);
  _dln_window_begin_job (self, _ ("Restoring…"), FALSE);
  dln_backup_put_in_place_async (path, backup, put_done_cb, new_lost (self, path, NULL));
}

void
_dln_window_add_draft_actions (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "show-backups", .activate = show_backups_cb },
    { .name = "restore-backup", .activate = restore_backup_cb, .parameter_type = "s" },
    { .name = "restore-file", .activate = restore_file_cb, .parameter_type = "(ss)" },
    { .name = "open-draft", .activate = open_draft_cb, .parameter_type = "s" },
    { .name = "discard-draft", .activate = discard_draft_cb, .parameter_type = "(sss)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
