/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article to read, with every mention of the selection highlighted and notes of what was read
 * from it. */
#pragma once

#include "ui/dln-view-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DLN_TYPE_ARTICLE_READER (dln_article_reader_get_type ())
G_DECLARE_FINAL_TYPE (DlnArticleReader, dln_article_reader, DLN, ARTICLE_READER, GtkBox)

GtkWidget    *dln_article_reader_new          (void);
void          dln_article_reader_show         (DlnArticleReader *self,
                                               DlnViewState     *state,
                                               DlnDocumentId     document,
                                               DlnSpan           span,
                                               DlnTarget         target);
DlnDocumentId dln_article_reader_get_document (DlnArticleReader *self);
void          dln_article_reader_focus        (DlnArticleReader *self);
void          dln_article_reader_clear        (DlnArticleReader *self);
gboolean      dln_article_reader_step         (DlnArticleReader *self,
                                               gboolean          forward);

G_END_DECLS
