/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user decides. A change is resolved first, then written, then applied: it is in force and
 * saved, or has not happened. What changes who is one with whom joins all documents anew, in a
 * thread if the caller does not wait. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include "extract/dln-trace.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  int            direction;  /* -1 undo, 1 redo, 0 a new decision */
  DlnDecision    decision;   /* of a new one; texts and traces owned */
  GTask         *task;       /* (nullable): the caller's; %NULL once it was told */
  DlnCase       *dcase;      /* while a thread reads its documents */
  GArray        *inputs;     /* DlnResolveInput */
  GArray        *decisions;  /* DlnDecision, texts and traces owned: what will be in force */
  DlnResolution *resolution; /* (nullable) */
} Change;

static Change *
new_change (int                direction,
            const DlnDecision *decision)
{
  Change *change = g_new0 (Change, 1);

  change->direction = direction;
  if (decision != NULL)
    dln_decision_copy (&change->decision, decision);
  return change;
}

static void
free_change (gpointer data)
{
  Change *change = data;

  dln_decision_clear (&change->decision);
  g_clear_object (&change->task);
  g_clear_object (&change->dcase);
  g_clear_pointer (&change->inputs, g_array_unref);
  g_clear_pointer (&change->decisions, g_array_unref);
  dln_resolution_free (change->resolution);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, free_change)

static gboolean
is_structural (const DlnDecision *decision)
{
  return decision->type == DLN_DECISION_MERGE || decision->type == DLN_DECISION_KEEP_APART
         || decision->type == DLN_DECISION_LATER
         || (decision->type == DLN_DECISION_DATE && decision->kind == DLN_TARGET_DOCUMENT);
}

GArray *
_dln_session_dup_structural (DlnCase *dcase)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (DlnDecision));
  guint n;
  const DlnDecision *decisions = dln_case_get_decisions (dcase, &n);

  for (guint i = 0; i < n; i++)
    if (is_structural (&decisions[i]))
      g_array_append_val (array, decisions[i]);
  return array;
}

/* ---- the steps of a change ------------------------------------------------------------------- */

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, message);
  return FALSE;
}

static gboolean
is_possible (DlnSession   *self,
             const Change *change,
             GError      **error)
{
  guint n, position;

  dln_case_get_journal (self->dcase, &n, &position);
  if (change->direction < 0 && position == 0)
    return refuse (error, _("There is nothing to undo."));
  if (change->direction > 0 && position == n)
    return refuse (error, _("There is nothing to redo."));
  if (change->direction == 0 && !dln_case_accepts (self->dcase, &change->decision))
    return refuse (error,
                   _("This cannot be decided: what it speaks of is not in the case, or its value "
                      "is not valid."));
  return TRUE;
}

/* Looks up what is to be remembered, and what the resolver needs if the change concerns it. */
static gboolean
prepare (DlnSession *self,
         Change     *change)
{
  guint n, position;

  if (change->direction == 0)
    dln_case_remember (self->dcase, &change->decision);
  const DlnDecision *journal = dln_case_get_journal (self->dcase, &n, &position);
  const DlnDecision *turned = change->direction == 0  ? &change->decision
                              : change->direction < 0 ? &journal[position - 1]
                                                      : &journal[position];

  if (!is_structural (turned))
    return FALSE;
  change->dcase = g_object_ref (self->dcase);
  change->inputs = _dln_session_dup_inputs (self->dcase, NULL, NULL);
  change->decisions = _dln_session_dup_structural (self->dcase);
  if (change->direction < 0)
    g_array_set_size (change->decisions, change->decisions->len - 1);
  else
    g_array_append_val (change->decisions, *turned);
  for (guint i = 0; i < change->decisions->len; i++)
    {
      DlnDecision own;

      dln_decision_copy (&own, DLN_ROW (change->decisions, DlnDecision, i));
      g_array_index (change->decisions, DlnDecision, i) = own;
    }
  g_array_set_clear_func (change->decisions, (GDestroyNotify) dln_decision_clear);
  return TRUE;
}

static gboolean
resolve (Change       *change,
         GCancellable *cancellable,
         GError      **error)
{
  change->resolution = dln_resolve ((const DlnResolveInput *) change->inputs->data,
                                    change->inputs->len,
                                    (const DlnDecision *) change->decisions->data,
                                    change->decisions->len,
                                    cancellable,
                                    error);
  return change->resolution != NULL;
}

/* Writes the journal, then applies. */
static gboolean
commit (DlnSession *self,
        Change     *change,
        GError    **error)
{
  guint n, position;
  gboolean written;

  dln_case_get_journal (self->dcase, &n, &position);
  written = change->direction == 0
              ? dln_store_add_decision (self->store, position, &change->decision, error)
              : dln_store_set_position (self->store, position + change->direction, error);
  if (!written)
    return FALSE;
  _dln_session_take_path (self);
  dln_case_hold (self->dcase);
  if (change->direction == 0)
    dln_case_decide (self->dcase, &change->decision);
  else if (change->direction < 0)
    dln_case_undo (self->dcase);
  else
    dln_case_redo (self->dcase);
  if (change->resolution != NULL)
    {
      self->stale = TRUE;
      dln_case_apply (self->dcase, NULL, NULL, g_steal_pointer (&change->resolution));
    }
  dln_case_release (self->dcase);
  return TRUE;
}

/* ---- waiting for it -------------------------------------------------------------------------- */

static gboolean
run_now (DlnSession        *self,
         int                direction,
         const DlnDecision *decision,
         GError           **error)
{
  g_autoptr (Change) change = new_change (direction, decision);

  if (_dln_session_refuse_if_busy (self, error) || !is_possible (self, change, error))
    return FALSE;
  if (prepare (self, change) && !resolve (change, NULL, error))
    return FALSE;
  return commit (self, change, error);
}

/* ---- in a thread ----------------------------------------------------------------------------- */

static void run_next (DlnSession *self);

/* Takes the change from the head of the queue, tells the caller and begins the next one. */
static void
end_change (DlnSession *self,
            GError     *error) /* (transfer full) (nullable) */
{
  g_autoptr (Change) change = g_queue_pop_head (self->changes);
  g_autoptr (GTask) task = g_steal_pointer (&change->task);
  gboolean more = !g_queue_is_empty (self->changes);

  _dln_session_set_busy (self, more);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  /* if there was none, one that the caller has asked for since runs already */
  if (more)
    run_next (self);
}

static void
run_change (GTask        *work,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  GError *error = NULL;

  if (resolve (data, cancellable, &error))
    g_task_return_boolean (work, TRUE);
  else
    g_task_return_error (work, error);
}

static void
change_resolved_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr (DlnSession) self = data;
  Change *change = g_queue_peek_head (self->changes);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    commit (self, change, &error);
  end_change (self, error);
}

static void
run_next (DlnSession *self)
{
  Change *change = g_queue_peek_head (self->changes);
  GCancellable *cancellable = g_task_get_cancellable (change->task);
  g_autoptr (GTask) work = NULL;
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error)
      || !is_possible (self, change, &error))
    {
      end_change (self, error);
      return;
    }
  if (!prepare (self, change))
    {
      commit (self, change, &error);
      end_change (self, error);
      return;
    }
  _dln_session_set_busy (self, TRUE);
  work = g_task_new (NULL, cancellable, change_resolved_cb, g_object_ref (self));
  g_task_set_source_tag (work, run_next);
  g_task_set_task_data (work, change, NULL);
  g_task_run_in_thread (work, run_change);
}

static void
queue_change (DlnSession         *self,
              Change             *change, /* (transfer full) */
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            data)
{
  GError *error = NULL;

  change->task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (change->task, dln_session_decide_async);
  g_task_set_check_cancellable (change->task, FALSE); /* what was written has been applied */
  if (g_queue_is_empty (self->changes) && _dln_session_refuse_if_busy (self, &error))
    {
      g_task_return_error (change->task, error);
      free_change (change);
      return;
    }
  g_queue_push_tail (self->changes, change);
  if (self->changes->length == 1)
    run_next (self);
}

/* ---- public ---------------------------------------------------------------------------------- */

/**
 * dln_session_decide:
 * @self: the session
 * @decision: what the user decided; copied
 * @error: a #DlnSessionError
 *
 * Returns: whether it is in force and saved; otherwise nothing has changed
 */
gboolean
dln_session_decide (DlnSession        *self,
                    const DlnDecision *decision,
                    GError           **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && decision != NULL, FALSE);

  return run_now (self, 0, decision, error);
}

/**
 * dln_session_undo:
 * @self: the session
 * @error: a #DlnSessionError
 *
 * Returns: whether the last decision was taken back, and that saved
 */
gboolean
dln_session_undo (DlnSession *self,
                  GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), FALSE);

  return run_now (self, -1, NULL, error);
}

gboolean
dln_session_redo (DlnSession *self,
                  GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), FALSE);

  return run_now (self, 1, NULL, error);
}

/**
 * dln_session_decide_async:
 * @self: the session
 * @decision: what the user decided; copied
 * @cancellable: (nullable): cancelling leaves the case as it was
 * @callback: called when it is in force and saved, or refused
 * @data: for @callback
 *
 * What it speaks of must be in the case when its turn comes, after the changes that wait before it.
 */
void
dln_session_decide_async (DlnSession         *self,
                          const DlnDecision  *decision,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && decision != NULL);

  queue_change (self, new_change (0, decision), cancellable, callback, data);
}

void
dln_session_undo_async (DlnSession         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  queue_change (self, new_change (-1, NULL), cancellable, callback, data);
}

void
dln_session_redo_async (DlnSession         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  queue_change (self, new_change (1, NULL), cancellable, callback, data);
}

/**
 * dln_session_change_finish:
 * @self: the session
 * @result: from the callback of dln_session_decide_async(), dln_session_undo_async() or
 * dln_session_redo_async()
 * @error: a #DlnSessionError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the change is in force and saved; otherwise the case is as it was
 */
gboolean
dln_session_change_finish (DlnSession   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
