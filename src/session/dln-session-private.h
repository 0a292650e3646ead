/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the session room share. */
#pragma once

#include "ingest/dln-ingest.h"
#include "session/dln-files.h"
#include "session/dln-session.h"
#include "store/dln-store.h"

G_BEGIN_DECLS

typedef struct _DlnTold DlnTold;

struct _DlnSession
{
  GObject   parent_instance;

  DlnModel *model; /* (nullable) */
  DlnCase  *dcase;
  char     *path;  /* (nullable): of the case file */
  char     *draft; /* (nullable): the file that is kept while there is no @path */
  char     *drafts; /* (nullable): folder for it */
  DlnStore *store; /* never NULL: in memory while the case has no file */
  gboolean  busy;  /* an import or a change is under way: what would touch the case is refused */
  GQueue   *changes; /* what was decided and waits or is being worked in, first in first out */
  gboolean  updating; /* what is imported takes the place of an older text of it */
  gboolean  stale; /* the tables in the store are of other decisions */
  gboolean  rebuilt; /* those in the file were not what its articles and corrections give */
  char    **given; /* (nullable): files of other programs' annotations for an import */
  char     *reader; /* (nullable): what that program is called */
  DlnTold  *told;   /* (nullable): of the articles of "-", for the next import */
  GHashTable *only; /* (nullable): char *, paths that an import is confined to */
  struct _DlnWordIndex *words; /* (nullable): what search compares with, made when first needed */
};

/* The decisions in force that change what is one thing and what is two; texts are the case's.
 * (transfer full) (element-type DlnDecision) */
GArray        *_dln_session_dup_structural (DlnCase      *dcase);

/* all documents of the case, then @more, with their annotations; (transfer full) (element-type
 * DlnResolveInput) */
GArray        *_dln_session_dup_inputs     (DlnCase      *dcase,
                                            GPtrArray    *more_documents,
                                            GPtrArray    *more_annotations);

void           _dln_told_free              (DlnTold      *told); /* (nullable) */

gboolean       _dln_session_refuse_if_busy (DlnSession  *self,
                                            GError      **error);

void           _dln_session_set_busy       (DlnSession   *self,
                                            gboolean      busy);

/* has @func called in @context, soon and before idle work */
void           _dln_session_send_progress  (GMainContext   *context,
                                            DlnProgressFunc func,
                                            gpointer        data,
                                            guint           n_done,
                                            guint           n_total,
                                            const char     *what);

/* tells which structural decisions went into tables; (transfer full) */
char          *_dln_session_make_signature (const GArray *decisions);

/* a new draft that holds what @memory holds; any thread. (transfer full) (nullable): if there can
 * be none the case goes on in memory, and @messages tells the user */
DlnStore      *_dln_draft_begin            (DlnStore     *memory,
                                            const char   *folder,
                                            GPtrArray    *messages);

/* puts another case in the place of the open one; takes @store and @dcase. The draft of the open
 * one, if it has one, stays a file that is offered again. */
void           _dln_session_replace        (DlnSession   *self,
                                            DlnStore     *store,
                                            DlnCase      *dcase,
                                            const char   *path);

/* after the store has written: its file may have moved */
void           _dln_session_take_path      (DlnSession   *self);

/* the same case file with other documents or annotations; takes @dcase */
void           _dln_session_put_case       (DlnSession   *self,
                                            DlnCase      *dcase);

/* a case of these documents with the title and the journal of @old; takes @resolution */
DlnCase       *_dln_session_new_case       (DlnCase       *old,
                                            GPtrArray     *documents,
                                            GPtrArray     *annotations,
                                            DlnResolution *resolution);

/* whether a text is short enough and in the language of @model */
gboolean       _dln_session_can_analyse    (DlnModel     *model,
                                            DlnDocument  *document);

/* what is done with a file or the whole case, at once or in a thread */
typedef struct
{
  gboolean (*run) (gpointer data, GError **error);    /* any thread; only @data */
  void     (*take) (DlnSession *self, gpointer data); /* puts the result in place */
  GDestroyNotify free;
} DlnSessionWork;

/* now; takes @data */
gboolean       _dln_session_run_work       (DlnSession           *self,
                                            const DlnSessionWork *work,
                                            gpointer              data,
                                            GError              **error);
/* the caller's task; NULL: it has been refused */
GTask         *_dln_session_new_task       (DlnSession           *self,
                                            gpointer              tag,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              data);
/* in a thread; takes @task, the caller's, and @data; the session is busy until it is done */
void           _dln_session_start_work     (GTask                *task,
                                            const DlnSessionWork *work,
                                            gpointer              data);
gboolean       _dln_session_finish_work    (DlnSession           *self,
                                            GAsyncResult         *result,
                                            GError              **error);

/* the store's errors are the session's to its callers; takes @from; FALSE, for `return` */
gboolean       _dln_session_pass_on        (GError       *from,
                                            GError      **error);

/* the case that is in @store; any thread. @stale: whether its tables had to be made again.
 * (transfer full) */
DlnCase       *_dln_session_load_case      (DlnStore     *store,
                                            DlnModel     *model, /* (nullable) */
                                            gboolean     *stale,
                                            GError      **error);

/* writes the tables if decisions have changed them since they were written */
void           _dln_session_settle         (DlnSession   *self);

/* what lies in a folder, read in a thread; of no session */
typedef GPtrArray *(*DlnListFunc)          (const char   *path);
void           _dln_session_list_in_thread (DlnListFunc   func,
                                            const char   *path,
                                            GCancellable *cancellable, /* (nullable) */
                                            GAsyncReadyCallback callback,
                                            gpointer      data);
GPtrArray     *_dln_session_list_finish    (GAsyncResult *result,
                                            GError      **error);
/* decisions of another case, as they are */
gboolean       _dln_session_append         (DlnSession        *self,
                                            const DlnDecision *decisions,
                                            gsize              n,
                                            GError           **error);

GPtrArray     *_dln_session_switch_annotations (DlnSession  *self,
                                            const char      *name,
                                            gboolean         off,
                                            GError         **error);

void           _dln_session_forget_words   (DlnSession   *self);

G_END_DECLS
