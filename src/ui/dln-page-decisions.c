/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what the user decided: first what hangs on articles that are gone, with the evidence
 * that it had, then what holds and what later decisions replaced. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "extract/dln-trace.h"
#include "ui/dln-labels.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* what the target of a decision was called when it was made */
static char *
dup_title (DlnCase        *dcase,
           guint           kind,
           guint32         id,
           const DlnTrace *trace)
{
  const char *title = trace != NULL ? dln_trace_get_title (trace) : "";

  return *title == '\0' && id != 0 ? dln_case_dup_target_title (dcase, (DlnTarget){ kind, id })
                                   : g_strdup (title);
}

static const char *
get_type_label (const DlnDecision *decision)
{
  return decision->kind == DLN_TARGET_ENTITY  ? dln_label_entity_type (decision->value)
         : decision->kind == DLN_TARGET_EVENT ? dln_label_event_type (decision->value)
                                              : g_dgettext (GETTEXT_PACKAGE,
                                                            dln_relation_type_get_label (
                                                              decision->value));
}

static const char *
get_status_label (guint status)
{
  switch (status)
    {
    case DLN_STATUS_PLANNED:
      return _ ("Planned");
    case DLN_STATUS_ALLEGED:
      return _ ("Alleged");
    case DLN_STATUS_DENIED:
      return _ ("Denied");
    case DLN_STATUS_POSSIBLE:
      return _ ("Possible");
    case DLN_STATUS_NOT:
      return _ ("It did not happen");
    default:
      return _ ("It happened");
    }
}

/* what is said of a target and may be taken away: the line for either */
static const struct
{
  guint8      type;  /* DlnDecisionType */
  const char *is;    /* printf: the title, then the text or the other one */
  const char *is_not; /* (nullable): where value, or no text, takes it away */
} lines[] = {
  { DLN_DECISION_SPLIT, N_ ("“%s”: some of it is about something else") },
  { DLN_DECISION_STAR, N_ ("“%s” is in the story"), N_ ("“%s” is not in the story") },
  { DLN_DECISION_CONFIRM, N_ ("“%s” is checked and right"), N_ ("“%s” is not checked") },
  { DLN_DECISION_TURN, N_ ("“%s” goes the other way") },
  { DLN_DECISION_NOTE, N_ ("Note about “%s”: %s"), N_ ("No note about “%s”") },
  { DLN_DECISION_HEADLINE, N_ ("“%s” is headed “%s” in the story"),
    N_ ("“%s” is headed in the story as it is called") },
  { DLN_DECISION_BLURB, N_ ("“%s” is told with the words “%s”"),
    N_ ("“%s” is told without words of your own") },
  { DLN_DECISION_AFTER, N_ ("“%s” follows “%s” in the story"),
    N_ ("“%s” comes first in the story") },
  { DLN_DECISION_TAG, N_ ("“%s” is tagged “%s”"), N_ ("“%s” is not tagged “%s”") },
  { DLN_DECISION_CAPTION, N_ ("“%s” is worded “%s”"), N_ ("“%s” has no words of its own") },
  { DLN_DECISION_SOURCE, N_ ("“%s” was published by %s"),
    N_ ("“%s” has the source that was read") },
  { DLN_DECISION_BYLINE, N_ ("“%s” was written by %s"), N_ ("“%s” has no by-line") },
  { DLN_DECISION_ALIAS, N_ ("“%s” is also called “%s”"), N_ ("“%s” is not called “%s”") },
  { DLN_DECISION_DESCRIPTION, N_ ("“%s” is described as “%s”"), N_ ("“%s” has no description") },
  { DLN_DECISION_PLACE, N_ ("“%s” was at %s"), N_ ("“%s” has no place now") },
  { DLN_DECISION_SUBJECT, N_ ("“%s” begins with %s now") },
  { DLN_DECISION_OBJECT, N_ ("“%s” leads to %s now") },
  { DLN_DECISION_SPEAKER, N_ ("“%s” was said by %s"), N_ ("Nobody named said “%s”") },
  { DLN_DECISION_ADDRESSEE, N_ ("“%s” was said to %s"), N_ ("“%s” was said to nobody named") },
};

/* whether it takes something away */
static gboolean
takes_away (const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_STAR:
    case DLN_DECISION_CONFIRM:
    case DLN_DECISION_TAG:
    case DLN_DECISION_ALIAS:
      return decision->value != 0;
    case DLN_DECISION_PLACE:
    case DLN_DECISION_ADDRESSEE:
    case DLN_DECISION_AFTER:
      return decision->b == 0 && decision->of_b == NULL;
    case DLN_DECISION_SPEAKER:
      return decision->b == 0 && decision->of_b == NULL && decision->text == NULL;
    default:
      return decision->text == NULL || *decision->text == '\0';
    }
}

/* (transfer full) (nullable): of the decisions in the table */
static char *
dup_table_line (const DlnDecision *decision,
                const char        *title,
                const char        *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].type == decision->type)
      {
        const char *format = lines[i].is_not != NULL && takes_away (decision) ? lines[i].is_not
                                                                              : lines[i].is;

        return g_strdup_printf (_ (format), title,
                                decision->text != NULL && *decision->text != '\0' ? decision->text
                                                                                  : other);
      }
  return NULL;
}

/* (transfer full): those that name two, a kind or a role */
static char *
dup_other_line (DlnCase           *dcase,
                const DlnDecision *decision,
                const char        *a,
                const char        *b)
{
  switch (decision->type)
    {
    case DLN_DECISION_MERGE:
      /* Translators: two names that the user said are of one */
      return g_strdup_printf (_ ("\u201c%s\u201d and \u201c%s\u201d are one"), a, b);
    case DLN_DECISION_KEEP_APART:
      /* Translators: two names that the user said are of two */
      return g_strdup_printf (_ ("\u201c%s\u201d and \u201c%s\u201d are two"), a, b);
    case DLN_DECISION_RENAME:
      /* Translators: the old name, then the new one */
      return g_strdup_printf (_ ("\u201c%s\u201d is called \u201c%s\u201d"), a, decision->text);
    case DLN_DECISION_RETYPE:
      /* Translators: a name, then a kind: "person", "place" */
      return g_strdup_printf (_ ("\u201c%s\u201d: kind %s"), a, get_type_label (decision));
    case DLN_DECISION_STATUS:
      return g_strdup_printf (_ ("“%s”: %s"), a, get_status_label (decision->value));
    case DLN_DECISION_HIDE:
      return g_strdup_printf (decision->value == 0 ? _ ("\u201c%s\u201d is hidden")
                                                   : _ ("\u201c%s\u201d is shown"),
                              a);
    case DLN_DECISION_ENDED:
      return g_strdup_printf (decision->value != 0
                              ? _ ("“%s” is over") : _ ("“%s” is not over"), a);
    case DLN_DECISION_DATE:
      if (decision->text == NULL || *decision->text == '\0')
        return g_strdup_printf (_ ("“%s” is undated"), a);
      /* Translators: an event or an article, then its date */
      return g_strdup_printf (_ ("\u201c%s\u201d is dated %s"), a, decision->text);
    case DLN_DECISION_PARTICIPANT:
      if (decision->value >= DLN_N_ROLES)
        return g_strdup_printf (_ ("%s did not take part in “%s”"), b, a);
      return g_strdup_printf (_ ("%s took part in “%s”: %s"), b, a,
                              dln_label_role (decision->value));
    case DLN_DECISION_ADD:
      return g_strdup_printf (_ ("Made by hand: “%s”"), decision->text);
    case DLN_DECISION_STANDFIRST:
      return decision->text == NULL || *decision->text == '\0'
               ? g_strdup (_ ("The case has no standfirst"))
               : g_strdup_printf (_ ("Standfirst: %s"), decision->text);
    case DLN_DECISION_REVOKE:
      return g_strdup_printf (_ ("Number %u was taken back"), decision->value);
    default:
      if (decision->b == 0 && decision->of_b == NULL)
        return g_strdup_printf (_ ("“%s”: asked later"), a);
      /* Translators: the question whether these two are one was put off */
      return g_strdup_printf (_ ("\u201c%s\u201d and \u201c%s\u201d: asked later"), a, b);
    }
}

/* (transfer full): the decision in one line */
static char *
dup_line (DlnCase           *dcase,
          const DlnDecision *decision)
{
  g_autofree char *a = dup_title (dcase, decision->kind, decision->a, decision->of_a);
  g_autofree char *b = dup_title (dcase, dln_decision_get_other_kind (decision), decision->b,
                                  decision->of_b);
  char *line = dup_table_line (decision, a, b);

  return line != NULL ? line : dup_other_line (dcase, decision, a, b);
}

/* (transfer full): decision @index of the journal in one line */
char *
_dln_page_dup_decision (DlnCase *dcase,
                        guint    index)
{
  guint n;
  const DlnDecision *journal = dln_case_get_journal (dcase, &n, NULL);

  return index < n ? dup_line (dcase, &journal[index]) : g_strdup ("");
}

/* (transfer full): number, when, what it was before, and why */
static char *
dup_circumstances (guint              index,
                   const DlnDecision *decision)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GDateTime) made =
    decision->made > 0 ? g_date_time_new_from_unix_local (decision->made) : NULL;
  g_autofree char *when = made != NULL ? g_date_time_format (made, "%-d %b %Y, %H:%M") : NULL;

  /* Translators: which decision it is, counted from the first */
  g_string_append_printf (line, _ ("Number %u"), index + 1);
  if (when != NULL)
    g_string_append_printf (line, " · %s", when);
  if (decision->before != NULL && *decision->before != '\0')
    {
      /* Translators: what it was before the user changed it */
      g_string_append (line, " · ");
      g_string_append_printf (line, _ ("before: %s"), decision->before);
    }
  if (decision->reason != NULL && *decision->reason != '\0')
    {
      /* Translators: why the user changed it, in the user's words */
      g_string_append (line, " · ");
      g_string_append_printf (line, _ ("why: %s"), decision->reason);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
add_evidence (GtkWidget      *box,
              const DlnTrace *trace)
{
  guint n = 0;
  const DlnTraceRow *rows = trace != NULL ? dln_trace_get_rows (trace, &n) : NULL;
  const char *words = n == 0 ? NULL : rows[0].sentence != NULL ? rows[0].sentence : rows[0].words;

  if (words != NULL && dln_trace_get_kind (trace) != DLN_TARGET_DOCUMENT)
    {
      g_autofree char *quote = g_strdup_printf ("\u201c%s\u201d", words);

      gtk_box_append (GTK_BOX (box), dln_label_new (quote, "page-line"));
    }
  if (n > 0 && rows[0].name != NULL)
    gtk_box_append (GTK_BOX (box), dln_label_new (rows[0].name, "claim-source"));
}

/* an orphaned decision: what was decided, and on what that stood */
static GtkWidget *
make_orphan (DlnViewState *state,
             guint32       index,
             DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  guint n;
  const DlnDecision *decision = &dln_case_get_journal (dcase, &n, NULL)[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *line = dup_line (dcase, decision);

  gtk_box_append (GTK_BOX (box), dln_label_new (line, "heading"));
  if (decision->a == 0 || decision->of_b == NULL)
    add_evidence (box, decision->of_a);
  if (decision->of_b != NULL && decision->b == 0)
    add_evidence (box, decision->of_b);
  GtkWidget *back = gtk_button_new_with_label (_ ("Take back"));

  gtk_actionable_set_action_target (GTK_ACTIONABLE (back), "u", index + 1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.revoke");
  gtk_widget_add_css_class (back, "quiet");
  gtk_widget_set_halign (back, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), back);
  gtk_widget_add_css_class (box, "question");
  return box;
}

/* what a list of decisions can be narrowed to; the place of a decision's kind is its number */
static const char *const kind_names[] = { N_("All kinds"),
                                          N_("Names and words"),
                                          N_("One or two"),
                                          N_("Dates"),
                                          N_("Hidden or shown"),
                                          N_("Type and status"),
                                          N_("Who and where"),
                                          N_("Stars, notes, tags, checks"),
                                          N_("Articles"),
                                          N_("Made by hand"),
                                          N_("Put off or taken back"),
                                          NULL };

static guint
get_kind (const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_RENAME:
    case DLN_DECISION_ALIAS:
    case DLN_DECISION_DESCRIPTION:
    case DLN_DECISION_CAPTION:
    case DLN_DECISION_STANDFIRST:
    case DLN_DECISION_HEADLINE:
    case DLN_DECISION_BLURB:
      return 1;
    case DLN_DECISION_MERGE:
    case DLN_DECISION_KEEP_APART:
    case DLN_DECISION_SPLIT:
      return 2;
    case DLN_DECISION_DATE:
      return 3;
    case DLN_DECISION_HIDE:
      return 4;
    case DLN_DECISION_RETYPE:
    case DLN_DECISION_STATUS:
    case DLN_DECISION_TURN:
    case DLN_DECISION_ENDED:
      return 5;
    case DLN_DECISION_PLACE:
    case DLN_DECISION_PARTICIPANT:
    case DLN_DECISION_SUBJECT:
    case DLN_DECISION_OBJECT:
    case DLN_DECISION_SPEAKER:
    case DLN_DECISION_ADDRESSEE:
      return 6;
    case DLN_DECISION_SOURCE:
    case DLN_DECISION_BYLINE:
      return 8;
    case DLN_DECISION_ADD:
      return 9;
    case DLN_DECISION_LATER:
    case DLN_DECISION_REVOKE:
      return 10;
    default:
      return 7;
    }
}

static void
add_kinds (GtkWidget *page)
{
  const char *names[G_N_ELEMENTS (kind_names)] = { NULL };

  for (guint i = 0; kind_names[i] != NULL; i++)
    names[i] = _ (kind_names[i]);
  _dln_page_add_kinds (page, names);
}

/* what two people decided about the same articles can be joined */
static void
add_exchange (GtkWidget *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *write = gtk_button_new_with_label (_ ("Write to a File…"));
  GtkWidget *join = gtk_button_new_with_label (_ ("Join Somebody’s…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (write), "win.write-decisions");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (join), "win.join-decisions");
  gtk_widget_set_tooltip_text (write,
                               _ ("For somebody who works on the same articles, as JSON lines"));
  gtk_widget_set_tooltip_text (join, _ ("What contradicts is listed, and yours holds"));
  gtk_box_append (GTK_BOX (box), write);
  gtk_box_append (GTK_BOX (box), join);
  gtk_box_append (GTK_BOX (page), box);
}

/* one that holds or was replaced: leads to what it is about, and can be taken back alone */
static GtkWidget *
make_decision (DlnViewState *state,
               guint32       index,
               DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  guint n;
  const DlnDecision *decision = &dln_case_get_journal (dcase, &n, NULL)[index];
  g_autofree char *line = dup_line (dcase, decision);
  g_autofree char *more = dup_circumstances (index, decision);
  GtkWidget *row = _dln_page_row (state, (DlnTarget){ decision->kind, decision->a }, line, more);
  GtkWidget *back = gtk_button_new_with_label (_ ("Take back"));

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0); /* what was decided stands last */
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  _dln_page_set_kind (row, get_kind (decision));
  if (dln_case_is_revoked (dcase, index + 1))
    return row;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (back), "u", index + 1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.revoke");
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), back);
  return row;
}

/* whose decisions these are, and the way to all of them */
static void
add_about (GtkWidget *page,
           DlnCase   *dcase,
           DlnTarget  about)
{
  g_autofree char *title = dln_case_dup_target_title (dcase, about);
  /* Translators: a heading; %s is a person or an event */
  g_autofree char *heading = g_strdup_printf (_ ("What you decided about “%s”"), title);
  GtkWidget *all = gtk_button_new_with_label (_ ("All decisions"));

  _dln_page_add_title (page, heading);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (all), "win.show-decisions");
  gtk_widget_add_css_class (all, "quiet");
  gtk_widget_set_halign (all, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (page), all);
}

static void
add_state (GtkWidget       *page,
           DlnViewState    *view,
           DlnTarget        about, /* nothing = all */
           const char      *heading,
           DlnDecisionState state)
{
  DlnCase *dcase = dln_view_state_get_case (view);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n;
  const DlnDecision *journal = dln_case_get_journal (dcase, &n, NULL);
  g_autofree DlnDecisionState *states = dln_case_dup_decision_states (dcase, &n);

  for (guint32 i = n; i-- > 0;) /* the newest first */
    if (states[i] == state
        && (about.kind == DLN_TARGET_NONE || dln_case_concerns (dcase, &journal[i], about)))
      g_array_append_val (ids, i);
  if (ids->len > 0)
    _dln_page_add_ids (page, heading, view, (DlnTarget){ DLN_TARGET_NONE, 0 }, ids, 200,
                       state != DLN_DECISION_ORPHANED,
                       state == DLN_DECISION_ORPHANED ? make_orphan : make_decision);
}

/**
 * dln_page_new_decisions:
 * @about: a person, an event or another row, whose decisions alone are listed; nothing = all
 *
 * Returns: (transfer floating): what the user decided and what became of it
 */
GtkWidget *
dln_page_new_decisions (DlnViewState *state,
                        DlnTarget     about)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  GtkWidget *page = _dln_page_box ();
  guint n_orphans = dln_case_count_orphans (dcase);
  guint n;

  dln_case_get_decisions (dcase, &n);
  _dln_page_add_kicker (page, "dateline-case-symbolic", NULL, _ ("Decisions"));
  if (about.kind == DLN_TARGET_NONE)
    _dln_page_add_title (page, _ ("What you decided"));
  else
    add_about (page, dcase, about);
  if (n == 0)
    _dln_page_add_line (page, _ ("Nothing yet."));
  else if (n_orphans == 0)
    _dln_page_add_line (page, _ ("All that you decided is about what is in the articles."));
  else
    _dln_page_add_line (page, _ ("Some of it is about words that are in no article any more. It is "
                                 "kept, and holds again when they come back."));
  add_exchange (page);
  if (n > 0)
    {
      _dln_page_add_find (page);
      add_kinds (page);
    }
  add_state (page, state, about, _ ("Without their evidence"), DLN_DECISION_ORPHANED);
  add_state (page, state, about, _ ("In force"), DLN_DECISION_HOLDS);
  add_state (page, state, about, _ ("Replaced by later ones"), DLN_DECISION_REPLACED);
  add_state (page, state, about, _ ("Taken back"), DLN_DECISION_REVOKED);
  return page;
}
