/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the session room share. */
#pragma once

#include "ingest/dln-ingest.h"
#include "session/dln-session.h"
#include "store/dln-store.h"

G_BEGIN_DECLS

struct _DlnSession
{
  GObject   parent_instance;

  DlnModel *model; /* (nullable) */
  DlnCase  *dcase;
  char     *path;  /* (nullable): of the case file */
  DlnStore *store; /* never NULL: in memory while the case has no file */
  gboolean  busy;  /* an import or a change is under way: what would touch the case is refused */
  GQueue   *changes; /* what was decided and waits or is being worked in, first in first out */
  gboolean  stale; /* the tables in the store are of other decisions */
  GArray   *names; /* (nullable): what search compares with, made when first needed */
};

/* The decisions in force that change what is one thing and what is two; texts are the case's.
 * (transfer full) (element-type DlnDecision) */
GArray        *_dln_session_dup_structural (DlnCase      *dcase);

/* all documents of the case, then @more, with their annotations; (transfer full) (element-type
 * DlnResolveInput) */
GArray        *_dln_session_dup_inputs     (DlnCase      *dcase,
                                            GPtrArray    *more_documents,
                                            GPtrArray    *more_annotations);

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

/* puts another case in the place of the open one; takes @store and @dcase */
void           _dln_session_replace        (DlnSession   *self,
                                            DlnStore     *store,
                                            DlnCase      *dcase,
                                            const char   *path);

/* after the store has written: its file may have moved */
void           _dln_session_take_path      (DlnSession   *self);

/* writes the tables if decisions have changed them since they were written */
void           _dln_session_settle         (DlnSession   *self);

void           _dln_session_forget_names   (DlnSession   *self);

G_END_DECLS
