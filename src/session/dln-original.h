/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the file that an article was read from is still there, and still the same. */
#pragma once

#include <gio/gio.h>

#include "extract/dln-document.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_ORIGINAL_UNKNOWN, /* pasted, or read by a version that did not keep it */
  DLN_ORIGINAL_SAME,
  DLN_ORIGINAL_CHANGED,
  DLN_ORIGINAL_MISSING,
} DlnOriginalState;

DlnOriginalState dln_original_find        (const DlnDocument  *document,
                                           const char         *case_path,
                                           char              **path,
                                           GCancellable       *cancellable);
const char      *dln_original_state_get_name (DlnOriginalState state);
char            *dln_original_dup_message (const DlnDocument  *document,
                                           DlnOriginalState    state);

G_END_DECLS
