/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: an unsaved case is a file from its first article on, is offered again after a crash, and
 * goes when it was saved or thrown away. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>

#include "session/dln-draft.h"
#include "tests/bundle.h"
#include "tests/remove-tree.h"

static const char *program;

typedef struct
{
  char       *folder;
  char       *drafts;
  DlnModel   *model;
  DlnSession *session;
} Place;

static void
set_up (Place        *place,
        gconstpointer data)
{
  g_autofree char *article = NULL;

  place->folder = g_dir_make_tmp ("dateline-draft-XXXXXX", NULL);
  place->drafts = dln_drafts_dup_folder (place->folder);
  place->model = open_bundle ();
  place->session = dln_session_new (place->model);
  dln_session_set_drafts (place->session, place->drafts);
  article = g_build_filename (place->folder, "one.txt", NULL);
  g_assert_true (g_file_set_contents (
    article, "Title: Minister resigns\n\nAnna Berg resigned on 3 May 2021.\n", -1, NULL));
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  g_clear_object (&place->session);
  dln_model_unref (place->model);
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->drafts);
}

static DlnImportReport *
import (DlnSession *session,
        const char *folder,
        const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  DlnImportReport *report = dln_session_import (session, paths, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
rename_first (DlnSession *session)
{
  const DlnResolution *rows = dln_case_get_resolution (dln_session_get_case (session));
  DlnDecision decision = { .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_RENAME };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (rows->entities->len, >, 0);
  decision.a = DLN_ROW (rows->entities, DlnEntity, 0)->id;
  decision.text = "Somebody Else";
  g_assert_true (dln_session_decide (session, &decision, &error));
  g_assert_no_error (error);
}

static gboolean
can_undo (DlnCase *dcase)
{
  gboolean can = FALSE;

  g_object_get (dcase, "can-undo", &can, NULL);
  return can;
}

static void
open_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  GError **error = data;

  dln_session_open_finish (DLN_SESSION (source), result, error);
}

static void
open_draft (DlnSession *session,
            const char *path,
            GError    **error)
{
  dln_session_open_draft_async (session, path, NULL, NULL, NULL, open_done_cb, error);
  for (gboolean busy = TRUE; busy; g_object_get (session, "busy", &busy, NULL))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* ---- a program that is killed ---------------------------------------------------------------- */

static int
work_until_killed (const char *folder)
{
  g_autoptr (DlnModel) model = open_bundle ();
  g_autoptr (DlnSession) session = dln_session_new (model);
  g_autofree char *drafts = dln_drafts_dup_folder (folder);
  g_autoptr (DlnImportReport) report = NULL;

  dln_session_set_drafts (session, drafts);
  dln_case_set_title (dln_session_get_case (session), "Fish");
  report = import (session, folder, "one.txt");
  rename_first (session);
  g_print ("ready\n");
  return getchar () != EOF; /* until it is killed, or the test is no more */
}

static GSubprocess *
start_program (Place *place)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
    &error,
    program,
    "--work",
    place->folder,
    NULL);
  char ready[6] = "";

  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (
    g_subprocess_get_stdout_pipe (process), ready, 6, NULL, NULL, NULL));
  g_assert_cmpint (strncmp (ready, "ready\n", 6), ==, 0);
  return process;
}

static void
stop_program (GSubprocess *process,
              int          with)
{
  g_subprocess_send_signal (process, with);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_object_unref (process);
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void
test_begun (Place        *place,
            gconstpointer data)
{
  g_autoptr (DlnImportReport) none = import (place->session, place->folder, "gone.txt");
  g_autoptr (DlnImportReport) one = NULL;
  struct stat status;

  /* no article, no file */
  g_assert_cmpuint (none->n_failed, ==, 1);
  g_assert_null (dln_session_get_draft (place->session));
  g_assert_cmpuint (count_files (place->drafts), ==, 0);
  one = import (place->session, place->folder, "one.txt");
  g_assert_cmpuint (one->n_added, ==, 1);
  g_assert_null (dln_session_get_path (place->session));
  g_assert_true (g_file_test (dln_session_get_draft (place->session), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (g_stat (place->drafts, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 077, ==, 0);
}

/* what was acknowledged is there after each kind of end */
static void
test_killed (Place        *place,
             gconstpointer data)
{
  static const int signals[] = { SIGKILL, SIGTERM };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      GSubprocess *process = start_program (place);
      g_autoptr (GPtrArray) drafts = NULL;
      g_autoptr (GPtrArray) after = NULL;
      g_autoptr (GError) error = NULL;
      const DlnDraft *draft;
      DlnCase *dcase;

      stop_program (process, signals[i]);
      drafts = dln_drafts_list (place->drafts);
      g_assert_cmpuint (drafts->len, ==, 1);
      draft = g_ptr_array_index (drafts, 0);
      g_assert_cmpuint (draft->n_articles, ==, 1);
      g_assert_cmpuint (draft->n_decisions, ==, 1);
      g_assert_cmpstr (draft->title, ==, "Fish");
      open_draft (place->session, draft->path, &error);
      g_assert_no_error (error);
      dcase = dln_session_get_case (place->session);
      g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 1);
      g_assert_true (can_undo (dcase));
      g_assert_null (dln_session_get_path (place->session));
      g_assert_cmpstr (dln_session_get_draft (place->session), ==, draft->path);
      dln_session_discard (place->session);
      g_assert_null (dln_session_get_draft (place->session));
      g_assert_cmpuint (dln_case_get_n_documents (dln_session_get_case (place->session)), ==, 0);
      after = dln_drafts_list (place->drafts);
      g_assert_cmpuint (after->len, ==, 0);
      g_assert_cmpuint (count_files (place->drafts), ==, 0);
    }
}

/* what another program or another window works on is not offered, nor opened, nor removed */
static void
test_held (Place        *place,
           gconstpointer data)
{
  GSubprocess *process = start_program (place);
  g_autoptr (GPtrArray) drafts = dln_drafts_list (place->drafts);
  g_autoptr (DlnImportReport) report = import (place->session, place->folder, "one.txt");
  g_autoptr (GPtrArray) more = dln_drafts_list (place->drafts);
  g_autoptr (DlnSession) other = dln_session_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) removal = NULL;
  const char *path = dln_session_get_draft (place->session);

  g_assert_cmpuint (report->n_added, ==, 1);
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_cmpuint (more->len, ==, 0);
  open_draft (other, path, &error);
  g_assert_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE);
  g_assert_false (dln_draft_remove (path, &removal));
  g_assert_nonnull (removal);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  rename_first (place->session);
  stop_program (process, SIGKILL);
}

static void
test_saved (Place        *place,
            gconstpointer data)
{
  g_autoptr (DlnImportReport) report = import (place->session, place->folder, "one.txt");
  g_autofree char *path = g_build_filename (place->folder, "case.dateline", NULL);
  g_autofree char *draft = g_strdup (dln_session_get_draft (place->session));
  g_autofree char *nowhere = g_build_filename (place->folder, "nowhere", "case.dateline", NULL);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  rename_first (place->session);
  /* what cannot be saved stays where it was */
  g_assert_false (dln_session_save_as (place->session, nowhere, NULL));
  g_assert_cmpstr (dln_session_get_draft (place->session), ==, draft);
  g_assert_true (dln_session_save_as (place->session, path, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (dln_session_get_path (place->session), ==, path);
  g_assert_null (dln_session_get_draft (place->session));
  g_assert_cmpuint (count_files (place->drafts), ==, 0);
  g_clear_object (&place->session);
  place->session = dln_session_new (NULL);
  g_assert_true (dln_session_open (place->session, path, &error));
  g_assert_true (can_undo (dln_session_get_case (place->session)));
  drafts = dln_drafts_list (place->drafts);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* closing a case is not throwing it away; that is another word */
static void
test_closed (Place        *place,
             gconstpointer data)
{
  g_autoptr (DlnImportReport) report = import (place->session, place->folder, "one.txt");
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  const DlnDraft *draft;

  dln_session_close (place->session);
  drafts = dln_drafts_list (place->drafts);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = g_ptr_array_index (drafts, 0);
  g_assert_true (dln_draft_remove (draft->path, &error));
  g_assert_no_error (error);
  none = dln_drafts_list (place->drafts);
  g_assert_cmpuint (none->len, ==, 0);
}

/* strangers' files are left alone; a draft that nothing came into goes */
static void
test_strange (Place        *place,
              gconstpointer data)
{
  static const char *const names[] = { "2026-11-30T124105-00000000.dateline", "notes.txt",
                                       "other.dateline", "2026-13-30T124105-00000000.dateline" };
  g_autofree char *empty =
    g_build_filename (place->drafts, "2026-11-30T124106-00000000.dateline", NULL);
  g_autoptr (GPtrArray) drafts = NULL;

  g_assert_cmpint (g_mkdir_with_parents (place->drafts, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (place->drafts, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "no case", -1, NULL));
    }
  g_assert_true (dln_session_create (place->session, empty, NULL));
  dln_session_close (place->session);
  drafts = dln_drafts_list (place->drafts);
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_cmpuint (count_files (place->drafts), ==, G_N_ELEMENTS (names));
}

/* without a place for drafts the import goes on and says so */
static void
test_no_folder (Place        *place,
                gconstpointer data)
{
  g_autofree char *blocked = g_build_filename (place->folder, "one.txt", "drafts", NULL);
  g_autoptr (DlnImportReport) report = NULL;
  gboolean told = FALSE;

  dln_session_set_drafts (place->session, blocked);
  report = import (place->session, place->folder, "one.txt");
  g_assert_cmpuint (report->n_added, ==, 1);
  for (guint i = 0; i < report->messages->len; i++)
    told |= strstr (g_ptr_array_index (report->messages, i), "only in memory") != NULL;
  g_assert_true (told);
  rename_first (place->session);
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  program = argv[0];
  if (argc == 3 && strcmp (argv[1], "--work") == 0)
    return work_until_killed (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("/session/draft/begun", test_begun);
  ADD ("/session/draft/killed", test_killed);
  ADD ("/session/draft/held", test_held);
  ADD ("/session/draft/saved", test_saved);
  ADD ("/session/draft/closed", test_closed);
  ADD ("/session/draft/strange", test_strange);
  ADD ("/session/draft/no-folder", test_no_folder);
  return g_test_run ();
}
