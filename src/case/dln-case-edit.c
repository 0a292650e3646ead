/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change sets and decisions.
 *
 * The journal keeps every decision; those before `position` are in force, but for what later ones
 * of them take back. A decision that only changes one row (name, type, date of an event) is laid
 * over the resolved tables (dln-case-lay.c) and can be lifted off again; one that changes what is
 * one thing and what is two is given to the resolver by the session, which then applies new tables.
 * With new tables each decision is found again by its trace; what is not there any more stays in
 * the journal with an id of 0: it is orphaned. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include "extract/dln-trace.h"

#include <string.h>

static void
notify_changed (DlnCase *self)
{
  if (self->n_holds > 0)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify (G_OBJECT (self), "can-undo");
  g_object_notify (G_OBJECT (self), "can-redo");
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit_by_name (self, "changed");
}

/* ---- public --------------------------------------------------------------------------------- */

/**
 * dln_case_lift:
 * @self: the case
 *
 * Takes off what the user decided about single rows, until dln_case_lay(): a case file keeps the
 * tables as they were resolved, or what is undone later could not be taken off them. Nobody is
 * told, and nothing else may be asked of the case in between.
 */
void
dln_case_lift (DlnCase *self)
{
  g_return_if_fail (DLN_IS_CASE (self));

  _dln_case_lift_all (self);
}

void
dln_case_lay (DlnCase *self)
{
  g_return_if_fail (DLN_IS_CASE (self));

  _dln_case_lay_all (self);
}

/**
 * dln_case_hold:
 * @self: the case
 *
 * Change sets that belong together are told as one: until dln_case_release() "changed" is not told.
 */
void
dln_case_hold (DlnCase *self)
{
  g_return_if_fail (DLN_IS_CASE (self));

  self->n_holds += 1;
}

void
dln_case_release (DlnCase *self)
{
  g_return_if_fail (DLN_IS_CASE (self) && self->n_holds > 0);

  self->n_holds -= 1;
  notify_changed (self);
}

static const DlnTraceHit nowhere = { .document = DLN_NO_ROW, .row = DLN_NO_ROW };

/* Where the words of decision @i stand, if it made something by hand of words. */
static void
find_words (DlnCase        *self,
            DlnTraceFinder *finder,
            guint           i)
{
  const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);
  g_autoptr (GArray) hits = NULL;

  if (decision->type == DLN_DECISION_ADD && decision->of_a != NULL)
    hits = dln_trace_finder_find (finder, decision->of_a);
  *DLN_ROW (self->places, DlnTraceHit, i) =
    hits != NULL && hits->len > 0 ? g_array_index (hits, DlnTraceHit, 0) : nowhere;
}

/* Finds what each decision is about in new tables. */
static void
bind_journal (DlnCase *self)
{
  g_autoptr (GArray) inputs = _dln_case_dup_inputs (self);
  g_autoptr (DlnTraceFinder) finder =
    dln_trace_finder_new ((const DlnResolveInput *) inputs->data, inputs->len);

  g_array_set_size (self->places, self->journal->len);
  for (guint i = 0; i < self->journal->len; i++)
    {
      DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);

      find_words (self, finder, i);
      if (decision->of_a != NULL && decision->type != DLN_DECISION_ADD)
        decision->a = dln_trace_finder_match (finder, self->resolution, decision->of_a);
      if (decision->of_b != NULL)
        decision->b = dln_trace_finder_match (finder, self->resolution, decision->of_b);
    }
}

/**
 * dln_case_bind:
 * @self: the case
 * @decision: (inout): one of another case; @a and @b become what its traces find here, 0 if nothing
 */
void
dln_case_bind (DlnCase     *self,
               DlnDecision *decision)
{
  g_return_if_fail (DLN_IS_CASE (self) && decision != NULL);

  g_autoptr (GArray) inputs = _dln_case_dup_inputs (self);
  g_autoptr (DlnTraceFinder) finder =
    dln_trace_finder_new ((const DlnResolveInput *) inputs->data, inputs->len);

  if (decision->of_a != NULL)
    decision->a = dln_trace_finder_match (finder, self->resolution, decision->of_a);
  if (decision->of_b != NULL)
    decision->b = dln_trace_finder_match (finder, self->resolution, decision->of_b);
}

/* A date that was left at zero says nothing; it must not be drawn at 1970. */
static void
settle_when (DlnWhen *when)
{
  if (when->precision == DLN_PRECISION_NONE && when->earliest_begin == 0 && when->latest_begin == 0
      && when->earliest_end == 0 && when->latest_end == 0)
    *when = dln_when_unknown ();
}

static void
settle_dates (DlnResolution *resolution)
{
  for (guint i = 0; i < resolution->documents->len; i++)
    settle_when (&DLN_ROW (resolution->documents, DlnResolvedDocument, i)->when);
  for (guint i = 0; i < resolution->events->len; i++)
    settle_when (&DLN_ROW (resolution->events, DlnEvent, i)->when);
  for (guint i = 0; i < resolution->relations->len; i++)
    settle_when (&DLN_ROW (resolution->relations, DlnRelation, i)->when);
  for (guint i = 0; i < resolution->quotes->len; i++)
    settle_when (&DLN_ROW (resolution->quotes, DlnQuote, i)->when);
  for (guint i = 0; i < resolution->evidence->len; i++)
    settle_when (&DLN_ROW (resolution->evidence, DlnEvidence, i)->when);
}

/**
 * dln_case_apply:
 * @self: the case
 * @documents: (nullable) (element-type DlnDocument): new documents; their ids follow the last one
 * @annotations: (nullable) (element-type DlnAnnotations): as many
 * @resolution: (transfer full): tables over all documents, without the decisions that are laid over
 * rows here
 *
 * One change set: appends, replaces the tables, indexes, and tells "changed". Time: O(n log n) in
 * the rows
 */
void
dln_case_apply (DlnCase       *self,
                GPtrArray     *documents,
                GPtrArray     *annotations,
                DlnResolution *resolution)
{
  g_return_if_fail (DLN_IS_CASE (self));
  g_return_if_fail (resolution != NULL);
  g_return_if_fail ((documents != NULL ? documents->len : 0) ==
                    (annotations != NULL ? annotations->len : 0));

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      DlnDocument *document = dln_document_ref (g_ptr_array_index (documents, i));
      const char *digest = dln_document_get_digest (document);

      g_ptr_array_add (self->documents, document);
      g_ptr_array_add (self->annotations,
                       dln_annotations_ref (g_ptr_array_index (annotations, i)));
      if (!g_hash_table_contains (self->digests, digest))
        g_hash_table_insert (self->digests,
                             (gpointer) digest,
                             GUINT_TO_POINTER (self->documents->len));
    }
  g_array_set_size (self->overlays, 0);
  g_hash_table_remove_all (self->remarks);
  self->standfirst = NULL;
  dln_resolution_free (self->resolution);
  self->resolution = resolution;
  self->stale = DLN_INDEX_ALL;
  settle_dates (resolution);
  bind_journal (self);
  _dln_case_lay_all (self);
  notify_changed (self);
}

/* ---- changing the journal -------------------------------------------------------------------- */

/* After a decision that took another back: what lies over the rows is other from there on. */
static void
lay_anew (DlnCase *self)
{
  _dln_case_find_revoked (self);
  _dln_case_lift_all (self);
  _dln_case_lay_all (self);
}

static void
put_in_force (DlnCase *self)
{
  guint last = self->position;
  const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, last);

  self->position += 1;
  if (decision->type == DLN_DECISION_REVOKE)
    {
      lay_anew (self);
      return;
    }
  g_byte_array_append (self->revoked, (const guint8 *) "", 1);
  _dln_case_lay (self, last);
}

static void
take_out_of_force (DlnCase *self)
{
  self->position -= 1;
  if (DLN_ROW (self->journal, DlnDecision, self->position)->type == DLN_DECISION_REVOKE)
    {
      lay_anew (self);
      return;
    }
  g_byte_array_set_size (self->revoked, self->position);
  _dln_case_lift (self, self->position);
}

/**
 * dln_case_decide:
 * @self: the case
 * @decision: what the user decided; copied. A HIDE with value 1 shows the target again
 *
 * Decisions that had been undone are forgotten. Time: that of dln_case_remember() for one that is
 * not remembered yet; an index is only made again when it is asked for
 *
 * Returns: whether it was accepted; %FALSE if what it speaks of is not there or its text is no date
 * or name
 */
gboolean
dln_case_decide (DlnCase           *self,
                 const DlnDecision *decision)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);
  g_return_val_if_fail (decision != NULL, FALSE);

  DlnDecision copy;

  if (!dln_case_accepts (self, decision))
    return FALSE;
  dln_decision_copy (&copy, decision);
  if ((copy.of_a == NULL || copy.type == DLN_DECISION_ADD) && !dln_case_remember (self, &copy))
    {
      dln_decision_clear (&copy);
      return FALSE;
    }
  dln_case_append (self, &copy);
  return TRUE;
}

/**
 * dln_case_append:
 * @self: the case
 * @decision: (transfer full): a decision that is remembered; what it is about may be in no article
 *
 * Puts it at the end of those in force, whatever it says. Decisions that had been undone are
 * forgotten.
 */
void
dln_case_append (DlnCase     *self,
                 DlnDecision *decision)
{
  g_return_if_fail (DLN_IS_CASE (self));
  g_return_if_fail (decision != NULL);

  g_autoptr (GArray) inputs = NULL;
  g_autoptr (DlnTraceFinder) finder = NULL;

  g_array_set_size (self->journal, self->position);
  g_array_append_val (self->journal, *decision);
  g_array_set_size (self->places, self->journal->len);
  *DLN_ROW (self->places, DlnTraceHit, self->position) = nowhere;
  if (decision->type == DLN_DECISION_ADD && decision->of_a != NULL)
    {
      inputs = _dln_case_dup_inputs (self);
      finder = dln_trace_finder_new ((const DlnResolveInput *) inputs->data, inputs->len);
      find_words (self, finder, self->position);
    }
  put_in_force (self);
  notify_changed (self);
}

/* the decisions of the journal that are undone with the one at the end of those in force */
static guint
find_first_of (DlnCase *self,
               guint    position)
{
  while (position > 0 && position < self->journal->len
         && DLN_ROW (self->journal, DlnDecision, position)->joined)
    position -= 1;
  return position;
}

/**
 * dln_case_set_journal:
 * @self: the case
 * @decisions: (nullable): all decisions, oldest first; copied
 * @n: how many
 * @position: how many of them are in force
 *
 * What a case file remembers; call it before dln_case_apply().
 */
void
dln_case_set_journal (DlnCase           *self,
                      const DlnDecision *decisions,
                      guint              n,
                      guint              position)
{
  g_return_if_fail (DLN_IS_CASE (self));
  g_return_if_fail (position <= n);

  g_array_set_size (self->journal, 0);
  for (guint i = 0; i < n; i++)
    {
      DlnDecision copy;

      dln_decision_copy (&copy, &decisions[i]);
      g_array_append_val (self->journal, copy);
    }
  g_array_set_size (self->places, n);
  for (guint i = 0; i < n; i++)
    *DLN_ROW (self->places, DlnTraceHit, i) = nowhere;
  self->position = position;
  lay_anew (self);
  notify_changed (self);
}

/**
 * dln_case_undo:
 * @self: the case
 *
 * Takes the last decision back, with those that it was made with.
 *
 * Returns: whether there was a decision to take back
 */
gboolean
dln_case_undo (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  if (self->position == 0)
    return FALSE;
  for (guint first = find_first_of (self, self->position - 1); self->position > first;)
    take_out_of_force (self);
  notify_changed (self);
  return TRUE;
}

/**
 * dln_case_redo:
 * @self: the case
 *
 * Returns: whether there was a decision to put in force again
 */
gboolean
dln_case_redo (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  if (self->position == self->journal->len)
    return FALSE;
  do
    put_in_force (self);
  while (self->position < self->journal->len
         && DLN_ROW (self->journal, DlnDecision, self->position)->joined);
  notify_changed (self);
  return TRUE;
}
