/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte offsets to code points and back: one checkpoint each 256 bytes, then a short walk. Text for
 * a terminal or a window: without characters that do something instead of being seen. */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-utf8.h"

#include <string.h>

#define STEP 256

struct _DlnOffsetMap
{
  const char *text; /* borrowed */
  gsize       length;
  GArray     *marks; /* guint32 [length / STEP + 1]: characters that begin before byte i * STEP */
};

static inline gboolean
is_start (char c)
{
  return ((guchar) c & 0xc0) != 0x80;
}

/**
 * dln_offset_map_new:
 * @text: valid UTF-8; must outlive the map
 * @length: bytes of @text
 *
 * Returns: (transfer full): a map between bytes and code points. Time: O(@length)
 */
DlnOffsetMap *
dln_offset_map_new (const char *text,
                    gsize       length)
{
  DlnOffsetMap *map = g_new0 (DlnOffsetMap, 1);
  guint32 n = 0;

  map->text = text;
  map->length = length;
  map->marks = g_array_sized_new (FALSE, FALSE, sizeof (guint32), length / STEP + 1);
  for (gsize i = 0; i <= length; i++)
    {
      if (i % STEP == 0)
        g_array_append_val (map->marks, n);
      if (i < length && is_start (text[i]))
        n++;
    }
  return map;
}

void
dln_offset_map_free (DlnOffsetMap *map)
{
  if (map == NULL)
    return;
  g_array_unref (map->marks);
  g_free (map);
}

/**
 * dln_offset_map_to_characters:
 * @map: the map
 * @byte: a byte offset; past the end counts as the end
 *
 * Returns: the number of code points that begin before @byte. Time: O(1)
 */
guint32
dln_offset_map_to_characters (const DlnOffsetMap *map,
                              guint32             byte)
{
  g_return_val_if_fail (map != NULL, 0);

  gsize end = MIN (byte, map->length);
  guint32 n = g_array_index (map->marks, guint32, end / STEP);

  for (gsize i = end / STEP * STEP; i < end; i++)
    n += is_start (map->text[i]);
  return n;
}

/**
 * dln_offset_map_to_bytes:
 * @map: the map
 * @character: a code point offset; past the end counts as the end
 *
 * Returns: the byte at which that code point begins. Time: O(log length)
 */
guint32
dln_offset_map_to_bytes (const DlnOffsetMap *map,
                         guint32             character)
{
  g_return_val_if_fail (map != NULL, 0);

  guint low = 0;
  guint high = map->marks->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (map->marks, guint32, middle) <= character)
        low = middle;
      else
        high = middle;
    }

  guint32 n = g_array_index (map->marks, guint32, low);
  gsize i = (gsize) low * STEP;

  while (i < map->length)
    {
      if (is_start (map->text[i]) && n++ == character)
        return i;
      i++;
    }
  return map->length;
}

/* Controls of writing direction (UAX #9, section 2): those that embed, override and isolate can
 * make a text read as another one. */
static gboolean
is_direction (const guchar *p) /* three bytes */
{
  guint last = p[2];

  if (p[0] != 0xe2)
    return FALSE;
  return (p[1] == 0x80 && ((last >= 0xaa && last <= 0xae) || last == 0x8e || last == 0x8f))
         || (p[1] == 0x81 && last >= 0xa6 && last <= 0xa9);
}

/**
 * dln_utf8_make_plain:
 * @text: UTF-8, changed in place
 * @length: bytes of @text
 *
 * Replaces what a terminal or a text layout would obey: control characters other than line feed and
 * tab become "?", those of Latin-1 (U+0080 to U+009F) and U+061C become U+00A4, and the controls of
 * writing direction become U+FFFD. Each replacement has as many bytes as what it replaces, so
 * that offsets stay true.
 *
 * Time: O(@length)
 */
void
dln_utf8_make_plain (char *text,
                     gsize length)
{
  guchar *p = (guchar *) text;

  for (gsize i = 0; i < length; i++)
    {
      if ((p[i] < 0x20 && p[i] != '\n' && p[i] != '\t') || p[i] == 0x7f)
        p[i] = '?';
      else if (i + 1 < length
               && ((p[i] == 0xc2 && p[i + 1] < 0xa0) || (p[i] == 0xd8 && p[i + 1] == 0x9c)))
        memcpy (p + i, "\302\244", 2);
      else if (i + 2 < length && is_direction (p + i))
        memcpy (p + i, "\357\277\275", 3);
    }
}

/**
 * dln_utf8_dup_plain:
 * @text: (nullable): UTF-8
 *
 * Returns: (transfer full) (nullable): a copy after dln_utf8_make_plain()
 */
char *
dln_utf8_dup_plain (const char *text)
{
  char *copy = g_strdup (text);

  if (copy != NULL)
    dln_utf8_make_plain (copy, strlen (copy));
  return copy;
}
