/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small words within names of other languages ("Khalid bin Rashid al-Mansouri", "Folha da Serra"),
 * and family names that English reads as pronouns ("He Jianguo"). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-rules-private.h"

#define MAX_JOINED 12 /* tokens of a name */

static gboolean
is_loud (DlnNameRules *rules,
         guint32       i)
{
  return (rules->text->tokens[i].flags & (DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED)) != 0;
}

static gboolean
touches (DlnNameRules *rules,
         guint32       i) /* and the token behind it */
{
  return rules->tokens[i].span.end == rules->tokens[i + 1].span.begin;
}

/* The capital behind a small word that goes on the name ending at @last: "bin Rashid",
 * "al-Mansouri", "da Serra"; @last if none follows. */
static guint32
find_continuation (DlnNameRules *rules,
                   guint32       last)
{
  guint32 sentence = rules->tokens[last].sentence;
  guint32 i = last + 1;
  gboolean article;

  if (i + 1 >= rules->text->n_tokens || rules->tokens[i].sentence != sentence)
    return last;
  article = _dln_names_is_word_of (rules, i, DLN_WORDS_NAME_ARTICLES);
  if (!article && !_dln_names_is_word_of (rules, i, DLN_WORDS_NAME_BINDERS))
    return last;
  i++;
  if (article && _dln_names_is (rules, i, "-") && touches (rules, i - 1) && touches (rules, i))
    i++;
  else if (!_dln_names_is_word_of (rules, i - 1, DLN_WORDS_NAME_BINDERS))
    return last;
  while (i + 1 < rules->text->n_tokens && _dln_names_is_word_of (rules, i, DLN_WORDS_NAME_BINDERS))
    i++;
  return rules->tokens[i].sentence == sentence && _dln_names_is_capital (rules, i)
             && rules->text->tokens[i].letters != 0
           ? i
           : last;
}

/* Takes in the names that now lie in @k's. */
static void
absorb (DlnNameRules *rules,
        guint         k)
{
  DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

  for (guint j = k + 1; j < rules->spans->len; j++)
    {
      DlnNameSpan *next = DLN_ROW (rules->spans, DlnNameSpan, j);

      if (next->first > span->last)
        break;
      if (next->dropped)
        continue;
      span->last = MAX (span->last, next->last);
      next->dropped = TRUE;
    }
}

static void
join_particles (DlnNameRules *rules)
{
  for (guint k = 0; k < rules->spans->len; k++)
    {
      DlnNameSpan *span = DLN_ROW (rules->spans, DlnNameSpan, k);

      while (!span->dropped && span->last - span->first < MAX_JOINED)
        {
          guint32 last = find_continuation (rules, span->last);

          if (last == span->last)
            break;
          span->last = last;
          absorb (rules, k);
        }
    }
}

/* ---- family names that are pronouns --------------------------------------------------------- */

/* "of He Jianguo", "He Jianguo said" where that was told before: a capital pronoun within a
 * sentence that no quotation mark or colon opens is a name. */
static gboolean
is_surname (DlnNameRules *rules,
            guint32       i)
{
  return i > 0 && _dln_names_is_word_of (rules, i, DLN_WORDS_SURNAMES_LIKE_PRONOUNS)
         && !is_loud (rules, i)
         && rules->tokens[i - 1].sentence == rules->tokens[i].sentence
         && (rules->text->tokens[i - 1].letter_case == DLN_CASE_LOWER
             || _dln_names_is (rules, i - 1, ","))
         && (rules->text->tokens[i - 1].flags & DLN_NAMES_FIRST) == 0;
}

static guint
find_span (DlnNameRules *rules,
           guint32       i)
{
  guint low = 0, high = rules->spans->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (DLN_ROW (rules->spans, DlnNameSpan, middle)->last < i)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
add_surname (DlnNameRules *rules,
             guint32       i,
             gboolean      with_next)
{
  guint at = find_span (rules, i);
  DlnNameSpan *span =
    at < rules->spans->len ? DLN_ROW (rules->spans, DlnNameSpan, at) : NULL;
  DlnNameSpan added = { .first = i,
                        .last = with_next ? i + 1 : i,
                        .title = i,
                        .type = DLN_ENTITY_PERSON,
                        .score = 0.7f,
                        .reasons = DLN_NAME_LIST };

  if (span != NULL && span->first <= i)
    return;
  if (with_next && span != NULL && span->first == i + 1 && !span->dropped)
    {
      span->first = span->title = i;
      span->type = DLN_ENTITY_PERSON;
      return;
    }
  g_array_insert_val (rules->spans, at, added);
}

static void
find_surnames (DlnNameRules *rules)
{
  const DlnNameText *text = rules->text;
  g_autoptr (GHashTable) known = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint32 i = 1; i + 1 < text->n_tokens; i++)
    if (is_surname (rules, i) && _dln_names_is_capital (rules, i + 1)
        && rules->tokens[i + 1].sentence == rules->tokens[i].sentence && !is_loud (rules, i + 1))
      {
        g_hash_table_add (known, GSIZE_TO_POINTER (text->tokens[i + 1].letters | 1));
        add_surname (rules, i, TRUE);
      }
  if (g_hash_table_size (known) == 0)
    return;
  for (guint32 i = 0; i + 1 < text->n_tokens; i++)
    if (_dln_names_is_word_of (rules, i, DLN_WORDS_SURNAMES_LIKE_PRONOUNS)
        && _dln_names_is_capital (rules, i + 1)
        && g_hash_table_contains (known, GSIZE_TO_POINTER (text->tokens[i + 1].letters | 1)))
      add_surname (rules, i, TRUE);
    else if (is_surname (rules, i) && !_dln_names_is_capital (rules, i + 1))
      add_surname (rules, i, FALSE);
}

/**
 * _dln_name_rules_join_particles:
 * @rules: the document
 *
 * Goes on names over the small words of other languages and finds family names that look like
 * pronouns. Time: O(tokens)
 */
void
_dln_name_rules_join_particles (DlnNameRules *rules)
{
  find_surnames (rules);
  join_particles (rules);
}
