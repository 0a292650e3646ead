/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop is held by what one does in the window: for each step the longest turn of
 * the loop, the processor time of its thread in that turn, and how many turns were longer than a
 * frame. "bench-turns CASE" opens a case file; without one the sample articles are imported. */
#define G_LOG_DOMAIN "dateline-bench"
#include "config.h"

#include "window-fixture.h"

#include "ui/dln-canvas.h"
#include "ui/dln-export-dialog.h"

#include <glib/gstdio.h>
#include <time.h>

#define FRAME 16.7 /* ms */
#define REST 400   /* ms: a step has ended when nothing was heard of it for so long */

static gint64 turn_begin, last_long;
static double longest, longest_cpu, cpu_begin;
static guint n_long;

static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
end_turn (void)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (now - turn_begin) / 1e3, cpu = get_cpu () - cpu_begin;

  if (turn_begin == 0)
    return;
  if (cpu > 2)
    last_long = now;
  n_long += cpu > FRAME ? 1 : 0;
  if (cpu > longest_cpu)
    {
      longest = ms;
      longest_cpu = cpu;
    }
}

static gint
poll_func (GPollFD *fds,
           guint    n_fds,
           gint     timeout)
{
  end_turn ();
  int result = g_poll (fds, n_fds, timeout);

  turn_begin = g_get_monotonic_time ();
  cpu_begin = get_cpu ();
  return result;
}

static gboolean
is_at_rest (gpointer window)
{
  return is_idle (window) && g_get_monotonic_time () - last_long > REST * G_TIME_SPAN_MILLISECOND;
}

static void
begin_step (void)
{
  turn_begin = last_long = g_get_monotonic_time ();
  cpu_begin = get_cpu ();
  longest = longest_cpu = 0;
  n_long = 0;
}

static void
end_step (DlnWindow  *window,
          const char *name)
{
  g_assert_true (wait_for (is_at_rest, window));
  g_print ("%-28s longest turn %6.1f ms of CPU (%6.1f ms), %u longer than a frame\n",
           name,
           longest_cpu,
           longest,
           n_long);
}

static void
activate (DlnWindow  *window,
          const char *name)
{
  begin_step ();
  g_action_group_activate_action (G_ACTION_GROUP (window), name, NULL);
  end_step (window, name);
}

/* the two that are named most: a merge that joins all articles anew */
static void
merge (DlnWindow *window)
{
  const GArray *entities =
    dln_case_get_resolution (dln_session_get_case (window->session))->entities;
  const DlnEntity *best[2] = { NULL, NULL };

  for (guint i = 0; i < entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (entities, DlnEntity, i);

      if (entity->type != DLN_ENTITY_PERSON)
        continue;
      if (best[0] == NULL || entity->salience > best[0]->salience)
        {
          best[1] = best[0];
          best[0] = entity;
        }
      else if (best[1] == NULL || entity->salience > best[1]->salience)
        best[1] = entity;
    }
  g_assert_nonnull (best[1]);
  DlnTarget first = { DLN_TARGET_ENTITY, best[0]->id };

  begin_step ();
  dln_view_state_select (window->state, first);
  end_step (window, "select a person");
  begin_step ();
  g_action_group_activate_action (
    G_ACTION_GROUP (window), "answer",
    g_variant_new ("(uuu)", DLN_DECISION_MERGE, best[0]->id, best[1]->id));
  end_step (window, "merge two people");
  activate (window, "undo");
}

static void
filter (DlnWindow *window)
{
  begin_step ();
  dln_view_state_edit_filter (window->state)->entity_types ^= 1 << DLN_ENTITY_PLACE;
  dln_view_state_commit_filter (window->state);
  end_step (window, "hide places");
  begin_step ();
  dln_view_state_reset_filter (window->state);
  end_step (window, "show them again");
}

static void
open_export (DlnWindow *window,
             gboolean   graph,
             const char *name)
{
  begin_step ();
  DlnExportDialog *dialog = dln_export_dialog_new (GTK_WINDOW (window), window->state, graph);

  gtk_window_present (GTK_WINDOW (dialog));
  end_step (window, name);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  g_main_context_set_poll_func (NULL, poll_func);
  start_application (&argc, &argv);

  DlnWindow *window = new_window ();

  g_assert_true (wait_for (is_at_rest, window));
  begin_step ();
  if (argc > 1)
    dln_window_open_case (window, argv[1]);
  else
    dln_window_open_sample (window);
  end_step (window, argc > 1 ? "open the case" : "import the sample");
  g_assert_true (wait_for (has_scenes, window));
  merge (window);
  filter (window);
  open_export (window, FALSE, "export dialog, timeline");
  open_export (window, TRUE, "export dialog, graph");
  close_window (window);
  end_application ();
  return 0;
}
