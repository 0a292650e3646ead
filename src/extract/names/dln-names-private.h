/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the names stage, and between it and its trainer: a document as the model sees it, the word
 * lists, and the linear-chain model (conditional random field) over BIOES labels. */
#pragma once

#include "extract/dln-stage-private.h"

G_BEGIN_DECLS

/* ---- labels -------------------------------------------------------------------------------- */

/* 0 is outside; then for each type (person, institution, place, other) begin, inside, end, single
 */
#define DLN_NAMES_N_LABELS 17
#define DLN_NAMES_OUTSIDE 0

enum
{
  DLN_NAMES_BEGIN,
  DLN_NAMES_INSIDE,
  DLN_NAMES_END,
  DLN_NAMES_SINGLE,
};

#define DLN_NAMES_LABEL(type, position) (1 + 4 * ((type) - 1) + (position))
#define DLN_NAMES_TYPE(label) ((label) == 0 ? 0 : ((label) - 1) / 4 + 1)
#define DLN_NAMES_POSITION(label) (((label) - 1) % 4)

/* ---- tables of hashes ---------------------------------------------------------------------- */

/* Open addressing, linear probing; a slot is (check, value), check 0 = empty; [mask + 1] slots */
typedef struct
{
  const guint32 *slots;
  guint32        mask;
} DlnNamesTable;

typedef enum /* what the word lists say of a word or phrase */
{
  DLN_LIST_PLACE,   /* well-known */
  DLN_LIST_TOWN,
  DLN_LIST_COUNTRY, /* and regions of countries */
  DLN_LIST_PERSON,  /* full names */
  DLN_LIST_PARTY,
  DLN_LIST_NEWS,    /* newspapers, agencies, broadcasters */
  DLN_LIST_COMPANY,
  DLN_LIST_ORG,     /* other institutions */
  DLN_LIST_TITLE,
  DLN_LIST_N_PHRASES,
  DLN_LIST_FIRST_NAME = DLN_LIST_N_PHRASES, /* from here on: single words */
  DLN_LIST_SURNAME,
  DLN_LIST_DEMONYM,
  DLN_LIST_PERSON_NOUN,
  DLN_LIST_ORG_HEAD,
  DLN_LIST_PLACE_HEAD,
  DLN_LIST_LEGAL,
  DLN_LIST_CALENDAR,
  DLN_LIST_LANGUAGE,
  DLN_LIST_SPORT,
  DLN_LIST_N,
  DLN_LIST_PREFIX = 31, /* a longer entry begins with this */
} DlnNamesList;

#define DLN_LIST_BIT(list) (1u << (list))

/* value of the cluster table: path | length << 16 | log2 (count) << 24 */
#define DLN_CLUSTER_PATH(value) ((value) & 0xffff)
#define DLN_CLUSTER_LENGTH(value) (((value) >> 16) & 0xff)
#define DLN_CLUSTER_COUNT(value) ((value) >> 24)

/* ---- the linear-chain model ---------------------------------------------------------------- */

/* Three features in a cache line; a feature is found by its 24-bit check in its bucket or the next.
 */
typedef struct
{
  guint32 key[3];   /* check << 8 | exponent; 0 = empty */
  guint32 reserved;
  gint8   weight[3][DLN_NAMES_N_LABELS - 1]; /* times 2^-exponent; label 0 has weight 0 */
} DlnNamesBucket;

G_STATIC_ASSERT (sizeof (DlnNamesBucket) == 64);

typedef struct
{
  const DlnNamesBucket *buckets; /* [mask + 1] */
  guint32               mask;
  const float *transitions; /* [N_LABELS + 1][N_LABELS], row N_LABELS = start of a sentence */
} DlnNamesChain;

/* header of a chain's section; transitions, then buckets follow, each 64-byte aligned to the
 * section */
typedef struct
{
  guint32 magic;
  guint32 n_buckets;
  guint32 transitions_offset;
  guint32 buckets_offset;
} DlnNamesChainHeader;

#define DLN_NAMES_CHAIN_MAGIC 0x31435244u /* "DRC1" */
#define DLN_NAMES_TABLE_MAGIC 0x31545244u /* "DRT1" */

typedef struct
{
  guint32 magic;
  guint32 n_slots;
} DlnNamesTableHeader;

typedef struct
{
  DlnNamesTable lexicon;
  DlnNamesTable clusters;
  DlnNamesChain silver; /* trained on machine-made labels; its labels are features of the other */
  DlnNamesChain gold;
} DlnNamesModel;

/* ---- a document as the model sees it ------------------------------------------------------- */

typedef enum
{
  DLN_CASE_OTHER, /* punctuation, symbols */
  DLN_CASE_LOWER,
  DLN_CASE_TITLE, /* Xxx */
  DLN_CASE_UPPER, /* two letters or more */
  DLN_CASE_MIXED, /* xXx, XxX */
  DLN_CASE_DIGIT,
  DLN_CASE_INITIAL, /* X or X. */
} DlnNamesCase;

typedef enum
{
  DLN_NAMES_FIRST = 1 << 0,     /* of its sentence, quotation marks skipped */
  DLN_NAMES_SHOUTED = 1 << 1,   /* in a sentence of capitals */
  DLN_NAMES_HEADLINED = 1 << 2, /* in a sentence where every long word has a capital */
  DLN_NAMES_LOWERED = 1 << 3, /* the same word stands in small letters elsewhere in the document */
  DLN_NAMES_CAPITAL = 1 << 4, /* the same word stands with a capital inside a sentence elsewhere */
  DLN_NAMES_IN_PARENS = 1 << 5,
  DLN_NAMES_ACRONYM_OF = 1 << 6,  /* initials of a phrase in the document that stands beside it */
  DLN_NAMES_CAPITALISED = 1 << 7, /* looks like a part of a name */
} DlnNamesFlags;

typedef struct
{
  guint64 form;      /* hash, digits folded; of the restored case in a shouted sentence */
  guint64 lower;     /* hash */
  guint64
    letters; /* hash of small letters and digits alone, 0 if none: what lists are looked up by */
  guint64 phrases;   /* 3 bits for each phrase list: 0, single, begin, inside, end */
  guint32 prefix[3]; /* hashes of the first 2, 3, 4 characters */
  guint32 suffix[4]; /* hashes of the last 1 to 4 characters */
  guint32 shape;     /* hash of Xx-00 */
  guint32 lists;     /* bits of the single-word lists */
  guint32 cluster;   /* value of the cluster table */
  guint32 run_first; /* the run of capitalised tokens it is in: [run_first, run_last] */
  guint32 run_last;
  guint32 bridge_first; /* the same, bridged by "of", "for", "and", "the" */
  guint32 bridge_last;
  guint16 flags; /* DlnNamesFlags */
  guint8  upos;
  guint8  letter_case; /* DlnNamesCase */
  guint8  commonness;  /* 0 (never seen small) to 7 */
  guint8  silver;      /* label by the first model */
  guint8
    silver_vote; /* type that the first model gave this word most often in the document, 0 = none */
  guint8  silver_sure; /* 0-3 */
} DlnNameToken;

typedef struct
{
  DlnNameToken *tokens; /* [n_tokens] */
  guint32       n_tokens;
  guint32      *firsts; /* [n_sentences + 1], first token of each sentence */
  guint32       n_sentences;
  guint8        sport;  /* 0-3: how much the document is about sport */
} DlnNameText;

DlnNameText *_dln_name_text_new  (const DlnNamesTable *lexicon,
                                  const DlnNamesTable *clusters,
                                  const char          *text,
                                  const DlnToken      *tokens,
                                  guint                n_tokens,
                                  const DlnSentence   *sentences,
                                  guint                n_sentences);
void         _dln_name_text_free (DlnNameText         *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnNameText, _dln_name_text_free)

#define DLN_NAMES_MAX_FEATURES 192

/* Features of token @i of the sentence [@begin, @end); the first *@n_lexical are about the word
 * itself. Returns their number. */
guint _dln_names_features (const DlnNameText *text,
                           guint              begin,
                           guint              end,
                           guint              i,
                           gboolean           second,
                           guint32            features[DLN_NAMES_MAX_FEATURES],
                           guint             *n_lexical);

/* 0 to 3: how sure the first model was, as a feature of the second */
static inline guint8
_dln_names_grade (float sure)
{
  return sure > 0.95f ? 3 : sure > 0.8f ? 2 : sure > 0.6f ? 1 : 0;
}

/* After the first model has labelled the document: each word's majority */
void  _dln_name_text_vote  (DlnNameText *text);

/* ---- hashing and look-up --------------------------------------------------------------------- */

static inline guint64
_dln_names_mix (guint64 a,
                guint64 b)
{
  guint64 h = (a ^ b) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  h ^= h >> 29;
  h *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return h ^ (h >> 32);
}

guint64  _dln_names_hash_letters  (const char          *word,
                                   gsize                length);
guint64  _dln_names_hash_exact    (const char          *word,
                                   gsize                length);
guint32  _dln_names_table_get     (const DlnNamesTable *table,
                                   guint64              key);
gboolean _dln_names_table_open    (DlnNamesTable       *table,
                                   const void          *bytes,
                                   gsize                length);
gboolean _dln_names_chain_open    (DlnNamesChain       *chain,
                                   const void          *bytes,
                                   gsize                length);
gboolean _dln_names_model_open    (DlnNamesModel       *names,
                                   const DlnModel      *model);

/* ---- decoding -------------------------------------------------------------------------------- */

/* Best labels of one sentence and how sure each is (marginal probability of its type). */
void _dln_names_chain_decode (const DlnNamesChain *chain,
                              const DlnNameText   *text,
                              guint                sentence,
                              gboolean             second,
                              const DlnReadToken  *read,
                              guint8              *labels,
                              float               *sure);

G_END_DECLS
