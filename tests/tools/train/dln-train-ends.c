/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains where tokens begin and where sentences end, on the atoms and tokens that the text stage
 * itself makes of the raw text. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "extract/text/dln-text-private.h"
#include "tests/tools/train/dln-train-words-private.h"

#include <string.h>

#define N_RUNS 3 /* models that vote */
#define N_EPOCHS 10
#define MAX_FEATURES 60000

typedef struct
{
  const char *text;
  GArray     *tokens; /* DlnToken, of one block */
  GArray     *words;  /* DlnWord, two empty ones on each side */
  guint8     *rules;  /* [n] */
  guint8     *gold;   /* [n] */
} Block;

static void
block_free (gpointer data)
{
  Block *block = data;

  g_array_unref (block->tokens);
  g_array_unref (block->words);
  g_free (block->rules);
  g_free (block->gold);
  g_free (block);
}

static Block *
make_block (const DlnTrainArticle *article,
            DlnSpan                span,
            const DlnWords        *clusters,
            GHashTable            *ends,
            const DlnWeights      *cuts,
            GArray                *atoms)
{
  Block *block = g_new0 (Block, 1);

  block->text = dln_document_get_text (article->document, NULL);
  block->tokens = g_array_new (FALSE, FALSE, sizeof (DlnToken));
  g_array_set_size (atoms, 0);
  _dln_text_split_atoms (block->text, span, atoms);
  _dln_text_cut_by_rules (block->text, (DlnAtom *) atoms->data, atoms->len);
  _dln_cuts_run (cuts, block->text, (DlnAtom *) atoms->data, atoms->len);
  _dln_text_append_tokens (block->text, (DlnAtom *) atoms->data, atoms->len, span, block->tokens);

  guint n = block->tokens->len;
  const DlnToken *tokens = (const DlnToken *) block->tokens->data;

  block->words = g_array_new (FALSE, TRUE, sizeof (DlnWord));
  g_array_set_size (block->words, n + 4);
  _dln_words_read (clusters, block->text, tokens, n, &g_array_index (block->words, DlnWord, 2));
  block->rules = g_new0 (guint8, n + 1);
  block->gold = g_new0 (guint8, n + 1);
  _dln_text_mark_ends_by_rules (block->text, tokens, n, block->rules);
  for (guint i = 0; i < n; i++)
    block->gold[i] = g_hash_table_contains (ends, GUINT_TO_POINTER (tokens[i].span.end));
  return block;
}

static void
add_article (GPtrArray             *blocks,
             const DlnTrainArticle *article,
             const DlnWords        *clusters,
             const DlnWeights      *cuts)
{
  g_autoptr (GHashTable) ends = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) spans = g_array_new (FALSE, TRUE, sizeof (DlnBlock));
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (DlnAtom));
  gsize length;
  const char *text = dln_document_get_text (article->document, &length);

  for (guint i = 0; i < article->gold->sentences->len; i++)
    g_hash_table_add (
      ends, GUINT_TO_POINTER (DLN_ROW (article->gold->sentences, DlnSentence, i)->span.end));
  _dln_text_find_blocks (article->document, text, length, spans);
  for (guint i = 0; i < spans->len; i++)
    g_ptr_array_add (
      blocks,
      make_block (article, DLN_ROW (spans, DlnBlock, i)->span, clusters, ends, cuts, atoms));
}

static guint
train_block (DlnTrainWeights *weights,
             const Block     *block)
{
  const DlnToken *tokens = (const DlnToken *) block->tokens->data;
  const DlnWord *words = &g_array_index (block->words, DlnWord, 2);
  guint64 features[DLN_ENDS_MAX_FEATURES];
  guint begin = 0;
  guint open = 0;
  guint wrong = 0;

  for (guint i = 0; i + 1 < block->tokens->len; i++)
    {
      gint32 score = 0;

      open = _dln_ends_open (block->text, tokens[i].span, open);
      if (!_dln_ends_is_candidate (tokens, words, i, block->rules[i]))
        continue;

      guint n = _dln_ends_features (tokens, words, i, begin, open, block->rules[i], features);

      dln_train_weights_add (weights, features, n, &score);
      if ((score > 0) != block->gold[i])
        {
          dln_train_weights_update (weights, features, n, 0, block->gold[i] ? 1 : -1);
          wrong++;
        }
      dln_train_weights_tick (weights);
      if (block->gold[i])
        {
          begin = i + 1;
          open = 0;
        }
    }
  return wrong;
}

/**
 * dln_train_ends:
 *
 * Returns: (transfer full): the section "ends"
 */
GBytes *
dln_train_ends (DlnTrainCorpus *corpus,
                const DlnWords *clusters,
                GBytes         *cuts,
                guint64         seed)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (block_free);
  g_autoptr (DlnTrainWeights) weights = dln_train_weights_new (1);
  gsize length;
  const void *data = g_bytes_get_data (cuts, &length);
  DlnWeights cut_weights;

  if (!_dln_weights_open (&cut_weights, data, length))
    g_error ("the packed weights cannot be read back");
  for (guint i = 0; i < corpus->len; i++)
    add_article (blocks, g_ptr_array_index (corpus, i), clusters, &cut_weights);

  g_autofree guint32 *order = g_new (guint32, blocks->len);
  for (guint i = 0; i < blocks->len; i++)
    order[i] = i;
  for (guint epoch = 0; epoch < N_RUNS * N_EPOCHS; epoch++)
    {
      guint wrong = 0;

      if (epoch > 0 && epoch % N_EPOCHS == 0)
        dln_train_weights_restart (weights);
      dln_train_shuffle (order, blocks->len, &seed);
      for (guint i = 0; i < blocks->len; i++)
        wrong += train_block (weights, g_ptr_array_index (blocks, order[i]));
      g_message ("ends epoch %u: %u wrong", epoch, wrong);
    }
  return dln_train_weights_pack (weights, DLN_ENDS_MAX_FEATURES, MAX_FEATURES, 4 * MAX_FEATURES);
}

/* ---- borders of tokens --------------------------------------------------------------------- */

typedef struct
{
  DlnTrainWeights *weights;
  GHashTable      *begins; /* byte offsets at which gold tokens begin */
  const DlnAtom   *atoms;
  guint            wrong;
} Teacher;

/* Follows the gold borders, so that what stands before is right. */
static gboolean
teach_border (gsize          i,
              const guint64 *features,
              guint          n,
              gpointer       data)
{
  Teacher *teacher = data;
  gboolean gold =
    g_hash_table_contains (teacher->begins, GUINT_TO_POINTER (teacher->atoms[i].begin));
  gint32 score = 0;

  dln_train_weights_add (teacher->weights, features, n, &score);
  if ((score > 0) != gold)
    {
      dln_train_weights_update (teacher->weights, features, n, 0, gold ? 1 : -1);
      teacher->wrong++;
    }
  dln_train_weights_tick (teacher->weights);
  return gold;
}

static void
teach_article (Teacher               *teacher,
               const DlnTrainArticle *article,
               GArray                *atoms)
{
  const char *text = dln_document_get_text (article->document, NULL);

  teacher->begins = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < article->gold->tokens->len; i++)
    g_hash_table_add (teacher->begins,
                      GUINT_TO_POINTER (DLN_ROW (article->gold->tokens, DlnToken, i)->span.begin));
  for (guint i = 0; i < article->gold->blocks->len; i++)
    {
      g_array_set_size (atoms, 0);
      _dln_text_split_atoms (text, DLN_ROW (article->gold->blocks, DlnBlock, i)->span, atoms);
      teacher->atoms = (const DlnAtom *) atoms->data;
      _dln_text_cut_by_rules (text, (DlnAtom *) atoms->data, atoms->len);
      _dln_cuts_walk (text, (DlnAtom *) atoms->data, atoms->len, teach_border, teacher);
    }
  g_hash_table_unref (teacher->begins);
}

/**
 * dln_train_cuts:
 *
 * Returns: (transfer full): the section "cuts"
 */
GBytes *
dln_train_cuts (DlnTrainCorpus *corpus,
                guint64         seed)
{
  g_autoptr (DlnTrainWeights) weights = dln_train_weights_new (1);
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (DlnAtom));
  g_autofree guint32 *order = g_new (guint32, corpus->len);

  for (guint i = 0; i < corpus->len; i++)
    order[i] = i;
  for (guint epoch = 0; epoch < N_RUNS * N_EPOCHS; epoch++)
    {
      Teacher teacher = { .weights = weights };

      if (epoch > 0 && epoch % N_EPOCHS == 0)
        dln_train_weights_restart (weights);
      dln_train_shuffle (order, corpus->len, &seed);
      for (guint i = 0; i < corpus->len; i++)
        teach_article (&teacher, g_ptr_array_index (corpus, order[i]), atoms);
      g_message ("cuts epoch %u: %u wrong", epoch, teacher.wrong);
    }
  return dln_train_weights_pack (weights, DLN_CUTS_MAX_FEATURES, MAX_FEATURES, 4 * MAX_FEATURES);
}
