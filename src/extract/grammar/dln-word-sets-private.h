/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of words that rules ask for. They are data of a language (resources/extract/words-en.txt,
 * which says what each is for), so that rules name what they want rather than its words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DLN_WORD_SETS(SET) \
  SET (MONTHS_SHORT, "months-short") \
  SET (SENTENCE_STARTERS, "sentence-starters") \
  SET (DAY_PREPOSITIONS, "day-prepositions") \
  SET (PREFIXES, "prefixes") \
  SET (UNITS, "units") \
  SET (DOLLAR_PREFIXES, "dollar-prefixes") \
  SET (CLIPPED, "clipped") \
  SET (CLITICS, "clitics") \
  SET (CAPTION_OPENINGS, "caption-openings") \
  SET (CREDIT_MARKS, "credit-marks") \
  SET (VERB_SUFFIXES, "verb-suffixes") \
  SET (REFLEXIVES, "reflexives") \
  SET (NOMINATIVES, "nominatives") \
  SET (RELATIVES, "relatives") \
  SET (RELATIVE_SUBJECTS, "relative-subjects") \
  SET (QUESTION_WORDS, "question-words") \
  SET (NEGATIONS, "negations") \
  SET (DEFINITE, "definite") \
  SET (INDEFINITE, "indefinite") \
  SET (NEGATING_DETERMINERS, "negating-determiners") \
  SET (TITLES_IN_NAMES, "titles-in-names") \
  SET (INSTITUTION_HEADS, "institution-heads") \
  SET (HONORIFICS, "honorifics") \
  SET (GOVERNMENT_VERBS, "government-verbs") \
  SET (NAME_BRIDGES, "name-bridges") \
  SET (LISTENER_VERBS, "listener-verbs") \
  SET (NUMBERED_THINGS, "numbered-things") \
  SET (THING_HEADS, "thing-heads") \
  SET (POSSESSIVES, "possessives") \
  SET (NAME_ARTICLES, "name-articles") \
  SET (NAME_BINDERS, "name-binders") \
  SET (SURNAMES_LIKE_PRONOUNS, "surnames-like-pronouns") \
  SET (LEGAL_FORMS, "legal-forms") \
  SET (FOREIGN_HEADS, "foreign-heads") \
  SET (OUTLET_WORDS, "outlet-words") \
  SET (COMPANY_PARTS, "company-parts") \
  SET (BODY_POSTS, "body-posts") \
  SET (BODY_ONLY_POSTS, "body-only-posts") \
  SET (COMPANY_POSTS, "company-posts") \
  SET (GENERATIONS, "generations") \
  SET (POST_GIVERS, "post-givers") \
  SET (POST_TAKERS, "post-takers") \
  SET (SPOKESPEOPLE, "spokespeople") \
  SET (ORDINAL_ENDINGS, "ordinal-endings") \
  SET (BE_FORMS, "be-forms") \
  SET (STAMP_WORDS, "stamp-words") \
  SET (RECALLING_WORDS, "recalling-words") \
  SET (DATE_LINKS, "date-links") \
  SET (CLOCK_LINKS, "clock-links") \
  SET (DAY_WORDS, "day-words") \
  SET (JUDGING_VERBS, "judging-verbs") \
  SET (SPEECH_NOUNS, "speech-nouns") \
  SET (ANYBODY, "anybody") \
  SET (PUBLIC_BODY_WORDS, "public-body-words") \
  SET (ORIGIN_PREPOSITIONS, "origin-prepositions") \
  SET (DIPLOMATS, "diplomats") \
  SET (POSTING_PREPOSITIONS, "posting-prepositions") \
  SET (PLACE_NOUNS, "place-nouns") \
  SET (OWNER_PREPOSITIONS, "owner-prepositions") \
  SET (FORMER, "former") \
  SET (DEPUTIES, "deputies") \
  SET (STEP_KIN, "step-kin") \
  SET (SETTLEMENTS, "settlements") \
  SET (STATE_BODIES, "state-bodies") \
  SET (SILENT_VERBS, "silent-verbs") \
  SET (THING_VERBS, "thing-verbs") \
  SET (DATING_VERBS, "dating-verbs") \
  SET (COMPANY_PREPOSITIONS, "company-prepositions") \
  SET (OFFICE_MODIFIERS, "office-modifiers") \
  SET (WHOLE_BODIES, "whole-bodies") \
  SET (NATIONAL_OFFICES, "national-offices") \
  SET (ROLE_GIVERS, "role-givers") \
  SET (ROLE_ENTERERS, "role-enterers") \
  SET (ROLE_LEAVERS, "role-leavers") \
  SET (PARTY_WORDS, "party-words") \
  SET (MEMBER_PREPOSITIONS, "member-prepositions") \
  SET (PRESENT_AUXILIARIES, "present-auxiliaries") \
  SET (SHARES, "shares") \
  SET (HOLDING_VERBS, "holding-verbs") \
  SET (VERBS_OF_NO_RELATION, "verbs-of-no-relation") \
  SET (RECALLING_MARKS, "recalling-marks") \
  SET (CLAUSE_MARKS_APART, "clause-marks-apart") \
  SET (PHASES, "phases") \
  SET (IMPLICATIVES, "implicatives") \
  SET (CAUSATIVES, "causatives") \
  SET (COMMITTING, "committing") \
  SET (WISHING, "wishing") \
  SET (TRYING, "trying") \
  SET (REJECTING, "rejecting") \
  SET (ATTENDING, "attending") \
  SET (REPORTING, "reporting") \
  SET (DONE_ACTS, "done-acts") \
  SET (VERDICTS, "verdicts") \
  SET (COURTS, "courts") \
  SET (CHARGES, "charges") \
  SET (GIVING_UP, "giving-up") \
  SET (FINDING, "finding") \
  SET (CLEARING, "clearing") \
  SET (TRIED_THINGS, "tried-things") \
  SET (TEXT_NOUNS, "text-nouns") \
  SET (EDITING_VERBS, "editing-verbs") \
  SET (ADMISSIONS, "admissions") \
  SET (EARLIER_ADVERBS, "earlier-adverbs") \
  SET (STORY_ADVERBS, "story-adverbs") \
  SET (HABIT_ADVERBS, "habit-adverbs") \
  SET (CLOCK_WORDS, "clock-words") \
  SET (OCCASION_PREPOSITIONS, "occasion-prepositions") \
  SET (STAY_PREPOSITIONS, "stay-prepositions") \
  SET (COMPARING_PREPOSITIONS, "comparing-prepositions") \
  SET (NOUN_ENDINGS, "noun-endings") \
  SET (ASPECTUAL, "aspectual") \
  SET (LIGHT_VERBS, "light-verbs") \
  SET (PARTS_OF_INSTITUTIONS, "parts-of-institutions") \
  SET (VAGUE_ADJECTIVES, "vague-adjectives") \
  SET (BODIES_OF_STATE, "bodies-of-state") \
  SET (INSTITUTIONS_APART, "institutions-apart") \
  SET (ACTING_CLASSES, "acting-classes") \
  SET (PRESS_NAMES, "press-names") \
  SET (PRESS_NOUNS, "press-nouns") \
  SET (NAMELESS_KINDS, "nameless-kinds") \
  SET (COMPANY_NOUNS, "company-nouns") \
  SET (GENERIC_WORDS, "generic-words") \
  SET (NUMBER_WORDS, "number-words") \
  SET (TIME_NOUNS, "time-nouns") \
  SET (MAGNITUDES, "magnitudes") \
  SET (LOWER_BOUNDS, "lower-bounds") \
  SET (UPPER_BOUNDS, "upper-bounds") \
  SET (ABOUT, "about") \
  SET (PARTIAL, "partial") \
  SET (ALL_PEOPLE, "all-people") \
  SET (TOTALS, "totals") \
  SET (DEATH_VERBS, "death-verbs") \
  SET (WOUND_VERBS, "wound-verbs") \
  SET (JAILING_VERBS, "jailing-verbs") \
  SET (LESSER_SHOCKS, "lesser-shocks") \
  SET (DENYING_WORDS, "denying-words") \
  SET (DENIED_IN_PART, "denied-in-part") \
  SET (DAILY_VERBS, "daily-verbs") \
  SET (POST_HEDGES, "post-hedges") \
  SET (RANK_WORDS, "rank-words") \
  SET (POST_CHANGES, "post-changes") \
  SET (WORKING_VERBS, "working-verbs") \
  SET (COUNTING_WORDS, "counting-words") \
  SET (AREAS, "areas") \
  SET (AREA_NOUNS, "area-nouns") \
  SET (PLACING_PREPOSITIONS, "placing-prepositions") \
  SET (MUTUAL_VERBS, "mutual-verbs") \
  SET (STATE_SERVANTS, "state-servants") \
  SET (NAMING_NOUNS, "naming-nouns") \
  SET (NAME_PARTICLES, "name-particles") \
  SET (DENIALS, "denials") \
  SET (WEEKDAYS_SHORT, "weekdays-short") \
  SET (WEEKDAYS, "weekdays")

typedef enum
{
#define DLN_WORD_SET(id, name) DLN_WORDS_##id,
  DLN_WORD_SETS (DLN_WORD_SET)
#undef DLN_WORD_SET
    DLN_N_WORD_SETS
} DlnWordSet;

const char *const *_dln_words          (DlnWordSet set);
const char        *_dln_words_get_name (DlnWordSet set);

G_END_DECLS
