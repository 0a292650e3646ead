/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article that is pasted or dropped as text: a small form for its title, source and date. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-window-private.h"

#include "session/dln-paste.h"
#include "ui/dln-labels.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SHOWN 280 /* characters of the text above the form */

typedef struct
{
  DlnWindow *window; /* holds it */
  char      *text;
  GBytes    *html; /* (nullable) */
} Copied;

static void
free_copied (gpointer data)
{
  Copied *copied = data;

  g_object_unref (copied->window);
  g_free (copied->text);
  g_clear_pointer (&copied->html, g_bytes_unref);
  g_free (copied);
}

/* ---- the form ------------------------------------------------------------------------------- */

typedef struct
{
  DlnWindow        *window; /* (unowned): the dialog is transient for it */
  AdwMessageDialog *dialog; /* (unowned) */
  DlnPaste         *paste;
  GtkWidget        *title; /* all (unowned) */
  GtkWidget        *source;
  GtkWidget        *date;
  GtkWidget        *reading;
  char             *edtf; /* (nullable): of the date as it stands there */
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  dln_paste_free (form->paste);
  g_free (form->edtf);
  g_free (form);
}

static char *
dup_entry (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
date_changed_cb (Form *form)
{
  g_autofree char *text = dup_entry (form->date);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  DlnWhen when;
  gboolean good = *text != '\0' && dln_when_parse_words (text, NULL, &when, &error);

  g_clear_pointer (&form->edtf, g_free);
  if (good)
    {
      g_autofree char *words = dln_when_dup_words (&when);

      line = g_strdup_printf (_ ("Read as %s"), words);
      form->edtf = dln_when_to_edtf (&when);
    }
  else if (g_strcmp0 (text, form->paste->date) == 0) /* with a time of day */
    form->edtf = g_strdup (text);
  else if (*text == '\0')
    line = g_strdup (_ ("A day, a month, a year, or about when"));
  else
    line = g_strdup_printf (_ ("%s Try 14 Oct 2022 or autumn 2022."), error->message);
  dln_label_set (GTK_LABEL (form->reading), line != NULL ? line : "");
  if (form->edtf == NULL && *text != '\0')
    gtk_widget_add_css_class (form->reading, "error");
  else
    gtk_widget_remove_css_class (form->reading, "error");
  adw_message_dialog_set_response_enabled (
    form->dialog, "import", form->edtf != NULL || *text == '\0');
}

static void
form_response_cb (Form       *form,
                  const char *response)
{
  DlnWindow *self = form->window;

  if (g_strcmp0 (response, "import") != 0 || _dln_window_refuse_second_job (self))
    return;
  g_free (form->paste->title);
  g_free (form->paste->source);
  g_free (form->paste->date);
  form->paste->title = dup_entry (form->title);
  form->paste->source = dup_entry (form->source);
  form->paste->date = g_strdup (form->edtf);
  dln_session_set_pasted (self->session, form->paste);
  _dln_window_import_pasted (self);
}

static GtkWidget *
add_entry (GtkWidget  *box,
           const char *name,
           const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_box_append (GTK_BOX (box), dln_label_new (name, "section-title"));
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  dln_label_name (entry, name);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

/* (transfer full): the first words, on one line */
static char *
dup_begin (const char *text)
{
  const char *end = text;

  for (guint i = 0; i < MAX_SHOWN && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  g_autofree char *flat = dln_label_flatten (text, end - text);

  return *end != '\0' ? g_strconcat (flat, "\u2026", NULL) : g_steal_pointer (&flat);
}

static void
show_form (DlnWindow *self,
           DlnPaste  *paste) /* (transfer full) */
{
  Form *form = g_new0 (Form, 1);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Paste an Article"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *begin = dup_begin (paste->shown);

  form->window = self;
  form->dialog = ADW_MESSAGE_DIALOG (dialog);
  form->paste = paste;
  gtk_widget_add_css_class (box, "correction");
  gtk_widget_set_size_request (box, 420, -1);
  gtk_box_append (GTK_BOX (box), dln_label_new (begin, "page-line"));
  form->title = add_entry (box, _ ("Title"), paste->title);
  form->source = add_entry (box, _ ("Source"), paste->source);
  form->date = add_entry (box, _ ("Date"), paste->date);
  gtk_entry_set_placeholder_text (GTK_ENTRY (form->date), _ ("14 October 2022"));
  form->reading = dln_label_new ("", NULL);
  gtk_label_set_wrap (GTK_LABEL (form->reading), TRUE);
  gtk_box_append (GTK_BOX (box), form->reading);
  adw_message_dialog_set_extra_child (form->dialog, box);
  adw_message_dialog_add_responses (
    form->dialog, "cancel", _ ("_Cancel"), "import", _ ("_Import"), NULL);
  adw_message_dialog_set_response_appearance (form->dialog, "import", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (form->dialog, "import");
  adw_message_dialog_set_close_response (form->dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "dln-form", form, free_form);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (form_response_cb), form);
  g_signal_connect_swapped (form->date, "changed", G_CALLBACK (date_changed_cb), form);
  date_changed_cb (form);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (form->title);
}

/* ---- reading -------------------------------------------------------------------------------- */

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Copied *copied = data;
  GError *error = NULL;
  DlnPaste *paste = dln_paste_read (copied->text, copied->html, &error);

  if (paste != NULL)
    g_task_return_pointer (task, paste, (GDestroyNotify) dln_paste_free);
  else
    g_task_return_error (task, error);
}

static void
read_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  DlnWindow *self = DLN_WINDOW (source);
  g_autoptr (GError) error = NULL;
  DlnPaste *paste = g_task_propagate_pointer (G_TASK (result), &error);

  if (!_dln_window_end_job (self))
    {
      dln_paste_free (paste);
      return;
    }
  _dln_window_update_actions (self);
  if (paste != NULL)
    show_form (self, paste);
  else
    dln_message_show (GTK_WINDOW (self), _ ("Nothing was imported"), error->message);
}

static void
offer (Copied *copied) /* (transfer full) */
{
  DlnWindow *self = copied->window;
  g_autoptr (GTask) task = NULL;

  if (self->state == NULL /* closed meanwhile */ || _dln_window_refuse_second_job (self))
    {
      free_copied (copied);
      return;
    }
  if (copied->html == NULL && copied->text[strspn (copied->text, " \t\r\n")] == '\0')
    {
      _dln_window_say (self, _ ("There is no text to paste."));
      free_copied (copied);
      return;
    }
  _dln_window_begin_job (self, _ ("Looking for articles…"), FALSE);
  task = g_task_new (self, NULL, read_done_cb, NULL);
  g_task_set_source_tag (task, offer);
  g_task_set_task_data (task, copied, free_copied);
  g_task_run_in_thread (task, read_in_thread);
}

void
_dln_window_offer_paste (DlnWindow  *self,
                         const char *text,
                         GBytes     *html)
{
  Copied *copied = g_new0 (Copied, 1);

  copied->window = g_object_ref (self);
  copied->text = g_strdup (text);
  copied->html = html != NULL ? g_bytes_ref (html) : NULL;
  offer (copied);
}

void
_dln_window_refuse_address (DlnWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnPaste) none = dln_paste_read ("http://", NULL, &error);

  g_assert (none == NULL);
  dln_message_show (GTK_WINDOW (self), _ ("Nothing was imported"), error->message);
}

/* ---- the clipboard -------------------------------------------------------------------------- */

static void
html_spliced_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  Copied *copied = data;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) > 0)
    copied->html = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  offer (copied);
}

static void
html_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GInputStream) stream =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      offer (data);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
    memory, stream,
    G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
    G_PRIORITY_DEFAULT, NULL, html_spliced_cb, data);
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  static const char *types[] = { "text/html", NULL };
  Copied *copied = data;
  GdkClipboard *clipboard = GDK_CLIPBOARD (source);

  copied->text = gdk_clipboard_read_text_finish (clipboard, result, NULL);
  if (copied->text == NULL)
    copied->text = g_strdup ("");
  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), types[0]))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, html_read_cb, copied);
  else
    offer (copied);
}

static void
paste_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  Copied *copied = g_new0 (Copied, 1);

  copied->window = g_object_ref (data);
  gdk_clipboard_read_text_async (
    gtk_widget_get_clipboard (data), NULL, text_read_cb, copied);
}

/* The keys reach the window only where the widget that has the focus leaves them: an entry takes
 * its own text. An accelerator of the application would come before it. */
void
_dln_window_add_paste (DlnWindow *self)
{
  static const GActionEntry entries[] = { { .name = "paste", .activate = paste_cb } };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v"),
                      gtk_named_action_new ("win.paste")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
