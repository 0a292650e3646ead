/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the article reader share. */
#pragma once

#include "base/dln-utf8.h"
#include "ui/dln-article-notes.h"
#include "ui/dln-article-reader.h"

G_BEGIN_DECLS

struct _DlnArticleReader
{
  GtkBox          parent_instance;
  GtkLabel       *title;
  GtkLabel       *source;
  GtkLabel       *position;
  GtkWidget      *original; /* opens the file that the article was read from */
  GtkWidget      *previous;
  GtkWidget      *next;
  GtkWidget      *scroller;
  GtkTextView    *view;
  GtkLabel       *number;
  GtkWidget      *former;
  GtkWidget      *following;
  GtkWidget      *making; /* what can be made of the words that are selected, over the text */
  GtkWidget      *about;  /* (nullable): how a date was read */
  DlnArticleNotes *notes;
  guint           placing; /* a tick that gives the notes their places */
  guint           n_still; /* how often nothing moved */
  DlnDocument    *article; /* (nullable) */
  DlnViewState   *state;
  DlnOffsetMap   *map;
  GArray         *stops;  /* DlnSpan: what previous and next go through */
  guint           stop;   /* index */
  guint32         origin; /* byte of the article where the shown text begins */
  guint32         shown_end;
  DlnDocumentId   document;
};

/* dln-article-reader-words.c */
void _dln_article_reader_add_words    (DlnArticleReader *self);
void _dln_article_reader_attach_menu  (DlnArticleReader *self);
void _dln_article_reader_place_making (DlnArticleReader *self);

G_END_DECLS
