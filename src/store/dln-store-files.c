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

/* whether the file that was opened is still the one of that name */
static gboolean
is_in_place (DlnStore *store)
{
  int moved = 1;

  return sqlite3_file_control (store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK
         && moved == 0;
}

/* While the store is open for writing nobody else writes to the file, so what SQLite keeps beside
 * it is this store's; it goes first, because a file of the same name may be made as soon as the
 * case is gone. */
static gboolean
remove_file (DlnStore *store)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *beside = g_strconcat (store->path, endings[i], NULL);

      g_unlink (beside);
    }
  return g_unlink (store->path) == 0;
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
  gboolean removed;

  if (store->path == NULL || store->read_only
      || !_dln_store_execute (store, "BEGIN EXCLUSIVE", NULL))
    return FALSE;
  removed = is_empty (store) && is_in_place (store) && remove_file (store);
  _dln_store_execute (store, "ROLLBACK", NULL);
  return removed;
}
