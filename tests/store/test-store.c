/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case file: written and read back, refused when it is none, newer, damaged, foreign or full;
 * annotations to bytes. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "case-fixture.h"
#include "extract/dln-extract.h"
#include "extract/dln-trace.h"
#include "store/dln-store-backup.h"
#include "store/dln-store.h"
#include "tests/remove-tree.h"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place        *place,
        gconstpointer data)
{
  place->folder = g_dir_make_tmp ("dateline-store-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "a case.dateline", NULL);
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static void
write_fixture (DlnStore *store)
{
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  g_autoptr (DlnResolution) resolution = fixture_resolution ();
  g_autoptr (GError) error = NULL;

  g_assert_true (
    dln_store_add (store, 1, documents, annotations, resolution, "none", NULL, &error));
  g_assert_no_error (error);
}

static void
make_case (Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = dln_store_create (place->path, &error);

  g_assert_no_error (error);
  write_fixture (store);
}

static guint
count_documents (DlnStore *store)
{
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  g_autoptr (GPtrArray) annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_autoptr (GError) error = NULL;

  g_assert_true (dln_store_load_documents (store, documents, annotations, &error));
  g_assert_no_error (error);
  return documents->len;
}

/* opens it for one check and gives the text of the error */
static char *
open_error (const char *path,
            int         code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = dln_store_open (path, &error);

  g_assert_null (store);
  g_assert_error (error, DLN_STORE_ERROR, code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  return g_strdup (error->message);
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static void
test_round_trip (Place        *place,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  g_autoptr (GPtrArray) annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;
  g_autoptr (DlnResolution) resolution = NULL;
  g_autoptr (DlnResolution) written = fixture_resolution ();
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  make_case (place);
  store = dln_store_open (place->path, &error);
  g_assert_no_error (error);
  g_assert_null (dln_store_get_reason (store));
  g_assert_true (dln_store_set_title (store, "Caf\u00e9", &error));
  g_assert_true (dln_store_load_documents (store, documents, annotations, &error));
  g_assert_cmpuint (documents->len, ==, 2);
  g_assert_cmpstr (
    dln_document_get_text (g_ptr_array_index (documents, 0), NULL), ==, fixture_texts[0]);
  g_assert_cmpstr (
    dln_document_get_source (g_ptr_array_index (documents, 0)), ==, "The Fjord Post");
  g_assert_null (dln_document_get_title (g_ptr_array_index (documents, 1)));
  g_assert_cmpuint (((DlnAnnotations *) g_ptr_array_index (annotations, 0))->mentions->len, ==, 3);
  resolution = dln_store_load_resolution (store, "none", documents, annotations);
  g_assert_nonnull (resolution);
  g_assert_cmpuint (resolution->participants->len, ==, written->participants->len);
  for (guint i = 0; i < written->participants->len; i++)
    {
      const DlnEventParticipant *there = DLN_ROW (resolution->participants, DlnEventParticipant, i);
      const DlnEventParticipant *here = DLN_ROW (written->participants, DlnEventParticipant, i);

      g_assert_cmpuint (there->event, ==, here->event);
      g_assert_cmpuint (there->entity, ==, here->entity);
      g_assert_cmpuint (there->role, ==, here->role);
    }
  g_assert_cmpuint (resolution->entities->len, ==, 3);
  g_assert_cmpuint (resolution->evidence->len, ==, written->evidence->len);
  g_assert_true (dln_when_equal (&DLN_ROW (resolution->events, DlnEvent, 0)->when,
                                 &DLN_ROW (written->events, DlnEvent, 0)->when));
  g_assert_null (dln_store_load_resolution (store, "other decisions", documents, annotations));
  title = dln_store_dup_title (store);
  g_assert_cmpstr (title, ==, "Caf\u00e9");
  g_assert_cmpuint (dln_store_check (store, lines), ==, 0);
}

static void
test_journal (Place        *place,
              gconstpointer data)
{
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 2, 0, 0, "X" };
  DlnDecision hide = { DLN_TARGET_ENTITY, DLN_DECISION_HIDE, 5, 0, 1, NULL };
  g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;
  guint position;

  make_case (place);
  store = dln_store_open (place->path, &error);
  g_assert_true (dln_store_add_decisions (store, 0, &rename, 1, &error));
  g_assert_true (dln_store_add_decisions (store, 1, &hide, 1, &error));
  g_assert_true (dln_store_set_position (store, 1, &error));
  dln_store_close (store);
  store = dln_store_open (place->path, &error);
  g_assert_true (dln_store_load_journal (store, journal, &position, &error));
  g_assert_cmpuint (journal->len, ==, 2);
  g_assert_cmpuint (position, ==, 1);
  g_assert_cmpstr (DLN_ROW (journal, DlnDecision, 0)->text, ==, "X");
  g_assert_cmpuint (DLN_ROW (journal, DlnDecision, 1)->value, ==, 1);
  dln_store_clear_journal (journal);
  /* a new decision forgets what was undone */
  g_assert_true (dln_store_add_decisions (store, 1, &rename, 1, &error));
  g_assert_true (dln_store_load_journal (store, journal, &position, &error));
  g_assert_cmpuint (journal->len, ==, 2);
  g_assert_cmpuint (position, ==, 2);
  dln_store_clear_journal (journal);
}

/* a case file as versions up to 2 made it, but for the number */
#define WITHOUT_TRACES                                                                             \
  "DROP TABLE checksum; DROP TABLE original; DROP TABLE trace;"                                    \
  " ALTER TABLE decision DROP COLUMN before;"                                                      \
  " ALTER TABLE decision DROP COLUMN title_a; ALTER TABLE decision DROP COLUMN title_b;"           \
  " ALTER TABLE decision DROP COLUMN reason; ALTER TABLE decision DROP COLUMN made;"               \
  " ALTER TABLE decision DROP COLUMN joined;"

/* that the first row stands on @words of a document, and remembers @kept */
static void
check_trace (const DlnTrace *trace,
             guint           document,
             const char     *words,
             const char     *kept)
{
  const DlnTraceRow *rows;
  guint n;

  g_assert_nonnull (trace);
  rows = dln_trace_get_rows (trace, &n);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpstr (rows[0].words, ==, kept);
  g_assert_cmpuint (rows[0].mark.begin, ==, fixture_span (document, words).begin);
}

/* Version 1 counted entities and events; the journal then speaks of places in the texts. */
static void
test_old_ids (Place        *place,
              gconstpointer data)
{
  DlnDecision merge = { DLN_TARGET_ENTITY, DLN_DECISION_MERGE, 2, 5, 0, NULL };
  DlnDecision date = { DLN_TARGET_DOCUMENT, DLN_DECISION_DATE, 2, 0, 0, "2021" };
  g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  g_autoptr (GPtrArray) annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;
  guint position;

  make_case (place);
  store = dln_store_open (place->path, &error);
  g_assert_true (dln_store_add_decisions (store, 0, &merge, 1, &error));
  g_assert_true (dln_store_add_decisions (store, 1, &date, 1, &error));
  dln_store_close (g_steal_pointer (&store));
  run_sql (place->path, WITHOUT_TRACES "PRAGMA user_version = 1");
  store = dln_store_open (place->path, &error);
  g_assert_no_error (error);
  g_assert_true (dln_store_load_journal (store, journal, &position, &error));
  g_assert_cmpuint (journal->len, ==, 2);
  g_assert_cmpuint (DLN_ROW (journal, DlnDecision, 0)->a, ==,
                    fixture_span (0, "Caf\u00e9 Nord").begin + 1);
  g_assert_cmpuint (DLN_ROW (journal, DlnDecision, 0)->b, ==, fixture_span (0, "Oslo").begin + 1);
  g_assert_cmpuint (DLN_ROW (journal, DlnDecision, 1)->a, ==, 2);
  check_trace (DLN_ROW (journal, DlnDecision, 0)->of_a, 0, "Caf\u00e9 Nord", NULL);
  check_trace (DLN_ROW (journal, DlnDecision, 0)->of_b, 0, "Oslo", NULL);
  dln_store_clear_journal (journal);
  /* the tables are made again */
  g_assert_true (dln_store_load_documents (store, documents, annotations, &error));
  g_assert_null (dln_store_load_resolution (store, "none", documents, annotations));
}

/* Version 2 remembered ids only; the tables tell what they stood on, and of what is in no table the
 * place is left. */
static void
test_old_journal (Place        *place,
                  gconstpointer data)
{
  guint32 nowhere = fixture_span (0, "Oslo").begin + 1;
  DlnDecision decisions[] = {
    { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 2, 0, 0, "X" },
    { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, nowhere, 0, 0, "Y" },
    { DLN_TARGET_DOCUMENT, DLN_DECISION_DATE, 2, 0, 0, "2021" },
  };
  g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;
  const DlnTraceRow *rows;
  guint position;
  guint n;

  make_case (place);
  store = dln_store_open (place->path, &error);
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    g_assert_true (dln_store_add_decisions (store, i, &decisions[i], 1, &error));
  dln_store_close (g_steal_pointer (&store));
  run_sql (place->path, WITHOUT_TRACES "PRAGMA user_version = 2");
  store = dln_store_open (place->path, &error);
  g_assert_no_error (error);
  g_assert_true (dln_store_load_journal (store, journal, &position, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (journal->len, ==, G_N_ELEMENTS (decisions));
  check_trace (DLN_ROW (journal, DlnDecision, 0)->of_a, 0, "Caf\u00e9 Nord", "Caf\u00e9 Nord");
  check_trace (DLN_ROW (journal, DlnDecision, 1)->of_a, 0, "Oslo", NULL);
  g_assert_nonnull (DLN_ROW (journal, DlnDecision, 2)->of_a);
  rows = dln_trace_get_rows (DLN_ROW (journal, DlnDecision, 2)->of_a, &n);
  g_assert_cmpuint (strlen (rows[0].digest), ==, 64);
  g_assert_null (DLN_ROW (journal, DlnDecision, 2)->of_b);
  dln_store_clear_journal (journal);
}

/* An older file is kept as it was before it is changed; if it cannot be kept it is not changed. */
static void
test_old_is_kept (Place        *place,
                  gconstpointer data)
{
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 2, 0, 0, "X" };
  g_autofree char *folder = dln_store_dup_backup_folder (place->path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;
  gsize length, length_after, length_kept;

  make_case (place);
  store = dln_store_open (place->path, &error);
  g_assert_true (dln_store_add_decisions (store, 0, &rename, 1, &error));
  dln_store_close (g_steal_pointer (&store));
  run_sql (place->path, WITHOUT_TRACES "PRAGMA user_version = 2");
  g_assert_true (g_file_get_contents (place->path, &before, &length, NULL));
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_null (dln_store_open (place->path, &error));
  g_assert_nonnull (strstr (error->message, "it was left as it is"));
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (place->path, &after, &length_after, NULL));
  memcpy (after + 40, before + 40, 4); /* its cookie, by which a journal is known to be its own */
  g_assert_cmpmem (before, length, after, length_after);

  g_assert_cmpint (g_unlink (folder), ==, 0);
  store = dln_store_open (place->path, &error);
  g_assert_no_error (error);
  backups = dln_store_list_backups (place->path);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpuint (((DlnStoreBackup *) g_ptr_array_index (backups, 0))->n_decisions, ==, 1);
  g_assert_true (g_file_get_contents (
    ((DlnStoreBackup *) g_ptr_array_index (backups, 0))->path, &kept, &length_kept, NULL));
  g_assert_cmpint (kept[63], ==, 2); /* user_version in the header */
}

/* What is remembered with a decision comes back as it was, and goes when it is forgotten. */
static void
test_traces (Place        *place,
             gconstpointer data)
{
  DlnTraceRow row = {
    .digest = "0123",
    .name = "one.txt",
    .words = "Berg",
    .sentence = "Anna Berg resigned.",
    .title = "Berg resigned",
    .others = "3-5",
    .mark = DLN_SPAN (5, 9),
    .around = DLN_SPAN (0, 19),
    .rank = 1,
    .n_ranks = 2,
    .type = DLN_ENTITY_PERSON,
  };
  g_autoptr (DlnTrace) trace = dln_trace_new (DLN_TARGET_ENTITY, "Anna Berg");
  DlnDecision merge = { DLN_TARGET_ENTITY, DLN_DECISION_MERGE, 2, 5 };
  g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;
  const DlnTraceRow *rows;
  guint position;
  guint n;

  dln_trace_add (trace, &row);
  row.words = "Anna Berg";
  dln_trace_add (trace, &row);
  merge.before = "Berg";
  merge.of_b = trace;
  make_case (place);
  store = dln_store_open (place->path, &error);
  g_assert_true (dln_store_add_decisions (store, 0, &merge, 1, &error));
  g_assert_true (dln_store_add_decisions (store, 1, &merge, 1, &error));
  g_assert_true (dln_store_set_position (store, 1, &error));
  merge.of_b = NULL;
  g_assert_true (dln_store_add_decisions (store, 1, &merge, 1, &error));
  g_assert_true (dln_store_load_journal (store, journal, &position, &error));
  g_assert_no_error (error);
  g_assert_null (DLN_ROW (journal, DlnDecision, 1)->of_b);
  g_assert_null (DLN_ROW (journal, DlnDecision, 0)->of_a);
  g_assert_cmpstr (DLN_ROW (journal, DlnDecision, 0)->before, ==, "Berg");
  g_assert_cmpstr (dln_trace_get_title (DLN_ROW (journal, DlnDecision, 0)->of_b), ==, "Anna Berg");
  rows = dln_trace_get_rows (DLN_ROW (journal, DlnDecision, 0)->of_b, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (rows[0].words, ==, "Berg");
  g_assert_cmpstr (rows[1].words, ==, "Anna Berg");
  g_assert_cmpstr (rows[0].sentence, ==, "Anna Berg resigned.");
  g_assert_cmpstr (rows[0].title, ==, "Berg resigned");
  g_assert_cmpstr (rows[0].others, ==, "3-5");
  g_assert_cmpstr (rows[0].digest, ==, "0123");
  g_assert_cmpstr (rows[0].name, ==, "one.txt");
  g_assert_null (rows[0].uri);
  g_assert_cmpuint (rows[0].mark.begin, ==, 5);
  g_assert_cmpuint (rows[0].mark.end, ==, 9);
  g_assert_cmpuint (rows[0].around.end, ==, 19);
  g_assert_cmpuint (rows[0].rank, ==, 1);
  g_assert_cmpuint (rows[0].n_ranks, ==, 2);
  g_assert_cmpuint (rows[0].type, ==, DLN_ENTITY_PERSON);
  dln_store_clear_journal (journal);
}

static void
test_search (Place        *place,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;
  static const struct
  {
    DlnStorePhrase phrase;
    guint          n;
  } cases[] = {
    { { "cafe nord" }, 2 },         { { "CAF\u00c9" }, 2 },     { { "oslo" }, 1 },
    { { "osl" }, 0 },               { { "osl", TRUE }, 1 },     { { "it went" }, 1 },
    { { "went it" }, 0 },           { { "\"" }, 0 },            { { "* OR" }, 0 },
    { { "text:oslo" }, 0 },         { { "meeting" }, 1 },       { { "nothing" }, 0 },
    { { "it", FALSE, "went", 1 }, 1 },
  };

  make_case (place);
  store = dln_store_open (place->path, &error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      float scores[8] = { 0 };
      guint n = 0;

      g_assert_true (dln_store_match (store, &cases[i].phrase, 1, scores, 8, &error));
      g_assert_no_error (error);
      for (guint k = 0; k < G_N_ELEMENTS (scores); k++)
        n += scores[k] > 0;
      g_assert_cmpuint (n, ==, cases[i].n);
      if (strcmp (cases[i].phrase.text, "oslo") == 0)
        {
          DlnStoreHit hit = { .document = scores[0] > 0 ? 1 : 2 };

          g_assert_true (dln_store_find_places (store, &cases[i].phrase, 1, &hit, &error));
          g_assert_cmpuint (hit.n_spans, ==, 1);
          g_assert_cmpuint (hit.spans[0].begin, ==, fixture_span (0, "Oslo").begin);
          g_assert_cmpuint (hit.spans[0].end, ==, fixture_span (0, "Oslo").end);
        }
    }
}

static void
test_refused (Place        *place,
              gconstpointer data)
{
  g_autofree char *missing = open_error ("/nowhere/at all.dateline", DLN_STORE_ERROR_CASE);
  g_autofree char *empty = NULL;
  g_autofree char *text = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *folder = open_error (place->folder, DLN_STORE_ERROR_CASE);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (missing, "at all.dateline"));
  g_file_set_contents (place->path, "", 0, NULL);
  empty = open_error (place->path, DLN_STORE_ERROR_CASE);
  g_assert_nonnull (strstr (empty, "no case file"));
  g_file_set_contents (place->path,
                       "Title: not a case at all, but long enough to be looked at "
                       "........................................",
                       -1,
                       NULL);
  text = open_error (place->path, DLN_STORE_ERROR_CASE);
  g_assert_null (dln_store_create (place->path, &error)); /* nothing is overwritten */
  g_assert_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE);
  g_clear_error (&error);

  g_unlink (place->path);
  run_sql (place->path, "CREATE TABLE t (a)");
  foreign = open_error (place->path, DLN_STORE_ERROR_CASE);

  g_unlink (place->path);
  make_case (place);
  run_sql (place->path, "PRAGMA user_version = 99");
  newer = open_error (place->path, DLN_STORE_ERROR_CASE);
  g_assert_nonnull (strstr (newer, "newer version"));
}

/* triggers, views and tables of somebody else are refused before anything runs */
static void
test_hostile_schema (Place        *place,
                     gconstpointer data)
{
  static const char *const sql[] = {
    "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM document; END",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TABLE extra (a)",
    "DROP TABLE suggestion; CREATE VIEW suggestion AS SELECT 1",
    "ALTER TABLE meta ADD COLUMN more TEXT",
    "CREATE INDEX i ON document (lower (title))",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autofree char *message = NULL;

      make_case (place);
      run_sql (place->path, sql[i]);
      message = open_error (place->path, DLN_STORE_ERROR_CASE);
      g_assert_nonnull (strstr (message, "did not make"));
      g_unlink (place->path);
    }
}

/* any byte of the file changed: an error or a case, never a crash */
static void
test_damaged (Place        *place,
              gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  make_case (place);
  g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
  for (guint i = 0; i < 100; i++)
    {
      gsize at = (gsize) g_random_int_range (0, length);
      char before = bytes[at];
      g_autoptr (DlnStore) store = NULL;
      g_autoptr (GPtrArray) documents =
        g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
      g_autoptr (GPtrArray) annotations =
        g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);

      bytes[at] ^= 1 << g_random_int_range (0, 8);
      g_assert_true (g_file_set_contents_full (
        place->path, bytes, length, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
      store = dln_store_open (place->path, NULL);
      if (store != NULL && dln_store_load_documents (store, documents, annotations, NULL))
        {
          gboolean whole = TRUE;

          for (guint j = 0; j < annotations->len; j++)
            whole = whole && g_ptr_array_index (annotations, j) != NULL;
          if (whole && documents->len == 2)
            dln_resolution_free (dln_store_load_resolution (store, "none", documents, annotations));
        }
      bytes[at] = before;
    }
  /* cut short */
  for (gsize cut = 0; cut < length; cut += length / 20)
    {
      g_autoptr (DlnStore) store = NULL;

      g_assert_true (
        g_file_set_contents_full (place->path, bytes, cut, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
      store = dln_store_open (place->path, NULL);
      if (store != NULL)
        {
          g_autoptr (GPtrArray) documents =
            g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
          g_autoptr (GPtrArray) annotations =
            g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);

          dln_store_load_documents (store, documents, annotations, NULL);
        }
    }
}

/* Returns: 0 if all is as it should be; root, who can write anywhere, becomes nobody first */
static int
look_at_read_only (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;

  if (geteuid () == 0 && setuid (65534) != 0)
    return 1;
  store = dln_store_open (path, &error);
  if (store == NULL)
    return 2;
  if (dln_store_get_reason (store) == NULL || count_documents (store) != 2)
    return 3;
  if (dln_store_set_title (store, "X", &error))
    return 4;
  return g_error_matches (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE)
             && strstr (error->message, "write-protected") != NULL
           ? 0
           : 5;
}

static void
test_read_only (Place        *place,
                gconstpointer data)
{
  GPid child;
  int status;

  make_case (place);
  g_chmod (place->path, 0444);
  g_chmod (place->folder, 0555);
  child = fork ();
  if (child == 0)
    _exit (look_at_read_only (place->path));
  waitpid (child, &status, 0);
  g_chmod (place->folder, 0755);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* a program that knows no lock of ours has changed the file: what is written now would be of
 * another case than the one that was read */
static void
test_changed_elsewhere (Place        *place,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = NULL;
  g_autofree char *title = NULL;

  make_case (place);
  store = dln_store_open (place->path, &error);
  g_assert_true (dln_store_set_title (store, "one", &error));
  run_sql (place->path, "UPDATE meta SET value = 'theirs' WHERE key = 'title'");
  g_assert_false (dln_store_set_title (store, "two", &error));
  g_assert_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "another program"));
  title = dln_store_dup_title (store);
  g_assert_cmpstr (title, ==, "theirs");
}

static void
test_copy (Place        *place,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "copy.dateline", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) memory = dln_store_create (NULL, &error);
  g_autoptr (DlnStore) copy = NULL;

  write_fixture (memory);
  g_file_set_contents (path, "in the way", -1, NULL);
  g_assert_true (dln_store_copy_to (memory, path, &error));
  g_assert_no_error (error);
  copy = dln_store_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_documents (copy), ==, 2);
  g_assert_false (dln_store_copy_to (memory, "/nowhere/x.dateline", &error));
  g_assert_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "/nowhere/x.dateline cannot be made: No such"));
}

/* A child writes edits and tells of each that was acknowledged; it is killed in the middle of its
 * work and no edit that it told of may be missing. */
static void
test_killed (Place        *place,
             gconstpointer data)
{
  int n_least = 0;

  make_case (place);
  for (int run = 0; run < 5; run++)
    {
      int pipe_ends[2];
      guint told = 0;
      guint32 number;
      GPid child;
      g_autoptr (DlnStore) store = NULL;
      g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
      guint position;

      g_assert_cmpint (pipe (pipe_ends), ==, 0);
      child = fork ();
      if (child == 0)
        {
          DlnStore *mine = dln_store_open (place->path, NULL);
          DlnDecision hide = { DLN_TARGET_ENTITY, DLN_DECISION_HIDE, 5, 0, 0, NULL };

          close (pipe_ends[0]);
          for (number = n_least; mine != NULL; number++)
            {
              hide.value = number;
              if (!dln_store_add_decisions (mine, number, &hide, 1, NULL)
                  || write (pipe_ends[1], &number, sizeof number) != sizeof number)
                break;
            }
          _exit (1);
        }
      close (pipe_ends[1]);
      while (told < 20 + 7 * run && read (pipe_ends[0], &number, sizeof number) == sizeof number)
        told += 1;
      kill (child, SIGKILL);
      while (read (pipe_ends[0], &number, sizeof number) == sizeof number)
        told += 1;
      waitpid (child, NULL, 0);
      close (pipe_ends[0]);
      g_assert_cmpuint (told, >=, 20);
      store = dln_store_open (place->path, NULL);
      g_assert_nonnull (store);
      g_assert_true (dln_store_load_journal (store, journal, &position, NULL));
      g_assert_cmpuint (journal->len, >=, n_least + told);
      g_assert_cmpuint (journal->len, <=, n_least + told + 1);
      for (guint i = 0; i < journal->len; i++)
        g_assert_cmpuint (DLN_ROW (journal, DlnDecision, i)->value, ==, i);
      n_least = journal->len;
      dln_store_clear_journal (journal);
    }
}

/* no room: a clear sentence, and the case is what it was */
static void
test_full_disk (Place        *place,
                gconstpointer data)
{
  GPid child;
  int status;

  make_case (place);
  child = fork ();
  if (child == 0)
    {
      struct rlimit limit = { 400 * 1024, 400 * 1024 };
      g_autoptr (DlnStore) store = dln_store_open (place->path, NULL);
      g_autofree char *large = g_strnfill (3 << 20, 'x');
      g_autoptr (GError) error = NULL;
      g_autofree char *title = NULL;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      if (store == NULL || !dln_store_set_title (store, "before", NULL)
          || dln_store_set_title (store, large, &error))
        _exit (1);
      title = dln_store_dup_title (store);
      _exit (g_strcmp0 (title, "before") == 0
                 && g_error_matches (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE)
                 && strstr (error->message, "not changed") != NULL
               ? 0
               : 2);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  {
    g_autoptr (DlnStore) store = dln_store_open (place->path, NULL);
    g_autofree char *title = dln_store_dup_title (store);

    g_assert_cmpstr (title, ==, "before");
    g_assert_cmpuint (count_documents (store), ==, 2);
  }
}

static void
test_cancelled (Place        *place,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  g_autoptr (DlnResolution) resolution = fixture_resolution ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = dln_store_create (place->path, &error);

  g_cancellable_cancel (cancellable);
  g_assert_false (
    dln_store_add (store, 1, documents, annotations, resolution, "none", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_documents (store), ==, 0);
}

/* ---- annotations to bytes ------------------------------------------------------------------- */

static void
test_annotations (void)
{
  g_autoptr (DlnAnnotations) annotations = fixture_annotations (0);
  g_autoptr (GBytes) bytes = dln_annotations_serialize (annotations);
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnAnnotations) back =
    dln_annotations_deserialize (bytes, strlen (fixture_texts[0]), &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  again = dln_annotations_serialize (back);
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_cmpuint (back->mentions->len, ==, 3);
  g_assert_cmpuint (DLN_ROW (back->quotes, DlnQuoteClaim, 0)->addressee, ==, DLN_NO_ROW);
  g_assert_cmpfloat (DLN_ROW (back->relations, DlnRelationClaim, 0)->score, ==, 0.9f);
  g_assert_true (dln_when_equal (&DLN_ROW (back->events, DlnEventClaim, 0)->when,
                                 &DLN_ROW (annotations->events, DlnEventClaim, 0)->when));
  g_assert_true (back->analysed);
  g_assert_true (dln_annotations_fit_text (back, fixture_texts[0], strlen (fixture_texts[0])));
  /* for a shorter text its spans are wrong */
  g_assert_null (dln_annotations_deserialize (bytes, 20, &error));
  g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_DAMAGED);
}

/* the checksum of the format, so that the checks behind it are reached */
static void
seal (guint8 *bytes,
      gsize   length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length - 4; i++)
    hash = (hash ^ bytes[i]) * 16777619u;
  hash = GUINT32_TO_LE (hash);
  memcpy (bytes + length - 4, &hash, 4);
}

static void
test_annotations_damaged (void)
{
  g_autoptr (DlnAnnotations) annotations = fixture_annotations (0);
  g_autoptr (GBytes) bytes = dln_annotations_serialize (annotations);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint n_refused = 0;

  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (GBytes) cut = g_bytes_new_static (data, i);
      g_autoptr (GError) error = NULL;
      DlnAnnotations *read;

      g_assert_null (dln_annotations_deserialize (cut, strlen (fixture_texts[0]), &error));
      g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_DAMAGED);
      for (guint bit = 0; bit < 8; bit++)
        {
          copy[i] = data[i] ^ (1 << bit);
          damaged = g_bytes_new (copy, length);
          g_assert_null (dln_annotations_deserialize (damaged, strlen (fixture_texts[0]), NULL));
          g_clear_pointer (&damaged, g_bytes_unref);
          if (i < length - 4)
            seal (copy, length);
          damaged = g_bytes_new (copy, length);
          read = dln_annotations_deserialize (damaged, strlen (fixture_texts[0]), NULL);
          n_refused += read == NULL;
          dln_annotations_unref (read);
          g_clear_pointer (&damaged, g_bytes_unref);
          memcpy (copy, data, length);
        }
    }
  g_assert_cmpuint (n_refused, >, length * 2);
}

/* A case made before events had a status opens: what version 1 lacks is empty. */
static void
test_annotations_first_version (void)
{
  g_autoptr (DlnAnnotations) annotations = dln_annotations_new ();
  g_autoptr (GBytes) bytes = dln_annotations_serialize (annotations);
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree guint8 *old = g_memdup2 (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) later = NULL;
  g_autoptr (DlnAnnotations) back = NULL;

  /* one table fewer: its number of rows is one byte before the checksum */
  length = g_bytes_get_size (bytes) - 1;
  old[4] = 1;
  seal (old, length);
  first = g_bytes_new (old, length);
  back = dln_annotations_deserialize (first, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->stretches->len, ==, 0);
  old[4] = 4;
  seal (old, length);
  later = g_bytes_new (old, length);
  g_assert_null (dln_annotations_deserialize (later, 0, &error));
  g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_DAMAGED);
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/file/round-trip", test_round_trip);
  ADD ("/store/file/journal", test_journal);
  ADD ("/store/file/old-ids", test_old_ids);
  ADD ("/store/file/old-journal", test_old_journal);
  ADD ("/store/file/old-is-kept", test_old_is_kept);
  ADD ("/store/file/traces", test_traces);
  ADD ("/store/file/search", test_search);
  ADD ("/store/file/refused", test_refused);
  ADD ("/store/file/hostile-schema", test_hostile_schema);
  ADD ("/store/file/damaged", test_damaged);
  ADD ("/store/file/read-only", test_read_only);
  ADD ("/store/file/changed-elsewhere", test_changed_elsewhere);
  ADD ("/store/file/copy", test_copy);
  ADD ("/store/file/killed", test_killed);
  ADD ("/store/file/full-disk", test_full_disk);
  ADD ("/store/file/cancelled", test_cancelled);
  g_test_add_func ("/store/annotations/round-trip", test_annotations);
  g_test_add_func ("/store/annotations/damaged", test_annotations_damaged);
  g_test_add_func ("/store/annotations/first-version", test_annotations_first_version);
  return g_test_run ();
}
