/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups: when they are made, that they are whole, that ten are kept, and going back to one. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "session/dln-backup.h"
#include "session/dln-draft.h"
#include "tests/bundle.h"
#include "tests/remove-tree.h"

typedef struct
{
  char       *folder;
  char       *path;
  char       *backups;
  DlnModel   *model;
  DlnSession *session;
} Place;

static void
add_article (Place      *place,
             const char *name,
             const char *text)
{
  g_autofree char *file = g_build_filename (place->folder, name, NULL);

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static void
set_up (Place        *place,
        gconstpointer data)
{
  place->folder = g_dir_make_tmp ("dateline-backup-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "case.dateline", NULL);
  place->backups = dln_backups_dup_folder (place->path);
  place->model = open_bundle ();
  place->session = dln_session_new (place->model);
  add_article (place, "one.txt", "Title: Minister resigns\n\nAnna Berg resigned on 3 May 2021.\n");
  add_article (place, "two.txt", "Title: Bank fined\n\nFjord Bank was fined on 2 June 2021.\n");
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  g_clear_object (&place->session);
  dln_model_unref (place->model);
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->path);
  g_free (place->backups);
}

static void
import (Place      *place,
        const char *name)
{
  g_autofree char *file = g_build_filename (place->folder, name, NULL);
  const char *paths[] = { file, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnImportReport) report =
    dln_session_import (place->session, paths, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_added, ==, 1);
}

static void
rename_first (Place *place)
{
  const DlnResolution *rows = dln_case_get_resolution (dln_session_get_case (place->session));
  DlnDecision decision = { .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_RENAME };
  g_autoptr (GError) error = NULL;

  decision.a = DLN_ROW (rows->entities, DlnEntity, 0)->id;
  decision.text = "Somebody Else";
  g_assert_true (dln_session_decide (place->session, &decision, &error));
  g_assert_no_error (error);
}

static void
open_again (Place *place)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&place->session);
  place->session = dln_session_new (place->model);
  g_assert_true (dln_session_open (place->session, place->path, &error));
  g_assert_no_error (error);
}

static guint
count_backups (Place *place)
{
  g_autoptr (GPtrArray) backups = dln_backups_list (place->path);

  return backups->len;
}

static void
assert_amount (Place *place,
               guint  n_articles,
               guint  n_decisions)
{
  DlnCase *dcase = dln_session_get_case (place->session);
  guint n = 0;

  dln_case_get_decisions (dcase, &n);
  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, n_articles);
  g_assert_cmpuint (n, ==, n_decisions);
}

/* what the newest backup is called becomes another day's */
static void
age_newest (Place      *place,
            const char *name)
{
  g_autoptr (GPtrArray) backups = dln_backups_list (place->path);
  const DlnBackup *newest = g_ptr_array_index (backups, 0);
  g_autofree char *older = g_build_filename (place->backups, name, NULL);

  g_assert_cmpint (g_rename (newest->path, older), ==, 0);
}

static void
test_daily (Place        *place,
            gconstpointer data)
{
  struct utimbuf long_ago = { 1000, 1000 };

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  open_again (place);
  g_assert_cmpuint (count_backups (place), ==, 0); /* nothing is in it */
  import (place, "one.txt");
  open_again (place);
  g_assert_cmpuint (count_backups (place), ==, 1);
  rename_first (place);
  open_again (place);
  g_assert_cmpuint (count_backups (place), ==, 1); /* once a day */
  age_newest (place, "2001-02-03T0405.dateline");
  open_again (place);
  g_assert_cmpuint (count_backups (place), ==, 2);
  age_newest (place, "2001-02-04T0405.dateline");
  g_assert_cmpint (g_utime (place->path, &long_ago), ==, 0);
  open_again (place);
  g_assert_cmpuint (count_backups (place), ==, 2); /* nothing was changed */
}

static void
test_whole (Place        *place,
            gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DlnSession) other = dln_session_new (NULL);
  g_autoptr (GError) error = NULL;
  const DlnBackup *backup;
  struct stat status;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import (place, "one.txt");
  rename_first (place);
  g_assert_cmpint (g_chmod (place->path, 0600), ==, 0);
  open_again (place);
  backups = dln_backups_list (place->path);
  g_assert_cmpuint (backups->len, ==, 1);
  backup = g_ptr_array_index (backups, 0);
  g_assert_cmpuint (backup->n_articles, ==, 1);
  g_assert_cmpuint (backup->n_decisions, ==, 1);
  g_assert_cmpint (g_stat (backup->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (dln_session_open_to_read (other, backup->path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (dln_session_check (other, lines), ==, 0);
}

/* ten, and what the user has put there */
static void
test_ten (Place        *place,
          gconstpointer data)
{
  g_autofree char *own = g_build_filename (place->backups, "before the trial.dateline", NULL);
  g_autoptr (GPtrArray) backups = NULL;
  const DlnBackup *oldest;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import (place, "one.txt");
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("2001-02-%02uT0405.dateline", i + 1);

      open_again (place);
      age_newest (place, name);
      rename_first (place);
    }
  g_assert_true (g_file_set_contents (own, "mine", -1, NULL));
  open_again (place);
  backups = dln_backups_list (place->path);
  g_assert_cmpuint (backups->len, ==, 10);
  oldest = g_ptr_array_index (backups, 9);
  g_assert_true (g_str_has_suffix (oldest->path, "2001-02-04T0405.dateline"));
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
}

/* what is about to be made anew is kept, whatever was kept today; a draft has no backups */
static void
test_before_reading_again (Place        *place,
                           gconstpointer data)
{
  const DlnDocumentId first = 1;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *drafts = g_build_filename (place->folder, "drafts", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import (place, "one.txt");
  import (place, "two.txt");
  open_again (place);
  g_assert_cmpuint (count_backups (place), ==, 1);
  rename_first (place);
  g_assert_true (dln_session_reread (place->session, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_backups (place), ==, 2);
  g_assert_true (dln_session_remove (place->session, &first, 1, &error));
  backups = dln_backups_list (place->path);
  g_assert_cmpuint (backups->len, ==, 3);
  g_assert_cmpuint (((DlnBackup *) g_ptr_array_index (backups, 0))->n_articles, ==, 2);
  g_assert_cmpuint (((DlnBackup *) g_ptr_array_index (backups, 0))->n_decisions, ==, 1);

  dln_session_close (place->session);
  dln_session_set_drafts (place->session, drafts);
  import (place, "one.txt");
  g_assert_true (dln_session_reread (place->session, NULL, &error));
  dir = g_dir_open (drafts, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, ".backups"));
}

static void
test_restored (Place        *place,
               gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  struct stat before, now;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import (place, "one.txt");
  open_again (place);
  age_newest (place, "2001-02-03T0405.dateline");
  import (place, "two.txt");
  rename_first (place);
  g_assert_cmpint (g_stat (place->path, &before), ==, 0);
  backups = dln_backups_list (place->path);
  g_assert_true (dln_session_restore (
    place->session, ((DlnBackup *) g_ptr_array_index (backups, 0))->path, &error));
  g_assert_no_error (error);
  assert_amount (place, 1, 0);
  g_assert_cmpstr (dln_session_get_path (place->session), ==, place->path);
  g_assert_cmpuint (dln_session_check (place->session, lines), ==, 0);
  g_assert_cmpint (g_stat (place->path, &now), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, now.st_ino);
  /* it goes on from there, and what was there before is there too */
  rename_first (place);
  open_again (place);
  assert_amount (place, 1, 1);
  after = dln_backups_list (place->path);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpuint (((DlnBackup *) g_ptr_array_index (after, 0))->n_articles, ==, 2);
  g_assert_true (dln_session_restore (
    place->session, ((DlnBackup *) g_ptr_array_index (after, 0))->path, &error));
  assert_amount (place, 2, 1);
  open_again (place);
  assert_amount (place, 2, 1);
  g_assert_cmpuint (dln_session_check (place->session, lines), ==, 0);
}

/* what is no backup, or cannot be trusted, changes nothing */
static void
test_refused (Place        *place,
              gconstpointer data)
{
  g_autofree char *text = g_build_filename (place->folder, "one.txt", NULL);
  g_autofree char *broken = g_build_filename (place->folder, "broken.dateline", NULL);
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import (place, "one.txt");
  open_again (place);
  rename_first (place);
  g_assert_false (dln_session_restore (place->session, text, &error));
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  backups = dln_backups_list (place->path);
  g_assert_true (g_file_get_contents (
    ((DlnBackup *) g_ptr_array_index (backups, 0))->path, &bytes, &length, NULL));
  memset (bytes + length / 2, 0x55, length / 4);
  g_assert_true (g_file_set_contents (broken, bytes, length, NULL));
  g_assert_false (dln_session_restore (place->session, broken, NULL));
  assert_amount (place, 1, 1);
  g_assert_cmpuint (count_backups (place), ==, 1);
  open_again (place);
  assert_amount (place, 1, 1);
}

/* where there is no room for backups the case opens all the same and says so; nothing is restored
 * without one of the present state */
static void
test_no_room (Place        *place,
              gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (place->folder, "kept.dateline", NULL);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean told = FALSE;

  g_assert_true (dln_session_create (place->session, place->path, NULL));
  import (place, "one.txt");
  g_assert_true (g_file_set_contents (place->backups, "a file", -1, NULL));
  open_again (place);
  notes = dln_session_take_notes (place->session);
  for (guint i = 0; i < notes->len; i++)
    told |= strstr (g_ptr_array_index (notes, i), "There is no backup of today") != NULL;
  g_assert_true (told);
  assert_amount (place, 1, 0);
  g_clear_object (&place->session);
  place->session = dln_session_new (NULL);
  g_assert_true (dln_session_open (place->session, place->path, NULL));
  {
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
    g_assert_true (g_file_set_contents (elsewhere, bytes, length, NULL));
  }
  rename_first (place);
  g_assert_false (dln_session_restore (place->session, elsewhere, &error));
  g_assert_nonnull (strstr (error->message, "nothing was changed"));
  assert_amount (place, 1, 1);
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/session/backup/daily", test_daily);
  ADD ("/session/backup/whole", test_whole);
  ADD ("/session/backup/ten", test_ten);
  ADD ("/session/backup/before-reading-again", test_before_reading_again);
  ADD ("/session/backup/restored", test_restored);
  ADD ("/session/backup/refused", test_refused);
  ADD ("/session/backup/no-room", test_no_room);
  return g_test_run ();
}
