/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a time lies from the day of its document: "22 days ago" is 22 to 22 days back, "last
 * week" 1 to 13. The words alone tell it, so it holds where nobody knows the document's day. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/time/dln-time-resolve-private.h"

#include <math.h>

#define MAX_MONTHS 24 /* "two years ago" may be meant to the year: nobody counts days then */

static void
set_distance (DlnTime     *time,
              DlnDirection direction,
              gint         nearest,
              gint         farthest)
{
  time->direction = direction;
  time->nearest = nearest;
  time->farthest = farthest;
}

/* "two days ago" is that day. Weeks and months are round numbers: a week is 6 to 8 days, two are 13
 * to 16, a month is 26 to 34. */
static void
measure_offset (const DlnSem *sem,
                DlnTime      *time)
{
  DlnDirection direction = sem->dir < 0 ? DLN_DIRECTION_BACK : DLN_DIRECTION_AHEAD;
  gint n = lround (sem->n);

  if (sem->vague || n < 1 || fabs (sem->n - n) > 0.01)
    return;
  if (sem->unit == 'F' && n < 52)
    set_distance (time, direction, 14 * n - 1, 16 * n);
  else if (sem->unit == 'D' && n <= 31 * MAX_MONTHS)
    set_distance (time, direction, n, n);
  else if (sem->unit == 'W' && n <= 4 * MAX_MONTHS)
    set_distance (time, direction, 7 * n - 1, 8 * n);
  else if (sem->unit == 'M' && n <= MAX_MONTHS)
    set_distance (time, direction, 26 * n, 34 * n);
}

/* "last week", "this month", "earlier this year", "the weekend" */
static void
measure_unit (const DlnExpression *expression,
              DlnTime             *time)
{
  static const struct
  {
    char    unit;
    guint16 this_one; /* farthest, back */
    guint16 next_one; /* farthest, to both sides */
  } units[] = { { 'W', 6, 13 }, { 'M', 30, 61 }, { 'Y', 365, 730 } };
  const DlnSem *sem = &expression->sem;
  gboolean ahead =
    sem->dir > 0 || sem->mod == DLN_MOD_AFTER || expression->tense == DLN_TENSE_FUTURE;

  if (sem->unit == 'e' && ABS (sem->dir) <= 1)
    set_distance (time, ahead ? DLN_DIRECTION_AHEAD : DLN_DIRECTION_BACK, 1, 8);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].unit == sem->unit && sem->dir == 0)
      set_distance (
        time, ahead ? DLN_DIRECTION_AHEAD : DLN_DIRECTION_BACK, 0, units[i].this_one);
    else if (units[i].unit == sem->unit && ABS (sem->dir) == 1)
      set_distance (
        time, sem->dir > 0 ? DLN_DIRECTION_AHEAD : DLN_DIRECTION_BACK, 1, units[i].next_one);
  if (sem->unit == 'W' && sem->dir < 0 && sem->mod == DLN_MOD_END)
    time->farthest = 11;
}

/**
 * _dln_time_measure_distance:
 * @expression: what the rules read
 * @time: its row
 *
 * Fills direction and distance where the words count from the day of the document. A bare weekday
 * lies within a week; what follows the last date told has none.
 */
void
_dln_time_measure_distance (const DlnExpression *expression,
                            DlnTime             *time)
{
  const DlnSem *sem = &expression->sem;

  if (sem->from == DLN_FROM_STORY || sem->from == DLN_FROM_EVENT)
    return;
  if (sem->op == DLN_SEM_RELDAY)
    set_distance (time,
                  sem->n > 0 ? DLN_DIRECTION_AHEAD : DLN_DIRECTION_BACK,
                  lround (fabs (sem->n)),
                  lround (fabs (sem->n)));
  else if (sem->op == DLN_SEM_OFFSET && sem->dir != 0)
    measure_offset (sem, time);
  else if (sem->op == DLN_SEM_UNIT)
    measure_unit (expression, time);
  else if (sem->op == DLN_SEM_DATE && sem->weekday != DLN_NO_NUMBER && sem->day == DLN_NO_NUMBER
           && sem->month == DLN_NO_NUMBER && sem->year == DLN_NO_NUMBER && ABS (sem->dir) <= 1)
    set_distance (time,
                  sem->dir > 0 || expression->tense == DLN_TENSE_FUTURE ? DLN_DIRECTION_AHEAD
                                                                        : DLN_DIRECTION_BACK,
                  0,
                  7);
  else if (sem->back && sem->op == DLN_SEM_DURATION && sem->unit == 'W')
    set_distance (time, DLN_DIRECTION_BACK, 1, 7 * lround (sem->n) + 1);
  else if (sem->back && sem->op == DLN_SEM_REF && sem->unit == 'M')
    set_distance (time, DLN_DIRECTION_BACK, 0, 30 * lround (sem->n));
}
