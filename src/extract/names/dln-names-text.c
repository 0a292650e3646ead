/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as the names model sees it: for each token hashes of its form, what the lists and the
 * clusters say of it, the run of capitalised words it is in, and how the word is written elsewhere
 * in the document. Sentences of capitals get the case back that the document or English at large
 * would give them. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_WORD 96         /* bytes of a token that are looked at */
#define MAX_PHRASE 8        /* words of a list entry */
#define MAX_RUN 16          /* words of a run of capitals */

typedef struct /* how a word is written in the document */
{
  guint64 lower;
  guint32 small;   /* times in small letters */
  guint32 capital; /* times with a capital inside a sentence */
} Spelling;

typedef struct
{
  Spelling *slots;
  guint32   mask;
} Spellings;

static guint64
hash_bytes (const char *bytes,
            gsize       length,
            guint64     seed)
{
  guint64 h = seed ^ (length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  while (length >= 8)
    {
      guint64 word;

      memcpy (&word, bytes, 8);
      h = _dln_names_mix (h, word);
      bytes += 8;
      length -= 8;
    }

  guint64 rest = 0;

  memcpy (&rest, bytes, length);
  return _dln_names_mix (h, rest + 1);
}

/* The word in small letters; ASCII in place, the rest by Unicode. Returns its bytes. */
static gsize
lower_word (const char *word,
            gsize       length,
            char        out[MAX_WORD + 8])
{
  gsize n = 0;

  for (const char *p = word; p < word + length;)
    {
      if ((guchar) *p < 0x80)
        {
          out[n++] = g_ascii_tolower (*p++);
        }
      else
        {
          gunichar c = g_unichar_tolower (g_utf8_get_char (p));

          if (c == 0x2019 || c == 0x2018)
            c = '\'';
          n += g_unichar_to_utf8 (c, out + n);
          p = g_utf8_next_char (p);
        }
      if (n >= MAX_WORD)
        break;
    }
  return n;
}

static gsize
cut_word (const char *word,
          gsize       length)
{
  if (length <= MAX_WORD - 8)
    return length;
  return g_utf8_find_prev_char (word, word + MAX_WORD - 7) - word;
}

/**
 * _dln_names_hash_letters:
 * @word: UTF-8
 * @length: its bytes
 *
 * Returns: hash of the small letters and digits of @word, 0 if it has none
 */
guint64
_dln_names_hash_letters (const char *word,
                         gsize       length)
{
  char lower[MAX_WORD + 8];
  gsize n = lower_word (word, cut_word (word, length), lower);
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    if (g_ascii_isalnum (lower[i]) || (guchar) lower[i] >= 0x80)
      lower[kept++] = lower[i];
  return kept > 0 ? hash_bytes (lower, kept, 1) : 0;
}

/**
 * _dln_names_hash_exact:
 * @word: UTF-8
 * @length: its bytes
 *
 * Returns: hash of @word as it is written, digits as 0: key of the cluster table and of acronyms
 */
guint64
_dln_names_hash_exact (const char *word,
                       gsize       length)
{
  char folded[MAX_WORD];

  length = cut_word (word, length);
  for (gsize i = 0; i < length; i++)
    folded[i] = g_ascii_isdigit (word[i]) ? '0' : word[i];
  return hash_bytes (folded, length, 2);
}

guint32
_dln_names_table_get (const DlnNamesTable *table,
                      guint64              key)
{
  guint32 check = (guint32) (key >> 32) | 1;

  for (guint32 i = (guint32) key & table->mask;; i = (i + 1) & table->mask)
    {
      if (table->slots[2 * i] == check)
        return table->slots[2 * i + 1];
      if (table->slots[2 * i] == 0)
        return 0;
    }
}

static DlnNamesCase
classify_case (const char *word,
               gsize       length)
{
  guint upper = 0, lower = 0, digits = 0, letters = 0;
  gboolean first_upper = FALSE;

  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);

      if (c < 0x80 ? g_ascii_isdigit (c) : g_unichar_isdigit (c))
        {
          digits++;
          continue;
        }
      if (!(c < 0x80 ? g_ascii_isalpha (c) : g_unichar_isalpha (c)))
        continue;
      if (c < 0x80 ? g_ascii_isupper (c) : g_unichar_isupper (c))
        {
          if (letters == 0)
            first_upper = TRUE;
          upper++;
        }
      else
        {
          lower++;
        }
      letters++;
    }
  if (letters == 0)
    return digits > 0 ? DLN_CASE_DIGIT : DLN_CASE_OTHER;
  if (upper == 0)
    return DLN_CASE_LOWER;
  if (lower == 0)
    return upper > 1 ? DLN_CASE_UPPER : DLN_CASE_INITIAL;
  return first_upper && upper == 1 ? DLN_CASE_TITLE : DLN_CASE_MIXED;
}

static guint32
hash_shape (const char *word,
            gsize       length)
{
  guint64 h = 3;
  char last = 0;

  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char kind = g_unichar_isupper (c)   ? 'X'
                  : g_unichar_isalpha (c) ? 'x'
                  : g_unichar_isdigit (c) ? '0'
                  : c < 0x80              ? (char) c
                                          : '?';

      if (kind != last)
        h = h * 131 + kind;
      last = kind;
    }
  return (guint32) (h ^ (h >> 32));
}

static void
hash_affixes (DlnNameToken *token,
              const char   *lower,
              gsize         length)
{
  const char *p = lower;

  for (guint i = 0; i < 4 && p < lower + length; i++)
    {
      p = g_utf8_next_char (p);
      if (i > 0)
        token->prefix[i - 1] = (guint32) hash_bytes (lower, p - lower, 4 + i);
    }

  const char *q = lower + length;

  for (guint i = 0; i < 4 && q > lower; i++)
    {
      q = g_utf8_prev_char (q);
      token->suffix[i] = (guint32) hash_bytes (q, lower + length - q, 10 + i);
    }
}

/* ---- spellings ------------------------------------------------------------------------------- */

static Spelling *
find_spelling (Spellings *spellings,
               guint64    lower)
{
  for (guint32 i = (guint32) (lower >> 7) & spellings->mask;; i = (i + 1) & spellings->mask)
    {
      Spelling *spelling = &spellings->slots[i];

      if (spelling->lower == lower || spelling->lower == 0)
        return spelling;
    }
}

static void
count_spellings (DlnNameText *text,
                 Spellings   *spellings)
{
  guint32 size = 64;

  while (size < 2 * text->n_tokens + 2)
    size *= 2;
  spellings->mask = size - 1;
  spellings->slots = g_new0 (Spelling, size);
  for (guint32 i = 0; i < text->n_tokens; i++)
    {
      DlnNameToken *token = &text->tokens[i];

      if (token->letters == 0 || (token->flags & DLN_NAMES_SHOUTED) != 0)
        continue;

      Spelling *spelling = find_spelling (spellings, token->lower | 1);

      spelling->lower = token->lower | 1;
      if (token->letter_case == DLN_CASE_LOWER)
        spelling->small++;
      else if ((token->flags & (DLN_NAMES_FIRST | DLN_NAMES_HEADLINED)) == 0)
        spelling->capital++;
    }
}

/* ---- one token ------------------------------------------------------------------------------- */

/* The word with a capital first letter; returns its bytes */
static gsize
capitalise (const char *lower,
            gsize       length,
            char        title[MAX_WORD + 16])
{
  if (length == 0)
    return 0;

  gsize head = g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (lower)), title);
  gsize rest = g_utf8_next_char (lower) - lower;

  memcpy (title + head, lower + rest, length - rest);
  return head + length - rest;
}

static guint8
measure_commonness (const DlnNamesTable *clusters,
                    guint64              exact_lower,
                    guint32              cluster)
{
  guint32 small = DLN_CLUSTER_COUNT (_dln_names_table_get (clusters, exact_lower));
  int difference = (int) small - (int) DLN_CLUSTER_COUNT (cluster);

  return small == 0 ? 0 : CLAMP (difference + 4, 1, 7);
}

static void
fill_token (DlnNameToken        *token,
            const DlnNamesTable *lexicon,
            const DlnNamesTable *clusters,
            const char          *word,
            gsize                length,
            DlnNamesCase         letter_case)
{
  char lower[MAX_WORD + 8];
  gsize n = lower_word (word, length, lower);
  guint64 exact = _dln_names_hash_exact (word, length);
  guint64 exact_lower = _dln_names_hash_exact (lower, n);

  token->form = exact;
  token->lower = exact_lower;
  token->letters = _dln_names_hash_letters (word, length);
  token->letter_case = letter_case;
  token->cluster = _dln_names_table_get (clusters, exact);
  if (letter_case == DLN_CASE_LOWER)
    {
      char title[MAX_WORD + 16];
      gsize title_length = capitalise (lower, n, title);
      guint32 capital =
        _dln_names_table_get (clusters, _dln_names_hash_exact (title, title_length));

      token->commonness = measure_commonness (clusters, exact_lower, capital);
    }
  else
    {
      token->commonness = measure_commonness (clusters, exact_lower, token->cluster);
    }
  if (token->cluster == 0)
    token->cluster = _dln_names_table_get (clusters, exact_lower);
  token->shape = hash_shape (word, length);
  hash_affixes (token, lower, n);
  token->lists = token->letters != 0 ? _dln_names_table_get (lexicon, token->letters) : 0;
  if (letter_case == DLN_CASE_UPPER || letter_case == DLN_CASE_MIXED)
    token->lists |= _dln_names_table_get (lexicon, exact);
}

/* A word of a shouted sentence, in the case that it would have in running text. */
static void
restore_case (DlnNameToken        *token,
              Spellings           *spellings,
              const DlnNamesTable *lexicon,
              const DlnNamesTable *clusters,
              const char          *word,
              gsize                length)
{
  char lower[MAX_WORD + 8], title[MAX_WORD + 16];
  gsize n = lower_word (word, length, lower);
  Spelling *spelling = find_spelling (spellings, token->lower | 1);
  guint64 exact_lower = _dln_names_hash_exact (lower, n);
  guint32 small = DLN_CLUSTER_COUNT (_dln_names_table_get (clusters, exact_lower));
  guint32 upper = DLN_CLUSTER_COUNT (_dln_names_table_get (clusters, token->form));


  gsize title_length = capitalise (lower, n, title);
  guint32 capital = DLN_CLUSTER_COUNT (
    _dln_names_table_get (clusters, _dln_names_hash_exact (title, title_length)));
  guint16 flags = token->flags;
  gboolean is_small = spelling->lower != 0
                        ? spelling->small >= spelling->capital && spelling->small > 0
                        : small > capital && small > upper;
  gboolean known = spelling->lower != 0 && spelling->small + spelling->capital > 0;

  if (!known && !is_small && upper > capital)
    return;
  if (is_small)
    fill_token (token, lexicon, clusters, lower, n, DLN_CASE_LOWER);
  else
    fill_token (token, lexicon, clusters, title, title_length, DLN_CASE_TITLE);
  token->flags = flags;
}

/* ---- sentences, runs, phrases ------------------------------------------------------------------
 */

static void
mark_sentence (DlnNameText    *text,
               const char     *source,
               const DlnToken *tokens,
               guint32         begin,
               guint32         end)
{
  guint letters = 0, upper = 0, longer = 0, capitals = 0;
  gboolean first = TRUE, parens = FALSE;

  for (guint32 i = begin; i < end; i++)
    {
      DlnNameToken *token = &text->tokens[i];
      guint length = tokens[i].span.end - tokens[i].span.begin;

      if (token->letters == 0)
        {
          char c = source[tokens[i].span.begin];

          parens = c == '(' || (parens && c != ')');
          continue;
        }
      if (parens)
        token->flags |= DLN_NAMES_IN_PARENS;
      if (token->letter_case == DLN_CASE_DIGIT)
        continue;
      if (first)
        token->flags |= DLN_NAMES_FIRST;
      first = FALSE;
      letters += length;
      if (token->letter_case == DLN_CASE_UPPER || token->letter_case == DLN_CASE_INITIAL)
        upper += length;
      if (length > 3)
        {
          longer++;
          capitals += token->letter_case != DLN_CASE_LOWER;
        }
    }

  guint flag = letters >= 12 && upper * 10 >= letters * 8 ? DLN_NAMES_SHOUTED
               : longer >= 4 && capitals * 10 >= longer * 9 ? DLN_NAMES_HEADLINED
                                                            : 0;

  for (guint32 i = begin; i < end; i++)
    text->tokens[i].flags |= flag;
}

static gboolean
is_capitalised (const DlnNameToken *token)
{
  switch (token->letter_case)
    {
    case DLN_CASE_TITLE:
    case DLN_CASE_UPPER:
    case DLN_CASE_MIXED:
    case DLN_CASE_INITIAL:
      return TRUE;
    default:
      return FALSE;
    }
}

/* "of", "for", "and", "the", "de", ...: may stand inside an institution's name */
static gboolean
is_bridge (const DlnToken *token,
           const char     *source)
{
  const char *const *words = _dln_words (DLN_WORDS_NAME_BRIDGES);
  gsize length = token->span.end - token->span.begin;

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == length && memcmp (source + token->span.begin, words[i], length) == 0)
      return TRUE;
  return FALSE;
}

static void
mark_runs (DlnNameText    *text,
           const char     *source,
           const DlnToken *tokens,
           guint32         begin,
           guint32         end)
{
  guint32 bridge_first = begin;

  for (guint32 i = begin; i < end; i++)
    {
      DlnNameToken *token = &text->tokens[i];

      token->run_first = token->run_last = token->bridge_first = token->bridge_last = i;
      if (!is_capitalised (token))
        continue;
      token->flags |= DLN_NAMES_CAPITALISED;
      if (i > begin && text->tokens[i - 1].flags & DLN_NAMES_CAPITALISED
          && i - text->tokens[i - 1].run_first < MAX_RUN)
        token->run_first = text->tokens[i - 1].run_first;

      guint32 back = i;

      while (back > begin && i - back < 3 && is_bridge (&tokens[back - 1], source))
        back--;
      if (back > begin && text->tokens[back - 1].flags & DLN_NAMES_CAPITALISED
          && i - bridge_first < MAX_RUN)
        token->bridge_first = bridge_first;
      else
        bridge_first = token->bridge_first = i;
    }

  guint32 run_last = end, run_first = end, last = end, first = end;

  for (guint32 i = end; i-- > begin;)
    {
      DlnNameToken *token = &text->tokens[i];

      if ((token->flags & DLN_NAMES_CAPITALISED) == 0)
        continue;
      if (token->run_first != run_first)
        {
          run_first = token->run_first;
          run_last = i;
        }
      token->run_last = run_last;
      if (token->bridge_first != first)
        {
          first = token->bridge_first;
          last = i;
        }
      token->bridge_last = last;
    }
}

static void
mark_phrase (DlnNameText *text,
             guint        list,
             guint32      first,
             guint32      last)
{
  for (guint32 i = first; i <= last; i++)
    {
      guint64 position = first == last ? 1 : i == first ? 2 : i == last ? 4 : 3;

      text->tokens[i].phrases &= ~((guint64) 7 << (3 * list));
      text->tokens[i].phrases |= position << (3 * list);
    }
}

/* Longest entries from the left, each list on its own */
static void
match_phrases (DlnNameText         *text,
               const DlnNamesTable *lexicon,
               guint32              begin,
               guint32              end)
{
  guint32 covered[DLN_LIST_N_PHRASES] = { 0 };

  for (guint32 i = begin; i < end; i++)
    {
      DlnNameToken *token = &text->tokens[i];

      if ((token->flags & DLN_NAMES_CAPITALISED) == 0 && token->letter_case != DLN_CASE_LOWER)
        continue;

      guint32 longest[DLN_LIST_N_PHRASES] = { 0 };
      guint32 flags = token->lists;
      guint64 hash = token->letters;
      gboolean capital = (token->flags & DLN_NAMES_CAPITALISED) != 0 || token->commonness <= 3;

      for (guint32 j = i; flags != 0;)
        {
          for (guint list = 0; list < DLN_LIST_N_PHRASES; list++)
            if ((flags & DLN_LIST_BIT (list)) != 0 && (capital || list == DLN_LIST_TITLE))
              longest[list] = j + 1;
          if ((flags & DLN_LIST_BIT (DLN_LIST_PREFIX)) == 0 || j - i >= MAX_PHRASE)
            break;
          for (j++; j < end && text->tokens[j].letters == 0 && j - i < MAX_PHRASE;)
            j++;
          if (j >= end || text->tokens[j].letters == 0)
            break;
          hash = _dln_names_mix (hash, text->tokens[j].letters);
          flags = _dln_names_table_get (lexicon, hash);
        }
      for (guint list = 0; list < DLN_LIST_N_PHRASES; list++)
        if (longest[list] > 0 && i >= covered[list])
          {
            mark_phrase (text, list, i, longest[list] - 1);
            covered[list] = longest[list];
          }
    }
}

/* "Federal Guard Service (FGS)", "FGS (Federal Guard Service)": the capitals are the phrase's
 * initials. */
static void
mark_acronyms (DlnNameText    *text,
               const char     *source,
               const DlnToken *tokens,
               guint32         begin,
               guint32         end)
{
  for (guint32 i = begin + 2; i + 1 < end; i++)
    {
      DlnNameToken *token = &text->tokens[i];
      const char *word = source + tokens[i].span.begin;
      guint length = tokens[i].span.end - tokens[i].span.begin;

      if (token->letter_case != DLN_CASE_UPPER || length < 2 || length > 8
          || source[tokens[i - 1].span.begin] != '(')
        continue;

      guint left = length;
      guint32 j = i - 1;

      while (left > 0 && j > begin && i - j < 16)
        {
          DlnNameToken *before = &text->tokens[--j];

          if ((before->flags & DLN_NAMES_CAPITALISED) != 0)
            {
              if (g_ascii_toupper (source[tokens[j].span.begin]) != word[left - 1])
                break;
              left--;
            }
          else if (before->letters == 0 && source[tokens[j].span.begin] != '-')
            {
              break;
            }
        }
      if (left > 0)
        continue;
      token->flags |= DLN_NAMES_ACRONYM_OF;
      for (; j < i - 1; j++)
        text->tokens[j].flags |= DLN_NAMES_ACRONYM_OF;
    }
}

/* ---- public -------------------------------------------------------------------------------------
 */

static void
fill_tokens (DlnNameText         *text,
             const DlnNamesTable *lexicon,
             const DlnNamesTable *clusters,
             const char          *source,
             const DlnToken      *tokens)
{
  for (guint32 i = 0; i < text->n_tokens; i++)
    {
      const char *word = source + tokens[i].span.begin;
      gsize length = cut_word (word, tokens[i].span.end - tokens[i].span.begin);

      fill_token (&text->tokens[i], lexicon, clusters, word, length, classify_case (word, length));
      text->tokens[i].upos = tokens[i].upos;
    }
}

static void
mark_elsewhere (DlnNameText *text,
                Spellings   *spellings)
{
  guint sport = 0;

  for (guint32 i = 0; i < text->n_tokens; i++)
    {
      DlnNameToken *token = &text->tokens[i];

      if (token->lists & DLN_LIST_BIT (DLN_LIST_SPORT))
        sport++;
      if ((token->flags & DLN_NAMES_CAPITALISED) == 0)
        continue;

      const Spelling *spelling = find_spelling (spellings, token->lower | 1);
      gboolean counted =
        (token->flags & (DLN_NAMES_FIRST | DLN_NAMES_HEADLINED | DLN_NAMES_SHOUTED)) == 0;

      if (spelling->small > 0)
        token->flags |= DLN_NAMES_LOWERED;
      if (spelling->capital > counted)
        token->flags |= DLN_NAMES_CAPITAL;
    }

  guint share = text->n_tokens > 0 ? sport * 100 / text->n_tokens : 0;

  text->sport = sport < 3 ? 0 : share >= 4 ? 3 : share >= 2 ? 2 : share >= 1 ? 1 : 0;
}

/**
 * _dln_name_text_new:
 * @lexicon: word lists
 * @clusters: word clusters
 * @text: the document
 * @tokens: [n_tokens] with upos
 * @n_tokens: number of tokens
 * @sentences: [n_sentences]
 * @n_sentences: number of sentences; they cover the tokens in order
 *
 * Returns: (transfer full): the view of the document that the models read. Time: O(length of the
 * text)
 */
DlnNameText *
_dln_name_text_new (const DlnNamesTable *lexicon,
                    const DlnNamesTable *clusters,
                    const char          *source,
                    const DlnToken      *tokens,
                    guint                n_tokens,
                    const DlnSentence   *sentences,
                    guint                n_sentences)
{
  DlnNameText *text = g_new0 (DlnNameText, 1);
  Spellings spellings;

  text->n_tokens = n_tokens;
  text->tokens = g_new0 (DlnNameToken, n_tokens + 1);
  text->n_sentences = n_sentences;
  text->firsts = g_new0 (guint32, n_sentences + 1);
  for (guint i = 0; i < n_sentences; i++)
    text->firsts[i] = sentences[i].first_token;
  text->firsts[n_sentences] = n_tokens;

  fill_tokens (text, lexicon, clusters, source, tokens);
  for (guint i = 0; i < n_sentences; i++)
    mark_sentence (text, source, tokens, text->firsts[i], text->firsts[i + 1]);
  count_spellings (text, &spellings);
  for (guint32 i = 0; i < n_tokens; i++)
    if ((text->tokens[i].flags & DLN_NAMES_SHOUTED) != 0 && text->tokens[i].letters != 0)
      {
        const char *word = source + tokens[i].span.begin;

        restore_case (&text->tokens[i],
                      &spellings,
                      lexicon,
                      clusters,
                      word,
                      cut_word (word, tokens[i].span.end - tokens[i].span.begin));
      }
  for (guint i = 0; i < n_sentences; i++)
    {
      mark_runs (text, source, tokens, text->firsts[i], text->firsts[i + 1]);
      match_phrases (text, lexicon, text->firsts[i], text->firsts[i + 1]);
      mark_acronyms (text, source, tokens, text->firsts[i], text->firsts[i + 1]);
    }
  mark_elsewhere (text, &spellings);
  g_free (spellings.slots);
  return text;
}

void
_dln_name_text_free (DlnNameText *text)
{
  if (text == NULL)
    return;
  g_free (text->tokens);
  g_free (text->firsts);
  g_free (text);
}

typedef struct /* what the first model called a word */
{
  guint64 letters;
  guint16 votes[DLN_N_ENTITY_TYPES];
} Vote;

/**
 * _dln_name_text_vote:
 * @text: a document with the first model's labels
 *
 * Gives each capitalised word the type that the first model gave it most often elsewhere in the
 * document.
 */
void
_dln_name_text_vote (DlnNameText *text)
{
  guint32 size = 64;

  while (size < text->n_tokens + 2)
    size *= 2;

  g_autofree Vote *votes = g_new0 (Vote, size);

  for (guint pass = 0; pass < 2; pass++)
    for (guint32 i = 0; i < text->n_tokens; i++)
      {
        DlnNameToken *token = &text->tokens[i];

        if ((token->flags & DLN_NAMES_CAPITALISED) == 0)
          continue;

        guint32 slot = (guint32) (token->letters >> 9) & (size - 1);

        while (votes[slot].letters != 0 && votes[slot].letters != token->letters)
          slot = (slot + 1) & (size - 1);

        guint type = DLN_NAMES_TYPE (token->silver);

        if (pass == 0)
          {
            votes[slot].letters = token->letters;
            if (votes[slot].votes[type] < G_MAXUINT16)
              votes[slot].votes[type]++;
            continue;
          }

        int most = 0;

        for (guint t = 1; t < DLN_N_ENTITY_TYPES; t++)
          if (votes[slot].votes[t] - (t == type) > most)
            {
              most = votes[slot].votes[t] - (t == type);
              token->silver_vote = t;
            }
      }
}
