/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case files that somebody else made or broke: each is opened, listed, searched, checked, edited
 * and exported, by a process of its own. It may be refused, with a sentence; it must not end the
 * program, take without end, or bring SQL of its own to run.
 *
 * test-fuzz-cases [N [SEED]]: N files, 300 without words. Meant to run under the sanitizers, where
 * each finding ends the process. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/dln-export-table.h"
#include "export/dln-export.h"
#include "scene/dln-scene.h"
#include "session/dln-session.h"
#include "tests/bundle.h"
#include "tests/remove-tree.h"

#define N_CASES 300
#define OPENED 0   /* exit codes */
#define REFUSED 17
#define MAX_SECONDS 60 /* of the processor, for one file; a sound one takes a hundredth of one */

static guint n_cases = N_CASES;
static guint32 seed = 20230404;
static char *folder;
static char *case_path;
static GBytes *base; /* the sound case */

static const char *const articles[] = {
  "Minister resigns\n\nAnna Berg, the minister of fisheries, resigned on 3 May 2021. \u201cIt was "
  "time,\u201d Berg said in Oslo. Nils Moe, the head of Harbour Bank, met her on Friday.\n",
  "A day of talks\n\nThe minister, Anna Berg, resigned on 4 May 2021, Harbour Bank said. Nils Moe "
  "told reporters in Bergen that Kari Holm, his wife, would leave the Fjord Company next year.\n",
  "No successor\n\nTwo weeks after Berg resigned, nobody had been named. Kari Holm was arrested on "
  "20 May 2021 in Oslo. She denied that she had paid Berg.\n",
};

/* ---- the sound case -------------------------------------------------------------------------- */

static void
make_base (void)
{
  g_autoptr (DlnModel) model = open_bundle ();
  g_autoptr (DlnSession) session = dln_session_new (model);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DlnImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      char *path = g_strdup_printf ("%s/%u.txt", folder, i);

      g_assert_true (g_file_set_contents (path, articles[i], -1, NULL));
      g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  g_assert_true (dln_session_create (session, case_path, &error));
  report = dln_session_import (
    session, (const char *const *) paths->pdata, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_added, ==, G_N_ELEMENTS (articles));
  dln_session_close (session);
}

/* The import starts threads, of which a fork would know nothing: it is another process, too. */
static void
make_base_apart (void)
{
  int status;
  char *bytes;
  gsize length;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      make_base ();
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_true (g_file_get_contents (case_path, &bytes, &length, NULL));
  base = g_bytes_new_take (bytes, length);
}

static void
remove_case (void)
{
  static const char *const companions[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *path = g_strconcat (case_path, companions[i], NULL);

      g_unlink (path);
    }
}

/* ---- broken bytes ---------------------------------------------------------------------------- */

static void
break_bytes (GRand      *random,
             GByteArray *bytes)
{
  static const guint counts[] = { 1, 1, 2, 8, 64, 1000 };
  guint n = counts[g_rand_int_range (random, 0, G_N_ELEMENTS (counts))];

  for (guint i = 0; i < n && bytes->len > 200; i++)
    {
      gsize limit = g_rand_int_range (random, 0, 10) == 0 ? 100 : bytes->len;
      gsize at = g_rand_int_range (random, 0, limit);
      gsize page = at / 4096 * 4096;
      gsize other = g_rand_int_range (random, 0, bytes->len / 4096 + 1) * 4096;

      switch (g_rand_int_range (random, 0, n < 3 ? 5 : 4))
        {
        case 0:
          bytes->data[at] ^= 1u << g_rand_int_range (random, 0, 8);
          break;
        case 1:
          bytes->data[at] = g_rand_int_range (random, 0, 256);
          break;
        case 2:
          memset (
            bytes->data + at, 0, MIN (bytes->len - at, 1u << g_rand_int_range (random, 0, 13)));
          break;
        case 3:
          if (page + 4096 <= bytes->len && other + 4096 <= bytes->len)
            memmove (bytes->data + page, bytes->data + other, 4096);
          break;
        default:
          g_byte_array_set_size (bytes, MAX (at, 100));
        }
    }
}

/* ---- broken rows ----------------------------------------------------------------------------- */

/* a column of one of the case's tables */
static gboolean
choose_column (sqlite3 *db,
               GRand   *random,
               char   **table,
               char   **column)
{
  const char *sql = "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c "
                    "WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%' LIMIT 1 OFFSET ?";
  sqlite3_stmt *statement = NULL;
  gboolean found = FALSE;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_int (statement, 1, g_rand_int_range (random, 0, 220));
      found = sqlite3_step (statement) == SQLITE_ROW;
    }
  if (found)
    {
      *table = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      *column = g_strdup ((const char *) sqlite3_column_text (statement, 1));
    }
  sqlite3_finalize (statement);
  return found;
}

static void
bind_strange (sqlite3_stmt *statement,
              GRand        *random)
{
  static const gint64 numbers[] = { 0,         1,          -1,         7,
                                    255,       256,        1000000,    G_MAXINT32,
                                    G_MININT32, G_MAXUINT32, G_MAXINT64, G_MININT64 };
  static const char *const texts[] = { "", "x", "\xff\xfe", "2021-13-45", "99999999999-01", "[..",
                                       "<b>\"&", "\u202e\u202e\u202e", "\x1b[2J",
                                       "javascript:alert(1)" };
  static const double reals[] = { 1.5e300, -0.0, 1e-310 };
  g_autofree char *lots = NULL;

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      sqlite3_bind_null (statement, 1);
      break;
    case 1:
      sqlite3_bind_double (
        statement, 1, reals[g_rand_int_range (random, 0, G_N_ELEMENTS (reals))]);
      break;
    case 2:
      sqlite3_bind_text (statement, 1, texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))],
                         -1, SQLITE_STATIC);
      break;
    case 3:
      lots = g_strnfill (g_rand_int_range (random, 1, 100000), '9');
      sqlite3_bind_blob (statement, 1, lots, strlen (lots), SQLITE_TRANSIENT);
      break;
    default:
      sqlite3_bind_int64 (
        statement, 1, numbers[g_rand_int_range (random, 0, G_N_ELEMENTS (numbers))]);
    }
}

static void
break_column (sqlite3 *db,
              GRand   *random)
{
  g_autofree char *table = NULL;
  g_autofree char *column = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement = NULL;
  guint step = g_rand_int_range (random, 1, 4);

  if (!choose_column (db, random, &table, &column))
    return;
  sql = g_strdup_printf ("UPDATE OR IGNORE \"%s\" SET \"%s\" = ?1 WHERE abs(random()) %% %u = 0",
                         table, column, step);
  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK)
    {
      bind_strange (statement, random);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
}

/* Bytes of a stored blob: annotations, links, the text index */
static void
break_blob (sqlite3 *db,
            GRand   *random)
{
  g_autofree char *table = NULL;
  g_autofree char *column = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement = NULL;
  sqlite3_blob *blob = NULL;
  sqlite3_int64 row = 0;

  if (!choose_column (db, random, &table, &column))
    return;
  sql = g_strdup_printf ("SELECT rowid FROM \"%s\" WHERE typeof(\"%s\") IN ('blob', 'text') "
                         "ORDER BY random() LIMIT 1",
                         table, column);
  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    row = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  if (sqlite3_blob_open (db, "main", table, column, row, 1, &blob) == SQLITE_OK)
    {
      int size = sqlite3_blob_bytes (blob);

      for (int n = g_rand_int_range (random, 1, 30); n > 0 && size > 0; n--)
        {
          guint8 byte = g_rand_int_range (random, 0, 256);

          sqlite3_blob_write (blob, &byte, 1, g_rand_int_range (random, 0, size));
        }
    }
  sqlite3_blob_close (blob);
}

/* what a hostile hand would write: decisions that go round, SQL of its own, a schema that lies */
static void
break_meaning (sqlite3 *db,
               GRand   *random)
{
  static const char *const statements[] = {
    /* decisions */
    "INSERT OR REPLACE INTO decision (number, kind, type, a, b, value, text) "
    "SELECT rowid, 2, 0, id, (SELECT max(id) FROM entity e WHERE e.id <> entity.id), 0, NULL "
    "FROM entity; INSERT OR REPLACE INTO meta VALUES ('position', '9')",
    "INSERT OR REPLACE INTO decision (number, kind, type, a, b, value, text) "
    "SELECT id, 3, 5, id, id, -1, '2021-13-45' FROM event; "
    "INSERT OR REPLACE INTO meta VALUES ('position', '4000000000')",
    "INSERT OR REPLACE INTO decision (number, kind, type, a, b, value, text) "
    "VALUES (1, 255, 255, -1, 4294967296, -1, zeroblob(100000)); "
    "INSERT OR REPLACE INTO meta VALUES ('position', '1')",
    "INSERT OR REPLACE INTO meta VALUES ('position', '-1')",
    "INSERT OR REPLACE INTO meta VALUES ('position', 'x')",
    "DELETE FROM meta",
    /* rows that are not there, or twice */
    "DELETE FROM document WHERE id = 2", "DELETE FROM annotation WHERE document = 1",
    "UPDATE annotation SET data = (SELECT data FROM annotation WHERE document = 3)",
    "UPDATE document SET text = (SELECT text FROM document WHERE id = 2)",
    "DELETE FROM evidence WHERE rowid % 3 = 0", "DELETE FROM entity", "DELETE FROM event",
    "UPDATE entity SET id = id * 7", "UPDATE document SET id = id + 4294967295 WHERE id = 3",
    "UPDATE document SET text = x'00ff00'", "UPDATE document SET name = zeroblob(1000000)",
    "INSERT OR REPLACE INTO original SELECT id, 'file:///etc/passwd', zeroblob(64), -1, "
    "'0 page 1' || char(10) || '-5 page 2' || char(10) || '99999999999 page 3' FROM document",
    "UPDATE original SET places = zeroblob(1000000), size = 'x'",
    "DELETE FROM text_index_data", "DELETE FROM text_index_docsize",
    "INSERT OR REPLACE INTO text_index_config VALUES ('rank', 'evil()')",
    "INSERT OR REPLACE INTO text_index_config VALUES ('pgsz', 1)",
    /* SQL of its own */
    "CREATE TRIGGER evil AFTER INSERT ON decision BEGIN "
    "INSERT INTO meta VALUES ('evil', 'ran'); END",
    "CREATE TRIGGER evil AFTER DELETE ON event BEGIN INSERT INTO meta VALUES ('evil', 'ran'); END",
    "CREATE TRIGGER evil AFTER UPDATE ON meta BEGIN DELETE FROM document; END",
    "CREATE VIEW evil AS SELECT load_extension('x')", "CREATE TABLE evil (a)",
    "CREATE INDEX evil ON document (hex(zeroblob(100000)))", "DROP TABLE link",
    "ALTER TABLE entity ADD COLUMN evil", "ANALYZE",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT GENERATED "
    "ALWAYS AS (hex(zeroblob(1000000000)))) WITHOUT ROWID' WHERE name = 'meta'",
    "UPDATE sqlite_schema SET rootpage = "
    "(SELECT rootpage FROM sqlite_schema WHERE name = 'entity') WHERE name = 'event'",
    "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'document'",
    "UPDATE sqlite_schema SET type = 'view' WHERE name = 'alias'",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE event (a' WHERE name = 'event'",
    "PRAGMA user_version = 2147483647", "PRAGMA user_version = 0", "PRAGMA application_id = 1",
    "PRAGMA journal_mode = DELETE",
  };

  sqlite3_exec (
    db, statements[g_rand_int_range (random, 0, G_N_ELEMENTS (statements))], NULL, NULL, NULL);
}

static void
break_rows (GRand *random)
{
  sqlite3 *db = NULL;
  guint n = 1u << g_rand_int_range (random, 0, 4);

  g_assert_cmpint (sqlite3_open (case_path, &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  for (guint i = 0; i < n; i++)
    switch (g_rand_int_range (random, 0, 4))
      {
      case 0:
        break_blob (db, random);
        break;
      case 1:
        break_meaning (db, random);
        break;
      default:
        break_column (db, random);
      }
  sqlite3_close (db);
}

/* ---- what a user would do with it ------------------------------------------------------------ */

static void
export_all (DlnCase *dcase)
{
  static const DlnExportFormat formats[] = { DLN_EXPORT_JSON, DLN_EXPORT_CSV, DLN_EXPORT_GRAPHML,
                                             DLN_EXPORT_FTM };
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < DLN_N_TABLES; i++)
    {
      g_autoptr (DlnTable) table = dln_table_new (dcase, i, i % 2 == 0 ? filter : NULL);

      dln_table_to_text (table, out);
      dln_table_to_json (table, out);
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = dln_export_case (
        dcase, formats[i], i % 2 == 0, filter, NULL, &error);

      g_assert_true (bytes != NULL || error != NULL);
    }
  dln_export_dump (dcase, out);
  g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
}

static void
edit (DlnSession *session)
{
  const DlnResolution *resolution =
    dln_case_get_resolution (dln_session_get_case (session));
  DlnDecision decision = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 0, 0, 0, "Anna B." };

  if (resolution->entities->len == 0)
    return;
  decision.a = DLN_ROW (resolution->entities, DlnEntity, 0)->id;
  if (dln_session_decide (session, &decision, NULL))
    dln_session_undo (session, NULL);
  if (resolution->entities->len > 1)
    {
      decision.type = DLN_DECISION_MERGE;
      decision.b = DLN_ROW (resolution->entities, DlnEntity, 1)->id;
      dln_session_decide (session, &decision, NULL);
    }
}

/* the drawings, as SVG */
static void
draw_all (DlnCase *dcase)
{
  const DlnTheme *theme = dln_theme_get (FALSE);
  g_autoptr (DlnGraph) graph = dln_graph_new (dcase);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (DlnScene) network = dln_graph_build_whole (graph, 1200, theme);
  g_autoptr (DlnScene) line = dln_timeline_build_whole (timeline, 1200, theme);
  DlnScene *scenes[] = { network, line };

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      bytes = dln_export_scene (scenes[i], DLN_EXPORT_SVG, 1.0, "drawing", &error);
      g_assert_true (bytes != NULL || error != NULL);
    }
}

static int
use_case (gboolean draw)
{
  g_autoptr (DlnSession) session = dln_session_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DlnSearchResult) hits = NULL;
  g_autoptr (GError) error = NULL;

  if (!dln_session_open (session, case_path, &error))
    {
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "hostile.dateline"));
      return REFUSED;
    }
  export_all (dln_session_get_case (session));
  if (draw)
    draw_all (dln_session_get_case (session));
  hits = dln_session_search (session, "minister OR speaker:osl (oslo NEAR/3 berg)", 20, NULL);
  dln_session_check (session, lines);
  edit (session);
  export_all (dln_session_get_case (session));
  return OPENED;
}

static gboolean
ran_evil (void)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean ran = sqlite3_open_v2 (case_path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
                 && sqlite3_prepare_v2 (db, "SELECT 1 FROM meta WHERE key = 'evil'", -1, &statement,
                                        NULL) == SQLITE_OK
                 && sqlite3_step (statement) == SQLITE_ROW;

  sqlite3_finalize (statement);
  sqlite3_close (db);
  return ran;
}

/* in a process of its own. Returns: %OPENED or %REFUSED; else it did not end as it should */
static int
use_apart (gboolean draw)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      struct rlimit cpu = { MAX_SECONDS, MAX_SECONDS + 1 };

      setrlimit (RLIMIT_CPU, &cpu);
      _exit (use_case (draw));
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static void
tell_finding (guint n)
{
  g_test_message ("seen again with: test-fuzz-cases 1 %u", seed + n);
  g_test_fail_printf ("hostile case %u of seed %u", n, seed);
}

static void
write_hostile (guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed + n);
  gsize length;
  const guint8 *data = g_bytes_get_data (base, &length);
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (length);

  remove_case ();
  g_byte_array_append (bytes, data, length);
  if (g_rand_int_range (random, 0, 3) == 0)
    {
      break_bytes (random, bytes);
      g_assert_true (
        g_file_set_contents (case_path, (const char *) bytes->data, bytes->len, NULL));
      return;
    }
  g_assert_true (g_file_set_contents (case_path, (const char *) bytes->data, bytes->len, NULL));
  break_rows (random);
}

static void
test_hostile (void)
{
  guint n_opened = 0, n_refused = 0;

  for (guint n = 0; n < n_cases; n++)
    {
      gboolean evil;
      int result;

      write_hostile (n);
      evil = ran_evil (); /* the mutation itself may have run it */
      result = use_apart (n % 8 == 0);
      n_opened += result == OPENED;
      n_refused += result == REFUSED;
      if ((result != OPENED && result != REFUSED) || (!evil && ran_evil ()))
        tell_finding (n);
    }
  g_test_message ("%u opened, %u refused", n_opened, n_refused);
  if (n_cases >= N_CASES)
    {
      g_assert_cmpuint (n_opened, >, n_cases / 6);
      g_assert_cmpuint (n_refused, >, n_cases / 6);
    }
}

/* the sound case passes, and a broken promise would be seen */
static void
test_sound (void)
{
  remove_case ();
  g_assert_true (g_file_set_contents (
    case_path, g_bytes_get_data (base, NULL), g_bytes_get_size (base), NULL));
  g_assert_cmpint (use_apart (TRUE), ==, OPENED);
  g_assert_false (ran_evil ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  n_cases = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : N_CASES;
  seed = argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : seed;
  folder = g_dir_make_tmp ("dateline-cases-XXXXXX", NULL);
  case_path = g_build_filename (folder, "hostile.dateline", NULL);
  make_base_apart ();
  g_test_add_func ("/fuzz/cases/sound", test_sound);
  g_test_add_func ("/fuzz/cases/hostile", test_hostile);

  int status = g_test_run ();

  remove_tree (folder);
  return status;
}
