/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes on the screen. */
#pragma once

#include <gtk/gtk.h>

#include "scene/dln-scene.h"

G_BEGIN_DECLS

/* Keep the node that comes of it until the scene is another; text layouts are cached here. */
void dln_snapshot_painter_paint (GtkSnapshot *snapshot,
                                 DlnScene    *scene,
                                 float        scale);

G_END_DECLS
