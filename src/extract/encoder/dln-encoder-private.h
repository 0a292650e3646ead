/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder's files, its tokenizer and its parts.
 *
 * pieces.dlnmodel (all numbers little-endian; written by tests/tools/write_reader.py):
 *   config           guint32 hidden, n_embeddings, bos, eos, pad, unk, longest (code points),
 *                    n_norm; double: the score of a letter that no piece has
 *   pieces.offsets   guint32 [n_pieces + 1] into pieces.text
 *   pieces.scores    float [n_pieces]
 *   pieces.slots     guint32 [a power of 2]: number of a piece + 1, at its FNV-1a hash or behind it
 *   norm.codes       guint32 [n_norm], rising: code points that are written otherwise,
 *   norm.offsets     guint32 [n_norm + 1] into norm.text
 *   embeddings       [n_embeddings][hidden / 32]: half-precision scale, 16 bytes of two 4-bit
 *                    weights (+ 8), the lower ones first
 *
 * reader.dlnmodel:
 *   config           guint32 [24]: see DlnEncoderConfig
 *   labels           lines "tag UPOS|XPOS", "rel nsubj", "name B-PER", "status ..." ... in order
 *   calibration      float [DLN_N_TEMPERATURES]
 *   facts            (optional) float: see DlnReading.fact_certainty
 *   embed            float positions (with type 0), shapes, weights and biases of the norm
 *   layer.N          linears: query key value, output, feed-forward in and out; two norms
 *   words            linear: the first step of every head, each padded to DLN_PANEL outputs
 *   roots            float: what `words` would give for the root (arcs, rels) and for "not named"
 *   arcs, names, events, quotes      float [inputs][outputs, multiple of 8], biases
 *   rels, event.pairs, tie.pairs, tie.states, quote.pairs     linear, rows (kind, right + 1)
 *   event.distances, quote.distances  float [65][8]
 *   name.features    (optional) float [DLN_N_NAME_FEATURES][width of names]; see
 *                    dln-encoder-names.c
 *
 * A linear: guint32 n_in, n_out, 14 times 0; then the four arrays of #DlnLinear. */
#pragma once

#include "extract/dln-model-private.h"
#include "extract/dln-stage-private.h"
#include "extract/encoder/dln-kernels-private.h"
#include "extract/encoder/dln-reading-private.h"

G_BEGIN_DECLS

#define DLN_MAX_PIECES 400       /* in a window, with its two marks */
#define DLN_MAX_WORDS 512        /* that are read as one sentence */
#define DLN_MAX_WORD_PIECES 16   /* a longer word is cut */
#define DLN_MAX_LAYERS 24
#define DLN_HEAD_WIDTH 32        /* of attention */
#define DLN_N_NAME_FEATURES 236
#define DLN_MAX_DISTANCE 32      /* between words, in tables of distances */

typedef struct
{
  guint        hidden;
  guint        n_embeddings;
  guint        bos;
  guint        eos;
  guint        unk;
  guint        longest;
  guint        n_pieces;
  guint        n_slots;
  guint        n_norm;
  double       unknown_score;
  const char  *text;
  const guint32 *offsets;
  const float   *scores;
  const guint32 *slots;
  const guint32 *norm_codes;
  const guint32 *norm_offsets;
  const char    *norm_text;
  const guint8  *embeddings;
} DlnPieces;

typedef enum /* parts of the product `words`, in its order */
{
  DLN_PART_TAG,
  DLN_PART_ARC_HEAD,
  DLN_PART_ARC_DEPENDENT,
  DLN_PART_REL_HEAD,
  DLN_PART_REL_DEPENDENT,
  DLN_PART_NAME,
  DLN_PART_EVENT,
  DLN_PART_EVENT_LEFT,
  DLN_PART_EVENT_RIGHT,
  DLN_PART_TIE_LEFT,
  DLN_PART_TIE_RIGHT,
  DLN_PART_QUOTE_LEFT,
  DLN_PART_QUOTE_RIGHT,
  DLN_PART_QUOTE,
  DLN_N_PARTS
} DlnPart;

typedef enum
{
  DLN_TEMPERATURE_TAG,
  DLN_TEMPERATURE_HEAD,
  DLN_TEMPERATURE_REL,
  DLN_TEMPERATURE_NAME,
  DLN_TEMPERATURE_EVENT,
  DLN_TEMPERATURE_WEIGHT,
  DLN_TEMPERATURE_LINK,
  DLN_TEMPERATURE_TIE,
  DLN_TEMPERATURE_STATE,
  DLN_TEMPERATURE_QUOTE,
  DLN_N_TEMPERATURES
} DlnTemperature;

typedef struct /* the section `config` */
{
  guint32 hidden;
  guint32 n_layers;
  guint32 n_heads;
  guint32 n_inner; /* of the feed-forward part */
  guint32 n_positions;
  guint32 n_tags;
  guint32 n_rels;
  guint32 n_shapes;
  guint32 widths[DLN_N_PARTS];
  guint32 reserved[2];
} DlnEncoderConfig;

typedef struct
{
  DlnLinear    attend; /* query, key, value */
  DlnLinear    output;
  DlnLinear    inner;
  DlnLinear    outer;
  const float *norms[4]; /* [hidden]: weights and biases after attention, then after feed-forward */
} DlnEncoderLayer;

typedef struct /* a product in floats */
{
  guint        n_in;
  guint        width;   /* outputs, padded to DLN_LANES */
  const float *weights; /* [n_in][width] */
  const float *biases;  /* [width] */
} DlnDense;

typedef struct
{
  DlnModel        *reader; /* owned */
  DlnModel        *vocabulary; /* owned */
  DlnPieces        pieces;
  DlnEncoderConfig config;
  float            temperatures[DLN_N_TEMPERATURES];
  float            fact_certainty;
  const float     *positions; /* [n_positions][hidden] */
  const float     *shapes;    /* [n_shapes][hidden] */
  const float     *norms[2];  /* [hidden] */
  DlnEncoderLayer  layers[DLN_MAX_LAYERS];
  DlnLinear        words;
  guint            starts[DLN_N_PARTS]; /* in the outputs of `words` */
  const float     *arc_root;            /* [widths[ARC_HEAD]] */
  const float     *rel_root;            /* [widths[REL_HEAD]] */
  const float     *tie_none;            /* [widths[TIE_RIGHT]] */
  DlnDense         arcs;
  DlnDense         names;
  DlnDense         events;
  DlnDense         quotes;
  DlnLinear        rels;
  DlnLinear        event_pairs;
  DlnLinear        tie_pairs;
  DlnLinear        tie_states;
  DlnLinear        quote_pairs;
  const float     *event_distances; /* [2 * DLN_MAX_DISTANCE + 1][8] */
  const float     *quote_distances; /* likewise */
  const float     *name_features;   /* (nullable) [DLN_N_NAME_FEATURES][names.n_in] */
  guint8          *upos;            /* [n_tags] DlnUpos */
  char           **xpos;            /* [n_tags] */
  guint8          *deprels;         /* [n_rels] DlnDeprel */
} DlnEncoder;

/**
 * _dln_encoder_open:
 * @directory: where the two files are
 * @error: %DLN_EXTRACT_ERROR_MODEL: one is missing, cut, altered or of another version
 *
 * Returns: (transfer full): the encoder. Time: O(size of the files)
 */
DlnEncoder *_dln_encoder_open (const char  *directory,
                               GError     **error);
void        _dln_encoder_free (DlnEncoder  *encoder);

/**
 * _dln_encoder_get:
 * @model: a bundle
 * @error: %DLN_EXTRACT_ERROR_MODEL
 *
 * Returns: (transfer none): the encoder beside @model, opened at the first call and kept with it,
 * or NULL with @error set. Thread-safe.
 */
const DlnEncoder *_dln_encoder_get (DlnModel  *model,
                                    GError   **error);

/* Opens the tokenizer in a bundle; its pointers live as long as @model */
gboolean _dln_pieces_open (DlnModel   *model,
                           DlnPieces  *pieces,
                           GError    **error);

/**
 * _dln_pieces_cut:
 * @pieces: a tokenizer
 * @word: UTF-8
 * @length: bytes
 * @ids: (out caller-allocates): [DLN_MAX_WORD_PIECES]
 *
 * SentencePiece's unigram rule (Kudo 2018): the pieces with the greatest sum of scores, by Viterbi;
 * of equal ones the first. Time: O(length)
 *
 * Returns: how many, at least 1
 */
guint _dln_pieces_cut (const DlnPieces *pieces,
                       const char      *word,
                       gsize            length,
                       guint32         *ids);

/* 1..9: how @word is written: digits, capitals, ... (the classes that the model learned) */
guint _dln_pieces_get_shape (const char *word,
                             gsize       length);

/* Adds the embedding of piece @id to nothing: @out: [hidden] */
void _dln_pieces_embed (const DlnPieces *pieces,
                        guint32          id,
                        float           *out);

/**
 * DlnWindow: pieces that attend to each other.
 */
typedef struct
{
  guint first; /* row of its first piece in a batch */
  guint n;     /* pieces */
} DlnWindow;

typedef struct _DlnScratch DlnScratch; /* memory of one reading: reused, never shared by threads */

DlnScratch *_dln_scratch_new  (const DlnEncoder *encoder);
void        _dln_scratch_free (DlnScratch       *scratch);

/**
 * _dln_encoder_encode:
 * @encoder: an encoder
 * @scratch: its memory
 * @ids: [n] pieces of all windows, one window after the other
 * @shapes: [n] of the words they begin
 * @windows: [n_windows]
 * @n_windows: how many
 * @cancellable: (nullable): asked before each layer
 *
 * Returns: (transfer none): [n][hidden] vectors of the last layer, until the next call; NULL: it
 * was cancelled
 */
const float *_dln_encoder_encode (const DlnEncoder *encoder,
                                  DlnScratch       *scratch,
                                  const guint32    *ids,
                                  const guint8     *shapes,
                                  const DlnWindow  *windows,
                                  guint             n_windows,
                                  GCancellable     *cancellable);

/**
 * DlnNameBits: what lists and letters tell of the words of a document, for the head of names; and
 * the words that it must read twice.
 */
typedef struct _DlnNameBits DlnNameBits;

/* (transfer full) (nullable): NULL where the model or the bundle does not know such bits */
DlnNameBits *_dln_name_bits_new  (const DlnEncoder *encoder,
                                  DlnStageContext  *context);
void         _dln_name_bits_free (DlnNameBits      *bits);

/* The second pass, when all words were read once: names of words with other places in the document
 * change in @reading */
void _dln_name_bits_finish (DlnNameBits      *bits,
                            const DlnEncoder *encoder,
                            DlnScratch       *scratch,
                            DlnReading       *reading);

/* The first pass over [n] words from @first_token on. @rows: [n][stride]: the part NAME; @bits may
 * be NULL */
void _dln_encoder_read_names (const DlnEncoder *encoder,
                              DlnScratch       *scratch,
                              DlnNameBits      *bits,
                              const float      *rows,
                              guint             stride,
                              guint             n,
                              guint             first_token,
                              DlnReading       *reading);

/**
 * _dln_encoder_read_words:
 * @encoder: an encoder
 * @scratch: its memory
 * @vectors: [n][hidden], of the words of some sentences
 * @lengths: [n_sentences] words of each, at most DLN_MAX_WORDS
 * @n_sentences: how many
 * @first_token: of the first word
 * @xpos: [n_tags] interned
 * @bits: (nullable): of the document
 * @reading: rows are appended, for each sentence in turn
 *
 * Runs the heads.
 */
void _dln_encoder_read_words (const DlnEncoder  *encoder,
                              DlnScratch        *scratch,
                              const float       *vectors,
                              const guint       *lengths,
                              guint              n_sentences,
                              guint              first_token,
                              const DlnStringId *xpos,
                              DlnNameBits       *bits,
                              DlnReading        *reading);

/**
 * _dln_tree_find:
 * @scores: [n][stride]: of each word, the score of the root (column 0) and of each word (column 1 +
 *   its number) as its head
 * @n: words, at least 1
 * @heads: (out caller-allocates): [n]: 0 the root, else 1 + the number of the head
 *
 * The best tree in which one word hangs on the root and no two arcs cross (Eisner 1996).
 * Time: O(n^3)
 */
void _dln_tree_find (const float *scores,
                     guint        stride,
                     guint        n,
                     guint       *heads);

G_END_DECLS
