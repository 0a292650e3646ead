/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene: appenders, hit test and the readable dump. Rows are plain; the scene owns its strings
 * and points. */
#define G_LOG_DOMAIN "dateline-scene"
#include "config.h"

#include "scene/dln-scene-private.h"

#include "base/dln-direction.h"

#include <math.h>

#define HIT_SLACK 3.0f
#define EDGE_SLACK 5.0f
#define EDGE_EXACT 1.5f

DlnScene *
_dln_scene_new (float   width,
                float   height,
                guint32 background)
{
  DlnScene *scene = g_new0 (DlnScene, 1);

  g_atomic_ref_count_init (&scene->refs);
  scene->width = width;
  scene->height = height;
  scene->background = background;
  scene->ops = g_array_new (FALSE, TRUE, sizeof (DlnOp));
  scene->points = g_array_new (FALSE, FALSE, sizeof (DlnPoint));
  scene->marks = g_array_new (FALSE, TRUE, sizeof (DlnSceneMark));
  scene->strings = dln_strings_new ();
  return scene;
}

/**
 * dln_scene_ref:
 * @scene: a scene
 *
 * Returns: (transfer full): @scene
 */
DlnScene *
dln_scene_ref (DlnScene *scene)
{
  g_return_val_if_fail (scene != NULL, NULL);

  g_atomic_ref_count_inc (&scene->refs);
  return scene;
}

/**
 * dln_scene_unref:
 * @scene: (transfer full) (nullable): a scene
 */
void
dln_scene_unref (DlnScene *scene)
{
  if (scene == NULL || !g_atomic_ref_count_dec (&scene->refs))
    return;
  g_array_unref (scene->ops);
  g_array_unref (scene->points);
  g_array_unref (scene->marks);
  dln_strings_free (scene->strings);
  g_free (scene);
}

/* ---- writing -------------------------------------------------------------------------------- */

static DlnOp *
append_op (DlnScene *scene,
           DlnOpType type,
           guint     flags)
{
  g_array_set_size (scene->ops, scene->ops->len + 1);

  DlnOp *op = DLN_ROW (scene->ops, DlnOp, scene->ops->len - 1);
  op->type = type;
  op->flags = flags;
  return op;
}

static void
set_paint (DlnOp  *op,
           guint32 fill,
           guint32 stroke,
           float   line_width)
{
  op->fill = fill;
  op->stroke = stroke;
  op->line_width = line_width;
  if ((fill & 0xff) != 0)
    op->flags |= DLN_OP_FILLED;
  if ((stroke & 0xff) != 0 && line_width > 0)
    op->flags |= DLN_OP_STROKED;
}

static void
set_rect (DlnOp  *op,
          DlnRect rect)
{
  op->x = rect.x;
  op->y = rect.y;
  op->width = rect.width;
  op->height = rect.height;
}

void
_dln_scene_rectangle (DlnScene *scene,
                      DlnRect   rect,
                      float     radius,
                      guint32   fill,
                      guint32   stroke,
                      float     line_width,
                      guint     flags)
{
  DlnOp *op = append_op (scene, DLN_OP_RECTANGLE, flags);

  set_rect (op, rect);
  op->radius = MIN (radius, MIN (rect.width, rect.height) / 2);
  set_paint (op, fill, stroke, line_width);
}

void
_dln_scene_disc (DlnScene *scene,
                 float     x,
                 float     y,
                 float     radius,
                 guint32   fill,
                 guint32   stroke,
                 float     line_width,
                 guint     flags)
{
  DlnOp *op = append_op (scene, DLN_OP_DISC, flags);

  op->x = x;
  op->y = y;
  op->radius = radius;
  set_paint (op, fill, stroke, line_width);
}

void
_dln_scene_diamond (DlnScene *scene,
                    DlnRect   rect,
                    guint32   fill,
                    guint32   stroke,
                    float     line_width,
                    guint     flags)
{
  DlnOp *op = append_op (scene, DLN_OP_DIAMOND, flags);

  set_rect (op, rect);
  set_paint (op, fill, stroke, line_width);
}

static void
set_points (DlnScene       *scene,
            DlnOp          *op,
            const DlnPoint *points,
            guint           n_points)
{
  op->first_point = scene->points->len;
  op->n_points = n_points;
  g_array_append_vals (scene->points, points, n_points);
}

void
_dln_scene_polyline (DlnScene       *scene,
                     const DlnPoint *points,
                     guint           n_points,
                     guint32         fill,
                     guint32         stroke,
                     float           line_width,
                     guint           flags)
{
  DlnOp *op = append_op (scene, DLN_OP_POLYLINE, flags);

  set_paint (op, fill, stroke, line_width);
  set_points (scene, op, points, n_points);
}

void
_dln_scene_line (DlnScene *scene,
                 float     x0,
                 float     y0,
                 float     x1,
                 float     y1,
                 guint32   stroke,
                 float     line_width,
                 guint     flags)
{
  DlnPoint points[] = { { x0, y0 }, { x1, y1 } };

  _dln_scene_polyline (scene, points, 2, 0, stroke, line_width, flags);
}

void
_dln_scene_curve (DlnScene       *scene,
                  const DlnPoint *points,
                  guint32         stroke,
                  float           line_width,
                  guint           flags)
{
  DlnOp *op = append_op (scene, DLN_OP_CURVE, flags);

  set_paint (op, 0, stroke, line_width);
  set_points (scene, op, points, 4);
}

void
_dln_scene_fade (DlnScene *scene,
                 DlnRect   rect,
                 guint32   fill,
                 guint     flags)
{
  DlnOp *op = append_op (scene, DLN_OP_FADE, flags);

  set_rect (op, rect);
  set_paint (op, fill, 0, 0);
}

void
_dln_scene_hatch (DlnScene *scene,
                  DlnRect   rect,
                  guint32   stroke,
                  float     line_width)
{
  DlnOp *op = append_op (scene, DLN_OP_HATCH, 0);

  set_rect (op, rect);
  set_paint (op, 0, stroke, line_width);
}

/* names and quotes are somebody else's words */
static DlnStringId
intern_plain (DlnScene   *scene,
              const char *text)
{
  g_autofree char *plain = dln_text_dup_shown (text);

  return dln_strings_intern (scene->strings, plain);
}

float
_dln_scene_text (DlnScene   *scene,
                 float       x,
                 float       baseline,
                 const char *text,
                 float       font_size,
                 guint32     color,
                 guint       flags)
{
  DlnTextExtents extents;

  if (text == NULL || *text == '\0')
    return 0;
  _dln_text_measure (text, font_size, flags, &extents);

  DlnOp *op = append_op (scene, DLN_OP_TEXT, flags);
  op->x = x;
  op->y = baseline;
  op->width = extents.width;
  op->height = extents.ascent + extents.descent;
  op->font_size = font_size;
  op->text = intern_plain (scene, text);
  op->fill = color;
  return extents.width;
}

void
_dln_scene_block (DlnScene           *scene,
                  DlnStrings         *strings,
                  const DlnTextBlock *block,
                  float               x,
                  float               baseline,
                  float               line_height,
                  float               centre_width,
                  float               font_size,
                  guint32             color,
                  guint               flags)
{
  for (guint i = 0; i < block->n_lines; i++)
    {
      float left = centre_width > 0 ? x + (centre_width - block->widths[i]) / 2 : x;

      _dln_scene_text (scene, left, baseline + i * line_height,
                       dln_strings_get (strings, block->lines[i]), font_size, color, flags);
    }
}

void
_dln_scene_begin (DlnScene   *scene,
                  DlnTarget   target,
                  const char *id,
                  const char *title)
{
  DlnOp *op = append_op (scene, DLN_OP_GROUP, 0);

  op->target = target;
  op->id = dln_strings_intern (scene->strings, id);
  op->text = intern_plain (scene, title);
}

void
_dln_scene_explain (DlnScene   *scene,
                    const char *detail,
                    const char *link)
{
  for (guint i = scene->ops->len; i > 0; i--)
    {
      DlnOp *op = DLN_ROW (scene->ops, DlnOp, i - 1);

      if (op->type != DLN_OP_GROUP)
        continue;
      op->detail = intern_plain (scene, detail);
      op->link = link != NULL ? intern_plain (scene, link) : 0;
      return;
    }
}

void
_dln_scene_end (DlnScene *scene)
{
  append_op (scene, DLN_OP_END, 0);
}

DlnSceneMark *
_dln_scene_mark (DlnScene   *scene,
                 DlnTarget   target,
                 DlnRect     bounds,
                 const char *label,
                 guint       count)
{
  float x0 = CLAMP (bounds.x, 0, scene->width), y0 = CLAMP (bounds.y, 0, scene->height);
  float x1 = CLAMP (bounds.x + bounds.width, x0, scene->width);
  float y1 = CLAMP (bounds.y + bounds.height, y0, scene->height);

  g_array_set_size (scene->marks, scene->marks->len + 1);

  DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, scene->marks->len - 1);
  mark->target = target;
  mark->x = x0;
  mark->y = y0;
  mark->width = x1 - x0;
  mark->height = y1 - y0;
  mark->label = intern_plain (scene, label);
  mark->count = MAX (count, 1);
  return mark;
}

void
_dln_scene_mark_line (DlnScene       *scene,
                      DlnSceneMark   *mark,
                      const DlnPoint *points,
                      guint           n_points)
{
  mark->first_point = scene->points->len;
  mark->n_points = n_points;
  g_array_append_vals (scene->points, points, n_points);
}

/* ---- reading -------------------------------------------------------------------------------- */

static float
measure_distance (DlnPoint a,
                  DlnPoint b,
                  float    x,
                  float    y)
{
  float dx = b.x - a.x, dy = b.y - a.y;
  float length = dx * dx + dy * dy;
  float t = length > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length : 0;

  t = CLAMP (t, 0, 1);
  return hypotf (x - a.x - t * dx, y - a.y - t * dy);
}

static gboolean
test_mark (const DlnScene     *scene,
           const DlnSceneMark *mark,
           float               x,
           float               y,
           float               slack)
{
  if (x < mark->x - slack || y < mark->y - slack || x > mark->x + mark->width + slack
      || y > mark->y + mark->height + slack)
    return FALSE;
  if (mark->n_points == 0)
    return TRUE;
  for (guint i = 1; i < mark->n_points; i++)
    {
      const DlnPoint *points = DLN_ROW (scene->points, DlnPoint, mark->first_point);

      if (measure_distance (points[i - 1], points[i], x, y) <= slack)
        return TRUE;
    }
  return FALSE;
}

/**
 * dln_scene_hit:
 * @scene: a scene
 * @x: pixels
 * @y: pixels
 *
 * A few pixels of slack are given; a mark that holds the point exactly wins over one that is merely
 * near.
 *
 * Returns: (transfer none) (nullable): the topmost mark there. Time: O(marks)
 */
const DlnSceneMark *
dln_scene_hit (const DlnScene *scene,
               float           x,
               float           y)
{
  const DlnSceneMark *near = NULL;

  g_return_val_if_fail (scene != NULL, NULL);

  for (guint i = scene->marks->len; i > 0; i--)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i - 1);

      if (test_mark (scene, mark, x, y, mark->n_points > 0 ? EDGE_EXACT : 0))
        return mark;
      if (near == NULL
          && test_mark (scene, mark, x, y, mark->n_points > 0 ? EDGE_SLACK : HIT_SLACK))
        near = mark;
    }
  return near;
}

static const char *const op_names[] = { "rectangle", "disc",  "diamond", "polyline", "curve",
                                        "fade",      "hatch", "text",    "group",    "end" };

static const char *const flag_names[] = { "filled",   "stroked", "dashed", "arrow", "reversed",
                                          "bold",     "halo",    "tabular", "italic" };

static void
print_op (const DlnScene *scene,
          const DlnOp    *op,
          GString        *out)
{
  g_string_append (out, op_names[op->type]);
  if (op->type == DLN_OP_GROUP)
    {
      g_string_append_printf (out, " %s \"%s\"", dln_strings_get (scene->strings, op->id),
                              dln_strings_get (scene->strings, op->text));
      return;
    }
  if (op->type == DLN_OP_TEXT)
    g_string_append_printf (out, " %.1f,%.1f \"%s\" %.1f", op->x, op->y,
                            dln_strings_get (scene->strings, op->text), op->font_size);
  else if (op->n_points > 0)
    for (guint i = 0; i < op->n_points; i++)
      {
        const DlnPoint *point = DLN_ROW (scene->points, DlnPoint, op->first_point + i);
        g_string_append_printf (out, " %.1f,%.1f", point->x, point->y);
      }
  else if (op->type == DLN_OP_DISC)
    g_string_append_printf (out, " %.1f,%.1f r%.1f", op->x, op->y, op->radius);
  else
    g_string_append_printf (out, " %.1f,%.1f %.1fx%.1f", op->x, op->y, op->width, op->height);
  if ((op->fill & 0xff) != 0)
    g_string_append_printf (out, " fill %08x", op->fill);
  if ((op->stroke & 0xff) != 0)
    g_string_append_printf (out, " stroke %08x %.1f", op->stroke, op->line_width);
  for (guint i = 2; i < G_N_ELEMENTS (flag_names); i++)
    if ((op->flags & (1u << i)) != 0)
      g_string_append_printf (out, " %s", flag_names[i]);
}

/**
 * dln_scene_to_string:
 * @scene: a scene
 *
 * Returns: (transfer full): the ops, a line each, groups indented, then the marks; for golden tests
 */
char *
dln_scene_to_string (const DlnScene *scene)
{
  GString *out = g_string_new (NULL);
  guint depth = 0;

  g_return_val_if_fail (scene != NULL, NULL);

  g_string_append_printf (out, "scene %.0fx%.0f background %08x dropped %u\n", scene->width,
                          scene->height, scene->background, scene->n_dropped_labels);
  for (guint i = 0; i < scene->ops->len; i++)
    {
      const DlnOp *op = DLN_ROW (scene->ops, DlnOp, i);

      if (op->type == DLN_OP_END)
        {
          depth = depth > 0 ? depth - 1 : 0;
          continue;
        }
      g_string_append_printf (out, "%*s", (int) depth * 2, "");
      print_op (scene, op, out);
      g_string_append_c (out, '\n');
      if (op->type == DLN_OP_GROUP)
        depth++;
    }
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const DlnSceneMark *mark = DLN_ROW (scene->marks, DlnSceneMark, i);

      g_string_append_printf (out,
                              "mark %s %u %.1f,%.1f %.1fx%.1f",
                              dln_target_kind_get_name (mark->target.kind),
                              mark->target.id,
                              mark->x,
                              mark->y,
                              mark->width,
                              mark->height);
      if (mark->count > 1)
        g_string_append_printf (out, " count %u", mark->count);
      g_string_append_printf (out, " \"%s\"\n", dln_strings_get (scene->strings, mark->label));
    }
  return g_string_free (out, FALSE);
}
