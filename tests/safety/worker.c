/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of this folder interrupt, and how they look at what is left.
 *
 *   worker edit CASE ANSWERS SEED N        N random edits
 *   worker import CASE ANSWERS FILE...     into a case that is made if it is not there
 *   worker save CASE ANSWERS TO SEED N     save as TO, then N random edits there
 *   worker look                            reads lines "read CASE" or "write CASE", opens each so
 *                                          and prints what is in it, see print_case()
 *
 * ANSWERS gets a line in one write for each thing that the session library has acknowledged or
 * refused: "did" or "refused", then what. There is no model: articles are kept without analysis. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dln-icu-memory.h"
#include "session/dln-session.h"

static int answers = -1;

static void answer (const char *format,
                    ...) G_GNUC_PRINTF (1, 2);

static void
answer (const char *format,
        ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (write (answers, line, strlen (line)) != (gssize) strlen (line))
    g_error ("the answers cannot be written: %s", g_strerror (errno));
}

static gboolean
refuse (const char   *what,
        const GError *error)
{
  answer ("refused %s: %s\n", what, error->message);
  return FALSE;
}

/* ---- edits ----------------------------------------------------------------------------------- */

static guint32
pick_id (GArray *rows, /* each begins with its id */
         GRand  *rand)
{
  guint i = g_rand_int_range (rand, 0, MAX (rows->len, 1));

  if (rows->len == 0)
    return 0;
  return *(guint32 *) (rows->data + (gsize) i * g_array_get_element_size (rows));
}

static DlnDecision
make_decision (DlnCase *dcase,
               GRand   *rand,
               char    *text) /* [32] */
{
  const DlnResolution *resolution = dln_case_get_resolution (dcase);
  guint chance = g_rand_int_range (rand, 0, 100);
  DlnDecision decision = { .kind = DLN_TARGET_ENTITY, .a = pick_id (resolution->entities, rand) };

  if (chance < 8)
    {
      decision.type = chance < 4 ? DLN_DECISION_MERGE : DLN_DECISION_KEEP_APART;
      decision.b = pick_id (resolution->entities, rand);
    }
  else if (chance < 50)
    {
      decision.type = DLN_DECISION_RENAME;
      decision.text = text;
      g_snprintf (text, 32, "Name %u", g_rand_int (rand));
    }
  else if (chance < 65)
    {
      decision.type = DLN_DECISION_RETYPE;
      decision.value = g_rand_int_range (rand, 0, 3);
    }
  else
    {
      decision.kind = DLN_TARGET_EVENT;
      decision.a = pick_id (resolution->events, rand);
      decision.type = chance < 80 ? DLN_DECISION_HIDE : DLN_DECISION_DATE;
      decision.value = decision.type == DLN_DECISION_HIDE ? g_rand_int_range (rand, 0, 2) : 0;
      decision.text = decision.type == DLN_DECISION_DATE ? text : NULL;
      g_snprintf (text, 32, "%04d-%02d", g_rand_int_range (rand, 1900, 2030),
                  g_rand_int_range (rand, 1, 13));
    }
  return decision;
}

static void
edit_once (DlnSession *session,
           GRand      *rand)
{
  g_autoptr (GError) error = NULL;
  guint n;
  guint position;
  guint chance = g_rand_int_range (rand, 0, 100);

  dln_case_get_journal (dln_session_get_case (session), &n, &position);
  if (chance < 12 && position > 0)
    dln_session_undo (session, &error) ? answer ("did undo\n") : refuse ("undo", error);
  else if (chance < 18 && position < n)
    dln_session_redo (session, &error) ? answer ("did redo\n") : refuse ("redo", error);
  else
    {
      char text[32] = "";
      DlnDecision decision = make_decision (dln_session_get_case (session), rand, text);

      if (!dln_case_accepts (dln_session_get_case (session), &decision))
        return; /* to merge a thing with itself, say */
      if (dln_session_decide (session, &decision, &error))
        answer ("did decide %u %u %u %s\n", decision.kind, decision.type, decision.value,
                decision.text != NULL ? decision.text : "-");
      else
        refuse ("decide", error);
    }
}

static void
edit (DlnSession *session,
      const char *seed,
      const char *n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (atoi (seed));

  for (int i = 0; i < atoi (n); i++)
    edit_once (session, rand);
}

/* ---- whole cases ----------------------------------------------------------------------------- */

static gboolean
open_case (DlnSession *session,
           const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  if (!(there ? dln_session_open (session, path, &error)
              : dln_session_create (session, path, &error)))
    return refuse (there ? "open" : "create", error);
  if (dln_session_get_reason (session) != NULL)
    {
      answer ("refused open: %s\n", dln_session_get_reason (session));
      return FALSE;
    }
  answer (there ? "did open\n" : "did create\n");
  return TRUE;
}

static gboolean
import (DlnSession        *session,
        const char *const *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnImportReport) report =
    dln_session_import (session, files, NULL, NULL, NULL, NULL, &error);

  if (report == NULL)
    return refuse ("import", error);
  answer ("did import %u\n", report->n_added);
  for (guint i = 0; i < report->messages->len; i++)
    answer ("refused article: %s\n", (char *) g_ptr_array_index (report->messages, i));
  return TRUE;
}

static gboolean
save (DlnSession *session,
      const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!dln_session_save_as (session, path, &error))
    return refuse ("save", error);
  answer ("did save\n");
  return TRUE;
}

/* ---- looking --------------------------------------------------------------------------------- */

/* "case POSITION ARTICLES", then lines "decision KIND TYPE VALUE TEXT", "article DIGEST" and
 * "problem SENTENCE" */
static void
print_case (DlnSession *session,
            gboolean    to_write)
{
  DlnCase *dcase = dln_session_get_case (session);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) notes = dln_session_take_notes (session);
  guint n_articles = dln_case_get_n_documents (dcase);
  guint n;
  guint position;
  const DlnDecision *journal = dln_case_get_journal (dcase, &n, &position);

  printf ("case %u %u\n", position, n_articles);
  for (guint i = 0; i < n; i++)
    printf ("decision %u %u %u %s\n", journal[i].kind, journal[i].type, journal[i].value,
            journal[i].text != NULL ? journal[i].text : "-");
  for (guint i = 1; i <= n_articles; i++)
    printf ("article %s\n", dln_document_get_digest (dln_case_get_document (dcase, i)));
  dln_session_check (session, problems);
  for (guint i = 0; i < problems->len; i++)
    printf ("problem %s\n", (char *) g_ptr_array_index (problems, i));
  for (guint i = 0; i < notes->len; i++)
    printf ("problem %s\n", (char *) g_ptr_array_index (notes, i));
  if (to_write && dln_session_get_reason (session) != NULL)
    printf ("problem %s\n", dln_session_get_reason (session));
}

static void
look_at (DlnSession *session,
         const char *path,
         gboolean    to_write)
{
  g_autoptr (GError) error = NULL;

  if (to_write ? dln_session_open (session, path, &error)
               : dln_session_open_to_read (session, path, &error))
    print_case (session, to_write);
  else
    printf ("problem %s\n", error->message);
  if (to_write)
    dln_session_close (session); /* lets go of the file; a reader has done so */
  printf (".\n");
  fflush (stdout);
}

static void
look (void)
{
  g_autoptr (DlnSession) session = dln_session_new (NULL);
  char line[4096];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\n")] = '\0';
      look_at (session, strchr (line, ' ') + 1, g_str_has_prefix (line, "write "));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (DlnSession) session = NULL;

  dln_icu_use_glib_memory ();
  setlocale (LC_ALL, "");
  if (argc == 2 && strcmp (argv[1], "look") == 0)
    {
      look ();
      return EXIT_SUCCESS;
    }
  if (argc < 5)
    return EXIT_FAILURE;
  answers = g_open (argv[3], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  session = dln_session_new (NULL);
  if (!open_case (session, argv[2]))
    return EXIT_FAILURE;
  if (strcmp (argv[1], "edit") == 0)
    edit (session, argv[4], argv[5]);
  else if (strcmp (argv[1], "import") == 0)
    return import (session, (const char *const *) argv + 4) ? EXIT_SUCCESS : EXIT_FAILURE;
  else if (!save (session, argv[4]))
    return EXIT_FAILURE;
  else
    edit (session, argv[5], argv[6]);
  return EXIT_SUCCESS;
}
