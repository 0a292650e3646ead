/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names made comparable: case, accents and punctuation dropped. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-name-key-private.h"

#include <string.h>

/**
 * _dln_name_key:
 * @name: a name as written
 *
 * Returns: (transfer full): its words in lower case without accents, with one space between, without an article before
 * or a possessive ending behind; "" if no letter or digit is left
 */
char *
_dln_name_key (const char *name)
{
  g_autofree char *plain = g_utf8_normalize (name, -1, G_NORMALIZE_NFKD);
  g_autofree char *folded = g_utf8_casefold (plain != NULL ? plain : name, -1);
  GString *key = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) || c == '.')
        continue;
      if (c == '\'' || c == 0x2019)
        {
          const char *next = g_utf8_next_char (p);

          if (next[0] == 's' && !g_ascii_isalnum (next[1]))
            p = next; /* "Russia's" */
          continue;
        }
      if (!g_unichar_isalnum (c))
        {
          space = key->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (key, ' ');
      space = FALSE;
      g_string_append_unichar (key, c);
    }
  if (g_str_has_prefix (key->str, "the ") && key->len > 4)
    g_string_erase (key, 0, 4);
  return g_string_free (key, FALSE);
}
