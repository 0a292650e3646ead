/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interned strings. Bytes live in a GStringChunk, so that pointers stay valid while the table
 * lives; ids are handed out in order of first sight, which keeps runs reproducible. */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-strings.h"

#include <string.h>

struct _DlnStrings
{
  GStringChunk *chunk;
  GPtrArray    *texts; /* [n_strings + 1], element 0 is "" */
  GHashTable   *ids;   /* text -> id, both owned elsewhere */
};

/**
 * dln_strings_new:
 *
 * Returns: (transfer full): an empty table; id 0 stands for the empty string
 */
DlnStrings *
dln_strings_new (void)
{
  DlnStrings *strings = g_new0 (DlnStrings, 1);

  strings->chunk = g_string_chunk_new (4096);
  strings->texts = g_ptr_array_new ();
  strings->ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (strings->texts, (gpointer) "");
  return strings;
}

void
dln_strings_free (DlnStrings *strings)
{
  if (strings == NULL)
    return;
  g_hash_table_unref (strings->ids);
  g_ptr_array_unref (strings->texts);
  g_string_chunk_free (strings->chunk);
  g_free (strings);
}

/**
 * dln_strings_intern:
 * @strings: the table
 * @text: (nullable): UTF-8 text; %NULL and "" give 0
 *
 * Returns: the id of @text, new or old. Time: O(length)
 */
DlnStringId
dln_strings_intern (DlnStrings *strings,
                    const char *text)
{
  g_return_val_if_fail (strings != NULL, 0);

  if (text == NULL || *text == '\0')
    return 0;

  gpointer found = g_hash_table_lookup (strings->ids, text);
  if (found != NULL)
    return GPOINTER_TO_UINT (found);

  char *copy = g_string_chunk_insert (strings->chunk, text);
  DlnStringId id = strings->texts->len;
  g_ptr_array_add (strings->texts, copy);
  g_hash_table_insert (strings->ids, copy, GUINT_TO_POINTER (id));
  return id;
}

/**
 * dln_strings_intern_len:
 * @strings: the table
 * @text: UTF-8 bytes, not necessarily terminated
 * @length: bytes of @text; it is cut at the first NUL
 *
 * Returns: the id of the text
 */
DlnStringId
dln_strings_intern_len (DlnStrings *strings,
                        const char *text,
                        gsize       length)
{
  char buffer[256];

  g_return_val_if_fail (strings != NULL, 0);
  g_return_val_if_fail (text != NULL || length == 0, 0);

  if (length < sizeof buffer)
    {
      if (length > 0)
        memcpy (buffer, text, length);
      buffer[length] = '\0';
      return dln_strings_intern (strings, buffer);
    }

  g_autofree char *copy = g_strndup (text, length);
  return dln_strings_intern (strings, copy);
}

/**
 * dln_strings_find:
 * @strings: the table
 * @text: (nullable): UTF-8 text
 *
 * Returns: the id of @text, or 0 if it was never interned
 */
DlnStringId
dln_strings_find (const DlnStrings *strings,
                  const char       *text)
{
  g_return_val_if_fail (strings != NULL, 0);

  if (text == NULL || *text == '\0')
    return 0;
  return GPOINTER_TO_UINT (g_hash_table_lookup (strings->ids, text));
}

/**
 * dln_strings_get:
 * @strings: the table
 * @id: an id that this table gave, or 0
 *
 * Returns: (transfer none): the text, "" for 0; valid as long as the table
 */
const char *
dln_strings_get (const DlnStrings *strings,
                 DlnStringId       id)
{
  g_return_val_if_fail (strings != NULL, "");
  g_return_val_if_fail (id < strings->texts->len, "");

  return g_ptr_array_index (strings->texts, id);
}

/**
 * dln_strings_get_n:
 * @strings: the table
 *
 * Returns: number of ids handed out, 0 included; valid ids are less than it
 */
guint32
dln_strings_get_n (const DlnStrings *strings)
{
  g_return_val_if_fail (strings != NULL, 0);

  return strings->texts->len;
}
