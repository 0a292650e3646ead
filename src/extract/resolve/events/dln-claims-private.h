/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of an event claim is compared with others. */
#pragma once

#include "extract/dln-kinds.h"
#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

#define DLN_CLAIM_MAX_ENTITIES 12
#define DLN_CLAIM_MAX_CONTENT 16
#define DLN_CLAIM_MAX_COUNTS 3

typedef struct
{
  DlnEntityId entity;
  guint8      role; /* DlnRole; places of all kinds are PLACE */
  guint8      actor; /* TRUE: a person or an institution */
} DlnClaimEntity;

typedef enum
{
  DLN_CLAIM_SOMEBODY, /* unknown, or neither one nor many: "the army" */
  DLN_CLAIM_ONE,      /* one person */
  DLN_CLAIM_MANY,     /* "thousands", "the officials" */
} DlnClaimNumber;

typedef struct /* "twelve people" */
{
  guint32 noun; /* numbers of words */
  guint32 number;
  double  value; /* of the number, 0 if it is not known */
} DlnClaimCount;

typedef struct /* a word of a sentence */
{
  guint32 word;
  float   weight;
} DlnClaimTerm;

typedef struct /* words are numbers in the reader's table; 0 = none */
{
  guint32        class;    /* the kind of event: its lemma or what stands for it */
  guint32        lemma;    /* of the trigger */
  guint32        family;   /* the verb that the lemma is or is made from: "invade" of "invasion" */
  guint32        document;
  guint32 sentence; /* hash of the words of the sentence and the place of the trigger in it */
  guint32        place_in_text; /* number of the sentence */
  guint32        subject;  /* of the trigger, 0 for a pronoun */
  guint32        object;
  guint32        adjective;
  guint32        first_term; /* words of the sentence, into the reader's terms */
  guint16        n_terms;
  guint8         type;     /* DlnEventType */
  guint8         nominal;  /* TRUE: "the invasion" */
  guint8         plural;   /* TRUE: "attacks" */
  guint8         definite; /* TRUE: "the attack", "this attack" */
  guint8         indefinite; /* TRUE: "an attack", "another attack" */
  guint8         agents;   /* DlnClaimNumber: how many did it */
  guint8         patients; /* DlnClaimNumber: to how many */
  guint8         generic;  /* TRUE: told as a wish, a habit or a possibility: "reasons to flee" */
  guint8         asks;     /* TRUE: "nobody knows how many fled" */
  guint8         light;    /* TRUE: a verb that says little by itself: "put", "take" */
  guint8         common;   /* TRUE: a verb that any article may have */
  guint8         statement;
  guint8         polarity; /* DlnPolarity */
  guint8         modality; /* DlnModality */
  guint8         background; /* TRUE: of long before the article */
  guint8         recalled; /* TRUE: background, and dated */
  guint8         n_entities;
  guint8         n_content;
  guint8         n_counts;
  DlnWhen        when;
  DlnClaimEntity entities[DLN_CLAIM_MAX_ENTITIES];
  guint32 content[DLN_CLAIM_MAX_CONTENT]; /* the other telling lemmas of the clause, ascending */
  DlnClaimCount  counts[DLN_CLAIM_MAX_COUNTS];
} DlnClaimProfile;

typedef struct
{
  DlnStrings *words; /* lemmas and kinds by number */
  GArray     *terms; /* (nullable): DlnClaimTerm: of all sentences read, by word inside one */
  guint32     document; /* the sentence read last */
  guint32     sentence;
  guint32     first_term;
  guint16     n_terms;
} DlnClaimReader;

typedef enum /* how two articles stand to each other */
{
  DLN_BETWEEN_SAME,    /* one article */
  DLN_BETWEEN_STORY,   /* articles on one story, of the same days or of days unknown */
  DLN_BETWEEN_LATER,   /* on one story, weeks apart */
  DLN_BETWEEN_OTHERS,  /* on other stories */
  DLN_BETWEEN_FAR,     /* on other stories, weeks apart */
} DlnBetween;

/* a life has one of each of these, and nobody is charged or elected every day */
static inline gboolean
_dln_claim_happens_once (guint8 type)
{
  return type == DLN_EVENT_LIFE || type == DLN_EVENT_DISASTER || dln_event_type_is_of_court (type)
         || type == DLN_EVENT_APPOINTMENT || type == DLN_EVENT_ELECTION;
}

void     _dln_claim_read            (DlnClaimReader        *reader,
                                     DlnResolver           *resolver,
                                     guint32                document,
                                     guint32                row,
                                     DlnClaimProfile       *profile);
int      _dln_claim_compare         (const DlnClaimReader  *reader,
                                     const DlnClaimProfile *a,
                                     const DlnClaimProfile *b,
                                     DlnBetween             between);
double   _dln_claim_compare_undated (const DlnClaimProfile *claim,
                                     const DlnClaimProfile *dated);
gboolean _dln_claim_recurs          (DlnEventType           type);
gboolean _dln_when_meet             (const DlnWhen         *a,
                                     const DlnWhen         *b);
gint64   _dln_when_measure          (const DlnWhen         *when);

G_END_DECLS
