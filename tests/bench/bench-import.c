/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-import [COPIES]: the articles of the shared folder are imported into a case file, then
 * COPIES varied copies of them (other words for the numbers in them, so that no text is there
 * twice); the case is closed and opened again. Prints seconds, MB/s and the peak of memory; there
 * is no pass or fail. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "session/dln-session.h"
#include "tests/bundle.h"

static double
get_seconds (void)
{
  return g_get_monotonic_time () / 1e6;
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / 1e6;
}

static long
get_peak_kilobytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/* copies of all files of @from into @to; (out) bytes. A line at the end makes each text its own */
static gsize
make_copies (const char *from,
             const char *to,
             guint       copies)
{
  GDir *dir = g_dir_open (from, 0, NULL);
  const char *name;
  gsize total = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (from, name, NULL);
      g_autofree char *text = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      for (guint i = 0; i < copies; i++)
        {
          g_autofree char *copy_name = g_strdup_printf ("%04u-%s", i, name);
          g_autofree char *copy_path = g_build_filename (to, copy_name, NULL);
          g_autofree char *copy = g_strdup_printf ("%s\n\nEdition %u of the day.\n", text, i + 1);

          g_file_set_contents_full (copy_path, copy, -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL);
          total += strlen (copy);
        }
    }
  if (dir != NULL)
    g_dir_close (dir);
  return total;
}

static void
import (DlnSession *session,
        const char *what,
        const char *path,
        gsize       bytes)
{
  const char *paths[] = { path, NULL };
  double begin = get_seconds ();
  double cpu = get_cpu_seconds ();
  g_autoptr (DlnImportReport) report =
    dln_session_import (session, paths, NULL, NULL, NULL, NULL, NULL);
  double seconds = get_seconds () - begin;

  if (report == NULL)
    return;
  cpu = get_cpu_seconds () - cpu;
  g_print (
    "# %s: %u articles, %.2f MB in %.2f s (%.2f s of work, %.2f MB/s of one core), peak %.0f MB\n",
    what,
    report->n_added,
    bytes / 1e6,
    seconds,
    cpu,
    bytes / 1e6 / MAX (cpu, 1e-6),
    get_peak_kilobytes () / 1024.0);
}

static void
remove_files (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (dir != NULL)
    g_dir_close (dir);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  guint copies = argc > 1 ? atoi (argv[1]) : 40;
  const char *shared = g_getenv ("DATELINE_SHARED");
  g_autofree char *seeds = g_build_filename (shared != NULL ? shared : "", "seeds", NULL);
  g_autofree char *folder = g_dir_make_tmp ("dateline-bench-XXXXXX", NULL);
  g_autofree char *one = g_build_filename (folder, "one", NULL);
  g_autofree char *many = g_build_filename (folder, "many", NULL);
  g_autofree char *path = g_build_filename (folder, "case.dateline", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (DlnModel) model = open_bundle ();
  g_autoptr (DlnSession) session = dln_session_new (model);
  double begin;

  if (!g_file_test (seeds, G_FILE_TEST_IS_DIR))
    {
      g_print ("# no articles: DATELINE_SHARED does not lead to any\n");
      return 77;
    }
  g_mkdir (one, 0755);
  g_mkdir (many, 0755);
  if (dln_session_create (session, path, NULL))
    {
      import (session, "seeds", one, make_copies (seeds, one, 1));
      dln_session_close (session);
      g_unlink (path);
      g_assert_true (dln_session_create (session, path, NULL));
      import (session, "copies", many, make_copies (seeds, many, copies));
      dln_session_close (session);
      begin = get_seconds ();
      if (dln_session_open (session, path, NULL))
        g_print ("# opened again in %.2f s\n", get_seconds () - begin);
      dln_session_close (session);
    }
  g_unlink (path);
  g_unlink (wal);
  g_unlink (shm);
  remove_files (one);
  remove_files (many);
  g_rmdir (folder);
  return 0;
}
