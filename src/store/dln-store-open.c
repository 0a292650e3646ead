/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and making case files.
 *
 * Who writes: the lock is taken, then what a crash may have left beside the file is looked at, then
 * SQLite opens it. Who reads, because that was asked for, the file is write-protected or another
 * store writes it, gets a copy in a private temporary database, brought to our version there. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-backup.h"
#include "store/dln-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define JOURNAL_HEADER 28 /* bytes that are used; https://www.sqlite.org/fileformat.html, 3 */
#define JOURNAL_AT_SECTOR 20
#define JOURNAL_AT_PAGE 24

guint32
_dln_store_read_word (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

/* ---- connections ----------------------------------------------------------------------------- */

static void
configure (sqlite3 *db)
{
  static const struct
  {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
  };
  static const struct
  {
    int limit;
    int value;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, 512 << 20 },    { SQLITE_LIMIT_SQL_LENGTH, 100000 },
    { SQLITE_LIMIT_COLUMN, 100 },          { SQLITE_LIMIT_EXPR_DEPTH, 100 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 10 },  { SQLITE_LIMIT_FUNCTION_ARG, 16 },
    { SQLITE_LIMIT_ATTACHED, 0 },          { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 100 }, { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (db, options[i].option, options[i].value, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (db, limits[i].limit, limits[i].value);
  sqlite3_busy_timeout (db, DLN_STORE_BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (db, 1);
}

DlnStore *
_dln_store_connect (const char *path,
                    const char *literal,
                    int         flags,
                    GError    **error)
{
  g_autoptr (DlnStore) store = g_new0 (DlnStore, 1);

  g_mutex_init (&store->moving);
  store->notes = g_ptr_array_new_with_free_func (g_free);
  store->tables_good = TRUE;
  store->ours = TRUE;
  store->foreign = g_hash_table_new (NULL, NULL);
  store->name = path != NULL ? g_filename_display_name (path) : g_strdup (_("The unsaved case"));
  if (sqlite3_open_v2 (literal, &store->db, flags | SQLITE_OPEN_FULLMUTEX, NULL) != SQLITE_OK)
    {
      _dln_store_fail (store, error);
      return NULL;
    }
  configure (store->db);
  if (_dln_store_execute (store, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY", error))
    return g_steal_pointer (&store);
  return NULL;
}

/* how a file is written, and what searches need */
gboolean
_dln_store_attach (DlnStore *store,
                   GError  **error)
{
  if (!_dln_store_execute (store,
                           "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = FULL;"
                           "PRAGMA journal_size_limit = 4194304",
                           error)
      || !_dln_store_add_functions (store, error))
    return FALSE;
  store->changes = _dln_store_read_changes (store);
  return TRUE;
}

/* a file is kept as it was before it is brought to another version */
static gboolean
back_up_older (DlnStore *store,
               GError  **error)
{
  g_autofree char *prefix = NULL;

  if (store->lock == NULL || store->version == DLN_STORE_VERSION
      || dln_store_back_up (store, error))
    return TRUE;
  /* Translators: a sentence that says why follows */
  prefix = g_strdup_printf (_("%s is of an older version of Dateline and would have to be changed; "
                              "as it could not be backed up first, it was left as it is."),
                            store->name);
  g_prefix_error (error, "%s ", prefix);
  return FALSE;
}

/* from the first look at a database to one of our version */
static gboolean
make_ready (DlnStore *store,
            GError  **error)
{
  gint64 version = _dln_store_read_integer (store, "PRAGMA user_version");

  if (version < 0)
    return _dln_store_fail (store, error);
  if (version > DLN_STORE_VERSION || version == 0)
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_CASE,
                   _("%s is of version %d, which this Dateline cannot read."),
                   store->name,
                   (int) version);
      return FALSE;
    }
  store->version = version;
  return _dln_store_check_schema (store, error) && _dln_store_attach (store, error)
         && back_up_older (store, error)
         && _dln_store_migrate (store, DLN_STORE_VERSION, error)
         && _dln_store_verify (store, store->notes, error);
}

/* ---- the first bytes ------------------------------------------------------------------------- */

static gboolean
fail_to_open (const char *name,
              int         code, /* errno */
              GError    **error)
{
  if (code == EINVAL)
    g_set_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_CASE, _("%s is no case file."), name);
  else
    g_set_error (error,
                 DLN_STORE_ERROR,
                 DLN_STORE_ERROR_CASE,
                 _("%s cannot be opened: %s."),
                 name,
                 g_strerror (code));
  return FALSE;
}

/* looks at the file before SQLite does */
static gboolean
check_header (DlnStoreLock *lock,
              const char   *name,
              GError      **error)
{
  guint8 header[DLN_STORE_HEADER];
  gssize n = pread (lock->fd, header, sizeof header, 0);

  if (n < 0)
    return fail_to_open (name, errno, error);
  if (n < DLN_STORE_HEADER || memcmp (header, "SQLite format 3", 16) != 0
      || _dln_store_read_word (header + DLN_STORE_AT_APPLICATION) != DLN_STORE_APPLICATION_ID)
    return fail_to_open (name, EINVAL, error);
  if (_dln_store_read_word (header + DLN_STORE_AT_VERSION) > DLN_STORE_VERSION)
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_CASE,
                   _("%s was made by a newer version of Dateline; this one can read files up to "
                     "version %d, it is of version %u."),
                   name,
                   (int) DLN_STORE_VERSION,
                   _dln_store_read_word (header + DLN_STORE_AT_VERSION));
      return FALSE;
    }
  return TRUE;
}

/* ---- what a crash left beside it ------------------------------------------------------------- */

typedef enum
{
  LEFT_NOTHING,
  LEFT_PENDING, /* the file is whole only together with it */
  LEFT_FOREIGN, /* it is of another file that had this name */
} Left;

/* The journal of a transaction that did not end: it has the first page as it was, so the file still
 * has that page or the one of the next change. */
static Left
judge_journal (int           fd,
               const guint8 *header) /* of the case file */
{
  guint8 bytes[JOURNAL_HEADER];
  guint8 record[4 + DLN_STORE_HEADER];
  guint32 changes;

  if (pread (fd, bytes, sizeof bytes, 0) != sizeof bytes || bytes[0] == 0)
    return LEFT_NOTHING;
  if (pread (fd, record, sizeof record, _dln_store_read_word (bytes + JOURNAL_AT_SECTOR))
      != sizeof record)
    return LEFT_PENDING; /* SQLite finds that it holds nothing */
  if (_dln_store_read_word (record) != 1)
    return LEFT_PENDING; /* earlier versions of ours did not begin with the first page */
  changes = _dln_store_read_word (header + DLN_STORE_AT_CHANGES)
            - _dln_store_read_word (record + 4 + DLN_STORE_AT_CHANGES);
  return changes <= 1
             && memcmp (
                  header + DLN_STORE_AT_COOKIE, record + 4 + DLN_STORE_AT_COOKIE, sizeof (guint32))
                  == 0
           ? LEFT_PENDING
           : LEFT_FOREIGN;
}

/* the companion of the file with the name that ends in @ending */
static Left
look_beside (DlnStoreLock *lock,
             const char   *ending)
{
  g_autofree char *path = g_strconcat (lock->path, ending, NULL);
  guint8 header[DLN_STORE_HEADER] = { 0 };
  struct stat status;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  Left left = LEFT_NOTHING;

  if (fd < 0)
    return LEFT_NOTHING;
  if (pread (lock->fd, header, sizeof header, 0) != sizeof header)
    left = LEFT_PENDING;
  else if (strcmp (ending, "-journal") == 0)
    left = judge_journal (fd, header);
  else if (header[DLN_STORE_AT_FORMAT] != 2)
    left = LEFT_FOREIGN; /* our files have had no log since they say so in the header */
  else if (fstat (fd, &status) == 0 && status.st_size > 0)
    left = LEFT_PENDING;
  close (fd);
  return left;
}

static const char *const endings[] = { "-journal", "-wal" };

/* who writes the file puts away what is not its own, so that SQLite does not take it for that */
static gboolean
put_aside (DlnStoreLock *lock,
           GPtrArray    *notes,
           const char   *name,
           GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (lock->path, endings[i], NULL);
      g_autofree char *kept = g_strconcat (path, ".leftover", NULL);
      g_autofree char *kept_name = g_filename_display_name (kept);

      if (look_beside (lock, endings[i]) != LEFT_FOREIGN)
        continue;
      if (g_rename (path, kept) != 0)
        return fail_to_open (path, errno, error);
      g_ptr_array_add (notes,
                       g_strdup_printf (_("Beside %s lay unfinished work on another state of that "
                                          "file. It was not used; it is kept in %s."),
                                        name,
                                        kept_name));
    }
  return TRUE;
}

/* Earlier versions counted their schema cookies from 1, the same in all files: a file of theirs
 * gets one of its own, in one write of four bytes, before SQLite sees it. With work pending it has
 * to wait for the next time. */
static gboolean
renew_cookie (DlnStoreLock *lock,
              const char   *name,
              GError      **error)
{
  guint32 cookie = GUINT32_TO_BE (g_random_int () >> 1);
  guint8 header[DLN_STORE_HEADER];

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (look_beside (lock, endings[i]) != LEFT_NOTHING)
      return TRUE;
  if (pread (lock->fd, header, sizeof header, 0) != sizeof header
      || (_dln_store_read_word (header + DLN_STORE_AT_VERSION) < DLN_STORE_VERSION
          && (pwrite (lock->fd, &cookie, sizeof cookie, DLN_STORE_AT_COOKIE) != sizeof cookie
              || fsync (lock->fd) != 0)))
    return fail_to_open (name, errno, error);
  return TRUE;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* All pages, by SQLite's backup interface. */
gboolean
_dln_store_copy_pages (DlnStore *from,
                       DlnStore *to,
                       GError  **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->db, "main", from->db, "main");
  int code = backup != NULL ? sqlite3_backup_step (backup, -1) : SQLITE_ERROR;

  if (backup != NULL)
    sqlite3_backup_finish (backup);
  return code == SQLITE_DONE || _dln_store_fail (sqlite3_errcode (to->db) != 0 ? to : from, error);
}

/* the file without locks and without what stands beside it: nobody of ours writes, we have the
 * gate */
static DlnStore *
connect_to_file (DlnStoreLock *lock,
                 const char   *path,
                 const char   *how,
                 GError      **error)
{
  g_autofree char *escaped = g_uri_escape_string (lock->path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?%s", escaped, how);

  return _dln_store_connect (path, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

static gboolean
copy_file (int         from,
           const char *path)
{
  int to = from >= 0 ? g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
  gboolean good = to >= 0 && _dln_store_copy_bytes (from, to);

  if (to >= 0)
    close (to);
  return good;
}

/* Finishes, in a folder of our own, what a crash left; then reads it from there. */
static gboolean
take_with_pending (DlnStoreLock *lock,
                   const char   *path,
                   const char   *ending,
                   DlnStore     *to,
                   GError      **error)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-XXXXXX", NULL);
  g_autofree char *copy = folder != NULL ? g_build_filename (folder, "case", NULL) : NULL;
  g_autofree char *beside = g_strconcat (lock->path, ending, NULL);
  g_autofree char *beside_copy = g_strconcat (copy, ending, NULL);
  g_autoptr (DlnStore) from = NULL;
  int fd = g_open (beside, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  gboolean good = folder != NULL && copy_file (lock->fd, copy) && copy_file (fd, beside_copy);

  if (!good)
    fail_to_open (to->name, errno, error);
  if (fd >= 0)
    close (fd);
  from = good ? _dln_store_connect (path, copy, SQLITE_OPEN_READWRITE, error) : NULL;
  good = from != NULL && _dln_store_copy_pages (from, to, error);
  g_clear_pointer (&from, dln_store_close);
  for (guint i = 0; copy != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *left = g_strconcat (copy, endings[i], NULL);

      g_unlink (left);
    }
  if (copy != NULL)
    g_unlink (copy);
  if (folder != NULL)
    g_rmdir (folder);
  return good;
}

static gboolean
take_snapshot (DlnStoreLock *lock,
               const char   *path,
               DlnStore     *to,
               GError      **error)
{
  g_autoptr (DlnStore) from = NULL;
  guint8 format = 0;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (look_beside (lock, endings[i]) == LEFT_PENDING)
      return take_with_pending (lock, path, endings[i], to, error);
  /* a file with a log would be given one, and a journal that is another file's is left alone */
  if (pread (lock->fd, &format, 1, DLN_STORE_AT_FORMAT) == 1 && format != 2
      && look_beside (lock, "-journal") == LEFT_NOTHING
      && look_beside (lock, "-wal") == LEFT_NOTHING)
    from = connect_to_file (lock, path, "mode=ro", NULL);
  if (from != NULL && _dln_store_read_integer (from, "PRAGMA user_version") < 0
      && sqlite3_errcode (from->db) != SQLITE_BUSY)
    g_clear_pointer (&from, dln_store_close);
  if (from == NULL)
    from = connect_to_file (lock, path, "immutable=1", error);
  return from != NULL && _dln_store_copy_pages (from, to, error);
}

static DlnStore *
open_copy (DlnStoreLock *lock,
           const char   *path,
           const char   *reason,
           GError      **error)
{
  g_autoptr (DlnStore) store = _dln_store_connect (path, "", DLN_STORE_MAKE, error);
  gboolean good;

  if (store == NULL)
    return NULL;
  if (!_dln_store_lock_enter (lock, FALSE))
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_CASE,
                   _("%s is being written by another program; try again in a moment."),
                   store->name);
      return NULL;
    }
  good = check_header (lock, store->name, error) && take_snapshot (lock, path, store, error);
  _dln_store_lock_leave (lock);
  if (!good || !make_ready (store, error))
    return NULL;
  store->reason = g_strdup (reason);
  store->device = lock->device;
  store->inode = lock->inode;
  return g_steal_pointer (&store);
}

/* ---- public ---------------------------------------------------------------------------------- */

static gboolean
is_folder_writable (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (folder, W_OK | X_OK) == 0;
}

/* (transfer full) (nullable): why the file cannot be written; NULL: it can, and is locked */
static char *
dup_reason (DlnStoreLock *lock,
            const char   *name)
{
  if ((fcntl (lock->fd, F_GETFL) & O_ACCMODE) != O_RDWR || !is_folder_writable (lock->path))
    return g_strdup_printf (
      _("%s can be read, but not changed: it or its folder is write-protected."), name);
  if (_dln_store_lock_take (lock))
    return NULL;
  if (errno == EBUSY)
    return _dln_store_lock_dup_holder (lock, name);
  return g_strdup_printf (
    _("%s can be read, but not changed: it cannot be locked (%s)."), name, g_strerror (errno));
}

/* Opens the file at @path for writing, whose lock is held; takes @lock. */
DlnStore *
_dln_store_open_locked (const char   *path,
                        DlnStoreLock *lock,
                        GError      **error)
{
  g_autoptr (DlnStoreLock) own = lock;
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DlnStore) store = NULL;

  _dln_store_sweep (own->path);
  if (!check_header (own, name, error) || !put_aside (own, notes, name, error)
      || !renew_cookie (own, name, error))
    return NULL;
  store = _dln_store_connect (path, own->path, SQLITE_OPEN_READWRITE, error);
  if (store == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (store->notes, g_steal_pointer (&notes));
  store->lock = g_steal_pointer (&own);
  if (!_dln_store_lock_enter (store->lock, TRUE))
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s is being read by another program and was not changed; try again."),
                   store->name);
      return NULL;
    }

  gboolean good = make_ready (store, error);

  _dln_store_lock_leave (store->lock);
  return good ? g_steal_pointer (&store) : NULL;
}

/**
 * dln_store_open:
 * @path: a case file
 * @error: a #DlnStoreError
 *
 * A file that cannot be written, or is open elsewhere, is opened for reading;
 * dln_store_get_reason() then tells why.
 *
 * Returns: (transfer full): the store
 */
DlnStore *
dln_store_open (const char *path,
                GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (DlnStoreLock) lock = _dln_store_lock_open (path, O_RDWR);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *reason = NULL;

  if (lock == NULL && (errno == EACCES || errno == EPERM || errno == EROFS || errno == ETXTBSY))
    lock = _dln_store_lock_open (path, O_RDONLY);
  if (lock == NULL)
    {
      fail_to_open (name, errno == EISDIR ? EINVAL : errno, error);
      return NULL;
    }
  if (!check_header (lock, name, error))
    return NULL;
  reason = dup_reason (lock, name);
  if (reason == NULL)
    return _dln_store_open_locked (path, g_steal_pointer (&lock), error);
  return open_copy (lock, path, reason, error);
}

/**
 * dln_store_open_to_read:
 * @path: a case file
 * @error: a #DlnStoreError
 *
 * Reads the file as it is now, whoever has it open, and lets go of it.
 *
 * Returns: (transfer full): a store of its own, which cannot be changed
 */
DlnStore *
dln_store_open_to_read (const char *path,
                        GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (DlnStoreLock) lock = _dln_store_lock_open (path, O_RDONLY);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *reason =
    g_strdup_printf (_("%s was opened for reading and was not changed."), name);

  if (lock != NULL)
    return open_copy (lock, path, reason, error);
  fail_to_open (name, errno == EISDIR ? EINVAL : errno, error);
  return NULL;
}

/**
 * dln_store_create:
 * @path: (nullable): where nothing is yet; %NULL = in memory
 * @error: a #DlnStoreError
 *
 * The file appears at @path when it is complete, and is ours from then on.
 *
 * Returns: (transfer full): an empty store; if it fails nothing is left behind
 */
DlnStore *
dln_store_create (const char *path,
                  GError    **error)
{
  g_autoptr (DlnStore) empty = _dln_store_connect (path, ":memory:", DLN_STORE_MAKE, error);
  DlnStore *store;
  DlnStoreLock *lock;

  if (empty == NULL || !_dln_store_migrate (empty, DLN_STORE_VERSION, error)
      || !_dln_store_add_functions (empty, error))
    return NULL;
  if (path == NULL)
    return g_steal_pointer (&empty);
  lock = _dln_store_put_file (empty, path, FALSE, error);
  if (lock == NULL)
    return NULL;
  store = _dln_store_open_locked (path, lock, error);
  if (store == NULL)
    g_unlink (path);
  return store;
}
