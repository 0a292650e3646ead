/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import under way, as the files see it that work on it. */
#pragma once

#include "session/dln-session-private.h"

G_BEGIN_DECLS

typedef struct /* one article on its way */
{
  DlnIngested    *item;
  DlnDocumentId   replaces;    /* 0 = it is one more */
  DlnAnnotations *annotations; /* worker's */
  char           *message;     /* worker's: (nullable) */
  gboolean        failed;
  gboolean        unanalysed;
} DlnImportArticle;

typedef struct
{
  /* given; what is not safe to let go in a thread is let go when the job is done */
  DlnSession      *session;
  DlnModel        *model;
  char           **paths;
  char           **given;  /* (nullable): other programs' annotations */
  char            *reader; /* (nullable): what that program is called */
  GHashTable      *only;   /* (nullable): char *, paths: other files are left alone */
  DlnTold         *told;   /* (nullable): what the user says of "-" */
  DlnInputFormat   format;
  DlnStore        *store; /* the session's, which lives as long as the job */
  char            *drafts; /* (nullable): the case has no file and gets one in this folder */
  DlnCase *dcase; /* its arrays are only read, and do not change while the session is busy */
  GHashTable      *digests; /* char * -> char *: texts that are there or on their way, days */
  GHashTable      *names;   /* char * -> id: addresses and names of articles that are there */
  gboolean         updating; /* what has one of @names replaces it */
  GArray          *decisions;
  DlnProgressFunc  progress;
  gpointer         progress_data;
  GMainContext    *context;
  GCancellable    *cancellable;
  GTask           *task; /* the caller's */

  /* under way */
  GPtrArray       *files;       /* (nullable): DlnFile */
  GPtrArray       *given_files; /* of them: annotations; (unowned) */
  GPtrArray       *articles; /* DlnImportArticle, in the order of reading */
  GThreadPool     *pool;
  GMutex           mutex;
  GCond            room;     /* a place in the queue became free, or all is done */
  guint            n_queued;
  guint            n_files;
  guint            n_files_done;
  gint64           last_progress;

  /* result */
  DlnImportReport *report;
  GPtrArray       *documents;
  GPtrArray       *annotations;
  DlnResolution   *resolution; /* (nullable): nothing was added */
  GPtrArray       *all_documents;   /* (nullable): some were changed: all of the case */
  GPtrArray       *all_annotations; /* as many */
  DlnCase         *revised;         /* (nullable): the case of these */
  DlnStore        *draft;      /* (nullable): where all was written */
} DlnImportJob;

DlnImportReport *_dln_import_report_new (void);
void     _dln_import_report_take (DlnImportReport   *report,
                                  const DlnDocument *document);
gboolean _dln_told_is_pasted    (const DlnTold *told);
gboolean _dln_told_ingest       (const DlnTold *told,
                                 const DlnFile *file,
                                 DlnInputFormat format,
                                 DlnIngestFunc  func,
                                 gpointer       data,
                                 GPtrArray     *messages,
                                 GCancellable  *cancellable,
                                 GError       **error);
void     _dln_import_hold_all   (DlnImportJob *job);
gboolean _dln_import_read_given (DlnImportJob *job,
                                 GError      **error);

G_END_DECLS
