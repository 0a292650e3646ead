/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress of work in a thread, told in the main context of who asked for the work. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

typedef struct
{
  DlnProgressFunc func;
  gpointer        data;
  guint           n_done;
  guint           n_total;
  char           *what;
} Progress;

static void
free_progress (gpointer data)
{
  Progress *progress = data;

  g_free (progress->what);
  g_free (progress);
}

static gboolean
tell_progress_cb (gpointer data)
{
  Progress *progress = data;

  progress->func (progress->n_done, progress->n_total, progress->what, progress->data);
  return G_SOURCE_REMOVE;
}

void
_dln_session_send_progress (GMainContext   *context,
                            DlnProgressFunc func,
                            gpointer        data,
                            guint           n_done,
                            guint           n_total,
                            const char     *what)
{
  Progress *progress = g_new0 (Progress, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  progress->func = func;
  progress->data = data;
  progress->n_done = n_done;
  progress->n_total = n_total;
  progress->what = g_strdup (what);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_progress_cb, progress, free_progress);
  g_source_attach (source, context);
}
