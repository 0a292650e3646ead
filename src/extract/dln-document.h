/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One article: immutable UTF-8 text and what is known about it from outside. */
#pragma once

#include "base/dln-types.h"
#include "base/dln-when.h"

G_BEGIN_DECLS

/**
 * DlnDocument: immutable, atomically reference-counted; may be used by any thread.
 */
typedef struct _DlnDocument DlnDocument;

/**
 * DlnDocumentInfo:
 *
 * What is known about a document besides its text. Every string may be %NULL = not known.
 */
typedef struct
{
  const char *id;       /* stable name: file name or the "doc" of a JSON line */
  const char *title;    /* may or may not also stand in the text */
  const char *source;   /* publisher */
  const char *byline;
  const char *date; /* publication date, EDTF or ISO 8601 ("2023-04-05", "2023-04-05T10:00:00Z") */
  const char *language; /* BCP 47 */
  const char *uri;      /* where it came from; never opened without a click */
  const char *places;   /* of the file it was read from: see dln_document_get_places() */
} DlnDocumentInfo;

/**
 * DlnOriginal:
 *
 * The file that a document was read from, as it was then.
 */
typedef struct
{
  const char *uri;    /* "file:", absolute */
  const char *digest; /* SHA-256 of its bytes, hex */
  gint64      size;   /* bytes */
} DlnOriginal;

DlnDocument *dln_document_new          (const char            *text,
                                        gssize                 length,
                                        const DlnDocumentInfo *info);
DlnDocument *dln_document_ref          (DlnDocument           *document);
void         dln_document_unref        (DlnDocument           *document);

const char  *dln_document_get_text     (const DlnDocument     *document,
                                        gsize                 *length);
const char  *dln_document_get_id       (const DlnDocument     *document);
const char  *dln_document_get_title    (const DlnDocument     *document);
const char  *dln_document_get_source   (const DlnDocument     *document);
const char  *dln_document_get_byline   (const DlnDocument     *document);
const char  *dln_document_get_date     (const DlnDocument     *document);
const char  *dln_document_get_language (const DlnDocument     *document);
const char  *dln_document_get_uri      (const DlnDocument     *document);
const char  *dln_document_get_link     (const DlnDocument     *document);
const char  *dln_document_get_digest   (const DlnDocument     *document);
const char  *dln_document_get_places   (const DlnDocument     *document);
const char  *dln_document_find_place   (const DlnDocument     *document,
                                        guint32                at);
gboolean     dln_document_get_original (const DlnDocument     *document,
                                        DlnOriginal           *original);
void         dln_document_set_original (DlnDocument           *document,
                                        const DlnOriginal     *original);
char        *dln_document_dup_span     (const DlnDocument     *document,
                                        DlnSpan                span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnDocument, dln_document_unref)

G_END_DECLS
