/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names without the endings of their cases (resources/extract/name-endings.txt). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-name-key-private.h"

#include "extract/dln-stage-private.h"

#include <string.h>

#define MIN_LETTERS 3 /* that stay in front of an ending */

typedef struct
{
  char  language[4];
  char *ending;
  char *instead;
} Ending;

/* with the letters of keys; "#" stays */
static char *
dup_instead (const char *text)
{
  g_autofree char *key = _dln_name_key (text);

  return g_strconcat (key, strchr (text, '#') != NULL ? "#" : "", NULL);
}

static void
read_line (GArray     *endings,
           const char *line,
           char        language[4])
{
  g_auto (GStrv) words = NULL;

  if (line[0] == '#' || line[0] == '\0')
    return;
  if (line[0] == '[')
    {
      g_strlcpy (language, line + 1, MIN (4, strcspn (line + 1, "]") + 1));
      return;
    }
  words = g_strsplit (line, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *equals = strchr (words[i], '=');
      Ending ending = { 0 };

      if (equals == NULL)
        g_error ("name endings: \"%s\" has no =", words[i]);
      g_strlcpy (ending.language, language, sizeof ending.language);
      *strchr (words[i], '=') = '\0';
      ending.ending = _dln_name_key (words[i]);
      ending.instead = dup_instead (equals + 1);
      g_array_append_val (endings, ending);
    }
}

static const GArray * /* Ending */
get_endings (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      GArray *endings = g_array_new (FALSE, FALSE, sizeof (Ending));
      g_autoptr (GBytes) bytes = _dln_data_get ("name-endings.txt");
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      char language[4] = "";

      for (guint i = 0; lines[i] != NULL; i++)
        read_line (endings, lines[i], language);
      g_once_init_leave (&once, (gsize) endings);
    }
  return (const GArray *) once;
}

static const Ending *
find_longest (const char *word,
              const char *language)
{
  const GArray *endings = get_endings ();
  const Ending *best = NULL;
  glong n = g_utf8_strlen (word, -1);

  for (guint i = 0; i < endings->len; i++)
    {
      const Ending *ending = DLN_ROW (endings, Ending, i);

      if (strcmp (ending->language, language) == 0 && g_str_has_suffix (word, ending->ending)
          && n - g_utf8_strlen (ending->ending, -1) >= MIN_LETTERS
          && (best == NULL || strlen (ending->ending) > strlen (best->ending)))
        best = ending;
    }
  return best;
}

/**
 * _dln_name_drop_endings:
 * @key: a name as _dln_name_key() gives it
 * @language: BCP 47
 *
 * Returns: (transfer full): @key without the endings that the cases of @language give to its words.
 * Good for comparing names of one article, not for showing them.
 */
char *
_dln_name_drop_endings (const char *key,
                        const char *language)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  char primary[4];

  g_strlcpy (primary, language, MIN (sizeof primary, strcspn (language, "-_") + 1));
  for (guint i = 0; words[i] != NULL; i++)
    {
      const Ending *ending = find_longest (words[i], primary);
      char *stem;

      if (ending == NULL)
        continue;
      words[i][strlen (words[i]) - strlen (ending->ending)] = '\0';
      stem = g_strconcat (words[i], ending->instead, NULL);
      g_free (words[i]);
      words[i] = stem;
    }
  return g_strjoinv (" ", words);
}
