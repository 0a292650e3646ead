/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stored settings, if their schema is installed. A program started from its build folder has
 * none, and does without. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-settings.h"

/**
 * dln_settings_get:
 *
 * Returns: (transfer none) (nullable): the settings, %NULL if the schema is not installed
 */
GSettings *
dln_settings_get (void)
{
  static GSettings *settings = NULL;
  static gboolean looked = FALSE;

  if (!looked)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema
        = source != NULL ? g_settings_schema_source_lookup (source, DLN_APP_ID, TRUE) : NULL;

      looked = TRUE;
      if (schema != NULL)
        settings = g_settings_new (DLN_APP_ID);
    }
  return settings;
}
