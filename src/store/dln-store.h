/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case file: documents, annotations, resolved tables and the journal of decisions in one SQLite
 * database.
 *
 * A store may be used by one thread at a time; another may search meanwhile. One store writes a
 * file; who opens it meanwhile reads a copy. Each writing function is one transaction: when it
 * returns TRUE its work is in the file and on the disk, when it returns FALSE nothing has
 * changed. */
#pragma once

#include <gio/gio.h>

#include "extract/dln-resolution.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_STORE_ERROR_CASE,    /* no case file, of a newer version, or with objects that are not ours */
  DLN_STORE_ERROR_DAMAGED, /* its contents cannot be right */
  DLN_STORE_ERROR_WRITE,   /* read-only, full disk, changed by another program */
} DlnStoreError;
#define DLN_STORE_ERROR (dln_store_error_quark ())
GQuark dln_store_error_quark (void);

typedef struct _DlnStore DlnStore;

DlnStore *dln_store_create            (const char          *path,
                                       GError             **error);
DlnStore *dln_store_open              (const char          *path,
                                       GError             **error);
DlnStore *dln_store_open_to_read      (const char          *path,
                                       GError             **error);
void      dln_store_close             (DlnStore            *store);
gboolean  dln_store_is_taken          (const char          *path);
gboolean  dln_store_remove            (DlnStore            *store);
gboolean  dln_store_remove_if_empty   (DlnStore            *store);
gboolean  dln_store_count             (DlnStore            *store,
                                       guint               *n_documents,
                                       guint               *n_decisions,
                                       GError             **error);
const char *dln_store_get_reason      (DlnStore            *store);
const char *dln_store_get_path        (DlnStore            *store);
gboolean  dln_store_is_at             (DlnStore            *store,
                                       const char          *path);
gboolean  dln_store_follow            (DlnStore            *store,
                                       GError             **error);
void      dln_store_add_note          (DlnStore            *store,
                                       char                *text);
GPtrArray *dln_store_take_notes       (DlnStore            *store);
gboolean  dln_store_copy_to           (DlnStore            *store,
                                       const char          *path,
                                       GError             **error);
DlnStore *dln_store_save_as           (DlnStore            *store,
                                       const char          *path,
                                       GError             **error);

/* documents and annotations */
gboolean  dln_store_load_documents    (DlnStore            *store,
                                       GPtrArray           *documents,
                                       GPtrArray           *annotations,
                                       GError             **error);
gboolean  dln_store_add               (DlnStore            *store,
                                       guint                first_id,
                                       GPtrArray           *documents,
                                       GPtrArray           *annotations,
                                       const DlnResolution *resolution,
                                       const char          *signature,
                                       GCancellable        *cancellable,
                                       GError             **error);
gboolean  dln_store_replace_all       (DlnStore            *store,
                                       GPtrArray           *documents,
                                       GPtrArray           *annotations,
                                       const DlnResolution *resolution,
                                       const char          *signature,
                                       GCancellable        *cancellable,
                                       GError             **error);
gboolean  dln_store_replace_annotations (DlnStore          *store,
                                       DlnDocumentId        id,
                                       DlnAnnotations      *annotations,
                                       GError             **error);

/* resolved tables; @signature tells the decisions that went into them */
gboolean  dln_store_write_resolution  (DlnStore            *store,
                                       const DlnResolution *resolution,
                                       const char          *signature,
                                       GError             **error);
gboolean  dln_store_is_same           (const DlnResolution *a,
                                       const DlnResolution *b);
DlnResolution *dln_store_load_resolution (DlnStore         *store,
                                       const char          *signature,
                                       GPtrArray           *documents,
                                       GPtrArray           *annotations);

/* title and journal */
char     *dln_store_dup_title         (DlnStore            *store);
char     *dln_store_dup_folder        (DlnStore            *store);
gboolean  dln_store_set_folder        (DlnStore            *store,
                                       const char          *folder,
                                       GError             **error);
char     *dln_store_dup_searches      (DlnStore            *store);
gboolean  dln_store_set_searches      (DlnStore            *store,
                                       const char          *searches,
                                       GError             **error);
gboolean  dln_store_set_title         (DlnStore            *store,
                                       const char          *title,
                                       GError             **error);
gboolean  dln_store_load_journal      (DlnStore            *store,
                                       /* DlnDecision; texts and traces owned */
                                       GArray              *decisions,
                                       guint               *position,
                                       GError             **error);
void      dln_store_clear_journal     (GArray              *decisions);
gboolean  dln_store_add_decisions     (DlnStore            *store,
                                       guint                position,
                                       const DlnDecision   *decisions,
                                       gsize                n,
                                       GError             **error);
gboolean  dln_store_set_position      (DlnStore            *store,
                                       guint                position,
                                       GError             **error);

/* text search */
typedef struct
{
  DlnDocumentId document;
  guint         n_spans;
  DlnSpan       spans[8]; /* where the words stand in the text; none if only in the title */
} DlnStoreHit;

typedef struct
{
  const char *text;     /* a word or a phrase */
  gboolean    prefix;   /* its last word may be the beginning of one */
  const char *near;     /* (nullable): another one that has to be near */
  guint       distance; /* words that may stand between them */
} DlnStorePhrase;

gboolean  dln_store_match             (DlnStore             *store,
                                       const DlnStorePhrase *phrases,
                                       guint                 n,
                                       float                *scores,
                                       guint                 n_scores,
                                       GError              **error);
gboolean  dln_store_find_places       (DlnStore             *store,
                                       const DlnStorePhrase *phrases,
                                       guint                 n,
                                       DlnStoreHit          *hit,
                                       GError              **error);

/* what only this user knows, for the whole program: it tells cases that are ours */
#define DLN_STORE_KEY_BYTES 16
void      dln_store_use_key           (const guint8        *bytes);
gboolean  dln_store_is_ours           (DlnStore            *store);

/* SQLite's own check of the file; lines are (element-type utf8). Returns: number of problems */
guint     dln_store_check             (DlnStore            *store,
                                       GPtrArray           *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnStore, dln_store_close)

G_END_DECLS
