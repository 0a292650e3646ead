/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes without their labels pushed apart, for graphs with more names than labels have room. Over a
 * uniform grid whose cells are as wide as two of the largest discs a node looks at nine cells only.
 * A few rounds of pushing keep the picture; what still overlaps then goes to the nearest place that
 * is free, so that it always ends and nothing overlaps. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <math.h>

#define MAX_ROUNDS 24
#define GAP 3.0f         /* between two discs */
#define GOLDEN 2.39996323f
#define MIN_DISTANCE 1e-3f

typedef struct
{
  GraphBody *bodies;
  guint      n;
  float      left, top, cell;
  guint      n_columns, n_rows;
  guint32   *heads; /* [n_columns * n_rows]: first body + 1, 0 = none */
  guint32   *next;  /* [n]: the same */
} Grid;

static float
get_radius (const GraphBody *body)
{
  return body->up;
}

static guint
get_column (const Grid *grid,
            float       x)
{
  return (guint) CLAMP ((x - grid->left) / grid->cell, 0, grid->n_columns - 1);
}

static guint
get_row (const Grid *grid,
         float       y)
{
  return (guint) CLAMP ((y - grid->top) / grid->cell, 0, grid->n_rows - 1);
}

static void
add_body (Grid *grid,
          guint i)
{
  guint32 *head = &grid->heads[get_row (grid, grid->bodies[i].y) * grid->n_columns
                               + get_column (grid, grid->bodies[i].x)];

  grid->next[i] = *head;
  *head = i + 1;
}

/* What is outside the grid is in its outermost cells, so that the grid may be smaller than what it
 * holds; it has at most about as many cells as bodies. */
static void
fill_grid (Grid *grid)
{
  float x1 = -G_MAXFLOAT, y1 = -G_MAXFLOAT, largest = 1;

  grid->left = grid->top = G_MAXFLOAT;
  for (guint i = 0; i < grid->n; i++)
    {
      const GraphBody *body = &grid->bodies[i];

      grid->left = MIN (grid->left, body->x);
      grid->top = MIN (grid->top, body->y);
      x1 = MAX (x1, body->x);
      y1 = MAX (y1, body->y);
      largest = MAX (largest, get_radius (body));
    }

  float width = x1 - grid->left + 1, height = y1 - grid->top + 1;
  grid->cell = MAX (2 * largest + GAP, sqrtf (width / grid->n * height));
  grid->n_columns = (guint) (width / grid->cell) + 1;
  grid->n_rows = (guint) (height / grid->cell) + 1;
  g_free (grid->heads);
  grid->heads = g_new0 (guint32, (gsize) grid->n_columns * grid->n_rows);
  for (guint i = grid->n; i > 0; i--)
    add_body (grid, i - 1);
}

/* How far two discs overlap; not more than 0 if they do not. */
static float
get_overlap (const GraphBody *a,
             const GraphBody *b)
{
  float dx = b->x - a->x, dy = b->y - a->y, reach = get_radius (a) + get_radius (b) + GAP;

  return reach * reach > dx * dx + dy * dy ? reach - sqrtf (dx * dx + dy * dy) : 0;
}

static gboolean
push_apart (GraphBody *bodies,
            guint32    i,
            guint32    j)
{
  GraphBody *a = &bodies[i], *b = &bodies[j];
  float overlap = get_overlap (a, b), dx = b->x - a->x, dy = b->y - a->y;
  float distance = sqrtf (dx * dx + dy * dy);
  float share = a->fixed ? 0 : b->fixed ? 1 : 0.5f;

  if (overlap <= 0.01f || (a->fixed && b->fixed))
    return FALSE;
  if (distance < MIN_DISTANCE) /* on top of each other: in a direction of its own */
    {
      dx = cosf (j * GOLDEN);
      dy = sinf (j * GOLDEN);
      distance = 1;
    }
  a->x -= dx / distance * overlap * share;
  a->y -= dy / distance * overlap * share;
  b->x += dx / distance * overlap * (1 - share);
  b->y += dy / distance * overlap * (1 - share);
  return TRUE;
}

/* Pushes a body and those after it in the nine cells around it. Returns how many. */
static guint
push_around (Grid *grid,
             guint i)
{
  guint column = get_column (grid, grid->bodies[i].x), row = get_row (grid, grid->bodies[i].y);
  guint n_pushed = 0;

  for (guint r = row > 0 ? row - 1 : 0; r <= MIN (row + 1, grid->n_rows - 1); r++)
    for (guint c = column > 0 ? column - 1 : 0; c <= MIN (column + 1, grid->n_columns - 1); c++)
      for (guint32 j = grid->heads[r * grid->n_columns + c]; j != 0; j = grid->next[j - 1])
        if (j - 1 > i)
          n_pushed += push_apart (grid->bodies, i, j - 1);
  return n_pushed;
}

/* Whether one that comes before it in the order of choosing places, or is fixed, is in the way. */
static gboolean
is_free (const Grid   *grid,
         const guint8 *stands,
         guint         i)
{
  const GraphBody *body = &grid->bodies[i];
  guint column = get_column (grid, body->x), row = get_row (grid, body->y);

  for (guint r = row > 0 ? row - 1 : 0; r <= MIN (row + 1, grid->n_rows - 1); r++)
    for (guint c = column > 0 ? column - 1 : 0; c <= MIN (column + 1, grid->n_columns - 1); c++)
      for (guint32 j = grid->heads[r * grid->n_columns + c]; j != 0; j = grid->next[j - 1])
        if (j - 1 != i && stands[j - 1] && get_overlap (body, &grid->bodies[j - 1]) > 0.02f)
          return FALSE;
  return TRUE;
}

/* Each body stays where it is if nothing that stands is in the way, or else goes to the nearest
 * place of a spiral around it. Time: O(n), and for each of the others as many places as are taken
 * around it */
static void
find_places (Grid *grid)
{
  g_autofree guint8 *stands = g_malloc0 (grid->n + 1);
  guint n_cells = grid->n_columns * grid->n_rows;

  for (guint i = 0; i < n_cells; i++)
    grid->heads[i] = 0;
  for (guint pass = 0; pass < 2; pass++) /* those that are fixed stand first */
    for (guint i = 0; i < grid->n; i++)
      {
        GraphBody *body = &grid->bodies[i];
        float x = body->x, y = body->y, step = get_radius (body) + GAP;

        if (body->fixed != (pass == 0))
          continue;
        for (guint k = 1; !body->fixed && !is_free (grid, stands, i); k++)
          {
            body->x = x + step * sqrtf (k) * cosf (k * GOLDEN);
            body->y = y + step * sqrtf (k) * sinf (k * GOLDEN);
          }
        stands[i] = TRUE;
        add_body (grid, i);
      }
}

/**
 * _dln_graph_part_discs:
 * @bodies: [n_bodies]; a disc is as large as it reaches upwards; positions are changed, but not of
 * those that are fixed
 * @n_bodies: nodes
 *
 * No two discs overlap afterwards, unless both are fixed. Time: about O(n_bodies)
 */
void
_dln_graph_part_discs (GraphBody *bodies,
                       guint      n_bodies)
{
  Grid grid = { .bodies = bodies, .n = n_bodies };
  guint n_pushed = 1;

  if (n_bodies < 2)
    return;
  grid.next = g_new (guint32, n_bodies);
  for (guint round = 0; round < MAX_ROUNDS && n_pushed > 0; round++)
    {
      fill_grid (&grid);
      n_pushed = 0;
      for (guint i = 0; i < n_bodies; i++)
        n_pushed += push_around (&grid, i);
    }
  if (n_pushed > 0)
    {
      fill_grid (&grid);
      find_places (&grid);
    }
  g_free (grid.next);
  g_free (grid.heads);
}
