/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a bundle of models. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _DlnTrainBundle DlnTrainBundle;

DlnTrainBundle *dln_train_bundle_new  (const char     *language,
                                       const char     *version);
void            dln_train_bundle_free (DlnTrainBundle *bundle);
void            dln_train_bundle_add  (DlnTrainBundle *bundle,
                                       const char     *name,
                                       GBytes         *bytes);
GBytes         *dln_train_bundle_pack (DlnTrainBundle *bundle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnTrainBundle, dln_train_bundle_free)

G_END_DECLS
