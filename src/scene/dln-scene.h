/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A flat list of drawing operations with a hit index: what the screen painter and the file painters
 * share. Units are pixels at scale 1, y downwards. */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "case/dln-case.h"
#include "case/dln-filter.h"

G_BEGIN_DECLS

typedef enum
{
  DLN_OP_RECTANGLE, /* corner radius in .radius */
  DLN_OP_DISC,      /* centre x, y; radius in .radius */
  DLN_OP_DIAMOND,   /* in the rectangle x, y, width, height */
  DLN_OP_POLYLINE,  /* points; closed if FILLED */
  DLN_OP_CURVE,     /* cubic: 4 points */
  /* rectangle whose fill goes from .fill to transparent, left to right or (flag) right to left */
  DLN_OP_FADE,
  DLN_OP_HATCH,     /* rectangle with diagonal hatching in .stroke */
  /* one line, x, y = left end of the baseline; width, height = its logical extents */
  DLN_OP_TEXT,
  /* opens a group with an id and a title: the ops up to its END belong to .target */
  DLN_OP_GROUP,
  DLN_OP_END,
} DlnOpType;

typedef enum
{
  DLN_OP_FILLED = 1 << 0,
  DLN_OP_STROKED = 1 << 1,
  DLN_OP_DASHED = 1 << 2,
  DLN_OP_ARROW = 1 << 3,    /* arrow head at the last point */
  DLN_OP_REVERSED = 1 << 4, /* FADE: solid on the right */
  DLN_OP_BOLD = 1 << 5,
  DLN_OP_HALO = 1 << 6,     /* TEXT: outlined in the background colour */
  DLN_OP_TABULAR = 1 << 7,  /* TEXT: tabular digits */
  DLN_OP_ITALIC = 1 << 8,
  DLN_OP_DOTTED = 1 << 9,   /* with DASHED: dots, ... */
  DLN_OP_LONG = 1 << 10,    /* ... or long dashes */
} DlnOpFlags;

typedef struct
{
  guint16     type;  /* DlnOpType */
  guint16     flags; /* DlnOpFlags */
  float       x, y, width, height;
  float       radius;
  float       line_width;
  guint32     fill;   /* 0xRRGGBBAA */
  guint32     stroke; /* 0xRRGGBBAA */
  guint32     first_point; /* into points: POLYLINE and CURVE */
  guint32     n_points;
  DlnStringId text;   /* TEXT: the words; GROUP: title */
  DlnStringId id;     /* GROUP: element id, e.g. "event-12", unique in the scene */
  DlnStringId detail; /* GROUP: a sentence behind it, 0 = none */
  DlnStringId link;   /* GROUP: the web address where that is told, 0 = none */
  float       font_size; /* TEXT: pixels */
  DlnTarget   target; /* GROUP */
} DlnOp;

typedef struct
{
  float x, y;
} DlnPoint;

typedef struct /* something that can be pointed at; later ones lie above earlier ones */
{
  DlnTarget target;
  float     x, y, width, height; /* bounds */
  guint32   first_point, n_points; /* an edge: hit within a few pixels of this line */
  DlnStringId label; /* spoken by a screen reader */
  guint32   count;   /* > 1: a mark of so many; target is the most salient */
  gboolean  counted; /* it stands for events without a mark of their own and opens */
} DlnSceneMark;

/**
 * DlnScene: reference-counted, immutable once built.
 */
typedef struct _DlnScene
{
  gatomicrefcount refs;
  float       width, height;
  guint32     background; /* 0xRRGGBBAA */
  float       paper;      /* points of paper for a pixel; 0: 0.75, as in CSS */
  GArray     *ops;    /* DlnOp */
  GArray     *points; /* DlnPoint */
  GArray     *marks;  /* DlnSceneMark */
  DlnStrings *strings;
  guint       n_dropped_labels;
} DlnScene;

DlnScene     *dln_scene_ref          (DlnScene *scene);
void          dln_scene_unref        (DlnScene *scene);
/* (nullable), topmost */
const DlnSceneMark *dln_scene_hit    (const DlnScene *scene, float x, float y);
char         *dln_scene_to_string    (const DlnScene *scene); /* readable, for golden tests */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnScene, dln_scene_unref)

/* The scene's own text measure, the same for screen and files. Font: Cantarell, then sans. */
PangoLayout  *dln_scene_new_layout   (const char *text, float font_size, DlnOpFlags flags);

/**
 * DlnTheme: the palette, light or dark; colours 0xRRGGBBAA.
 */
typedef struct
{
  gboolean dark;
  guint32  background, foreground, dim, faint, grid, selection, conflict;
  guint32  strong, quiet; /* marks with a headline, and the others */
  guint32  bar, band;     /* what is uncertain or counted; the ground of the axis */
  guint32  entity[DLN_N_ENTITY_TYPES];
  guint32  event;
  guint32  report;
} DlnTheme;

const DlnTheme *dln_theme_get        (gboolean dark);

/* ---- what timeline and graph share ----------------------------------------------------------- */

#define DLN_TYPE_SCENE_VIEW (dln_scene_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (DlnSceneView, dln_scene_view, DLN, SCENE_VIEW, GObject)

/**
 * DlnSceneViewClass: signal "changed": draw again.
 */
struct _DlnSceneViewClass
{
  GObjectClass parent_class;

  /* the case, or else the filter, is another */
  void      (*reset) (DlnSceneView *self, gboolean case_changed);
  DlnScene *(*draw)  (DlnSceneView *self, const DlnTheme *theme); /* (transfer full) */
};

/* cached until something changes */
DlnScene    *dln_scene_view_build    (DlnSceneView *self, const DlnTheme *theme);
void         dln_scene_view_set_filter (DlnSceneView *self, const DlnFilter *filter); /* copied */
void         dln_scene_view_set_size (DlnSceneView *self, float width, float height);
void         dln_scene_view_set_selection (DlnSceneView *self, DlnTarget target);
void         dln_scene_view_set_hover (DlnSceneView *self, DlnTarget target);

/* ---- timeline ------------------------------------------------------------------------------- */

typedef enum
{
  DLN_LANES_PACKED,
  DLN_LANES_PERSON,
  DLN_LANES_INSTITUTION,
  DLN_LANES_SOURCE,
  DLN_LANES_PLACE,
} DlnLaneMode;

/**
 * DlnTimelineCounts: where the events of a case are in a picture; told + marks + counted + undated
 * + outside + filtered = all.
 */
typedef struct
{
  guint told;     /* marks with a headline */
  guint marks;    /* marks without */
  guint counted;  /* in counts */
  guint undated;
  guint outside;  /* before or after the window */
  guint filtered; /* left out by the filter, @minor of them because they are minor */
  guint minor;
  guint all;
} DlnTimelineCounts;

#define DLN_TYPE_TIMELINE (dln_timeline_get_type ())
G_DECLARE_FINAL_TYPE (DlnTimeline, dln_timeline, DLN, TIMELINE, DlnSceneView)

DlnTimeline *dln_timeline_new        (DlnCase *dcase);
void         dln_timeline_set_lanes  (DlnTimeline *self, DlnLaneMode mode);
void         dln_timeline_get_window (DlnTimeline *self, DlnInstant *begin, DlnInstant *end);
void         dln_timeline_set_window (DlnTimeline *self, DlnInstant begin, DlnInstant end);
void         dln_timeline_fit        (DlnTimeline *self); /* everything that the filter shows */
/* of what was built last */
void         dln_timeline_get_counts (DlnTimeline *self, DlnTimelineCounts *counts);
/* DlnEventId, what the counted mark that names @event stands for, by rank */
GArray      *dln_timeline_dup_counted (DlnTimeline *self, DlnEventId event);
/* zooms to them; FALSE where they are no closer to each other than now */
gboolean     dln_timeline_can_show_events (DlnTimeline *self, const DlnEventId *events, guint n);
void         dln_timeline_show_events (DlnTimeline *self, const DlnEventId *events, guint n);
gboolean     dln_timeline_is_fitted  (DlnTimeline *self);
/* x stays where it is */
void         dln_timeline_zoom       (DlnTimeline *self, double factor, float x);
void         dln_timeline_pan        (DlnTimeline *self, float dx, float dy);
/* the date at a place, as precise as it can be pointed at; FALSE where there is none */
gboolean     dln_timeline_find_when  (DlnTimeline *self, float x, float y, gboolean on_axis,
                                      DlnWhen *when);
/* scrolls it into view */
void         dln_timeline_reveal     (DlnTimeline *self, DlnTarget target);
/* next by time, for arrow keys */
DlnTarget    dln_timeline_get_neighbour (DlnTimeline *self, DlnTarget from, int step);
/* of a file's picture: NULL = the case's own, "" = none */
void         dln_timeline_set_words  (DlnTimeline *self, const char *headline,
                                      const char *standfirst, const char *credit);
/* for files: height as needed */
DlnScene    *dln_timeline_build_whole (DlnTimeline *self, float width, const DlnTheme *theme);
/* @height 0 = as needed; narrow ones are a list down the page */
DlnScene    *dln_timeline_build_page (DlnTimeline *self, float width, float height,
                                      const DlnTheme *theme);
/* strip, window shown */
DlnScene    *dln_timeline_build_overview (DlnTimeline *self, float width, float height,
                                          const DlnTheme *theme);
/* 0..1 of the whole period */
float        dln_timeline_overview_to_instant_fraction (DlnTimeline *self, float x, float width);
/* fractions of the whole period */
void         dln_timeline_set_overview_window (DlnTimeline *self, double from, double to);
void         dln_timeline_get_overview_window (DlnTimeline *self, double *from, double *to);

/* ---- graph ---------------------------------------------------------------------------------- */

#define DLN_TYPE_GRAPH (dln_graph_get_type ())
G_DECLARE_FINAL_TYPE (DlnGraph, dln_graph, DLN, GRAPH, DlnSceneView)

/* Layout is deterministic; nodes stay put when the case grows. */
DlnGraph    *dln_graph_new           (DlnCase *dcase);
/* measure and lay out in a thread; what was drawn stays meanwhile */
void         dln_graph_set_background (DlnGraph *self, gboolean background);
/* show it with its neighbours even if not among the first */
void         dln_graph_set_focus     (DlnGraph *self, DlnEntityId entity);
void         dln_graph_fit           (DlnGraph *self);
void         dln_graph_zoom          (DlnGraph *self, double factor, float x, float y);
void         dln_graph_pan           (DlnGraph *self, float dx, float dy);
void         dln_graph_reveal        (DlnGraph *self, DlnTarget target);
/* pins it */
void         dln_graph_move_node     (DlnGraph *self, DlnEntityId entity, float x, float y);
/* nearest that way, for arrow keys */
DlnTarget    dln_graph_get_neighbour (DlnGraph *self, DlnTarget from, int dx, int dy);
/* where a name that is shown stands, in pixels at the usual size; FALSE = not shown */
gboolean     dln_graph_get_position  (DlnGraph *self, DlnEntityId entity, DlnPoint *at);
/* DlnRelationId, shortest; NULL = none */
GArray      *dln_graph_find_path     (DlnGraph *self, DlnEntityId from, DlnEntityId to);
GArray      *dln_graph_find_doubtful_path (DlnGraph *self, DlnEntityId from, DlnEntityId to);
guint        dln_graph_get_n_left_out (DlnGraph *self); /* entities not shown for lack of room */
DlnScene    *dln_graph_build_whole   (DlnGraph *self, float width, const DlnTheme *theme);
/* @height 0 = as needed */
DlnScene    *dln_graph_build_page    (DlnGraph *self, float width, float height,
                                      const DlnTheme *theme);

G_END_DECLS
