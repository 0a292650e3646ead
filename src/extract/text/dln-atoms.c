/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Atoms: the smallest pieces of a chunk that a token can begin with. One pass, bounded look-ahead.
 */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_ADDRESS 2048 /* bytes looked at for the end of one address */

typedef enum
{
  CLASS_SPACE,
  CLASS_LETTER,
  CLASS_DIGIT,
  CLASS_MARK,
} CharClass;

static inline gunichar
read_char (const char *text,
           gsize       at,
           gsize       end,
           gsize      *next)
{
  guchar byte = text[at];

  if (byte < 0x80)
    {
      *next = at + 1;
      return byte;
    }
  *next = MIN (end, (gsize) (g_utf8_next_char (text + at) - text));
  return g_utf8_get_char (text + at);
}

static inline CharClass
classify_char (gunichar c)
{
  if (c < 0x80)
    {
      if (g_ascii_isalpha (c) || c == '_')
        return CLASS_LETTER;
      if (g_ascii_isdigit (c))
        return CLASS_DIGIT;
      return c <= 0x20 || c == 0x7f ? CLASS_SPACE : CLASS_MARK;
    }
  if (c == 0xad || c == 0x200c || c == 0x200d || g_unichar_isalpha (c) || g_unichar_ismark (c))
    return CLASS_LETTER;
  if (g_unichar_isdigit (c))
    return CLASS_DIGIT;
  if (c == 0xa0 || c == 0x200b || c == 0xfeff || g_unichar_isspace (c) || g_unichar_iscntrl (c))
    return CLASS_SPACE;
  return CLASS_MARK;
}

static inline gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == '`' || c == 0x2018 || c == 0xb4 || c == 0x2bc;
}

static inline gboolean
is_repeatable (gunichar c)
{
  return c < 0x80 && strchr (".-!?*=~#<>+^|", (int) c) != NULL;
}

static inline gboolean
is_address_byte (guchar c)
{
  return c >= 0x80 || g_ascii_isalnum (c) || strchr ("-._~:/?#[]@!$&'()*+,;=%|", c) != NULL;
}

/* The end of a web address that begins at @at: trailing marks of the sentence do not belong to it.
 */
static gsize
find_address_end (const char *text,
                  gsize       at,
                  gsize       end)
{
  gsize limit = MIN (end, at + MAX_ADDRESS);
  gsize stop = at;

  while (stop < limit && text[stop] != '\0' && is_address_byte (text[stop]))
    {
      gsize next;
      gunichar c = read_char (text, stop, end, &next);

      if (c >= 0x80 && classify_char (c) != CLASS_LETTER && classify_char (c) != CLASS_DIGIT)
        break;
      stop = next;
    }
  while (stop > at && strchr (".,;:!?'*|", text[stop - 1]) != NULL)
    stop--;
  if (stop > at && (text[stop - 1] == ')' || text[stop - 1] == ']')
      && memchr (text + at, text[stop - 1] == ')' ? '(' : '[', stop - at) == NULL)
    stop--;
  return stop;
}

static gboolean
has_prefix (const char *text,
            gsize       at,
            gsize       end,
            const char *prefix)
{
  gsize n = strlen (prefix);

  return at + n < end && g_ascii_strncasecmp (text + at, prefix, n) == 0;
}

/* "name@host", "@handle", "site.com"; 0 = none begins here */
static gsize
find_short_address (const char *text,
                    gsize       at,
                    gsize       end)
{
  static const char *const domains[] = { "com",  "org",   "net", "gov", "edu",
                                         "info", "co.uk", "io",  "tv" };
  gsize limit = MIN (end, at + 256);
  gsize stop = at;
  gsize at_sign = 0;
  gsize last_dot = 0;

  while (stop < limit && (g_ascii_isalnum (text[stop]) || strchr ("._-@%+", text[stop]) != NULL)
         && text[stop] != '\0')
    {
      if (text[stop] == '@')
        {
          if (at_sign != 0)
            break;
          at_sign = stop + 1;
        }
      if (text[stop] == '.' && stop > at && g_ascii_isalnum (text[stop - 1]))
        last_dot = stop;
      stop++;
    }
  while (stop > at && strchr (".-_@+%", text[stop - 1]) != NULL)
    stop--;
  if (at_sign != 0 && at_sign < stop)
    return stop;
  if (last_dot == 0 || last_dot >= stop || last_dot - at < 2
      || (stop < end && (guchar) text[stop] >= 0x80
          && classify_char (g_utf8_get_char (text + stop)) == CLASS_LETTER))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      gsize n = strlen (domains[i]);

      if (stop - at > n + 1 && text[stop - n - 1] == '.'
          && g_ascii_strncasecmp (text + stop - n, domains[i], n) == 0)
        return stop < end && text[stop] == '/' ? find_address_end (text, at, end) : stop;
    }
  return 0;
}

static gsize
find_address (const char *text,
              gsize       at,
              gsize       end)
{
  if (has_prefix (text, at, end, "http://") || has_prefix (text, at, end, "https://")
      || has_prefix (text, at, end, "www.") || has_prefix (text, at, end, "ftp://"))
    return find_address_end (text, at, end);
  return find_short_address (text, at, end);
}

/* Emoticons that stand alone at the end of a chunk; 0 = none */
static gsize
find_emoticon (const char *text,
               gsize       at,
               gsize       end)
{
  static const char *const emoticons[] = { ":-)", ";-)", ":-(", ":)", ";)",  ":(",
                                           ":D",  ":P",  "=)",  "<3", "^_^", ":/" };

  for (guint i = 0; i < G_N_ELEMENTS (emoticons); i++)
    {
      gsize n = strlen (emoticons[i]);

      if (at + n <= end && memcmp (text + at, emoticons[i], n) == 0
          && (at + n == end || g_ascii_isspace (text[at + n])))
        return at + n;
    }
  return 0;
}

/* Bytes of a clitic that begins with an apostrophe at @at; 0 = none. It must end the word. */
static gsize
find_clitic (const char *text,
             gsize       at,
             gsize       end)
{
  const char *const *clitics = _dln_words (DLN_WORDS_CLITICS);
  gsize next;

  if (at >= end || !is_apostrophe (read_char (text, at, end, &next)))
    return 0;
  for (guint i = 0; clitics[i] != NULL; i++)
    {
      gsize n = strlen (clitics[i]);
      gsize after;

      if (next + n > end || g_ascii_strncasecmp (text + next, clitics[i], n) != 0)
        continue;
      if (next + n < end)
        {
          gunichar c = read_char (text, next + n, end, &after);

          if (classify_char (c) == CLASS_LETTER || classify_char (c) == CLASS_DIGIT)
            continue;
        }
      return next + n - at;
    }
  return 0;
}

/* "n't" that begins one byte before the apostrophe at @at */
static gsize
find_negation (const char *text,
               gsize       begin,
               gsize       at,
               gsize       end)
{
  gsize next;
  gsize after;

  if (at <= begin + 1 || at >= end || g_ascii_tolower (text[at - 1]) != 'n')
    return 0;
  if (!is_apostrophe (read_char (text, at, end, &next)) || next >= end
      || g_ascii_tolower (text[next]) != 't')
    return 0;
  if (next + 1 < end && classify_char (read_char (text, next + 1, end, &after)) == CLASS_LETTER)
    return 0;
  return next + 1;
}

/* Words written as one that are two in the treebanks: bytes of the first; 0 = none */
static gsize
find_fused (const char *word,
            gsize       length)
{
  static const struct
  {
    const char *word;
    guint       first;
  } fused[] = {
    { "cannot", 3 }, { "gonna", 3 },  { "wanna", 3 },   { "gotta", 3 },   { "dont", 2 },
    { "didnt", 3 },  { "doesnt", 4 }, { "wont", 2 },    { "cant", 2 },    { "isnt", 2 },
    { "wasnt", 3 },  { "arent", 3 },  { "couldnt", 5 }, { "wouldnt", 5 }, { "shouldnt", 6 },
    { "havent", 4 }, { "hasnt", 3 },  { "thats", 4 },   { "im", 1 },      { "ive", 1 },
    { "youre", 3 },  { "theyre", 4 }, { "whats", 4 },   { "outta", 3 },   { "aint", 2 },
  };

  if (length < 2 || length > 8)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (fused); i++)
    if (strlen (fused[i].word) == length && g_ascii_strncasecmp (word, fused[i].word, length) == 0)
      return length == 2 && word[0] != 'i' && word[1] == 'M' ? 0 : fused[i].first;
  return 0;
}

typedef struct
{
  const char *text;
  gsize       end;
  GArray     *atoms;
  gboolean    fresh;  /* white space stood before */
  gboolean    special; /* the chunk may hold an address */
} Splitter;

static void
append_atom (Splitter   *splitter,
             gsize       begin,
             gsize       end,
             DlnAtomKind kind)
{
  DlnAtom atom = { .begin = begin, .end = end, .kind = kind, .chunk = splitter->fresh };

  g_array_append_val (splitter->atoms, atom);
  splitter->fresh = FALSE;
}

/* A run of letters with what clings to it. Returns: where it stops */
static gsize
split_word (Splitter *splitter,
            gsize     begin)
{
  const char *text = splitter->text;
  gsize end = splitter->end;
  gsize stop = begin;
  gsize next;

  while (stop < end && classify_char (read_char (text, stop, end, &next)) == CLASS_LETTER)
    stop = next;

  gsize negation = find_negation (text, begin, stop, end);

  if (negation != 0)
    {
      append_atom (splitter, begin, stop - 1, DLN_ATOM_WORD);
      append_atom (splitter, stop - 1, negation, DLN_ATOM_CLITIC);
      return negation;
    }

  gsize first = stop - begin <= 8 ? find_fused (text + begin, stop - begin) : 0;

  if (first != 0 && (stop >= end || !is_apostrophe (read_char (text, stop, end, &next))))
    {
      append_atom (splitter, begin, begin + first, DLN_ATOM_WORD);
      append_atom (splitter, begin + first, stop, DLN_ATOM_CLITIC);
      return stop;
    }

  append_atom (splitter, begin, stop, DLN_ATOM_WORD);

  gsize clitic = find_clitic (text, stop, end);

  if (clitic != 0)
    {
      append_atom (splitter, stop, stop + clitic, DLN_ATOM_CLITIC);
      stop += clitic;
    }
  return stop;
}

static gsize
split_mark (Splitter *splitter,
            gsize     begin,
            gunichar  c,
            gsize     next)
{
  const char *text = splitter->text;
  gsize stop = next;
  gsize emoticon = c < 0x80 ? find_emoticon (text, begin, splitter->end) : 0;

  if (emoticon != 0)
    {
      append_atom (splitter, begin, emoticon, DLN_ATOM_MARK);
      return emoticon;
    }
  if (is_repeatable (c))
    while (stop < splitter->end
           && ((gunichar) text[stop] == c
               || ((c == '!' || c == '?') && (text[stop] == '!' || text[stop] == '?'))))
      stop++;
  append_atom (splitter, begin, stop, DLN_ATOM_MARK);
  return stop;
}

/* Does the chunk at @at hold what only addresses have? Looks at MAX_ADDRESS bytes at most. */
static gboolean
looks_special (const char *text,
               gsize       at,
               gsize       end)
{
  gsize limit = MIN (end, at + MAX_ADDRESS);

  for (gsize i = at; i < limit && (guchar) text[i] > 0x20; i++)
    if (text[i] == '@'
        || (text[i] == '.' && i > at && i + 1 < limit && g_ascii_isalnum (text[i + 1]))
        || (text[i] == '/' && i + 1 < limit && text[i + 1] == '/'))
      return TRUE;
  return FALSE;
}

/**
 * _dln_text_split_atoms:
 * @text: the document's text
 * @span: a block of it
 * @atoms: (element-type DlnAtom): appended to
 *
 * Time: O(length of @span).
 */
void
_dln_text_split_atoms (const char *text,
                       DlnSpan     span,
                       GArray     *atoms)
{
  Splitter splitter = { .text = text, .end = span.end, .atoms = atoms, .fresh = TRUE };
  gboolean word_start = TRUE;

  for (gsize at = span.begin; at < span.end;)
    {
      gsize next;
      gunichar c = read_char (text, at, span.end, &next);
      CharClass class = classify_char (c);
      gsize address = 0;

      if (class == CLASS_SPACE)
        {
          splitter.fresh = TRUE;
          word_start = TRUE;
          at = next;
          continue;
        }
      if (splitter.fresh)
        splitter.special = looks_special (text, at, span.end);
      if (splitter.special && word_start && (class != CLASS_MARK || c == '@'))
        address = find_address (text, at, span.end);
      if (address > at)
        {
          append_atom (&splitter, at, address, DLN_ATOM_ADDRESS);
          at = address;
          word_start = FALSE;
          continue;
        }
      if (class == CLASS_LETTER)
        at = split_word (&splitter, at);
      else if (class == CLASS_DIGIT)
        {
          gsize stop = at;

          while (stop < span.end
                 && classify_char (read_char (text, stop, span.end, &next)) == CLASS_DIGIT)
            stop = next;
          append_atom (&splitter, at, stop, DLN_ATOM_DIGITS);
          at = stop;
        }
      else
        at = split_mark (&splitter, at, c, next);
      word_start = class == CLASS_MARK;
    }
}
