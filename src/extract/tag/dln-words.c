/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens to what features need of them: hashes of the word and its end, its shape, its cluster. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-tag-private.h"

#include <string.h>

#define MAX_FORM 120 /* bytes of a word that count */

/**
 * _dln_lower:
 * @form: a word
 * @length: its bytes
 * @out: (out caller-allocates): [@length + 8], terminated
 *
 * Letter by letter, as far as the lower case is as long as the upper; typographic apostrophes
 * become plain.
 *
 * Returns: bytes of @out
 */
gsize
_dln_lower (const char *form,
            gsize       length,
            char       *out)
{
  gsize n = 0;

  for (gsize i = 0; i < length;)
    {
      guchar c = form[i];

      if (c < 0x80)
        {
          out[n++] = g_ascii_tolower (c);
          i++;
          continue;
        }
      gsize next = MIN (length, (gsize) (g_utf8_next_char (form + i) - form));
      gunichar u = g_utf8_get_char (form + i);
      gunichar lower = u == 0x2019 ? '\'' : g_unichar_tolower (u);

      if (g_unichar_to_utf8 (lower, NULL) > (int) (next - i))
        lower = u;
      n += g_unichar_to_utf8 (lower, out + n);
      i = next;
    }
  out[n] = '\0';
  return n;
}

/**
 * _dln_words_hash: the key of a form in the section "words"
 */
guint64
_dln_words_hash (const char *form,
                 gsize       length)
{
  char buffer[MAX_FORM + 1];
  gsize n = MIN (length, MAX_FORM);

  for (gsize i = 0; i < n; i++)
    buffer[i] = g_ascii_isdigit (form[i]) ? '0' : form[i];
  return _dln_hash_bytes (buffer, n);
}

/**
 * _dln_words_open:
 * @words: (out caller-allocates): the view
 * @bytes: (nullable): the section "words"
 * @length: its bytes
 *
 * Returns: FALSE if it cannot be one
 */
gboolean
_dln_words_open (DlnWords   *words,
                 const void *bytes,
                 gsize       length)
{
  const DlnWordsHeader *header = bytes;
  gboolean has_empty = FALSE;

  if (bytes == NULL || length < sizeof *header || header->magic != DLN_WORDS_MAGIC
      || header->n_slots == 0 || (header->n_slots & (header->n_slots - 1)) != 0
      || length != sizeof *header + (guint64) header->n_slots * sizeof (DlnWordsSlot))
    return FALSE;
  words->slots = (const DlnWordsSlot *) (header + 1);
  words->mask = header->n_slots - 1;
  for (guint32 i = 0; i <= words->mask && !has_empty; i++)
    has_empty = words->slots[i].cluster == 0;
  return has_empty;
}

static gboolean
find_cluster (const DlnWords *words,
              const char     *form,
              gsize           length,
              DlnWord        *word)
{
  guint64 hash = _dln_words_hash (form, length);

  for (guint32 at = hash & words->mask; words->slots[at].cluster != 0; at = (at + 1) & words->mask)
    if (words->slots[at].check == (guint32) (hash >> 32))
      {
        word->cluster = words->slots[at].cluster;
        word->path = words->slots[at].path;
        return TRUE;
      }
  return FALSE;
}

/**
 * _dln_words_get_shape: the #DlnShape of a word of @length bytes
 */
guint
_dln_words_get_shape (const char *form,
                      gsize       length)
{
  guint shape = 0;
  guint n_letters = 0;
  guint n_capitals = 0;
  guint n_digits = 0;

  for (gsize i = 0; i < length;)
    {
      guchar c = form[i];

      if (c < 0x80)
        {
          n_letters += g_ascii_isalpha (c) != 0;
          n_digits += g_ascii_isdigit (c) != 0;
          if (g_ascii_isupper (c))
            {
              n_capitals++;
              shape |= i == 0 ? DLN_SHAPE_CAPITAL : DLN_SHAPE_MIXED;
            }
          if (c == '-')
            shape |= DLN_SHAPE_HYPHEN;
          i++;
          continue;
        }
      gunichar u = g_utf8_get_char (form + i);

      if (g_unichar_isalpha (u))
        {
          n_letters++;
          if (g_unichar_isupper (u))
            {
              n_capitals++;
              shape |= i == 0 ? DLN_SHAPE_CAPITAL : DLN_SHAPE_MIXED;
            }
          if (u >= 0x370 && !(u >= 0x1e00 && u < 0x2000))
            shape |= DLN_SHAPE_FOREIGN;
        }
      i = g_utf8_next_char (form + i) - form;
    }
  if (n_letters > 1 && n_capitals == n_letters)
    shape = (shape & ~DLN_SHAPE_MIXED) | DLN_SHAPE_ALL_CAPITALS;
  if (n_digits > 0)
    shape |= n_letters == 0 ? DLN_SHAPE_ALL_DIGITS | DLN_SHAPE_DIGIT : DLN_SHAPE_DIGIT;
  if (n_letters == 0 && n_digits == 0)
    shape |= DLN_SHAPE_MARK;
  else if (length > 1 && form[length - 1] == '.')
    shape |= DLN_SHAPE_STOP;
  return shape;
}

static void
read_word (const DlnWords *words,
           const char     *form,
           gsize           length,
           DlnWord        *word)
{
  char lower[MAX_FORM + 16];
  gsize n;

  length = MIN (length, MAX_FORM);
  n = _dln_lower (form, length, lower);
  *word = (DlnWord){ 0 };
  word->shape = _dln_words_get_shape (form, length);
  for (gsize i = 0; (word->shape & DLN_SHAPE_DIGIT) != 0 && i < n; i++)
    if (g_ascii_isdigit (lower[i]))
      lower[i] = '0';
  word->form = (guint32) _dln_words_hash (form, length);
  word->lower = (guint32) _dln_hash_bytes (lower, n);
  word->suffix = n > 2 ? (guint32) _dln_hash_bytes (lower + n - 3, 3) : 1;
  if (!find_cluster (words, form, length, word) && !find_cluster (words, lower, n, word)
      && (word->shape & DLN_SHAPE_ALL_CAPITALS) != 0)
    {
      lower[0] = g_ascii_toupper (lower[0]);
      find_cluster (words, lower, n, word);
    }
}

/**
 * _dln_words_read:
 * @words: the clusters
 * @text: the document's text
 * @tokens: [@n]
 * @n: how many
 * @out: (out caller-allocates): [@n]
 */
void
_dln_words_read (const DlnWords *words,
                 const char     *text,
                 const DlnToken *tokens,
                 guint           n,
                 DlnWord        *out)
{
  for (guint i = 0; i < n; i++)
    read_word (
      words, text + tokens[i].span.begin, tokens[i].span.end - tokens[i].span.begin, &out[i]);
}
