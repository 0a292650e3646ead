/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which people, institutions and places the graph shows, and their relations. A large case opens on
 * its most connected part, grown from the heaviest node along the strongest relations; what was in
 * focus is added. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NODES 150
/* more than so many connected names: pairs of their own are left out ... */
#define MAX_WITH_PAIRS 70
#define MIN_CONNECTED 30   /* ... if at least so many remain */
#define MAX_LONELY 24     /* shown when nothing is connected */
#define MAX_EXPANSION 60  /* neighbours that a focus brings in */
#define MAX_SLOTS 4       /* edges drawn between two nodes; the rest is bundled */

typedef struct
{
  guint32 first, n; /* into others */
  float   weight;
  guint8  apart;  /* not drawn for its relations: it has none, or one to another such */
  guint8  chosen; /* 1 = on the rim of what is chosen, 2 = chosen */
} Candidate;

typedef struct
{
  DlnGraph         *self;
  GraphModel       *model;
  const DlnNetwork *network;
  GArray           *candidates; /* Candidate [names] */
  guint32          *others;     /* [2 * ties]: neighbours by candidate */
  guint             n_chosen;
} Chooser;

GraphModel *
_dln_graph_new_empty_model (void)
{
  GraphModel *model = g_new0 (GraphModel, 1);

  model->nodes = g_array_new (FALSE, FALSE, sizeof (GraphNode));
  model->edges = g_array_new (FALSE, FALSE, sizeof (GraphEdge));
  model->index = g_hash_table_new (NULL, NULL);
  model->strings = dln_strings_new ();
  return model;
}

void
_dln_graph_model_free (GraphModel *model)
{
  if (model == NULL)
    return;
  g_array_unref (model->nodes);
  g_array_unref (model->edges);
  g_hash_table_unref (model->index);
  dln_strings_free (model->strings);
  g_free (model);
}

gboolean
_dln_graph_has_network (DlnGraph *self)
{
  return self->network != NULL
         && dln_filter_equal_but_period (self->network_filter, self->view->filter);
}

DlnFilter *
_dln_graph_dup_network_filter (DlnGraph *self)
{
  DlnFilter *filter = dln_filter_copy (self->view->filter);

  filter->begin = DLN_INSTANT_PAST;
  filter->end = DLN_INSTANT_FUTURE;
  return filter;
}

void
_dln_graph_take_network (DlnGraph        *self,
                         DlnNetwork      *network, /* (transfer full) */
                         const DlnFilter *filter)
{
  _dln_graph_free_network (self);
  self->network = network;
  self->network_filter = dln_filter_copy (filter);
}

const DlnNetwork *
_dln_graph_get_network (DlnGraph *self)
{
  if (_dln_graph_has_network (self))
    return self->network;
  g_autoptr (DlnFilter) filter = _dln_graph_dup_network_filter (self);

  _dln_graph_take_network (self, dln_network_new (self->view->dcase, filter), filter);
  return self->network;
}

void
_dln_graph_free_network (DlnGraph *self)
{
  g_clear_pointer (&self->network, dln_network_free);
  g_clear_pointer (&self->network_filter, dln_filter_free);
}

/* ---- choosing ------------------------------------------------------------------------------- */

/* What is shown first: who is prominent in the texts, tied to many, and between others. */
static float
get_weight (const DlnEntity      *entity,
            const DlnNetworkName *name)
{
  return entity->salience + 0.12f * sqrtf (name->degree) + 0.6f * sqrtf (name->betweenness);
}

static void
collect_candidates (Chooser *chooser)
{
  const DlnNetwork *network = chooser->network;
  guint at = 0;

  for (guint i = 0; i < network->names->len; i++)
    {
      const DlnNetworkName *name = DLN_ROW (network->names, DlnNetworkName, i);
      const DlnEntity *entity = dln_case_get_entity (chooser->self->view->dcase, name->id);
      Candidate candidate = { .first = at, .weight = get_weight (entity, name) };

      candidate.apart = name->degree == 0;
      at += name->degree;
      g_array_append_val (chooser->candidates, candidate);
    }
  chooser->others = g_new (guint32, at + 1);
  for (guint i = 0; i < network->ties->len; i++)
    {
      const DlnNetworkTie *tie = DLN_ROW (network->ties, DlnNetworkTie, i);
      Candidate *a = DLN_ROW (chooser->candidates, Candidate, tie->a);
      Candidate *b = DLN_ROW (chooser->candidates, Candidate, tie->b);

      chooser->others[a->first + a->n++] = tie->b;
      chooser->others[b->first + b->n++] = tie->a;
    }
}

static void
choose (Chooser *chooser,
        guint32  candidate)
{
  Candidate *row = DLN_ROW (chooser->candidates, Candidate, candidate);

  if (row->chosen == 2)
    return;
  row->chosen = 2;
  chooser->n_chosen++;
}

/* The heaviest candidate on the rim (chosen == 1), or anywhere with relations if the rim is
 * empty. */
static guint32
find_next (Chooser *chooser)
{
  guint32 best = G_MAXUINT32;
  guint8 best_rank = 0;
  float best_weight = -1;

  for (guint32 i = 0; i < chooser->candidates->len; i++)
    {
      const Candidate *row = DLN_ROW (chooser->candidates, Candidate, i);
      guint8 rank = row->chosen == 1 ? 2 : 1;

      if (row->chosen == 2 || row->apart)
        continue;
      if (rank > best_rank || (rank == best_rank && row->weight > best_weight))
        {
          best = i;
          best_rank = rank;
          best_weight = row->weight;
        }
    }
  return best;
}

static guint
count_connected (const Chooser *chooser)
{
  guint n = 0;

  for (guint i = 0; i < chooser->candidates->len; i++)
    n += DLN_ROW (chooser->candidates, Candidate, i)->apart ? 0 : 1;
  return n;
}

/* In a case of many names, those that have but one relation, to one who has no other, stay out of
 * the first picture. */
static void
drop_pairs (Chooser *chooser)
{
  const DlnNetwork *network = chooser->network;
  guint n_left = 0;

  for (guint pass = 0; pass < 2 && (pass == 0 || n_left >= MIN_CONNECTED); pass++)
    for (guint i = 0; i < network->names->len; i++)
      {
        guint32 component = DLN_ROW (network->names, DlnNetworkName, i)->component;

        if (pass == 0)
          n_left += component > 0 && network->component_size[component] > 2 ? 1 : 0;
        else if (component > 0 && network->component_size[component] == 2)
          DLN_ROW (chooser->candidates, Candidate, i)->apart = TRUE;
      }
}

/* The last to be chosen may have come without any of those it is tied to. */
static void
drop_single (Chooser *chooser)
{
  for (guint i = 0; i < chooser->candidates->len; i++)
    {
      Candidate *row = DLN_ROW (chooser->candidates, Candidate, i);
      gboolean single = TRUE;

      for (guint k = 0; k < row->n && single; k++)
        single =
          DLN_ROW (chooser->candidates, Candidate, chooser->others[row->first + k])->chosen != 2;
      if (row->chosen == 2 && single)
        {
          row->chosen = 0;
          chooser->n_chosen--;
        }
    }
}

static void
choose_connected (Chooser *chooser)
{
  if (count_connected (chooser) > MAX_WITH_PAIRS)
    drop_pairs (chooser);
  if (count_connected (chooser) <= MAX_NODES)
    {
      for (guint i = 0; i < chooser->candidates->len; i++)
        if (!DLN_ROW (chooser->candidates, Candidate, i)->apart)
          choose (chooser, i);
      return;
    }
  while (chooser->n_chosen < MAX_NODES)
    {
      guint32 next = find_next (chooser);

      if (next == G_MAXUINT32)
        break;
      choose (chooser, next);
      const Candidate *row = DLN_ROW (chooser->candidates, Candidate, next);
      for (guint k = 0; k < row->n; k++)
        {
          Candidate *other =
            DLN_ROW (chooser->candidates, Candidate, chooser->others[row->first + k]);

          if (other->chosen == 0)
            other->chosen = 1;
        }
    }
  drop_single (chooser);
}

static int
compare_weights (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const GArray *candidates = data;
  guint32 i = *(const guint32 *) a, j = *(const guint32 *) b;
  float x = DLN_ROW (candidates, Candidate, i)->weight,
        y = DLN_ROW (candidates, Candidate, j)->weight;

  if (x != y)
    return x > y ? -1 : 1;
  return (i > j) - (i < j);
}

static void
choose_lonely (Chooser *chooser)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < chooser->candidates->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_weights, chooser->candidates);
  for (guint i = 0; i < order->len && i < MAX_LONELY; i++)
    choose (chooser, g_array_index (order, guint32, i));
}

static void
choose_expanded (Chooser *chooser)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, chooser->self->expanded);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gpointer known = g_hash_table_lookup (chooser->network->index, key);
      g_autoptr (GArray) order = NULL;

      if (known == NULL)
        continue;
      const Candidate *row = DLN_ROW (chooser->candidates, Candidate, GPOINTER_TO_UINT (known) - 1);
      choose (chooser, GPOINTER_TO_UINT (known) - 1);
      order = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_vals (order, chooser->others + row->first, row->n);
      g_array_sort_with_data (order, compare_weights, chooser->candidates);
      for (guint k = 0; k < order->len && k < MAX_EXPANSION; k++)
        choose (chooser, g_array_index (order, guint32, k));
    }
}

/* ---- nodes and edges ------------------------------------------------------------------------ */

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  const GraphNode *x = a, *y = b;

  if (x->salience != y->salience)
    return x->salience > y->salience ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static gboolean
has_period (const DlnFilter *filter)
{
  return filter->begin != DLN_INSTANT_PAST || filter->end != DLN_INSTANT_FUTURE;
}

static void
make_nodes (Chooser *chooser)
{
  DlnGraph *self = chooser->self;
  GraphModel *model = chooser->model;

  for (guint i = 0; i < chooser->candidates->len; i++)
    {
      const Candidate *row = DLN_ROW (chooser->candidates, Candidate, i);
      const DlnNetworkName *name = DLN_ROW (chooser->network->names, DlnNetworkName, i);
      const DlnEntity *entity = dln_case_get_entity (self->view->dcase, name->id);
      GraphNode node = { .id = name->id,
                         .community = name->community,
                         .component = name->component };

      if (row->chosen != 2)
        continue;
      node.type = entity->type;
      node.salience = row->weight;
      node.radius = 7 + 11 * sqrtf (CLAMP (entity->salience, 0, 1));
      node.dimmed = has_period (self->view->filter)
                    && !dln_filter_shows_entity (self->view->filter, self->view->dcase, name->id);
      g_array_append_val (model->nodes, node);
    }
  g_array_sort (model->nodes, compare_nodes);
  for (guint i = 0; i < model->nodes->len; i++)
    {
      GraphNode *node = DLN_ROW (model->nodes, GraphNode, i);
      const DlnEntity *entity = dln_case_get_entity (self->view->dcase, node->id);

      node->pinned = g_hash_table_contains (self->pinned, GUINT_TO_POINTER (node->id));
      _dln_text_wrap (model->strings,
                      dln_case_get_string (self->view->dcase, entity->name),
                      NODE_FONT,
                      0,
                      NODE_LABEL_WIDTH,
                      2,
                      &node->label);
      g_hash_table_insert (model->index, GUINT_TO_POINTER (node->id), GUINT_TO_POINTER (i + 1));
    }
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const GraphEdge *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (x->relation > y->relation) - (x->relation < y->relation);
}

/* Edges of one pair get slots; what is beyond the last joins the last as a bundle. */
static void
assign_slots (GraphModel *model)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free,
                                                        NULL);
  guint n = 0;

  for (guint i = 0; i < model->edges->len; i++)
    {
      GraphEdge edge = g_array_index (model->edges, GraphEdge, i);
      gint64 pair = (gint64) MIN (edge.from, edge.to) << 32 | MAX (edge.from, edge.to);
      guint32 key = GPOINTER_TO_UINT (g_hash_table_lookup (pairs, &pair));
      guint taken = key & 0xff, last = key >> 8;

      if (taken == MAX_SLOTS)
        {
          DLN_ROW (model->edges, GraphEdge, last)->count++;
          continue;
        }
      edge.slot = taken;
      g_array_index (model->edges, GraphEdge, n) = edge;
      g_hash_table_insert (pairs, g_memdup2 (&pair, sizeof pair),
                           GUINT_TO_POINTER (n << 8 | (taken + 1)));
      n++;
    }
  g_array_set_size (model->edges, n);
  for (guint i = 0; i < n; i++)
    {
      GraphEdge *edge = DLN_ROW (model->edges, GraphEdge, i);
      gint64 pair = (gint64) MIN (edge->from, edge->to) << 32 | MAX (edge->from, edge->to);

      edge->n_slots = GPOINTER_TO_UINT (g_hash_table_lookup (pairs, &pair)) & 0xff;
    }
}

static void
make_edges (Chooser *chooser)
{
  DlnGraph *self = chooser->self;
  GraphModel *model = chooser->model;

  for (guint i = 0; i < chooser->network->links->len; i++)
    {
      const DlnNetworkLink *link = DLN_ROW (chooser->network->links, DlnNetworkLink, i);
      const DlnRelation *relation = dln_case_get_relation (self->view->dcase, link->relation);
      gpointer from = g_hash_table_lookup (model->index, GUINT_TO_POINTER (relation->subject));
      gpointer to = g_hash_table_lookup (model->index, GUINT_TO_POINTER (relation->object));
      GraphEdge edge = { .relation = relation->id, .count = 1 };

      if (from == NULL || to == NULL)
        continue;
      edge.from = GPOINTER_TO_UINT (from) - 1;
      edge.to = GPOINTER_TO_UINT (to) - 1;
      edge.symmetric = dln_relation_type_is_symmetric (relation->type);
      edge.score = dln_network_get_strength (relation);
      edge.dimmed =
        has_period (self->view->filter)
        && !dln_filter_shows_relation (self->view->filter, self->view->dcase, relation->id);
      g_array_append_val (model->edges, edge);
    }
  g_array_sort (model->edges, compare_edges);
  assign_slots (model);
}

/**
 * _dln_graph_new_model:
 * @self: a graph
 * @network: who is tied to whom
 *
 * Returns: (transfer full): what the case has through the filter, not placed yet. Time:
 * O(entities + relations)
 */
GraphModel *
_dln_graph_new_model (DlnGraph         *self,
                      const DlnNetwork *network)
{
  Chooser chooser = { self, _dln_graph_new_empty_model (), network };

  chooser.candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  collect_candidates (&chooser);
  choose_connected (&chooser);
  choose_expanded (&chooser);
  if (chooser.n_chosen == 0)
    choose_lonely (&chooser);
  chooser.model->n_left_out = chooser.candidates->len - chooser.n_chosen;
  make_nodes (&chooser);
  make_edges (&chooser);

  g_array_unref (chooser.candidates);
  g_free (chooser.others);
  return chooser.model;
}
