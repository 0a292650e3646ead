/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: cases that have no file of the user's yet. Each is a case file of its own in a folder of
 * drafts, from its first article on, so that neither a crash nor the end of the session loses it.
 * Saving moves it to where the user wants it. */
#pragma once

#include "session/dln-session.h"

G_BEGIN_DECLS

/**
 * DlnDraft: an unsaved case that nobody has open. Freed with dln_draft_free().
 */
typedef struct
{
  char      *path;
  GDateTime *begun;       /* when it got its first article, local time */
  char      *title;       /* (nullable) */
  guint      n_articles;  /* at least one */
  guint      n_decisions; /* in force */
} DlnDraft;

void       dln_draft_free         (DlnDraft            *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnDraft, dln_draft_free)

char      *dln_drafts_dup_folder  (const char          *user_data_dir);
GPtrArray *dln_drafts_list        (const char          *folder);
void       dln_drafts_list_async  (const char          *folder,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             data);
GPtrArray *dln_drafts_list_finish (GAsyncResult        *result,
                                   GError             **error);
gboolean   dln_draft_remove       (const char          *path,
                                   GError             **error);

/* the drafts of one session */
void       dln_session_set_drafts (DlnSession          *self,
                                   const char          *folder);
const char *dln_session_get_draft (DlnSession          *self);
void       dln_session_discard    (DlnSession          *self);

G_END_DECLS
