/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as JSON lines: the annotations of its documents with the ids that these share. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export.h"

static char *
dup_title (DlnTargetKind kind,
           guint32       id,
           gpointer      data)
{
  return kind == DLN_TARGET_DOCUMENT ? dln_case_dup_document_title (data, id)
                                     : dln_case_dup_target_title (data, (DlnTarget){ kind, id });
}

/**
 * dln_export_annotations:
 * @document: a document
 * @annotations: what was found in it
 * @layers: what to write
 * @out: gets JSON lines; entity ids are local to the document
 */
void
dln_export_annotations (DlnDocument    *document,
                        DlnAnnotations *annotations,
                        DlnLayers       layers,
                        GString        *out)
{
  dln_json_lines_append (document, annotations, layers, out);
}

/**
 * dln_export_dump:
 * @dcase: a case
 * @out: gets JSON lines: each document, its annotations with shared ids, and the conflicts at the
 * end
 */
void
dln_export_dump (DlnCase *dcase,
                 GString *out)
{
  g_return_if_fail (DLN_IS_CASE (dcase) && out != NULL);

  guint n = dln_case_get_n_documents (dcase);
  g_autofree DlnResolveInput *inputs = g_new0 (DlnResolveInput, n + 1);

  for (guint i = 0; i < n; i++)
    inputs[i] = (DlnResolveInput){ dln_case_get_document (dcase, i + 1),
                                   dln_case_get_annotations (dcase, i + 1) };
  dln_json_lines_append_story (
    inputs, n, dln_case_get_resolution (dcase), dup_title, dcase, out);
}
