/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What deserves a look: read off the rows and what the user said of them, so that an undo brings a
 * question back. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-checks.h"

#include "case/dln-case-private.h"

#define N_KEY_EVENTS 15  /* as many as a picture leads with */
#define LOW_SCORE 0.5    /* a relation below is said to be unsure */
#define BIT(type) (1u << (type))

const char *
dln_check_get_name (DlnCheckKind kind)
{
  static const char *const names[] = { "conflict", "same",      "date",
                                       "source",   "certainty", "orphan" };

  return (guint) kind < G_N_ELEMENTS (names) ? names[kind] : "";
}

/* Looked at: found right, put off, or corrected in what was asked about. */
static gboolean
is_done (DlnCase     *self,
         DlnTarget    target,
         DlnCheckKind kind,
         guint        corrections) /* bits of DlnDecisionType */
{
  const DlnCaseRemarks *remarks = _dln_case_get_remarks (self, target);

  return remarks != NULL
         && (remarks->confirmed || (remarks->later & BIT (kind)) != 0
             || (remarks->decided & corrections) != 0);
}

static void
add (DlnCase     *self,
     GArray      *checks,
     DlnCheckKind kind,
     DlnTarget    target,
     guint32      row,
     guint        corrections)
{
  DlnCheck check = { target, row, kind, is_done (self, target, kind, corrections) };

  if (!dln_case_is_hidden (self, target))
    g_array_append_val (checks, check);
}

static void
add_conflicts (DlnCase *self,
               GArray  *checks)
{
  const GArray *conflicts = self->resolution->conflicts;

  for (guint32 i = 0; i < conflicts->len; i++)
    {
      const DlnConflict *row = DLN_ROW (conflicts, DlnConflict, i);

      if (row->type != DLN_CONFLICT_UPDATE)
        add (self, checks, DLN_CHECK_CONFLICT, (DlnTarget){ row->kind, row->target }, i,
             row->type == DLN_CONFLICT_DATE       ? BIT (DLN_DECISION_DATE)
             : row->type == DLN_CONFLICT_PLACE    ? BIT (DLN_DECISION_PLACE)
             : row->type == DLN_CONFLICT_POLARITY ? BIT (DLN_DECISION_STATUS)
                                                  : 0);
    }
}

static void
add_suggestions (DlnCase *self,
                 GArray  *checks)
{
  const GArray *suggestions = self->resolution->suggestions;

  for (guint32 i = 0; i < suggestions->len; i++)
    add (self, checks, DLN_CHECK_SAME,
         (DlnTarget){ DLN_TARGET_ENTITY, DLN_ROW (suggestions, DlnSuggestion, i)->a }, i, 0);
}

/* ---- key events ------------------------------------------------------------------------------ */

static gboolean
is_key (DlnCase        *self,
        const DlnEvent *event)
{
  DlnTarget target = { DLN_TARGET_EVENT, event->id };

  return !dln_case_is_hidden (self, target) && event->id < DLN_HAND_ID
         && ((event->flags & (DLN_EVENT_MINOR | DLN_EVENT_BACKGROUND)) == 0
             || dln_case_is_starred (self, target));
}

typedef struct
{
  const DlnEvent *event;
  gboolean        starred;
} Key;

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const Key *x = a;
  const Key *y = b;

  if (x->starred != y->starred)
    return y->starred - x->starred;
  if (x->event->n_sources != y->event->n_sources)
    return x->event->n_sources > y->event->n_sources ? -1 : 1;
  if (x->event->salience != y->event->salience)
    return x->event->salience > y->event->salience ? -1 : 1;
  return (x->event->id > y->event->id) - (x->event->id < y->event->id);
}

static void
add_key_events (DlnCase *self,
                GArray  *checks)
{
  const GArray *events = self->resolution->events;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (events, DlnEvent, i);
      DlnTarget target = { DLN_TARGET_EVENT, event->id };
      Key key = { event, dln_case_is_starred (self, target) };

      if (is_key (self, event))
        g_array_append_val (keys, key);
    }
  g_array_sort (keys, compare_keys);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < keys->len; i++)
      {
        const Key *key = DLN_ROW (keys, Key, i);
        DlnTarget target = { DLN_TARGET_EVENT, key->event->id };

        if (i >= N_KEY_EVENTS && !key->starred)
          break;
        if (pass == 0 && (key->event->when.flags & DLN_WHEN_INFERRED) != 0)
          add (self, checks, DLN_CHECK_DATE, target, 0, BIT (DLN_DECISION_DATE));
        if (pass == 1 && key->event->n_sources == 1 && self->documents->len > 1)
          add (self, checks, DLN_CHECK_SOURCE, target, 0, 0);
      }
}

/* ---- the rest -------------------------------------------------------------------------------- */

static void
add_relations (DlnCase *self,
               GArray  *checks)
{
  const GArray *relations = self->resolution->relations;

  for (guint i = 0; i < relations->len; i++)
    {
      const DlnRelation *row = DLN_ROW (relations, DlnRelation, i);

      if (row->score < LOW_SCORE && row->type != DLN_RELATION_CO_MENTION)
        add (self, checks, DLN_CHECK_CERTAINTY, (DlnTarget){ DLN_TARGET_RELATION, row->id }, 0,
             BIT (DLN_DECISION_RETYPE));
    }
}

static void
add_orphans (DlnCase *self,
             GArray  *checks)
{
  guint n;
  g_autofree DlnDecisionState *states = dln_case_dup_decision_states (self, &n);

  for (guint i = 0; i < n; i++)
    if (states[i] == DLN_DECISION_ORPHANED)
      add (self, checks, DLN_CHECK_ORPHAN, (DlnTarget){ DLN_TARGET_NONE, 0 }, i + 1, 0);
}

/**
 * dln_case_dup_checks:
 * @self: the case
 *
 * Time: O(events log events + rows of the other tables)
 *
 * Returns: (transfer full) (element-type DlnCheck): what deserves a look and what was looked at,
 * grouped by kind
 */
GArray *
dln_case_dup_checks (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  GArray *checks = g_array_new (FALSE, FALSE, sizeof (DlnCheck));

  add_conflicts (self, checks);
  add_suggestions (self, checks);
  add_key_events (self, checks);
  add_relations (self, checks);
  add_orphans (self, checks);
  return checks;
}

/**
 * dln_case_count_checks:
 * @self: the case
 *
 * Returns: how many are open
 */
guint
dln_case_count_checks (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), 0);

  g_autoptr (GArray) checks = dln_case_dup_checks (self);
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    n += !DLN_ROW (checks, DlnCheck, i)->done;
  return n;
}
