/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of the graph. Communities come from dln-communities.c. Betweenness and ways come from
 * igraph: it is exact in a small case and estimated from evenly spread sources in a large one (U.
 * Brandes, C. Pich, "Centrality estimation in large networks", 2007). */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-network.h"

#include "case/dln-standing.h"
#include "scene/dln-communities.h"

#include <igraph/igraph.h>
#include <stdlib.h>

#define BUDGET 1e6        /* names * ties: more than that is estimated */
#define MIN_SOURCES 40    /* of an estimate */
#define MIN_WEIGHT 0.1f   /* of a relation in communities */
#define STEP 4e5          /* sources * ties between two looks at whether to go on */
/* a way through a place tells little: its two steps are longer than three others */
#define VIA_PLACE 0.6
#define VIA_DOUBT 0.6     /* the same for what does not hold or is a co-mention */
#define MAX_PREFERENCE 0.1 /* what the strength of a relation shortens a step by, at most */

/* igraph keeps its list of what to free on errors in a variable that all threads share */
static GMutex igraph_mutex;

/* ---- names and ties ------------------------------------------------------------------------- */

static void
collect_names (DlnNetwork      *network,
               DlnCase         *dcase,
               const DlnFilter *filter)
{
  const GArray *entities = dln_case_get_resolution (dcase)->entities;

  network->is_place = g_new0 (guint8, entities->len + 1);
  for (guint i = 0; i < entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (entities, DlnEntity, i);
      DlnNetworkName name = { .id = entity->id };

      if (entity->id == 0 || entity->type == DLN_ENTITY_OTHER || entity->type == DLN_ENTITY_NONE
          || !dln_filter_shows_entity (filter, dcase, entity->id))
        continue;
      network->is_place[network->names->len] = entity->type == DLN_ENTITY_PLACE;
      g_array_append_val (network->names, name);
      g_hash_table_insert (network->index,
                           GUINT_TO_POINTER (entity->id),
                           GUINT_TO_POINTER (network->names->len));
    }
}

static void
collect_links (DlnNetwork      *network,
               DlnCase         *dcase,
               const DlnFilter *filter)
{
  const GArray *relations = dln_case_get_resolution (dcase)->relations;

  for (guint i = 0; i < relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (relations, DlnRelation, i);
      gpointer from, to;

      if (relation->id == 0 || relation->subject == relation->object)
        continue;
      from = g_hash_table_lookup (network->index, GUINT_TO_POINTER (relation->subject));
      to = g_hash_table_lookup (network->index, GUINT_TO_POINTER (relation->object));
      if (from == NULL || to == NULL || !dln_filter_shows_relation (filter, dcase, relation->id))
        continue;
      DlnNetworkLink link = { GPOINTER_TO_UINT (from) - 1,
                              GPOINTER_TO_UINT (to) - 1,
                              relation->id };
      g_array_append_val (network->links, link);
    }
}

static int
compare_ties (gconstpointer a,
              gconstpointer b)
{
  const DlnNetworkTie *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  if (x->b != y->b)
    return x->b < y->b ? -1 : 1;
  if (x->holds != y->holds)
    return x->holds ? -1 : 1;
  if (x->doubtful != y->doubtful)
    return x->doubtful ? 1 : -1;
  if (x->strength != y->strength)
    return x->strength > y->strength ? -1 : 1;
  return (x->relation > y->relation) - (x->relation < y->relation);
}

/* Links of one pair become one tie. */
static void
join_links (DlnNetwork *network,
            DlnCase    *dcase)
{
  GArray *ties = network->ties;
  guint n = 0;

  for (guint i = 0; i < network->links->len; i++)
    {
      const DlnNetworkLink *link = DLN_ROW (network->links, DlnNetworkLink, i);
      const DlnRelation *relation = dln_case_get_relation (dcase, link->relation);
      float strength = dln_network_get_strength (relation);
      gboolean holds = DLN_STANDING (relation) == DLN_STANDING_HOLDS;
      DlnNetworkTie tie = { MIN (link->from, link->to),
                            MAX (link->from, link->to),
                            link->relation,
                            strength,
                            MAX (strength, MIN_WEIGHT),
                            !holds || relation->type == DLN_RELATION_CO_MENTION,
                            holds };

      g_array_append_val (ties, tie);
    }
  g_array_sort (ties, compare_ties);
  for (guint i = 0; i < ties->len; i++)
    {
      const DlnNetworkTie tie = g_array_index (ties, DlnNetworkTie, i);
      DlnNetworkTie *last = n > 0 ? DLN_ROW (ties, DlnNetworkTie, n - 1) : NULL;

      if (last != NULL && last->a == tie.a && last->b == tie.b)
        {
          last->weight += tie.weight;
          continue;
        }
      g_array_index (ties, DlnNetworkTie, n++) = tie;
      DLN_ROW (network->names, DlnNetworkName, tie.a)->degree++;
      DLN_ROW (network->names, DlnNetworkName, tie.b)->degree++;
    }
  g_array_set_size (ties, n);
}

/* ---- measures ------------------------------------------------------------------------------- */

/* edge i of the graph is the i-th of @ties */
static void
fill_graph (const DlnNetwork *network,
            const GArray     *ties,
            igraph_t         *graph)
{
  igraph_vector_int_t ends;

  igraph_vector_int_init (&ends, ties->len * 2);
  for (guint i = 0; i < ties->len; i++)
    {
      VECTOR (ends)[i * 2] = DLN_ROW (ties, DlnNetworkTie, i)->a;
      VECTOR (ends)[i * 2 + 1] = DLN_ROW (ties, DlnNetworkTie, i)->b;
    }
  igraph_create (graph, &ends, network->names->len, IGRAPH_UNDIRECTED);
  igraph_vector_int_destroy (&ends);
}

typedef struct
{
  guint32 group; /* as it was found */
  guint32 size;
  guint32 first; /* the lowest name in it */
} Group;

static int
compare_groups (const void *a,
                const void *b)
{
  const Group *x = a, *y = b;

  if (x->size != y->size)
    return x->size > y->size ? -1 : 1;
  return (x->first > y->first) - (x->first < y->first);
}

static guint32
find_root (guint32 *parent,
           guint32  i)
{
  while (parent[i] != i)
    {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
  return i;
}

/* Numbers from 1 by falling size; names that are tied to nobody get 0. Returns the sizes, [*n + 1],
 * from 1. */
static guint32 *
number_groups (const DlnNetwork *network,
               const guint32    *membership, /* [names], less than so many */
               guint32          *numbers,    /* (out) [names] */
               guint            *n)
{
  guint n_names = network->names->len;
  g_autofree Group *groups = g_new0 (Group, n_names + 1);
  g_autofree guint32 *rank = g_new0 (guint32, n_names + 1);
  guint32 *sizes = g_new0 (guint32, n_names + 2);

  *n = 0;
  for (guint i = n_names; i > 0; i--)
    {
      Group *group = &groups[membership[i - 1]];

      group->group = membership[i - 1];
      group->first = i - 1;
      group->size += DLN_ROW (network->names, DlnNetworkName, i - 1)->degree > 0 ? 1 : 0;
    }
  qsort (groups, n_names, sizeof *groups, compare_groups);
  for (guint i = 0; i < n_names && groups[i].size > 0; i++)
    {
      rank[groups[i].group] = ++*n;
      sizes[*n] = groups[i].size;
    }
  for (guint i = 0; i < n_names; i++)
    numbers[i] = DLN_ROW (network->names, DlnNetworkName, i)->degree > 0
                   ? rank[membership[i]]
                   : 0;
  return sizes;
}

/* FALSE if it was cancelled. */
static gboolean
find_communities (DlnNetwork   *network,
                  GCancellable *cancellable,
                  guint32      *groups) /* (out) [names] */
{
  g_autofree DlnCommunityTie *ties = g_new (DlnCommunityTie, network->ties->len + 1);

  for (guint i = 0; i < network->ties->len; i++)
    {
      const DlnNetworkTie *tie = DLN_ROW (network->ties, DlnNetworkTie, i);

      ties[i] = (DlnCommunityTie){ tie->a, tie->b, tie->weight };
    }
  return dln_communities_find (network->names->len, ties, network->ties->len, cancellable, groups);
}

/* Names with a way to each other have the same group. */
static void
find_components (const DlnNetwork *network,
                 guint32          *groups) /* (out) [names] */
{
  for (guint i = 0; i < network->names->len; i++)
    groups[i] = i;
  for (guint i = 0; i < network->ties->len; i++)
    {
      guint32 a = find_root (groups, DLN_ROW (network->ties, DlnNetworkTie, i)->a);
      guint32 b = find_root (groups, DLN_ROW (network->ties, DlnNetworkTie, i)->b);

      groups[MAX (a, b)] = MIN (a, b);
    }
  for (guint i = 0; i < network->names->len; i++)
    groups[i] = find_root (groups, i);
}

static gboolean
find_groups (DlnNetwork   *network,
             GCancellable *cancellable)
{
  guint n_names = network->names->len, n_components;
  g_autofree guint32 *groups = g_new (guint32, n_names + 1);
  g_autofree guint32 *numbers = g_new0 (guint32, n_names + 1);
  g_autofree guint32 *community_size = NULL;

  find_components (network, groups);
  g_free (network->component_size);
  network->component_size = number_groups (network, groups, numbers, &n_components);
  for (guint i = 0; i < n_names; i++)
    DLN_ROW (network->names, DlnNetworkName, i)->component = numbers[i];

  if (!find_communities (network, cancellable, groups))
    return FALSE;
  community_size = number_groups (network, groups, numbers, &network->n_communities);
  for (guint i = 0; i < n_names; i++)
    DLN_ROW (network->names, DlnNetworkName, i)->community = numbers[i];
  return TRUE;
}

/* So many names, evenly spread over those with ties. */
static void
choose_sources (const DlnNetwork    *network,
                guint                n_tied,
                guint                n_sources,
                igraph_vector_int_t *sources)
{
  guint at = 0;

  for (guint i = 0; i < network->names->len; i++)
    {
      if (DLN_ROW (network->names, DlnNetworkName, i)->degree == 0)
        continue;
      if ((guint64) at * n_sources / n_tied != (guint64) (at + 1) * n_sources / n_tied)
        igraph_vector_int_push_back (sources, i);
      at++;
    }
}

/* What some sources see of who stands between others, added to @counts. */
static void
add_betweenness (const igraph_t      *graph,
                 igraph_vector_int_t *sources,
                 guint                first,
                 guint                n,
                 igraph_vector_t     *counts)
{
  igraph_vector_int_t some;
  igraph_vector_t part;

  igraph_vector_int_init (&some, 0);
  igraph_vector_init (&part, 0);
  for (guint i = first; i < MIN (first + n, igraph_vector_int_size (sources)); i++)
    igraph_vector_int_push_back (&some, VECTOR (*sources)[i]);
  igraph_betweenness_subset (graph, &part, igraph_vss_all (), FALSE, igraph_vss_vector (&some),
                             igraph_vss_all (), NULL);
  igraph_vector_add (counts, &part);
  igraph_vector_destroy (&part);
  igraph_vector_int_destroy (&some);
}

/* From some sources, a few at a time so that it can be cancelled between them. Returns how many
 * names one of them stands for. */
static double
estimate_betweenness (const DlnNetwork *network,
                      const igraph_t   *graph,
                      guint             n_tied,
                      GCancellable     *cancellable,
                      igraph_vector_t  *counts) /* [names], 0 */
{
  guint n_sources = CLAMP (BUDGET / network->ties->len, MIN_SOURCES, n_tied);
  guint step = MAX (STEP / network->ties->len, 1);
  igraph_vector_int_t sources;
  double factor;

  igraph_vector_int_init (&sources, 0);
  choose_sources (network, n_tied, n_sources, &sources);
  n_sources = igraph_vector_int_size (&sources);
  factor = (double) n_tied / n_sources;
  for (guint i = 0; i < n_sources && !g_cancellable_is_cancelled (cancellable); i += step)
    add_betweenness (graph, &sources, i, step, counts);
  igraph_vector_int_destroy (&sources);
  return factor;
}

static void
measure_betweenness (DlnNetwork     *network,
                     const igraph_t *graph,
                     GCancellable   *cancellable)
{
  igraph_vector_t counts;
  guint n_tied = 0;
  double n_pairs = 0, factor = 1;

  for (guint i = 0; i < network->names->len; i++)
    n_tied += DLN_ROW (network->names, DlnNetworkName, i)->degree > 0 ? 1 : 0;
  for (guint32 c = 1; network->component_size[c] > 0; c++)
    n_pairs += network->component_size[c] * (network->component_size[c] - 1.0) / 2;
  igraph_vector_init (&counts, network->names->len);
  if ((double) n_tied * network->ties->len <= BUDGET)
    igraph_betweenness (graph, &counts, igraph_vss_all (), FALSE, NULL);
  else
    factor = estimate_betweenness (network, graph, n_tied, cancellable, &counts);
  for (guint i = 0; i < network->names->len; i++)
    DLN_ROW (network->names, DlnNetworkName, i)->betweenness
      = CLAMP (VECTOR (counts)[i] * factor / n_pairs, 0, 1);
  igraph_vector_destroy (&counts);
}

/* ---- public --------------------------------------------------------------------------------- */

/**
 * dln_network_get_strength:
 * @relation: a relation
 *
 * Returns: how much it ties: its score and its evidence; less for relations of no type and for
 * co-mentions
 */
float
dln_network_get_strength (const DlnRelation *relation)
{
  g_return_val_if_fail (relation != NULL, 0);

  return relation->score + 0.1f * MIN (relation->n_evidence, 20)
         + (relation->type == DLN_RELATION_RELATED_TO ? -0.3f : 0)
         + (relation->type == DLN_RELATION_CO_MENTION ? -0.6f : 0);
}

/**
 * dln_network_new:
 * @dcase: a case
 * @filter: what is shown
 *
 * Directions of relations do not matter for the measures. The same case and filter give the same
 * numbers.
 *
 * Returns: (transfer full): the network. Time: O(ties) a round for communities, and for
 * betweenness O(names * ties) up to a million, then about as long as for that
 */
DlnNetwork *
dln_network_new (DlnCase         *dcase,
                 const DlnFilter *filter)
{
  DlnNetwork *network = dln_network_collect (dcase, filter);

  if (network != NULL)
    dln_network_measure (network, NULL);
  return network;
}

/**
 * dln_network_collect:
 * @dcase: a case
 * @filter: what is shown
 *
 * Returns: (transfer full): names and ties without their measures. Time: O(ties * log ties)
 */
DlnNetwork *
dln_network_collect (DlnCase         *dcase,
                     const DlnFilter *filter)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase) && filter != NULL, NULL);

  DlnNetwork *network = g_new0 (DlnNetwork, 1);

  network->names = g_array_new (FALSE, FALSE, sizeof (DlnNetworkName));
  network->links = g_array_new (FALSE, FALSE, sizeof (DlnNetworkLink));
  network->ties = g_array_new (FALSE, FALSE, sizeof (DlnNetworkTie));
  network->index = g_hash_table_new (NULL, NULL);
  collect_names (network, dcase, filter);
  collect_links (network, dcase, filter);
  join_links (network, dcase);
  return network;
}

/**
 * dln_network_measure:
 * @network: from dln_network_collect(), and nobody else's yet
 * @cancellable: (nullable): looked at all the time: it ends within a tenth of a second
 *
 * Fills in what dln_network_new() promises. Any thread.
 *
 * Returns: %FALSE if it was cancelled; @network is then good for nothing but to be freed
 */
gboolean
dln_network_measure (DlnNetwork   *network,
                     GCancellable *cancellable)
{
  g_return_val_if_fail (network != NULL, FALSE);

  igraph_t graph;

  if (network->ties->len == 0)
    return TRUE;
  if (!find_groups (network, cancellable))
    return FALSE;
  g_mutex_lock (&igraph_mutex);
  if (!g_cancellable_is_cancelled (cancellable))
    {
      fill_graph (network, network->ties, &graph);
      measure_betweenness (network, &graph, cancellable);
      igraph_destroy (&graph);
    }
  g_mutex_unlock (&igraph_mutex);
  return !g_cancellable_is_cancelled (cancellable);
}

void
dln_network_free (DlnNetwork *network)
{
  if (network == NULL)
    return;
  g_array_unref (network->names);
  g_array_unref (network->links);
  g_array_unref (network->ties);
  g_hash_table_unref (network->index);
  g_free (network->is_place);
  g_free (network->component_size);
  g_free (network);
}

/**
 * dln_network_get:
 * @network: a network
 * @id: an entity
 *
 * Returns: (nullable): its measures; %NULL if it is not shown
 */
const DlnNetworkName *
dln_network_get (const DlnNetwork *network,
                 DlnEntityId       id)
{
  g_return_val_if_fail (network != NULL, NULL);

  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (network->index, GUINT_TO_POINTER (id)));

  return at > 0 ? DLN_ROW (network->names, DlnNetworkName, at - 1) : NULL;
}

/* A step counts as one, and a little more the weaker its relation is. */
static double
get_length (const DlnNetwork    *network,
            const DlnNetworkTie *tie)
{
  return 1 + MAX_PREFERENCE / (1 + MAX (tie->strength, 0))
         + (network->is_place[tie->a] ? VIA_PLACE : 0) + (network->is_place[tie->b] ? VIA_PLACE : 0)
         + (tie->doubtful ? VIA_DOUBT : 0);
}

/* (transfer full): those that may be walked */
static GArray *
choose_ties (const DlnNetwork *network,
             gboolean          doubtful)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (DlnNetworkTie));

  for (guint i = 0; i < network->ties->len; i++)
    {
      const DlnNetworkTie *tie = DLN_ROW (network->ties, DlnNetworkTie, i);

      if (tie->holds || doubtful)
        g_array_append_vals (ties, tie, 1);
    }
  return ties;
}

static GArray *
find_path (const DlnNetwork *network,
           DlnEntityId       from,
           DlnEntityId       to,
           gboolean          doubtful)
{
  const DlnNetworkName *a = dln_network_get (network, from), *b = dln_network_get (network, to);
  g_autoptr (GArray) relations = g_array_new (FALSE, FALSE, sizeof (DlnRelationId));
  g_autoptr (GArray) ties = NULL;
  igraph_warning_handler_t *warn;
  igraph_t graph;
  igraph_vector_t lengths;
  igraph_vector_int_t steps;

  if (a == NULL || b == NULL || a == b || a->component == 0 || a->component != b->component)
    return NULL;
  ties = choose_ties (network, doubtful);
  g_mutex_lock (&igraph_mutex);
  /* where there is no way igraph warns on standard error */
  warn = igraph_set_warning_handler (igraph_warning_handler_ignore);
  fill_graph (network, ties, &graph);
  igraph_vector_init (&lengths, ties->len);
  igraph_vector_int_init (&steps, 0);
  for (guint i = 0; i < ties->len; i++)
    VECTOR (lengths)[i] = get_length (network, DLN_ROW (ties, DlnNetworkTie, i));
  igraph_get_shortest_path_dijkstra (&graph,
                                     NULL,
                                     &steps,
                                     a - DLN_ROW (network->names, DlnNetworkName, 0),
                                     b - DLN_ROW (network->names, DlnNetworkName, 0),
                                     &lengths,
                                     IGRAPH_ALL);
  igraph_set_warning_handler (warn);
  for (igraph_integer_t i = 0; i < igraph_vector_int_size (&steps); i++)
    g_array_append_val (relations, DLN_ROW (ties, DlnNetworkTie, VECTOR (steps)[i])->relation);
  igraph_vector_destroy (&lengths);
  igraph_vector_int_destroy (&steps);
  igraph_destroy (&graph);
  g_mutex_unlock (&igraph_mutex);
  return relations->len > 0 ? g_steal_pointer (&relations) : NULL;
}

/**
 * dln_network_find_path:
 * @network: a network
 * @from: an entity
 * @to: another
 *
 * Only what holds is walked, not what is denied, alleged or planned. Direction of the relations
 * does not matter. Of ways of the same length it is the one of the best
 * supported relations; one through a place is taken only where the others are longer by more than a
 * step.
 *
 * Returns: (transfer full) (nullable) (element-type DlnRelationId): a shortest way, the strongest
 * relation of each step; %NULL if there is none. Time: O(ties * log names)
 */
GArray *
dln_network_find_path (const DlnNetwork *network,
                       DlnEntityId       from,
                       DlnEntityId       to)
{
  g_return_val_if_fail (network != NULL, NULL);

  return find_path (network, from, to, FALSE);
}

/**
 * dln_network_find_doubtful_path:
 * @network: a network
 * @from: an entity
 * @to: another
 *
 * dln_network_find_path() that walks what does not hold, too.
 *
 * Returns: (transfer full) (nullable) (element-type DlnRelationId): the way; %NULL if there is none
 */
GArray *
dln_network_find_doubtful_path (const DlnNetwork *network,
                                DlnEntityId       from,
                                DlnEntityId       to)
{
  g_return_val_if_fail (network != NULL, NULL);

  return find_path (network, from, to, TRUE);
}
