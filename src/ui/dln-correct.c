/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a dialog in which something is corrected. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-correct-private.h"

#include "ui/dln-labels.h"

#include <glib/gi18n.h>

static void
free_correction (gpointer data)
{
  DlnCorrection *correction = data;

  if (correction->free_data != NULL)
    correction->free_data (correction->data);
  g_free (correction);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             DlnCorrection    *correction)
{
  if (g_strcmp0 (response, "yes") == 0)
    correction->done (correction);
}

/* (transfer none): a dialog about @target with an empty box; @about: (nullable) */
DlnCorrection *
_dln_correction_new (DlnWindow        *window,
                     DlnTarget         target,
                     const char       *heading,
                     const char       *about,
                     const char       *yes,
                     DlnCorrectionFunc done)
{
  DlnCorrection *correction = g_new0 (DlnCorrection, 1);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  correction->window = window;
  correction->state = window->state;
  correction->dcase = dln_session_get_case (window->session);
  correction->target = target;
  correction->dialog = message;
  correction->done = done;
  correction->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (correction->box, "correction");
  if (about != NULL && *about != '\0')
    gtk_box_append (GTK_BOX (correction->box), dln_label_new (about, "page-line"));
  adw_message_dialog_set_extra_child (message, correction->box);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "yes", yes, NULL);
  adw_message_dialog_set_response_appearance (message, "yes", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "yes");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "dln-correction", correction, free_correction);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), correction);
  return correction;
}

/* (transfer none): the entry that dln_correction_dup_text() reads */
GtkWidget *
_dln_correction_add_entry (DlnCorrection *correction,
                           const char    *name,
                           const char    *text)
{
  correction->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (correction->entry), text != NULL ? text : "");
  gtk_entry_set_activates_default (GTK_ENTRY (correction->entry), TRUE);
  dln_label_name (correction->entry, name);
  gtk_box_append (GTK_BOX (correction->box), correction->entry);
  return correction->entry;
}

/* why: it goes into the history, and need not be said */
void
_dln_correction_add_reason (DlnCorrection *correction)
{
  gtk_box_append (GTK_BOX (correction->box), dln_label_new (_ ("Why"), "section-title"));
  correction->reason = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (correction->reason),
                                  _ ("Need not be said; it is kept in the history"));
  gtk_entry_set_activates_default (GTK_ENTRY (correction->reason), TRUE);
  dln_label_name (correction->reason, _ ("Why"));
  gtk_box_append (GTK_BOX (correction->box), correction->reason);
}

void
_dln_correction_enable (DlnCorrection *correction,
                        gboolean       can)
{
  adw_message_dialog_set_response_enabled (correction->dialog, "yes", can);
}

void
_dln_correction_present (DlnCorrection *correction,
                         GtkWidget     *focus)
{
  gtk_widget_set_size_request (correction->box, 380, -1);
  gtk_window_present (GTK_WINDOW (correction->dialog));
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static char *
dup_stripped (GtkWidget *entry)
{
  return entry != NULL
    ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)))) : NULL;
}

/* (transfer full) (nullable): what stands in the entry */
char *
_dln_correction_dup_text (DlnCorrection *correction)
{
  return dup_stripped (correction->entry);
}

/* (transfer full) (nullable): why, if it was said */
char *
_dln_correction_dup_reason (DlnCorrection *correction)
{
  g_autofree char *reason = dup_stripped (correction->reason);

  return reason != NULL && *reason != '\0' ? g_steal_pointer (&reason) : NULL;
}

/* one decision about the target, with the reason; @done: (transfer full) (nullable) */
void
_dln_correction_decide (DlnCorrection *correction,
                        DlnDecision    decision,
                        char          *done)
{
  g_autofree char *reason = _dln_correction_dup_reason (correction);

  decision.kind = correction->target.kind;
  decision.a = correction->target.id;
  decision.reason = reason;
  _dln_window_decide (correction->window, &decision, 1, done);
}
