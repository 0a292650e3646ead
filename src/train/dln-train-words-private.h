/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the parts of the training of words: the treebank as features see it. */
#pragma once

#include "extract/tag/dln-tag-private.h"
#include "train/dln-train-weights.h"
#include "train/dln-train.h"

G_BEGIN_DECLS

typedef struct /* one sentence */
{
  guint32 first; /* of its tokens in the arrays below; two empty words stand before and after */
  guint32 n;
} DlnTrainSentence;

typedef struct
{
  GArray *sentences; /* DlnTrainSentence */
  GArray *words;     /* DlnWord */
  GArray *gold_tags; /* guint8: index into the inventory */
  GArray *heads;     /* gint32: within the sentence; n = root */
  GArray *labels;    /* guint8: DlnDeprel */
  GArray *guides;    /* (nullable) DlnParserGuide: the first pass; NULL while that one is trained */
} DlnTrainBank;

typedef struct
{
  guint n_runs;   /* models that vote */
  guint n_epochs; /* of each */
  guint fold;     /* sentences left out: index % n_folds == fold */
  guint n_folds;  /* 0 = none */
  guint max_features;
  guint max_weights;
} DlnTrainParserOptions;

void             dln_train_shuffle  (guint32            *order,
                                     guint               n,
                                     guint64            *random);
DlnTrainWeights *dln_train_tagger (const DlnTrainBank *bank,
                                   const DlnTag *tags,
                                   guint n_tags,
                                   guint n_runs,
                                   guint n_epochs,
                                   guint fold,    /* sentences left out: index % n_folds == fold */
                                   guint n_folds, /* 0 = none */
                                   guint64 seed);
GBytes          *dln_train_parser   (DlnTrainBank       *bank,
                                     const DlnTrainParserOptions *options,
                                     guint64             seed);
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
