/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiles word lists and clusters into tables of hashes. One-word entries that are mostly
 * something else in running text are left out; acronyms are entered as they are written. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-names.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  guint64 key;
  guint32 value;
} Pair;

typedef struct
{
  GHashTable   *values; /* guint64 -> guint32 */
  DlnNamesTable clusters;
} Builder;

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *x = a, *y = b;

  return x->key < y->key ? -1 : x->key > y->key;
}

static GBytes *
compile_table (GHashTable *values)
{
  guint n = g_hash_table_size (values), i = 0;
  g_autofree Pair *pairs = g_new (Pair, n + 1);
  GHashTableIter iter;
  gpointer key, value;
  guint32 n_slots = 64;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    pairs[i++] = (Pair) { *(guint64 *) key, GPOINTER_TO_UINT (value) };
  qsort (pairs, n, sizeof *pairs, compare_pairs);
  while (n_slots * 3 < n * 4)
    n_slots *= 2;

  gsize length = sizeof (DlnNamesTableHeader) + (gsize) n_slots * 8;
  DlnNamesTableHeader *header = g_malloc0 (length);
  guint32 *slots = (guint32 *) (header + 1);

  header->magic = DLN_NAMES_TABLE_MAGIC;
  header->n_slots = n_slots;
  for (i = 0; i < n; i++)
    {
      guint32 slot = (guint32) pairs[i].key & (n_slots - 1);

      while (slots[2 * slot] != 0)
        slot = (slot + 1) & (n_slots - 1);
      slots[2 * slot] = (guint32) (pairs[i].key >> 32) | 1;
      slots[2 * slot + 1] = pairs[i].value;
    }
  return g_bytes_new_take (header, length);
}

static void
add_value (GHashTable *values,
           guint64     key,
           guint32     bits)
{
  guint32 old = GPOINTER_TO_UINT (g_hash_table_lookup (values, &key));

  g_hash_table_replace (values, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (old | bits));
}

/* log2 of the count of @word in the clusters' text */
static guint
count_word (Builder    *builder,
            const char *word)
{
  return DLN_CLUSTER_COUNT (
    _dln_names_table_get (&builder->clusters, _dln_names_hash_exact (word, strlen (word))));
}

static gboolean
is_mostly_common (Builder    *builder,
                  const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  guint small = count_word (builder, lower);

  return strcmp (lower, word) != 0 && small >= 7 && small >= count_word (builder, word) + 1;
}

static gboolean
is_acronym (const char *word)
{
  guint upper = 0;

  for (const char *p = word; *p != '\0'; p++)
    {
      if (!g_ascii_isupper (*p) && *p != '.')
        return FALSE;
      upper += *p != '.';
    }
  return upper >= 2;
}

/* Entry -> words as the tokeniser cuts them: at blanks, hyphens and before "'s" */
static void
add_entry (Builder    *builder,
           const char *entry,
           guint       list)
{
  guint64 hashes[8];
  guint n = 0;
  g_autofree char *copy = g_strdup (entry);

  if (strpbrk (entry, " -/") == NULL && is_acronym (entry))
    {
      add_value (
        builder->values, _dln_names_hash_exact (entry, strlen (entry)), DLN_LIST_BIT (list));
      return;
    }
  for (char *p = copy; *p != '\0'; p++)
    if (strchr ("-/,()", *p) != NULL)
      *p = ' ';
  for (char *word = strtok (copy, " "); word != NULL; word = strtok (NULL, " "))
    {
      gsize length = strlen (word);
      gboolean possessive = length > 2 && strcmp (word + length - 2, "'s") == 0;
      guint64 hash = _dln_names_hash_letters (word, length - (possessive ? 2 : 0));

      if (hash == 0)
        continue;
      if (n + possessive >= G_N_ELEMENTS (hashes))
        return;
      hashes[n++] = hash;
      if (possessive)
        hashes[n++] = _dln_names_hash_letters ("s", 1);
    }
  if (n == 0)
    return;

  gboolean checked = list != DLN_LIST_TITLE && list < DLN_LIST_DEMONYM && list != DLN_LIST_COUNTRY;

  if (n == 1 && checked && is_mostly_common (builder, entry))
    return;

  guint64 key = hashes[0];

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        key = _dln_names_mix (key, hashes[i]);
      add_value (
        builder->values, key, i + 1 == n ? DLN_LIST_BIT (list) : DLN_LIST_BIT (DLN_LIST_PREFIX));
    }
}

static const struct
{
  const char  *name;
  DlnNamesList list;
} list_names[] = {
  { "place", DLN_LIST_PLACE },
  { "town", DLN_LIST_TOWN },
  { "region", DLN_LIST_COUNTRY },
  { "country", DLN_LIST_COUNTRY },
  { "person", DLN_LIST_PERSON },
  { "organisation", DLN_LIST_ORG },
  { "org", DLN_LIST_ORG },
  { "agency", DLN_LIST_NEWS },
  { "title", DLN_LIST_TITLE },
  { "demonym", DLN_LIST_DEMONYM },
  { "person-noun", DLN_LIST_PERSON_NOUN },
  { "org-head", DLN_LIST_ORG_HEAD },
  { "place-head", DLN_LIST_PLACE_HEAD },
  { "legal", DLN_LIST_LEGAL },
  { "calendar", DLN_LIST_CALENDAR },
  { "language", DLN_LIST_LANGUAGE },
  { "sport", DLN_LIST_SPORT },
};

static void
add_own_line (Builder *builder,
              char   **fields)
{
  if (fields[0] == NULL || fields[1] == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (list_names); i++)
    if (strcmp (list_names[i].name, fields[0]) == 0)
      {
        if (list_names[i].list == DLN_LIST_PERSON && strchr (fields[1], ' ') == NULL)
          add_entry (builder, fields[1], DLN_LIST_SURNAME);
        else
          add_entry (builder, fields[1], list_names[i].list);
        return;
      }
}

static void
add_corpus_line (Builder *builder,
                 char   **fields)
{
  if (fields[0] == NULL || fields[1] == NULL || fields[2] == NULL)
    return;

  DlnNamesList list = DLN_LIST_ORG;

  if (g_str_has_prefix (fields[2], "party:"))
    list = DLN_LIST_PARTY;
  else if (g_str_has_prefix (fields[2], "newspaper:"))
    list = DLN_LIST_NEWS;
  else if (g_str_has_prefix (fields[2], "brand:") || g_str_has_prefix (fields[2], "operator:")
           || g_str_has_prefix (fields[2], "company:"))
    list = DLN_LIST_COMPANY;
  else if (strcmp (fields[1], "PER") == 0)
    list = DLN_LIST_PERSON;
  else if (strcmp (fields[1], "LOC") == 0)
    list = DLN_LIST_TOWN;
  /* a person's name of one word on that list is often a band or a title */
  if (list != DLN_LIST_PERSON || strchr (fields[0], ' ') != NULL)
    add_entry (builder, fields[0], list);
}

static void
add_first_name (Builder *builder,
                char   **fields)
{
  if (fields[0] != NULL && strlen (fields[0]) > 1)
    add_entry (builder, fields[0], DLN_LIST_FIRST_NAME);
}

static void
add_surname (Builder *builder,
             char   **fields)
{
  /* those that 60 million words never have would take half of the table */
  if (fields[0] != NULL && strlen (fields[0]) > 2 && count_word (builder, fields[0]) > 0)
    add_entry (builder, fields[0], DLN_LIST_SURNAME);
}

static gboolean
read_list (Builder    *builder,
           const char *directory,
           const char *name,
           void      (*add) (Builder *builder, char **fields),
           GError    **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return FALSE;

  const char *start = g_str_has_prefix (contents, "\xef\xbb\xbf") ? contents + 3 : contents;
  g_auto (GStrv) lines = g_strsplit (start, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      if (**line == '#' || **line == '\0' || !g_utf8_validate (*line, -1, NULL))
        continue;

      g_auto (GStrv) fields = g_strsplit (g_strchomp (*line), "\t", -1);

      add (builder, fields);
    }
  return TRUE;
}

/**
 * _dln_train_names_lexicon:
 * @corpora: the corpora folder
 * @resources: folder of our own lists
 * @clusters: the compiled clusters
 * @error: a list that is missing
 *
 * Returns: (transfer full): section "names.lexicon"
 */
GBytes *
_dln_train_names_lexicon (const char *corpora,
                          const char *resources,
                          GBytes     *clusters,
                          GError    **error)
{
  Builder builder = { 0 };
  gsize length;
  const void *bytes = g_bytes_get_data (clusters, &length);
  GBytes *lexicon = NULL;

  builder.values = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);
  if (!_dln_names_table_open (&builder.clusters, bytes, length))
    g_assert_not_reached ();
  if (read_list (&builder, resources, "words.txt", add_own_line, error)
      && read_list (&builder, resources, "wordnet.txt", add_own_line, error)
      && read_list (&builder, resources, "places.txt", add_own_line, error)
      && read_list (&builder, corpora, "lists/names/organisations.tsv", add_corpus_line, error)
      && read_list (&builder, corpora, "lists/names/persons.tsv", add_corpus_line, error)
      && read_list (&builder, corpora, "lists/names/places.tsv", add_corpus_line, error)
      && read_list (
        &builder, corpora, "lists/smashew-names/first-names/all.txt", add_first_name, error)
      && read_list (&builder, corpora, "lists/smashew-names/surnames/all.txt", add_surname, error))
    lexicon = compile_table (builder.values);
  g_hash_table_unref (builder.values);
  return lexicon;
}

static guint32
log2_of (guint64 count)
{
  guint32 n = 0;

  while (count > 1)
    {
      count >>= 1;
      n++;
    }
  return n + 1;
}

/**
 * _dln_train_names_clusters:
 * @corpora: the corpora folder
 * @error: the list is missing
 *
 * Returns: (transfer full): section "names.clusters"
 */
GBytes *
_dln_train_names_clusters (const char *corpora,
                           GError    **error)
{
  g_autofree char *path = g_build_filename (corpora, "lists/clusters-wiki60m-c512.tsv", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GHashTable) values = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free,
                                                         NULL);

  if (!g_file_get_contents (path, &contents, NULL, error))
    return NULL;

  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", 3);

      if (g_strv_length (fields) < 3)
        continue;

      guint64 bits = g_ascii_strtoull (fields[0], NULL, 2);
      guint64 count = g_ascii_strtoull (fields[2], NULL, 10);
      guint32 value =
        (guint32) (bits & 0xffff) | (guint32) strlen (fields[0]) << 16 | log2_of (count) << 24;
      guint64 key = _dln_names_hash_exact (fields[1], strlen (fields[1]));

      g_hash_table_replace (values, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (value));
    }
  return compile_table (values);
}
