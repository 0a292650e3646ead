/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains what makes tokens and trees: clusters, tagger, lemmas, parser. The parser learns on tags
 * that a tagger gave that had not seen the sentence, so that it knows the mistakes it will meet;
 * likewise its second pass on trees of such a first one. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "train/dln-train-words-private.h"

#include <stdlib.h>
#include <string.h>

#define N_FOLDS 5
#define N_RUNS 3 /* models that vote */
#define TAGGER_EPOCHS 7
#define MAX_TAGGER_FEATURES 200000
#define MAX_TAGGER_WEIGHTS 800000
#define GUIDE_EPOCHS 4
#define PARSER_EPOCHS 5
#define MAX_GUIDE_FEATURES 200000
#define MAX_GUIDE_WEIGHTS 1000000
#define MAX_PARSER_FEATURES 300000
#define MAX_PARSER_WEIGHTS 1500000
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

static guint
map_tag (const GArray *tags,
         guint         upos,
         const char   *xpos)
{
  guint found = find_tag (tags, upos, xpos);

  for (guint i = 0; found == G_MAXUINT && i < tags->len; i++)
    if (g_array_index (tags, DlnTag, i).upos == upos)
      found = i;
  return found == G_MAXUINT ? 0 : found;
}

static void
add_sentence (DlnTrainBank          *bank,
              const DlnTrainArticle *article,
              const DlnSentence     *sentence,
              const DlnWords        *clusters,
              const GArray          *tags)
{
  guint n = sentence->n_tokens;
  const char *text = dln_document_get_text (article->document, NULL);
  const DlnToken *tokens = DLN_ROW (article->gold->tokens, DlnToken, sentence->first_token);
  DlnTrainSentence row = { .first = bank->words->len + 2, .n = n };
  guint32 size = bank->words->len + n + 4;

  g_array_append_val (bank->sentences, row);
  g_array_set_size (bank->words, size);
  g_array_set_size (bank->gold_tags, size);
  g_array_set_size (bank->heads, size);
  g_array_set_size (bank->labels, size);
  _dln_words_read (clusters, text, tokens, n, &g_array_index (bank->words, DlnWord, row.first));
  _dln_words_frame (tokens, n, &g_array_index (bank->words, DlnWord, row.first - 2));
  for (guint i = 0; i < n; i++)
    {
      const char *xpos = dln_strings_get (article->gold->strings, tokens[i].xpos);

      g_array_index (bank->gold_tags, guint8, row.first + i) = map_tag (tags, tokens[i].upos, xpos);
      g_array_index (bank->heads, gint32, row.first + i)
          = tokens[i].head < 0 ? (gint32) n : tokens[i].head - (gint32) sentence->first_token;
      g_array_index (bank->labels, guint8, row.first + i) = tokens[i].deprel;
    }
}

static void
bank_free (DlnTrainBank *bank)
{
  g_array_unref (bank->sentences);
  g_array_unref (bank->words);
  g_array_unref (bank->gold_tags);
  g_array_unref (bank->heads);
  g_array_unref (bank->labels);
  g_clear_pointer (&bank->guides, g_array_unref);
  g_free (bank);
}

static DlnTrainBank *
make_bank (DlnTrainCorpus *corpus,
           const DlnWords *clusters,
           const GArray   *tags)
{
  DlnTrainBank *bank = g_new0 (DlnTrainBank, 1);

  bank->sentences = g_array_new (FALSE, TRUE, sizeof (DlnTrainSentence));
  bank->words = g_array_new (FALSE, TRUE, sizeof (DlnWord));
  bank->gold_tags = g_array_new (FALSE, TRUE, sizeof (guint8));
  bank->heads = g_array_new (FALSE, TRUE, sizeof (gint32));
  bank->labels = g_array_new (FALSE, TRUE, sizeof (guint8));
  for (guint i = 0; i < corpus->len; i++)
    {
      const DlnTrainArticle *article = g_ptr_array_index (corpus, i);

      for (guint k = 0; k < article->gold->sentences->len; k++)
        add_sentence (
          bank, article, DLN_ROW (article->gold->sentences, DlnSentence, k), clusters, tags);
    }
  return bank;
}

/* ---- tagger -------------------------------------------------------------------------------- */

static guint
tag_sentence (DlnTrainWeights        *weights,
              const DlnTrainBank     *bank,
              const DlnTrainSentence *sentence,
              const DlnTag           *tags,
              guint                   n_tags)
{
  DlnWord *words = &g_array_index (bank->words, DlnWord, sentence->first);
  guint64 features[DLN_TAGGER_MAX_FEATURES];
  gint32 scores[DLN_WEIGHTS_MAX_CLASSES + 1];
  guint wrong = 0;

  for (guint i = 0; i < sentence->n; i++)
    {
      guint gold = g_array_index (bank->gold_tags, guint8, sentence->first + i);
      guint n = _dln_tagger_features (&words[i], features);
      guint best = 0;

      n += _dln_tagger_history (&words[i], features + n);
      memset (scores, 0, n_tags * sizeof *scores);
      dln_train_weights_add (weights, features, n, scores);
      for (guint k = 1; k < n_tags; k++)
        if (scores[k] > scores[best])
          best = k;
      if (best != gold)
        {
          dln_train_weights_update (weights, features, n, gold, 1);
          dln_train_weights_update (weights, features, n, best, -1);
          wrong++;
        }
      dln_train_weights_tick (weights);
      words[i].tag = best + 1;
      words[i].upos = tags[best].upos;
    }
  return wrong;
}

DlnTrainWeights *
dln_train_tagger (const DlnTrainBank *bank,
                  const DlnTag       *tags,
                  guint               n_tags,
                  guint               n_runs,
                  guint               n_epochs,
                  guint               fold,
                  guint               n_folds,
                  guint64             seed)
{
  DlnTrainWeights *weights = dln_train_weights_new (n_tags);
  g_autofree guint32 *order = g_new (guint32, bank->sentences->len);

  for (guint i = 0; i < bank->sentences->len; i++)
    order[i] = i;
  for (guint epoch = 0; epoch < n_runs * n_epochs; epoch++)
    {
      guint wrong = 0;

      if (epoch > 0 && epoch % n_epochs == 0)
        dln_train_weights_restart (weights);
      dln_train_shuffle (order, bank->sentences->len, &seed);
      for (guint i = 0; i < bank->sentences->len; i++)
        if (n_folds == 0 || order[i] % n_folds != fold)
          wrong += tag_sentence (weights,
                                 bank,
                                 &g_array_index (bank->sentences, DlnTrainSentence, order[i]),
                                 tags,
                                 n_tags);
      g_message ("tagger fold %u epoch %u: %u wrong", fold, epoch, wrong);
    }
  return weights;
}

/* Tags of each fold by a tagger that did not see it */
static void
jackknife (DlnTrainBank *bank,
           const DlnTag *tags,
           guint         n_tags)
{
  for (guint fold = 0; fold < N_FOLDS; fold++)
    {
      g_autoptr (DlnTrainWeights) trained
          = dln_train_tagger (bank, tags, n_tags, 1, TAGGER_EPOCHS - 2, fold, N_FOLDS, 7 + fold);
      g_autoptr (GBytes) packed = dln_train_weights_pack (
        trained, DLN_TAGGER_MAX_FEATURES, MAX_TAGGER_FEATURES, MAX_TAGGER_WEIGHTS);
      gsize length;
      const void *data = g_bytes_get_data (packed, &length);
      DlnWeights weights;

      if (!_dln_weights_open (&weights, data, length))
        g_error ("the packed weights cannot be read back");
      for (guint i = 0; i < bank->sentences->len; i++)
        if (i % N_FOLDS == fold)
          {
            const DlnTrainSentence *sentence =
              &g_array_index (bank->sentences, DlnTrainSentence, i);

            _dln_tagger_run (
              &weights, tags, &g_array_index (bank->words, DlnWord, sentence->first), sentence->n);
          }
    }
}

/* ---- the parser's first pass --------------------------------------------------------------- */

/* All sentences from their end to their beginning */
static DlnTrainBank *
turn_bank (const DlnTrainBank *bank)
{
  DlnTrainBank *turned = g_new0 (DlnTrainBank, 1);

  turned->sentences = g_array_ref (bank->sentences);
  turned->gold_tags = g_array_ref (bank->gold_tags);
  turned->words = g_array_copy (bank->words);
  turned->heads = g_array_copy (bank->heads);
  turned->labels = g_array_copy (bank->labels);
  for (guint k = 0; k < bank->sentences->len; k++)
    {
      const DlnTrainSentence *sentence = &g_array_index (bank->sentences, DlnTrainSentence, k);
      guint32 first = sentence->first;
      gint32 n = sentence->n;

      _dln_parser_turn (&g_array_index (bank->words, DlnWord, first),
                        n,
                        &g_array_index (turned->words, DlnWord, first));
      for (gint32 i = 0; i < n; i++)
        {
          gint32 head = g_array_index (bank->heads, gint32, first + n - 1 - i);

          g_array_index (turned->heads, gint32, first + i) = head == n ? n : n - 1 - head;
          g_array_index (turned->labels, guint8, first + i) =
            g_array_index (bank->labels, guint8, first + n - 1 - i);
        }
    }
  return turned;
}

/* Trees of one fold by a first pass that did not see it */
static void
guide_fold (DlnTrainBank       *bank,
            const DlnTrainBank *turned,
            GBytes             *packed,
            guint               fold)
{
  gsize length;
  const void *data = g_bytes_get_data (packed, &length);
  DlnParser parser = { 0 };
  DlnWeights weights;
  guint longest = 0;

  if (!_dln_weights_open (&weights, data, length))
    g_error ("the packed weights cannot be read back");
  for (guint i = 0; i < bank->sentences->len; i++)
    longest = MAX (longest, g_array_index (bank->sentences, DlnTrainSentence, i).n);
  _dln_parser_init (&parser, NULL, 0, longest);
  for (guint i = fold; i < bank->sentences->len; i += N_FOLDS)
    {
      const DlnTrainSentence *sentence = &g_array_index (bank->sentences, DlnTrainSentence, i);

      _dln_parser_init (
        &parser, &g_array_index (turned->words, DlnWord, sentence->first), sentence->n, 0);
      _dln_parser_run (&weights, &parser, 1);
      _dln_parser_advise (&parser, &g_array_index (bank->guides, DlnParserGuide, sentence->first));
    }
  _dln_parser_clear (&parser);
}

/* Both passes: adds "guide" and "parser" to the bundle */
static void
train_parser (DlnTrainBank   *bank,
              DlnTrainBundle *bundle)
{
  DlnTrainBank *turned = turn_bank (bank);
  DlnTrainParserOptions options = { .n_runs = 1,
                                    .n_epochs = GUIDE_EPOCHS,
                                    .n_folds = N_FOLDS,
                                    .max_features = MAX_GUIDE_FEATURES,
                                    .max_weights = MAX_GUIDE_WEIGHTS };

  bank->guides = g_array_new (FALSE, TRUE, sizeof (DlnParserGuide));
  g_array_set_size (bank->guides, bank->words->len);
  for (options.fold = 0; options.fold < N_FOLDS; options.fold++)
    {
      g_autoptr (GBytes) packed = dln_train_parser (turned, &options, 7 + options.fold);

      guide_fold (bank, turned, packed, options.fold);
    }
  options.fold = options.n_folds = 0;
  options.n_epochs = PARSER_EPOCHS;

  g_autoptr (GBytes) guide = dln_train_parser (turned, &options, 1);
  dln_train_bundle_add (bundle, "guide", guide);
  bank_free (turned);
  options.n_runs = N_RUNS - 1;
  options.max_features = MAX_PARSER_FEATURES;
  options.max_weights = MAX_PARSER_WEIGHTS;

  g_autoptr (GBytes) parser = dln_train_parser (bank, &options, 1);
  dln_train_bundle_add (bundle, "parser", parser);
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

  DlnTrainBank *bank = make_bank (corpus, &words, tags);
  g_message ("%u sentences, %u words, %u tags",
             bank->sentences->len,
             bank->words->len - 4 * bank->sentences->len,
             tags->len);

  g_autoptr (DlnTrainWeights) tagger =
    dln_train_tagger (bank, (const DlnTag *) tags->data, tags->len, N_RUNS, TAGGER_EPOCHS, 0, 0, 1);
  g_autoptr (GBytes) tagger_bytes = dln_train_weights_pack (
    tagger, DLN_TAGGER_MAX_FEATURES, MAX_TAGGER_FEATURES, MAX_TAGGER_WEIGHTS);
  dln_train_bundle_add (bundle, "tagger", tagger_bytes);

  jackknife (bank, (const DlnTag *) tags->data, tags->len);
  train_parser (bank, bundle);
  bank_free (bank);
  return TRUE;
}
