/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles that leave the case, and articles that are read anew. Both make a case of other
 * documents or annotations with the same journal, whose decisions are found again by their traces.
 * It is written in one transaction and then put in the place of the open one. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"
#include "store/dln-store-backup.h"

#include <glib/gi18n-lib.h>

#define PROGRESS_INTERVAL (50 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  DlnModel       *model; /* (nullable): nothing is read anew */
  DlnStore       *store; /* the session's, which lives as long as this */
  DlnCase        *old;   /* only read, and does not change while the session is busy */
  GPtrArray      *documents;
  GPtrArray      *annotations; /* %NULL where they are to be made */
  DlnProgressFunc progress;
  gpointer        progress_data;
  GMainContext   *context;
  GCancellable   *cancellable; /* (nullable) */
  gint64          last_progress;

  gboolean        keeps; /* a backup first: the case has a file of the user's */

  DlnCase        *revised; /* result */
} Revision;

static void
unref_annotations (gpointer data)
{
  if (data != NULL)
    dln_annotations_unref (data);
}

static void
free_revision (gpointer data)
{
  Revision *revision = data;

  g_clear_pointer (&revision->model, dln_model_unref);
  g_clear_object (&revision->old);
  g_ptr_array_unref (revision->documents);
  g_ptr_array_unref (revision->annotations);
  g_clear_pointer (&revision->context, g_main_context_unref);
  g_clear_object (&revision->cancellable);
  g_clear_object (&revision->revised);
  g_free (revision);
}

static Revision *
new_revision (DlnSession   *self,
              GCancellable *cancellable)
{
  Revision *revision = g_new0 (Revision, 1);

  revision->store = self->store;
  revision->keeps = self->path != NULL;
  revision->old = g_object_ref (self->dcase);
  revision->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  revision->annotations = g_ptr_array_new_with_free_func (unref_annotations);
  revision->context = g_main_context_ref_thread_default ();
  revision->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return revision;
}

/* ---- in any thread --------------------------------------------------------------------------- */

static void
tell (Revision   *revision,
      guint       n_done,
      guint       n_total,
      const char *what)
{
  gint64 now = g_get_monotonic_time ();

  if (revision->progress == NULL || now - revision->last_progress < PROGRESS_INTERVAL)
    return;
  revision->last_progress = now;
  _dln_session_send_progress (
    revision->context, revision->progress, revision->progress_data, n_done, n_total, what);
}

static gboolean
read_again (Revision *revision,
            GError  **error)
{
  for (guint i = 0; i < revision->documents->len; i++)
    {
      DlnDocument *document = g_ptr_array_index (revision->documents, i);
      gboolean can = revision->model != NULL
                     && _dln_session_can_analyse (revision->model, document);

      if (g_ptr_array_index (revision->annotations, i) != NULL)
        continue;
      tell (revision, i, revision->documents->len, dln_document_get_id (document));

      DlnAnnotations *older = dln_case_get_annotations (revision->old, i + 1);
      gboolean made = g_strcmp0 (dln_document_get_language (document), "zxx") == 0;
      g_autoptr (DlnAnnotations) own =
        made ? dln_annotations_ref (dln_annotations_get_own (older)) /* of dln_ingest_case() */
             : dln_extract (
               can ? revision->model : NULL, document, NULL, revision->cancellable, error);

      if (own == NULL)
        return FALSE;
      /* the documents are those of the case, in its order */
      g_ptr_array_index (revision->annotations, i) =
        dln_annotations_keep_readers (own, older);
    }
  return TRUE;
}

DlnCase *
_dln_session_new_case (DlnCase       *old,
                       GPtrArray     *documents,
                       GPtrArray     *annotations,
                       DlnResolution *resolution)
{
  DlnCase *dcase = dln_case_new ();
  guint n, position;
  const DlnDecision *journal = dln_case_get_journal (old, &n, &position);

  dln_case_set_title (dcase, dln_case_get_title (old));
  dln_case_set_journal (dcase, journal, n, position);
  dln_case_apply (dcase, documents, annotations, resolution);
  return dcase;
}

static gboolean
revise (gpointer data,
        GError **error)
{
  Revision *revision = data;
  g_autoptr (GArray) decisions = _dln_session_dup_structural (revision->old);
  g_autofree char *signature = _dln_session_make_signature (decisions);
  g_autoptr (DlnCase) empty = dln_case_new ();
  g_autoptr (GArray) inputs = NULL;
  g_autoptr (DlnResolution) resolution = NULL;

  if (!read_again (revision, error))
    return FALSE;
  inputs = _dln_session_dup_inputs (empty, revision->documents, revision->annotations);
  tell (revision, 0, 0, _("Joining what the articles say"));
  resolution = dln_resolve ((const DlnResolveInput *) inputs->data, inputs->len,
                            (const DlnDecision *) decisions->data, decisions->len,
                            revision->cancellable, error);
  if (resolution == NULL)
    return FALSE;
  if (revision->keeps)
    dln_store_back_up_daily (revision->store, TRUE);
  if (!dln_store_replace_all (revision->store, revision->documents, revision->annotations,
                              resolution, signature, revision->cancellable, error))
    return FALSE;
  revision->revised = _dln_session_new_case (revision->old, revision->documents,
                                             revision->annotations, g_steal_pointer (&resolution));
  return TRUE;
}

static void
take_revised (DlnSession *self,
              gpointer    data)
{
  Revision *revision = data;

  _dln_session_put_case (self, g_steal_pointer (&revision->revised));
}

static const DlnSessionWork revise_work = { revise, take_revised, free_revision };

/* ---- what is asked for ----------------------------------------------------------------------- */

static Revision *
new_removal (DlnSession          *self,
             const DlnDocumentId *ids,
             gsize                n,
             GCancellable        *cancellable)
{
  Revision *revision = new_revision (self, cancellable);
  g_autoptr (GHashTable) removed = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (removed, GUINT_TO_POINTER (ids[i]));
  for (guint id = 1; id <= dln_case_get_n_documents (self->dcase); id++)
    if (!g_hash_table_contains (removed, GUINT_TO_POINTER (id)))
      {
        g_ptr_array_add (revision->documents,
                         dln_document_ref (dln_case_get_document (self->dcase, id)));
        g_ptr_array_add (revision->annotations,
                         dln_annotations_ref (dln_case_get_annotations (self->dcase, id)));
      }
  return revision;
}

static gboolean
are_there (DlnSession          *self,
           const DlnDocumentId *ids,
           gsize                n,
           GError             **error)
{
  for (gsize i = 0; i < n; i++)
    if (dln_case_get_document (self->dcase, ids[i]) == NULL)
      {
        g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE,
                     _("There is no article %u in the case; nothing was removed."), ids[i]);
        return FALSE;
      }
  return TRUE;
}

static Revision *
new_reading (DlnSession     *self,
             DlnProgressFunc progress,
             gpointer        progress_data,
             GCancellable   *cancellable)
{
  Revision *revision = new_revision (self, cancellable);

  revision->model = self->model != NULL ? dln_model_ref (self->model) : NULL;
  revision->progress = progress;
  revision->progress_data = progress_data;
  for (guint id = 1; id <= dln_case_get_n_documents (self->dcase); id++)
    {
      g_ptr_array_add (revision->documents,
                       dln_document_ref (dln_case_get_document (self->dcase, id)));
      g_ptr_array_add (revision->annotations, NULL);
    }
  return revision;
}

/* (nullable): @error */
static Revision *
new_switch (DlnSession *self,
            const char *name,
            gboolean    off,
            GError    **error)
{
  GPtrArray *annotations = _dln_session_switch_annotations (self, name, off, error);
  Revision *revision;

  if (annotations == NULL)
    return NULL;
  revision = new_revision (self, NULL);
  for (guint id = 1; id <= dln_case_get_n_documents (self->dcase); id++)
    g_ptr_array_add (revision->documents,
                     dln_document_ref (dln_case_get_document (self->dcase, id)));
  g_ptr_array_unref (revision->annotations);
  revision->annotations = annotations;
  return revision;
}

static gboolean
has_model (DlnSession *self,
           GError    **error)
{
  if (self->model != NULL)
    return TRUE;
  g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE,
                       _("There is no language model, so the articles cannot be read again; the "
                         "case is as it was."));
  return FALSE;
}

/* ---- public ---------------------------------------------------------------------------------- */

/**
 * dln_session_remove:
 * @self: the session
 * @ids: [n] articles of the case
 * @n: how many
 * @error: a #DlnSessionError
 *
 * Takes articles out of the case. The ones behind them get smaller ids, and "case" is told, as all
 * ids are others now. What was decided about what only they told is kept: it is orphaned until they
 * come back.
 *
 * Returns: whether they are gone, and that saved; otherwise nothing has changed
 */
gboolean
dln_session_remove (DlnSession          *self,
                    const DlnDocumentId *ids,
                    gsize                n,
                    GError             **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && (ids != NULL || n == 0), FALSE);

  return !_dln_session_refuse_if_busy (self, error) && are_there (self, ids, n, error)
         && _dln_session_run_work (self, &revise_work, new_removal (self, ids, n, NULL), error);
}

/**
 * dln_session_remove_async:
 * @self: the session
 * @ids: [n] articles of the case; copied
 * @n: how many
 * @cancellable: (nullable): cancelling leaves the case as it was
 * @callback: called when it is done
 * @data: for @callback
 *
 * dln_session_remove() in a thread.
 */
void
dln_session_remove_async (DlnSession          *self,
                          const DlnDocumentId *ids,
                          gsize                n,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && (ids != NULL || n == 0));

  g_autoptr (GTask) task =
    _dln_session_new_task (self, dln_session_remove_async, cancellable, callback, data);
  GError *error = NULL;

  if (task == NULL)
    return;
  if (!are_there (self, ids, n, &error))
    g_task_return_error (task, error);
  else
    _dln_session_start_work (
      g_steal_pointer (&task), &revise_work, new_removal (self, ids, n, cancellable));
}

/**
 * dln_session_reread:
 * @self: the session
 * @cancellable: (nullable): cancelling leaves the case as it was
 * @error: a #DlnSessionError or %G_IO_ERROR_CANCELLED
 *
 * Reads all articles again with the session's model, as after a new version of it.
 *
 * Returns: whether the case is of the new readings, and that saved; otherwise nothing has changed
 */
gboolean
dln_session_reread (DlnSession   *self,
                    GCancellable *cancellable,
                    GError      **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), FALSE);

  return !_dln_session_refuse_if_busy (self, error) && has_model (self, error)
         && _dln_session_run_work (
           self, &revise_work, new_reading (self, NULL, NULL, cancellable), error);
}

/**
 * dln_session_reread_async:
 * @self: the session
 * @progress: (nullable): told now and then, in the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): cancelling leaves the case as it was
 * @callback: called when it is done
 * @data: for @callback
 *
 * dln_session_reread() in a thread.
 */
void
dln_session_reread_async (DlnSession         *self,
                          DlnProgressFunc     progress,
                          gpointer            progress_data,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  g_autoptr (GTask) task =
    _dln_session_new_task (self, dln_session_reread_async, cancellable, callback, data);
  GError *error = NULL;

  if (task == NULL)
    return;
  if (!has_model (self, &error))
    g_task_return_error (task, error);
  else
    _dln_session_start_work (g_steal_pointer (&task), &revise_work,
                             new_reading (self, progress, progress_data, cancellable));
}

/**
 * dln_session_revise_finish:
 * @self: the session
 * @result: from the callback of dln_session_remove_async() or dln_session_reread_async()
 * @error: a #DlnSessionError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is done; otherwise the case is as it was
 */
gboolean
dln_session_revise_finish (DlnSession   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return _dln_session_finish_work (self, result, error);
}

/**
 * dln_session_switch_reader:
 * @self: the session
 * @name: another program that read in the case
 * @off: whether what it read shall not count
 * @error: a #DlnSessionError
 *
 * What it read is kept in any case, so that this can be taken back by its opposite. All articles
 * are joined anew, and "case" is told.
 *
 * Returns: whether that is done and saved; otherwise nothing has changed
 */
gboolean
dln_session_switch_reader (DlnSession *self,
                           const char *name,
                           gboolean    off,
                           GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && name != NULL, FALSE);

  Revision *revision;

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  revision = new_switch (self, name, off, error);
  return revision != NULL && _dln_session_run_work (self, &revise_work, revision, error);
}

/**
 * dln_session_switch_reader_async:
 * @self: the session
 * @name: another program that read in the case
 * @off: whether what it read shall not count
 * @callback: called when it is done; dln_session_revise_finish() tells how
 * @data: for @callback
 *
 * dln_session_switch_reader() in a thread.
 */
void
dln_session_switch_reader_async (DlnSession         *self,
                                 const char         *name,
                                 gboolean            off,
                                 GAsyncReadyCallback callback,
                                 gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && name != NULL);

  g_autoptr (GTask) task =
    _dln_session_new_task (self, dln_session_switch_reader_async, NULL, callback, data);
  GError *error = NULL;
  Revision *revision;

  if (task == NULL)
    return;
  revision = new_switch (self, name, off, &error);
  if (revision == NULL)
    g_task_return_error (task, error);
  else
    _dln_session_start_work (g_steal_pointer (&task), &revise_work, revision);
}
