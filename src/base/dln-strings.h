/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interned strings: rows keep a 32-bit id, the table keeps the bytes. */
#pragma once

#include "base/dln-types.h"

G_BEGIN_DECLS

typedef struct _DlnStrings DlnStrings;

DlnStrings  *dln_strings_new        (void);
void         dln_strings_free       (DlnStrings       *strings);
DlnStringId  dln_strings_intern     (DlnStrings       *strings,
                                     const char       *text);
DlnStringId  dln_strings_intern_len (DlnStrings       *strings,
                                     const char       *text,
                                     gsize             length);
DlnStringId  dln_strings_find       (const DlnStrings *strings,
                                     const char       *text);
const char  *dln_strings_get        (const DlnStrings *strings,
                                     DlnStringId       id);
guint32      dln_strings_get_n      (const DlnStrings *strings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnStrings, dln_strings_free)

G_END_DECLS
