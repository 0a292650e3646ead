/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words about people, institutions and countries, read once from resources/extract. */
#pragma once

#include "extract/dln-annotations.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_NOUN_NONE,
  DLN_NOUN_PERSON = 1 << 0,
  DLN_NOUN_RELATIONAL = 1 << 1, /* "wife", "spokesman": of somebody */
  DLN_NOUN_INSTITUTION = 1 << 2,
} DlnNounClass;

typedef struct
{
  guint8 classes; /* DlnNounClass */
  guint8 gender;  /* DlnGender */
} DlnNoun;

/* Words are asked for in lower case; no accents in first names and titles. */
DlnNoun            _dln_lexicon_get_noun       (const char *lemma);
DlnGender          _dln_lexicon_get_first_name (const char *name,
                                                gboolean   *known);
gboolean           _dln_lexicon_is_honorific   (const char *word,
                                                DlnGender  *gender);
gboolean           _dln_lexicon_same_nickname  (const char *a,
                                                const char *b);
/* The word that stands for the country ("russia") of "russian", "russians", "russian federation";
 * NULL if none */
const char        *_dln_lexicon_get_country    (const char *word);
gboolean           _dln_lexicon_is_legal_form  (const char *word);
/* "center" and "computer" behind the name of an institution are left out when it is named again */
gboolean           _dln_lexicon_is_left_out    (const char *word);
/* What stands for a word in names of institutions ("defence" for "defense"), "" for one that says
 * nothing ("of", "Inc"), NULL for one that is not listed */
const char        *_dln_lexicon_get_institution_word (const char *word);
/* "ministry defence" for "mod"; NULL if none */
const char        *_dln_lexicon_get_short      (const char *word);
/* What stands for a trigger's lemma ("seize" for "occupation"); NULL if it is not listed */
const char        *_dln_lexicon_get_same_event (const char *lemma,
                                                gboolean    noun);
/* The verb of a noun made from it or of a form of it ("acquire" for "acquisition"); NULL if it is
 * not listed */
const char        *_dln_lexicon_get_event_verb (const char *lemma);
/* How much a word in lower case tells what an article is about: less the more frequent it is in
 * general */
float              _dln_lexicon_get_weight     (const char *word);
/* The name that stands for a place ("kyiv" for "kiev"); NULL if it has but one */
const char        *_dln_lexicon_get_place      (const char *name);
/* The field of life of a role ("sport" for "striker"); NULL if it says little */
const char        *_dln_lexicon_get_field      (const char *role);
/* The group of posts that words of a kind belong to ("colonel" for "rank", "col"), of which nobody
 * holds two at a time; NULL if none */
const char        *_dln_lexicon_get_post       (const char *kind,
                                                const char *words);

G_END_DECLS
