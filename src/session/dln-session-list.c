/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are looked into in a thread: drafts and backups. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

typedef struct
{
  DlnListFunc func;
  char       *path;
} Listing;

static void
free_listing (gpointer data)
{
  Listing *listing = data;

  g_free (listing->path);
  g_free (listing);
}

static void
list (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  const Listing *listing = data;

  g_task_return_pointer (
    task, listing->func (listing->path), (GDestroyNotify) g_ptr_array_unref);
}

void
_dln_session_list_in_thread (DlnListFunc         func,
                             const char         *path,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Listing *listing = g_new0 (Listing, 1);

  listing->func = func;
  listing->path = g_strdup (path);
  g_task_set_source_tag (task, _dln_session_list_in_thread);
  g_task_set_task_data (task, listing, free_listing);
  g_task_run_in_thread (task, list);
}

GPtrArray *
_dln_session_list_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
