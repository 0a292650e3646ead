/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli: everything without a screen. The environment is read here and nowhere else. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "base/dln-utf8.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const CliCommand commands[] = {
  { "import", "CASE FILE|FOLDER|-...",
    N_("add articles to a case, which is made if it is not there"), cli_import },
  { "remove", "CASE NAME|NUMBER...",
    N_("take articles out of a case; what you decided about them is kept"), cli_remove },
  { "reread", "CASE", N_("read all articles of a case again, as with a newer model"), cli_reread },
  { "edit", "CASE EDIT TARGET [VALUE...]",
    N_("correct what is in a case: rename, date, status, merge, split, hide, add and more"),
    cli_edit },
  { "extract", "[FILE...]",
    N_("annotations of single articles, no case; standard input without FILE"), cli_extract },
  { "list",
    "CASE documents|events|people|institutions|places|relations|quotes|conflicts|suggestions"
    "|communities|decisions",
    N_("a table of what is in a case"), cli_list },
  { "path", "CASE A B",
    N_("how two names are connected: the shortest chain of relations, with the sentences"),
    cli_path },
  { "dump", "CASE", N_("every annotation of a case as JSON lines, with shared ids"), cli_dump },
  { "search", "CASE QUERY", N_("find people, institutions, places, events and text"), cli_search },
  { "export", "CASE OUT",
    N_("the timeline, the graph or the data; the format is that of OUT's ending"), cli_export },
  { "check", "CASE",
    N_("integrity: every row has evidence, every quote is in its text"), cli_check },
  { "backups", "CASE", N_("earlier states of a case, which were kept beside it"), cli_backups },
  { "restore", "CASE BACKUP",
    N_("make a case what it was in a backup; what it is now is backed up first"), cli_restore },
  { "drafts", "",
    N_("unsaved cases that the application kept: when, how much, and the case file"), cli_drafts },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _("Usage: dateline-cli COMMAND [OPTION...] ..."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print (
      "  %s %s\n        %s\n", commands[i].name, commands[i].arguments, _(commands[i].summary));
  g_print ("\n%s\n", _("dateline-cli COMMAND --help tells a command's options."));
  g_print ("%s\n", _("DATELINE_DATA_DIR, or --data DIR, is where the language models are."));
  g_print ("%s\n",
           _("Exit codes: 0 done, 1 something could not be read or written (the rest is done), 2 "
              "wrong usage."));
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
  if (fwrite (bytes, 1, length, stdout) == length && fflush (stdout) == 0)
    return TRUE;
  cli_say (_("standard output cannot be written."));
  return FALSE;
}

gboolean
cli_parse_options (const char         *name,
                   const GOptionEntry *entries,
                   int                *argc,
                   char             ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      {
        g_autofree char *usage =
          g_strdup_printf ("%s - %s", commands[i].arguments, _(commands[i].summary));

        g_option_context_free (g_steal_pointer (&context));
        context = g_option_context_new (usage);
      }
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  cli_say ("%s: %s", name, error->message);
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

  for (guint i = 0; i < notes->len; i++)
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
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0
      || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("dateline-cli %s\n", DLN_VERSION);
      return EXIT_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  return cli_usage (_("\u201c%s\u201d is no command; dateline-cli --help lists them."), argv[1]);
}
