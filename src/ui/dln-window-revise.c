/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles that the user takes out of the case, or has read again. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include <glib/gi18n.h>

typedef struct
{
  DlnWindow  *window;
  const char *done; /* what to say then */
  guint       n_orphans;
} Revision;

static Revision *
begin_revision (DlnWindow  *self,
                const char *text,
                const char *done) /* static */
{
  Revision *revision = g_new0 (Revision, 1);

  _dln_window_begin_job (self, text, TRUE);
  revision->window = g_object_ref (self);
  revision->done = done;
  revision->n_orphans = dln_case_count_orphans (dln_session_get_case (self->session));
  return revision;
}

static void
revised_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Revision *revision = data;
  g_autoptr (DlnWindow) self = revision->window;
  g_autoptr (GError) error = NULL;
  gboolean good = dln_session_revise_finish (DLN_SESSION (source), result, &error);

  if (!_dln_window_end_job (self))
    return;
  _dln_window_update (self);
  if (!good)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        dln_message_show (GTK_WINDOW (self), _ ("Nothing was changed"), error->message);
      return;
    }
  _dln_window_say (self, revision->done);
  if (dln_case_count_orphans (dln_session_get_case (self->session)) > revision->n_orphans)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-decisions", NULL);
}

/* ---- remove ---------------------------------------------------------------------------------- */

static void
remove_response_cb (DlnWindow  *self,
                    const char *response,
                    GtkWidget  *dialog)
{
  DlnDocumentId id =
    GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "dln-document"));
  Revision *revision;

  if (g_strcmp0 (response, "remove") != 0)
    return;
  revision = begin_revision (self, _ ("Joining what the articles say"), _ ("Article removed"));
  dln_session_remove_async (
    self->session, &id, 1, self->job_cancellable, revised_cb, revision);
}

static void
remove_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  DlnWindow *self = data;
  DlnTarget target = dln_view_state_get_selection (self->state);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (target.kind != DLN_TARGET_DOCUMENT)
    return;
  title = dln_case_dup_document_title (dln_session_get_case (self->session), target.id);
  /* Translators: %s is the title of an article */
  body = g_strdup_printf (_ ("\u201c%s\u201d and what only it tells leave the case. This cannot be "
                             "undone, but the article can be imported again. What you decided is "
                             "kept."),
                          title);

  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Remove This Article?"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_set_body_use_markup (message, FALSE);
  adw_message_dialog_set_body (message, body);
  adw_message_dialog_add_responses (
    message, "cancel", _ ("_Cancel"), "remove", _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (message, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data (G_OBJECT (dialog), "dln-document", GUINT_TO_POINTER (target.id));
  g_signal_connect_object (
    dialog, "response", G_CALLBACK (remove_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- read again ------------------------------------------------------------------------------ */

static void
reread_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  DlnWindow *self = data;
  Revision *revision =
    begin_revision (self, _ ("Reading all articles again"), _ ("All articles read again"));

  dln_session_reread_async (self->session, _dln_window_progress_cb, self, self->job_cancellable,
                            revised_cb, revision);
}

/* ---- other programs -------------------------------------------------------------------------- */

/* its name, and whether what it read shall be left out */
static void
switch_reader_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  DlnWindow *self = data;
  const char *name;
  gboolean off;
  Revision *revision;

  g_variant_get (parameter, "(&sb)", &name, &off);

  /* Translators: %s is the name of another program that read the articles */
  g_autofree char *done = off ? g_strdup_printf (_ ("What %s read is left out"), name)
                              : g_strdup_printf (_ ("What %s read counts again"), name);

  revision = begin_revision (self, _ ("Joining what the articles say"), done);
  dln_session_switch_reader_async (self->session, name, off, revised_cb, revision);
}

void
_dln_window_add_revisions (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "remove-article", .activate = remove_cb },
    { .name = "reread", .activate = reread_cb },
    { .name = "switch-reader", .activate = switch_reader_cb, .parameter_type = "(sb)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
