/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules for one name at a time: articles, titles and possessives are no part of it; days, months
 * and common words at the head of a sentence are none; and the reasons that a reader is told. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_TITLE 8 /* tokens */
#define SURE_PERSON 0.7f /* below it a name may be an outlet */

static gboolean
is_any (DlnNameRules      *rules,
        guint32            i,
        const char *const *words) /* NULL-terminated */
{
  for (guint k = 0; words[k] != NULL; k++)
    if (_dln_names_is_in_any_case (rules, i, words[k]))
      return TRUE;
  return FALSE;
}

static gboolean
is_possessive (DlnNameRules *rules,
               guint32       i)
{
  return is_any (rules, i, _dln_words (DLN_WORDS_POSSESSIVES));
}

static gboolean
is_dash (DlnNameRules *rules,
         guint32       i)
{
  static const char *const words[] = { "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95", "--", NULL };
  gboolean spaced =
    rules->tokens[i].span.begin > 0 && rules->context->text[rules->tokens[i].span.begin - 1] == ' ';

  return is_any (rules, i, words) || (spaced && _dln_names_is_in_any_case (rules, i, "-"));
}

/* "WASHINGTON - Anna Keller", "Anna Keller - Analyst": the longer side is the name */
static void
cut_at_dash (DlnNameRules *rules,
             DlnNameSpan  *span)
{
  for (guint32 i = span->first + 1; i < span->last; i++)
    if (is_dash (rules, i))
      {
        if (i - span->first > span->last - i)
          span->last = i - 1;
        else
          span->first = i + 1;
        return;
      }
}

/* "His grandson, Otto V, abdicated": behind a comma a small word goes on with the sentence */
static void
cut_at_comma (DlnNameRules *rules,
              DlnNameSpan  *span)
{
  for (guint32 i = span->first + 1; i < span->last; i++)
    if (_dln_names_is_in_any_case (rules, i, ",")
        && rules->text->tokens[i + 1].letter_case == DLN_CASE_LOWER)
      {
        span->last = i - 1;
        return;
      }
}

/* "the Lakeside Tigers goalkeeper": the person is none of the institution's name */
static void
cut_role (DlnNameRules *rules,
          DlnNameSpan  *span)
{
  const DlnNameToken *tokens = rules->text->tokens;

  if (tokens[span->first].letter_case == DLN_CASE_LOWER)
    return;
  while (span->last > span->first && tokens[span->last].letter_case == DLN_CASE_LOWER
         && (span->type == DLN_ENTITY_PLACE
             || (tokens[span->last].lists & DLN_LIST_BIT (DLN_LIST_PERSON_NOUN)) != 0))
    span->last--;
}

/* "conservative-leaning Lakeside Foundation", "Swiss utility Helvex": small words before the first
 * capital, with their nation, but not "al" or "de" */
static void
cut_small_start (DlnNameRules *rules,
                 DlnNameSpan  *span)
{
  const DlnNameToken *tokens = rules->text->tokens;
  guint32 first = span->first, small;

  if ((tokens[first].lists & DLN_LIST_BIT (DLN_LIST_DEMONYM)) != 0 && first + 1 < span->last
      && rules->tokens[first + 1].upos == DLN_UPOS_NOUN)
    first++;
  small = first;
  while (first < span->last && (tokens[first].flags & DLN_NAMES_CAPITALISED) == 0)
    first++;
  if (first == small || (tokens[first].flags & DLN_NAMES_CAPITALISED) == 0
      || rules->tokens[small].span.end - rules->tokens[small].span.begin < 4)
    return;
  span->first = first;
}

static guint
title_position (const DlnNameText *text,
                guint32            i)
{
  return text->tokens[i].phrases >> (3 * DLN_LIST_TITLE) & 7;
}

/* Titles of nobles and clerics stay where the model leaves them: "Pope Francis", "Prince Harry" */
static gboolean
is_kept_title (DlnNameRules *rules,
               guint32       i)
{
  return is_any (rules, i, _dln_words (DLN_WORDS_TITLES_IN_NAMES));
}

static void
trim_title (DlnNameRules *rules,
            DlnNameSpan  *span)
{
  while (span->first < span->last)
    {
      guint position = title_position (rules->text, span->first);
      guint32 after = span->first + 1;

      if (position != 1 && position != 2)
        return;
      while (position == 2 && after <= span->last && title_position (rules->text, after) >= 3)
        after++;
      if (after > span->last || is_kept_title (rules, span->first))
        return;
      if (rules->text->tokens[after].letters == 0
          || (rules->text->tokens[after].letter_case == DLN_CASE_LOWER
              && !_dln_names_is_word_of (rules, after, DLN_WORDS_NAME_ARTICLES)))
        return;
      span->first = span->title = after;
      span->reasons |= DLN_NAME_TITLE;
    }
}

/* "Kremlin guardsman Anna Keller", "Dictator Keller": what somebody is called before the name is no
 * part of it. A capital word counts if it is nobody's first name. */
static void
cut_person_noun (DlnNameRules *rules,
                 DlnNameSpan  *span)
{
  const DlnNameToken *tokens = rules->text->tokens;
  guint32 first = span->first;

  for (guint32 i = span->first; i < span->last; i++)
    {
      gboolean role = (tokens[i].lists & DLN_LIST_BIT (DLN_LIST_PERSON_NOUN)) != 0;

      if (is_kept_title (rules, i) || tokens[i + 1].letters == 0
          || tokens[i + 1].letter_case == DLN_CASE_LOWER)
        continue;
      if (tokens[i].letter_case == DLN_CASE_LOWER
            ? role || tokens[i].upos == DLN_UPOS_NOUN
            : role && i == first
                && (tokens[i].lists & DLN_LIST_BIT (DLN_LIST_FIRST_NAME)) == 0)
        first = i + 1;
    }
  if (first == span->first)
    return;
  span->title = span->first;
  span->first = first;
  span->reasons |= DLN_NAME_TITLE;
}

/* Two people of one word side by side are one of two words. */
static void
join_people (DlnNameRules *rules)
{
  for (guint k = 0; k + 1 < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);
      DlnNameSpan *next = span + 1;

      if (span->type != DLN_ENTITY_PERSON || next->type != DLN_ENTITY_PERSON || span->dropped
          || span->first != span->last || next->first != next->last || next->first != span->last + 1
          || rules->tokens[span->first].sentence != rules->tokens[next->first].sentence
          || rules->text->tokens[span->first].lower == rules->text->tokens[next->first].lower)
        continue;
      span->last = next->last;
      span->score = MIN (span->score, next->score);
      next->dropped = TRUE;
    }
}

/* "Karl Moser Jr.", "Karl Moser, Sr.", "Robert Muldoon III": which of several of one name */
static void
take_generation (DlnNameRules *rules,
                 DlnNameSpan  *span)
{
  guint32 i = span->last + 1;

  if (span->first == span->last)
    return;
  if (i + 1 < rules->text->n_tokens && _dln_names_is (rules, i, ","))
    i++;
  if (i >= rules->text->n_tokens || rules->tokens[i].sentence != rules->tokens[span->last].sentence
      || rules->text->tokens[i].letter_case == DLN_CASE_LOWER)
    return;

  DlnSpan word = rules->tokens[i].span;
  g_autofree char *form =
    g_ascii_strdown (rules->context->text + word.begin, word.end - word.begin);

  if (g_str_has_suffix (form, "."))
    form[strlen (form) - 1] = '\0';
  if (g_strv_contains (_dln_words (DLN_WORDS_GENERATIONS), form))
    span->last = i;
}

/**
 * _dln_name_rules_trim:
 * @rules: the document
 *
 * Takes "the", titles, possessives and quotation marks at the ends off each name.
 */
void
_dln_name_rules_trim (DlnNameRules *rules)
{
  join_people (rules);
  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      while (span->first < span->last
             && (_dln_names_is_in_any_case (rules, span->first, "the")
                 || rules->text->tokens[span->first].letters == 0))
        span->first++;
      while (span->first < span->last
             && (is_possessive (rules, span->last)
                 || (rules->text->tokens[span->last].letters == 0
                     && !_dln_names_is_in_any_case (rules, span->last, ")"))))
        span->last--;
      if (rules->text->tokens[span->first].letters == 0)
        span->dropped = TRUE;
      if (span->type == DLN_ENTITY_PERSON)
        {
          cut_at_dash (rules, span);
          cut_at_comma (rules, span);
        }
      else if (span->type != DLN_ENTITY_OTHER)
        cut_role (rules, span);
      cut_small_start (rules, span);
      span->title = span->first;
      if (span->type == DLN_ENTITY_PERSON)
        {
          trim_title (rules, span);
          cut_person_noun (rules, span);
          take_generation (rules, span);
        }
    }
}

/* Nouns that make an institution whatever else is in the name: "Bank of England", "Lakeside County
 * Court" */
gboolean
_dln_name_rules_is_institution_noun (DlnNameRules *rules,
                                     guint32       i)
{
  return rules->text->tokens[i].letter_case != DLN_CASE_LOWER
         && is_any (rules, i, _dln_words (DLN_WORDS_INSTITUTION_HEADS));
}

static gboolean
has_institution_noun (DlnNameRules      *rules,
                      const DlnNameSpan *span)
{
  if (span->first == span->last || span->type == DLN_ENTITY_INSTITUTION)
    return FALSE;
  for (guint32 i = span->first + 1; i < span->last; i++)
    if (_dln_names_is_in_any_case (rules, i, "of") || _dln_names_is_in_any_case (rules, i, "for"))
      return _dln_name_rules_is_institution_noun (rules, i - 1);
  /* "European Union", but not "Soviet Union" */
  return _dln_name_rules_is_institution_noun (rules, span->last)
         && (rules->text->tokens[span->last].phrases
             & ((guint64) 7 << (3 * DLN_LIST_PLACE) | (guint64) 7 << (3 * DLN_LIST_COUNTRY))) == 0;
}

/* "told Harbour Weekly": whom statements are made to in news is an outlet, if the model doubts that
 * it is a person and nobody has such a first name */
static gboolean
is_told_outlet (DlnNameRules      *rules,
                const DlnNameSpan *span)
{
  const DlnStrings *strings = rules->context->annotations->strings;

  return span->type == DLN_ENTITY_PERSON && span->first > 0 && span->first < span->last
         && span->score < SURE_PERSON
         && (rules->text->tokens[span->first].lists & DLN_LIST_BIT (DLN_LIST_FIRST_NAME)) == 0
         && g_strv_contains (_dln_words (DLN_WORDS_LISTENER_VERBS),
                             dln_strings_get (strings, rules->tokens[span->first - 1].lemma));
}

/* One word that the model doubts to be a person, or off the sports pages an institution, and that
 * every reader knows as a place */
static gboolean
is_known_place (const DlnNameText *text,
                const DlnNameSpan *span)
{
  const DlnNameToken *token = &text->tokens[span->first];
  gboolean alone = text->n_tokens == 1;

  if (span->first != span->last || (token->lists & DLN_LIST_BIT (DLN_LIST_PLACE)) == 0
      || (token->lists & DLN_LIST_BIT (DLN_LIST_ORG)) != 0)
    return FALSE;
  if (span->type == DLN_ENTITY_INSTITUTION)
    return text->sport == 0 && (alone || span->score < 0.6);
  return span->type == DLN_ENTITY_PERSON && (alone || span->score < 0.7);
}

/**
 * _dln_name_rules_settle_heads:
 * @rules: the document
 *
 * A place or person whose head noun is an institution's is an institution; a doubtful person with
 * the name of a well-known place is that place.
 */
void
_dln_name_rules_settle_heads (DlnNameRules *rules)
{
  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (!span->dropped && has_institution_noun (rules, span))
        {
          span->type = DLN_ENTITY_INSTITUTION;
          span->reasons |= DLN_NAME_HEAD_NOUN;
        }
      else if (!span->dropped && is_told_outlet (rules, span))
        {
          span->type = DLN_ENTITY_INSTITUTION;
        }
      else if (is_known_place (rules->text, span))
        {
          span->type = DLN_ENTITY_PLACE;
        }
      else if (span->first == span->last && span->type == DLN_ENTITY_PERSON
               && rules->text->tokens[span->first].letter_case == DLN_CASE_UPPER
               && (rules->text->tokens[span->first].lists & DLN_LIST_BIT (DLN_LIST_ORG)) != 0)
        {
          span->type = DLN_ENTITY_INSTITUTION;
        }
    }
}

static gboolean
is_role (const DlnNameText *text,
         guint32            i)
{
  return title_position (text, i) != 0
         || ((text->tokens[i].lists & DLN_LIST_BIT (DLN_LIST_PERSON_NOUN)) != 0
             && text->tokens[i].upos == DLN_UPOS_NOUN);
}

/* What may stand between the start of a title and its last word; before "Sen." no small noun */
static gboolean
is_modifier (DlnNameRules *rules,
             guint32       i)
{
  switch (rules->tokens[i].upos)
    {
    case DLN_UPOS_ADJ:
    case DLN_UPOS_PROPN:
      return TRUE;
    case DLN_UPOS_NOUN:
      return rules->text->tokens[i].letter_case != DLN_CASE_LOWER
             || rules->text->tokens[i + 1].letter_case == DLN_CASE_LOWER;
    default:
      return (_dln_names_is_in_any_case (rules, i, "-") && !is_dash (rules, i))
             || is_any (rules, i, _dln_words (DLN_WORDS_OFFICE_MODIFIERS));
    }
}

static gboolean
is_honorific (DlnNameRules *rules,
              guint32       i)
{
  return is_any (rules, i, _dln_words (DLN_WORDS_HONORIFICS));
}

/* "Kremlin spokesman" before "Dmitry Peskov": a role next to the name and what modifies it */
static void
find_title (DlnNameRules *rules,
            DlnNameSpan  *span,
            guint32       floor)
{
  guint32 i = span->first;

  if (i == floor || !is_role (rules->text, i - 1))
    return;
  i--;
  while (i > floor && span->first - i < MAX_TITLE && !is_honorific (rules, i)
         && (is_role (rules->text, i - 1) || is_modifier (rules, i - 1)
             || (is_possessive (rules, i - 1) && i - 1 > floor)))
    i--;
  while (i < span->first - 1 && (rules->text->tokens[i].letters == 0 || is_possessive (rules, i)))
    i++;
  span->title = i;
  span->reasons |= DLN_NAME_TITLE;
}

/**
 * _dln_name_rules_find_titles:
 * @rules: the document
 *
 * Finds the role or title that stands before each person's name.
 */
void
_dln_name_rules_find_titles (DlnNameRules *rules)
{
  guint sentence = 0;
  guint32 last = 0;

  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (span->dropped)
        continue;
      while (sentence + 1 < rules->text->n_sentences
             && rules->text->firsts[sentence + 1] <= span->first)
        sentence++;
      if (span->type == DLN_ENTITY_PERSON)
        find_title (rules, span, MAX (last, rules->text->firsts[sentence]));
      /* a name inside the title is a name of its own, but a person's name ends it */
      if (span->type == DLN_ENTITY_PERSON)
        last = span->last + 1;
    }
}

static gboolean
is_in_lists (const DlnNameToken *token,
             guint32             bits)
{
  return (token->lists & bits) != 0;
}

/* "Vice President" */
static gboolean
is_only_title (DlnNameRules      *rules,
               const DlnNameSpan *span)
{
  for (guint32 i = span->first; i <= span->last; i++)
    if (title_position (rules->text, i) == 0)
      return FALSE;
  return (rules->text->tokens[span->first].lists
          & (DLN_LIST_BIT (DLN_LIST_FIRST_NAME) | DLN_LIST_BIT (DLN_LIST_SURNAME)))
           == 0
         || span->last > span->first;
}

/* "Calif." is nobody */
static gboolean
is_abbreviation (DlnNameRules      *rules,
                 const DlnNameSpan *span)
{
  DlnSpan word = rules->tokens[span->first].span;

  return span->first == span->last && rules->text->tokens[span->first].letter_case == DLN_CASE_TITLE
         && word.end - word.begin <= 6 && rules->context->text[word.end - 1] == '.';
}

static gboolean
must_drop (DlnNameRules      *rules,
           const DlnNameSpan *span)
{
  const DlnNameToken *token = &rules->text->tokens[span->first];
  guint32 places =
    DLN_LIST_BIT (DLN_LIST_PLACE) | DLN_LIST_BIT (DLN_LIST_COUNTRY) | DLN_LIST_BIT (DLN_LIST_TOWN);
  guint32 known = places | DLN_LIST_BIT (DLN_LIST_ORG) | DLN_LIST_BIT (DLN_LIST_PERSON)
                  | DLN_LIST_BIT (DLN_LIST_NEWS) | DLN_LIST_BIT (DLN_LIST_SURNAME)
                  | DLN_LIST_BIT (DLN_LIST_FIRST_NAME) | DLN_LIST_BIT (DLN_LIST_COMPANY)
                  | DLN_LIST_BIT (DLN_LIST_PARTY);

  if (span->type == DLN_ENTITY_PERSON
      && (is_only_title (rules, span) || is_abbreviation (rules, span)))
    return TRUE;
  if (span->type == DLN_ENTITY_PLACE && span->last > span->first
      && is_in_lists (&rules->text->tokens[span->last], DLN_LIST_BIT (DLN_LIST_DEMONYM))
      && !is_in_lists (&rules->text->tokens[span->last], places))
    return TRUE;
  if (span->first != span->last)
    return span->type == DLN_ENTITY_PLACE && is_in_lists (token, DLN_LIST_BIT (DLN_LIST_DEMONYM))
           && rules->text->tokens[span->last].letter_case == DLN_CASE_LOWER;
  if (is_in_lists (token, DLN_LIST_BIT (DLN_LIST_CALENDAR)) && span->type != DLN_ENTITY_PERSON)
    return TRUE;
  if (token->letters == 0 || rules->tokens[span->first].upos == DLN_UPOS_PRON
      || rules->tokens[span->first].upos == DLN_UPOS_DET)
    return token->letter_case != DLN_CASE_UPPER;
  if ((token->flags & DLN_NAMES_FIRST) != 0 && (token->flags & DLN_NAMES_CAPITAL) == 0
      && token->letter_case == DLN_CASE_TITLE
      && (token->commonness >= 6 || (token->flags & DLN_NAMES_LOWERED) != 0)
      && !is_in_lists (token, known))
    return span->score < 0.8;
  return span->type != DLN_ENTITY_OTHER && span->type != DLN_ENTITY_PERSON
         && is_in_lists (token, DLN_LIST_BIT (DLN_LIST_DEMONYM))
         && !is_in_lists (token,
                          DLN_LIST_BIT (DLN_LIST_PLACE) | DLN_LIST_BIT (DLN_LIST_COUNTRY)
                            | DLN_LIST_BIT (DLN_LIST_ORG))
         && span->score < 0.97;
}

/**
 * _dln_name_rules_drop:
 * @rules: the document
 *
 * Drops what no reader would call a name.
 */
void
_dln_name_rules_drop (DlnNameRules *rules)
{
  guint n_small = 0, n_capital = 0;

  for (guint k = 0; k < rules->spans->len; k++)
    {
      const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (rules->text->tokens[span->last].letter_case == DLN_CASE_LOWER
          && span->first == span->last)
        n_small++;
      else
        n_capital++;
    }
  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (!span->dropped && must_drop (rules, span))
        span->dropped = TRUE;
      /* who writes names with capitals has few without */
      if (n_capital >= 8 * n_small && span->first == span->last && span->score < 0.95
          && rules->text->tokens[span->first].letter_case == DLN_CASE_LOWER)
        span->dropped = TRUE;
    }
}

static gboolean
acts_like_a_government (DlnNameRules      *rules,
                        const DlnNameSpan *span)
{
  for (guint32 i = span->first; i <= span->last; i++)
    {
      const DlnToken *token = &rules->tokens[i];

      if (token->head < 0 || dln_deprel_get_base (token->deprel) != DLN_DEPREL_NSUBJ
          || token->deprel == DLN_DEPREL_NSUBJ_PASS)
        continue;
      if (token->head >= (gint32) span->first && token->head <= (gint32) span->last)
        continue;

      const char *lemma =
        dln_strings_get (rules->context->annotations->strings, rules->tokens[token->head].lemma);

      if (g_strv_contains (_dln_words (DLN_WORDS_GOVERNMENT_VERBS), lemma))
        return TRUE;
    }
  return FALSE;
}

/**
 * _dln_name_rules_explain:
 * @rules: the document
 *
 * Adds the reasons that can be read off the words.
 */
void
_dln_name_rules_explain (DlnNameRules *rules)
{
  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);
      guint64 phrases = 0;
      guint32 lists = 0;

      if (span->dropped)
        continue;
      for (guint32 i = span->first; i <= span->last; i++)
        {
          phrases |= rules->text->tokens[i].phrases;
          lists |= rules->text->tokens[i].lists;
        }
      if ((phrases & ~((guint64) 7 << (3 * DLN_LIST_TITLE))) != 0)
        span->reasons |= DLN_NAME_LIST;
      if (span->type == DLN_ENTITY_INSTITUTION && span->last > span->first)
        {
          if ((rules->text->tokens[span->last].lists & DLN_LIST_BIT (DLN_LIST_LEGAL)) != 0)
            span->reasons |= DLN_NAME_LEGAL_FORM;
          if ((lists & DLN_LIST_BIT (DLN_LIST_ORG_HEAD)) != 0)
            span->reasons |= DLN_NAME_HEAD_NOUN;
        }
      if (span->type == DLN_ENTITY_PLACE && acts_like_a_government (rules, span))
        span->reasons |= DLN_NAME_METONYMY;
    }
}
