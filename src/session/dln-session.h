/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The use cases that application and command line share: one open case, import, save, search,
 * decide, undo. */
#pragma once

#include <gio/gio.h>

#include "case/dln-filter.h"
#include "extract/dln-extract.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_SESSION_ERROR_CASE,     /* no case file, a newer version, damaged, read-only */
  DLN_SESSION_ERROR_DOCUMENT, /* a file that cannot be read as an article */
  DLN_SESSION_ERROR_BUSY,     /* an import or a change is under way */
} DlnSessionError;
#define DLN_SESSION_ERROR (dln_session_error_quark ())
GQuark dln_session_error_quark (void);

#define DLN_TYPE_SESSION (dln_session_get_type ())
G_DECLARE_FINAL_TYPE (DlnSession, dln_session, DLN, SESSION, GObject)

/**
 * DlnImportReport: what became of each file. Freed with dln_import_report_free().
 */
typedef struct
{
  guint      n_added;
  guint      n_changed;    /* took the place of an article of the same name or address */
  guint      n_duplicates; /* the same text was there already */
  guint      n_failed;
  guint      n_skipped;    /* lay in a folder and are no articles by their names */
  guint      n_unanalysed; /* language without a bundle */
  guint      n_lines;      /* of other programs' annotations that were taken */
  guint      n_refused;    /* of them, not taken: what they say is not in the text */
  /* char *: one sentence for each file that failed or was noticed, naming it */
  GPtrArray *messages;
  GPtrArray *taken;    /* char *: names of the articles that were added or changed, with titles */
  GPtrArray *left_out; /* char *: names of the files that @n_skipped counts */
} DlnImportReport;

void        dln_import_report_free      (DlnImportReport *report);
char       *dln_import_report_dup_text  (const DlnImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnImportReport, dln_import_report_free)

/* main thread */
typedef void (*DlnProgressFunc)         (guint n_done, guint n_total, const char *what,
                                         gpointer data);

/* @model may be NULL: documents are then imported without analysis. Properties: "case" (DlnCase,
 * notify on open), "path" (string, NULL = not saved yet), "busy" (boolean). */
DlnSession *dln_session_new             (DlnModel *model);
DlnCase    *dln_session_get_case        (DlnSession *self); /* never NULL */
const char *dln_session_get_path        (DlnSession *self);
gboolean    dln_session_is_at           (DlnSession *self, const char *path);
/* why changes are refused, a sentence: write-protected, or open elsewhere; NULL if they are not */
const char *dln_session_get_reason      (DlnSession *self);
/* sentences on what was found or done when the case was opened or its file had moved */
GPtrArray  *dln_session_take_notes      (DlnSession *self);
gboolean    dln_session_follow          (DlnSession *self, GError **error);

/* the key by which cases of this user are known; once, at the start of a program */
void        dln_session_use_key         (const char *user_data_dir);
/* where dateline-worker is, which reads what others wrote; %NULL = where it belongs */
void        dln_session_use_worker      (const char *path);

/* A case file is written at once and kept in step with each edit; @path must not exist (create) or
 * must (open). */
gboolean    dln_session_create          (DlnSession *self, const char *path, GError **error);
gboolean    dln_session_open            (DlnSession *self, const char *path, GError **error);
gboolean    dln_session_open_to_read    (DlnSession *self, const char *path, GError **error);
gboolean    dln_session_save_as         (DlnSession *self, const char *path, GError **error);
/* dln_session_open() in a thread */
void        dln_session_open_async      (DlnSession *self, const char *path,
                                         DlnProgressFunc progress, gpointer progress_data,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
void        dln_session_open_draft_async (DlnSession *self, const char *path,
                                          DlnProgressFunc progress, gpointer progress_data,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
gboolean    dln_session_open_finish     (DlnSession *self, GAsyncResult *result, GError **error);
/* dln_session_save_as() in a thread */
void        dln_session_save_as_async   (DlnSession *self, const char *path,
                                         GAsyncReadyCallback callback, gpointer data);
gboolean    dln_session_save_as_finish  (DlnSession *self, GAsyncResult *result, GError **error);
void        dln_session_close           (DlnSession *self); /* back to an empty, unsaved case */
gboolean    dln_session_remove_if_empty (DlnSession *self);

/* Files and folders, read recursively; "-" is standard input; links are followed once. Cancelling
 * leaves the case as it was. */
void             dln_session_import_async  (DlnSession *self,
                                            const char * const *paths,
                                            DlnProgressFunc progress, gpointer progress_data,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
DlnImportReport *dln_session_import_finish (DlnSession *self, GAsyncResult *result, GError **error);
DlnImportReport *dln_session_import        (DlnSession *self, const char * const *paths,
                                            /* NULL = by content; "text", "ndjson", "conllu" */
                                            const char *input_format,
                                            DlnProgressFunc progress, gpointer progress_data,
                                            /* runs a main loop of its own */
                                            GCancellable *cancellable, GError **error);

/* whether what is imported takes the place of an article of the same address or name and another
 * text, from now on; otherwise it is one more article, as is the default */
void        dln_session_set_updating    (DlnSession *self, gboolean updating);

/* A case may watch the folder that its articles come from. */
typedef struct
{
  char      *folder;
  GPtrArray *paths;     /* char *: files that are new or have changed */
  guint      n_new;
  guint      n_changed; /* articles of these files are in the case, with other text */
} DlnFolderNews;

void           dln_folder_news_free      (DlnFolderNews *news);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnFolderNews, dln_folder_news_free)
char          *dln_session_dup_folder    (DlnSession *self);
gboolean       dln_session_watch_folder  (DlnSession *self, const char *folder, GError **error);
void           dln_session_find_news_async (DlnSession *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
DlnFolderNews *dln_session_find_news_finish (DlnSession *self, GAsyncResult *result,
                                            GError **error);
DlnFolderNews *dln_session_find_news     (DlnSession *self, GError **error);
void           dln_session_import_only   (DlnSession *self, const DlnFolderNews *news);
gboolean       dln_session_pass_over     (DlnSession *self, const DlnFolderNews *news,
                                          GError **error);

/* what other programs read; see `dateline-cli help import` */
typedef struct
{
  char    *name;
  gboolean off;         /* it is kept, but does not count */
  guint    n_documents;
  guint    n_rows;      /* names, quotes, relations and events */
} DlnReaderCount;

void        dln_reader_count_free       (DlnReaderCount *count);
void        dln_session_set_given       (DlnSession *self, const char * const *paths,
                                         const char *reader);
GPtrArray  *dln_session_dup_readers     (DlnSession *self);
gboolean    dln_session_switch_reader   (DlnSession *self, const char *name, gboolean off,
                                         GError **error);
void        dln_session_switch_reader_async (DlnSession *self, const char *name, gboolean off,
                                         GAsyncReadyCallback callback, gpointer data);

/* Articles leave the case, or are read again with the session's model. Ids are others afterwards,
 * so "case" is told; decisions are found again. */
gboolean    dln_session_remove          (DlnSession *self, const DlnDocumentId *ids, gsize n,
                                         GError **error);
void        dln_session_remove_async    (DlnSession *self, const DlnDocumentId *ids, gsize n,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
gboolean    dln_session_reread          (DlnSession *self, GCancellable *cancellable,
                                         GError **error);
void        dln_session_reread_async    (DlnSession *self,
                                         DlnProgressFunc progress, gpointer progress_data,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
/* of all of these */
gboolean    dln_session_revise_finish   (DlnSession *self, GAsyncResult *result, GError **error);

/* Edits: applied, journalled and saved before they return. Without a screen; what changes who is
 * one with whom (merge, keep apart, a document's date) joins all documents anew, which takes
 * seconds in a large case. */
gboolean    dln_session_decide          (DlnSession *self, const DlnDecision *decision,
                                         GError **error);
gboolean    dln_session_decide_all      (DlnSession *self, const DlnDecision *decisions, gsize n,
                                         GError **error);
gboolean    dln_session_revoke          (DlnSession *self, guint number, const char *reason,
                                         GError **error);
gboolean    dln_session_undo            (DlnSession *self, GError **error);
gboolean    dln_session_redo            (DlnSession *self, GError **error);

/* What two people decided about the same articles, as JSON lines */
typedef struct
{
  guint      n_joined;       /* new here */
  guint      n_known;        /* decided here, too */
  guint      n_orphaned;     /* of those joined: about words that are in no article here */
  GPtrArray *contradictions; /* char *: one sentence for each that was decided otherwise here */
} DlnJoinReport;

void           dln_join_report_free        (DlnJoinReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnJoinReport, dln_join_report_free)
char          *dln_session_write_decisions (DlnSession *self);
DlnJoinReport *dln_session_join_decisions  (DlnSession *self, const char *text, GError **error);

/* The same with that work in a thread. Calls queue up: each is applied, journalled and saved as one
 * change, in the order of the calls, before its callback; the session is busy meanwhile. Edits of
 * one row are done at once when nothing waits. Cancelling leaves the case as it was. */
void        dln_session_decide_async    (DlnSession *self, const DlnDecision *decision, /* copied */
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer data);
void        dln_session_decide_all_async (DlnSession *self, const DlnDecision *decisions, gsize n,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer data);
void        dln_session_revoke_async    (DlnSession *self, guint number, const char *reason,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
void        dln_session_undo_async      (DlnSession *self, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
void        dln_session_redo_async      (DlnSession *self, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
/* of all of them */
gboolean    dln_session_change_finish   (DlnSession *self, GAsyncResult *result, GError **error);

typedef struct
{
  DlnTarget     target;   /* an entity, event, relation, quote or document */
  DlnDocumentId document; /* for text hits */
  DlnSpan       span;     /* for text hits */
  char         *title;    /* plain text */
  char         *marked;   /* the title; each hit stands between U+E000 and U+E001 */
  char         *date;     /* (nullable): as a graphic writes it */
  char         *snippet;  /* words around the hits, marked likewise; of a quote, who said it */
  float         score;
} DlnSearchHit;

typedef struct
{
  GArray *hits;       /* DlnSearchHit: entities, events, quotes, documents, each best first */
  guint   n_found[DLN_TARGET_QUOTE + 1]; /* of each DlnTargetKind, also those not in @hits */
  char   *note;       /* sentences on what was not understood, or understood otherwise; may be "" */
} DlnSearchResult;

void             dln_search_result_free (DlnSearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnSearchResult, dln_search_result_free)
DlnSearchResult *dln_session_search     (DlnSession *self, const char *text, guint limit,
                                         GError **error);
DlnFound        *dln_session_search_all (DlnSession *self, const char *text, GError **error);

/* queries that are kept in the case; (transfer full) */
char           **dln_session_dup_searches (DlnSession *self);
gboolean         dln_session_keep_search  (DlnSession *self, const char *text, gboolean keep,
                                           GError **error);

/* Integrity: every row has evidence, every span's text is what was quoted. Returns: number of
 * problems, told in @lines */
guint       dln_session_check           (DlnSession *self, GPtrArray *lines);

G_END_DECLS
