/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget that shows a scene: painting, pointing, zooming, panning, and its marks for keyboard and
 * screen reader.
 *
 * When the model says "changed", the scene is built once before the next frame; the render node
 * made from it is kept until then, so that a frame without changes costs nothing. Marks on screen
 * get pooled child widgets (DlnMark): transparent, without pointer events, there for focus and
 * assistive technology. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-canvas.h"
#include "ui/dln-axis-input.h"
#include "ui/dln-count-popover.h"
#include "ui/dln-drawing.h"
#include "ui/dln-labels.h"
#include "ui/dln-mark.h"
#include "ui/dln-snapshot-painter.h"
#include "ui/dln-style.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define MAX_MARKS 400 /* child widgets; more are reached by zooming or by the list */
#define MIN_WIDTH 440 /* pixels; where there are fewer, the sidebar folds away */
#define DRAG_THRESHOLD 5.0 /* pixels before a press becomes a drag */
#define SCROLL_STEP 48.0   /* pixels for a wheel click */
#define ZOOM_STEP 1.25

struct _DlnCanvas
{
  GtkWidget      parent_instance;
  DlnCanvasKind  kind;
  DlnViewState  *state;
  DlnSceneView  *model; /* graph or timeline of the case that is open */
  DlnScene      *scene;
  GskRenderNode *node;
  GPtrArray     *marks; /* DlnMark, children; the first n_used stand for marks of the scene */
  GArray        *rects; /* graphene_rect_t [n_used] */
  guint          n_used;
  guint          tick;
  double         scale; /* pixels of the widget for one of the scene: larger for larger text */
  double         pointer_x, pointer_y; /* in the scene */
  DlnTarget      hover;
  DlnTarget      pressed;
  double         drag_x, drag_y; /* the last offset that was handed on */
  double         pinch;
  gboolean       dragging, drags_mark;
  gboolean       pressed_count; /* what was pressed opens */
  gboolean       focus_wanted; /* the focus goes to the selection's mark once it is there */
};

G_DEFINE_FINAL_TYPE (DlnCanvas, dln_canvas, GTK_TYPE_WIDGET)

static const DlnTarget no_target = { DLN_TARGET_NONE, 0 };

/* ---- marks ---------------------------------------------------------------------------------- */

static void
mark_activated_cb (DlnMark   *mark,
                   DlnCanvas *self)
{
  dln_view_state_select (self->state, dln_mark_get_target (mark));
}

/* A child widget that stands for nothing; from @next on in the pool, or a new one. */
static GtkWidget *
take_mark (DlnCanvas  *self,
           GHashTable *taken,
           guint      *next)
{
  while (*next < self->marks->len
         && g_hash_table_contains (taken, g_ptr_array_index (self->marks, *next)))
    *next += 1;
  if (*next == self->marks->len)
    {
      GtkWidget *mark = dln_mark_new ();
      g_signal_connect (mark, "activated", G_CALLBACK (mark_activated_cb), self);
      gtk_widget_set_parent (mark, GTK_WIDGET (self));
      g_ptr_array_add (self->marks, mark);
    }
  g_hash_table_add (taken, g_ptr_array_index (self->marks, *next));
  return g_ptr_array_index (self->marks, *next);
}

/* The used ones first, in drawing order; the rest sleep. */
static void
order_marks (DlnCanvas  *self,
             GPtrArray  *order,
             GHashTable *taken)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      GtkWidget *mark = g_ptr_array_index (self->marks, i);

      if (!g_hash_table_contains (taken, mark))
        {
          gtk_widget_set_visible (mark, FALSE);
          g_ptr_array_add (order, mark);
        }
    }
  for (guint i = 0; i < order->len; i++)
    self->marks->pdata[i] = order->pdata[i];
}

/* Gives each mark of the scene a child widget; one that stood for the same target before keeps it,
 * and so the focus. */
static void
sync_marks (DlnCanvas *self)
{
  DlnTarget selection = dln_view_state_get_selection (self->state);
  guint n_all = self->scene->marks->len;
  guint n = MIN (n_all, MAX_MARKS);
  guint first = n_all - n;
  g_autoptr (GHashTable) kept = g_hash_table_new (dln_mark_hash_target, dln_mark_equal_targets);
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (n);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  DlnTarget *targets = g_newa (DlnTarget, MAX_MARKS);

  for (guint i = 0; i < self->n_used; i++)
    {
      targets[i] = dln_mark_get_target (g_ptr_array_index (self->marks, i));
      g_hash_table_insert (kept, &targets[i], g_ptr_array_index (self->marks, i));
    }
  for (guint i = 0; i < n; i++)
    {
      const DlnSceneMark *row = DLN_ROW (self->scene->marks, DlnSceneMark, first + i);
      GtkWidget *mark = g_hash_table_lookup (kept, &row->target);

      if (mark != NULL && !g_hash_table_add (taken, mark))
        mark = NULL;
      g_ptr_array_add (order, mark);
    }

  guint next = 0;
  g_array_set_size (self->rects, n);
  for (guint i = 0; i < n; i++)
    {
      const DlnSceneMark *row = DLN_ROW (self->scene->marks, DlnSceneMark, first + i);

      if (g_ptr_array_index (order, i) == NULL)
        order->pdata[i] = take_mark (self, taken, &next);
      dln_mark_set (order->pdata[i],
                    row->target,
                    dln_strings_get (self->scene->strings, row->label),
                    dln_target_equal (row->target, selection));
      gtk_widget_set_visible (order->pdata[i], TRUE);
      g_array_index (self->rects, graphene_rect_t, i)
        = GRAPHENE_RECT_INIT (row->x * self->scale, row->y * self->scale,
                              MAX (row->width * self->scale, 1.0f),
                              MAX (row->height * self->scale, 1.0f));
    }
  order_marks (self, order, taken);
  self->n_used = n;
}

static void
place_marks (DlnCanvas *self)
{
  for (guint i = 0; i < self->n_used; i++)
    {
      const graphene_rect_t *rect = &g_array_index (self->rects, graphene_rect_t, i);
      GtkAllocation place = { floorf (rect->origin.x), floorf (rect->origin.y),
                              ceilf (rect->size.width), ceilf (rect->size.height) };
      int minimum;

      gtk_widget_measure (
        self->marks->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->marks->pdata[i], &place, -1);
    }
}

static GtkWidget *
find_mark (DlnCanvas *self,
           DlnTarget  target)
{
  for (guint i = 0; i < self->n_used; i++)
    if (dln_target_equal (dln_mark_get_target (self->marks->pdata[i]), target))
      return self->marks->pdata[i];
  return NULL;
}

static GtkWidget *
get_focus_mark (DlnCanvas *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL && DLN_IS_MARK (child) ? child : NULL;
}

/* ---- building ------------------------------------------------------------------------------- */

static gboolean
has_room (DlnCanvas *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) > 1
         && gtk_widget_get_height (GTK_WIDGET (self)) > 1;
}

static void
rebuild (DlnCanvas *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autoptr (DlnScene) old = g_steal_pointer (&self->scene);

  if (self->state == NULL || !has_room (self))
    {
      g_clear_pointer (&self->node, gsk_render_node_unref);
      return;
    }
  self->scene = dln_scene_view_build (self->model, dln_theme_get (dark));
  if (self->scene != old) /* what is drawn stays while a new one is worked on */
    g_clear_pointer (&self->node, gsk_render_node_unref);
  sync_marks (self);
  place_marks (self);
  if (self->focus_wanted)
    {
      GtkWidget *mark = find_mark (self, dln_view_state_get_selection (self->state));
      self->focus_wanted = FALSE;
      if (mark != NULL)
        gtk_widget_grab_focus (mark);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  DlnCanvas *self = DLN_CANVAS (widget);

  self->tick = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

static void
queue_rebuild (DlnCanvas *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static DlnSceneView *
get_model (DlnCanvas *self)
{
  if (self->kind == DLN_CANVAS_GRAPH)
    return DLN_SCENE_VIEW (dln_view_state_get_graph (self->state));
  return DLN_SCENE_VIEW (dln_view_state_get_timeline (self->state));
}

static void
follow_model (DlnCanvas *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, get_model (self));
  g_signal_connect_swapped (self->model, "changed", G_CALLBACK (queue_rebuild), self);
  self->hover = no_target;
  gtk_widget_queue_allocate (GTK_WIDGET (self)); /* it hands on the size */
  queue_rebuild (self);
}

/* ---- pointer -------------------------------------------------------------------------------- */

static const DlnSceneMark *
hit (DlnCanvas *self,
     double     x,
     double     y)
{
  return self->scene != NULL ? dln_scene_hit (self->scene, x / self->scale, y / self->scale)
                             : NULL;
}

static void
set_hover (DlnCanvas *self,
           DlnTarget  target)
{
  if (dln_target_equal (target, self->hover))
    return;
  self->hover = target;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   target.kind != DLN_TARGET_NONE ? "pointer" : NULL);
  if (self->state != NULL)
    dln_scene_view_set_hover (self->model, target);
}

static void
motion_cb (DlnCanvas *self,
           double     x,
           double     y)
{
  self->pointer_x = x / self->scale;
  self->pointer_y = y / self->scale;
  if (self->dragging)
    return;
  const DlnSceneMark *mark = hit (self, x, y);
  set_hover (self, mark != NULL ? mark->target : no_target);
}

static void
leave_cb (DlnCanvas *self)
{
  set_hover (self, no_target);
}

static gboolean
query_tooltip_cb (DlnCanvas  *self,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  const DlnSceneMark *mark = keyboard || self->dragging ? NULL : hit (self, x, y);
  const char *label = mark != NULL ? dln_strings_get (self->scene->strings, mark->label) : NULL;

  if (label == NULL || *label == '\0')
    return FALSE;
  GdkRectangle area = { (int) (mark->x * self->scale), (int) (mark->y * self->scale),
                        (int) MAX (mark->width * self->scale, 1),
                        (int) MAX (mark->height * self->scale, 1) };

  gtk_tooltip_set_text (tooltip, label);
  if (mark->n_points == 0)
    gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

/* Returns: whose mark stands there */
DlnTarget
dln_canvas_find (DlnCanvas *self, double x, double y)
{
  const DlnSceneMark *mark = hit (self, x, y);

  return mark != NULL ? mark->target : no_target;
}

static void
drag_begin_cb (DlnCanvas *self,
               double     x,
               double     y)
{
  const DlnSceneMark *mark = hit (self, x, y);
  self->pressed = mark != NULL ? mark->target : no_target;
  self->pressed_count = mark != NULL && mark->counted;
  self->dragging = self->drags_mark = FALSE;
  self->drag_x = self->drag_y = 0;
  if (get_focus_mark (self) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (DlnCanvas      *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x, y;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!self->dragging)
    {
      if (hypot (dx, dy) < DRAG_THRESHOLD || self->state == NULL)
        return;
      self->dragging = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      self->drags_mark = self->pressed.kind != DLN_TARGET_NONE
                         && dln_drawing_drag (self->model,
                                              self->pressed,
                                              (x + dx) / self->scale,
                                              (y + dy) / self->scale);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }
  if (self->drags_mark)
    dln_drawing_drag (
      self->model, self->pressed, (x + dx) / self->scale, (y + dy) / self->scale);
  else
    dln_drawing_pan (
      self->model, (dx - self->drag_x) / self->scale, (dy - self->drag_y) / self->scale);
  self->drag_x = dx;
  self->drag_y = dy;
}

static void
drag_end_cb (DlnCanvas *self,
             double     dx,
             double     dy)
{
  if (self->dragging || dln_axis_input_is_dragging (GTK_WIDGET (self)))
    {
      self->dragging = FALSE;
      self->hover = no_target;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
      return;
    }
  if (self->state != NULL && self->pressed_count)
    dln_count_popover_show (GTK_WIDGET (self), self->state, self->pressed.id, self->scale);
  else if (self->state != NULL)
    dln_view_state_select (self->state, self->pressed);
}

static void
drag_cancel_cb (DlnCanvas *self)
{
  self->dragging = FALSE;
}

static void
click_pressed_cb (DlnCanvas *self,
                  int        n_press,
                  double     x,
                  double     y)
{
  const DlnSceneMark *mark = n_press == 2 ? hit (self, x, y) : NULL;

  if (mark != NULL)
    dln_drawing_open (self->model, mark->target, self->scene->width / 2);
}

static gboolean
scroll_cb (DlnCanvas                *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType modifiers
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (self->state == NULL)
    return FALSE;
  if (modifiers & GDK_CONTROL_MASK)
    dln_drawing_zoom (self->model, pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);
  else if (modifiers & GDK_SHIFT_MASK)
    dln_drawing_pan (self->model, -(dx + dy) * SCROLL_STEP, 0);
  else
    dln_drawing_pan (self->model, -dx * SCROLL_STEP, -dy * SCROLL_STEP);
  return TRUE;
}

static void
pinch_begin_cb (DlnCanvas *self)
{
  self->pinch = 1;
}

static void
pinch_changed_cb (DlnCanvas  *self,
                  double      scale,
                  GtkGesture *gesture)
{
  double x = self->pointer_x * self->scale, y = self->pointer_y * self->scale;

  if (self->state == NULL || scale <= 0)
    return;
  if (gtk_gesture_is_recognized (gesture))
    gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  dln_drawing_zoom (self->model, scale / self->pinch, x / self->scale, y / self->scale);
  self->pinch = scale;
}

/* ---- keyboard ------------------------------------------------------------------------------- */

static void
step (DlnCanvas *self,
      int        dx,
      int        dy)
{
  GtkWidget *mark = get_focus_mark (self);
  DlnTarget from = mark != NULL ? dln_mark_get_target (DLN_MARK (mark))
                                : dln_view_state_get_selection (self->state);
  DlnTarget to = dln_drawing_get_neighbour (self->model, from, dx, dy);

  if (to.kind == DLN_TARGET_NONE)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->focus_wanted = TRUE;
  dln_view_state_select (self->state, to);
  queue_rebuild (self);
}

static gboolean
key_pressed_cb (DlnCanvas      *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType modifiers)
{
  GtkWidget *mark = get_focus_mark (self);

  if (self->state == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      step (self, -1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      step (self, 1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, 0, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, 0, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      dln_canvas_zoom (self, ZOOM_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      dln_canvas_zoom (self, 1 / ZOOM_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      dln_canvas_fit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (mark == NULL)
        return GDK_EVENT_PROPAGATE;
      dln_view_state_select (self->state, dln_mark_get_target (DLN_MARK (mark)));
      gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-panel", NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
dln_canvas_focus (GtkWidget       *widget,
                  GtkDirectionType direction)
{
  DlnCanvas *self = DLN_CANVAS (widget);

  /* one stop for Tab: the selection, or else the first mark; arrows move on from there */
  if (gtk_widget_get_focus_child (widget) != NULL || gtk_widget_is_focus (widget))
    return FALSE;
  GtkWidget *mark =
    self->state != NULL ? find_mark (self, dln_view_state_get_selection (self->state)) : NULL;

  if (mark == NULL && self->n_used > 0)
    mark = self->marks->pdata[0];
  return gtk_widget_grab_focus (mark != NULL ? mark : widget);
}

/* ---- widget --------------------------------------------------------------------------------- */

static void
dln_canvas_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 360;
  *minimum_baseline = *natural_baseline = -1;
}

static void
dln_canvas_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  DlnCanvas *self = DLN_CANVAS (widget);

  self->scale = dln_drawing_get_scale (width, height);
  place_marks (self);
  dln_count_popover_present (widget);
  if (self->state == NULL || !has_room (self))
    return;
  float scene_width = width / self->scale, scene_height = height / self->scale;

  dln_scene_view_set_size (self->model, scene_width, scene_height);
  if (self->scene == NULL || self->scene->width != scene_width
      || self->scene->height != scene_height)
    queue_rebuild (self);
}

static void
dln_canvas_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  DlnCanvas *self = DLN_CANVAS (widget);

  if (self->node == NULL && self->scene != NULL)
    {
      GtkSnapshot *own = gtk_snapshot_new ();

      dln_snapshot_painter_paint (own, self->scene, self->scale);
      self->node = gtk_snapshot_free_to_node (own);
    }
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  GtkWidget *mark = get_focus_mark (self);

  if (mark != NULL)
    gtk_widget_snapshot_child (widget, mark, snapshot);
}

static void
add_controllers (DlnCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (click_pressed_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_changed_cb), self);
  GtkEventController *all[] = { motion, scroll, key, GTK_EVENT_CONTROLLER (drag),
                                GTK_EVENT_CONTROLLER (click), GTK_EVENT_CONTROLLER (pinch) };
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_widget_add_controller (widget, all[i]);
}

static void
text_scale_changed_cb (DlnCanvas *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
dln_canvas_dispose (GObject *object)
{
  DlnCanvas *self = DLN_CANVAS (object);

  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->state != NULL)
    g_signal_handlers_disconnect_by_data (self->state, self);
  for (guint i = 0; i < self->marks->len; i++)
    gtk_widget_unparent (self->marks->pdata[i]);
  g_ptr_array_set_size (self->marks, 0);
  while (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL) /* an open popover */
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (self)));
  self->n_used = 0;
  g_clear_object (&self->model);
  g_clear_object (&self->state);
  g_clear_pointer (&self->scene, dln_scene_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);

  G_OBJECT_CLASS (dln_canvas_parent_class)->dispose (object);
}

static void
dln_canvas_finalize (GObject *object)
{
  DlnCanvas *self = DLN_CANVAS (object);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->rects, g_array_unref);
  G_OBJECT_CLASS (dln_canvas_parent_class)->finalize (object);
}

static void
dln_canvas_class_init (DlnCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dln_canvas_dispose;
  object_class->finalize = dln_canvas_finalize;
  widget_class->measure = dln_canvas_measure;
  widget_class->size_allocate = dln_canvas_size_allocate;
  widget_class->snapshot = dln_canvas_snapshot;
  widget_class->focus = dln_canvas_focus;
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dln_canvas_init (DlnCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->pinch = 1;
  self->scale = dln_style_get_text_scale ();
  self->marks = g_ptr_array_new ();
  self->rects = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (
    adw_style_manager_get_default (), "notify::dark", G_CALLBACK (queue_rebuild), self);
  g_signal_connect_object (gtk_widget_get_settings (widget),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (text_scale_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  add_controllers (self);
}

/**
 * dln_canvas_new:
 * @kind: what it draws
 *
 * Returns: (transfer floating): a canvas without a case; see dln_canvas_set_state()
 */
GtkWidget *
dln_canvas_new (DlnCanvasKind kind)
{
  DlnCanvas *self = g_object_new (DLN_TYPE_CANVAS, NULL);

  self->kind = kind;
  dln_label_name (GTK_WIDGET (self), kind == DLN_CANVAS_GRAPH ? _ ("Graph") : _ ("Timeline"));
  return GTK_WIDGET (self);
}

/**
 * dln_canvas_set_state:
 * @state: what to show; set once
 */
void
dln_canvas_set_state (DlnCanvas    *self,
                      DlnViewState *state)
{
  g_return_if_fail (DLN_IS_CANVAS (self));
  g_return_if_fail (DLN_IS_VIEW_STATE (state));

  if (!g_set_object (&self->state, state))
    return;
  g_signal_connect_swapped (state, "case-replaced", G_CALLBACK (follow_model), self);
  follow_model (self);
}

/**
 * dln_canvas_get_scene:
 *
 * Returns: (transfer none) (nullable): what is on screen, %NULL before the first frame
 */
DlnScene *
dln_canvas_get_scene (DlnCanvas *self)
{
  g_return_val_if_fail (DLN_IS_CANVAS (self), NULL);

  return self->scene;
}

/**
 * dln_canvas_zoom:
 * @factor: more than 1 to come closer
 *
 * Zooms about the middle.
 */
void
dln_canvas_zoom (DlnCanvas *self,
                 double     factor)
{
  g_return_if_fail (DLN_IS_CANVAS (self));

  if (self->scene != NULL)
    dln_drawing_zoom (self->model, factor, self->scene->width / 2, self->scene->height / 2);
}

/**
 * dln_canvas_fit:
 *
 * Shows everything.
 */
void
dln_canvas_fit (DlnCanvas *self)
{
  g_return_if_fail (DLN_IS_CANVAS (self));

  if (self->state != NULL)
    dln_drawing_fit (self->model);
}
