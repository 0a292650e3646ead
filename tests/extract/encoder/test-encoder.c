/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The encoder: kernels agree, sums are exact, batches and windows change nothing that they must
 * not, damaged files are told, trees are the best ones. */
#include "config.h"

#include <glib/gstdio.h>

#include <string.h>

#include "extract/encoder/dln-encoder-private.h"
#include "emulated.h"
#include "reading-fixture.h"
#include "tests/remove-tree.h"
#include "tiny-model.h"

#define N_TREES 300

static char *directory; /* of the tiny model */
static DlnModel *model;

static const char *const text
  = "the minister said on Monday that a bank robbed her\n"
    "in the autumn a court in London fined a trading house\n"
    "she denies it\n"
    "Aziz\n"
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen\n";

/* The kernels of this machine, then those that are emulated; NULL past the last */
static const DlnKernels *
get_kernels (guint i)
{
#ifdef __x86_64__
  static const DlnKernels *const emulated[] = { &emulated_avx512, &emulated_avxvnni, NULL };
#else
  static const DlnKernels *const emulated[] = { NULL };
#endif
  guint n = 0;

  while (_dln_kernels_get_nth (n) != NULL)
    n++;
  if (i < n)
    return _dln_kernels_get_nth (i);
  return i - n < G_N_ELEMENTS (emulated) ? emulated[i - n] : NULL;
}

static DlnModel *
open_model (const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (where, "en.dlnmodel", NULL);
  DlnModel *opened = dln_model_open (path, &error);

  g_assert_no_error (error);
  return opened;
}

/* The installed model, if its files are there */
static DlnModel *
open_installed (void)
{
  g_autofree char *where = g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", NULL);
  g_autofree char *reader = g_build_filename (where, "reader.dlnmodel", NULL);

  return g_file_test (reader, G_FILE_TEST_EXISTS) ? open_model (where) : NULL;
}

static char *
read_well (DlnModel   *from,
           const char *what)
{
  g_autoptr (GError) error = NULL;
  char *reading = read_text (from, what, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reading);
  return reading;
}

static void
compare_kernels (DlnModel *from)
{
  g_autofree char *first = NULL;
  const DlnKernels *kernels;

  for (guint i = 0; (kernels = get_kernels (i)) != NULL; i++)
    {
      g_autofree char *reading = NULL;

      g_test_message ("%s", kernels->name);
      _dln_kernels_set (kernels);
      reading = read_well (from, text);
      if (first == NULL)
        first = g_steal_pointer (&reading);
      else
        g_assert_cmpstr (reading, ==, first);
    }
  _dln_kernels_set (NULL);
  g_assert_nonnull (strstr (first, "event"));
  g_assert_nonnull (strstr (first, "tie"));
  g_assert_nonnull (strstr (first, "quote"));
}

static void
test_kernels (void)
{
  g_autoptr (DlnModel) installed = open_installed ();

  compare_kernels (model);
  if (installed != NULL)
    {
      g_autofree char *reading = NULL;
      g_autofree char *other = NULL;

      _dln_kernels_set (_dln_kernels_get_nth (0));
      reading = read_well (installed, text);
      for (guint i = 1; _dln_kernels_get_nth (i) != NULL; i++)
        {
          _dln_kernels_set (_dln_kernels_get_nth (i));
          other = read_well (installed, text);
          g_assert_cmpstr (reading, ==, other);
          g_clear_pointer (&other, g_free);
        }
      _dln_kernels_set (NULL);
    }
}

/* The greatest sums that a model may ask for: all activations 127, and in each group of 16 inputs
 * weights of one sign that reach the bound */
static void
test_sums (void)
{
  enum
  {
    N_IN = 1536,
    N_OUT = 32,
    N = 13
  };
  static gint8 panels[N_IN * N_OUT] __attribute__ ((aligned (64)));
  static guint8 q[N * N_IN];
  static gint32 sums[N * N_OUT];
  DlnLinear linear = { .n_in = N_IN, .n_out = N_OUT, .n_rows = N_OUT, .panels = panels };
  const DlnKernels *kernels;

  for (guint i = 0; i < N_IN * N_OUT; i++)
    {
      guint output = i / (DLN_PANEL * N_IN) * DLN_PANEL + i % 64 / 4, k = i % 4;
      guint quad = i / 64 % 4; /* in its group */

      if (output % 4 == 0) /* 127 + 127 + 4 in each sum of 16 bits */
        panels[i] = quad == 0 ? 127 : quad == 1 && k % 2 == 0 ? 4 : 0;
      else if (output % 4 == 1)
        panels[i] = quad == 3 ? -127 : quad == 2 && k % 2 == 1 ? -4 : 0;
      else if (output % 4 == 2) /* both bounds at once */
        panels[i] = quad < 2 ? (quad == 0 ? 127 : k % 2 == 0 ? 4 : 0) : (quad == 2 ? -127 : 0);
      else
        panels[i] = (int) (i * 7 % 65) - 32;
    }
  for (guint i = 0; i < N * N_IN; i++)
    q[i] = i / N_IN % 2 == 0 ? 127 : i * 5 % 128;
  for (guint k = 0; (kernels = get_kernels (k)) != NULL; k++)
    {
      kernels->sum_products (&linear, q, N, sums);
      for (guint i = 0; i < N; i++)
        for (guint o = 0; o < N_OUT; o++)
          {
            gint32 sum = 0;

            for (guint d = 0; d < N_IN; d++)
              sum += q[i * N_IN + d]
                     * panels[o / DLN_PANEL * DLN_PANEL * N_IN + d / 4 * 64 + o % DLN_PANEL * 4
                              + d % 4];
            g_assert_cmpint (sums[i * N_OUT + o], ==, sum);
          }
    }
}

/* A sentence is read the same alone and among others */
static void
test_batches (void)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *all = NULL;
  g_autoptr (DlnReading) whole = NULL;
  g_autoptr (GError) error = NULL;
  guint at = 0;

  for (guint i = 0; i < 20; i++)
    g_string_append (many, text);
  whole = read_rows (model, many->str, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      g_autoptr (DlnReading) one = read_rows (model, lines[i], NULL, NULL, &error);

      for (guint k = 0; k < one->tokens->len; k++)
        {
          DlnReadToken a = g_array_index (one->tokens, DlnReadToken, k);
          DlnReadToken b = g_array_index (whole->tokens, DlnReadToken, at + k);

          if (a.head >= 0)
            a.head += at;
          g_assert_cmpint (a.head, ==, b.head);
          g_assert_true (a.head_p == b.head_p && a.tag_p == b.tag_p);
          g_assert_cmpmem (a.name, sizeof a.name, b.name, sizeof b.name);
        }
      at += one->tokens->len;
    }
}

/* Each word hangs, through words of its sentence, on one root */
static void
check_trees (const DlnReading     *reading,
             const DlnAnnotations *annotations)
{
  for (guint i = 0; i < annotations->sentences->len; i++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, i);
      guint n_roots = 0;

      for (guint k = 0; k < sentence->n_tokens; k++)
        {
          guint at = sentence->first_token + k, steps = 0;

          while (g_array_index (reading->tokens, DlnReadToken, at).head >= 0)
            {
              at = g_array_index (reading->tokens, DlnReadToken, at).head;
              g_assert_cmpuint (at - sentence->first_token, <, sentence->n_tokens);
              g_assert_cmpuint (steps++, <, sentence->n_tokens);
            }
          at = sentence->first_token + k;
          n_roots += g_array_index (reading->tokens, DlnReadToken, at).head < 0;
        }
      g_assert_cmpuint (n_roots, ==, 1);
    }
}

/* Sentences of more pieces than a window, and of more words than are read together */
static void
test_long (void)
{
  const guint lengths[] = { 1, 397, 398, 399, 512, 513, 1500 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GString) words = g_string_new ("short one\n");
      g_autoptr (GError) error = NULL;
      g_autoptr (DlnAnnotations) annotations = NULL;
      g_autoptr (DlnReading) reading = NULL;

      for (guint k = 0; k < lengths[i]; k++)
        g_string_append (words, k % 7 == 0 ? "qwxzjkvbqwxzjkvbqwxzjkvb " : "the ");
      g_string_append (words, "\nlast one");
      reading = read_rows (model, words->str, &annotations, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (reading->tokens->len, ==, lengths[i] + 4);
      check_trees (reading, annotations);
    }
}

static void
test_empty (void)
{
  g_autofree char *reading = read_well (model, "");

  g_assert_cmpstr (reading, ==, "");
}

/* A capitalised word is read again when it has other places in the document, and only then */
static void
test_other_places (void)
{
  g_autofree char *where = g_dir_make_tmp ("dateline-encoder-XXXXXX", NULL);
  static const char *const names[] = { "pieces.dlnmodel", "reader.dlnmodel", "en.dlnmodel" };
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnReading) one = NULL;
  g_autoptr (DlnReading) two = NULL;
  const DlnReadToken *a, *b;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) /* word lists come from the real bundle */
    {
      g_autofree char *from
        = i < 2 ? g_build_filename (directory, names[i], NULL)
                : g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", names[i], NULL);
      g_autofree char *to = g_build_filename (where, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize n;

      g_assert_true (g_file_get_contents (from, &bytes, &n, NULL));
      g_assert_true (g_file_set_contents (to, bytes, n, NULL));
    }

  g_autoptr (DlnModel) listed = open_model (where);

  one = read_rows (listed, "the court heard Aziz today\nhe denied it", NULL, NULL, &error);
  g_assert_no_error (error);
  two = read_rows (listed, "the court heard Aziz today\nAziz denied it", NULL, NULL, &error);
  g_assert_no_error (error);
  a = &g_array_index (one->tokens, DlnReadToken, 0);
  b = &g_array_index (two->tokens, DlnReadToken, 0);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (memcmp (a[i].name, b[i].name, sizeof a[i].name) != 0, ==, i == 3);
  remove_tree (where);
}

static gpointer
read_in_thread (gpointer data)
{
  return read_well (model, data);
}

static void
test_threads (void)
{
  g_autofree char *here = read_well (model, text);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("read", read_in_thread, (gpointer) text);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *there = g_thread_join (threads[i]);

      g_assert_cmpstr (here, ==, there);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (read_text (model, text, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Copies the tiny model with the first @length bytes of one file, byte @at of it changed */
static void
check_broken (const char *name,
              gsize       length,
              gssize      at)
{
  static const char *const names[] = { "en.dlnmodel", "pieces.dlnmodel", "reader.dlnmodel" };
  g_autoptr (GError) error = NULL;
  g_autofree char *where = g_dir_make_tmp ("dateline-encoder-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_build_filename (directory, names[i], NULL);
      g_autofree char *to = g_build_filename (where, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize n;

      g_assert_true (g_file_get_contents (from, &bytes, &n, NULL));
      if (g_str_equal (names[i], name))
        {
          if (length == 0)
            continue;
          n = MIN (n, length);
          if (at >= 0)
            bytes[(gsize) at % n] ^= 0x10;
        }
      g_assert_true (g_file_set_contents (to, bytes, n, NULL));
    }

  g_autoptr (DlnModel) broken = open_model (where);

  g_assert_null (read_text (broken, text, NULL, &error));
  g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL);
  g_assert_nonnull (strstr (error->message, name));
  g_clear_error (&error);
  g_assert_null (read_text (broken, text, NULL, &error)); /* it stays told */
  g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL);
  remove_tree (where);
}

static void
test_broken (void)
{
  static const char *const names[] = { "pieces.dlnmodel", "reader.dlnmodel" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (directory, names[i], NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      check_broken (names[i], 0, -1);
      for (guint k = 1; k < 12; k++)
        check_broken (names[i], status.st_size * k / 12, -1);
      check_broken (names[i], status.st_size, 20);
      check_broken (names[i], status.st_size, status.st_size / 2);
      check_broken (names[i], status.st_size, status.st_size - 1);
    }
}

/* Without either file nothing is read, and the first that is missing is named */
static void
test_absent (void)
{
  g_autofree char *where = g_dir_make_tmp ("dateline-encoder-XXXXXX", NULL);
  g_autofree char *from = g_build_filename (directory, "en.dlnmodel", NULL);
  g_autofree char *to = g_build_filename (where, "en.dlnmodel", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (from, &bytes, &n, NULL));
  g_assert_true (g_file_set_contents (to, bytes, n, NULL));

  g_autoptr (DlnModel) alone = open_model (where);

  g_assert_null (read_text (alone, text, NULL, &error));
  g_assert_error (error, DLN_EXTRACT_ERROR, DLN_EXTRACT_ERROR_MODEL);
  g_assert_nonnull (strstr (error->message, "reader.dlnmodel"));
  remove_tree (where);
}

/* The root stands before the sentence */
static gboolean
crosses (guint a,
         guint head_a,
         guint b,
         guint head_b)
{
  return MIN (a, head_a) < MIN (b, head_b) && MIN (b, head_b) < MAX (a, head_a)
         && MAX (a, head_a) < MAX (b, head_b);
}

static double
weigh_tree (const float *scores,
            guint        n,
            const guint *heads)
{
  double sum = 0;
  guint n_roots = 0;

  for (guint i = 0; i < n; i++)
    {
      guint at = i + 1, steps = 0;

      while (at != 0)
        {
          if (steps++ > n)
            return -1e9; /* a cycle */
          at = heads[at - 1];
        }
      n_roots += heads[i] == 0;
      for (guint k = 0; k < n; k++)
        if (crosses (i + 1, heads[i], k + 1, heads[k]))
          return -1e9;
      sum += scores[i * (n + 1) + heads[i]];
    }
  return n_roots == 1 ? sum : -1e9;
}

static double
find_best (const float *scores,
           guint        n)
{
  guint heads[4], n_all = 1;
  double best = -1e9;

  for (guint i = 0; i < n; i++)
    n_all *= n + 1;
  for (guint all = 0; all < n_all; all++)
    {
      guint rest = all;

      for (guint i = 0; i < n; i++, rest /= n + 1)
        heads[i] = rest % (n + 1);
      best = MAX (best, weigh_tree (scores, n, heads));
    }
  return best;
}

static void
test_trees (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  float scores[101 * 100];
  guint heads[100];

  for (guint k = 0; k < N_TREES; k++)
    {
      guint n = g_rand_int_range (random, 1, 5);

      for (guint i = 0; i < n * (n + 1); i++)
        scores[i] = g_rand_int_range (random, -20, 21) * .5f; /* with ties */
      _dln_tree_find (scores, n + 1, n, heads);
      g_assert_cmpfloat (weigh_tree (scores, n, heads), ==, find_best (scores, n));
    }
  for (guint k = 0; k < 20; k++) /* long ones are trees too, and good ones */
    {
      for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
        scores[i] = g_rand_double_range (random, -10, 10);
      _dln_tree_find (scores, 101, 100, heads);
      g_assert_cmpfloat (weigh_tree (scores, 100, heads), >, 500);
    }
}

static void
test_labels (void)
{
  /* alone, the second word would be inside a name that nothing began */
  const DlnReadToken tokens[] = {
    { .name = { .6f, .35f, 0, .05f, 0, 0, 0 } },
    { .name = { .2f, .1f, .7f, 0, 0, 0, 0 } },
    { .name = { .3f, 0, 0, 0, .6f, .1f, 0 } },
    { .name = { 0, 0, 0, 0, 1, 0, 0 } },
  };
  guint8 labels[4];

  _dln_reading_label_names (tokens, 2, labels);
  g_assert_cmpuint (labels[0], ==, DLN_BIO_B_PER);
  g_assert_cmpuint (labels[1], ==, DLN_BIO_I_PER);
  _dln_reading_label_names (tokens + 2, 1, labels);
  g_assert_cmpuint (labels[0], ==, DLN_BIO_O);
  _dln_reading_label_names (tokens, 1, labels);
  g_assert_cmpuint (labels[0], ==, DLN_BIO_O);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  directory = g_dir_make_tmp ("dateline-encoder-XXXXXX", NULL);
  tiny_model_write (directory);
  model = open_model (directory);
  g_test_add_func ("/extract/encoder/kernels", test_kernels);
  g_test_add_func ("/extract/encoder/sums", test_sums);
  g_test_add_func ("/extract/encoder/batches", test_batches);
  g_test_add_func ("/extract/encoder/long", test_long);
  g_test_add_func ("/extract/encoder/empty", test_empty);
  g_test_add_func ("/extract/encoder/other-places", test_other_places);
  g_test_add_func ("/extract/encoder/threads", test_threads);
  g_test_add_func ("/extract/encoder/cancelled", test_cancelled);
  g_test_add_func ("/extract/encoder/broken", test_broken);
  g_test_add_func ("/extract/encoder/absent", test_absent);
  g_test_add_func ("/extract/encoder/trees", test_trees);
  g_test_add_func ("/extract/encoder/labels", test_labels);

  int status = g_test_run ();

  dln_model_unref (model);
  remove_tree (directory);
  g_free (directory);
  return status;
}
