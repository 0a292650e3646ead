/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening packed weights: every offset is checked once, so that scoring need not. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/tag/dln-weights-private.h"

#include <string.h>

/**
 * _dln_hash_bytes:
 * @bytes: anything
 * @length: how many
 *
 * Returns: a hash that is the same on every machine
 */
guint64
_dln_hash_bytes (const char *bytes,
                 gsize       length)
{
  guint64 hash = 0x2545f4914f6cdd1du ^ (length * 0x9e3779b97f4a7c15u);

  for (; length >= 8; bytes += 8, length -= 8)
    {
      guint64 word;

      memcpy (&word, bytes, 8);
      hash = _dln_hash_mix (hash ^ GUINT64_FROM_LE (word));
    }
  if (length > 0)
    {
      guint64 word = 0;

      memcpy (&word, bytes, length);
      hash = _dln_hash_mix (hash ^ GUINT64_FROM_LE (word));
    }
  return hash;
}

static gboolean
check_slots (const DlnWeightsHeader *header,
             const DlnWeightsBucket *buckets)
{
  const guint32 *slots = (const guint32 *) buckets;

  for (gsize i = 0; i < (gsize) header->n_buckets * 2 * DLN_WEIGHTS_BUCKET; i++)
    {
      guint32 first = slots[i] & 0xffffff;
      guint32 n = slots[i] >> 24;

      if (i % (2 * DLN_WEIGHTS_BUCKET) < DLN_WEIGHTS_BUCKET)
        continue; /* a check */
      if (n == DLN_WEIGHTS_ROW ? first >= header->n_rows : (guint64) first + n > header->n_entries)
        return FALSE;
    }
  return TRUE;
}

/**
 * _dln_weights_open:
 * @weights: (out caller-allocates): the view
 * @bytes: (nullable): a section of weights, 16-byte aligned; must outlive the view
 * @length: bytes of the section
 *
 * Returns: FALSE if the bytes cannot be such a section. Time: O(@length)
 */
gboolean
_dln_weights_open (DlnWeights *weights,
                   const void *bytes,
                   gsize       length)
{
  const DlnWeightsHeader *header = bytes;

  memset (weights, 0, sizeof *weights);
  if (bytes == NULL || length < sizeof *header || header->magic != DLN_WEIGHTS_MAGIC)
    return FALSE;
  if (header->n_classes == 0 || header->n_classes > DLN_WEIGHTS_MAX_CLASSES
      || header->n_buckets == 0 || header->n_entries > (1u << 24) || header->n_rows > (1u << 24))
    return FALSE;

  guint32 n_lanes = _dln_weights_lanes (header->n_classes);

  if (length != sizeof *header + (guint64) header->n_buckets * sizeof (DlnWeightsBucket)
                    + (guint64) header->n_rows * n_lanes * sizeof (DlnWeightsLanes)
                    + ((guint64) header->n_entries + DLN_WEIGHTS_SPARE) * sizeof (DlnWeightsEntry))
    return FALSE;

  const DlnWeightsBucket *buckets = (const DlnWeightsBucket *) (header + 1);
  const DlnWeightsLanes *rows = (const DlnWeightsLanes *) (buckets + header->n_buckets);
  const DlnWeightsEntry *entries =
    (const DlnWeightsEntry *) (rows + (gsize) header->n_rows * n_lanes);

  if (!check_slots (header, buckets))
    return FALSE;
  for (guint32 i = 0; i < header->n_entries + DLN_WEIGHTS_SPARE; i++)
    if (entries[i].class >= header->n_classes)
      return FALSE;
  weights->n_classes = header->n_classes;
  weights->n_buckets = header->n_buckets;
  weights->n_lanes = n_lanes;
  weights->codes = header->codes;
  weights->buckets = buckets;
  weights->rows = rows;
  weights->entries = entries;
  return TRUE;
}
