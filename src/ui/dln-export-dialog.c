/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export dialog: timeline or graph as a picture, with a preview that is made by the same code
 * as the file. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-export-dialog.h"

#include "export/dln-export.h"

#include <glib/gi18n.h>

#define PREVIEW_DELAY 120 /* ms after the last change */

struct _DlnExportDialog
{
  AdwWindow      parent_instance;
  AdwComboRow   *view;
  AdwComboRow   *extent;
  AdwComboRow   *format;
  AdwComboRow   *style;
  GtkSpinButton *width;
  GtkPicture    *preview;
  GtkLabel      *note;
  DlnViewState  *state;
  GtkFileChooserNative *chooser;
  guint          timer;
};

G_DEFINE_FINAL_TYPE (DlnExportDialog, dln_export_dialog, ADW_TYPE_WINDOW)

enum
{
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const DlnExportFormat formats[] = { DLN_EXPORT_PNG, DLN_EXPORT_SVG, DLN_EXPORT_PDF };
static const char *const endings[] = { "png", "svg", "pdf" };

static gboolean
wants_graph (DlnExportDialog *self)
{
  return adw_combo_row_get_selected (self->view) == 1;
}

static DlnScene *
build_scene (DlnExportDialog *self,
             double          *scale)
{
  gboolean whole = adw_combo_row_get_selected (self->extent) == 0;
  const DlnTheme *theme = dln_theme_get (adw_combo_row_get_selected (self->style) == 1);
  double width = gtk_spin_button_get_value (self->width);
  DlnTimeline *timeline = dln_view_state_get_timeline (self->state);
  DlnGraph *graph = dln_view_state_get_graph (self->state);
  DlnScene *scene;

  if (whole)
    scene = wants_graph (self) ? dln_graph_build_whole (graph, width, theme)
                               : dln_timeline_build_whole (timeline, width, theme);
  else
    scene = dln_scene_view_build (
      wants_graph (self) ? DLN_SCENE_VIEW (graph) : DLN_SCENE_VIEW (timeline), theme);
  *scale = scene != NULL && scene->width > 0 ? width / scene->width : 1;
  return scene;
}

static char *
dup_title (DlnExportDialog *self)
{
  g_autofree char *title = dln_view_state_dup_title (self->state);

  return g_strdup_printf ("%s – %s", title, wants_graph (self) ? _ ("Graph") : _ ("Timeline"));
}

static void
update_preview (DlnExportDialog *self)
{
  double scale = 1;
  g_autoptr (DlnScene) scene = build_scene (self, &scale);
  g_autoptr (GError) error = NULL;

  if (scene == NULL || scene->width < 1 || scene->height < 1)
    {
      gtk_picture_set_paintable (self->preview, NULL);
      gtk_label_set_text (self->note, _ ("There is nothing to draw yet."));
      return;
    }
  double small = MIN (720.0 / scene->width, 720.0 / scene->height);
  g_autoptr (GBytes) bytes = dln_export_scene (scene, DLN_EXPORT_PNG, MIN (small, 1), NULL, &error);
  g_autoptr (GdkTexture) texture =
    bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;
  g_autofree char *size =
    g_strdup_printf (_ ("%.0f × %.0f pixels"), scene->width * scale, scene->height * scale);

  gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
  gtk_label_set_text (self->note, error != NULL ? error->message : size);
}

static gboolean
timer_cb (gpointer data)
{
  DlnExportDialog *self = data;

  self->timer = 0;
  update_preview (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (DlnExportDialog *self)
{
  if (self->state == NULL)
    return;
  if (self->timer != 0)
    g_source_remove (self->timer);
  self->timer = g_timeout_add (PREVIEW_DELAY, timer_cb, self);
}

/* The path, with the ending of the chosen format if it has none. A typed ending of another format
 * decides. */
static char *
dup_path_with_ending (DlnExportDialog *self,
                      GFile           *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *lower = g_ascii_strdown (path, -1);
      g_autofree char *dotted = g_strconcat (".", endings[i], NULL);

      if (!g_str_has_suffix (lower, dotted))
        continue;
      adw_combo_row_set_selected (self->format, i);
      return g_steal_pointer (&path);
    }
  return g_strconcat (path, ".", endings[adw_combo_row_get_selected (self->format)], NULL);
}

static gboolean
write_picture (DlnExportDialog *self,
               const char      *path,
               GError         **error)
{
  double scale = 1;
  g_autoptr (DlnScene) scene = build_scene (self, &scale);
  g_autofree char *title = dup_title (self);

  if (scene == NULL)
    {
      g_set_error_literal (
        error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_SIZE, _ ("There is nothing to draw yet."));
      return FALSE;
    }
  g_autoptr (GBytes) bytes = dln_export_scene (
    scene, formats[adw_combo_row_get_selected (self->format)], scale, title, error);

  return bytes != NULL && dln_export_write (bytes, path, error);
}

static void
chooser_response_cb (DlnExportDialog *self,
                     int              response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;
  g_autofree char *path = file != NULL ? dup_path_with_ending (self, file) : NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->chooser);
  if (path == NULL)
    return;
  if (!write_picture (self, path, &error))
    {
      gtk_label_set_text (self->note, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
      return;
    }
  g_signal_emit (self, signals[EXPORTED], 0, path);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_clicked_cb (DlnExportDialog *self)
{
  g_autofree char *title = dup_title (self);
  g_autofree char *name
    = g_strdup_printf ("%s.%s", title, endings[adw_combo_row_get_selected (self->format)]);

  if (self->chooser != NULL)
    return;
  g_strdelimit (name, "/", '-');
  self->chooser = gtk_file_chooser_native_new (_ ("Export the Picture"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("_Export"),
                                               _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chooser_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cancel_clicked_cb (DlnExportDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
dln_export_dialog_dispose (GObject *object)
{
  DlnExportDialog *self = DLN_EXPORT_DIALOG (object);

  if (self->timer != 0)
    g_source_remove (self->timer);
  self->timer = 0;
  g_clear_object (&self->chooser);
  g_clear_object (&self->state);
  gtk_widget_dispose_template (GTK_WIDGET (self), DLN_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (dln_export_dialog_parent_class)->dispose (object);
}

static void
dln_export_dialog_class_init (DlnExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_export_dialog_dispose;
  signals[EXPORTED] = g_signal_new ("exported",
                                    G_TYPE_FROM_CLASS (klass),
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    1,
                                    G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, view);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, extent);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, style);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, width);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, note);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dln_export_dialog_init (DlnExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dln_export_dialog_new:
 * @parent: above which window
 * @state: what to draw
 * @graph: whether to begin with the graph
 *
 * Returns: (transfer none): a modal dialog, not shown yet
 */
DlnExportDialog *
dln_export_dialog_new (GtkWindow    *parent,
                       DlnViewState *state,
                       gboolean      graph)
{
  DlnExportDialog *self = g_object_new (DLN_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->state = g_object_ref (state);
  adw_combo_row_set_selected (self->view, graph ? 1 : 0);
  adw_combo_row_set_selected (
    self->style, adw_style_manager_get_dark (adw_style_manager_get_default ()) ? 1 : 0);
  update_preview (self);
  return self;
}
