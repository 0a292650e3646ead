/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session and its case file: create, open, save as, close. Reading and copying a file can take
 * longer than a frame, so that both can also be done in a thread; until they are done the open case
 * stays as it is. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"
#include "store/dln-store-backup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* the store's errors are the session's to its callers */
gboolean
_dln_session_pass_on (GError  *from, /* (transfer full) */
                      GError **error)
{
  if (from->domain == DLN_STORE_ERROR)
    {
      g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, from->message);
      g_error_free (from);
    }
  else
    g_propagate_error (error, from);
  return FALSE;
}

/**
 * dln_session_create:
 * @self: the session
 * @path: where nothing is yet
 * @error: a #DlnSessionError
 *
 * Returns: whether an empty case that is kept in @path is open now; otherwise the open case stays
 */
gboolean
dln_session_create (DlnSession *self,
                    const char *path,
                    GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && path != NULL, FALSE);

  GError *local = NULL;
  DlnStore *store;

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  store = dln_store_create (path, &local);
  if (store == NULL)
    return _dln_session_pass_on (local, error);
  _dln_session_replace (self, store, dln_case_new (), path);
  return TRUE;
}

/* ---- now, or in a thread --------------------------------------------------------------------- */

gboolean
_dln_session_run_work (DlnSession           *self,
                       const DlnSessionWork *work,
                       gpointer              data,
                       GError              **error)
{
  gboolean good = work->run (data, error);

  if (good)
    work->take (self, data);
  work->free (data);
  return good;
}

typedef struct
{
  const DlnSessionWork *work;
  gpointer        data;
} Running;

static void
free_running (gpointer data)
{
  Running *running = data;

  running->work->free (running->data);
  g_free (running);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Running *running = data;
  GError *error = NULL;

  if (running->work->run (running->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* back on the main thread: puts the result in place, then tells the caller */
static void
run_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data; /* the caller's */
  DlnSession *self = g_task_get_source_object (task);
  const Running *running = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  _dln_session_set_busy (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  running->work->take (self, running->data);
  g_task_return_boolean (task, TRUE);
}

void
_dln_session_start_work (GTask                *task,
                         const DlnSessionWork *work,
                         gpointer              data)
{
  /* the thread may be the last to hold its task, so that has no hold on the session */
  g_autoptr (GTask) own = g_task_new (NULL, NULL, run_done_cb, task);
  Running *running = g_new0 (Running, 1);

  running->work = work;
  running->data = data;
  _dln_session_set_busy (g_task_get_source_object (task), TRUE);
  g_task_set_source_tag (own, _dln_session_start_work);
  g_task_set_task_data (own, running, free_running);
  g_task_run_in_thread (own, run_in_thread);
}

GTask *
_dln_session_new_task (DlnSession         *self,
                       gpointer            tag,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE); /* what was done has been put in place */
  if (!_dln_session_refuse_if_busy (self, &error))
    return g_steal_pointer (&task);
  g_task_return_error (task, error);
  return NULL;
}

gboolean
_dln_session_finish_work (DlnSession   *self,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- open ------------------------------------------------------------------------------------ */

typedef struct
{
  DlnModel       *model; /* (nullable) */
  char           *path;
  char           *name; /* the same for the user */
  gboolean        to_read; /* not to change it */
  DlnProgressFunc progress;
  gpointer        progress_data;
  GMainContext   *context;
  GCancellable   *cancellable; /* (nullable) */
  gboolean        draft;       /* @path is one */

  /* result */
  DlnStore *store;
  DlnCase  *dcase;
  gboolean  ours;    /* the tables in the file are what a program of this user made */
  gboolean  stale;
  gboolean  rebuilt;
  gint64    last_progress;
} Opening;

#define PROGRESS_INTERVAL (50 * G_TIME_SPAN_MILLISECOND)

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->model, dln_model_unref);
  g_free (opening->path);
  g_free (opening->name);
  g_clear_pointer (&opening->context, g_main_context_unref);
  g_clear_object (&opening->cancellable);
  g_clear_pointer (&opening->store, dln_store_close);
  g_clear_object (&opening->dcase);
  g_free (opening);
}

static void
tell (Opening    *opening,
      guint       n_done,
      guint       n_total,
      const char *what)
{
  gint64 now = g_get_monotonic_time ();

  if (opening->progress == NULL || now - opening->last_progress < PROGRESS_INTERVAL)
    return;
  opening->last_progress = now;
  _dln_session_send_progress (opening->context,
                              opening->progress,
                              opening->progress_data,
                              n_done,
                              n_total,
                              what);
}

/* annotations that an older or damaged file does not give are made again */
static gboolean
extract_missing (Opening   *opening,
                 GPtrArray *documents,
                 GPtrArray *annotations,
                 GError   **error)
{
  gboolean writes =
    opening->model != NULL && dln_store_get_reason (opening->store) == NULL;
  gboolean kept = FALSE;

  for (guint i = 0; i < documents->len; i++)
    {
      DlnDocument *document = g_ptr_array_index (documents, i);
      DlnAnnotations *made;

      if (g_ptr_array_index (annotations, i) != NULL)
        continue;
      if (writes && !kept && !opening->draft)
        dln_store_back_up_daily (opening->store, TRUE);
      kept = TRUE;
      tell (opening, i, documents->len, dln_document_get_id (document));
      made = dln_extract (opening->model, document, NULL, opening->cancellable, error);
      if (made == NULL)
        return FALSE;
      g_ptr_array_index (annotations, i) = made;
      if (writes && !dln_store_replace_annotations (opening->store, i + 1, made, error))
        return FALSE;
    }
  return TRUE;
}

/* (transfer full) (nullable): tables from the store, or made again. What somebody else's case has
 * in its tables need not be what its articles say, so they are made again and compared. */
static DlnResolution *
load_resolution (Opening   *opening,
                 DlnCase   *dcase,
                 GPtrArray *documents,
                 GPtrArray *annotations,
                 GError   **error)
{
  g_autoptr (GArray) decisions = _dln_session_dup_structural (dcase);
  g_autofree char *signature = _dln_session_make_signature (decisions);
  g_autoptr (GArray) inputs = NULL;
  g_autoptr (DlnResolution) stored =
    dln_store_load_resolution (opening->store, signature, documents, annotations);
  DlnResolution *resolution;

  opening->stale = stored == NULL || !opening->ours;
  if (!opening->stale)
    return g_steal_pointer (&stored);

  tell (opening, 0, 0, _("Joining what the articles say"));
  inputs = _dln_session_dup_inputs (dcase, documents, annotations);
  resolution = dln_resolve ((const DlnResolveInput *) inputs->data,
                            inputs->len,
                            (const DlnDecision *) decisions->data,
                            decisions->len,
                            opening->cancellable,
                            error);
  opening->rebuilt =
    resolution != NULL && stored != NULL && !dln_store_is_same (stored, resolution);
  if (opening->rebuilt)
    dln_store_add_note (
      opening->store,
      g_strdup_printf (_("The people, events and links stored in %s were not what its articles and "
                         "corrections give. They were made again."),
                       opening->name));
  return resolution;
}

/* An analysis that somebody else's program made may say anything of its article. */
static void
tell_foreign (Opening         *opening,
              const GPtrArray *annotations)
{
  guint n = 0;

  for (guint i = 0; i < annotations->len; i++)
    {
      const DlnAnnotations *row = g_ptr_array_index (annotations, i);

      n += row != NULL && row->foreign;
    }
  if (n > 0)
    dln_store_add_note (
      opening->store,
      g_strdup_printf (ngettext ("%s: how %u article was read cannot be vouched for: the case "
                                 "comes from somebody else or from an older Dateline, or is "
                                 "damaged. Read all articles again to be sure.",
                                 "%s: how %u articles were read cannot be vouched for: the case "
                                 "comes from somebody else or from an older Dateline, or is "
                                 "damaged. Read all articles again to be sure.",
                                 n),
                       opening->name,
                       n));
}

static DlnCase *
load_case (Opening *opening,
           GError **error)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify)dln_document_unref);
  g_autoptr (GPtrArray) annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  g_autofree char *title = dln_store_dup_title (opening->store);
  DlnResolution *resolution;
  guint position = 0;
  gboolean good;

  if (!dln_store_load_documents (opening->store, documents, annotations, error)
      || g_cancellable_set_error_if_cancelled (opening->cancellable, error))
    return NULL;
  opening->ours = dln_store_is_ours (opening->store);
  tell_foreign (opening, annotations);
  if (!extract_missing (opening, documents, annotations, error))
    return NULL;
  good = dln_store_load_journal (opening->store, journal, &position, error);
  if (good)
    dln_case_set_journal (dcase, (const DlnDecision *) journal->data, journal->len, position);
  dln_store_clear_journal (journal);
  if (!good)
    return NULL;
  dln_case_set_title (dcase, title);
  resolution = load_resolution (opening, dcase, documents, annotations, error);
  if (resolution == NULL)
    return NULL;
  dln_case_apply (dcase, documents, annotations, resolution);
  return g_steal_pointer (&dcase);
}

DlnCase *
_dln_session_load_case (DlnStore *store,
                        DlnModel *model,
                        gboolean *stale,
                        GError  **error)
{
  Opening opening = { .store = store, .model = model, .name = (char *) "" };
  DlnCase *dcase = load_case (&opening, error);

  *stale = opening.stale;
  return dcase;
}

/* reads the whole case, in any thread: nobody else has it yet */
static gboolean
load (gpointer data,
      GError **error)
{
  Opening *opening = data;
  GError *local = NULL;

  opening->store = opening->to_read ? dln_store_open_to_read (opening->path, &local)
                                    : dln_store_open (opening->path, &local);
  if (opening->store != NULL && opening->draft && dln_store_get_reason (opening->store) != NULL)
    local = g_error_new_literal (
      DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, dln_store_get_reason (opening->store));
  else if (opening->store != NULL)
    opening->dcase = load_case (opening, &local);
  if (opening->dcase != NULL
      && !g_cancellable_set_error_if_cancelled (opening->cancellable, &local))
    {
      if (!opening->draft) /* it was read, so what is kept can be read */
        dln_store_back_up_daily (opening->store, FALSE);
      return TRUE;
    }
  return _dln_session_pass_on (local, error);
}

static void
take_opened (DlnSession *self,
             gpointer    data)
{
  Opening *opening = data;

  _dln_session_replace (self,
                        g_steal_pointer (&opening->store),
                        g_steal_pointer (&opening->dcase),
                        opening->draft ? NULL : opening->path);
  if (opening->draft)
    self->draft = g_steal_pointer (&opening->path);
  /* only who edits writes: a reader must not get in the way of another program that has the case
   * open */
  self->stale = opening->stale && self->model != NULL;
  self->rebuilt = opening->rebuilt;
}

static const DlnSessionWork open_work = { load, take_opened, free_opening };

static Opening *
new_opening (DlnSession *self,
             const char *path)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->model = self->model != NULL ? dln_model_ref (self->model) : NULL;
  opening->path = g_strdup (path);
  opening->name = g_filename_display_name (path);
  return opening;
}

/* for writing, that is: one that is read may be read anew */
static gboolean
has_open (DlnSession *self,
          const char *path)
{
  return dln_session_get_reason (self) == NULL && dln_session_is_at (self, path);
}

/**
 * dln_session_open:
 * @self: the session
 * @path: a case file
 * @error: a #DlnSessionError whose text says what is wrong with @path
 *
 * A file that cannot be written, or is open elsewhere, is opened for reading; edits are then
 * errors.
 *
 * Returns: whether it is open now; otherwise the case that was open stays
 */
gboolean
dln_session_open (DlnSession *self,
                  const char *path,
                  GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && path != NULL, FALSE);

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  return has_open (self, path)
         || _dln_session_run_work (self, &open_work, new_opening (self, path), error);
}

/**
 * dln_session_open_to_read:
 * @self: the session
 * @path: a case file
 * @error: a #DlnSessionError whose text says what is wrong with @path
 *
 * dln_session_open() of the case as it is in the file now, without keeping the file: whoever has it
 * open is not disturbed, and edits are errors.
 *
 * Returns: whether it is open now; otherwise the case that was open stays
 */
gboolean
dln_session_open_to_read (DlnSession *self,
                          const char *path,
                          GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && path != NULL, FALSE);

  Opening *opening;

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  opening = new_opening (self, path);
  opening->to_read = TRUE;
  return _dln_session_run_work (self, &open_work, opening, error);
}

static void
open_in_thread (DlnSession         *self,
                const char         *path,
                gboolean            draft,
                DlnProgressFunc     progress,
                gpointer            progress_data,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            data)
{
  GTask *task = _dln_session_new_task (self, dln_session_open_async, cancellable, callback, data);

  if (task == NULL)
    return;
  if (has_open (self, path))
    {
      if (!g_task_return_error_if_cancelled (task))
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  Opening *opening = new_opening (self, path);

  opening->draft = draft;
  opening->progress = progress;
  opening->progress_data = progress_data;
  opening->context = g_main_context_ref_thread_default ();
  opening->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  _dln_session_start_work (task, &open_work, opening);
}

/**
 * dln_session_open_async:
 * @self: the session
 * @path: a case file
 * @progress: (nullable): told now and then, in the caller's main context; with a total of 0 while
 * there is no count
 * @progress_data: for @progress
 * @cancellable: (nullable): cancelling leaves the case that was open
 * @callback: called when it is done
 * @data: for @callback
 *
 * dln_session_open() in a thread. The session is busy until that is done.
 */
void
dln_session_open_async (DlnSession         *self,
                        const char         *path,
                        DlnProgressFunc     progress,
                        gpointer            progress_data,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && path != NULL);

  open_in_thread (self, path, FALSE, progress, progress_data, cancellable, callback, data);
}

/**
 * dln_session_open_draft_async:
 * @self: the session
 * @path: a draft
 * @progress: (nullable): as of dln_session_open_async()
 * @progress_data: for @progress
 * @cancellable: (nullable): cancelling leaves the case that was open
 * @callback: called when it is done; to end with dln_session_open_finish()
 * @data: for @callback
 *
 * Opens an unsaved case, which stays one: the session has no path then. A draft that is open
 * already is an error.
 */
void
dln_session_open_draft_async (DlnSession         *self,
                              const char         *path,
                              DlnProgressFunc     progress,
                              gpointer            progress_data,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && path != NULL);

  open_in_thread (self, path, TRUE, progress, progress_data, cancellable, callback, data);
}

/**
 * dln_session_open_finish:
 * @self: the session
 * @result: from the callback
 * @error: a #DlnSessionError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the case is open now; otherwise the case that was open stays
 */
gboolean
dln_session_open_finish (DlnSession   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  return _dln_session_finish_work (self, result, error);
}

/* ---- save and close -------------------------------------------------------------------------- */

typedef struct
{
  DlnStore *store; /* the session's, which lives as long as this */
  char     *path;
  DlnStore *copy;  /* result */
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_free (saving->path);
  g_clear_pointer (&saving->copy, dln_store_close);
  g_free (saving);
}

static gboolean
copy_store (gpointer data,
            GError **error)
{
  Saving *saving = data;
  GError *local = NULL;

  saving->copy = dln_store_save_as (saving->store, saving->path, &local);
  return saving->copy != NULL || _dln_session_pass_on (local, error);
}

static void
take_copy (DlnSession *self,
           gpointer    data)
{
  Saving *saving = data;

  if (self->draft != NULL) /* it is in the new file */
    dln_store_remove (self->store);
  g_clear_pointer (&self->draft, g_free);
  dln_store_close (self->store);
  self->store = g_steal_pointer (&saving->copy);
  g_free (self->path);
  self->path = g_strdup (saving->path);
  g_object_notify (G_OBJECT (self), "path");
}

static const DlnSessionWork save_work = { copy_store, take_copy, free_saving };

static Saving *
new_saving (DlnSession *self,
            const char *path)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->store = self->store;
  saving->path = g_strdup (path);
  return saving;
}

/**
 * dln_session_save_as:
 * @self: the session
 * @path: where to; a file that is there is replaced once the copy is complete
 * @error: a #DlnSessionError
 *
 * Returns: whether the case is kept in @path from now on; otherwise it stays where it was
 */
gboolean
dln_session_save_as (DlnSession *self,
                     const char *path,
                     GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && path != NULL, FALSE);

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  return has_open (self, path)
         || _dln_session_run_work (self, &save_work, new_saving (self, path), error);
}

/**
 * dln_session_save_as_async:
 * @self: the session
 * @path: where to; a file that is there is replaced once the copy is complete
 * @callback: called when it is done
 * @data: for @callback
 *
 * dln_session_save_as() in a thread. The session is busy until that is done.
 */
void
dln_session_save_as_async (DlnSession         *self,
                           const char         *path,
                           GAsyncReadyCallback callback,
                           gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && path != NULL);

  g_autoptr (GTask) task =
    _dln_session_new_task (self, dln_session_save_as_async, NULL, callback, data);

  if (task != NULL && has_open (self, path))
    g_task_return_boolean (task, TRUE);
  else if (task != NULL)
    _dln_session_start_work (g_steal_pointer (&task), &save_work, new_saving (self, path));
}

/**
 * dln_session_save_as_finish:
 * @self: the session
 * @result: from the callback
 * @error: a #DlnSessionError
 *
 * Returns: whether the case is kept in the new file from now on; otherwise it stays where it was
 */
gboolean
dln_session_save_as_finish (DlnSession   *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return _dln_session_finish_work (self, result, error);
}

/**
 * dln_session_close:
 * @self: the session
 *
 * Back to an empty case without a file.
 */
void
dln_session_close (DlnSession *self)
{
  g_return_if_fail (DLN_IS_SESSION (self));
  g_return_if_fail (!self->busy);

  _dln_session_replace (self, dln_store_create (NULL, NULL), dln_case_new (), NULL);
}

/**
 * dln_session_remove_if_empty:
 * @self: the session
 *
 * Closes the case and removes its file, if nobody has put anything into it and it is still the file
 * that was opened.
 *
 * Returns: whether the file is gone; otherwise the case stays open
 */
gboolean
dln_session_remove_if_empty (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), FALSE);

  if (self->busy || !dln_store_remove_if_empty (self->store))
    return FALSE;
  dln_session_close (self);
  return TRUE;
}
