/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word lists with columns, read once from the resources and kept. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

struct _DlnLexicon
{
  GHashTable *rows; /* key -> NULL-terminated columns */
};

static GMutex lexicons_lock;
static GHashTable *lexicons; /* file name -> DlnLexicon, kept for the life of the process */

static DlnLexicon *
read_lexicon (const char *file)
{
  g_autoptr (GBytes) bytes = _dln_data_get (file);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = g_strndup (data, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  DlnLexicon *lexicon = g_new0 (DlnLexicon, 1);

  lexicon->rows =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      char **columns = g_strsplit (lines[i], "\t", -1);

      g_hash_table_replace (lexicon->rows, columns[0], columns);
    }
  return lexicon;
}

/**
 * _dln_lexicon_get:
 * @file: a file of resources/extract
 *
 * Returns: (transfer none): the list, read at the first call
 */
const DlnLexicon *
_dln_lexicon_get (const char *file)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lexicons_lock);
  DlnLexicon *lexicon;

  if (lexicons == NULL)
    lexicons = g_hash_table_new (g_str_hash, g_str_equal);
  lexicon = g_hash_table_lookup (lexicons, file);
  if (lexicon == NULL)
    {
      lexicon = read_lexicon (file);
      g_hash_table_insert (lexicons, g_strdup (file), lexicon);
    }
  return lexicon;
}

/**
 * _dln_lexicon_lookup:
 *
 * Returns: (transfer none) (nullable): the columns of @key, the key first, ended by %NULL
 */
const char *const *
_dln_lexicon_lookup (const DlnLexicon *lexicon,
                     const char       *key)
{
  return g_hash_table_lookup (lexicon->rows, key);
}

/**
 * _dln_lexicon_column:
 *
 * Returns: (transfer none) (nullable): one column of @key, %NULL if there is no such row or column
 */
const char *
_dln_lexicon_column (const DlnLexicon *lexicon,
                     const char       *key,
                     guint             column)
{
  char **columns = g_hash_table_lookup (lexicon->rows, key);

  return columns != NULL && column < g_strv_length (columns) ? columns[column] : NULL;
}

static const char *const *
find_word (const DlnLexicon *lexicon,
           const char       *prefix,
           const char       *word,
           gsize             length,
           const char       *ending)
{
  char key[96];

  if (length == 0 || length + strlen (prefix) + strlen (ending) + 2 > sizeof key)
    return NULL;
  g_snprintf (
    key, sizeof key, "%s%s%.*s%s", prefix, *prefix != '\0' ? " " : "", (int) length, word, ending);
  return _dln_lexicon_lookup (lexicon, key);
}

/**
 * _dln_lexicon_find:
 * @prefix: a word before the key, e.g. "verb", or ""
 *
 * Looks up the lemma of @token; where a lemma is unknown to the list, a noun's form as it stands
 * and the stems that a verb's form may have ("boasted", "signalled", "joking").
 *
 * Returns: (transfer none) (nullable): the columns
 */
const char *const *
_dln_lexicon_find (const DlnLexicon *lexicon,
                   const DlnTree    *tree,
                   guint32           token,
                   const char       *prefix)
{
  const char *const *suffixes = _dln_words (DLN_WORDS_VERB_SUFFIXES);
  const char *lemma = _dln_tree_lemma (tree, token);
  const char *const *found = find_word (lexicon, prefix, lemma, strlen (lemma), "");

  if (found != NULL)
    return found;

  g_autofree char *form = _dln_tree_dup_form (tree, token);
  g_autofree char *word = g_ascii_strdown (form, -1);

  /* a noun whose lemma was guessed wrong */
  if (tree->tokens[token].upos != DLN_UPOS_VERB)
    return tree->tokens[token].upos == DLN_UPOS_NOUN
             ? find_word (lexicon, prefix, word, strlen (word), "")
             : NULL;

  for (guint i = 0; suffixes[i] != NULL && found == NULL; i++)
    {
      if (!g_str_has_suffix (word, suffixes[i]))
        continue;

      gsize stem = strlen (word) - strlen (suffixes[i]);

      if (stem < 2)
        continue;
      found = find_word (lexicon, prefix, word, stem, "");
      if (found == NULL
          && (strlen (suffixes[i]) > 1
              || word[stem - 1] == 'e')) /* "fined", "fled", but not "find" */
        found = find_word (lexicon, prefix, word, stem, "e");
      if (found == NULL && stem > 3 && word[stem - 1] == word[stem - 2])
        found = find_word (lexicon, prefix, word, stem - 1, "");
      if (found == NULL && word[stem - 1] == 'i')
        found = find_word (lexicon, prefix, word, stem - 1, "y");
    }
  return found;
}
