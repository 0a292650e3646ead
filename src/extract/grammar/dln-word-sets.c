/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#include "extract/dln-stage-private.h"

#define WORDS_FILE "words-en.txt"

static const char *const names[] = {
#define DLN_WORD_SET(id, name) name,
  DLN_WORD_SETS (DLN_WORD_SET)
#undef DLN_WORD_SET
};

static char **sets[DLN_N_WORD_SETS]; /* kept for the life of the process */

static DlnWordSet
find_set (const char *name,
          gsize       length)
{
  for (guint i = 0; i < DLN_N_WORD_SETS; i++)
    if (strlen (names[i]) == length && strncmp (names[i], name, length) == 0)
      return i;
  g_error (WORDS_FILE ": no rule asks for the set \"%.*s\"", (int) length, name);
}

static void
add_words (GStrvBuilder *words,
           const char   *text)
{
  g_auto (GStrv) split = g_strsplit (text, " ", -1);

  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      g_strv_builder_add (words, g_strdelimit (split[i], "_", ' '));
}

static void
finish_set (DlnWordSet    set,
            GStrvBuilder *words)
{
  if (words == NULL)
    return;
  if (sets[set] != NULL)
    g_error (WORDS_FILE ": the set \"%s\" stands there twice", names[set]);
  sets[set] = g_strv_builder_end (words);
}

/* each line is a set, or goes on with the one above it if it begins with a blank */
static gpointer
read_sets (gpointer data)
{
  g_autoptr (GBytes) bytes = _dln_data_get (WORDS_FILE);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  g_autoptr (GStrvBuilder) words = NULL;
  DlnWordSet set = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = *lines[i] != ' ' ? strchr (lines[i], ':') : NULL;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      if (colon != NULL)
        {
          finish_set (set, words);
          g_clear_pointer (&words, g_strv_builder_unref);
          words = g_strv_builder_new ();
          set = find_set (lines[i], colon - lines[i]);
        }
      add_words (words, colon != NULL ? colon + 1 : lines[i]);
    }
  finish_set (set, words);
  for (guint i = 0; i < DLN_N_WORD_SETS; i++)
    if (sets[i] == NULL)
      g_error (WORDS_FILE ": the set \"%s\" is missing", names[i]);
  return sets;
}

/**
 * _dln_words:
 * @set: which words
 *
 * Returns: (transfer none): they, NULL-terminated, in the file's order; read at the first call
 */
const char *const *
_dln_words (DlnWordSet set)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, read_sets, NULL);
  return (const char *const *) sets[set];
}

const char *
_dln_words_get_name (DlnWordSet set)
{
  return names[set];
}
