/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers of formats of others. They run in dateline-worker, where they can do no harm, and in
 * tests. */
#pragma once

#include "ingest/dln-reading.h"

G_BEGIN_DECLS

/* what is loaded from files, before none can be opened any more */
void     dln_read_prepare (void);
gboolean dln_read_foreign (DlnReading    *reading,
                           DlnInputFormat format,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);

/* whether a member of an archive is wanted */
typedef gboolean (*DlnMemberFunc) (const char *name);

GHashTable *dln_read_members (DlnReading    *reading,
                              const char    *bytes,
                              gsize          length,
                              DlnMemberFunc  func,
                              GPtrArray     *order,
                              GError       **error);

gboolean dln_read_archive (DlnReading    *reading,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);
gboolean dln_read_docx    (DlnReading    *reading,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);
gboolean dln_read_odt     (DlnReading    *reading,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);
gboolean dln_read_pdf     (DlnReading    *reading,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);
gboolean dln_read_epub    (DlnReading    *reading,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);
gboolean dln_read_warc    (DlnReading    *reading,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);
gboolean dln_read_mail    (DlnReading    *reading,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);
gboolean dln_read_mbox    (DlnReading    *reading,
                           const char    *bytes,
                           gsize          length,
                           GError       **error);

G_END_DECLS
