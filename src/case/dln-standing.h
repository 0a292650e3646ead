/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what a row tells is so, as far as its sources go: one scale for polarity and modality
 * together. */
#pragma once

#include "case/dln-case.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_STANDING_HOLDS,       /* somebody states it */
  DLN_STANDING_ALLEGED,     /* somebody is said to say so */
  DLN_STANDING_PLANNED,     /* it is to come */
  DLN_STANDING_CONDITIONAL, /* it may be or come */
  DLN_STANDING_CANCELLED,   /* it was to come and will not */
  DLN_STANDING_DENIED,      /* it is stated not to be so */
} DlnStanding;

/* what a row stands on */
typedef enum
{
  DLN_ORIGIN_ARTICLES, /* an article says so */
  DLN_ORIGIN_WORDS,    /* made by hand, of words in an article */
  DLN_ORIGIN_OWN,      /* made by hand, of the user's own knowledge */
} DlnOrigin;

DlnOrigin   dln_origin_of          (DlnCase     *dcase,
                                    DlnTarget    target);
const char *dln_origin_get_name    (DlnOrigin    origin);
DlnStanding dln_standing_of        (guint        polarity,
                                    guint        modality);
const char *dln_standing_get_name  (DlnStanding  standing);
const char *dln_standing_get_label (DlnStanding  standing);
char       *dln_standing_mark      (DlnStanding  standing,
                                    const char  *title);

/* of any row that has a polarity and a modality */
#define DLN_STANDING(row) dln_standing_of ((row)->polarity, (row)->modality)

static inline gboolean
dln_standing_is_denied (DlnStanding standing)
{
  return standing == DLN_STANDING_DENIED || standing == DLN_STANDING_CANCELLED;
}

G_END_DECLS
