/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte offsets to code points and back: one checkpoint each 256 bytes, then a short walk. */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-utf8.h"

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
