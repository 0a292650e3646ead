/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes on the screen. A painter keeps the last scene's render node and text layouts, so that a frame in which nothing
 * changed costs nothing. */
#pragma once

#include <gtk/gtk.h>

#include "scene/dln-scene.h"

G_BEGIN_DECLS

typedef struct _DlnSnapshotPainter DlnSnapshotPainter;

DlnSnapshotPainter *dln_snapshot_painter_new   (void);
void                dln_snapshot_painter_free  (DlnSnapshotPainter *painter);
void                dln_snapshot_painter_draw  (DlnSnapshotPainter *painter,
                                                GtkSnapshot        *snapshot,
                                                DlnScene           *scene);

/* Without a cache of nodes; text layouts are shared by all such calls. */
void                dln_snapshot_painter_paint (GtkSnapshot        *snapshot,
                                                DlnScene           *scene,
                                                float               scale_factor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DlnSnapshotPainter, dln_snapshot_painter_free)

G_END_DECLS
