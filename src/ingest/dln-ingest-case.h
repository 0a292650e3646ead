/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in JSON, as `dateline-cli export` writes it and other programs may make it; timelines of
 * TimelineJS and graphs in GraphML. */
#pragma once

#include "ingest/dln-ingest.h"

G_BEGIN_DECLS

DlnIngested *dln_ingest_case      (const char *path,
                                   const char *name,
                                   GError    **error);
DlnIngested *dln_ingest_case_text (const char *text,
                                   gsize       length,
                                   const char *name,
                                   GError    **error);
gboolean     dln_ingest_is_case   (const char *path);

G_END_DECLS
