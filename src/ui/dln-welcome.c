/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The welcome page: sample case, new, open, recent. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-welcome.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_RECENT 5

struct _DlnWelcome
{
  GtkBox      parent_instance;
  GtkWidget  *sample;
  GtkWidget  *recent_section;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (DlnWelcome, dln_welcome, GTK_TYPE_BOX)

static int
compare_infos (gconstpointer a,
               gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
add_recent (DlnWelcome *self,
            const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  GtkWidget *row = adw_action_row_new ();

  if (g_str_has_suffix (name, ".dateline"))
    name[strlen (name) - strlen (".dateline")] = '\0';
  g_autofree char *title = g_filename_display_name (name);
  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
  gtk_list_box_append (self->recent, row);
}

static void
dln_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DLN_TYPE_WELCOME);
  G_OBJECT_CLASS (dln_welcome_parent_class)->dispose (object);
}

static void
dln_welcome_class_init (DlnWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dln_welcome_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dateline/Dateline/dln-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, DlnWelcome, sample);
  gtk_widget_class_bind_template_child (widget_class, DlnWelcome, recent_section);
  gtk_widget_class_bind_template_child (widget_class, DlnWelcome, recent);
}

static void
dln_welcome_init (DlnWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dln_welcome_update (self);
}

/**
 * dln_welcome_update:
 *
 * Lists the case files that were opened last and still exist.
 */
void
dln_welcome_update (DlnWelcome *self)
{
  g_return_if_fail (DLN_IS_WELCOME (self));

  GList *items =
    g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_infos);
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent))) != NULL)
    gtk_list_box_remove (self->recent, row);
  for (GList *l = items; l != NULL && n < MAX_RECENT; l = l->next)
    {
      const char *uri = gtk_recent_info_get_uri (l->data);

      if (!g_str_has_suffix (uri, ".dateline") || !gtk_recent_info_is_local (l->data)
          || !gtk_recent_info_exists (l->data))
        continue;
      add_recent (self, uri);
      n++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  gtk_widget_set_visible (self->recent_section, n > 0);
}

/**
 * dln_welcome_focus:
 *
 * Brings the keyboard to what a newcomer would press.
 */
void
dln_welcome_focus (DlnWelcome *self)
{
  g_return_if_fail (DLN_IS_WELCOME (self));

  gtk_widget_grab_focus (self->sample);
}
