/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the ingest room share. */
#pragma once

#include "ingest/dln-reading.h"

G_BEGIN_DECLS

/* ---- bytes ----------------------------------------------------------------------------------- */

/* bytes in some encoding to UTF-8; @note is set when the encoding was guessed or bytes were
 * replaced */
char          *_dln_decode              (const char      *bytes,
                                         gsize            length,
                                         const char      *name,
                                         gsize           *length_out,
                                         char           **note,
                                         GError         **error);
/* bytes in an encoding that ICU knows; %NULL if it does not know it */
char          *_dln_convert             (const char      *bytes,
                                         gsize            length,
                                         const char      *encoding,
                                         gsize           *length_out);

char          *_dln_mend_mojibake       (const char      *text,
                                         gsize           *length,
                                         guint           *n_pieces);

/* ---- which format ---------------------------------------------------------------------------- */

DlnInputFormat _dln_detect              (const char      *name,
                                         const char      *bytes,
                                         gsize            length,
                                         const char     **what);
DlnInputFormat _dln_find_export         (const char      *text);
const char    *_dln_find_no_prose       (const char      *text);
/* a row of a table, whose cells (char *) it may change */
typedef void (*DlnCsvRowFunc) (GPtrArray *cells,
                               gpointer   data);

void           _dln_csv_read            (const char      *text,
                                         gsize            length,
                                         DlnCsvRowFunc    take,
                                         gpointer         data);
gboolean       _dln_csv_holds_articles  (const char      *text,
                                         gsize            length);
gboolean       _dln_has_front_matter    (const char      *text);
gboolean       _dln_is_subtitles        (const char      *text);

/* ---- fields and documents -------------------------------------------------------------------- */

guint          _dln_fields_rank         (const char      *key);
DlnDocument   *_dln_fields_new_document (const DlnFields *fields,
                                         const char      *text,
                                         const char      *fallback_id);
char          *_dln_put_title_before    (const char      *title,
                                         const char      *text);
char          *_dln_join_notes          (char            *one,
                                         char            *two);

/* ---- readers --------------------------------------------------------------------------------- */

DlnIngested   *_dln_ingest_text         (char            *text, /* (transfer full): UTF-8 */
                                         const char      *id,
                                         GError         **error);
DlnIngested   *_dln_ingest_html         (const char      *text, /* UTF-8, a NUL behind it */
                                         gsize            length,
                                         const char      *id,
                                         const DlnFields *known, /* (nullable) */
                                         GCancellable    *cancellable,
                                         GError         **error);
DlnIngested   *_dln_ingest_json_line    (const char      *line,
                                         gsize            length,
                                         const char      *name, /* of the file */
                                         guint            number, /* of the line in it */
                                         GError         **error);
gboolean       _dln_ingest_json_lines   (DlnReading      *reading,
                                         GByteArray      *head, /* what was read of @stream */
                                         GInputStream    *stream, /* (nullable) */
                                         GError         **error);
gboolean       _dln_ingest_conllu       (const char      *text,
                                         const char      *id,
                                         DlnIngestFunc    func,
                                         gpointer         data,
                                         GCancellable    *cancellable,
                                         GError         **error);
gboolean       _dln_ingest_json         (DlnReading      *reading,
                                         const char      *text,
                                         gsize            length,
                                         GError         **error);
gboolean       _dln_ingest_csv          (DlnReading      *reading,
                                         const char      *text,
                                         gsize            length,
                                         GError         **error);
gboolean       _dln_ingest_markdown     (DlnReading      *reading,
                                         const char      *text,
                                         gsize            length,
                                         GError         **error);
gboolean       _dln_ingest_subtitles    (DlnReading      *reading,
                                         const char      *text,
                                         gsize            length,
                                         GError         **error);
gboolean       _dln_ingest_feed         (DlnReading      *reading,
                                         const char      *text,
                                         gsize            length,
                                         GError         **error);
gboolean       _dln_ingest_nexis        (DlnReading      *reading,
                                         const char      *text,
                                         GError         **error);
gboolean       _dln_ingest_factiva      (DlnReading      *reading,
                                         const char      *text,
                                         GError         **error);
gboolean       _dln_ingest_rtf          (DlnReading      *reading,
                                         const char      *bytes,
                                         gsize            length,
                                         GError         **error);
char          *_dln_rtf_to_text         (const char      *bytes,
                                         gsize            length);

gboolean       _dln_html_read_ld        (const char      *json,
                                         gsize            length,
                                         DlnFields       *fields);

/* ---- the other process ----------------------------------------------------------------------- */

gboolean       _dln_worker_is_set       (void);
gboolean       _dln_worker_read         (DlnReading      *reading,
                                         DlnInputFormat   format,
                                         GByteArray      *head,
                                         GInputStream    *stream,
                                         GError         **error);

/* ---- JSON ------------------------------------------------------------------------------------ */

typedef struct
{
  const char *string; /* a string, or a number or word as written; NULL for null and what nests */
  const char *raw;    /* the value as it stands in the text */
  gsize       length; /* of @raw */
} DlnJsonValue;

/* called with each member of an object or an array; @key is "" in an array */
typedef void (*DlnJsonFunc) (const char         *key,
                             const DlnJsonValue *value,
                             gpointer            data);
gboolean       _dln_json_read_object    (const char      *json,
                                         gsize            length,
                                         DlnJsonFunc      func,
                                         gpointer         data,
                                         GError         **error);
gboolean       _dln_json_read_array     (const char      *json,
                                         gsize            length,
                                         DlnJsonFunc      func,
                                         gpointer         data,
                                         GError         **error);
gsize          _dln_json_measure        (const char      *json,
                                         gsize            length);

G_END_DECLS
