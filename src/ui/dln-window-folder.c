/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder that the case watches. It is looked through when the case opens, when something in it
 * changes, and when the user comes back to the window; what is new stands in a bar above the views,
 * and is read only when the user says so. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "case/dln-changes.h"
#include "ui/dln-chooser.h"
#include "ui/dln-labels.h"
#include "ui/dln-message.h"
#include "ui/dln-page.h"

#include <glib/gi18n.h>
#include <string.h>

#define QUIET 800 /* ms without a change before the folder is looked at: a copy may be under way */

/* (transfer full): "3 new files, 1 changed in “Articles”" */
static char *
dup_news_text (const DlnFolderNews *news)
{
  g_autofree char *base = g_path_get_basename (news->folder);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (GString) text = g_string_new (NULL);

  if (news->n_new > 0)
    g_string_append_printf (
      text, ngettext ("%u new article", "%u new articles", news->n_new), news->n_new);
  if (news->n_new > 0 && news->n_changed > 0)
    g_string_append (text, ", ");
  if (news->n_changed > 0)
    g_string_append_printf (
      text, ngettext ("%u changed article", "%u changed articles", news->n_changed),
      news->n_changed);
  /* Translators: how many articles are new or have changed, then the name of a folder */
  return g_strdup_printf (_ ("%s in “%s”"), text->str, name);
}

static void
show_news (DlnWindow     *self,
           DlnFolderNews *news) /* (transfer full) (nullable) */
{
  g_clear_pointer (&self->news, dln_folder_news_free);
  self->news = news;
  if (news != NULL && news->paths->len > 0)
    {
      g_autofree char *text = dup_news_text (news);

      dln_label_set (self->news_label, text);
    }
  gtk_revealer_set_reveal_child (self->news_bar, news != NULL && news->paths->len > 0);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (DlnWindow) self = data;
  g_autoptr (GError) error = NULL;
  DlnFolderNews *news =
    dln_session_find_news_finish (DLN_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  show_news (self, news); /* a folder that is not there has no news: it may come back */
}

static gboolean
look_cb (gpointer data)
{
  DlnWindow *self = data;

  self->look_timer = 0;
  _dln_window_look_at_folder (self);
  return G_SOURCE_REMOVE;
}

static void
wait_and_look (DlnWindow *self)
{
  g_clear_handle_id (&self->look_timer, g_source_remove);
  self->look_timer = g_timeout_add (QUIET, look_cb, self);
}

/* the folder of the case that is open, whichever that is now */
static void
follow_folder (DlnWindow *self)
{
  g_autofree char *folder = dln_session_dup_folder (self->session);
  g_autoptr (GFile) file = folder != NULL ? g_file_new_for_path (folder) : NULL;

  g_clear_object (&self->monitor);
  if (file != NULL)
    self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (
      self->monitor, "changed", G_CALLBACK (wait_and_look), self, G_CONNECT_SWAPPED);
}

/* Looks in a thread; the bar shows what is found. */
void
_dln_window_look_at_folder (DlnWindow *self)
{
  g_autofree char *folder = dln_session_dup_folder (self->session);

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (folder != NULL && self->n_jobs > 0) /* as the case is opened: when that is done */
    {
      wait_and_look (self);
      return;
    }
  if (folder == NULL || dln_session_get_reason (self->session) != NULL)
    {
      show_news (self, NULL);
      return;
    }
  self->looking = g_cancellable_new ();
  dln_session_find_news_async (self->session, self->looking, found_cb, g_object_ref (self));
}

static void
case_replaced_cb (DlnWindow *self)
{
  if (self->state_before != NULL) /* the case with a changed article: its import goes on */
    return;
  show_news (self, NULL);
  dln_page_set_changes (self->state, NULL, NULL);
  follow_folder (self);
  _dln_window_look_at_folder (self);
}

static void
active_changed_cb (DlnWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->monitor != NULL)
    _dln_window_look_at_folder (self);
}

/* ---- what is added -------------------------------------------------------------------------- */

static void
add_news_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  DlnWindow *self = data;

  if (self->news == NULL || self->news->paths->len == 0 || self->n_jobs > 0)
    return;
  const char *const paths[] = { self->news->folder, NULL };

  g_clear_pointer (&self->state_before, g_hash_table_unref);
  self->state_before = dln_case_dup_state (dln_session_get_case (self->session));
  dln_session_import_only (self->session, self->news);
  gtk_revealer_set_reveal_child (self->news_bar, FALSE);
  _dln_window_import_news (self, paths);
}

/* An import has ended: if it was of the folder's news, what it changed is shown. */
void
_dln_window_news_added (DlnWindow *self,
                        gboolean   good)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->state_before);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *events = NULL;
  g_autofree char *articles = NULL;

  if (before == NULL || self->news == NULL)
    return;
  dln_session_import_only (self->session, NULL);
  if (!good)
    {
      show_news (self, g_steal_pointer (&self->news));
      return;
    }
  if (!dln_session_pass_over (self->session, self->news, &error))
    _dln_window_warn (self, error->message);
  articles = dup_news_text (self->news);
  changes = dln_case_dup_changes (dln_session_get_case (self->session), before);
  events = dln_changes_dup_summary (changes);
  /* Translators: which articles were added, then how many events are new or have changed */
  summary = g_strdup_printf (_ ("%s: %s"), articles, events);
  show_news (self, NULL);
  dln_page_set_changes (self->state, g_steal_pointer (&changes), summary);
  g_action_group_change_action_state (
    G_ACTION_GROUP (self), "show-panel", g_variant_new_boolean (TRUE));
  dln_evidence_panel_show_changes (self->panel);
  dln_evidence_panel_step (self->panel, TRUE);
}

static void
leave_news_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  gtk_revealer_set_reveal_child (((DlnWindow *) data)->news_bar, FALSE);
}

/* ---- which folder --------------------------------------------------------------------------- */

/* Watches @folder, %NULL = none, from now on. */
static void
watch (DlnWindow  *self,
       const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (!dln_session_watch_folder (self->session, folder, &error))
    {
      dln_message_show (GTK_WINDOW (self), _ ("The folder is not watched"), error->message);
      return;
    }
  follow_folder (self);
  _dln_window_look_at_folder (self);
  _dln_window_say (self, folder != NULL ? _ ("New articles in that folder will be told")
                                        : _ ("No folder is watched any more"));
}

static void
chosen_cb (DlnWindow *self,
           int        response)
{
  g_autofree char *path = dln_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    watch (self, path);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             DlnWindow        *self)
{
  if (g_strcmp0 (response, "stop") == 0)
    watch (self, NULL);
  else if (g_strcmp0 (response, "other") == 0)
    {
      g_clear_object (&self->chooser);
      self->chooser = dln_chooser_new (GTK_WINDOW (self), _ ("Watch a Folder"),
                                       GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Watch"));
      dln_chooser_show (self->chooser, G_CALLBACK (chosen_cb), self);
    }
}

static void
watch_folder_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  DlnWindow *self = data;
  g_autofree char *folder = dln_session_dup_folder (self->session);
  GtkWidget *dialog;

  if (folder == NULL)
    {
      answered_cb (NULL, "other", self);
      return;
    }
  g_autofree char *shown = g_filename_display_name (folder);

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("This case watches a folder"), NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), shown);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Keep It"), "stop",
                                    _ ("_Stop Watching"), "other", _ ("_Another Folder…"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* the folder is given by a script or a test */
static void
watch_path_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  const char *path = g_variant_get_string (parameter, NULL);

  watch (data, *path != '\0' ? path : NULL);
}

static void
show_changes_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  DlnWindow *self = data;

  g_action_group_change_action_state (
    G_ACTION_GROUP (self), "show-panel", g_variant_new_boolean (TRUE));
  dln_evidence_panel_show_changes (self->panel);
}

void
_dln_window_forget_folder (DlnWindow *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_handle_id (&self->look_timer, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->news, dln_folder_news_free);
  g_clear_pointer (&self->state_before, g_hash_table_unref);
}

void
_dln_window_add_folder (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "watch-folder", .activate = watch_folder_cb },
    { .name = "watch-path", .activate = watch_path_cb, .parameter_type = "s" },
    { .name = "add-news", .activate = add_news_cb },
    { .name = "leave-news", .activate = leave_news_cb },
    { .name = "show-changes", .activate = show_changes_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->state, "case-replaced", G_CALLBACK (case_replaced_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
}
