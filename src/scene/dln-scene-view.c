/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What timeline and graph have in common: the case that they follow, filter, size, selection, and
 * the last scene. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-scene-private.h"

typedef struct
{
  DlnSceneViewState state;
  gulong            changed_handler;
  DlnScene         *scene; /* (nullable): of the last build, while nothing has changed */
  const DlnTheme   *theme; /* of it */
} DlnSceneViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DlnSceneView, dln_scene_view, G_TYPE_OBJECT)

#define PRIVATE(self) ((DlnSceneViewPrivate *) dln_scene_view_get_instance_private (self))

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
case_changed_cb (DlnCase      *dcase,
                 DlnSceneView *self)
{
  DLN_SCENE_VIEW_GET_CLASS (self)->reset (self, TRUE);
}

static void
dln_scene_view_dispose (GObject *object)
{
  DlnSceneViewPrivate *priv = PRIVATE (DLN_SCENE_VIEW (object));

  if (priv->state.dcase != NULL)
    g_clear_signal_handler (&priv->changed_handler, priv->state.dcase);
  g_clear_object (&priv->state.dcase);
  g_clear_pointer (&priv->state.filter, dln_filter_free);
  g_clear_pointer (&priv->scene, dln_scene_unref);
  G_OBJECT_CLASS (dln_scene_view_parent_class)->dispose (object);
}

static void
dln_scene_view_class_init (DlnSceneViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dln_scene_view_dispose;
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
dln_scene_view_init (DlnSceneView *self)
{
  DlnSceneViewState *state = &PRIVATE (self)->state;

  state->filter = dln_filter_new ();
  state->width = 800;
  state->height = 500;
}

/* What a subclass reads; it is valid until dispose. */
DlnSceneViewState *
_dln_scene_view_get_state (DlnSceneView *self)
{
  return &PRIVATE (self)->state;
}

void
_dln_scene_view_follow (DlnSceneView *self,
                        DlnCase      *dcase)
{
  DlnSceneViewPrivate *priv = PRIVATE (self);

  priv->state.dcase = g_object_ref (dcase);
  priv->changed_handler = g_signal_connect (dcase, "changed", G_CALLBACK (case_changed_cb), self);
}

void
_dln_scene_view_queue_draw (gpointer self)
{
  g_clear_pointer (&PRIVATE (self)->scene, dln_scene_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * dln_scene_view_build:
 * @self: a timeline or a graph
 * @theme: colours
 *
 * Returns: (transfer full): the scene of the view's size, kept until something changes
 */
DlnScene *
dln_scene_view_build (DlnSceneView   *self,
                      const DlnTheme *theme)
{
  g_return_val_if_fail (DLN_IS_SCENE_VIEW (self) && theme != NULL, NULL);

  DlnSceneViewPrivate *priv = PRIVATE (self);

  if (priv->scene == NULL || priv->theme != theme)
    {
      g_clear_pointer (&priv->scene, dln_scene_unref);
      priv->scene = DLN_SCENE_VIEW_GET_CLASS (self)->draw (self, theme);
      priv->theme = theme;
    }
  return dln_scene_ref (priv->scene);
}

/**
 * dln_scene_view_set_filter:
 * @self: a timeline or a graph
 * @filter: copied. The timeline leaves out what lies outside its period, so do not pass the visible
 * window there; the graph dims it
 */
void
dln_scene_view_set_filter (DlnSceneView    *self,
                           const DlnFilter *filter)
{
  g_return_if_fail (DLN_IS_SCENE_VIEW (self) && filter != NULL);

  DlnSceneViewState *state = &PRIVATE (self)->state;
  DlnFilter *copy = dln_filter_copy (filter);

  g_clear_pointer (&state->filter, dln_filter_free);
  state->filter = copy;
  DLN_SCENE_VIEW_GET_CLASS (self)->reset (self, FALSE);
}

/**
 * dln_scene_view_set_size:
 * @self: a timeline or a graph
 * @width: pixels
 * @height: pixels
 *
 * The period, or the middle of the graph, stays the same when the size changes.
 */
void
dln_scene_view_set_size (DlnSceneView *self,
                         float         width,
                         float         height)
{
  g_return_if_fail (DLN_IS_SCENE_VIEW (self));

  DlnSceneViewState *state = &PRIVATE (self)->state;

  width = MAX (width, 1);
  height = MAX (height, 1);
  if (width == state->width && height == state->height)
    return;
  state->width = width;
  state->height = height;
  _dln_scene_view_queue_draw (self);
}

static void
set_target (DlnSceneView *self,
            DlnTarget    *place,
            DlnTarget     target)
{
  if (dln_target_equal (*place, target))
    return;
  *place = target;
  _dln_scene_view_queue_draw (self);
}

/**
 * dln_scene_view_set_selection:
 * @self: a timeline or a graph
 * @target: shown with a halo, what it is tied to stays bright; nothing of kind %DLN_TARGET_NONE
 */
void
dln_scene_view_set_selection (DlnSceneView *self,
                              DlnTarget     target)
{
  g_return_if_fail (DLN_IS_SCENE_VIEW (self));

  set_target (self, &PRIVATE (self)->state.selection, target);
}

void
dln_scene_view_set_hover (DlnSceneView *self,
                          DlnTarget     target)
{
  g_return_if_fail (DLN_IS_SCENE_VIEW (self));

  set_target (self, &PRIVATE (self)->state.hover, target);
}
