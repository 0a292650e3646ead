/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of small bars in the colour of the text. Heights are linear; a bar that is not empty is at
 * least two pixels high. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-sparkline.h"

#include <math.h>
#include <string.h>

#define BAR_WIDTH 12
#define HEIGHT 8

struct _DlnSparkline
{
  GtkWidget parent_instance;
  guint     bars[DLN_SPARK_BARS];
};

G_DEFINE_FINAL_TYPE (DlnSparkline, dln_sparkline, GTK_TYPE_WIDGET)

static void
dln_sparkline_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : DLN_SPARK_BARS * 3;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : DLN_SPARK_BARS * BAR_WIDTH;
  *minimum_baseline = *natural_baseline = -1;
}

static void
dln_sparkline_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  DlnSparkline *self = DLN_SPARKLINE (widget);
  float height = gtk_widget_get_height (widget);
  float step = MIN (gtk_widget_get_width (widget) / (float) DLN_SPARK_BARS, BAR_WIDTH);
  guint most = 1;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < DLN_SPARK_BARS; i++)
    most = MAX (most, self->bars[i]);
  for (guint i = 0; i < DLN_SPARK_BARS; i++)
    {
      float bar = self->bars[i] == 0 ? 1 : MAX (roundf (height * self->bars[i] / most), 2);
      GdkRGBA tint = color;

      tint.alpha *= self->bars[i] == 0 ? 0.25f : 0.6f;
      gtk_snapshot_append_color (
        snapshot, &tint, &GRAPHENE_RECT_INIT (i * step, height - bar, MAX (step - 1, 1), bar));
    }
}

static void
dln_sparkline_class_init (DlnSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = dln_sparkline_measure;
  widget_class->snapshot = dln_sparkline_snapshot;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dln_sparkline_init (DlnSparkline *self)
{
}

/**
 * dln_sparkline_new:
 *
 * Returns: (transfer floating): a row of empty bars
 */
GtkWidget *
dln_sparkline_new (void)
{
  return g_object_new (DLN_TYPE_SPARKLINE, NULL);
}

/**
 * dln_sparkline_set:
 * @bars: (array fixed-size=12): counts, in the order of time
 */
void
dln_sparkline_set (DlnSparkline *self,
                   const guint  *bars)
{
  g_return_if_fail (DLN_IS_SPARKLINE (self) && bars != NULL);

  memcpy (self->bars, bars, sizeof self->bars);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
