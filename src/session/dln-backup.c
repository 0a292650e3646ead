/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups, for the programs. Making and checking them is the store's (dln-store-backup.c). */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-backup.h"

#include "session/dln-session-private.h"
#include "store/dln-store-backup.h"

void
dln_backup_free (DlnBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_clear_pointer (&backup->made, g_date_time_unref);
  g_free (backup);
}

/**
 * dln_backups_dup_folder:
 * @path: a case file
 *
 * Returns: (transfer full): where its backups are
 */
char *
dln_backups_dup_folder (const char *path)
{
  return dln_store_dup_backup_folder (path);
}

/**
 * dln_backups_list:
 * @path: a case file, which may be damaged or gone
 *
 * Returns: (transfer full) (element-type DlnBackup): its backups, newest first. Time: O(their size)
 */
GPtrArray *
dln_backups_list (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GPtrArray) rows = dln_store_list_backups (path);
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_backup_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const DlnStoreBackup *row = g_ptr_array_index (rows, i);
      DlnBackup *backup = g_new0 (DlnBackup, 1);

      backup->path = g_strdup (row->path);
      backup->made = g_date_time_ref (row->made);
      backup->n_articles = row->n_documents;
      backup->n_decisions = row->n_decisions;
      g_ptr_array_add (backups, backup);
    }
  return backups;
}

/**
 * dln_backups_list_async:
 * @path: a case file
 * @cancellable: (nullable): the callback then gets %G_IO_ERROR_CANCELLED
 * @callback: called when it is done
 * @data: for @callback
 *
 * dln_backups_list() in a thread.
 */
void
dln_backups_list_async (const char          *path,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             data)
{
  g_return_if_fail (path != NULL);

  _dln_session_list_in_thread (dln_backups_list, path, cancellable, callback, data);
}

/**
 * dln_backups_list_finish:
 * @result: from the callback
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type DlnBackup): as of dln_backups_list()
 */
GPtrArray *
dln_backups_list_finish (GAsyncResult *result,
                         GError      **error)
{
  return _dln_session_list_finish (result, error);
}

/**
 * dln_backup_put_in_place:
 * @path: where a case file was that cannot be opened, or is gone
 * @backup: an earlier state
 * @kept: (out) (transfer full) (nullable): where the file that cannot be opened is now
 * @error: a #DlnSessionError
 *
 * Returns: whether @path is a copy of @backup now; otherwise what was there is there or in @kept
 */
gboolean
dln_backup_put_in_place (const char *path,
                         const char *backup,
                         char      **kept,
                         GError    **error)
{
  g_return_val_if_fail (path != NULL && backup != NULL && kept != NULL, FALSE);

  GError *local = NULL;
  g_autoptr (DlnStore) store = dln_store_open_to_read (backup, &local);

  *kept = NULL;
  if (store != NULL
      && (!g_file_test (path, G_FILE_TEST_EXISTS) || dln_store_put_aside (path, kept, &local))
      && dln_store_copy_to (store, path, &local))
    return TRUE;
  g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, local->message);
  g_error_free (local);
  return FALSE;
}

typedef struct
{
  char *path;
  char *backup;
  char *kept; /* result */
} Putting;

static void
free_putting (gpointer data)
{
  Putting *putting = data;

  g_free (putting->path);
  g_free (putting->backup);
  g_free (putting->kept);
  g_free (putting);
}

static void
put_in_place (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Putting *putting = data;
  GError *error = NULL;

  if (dln_backup_put_in_place (putting->path, putting->backup, &putting->kept, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * dln_backup_put_in_place_async:
 * @path: where a case file was that cannot be opened, or is gone
 * @backup: an earlier state
 * @callback: called when it is done
 * @data: for @callback
 *
 * dln_backup_put_in_place() in a thread.
 */
void
dln_backup_put_in_place_async (const char         *path,
                               const char         *backup,
                               GAsyncReadyCallback callback,
                               gpointer            data)
{
  g_return_if_fail (path != NULL && backup != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Putting *putting = g_new0 (Putting, 1);

  putting->path = g_strdup (path);
  putting->backup = g_strdup (backup);
  g_task_set_source_tag (task, dln_backup_put_in_place_async);
  g_task_set_task_data (task, putting, free_putting);
  g_task_run_in_thread (task, put_in_place);
}

/**
 * dln_backup_put_in_place_finish:
 * @result: from the callback
 * @kept: (out) (transfer full) (nullable): where the file that cannot be opened is now
 * @error: a #DlnSessionError
 *
 * Returns: as of dln_backup_put_in_place()
 */
gboolean
dln_backup_put_in_place_finish (GAsyncResult *result,
                                char        **kept,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL) && kept != NULL, FALSE);

  Putting *putting = g_task_get_task_data (G_TASK (result));

  *kept = g_steal_pointer (&putting->kept);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- the open case --------------------------------------------------------------------------- */

typedef struct
{
  DlnStore *store; /* the session's, which lives as long as this */
  DlnModel *model; /* (nullable) */
  char     *backup;

  /* result */
  DlnCase  *dcase;
  gboolean  stale;
} Restoring;

static void
free_restoring (gpointer data)
{
  Restoring *restoring = data;

  g_clear_pointer (&restoring->model, dln_model_unref);
  g_free (restoring->backup);
  g_clear_object (&restoring->dcase);
  g_free (restoring);
}

/* the backup is read whole before anything is changed */
static gboolean
restore (gpointer data,
         GError **error)
{
  Restoring *restoring = data;
  GError *local = NULL;
  g_autoptr (DlnStore) from = dln_store_open_to_read (restoring->backup, &local);

  if (from != NULL)
    restoring->dcase =
      _dln_session_load_case (from, restoring->model, &restoring->stale, &local);
  if (restoring->dcase != NULL && dln_store_restore (restoring->store, from, &local))
    return TRUE;
  return _dln_session_pass_on (local, error);
}

static void
take_restored (DlnSession *self,
               gpointer    data)
{
  Restoring *restoring = data;

  _dln_session_put_case (self, g_steal_pointer (&restoring->dcase));
  self->stale = restoring->stale && self->model != NULL;
}

static const DlnSessionWork restore_work = { restore, take_restored, free_restoring };

static Restoring *
new_restoring (DlnSession *self,
               const char *backup)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->store = self->store;
  restoring->model = self->model != NULL ? dln_model_ref (self->model) : NULL;
  restoring->backup = g_strdup (backup);
  return restoring;
}

/**
 * dln_session_restore:
 * @self: the session, whose case has a file that can be written
 * @backup: an earlier state of it
 * @error: a #DlnSessionError
 *
 * Backs up the present state, then makes the case what it was in @backup, with its articles and
 * its decisions.
 *
 * Returns: whether that is so; otherwise the case is as it was
 */
gboolean
dln_session_restore (DlnSession *self,
                     const char *backup,
                     GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && backup != NULL, FALSE);

  return !_dln_session_refuse_if_busy (self, error)
         && _dln_session_run_work (self, &restore_work, new_restoring (self, backup), error);
}

/**
 * dln_session_restore_async:
 * @self: the session, whose case has a file that can be written
 * @backup: an earlier state of it
 * @callback: called when it is done
 * @data: for @callback
 *
 * dln_session_restore() in a thread. The session is busy until that is done.
 */
void
dln_session_restore_async (DlnSession         *self,
                           const char         *backup,
                           GAsyncReadyCallback callback,
                           gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && backup != NULL);

  GTask *task = _dln_session_new_task (self, dln_session_restore_async, NULL, callback, data);

  if (task != NULL)
    _dln_session_start_work (task, &restore_work, new_restoring (self, backup));
}

/**
 * dln_session_restore_finish:
 * @self: the session
 * @result: from the callback
 * @error: a #DlnSessionError
 *
 * Returns: whether the case is what it was then; otherwise it is as it was before
 */
gboolean
dln_session_restore_finish (DlnSession   *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return _dln_session_finish_work (self, result, error);
}
