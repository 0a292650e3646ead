/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages to go through: what deserves a look before printing, and the events that have no date. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "case/dln-checks.h"
#include "ui/dln-labels.h"
#include "ui/dln-target-menu.h"
#include "ui/dln-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const char *const headings[DLN_N_CHECKS] = {
  N_ ("Sources disagree"),       N_ ("One or two?"),  N_ ("Dated only by conclusion"),
  N_ ("Told by one article only"), N_ ("Not sure"),   N_ ("Decisions without their words"),
};

static void
add_button (GtkWidget  *box,
            const char *label,
            const char *action,
            GVariant   *parameter) /* (transfer floating) */
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), parameter);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "quiet");
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_verb (GtkWidget  *box,
          const char *label,
          const char *verb,
          DlnTarget   target)
{
  add_button (box, label, "win.correct", g_variant_new ("(suu)", verb, target.kind, target.id));
}

static GtkWidget *
new_buttons (GtkWidget *card)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (buttons, dln_wrap_layout_new (5));
  gtk_box_append (GTK_BOX (card), buttons);
  return buttons;
}

/* what is to be looked at, as it stands on its own page */
static void
add_subject (GtkWidget      *card,
             DlnViewState   *state,
             const DlnCheck *check)
{
  static const DlnTarget no_page = { DLN_TARGET_NONE, 0 };
  DlnCase *dcase = dln_view_state_get_case (state);
  g_autofree char *title = dln_case_dup_target_title (dcase, check->target);
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, check->target, &n);
  const DlnEvidence *rows =
    (const DlnEvidence *) (gpointer) dln_case_get_resolution (dcase)->evidence->data;

  if (check->kind == DLN_CHECK_CONFLICT)
    {
      gtk_box_append (GTK_BOX (card), _dln_page_make_conflict (state, check->row, no_page));
      return;
    }
  gtk_box_append (GTK_BOX (card), dln_label_new (title, "heading"));
  if (check->target.kind == DLN_TARGET_EVENT)
    {
      const DlnEvent *event = dln_case_get_event (dcase, check->target.id);
      g_autofree char *when = dln_label_when (&event->when);

      gtk_box_append (GTK_BOX (card), dln_label_new (when, "page-when"));
    }
  if (n > 0)
    gtk_box_append (GTK_BOX (card), _dln_page_make_claim (state, evidence - rows, no_page));
}

static void
add_suggestion (GtkWidget      *card,
                DlnViewState   *state,
                const DlnCheck *check)
{
  const DlnSuggestion *row = DLN_ROW (
    dln_case_get_resolution (dln_view_state_get_case (state))->suggestions, DlnSuggestion,
    check->row);
  GtkWidget *chips = _dln_page_chips (card);
  GtkWidget *buttons = new_buttons (card);

  _dln_page_add_chip (chips, state, row->a, NULL);
  _dln_page_add_chip (chips, state, row->b, NULL);
  add_button (buttons, _ ("Merge"), "win.answer",
              g_variant_new ("(uuu)", DLN_DECISION_MERGE, row->a, row->b));
  add_button (buttons, _ ("Keep apart"), "win.answer",
              g_variant_new ("(uuu)", DLN_DECISION_KEEP_APART, row->a, row->b));
  add_button (buttons, _ ("Not now"), "win.answer",
              g_variant_new ("(uuu)", DLN_DECISION_LATER, row->a, row->b));
}

static void
add_orphan (GtkWidget      *card,
            DlnViewState   *state,
            const DlnCheck *check)
{
  g_autofree char *line = _dln_page_dup_decision (dln_view_state_get_case (state), check->row - 1);
  GtkWidget *buttons;

  gtk_box_append (GTK_BOX (card), dln_label_new (line, "heading"));
  buttons = new_buttons (card);
  add_button (buttons, _ ("Take back"), "win.revoke", g_variant_new_uint32 (check->row));
}

static void
add_answers (GtkWidget      *card,
             const DlnCheck *check)
{
  GtkWidget *buttons = new_buttons (card);
  DlnTarget target = check->target;

  add_verb (buttons, check->kind == DLN_CHECK_CONFLICT ? _ ("Keep both") : _ ("It is right"),
            "confirm", target);
  if (target.kind == DLN_TARGET_EVENT)
    {
      add_verb (buttons, _ ("Date…"), "date", target);
      add_verb (buttons, _ ("Same as…"), "merge", target);
    }
  if (target.kind == DLN_TARGET_RELATION)
    add_verb (buttons, _ ("Kind…"), "retype", target);
  add_verb (buttons, _ ("Note…"), "note", target);
  add_verb (buttons, _ ("Hide…"), "hide", target);
  add_button (buttons, _ ("Not now"), "win.not-now",
              g_variant_new ("(uuu)", (guint) check->kind, target.kind, target.id));
}

/* The checks of the page that is shown: they are found once for all its rows. A change of the case
 * makes another page. */
static const GArray *
get_checks (DlnViewState *state)
{
  return g_object_get_data (G_OBJECT (state), "dln-page-checks");
}

static GtkWidget *
make_check (DlnViewState *state,
            guint32       index,
            DlnTarget     page)
{
  const GArray *checks = get_checks (state);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  const DlnCheck *check = DLN_ROW (checks, DlnCheck, index);

  gtk_widget_add_css_class (card, "question");
  gtk_widget_set_focusable (card, TRUE);
  if (check->kind == DLN_CHECK_SAME)
    add_suggestion (card, state, check);
  else if (check->kind == DLN_CHECK_ORPHAN)
    add_orphan (card, state, check);
  else
    {
      dln_target_menu_attach (card, state, check->target);
      add_subject (card, state, check);
      add_answers (card, check);
    }
  return card;
}

static GtkWidget *
make_done (DlnViewState *state,
           guint32       index,
           DlnTarget     page)
{
  const GArray *checks = get_checks (state);
  const DlnCheck *check = DLN_ROW (checks, DlnCheck, index);
  g_autofree char *title =
    dln_case_dup_target_title (dln_view_state_get_case (state), check->target);

  return _dln_page_row (state, check->target, title, _ (headings[check->kind]));
}

/**
 * dln_page_new_checks:
 *
 * Returns: (transfer floating): what deserves a look, each with its evidence and its answers; the
 * cards take the focus one after the other
 */
GtkWidget *
dln_page_new_checks (DlnViewState *state)
{
  GArray *checks = dln_case_dup_checks (dln_view_state_get_case (state));
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (guint32));
  GtkWidget *page = _dln_page_box ();
  static const DlnTarget no_target = { DLN_TARGET_NONE, 0 };
  guint n_done = 0, n;

  for (guint i = 0; i < checks->len; i++)
    n_done += DLN_ROW (checks, DlnCheck, i)->done;
  n = checks->len - n_done;
  g_object_set_data_full (
    G_OBJECT (state), "dln-page-checks", checks, (GDestroyNotify) g_array_unref);

  g_autofree char *title = g_strdup_printf (ngettext ("%u to check", "%u to check", n), n);
  g_autofree char *line =
    /* Translators: how many are done of how many */
    g_strdup_printf (_ ("%u of %u done. J goes to the next, K to the one before."), n_done,
                     checks->len);
  GtkWidget *bar = gtk_progress_bar_new ();

  _dln_page_add_kicker (page, "dateline-question-symbolic", NULL, _ ("Before it is printed"));
  _dln_page_add_title (page, n > 0 ? title : _ ("Nothing left to check"));
  _dln_page_add_line (page, line);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar),
                                 checks->len > 0 ? (double) n_done / checks->len : 1);
  gtk_box_append (GTK_BOX (page), bar);
  for (guint kind = 0; kind < DLN_N_CHECKS; kind++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

      for (guint32 i = 0; i < checks->len; i++)
        if (DLN_ROW (checks, DlnCheck, i)->kind == kind)
          g_array_append_val (DLN_ROW (checks, DlnCheck, i)->done ? done : ids, i);
      _dln_page_add_ids (page, _ (headings[kind]), state, no_target, ids, 20, FALSE, make_check);
    }
  _dln_page_add_ids (page, _ ("Done"), state, no_target, done, 10, TRUE, make_done);
  return page;
}

/* ---- events without a date
 * -------------------------------------------------------------------- */

static void
place_clicked_cb (GtkWidget *button)
{
  DlnTarget target = dln_target_menu_find (button);

  gtk_widget_activate_action (button, "win.correct", "(suu)", "date", target.kind, target.id);
}

static GtkWidget *
make_undated (DlnViewState *state,
              guint32       id,
              DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  DlnTarget target = { DLN_TARGET_EVENT, id };
  g_autofree char *title = dln_case_dup_target_title (dcase, target);
  guint n = 0;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);
  g_autofree char *source = n > 0 ? dln_label_evidence_line (dcase, &evidence[0]) : NULL;
  GtkWidget *row = _dln_page_row (state, target, title, source);
  GtkWidget *place = gtk_button_new_with_label (_ ("Place it…"));

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (place, "flat");
  gtk_widget_set_valign (place, GTK_ALIGN_CENTER);
  g_signal_connect (place, "clicked", G_CALLBACK (place_clicked_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), place);
  return row;
}

/**
 * dln_page_new_undated:
 *
 * Returns: (transfer floating): all events that the filter shows and that have no date, each with
 * the way to give it one
 */
GtkWidget *
dln_page_new_undated (DlnViewState *state)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  const GArray *events = dln_case_get_resolution (dcase)->events;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GtkWidget *page = _dln_page_box ();

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (events, DlnEvent, i);

      if (!dln_when_is_known (&event->when)
          && dln_filter_shows_event (dln_view_state_get_filter (state), dcase, event->id)
               != DLN_CERTAINTY_NO)
        g_array_append_val (ids, event->id);
    }
  _dln_page_add_kicker (page, "dateline-event-symbolic", "kind-event", _ ("Events"));
  _dln_page_add_title (page, _ ("Without a date"));
  _dln_page_add_line (page, ids->len > 0
                              ? _ ("No article says when. Place one where you know better.")
                              : _ ("Every event that is shown has a date."));
  _dln_page_add_find (page);
  _dln_page_add_ids (page, _ ("Undated"), state, (DlnTarget){ DLN_TARGET_NONE, 0 }, ids, 400, TRUE,
                     make_undated);
  return page;
}
