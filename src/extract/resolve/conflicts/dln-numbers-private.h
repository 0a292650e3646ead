/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sources count of one event. */
#pragma once

#include "extract/resolve/dln-resolver-private.h"

G_BEGIN_DECLS

#define DLN_MAX_NUMBERS 6

typedef enum /* what a number leaves open */
{
  DLN_BOUND_NONE,
  DLN_BOUND_LEAST, /* "at least 12", "more than 12" */
  DLN_BOUND_MOST,  /* "up to 12" */
  DLN_BOUND_ABOUT,
} DlnBound;

typedef struct
{
  double      value;
  DlnStringId words; /* "12 people", in the resolution's strings */
  DlnStringId unit;  /* lemma of what is counted, or "people" for all who took part or were hit */
  DlnStringId noun;  /* lemma of the noun, in the resolution's strings */
  guint8      bound; /* DlnBound */
  guint8      people;
  guint8      prison;   /* TRUE: "six years" of a sentence */
  guint8      strength; /* TRUE: the magnitude of a quake */
  guint8      whole; /* TRUE: "people", "workers"; FALSE: "women", "Americans", a part of them */
} DlnNumber;

typedef enum /* how two numbers for one thing stand to each other */
{
  DLN_NUMBERS_AGREE,
  DLN_NUMBERS_GROW,   /* one leaves the other open: "at least 12", "14" */
  DLN_NUMBERS_DIFFER, /* they cannot both be right at one time */
} DlnNumbersOrder;

typedef struct
{
  DlnNumber rows[DLN_MAX_NUMBERS];
  guint     n;
  guint8    since; /* TRUE: counted from a day on: "killed since the strikes began" */
  guint8    habit; /* TRUE: told of every year: "In a normal season the flu kills 90 people" */
} DlnNumbers;

void     _dln_numbers_read   (DlnResolver         *resolver,
                              guint32              document,
                              const DlnEventClaim *claim,
                              DlnNumbers          *numbers);
DlnNumbersOrder _dln_numbers_compare (const DlnNumbers  *a,
                                      const DlnNumbers  *b,
                                      const DlnNumber  **first,
                                      const DlnNumber  **second);

G_END_DECLS
