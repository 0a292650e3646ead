/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the parts of the training of words. */
#pragma once

#include "extract/tag/dln-tag-private.h"
#include "tests/tools/train/dln-train-weights.h"
#include "tests/tools/train/dln-train.h"

G_BEGIN_DECLS

void             dln_train_shuffle  (guint32            *order,
                                     guint               n,
                                     guint64            *random);
GBytes          *dln_train_ends     (DlnTrainCorpus     *corpus,
                                     const DlnWords     *clusters,
                                     GBytes             *cuts,
                                     guint64             seed);
GBytes          *dln_train_cuts     (DlnTrainCorpus     *corpus,
                                     guint64             seed);
void             dln_train_lemmas   (DlnTrainCorpus     *corpus,
                                     const DlnTag       *tags,
                                     guint               n_tags,
                                     DlnTrainBundle     *bundle);

G_END_DECLS
