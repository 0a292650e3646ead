/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names model: lists and clusters, then a first chain from the large machine-marked corpus,
 * then a second from what was marked by hand, which sees the first one's labels. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-names.h"

#include <string.h>

#define SURE 0.9f

typedef struct
{
  const char *path; /* NULL: made up */
  gboolean    has_other;
  double      weight;
  guint recased; /* every how many documents are also read in capitals or small letters; 0 = none */
} Corpus;

static const Corpus silver_corpora[] = {
  { "train/names-extra/gmb-clean.tsv", TRUE, 1, 0 },
};

static const Corpus gold_corpora[] = {
  { NULL, TRUE, 0.5, 0 }, /* sports pages */
  { "train/uner-ewt/train.iob2", TRUE, 1, 1 },
  { "train/gum-open/train", FALSE, 1, 2 },
  { "train/wikigold/wikigold.conll", TRUE, 1, 0 },
  { "train/names-extra/crossner-politics.tsv", FALSE, 1, 2 },
  { "train/names-extra/crossner-literature.tsv", FALSE, 0.5, 0 },
  { "train/names-extra/crossner-science.tsv", FALSE, 0.5, 0 },
  { "train/names-extra/crossner-music.tsv", FALSE, 0.5, 0 },
  { "train/names-extra/crossner-ai.tsv", FALSE, 0.5, 0 },
  { "train/names-extra/re-docred.tsv", FALSE, 1, 3 },
  { "train/names-extra/re3d.tsv", FALSE, 1, 2 },
  { "train/names-extra/broad-twitter-news-media.tsv", FALSE, 1, 0 },
};

static void
label_with (const DlnNamesChain *chain,
            DlnNameText         *text)
{
  g_autofree guint8 *labels = g_new0 (guint8, text->n_tokens + 1);
  g_autofree float *sure = g_new0 (float, text->n_tokens + 1);

  for (guint s = 0; s < text->n_sentences; s++)
    _dln_names_chain_decode (chain, text, s, FALSE, NULL, labels, sure);
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

      return g_file_test (path, G_FILE_TEST_IS_DIR)
               ? read_gum (path, error)
               : _dln_train_names_read (path, corpus->has_other, error);
    }

  g_autofree char *sport = _dln_train_names_make_sport (corpora, resources);

  return _dln_train_names_parse (sport != NULL ? sport : "", corpus->has_other);
}

typedef struct
{
  DlnTrainChain       *chain;
  const DlnNamesModel *names;
  const DlnNamesChain *silver; /* (nullable) */
  DlnModel            *tagger; /* (nullable) */
  const DlnNamesChain *second_opinion; /* (nullable): a chain that knows the hand-made labels */
} Teacher;

/* Machine-made labels and a second opinion: where the other is sure of the whole sentence it has
 * the word, elsewhere the labels of both are allowed. */
static void
ask_second_opinion (const DlnNamesChain *chain,
                    const DlnNameText   *text,
                    guint32             *allowed)
{
  g_autofree guint8 *labels = g_new0 (guint8, text->n_tokens + 1);
  g_autofree float *sure = g_new0 (float, text->n_tokens + 1);

  for (guint s = 0; s < text->n_sentences; s++)
    {
      float least = 1;

      _dln_names_chain_decode (chain, text, s, FALSE, NULL, labels, sure);
      for (guint i = text->firsts[s]; i < text->firsts[s + 1]; i++)
        least = MIN (least, sure[i]);
      for (guint i = text->firsts[s]; i < text->firsts[s + 1]; i++)
        allowed[i] = 1u << labels[i] | (least < SURE ? allowed[i] : 0);
    }
}

/* Every fourth word has no tag, so that a wrong tag costs less */
static void
hide_tags (DlnNameText *text)
{
  for (guint i = 0; i < text->n_tokens; i++)
    if (((i * 0x9e3779b1u) >> 16) % 4 == 0)
      text->tokens[i].upos = DLN_UPOS_NONE;
}

static void
add_document (const Teacher    *teacher,
              DlnTrainDocument *document,
              double            weight)
{
  if (teacher->tagger != NULL)
    _dln_train_names_retag (document, teacher->tagger);

  g_autofree guint32 *allowed = _dln_train_names_allowed (document);
  g_autoptr (DlnNameText) text = _dln_name_text_new (&teacher->names->lexicon,
                                                    &teacher->names->clusters,
                                                    document->text->str,
                                                    (const DlnToken *) document->tokens->data,
                                                    document->tokens->len,
                                                    (const DlnSentence *) document->sentences->data,
                                                    document->sentences->len);

  hide_tags (text);
  if (teacher->second_opinion != NULL)
    ask_second_opinion (teacher->second_opinion, text, allowed);
  if (teacher->silver != NULL)
    label_with (teacher->silver, text);
  _dln_train_chain_add (teacher->chain, text, allowed, weight);
}

/* Some pages are read a second time in capitals or in small letters. */
static gboolean
add_corpus (const Teacher *teacher,
            const char    *corpora,
            const char    *resources,
            const Corpus  *corpus,
            GError       **error)
{
  g_autoptr (GPtrArray) documents = read_corpus (corpora, resources, corpus, error);
  g_autoptr (GPtrArray) again = read_corpus (corpora, resources, corpus, NULL);

  if (documents == NULL || again == NULL)
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    {
      DlnTrainDocument *document = g_ptr_array_index (documents, i);
      DlnTrainDocument *copy = g_ptr_array_index (again, i);

      if (document->tokens->len == 0)
        continue;
      add_document (teacher, document, corpus->weight);
      if (corpus->recased == 0 || i % 3 == 2 || i % corpus->recased != 0)
        continue;
      _dln_train_names_recase (copy, i % 3 == 0);
      add_document (teacher, copy, corpus->weight * 0.5);
    }
  return TRUE;
}

typedef struct
{
  const char *corpora;
  const char *resources;
  DlnModel   *tagger;
} Sources;

static GBytes *
train_chain (const DlnNamesModel        *names,
             const DlnNamesChain        *silver,
             const DlnNamesChain        *second_opinion,
             const Sources              *sources,
             const Corpus               *list,
             guint                       n_list,
             const DlnTrainChainOptions *options,
             GError                    **error)
{
  DlnTrainChain *chain = _dln_train_chain_new (silver != NULL);
  Teacher teacher = { chain, names, silver, sources->tagger, second_opinion };
  GBytes *bytes = NULL;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < n_list; i++)
    ok = add_corpus (&teacher, sources->corpora, sources->resources, &list[i], error);
  if (ok)
    bytes = _dln_train_chain_run (chain, options);
  _dln_train_chain_free (chain);
  return bytes;
}

static gboolean
train_lists (const Sources *sources,
             DlnNamesModel *names,
             GHashTable    *sections,
             GError       **error)
{
  GBytes *clusters = _dln_train_names_clusters (sources->corpora, error);

  if (clusters == NULL)
    return FALSE;
  g_hash_table_insert (sections, g_strdup ("names.clusters"), clusters);
  _dln_names_table_open (
    &names->clusters, g_bytes_get_data (clusters, NULL), g_bytes_get_size (clusters));

  GBytes *lexicon =
    _dln_train_names_lexicon (sources->corpora, sources->resources, clusters, error);

  if (lexicon == NULL)
    return FALSE;
  g_hash_table_insert (sections, g_strdup ("names.lexicon"), lexicon);
  _dln_names_table_open (
    &names->lexicon, g_bytes_get_data (lexicon, NULL), g_bytes_get_size (lexicon));
  return TRUE;
}

/**
 * _dln_train_names:
 * @corpora: the corpora folder
 * @resources: folder of our own name lists
 * @tagger: (nullable): a bundle with words and tags; without one the corpora's tokens are taken as
 * they are
 * @sections: (element-type utf8 GBytes): gets "names.lexicon", "names.clusters", "names.silver",
 * "names.gold"
 * @error: a corpus that cannot be read
 *
 * Three chains in turn: one from the hand-marked corpora corrects the machine-marked one; from that
 * comes the first chain of the bundle, and with its labels as features, from the hand-marked
 * corpora again, the second.
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
  const DlnTrainChainOptions silver_options = { 1, 6, 3, 1 << 16, 0.1, 1e-5, 0.1 };
  const DlnTrainChainOptions first_options = { 1, 10, 2, 1 << 16, 0.1, 1e-5, 0.2 };
  const DlnTrainChainOptions gold_options = { 4, 10, 2, 1 << 16, 0.1, 1e-5, 0.2 };
  const Sources sources = { corpora, resources, tagger };
  const guint n_silver = G_N_ELEMENTS (silver_corpora), n_gold = G_N_ELEMENTS (gold_corpora);
  DlnNamesModel names = { 0 };
  DlnNamesChain corrector = { 0 };

  if (!train_lists (&sources, &names, sections, error))
    return FALSE;

  g_autoptr (GBytes) first =
    train_chain (&names, NULL, NULL, &sources, gold_corpora, n_gold, &first_options, error);

  if (first == NULL)
    return FALSE;
  _dln_names_chain_open (&corrector, g_bytes_get_data (first, NULL), g_bytes_get_size (first));

  GBytes *silver = train_chain (
    &names, NULL, &corrector, &sources, silver_corpora, n_silver, &silver_options, error);

  if (silver == NULL)
    return FALSE;
  g_hash_table_insert (sections, g_strdup ("names.silver"), silver);
  _dln_names_chain_open (&names.silver, g_bytes_get_data (silver, NULL), g_bytes_get_size (silver));

  GBytes *gold =
    train_chain (&names, &names.silver, NULL, &sources, gold_corpora, n_gold, &gold_options, error);

  if (gold == NULL)
    return FALSE;
  g_hash_table_insert (sections, g_strdup ("names.gold"), gold);
  return TRUE;
}
