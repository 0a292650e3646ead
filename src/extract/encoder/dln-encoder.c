/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage: cuts the words of all sentences into pieces, encodes them batch by batch, and lets the
 * heads read each sentence whose words are all encoded.
 *
 * A sentence of too many pieces is encoded in windows that overlap; each word's vector comes from
 * the window in which it stands further from the edge. One of too many words (a list without a
 * stop) is read in parts. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/encoder/dln-scratch-private.h"
#include "extract/dln-stage-private.h"

#include <string.h>

#define OVERLAP 100 /* pieces that two windows share */

typedef struct
{
  DlnStageContext  *context;
  const DlnEncoder *encoder;
  DlnScratch       *scratch;
  DlnStringId      *xpos; /* [n_tags] */
  DlnNameBits      *bits; /* (nullable) */
  GHashTable       *cut;  /* word -> Pieces, of this document */

  /* the batch */
  guint32   ids[DLN_BATCH];
  guint8    shapes[DLN_BATCH];
  DlnWindow windows[DLN_BATCH];
  guint     n_windows;
  guint     n;      /* pieces */
  GArray   *firsts; /* guint: rows of the words whose vectors are taken from it */

  /* what waits for the heads */
  GArray *vectors;   /* float [.][hidden] */
  GArray *lengths;   /* guint: words of each part of a sentence; the last may be incomplete */
  guint   n_waiting; /* words in `lengths` */
  guint   n_encoded; /* of them, in `vectors` */
  guint   token;     /* the first of them */
} Run;

typedef struct
{
  guint8  n;
  guint8  shape;
  guint32 ids[DLN_MAX_WORD_PIECES];
} Pieces;

static const Pieces *
cut_word (Run *run,
          guint token)
{
  const DlnToken *row = DLN_ROW (run->context->annotations->tokens, DlnToken, token);
  const char *word = run->context->text + row->span.begin;
  gsize length = row->span.end - row->span.begin;
  g_autofree char *key = g_strndup (word, length);
  Pieces *pieces = g_hash_table_lookup (run->cut, key);

  if (pieces == NULL)
    {
      pieces = g_new (Pieces, 1);
      pieces->n = _dln_pieces_cut (&run->encoder->pieces, word, length, pieces->ids);
      pieces->shape = _dln_pieces_get_shape (word, length);
      g_hash_table_insert (run->cut, g_steal_pointer (&key), pieces);
    }
  return pieces;
}

/* Gives the heads all parts whose words are encoded */
static void
read_complete (Run *run)
{
  guint hidden = run->encoder->config.hidden, n = 0, n_words = 0;

  while (n < run->lengths->len
         && n_words + g_array_index (run->lengths, guint, n) <= run->n_encoded)
    n_words += g_array_index (run->lengths, guint, n++);
  if (n == 0)
    return;
  _dln_encoder_read_words (run->encoder,
                           run->scratch,
                           (const float *) run->vectors->data,
                           (const guint *) run->lengths->data,
                           n,
                           run->token,
                           run->xpos,
                           run->bits,
                           run->context->reading);
  g_array_remove_range (run->lengths, 0, n);
  g_array_remove_range (run->vectors, 0, n_words * hidden);
  run->token += n_words;
  run->n_waiting -= n_words;
  run->n_encoded -= n_words;
}

static gboolean
flush (Run     *run,
       GError **error)
{
  guint hidden = run->encoder->config.hidden;

  if (run->n_windows == 0)
    return TRUE;

  const float *vectors = _dln_encoder_encode (run->encoder,
                                              run->scratch,
                                              run->ids,
                                              run->shapes,
                                              run->windows,
                                              run->n_windows,
                                              run->context->cancellable);

  if (vectors == NULL)
    return !g_cancellable_set_error_if_cancelled (run->context->cancellable, error);
  for (guint i = 0; i < run->firsts->len; i++)
    g_array_append_vals (
      run->vectors, vectors + (gsize) g_array_index (run->firsts, guint, i) * hidden, hidden);
  run->n_encoded += run->firsts->len;
  run->n_windows = run->n = 0;
  g_array_set_size (run->firsts, 0);
  read_complete (run);
  return TRUE;
}

static void
add_piece (Run     *run,
           guint32  id,
           guint    shape)
{
  run->ids[run->n] = id;
  run->shapes[run->n++] = shape;
}

/* Adds words @begin to @end as a window; the vectors of @own_begin to @own_end are taken from it */
static gboolean
add_window (Run     *run,
            guint    begin,
            guint    end,
            guint    n_pieces,
            guint    own_begin,
            guint    own_end,
            GError **error)
{
  if (run->n + n_pieces + 2 > DLN_BATCH && !flush (run, error))
    return FALSE;

  DlnWindow window = { .first = run->n, .n = n_pieces + 2 };

  add_piece (run, run->encoder->pieces.bos, 0);
  for (guint i = begin; i < end; i++)
    {
      const Pieces *pieces = cut_word (run, i);

      if (i >= own_begin && i < own_end)
        g_array_append_val (run->firsts, run->n);
      for (guint k = 0; k < pieces->n; k++)
        add_piece (run, pieces->ids[k], k == 0 ? pieces->shape : 10);
    }
  add_piece (run, run->encoder->pieces.eos, 0);
  run->windows[run->n_windows++] = window;
  return TRUE;
}

/* Adds words @begin to @end, which are read as one sentence */
static gboolean
add_part (Run     *run,
          guint    begin,
          guint    end,
          GError **error)
{
  guint first = begin, own = begin, length = end - begin;

  g_array_append_val (run->lengths, length);
  run->n_waiting += length;
  for (;;)
    {
      guint n = 0, last = first;

      while (last < end && n + cut_word (run, last)->n + 2 <= DLN_MAX_PIECES)
        n += cut_word (run, last++)->n;
      if (last == end)
        return add_window (run, first, end, n, own, end, error);

      guint shared = 0, next = last, border = last;

      while (shared < OVERLAP)
        {
          shared += cut_word (run, --next)->n;
          if (shared < OVERLAP / 2)
            border = next;
        }
      if (!add_window (run, first, last, n, own, border, error))
        return FALSE;
      own = border;
      first = next;
    }
}

/* The parts of a sentence that was read in parts hang on the first */
static void
join_parts (DlnReading        *reading,
            const DlnSentence *sentence)
{
  gint32 root = -1;

  for (guint i = 0; i < sentence->n_tokens; i++)
    {
      DlnReadToken *token
        = &g_array_index (reading->tokens, DlnReadToken, sentence->first_token + i);

      if (token->head >= 0)
        continue;
      if (root < 0)
        {
          root = (gint32) (sentence->first_token + i);
          continue;
        }
      token->head = root;
      token->deprel = DLN_DEPREL_PARATAXIS;
    }
}

static gboolean
read_sentences (Run     *run,
                GError **error)
{
  const GArray *sentences = run->context->annotations->sentences;

  for (guint i = 0; i < sentences->len; i++)
    {
      const DlnSentence *sentence = DLN_ROW (sentences, DlnSentence, i);
      guint end = sentence->first_token + sentence->n_tokens;

      for (guint first = sentence->first_token; first < end; first += DLN_MAX_WORDS)
        if (!add_part (run, first, MIN (end, first + DLN_MAX_WORDS), error))
          return FALSE;
    }
  if (!flush (run, error))
    return FALSE;
  if (run->bits != NULL)
    _dln_name_bits_finish (run->bits, run->encoder, run->scratch, run->context->reading);
  for (guint i = 0; i < sentences->len; i++)
    if (DLN_ROW (sentences, DlnSentence, i)->n_tokens > DLN_MAX_WORDS)
      join_parts (run->context->reading, DLN_ROW (sentences, DlnSentence, i));
  return TRUE;
}

/* Marks the words of the spans that are given as events */
static guint8 *
mark_wanted (const DlnStageContext *context)
{
  const GArray *tokens = context->annotations->tokens;
  guint8 *wanted = g_new0 (guint8, MAX (tokens->len, 1));

  for (guint i = 0; i < tokens->len; i++)
    for (gsize k = 0; k < context->n_triggers && !wanted[i]; k++)
      wanted[i] = dln_span_overlaps (DLN_ROW (tokens, DlnToken, i)->span, context->triggers[k]);
  return wanted;
}

gboolean
_dln_encoder_run (DlnStageContext *context,
                  GError         **error)
{
  const DlnEncoder *encoder = _dln_encoder_get (context->model, error);
  DlnAnnotations *annotations = context->annotations;

  if (encoder == NULL)
    return FALSE;

  g_autofree DlnStringId *xpos = g_new (DlnStringId, encoder->config.n_tags);
  g_autoptr (GHashTable) cut = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) vectors = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree Run *run = g_new0 (Run, 1);
  gboolean done;

  for (guint i = 0; i < encoder->config.n_tags; i++)
    xpos[i] = dln_strings_intern (annotations->strings, encoder->xpos[i]);
  context->reading = _dln_reading_new ();
  context->reading->fact_certainty = encoder->fact_certainty;
  if (context->triggers != NULL)
    context->reading->wanted = mark_wanted (context);
  g_array_set_size (context->reading->tokens, annotations->tokens->len);
  *run = (Run){ .context = context,
                .encoder = encoder,
                .scratch = _dln_scratch_new (encoder),
                .xpos = xpos,
                .bits = _dln_name_bits_new (encoder, context),
                .cut = cut,
                .firsts = firsts,
                .vectors = vectors,
                .lengths = lengths };
  done = read_sentences (run, error);
  _dln_scratch_free (run->scratch);
  _dln_name_bits_free (run->bits);
  return done;
}
