/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case file, and how it is changed.
 *
 * A case file is an SQLite 3 database with `application_id` 0x444c4e43 ("DLNC") and `user_version`
 * 6 (dln-store-schema.c brings older ones to it). Its tables:
 *
 *   meta (key, value)
 *       title; position: decisions in force; resolved: signature of the decisions in the tables;
 *       seal: tells that this user's program wrote them; foreign: ids of articles whose analysis
 *       it found in somebody else's case and has not made again; searches: queries that the user
 *       keeps, one a line; folder: see dln_store_dup_folder()
 *   document (id, name, title, source, byline, date, language, uri, digest, text)
 *       ids from 1 without gaps
 *   original (document, uri, digest, size, places)
 *       the file that an article was read from, as it was then ("file:" address, SHA-256, bytes),
 *       and what of that file, as a page, begins where in its text; no row where nothing is known
 *   annotation (document, data)
 *       dln_annotations_serialize(); can be made again from the text
 *   decision, trace
 *       the journal (dln-store-journal.c); never rewritten by an extraction
 *   entity, alias, event, participant, relation, quote, evidence, conflict, suggestion, resolved,
 *   link
 *       the resolved tables, one column for each field of the rows of extract/dln-resolution.h;
 *       can be made again from annotations and decisions
 *   checksum (part, row, sum)
 *       of each row of document, original, annotation and decision, with its traces, and of each
 *       other table (dln-store-sums.c)
 *   text_index
 *       FTS5 over document.title and document.text, kept in step from here
 *
 * A file from somebody else is hostile until shown otherwise: it is opened defensively, and if its
 * schema is not word for word the one of its version it is refused, so none of its triggers, views
 * or functions ever runs.
 *
 * One store may write a file, and holds a lock on it for as long as it is open (dln-store-lock.c).
 * Everybody else reads: a reader takes a private copy while it has the gate and then lets go of the
 * file, so it is in nobody's way and never touches what belongs to a writer (dln-store-open.c).
 *
 * An edit is one transaction with a rollback journal and synchronous=FULL. When it is acknowledged
 * it is in the file itself and on the disk: a copy of the file alone is complete, and nothing that
 * stands beside the file is needed to read it. The journal stays, emptied, until the case is closed
 * (PERSIST: a quarter less waiting for the disk than when it is deleted each time). It is only of
 * use after a crash in the middle of a transaction. Each transaction writes the first page first,
 * so the journal holds that page as it was, and with it the change counter and the random cookie of
 * the file: a journal that does not fit the file beside it is of another one, and is put aside.
 *
 * Before each transaction the store looks whether the path still leads to its file. A file that was
 * renamed or moved is followed; of one that was deleted or replaced the user is told, and nothing
 * is acknowledged that would be lost. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (dln-store-error-quark, dln_store_error)

/* ---- statements ------------------------------------------------------------------------------ */

gboolean
_dln_store_fail (DlnStore *store,
                 GError  **error)
{
  int code = sqlite3_errcode (store->db);
  int system = sqlite3_system_errno (store->db);

  switch (code & 0xff)
    {
    case SQLITE_NOTADB:
      g_set_error (
        error, DLN_STORE_ERROR, DLN_STORE_ERROR_CASE, _("%s is no case file."), store->name);
      break;
    case SQLITE_CORRUPT:
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_DAMAGED,
                   _("The case file %s is damaged."),
                   store->name);
      break;
    case SQLITE_FULL:
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("The disk is full: %s was not changed."),
                   store->name);
      break;
    case SQLITE_READONLY:
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s is read-only and was not changed."),
                   store->name);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s is in use by another program."),
                   store->name);
      break;
    case SQLITE_IOERR:
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   system == EFBIG || system == ENOSPC || system == EDQUOT
                     ? _("There is no room on the disk: %s was not changed (%s).")
                     : _("%s cannot be read or written: %s. What was saved before is kept."),
                   store->name,
                   system != 0 ? g_strerror (system) : sqlite3_errmsg (store->db));
      break;
    case SQLITE_NOMEM:
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("There is not enough memory for %s. What was saved before is kept."),
                   store->name);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s cannot be opened: %s."),
                   store->name,
                   system != 0 ? g_strerror (system) : sqlite3_errmsg (store->db));
      break;
    default:
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_CASE,
                   _("%s: %s."),
                   store->name,
                   sqlite3_errmsg (store->db));
      break;
    }
  return FALSE;
}

DlnStatement *
_dln_store_prepare (DlnStore   *store,
                    const char *sql,
                    GError    **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (store->db, sql, -1, &statement, NULL) != SQLITE_OK)
    _dln_store_fail (store, error);
  return statement;
}

gboolean
_dln_store_run (DlnStore     *store,
                DlnStatement *statement,
                GError      **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE;

  if (!done)
    _dln_store_fail (store, error);
  sqlite3_reset (statement);
  return done;
}

gboolean
_dln_store_execute (DlnStore   *store,
                    const char *sql,
                    GError    **error)
{
  return sqlite3_exec (store->db, sql, NULL, NULL, NULL) == SQLITE_OK
         || _dln_store_fail (store, error);
}

gint64
_dln_store_read_integer (DlnStore   *store,
                         const char *sql)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (store, sql, NULL);

  return statement != NULL && sqlite3_step (statement) == SQLITE_ROW
           ? sqlite3_column_int64 (statement, 0)
           : -1;
}

/* ---- transactions ---------------------------------------------------------------------------- */

guint32
_dln_store_read_changes (DlnStore *store)
{
  guint8 word[4] = { 0 };

  if (store->lock == NULL
      || pread (store->lock->fd, word, sizeof word, DLN_STORE_AT_CHANGES) != sizeof word)
    return 0;
  return _dln_store_read_word (word);
}

static gboolean
fail_to_write (GError    **error,
               const char *message)
{
  g_set_error_literal (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE, message);
  return FALSE;
}

static gboolean
begin (DlnStore *store,
       GError  **error)
{
  g_autofree char *first_page = g_strdup_printf ("PRAGMA user_version = %u", store->version);

  if (!_dln_store_execute (store, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (_dln_store_read_changes (store) != store->changes)
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s was changed by another program meanwhile; open it again."),
                   store->name);
      sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }
  if (_dln_store_execute (store, first_page, error))
    return TRUE;
  sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
_dln_store_begin (DlnStore *store,
                  GError  **error)
{
  if (store->reason != NULL)
    return fail_to_write (error, store->reason);
  if (!dln_store_follow (store, error))
    return FALSE;
  if (store->lock != NULL && !_dln_store_lock_enter (store->lock, TRUE))
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s is being read by another program and was not changed; try again."),
                   store->name);
      return FALSE;
    }
  if (begin (store, error))
    {
      _dln_store_watch (store);
      return TRUE;
    }
  if (store->lock != NULL)
    _dln_store_lock_leave (store->lock);
  return FALSE;
}

/* Whether a transaction is in the file although its end failed: the journal that would have taken
 * it back was emptied, and only the disk's word on that is missing. What can be taken back is. */
static gboolean
is_written (DlnStore *store)
{
  return store->lock != NULL && _dln_store_read_integer (store, "PRAGMA user_version") >= 0
         && _dln_store_read_changes (store) == store->changes + 1;
}

static gboolean
commit (DlnStore *store,
        GError  **error)
{
  g_autoptr (GError) local = NULL;

  if (_dln_store_execute (store, "COMMIT", &local))
    return TRUE;
  if (!sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  if (!is_written (store))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  dln_store_add_note (
    store,
    g_strdup_printf (_("The last change is in %s, but the disk did not confirm it, so a power cut "
                       "may still take it away. Save the case on another disk, too."),
                     store->name));
  return TRUE;
}

gboolean
_dln_store_end (DlnStore *store,
                gboolean  good,
                GError  **error)
{
  good = good
         && (store->version < DLN_STORE_SUMS_VERSION || _dln_store_sum_changes (store, error));
  _dln_store_unwatch (store);
  good = good && commit (store, error);
  if (!good && !sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  store->changes = _dln_store_read_changes (store);
  if (store->lock != NULL)
    _dln_store_lock_leave (store->lock);
  return good;
}

/* ---- the file -------------------------------------------------------------------------------- */

/* beside a name that no file has any more; between transactions it is empty */
static void
remove_journal (DlnStore *store)
{
  g_autofree char *journal = g_strconcat (store->lock->path, "-journal", NULL);

  if (!g_file_test (store->lock->path, G_FILE_TEST_EXISTS))
    unlink (journal);
}

/* SQLite keeps the name of its journal from opening on, so a file that has moved is opened anew;
 * the lock is the file's and stays. */
static gboolean
move_to (DlnStore   *store,
         const char *path,
         GError    **error)
{
  g_autoptr (DlnStore) moved = _dln_store_connect (path, path, SQLITE_OPEN_READWRITE, error);
  sqlite3 *db;

  if (moved == NULL || !_dln_store_attach (moved, error))
    return FALSE;
  g_mutex_lock (&store->moving);
  db = store->db;
  store->db = moved->db;
  moved->db = db;
  g_mutex_unlock (&store->moving);
  remove_journal (store);
  _dln_store_lock_move (store->lock, path);
  dln_store_add_note (
    store,
    g_strdup_printf (
      _("%s is now %s. What you change is saved there."), store->name, moved->name));
  g_free (store->name);
  store->name = g_strdup (moved->name);
  return TRUE;
}

/**
 * dln_store_follow:
 * @store: the store
 * @error: %DLN_STORE_ERROR_WRITE
 *
 * Looks whether the file was renamed or moved and goes on there; a note tells it. Each change does
 * that first.
 *
 * Returns: whether the store has its file, or has none; otherwise the file was deleted or replaced
 */
gboolean
dln_store_follow (DlnStore *store,
                  GError  **error)
{
  g_autofree char *path = NULL;

  if (store->lock == NULL || _dln_store_lock_is_at (store->lock, store->lock->path))
    return TRUE;
  path = _dln_store_lock_find (store->lock);
  if (path != NULL)
    return move_to (store, path, error);
  g_set_error (error,
               DLN_STORE_ERROR,
               DLN_STORE_ERROR_WRITE,
               _("%s was deleted or replaced while it was open, so nothing was changed. The case "
                 "is still here: save it under another name to keep it."),
               store->name);
  return FALSE;
}

void
dln_store_close (DlnStore *store)
{
  if (store == NULL)
    return;
  /* removes the journal, which is empty */
  if (store->lock != NULL && _dln_store_lock_is_at (store->lock, store->lock->path))
    sqlite3_exec (store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  sqlite3_close_v2 (store->db);
  if (store->lock != NULL)
    remove_journal (store);
  g_clear_pointer (&store->lock, _dln_store_lock_free);
  g_mutex_clear (&store->moving);
  g_free (store->name);
  g_free (store->reason);
  g_ptr_array_unref (store->notes);
  g_hash_table_unref (store->foreign);
  g_free (store);
}

/**
 * dln_store_get_path:
 * @store: the store
 *
 * Returns: (transfer none) (nullable): the file that is written, links resolved, where it was seen
 * last; %NULL for a store that is read or in memory
 */
const char *
dln_store_get_path (DlnStore *store)
{
  return store->lock != NULL ? store->lock->path : NULL;
}

/**
 * dln_store_is_at:
 * @store: the store
 * @path: a path
 *
 * Returns: whether @path leads to the file that this store writes, or was read from
 */
gboolean
dln_store_is_at (DlnStore   *store,
                 const char *path)
{
  struct stat status;

  if (store->lock != NULL)
    return _dln_store_lock_is_at (store->lock, path);
  return store->inode != 0 && stat (path, &status) == 0 && status.st_dev == store->device
         && status.st_ino == store->inode;
}

/**
 * dln_store_get_reason:
 * @store: the store
 *
 * Returns: (transfer none) (nullable): why it cannot be changed, a sentence; %NULL if it can
 */
const char *
dln_store_get_reason (DlnStore *store)
{
  return store->reason;
}

/**
 * dln_store_add_note:
 * @store: the store
 * @text: (transfer full): a sentence for the user
 */
void
dln_store_add_note (DlnStore *store,
                    char     *text)
{
  g_ptr_array_add (store->notes, text);
}

/**
 * dln_store_take_notes:
 * @store: the store
 *
 * Returns: (transfer full) (element-type utf8): sentences for the user on what was found or done
 * since the last call, oldest first
 */
GPtrArray *
dln_store_take_notes (DlnStore *store)
{
  GPtrArray *notes = store->notes;

  store->notes = g_ptr_array_new_with_free_func (g_free);
  return notes;
}

/* what the error says, as a line; frees it */
static void
add_error (GPtrArray *lines,
           GError    *error)
{
  g_ptr_array_add (lines, g_strdup (error->message));
  g_error_free (error);
}

/* SQLite's check of the pages */
static void
check_pages (DlnStore  *store,
             GPtrArray *lines)
{
  GError *error = NULL;
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store, "PRAGMA integrity_check(20)", &error);
  int code = SQLITE_DONE;

  while (statement != NULL && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (g_strcmp0 (text, "ok") != 0)
        g_ptr_array_add (lines, g_strdup_printf ("%s: %s", store->name, text));
    }
  if (code != SQLITE_DONE)
    _dln_store_fail (store, &error);
  if (error != NULL)
    add_error (lines, error);
}

/* FTS5's check of the index against what it indexes */
static void
check_index (DlnStore  *store,
             GPtrArray *lines)
{
  GError *error = NULL;

  if (_dln_store_execute (store,
                          "INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)",
                          &error))
    return;
  if (!g_error_matches (error, DLN_STORE_ERROR, DLN_STORE_ERROR_DAMAGED))
    {
      add_error (lines, error);
      return;
    }
  g_error_free (error);
  g_ptr_array_add (
    lines,
    g_strdup_printf (_("%s: the text index does not agree with the articles."), store->name));
}

/**
 * dln_store_check:
 * @store: the store
 * @lines: (element-type utf8): gets a sentence for each problem
 *
 * Returns: number of problems that checksums and SQLite's own checks find in the file and its text
 * index, or why it could not be read
 */
guint
dln_store_check (DlnStore  *store,
                 GPtrArray *lines)
{
  guint n = lines->len;
  GError *error = NULL;

  if (!_dln_store_verify (store, lines, &error))
    add_error (lines, error);
  check_pages (store, lines);
  check_index (store, lines);
  return lines->len - n;
}
