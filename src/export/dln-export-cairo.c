/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes painted with cairo: the pixels of PNG files, PDF files, and the application's screen,
 * which shares dln_export_paint(). */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-private.h"
#include "export/dln-export-xml-private.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>

#define MAX_SIDE 32767 /* cairo's limit for an image surface */
#define MAX_PIXELS (200.0 * 1000 * 1000)
#define HALO_WIDTH 3.0
#define DASH_ON 3.5
#define DASH_OFF 2.5
#define HATCH_STEP 5.0
#define ARROW_LENGTH 7.0
#define ARROW_HALF 3.0

static void
set_color (cairo_t *cr,
           guint32  color)
{
  cairo_set_source_rgba (cr, ((color >> 24) & 0xff) / 255.0, ((color >> 16) & 0xff) / 255.0,
                         ((color >> 8) & 0xff) / 255.0, (color & 0xff) / 255.0);
}

/* Around a small disc a whole number of short dashes. */
void
_dln_export_get_dash (const DlnOp *op,
                      double      *on,
                      double      *off)
{
  *on = DASH_ON;
  *off = DASH_OFF;
  if ((op->flags & DLN_OP_DOTTED) != 0)
    *on = 1.6, *off = 2.6;
  else if ((op->flags & DLN_OP_LONG) != 0)
    *on = 11, *off = 4;
  if (op->type != DLN_OP_DISC)
    return;

  double length = 2 * G_PI * op->radius, period = length / MAX (round (length / 4.6), 5);
  *on = period * 0.58;
  *off = period * 0.42;
}

static void
paint_path (cairo_t     *cr,
            const DlnOp *op)
{
  if ((op->flags & DLN_OP_FILLED) != 0)
    {
      set_color (cr, op->fill);
      if ((op->flags & DLN_OP_STROKED) != 0)
        cairo_fill_preserve (cr);
      else
        cairo_fill (cr);
    }
  if ((op->flags & DLN_OP_STROKED) != 0)
    {
      double on = DASH_ON, off = DASH_OFF;

      _dln_export_get_dash (op, &on, &off);
      double dash[] = { on, off };

      set_color (cr, op->stroke);
      cairo_set_line_width (cr, op->line_width);
      cairo_set_dash (cr, dash, (op->flags & DLN_OP_DASHED) != 0 ? 2 : 0, 0);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
}

static void
trace_rectangle (cairo_t     *cr,
                 const DlnOp *op)
{
  double x0 = op->x, y0 = op->y, x1 = op->x + op->width, y1 = op->y + op->height, r = op->radius;

  cairo_new_path (cr);
  if (r <= 0)
    {
      cairo_rectangle (cr, x0, y0, op->width, op->height);
      return;
    }
  cairo_arc (cr, x1 - r, y0 + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x1 - r, y1 - r, r, 0, G_PI / 2);
  cairo_arc (cr, x0 + r, y1 - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x0 + r, y0 + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
trace_diamond (cairo_t     *cr,
               const DlnOp *op)
{
  cairo_new_path (cr);
  cairo_move_to (cr, op->x + op->width / 2, op->y);
  cairo_line_to (cr, op->x + op->width, op->y + op->height / 2);
  cairo_line_to (cr, op->x + op->width / 2, op->y + op->height);
  cairo_line_to (cr, op->x, op->y + op->height / 2);
  cairo_close_path (cr);
}

static void
paint_arrow (cairo_t     *cr,
             const DlnOp *op,
             DlnPoint     from,
             DlnPoint     tip)
{
  double angle = atan2 (tip.y - from.y, tip.x - from.x);
  double length = ARROW_LENGTH + op->line_width, half = ARROW_HALF + op->line_width * 0.5;

  cairo_save (cr);
  cairo_translate (cr, tip.x, tip.y);
  cairo_rotate (cr, angle);
  cairo_move_to (cr, 0, 0);
  cairo_line_to (cr, -length, -half);
  cairo_line_to (cr, -length * 0.75, 0);
  cairo_line_to (cr, -length, half);
  cairo_close_path (cr);
  cairo_restore (cr);
  set_color (cr, op->stroke);
  cairo_fill (cr);
}

static void
paint_lines (cairo_t        *cr,
             const DlnScene *scene,
             const DlnOp    *op)
{
  const DlnPoint *points = DLN_ROW (scene->points, DlnPoint, op->first_point);
  guint n = op->n_points;

  cairo_new_path (cr);
  cairo_move_to (cr, points[0].x, points[0].y);
  if (op->type == DLN_OP_CURVE)
    cairo_curve_to (cr, points[1].x, points[1].y, points[2].x, points[2].y, points[3].x,
                    points[3].y);
  else
    for (guint i = 1; i < n; i++)
      cairo_line_to (cr, points[i].x, points[i].y);
  if ((op->flags & DLN_OP_FILLED) != 0)
    cairo_close_path (cr);
  paint_path (cr, op);
  if ((op->flags & DLN_OP_ARROW) != 0 && n > 1)
    paint_arrow (cr, op, points[n - 2], points[n - 1]);
}

static void
paint_fade (cairo_t     *cr,
            const DlnOp *op)
{
  gboolean reversed = (op->flags & DLN_OP_REVERSED) != 0;
  cairo_pattern_t *pattern = cairo_pattern_create_linear (op->x, 0, op->x + op->width, 0);
  double r = ((op->fill >> 24) & 0xff) / 255.0, g = ((op->fill >> 16) & 0xff) / 255.0,
         b = ((op->fill >> 8) & 0xff) / 255.0, a = (op->fill & 0xff) / 255.0;

  cairo_pattern_add_color_stop_rgba (pattern, 0, r, g, b, reversed ? 0 : a);
  cairo_pattern_add_color_stop_rgba (pattern, 1, r, g, b, reversed ? a : 0);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, op->x, op->y, op->width, op->height);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}

static void
paint_hatch (cairo_t     *cr,
             const DlnOp *op)
{
  double bottom = op->y + op->height;

  cairo_save (cr);
  cairo_rectangle (cr, op->x, op->y, op->width, op->height);
  cairo_clip (cr);
  for (double x = op->x - op->height; x < op->x + op->width; x += HATCH_STEP)
    {
      cairo_move_to (cr, x, bottom);
      cairo_line_to (cr, x + op->height, op->y);
    }
  set_color (cr, op->stroke);
  cairo_set_line_width (cr, op->line_width);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* The outline in the colour of the ground: stroked in a PDF, whose text must not be there nine
 * times; elsewhere the text itself, moved around, which costs a tenth of stroking glyphs. */
static void
paint_halo (cairo_t         *cr,
            const DlnScene  *scene,
            const DlnOp     *op,
            PangoLayoutLine *line)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  set_color (cr, scene->background);
  if (type == CAIRO_SURFACE_TYPE_PDF)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, op->x, op->y);
      pango_cairo_layout_line_path (cr, line);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_width (cr, HALO_WIDTH);
      cairo_set_dash (cr, NULL, 0, 0);
      cairo_stroke (cr);
      return;
    }
  for (int dx = -1; dx <= 1; dx++)
    for (int dy = -1; dy <= 1; dy++)
      {
        double reach = dx != 0 && dy != 0 ? HALO_WIDTH * 0.36 : HALO_WIDTH * 0.5;

        if (dx == 0 && dy == 0)
          continue;
        cairo_move_to (cr, op->x + dx * reach, op->y + dy * reach);
        pango_cairo_show_layout_line (cr, line);
      }
}

static void
paint_text (cairo_t        *cr,
            const DlnScene *scene,
            const DlnOp    *op,
            PangoLayout    *layout)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);

  if (line == NULL)
    return;
  if ((op->flags & DLN_OP_HALO) != 0)
    paint_halo (cr, scene, op, line);
  cairo_new_path (cr);
  cairo_move_to (cr, op->x, op->y);
  set_color (cr, op->fill);
  pango_cairo_show_layout_line (cr, line);
  cairo_new_path (cr);
}

static void
paint_op (cairo_t           *cr,
          const DlnScene    *scene,
          const DlnOp       *op,
          DlnExportLayoutFunc get_layout,
          gpointer           data)
{
  switch (op->type)
    {
    case DLN_OP_RECTANGLE:
      trace_rectangle (cr, op);
      paint_path (cr, op);
      break;
    case DLN_OP_DISC:
      cairo_new_path (cr);
      cairo_arc (cr, op->x, op->y, op->radius, 0, 2 * G_PI);
      paint_path (cr, op);
      break;
    case DLN_OP_DIAMOND:
      trace_diamond (cr, op);
      paint_path (cr, op);
      break;
    case DLN_OP_POLYLINE:
    case DLN_OP_CURVE:
      if (op->n_points > 0)
        paint_lines (cr, scene, op);
      break;
    case DLN_OP_FADE:
      paint_fade (cr, op);
      break;
    case DLN_OP_HATCH:
      paint_hatch (cr, op);
      break;
    case DLN_OP_TEXT:
      {
        const char *text = dln_strings_get (scene->strings, op->text);
        g_autoptr (PangoLayout) layout
          = get_layout != NULL ? g_object_ref (get_layout (text, op->font_size, op->flags, data))
                               : dln_scene_new_layout (text, op->font_size, op->flags);

        paint_text (cr, scene, op, layout);
        break;
      }
    default:
      break;
    }
}

/**
 * dln_export_paint:
 * @scene: what to paint
 * @cr: where; its units are the scene's pixels
 * @get_layout: (nullable): gives layouts from a cache
 * @data: for @get_layout
 *
 * Paints ground and ops, cut to the scene's rectangle. Time: O(ops)
 */
void
dln_export_paint (DlnScene           *scene,
                  cairo_t            *cr,
                  DlnExportLayoutFunc get_layout,
                  gpointer            data)
{
  g_return_if_fail (scene != NULL && cr != NULL);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, scene->width, scene->height);
  cairo_clip (cr);
  set_color (cr, scene->background);
  cairo_paint (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < scene->ops->len; i++)
    paint_op (cr, scene, DLN_ROW (scene->ops, DlnOp, i), get_layout, data);
  cairo_restore (cr);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *bytes,
          unsigned int         length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_paint_error (cairo_status_t status,
                 GError       **error)
{
  g_set_error (error,
               DLN_EXPORT_ERROR,
               DLN_EXPORT_ERROR_WRITE,
               "The picture cannot be painted: %s.",
               cairo_status_to_string (status));
}

static GBytes *
finish_bytes (GByteArray    *bytes,
              cairo_status_t status,
              GError       **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  set_paint_error (status, error);
  return NULL;
}

GBytes *
_dln_export_png (DlnScene *scene,
                 double    scale,
                 GError  **error)
{
  double width = ceil (scene->width * scale), height = ceil (scene->height * scale);

  if (!(scale > 0) || width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
    {
      g_set_error (
        error,
        DLN_EXPORT_ERROR,
        DLN_EXPORT_ERROR_SIZE,
        "A PNG picture of %.0f by %.0f pixels is too large; choose a smaller width, SVG or PDF.",
        width,
        height);
      return NULL;
    }

  guint columns = MAX (width, 1), rows = MAX (height, 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, columns, rows);
  cairo_t *cr = cairo_create (surface);
  GBytes *bytes = NULL;

  /* the last row and column may lie only partly in the scene */
  set_color (cr, scene->background);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  dln_export_paint (scene, cr, NULL, NULL);

  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    bytes = _dln_export_write_png (cairo_image_surface_get_data (surface),
                                   cairo_image_surface_get_stride (surface), columns, rows);
  cairo_surface_destroy (surface);
  if (bytes == NULL)
    set_paint_error (status != CAIRO_STATUS_SUCCESS ? status : CAIRO_STATUS_WRITE_ERROR, error);
  return bytes;
}

GBytes *
_dln_export_pdf (DlnScene   *scene,
                 const char *title,
                 GError    **error)
{
  const double points = scene->paper > 0 ? scene->paper : 0.75; /* CSS pixels to points */
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
    write_cb, bytes, scene->width * points, scene->height * points);

  if (title != NULL)
    {
      g_autofree char *clean = _dln_xml_dup_clean (title);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, clean);
    }
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Dateline");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");

  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, points, points);
  dln_export_paint (scene, cr, NULL, NULL);
  cairo_show_page (cr);

  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return finish_bytes (bytes, status, error);
}
