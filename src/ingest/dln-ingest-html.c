/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML is refused by name until the reader lands with the next commit. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>

DlnIngested *
_dln_ingest_html (const char *text,
                  gsize       length,
                  const char *id,
                  GError    **error)
{
  g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT, _("%s is HTML, which is not read."), id);
  return NULL;
}
