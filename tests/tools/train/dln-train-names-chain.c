/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains a linear-chain conditional random field by stochastic gradient with per-weight rates
 * (AdaGrad, Duchi and others 2011); its weights are the mean of those after each pass of the second
 * half (Polyak and Juditsky 1992) of some runs that begin anew, each in another order, so that the
 * order of examples decides less. A token may allow more than one label: the likelihood then sums
 * over them. Now and then a token's own word is hidden, so that shapes, lists and neighbours learn
 * to stand alone. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "tests/tools/train/dln-train-names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N DLN_NAMES_N_LABELS
#define MAX_SENTENCE 400
#define FORBIDDEN -10000.0f

typedef float Row __attribute__ ((vector_size (64)));

typedef struct
{
  guint32 first_token;
  guint32 n_tokens;
  float   weight;
} Sentence;

typedef struct
{
  guint32 first; /* into features */
  guint16 n;
  guint16 n_lexical;
  guint32 allowed;
} Token;

struct _DlnTrainChain
{
  gboolean second;
  GArray  *sentences;
  GArray  *tokens;
  GArray  *features; /* guint32: hashes, later indexes of rows + 1, 0 = too rare */
};

typedef struct
{
  guint32 hash;
  guint32 count;
} Entry;

typedef struct
{
  Row     *weights;   /* [n_rows] */
  Row     *squares;   /* [n_rows] */
  guint32 *hashes;    /* [n_rows] */
  guint32 *counts;    /* [n_rows] */
  guint32  n_rows;
  float    transitions[N + 1][N];
  float    transition_squares[N + 1][N];
  Row     *sums; /* [n_rows]: of the passes that count */
  float    transition_sums[N + 1][N];
  float    rate;
  float    decay;
  guint64  random;
} Trainer;

DlnTrainChain *
_dln_train_chain_new (gboolean second)
{
  DlnTrainChain *chain = g_new0 (DlnTrainChain, 1);

  chain->second = second;
  chain->sentences = g_array_new (FALSE, FALSE, sizeof (Sentence));
  chain->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  chain->features = g_array_new (FALSE, FALSE, sizeof (guint32));
  return chain;
}

void
_dln_train_chain_free (DlnTrainChain *chain)
{
  if (chain == NULL)
    return;
  g_array_unref (chain->sentences);
  g_array_unref (chain->tokens);
  g_array_unref (chain->features);
  g_free (chain);
}

void
_dln_train_chain_add (DlnTrainChain     *chain,
                      const DlnNameText *text,
                      const guint32     *allowed,
                      double             weight)
{
  guint32 features[DLN_NAMES_MAX_FEATURES];

  for (guint s = 0; s < text->n_sentences; s++)
    {
      guint begin = text->firsts[s], end = MIN (text->firsts[s + 1], begin + MAX_SENTENCE);
      Sentence sentence = { chain->tokens->len, end - begin, weight };

      if (end <= begin)
        continue;
      for (guint i = begin; i < end; i++)
        {
          guint n_lexical = 0;
          guint n = _dln_names_features (text, begin, end, i, chain->second, features, &n_lexical);
          Token token = { chain->features->len, n, n_lexical, allowed[i] };

          g_array_append_vals (chain->features, features, n);
          g_array_append_val (chain->tokens, token);
        }
      g_array_append_val (chain->sentences, sentence);
    }
}

static guint64
next_random (Trainer *trainer)
{
  guint64 z = trainer->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* Counts the hashes, gives a row to each that is frequent enough and replaces the hashes by rows.
 */
static void
index_features (DlnTrainChain *chain,
                Trainer       *trainer,
                guint          min_count)
{
  guint32 size = 1 << 16, used = 0;
  Entry *entries = g_new0 (Entry, size);
  guint32 *features = (guint32 *) chain->features->data;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint32 i = 0; i < chain->features->len; i++)
        {
          guint32 slot = features[i] * 0x9e3779b1u >> 3 & (size - 1);

          while (entries[slot].hash != 0 && entries[slot].hash != features[i])
            slot = (slot + 1) & (size - 1);
          if (pass == 1)
            {
              features[i] = entries[slot].count;
              continue;
            }
          used += entries[slot].hash == 0;
          entries[slot].hash = features[i];
          entries[slot].count++;
          if (used * 2 < size)
            continue;

          Entry *old = entries;

          entries = g_new0 (Entry, size * 2);
          for (guint32 k = 0; k < size; k++)
            if (old[k].hash != 0)
              {
                guint32 to = old[k].hash * 0x9e3779b1u >> 3 & (size * 2 - 1);

                while (entries[to].hash != 0)
                  to = (to + 1) & (size * 2 - 1);
                entries[to] = old[k];
              }
          size *= 2;
          g_free (old);
        }
      if (pass == 1)
        break;

      guint32 n = 0;

      for (guint32 k = 0; k < size; k++)
        n += entries[k].count >= min_count;
      trainer->n_rows = n;
      trainer->hashes = g_new (guint32, n + 1);
      trainer->counts = g_new (guint32, n + 1);
      trainer->weights = aligned_alloc (64, (n + 1) * sizeof (Row));
      trainer->squares = aligned_alloc (64, (n + 1) * sizeof (Row));
      memset (trainer->weights, 0, (n + 1) * sizeof (Row));
      memset (trainer->squares, 0, (n + 1) * sizeof (Row));
      trainer->sums = aligned_alloc (64, (n + 1) * sizeof (Row));
      memset (trainer->sums, 0, (n + 1) * sizeof (Row));
      n = 0;
      for (guint32 k = 0; k < size; k++)
        {
          if (entries[k].count < min_count)
            {
              entries[k].count = 0;
              continue;
            }
          trainer->hashes[n] = entries[k].hash;
          trainer->counts[n] = entries[k].count;
          entries[k].count = ++n;
        }
    }
  g_free (entries);
}

static gboolean
can_follow (guint x,
            guint y)
{
  gboolean open = x != 0 && x < N && DLN_NAMES_POSITION (x) <= DLN_NAMES_INSIDE;
  gboolean inner =
    y != 0
    && (DLN_NAMES_POSITION (y) == DLN_NAMES_INSIDE || DLN_NAMES_POSITION (y) == DLN_NAMES_END);

  if (open != inner)
    return FALSE;
  return !open || DLN_NAMES_TYPE (x) == DLN_NAMES_TYPE (y);
}

/* Scaled forward-backward over the labels that @allowed leaves; writes the marginals and, if asked,
 * adds
 * @sign times the expected transitions. */
static void
run_chain (float        (*potential)[N],
           float        (*emissions)[N],
           guint          n,
           const guint32 *allowed,
           float        (*marginals)[N],
           float        (*expected)[N],
           float          sign)
{
  static float forward[MAX_SENTENCE][N], backward[MAX_SENTENCE][N];

  for (guint i = 0; i < n; i++)
    {
      float sum = 0;

      for (guint y = 0; y < N; y++)
        forward[i][y] = i == 0 ? potential[N][y] : 0;
      for (guint x = 0; i > 0 && x < N; x++)
        for (guint y = 0; y < N; y++)
          forward[i][y] += forward[i - 1][x] * potential[x][y];
      for (guint y = 0; y < N; y++)
        {
          forward[i][y] *= allowed == NULL || (allowed[i] >> y & 1) != 0 ? emissions[i][y] : 0;
          sum += forward[i][y];
        }
      for (guint y = 0; y < N; y++)
        forward[i][y] = sum > 0 ? forward[i][y] / sum : 1.0f / N;
    }
  for (guint i = n; i-- > 0;)
    {
      float next[N], sum = 0;

      if (i == n - 1)
        {
          for (guint y = 0; y < N; y++)
            backward[i][y] = y == 0 || DLN_NAMES_POSITION (y) >= DLN_NAMES_END;
          continue;
        }
      for (guint y = 0; y < N; y++)
        next[y] = (allowed == NULL || (allowed[i + 1] >> y & 1) != 0 ? emissions[i + 1][y] : 0)
                  * backward[i + 1][y];
      for (guint x = 0; x < N; x++)
        {
          float b = 0;

          for (guint y = 0; y < N; y++)
            b += potential[x][y] * next[y];
          backward[i][x] = b;
          sum += b;
        }
      for (guint x = 0; x < N; x++)
        backward[i][x] = sum > 0 ? backward[i][x] / sum : 1.0f / N;
    }
  for (guint i = 0; i < n; i++)
    {
      float sum = 0;

      for (guint y = 0; y < N; y++)
        sum += marginals[i][y] = forward[i][y] * backward[i][y];
      for (guint y = 0; y < N; y++)
        marginals[i][y] = sum > 0 ? marginals[i][y] / sum : 0;
    }
  for (guint y = 0; y < N; y++)
    expected[N][y] += sign * marginals[0][y];
  for (guint i = 1; i < n; i++)
    {
      float pair[N][N], sum = 0;

      if (marginals[i - 1][0] * marginals[i][0] > 0.9995f)
        {
          expected[0][0] += sign;
          continue;
        }
      for (guint x = 0; x < N; x++)
        for (guint y = 0; y < N; y++)
          {
            float b = (allowed == NULL || (allowed[i] >> y & 1) != 0 ? emissions[i][y] : 0)
                      * backward[i][y];

            pair[x][y] = forward[i - 1][x] * potential[x][y] * b;
            sum += pair[x][y];
          }
      for (guint x = 0; sum > 0 && x < N; x++)
        for (guint y = 0; y < N; y++)
          expected[x][y] += sign * pair[x][y] / sum;
    }
}

static void
update_row (Trainer   *trainer,
            guint32    row,
            const Row *gradient)
{
  Row *weights = &trainer->weights[row], *squares = &trainer->squares[row];
  Row step = *gradient + *weights * trainer->decay;

  *squares += step * step;
  for (guint y = 0; y < N - 1; y++)
    (*weights)[y] -= trainer->rate * step[y] / sqrtf ((*squares)[y] + 1e-6f);
}

static void
learn_sentence (DlnTrainChain  *chain,
                Trainer        *trainer,
                const Sentence *sentence,
                double          dropout)
{
  static float emissions[MAX_SENTENCE][N], all[MAX_SENTENCE][N], gold[MAX_SENTENCE][N];
  static guint32 allowed[MAX_SENTENCE];
  static guint8 hidden[MAX_SENTENCE];
  float potential[N + 1][N], expected[N + 1][N] = { 0 };
  const Token *tokens = &g_array_index (chain->tokens, Token, sentence->first_token);
  const guint32 *features = (const guint32 *) chain->features->data;
  guint n = sentence->n_tokens;

  for (guint i = 0; i < n; i++)
    {
      Row scores = { 0 };
      float most = 0;

      hidden[i] = (next_random (trainer) >> 40) < dropout * (1 << 24);
      allowed[i] = tokens[i].allowed;
      for (guint k = hidden[i] ? tokens[i].n_lexical : 0; k < tokens[i].n; k++)
        {
          guint32 row = features[tokens[i].first + k];

          if (row != 0)
            scores += trainer->weights[row - 1];
        }
      for (guint y = 0; y < N - 1; y++)
        most = MAX (most, scores[y]);
      emissions[i][0] = expf (MAX (-most, -60));
      for (guint y = 0; y < N - 1; y++)
        emissions[i][y + 1] = expf (MAX (scores[y] - most, -60));
    }
  for (guint x = 0; x <= N; x++)
    for (guint y = 0; y < N; y++)
      potential[x][y] =
        trainer->transitions[x][y] <= FORBIDDEN ? 0 : expf (trainer->transitions[x][y]);
  run_chain (potential, emissions, n, NULL, all, expected, 1);
  run_chain (potential, emissions, n, allowed, gold, expected, -1);
  for (guint i = 0; i < n; i++)
    {
      Row gradient;
      float most = 0;

      for (guint y = 0; y < N - 1; y++)
        {
          gradient[y] = sentence->weight * (all[i][y + 1] - gold[i][y + 1]);
          most = MAX (most, fabsf (gradient[y]));
        }
      if (most < 2e-3f)
        continue;
      for (guint k = hidden[i] ? tokens[i].n_lexical : 0; k < tokens[i].n; k++)
        {
          guint32 row = features[tokens[i].first + k];

          if (row != 0)
            update_row (trainer, row - 1, &gradient);
        }
    }
  for (guint x = 0; x <= N; x++)
    for (guint y = 0; y < N; y++)
      {
        float g = sentence->weight * expected[x][y];

        if (trainer->transitions[x][y] <= FORBIDDEN || fabsf (g) < 1e-6f)
          continue;
        trainer->transition_squares[x][y] += g * g;
        trainer->transitions[x][y] -=
          trainer->rate * g / sqrtf (trainer->transition_squares[x][y] + 1e-6f);
      }
}

static void
add_to_sums (Trainer *trainer)
{
  for (guint32 i = 0; i < trainer->n_rows; i++)
    trainer->sums[i] += trainer->weights[i];
  for (guint x = 0; x <= N; x++)
    for (guint y = 0; y < N; y++)
      trainer->transition_sums[x][y] += trainer->transitions[x][y];
}

static void
take_mean (Trainer *trainer,
           guint    n)
{
  for (guint32 i = 0; i < trainer->n_rows; i++)
    trainer->weights[i] = trainer->sums[i] / (float) n;
  for (guint x = 0; x <= N; x++)
    for (guint y = 0; y < N; y++)
      trainer->transitions[x][y] = trainer->transition_sums[x][y] / n;
}

/* ---- compiling ------------------------------------------------------------------------------- */

typedef struct
{
  float   importance;
  guint32 row;
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->importance != y->importance)
    return x->importance < y->importance ? 1 : -1;
  return x->row < y->row ? -1 : x->row > y->row;
}

static void
place_row (DlnNamesBucket *buckets,
           guint32         mask,
           guint32         hash,
           const float    *weights)
{
  guint32 home = (hash * 0x9e3779b1u) >> 7 & mask;
  float most = 0;

  for (guint y = 0; y < N - 1; y++)
    most = MAX (most, fabsf (weights[y]));

  gint exponent = CLAMP ((gint) floorf (log2f (127 / most)), 0, 20);
  float scale = ldexpf (1, exponent);

  for (guint probe = 0; probe < 2; probe++)
    {
      DlnNamesBucket *bucket = &buckets[(home + probe) & mask];

      for (guint k = 0; k < 3; k++)
        {
          if (bucket->key[k] != 0 && bucket->key[k] >> 8 == hash >> 8)
            return;
          if (bucket->key[k] != 0)
            continue;
          bucket->key[k] = (hash >> 8) << 8 | 0x80 | exponent;
          for (guint y = 0; y < N - 1; y++)
            bucket->weight[k][y] = CLAMP (lrintf (weights[y] * scale), -127, 127);
          return;
        }
    }
}

static GBytes *
compile_chain (Trainer *trainer,
               guint32  n_buckets)
{
  gsize transitions = 64, buckets = 64 + ((sizeof trainer->transitions + 63) & ~63u);
  gsize length = buckets + n_buckets * sizeof (DlnNamesBucket);
  guint8 *bytes = g_malloc0 (length);
  DlnNamesChainHeader header = { DLN_NAMES_CHAIN_MAGIC, n_buckets, transitions, buckets };
  g_autofree Ranked *ranked = g_new (Ranked, trainer->n_rows + 1);

  memcpy (bytes, &header, sizeof header);
  memcpy (bytes + transitions, trainer->transitions, sizeof trainer->transitions);
  for (guint32 i = 0; i < trainer->n_rows; i++)
    {
      float most = 0;

      for (guint y = 0; y < N - 1; y++)
        most = MAX (most, fabsf (trainer->weights[i][y]));
      ranked[i] = (Ranked) { most * powf (trainer->counts[i], 0.3f), i };
    }
  qsort (ranked, trainer->n_rows, sizeof *ranked, compare_ranked);
  for (guint32 i = 0; i < trainer->n_rows && i < 3 * n_buckets; i++)
    if (ranked[i].importance > 0.01f)
      place_row ((DlnNamesBucket *) (bytes + buckets),
                 n_buckets - 1,
                 trainer->hashes[ranked[i].row],
                 (const float *) &trainer->weights[ranked[i].row]);
  return g_bytes_new_take (bytes, length);
}

static void
start_run (Trainer *trainer)
{
  memset (trainer->weights, 0, trainer->n_rows * sizeof (Row));
  memset (trainer->squares, 0, trainer->n_rows * sizeof (Row));
  memset (trainer->transition_squares, 0, sizeof trainer->transition_squares);
  for (guint x = 0; x <= N; x++)
    for (guint y = 0; y < N; y++)
      trainer->transitions[x][y] = can_follow (x == N ? 0 : x, y) ? 0 : FORBIDDEN;
}

static void
shuffle (Trainer *trainer,
         guint32 *order,
         guint32  n)
{
  for (guint32 i = n; i > 1; i--)
    {
      guint32 j = next_random (trainer) % i;
      guint32 swap = order[i - 1];

      order[i - 1] = order[j];
      order[j] = swap;
    }
}

/**
 * _dln_train_chain_run:
 * @chain: the examples; used up
 * @options: how to learn
 *
 * Returns: (transfer full): the compiled chain, same bytes for the same examples and options
 */
GBytes *
_dln_train_chain_run (DlnTrainChain              *chain,
                      const DlnTrainChainOptions *options)
{
  Trainer trainer = { .decay = options->decay, .random = 20261122 };
  const Sentence *sentences = (const Sentence *) chain->sentences->data;
  guint32 n = chain->sentences->len;
  g_autofree guint32 *order = g_new (guint32, n + 1);
  guint n_summed = 0;

  index_features (chain, &trainer, options->min_count);
  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  for (guint run = 0; run < options->n_runs; run++)
    {
      start_run (&trainer);
      for (guint epoch = 0; epoch < options->n_epochs; epoch++)
        {
          trainer.rate = options->rate / (1 + 0.15 * epoch);
          shuffle (&trainer, order, n);
          for (guint32 i = 0; i < n; i++)
            learn_sentence (chain, &trainer, &sentences[order[i]], options->dropout);
          if (epoch < options->n_epochs / 2)
            continue;
          add_to_sums (&trainer);
          n_summed++;
        }
    }
  take_mean (&trainer, n_summed);

  GBytes *bytes = compile_chain (&trainer, options->n_buckets);

  g_message ("names: %u tokens, %u features", chain->tokens->len, trainer.n_rows);
  free (trainer.weights);
  free (trainer.squares);
  free (trainer.sums);
  g_free (trainer.hashes);
  g_free (trainer.counts);
  return bytes;
}
