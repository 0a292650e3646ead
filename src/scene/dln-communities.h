/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Communities of a weighted graph: who is tied to each other more than to the rest. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 a, b;   /* nodes, a != b; each pair once */
  float   weight; /* more than 0 */
} DlnCommunityTie;

gboolean dln_communities_find           (guint                  n_nodes,
                                         const DlnCommunityTie *ties, /* [n_ties] */
                                         guint                  n_ties,
                                         GCancellable          *cancellable,
                                         guint32               *membership); /* [n_nodes] */
double   dln_communities_get_modularity (guint                  n_nodes,
                                         const DlnCommunityTie *ties,
                                         guint                  n_ties,
                                         const guint32         *membership);

G_END_DECLS
