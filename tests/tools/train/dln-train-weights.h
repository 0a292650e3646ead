/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear weights under training: an averaged perceptron over hashed features, in integers. */
#pragma once

#include "extract/tag/dln-weights-private.h"

G_BEGIN_DECLS

typedef struct _DlnTrainWeights DlnTrainWeights;

DlnTrainWeights *dln_train_weights_new    (guint                  n_classes);
void             dln_train_weights_free   (DlnTrainWeights       *weights);
void             dln_train_weights_add    (const DlnTrainWeights *weights,
                                           const guint64         *features,
                                           guint                  n_features,
                                           gint32                *scores);
void             dln_train_weights_update (DlnTrainWeights       *weights,
                                           const guint64         *features,
                                           guint                  n_features,
                                           guint                  class,
                                           int                    delta);
void             dln_train_weights_tick   (DlnTrainWeights       *weights);
void             dln_train_weights_restart (DlnTrainWeights      *weights);
GBytes          *dln_train_weights_pack   (const DlnTrainWeights *weights,
                                           guint                  n_templates,
                                           guint                  max_features,
                                           guint                  max_entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnTrainWeights, dln_train_weights_free)

G_END_DECLS
