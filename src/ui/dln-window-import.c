/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles that come into the window's case, and what became of each. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINES 300 /* that are shown; all of them can be copied */

static char *
dup_report_text (const DlnImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u article added", "%u articles added", report->n_added),
                          report->n_added);
  if (report->n_changed > 0)
    g_string_append_printf (text,
                            ngettext (", %u took the place of an older text",
                                      ", %u took the place of older texts", report->n_changed),
                            report->n_changed);
  if (report->n_duplicates > 0)
    g_string_append_printf (
      text, ngettext (", %u was there already", ", %u were there already", report->n_duplicates),
      report->n_duplicates);
  if (report->n_skipped > 0)
    g_string_append_printf (text,
                            ngettext (", %u was left out", ", %u were left out", report->n_skipped),
                            report->n_skipped);
  if (report->n_failed > 0)
    g_string_append_printf (
      text,
      ngettext (", %u could not be read", ", %u could not be read", report->n_failed),
      report->n_failed);
  if (report->n_lines > 0 || report->n_refused > 0)
    g_string_append_printf (text, _ ("; lines of other programs: %u taken, %u refused"),
                            report->n_lines, report->n_refused);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
copy_list_cb (GtkWidget *button)
{
  const char *text = g_object_get_data (G_OBJECT (button), "dln-text");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
}

static GtkWidget *
new_copy_button (const char *text)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Copy the List"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "dln-text", g_strdup (text), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (copy_list_cb), NULL);
  return button;
}

/* the first lines, each a label */
static GtkWidget *
new_list (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_LINES + 1);
  guint n = g_strv_length (lines);

  for (guint i = 0; i < n; i++)
    {
      gboolean item = g_str_has_prefix (lines[i], "- ");
      GtkWidget *label;

      if (*lines[i] == '\0')
        continue;
      label = gtk_label_new (NULL);
      dln_label_set (GTK_LABEL (label), i == MAX_LINES ? "\u2026"
                                        : item         ? lines[i] + 2
                                                       : lines[i]);
      if (!item && i < MAX_LINES)
        gtk_widget_add_css_class (label, "section-title");
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

/* What was taken and what was not, and why, as plain text that can be copied. */
static void
show_report (DlnWindow  *self,
             const char *heading,
             const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  adw_message_dialog_set_heading_use_markup (ADW_MESSAGE_DIALOG (dialog), FALSE);
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (dialog), heading);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), new_list (text));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 160);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (box, 440, -1);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), new_copy_button (text));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
report_details_cb (AdwToast  *toast,
                   DlnWindow *self)
{
  show_report (self, adw_toast_get_title (toast),
               g_object_get_data (G_OBJECT (toast), "dln-text"));
}

static void
tell_report (DlnWindow             *self,
             const DlnImportReport *report)
{
  g_autofree char *summary = dup_report_text (report);
  g_autofree char *text = dln_import_report_dup_text (report);

  if (*text == '\0')
    {
      _dln_window_say (self, summary);
      return;
    }
  if (report->n_failed > 0)
    {
      show_report (self, summary, text);
      return;
    }
  AdwToast *toast = adw_toast_new (summary);

  adw_toast_set_button_label (toast, _ ("Details"));
  adw_toast_set_timeout (toast, report->messages->len > 0 ? 10 : 5);
  g_object_set_data_full (G_OBJECT (toast), "dln-text", g_steal_pointer (&text), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (report_details_cb), self, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
import_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (DlnWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnImportReport) report =
    dln_session_import_finish (DLN_SESSION (source), result, &error);

  if (!_dln_window_end_job (self))
    return;
  _dln_window_update (self);
  _dln_window_news_added (self, report != NULL);
  if (report != NULL)
    tell_report (self, report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _dln_window_say (self, _ ("Import cancelled. The case is as it was."));
  else
    dln_message_show (GTK_WINDOW (self), _ ("Nothing was imported"), error->message);
}

/* A case is called after the folder that its first articles come from, if that is one. */
static void
title_after_folder (DlnCase            *dcase,
                    const char * const *paths)
{
  g_autofree char *folder = NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *own = g_file_test (paths[i], G_FILE_TEST_IS_DIR)
                               ? g_canonicalize_filename (paths[i], NULL)
                               : g_path_get_dirname (paths[i]);

      if (folder != NULL && strcmp (folder, own) != 0)
        return;
      if (folder == NULL)
        folder = g_steal_pointer (&own);
    }
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *shown = g_filename_display_name (name);

  dln_case_set_title (dcase, shown);
}

static void
start_import (DlnWindow          *self,
              const char * const *paths,
              gboolean            updating)
{
  dln_session_set_updating (self->session, updating);
  _dln_window_begin_job (self, _ ("Looking for articles…"), TRUE);
  dln_session_import_async (self->session,
                            paths,
                            _dln_window_progress_cb,
                            self,
                            self->job_cancellable,
                            import_done_cb,
                            g_object_ref (self));
}

static void
import (DlnWindow          *self,
        const char * const *paths,
        gboolean            updating)
{
  DlnCase *dcase = dln_session_get_case (self->session);
  const char *title = dln_case_get_title (dcase);

  if (paths == NULL || paths[0] == NULL || _dln_window_refuse_second_job (self))
    return;
  if (dln_session_get_path (self->session) == NULL && (title == NULL || *title == '\0'))
    title_after_folder (dcase, paths);
  self->only_sample = FALSE;
  start_import (self, paths, updating);
}

/**
 * dln_window_import:
 * @paths: files and folders
 *
 * Imports in the background, with a progress bar and a way to cancel.
 */
void
dln_window_import (DlnWindow          *self,
                   const char * const *paths)
{
  g_return_if_fail (DLN_IS_WINDOW (self));

  import (self, paths, FALSE);
}

/**
 * dln_window_update_articles:
 * @paths: files and folders
 *
 * dln_window_import(), but an article with the name or address of one that is there takes its
 * place.
 */
void
dln_window_update_articles (DlnWindow          *self,
                            const char * const *paths)
{
  g_return_if_fail (DLN_IS_WINDOW (self));

  import (self, paths, TRUE);
}

/* what the watched folder has that the case has not; the session knows which files of @paths */
void
_dln_window_import_news (DlnWindow          *self,
                         const char * const *paths)
{
  import (self, paths, TRUE);
}

void
_dln_window_import_pasted (DlnWindow *self)
{
  static const char *const paths[] = { "-", NULL };

  self->only_sample = FALSE;
  start_import (self, paths, FALSE);
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* the articles of a folder, in the order of their names */
static GPtrArray *
list_articles (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

/**
 * dln_window_open_sample:
 *
 * Imports the sample articles into the empty case of this window.
 */
void
dln_window_open_sample (DlnWindow *self)
{
  g_return_if_fail (DLN_IS_WINDOW (self));

  g_autoptr (GPtrArray) paths = list_articles (self->samples);

  if (paths->len == 0)
    {
      g_autofree char *text = g_strdup_printf (
        _ ("The sample articles are not installed: there are none in the folder “%s”."),
        self->samples != NULL ? self->samples : "");

      dln_message_show (GTK_WINDOW (self), _ ("The sample case was not opened"), text);
      return;
    }
  if (_dln_window_refuse_second_job (self))
    return;
  g_ptr_array_add (paths, NULL);
  dln_case_set_title (dln_session_get_case (self->session), _ ("Sample case"));
  self->only_sample = dln_window_is_empty (self);
  start_import (self, (const char *const *) paths->pdata, FALSE);
}
