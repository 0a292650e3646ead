/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case files as wholes: what may be removed. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <glib/gstdio.h>

/* Nothing that a user made: no article, no decision. */
static gboolean
is_empty (DlnStore *store)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (
    store, "SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM decision)", NULL);

  return statement != NULL && sqlite3_step (statement) == SQLITE_ROW
         && sqlite3_column_int64 (statement, 0) == 0;
}

/**
 * dln_store_remove_if_empty:
 * @store: the store
 *
 * Removes the case file if it holds no article and no decision of anybody, and if it is still the
 * file that this store opened. The store can then only be closed.
 *
 * Returns: whether the file is gone; otherwise it is as it was
 */
gboolean
dln_store_remove_if_empty (DlnStore *store)
{
  g_autofree char *journal = NULL;
  gboolean removed = FALSE;

  if (store->lock == NULL || !_dln_store_lock_is_at (store->lock, store->lock->path)
      || !_dln_store_begin (store, NULL))
    return FALSE;
  if (is_empty (store))
    {
      /* it goes first, because a file of the same name may be made as soon as the case is gone */
      journal = g_strconcat (store->lock->path, "-journal", NULL);
      g_unlink (journal);
      removed = _dln_store_lock_unlink (store->lock);
    }
  _dln_store_end (store, FALSE, NULL);
  return removed;
}
