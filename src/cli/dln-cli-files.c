/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline-cli drafts: the unsaved cases of the application. */
#define G_LOG_DOMAIN "dateline-cli"
#include "config.h"

#include "cli/dln-cli-private.h"

#include "session/dln-draft.h"

#include <glib/gi18n.h>

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
  return cli_write (out->str, out->len) ? EXIT_DONE : EXIT_UNREAD;
}
