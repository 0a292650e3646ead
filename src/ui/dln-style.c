/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of the drawings as named colours of the style sheet, so that a person has one hue
 * everywhere. They change with light and dark. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-style.h"

#include "scene/dln-scene.h"

#include <adwaita.h>

static void
append_color (GString    *css,
              const char *name,
              guint32     color)
{
  g_string_append_printf (css, "@define-color %s #%06x;\n", name, color >> 8);
}

static void
load_colors (GtkCssProvider *provider)
{
  const DlnTheme *theme =
    dln_theme_get (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_autoptr (GString) css = g_string_new (NULL);

  append_color (css, "kind_person", theme->entity[DLN_ENTITY_PERSON]);
  append_color (css, "kind_institution", theme->entity[DLN_ENTITY_INSTITUTION]);
  append_color (css, "kind_place", theme->entity[DLN_ENTITY_PLACE]);
  append_color (css, "kind_event", theme->event);
  append_color (css, "kind_report", theme->report);
  append_color (css, "kind_conflict", theme->conflict);
  append_color (css, "canvas_color", theme->background);
  gtk_css_provider_load_from_data (provider, css->str, css->len);
}

/**
 * dln_style_load:
 *
 * Adds the colours to the default display and keeps them in step with light and dark. Once for each
 * process.
 */
void
dln_style_load (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  load_colors (provider);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (load_colors),
                           provider,
                           G_CONNECT_SWAPPED);
}

/**
 * dln_style_get_text_scale:
 *
 * Returns: how much larger than usual the reader wants text, 1 or more: drawings grow with it, as
 * their labels have sizes of their own
 */
double
dln_style_get_text_scale (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = 0; /* * 1024 */

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return CLAMP (dpi / (96.0 * 1024), 1, 3);
}
