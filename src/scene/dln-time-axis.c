/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time axis: ticks from minutes to millennia, chosen by the pixels that a unit takes; two
 * levels (years over months, months over days, days over hours); folds as breaks with the time that
 * they leave out. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-time-map.h"

#include "base/dln-when.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_TICKS 600
#define DAY 86400.0
#define MONTH (30.436875 * DAY)
#define YEAR (365.2425 * DAY)
#define LONG_MONTH 118.0f /* pixels that the longest month's name takes with its year */

typedef enum
{
  UNIT_MINUTE,
  UNIT_HOUR,
  UNIT_DAY,
  UNIT_MONTH,
  UNIT_YEAR,
} Unit;

typedef struct
{
  Unit   unit;
  int    step;
  double seconds;
  float  min_pixels; /* the label and some air */
} TickUnit;

static const TickUnit tick_units[] = {
  { UNIT_MINUTE, 1, 60, 46 },          { UNIT_MINUTE, 5, 300, 46 },
  { UNIT_MINUTE, 15, 900, 46 },        { UNIT_MINUTE, 30, 1800, 46 },
  { UNIT_HOUR, 1, 3600, 46 },          { UNIT_HOUR, 3, 3 * 3600, 46 },
  { UNIT_HOUR, 6, 6 * 3600, 46 },      { UNIT_HOUR, 12, 12 * 3600, 46 },
  { UNIT_DAY, 1, DAY, 22 },            { UNIT_DAY, 5, 5 * DAY, 26 },
  { UNIT_DAY, 10, 10 * DAY, 26 },      { UNIT_MONTH, 1, MONTH, 30 },
  { UNIT_MONTH, 3, 3 * MONTH, 30 },    { UNIT_MONTH, 6, 6 * MONTH, 34 },
  { UNIT_YEAR, 1, YEAR, 40 },          { UNIT_YEAR, 2, 2 * YEAR, 42 },
  { UNIT_YEAR, 5, 5 * YEAR, 42 },      { UNIT_YEAR, 10, 10 * YEAR, 44 },
  { UNIT_YEAR, 20, 20 * YEAR, 44 },    { UNIT_YEAR, 50, 50 * YEAR, 46 },
  { UNIT_YEAR, 100, 100 * YEAR, 50 },  { UNIT_YEAR, 200, 200 * YEAR, 50 },
  { UNIT_YEAR, 500, 500 * YEAR, 52 },  { UNIT_YEAR, 1000, 1000 * YEAR, 56 },
  { UNIT_YEAR, 2000, 2000 * YEAR, 60 }, { UNIT_YEAR, 5000, 5000 * YEAR, 60 },
  { UNIT_YEAR, 10000, 10000 * YEAR, 66 },
};

static const char *const short_months[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
                                            N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
                                            N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };
static const char *const long_months[] = { N_("January"),   N_("February"), N_("March"),
                                           N_("April"),     NC_ ("long month", "May"),
                                           N_("June"),      N_("July"),     N_("August"),
                                           N_("September"), N_("October"),  N_("November"),
                                           N_("December") };

static const char *
get_long_month (guint month)
{
  if (month == 5)
    return g_dpgettext2 (GETTEXT_PACKAGE, "long month", "May");
  return _(long_months[month - 1]);
}

static gint32
floor_to (gint32 value,
          gint32 step)
{
  gint32 rest = value % step;

  return value - (rest < 0 ? rest + step : rest);
}

/* Several years at a time: multiples of @step as they are written, so 400 BC, 200 BC, 1, 200. */
static gint32
floor_year (gint32 year,
            gint32 step)
{
  if (step == 1 || year >= step)
    return floor_to (year, step);
  return year > 0 ? 1 : floor_to (year - 1, step) + 1;
}

static gint32
next_year (gint32 year,
           gint32 step)
{
  if (step > 1 && (year == 1 || year == 1 - step))
    return year == 1 ? step : 1;
  return year + step;
}

/* The last tick of the unit that is not after @t. */
static double
floor_tick (const TickUnit *unit,
            double          t)
{
  DlnCivil civil = dln_civil_from_instant ((gint64) floor (t));

  switch (unit->unit)
    {
    case UNIT_MINUTE:
      return dln_instant_from_civil (civil.year, civil.month, civil.day, civil.hour,
                                     floor_to (civil.minute, unit->step), 0);
    case UNIT_HOUR:
      return dln_instant_from_civil (civil.year, civil.month, civil.day,
                                     floor_to (civil.hour, unit->step), 0, 0);
    case UNIT_DAY:
      {
        guint day = unit->step == 1 ? civil.day : MAX (civil.day - civil.day % unit->step, 1);

        return dln_instant_from_civil (civil.year, civil.month, day, 0, 0, 0);
      }
    case UNIT_MONTH:
      return dln_instant_from_civil (civil.year, floor_to (civil.month - 1, unit->step) + 1, 1, 0,
                                     0, 0);
    case UNIT_YEAR:
    default:
      return dln_instant_from_civil (floor_year (civil.year, unit->step), 1, 1, 0, 0, 0);
    }
}

static double
next_tick (const TickUnit *unit,
           double          t)
{
  DlnCivil civil = dln_civil_from_instant ((gint64) t);

  switch (unit->unit)
    {
    case UNIT_MINUTE:
    case UNIT_HOUR:
      return t + unit->seconds;
    case UNIT_DAY:
      if (unit->step > 1)
        {
          guint day = civil.day + unit->step - civil.day % unit->step;

          if (day + unit->step / 2 <= dln_days_in_month (civil.year, civil.month))
            return dln_instant_from_civil (civil.year, civil.month, day, 0, 0, 0);
          civil.day = dln_days_in_month (civil.year, civil.month);
        }
      return dln_instant_from_civil (civil.year, civil.month, civil.day, 0, 0, 0) + (gint64) DAY;
    case UNIT_MONTH:
      {
        guint month = civil.month - 1 + unit->step;

        return dln_instant_from_civil (civil.year + month / 12, month % 12 + 1, 1, 0, 0, 0);
      }
    case UNIT_YEAR:
    default:
      return dln_instant_from_civil (next_year (civil.year, unit->step), 1, 1, 0, 0, 0);
    }
}

static void
format_year (char  *buffer,
             gsize  size,
             gint32 year)
{
  if (year > 0)
    g_snprintf (buffer, size, "%d", year);
  else
    g_snprintf (buffer, size, _("%d BC"), 1 - year);
}

static void
format_tick (const TickUnit *unit,
             gboolean        major,
             double          t,
             char           *buffer,
             gsize           size)
{
  DlnCivil civil = dln_civil_from_instant ((gint64) t);
  char year[16];

  format_year (year, sizeof year, civil.year);
  switch (unit->unit)
    {
    case UNIT_MINUTE:
    case UNIT_HOUR:
      g_snprintf (buffer, size, "%02u:%02u", civil.hour, civil.minute);
      break;
    case UNIT_DAY:
      if (major) /* Translators: day, month, year on the time axis */
        g_snprintf (buffer, size, _("%u %s %s"), civil.day, get_long_month (civil.month), year);
      else
        g_snprintf (buffer, size, "%u", civil.day);
      break;
    case UNIT_MONTH:
      if (major) /* Translators: month and year on the time axis */
        g_snprintf (buffer, size, _("%s %s"), get_long_month (civil.month), year);
      else
        g_snprintf (buffer, size, "%s", _(short_months[civil.month - 1]));
      break;
    case UNIT_YEAR:
    default:
      g_strlcpy (buffer, year, size);
      break;
    }
}

static const TickUnit *
choose_unit (double pixels_per_second)
{
  for (guint i = 0; i < G_N_ELEMENTS (tick_units); i++)
    if (tick_units[i].seconds * pixels_per_second >= tick_units[i].min_pixels)
      return &tick_units[i];
  return NULL;
}

static const TickUnit *
find_unit (Unit unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (tick_units); i++)
    if (tick_units[i].unit == unit && tick_units[i].step == 1)
      return &tick_units[i];
  return NULL;
}

static const TickUnit *
get_major (const TickUnit *minor)
{
  switch (minor->unit)
    {
    case UNIT_MINUTE:
    case UNIT_HOUR:
      return find_unit (UNIT_DAY);
    case UNIT_DAY:
      return find_unit (UNIT_MONTH);
    case UNIT_MONTH:
      return find_unit (UNIT_YEAR);
    default:
      return NULL;
    }
}

/* Ticks of one unit in a segment's visible part; a span's label is centred (minor) or begins at its
 * tick (major). */
static void
add_ticks (GArray               *ticks,
           const DlnTimeView    *view,
           const DlnTimeSegment *segment,
           const TickUnit       *unit,
           gboolean              major)
{
  double u0 = MAX (segment->u0, view->u_begin);
  double u1 = MIN (segment->u1, view->u_begin + view->width / view->scale);
  float left = _dln_time_view_to_x (view, u0), right = _dln_time_view_to_x (view, u1);
  double end = _dln_time_map_to_t (view->map, u1);
  guint flags = DLN_OP_TABULAR | (major ? DLN_OP_BOLD : 0);

  double t = floor_tick (unit, _dln_time_map_to_t (view->map, u0));
  for (guint n = 0; t <= end && n < MAX_TICKS; n++)
    {
      double after = next_tick (unit, t);
      float x = _dln_time_view_to_x (view, _dln_time_map_to_u (view->map, t));
      float x1 = _dln_time_view_to_x (view, _dln_time_map_to_u (view->map, after));
      float from = MAX (x, left), to = MIN (x1, right);
      DlnTick tick = { .x = x >= left - 0.5f ? x : -1, .major = major };
      DlnTextExtents extents;

      format_tick (unit, major, t, tick.label, sizeof tick.label);
      _dln_text_measure (tick.label, DLN_AXIS_FONT, flags, &extents);
      if (major && unit->unit == UNIT_MONTH
          && (x1 - x < LONG_MONTH || extents.width + 8 > to - from))
        {
          DlnCivil civil = dln_civil_from_instant ((gint64) t);
          char year[16];

          format_year (year, sizeof year, civil.year);
          g_snprintf (tick.label, sizeof tick.label, _("%s %s"), _(short_months[civil.month - 1]),
                      year);
          _dln_text_measure (tick.label, DLN_AXIS_FONT, flags, &extents);
        }
      if (!major && unit->unit <= UNIT_HOUR)
        tick.label_x = x - extents.width / 2;
      else if (major)
        tick.label_x = from + 5;
      else if (unit->step == 1)
        tick.label_x = (from + to - extents.width) / 2;
      else
        tick.label_x = x + 4;

      gboolean fits =
        unit->unit <= UNIT_HOUR || unit->step > 1
          ? x >= left - 0.5f && tick.label_x >= left && tick.label_x + extents.width <= right
          : to - from >= extents.width + (major ? 8 : 4);
      if (!fits)
        tick.label[0] = '\0';
      g_array_append_val (ticks, tick);
      if (after <= t)
        break;
      t = after;
    }
}

/* A stretch between folds in which no year is written has its year, or its month, even beyond its
 * ends. */
static void
ensure_label (GArray               *ticks,
              guint                 first, /* of its ticks */
              const DlnTimeView    *view,
              const DlnTimeSegment *segment,
              gboolean              months)
{
  float x0 = _dln_time_view_to_x (view, segment->u0), x1 = _dln_time_view_to_x (view, segment->u1);
  DlnTick tick = { .x = -1, .major = months };
  guint flags = DLN_OP_TABULAR | (months ? DLN_OP_BOLD : 0);
  DlnCivil civil = dln_civil_from_instant ((gint64) segment->t0);
  DlnTextExtents extents;
  char year[16];

  for (guint i = first; i < ticks->len; i++)
    if (DLN_ROW (ticks, DlnTick, i)->label[0] != '\0'
        && (!months || DLN_ROW (ticks, DlnTick, i)->major))
      return;
  if (x1 < view->left || x0 > view->left + view->width)
    return;
  format_year (year, sizeof year, civil.year);
  if (months) /* Translators: month and year on the time axis */
    g_snprintf (tick.label, sizeof tick.label, _("%s %s"), _(short_months[civil.month - 1]), year);
  else
    g_strlcpy (tick.label, year, sizeof tick.label);
  _dln_text_measure (tick.label, DLN_AXIS_FONT, flags, &extents);
  tick.label_x = CLAMP ((x0 + x1 - extents.width) / 2, view->left + 2,
                        MAX (view->left + view->width - extents.width - 2, view->left + 2));
  g_array_append_val (ticks, tick);
}

/* A stretch that one coarse event fills is narrow and has its month or year below. */
static void
add_covered_label (GArray               *ticks,
                   const DlnTimeView    *view,
                   const DlnTimeSegment *segment)
{
  float x0 = _dln_time_view_to_x (view, segment->u0), x1 = _dln_time_view_to_x (view, segment->u1);
  DlnWhen when = dln_when_unknown ();
  DlnTick tick = { .x = -1, .major = TRUE };
  DlnTextExtents extents;

  when.earliest_begin = when.earliest_end = (gint64) segment->t0;
  when.latest_begin = when.latest_end = (gint64) segment->t1;
  when.precision = DLN_PRECISION_DAY;
  g_autofree char *text = dln_when_dup_short (&when);
  if (strlen (text) >= sizeof tick.label)
    return;
  g_strlcpy (tick.label, text, sizeof tick.label);
  _dln_text_measure (tick.label, DLN_AXIS_FONT, DLN_OP_TABULAR | DLN_OP_BOLD, &extents);
  tick.label_x = (x0 + x1 - extents.width) / 2;
  if (tick.label_x >= view->left && tick.label_x + extents.width <= view->left + view->width)
    g_array_append_val (ticks, tick);
}

/**
 * _dln_axis_new_ticks:
 * @view: the part of the axis that is seen
 * @two_levels: with the level above
 *
 * Returns: (transfer full): ticks, by segment. Time: O(ticks)
 */
GArray *
_dln_axis_new_ticks (const DlnTimeView *view,
                     gboolean           two_levels)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (DlnTick));
  double view_end = view->u_begin + view->width / view->scale;
  DlnTimeSegment outer[2] = { 0 };
  guint n_segments = view->map->segments->len;

  if (n_segments == 0)
    return ticks;

  /* what lies before the first and after the last instant continues their pieces, unless these are
   * folded */
  DlnTimeSegment first = g_array_index (view->map->segments, DlnTimeSegment, 0);
  DlnTimeSegment last = g_array_index (view->map->segments, DlnTimeSegment, n_segments - 1);
  outer[0] = (DlnTimeSegment){ .u0 = MIN (view->u_begin, 0), .u1 = 0 };
  outer[1] = (DlnTimeSegment){ .u0 = last.u1, .u1 = MAX (view_end, last.u1) };
  for (guint i = 0; i < n_segments + 2; i++)
    {
      DlnTimeSegment segment = i == 0 ? outer[0]
                               : i <= n_segments
                                 ? g_array_index (view->map->segments, DlnTimeSegment, i - 1)
                                 : outer[1];

      if (i == 0 && !first.folded)
        continue;
      if (i == n_segments + 1 && !last.folded)
        continue;
      double scale = view->scale;
      if (i > 0 && i <= n_segments)
        scale *= (segment.u1 - segment.u0) / (segment.t1 - segment.t0);
      if (i == 1 && !segment.folded)
        segment.u0 = outer[0].u0;
      if (i == n_segments && !segment.folded)
        segment.u1 = outer[1].u1;
      if (segment.u1 <= view->u_begin || segment.u0 >= view_end || segment.u1 <= segment.u0)
        continue;

      if (segment.folded
          && (segment.u1 - segment.u0) * view->scale < view->width * DLN_AXIS_FOLD_LIMIT)
        {
          if (segment.covered)
            add_covered_label (ticks, view, &segment);
          continue;
        }

      const TickUnit *minor = choose_unit (scale);
      if (minor == NULL)
        continue;
      const TickUnit *major = two_levels ? get_major (minor) : NULL;
      guint n_ticks = ticks->len;
      add_ticks (ticks, view, &segment, minor, FALSE);
      if (major != NULL)
        add_ticks (ticks, view, &segment, major, TRUE);
      if (i > 0 && i <= n_segments)
        ensure_label (ticks, n_ticks, view, &segment, minor->unit < UNIT_YEAR);
    }
  return ticks;
}

char *
_dln_axis_format_day (gint64   instant,
                      gboolean with_year,
                      gboolean with_time)
{
  DlnCivil civil = dln_civil_from_instant (instant);
  const char *month = _(short_months[civil.month - 1]);
  char year[16];

  format_year (year, sizeof year, civil.year);
  if (with_year) /* Translators: day, month, year before an event's title */
    return g_strdup_printf (_("%u %s %s"), civil.day, month, year);
  if (with_time) /* Translators: day, month and time before an event's title */
    return g_strdup_printf (_("%u %s %02u:%02u"), civil.day, month, civil.hour, civil.minute);
  /* Translators: day and short month before an event's title */
  return g_strdup_printf (_("%u %s"), civil.day, month);
}

/**
 * _dln_axis_format_span:
 * @seconds: a length of time
 *
 * Returns: (transfer full): "7 years", rounded to the unit a reader would say
 */
char *
_dln_axis_format_span (double seconds)
{
  if (seconds >= 1.5 * YEAR)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", (int) lround (seconds / YEAR)),
      (int) lround (seconds / YEAR));
  if (seconds >= 1.5 * MONTH)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", (int) lround (seconds / MONTH)),
      (int) lround (seconds / MONTH));
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (int) lround (seconds / DAY)),
    (int) MAX (lround (seconds / DAY), 1));
}
