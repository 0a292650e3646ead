/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) as it is shipped:
 * 8-bit weights in buckets of a cache line, best labels by Viterbi, certainty by forward-backward.
 */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-private.h"

#include <math.h>
#include <string.h>

#define N DLN_NAMES_N_LABELS
#define MAX_SENTENCE 400 /* tokens decoded at a time; a longer sentence is cut */
#define READING_WEIGHT 1.f /* of the encoder beside the chain: the best of 0, 0.5 and 1 on dev */
#define LEAST_P 1e-2f /* of a label: the encoder does not overrule a chain that is sure */

typedef gint8 Weights __attribute__ ((vector_size (16)));
typedef float Scores __attribute__ ((vector_size (64)));

gboolean
_dln_names_table_open (DlnNamesTable *table,
                       const void    *bytes,
                       gsize          length)
{
  const DlnNamesTableHeader *header = bytes;

  if (bytes == NULL || length < sizeof *header || header->magic != DLN_NAMES_TABLE_MAGIC
      || header->n_slots < 2 || (header->n_slots & (header->n_slots - 1)) != 0
      || (length - sizeof *header) / 8 < header->n_slots)
    return FALSE;

  const guint32 *slots = (const guint32 *) (header + 1);
  gboolean has_gap = FALSE;

  for (guint32 i = 0; i < header->n_slots && !has_gap; i++)
    has_gap = slots[2 * i] == 0;
  if (!has_gap)
    return FALSE;
  table->slots = slots;
  table->mask = header->n_slots - 1;
  return TRUE;
}

gboolean
_dln_names_chain_open (DlnNamesChain *chain,
                       const void    *bytes,
                       gsize          length)
{
  const DlnNamesChainHeader *header = bytes;
  gsize transitions = (N + 1) * N * sizeof (float);

  if (bytes == NULL || length < sizeof *header || header->magic != DLN_NAMES_CHAIN_MAGIC
      || header->n_buckets < 2 || (header->n_buckets & (header->n_buckets - 1)) != 0
      || header->transitions_offset % 8 != 0 || header->buckets_offset % 8 != 0
      || header->transitions_offset > length || length - header->transitions_offset < transitions
      || header->buckets_offset > length
      || (length - header->buckets_offset) / sizeof (DlnNamesBucket) < header->n_buckets)
    return FALSE;
  chain->transitions = (const float *) ((const char *) bytes + header->transitions_offset);
  chain->buckets = (const DlnNamesBucket *) ((const char *) bytes + header->buckets_offset);
  chain->mask = header->n_buckets - 1;
  for (guint i = 0; i < (N + 1) * N; i++)
    if (!(fabsf (chain->transitions[i]) <= 1e5f))
      return FALSE;
  return TRUE;
}

/**
 * _dln_names_model_open:
 * @names: (out): views into the bundle
 * @model: a bundle
 *
 * Returns: whether the bundle has a names model that can be read
 */
gboolean
_dln_names_model_open (DlnNamesModel  *names,
                       const DlnModel *model)
{
  gsize length = 0;
  const void *bytes = _dln_model_get_section (model, "names.lexicon", &length);

  if (!_dln_names_table_open (&names->lexicon, bytes, length))
    return FALSE;
  bytes = _dln_model_get_section (model, "names.clusters", &length);
  if (!_dln_names_table_open (&names->clusters, bytes, length))
    return FALSE;
  bytes = _dln_model_get_section (model, "names.silver", &length);
  if (!_dln_names_chain_open (&names->silver, bytes, length))
    return FALSE;
  bytes = _dln_model_get_section (model, "names.gold", &length);
  return _dln_names_chain_open (&names->gold, bytes, length);
}

static inline guint32
find_home (const DlnNamesChain *chain,
           guint32              feature)
{
  return (feature * 0x9e3779b1u) >> 7 & chain->mask;
}

/* Adds the feature's weights; a feature lives in its bucket or in the one after. */
static inline void
add_feature (const DlnNamesChain *chain,
             guint32              feature,
             Scores              *scores)
{
  guint32 check = feature >> 8;
  guint32 home = find_home (chain, feature);

  for (guint probe = 0; probe < 2; probe++)
    {
      const DlnNamesBucket *bucket = &chain->buckets[(home + probe) & chain->mask];

      for (guint k = 0; k < 3; k++)
        if (bucket->key[k] >> 8 == check && bucket->key[k] != 0)
          {
            Weights weights;
            union
            {
              guint32 bits;
              float   value;
            } scale = { .bits = (127 - (bucket->key[k] & 0x1f)) << 23 };

            memcpy (&weights, bucket->weight[k], sizeof weights);
            *scores += __builtin_convertvector (weights, Scores) * scale.value;
            return;
          }
      if (bucket->key[2] == 0)
        return;
    }
}

static void
score_tokens (const DlnNamesChain *chain,
              const DlnNameText   *text,
              guint                begin,
              guint                end,
              guint                from,
              guint                to,
              gboolean             second,
              float              (*emissions)[N])
{
  guint32 features[DLN_NAMES_MAX_FEATURES];
  guint n_lexical;

  for (guint i = from; i < to; i++)
    {
      guint n = _dln_names_features (text, begin, end, i, second, features, &n_lexical);
      Scores scores = { 0 };

      /* the table is larger than the cache: fetch all lines at once */
      for (guint k = 0; k < n; k++)
        __builtin_prefetch (&chain->buckets[find_home (chain, features[k])]);
      for (guint k = 0; k < n; k++)
        add_feature (chain, features[k], &scores);
      emissions[i - from][0] = 0;
      memcpy (&emissions[i - from][1], &scores, sizeof scores);
    }
}

/* Adds what the encoder says of the words: its probabilities beside that of no name, weighed. It
 * knows no other names than of people, institutions and places: those are none to it. */
static void
add_reading (const DlnReadToken *read,
             guint               n,
             float             (*emissions)[N])
{
  static const guint8 begins[] = { DLN_BIO_O, DLN_BIO_B_PER, DLN_BIO_B_ORG, DLN_BIO_B_LOC };

  for (guint i = 0; i < n; i++)
    for (guint type = DLN_ENTITY_PERSON; type <= DLN_ENTITY_PLACE; type++)
      {
        const float *p = read[i].name;
        float none = logf (MAX (p[DLN_BIO_O], LEAST_P));
        float begin = READING_WEIGHT * (logf (MAX (p[begins[type]], LEAST_P)) - none);
        float inside = READING_WEIGHT * (logf (MAX (p[begins[type] + 1], LEAST_P)) - none);

        emissions[i][DLN_NAMES_LABEL (type, DLN_NAMES_BEGIN)] += begin;
        emissions[i][DLN_NAMES_LABEL (type, DLN_NAMES_SINGLE)] += begin;
        emissions[i][DLN_NAMES_LABEL (type, DLN_NAMES_INSIDE)] += inside;
        emissions[i][DLN_NAMES_LABEL (type, DLN_NAMES_END)] += inside;
      }
}

static void
find_best (const DlnNamesChain *chain,
           float              (*emissions)[N],
           guint                n,
           guint8              *labels)
{
  const float (*transitions)[N] = (const float (*)[N]) chain->transitions;
  float score[2][N];
  guint8 from[MAX_SENTENCE][N];

  for (guint y = 0; y < N; y++)
    score[0][y] = transitions[N][y] + emissions[0][y];
  for (guint i = 1; i < n; i++)
    {
      float *now = score[i & 1];
      const float *last = score[(i - 1) & 1];

      for (guint y = 0; y < N; y++)
        now[y] = -G_MAXFLOAT;
      for (guint x = 0; x < N; x++)
        for (guint y = 0; y < N; y++)
          {
            float s = last[x] + transitions[x][y];

            if (s > now[y])
              {
                now[y] = s;
                from[i][y] = x;
              }
          }
      for (guint y = 0; y < N; y++)
        now[y] += emissions[i][y];
    }

  guint best = 0;

  for (guint y = 1; y < N; y++)
    {
      guint position = DLN_NAMES_POSITION (y);

      if ((position == DLN_NAMES_END || position == DLN_NAMES_SINGLE)
          && score[(n - 1) & 1][y] > score[(n - 1) & 1][best])
        best = y;
    }
  for (guint i = n; i-- > 0;)
    {
      labels[i] = best;
      if (i > 0)
        best = from[i][best];
    }
}

static void
normalise (float v[N])
{
  float sum = 0;

  for (guint y = 0; y < N; y++)
    sum += v[y];
  for (guint y = 0; y < N; y++)
    v[y] = sum > 0 ? v[y] / sum : 1.0f / N;
}

/* Marginal probability of each label's type, by scaled forward-backward */
static void
measure_certainty (const DlnNamesChain *chain,
                   float              (*emissions)[N],
                   guint                n,
                   const guint8        *labels,
                   float               *sure)
{
  static const float lowest = -60;
  float forward[MAX_SENTENCE][N], potential[N + 1][N], backward[N];

  for (guint x = 0; x <= N; x++)
    for (guint y = 0; y < N; y++)
      potential[x][y] =
        chain->transitions[x * N + y] < lowest ? 0 : expf (chain->transitions[x * N + y]);
  for (guint i = 0; i < n; i++)
    {
      float most = emissions[i][0];

      for (guint y = 1; y < N; y++)
        most = MAX (most, emissions[i][y]);
      for (guint y = 0; y < N; y++)
        emissions[i][y] = expf (MAX (emissions[i][y] - most, lowest));
    }
  for (guint i = 0; i < n; i++)
    {
      float *now = forward[i];

      if (i == 0)
        memcpy (now, potential[N], sizeof potential[N]);
      else
        memset (now, 0, sizeof forward[i]);
      for (guint x = 0; i > 0 && x < N; x++)
        for (guint y = 0; y < N; y++)
          now[y] += forward[i - 1][x] * potential[x][y];
      for (guint y = 0; y < N; y++)
        now[y] *= emissions[i][y];
      normalise (now);
    }
  for (guint y = 0; y < N; y++)
    backward[y] = y == 0 || DLN_NAMES_POSITION (y) >= DLN_NAMES_END;
  for (guint i = n; i-- > 0;)
    {
      float total = 0, type = 0, next[N];

      for (guint y = 0; y < N; y++)
        {
          float p = forward[i][y] * backward[y];

          total += p;
          if (DLN_NAMES_TYPE (y) == DLN_NAMES_TYPE (labels[i]))
            type += p;
        }
      sure[i] = total > 0 ? type / total : 0;
      for (guint x = 0; x < N; x++)
        {
          next[x] = 0;
          for (guint y = 0; y < N; y++)
            next[x] += potential[x][y] * emissions[i][y] * backward[y];
        }
      normalise (next);
      memcpy (backward, next, sizeof next);
    }
}

/**
 * _dln_names_chain_decode:
 * @chain: the model
 * @text: the document
 * @sentence: which sentence
 * @second: whether @chain is the second model
 * @read: (nullable): [n_tokens of the document], what the encoder says of the words
 * @labels: (out): [n_tokens of the document]; those of the sentence are written
 * @sure: (out): [n_tokens of the document]; likewise
 *
 * Time: O(tokens of the sentence)
 */
void
_dln_names_chain_decode (const DlnNamesChain *chain,
                         const DlnNameText   *text,
                         guint                sentence,
                         gboolean             second,
                         const DlnReadToken  *read,
                         guint8              *labels,
                         float               *sure)
{
  guint begin = text->firsts[sentence], end = text->firsts[sentence + 1];
  float emissions[MAX_SENTENCE][N];

  for (guint from = begin; from < end; from += MAX_SENTENCE)
    {
      guint to = MIN (end, from + MAX_SENTENCE);
      gboolean any = FALSE;

      score_tokens (chain, text, begin, end, from, to, second, emissions);
      if (read != NULL)
        add_reading (read + from, to - from, emissions);
      find_best (chain, emissions, to - from, labels + from);
      for (guint i = from; i < to; i++)
        {
          sure[i] = 1;
          any = any || labels[i] != 0;
        }
      if (any)
        measure_certainty (chain, emissions, to - from, labels + from, sure + from);
    }
}
