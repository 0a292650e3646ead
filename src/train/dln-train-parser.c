/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains the arc-eager parser with the dynamic oracle of Goldberg and Nivre (2012): after the first
 * passes the parser mostly follows its own choices, and learns what is best from where they led. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "train/dln-train-words-private.h"

#include <string.h>

#define EXPLORE_AFTER 1     /* passes of a run that follow the oracle */
#define EXPLORE_PERCENT 90
#define MIN_COUNT                                                                                  \
  3 /* of a feature along the oracle's way; rarer ones would only be learned by heart */
#define MARGIN                                                                                     \
  30 /* by which the best right action shall lead; a step changes a score by up to twice the       \
        features */
#define COUNTS_BITS 25

typedef struct
{
  const gint32 *heads;  /* [n], n = root */
  const guint8 *labels; /* [n] */
} Gold;

/* Gold arcs that can no longer be made after the action; see the paper, section 4. */
typedef struct
{
  guint shift, reduce, left, right;
} Costs;

static Costs
find_costs (const DlnParser *parser,
            const Gold      *gold)
{
  gint32 b = parser->next;
  gint32 end = parser->n;
  gint32 s = parser->n_stack > 0 ? parser->stack[parser->n_stack - 1] : -1;
  gint32 b_head = b < end ? gold->heads[b] : -1;
  Costs costs = { 0 };
  guint lost_children = 0; /* of b in the stack without a head */
  gboolean head_in_stack = FALSE;

  for (guint i = 0; i < parser->n_stack; i++)
    {
      gint32 k = parser->stack[i];

      head_in_stack |= b_head == k;
      lost_children += gold->heads[k] == b && parser->nodes[k].head < 0;
    }
  costs.shift = lost_children + head_in_stack;
  if (s < 0)
    return costs;
  costs.right = lost_children + (b_head != s && (head_in_stack || b_head > b));
  for (gint32 k = b; k < end; k++)
    costs.reduce += gold->heads[k] == s && parser->nodes[k].head < 0;
  costs.left = costs.reduce + (parser->nodes[s].head < 0 && gold->heads[s] > b);
  return costs;
}

static inline gboolean
is_optimal (const DlnParser *parser,
            const Gold      *gold,
            const Costs     *costs,
            guint            action)
{
  gint32 s = parser->n_stack > 0 ? parser->stack[parser->n_stack - 1] : -1;

  if (action == DLN_ACTION_SHIFT)
    return costs->shift == 0;
  if (action == DLN_ACTION_REDUCE)
    return costs->reduce == 0;
  if (action < DLN_ACTION_RIGHT)
    return costs->left == 0
           && (gold->heads[s] != parser->next || gold->labels[s] == action - DLN_ACTION_LEFT);
  return costs->right == 0
         && (gold->heads[parser->next] != s
             || gold->labels[parser->next] == action - DLN_ACTION_RIGHT);
}

typedef struct
{
  DlnTrainWeights *weights;
  DlnParser        parser;
  guint8          *counts; /* [1 << COUNTS_BITS], by the lower bits of a feature; capped */
  guint64          random;
  guint            wrong;
} Trainer;

static guint
keep_frequent (const Trainer *trainer,
               guint64       *features,
               guint          n)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    __builtin_prefetch (&trainer->counts[features[i] >> (64 - COUNTS_BITS)]);
  for (guint i = 0; i < n; i++)
    if (trainer->counts[features[i] >> (64 - COUNTS_BITS)] >= MIN_COUNT)
      features[kept++] = features[i];
  return kept;
}

/* The action with the highest score among those that lose nothing, and among the others */
static void
find_rivals (const DlnParser *parser,
             const Gold      *gold,
             const gint32    *scores,
             guint           *best,
             guint           *rival)
{
  Costs costs = find_costs (parser, gold);

  *best = *rival = DLN_N_ACTIONS;
  for (guint k = 0; k < DLN_N_ACTIONS; k++)
    {
      if (!_dln_parser_allows (parser, k) || k == DLN_ACTION_LEFT || k == DLN_ACTION_RIGHT)
        continue;

      guint *slot = is_optimal (parser, gold, &costs, k) ? best : rival;
      if (*slot == DLN_N_ACTIONS || scores[k] > scores[*slot])
        *slot = k;
    }
}

/* Along the oracle's way, to count features */
static void
count_sentence (Trainer    *trainer,
                const Gold *gold)
{
  static const gint32 none[DLN_N_ACTIONS];
  guint64 features[DLN_PARSER_MAX_FEATURES];
  DlnParser *parser = &trainer->parser;

  while (!_dln_parser_is_done (parser))
    {
      guint best, rival;

      if (parser->next == (gint32) parser->n)
        {
          _dln_parser_apply (parser, _dln_parser_choose (parser, none));
          continue;
        }

      guint n = _dln_parser_features (parser, features);
      for (guint i = 0; i < n; i++)
        {
          guint8 *count = &trainer->counts[features[i] >> (64 - COUNTS_BITS)];

          *count += *count < 255;
        }
      find_rivals (parser, gold, none, &best, &rival);
      _dln_parser_apply (parser, best != DLN_N_ACTIONS ? best : rival);
    }
}

static void
parse_sentence (Trainer    *trainer,
                const Gold *gold,
                gboolean    explore)
{
  gint32 scores[DLN_WEIGHTS_MAX_CLASSES + 1];
  guint64 features[DLN_PARSER_MAX_FEATURES];
  DlnParser *parser = &trainer->parser;

  while (!_dln_parser_is_done (parser))
    {
      guint best, rival, predicted;

      memset (scores, 0, sizeof scores);
      if (parser->next == (gint32) parser->n)
        {
          _dln_parser_apply (parser, _dln_parser_choose (parser, scores));
          continue;
        }

      guint n = keep_frequent (trainer, features, _dln_parser_features (parser, features));

      dln_train_weights_add (trainer->weights, features, n, scores);
      find_rivals (parser, gold, scores, &best, &rival);
      if (best == DLN_N_ACTIONS) /* a crossing arc: nothing is without loss */
        best = rival;
      else if (rival != DLN_N_ACTIONS && scores[best] - scores[rival] <= MARGIN)
        {
          dln_train_weights_update (trainer->weights, features, n, best, 1);
          dln_train_weights_update (trainer->weights, features, n, rival, -1);
          trainer->wrong++;
        }
      dln_train_weights_tick (trainer->weights);
      predicted = rival != DLN_N_ACTIONS && scores[rival] > scores[best] ? rival : best;
      trainer->random = trainer->random * 6364136223846793005u + 1442695040888963407u;
      _dln_parser_apply (
        parser, explore && (trainer->random >> 33) % 100 < EXPLORE_PERCENT ? predicted : best);
    }
}

/* One pass over all sentences but those of the fold; pass 0 counts */
static void
parse_all (Trainer                     *trainer,
           const DlnTrainBank          *bank,
           const DlnTrainParserOptions *options,
           const guint32               *order,
           guint                        pass)
{
  trainer->wrong = 0;
  for (guint i = 0; i < bank->sentences->len; i++)
    {
      const DlnTrainSentence *sentence =
        &g_array_index (bank->sentences, DlnTrainSentence, order[i]);
      Gold gold = { .heads = &g_array_index (bank->heads, gint32, sentence->first),
                    .labels = &g_array_index (bank->labels, guint8, sentence->first) };

      if (options->n_folds > 0 && order[i] % options->n_folds == options->fold)
        continue;
      _dln_parser_init (
        &trainer->parser, &g_array_index (bank->words, DlnWord, sentence->first), sentence->n, 0);
      if (bank->guides != NULL)
        trainer->parser.guide = &g_array_index (bank->guides, DlnParserGuide, sentence->first);
      if (pass == 0)
        count_sentence (trainer, &gold);
      else
        parse_sentence (trainer, &gold, pass > EXPLORE_AFTER);
    }
}

/**
 * dln_train_parser:
 * @bank: sentences, tagged as the parser will see them; with guides the second pass is trained
 * @options: how long, and on what
 * @seed: of the order
 *
 * Returns: (transfer full): the section "guide" or "parser"
 */
GBytes *
dln_train_parser (DlnTrainBank                *bank,
                  const DlnTrainParserOptions *options,
                  guint64                      seed)
{
  g_autofree guint32 *order = g_new (guint32, bank->sentences->len);
  Trainer trainer = { .weights = dln_train_weights_new (DLN_N_ACTIONS), .random = seed };
  guint longest = 0;

  trainer.counts = g_new0 (guint8, 1u << COUNTS_BITS);
  for (guint i = 0; i < bank->sentences->len; i++)
    {
      order[i] = i;
      longest = MAX (longest, g_array_index (bank->sentences, DlnTrainSentence, i).n);
    }
  _dln_parser_init (&trainer.parser, NULL, 0, longest);
  parse_all (&trainer, bank, options, order, 0);
  for (guint run = 0; run < options->n_runs; run++)
    {
      if (run > 0)
        dln_train_weights_restart (trainer.weights);
      for (guint pass = 1; pass <= options->n_epochs; pass++)
        {
          dln_train_shuffle (order, bank->sentences->len, &trainer.random);
          parse_all (&trainer, bank, options, order, pass);
          g_message (
            "parser fold %u run %u pass %u: %u wrong", options->fold, run, pass, trainer.wrong);
        }
    }

  GBytes *bytes = dln_train_weights_pack (trainer.weights,
                                          DLN_PARSER_MAX_FEATURES,
                                          options->max_features,
                                          options->max_weights);

  _dln_parser_clear (&trainer.parser);
  dln_train_weights_free (trainer.weights);
  g_free (trainer.counts);
  return bytes;
}
