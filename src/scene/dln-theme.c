/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette: one hue per kind from the GNOME palette. The three kinds of entity differ in
 * lightness as well, so that a grey print and the common kinds of colour blindness keep them apart;
 * shapes say it again. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-scene-private.h"

static const DlnTheme light_theme = {
  .dark = FALSE,
  .background = 0xffffffff,
  .foreground = 0x241f31ff,
  .dim = 0x5e5c64ff,
  .faint = 0xf3f2f1ff,
  .grid = 0xdeddda99,
  .selection = 0x1c71d8ff,
  .conflict = 0xc01c28ff,
  .entity = { [DLN_ENTITY_NONE] = 0x77767bff,
              [DLN_ENTITY_PERSON] = 0x1a5fb4ff,
              [DLN_ENTITY_INSTITUTION] = 0xf5a211ff,
              [DLN_ENTITY_PLACE] = 0x35a04bff,
              [DLN_ENTITY_OTHER] = 0x9a9996ff },
  .event = 0x813d9cff,
  .report = 0x865e3cff,
};

static const DlnTheme dark_theme = {
  .dark = TRUE,
  .background = 0x1d1d20ff,
  .foreground = 0xf6f5f4ff,
  .dim = 0xb5b3b9ff,
  .faint = 0x29292dff,
  .grid = 0x4a4a5099,
  .selection = 0x62a0eaff,
  .conflict = 0xff7b72ff,
  .entity = { [DLN_ENTITY_NONE] = 0x9a9996ff,
              [DLN_ENTITY_PERSON] = 0x3f7fd6ff,
              [DLN_ENTITY_INSTITUTION] = 0xffc857ff,
              [DLN_ENTITY_PLACE] = 0x4fb866ff,
              [DLN_ENTITY_OTHER] = 0x9a9996ff },
  .event = 0xc079d8ff,
  .report = 0xcdab8fff,
};

/**
 * dln_theme_get:
 * @dark: on a dark ground
 *
 * Returns: (transfer none): the palette
 */
const DlnTheme *
dln_theme_get (gboolean dark)
{
  return dark ? &dark_theme : &light_theme;
}

guint32
_dln_color_alpha (guint32 color,
                  double  alpha)
{
  guint32 own = color & 0xff;

  return (color & 0xffffff00) | (guint32) (own * CLAMP (alpha, 0, 1) + 0.5);
}

guint32
_dln_color_mix (guint32 a,
                guint32 b,
                double  t)
{
  guint32 out = 0xff;

  for (int shift = 24; shift >= 8; shift -= 8)
    {
      double from = (a >> shift) & 0xff, to = (b >> shift) & 0xff;

      out |= (guint32) (from + (to - from) * t + 0.5) << shift;
    }
  return out;
}
