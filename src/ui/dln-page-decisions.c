/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what the user decided: first what hangs on articles that are gone, with the evidence
 * that it had, then what holds and what later decisions replaced. */
#define G_LOG_DOMAIN "dateline-ui"
#include "config.h"

#include "ui/dln-page-private.h"

#include "extract/dln-trace.h"
#include "ui/dln-labels.h"

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
  return decision->kind == DLN_TARGET_ENTITY ? dln_label_entity_type (decision->value)
                                             : dln_label_event_type (decision->value);
}

/* (transfer full): the decision in one line */
static char *
dup_line (DlnCase           *dcase,
          const DlnDecision *decision)
{
  g_autofree char *a = dup_title (dcase, decision->kind, decision->a, decision->of_a);
  g_autofree char *b = dup_title (dcase, decision->kind, decision->b, decision->of_b);

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
    case DLN_DECISION_HIDE:
      return g_strdup_printf (decision->value == 0 ? _ ("\u201c%s\u201d is hidden")
                                                   : _ ("\u201c%s\u201d is shown"),
                              a);
    case DLN_DECISION_DATE:
      /* Translators: an event or an article, then its date */
      return g_strdup_printf (_ ("\u201c%s\u201d is dated %s"), a, decision->text);
    default:
      /* Translators: the question whether these two are one was put off */
      return g_strdup_printf (_ ("\u201c%s\u201d and \u201c%s\u201d: asked later"), a, b);
    }
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
  gtk_widget_add_css_class (box, "question");
  return box;
}

/* one that holds or was replaced: leads to what it is about */
static GtkWidget *
make_decision (DlnViewState *state,
               guint32       index,
               DlnTarget     page)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  guint n;
  const DlnDecision *decision = &dln_case_get_journal (dcase, &n, NULL)[index];
  g_autofree char *line = dup_line (dcase, decision);

  return _dln_page_row (state, (DlnTarget){ decision->kind, decision->a }, line, NULL);
}

static void
add_state (GtkWidget       *page,
           DlnViewState    *view,
           const char      *heading,
           DlnDecisionState state)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n;
  g_autofree DlnDecisionState *states =
    dln_case_dup_decision_states (dln_view_state_get_case (view), &n);

  for (guint32 i = n; i-- > 0;) /* the newest first */
    if (states[i] == state)
      g_array_append_val (ids, i);
  if (ids->len > 0)
    _dln_page_add_ids (page, heading, view, (DlnTarget){ DLN_TARGET_NONE, 0 }, ids, 20,
                       state != DLN_DECISION_ORPHANED,
                       state == DLN_DECISION_ORPHANED ? make_orphan : make_decision);
}

/**
 * dln_page_new_decisions:
 *
 * Returns: (transfer floating): what the user decided and what became of it
 */
GtkWidget *
dln_page_new_decisions (DlnViewState *state)
{
  DlnCase *dcase = dln_view_state_get_case (state);
  GtkWidget *page = _dln_page_box ();
  guint n_orphans = dln_case_count_orphans (dcase);
  guint n;

  dln_case_get_decisions (dcase, &n);
  _dln_page_add_kicker (page, "dateline-case-symbolic", NULL, _ ("Decisions"));
  _dln_page_add_title (page, _ ("What you decided"));
  if (n == 0)
    _dln_page_add_line (page, _ ("Nothing yet."));
  else if (n_orphans == 0)
    _dln_page_add_line (page, _ ("All that you decided is about what is in the articles."));
  else
    _dln_page_add_line (page, _ ("Some of it is about words that are in no article any more. It is "
                                 "kept, and holds again when they come back."));
  add_state (page, state, _ ("Without their evidence"), DLN_DECISION_ORPHANED);
  add_state (page, state, _ ("In force"), DLN_DECISION_HOLDS);
  add_state (page, state, _ ("Replaced by later ones"), DLN_DECISION_REPLACED);
  return page;
}
