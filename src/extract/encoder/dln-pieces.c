/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words to pieces: SentencePiece's unigram model with the base model's normalisation, and the
 * embeddings of pieces in 4 bits. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/encoder/dln-encoder-private.h"

#include <string.h>

#include <unicode/uchar.h>

#define N_SPECIAL 4         /* the first pieces are marks, not text */
#define MAX_LETTERS 256     /* of a word; pieces behind the sixteenth are cut in any case */
#define WORD_MARK 0x2581    /* stands before a word, and for a space in it */
#define MAX_LETTER_BYTES 4

typedef struct /* the best way to write the first letters */
{
  double  score;
  guint32 from; /* letters before its last piece */
  guint32 id;   /* of its last piece */
} Way;

/* Returns: the piece, or 0 */
static guint32
find_piece (const DlnPieces *pieces,
            const char      *text,
            gsize            length)
{
  guint32 hash = 0x811c9dc5;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) text[i]) * 0x01000193;
  for (guint at = hash & (pieces->n_slots - 1); pieces->slots[at] != 0;
       at = (at + 1) & (pieces->n_slots - 1))
    {
      guint32 id = pieces->slots[at] - 1;
      guint32 begin = pieces->offsets[id];

      if (pieces->offsets[id + 1] - begin == length
          && memcmp (pieces->text + begin, text, length) == 0)
        return id;
    }
  return 0;
}

/* Index into the norms, or -1 */
static int
find_norm (const DlnPieces *pieces,
           gunichar         code)
{
  guint low = 0, high = pieces->n_norm;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (pieces->norm_codes[middle] < code)
        low = middle + 1;
      else
        high = middle;
    }
  return low < pieces->n_norm && pieces->norm_codes[low] == code ? (int) low : -1;
}

static void
append_letter (GString  *text,
               gunichar  code)
{
  g_string_append_unichar (text, code == ' ' ? WORD_MARK : code);
}

/* The mark and the word as the model writes it. A character may become many: the length is bounded
 * again by the caller */
static void
normalise_word (const DlnPieces *pieces,
                const char      *word,
                gsize            length,
                GString         *text)
{
  guint n = 0;

  append_letter (text, WORD_MARK);
  for (const char *p = word; p < word + length && n < MAX_LETTERS; p = g_utf8_next_char (p), n++)
    {
      gunichar code = g_utf8_get_char (p);
      int norm = find_norm (pieces, code);

      if (norm < 0)
        {
          append_letter (text, code);
          continue;
        }

      const char *end = pieces->norm_text + pieces->norm_offsets[norm + 1];

      for (const char *q = pieces->norm_text + pieces->norm_offsets[norm]; q < end;
           q = g_utf8_next_char (q))
        append_letter (text, g_utf8_get_char (q));
    }
}

guint
_dln_pieces_cut (const DlnPieces *pieces,
                 const char      *word,
                 gsize            length,
                 guint32         *ids)
{
  g_autoptr (GString) text = g_string_sized_new (64);
  guint32 starts[MAX_LETTERS + 1];
  Way ways[MAX_LETTERS + 1];
  guint n = 0, n_ids = 0;

  normalise_word (pieces, word, length, text);

  const char *p = text->str;

  for (; n < MAX_LETTERS && *p != '\0'; p = g_utf8_next_char (p))
    starts[n++] = p - text->str;
  starts[n] = p - text->str;
  ways[0] = (Way){ 0 };
  for (guint i = 1; i <= n; i++)
    ways[i] = (Way){ .score = -1e18 };
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j <= n && j - i <= pieces->longest; j++)
      {
        guint32 id = find_piece (pieces, text->str + starts[i], starts[j] - starts[i]);
        double score;

        if (id >= N_SPECIAL)
          score = pieces->scores[id];
        else if (j == i + 1)
          score = pieces->unknown_score;
        else
          continue;
        if (ways[i].score + score > ways[j].score)
          ways[j] = (Way){ ways[i].score + score, i, id >= N_SPECIAL ? id : pieces->unk };
      }

  for (guint j = n; j > 0; j = ways[j].from)
    n_ids++;
  for (guint j = n, k = n_ids; j > 0; j = ways[j].from)
    if (--k < DLN_MAX_WORD_PIECES)
      ids[k] = ways[j].id;
  return MIN (n_ids, DLN_MAX_WORD_PIECES);
}

guint
_dln_pieces_get_shape (const char *word,
                       gsize       length)
{
  const char *end = word + length;
  gboolean all_digits = length > 0, digit = FALSE, letter = FALSE;
  gboolean upper = FALSE, lower = FALSE, title = FALSE;
  gboolean first_upper = FALSE, rest_upper = FALSE, rest_lower = FALSE;
  guint n = 0;

  for (const char *p = word; p < end; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);
      int number = u_getIntPropertyValue (c, UCHAR_NUMERIC_TYPE);
      gboolean is_digit = number == U_NT_DECIMAL || number == U_NT_DIGIT;
      gboolean is_upper = u_hasBinaryProperty (c, UCHAR_UPPERCASE);
      gboolean is_lower = u_hasBinaryProperty (c, UCHAR_LOWERCASE);
      gboolean is_title = u_charType (c) == U_TITLECASE_LETTER;

      all_digits &= is_digit;
      digit |= is_digit;
      letter |= u_isalpha (c);
      upper |= is_upper;
      lower |= is_lower;
      title |= is_title;
      if (n == 0)
        first_upper = is_upper;
      rest_upper |= n > 0 && (is_upper || is_title);
      rest_lower |= n > 0 && is_lower;
    }
  if (all_digits)
    return 1;
  if (digit)
    return 2;
  if (!letter)
    return 3;
  if (upper && !lower && !title)
    return n > 1 ? 4 : 5;
  if (first_upper)
    return rest_lower && !rest_upper ? 6 : 7;
  return lower && !upper && !title ? 9 : 8;
}

static float
read_half (const guint8 *bytes)
{
  guint16 half;
  guint32 bits;
  float value;

  memcpy (&half, bytes, 2);
  guint32 sign = (guint32) (half & 0x8000) << 16, exponent = half >> 10 & 31, rest = half & 0x3ff;

  if (exponent == 0) /* below the normal numbers */
    return (sign != 0 ? -1.f : 1.f) * rest * (1.f / (1 << 24));
  bits = sign | (exponent == 31 ? 255u : exponent + 112) << 23 | rest << 13;
  memcpy (&value, &bits, sizeof value);
  return value;
}

void
_dln_pieces_embed (const DlnPieces *pieces,
                   guint32          id,
                   float           *out)
{
  const guint8 *block = pieces->embeddings + (gsize) id * (pieces->hidden / 32) * 18;

  for (guint i = 0; i < pieces->hidden; i += 32, block += 18)
    {
      float scale = read_half (block);

      for (guint k = 0; k < 16; k++)
        {
          out[i + k] = ((int) (block[2 + k] & 15) - 8) * scale;
          out[i + 16 + k] = ((int) (block[2 + k] >> 4) - 8) * scale;
        }
    }
}
