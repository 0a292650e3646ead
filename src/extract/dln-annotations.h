/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the extraction module found in one document: flat arrays of rows, each with a span.
 *
 * Rows point at each other by index into the arrays of the same #DlnAnnotations (DLN_NO_ROW = none)
 * and at words by #DlnStringId into its string table. All arrays but `participants` and
 * `stretches` are sorted by span (begin, then longer first). The stages run in the order in which
 * the arrays stand here; a stage appends its own rows and may fill the fields that are marked with
 * its name in earlier rows.
 */
#pragma once

#include "base/dln-strings.h"
#include "base/dln-types.h"
#include "base/dln-when.h"

G_BEGIN_DECLS

/* ---- text ---------------------------------------------------------------------------------- */

typedef enum
{
  DLN_BLOCK_BODY,
  DLN_BLOCK_TITLE, /* the article's headline */
  DLN_BLOCK_HEADING,
  DLN_BLOCK_CAPTION,
  DLN_BLOCK_BYLINE,
  DLN_BLOCK_DATELINE, /* "Published ..." stamps on a line of their own; "GENEVA, 4 May -" before a
                         paragraph */
  DLN_BLOCK_LIST,
  DLN_BLOCK_BOILERPLATE, /* navigation, "Read also", subscription appeals: kept, never a source of
                            claims */
} DlnBlockType;

typedef struct /* a paragraph */
{
  DlnSpan span;
  guint32 first_sentence;
  guint32 n_sentences;
  guint8  type; /* DlnBlockType */
  guint8  reserved[3];
} DlnBlock;

typedef struct
{
  DlnSpan span;
  guint32 first_token;
  guint32 n_tokens;
  guint32 block;
} DlnSentence;

typedef enum
{
  DLN_TOKEN_SPACE_AFTER = 1 << 0,
  DLN_TOKEN_IN_QUOTE = 1 << 1, /* quotes: inside a direct quotation */
} DlnTokenFlags;

typedef struct
{
  DlnSpan     span;
  DlnStringId lemma;    /* tag */
  gint32      head;     /* tag: token index, -1 for the root of its sentence */
  guint32     sentence; /* index */
  guint8      upos;     /* tag: DlnUpos */
  guint8      deprel;   /* tag: DlnDeprel */
  guint8      flags;    /* DlnTokenFlags */
  guint8      name;     /* names: DlnEntityType of the name it is in, 0 = outside */
  DlnStringId xpos;     /* tag: Penn Treebank tag */
} DlnToken;

/* Universal Dependencies parts of speech, in alphabetical order; 0 = not tagged */
typedef enum
{
  DLN_UPOS_NONE,
  DLN_UPOS_ADJ,
  DLN_UPOS_ADP,
  DLN_UPOS_ADV,
  DLN_UPOS_AUX,
  DLN_UPOS_CCONJ,
  DLN_UPOS_DET,
  DLN_UPOS_INTJ,
  DLN_UPOS_NOUN,
  DLN_UPOS_NUM,
  DLN_UPOS_PART,
  DLN_UPOS_PRON,
  DLN_UPOS_PROPN,
  DLN_UPOS_PUNCT,
  DLN_UPOS_SCONJ,
  DLN_UPOS_SYM,
  DLN_UPOS_VERB,
  DLN_UPOS_X,
  DLN_N_UPOS
} DlnUpos;

/* Universal Dependencies relations (EWT and GUM inventory with subtypes); 0 = not parsed.
 * DLN_DEPREL_BASE() folds a subtype onto its universal relation. */
typedef enum
{
  DLN_DEPREL_NONE,
  DLN_DEPREL_ACL,
  DLN_DEPREL_ACL_RELCL,
  DLN_DEPREL_ADVCL,
  DLN_DEPREL_ADVCL_RELCL,
  DLN_DEPREL_ADVMOD,
  DLN_DEPREL_AMOD,
  DLN_DEPREL_APPOS,
  DLN_DEPREL_AUX,
  DLN_DEPREL_AUX_PASS,
  DLN_DEPREL_CASE,
  DLN_DEPREL_CC,
  DLN_DEPREL_CC_PRECONJ,
  DLN_DEPREL_CCOMP,
  DLN_DEPREL_COMPOUND,
  DLN_DEPREL_COMPOUND_PRT,
  DLN_DEPREL_CONJ,
  DLN_DEPREL_COP,
  DLN_DEPREL_CSUBJ,
  DLN_DEPREL_CSUBJ_PASS,
  DLN_DEPREL_DEP,
  DLN_DEPREL_DET,
  DLN_DEPREL_DET_PREDET,
  DLN_DEPREL_DISCOURSE,
  DLN_DEPREL_DISLOCATED,
  DLN_DEPREL_EXPL,
  DLN_DEPREL_FIXED,
  DLN_DEPREL_FLAT,
  DLN_DEPREL_GOESWITH,
  DLN_DEPREL_IOBJ,
  DLN_DEPREL_LIST,
  DLN_DEPREL_MARK,
  DLN_DEPREL_NMOD,
  DLN_DEPREL_NMOD_POSS,
  DLN_DEPREL_NMOD_UNMARKED, /* also nmod:npmod, nmod:tmod */
  DLN_DEPREL_NSUBJ,
  DLN_DEPREL_NSUBJ_OUTER,
  DLN_DEPREL_NSUBJ_PASS,
  DLN_DEPREL_NUMMOD,
  DLN_DEPREL_OBJ,
  DLN_DEPREL_OBL,
  DLN_DEPREL_OBL_AGENT,
  DLN_DEPREL_OBL_UNMARKED, /* also obl:npmod, obl:tmod */
  DLN_DEPREL_ORPHAN,
  DLN_DEPREL_PARATAXIS,
  DLN_DEPREL_PUNCT,
  DLN_DEPREL_REPARANDUM,
  DLN_DEPREL_ROOT,
  DLN_DEPREL_VOCATIVE,
  DLN_DEPREL_XCOMP,
  DLN_N_DEPREL
} DlnDeprel;

const char *dln_upos_get_name     (DlnUpos     upos);
DlnUpos     dln_upos_from_name    (const char *name);
const char *dln_deprel_get_name   (DlnDeprel   deprel);
DlnDeprel
dln_deprel_from_name (const char *name); /* unknown subtypes fold onto the base; else DEP */
DlnDeprel   dln_deprel_get_base   (DlnDeprel   deprel);

/* ---- names, and mentions in general -------------------------------------------------------- */

typedef enum
{
  DLN_ENTITY_NONE,
  DLN_ENTITY_PERSON,      /* PER */
  DLN_ENTITY_INSTITUTION, /* ORG */
  DLN_ENTITY_PLACE,       /* LOC */
  DLN_ENTITY_OTHER, /* named, none of the three: works, events, products; not drawn in the graph */
  DLN_N_ENTITY_TYPES
} DlnEntityType;

typedef enum
{
  DLN_MENTION_NAME,
  DLN_MENTION_NOMINAL, /* "the engineer"; appended by resolve */
  DLN_MENTION_PRONOUN, /* appended by resolve */
} DlnMentionKind;

typedef enum /* why a name was found or typed as it was; more than one may hold */
{
  DLN_NAME_MODEL = 1 << 0,
  DLN_NAME_LIST = 1 << 1,
  DLN_NAME_TITLE = 1 << 2,      /* "Mr", "Prime Minister" before it */
  DLN_NAME_LEGAL_FORM = 1 << 3, /* "Inc" */
  DLN_NAME_HEAD_NOUN = 1 << 4,  /* "Ministry of ..." */
  DLN_NAME_ACRONYM = 1 << 5,    /* defined in the text */
  DLN_NAME_REPEATED = 1 << 6,   /* a fuller form elsewhere in the document decided */
  DLN_NAME_METONYMY = 1 << 7,   /* a place that acts as its government */
  DLN_NAME_FOLDER = 1 << 8,     /* other documents decided */
  DLN_NAME_DESCRIBED =
    1 << 9, /* no name, but a noun that serves as one: "the budget committee"; a nominal mention */
} DlnNameReasons;

typedef struct
{
  DlnSpan     span;        /* the name without title: "Dmitry Peskov" */
  DlnSpan     title;       /* "Kremlin spokesman", empty if none */
  guint32     first_token;
  guint32     n_tokens;
  guint32     head;        /* token index of its syntactic head */
  guint32     entity;      /* resolve: index into entities, DLN_NO_ROW before */
  guint8      kind;        /* DlnMentionKind */
  guint8      type;        /* DlnEntityType */
  guint16     reasons;     /* DlnNameReasons */
  float       score;       /* 0..1 */
  DlnStringId reader;      /* who else read it; 0 = Dateline, as in all rows below */
} DlnMention;

typedef enum
{
  DLN_GENDER_UNKNOWN,
  DLN_GENDER_MALE,
  DLN_GENDER_FEMALE,
  DLN_GENDER_NEUTER,
} DlnGender;

typedef struct /* resolve: one entity as this document tells it; mentions point here */
{
  DlnStringId name;          /* fullest name in the document */
  guint32     first_mention; /* representative mention */
  guint32     n_mentions;
  guint8      type;   /* DlnEntityType */
  guint8      gender; /* DlnGender, evidence only */
  guint8      plural;
  guint8      reserved;
} DlnLocalEntity;

/* ---- time ---------------------------------------------------------------------------------- */

typedef enum
{
  DLN_TIME_DATE,
  DLN_TIME_TIME,
  DLN_TIME_DURATION,
  DLN_TIME_SET,
} DlnTimeType;

typedef enum /* what a value was counted from */
{
  DLN_ANCHOR_NONE,      /* absolute */
  DLN_ANCHOR_DOCUMENT,  /* the document's own date */
  DLN_ANCHOR_NARRATIVE, /* the last date told: anchor_time */
  DLN_ANCHOR_EVENT,     /* an event's time, e.g. "two days after the explosion" */
} DlnAnchorType;

typedef enum /* why a date cannot be right */
{
  DLN_TIME_CONFLICT_NONE,
  DLN_TIME_CONFLICT_WEEKDAY, /* it does not fall on the weekday told with it */
  DLN_TIME_CONFLICT_GIVEN,   /* a date line that is not the day given with the document */
  DLN_N_TIME_CONFLICTS
} DlnTimeConflict;

typedef enum
{
  DLN_DIRECTION_NONE,
  DLN_DIRECTION_BACK,
  DLN_DIRECTION_AHEAD,
  DLN_N_DIRECTIONS
} DlnDirection;

typedef struct
{
  DlnSpan     span;
  DlnStringId value;       /* TIMEX3 value, e.g. "2022-10", "P2D", "PRESENT_REF" */
  DlnStringId mod;         /* TIMEX3 mod: "START", "END", "MID", "APPROX", ...; 0 = none */
  DlnStringId
    reason; /* sentence for the reader: "'last week', counted from the publication day ..." */
  guint32     anchor_time; /* row in times, or DLN_NO_ROW */
  guint32     sentence;
  guint8      type;        /* DlnTimeType */
  guint8      anchor;      /* DlnAnchorType */
  guint8      preposition; /* DlnTimeRole */
  guint8      conflict;    /* DlnTimeConflict */
  guint8      direction;   /* DlnDirection from the day of the document, known or not */
  guint16     nearest;     /* days between the two, at least: "last week" is 1 to 13 back */
  guint16     farthest;    /* at most; both 0 without a direction */
  DlnWhen when; /* unknown for sets, references and durations, but for those counted from a date */
} DlnTime;

typedef enum /* how the text attaches it */
{
  DLN_TIME_ROLE_AT,
  DLN_TIME_ROLE_SINCE,
  DLN_TIME_ROLE_UNTIL,
  DLN_TIME_ROLE_BEFORE,
  DLN_TIME_ROLE_AFTER,
  DLN_TIME_ROLE_DURING,
  DLN_TIME_ROLE_FROM, /* of "from ... to" / "between ... and" */
  DLN_TIME_ROLE_TO,
} DlnTimeRole;

typedef enum
{
  DLN_DATE_NONE,
  DLN_DATE_GIVEN,    /* metadata */
  DLN_DATE_DATELINE, /* read in the text */
  DLN_DATE_INFERRED,
} DlnDateSource;

typedef struct /* the document's own date, as far as this document alone tells it */
{
  DlnWhen     when;
  DlnStringId reason; /* sentence for the reader */
  guint8      source; /* DlnDateSource */
  guint8 narrative;   /* TRUE: anchored to the running story rather than to the publication day */
  guint16     reserved;
  DlnStringId narrative_reason;
} DlnDocumentDate;

/* ---- quotes -------------------------------------------------------------------------------- */

typedef enum
{
  DLN_QUOTE_DIRECT,
  DLN_QUOTE_INDIRECT,
  DLN_QUOTE_MIXED,
} DlnQuoteType;

typedef enum /* which rule read a quote (quotes/dln-quote-rules.c) */
{
  DLN_QUOTE_RULE_NONE,
  DLN_QUOTE_RULE_BESIDE,       /* marks beside a verb of saying */
  DLN_QUOTE_RULE_ENCODER,      /* what the encoder reads */
  DLN_QUOTE_RULE_LABEL,        /* "called the raid 'an act of war'" */
  DLN_QUOTE_RULE_CALL,         /* "called for a recount" */
  DLN_QUOTE_RULE_NESTED,       /* a clause inside a quotation */
  DLN_QUOTE_RULE_RECORD,       /* a line of an interview or record */
  DLN_QUOTE_RULE_COLON,        /* "Mayor: the bridge is safe" */
  DLN_QUOTE_RULE_DASH,         /* the speaker behind a dash */
  DLN_QUOTE_RULE_CONTINUED,    /* the next paragraph of a quotation */
  DLN_QUOTE_RULE_SUBJECT,      /* marks alone: the subject of the sentence before */
  DLN_QUOTE_RULE_LAST_SPEAKER, /* marks alone: who spoke last */
  DLN_QUOTE_RULE_NOBODY,       /* marks alone */
  DLN_N_QUOTE_RULES
} DlnQuoteRule;

typedef struct
{
  DlnSpan span;      /* content, without quotation marks */
  DlnSpan cue;       /* "said", "according to"; empty if none */
  DlnSpan speaker_span; /* words that name the speaker; empty if none */
  guint32 speaker;   /* mention, or DLN_NO_ROW */
  guint32 addressee; /* mention, or DLN_NO_ROW */
  guint32 time;      /* row in times when it was said, or DLN_NO_ROW */
  guint32 part_of;   /* an earlier quote row that this one continues, or DLN_NO_ROW */
  guint8  type;      /* DlnQuoteType */
  guint8  rule;      /* DlnQuoteRule; none in annotations of before version 3 */
  guint8  reserved[2];
  float   score;
  DlnStringId reader;
} DlnQuoteClaim;

/* ---- relations ----------------------------------------------------------------------------- */

/* Between people and institutions; directed, subject to object. Names and FollowTheMoney schemata:
 * dln-kinds.h */
typedef enum
{
  DLN_RELATION_RELATED_TO, /* captioned with the verb */
  DLN_RELATION_HEAD_OF,
  DLN_RELATION_MEMBER_OF,
  DLN_RELATION_EMPLOYED_BY,
  DLN_RELATION_SPOKESPERSON_OF,
  DLN_RELATION_REPRESENTS,
  DLN_RELATION_FOUNDER_OF,
  DLN_RELATION_OWNER_OF,
  DLN_RELATION_PART_OF,
  DLN_RELATION_FUNDS,
  DLN_RELATION_ACQUIRES,
  DLN_RELATION_SPOUSE_OF,
  DLN_RELATION_PARENT_OF,
  DLN_RELATION_SIBLING_OF,
  DLN_RELATION_RELATIVE_OF,
  DLN_RELATION_ASSOCIATE_OF,
  DLN_RELATION_REPORTS_TO,
  DLN_RELATION_APPOINTS,
  DLN_RELATION_DISMISSES,
  DLN_RELATION_ACCUSES,
  DLN_RELATION_SUES,
  DLN_RELATION_CHARGES,
  DLN_RELATION_ARRESTS,
  DLN_RELATION_SANCTIONS,
  DLN_RELATION_ATTACKS,
  DLN_RELATION_OPPOSES,
  DLN_RELATION_SUPPORTS,
  DLN_RELATION_MEETS,
  DLN_RELATION_TELLS,
  DLN_RELATION_LOCATED_IN,
  DLN_RELATION_LIVES_IN,
  DLN_RELATION_BORN_IN,
  DLN_RELATION_CO_MENTION, /* weak: same sentence; off by default */
  DLN_RELATION_POST_IN,    /* an office below the head; files keep these numbers */
  DLN_N_RELATION_TYPES
} DlnRelationType;

typedef enum
{
  DLN_POLARITY_POSITIVE,
  DLN_POLARITY_NEGATED,
} DlnPolarity;

typedef enum
{
  DLN_MODALITY_ASSERTED,
  DLN_MODALITY_PLANNED,
  DLN_MODALITY_CANCELLED,
  DLN_MODALITY_DENIED,
  DLN_MODALITY_ALLEGED,
  DLN_MODALITY_CONDITIONAL,
} DlnModality;

typedef struct
{
  DlnSpan     span;     /* the words that state it: trigger */
  DlnSpan     evidence; /* the sentence(s) */
  guint32     subject;  /* mention */
  guint32     object;   /* mention */
  guint32     time;     /* row in times, or DLN_NO_ROW */
  guint32     quote;    /* quote it stands in, or DLN_NO_ROW */
  DlnStringId caption;  /* "spokesman", "funded by" */
  DlnStringId pattern;  /* name of the rule or model that found it */
  guint8      type;     /* DlnRelationType */
  guint8      ended;
  guint8      polarity; /* DlnPolarity */
  guint8      modality; /* DlnModality */
  float       score;
  DlnStringId reader;
} DlnRelationClaim;

/* ---- events -------------------------------------------------------------------------------- */

typedef enum /* whether it happened, and who vouches for it */
{
  DLN_STATUS_NONE,     /* no event */
  DLN_STATUS_HAPPENED, /* the article itself states it */
  DLN_STATUS_SAID,     /* somebody who is named or quoted states it */
  DLN_STATUS_ALLEGED,  /* an accusation, suspicion or charge that is not proved */
  DLN_STATUS_PLANNED,  /* meant, scheduled, ordered or expected */
  DLN_STATUS_POSSIBLE, /* may, might, would, if; feared, demanded, hoped */
  DLN_STATUS_NOT,      /* it did not happen */
  DLN_STATUS_DENIED,   /* somebody rejects that it happened */
  DLN_STATUS_STATE,    /* lasting or habitual, without an occasion */
  DLN_N_STATUSES
} DlnStatus;

typedef enum /* classes of an open set; the trigger's lemma is the exact type */
{
  DLN_EVENT_OTHER,
  DLN_EVENT_STATEMENT,
  DLN_EVENT_MOVEMENT,
  DLN_EVENT_ARMED_CONFLICT, /* "conflict"; DLN_EVENT_CONFLICT is a flag */
  DLN_EVENT_JUSTICE,
  DLN_EVENT_APPOINTMENT,
  DLN_EVENT_BUSINESS,
  DLN_EVENT_DISASTER,
  DLN_EVENT_ELECTION,
  DLN_EVENT_LAW,
  DLN_EVENT_DIPLOMACY,
  DLN_EVENT_LIFE, /* birth, marriage, death */
  DLN_EVENT_PROTEST,
  DLN_EVENT_PUBLICATION,
  /* what an accusation passes through, in its order */
  DLN_EVENT_ALLEGATION,
  DLN_EVENT_CHARGE,
  DLN_EVENT_PLEA,
  DLN_EVENT_TRIAL,
  DLN_EVENT_VERDICT, /* "guilty" */
  DLN_EVENT_SENTENCE,
  DLN_EVENT_APPEAL,
  DLN_EVENT_ACQUITTAL,
  DLN_EVENT_DISMISSAL, /* the charges are dropped */
  DLN_N_EVENT_TYPES
} DlnEventType;

typedef enum
{
  DLN_EVENT_BACKGROUND = 1 << 0, /* recalled, not reported as news */
  DLN_EVENT_NOMINAL = 1 << 1,    /* the trigger is a noun: "the invasion" */
  DLN_EVENT_MINOR = 1 << 2, /* a trigger, but no event that a timeline should draw by default */
} DlnEventFlags;

typedef struct
{
  DlnSpan     span;        /* trigger */
  DlnSpan     clause;      /* the clause it heads */
  DlnSpan     evidence;    /* the sentence */
  guint32     token;       /* trigger token */
  guint32     time;        /* row in times that dates it, or DLN_NO_ROW */
  guint32     place;       /* mention, or DLN_NO_ROW */
  guint32     quote;       /* quote that tells it, or DLN_NO_ROW */
  guint32     first_participant; /* into participants */
  guint32     n_participants;
  guint32     first_stretch; /* into stretches: the words of the title as they stand in the text */
  guint32     n_stretches;
  DlnSpan     source;      /* the word for who says so; empty = the article itself */
  DlnStringId lemma;       /* of the trigger */
  DlnStringId title;       /* the stretches, pronouns replaced by the names they stand for */
  DlnStringId reason;      /* why this date: sentence for the reader */
  guint8      type;        /* DlnEventType */
  guint8      polarity;
  guint8      modality;
  guint8      flags;       /* DlnEventFlags */
  guint8      status;      /* DlnStatus; polarity and modality follow from it */
  guint8      weight;      /* 0 side remark, 1 event, 2 belongs on a timeline of the story */
  guint16     reserved;
  float       certainty;   /* 0..1, that the status is right; happened and said count as one */
  float       salience;    /* 0..1 */
  DlnWhen     when;        /* unknown = undated */
  DlnStringId reader;
} DlnEventClaim;

typedef enum
{
  DLN_ROLE_AGENT,   /* who did it (nsubj, obl:agent) */
  DLN_ROLE_PATIENT, /* to whom (obj, nsubj:pass) */
  DLN_ROLE_RECIPIENT,
  DLN_ROLE_PLACE,
  DLN_ROLE_SOURCE,      /* from */
  DLN_ROLE_DESTINATION, /* to */
  DLN_ROLE_WITH,
  DLN_ROLE_OTHER,
} DlnRole;
#define DLN_N_ROLES (DLN_ROLE_OTHER + 1u)

typedef struct
{
  DlnSpan span;    /* the word in the text: the head of a phrase, the last word of a name */
  guint32 mention; /* DLN_NO_ROW: words for somebody who has no name */
  guint32 event;   /* row in events */
  guint8  role;    /* DlnRole */
  guint8  reserved[3];
} DlnParticipant;

/* ---- other readers -------------------------------------------------------------------------- */

/**
 * DlnReader:
 * @name: as the program calls itself
 * @off: what it read is kept, but does not count
 * @rows: (type gpointer): a #DlnAnnotations of what it read: mentions, entities, times, quotes,
 *   relations and events, in any order; what points at tokens and sentences is DLN_NO_ROW
 *
 * What another program read in one document.
 */
typedef struct
{
  char                   *name;
  gboolean                off;
  struct _DlnAnnotations *rows;
} DlnReader;

/* ---- all of it ----------------------------------------------------------------------------- */

/**
 * DlnAnnotations: atomically reference-counted; written by one extraction, read-only afterwards.
 */
typedef struct _DlnAnnotations
{
  gatomicrefcount refs;
  DlnStrings     *strings;

  GArray *blocks;       /* DlnBlock */
  GArray *sentences;    /* DlnSentence */
  GArray *tokens;       /* DlnToken */
  GArray *mentions;     /* DlnMention */
  GArray *entities;     /* DlnLocalEntity, in order of first mention */
  GArray *times;        /* DlnTime */
  GArray *quotes;       /* DlnQuoteClaim */
  GArray *relations;    /* DlnRelationClaim */
  GArray *events;       /* DlnEventClaim */
  GArray *participants; /* DlnParticipant, grouped by event */
  GArray *stretches;    /* DlnSpan, grouped by event, in text order */

  DlnDocumentDate date;
  gboolean
    analysed; /* FALSE: no bundle for the language; only blocks, sentences and tokens are there */
  gboolean foreign; /* read from a case that this program may not have written; not serialized */

  struct _DlnAnnotations *own; /* (nullable): without what others read; NULL: nobody else read it */
  GPtrArray *readers;          /* (nullable): DlnReader: those whose rows stand among these, too */
} DlnAnnotations;

DlnAnnotations *dln_annotations_new         (void);
DlnAnnotations *dln_annotations_ref         (DlnAnnotations       *annotations);
void            dln_annotations_unref       (DlnAnnotations       *annotations);
GBytes         *dln_annotations_serialize   (const DlnAnnotations *annotations);
DlnAnnotations *dln_annotations_deserialize (GBytes               *bytes,
                                             gsize                 text_length,
                                             GError              **error);

/* other readers */
DlnReader      *dln_reader_new              (const char           *name,
                                             gboolean              off,
                                             DlnAnnotations       *rows);
void            dln_reader_free             (DlnReader            *reader);
DlnAnnotations *dln_annotations_get_own     (DlnAnnotations       *annotations);
DlnAnnotations *dln_annotations_with_reader (DlnAnnotations       *annotations,
                                             const char           *name,
                                             DlnAnnotations       *rows);
DlnAnnotations *dln_annotations_switch_reader (DlnAnnotations     *annotations,
                                             const char           *name,
                                             gboolean              off);
DlnAnnotations *dln_annotations_keep_readers (DlnAnnotations      *own,
                                             const DlnAnnotations *older);
const char     *dln_annotations_get_reader  (const DlnAnnotations *annotations,
                                             DlnStringId           reader);

guint32         dln_annotations_get_outer_quote (const DlnAnnotations *annotations,
                                             guint32               quote);
gboolean        dln_annotations_fit_text    (const DlnAnnotations *annotations,
                                             const char           *text,
                                             gsize                 length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnAnnotations, dln_annotations_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnReader, dln_reader_free)

G_END_DECLS
