/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli as a user runs it: exit codes, what goes where, bad input. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include <gio/gio.h>

typedef struct
{
  char *folder;
  char *path;
} Place;

static const char *program;

static void
set_up (Place        *place,
        gconstpointer data)
{
  g_autofree char *file = NULL;

  place->folder = g_dir_make_tmp ("dateline-cli-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "case.dateline", NULL);
  file = g_build_filename (place->folder, "one.txt", NULL);
  g_assert_true (
    g_file_set_contents (file,
                         "Title: Minister resigns\nDate: 2021-05-04\nSource: The Fjord Post\n\n"
                         "Anna Berg, the minister of fisheries, resigned on 3 May 2021.\n",
                         -1,
                         NULL));
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  GDir *dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_remove (path);
    }
  g_dir_close (dir);
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static int run (Place      *place,
                const char *input,
                char      **out,
                char      **err,
                ...) G_GNUC_NULL_TERMINATED;

/* runs the program in the place's folder; the exit code, or -1 if it was killed */
static int
run (Place      *place,
     const char *input,
     char      **out,
     char      **err,
     ...)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                               | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *messages = NULL;
  va_list arguments;
  const char *argument;

  g_ptr_array_add (argv, (gpointer) program);
  va_start (arguments, err);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_cwd (launcher, place->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (
    process, input != NULL ? input : "", NULL, &text, &messages, &error));
  g_assert_no_error (error);
  if (out != NULL)
    *out = g_steal_pointer (&text);
  if (err != NULL)
    *err = g_steal_pointer (&messages);
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

static void
test_usage (Place        *place,
            gconstpointer data)
{
  g_autofree char *help = NULL;
  g_autofree char *version = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (run (place, NULL, &help, NULL, "--help", NULL), ==, 0);
  g_assert_nonnull (strstr (help, "export CASE OUT"));
  g_assert_cmpint (run (place, NULL, &version, NULL, "--version", NULL), ==, 0);
  g_assert_nonnull (strstr (version, DLN_VERSION));
  g_assert_cmpint (run (place, NULL, NULL, NULL, NULL), ==, 2);
  g_assert_cmpint (run (place, NULL, NULL, &err, "fly", NULL), ==, 2);
  g_assert_nonnull (strstr (err, "fly"));
  g_assert_cmpint (run (place, NULL, NULL, NULL, "list", "x", NULL), ==, 2);
  g_assert_cmpint (run (place, NULL, NULL, NULL, "list", "x", "cats", NULL), ==, 2);
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "list", "x", "people", "--entity", "Anna", NULL), ==, 2);
  g_assert_cmpint (run (place, NULL, NULL, NULL, "extract", "--layer", "cats", NULL), ==, 2);
  g_assert_cmpint (run (place, NULL, NULL, NULL, "extract", "--input", "pdf", NULL), ==, 2);
  g_assert_cmpint (run (place, NULL, NULL, NULL, "extract", "--nonsense", NULL), ==, 2);
  g_assert_cmpint (run (place, NULL, NULL, NULL, "export", "x", "y.gif", NULL), ==, 2);
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "export", "x", "y.png", "--from", "soon", NULL), ==, 2);
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "export", "x", "y.png", "--width", "1", NULL), ==, 2);
}

static void
test_extract (Place        *place,
              gconstpointer data)
{
  g_autofree char *tokens = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *conllu = NULL;
  g_autofree char *again = NULL;
  g_autofree char *tracks = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (
    run (place, NULL, &tokens, NULL, "extract", "--layer", "tokens", "one.txt", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (tokens,
                                   "{\"doc\": \"one.txt\", \"layer\": \"token\", \"start\": 0, "
                                   "\"end\": 8, \"text\": \"Minister\""));
  /* one bad line: said, the others done */
  g_assert_cmpint (run (place,
                        "{\"doc\": \"a\", \"text\": \"On 3 May 2021 it rained.\", \"date\": "
                        "\"2021-05-04\"}\nrubbish\n"
                        "{\"doc\": \"b\", \"text\": \"On 4 May 2021 it did not.\"}\n",
                        &lines,
                        &err,
                        "extract",
                        "--input",
                        "ndjson",
                        "--layer",
                        "times",
                        NULL),
                   ==,
                   1);
  g_assert_nonnull (strstr (err, "line 2"));
  g_assert_nonnull (strstr (
    lines,
    "\"doc\": \"a\", \"layer\": \"time\", \"start\": 3, \"end\": 13, \"text\": \"3 May 2021\""));
  g_assert_nonnull (strstr (lines, "\"value\": \"2021-05-04\""));
  /* CoNLL-U keeps its words, also the second time */
  g_assert_cmpint (
    run (place, NULL, &conllu, NULL, "extract", "--format", "conllu", "one.txt", NULL), ==, 0);
  g_assert_cmpint (
    run (place, conllu, &again, NULL, "extract", "--input", "conllu", "--format", "conllu", NULL),
    ==,
    0);
  g_assert_cmpuint (strlen (again), >, 200);
  g_assert_nonnull (strstr (again, "\tMinister\t"));
  g_assert_cmpint (
    run (place, NULL, &tracks, NULL, "extract", "--format", "tracks", "one.txt", NULL), ==, 0);
  g_assert_nonnull (strstr (tracks, "# one.txt, 2021-05-04 (given)"));
}

/* a layer asked for alone has the lines that it has among all, although fewer stages run for it */
static void
test_layers (Place        *place,
             gconstpointer data)
{
  static const char *const layers[][2] = { { "tokens", "token" },       { "names", "name" },
                                           { "times", "time" },         { "quotes", "quote" },
                                           { "relations", "relation" }, { "events", "event" } };
  g_autofree char *article =
    g_test_build_filename (G_TEST_DIST, "stories", "bank", "2021-03-09.txt", NULL);
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (run (place,
                        NULL,
                        &all,
                        NULL,
                        "extract",
                        "--layer",
                        "tokens,names,times,quotes,relations,events",
                        article,
                        NULL),
                   ==,
                   0);
  lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *wanted = g_strdup_printf ("\"layer\": \"%s\"", layers[i][1]);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autofree char *alone = NULL;

      for (guint j = 0; lines[j] != NULL; j++)
        if (strstr (lines[j], wanted) != NULL)
          g_string_append_printf (expected, "%s\n", lines[j]);
      g_assert_cmpint (
        run (place, NULL, &alone, NULL, "extract", "--layer", layers[i][0], article, NULL), ==, 0);
      g_assert_cmpuint (expected->len, >, 0);
      g_assert_cmpstr (alone, ==, expected->str);
    }
}

static void
test_case (Place        *place,
           gconstpointer data)
{
  g_autofree char *documents = NULL;
  g_autofree char *json = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *found = NULL;
  g_autofree char *check = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (
    run (place, NULL, NULL, &err, "import", "case.dateline", "one.txt", NULL), ==, 0);
  g_assert_nonnull (strstr (err, "1 article added"));
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "import", "case.dateline", "one.txt", NULL), ==, 0);
  g_assert_cmpint (
    run (place, NULL, &documents, NULL, "list", "case.dateline", "documents", NULL), ==, 0);
  g_assert_nonnull (strstr (documents, "one.txt  2021-05-04  given"));
  g_assert_cmpint (
    run (place, NULL, &json, NULL, "list", "case.dateline", "documents", "--format", "json", NULL),
    ==,
    0);
  g_assert_nonnull (strstr (json, "\"source\": \"The Fjord Post\""));
  g_assert_cmpint (run (place, NULL, &dump, NULL, "dump", "case.dateline", NULL), ==, 0);
  g_assert_nonnull (strstr (dump, "\"layer\": \"document\""));
  g_assert_cmpint (
    run (place, NULL, &found, NULL, "search", "case.dateline", "fisheries", NULL), ==, 0);
  g_assert_nonnull (strstr (found, "[fisheries]"));
  g_assert_cmpint (run (place, NULL, &check, NULL, "check", "case.dateline", NULL), ==, 0);
  g_assert_nonnull (strstr (check, "no problems"));
}

/* the timeline of one entity, by any of its names; what is about others is not in it */
static void
test_entity (Place        *place,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "two.txt", NULL);
  g_autofree char *berg = NULL;
  g_autofree char *lund = NULL;
  g_autofree char *err = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "Title: Judge arrested\nDate: 2021-05-06\n\n"
                                      "Police arrested Erik Lund, a judge, on 5 May 2021.\n",
                                      -1,
                                      NULL));
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "import", "case.dateline", "one.txt", "two.txt", NULL), ==, 0);
  g_assert_cmpint (
    run (
      place, NULL, &berg, NULL, "list", "case.dateline", "events", "--entity", "anna berg", NULL),
    ==,
    0);
  g_assert_nonnull (strstr (berg, "2021-05-03"));
  g_assert_null (strstr (berg, "2021-05-05"));
  g_assert_cmpint (
    run (place, NULL, &lund, NULL, "list", "case.dateline", "events", "--entity", "Lund", NULL),
    ==,
    1);
  g_clear_pointer (&lund, g_free);
  g_assert_cmpint (
    run (
      place, NULL, &lund, NULL, "list", "case.dateline", "events", "--entity", "Erik Lund", NULL),
    ==,
    0);
  g_assert_nonnull (strstr (lund, "2021-05-05"));
  g_assert_null (strstr (lund, "2021-05-03"));
  g_assert_cmpint (
    run (place, NULL, NULL, &err, "list", "case.dateline", "events", "--entity", "Nemo", NULL),
    ==,
    1);
  g_assert_nonnull (strstr (err, "Nemo"));
}

/* a post beside a name is surer than a verb; of both only the first is above the threshold */
static void
test_min_score (Place        *place,
                gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "posts.txt", NULL);
  g_autofree char *all = NULL;
  g_autofree char *sure = NULL;
  g_autofree char *drawn = NULL;
  g_autofree char *err = NULL;

  g_assert_true (
    g_file_set_contents (path,
                         "Title: Posts\nDate: 2021-05-06\n\n"
                         "Anna Weber, head of Interpol, resigned. Erik Lund founded Greenpeace.\n",
                         -1,
                         NULL));
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "import", "posts.dateline", "posts.txt", NULL), ==, 0);
  g_assert_cmpint (
    run (place, NULL, &all, NULL, "list", "posts.dateline", "relations", NULL), ==, 0);
  g_assert_nonnull (strstr (all, "head_of"));
  g_assert_nonnull (strstr (all, "founder_of"));
  g_assert_cmpint (
    run (
      place, NULL, &sure, NULL, "list", "posts.dateline", "relations", "--min-score", "0.82", NULL),
    ==,
    0);
  g_assert_nonnull (strstr (sure, "head_of"));
  g_assert_null (strstr (sure, "founder_of"));
  g_assert_cmpint (run (place,
                        NULL,
                        NULL,
                        NULL,
                        "export",
                        "posts.dateline",
                        "posts.svg",
                        "--view",
                        "graph",
                        "--min-score",
                        "0.82",
                        NULL),
                   ==,
                   0);

  g_autofree char *svg = g_build_filename (place->folder, "posts.svg", NULL);

  g_assert_true (g_file_get_contents (svg, &drawn, NULL, NULL));
  g_assert_nonnull (strstr (drawn, "Interpol"));
  g_assert_null (strstr (drawn, "founded"));
  g_assert_cmpint (
    run (place, NULL, NULL, &err, "list", "posts.dateline", "relations", "--min-score", "2", NULL),
    ==,
    2);
}

/* Two steps, each with its sentence; names by part, by number, and what is none */
static void
test_path (Place        *place,
           gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autofree char *err = NULL;
  g_autofree char *none = NULL;
  g_autofree char *file = g_build_filename (place->folder, "two.txt", NULL);

  g_assert_true (g_file_set_contents (
    file,
    "Title: A new director\nDate: 2021-05-04\nSource: The Fjord Post\n\n"
    "Anna Berg is the director of Fjord Bank. Karl Lund is the chairman of Fjord Bank.\n",
    -1,
    NULL));
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "import", "case.dateline", "two.txt", NULL), ==, 0);
  g_assert_cmpint (
    run (place, NULL, &text, NULL, "path", "case.dateline", "anna berg", "lund", NULL), ==, 0);
  g_assert_nonnull (strstr (text, "1. Anna Berg"));
  g_assert_nonnull (strstr (text, "2. Karl Lund"));
  g_assert_nonnull (strstr (
    text, "\u201cAnna Berg is the director of Fjord Bank.\u201d\n   The Fjord Post, 2021-05-04"));
  g_assert_cmpint (run (place,
                        NULL,
                        &json,
                        NULL,
                        "path",
                        "case.dateline",
                        "anna berg",
                        "lund",
                        "--format",
                        "json",
                        NULL),
                   ==,
                   0);
  g_assert_nonnull (strstr (json, "\"quote\": \"Karl Lund is the chairman of Fjord Bank.\""));
  g_assert_cmpint (
    run (place, NULL, &none, &err, "path", "case.dateline", "anna berg", "Anna", NULL), ==, 0);
  g_assert_cmpstr (none, ==, "");
  g_assert_nonnull (strstr (err, "no chain of stated relations"));
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "path", "case.dateline", "anna berg", "nobody", NULL), ==, 1);
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "path", "case.dateline", "anna berg", NULL), ==, 2);
}

static char *
read_file (Place      *place,
           const char *name,
           gsize      *length)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

static void
test_export (Place        *place,
             gconstpointer data)
{
  static const char *const names[] = { "t.svg", "t.png",     "t.pdf", "c.json",
                                       "c.csv", "c.graphml", "c.ftm" };

  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "import", "case.dateline", "one.txt", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint graph = 0; graph < 2; graph++)
      {
        gsize first_length, second_length;
        g_autofree char *first = NULL;
        g_autofree char *second = NULL;

        g_assert_cmpint (run (place,
                              NULL,
                              NULL,
                              NULL,
                              "export",
                              "case.dateline",
                              names[i],
                              "--view",
                              graph ? "graph" : "timeline",
                              NULL),
                         ==,
                         0);
        first = read_file (place, names[i], &first_length);
        g_assert_cmpint (run (place,
                              NULL,
                              NULL,
                              NULL,
                              "export",
                              "case.dateline",
                              names[i],
                              "--view",
                              graph ? "graph" : "timeline",
                              NULL),
                         ==,
                         0);
        second = read_file (place, names[i], &second_length);
        g_assert_cmpuint (first_length, >, 0);
        g_assert_cmpmem (first, first_length, second, second_length);
      }
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "export", "case.dateline", "nowhere/t.svg", NULL), ==, 1);
}

/* each gets a clear sentence, the rest goes on, and nothing is left half done */
static void
test_bad_input (Place        *place,
                gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    gsize       length;
  } files[] = {
    { "empty.txt", "", 0 },
    { "binary.txt", "\x7f\0\1\2\3\4", 6 },
    { "latin.txt", "The caf\xe9 in the rue de la gar\xe7on was closed on Monday.", 54 },
  };
  g_autofree char *err = NULL;
  g_autofree char *none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (place->folder, files[i].name, NULL);

      g_assert_true (g_file_set_contents (path, files[i].bytes, files[i].length, NULL));
    }
  g_assert_cmpint (run (place,
                        NULL,
                        NULL,
                        &err,
                        "import",
                        "case.dateline",
                        "empty.txt",
                        "binary.txt",
                        "latin.txt",
                        "gone.txt",
                        "one.txt",
                        NULL),
                   ==,
                   1);
  g_assert_nonnull (strstr (err, "empty.txt is empty"));
  g_assert_nonnull (strstr (err, "binary.txt is no text: byte 0x00 at offset 1"));
  g_assert_nonnull (strstr (err, "latin.txt is not UTF-8; it was read as"));
  g_assert_nonnull (strstr (err, "gone.txt cannot be read"));
  g_assert_nonnull (strstr (err, "2 articles added, 3 not read"));
  /* nothing came of it: no case is left behind */
  g_assert_cmpint (
    run (place, NULL, NULL, NULL, "import", "other.dateline", "empty.txt", NULL), ==, 1);
  none = g_build_filename (place->folder, "other.dateline", NULL);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
  /* a case that is none */
  g_clear_pointer (&err, g_free);
  g_assert_cmpint (run (place, NULL, NULL, &err, "list", "one.txt", "events", NULL), ==, 1);
  g_assert_nonnull (strstr (err, "one.txt is no case file"));
  g_assert_cmpint (run (place, NULL, NULL, NULL, "import", "one.txt", "latin.txt", NULL), ==, 1);
  g_assert_cmpint (run (place, NULL, NULL, NULL, "check", "/nowhere", NULL), ==, 1);
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = g_getenv ("DATELINE_CLI");
  g_assert_nonnull (program);
  ADD ("/cli/usage", test_usage);
  ADD ("/cli/extract", test_extract);
  ADD ("/cli/case", test_case);
  ADD ("/cli/entity", test_entity);
  ADD ("/cli/min-score", test_min_score);
  ADD ("/cli/path", test_path);
  ADD ("/cli/layers", test_layers);
  ADD ("/cli/export", test_export);
  ADD ("/cli/bad-input", test_bad_input);
  return g_test_run ();
}
