/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children one behind the other, as words in lines. GtkFlowBox puts them into columns, which leaves
 * holes between chips of different width; AdwWrapBox is not there on the floor. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-wrap-layout.h"

struct _DlnWrapLayout
{
  GtkLayoutManager parent_instance;
  int              spacing; /* pixels between children and between lines */
};

G_DEFINE_FINAL_TYPE (DlnWrapLayout, dln_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Places the children in lines of @width, or only counts with @place %FALSE. Returns: the height.
 */
static int
lay_out (DlnWrapLayout *self,
         GtkWidget     *widget,
         int            width,
         gboolean       place)
{
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural, height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      natural = MAX (minimum, MIN (natural, width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
      if (x > 0 && x + natural > width)
        {
          y += line + self->spacing;
          x = line = 0;
        }
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, natural, height }, -1);
      x += natural + self->spacing;
      line = MAX (line, height);
    }
  return y + line;
}

static GtkSizeRequestMode
dln_wrap_layout_get_request_mode (GtkLayoutManager *layout,
                                  GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dln_wrap_layout_measure (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  DlnWrapLayout *self = DLN_WRAP_LAYOUT (layout);
  int widest = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
      widest = MAX (widest, least);
      all += wanted + (all > 0 ? self->spacing : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (widest, all);
    }
  else
    *minimum = *natural = lay_out (self, widget, for_size >= 0 ? for_size : all, FALSE);
}

static void
dln_wrap_layout_allocate (GtkLayoutManager *layout,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  lay_out (DLN_WRAP_LAYOUT (layout), widget, width, TRUE);
}

static void
dln_wrap_layout_class_init (DlnWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = dln_wrap_layout_get_request_mode;
  layout_class->measure = dln_wrap_layout_measure;
  layout_class->allocate = dln_wrap_layout_allocate;
}

static void
dln_wrap_layout_init (DlnWrapLayout *self)
{
}

/**
 * dln_wrap_layout_new:
 * @spacing: pixels between children and between lines
 *
 * Returns: (transfer full): a layout manager
 */
GtkLayoutManager *
dln_wrap_layout_new (int spacing)
{
  DlnWrapLayout *self = g_object_new (DLN_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
