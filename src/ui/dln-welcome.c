/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The welcome page: unsaved cases, sample case, new, open, recent. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-welcome.h"

#include "session/dln-draft.h"
#include "ui/dln-labels.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_RECENT 5

struct _DlnWelcome
{
  GtkBox      parent_instance;
  GtkWidget  *sample;
  GtkWidget  *recent_section;
  GtkListBox *recent;
  GtkWidget  *drafts_section;
  GtkListBox *drafts;

  char         *folder;  /* (nullable): of the drafts */
  char         *shown;   /* (nullable): the drafts in the list, to leave it alone if it fits */
  GCancellable *looking; /* (nullable): for drafts, just now */
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

/* ---- unsaved cases -------------------------------------------------------------------------- */

/* "Unsaved case of 12:41" */
static char *
dup_draft_name (const DlnDraft *draft)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *this_day = g_date_time_format (now, "%F");
  g_autofree char *its_day = g_date_time_format (draft->begun, "%F");
  gboolean today = g_strcmp0 (this_day, its_day) == 0;
  /* Translators: formats of g_date_time_format(): a time of today, and of another day */
  g_autofree char *time =
    g_date_time_format (draft->begun, today ? _ ("%H:%M") : _ ("%-d %B %Y, %H:%M"));

  return g_strdup_printf (_ ("Unsaved case of %s"), time);
}

static char *
dup_draft_contents (const DlnDraft *draft)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
    text, ngettext ("%u article", "%u articles", draft->n_articles), draft->n_articles);
  if (draft->n_decisions > 0)
    g_string_append_printf (text,
                            ngettext (", %u correction", ", %u corrections", draft->n_decisions),
                            draft->n_decisions);
  g_autofree char *counts = g_string_free (text, FALSE);

  if (draft->title == NULL || *draft->title == '\0')
    return g_steal_pointer (&counts);
  /* Translators: the title of a case, then what is in it */
  return g_strdup_printf (_ ("%s: %s"), draft->title, counts);
}

static GtkWidget *
new_draft_button (const char *label,
                  const char *action,
                  GVariant   *target,
                  const char *spoken,
                  const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *whole = g_strdup_printf (spoken, name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  dln_label_name (button, whole);
  return button;
}

static void
add_draft (DlnWelcome     *self,
           const DlnDraft *draft)
{
  g_autofree char *name = dup_draft_name (draft);
  g_autofree char *contents = dup_draft_contents (draft);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *discard =
    new_draft_button (_ ("Discard"),
                      "win.discard-draft",
                      g_variant_new ("(sss)", draft->path, name, contents),
                      _ ("Discard: %s"),
                      name);
  GtkWidget *open = new_draft_button (_ ("Open"),
                                      "win.open-draft",
                                      g_variant_new_string (draft->path),
                                      _ ("Open: %s"),
                                      name);

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), contents);
  gtk_widget_add_css_class (discard, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), discard);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), open);
  gtk_list_box_append (self->drafts, row);
}

/* tells whether a list of drafts is another one */
static char *
dup_signature (GPtrArray *drafts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const DlnDraft *draft = g_ptr_array_index (drafts, i);
      g_autofree char *contents = dup_draft_contents (draft);

      g_string_append_printf (text, "%s %s\n", draft->path, contents);
    }
  return g_string_free (text, FALSE);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
drafts_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (DlnWelcome) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = dln_drafts_list_finish (result, &error);

  if (drafts == NULL || self->drafts == NULL)
    return; /* asked again meanwhile, or closed */
  g_clear_object (&self->looking);
  g_autofree char *signature = dup_signature (drafts);

  if (g_strcmp0 (signature, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&signature);
  clear_list (self->drafts);
  for (guint i = 0; i < drafts->len; i++)
    add_draft (self, g_ptr_array_index (drafts, i));
  gtk_widget_set_visible (self->drafts_section, drafts->len > 0);
}

static void
stop_looking (DlnWelcome *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
look_for_drafts (DlnWelcome *self)
{
  stop_looking (self);
  if (self->folder == NULL)
    return;
  self->looking = g_cancellable_new ();
  dln_drafts_list_async (self->folder, self->looking, drafts_found_cb, g_object_ref (self));
}

/* ---- widget --------------------------------------------------------------------------------- */

static void
dln_welcome_dispose (GObject *object)
{
  DlnWelcome *self = DLN_WELCOME (object);

  stop_looking (self);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->shown, g_free);
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
  gtk_widget_class_bind_template_child (widget_class, DlnWelcome, drafts_section);
  gtk_widget_class_bind_template_child (widget_class, DlnWelcome, drafts);
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
 * Lists the unsaved cases that nobody has open, and the case files that were opened last and still
 * exist.
 */
void
dln_welcome_update (DlnWelcome *self)
{
  g_return_if_fail (DLN_IS_WELCOME (self));

  GList *items =
    g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_infos);
  guint n = 0;

  clear_list (self->recent);
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
  look_for_drafts (self);
}

/**
 * dln_welcome_set_drafts:
 * @folder: (nullable): where unsaved cases are kept
 */
void
dln_welcome_set_drafts (DlnWelcome *self,
                        const char *folder)
{
  g_return_if_fail (DLN_IS_WELCOME (self));

  g_free (self->folder);
  self->folder = g_strdup (folder);
  look_for_drafts (self);
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
