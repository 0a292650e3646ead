/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes as SVG: written as XML, with real text, a title and an id for each mark. cairo's own SVG
 * has glyph outlines only. textLength comes from Pango, so that a viewer with another font keeps
 * the layout. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-private.h"

#include <libxml/xmlwriter.h>
#include <math.h>
#include <string.h>

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define HATCH_STEP 5.0
#define ARROW_LENGTH 7.0
#define ARROW_HALF 3.0

typedef struct
{
  xmlTextWriterPtr writer;
  const DlnScene  *scene;
  GHashTable      *fades;   /* "rrggbbaa-r" of the gradients defined */
  GHashTable      *hatches; /* "rrggbbaa" of the patterns defined */
} SvgWriter;

static void
start_element (SvgWriter  *svg,
               const char *name)
{
  xmlTextWriterStartElement (svg->writer, BAD_CAST name);
}

static void
end_element (SvgWriter *svg)
{
  xmlTextWriterEndElement (svg->writer);
}

static void
write_attribute (SvgWriter  *svg,
                 const char *name,
                 const char *value)
{
  xmlTextWriterWriteAttribute (svg->writer, BAD_CAST name, BAD_CAST value);
}

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

  write_attribute (svg, name, format_number (buffer, value));
}

static void
write_color (SvgWriter  *svg,
             const char *name,
             guint32     color)
{
  char text[16], opacity_name[32];

  g_snprintf (text, sizeof text, "#%06x", color >> 8);
  write_attribute (svg, name, text);
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
    write_attribute (svg, "fill", "none");
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
      write_attribute (svg, "stroke-dasharray", dash);
    }
}

/* XML 1.0 has no place for most control characters and noncharacters, nor has PDF; documents may
 * hold them. */
char *
_dln_export_dup_clean (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_c (clean, ' ');
      else if (c >= 0x20 && (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef)
               && !(c >= 0x7f && c <= 0x9f))
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

static void
write_string (SvgWriter  *svg,
              const char *text)
{
  g_autofree char *clean = _dln_export_dup_clean (text);

  xmlTextWriterWriteString (svg->writer, BAD_CAST clean);
}

static void
write_title (SvgWriter  *svg,
             const char *title)
{
  if (title == NULL || *title == '\0')
    return;
  start_element (svg, "title");
  write_string (svg, title);
  end_element (svg);
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
  write_attribute (svg, "d", path->str);
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
  start_element (svg, "path");
  write_path (svg, path);
  write_color (svg, "fill", op->stroke);
  end_element (svg);
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
  start_element (svg, "path");
  write_path (svg, path);
  write_paint (svg, op);
  end_element (svg);
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
  start_element (svg, "path");
  write_path (svg, path);
  write_paint (svg, op);
  end_element (svg);
}

static void
write_text (SvgWriter   *svg,
            const DlnOp *op)
{
  start_element (svg, "text");
  write_number (svg, "x", op->x);
  write_number (svg, "y", op->y);
  write_number (svg, "font-size", op->font_size);
  write_number (svg, "textLength", op->width);
  write_color (svg, "fill", op->fill);
  if ((op->flags & DLN_OP_BOLD) != 0)
    write_attribute (svg, "font-weight", "bold");
  if ((op->flags & DLN_OP_ITALIC) != 0)
    write_attribute (svg, "font-style", "italic");
  if ((op->flags & DLN_OP_TABULAR) != 0)
    write_attribute (svg, "font-variant-numeric", "tabular-nums");
  if ((op->flags & DLN_OP_HALO) != 0)
    {
      write_color (svg, "stroke", svg->scene->background);
      write_number (svg, "stroke-width", 3);
      write_attribute (svg, "stroke-linejoin", "round");
      write_attribute (svg, "paint-order", "stroke");
    }
  write_string (svg, dln_strings_get (svg->scene->strings, op->text));
  end_element (svg);
}

static void
write_reference (SvgWriter  *svg,
                 const char *kind,
                 guint32     color,
                 const char *suffix)
{
  char url[48];

  g_snprintf (url, sizeof url, "url(#%s-%08x%s)", kind, color, suffix);
  write_attribute (svg, "fill", url);
}

static void
write_group (SvgWriter   *svg,
             const DlnOp *op)
{
  const char *id = dln_strings_get (svg->scene->strings, op->id);

  start_element (svg, "g");
  if (*id != '\0')
    write_attribute (svg, "id", id);
  write_title (svg, dln_strings_get (svg->scene->strings, op->text));
}

static void
write_op (SvgWriter   *svg,
          const DlnOp *op)
{
  switch (op->type)
    {
    case DLN_OP_RECTANGLE:
      start_element (svg, "rect");
      write_box (svg, op);
      if (op->radius > 0)
        write_number (svg, "rx", op->radius);
      write_paint (svg, op);
      end_element (svg);
      break;
    case DLN_OP_DISC:
      start_element (svg, "circle");
      write_number (svg, "cx", op->x);
      write_number (svg, "cy", op->y);
      write_number (svg, "r", op->radius);
      write_paint (svg, op);
      end_element (svg);
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
      start_element (svg, "rect");
      write_box (svg, op);
      if (op->type == DLN_OP_HATCH)
        write_reference (svg, "hatch", op->stroke, "");
      else
        write_reference (svg, "fade", op->fill, (op->flags & DLN_OP_REVERSED) != 0 ? "-r" : "");
      end_element (svg);
      break;
    case DLN_OP_TEXT:
      write_text (svg, op);
      break;
    case DLN_OP_GROUP:
      write_group (svg, op);
      break;
    case DLN_OP_END:
      end_element (svg);
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

  start_element (svg, "stop");
  write_number (svg, "offset", offset);
  g_snprintf (text, sizeof text, "#%06x", color >> 8);
  write_attribute (svg, "stop-color", text);
  write_number (svg, "stop-opacity", alpha);
  end_element (svg);
}

static void
define_fade (SvgWriter   *svg,
             const DlnOp *op)
{
  gboolean reversed = (op->flags & DLN_OP_REVERSED) != 0;
  double alpha = (op->fill & 0xff) / 255.0;
  g_autofree char *id = g_strdup_printf ("fade-%08x%s", op->fill, reversed ? "-r" : "");

  if (g_hash_table_contains (svg->fades, id))
    return;
  start_element (svg, "linearGradient");
  write_attribute (svg, "id", id);
  write_stop (svg, 0, op->fill, reversed ? 0 : alpha);
  write_stop (svg, 1, op->fill, reversed ? alpha : 0);
  end_element (svg);
  g_hash_table_add (svg->fades, g_steal_pointer (&id));
}

static void
define_hatch (SvgWriter   *svg,
              const DlnOp *op)
{
  g_autofree char *id = g_strdup_printf ("hatch-%08x", op->stroke);

  if (g_hash_table_contains (svg->hatches, id))
    return;
  start_element (svg, "pattern");
  write_attribute (svg, "id", id);
  write_attribute (svg, "patternUnits", "userSpaceOnUse");
  write_attribute (svg, "patternTransform", "rotate(-45)");
  write_number (svg, "width", HATCH_STEP * 2);
  write_number (svg, "height", HATCH_STEP * G_SQRT2 / 2);
  start_element (svg, "path");
  write_attribute (svg, "d", "M0 1L10 1");
  write_color (svg, "stroke", op->stroke);
  write_number (svg, "stroke-width", op->line_width);
  end_element (svg);
  end_element (svg);
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
        start_element (svg, "defs");
      open = TRUE;
      if (op->type == DLN_OP_FADE)
        define_fade (svg, op);
      else
        define_hatch (svg, op);
    }
  if (open)
    end_element (svg);
}

static void
write_document (SvgWriter  *svg,
                const char *title)
{
  const DlnScene *scene = svg->scene;
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];

  start_element (svg, "svg");
  write_attribute (svg, "xmlns", SVG_NAMESPACE);
  write_number (svg, "width", scene->width);
  write_number (svg, "height", scene->height);

  g_autofree char *box = g_strdup_printf ("0 0 %s %s", format_number (width, scene->width),
                                          format_number (height, scene->height));
  write_attribute (svg, "viewBox", box);
  write_attribute (svg, "font-family", "Cantarell, sans-serif");
  write_attribute (svg, "role", "img");
  write_title (svg, title);
  write_definitions (svg);
  start_element (svg, "rect");
  write_number (svg, "width", scene->width);
  write_number (svg, "height", scene->height);
  write_color (svg, "fill", scene->background);
  end_element (svg);
  for (guint i = 0; i < scene->ops->len; i++)
    write_op (svg, DLN_ROW (scene->ops, DlnOp, i));
  end_element (svg);
}

GBytes *
_dln_export_svg (DlnScene   *scene,
                 const char *title,
                 GError    **error)
{
  xmlBufferPtr buffer = xmlBufferCreate ();
  xmlTextWriterPtr writer = buffer != NULL ? xmlNewTextWriterMemory (buffer, 0) : NULL;
  int status = -1;

  if (writer != NULL)
    {
      SvgWriter svg = { .writer = writer, .scene = scene };

      svg.fades = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      svg.hatches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      xmlTextWriterSetIndent (writer, 1);
      xmlTextWriterSetIndentString (writer, BAD_CAST " ");
      xmlTextWriterStartDocument (writer, "1.0", "UTF-8", NULL);
      write_document (&svg, title);
      status = xmlTextWriterEndDocument (writer);
      xmlFreeTextWriter (writer);
      g_hash_table_unref (svg.fades);
      g_hash_table_unref (svg.hatches);
    }

  GBytes *bytes = status >= 0 ? g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer))
                              : NULL;
  if (buffer != NULL)
    xmlBufferFree (buffer);
  if (bytes == NULL)
    g_set_error_literal (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_WRITE,
                         "The SVG picture cannot be written for want of memory.");
  return bytes;
}
