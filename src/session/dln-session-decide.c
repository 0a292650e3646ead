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
  int            direction;  /* -1 undo, 1 redo, 0 new decisions */
  GArray        *made;       /* DlnDecision, texts and traces owned: the new ones */
  gboolean       as_is;      /* they are remembered already, whatever is in this case */
  GTask         *task;       /* (nullable): the caller's; %NULL once it was told */
  DlnCase       *dcase;      /* while a thread reads its documents */
  GArray        *inputs;     /* DlnResolveInput */
  GArray        *decisions;  /* DlnDecision, texts and traces owned: what will be in force */
  DlnResolution *resolution; /* (nullable) */
} Change;

static GArray *
new_decisions (void)
{
  GArray *decisions = g_array_new (FALSE, FALSE, sizeof (DlnDecision));

  g_array_set_clear_func (decisions, (GDestroyNotify) dln_decision_clear);
  return decisions;
}

static Change *
new_change (int                direction,
            const DlnDecision *decisions,
            gsize              n)
{
  Change *change = g_new0 (Change, 1);

  change->direction = direction;
  change->made = new_decisions ();
  for (gsize i = 0; i < n; i++)
    {
      DlnDecision own;

      dln_decision_copy (&own, &decisions[i]);
      own.joined = i > 0;
      if (own.made == 0)
        own.made = g_get_real_time () / G_USEC_PER_SEC;
      g_array_append_val (change->made, own);
    }
  return change;
}

static void
free_change (gpointer data)
{
  Change *change = data;

  g_array_unref (change->made);
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
         || (decision->type == DLN_DECISION_LATER && (decision->b != 0 || decision->of_b != NULL))
         || decision->type == DLN_DECISION_SPLIT
         || (decision->type == DLN_DECISION_DATE && decision->kind == DLN_TARGET_DOCUMENT);
}

GArray *
_dln_session_dup_structural (DlnCase *dcase)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (DlnDecision));
  guint n;
  const DlnDecision *decisions = dln_case_get_decisions (dcase, &n);

  for (guint i = 0; i < n; i++)
    if (is_structural (&decisions[i]) && !dln_case_is_revoked (dcase, i + 1))
      g_array_append_val (array, decisions[i]);
  return array;
}

/* The decisions that will be in force, oldest first. (transfer container) (element-type
 * DlnDecision) */
static GPtrArray *
list_after (DlnCase      *dcase,
            const Change *change)
{
  GPtrArray *list = g_ptr_array_new ();
  guint n, position;
  const DlnDecision *journal = dln_case_get_journal (dcase, &n, &position);
  guint last = position;

  if (change->direction < 0)
    for (last = position - 1; last > 0 && journal[last].joined; last--)
      ;
  if (change->direction > 0)
    for (last = position + 1; last < n && journal[last].joined; last++)
      ;
  for (guint i = 0; i < last; i++)
    g_ptr_array_add (list, (gpointer) &journal[i]);
  for (guint i = 0; i < change->made->len; i++)
    g_ptr_array_add (list, DLN_ROW (change->made, DlnDecision, i));
  return list;
}

/* Those of @list that change what is one thing and what is two, as copies. */
static GArray *
take_structural (const GPtrArray *list)
{
  GArray *taken = new_decisions ();
  g_autofree gboolean *revoked = g_new0 (gboolean, list->len + 1);

  for (guint i = list->len; i-- > 0;)
    {
      const DlnDecision *decision = g_ptr_array_index (list, i);

      if (decision->type == DLN_DECISION_REVOKE && !revoked[i] && decision->value > 0
          && decision->value <= i)
        revoked[decision->value - 1] = TRUE;
    }
  for (guint i = 0; i < list->len; i++)
    if (!revoked[i] && is_structural (g_ptr_array_index (list, i)))
      {
        DlnDecision own;

        dln_decision_copy (&own, g_ptr_array_index (list, i));
        g_array_append_val (taken, own);
      }
  return taken;
}

/* A trace is never changed, and shared by its copies. */
static gboolean
are_same (const GArray *a,
          const GArray *b)
{
  for (guint i = 0; i < a->len && a->len == b->len; i++)
    {
      const DlnDecision *x = DLN_ROW (a, DlnDecision, i);
      const DlnDecision *y = DLN_ROW (b, DlnDecision, i);

      if (x->type != y->type || x->of_a != y->of_a || x->of_b != y->of_b)
        return FALSE;
    }
  return a->len == b->len;
}

/* ---- the steps of a change ------------------------------------------------------------------- */

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, message);
  return FALSE;
}

/* what stands on a decision is taken back before it */
static gboolean
may_revoke (DlnSession *self,
            guint       number,
            GError    **error)
{
  guint n;
  const DlnDecision *journal = dln_case_get_decisions (self->dcase, &n);
  guint later = number > 0 && number <= n ? dln_case_find_dependant (self->dcase, number) : 0;
  g_autofree char *title = NULL;

  if (later == 0)
    return TRUE;
  title = dln_case_dup_target_title (
    self->dcase, (DlnTarget){ journal[later - 1].kind, journal[later - 1].a });
  g_set_error (error,
               DLN_SESSION_ERROR,
               DLN_SESSION_ERROR_CASE,
               _("What you decided later about \u201c%s\u201d (number %u) stands on this. Take "
               "that back first; nothing was changed."),
               title,
               later);
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
  if (change->direction == 0
      && !dln_case_accepts_all (self->dcase, (const DlnDecision *) change->made->data,
                                change->made->len))
    return refuse (error,
                   _("This cannot be decided: what it speaks of is not in the case, or its value "
                      "is not valid."));
  for (guint i = 0; i < change->made->len; i++)
    {
      const DlnDecision *decision = DLN_ROW (change->made, DlnDecision, i);

      if (decision->type == DLN_DECISION_REVOKE && change->made->len == 1
          && !may_revoke (self, decision->value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remember (DlnSession *self,
          Change     *change,
          GError    **error)
{
  for (guint i = 0; i < change->made->len; i++)
    if (!dln_case_remember (self->dcase, DLN_ROW (change->made, DlnDecision, i)))
      return refuse (error, _("Something has to stay and something has to go; all of it stands in "
                              "one article under one name, or nothing was chosen."));
  return TRUE;
}

/* Looks up what the resolver needs if the change concerns it. */
static gboolean
prepare (DlnSession *self,
         Change     *change)
{
  guint n;
  g_autoptr (GPtrArray) list = list_after (self->dcase, change);
  g_autoptr (GPtrArray) now = g_ptr_array_new ();
  g_autoptr (GArray) before = NULL;
  const DlnDecision *decisions = dln_case_get_decisions (self->dcase, &n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (now, (gpointer) &decisions[i]);
  before = take_structural (now);
  change->decisions = take_structural (list);
  if (are_same (before, change->decisions))
    return FALSE;
  change->dcase = g_object_ref (self->dcase);
  change->inputs = _dln_session_dup_inputs (self->dcase, NULL, NULL);
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
  g_autoptr (GPtrArray) after = list_after (self->dcase, change);

  dln_case_get_journal (self->dcase, &n, &position);
  written = change->direction == 0
              ? dln_store_add_decisions (self->store, position,
                                         (const DlnDecision *) change->made->data,
                                         change->made->len, error)
              : dln_store_set_position (self->store, after->len, error);
  if (!written)
    return FALSE;
  _dln_session_take_path (self);
  dln_case_hold (self->dcase);
  for (guint i = 0; i < change->made->len; i++)
    {
      DlnDecision own;

      if (!change->as_is)
        dln_case_decide (self->dcase, DLN_ROW (change->made, DlnDecision, i));
      else
        {
          dln_decision_copy (&own, DLN_ROW (change->made, DlnDecision, i));
          dln_case_append (self->dcase, &own);
        }
    }
  if (change->direction < 0)
    dln_case_undo (self->dcase);
  else if (change->direction > 0)
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
         const DlnDecision *decisions,
         gsize              n,
         GError           **error)
{
  g_autoptr (Change) change = new_change (direction, decisions, n);

  if (_dln_session_refuse_if_busy (self, error) || !is_possible (self, change, error)
      || !remember (self, change, error))
    return FALSE;
  if (prepare (self, change) && !resolve (change, NULL, error))
    return FALSE;
  return commit (self, change, error);
}

gboolean
_dln_session_append (DlnSession        *self,
                     const DlnDecision *decisions,
                     gsize              n,
                     GError           **error)
{
  g_autoptr (Change) change = new_change (0, decisions, n);

  change->as_is = TRUE;
  if (_dln_session_refuse_if_busy (self, error))
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
      || !is_possible (self, change, &error) || !remember (self, change, &error))
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

  return run_now (self, 0, decision, 1, error);
}

/**
 * dln_session_decide_all:
 * @self: the session
 * @decisions: [n] what the user decided at once, in order; copied. Where the first makes something
 *   by hand the others may speak of dln_case_get_next_hand_id()
 * @n: how many, at least one
 * @error: a #DlnSessionError
 *
 * Like dln_session_decide(), of all or none of them; they are undone together.
 *
 * Returns: whether they are in force and saved
 */
gboolean
dln_session_decide_all (DlnSession        *self,
                        const DlnDecision *decisions,
                        gsize              n,
                        GError           **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && decisions != NULL && n > 0, FALSE);

  return run_now (self, 0, decisions, n, error);
}

/* What takes decision @number, and what was made with it, back: the last of them first. (transfer
 * full) (element-type DlnDecision) */
static GArray *
make_revocation (DlnSession *self,
                 guint       number,
                 const char *reason)
{
  GArray *made = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  guint n;
  const DlnDecision *decisions = dln_case_get_decisions (self->dcase, &n);
  guint first = number;
  guint last = number;

  while (first > 1 && first <= n && decisions[first - 1].joined)
    first -= 1;
  while (last < n && decisions[last].joined)
    last += 1;
  for (guint i = last; i >= first && i > 0; i--)
    {
      DlnDecision decision = { .type = DLN_DECISION_REVOKE, .value = i, .reason = reason };

      if (i <= n)
        decision.kind = decisions[i - 1].kind;
      if (!dln_case_is_revoked (self->dcase, i))
        g_array_append_val (made, decision);
    }
  return made;
}

/**
 * dln_session_revoke:
 * @self: the session
 * @number: of a decision in force, from 1
 * @reason: (nullable): why, in the user's words
 * @error: a #DlnSessionError: also if a later decision stands on it
 *
 * Takes one decision back, wherever it stands in the journal, and what was made with it. That is a
 * decision itself, and can be undone.
 *
 * Returns: whether it is in force and saved
 */
gboolean
dln_session_revoke (DlnSession *self,
                    guint       number,
                    const char *reason,
                    GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), FALSE);

  g_autoptr (GArray) made = make_revocation (self, number, reason);

  if (made->len == 0)
    return refuse (error, _("There is no such decision in force."));
  if (!may_revoke (self, DLN_ROW (made, DlnDecision, made->len - 1)->value, error))
    return FALSE;
  return run_now (self, 0, (const DlnDecision *) made->data, made->len, error);
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

  return run_now (self, -1, NULL, 0, error);
}

gboolean
dln_session_redo (DlnSession *self,
                  GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), FALSE);

  return run_now (self, 1, NULL, 0, error);
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

  queue_change (self, new_change (0, decision, 1), cancellable, callback, data);
}

/**
 * dln_session_decide_all_async:
 * @self: the session
 * @decisions: [n] what the user decided at once, in order; copied
 * @n: how many, at least one
 * @cancellable: (nullable): cancelling leaves the case as it was
 * @callback: called when they are in force and saved, or refused
 * @data: for @callback
 *
 * dln_session_decide_all(), with dln_session_change_finish().
 */
void
dln_session_decide_all_async (DlnSession         *self,
                              const DlnDecision  *decisions,
                              gsize               n,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && decisions != NULL && n > 0);

  queue_change (self, new_change (0, decisions, n), cancellable, callback, data);
}

/**
 * dln_session_revoke_async:
 * @self: the session
 * @number: of a decision in force, from 1
 * @reason: (nullable): why, in the user's words
 * @cancellable: (nullable): cancelling leaves the case as it was
 * @callback: called when it is done or refused
 * @data: for @callback
 *
 * dln_session_revoke(), with dln_session_change_finish().
 */
void
dln_session_revoke_async (DlnSession         *self,
                          guint               number,
                          const char         *reason,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  g_autoptr (GArray) made = make_revocation (self, number, reason);
  GError *error = NULL;

  if (made->len == 0)
    refuse (&error, _("There is no such decision in force."));
  else
    may_revoke (self, DLN_ROW (made, DlnDecision, made->len - 1)->value, &error);
  if (error == NULL)
    queue_change (self, new_change (0, (const DlnDecision *) made->data, made->len), cancellable,
                  callback, data);
  else
    g_task_report_error (self, callback, data, dln_session_decide_async, error);
}

void
dln_session_undo_async (DlnSession         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  queue_change (self, new_change (-1, NULL, 0), cancellable, callback, data);
}

void
dln_session_redo_async (DlnSession         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  queue_change (self, new_change (1, NULL, 0), cancellable, callback, data);
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
