/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a case. Cells are text. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-table-private.h"

#include "extract/dln-reason-text.h"
#include "case/dln-standing.h"
#include "scene/dln-network.h"

#include <string.h>

static const char *const kind_names[] = { "documents",   "events",     "people", "institutions",
                                          "places",      "relations",  "quotes", "conflicts",
                                          "suggestions", "decisions",  "communities" };

typedef struct
{
  DlnCase             *dcase;
  const DlnResolution *resolution;
  const DlnFilter     *filter; /* (nullable) */
  DlnTable            *table;
  GHashTable          *entities; /* (nullable): events in which one of these takes part */
} Build;

/* what is drawn by default, when everything is listed: co-mentions tie nobody */
static DlnNetwork *
new_network (const Build *build)
{
  g_autoptr (DlnFilter) usual = dln_filter_new ();

  return dln_network_new (build->dcase, build->filter != NULL ? build->filter : usual);
}

/* ---- cells ----------------------------------------------------------------------------------- */

static void
add_owned (Build *build,
           char  *cell) /* (transfer full) (nullable) */
{
  g_ptr_array_add (build->table->cells, cell != NULL ? cell : g_strdup (""));
}

static void
add_text (Build      *build,
          const char *text)
{
  add_owned (build, g_strdup (text));
}

static void
add_string (Build      *build,
            DlnStringId id)
{
  add_text (build, dln_case_get_string (build->dcase, id));
}

static void
add_number (Build *build,
            gint64 number)
{
  add_owned (build, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static void
add_float (Build *build,
           double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  add_text (build, g_ascii_formatd (buffer, sizeof buffer, "%.3f", number));
}

static void
add_when (Build         *build,
          const DlnWhen *when)
{
  add_owned (build, dln_when_is_known (when) ? dln_when_to_edtf (when) : NULL);
}

static void
add_entity (Build      *build,
            DlnEntityId id)
{
  const DlnEntity *entity = dln_case_get_entity (build->dcase, id);

  add_text (build, entity != NULL ? dln_case_get_string (build->dcase, entity->name) : "");
}

static void
add_yes (Build   *build,
         gboolean yes)
{
  add_text (build, yes ? "yes" : "");
}

/* of an event, a relation or a claim */
static void
add_standing (Build *build,
              guint  polarity,
              guint  modality)
{
  add_text (build, dln_polarity_get_name (polarity));
  add_text (build, dln_modality_get_name (modality));
}

/* a sentence on one line */
static void
add_sentence (Build             *build,
              const DlnEvidence *evidence)
{
  DlnDocument *document = dln_case_get_document (build->dcase, evidence->document);
  char *words = document != NULL ? dln_document_dup_span (document, evidence->sentence) : NULL;

  for (char *p = words; p != NULL && *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      *p = ' ';
  add_owned (build, words);
}

static void
add_source (Build        *build,
            DlnDocumentId id)
{
  add_owned (build, dln_case_dup_document_source (build->dcase, id));
}

/* one of several in a cell */
static void
append_name (GString    *names,
             const char *name)
{
  if (names->len > 0)
    g_string_append (names, "; ");
  g_string_append (names, name);
}

static void
add_participants (Build          *build,
                  const DlnEvent *event)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < event->n_participants; i++)
    {
      guint32 row = event->first_participant + i;
      const DlnEventParticipant *participant;
      const DlnEntity *entity;

      if (row >= build->resolution->participants->len)
        break;
      participant = DLN_ROW (build->resolution->participants, DlnEventParticipant, row);
      entity = dln_case_get_entity (build->dcase, participant->entity);
      if (entity == NULL || participant->role == DLN_ROLE_PLACE)
        continue;
      append_name (names, dln_case_get_string (build->dcase, entity->name));
    }
  add_owned (build, g_string_free (names, FALSE));
}

static void
add_speaker (Build      *build,
             DlnEntityId id,
             DlnStringId text)
{
  const DlnEntity *entity = dln_case_get_entity (build->dcase, id);

  add_text (build, dln_case_get_string (build->dcase, entity != NULL ? entity->name : text));
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void
add_documents (Build *build)
{
  guint n = dln_case_get_n_documents (build->dcase);

  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (build->dcase, i);
      const DlnResolvedDocument *row = dln_case_get_document_row (build->dcase, i);
      DlnWhen unknown = dln_when_unknown ();
      DlnDocument *same = row != NULL ? dln_case_get_document (build->dcase, row->same_as) : NULL;

      if (build->filter != NULL
          && dln_filter_shows_document (build->filter, build->dcase, i) == DLN_CERTAINTY_NO)
        continue;
      add_number (build, i);
      add_text (build, dln_document_get_id (document));
      add_when (build, row != NULL ? &row->when : &unknown);
      add_text (build, row != NULL ? dln_date_source_get_name (row->date_source) : "");
      add_owned (build, dln_case_dup_document_title (build->dcase, i));
      add_source (build, i);
      add_text (build, dln_document_get_byline (document));
      add_yes (build, dln_case_get_annotations (build->dcase, i)->analysed);
      add_text (build, same != NULL ? dln_document_get_id (same) : "");
      add_owned (build, dln_case_dup_original_name (build->dcase, i));
    }
}

/* by hand or not */
static void
add_origin (Build    *build,
            DlnTarget target)
{
  add_text (build, dln_origin_get_name (dln_origin_of (build->dcase, target)));
}

static gboolean
is_about (const Build    *build,
          const DlnEvent *event)
{
  guint end =
    MIN (event->first_participant + event->n_participants, build->resolution->participants->len);

  if (build->entities == NULL
      || g_hash_table_contains (build->entities, GUINT_TO_POINTER (event->place)))
    return TRUE;
  for (guint i = event->first_participant; i < end; i++)
    if (g_hash_table_contains (
          build->entities,
          GUINT_TO_POINTER (
            DLN_ROW (build->resolution->participants, DlnEventParticipant, i)->entity)))
      return TRUE;
  return FALSE;
}

static gboolean
shows_event (const Build    *build,
             const DlnEvent *event)
{
  if (!is_about (build, event))
    return FALSE;
  return build->filter == NULL
         || dln_filter_shows_event (build->filter, build->dcase, event->id) != DLN_CERTAINTY_NO;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const DlnEvent *x = *(DlnEvent *const *) a;
  const DlnEvent *y = *(DlnEvent *const *) b;
  int order = dln_when_compare (&x->when, &y->when);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

/* shown events by time, undated ones last; (transfer container) */
static GPtrArray *
sort_events (const Build *build)
{
  GPtrArray *events = g_ptr_array_new ();

  for (guint i = 0; i < build->resolution->events->len; i++)
    {
      DlnEvent *event = DLN_ROW (build->resolution->events, DlnEvent, i);

      if (shows_event (build, event))
        g_ptr_array_add (events, event);
    }
  g_ptr_array_sort (events, compare_events);
  return events;
}

/* of the surest of its claims; empty for what was made by hand */
static void
add_certainty (Build  *build,
               guint32 first,
               guint32 n)
{
  double best = -1;

  for (guint i = 0; i < n; i++)
    best = MAX (best, dln_case_get_certainty (
                        build->dcase,
                        DLN_ROW (build->resolution->evidence, DlnEvidence, first + i)));
  if (best < 0)
    add_text (build, "");
  else
    add_float (build, best);
}

static void
add_events (Build *build)
{
  g_autoptr (GPtrArray) events = sort_events (build);
  g_autoptr (GHashTable) ranks = dln_case_dup_ranks (build->dcase);

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEvent *event = g_ptr_array_index (events, i);

      add_number (build, event->id);
      add_when (build, &event->when);
      add_text (build, dln_event_type_get_name (event->type));
      add_string (build, event->title);
      add_participants (build, event);
      add_entity (build, event->place);
      add_standing (build, event->polarity, event->modality);
      add_number (build, event->n_sources);
      add_number (build, event->n_evidence);
      add_yes (build, (event->flags & DLN_EVENT_CONFLICT) != 0);
      add_float (build, event->salience);
      add_number (build, dln_rank_of (ranks, event->id));
      add_certainty (build, event->first_evidence, event->n_evidence);
      add_origin (build, (DlnTarget){ DLN_TARGET_EVENT, event->id });
    }
}

static void
add_claim_end (Build             *build,
               const DlnEvidence *claim)
{
  const DlnResolvedDocument *row = dln_case_get_document_row (build->dcase, claim->document);
  DlnDocument *document = dln_case_get_document (build->dcase, claim->document);
  DlnWhen unknown = dln_when_unknown ();

  add_sentence (build, claim);
  add_speaker (build, claim->speaker, claim->speaker_text);
  add_text (build, document != NULL ? dln_document_get_id (document) : "");
  add_source (build, claim->document);
  add_when (build, row != NULL ? &row->when : &unknown);
  add_text (build, dln_case_find_place (build->dcase, claim));
}

static void
add_event_claims (Build *build)
{
  g_autoptr (GPtrArray) events = sort_events (build);

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEvent *event = g_ptr_array_index (events, i);
      guint n;
      const DlnEvidence *claims =
        dln_case_get_evidence (build->dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }, &n);

      for (guint j = 0; j < n; j++)
        {
          add_number (build, event->id);
          add_when (build, &event->when);
          add_string (build, event->title);
          add_text (build, dln_event_type_get_name (event->type));
          add_participants (build, event);
          add_entity (build, event->place);
          add_when (build, &claims[j].when);
          add_standing (build, claims[j].polarity, claims[j].modality);
          add_yes (build, claims[j].contradicts);
          add_claim_end (build, &claims[j]);
        }
    }
}

static int
compare_entities (gconstpointer a,
                  gconstpointer b)
{
  const DlnEntity *x = *(DlnEntity *const *) a;
  const DlnEntity *y = *(DlnEntity *const *) b;

  if (x->salience != y->salience)
    return x->salience > y->salience ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static void
add_aliases (Build           *build,
             const DlnEntity *entity)
{
  GString *names = g_string_new (NULL);
  DlnStringId alias;

  for (guint i = 0; (alias = dln_resolution_get_alias (build->resolution, entity, i)) != 0; i++)
    if (alias != entity->name)
      append_name (names, dln_case_get_string (build->dcase, alias));
  add_owned (build, g_string_free (names, FALSE));
}

/* nothing for a name that is tied to nobody */
static void
add_measures (Build                *build,
              const DlnNetworkName *name)
{
  if (name != NULL && name->community > 0)
    {
      add_number (build, name->community);
      add_float (build, name->betweenness);
      return;
    }
  add_text (build, "");
  add_text (build, "");
}

/* those of a type, joined */
static void
add_names (Build           *build,
           const GPtrArray *entities,
           DlnEntityType    type)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < entities->len; i++)
    {
      const DlnEntity *entity = g_ptr_array_index (entities, i);

      if (entity->type != type)
        continue;
      append_name (names, dln_case_get_string (build->dcase, entity->name));
    }
  add_owned (build, g_string_free (names, FALSE));
}

static void
add_entities (Build        *build,
              DlnEntityType type)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();
  g_autoptr (DlnNetwork) network = new_network (build);

  for (guint i = 0; i < build->resolution->entities->len; i++)
    {
      DlnEntity *entity = DLN_ROW (build->resolution->entities, DlnEntity, i);

      if (entity->type == type
          && (build->filter == NULL
              || dln_filter_shows_entity (build->filter, build->dcase, entity->id)))
        g_ptr_array_add (entities, entity);
    }
  g_ptr_array_sort (entities, compare_entities);
  for (guint i = 0; i < entities->len; i++)
    {
      const DlnEntity *entity = g_ptr_array_index (entities, i);

      add_number (build, entity->id);
      add_string (build, entity->name);
      add_string (build, entity->description);
      add_aliases (build, entity);
      add_number (build, entity->n_mentions);
      add_number (build, entity->n_documents);
      add_float (build, entity->salience);
      add_measures (build, dln_network_get (network, entity->id));
      add_origin (build, (DlnTarget){ DLN_TARGET_ENTITY, entity->id });
    }
}

static void
add_communities (Build *build)
{
  static const DlnEntityType types[] = { DLN_ENTITY_PERSON,
                                         DLN_ENTITY_INSTITUTION,
                                         DLN_ENTITY_PLACE };
  g_autoptr (DlnNetwork) network = new_network (build);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  for (guint32 community = 1; community <= network->n_communities; community++)
    {
      g_ptr_array_set_size (members, 0);
      for (guint i = 0; i < network->names->len; i++)
        {
          const DlnNetworkName *name = DLN_ROW (network->names, DlnNetworkName, i);

          if (name->community == community)
            g_ptr_array_add (members, (gpointer) dln_case_get_entity (build->dcase, name->id));
        }
      g_ptr_array_sort (members, compare_entities);
      add_number (build, community);
      add_number (build, members->len);
      for (guint t = 0; t < G_N_ELEMENTS (types); t++)
        add_names (build, members, types[t]);
    }
}

static gboolean
shows_relation (const Build       *build,
                const DlnRelation *relation)
{
  return build->filter == NULL
         || dln_filter_shows_relation (build->filter, build->dcase, relation->id);
}

/* the columns that both tables of relations begin with */
static void
add_relation (Build             *build,
              const DlnRelation *relation)
{
  add_number (build, relation->id);
  add_entity (build, relation->subject);
  add_text (build, dln_relation_type_get_name (relation->type));
  add_entity (build, relation->object);
  add_string (build, relation->caption);
  add_yes (build, relation->ended);
  add_when (build, &relation->when);
}

static void
add_relations (Build *build)
{
  for (guint i = 0; i < build->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (build->resolution->relations, DlnRelation, i);
      guint n;
      const DlnEvidence *claims =
        dln_case_get_evidence (build->dcase, (DlnTarget){ DLN_TARGET_RELATION, relation->id }, &n);

      if (!shows_relation (build, relation))
        continue;
      add_relation (build, relation);
      add_standing (build, relation->polarity, relation->modality);
      add_number (build, relation->n_sources);
      add_float (build, relation->score);
      if (n > 0)
        add_sentence (build, claims);
      else
        add_text (build, "");
      add_origin (build, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
    }
}

static void
add_claims_of (Build             *build,
               const DlnRelation *relation)
{
  guint n;
  const DlnEvidence *claims =
    dln_case_get_evidence (build->dcase, (DlnTarget){ DLN_TARGET_RELATION, relation->id }, &n);

  for (guint i = 0; i < n; i++)
    {
      add_relation (build, relation);
      add_standing (build, claims[i].polarity, claims[i].modality);
      add_claim_end (build, &claims[i]);
    }
}

static void
add_relation_claims (Build *build)
{
  for (guint i = 0; i < build->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (build->resolution->relations, DlnRelation, i);

      if (shows_relation (build, relation))
        add_claims_of (build, relation);
    }
}

static void
add_claim_source (Build  *build,
                  guint32 row)
{
  if (row < build->resolution->evidence->len)
    add_source (build, DLN_ROW (build->resolution->evidence, DlnEvidence, row)->document);
  else
    add_text (build, "");
}

static const DlnEvidence *
get_best_claim (Build          *build,
                const DlnQuote *quote)
{
  return quote->n_evidence > 0 && quote->first_evidence < build->resolution->evidence->len
           ? DLN_ROW (build->resolution->evidence, DlnEvidence, quote->first_evidence)
           : NULL;
}

static void
add_quotes (Build *build)
{
  for (guint i = 0; i < build->resolution->quotes->len; i++)
    {
      const DlnQuote *quote = DLN_ROW (build->resolution->quotes, DlnQuote, i);
      DlnQuoteId outer = dln_case_get_outer_quote (build->dcase, quote->id);

      add_number (build, quote->id);
      add_speaker (build, quote->speaker, quote->speaker_text);
      add_entity (build, quote->addressee);
      add_text (build, dln_quote_type_get_name (quote->type));
      add_string (build, quote->text);
      add_when (build, &quote->when);
      add_number (build, quote->n_sources);
      add_claim_source (build, quote->first_evidence);
      if (outer != 0)
        add_number (build, outer);
      else
        add_text (build, "");
      add_certainty (build, quote->first_evidence, quote->n_evidence);
      add_text (build, dln_case_find_place (build->dcase, get_best_claim (build, quote)));
    }
}

static void
add_conflicts (Build *build)
{
  for (guint i = 0; i < build->resolution->conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (build->resolution->conflicts, DlnConflict, i);

      add_text (build, dln_conflict_type_get_name (conflict->type));
      add_text (build, dln_target_kind_get_name (conflict->kind));
      add_number (build, conflict->target);
      add_owned (
        build,
        dln_case_dup_target_title (build->dcase, (DlnTarget){ conflict->kind, conflict->target }));
      add_string (build, conflict->value_a);
      add_claim_source (build, conflict->evidence_a);
      add_string (build, conflict->value_b);
      add_claim_source (build, conflict->evidence_b);
    }
}

static void
add_suggestions (Build *build)
{
  for (guint i = 0; i < build->resolution->suggestions->len; i++)
    {
      const DlnSuggestion *suggestion = DLN_ROW (build->resolution->suggestions, DlnSuggestion, i);

      add_number (build, suggestion->a);
      add_entity (build, suggestion->a);
      add_number (build, suggestion->b);
      add_entity (build, suggestion->b);
      add_float (build, suggestion->score);
      add_owned (build,
                 dln_reason_dup_text (dln_case_get_string (build->dcase, suggestion->reason)));
    }
}

/* ---- public ---------------------------------------------------------------------------------- */

/**
 * dln_table_kind_from_name:
 * @name: "documents", "events", ...
 * @kind: (out): the kind
 *
 * Returns: whether @name is one that can be listed
 */
gboolean
dln_table_kind_from_name (const char   *name,
                          DlnTableKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (strcmp (name, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/* (transfer full): ids of the entities that have the name, in any case of letters; a set */
static GHashTable *
find_entities (DlnCase    *dcase,
               const char *name)
{
  const DlnResolution *resolution = dln_case_get_resolution (dcase);
  GHashTable *found = g_hash_table_new (NULL, NULL);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < resolution->aliases->len; i++)
    {
      const DlnAlias *alias = DLN_ROW (resolution->aliases, DlnAlias, i);
      g_autofree char *written = g_utf8_casefold (dln_case_get_string (dcase, alias->text), -1);

      if (strcmp (written, wanted) == 0)
        g_hash_table_add (found, GUINT_TO_POINTER (alias->entity));
    }
  for (guint i = 0; i < resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (resolution->entities, DlnEntity, i);
      g_autofree char *written = g_utf8_casefold (dln_case_get_string (dcase, entity->name), -1);

      if (strcmp (written, wanted) == 0)
        g_hash_table_add (found, GUINT_TO_POINTER (entity->id));
    }
  return found;
}

static DlnTable *
new_table (DlnTableKind kind)
{
  DlnTable *table = g_new0 (DlnTable, 1);

  table->columns = _dln_table_layouts[kind].columns;
  table->n_columns = _dln_table_layouts[kind].n_columns;
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

/**
 * dln_table_new_timeline:
 * @dcase: a case
 * @name: what an entity is called, its name or another form that an article uses; the case of
 * letters is ignored
 * @filter: (nullable): what is shown; %NULL = everything
 *
 * The events in which the entity takes part or which happened in it, by time.
 *
 * Returns: (transfer full) (nullable): a table of events, %NULL if nothing is called so. Time:
 * O(names + events)
 */
DlnTable *
dln_table_new_timeline (DlnCase         *dcase,
                        const char      *name,
                        const DlnFilter *filter)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase) && name != NULL, NULL);

  g_autoptr (GHashTable) entities = find_entities (dcase, name);

  if (g_hash_table_size (entities) == 0)
    return NULL;

  DlnTable *table = new_table (DLN_TABLE_EVENTS);
  Build build = { dcase, dln_case_get_resolution (dcase), filter, table, entities };

  add_events (&build);
  return table;
}

/**
 * dln_table_new:
 * @dcase: a case
 * @kind: which table
 * @filter: (nullable): what is shown; %NULL = everything
 *
 * Returns: (transfer full): the table; events by time, entities by salience, communities by size,
 * the rest by id
 */
DlnTable *
dln_table_new (DlnCase         *dcase,
               DlnTableKind     kind,
               const DlnFilter *filter)
{
  static void (*const functions[DLN_N_TABLES]) (Build *) = {
    [DLN_TABLE_DOCUMENTS] = add_documents,
    [DLN_TABLE_EVENTS] = add_events,
    [DLN_TABLE_RELATIONS] = add_relations,
    [DLN_TABLE_QUOTES] = add_quotes,
    [DLN_TABLE_CONFLICTS] = add_conflicts,
    [DLN_TABLE_SUGGESTIONS] = add_suggestions,
    [DLN_TABLE_COMMUNITIES] = add_communities,
    [DLN_TABLE_EVENT_CLAIMS] = add_event_claims,
    [DLN_TABLE_RELATION_CLAIMS] = add_relation_claims,
  };

  g_return_val_if_fail (DLN_IS_CASE (dcase) && kind < DLN_N_TABLES, NULL);

  DlnTable *table = new_table (kind);
  Build build = { dcase, dln_case_get_resolution (dcase), filter, table, NULL };

  if (kind == DLN_TABLE_DECISIONS)
    _dln_table_add_decisions (dcase, table, (DlnTarget){ DLN_TARGET_NONE, 0 });
  else if (functions[kind] != NULL)
    functions[kind](&build);
  else
    add_entities (&build,
                  kind == DLN_TABLE_PEOPLE         ? DLN_ENTITY_PERSON
                  : kind == DLN_TABLE_INSTITUTIONS ? DLN_ENTITY_INSTITUTION
                                                   : DLN_ENTITY_PLACE);
  return table;
}

/**
 * dln_table_new_path:
 * @dcase: a case
 * @relations: (element-type DlnRelationId): the steps from one name to another
 *
 * Returns: (transfer full): what is claimed of each step, in their order; columns as for the claims
 * of relations
 */
DlnTable *
dln_table_new_path (DlnCase      *dcase,
                    const GArray *relations)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase) && relations != NULL, NULL);

  DlnTable *table = new_table (DLN_TABLE_RELATION_CLAIMS);
  Build build = { dcase, dln_case_get_resolution (dcase), NULL, table };

  for (guint i = 0; i < relations->len; i++)
    {
      const DlnRelation *relation
        = dln_case_get_relation (dcase, g_array_index (relations, DlnRelationId, i));

      if (relation != NULL)
        add_claims_of (&build, relation);
    }
  return table;
}

void
dln_table_free (DlnTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table);
}
