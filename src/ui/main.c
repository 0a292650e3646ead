/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dateline [FILE...]: case files are opened, other files and folders imported. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "base/dln-icu-memory.h"
#include "session/dln-draft.h"
#include "session/dln-session.h"
#include "ui/dln-application.h"
#include "ui/dln-ui-resources.h"

#include <glib/gi18n.h>
#include <locale.h>

/* beside the models, or in the source tree */
static char *
find_samples (const char *data_dir)
{
  g_autofree char *installed = g_build_filename (data_dir, "samples", NULL);

  return g_file_test (installed, G_FILE_TEST_IS_DIR)
           ? g_steal_pointer (&installed)
           : g_build_filename (data_dir, "..", "data", "samples", NULL);
}

int
main (int    argc,
      char **argv)
{
  const char *data_dir =
    g_getenv ("DATELINE_DATA_DIR"); /* for a program that is not where it was configured to be */
  g_autofree char *samples = find_samples (data_dir != NULL ? data_dir : DLN_PKGDATADIR);

  dln_icu_use_glib_memory ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, DLN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Dateline");
  g_set_prgname (DLN_APP_ID);
  dln_session_use_key (g_get_user_data_dir ());
  dln_session_use_worker (g_getenv ("DATELINE_WORKER"));
  _dln_ui_register_resource ();

  g_autoptr (DlnApplication) application
    = dln_application_new (data_dir != NULL ? data_dir : DLN_PKGDATADIR, samples);

  g_autofree char *drafts = dln_drafts_dup_folder (g_get_user_data_dir ());

  dln_application_set_drafts (application, drafts);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
