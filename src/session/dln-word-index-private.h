/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of many short texts, to find the texts again. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* one text; those of one owner stand together */
typedef struct
{
  guint32 kind;  /* what the owner is, and the number of its row */
  guint32 row;
  float   weight; /* of a match here */
  guint32 begin; /* its folded words in the index's text: [begin, end) */
  guint32 end;
} DlnIndexedText;

typedef struct _DlnWordIndex DlnWordIndex;

DlnWordIndex         *_dln_word_index_new         (void);
void                  _dln_word_index_free        (DlnWordIndex *self);
void                  _dln_word_index_add         (DlnWordIndex *self,
                                                   guint32       kind,
                                                   guint32       row,
                                                   float         weight,
                                                   const char   *text,
                                                   gsize         length);
void                  _dln_word_index_finish      (DlnWordIndex *self);
guint                 _dln_word_index_get_n_texts (DlnWordIndex *self);
const DlnIndexedText *_dln_word_index_get_text    (DlnWordIndex *self,
                                                   guint         i);
const char           *_dln_word_index_get_words   (DlnWordIndex *self);
void                  _dln_word_index_find        (DlnWordIndex *self,
                                                   const char   *folded,
                                                   gboolean      prefix,
                                                   GArray       *found);
void                  _dln_word_index_find_near   (DlnWordIndex *self,
                                                   const char   *a,
                                                   const char   *b,
                                                   guint         distance,
                                                   GArray       *found);
void                  _dln_word_index_guess       (DlnWordIndex *self,
                                                   const char   *folded,
                                                   guint32       kind,
                                                   GPtrArray    *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnWordIndex, _dln_word_index_free)

G_END_DECLS
