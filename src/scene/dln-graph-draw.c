/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph as a picture: edges, nodes, then labels by salience where there is room, then captions
 * on the edges where there still is. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "case/dln-standing.h"
#include "scene/dln-graph-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DIMMED 0.76
#define SLOT_SPREAD 30.0f
#define SAMPLES 13
#define MIN_CAPTION_ZOOM 0.8 /* a large graph seen from further off has none */
#define MAX_FAR_CAPTIONS 80
#define CAPTION_MIN 44.0f /* shorter edges have none */
#define CAPTION_WIDTH 150.0f
#define ARROW_ROOM 9.0f   /* length of an arrow head */
#define STRIKE 4.5f       /* half of the stroke through what is denied */
#define MAX_LEADER 72.0f  /* pixels from a node to a label that found no place beside it */
#define LEADER_ANGLES 24

typedef struct
{
  DlnGraph        *self;
  DlnScene        *scene;
  const GraphView *view;
  const DlnTheme  *theme;
  GArray          *taken;   /* DlnRect: nodes, labels, captions */
  GHashTable      *bright;  /* (nullable): node index + 1 that stay bright under a selection */
  float            grow;    /* of nodes with the zoom */
  /* DlnRect [n_nodes]: where the label goes by default; empty once it is placed */
  GArray          *usual;
  GArray          *segments; /* DlnPoint pairs: the edges as drawn, to keep text off them */
} Pen;

typedef struct
{
  DlnPoint points[4]; /* from rim to rim */
  gboolean straight;
  gboolean visible;
} Route;

static DlnPoint
to_screen (const Pen *pen,
           float      x,
           float      y)
{
  return _dln_graph_to_screen (pen->view, x, y);
}

static const GraphNode *
get_node (const Pen *pen,
          guint      index)
{
  return DLN_ROW (pen->self->model->nodes, GraphNode, index);
}

static float
get_radius (const Pen       *pen,
            const GraphNode *node)
{
  return node->radius * pen->grow;
}

static gboolean
is_node_dimmed (const Pen *pen,
                guint      index)
{
  if (pen->bright != NULL)
    return !g_hash_table_contains (pen->bright, GUINT_TO_POINTER (index + 1));
  return get_node (pen, index)->dimmed;
}

static gboolean
is_edge_dimmed (const Pen       *pen,
                const GraphEdge *edge)
{
  const DlnTarget *selection = &pen->self->view->selection;

  if (pen->bright == NULL)
    return edge->dimmed;
  if (selection->kind == DLN_TARGET_RELATION)
    return selection->id != edge->relation;
  if (selection->kind == DLN_TARGET_ENTITY)
    return get_node (pen, edge->from)->id != selection->id
           && get_node (pen, edge->to)->id != selection->id;
  return is_node_dimmed (pen, edge->from) || is_node_dimmed (pen, edge->to);
}

/* ---- what the selection keeps bright -------------------------------------------------------- */

static void
keep_entity (DlnGraph   *self,
             GHashTable *bright,
             DlnEntityId id)
{
  gpointer index = g_hash_table_lookup (self->model->index, GUINT_TO_POINTER (id));

  if (index != NULL)
    g_hash_table_add (bright, index);
}

static void
keep_neighbours (DlnGraph   *self,
                 GHashTable *bright)
{
  for (guint i = 0; i < self->model->edges->len; i++)
    {
      const GraphEdge *edge = DLN_ROW (self->model->edges, GraphEdge, i);
      DlnEntityId from = DLN_ROW (self->model->nodes, GraphNode, edge->from)->id;
      DlnEntityId to = DLN_ROW (self->model->nodes, GraphNode, edge->to)->id;

      if (from == self->view->selection.id || to == self->view->selection.id)
        {
          keep_entity (self, bright, from);
          keep_entity (self, bright, to);
        }
    }
}

static GHashTable *
collect_bright (DlnGraph *self)
{
  GHashTable *bright = g_hash_table_new (NULL, NULL);
  const DlnResolution *resolution = dln_case_get_resolution (self->view->dcase);

  switch (self->view->selection.kind)
    {
    case DLN_TARGET_ENTITY:
      keep_entity (self, bright, self->view->selection.id);
      if (g_hash_table_size (bright) > 0)
        keep_neighbours (self, bright);
      break;
    case DLN_TARGET_RELATION:
      {
        const DlnRelation *relation =
          dln_case_get_relation (self->view->dcase, self->view->selection.id);

        if (relation != NULL)
          {
            keep_entity (self, bright, relation->subject);
            keep_entity (self, bright, relation->object);
          }
        break;
      }
    case DLN_TARGET_EVENT:
      {
        const DlnEvent *event = dln_case_get_event (self->view->dcase, self->view->selection.id);

        if (event == NULL)
          break;
        for (guint i = 0; i < event->n_participants; i++)
          keep_entity (self, bright,
                       DLN_ROW (resolution->participants, DlnEventParticipant,
                                event->first_participant + i)
                         ->entity);
        keep_entity (self, bright, event->place);
        break;
      }
    case DLN_TARGET_DOCUMENT:
      if (self->view->selection.id > 0 && self->view->selection.id <= resolution->entity_of->len)
        {
          const GArray *entities =
            g_ptr_array_index (resolution->entity_of, self->view->selection.id - 1);

          for (guint i = 0; i < entities->len; i++)
            keep_entity (self, bright, g_array_index (entities, DlnEntityId, i));
        }
      break;
    default:
      break;
    }
  if (g_hash_table_size (bright) == 0)
    g_clear_pointer (&bright, g_hash_table_unref);
  return bright;
}

/* ---- room ----------------------------------------------------------------------------------- */

static gboolean
is_room (const Pen     *pen,
         const DlnRect *rect)
{
  const DlnRect *clip = &pen->view->clip;

  if (rect->x < clip->x || rect->y < clip->y || rect->x + rect->width > clip->x + clip->width
      || rect->y + rect->height > clip->y + clip->height)
    return FALSE;
  for (guint i = 0; i < pen->taken->len; i++)
    if (_dln_rect_overlaps (rect, DLN_ROW (pen->taken, DlnRect, i)))
      return FALSE;
  return TRUE;
}

/* Pixels of edges that lie in a box (Liang and Barsky's clipping): one along a label costs more
 * than one across. */
static float
measure_crossings (const Pen     *pen,
                   const DlnRect *rect)
{
  float sum = 0;

  for (guint i = 0; i + 1 < pen->segments->len; i += 2)
    {
      const DlnPoint *a = DLN_ROW (pen->segments, DlnPoint, i), *b = a + 1;
      const float p[] = { a->x - b->x, b->x - a->x, a->y - b->y, b->y - a->y };
      const float q[] = { a->x - rect->x, rect->x + rect->width - a->x, a->y - rect->y,
                          rect->y + rect->height - a->y };
      float t0 = 0, t1 = 1;

      for (guint k = 0; k < 4 && t0 <= t1; k++)
        {
          if (p[k] == 0 && q[k] < 0)
            t0 = 2;
          else if (p[k] < 0)
            t0 = MAX (t0, q[k] / p[k]);
          else if (p[k] > 0)
            t1 = MIN (t1, q[k] / p[k]);
        }
      if (t0 <= t1)
        sum += 6 + (t1 - t0) * hypotf (b->x - a->x, b->y - a->y);
    }
  return sum;
}

static void
add_segments (const Pen   *pen,
              const Route *route)
{
  guint n = route->straight ? 1 : 4;

  for (guint i = 0; i < n; i++)
    {
      DlnPoint ends[] = { _dln_cubic_point (route->points, (float) i / n),
                          _dln_cubic_point (route->points, (float) (i + 1) / n) };
      g_array_append_vals (pen->segments, ends, 2);
    }
}

static gboolean
is_visible (const Pen     *pen,
            const DlnRect *rect)
{
  return _dln_rect_overlaps (rect, &pen->view->clip);
}

/* ---- edges ---------------------------------------------------------------------------------- */

/* The part of a cubic between two parameters (de Casteljau). */
static void
cut_cubic (DlnPoint *p,
           float     t0,
           float     t1)
{
  DlnPoint start = _dln_cubic_point (p, t0), end = _dln_cubic_point (p, t1);
  float third = (t1 - t0) / 3;
  DlnPoint d0, d1;

  for (guint k = 0; k < 2; k++)
    {
      float t = k == 0 ? t0 : t1, s = 1 - t;
      DlnPoint d = { 3 * (s * s * (p[1].x - p[0].x) + 2 * s * t * (p[2].x - p[1].x)
                          + t * t * (p[3].x - p[2].x)),
                     3 * (s * s * (p[1].y - p[0].y) + 2 * s * t * (p[2].y - p[1].y)
                          + t * t * (p[3].y - p[2].y)) };

      if (k == 0)
        d0 = d;
      else
        d1 = d;
    }
  p[0] = start;
  p[1] = (DlnPoint){ start.x + d0.x * third, start.y + d0.y * third };
  p[2] = (DlnPoint){ end.x - d1.x * third, end.y - d1.y * third };
  p[3] = end;
}

static gboolean
is_inside_node (const Pen       *pen,
                const GraphNode *node,
                DlnPoint         center,
                DlnPoint         at)
{
  float reach = get_radius (pen, node) + 3.5f, dx = fabsf (at.x - center.x),
        dy = fabsf (at.y - center.y);

  switch (node->type)
    {
    case DLN_ENTITY_INSTITUTION:
      return MAX (dx, dy) < reach * 0.92f + 0.5f;
    case DLN_ENTITY_PLACE:
      return dx + dy < reach * 1.2f + 1;
    default:
      return dx * dx + dy * dy < reach * reach;
    }
}

static void
make_route (const Pen       *pen,
            const GraphEdge *edge,
            Route           *route)
{
  const GraphNode *from = get_node (pen, edge->from), *to = get_node (pen, edge->to);
  DlnPoint a = to_screen (pen, from->x, from->y), b = to_screen (pen, to->x, to->y);
  float dx = b.x - a.x, dy = b.y - a.y, length = MAX (hypotf (dx, dy), 1e-3f);
  float side = edge->from < edge->to ? 1 : -1;
  float spread = SLOT_SPREAD * MIN (pen->grow, 1) * MIN (1, length / 80);
  float bend = side * (edge->slot - (edge->n_slots - 1) / 2.0f) * spread * 4 / 3;
  float nx = -dy / length, ny = dx / length, t0 = 0, t1 = 1;
  DlnPoint *p = route->points;

  p[0] = a;
  p[1] = (DlnPoint){ a.x + dx / 3 + nx * bend, a.y + dy / 3 + ny * bend };
  p[2] = (DlnPoint){ a.x + dx * 2 / 3 + nx * bend, a.y + dy * 2 / 3 + ny * bend };
  p[3] = b;
  while (t0 < 0.5f && is_inside_node (pen, from, a, _dln_cubic_point (p, t0)))
    t0 += 0.01f;
  while (t1 > 0.5f && is_inside_node (pen, to, b, _dln_cubic_point (p, t1)))
    t1 -= 0.01f;
  route->visible = t1 > t0 + 0.02f;
  route->straight = fabsf (bend) < 0.5f;
  if (!route->visible)
    return;
  cut_cubic (p, t0, t1);

  DlnRect box = { MIN (MIN (p[0].x, p[1].x), MIN (p[2].x, p[3].x)),
                  MIN (MIN (p[0].y, p[1].y), MIN (p[2].y, p[3].y)), 0, 0 };
  box.width = MAX (MAX (p[0].x, p[1].x), MAX (p[2].x, p[3].x)) - box.x + 1;
  box.height = MAX (MAX (p[0].y, p[1].y), MAX (p[2].y, p[3].y)) - box.y + 1;
  route->visible = is_visible (pen, &box);
}

static char *
dup_edge_title (const Pen       *pen,
                const GraphEdge *edge)
{
  g_autofree char *title = dln_case_dup_target_title (
    pen->self->view->dcase, (DlnTarget){ DLN_TARGET_RELATION, edge->relation });

  if (edge->count == 1)
    return g_steal_pointer (&title);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s and %u more", "%s and %u more",
                                       edge->count - 1),
                          title, edge->count - 1);
}

/* Short strokes across the line, on both sides of where words stand. */
static void
strike (DlnScene    *scene,
        const Route *route,
        guint32      color)
{
  static const float places[] = { 0.2f, 0.8f };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      DlnPoint at = _dln_cubic_point (route->points, places[i]);
      DlnPoint next = _dln_cubic_point (route->points, places[i] + 0.01f);
      float dx = next.x - at.x, dy = next.y - at.y, length = MAX (hypotf (dx, dy), 1e-3f);
      float nx = (dx * 0.5f - dy) / length * STRIKE, ny = (dy * 0.5f + dx) / length * STRIKE;

      _dln_scene_line (scene, at.x - nx, at.y - ny, at.x + nx, at.y + ny, color, 1.6f, 0);
    }
}

static void
draw_edge (Pen             *pen,
           const GraphEdge *edge,
           const Route     *route)
{
  const DlnTheme *theme = pen->theme;
  const DlnRelation *relation = dln_case_get_relation (pen->self->view->dcase, edge->relation);
  DlnTarget target = { DLN_TARGET_RELATION, edge->relation };
  gboolean selected = dln_target_equal (pen->self->view->selection, target);
  gboolean hovered = dln_target_equal (pen->self->view->hover, target);
  GraphLine line = _dln_graph_get_line (relation);
  guint32 color = _dln_color_mix (theme->background, theme->dim, 0.62);
  float width = 1.0f + 0.25f * MIN (relation->n_evidence, 5) * MIN (pen->grow, 1);
  guint flags = (edge->symmetric ? 0 : DLN_OP_ARROW) | _dln_graph_get_line_flags (line);
  DlnPoint samples[SAMPLES];
  g_autofree char *title = dup_edge_title (pen, edge);
  g_autofree char *id = g_strdup_printf ("relation-%u", edge->relation);

  if (relation->type == DLN_RELATION_CO_MENTION)
    color = _dln_color_mix (theme->background, theme->dim, 0.3);
  if (is_edge_dimmed (pen, edge))
    color = _dln_color_mix (color, theme->background, DIMMED);
  else if (pen->bright != NULL)
    color = _dln_color_mix (theme->background, theme->dim, 0.95);
  _dln_scene_begin (pen->scene, target, id, title);
  if (selected || hovered)
    {
      guint32 halo = _dln_color_alpha (theme->selection, selected ? 0.4 : 0.2);

      if (route->straight)
        _dln_scene_line (pen->scene, route->points[0].x, route->points[0].y, route->points[3].x,
                         route->points[3].y, halo, width + 6, 0);
      else
        _dln_scene_curve (pen->scene, route->points, halo, width + 6, 0);
    }
  if (route->straight)
    _dln_scene_line (pen->scene, route->points[0].x, route->points[0].y, route->points[3].x,
                     route->points[3].y, color, width, flags);
  else
    _dln_scene_curve (pen->scene, route->points, color, width, flags);
  if (line == LINE_DENIED)
    strike (pen->scene, route, color);
  _dln_scene_end (pen->scene);

  DlnRect bounds = { G_MAXFLOAT, G_MAXFLOAT, 0, 0 };
  float x1 = -G_MAXFLOAT, y1 = -G_MAXFLOAT;
  for (guint i = 0; i < SAMPLES; i++)
    {
      samples[i] = _dln_cubic_point (route->points, i / (SAMPLES - 1.0f));
      bounds.x = MIN (bounds.x, samples[i].x);
      bounds.y = MIN (bounds.y, samples[i].y);
      x1 = MAX (x1, samples[i].x);
      y1 = MAX (y1, samples[i].y);
    }
  bounds.width = x1 - bounds.x;
  bounds.height = y1 - bounds.y;
  DlnSceneMark *mark = _dln_scene_mark (pen->scene, target, bounds, title, edge->count);
  _dln_scene_mark_line (pen->scene, mark, samples, SAMPLES);
}

/* ---- captions ------------------------------------------------------------------------------- */

static void
draw_caption (Pen             *pen,
              const GraphEdge *edge,
              const Route     *route)
{
  static const float places[] = { 0.5f, 0.42f, 0.58f, 0.34f, 0.66f, 0.26f, 0.74f };
  const DlnPoint *p = route->points;
  float length = hypotf (p[3].x - p[0].x, p[3].y - p[0].y);
  g_autofree char *caption = _dln_graph_dup_caption (pen->self->view->dcase, edge);
  gboolean dimmed = is_edge_dimmed (pen, edge);
  DlnTextBlock block;

  if (length < CAPTION_MIN || *caption == '\0' || (pen->bright != NULL && dimmed))
    return;
  if (!pen->view->whole && pen->view->zoom < MIN_CAPTION_ZOOM && pen->bright == NULL
      && pen->self->model->edges->len > MAX_FAR_CAPTIONS)
    return;

  _dln_text_wrap (pen->scene->strings, caption, CAPTION_FONT, 0, CAPTION_WIDTH, 1, &block);
  float best = G_MAXFLOAT;
  DlnRect chosen = { 0 };

  /* the arrow head is not part of what a caption can stand in the middle of */
  float head = edge->symmetric ? 0 : ARROW_ROOM / length;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      DlnPoint at = _dln_cubic_point (p, places[i] * (1 - head));
      DlnRect rect = { at.x - block.width / 2 - 2, at.y - 6.5f, block.width + 4, 13 };

      if (!is_room (pen, &rect))
        continue;
      /* the middle, if nothing speaks for another place */
      float crossings = measure_crossings (pen, &rect) + 8 * i;
      if (crossings >= best)
        continue;
      best = crossings;
      chosen = rect;
    }
  if (best == G_MAXFLOAT)
    return;
  g_array_append_val (pen->taken, chosen);
  _dln_scene_block (pen->scene, pen->scene->strings, &block, chosen.x + 2, chosen.y + 9.7f, 12, 0,
                    CAPTION_FONT,
                    dimmed ? _dln_color_mix (pen->theme->dim, pen->theme->background, 0.5)
                           : pen->theme->dim,
                    DLN_OP_HALO);
  if (_dln_graph_is_denied (dln_case_get_relation (pen->self->view->dcase, edge->relation)))
    _dln_scene_line (pen->scene, chosen.x + 2, chosen.y + 6.2f, chosen.x + chosen.width - 2,
                     chosen.y + 6.2f, pen->theme->dim, 1, 0);
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static void
draw_shape (Pen             *pen,
            const GraphNode *node,
            DlnPoint         at,
            float            radius,
            guint32          fill,
            guint32          stroke,
            float            line_width,
            guint            flags)
{
  switch (node->type)
    {
    case DLN_ENTITY_INSTITUTION:
      _dln_scene_rectangle (pen->scene,
                            (DlnRect){ at.x - radius * 0.9f, at.y - radius * 0.9f, radius * 1.8f,
                                       radius * 1.8f },
                            radius * 0.4f, fill, stroke, line_width, flags);
      break;
    case DLN_ENTITY_PLACE:
      _dln_scene_diamond (pen->scene,
                          (DlnRect){ at.x - radius * 1.15f, at.y - radius * 1.15f, radius * 2.3f,
                                     radius * 2.3f },
                          fill, stroke, line_width, flags);
      break;
    default:
      _dln_scene_disc (pen->scene, at.x, at.y, radius, fill, stroke, line_width, flags);
      break;
    }
}

/* From the centre to the rim, with a little air. */
static float
get_reach (const Pen       *pen,
           const GraphNode *node)
{
  return get_radius (pen, node) * (node->type == DLN_ENTITY_PLACE ? 1.15f : 1) + 2;
}

static DlnRect
get_node_rect (const Pen       *pen,
               const GraphNode *node)
{
  DlnPoint at = to_screen (pen, node->x, node->y);
  float reach = get_reach (pen, node);

  return (DlnRect){ at.x - reach, at.y - reach, reach * 2, reach * 2 };
}

char *
_dln_graph_dup_tooltip (DlnGraph        *self,
                        const GraphNode *node)
{
  const DlnEntity *entity = dln_case_get_entity (self->view->dcase, node->id);
  g_autofree char *title = dln_case_dup_target_title (self->view->dcase,
                                                      (DlnTarget){ DLN_TARGET_ENTITY, node->id });
  const char *description = dln_case_get_string (self->view->dcase, entity->description);

  if (description == NULL || *description == '\0')
    return g_steal_pointer (&title);
  return g_strdup_printf ("%s, %s", title, description);
}

static DlnRect
get_usual_place (const Pen       *pen,
                 const GraphNode *node)
{
  DlnPoint at = to_screen (pen, node->x, node->y);
  float width = node->label.width + 2;

  return (DlnRect){ at.x - width / 2, at.y + get_reach (pen, node) + 1, width,
                    node->label.n_lines * NODE_LINE + 1 };
}

static gboolean
is_usual_elsewhere (const Pen     *pen,
                    const DlnRect *rect)
{
  for (guint i = 0; i < pen->usual->len; i++)
    if (_dln_rect_overlaps (rect, DLN_ROW (pen->usual, DlnRect, i)))
      return TRUE;
  return FALSE;
}

/* Below the node, right of it, above or left: where fewest edges pass, and first where no other
 * label would go. */
static gboolean
find_label_place (const Pen       *pen,
                  const GraphNode *node,
                  DlnRect         *rect,
                  gboolean        *centred)
{
  DlnPoint at = to_screen (pen, node->x, node->y);
  float reach = get_reach (pen, node), width = node->label.width + 2,
        height = node->label.n_lines * NODE_LINE + 1;
  const DlnRect places[] = {
    get_usual_place (pen, node),
    { at.x + reach + 3, at.y - height / 2, width, height },
    { at.x - width / 2, at.y - reach - 1 - height, width, height },
    { at.x - reach - 3 - width, at.y - height / 2, width, height },
    { at.x - 2, at.y + reach + 1, width, height },
    { at.x + 2 - width, at.y + reach + 1, width, height },
    { at.x - 2, at.y - reach - 1 - height, width, height },
    { at.x + 2 - width, at.y - reach - 1 - height, width, height },
  };

  float best = G_MAXFLOAT;

  for (guint i = 0; i < G_N_ELEMENTS (places) && best > 0; i++)
    {
      if (!is_room (pen, &places[i]))
        continue;
      float crossings = measure_crossings (pen, &places[i])
                        + (i > 0 && is_usual_elsewhere (pen, &places[i]) ? 1e5f : 0);
      if (crossings >= best)
        continue;
      best = crossings;
      *rect = places[i];
      *centred = i == 0 || i == 2;
    }
  return best < G_MAXFLOAT;
}

/* Out of the crowd around a node that matters, at the end of a line to it. */
static gboolean
find_label_afar (const Pen       *pen,
                 const GraphNode *node,
                 DlnRect         *rect)
{
  DlnPoint at = to_screen (pen, node->x, node->y);
  float reach = get_reach (pen, node), width = node->label.width + 2,
        height = node->label.n_lines * NODE_LINE + 1, best = G_MAXFLOAT;

  for (float distance = 8; distance <= MAX_LEADER && best == G_MAXFLOAT; distance += 8)
    for (guint i = 0; i < LEADER_ANGLES; i++)
      {
        double angle = 2 * G_PI * i / LEADER_ANGLES;
        float x = at.x + cos (angle) * (reach + distance + width / 2);
        float y = at.y + sin (angle) * (reach + distance + height / 2);
        DlnRect place = { x - width / 2, y - height / 2, width, height };

        if (!is_room (pen, &place))
          continue;
        float crossings = measure_crossings (pen, &place);
        if (crossings >= best)
          continue;
        best = crossings;
        *rect = place;
      }
  return best < G_MAXFLOAT;
}

static void
draw_leader (Pen             *pen,
             const GraphNode *node,
             const DlnRect   *label,
             guint32          color)
{
  DlnPoint at = to_screen (pen, node->x, node->y);
  DlnPoint to = { CLAMP (at.x, label->x, label->x + label->width),
                  CLAMP (at.y, label->y, label->y + label->height) };
  float length = hypotf (to.x - at.x, to.y - at.y), reach = get_radius (pen, node);

  if (length > reach)
    _dln_scene_line (pen->scene,
                     at.x + (to.x - at.x) * reach / length,
                     at.y + (to.y - at.y) * reach / length,
                     to.x,
                     to.y,
                     color,
                     1,
                     0);
}

static gboolean
is_leading (const Pen *pen,
            guint      index)
{
  DlnTarget target = { DLN_TARGET_ENTITY, get_node (pen, index)->id };

  return index < N_LEADING || dln_target_equal (pen->self->view->selection, target);
}

static void
draw_node (Pen  *pen,
           guint index)
{
  const GraphNode *node = get_node (pen, index);
  const DlnTheme *theme = pen->theme;
  DlnTarget target = { DLN_TARGET_ENTITY, node->id };
  DlnPoint at = to_screen (pen, node->x, node->y);
  DlnRect bounds = get_node_rect (pen, node), label;
  gboolean selected = dln_target_equal (pen->self->view->selection, target);
  gboolean hovered = dln_target_equal (pen->self->view->hover, target);
  gboolean dimmed = is_node_dimmed (pen, index) && !selected, centred = TRUE;
  float radius = get_radius (pen, node);
  guint32 color = theme->entity[node->type];

  if (!is_visible (pen, &bounds))
    return;

  g_autofree char *title = _dln_graph_dup_tooltip (pen->self, node);
  g_autofree char *id = g_strdup_printf ("entity-%u", node->id);
  if (dimmed)
    color = _dln_color_mix (color, theme->background, DIMMED);
  _dln_scene_begin (pen->scene, target, id, title);
  if (selected || hovered)
    draw_shape (pen,
                node,
                at,
                radius + (selected ? 6 : 4),
                _dln_color_alpha (theme->selection, 0.2),
                selected ? theme->selection : 0,
                selected ? 2 : 0,
                0);
  draw_shape (pen, node, at, radius + 1.5f, theme->background, 0, 0, 0);
  draw_shape (pen, node, at, radius, color, 0, 0, 0);
  *DLN_ROW (pen->usual, DlnRect, index) = (DlnRect){ -1e6f, -1e6f, 0, 0 };
  gboolean placed = find_label_place (pen, node, &label, &centred), afar = FALSE;
  if (!placed && is_leading (pen, index) && find_label_afar (pen, node, &label))
    {
      placed = centred = afar = TRUE;
      draw_leader (pen, node, &label, dimmed ? color : theme->dim);
    }
  if (placed)
    {
      g_array_append_val (pen->taken, label);
      _dln_scene_block (pen->scene, pen->self->model->strings, &node->label, label.x + 1,
                        label.y + 11.5f, NODE_LINE, centred ? label.width - 2 : 0, NODE_FONT,
                        dimmed ? _dln_color_mix (theme->foreground, theme->background, 0.6)
                               : theme->foreground,
                        DLN_OP_HALO | (selected ? DLN_OP_BOLD : 0));
      float x1 = MAX (bounds.x + bounds.width, label.x + label.width);
      float y1 = MAX (bounds.y + bounds.height, label.y + label.height);
      DlnRect both = { MIN (bounds.x, label.x), MIN (bounds.y, label.y), 0, 0 };

      both.width = x1 - both.x;
      both.height = y1 - both.y;
      if (!afar) /* others stand between */
        bounds = both;
    }
  else
    pen->scene->n_dropped_labels++;
  _dln_scene_end (pen->scene);
  _dln_scene_mark (pen->scene, target, bounds, title, 1);
}

/**
 * _dln_graph_draw:
 * @self: a graph with its model
 * @scene: where to
 * @view: world to pixels
 * @theme: colours
 *
 * Time: O(edges + nodes * labels)
 */
void
_dln_graph_draw (DlnGraph        *self,
                 DlnScene        *scene,
                 const GraphView *view,
                 const DlnTheme  *theme)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DlnRect));
  g_autoptr (GHashTable) bright = view->whole ? NULL : collect_bright (self);
  g_autofree Route *routes = g_new (Route, self->model->edges->len + 1);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (DlnPoint));
  g_autoptr (GArray) usual = g_array_new (FALSE, FALSE, sizeof (DlnRect));
  Pen pen = { self,  scene,   view, theme, taken, bright, _dln_graph_get_growth (view->zoom),
              usual, segments };

  _dln_graph_draw_grounds (self, scene, view, theme);
  for (guint i = self->model->edges->len; i > 0; i--)
    {
      const GraphEdge *edge = DLN_ROW (self->model->edges, GraphEdge, i - 1);

      make_route (&pen, edge, &routes[i - 1]);
      if (!routes[i - 1].visible)
        continue;
      draw_edge (&pen, edge, &routes[i - 1]);
      add_segments (&pen, &routes[i - 1]);
    }
  for (guint i = 0; i < self->model->nodes->len; i++)
    {
      DlnRect rect = get_node_rect (&pen, get_node (&pen, i));
      DlnRect label = get_usual_place (&pen, get_node (&pen, i));

      g_array_append_val (taken, rect);
      g_array_append_val (usual, label);
    }
  for (guint pass = 0; pass < 2; pass++) /* bright labels find their places first */
    for (guint i = 0; i < self->model->nodes->len; i++)
      if (is_node_dimmed (&pen, i) == (pass == 1))
        draw_node (&pen, i);
  for (guint i = 0; i < self->model->edges->len; i++)
    if (routes[i].visible)
      draw_caption (&pen, DLN_ROW (self->model->edges, GraphEdge, i), &routes[i]);
}
