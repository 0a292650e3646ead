/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the graph's model in step with case and filter: at once, or in two steps in a thread. First
 * who is tied to whom is measured, then new names are placed; what reads the case, or measures
 * text, is done between them on the main thread.
 *
 * While there is work, what is drawn stays: the old model after a change of the filter, the last
 * scene after a change of the case, whose rows the old model no longer fits. A newer change cancels
 * the work and begins it anew, so that no result of an older one is taken. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-graph-private.h"

typedef struct
{
  GWeakRef      graph; /* looked at on the main thread only */
  GCancellable *cancellable;
  DlnFilter    *filter;  /* (nullable): of the network */
  DlnNetwork   *network; /* (nullable): the first step's */
  GraphModel   *model;   /* (nullable): the second step's */
  GraphPlacing *placing; /* of it */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_weak_ref_clear (&work->graph);
  g_object_unref (work->cancellable);
  g_clear_pointer (&work->filter, dln_filter_free);
  g_clear_pointer (&work->network, dln_network_free);
  g_clear_pointer (&work->model, _dln_graph_model_free);
  g_clear_pointer (&work->placing, _dln_graph_placing_free);
  g_free (work);
}

/* the model is in step from now on */
static void
take_model (DlnGraph     *self,
            GraphModel   *model, /* (transfer full) */
            GraphPlacing *placing)
{
  _dln_graph_take_places (self, model, placing);
  g_clear_pointer (&self->model, _dln_graph_model_free);
  g_clear_pointer (&self->last, dln_scene_unref);
  self->model = model;
  self->outdated = self->stale = FALSE;
}

static void
end_work (DlnGraph *self)
{
  DlnTarget wanted = self->wanted;

  g_clear_object (&self->work);
  self->wanted = (DlnTarget){ 0, 0 };
  if (wanted.kind != DLN_TARGET_NONE)
    dln_graph_reveal (self, wanted);
}

/* ---- at once -------------------------------------------------------------------------------- */

/**
 * _dln_graph_update_now:
 * @self: a graph
 *
 * Reads the case through the filter again and places what is new, if anything has changed. Time:
 * O(entities + relations), the network's measures, and the layout
 */
void
_dln_graph_update_now (DlnGraph *self)
{
  gboolean worked = self->work != NULL;

  if (!self->outdated)
    return;
  _dln_graph_cancel_work (self);

  GraphModel *model = _dln_graph_new_model (self, _dln_graph_get_network (self));
  GraphPlacing *placing = _dln_graph_new_placing (self, model);

  _dln_graph_place (placing);
  take_model (self, model, placing);
  _dln_graph_placing_free (placing);
  if (!worked)
    return;
  end_work (self);
  _dln_scene_view_queue_draw (self);
}

/* ---- in a thread ---------------------------------------------------------------------------- */

static void
run_work (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Work *work = data;

  if (work->network != NULL)
    dln_network_measure (work->network, cancellable);
  else if (!g_cancellable_is_cancelled (cancellable))
    _dln_graph_place (work->placing);
  g_task_return_boolean (task, TRUE);
}

static void work_done_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      data);

static Work *
new_work (DlnGraph *self)
{
  Work *work = g_new0 (Work, 1);

  g_weak_ref_init (&work->graph, self);
  work->cancellable = g_object_ref (self->work);
  return work;
}

static void
start_work (Work *work) /* (transfer full) */
{
  g_autoptr (GTask) task = g_task_new (NULL, work->cancellable, work_done_cb, work);

  g_task_set_source_tag (task, start_work);
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, run_work);
}

/* the network is measured: what is drawn of it is chosen, and placed; TRUE if that is done */
static gboolean
place_model (DlnGraph *self)
{
  Work *work = new_work (self);
  gboolean done;

  work->model = _dln_graph_new_model (self, _dln_graph_get_network (self));
  work->placing = _dln_graph_new_placing (self, work->model);
  done = _dln_graph_placing_is_done (work->placing);
  if (!done)
    {
      start_work (work);
      return FALSE;
    }
  take_model (self, g_steal_pointer (&work->model), work->placing);
  free_work (work);
  return TRUE;
}

static void
work_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Work *work = data; /* the task's */
  g_autoptr (DlnGraph) self = g_weak_ref_get (&work->graph);

  if (self == NULL || g_cancellable_is_cancelled (work->cancellable))
    return;
  if (work->network != NULL)
    {
      _dln_graph_take_network (self, g_steal_pointer (&work->network), work->filter);
      if (!place_model (self))
        return;
    }
  else
    take_model (self, g_steal_pointer (&work->model), work->placing);
  end_work (self);
  _dln_scene_view_queue_draw (self);
}

void
_dln_graph_cancel_work (DlnGraph *self)
{
  if (self->work != NULL)
    g_cancellable_cancel (self->work);
  g_clear_object (&self->work);
}

/**
 * _dln_graph_update:
 * @self: a graph
 *
 * Brings the model in step; in the background of a graph that works there, so that the old one, or
 * one without names, is there until then.
 */
void
_dln_graph_update (DlnGraph *self)
{
  if (!self->background)
    _dln_graph_update_now (self);
  if (self->model == NULL)
    self->model = _dln_graph_new_empty_model ();
  if (!self->outdated || self->work != NULL)
    return;
  self->work = g_cancellable_new ();
  if (_dln_graph_has_network (self))
    {
      if (place_model (self))
        end_work (self);
      return;
    }
  Work *work = new_work (self);

  work->filter = _dln_graph_dup_network_filter (self);
  work->network = dln_network_collect (self->view->dcase, work->filter);
  start_work (work);
}
