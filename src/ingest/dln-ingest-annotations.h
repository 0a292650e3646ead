/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs read: JSON lines in the form of `dateline-cli dump`, checked against the
 * texts that they are about. */
#pragma once

#include <gio/gio.h>

#include "extract/dln-annotations.h"
#include "extract/dln-document.h"

G_BEGIN_DECLS

/* (transfer none) (nullable): the article of that name or address */
typedef DlnDocument *(*DlnFindDocumentFunc) (const char *name,
                                             gpointer    data);

/**
 * DlnGiven: what one program read in one document. Freed with dln_given_free().
 */
typedef struct
{
  DlnDocument    *document;
  char           *reader;
  DlnAnnotations *rows;
} DlnGiven;

void       dln_given_free                (DlnGiven           *given);

gboolean   dln_ingest_is_annotations     (const char         *path);
GPtrArray *dln_ingest_annotations        (GInputStream       *stream,
                                          const char         *name,
                                          const char         *reader,
                                          DlnFindDocumentFunc find,
                                          gpointer            data,
                                          GPtrArray          *messages,
                                          guint              *n_taken,
                                          guint              *n_refused,
                                          GCancellable       *cancellable,
                                          GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnGiven, dln_given_free)

G_END_DECLS
