/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Earlier states of a case, kept beside it in a folder of its name with ".backups": one of each day
 * of use, and one before a new version of Dateline or a new model changes what is in it. */
#pragma once

#include "session/dln-session.h"

G_BEGIN_DECLS

/**
 * DlnBackup: one of them. Freed with dln_backup_free().
 */
typedef struct
{
  char      *path;
  GDateTime *made; /* local time */
  guint      n_articles;
  guint      n_decisions;
} DlnBackup;

void       dln_backup_free              (DlnBackup           *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnBackup, dln_backup_free)

char      *dln_backups_dup_folder       (const char          *path);
GPtrArray *dln_backups_list             (const char          *path);
void       dln_backups_list_async       (const char          *path,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             data);
GPtrArray *dln_backups_list_finish      (GAsyncResult        *result,
                                         GError             **error);
gboolean   dln_backup_put_in_place      (const char          *path,
                                         const char          *backup,
                                         char               **kept,
                                         GError             **error);
void       dln_backup_put_in_place_async (const char         *path,
                                          const char         *backup,
                                          GAsyncReadyCallback callback,
                                          gpointer            data);
gboolean   dln_backup_put_in_place_finish (GAsyncResult      *result,
                                          char              **kept,
                                          GError            **error);

gboolean   dln_session_restore          (DlnSession          *self,
                                         const char          *backup,
                                         GError             **error);
void       dln_session_restore_async    (DlnSession          *self,
                                         const char          *backup,
                                         GAsyncReadyCallback  callback,
                                         gpointer             data);
gboolean   dln_session_restore_finish   (DlnSession          *self,
                                         GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
