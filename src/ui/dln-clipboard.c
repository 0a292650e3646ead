/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is copied, as text, HTML and CSV at once: who pastes takes the form that suits. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-clipboard.h"

static GdkContentProvider *
new_bytes (const char *type,
           const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new (words, strlen (words));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

/**
 * dln_clipboard_copy:
 * @widget: of the window
 * @text: plain text
 * @html: the same in HTML, with its charset
 * @csv: the same as CSV
 */
void
dln_clipboard_copy (GtkWidget  *widget,
                    const char *text,
                    const char *html,
                    const char *csv)
{
  GdkContentProvider *forms[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
    new_bytes ("text/html", html),
    new_bytes ("text/csv", csv),
  };
  g_autoptr (GdkContentProvider) all = /* takes those */
    gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), all);
}

/**
 * dln_clipboard_copy_table:
 * @widget: of the window
 * @table: what to copy; as text it has tabs between its cells
 */
void
dln_clipboard_copy_table (GtkWidget      *widget,
                          const DlnTable *table)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GString) csv = g_string_new (NULL);

  dln_table_to_tabs (table, text);
  dln_table_to_html (table, html);
  dln_table_to_csv (table, csv);
  dln_clipboard_copy (widget, text->str, html->str, csv->str);
}
