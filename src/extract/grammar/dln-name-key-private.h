/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names made comparable. */
#pragma once

#include "base/dln-types.h"

G_BEGIN_DECLS

char     *_dln_name_key        (const char *name);
char     *_dln_name_drop_endings (const char *key,
                                  const char *language);
char     *_dln_name_fold       (const char *word);
char     *_dln_name_fold_germanic (const char *key);
char     *_dln_name_skeleton   (const char *folded);
char     *_dln_place_key       (const char *key);
char     *_dln_institution_key (const char *key,
                                const char *country,
                                gboolean   *generic,
                                gboolean   *has_country);
guint     _dln_name_distance   (const char *a,
                                const char *b);

G_END_DECLS
