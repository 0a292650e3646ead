/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files to documents: plain text, HTML, JSON lines and CoNLL-U. Nothing is fetched, nothing is run;
 * sizes are bounded. */
#pragma once

#include <gio/gio.h>

#include "extract/dln-annotations.h"
#include "extract/dln-document.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_INGEST_ERROR_FORMAT, /* not what its name or the user says, or a format that is not read */
  DLN_INGEST_ERROR_BINARY, /* no text at all */
  DLN_INGEST_ERROR_EMPTY,  /* no words in it */
  DLN_INGEST_ERROR_LIMIT,  /* beyond the bounds on size */
} DlnIngestError;
#define DLN_INGEST_ERROR (dln_ingest_error_quark ())
GQuark dln_ingest_error_quark (void);

typedef enum
{
  DLN_INPUT_AUTO, /* by content and ending */
  DLN_INPUT_TEXT,
  DLN_INPUT_HTML,
  DLN_INPUT_NDJSON,
  DLN_INPUT_CONLLU,
} DlnInputFormat;

#define DLN_INGEST_MAX_BYTES (64u << 20) /* of one document */

/**
 * DlnIngested: one article as read. Freed with dln_ingested_free().
 */
typedef struct
{
  DlnDocument    *document;
  DlnAnnotations *given; /* (nullable): sentences and tokens of CoNLL-U */
  char           *note;  /* (nullable): one sentence on what was guessed or replaced */
} DlnIngested;

void dln_ingested_free (DlnIngested *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnIngested, dln_ingested_free)

/* @item is (transfer full). Returning %FALSE with @error set stops the reading. */
typedef gboolean (*DlnIngestFunc) (DlnIngested *item,
                                   gpointer     data,
                                   GError     **error);

gboolean dln_input_format_from_name (const char     *name,
                                     DlnInputFormat *format,
                                     GError        **error);
/* whether a file that lies in a folder is meant, judged by its name; what is asked for by itself is
 * always read */
gboolean dln_ingest_is_article_name (const char     *name);
gboolean dln_ingest_file            (const char     *path,
                                     const char     *id,
                                     DlnInputFormat  format,
                                     DlnIngestFunc   func,
                                     gpointer        data,
                                     GPtrArray      *messages,
                                     GCancellable   *cancellable,
                                     GError        **error);
gboolean dln_ingest_stream          (GInputStream   *stream,
                                     const char     *name,
                                     DlnInputFormat  format,
                                     DlnIngestFunc   func,
                                     gpointer        data,
                                     GPtrArray      *messages,
                                     GCancellable   *cancellable,
                                     GError        **error);

G_END_DECLS
