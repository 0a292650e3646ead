/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-edits CASE [N]: a copy of the case is opened, given N names, read by another session while
 * it is open, and closed. Prints milliseconds; there is no pass or fail. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/dln-session.h"

static double
get_milliseconds (void)
{
  return g_get_monotonic_time () / 1e3;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
copy_case (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL))
    g_error ("%s cannot be copied", from);
}

static void
edit (DlnSession *session,
      guint       n)
{
  const GArray *entities = dln_case_get_resolution (dln_session_get_case (session))->entities;
  g_autofree double *times = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i);
      DlnDecision decision = { .kind = DLN_TARGET_ENTITY,
                               .type = DLN_DECISION_RENAME,
                               .a = DLN_ROW (entities, DlnEntity, i % entities->len)->id,
                               .text = name };
      double begin = get_milliseconds ();

      if (!dln_session_decide (session, &decision, NULL))
        g_error ("edit %u was refused", i);
      times[i] = get_milliseconds () - begin;
    }
  qsort (times, n, sizeof (double), compare_times);
  g_print ("edit      median %6.2f ms, 95 of 100 within %6.2f ms\n",
           times[n / 2],
           times[n * 95 / 100]);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "case.dateline", NULL);
  g_autoptr (DlnSession) session = dln_session_new (NULL);
  g_autoptr (DlnSession) reader = dln_session_new (NULL);
  double begin;

  if (argc < 2)
    return 2;
  copy_case (argv[1], path);
  begin = get_milliseconds ();
  if (!dln_session_open (session, path, NULL))
    return 1;
  g_print ("open      %8.2f ms for %u articles\n",
           get_milliseconds () - begin,
           dln_case_get_n_documents (dln_session_get_case (session)));
  edit (session, argc > 2 ? atoi (argv[2]) : 200);
  begin = get_milliseconds ();
  if (!dln_session_open (reader, path, NULL))
    return 1;
  g_print ("open too  %8.2f ms\n", get_milliseconds () - begin);
  begin = get_milliseconds ();
  g_clear_object (&session);
  g_print ("close     %8.2f ms\n", get_milliseconds () - begin);
  g_clear_object (&reader);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
