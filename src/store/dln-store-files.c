/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case files as wholes: how much is in them, and what may be removed. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>

/**
 * dln_store_is_taken:
 * @path: a case file
 *
 * Returns: whether somebody has it open to write just now, in this program or another
 */
gboolean
dln_store_is_taken (const char *path)
{
  g_autoptr (DlnStoreLock) lock = _dln_store_lock_open (path, O_RDONLY);

  return lock != NULL && _dln_store_lock_is_taken (lock);
}

/**
 * dln_store_count:
 * @store: the store
 * @n_documents: (out): articles
 * @n_decisions: (out): decisions in force
 * @error: a #DlnStoreError
 *
 * Returns: whether they could be read
 */
gboolean
dln_store_count (DlnStore *store,
                 guint    *n_documents,
                 guint    *n_decisions,
                 GError  **error)
{
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store,
                        "SELECT (SELECT count(*) FROM document),"
                        " (SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'position')",
                        error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return _dln_store_fail (store, error);
  *n_documents = sqlite3_column_int (statement, 0);
  *n_decisions = sqlite3_column_int (statement, 1);
  return TRUE;
}

/* whether the journal is empty, too: what was undone can be done again */
static gboolean
is_empty (DlnStore *store)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (
    store, "SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM decision)", NULL);

  return statement != NULL && sqlite3_step (statement) == SQLITE_ROW
         && sqlite3_column_int64 (statement, 0) == 0;
}

static gboolean
remove_locked (DlnStore *store,
               gboolean  only_empty)
{
  g_autofree char *journal = NULL;
  gboolean removed = FALSE;

  if (store->lock == NULL || !_dln_store_lock_is_at (store->lock, store->lock->path)
      || !_dln_store_begin (store, NULL))
    return FALSE;
  if (!only_empty || is_empty (store))
    {
      /* it goes first, because a file of the same name may be made as soon as the case is gone */
      journal = g_strconcat (store->lock->path, "-journal", NULL);
      g_unlink (journal);
      removed = _dln_store_lock_unlink (store->lock);
    }
  _dln_store_end (store, FALSE, NULL);
  return removed;
}

/**
 * dln_store_remove:
 * @store: the store
 *
 * Removes the case file, whatever is in it, if it is still the file that this store opened to
 * write. The store can then only be closed.
 *
 * Returns: whether the file is gone; otherwise it is as it was
 */
gboolean
dln_store_remove (DlnStore *store)
{
  return remove_locked (store, FALSE);
}

/**
 * dln_store_remove_if_empty:
 * @store: the store
 *
 * Like dln_store_remove(), if the case holds no article and no decision of anybody.
 *
 * Returns: whether the file is gone; otherwise it is as it was
 */
gboolean
dln_store_remove_if_empty (DlnStore *store)
{
  return remove_locked (store, TRUE);
}
