/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed linear weights: what a trained tagger, parser or name finder reads from the bundle.
 *
 * A feature is a 64-bit hash. A section of weights is
 *
 *   DlnWeightsHeader                       magic, sizes, value of each code
 *   DlnWeightsSlot slots[n_slots]          open addressing by the lower half of the hash, scaled; where == 0: empty
 *   DlnWeightsEntry entries[n_entries]     for each feature a run of (class, code), classes in ascending order
 *
 * `where` packs the run: length in the upper 8 bits, first entry in the lower 24. Entry 0 is never used. Scores are sums of
 * integers, so that every machine gives the same. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DLN_WEIGHTS_MAGIC 0x31574c44u /* "DLW1" */
#define DLN_WEIGHTS_MAX_CLASSES 255
#define DLN_WEIGHTS_MAX_FEATURES 160 /* of one example */

typedef struct
{
  guint32 magic;
  guint32 n_classes;
  guint32 n_slots;
  guint32 n_entries;
  gint32  codes[256]; /* a weight is codes[code] */
} DlnWeightsHeader;

typedef struct
{
  guint32 check; /* upper half of the feature's hash */
  guint32 where;
} DlnWeightsSlot;

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
  guint32                n_classes;
  guint32                n_slots;
  const gint32          *codes;
  const DlnWeightsSlot  *slots;
  const DlnWeightsEntry *entries;
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

/* Where the search for a feature begins in a table of any size */
static inline guint32
_dln_weights_slot (guint64 feature,
                   guint32 n_slots)
{
  return (guint32) (((feature & 0xffffffffu) * n_slots) >> 32);
}

guint64 _dln_hash_bytes (const char *bytes,
                         gsize       length);

/**
 * _dln_weights_add:
 * @weights: the weights
 * @features: [@n_features] hashes
 * @n_features: how many
 * @scores: (inout): [n_classes], added to
 *
 * Time: O(@n_features * classes of each).
 */
static inline void
_dln_weights_add (const DlnWeights *weights,
                  const guint64    *features,
                  guint             n_features,
                  gint32           *scores)
{
  guint32 runs[DLN_WEIGHTS_MAX_FEATURES];
  guint n_runs = 0;

  g_assert (n_features <= DLN_WEIGHTS_MAX_FEATURES);
  /* each step asks for memory that the next one needs, so that waiting for it overlaps */
  for (guint i = 0; i < n_features; i++)
    __builtin_prefetch (&weights->slots[_dln_weights_slot (features[i], weights->n_slots)]);
  for (guint i = 0; i < n_features; i++)
    {
      guint32 at = _dln_weights_slot (features[i], weights->n_slots);
      guint32 check = features[i] >> 32;

      for (; weights->slots[at].where != 0; at = at + 1 < weights->n_slots ? at + 1 : 0)
        if (weights->slots[at].check == check)
          {
            runs[n_runs] = weights->slots[at].where;
            __builtin_prefetch (&weights->entries[runs[n_runs] & 0xffffff]);
            n_runs++;
            break;
          }
    }
  for (guint i = 0; i < n_runs; i++)
    {
      const DlnWeightsEntry *entry = weights->entries + (runs[i] & 0xffffff);
      const DlnWeightsEntry *end = entry + (runs[i] >> 24);

      for (; entry < end; entry++)
        scores[entry->class] += weights->codes[entry->code];
    }
}

G_END_DECLS
