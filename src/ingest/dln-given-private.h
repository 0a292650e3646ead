/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of what another program read, before and after it is held against the text. */
#pragma once

#include "base/dln-utf8.h"
#include "ingest/dln-ingest-private.h"

G_BEGIN_DECLS

typedef struct /* words of the text, by their place or as they are */
{
  gboolean is_there;
  gint64   start; /* code points; -1 = not given */
  gint64   end;
  char    *text;
  char    *name;   /* (nullable): of the entity */
  char    *entity; /* (nullable): what the program numbers it */
  char    *type;   /* (nullable) */
  char    *role;   /* (nullable) */
  DlnSpan  span;   /* where it stands, once that is known */
} DlnGivenPart;

typedef enum
{
  DLN_PART_SELF,
  DLN_PART_SUBJECT,
  DLN_PART_OBJECT,
  DLN_PART_SPEAKER,
  DLN_PART_ADDRESSEE,
  DLN_PART_CUE,
  DLN_PART_WHERE,
  DLN_PART_SOURCE,
  DLN_PART_EVIDENCE,
  DLN_N_PARTS
} DlnPartName;

typedef enum
{
  DLN_WORD_DOC,
  DLN_WORD_LAYER,
  DLN_WORD_READER,
  DLN_WORD_TYPE,
  DLN_WORD_KIND,
  DLN_WORD_VALUE,
  DLN_WORD_EDTF,
  DLN_WORD_WHEN,
  DLN_WORD_LEMMA,
  DLN_WORD_TITLE,
  DLN_WORD_CAPTION,
  DLN_WORD_STATUS,
  DLN_WORD_POLARITY,
  DLN_WORD_MODALITY,
  DLN_WORD_ENDED,
  DLN_WORD_MINOR,
  DLN_WORD_BACKGROUND,
  DLN_WORD_SCORE,
  DLN_WORD_SALIENCE,
  DLN_N_WORDS
} DlnWordName;

typedef struct
{
  DlnGivenPart parts[DLN_N_PARTS];
  char        *words[DLN_N_WORDS]; /* (nullable) */
  GArray      *who;                /* DlnGivenPart */
} DlnGivenLine;

DlnGivenLine *_dln_given_line_new  (const char          *json,
                                    gsize                length,
                                    GError             **error);
void          _dln_given_line_free (DlnGivenLine        *line);

/* the rows of one program about one document while lines are added */
typedef struct
{
  DlnDocument    *document;
  const char     *text;
  gsize           length;
  DlnOffsetMap   *map;
  char           *reader;
  DlnAnnotations *rows;
  GHashTable     *entities; /* char * -> row + 1 */
  GHashTable     *mentions; /* begin << 32 | end -> row + 1 */
} DlnGivenRows;

gboolean      _dln_given_add       (DlnGivenRows        *rows,
                                    DlnGivenLine        *line,
                                    GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnGivenLine, _dln_given_line_free)

G_END_DECLS
