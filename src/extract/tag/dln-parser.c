/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dependency trees: arc-eager transitions (Nivre 2003), greedy, with the features of Zhang and
 * Nivre (2011) and word clusters. The weights were trained with a dynamic oracle (Goldberg and
 * Nivre 2012), see src/train.
 *
 * Two passes: one reads the sentence from its end, the other from its beginning and sees the tree
 * of the first (stacking, Nivre and McDonald 2008), as each is blind to what the other has already
 * read. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-tag-private.h"

#include <string.h>

/**
 * _dln_parser_init:
 * @parser: (out): the state
 * @words: [@n], tagged
 * @n: tokens of the sentence
 * @room: how large the arrays shall be made; 0 = they are large enough from before
 */
void
_dln_parser_init (DlnParser     *parser,
                  const DlnWord *words,
                  guint          n,
                  guint          room)
{
  if (room > 0)
    {
      parser->nodes = g_new (DlnParserNode, room + 1);
      parser->stack = g_new (gint32, room + 1);
    }
  parser->words = words;
  parser->guide = NULL;
  parser->n = n;
  parser->n_stack = 0;
  parser->n_headless = 0;
  parser->next = 0;
  for (guint i = 0; i <= n; i++)
    {
      DlnParserNode *node = &parser->nodes[i];

      *node = (DlnParserNode){ .head = -1, .left = { -1, -1 }, .right = { -1, -1 } };
      if (i == 0)
        continue;

      guint upos = words[i - 1].upos;
      node->n_verbs = node[-1].n_verbs + (upos == DLN_UPOS_VERB || upos == DLN_UPOS_AUX);
      node->n_marks = node[-1].n_marks + (upos == DLN_UPOS_PUNCT);
      node->n_conjunctions =
        node[-1].n_conjunctions + (upos == DLN_UPOS_CCONJ || upos == DLN_UPOS_SCONJ);
      node->n_nouns = node[-1].n_nouns
                      + (upos == DLN_UPOS_NOUN || upos == DLN_UPOS_PROPN || upos == DLN_UPOS_PRON);
    }
}

void
_dln_parser_clear (DlnParser *parser)
{
  g_clear_pointer (&parser->nodes, g_free);
  g_clear_pointer (&parser->stack, g_free);
}

static void
attach_left (DlnParser *parser,
             gint32     child,
             gint32     head,
             guint      label)
{
  DlnParserNode *node = &parser->nodes[head];

  parser->nodes[child].head = head;
  parser->nodes[child].label = label;
  node->left[1] = node->left[0];
  node->left[0] = child;
  node->n_left += node->n_left < 255;
  node->left_labels |= (guint64) 1 << label;
}

static void
attach_right (DlnParser *parser,
              gint32     child,
              gint32     head,
              guint      label)
{
  DlnParserNode *node = &parser->nodes[head];

  parser->nodes[child].head = head;
  parser->nodes[child].label = label;
  node->right[1] = node->right[0];
  node->right[0] = child;
  node->n_right += node->n_right < 255;
  node->right_labels |= (guint64) 1 << label;
}

/**
 * _dln_parser_apply:
 * @parser: a state that allows @action
 * @action: SHIFT, REDUCE, LEFT or RIGHT with its relation
 */
void
_dln_parser_apply (DlnParser *parser,
                   guint      action)
{
  if (action == DLN_ACTION_SHIFT)
    {
      parser->stack[parser->n_stack++] = parser->next++;
      parser->n_headless++;
    }
  else if (action == DLN_ACTION_REDUCE)
    parser->n_stack--;
  else if (action < DLN_ACTION_RIGHT)
    {
      attach_left (
        parser, parser->stack[--parser->n_stack], parser->next, action - DLN_ACTION_LEFT);
      parser->n_headless--;
    }
  else
    {
      attach_right (
        parser, parser->next, parser->stack[parser->n_stack - 1], action - DLN_ACTION_RIGHT);
      parser->stack[parser->n_stack++] = parser->next++;
    }
}

/* What a feature needs of a node; 0 stands for "none" */
static inline guint64
get_lower (const DlnParser *parser,
           gint32           i)
{
  return i < 0 ? 0 : i == (gint32) parser->n ? 1 : parser->words[i].lower;
}

static inline guint64
get_tag (const DlnParser *parser,
         gint32           i)
{
  return i < 0 ? 0 : i == (gint32) parser->n ? 255 : parser->words[i].tag;
}

static inline guint64
get_cluster (const DlnParser *parser,
             gint32           i)
{
  return i < 0 ? 0 : i == (gint32) parser->n ? 0xffff : parser->words[i].cluster;
}

static inline guint64
get_path (const DlnParser *parser,
          gint32           i,
          guint            bits)
{
  return i < 0 || i == (gint32) parser->n ? 0
                                          : (guint64) (parser->words[i].path >> (16 - bits)) + 1;
}

static inline guint64
get_label (const DlnParser *parser,
           gint32           i)
{
  return i < 0 ? 0 : parser->nodes[i].label;
}

static inline gint32
get_head (const DlnParser *parser,
          gint32           i)
{
  return i < 0 ? -1 : parser->nodes[i].head;
}

static inline gint32
get_left (const DlnParser *parser,
          gint32           i,
          guint            k)
{
  return i < 0 ? -1 : parser->nodes[i].left[k];
}

static inline gint32
get_right (const DlnParser *parser,
           gint32           i,
           guint            k)
{
  return i < 0 ? -1 : parser->nodes[i].right[k];
}

static inline guint
bucket_distance (gint32 distance)
{
  return distance <= 4 ? (guint) distance : distance <= 6 ? 5 : distance <= 10 ? 6 : 7;
}

#define W(x) get_lower (parser, x)
#define P(x) get_tag (parser, x)
#define C(x) get_cluster (parser, x)
#define L(x) get_label (parser, x)
#define ADD(a, b) (features[n] = _dln_feature (64 + n, (a), (b)), n++)
#define T2(a, b) ((a) << 8 | (b))
#define T3(a, b, c) ((a) << 16 | (b) << 8 | (c))
#define T4(a, b, c, d) ((a) << 24 | (b) << 16 | (c) << 8 | (d))

static guint
add_pair_features (const DlnParser *parser,
                   gint32           s0,
                   gint32           n0,
                   gint32           s1,
                   guint64         *features,
                   guint            n)
{
  gint32 end = parser->n;
  gint32 n1 = n0 + 1 <= end ? n0 + 1 : -1;
  gint32 n2 = n0 + 2 <= end ? n0 + 2 : -1;
  guint64 s0p = P (s0), n0p = P (n0), n1p = P (n1), n2p = P (n2), s1p = P (s1);
  guint64 s0w = W (s0), n0w = W (n0), n1w = W (n1);

  ADD (s0w, 0);
  ADD (s0p, 0);
  ADD (n0w, 0);
  ADD (n0p, 0);
  ADD (n1w, 0);
  ADD (n1p, 0);
  ADD (W (n2), n2p);
  ADD (n2p, 0);
  ADD (s0w << 32 | n0w, 0);
  ADD (s0w, n0p);
  ADD (n0w, s0p);
  ADD (T2 (s0p, n0p), 0);
  ADD (T2 (n0p, n1p), 0);
  ADD (T3 (n0p, n1p, n2p), 0);
  ADD (T3 (s0p, n0p, n1p), 0);
  ADD (T4 (s0p, n0p, n1p, n2p), 0);
  ADD (T3 (s1p, s0p, n0p), 0);
  ADD (T4 (s1p, s0p, n0p, n1p), 0);
  ADD (W (s1), s1p);
  ADD (W (s1), T2 (s0p, n0p));
  ADD (n1w, T2 (s0p, n0p));
  ADD (C (s0), 0);
  ADD (C (n0), 0);
  ADD (C (s0) << 16 | C (n0), 0);
  ADD (C (s0), n0p);
  ADD (C (n0), s0p);
  ADD (get_path (parser, s0, 6) << 16 | get_path (parser, n0, 6), 0);
  ADD (get_path (parser, s0, 4) << 16 | get_path (parser, n0, 4), T2 (s0p, n0p));
  ADD (get_path (parser, s0, 10) << 16 | get_path (parser, n0, 10), 0);
  ADD (C (n1), n0p);
  ADD (C (s0) << 16 | C (n1), n0p);
  ADD (C (s1) << 16 | C (n0), s0p);
  ADD (n0 > 0 ? P (n0 - 1) : 0, T2 (s0p, n0p));
  ADD (s0 >= 0 && s0 + 1 < n0 ? P (s0 + 1) : 0, T2 (s0p, n0p));
  ADD (s0 > 0 ? P (s0 - 1) : 0, T2 (s0p, n0p));
  ADD (P (n0 + 3 <= end ? n0 + 3 : -1), T3 (n0p, n1p, n2p));
  ADD (n0 < end ? parser->words[n0].shape & 0xff : 0, s0 >= 0 ? parser->words[s0].shape & 0xff : 0);
  return n;
}

static guint
add_tree_features (const DlnParser *parser,
                   gint32           s0,
                   gint32           n0,
                   guint64         *features,
                   guint            n)
{
  static const DlnParserNode none = { .head = -1, .left = { -1, -1 }, .right = { -1, -1 } };
  const DlnParserNode *s = s0 < 0 ? &none : &parser->nodes[s0];
  const DlnParserNode *b = &parser->nodes[n0];
  gint32 s0h = s->head, s0h2 = get_head (parser, s0h);
  gint32 s0l = s->left[0], s0l2 = s->left[1], s0r = s->right[0], s0r2 = s->right[1];
  gint32 n0l = b->left[0], n0l2 = b->left[1];
  guint64 s0p = P (s0), n0p = P (n0), s0w = W (s0), n0w = W (n0);
  guint64 distance = s0 < 0 ? 15 : bucket_distance (n0 - s0);

  ADD (distance, s0w);
  ADD (distance, s0p << 32);
  ADD (distance, n0w << 8);
  ADD (distance, n0p << 40);
  ADD (T3 (s0p, n0p, distance), 0);
  ADD (s0w, 1 + s->n_right);
  ADD (s0p, 1 + s->n_right);
  ADD (s0w, 1 + s->n_left);
  ADD (s0p, 1 + s->n_left);
  ADD (n0w, 1 + b->n_left);
  ADD (n0p, 1 + b->n_left);
  ADD (W (s0h), P (s0h));
  ADD (P (s0h), s0p);
  ADD (L (s0), s0p);
  ADD (L (s0), s0w);
  ADD (W (s0l), P (s0l));
  ADD (L (s0l), s0p);
  ADD (W (s0r), P (s0r));
  ADD (L (s0r), s0p);
  ADD (W (n0l), P (n0l));
  ADD (L (n0l), n0p);
  ADD (W (s0h2), P (s0h2));
  ADD (L (s0h), L (s0));
  ADD (P (s0l2), L (s0l2));
  ADD (P (s0r2), L (s0r2));
  ADD (P (n0l2), L (n0l2));
  ADD (T3 (P (s0h), s0p, n0p), 0);
  ADD (T3 (P (s0h), s0p, n0p), L (s0));
  ADD (T3 (P (s0l), s0p, n0p), 0);
  ADD (T3 (P (s0r), s0p, n0p), 0);
  ADD (T3 (P (s0r), s0p, n0p), L (s0r));
  ADD (T3 (P (n0l), s0p, n0p), 0);
  ADD (T3 (P (n0l), s0p, n0p), L (n0l));
  ADD (T3 (P (s0l), P (s0l2), s0p), 0);
  ADD (T3 (P (s0r), P (s0r2), s0p), 0);
  ADD (T3 (P (s0h), P (s0h2), s0p), 0);
  ADD (T3 (P (n0l), P (n0l2), n0p), 0);
  ADD (s0w, s->right_labels);
  ADD (s0p, s->right_labels);
  ADD (s0w, s->left_labels);
  ADD (s0p, s->left_labels);
  ADD (n0w, b->left_labels);
  ADD (n0p, b->left_labels);
  ADD (T2 (s0p, n0p), s->right_labels);
  ADD (T2 (s0p, n0p), b->left_labels);
  ADD (T2 (s0p, n0p), s->left_labels ^ b->left_labels << 7);
  ADD (T3 (L (s0), L (s0r), L (n0l)), T2 (s0p, n0p));
  return n;
}

/* What stands between the two words, and what is still open */
static guint
add_between_features (const DlnParser *parser,
                      gint32           s0,
                      gint32           n0,
                      guint64         *features,
                      guint            n)
{
  gint32 last = (gint32) parser->n - 1;
  guint64 s0p = P (s0), n0p = P (n0), pair = T2 (s0p, n0p);
  guint64 headless = MIN (parser->n_headless, 3);
  guint64 suffix = n0 <= last ? parser->words[n0].suffix[2] : 0;
  guint64 between = 0xffff;

  if (s0 >= 0)
    {
      const DlnParserNode *from = &parser->nodes[s0 + 1];
      const DlnParserNode *to = &parser->nodes[n0];
      guint64 verbs = MIN (to->n_verbs - from->n_verbs, 3);
      guint64 marks = MIN (to->n_marks - from->n_marks, 3);
      guint64 conjunctions = MIN (to->n_conjunctions - from->n_conjunctions, 2);
      guint64 nouns = MIN (to->n_nouns - from->n_nouns, 3);

      between = verbs | marks << 2 | conjunctions << 4 | nouns << 6;
    }
  ADD (pair, between & 0x3f);
  ADD (W (s0), between & 0xf);
  ADD (W (n0), between & 0xf);
  ADD (pair, headless);
  ADD (pair, (headless + 1) << 32 | W (last));
  ADD (n0p, (n0 == 0 ? 1u : 0u) | (n0 == last ? 2u : 0u) | headless << 2 | W (last) << 8);
  ADD (suffix, s0p);
  ADD (s0 >= 0 ? parser->words[s0].suffix[2] : 0, n0p);
  return n;
}

/* Where @head lies, as seen from the two words that the next action is about */
static inline guint64
place_head (const DlnParser *parser,
            gint32           head,
            gint32           s0,
            gint32           n0)
{
  return head == (gint32) parser->n ? 0
         : head == s0               ? 1
         : head == n0               ? 2
         : head < s0                ? 3
         : head < n0                ? 4
                                    : 5;
}

static guint
add_guide_features (const DlnParser *parser,
                    gint32           s0,
                    gint32           n0,
                    guint64         *features,
                    guint            n)
{
  static const DlnParserGuide none = { .head = -1, .first = -1, .last = -1 };
  const DlnParserGuide *s = s0 >= 0 ? &parser->guide[s0] : &none;
  const DlnParserGuide *b = n0 < (gint32) parser->n ? &parser->guide[n0] : &none;
  guint64 s0p = P (s0), n0p = P (n0), pair = T2 (s0p, n0p);
  guint64 s_head = s0 >= 0 ? place_head (parser, s->head, s0, n0) : 6;
  guint64 b_head = b != &none ? place_head (parser, b->head, s0, n0) : 6;
  guint64 s_more = s->last > n0 ? 2 : s->last == n0 ? 1 : 0;
  guint64 b_more = s0 >= 0 && b->first < s0 ? 2 : s0 >= 0 && b->first == s0 ? 1 : 0;
  guint64 has_head = s0 >= 0 && parser->nodes[s0].head >= 0;
  guint64 places = s_head << 12 | b_head << 8 | s_more << 4 | b_more << 1 | has_head;

  ADD (places, 0);
  ADD (places, T2 (s->label, b->label));
  ADD (places, pair << 16 | T2 (s->label, b->label));
  ADD (places, pair);
  ADD (b_head << 8 | b->label, 0);
  ADD (s_head << 8 | s->label, has_head);
  ADD (b_head << 8 | b->label, pair);
  ADD (s_head << 8 | s->label, pair << 1 | has_head);
  ADD (b_head << 8 | b->label, W (n0));
  ADD (s_head << 8 | s->label, W (s0) << 1 | has_head);
  ADD (b_head << 8 | b->label, W (s0));
  ADD (s_more << 1 | has_head, W (s0));
  ADD (s_more << 1 | has_head, T2 (s0p, L (s0)));
  ADD (P (b->head), T3 (b_head, n0p, b->label));
  ADD (P (s->head), T3 (s_head, s0p, s->label) << 1 | has_head);
  ADD (b_head << 8 | b->label, (parser->n_headless & 0xff) << 16 | T2 (L (s0), has_head));
  return n;
}

#undef W
#undef P
#undef C
#undef L
#undef ADD

/**
 * _dln_parser_features:
 * @parser: a state that is not done
 * @features: (out caller-allocates): [DLN_PARSER_MAX_FEATURES]
 *
 * The order of the templates is part of the trained model.
 *
 * Returns: number of features
 */
guint
_dln_parser_features (const DlnParser *parser,
                      guint64         *features)
{
  gint32 s0 = parser->n_stack > 0 ? parser->stack[parser->n_stack - 1] : -1;
  gint32 s1 = parser->n_stack > 1 ? parser->stack[parser->n_stack - 2] : -1;
  guint n = add_pair_features (parser, s0, parser->next, s1, features, 0);

  n = add_tree_features (parser, s0, parser->next, features, n);
  n = add_between_features (parser, s0, parser->next, features, n);
  return parser->guide != NULL ? add_guide_features (parser, s0, parser->next, features, n) : n;
}

/**
 * _dln_parser_turn: the words of a sentence from its end to its beginning, for the first pass
 */
void
_dln_parser_turn (const DlnWord *words,
                  guint          n,
                  DlnWord       *turned)
{
  for (guint i = 0; i < n; i++)
    turned[i] = words[n - 1 - i];
}

/**
 * _dln_parser_advise:
 * @parser: the first pass, done, over turned words
 * @guide: (out caller-allocates): [n], in the order of the text
 */
void
_dln_parser_advise (const DlnParser *parser,
                    DlnParserGuide  *guide)
{
  gint32 end = parser->n;

  for (gint32 i = 0; i < end; i++)
    {
      const DlnParserNode *node = &parser->nodes[end - 1 - i];

      guide[i] = (DlnParserGuide){ .head = node->head == end ? end : end - 1 - node->head,
                                   .first = i,
                                   .last = i,
                                   .label = node->label };
    }
  for (gint32 i = 0; i < end; i++)
    if (guide[i].head < end)
      {
        DlnParserGuide *head = &guide[guide[i].head];

        head->first = MIN (head->first, i);
        head->last = MAX (head->last, i);
      }
}

/**
 * _dln_parser_choose:
 * @parser: a state that is not done
 * @scores: [DLN_N_ACTIONS]
 *
 * Returns: the allowed action with the highest score; the first of equals
 */
guint
_dln_parser_choose (const DlnParser *parser,
                    const gint32    *scores)
{
  gboolean has_stack = parser->n_stack > 0;
  gboolean at_root = parser->next == (gint32) parser->n;
  gboolean has_head = has_stack && parser->nodes[parser->stack[parser->n_stack - 1]].head >= 0;
  guint best = DLN_N_ACTIONS;

  if (at_root)
    return has_head ? DLN_ACTION_REDUCE : DLN_ACTION_LEFT + DLN_DEPREL_ROOT;
  best = DLN_ACTION_SHIFT;
  if (has_head && scores[DLN_ACTION_REDUCE] > scores[best])
    best = DLN_ACTION_REDUCE;
  if (has_stack && !has_head)
    for (guint k = DLN_ACTION_LEFT + 1; k < DLN_ACTION_RIGHT; k++)
      if (scores[k] > scores[best] && k != DLN_ACTION_LEFT + DLN_DEPREL_ROOT)
        best = k;
  if (has_stack)
    for (guint k = DLN_ACTION_RIGHT + 1; k < DLN_N_ACTIONS; k++)
      if (scores[k] > scores[best] && k != DLN_ACTION_RIGHT + DLN_DEPREL_ROOT)
        best = k;
  return best;
}

/**
 * _dln_parser_finish: one root for each sentence: the first; what else hangs from the root node
 * hangs from it
 */
void
_dln_parser_finish (DlnParser *parser)
{
  gint32 end = parser->n;
  gint32 root = -1;

  for (gint32 i = 0; i < end; i++)
    if (parser->nodes[i].head == end && (root < 0 || (parser->words[root].upos == DLN_UPOS_PUNCT)))
      root = i;
  for (gint32 i = 0; i < end; i++)
    if (i != root && parser->nodes[i].head == end)
      {
        parser->nodes[i].head = root;
        parser->nodes[i].label =
          parser->words[i].upos == DLN_UPOS_PUNCT ? DLN_DEPREL_PUNCT : DLN_DEPREL_PARATAXIS;
      }
}

/* Does what needs no choice. Returns: whether a choice is left */
static gboolean
advance (DlnParser *parser)
{
  static const gint32 none[DLN_N_ACTIONS];

  while (!_dln_parser_is_done (parser))
    {
      if (parser->n_stack > 0 && parser->next < (gint32) parser->n)
        return TRUE;
      _dln_parser_apply (
        parser, parser->n_stack == 0 ? DLN_ACTION_SHIFT : _dln_parser_choose (parser, none));
    }
  return FALSE;
}

typedef struct /* one parser at its next choice */
{
  guint64        features[DLN_PARSER_MAX_FEATURES];
  DlnWeightsRuns runs;
  guint          n_features; /* 0 = done */
} Choice;

/**
 * _dln_parser_run:
 * @weights: the section "guide" or "parser"
 * @parsers: [@n] initialised
 * @n: sentences, %DLN_PARSER_MAX_BATCH at most
 *
 * The sentences go in step, so that each waits for memory while the others work. Time: O(tokens).
 */
void
_dln_parser_run (const DlnWeights *weights,
                 DlnParser        *parsers,
                 guint             n)
{
  Choice choices[DLN_PARSER_MAX_BATCH];
  gint32 scores[DLN_WEIGHTS_MAX_CLASSES + 1];
  gboolean busy = TRUE;

  g_assert (n <= DLN_PARSER_MAX_BATCH);
  while (busy)
    {
      busy = FALSE;
      for (guint i = 0; i < n; i++)
        {
          choices[i].n_features =
            advance (&parsers[i]) ? _dln_parser_features (&parsers[i], choices[i].features) : 0;
          _dln_weights_ask (weights, choices[i].features, choices[i].n_features);
          busy |= choices[i].n_features > 0;
        }
      for (guint i = 0; i < n; i++)
        _dln_weights_find (weights, choices[i].features, choices[i].n_features, &choices[i].runs);
      for (guint i = 0; i < n; i++)
        if (choices[i].n_features > 0)
          {
            _dln_weights_sum (weights, &choices[i].runs, scores);
            _dln_parser_apply (&parsers[i], _dln_parser_choose (&parsers[i], scores));
          }
    }
  for (guint i = 0; i < n; i++)
    _dln_parser_finish (&parsers[i]);
}
