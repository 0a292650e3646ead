/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene's own text measure: one font map and context, no hinting, so that screen and files
 * agree to the pixel. Estimates are sums of cached advances (for packing many labels); what is
 * drawn is measured by Pango. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-scene-private.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define FONT_FAMILIES "Cantarell, sans-serif"
#define MAX_CACHED_TEXTS 20000
#define ELLIPSIS "\u2026"

static gboolean fixed_measure;

/* each thread has a font map of its own, as Pango wants it */
static PangoContext *
get_context (void)
{
  static GPrivate contexts = G_PRIVATE_INIT (g_object_unref);
  PangoContext *context = g_private_get (&contexts);

  if (context != NULL)
    return context;

  PangoFontMap *map = pango_cairo_font_map_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 96);
  context = pango_font_map_create_context (map);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en"));
  cairo_font_options_destroy (options);
  g_object_unref (map);
  g_private_set (&contexts, context);
  return context;
}

/**
 * dln_scene_new_layout:
 * @text: plain UTF-8 text, one line
 * @font_size: pixels
 * @flags: of #DlnOpFlags, BOLD, ITALIC and TABULAR matter
 *
 * Never reads markup. Any thread; the layout belongs to the one that made it.
 *
 * Returns: (transfer full): a layout in the scene's own context
 */
PangoLayout *
dln_scene_new_layout (const char *text,
                      float       font_size,
                      DlnOpFlags  flags)
{
  PangoLayout *layout = pango_layout_new (get_context ());
  PangoFontDescription *font = pango_font_description_from_string (FONT_FAMILIES);

  pango_font_description_set_absolute_size (font, (double) font_size * PANGO_SCALE);
  if ((flags & DLN_OP_BOLD) != 0)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if ((flags & DLN_OP_ITALIC) != 0)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if ((flags & DLN_OP_TABULAR) != 0)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
measure_with_pango (const char     *text,
                    float           font_size,
                    guint           flags,
                    DlnTextExtents *extents)
{
  g_autoptr (PangoLayout) layout = dln_scene_new_layout (text, font_size, flags);
  PangoRectangle logical;
  int baseline = pango_layout_get_baseline (layout);

  pango_layout_get_extents (layout, NULL, &logical);
  extents->width = logical.width / (float) PANGO_SCALE;
  extents->ascent = (baseline - logical.y) / (float) PANGO_SCALE;
  extents->descent = (logical.height - baseline + logical.y) / (float) PANGO_SCALE;
}

#define STYLE_FLAGS (DLN_OP_BOLD | DLN_OP_ITALIC | DLN_OP_TABULAR)

void
_dln_text_set_fixed (gboolean fixed)
{
  fixed_measure = fixed;
}

void
_dln_text_measure (const char     *text,
                   float           font_size,
                   guint           flags,
                   DlnTextExtents *extents)
{
  static GHashTable *cache; /* "size flags text" -> DlnTextExtents */

  if (fixed_measure)
    {
      *extents = (DlnTextExtents){ g_utf8_strlen (text, -1) * font_size * 0.5f, font_size * 0.9f,
                                   font_size * 0.3f };
      return;
    }
  if (cache == NULL)
    cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_autofree char *key = g_strdup_printf ("%d %u %s", (int) lroundf (font_size * 64),
                                          flags & STYLE_FLAGS, text);
  const DlnTextExtents *known = g_hash_table_lookup (cache, key);

  if (known != NULL)
    {
      *extents = *known;
      return;
    }
  measure_with_pango (text, font_size, flags, extents);
  if (g_hash_table_size (cache) >= MAX_CACHED_TEXTS)
    g_hash_table_remove_all (cache);
  g_hash_table_insert (cache, g_steal_pointer (&key), g_memdup2 (extents, sizeof *extents));
}

static float
get_advance (gunichar c,
             guint    style)
{
  static float advances[8][0x250]; /* of a 100 pixel font, 0 = not measured */
  char text[8] = { 0 };
  DlnTextExtents extents;
  guint slot = ((style & DLN_OP_BOLD) != 0 ? 1 : 0) + ((style & DLN_OP_ITALIC) != 0 ? 2 : 0)
               + ((style & DLN_OP_TABULAR) != 0 ? 4 : 0);

  if (c >= G_N_ELEMENTS (advances[0]))
    {
      if (g_unichar_iszerowidth (c))
        return 0;
      return g_unichar_iswide (c) ? 100 : 60;
    }
  if (advances[slot][c] > 0 || c == 0)
    return advances[slot][c];
  text[g_unichar_to_utf8 (c, text)] = '\0';
  measure_with_pango (text, 100, style, &extents);
  advances[slot][c] = extents.width > 0 ? extents.width : 0.01f;
  return advances[slot][c];
}

float
_dln_text_estimate (const char *text,
                    float       font_size,
                    guint       flags)
{
  float sum = 0;

  if (fixed_measure)
    return g_utf8_strlen (text, -1) * font_size * 0.5f;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    sum += get_advance (g_utf8_get_char (p), flags & STYLE_FLAGS);
  return sum * font_size / 100;
}

static float
estimate_range (const char *begin,
                const char *end,
                float       font_size,
                guint       flags)
{
  g_autofree char *part = g_strndup (begin, end - begin);

  return _dln_text_estimate (part, font_size, flags);
}

/* The longest prefix of whole words that is at most @max_width wide; at least one word, if
 * @force. */
static const char *
find_break (const char *text,
            float       font_size,
            guint       flags,
            float       max_width)
{
  const char *best = NULL;

  for (const char *p = text; ; p = g_utf8_next_char (p))
    {
      if (*p != ' ' && *p != '\0')
        continue;
      if (estimate_range (text, p, font_size, flags) > max_width)
        break;
      best = p;
      if (*p == '\0')
        break;
    }
  return best;
}

/* The longest prefix of characters that leaves room for an ellipsis. */
static const char *
find_cut (const char *text,
          float       font_size,
          guint       flags,
          float       max_width)
{
  float room = max_width - _dln_text_estimate (ELLIPSIS, font_size, flags);
  const char *cut = find_break (text, font_size, flags, room);

  if (cut != NULL && cut - text > (gssize) strlen (text) / 3)
    return cut;

  const char *p = text;
  while (*p != '\0' && estimate_range (text, g_utf8_next_char (p), font_size, flags) <= room)
    p = g_utf8_next_char (p);
  return cut != NULL && p - cut < 12 ? cut : p;
}

static void
add_line (DlnTextBlock *block,
          DlnStrings   *strings,
          char         *line, /* owned */
          float         font_size,
          guint         flags)
{
  DlnTextExtents extents;

  _dln_text_measure (line, font_size, flags, &extents);
  block->lines[block->n_lines] = dln_strings_intern (strings, line);
  block->widths[block->n_lines] = extents.width;
  block->width = MAX (block->width, extents.width);
  block->n_lines++;
  g_free (line);
}

static char *
cut_line (const char *text,
          float       font_size,
          guint       flags,
          float       max_width)
{
  const char *end = find_cut (text, font_size, flags, max_width);

  while (end > text && strchr (" ,;:.-", end[-1]) != NULL)
    end--;

  g_autofree char *head = g_strndup (text, end - text);
  return g_strconcat (head, ELLIPSIS, NULL);
}

/* Line breaks and tabs as spaces, without control characters and noncharacters, which fonts cannot
 * show and files cannot hold. */
static char *
dup_clean (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_c (clean, ' ');
      else if (c >= 0x20 && !(c >= 0x7f && c <= 0x9f) && (c & 0xfffe) != 0xfffe
               && !(c >= 0xfdd0 && c <= 0xfdef))
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

void
_dln_text_wrap (DlnStrings   *strings,
                const char   *text,
                float         font_size,
                guint         flags,
                float         max_width,
                guint         max_lines,
                DlnTextBlock *block)
{
  g_autofree char *clean = dup_clean (text);

  memset (block, 0, sizeof *block);
  g_strstrip (clean);
  if (*clean == '\0')
    return;
  if (_dln_text_estimate (clean, font_size, flags) <= max_width)
    {
      add_line (block, strings, g_steal_pointer (&clean), font_size, flags);
      return;
    }
  if (max_lines < 2)
    {
      block->cut = TRUE;
      add_line (block, strings, cut_line (clean, font_size, flags, max_width), font_size, flags);
      return;
    }

  /* two lines of about the same length look calmer than a long and a short one */
  float half = _dln_text_estimate (clean, font_size, flags) / 2 * 1.15f;
  const char *end = half < max_width ? find_break (clean, font_size, flags, half) : NULL;

  if (end == NULL
      || estimate_range (end, end + strlen (end), font_size, flags) > max_width)
    end = find_break (clean, font_size, flags, max_width);
  if (end == NULL || end == clean)
    {
      block->cut = TRUE;
      add_line (block, strings, cut_line (clean, font_size, flags, max_width), font_size, flags);
      return;
    }
  add_line (block, strings, g_strndup (clean, end - clean), font_size, flags);
  while (*end == ' ')
    end++;
  while (block->n_lines + 1 < MIN (max_lines, DLN_TEXT_MAX_LINES)
         && _dln_text_estimate (end, font_size, flags) > max_width)
    {
      const char *next = find_break (end, font_size, flags, max_width);

      if (next == NULL || next == end)
        break;
      add_line (block, strings, g_strndup (end, next - end), font_size, flags);
      for (end = next; *end == ' ';)
        end++;
    }
  if (_dln_text_estimate (end, font_size, flags) <= max_width)
    add_line (block, strings, g_strdup (end), font_size, flags);
  else
    {
      block->cut = TRUE;
      add_line (block, strings, cut_line (end, font_size, flags, max_width), font_size, flags);
    }
}
