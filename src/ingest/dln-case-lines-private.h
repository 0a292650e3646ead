/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that another program made, as one document: a line for each name, event and relation, so
 * that each mark has words behind it that can be read. */
#pragma once

#include "ingest/dln-ingest-private.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_ITEM_ID,
  DLN_ITEM_TYPE,
  DLN_ITEM_NAME,
  DLN_ITEM_TITLE,
  DLN_ITEM_DESCRIPTION,
  DLN_ITEM_TEXT, /* of a quote, or the words behind what has no evidence of its own */
  DLN_ITEM_WHEN, /* EDTF */
  DLN_ITEM_WHERE,
  DLN_ITEM_POLARITY,
  DLN_ITEM_MODALITY,
  DLN_ITEM_SALIENCE,
  DLN_ITEM_SUBJECT,
  DLN_ITEM_OBJECT,
  DLN_ITEM_CAPTION,
  DLN_ITEM_ENDED,
  DLN_ITEM_SCORE,
  DLN_ITEM_SPEAKER,
  DLN_ITEM_ADDRESSEE,
  DLN_ITEM_ENTITY,
  DLN_ITEM_ROLE,
  DLN_ITEM_DOCUMENT,
  DLN_N_ITEM_WORDS
} DlnCaseItemWord;

typedef struct /* a name, event, relation or quote; zero-initialised */
{
  char        *words[DLN_N_ITEM_WORDS]; /* (nullable), owned */
  DlnJsonValue who;
  DlnJsonValue evidence;
} DlnCaseItem;

void     _dln_case_item_clear        (DlnCaseItem        *item);
void     _dln_case_item_set          (DlnCaseItem        *item,
                                      DlnCaseItemWord     which,
                                      const char         *word); /* made one plain line */
void     _dln_case_take_word_cb      (const char         *key,
                                      const DlnJsonValue *value,
                                      gpointer            item);

typedef struct
{
  GString        *text;
  DlnAnnotations *given;     /* blocks, sentences and tokens */
  DlnAnnotations *rows;
  GHashTable     *entities;  /* id -> row of rows->entities + 1 */
  GHashTable     *documents; /* id -> name */
  char           *title;     /* (nullable) */
  guint32         sentence;  /* where the line begins */
  guint           number;    /* of the item in its list, for errors */
  const char     *list;
  GError        **error;
  gboolean        failed;
} DlnCaseBuild;

void         _dln_case_build_begin   (DlnCaseBuild       *build,
                                      GError            **error);
DlnIngested *_dln_case_build_end     (DlnCaseBuild       *build,
                                      const char         *name);
void         _dln_case_refuse        (DlnCaseBuild       *build,
                                      const char         *what);
void         _dln_case_add_document  (DlnCaseBuild       *build,
                                      DlnCaseItem        *item);
void         _dln_case_add_entity    (DlnCaseBuild       *build,
                                      DlnCaseItem        *item);
void         _dln_case_add_event     (DlnCaseBuild       *build,
                                      DlnCaseItem        *item);
void         _dln_case_add_relation  (DlnCaseBuild       *build,
                                      DlnCaseItem        *item);
void         _dln_case_add_quote     (DlnCaseBuild       *build,
                                      DlnCaseItem        *item);

/* files of other programs; what is wrong is told by _dln_case_refuse() or @error of the build */
gboolean     _dln_is_timelinejs      (const char         *head);
gboolean     _dln_is_timelinejs_table(const char         *head);
gboolean     _dln_is_graphml         (const char         *head);
void         _dln_read_timelinejs    (DlnCaseBuild       *build,
                                      const char         *text,
                                      gsize               length);
void         _dln_read_timelinejs_table (DlnCaseBuild    *build,
                                      const char         *text,
                                      gsize               length);
void         _dln_read_graphml       (DlnCaseBuild       *build,
                                      const char         *text,
                                      gsize               length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DlnCaseItem, _dln_case_item_clear)

G_END_DECLS
