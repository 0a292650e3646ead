/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files to documents. Nothing is fetched, nothing is run; sizes are bounded. Formats of others are
 * read in a process of their own, dateline-worker, which can do nothing but read. */
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
  DLN_INPUT_JSON, /* one value that holds articles */
  DLN_INPUT_CSV,  /* a table of articles, its first line their names */
  DLN_INPUT_MARKDOWN,
  DLN_INPUT_SUBTITLES, /* WebVTT and SubRip */
  DLN_INPUT_FEED,      /* RSS and Atom */
  DLN_INPUT_NEXIS,
  DLN_INPUT_FACTIVA,
  DLN_INPUT_RTF,
  DLN_INPUT_MAIL, /* one message, or a page that was saved as one */
  DLN_INPUT_MBOX,
  DLN_INPUT_PDF,
  DLN_INPUT_PICTURE,
  DLN_INPUT_DOCX,
  DLN_INPUT_ODT,
  DLN_INPUT_EPUB,
  DLN_INPUT_ARCHIVE, /* ZIP, TAR, and what gzip or another packer made smaller */
  DLN_INPUT_WARC,
  DLN_INPUT_UNKNOWN, /* of none of these */
} DlnInputFormat;

#define DLN_INGEST_MAX_BYTES (64u << 20) /* of one document */

/**
 * DlnIngested: one article as read. Freed with dln_ingested_free().
 */
typedef struct
{
  DlnDocument    *document;
  DlnAnnotations *given; /* (nullable): sentences and tokens of CoNLL-U */
  DlnAnnotations *rows;   /* (nullable): all that there is to find; nothing is looked for then */
  char           *reader; /* (nullable): who found @rows */
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
const char *dln_input_format_get_name (DlnInputFormat format);
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

/* what a text is if it is no prose, for "... is %s."; NULL if it is */
const char *dln_ingest_find_no_prose (const char    *text);

/* where dateline-worker is; without it formats that need it are refused */
void     dln_ingest_set_worker      (const char     *path);
char    *dln_ingest_find_worker     (void);

G_END_DECLS
