/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes what the text and tag stages need: clusters of words, borders of tokens, ends of sentences,
 * and lemmas with the inventory of tags that they count by. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-words-private.h"

#include <string.h>

#define CLUSTERS "lists/clusters-wiki60m-c512.tsv"

/**
 * dln_train_shuffle: Fisher and Yates, from a generator of our own, so that every machine shuffles
 * alike
 */
void
dln_train_shuffle (guint32 *order,
                   guint    n,
                   guint64 *random)
{
  for (guint i = n; i > 1; i--)
    {
      *random = *random * 6364136223846793005u + 1442695040888963407u;
      guint j = (guint) ((*random >> 33) % i);
      guint32 t = order[i - 1];

      order[i - 1] = order[j];
      order[j] = t;
    }
}

/* ---- clusters ------------------------------------------------------------------------------ */

static void
insert_word (DlnWordsSlot *slots,
             guint32       mask,
             guint64       hash,
             guint16       cluster,
             guint16       path)
{
  guint32 at = hash & mask;

  while (slots[at].cluster != 0)
    {
      if (slots[at].check == (guint32) (hash >> 32))
        return;
      at = (at + 1) & mask;
    }
  slots[at] = (DlnWordsSlot){ .check = hash >> 32, .cluster = cluster, .path = path };
}

/* The list has (bit string, word, count) lines; the first of two equal words, the more frequent,
 * counts. */
static GBytes *
pack_clusters (const char *corpora,
               GError    **error)
{
  g_autofree char *path = g_build_filename (corpora, CLUSTERS, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GHashTable) clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  DlnWordsHeader header = { .magic = DLN_WORDS_MAGIC, .n_slots = 1u << 17 };
  g_autofree DlnWordsSlot *slots = g_new0 (DlnWordsSlot, header.n_slots);
  GByteArray *bytes;

  if (!g_file_get_contents (path, &content, NULL, error))
    return NULL;

  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);
      guint16 bits = 0;

      if (g_strv_length (fields) < 3)
        continue;
      for (guint k = 0; k < 16 && fields[0][k] != '\0'; k++)
        bits |= fields[0][k] == '1' ? 1u << (15 - k) : 0;

      gpointer id = g_hash_table_lookup (clusters, fields[0]);
      if (id == NULL)
        {
          id = GUINT_TO_POINTER (g_hash_table_size (clusters) + 1);
          g_hash_table_insert (clusters, g_strdup (fields[0]), id);
        }
      insert_word (slots,
                   header.n_slots - 1,
                   _dln_words_hash (fields[1], strlen (fields[1])),
                   GPOINTER_TO_UINT (id),
                   bits);
    }
  bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (guint8 *) &header, sizeof header);
  g_byte_array_append (bytes, (guint8 *) slots, header.n_slots * sizeof *slots);
  return g_byte_array_free_to_bytes (bytes);
}

/* ---- the treebank -------------------------------------------------------------------------- */

static guint
find_tag (const GArray *tags,
          guint         upos,
          const char   *xpos)
{
  for (guint i = 0; i < tags->len; i++)
    {
      const DlnTag *tag = &g_array_index (tags, DlnTag, i);

      if (tag->upos == upos && strcmp (tag->xpos, xpos) == 0)
        return i;
    }
  return G_MAXUINT;
}

/* Pairs of parts of speech that occur twice at least, in order of first sight; the rest becomes the
 * pair with the same XPOS */
static GArray *
collect_tags (DlnTrainCorpus *corpus)
{
  GArray *tags = g_array_new (FALSE, TRUE, sizeof (DlnTag));
  g_autofree guint *counts = g_new0 (guint, 4096);

  for (guint i = 0; i < corpus->len; i++)
    {
      DlnTrainArticle *article = g_ptr_array_index (corpus, i);

      for (guint k = 0; k < article->gold->tokens->len; k++)
        {
          const DlnToken *token = DLN_ROW (article->gold->tokens, DlnToken, k);
          const char *xpos = dln_strings_get (article->gold->strings, token->xpos);
          guint found = find_tag (tags, token->upos, xpos);

          if (found == G_MAXUINT && tags->len < 4096)
            {
              DlnTag tag = { .upos = token->upos };

              g_strlcpy (tag.xpos, xpos, sizeof tag.xpos);
              found = tags->len;
              g_array_append_val (tags, tag);
            }
          counts[found]++;
        }
    }
  for (guint i = tags->len; i > 0; i--)
    if (counts[i - 1] < 4)
      g_array_remove_index (tags, i - 1);
  g_assert (tags->len <= DLN_WEIGHTS_MAX_CLASSES);
  return tags;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static gboolean
load_corpus (const char     *corpora,
             DlnTrainCorpus *corpus,
             GError        **error)
{
  g_autofree char *ewt = g_build_filename (corpora, "train/ewt/train.conllu", NULL);
  g_autofree char *gum = g_build_filename (corpora, "train/gum-open/train", NULL);

  return dln_train_corpus_add_file (corpus, ewt, error)
         && dln_train_corpus_add_folder (corpus, gum, error);
}

gboolean
dln_train_words (const char     *corpora,
                 DlnTrainBundle *bundle,
                 GError        **error)
{
  g_autoptr (GPtrArray) corpus = dln_train_corpus_new ();
  g_autoptr (GBytes) clusters = NULL;
  g_autoptr (GArray) tags = NULL;
  DlnWords words;
  gsize length;

  if (!load_corpus (corpora, corpus, error) || (clusters = pack_clusters (corpora, error)) == NULL)
    return FALSE;

  const void *data = g_bytes_get_data (clusters, &length);
  if (!_dln_words_open (&words, data, length))
    g_error ("the packed clusters cannot be read back");
  dln_train_bundle_add (bundle, "words", clusters);

  tags = collect_tags (corpus);
  g_autoptr (GBytes) tag_bytes = g_bytes_new (tags->data, tags->len * sizeof (DlnTag));
  dln_train_bundle_add (bundle, "tags", tag_bytes);
  dln_train_lemmas (corpus, (const DlnTag *) tags->data, tags->len, bundle);

  g_autoptr (GBytes) cuts = dln_train_cuts (corpus, 1);
  dln_train_bundle_add (bundle, "cuts", cuts);
  g_autoptr (GBytes) ends = dln_train_ends (corpus, &words, cuts, 1);
  dln_train_bundle_add (bundle, "ends", ends);
  return TRUE;
}
