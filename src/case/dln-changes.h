/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import did to the events of a case. */
#pragma once

#include "case/dln-case.h"

G_BEGIN_DECLS

typedef struct
{
  DlnEventId event;
  gboolean   is_new;
  char      *before; /* (nullable): of one that has changed, what its date and sources were */
  char      *now;    /* what they are */
} DlnChange;

GHashTable *dln_case_dup_state   (DlnCase *self);
GPtrArray  *dln_case_dup_changes (DlnCase *self, GHashTable *before);
char       *dln_changes_dup_summary (const GPtrArray *changes);

G_END_DECLS
