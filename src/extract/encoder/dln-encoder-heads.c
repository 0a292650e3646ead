/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heads: what the words of a sentence are and how they hang together, out of their vectors.
 *
 * Each head has a first step on every word, all in one product (`words`). Those that ask about
 * pairs are biaffine (Dozat and Manning 2017): the left word's vector goes through a matrix for
 * each kind of pair, then it is multiplied with the right words' vectors. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/encoder/dln-scratch-private.h"

#include <string.h>

#define BLOCK 64         /* left words that are multiplied together */
#define TIE_LEAST .2f
#define TIE_HOPELESS 1.4f /* below "none" by this: the probability is less than TIE_LEAST */
#define MAX_KINDS 128

typedef struct /* heads at work on one sentence */
{
  const DlnEncoder *encoder;
  const DlnKernels *kernels;
  DlnScratch       *scratch;
  DlnReading       *reading;
  const float      *rows;        /* [n][stride]: the first steps */
  guint             stride;
  guint             n;           /* words */
  guint             first_token;
} Heads;

static const DlnActivation activations[DLN_N_PARTS] = {
  [DLN_PART_TAG] = DLN_ACTIVATION_NONE,           [DLN_PART_ARC_HEAD] = DLN_ACTIVATION_LEAKY,
  [DLN_PART_ARC_DEPENDENT] = DLN_ACTIVATION_LEAKY, [DLN_PART_REL_HEAD] = DLN_ACTIVATION_LEAKY,
  [DLN_PART_REL_DEPENDENT] = DLN_ACTIVATION_LEAKY, [DLN_PART_NAME] = DLN_ACTIVATION_NONE,
  [DLN_PART_EVENT] = DLN_ACTIVATION_GELU,          [DLN_PART_EVENT_LEFT] = DLN_ACTIVATION_LEAKY,
  [DLN_PART_EVENT_RIGHT] = DLN_ACTIVATION_LEAKY,   [DLN_PART_TIE_LEFT] = DLN_ACTIVATION_LEAKY,
  [DLN_PART_TIE_RIGHT] = DLN_ACTIVATION_LEAKY,     [DLN_PART_QUOTE_LEFT] = DLN_ACTIVATION_LEAKY,
  [DLN_PART_QUOTE_RIGHT] = DLN_ACTIVATION_LEAKY,   [DLN_PART_QUOTE] = DLN_ACTIVATION_GELU,
};

static const float *
get_part (const Heads *heads,
          guint        word,
          DlnPart      part)
{
  return heads->rows + (gsize) word * heads->stride + heads->encoder->starts[part];
}

static float
get_temperature (const Heads    *heads,
                 DlnTemperature  which)
{
  return heads->encoder->temperatures[which];
}

static float
dot (const float *a,
     const float *b,
     guint        n) /* a multiple of 4 */
{
  float lanes[4] = { 0 };

  for (guint i = 0; i < n; i += 4)
    for (guint k = 0; k < 4; k++)
      lanes[k] += a[i + k] * b[i + k];
  return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

/* Scores to probabilities. Returns: the greatest from @first on */
static guint
soften (float *scores,
        guint  n,
        float  temperature,
        guint  first)
{
  float greatest = scores[0], sum = 0;
  guint best = first;

  for (guint i = 1; i < n; i++)
    {
      greatest = MAX (greatest, scores[i]);
      if (i > first && scores[i] > scores[best])
        best = i;
    }
  for (guint i = 0; i < n; i++)
    {
      scores[i] = _dln_exp ((scores[i] - greatest) / temperature);
      sum += scores[i];
    }
  for (guint i = 0; i < n; i++)
    scores[i] /= sum;
  return best;
}

/* The vectors of all words as columns [depth][width]; @none (nullable) stands before them */
static const float *
turn (const Heads *heads,
      DlnPart      part,
      const float *none,
      guint       *width)
{
  guint depth = heads->encoder->config.widths[part], begin = none != NULL ? 1 : 0;

  *width = DLN_ALIGN_LANES (heads->n + begin);

  float *out = _dln_scratch_take (heads->scratch, DLN_BUFFER_TURNED, (gsize) depth * *width);

  memset (out, 0, (gsize) depth * *width * sizeof *out);
  for (guint d = 0; none != NULL && d < depth; d++)
    out[(gsize) d * *width] = none[d];
  for (guint i = 0; i < heads->n; i++)
    {
      const float *row = get_part (heads, i, part);

      for (guint d = 0; d < depth; d++)
        out[(gsize) d * *width + begin + i] = row[d];
    }
  return out;
}

/* Rows, one behind the other, through a linear. Returns: [n][linear->n_rows] */
static const float *
multiply (const Heads     *heads,
          const float     *left,
          guint            stride,
          guint            n,
          const DlnLinear *linear)
{
  guint8 *q = (guint8 *) _dln_scratch_take (
    heads->scratch, DLN_BUFFER_BYTES, (gsize) n * linear->n_in / sizeof (float) + 1);
  DlnRange *ranges
    = (DlnRange *) _dln_scratch_take (heads->scratch, DLN_BUFFER_RANGES, 2ul * n);
  float *out = _dln_scratch_take (heads->scratch, DLN_BUFFER_PRODUCTS, (gsize) n * linear->n_rows);

  heads->kernels->quantise (left, stride, n, linear->n_in, q, ranges);
  heads->kernels->multiply (linear, q, ranges, n, DLN_ACTIVATION_NONE, out, linear->n_rows);
  return out;
}

/* One left word against all right words: [n_kinds][width], from a row of a product of pairs */
static float *
match (const Heads *heads,
       const float *product,
       guint        n_kinds,
       guint        depth,
       const float *turned,
       guint        width)
{
  float *scores = _dln_scratch_take (heads->scratch, DLN_BUFFER_SCORES, (gsize) n_kinds * width);

  heads->kernels->match (product, depth + 1, n_kinds, depth, turned, width, scores);
  for (guint k = 0; k < n_kinds; k++)
    for (guint i = 0; i < width; i++)
      scores[(gsize) k * width + i] += product[k * (depth + 1) + depth];
  return scores;
}

/* A product in floats for every word: [n][dense->width] */
static float *
apply (const Heads    *heads,
       DlnPart         part,
       const DlnDense *dense,
       DlnBuffer       buffer)
{
  float *out = _dln_scratch_take (heads->scratch, buffer, (gsize) heads->n * dense->width);

  heads->kernels->match (get_part (heads, 0, part),
                         heads->stride,
                         heads->n,
                         dense->n_in,
                         dense->weights,
                         dense->width,
                         out);
  for (guint i = 0; i < heads->n; i++)
    for (guint k = 0; k < dense->width; k++)
      out[(gsize) i * dense->width + k] += dense->biases[k];
  return out;
}

static DlnReadToken *
get_token (const Heads *heads,
           guint        word)
{
  return &g_array_index (heads->reading->tokens, DlnReadToken, heads->first_token + word);
}

static void
read_tags (const Heads       *heads,
           const DlnStringId *xpos)
{
  guint n = heads->encoder->config.n_tags;
  float *p = _dln_scratch_take (heads->scratch, DLN_BUFFER_SCORES, n);

  for (guint i = 0; i < heads->n; i++)
    {
      DlnReadToken *token = get_token (heads, i);

      memcpy (p, get_part (heads, i, DLN_PART_TAG), n * sizeof *p);

      guint best = soften (p, n, get_temperature (heads, DLN_TEMPERATURE_TAG), 0);

      token->upos = heads->encoder->upos[best];
      token->xpos = xpos[best];
      token->tag_p = p[best];
    }
}

/* @tree: [n]: 0 the root, else 1 + the head */
static void
read_arcs (const Heads *heads,
           guint       *tree)
{
  const DlnEncoder *encoder = heads->encoder;
  guint width;
  float *left = apply (heads, DLN_PART_ARC_DEPENDENT, &encoder->arcs, DLN_BUFFER_ROWS);
  const float *turned = turn (heads, DLN_PART_ARC_HEAD, encoder->arc_root, &width);
  float *scores
    = _dln_scratch_take (heads->scratch, DLN_BUFFER_SCORES, (gsize) heads->n * width);

  heads->kernels->match (
    left, encoder->arcs.width, heads->n, encoder->arcs.n_in, turned, width, scores);
  _dln_tree_find (scores, width, heads->n, tree);
  heads->kernels->soften (scores,
                          heads->n,
                          heads->n + 1,
                          width,
                          1.f / get_temperature (heads, DLN_TEMPERATURE_HEAD));
  for (guint i = 0; i < heads->n; i++)
    {
      DlnReadToken *token = get_token (heads, i);

      token->head = tree[i] == 0 ? -1 : (gint32) (heads->first_token + tree[i] - 1);
      token->head_p = scores[(gsize) i * width + tree[i]];
    }
}

#define BARRED (-1e9f) /* a relation that a word cannot have */

/* Gives a word the best of its relations. @scores: [n_rels] */
static void
choose_rel (const Heads *heads,
            guint        word,
            const float *scores)
{
  guint best = 0;

  for (guint k = 1; k < heads->encoder->config.n_rels; k++)
    if (scores[k] > scores[best])
      best = k;
  get_token (heads, word)->deprel
    = scores[best] > BARRED ? heads->encoder->deprels[best] : DLN_DEPREL_DEP;
}

static void
bar_rel (const Heads *heads,
         guint        word,
         DlnDeprel    rel,
         float       *scores)
{
  for (guint k = 0; k < heads->encoder->config.n_rels; k++)
    if (heads->encoder->deprels[k] == rel)
      scores[k] = BARRED;
  choose_rel (heads, word, scores);
}

/* @scores: [n_rels] of the word, for the head that it has. @product: of that head */
static void
score_rels (const Heads *heads,
            guint        word,
            const float *product,
            float       *scores)
{
  guint depth = heads->encoder->rels.n_in;
  const float *vector = get_part (heads, word, DLN_PART_REL_DEPENDENT);

  for (guint k = 0; k < heads->encoder->config.n_rels; k++)
    {
      const float *row = product + k * (depth + 1);

      scores[k] = heads->encoder->deprels[k] == DLN_DEPREL_ROOT
                    ? BARRED
                    : dot (vector, row, depth) + row[depth];
    }
}

static gboolean
has_preposition (const Heads *heads,
                 const guint *tree,
                 guint        word)
{
  for (guint i = 0; i < heads->n; i++)
    if (tree[i] == word + 1
        && (get_token (heads, i)->deprel == DLN_DEPREL_CASE
            || get_token (heads, i)->deprel == DLN_DEPREL_MARK))
      return TRUE;
  return FALSE;
}

/* Whether a word is part of a name, or is explained by one: "the physicist Adam Kowalski" */
static gboolean
is_named (const Heads *heads,
          const guint *tree,
          guint        word)
{
  for (guint i = 0; i < heads->n; i++)
    {
      const DlnReadToken *token = get_token (heads, i);

      if (token->name[DLN_BIO_O] < .5f
          && (i == word
              || (tree[i] == word + 1
                  && (token->deprel == DLN_DEPREL_APPOS || token->deprel == DLN_DEPREL_FLAT))))
        return TRUE;
    }
  return FALSE;
}

/* What Universal Dependencies rule out: an oblique without a preposition is another relation, most
 * often the object ("heads the bank"), and a measure or time if it is none of these; a name is
 * neither. A word has one object. @scores: [n][n_rels] */
static void
mend_rels (const Heads *heads,
           const guint *tree,
           float       *scores)
{
  guint n_rels = heads->encoder->config.n_rels;
  float greatest[DLN_MAX_WORDS + 1];
  gint32 object[DLN_MAX_WORDS + 1]; /* of each head */

  for (guint i = 0; i < heads->n; i++)
    if (dln_deprel_get_base (get_token (heads, i)->deprel) == DLN_DEPREL_OBL
        && !has_preposition (heads, tree, i))
      {
        bar_rel (heads, i, DLN_DEPREL_OBL, scores + (gsize) i * n_rels);
        bar_rel (heads, i, DLN_DEPREL_OBL_AGENT, scores + (gsize) i * n_rels);
        if (is_named (heads, tree, i))
          bar_rel (heads, i, DLN_DEPREL_OBL_UNMARKED, scores + (gsize) i * n_rels);
      }
  for (guint i = 0; i <= heads->n; i++)
    object[i] = -1;
  for (guint i = 0; i < heads->n; i++)
    {
      const float *own = scores + (gsize) i * n_rels;
      guint head = tree[i];
      float score = BARRED;

      if (get_token (heads, i)->deprel != DLN_DEPREL_OBJ)
        continue;
      for (guint k = 0; k < n_rels; k++)
        score = MAX (score, own[k]);
      if (object[head] >= 0)
        {
          guint loser = score > greatest[head] ? (guint) object[head] : i;

          bar_rel (heads, loser, DLN_DEPREL_OBJ, scores + (gsize) loser * n_rels);
          if (loser == i)
            continue;
        }
      object[head] = i;
      greatest[head] = score;
    }
}

static void
read_rels (const Heads *heads,
           const guint *tree)
{
  const DlnEncoder *encoder = heads->encoder;
  guint depth = encoder->rels.n_in, n_rels = encoder->config.n_rels;
  g_autofree float *scores = g_new (float, (gsize) heads->n * n_rels);

  for (guint first = 0; first < heads->n; first += BLOCK)
    {
      guint m = MIN (BLOCK, heads->n - first);
      float *left = _dln_scratch_take (heads->scratch, DLN_BUFFER_LEFT, (gsize) BLOCK * depth);

      for (guint i = 0; i < m; i++)
        {
          guint head = tree[first + i];

          memcpy (left + (gsize) i * depth,
                  head == 0 ? encoder->rel_root : get_part (heads, head - 1, DLN_PART_REL_HEAD),
                  depth * sizeof *left);
        }

      const float *products = multiply (heads, left, depth, m, &encoder->rels);

      for (guint i = first; i < first + m; i++)
        {
          float *own = scores + (gsize) i * n_rels;

          score_rels (heads, i, products + (gsize) (i - first) * encoder->rels.n_rows, own);
          if (tree[i] == 0)
            get_token (heads, i)->deprel = DLN_DEPREL_ROOT;
          else
            choose_rel (heads, i, own);
        }
    }
  mend_rels (heads, tree, scores);
}

/* Appends the links of one owner. @scores: [n_roles][width]; @distances: [.][8] */
static guint
append_links (const Heads *heads,
              guint        owner,
              DlnLinkRole  first_role,
              guint        n_roles,
              const float *scores,
              guint        width,
              const float *distances)
{
  guint n = 0;
  float temperature = get_temperature (heads, DLN_TEMPERATURE_LINK);

  for (guint k = 0; k < n_roles; k++)
    for (guint i = 0; i < heads->n; i++)
      {
        int distance
          = CLAMP ((int) i - (int) owner, -DLN_MAX_DISTANCE, DLN_MAX_DISTANCE) + DLN_MAX_DISTANCE;
        float score = scores[(gsize) k * width + i] + distances[distance * 8 + k];

        if (score < 0)
          continue;

        DlnReadLink link = { heads->first_token + i, first_role + k,
                             _dln_sigmoid (score / temperature) };

        g_array_append_val (heads->reading->links, link);
        n++;
      }
  return n;
}

static void
append_event (const Heads *heads,
              guint        word,
              float       *scores)
{
  DlnReadEvent event = { .token = heads->first_token + word };

  event.status = soften (
    scores, DLN_N_STATUSES, get_temperature (heads, DLN_TEMPERATURE_EVENT), DLN_STATUS_HAPPENED);
  if (heads->reading->wanted != NULL ? !heads->reading->wanted[event.token]
                                     : scores[DLN_STATUS_NONE] >= .5f)
    return;
  event.weight
    = soften (scores + DLN_N_STATUSES, 3, get_temperature (heads, DLN_TEMPERATURE_WEIGHT), 0);
  memcpy (event.p, scores, sizeof event.p);
  memcpy (event.weights, scores + DLN_N_STATUSES, sizeof event.weights);
  g_array_append_val (heads->reading->events, event);
}

static void
read_events (const Heads *heads)
{
  const DlnEncoder *encoder = heads->encoder;
  GArray *events = heads->reading->events;
  guint begin = events->len, depth = encoder->event_pairs.n_in, width;
  float *scores = apply (heads, DLN_PART_EVENT, &encoder->events, DLN_BUFFER_SCORES);

  for (guint i = 0; i < heads->n; i++)
    append_event (heads, i, scores + (gsize) i * encoder->events.width);
  if (events->len == begin)
    return;

  const float *turned = turn (heads, DLN_PART_EVENT_RIGHT, NULL, &width);

  for (guint i = begin; i < events->len; i++)
    {
      DlnReadEvent *event = &g_array_index (events, DlnReadEvent, i);
      guint word = event->token - heads->first_token;
      const float *product = multiply (heads,
                                       get_part (heads, word, DLN_PART_EVENT_LEFT),
                                       heads->stride,
                                       1,
                                       &encoder->event_pairs);

      event->first_link = heads->reading->links->len;
      event->n_links = append_links (heads,
                                     word,
                                     DLN_LINK_WHO,
                                     DLN_LINK_SPEAKER,
                                     match (heads, product, DLN_LINK_SPEAKER, depth, turned, width),
                                     width,
                                     encoder->event_distances);
    }
}

/* The ties from one word. @scores: [DLN_N_TIE][width]: columns: none, then the words */
static void
append_ties (const Heads *heads,
             guint        from,
             const float *scores,
             guint        width)
{
  float temperature = get_temperature (heads, DLN_TEMPERATURE_TIE);

  for (guint to = 0; to <= heads->n; to++)
    {
      float p[DLN_N_TIE];
      float greatest = scores[width + to];

      if (to == from + 1)
        continue;
      for (guint k = 2; k < DLN_N_TIE; k++)
        greatest = MAX (greatest, scores[(gsize) k * width + to]);
      if (scores[to] - greatest > TIE_HOPELESS * temperature)
        continue;
      for (guint k = 0; k < DLN_N_TIE; k++)
        p[k] = scores[(gsize) k * width + to];

      guint best = soften (p, DLN_N_TIE, temperature, 1);
      DlnReadTie tie = { .from = heads->first_token + from,
                         .to = to == 0 ? DLN_NO_ROW : heads->first_token + to - 1,
                         .type = best,
                         .p = p[best] };

      if (p[best] >= TIE_LEAST)
        g_array_append_val (heads->reading->ties, tie);
    }
}

static void
read_tie_states (const Heads *heads,
                 guint        begin)
{
  const DlnEncoder *encoder = heads->encoder;
  guint depth = encoder->tie_states.n_in;

  for (guint i = begin; i < heads->reading->ties->len; i++)
    {
      DlnReadTie *tie = &g_array_index (heads->reading->ties, DlnReadTie, i);
      const float *right = tie->to == DLN_NO_ROW
                             ? encoder->tie_none
                             : get_part (heads, tie->to - heads->first_token, DLN_PART_TIE_RIGHT);
      const float *product
        = multiply (heads,
                    get_part (heads, tie->from - heads->first_token, DLN_PART_TIE_LEFT),
                    heads->stride,
                    1,
                    &encoder->tie_states);
      float p[DLN_N_TIE_STATE];

      for (guint k = 0; k < DLN_N_TIE_STATE; k++)
        p[k] = dot (product + k * (depth + 1), right, depth) + product[k * (depth + 1) + depth];
      tie->state
        = soften (p, DLN_N_TIE_STATE, get_temperature (heads, DLN_TEMPERATURE_STATE), 0);
      tie->state_p = p[tie->state];
    }
}

static void
read_ties (const Heads *heads)
{
  const DlnEncoder *encoder = heads->encoder;
  guint begin = heads->reading->ties->len, depth = encoder->tie_pairs.n_in, width;
  const float *turned = turn (heads, DLN_PART_TIE_RIGHT, encoder->tie_none, &width);

  for (guint first = 0; first < heads->n; first += BLOCK)
    {
      guint m = MIN (BLOCK, heads->n - first);
      const float *products = multiply (heads,
                                        get_part (heads, first, DLN_PART_TIE_LEFT),
                                        heads->stride,
                                        m,
                                        &encoder->tie_pairs);

      for (guint i = 0; i < m; i++)
        append_ties (heads,
                     first + i,
                     match (heads,
                            products + (gsize) i * encoder->tie_pairs.n_rows,
                            DLN_N_TIE,
                            depth,
                            turned,
                            width),
                     width);
    }
  read_tie_states (heads, begin);
}

static void
read_quotes (const Heads *heads)
{
  const DlnEncoder *encoder = heads->encoder;
  GArray *quotes = heads->reading->quotes;
  guint begin = quotes->len, depth = encoder->quote_pairs.n_in, width;
  float *scores = apply (heads, DLN_PART_QUOTE, &encoder->quotes, DLN_BUFFER_SCORES);

  for (guint i = 0; i < heads->n; i++)
    {
      float *row = scores + (gsize) i * encoder->quotes.width;
      guint kind = soften (row, 4, get_temperature (heads, DLN_TEMPERATURE_QUOTE), 1);
      DlnReadQuote quote = { .cue = heads->first_token + i, .kind = kind - 1, .p = 1.f - row[0] };

      if (quote.p >= .5f)
        g_array_append_val (quotes, quote);
    }
  if (quotes->len == begin)
    return;

  const float *turned = turn (heads, DLN_PART_QUOTE_RIGHT, NULL, &width);

  for (guint i = begin; i < quotes->len; i++)
    {
      DlnReadQuote *quote = &g_array_index (quotes, DlnReadQuote, i);
      guint word = quote->cue - heads->first_token;
      const float *product = multiply (heads,
                                       get_part (heads, word, DLN_PART_QUOTE_LEFT),
                                       heads->stride,
                                       1,
                                       &encoder->quote_pairs);

      quote->first_link = heads->reading->links->len;
      quote->n_links = append_links (heads,
                                     word,
                                     DLN_LINK_SPEAKER,
                                     2,
                                     match (heads, product, 2, depth, turned, width),
                                     width,
                                     encoder->quote_distances);
    }
}

/* The first steps of all heads for all words: [n][n_rows of `words`] */
static const float *
run_first_steps (const DlnEncoder *encoder,
                 const DlnKernels *kernels,
                 DlnScratch       *scratch,
                 const float      *vectors,
                 guint             n)
{
  const DlnLinear *words = &encoder->words;
  float *rows = _dln_scratch_take (scratch, DLN_BUFFER_WORDS, (gsize) n * words->n_rows);
  guint8 *q = (guint8 *) _dln_scratch_take (
    scratch, DLN_BUFFER_BYTES, (gsize) n * words->n_in / sizeof (float) + 1);
  DlnRange *ranges = (DlnRange *) _dln_scratch_take (scratch, DLN_BUFFER_RANGES, 2ul * n);

  kernels->quantise (vectors, words->n_in, n, words->n_in, q, ranges);
  for (guint i = 0; i < DLN_N_PARTS; i++)
    {
      guint begin = encoder->starts[i];
      guint end = i + 1 < DLN_N_PARTS ? encoder->starts[i + 1] : words->n_rows;
      DlnLinear part = { .n_in = words->n_in,
                         .n_out = end - begin,
                         .n_rows = end - begin,
                         .scales = words->scales + begin,
                         .sums = words->sums + begin,
                         .biases = words->biases + begin,
                         .panels = words->panels + (gsize) begin * words->n_in };

      kernels->multiply (&part, q, ranges, n, activations[i], rows + begin, words->n_rows);
    }
  return rows;
}

void
_dln_encoder_read_words (const DlnEncoder  *encoder,
                         DlnScratch        *scratch,
                         const float       *vectors,
                         const guint       *lengths,
                         guint              n_sentences,
                         guint              first_token,
                         const DlnStringId *xpos,
                         DlnNameBits       *bits,
                         DlnReading        *reading)
{
  const DlnKernels *kernels = _dln_kernels_get ();
  guint n = 0, tree[DLN_MAX_WORDS];

  for (guint i = 0; i < n_sentences; i++)
    n += lengths[i];

  const float *rows = run_first_steps (encoder, kernels, scratch, vectors, n);
  Heads heads = { .encoder = encoder,
                  .kernels = kernels,
                  .scratch = scratch,
                  .reading = reading,
                  .rows = rows,
                  .stride = encoder->words.n_rows,
                  .first_token = first_token };

  for (guint i = 0; i < n_sentences; i++)
    {
      heads.n = lengths[i];
      read_tags (&heads, xpos);
      _dln_encoder_read_names (encoder,
                               scratch,
                               bits,
                               get_part (&heads, 0, DLN_PART_NAME),
                               heads.stride,
                               heads.n,
                               heads.first_token,
                               reading);
      read_arcs (&heads, tree);
      read_rels (&heads, tree);
      read_events (&heads);
      read_ties (&heads);
      read_quotes (&heads);
      heads.rows += (gsize) heads.n * heads.stride;
      heads.first_token += heads.n;
    }
}
