/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user decided, as a file of JSON lines for somebody who works on the same articles; and
 * what somebody else decided, joined to it. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "ui/dln-chooser.h"

#include <glib/gi18n.h>

#define MAX_TOLD 12 /* contradictions in one message; the others are counted */

/**
 * dln_window_write_decisions:
 * @path: where they go; a file that is there is replaced
 *
 * Writes what the user decided. What went wrong is told.
 */
void
dln_window_write_decisions (DlnWindow  *self,
                            const char *path)
{
  g_return_if_fail (DLN_IS_WINDOW (self) && path != NULL);

  g_autofree char *text = dln_session_write_decisions (self->session);
  g_autoptr (GError) error = NULL;

  if (g_file_set_contents (path, text, -1, &error))
    _dln_window_say (self, _("Your decisions were written"));
  else
    dln_message_show (GTK_WINDOW (self), _("Nothing was written"), error->message);
}

/* (transfer full): what became of the decisions of somebody else */
static char *
dup_report (const DlnJoinReport *report)
{
  GString *out = g_string_new (NULL);
  guint n = report->contradictions->len;

  g_string_append_printf (out,
                          _("%u are new here, %u were known, and %u are about words that are in no "
                            "article here. Undo takes all of them back."),
                          report->n_joined, report->n_known, report->n_orphaned);
  if (n > 0)
    g_string_append_printf (out, "\n\n%s", _("What you decided otherwise was left as it is:"));
  for (guint i = 0; i < MIN (n, MAX_TOLD); i++)
    g_string_append_printf (out, "\n• %s", (char *) g_ptr_array_index (report->contradictions, i));
  if (n > MAX_TOLD)
    g_string_append_printf (out, ngettext ("\nand %u more", "\nand %u more", n - MAX_TOLD),
                            n - MAX_TOLD);
  return g_string_free (out, FALSE);
}

/**
 * dln_window_join_decisions:
 * @path: a file that dln_window_write_decisions() or `dateline-cli edit` wrote
 *
 * Joins what somebody else decided to what was decided here, as one step that can be undone. What
 * contradicts is listed and not taken.
 */
void
dln_window_join_decisions (DlnWindow  *self,
                           const char *path)
{
  g_return_if_fail (DLN_IS_WINDOW (self) && path != NULL);

  g_autofree char *text = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnJoinReport) report = NULL;

  if (g_file_get_contents (path, &text, NULL, &error))
    report = dln_session_join_decisions (self->session, text, &error);
  _dln_window_update (self);
  if (report == NULL)
    {
      dln_message_show (GTK_WINDOW (self), _("Nothing was joined"), error->message);
      return;
    }
  told = dup_report (report);
  dln_message_show (GTK_WINDOW (self), _("Decisions joined"), told);
}

static void
add_lines_filter (GtkFileChooserNative *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Decisions (JSON lines)"));
  gtk_file_filter_add_pattern (filter, "*.jsonl");
  gtk_file_filter_add_pattern (filter, "*.ndjson");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

static void
write_response_cb (DlnWindow *self,
                   int        response)
{
  g_autofree char *path = dln_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    dln_window_write_decisions (self, path);
}

static void
join_response_cb (DlnWindow *self,
                  int        response)
{
  g_autofree char *path = dln_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    dln_window_join_decisions (self, path);
}

static void
write_decisions_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  DlnWindow *self = data;
  g_autofree char *title = dln_view_state_dup_title (self->state);
  g_autofree char *name = g_strdup_printf ("%s.jsonl", title);

  g_strdelimit (name, "/", '-');
  g_clear_object (&self->chooser);
  self->chooser = dln_chooser_new (GTK_WINDOW (self), _("Write Your Decisions"),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"));
  add_lines_filter (self->chooser);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  dln_chooser_show (self->chooser, G_CALLBACK (write_response_cb), self);
}

static void
join_decisions_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  DlnWindow *self = data;

  g_clear_object (&self->chooser);
  self->chooser = dln_chooser_new (GTK_WINDOW (self), _("Join Somebody’s Decisions"),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"));
  add_lines_filter (self->chooser);
  dln_chooser_show (self->chooser, G_CALLBACK (join_response_cb), self);
}

void
_dln_window_add_exchange (DlnWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "write-decisions", .activate = write_decisions_cb },
    { .name = "join-decisions", .activate = join_decisions_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
