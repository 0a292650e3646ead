/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The palette: ink on paper and one accent for what is chosen; red where sources differ. Kinds are
 * told by shape, so that a grey print and colour blindness lose nothing. Text has a contrast of at
 * least 4.5 to 1 on all grounds. */
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
  .strong = 0x3d3846ff,
  .quiet = 0x77767bff,
  .bar = 0xc0bfbcff,
  .band = 0xf6f5f4ff,
  .entity = { [DLN_ENTITY_NONE] = 0x77767bff,
              [DLN_ENTITY_PERSON] = 0x3d3846ff,
              [DLN_ENTITY_INSTITUTION] = 0x3d3846ff,
              [DLN_ENTITY_PLACE] = 0x3d3846ff,
              [DLN_ENTITY_OTHER] = 0x77767bff },
  .event = 0x5e5c64ff,
  .report = 0x77767bff,
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
  .strong = 0xf6f5f4ff,
  .quiet = 0xa9a8a5ff,
  .bar = 0x5e5c64ff,
  .band = 0x2a2a2eff,
  .entity = { [DLN_ENTITY_NONE] = 0x9a9996ff,
              [DLN_ENTITY_PERSON] = 0xdedddaff,
              [DLN_ENTITY_INSTITUTION] = 0xdedddaff,
              [DLN_ENTITY_PLACE] = 0xdedddaff,
              [DLN_ENTITY_OTHER] = 0x9a9996ff },
  .event = 0xc0bfbcff,
  .report = 0x9a9996ff,
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
