/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of results: on a sports page, what stands before a number on a line of names and numbers
 * is a team, whatever town it is called after. Countries stay places, as their teams are. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"

#include <string.h>

#define MAX_LINE 40 /* tokens */
#define MAX_TEAM 5  /* tokens */

static gboolean
is_count (DlnNameRules *rules,
          guint32       i)
{
  DlnSpan span = rules->tokens[i].span;

  if (span.end - span.begin > 3)
    return FALSE;
  for (guint32 k = span.begin; k < span.end; k++)
    if (!g_ascii_isdigit (rules->context->text[k]))
      return FALSE;
  return TRUE;
}

static gboolean
ends_line (DlnNameRules *rules,
           guint32       i)
{
  return i + 1 >= rules->text->n_tokens
         || memchr (rules->context->text + rules->tokens[i].span.end,
                    '\n',
                    rules->tokens[i + 1].span.begin - rules->tokens[i].span.end)
              != NULL;
}

/* Names and numbers, two numbers at least, and hardly a word in small letters */
static gboolean
is_table_line (DlnNameRules *rules,
               guint32       first,
               guint32       last)
{
  guint numbers = 0, small = 0, capitals = 0;

  if (last - first + 1 > MAX_LINE)
    return FALSE;
  for (guint32 i = first; i <= last; i++)
    {
      numbers += rules->text->tokens[i].letter_case == DLN_CASE_DIGIT;
      small += rules->text->tokens[i].letter_case == DLN_CASE_LOWER;
      capitals += (rules->text->tokens[i].flags & DLN_NAMES_CAPITALISED) != 0;
    }
  return numbers >= 2 && capitals >= 1 && small <= 1;
}

static gboolean
is_country (const DlnNameText *text,
            guint32            first,
            guint32            last)
{
  return (text->tokens[first].phrases >> (3 * DLN_LIST_COUNTRY) & 7) == (first == last ? 1 : 2)
         && (first == last || (text->tokens[last].phrases >> (3 * DLN_LIST_COUNTRY) & 7) == 4);
}

/* Whether a person was found in [first, last]; other names there are dropped. */
static gboolean
clear_room (DlnNameRules *rules,
            guint        *k,
            guint32       first,
            guint32       last)
{
  while (*k < rules->spans->len && DLN_ROW (rules->spans, DlnNameSpan, *k)->last < first)
    (*k)++;
  for (guint j = *k; j < rules->spans->len; j++)
    {
      const DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, j);

      if (span->first > last)
        break;
      if (!span->dropped && (span->first < first || span->last > last
                             || (span->type == DLN_ENTITY_PERSON && span->score > 0.6)))
        return FALSE;
    }
  for (guint j = *k; j < rules->spans->len && DLN_ROW (rules->spans, DlnNameSpan, j)->first <= last;
       j++)
    DLN_ROW (rules->spans, DlnNameSpan, j)->dropped = TRUE;
  return TRUE;
}

static void
read_line (DlnNameRules *rules,
           GArray       *teams,
           guint        *k,
           guint32       first,
           guint32       last)
{
  const DlnNameText *text = rules->text;

  for (guint32 i = first; i < last; i++)
    {
      guint32 begin = i;

      if ((text->tokens[i].flags & DLN_NAMES_CAPITALISED) == 0)
        continue;
      while (i < last && (text->tokens[i].flags & DLN_NAMES_CAPITALISED) != 0)
        i++;
      if (!is_count (rules, i) || i - begin > MAX_TEAM || is_country (text, begin, i - 1)
          || !clear_room (rules, k, begin, i - 1))
        continue;

      DlnNameSpan team = {
        .first = begin,
        .last = i - 1,
        .title = begin,
        .type = DLN_ENTITY_INSTITUTION,
        .score = 0.6f,
        .reasons = DLN_NAME_MODEL,
      };

      g_array_append_val (teams, team);
    }
}

/**
 * _dln_name_rules_read_tables:
 * @rules: the document
 *
 * Finds the teams in tables of results. Time: O(tokens)
 */
void
_dln_name_rules_read_tables (DlnNameRules *rules)
{
  g_autoptr (GArray) teams = g_array_new (FALSE, TRUE, sizeof (DlnNameSpan));
  guint sport = 0, k = 0;

  for (guint32 i = 0; i < rules->text->n_tokens; i++)
    sport += (rules->text->tokens[i].lists & DLN_LIST_BIT (DLN_LIST_SPORT)) != 0;
  if (sport < 3)
    return;
  for (guint32 first = 0; first < rules->text->n_tokens;)
    {
      guint32 last = first;

      while (!ends_line (rules, last))
        last++;
      if (is_table_line (rules, first, last))
        read_line (rules, teams, &k, first, last);
      first = last + 1;
    }
  g_array_append_vals (rules->spans, teams->data, teams->len);
  g_array_sort (rules->spans, _dln_names_compare_spans);
}
