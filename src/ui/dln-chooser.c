/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-chooser.h"

#include <glib/gi18n.h>

/**
 * dln_chooser_new:
 * @parent: above which window
 * @accept: the label of the button that takes what is chosen
 *
 * Returns: (transfer full): a modal dialog, not shown yet
 */
GtkFileChooserNative *
dln_chooser_new (GtkWindow           *parent,
                 const char          *title,
                 GtkFileChooserAction action,
                 const char          *accept)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return chooser;
}

/**
 * dln_chooser_show:
 * @response: void (gpointer self, int response)
 * @self: its first argument
 */
void
dln_chooser_show (GtkFileChooserNative *chooser,
                  GCallback             response,
                  gpointer              self)
{
  g_signal_connect_swapped (chooser, "response", response, self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * dln_chooser_take_path:
 * @chooser: (inout): the dialog, which is let go
 * @response: what it was answered
 *
 * Returns: (transfer full) (nullable): the path that was chosen
 */
char *
dln_chooser_take_path (GtkFileChooserNative **chooser,
                       int                    response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (*chooser))
                             : NULL;

  g_clear_object (chooser);
  return file != NULL ? g_file_get_path (file) : NULL;
}
