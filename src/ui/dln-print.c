/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing: pages that were drawn already, each as large as the paper allows, with the turn of the
 * paper that suits them. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-print.h"

#include "export/dln-export.h"
#include "ui/dln-message.h"

#include <glib/gi18n.h>

typedef struct
{
  GPtrArray *pages; /* cairo_surface_t */
  double     width, height;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->pages);
  g_free (job);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                number,
              Job               *job)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double scale = MIN (width / job->width, height / job->height);

  if (number < 0 || (guint) number >= job->pages->len)
    return;
  cairo_translate (cr, (width - job->width * scale) / 2, 0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, g_ptr_array_index (job->pages, number), 0, 0);
  cairo_paint (cr);
}

/**
 * dln_print_new_pages:
 * @pages: (element-type cairo_surface_t): what is printed
 * @width: of each page, in its own units
 * @height: the same
 * @title: of the job
 *
 * Returns: (transfer full): what dln_print_run() runs
 */
GtkPrintOperation *
dln_print_new_pages (GPtrArray  *pages,
                     double      width,
                     double      height,
                     const char *title)
{
  g_return_val_if_fail (pages != NULL && width > 0 && height > 0, NULL);

  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Job *job = g_new (Job, 1);

  *job = (Job){ g_ptr_array_ref (pages), width, height };
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, pages->len);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "dln-job", job, free_job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  return operation;
}

static void
destroy_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

/**
 * dln_print_new_scene:
 * @scene: a picture
 * @title: of the job
 *
 * Returns: (transfer full): what dln_print_run() runs
 */
GtkPrintOperation *
dln_print_new_scene (DlnScene   *scene,
                     const char *title)
{
  g_return_val_if_fail (scene != NULL, NULL);

  const cairo_rectangle_t extents = { 0, 0, scene->width, scene->height };
  cairo_surface_t *page = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (page);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (destroy_surface);

  dln_export_paint (scene, cr, NULL, NULL);
  cairo_destroy (cr);
  g_ptr_array_add (pages, page);
  return dln_print_new_pages (pages, scene->width, scene->height, title);
}

/**
 * dln_print_run:
 * @operation: what to print
 * @parent: above which the printer is asked for
 *
 * Asks for the printer, and prints; a message tells what failed.
 */
void
dln_print_run (GtkPrintOperation *operation,
               GtkWindow         *parent)
{
  g_return_if_fail (GTK_IS_PRINT_OPERATION (operation));

  g_autoptr (GError) error = NULL;

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error);
  if (error != NULL)
    dln_message_show (parent, _("The page was not printed"), error->message);
}
