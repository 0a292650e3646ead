/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of dateline-train offer to its main program. */
#pragma once

#include "tests/tools/train/dln-train-bundle.h"
#include "tests/tools/train/dln-train-corpus.h"

G_BEGIN_DECLS

/* Each trains from the corpora folder and adds its sections to the bundle. */
gboolean dln_train_words (const char     *corpora,
                          DlnTrainBundle *bundle,
                          GError        **error);

G_END_DECLS
