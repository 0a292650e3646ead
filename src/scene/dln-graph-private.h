/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph's parts: model (which nodes and edges), layout (positions, pure), draw. */
#pragma once

#include "scene/dln-network.h"
#include "scene/dln-scene-private.h"

G_BEGIN_DECLS

/* ---- layout: no case, no colours ----------------------------------------------------------- */

/* positions are centres; the box holds the label too and is given around the centre */
typedef struct
{
  float    x, y;
  float    left, right, up, down; /* extents of the box from the centre, positive */
  guint32  community; /* 0 = none */
  gboolean fixed;
} GraphBody;

typedef struct
{
  guint32 a, b; /* indexes of bodies */
} GraphLink;

void  _dln_graph_layout          (GraphBody       *bodies, /* [n_bodies]; positions are written */
                                  guint            n_bodies,
                                  const GraphLink *links, /* [n_links] */
                                  guint            n_links,
                                  float            aspect); /* wanted width / height */
guint _dln_graph_remove_overlaps (GraphBody       *bodies,
                                  guint            n_bodies,
                                  /* returns pairs still overlapping */
                                  guint            max_rounds);
void  _dln_graph_part_discs      (GraphBody       *bodies,
                                  guint            n_bodies);
void  _dln_graph_force           (GraphBody       *bodies,
                                  guint            n_bodies,
                                  const GraphLink *links,
                                  guint            n_links,
                                  float            length); /* multilevel; one component */

#define MAX_STRESS 220 /* nodes of a component that is polished; n^2 distances */

int   _dln_graph_compare_links   (const void      *a,
                                  const void      *b); /* for qsort */

/* what the line of an edge says */
typedef enum
{
  LINE_STATED,
  LINE_FORMER,
  LINE_PLANNED,
  LINE_ALLEGED, /* or possible */
  LINE_DENIED,  /* struck, too */
  N_LINES
} GraphLine;

GraphLine _dln_graph_get_line       (const DlnRelation *relation);
guint     _dln_graph_get_line_flags (GraphLine          line);

/* ---- model --------------------------------------------------------------------------------- */

typedef struct
{
  DlnEntityId  id;
  guint8       type; /* DlnEntityType */
  guint8       pinned;
  guint8       dimmed; /* outside the time window */
  float        salience;
  float        radius; /* at zoom 1 */
  float        x, y;   /* world */
  guint32      community, component; /* DlnNetworkName */
  DlnTextBlock label; /* strings in the graph's table */
} GraphNode;

typedef struct
{
  DlnRelationId relation; /* the best of the bundle */
  guint32       from, to; /* nodes: subject, object */
  guint32       count;    /* relations in the bundle */
  gint8         slot;     /* 0 .. n_slots - 1 among the edges of this pair */
  gint8         n_slots;
  guint8        symmetric;
  guint8        dimmed;
  float         score;
} GraphEdge;

typedef struct /* what is shown; nodes by falling weight */
{
  GArray     *nodes; /* GraphNode */
  GArray     *edges; /* GraphEdge, by falling score */
  GHashTable *index; /* entity id -> node index + 1 */
  DlnStrings *strings;
  guint       n_left_out;
} GraphModel;

typedef struct _GraphPlacing GraphPlacing;

struct _DlnGraph
{
  DlnSceneView parent_instance;
  DlnSceneViewState *view; /* of the parent */

  DlnEntityId focus;

  /* who is tied to whom, whatever the period; kept while case and filter are the same but for
     that */
  DlnNetwork *network;
  DlnFilter  *network_filter;

  GraphModel *model;    /* (nullable) */
  gboolean    outdated; /* it is not of this case and filter */

  /* a graph that works in the background */
  gboolean      background;
  gboolean      stale; /* the case has changed since the model was made: it is not drawn again */
  GCancellable *work;  /* (nullable): under way */
  DlnScene     *last;  /* (nullable): drawn while the model fitted the case */
  DlnTarget     wanted; /* to be revealed when the work is done */

  /* what outlives a model */
  GHashTable *positions; /* entity id -> DlnPoint */
  GHashTable *pinned;    /* entity ids */
  GHashTable *expanded;  /* entity ids that were in focus */

  double      zoom;
  double      center_x, center_y; /* world, in the middle of the view */
  gboolean    fitted;
};

/* in a picture of many names, those that matter most have their labels in any case */
#define MANY_NAMES 60
#define N_LEADING 12

#define NODE_FONT 12.0f
#define NODE_LINE 14.0f
#define NODE_LABEL_WIDTH 124.0f
#define CAPTION_FONT 11.0f

typedef struct /* from world to pixels */
{
  double   zoom, center_x, center_y;
  float    x, y; /* where the centre stands */
  DlnRect  clip; /* nothing is drawn outside */
  gboolean whole;
} GraphView;

static inline DlnPoint
_dln_graph_to_screen (const GraphView *view,
                      float            x,
                      float            y)
{
  return (DlnPoint){ view->x + (x - view->center_x) * view->zoom,
                     view->y + (y - view->center_y) * view->zoom };
}

/* dln-graph-work.c: afterwards there is a model */
void     _dln_graph_update        (DlnGraph        *self);
void     _dln_graph_update_now    (DlnGraph        *self);
void     _dln_graph_cancel_work   (DlnGraph        *self);

/* dln-graph-model.c */
GraphModel *_dln_graph_new_model  (DlnGraph        *self,
                                   const DlnNetwork *network);
GraphModel *_dln_graph_new_empty_model (void);
void     _dln_graph_model_free    (GraphModel      *model);
gboolean _dln_graph_has_network   (DlnGraph        *self); /* of this case and filter */
const DlnNetwork *_dln_graph_get_network (DlnGraph *self); /* measured now if need be */
DlnFilter *_dln_graph_dup_network_filter (DlnGraph *self);
void     _dln_graph_take_network  (DlnGraph        *self,
                                   DlnNetwork      *network, /* (transfer full) */
                                   const DlnFilter *filter);
void     _dln_graph_free_network  (DlnGraph        *self);

/* dln-graph-place.c */
GraphPlacing *_dln_graph_new_placing (DlnGraph     *self,
                                   const GraphModel *model);
gboolean _dln_graph_placing_is_done (const GraphPlacing *placing);
void     _dln_graph_place         (GraphPlacing    *placing);
void     _dln_graph_take_places   (DlnGraph        *self,
                                   GraphModel      *model,
                                   const GraphPlacing *placing);
void     _dln_graph_placing_free  (GraphPlacing    *placing);
float    _dln_graph_get_growth    (double           zoom); /* of nodes */
DlnRect  _dln_graph_get_extents   (DlnGraph        *self,
                                   /* pixels from the world's origin, labels included */
                                   double           zoom);
void     _dln_graph_draw          (DlnGraph        *self,
                                   DlnScene        *scene,
                                   const GraphView *view,
                                   const DlnTheme  *theme);
void     _dln_graph_draw_grounds  (DlnGraph        *self,
                                   DlnScene        *scene,
                                   const GraphView *view,
                                   const DlnTheme  *theme);
char    *_dln_graph_dup_tooltip   (DlnGraph        *self,
                                   const GraphNode *node);

/* captions */
gboolean     _dln_graph_is_denied      (const DlnRelation *relation);
char        *_dln_graph_dup_caption    (DlnCase           *dcase,
                                        const GraphEdge   *edge);

void      _dln_graph_draw_key       (DlnGraph          *self,
                                     DlnScene          *scene,
                                     float              y,
                                     const DlnTheme    *theme);

G_END_DECLS
