/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sentences end, by rules: what serves without a bundle, and one of the hints of the learned
 * classifier. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define TOKEN_LENGTH(token) ((token)->span.end - (token)->span.begin)

static gboolean
is_word (const char      *text,
         const DlnToken  *token,
         const char      *word)
{
  return strlen (word) == TOKEN_LENGTH (token)
         && memcmp (text + token->span.begin, word, TOKEN_LENGTH (token)) == 0;
}

/* ".", "?", "!", "..." and mixtures; the ellipsis character */
static gboolean
is_stop (const char     *text,
         const DlnToken *token)
{
  const char *p = text + token->span.begin;
  gsize n = TOKEN_LENGTH (token);

  if (n == 3 && memcmp (p, "\u2026", 3) == 0)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    if (p[i] != '.' && p[i] != '?' && p[i] != '!')
      return FALSE;
  return n > 0;
}

/* A mark that closes what a sentence opened, so that it belongs to the sentence before */
static gboolean
is_closer (const char     *text,
           const DlnToken *tokens,
           gsize           i)
{
  static const char *const closers[] = { ")", "]", "\u201d", "\u2019", "\u00bb", "''", "}" };
  const DlnToken *token = &tokens[i];

  for (guint k = 0; k < G_N_ELEMENTS (closers); k++)
    if (is_word (text, token, closers[k]))
      return TRUE;
  return (is_word (text, token, "\"") || is_word (text, token, "'"))
         && (tokens[i - 1].flags & DLN_TOKEN_SPACE_AFTER) == 0
         && (token->flags & DLN_TOKEN_SPACE_AFTER) != 0;
}

static gboolean
is_opener (const char     *text,
           const DlnToken *token)
{
  static const char *const openers[] = { "\"",     "'",      "(",  "[",      "\u201c",
                                         "\u2018", "\u00ab", "``", "\u201e", "-",
                                         "\u2014", "\u2013", "*",  "\u2022" };

  for (guint k = 0; k < G_N_ELEMENTS (openers); k++)
    if (is_word (text, token, openers[k]))
      return TRUE;
  return FALSE;
}

/* Can a sentence begin with this token? */
static gboolean
can_begin (const char     *text,
           const DlnToken *token)
{
  gunichar c = g_utf8_get_char (text + token->span.begin);

  return g_unichar_isupper (c) || g_unichar_istitle (c) || g_unichar_isdigit (c)
         || is_opener (text, token) || (g_unichar_isalpha (c) && !g_unichar_islower (c));
}

/* Words that open a sentence far more often than they carry a name on */
static gboolean
is_starter (const char     *text,
            const DlnToken *token)
{
  const char *const *starters = _dln_words (DLN_WORDS_SENTENCE_STARTERS);

  for (guint k = 0; starters[k] != NULL; k++)
    if (is_word (text, token, starters[k]))
      return TRUE;
  return FALSE;
}

/* The word before the stop is an abbreviation written with its full stop as one token. */
static gboolean
ends_with_stop (const char     *text,
                const DlnToken *token)
{
  return TOKEN_LENGTH (token) >= 2 && text[token->span.end - 1] == '.' && !is_stop (text, token);
}

/**
 * _dln_text_mark_ends_by_rules:
 * @text: the document's text
 * @tokens: [@n_tokens], of one block
 * @n_tokens: how many
 * @ends: (out caller-allocates): [@n_tokens], 1 = the sentence ends with this token
 *
 * Time: O(@n_tokens).
 */
void
_dln_text_mark_ends_by_rules (const char     *text,
                              const DlnToken *tokens,
                              gsize           n_tokens,
                              guint8         *ends)
{
  memset (ends, 0, n_tokens);
  for (gsize i = 0; i < n_tokens; i++)
    {
      gboolean abbreviated = ends_with_stop (text, &tokens[i]);

      if (!abbreviated && !is_stop (text, &tokens[i]))
        continue;

      gsize last = i;
      while (last + 1 < n_tokens
             && (is_closer (text, tokens, last + 1) || is_stop (text, &tokens[last + 1])))
        last++;
      if (last + 1 >= n_tokens)
        break;
      if ((tokens[last].flags & DLN_TOKEN_SPACE_AFTER) == 0 || !can_begin (text, &tokens[last + 1]))
        continue;
      if (abbreviated && last == i)
        {
          DlnAbbreviation kind
              = _dln_text_get_abbreviation (text + tokens[i].span.begin, TOKEN_LENGTH (&tokens[i]));

          if (kind != DLN_ABBREVIATION_MAY_END || !is_starter (text, &tokens[last + 1]))
            continue;
        }
      ends[last] = 1;
      i = last;
    }
  if (n_tokens > 0)
    ends[n_tokens - 1] = 1;
}
