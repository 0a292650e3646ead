/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tag stage shares with the text stage and with the tool that trains both.
 *
 * Sections of the bundle: "words" (clusters of words), "cuts" and "ends" (weights), "tags"
 * (inventory that the rules of lemmas count by), "lemmas" (table of rules), "lemma.rules". Tags and
 * trees are the encoder's. */
#pragma once

#include "extract/dln-stage-private.h"
#include "extract/tag/dln-weights-private.h"

G_BEGIN_DECLS

/* ---- words --------------------------------------------------------------------------------- */

typedef enum
{
  DLN_SHAPE_CAPITAL = 1 << 0,     /* begins with one */
  DLN_SHAPE_ALL_CAPITALS = 1 << 1,
  DLN_SHAPE_MIXED = 1 << 2,       /* a capital inside */
  DLN_SHAPE_DIGIT = 1 << 3,       /* has one */
  DLN_SHAPE_ALL_DIGITS = 1 << 4,  /* digits and marks of numbers */
  DLN_SHAPE_HYPHEN = 1 << 5,
  DLN_SHAPE_STOP = 1 << 6,        /* ends with a full stop, longer than it */
  DLN_SHAPE_MARK = 1 << 7,        /* no letter, no digit */
  DLN_SHAPE_FOREIGN = 1 << 10,    /* letters beyond Latin */
} DlnShape;

typedef struct /* what the features need of one token */
{
  guint32 form;    /* hash; digits count as 0 */
  guint32 lower;   /* hash of the word in lower case */
  guint32 suffix;  /* of the last 3 bytes in lower case */
  guint16 shape;   /* DlnShape */
  guint16 cluster; /* 0 = none */
  guint16 path;    /* its bit string, left-aligned */
} DlnWord;

#define DLN_WORDS_MAGIC 0x31574344u /* "DCW1" */

typedef struct
{
  guint32 magic;
  guint32 n_slots; /* power of two */
} DlnWordsHeader;

typedef struct /* where cluster == 0: empty */
{
  guint32 check;
  guint16 cluster;
  guint16 path;
} DlnWordsSlot;

typedef struct
{
  guint32             mask;
  const DlnWordsSlot *slots;
} DlnWords;

gboolean _dln_words_open (DlnWords   *words,
                          const void *bytes,
                          gsize       length);
void     _dln_words_read (const DlnWords *words,
                          const char     *text,
                          const DlnToken *tokens,
                          guint           n,
                          DlnWord        *out); /* [n] */
guint    _dln_words_get_shape (const char *form,
                               gsize       length);
guint64  _dln_words_hash (const char     *form,
                          gsize           length);

/* ---- ends of sentences --------------------------------------------------------------------- */

#define DLN_ENDS_MAX_FEATURES 32

gboolean _dln_ends_is_candidate (const DlnToken *tokens,
                                 const DlnWord  *words, /* two empty ones on each side */
                                 guint           i,
                                 gboolean        rule);
guint    _dln_ends_features     (const DlnToken *tokens,
                                 const DlnWord  *words,
                                 guint           i,
                                 guint           begin, /* of the present sentence */
                                 guint           open,  /* quotes and brackets */
                                 gboolean        rule,
                                 guint64        *features);
guint    _dln_ends_open         (const char     *text,
                                 DlnSpan         token,
                                 guint           open);
void     _dln_ends_run          (const DlnWeights *weights,
                                 const char       *text,
                                 const DlnToken   *tokens,
                                 const DlnWord    *words,
                                 guint             n,
                                 guint8           *ends); /* [n]: in by rules, out */

/* ---- lemmas -------------------------------------------------------------------------------- */

typedef struct /* the section "tags" is an array of these */
{
  char   xpos[15]; /* terminated */
  guint8 upos;
} DlnTag;

typedef struct /* the section "lemma.rules" is an array of these */
{
  guint8 strip; /* bytes cut from the end; 255 = all */
  guint8 lower; /* of the word in lower case */
  char   add[22];
} DlnLemmaRule;

typedef struct /* where check == 0: empty */
{
  guint32 check;
  guint16 rule; /* index */
  guint16 reserved;
} DlnLemmaSlot;

typedef struct
{
  const DlnLemmaRule *rules;
  guint32             n_rules;
  const DlnLemmaSlot *slots;
  guint32             mask;
} DlnLemmas;

#define DLN_LEMMA_LEVELS 6 /* whole word, suffixes of 5, 4, 3 and 2 bytes, tag alone */

gboolean _dln_lemmas_open  (DlnLemmas  *lemmas,
                            const void *slots,
                            gsize       slots_length,
                            const void *rules,
                            gsize       rules_length);
guint64  _dln_lemmas_key   (const char *lower,
                            gsize       length,
                            guint       tag,
                            guint       shape,
                            guint       level);
gsize    _dln_lemmas_apply (const DlnLemmaRule *rule,
                            const char         *form,
                            const char         *lower,
                            gsize               length,
                            char               *out); /* [length + 24] */
gsize    _dln_lemmas_find  (const DlnLemmas    *lemmas,
                            const char         *form,
                            gsize               length,
                            guint               tag,
                            guint               shape,
                            char               *out); /* [length + 24] */
gboolean _dln_lemmas_know  (const DlnLemmas    *lemmas,
                            const char         *form,
                            gsize               length,
                            guint               tag);
const char *_dln_lemmas_find_irregular (const char  *form,
                                        gsize        length);
gsize    _dln_lower        (const char         *form,
                            gsize               length,
                            char               *out); /* [length + 8] */

/* ---- all of it ----------------------------------------------------------------------------- */

typedef struct
{
  DlnWeights    cuts; /* n_classes 0: the bundle has none */
  DlnWeights    ends; /* n_classes 0: the bundle has none */
  DlnWords      words;
  const DlnTag *tags; /* [n_tags] */
  guint         n_tags;
  DlnLemmas     lemmas;
} DlnTagView;

/* What a bundle holds for this stage, checked; NULL if it is not whole */
DlnTagView *_dln_tag_view_get (DlnModel *model);

G_END_DECLS
