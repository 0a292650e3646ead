/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a case file, how a file of an older version gets them, and whether a file has them
 * and nothing else. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

  if (store->version == 0)
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
  /* the tables still go by the old ids */
  return _dln_store_execute (
    store, "DELETE FROM evidence; DELETE FROM meta WHERE key = 'resolved'", error);
}

static gboolean
migrate_to_4 (DlnStore *store,
              GError  **error)
{
  return _dln_store_execute (store,
                             "CREATE TABLE checksum (part TEXT, row INTEGER, sum INTEGER,"
                             " PRIMARY KEY (part, row)) WITHOUT ROWID",
                             error)
         && _dln_store_sum_all (store, error);
}

/* Decisions say why, when, and which were made together. */
static gboolean
migrate_to_5 (DlnStore *store,
              GError  **error)
{
  return _dln_store_alter_journal (store,
                                   "ALTER TABLE decision ADD COLUMN reason TEXT;"
                                   "ALTER TABLE decision ADD COLUMN made INTEGER;"
                                   "ALTER TABLE decision ADD COLUMN joined INTEGER",
                                   error);
}

/* Articles say which file they were read from, and which page. */
static gboolean
migrate_to_6 (DlnStore *store,
              GError  **error)
{
  return _dln_store_execute (store,
                             "CREATE TABLE original (document INTEGER PRIMARY KEY, uri TEXT,"
                             " digest TEXT, size INTEGER, places TEXT)",
                             error);
}

static gboolean (*const migrations[]) (DlnStore *, GError **) = {
  migrate_to_1, migrate_to_2, _dln_store_add_traces, migrate_to_4, migrate_to_5,
  migrate_to_6
};

G_STATIC_ASSERT (G_N_ELEMENTS (migrations) == DLN_STORE_VERSION);

/* The schema cookie of SQLite is any number that changes with the schema; ours is a random one that
 * stays, so that a journal which a crash left beside a case is known to be that case's, also when
 * the crash was in the middle of a migration. */
static gboolean
set_cookie (DlnStore *store,
            gint64    cookie,
            GError  **error)
{
  g_autofree char *pragma =
    g_strdup_printf ("PRAGMA schema_version = %" G_GINT64_FORMAT, cookie);
  gboolean good;

  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  good = _dln_store_execute (store, pragma, error);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return good;
}

/* Brings a file from the version that it has to @to. */
gboolean
_dln_store_migrate (DlnStore *store,
                    guint     to,
                    GError  **error)
{
  guint from = store->version;
  g_autofree char *pragma = NULL;
  gint64 cookie;
  gboolean good;

  if (from >= to)
    return TRUE;
  if (!_dln_store_begin (store, error))
    return FALSE;
  cookie = from == 0 ? g_random_int () >> 1
                     : _dln_store_read_integer (store, "PRAGMA schema_version");
  good = cookie >= 0 || _dln_store_fail (store, error);
  for (guint i = from; i < to && good; i++)
    good = migrations[i](store, error);
  pragma = g_strdup_printf (
    "PRAGMA user_version = %u; PRAGMA application_id = %u", to, DLN_STORE_APPLICATION_ID);
  good = good && set_cookie (store, cookie, error) && _dln_store_execute (store, pragma, error);
  good = _dln_store_end (store, good, error);
  if (good)
    store->version = to;
  return good;
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

/* (transfer none) (nullable): the tables of the store's version, from a case that is made for it,
 * once */
static const char *
get_schema (DlnStore *store,
            GError  **error)
{
  static GMutex mutex;
  static char *schemas[DLN_STORE_VERSION + 1];
  guint version = store->version;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (DlnStore) fresh = NULL;

  g_assert (locker != NULL);
  if (schemas[version] != NULL)
    return schemas[version];
  fresh = _dln_store_connect (store->name, ":memory:", DLN_STORE_MAKE, error);
  if (fresh != NULL && _dln_store_migrate (fresh, version, error))
    schemas[version] = dup_schema (fresh, error);
  return schemas[version];
}

/* Whether the file has, word for word, the tables of its version. */
gboolean
_dln_store_check_schema (DlnStore *store,
                         GError  **error)
{
  const char *ours = get_schema (store, error);
  g_autofree char *theirs = ours != NULL ? dup_schema (store, error) : NULL;

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
