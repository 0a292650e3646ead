/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case file among others: who may write it, where it went, what lies beside it, and copies. */
#define _GNU_SOURCE /* F_OFD_SETLK */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "case-fixture.h"
#include "store/dln-store.h"
#include "tests/remove-tree.h"

typedef struct
{
  char *folder;
  char *path;
  char *other;
} Place;

static void
set_up (Place        *place,
        gconstpointer data)
{
  place->folder = g_dir_make_tmp ("dateline-file-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "a case.dateline", NULL);
  place->other = g_build_filename (place->folder, "another.dateline", NULL);
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->path);
  g_free (place->other);
}

static DlnStore *
make_case (const char *path,
           const char *title)
{
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  g_autoptr (DlnResolution) resolution = fixture_resolution ();
  g_autoptr (GError) error = NULL;
  DlnStore *store = dln_store_create (path, &error);

  g_assert_no_error (error);
  g_assert_true (
    dln_store_add (store, 1, documents, annotations, resolution, "none", NULL, &error));
  g_assert_true (dln_store_set_title (store, title, &error));
  g_assert_no_error (error);
  return store;
}

static void
assert_title (const char *path,
              const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = dln_store_open_to_read (path, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = dln_store_dup_title (store);
  g_assert_cmpstr (found, ==, title);
}

static guint
count_files (Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n += 1;
  return n;
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (to, bytes, length, NULL));
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* what a change counter and all that is beside the file would show */
static char *
describe_folder (Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *sum = NULL;
      struct stat status;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, length);
      g_ptr_array_add (lines,
                       g_strdup_printf ("%s %s %" G_GINT64_FORMAT,
                                        name,
                                        sum,
                                        (gint64) status.st_mtim.tv_nsec));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* ---- one writer ------------------------------------------------------------------------------ */

static void
assert_reads_only (const char *path,
                   const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnStore) store = dln_store_open (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (dln_store_get_reason (store));
  g_assert_nonnull (strstr (dln_store_get_reason (store), why));
  g_assert_false (dln_store_set_title (store, "mine", &error));
  g_assert_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE);
}

static void
test_one_writer (Place        *place,
                 gconstpointer data)
{
  g_autoptr (DlnStore) store = make_case (place->path, "first");
  g_autofree char *hard = g_build_filename (place->folder, "hard link", NULL);

  assert_reads_only (place->path, "another window");
  g_assert_cmpint (symlink (place->path, place->other), ==, 0);
  assert_reads_only (place->other, "another window");
  g_assert_cmpint (link (place->path, hard), ==, 0);
  assert_reads_only (hard, "is open in another"); /* its folder does not tell by whom */
  /* looking at it and letting go has not cost the writer its lock */
  assert_reads_only (place->path, "another window");
  g_assert_true (dln_store_set_title (store, "second", NULL));
  assert_title (place->path, "second");
  g_clear_pointer (&store, dln_store_close);
  store = dln_store_open (place->path, NULL);
  g_assert_null (dln_store_get_reason (store));
}

/* another program is told whose it is */
static void
test_other_program (Place        *place,
                    gconstpointer data)
{
  g_autoptr (DlnStore) store = make_case (place->path, "mine");
  g_autofree char *process = g_strdup_printf ("process %d on ", getpid ());
  GPid child = fork ();
  int status;

  if (child == 0)
    {
      DlnStore *theirs = dln_store_open (place->path, NULL);
      const char *reason = theirs != NULL ? dln_store_get_reason (theirs) : NULL;

      _exit (reason != NULL && strstr (reason, process) != NULL
                 && strstr (reason, g_get_host_name ()) != NULL
                 && strstr (reason, "since 20") != NULL
               ? 0
               : 1);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* any descriptor of the file that is closed ends all POSIX locks of the process */
static void
test_dropped_locks (Place        *place,
                    gconstpointer data)
{
  g_autoptr (DlnStore) store = make_case (place->path, "0");
  GPid child;
  int status;

  close (g_open (place->path, O_RDONLY, 0));
  child = fork ();
  if (child == 0)
    {
      DlnStore *theirs = dln_store_open (place->path, NULL);

      _exit (theirs != NULL && dln_store_get_reason (theirs) != NULL ? 0 : 1);
    }
  waitpid (child, &status, 0);
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  for (int i = 1; i < 10; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);

      close (g_open (place->path, O_RDONLY, 0));
      g_assert_true (dln_store_set_title (store, title, NULL));
      assert_title (place->path, title);
    }
}

/* what names the holder is a hint, whatever stands in it */
static void
test_odd_holder (Place        *place,
                 gconstpointer data)
{
  static const char *const texts[] = { "", "x", "a\nb\nc\n", "a\n1\nh\n\033[31mred\n",
                                       "a\n1\nh\n\xff\xfe\n" };
  g_autoptr (DlnStore) store = make_case (place->path, "mine");
  g_autofree char *path = g_build_filename (place->folder, ".~a case.dateline.lock", NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_file_set_contents (path, texts[i], -1, NULL);
      assert_reads_only (place->path, "open in another program");
    }
  g_clear_pointer (&store, dln_store_close);
  g_assert_cmpuint (count_files (place), ==, 1);
}

/* ---- readers --------------------------------------------------------------------------------- */

static void
test_reader_leaves_no_trace (Place        *place,
                             gconstpointer data)
{
  g_autoptr (DlnStore) store = make_case (place->path, "title");
  g_autofree char *before = describe_folder (place);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  float scores[16] = { 0 };
  g_autoptr (DlnStore) reader = dln_store_open_to_read (place->path, NULL);

  g_assert_nonnull (reader);
  g_assert_cmpuint (dln_store_check (reader, lines), ==, 0);
  g_assert_true (dln_store_match (reader, &(DlnStorePhrase){ "Oslo" }, 1, scores,
                                  G_N_ELEMENTS (scores), NULL));
  g_assert_cmpfloat (scores[0] + scores[1] + scores[2], >, 0);
  after = describe_folder (place);
  g_assert_cmpstr (before, ==, after);
  /* it is a copy: what is written later is not in it */
  g_assert_true (dln_store_set_title (store, "later", NULL));
  g_clear_pointer (&before, g_free);
  before = dln_store_dup_title (reader);
  g_assert_cmpstr (before, ==, "title");
}

static void
test_copy_of_open_file (Place        *place,
                        gconstpointer data)
{
  g_autoptr (DlnStore) store = make_case (place->path, "0");

  for (int i = 1; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);

      g_assert_true (dln_store_set_title (store, title, NULL));
      copy_file (place->path, place->other);
      assert_title (place->other, title);
    }
}

/* ---- where it went --------------------------------------------------------------------------- */

static void
test_renamed (Place        *place,
              gconstpointer data)
{
  g_autoptr (DlnStore) store = make_case (place->path, "before");
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (place->path, place->other), ==, 0);
  dln_store_set_title (store, "after", &error);
  g_assert_no_error (error);
  assert_title (place->other, "after");
  g_assert_cmpstr (dln_store_get_path (store), ==, place->other);
  notes = dln_store_take_notes (store);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), place->other));
  /* it is still ours, under its new name */
  assert_reads_only (place->other, "another window");
  g_clear_pointer (&store, dln_store_close);
  g_assert_cmpuint (count_files (place), ==, 1);
}

/* the folder above it, and a new case of the old name: each keeps its own */
static void
test_moved_and_replaced (Place        *place,
                         gconstpointer data)
{
  g_autofree char *folder = g_build_filename (place->folder, "one", NULL);
  g_autofree char *elsewhere = g_build_filename (place->folder, "two", NULL);
  g_autofree char *path = g_build_filename (folder, "c.dateline", NULL);
  g_autofree char *moved = g_build_filename (elsewhere, "c.dateline", NULL);
  g_autoptr (DlnStore) store = NULL;
  g_autoptr (DlnStore) second = NULL;

  g_mkdir (folder, 0755);
  store = make_case (path, "first");
  g_assert_cmpint (g_rename (folder, elsewhere), ==, 0);
  g_mkdir (folder, 0755);
  second = make_case (path, "second");
  g_assert_true (dln_store_set_title (store, "first again", NULL));
  g_assert_true (dln_store_set_title (second, "second again", NULL));
  g_clear_pointer (&store, dln_store_close);
  g_clear_pointer (&second, dln_store_close);
  assert_title (path, "second again");
  assert_title (moved, "first again");
}

static void
test_deleted (Place        *place,
              gconstpointer data)
{
  g_autoptr (DlnStore) store = make_case (place->path, "kept");
  g_autoptr (DlnStore) saved = NULL;
  g_autoptr (GError) error = NULL;

  g_unlink (place->path);
  g_assert_false (dln_store_follow (store, &error));
  g_assert_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_false (dln_store_set_title (store, "lost", &error));
  g_assert_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "deleted or replaced"));
  saved = dln_store_save_as (store, place->other, NULL);
  g_assert_nonnull (saved);
  g_clear_pointer (&store, dln_store_close);
  g_assert_true (dln_store_set_title (saved, "saved", NULL));
  g_clear_pointer (&saved, dln_store_close);
  assert_title (place->other, "saved");
  g_assert_cmpuint (count_files (place), ==, 1);
}

/* ---- saving over what is there --------------------------------------------------------------- */

static void
test_save_over_open (Place        *place,
                     gconstpointer data)
{
  g_autoptr (DlnStore) theirs = make_case (place->path, "theirs");
  g_autoptr (DlnStore) mine = make_case (place->other, "mine");
  g_autoptr (DlnStore) saved = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (dln_store_save_as (mine, place->path, &error));
  g_assert_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "another window"));
  g_assert_false (dln_store_copy_to (mine, place->path, NULL));
  g_assert_true (dln_store_set_title (theirs, "theirs still", NULL));
  assert_title (place->path, "theirs still");
  /* once it is closed it can be saved over, and is ours */
  g_clear_pointer (&theirs, dln_store_close);
  g_chmod (place->path, 0600);
  saved = dln_store_save_as (mine, place->path, &error);
  g_assert_nonnull (saved);
  assert_reads_only (place->path, "another window");
  g_assert_true (dln_store_set_title (saved, "saved", NULL));
  assert_title (place->path, "saved");
  assert_title (place->other, "mine");

  struct stat status;

  g_assert_cmpint (g_stat (place->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* the target is whole when it cannot be replaced: its folder takes no new name */
static void
test_save_fails (Place        *place,
                 gconstpointer data)
{
  g_autofree char *folder = g_build_filename (place->folder, "closed", NULL);
  g_autofree char *target = g_build_filename (folder, "c.dateline", NULL);
  g_autofree char *journal = g_strconcat (target, "-journal", NULL);
  g_autoptr (DlnStore) mine = make_case (place->other, "mine");
  GPid child;
  int status;

  g_mkdir (folder, 0755);
  dln_store_close (make_case (target, "theirs"));
  g_file_set_contents (journal, "", 0, NULL);
  g_chmod (folder, 0555);
  child = fork ();
  if (child == 0)
    {
      if (geteuid () == 0 && setuid (65534) != 0)
        _exit (1);
      _exit (dln_store_copy_to (mine, target, NULL) ? 2 : 0);
    }
  waitpid (child, &status, 0);
  g_chmod (folder, 0755);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  assert_title (target, "theirs");
}

static void
test_created (Place        *place,
              gconstpointer data)
{
  g_autoptr (DlnStore) store = dln_store_create (place->path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (store);
  g_assert_null (dln_store_create (place->path, &error));
  g_assert_error (error, DLN_STORE_ERROR, DLN_STORE_ERROR_WRITE);
  assert_reads_only (place->path, "another window");
  g_clear_pointer (&store, dln_store_close);
  g_assert_cmpuint (count_files (place), ==, 1);
}

/* ---- what a crash left ----------------------------------------------------------------------- */

/* A child dies in the middle of a transaction whose journal is on the disk: SQLite has begun to
 * write the case, because its cache is small. */
static void
crash (const char *path)
{
  GPid child = fork ();
  int status;

  if (child == 0)
    {
      sqlite3 *db = NULL;

      sqlite3_open (path, &db);
      sqlite3_exec (db,
                    "PRAGMA cache_size = 1; BEGIN IMMEDIATE; PRAGMA user_version = 2;"
                    "UPDATE meta SET value = 'torn' WHERE key = 'title';"
                    "UPDATE document SET text = hex (randomblob (200000)), byline = 'torn';"
                    "UPDATE evidence SET speaker_text = hex (randomblob (3000));",
                    NULL,
                    NULL,
                    NULL);
      raise (SIGKILL);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_crashed (Place        *place,
              gconstpointer data)
{
  g_autofree char *journal = g_strconcat (place->path, "-journal", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (DlnStore) store = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) notes = NULL;

  dln_store_close (make_case (place->path, "whole"));
  crash (place->path);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  /* who only reads takes the unfinished work back in a copy */
  before = describe_folder (place);
  assert_title (place->path, "whole");
  after = describe_folder (place);
  g_assert_cmpstr (before, ==, after);
  /* who writes takes it back in the file */
  store = dln_store_open (place->path, NULL);
  g_assert_nonnull (store);
  notes = dln_store_take_notes (store);
  g_assert_cmpuint (notes->len, ==, 0);
  g_assert_cmpuint (dln_store_check (store, lines), ==, 0);
  g_clear_pointer (&store, dln_store_close);
  assert_title (place->path, "whole");
  g_assert_cmpuint (count_files (place), ==, 1);
}

/* a backup is put over a crashed case: what lies beside it is not the backup's */
static void
test_put_back (Place        *place,
               gconstpointer data)
{
  static const char *const endings[] = { "-journal", "-wal" };
  g_autofree char *backup = g_build_filename (place->folder, "backup", NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *beside = g_strconcat (place->path, endings[i], NULL);
      g_autofree char *kept = g_strconcat (beside, ".leftover", NULL);
      g_autoptr (DlnStore) store = make_case (place->path, "old");
      g_autoptr (GPtrArray) notes = NULL;
      g_autofree char *title = NULL;

      copy_file (place->path, backup);
      g_assert_true (dln_store_set_title (store, "new", NULL));
      g_assert_true (dln_store_set_title (store, "newer", NULL));
      g_clear_pointer (&store, dln_store_close);
      crash (place->path);
      if (i == 1)
        {
          g_autofree char *journal = g_strconcat (place->path, "-journal", NULL);

          g_assert_cmpint (g_rename (journal, beside), ==, 0);
        }
      copy_file (backup, place->path);
      assert_title (place->path, "old");
      store = dln_store_open (place->path, NULL);
      g_assert_nonnull (store);
      title = dln_store_dup_title (store);
      g_assert_cmpstr (title, ==, "old");
      g_assert_cmpuint (dln_store_check (store, lines), ==, 0);
      notes = dln_store_take_notes (store);
      g_assert_cmpuint (notes->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), kept));
      g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
      g_clear_pointer (&store, dln_store_close);
      g_unlink (place->path);
    }
}

/* cases of earlier versions had a write-ahead log */
static void
test_old_log (Place        *place,
              gconstpointer data)
{
  g_autofree char *log = g_strconcat (place->path, "-wal", NULL);
  g_autoptr (DlnStore) store = NULL;
  sqlite3 *db = NULL;

  dln_store_close (make_case (place->path, "in the file"));
  g_assert_cmpint (sqlite3_open (place->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db,
                "PRAGMA journal_mode = WAL;"
                "UPDATE meta SET value = 'in the log' WHERE key = 'title'",
                NULL,
                NULL,
                NULL);
  copy_file (place->path, place->other);
  {
    g_autofree char *other_log = g_strconcat (place->other, "-wal", NULL);

    copy_file (log, other_log);
  }
  sqlite3_close (db);
  assert_title (place->other, "in the log");
  store = dln_store_open (place->other, NULL);
  g_assert_nonnull (store);
  g_assert_true (dln_store_set_title (store, "later", NULL));
  copy_file (place->other, place->path);
  assert_title (place->path, "later");
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/file/one-writer", test_one_writer);
  ADD ("/store/file/other-program", test_other_program);
  ADD ("/store/file/dropped-locks", test_dropped_locks);
  ADD ("/store/file/odd-holder", test_odd_holder);
  ADD ("/store/file/reader-leaves-no-trace", test_reader_leaves_no_trace);
  ADD ("/store/file/copy-of-open-file", test_copy_of_open_file);
  ADD ("/store/file/renamed", test_renamed);
  ADD ("/store/file/moved-and-replaced", test_moved_and_replaced);
  ADD ("/store/file/deleted", test_deleted);
  ADD ("/store/file/save-over-open", test_save_over_open);
  ADD ("/store/file/save-fails", test_save_fails);
  ADD ("/store/file/created", test_created);
  ADD ("/store/file/crashed", test_crashed);
  ADD ("/store/file/put-back", test_put_back);
  ADD ("/store/file/old-log", test_old_log);
  return g_test_run ();
}
