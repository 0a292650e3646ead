/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ops, marks and hits; text that is cut and wrapped; the contrast of the palette. */
#include "config.h"

#include "scene-fixture.h"

#include "scene/dln-scene-private.h"

#include <math.h>

static void
test_ops (void)
{
  g_autoptr (DlnScene) scene = _dln_scene_new (100, 50, 0xffffffff);

  _dln_scene_begin (scene, (DlnTarget){ DLN_TARGET_EVENT, 3 }, "event-3", "A title");
  _dln_scene_disc (scene, 10, 20, 4, 0xff0000ff, 0, 0, 0);
  _dln_scene_text (scene, 20, 24, "words", 10, 0x000000ff, DLN_OP_BOLD);
  _dln_scene_end (scene);
  _dln_scene_mark (
    scene, (DlnTarget){ DLN_TARGET_EVENT, 3 }, (DlnRect){ 6, 16, 40, 400 }, "A title", 1);

  g_autofree char *text = dln_scene_to_string (scene);
  g_assert_cmpstr (text, ==,
                   "scene 100x50 background ffffffff dropped 0\n"
                   "group event-3 \"A title\"\n"
                   "  disc 10.0,20.0 r4.0 fill ff0000ff\n"
                   "  text 20.0,24.0 \"words\" 10.0 fill 000000ff bold\n"
                   "mark event 3 6.0,16.0 40.0x34.0 \"A title\"\n");
}

static void
test_hit (void)
{
  g_autoptr (DlnScene) scene = _dln_scene_new (100, 100, 0xffffffff);
  DlnTarget edge = { DLN_TARGET_RELATION, 1 }, node = { DLN_TARGET_ENTITY, 2 };
  const DlnPoint line[] = { { 0, 0 }, { 100, 100 } };

  g_assert_null (dln_scene_hit (scene, 50, 50));
  DlnSceneMark *mark = _dln_scene_mark (scene, edge, (DlnRect){ 0, 0, 100, 100 }, "edge", 1);
  _dln_scene_mark_line (scene, mark, line, 2);
  _dln_scene_mark (scene, node, (DlnRect){ 40, 40, 20, 20 }, "node", 1);
  g_assert_cmpuint (dln_scene_hit (scene, 50, 50)->target.id, ==, 2);
  g_assert_cmpuint (dln_scene_hit (scene, 20, 22)->target.id, ==, 1);
  g_assert_null (dln_scene_hit (scene, 20, 40));
  g_assert_cmpuint (dln_scene_hit (scene, 38, 45)->target.id, ==, 2);
}

static void
check_wrap (const char *text,
            guint       max_lines,
            guint       n_lines,
            gboolean    cut)
{
  g_autoptr (DlnStrings) strings = dln_strings_new ();
  DlnTextBlock block;

  _dln_text_wrap (strings, text, 10, 0, 60, max_lines, &block);
  g_assert_cmpuint (block.n_lines, ==, n_lines);
  g_assert_true (block.cut == cut);
  g_assert_cmpfloat (block.width, <=, 60.01);
  for (guint i = 0; i < block.n_lines; i++)
    g_assert_true (g_utf8_validate (dln_strings_get (strings, block.lines[i]), -1, NULL));
}

static void
test_wrap (void)
{
  _dln_text_set_fixed (TRUE); /* 5 pixels a character: 12 in a line */
  check_wrap ("", 2, 0, FALSE);
  check_wrap ("   ", 2, 0, FALSE);
  check_wrap ("twelve chars", 2, 1, FALSE);
  check_wrap ("two words more than", 2, 2, FALSE);
  check_wrap ("two words more than fit in two lines", 2, 2, TRUE);
  check_wrap ("Donaudampfschifffahrt", 2, 1, TRUE);
  check_wrap ("a\nnew line", 2, 1, FALSE);
  check_wrap ("\u0434\u043b\u0438\u043d\u043d\u043e\u0435 \u0438\u043c\u044f "
              "\u043f\u043e-\u0440\u0443\u0441\u0441\u043a\u0438",
              1,
              1,
              TRUE);
  check_wrap ("\u20ac\u2013\u20ac\u2013\u20ac\u2013\u20ac\u2013\u20ac\u2013\u20ac\u2013\u20ac\u2013"
              "\u20ac\u2013",
              2,
              1,
              TRUE);
  check_wrap ("<b>no &amp; tag</b>", 2, 2, FALSE);
  _dln_text_set_fixed (FALSE);
}

static void
test_measure (void)
{
  DlnTextExtents plain, bold, digits, other;

  _dln_text_measure ("Harbour", 12, 0, &plain);
  _dln_text_measure ("Harbour", 12, DLN_OP_BOLD, &bold);
  g_assert_cmpfloat (plain.width, >, 20);
  g_assert_cmpfloat (bold.width, >, plain.width);
  g_assert_cmpfloat (plain.ascent, >, plain.descent);
  _dln_text_measure ("1111", 12, DLN_OP_TABULAR, &digits);
  _dln_text_measure ("8888", 12, DLN_OP_TABULAR, &other);
  g_assert_cmpfloat_with_epsilon (digits.width, other.width, 0.01);
  g_assert_cmpfloat_with_epsilon (
    _dln_text_estimate ("Harbour board", 12, 0), plain.width * 13 / 7, 14);
}

/* ---- colours -------------------------------------------------------------------------------- */

static double
get_channel (guint32 color,
             guint   shift)
{
  double value = ((color >> shift) & 0xff) / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_luminance (guint32 color)
{
  return 0.2126 * get_channel (color, 24) + 0.7152 * get_channel (color, 16)
         + 0.0722 * get_channel (color, 8);
}

static double
get_contrast (guint32 a,
              guint32 b)
{
  double x = get_luminance (a), y = get_luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

static void
test_palette (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      const DlnTheme *theme = dln_theme_get (dark);
      const DlnEntityType kinds[] = { DLN_ENTITY_PERSON, DLN_ENTITY_INSTITUTION, DLN_ENTITY_PLACE };

      g_assert_true (theme->dark == dark);
      g_assert_cmpfloat (get_contrast (theme->foreground, theme->background), >=, 7);
      g_assert_cmpfloat (get_contrast (theme->dim, theme->background), >=, 4.5);
      g_assert_cmpfloat (get_contrast (theme->event, theme->background), >=, 4.5);
      g_assert_cmpfloat (get_contrast (theme->report, theme->background), >=, 3);
      g_assert_cmpfloat (get_contrast (theme->dim, theme->band), >=, 4.5);
      g_assert_cmpfloat (get_contrast (theme->conflict, theme->background), >=, 4.5);
      g_assert_cmpfloat (get_contrast (theme->strong, theme->band), >=, 7);
      g_assert_cmpfloat (get_contrast (theme->quiet, theme->band), >=, 3);
      for (guint i = 0; i < 3; i++) /* shapes tell kinds; each stands out */
        g_assert_cmpfloat (get_contrast (theme->entity[kinds[i]], theme->background), >=, 7);
    }
}

static void
test_mix (void)
{
  g_assert_cmphex (_dln_color_mix (0x000000ff, 0xffffffff, 0.5), ==, 0x808080ff);
  g_assert_cmphex (_dln_color_mix (0x102030ff, 0xffffffff, 0), ==, 0x102030ff);
  g_assert_cmphex (_dln_color_alpha (0x102030ff, 0.5), ==, 0x10203080);
  g_assert_cmphex (_dln_color_alpha (0x102030ff, 7), ==, 0x102030ff);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/scene/ops", test_ops);
  g_test_add_func ("/scene/scene/hit", test_hit);
  g_test_add_func ("/scene/text/wrap", test_wrap);
  g_test_add_func ("/scene/text/measure", test_measure);
  g_test_add_func ("/scene/theme/palette", test_palette);
  g_test_add_func ("/scene/theme/mix", test_mix);
  return g_test_run ();
}
