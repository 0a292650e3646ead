/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names model: lists and clusters, then a first chain from the large machine-marked corpus, then a
 * second from what was marked by hand, which sees the first one's labels. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "train/dln-train-names.h"

#include <string.h>

typedef struct
{
  const char *path; /* NULL: made up */
  gboolean    has_other;
  double      weight;
} Corpus;

static const Corpus silver_corpora[] = {
  { "train/names-extra/gmb-clean.tsv", TRUE, 1 },
};

static const Corpus gold_corpora[] = {
  { NULL, TRUE, 0.5 }, /* sports pages */
  { "train/uner-ewt/train.iob2", TRUE, 1 },
  { "train/gum-open/train", FALSE, 1 },
  { "train/wikigold/wikigold.conll", TRUE, 1 },
  { "train/names-extra/crossner-politics.tsv", FALSE, 1 },
  { "train/names-extra/crossner-literature.tsv", FALSE, 0.5 },
  { "train/names-extra/crossner-science.tsv", FALSE, 0.5 },
  { "train/names-extra/crossner-music.tsv", FALSE, 0.5 },
  { "train/names-extra/crossner-ai.tsv", FALSE, 0.5 },
  { "train/names-extra/re-docred.tsv", FALSE, 1 },
  { "train/names-extra/re3d.tsv", FALSE, 1 },
  { "train/names-extra/broad-twitter-news-media.tsv", FALSE, 1 },
};

static void
label_with (const DlnNamesChain *chain,
            DlnNameText         *text)
{
  g_autofree guint8 *labels = g_new0 (guint8, text->n_tokens + 1);
  g_autofree float *sure = g_new0 (float, text->n_tokens + 1);

  for (guint s = 0; s < text->n_sentences; s++)
    _dln_names_chain_decode (chain, text, s, FALSE, labels, sure);
  for (guint i = 0; i < text->n_tokens; i++)
    {
      text->tokens[i].silver = labels[i];
      text->tokens[i].silver_sure = _dln_names_grade (sure[i]);
    }
  _dln_name_text_vote (text);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* All files of GUM's folder, in order of name */
static GPtrArray *
read_gum (const char *path,
          GError    **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) all = g_string_new (NULL);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *contents = NULL;

      if (!g_file_get_contents (g_ptr_array_index (names, i), &contents, NULL, error))
        return NULL;

      g_autofree char *converted = _dln_train_names_from_gum (contents);

      g_string_append (all, converted);
    }
  return _dln_train_names_parse (all->str, FALSE);
}

static GPtrArray *
read_corpus (const char   *corpora,
             const char   *resources,
             const Corpus *corpus,
             GError      **error)
{
  if (corpus->path != NULL)
    {
      g_autofree char *path = g_build_filename (corpora, corpus->path, NULL);

      return g_file_test (path, G_FILE_TEST_IS_DIR) ? read_gum (path, error)
                                                    : _dln_train_names_read (path, corpus->has_other, error);
    }

  g_autofree char *sport = _dln_train_names_make_sport (corpora, resources);

  return _dln_train_names_parse (sport != NULL ? sport : "", corpus->has_other);
}

static gboolean
add_corpus (DlnTrainChain       *chain,
            const DlnNamesModel *names,
            const DlnNamesChain *silver,
            DlnModel            *tagger,
            const char          *corpora,
            const char          *resources,
            const Corpus        *corpus,
            GError             **error)
{
  g_autoptr (GPtrArray) documents = read_corpus (corpora, resources, corpus, error);

  if (documents == NULL)
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    {
      DlnTrainDocument *document = g_ptr_array_index (documents, i);

      if (document->tokens->len == 0)
        continue;
      if (tagger != NULL)
        _dln_train_names_retag (document, tagger);

      g_autofree guint32 *allowed = _dln_train_names_allowed (document);
      g_autoptr (DlnNameText) text = _dln_name_text_new (&names->lexicon,
                                                        &names->clusters,
                                                        document->text->str,
                                                        (const DlnToken *) document->tokens->data,
                                                        document->tokens->len,
                                                        (const DlnSentence *) document->sentences->data,
                                                        document->sentences->len);

      if (silver != NULL)
        label_with (silver, text);
      _dln_train_chain_add (chain, text, allowed, corpus->weight);
    }
  return TRUE;
}

static GBytes *
train_chain (const DlnNamesModel        *names,
             const DlnNamesChain        *silver,
             DlnModel                   *tagger,
             const char                 *corpora,
             const char                 *resources,
             const Corpus               *list,
             guint                       n_list,
             const DlnTrainChainOptions *options,
             GError                    **error)
{
  DlnTrainChain *chain = _dln_train_chain_new (silver != NULL);
  GBytes *bytes = NULL;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < n_list; i++)
    ok = add_corpus (chain, names, silver, tagger, corpora, resources, &list[i], error);
  if (ok)
    bytes = _dln_train_chain_run (chain, options);
  _dln_train_chain_free (chain);
  return bytes;
}

/**
 * _dln_train_names:
 * @corpora: the corpora folder
 * @resources: folder of our own name lists
 * @tagger: (nullable): a bundle with words and tags; without one the corpora's tokens are taken as they are
 * @sections: (element-type utf8 GBytes): gets "names.lexicon", "names.clusters", "names.silver", "names.gold"
 * @error: a corpus that cannot be read
 *
 * Returns: whether it went well
 */
gboolean
_dln_train_names (const char *corpora,
                  const char *resources,
                  DlnModel   *tagger,
                  GHashTable *sections,
                  GError    **error)
{
  const DlnTrainChainOptions silver_options = { 6, 3, 1 << 16, 0.1, 1e-5, 0.1 };
  const DlnTrainChainOptions gold_options = { 10, 2, 1 << 16, 0.1, 1e-5, 0.2 };
  DlnNamesModel names = { 0 };
  GBytes *bytes = _dln_train_names_clusters (corpora, error);
  gsize length;

  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (sections, g_strdup ("names.clusters"), bytes);
  _dln_names_table_open (&names.clusters, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  bytes = _dln_train_names_lexicon (corpora, resources, bytes, error);
  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (sections, g_strdup ("names.lexicon"), bytes);
  _dln_names_table_open (&names.lexicon, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  bytes = train_chain (&names, NULL, tagger, corpora, resources, silver_corpora, G_N_ELEMENTS (silver_corpora), &silver_options, error);
  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (sections, g_strdup ("names.silver"), bytes);
  _dln_names_chain_open (&names.silver, g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));

  bytes = train_chain (&names, &names.silver, tagger, corpora, resources, gold_corpora, G_N_ELEMENTS (gold_corpora), &gold_options, error);
  if (bytes == NULL)
    return FALSE;
  g_hash_table_insert (sections, g_strdup ("names.gold"), bytes);
  return TRUE;
}
