/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quiet ground behind the names of one community, where a connected part has several and the
 * picture is not small. A ground that would take in a name of another community is not drawn. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define MIN_NAMES 24 /* in the picture: fewer are seen at a glance */
#define MIN_MEMBERS 3
#define MARGIN 16.0f /* around a node */
#define CORNERS 12   /* of the round about a node */

static float
get_turn (DlnPoint a,
          DlnPoint b,
          DlnPoint c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static int
compare_points (const void *a,
                const void *b)
{
  const DlnPoint *x = a, *y = b;

  if (x->x != y->x)
    return x->x < y->x ? -1 : 1;
  return (x->y > y->y) - (x->y < y->y);
}

/* Convex hull (A. Andrew's monotone chain, 1979). Sorts @points; the hull goes the way in which
 * get_turn() is positive. */
static GArray *
find_hull (GArray *points)
{
  GArray *hull = g_array_new (FALSE, FALSE, sizeof (DlnPoint));

  qsort (points->data, points->len, sizeof (DlnPoint), compare_points);
  for (guint pass = 0; pass < 2; pass++)
    {
      guint floor = hull->len;

      for (guint k = 0; k < points->len; k++)
        {
          DlnPoint at = g_array_index (points, DlnPoint, pass == 0 ? k : points->len - 1 - k);

          while (hull->len >= floor + 2
                 && get_turn (g_array_index (hull, DlnPoint, hull->len - 2),
                              g_array_index (hull, DlnPoint, hull->len - 1),
                              at)
                      <= 0)
            g_array_set_size (hull, hull->len - 1);
          g_array_append_val (hull, at);
        }
      g_array_set_size (hull, hull->len - 1); /* the other pass begins with it */
    }
  return hull;
}

/* Whether a disc reaches into the hull. */
static gboolean
reaches_into (const GArray *hull,
              DlnPoint      at,
              float         radius)
{
  for (guint k = 0; k < hull->len; k++)
    {
      DlnPoint a = g_array_index (hull, DlnPoint, k);
      DlnPoint b = g_array_index (hull, DlnPoint, (k + 1) % hull->len);
      float length = hypotf (b.x - a.x, b.y - a.y);

      if (length > 0 && get_turn (a, b, at) / length < -radius)
        return FALSE;
    }
  return TRUE;
}

static void
add_round (GArray  *points,
           DlnPoint at,
           float    radius)
{
  for (guint k = 0; k < CORNERS; k++)
    {
      float angle = k * 2 * (float) G_PI / CORNERS;
      DlnPoint corner = { at.x + radius * cosf (angle), at.y + radius * sinf (angle) };

      g_array_append_val (points, corner);
    }
}

/* Members by falling weight, as the nodes are; NULL for a community that needs no ground. */
static GArray *
collect_members (DlnGraph *self,
                 guint32   community)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 component = 0;
  gboolean alone = TRUE;

  for (guint32 i = 0; i < self->model->nodes->len; i++)
    {
      const GraphNode *node = DLN_ROW (self->model->nodes, GraphNode, i);

      if (node->community != community)
        continue;
      g_array_append_val (members, i);
      component = node->component;
    }
  for (guint i = 0; i < self->model->nodes->len && alone; i++)
    {
      const GraphNode *node = DLN_ROW (self->model->nodes, GraphNode, i);

      alone = node->community == community || node->component != component;
    }
  if (members->len < MIN_MEMBERS || alone)
    g_clear_pointer (&members, g_array_unref);
  return members;
}

static void
draw_ground (DlnGraph        *self,
             DlnScene        *scene,
             const GraphView *view,
             const DlnTheme  *theme,
             const GArray    *members)
{
  float grow = _dln_graph_get_growth (view->zoom);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (DlnPoint));
  g_autoptr (GArray) hull = NULL;
  const GraphNode *first =
    DLN_ROW (self->model->nodes, GraphNode, g_array_index (members, guint32, 0));

  for (guint k = 0; k < members->len; k++)
    {
      const GraphNode *node
        = DLN_ROW (self->model->nodes, GraphNode, g_array_index (members, guint32, k));

      add_round (points,
                 _dln_graph_to_screen (view, node->x, node->y),
                 node->radius * grow + MARGIN);
    }
  hull = find_hull (points);
  for (guint i = 0; i < self->model->nodes->len; i++)
    {
      const GraphNode *node = DLN_ROW (self->model->nodes, GraphNode, i);

      if (node->community != first->community
          && reaches_into (hull,
                           _dln_graph_to_screen (view, node->x, node->y),
                           node->radius * grow))
        return;
    }

  g_autofree char *name
    = dln_case_dup_target_title (self->view->dcase, (DlnTarget){ DLN_TARGET_ENTITY, first->id });
  /* Translators: people and institutions that are tied to each other more than to others */
  g_autofree char *title = g_strdup_printf (_("Group around %s"), name);
  g_autofree char *id = g_strdup_printf ("community-%u", first->community);

  _dln_scene_begin (scene, (DlnTarget){ 0, 0 }, id, title);
  _dln_scene_polyline (scene,
                       (const DlnPoint *) hull->data,
                       hull->len,
                       theme->faint,
                       0,
                       0,
                       DLN_OP_FILLED);
  _dln_scene_end (scene);
}

void
_dln_graph_draw_grounds (DlnGraph        *self,
                         DlnScene        *scene,
                         const GraphView *view,
                         const DlnTheme  *theme)
{
  guint32 last = 0;

  if (self->model->nodes->len < MIN_NAMES)
    return;
  for (guint i = 0; i < self->model->nodes->len; i++)
    last = MAX (last, DLN_ROW (self->model->nodes, GraphNode, i)->community);
  for (guint32 community = 1; community <= last; community++)
    {
      g_autoptr (GArray) members = collect_members (self, community);

      if (members != NULL)
        draw_ground (self, scene, view, theme, members);
    }
}
