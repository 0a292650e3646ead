/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of each file of an import, as a text to keep. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-import-private.h"

#include <glib/gi18n-lib.h>

DlnImportReport *
_dln_import_report_new (void)
{
  DlnImportReport *report = g_new0 (DlnImportReport, 1);

  report->messages = g_ptr_array_new_with_free_func (g_free);
  report->taken = g_ptr_array_new_with_free_func (g_free);
  report->left_out = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
dln_import_report_free (DlnImportReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->messages);
  g_ptr_array_unref (report->taken);
  g_ptr_array_unref (report->left_out);
  g_free (report);
}

void
_dln_import_report_take (DlnImportReport   *report,
                         const DlnDocument *document)
{
  const char *title = dln_document_get_title (document);
  char *line = g_strconcat (dln_document_get_id (document), title != NULL ? ": " : NULL, title,
                            NULL);

  g_strdelimit (line, "\r\n\t", ' ');
  g_ptr_array_add (report->taken, line);
}

static void
append_list (GString         *text,
             const char      *heading,
             const GPtrArray *lines)
{
  if (lines->len == 0)
    return;
  g_string_append_printf (text, "%s%s (%u)\n", text->len > 0 ? "\n" : "", heading, lines->len);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "- %s\n", (const char *) g_ptr_array_index (lines, i));
}

/**
 * dln_import_report_dup_text:
 * @report: of an import
 *
 * Time: O(files).
 *
 * Returns: (transfer full): lists of what was not taken or with a remark, and why, of what was
 * left out by its name, and of what was taken; lines of plain text
 */
char *
dln_import_report_dup_text (const DlnImportReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_autoptr (GString) text = g_string_new (NULL);

  append_list (text, _("Remarks, and what was not taken"), report->messages);
  append_list (text, _("Left out, as the name is not that of an article"), report->left_out);
  append_list (text, _("Taken"), report->taken);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
