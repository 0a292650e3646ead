/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli import, dump, search and check. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "base/dln-utf8.h"
#include "export/dln-export.h"
#include "ingest/dln-ingest.h"
#include "session/dln-original.h"
#include "session/dln-paste.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SEARCH_LIMIT 20
#define MAX_SEARCH_LIMIT 1000

/* ---- import ---------------------------------------------------------------------------------- */

static void
show_progress_cb (guint       n_done,
                  guint       n_total,
                  const char *what,
                  gpointer    data)
{
  g_autofree char *line = dln_utf8_dup_plain (what);

  g_strdelimit (line, "\n\t", ' ');
  /* back to the line's begin, the line, and what was longer before it removed */
  fprintf (stderr, "\r%u/%u %.60s\033[K", n_done, n_total, line);
  fflush (stderr);
}

static gpointer
wait_for_interrupt (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t set;
  int number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigwait (&set, &number);
  g_cancellable_cancel (cancellable);
  return NULL;
}

void
cli_catch_interrupts (GCancellable *cancellable)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("interrupts", wait_for_interrupt, cancellable));
}

static gboolean
open_or_create (DlnSession *session,
                const char *path,
                gboolean   *created)
{
  g_autoptr (GError) error = NULL;
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  *created = !there;
  if (!(there ? dln_session_open (session, path, &error)
              : dln_session_create (session, path, &error)))
    {
      cli_say ("%s", error->message);
      return FALSE;
    }
  cli_say_notes (session);
  if (dln_session_get_reason (session) == NULL)
    return TRUE;
  cli_say ("%s", dln_session_get_reason (session)); /* before any article is read */
  return FALSE;
}

void
cli_say_report (const DlnImportReport *report)
{
  /* what failed is told in any case, by the messages of an import in which something did */
  for (guint i = 0; i < report->messages->len
       && (!cli_is_quiet () || report->n_failed + report->n_refused > 0);
       i++)
    cli_say ("%s", (const char *) g_ptr_array_index (report->messages, i));
  if (cli_is_quiet ())
    return;
  g_printerr (
    g_dngettext (GETTEXT_PACKAGE, "%u article added", "%u articles added", report->n_added),
    report->n_added);
  if (report->n_changed > 0)
    g_printerr (_(", %u changed"), report->n_changed);
  if (report->n_duplicates > 0)
    g_printerr (_(", %u there already"), report->n_duplicates);
  if (report->n_skipped > 0)
    g_printerr (_(", %u left out"), report->n_skipped);
  if (report->n_failed > 0)
    g_printerr (_(", %u not read"), report->n_failed);
  if (report->n_unanalysed > 0)
    g_printerr (_(", %u not analysed"), report->n_unanalysed);
  if (report->n_lines > 0 || report->n_refused > 0)
    g_printerr (_("; lines of other programs: %u taken, %u refused"), report->n_lines,
                report->n_refused);
  g_printerr ("\n");
}

/* FALSE with a word on stderr */
static gboolean
write_report (const DlnImportReport *report,
              const char            *path)
{
  g_autofree char *text = dln_import_report_dup_text (report);
  g_autoptr (GError) error = NULL;

  if (strcmp (path, "-") == 0)
    {
      g_autoptr (GString) out = g_string_new (text);

      return cli_write_text (out);
    }
  if (g_file_set_contents (path, text, -1, &error))
    return TRUE;
  cli_say ("%s", error->message);
  return FALSE;
}

static int
import_into (DlnSession *session,
             const char *path,
             char      **files,
             const char *input,
             const char *list) /* (nullable): a file for it */
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DlnImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gboolean terminal = isatty (STDERR_FILENO) && !cli_is_quiet ();
  gboolean created;
  gboolean failed;

  if (!open_or_create (session, path, &created))
    return EXIT_UNREAD;
  static GCancellable *interrupted; /* the watching thread may outlive this function */

  interrupted = g_object_ref (cancellable);
  cli_catch_interrupts (interrupted);
  report = dln_session_import (session,
                               (const char *const *) files,
                               input,
                               terminal ? show_progress_cb : NULL,
                               NULL,
                               cancellable,
                               &error);
  if (terminal)
    fprintf (stderr, "\r\033[K");
  if (report == NULL)
    cli_say ("%s", g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                     ? _("Cancelled; the case is as it was.")
                     : error->message);
  else
    cli_say_report (report);
  failed = report == NULL || report->n_failed > 0 || report->n_refused > 0;
  if (report != NULL && list != NULL && !write_report (report, list))
    failed = TRUE;
  if (created) /* what was made for an import from which nothing came is not left behind */
    dln_session_remove_if_empty (session);
  return failed ? EXIT_UNREAD : EXIT_DONE;
}

typedef struct /* what the user says of the article of standard input; each (nullable) */
{
  char *title;
  char *source;
  char *date;
} Told;

/* FALSE with a word on stderr: it is not for this input, or the date is none */
static gboolean
tell (DlnSession *session,
      const Told *told,
      char      **files)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *edtf = NULL;
  DlnWhen when;

  if (told->title == NULL && told->source == NULL && told->date == NULL)
    return TRUE;
  if (files[0] == NULL || strcmp (files[0], "-") != 0 || files[1] != NULL)
    {
      cli_usage (_("--title, --source and --date tell of the article that - reads alone."));
      return FALSE;
    }
  if (told->date != NULL && *told->date != '\0')
    {
      if (!dln_when_parse_words (told->date, NULL, &when, &error))
        {
          cli_usage ("%s", error->message);
          return FALSE;
        }
      edtf = dln_when_to_edtf (&when);
    }
  dln_session_set_told (session, told->title, told->source,
                        edtf != NULL ? edtf : told->date);
  return TRUE;
}

int
cli_import (int    argc,
            char **argv)
{
  g_autofree char *input = NULL;
  g_autofree char *list = NULL;
  g_autofree char *title = NULL;
  g_autofree char *source = NULL;
  g_autofree char *date = NULL;
  g_autofree char *data_dir = NULL;
  g_autofree char *reader = NULL;
  g_auto (GStrv) given = NULL;
  gboolean update = FALSE;
  gboolean unread = FALSE;
  const GOptionEntry entries[] = {
    { "annotations", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given,
      N_("What another program read in the articles, as JSON lines; may be given again"), "FILE" },
    { "reader", 0, 0, G_OPTION_ARG_STRING, &reader,
      N_("What that program is called (by its lines or its file)"), "NAME" },
    { "unread", 0, 0, G_OPTION_ARG_NONE, &unread,
      N_("Do not read the articles; other machines did, see --annotations"), NULL },
    { "input", 0, 0, G_OPTION_ARG_STRING, &input,
      N_("How to read, as text, html, ndjson or pdf (by content)"), "FORMAT" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, N_("Where the language models are"), "DIR" },
    { "update", 0, 0, G_OPTION_ARG_NONE, &update,
      N_("A new text takes the place of the article of the same address or name"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &list,
      N_("Where to list what was taken and what was not, and why; - is standard output"), "FILE" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title,
      N_("Of the article on standard input"), "TEXT" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, N_("Who published it"), "NAME" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date,
      N_("When it was published, as \"14 October 2022\""), "DATE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (DlnModel) model = NULL;
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (GError) error = NULL;
  DlnInputFormat format;

  if (!cli_parse_options ("import", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc < 3 && (given == NULL || argc < 2))
    return cli_usage (
      _("import wants a case and at least one file or folder, or - for standard input."));
  if (input != NULL && !dln_input_format_from_name (input, &format, &error))
    return cli_usage ("%s", error->message);
  if (!unread)
    model = cli_open_model (data_dir);
  session = dln_session_new (model);
  dln_session_set_updating (session, update);
  dln_session_set_given (session, (const char *const *) given, reader);
  if (!tell (session, &(Told){ title, source, date }, argv + 2))
    return EXIT_USAGE;
  return import_into (session, argv[1], argv + 2, input, list);
}

/* ---- dump ------------------------------------------------------------------------------------ */

int
cli_dump (int    argc,
          char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (GString) out = NULL;

  if (!cli_parse_options ("dump", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc != 2)
    return cli_usage (_("dump wants one case."));
  session = cli_open_case (argv[1]);
  if (session == NULL)
    return EXIT_UNREAD;
  out = g_string_new (NULL);
  dln_export_dump (dln_session_get_case (session), out);
  return cli_write (out->str, out->len) ? EXIT_DONE : EXIT_UNREAD;
}

/* ---- search ---------------------------------------------------------------------------------- */

/* the marks around a hit as brackets, on one line */
static char *
dup_printable (const char *text)
{
  GString *line = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0xe000)
        g_string_append_c (line, '[');
      else if (c == 0xe001)
        g_string_append_c (line, ']');
      else
        g_string_append_unichar (line, c == '\n' || c == '\t' ? ' ' : c);
    }
  return g_string_free (line, FALSE);
}

static void
print_hit (GString            *out,
           const DlnSearchHit *hit)
{
  g_autofree char *title = dup_printable (hit->marked);
  g_autofree char *snippet = dup_printable (hit->snippet);

  g_string_append_printf (out, "%-9s %5u  %s%s%s%s\n",
                          dln_target_kind_get_name (hit->target.kind), hit->target.id, title,
                          hit->date != NULL ? " (" : "", hit->date != NULL ? hit->date : "",
                          hit->date != NULL ? ")" : "");
  if (*snippet != '\0')
    g_string_append_printf (out, "                 %s\n", snippet);
}

/* how many of each kind there are, where not all are told */
static void
print_rest (GString               *out,
            const DlnSearchResult *result,
            guint                  limit)
{
  for (guint kind = DLN_TARGET_DOCUMENT; kind <= DLN_TARGET_QUOTE; kind++)
    if (result->n_found[kind] > limit)
      g_string_append_printf (out, _("%s: %u of %u are shown, see --limit.\n"),
                              dln_target_kind_get_name (kind), limit, result->n_found[kind]);
}

/* --kept, --keep and --forget */
static int
run_kept (const char *path,
          const char *query,
          gboolean    forget)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnSession) session =
    query != NULL ? cli_open_to_change (path, NULL) : cli_open_case (path);
  g_auto (GStrv) searches = NULL;

  if (session == NULL)
    return EXIT_UNREAD;
  if (query != NULL && !dln_session_keep_search (session, query, !forget, &error))
    {
      cli_say ("%s", error->message);
      return EXIT_UNREAD;
    }
  searches = dln_session_dup_searches (session);
  for (guint i = 0; searches[i] != NULL; i++)
    g_string_append_printf (out, "%s\n", searches[i]);
  return query != NULL || cli_write_text (out) ? EXIT_DONE : EXIT_UNREAD;
}

static int
run_search (const char *path,
            const char *query,
            guint       limit)
{
  g_autoptr (DlnSession) session = cli_open_case (path);
  g_autoptr (DlnSearchResult) result = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return EXIT_UNREAD;
  result = dln_session_search (session, query, limit, &error);
  if (result == NULL)
    {
      cli_say ("%s", error->message);
      return EXIT_UNREAD;
    }
  if (*result->note != '\0')
    cli_say ("%s", result->note);
  for (guint i = 0; i < result->hits->len; i++)
    print_hit (out, DLN_ROW (result->hits, DlnSearchHit, i));
  print_rest (out, result, limit);
  return cli_write_text (out) ? EXIT_DONE : EXIT_UNREAD;
}

int
cli_search (int    argc,
            char **argv)
{
  gboolean keep = FALSE, forget = FALSE, kept = FALSE;
  int limit = SEARCH_LIMIT;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("Most of each kind that are shown"), "N" },
    { "keep", 0, 0, G_OPTION_ARG_NONE, &keep, N_("Keep the query in the case"), NULL },
    { "forget", 0, 0, G_OPTION_ARG_NONE, &forget, N_("Keep it no longer"), NULL },
    { "kept", 0, 0, G_OPTION_ARG_NONE, &kept, N_("List the queries that are kept"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *query = NULL;

  if (!cli_parse_options ("search", entries, &argc, &argv))
    return EXIT_USAGE;
  if (kept ? argc != 2 : argc < 3)
    return cli_usage (_("search wants a case and a query."));
  if (limit < 1 || limit > MAX_SEARCH_LIMIT)
    return cli_usage (_("The limit has to lie between %d and %d."), 1, MAX_SEARCH_LIMIT);
  query = kept ? NULL : g_strjoinv (" ", argv + 2);
  if (kept || keep || forget)
    return run_kept (argv[1], query, forget);
  return run_search (argv[1], query, limit);
}

/* ---- check ----------------------------------------------------------------------------------- */

/* A file that is gone or was written anew is no fault of the case, but has to be known. Articles of
 * one file stand behind each other, so each file is told once. */
static void
tell_originals (DlnSession *session)
{
  DlnCase *dcase = dln_session_get_case (session);
  guint n = dln_case_get_n_documents (dcase);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (dcase, i);
      DlnOriginal original;
      DlnOriginalState state;
      g_autofree char *message = NULL;

      if (!dln_document_get_original (document, &original)
          || !g_hash_table_add (seen, (gpointer) original.uri))
        continue;
      state = dln_original_find (document, dln_session_get_path (session), NULL, NULL);
      message = dln_original_dup_message (document, state);
      if (message != NULL)
        g_print ("%s\n", message);
    }
}

int
cli_check (int    argc,
           char **argv)
{
  g_autofree char *data_dir = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, N_("Where the language models are"), "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (DlnModel) model = NULL;
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const DlnResolution *r;
  guint n;

  if (!cli_parse_options ("check", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc != 2)
    return cli_usage (_("check wants one case."));
  model = cli_open_model (data_dir);
  session = cli_open_case_with (model, argv[1]);
  if (session == NULL)
    return EXIT_UNREAD;
  n = dln_session_check (session, lines);
  for (guint i = 0; i < lines->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (lines, i));
  tell_originals (session);
  r = dln_case_get_resolution (dln_session_get_case (session));
  g_print (
    _("%u articles, %u entities, %u events, %u relations, %u quotes, %u pieces of evidence: "),
    dln_case_get_n_documents (dln_session_get_case (session)),
    r->entities->len,
    r->events->len,
    r->relations->len,
    r->quotes->len,
    r->evidence->len);
  if (n == 0)
    g_print ("%s\n", _("no problems."));
  else
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u problem.\n", "%u problems.\n", n), n);
  return n == 0 ? EXIT_DONE : EXIT_UNREAD;
}
