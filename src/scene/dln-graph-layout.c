/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deterministic layout of a graph, in the steps
 *  1. connected components;
 *  2. for each: coarsen by matching, place the coarsest, refine level by level with a spring-electrical model
 *     (Y. Hu, "Efficient and high quality force-directed graph drawing", 2005), repulsion by a quadtree (J. Barnes,
 *     P. Hut, 1986); small ones are polished by stress majorization (E. Gansner, Y. Koren, S. North, 2004);
 *  3. turned so that the long axis lies flat, stretched a little because labels are wide;
 *  4. boxes pushed apart until none overlap;
 *  5. components set side by side.
 * No random numbers: ties are broken by index. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINK_LENGTH 118.0f
#define MAX_STRESS 220   /* nodes; n^2 distances */
#define MIN_COARSE 24
#define THETA 0.9f
#define GOLDEN 2.39996323
#define PADDING 5.0f     /* between boxes */
#define SHELF_GAP 34.0f
#define MAX_FITTED 120     /* components; more than the model ever shows go below each other */
#define LINK_CLEARANCE 5.0f

/* ---- quadtree ------------------------------------------------------------------------------- */

typedef struct
{
  float   x, y, mass; /* centre of mass */
  float   left, top, size;
  guint32 child[4]; /* 0 = none */
  guint32 body;     /* of a leaf, else G_MAXUINT32 */
} Cell;

static guint32
add_cell (GArray *cells,
          float   left,
          float   top,
          float   size)
{
  Cell cell = { .left = left, .top = top, .size = size, .body = G_MAXUINT32 };

  g_array_append_val (cells, cell);
  return cells->len - 1;
}

static guint32
get_child (GArray *cells,
           guint32 at,
           float   x,
           float   y)
{
  Cell cell = g_array_index (cells, Cell, at);
  float half = cell.size / 2;
  guint quarter = (x >= cell.left + half ? 1 : 0) + (y >= cell.top + half ? 2 : 0);

  if (cell.child[quarter] == 0)
    {
      guint32 child = add_cell (cells, cell.left + (quarter & 1 ? half : 0),
                                cell.top + (quarter & 2 ? half : 0), half);

      g_array_index (cells, Cell, at).child[quarter] = child;
    }
  return g_array_index (cells, Cell, at).child[quarter];
}

static void
insert_body (GArray         *cells,
             const DlnPoint *points,
             guint32         body)
{
  float x = points[body].x, y = points[body].y;
  guint32 at = 0;

  for (guint depth = 0; depth < 40; depth++)
    {
      Cell *cell = &g_array_index (cells, Cell, at);

      if (cell->mass == 0)
        {
          cell->body = body;
          cell->mass = 1;
          cell->x = x;
          cell->y = y;
          return;
        }
      if (cell->body != G_MAXUINT32) /* a leaf: its body goes one down */
        {
          guint32 other = cell->body;
          guint32 child;

          cell->body = G_MAXUINT32;
          child = get_child (cells, at, points[other].x, points[other].y);
          Cell *leaf = &g_array_index (cells, Cell, child);
          leaf->body = other;
          leaf->mass = 1;
          leaf->x = points[other].x;
          leaf->y = points[other].y;
          cell = &g_array_index (cells, Cell, at);
        }
      cell->x = (cell->x * cell->mass + x) / (cell->mass + 1);
      cell->y = (cell->y * cell->mass + y) / (cell->mass + 1);
      cell->mass += 1;
      at = get_child (cells, at, x, y);
    }
  g_array_index (cells, Cell, at).mass += 1;
}

static void
build_tree (GArray         *cells,
            const DlnPoint *points,
            guint           n)
{
  float x0 = G_MAXFLOAT, y0 = G_MAXFLOAT, x1 = -G_MAXFLOAT, y1 = -G_MAXFLOAT;

  for (guint i = 0; i < n; i++)
    {
      x0 = MIN (x0, points[i].x);
      x1 = MAX (x1, points[i].x);
      y0 = MIN (y0, points[i].y);
      y1 = MAX (y1, points[i].y);
    }
  g_array_set_size (cells, 0);
  add_cell (cells, x0 - 1, y0 - 1, MAX (x1 - x0, y1 - y0) + 2);
  for (guint i = 0; i < n; i++)
    insert_body (cells, points, i);
}

/* Repulsion k^2 / d from all others, far cells taken as one body. */
static DlnPoint
get_repulsion (const GArray   *cells,
               const DlnPoint *points,
               guint32         body,
               float           strength)
{
  guint32 stack[256];
  guint top = 0;
  DlnPoint force = { 0, 0 };

  stack[top++] = 0;
  while (top > 0)
    {
      const Cell *cell = &g_array_index (cells, Cell, stack[--top]);
      float dx = points[body].x - cell->x, dy = points[body].y - cell->y;
      float squared = dx * dx + dy * dy;
      gboolean leaf = cell->body != G_MAXUINT32;

      if (cell->mass == 0 || cell->body == body)
        continue;
      if (leaf || cell->size * cell->size < THETA * THETA * squared)
        {
          if (squared < 1e-3f) /* on top of each other: apart in a direction of its own */
            {
              dx = cosf (body * GOLDEN) * 0.1f;
              dy = sinf (body * GOLDEN) * 0.1f;
              squared = 0.01f;
            }
          force.x += strength * cell->mass * dx / squared;
          force.y += strength * cell->mass * dy / squared;
          continue;
        }
      for (guint i = 0; i < 4 && top < G_N_ELEMENTS (stack); i++)
        if (cell->child[i] != 0)
          stack[top++] = cell->child[i];
    }
  return force;
}

/* ---- one component -------------------------------------------------------------------------- */

typedef struct
{
  guint      n;
  guint     *first; /* [n + 1] into others */
  guint32   *others;
  DlnPoint  *points; /* [n] */
  guint32   *coarse; /* [n]: node of the next level */
} Level;

static Level *
new_level (guint            n,
           const GraphLink *links,
           guint            n_links)
{
  Level *level = g_new0 (Level, 1);

  level->n = n;
  level->first = g_new0 (guint, n + 2);
  level->others = g_new (guint32, n_links * 2 + 1);
  level->points = g_new0 (DlnPoint, n + 1);
  level->coarse = g_new0 (guint32, n + 1);
  for (guint i = 0; i < n_links; i++)
    {
      level->first[links[i].a + 1]++;
      level->first[links[i].b + 1]++;
    }
  for (guint i = 0; i < n; i++)
    level->first[i + 1] += level->first[i];

  g_autofree guint *at = g_memdup2 (level->first, (n + 1) * sizeof *at);
  for (guint i = 0; i < n_links; i++)
    {
      level->others[at[links[i].a]++] = links[i].b;
      level->others[at[links[i].b]++] = links[i].a;
    }
  return level;
}

static void
free_level (gpointer data)
{
  Level *level = data;

  g_free (level->first);
  g_free (level->others);
  g_free (level->points);
  g_free (level->coarse);
  g_free (level);
}

static int
compare_links (const void *a,
               const void *b)
{
  const GraphLink *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

/* Each node with its unmatched neighbour of lowest degree; leaves of one hub with each other, lest stars never shrink. */
static Level *
coarsen (Level *level)
{
  guint n = 0;

  for (guint i = 0; i < level->n; i++)
    level->coarse[i] = G_MAXUINT32;
  for (guint i = 0; i < level->n; i++)
    {
      guint32 best = G_MAXUINT32;
      guint best_degree = G_MAXUINT;

      if (level->coarse[i] != G_MAXUINT32)
        continue;
      for (guint k = level->first[i]; k < level->first[i + 1]; k++)
        {
          guint32 j = level->others[k];
          guint degree = level->first[j + 1] - level->first[j];

          if (j != i && level->coarse[j] == G_MAXUINT32 && degree < best_degree)
            {
              best = j;
              best_degree = degree;
            }
        }
      if (best == G_MAXUINT32 && level->first[i + 1] - level->first[i] > 0)
        {
          guint32 hub = level->others[level->first[i]];

          for (guint k = level->first[hub]; k < level->first[hub + 1] && best == G_MAXUINT32; k++)
            if (level->others[k] > i && level->coarse[level->others[k]] == G_MAXUINT32)
              best = level->others[k];
        }
      level->coarse[i] = n;
      if (best != G_MAXUINT32)
        level->coarse[best] = n;
      n++;
    }

  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (GraphLink));
  for (guint i = 0; i < level->n; i++)
    for (guint k = level->first[i]; k < level->first[i + 1]; k++)
      {
        guint32 a = level->coarse[i], b = level->coarse[level->others[k]];
        GraphLink link = { a, b };

        if (a < b)
          g_array_append_val (links, link);
      }
  qsort (links->data, links->len, sizeof (GraphLink), compare_links);
  guint n_links = 0;
  for (guint i = 0; i < links->len; i++)
    if (i == 0 || compare_links (DLN_ROW (links, GraphLink, i), DLN_ROW (links, GraphLink, n_links - 1)) != 0)
      g_array_index (links, GraphLink, n_links++) = g_array_index (links, GraphLink, i);
  return new_level (n, (GraphLink *) links->data, n_links);
}

/* Spring-electrical iterations with an adaptive step. */
static void
run_forces (Level *level,
            float  length,
            guint  n_rounds)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_autofree DlnPoint *moves = g_new (DlnPoint, level->n + 1);
  const float strength = 0.2f * length * length;
  float step = length * 0.5f;
  double last_energy = G_MAXDOUBLE;
  guint progress = 0;

  for (guint round = 0; round < n_rounds; round++)
    {
      double energy = 0;

      build_tree (cells, level->points, level->n);
      for (guint i = 0; i < level->n; i++)
        {
          DlnPoint force = get_repulsion (cells, level->points, i, strength);

          for (guint k = level->first[i]; k < level->first[i + 1]; k++)
            {
              float dx = level->points[level->others[k]].x - level->points[i].x;
              float dy = level->points[level->others[k]].y - level->points[i].y;
              float distance = sqrtf (dx * dx + dy * dy);

              force.x += dx * distance / length;
              force.y += dy * distance / length;
            }
          moves[i] = force;
          energy += force.x * force.x + force.y * force.y;
        }
      for (guint i = 0; i < level->n; i++)
        {
          float size = sqrtf (moves[i].x * moves[i].x + moves[i].y * moves[i].y);

          if (size > 1e-6f)
            {
              level->points[i].x += moves[i].x / size * MIN (step, size);
              level->points[i].y += moves[i].y / size * MIN (step, size);
            }
        }
      if (energy < last_energy)
        {
          if (++progress >= 5)
            {
              progress = 0;
              step /= 0.9f;
            }
        }
      else
        {
          progress = 0;
          step *= 0.9f;
        }
      last_energy = energy;
      if (step < length * 0.002f)
        break;
    }
}

/* Distances in links from one node, breadth first. */
static void
measure_hops (const Level *level,
              guint        from,
              guint16     *hops, /* [n] */
              guint32     *queue) /* [n] */
{
  guint head = 0, tail = 0;

  for (guint i = 0; i < level->n; i++)
    hops[i] = G_MAXUINT16;
  hops[from] = 0;
  queue[tail++] = from;
  while (head < tail)
    {
      guint32 i = queue[head++];

      for (guint k = level->first[i]; k < level->first[i + 1]; k++)
        if (hops[level->others[k]] == G_MAXUINT16)
          {
            hops[level->others[k]] = hops[i] + 1;
            queue[tail++] = level->others[k];
          }
    }
}

/* Nodes of many links stand further off, so that their neighbours find room around them. */
static float
get_ideal (const Level *level,
           guint        i,
           guint        j,
           guint        hops,
           float        length)
{
  guint degree = MAX (level->first[i + 1] - level->first[i], level->first[j + 1] - level->first[j]);

  if (hops == 1)
    return length * (1 + 0.05f * MIN (degree, 24));
  return length * hops;
}

/* Stress majorization, one node at a time. Time: O(rounds * n^2) */
static void
run_stress (Level *level,
            float  length,
            guint  n_rounds)
{
  guint n = level->n;
  g_autofree guint16 *hops = g_new (guint16, n * n + 1);
  g_autofree guint32 *queue = g_new (guint32, n + 1);

  for (guint i = 0; i < n; i++)
    measure_hops (level, i, hops + i * n, queue);
  for (guint round = 0; round < n_rounds; round++)
    for (guint i = 0; i < n; i++)
      {
        double x = 0, y = 0, sum = 0;

        for (guint j = 0; j < n; j++)
          {
            if (j == i)
              continue;
            double dx = level->points[i].x - level->points[j].x;
            double dy = level->points[i].y - level->points[j].y;
            double distance = MAX (sqrt (dx * dx + dy * dy), 1e-3);
            double ideal = get_ideal (level, i, j, hops[i * n + j], length);
            double weight = 1 / (ideal * ideal);

            x += weight * (level->points[j].x + ideal * dx / distance);
            y += weight * (level->points[j].y + ideal * dy / distance);
            sum += weight;
          }
        if (sum > 0)
          level->points[i] = (DlnPoint){ x / sum, y / sum };
      }
}

static void
place_circle (Level *level,
              float  length)
{
  for (guint i = 0; i < level->n; i++)
    {
      double radius = length * 0.6 * sqrt (i + 0.5), angle = i * GOLDEN;

      level->points[i] = (DlnPoint){ radius * cos (angle), radius * sin (angle) };
    }
}

void
_dln_graph_force (GraphBody       *bodies,
                  guint            n_bodies,
                  const GraphLink *links,
                  guint            n_links,
                  float            length)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func (free_level);
  Level *level = new_level (n_bodies, links, n_links);

  g_ptr_array_add (levels, level);
  while (level->n > MIN_COARSE && levels->len < 24)
    {
      Level *next = coarsen (level);

      g_ptr_array_add (levels, next);
      if (next->n > level->n * 0.92)
        {
          level = next;
          break;
        }
      level = next;
    }
  place_circle (level, length);
  run_forces (level, length, 200);
  for (guint l = levels->len - 1; l > 0; l--)
    {
      Level *coarse = g_ptr_array_index (levels, l);
      Level *fine = g_ptr_array_index (levels, l - 1);

      for (guint i = 0; i < fine->n; i++)
        {
          DlnPoint at = coarse->points[fine->coarse[i]];

          fine->points[i].x = at.x * 1.3f + cosf (i * GOLDEN) * length * 0.1f;
          fine->points[i].y = at.y * 1.3f + sinf (i * GOLDEN) * length * 0.1f;
        }
      run_forces (fine, length, fine->n > 3000 ? 40 : 90);
    }

  Level *finest = g_ptr_array_index (levels, 0);
  if (finest->n <= MAX_STRESS)
    run_stress (finest, length, 120);
  for (guint i = 0; i < n_bodies; i++)
    {
      bodies[i].x = finest->points[i].x;
      bodies[i].y = finest->points[i].y;
    }
}

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
    bodies[i].y += (wanted - height) * 0.5f * sinf ((bodies[i].x - x0) / width * 2 * (float) G_PI + 0.9f);
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
  qsort (own_links->data, own_links->len, sizeof (GraphLink), compare_links);
  for (guint i = 0; i < own_links->len; i++)
    if (i == 0
        || compare_links (DLN_ROW (own_links, GraphLink, i),
                          DLN_ROW (own_links, GraphLink, n_unique - 1))
             != 0)
      g_array_index (own_links, GraphLink, n_unique++) = g_array_index (own_links, GraphLink, i);

  _dln_graph_force (own, n, (GraphLink *) own_links->data, n_unique, LINK_LENGTH);
  turn_flat (own, n, 1.18f);
  swing (own, n);
  if (n <= MAX_STRESS)
    for (guint round = 0; round < 60; round++)
      {
        _dln_graph_remove_overlaps (own, n, 8);
        if (clear_links (own, n, (GraphLink *) own_links->data, n_unique) == 0)
          break;
      }
  _dln_graph_remove_overlaps (own, n, n > 2000 ? 30 : 400);
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

/* Where the box adds least to the whole: beside or below one that is placed already, without overlap. */
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
                    && !_dln_rect_overlaps (&(DlnRect){ rect.x, rect.y, rect.width + SHELF_GAP * 0.9f,
                                                        rect.height + SHELF_GAP * 0.9f },
                                            &DLN_ROW (components, Component, k)->box);
        }
      if (!is_free)
        continue;

      float width = MAX (reach.x, rect.x + rect.width), height = MAX (reach.y, rect.y + rect.height);
      float cost = MAX (width / aspect, height) + 0.02f * (rect.x / aspect + rect.y);
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
