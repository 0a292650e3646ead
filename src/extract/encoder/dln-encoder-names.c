/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of names. To the vectors of words it adds what lists and letters tell of each word and
 * its neighbours, and in a second pass what the first one made of the word's other places in the
 * document. The numbers are laid out as the trainer has them:
 *   [3][OWN] bits of the word, of the one before it, of the one behind it in its sentence;
 *   [7] mean probabilities at other places, [1] whether there are any. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/encoder/dln-scratch-private.h"
#include "extract/names/dln-names-private.h"

#include <stdlib.h>
#include <string.h>

#define OWN_LISTS 36 /* behind four for each list of phrases */
#define OWN_CASE 46
#define OWN_FLAGS 53
#define OWN_COMMON 61
#define OWN_RUN 69
#define OWN_SPORT 73
#define OWN 76
#define ELSEWHERE (3 * OWN)
#define BLOCK 64 /* words of the second pass that are read together */

G_STATIC_ASSERT (ELSEWHERE + DLN_N_BIO + 1 == DLN_N_NAME_FEATURES);
G_STATIC_ASSERT (4 * DLN_LIST_N_PHRASES == OWN_LISTS);
G_STATIC_ASSERT (DLN_LIST_SPORT - DLN_LIST_FIRST_NAME == OWN_CASE - OWN_LISTS - 1);

typedef struct /* a word with other places */
{
  guint32 token;
  guint32 group;
  float   p[DLN_N_BIO]; /* of the first pass, not calibrated */
} Kept;

struct _DlnNameBits
{
  const DlnToken *tokens; /* [n] */
  DlnNameText    *text;
  guint32        *groups; /* [n]: words with the same letters have the same number; 0: alone */
  guint           n_groups;
  GArray         *kept;   /* Kept */
  GArray         *hidden; /* float [kept][width]: before the activation */
};

typedef struct
{
  guint64 letters;
  guint32 token;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = a, *y = b;

  if (x->letters != y->letters)
    return x->letters < y->letters ? -1 : 1;
  return x->token < y->token ? -1 : x->token > y->token;
}

static void
group_words (DlnNameBits *bits)
{
  guint n = bits->text->n_tokens;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  bits->groups = g_new0 (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const DlnNameToken *token = &bits->text->tokens[i];
      Place place = { token->letters & G_MAXINT64, i };

      if ((token->flags & DLN_NAMES_CAPITALISED) != 0 && place.letters != 0)
        g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      gboolean again = i > 0 && place[-1].letters == place->letters;

      if (!again && i + 1 < places->len && place[1].letters == place->letters)
        bits->groups[place->token] = ++bits->n_groups;
      else if (again)
        bits->groups[place->token] = bits->n_groups;
    }
}

DlnNameBits *
_dln_name_bits_new (const DlnEncoder *encoder,
                    DlnStageContext  *context)
{
  DlnAnnotations *annotations = context->annotations;
  DlnNamesModel names;
  DlnNameBits *bits;

  if (encoder->name_features == NULL || !_dln_names_model_open (&names, context->model))
    return NULL;
  bits = g_new0 (DlnNameBits, 1);
  bits->tokens = (const DlnToken *) annotations->tokens->data;
  bits->text = _dln_name_text_new (&names.lexicon,
                                   &names.clusters,
                                   context->text,
                                   bits->tokens,
                                   annotations->tokens->len,
                                   (const DlnSentence *) annotations->sentences->data,
                                   annotations->sentences->len);
  bits->kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  bits->hidden = g_array_new (FALSE, FALSE, sizeof (float));
  group_words (bits);
  return bits;
}

void
_dln_name_bits_free (DlnNameBits *bits)
{
  if (bits == NULL)
    return;
  _dln_name_text_free (bits->text);
  g_free (bits->groups);
  g_array_unref (bits->kept);
  g_array_unref (bits->hidden);
  g_free (bits);
}

static void
add_row (const DlnEncoder *encoder,
         guint             feature,
         float             times,
         float            *hidden)
{
  guint width = encoder->names.n_in;
  const float *row = encoder->name_features + (gsize) feature * width;

  for (guint k = 0; k < width; k++)
    hidden[k] += row[k] * times;
}

/* Adds the rows of the bits of word @i, as they stand from @at on */
static void
add_own (const DlnEncoder  *encoder,
         const DlnNameBits *bits,
         guint              i,
         guint              at,
         float             *hidden)
{
  const DlnNameToken *token = &bits->text->tokens[i];

  for (guint list = 0; list < DLN_LIST_N_PHRASES; list++)
    {
      guint place = token->phrases >> 3 * list & 7;

      if (place >= 1 && place <= 4)
        add_row (encoder, at + 4 * list + place - 1, 1, hidden);
    }
  for (guint list = DLN_LIST_FIRST_NAME; list <= DLN_LIST_SPORT; list++)
    if ((token->lists & DLN_LIST_BIT (list)) != 0)
      add_row (encoder, at + OWN_LISTS + list - DLN_LIST_FIRST_NAME, 1, hidden);
  add_row (encoder, at + OWN_CASE + MIN (token->letter_case, DLN_CASE_INITIAL), 1, hidden);
  for (guint k = 0; k < OWN_COMMON - OWN_FLAGS; k++)
    if ((token->flags >> k & 1) != 0)
      add_row (encoder, at + OWN_FLAGS + k, 1, hidden);
  add_row (encoder, at + OWN_COMMON + MIN (token->commonness, 7), 1, hidden);
  if ((token->flags & DLN_NAMES_CAPITALISED) != 0)
    {
      guint place = token->run_first == token->run_last ? 0
                    : i == token->run_first             ? 1
                    : i == token->run_last              ? 2
                                                        : 3;

      add_row (encoder, at + OWN_RUN + place, 1, hidden);
    }
  if (bits->text->sport >= 1 && bits->text->sport <= 3)
    add_row (encoder, at + OWN_SPORT + bits->text->sport - 1, 1, hidden);
}

static void
add_features (const DlnEncoder  *encoder,
              const DlnNameBits *bits,
              guint              i,
              float             *hidden)
{
  add_own (encoder, bits, i, 0, hidden);
  if (i > 0 && bits->tokens[i - 1].sentence == bits->tokens[i].sentence)
    add_own (encoder, bits, i - 1, OWN, hidden);
  if (i + 1 < bits->text->n_tokens && bits->tokens[i + 1].sentence == bits->tokens[i].sentence)
    add_own (encoder, bits, i + 1, 2 * OWN, hidden);
}

/* The scores of [n] words: [n][width of the head]; @hidden is activated in place */
static const float *
score (const DlnEncoder *encoder,
       DlnScratch       *scratch,
       float            *hidden,
       guint             n)
{
  const DlnKernels *kernels = _dln_kernels_get ();
  const DlnDense *dense = &encoder->names;
  float *scores = _dln_scratch_take (scratch, DLN_BUFFER_SCORES, (gsize) n * dense->width);

  kernels->activate (hidden, (gsize) n * dense->n_in);
  kernels->match (hidden, dense->n_in, n, dense->n_in, dense->weights, dense->width, scores);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < dense->width; k++)
      scores[(gsize) i * dense->width + k] += dense->biases[k];
  return scores;
}

static void
soften (const float *scores,
        float        temperature,
        float       *p)
{
  float greatest = scores[0], sum = 0;

  for (guint k = 1; k < DLN_N_BIO; k++)
    greatest = MAX (greatest, scores[k]);
  for (guint k = 0; k < DLN_N_BIO; k++)
    sum += p[k] = _dln_exp ((scores[k] - greatest) / temperature);
  for (guint k = 0; k < DLN_N_BIO; k++)
    p[k] /= sum;
}

void
_dln_encoder_read_names (const DlnEncoder *encoder,
                         DlnScratch       *scratch,
                         DlnNameBits      *bits,
                         const float      *rows,
                         guint             stride,
                         guint             n,
                         guint             first_token,
                         DlnReading       *reading)
{
  guint width = encoder->names.n_in;
  float *hidden = _dln_scratch_take (scratch, DLN_BUFFER_ROWS, (gsize) n * width);
  float temperature = encoder->temperatures[DLN_TEMPERATURE_NAME];
  const float *scores;

  for (guint i = 0; i < n; i++)
    {
      float *row = hidden + (gsize) i * width;

      memcpy (row, rows + (gsize) i * stride, width * sizeof *row);
      if (bits == NULL)
        continue;
      add_features (encoder, bits, first_token + i, row);
      if (bits->groups[first_token + i] != 0)
        g_array_append_vals (bits->hidden, row, width);
    }
  scores = score (encoder, scratch, hidden, n);
  for (guint i = 0; i < n; i++)
    {
      const float *row = scores + (gsize) i * encoder->names.width;
      Kept kept = { .token = first_token + i };

      soften (
        row, temperature, g_array_index (reading->tokens, DlnReadToken, first_token + i).name);
      if (bits == NULL || bits->groups[first_token + i] == 0)
        continue;
      kept.group = bits->groups[first_token + i];
      soften (row, 1, kept.p);
      g_array_append_val (bits->kept, kept);
    }
}

void
_dln_name_bits_finish (DlnNameBits      *bits,
                       const DlnEncoder *encoder,
                       DlnScratch       *scratch,
                       DlnReading       *reading)
{
  guint width = encoder->names.n_in, n = bits->kept->len;
  g_autofree float *totals = g_new0 (float, (bits->n_groups + 1) * DLN_N_BIO);
  g_autofree guint *counts = g_new0 (guint, bits->n_groups + 1);
  const Kept *kept = (const Kept *) bits->kept->data;

  for (guint i = 0; i < n; i++)
    {
      counts[kept[i].group]++;
      for (guint k = 0; k < DLN_N_BIO; k++)
        totals[kept[i].group * DLN_N_BIO + k] += kept[i].p[k];
    }
  for (guint first = 0; first < n; first += BLOCK)
    {
      guint m = MIN (BLOCK, n - first);
      float *hidden = &g_array_index (bits->hidden, float, (gsize) first * width);
      const float *scores;

      for (guint i = 0; i < m; i++)
        {
          const Kept *word = &kept[first + i];
          float others = MAX (counts[word->group], 2) - 1;

          for (guint k = 0; k < DLN_N_BIO; k++)
            add_row (encoder,
                     ELSEWHERE + k,
                     (totals[word->group * DLN_N_BIO + k] - word->p[k]) / others,
                     hidden + (gsize) i * width);
          add_row (encoder, ELSEWHERE + DLN_N_BIO, 1, hidden + (gsize) i * width);
        }
      scores = score (encoder, scratch, hidden, m);
      for (guint i = 0; i < m; i++)
        soften (scores + (gsize) i * encoder->names.width,
                encoder->temperatures[DLN_TEMPERATURE_NAME],
                g_array_index (reading->tokens, DlnReadToken, kept[first + i].token).name);
    }
}
