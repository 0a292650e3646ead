/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a row is as it is: a code and its arguments in one interned string, so that a case says the
 * same in every language. Programs put it into words with dln_reason_dup_text() (case). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* REASON (id, name in files, number of arguments). The last argument may be a reason itself. A name
 * never changes: it stands in case files. */
#define DLN_REASONS(REASON) \
  /* the date of a document */ \
  REASON (DATE_GIVEN, "date-given", 1)             /* the date */ \
  REASON (DATE_BY_HAND, "date-by-hand", 0) \
  REASON (DATE_WITHOUT_YEAR, "date-without-year", 2) /* words, the date */ \
  REASON (DATE_UPDATED, "date-updated", 1)         /* words */ \
  REASON (DATE_LINE, "date-line", 1)               /* words */ \
  REASON (DATE_STAMP, "date-stamp", 1)             /* words */ \
  REASON (DATE_PAIR, "date-pair", 3)               /* words, date, words of the latest date */ \
  REASON (DATE_PLAN, "date-plan", 3)               /* the same */ \
  REASON (DATE_LATEST, "date-latest", 1)           /* words */ \
  REASON (DATE_NOTHING, "date-nothing", 0) \
  REASON (DATE_SEVERAL, "date-several", 0) \
  REASON (DATE_OFFSET, "date-offset", 2)           /* words, the other article's date */ \
  REASON (DATE_REPORT, "date-report", 1)           /* the other article's date */ \
  REASON (DATE_EVENT, "date-event", 0) \
  REASON (DATE_RIVAL, "date-rival", 0) \
  REASON (DATE_CITED, "date-cited", 1)             /* the other article's date */ \
  REASON (DATE_PUBLISHER, "date-publisher", 0) \
  REASON (DATE_WEEKDAYS, "date-weekdays", 2)       /* words, number of years */ \
  REASON (DATE_WEEKDAY_PLAN, "date-weekday-plan", 2)     /* words, date */ \
  REASON (DATE_WEEKDAY_REPORT, "date-weekday-report", 2) /* words, date */ \
  /* what dates are counted from */ \
  REASON (STORY_UNDATED, "story-undated", 0) \
  REASON (STORY_TOLD, "story-told", 2)             /* signs of a story, signs of news */ \
  /* times */ \
  REASON (TIME_NOT_THAT_WEEKDAY, "time-not-that-weekday", 1) /* words */ \
  REASON (TIME_NO_PUBLICATION, "time-no-publication", 1)     /* words */ \
  REASON (TIME_NO_ANCHOR, "time-no-anchor", 1)     /* words */ \
  REASON (TIME_BESIDE, "time-beside", 2)           /* words, words of the day */ \
  REASON (TIME_WRITTEN, "time-written", 1)         /* words */ \
  REASON (TIME_STORY, "time-story", 2)             /* words, words of the date before */ \
  REASON (TIME_PUBLICATION, "time-publication", 2) /* words, date */ \
  REASON (TIME_PUBLICATION_AHEAD, "time-publication-ahead", 2) \
  REASON (TIME_PUBLICATION_BACK, "time-publication-back", 2) \
  REASON (TIME_INFERRED, "time-inferred", 2)       /* words, date */ \
  REASON (TIME_INFERRED_AHEAD, "time-inferred-ahead", 2) \
  REASON (TIME_INFERRED_BACK, "time-inferred-back", 2) \
  REASON (TIME_NOT_GIVEN, "time-not-given", 2)     /* words, date */ \
  REASON (TIME_HAPPENING, "time-happening", 2)     /* words, words of its date */ \
  REASON (TIME_HAPPENING_UNDATED, "time-happening-undated", 1) /* words */ \
  /* dates of events */ \
  REASON (EVENT_BESIDE, "event-beside", 1)         /* words */ \
  REASON (EVENT_TIME, "event-time", 2)             /* words, reason of the time */ \
  REASON (EVENT_LEAD, "event-lead", 1)             /* date */ \
  REASON (EVENT_NEWS, "event-news", 1)             /* date */ \
  REASON (EVENT_ARTICLE, "event-article", 0) \
  REASON (EVENT_COUNTED, "event-counted", 2)       /* words, date */ \
  REASON (EVENT_COUNTED_ELSEWHERE, "event-counted-elsewhere", 2) /* words, date */ \
  REASON (EVENT_ELSEWHERE, "event-elsewhere", 1)   /* words */ \
  /* why two are one */ \
  REASON (BY_HAND, "by-hand", 0) \
  REASON (ALREADY_ONE, "already-one", 0) \
  REASON (SAME_EVENT, "same-event", 0) \
  REASON (SAME_ARTICLE, "same-article", 0) \
  REASON (SAME_SENTENCE, "same-sentence", 0) \
  REASON (SAME_WORDS, "same-words", 0) \
  REASON (SAME_STORY, "same-story", 0) \
  REASON (SAME_QUOTE, "same-quote", 0) \
  REASON (SURNAME_COMPANY, "surname-company", 0) \
  REASON (SAME_SURNAME_COMPANY, "same-surname-company", 0) \
  REASON (FULL_NAME, "full-name", 0) \
  REASON (OTHER_SPELLING, "other-spelling", 0) \
  REASON (TWO_KINDS, "two-kinds", 0) \
  REASON (RESPELLED, "respelled", 0) \
  REASON (TELLING_WORDS, "telling-words", 0) \
  REASON (ACRONYM_SPELLED, "acronym-spelled", 0) \
  REASON (SAME_CAPITALS, "same-capitals", 0) \
  REASON (SAME_ACRONYM, "same-acronym", 0) \
  REASON (WITHOUT_NOUN, "without-noun", 0) \
  REASON (SAME_NAME, "same-name", 0) \
  REASON (MAYBE_INITIAL, "maybe-initial", 0) \
  REASON (MAYBE_LETTER, "maybe-letter", 0) \
  REASON (MAYBE_OTHER_ROLES, "maybe-other-roles", 0) \
  REASON (MAYBE_ONLY_BEARER, "maybe-only-bearer", 0) \
  REASON (MAYBE_SEVERAL_BEARERS, "maybe-several-bearers", 0) \
  REASON (MAYBE_PERSON_OR_THING, "maybe-person-or-thing", 0) \
  REASON (MAYBE_TWO_KINDS, "maybe-two-kinds", 0) \
  REASON (MAYBE_ACRONYM, "maybe-acronym", 0)

typedef enum
{
  DLN_REASON_NONE,
#define DLN_REASON_ID(id, name, n_arguments) DLN_REASON_##id,
  DLN_REASONS (DLN_REASON_ID)
#undef DLN_REASON_ID
  DLN_N_REASONS
} DlnReason;

#define DLN_REASON_MAX_ARGUMENTS 3

char     *dln_reason_new        (DlnReason   code,
                                 ...);
char     *dln_reason_new_valist (DlnReason   code,
                                 va_list     arguments);
DlnReason dln_reason_read       (const char *reason,
                                 char       *arguments[DLN_REASON_MAX_ARGUMENTS]);

G_END_DECLS
