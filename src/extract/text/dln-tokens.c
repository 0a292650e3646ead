/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which borders between atoms are borders of tokens, by rules: the conventions of the English
 * treebanks (hyphenated words are split but for prefixes; numbers, times, dates and abbreviations
 * stay whole). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define ATOM_LENGTH(atom) ((atom)->end - (atom)->begin)

static GHashTable *
load_abbreviations (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) bytes = _dln_data_get ("abbreviations.txt");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = g_strndup (data, size);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  DlnAbbreviation kind = DLN_ABBREVIATION_BEFORE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (g_str_equal (line, "[before]"))
        kind = DLN_ABBREVIATION_BEFORE;
      else if (g_str_equal (line, "[may end]"))
        kind = DLN_ABBREVIATION_MAY_END;
      else if (*line != '\0' && *line != '#')
        {
          g_auto (GStrv) words = g_strsplit (line, " ", -1);

          for (guint j = 0; words[j] != NULL; j++)
            g_hash_table_replace (table, g_strdup (words[j]), GUINT_TO_POINTER (kind));
        }
    }
  return table;
}

/**
 * _dln_text_get_abbreviation:
 * @word: a word with its full stop
 * @length: bytes of @word
 *
 * Returns: what the full stop means; initials ("J.", "U.S.") are known without a list
 */
DlnAbbreviation
_dln_text_get_abbreviation (const char *word,
                            gsize       length)
{
  static gsize table;
  char buffer[16];
  gboolean initials = length >= 2 && length % 2 == 0;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, (gsize) load_abbreviations ());

  for (gsize i = 0; initials && i < length; i++)
    initials = i % 2 == 0 ? g_ascii_isalpha (word[i]) : word[i] == '.';
  if (initials && (length > 2 || g_ascii_isupper (word[0])))
    return length == 2 ? DLN_ABBREVIATION_BEFORE : DLN_ABBREVIATION_MAY_END;
  if (length < 2 || length >= sizeof buffer)
    return DLN_ABBREVIATION_NONE;
  memcpy (buffer, word, length);
  buffer[length] = '\0';
  return GPOINTER_TO_UINT (g_hash_table_lookup ((GHashTable *) table, buffer));
}

static gboolean
is_one_of (const char        *text,
           const DlnAtom     *atom,
           const char *const *words)
{
  gsize n = ATOM_LENGTH (atom);

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == n && g_ascii_strncasecmp (text + atom->begin, words[i], n) == 0)
      return TRUE;
  return FALSE;
}

static inline gboolean
is_byte (const char    *text,
         const DlnAtom *atom,
         char           byte)
{
  return ATOM_LENGTH (atom) == 1 && text[atom->begin] == byte;
}

static gboolean
is_quote_like (const char    *text,
               const DlnAtom *atom)
{
  gsize n = ATOM_LENGTH (atom);

  return is_byte (text, atom, '\'')
         || (n == 3 && (memcmp (text + atom->begin, "\u2019", 3) == 0
                        || memcmp (text + atom->begin, "\u2018", 3) == 0));
}

static inline gboolean
is_capital (const char    *text,
            const DlnAtom *atom)
{
  return g_ascii_isupper (text[atom->begin]);
}

static gboolean
is_all_capitals (const char    *text,
                 const DlnAtom *atom)
{
  for (gsize i = atom->begin; i < atom->end; i++)
    if (!g_ascii_isupper (text[i]))
      return FALSE;
  return TRUE;
}

/* Prefixes that stay with the word after their hyphen */
static gboolean
is_prefix (const char    *text,
           const DlnAtom *atom)
{
  return is_one_of (text, atom, _dln_words (DLN_WORDS_PREFIXES));
}

/* Is the mark between digits part of one number, time or date? @i is the mark. */
static gboolean
joins_digits (const char    *text,
              const DlnAtom *atoms,
              gsize          i,
              gsize          n)
{
  const DlnAtom *mark = &atoms[i];

  if (ATOM_LENGTH (mark) != 1)
    return FALSE;
  switch (text[mark->begin])
    {
    case '.':
    case ':':
    case '/':
      return TRUE;
    case ',':
      return ATOM_LENGTH (&atoms[i + 1]) == 3;
    case '-':
      {
        /* 555-1234, 1996-08-30, 212-555-1234: one; 10-12, 2-1: three */
        gboolean more = i + 3 < n && !atoms[i + 2].chunk && is_byte (text, &atoms[i + 2], '-')
                        && !atoms[i + 3].chunk && atoms[i + 3].kind == DLN_ATOM_DIGITS;
        gboolean before = i >= 3 && !atoms[i - 1].chunk && !atoms[i - 2].chunk && !atoms[i].chunk
                          && is_byte (text, &atoms[i - 2], '-')
                          && atoms[i - 3].kind == DLN_ATOM_DIGITS;

        return more || before
               || (ATOM_LENGTH (&atoms[i - 1]) == 3 && ATOM_LENGTH (&atoms[i + 1]) == 4);
      }
    default:
      return FALSE;
    }
}

/* Does a word cling to the digits before it? "15th", "1990s", "3D"; not "10am", "5km" */
static gboolean
joins_number (const char    *text,
              const DlnAtom *word)
{
  return !is_one_of (text, word, _dln_words (DLN_WORDS_UNITS));
}

/* "on May. 9": a month that is not shortened, with the full stop of the others at atom @i; "in May"
 * ends its sentence */
static gboolean
is_month_before_day (const char    *text,
                     const DlnAtom *atoms,
                     gsize          i,
                     gsize          n)
{
  return is_capital (text, &atoms[i - 1])
         && is_one_of (text, &atoms[i - 1], _dln_words (DLN_WORDS_MONTHS_SHORT)) && i + 1 < n
         && i > 1 && is_one_of (text, &atoms[i - 2], _dln_words (DLN_WORDS_DAY_PREPOSITIONS))
         && atoms[i + 1].chunk && atoms[i + 1].kind == DLN_ATOM_DIGITS
         && ATOM_LENGTH (&atoms[i + 1]) <= 2;
}

/* The border between atoms @i - 1 and @i of one chunk: TRUE if a token begins at @i. */
static gboolean
cuts_by_rules (const char    *text,
               const DlnAtom *atoms,
               gsize          i,
               gsize          n)
{
  const DlnAtom *a = &atoms[i - 1];
  const DlnAtom *b = &atoms[i];
  gboolean has_next = i + 1 < n && !atoms[i + 1].chunk;
  gboolean has_before = i >= 2 && !a->chunk;

  if (a->kind >= DLN_ATOM_CLITIC || b->kind >= DLN_ATOM_CLITIC)
    return TRUE;
  if (a->kind == DLN_ATOM_MARK && b->kind == DLN_ATOM_MARK)
    return TRUE;
  if (a->kind == DLN_ATOM_WORD && b->kind == DLN_ATOM_WORD)
    return FALSE;
  if (a->kind == DLN_ATOM_WORD && b->kind == DLN_ATOM_DIGITS)
    return FALSE;
  if (a->kind == DLN_ATOM_DIGITS && b->kind == DLN_ATOM_WORD)
    return has_before && atoms[i - 2].kind == DLN_ATOM_WORD ? FALSE : !joins_number (text, b);

  if (b->kind == DLN_ATOM_MARK)
    {
      if (is_byte (text, b, '.') && a->kind == DLN_ATOM_WORD)
        {
          gboolean initial = ATOM_LENGTH (a) == 1 && g_ascii_isalpha (text[a->begin]);

          if (has_next && atoms[i + 1].kind == DLN_ATOM_WORD)
            return !initial;
          if (initial && has_before && is_byte (text, &atoms[i - 2], '.') && !a->cut)
            return FALSE; /* the last of "U.S." */
          if (!a->cut)
            return TRUE; /* the end of "AT&T" */
          return _dln_text_get_abbreviation (text + a->begin, b->end - a->begin)
                   == DLN_ABBREVIATION_NONE
                 && !is_month_before_day (text, atoms, i, n);
        }
      if (!has_next)
        return !(is_byte (text, b, '$')
                 && is_one_of (text, a, _dln_words (DLN_WORDS_DOLLAR_PREFIXES)));
      if (a->kind == DLN_ATOM_DIGITS && atoms[i + 1].kind == DLN_ATOM_DIGITS)
        return !joins_digits (text, atoms, i, n);
      if (is_byte (text, b, '$') && is_one_of (text, a, _dln_words (DLN_WORDS_DOLLAR_PREFIXES)))
        return FALSE;
      if (a->kind == DLN_ATOM_WORD && atoms[i + 1].kind == DLN_ATOM_WORD)
        {
          if (is_quote_like (text, b))
            return FALSE;
          if (is_byte (text, b, '-'))
            return !is_prefix (text, a);
          if (is_byte (text, b, '&'))
            return !(is_all_capitals (text, a) && is_all_capitals (text, &atoms[i + 1])
                     && ATOM_LENGTH (&atoms[i + 1]) <= 2 && ATOM_LENGTH (a) <= 3);
          if (is_byte (text, b, '/'))
            return !(ATOM_LENGTH (a) == 1 && ATOM_LENGTH (&atoms[i + 1]) == 1);
        }
      if (is_byte (text, b, '-') && a->kind == DLN_ATOM_WORD && is_prefix (text, a))
        return FALSE;
      return TRUE;
    }

  /* a is a mark, b a word or digits */
  if (a->chunk)
    {
      if (is_quote_like (text, a) && b->kind == DLN_ATOM_DIGITS && ATOM_LENGTH (b) == 2)
        return FALSE; /* '90s */
      if (is_quote_like (text, a) && is_one_of (text, b, _dln_words (DLN_WORDS_CLIPPED)))
        return FALSE;
      return !(b->kind == DLN_ATOM_DIGITS && is_byte (text, a, '.'));
    }
  if (a->cut)
    return !(b->kind == DLN_ATOM_DIGITS && is_byte (text, a, '.') && has_before
             && text[atoms[i - 2].begin] == '$');
  /* the mark clung to what stands before it, so it clings to what follows: "O'Brien", "10:30",
   * "e-mail", "U.S" */
  return is_byte (text, a, '$') && b->kind == DLN_ATOM_DIGITS;
}

/**
 * _dln_text_cut_by_rules:
 * @text: the document's text
 * @atoms: [@n_atoms], of one block
 * @n_atoms: how many
 *
 * Sets `cut` of each atom. Time: O(@n_atoms).
 */
void
_dln_text_cut_by_rules (const char *text,
                        DlnAtom    *atoms,
                        gsize       n_atoms)
{
  for (gsize i = 0; i < n_atoms; i++)
    atoms[i].cut = atoms[i].chunk || cuts_by_rules (text, atoms, i, n_atoms);
}

/**
 * _dln_text_append_tokens:
 * @text: the document's text
 * @atoms: [@n_atoms], of one block, cut
 * @n_atoms: how many
 * @block: the block's span
 * @tokens: (element-type DlnToken): appended to
 */
void
_dln_text_append_tokens (const char    *text,
                         const DlnAtom *atoms,
                         gsize          n_atoms,
                         DlnSpan        block,
                         GArray        *tokens)
{
  for (gsize i = 0; i < n_atoms;)
    {
      DlnToken token = { .head = -1 };
      gsize j = i + 1;

      while (j < n_atoms && !atoms[j].cut)
        j++;
      token.span = DLN_SPAN (atoms[i].begin, atoms[j - 1].end);
      if (j >= n_atoms || atoms[j].chunk)
        token.flags = DLN_TOKEN_SPACE_AFTER;
      g_array_append_val (tokens, token);
      i = j;
    }
}
