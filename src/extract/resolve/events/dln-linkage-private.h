/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters by average linkage, the surest pair first: shared by stories and events. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 a; /* less than b */
  guint32 b;
  gint32  value; /* how much speaks for one cluster */
} DlnLinkPair;

typedef void (*DlnLinkFunc) (const DlnLinkPair *pair,
                             gpointer           data);

guint32 *_dln_link_pairs (GArray        *pairs,
                          const guint32 *rank,
                          guint32        n,
                          gint32         wanted,
                          DlnLinkFunc    func,
                          gpointer       data);

G_END_DECLS
