/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline's parts: model (what the filter shows), pack (lanes and labels), draw, bands. */
#pragma once

#include "scene/dln-time-map.h"
#include "scene/dln-timeline-pyramid.h"

G_BEGIN_DECLS

/* What a mark's shape says. */
typedef enum
{
  KIND_OTHER,     /* disc */
  KIND_DECISION,  /* square */
  KIND_JOURNEY,   /* triangle */
  KIND_CONFLICT,  /* cross */
  KIND_STATEMENT, /* balloon */
  N_KINDS
} TimelineKind;

/* An event as the timeline draws it. Instants are finite; an open end is said by a flag. */
typedef struct
{
  DlnEventId id;
  gint64     begin, end;           /* possible */
  gint64     core_begin, core_end; /* certain; empty if core_end <= core_begin */
  gint64     claim_begin, claim_end; /* what dissenting sources say: whiskers; 0, 0 if they agree */
  double     u0, u1;               /* begin and end with whiskers, on the map */
  float      salience;
  float      estimate;             /* width of the title in one line */
  guint8     precision;
  guint8     when_flags;           /* DlnWhenFlags */
  guint8     modality;
  guint8     polarity;
  guint8     event_flags;
  guint8     open_begin;
  guint8     open_end;
  guint8     kind; /* TimelineKind */
  guint8     own;  /* the user's own knowledge: no article says so */
} TimelineItem;

typedef struct /* an article */
{
  DlnDocumentId id;
  gint64        begin, end;
  gboolean      inferred;
  gboolean      has_source; /* else @source is the title */
  char         *source;     /* owned */
} TimelineReport;

/* a lane group: a person, an institution, a source, a place; one nameless group when packed */
typedef struct
{
  DlnTarget target;
  char     *title; /* owned, NULL when packed */
  GArray   *items; /* guint32 indexes into items, by time; NULL = all */
  guint     first_row;
  guint     n_rows;
} TimelineGroup;

typedef struct /* a mark with its label in a row */
{
  guint32      item;
  guint16      group;
  guint16      row; /* of the first line, counted over all groups */
  guint8       n_rows;
  guint8       inside;  /* the label stands in the bar */
  guint8       flipped; /* the label stands left of the mark, at the end of the period */
  double       x0, x1; /* of the mark, in pixels from u = 0 */
  double       label_x;
  double       inside_end; /* how far an inside label may slide */
  DlnTextBlock block; /* strings in the layout's table */
} TimelinePlaced;

typedef struct /* neighbours without a row of their own */
{
  guint32 item; /* the most salient */
  guint32 count;
  guint32 group;
  double  x; /* centre, in pixels from u = 0 */
} TimelineBin;

typedef struct /* events without a mark */
{
  gint64  key;
  guint32 item; /* the most salient */
  guint32 count;
  double  x0, x1; /* in pixels from u = 0 */
} TimelineCount;

typedef enum
{
  LEVEL_LEAD,   /* with a quote */
  LEVEL_SECOND,
  LEVEL_THIRD,
} TimelineLevel;

#define MAX_CARDS 15
#define MAX_RESERVES 12 /* that take the place of those that find none */
#define MAX_POOL (MAX_CARDS + MAX_RESERVES)
#define FEW_CARDS 7  /* as long as there are fewer, side remarks get words too */
#define CARD_LINES 2 /* of a title; one that needs more is no headline */

/* an event of the headline layer: a thin line up from its mark, with words on one side of it */
typedef struct
{
  guint32      item;
  guint8       level;    /* TimelineLevel */
  guint8       left;     /* the words stand left of the line, right-aligned */
  guint8       filler;   /* only where there are few */
  guint8       placed;   /* else there was no room: the event is a mark only */
  guint8       shown;    /* in the last picture */
  guint8       disputed; /* sources give two days */
  double       x;        /* of the line, in pixels from u = 0 */
  double       anchor;   /* of the mark, the same */
  float        y;        /* top of the words, in pixels above the band's top: positive */
  float        width, height;
  DlnStringId  date, sources, dispute; /* in the layout's strings, as those of the blocks */
  DlnTextBlock title, quote;
} TimelineCard;

typedef struct
{
  double      scale;
  guint       max_rows;
  guint       generation;
  gint64      tile; /* which stretch was laid out, for large cases */
  guint       n_rows; /* used */
  guint       n_dropped;
  GArray     *groups; /* TimelineGroup */
  GArray     *placed; /* TimelinePlaced */
  GArray     *bins;   /* TimelineBin */

  /* without lanes: a headline layer over a band of quiet marks */
  DlnStrings *strings;
  GArray     *cards;  /* TimelineCard, most salient first */
  guint       n_wanted; /* of them; the others are reserves */
  guint8     *rows;   /* [n_items]: row of the mark in the band + 1, 0 = none */
  float       room;   /* height that there is for cards */
  float       cards_height; /* that they take */
  float       band_height;
  gboolean    dense;  /* too many for marks: only those with cards have one, the rest is counted */
  gboolean    spills; /* some found no row: counted above the marks */
} TimelineLayout;

struct _DlnTimeline
{
  DlnSceneView parent_instance;
  DlnSceneViewState *view; /* of the parent */

  DlnLaneMode lanes;

  /* model */
  GArray     *items;      /* TimelineItem, by u0 */
  DlnPyramid *pyramid;    /* of them, the most salient ranks first */
  GArray     *by_salience; /* guint32 [n_items] */
  GArray     *undated;    /* DlnEventId, most salient first */
  GArray     *reports;    /* TimelineReport, by begin */
  guint       n_undated_reports;
  DlnTimelineCounts counts; /* of the last picture */
  DlnTimeMap *map;
  GHashTable *blocks;     /* item index + 1 -> DlnTextBlock of the label */
  DlnStrings *block_strings;
  double      air;         /* seconds, on both sides of a short period together */
  float       label_width; /* of a line */
  gboolean    with_year;   /* days are written with their year: the period is long */
  guint       generation;

  /* view */
  double      u_begin, u_end;
  char       *headline, *standfirst, *credit; /* (nullable), of a file's picture */
  gboolean    fitted;     /* follows what there is until the user moves */
  float       scroll;     /* pixels down, for lanes taller than the view */

  TimelineLayout *layout;
  GArray     *groups;   /* (nullable): TimelineGroup of case, filter and lanes */
  GArray     *overview; /* (nullable): guint events in each column of the strip drawn last */
  float       overview_width; /* of that strip */
};

/* Where things stand in a scene. */
typedef struct
{
  DlnTimeView     view;
  float           width, height;
  float           gutter;
  float           plot_top, plot_bottom;
  float           axis_top;
  float           reports_top, reports_height;
  float           tray_top, tray_height;
  float           legend_top, legend_height;
  gboolean        whole; /* for a file */
  const DlnTheme *theme;
} TimelineFrame;

#define LEAD_FONT 16.0f
#define TITLE_FONT 15.0f
#define DATE_FONT 12.5f
#define DATE_LINE 17.0f
#define QUOTE_FONT 13.0f
#define QUOTE_LINE 17.0f
#define SOURCE_FONT 12.0f
#define SOURCE_LINE 16.0f
#define CARD_INDENT 8.0f    /* between a line and its words */
#define QUIET_ROW 13.0f     /* a row of marks in the band */
#define QUIET_RADIUS 4.0f
#define DLN_TIMELINE_SPILL 18.0f     /* height of counts above the marks */
#define DLN_TIMELINE_SPILL_WIDTH 30.0 /* of counts there */
#define DLN_TIMELINE_COUNT_LINE 16.0f /* and of numbers above columns */
#define ROW_HEIGHT 18.0f
#define LABEL_FONT 12.0f
#define LABEL_LINE 14.5f
#define LABEL_WIDTH 176.0f /* of many events; few have more room */
#define LABEL_GAP 6.0f
#define POINT_RADIUS 4.5f
#define BAR_HEIGHT 10.0f
#define INSIDE_HEIGHT 16.0f
#define INSIDE_PADDING 10.0f
#define MIN_BAR 14.0f
#define POINT_LIMIT 24.0f /* a day wider than that is drawn as a bar */
#define BIN_WIDTH 30.0f
#define BIN_HEIGHT 24.0f
#define GUTTER_WIDTH 150.0f
#define EDGE 8.0f         /* between a label and the edge of the picture */
#define FIT_LEFT 22.0f
#define FIT_RIGHT 34.0f
#define MIN_FIT 3600.0         /* a period shorter than that has air on both sides ... */
#define MAX_FIT (16 * 86400.0) /* ... one longer than that has none */
#define FIT_EVENTS 16          /* of the shortest event's length */

/* model */
void         _dln_timeline_update_model (DlnTimeline          *self);
void         _dln_timeline_free_model   (DlnTimeline          *self);
gboolean     _dln_timeline_is_track    (DlnTimeline          *self);
const char  *_dln_timeline_get_title    (DlnTimeline          *self,
                                         const TimelineItem   *item);
const char  *_dln_timeline_get_label    (DlnTimeline          *self,
                                         guint                 item,
                                         /* (out) (optional): bytes of the date */
                                         guint                *prefix);
char        *_dln_timeline_dup_tooltip  (DlnTimeline          *self,
                                         DlnEventId            id);
const DlnTextBlock *_dln_timeline_get_block (DlnTimeline      *self,
                                         guint                 item);
GArray      *_dln_timeline_new_groups   (DlnTimeline          *self); /* TimelineGroup */

/* pack */
TimelineLayout *_dln_timeline_pack      (DlnTimeline          *self,
                                         double                scale,
                                         guint                 max_rows,
                                         double                u_from,
                                         double                u_to,
                                         gboolean              whole);
void         _dln_timeline_layout_free  (TimelineLayout       *layout);
gboolean     _dln_timeline_is_point     (const TimelineItem   *item,
                                         double                scale);

/* view */
void         _dln_timeline_ensure_view  (DlnTimeline          *self);
void         _dln_timeline_set_view     (DlnTimeline          *self,
                                         double                u_begin,
                                         double                u_end);

/* frames */
void         _dln_timeline_get_fit      (DlnTimeline          *self,
                                         float                 width,
                                         double               *u_begin,
                                         double               *u_end);
void         _dln_timeline_make_frame   (DlnTimeline          *self,
                                         const DlnTheme       *theme,
                                         float                 width,
                                         float                 height,
                                         double                u_begin,
                                         double                u_end,
                                         TimelineFrame        *frame);
void         _dln_timeline_draw_frame   (DlnTimeline          *self,
                                         DlnScene             *scene,
                                         const TimelineFrame  *frame,
                                         const TimelineLayout *layout);

/* draw */
void         _dln_timeline_draw_items   (DlnTimeline          *self,
                                         DlnScene             *scene,
                                         const TimelineFrame  *frame,
                                         const TimelineLayout *layout);

gboolean     _dln_timeline_is_vague     (const TimelineItem   *item);
void         _dln_timeline_draw_own     (DlnScene             *scene,
                                         float                 x,
                                         float                 y,
                                         float                 r,
                                         guint32               color);
void         _dln_timeline_draw_updated (DlnScene             *scene,
                                         float                 x,
                                         float                 y,
                                         guint32               color);
float        _dln_timeline_get_rows_height (const TimelineLayout *layout);
void         _dln_timeline_draw_gutter  (DlnTimeline          *self,
                                         DlnScene             *scene,
                                         const TimelineFrame  *frame,
                                         const TimelineLayout *layout);

/* sheet: without lanes */
TimelineLayout *_dln_timeline_pack_sheet (DlnTimeline         *self,
                                         const TimelineFrame  *frame,
                                         double                u_from,
                                         double                u_to);
void         _dln_timeline_choose_cards (DlnTimeline          *self,
                                         TimelineLayout       *layout,
                                         double                u_from,
                                         double                u_to);
void         _dln_timeline_pack_cards   (TimelineLayout       *layout,
                                         double                left,  /* pixels from u = 0 */
                                         double                right,
                                         float                 height);
void         _dln_timeline_explain      (DlnTimeline          *self,
                                         DlnScene             *scene,
                                         DlnEventId            event);
/* a list down a narrow page; returns its height */
float        _dln_timeline_draw_column  (DlnTimeline          *self,
                                         DlnScene             *scene, /* (nullable): measure */
                                         float                 top,
                                         float                 width,
                                         const DlnTheme       *theme);
void         _dln_timeline_draw_sheet   (DlnTimeline          *self,
                                         DlnScene             *scene,
                                         const TimelineFrame  *frame,
                                         const TimelineLayout *layout);
void         _dln_timeline_drop_quote   (TimelineLayout       *layout,
                                         TimelineCard         *card);
char        *_dln_timeline_dup_date     (DlnTimeline          *self,
                                         const TimelineItem   *item,
                                         gboolean             *disputed); /* (optional) */
float        _dln_timeline_get_title_font (TimelineLevel       level);
float        _dln_timeline_get_title_line (TimelineLevel       level);
double       _dln_timeline_get_anchor   (const TimelineItem   *item,
                                         double                u_from,
                                         double                u_to,
                                         double                scale);
gboolean     _dln_timeline_in_view      (const TimelineItem   *item,
                                         double                u_from,
                                         double                u_to);

/* quiet: marks and counts of the band */
void         _dln_timeline_pack_quiet   (DlnTimeline          *self,
                                         TimelineLayout       *layout,
                                         double                u_from,
                                         double                u_to,
                                         guint                 n_rows);
void         _dln_timeline_draw_band    (DlnTimeline          *self,
                                         DlnScene             *scene,
                                         const TimelineFrame  *frame,
                                         const TimelineLayout *layout);
float        _dln_timeline_get_mark_y   (const TimelineFrame  *frame,
                                         const TimelineLayout *layout,
                                         guint                 index);

/* counts */
GArray      *_dln_timeline_new_counts   (DlnTimeline          *self, /* TimelineCount, by time */
                                         const TimelineLayout *layout,
                                         double                u_from,
                                         double                u_to);
void         _dln_timeline_collect_told (DlnTimeline          *self,
                                         const TimelineLayout *layout,
                                         double                u_from,
                                         double                u_to,
                                         GArray               *indexes);
GArray      *_dln_timeline_collect_counted (DlnTimeline       *self,
                                         const TimelineLayout *layout,
                                         const TimelineFrame  *frame,
                                         DlnEventId            event);
void         _dln_timeline_draw_kind    (DlnScene             *scene,
                                         TimelineKind          kind,
                                         float                 x,
                                         float                 y,
                                         float                 radius,
                                         guint32               fill,
                                         guint32               stroke, /* 0 = none */
                                         guint                 flags);
TimelineKind _dln_timeline_get_kind     (DlnEventType          type);

/* legend */
float        _dln_timeline_draw_legend  (DlnTimeline          *self,
                                         DlnScene             *scene, /* NULL: measure only */
                                         const TimelineFrame  *frame);

/* bands */
void         _dln_timeline_draw_reports (DlnTimeline          *self,
                                         DlnScene             *scene,
                                         const TimelineFrame  *frame);
float        _dln_timeline_draw_tray    (DlnTimeline          *self,
                                         DlnScene             *scene, /* NULL: measure only */
                                         const TimelineFrame  *frame);
void         _dln_timeline_draw_overview (DlnTimeline         *self,
                                         DlnScene             *scene,
                                         const DlnTheme       *theme);

G_END_DECLS
