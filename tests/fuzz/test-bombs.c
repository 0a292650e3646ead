/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile documents cost about what prose of their size costs, in processor time and in memory.
 *
 * Each is read, analysed, resolved and written by a process of its own, so that the system counts
 * what it took. No clock on the wall decides: processor time is compared with that of ordinary text
 * on the same machine a moment before, the least of a few tries, and with a margin that only work
 * out of proportion exceeds. The figures are printed. With the argument "huge" a document has
 * 1 MiB, with a second argument only the documents whose names begin so are tried. */
#include "config.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bombs.h"
#include "export/dln-export.h"
#include "extract/dln-extract.h"
#include "extract/dln-resolution.h"
#include "tests/bundle.h"

#define SMALL (32u << 10)
#define HUGE (1u << 20)
#define MAX_RATIO 10.0 /* processor time against ordinary text of the same size; 3 is the aim */
#define N_TRIES 3
#define MAX_MEMORY (64.0 * 1024 * 1024) /* beyond what a line of text takes ... */
#define MAX_MEMORY_PER_BYTE 32          /* ... and for each byte of the document */

typedef struct
{
  double seconds;
  double memory; /* bytes, the most at one time */
} Cost;

typedef struct
{
  GPtrArray *documents;
  GPtrArray *annotations;
} Articles;

static DlnModel *model;
static gsize bomb_size = SMALL;
static Cost least;    /* of one line */
static Cost ordinary; /* of bomb_size bytes of prose */

static gboolean
analyse_cb (DlnIngested *item,
            gpointer     data,
            GError     **error)
{
  Articles *articles = data;
  DlnExtractOptions options = { .given = item->given };
  DlnAnnotations *annotations = dln_extract (model, item->document, &options, NULL, error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_nonnull (annotations);
  dln_export_annotations (item->document, annotations, DLN_LAYER_DEFAULT, out);
  g_string_truncate (out, 0);
  dln_export_tracks (item->document, annotations, DLN_LAYER_DEFAULT, out);
  g_ptr_array_add (articles->documents, dln_document_ref (item->document));
  g_ptr_array_add (articles->annotations, annotations);
  dln_ingested_free (item);
  return TRUE;
}

static void
read_document (const GString *bytes,
               DlnInputFormat format)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (bytes->str, bytes->len, NULL);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) inputs = g_array_new (FALSE, FALSE, sizeof (DlnResolveInput));
  g_autoptr (GError) error = NULL;
  Articles articles = { g_ptr_array_new (), g_ptr_array_new () };

  dln_ingest_stream (stream, "bomb", format, analyse_cb, &articles, messages, NULL, NULL);
  for (guint i = 0; i < articles.documents->len; i++)
    {
      DlnResolveInput input = { g_ptr_array_index (articles.documents, i),
                                g_ptr_array_index (articles.annotations, i) };

      g_array_append_val (inputs, input);
    }
  if (inputs->len > 0)
    {
      DlnResolution *resolution = dln_resolve (
        (const DlnResolveInput *) inputs->data, inputs->len, NULL, 0, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (resolution);
    }
}

static double
get_seconds (const struct rusage *usage)
{
  return usage->ru_utime.tv_sec + usage->ru_stime.tv_sec
         + (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

/* in a process of its own, which is ended after @limit seconds of the processor; 0 = none */
static Cost
measure (const GString *bytes,
         DlnInputFormat format,
         double         limit)
{
  struct rusage usage;
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      struct rlimit cpu = { (rlim_t) limit + 1, (rlim_t) limit + 2 };

      if (limit > 0)
        setrlimit (RLIMIT_CPU, &cpu);
      read_document (bytes, format);
      _exit (0);
    }
  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    return (Cost){ G_MAXDOUBLE, 0 };
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  return (Cost){ get_seconds (&usage), usage.ru_maxrss * 1024.0 };
}

static void
measure_ordinary (void)
{
  g_autoptr (GString) line = make_ordinary (100);
  g_autoptr (GString) text = make_ordinary (bomb_size);

  least = measure (line, DLN_INPUT_TEXT, 0);
  ordinary = measure (text, DLN_INPUT_TEXT, 0);
  g_test_message ("prose: %.2f s, %.0f MiB; a line: %.2f s, %.0f MiB",
                  ordinary.seconds,
                  ordinary.memory / (1 << 20),
                  least.seconds,
                  least.memory / (1 << 20));
}

static void
test_bomb (gconstpointer data)
{
  const Bomb *bomb = data;
  g_autoptr (GString) bytes = make_bomb (bomb, bomb_size);
  double wanted = MAX_RATIO * ordinary.seconds * bytes->len / bomb_size;
  Cost cost = { G_MAXDOUBLE, 0 };

  for (guint i = 0; i < N_TRIES && cost.seconds > wanted; i++)
    {
      if (i > 0)
        measure_ordinary ();
      cost = measure (bytes, bomb->format, wanted);
    }
  g_test_message ("%-20s %8.2f s, %5.2f of prose, %4.0f MiB",
                  bomb->name,
                  cost.seconds,
                  cost.seconds / ordinary.seconds,
                  (cost.memory - least.memory) / (1 << 20));
  g_assert_cmpfloat (cost.seconds, <=, wanted);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpfloat (
    cost.memory - least.memory, <=, MAX_MEMORY + (double) MAX_MEMORY_PER_BYTE * bytes->len);
#endif
}

/* the bombs are what they are meant to be */
static void
test_made (void)
{
  g_assert_cmpuint (n_bombs, >=, 69);
  for (guint i = 0; i < n_bombs; i++)
    {
      g_autoptr (GString) bytes = make_bomb (&bombs[i], 4096);
      g_autoptr (GString) again = make_bomb (&bombs[i], 4096);

      g_assert_true (g_string_equal (bytes, again));
      g_assert_cmpuint (bytes->len, >=, 4096);
      g_assert_cmpuint (bytes->len, <, 5000);
    }
}

int
main (int   argc,
      char *argv[])
{
  const char *only = argc > 2 ? argv[2] : "";

  if (argc > 1 && strcmp (argv[1], "huge") == 0)
    bomb_size = HUGE;
  g_test_init (&argc, &argv, NULL);
  model = open_bundle ();
  measure_ordinary ();
  g_test_add_func ("/fuzz/bombs/made", test_made);
  for (guint i = 0; i < n_bombs; i++)
    {
      g_autofree char *path = g_strconcat ("/fuzz/bombs/", bombs[i].name, NULL);

      if (g_str_has_prefix (bombs[i].name, only))
        g_test_add_data_func (path, &bombs[i], test_bomb);
    }

  int status = g_test_run ();

  g_clear_pointer (&model, dln_model_unref);
  return status;
}
