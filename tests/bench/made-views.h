/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large made-up cases for the benchmarks of the views: rows only, no text behind them. The same
 * numbers give the same case on every machine. */
#pragma once

#include "case/dln-case.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 a, b;
} MadeEdge;

typedef struct
{
  guint     n_nodes, n_edges;
  guint32  *community; /* [n_nodes]: planted */
  MadeEdge *edges;     /* [n_edges], a != b, each pair once */
} MadeGraph;

MadeGraph *made_graph_new    (guint            n_nodes,
                              guint            per_node); /* edges of a new node */
void       made_graph_free   (MadeGraph       *graph);
DlnCase   *made_case_new     (guint            n_events,
                              const MadeGraph *graph); /* (nullable) */

/* seconds of work of this process */
double     made_cpu_seconds  (void);
/* sorts @values */
double     made_get_quantile (double          *values,
                              guint            n,
                              double           quantile);

typedef struct
{
  double stress;     /* of distances in the picture against hops, at the best scale; 0 is best */
  double neighbours; /* share of the ten nearest that are among the nearest by hops; 1 is best */
  double apart;      /* share of the ten nearest that are of the same community; 1 is best */
  double overlap;    /* share of nodes with another nearer than a tenth of the mean distance */
} MadeScore;

void       made_graph_score  (const MadeGraph *graph,
                              const double    *x, /* [n_nodes] */
                              const double    *y,
                              MadeScore       *score);

G_END_DECLS
