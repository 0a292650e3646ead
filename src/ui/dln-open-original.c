/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the file that an article was read from, at its page where the viewer can be told. The file
 * is looked at in a thread first. One that is gone or has changed is said, and what has changed is
 * only opened when the user says so: it may no longer hold what the case quotes. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-open-original.h"

#include "session/dln-original.h"
#include "ui/dln-message.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct /* in a g_rc_box, of the main thread; the thread has it alone while it looks */
{
  GtkWindow       *window; /* (unowned) (nullable): cleared when it goes */
  DlnDocument     *document;
  char            *case_path; /* (nullable) */
  guint            page;      /* 0 = the first */
  char            *path;      /* (nullable): what was found */
  DlnOriginalState state;
} Opening;

static void
clear_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_weak_pointer (&opening->window);
  dln_document_unref (opening->document);
  g_free (opening->case_path);
  g_free (opening->path);
}

static void
release_opening (gpointer opening)
{
  g_rc_box_release_full (opening, clear_opening);
}

/* ---- viewers --------------------------------------------------------------------------------- */

/* (transfer full) (nullable): how this viewer is told the page */
static char *
dup_page_option (GAppInfo *app,
                 guint     page)
{
  static const struct
  {
    const char *program;
    const char *option;
  } viewers[] = {
    { "evince", "--page-index=%u" }, { "papers", "--page-index=%u" },
    { "atril", "--page-index=%u" },  { "xreader", "--page-index=%u" },
    { "okular", "--page=%u" },       { "zathura", "--page=%u" },
  };
  const char *executable = g_app_info_get_executable (app);
  g_autofree char *program = executable != NULL ? g_path_get_basename (executable) : NULL;

  for (guint i = 0; page > 0 && i < G_N_ELEMENTS (viewers); i++)
    if (g_strcmp0 (program, viewers[i].program) == 0)
      {
        const char *number = strchr (viewers[i].option, '%');

        return g_strdup_printf ("%.*s%u", (int) (number - viewers[i].option), viewers[i].option,
                                page);
      }
  return NULL;
}

/* Returns: whether a viewer that can be told the page was started */
static gboolean
launch_at_page (const Opening     *opening,
                GAppLaunchContext *context)
{
  g_autofree char *type = g_content_type_guess (opening->path, NULL, 0, NULL);
  g_autoptr (GAppInfo) app = g_app_info_get_default_for_type (type, FALSE);
  g_autofree char *option = app != NULL ? dup_page_option (app, opening->page) : NULL;
  g_autofree char *program = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GAppInfo) with_page = NULL;
  GList files = { .data = NULL };
  g_autoptr (GFile) file = g_file_new_for_path (opening->path);

  if (option == NULL)
    return FALSE;
  program = g_shell_quote (g_app_info_get_executable (app));
  command = g_strdup_printf ("%s %s", program, option);
  with_page = g_app_info_create_from_commandline (
    command, g_app_info_get_name (app), G_APP_INFO_CREATE_NONE, NULL);
  files.data = file;
  return with_page != NULL && g_app_info_launch (with_page, &files, context, NULL);
}

static void
launch (const Opening *opening)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (opening->window));
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);
  g_autofree char *uri = g_filename_to_uri (opening->path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (launch_at_page (opening, G_APP_LAUNCH_CONTEXT (context)))
    return;
  if (!g_app_info_launch_default_for_uri (uri, G_APP_LAUNCH_CONTEXT (context), &error))
    dln_message_show (opening->window, _ ("The original cannot be opened"), error->message);
}

/* ---- what was found -------------------------------------------------------------------------- */

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  const Opening *opening = data;

  if (strcmp (response, "open") == 0 && opening->window != NULL)
    launch (opening);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autofree char *text = NULL;
  AdwMessageDialog *message;

  if (opening->window == NULL)
    return;
  if (opening->state == DLN_ORIGINAL_SAME)
    {
      launch (opening);
      return;
    }
  text = dln_original_dup_message (opening->document, opening->state);
  message = dln_message_show (opening->window,
                              opening->state == DLN_ORIGINAL_CHANGED
                                ? _ ("The original has changed")
                              : opening->state == DLN_ORIGINAL_MISSING
                                ? _ ("The original is gone")
                                : _ ("No original is known"),
                              text);
  if (opening->state != DLN_ORIGINAL_CHANGED)
    return;
  adw_message_dialog_add_response (message, "open", _ ("_Open It All the Same"));
  g_signal_connect_data (message, "response", G_CALLBACK (answered_cb),
                         g_rc_box_acquire (opening),
                         (GClosureNotify) (void (*) (void)) release_opening, 0);
}

static void
find (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  Opening *opening = data;

  opening->state =
    dln_original_find (opening->document, opening->case_path, &opening->path, cancellable);
  g_task_return_boolean (task, TRUE);
}

/* "page 3" */
static guint
read_page (const char *place) /* (nullable) */
{
  return place != NULL && g_str_has_prefix (place, "page ")
           ? g_ascii_strtoull (place + strlen ("page "), NULL, 10)
           : 0;
}

/**
 * dln_open_original:
 * @window: above which it is said when it cannot be opened
 * @state: whose case it is
 * @document: of which article
 * @at: a byte of its text, whose page is shown where the viewer can be told
 */
void
dln_open_original (GtkWindow    *window,
                   DlnViewState *state,
                   DlnDocumentId document,
                   guint32       at)
{
  g_return_if_fail (GTK_IS_WINDOW (window) && DLN_IS_VIEW_STATE (state));

  DlnDocument *article = dln_case_get_document (dln_view_state_get_case (state), document);
  Opening *opening;
  g_autoptr (GTask) task = NULL;

  if (article == NULL)
    return;
  opening = g_rc_box_new0 (Opening);
  g_set_weak_pointer (&opening->window, window);
  opening->document = dln_document_ref (article);
  opening->case_path = g_strdup (dln_session_get_path (dln_view_state_get_session (state)));
  opening->page = read_page (dln_document_find_place (article, at));
  task = g_task_new (NULL, NULL, found_cb, NULL);
  g_task_set_source_tag (task, dln_open_original);
  g_task_set_task_data (task, opening, release_opening);
  g_task_run_in_thread (task, find);
}
