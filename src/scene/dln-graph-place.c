/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the names of a graph stand. A model that is mostly new is laid out as a whole; else what is
 * new is put beside what it is related to, and the rest stays. The placing itself knows of bodies
 * and links only, so that any thread can do it. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <math.h>

#define ASPECT 1.7f
#define USUAL_WIDTH 1400.0f /* of a picture, for which labels should have room */
#define USUAL_HEIGHT 900.0f
#define MAX_SCALE 2.0f
#define MAX_ROUNDS 3
#define LEADING_SCALE 1.7f
#define GAP 5.0f          /* between boxes, as in the layout */
#define MAX_SEARCHED 1000 /* names; among more, labels are chosen when they are drawn */
#define MAX_TRIES 2000

typedef enum
{
  PLACE_NEW,
  PLACE_KNOWN,
  PLACE_PINNED, /* by the user */
} PlaceState;

struct _GraphPlacing
{
  guint      n_bodies, n_links, n_known;
  GraphBody *bodies; /* [n_bodies], as the nodes */
  guint8    *states; /* [n_bodies], PlaceState */
  GraphLink *links;  /* [n_links] */
};

static void
fill_body (const GraphNode *node,
           GraphBody       *body)
{
  float half = MAX (node->radius * 1.15f + 3, node->label.width / 2 + 3);
  float reach = node->radius * (node->type == DLN_ENTITY_PLACE ? 1.15f : 1) + 2;

  body->left = body->right = half;
  body->up = reach + 2;
  body->down = reach + 1 + node->label.n_lines * NODE_LINE + 4;
  body->community = node->community;
}

/* Labels keep their size when the whole is seen from further off: boxes are made larger until they
 * have room then. */
static void
lay_out (GraphBody       *bodies,
         guint            n,
         const GraphLink *links,
         guint            n_links)
{
  g_autofree GraphBody *wanted = g_memdup2 (bodies, n * sizeof *bodies);
  float scale = 1;

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      float x1 = 0, y1 = 0, over;

      for (guint i = 0; i < n; i++)
        {
          float own = n > MANY_NAMES && i < N_LEADING ? scale * LEADING_SCALE : scale;

          bodies[i].left = wanted[i].left * own;
          bodies[i].right = wanted[i].right * own;
          bodies[i].up = wanted[i].up * own;
          bodies[i].down = wanted[i].down * own;
        }
      _dln_graph_layout (bodies, n, links, n_links, ASPECT);
      for (guint i = 0; i < n; i++)
        {
          x1 = MAX (x1, bodies[i].x + bodies[i].right);
          y1 = MAX (y1, bodies[i].y + bodies[i].down);
        }
      over = MAX (x1 / USUAL_WIDTH, y1 / USUAL_HEIGHT);
      if (over <= scale * 1.1f || scale == MAX_SCALE)
        break;
      scale = MIN (over * 1.1f, MAX_SCALE);
    }
  for (guint i = 0; i < n; i++)
    {
      wanted[i].x = bodies[i].x;
      wanted[i].y = bodies[i].y;
      bodies[i] = wanted[i];
    }
}

static void
place_all (GraphPlacing *placing)
{
  guint n = placing->n_bodies;
  g_autofree GraphBody *known = g_memdup2 (placing->bodies, n * sizeof *known);
  gboolean any_pinned = FALSE;

  for (guint i = 0; i < n; i++)
    placing->bodies[i].fixed = FALSE;
  lay_out (placing->bodies, n, placing->links, placing->n_links);
  for (guint i = 0; i < n; i++)
    {
      if (placing->states[i] != PLACE_PINNED)
        continue;
      placing->bodies[i].x = known[i].x;
      placing->bodies[i].y = known[i].y;
      placing->bodies[i].fixed = TRUE;
      any_pinned = TRUE;
    }
  if (any_pinned)
    _dln_graph_remove_overlaps (placing->bodies, n, 200);
}

static gboolean
is_free (const GraphPlacing *placing,
         const guint8       *done,
         guint               i)
{
  const GraphBody *own = &placing->bodies[i];

  for (guint j = 0; j < placing->n_bodies; j++)
    {
      const GraphBody *other = &placing->bodies[j];

      if (done[j] && own->x - own->left < other->x + other->right + GAP
          && other->x - other->left < own->x + own->right + GAP
          && own->y - own->up < other->y + other->down + GAP
          && other->y - other->up < own->y + own->down + GAP)
        return FALSE;
    }
  return TRUE;
}

/* The free place nearest to (x, y) on a spiral of golden angles (Vogel 1979), which is even in all
 * directions. Between names that stay there is no other way: they cannot be pushed apart. */
static void
place_near (GraphPlacing *placing,
            const guint8 *done,
            guint         i,
            double        x,
            double        y)
{
  GraphBody *body = &placing->bodies[i];
  guint n_tries = placing->n_bodies <= MAX_SEARCHED ? MAX_TRIES : 1;

  for (guint k = 0; k < n_tries; k++)
    {
      double angle = (i + k) * 2.39996323, reach = sqrt (1 + k * 0.25);

      body->x = x + cos (angle) * 120 * reach;
      body->y = y + sin (angle) * 90 * reach;
      if (is_free (placing, done, i))
        return;
    }
}

/* Between those it is linked to that stand already; FALSE if there are none. */
static gboolean
place_beside (GraphPlacing *placing,
              const guint8 *done,
              guint         i)
{
  GraphBody *bodies = placing->bodies;
  double x = 0, y = 0;
  guint near = 0;

  for (guint k = 0; k < placing->n_links; k++)
    {
      const GraphLink *link = &placing->links[k];
      guint32 other = link->a == i ? link->b : link->b == i ? link->a : i;

      if (other == i || !done[other])
        continue;
      x += bodies[other].x;
      y += bodies[other].y;
      near++;
    }
  if (near == 0)
    return FALSE;
  place_near (placing, done, i, x / near, y / near);
  return TRUE;
}

/* New nodes beside those they are related to; the others stay where they are. */
static void
place_new (GraphPlacing *placing)
{
  GraphBody *bodies = placing->bodies;
  guint n = placing->n_bodies, n_done = 0, n_lonely = 0;
  g_autofree guint8 *done = g_new0 (guint8, n + 1);
  float left = G_MAXFLOAT, bottom = -G_MAXFLOAT;

  for (guint i = 0; i < n; i++)
    {
      done[i] = bodies[i].fixed;
      n_done += done[i];
      if (!done[i])
        continue;
      left = MIN (left, bodies[i].x);
      bottom = MAX (bottom, bodies[i].y + bodies[i].down);
    }
  for (guint round = 0; round < 4 && n_done < n; round++)
    for (guint i = 0; i < n; i++)
      if (!done[i] && place_beside (placing, done, i))
        {
          done[i] = TRUE;
          n_done++;
        }
  for (guint i = 0; i < n; i++)
    if (!done[i])
      {
        bodies[i].x = left + 150 * (n_lonely % 6);
        bodies[i].y = bottom + 70 + 70 * (n_lonely / 6);
        n_lonely++;
      }
  _dln_graph_remove_overlaps (bodies, n, 400);
}

/* ---- the three steps ------------------------------------------------------------------------ */

/**
 * _dln_graph_new_placing:
 * @self: a graph, which knows where names stood before
 * @model: of it
 *
 * Returns: (transfer full): all that _dln_graph_place() needs
 */
GraphPlacing *
_dln_graph_new_placing (DlnGraph         *self,
                        const GraphModel *model)
{
  GraphPlacing *placing = g_new0 (GraphPlacing, 1);
  guint n = model->nodes->len;

  placing->n_bodies = n;
  placing->n_links = model->edges->len;
  placing->bodies = g_new0 (GraphBody, n + 1);
  placing->states = g_new0 (guint8, n + 1);
  placing->links = g_new0 (GraphLink, placing->n_links + 1);
  for (guint i = 0; i < n; i++)
    {
      const GraphNode *node = DLN_ROW (model->nodes, GraphNode, i);
      const DlnPoint *at = g_hash_table_lookup (self->positions, GUINT_TO_POINTER (node->id));

      fill_body (node, &placing->bodies[i]);
      if (at == NULL)
        continue;
      placing->bodies[i].x = at->x;
      placing->bodies[i].y = at->y;
      placing->bodies[i].fixed = TRUE;
      placing->states[i] = node->pinned ? PLACE_PINNED : PLACE_KNOWN;
      placing->n_known++;
    }
  for (guint i = 0; i < placing->n_links; i++)
    {
      const GraphEdge *edge = DLN_ROW (model->edges, GraphEdge, i);

      placing->links[i] = (GraphLink){ edge->from, edge->to };
    }
  return placing;
}

/* Whether all stand already, so that _dln_graph_place() has nothing to do. */
gboolean
_dln_graph_placing_is_done (const GraphPlacing *placing)
{
  return placing->n_known == placing->n_bodies;
}

/* Any thread. Time: that of _dln_graph_layout() */
void
_dln_graph_place (GraphPlacing *placing)
{
  if (placing->n_known * 2 < placing->n_bodies)
    place_all (placing);
  else if (placing->n_known < placing->n_bodies)
    place_new (placing);
}

/**
 * _dln_graph_take_places:
 * @self: a graph
 * @model: of it
 * @placing: of @model, placed
 *
 * What was dragged meanwhile stays where the user put it.
 */
void
_dln_graph_take_places (DlnGraph           *self,
                        GraphModel         *model,
                        const GraphPlacing *placing)
{
  for (guint i = 0; i < model->nodes->len; i++)
    {
      GraphNode *node = DLN_ROW (model->nodes, GraphNode, i);
      gpointer key = GUINT_TO_POINTER (node->id);
      const DlnPoint *dragged = g_hash_table_contains (self->pinned, key)
                                  ? g_hash_table_lookup (self->positions, key)
                                  : NULL;
      DlnPoint at = dragged != NULL ? *dragged
                                    : (DlnPoint){ placing->bodies[i].x, placing->bodies[i].y };

      node->x = at.x;
      node->y = at.y;
      g_hash_table_insert (self->positions, key, g_memdup2 (&at, sizeof at));
    }
}

void
_dln_graph_placing_free (GraphPlacing *placing)
{
  if (placing == NULL)
    return;
  g_free (placing->bodies);
  g_free (placing->states);
  g_free (placing->links);
  g_free (placing);
}

/* ---- extents -------------------------------------------------------------------------------- */

float
_dln_graph_get_growth (double zoom)
{
  return CLAMP (zoom, 0.45, 1.25);
}

DlnRect
_dln_graph_get_extents (DlnGraph *self,
                        double    zoom)
{
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0, grow = _dln_graph_get_growth (zoom);

  for (guint i = 0; i < self->model->nodes->len; i++)
    {
      GraphNode node = g_array_index (self->model->nodes, GraphNode, i);
      float x = node.x * zoom, y = node.y * zoom;
      GraphBody body;

      node.radius *= grow;
      fill_body (&node, &body);
      x0 = i == 0 ? x - body.left : MIN (x0, x - body.left);
      x1 = i == 0 ? x + body.right : MAX (x1, x + body.right);
      y0 = i == 0 ? y - body.up : MIN (y0, y - body.up);
      y1 = i == 0 ? y + body.down : MAX (y1, y + body.down);
    }
  return (DlnRect){ x0, y0, x1 - x0, y1 - y0 };
}
