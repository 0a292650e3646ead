/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes in the margin of an article: which events were read from each paragraph. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _DlnArticleNotes DlnArticleNotes;

DlnArticleNotes *dln_article_notes_new    (GtkTextView        *view);
void             dln_article_notes_free   (DlnArticleNotes    *self);
void             dln_article_notes_clear  (DlnArticleNotes    *self);
void             dln_article_notes_add    (DlnArticleNotes    *self,
                                           DlnViewState       *state,
                                           const GArray       *events,
                                           const GtkTextIter  *begin,
                                           const GtkTextIter  *end);
gboolean         dln_article_notes_place  (DlnArticleNotes    *self);
void             dln_article_notes_choose (DlnArticleNotes    *self,
                                           DlnTarget           target);
gboolean         dln_article_notes_step   (DlnArticleNotes    *self,
                                           gboolean            forward);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnArticleNotes, dln_article_notes_free)

G_END_DECLS
