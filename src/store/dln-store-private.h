/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the store room share. */
#pragma once

#include <sqlite3.h>

#include "store/dln-store.h"
#include "store/dln-store-lock-private.h"

G_BEGIN_DECLS

#define DLN_STORE_APPLICATION_ID 0x444c4e43u /* "DLNC" */
#define DLN_STORE_VERSION 6u
#define DLN_STORE_ORIGINALS_VERSION 6u /* the first that tells where articles come from */
#define DLN_STORE_SUMS_VERSION 4u /* the first with checksums */
#define DLN_STORE_BUSY_MILLISECONDS 10000
#define DLN_STORE_MAKE (SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)

/* The header of an SQLite file: https://www.sqlite.org/fileformat.html, 1.3. Numbers are
 * big-endian. */
#define DLN_STORE_HEADER 100         /* bytes */
#define DLN_STORE_AT_FORMAT 18       /* 2 = write-ahead log */
#define DLN_STORE_AT_CHANGES 24      /* change counter */
#define DLN_STORE_AT_COOKIE 40       /* schema cookie */
#define DLN_STORE_AT_VERSION 60      /* user_version */
#define DLN_STORE_AT_APPLICATION 68  /* application_id */

typedef struct _DlnStoreChanges DlnStoreChanges;

struct _DlnStore
{
  sqlite3      *db;
  DlnStoreLock *lock;      /* (nullable): of a store that may write a file */
  dev_t         device;    /* the file that a store without a lock was read from */
  ino_t         inode;     /* 0: none */
  GMutex        moving;    /* held while @db is exchanged, and by searches, of another thread */
  char         *name;      /* for messages */
  char         *reason;    /* (nullable): why it cannot be changed, a sentence */
  GPtrArray    *notes;     /* char *: sentences for the user, oldest first */
  guint         version;   /* user_version of the file */
  guint32       changes;   /* change counter of the file when we last read or wrote it */
  DlnStoreChanges *changed; /* (nullable): rows that the transaction has changed */
  gboolean      tables_good; /* the resolved tables are those that were saved */
  gboolean      ours;        /* the seal was ours when the articles were read, or is since */
  gboolean      told_damage; /* a note names the damaged articles */
  GHashTable   *foreign;     /* ids of articles whose analysis may not be this program's */
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
gint64        _dln_store_read_integer (DlnStore   *store,
                                       const char *sql);
gboolean      _dln_store_begin     (DlnStore   *store,
                                    GError    **error);
/* commits if @good, else rolls back; whether it is committed */
gboolean      _dln_store_end       (DlnStore   *store,
                                    gboolean    good,
                                    GError    **error);

/* opening */
DlnStore     *_dln_store_connect   (const char *path, /* NULL: not a file of the user's */
                                    const char *literal, /* for SQLite */
                                    int         flags,
                                    GError    **error);
gboolean      _dln_store_attach    (DlnStore   *store,
                                    GError    **error);
DlnStore     *_dln_store_open_locked (const char   *path,
                                      DlnStoreLock *lock,
                                      GError      **error);
guint32       _dln_store_read_word (const guint8 *bytes);
/* the change counter of the file; every program that changes it counts on */
guint32       _dln_store_read_changes (DlnStore *store);

/* versions */
gboolean      _dln_store_migrate   (DlnStore   *store,
                                    guint       to,
                                    GError    **error);
gboolean      _dln_store_check_schema (DlnStore *store,
                                       GError  **error);

/* files */
gboolean      _dln_store_copy_bytes (int from,
                                     int to);
DlnStoreLock *_dln_store_put_file  (DlnStore   *store,
                                    const char *path,
                                    gboolean    replace,
                                    GError    **error);
void          _dln_store_sweep     (const char *path);
void          _dln_store_sync_folder (const char *path);
gboolean      _dln_store_copy_pages (DlnStore *from,
                                     DlnStore *to,
                                     GError  **error);

static inline void
_dln_store_bind_text (DlnStatement *statement,
                      int           i,
                      const char   *text)
{
  sqlite3_bind_text (statement, i, text, -1, SQLITE_STATIC);
}

/* a column's text if it is valid UTF-8 without zeros, else NULL */
static inline const char *
_dln_store_get_text (DlnStatement *statement,
                     int           i)
{
  const char *text = (const char *) sqlite3_column_text (statement, i);
  int length = sqlite3_column_bytes (statement, i);

  return text != NULL && g_utf8_validate_len (text, length, NULL) ? text : NULL;
}

/* step 3 of the migrations: decisions get their traces */
gboolean      _dln_store_add_traces (DlnStore   *store,
                                     GError    **error);

/* checksums */
void          _dln_store_watch     (DlnStore   *store);
void          _dln_store_unwatch   (DlnStore   *store);
void          _dln_store_touch_tables (DlnStore *store);
/* whose analysis may be somebody else's: as the file says, after it was read; as @annotations say,
 * when all are written; as of another store, whose file this one's is now */
gboolean      _dln_store_find_foreign (DlnStore   *store,
                                       GError    **error);
void          _dln_store_set_foreign (DlnStore    *store,
                                      GPtrArray   *annotations);
void          _dln_store_copy_foreign (DlnStore   *from,
                                       DlnStore   *to);
gboolean      _dln_store_sum_changes (DlnStore *store,
                                       GError  **error);
gboolean      _dln_store_sum_all  (DlnStore   *store,
                                    GError    **error);
gboolean      _dln_store_alter_journal (DlnStore   *store,
                                        const char *sql,
                                        GError    **error);
gboolean      _dln_store_verify    (DlnStore   *store,
                                    GPtrArray  *lines,
                                    GError    **error);

gboolean      _dln_store_is_sound  (const DlnResolution *resolution,
                                    GPtrArray           *documents,
                                    GPtrArray           *annotations);

const char   *_dln_store_get_rows_schema (void);
gboolean      _dln_store_put_rows        (DlnStore            *store,
                                          const DlnResolution *resolution,
                                          const char          *signature,
                                          GError             **error);

gboolean      _dln_store_set_meta  (DlnStore   *store,
                                    const char *key,
                                    const char *value,
                                    GError    **error);
gboolean      _dln_store_read_meta (DlnStore   *store,
                                    const char *key,
                                    char      **value,
                                    GError    **error);
char         *_dln_store_dup_meta  (DlnStore   *store,
                                    const char *key);

/* makes the function that tells where the words of a hit stand */
gboolean      _dln_store_add_functions (DlnStore *store,
                                        GError  **error);

G_END_DECLS
