/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SipHash-2-4 over what comes piece by piece. */
#include "config.h"

#include "store/dln-store-hash-private.h"

#include <string.h>

static guint64
turn (guint64 word,
      guint   bits)
{
  return word << bits | word >> (64 - bits);
}

static void
mix (DlnHash *hash,
     guint    rounds)
{
  guint64 *v = hash->v;

  for (guint i = 0; i < rounds; i++)
    {
      v[0] += v[1];
      v[2] += v[3];
      v[1] = turn (v[1], 13) ^ v[0];
      v[3] = turn (v[3], 16) ^ v[2];
      v[0] = turn (v[0], 32);
      v[2] += v[1];
      v[0] += v[3];
      v[1] = turn (v[1], 17) ^ v[2];
      v[3] = turn (v[3], 21) ^ v[0];
      v[2] = turn (v[2], 32);
    }
}

void
_dln_hash_start (DlnHash       *hash,
                 const guint64 *key) /* [2] */
{
  hash->v[0] = key[0] ^ 0x736f6d6570736575u;
  hash->v[1] = key[1] ^ 0x646f72616e646f6du;
  hash->v[2] = key[0] ^ 0x6c7967656e657261u;
  hash->v[3] = key[1] ^ 0x7465646279746573u;
  hash->block = 0;
  hash->length = 0;
}

static void
take_block (DlnHash *hash,
            guint64  block)
{
  hash->v[3] ^= block;
  mix (hash, 2);
  hash->v[0] ^= block;
}

static void
add_byte (DlnHash *hash,
          guint8   byte)
{
  hash->block |= (guint64) byte << (hash->length % 8 * 8);
  hash->length += 1;
  if (hash->length % 8 == 0)
    {
      take_block (hash, hash->block);
      hash->block = 0;
    }
}

void
_dln_hash_add (DlnHash    *hash,
               const void *bytes,
               gsize       length)
{
  const guint8 *p = bytes;
  const guint8 *end = length > 0 ? p + length : p;
  guint shift = hash->length % 8 * 8;

  for (; end - p >= 8; p += 8)
    {
      guint64 word;

      memcpy (&word, p, sizeof word);
      word = GUINT64_FROM_LE (word);
      take_block (hash, hash->block | word << shift);
      hash->block = shift != 0 ? word >> (64 - shift) : 0;
      hash->length += 8;
    }
  for (; p < end; p++)
    add_byte (hash, *p);
}

guint64
_dln_hash_end (DlnHash *hash)
{
  take_block (hash, hash->block | hash->length << 56);
  hash->v[2] ^= 0xff;
  mix (hash, 4);
  return hash->v[0] ^ hash->v[1] ^ hash->v[2] ^ hash->v[3];
}
