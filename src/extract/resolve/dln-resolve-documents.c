/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of documents: their dates, and what other documents say about an unknown one. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

void
_dln_resolver_read_documents (DlnResolver *resolver)
{
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;
      const char *reason = dln_strings_get (annotations->strings, annotations->date.reason);
      DlnResolvedDocument row = {
        .document = i + 1,
        .reason = dln_strings_intern (resolver->out->strings, reason),
        .date_source = annotations->date.source,
        .when = annotations->date.when,
      };

      g_array_append_val (resolver->out->documents, row);
    }
}

gboolean
_dln_resolver_find_copies (DlnResolver *resolver,
                           GError     **error)
{
  return !g_cancellable_set_error_if_cancelled (resolver->cancellable, error);
}

gboolean
_dln_resolver_date_documents (DlnResolver *resolver,
                              GError     **error)
{
  return !g_cancellable_set_error_if_cancelled (resolver->cancellable, error);
}
