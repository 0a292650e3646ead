/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and making case files.
 *
 * A case file is an SQLite 3 database with `application_id` 0x444c4e43 ("DLNC") and `user_version`
 * 2:
 *
 *   meta (key, value)                     title, position (decisions in force), resolved (signature
 * of the tables) document (id, name, title, source, byline, date, language, uri, digest, text) ids
 * from 1 without gaps annotation (document, data)           dln_annotations_serialize(); can be
 * made again from the text decision (number, kind, type, a, b, value, text)      the journal; never
 * rewritten by an extraction entity, alias, event, participant, relation, quote, evidence,
 * conflict, suggestion, resolved, link the resolved tables, one column for each field of the rows
 * of extract/dln-resolution.h; can be made again from annotations and decisions text_index FTS5
 * over document.title and document.text, kept in step from here
 *
 * A file from somebody else is hostile until shown otherwise: it is opened defensively, and if its
 * schema is not word for word the one that we make it is refused, so none of its triggers, views or
 * functions ever runs.
 *
 * Journal: WAL with synchronous=FULL, so an edit that was acknowledged survives a power cut; where
 * WAL cannot work (some network folders), a rollback journal with synchronous=EXTRA. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x444c4e43
#define APPLICATION_ID_SQL "1145851459"
#define HEADER_BYTES 100
#define BUSY_MILLISECONDS 3000

G_DEFINE_QUARK (dln-store-error-quark, dln_store_error)

static const char schema_1[] =
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
  "CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT, title TEXT, source TEXT, byline TEXT, "
  "date TEXT,"
  " language TEXT, uri TEXT, digest TEXT, text TEXT NOT NULL);"
  "CREATE TABLE annotation (document INTEGER PRIMARY KEY, data BLOB NOT NULL);"
  "CREATE TABLE decision (number INTEGER PRIMARY KEY, kind INTEGER, type INTEGER, a INTEGER, b "
  "INTEGER,"
  " value INTEGER, text TEXT);"
  "CREATE VIRTUAL TABLE text_index USING fts5(title, text, content='document', content_rowid='id',"
  " tokenize='unicode61 remove_diacritics 2');";

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
                     : _("%s cannot be read or written: %s."),
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

static gint64
read_integer (DlnStore   *store,
              const char *sql)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (store, sql, NULL);

  return statement != NULL && sqlite3_step (statement) == SQLITE_ROW
           ? sqlite3_column_int64 (statement, 0)
           : -1;
}

gboolean
_dln_store_begin (DlnStore *store,
                  GError  **error)
{
  if (store->read_only)
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s is read-only and was not changed."),
                   store->name);
      return FALSE;
    }
  if (!_dln_store_execute (store, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (read_integer (store, "PRAGMA data_version") == store->data_version)
    return TRUE;
  sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  g_set_error (error,
               DLN_STORE_ERROR,
               DLN_STORE_ERROR_WRITE,
               _("%s was changed by another program meanwhile; open it again."),
               store->name);
  return FALSE;
}

gboolean
_dln_store_end (DlnStore *store,
                gboolean  good,
                GError  **error)
{
  if (good && _dln_store_execute (store, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* ---- opening --------------------------------------------------------------------------------- */

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
  sqlite3_busy_timeout (db, BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (db, 1);
}

static DlnStore *
connect_to (const char *path, /* NULL = memory */
            int         flags,
            GError    **error)
{
  g_autoptr (DlnStore) store = g_new0 (DlnStore, 1);
  g_autofree char *literal = NULL;

  store->path = g_strdup (path);
  store->name = path != NULL ? g_filename_display_name (path) : g_strdup (_("The unsaved case"));
  if (path == NULL)
    literal = g_strdup (":memory:");
  else if ((flags & SQLITE_OPEN_URI) != 0)
    {
      /* an immutable file needs no locks and no files beside it */
      g_autofree char *absolute = g_canonicalize_filename (path, NULL);
      g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);

      literal = g_strdup_printf ("file:%s?immutable=1", escaped);
    }
  else
    literal = g_path_is_absolute (path) ? g_strdup (path) : g_build_filename (".", path, NULL);
  if (sqlite3_open_v2 (literal, &store->db, flags | SQLITE_OPEN_FULLMUTEX, NULL) != SQLITE_OK)
    {
      _dln_store_fail (store, error);
      return NULL;
    }
  configure (store->db);
  return g_steal_pointer (&store);
}

/* Migrations: step i brings a file from version i to version i + 1. */
static gboolean
migrate_to_1 (DlnStore *store,
              GError  **error)
{
  return _dln_store_execute (store, schema_1, error)
         && _dln_store_execute (store, _dln_store_get_rows_schema (), error)
         && _dln_store_execute (store, "INSERT INTO meta VALUES ('position', '0')", error);
}

/* Ids were numbers of rows, which moved when an article was extracted anew; they are places in the
 * texts now (dln-resolve-ids.c). The journal follows as far as the tables show where an id stood;
 * the tables are made again. */
static gboolean
migrate_to_2 (DlnStore *store,
              GError  **error)
{
  static const char *const columns[] = { "a", "b" };

  if (read_integer (store, "PRAGMA user_version") == 0)
    return TRUE; /* a new file */
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "UPDATE decision SET %s = coalesce ((SELECT e.mark_begin + 1"
        " + (SELECT coalesce (sum (length (CAST (d.text AS BLOB)) + 1), 0) FROM document d"
        " WHERE d.id < e.document)"
        " FROM evidence e WHERE e.kind = decision.kind AND e.target = decision.%s"
        " ORDER BY e.document, e.mark_begin LIMIT 1), 0) WHERE kind <> %d AND %s <> 0",
        columns[i], columns[i], DLN_TARGET_DOCUMENT, columns[i]);

      if (!_dln_store_execute (store, sql, error))
        return FALSE;
    }
  return _dln_store_execute (store, "DELETE FROM meta WHERE key = 'resolved'", error);
}

static gboolean (*const migrations[]) (DlnStore *, GError **) = { migrate_to_1, migrate_to_2 };

#define VERSION ((gint64) G_N_ELEMENTS (migrations))

static gboolean
migrate (DlnStore *store,
         gint64    from,
         GError  **error)
{
  gboolean good;
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT
                                             "; PRAGMA application_id = " APPLICATION_ID_SQL,
                                             VERSION);

  if (from == VERSION)
    return TRUE;
  store->data_version = read_integer (store, "PRAGMA data_version");
  if (!_dln_store_begin (store, error))
    return FALSE;
  good = TRUE;
  for (gint64 i = from; i < VERSION && good; i++)
    good = migrations[i](store, error);
  good = good && _dln_store_execute (store, pragma, error);
  return _dln_store_end (store, good, error);
}

static gboolean
set_journal (DlnStore *store,
             GError  **error)
{
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store, "PRAGMA journal_mode = WAL", error);
  gboolean wal;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return _dln_store_fail (store, error);
  wal = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "wal") == 0;
  g_clear_pointer (&statement, sqlite3_finalize);
  return _dln_store_execute (
           store, wal ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = EXTRA", error)
         && _dln_store_execute (
           store, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY", error);
}

/* all objects of the schema as one text */
static char *
dup_schema (DlnStore *store,
            GError  **error)
{
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store,
                        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name, type",
                        error);
  g_autoptr (GString) text = g_string_new (NULL);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      for (int i = 0; i < 4; i++)
        {
          const char *column = (const char *) sqlite3_column_text (statement, i);

          g_string_append (text, column != NULL ? column : "");
          g_string_append_c (text, '\x1f');
        }
      g_string_append_c (text, '\n');
    }
  if (code != SQLITE_DONE)
    {
      _dln_store_fail (store, error);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
check_schema (DlnStore *store,
              GError  **error)
{
  g_autoptr (DlnStore) fresh = connect_to (NULL, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (fresh == NULL || !migrate (fresh, 0, error))
    return FALSE;
  ours = dup_schema (fresh, error);
  theirs = ours != NULL ? dup_schema (store, error) : NULL;
  if (theirs == NULL)
    return FALSE;
  if (strcmp (ours, theirs) == 0)
    return TRUE;
  g_set_error (error,
               DLN_STORE_ERROR,
               DLN_STORE_ERROR_CASE,
               _("%s has tables that Dateline did not make; it is not opened."),
               store->name);
  return FALSE;
}

static guint32
read_big_endian (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

/* looks at the file before SQLite does */
static gboolean
check_header (const char *path,
              GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);
  guint8 header[HEADER_BYTES];
  struct stat status;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  gssize n = -1;

  if (fd < 0 || fstat (fd, &status) < 0)
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_CASE,
                   _("%s cannot be opened: %s."),
                   name,
                   g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  if (S_ISREG (status.st_mode))
    n = read (fd, header, sizeof header);
  close (fd);
  if (n < HEADER_BYTES || memcmp (header, "SQLite format 3", 16) != 0
      || read_big_endian (header + 68) != APPLICATION_ID)
    {
      g_set_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_CASE, _("%s is no case file."), name);
      return FALSE;
    }
  if (read_big_endian (header + 60) > VERSION)
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_CASE,
                   _("%s was made by a newer version of Dateline; this one can read files up to "
                      "version %d, it is of version %u."),
                   name,
                   (int) VERSION,
                   read_big_endian (header + 60));
      return FALSE;
    }
  return TRUE;
}

static gboolean
can_write (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (path, W_OK) == 0 && g_access (folder, W_OK | X_OK) == 0;
}

static gboolean
make_ready (DlnStore *store,
            GError  **error)
{
  gint64 version = read_integer (store, "PRAGMA user_version");

  if (version < 0)
    return _dln_store_fail (store, error);
  if (version > VERSION || version == 0)
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_CASE,
                   _("%s is of version %d, which this Dateline cannot read."),
                   store->name,
                   (int) version);
      return FALSE;
    }
  if (!store->read_only && (!set_journal (store, error) || !migrate (store, version, error)))
    return FALSE;
  if (!check_schema (store, error) || !_dln_store_add_functions (store, error))
    return FALSE;
  store->data_version = read_integer (store, "PRAGMA data_version");
  return TRUE;
}

/* whether edits of a program that did not end well still wait beside the file */
static gboolean
has_pending_edits (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat status;

  return g_stat (wal, &status) == 0 && status.st_size > 0;
}

static DlnStore *
connect_to_read (const char *path,
                 GError    **error)
{
  DlnStore *store = NULL;

  if (has_pending_edits (path))
    store = connect_to (path, SQLITE_OPEN_READONLY, NULL);
  if (store != NULL && read_integer (store, "PRAGMA user_version") < 0)
    g_clear_pointer (&store, dln_store_close);
  if (store == NULL)
    store = connect_to (path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
  if (store != NULL)
    store->read_only = TRUE;
  return store;
}

static gboolean
fail_to_make (const char *path,
              int         code, /* errno */
              GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error,
               DLN_STORE_ERROR,
               DLN_STORE_ERROR_WRITE,
               _("%s cannot be made: %s."),
               name,
               g_strerror (code));
  return FALSE;
}

/* ---- public ---------------------------------------------------------------------------------- */

/**
 * dln_store_open:
 * @path: a case file
 * @error: a #DlnStoreError
 *
 * A file that cannot be written is opened for reading.
 *
 * Returns: (transfer full): the store
 */
DlnStore *
dln_store_open (const char *path,
                GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (DlnStore) store = NULL;
  gboolean writable = can_write (path);

  if (!check_header (path, error))
    return NULL;
  store =
    writable ? connect_to (path, SQLITE_OPEN_READWRITE, error) : connect_to_read (path, error);
  if (store == NULL || !make_ready (store, error))
    return NULL;
  return g_steal_pointer (&store);
}

/**
 * dln_store_create:
 * @path: (nullable): where nothing is yet; %NULL = in memory
 * @error: a #DlnStoreError
 *
 * Returns: (transfer full): an empty store; if it fails nothing is left behind
 */
DlnStore *
dln_store_create (const char *path,
                  GError    **error)
{
  g_autoptr (DlnStore) store = NULL;

  if (path != NULL)
    {
      int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

      if (fd < 0)
        {
          fail_to_make (path, errno, error);
          return NULL;
        }
      close (fd);
    }
  store = connect_to (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (store != NULL && migrate (store, 0, error) && set_journal (store, error)
      && _dln_store_add_functions (store, error))
    {
      store->data_version = read_integer (store, "PRAGMA data_version");
      return g_steal_pointer (&store);
    }
  g_clear_pointer (&store, dln_store_close);
  if (path != NULL)
    g_unlink (path);
  return NULL;
}

void
dln_store_close (DlnStore *store)
{
  if (store == NULL)
    return;
  sqlite3_close_v2 (store->db);
  g_free (store->path);
  g_free (store->name);
  g_free (store);
}

gboolean
dln_store_is_read_only (DlnStore *store)
{
  return store->read_only;
}

/* what an overwritten case may have left beside it must not be taken for the new one's */
static void
remove_companions (const char *path)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *companion = g_strconcat (path, endings[i], NULL);

      g_unlink (companion);
    }
}

static gboolean
back_up (DlnStore *from,
         DlnStore *to,
         GError  **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->db, "main", from->db, "main");
  int code = backup != NULL ? sqlite3_backup_step (backup, -1) : SQLITE_ERROR;

  if (backup != NULL)
    sqlite3_backup_finish (backup);
  return code == SQLITE_DONE || _dln_store_fail (to, error);
}

/**
 * dln_store_copy_to:
 * @store: the store
 * @path: where to; what is there is replaced when the copy is complete
 * @error: a #DlnStoreError
 *
 * Returns: whether @path is a copy now; otherwise it is as it was
 */
gboolean
dln_store_copy_to (DlnStore   *store,
                   const char *path,
                   GError    **error)
{
  g_autofree char *beside = g_strconcat (path, ".part", NULL);
  g_autoptr (DlnStore) copy = NULL;
  gboolean good;

  g_unlink (beside);
  remove_companions (beside);
  /* SQLite tells only that it cannot open a file, not why */
  int fd = g_open (beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail_to_make (path, errno, error);
  close (fd);
  copy = connect_to (beside, SQLITE_OPEN_READWRITE, error);
  if (copy != NULL) /* what is told is told of the file that was asked for */
    {
      g_free (copy->name);
      copy->name = g_filename_display_name (path);
    }
  /* a rollback journal while copying, so that one file is all there is to rename */
  good = copy != NULL && back_up (store, copy, error)
         && _dln_store_execute (copy, "PRAGMA journal_mode = DELETE", error);
  g_clear_pointer (&copy, dln_store_close);
  if (good)
    {
      remove_companions (path);
      good = g_rename (beside, path) == 0 || fail_to_make (path, errno, error);
    }
  if (!good)
    {
      g_unlink (beside);
      remove_companions (beside);
    }
  return good;
}

/**
 * dln_store_check:
 * @store: the store
 * @lines: (element-type utf8): gets a sentence for each problem
 *
 * Returns: number of problems that SQLite's own checks find in the file and its text index
 */
guint
dln_store_check (DlnStore  *store,
                 GPtrArray *lines)
{
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store, "PRAGMA integrity_check(20)", NULL);
  guint n = 0;

  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (g_strcmp0 (text, "ok") == 0)
        continue;
      g_ptr_array_add (lines, g_strdup_printf ("%s: %s", store->name, text));
      n += 1;
    }
  g_clear_pointer (&statement, sqlite3_finalize);
  if (!store->read_only
      && sqlite3_exec (store->db,
                    "INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)",
                    NULL,
                    NULL,
                    NULL) != SQLITE_OK)
    {
      g_ptr_array_add (
        lines,
        g_strdup_printf (_("%s: the text index does not agree with the articles."), store->name));
      n += 1;
    }
  return n;
}
