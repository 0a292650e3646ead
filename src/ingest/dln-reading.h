/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers of formats are given and give back: the room's own, and those of dateline-worker. */
#pragma once

#include "ingest/dln-ingest.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_FIELD_NONE,
  DLN_FIELD_ID,
  DLN_FIELD_TITLE,
  DLN_FIELD_SOURCE,
  DLN_FIELD_BYLINE,
  DLN_FIELD_DATE,
  DLN_FIELD_LANGUAGE,
  DLN_FIELD_URI,
  DLN_FIELD_TEXT,
  DLN_FIELD_SUMMARY, /* stands for a text that is not there */
  DLN_FIELD_NOTE,
  DLN_FIELD_PLACES, /* lines of "OFFSET PLACE": what of the file begins at a byte of the text */
  DLN_N_FIELDS
} DlnField;

/**
 * DlnFields: what is known of one article. Cleared with dln_fields_clear().
 */
typedef struct
{
  char *values[DLN_N_FIELDS]; /* (nullable): UTF-8 */
} DlnFields;

/**
 * DlnReading: one file on its way to articles. Files in files are readings of their own, which
 * share the bounds of the outermost.
 */
typedef struct
{
  const char   *name; /* of the file, for messages and ids */
  DlnIngestFunc func;
  gpointer      data;
  GPtrArray    *messages; /* (nullable): a sentence for each part that could not be read */
  GCancellable *cancellable;
  guint         depth;       /* how many files are around this one */
  guint64      *unpacked;    /* bytes that were unpacked in all */
  guint        *n_articles;  /* that were given in all */
  guint         n_own;       /* of this file */
} DlnReading;

#define DLN_READING_MAX_DEPTH 4
#define DLN_READING_MAX_UNPACKED (512u << 20)
#define DLN_READING_MAX_ARTICLES 1000000u
#define DLN_READING_MAX_MESSAGES 1000

void     dln_fields_clear      (DlnFields   *fields);
void     dln_fields_set        (DlnFields   *fields,
                                DlnField     field,
                                const char  *value,
                                gssize       length);
void     dln_fields_replace    (DlnFields   *fields,
                                DlnField     field,
                                char        *value);
void     dln_fields_set_place  (DlnFields   *fields,
                                const char  *what,
                                guint        number);
DlnField dln_fields_find       (const char  *key,
                                gsize        length,
                                gboolean     header);
/* a date as people and programs write it to EDTF or ISO 8601; %NULL if it is none or may be read
 * two ways */
char    *dln_fields_read_date  (const char  *text);
/* the day in an address, as in "/2024/03/05/"; %NULL if there is none */
char    *dln_fields_find_day   (const char  *uri);
gboolean dln_has_words         (const char  *text);

gboolean dln_reading_give      (DlnReading  *reading,
                                DlnFields   *fields,
                                const char  *part,
                                char        *note,
                                GError     **error);
gboolean dln_reading_pass      (DlnReading  *reading,
                                DlnIngested *item,
                                GError     **error);
gboolean dln_reading_open      (DlnReading  *reading,
                                const char  *name,
                                const char  *bytes,
                                gsize        length,
                                GError     **error);
gboolean dln_reading_prose     (DlnReading  *reading,
                                const char  *text,
                                DlnFields   *fields,
                                GError     **error);
gboolean dln_reading_page      (DlnReading  *reading,
                                const char  *part,
                                const char  *html,
                                gsize        length,
                                DlnFields   *known,
                                GError     **error);
char    *dln_reading_decode    (DlnReading  *reading,
                                const char  *bytes,
                                gsize        length,
                                const char  *encoding);
gboolean dln_reading_unpack    (DlnReading  *reading,
                                gsize        length,
                                GError     **error);
void     dln_reading_tell      (DlnReading  *reading,
                                char        *message);
gboolean dln_reading_refuse    (DlnReading  *reading,
                                const char  *what,
                                GError     **error);

/* the text of a piece of HTML, without a choice of its article */
char    *dln_html_to_text      (const char  *html,
                                gsize        length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DlnFields, dln_fields_clear)

/* ---- readers that are not in this room ------------------------------------------------------- */

/* Reads one file of @format. Called in dateline-worker only. */
typedef gboolean (*DlnReadFunc) (DlnReading    *reading,
                                 DlnInputFormat format,
                                 const char    *bytes,
                                 gsize          length,
                                 GError       **error);

void     dln_ingest_set_reader (DlnReadFunc  func);

G_END_DECLS
