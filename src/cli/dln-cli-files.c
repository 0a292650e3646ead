/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli drafts, backups and restore: what was kept without being asked for. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "session/dln-backup.h"
#include "session/dln-draft.h"

#include <glib/gi18n.h>
#include <string.h>

int
cli_drafts (int    argc,
            char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autofree char *folder = dln_drafts_dup_folder (g_get_user_data_dir ());
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) drafts = NULL;

  if (!cli_parse_options ("drafts", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc != 1)
    return cli_usage (_("drafts wants no arguments."));
  drafts = dln_drafts_list (folder);
  for (guint i = 0; i < drafts->len; i++)
    {
      const DlnDraft *draft = g_ptr_array_index (drafts, i);
      g_autofree char *begun = g_date_time_format (draft->begun, "%F %R");
      g_autofree char *path = g_filename_display_name (draft->path);

      g_string_append_printf (out,
                              _("%s  %u articles, %u decisions  %s  %s\n"),
                              begun,
                              draft->n_articles,
                              draft->n_decisions,
                              path,
                              draft->title != NULL ? draft->title : "");
    }
  return cli_write_text (out) ? EXIT_DONE : EXIT_UNREAD;
}

/* ---- backups --------------------------------------------------------------------------------- */

/* (transfer full): the name by which restore knows it */
static char *
dup_backup_name (const DlnBackup *backup)
{
  g_autofree char *name = g_path_get_basename (backup->path);

  if (g_str_has_suffix (name, ".dateline"))
    name[strlen (name) - strlen (".dateline")] = '\0';
  return g_filename_display_name (name);
}

int
cli_backups (int    argc,
             char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) backups = NULL;

  if (!cli_parse_options ("backups", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc != 2)
    return cli_usage (_("backups wants one case."));
  backups = dln_backups_list (argv[1]);
  for (guint i = 0; i < backups->len; i++)
    {
      const DlnBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *name = dup_backup_name (backup);

      g_string_append_printf (out,
                              _("%-18s  %u articles, %u decisions\n"),
                              name,
                              backup->n_articles,
                              backup->n_decisions);
    }
  if (backups->len == 0)
    cli_say (_("%s has no backups yet."), argv[1]);
  return cli_write_text (out) ? EXIT_DONE : EXIT_UNREAD;
}

/* (transfer full) (nullable): of a name in the list, or of a file */
static char *
find_backup (const char *path,
             const char *wanted)
{
  g_autoptr (GPtrArray) backups = dln_backups_list (path);

  for (guint i = 0; i < backups->len; i++)
    {
      const DlnBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *name = dup_backup_name (backup);

      if (strcmp (name, wanted) == 0)
        return g_strdup (backup->path);
    }
  return g_file_test (wanted, G_FILE_TEST_IS_REGULAR) ? g_strdup (wanted) : NULL;
}

/* a case that cannot be opened is kept, and a copy of the backup takes its place */
static int
put_in_place (const char   *path,
              const char   *backup,
              const GError *why)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  if (!dln_backup_put_in_place (path, backup, &kept, &error))
    {
      cli_say ("%s", error->message);
      return EXIT_UNREAD;
    }
  if (kept != NULL)
    cli_say (_("%s It was kept as %s."), why->message, kept);
  cli_say (_("%s is now what it was in %s."), path, backup);
  return EXIT_DONE;
}

int
cli_restore (int    argc,
             char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (DlnSession) session = dln_session_new (NULL);
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;

  if (!cli_parse_options ("restore", entries, &argc, &argv))
    return EXIT_USAGE;
  if (argc != 3)
    return cli_usage (_("restore wants a case and one of its backups."));
  backup = find_backup (argv[1], argv[2]);
  if (backup == NULL)
    {
      cli_say (_("%s has no backup %s; dateline-cli backups lists them."), argv[1], argv[2]);
      return EXIT_UNREAD;
    }
  if (!dln_session_open (session, argv[1], &error))
    return put_in_place (argv[1], backup, error);
  if (!dln_session_restore (session, backup, &error))
    {
      cli_say ("%s", error->message);
      return EXIT_UNREAD;
    }
  cli_say (_("%s is now what it was in %s; what it was before is a backup, too."), argv[1], backup);
  return EXIT_DONE;
}
