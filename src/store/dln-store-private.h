/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the store room share. */
#pragma once

#include <sqlite3.h>

#include "store/dln-store.h"

G_BEGIN_DECLS

struct _DlnStore
{
  sqlite3 *db;
  char    *path; /* (nullable): in memory */
  char    *name; /* for messages */
  gboolean read_only;
  gint64   data_version; /* of the file when we last read or wrote it */
};

typedef sqlite3_stmt DlnStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnStatement, sqlite3_finalize)

/* sets @error from what SQLite says of the last call; FALSE, for `return` */
gboolean      _dln_store_fail      (DlnStore   *store,
                                    GError    **error);
DlnStatement *_dln_store_prepare   (DlnStore   *store,
                                    const char *sql,
                                    GError    **error);
/* one step of a statement that gives no rows, then reset */
gboolean      _dln_store_run       (DlnStore     *store,
                                    DlnStatement *statement,
                                    GError      **error);
gboolean      _dln_store_execute   (DlnStore   *store,
                                    const char *sql,
                                    GError    **error);
gboolean      _dln_store_begin     (DlnStore   *store,
                                    GError    **error);
/* commits if @good, else rolls back; whether it is committed */
gboolean      _dln_store_end       (DlnStore   *store,
                                    gboolean    good,
                                    GError    **error);

const char   *_dln_store_get_rows_schema (void);
gboolean      _dln_store_put_rows        (DlnStore            *store,
                                          const DlnResolution *resolution,
                                          const char          *signature,
                                          GError             **error);

gboolean      _dln_store_set_meta  (DlnStore   *store,
                                    const char *key,
                                    const char *value,
                                    GError    **error);
char         *_dln_store_dup_meta  (DlnStore   *store,
                                    const char *key);

/* makes the function that tells where the words of a hit stand */
gboolean      _dln_store_add_functions (DlnStore *store,
                                        GError  **error);

G_END_DECLS
