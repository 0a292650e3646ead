/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the two files of resolution: what was told so far. */
#pragma once

#include "extract/time/dln-time-private.h"

G_BEGIN_DECLS

typedef struct
{
  DlnPoint point;    /* last date told, of any width */
  DlnPoint range;    /* begin of the range that the last date told ends; else of no width */
  DlnPoint day;      /* last day told */
  DlnPoint quarter;  /* last quarter told */
  DlnInstant clock;  /* last clock time told, on the clock of its place */
  gint32 clock_zone; /* minutes east, if it has one */
  gboolean has_clock;
  gboolean clock_has_zone;
  guint8 month;   /* where in its year the last date told lies if it has no month ("late 1904"), 0 =
                     not told */
  guint row;      /* of the last date told, in times */
  guint sentence; /* of it */
  guint block;    /* of it */
  gboolean opens; /* it opened its sentence */
  gboolean from;  /* it begins a range */
  guint day_sentence;
  gboolean long_period; /* figures of more than one quarter were told after it */
  gboolean narrative;
  gboolean inferred; /* today is inferred */
  guint quarter_row;
  /* results of the last call */
  DlnAnchorType anchor;
  guint anchor_row; /* in times, of DLN_ANCHOR_NARRATIVE */
  guint8 conflict;  /* DlnTimeConflict */
} DlnTold;

void _dln_time_resolve_events (DlnTimeWork *work, guint first);
DlnWhen _dln_time_count_on (const DlnWhen *from, const DlnSem *sem, gint32 dir);
DlnPoint
_dln_time_find_point (const DlnExpression *expression, DlnTold *told, const DlnPoint *today);
void
_dln_time_append_value (const DlnExpression *expression, const DlnPoint *point, GString *value);
gboolean _dln_time_pair_year (gint32 month, gint32 day, gint32 weekday, gint32 near, gint32 *year);
gint32 _dln_time_full_year (const DlnSem *sem, const DlnPoint *today);

void _dln_time_measure_distance (const DlnExpression *expression, DlnTime *time);

G_END_DECLS
