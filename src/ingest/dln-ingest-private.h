/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the ingest room share. */
#pragma once

#include "ingest/dln-ingest.h"

G_BEGIN_DECLS

/* bytes in some encoding to UTF-8; @note is set when the encoding was guessed or bytes were
 * replaced */
char        *_dln_decode              (const char      *bytes,
                                       gsize            length,
                                       const char      *name,
                                       gsize           *length_out,
                                       char           **note,
                                       GError         **error);

/* a date as people and programs write it to EDTF or ISO 8601; %NULL if it is none or may be read
 * two ways */
char        *_dln_read_date           (const char      *text);

DlnIngested *_dln_ingest_text         (char            *text, /* (transfer full): UTF-8 */
                                       const char      *id,
                                       GError         **error);
DlnIngested *_dln_ingest_html         (const char      *text, /* UTF-8, a NUL behind it */
                                       gsize            length,
                                       const char      *id,
                                       GCancellable    *cancellable,
                                       GError         **error);
DlnIngested *_dln_ingest_json_line    (const char      *line,
                                       gsize            length,
                                       const char      *fallback_id,
                                       GError         **error);
gboolean     _dln_ingest_conllu       (const char      *text,
                                       const char      *id,
                                       DlnIngestFunc    func,
                                       gpointer         data,
                                       GCancellable    *cancellable,
                                       GError         **error);

/* called with each member of the object; @value is %NULL for objects, arrays and null; numbers come
 * as written */
typedef void (*DlnJsonFunc) (const char *key,
                             const char *value,
                             gpointer    data);
gboolean     _dln_json_read_object    (const char      *json,
                                       gsize            length,
                                       DlnJsonFunc      func,
                                       gpointer         data,
                                       GError         **error);

G_END_DECLS
