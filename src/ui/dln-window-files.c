/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's files: jobs with progress and cancel, open, save as, what is chosen or dropped, and
 * the question before closing. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"
#include "ui/dln-chooser.h"
#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <string.h>

#define PATIENCE 150 /* ms between pulses; a job that is done sooner shows no bar */

/* ---- jobs ----------------------------------------------------------------------------------- */

static gboolean
job_timer_cb (gpointer data)
{
  DlnWindow *self = data;

  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  if (!self->job_counted)
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

/* While there is a job, nothing that changes the case can be chosen, but for changes that were
 * asked for in one go. */
void
_dln_window_begin_job (DlnWindow  *self,
                       const char *text,
                       gboolean    can_cancel)
{
  if (self->n_jobs++ > 0)
    return;
  self->job_cancellable = g_cancellable_new ();
  self->job_counted = FALSE;
  self->job_timer = g_timeout_add (PATIENCE, job_timer_cb, self);
  gtk_progress_bar_set_fraction (self->progress, 0);
  dln_label_set (self->progress_label, text);
  gtk_widget_set_visible (self->cancel, can_cancel);
  _dln_window_update_actions (self);
}

/* Returns: whether the window is still there */
gboolean
_dln_window_end_job (DlnWindow *self)
{
  g_assert (self->n_jobs > 0);
  if (--self->n_jobs == 0)
    {
      g_clear_object (&self->job_cancellable);
      g_clear_handle_id (&self->job_timer, g_source_remove);
      if (self->state != NULL)
        gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
    }
  return self->state != NULL; /* NULL: closed meanwhile */
}

gboolean
_dln_window_refuse_second_job (DlnWindow *self)
{
  if (self->n_jobs == 0)
    return FALSE;
  _dln_window_say (self, _ ("Dateline is still at work in this window."));
  return TRUE;
}

void
_dln_window_cancel_job (DlnWindow *self)
{
  if (self->job_cancellable != NULL)
    g_cancellable_cancel (self->job_cancellable);
}

void
_dln_window_progress_cb (guint       n_done,
                         guint       n_total,
                         const char *what,
                         gpointer    data)
{
  DlnWindow *self = data;
  const char *name = what != NULL ? what : "";

  if (self->job_cancellable == NULL || self->state == NULL)
    return;
  self->job_counted = n_total > 0;
  if (n_total == 0)
    {
      dln_label_set (self->progress_label, name);
      return;
    }
  /* Translators: progress: first how many articles are read, then of how many, then the name of the
   * current one */
  g_autofree char *text
    = g_strdup_printf (_ ("Reading %1$u of %2$u: %3$s"), MIN (n_done + 1, n_total), n_total, name);
  gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) n_done / n_total, 0, 1));
  dln_label_set (self->progress_label, text);
}

/* ---- choosing files ------------------------------------------------------------------------- */

static void
remember (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/* what the user has to know of the file: why it cannot be changed, what was found, where it went */
static void
warn_of_file (DlnWindow *self)
{
  g_autoptr (GPtrArray) notes = dln_session_take_notes (self->session);
  const char *reason = dln_session_get_reason (self->session);
  g_autoptr (GString) text = g_string_new (NULL);

  if (reason != NULL)
    g_string_printf (text, _ ("%s Save it elsewhere to correct it or to add articles."), reason);
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (
      text, "%s%s", text->len > 0 ? "\n" : "", (const char *) g_ptr_array_index (notes, i));
  _dln_window_warn (self, text->len > 0 ? text->str : NULL);
}

static void
path_changed_cb (DlnWindow *self)
{
  _dln_window_update (self);
  if (self->opening == NULL) /* else when it is open */
    warn_of_file (self);
}

/* the user comes back, perhaps from renaming the file */
static void
active_changed_cb (DlnWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (gtk_window_is_active (GTK_WINDOW (self)) && !dln_session_follow (self->session, &error))
    _dln_window_warn (self, error->message);
}

void
_dln_window_watch_file (DlnWindow *self)
{
  g_signal_connect_object (
    self->session, "notify::path", G_CALLBACK (path_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
}

static void
open_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (DlnWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_steal_pointer (&self->opening);
  gboolean good = dln_session_open_finish (DLN_SESSION (source), result, &error);

  if (!_dln_window_end_job (self))
    return;
  if (good)
    {
      remember (path);
      warn_of_file (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _dln_window_offer_backups (self, path, error->message);
  _dln_window_update (self);
}

/**
 * dln_window_open_case:
 * @path: a case file
 *
 * Opens it here, in the background; if it cannot be opened, says why and leaves everything as it
 * was.
 */
void
dln_window_open_case (DlnWindow  *self,
                      const char *path)
{
  g_return_if_fail (DLN_IS_WINDOW (self));

  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Opening “%s”…"), name);

  if (_dln_window_refuse_second_job (self))
    return;
  _dln_window_begin_job (self, text, TRUE);
  self->opening = g_strdup (path);
  dln_session_open_async (self->session,
                          path,
                          _dln_window_progress_cb,
                          self,
                          self->job_cancellable,
                          open_done_cb,
                          g_object_ref (self));
}

static GtkFileChooserNative *
new_chooser (DlnWindow           *self,
             const char          *title,
             GtkFileChooserAction action,
             const char          *accept)
{
  g_clear_object (&self->chooser);
  self->chooser = dln_chooser_new (GTK_WINDOW (self), title, action, accept);
  return self->chooser;
}

static void
add_case_filter (GtkFileChooserNative *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Dateline cases"));
  gtk_file_filter_add_pattern (filter, "*.dateline");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

static void
open_response_cb (DlnWindow *self,
                  int        response)
{
  g_autofree char *path = dln_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-path", "s", path);
}

static char *
dup_case_path (const char *path)
{
  return g_str_has_suffix (path, ".dateline") ? g_strdup (path)
                                              : g_strconcat (path, ".dateline", NULL);
}

static void
save_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (DlnWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = dln_session_save_as_finish (DLN_SESSION (source), result, &error);
  gboolean close = self->close_wanted && good;

  self->close_wanted = FALSE;
  if (!_dln_window_end_job (self))
    return;
  _dln_window_update (self);
  if (!good)
    {
      dln_message_show (GTK_WINDOW (self), _ ("The case was not saved"), error->message);
      return;
    }
  remember (dln_session_get_path (self->session));
  warn_of_file (self);
  if (close)
    gtk_window_close (GTK_WINDOW (self));
  else
    _dln_window_say (self, _ ("Saved. From now on every change is saved at once."));
}

/**
 * dln_window_save:
 * @path: where to; what is there is replaced when the copy is complete
 *
 * Keeps the case in that file from now on, in the background; if that cannot be done, says why and
 * leaves everything as it was.
 */
void
dln_window_save (DlnWindow  *self,
                 const char *path)
{
  g_return_if_fail (DLN_IS_WINDOW (self) && path != NULL);

  if (_dln_window_refuse_second_job (self))
    {
      self->close_wanted = FALSE;
      return;
    }
  _dln_window_begin_job (self, _ ("Saving"), FALSE);
  dln_session_save_as_async (self->session, path, save_done_cb, g_object_ref (self));
}

static void
save_response_cb (DlnWindow *self,
                  int        response)
{
  g_autofree char *chosen = dln_chooser_take_path (&self->chooser, response);
  g_autofree char *path = chosen != NULL ? dup_case_path (chosen) : NULL;

  if (path != NULL)
    dln_window_save (self, path);
  else
    self->close_wanted = FALSE;
}

/* (transfer full): NULL at its end */
static GPtrArray *
dup_chosen_paths (DlnWindow *self,
                  int        response)
{
  g_autoptr (GListModel) files = response == GTK_RESPONSE_ACCEPT
                                   ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser))
                                   : NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  g_clear_object (&self->chooser);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  return paths;
}

static void
import_response_cb (DlnWindow *self,
                    int        response)
{
  g_autoptr (GPtrArray) paths = dup_chosen_paths (self, response);

  dln_window_import (self, (const char *const *) paths->pdata);
}

static void
update_response_cb (DlnWindow *self,
                    int        response)
{
  g_autoptr (GPtrArray) paths = dup_chosen_paths (self, response);

  dln_window_update_articles (self, (const char *const *) paths->pdata);
}

/* ---- actions -------------------------------------------------------------------------------- */

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  DlnWindow *self = data;

  add_case_filter (
    new_chooser (self, _ ("Open a Case"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open")));
  dln_chooser_show (self->chooser, G_CALLBACK (open_response_cb), self);
}

static void
save_as_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  DlnWindow *self = data;
  g_autofree char *title = dln_view_state_dup_title (self->state);
  g_autofree char *name = g_strdup_printf ("%s.dateline", title);

  g_strdelimit (name, "/", '-');
  add_case_filter (
    new_chooser (self, _ ("Save the Case"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save")));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  dln_chooser_show (self->chooser, G_CALLBACK (save_response_cb), self);
}

static void
import_files_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  DlnWindow *self = data;

  new_chooser (self, _ ("Import Articles"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  dln_chooser_show (self->chooser, G_CALLBACK (import_response_cb), self);
}

static void
update_articles_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  DlnWindow *self = data;

  new_chooser (self, _ ("Replace Changed Articles"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Replace"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  dln_chooser_show (self->chooser, G_CALLBACK (update_response_cb), self);
}

static void
import_folder_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  DlnWindow *self = data;

  new_chooser (
    self, _ ("Import a Folder of Articles"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Import"));
  dln_chooser_show (self->chooser, G_CALLBACK (import_response_cb), self);
}

static void
open_sample_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  DlnWindow *self = data;

  if (dln_window_is_free (self))
    dln_window_open_sample (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-sample", NULL);
}

static void
cancel_import_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  _dln_window_cancel_job (data);
}

void
_dln_window_add_file_actions (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_cb },
    { .name = "save-as", .activate = save_as_cb },
    { .name = "import-files", .activate = import_files_cb },
    { .name = "import-folder", .activate = import_folder_cb },
    { .name = "update-articles", .activate = update_articles_cb },
    { .name = "open-sample", .activate = open_sample_cb },
    { .name = "cancel-import", .activate = cancel_import_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* ---- drops ---------------------------------------------------------------------------------- */

static gboolean
drop_cb (DlnWindow    *self,
         const GValue *value)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  gboolean remote = FALSE;
  GSList *files;

  gtk_widget_set_visible (self->drop_hint, FALSE);
  if (G_VALUE_HOLDS_STRING (value)) /* selected in another program */
    {
      _dln_window_offer_paste (self, g_value_get_string (value), NULL);
      return TRUE;
    }
  files = g_value_get_boxed (value);
  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *path = g_file_get_path (l->data);

      if (path == NULL)
        {
          remote = TRUE;
          continue;
        }
      if (g_str_has_suffix (path, ".dateline"))
        gtk_widget_activate_action (GTK_WIDGET (self), "app.open-path", "s", path);
      else
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  if (remote) /* what is on this computer is imported all the same */
    _dln_window_refuse_address (self);
  if (paths->len == 0)
    return TRUE;
  g_ptr_array_add (paths, NULL);
  dln_window_import (self, (const char *const *) paths->pdata);
  return TRUE;
}

static GdkDragAction
drop_enter_cb (DlnWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (DlnWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

void
_dln_window_add_drop_target (DlnWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING }; /* the first that there is */
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (drop_enter_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* ---- closing -------------------------------------------------------------------------------- */

static gboolean
close_idle_cb (gpointer data)
{
  gtk_window_close (data);
  return G_SOURCE_REMOVE;
}

static void
close_response_cb (DlnWindow  *self,
                   const char *response)
{
  if (g_strcmp0 (response, "discard") == 0)
    {
      self->discard = TRUE;
      /* the dialog, which is not quite gone yet, still holds a pointer to its parent */
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_idle_cb, g_object_ref (self), g_object_unref);
    }
  else if (g_strcmp0 (response, "save") == 0)
    {
      self->close_wanted = TRUE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.save-as", NULL);
    }
}

static void
ask_before_close (DlnWindow  *self,
                  const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Save this case?"), text);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (
    message, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save", _ ("_Save…"), NULL);
  adw_message_dialog_set_response_appearance (message, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (message, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "save");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (
    dialog, "response", G_CALLBACK (close_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A case that is in no file is not thrown away without a question; the untouched sample case is no
 * loss. */
gboolean
_dln_window_may_close (DlnWindow *self)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  guint n_decisions = 0;

  if (self->discard || dln_session_get_path (self->session) != NULL)
    return TRUE;
  dln_case_get_decisions (dcase, &n_decisions);
  if (n_decisions > 0)
    ask_before_close (self, _ ("Your corrections are not in a file yet and would be lost."));
  else if (dln_case_get_n_documents (dcase) > 0 && !self->only_sample)
    ask_before_close (self, _ ("The articles that you imported are not in a case file yet."));
  else
    return TRUE;
  return FALSE;
}
