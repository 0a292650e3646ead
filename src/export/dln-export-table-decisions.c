/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what the user decided, and what became of it. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-table-private.h"

#include "case/dln-checks.h"
#include "extract/dln-trace.h"

static const char *const state_names[] = { "holds", "replaced", "orphaned", "undone", "revoked" };

/* what it is called now; what it was called if it is not there any more */
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
get_value_name (const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_RETYPE:
      return decision->kind == DLN_TARGET_ENTITY  ? dln_entity_type_get_name (decision->value)
             : decision->kind == DLN_TARGET_EVENT ? dln_event_type_get_name (decision->value)
                                                  : dln_relation_type_get_name (decision->value);
    case DLN_DECISION_STATUS:
      return dln_status_get_name (decision->value);
    case DLN_DECISION_HIDE:
      return decision->value == 0 ? "hidden" : "shown";
    case DLN_DECISION_STAR:
    case DLN_DECISION_CONFIRM:
    case DLN_DECISION_ENDED:
      return (decision->value == 0) == (decision->type != DLN_DECISION_ENDED) ? "yes" : "no";
    default:
      return NULL;
    }
}

static char *
dup_after (DlnCase           *dcase,
           const DlnDecision *decision)
{
  const char *value = get_value_name (decision);
  g_autofree char *other = NULL;

  if (value != NULL)
    return g_strdup (value);
  if (decision->type == DLN_DECISION_REVOKE)
    return g_strdup_printf ("%u", decision->value);
  if (decision->text != NULL && *decision->text != '\0' && decision->type != DLN_DECISION_SPLIT)
    return (decision->type == DLN_DECISION_TAG || decision->type == DLN_DECISION_ALIAS)
               && decision->value != 0
             ? g_strdup_printf ("-%s", decision->text)
             : g_strdup (decision->text);
  if (decision->b == 0 && decision->of_b == NULL)
    return decision->type == DLN_DECISION_AFTER ? g_strdup ("first") : NULL;
  other = dup_title (dcase, dln_decision_get_other_kind (decision), decision->b, decision->of_b);
  if (decision->type == DLN_DECISION_PARTICIPANT)
    return g_strdup_printf ("%s: %s", other,
                            decision->value < DLN_N_ROLES ? dln_role_get_name (decision->value)
                                                          : "none");
  return g_steal_pointer (&other);
}

/* (transfer full) (nullable): the best evidence that it had, and where that stood */
static char *
dup_evidence (const DlnDecision *decision,
              const char       **source)
{
  guint n = 0;
  const DlnTraceRow *rows =
    decision->of_a != NULL ? dln_trace_get_rows (decision->of_a, &n) : NULL;

  *source = n > 0 ? rows[0].name : NULL;
  if (n == 0)
    return NULL;
  return g_strdup (rows[0].sentence != NULL ? rows[0].sentence : rows[0].words);
}

/* number, state, what, kind, id, title, before, after, evidence, document, reason, made */
void
_dln_table_add_decisions (DlnCase  *dcase,
                          DlnTable *table,
                          DlnTarget about) /* nothing = all */
{
  guint n;
  const DlnDecision *journal = dln_case_get_journal (dcase, &n, NULL);
  g_autofree DlnDecisionState *states = dln_case_dup_decision_states (dcase, &n);

  for (guint i = 0; i < n; i++)
    {
      const DlnDecision *decision = &journal[i];
      const char *source;

      if (about.kind != DLN_TARGET_NONE && !dln_case_concerns (dcase, decision, about))
        continue;
      char *evidence = dup_evidence (decision, &source);
      g_autoptr (GDateTime) made =
        decision->made > 0 ? g_date_time_new_from_unix_utc (decision->made) : NULL;
      char *cells[] = {
        g_strdup_printf ("%u", i + 1),
        g_strdup (state_names[states[i]]),
        g_strdup (dln_decision_type_get_name (decision->type)),
        g_strdup (dln_target_kind_get_name (decision->kind)),
        g_strdup_printf ("%u", decision->a),
        dup_title (dcase, decision->kind, decision->a, decision->of_a),
        g_strdup (decision->before),
        dup_after (dcase, decision),
        evidence,
        g_strdup (source),
        g_strdup (decision->reason),
        made != NULL ? g_date_time_format_iso8601 (made) : NULL,
      };

      for (guint j = 0; j < G_N_ELEMENTS (cells); j++)
        g_ptr_array_add (table->cells, cells[j] != NULL ? cells[j] : g_strdup (""));
    }
}

/**
 * dln_table_new_decisions:
 * @dcase: a case
 * @about: a person, an institution, a place, an event or another row
 *
 * Returns: (transfer full): the decisions that are about it, see dln_case_concerns()
 */
DlnTable *
dln_table_new_decisions (DlnCase  *dcase,
                         DlnTarget about)
{
  DlnTable *table = g_new0 (DlnTable, 1);

  table->columns = _dln_table_layouts[DLN_TABLE_DECISIONS].columns;
  table->n_columns = _dln_table_layouts[DLN_TABLE_DECISIONS].n_columns;
  table->cells = g_ptr_array_new_with_free_func (g_free);
  _dln_table_add_decisions (dcase, table, about);
  return table;
}

/**
 * dln_table_new_checks:
 * @dcase: a case
 *
 * Returns: (transfer full): a row for each thing that deserves a look
 */
DlnTable *
dln_table_new_checks (DlnCase *dcase)
{
  static const char *const columns[] = { "what", "state", "kind", "#id", "title" };
  DlnTable *table = g_new0 (DlnTable, 1);
  g_autoptr (GArray) checks = dln_case_dup_checks (dcase);

  table->columns = columns;
  table->n_columns = G_N_ELEMENTS (columns);
  table->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < checks->len; i++)
    {
      const DlnCheck *check = DLN_ROW (checks, DlnCheck, i);
      gboolean orphan = check->kind == DLN_CHECK_ORPHAN;

      g_ptr_array_add (table->cells, g_strdup (dln_check_get_name (check->kind)));
      g_ptr_array_add (table->cells, g_strdup (check->done ? "done" : "open"));
      g_ptr_array_add (table->cells, g_strdup (orphan ? "decision"
                                                      : dln_target_kind_get_name (
                                                          check->target.kind)));
      g_ptr_array_add (table->cells,
                       g_strdup_printf ("%u", orphan ? check->row : check->target.id));
      g_ptr_array_add (table->cells,
                       orphan ? g_strdup ("") : dln_case_dup_target_title (dcase, check->target));
    }  return table;
}
