/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph: view state, navigation, paths and the two scenes (screen, file). */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MIN_ZOOM 0.05
#define MAX_ZOOM 8.0
#define MAX_FIT 1.25
#define FIT_MARGIN 14.0f
#define FIT_BOTTOM 30.0f /* a note may stand there */
#define FILE_MARGIN 28.0f

G_DEFINE_FINAL_TYPE (DlnGraph, dln_graph, DLN_TYPE_SCENE_VIEW)

#define KEY_HEIGHT 26.0f
#define NOTE_HEIGHT 26.0f
#define MIN_KEY_WIDTH 500.0f /* of the view: a small one has no key */
#define MIN_KEY_VIEW 360.0f

static void
dln_graph_reset (DlnSceneView *view,
                 gboolean      case_changed)
{
  DlnGraph *self = DLN_GRAPH (view);

  if (case_changed)
    _dln_graph_free_network (self);
  _dln_graph_cancel_work (self);
  self->outdated = TRUE;
  self->stale |= case_changed;
  _dln_scene_view_queue_draw (self);
}

/* The largest zoom at which everything fits; labels keep their size, so it is found by steps. */
static double
find_zoom (DlnGraph *self,
           float     width,
           float     height,
           double    max)
{
  double zoom = max;

  for (guint i = 0; i < 12; i++)
    {
      DlnRect box = _dln_graph_get_extents (self, zoom);
      double over = MAX (box.width / MAX (width, 1), box.height / MAX (height, 1));

      if (over <= 1)
        break;
      zoom = MAX (zoom / MIN (over, 4) * 0.995, MIN_ZOOM);
    }
  return zoom;
}

static gboolean
has_key (DlnGraph *self)
{
  return self->view->width >= MIN_KEY_WIDTH && self->view->height >= MIN_KEY_VIEW;
}

static void
ensure_view (DlnGraph *self)
{
  float bottom = FIT_BOTTOM + (has_key (self) ? KEY_HEIGHT - 2 : 0);

  _dln_graph_update (self);
  if (!self->fitted)
    return;

  self->zoom = find_zoom (self,
                          self->view->width - 2 * FIT_MARGIN,
                          self->view->height - FIT_MARGIN - bottom,
                          MAX_FIT);
  DlnRect box = _dln_graph_get_extents (self, self->zoom);
  self->center_x = (box.x + box.width / 2) / self->zoom;
  self->center_y = (box.y + (box.height + bottom - FIT_MARGIN) / 2) / self->zoom;
}

/* ---- scenes --------------------------------------------------------------------------------- */

static void
draw_empty (DlnGraph       *self,
            DlnScene       *scene,
            const DlnTheme *theme)
{
  const char *text = _("No people, institutions or places to show");
  DlnTextExtents extents;

  _dln_text_measure (text, 13, 0, &extents);
  _dln_scene_text (scene, MAX ((scene->width - extents.width) / 2, 0), scene->height / 2, text, 13,
                   theme->dim, 0);
}

static DlnScene *
dln_graph_draw (DlnSceneView   *view,
                const DlnTheme *theme)
{
  DlnGraph *self = DLN_GRAPH (view);
  float width = self->view->width, height = self->view->height;

  ensure_view (self);
  if (self->stale && self->last != NULL)
    return dln_scene_ref (self->last);

  DlnScene *scene = _dln_scene_new (width, height, theme->background);
  if (self->stale) /* never drawn, and its model is of other rows */
    return scene;
  GraphView place = { self->zoom, self->center_x, self->center_y,
                      width / 2,  height / 2,     { 0, 0, width, height } };
  _dln_graph_draw (self, scene, &place, theme);
  if (self->model->nodes->len > 0 && has_key (self))
    {
      float bottom = height - NOTE_HEIGHT;

      _dln_scene_rectangle (scene, (DlnRect){ 0, bottom - KEY_HEIGHT, width, KEY_HEIGHT }, 0,
                            _dln_color_alpha (theme->background, 0.9), 0, 0, 0);
      _dln_graph_draw_key (self, scene, bottom - KEY_HEIGHT / 2, theme);
    }
  if (self->model->nodes->len == 0 && self->work == NULL)
    draw_empty (self, scene, theme);
  if (self->background)
    {
      g_clear_pointer (&self->last, dln_scene_unref);
      self->last = dln_scene_ref (scene);
    }
  return scene;
}

static char *
dup_subtitle (DlnGraph *self)
{
  guint n_names = self->model->nodes->len, n_left_out = self->model->n_left_out, n_relations = 0;

  for (guint i = 0; i < self->model->edges->len; i++)
    n_relations += DLN_ROW (self->model->edges, GraphEdge, i)->count;

  g_autofree char *entities = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u name", "%u names", n_names), n_names);
  g_autofree char *relations = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u relation", "%u relations", n_relations), n_relations);
  if (n_left_out == 0) /* Translators: "12 names, 20 relations" */
    return g_strdup_printf (_("%s, %s"), entities, relations);
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%s, %s; %u name without a relation shown here left out",
                 "%s, %s; %u names without a relation shown here left out", n_left_out),
    entities, relations, n_left_out);
}

/**
 * dln_graph_build_whole:
 * @self: a graph
 * @width: pixels
 * @theme: colours
 *
 * Returns: (transfer full): everything that is shown, as high as it needs, with a title and a key
 */
DlnScene *
dln_graph_build_whole (DlnGraph       *self,
                       float           width,
                       const DlnTheme *theme)
{
  return dln_graph_build_page (self, width, 0, theme);
}

/**
 * dln_graph_build_page:
 * @self: a graph
 * @width: pixels
 * @page_height: pixels of the whole picture; 0 = as high as it needs
 * @theme: colours
 *
 * Returns: (transfer full): everything that is shown, with a title and a key
 */
DlnScene *
dln_graph_build_page (DlnGraph       *self,
                      float           width,
                      float           page_height,
                      const DlnTheme *theme)
{
  const float top = 62, bottom = 40;

  g_return_val_if_fail (DLN_IS_GRAPH (self) && theme != NULL, NULL);

  width = CLAMP (width, 200, 30000);
  _dln_graph_update_now (self);
  float room = page_height > 0 ? MAX (page_height - top - bottom, 120) : 1e6f;
  double zoom = find_zoom (self, width - 2 * FILE_MARGIN, room - 2 * FILE_MARGIN, 1.2);
  DlnRect box = _dln_graph_get_extents (self, zoom);
  float height = page_height > 0 ? room : MAX (box.height + 2 * FILE_MARGIN, 120);
  GraphView view = { zoom,
                     (box.x + box.width / 2) / zoom,
                     (box.y + box.height / 2) / zoom,
                     width / 2,
                     top + height / 2,
                     { 0, top, width, height },
                     TRUE };
  DlnScene *scene = _dln_scene_new (width, ceilf (top + height + bottom), theme->background);
  const char *title = dln_case_get_title (self->view->dcase);
  g_autofree char *subtitle = dup_subtitle (self);
  DlnTarget selection = self->view->selection, hover = self->view->hover;
  DlnTextBlock block;

  self->view->selection = self->view->hover = (DlnTarget){ 0, 0 };
  _dln_graph_draw (self, scene, &view, theme);
  self->view->selection = selection;
  self->view->hover = hover;
  if (self->model->nodes->len == 0)
    draw_empty (self, scene, theme);
  _dln_text_wrap (scene->strings, title != NULL && *title != '\0' ? title : _("Graph"), 20,
                  DLN_OP_BOLD, width - 40, 1, &block);
  _dln_scene_block (
    scene, scene->strings, &block, 18, 30, 24, 0, 20, theme->foreground, DLN_OP_BOLD);
  _dln_text_wrap (scene->strings, subtitle, 12, 0, width - 40, 1, &block);
  _dln_scene_block (scene, scene->strings, &block, 18, 48, 16, 0, 12, theme->dim, 0);
  _dln_graph_draw_key (self, scene, top + height + 18, theme);
  return scene;
}

/* ---- the object ----------------------------------------------------------------------------- */

static void
dln_graph_dispose (GObject *object)
{
  DlnGraph *self = DLN_GRAPH (object);

  _dln_graph_cancel_work (self);
  g_clear_pointer (&self->model, _dln_graph_model_free);
  g_clear_pointer (&self->last, dln_scene_unref);
  _dln_graph_free_network (self);
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_clear_pointer (&self->pinned, g_hash_table_unref);
  g_clear_pointer (&self->expanded, g_hash_table_unref);
  G_OBJECT_CLASS (dln_graph_parent_class)->dispose (object);
}

static void
dln_graph_class_init (DlnGraphClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dln_graph_dispose;
  DLN_SCENE_VIEW_CLASS (klass)->reset = dln_graph_reset;
  DLN_SCENE_VIEW_CLASS (klass)->draw = dln_graph_draw;
}

static void
dln_graph_init (DlnGraph *self)
{
  self->view = _dln_scene_view_get_state (DLN_SCENE_VIEW (self));
  self->positions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->pinned = g_hash_table_new (NULL, NULL);
  self->expanded = g_hash_table_new (NULL, NULL);
  self->zoom = 1;
  self->fitted = TRUE;
  self->outdated = TRUE;
}

/**
 * dln_graph_new:
 * @dcase: the case; followed through its "changed" signal
 *
 * Returns: (transfer full): a graph of what the default filter shows
 */
DlnGraph *
dln_graph_new (DlnCase *dcase)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase), NULL);

  DlnGraph *self = g_object_new (DLN_TYPE_GRAPH, NULL);

  _dln_scene_view_follow (DLN_SCENE_VIEW (self), dcase);
  return self;
}

/* ---- setters -------------------------------------------------------------------------------- */

/**
 * dln_graph_set_background:
 * @self: a graph
 * @background: whether to measure and to lay out in a thread
 *
 * What was drawn last stays then until that is done, which "changed" tells. dln_graph_build_whole()
 * waits for it.
 */
void
dln_graph_set_background (DlnGraph *self,
                          gboolean  background)
{
  g_return_if_fail (DLN_IS_GRAPH (self));

  self->background = background;
}

/**
 * dln_graph_set_focus:
 * @self: a graph
 * @entity: shown from now on, with its neighbours, even if it is not among the most connected; 0
 * takes all such additions back
 */
void
dln_graph_set_focus (DlnGraph   *self,
                     DlnEntityId entity)
{
  g_return_if_fail (DLN_IS_GRAPH (self));

  self->focus = entity;
  if (entity == 0)
    {
      if (g_hash_table_size (self->expanded) == 0)
        return;
      g_hash_table_remove_all (self->expanded);
    }
  else if (!g_hash_table_add (self->expanded, GUINT_TO_POINTER (entity)))
    return;
  dln_graph_reset (DLN_SCENE_VIEW (self), FALSE);
}

/* ---- moving --------------------------------------------------------------------------------- */

void
dln_graph_fit (DlnGraph *self)
{
  g_return_if_fail (DLN_IS_GRAPH (self));

  self->fitted = TRUE;
  _dln_scene_view_queue_draw (self);
}

/**
 * dln_graph_zoom:
 * @self: a graph
 * @factor: more than 1 zooms in
 * @x: pixels
 * @y: pixels; the point there stays there
 */
void
dln_graph_zoom (DlnGraph *self,
                double    factor,
                float     x,
                float     y)
{
  g_return_if_fail (DLN_IS_GRAPH (self) && factor > 0);

  ensure_view (self);
  double zoom = CLAMP (self->zoom * factor, MIN_ZOOM, MAX_ZOOM);
  double dx = x - self->view->width / 2, dy = y - self->view->height / 2;
  self->center_x += dx / self->zoom - dx / zoom;
  self->center_y += dy / self->zoom - dy / zoom;
  self->zoom = zoom;
  self->fitted = FALSE;
  _dln_scene_view_queue_draw (self);
}

void
dln_graph_pan (DlnGraph *self,
               float     dx,
               float     dy)
{
  g_return_if_fail (DLN_IS_GRAPH (self));

  ensure_view (self);
  DlnRect box = _dln_graph_get_extents (self, 1);
  self->center_x = CLAMP (self->center_x - dx / self->zoom, box.x, box.x + box.width);
  self->center_y = CLAMP (self->center_y - dy / self->zoom, box.y, box.y + box.height);
  self->fitted = FALSE;
  _dln_scene_view_queue_draw (self);
}

static GraphNode *
find_node (DlnGraph   *self,
           DlnEntityId id)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->model->index, GUINT_TO_POINTER (id)));

  return index > 0 ? DLN_ROW (self->model->nodes, GraphNode, index - 1) : NULL;
}

/* Moves no farther than it must, so that the eye keeps its hold; where all is shown nothing has to
 * move. */
static void
reveal_point (DlnGraph *self,
              double    x,
              double    y)
{
  double half_width = MAX (self->view->width / 2 - 80, 10) / self->zoom;
  double half_height = MAX (self->view->height / 2 - 60, 10) / self->zoom;
  double dx = x - self->center_x, dy = y - self->center_y;

  if (self->fitted || (fabs (dx) <= half_width && fabs (dy) <= half_height))
    return;
  self->center_x += dx - CLAMP (dx, -half_width, half_width);
  self->center_y += dy - CLAMP (dy, -half_height, half_height);
  self->fitted = FALSE;
  _dln_scene_view_queue_draw (self);
}

/* Whether it has to wait for work in the background. */
static gboolean
wait_to_reveal (DlnGraph *self,
                DlnTarget target)
{
  self->wanted = self->outdated ? target : (DlnTarget){ 0, 0 };
  return self->outdated;
}

/**
 * dln_graph_reveal:
 * @self: a graph
 * @target: an entity or a relation; one that is not drawn yet is brought in with its neighbours
 */
void
dln_graph_reveal (DlnGraph *self,
                  DlnTarget target)
{
  g_return_if_fail (DLN_IS_GRAPH (self));

  ensure_view (self);
  if (wait_to_reveal (self, target))
    return;
  if (target.kind == DLN_TARGET_ENTITY)
    {
      if (find_node (self, target.id) == NULL)
        {
          dln_graph_set_focus (self, target.id);
          ensure_view (self);
          if (wait_to_reveal (self, target))
            return;
        }
      const GraphNode *node = find_node (self, target.id);
      if (node != NULL)
        reveal_point (self, node->x, node->y);
      return;
    }
  const DlnRelation *relation = target.kind == DLN_TARGET_RELATION
                                  ? dln_case_get_relation (self->view->dcase, target.id)
                                  : NULL;
  if (relation == NULL)
    return;
  if (find_node (self, relation->subject) == NULL || find_node (self, relation->object) == NULL)
    {
      dln_graph_set_focus (self, relation->subject);
      ensure_view (self);
      if (wait_to_reveal (self, target))
        return;
    }
  const GraphNode *a = find_node (self, relation->subject), *b = find_node (self, relation->object);
  if (a != NULL && b != NULL)
    reveal_point (self, (a->x + b->x) / 2, (a->y + b->y) / 2);
}

/**
 * dln_graph_move_node:
 * @self: a graph
 * @entity: a node that is drawn
 * @x: pixels in the view
 * @y: pixels
 *
 * It stays there from now on.
 */
void
dln_graph_move_node (DlnGraph   *self,
                     DlnEntityId entity,
                     float       x,
                     float       y)
{
  g_return_if_fail (DLN_IS_GRAPH (self));

  ensure_view (self);
  GraphNode *node = find_node (self, entity);
  if (node == NULL)
    return;
  self->fitted = FALSE;
  node->x = self->center_x + (x - self->view->width / 2) / self->zoom;
  node->y = self->center_y + (y - self->view->height / 2) / self->zoom;
  node->pinned = TRUE;

  DlnPoint at = { node->x, node->y };
  g_hash_table_insert (self->positions, GUINT_TO_POINTER (entity), g_memdup2 (&at, sizeof at));
  g_hash_table_add (self->pinned, GUINT_TO_POINTER (entity));
  _dln_scene_view_queue_draw (self);
}

/**
 * dln_graph_get_position:
 * @self: a graph
 * @entity: a name
 * @at: (out): its centre, in pixels at zoom 1; x grows to the right, y downwards
 *
 * Returns: whether it is among the nodes that are shown. Lays the graph out if need be
 */
gboolean
dln_graph_get_position (DlnGraph    *self,
                        DlnEntityId  entity,
                        DlnPoint    *at)
{
  g_return_val_if_fail (DLN_IS_GRAPH (self) && at != NULL, FALSE);

  ensure_view (self);

  const GraphNode *node = find_node (self, entity);

  if (node != NULL)
    *at = (DlnPoint){ node->x, node->y };
  return node != NULL;
}

/**
 * dln_graph_get_neighbour:
 * @self: a graph
 * @from: a node, or nothing
 * @dx: -1, 0 or 1
 * @dy: -1, 0 or 1
 *
 * Returns: the nearest node that way; from nothing, the most salient one; nothing at the rim
 */
DlnTarget
dln_graph_get_neighbour (DlnGraph *self,
                         DlnTarget from,
                         int       dx,
                         int       dy)
{
  DlnTarget best = { 0, 0 };
  double best_cost = G_MAXDOUBLE;

  g_return_val_if_fail (DLN_IS_GRAPH (self), best);

  _dln_graph_update (self);
  const GraphNode *start = from.kind == DLN_TARGET_ENTITY ? find_node (self, from.id) : NULL;
  if (start == NULL)
    return self->model->nodes->len > 0
             ? (DlnTarget){ DLN_TARGET_ENTITY, DLN_ROW (self->model->nodes, GraphNode, 0)->id }
             : best;
  for (guint i = 0; i < self->model->nodes->len; i++)
    {
      const GraphNode *node = DLN_ROW (self->model->nodes, GraphNode, i);
      double along = (node->x - start->x) * dx + (node->y - start->y) * dy;
      double across = fabs ((node->x - start->x) * dy) + fabs ((node->y - start->y) * dx);
      double cost = along + across * 2;

      if (node == start || along <= 1 || cost >= best_cost)
        continue;
      best_cost = cost;
      best = (DlnTarget){ DLN_TARGET_ENTITY, node->id };
    }
  return best;
}

/**
 * dln_graph_find_path:
 * @self: a graph
 * @from: an entity that the filter shows, drawn or not
 * @to: another
 *
 * Returns: (transfer full) (nullable) (element-type DlnRelationId): as dln_network_find_path(),
 * whatever the period
 */
GArray *
dln_graph_find_path (DlnGraph   *self,
                     DlnEntityId from,
                     DlnEntityId to)
{
  g_return_val_if_fail (DLN_IS_GRAPH (self), NULL);

  return dln_network_find_path (_dln_graph_get_network (self), from, to);
}

/**
 * dln_graph_find_doubtful_path:
 * @self: a graph
 * @from: an entity that the filter shows, drawn or not
 * @to: another
 *
 * Returns: (transfer full) (nullable) (element-type DlnRelationId): as
 * dln_network_find_doubtful_path(), whatever the period
 */
GArray *
dln_graph_find_doubtful_path (DlnGraph   *self,
                              DlnEntityId from,
                              DlnEntityId to)
{
  g_return_val_if_fail (DLN_IS_GRAPH (self), NULL);

  return dln_network_find_doubtful_path (_dln_graph_get_network (self), from, to);
}

/**
 * dln_graph_get_n_left_out:
 * @self: a graph
 *
 * Returns: how many names pass the filter but are not drawn: unconnected, or beyond the most
 * connected part
 */
guint
dln_graph_get_n_left_out (DlnGraph *self)
{
  g_return_val_if_fail (DLN_IS_GRAPH (self), 0);

  _dln_graph_update (self);
  return self->model->n_left_out;
}
