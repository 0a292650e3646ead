/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* J.-P. Aumasson, D. J. Bernstein: SipHash: a fast short-input PRF. INDOCRYPT 2012. */
typedef struct
{
  guint64 v[4];
  guint64 block;  /* bytes that do not fill one yet */
  guint64 length; /* bytes so far */
} DlnHash;

void    _dln_hash_start (DlnHash       *hash,
                         const guint64 *key); /* [2] */
void    _dln_hash_add   (DlnHash       *hash,
                         const void    *bytes,
                         gsize          length);
guint64 _dln_hash_end   (DlnHash       *hash);

G_END_DECLS
