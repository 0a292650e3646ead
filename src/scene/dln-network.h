/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is tied to whom, and what that says of each name: groups, who stands between others, ways
 * from one to another. */
#pragma once

#include "case/dln-case.h"
#include "case/dln-filter.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  DlnEntityId id;
  guint32     degree;      /* other names that it is tied to */
  guint32     community;   /* 1 = the one of most names; 0 = tied to nobody */
  guint32     component;   /* names with a way to each other; 1 = the largest; 0 = tied to nobody */
  /* 0..1: share of the pairs with a way whose shortest ways lead through it */
  float       betweenness;
} DlnNetworkName;

typedef struct /* all relations between two names */
{
  guint32       a, b;     /* names, a < b */
  DlnRelationId relation; /* the strongest */
  float         strength; /* of that one */
  float         weight;   /* of all */
  gboolean      doubtful; /* even the strongest does not hold, or is a co-mention */
  gboolean      holds;    /* the strongest is stated, not denied, alleged or planned */
} DlnNetworkTie;

typedef struct
{
  guint32       from, to; /* names: subject and object */
  DlnRelationId relation;
} DlnNetworkLink;

/**
 * DlnNetwork: the names and relations that a filter shows, with measures; immutable.
 */
typedef struct
{
  GArray     *names;        /* DlnNetworkName, by id */
  GArray     *links;        /* DlnNetworkLink, by relation */
  GArray     *ties;         /* DlnNetworkTie, by (a, b) */
  GHashTable *index;        /* entity id -> name + 1 */
  guint8     *is_place;     /* [names] */
  guint32    *component_size; /* [component]: names, from 1 */
  guint       n_communities;
} DlnNetwork;

DlnNetwork *dln_network_new           (DlnCase           *dcase,
                                       const DlnFilter   *filter);
/* the two halves of it: the first reads the case, the second takes long and any thread */
DlnNetwork *dln_network_collect       (DlnCase           *dcase,
                                       const DlnFilter   *filter);
gboolean    dln_network_measure       (DlnNetwork        *network,
                                       GCancellable      *cancellable);
void        dln_network_free          (DlnNetwork        *network);
const DlnNetworkName *dln_network_get (const DlnNetwork  *network,
                                       DlnEntityId        id);
GArray     *dln_network_find_path     (const DlnNetwork  *network,
                                       DlnEntityId        from,
                                       DlnEntityId        to);
GArray     *dln_network_find_doubtful_path (const DlnNetwork *network,
                                       DlnEntityId        from,
                                       DlnEntityId        to);
float       dln_network_get_strength  (const DlnRelation *relation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnNetwork, dln_network_free)

G_END_DECLS
