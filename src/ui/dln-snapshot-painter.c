/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes on the screen, by the painter that makes the files. One cairo node per scene: many small
 * render nodes (clips, borders) cost more and the GL renderer of GTK 4.8 gives up on very many.
 * Text layouts are cached, as laying them out is what takes the time. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-snapshot-painter.h"

#include "export/dln-export.h"

#include <math.h>

#define MAX_LAYOUTS 3000

static GHashTable *
get_layouts (void)
{
  static GHashTable *layouts; /* "size flags text" -> PangoLayout */

  if (layouts == NULL)
    layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return layouts;
}

static PangoLayout *
get_layout (const char *text,
            float       font_size,
            DlnOpFlags  flags,
            gpointer    data)
{
  GHashTable *layouts = get_layouts ();
  guint style = flags & (DLN_OP_BOLD | DLN_OP_ITALIC | DLN_OP_TABULAR);
  g_autofree char *key = g_strdup_printf ("%d %u %s", (int) lroundf (font_size * 64), style, text);
  PangoLayout *layout = g_hash_table_lookup (layouts, key);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (layouts) >= MAX_LAYOUTS)
    g_hash_table_remove_all (layouts);
  layout = dln_scene_new_layout (text, font_size, flags);
  g_hash_table_insert (layouts, g_steal_pointer (&key), layout);
  return layout;
}

/**
 * dln_snapshot_painter_paint:
 * @snapshot: where to
 * @scene: what
 * @scale: pixels of the screen for one of the scene
 */
void
dln_snapshot_painter_paint (GtkSnapshot *snapshot,
                            DlnScene    *scene,
                            float        scale)
{
  graphene_rect_t bounds;

  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot) && scene != NULL);

  graphene_rect_init (&bounds, 0, 0, scene->width * scale, scene->height * scale);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_scale (cr, scale, scale);
  dln_export_paint (scene, cr, get_layout, NULL);
  cairo_destroy (cr);
}
