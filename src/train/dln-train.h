/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of dateline-train offer to its main program. */
#pragma once

#include "train/dln-train-bundle.h"
#include "train/dln-train-corpus.h"

G_BEGIN_DECLS

/* Each trains from the corpora folder and adds its sections to the bundle. */
gboolean dln_train_words (const char     *corpora,
                          DlnTrainBundle *bundle,
                          GError        **error);

/* Words, sentences, tags and trees of @model on raw text against the gold of @corpus: one line on
 * standard output */
void dln_train_score_words (DlnModel       *model,
                            DlnTrainCorpus *corpus,
                            const char     *label,
                            gboolean        raw);

G_END_DECLS
