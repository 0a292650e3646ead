/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change sets and decisions.
 *
 * The journal keeps every decision; those before `position` are in force. A decision that only
 * changes one row (name, type, date of an event) is laid over the resolved tables here and can be
 * lifted off again; one that changes what is one thing and what is two is given to the resolver by
 * the session, which then applies new tables. With new tables each decision is found again by its
 * trace; what is not there any more stays in the journal with an id of 0: it is orphaned. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include "extract/dln-trace.h"

#include <string.h>

/* ---- decisions laid over rows --------------------------------------------------------------- */

static void
lay_over_entity (DlnCase           *self,
                 const DlnDecision *decision,
                 DlnCaseOverlay    *overlay)
{
  GArray *entities = self->resolution->entities;
  guint32 row = _dln_case_find_row (entities, decision->a);

  if (row == DLN_NO_ROW)
    return;

  DlnEntity *entity = DLN_ROW (entities, DlnEntity, row);

  overlay->id = entity->id;
  overlay->old_text = entity->name;
  overlay->old_type = entity->type;
  if (decision->type == DLN_DECISION_RENAME && decision->text != NULL && *decision->text != '\0')
    entity->name = dln_strings_intern (self->resolution->strings, decision->text);
  else if (decision->type == DLN_DECISION_RETYPE && decision->value < DLN_N_ENTITY_TYPES)
    entity->type = decision->value;
  g_array_append_val (self->overlays, *overlay);
}

static void
lay_over_event (DlnCase           *self,
                const DlnDecision *decision,
                DlnCaseOverlay    *overlay)
{
  GArray *events = self->resolution->events;
  guint32 row = _dln_case_find_row (events, decision->a);
  DlnWhen when;

  if (row == DLN_NO_ROW)
    return;

  DlnEvent *event = DLN_ROW (events, DlnEvent, row);

  overlay->id = event->id;
  overlay->old_text = event->title;
  overlay->old_type = event->type;
  overlay->old_when = event->when;
  if (decision->type == DLN_DECISION_RENAME && decision->text != NULL && *decision->text != '\0')
    event->title = dln_strings_intern (self->resolution->strings, decision->text);
  else if (decision->type == DLN_DECISION_RETYPE && decision->value < DLN_N_EVENT_TYPES)
    event->type = decision->value;
  else if (decision->type == DLN_DECISION_DATE && decision->text != NULL
           && dln_when_parse_edtf (decision->text, &when, NULL))
    event->when = when;
  g_array_append_val (self->overlays, *overlay);
}

static void
lift_off (DlnCase              *self,
          const DlnCaseOverlay *overlay)
{
  if (overlay->kind == DLN_TARGET_ENTITY)
    {
      guint32 row = _dln_case_find_row (self->resolution->entities, overlay->id);
      DlnEntity *entity = DLN_ROW (self->resolution->entities, DlnEntity, row);

      entity->name = overlay->old_text;
      entity->type = overlay->old_type;
    }
  else if (overlay->kind == DLN_TARGET_EVENT)
    {
      guint32 row = _dln_case_find_row (self->resolution->events, overlay->id);
      DlnEvent *event = DLN_ROW (self->resolution->events, DlnEvent, row);

      event->title = overlay->old_text;
      event->type = overlay->old_type;
      event->when = overlay->old_when;
    }
}

static void
hide (DlnCase *self,
      guint    kind,
      guint32  id,
      gboolean hidden)
{
  gint64 key = (gint64) kind << 32 | id;

  if (hidden)
    g_hash_table_add (self->hidden, g_memdup2 (&key, sizeof key));
  else
    g_hash_table_remove (self->hidden, &key);
}

static void
put_in_force (DlnCase *self,
              guint    position)
{
  const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, position);
  DlnCaseOverlay overlay = { position, decision->kind, decision->type };

  if (decision->a == 0) /* orphaned */
    return;
  switch (decision->type)
    {
    case DLN_DECISION_HIDE:
      hide (self, decision->kind, decision->a, decision->value == 0);
      break;
    case DLN_DECISION_RENAME:
    case DLN_DECISION_RETYPE:
    case DLN_DECISION_DATE:
      if (decision->kind == DLN_TARGET_ENTITY)
        lay_over_entity (self, decision, &overlay);
      else if (decision->kind == DLN_TARGET_EVENT)
        lay_over_event (self, decision, &overlay);
      break;
    default: /* the resolver's */
      break;
    }
}

static void
lift_all (DlnCase *self)
{
  for (guint i = self->overlays->len; i-- > 0;)
    lift_off (self, DLN_ROW (self->overlays, DlnCaseOverlay, i));
  g_array_set_size (self->overlays, 0);
  g_hash_table_remove_all (self->hidden);
}

static void
lay_all (DlnCase *self)
{
  for (guint i = 0; i < self->position; i++)
    put_in_force (self, i);
}

/* Lifts all that lies over the rows off, lays what is in force over them and makes the indexes. */
static void
refresh (DlnCase *self)
{
  if (self->n_holds > 0)
    return;
  lift_all (self);
  lay_all (self);
  _dln_case_index_build (&self->index, self->resolution, self->annotations);
}

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

  lift_all (self);
}

void
dln_case_lay (DlnCase *self)
{
  g_return_if_fail (DLN_IS_CASE (self));

  lay_all (self);
}

/**
 * dln_case_hold:
 * @self: the case
 *
 * Change sets that belong together are told as one: until dln_case_release() the indexes are not
 * made again and "changed" is not told. Rows must not be looked up in between.
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
  refresh (self);
  notify_changed (self);
}

/* (transfer full) (element-type DlnResolveInput) */
static GArray *
dup_inputs (DlnCase *self)
{
  GArray *inputs = g_array_new (FALSE, FALSE, sizeof (DlnResolveInput));

  for (guint i = 0; i < self->documents->len; i++)
    {
      DlnResolveInput input = { g_ptr_array_index (self->documents, i),
                                g_ptr_array_index (self->annotations, i) };

      g_array_append_val (inputs, input);
    }
  return inputs;
}

/* Finds what each decision is about in new tables. */
static void
bind_journal (DlnCase *self)
{
  g_autoptr (GArray) inputs = dup_inputs (self);
  g_autoptr (DlnTraceFinder) finder =
    dln_trace_finder_new ((const DlnResolveInput *) inputs->data, inputs->len);

  for (guint i = 0; i < self->journal->len; i++)
    {
      DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);

      if (decision->of_a != NULL)
        decision->a = dln_trace_finder_match (finder, self->resolution, decision->of_a);
      if (decision->of_b != NULL)
        decision->b = dln_trace_finder_match (finder, self->resolution, decision->of_b);
    }
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
  dln_resolution_free (self->resolution);
  self->resolution = resolution;
  settle_dates (resolution);
  bind_journal (self);
  refresh (self);
  notify_changed (self);
}

static gboolean
has_target (DlnCase *self,
            guint    kind,
            guint32  id)
{
  switch (kind)
    {
    case DLN_TARGET_DOCUMENT:
      return dln_case_get_document (self, id) != NULL;
    case DLN_TARGET_ENTITY:
      return dln_case_get_entity (self, id) != NULL;
    case DLN_TARGET_EVENT:
      return dln_case_get_event (self, id) != NULL;
    case DLN_TARGET_RELATION:
      return dln_case_get_relation (self, id) != NULL;
    case DLN_TARGET_QUOTE:
      return dln_case_get_quote (self, id) != NULL;
    default:
      return FALSE;
    }
}

/**
 * dln_case_accepts:
 * @self: the case
 * @decision: what the user wants to decide
 *
 * Returns: whether what it speaks of is there and its text is a date or a name where it has to be
 * one
 */
gboolean
dln_case_accepts (DlnCase           *self,
                  const DlnDecision *decision)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && decision != NULL, FALSE);

  DlnWhen when;
  gboolean entity = decision->kind == DLN_TARGET_ENTITY;
  gboolean event = decision->kind == DLN_TARGET_EVENT;
  gboolean document = decision->kind == DLN_TARGET_DOCUMENT;

  if (!has_target (self, decision->kind, decision->a))
    return FALSE;
  switch (decision->type)
    {
    case DLN_DECISION_MERGE:
    case DLN_DECISION_KEEP_APART:
    case DLN_DECISION_LATER:
      return (entity || event) && decision->a != decision->b
             && has_target (self, decision->kind, decision->b);
    case DLN_DECISION_RENAME:
      return (entity || event || document) && decision->text != NULL && *decision->text != '\0'
             && g_utf8_validate (decision->text, -1, NULL);
    case DLN_DECISION_RETYPE:
      return (entity || event)
             && decision->value
                  < (entity ? (guint) DLN_N_ENTITY_TYPES : (guint) DLN_N_EVENT_TYPES);
    case DLN_DECISION_DATE:
      return (event || document) && decision->text != NULL
             && dln_when_parse_edtf (decision->text, &when, NULL);
    default:
      return decision->type == DLN_DECISION_HIDE;
    }
}

static char *
dup_before (DlnCase           *self,
            const DlnDecision *decision)
{
  const DlnEntity *entity =
    decision->kind == DLN_TARGET_ENTITY ? dln_case_get_entity (self, decision->a) : NULL;
  const DlnEvent *event =
    decision->kind == DLN_TARGET_EVENT ? dln_case_get_event (self, decision->a) : NULL;
  const DlnResolvedDocument *document =
    decision->kind == DLN_TARGET_DOCUMENT ? dln_case_get_document_row (self, decision->a) : NULL;
  const DlnWhen *when = event != NULL ? &event->when : document != NULL ? &document->when : NULL;

  if (decision->type == DLN_DECISION_RETYPE && entity != NULL)
    return g_strdup (dln_entity_type_get_name (entity->type));
  if (decision->type == DLN_DECISION_RETYPE && event != NULL)
    return g_strdup (dln_event_type_get_name (event->type));
  if (decision->type == DLN_DECISION_DATE && when != NULL && dln_when_is_known (when))
    return dln_when_to_edtf (when);
  return decision->type == DLN_DECISION_RENAME
           ? dln_case_dup_target_title (self, (DlnTarget){ decision->kind, decision->a })
           : NULL;
}

/**
 * dln_case_remember:
 * @self: the case
 * @decision: (inout): a decision about what is in the case; its texts and traces are its own
 *
 * Adds what is to be remembered with it: what its targets stand on, are called, and what it
 * replaces. It is found again by that, whatever becomes of the ids. Time: O(evidence)
 */
void
dln_case_remember (DlnCase     *self,
                   DlnDecision *decision)
{
  g_return_if_fail (DLN_IS_CASE (self) && decision != NULL);

  g_autoptr (GArray) inputs = dup_inputs (self);
  gboolean whole =
    decision->type == DLN_DECISION_MERGE || decision->type == DLN_DECISION_KEEP_APART;
  guint32 ids[] = { decision->a, whole || decision->type == DLN_DECISION_LATER ? decision->b : 0 };
  DlnTrace **traces[] = { &decision->of_a, &decision->of_b };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *title = NULL;

      g_clear_pointer (traces[i], dln_trace_unref);
      if (ids[i] == 0)
        continue;
      title = dln_case_dup_target_title (self, (DlnTarget){ decision->kind, ids[i] });
      *traces[i] = dln_trace_take ((const DlnResolveInput *) inputs->data, inputs->len,
                                   self->resolution, decision->kind, ids[i], title, whole);
    }
  g_free ((char *) decision->before);
  decision->before = dup_before (self, decision);
}

/**
 * dln_case_decide:
 * @self: the case
 * @decision: what the user decided; copied. A HIDE with value 1 shows the target again
 *
 * Decisions that had been undone are forgotten.
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
  if (copy.of_a == NULL)
    dln_case_remember (self, &copy);
  g_array_set_size (self->journal, self->position);
  g_array_append_val (self->journal, copy);
  self->position = self->journal->len;
  refresh (self);
  notify_changed (self);
  return TRUE;
}

/**
 * dln_case_get_decisions:
 * @self: the case
 * @n: (out): how many are in force
 *
 * Returns: (transfer none) (nullable): the decisions in force, oldest first
 */
const DlnDecision *
dln_case_get_decisions (DlnCase *self,
                        guint   *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  *n = self->position;
  return self->position > 0 ? DLN_ROW (self->journal, DlnDecision, 0) : NULL;
}

/**
 * dln_case_get_journal:
 * @self: the case
 * @n: (out): how many decisions there are
 * @position: (out) (optional): how many of them are in force
 *
 * Returns: (transfer none) (nullable): all decisions, oldest first, those that were undone included
 */
const DlnDecision *
dln_case_get_journal (DlnCase *self,
                      guint   *n,
                      guint   *position)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  *n = self->journal->len;
  if (position != NULL)
    *position = self->position;
  return self->journal->len > 0 ? DLN_ROW (self->journal, DlnDecision, 0) : NULL;
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
  self->position = position;
  refresh (self);
  notify_changed (self);
}

/**
 * dln_case_undo:
 * @self: the case
 *
 * Returns: whether there was a decision to take back
 */
gboolean
dln_case_undo (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  if (self->position == 0)
    return FALSE;
  self->position -= 1;
  refresh (self);
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
  self->position += 1;
  refresh (self);
  notify_changed (self);
  return TRUE;
}

/* ---- what became of them -------------------------------------------------------------------- */

static gboolean
is_pair (const DlnDecision *decision)
{
  return decision->type == DLN_DECISION_MERGE || decision->type == DLN_DECISION_KEEP_APART
         || decision->type == DLN_DECISION_LATER;
}

static gboolean
is_orphaned (DlnCase           *self,
             const DlnDecision *decision)
{
  return !has_target (self, decision->kind, decision->a)
         || (is_pair (decision) && !has_target (self, decision->kind, decision->b));
}

/* @later: (inout): what later decisions say of one thing each; gets this one */
static gboolean
is_replaced (const DlnDecision *decision,
             GHashTable        *later)
{
  gint64 key = (gint64) decision->kind << 40 | (gint64) decision->type << 32 | decision->a;

  if (decision->type == DLN_DECISION_MERGE)
    return decision->a != decision->b;
  if (is_pair (decision))
    return decision->a == decision->b;
  return !g_hash_table_add (later, g_memdup2 (&key, sizeof key));
}

/**
 * dln_case_dup_decision_states:
 * @self: the case
 * @n: (out): how many decisions there are, undone ones too
 *
 * Returns: (transfer full): [n] whether each decision of the journal holds, and if not, why.
 * Time: O(journal log rows)
 */
DlnDecisionState *
dln_case_dup_decision_states (DlnCase *self,
                              guint   *n)
{
  g_return_val_if_fail (DLN_IS_CASE (self) && n != NULL, NULL);

  DlnDecisionState *states = g_new (DlnDecisionState, MAX (self->journal->len, 1));
  g_autoptr (GHashTable) later = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  *n = self->journal->len;
  for (guint i = self->journal->len; i-- > 0;)
    {
      const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);

      states[i] = i >= self->position              ? DLN_DECISION_UNDONE
                  : is_orphaned (self, decision)   ? DLN_DECISION_ORPHANED
                  : is_replaced (decision, later)  ? DLN_DECISION_REPLACED
                                                   : DLN_DECISION_HOLDS;
    }
  return states;
}

/**
 * dln_case_count_orphans:
 * @self: the case
 *
 * Returns: how many decisions in force are about what is not in the case any more
 */
guint
dln_case_count_orphans (DlnCase *self)
{
  guint n = 0;

  g_return_val_if_fail (DLN_IS_CASE (self), 0);

  for (guint i = 0; i < self->position; i++)
    n += is_orphaned (self, DLN_ROW (self->journal, DlnDecision, i));
  return n;
}
