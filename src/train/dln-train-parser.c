/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains the arc-eager parser with the dynamic oracle of Goldberg and Nivre (2012): after the first passes the parser mostly follows
 * its own choices, and learns what is best from where they led. */
#define G_LOG_DOMAIN "dateline-train"
#include "config.h"

#include "train/dln-train-words-private.h"

#include <string.h>

#define EXPLORE_AFTER 1     /* passes that follow the oracle */
#define EXPLORE_PERCENT 90
#define MAX_PARSER_FEATURES 500000
#define MAX_PARSER_WEIGHTS 2500000

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
         && (gold->heads[parser->next] != s || gold->labels[parser->next] == action - DLN_ACTION_RIGHT);
}

static void
parse_sentence (DlnTrainWeights *weights,
                DlnParser       *parser,
                const Gold      *gold,
                gboolean         explore,
                guint64         *random,
                guint           *wrong)
{
  gint32 scores[DLN_WEIGHTS_MAX_CLASSES + 1];
  guint64 features[DLN_PARSER_MAX_FEATURES];

  while (!_dln_parser_is_done (parser))
    {
      guint predicted;
      guint best = DLN_N_ACTIONS;

      if (parser->next == (gint32) parser->n)
        {
          _dln_parser_apply (parser, _dln_parser_choose (parser, scores));
          continue;
        }

      guint n = _dln_parser_features (parser, features);
      Costs costs = find_costs (parser, gold);

      memset (scores, 0, sizeof scores);
      dln_train_weights_add (weights, features, n, scores);
      predicted = _dln_parser_choose (parser, scores);
      for (guint k = 0; k < DLN_N_ACTIONS; k++)
        if (_dln_parser_allows (parser, k) && is_optimal (parser, gold, &costs, k)
            && k != DLN_ACTION_LEFT && k != DLN_ACTION_RIGHT
            && (best == DLN_N_ACTIONS || scores[k] > scores[best]))
          best = k;
      if (best == DLN_N_ACTIONS) /* a crossing arc: nothing is without loss */
        best = predicted;
      if (!is_optimal (parser, gold, &costs, predicted) && best != predicted)
        {
          dln_train_weights_update (weights, features, n, best, 1);
          dln_train_weights_update (weights, features, n, predicted, -1);
          (*wrong)++;
        }
      dln_train_weights_tick (weights);
      *random = *random * 6364136223846793005u + 1442695040888963407u;
      _dln_parser_apply (parser, explore && (*random >> 33) % 100 < EXPLORE_PERCENT ? predicted : best);
    }
}

/**
 * dln_train_parser:
 * @bank: sentences, tagged as the parser will see them
 *
 * Returns: (transfer full): the section "parser"
 */
GBytes *
dln_train_parser (DlnTrainBank *bank,
                  guint         n_epochs,
                  guint64       seed)
{
  g_autoptr (DlnTrainWeights) weights = dln_train_weights_new (DLN_N_ACTIONS);
  g_autofree guint32 *order = g_new (guint32, bank->sentences->len);
  DlnParser parser = { 0 };
  guint longest = 0;

  for (guint i = 0; i < bank->sentences->len; i++)
    {
      order[i] = i;
      longest = MAX (longest, g_array_index (bank->sentences, DlnTrainSentence, i).n);
    }
  _dln_parser_init (&parser, NULL, 0, longest);
  for (guint epoch = 0; epoch < n_epochs; epoch++)
    {
      guint wrong = 0;

      dln_train_shuffle (order, bank->sentences->len, &seed);
      for (guint i = 0; i < bank->sentences->len; i++)
        {
          const DlnTrainSentence *sentence = &g_array_index (bank->sentences, DlnTrainSentence, order[i]);
          Gold gold = { .heads = &g_array_index (bank->heads, gint32, sentence->first),
                        .labels = &g_array_index (bank->labels, guint8, sentence->first) };

          _dln_parser_init (&parser, &g_array_index (bank->words, DlnWord, sentence->first), sentence->n, 0);
          parse_sentence (weights, &parser, &gold, epoch >= EXPLORE_AFTER, &seed, &wrong);
        }
      g_message ("parser epoch %u: %u wrong", epoch, wrong);
    }
  _dln_parser_clear (&parser);
  return dln_train_weights_pack (weights, MAX_PARSER_FEATURES, MAX_PARSER_WEIGHTS);
}
