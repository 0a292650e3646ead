/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the encoder reads in a document's sentences: tags, trees, names, events, ties, quotes.
 *
 * Plain rows without pointers. Words are indices into the tokens of the #DlnAnnotations that was
 * read. Certainties are probabilities in 0..1 after calibration. The stage _dln_encoder_run() makes
 * one #DlnReading for a document; later stages take from it what they need. */
#pragma once

#include "extract/dln-annotations.h"

G_BEGIN_DECLS

typedef enum /* labels of names, in the order of DlnReadToken.name */
{
  DLN_BIO_O,
  DLN_BIO_B_PER,
  DLN_BIO_I_PER,
  DLN_BIO_B_ORG,
  DLN_BIO_I_ORG,
  DLN_BIO_B_LOC,
  DLN_BIO_I_LOC,
  DLN_N_BIO
} DlnBio;

typedef enum
{
  /* of an event, to each of its words */
  DLN_LINK_WHO,
  DLN_LINK_WHOM,
  DLN_LINK_WHERE,
  DLN_LINK_WHEN,
  DLN_LINK_SOURCE,
  DLN_LINK_TITLE,
  /* of a quote's cue */
  DLN_LINK_SPEAKER,
  DLN_LINK_CONTENT,
  DLN_N_LINK
} DlnLinkRole;

typedef enum
{
  DLN_TIE_NONE,
  DLN_TIE_HEAD_OF,
  DLN_TIE_POST_IN,
  DLN_TIE_SPOKESPERSON_OF,
  DLN_TIE_MEMBER_OF,
  DLN_TIE_WORKS_FOR,
  DLN_TIE_REPRESENTS,
  DLN_TIE_CANDIDATE_FOR,
  DLN_TIE_FOUNDER_OF,
  DLN_TIE_OWNER_OF,
  DLN_TIE_PART_OF,
  DLN_TIE_FUNDS,
  DLN_TIE_SUPPLIES,
  DLN_TIE_ACQUIRES,
  DLN_TIE_SPOUSE_OF,
  DLN_TIE_PARENT_OF,
  DLN_TIE_CHILD_OF,
  DLN_TIE_SIBLING_OF,
  DLN_TIE_RELATIVE_OF,
  DLN_TIE_ALLY_OF,
  DLN_TIE_RIVAL_OF,
  DLN_TIE_LOCATED_IN,
  DLN_TIE_LIVES_IN,
  DLN_TIE_BORN_IN,
  DLN_TIE_FROM,
  DLN_N_TIE
} DlnTieType;

typedef enum
{
  DLN_TIE_STATE_NOW,
  DLN_TIE_STATE_FORMER,
  DLN_TIE_STATE_FUTURE,
  DLN_TIE_STATE_ALLEGED,
  DLN_TIE_STATE_DENIED,
  DLN_N_TIE_STATE
} DlnTieState;

typedef struct
{
  DlnStringId xpos;            /* in the annotations' string table */
  gint32      head;            /* token, -1 for the root; each sentence has one root */
  guint8      upos;            /* DlnUpos */
  guint8      deprel;          /* DlnDeprel */
  float       tag_p;           /* of upos and xpos together */
  float       head_p;          /* of this head */
  float       name[DLN_N_BIO]; /* of each label, sums to 1 */
} DlnReadToken;

typedef struct
{
  guint32 token;           /* the trigger */
  guint8  status;          /* DlnStatus: the likeliest but NONE */
  guint8  weight;          /* 0 detail, 1 event, 2 main: the likeliest */
  float   p[DLN_N_STATUSES]; /* sums to 1; p[DLN_STATUS_NONE]: that it is no event */
  float   weights[3];      /* sums to 1 */
  guint32 first_link;
  guint32 n_links;
} DlnReadEvent;

typedef struct
{
  guint32 token;
  guint8  role; /* DlnLinkRole */
  float   p;
} DlnReadLink;

typedef struct
{
  guint32 from;    /* the last word of the name or noun that it is told of */
  guint32 to;      /* likewise; DLN_NO_ROW: not named in the sentence */
  guint8  type;    /* DlnTieType: the likeliest but NONE */
  guint8  state;   /* DlnTieState: the likeliest */
  float   p;       /* of this type */
  float   state_p; /* of this state */
} DlnReadTie;

typedef struct
{
  guint32 cue;
  guint8  kind; /* DlnQuoteType: the likeliest */
  float   p;    /* that it is a cue of any kind */
  guint32 first_link;
  guint32 n_links;
} DlnReadQuote;

/**
 * DlnReading: the rows of one document. Links are grouped by their owner, and in it sorted by role,
 * then token.
 */
typedef struct
{
  GArray *tokens; /* DlnReadToken [n_tokens of the annotations] */
  GArray *events; /* DlnReadEvent, by token; those with p[NONE] < .5, or the wanted ones */
  GArray *links;  /* DlnReadLink, those with p >= .5 */
  GArray *ties;   /* DlnReadTie, by from, then to (none first); those with p >= .2 */
  GArray *quotes; /* DlnReadQuote, by cue; those with p >= .5 */
  guint8 *wanted; /* (nullable): [n_tokens]: the words that are events, instead of those found */
  float   fact_certainty; /* p[HAPPENED] + p[SAID] from which 95 of 100 main facts are right */
} DlnReading;

DlnReading *_dln_reading_new  (void);
void        _dln_reading_free (DlnReading *reading);

/* As the annotation of sentences calls them: "happened", "title", "head_of", "former" */
const char *_dln_status_get_name    (DlnStatus status);
const char *_dln_link_role_get_name (DlnLinkRole role);
const char *_dln_tie_type_get_name  (DlnTieType type);
const char *_dln_tie_state_get_name (DlnTieState state);

/**
 * _dln_reading_get_links:
 * @reading: a reading
 * @first_link: of an event or quote
 * @n_links: likewise
 * @role: which of them
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the links of that role, by token
 */
const DlnReadLink *_dln_reading_get_links (const DlnReading *reading,
                                           guint32           first_link,
                                           guint32           n_links,
                                           DlnLinkRole       role,
                                           guint            *n);

/**
 * _dln_reading_label_names:
 * @tokens: [n] of one sentence
 * @n: how many
 * @labels: (out caller-allocates): [n] #DlnBio: the likeliest sequence in which each I- follows its
 *   own B- or I- (Viterbi)
 *
 * Time: O(n)
 */
void _dln_reading_label_names (const DlnReadToken *tokens,
                               guint               n,
                               guint8             *labels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnReading, _dln_reading_free)

G_END_DECLS
