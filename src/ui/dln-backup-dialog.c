/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The earlier states of a case: when each was, how much was in it, and what was done since. Its
 * buttons activate "win.restore-backup" of the window that it stands above, or for a case that
 * cannot be opened "win.restore-file". */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-backup-dialog.h"

#include "session/dln-backup.h"
#include "ui/dln-labels.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWindow *window;
  GtkStack  *pages;
  GtkWidget *list;
  char      *lost;       /* (nullable): path of the case, which cannot be opened */
  guint      n_articles; /* now */
  guint      n_decisions;
} Dialog;

/* ---- words ---------------------------------------------------------------------------------- */

/* what there is of both: "2 articles, 5 corrections" */
static char *
dup_amount (guint n_articles,
            guint n_decisions)
{
  g_autofree char *articles =
    g_strdup_printf (ngettext ("%u article", "%u articles", n_articles), n_articles);
  g_autofree char *corrections = g_strdup_printf (
    ngettext ("%u correction", "%u corrections", n_decisions), n_decisions);

  if (n_decisions == 0)
    return g_steal_pointer (&articles);
  if (n_articles == 0)
    return g_steal_pointer (&corrections);
  return g_strdup_printf ("%s, %s", articles, corrections);
}

/* "Since then added: 2 articles, 5 corrections": what going back would take away */
static char *
dup_change (const Dialog    *dialog,
            const DlnBackup *backup)
{
  g_autofree char *more = NULL;
  g_autofree char *less = NULL;
  guint articles = dialog->n_articles, decisions = dialog->n_decisions;

  if (articles == backup->n_articles && decisions == backup->n_decisions)
    return g_strdup (_ ("As many as now"));
  more = dup_amount (articles - MIN (articles, backup->n_articles),
                     decisions - MIN (decisions, backup->n_decisions));
  less = dup_amount (backup->n_articles - MIN (articles, backup->n_articles),
                     backup->n_decisions - MIN (decisions, backup->n_decisions));
  if (articles >= backup->n_articles && decisions >= backup->n_decisions)
    return g_strdup_printf (_ ("Since then added: %s"), more);
  if (articles <= backup->n_articles && decisions <= backup->n_decisions)
    return g_strdup_printf (_ ("Since then removed: %s"), less);
  return g_strdup_printf (_ ("Since then added: %s; removed: %s"), more, less);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void
add_row (Dialog          *dialog,
         const DlnBackup *backup)
{
  g_autofree char *made = g_date_time_format (backup->made, _ ("%-d %B %Y, %H:%M"));
  g_autofree char *amount = dup_amount (backup->n_articles, backup->n_decisions);
  g_autofree char *change = dialog->lost == NULL ? dup_change (dialog, backup) : NULL;
  g_autofree char *text = change != NULL ? g_strdup_printf ("%s\n%s", amount, change)
                                         : g_strdup (amount);
  g_autofree char *spoken = g_strdup_printf (_ ("Restore: %s"), made);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Restore"));

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), made);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "backup.restore");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", backup->path);
  dln_label_name (button, spoken);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (GTK_LIST_BOX (dialog->list), row);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GtkWindow) window = data;
  g_autoptr (GPtrArray) backups = dln_backups_list_finish (result, NULL);
  Dialog *dialog = g_object_get_data (G_OBJECT (window), "dln-dialog");

  if (backups == NULL || !gtk_widget_get_visible (GTK_WIDGET (window)))
    return;
  for (guint i = 0; i < backups->len; i++)
    add_row (dialog, g_ptr_array_index (backups, i));
  gtk_stack_set_visible_child_name (dialog->pages, backups->len > 0 ? "list" : "none");
}

/* ---- actions -------------------------------------------------------------------------------- */

static void
restore_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  GtkWindow *window = data;
  GtkWindow *parent = gtk_window_get_transient_for (window);
  const Dialog *dialog = g_object_get_data (G_OBJECT (window), "dln-dialog");

  if (parent != NULL && dialog->lost == NULL)
    gtk_widget_activate_action_variant (
      GTK_WIDGET (parent), "win.restore-backup", parameter);
  else if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.restore-file", "(ss)", dialog->lost,
                                g_variant_get_string (parameter, NULL));
  gtk_window_close (window);
}

static void
show_folder_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  g_autofree char *uri =
    g_filename_to_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (data, uri, GDK_CURRENT_TIME);
}

static void
close_on_escape (GtkWindow *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

static void
add_actions (GtkWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "restore", .activate = restore_cb, .parameter_type = "s" },
    { .name = "show-folder", .activate = show_folder_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (
    G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), window);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "backup", G_ACTION_GROUP (group));
}

/* ---- the window ----------------------------------------------------------------------------- */

static GtkWidget *
new_list_page (Dialog     *dialog,
               const char *folder)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *name = g_filename_display_name (folder);
  GtkWidget *words = dln_label_new (
    dialog->lost != NULL
      ? _ ("The case becomes what it was then, with its articles and corrections. The file that "
           "cannot be opened is kept among the backups.")
      : _ ("The case becomes what it was then, with its articles and corrections. What it is now "
           "is backed up first, so that you can come back to it."),
    NULL);
  GtkWidget *place = dln_label_new (name, "dim-label");
  GtkWidget *button = gtk_button_new_with_label (_ ("Show the Folder"));

  dialog->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (dialog->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (dialog->list, "boxed-list");
  gtk_widget_add_css_class (place, "caption");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "backup.show-folder");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", folder);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), dialog->list);
  gtk_box_append (GTK_BOX (box), place);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static GtkWidget *
new_none_page (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No backups yet"));
  adw_status_page_set_description (
    ADW_STATUS_PAGE (page),
    _ ("One is made each day on which you open this case, and before a new version of Dateline "
       "changes what is in it."));
  return page;
}

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_free (dialog->lost);
  g_free (dialog);
}

/* takes @dialog */
static void
show (Dialog     *dialog,
      GtkWindow  *parent,
      const char *path)
{
  g_autofree char *folder = dln_backups_dup_folder (path);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  dialog->window = GTK_WINDOW (window);
  dialog->pages = GTK_STACK (gtk_stack_new ());
  g_object_set_data_full (G_OBJECT (window), "dln-dialog", dialog, free_dialog);
  gtk_window_set_title (dialog->window, _ ("Restore a Backup"));
  gtk_window_set_transient_for (dialog->window, parent);
  gtk_window_set_modal (dialog->window, TRUE);
  gtk_window_set_destroy_with_parent (dialog->window, TRUE);
  gtk_window_set_default_size (dialog->window, 520, 480);
  add_actions (dialog->window);
  close_on_escape (dialog->window);
  gtk_stack_add_named (dialog->pages, gtk_spinner_new (), "waiting");
  gtk_stack_add_named (dialog->pages, new_list_page (dialog, folder), "list");
  gtk_stack_add_named (dialog->pages, new_none_page (), "none");
  gtk_widget_set_vexpand (GTK_WIDGET (dialog->pages), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->pages));
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (dialog->window);
  dln_backups_list_async (path, NULL, listed_cb, g_object_ref (window));
}

/**
 * dln_backup_dialog_show:
 * @parent: the window of the case
 * @session: its case, which has a file
 *
 * Shows the backups; the one that is chosen goes to the action "win.restore-backup" of @parent.
 */
void
dln_backup_dialog_show (GtkWindow  *parent,
                        DlnSession *session)
{
  g_return_if_fail (GTK_IS_WINDOW (parent) && dln_session_get_path (session) != NULL);

  DlnCase *dcase = dln_session_get_case (session);
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->n_articles = dln_case_get_n_documents (dcase);
  dln_case_get_decisions (dcase, &dialog->n_decisions);
  show (dialog, parent, dln_session_get_path (session));
}

/**
 * dln_backup_dialog_show_lost:
 * @parent: the window in which the case was to be opened
 * @path: the case file, which cannot be opened
 *
 * Shows the backups; the one that is chosen goes, behind @path, to the action "win.restore-file" of
 * @parent.
 */
void
dln_backup_dialog_show_lost (GtkWindow  *parent,
                             const char *path)
{
  g_return_if_fail (GTK_IS_WINDOW (parent) && path != NULL);

  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->lost = g_strdup (path);
  show (dialog, parent, path);
}
