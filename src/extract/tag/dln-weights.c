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

/* One empty slot at least, or a search for a feature that is not there would not end. */
static gboolean
check_slots (const DlnWeightsHeader *header,
             const DlnWeightsSlot   *slots)
{
  gboolean has_empty = FALSE;

  for (guint32 i = 0; i < header->n_slots; i++)
    {
      guint32 first = slots[i].where & 0xffffff;
      guint32 n = slots[i].where >> 24;

      has_empty |= slots[i].where == 0;
      if ((guint64) first + n > header->n_entries)
        return FALSE;
    }
  return has_empty;
}

/**
 * _dln_weights_open:
 * @weights: (out caller-allocates): the view
 * @bytes: (nullable): a section of weights, 8-byte aligned; must outlive the view
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
  if (header->n_classes == 0 || header->n_classes > DLN_WEIGHTS_MAX_CLASSES || header->n_slots == 0
      || header->n_entries > (1u << 24))
    return FALSE;
  if (length != sizeof *header + (guint64) header->n_slots * sizeof (DlnWeightsSlot)
                    + (guint64) header->n_entries * sizeof (DlnWeightsEntry))
    return FALSE;

  const DlnWeightsSlot *slots = (const DlnWeightsSlot *) (header + 1);
  const DlnWeightsEntry *entries = (const DlnWeightsEntry *) (slots + header->n_slots);

  if (!check_slots (header, slots))
    return FALSE;
  for (guint32 i = 0; i < header->n_entries; i++)
    if (entries[i].class >= header->n_classes)
      return FALSE;
  for (guint i = 0; i < 256; i++)
    if (ABS ((gint64) header->codes[i]) > (1 << 20))
      return FALSE;

  weights->n_classes = header->n_classes;
  weights->n_slots = header->n_slots;
  weights->codes = header->codes;
  weights->slots = slots;
  weights->entries = entries;
  return TRUE;
}
