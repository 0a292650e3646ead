/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing, one word, capitals, broken bytes and lines without an end through all stages: the rows
 * are sound, time and memory stay in proportion to the text, and two threads give the bytes of one.
 * With the argument "huge" the line has 2 MB. */
#include "config.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "check-annotations.h"
#include "extract/dln-extract.h"
#include "tests/bundle.h"
#include "tests/extract/encoder/tiny-model.h"
#include "tests/remove-tree.h"

#define MAX_SLOWDOWN 2.5  /* processor time of each byte, a long line against a short one */
#define MAX_MEMORY 600 /* bytes at the peak for each byte of text, beyond what a short text needs  \
                        */

static DlnModel *model;
static DlnModel *tiny; /* for long texts */

static DlnAnnotations *
analyse_by (DlnModel   *reader,
            const char *text,
            gsize       length)
{
  DlnDocumentInfo info = { .id = "sizes", .date = "2023-04-05" };
  g_autoptr (DlnDocument) document = dln_document_new (text, length, &info);
  g_autoptr (GError) error = NULL;
  DlnAnnotations *annotations = dln_extract (reader, document, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autofree char *problem = check_annotations (document, annotations);

  g_assert_cmpstr (problem, ==, NULL);
  return annotations;
}

static DlnAnnotations *
analyse (const char *text,
         gsize       length)
{
  return analyse_by (model, text, length);
}

static void
test_small (void)
{
  static const struct
  {
    const char *text;
    guint       n_tokens; /* 0 = any */
    guint       n_names;
  } cases[] = {
    { "", 0, 0 },
    { " \n\t\r\n ", 0, 0 },
    { "\xef\xbb\xbf", 0, 0 },
    { "Lisbon", 1, 1 },
    { "yes", 1, 0 },
    { "?", 1, 0 },
    { "\"", 1, 0 },
    { "2024", 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DlnAnnotations) annotations = analyse (cases[i].text, strlen (cases[i].text));

      g_assert_cmpuint (annotations->tokens->len, ==, cases[i].n_tokens);
      g_assert_cmpuint (annotations->mentions->len, ==, cases[i].n_names);
    }
}

/* A page of capitals has the names of the same page in the usual case, or nearly so. */
static void
test_capitals (void)
{
  static const char text[] = "Anna Keller resigned as head of Nordhaven Bank on Friday. The bank "
                             "said that Peter Moss would succeed "
                             "Ms Keller in Berlin. Germany's finance ministry praised her.";
  g_autofree char *upper = g_ascii_strup (text, -1);
  g_autoptr (DlnAnnotations) usual = analyse (text, strlen (text));
  g_autoptr (DlnAnnotations) shouted = analyse (upper, strlen (upper));
  guint found = 0, names = 0;

  for (guint i = 0; i < usual->mentions->len; i++)
    {
      const DlnMention *name = DLN_ROW (usual->mentions, DlnMention, i);

      if (name->kind != DLN_MENTION_NAME)
        continue;
      names++;
      for (guint k = 0; k < shouted->mentions->len; k++)
        {
          const DlnMention *other = DLN_ROW (shouted->mentions, DlnMention, k);

          found += other->kind == DLN_MENTION_NAME && other->span.begin == name->span.begin
                   && other->type == name->type;
        }
    }
  g_assert_cmpuint (names, >=, 5);
  g_assert_cmpuint (found * 10, >=, names * 7);
}

static void
test_broken_bytes (void)
{
  static const char *const pieces[] = {
    "\xff",         "\xc3",     "\xe2\x80",         "\xf0\x9f\x98",
    "\xed\xa0\x80", "\xc0\xaf", "\xf5\x80\x80\x80", "\x80\x80"
  };
  static const char text[] =
    "Maria Lund of Harbour Trust met the minister in Oslo on 3 May 2021. \"We agreed,\" she said.";

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (gsize at = 0; at < sizeof text - 1; at += 7)
      {
        g_autoptr (GString) broken = g_string_new (text);

        g_string_insert (broken, at, pieces[i]);

        g_autoptr (DlnAnnotations) annotations = analyse (broken->str, broken->len);

        g_assert_cmpuint (annotations->tokens->len, >, 15);
      }

  /* a NUL ends nothing */
  g_autoptr (GString) cut = g_string_new (text);

  g_string_insert_len (cut, 20, "\0\0", 2);

  g_autoptr (DlnAnnotations) annotations = analyse (cut->str, cut->len);

  g_assert_cmpuint (annotations->tokens->len, >, 15);
}

/* ---- one line ------------------------------------------------------------------------------ */

static GString *
make_line (gsize    length,
           gboolean stops)
{
  static const char *const pieces[] = {
    "Anna Keller met Tom Ward of the Riga Bank and ",
    "\"we will not sign,\" the minister of trade told reporters, who ",
    "on 4 March 2019 moved to the Port Authority (PA) in Geneva, ",
    "after the 2020 vote ",
    "he said that PA had sued the firm, ",
  };
  GString *line = g_string_sized_new (length + 100);

  for (guint i = 0; line->len < length; i++)
    {
      g_string_append (line, pieces[(i * 7 + i / 5) % G_N_ELEMENTS (pieces)]);
      if (stops && i % 9 == 8)
        g_string_append (line, "and left. The ");
    }
  return line;
}

static double
measure (gsize    length,
         gboolean stops)
{
  g_autoptr (GString) line = make_line (length, stops);
  struct timespec begin, end;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &begin);

  g_autoptr (DlnAnnotations) annotations = analyse_by (tiny, line->str, line->len);

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &end);
  g_assert_cmpuint (annotations->tokens->len, >, length / 20);
  return (end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec) / 1e9;
}

static double
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024.0;
}

static void
test_line (gconstpointer data)
{
  gsize length = GPOINTER_TO_SIZE (data);

  for (gboolean stops = FALSE; stops <= TRUE; stops++)
    {
      double low = measure (length / 10, stops);
      double peak = get_peak ();
      double high = measure (length, stops);
      double memory = (get_peak () - peak) / length;

      g_test_message ("%s: %.2f s and %.2f s, %.0f bytes for each byte",
                      stops ? "sentences" : "one sentence",
                      low,
                      high,
                      memory);
      g_assert_cmpfloat (high, <, 10 * MAX_SLOWDOWN * low + 0.2);
#ifndef __SANITIZE_ADDRESS__
      g_assert_cmpfloat (memory, <, MAX_MEMORY);
#endif
    }
}

static void
test_word (void)
{
  g_autofree char *word = g_strnfill (300000, 'a');
  g_autofree char *capitals = g_strnfill (300000, 'W');
  g_autofree char *marks = g_strnfill (300000, '(');
  g_autoptr (DlnAnnotations) a = analyse_by (tiny, word, 300000);
  g_autoptr (DlnAnnotations) b = analyse_by (tiny, capitals, 300000);
  g_autoptr (DlnAnnotations) c = analyse_by (tiny, marks, 300000);

  g_assert_cmpuint (a->tokens->len, >, 0);
  g_assert_cmpuint (b->tokens->len, >, 0);
  g_assert_cmpuint (c->tokens->len, >, 0);
}

/* ---- threads ------------------------------------------------------------------------------- */

#define N_TEXTS 12

static gpointer
analyse_all (gpointer data)
{
  gboolean backwards = GPOINTER_TO_INT (data);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_set_size (all, N_TEXTS);
  for (guint i = 0; i < N_TEXTS; i++)
    {
      guint k = backwards ? N_TEXTS - 1 - i : i;
      g_autoptr (GString) text = make_line (300 + 251 * k, k % 2 == 0);
      g_autoptr (DlnAnnotations) annotations = analyse (text->str, text->len);

      all->pdata[k] = dln_annotations_serialize (annotations);
    }
  return all;
}

static void
test_threads (void)
{
  g_autoptr (GPtrArray) alone = analyse_all (GINT_TO_POINTER (FALSE));
  GThread *threads[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("sizes", analyse_all, GINT_TO_POINTER (i));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) all = g_thread_join (threads[i]);

      for (guint k = 0; k < N_TEXTS; k++)
        g_assert_true (g_bytes_equal (alone->pdata[k], all->pdata[k]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  gboolean huge = argc > 1 && strcmp (argv[1], "huge") == 0;

  g_test_init (&argc, &argv, NULL);
  model = open_bundle ();
  tiny = tiny_model_open (&folder);
  if (huge)
    {
      g_test_add_data_func ("/fuzz/sizes/2-MB", GSIZE_TO_POINTER (2000000), test_line);
    }
  else
    {
      g_test_add_func ("/fuzz/sizes/small", test_small);
      g_test_add_func ("/fuzz/sizes/capitals", test_capitals);
      g_test_add_func ("/fuzz/sizes/broken-bytes", test_broken_bytes);
      g_test_add_data_func ("/fuzz/sizes/line", GSIZE_TO_POINTER (100000), test_line);
      g_test_add_func ("/fuzz/sizes/word", test_word);
      g_test_add_func ("/fuzz/sizes/threads", test_threads);
    }

  int status = g_test_run ();

  g_clear_pointer (&model, dln_model_unref);
  g_clear_pointer (&tiny, dln_model_unref);
  remove_tree (folder);
  return status;
}
