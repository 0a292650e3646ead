/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Across documents: one entity for many mentions, one event for several claims, and where sources
 * disagree.
 *
 * The resolver is given documents with their annotations and what was decided before; it returns
 * flat tables. Equal documents and decisions give equal tables, whatever was there before. An id is
 * the place of a cluster's first evidence among the bytes of all documents: it stays when documents
 * are added behind, and has gaps, so that tables are looked up by binary search, not by index. What
 * has to outlive other changes, a decision, remembers evidence instead (dln-trace.h). */
#pragma once

#include "extract/dln-annotations.h"
#include "extract/dln-document.h"
#include "extract/dln-extract.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_TARGET_NONE,
  DLN_TARGET_DOCUMENT,
  DLN_TARGET_ENTITY,
  DLN_TARGET_EVENT,
  DLN_TARGET_RELATION,
  DLN_TARGET_QUOTE,
} DlnTargetKind;

/**
 * DlnEvidence: one claim, i.e. what one document says for (or against) a target.
 *
 * Grouped by target; a target's rows are [first_evidence, first_evidence + n_evidence), best first.
 */
typedef struct
{
  guint32       target;      /* id, of the kind in @kind */
  DlnDocumentId document;
  guint32 row; /* in that document's mentions, events, relations or quotes, by @kind; of a DOCUMENT
                  a row of its events or times that nobody looks up */
  DlnSpan       sentence;    /* what to quote */
  DlnSpan       mark;        /* what to highlight in it */
  DlnEntityId   speaker;     /* who says so in the document, 0 = the document itself */
  DlnStringId   speaker_text; /* words for a speaker who is no entity */
  DlnWhen       when;        /* this claim's own date */
  DlnStringId   reason;      /* why that date, or why it was merged here */
  guint8        kind;        /* DlnTargetKind */
  guint8        contradicts; /* TRUE: it disagrees with the target's value */
  guint8        polarity;
  guint8        modality;
  float         score;
} DlnEvidence;

typedef struct
{
  DlnEntityId id;
  DlnStringId name;
  DlnStringId description; /* "Russian prime minister": a role as a document words it; 0 = none */
  guint32     first_alias; /* into aliases */
  guint32     n_aliases;
  guint32     first_evidence; /* evidence of kind ENTITY: its name mentions */
  guint32     n_evidence;
  guint32     n_mentions;  /* names, nominals and pronouns */
  guint32     n_documents;
  guint8      type;        /* DlnEntityType */
  guint8      gender;
  guint8      flags;       /* DlnEntityFlags */
  guint8      reserved;
  float       salience;    /* 0..1 */
} DlnEntity;

typedef enum
{
  DLN_ENTITY_SOURCE = 1 << 0,     /* seen only as a by-line or publisher: no actor */
  DLN_ENTITY_BOILERPLATE = 1 << 1, /* seen only in boilerplate */
} DlnEntityFlags;

typedef struct
{
  DlnEntityId entity;
  DlnStringId text;
  guint32     n_mentions;
} DlnAlias;

typedef struct
{
  DlnEventId  id;
  DlnStringId title;
  DlnStringId lemma;
  DlnEntityId place;
  guint32     first_evidence;
  guint32     n_evidence;
  guint32     first_participant; /* into participants */
  guint32     n_participants;
  guint32     n_sources;   /* independent documents */
  guint8      type;        /* DlnEventType */
  guint8      polarity;
  guint8      modality;
  guint8      flags;       /* DlnEventFlags | DlnEventConflictFlag */
  float       salience;
  DlnWhen     when;        /* best supported; unknown = undated */
} DlnEvent;
#define DLN_EVENT_UPDATED (1 << 6)  /* in DlnEvent.flags: a later source gives a number that grew */
#define DLN_EVENT_CONFLICT (1 << 7) /* in DlnEvent.flags: sources disagree, see conflicts */

typedef struct
{
  DlnEventId  event;
  DlnEntityId entity;
  guint8      role; /* DlnRole */
} DlnEventParticipant;

typedef struct
{
  DlnRelationId id;
  DlnEntityId   subject;
  DlnEntityId   object;
  DlnStringId   caption;
  guint32       first_evidence;
  guint32       n_evidence;
  guint32       n_sources;
  guint8        type; /* DlnRelationType */
  guint8        ended;
  guint8        polarity;
  guint8        modality;
  float         score;
  DlnWhen       when; /* the time it holds; unknown = not said */
} DlnRelation;

typedef struct /* the same words in one or more documents */
{
  DlnQuoteId  id;
  DlnStringId text;
  DlnEntityId speaker;
  DlnStringId speaker_text;
  DlnEntityId addressee;
  guint32     first_evidence;
  guint32     n_evidence;
  guint32     n_sources;
  guint8      type; /* DlnQuoteType */
  DlnWhen     when;
} DlnQuote;

typedef struct
{
  DlnDocumentId document;
  DlnDocumentId same_as;    /* an earlier copy or near-duplicate of which this is one, 0 = none */
  DlnStringId   reason;     /* why this date */
  guint32       first_reason; /* evidence rows of kind DOCUMENT that support an inferred date */
  guint32       n_reasons;
  guint8        date_source; /* DlnDateSource */
  DlnWhen       when;
} DlnResolvedDocument;

typedef enum
{
  DLN_CONFLICT_DATE,
  DLN_CONFLICT_NUMBER,
  DLN_CONFLICT_PLACE,
  DLN_CONFLICT_ROLE,
  DLN_CONFLICT_POLARITY,
  DLN_CONFLICT_GENDER,
  DLN_CONFLICT_UPDATE, /* a value that changed with time: no contradiction */
} DlnConflictType;

typedef struct
{
  guint32     target;     /* event, relation or entity id by @kind */
  guint32     evidence_a; /* rows in evidence */
  guint32     evidence_b;
  DlnStringId value_a;
  DlnStringId value_b;
  guint8      kind; /* DlnTargetKind */
  guint8      type; /* DlnConflictType */
} DlnConflict;

typedef struct /* two that may be one; never merged silently */
{
  DlnEntityId a;
  DlnEntityId b;
  DlnStringId reason;
  float       score;
} DlnSuggestion;

/**
 * DlnResolution: the tables of a case. Plain arrays, sorted by id; evidence grouped by target.
 */
typedef struct
{
  DlnStrings *strings;
  GArray     *documents;    /* DlnResolvedDocument, one per document in id order */
  GArray     *entities;     /* DlnEntity */
  GArray     *aliases;      /* DlnAlias, grouped by entity, most frequent first */
  GArray     *events;       /* DlnEvent */
  GArray     *participants; /* DlnEventParticipant, grouped by event */
  GArray     *relations;    /* DlnRelation */
  GArray     *quotes;       /* DlnQuote */
  GArray     *evidence;     /* DlnEvidence */
  GArray     *conflicts;    /* DlnConflict */
  GArray     *suggestions;  /* DlnSuggestion, best first */
  GPtrArray *entity_of; /* per document a GArray of DlnEntityId [n local entities]; 0 = dropped */
  GPtrArray *event_of;  /* per document a GArray of DlnEventId [n event claims]; 0 = not drawn */
} DlnResolution;

DlnResolution *dln_resolution_new  (void);
void           dln_resolution_free (DlnResolution *resolution);
DlnStringId    dln_resolution_get_alias (const DlnResolution *resolution,
                                         const DlnEntity     *entity,
                                         guint                i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnResolution, dln_resolution_free)

/* ---- what the user decided; replayed over each new resolution ------------------------------- */

typedef enum
{
  DLN_DECISION_MERGE,       /* entities or events a and b are one */
  DLN_DECISION_KEEP_APART,  /* a and b are two */
  DLN_DECISION_RENAME,      /* a is called text */
  DLN_DECISION_RETYPE,      /* entity, event or relation a has type value */
  DLN_DECISION_HIDE,        /* a is wrong: not drawn; value 1: drawn again */
  DLN_DECISION_DATE,        /* a happened, or relation a held, at EDTF text; "": date not known */
  DLN_DECISION_LATER,       /* suggestion a-b, or check value of a: do not ask again for now */
  DLN_DECISION_SPLIT,       /* what of_b found of entity or event a is something else */
  DLN_DECISION_STAR,        /* event a belongs in the story; value 1: no more */
  DLN_DECISION_NOTE,        /* the user's words about a; "": none */
  DLN_DECISION_TAG,         /* a bears the word text; value 1: no more */
  DLN_DECISION_CONFIRM,     /* a was checked and is right; value 1: no more */
  DLN_DECISION_STATUS,      /* event a: value is a DlnStatus */
  DLN_DECISION_PLACE,       /* event a was at entity b, 0 = nowhere known */
  DLN_DECISION_PARTICIPANT,
    /* entity b took part in event a as role value; DLN_N_ROLES: it did not */
  DLN_DECISION_CAPTION,     /* relation a is worded text */
  DLN_DECISION_TURN,        /* relation a goes the other way */
  DLN_DECISION_ENDED,       /* relation a: value 1 = it is over */
  DLN_DECISION_SUBJECT,     /* relation a begins at entity b */
  DLN_DECISION_OBJECT,      /* relation a leads to entity b */
  DLN_DECISION_SPEAKER,     /* quote a was said by entity b; by nobody in the case if 0, see text */
  DLN_DECISION_ADDRESSEE,   /* quote a was said to entity b, 0 = to nobody known */
  DLN_DECISION_SOURCE,      /* document a was published by text */
  DLN_DECISION_BYLINE,      /* document a was written by text */
  DLN_DECISION_ALIAS,       /* entity a is also called text; value 1: it is not */
  DLN_DECISION_DESCRIPTION, /* entity a is described as text */
  DLN_DECISION_ADD,         /* made by hand: event text, entity text of type value, or relation text
                               of type value; of_a are the words that it stands on, if any */
  DLN_DECISION_REVOKE,      /* decision number value of the journal is taken back */
  DLN_DECISION_STANDFIRST,  /* of the case, no target: text stands below its title; "": nothing */
  DLN_DECISION_HEADLINE,    /* event a is headed text in the story; "": as it is called */
  DLN_DECISION_BLURB,       /* text is added for the reader below event a in the story; "": none */
  DLN_DECISION_AFTER,       /* event a follows event b in the story, 0 = it comes first */
  DLN_N_DECISION_TYPES
} DlnDecisionType;

/* What was made by hand has no place in the texts: its id is this and the number of its decision.
 * All texts together are shorter. */
#define DLN_HAND_ID 0xe0000000u

typedef struct _DlnTrace DlnTrace;

/* Texts and traces are owned by who made the array. */
typedef struct
{
  guint8      kind; /* DlnTargetKind of @a; of @b see dln_decision_get_other_kind() */
  guint8      type; /* DlnDecisionType */
  guint32     a;    /* ids in the tables at hand; 0 = what it was about is not there */
  guint32     b;    /* of a pair, else 0 */
  guint32     value;
  const char *text;   /* (nullable); of a SPLIT the rows of evidence that leave: "0 3" */
  const char *before; /* (nullable): the name, type or date that it replaced */
  const char *reason; /* (nullable): why, in the user's words */
  gint64      made;   /* seconds since 1970, UTC; 0 = not known */
  DlnTrace   *of_a;   /* (nullable): what @a was; %NULL: @a is taken for a place in the texts */
  DlnTrace   *of_b;   /* (nullable) */
  gboolean    joined; /* made with the one before it; both are undone together */
} DlnDecision;

/* ---- the resolver --------------------------------------------------------------------------- */

typedef struct
{
  DlnDocument    *document;
  DlnAnnotations *annotations;
} DlnResolveInput;

DlnResolution *
dln_resolve (const DlnResolveInput *inputs, /* [n_inputs]; document id = index + 1 */
             gsize n_inputs,
             const DlnDecision *decisions,  /* [n_decisions], oldest first */
             gsize n_decisions,
             GCancellable *cancellable,
             GError **error);

G_END_DECLS
