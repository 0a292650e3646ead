/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connected component by forces: coarsen by matching, place the coarsest, refine level by level
 * with a spring-electrical model (Y. Hu, "Efficient and high quality force-directed graph drawing",
 * 2005), repulsion by a quadtree (J. Barnes, P. Hut, 1986); small ones are polished by stress
 * majorization (E. Gansner, Y. Koren, S. North, 2004). No random numbers: ties are broken by
 * index. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MIN_COARSE 24
/* Far cells are taken as one body. With 1.3 the picture is as good as with 0.9, in half the time:
 * errors of opposite sides cancel. */
#define THETA 1.3f
/* Springs between communities pull less in a large component, lest all of them lie in one heap;
 * in a small one its polish sets them apart. */
#define BETWEEN 0.05f
#define MAX_LEVELS 40
#define GOLDEN 2.39996323
/* nodes, from which on communities stand twice as far apart as the links ask for */
#define ROOMY 60.0f

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
  guint32   *community; /* [n] */
  float      between;   /* how much a spring between communities pulls */
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
  level->community = g_new0 (guint32, n + 1);
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
  g_free (level->community);
  g_free (level);
}

int
_dln_graph_compare_links (const void *a,
                          const void *b)
{
  const GraphLink *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

/* Each node with its unmatched neighbour of lowest degree; leaves of one hub with each other, lest
 * stars never shrink. Only within a community, so that a node of the next level is of one, too;
 * where that makes nothing smaller any more, across (@within is FALSE). */
static Level *
coarsen (Level   *level,
         gboolean within)
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

          if (j != i && level->coarse[j] == G_MAXUINT32 && degree < best_degree
              && (!within || level->community[j] == level->community[i]))
            {
              best = j;
              best_degree = degree;
            }
        }
      if (best == G_MAXUINT32 && level->first[i + 1] - level->first[i] > 0)
        {
          guint32 hub = level->others[level->first[i]];

          for (guint k = level->first[hub]; k < level->first[hub + 1] && best == G_MAXUINT32; k++)
            if (level->others[k] > i && level->coarse[level->others[k]] == G_MAXUINT32
                && (!within || level->community[level->others[k]] == level->community[i]))
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
  g_array_sort (links, _dln_graph_compare_links);
  guint n_links = 0;
  for (guint i = 0; i < links->len; i++)
    if (i == 0
        || _dln_graph_compare_links (DLN_ROW (links, GraphLink, i),
                                     DLN_ROW (links, GraphLink, n_links - 1))
             != 0)
      g_array_index (links, GraphLink, n_links++) = g_array_index (links, GraphLink, i);
  Level *next = new_level (n, (GraphLink *) links->data, n_links);
  next->between = level->between;
  for (guint i = level->n; i > 0; i--) /* across communities that of the first counts */
    next->community[level->coarse[i - 1]] = level->community[i - 1];
  return next;
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

              if (level->community[i] != level->community[level->others[k]])
                distance *= level->between;
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

/* Nodes of many links stand further off, so that their neighbours find room around them;
 * communities stand apart. */
static float
get_ideal (const Level *level,
           guint        i,
           guint        j,
           guint        hops,
           float        length)
{
  guint degree = MAX (level->first[i + 1] - level->first[i], level->first[j + 1] - level->first[j]);
  float apart = level->community[i] == level->community[j] ? 1 : 1 + MIN (level->n / ROOMY, 1);

  if (hops == 1)
    return length * (1 + 0.05f * MIN (degree, 24)) * apart;
  return length * hops * apart;
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
  gboolean large = n_bodies > MAX_STRESS, within = large;

  level->between = large ? BETWEEN : 1;
  for (guint i = 0; i < n_bodies; i++)
    level->community[i] = bodies[i].community;
  g_ptr_array_add (levels, level);
  while (level->n > MIN_COARSE && levels->len < MAX_LEVELS)
    {
      Level *next = coarsen (level, within);

      g_ptr_array_add (levels, next);
      if (next->n > level->n * 0.92 && !within)
        {
          level = next;
          break;
        }
      within = within && next->n <= level->n * 0.92;
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
      run_forces (fine, length, !large ? 90 : fine->n > 3000 ? 16 : 40);
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
