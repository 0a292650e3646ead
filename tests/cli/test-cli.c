/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli as a user runs it: exit codes, what goes where, bad input. */
#include "config.h"

#include <string.h>

#include "cli-place.h"

static char *program; /* quoted for a shell */

static void
set_up (Place        *place,
        gconstpointer data)
{
  place_begin (place);
}

/* Runs the program in the place's folder with the words of @line, told apart as by a shell; its
 * exit code must be @status. */
static void
run_line (Place      *place,
          int         status,
          const char *input, /* (nullable) */
          const char *line)
{
  g_autofree char *command = g_strdup_printf ("%s %s", program, line);
  g_auto (GStrv) argv = NULL;

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, NULL));
  place_run (
    place, status, input != NULL ? input : "", (const char *const *) argv, line);
}

static void run (Place      *place,
                 int         status,
                 const char *format,
                 ...) G_GNUC_PRINTF (3, 4);

static void
run (Place      *place,
     int         status,
     const char *format,
     ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  run_line (place, status, NULL, line);
}

static void
test_usage (Place        *place,
            gconstpointer data)
{
  run (place, 0, "--help");
  g_assert_nonnull (strstr (place->out, "export CASE OUT"));
  run (place, 0, "--version");
  g_assert_nonnull (strstr (place->out, DLN_VERSION));
  run (place, 2, "%s", "");
  run (place, 0, "-V");
  g_assert_nonnull (strstr (place->out, DLN_VERSION));
  run (place, 0, "help export");
  g_assert_nonnull (strstr (place->out, "dateline-cli export [OPTION"));
  g_assert_nonnull (strstr (place->out, "For example:"));
  run (place, 2, "help fly");
  run (place, 2, "fly");
  g_assert_nonnull (strstr (place->err, "fly"));
  run (place, 2, "exprot x y");
  g_assert_nonnull (strstr (place->err, "Did you mean export?"));
  run (place, 0, "export --format list");
  g_assert_nonnull (strstr (place->out, "For Gephi"));
  run (place, 2, "list x people --format json --bom");
  run (place, 2, "list x");
  run (place, 2, "list x cats");
  run (place, 2, "list x people --entity Anna");
  run (place, 2, "extract --layer cats");
  run (place, 2, "extract --input nonsense");
  run (place, 2, "extract --nonsense");
  run (place, 2, "export x y.gif");
  run (place, 2, "export x y.png --from soon");
  run (place, 2, "export x y.png --width 1");
}

static void
test_extract (Place        *place,
              gconstpointer data)
{
  run (place, 0, "extract --layer tokens one.txt");
  g_assert_true (g_str_has_prefix (place->out,
                                   "{\"doc\": \"one.txt\", \"layer\": \"token\", \"start\": 0, "
                                   "\"end\": 8, \"text\": \"Minister\""));
  /* one bad line: said, the others done */
  run_line (place,
            1,
            "{\"doc\": \"a\", \"text\": \"On 3 May 2021 it rained.\", \"date\": \"2021-05-04\"}\n"
            "rubbish\n"
            "{\"doc\": \"b\", \"text\": \"On 4 May 2021 it did not.\"}\n",
            "extract --input ndjson --layer times");
  g_assert_nonnull (strstr (place->err, "line 2"));
  g_assert_nonnull (strstr (
    place->out,
    "\"doc\": \"a\", \"layer\": \"time\", \"start\": 3, \"end\": 13, \"text\": \"3 May 2021\""));
  g_assert_nonnull (strstr (place->out, "\"value\": \"2021-05-04\""));
  /* CoNLL-U keeps its words, also the second time */
  run (place, 0, "extract --format conllu one.txt");
  run_line (place, 0, place->out, "extract --input conllu --format conllu");
  g_assert_cmpuint (strlen (place->out), >, 200);
  g_assert_nonnull (strstr (place->out, "\tMinister\t"));
  run (place, 0, "extract --format tracks one.txt");
  g_assert_nonnull (strstr (place->out, "# one.txt, 2021-05-04 (given)"));
}

/* a layer asked for alone has the lines that it has among all, although fewer stages run for it */
static void
test_layers (Place        *place,
             gconstpointer data)
{
  static const char *const layers[][2] = { { "tokens", "token" },       { "names", "name" },
                                           { "times", "time" },         { "quotes", "quote" },
                                           { "relations", "relation" }, { "events", "event" } };
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "stories", "bank", "2021-03-09.txt", NULL);
  g_autofree char *article = g_shell_quote (path);
  g_auto (GStrv) lines = NULL;

  run (place, 0, "extract --layer tokens,names,times,quotes,relations,events %s", article);
  lines = g_strsplit (place->out, "\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *wanted = g_strdup_printf ("\"layer\": \"%s\"", layers[i][1]);
      g_autoptr (GString) expected = g_string_new (NULL);

      for (guint j = 0; lines[j] != NULL; j++)
        if (strstr (lines[j], wanted) != NULL)
          g_string_append_printf (expected, "%s\n", lines[j]);
      run (place, 0, "extract --layer %s %s", layers[i][0], article);
      g_assert_cmpuint (expected->len, >, 0);
      g_assert_cmpstr (place->out, ==, expected->str);
    }
}

static void
test_case (Place        *place,
           gconstpointer data)
{
  run (place, 0, "import case.dateline one.txt");
  g_assert_nonnull (strstr (place->err, "1 article added"));
  run (place, 0, "import case.dateline one.txt");
  run (place, 0, "list case.dateline documents");
  g_assert_nonnull (strstr (place->out, "one.txt  2021-05-04  given"));
  run (place, 0, "list case.dateline documents --format json");
  g_assert_nonnull (strstr (place->out, "\"source\": \"The Fjord Post\""));
  run (place, 0, "dump case.dateline");
  g_assert_nonnull (strstr (place->out, "\"layer\": \"document\""));
  run (place, 0, "search case.dateline fisheries");
  g_assert_nonnull (strstr (place->out, "[fisheries]"));
  run (place, 0, "check case.dateline");
  g_assert_nonnull (strstr (place->out, "no problems"));
}

/* the timeline of one entity, by any of its names; what is about others is not in it */
static void
test_entity (Place        *place,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "two.txt", NULL);

  g_assert_true (g_file_set_contents (path,
                                      "Title: Judge arrested\nDate: 2021-05-06\n\n"
                                      "Police arrested Erik Lund, a judge, on 5 May 2021.\n",
                                      -1,
                                      NULL));
  run (place, 0, "import case.dateline one.txt two.txt");
  run (place, 0, "list case.dateline events --entity 'anna berg'");
  g_assert_nonnull (strstr (place->out, "2021-05-03"));
  g_assert_null (strstr (place->out, "2021-05-05"));
  run (place, 1, "list case.dateline events --entity Lund");
  run (place, 0, "list case.dateline events --entity 'Erik Lund'");
  g_assert_nonnull (strstr (place->out, "2021-05-05"));
  g_assert_null (strstr (place->out, "2021-05-03"));
  run (place, 1, "list case.dateline events --entity Nemo");
  g_assert_nonnull (strstr (place->err, "Nemo"));
}

/* the date in the head of the file and the one above the text */
static void
test_dates_disagree (Place        *place,
                     gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "fair.txt", NULL);

  g_assert_true (g_file_set_contents (path,
                                      "Title: Fair opens\nDate: 2021-05-12\n\n"
                                      "Published 4 May 2021\n\n"
                                      "The bakers' fair of Velm opened on Monday.\n",
                                      -1,
                                      NULL));
  run (place, 0, "import case.dateline one.txt");
  run (place, 0, "list case.dateline conflicts");
  g_assert_null (strstr (place->out, "document"));
  run (place, 0, "import case.dateline fair.txt");
  run (place, 0, "list case.dateline conflicts");
  g_assert_nonnull (strstr (place->out, "document"));
  g_assert_nonnull (strstr (place->out, "2021-05-12"));
  g_assert_nonnull (strstr (place->out, "2021-05-04"));
  run (place, 0, "check case.dateline");
  g_assert_nonnull (strstr (place->out, "no problems"));
}

/* a post beside a name is surer than a verb; of both only the first is above the threshold */
static void
test_min_score (Place        *place,
                gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "posts.txt", NULL);
  g_autofree char *drawn = NULL;

  g_assert_true (
    g_file_set_contents (path,
                         "Title: Posts\nDate: 2021-05-06\n\n"
                         "Anna Weber, head of Interpol, resigned. Erik Lund founded Greenpeace.\n",
                         -1,
                         NULL));
  run (place, 0, "import posts.dateline posts.txt");
  run (place, 0, "list posts.dateline relations");
  g_assert_nonnull (strstr (place->out, "head_of"));
  g_assert_nonnull (strstr (place->out, "founder_of"));
  run (place, 0, "list posts.dateline relations --min-score 0.82");
  g_assert_nonnull (strstr (place->out, "head_of"));
  g_assert_null (strstr (place->out, "founder_of"));
  run (place, 0, "export posts.dateline posts.svg --view graph --min-score 0.82");

  g_autofree char *svg = g_build_filename (place->folder, "posts.svg", NULL);

  g_assert_true (g_file_get_contents (svg, &drawn, NULL, NULL));
  g_assert_nonnull (strstr (drawn, "Interpol"));
  g_assert_null (strstr (drawn, "founded"));
  run (place, 2, "list posts.dateline relations --min-score 2");
}

/* Two steps, each with its sentence; names by part, by number, and what is none */
static void
test_path (Place        *place,
           gconstpointer data)
{
  g_autofree char *file = g_build_filename (place->folder, "two.txt", NULL);

  g_assert_true (g_file_set_contents (
    file,
    "Title: A new director\nDate: 2021-05-04\nSource: The Fjord Post\n\n"
    "Anna Berg is the director of Fjord Bank. Karl Lund is the chairman of Fjord Bank.\n",
    -1,
    NULL));
  run (place, 0, "import case.dateline two.txt");
  run (place, 0, "path case.dateline 'anna berg' lund");
  g_assert_nonnull (strstr (place->out, "1. Anna Berg"));
  g_assert_nonnull (strstr (place->out, "2. Karl Lund"));
  g_assert_nonnull (strstr (place->out,
                            "\u201cAnna Berg is the director of Fjord Bank.\u201d\n"
                            "   The Fjord Post, 2021-05-04"));
  run (place, 0, "path case.dateline 'anna berg' lund --format json");
  g_assert_nonnull (strstr (place->out, "\"quote\": \"Karl Lund is the chairman of Fjord Bank.\""));
  run (place, 0, "path case.dateline 'anna berg' Anna");
  g_assert_cmpstr (place->out, ==, "");
  g_assert_nonnull (strstr (place->err, "no chain of stated relations"));
  run (place, 1, "path case.dateline 'anna berg' nobody");
  run (place, 2, "path case.dateline 'anna berg'");
}

/* A quote in a quote: who says it to whom, and in which quote it is told */
static void
test_nested_quote (Place        *place,
                   gconstpointer data)
{
  g_autofree char *file = g_build_filename (place->folder, "phone.txt", NULL);

  g_assert_true (g_file_set_contents (
    file,
    "Title: The last call\nDate: 2021-05-04\n\nErik Lund was a banker in Oslo.\n\n"
    "\"He told me, 'The money is gone,' and then hung up,\" Karin Maas said.\n",
    -1,
    NULL));
  run (place, 0, "import calls.dateline phone.txt");
  run (place, 0, "list calls.dateline quotes --format csv");
  g_assert_nonnull (strstr (place->out, "id,speaker,to,type,text,when,sources,source,told_in,"
                                        "certainty,locator\r\n"));
  g_assert_true (g_regex_match_simple (",0\\.[0-9]{3},\r\n", place->out, 0, 0));
  g_assert_nonnull (strstr (place->out, ",Karin Maas,,direct,\"He told me, 'The money is gone,'"));
  g_assert_nonnull (strstr (place->out, ",Erik Lund,Karin Maas,direct,The money is gone,"));
  g_assert_null (strstr (place->out, "The money is gone,,1,phone.txt,,"));
  run (place, 0, "export calls.dateline calls.json");

  g_autofree char *path = g_build_filename (place->folder, "calls.json", NULL);
  g_autofree char *json = NULL;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  g_assert_nonnull (strstr (json, "\"toldIn\": "));
  run (place, 0, "check calls.dateline");
  run (place, 0, "extract --layer quotes phone.txt");
  g_assert_nonnull (strstr (place->out, "\"inside\": 49"));
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
  static const char *const views[] = { "timeline", "graph" };

  run (place, 0, "import case.dateline one.txt");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint view = 0; view < G_N_ELEMENTS (views); view++)
      {
        gsize first_length, second_length;
        g_autofree char *first = NULL;
        g_autofree char *second = NULL;

        g_autofree char *line =
          g_strdup_printf ("export case.dateline %s --view %s", names[i], views[view]);

        run_line (place, 0, NULL, line);
        first = read_file (place, names[i], &first_length);
        run_line (place, 0, NULL, line);
        second = read_file (place, names[i], &second_length);
        g_assert_cmpuint (first_length, >, 0);
        g_assert_cmpmem (first, first_length, second, second_length);
      }
  run (place, 1, "export case.dateline nowhere/t.svg");
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
  g_autofree char *none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (place->folder, files[i].name, NULL);

      g_assert_true (g_file_set_contents (path, files[i].bytes, files[i].length, NULL));
    }
  run (place, 1, "import case.dateline empty.txt binary.txt latin.txt gone.txt one.txt");
  g_assert_nonnull (strstr (place->err, "empty.txt is empty"));
  g_assert_nonnull (strstr (place->err, "binary.txt is no text: byte 0x00 at offset 1"));
  g_assert_nonnull (strstr (place->err, "latin.txt is not UTF-8; it was read as"));
  g_assert_nonnull (strstr (place->err, "gone.txt cannot be read"));
  g_assert_nonnull (strstr (place->err, "2 articles added, 3 not read"));
  /* nothing came of it: no case is left behind */
  run (place, 1, "import other.dateline empty.txt");
  none = g_build_filename (place->folder, "other.dateline", NULL);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
  /* a case that is none */
  run (place, 1, "list one.txt events");
  g_assert_nonnull (strstr (place->err, "one.txt is no case file"));
  run (place, 1, "import one.txt latin.txt");
  run (place, 1, "check /nowhere");
}

/* articles leave, by name or number, and are read again; a wrong name changes nothing */
static void
test_revise (Place        *place,
             gconstpointer data)
{
  g_autofree char *file = g_build_filename (place->folder, "two.txt", NULL);

  g_assert_true (g_file_set_contents (file, "Nils Moe left Oslo on 4 May 2021.\n", -1, NULL));
  run (place, 0, "import c.dateline one.txt two.txt");
  run (place, 2, "remove c.dateline");
  run (place, 1, "remove c.dateline three.txt");
  g_assert_nonnull (strstr (place->err, "three.txt"));
  run (place, 1, "remove c.dateline 3");
  run (place, 0, "list c.dateline documents --format csv");
  g_assert_nonnull (strstr (place->out, "two.txt"));
  run (place, 0, "remove c.dateline one.txt");
  g_assert_nonnull (strstr (place->err, "1 article removed"));
  run (place, 0, "search c.dateline minister");
  g_assert_cmpstr (place->out, ==, "");
  run (place, 0, "check c.dateline");
  /* it took the number of the one that left */
  g_assert_true (g_file_set_contents (file, "Nils Moe left Bergen on 4 May 2021.\n", -1, NULL));
  run (place, 0, "import --update c.dateline two.txt");
  g_assert_nonnull (strstr (place->err, "1 changed"));
  run (place, 0, "search c.dateline Bergen");
  g_assert_nonnull (strstr (place->out, "Bergen"));
  run (place, 0, "search c.dateline Oslo");
  g_assert_cmpstr (place->out, ==, "");
  run (place, 0, "reread c.dateline");
  g_assert_nonnull (strstr (place->err, "1 article read again"));
  run (place, 0, "list c.dateline decisions --format json");
  g_assert_cmpstr (place->out, ==, "[\n]\n");
  run (place, 0, "remove c.dateline 1");
  run (place, 0, "check c.dateline");
}

#define ADD(path, function) g_test_add (path, Place, NULL, set_up, function, place_end)

/* what is denied is told as that, and leads nowhere unless nothing else does */
static void
test_denied (Place        *place,
             gconstpointer data)
{
  place_write (place, "denied.txt",
               "Title: Who owns the bank\nDate: 2021-06-01\n\n"
               "Anna Berg does not own the Fjord Bank.\n");
  run (place, 0, "import -q case.dateline denied.txt");
  g_assert_cmpstr (place->err, ==, "");
  run (place, 0, "list case.dateline relations --format json");
  g_assert_nonnull (strstr (place->out, "\"polarity\": \"negated\""));
  run (place, 0, "path case.dateline \"Anna Berg\" \"Fjord Bank\"");
  g_assert_nonnull (strstr (place->out, "(denied)"));
  g_assert_nonnull (strstr (place->err, "over what is denied"));
  g_assert_null (strstr (place->err, "Warning"));
  run (place, 0, "export case.dateline - --format ftm");
  g_assert_null (strstr (place->out, "Ownership"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("DATELINE_CLI"));
  program = g_shell_quote (g_getenv ("DATELINE_CLI"));
  ADD ("/cli/usage", test_usage);
  ADD ("/cli/denied", test_denied);
  ADD ("/cli/extract", test_extract);
  ADD ("/cli/case", test_case);
  ADD ("/cli/revise", test_revise);
  ADD ("/cli/entity", test_entity);
  ADD ("/cli/dates-disagree", test_dates_disagree);
  ADD ("/cli/min-score", test_min_score);
  ADD ("/cli/path", test_path);
  ADD ("/cli/nested-quote", test_nested_quote);
  ADD ("/cli/layers", test_layers);
  ADD ("/cli/export", test_export);
  ADD ("/cli/bad-input", test_bad_input);
  int status = g_test_run ();

  g_free (program);
  return status;
}
