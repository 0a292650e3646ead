/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one process, a window for each case. A second start hands its files over. Case
 * files are opened, all other files and folders imported. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-application.h"

#include "ui/dln-settings.h"
#include "ui/dln-style.h"
#include "ui/dln-window.h"

#include <glib/gi18n.h>

struct _DlnApplication
{
  AdwApplication parent_instance;
  char          *data_dir; /* has extract/en.dlnmodel */
  char          *samples;
  char          *drafts;   /* (nullable): where unsaved cases are kept */
  gboolean       told;     /* of what was there at the start */
  gboolean       starts_with_sample; /* it was asked for on the command line */
  DlnModel      *model;    /* (nullable) */
  char          *problem;  /* (nullable): why there is no model */
};

G_DEFINE_FINAL_TYPE (DlnApplication, dln_application, ADW_TYPE_APPLICATION)

static DlnWindow *
new_window (DlnApplication *self)
{
  DlnWindow *window =
    dln_window_new (ADW_APPLICATION (self), self->model, self->problem, self->samples);

  dln_window_set_drafts (window, self->drafts);
  return window;
}

/* the window in front, or a new one */
static DlnWindow *
get_window (DlnApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !DLN_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? DLN_WINDOW (window) : new_window (self);
}

/* the window that has this case file open */
static DlnWindow *
find_window (DlnApplication *self,
             const char     *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (DLN_IS_WINDOW (l->data) && dln_window_is_at (l->data, path))
      return l->data;
  return NULL;
}

static void
open_case (DlnApplication *self,
           const char     *path)
{
  DlnWindow *window = find_window (self, path);

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  window = get_window (self);
  if (!dln_window_is_free (window))
    window = new_window (self);
  gtk_window_present (GTK_WINDOW (window));
  dln_window_open_case (window, path);
}

/* ---- actions -------------------------------------------------------------------------------- */

static void
new_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  gtk_window_present (GTK_WINDOW (new_window (data)));
}

static void
open_path_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  open_case (data, g_variant_get_string (parameter, NULL));
}

static void
open_sample (DlnApplication *self)
{
  DlnWindow *window = get_window (self);

  if (!dln_window_is_free (window))
    window = new_window (self);
  gtk_window_present (GTK_WINDOW (window));
  dln_window_open_sample (window);
}

static void
open_sample_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  open_sample (data);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  adw_show_about_window (
    gtk_application_get_active_window (GTK_APPLICATION (data)),
    "application-name",
    "Dateline",
    "application-icon",
    DLN_APP_ID,
    "version",
    DLN_VERSION,
    "developer-name",
    _ ("The Dateline authors"),
    "license-type",
    GTK_LICENSE_GPL_3_0,
    "comments",
    _ ("News articles in, timeline and graph out. Behind every mark stands a quote."),
    /* Translators: your name, one per line */
    "translator-credits",
    _ ("translator-credits"),
    NULL);
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource ("/org/dateline/Dateline/dln-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, gtk_application_get_active_window (GTK_APPLICATION (data)));
  gtk_window_present (window);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *l = windows; l != NULL; l = l->next)
    if (DLN_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
set_style (const char *style)
{
  AdwColorScheme scheme = g_str_equal (style, "light")  ? ADW_COLOR_SCHEME_FORCE_LIGHT
                          : g_str_equal (style, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                        : ADW_COLOR_SCHEME_DEFAULT;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
change_style_cb (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       data)
{
  GSettings *settings = dln_settings_get ();

  g_simple_action_set_state (action, state);
  set_style (g_variant_get_string (state, NULL));
  if (settings != NULL)
    g_settings_set_value (settings, "style", state);
}

static void
add_actions (DlnApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "new", .activate = new_cb },
    { .name = "open-path", .activate = open_path_cb, .parameter_type = "s" },
    { .name = "open-sample", .activate = open_sample_cb },
    { .name = "about", .activate = about_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "style",
      .parameter_type = "s",
      .state = "'system'",
      .change_state = change_style_cb },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.new", { "<Primary>n", NULL } },
    { "app.quit", { "<Primary>q", NULL } },
    { "app.shortcuts", { "<Primary>question", NULL } },
    { "win.open", { "<Primary>o", NULL } },
    { "win.save-as", { "<Primary>s", "<Primary><Shift>s", NULL } },
    { "win.import-files", { "<Primary>i", NULL } },
    { "win.import-folder", { "<Primary><Shift>i", NULL } },
    { "win.export", { "<Primary>e", NULL } },
    { "win.search", { "<Primary>f", NULL } },
    { "win.undo", { "<Primary>z", NULL } },
    { "win.redo", { "<Primary><Shift>z", "<Primary>y", NULL } },
    { "win.show-sidebar", { "F9", NULL } },
    { "win.show-panel", { "<Shift>F9", NULL } },
    { "win.as-list", { "<Primary>l", NULL } },
    { "win.view::timeline", { "<Primary>1", NULL } },
    { "win.view::graph", { "<Primary>2", NULL } },
    { "win.view::both", { "<Primary>3", NULL } },
    { "win.view::articles", { "<Primary>4", NULL } },
    { "win.zoom-in", { "<Primary>plus", "<Primary>equal", NULL } },
    { "win.zoom-out", { "<Primary>minus", NULL } },
    { "win.zoom-fit", { "<Primary>0", NULL } },
    { "win.back", { "<Alt>Left", NULL } },
    { "win.focus-panel", { "F6", NULL } },
    { "win.deselect", { "Escape", NULL } },
    { "window.close", { "<Primary>w", NULL } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].keys);
}

/* ---- application ---------------------------------------------------------------------------- */

static void
load_model (DlnApplication *self)
{
  g_autoptr (GError) error = NULL;

  self->model = dln_model_open_default (self->data_dir, "en", &error);
  if (self->model == NULL)
    self->problem = g_strdup_printf (_ ("Articles can be imported and read, but not analysed: the "
                                        "English language model is missing. %s"),
                                     error != NULL ? error->message : "");
}

static void
dln_application_startup (GApplication *application)
{
  DlnApplication *self = DLN_APPLICATION (application);
  GSettings *settings = dln_settings_get ();

  G_APPLICATION_CLASS (dln_application_parent_class)->startup (application);
  dln_style_load ();
  add_actions (self);
  load_model (self);
  if (settings != NULL)
    {
      g_autofree char *style = g_settings_get_string (settings, "style");

      g_action_group_change_action_state (
        G_ACTION_GROUP (self), "style", g_variant_new_string (style));
    }
}

/* once, where no welcome page does it */
static void
tell_drafts (DlnApplication *self)
{
  if (self->told || self->drafts == NULL)
    return;
  self->told = TRUE;
  dln_window_tell_drafts (get_window (self), self->drafts);
}

static void
dln_application_activate (GApplication *application)
{
  DlnApplication *self = DLN_APPLICATION (application);

  if (self->starts_with_sample)
    {
      self->starts_with_sample = FALSE;
      open_sample (self);
      tell_drafts (self);
      return;
    }
  self->told = TRUE; /* by the welcome page */
  gtk_window_present (GTK_WINDOW (get_window (self)));
}

static gboolean
is_same_folder (const char *a,
                const char *b)
{
  g_autofree char *first = g_canonicalize_filename (a, NULL);
  g_autofree char *second = b != NULL ? g_canonicalize_filename (b, NULL) : NULL;

  return g_strcmp0 (first, second) == 0;
}

static void
open_files (DlnApplication *self,
            GFile         **files,
            int             n_files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path == NULL)
        continue;
      if (g_str_has_suffix (path, ".dateline"))
        open_case (self, path);
      else if (n_files == 1 && is_same_folder (path, self->samples))
        {
          open_sample (self);
          return;
        }
      else
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  if (paths->len == 0)
    {
      if (gtk_application_get_active_window (GTK_APPLICATION (self)) == NULL)
        g_application_activate (G_APPLICATION (self));
      return;
    }
  DlnWindow *window = get_window (self);

  g_ptr_array_add (paths, NULL);
  gtk_window_present (GTK_WINDOW (window));
  dln_window_import (window, (const char *const *) paths->pdata);
}

static void
dln_application_open (GApplication *application,
                      GFile       **files,
                      int           n_files,
                      const char   *hint)
{
  DlnApplication *self = DLN_APPLICATION (application);

  open_files (self, files, n_files);
  tell_drafts (self);
}

static void
dln_application_finalize (GObject *object)
{
  DlnApplication *self = DLN_APPLICATION (object);

  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->samples, g_free);
  g_clear_pointer (&self->drafts, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->model, dln_model_unref);

  G_OBJECT_CLASS (dln_application_parent_class)->finalize (object);
}

/* What an entry of the launcher's menu stands for, also where there is no D-Bus: an application
 * that runs already is told by its action; else this one goes on and does it. */
static int
start_with (GApplication *application,
            const char   *action)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("dateline: %s\n", error->message);
      return 1;
    }
  if (g_application_get_is_remote (application))
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), action, NULL);
      return 0;
    }
  DLN_APPLICATION (application)->starts_with_sample = g_str_equal (action, "open-sample");
  return -1;
}

static int
dln_application_handle_local_options (GApplication *application,
                                      GVariantDict *options)
{
  if (g_variant_dict_contains (options, "new-window"))
    return start_with (application, "new");
  if (g_variant_dict_contains (options, "sample"))
    return start_with (application, "open-sample");
  if (!g_variant_dict_contains (options, "version"))
    return -1; /* go on */
  g_print ("dateline %s\n", DLN_VERSION);
  return 0;
}

static void
add_options (GApplication *application)
{
  const GOptionEntry entries[] = {
    { "version", 'V', 0, G_OPTION_ARG_NONE, NULL, N_ ("Tell the version"), NULL },
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open one more window"), NULL },
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the sample case"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (application, entries);
  g_application_set_option_context_parameter_string (application, _ ("[FILE…]"));
  g_application_set_option_context_summary (
    application,
    _ ("FILE is a case, which is opened, or an article or folder, which is imported."));
}

static void
dln_application_class_init (DlnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dln_application_finalize;
  application_class->startup = dln_application_startup;
  application_class->activate = dln_application_activate;
  application_class->open = dln_application_open;
  application_class->handle_local_options = dln_application_handle_local_options;
}

static void
dln_application_init (DlnApplication *self)
{
}

/**
 * dln_application_new:
 * @data_dir: folder with the language models
 * @samples: folder with the sample articles
 *
 * Returns: (transfer full): the application
 */
DlnApplication *
dln_application_new (const char *data_dir,
                     const char *samples)
{
  DlnApplication *self = g_object_new (DLN_TYPE_APPLICATION, "application-id", DLN_APP_ID, "flags",
                                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                                       "/org/dateline/Dateline", NULL);

  self->data_dir = g_strdup (data_dir);
  self->samples = g_strdup (samples);
  add_options (G_APPLICATION (self));
  return self;
}

/**
 * dln_application_set_drafts:
 * @self: the application
 * @folder: (nullable): where windows keep cases that were not saved yet; %NULL: in memory only
 */
void
dln_application_set_drafts (DlnApplication *self,
                            const char     *folder)
{
  g_return_if_fail (DLN_IS_APPLICATION (self));

  g_free (self->drafts);
  self->drafts = g_strdup (folder);
}
