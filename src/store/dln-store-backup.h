/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups: whole copies of a case, in a folder beside it that its user can find. */
#pragma once

#include "store/dln-store.h"

G_BEGIN_DECLS

#define DLN_STORE_MAX_BACKUPS 10

/**
 * DlnStoreBackup: an earlier state of a case. Freed with dln_store_backup_free().
 */
typedef struct
{
  char      *path;
  GDateTime *made;        /* local time, to the minute */
  guint      n_documents; /* articles in it */
  guint      n_decisions; /* in force in it */
} DlnStoreBackup;

void       dln_store_backup_free       (DlnStoreBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnStoreBackup, dln_store_backup_free)

char      *dln_store_dup_backup_folder (const char     *path);
GPtrArray *dln_store_list_backups      (const char     *path);
gboolean   dln_store_back_up           (DlnStore       *store,
                                        GError        **error);
void       dln_store_back_up_daily     (DlnStore       *store,
                                        gboolean        always);
gboolean   dln_store_restore           (DlnStore       *store,
                                        DlnStore       *backup,
                                        GError        **error);
gboolean   dln_store_put_aside         (const char     *path,
                                        char          **kept,
                                        GError        **error);

G_END_DECLS
