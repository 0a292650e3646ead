/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What layouts use to write a scene: typed appenders, colours and the text measure. */
#pragma once

#include "scene/dln-scene.h"

G_BEGIN_DECLS

/* A DlnRect is a box in pixels; it is empty when a side is not positive. */
typedef struct
{
  float x, y, width, height;
} DlnRect;

static inline gboolean
_dln_rect_overlaps (const DlnRect *a,
                    const DlnRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static inline gboolean
_dln_rect_contains (const DlnRect *rect,
                    float          x,
                    float          y)
{
  return x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height;
}

/* ---- views --------------------------------------------------------------------------------- */

typedef struct /* owned by the view */
{
  DlnCase   *dcase;
  DlnFilter *filter;
  float      width, height;
  DlnTarget  selection, hover;
} DlnSceneViewState;

DlnSceneViewState *_dln_scene_view_get_state (DlnSceneView *self);
void    _dln_scene_view_follow     (DlnSceneView *self,
                                    DlnCase      *dcase); /* once */
void    _dln_scene_view_queue_draw (gpointer      self);

/* ---- colours ------------------------------------------------------------------------------- */

guint32 _dln_color_alpha (guint32 color,
                          double  alpha); /* the colour with its alpha multiplied by 0..1 */
guint32 _dln_color_mix   (guint32 a,
                          guint32 b,
                          double  t); /* opaque: a at 0, b at 1 */

/* ---- text ---------------------------------------------------------------------------------- */

typedef struct
{
  float width;   /* logical */
  float ascent;  /* above the baseline */
  float descent; /* below it */
} DlnTextExtents;

#define DLN_TEXT_MAX_LINES 8

/* a label, most of up to two lines; strings are interned in the scene's or layout's table */
typedef struct
{
  guint       n_lines;
  DlnStringId lines[DLN_TEXT_MAX_LINES];
  float       widths[DLN_TEXT_MAX_LINES];
  float       width; /* of the widest */
  gboolean    cut;   /* an ellipsis stands for the rest */
} DlnTextBlock;

void  _dln_text_measure   (const char     *text,
                           float           font_size,
                           guint           flags,
                           DlnTextExtents *extents);
float _dln_text_estimate  (const char     *text,
                           float           font_size,
                           guint           flags);
void  _dln_text_wrap      (DlnStrings     *strings,
                           const char     *text,
                           float           font_size,
                           guint           flags,
                           float           max_width,
                           guint           max_lines,
                           DlnTextBlock   *block);
/* tests: every character 0.5 em wide, whatever the fonts */
void  _dln_text_set_fixed (gboolean        fixed);

/* ---- writing a scene ----------------------------------------------------------------------- */

DlnScene *_dln_scene_new       (float        width,
                                float        height,
                                guint32      background);
void      _dln_scene_rectangle (DlnScene    *scene,
                                DlnRect      rect,
                                float        radius,
                                guint32      fill,
                                guint32      stroke,
                                float        line_width,
                                guint        flags);
void      _dln_scene_disc      (DlnScene    *scene,
                                float        x,
                                float        y,
                                float        radius,
                                guint32      fill,
                                guint32      stroke,
                                float        line_width,
                                guint        flags);
void      _dln_scene_diamond   (DlnScene    *scene,
                                DlnRect      rect,
                                guint32      fill,
                                guint32      stroke,
                                float        line_width,
                                guint        flags);
void      _dln_scene_polyline  (DlnScene    *scene,
                                const DlnPoint *points,
                                guint        n_points,
                                guint32      fill,
                                guint32      stroke,
                                float        line_width,
                                guint        flags);
void      _dln_scene_line      (DlnScene    *scene,
                                float        x0,
                                float        y0,
                                float        x1,
                                float        y1,
                                guint32      stroke,
                                float        line_width,
                                guint        flags);
void      _dln_scene_curve     (DlnScene    *scene,
                                const DlnPoint *points, /* [4] */
                                guint32      stroke,
                                float        line_width,
                                guint        flags);
void      _dln_scene_fade      (DlnScene    *scene,
                                DlnRect      rect,
                                guint32      fill,
                                guint        flags);
void      _dln_scene_hatch     (DlnScene    *scene,
                                DlnRect      rect,
                                guint32      stroke,
                                float        line_width);
float     _dln_scene_text      (DlnScene    *scene,
                                float        x,
                                float        baseline,
                                const char  *text,
                                float        font_size,
                                guint32      color,
                                guint        flags); /* returns the width */
void      _dln_scene_block     (DlnScene    *scene,
                                DlnStrings  *strings, /* of the block */
                                const DlnTextBlock *block,
                                float        x,
                                float        baseline, /* of the first line */
                                float        line_height,
                                /* 0 = left aligned; else lines centred in it */
                                float        centre_width,
                                float        font_size,
                                guint32      color,
                                guint        flags);
void      _dln_scene_begin     (DlnScene    *scene,
                                DlnTarget    target,
                                const char  *id,
                                const char  *title);
void      _dln_scene_explain   (DlnScene    *scene, /* the group that was begun last */
                                const char  *detail,
                                const char  *link); /* (nullable) */
void      _dln_scene_end       (DlnScene    *scene);
DlnSceneMark *_dln_scene_mark  (DlnScene    *scene,
                                DlnTarget    target,
                                DlnRect      bounds, /* cut to the scene */
                                const char  *label,
                                guint        count);
void      _dln_scene_mark_line (DlnScene    *scene,
                                DlnSceneMark *mark,
                                const DlnPoint *points,
                                guint        n_points);

/* Points on a cubic. */
static inline DlnPoint
_dln_cubic_point (const DlnPoint *p,
                  float           t)
{
  float s = 1 - t;
  float a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;

  return (DlnPoint){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                     a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

G_END_DECLS
