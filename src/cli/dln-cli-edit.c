/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli remove, reread and readers: articles that leave a case, articles that are read
 * again, and other programs that read in it. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

DlnSession *
cli_open_to_change (const char *path,
                    DlnModel   *model) /* (nullable) */
{
  g_autoptr (DlnSession) session = dln_session_new (model);
  g_autoptr (GError) error = NULL;

  if (!dln_session_open (session, path, &error))
    {
      cli_say ("%s", error->message);
      return NULL;
    }
  cli_say_notes (session);
  if (dln_session_get_reason (session) == NULL)
    return g_steal_pointer (&session);
  cli_say ("%s", dln_session_get_reason (session));
  return NULL;
}

/* what hung on articles that are not there any more is told, not only kept */
static void
say_orphans (DlnSession *session,
             guint       before)
{
  guint n = dln_case_count_orphans (dln_session_get_case (session));

  if (n > before)
    g_printerr (g_dngettext (GETTEXT_PACKAGE,
                             "%u decision is about what is in no article any more; it is kept, "
                             "see list CASE decisions\n",
                             "%u decisions are about what is in no article any more; they are "
                             "kept, see list CASE decisions\n",
                             n),
                n);
}

/* ---- remove ---------------------------------------------------------------------------------- */

static gboolean
is_called (DlnDocument *document,
           const char  *name)
{
  return g_strcmp0 (dln_document_get_id (document), name) == 0
         || g_strcmp0 (dln_document_get_uri (document), name) == 0;
}

/* The article of that name or address, else of that number. FALSE with a word on stderr if there is
 * none, or more than one. */
static gboolean
find_document (DlnCase       *dcase,
               const char    *name,
               DlnDocumentId *found)
{
  guint n = dln_case_get_n_documents (dcase);
  guint64 number;

  *found = 0;
  for (guint id = 1; id <= n; id++)
    {
      if (!is_called (dln_case_get_document (dcase, id), name))
        continue;
      if (*found != 0)
        {
          cli_say (_("\u201c%s\u201d is the name of article %u and of article %u; give the number "
                     "of one. Nothing was removed."),
                   name, *found, id);
          return FALSE;
        }
      *found = id;
    }
  if (*found == 0 && g_ascii_string_to_unsigned (name, 10, 1, n, &number, NULL))
    *found = number;
  if (*found == 0)
    cli_say (_("No article of the case is called \u201c%s\u201d. Nothing was removed."), name);
  return *found != 0;
}

int
cli_remove (int    argc,
            char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (DlnDocumentId));
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (GError) error = NULL;
  DlnCase *dcase;
  guint orphans;
  guint before;

  if (!cli_parse_options ("remove", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc < 3)
    return cli_usage (_("remove wants a case and at least one article, by name or number."));
  session = cli_open_to_change (argv[1], NULL);
  if (session == NULL)
    return EXIT_UNREAD;
  dcase = dln_session_get_case (session);
  for (int i = 2; i < argc; i++)
    {
      DlnDocumentId id;

      if (!find_document (dcase, argv[i], &id))
        return EXIT_UNREAD;
      g_array_append_val (ids, id);
    }
  orphans = dln_case_count_orphans (dcase);
  before = dln_case_get_n_documents (dcase);
  if (!dln_session_remove (session, (const DlnDocumentId *) ids->data, ids->len, &error))
    {
      cli_say ("%s", error->message);
      return EXIT_UNREAD;
    }
  before -= dln_case_get_n_documents (dln_session_get_case (session));
  g_printerr (
    g_dngettext (GETTEXT_PACKAGE, "%u article removed\n", "%u articles removed\n", before), before);
  say_orphans (session, orphans);
  return EXIT_DONE;
}

/* ---- reread ---------------------------------------------------------------------------------- */

int
cli_reread (int    argc,
            char **argv)
{
  g_autofree char *data_dir = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, N_("Where the language models are"), "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DlnModel) model = NULL;
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (GError) error = NULL;
  guint orphans;
  guint n;

  if (!cli_parse_options ("reread", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc != 2)
    return cli_usage (_("reread wants one case."));
  model = cli_open_model (data_dir);
  session = cli_open_to_change (argv[1], model);
  if (session == NULL)
    return EXIT_UNREAD;
  orphans = dln_case_count_orphans (dln_session_get_case (session));
  cli_catch_interrupts (g_object_ref (cancellable));
  if (!dln_session_reread (session, cancellable, &error))
    {
      cli_say ("%s", g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                       ? _("Cancelled; the case is as it was.")
                       : error->message);
      return EXIT_UNREAD;
    }
  n = dln_case_get_n_documents (dln_session_get_case (session));
  g_printerr (
    g_dngettext (GETTEXT_PACKAGE, "%u article read again\n", "%u articles read again\n", n), n);
  say_orphans (session, orphans);
  return EXIT_DONE;
}

/* ---- readers --------------------------------------------------------------------------------- */

static int
switch_reader (const char *path,
               const char *state,
               const char *name)
{
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (state, "on") != 0 && strcmp (state, "off") != 0)
    return cli_usage (_("readers wants a case, or a case, on or off, and a name."));
  session = cli_open_to_change (path, NULL);
  if (session == NULL)
    return EXIT_UNREAD;
  if (dln_session_switch_reader (session, name, strcmp (state, "off") == 0, &error))
    return EXIT_DONE;
  cli_say ("%s", error->message);
  return EXIT_UNREAD;
}

int
cli_readers (int    argc,
             char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (GPtrArray) readers = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (!cli_parse_options ("readers", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc == 4)
    return switch_reader (argv[1], argv[2], argv[3]);
  if (argc != 2)
    return cli_usage (_("readers wants a case, or a case, on or off, and a name."));
  session = cli_open_case (argv[1]);
  if (session == NULL)
    return EXIT_UNREAD;
  readers = dln_session_dup_readers (session);
  for (guint i = 0; i < readers->len; i++)
    {
      const DlnReaderCount *row = g_ptr_array_index (readers, i);

      g_string_append_printf (out, "%s\t%s\t%u\t%u\n", row->name, row->off ? "off" : "on",
                              row->n_documents, row->n_rows);
    }
  return cli_write_text (out) ? EXIT_DONE : EXIT_UNREAD;
}
