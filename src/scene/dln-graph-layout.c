/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deterministic layout of a graph, in the steps
 *  1. connected components;
 *  2. for each: forces (dln-graph-force.c);
 *  3. turned so that the long axis lies flat, stretched a little because labels are wide;
 *  4. boxes pushed apart until none overlap, in a large one only discs (dln-graph-discs.c);
 *  5. components set side by side.
 * No random numbers: ties are broken by index. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINK_LENGTH 118.0f
#define PADDING 5.0f     /* between boxes */
#define SHELF_GAP 34.0f
#define MAX_FITTED 120     /* components; more than the model ever shows go below each other */
#define LINK_CLEARANCE 5.0f

/* ---- boxes ---------------------------------------------------------------------------------- */

/* Turned so that the direction of most spread lies flat; the heaviest node is put left or above. */
static void
turn_flat (GraphBody *bodies,
           guint      n,
           float      stretch)
{
  double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;

  for (guint i = 0; i < n; i++)
    {
      mx += bodies[i].x / n;
      my += bodies[i].y / n;
    }
  for (guint i = 0; i < n; i++)
    {
      double dx = bodies[i].x - mx, dy = bodies[i].y - my;

      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }

  double angle = -0.5 * atan2 (2 * xy, xx - yy), c = cos (angle), s = sin (angle);
  double flip = 1;
  if (c * (bodies[0].x - mx) - s * (bodies[0].y - my) > 0)
    flip = -1;
  for (guint i = 0; i < n; i++)
    {
      double dx = bodies[i].x - mx, dy = bodies[i].y - my;

      bodies[i].x = flip * (c * dx - s * dy) * stretch;
      bodies[i].y = (s * dx + c * dy) / stretch;
    }
}

static gboolean
push_apart (GraphBody *a,
            GraphBody *b)
{
  float right = a->x + a->right + PADDING - (b->x - b->left);
  float left = b->x + b->right + PADDING - (a->x - a->left);
  float down = a->y + a->down + PADDING - (b->y - b->up);
  float up = b->y + b->down + PADDING - (a->y - a->up);

  if (right <= 0 || left <= 0 || down <= 0 || up <= 0)
    return FALSE;

  float dx = right < left ? right : -left, dy = down < up ? down : -up;
  float share_a = a->fixed ? 0 : b->fixed ? 1 : 0.5f, share_b = b->fixed ? 0 : 1 - share_a;
  if (fabsf (dx) < fabsf (dy) * 1.4f)
    {
      a->x -= dx * share_a * 1.02f;
      b->x += dx * share_b * 1.02f;
    }
  else
    {
      a->y -= dy * share_a * 1.02f;
      b->y += dy * share_b * 1.02f;
    }
  return TRUE;
}

static int
compare_left (const void *a,
              const void *b)
{
  const GraphBody *x = *(GraphBody *const *) a, *y = *(GraphBody *const *) b;
  float left = x->x - x->left, other = y->x - y->left;

  if (left != other)
    return left < other ? -1 : 1;
  return (x > y) - (x < y);
}

guint
_dln_graph_remove_overlaps (GraphBody *bodies,
                            guint      n_bodies,
                            guint      max_rounds)
{
  g_autofree GraphBody **order = g_new (GraphBody *, n_bodies + 1);
  guint n_overlaps = 0;

  for (guint i = 0; i < n_bodies; i++)
    order[i] = &bodies[i];
  for (guint round = 0; round < max_rounds; round++)
    {
      n_overlaps = 0;
      qsort (order, n_bodies, sizeof *order, compare_left);
      for (guint i = 0; i < n_bodies; i++)
        for (guint j = i + 1; j < n_bodies; j++)
          {
            if (order[j]->x - order[j]->left > order[i]->x + order[i]->right + PADDING + 40)
              break;
            if (!(order[i]->fixed && order[j]->fixed) && push_apart (order[i], order[j]))
              n_overlaps++;
          }
      if (n_overlaps == 0)
        break;
    }
  return n_overlaps;
}

/* Nodes that an edge of others would cross are pushed off it, a little each round. */
static guint
clear_links (GraphBody       *bodies,
             guint            n,
             const GraphLink *links,
             guint            n_links)
{
  guint n_moved = 0;

  for (guint k = 0; k < n_links; k++)
    {
      const GraphBody *a = &bodies[links[k].a], *b = &bodies[links[k].b];
      float dx = b->x - a->x, dy = b->y - a->y, squared = MAX (dx * dx + dy * dy, 1);
      float length = sqrtf (squared);

      for (guint i = 0; i < n; i++)
        {
          GraphBody *body = &bodies[i];
          float t = ((body->x - a->x) * dx + (body->y - a->y) * dy) / squared;
          float side = ((body->x - a->x) * dy - (body->y - a->y) * dx) / length;
          float reach = body->up + LINK_CLEARANCE;

          if (i == links[k].a || i == links[k].b || body->fixed || t < 0.02f || t > 0.98f
              || fabsf (side) >= reach)
            continue;
          float push = (reach - fabsf (side)) * (side < 0 ? -0.5f : 0.5f);
          body->x += dy / length * push;
          body->y -= dx / length * push;
          n_moved++;
        }
    }
  return n_moved;
}

/* A long thin component, as a chain of offices, swings gently instead of lying on one line. */
static void
swing (GraphBody *bodies,
       guint      n)
{
  float x0 = G_MAXFLOAT, x1 = -G_MAXFLOAT, y0 = G_MAXFLOAT, y1 = -G_MAXFLOAT;

  for (guint i = 0; i < n; i++)
    {
      x0 = MIN (x0, bodies[i].x);
      x1 = MAX (x1, bodies[i].x);
      y0 = MIN (y0, bodies[i].y);
      y1 = MAX (y1, bodies[i].y);
    }

  float width = x1 - x0, height = y1 - y0, wanted = width * 0.3f;
  if (n < 4 || width < LINK_LENGTH * 2 || height > wanted)
    return;
  for (guint i = 0; i < n; i++)
    bodies[i].y +=
      (wanted - height) * 0.5f * sinf ((bodies[i].x - x0) / width * 2 * (float) G_PI + 0.9f);
}

/* ---- components ----------------------------------------------------------------------------- */

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

typedef struct
{
  GArray  *members; /* guint32 */
  guint32  root;
  DlnRect  box;
} Component;

static int
compare_components (gconstpointer a,
                    gconstpointer b)
{
  const Component *x = a, *y = b;

  if (x->members->len != y->members->len)
    return x->members->len > y->members->len ? -1 : 1;
  return (x->root > y->root) - (x->root < y->root);
}

static void
clear_component (gpointer data)
{
  g_array_unref (((Component *) data)->members);
}

static GArray *
find_components (guint            n_bodies,
                 const GraphLink *links,
                 guint            n_links)
{
  GArray *components = g_array_new (FALSE, TRUE, sizeof (Component));
  g_autofree guint32 *parent = g_new (guint32, n_bodies + 1);
  g_autofree guint32 *slot = g_new0 (guint32, n_bodies + 1);

  g_array_set_clear_func (components, clear_component);
  for (guint i = 0; i < n_bodies; i++)
    parent[i] = i;
  for (guint i = 0; i < n_links; i++)
    {
      guint32 a = find_root (parent, links[i].a), b = find_root (parent, links[i].b);
      parent[MAX (a, b)] = MIN (a, b);
    }
  for (guint32 i = 0; i < n_bodies; i++)
    {
      guint32 root = find_root (parent, i);

      if (slot[root] == 0)
        {
          Component component = { g_array_new (FALSE, FALSE, sizeof (guint32)), root };

          g_array_append_val (components, component);
          slot[root] = components->len;
        }
      g_array_append_val (DLN_ROW (components, Component, slot[root] - 1)->members, i);
    }
  g_array_sort (components, compare_components);
  return components;
}

static void
measure_box (const GraphBody *bodies,
             guint            n,
             DlnRect         *box)
{
  float x0 = G_MAXFLOAT, y0 = G_MAXFLOAT, x1 = -G_MAXFLOAT, y1 = -G_MAXFLOAT;

  for (guint i = 0; i < n; i++)
    {
      x0 = MIN (x0, bodies[i].x - bodies[i].left);
      x1 = MAX (x1, bodies[i].x + bodies[i].right);
      y0 = MIN (y0, bodies[i].y - bodies[i].up);
      y1 = MAX (y1, bodies[i].y + bodies[i].down);
    }
  *box = (DlnRect){ x0, y0, x1 - x0, y1 - y0 };
}

static void
lay_component (GraphBody       *bodies,
               Component       *component,
               const GraphLink *links,
               guint            n_links,
               guint32         *local) /* [n_bodies], scratch */
{
  guint n = component->members->len;
  g_autofree GraphBody *own = g_new (GraphBody, n);
  g_autoptr (GArray) own_links = g_array_new (FALSE, FALSE, sizeof (GraphLink));
  guint n_unique = 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 member = g_array_index (component->members, guint32, i);

      own[i] = bodies[member];
      own[i].fixed = FALSE;
      local[member] = i + 1;
    }
  for (guint i = 0; i < n_links; i++)
    if (local[links[i].a] != 0 && local[links[i].b] != 0 && links[i].a != links[i].b)
      {
        guint32 a = local[links[i].a] - 1, b = local[links[i].b] - 1;
        GraphLink link = { MIN (a, b), MAX (a, b) };

        g_array_append_val (own_links, link);
      }
  g_array_sort (own_links, _dln_graph_compare_links);
  for (guint i = 0; i < own_links->len; i++)
    if (i == 0
        || _dln_graph_compare_links (DLN_ROW (own_links, GraphLink, i),
                          DLN_ROW (own_links, GraphLink, n_unique - 1))
             != 0)
      g_array_index (own_links, GraphLink, n_unique++) = g_array_index (own_links, GraphLink, i);

  _dln_graph_force (own, n, (GraphLink *) own_links->data, n_unique, LINK_LENGTH);
  turn_flat (own, n, 1.18f);
  swing (own, n);
  if (n <= MAX_STRESS)
    {
      for (guint round = 0; round < 60; round++)
        {
          _dln_graph_remove_overlaps (own, n, 8);
          if (clear_links (own, n, (GraphLink *) own_links->data, n_unique) == 0)
            break;
        }
      _dln_graph_remove_overlaps (own, n, 400);
    }
  else /* labels have no room: which are drawn is chosen when they are drawn */
    _dln_graph_part_discs (own, n);
  measure_box (own, n, &component->box);
  for (guint i = 0; i < n; i++)
    {
      guint32 member = g_array_index (component->members, guint32, i);

      bodies[member].x = own[i].x - component->box.x;
      bodies[member].y = own[i].y - component->box.y;
      local[member] = 0;
    }
}

static void
move_component (GraphBody       *bodies,
                const Component *component,
                float            x,
                float            y)
{
  for (guint j = 0; j < component->members->len; j++)
    {
      GraphBody *body = &bodies[g_array_index (component->members, guint32, j)];

      body->x += x;
      body->y += y;
    }
}

/* Where the box adds least to the whole: beside or below one that is placed already, without
 * overlap. */
static DlnPoint
find_place (const GArray    *components,
            guint            n_placed,
            const Component *component,
            DlnPoint         reach,
            float            aspect)
{
  DlnPoint best = { 0, 0 };
  float best_cost = G_MAXFLOAT;

  for (guint i = 0; i < n_placed * 2; i++)
    {
      const DlnRect *anchor = &DLN_ROW (components, Component, i / 2)->box;
      DlnRect rect = component->box;
      gboolean is_free = TRUE;

      rect.x = i % 2 == 0 ? anchor->x + anchor->width + SHELF_GAP : anchor->x;
      rect.y = i % 2 == 0 ? anchor->y : anchor->y + anchor->height + SHELF_GAP;
      for (guint k = 0; k < n_placed && is_free; k++)
        {
          DlnRect other = DLN_ROW (components, Component, k)->box;

          other.width += SHELF_GAP * 0.9f;
          other.height += SHELF_GAP * 0.9f;
          is_free = !_dln_rect_overlaps (&rect, &other)
                    && !_dln_rect_overlaps (&(DlnRect){ rect.x,
                                                        rect.y,
                                                        rect.width + SHELF_GAP * 0.9f,
                                                        rect.height + SHELF_GAP * 0.9f },
                                            &DLN_ROW (components, Component, k)->box);
        }
      if (!is_free)
        continue;

      float width = MAX (reach.x, rect.x + rect.width),
            height = MAX (reach.y, rect.y + rect.height);
      float cost = MAX (width / aspect, height) + 0.25f * height + 0.02f * rect.y + 0.005f * rect.x;
      if (cost < best_cost)
        {
          best_cost = cost;
          best = (DlnPoint){ rect.x, rect.y };
        }
    }
  return best;
}

/* Components side by side, the largest first, so that the whole has about the wanted aspect. */
static void
place_components (GraphBody *bodies,
                  GArray    *components,
                  float      aspect)
{
  DlnPoint reach = { 0, 0 };

  for (guint i = 0; i < components->len; i++)
    {
      Component *component = DLN_ROW (components, Component, i);
      DlnPoint at = { 0, 0 };

      if (i >= MAX_FITTED)
        at = (DlnPoint){ 0, reach.y + SHELF_GAP };
      else if (i > 0)
        at = find_place (components, i, component, reach, aspect);
      component->box.x = at.x;
      component->box.y = at.y;
      reach.x = MAX (reach.x, at.x + component->box.width);
      reach.y = MAX (reach.y, at.y + component->box.height);
      move_component (bodies, component, at.x, at.y);
    }
}

/**
 * _dln_graph_layout:
 * @bodies: [n_bodies] boxes; positions are written
 * @n_bodies: nodes
 * @links: [n_links]
 * @n_links: edges; doubles and loops do no harm
 * @aspect: wanted width to height of the whole
 *
 * Time: O((n + m) log n) for each level of refinement; n^2 up to 220 nodes a component
 */
void
_dln_graph_layout (GraphBody       *bodies,
                   guint            n_bodies,
                   const GraphLink *links,
                   guint            n_links,
                   float            aspect)
{
  g_autoptr (GArray) components = find_components (n_bodies, links, n_links);
  g_autofree guint32 *local = g_new0 (guint32, n_bodies + 1);

  for (guint i = 0; i < components->len; i++)
    lay_component (bodies, DLN_ROW (components, Component, i), links, n_links, local);
  place_components (bodies, components, aspect);
}
