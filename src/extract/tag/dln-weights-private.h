/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed linear weights: what a trained tagger, parser or name finder reads from the bundle.
 *
 * A feature is a 64-bit hash. A section of weights is
 *
 *   DlnWeightsHeader                       magic, sizes, value of each code
 *   DlnWeightsBucket buckets[n_buckets]    a feature is in the bucket that the lower half of its
 * hash names, or nowhere DlnWeightsLanes rows[n_rows][n]        weights of all classes of a feature
 * that has many; n = lanes for n_classes DlnWeightsEntry entries[n_entries]     for each other
 * feature a run of (class, code), classes in ascending order; then DLN_WEIGHTS_SPARE more, which
 * may be read and count nothing
 *
 * `where` packs a run: length in the upper 8 bits, first entry in the lower 24; or 255 and the row.
 * 0 is an empty slot. Entry 0 is never used. Scores are sums of 16-bit integers, so that every
 * machine gives the same; weights are scaled so that the greatest one for each feature of an
 * example would not go beyond them.
 *
 * Most features of an example are rare, so that what they cost is waiting for memory and branches
 * that nothing foretells: a feature is one line of the cache, and short runs are added without
 * asking for their length. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define DLN_WEIGHTS_MAGIC 0x33574c44u /* "DLW3" */
#define DLN_WEIGHTS_MAX_CLASSES 255
#define DLN_WEIGHTS_MAX_FEATURES 160 /* of one example */
#define DLN_WEIGHTS_MAX_LANES 32     /* of 8 classes */
#define DLN_WEIGHTS_ROW 255          /* instead of a run's length */
#define DLN_WEIGHTS_SPARE 8          /* entries behind the last */

typedef struct
{
  guint32 magic;
  guint32 n_classes;
  guint32 n_buckets;
  guint32 n_entries;
  guint32 n_rows;
  guint32 reserved[11];
  gint16  codes[256]; /* a weight is codes[code] */
} DlnWeightsHeader;

/* unsigned, as their sums wrap round in C */
typedef guint16 DlnWeightsLanes __attribute__ ((vector_size (16)));

/* 4 slots of 32 bits */
typedef guint32 DlnWeightsQuad __attribute__ ((vector_size (16)));

typedef struct /* a line of the cache */
{
  DlnWeightsQuad check[2]; /* upper half of the feature's hash */
  DlnWeightsQuad where[2];
} DlnWeightsBucket;

#define DLN_WEIGHTS_BUCKET 8 /* slots */

typedef struct
{
  guint8 class;
  guint8 code;
} DlnWeightsEntry;

/**
 * DlnWeights: a view of a section; borrows its bytes.
 */
typedef struct
{
  guint32                 n_classes;
  guint32                 n_buckets;
  guint32                 n_lanes; /* of a row */
  const gint16           *codes;
  const DlnWeightsBucket *buckets;
  const DlnWeightsLanes  *rows;
  const DlnWeightsEntry  *entries;
} DlnWeights;

gboolean _dln_weights_open (DlnWeights *weights,
                            const void *bytes,
                            gsize       length);

/* The mixing step of splitmix64 (Steele, Lea, Flood 2014). */
static inline guint64
_dln_hash_mix (guint64 value)
{
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

/* A feature of template @id over two values */
static inline guint64
_dln_feature (guint   id,
              guint64 a,
              guint64 b)
{
  guint64 hash = (a + 0x9e3779b97f4a7c15u * (id + 1)) * 0xff51afd7ed558ccdu;

  hash ^= hash >> 32;
  hash = (hash + b) * 0xc4ceb9fe1a85ec53u;
  return hash ^ (hash >> 29);
}

/* The bucket of a feature */
static inline guint32
_dln_weights_home (guint64 feature,
                   guint32 n_buckets)
{
  return (guint32) (((feature & 0xffffffffu) * n_buckets) >> 32);
}

guint64 _dln_hash_bytes (const char *bytes,
                         gsize       length);

static inline guint32
_dln_weights_lanes (guint32 n_classes)
{
  return (n_classes + 7) / 8;
}

/* Scoring in three steps, each of which asks for the memory that the next one needs: between them
 * there is time for other work, or for the same step of other examples. */

static inline void
_dln_weights_ask (const DlnWeights *weights,
                  const guint64    *features,
                  guint             n_features)
{
  for (guint i = 0; i < n_features; i++)
    __builtin_prefetch (&weights->buckets[_dln_weights_home (features[i], weights->n_buckets)]);
}

enum /* runs by length */
{
  DLN_WEIGHTS_SHORT, /* 1 to 4 */
  DLN_WEIGHTS_MIDDLE, /* 5 to 8 */
  DLN_WEIGHTS_LONG,
  DLN_WEIGHTS_ROWS,
  DLN_WEIGHTS_N_KINDS
};

typedef struct
{
  guint32 where[DLN_WEIGHTS_N_KINDS][DLN_WEIGHTS_MAX_FEATURES + 1];
  guint   n[DLN_WEIGHTS_N_KINDS];
} DlnWeightsRuns;

/* The slot of a feature, 0 if it has no weights */
static inline guint32
_dln_weights_look_up (const DlnWeights *weights,
                      guint64           feature)
{
  const DlnWeightsBucket *bucket =
    &weights->buckets[_dln_weights_home (feature, weights->n_buckets)];
  guint32 check = feature >> 32;
  union
  {
    DlnWeightsQuad quad;
    guint32        slots[4];
  } found = { .quad = ((DlnWeightsQuad) (bucket->check[0] == check) & bucket->where[0])
                      | ((DlnWeightsQuad) (bucket->check[1] == check) & bucket->where[1]) };

  return found.slots[0] | found.slots[1] | found.slots[2] | found.slots[3];
}

static inline void
_dln_weights_find (const DlnWeights *weights,
                   const guint64    *features,
                   guint             n_features,
                   DlnWeightsRuns   *runs)
{
  guint n_short = 0, n_middle = 0, n_long = 0, n_rows = 0;

  g_assert (n_features <= DLN_WEIGHTS_MAX_FEATURES);
  for (guint i = 0; i < n_features; i++)
    {
      guint32 where = _dln_weights_look_up (weights, features[i]);
      guint32 length = where >> 24;
      guint32 first = where & 0xffffff;
      gboolean is_row = length == DLN_WEIGHTS_ROW;

      __builtin_prefetch (is_row ? (const void *) &weights->rows[first * weights->n_lanes]
                                 : (const void *) &weights->entries[first]);
      runs->where[DLN_WEIGHTS_SHORT][n_short] = where;
      n_short += length - 1 < 4;
      runs->where[DLN_WEIGHTS_MIDDLE][n_middle] = where;
      n_middle += length - 5 < 4;
      runs->where[DLN_WEIGHTS_LONG][n_long] = where;
      n_long += length > 8 && !is_row;
      runs->where[DLN_WEIGHTS_ROWS][n_rows] = first;
      n_rows += is_row;
    }
  runs->n[DLN_WEIGHTS_SHORT] = n_short;
  runs->n[DLN_WEIGHTS_MIDDLE] = n_middle;
  runs->n[DLN_WEIGHTS_LONG] = n_long;
  runs->n[DLN_WEIGHTS_ROWS] = n_rows;
}

/* Adds a run of @room entries at most, without a branch on its length. */
static inline void
_dln_weights_add_run (const DlnWeights *weights,
                      guint32           where,
                      guint             room,
                      guint16          *sums)
{
  const DlnWeightsEntry *entry = weights->entries + (where & 0xffffff);
  guint32 length = where >> 24;

  for (guint k = 0; k < room; k++)
    sums[entry[k].class] += (guint16) (weights->codes[entry[k].code] & -(int) (k < length));
}

static inline void
_dln_weights_sum (const DlnWeights     *weights,
                  const DlnWeightsRuns *runs,
                  gint32               *scores) /* [n_classes] */
{
  union
  {
    DlnWeightsLanes lanes[DLN_WEIGHTS_MAX_LANES];
    guint16         sums[8 * DLN_WEIGHTS_MAX_LANES];
  } all;
  guint32 n_lanes = weights->n_lanes;

  memset (all.lanes, 0, n_lanes * sizeof *all.lanes);
  for (guint i = 0; i < runs->n[DLN_WEIGHTS_ROWS]; i++)
    {
      const DlnWeightsLanes *row = &weights->rows[runs->where[DLN_WEIGHTS_ROWS][i] * n_lanes];

      for (guint k = 0; k < n_lanes; k++)
        all.lanes[k] += row[k];
    }
  for (guint i = 0; i < runs->n[DLN_WEIGHTS_SHORT]; i++)
    _dln_weights_add_run (weights, runs->where[DLN_WEIGHTS_SHORT][i], 4, all.sums);
  for (guint i = 0; i < runs->n[DLN_WEIGHTS_MIDDLE]; i++)
    _dln_weights_add_run (weights, runs->where[DLN_WEIGHTS_MIDDLE][i], 8, all.sums);
  for (guint i = 0; i < runs->n[DLN_WEIGHTS_LONG]; i++)
    {
      guint32 where = runs->where[DLN_WEIGHTS_LONG][i];
      const DlnWeightsEntry *entry = weights->entries + (where & 0xffffff);

      for (const DlnWeightsEntry *end = entry + (where >> 24); entry < end; entry++)
        all.sums[entry->class] += (guint16) weights->codes[entry->code];
    }
  for (guint k = 0; k < weights->n_classes; k++)
    scores[k] = (gint16) all.sums[k];
}

/**
 * _dln_weights_score:
 * @weights: the weights
 * @features: [@n_features] hashes
 * @n_features: how many
 * @scores: (out caller-allocates): [n_classes]
 *
 * Time: O(@n_features * classes of each).
 */
static inline void
_dln_weights_score (const DlnWeights *weights,
                    const guint64    *features,
                    guint             n_features,
                    gint32           *scores)
{
  DlnWeightsRuns runs;

  _dln_weights_ask (weights, features, n_features);
  _dln_weights_find (weights, features, n_features, &runs);
  _dln_weights_sum (weights, &runs, scores);
}

G_END_DECLS
