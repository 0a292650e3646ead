/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The features of one token: hashes of (template, values). A small word with small neighbours gets
 * a handful, which is what most tokens cost; words that may be names get them all. The templates
 * are part of the model: a change here needs a new bundle. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/names/dln-names-private.h"

typedef struct
{
  guint32 *out;
  guint    n;
  guint64  seed; /* tells the two models' features apart when they share a table */
} Sink;

typedef enum /* templates; never reuse a number */
{
  T_BIAS = 1,
  T_FORM,
  T_LOWER,
  T_PREFIX = 8,
  T_SUFFIX = 12,
  T_LOWER_BEFORE = 20,
  T_LOWER_AFTER,
  T_WORD_AT = 24,
  T_WORD_SHAPE = 32,
  T_PAIR = 36,
  T_SHAPE = 48,
  T_CLUSTER = 56,
  T_CLUSTER_PAIR = 80,
  T_UPOS = 96,
  T_LISTS = 112,
  T_PHRASE = 128,
  T_PHRASE_ALL = 140,
  T_NAME_PAIR = 144,
  T_RUN = 160,
  T_BRIDGE = 180,
  T_SENTENCE = 200,
  T_DOCUMENT = 210,
  T_ACRONYM = 220,
  T_SPORT = 226,
  T_SILVER = 240,
} Template;

static inline void
emit (Sink   *sink,
      guint   template,
      guint64 value)
{
  guint64 h = _dln_names_mix (value + sink->seed, (guint64) template << 40);

  if (sink->n < DLN_NAMES_MAX_FEATURES)
    sink->out[sink->n++] = (guint32) (h ^ (h >> 32)) | 1;
}

static inline void
emit2 (Sink   *sink,
       guint   template,
       guint64 a,
       guint64 b)
{
  emit (sink, template, _dln_names_mix (a, b + 77));
}

static inline guint32
path_of (guint32 cluster,
         guint   length)
{
  guint32 have = DLN_CLUSTER_LENGTH (cluster);

  if (cluster == 0)
    return 0;
  if (have <= length)
    return cluster & 0xffffff;
  return (DLN_CLUSTER_PATH (cluster) >> (have - length)) | length << 16 | 1u << 31;
}

static const DlnNameToken *
token_at (const DlnNameText *text,
          guint              begin,
          guint              end,
          gint64             i)
{
  static const DlnNameToken before = { .lower = 1, .form = 1, .shape = 1 };
  static const DlnNameToken after = { .lower = 2, .form = 2, .shape = 2 };

  return i < begin ? &before : i >= end ? &after : &text->tokens[i];
}

static void
emit_word (Sink               *sink,
           const DlnNameToken *token,
           const DlnNameToken *before,
           const DlnNameToken *after)
{
  emit (sink, T_FORM, token->form);
  emit (sink, T_LOWER, token->lower);
  for (guint i = 0; i < 3; i++)
    if (token->prefix[i] != 0)
      emit (sink, T_PREFIX + i, token->prefix[i]);
  for (guint i = 0; i < 4; i++)
    if (token->suffix[i] != 0)
      emit (sink, T_SUFFIX + i, token->suffix[i]);
  emit2 (sink, T_LOWER_BEFORE, before->lower, token->lower);
  emit2 (sink, T_LOWER_AFTER, token->lower, after->lower);
}

static void
emit_context (Sink               *sink,
              const DlnNameToken *w[7])
{
  static const guint8 lengths[] = { 4, 7, 10, 16 };

  for (guint k = 1; k < 6; k++)
    if (k != 3)
      emit (sink, T_WORD_AT + k, w[k]->lower);
  emit2 (sink, T_WORD_SHAPE, w[2]->lower, w[3]->shape);
  emit2 (sink, T_WORD_SHAPE + 1, w[4]->lower, w[3]->shape);
  emit2 (sink, T_PAIR, w[1]->lower, w[2]->lower);
  emit2 (sink, T_PAIR + 1, w[4]->lower, w[5]->lower);
  emit2 (sink, T_PAIR + 2, w[2]->lower, w[4]->lower);
  emit (sink, T_SHAPE, w[3]->shape);
  emit2 (sink, T_SHAPE + 1, w[2]->shape, w[3]->shape);
  emit2 (sink, T_SHAPE + 2, w[3]->shape, w[4]->shape);
  emit2 (sink, T_SHAPE + 3, _dln_names_mix (w[2]->shape, w[3]->shape), w[4]->shape);
  for (guint l = 0; l < 4; l++)
    {
      emit (sink, T_CLUSTER + l, path_of (w[3]->cluster, lengths[l]));
      emit (sink, T_CLUSTER + 4 + l, path_of (w[2]->cluster, lengths[l]));
      emit (sink, T_CLUSTER + 8 + l, path_of (w[4]->cluster, lengths[l]));
    }
  emit (sink, T_CLUSTER + 12, path_of (w[1]->cluster, 16));
  emit (sink, T_CLUSTER + 13, path_of (w[5]->cluster, 16));
  emit2 (sink, T_CLUSTER_PAIR, path_of (w[2]->cluster, 7), path_of (w[3]->cluster, 7));
  emit2 (sink, T_CLUSTER_PAIR + 1, path_of (w[3]->cluster, 7), path_of (w[4]->cluster, 7));
  emit2 (sink, T_CLUSTER_PAIR + 2, path_of (w[2]->cluster, 10), path_of (w[4]->cluster, 10));
  emit2 (sink, T_CLUSTER_PAIR + 3, path_of (w[1]->cluster, 10), path_of (w[2]->cluster, 10));
  emit2 (sink, T_CLUSTER_PAIR + 4, path_of (w[4]->cluster, 10), path_of (w[5]->cluster, 10));
  emit2 (sink, T_CLUSTER_PAIR + 5, path_of (w[2]->cluster, 16), w[3]->letter_case);
  emit2 (sink, T_CLUSTER_PAIR + 6, path_of (w[4]->cluster, 16), w[3]->letter_case);
  for (guint k = 1; k < 6; k++)
    emit2 (sink, T_UPOS + k, w[k]->upos, w[3]->letter_case);
  emit2 (sink, T_UPOS + 7, w[2]->upos, w[3]->upos);
  emit2 (sink, T_UPOS + 8, w[3]->upos, w[4]->upos);
  emit2 (sink, T_UPOS + 9, w[2]->upos << 8 | w[3]->upos, w[4]->upos);
}

static inline guint32
name_bits (const DlnNameToken *token)
{
  guint32 interesting = DLN_LIST_BIT (DLN_LIST_FIRST_NAME) | DLN_LIST_BIT (DLN_LIST_SURNAME)
                        | DLN_LIST_BIT (DLN_LIST_TITLE) | DLN_LIST_BIT (DLN_LIST_PERSON_NOUN)
                        | DLN_LIST_BIT (DLN_LIST_PLACE) | DLN_LIST_BIT (DLN_LIST_COUNTRY);

  return (token->lists & interesting) ^ ((guint32) token->letter_case << 28);
}

static void
emit_lists (Sink               *sink,
            const DlnNameToken *w[7],
            guint               sport)
{
  for (guint k = 2; k <= 4; k++)
    {
      for (guint list = DLN_LIST_FIRST_NAME; list < DLN_LIST_N; list++)
        if ((w[k]->lists & DLN_LIST_BIT (list)) != 0)
          emit2 (sink, T_LISTS + k, list, w[3]->letter_case);
      for (guint list = 0; list < DLN_LIST_N_PHRASES; list++)
        {
          guint position = w[k]->phrases >> (3 * list) & 7;

          if (position != 0)
            emit2 (sink, T_PHRASE + k, list << 4 | position, w[3]->letter_case);
        }
    }
  emit (sink, T_PHRASE_ALL, w[3]->phrases);
  emit2 (sink, T_PHRASE_ALL + 1, w[3]->phrases, w[3]->commonness);
  emit2 (sink, T_PHRASE_ALL + 2, w[3]->phrases, w[2]->lower);
  emit2 (sink, T_PHRASE_ALL + 3, w[3]->phrases, path_of (w[4]->cluster, 10));
  emit2 (sink, T_NAME_PAIR, name_bits (w[2]), name_bits (w[3]));
  emit2 (sink, T_NAME_PAIR + 1, name_bits (w[3]), name_bits (w[4]));
  emit2 (sink,
         T_NAME_PAIR + 2,
         w[3]->lists & ~DLN_LIST_BIT (DLN_LIST_PREFIX),
         w[3]->letter_case << 4 | w[3]->commonness);
  if (sport > 0)
    {
      emit2 (sink, T_SPORT, sport, w[3]->phrases);
      emit2 (sink, T_SPORT + 1, sport, path_of (w[4]->cluster, 10));
      emit2 (sink,
             T_SPORT + 2,
             sport,
             w[3]->letter_case << 8 | (w[2]->letter_case << 4) | w[4]->letter_case);
    }
}

static inline guint32
head_bits (const DlnNameToken *token)
{
  return token->lists
         & (DLN_LIST_BIT (DLN_LIST_ORG_HEAD) | DLN_LIST_BIT (DLN_LIST_PLACE_HEAD)
            | DLN_LIST_BIT (DLN_LIST_LEGAL) | DLN_LIST_BIT (DLN_LIST_PERSON_NOUN)
            | DLN_LIST_BIT (DLN_LIST_FIRST_NAME) | DLN_LIST_BIT (DLN_LIST_SURNAME)
            | DLN_LIST_BIT (DLN_LIST_DEMONYM));
}

static void
emit_run (Sink              *sink,
          const DlnNameText *text,
          guint              begin,
          guint              end,
          guint              i)
{
  const DlnNameToken *token = &text->tokens[i];

  if ((token->flags & DLN_NAMES_CAPITALISED) == 0)
    return;

  const DlnNameToken *first = &text->tokens[token->run_first];
  const DlnNameToken *last = &text->tokens[token->run_last];
  const DlnNameToken *before = token_at (text, begin, end, (gint64) token->run_first - 1);
  const DlnNameToken *after = token_at (text, begin, end, (gint64) token->run_last + 1);
  guint length = MIN (token->run_last - token->run_first, 5);
  guint place = i == token->run_first  ? (i == token->run_last ? 0 : 1)
                : i == token->run_last ? 2
                                       : 3;
  guint32 any = 0;

  for (guint k = token->run_first; k <= token->run_last && k < token->run_first + 8; k++)
    any |= head_bits (&text->tokens[k]);
  emit2 (sink, T_RUN, length, place);
  emit2 (sink, T_RUN + 1, last->lower, place);
  emit2 (sink, T_RUN + 2, first->lower, place);
  emit2 (sink, T_RUN + 3, head_bits (last), place << 4 | length);
  emit2 (sink, T_RUN + 4, any, place);
  emit2 (sink, T_RUN + 5, before->lower, place);
  emit2 (sink, T_RUN + 6, after->lower, place);
  emit2 (sink, T_RUN + 7, path_of (before->cluster, 10), place);
  emit2 (sink, T_RUN + 8, path_of (after->cluster, 10), place);
  emit2 (sink, T_RUN + 9, path_of (before->cluster, 7), path_of (after->cluster, 7));
  emit2 (sink, T_RUN + 10, path_of (last->cluster, 10), length << 4 | place);
  emit2 (sink, T_RUN + 11, path_of (first->cluster, 10), length << 4 | place);
  emit2 (sink, T_RUN + 12, last->phrases, first->phrases);
  emit2 (sink, T_RUN + 13, before->lists & ~DLN_LIST_BIT (DLN_LIST_PREFIX), place << 4 | length);
  emit2 (sink, T_RUN + 14, after->upos, place << 4 | before->upos);
  if (token->bridge_first == token->run_first && token->bridge_last == token->run_last)
    return;

  const DlnNameToken *start = &text->tokens[token->bridge_first];
  const DlnNameToken *stop = &text->tokens[token->bridge_last];

  emit2 (sink, T_BRIDGE, start->lower, i - token->bridge_first);
  emit2 (sink, T_BRIDGE + 1, start->lower, 100 + (i > token->run_first));
  emit2 (sink, T_BRIDGE + 2, head_bits (start), place);
  emit2 (
    sink,
    T_BRIDGE + 3,
    text->tokens[first->run_first > token->bridge_first ? token->bridge_first : token->run_last]
      .lower,
    before->lower);
  emit2 (sink, T_BRIDGE + 4, path_of (stop->cluster, 10), place);
}

/* "of" between capitals: what is on both sides */
static void
emit_bridge (Sink               *sink,
             const DlnNameText  *text,
             guint               begin,
             guint               i,
             const DlnNameToken *w[7])
{
  if ((w[3]->flags & DLN_NAMES_CAPITALISED) != 0)
    return;

  guint back = i;

  while (back > begin && i - back < 2
         && (text->tokens[back - 1].flags & DLN_NAMES_CAPITALISED) == 0)
    back--;
  if (back == begin || (text->tokens[back - 1].flags & DLN_NAMES_CAPITALISED) == 0)
    return;

  const DlnNameToken *left = &text->tokens[back - 1];
  const DlnNameToken *first = &text->tokens[left->run_first];
  const DlnNameToken *next = (w[4]->flags & DLN_NAMES_CAPITALISED) != 0 ? w[4] : w[5];

  emit2 (sink, T_BRIDGE + 8, left->lower, w[3]->lower);
  emit2 (sink, T_BRIDGE + 9, head_bits (left), w[3]->lower);
  emit2 (sink, T_BRIDGE + 10, first->lower, w[3]->lower);
  emit2 (sink,
         T_BRIDGE + 11,
         _dln_names_mix (path_of (left->cluster, 10), w[3]->lower),
         path_of (next->cluster, 10));
  emit2 (sink, T_BRIDGE + 12, _dln_names_mix (left->phrases, w[3]->lower), next->phrases);
  emit2 (sink, T_BRIDGE + 13, _dln_names_mix (w[3]->phrases, w[3]->lower), next->letter_case);
}

static void
emit_document (Sink               *sink,
               const DlnNameToken *token,
               const DlnNameToken *before)
{
  guint flags = token->flags;
  guint elsewhere = flags & (DLN_NAMES_LOWERED | DLN_NAMES_CAPITAL | DLN_NAMES_FIRST);
  guint sentence = flags & (DLN_NAMES_FIRST | DLN_NAMES_SHOUTED | DLN_NAMES_HEADLINED);

  emit2 (sink, T_SENTENCE, sentence, token->letter_case);
  emit2 (sink, T_SENTENCE + 1, sentence, token->letter_case << 4 | token->commonness);
  emit2 (sink, T_SENTENCE + 2, sentence, token->upos << 4 | token->letter_case);
  emit2 (sink, T_DOCUMENT, elsewhere, token->letter_case);
  emit2 (sink, T_DOCUMENT + 1, elsewhere, token->letter_case << 4 | token->commonness);
  if ((flags & DLN_NAMES_IN_PARENS) != 0)
    emit2 (sink, T_ACRONYM, token->letter_case, before->shape);
  if ((flags & DLN_NAMES_ACRONYM_OF) != 0)
    emit2 (sink, T_ACRONYM + 1, flags & DLN_NAMES_IN_PARENS, token->letter_case);
}

static void
emit_silver (Sink               *sink,
             const DlnNameToken *w[7])
{
  for (guint k = 2; k <= 4; k++)
    emit2 (sink, T_SILVER + k, w[k]->silver, w[3]->letter_case);
  emit2 (sink, T_SILVER + 5, w[3]->silver, w[3]->silver_sure);
  emit2 (sink, T_SILVER + 6, w[3]->silver, w[3]->silver_vote);
  emit2 (sink, T_SILVER + 7, w[3]->silver_vote, w[3]->letter_case);
  emit2 (sink, T_SILVER + 8, w[2]->silver << 8 | w[3]->silver, w[4]->silver);
  emit2 (sink, T_SILVER + 9, w[3]->silver, w[3]->upos);
  emit2 (sink, T_SILVER + 10, w[3]->silver, w[3]->phrases);
  emit2 (sink, T_SILVER + 11, w[3]->silver, w[3]->shape);
  emit2 (sink, T_SILVER + 12, w[3]->silver, w[2]->lower);
  emit2 (sink, T_SILVER + 13, w[3]->silver, w[4]->lower);
  emit2 (sink, T_SILVER + 14, w[3]->silver, path_of (w[3]->cluster, 10));
}

/**
 * _dln_names_features:
 * @text: the document
 * @begin: first token of the sentence
 * @end: one past its last
 * @i: the token
 * @second: for the second model, which sees the labels of the first
 * @features: (out): hashes, never 0
 * @n_lexical: (out): how many of the first are about the word itself
 *
 * Returns: number of features. Time: O(1)
 */
guint
_dln_names_features (const DlnNameText *text,
                     guint              begin,
                     guint              end,
                     guint              i,
                     gboolean           second,
                     guint32            features[DLN_NAMES_MAX_FEATURES],
                     guint             *n_lexical)
{
  Sink sink = { features, 0, second ? 0x5eed : 0 };
  const DlnNameToken *w[7];

  for (gint k = 0; k < 7; k++)
    w[k] = token_at (text, begin, end, (gint64) i + k - 3);

  gboolean plain = (w[3]->letter_case == DLN_CASE_LOWER || w[3]->letter_case == DLN_CASE_OTHER)
                   && ((w[2]->flags | w[3]->flags | w[4]->flags) & DLN_NAMES_CAPITALISED) == 0
                   && w[3]->phrases == 0
                   && (w[3]->commonness > 3 || w[3]->letter_case == DLN_CASE_OTHER);

  if (plain)
    {
      emit (&sink, T_LOWER, w[3]->lower);
      *n_lexical = sink.n;
      emit (&sink, T_BIAS, 1);
      emit (&sink, T_SHAPE, w[3]->shape);
      emit (&sink, T_WORD_AT + 2, w[2]->lower);
      emit (&sink, T_WORD_AT + 4, w[4]->lower);
      emit (&sink, T_CLUSTER + 1, path_of (w[3]->cluster, 7));
      emit2 (&sink, T_UPOS + 3, w[3]->upos, w[3]->letter_case);
      if (second)
        emit2 (&sink, T_SILVER + 3, w[3]->silver, w[3]->letter_case);
      return sink.n;
    }

  emit_word (&sink, w[3], w[2], w[4]);
  *n_lexical = sink.n;
  emit (&sink, T_BIAS, 0);
  emit_context (&sink, w);
  emit_lists (&sink, w, text->sport);
  emit_run (&sink, text, begin, end, i);
  emit_bridge (&sink, text, begin, i, w);
  emit_document (&sink, w[3], w[2]);
  if (second)
    emit_silver (&sink, w);
  return sink.n;
}
