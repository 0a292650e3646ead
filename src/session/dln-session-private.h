/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the session room share. */
#pragma once

#include "ingest/dln-ingest.h"
#include "session/dln-session.h"

G_BEGIN_DECLS

struct _DlnSession
{
  GObject   parent_instance;

  DlnModel *model; /* (nullable) */
  DlnCase  *dcase;
  char     *path;  /* (nullable): of the case file */
  gboolean  busy;  /* an import is under way: edits are refused */
};

/* The decisions in force that change what is one thing and what is two; texts are the case's.
 * (transfer full) (element-type DlnDecision) */
GArray        *_dln_session_dup_structural (DlnCase      *dcase);

/* all documents of the case, then @more, with their annotations; (transfer full) (element-type DlnResolveInput) */
GArray        *_dln_session_dup_inputs     (DlnCase      *dcase,
                                            GPtrArray    *more_documents,
                                            GPtrArray    *more_annotations);

void           _dln_session_set_busy       (DlnSession   *self,
                                            gboolean      busy);

G_END_DECLS
