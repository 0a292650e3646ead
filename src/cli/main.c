/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli: everything without a screen. The environment is read here and nowhere else. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "base/dln-icu-memory.h"
#include "base/dln-utf8.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const CliCommand commands[] = {
  { "import", "CASE FILE|FOLDER|-...",
    N_("add articles to a case, which is made if it is not there"),
    "dateline-cli import bank.dateline articles/", cli_import },
  { "update", "CASE [FOLDER]",
    N_("read what is new or has changed in the folder of a case, and tell what that changed"),
    "dateline-cli update bank.dateline articles/", cli_update },
  { "remove", "CASE NAME|NUMBER...",
    N_("take articles out of a case; what you decided about them is kept"),
    "dateline-cli remove bank.dateline articles/old.txt", cli_remove },
  { "reread", "CASE", N_("read all articles of a case again, as with a newer model"),
    "dateline-cli reread bank.dateline", cli_reread },
  { "readers", "CASE [on|off NAME]",
    N_("other programs that read in a case; what one read can be left out"),
    "dateline-cli readers bank.dateline off local-model", cli_readers },
  { "edit", "CASE EDIT TARGET [VALUE...]",
    N_("correct what is in a case: rename, date, status, merge, split, hide, add and more"),
    "dateline-cli edit bank.dateline rename entity:Berg \"Anna Berg\"", cli_edit },
  { "extract", "[FILE...]",
    N_("annotations of single articles, no case; standard input without FILE"),
    "dateline-cli extract --layer events article.txt", cli_extract },
  { "list",
    "CASE documents|events|people|institutions|places|relations|quotes|conflicts|suggestions"
    "|communities|decisions|checks",
    N_("a table of what is in a case"), "dateline-cli list bank.dateline events --format csv",
    cli_list },
  { "path", "CASE A B",
    N_("how two names are connected: the shortest chain of relations, with the sentences"),
    "dateline-cli path bank.dateline \"Anna Berg\" \"Fjord Bank\"", cli_path },
  { "dump", "CASE", N_("every annotation of a case as JSON lines, with shared ids"),
    "dateline-cli dump bank.dateline > bank.jsonl", cli_dump },
  { "search", "CASE QUERY", N_("find people, institutions, places, events and text"),
    "dateline-cli search bank.dateline 'who:berg resign* after:2021'", cli_search },
  { "export", "CASE OUT",
    N_("the timeline, the graph or the data; the format is that of OUT's ending"),
    "dateline-cli export bank.dateline bank.graphml", cli_export },
  { "check", "CASE",
    N_("integrity: every row has evidence, every quote is in its text"),
    "dateline-cli check bank.dateline", cli_check },
  { "backups", "CASE", N_("earlier states of a case, which were kept beside it"),
    "dateline-cli backups bank.dateline", cli_backups },
  { "restore", "CASE BACKUP",
    N_("make a case what it was in a backup; what it is now is backed up first"),
    "dateline-cli restore bank.dateline 2026-11-30T1241", cli_restore },
  { "drafts", "",
    N_("unsaved cases that the application kept: when, how much, and the case file"),
    "dateline-cli drafts", cli_drafts },
};

static gboolean quiet; /* only errors are told */

static void
print_help (void)
{
  g_print ("%s\n\n", _("Usage: dateline-cli COMMAND [OPTION...] ..."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print (
      "  %s %s\n        %s\n", commands[i].name, commands[i].arguments, _(commands[i].summary));
  g_print ("\n%s\n  dateline-cli import bank.dateline articles/\n"
           "  dateline-cli list bank.dateline events\n"
           "  dateline-cli export bank.dateline bank.svg\n",
           _("For example:"));
  g_print ("\n%s\n",
           _("dateline-cli help COMMAND tells a command's options. -q or --quiet with any of them "
             "tells errors only, -V or --version the version."));
  g_print ("%s\n", _("DATELINE_DATA_DIR, or --data DIR, is where the language models are."));
  g_print ("%s\n",
           _("Exit codes: 0 done, 1 something could not be read or written (the rest is done), 2 "
              "wrong usage."));
}

static const CliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

#define MAX_WORD 32
#define MAX_SLIPS 2 /* letters wrong, missing, too many or exchanged */

/* the letters by which two words differ (optimal string alignment) */
static guint
count_slips (const char *a,
             const char *b)
{
  guint rows[MAX_WORD + 1][MAX_WORD + 1];
  guint n = MIN (strlen (a), MAX_WORD), m = MIN (strlen (b), MAX_WORD);

  for (guint i = 0; i <= n; i++)
    for (guint j = 0; j <= m; j++)
      {
        guint best;

        if (i == 0 || j == 0)
          {
            rows[i][j] = i + j;
            continue;
          }
        best = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
        best = MIN (best, MIN (rows[i - 1][j], rows[i][j - 1]) + 1);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          best = MIN (best, rows[i - 2][j - 2] + 1);
        rows[i][j] = best;
      }
  return rows[n][m];
}

/* (nullable): the command that was meant */
static const char *
guess_command (const char *name)
{
  const char *guess = NULL;
  guint least = MAX_SLIPS + 1;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      guint slips = count_slips (name, commands[i].name);

      if (slips < least)
        {
          least = slips;
          guess = commands[i].name;
        }
    }
  return guess;
}

static int
refuse_command (const char *name)
{
  const char *guess = guess_command (name);

  if (guess != NULL)
    return cli_usage (_("\u201c%s\u201d is no command. Did you mean %s?"), name, guess);
  return cli_usage (_("\u201c%s\u201d is no command; dateline-cli --help lists them."), name);
}

static int
run_command (const char *name,
             int         argc,
             char      **argv)
{
  const CliCommand *command = find_command (name);

  return command != NULL ? command->run (argc, argv) : refuse_command (name);
}

/* "help COMMAND" */
static int
print_help_of (const char *name)
{
  char *arguments[] = { (char *) name, (char *) "--help", NULL };

  return run_command (name, 2, arguments);
}

void
cli_say (const char *format,
         ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (message, "\n\t", ' ');
  g_printerr ("dateline-cli: %s\n", message);
}

int
cli_usage (const char *format,
           ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  cli_say ("%s", message);
  return EXIT_USAGE;
}

/* what g_print() and g_printerr() write: words for a person, with names and texts of others in
 * them */
static void
print_plain_cb (const char *text)
{
  g_autofree char *plain = dln_utf8_dup_plain (text);

  fputs (plain, stdout);
  fflush (stdout);
}

static void
print_error_plain_cb (const char *text)
{
  g_autofree char *plain = dln_utf8_dup_plain (text);

  fputs (plain, stderr);
  fflush (stderr);
}

gboolean
cli_write_text (GString *text)
{
  dln_utf8_make_plain (text->str, text->len);
  return cli_write (text->str, text->len);
}

#define MAX_CHUNK 4096 /* bytes that a pipe takes at once, so that other writers do not cut them */

/* bytes to write next: whole lines while they fit, else one line */
static gsize
measure_chunk (const char *bytes,
               gsize       length)
{
  const char *newline;
  gsize n = 0;

  while (n < length)
    {
      gsize line;

      newline = memchr (bytes + n, '\n', length - n);
      line = newline != NULL ? (gsize) (newline - bytes) + 1 - n : length - n;
      if (n > 0 && n + line > MAX_CHUNK)
        break;
      n += line;
    }
  return n;
}

static gboolean
write_lines (const char *bytes,
             gsize       length)
{
  while (length > 0)
    {
      gsize chunk = measure_chunk (bytes, length);

      for (gsize done = 0; done < chunk;)
        {
          gssize n = write (STDOUT_FILENO, bytes + done, chunk - done);

          if (n < 0 && errno != EINTR)
            return FALSE;
          done += MAX (n, 0);
        }
      bytes += chunk;
      length -= chunk;
    }
  return TRUE;
}

gboolean
cli_write (const char *bytes,
           gsize       length)
{
  g_autofree char *plain = NULL;

  /* a file gets the data as they are; a terminal would obey what is in them */
  if (isatty (STDOUT_FILENO))
    {
      if (!g_utf8_validate_len (bytes, length, NULL))
        {
          cli_say (_("a picture is not written to the terminal; send it to a file."));
          return FALSE;
        }
      bytes = plain = g_strndup (bytes, length);
      dln_utf8_make_plain (plain, length);
    }
  if (fflush (stdout) == 0 && write_lines (bytes, length))
    return TRUE;
  cli_say (_("standard output cannot be written."));
  return FALSE;
}

gboolean
cli_is_quiet (void)
{
  return quiet;
}

/* what g_option_context_get_help() begins with is the name of the program */
static void
describe (GOptionContext   *context,
          const CliCommand *command)
{
  g_autofree char *name = g_strdup_printf ("dateline-cli %s", command->name);
  g_autofree char *example =
    g_strdup_printf ("%s\n  %s\n", _("For example:"), command->example);

  g_set_prgname (name);
  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_description (context, example);
}

gboolean
cli_parse_options (const char         *name,
                   const GOptionEntry *entries,
                   int                *argc,
                   char             ***argv)
{
  const GOptionEntry common[] = {
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_("Tell errors only"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliCommand *command = find_command (name);
  g_autoptr (GOptionContext) context =
    g_option_context_new (command != NULL ? command->arguments : NULL);
  g_autoptr (GError) error = NULL;

  if (command != NULL)
    describe (context, command);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    {
      g_set_prgname ("dateline-cli"); /* as other programs tell who has a case */
      return TRUE;
    }
  cli_say (_("%s: %s See dateline-cli help %s."), name, error->message, name);
  return FALSE;
}

DlnModel *
cli_open_model (const char *data_dir)
{
  g_autoptr (GError) error = NULL;
  const char *directory = data_dir != NULL ? data_dir : g_getenv ("DATELINE_DATA_DIR");
  DlnModel *model;

  if (directory == NULL || *directory == '\0')
    directory = DLN_PKGDATADIR;
  model = dln_model_open_default (directory, "en", &error);
  if (model == NULL)
    cli_say (_("no language model: %s Articles are not analysed."), error->message);
  return model;
}

void
cli_say_notes (DlnSession *session)
{
  g_autoptr (GPtrArray) notes = dln_session_take_notes (session);

  for (guint i = 0; i < notes->len && !quiet; i++)
    cli_say ("%s", (const char *) g_ptr_array_index (notes, i));
}

DlnSession *
cli_open_case (const char *path)
{
  return cli_open_case_with (NULL, path);
}

DlnSession *
cli_open_case_with (DlnModel   *model,
                    const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnSession) session = dln_session_new (model);

  if (!dln_session_open_to_read (session, path, &error))
    {
      cli_say ("%s", error->message);
      return NULL;
    }
  cli_say_notes (session);
  return g_steal_pointer (&session);
}

int
main (int    argc,
      char **argv)
{
  dln_icu_use_glib_memory ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, DLN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("dateline-cli");
  g_set_print_handler (print_plain_cb);
  g_set_printerr_handler (print_error_plain_cb);
  dln_session_use_key (g_get_user_data_dir ());
  dln_session_use_worker (g_getenv ("DATELINE_WORKER"));

  if (argc < 2)
    {
      print_help ();
      return EXIT_USAGE;
    }
  if (strcmp (argv[1], "help") == 0 && argc > 2)
    return print_help_of (argv[2]);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0
      || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0 || strcmp (argv[1], "-V") == 0)
    {
      g_print ("dateline-cli %s\n", DLN_VERSION);
      return EXIT_DONE;
    }
  return run_command (argv[1], argc - 1, argv + 1);
}
