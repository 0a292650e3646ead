/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uncertain dates: making, comparing, and the three-valued window test. */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-when-private.h"

G_DEFINE_QUARK (dln - when - error - quark, dln_when_error)

/**
 * dln_when_unknown:
 *
 * Returns: a date of which nothing is known
 */
DlnWhen
dln_when_unknown (void)
{
  return _dln_when_from_range (DLN_PRECISION_NONE, DLN_INSTANT_PAST, DLN_INSTANT_FUTURE);
}

/**
 * dln_when_interval:
 * @begin: (nullable): when it begins; %NULL or an unknown date = not known
 * @end: (nullable): when it ends; %NULL or an unknown date = not known
 *
 * Makes "from @begin to @end". Where the two cannot be in this order they are taken the other way
 * round.
 *
 * Returns: the interval, with the coarser of the two precisions and the flags of both
 */
DlnWhen
dln_when_interval (const DlnWhen *begin, const DlnWhen *end)
{
  DlnWhen unknown = dln_when_unknown ();
  DlnWhen when = unknown;

  if (begin == NULL)
    begin = &unknown;
  if (end == NULL)
    end = &unknown;
  if (!dln_when_is_known (begin) && !dln_when_is_known (end))
    return unknown;
  if (end->latest_end <= begin->earliest_begin)
    {
      const DlnWhen *other = begin;

      begin = end;
      end = other;
    }

  when.earliest_begin = begin->earliest_begin;
  when.latest_end = end->latest_end;
  when.latest_begin = MIN (begin->latest_begin, when.latest_end);
  when.earliest_end = MAX (end->earliest_end, when.earliest_begin);
  when.precision = MAX (begin->precision, end->precision);
  when.flags =
    ((begin->flags | end->flags) & (DLN_WHEN_APPROXIMATE | DLN_WHEN_UNCERTAIN | DLN_WHEN_INFERRED))
    | DLN_WHEN_INTERVAL;
  if (dln_span_is_empty (begin->span) || dln_span_is_empty (end->span))
    when.span = dln_span_is_empty (begin->span) ? end->span : begin->span;
  else
    when.span =
      DLN_SPAN (MIN (begin->span.begin, end->span.begin), MAX (begin->span.end, end->span.end));
  return when;
}

/**
 * dln_when_is_known:
 * @when: a date
 *
 * Returns: whether anything bounds it on either side
 */
gboolean
dln_when_is_known (const DlnWhen *when)
{
  g_return_val_if_fail (when != NULL, FALSE);

  /* an empty span, e.g. a row that nobody has dated, is no date: least of all 1 January 1970 */
  return (when->earliest_begin != DLN_INSTANT_PAST || when->latest_end != DLN_INSTANT_FUTURE)
         && when->earliest_begin < when->latest_end;
}

/**
 * dln_when_equal:
 * @a: a date
 * @b: another
 *
 * Returns: whether they say the same; where they were read does not count
 */
gboolean
dln_when_equal (const DlnWhen *a, const DlnWhen *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->earliest_begin == b->earliest_begin && a->latest_begin == b->latest_begin
         && a->earliest_end == b->earliest_end && a->latest_end == b->latest_end
         && a->precision == b->precision && a->flags == b->flags && a->season == b->season;
}

/**
 * dln_when_get_list_instant:
 * @when: a known date
 *
 * Returns: where it stands in a list by time: at its earliest begin; a date that is open at its
 * beginning ("until April 2023") at its end
 */
DlnInstant
dln_when_get_list_instant (const DlnWhen *when)
{
  g_return_val_if_fail (when != NULL, DLN_INSTANT_FUTURE);

  return when->earliest_begin == DLN_INSTANT_PAST ? when->latest_end : when->earliest_begin;
}

/**
 * dln_when_compare:
 * @a: a date
 * @b: another
 *
 * Orders by dln_when_get_list_instant(), then by the bounds, by precision and flags; unknown dates
 * come last. A total order that agrees with dln_when_equal().
 *
 * Returns: less than, equal to or greater than 0
 */
int
dln_when_compare (const DlnWhen *a, const DlnWhen *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  gboolean known_a = dln_when_is_known (a);
  gboolean known_b = dln_when_is_known (b);
#define COMPARE(field)                                                                             \
  if (a->field != b->field)                                                                        \
    return a->field < b->field ? -1 : 1;

  if (known_a != known_b)
    return known_a ? -1 : 1;
  if (known_a && dln_when_get_list_instant (a) != dln_when_get_list_instant (b))
    return dln_when_get_list_instant (a) < dln_when_get_list_instant (b) ? -1 : 1;
  COMPARE (earliest_begin)
  COMPARE (latest_end)
  COMPARE (latest_begin)
  COMPARE (earliest_end)
  COMPARE (precision)
  COMPARE (flags)
  COMPARE (season)
#undef COMPARE
  return 0;
}

/**
 * dln_when_overlaps:
 * @a: a date
 * @b: another
 *
 * Returns: whether the two may have been at the same time; %FALSE where one is unknown
 */
gboolean
dln_when_overlaps (const DlnWhen *a, const DlnWhen *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return dln_when_is_known (a) && dln_when_is_known (b) && a->earliest_begin < b->latest_end
         && b->earliest_begin < a->latest_end;
}

/**
 * dln_when_test_window:
 * @when: a date
 * @begin: first second of the window
 * @end: one past its last second; an empty window holds nothing
 *
 * Whether what happened [b, e) with b from earliest to before latest begin, e from earliest to
 * latest end, b before e, has a second in the window: for every such pair (certain), for some
 * (possible) or for none. An unknown date is possible in every window.
 *
 * Returns: the answer. Time: O(1)
 */
DlnCertainty
dln_when_test_window (const DlnWhen *when, DlnInstant begin, DlnInstant end)
{
  g_return_val_if_fail (when != NULL, DLN_CERTAINTY_NO);

  if (begin >= end || when->latest_end <= begin || when->earliest_begin >= end)
    return DLN_CERTAINTY_NO;

  gboolean begun = when->latest_begin <= end;
  gboolean not_over = when->earliest_end > begin || when->earliest_begin >= begin;

  return begun && not_over ? DLN_CERTAINTY_CERTAIN : DLN_CERTAINTY_POSSIBLE;
}
