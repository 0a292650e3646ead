/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sources count of one event. */
#pragma once

#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

#define DLN_MAX_NUMBERS 6

typedef struct
{
  double      value;
  DlnStringId words; /* "12 people", in the resolution's strings */
  DlnStringId unit;  /* lemma of what is counted, or "people" for all who took part or were hit */
} DlnNumber;

typedef struct
{
  DlnNumber rows[DLN_MAX_NUMBERS];
  guint     n;
} DlnNumbers;

void     _dln_numbers_read   (DlnResolver         *resolver,
                              guint32              document,
                              const DlnEventClaim *claim,
                              DlnNumbers          *numbers);
gboolean _dln_numbers_differ (const DlnNumbers    *a,
                              const DlnNumbers    *b,
                              const DlnNumber    **first,
                              const DlnNumber    **second);

G_END_DECLS
