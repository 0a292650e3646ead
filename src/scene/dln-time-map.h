/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instants to positions with long empty stretches folded and sparse ones squeezed, and the axis
 * drawn along them. */
#pragma once

#include "scene/dln-scene-private.h"

G_BEGIN_DECLS

/* A piece of the axis. Positions u are seconds with the folds shortened; u = 0 at the first
 * instant. */
typedef struct
{
  double   t0, t1; /* seconds since 1970 */
  double   u0, u1;
  gboolean folded;
  gboolean covered;  /* folded, but inside a coarse event: no empty stretch */
  gboolean squeezed; /* at a smaller scale than the dense part */
} DlnTimeSegment;

typedef struct
{
  GArray *segments; /* DlnTimeSegment, contiguous; scale 1 outside them */
} DlnTimeMap;

typedef struct /* a stretch of time in which something is said to have happened */
{
  gint64 begin;
  gint64 end;
} DlnTimeRange;

DlnTimeMap *_dln_time_map_new  (const DlnTimeRange *ranges, /* [n_ranges], any order */
                                guint               n_ranges);
void        _dln_time_map_free (DlnTimeMap         *map);
double      _dln_time_map_to_u (const DlnTimeMap   *map,
                                double              t);
double      _dln_time_map_to_t (const DlnTimeMap   *map,
                                double              u);
gboolean    _dln_time_map_is_squeezed (const DlnTimeMap *map,
                                double              t);
double      _dln_time_map_get_length (const DlnTimeMap *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnTimeMap, _dln_time_map_free)

/* ---- axis ---------------------------------------------------------------------------------- */

typedef struct
{
  float    x;       /* of the tick */
  float    label_x; /* left end of the label; the label is dropped if it is empty */
  gboolean major;
  char     label[32];
} DlnTick;

typedef struct
{
  const DlnTimeMap *map;
  double            u_begin; /* at the left edge */
  double            scale;   /* pixels per u */
  float             left;    /* pixels */
  float             width;
} DlnTimeView;

static inline float
_dln_time_view_to_x (const DlnTimeView *view,
                     double             u)
{
  return view->left + CLAMP ((u - view->u_begin) * view->scale, -1e7, 1e7);
}

#define DLN_AXIS_HEIGHT 54.0f
#define DLN_AXIS_FONT 12.0f
/* of the view: a fold that is zoomed wider is a stretch like others */
#define DLN_AXIS_FOLD_LIMIT 0.7f

GArray *_dln_axis_new_ticks   (const DlnTimeView *view,
                               gboolean           two_levels); /* DlnTick */
void    _dln_axis_draw_ground (DlnScene          *scene,
                               const DlnTimeView *view,
                               const GArray      *ticks,
                               float              top,
                               float              bottom,
                               const DlnTheme    *theme); /* grid lines, folds, weekends */
void    _dln_axis_draw_band   (DlnScene          *scene,
                               const DlnTimeView *view,
                               float              top,
                               float              bottom,
                               const DlnTheme    *theme);
void    _dln_axis_draw_gaps   (DlnScene          *scene,
                               const DlnTimeView *view,
                               float              top,
                               float              bottom,
                               const DlnTheme    *theme);
void    _dln_axis_draw        (DlnScene          *scene,
                               const DlnTimeView *view,
                               const GArray      *ticks,
                               float              top,
                               const DlnTheme    *theme);
char   *_dln_axis_format_day  (gint64             instant,
                               gboolean           with_year,
                               /* "4 Apr", "4 Apr 2023", "4 Apr 10:30" */
                               gboolean           with_time);
char   *_dln_axis_format_span (double             seconds); /* "7 years" */

G_END_DECLS
