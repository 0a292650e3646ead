/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-search [CASE]: milliseconds of queries over a case, without one over 10,000 articles made
 * by chance; there is no pass or fail. The words are those of the case, each as it is typed, letter
 * by letter, and in queries of two words. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "session/dln-session.h"

#define N_ARTICLES 10000
#define N_QUERIES 400
#define FIRST_PAGE 5

/* of this program alone, whatever else runs */
static double
get_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* words of which few are frequent and most are rare */
static void
append_word (GRand   *rand,
             GString *text)
{
  double x = g_rand_double (rand);
  guint number = (guint) (20000 * x * x * x);

  for (guint n = number + 30; n > 0; n /= 20)
    g_string_append_printf (text, "%c%c", "bdfgklmnprst"[n % 12], "aeiou"[n % 5]);
  g_string_append_c (text, ' ');
}

static void
make_articles (DlnSession *session,
               const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "articles.ndjson", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (DlnImportReport) report = NULL;

  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_string_append_printf (lines, "{\"doc\": \"%u\", \"text\": \"", i);
      for (guint k = 0; k < 400; k++)
        append_word (rand, lines);
      g_string_append (lines, "\"}\n");
    }
  g_file_set_contents (path, lines->str, lines->len, NULL);
  report = dln_session_import (session, paths, NULL, NULL, NULL, NULL, NULL);
  g_unlink (path);
}

static char *
make_query (DlnCase *dcase,
            GRand   *rand,
            guint    i)
{
  guint n = dln_case_get_n_documents (dcase);
  GString *query = g_string_new (NULL);

  for (guint k = 0; k <= i % 2; k++)
    {
      DlnDocument *document =
        dln_case_get_document (dcase, g_rand_int_range (rand, 1, (gint32) n + 1));
      gsize length = 0;
      const char *text = dln_document_get_text (document, &length);
      g_auto (GStrv) words = g_strsplit_set (text, " \n,.\"", -1);
      guint n_words = g_strv_length (words);
      const char *word = n_words > 0 ? words[g_rand_int_range (rand, 0, (gint32) n_words)] : "";
      glong letters = g_utf8_strlen (word, -1);
      g_autofree char *typed =
        g_utf8_substring (word, 0, i % 3 == 0 ? MIN (letters, 1 + i % 5) : letters);

      g_string_append_printf (query, "%s%s", k > 0 ? " " : "", typed);
    }
  return g_string_free (query, FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-bench-XXXXXX", NULL);
  g_autoptr (DlnSession) session = dln_session_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree double *times = g_new (double, N_QUERIES);
  DlnCase *dcase;
  double begin;

  if (argc < 2)
    make_articles (session, folder);
  else if (!dln_session_open_to_read (session, argv[1], NULL))
    return 1;
  dcase = dln_session_get_case (session);
  begin = get_milliseconds ();
  dln_search_result_free (dln_session_search (session, "first", FIRST_PAGE, NULL));
  g_print ("%u articles, %u events, %u names, %u quotes\n", dln_case_get_n_documents (dcase),
           dln_case_get_resolution (dcase)->events->len,
           dln_case_get_resolution (dcase)->entities->len,
           dln_case_get_resolution (dcase)->quotes->len);
  g_print ("first     %6.2f ms, the words are gathered\n", get_milliseconds () - begin);
  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *query = make_query (dcase, rand, i);

      begin = get_milliseconds ();
      dln_search_result_free (dln_session_search (session, query, FIRST_PAGE, NULL));
      times[i] = get_milliseconds () - begin;
      if (times[i] > 20 && g_getenv ("SLOW") != NULL)
        g_print ("%6.2f ms: %s\n", times[i], query);
    }
  qsort (times, N_QUERIES, sizeof (double), compare_times);
  g_print ("query     median %6.2f ms, 95 of 100 within %6.2f ms, all within %6.2f ms\n",
           times[N_QUERIES / 2], times[N_QUERIES * 95 / 100], times[N_QUERIES - 1]);
  g_rmdir (folder);
  return 0;
}
