/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found becomes what is shown, decisions are listed by kind, and quotes tell whom they
 * mean: in the real window, over the sample case. */
#include "config.h"

#include <string.h>

#include "window-fixture.h"

#include "case/dln-story.h"

static gboolean
is_entry (GtkWidget    *widget,
          gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static gboolean
is_drop_down (GtkWidget    *widget,
              gconstpointer data)
{
  return GTK_IS_DROP_DOWN (widget);
}

static void
search (DlnWindow  *window,
        const char *query)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (window->search), is_entry, NULL);

  g_action_group_change_action_state (G_ACTION_GROUP (window), "search",
                                      g_variant_new_boolean (TRUE));
  gtk_editable_set_text (GTK_EDITABLE (entry), query);
  g_signal_emit_by_name (entry, "search-changed");
}

static guint
count_shown (DlnWindow *window)
{
  DlnCase *dcase = dln_session_get_case (window->session);
  const GArray *events = dln_case_get_resolution (dcase)->events;
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += dln_filter_shows_event (dln_view_state_get_filter (window->state), dcase,
                                 DLN_ROW (events, DlnEvent, i)->id)
         != DLN_CERTAINTY_NO;
  return n;
}

static void
click (GtkWidget  *root,
       const char *label)
{
  GtkWidget *button = find_widget (root, is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* only what was found is shown, until all events are wanted again; it follows the case */
static void
test_only (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  guint all = count_shown (window);
  g_autoptr (DlnSearchResult) result =
    dln_session_search (window->session, "who:karakulov", 5, NULL);
  guint n = result->n_found[DLN_TARGET_EVENT];
  DlnDecision decision = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_HIDE };

  g_assert_cmpuint (n, >, 1);
  search (window, "who:karakulov");
  click (GTK_WIDGET (window->search), "Show only these");
  g_assert_cmpuint (count_shown (window), ==, n);
  for (guint i = 0; i < result->hits->len && decision.a == 0; i++)
    if (DLN_ROW (result->hits, DlnSearchHit, i)->target.kind == DLN_TARGET_EVENT)
      decision.a = DLN_ROW (result->hits, DlnSearchHit, i)->target.id;
  g_assert_true (dln_session_decide (window->session, &decision, NULL));
  g_assert_true (dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_EVENT, decision.a }));
  g_assert_cmpuint (count_shown (window), ==, n - 1);
  g_assert_true (dln_session_undo (window->session, NULL));
  click (GTK_WIDGET (window), "All events");
  g_assert_cmpuint (count_shown (window), ==, all);
  close_window (window);
}

/* a query is kept with a click, and is listed where nothing is typed */
static void
test_keep (void)
{
  DlnWindow *window = new_sample_window ();
  g_auto (GStrv) kept = NULL;

  search (window, "who:karakulov");
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (
      find_widget (GTK_WIDGET (window->search), is_button, "Keep this search")),
    TRUE);
  kept = dln_session_dup_searches (window->session);
  g_assert_cmpuint (g_strv_length (kept), ==, 1);
  g_assert_cmpstr (kept[0], ==, "who:karakulov");
  search (window, "");
  g_assert_nonnull (find_widget (GTK_WIDGET (window->search), has_text, "Kept searches"));
  g_assert_nonnull (find_widget (GTK_WIDGET (window->search), has_text, "who:karakulov"));
  close_window (window);
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = 0;

  if (ADW_IS_ACTION_ROW (widget))
    return gtk_widget_get_visible (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

/* the list of decisions shows those of one kind */
static void
test_kinds (void)
{
  DlnWindow *window = new_sample_window ();
  const DlnResolution *r = dln_case_get_resolution (dln_session_get_case (window->session));
  DlnEventId event = DLN_ROW (r->events, DlnEvent, 0)->id;
  DlnEntityId entity = DLN_ROW (r->entities, DlnEntity, 0)->id;
  GtkWidget *kinds;

  g_assert_true (dln_session_decide (window->session,
                                     &(DlnDecision){ .kind = DLN_TARGET_EVENT,
                                                     .type = DLN_DECISION_DATE, .a = event,
                                                     .text = "2020" },
                                     NULL));
  g_assert_true (dln_session_decide (window->session,
                                     &(DlnDecision){ .kind = DLN_TARGET_EVENT,
                                                     .type = DLN_DECISION_STAR, .a = event },
                                     NULL));
  g_assert_true (dln_session_decide (window->session,
                                     &(DlnDecision){ .kind = DLN_TARGET_ENTITY,
                                                     .type = DLN_DECISION_RENAME, .a = entity,
                                                     .text = "Somebody Else" },
                                     NULL));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-decisions", NULL);
  kinds = find_widget (GTK_WIDGET (window->panel), is_drop_down, NULL);
  g_assert_nonnull (kinds);
  g_assert_cmpuint (count_rows (GTK_WIDGET (window->panel)), ==, 3);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kinds), 3);
  g_assert_cmpuint (count_rows (GTK_WIDGET (window->panel)), ==, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kinds), 0);
  g_assert_cmpuint (count_rows (GTK_WIDGET (window->panel)), ==, 3);

  /* those about one event, and all again */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.correct", "(suu)", "history",
                              DLN_TARGET_EVENT, event);
  g_assert_cmpuint (count_rows (GTK_WIDGET (window->panel)), ==, 2);
  click (GTK_WIDGET (window->panel), "All decisions");
  g_assert_cmpuint (count_rows (GTK_WIDGET (window->panel)), ==, 3);
  close_window (window);
}

static gboolean
is_quote_that_tells (GtkWidget    *widget,
                     gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "quote")
         && strchr (gtk_label_get_text (GTK_LABEL (widget)), '[') != NULL;
}

/* what stands in brackets is a name of the case, behind a word of its article */
static void
test_meant (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  const GArray *events = dln_case_get_resolution (dcase)->events;
  const GArray *entities = dln_case_get_resolution (dcase)->entities;
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      GtkWidget *label;
      gboolean known = FALSE;

      dln_view_state_select (
        window->state, (DlnTarget){ DLN_TARGET_EVENT, DLN_ROW (events, DlnEvent, i)->id });
      label = find_widget (GTK_WIDGET (window->panel), is_quote_that_tells, NULL);
      if (label == NULL)
        continue;
      n += 1;
      for (guint k = 0; k < entities->len && !known; k++)
        {
          g_autofree char *name = g_strdup_printf (
            " [%s]", dln_case_get_string (dcase, DLN_ROW (entities, DlnEntity, k)->name));

          known = strstr (gtk_label_get_text (GTK_LABEL (label)), name) != NULL;
        }
      g_assert_true (known);
    }
  g_assert_cmpuint (n, >, 0);
  close_window (window);
}

static gboolean
is_text_entry (GtkWidget    *widget,
               gconstpointer data)
{
  return GTK_IS_ENTRY (widget);
}

/* a place in the story */
static DlnEventId
get_told (DlnWindow *window,
          guint      at)
{
  g_autoptr (GArray) story = dln_case_dup_story (dln_session_get_case (window->session));

  return at < story->len ? g_array_index (story, DlnEventId, at) : 0;
}

/* The story as cards: a headline is given, the order is changed where dates do not tell it. */
static void
test_track (void)
{
  DlnWindow *window = new_sample_window ();
  DlnCase *dcase = dln_session_get_case (window->session);
  const GArray *events = dln_case_get_resolution (dcase)->events;
  DlnEventId first = 0, second = 0;

  for (guint i = 0; i < events->len && second == 0; i++)
    {
      DlnDecision star = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_STAR,
                           .a = DLN_ROW (events, DlnEvent, i)->id };

      if (dln_when_is_known (&DLN_ROW (events, DlnEvent, i)->when))
        continue;
      *(first == 0 ? &first : &second) = star.a;
      g_assert_true (dln_session_decide (window->session, &star, NULL));
    }
  g_assert_cmpuint (second, !=, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-story", NULL);
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "Story"));
  g_assert_cmpuint (get_told (window, 0), ==, first);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.order-story", "(uu)", second, 0);
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (get_told (window, 0), ==, second);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpuint (get_told (window, 0), ==, first);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.correct", "(suu)", "headline",
                              (guint) DLN_TARGET_EVENT, first);
  AdwMessageDialog *dialog = find_message (window);
  g_assert_nonnull (dialog);
  GtkWidget *entry = find_widget (GTK_WIDGET (dialog), is_text_entry, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "How it began");
  answer (window, "Set");
  g_assert_true (wait_for (is_idle, window));
  g_assert_cmpstr (dln_case_get_headline (dcase, first), ==, "How it began");
  g_assert_nonnull (find_widget (GTK_WIDGET (window->panel), has_text, "How it began"));
  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  start_application (&argc, &argv);
  g_test_add_func ("/ui/find/only", test_only);
  g_test_add_func ("/ui/find/keep", test_keep);
  g_test_add_func ("/ui/find/kinds", test_kinds);
  g_test_add_func ("/ui/find/meant", test_meant);
  g_test_add_func ("/ui/find/track", test_track);
  int status = g_test_run ();
  end_application ();
  return status;
}
