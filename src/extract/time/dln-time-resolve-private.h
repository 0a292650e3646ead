/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the two files of resolution: what was told so far. */
#pragma once

#include "extract/time/dln-time-private.h"

G_BEGIN_DECLS

typedef struct
{
  DlnPoint point;   /* last date told, of any width */
  DlnPoint day;     /* last day told */
  DlnPoint quarter; /* last quarter told */
  guint8   month; /* where in its year the last date told lies if it has no month ("late 1904"), 0 =
                     not told */
  guint    row;   /* of the last date told, in times */
  guint    sentence; /* of it */
  guint    day_sentence;
  gboolean narrative;
  gboolean inferred;                  /* today is inferred */
  gboolean day_is_relative_to_future; /* the last day told lies after the publication day */
  /* results of the last call */
  DlnAnchorType anchor;
  gboolean      conflict;
} DlnTold;

DlnPoint
_dln_time_find_point (const DlnExpression *expression, DlnTold *told, const DlnPoint *today);
gboolean _dln_time_pair_year (gint32 month, gint32 day, gint32 weekday, gint32 near, gint32 *year);
gint32   _dln_time_full_year (const DlnSem *sem, const DlnPoint *today);

G_END_DECLS
