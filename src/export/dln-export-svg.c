/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes as SVG: written as XML, with real text, a title and an id for each mark. cairo's own SVG
 * has glyph outlines only. textLength comes from Pango, so that a viewer with another font keeps
 * the layout. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-private.h"
#include "export/dln-export-story-private.h"
#include "export/dln-export-xml-private.h"

#include <math.h>
#include <string.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define HATCH_STEP 5.0
#define ARROW_LENGTH 7.0
#define ARROW_HALF 3.0

typedef struct
{
  DlnXml           xml;
  const DlnScene  *scene;
  GHashTable      *fades;   /* "rrggbbaa-r" of the gradients defined */
  GHashTable      *hatches; /* "rrggbbaa" of the patterns defined */
  const char      *prefix;  /* of all ids, where several pictures share a page */
  GArray          *linked;  /* gboolean for each open group: a link is open in it */
} SvgWriter;

static const char *
format_number (char  *buffer, /* [G_ASCII_DTOSTR_BUF_SIZE] */
               double value)
{
  g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.2f", value);
  for (char *end = buffer + strlen (buffer) - 1; *end == '0'; end--)
    *end = '\0';
  if (buffer[strlen (buffer) - 1] == '.')
    buffer[strlen (buffer) - 1] = '\0';
  return strcmp (buffer, "-0") == 0 ? "0" : buffer;
}

static void
write_number (SvgWriter  *svg,
              const char *name,
              double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  _dln_xml_attribute (&svg->xml, name, format_number (buffer, value));
}

static void
write_color (SvgWriter  *svg,
             const char *name,
             guint32     color)
{
  char text[16], opacity_name[32];

  g_snprintf (text, sizeof text, "#%06x", color >> 8);
  _dln_xml_attribute (&svg->xml, name, text);
  if ((color & 0xff) == 0xff)
    return;
  g_snprintf (opacity_name, sizeof opacity_name, "%s-opacity", name);
  write_number (svg, opacity_name, (color & 0xff) / 255.0);
}

static void
write_paint (SvgWriter   *svg,
             const DlnOp *op)
{
  if ((op->flags & DLN_OP_FILLED) != 0)
    write_color (svg, "fill", op->fill);
  else
    _dln_xml_attribute (&svg->xml, "fill", "none");
  if ((op->flags & DLN_OP_STROKED) == 0)
    return;
  write_color (svg, "stroke", op->stroke);
  write_number (svg, "stroke-width", op->line_width);
  if ((op->flags & DLN_OP_DASHED) != 0)
    {
      char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];
      double on, off;

      _dln_export_get_dash (op, &on, &off);
      g_autofree char *dash =
        g_strdup_printf ("%s %s", format_number (a, on), format_number (b, off));
      _dln_xml_attribute (&svg->xml, "stroke-dasharray", dash);
    }
}

static void
write_title (SvgWriter  *svg,
             const char *title)
{
  if (title == NULL || *title == '\0')
    return;
  _dln_xml_start (&svg->xml, "title");
  _dln_xml_text (&svg->xml, title);
  _dln_xml_end (&svg->xml);
}

static void
write_box (SvgWriter   *svg,
           const DlnOp *op)
{
  write_number (svg, "x", op->x);
  write_number (svg, "y", op->y);
  write_number (svg, "width", op->width);
  write_number (svg, "height", op->height);
}

static void
append_pair (GString *out,
             char     command,
             double   x,
             double   y)
{
  char a[G_ASCII_DTOSTR_BUF_SIZE], b[G_ASCII_DTOSTR_BUF_SIZE];

  if (command != ' ' || out->len == 0 || out->str[out->len - 1] != ' ')
    g_string_append_c (out, command);
  g_string_append_printf (out, "%s %s ", format_number (a, x), format_number (b, y));
}

static void
write_path (SvgWriter *svg,
            GString   *path)
{
  if (path->len > 0 && path->str[path->len - 1] == ' ')
    g_string_truncate (path, path->len - 1);
  _dln_xml_attribute (&svg->xml, "d", path->str);
}

static void
write_arrow (SvgWriter   *svg,
             const DlnOp *op,
             DlnPoint     from,
             DlnPoint     tip)
{
  double angle = atan2 (tip.y - from.y, tip.x - from.x), c = cos (angle), s = sin (angle);
  double length = ARROW_LENGTH + op->line_width, half = ARROW_HALF + op->line_width * 0.5;
  g_autoptr (GString) path = g_string_new (NULL);

  append_pair (path, 'M', tip.x, tip.y);
  append_pair (path, 'L', tip.x - length * c + half * s, tip.y - length * s - half * c);
  append_pair (path, 'L', tip.x - length * 0.75 * c, tip.y - length * 0.75 * s);
  append_pair (path, 'L', tip.x - length * c - half * s, tip.y - length * s + half * c);
  g_string_append_c (path, 'Z');
  _dln_xml_start (&svg->xml, "path");
  write_path (svg, path);
  write_color (svg, "fill", op->stroke);
  _dln_xml_end (&svg->xml);
}

static void
write_lines (SvgWriter   *svg,
             const DlnOp *op)
{
  const DlnPoint *points = DLN_ROW (svg->scene->points, DlnPoint, op->first_point);
  g_autoptr (GString) path = g_string_new (NULL);

  append_pair (path, 'M', points[0].x, points[0].y);
  for (guint i = 1; i < op->n_points; i++)
    append_pair (path, op->type == DLN_OP_CURVE ? (i == 1 ? 'C' : ' ') : 'L', points[i].x,
                 points[i].y);
  if ((op->flags & DLN_OP_FILLED) != 0)
    g_string_append_c (path, 'Z');
  _dln_xml_start (&svg->xml, "path");
  write_path (svg, path);
  write_paint (svg, op);
  _dln_xml_end (&svg->xml);
  if ((op->flags & DLN_OP_ARROW) != 0 && op->n_points > 1)
    write_arrow (svg, op, points[op->n_points - 2], points[op->n_points - 1]);
}

static void
write_diamond (SvgWriter   *svg,
               const DlnOp *op)
{
  g_autoptr (GString) path = g_string_new (NULL);

  append_pair (path, 'M', op->x + op->width / 2, op->y);
  append_pair (path, 'L', op->x + op->width, op->y + op->height / 2);
  append_pair (path, 'L', op->x + op->width / 2, op->y + op->height);
  append_pair (path, 'L', op->x, op->y + op->height / 2);
  g_string_append_c (path, 'Z');
  _dln_xml_start (&svg->xml, "path");
  write_path (svg, path);
  write_paint (svg, op);
  _dln_xml_end (&svg->xml);
}

static void
write_text (SvgWriter   *svg,
            const DlnOp *op)
{
  _dln_xml_start (&svg->xml, "text");
  write_number (svg, "x", op->x);
  write_number (svg, "y", op->y);
  write_number (svg, "font-size", op->font_size);
  write_number (svg, "textLength", op->width);
  write_color (svg, "fill", op->fill);
  if ((op->flags & DLN_OP_BOLD) != 0)
    _dln_xml_attribute (&svg->xml, "font-weight", "bold");
  if ((op->flags & DLN_OP_ITALIC) != 0)
    _dln_xml_attribute (&svg->xml, "font-style", "italic");
  if ((op->flags & DLN_OP_TABULAR) != 0)
    _dln_xml_attribute (&svg->xml, "font-variant-numeric", "tabular-nums");
  if ((op->flags & DLN_OP_HALO) != 0)
    {
      write_color (svg, "stroke", svg->scene->background);
      write_number (svg, "stroke-width", 3);
      _dln_xml_attribute (&svg->xml, "stroke-linejoin", "round");
      _dln_xml_attribute (&svg->xml, "paint-order", "stroke");
    }
  _dln_xml_text (&svg->xml, dln_strings_get (svg->scene->strings, op->text));
  _dln_xml_end (&svg->xml);
}

static void
write_reference (SvgWriter  *svg,
                 const char *kind,
                 guint32     color,
                 const char *suffix)
{
  g_autofree char *url
    = g_strdup_printf ("url(#%s%s-%08x%s)", svg->prefix, kind, color, suffix);

  _dln_xml_attribute (&svg->xml, "fill", url);
}

static void
write_group (SvgWriter   *svg,
             const DlnOp *op)
{
  const char *id = dln_strings_get (svg->scene->strings, op->id);

  _dln_xml_start (&svg->xml, "g");
  if (*id != '\0')
    {
      g_autofree char *own = g_strconcat (svg->prefix, id, NULL);

      _dln_xml_attribute (&svg->xml, "id", own);
    }
  write_title (svg, dln_strings_get (svg->scene->strings, op->text));
  if (op->detail != 0)
    {
      _dln_xml_start (&svg->xml, "desc");
      _dln_xml_text (&svg->xml, dln_strings_get (svg->scene->strings, op->detail));
      _dln_xml_end (&svg->xml);
    }

  const char *link = op->link != 0 ? dln_strings_get (svg->scene->strings, op->link) : "";
  gboolean linked = g_ascii_strncasecmp (link, "https://", 8) == 0
                    || g_ascii_strncasecmp (link, "http://", 7) == 0;

  if (linked)
    {
      _dln_xml_start (&svg->xml, "a");
      _dln_xml_attribute (&svg->xml, "href", link);
    }
  g_array_append_val (svg->linked, linked);
}

static void
write_group_end (SvgWriter *svg)
{
  guint n = svg->linked->len;

  if (n > 0 && g_array_index (svg->linked, gboolean, n - 1))
    _dln_xml_end (&svg->xml);
  if (n > 0)
    g_array_set_size (svg->linked, n - 1);
  _dln_xml_end (&svg->xml);
}

static void
write_op (SvgWriter   *svg,
          const DlnOp *op)
{
  switch (op->type)
    {
    case DLN_OP_RECTANGLE:
      _dln_xml_start (&svg->xml, "rect");
      write_box (svg, op);
      if (op->radius > 0)
        write_number (svg, "rx", op->radius);
      write_paint (svg, op);
      _dln_xml_end (&svg->xml);
      break;
    case DLN_OP_DISC:
      _dln_xml_start (&svg->xml, "circle");
      write_number (svg, "cx", op->x);
      write_number (svg, "cy", op->y);
      write_number (svg, "r", op->radius);
      write_paint (svg, op);
      _dln_xml_end (&svg->xml);
      break;
    case DLN_OP_DIAMOND:
      write_diamond (svg, op);
      break;
    case DLN_OP_POLYLINE:
    case DLN_OP_CURVE:
      if (op->n_points > 0)
        write_lines (svg, op);
      break;
    case DLN_OP_FADE:
    case DLN_OP_HATCH:
      _dln_xml_start (&svg->xml, "rect");
      write_box (svg, op);
      if (op->type == DLN_OP_HATCH)
        write_reference (svg, "hatch", op->stroke, "");
      else
        write_reference (svg, "fade", op->fill, (op->flags & DLN_OP_REVERSED) != 0 ? "-r" : "");
      _dln_xml_end (&svg->xml);
      break;
    case DLN_OP_TEXT:
      write_text (svg, op);
      break;
    case DLN_OP_GROUP:
      write_group (svg, op);
      break;
    case DLN_OP_END:
      write_group_end (svg);
      break;
    default:
      break;
    }
}

static void
write_stop (SvgWriter *svg,
            int        offset,
            guint32    color,
            double     alpha)
{
  char text[16];

  _dln_xml_start (&svg->xml, "stop");
  write_number (svg, "offset", offset);
  g_snprintf (text, sizeof text, "#%06x", color >> 8);
  _dln_xml_attribute (&svg->xml, "stop-color", text);
  write_number (svg, "stop-opacity", alpha);
  _dln_xml_end (&svg->xml);
}

static void
define_fade (SvgWriter   *svg,
             const DlnOp *op)
{
  gboolean reversed = (op->flags & DLN_OP_REVERSED) != 0;
  double alpha = (op->fill & 0xff) / 255.0;
  g_autofree char *id
    = g_strdup_printf ("%sfade-%08x%s", svg->prefix, op->fill, reversed ? "-r" : "");

  if (g_hash_table_contains (svg->fades, id))
    return;
  _dln_xml_start (&svg->xml, "linearGradient");
  _dln_xml_attribute (&svg->xml, "id", id);
  write_stop (svg, 0, op->fill, reversed ? 0 : alpha);
  write_stop (svg, 1, op->fill, reversed ? alpha : 0);
  _dln_xml_end (&svg->xml);
  g_hash_table_add (svg->fades, g_steal_pointer (&id));
}

static void
define_hatch (SvgWriter   *svg,
              const DlnOp *op)
{
  g_autofree char *id = g_strdup_printf ("%shatch-%08x", svg->prefix, op->stroke);

  if (g_hash_table_contains (svg->hatches, id))
    return;
  _dln_xml_start (&svg->xml, "pattern");
  _dln_xml_attribute (&svg->xml, "id", id);
  _dln_xml_attribute (&svg->xml, "patternUnits", "userSpaceOnUse");
  _dln_xml_attribute (&svg->xml, "patternTransform", "rotate(-45)");
  write_number (svg, "width", HATCH_STEP * 2);
  write_number (svg, "height", HATCH_STEP * G_SQRT2 / 2);
  _dln_xml_start (&svg->xml, "path");
  _dln_xml_attribute (&svg->xml, "d", "M0 1L10 1");
  write_color (svg, "stroke", op->stroke);
  write_number (svg, "stroke-width", op->line_width);
  _dln_xml_end (&svg->xml);
  _dln_xml_end (&svg->xml);
  g_hash_table_add (svg->hatches, g_steal_pointer (&id));
}

static void
write_definitions (SvgWriter *svg)
{
  gboolean open = FALSE;

  for (guint i = 0; i < svg->scene->ops->len; i++)
    {
      const DlnOp *op = DLN_ROW (svg->scene->ops, DlnOp, i);

      if (op->type != DLN_OP_FADE && op->type != DLN_OP_HATCH)
        continue;
      if (!open)
        _dln_xml_start (&svg->xml, "defs");
      open = TRUE;
      if (op->type == DLN_OP_FADE)
        define_fade (svg, op);
      else
        define_hatch (svg, op);
    }
  if (open)
    _dln_xml_end (&svg->xml);
}

/* in pixels, or in points of the paper that the picture is for */
static void
write_size (SvgWriter  *svg,
            const char *name,
            float       pixels)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (svg->scene->paper <= 0)
    {
      write_number (svg, name, pixels);
      return;
    }
  g_autofree char *size
    = g_strdup_printf ("%spt", format_number (number, pixels * svg->scene->paper));
  _dln_xml_attribute (&svg->xml, name, size);
}

static void
write_document (SvgWriter  *svg,
                const char *title)
{
  const DlnScene *scene = svg->scene;
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];

  _dln_xml_start (&svg->xml, "svg");
  _dln_xml_attribute (&svg->xml, "xmlns", SVG_NAMESPACE);
  write_size (svg, "width", scene->width);
  write_size (svg, "height", scene->height);

  g_autofree char *box = g_strdup_printf ("0 0 %s %s", format_number (width, scene->width),
                                          format_number (height, scene->height));
  _dln_xml_attribute (&svg->xml, "viewBox", box);
  _dln_xml_attribute (&svg->xml, "font-family", "Cantarell, sans-serif");
  _dln_xml_attribute (&svg->xml, "role", "img");
  write_title (svg, title);
  write_definitions (svg);
  _dln_xml_start (&svg->xml, "rect");
  write_number (svg, "width", scene->width);
  write_number (svg, "height", scene->height);
  write_color (svg, "fill", scene->background);
  _dln_xml_end (&svg->xml);
  for (guint i = 0; i < scene->ops->len; i++)
    write_op (svg, DLN_ROW (scene->ops, DlnOp, i));
  _dln_xml_end (&svg->xml);
}

/**
 * _dln_export_svg_part:
 * @scene: the picture
 * @title: (nullable): its title
 * @prefix: of all ids, so that pictures on one page keep apart
 *
 * Returns: (transfer full) (nullable): an SVG document
 */
GBytes *
_dln_export_svg_part (DlnScene   *scene,
                      const char *title,
                      const char *prefix,
                      GError    **error)
{
  SvgWriter svg = { .scene = scene, .prefix = prefix };

  if (!_dln_xml_begin (&svg.xml, error))
    return NULL;
  svg.fades = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  svg.hatches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  svg.linked = g_array_new (FALSE, FALSE, sizeof (gboolean));
  write_document (&svg, title);
  g_array_unref (svg.linked);
  g_hash_table_unref (svg.fades);
  g_hash_table_unref (svg.hatches);
  return _dln_xml_finish (&svg.xml, error);
}

GBytes *
_dln_export_svg (DlnScene   *scene,
                 const char *title,
                 GError    **error)
{
  return _dln_export_svg_part (scene, title, "", error);
}
