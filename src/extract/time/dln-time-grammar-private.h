/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiled grammar: shared by the file that loads it and the file that matches with it. */
#pragma once

#include "extract/time/dln-time-private.h"

G_BEGIN_DECLS

#define MAX_WORDS 64
#define MAX_ELEMENTS 14
#define MAX_VALUES 4

typedef enum
{
  READ_NONE,
  READ_NUM,
  READ_ORD,
  READ_DAY,
  READ_YEAR,
  READ_CLOCK,
  READ_NDATE,
  READ_TWO,    /* two digits */
  READ_DECADE, /* 1980 with s glued */
  READ_ANY,    /* a word in small letters */
  READ_NAME,   /* a word with a capital */
  READ_WORD,   /* any word */
  READ_PLURAL, /* a word in small letters that ends in s */
  READ_MM,     /* the number of a month */
  READ_MATCH,  /* "@" */
} Reader;

typedef struct
{
  guint64 classes;
  guint64 strong; /* of these, not where the word is a weak member */
  guint16 words[MAX_WORDS];
  guint8  n_words;
  guint8  reader;
  char    marks[8]; /* any of these */
  guint8  optional;
  guint8  glued;
  guint8  negative;
  guint8  wanted; /* "@": a letter, 0 = any */
} Element;

typedef struct
{
  const char *name;
  Element     elements[MAX_ELEMENTS];
  guint8      n_elements;
  guint8      first; /* extent: elements [first, last) */
  guint8      last;
  guint8      at;      /* element "@", or n_elements */
  guint8      article; /* "the" before it belongs to it */
  guint8      ahead;   /* month and year after the extent count */
  guint8      half;    /* half of a unit more */
  guint8      modern;  /* only a year from 1900 to 2050 */
  guint8      nth;     /* 1: the number tells which weekday of the month; 5: its last */
  gint8       era;     /* -1 before, 1 after year 1: the number is the year */
  guint8      type;
  DlnSem      sem;
} Rule;

typedef struct
{
  guint64     classes;
  guint64     capital; /* only with a capital letter */
  guint64     weak;
  const char *word;
  gboolean    begins; /* a rule may begin with it */
  gint32      values[MAX_VALUES];
  guint8      value_class[MAX_VALUES];
  guint8      n_values;
  guint8      length;
  guint8      dot; /* abbreviation: a full stop after it belongs to it */
} Word;

/* Sets of rules are rows of n_sets words, a bit for each rule: those that may begin with a word,
 * number or apostrophe, and those whose second element may be what stands next. Where both hold the
 * rule is tried. */
struct _DlnGrammar
{
  GArray       *words;   /* Word; 0 is none, 1 is "and" */
  guint16      *buckets; /* [n_buckets] word ids by hash */
  guint         n_buckets;
  GArray       *rules; /* Rule */
  GArray       *wraps; /* guint16: rules with "@" */
  GStringChunk *chunk;
  guint         the;
  guint         n_sets;
  guint64      *first_word;  /* [words][n_sets] */
  guint64      *first_digit; /* [n_sets] a number, numeric date or clock time */
  guint64      *first_quote; /* [n_sets] */
  guint64      *article;     /* [n_sets] rules that take in an article */
  guint64      *next_word;   /* [words][n_sets]; row 0 is an unknown word */
  guint64      *next_digit;  /* [n_sets] */
  guint64      *next_mark;   /* [128][n_sets] */
  guint64      *all;         /* [n_sets] */
};

/* ---- words of CLDR ------------------------------------------------------------------------- */

typedef struct
{
  const char  *word; /* in small letters */
  DlnWordClass class_;
  gint32       value;
  gboolean     capital; /* the language writes it with one */
  gboolean     abbreviated;
} DlnCldrWord;

typedef void (*DlnCldrFunc) (const DlnCldrWord *word, gpointer data);

gboolean _dln_cldr_foreach (const char *locale, DlnCldrFunc func, gpointer data);

G_END_DECLS
