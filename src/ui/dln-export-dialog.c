/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog for publishing: timeline or graph as a picture, a web page, TimelineJS's files, a
 * sheet for checking facts, with headline, standfirst and credit, and a preview that is made by
 * the same code as the file. What to draw is told by the models on the main thread; it is painted
 * and written in another. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-export-dialog.h"

#include "case/dln-story.h"
#include "export/dln-export.h"
#include "ui/dln-chooser.h"
#include "ui/dln-labels.h"
#include "ui/dln-message.h"
#include "ui/dln-print.h"

#include <glib/gi18n.h>
#include <string.h>

#define A4_WIDTH 595.28 /* points */
#define A4_HEIGHT 841.89
#define PREVIEW_DELAY 120 /* ms after the last change */

struct _DlnExportDialog
{
  AdwWindow      parent_instance;
  AdwComboRow   *view;
  AdwComboRow   *extent;
  AdwComboRow   *format;
  AdwComboRow   *size;
  GtkWidget     *width_row;
  AdwComboRow   *style;
  GtkSpinButton *width;
  GtkEditable   *headline, *standfirst, *credit;
  GtkPicture    *preview;
  GtkLabel      *note;
  GtkWidget     *save;
  GtkSpinner    *spinner;
  DlnViewState  *state;
  GtkFileChooserNative *chooser;
  guint          timer;
  GCancellable  *previewing; /* (nullable): under way; a newer one cancels it */
  GCancellable  *writing;    /* (nullable): under way */
  GArray        *choices;    /* const DlnExportFormatInfo *, as in @format */
};

G_DEFINE_FINAL_TYPE (DlnExportDialog, dln_export_dialog, ADW_TYPE_WINDOW)

/* extents, in the order of the rows */
enum
{
  EVERYTHING,
  VISIBLE,
  STORY,
};

enum
{
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* the formats of pictures and pages, in the order of the rows */
static GArray *
list_formats (void)
{
  GArray *infos = g_array_new (FALSE, FALSE, sizeof (const DlnExportFormatInfo *));
  guint n;
  const DlnExportFormatInfo *formats = dln_export_get_formats (&n);

  for (guint i = 0; i < n; i++)
    if (formats[i].kind == DLN_EXPORT_PICTURE || formats[i].kind == DLN_EXPORT_STORY)
      {
        const DlnExportFormatInfo *info = &formats[i];

        g_array_append_val (infos, info);
      }
  return infos;
}

static const DlnExportFormatInfo *
get_info (DlnExportDialog *self)
{
  return g_array_index (self->choices,
                        const DlnExportFormatInfo *,
                        adw_combo_row_get_selected (self->format));
}

static gboolean
wants_graph (DlnExportDialog *self)
{
  return adw_combo_row_get_selected (self->view) == 1;
}

/* what is typed; NULL where nothing is */
static const char *
get_words (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);

  return *text != '\0' ? text : NULL;
}

/* (nullable): none where the width is free, or what is visible is drawn as it is */
static const DlnExportPreset *
get_preset (DlnExportDialog *self)
{
  guint n, selected = adw_combo_row_get_selected (self->size);
  const DlnExportPreset *presets = dln_export_get_presets (&n);

  return selected > 0 && selected <= n && adw_combo_row_get_selected (self->extent) != VISIBLE
           ? &presets[selected - 1]
           : NULL;
}

/* (transfer full) (nullable): what is written; %NULL if the story is to be, and there is none */
static DlnFilter *
dup_filter (DlnExportDialog *self)
{
  g_autoptr (DlnFilter) filter = dln_filter_copy (dln_view_state_get_filter (self->state));

  if (adw_combo_row_get_selected (self->extent) != STORY)
    return g_steal_pointer (&filter);
  g_clear_pointer (&filter->found, dln_found_unref);
  filter->found = dln_case_new_track (dln_view_state_get_case (self->state));
  return filter->found != NULL ? g_steal_pointer (&filter) : NULL;
}

/* A picture of its own for the file: the window's keeps its selection and its filter. */
static DlnScene *
build_page (DlnExportDialog *self,
            float            width,
            float            height,
            const DlnTheme  *theme)
{
  DlnCase *dcase = dln_view_state_get_case (self->state);
  g_autoptr (DlnFilter) filter = dup_filter (self);

  if (filter == NULL)
    return NULL;
  if (wants_graph (self))
    {
      g_autoptr (DlnGraph) graph = dln_graph_new (dcase);

      dln_scene_view_set_filter (DLN_SCENE_VIEW (graph), filter);
      return dln_graph_build_page (graph, width, height, theme);
    }
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);

  dln_scene_view_set_filter (DLN_SCENE_VIEW (timeline), filter);
  dln_timeline_set_words (
    timeline, get_words (self->headline), get_words (self->standfirst), get_words (self->credit));
  return dln_timeline_build_page (timeline, width, height, theme);
}

static DlnScene *
build_scene (DlnExportDialog *self,
             double          *scale)
{
  guint extent = adw_combo_row_get_selected (self->extent);
  const DlnTheme *theme = dln_theme_get (adw_combo_row_get_selected (self->style) == 1);
  const DlnExportPreset *preset = get_preset (self);
  double width = preset != NULL ? preset->width : gtk_spin_button_get_value (self->width);
  DlnTimeline *timeline = dln_view_state_get_timeline (self->state);
  DlnGraph *graph = dln_view_state_get_graph (self->state);
  DlnScene *scene;

  dln_timeline_set_words (
    timeline, get_words (self->headline), get_words (self->standfirst), get_words (self->credit));
  if (extent == VISIBLE)
    scene = dln_scene_view_build (
      wants_graph (self) ? DLN_SCENE_VIEW (graph) : DLN_SCENE_VIEW (timeline), theme);
  else if (extent == STORY || preset != NULL)
    scene = build_page (self, width, preset != NULL ? preset->height : 0, theme);
  else
    scene = wants_graph (self) ? dln_graph_build_whole (graph, width, theme)
                               : dln_timeline_build_whole (timeline, width, theme);
  if (preset != NULL && scene != NULL)
    scene->paper = preset->points;
  *scale = preset != NULL                      ? preset->scale
           : scene != NULL && scene->width > 0 ? width / scene->width
                                               : 1;
  return scene;
}

static char *
dup_title (DlnExportDialog *self)
{
  g_autofree char *title = dln_view_state_dup_title (self->state);

  return g_strdup_printf ("%s – %s", title, wants_graph (self) ? _ ("Graph") : _ ("Timeline"));
}

/* ---- painting ------------------------------------------------------------------------------- */

typedef struct
{
  DlnScene       *scene;
  DlnExportFormat format;
  double          scale;
  char           *title;
  char           *path; /* (nullable): where to; none for a preview */
  GBytes         *page; /* (nullable): what is no picture is made already */
} Picture;

static void
free_picture (gpointer data)
{
  Picture *picture = data;

  dln_scene_unref (picture->scene);
  g_free (picture->title);
  g_free (picture->path);
  g_clear_pointer (&picture->page, g_bytes_unref);
  g_free (picture);
}

static void
paint (GTask        *task,
       gpointer      source,
       gpointer      data,
       GCancellable *cancellable)
{
  const Picture *picture = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes
    = picture->page != NULL
        ? g_bytes_ref (picture->page)
        : dln_export_scene (
          picture->scene, picture->format, picture->scale, picture->title, &error);
  GdkTexture *texture = NULL;

  if (g_task_return_error_if_cancelled (task))
    {
      g_clear_error (&error);
      return;
    }
  if (bytes != NULL && picture->path != NULL)
    dln_export_write (bytes, picture->path, &error);
  else if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, texture, g_object_unref);
}

/* takes @picture; @callback gets the dialog as its data, which lives until then */
static void
start_painting (DlnExportDialog    *self,
                Picture            *picture,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, g_object_ref (self));

  g_task_set_source_tag (task, start_painting);
  g_task_set_task_data (task, picture, free_picture);
  g_task_run_in_thread (task, paint);
}

static void
stop (GCancellable **work)
{
  if (*work != NULL)
    g_cancellable_cancel (*work);
  g_clear_object (work);
}

/* ---- preview -------------------------------------------------------------------------------- */

static void
preview_done_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (DlnExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->previewing);
  gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
  if (error != NULL)
    dln_label_set (self->note, error->message);
}

static void
update_preview (DlnExportDialog *self)
{
  double scale = 1;
  g_autoptr (DlnScene) scene = build_scene (self, &scale);

  stop (&self->previewing);
  if (scene == NULL || scene->width < 1 || scene->height < 1)
    {
      gtk_picture_set_paintable (self->preview, NULL);
      gtk_label_set_text (self->note,
                          adw_combo_row_get_selected (self->extent) == STORY
                            ? _ ("No event is in the story yet: star what belongs in it.")
                            : _ ("There is nothing to draw yet."));
      return;
    }
  double small = MIN (720.0 / scene->width, 720.0 / scene->height);
  g_autofree char *size =
    g_strdup_printf (_ ("%.0f × %.0f pixels"), scene->width * scale, scene->height * scale);
  Picture *picture = g_new0 (Picture, 1);

  gtk_label_set_text (self->note, size);
  picture->scene = g_steal_pointer (&scene);
  picture->format = DLN_EXPORT_PNG;
  picture->scale = MIN (small, 1);
  self->previewing = g_cancellable_new ();
  start_painting (self, picture, self->previewing, preview_done_cb);
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
  gtk_widget_set_sensitive (self->width_row, get_preset (self) == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->size),
                            adw_combo_row_get_selected (self->extent) != VISIBLE);
  if (self->timer != 0)
    g_source_remove (self->timer);
  self->timer = g_timeout_add (PREVIEW_DELAY, timer_cb, self);
}

/* The path, with the ending of the chosen format if it has none. A typed ending of another format
 * decides. */
static char *
dup_path_with_ending (DlnExportDialog *self,
                      const char      *path)
{
  DlnExportFormat format;

  if (dln_export_format_from_path (path, &format, NULL))
    for (guint i = 0; i < self->choices->len; i++)
      if (g_array_index (self->choices, const DlnExportFormatInfo *, i)->format == format)
        {
          adw_combo_row_set_selected (self->format, i);
          return g_strdup (path);
        }
  return g_strconcat (path, ".", get_info (self)->ending, NULL);
}

static void
set_writing (DlnExportDialog *self,
             gboolean         writing)
{
  gtk_widget_set_sensitive (self->save, !writing);
  gtk_spinner_set_spinning (self->spinner, writing);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (DlnExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  const Picture *picture = g_task_get_task_data (G_TASK (result));

  g_task_propagate_pointer (G_TASK (result), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->writing);
  set_writing (self, FALSE);
  if (error != NULL)
    {
      dln_message_show (GTK_WINDOW (self), _ ("The picture was not exported"), error->message);
      return;
    }
  g_signal_emit (self, signals[EXPORTED], 0, picture->path);
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * dln_export_dialog_write:
 * @self: the dialog
 * @path: where to
 *
 * Writes what is chosen, in the background; "exported" tells of the file, a message of a failure. A
 * dialog that is closed meanwhile writes nothing.
 */
void
dln_export_dialog_write (DlnExportDialog *self,
                         const char      *path)
{
  g_return_if_fail (DLN_IS_EXPORT_DIALOG (self) && path != NULL);

  double scale = 1;
  g_autoptr (DlnScene) scene = build_scene (self, &scale);
  g_autoptr (GError) error = NULL;
  const DlnExportFormatInfo *info = get_info (self);
  g_autoptr (GBytes) page = NULL;
  g_autoptr (DlnFilter) filter = dup_filter (self);

  if (scene == NULL || filter == NULL || self->writing != NULL)
    return;
  if (info->kind == DLN_EXPORT_STORY)
    {
      const DlnExportWords words = { get_words (self->headline), get_words (self->standfirst),
                                     get_words (self->credit) };

      page = dln_export_story (dln_view_state_get_case (self->state), info->format,
                               filter, &words, &error);
      if (page == NULL)
        {
          dln_message_show (GTK_WINDOW (self), _ ("Nothing was exported"), error->message);
          return;
        }
    }
  Picture *picture = g_new0 (Picture, 1);

  picture->scene = g_steal_pointer (&scene);
  picture->format = info->format;
  picture->page = g_steal_pointer (&page);
  picture->scale = scale;
  picture->title = dup_title (self);
  picture->path = g_strdup (path);
  self->writing = g_cancellable_new ();
  set_writing (self, TRUE);
  start_painting (self, picture, self->writing, written_cb);
}

static void
chooser_response_cb (DlnExportDialog *self,
                     int              response)
{
  g_autofree char *chosen = dln_chooser_take_path (&self->chooser, response);
  g_autofree char *path = chosen != NULL ? dup_path_with_ending (self, chosen) : NULL;

  if (path != NULL)
    dln_export_dialog_write (self, path);
}

static void
save_clicked_cb (DlnExportDialog *self)
{
  g_autofree char *title = dup_title (self);
  g_autofree char *name = g_strdup_printf ("%s.%s", title, get_info (self)->ending);

  if (self->chooser != NULL)
    return;
  g_strdelimit (name, "/", '-');
  self->chooser = dln_chooser_new (
    GTK_WINDOW (self), _ ("Export the Picture"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  dln_chooser_show (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

/**
 * dln_export_dialog_new_print:
 * @self: the dialog
 *
 * Returns: (transfer full) (nullable): what is printed: the sheet for checking facts where that is
 * the format, else the picture; %NULL if there is nothing
 */
GtkPrintOperation *
dln_export_dialog_new_print (DlnExportDialog *self)
{
  g_return_val_if_fail (DLN_IS_EXPORT_DIALOG (self), NULL);

  g_autofree char *title = dup_title (self);
  g_autoptr (DlnFilter) filter = dup_filter (self);
  double scale = 1;

  if (filter == NULL)
    return NULL;
  if (get_info (self)->format == DLN_EXPORT_FACTS)
    {
      const DlnExportWords words = { get_words (self->headline), get_words (self->standfirst),
                                     get_words (self->credit) };
      g_autoptr (GPtrArray) pages
        = dln_export_fact_pages (dln_view_state_get_case (self->state), filter, &words);

      return dln_print_new_pages (pages, A4_WIDTH, A4_HEIGHT, title);
    }
  g_autoptr (DlnScene) scene = build_scene (self, &scale);

  return scene != NULL ? dln_print_new_scene (scene, title) : NULL;
}

static void
print_clicked_cb (DlnExportDialog *self)
{
  g_autoptr (GtkPrintOperation) operation = dln_export_dialog_new_print (self);

  if (operation != NULL)
    dln_print_run (operation, GTK_WINDOW (self));
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
  stop (&self->previewing);
  stop (&self->writing);
  g_clear_object (&self->chooser);
  if (self->state != NULL) /* what is typed here is for this file */
    dln_timeline_set_words (dln_view_state_get_timeline (self->state), NULL, NULL, NULL);
  g_clear_object (&self->state);
  g_clear_pointer (&self->choices, g_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, size);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, width_row);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, width);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, headline);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, standfirst);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, credit);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, note);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, save);
  gtk_widget_class_bind_template_child (widget_class, DlnExportDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fill_sizes (DlnExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n;
  const DlnExportPreset *presets = dln_export_get_presets (&n);

  gtk_string_list_append (names, _ ("Free width"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, _ (presets[i].title));
  adw_combo_row_set_model (self->size, G_LIST_MODEL (names));
}

static void
dln_export_dialog_init (DlnExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = list_formats ();
  for (guint i = 0; i < self->choices->len; i++)
    gtk_string_list_append (
      names, _ (g_array_index (self->choices, const DlnExportFormatInfo *, i)->title));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (names));
  fill_sizes (self);
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
  gtk_window_set_focus (GTK_WINDOW (self), self->save);
  update_preview (self);
  return self;
}
