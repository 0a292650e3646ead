/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown. The same questions for timeline, graph, lists and exports, so that they agree. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-filter.h"

#define ALL_TYPES 0xffffffffu

/* ---- what a search found -------------------------------------------------------------------- */

/**
 * dln_found_new:
 * @query: as it was typed
 *
 * Returns: (transfer full): nothing yet; whoever makes it fills the sets
 */
DlnFound *
dln_found_new (const char *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  DlnFound *found = g_new0 (DlnFound, 1);

  g_atomic_ref_count_init (&found->n_users);
  found->query = g_strdup (query);
  found->entities = g_hash_table_new (NULL, NULL);
  found->events = g_hash_table_new (NULL, NULL);
  found->documents = g_hash_table_new (NULL, NULL);
  return found;
}

DlnFound *
dln_found_ref (DlnFound *found)
{
  g_return_val_if_fail (found != NULL, NULL);

  g_atomic_ref_count_inc (&found->n_users);
  return found;
}

void
dln_found_unref (DlnFound *found)
{
  if (found == NULL || !g_atomic_ref_count_dec (&found->n_users))
    return;
  g_free (found->query);
  g_hash_table_unref (found->entities);
  g_hash_table_unref (found->events);
  g_hash_table_unref (found->documents);
  g_free (found);
}

/* ---- making ---------------------------------------------------------------------------------- */

/**
 * dln_filter_new:
 *
 * Returns: (transfer full): shows everything that is drawn by default: no co-mentions, no minor
 * events, no names that are none of person, institution and place
 */
DlnFilter *
dln_filter_new (void)
{
  DlnFilter *filter = g_new0 (DlnFilter, 1);

  filter->entity_types =
    1u << DLN_ENTITY_PERSON | 1u << DLN_ENTITY_INSTITUTION | 1u << DLN_ENTITY_PLACE;
  filter->event_types = ALL_TYPES;
  filter->relation_types = ~DLN_FILTER_BIT (DLN_RELATION_CO_MENTION);
  filter->hidden_entities = g_hash_table_new (NULL, NULL);
  filter->hidden_documents = g_hash_table_new (NULL, NULL);
  filter->begin = DLN_INSTANT_PAST;
  filter->end = DLN_INSTANT_FUTURE;
  filter->show_background = TRUE;
  return filter;
}

static GHashTable *
copy_set (GHashTable *set)
{
  GHashTable *copy = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key;

  if (set == NULL)
    return copy;
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy, key);
  return copy;
}

/**
 * dln_filter_copy:
 * @filter: a filter
 *
 * Returns: (transfer full): a copy with sets of its own
 */
DlnFilter *
dln_filter_copy (const DlnFilter *filter)
{
  g_return_val_if_fail (filter != NULL, NULL);

  DlnFilter *copy = g_memdup2 (filter, sizeof *filter);

  copy->hidden_entities = copy_set (filter->hidden_entities);
  copy->hidden_documents = copy_set (filter->hidden_documents);
  copy->story = filter->story != NULL ? g_array_copy (filter->story) : NULL;
  copy->found = filter->found != NULL ? dln_found_ref (filter->found) : NULL;
  return copy;
}

void
dln_filter_free (DlnFilter *filter)
{
  if (filter == NULL)
    return;
  g_clear_pointer (&filter->hidden_entities, g_hash_table_unref);
  g_clear_pointer (&filter->hidden_documents, g_hash_table_unref);
  g_clear_pointer (&filter->story, g_array_unref);
  g_clear_pointer (&filter->found, dln_found_unref);
  g_free (filter);
}

/* ---- the story of somebody ------------------------------------------------------------------ */

/**
 * dln_filter_has_story:
 * @filter: a filter
 *
 * Returns: whether only what concerns some names is shown
 */
gboolean
dln_filter_has_story (const DlnFilter *filter)
{
  g_return_val_if_fail (filter != NULL, FALSE);

  return filter->story != NULL && filter->story->len > 0;
}

static gboolean
is_in_story (const DlnFilter *filter,
             DlnEntityId      id)
{
  for (guint i = 0; i < filter->story->len; i++)
    if (g_array_index (filter->story, DlnEntityId, i) == id)
      return TRUE;
  return FALSE;
}

/**
 * dln_filter_tell_story:
 * @filter: a filter
 * @id: a person, institution or place
 * @add: beside those whose story is told; one that is among them leaves
 *
 * From now on only events in which it takes part are shown, side remarks too, and its relations.
 */
void
dln_filter_tell_story (DlnFilter  *filter,
                       DlnEntityId id,
                       gboolean    add)
{
  g_return_if_fail (filter != NULL && id != 0);

  if (filter->story == NULL)
    filter->story = g_array_new (FALSE, FALSE, sizeof (DlnEntityId));
  if (!add)
    g_array_set_size (filter->story, 0);
  for (guint i = 0; i < filter->story->len; i++)
    if (g_array_index (filter->story, DlnEntityId, i) == id)
      {
        g_array_remove_index (filter->story, i);
        return;
      }
  g_array_append_val (filter->story, id);
}

/**
 * dln_filter_end_story:
 * @filter: a filter
 *
 * Shows the events of everybody again.
 */
void
dln_filter_end_story (DlnFilter *filter)
{
  g_return_if_fail (filter != NULL);

  g_clear_pointer (&filter->story, g_array_unref);
  filter->any_of_story = FALSE;
}

/**
 * dln_filter_shows_minor:
 * @filter: a filter
 *
 * Returns: whether side remarks are shown: where they are asked for, and all that a story or a
 * search is about
 */
gboolean
dln_filter_shows_minor (const DlnFilter *filter)
{
  g_return_val_if_fail (filter != NULL, FALSE);

  return filter->show_minor || dln_filter_has_story (filter) || filter->found != NULL;
}

static gboolean
takes_part (DlnCase        *dcase,
            const DlnEvent *event,
            DlnEntityId     id)
{
  const GArray *participants = dln_case_get_resolution (dcase)->participants;
  guint end = MIN (event->first_participant + event->n_participants, participants->len);

  if (event->place == id)
    return TRUE;
  for (guint i = event->first_participant; i < end; i++)
    if (DLN_ROW (participants, DlnEventParticipant, i)->entity == id)
      return TRUE;
  return FALSE;
}

static gboolean
is_of_story (const DlnFilter *filter,
             DlnCase         *dcase,
             const DlnEvent  *event)
{
  guint n = 0;

  for (guint i = 0; i < filter->story->len; i++)
    n += takes_part (dcase, event, g_array_index (filter->story, DlnEntityId, i));
  return filter->any_of_story ? n > 0 : n == filter->story->len;
}

/* The names whose story is told, and those that a relation ties to them. */
static gboolean
is_near_story (const DlnFilter *filter,
               DlnCase         *dcase,
               DlnEntityId      id)
{
  guint n;
  const DlnRelationId *relations = dln_case_get_relations_of (dcase, id, &n);

  if (is_in_story (filter, id))
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      const DlnRelation *relation = dln_case_get_relation (dcase, relations[i]);

      if ((filter->relation_types & DLN_FILTER_BIT (relation->type)) != 0
          && (is_in_story (filter, relation->subject) || is_in_story (filter, relation->object)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
are_stories_equal (const DlnFilter *a,
                   const DlnFilter *b)
{
  guint n = a->story != NULL ? a->story->len : 0;

  if (n != (b->story != NULL ? b->story->len : 0) || (n > 1 && a->any_of_story != b->any_of_story))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_array_index (a->story, DlnEntityId, i) != g_array_index (b->story, DlnEntityId, i))
      return FALSE;
  return TRUE;
}

static gboolean
are_sets_equal (GHashTable *a,
                GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;

  if ((a != NULL ? g_hash_table_size (a) : 0) != (b != NULL ? g_hash_table_size (b) : 0))
    return FALSE;
  if (a == NULL || b == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (b, key))
      return FALSE;
  return TRUE;
}

/**
 * dln_filter_equal_but_period:
 * @a: a filter
 * @b: another
 *
 * Returns: whether they differ in nothing but, perhaps, their period
 */
gboolean
dln_filter_equal_but_period (const DlnFilter *a,
                             const DlnFilter *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->entity_types == b->entity_types && a->event_types == b->event_types
         && a->relation_types == b->relation_types && a->min_score == b->min_score
         && a->min_salience == b->min_salience && a->show_minor == b->show_minor
         && a->show_background == b->show_background && a->found == b->found
         && are_stories_equal (a, b)
         && are_sets_equal (a->hidden_entities, b->hidden_entities)
         && are_sets_equal (a->hidden_documents, b->hidden_documents);
}

static gboolean
is_off (GHashTable *set,
        guint32     id)
{
  return set != NULL && g_hash_table_contains (set, GUINT_TO_POINTER (id));
}

/* whether a search that filters did not find it; @set is one of its sets */
static gboolean
is_left_out (GHashTable *set,
             guint32     id)
{
  return !g_hash_table_contains (set, GUINT_TO_POINTER (id));
}

static gboolean
has_window (const DlnFilter *filter)
{
  return filter->begin != DLN_INSTANT_PAST || filter->end != DLN_INSTANT_FUTURE;
}

static gboolean
has_hidden_documents (const DlnFilter *filter)
{
  return filter->hidden_documents != NULL && g_hash_table_size (filter->hidden_documents) > 0;
}

/* whether a claim about the target stands in a document that is switched on, and if @dated was
 * reported in the window */
static gboolean
has_claim (const DlnFilter *filter,
           DlnCase         *dcase,
           DlnTarget        target,
           gboolean         dated)
{
  guint n;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

  for (guint i = 0; i < n; i++)
    {
      const DlnResolvedDocument *row;

      if (is_off (filter->hidden_documents, evidence[i].document))
        continue;
      if (!dated)
        return TRUE;
      row = dln_case_get_document_row (dcase, evidence[i].document);
      if (row == NULL || !dln_when_is_known (&row->when)
          || dln_when_test_window (&row->when, filter->begin, filter->end) != DLN_CERTAINTY_NO)
        return TRUE;
    }
  return FALSE;
}

static gboolean
shows_kind_of_entity (const DlnFilter *filter,
                      DlnCase         *dcase,
                      const DlnEntity *entity)
{
  return (filter->entity_types & 1u << entity->type) != 0
         && (entity->flags & (DLN_ENTITY_SOURCE | DLN_ENTITY_BOILERPLATE)) == 0
         && entity->salience >= filter->min_salience
         && !is_off (filter->hidden_entities, entity->id)
         && (filter->found == NULL || !is_left_out (filter->found->entities, entity->id))
         && !dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_ENTITY, entity->id });
}

/* whether one of its dated events can lie in the window */
static gboolean
acts_in_window (const DlnFilter *filter,
                DlnCase         *dcase,
                DlnEntityId      id)
{
  guint n;
  const DlnEventId *events = dln_case_get_events_of (dcase, id, &n);

  for (guint i = 0; i < n; i++)
    {
      const DlnEvent *event = dln_case_get_event (dcase, events[i]);

      if (!dln_when_is_known (&event->when) || event->when.earliest_begin >= filter->end)
        break;
      if (dln_when_test_window (&event->when, filter->begin, filter->end) != DLN_CERTAINTY_NO)
        return TRUE;
    }
  return FALSE;
}

/**
 * dln_filter_shows_entity:
 * @filter: the filter
 * @dcase: the case
 * @id: an entity
 *
 * Within a limited window an entity shows if it takes part in an event there or is reported on
 * there.
 *
 * Returns: whether it is drawn
 */
gboolean
dln_filter_shows_entity (const DlnFilter *filter,
                         DlnCase         *dcase,
                         DlnEntityId      id)
{
  g_return_val_if_fail (filter != NULL && DLN_IS_CASE (dcase), FALSE);

  const DlnEntity *entity = dln_case_get_entity (dcase, id);
  DlnTarget target = { DLN_TARGET_ENTITY, id };

  if (entity == NULL || !shows_kind_of_entity (filter, dcase, entity))
    return FALSE;
  if (has_hidden_documents (filter) && !has_claim (filter, dcase, target, FALSE))
    return FALSE;
  if (dln_filter_has_story (filter) && !is_near_story (filter, dcase, id))
    return FALSE;
  return !has_window (filter) || acts_in_window (filter, dcase, id)
         || has_claim (filter, dcase, target, TRUE);
}

/* whether the one itself is, or all of its kind; other names than these have no switch */
static gboolean
is_switched_off (const DlnFilter *filter,
                 DlnCase         *dcase,
                 DlnEntityId      id)
{
  const DlnEntity *entity = dln_case_get_entity (dcase, id);
  const guint32 switches =
    1u << DLN_ENTITY_PERSON | 1u << DLN_ENTITY_INSTITUTION | 1u << DLN_ENTITY_PLACE;

  return is_off (filter->hidden_entities, id)
         || (entity != NULL && (switches & ~filter->entity_types & 1u << entity->type) != 0);
}

/* an event goes when it has participants and all of them are switched off */
static gboolean
has_participant (const DlnFilter *filter,
                 DlnCase         *dcase,
                 const DlnEvent  *event)
{
  const GArray *participants = dln_case_get_resolution (dcase)->participants;
  guint n = 0;

  for (guint i = 0; i < event->n_participants; i++)
    {
      guint32 row = event->first_participant + i;

      if (row >= participants->len)
        break;
      n += 1;
      if (!is_switched_off (filter, dcase,
                            DLN_ROW (participants, DlnEventParticipant, row)->entity))
        return TRUE;
    }
  return n == 0;
}

/**
 * dln_filter_shows_event:
 * @filter: the filter
 * @dcase: the case
 * @id: an event
 *
 * Returns: certainly or possibly in the window, or not shown. An undated event is possible in any
 * window
 */
DlnCertainty
dln_filter_shows_event (const DlnFilter *filter,
                        DlnCase         *dcase,
                        DlnEventId       id)
{
  g_return_val_if_fail (filter != NULL && DLN_IS_CASE (dcase), DLN_CERTAINTY_NO);

  const DlnEvent *event = dln_case_get_event (dcase, id);
  DlnTarget target = { DLN_TARGET_EVENT, id };

  if (event == NULL || (filter->event_types & 1u << event->type) == 0
      || event->salience < filter->min_salience || dln_case_is_hidden (dcase, target))
    return DLN_CERTAINTY_NO;
  if (filter->found != NULL && is_left_out (filter->found->events, id))
    return DLN_CERTAINTY_NO;
  if (dln_filter_has_story (filter) && !is_of_story (filter, dcase, event))
    return DLN_CERTAINTY_NO;
  if (!dln_case_is_starred (dcase, target)
      && (((event->flags & DLN_EVENT_MINOR) != 0 && !dln_filter_shows_minor (filter))
          || ((event->flags & DLN_EVENT_BACKGROUND) != 0 && !filter->show_background)))
    return DLN_CERTAINTY_NO;
  if (has_hidden_documents (filter) && !has_claim (filter, dcase, target, FALSE))
    return DLN_CERTAINTY_NO;
  if (!has_participant (filter, dcase, event))
    return DLN_CERTAINTY_NO;
  if (!has_window (filter))
    return DLN_CERTAINTY_CERTAIN;
  if (!dln_when_is_known (&event->when))
    return DLN_CERTAINTY_POSSIBLE;
  return dln_when_test_window (&event->when, filter->begin, filter->end);
}

/**
 * dln_filter_shows_relation:
 * @filter: the filter
 * @dcase: the case
 * @id: a relation
 *
 * Within a limited window a relation shows if the time it holds can lie there or, where that is not
 * said, if it is reported there.
 *
 * In somebody's story a relation shows if it is one of theirs.
 *
 * Returns: whether it is drawn
 */
gboolean
dln_filter_shows_relation (const DlnFilter *filter,
                           DlnCase         *dcase,
                           DlnRelationId    id)
{
  g_return_val_if_fail (filter != NULL && DLN_IS_CASE (dcase), FALSE);

  const DlnRelation *relation = dln_case_get_relation (dcase, id);
  DlnTarget target = { DLN_TARGET_RELATION, id };

  if (relation == NULL || (filter->relation_types & DLN_FILTER_BIT (relation->type)) == 0
      || relation->score < filter->min_score || dln_case_is_hidden (dcase, target))
    return FALSE;

  const DlnEntity *subject = dln_case_get_entity (dcase, relation->subject);
  const DlnEntity *object = dln_case_get_entity (dcase, relation->object);

  if (subject == NULL || object == NULL || !shows_kind_of_entity (filter, dcase, subject)
      || !shows_kind_of_entity (filter, dcase, object))
    return FALSE;
  if (has_hidden_documents (filter) && !has_claim (filter, dcase, target, FALSE))
    return FALSE;
  if (dln_filter_has_story (filter) && !is_in_story (filter, relation->subject)
      && !is_in_story (filter, relation->object))
    return FALSE;
  if (!has_window (filter))
    return TRUE;
  if (dln_when_is_known (&relation->when))
    return dln_when_test_window (&relation->when, filter->begin, filter->end) != DLN_CERTAINTY_NO;
  return has_claim (filter, dcase, target, TRUE);
}

/**
 * dln_filter_shows_document:
 * @filter: the filter
 * @dcase: the case
 * @id: a document
 *
 * Returns: certainly or possibly in the window, or not shown
 */
DlnCertainty
dln_filter_shows_document (const DlnFilter *filter,
                           DlnCase         *dcase,
                           DlnDocumentId    id)
{
  g_return_val_if_fail (filter != NULL && DLN_IS_CASE (dcase), DLN_CERTAINTY_NO);

  const DlnResolvedDocument *row = dln_case_get_document_row (dcase, id);

  if (dln_case_get_document (dcase, id) == NULL || is_off (filter->hidden_documents, id)
      || dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_DOCUMENT, id })
      || (filter->found != NULL && is_left_out (filter->found->documents, id)))
    return DLN_CERTAINTY_NO;
  if (!has_window (filter))
    return DLN_CERTAINTY_CERTAIN;
  if (row == NULL || !dln_when_is_known (&row->when))
    return DLN_CERTAINTY_POSSIBLE;
  return dln_when_test_window (&row->when, filter->begin, filter->end);
}
