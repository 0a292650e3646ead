/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something did not work: what, and why. Neither is read as markup. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-message.h"

#include "base/dln-direction.h"

#include <glib/gi18n.h>

/**
 * dln_message_show:
 * @parent: the window that it stands above
 * @heading: what did not work, in a few words
 * @text: why, in a sentence or two that name the file
 *
 * Returns: (transfer none): the message, to which answers may be added
 */
AdwMessageDialog *
dln_message_show (GtkWindow  *parent,
                  const char *heading,
                  const char *text)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent) && heading != NULL, NULL);

  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autofree char *plain = dln_text_dup_shown (text); /* names of files are anybody's, too */

  adw_message_dialog_set_heading_use_markup (message, FALSE);
  adw_message_dialog_set_heading (message, heading);
  adw_message_dialog_set_body_use_markup (message, FALSE);
  adw_message_dialog_set_body (message, plain);
  adw_message_dialog_add_response (message, "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
  return message;
}
