/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that was UTF-8, was read as Windows-1252 and was written as UTF-8 again: each character
 * became two or three, as in "Â£" for a pound sign. It is mended where that explains the text: each
 * mended piece is valid UTF-8 when it is taken back, there are two or more, and they hold most of
 * the characters beyond ASCII. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <string.h>

#define MIN_PIECES 2
#define MIN_SHARE 0.8 /* of the characters beyond ASCII */

/* the byte that Windows-1252 has for a character, -1 = none */
static int
find_byte (gunichar c)
{
  static const guint16 windows[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
  };

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    if (c == windows[i])
      return 0x80 + (int) i;
  return c >= 0x80 && c < 0x100 ? (int) c : -1;
}

/* Returns: bytes of @text that are one character taken back, 0 = none; @c gets that character */
static gsize
read_piece (const char *text,
            gunichar   *c,
            guint      *n_characters)
{
  int lead = find_byte (g_utf8_get_char (text));
  guint n = lead >= 0xc2 && lead < 0xe0   ? 2
            : lead >= 0xe0 && lead < 0xf0 ? 3
            : lead >= 0xf0 && lead < 0xf5 ? 4
                                          : 0;
  char bytes[4] = { (char) lead };
  const char *p = g_utf8_next_char (text);

  if (n == 0)
    return 0;
  for (guint i = 1; i < n; i++, p = g_utf8_next_char (p))
    {
      int byte = *p != '\0' ? find_byte (g_utf8_get_char (p)) : -1;

      if (byte < 0x80 || byte >= 0xc0)
        return 0;
      bytes[i] = (char) byte;
    }
  *c = g_utf8_get_char_validated (bytes, n);
  *n_characters = n;
  return *c < 0x110000 && g_unichar_isprint (*c) ? (gsize) (p - text) : 0;
}

/**
 * _dln_mend_mojibake:
 * @text: valid UTF-8
 * @length: (inout): its bytes
 * @n_pieces: (out): how many characters were mended
 *
 * Time: O(@length).
 *
 * Returns: (transfer full) (nullable): the mended text, %NULL if nothing is to be mended
 */
char *
_dln_mend_mojibake (const char *text,
                    gsize      *length,
                    guint      *n_pieces)
{
  GString *out = g_string_sized_new (*length);
  guint n_beyond = 0, n_explained = 0;

  *n_pieces = 0;
  for (const char *p = text; p < text + *length;)
    {
      gunichar c;
      guint n = 0;
      gsize bytes = (guchar) *p < 0x80 ? 0 : read_piece (p, &c, &n);
      gsize own = bytes > 0 ? bytes : (gsize) (g_utf8_next_char (p) - p);

      n_beyond += bytes > 0 ? n : (guchar) *p >= 0x80;
      n_explained += n * (bytes > 0);
      *n_pieces += bytes > 0;
      if (bytes > 0)
        g_string_append_unichar (out, c);
      else
        g_string_append_len (out, p, own);
      p += own;
    }
  if (*n_pieces < MIN_PIECES || n_explained < MIN_SHARE * n_beyond)
    {
      *n_pieces = 0;
      g_string_free (out, TRUE);
      return NULL;
    }
  *length = out->len;
  return g_string_free (out, FALSE);
}
