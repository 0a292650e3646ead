/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that exports data: a format with a sentence on what it is for, all of the case or what
 * is shown, and what a table has to know. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-data-dialog.h"

#include "export/dln-export-table.h"
#include "export/dln-export.h"
#include "ui/dln-chooser.h"
#include "ui/dln-clipboard.h"
#include "ui/dln-labels.h"
#include "ui/dln-message.h"

#include <glib/gi18n.h>

#define MARGIN 18

struct _DlnDataDialog
{
  AdwWindow             parent_instance;
  AdwComboRow          *format;
  AdwComboRow          *extent;
  AdwComboRow          *rows;    /* of a table */
  AdwComboRow          *reader;  /* of a table */
  GtkWidget            *copy;    /* of a table */
  GtkLabel             *purpose;
  DlnViewState         *state;
  GArray               *choices; /* DlnExportFormat, as in @format */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (DlnDataDialog, dln_data_dialog, ADW_TYPE_WINDOW)

enum
{
  EXPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const DlnExportFormatInfo *
get_info (DlnDataDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->format);

  return dln_export_get_format_info (
    g_array_index (self->choices, DlnExportFormat, MIN (selected, self->choices->len - 1)));
}

static void
format_changed_cb (DlnDataDialog *self)
{
  const DlnExportFormatInfo *info = get_info (self);
  gboolean table = info->format == DLN_EXPORT_CSV;

  gtk_label_set_text (self->purpose, _ (info->purpose));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), table);
  gtk_widget_set_visible (GTK_WIDGET (self->reader), table);
  gtk_widget_set_visible (self->copy, table);
}

/* ---- writing --------------------------------------------------------------------------------- */

static DlnTable *
new_table (DlnDataDialog   *self,
           const DlnFilter *filter) /* (nullable) */
{
  gboolean ties = adw_combo_row_get_selected (self->rows) == 1;

  return dln_table_new (dln_view_state_get_case (self->state),
                        ties ? DLN_TABLE_RELATION_CLAIMS : DLN_TABLE_EVENT_CLAIMS,
                        filter);
}

static const DlnFilter *
get_filter (DlnDataDialog *self)
{
  gboolean whole = adw_combo_row_get_selected (self->extent) == 0;

  return whole ? NULL : dln_view_state_get_filter (self->state);
}

/**
 * dln_data_dialog_copy:
 * @self: the dialog
 *
 * Puts the table that is chosen on the clipboard: text with tabs, HTML and CSV.
 */
void
dln_data_dialog_copy (DlnDataDialog *self)
{
  g_return_if_fail (DLN_IS_DATA_DIALOG (self));

  g_autoptr (DlnTable) table = new_table (self, get_filter (self));

  dln_clipboard_copy_table (GTK_WIDGET (self), table);
  gtk_window_close (GTK_WINDOW (self));
}

static GBytes *
make_table (DlnDataDialog   *self,
            const DlnFilter *filter)
{
  g_autoptr (DlnTable) table = new_table (self, filter);
  GString *out = g_string_new (NULL);

  if (adw_combo_row_get_selected (self->reader) == 0)
    g_string_append (out, "\357\273\277"); /* without it Excel takes another encoding */
  dln_table_to_csv (table, out);
  return g_string_free_to_bytes (out);
}

static gboolean
export_to (DlnDataDialog *self,
           const char    *path,
           GError       **error)
{
  const DlnExportFormatInfo *info = get_info (self);
  const DlnFilter *filter = get_filter (self);
  DlnCase *dcase = dln_view_state_get_case (self->state);
  g_autoptr (GBytes) bytes = NULL;

  if (info->kind == DLN_EXPORT_FOLDER)
    {
      g_autoptr (GPtrArray) files = dln_export_case_files (dcase, info->format, filter);

      return dln_export_write_files (files, path, error);
    }
  if (info->format == DLN_EXPORT_CSV)
    bytes = make_table (self, filter);
  else
    bytes = dln_export_case (dcase, info->format, FALSE, filter, NULL, error);
  return bytes != NULL && dln_export_write (bytes, path, error);
}

/**
 * dln_data_dialog_write:
 * @self: the dialog
 * @path: where to: a file, or a folder that is not there yet
 *
 * Writes what is chosen and closes; a message tells what went wrong.
 *
 * Returns: whether it is written
 */
gboolean
dln_data_dialog_write (DlnDataDialog *self,
                       const char    *path)
{
  g_return_val_if_fail (DLN_IS_DATA_DIALOG (self) && path != NULL, FALSE);

  g_autoptr (GError) error = NULL;

  if (!export_to (self, path, &error))
    {
      dln_message_show (GTK_WINDOW (self), _ ("The data were not exported"), error->message);
      return FALSE;
    }
  g_signal_emit (self, signals[EXPORTED], 0, path);
  gtk_window_close (GTK_WINDOW (self));
  return TRUE;
}

static void
chooser_response_cb (DlnDataDialog *self,
                     int            response)
{
  g_autofree char *path = dln_chooser_take_path (&self->chooser, response);

  if (path != NULL)
    dln_data_dialog_write (self, path);
}

static void
save_clicked_cb (DlnDataDialog *self)
{
  g_autofree char *title = dln_view_state_dup_title (self->state);
  g_autofree char *name = g_strdup_printf ("%s.%s", title, get_info (self)->ending);

  if (self->chooser != NULL)
    return;
  g_strdelimit (name, "/", '-');
  self->chooser = dln_chooser_new (
    GTK_WINDOW (self), _ ("Export Data"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  dln_chooser_show (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

/* ---- the window ------------------------------------------------------------------------------ */

static AdwComboRow *
add_row (GtkWidget         *group,
         const char        *title,
         const char *const *names) /* NULL at the end */
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return ADW_COMBO_ROW (row);
}

static GPtrArray *
list_formats (DlnDataDialog *self)
{
  GPtrArray *names = g_ptr_array_new ();
  guint n;
  const DlnExportFormatInfo *formats = dln_export_get_formats (&n);

  for (guint i = 0; i < n; i++)
    if (formats[i].kind == DLN_EXPORT_DATA || formats[i].kind == DLN_EXPORT_FOLDER)
      {
        g_array_append_val (self->choices, formats[i].format);
        g_ptr_array_add (names, (gpointer) _ (formats[i].title));
      }
  g_ptr_array_add (names, NULL);
  return names;
}

static void
fill (DlnDataDialog *self,
      GtkWidget     *box)
{
  const char *const extents[] = { _ ("The whole case"), _ ("What is shown"), NULL };
  const char *const rows[] = { _ ("Events"), _ ("Ties"), NULL };
  const char *const readers[] = { _ ("Excel"), _ ("Other programs"), NULL };
  g_autoptr (GPtrArray) names = list_formats (self);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Export…"));

  self->copy = gtk_button_new_with_mnemonic (_ ("_Copy Table"));

  self->format = add_row (group, _ ("Format"), (const char *const *) names->pdata);
  self->extent = add_row (group, _ ("What"), extents);
  self->rows = add_row (group, _ ("A row for each claim of"), rows);
  self->reader = add_row (group, _ ("Table for"), readers);
  self->purpose = GTK_LABEL (dln_label_new ("", "dim-label"));
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_add_css_class (save, "pill");
  gtk_widget_add_css_class (self->copy, "pill");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), self->copy);
  gtk_box_append (GTK_BOX (buttons), save);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->purpose));
  gtk_box_append (GTK_BOX (box), buttons);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (dln_data_dialog_copy), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_clicked_cb), self);
  g_signal_connect_swapped (
    self->format, "notify::selected", G_CALLBACK (format_changed_cb), self);
}

static void
dln_data_dialog_dispose (GObject *object)
{
  DlnDataDialog *self = DLN_DATA_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->state);
  g_clear_pointer (&self->choices, g_array_unref);

  G_OBJECT_CLASS (dln_data_dialog_parent_class)->dispose (object);
}

static void
dln_data_dialog_class_init (DlnDataDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dln_data_dialog_dispose;
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
  gtk_widget_class_add_binding_action (
    GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dln_data_dialog_init (DlnDataDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->choices = g_array_new (FALSE, FALSE, sizeof (DlnExportFormat));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Export Data"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, -1);
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  fill (self, box);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), box);
  adw_window_set_content (ADW_WINDOW (self), content);
  format_changed_cb (self);
}

/**
 * dln_data_dialog_new:
 * @parent: above which window
 * @state: its case, and what is shown of it
 *
 * Returns: (transfer none): a modal dialog, not shown yet
 */
DlnDataDialog *
dln_data_dialog_new (GtkWindow    *parent,
                     DlnViewState *state)
{
  DlnDataDialog *self = g_object_new (DLN_TYPE_DATA_DIALOG, "transient-for", parent, NULL);

  self->state = g_object_ref (state);
  return self;
}
