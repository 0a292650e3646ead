/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Institutions that their head noun tells although the model saw none ("Ministry of Public Works"),
 * and a capital article inside a sentence, which is part of a newspaper's or an institution's name
 * ("the editor of The Lantern"). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"

#include <string.h>

#define MAX_PHRASE 10 /* tokens behind the head noun */
#define MAX_HEADED 5  /* words of a body's name behind a post in it */
#define DOUBTFUL 0.8f

/* The last token of "NOUN of Xxx", "NOUN of the Xxx Yyy", "NOUN for Xxx and Yyy"; @noun itself if
 * nothing follows */
static guint32
find_phrase_end (DlnNameRules *rules,
                 guint32       noun)
{
  guint32 n = rules->text->n_tokens;
  guint32 i = noun + 1;

  if (i + 1 >= n || rules->tokens[i].sentence != rules->tokens[noun].sentence
      || !(_dln_names_is (rules, i, "of") || _dln_names_is (rules, i, "for")))
    return noun;
  i++;
  if (i < n && _dln_names_is (rules, i, "the"))
    i++;
  if (i >= n || !_dln_names_is_capital (rules, i))
    return noun;

  guint32 last = i;

  for (i++;
       i < n && i - noun < MAX_PHRASE && rules->tokens[i].sentence == rules->tokens[noun].sentence;
       i++)
    if (_dln_names_is_capital (rules, i))
      last = i;
    else if (!(_dln_names_is (rules, i, "and") && i + 1 < n && _dln_names_is_capital (rules, i + 1)
               && _dln_name_rules_is_institution_noun (rules, noun) && i == last + 1))
      break;
  return last;
}

static gboolean
has_titled_article (DlnNameRules *rules,
                    guint32       first)
{
  const DlnNameText *text = rules->text;
  guint32 article = first - 1;

  if (first < 2 || !_dln_names_is (rules, article, "The")
      || rules->tokens[article].sentence != rules->tokens[first].sentence
      || rules->tokens[article - 1].sentence != rules->tokens[first].sentence)
    return FALSE;
  if ((text->tokens[article].flags & (DLN_NAMES_FIRST | DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED))
      != 0)
    return FALSE;
  return text->tokens[article - 1].letter_case == DLN_CASE_LOWER
         || _dln_names_is (rules, article - 1, ",");
}

/* "..., The Lantern reported": a capital article inside a sentence with a capital word behind it
 * and no name yet; the last token of the phrase, or @article if it is none. Behind a colon or a
 * quotation mark a new sentence may begin. */
static guint32
find_titled_end (DlnNameRules  *rules,
                 const guint8  *covered,
                 guint32        article)
{
  const DlnNameText *text = rules->text;
  guint32 last = article;

  if (article + 1 >= text->n_tokens || !has_titled_article (rules, article + 1))
    return article;
  for (guint32 i = article + 1; i < text->n_tokens && i - article <= 4; i++)
    {
      if (covered[i] || !_dln_names_is_capital (rules, i)
          || rules->tokens[i].sentence != rules->tokens[article].sentence)
        break;
      last = i;
    }
  return last;
}

/* "the former head of Alderline Water": what only a body has stands before @first; "Director of
 * Public Works" is one phrase. */
gboolean
_dln_name_rules_is_behind_post (DlnNameRules *rules,
                                guint32       first)
{
  guint32 of = first;

  if (of > 2 && _dln_names_is (rules, of - 1, "the"))
    of--;
  if (of-- < 2)
    return FALSE;
  return (_dln_names_is (rules, of, "of") || _dln_names_is (rules, of, "at"))
         && rules->text->tokens[of - 1].letter_case == DLN_CASE_LOWER
         && _dln_names_is_word_of (rules, of - 1, DLN_WORDS_BODY_POSTS)
         && rules->tokens[of - 1].sentence == rules->tokens[first].sentence;
}

/* The last of two or more capital words in no name behind a post, or @first. */
static guint32
find_headed_end (DlnNameRules *rules,
                 const guint8 *covered,
                 guint32       first)
{
  const DlnNameText *text = rules->text;
  guint32 last = first;

  if (!_dln_names_is_capital (rules, first) || !_dln_name_rules_is_behind_post (rules, first))
    return first;
  for (guint32 i = first; i < text->n_tokens && i - first < MAX_HEADED; i++)
    {
      if (covered[i] || !_dln_names_is_capital (rules, i)
          || rules->tokens[i].sentence != rules->tokens[first].sentence
          || (text->tokens[i].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0)
        break;
      last = i;
    }
  return last + 1 < text->n_tokens && covered[last + 1] ? first : last;
}

/* "European Commission in Brussels" and "Ministry of Defence and the Bank of England" are two names
 * each: the first token of the second, of the type in @type; 0 if it is one. */
static guint32
find_second (DlnNameRules      *rules,
             const DlnNameSpan *span,
             guint32            i,
             guint             *type)
{
  if (_dln_names_is (rules, i, "in") && _dln_names_is_capital (rules, i + 1)
      && _dln_names_is_capital (rules, i - 1))
    {
      *type = DLN_ENTITY_PLACE;
      return i + 1;
    }
  if (i + 2 <= span->last && _dln_names_is (rules, i, "and") && _dln_names_is (rules, i + 1, "the")
      && _dln_names_is_capital (rules, i + 2))
    {
      *type = DLN_ENTITY_INSTITUTION;
      return i + 2;
    }
  return 0;
}

static void
cut_pairs (DlnNameRules *rules)
{
  guint n = rules->spans->len;

  for (guint k = 0; k < n; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (span->dropped || span->type != DLN_ENTITY_INSTITUTION || span->last < span->first + 2)
        continue;
      for (guint32 i = span->first + 1; i < span->last; i++)
        {
          guint type = 0;
          guint32 second = find_second (rules, span, i, &type);

          if (second == 0)
            continue;

          DlnNameSpan other = { .first = second,
                                .last = span->last,
                                .title = second,
                                .type = type,
                                .score = span->score,
                                .reasons = span->reasons };

          span->last = i - 1;
          g_array_append_val (rules->spans, other);
          break;
        }
    }
  if (rules->spans->len > n)
    g_array_sort (rules->spans, _dln_names_compare_spans);
}

static void
add_institution (DlnNameRules *rules,
                 guint32       first,
                 guint32       last,
                 float         score,
                 guint         reasons)
{
  DlnNameSpan span = { .first = first,
                       .last = last,
                       .title = first,
                       .type = DLN_ENTITY_INSTITUTION,
                       .score = score,
                       .reasons = reasons };

  g_array_append_val (rules->spans, span);
}

/**
 * _dln_name_rules_complete:
 * @rules: the document
 *
 * Adds an institution where a capital head noun with its complement, a capital article with what it
 * opens, or what somebody is "head of", lies in no name; a seat ("in Brussels") and a second
 * institution are taken off an institution's name. Sentences in capitals and headlines, where a
 * capital tells nothing, are left alone. Time: O(tokens + spans)
 */
void
_dln_name_rules_complete (DlnNameRules *rules)
{
  const DlnNameText *text = rules->text;
  g_autofree guint8 *covered = g_new0 (guint8, text->n_tokens + 1);

  cut_pairs (rules);

  guint n_known = rules->spans->len;

  for (guint k = 0; k < n_known; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (span->type == DLN_ENTITY_OTHER && span->score < DOUBTFUL
          && has_titled_article (rules, span->first))
        span->type = DLN_ENTITY_INSTITUTION;
      for (guint32 i = span->first; i <= span->last && !span->dropped; i++)
        covered[i] = TRUE;
    }
  for (guint32 i = 0; i < text->n_tokens; i++)
    {
      guint32 headed = find_headed_end (rules, covered, i);
      guint32 titled = find_titled_end (rules, covered, i);

      if (headed > i)
        {
          add_institution (rules, i, headed, 0.6f, DLN_NAME_HEAD_NOUN);
          i = headed;
          continue;
        }
      if (titled > i && (titled + 1 >= text->n_tokens || !covered[titled + 1]))
        {
          add_institution (rules, i, titled, 0.5f, 0);
          i = titled;
          continue;
        }
      if (covered[i] || !_dln_names_is_capital (rules, i)
          || (text->tokens[i].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0
          || !_dln_name_rules_is_institution_noun (rules, i))
        continue;

      guint32 last = find_phrase_end (rules, i);
      gboolean free = last > i;

      for (guint32 k = i; k <= last && free; k++)
        free = !covered[k];
      if (!free)
        continue;

      add_institution (rules, i, last, 0.7f, DLN_NAME_HEAD_NOUN);
      i = last;
    }
  if (rules->spans->len > n_known)
    g_array_sort (rules->spans, _dln_names_compare_spans);
}

/**
 * _dln_name_rules_take_articles:
 * @rules: the document
 *
 * "The" with a capital inside a sentence belongs to the institution behind it.
 */
void
_dln_name_rules_take_articles (DlnNameRules *rules)
{
  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      if (!span->dropped && span->type == DLN_ENTITY_INSTITUTION && span->title == span->first
          && has_titled_article (rules, span->first))
        span->first = span->title = span->first - 1;
    }
}
