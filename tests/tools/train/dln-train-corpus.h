/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marked corpora: CoNLL-U files to documents with gold annotations. */
#pragma once

#include "extract/dln-extract.h"

G_BEGIN_DECLS

typedef struct
{
  DlnDocument    *document; /* raw text: paragraphs stand apart by an empty line */
  DlnAnnotations *gold;     /* blocks, sentences, tokens with all that the file says */
} DlnTrainArticle;

/* element-type DlnTrainArticle *, freed with the array */
typedef GPtrArray DlnTrainCorpus;

gboolean dln_train_corpus_add_file   (DlnTrainCorpus *corpus,
                                      const char     *path,
                                      GError        **error);
gboolean dln_train_corpus_add_folder (DlnTrainCorpus *corpus,
                                      const char     *path,
                                      GError        **error);
DlnTrainCorpus *dln_train_corpus_new (void);

G_END_DECLS
