/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside the tag stage, and with the tool that trains it.
 *
 * Sections of the bundle: "words" (clusters of words), "tags" (inventory), "tagger", "guide",
 * "parser" (weights), "lemmas" (table of rules), "lemma.rules". Order of work in a sentence: words
 * to DlnWord, tagger, lemmas, parser. */
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
  DLN_SHAPE_FIRST = 1 << 8,       /* first of its sentence */
  DLN_SHAPE_SHOUTED = 1 << 9,     /* most words of its sentence are capitals: case says nothing */
  DLN_SHAPE_FOREIGN = 1 << 10,    /* letters beyond Latin */
} DlnShape;

typedef struct /* what the features need of one token */
{
  guint32 form;      /* hash; digits count as 0 */
  guint32 lower;     /* hash of the word in lower case */
  guint32 suffix[4]; /* of the last 1 to 4 bytes in lower case */
  guint32 prefix[3]; /* of the first 1 to 3 */
  guint16 shape;     /* DlnShape */
  guint16 cluster;   /* 0 = none */
  guint16 path;      /* its bit string, left-aligned */
  guint8  tag;       /* tagger: index into the inventory + 1 */
  guint8  upos;      /* tagger: DlnUpos */
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
void _dln_words_frame (const DlnToken *tokens,
                       guint n,
                       DlnWord *out); /* [n + 4], the words of a sentence from out[2] on */
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

/* ---- tags ---------------------------------------------------------------------------------- */

#define DLN_TAGGER_MAX_FEATURES 44

typedef struct /* the section "tags" is an array of these */
{
  char   xpos[15]; /* terminated */
  guint8 upos;
} DlnTag;

guint _dln_tagger_features (const DlnWord *word,
                            guint64       *features);
guint _dln_tagger_history  (const DlnWord *word,
                            guint64       *features);
void  _dln_tagger_run      (const DlnWeights *weights,
                            const DlnTag     *tags,
                            DlnWord          *words, /* the first of the sentence */
                            guint             n);

/* ---- lemmas -------------------------------------------------------------------------------- */

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
const char *_dln_lemmas_find_irregular (const char  *form,
                                        gsize        length);
gsize    _dln_lower        (const char         *form,
                            gsize               length,
                            char               *out); /* [length + 8] */

/* ---- trees --------------------------------------------------------------------------------- */

#define DLN_PARSER_MAX_FEATURES 108
#define DLN_PARSER_MAX_BATCH 4 /* sentences that are parsed in step */

enum /* arc-eager actions; LEFT and RIGHT carry a relation */
{
  DLN_ACTION_SHIFT,
  DLN_ACTION_REDUCE,
  DLN_ACTION_LEFT,                                           /* + DlnDeprel */
  DLN_ACTION_RIGHT = DLN_ACTION_LEFT + DLN_N_DEPREL, /* + DlnDeprel */
  DLN_N_ACTIONS = DLN_ACTION_RIGHT + DLN_N_DEPREL,
};

typedef struct
{
  gint32  head; /* -1 = none yet */
  gint32  left[2];  /* leftmost child and the next one, -1 */
  gint32  right[2]; /* rightmost child and the next one, -1 */
  guint64 left_labels;  /* bit set of DlnDeprel */
  guint64 right_labels;
  guint8  n_left;
  guint8  n_right;
  guint8  label; /* DlnDeprel */
  guint8  reserved;
  guint16 n_verbs; /* among the words before this one; likewise the others */
  guint16 n_marks;
  guint16 n_conjunctions;
  guint16 n_nouns;
} DlnParserNode;

typedef struct /* what the first pass says of a word */
{
  gint32 head;  /* n = root */
  gint32 first; /* outermost children, the word itself if there is none on that side */
  gint32 last;
  guint8 label; /* DlnDeprel */
} DlnParserGuide;

typedef struct /* node n is the root, which stands at the end (Ballesteros and Nivre 2013) */
{
  const DlnWord *words; /* [n] */
  const DlnParserGuide *guide; /* [n]; NULL in the first pass */
  DlnParserNode *nodes; /* [n + 1] */
  gint32        *stack; /* [n + 1] */
  guint          n;
  guint          n_stack;
  guint          n_headless; /* of the stack */
  gint32         next;
} DlnParser;

void _dln_parser_init (DlnParser *parser,
                       const DlnWord *words,
                       guint n,
                       guint room); /* of the arrays, at least n + 1; 0 = as they are */
void     _dln_parser_clear    (DlnParser     *parser);
guint    _dln_parser_features (const DlnParser *parser,
                               guint64         *features);
void     _dln_parser_apply    (DlnParser       *parser,
                               guint            action);
void     _dln_parser_finish   (DlnParser       *parser);

static inline gboolean
_dln_parser_is_done (const DlnParser *parser)
{
  return parser->next == (gint32) parser->n && parser->n_stack == 0;
}

static inline gboolean
_dln_parser_allows (const DlnParser *parser,
                    guint            action)
{
  gboolean has_stack = parser->n_stack > 0;
  gboolean at_root = parser->next == (gint32) parser->n;
  gboolean has_head = has_stack && parser->nodes[parser->stack[parser->n_stack - 1]].head >= 0;

  if (action == DLN_ACTION_SHIFT)
    return !at_root;
  if (action == DLN_ACTION_REDUCE)
    return has_head;
  if (action < DLN_ACTION_RIGHT)
    return has_stack && !has_head && (at_root == (action == DLN_ACTION_LEFT + DLN_DEPREL_ROOT));
  return has_stack && !at_root && action != DLN_ACTION_RIGHT + DLN_DEPREL_ROOT;
}

void     _dln_parser_turn     (const DlnWord *words,
                               guint          n,
                               DlnWord       *turned); /* [n] */
void     _dln_parser_advise   (const DlnParser *parser,
                               DlnParserGuide  *guide); /* [n] */
guint    _dln_parser_choose   (const DlnParser *parser,
                               const gint32    *scores);
void     _dln_parser_run      (const DlnWeights *weights,
                               DlnParser        *parsers, /* [n] */
                               guint             n);

/* ---- all of it ----------------------------------------------------------------------------- */

typedef struct
{
  DlnWeights    cuts; /* n_classes 0: the bundle has none */
  DlnWeights    ends; /* n_classes 0: the bundle has none */
  DlnWords      words;
  const DlnTag *tags; /* [n_tags] */
  guint         n_tags;
  DlnWeights    tagger;
  DlnWeights    guide; /* the parser's first pass, from the end to the beginning */
  DlnWeights    parser;
  DlnLemmas     lemmas;
} DlnTagView;

/* What a bundle holds for this stage, checked; NULL if it is not whole */
DlnTagView *_dln_tag_view_get (DlnModel *model);

G_END_DECLS
