/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files of the time stage: lexemes, the grammar, what an expression means, and its
 * resolution.
 *
 * text --scan--> lexemes --grammar--> expressions (what the words mean) --document date-->
 * --resolve--> rows */
#pragma once

#include "extract/dln-stage-private.h"

G_BEGIN_DECLS

/* ---- lexemes ------------------------------------------------------------------------------- */

typedef enum
{
  DLN_LEX_WORD = 'w',
  DLN_LEX_NUMBER = 'd',
  DLN_LEX_DATE = 'n',  /* 2022-09-21, 21/9/2022, 21.09.22 */
  DLN_LEX_CLOCK = 't', /* 10:35, 10:35:20 */
  /* else the punctuation mark itself; every dash is '-', every single quote '\'' */
} DlnLexKind;

typedef enum
{
  DLN_LEX_SPACE = 1 << 0,   /* blank before */
  DLN_LEX_CAPITAL = 1 << 1, /* begins with one */
  DLN_LEX_UPPER = 1 << 2,   /* all capitals, two letters or more */
  DLN_LEX_BREAK = 1 << 3,   /* a new paragraph or sentence begins here */
  DLN_LEX_GROUPED = 1 << 4, /* 3,800 or 2.5 */
} DlnLexFlags;

typedef struct
{
  guint32 begin;
  guint32 end;
  double  number;  /* of a number */
  gint32  part[4]; /* DATE: the three numbers; CLOCK: hour, minute, second; [3] = zone offset in
                      minutes */
  guint16 word;    /* entry of the lexicon, 0 = none */
  guint8  kind;
  guint8  flags;
  guint8  digits;  /* of a number; DATE: position of the year (0 first, 2 last) */
  guint8  digits2; /* DATE: digits of the year as written */
  guint8  zone;    /* CLOCK or DATE: 'Z' when a zone offset was written */
} DlnLex;

/* ---- what an expression means --------------------------------------------------------------- */

typedef enum
{
  DLN_SEM_NONE,
  DLN_SEM_DATE,   /* year, month, day, weekday as far as said, with a direction */
  DLN_SEM_UNIT,   /* last, this, next unit; n of them */
  DLN_SEM_OFFSET, /* n units from the anchor */
  DLN_SEM_PART,   /* season, quarter, half of a year */
  DLN_SEM_DECADE,
  DLN_SEM_CENTURY,
  DLN_SEM_REF,     /* PRESENT_REF, PAST_REF, FUTURE_REF */
  DLN_SEM_RELDAY,  /* yesterday, tonight */
  DLN_SEM_DAYPART, /* the morning */
  DLN_SEM_CLOCK,
  DLN_SEM_HOLIDAY,
  DLN_SEM_SAME, /* that day, the quarter */
  DLN_SEM_DURATION,
  DLN_SEM_SET,
} DlnSemOp;

typedef enum
{
  DLN_FROM_AUTO,
  DLN_FROM_DOCUMENT,
  DLN_FROM_STORY,
  DLN_FROM_EVENT, /* what an EVENT word names */
} DlnSemFrom;

#define DLN_NO_NUMBER G_MININT32

typedef struct
{
  guint8 op;    /* DlnSemOp */
  guint8 from;  /* DlnSemFrom */
  guint8 unit;  /* letter: s m H D W e(weekend) M Q h(half) Y E(decade) C L(millennium) F(fortnight)
                   p(period) */
  guint8 mod;   /* DlnSemMod */
  guint8 vague; /* n is not a number: several, recent */
  guint8 daypart; /* DlnDaypart */
  guint8 ref;     /* 'P' present, 'B' past, 'F' future */
  guint8 has_zone;
  gint8  dir; /* -1 last, 0 this, +1 next */
  guint8 has_dir;
  guint8 holiday;
  guint8 fiscal;
  guint8 event;    /* DLN_FROM_EVENT: number of the EVENT word */
  guint8 calendar; /* 1: "the next week", a week of the calendar, not seven days on; 2: "ten years
                      ago today", the day is kept; with a weekday: which of its month */
  gint32 year;
  gint32 month;
  gint32 day;
  gint32 weekday;
  gint32 part; /* 21-24 seasons, 33-36 quarters, 40-41 halves */
  gint32 hour;
  gint32 minute;
  gint32 second;
  gint32 zone; /* minutes east */
  double n;
  gint32 range;      /* month or day to which a list or range goes on, unused = DLN_NO_NUMBER */
  guint8 numeric;    /* day and month of a numeric date may be the other way round */
  guint8 two_digits; /* the year was written with two */
  guint8 back;       /* ends at the day of the document: "the past week", "recently" */
} DlnSem;

typedef enum
{
  DLN_MOD_NONE,
  DLN_MOD_START,
  DLN_MOD_MID,
  DLN_MOD_END,
  DLN_MOD_APPROX,
  DLN_MOD_MORE_THAN,
  DLN_MOD_LESS_THAN,
  DLN_MOD_EQUAL_OR_MORE,
  DLN_MOD_EQUAL_OR_LESS,
  DLN_MOD_BEFORE,
  DLN_MOD_AFTER,
} DlnSemMod;

typedef enum
{
  DLN_DAYPART_NONE,
  DLN_DAYPART_MORNING,
  DLN_DAYPART_AFTERNOON,
  DLN_DAYPART_EVENING,
  DLN_DAYPART_NIGHT,
  DLN_DAYPART_MIDDAY,
  DLN_DAYPART_MIDNIGHT,
  DLN_DAYPART_DAWN,
  DLN_DAYPART_DUSK,
  DLN_DAYPART_DAYTIME,
  DLN_N_DAYPARTS
} DlnDaypart;

typedef enum
{
  DLN_TENSE_NONE,
  DLN_TENSE_PAST,
  DLN_TENSE_PRESENT,
  DLN_TENSE_FUTURE,
  DLN_TENSE_PAST_ATTRIBUTE, /* the past, of a noun that the date belongs to: "the May vote was" */
} DlnTense;

typedef struct /* one expression as it was read, before it is counted from anything */
{
  DlnSpan span;
  DlnSem  sem;
  guint32 sentence;
  guint32 block;     /* paragraph, 0 where there are none */
  guint32 event_end; /* where the EVENT word ends from which it is counted, 0 = none */
  guint16 rule;
  guint8  type;    /* DlnTimeType */
  guint8  tense;   /* DlnTense of its clause */
  guint8  role;    /* DlnTimeRole */
  guint8  ignored; /* stands in boilerplate: never counted from */
  guint8  stamp;   /* 'P' published, 'U' updated, 'D' dateline; 0 = part of the story */
  guint8  bracket; /* stands in round brackets */
  guint8  perfect; /* its verb looks back from the story: "had left in October" */
  guint8  headline;
  guint8  opens; /* its sentence: "In June ..." */
  guint8  part;  /* of something else: "the last day of the visit" */
} DlnExpression;

typedef struct /* a word that tells of a happening */
{
  DlnSpan span;
  guint32 sentence;
  guint8  event; /* words of one number tell the same */
} DlnHappening;

/* ---- grammar ------------------------------------------------------------------------------- */

typedef struct _DlnGrammar DlnGrammar;

typedef struct
{
  guint32 begin; /* lexemes, half open */
  guint32 end;
  guint32 event; /* lexeme of the EVENT word */
  guint16 rule;
  guint16 wrap; /* rule that widened it */
  DlnSem  sem;
  guint8  type;
} DlnMatch;

const DlnGrammar *_dln_grammar_get (const char *language);
guint       _dln_grammar_find_word (const DlnGrammar *grammar, const char *word, gsize length);
gboolean    _dln_grammar_has_class (const DlnGrammar *grammar, guint word, guint class_);
gint32      _dln_grammar_get_value (const DlnGrammar *grammar, guint word, guint class_);
gboolean    _dln_grammar_may_begin (const DlnGrammar *grammar, const DlnLex *lex);
gboolean    _dln_grammar_match (const DlnGrammar *grammar,
                                const char       *text,
                                const DlnLex     *lexes,
                                guint             n_lexes,
                                guint             at,
                                DlnMatch         *match);
gboolean    _dln_grammar_wrap (const DlnGrammar *grammar,
                               const char       *text,
                               const DlnLex     *lexes,
                               guint             n_lexes,
                               guint             not_before,
                               DlnMatch         *match);
const char *_dln_grammar_get_rule (const DlnGrammar *grammar, guint rule);

/* classes of words; their order is that of class_names in dln-time-grammar.c */
typedef enum
{
  DLN_CLASS_MONTH,
  DLN_CLASS_WEEKDAY,
  DLN_CLASS_SEASON,
  DLN_CLASS_UNIT1,
  DLN_CLASS_UNITN,
  DLN_CLASS_DAYPART,
  DLN_CLASS_NUMWORD,
  DLN_CLASS_SCALE,
  DLN_CLASS_ORDWORD,
  DLN_CLASS_LAST,
  DLN_CLASS_NEXT,
  DLN_CLASS_THIS,
  DLN_CLASS_RELDAY,
  DLN_CLASS_FEW,
  DLN_CLASS_FREQ,
  DLN_CLASS_EARLY,
  DLN_CLASS_MIDDLE,
  DLN_CLASS_LATE,
  DLN_CLASS_ABOUT,
  DLN_CLASS_PREP,
  DLN_CLASS_ZONE,
  DLN_CLASS_DECADEWORD,
  DLN_CLASS_NOYEAR,
  DLN_CLASS_POSS,
  DLN_CLASS_PASTREF,
  DLN_CLASS_PRESENTREF,
  DLN_CLASS_FUTUREREF,
  DLN_CLASS_STAMP,
  DLN_CLASS_FUTURECUE,
  DLN_CLASS_PASTCUE,
  DLN_CLASS_PRESENTCUE,
  DLN_CLASS_ROLE,
  DLN_CLASS_EVENT,
  DLN_CLASS_HOLIDAY,
  DLN_CLASS_TRADING,
  DLN_CLASS_STOP,
  DLN_CLASS_TIMETABLE,
  DLN_CLASS_WEEKDAYS,
  DLN_CLASS_FIXING,
  DLN_N_CLASSES
} DlnWordClass;

/* ---- scan ---------------------------------------------------------------------------------- */

void
_dln_time_scan (const DlnGrammar *grammar, const char *text, gsize begin, gsize end, GArray *lexes);
guint _dln_time_read_number (
  const DlnGrammar *grammar, const DlnLex *lexes, guint n_lexes, guint at, double *number);
guint _dln_time_read_ordinal (const DlnGrammar *grammar,
                              const char       *text,
                              const DlnLex     *lexes,
                              guint             n_lexes,
                              guint             at,
                              gint32           *number);
guint _dln_time_read_day (const DlnGrammar *grammar,
                          const char       *text,
                          const DlnLex     *lexes,
                          guint             n_lexes,
                          guint             at,
                          gint32           *day);
guint _dln_time_read_year (const DlnGrammar *grammar,
                           const char       *text,
                           const DlnLex     *lexes,
                           guint             n_lexes,
                           guint             at,
                           gint32           *year);
guint _dln_time_read_clock (const DlnGrammar *grammar,
                            const char       *text,
                            const DlnLex     *lexes,
                            guint             n_lexes,
                            guint             at,
                            DlnSem           *sem);

/* ---- resolution ---------------------------------------------------------------------------- */

typedef struct /* a date on the calendar with its width, the currency of resolution */
{
  gint32 year;
  guint8 month; /* 0 = the year, or its part */
  guint8 day;   /* 0 = the month */
  guint8 week;  /* ISO week instead of a month */
  guint8 part;  /* EDTF code of a season, quarter, half */
  guint8 width; /* DlnPrecision; NONE = not known */
} DlnPoint;

typedef struct
{
  DlnStageContext  *context;
  const DlnGrammar *grammar;
  GArray           *expressions; /* DlnExpression */
  GArray           *happenings;  /* DlnHappening */
  DlnPoint          today;       /* document date where known to the day, else width NONE */
  DlnInstant        now;         /* time of publication on the publisher's clock */
  gboolean          has_now;     /* it is known */
  gboolean          inferred;    /* today is not given: values stay open */
  gboolean          narrative;
  gboolean          day_first;  /* numeric dates */
  gboolean          bounded; /* today is one of several days, that are inferred */
} DlnTimeWork;

void     _dln_time_find_document_date (DlnTimeWork *work);
void     _dln_time_resolve (DlnTimeWork *work);
DlnWhen  _dln_point_to_when (const DlnPoint *point);
DlnPoint _dln_point_from_instant (DlnInstant instant, DlnPrecision width);
gint64   _dln_point_get_day (const DlnPoint *point);
void     _dln_point_append_value (const DlnPoint *point, GString *value);
DlnPoint _dln_point_add (const DlnPoint *point, guint unit, gint32 n);
gboolean _dln_holiday_get (guint holiday, gint32 year, DlnPoint *point);

G_END_DECLS
