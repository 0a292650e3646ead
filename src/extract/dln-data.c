/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word lists and cue lists, compiled into the library from resources/extract. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-stage-private.h"

#include "dln-extract-resources.h"

GBytes *
_dln_data_get (const char *name)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      _dln_extract_register_resource ();
      g_once_init_leave (&registered, 1);
    }

  g_autofree char *path = g_strconcat ("/org/dateline/extract/", name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (_dln_extract_get_resource (), path, 0, &error);

  if (bytes == NULL)
    g_error ("%s", error->message);
  return bytes;
}
