/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order over spans of time, so that a view asks for what it shows and not for all. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DlnPyramid DlnPyramid;

typedef struct
{
  double u0, u1; /* u0 <= u1 */
} DlnPyramidSpan;

typedef struct _DlnPyramidWalk DlnPyramidWalk;

DlnPyramid     *_dln_pyramid_new            (const DlnPyramidSpan *spans, /* [n], by u0 */
                                             const guint32        *ranks, /* [n]: 0 = the first */
                                             guint                 n);
void            _dln_pyramid_free           (DlnPyramid           *self);

/* what overlaps a window: u0 < u_to, and u1 > u_from or a point at or behind it */
guint           _dln_pyramid_count          (const DlnPyramid     *self,
                                             double                u_from,
                                             double                u_to);
void            _dln_pyramid_collect        (const DlnPyramid     *self,
                                             double                u_from,
                                             double                u_to,
                                             GArray               *indexes); /* guint32, appended */
void            _dln_pyramid_collect_across (const DlnPyramid     *self,
                                             double                u_from,
                                             double                u_to,
                                             GArray               *indexes); /* guint32, appended */

guint32         _dln_pyramid_get_rank       (const DlnPyramid     *self,
                                             guint32               index);

/* by rank, what overlaps a window */
DlnPyramidWalk *_dln_pyramid_walk           (const DlnPyramid     *self,
                                             double                u_from,
                                             double                u_to);
gboolean        _dln_pyramid_walk_next      (DlnPyramidWalk       *walk,
                                             guint32              *index); /* (out) */
void            _dln_pyramid_walk_free      (DlnPyramidWalk       *walk);

/* by their middle: places in that order */
guint           _dln_pyramid_find_middle    (const DlnPyramid     *self,
                                             double                u); /* first at or behind */
double          _dln_pyramid_get_middle     (const DlnPyramid     *self,
                                             guint                 place);
guint           _dln_pyramid_get_place      (const DlnPyramid     *self,
                                             guint32               index);
DlnPyramidWalk *_dln_pyramid_walk_places    (const DlnPyramid     *self,
                                             guint                 first,
                                             guint                 end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnPyramid, _dln_pyramid_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnPyramidWalk, _dln_pyramid_walk_free)

G_END_DECLS
