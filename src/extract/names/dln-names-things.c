/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of neither people, institutions nor places that the model passes over: "the iPad", "an
 * A320", "the FTSE 100". They are told by their letters alone, capitals inside a word or digits at
 * its end, so that a word of a title is none. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

/* above it a name is what the model calls it, whatever it ends with */
#define SURE_SCORE 0.9f
#define THING_SCORE 0.5f
#define MAX_WORDS 4

static DlnSpan
span_of (const DlnNameRules *rules,
         guint32             i)
{
  return rules->tokens[i].span;
}

/* "iPad", "A320", "F-35", "S&P"; not "McDonald", "3G", "G7" */
static gboolean
is_coined (const DlnNameRules *rules,
           guint32             i)
{
  const char *text = rules->context->text;
  DlnSpan span = span_of (rules, i);
  guint n_lower = 0, n_upper = 0, n_digits = 0, n_joined = 0, turns = 0;

  if (span.end - span.begin < 3 || !g_ascii_isalpha (text[span.begin]))
    return FALSE;
  for (guint32 b = span.begin; b < span.end; b++)
    {
      if (!g_ascii_isalnum (text[b]) && text[b] != '-' && text[b] != '&')
        return FALSE;
      n_joined += text[b] == '&' && b + 1 < span.end;
      n_lower += g_ascii_islower (text[b]) != 0;
      n_upper += g_ascii_isupper (text[b]) != 0;
      n_digits += g_ascii_isdigit (text[b]) != 0;
      turns += b > span.begin && g_ascii_isupper (text[b]) && g_ascii_islower (text[b - 1]);
    }
  if (n_joined > 0)
    return n_lower == 0 && n_digits == 0 && n_upper >= 2;
  if (n_digits > 0)
    return n_upper > 0 && n_lower == 0 && g_ascii_isdigit (text[span.end - 1]) && n_digits >= 2;
  return turns == 1 && n_lower > 0 && g_ascii_islower (text[span.begin])
         && g_ascii_isupper (text[span.begin + 1]) && n_upper < span.end - span.begin - 1;
}

/* "100" of "FTSE 100", "4" of "iPhone 4", "3GS": a number that hangs on the name, not one that
 * counts what follows */
static gboolean
is_model_number (const DlnNameRules *rules,
                 guint32             i,
                 guint32             first)
{
  const char *text = rules->context->text;
  const DlnToken *tokens = rules->tokens;
  DlnSpan span = span_of (rules, i);

  if (span.end - span.begin > 4 || !g_ascii_isdigit (text[span.begin])
      || tokens[i].sentence != tokens[first].sentence
      || span.begin != span_of (rules, i - 1).end + 1)
    return FALSE;
  for (guint32 b = span.begin; b < span.end; b++)
    if (!g_ascii_isalnum (text[b]))
      return FALSE;
  if (i + 1 < rules->text->n_tokens && tokens[i].head == (gint32) i + 1
      && !g_ascii_isupper (text[span_of (rules, i + 1).begin])
      && (tokens[i].deprel == DLN_DEPREL_NUMMOD || tokens[i].deprel == DLN_DEPREL_AMOD))
    {
      DlnSpan next = span_of (rules, i + 1);
      g_autofree char *word = g_strndup (text + next.begin, next.end - next.begin);

      return g_strv_contains (_dln_words (DLN_WORDS_NUMBERED_THINGS), word);
    }
  return TRUE;
}

static gboolean
is_thing_head (const DlnNameRules *rules,
               guint32             i)
{
  DlnSpan span = span_of (rules, i);
  g_autofree char *word =
    g_strndup (rules->context->text + span.begin, span.end - span.begin);

  return g_strv_contains (_dln_words (DLN_WORDS_THING_HEADS), word);
}

/* "Dow Jones" + "Industrial Average", "Paris" + "Agreement": the last token of a thing's name that
 * begins with another's name, or @last */
static guint32
find_thing_end (const DlnNameRules *rules,
                const guint8       *taken,
                guint32             last)
{
  for (guint32 i = last + 1; i < rules->text->n_tokens && i <= last + 3 && !taken[i]; i++)
    {
      if (rules->tokens[i].sentence != rules->tokens[last].sentence
          || rules->text->tokens[i].letter_case != DLN_CASE_TITLE
          || (rules->text->tokens[i].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0)
        break;
      if (is_thing_head (rules, i))
        return i;
    }
  return last;
}

/* "the Paris Agreement" where no word of it is anybody's name. Returns: the first word of a thing
 * that ends with word @i, or @i */
static guint32
find_thing_begin (const DlnNameRules *rules,
                  const guint8       *taken,
                  guint32             i)
{
  const DlnNameToken *tokens = rules->text->tokens;
  guint32 first = i;

  if (tokens[i].letter_case != DLN_CASE_TITLE || !is_thing_head (rules, i)
      || (tokens[i].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0)
    return i;
  while (first > 0 && i - first < MAX_WORDS - 1 && !taken[first - 1]
         && rules->tokens[first - 1].sentence == rules->tokens[i].sentence
         && rules->tokens[first - 1].upos == DLN_UPOS_PROPN
         && tokens[first - 1].letter_case == DLN_CASE_TITLE)
    first--;
  return first;
}

/**
 * _dln_name_rules_find_things:
 *
 * Adds names of things, and the number that belongs to one. Time: O(tokens + names)
 */
void
_dln_name_rules_find_things (DlnNameRules *rules)
{
  guint32 n = rules->text->n_tokens;
  guint n_old = rules->spans->len;
  g_autofree guint8 *taken = g_new0 (guint8, MAX (n, 1));

  for (guint k = 0; k < n_old; k++)
    {
      const DlnNameSpan *span = &g_array_index (rules->spans, DlnNameSpan, k);

      if (!span->dropped)
        memset (taken + span->title, 1, span->last + 1 - span->title);
    }
  for (guint k = 0; k < n_old; k++)
    {
      DlnNameSpan *span = &g_array_index (rules->spans, DlnNameSpan, k);

      guint32 end = span->dropped ? span->last : find_thing_end (rules, taken, span->last);

      if (end > span->last)
        {
          memset (taken + span->last, 1, end + 1 - span->last);
          span->last = end;
          if (span->type != DLN_ENTITY_INSTITUTION)
            span->type = DLN_ENTITY_OTHER;
        }
      else if (!span->dropped && span->first < span->last && span->score < SURE_SCORE
               && is_thing_head (rules, span->last))
        span->type = DLN_ENTITY_OTHER;
      if (!span->dropped && span->type == DLN_ENTITY_OTHER && span->last + 1 < n
          && !taken[span->last + 1] && is_model_number (rules, span->last + 1, span->first))
        taken[++span->last] = 1;
    }
  for (guint32 i = 0; i < n; i++)
    {
      if (taken[i])
        continue;

      guint32 first = find_thing_begin (rules, taken, i);

      if (first == i && !is_coined (rules, i))
        continue;

      DlnNameSpan span = {
        .first = first,
        .last = i,
        .title = first,
        .type = DLN_ENTITY_OTHER,
        .reasons = 0,
        .score = THING_SCORE,
      };

      while (span.last + 1 < n && !taken[span.last + 1] && span.last + 1 - span.first < MAX_WORDS
             && rules->tokens[span.last + 1].sentence == rules->tokens[i].sentence
             && (is_model_number (rules, span.last + 1, span.first)
                 || (rules->tokens[span.last + 1].upos == DLN_UPOS_PROPN
                     && (rules->text->tokens[span.last + 1].letter_case == DLN_CASE_TITLE
                         || rules->text->tokens[span.last + 1].letter_case == DLN_CASE_MIXED)
                     && (rules->text->tokens[i].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED))
                          == 0)))
        span.last++;
      i = span.last;
      g_array_append_val (rules->spans, span);
    }
  g_array_sort (rules->spans, _dln_names_compare_spans);
}
