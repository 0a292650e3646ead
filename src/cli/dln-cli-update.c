/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli update: the folder that a case watches is read again, as far as it is new. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "case/dln-changes.h"

#include <glib/gi18n.h>

/* "new  event:812  14 Oct 2022  Karakulov left Kazakhstan", and what a changed one was */
static gboolean
print_changes (DlnCase         *dcase,
               const GPtrArray *changes)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const DlnChange *change = g_ptr_array_index (changes, i);
      const DlnEvent *event = dln_case_get_event (dcase, change->event);
      g_autofree char *date = dln_case_dup_event_date (dcase, change->event, NULL);

      g_string_append_printf (out, "%-7s event:%-8u %-14s  %s\n",
                              change->is_new ? "new" : "changed", change->event,
                              *date != '\0' ? date : "-",
                              dln_case_get_string (dcase, event->title));
      if (change->before != NULL) /* Translators: what an event's date and sources were, and are */
        g_string_append_printf (
          out, _("        before: %s; now: %s\n"), change->before, change->now);
    }
  return cli_write_text (out);
}

static int
take_news (DlnSession    *session,
           DlnFolderNews *news)
{
  const char *const paths[] = { news->folder, NULL };
  DlnCase *dcase = dln_session_get_case (session);
  g_autoptr (GHashTable) before = dln_case_dup_state (dcase);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (DlnImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;

  dln_session_set_updating (session, TRUE);
  dln_session_import_only (session, news);
  report = dln_session_import (session, paths, NULL, NULL, NULL, NULL, &error);
  dln_session_import_only (session, NULL);
  if (report == NULL || !dln_session_pass_over (session, news, &error))
    {
      cli_say ("%s", error->message);
      return EXIT_UNREAD;
    }
  cli_say_report (report);
  changes = dln_case_dup_changes (dln_session_get_case (session), before);
  summary = dln_changes_dup_summary (changes);
  if (!cli_is_quiet ())
    cli_say ("%s", summary);
  return print_changes (dln_session_get_case (session), changes) && report->n_failed == 0
           ? EXIT_DONE
           : EXIT_UNREAD;
}

int
cli_update (int    argc,
            char **argv)
{
  g_autofree char *data_dir = NULL;
  gboolean off = FALSE;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, N_("Where the language models are"), "DIR" },
    { "off", 0, 0, G_OPTION_ARG_NONE, &off, N_("Watch no folder any more"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (DlnModel) model = NULL;
  g_autoptr (DlnSession) session = NULL;
  g_autoptr (DlnFolderNews) news = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (!cli_parse_options ("update", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc < 2 || argc > 3)
    return cli_usage (_("update wants one case, and once the folder that it watches."));
  model = off ? NULL : cli_open_model (data_dir);
  session = cli_open_to_change (argv[1], model);
  if (session == NULL)
    return EXIT_UNREAD;
  if ((argc == 3 || off)
      && !dln_session_watch_folder (session, off ? NULL : argv[2], &error))
    {
      cli_say ("%s", error->message);
      return EXIT_UNREAD;
    }
  folder = dln_session_dup_folder (session);
  if (off)
    return EXIT_DONE;
  if (folder == NULL)
    return cli_usage (_("%s watches no folder; name one."), argv[1]);
  news = dln_session_find_news (session, &error);
  if (news == NULL)
    {
      cli_say ("%s", error->message);
      return EXIT_UNREAD;
    }
  if (news->paths->len > 0)
    return take_news (session, news);
  if (!cli_is_quiet ())
    cli_say (_("Nothing is new in %s."), folder);
  return EXIT_DONE;
}
