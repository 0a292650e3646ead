/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What deserves a look before a case is printed. */
#pragma once

#include "case/dln-case.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_CHECK_CONFLICT,  /* sources disagree about it */
  DLN_CHECK_SAME,      /* two that may be one */
  DLN_CHECK_DATE,      /* a key event whose date is only concluded */
  DLN_CHECK_SOURCE,    /* a key event that one article tells */
  DLN_CHECK_CERTAINTY, /* a relation that is not sure */
  DLN_CHECK_ORPHAN,    /* a decision whose words are in no article any more */
  DLN_N_CHECKS
} DlnCheckKind;

typedef struct
{
  DlnTarget target; /* of an ORPHAN nothing */
  guint32   row;    /* in the conflicts or suggestions; the number of a decision */
  guint8    kind;   /* DlnCheckKind */
  gboolean  done;   /* looked at: confirmed, corrected, or put off */
} DlnCheck;

GArray     *dln_case_dup_checks   (DlnCase      *self);
guint       dln_case_count_checks (DlnCase      *self);
const char *dln_check_get_name    (DlnCheckKind  kind); /* "conflict", ... */

G_END_DECLS
