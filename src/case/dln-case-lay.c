/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions laid over the resolved tables, and lifted off again.
 *
 * What changes a row keeps the row as it was; overlays are lifted in the reverse order, so that the
 * tables are then what the resolver made, byte for byte. Participants, aliases and evidence are
 * only
 * appended to, and cut off again. What a user says beside a row (hidden, starred, note) is kept by
 * target in a table of its own. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include "extract/dln-trace.h"

#include <string.h>

/* ---- beside the rows ------------------------------------------------------------------------ */

void
_dln_case_free_remarks (gpointer data)
{
  DlnCaseRemarks *remarks = data;

  g_clear_pointer (&remarks->tags, g_ptr_array_unref);
  g_free (remarks);
}

/* (nullable): what the user said of @target beside its row */
const DlnCaseRemarks *
_dln_case_get_remarks (DlnCase  *self,
                       DlnTarget target)
{
  gint64 key = (gint64) target.kind << 32 | target.id;

  return g_hash_table_lookup (self->remarks, &key);
}

static DlnCaseRemarks *
need_remarks (DlnCase           *self,
              const DlnDecision *decision)
{
  gint64 key = (gint64) decision->kind << 32 | decision->a;
  DlnCaseRemarks *remarks = g_hash_table_lookup (self->remarks, &key);

  if (remarks == NULL)
    {
      remarks = g_new0 (DlnCaseRemarks, 1);
      g_hash_table_insert (self->remarks, g_memdup2 (&key, sizeof key), remarks);
    }
  return remarks;
}

static gboolean
is_remark (const DlnDecision *decision)
{
  switch (decision->type)
    {
    case DLN_DECISION_HIDE:
    case DLN_DECISION_STAR:
    case DLN_DECISION_CONFIRM:
    case DLN_DECISION_NOTE:
    case DLN_DECISION_HEADLINE:
    case DLN_DECISION_BLURB:
    case DLN_DECISION_TAG:
    case DLN_DECISION_SOURCE:
    case DLN_DECISION_BYLINE:
      return TRUE;
    case DLN_DECISION_LATER:
      return decision->b == 0 && decision->of_b == NULL;
    case DLN_DECISION_RENAME:
      return decision->kind == DLN_TARGET_DOCUMENT;
    default:
      return FALSE;
    }
}

static void
set_tag (DlnCaseRemarks *remarks,
         const char     *tag,
         gboolean        add)
{
  guint i;

  if (remarks->tags == NULL)
    remarks->tags = g_ptr_array_new ();
  if (g_ptr_array_find_with_equal_func (remarks->tags, tag, g_str_equal, &i))
    g_ptr_array_remove_index (remarks->tags, i);
  if (add)
    g_ptr_array_add (remarks->tags, (gpointer) tag);
}

static const char *
get_words (const DlnDecision *decision)
{
  return decision->text != NULL && *decision->text != '\0' ? decision->text : NULL;
}

static void
remark (DlnCase           *self,
        const DlnDecision *decision)
{
  DlnCaseRemarks *remarks = need_remarks (self, decision);

  switch (decision->type)
    {
    case DLN_DECISION_HIDE:
      remarks->hidden = decision->value == 0;
      break;
    case DLN_DECISION_STAR:
      remarks->starred = decision->value == 0;
      break;
    case DLN_DECISION_CONFIRM:
      remarks->confirmed = decision->value == 0;
      break;
    case DLN_DECISION_LATER:
      remarks->later |= 1u << (decision->value & 31);
      break;
    case DLN_DECISION_NOTE:
      remarks->note = get_words (decision);
      break;
    case DLN_DECISION_HEADLINE:
      remarks->headline = get_words (decision);
      break;
    case DLN_DECISION_BLURB:
      remarks->blurb = get_words (decision);
      break;
    case DLN_DECISION_TAG:
      if (decision->text != NULL)
        set_tag (remarks, decision->text, decision->value == 0);
      break;
    case DLN_DECISION_SOURCE:
      remarks->source = get_words (decision);
      break;
    case DLN_DECISION_BYLINE:
      remarks->byline = decision->text;
      break;
    default:
      remarks->title = get_words (decision);
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

static DlnStringId
intern (DlnCase    *self,
        const char *text)
{
  return text != NULL && *text != '\0' ? dln_strings_intern (self->resolution->strings, text) : 0;
}

/* a name added by the user comes first behind the name itself; one that is none any more goes */
static void
lay_alias (DlnCase           *self,
           DlnEntity         *entity,
           const DlnDecision *decision)
{
  GArray *aliases = self->resolution->aliases;
  guint32 first = aliases->len;
  DlnAlias added = { entity->id, intern (self, decision->text), 0 };

  if (decision->value == 0)
    g_array_append_val (aliases, added);
  for (guint i = 0; i < entity->n_aliases && entity->first_alias + i < first; i++)
    {
      DlnAlias alias = g_array_index (aliases, DlnAlias, entity->first_alias + i);

      if (alias.text != added.text)
        g_array_append_val (aliases, alias);
    }
  entity->first_alias = first;
  entity->n_aliases = aliases->len - first;
}

static void
lay_over_entity (DlnCase           *self,
                 const DlnDecision *decision,
                 DlnCaseOverlay    *overlay)
{
  DlnEntity *entity = DLN_ROW (self->resolution->entities, DlnEntity, overlay->row);

  overlay->old.entity = *entity;
  if (decision->type == DLN_DECISION_RENAME && get_words (decision) != NULL)
    entity->name = intern (self, decision->text);
  else if (decision->type == DLN_DECISION_RETYPE && decision->value < DLN_N_ENTITY_TYPES)
    entity->type = decision->value;
  else if (decision->type == DLN_DECISION_DESCRIPTION)
    entity->description = intern (self, decision->text);
  else if (decision->type == DLN_DECISION_ALIAS && get_words (decision) != NULL)
    lay_alias (self, entity, decision);
}

static void
set_status (DlnEvent *event,
            guint     status)
{
  event->polarity = status == DLN_STATUS_NOT ? DLN_POLARITY_NEGATED : DLN_POLARITY_POSITIVE;
  event->modality = status == DLN_STATUS_ALLEGED    ? DLN_MODALITY_ALLEGED
                    : status == DLN_STATUS_PLANNED  ? DLN_MODALITY_PLANNED
                    : status == DLN_STATUS_POSSIBLE ? DLN_MODALITY_CONDITIONAL
                    : status == DLN_STATUS_DENIED   ? DLN_MODALITY_DENIED
                                                    : DLN_MODALITY_ASSERTED;
}

static void
lay_participant (DlnCase           *self,
                 DlnEvent          *event,
                 const DlnDecision *decision)
{
  GArray *participants = self->resolution->participants;
  guint32 first = participants->len;
  DlnEventParticipant changed = { event->id, decision->b, decision->value };

  for (guint i = 0; i < event->n_participants && event->first_participant + i < first; i++)
    {
      DlnEventParticipant row =
        g_array_index (participants, DlnEventParticipant, event->first_participant + i);

      if (row.entity != decision->b)
        g_array_append_val (participants, row);
    }
  if (decision->value < DLN_N_ROLES)
    g_array_append_val (participants, changed);
  event->first_participant = first;
  event->n_participants = participants->len - first;
}

static DlnWhen
read_date (const DlnDecision *decision)
{
  DlnWhen when;

  return decision->text != NULL && dln_when_parse_edtf (decision->text, &when, NULL)
           ? when
           : dln_when_unknown ();
}

static void
lay_over_event (DlnCase           *self,
                const DlnDecision *decision,
                DlnCaseOverlay    *overlay)
{
  DlnEvent *event = DLN_ROW (self->resolution->events, DlnEvent, overlay->row);

  overlay->old.event = *event;
  if (decision->type == DLN_DECISION_RENAME && get_words (decision) != NULL)
    event->title = intern (self, decision->text);
  else if (decision->type == DLN_DECISION_RETYPE && decision->value < DLN_N_EVENT_TYPES)
    event->type = decision->value;
  else if (decision->type == DLN_DECISION_DATE)
    event->when = read_date (decision);
  else if (decision->type == DLN_DECISION_STATUS)
    set_status (event, decision->value);
  else if (decision->type == DLN_DECISION_PLACE)
    event->place = decision->b;
  else if (decision->type == DLN_DECISION_PARTICIPANT)
    lay_participant (self, event, decision);
}

static void
lay_over_relation (DlnCase           *self,
                   const DlnDecision *decision,
                   DlnCaseOverlay    *overlay)
{
  DlnRelation *relation = DLN_ROW (self->resolution->relations, DlnRelation, overlay->row);
  DlnEntityId subject = relation->subject;

  overlay->old.relation = *relation;
  if (decision->type == DLN_DECISION_RETYPE && decision->value < DLN_N_RELATION_TYPES)
    relation->type = decision->value;
  else if (decision->type == DLN_DECISION_CAPTION)
    relation->caption = intern (self, decision->text);
  else if (decision->type == DLN_DECISION_DATE)
    relation->when = read_date (decision);
  else if (decision->type == DLN_DECISION_ENDED)
    relation->ended = decision->value != 0;
  else if (decision->type == DLN_DECISION_SUBJECT)
    relation->subject = decision->b;
  else if (decision->type == DLN_DECISION_OBJECT)
    relation->object = decision->b;
  else if (decision->type == DLN_DECISION_TURN)
    {
      relation->subject = relation->object;
      relation->object = subject;
    }
}

static void
lay_over_quote (DlnCase           *self,
                const DlnDecision *decision,
                DlnCaseOverlay    *overlay)
{
  DlnQuote *quote = DLN_ROW (self->resolution->quotes, DlnQuote, overlay->row);

  overlay->old.quote = *quote;
  if (decision->type == DLN_DECISION_ADDRESSEE)
    quote->addressee = decision->b;
  if (decision->type != DLN_DECISION_SPEAKER)
    return;
  quote->speaker = decision->b;
  quote->speaker_text = intern (self, decision->text);
}

/* (nullable): the table that holds what @decision changes a row of */
static GArray *
get_table (DlnCase *self,
           guint    kind)
{
  switch (kind)
    {
    case DLN_TARGET_ENTITY:
      return self->resolution->entities;
    case DLN_TARGET_EVENT:
      return self->resolution->events;
    case DLN_TARGET_RELATION:
      return self->resolution->relations;
    case DLN_TARGET_QUOTE:
      return self->resolution->quotes;
    default:
      return NULL;
    }
}

static void
lay_over (DlnCase           *self,
          const DlnDecision *decision,
          DlnCaseOverlay    *overlay)
{
  GArray *table = get_table (self, decision->kind);

  overlay->row = table != NULL ? _dln_case_find_row (table, decision->a) : DLN_NO_ROW;
  if (overlay->row == DLN_NO_ROW)
    return;
  if (decision->kind == DLN_TARGET_ENTITY)
    lay_over_entity (self, decision, overlay);
  else if (decision->kind == DLN_TARGET_EVENT)
    lay_over_event (self, decision, overlay);
  else if (decision->kind == DLN_TARGET_RELATION)
    lay_over_relation (self, decision, overlay);
  else
    lay_over_quote (self, decision, overlay);
  g_array_append_val (self->overlays, *overlay);
}

/* ---- what was made by hand ------------------------------------------------------------------ */

/* the words that it stands on, if they are in an article; how many rows that is */
static guint
add_evidence (DlnCase *self,
              guint    kind,
              guint32  id,
              guint    position)
{
  const DlnTraceHit *place = DLN_ROW (self->places, DlnTraceHit, position);
  DlnEvidence evidence = {
    .target = id,
    .kind = kind,
    .document = place->document + 1,
    .row = DLN_NO_ROW,
    .sentence = place->around,
    .mark = place->mark,
    .when = dln_when_unknown (),
    .score = 1,
  };

  if (place->document == DLN_NO_ROW)
    return 0;
  g_array_append_val (self->resolution->evidence, evidence);
  return 1;
}

/* An id by hand is greater than all others and grows with the journal: the tables stay sorted. */
static void
add_row (DlnCase           *self,
         guint              position,
         const DlnDecision *decision,
         DlnCaseOverlay    *overlay)
{
  DlnResolution *tables = self->resolution;
  guint32 first = tables->evidence->len;
  guint32 n = add_evidence (self, decision->kind, decision->a, position);
  DlnStringId text = intern (self, decision->text);
  DlnEntity entity = { .id = decision->a, .name = text, .first_evidence = first, .n_evidence = n,
                       .n_mentions = n, .n_documents = n, .type = decision->value, .salience = 1 };
  DlnEvent event = { .id = decision->a, .title = text, .first_evidence = first, .n_evidence = n,
                     .n_sources = n, .type = decision->value, .salience = 1,
                     .when = dln_when_unknown () };
  DlnRelation relation = { .id = decision->a, .caption = text, .first_evidence = first,
                           .n_evidence = n, .n_sources = n, .type = decision->value, .score = 1,
                           .when = dln_when_unknown () };

  if (decision->kind == DLN_TARGET_ENTITY)
    g_array_append_val (tables->entities, entity);
  else if (decision->kind == DLN_TARGET_EVENT)
    g_array_append_val (tables->events, event);
  else
    g_array_append_val (tables->relations, relation);
  overlay->added = TRUE;
  g_array_append_val (self->overlays, *overlay);
}

/* ---- laying and lifting --------------------------------------------------------------------- */

/* the indexes that a change of such a row makes stale */
static guint
get_stale (guint kind,
           guint type)
{
  if (type == DLN_DECISION_ADD && kind == DLN_TARGET_ENTITY)
    return DLN_INDEX_EVENTS | DLN_INDEX_RELATIONS | DLN_INDEX_QUOTES;
  switch (kind)
    {
    case DLN_TARGET_EVENT:
      return type == DLN_DECISION_DATE || type == DLN_DECISION_ADD
               ? DLN_INDEX_EVENTS | DLN_INDEX_WINDOWS
             : type == DLN_DECISION_PLACE || type == DLN_DECISION_PARTICIPANT ? DLN_INDEX_EVENTS
                                                                              : 0;
    case DLN_TARGET_RELATION:
      return type == DLN_DECISION_SUBJECT || type == DLN_DECISION_OBJECT
                 || type == DLN_DECISION_TURN || type == DLN_DECISION_ADD
               ? DLN_INDEX_RELATIONS
               : 0;
    case DLN_TARGET_QUOTE:
      return type == DLN_DECISION_SPEAKER ? DLN_INDEX_QUOTES : 0;
    default:
      return 0;
    }
}

G_STATIC_ASSERT (DLN_N_DECISION_TYPES <= 32); /* bits of `decided` */

/* Puts decision @position of the journal in force. */
void
_dln_case_lay (DlnCase *self,
               guint    position)
{
  const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, position);
  DlnCaseOverlay overlay = {
    .position = position,
    .kind = decision->kind,
    .n_participants = self->resolution->participants->len,
    .n_aliases = self->resolution->aliases->len,
    .n_evidence = self->resolution->evidence->len,
  };

  if (decision->type == DLN_DECISION_STANDFIRST)
    self->standfirst = get_words (decision);
  if (decision->a == 0) /* orphaned, or about no target */
    return;
  need_remarks (self, decision)->decided |= 1u << decision->type;
  if (is_remark (decision))
    {
      remark (self, decision);
      return;
    }
  self->stale |= get_stale (decision->kind, decision->type);
  switch (decision->type)
    {
    case DLN_DECISION_ADD:
      add_row (self, position, decision, &overlay);
      break;
    case DLN_DECISION_MERGE:
    case DLN_DECISION_KEEP_APART:
    case DLN_DECISION_LATER:
    case DLN_DECISION_SPLIT:
    case DLN_DECISION_AFTER:
      break; /* the resolver's, and the story's */
    default:
      lay_over (self, decision, &overlay);
    }
}

static void
lift_last (DlnCase *self)
{
  const DlnCaseOverlay *overlay =
    DLN_ROW (self->overlays, DlnCaseOverlay, self->overlays->len - 1);
  GArray *table = get_table (self, overlay->kind);

  if (overlay->added)
    g_array_set_size (table, table->len - 1);
  else if (overlay->kind == DLN_TARGET_ENTITY)
    *DLN_ROW (table, DlnEntity, overlay->row) = overlay->old.entity;
  else if (overlay->kind == DLN_TARGET_EVENT)
    *DLN_ROW (table, DlnEvent, overlay->row) = overlay->old.event;
  else if (overlay->kind == DLN_TARGET_RELATION)
    *DLN_ROW (table, DlnRelation, overlay->row) = overlay->old.relation;
  else
    *DLN_ROW (table, DlnQuote, overlay->row) = overlay->old.quote;
  g_array_set_size (self->resolution->participants, overlay->n_participants);
  g_array_set_size (self->resolution->aliases, overlay->n_aliases);
  g_array_set_size (self->resolution->evidence, overlay->n_evidence);
  g_array_set_size (self->overlays, self->overlays->len - 1);
}

static void
remark_all (DlnCase *self)
{
  g_hash_table_remove_all (self->remarks);
  self->standfirst = NULL;
  for (guint i = 0; i < self->position; i++)
    {
      const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);

      if (decision->type == DLN_DECISION_STANDFIRST && !self->revoked->data[i])
        self->standfirst = get_words (decision);
      if (decision->a == 0 || self->revoked->data[i])
        continue;
      need_remarks (self, decision)->decided |= 1u << decision->type;
      if (is_remark (decision))
        remark (self, decision);
    }
}

/* Takes the decision at the end of those in force off again; it is not in force any more. */
void
_dln_case_lift (DlnCase *self,
                guint    position)
{
  const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, position);

  if (self->overlays->len > 0
      && DLN_ROW (self->overlays, DlnCaseOverlay, self->overlays->len - 1)->position == position)
    {
      self->stale |= get_stale (decision->kind, decision->type);
      lift_last (self);
    }
  remark_all (self);
}

/* Takes everything off the rows. */
void
_dln_case_lift_all (DlnCase *self)
{
  while (self->overlays->len > 0)
    lift_last (self);
  g_hash_table_remove_all (self->remarks);
  self->standfirst = NULL;
  self->stale |= DLN_INDEX_ALL & ~DLN_INDEX_OUTER;
}

void
_dln_case_lay_all (DlnCase *self)
{
  for (guint i = 0; i < self->position; i++)
    if (!self->revoked->data[i])
      _dln_case_lay (self, i);
}

/* Which decisions in force later ones took back. One that took another back can be taken back
 * itself, so the latest are looked at first. */
void
_dln_case_find_revoked (DlnCase *self)
{
  g_byte_array_set_size (self->revoked, self->position);
  if (self->position > 0)
    memset (self->revoked->data, 0, self->position);
  for (guint i = self->position; i-- > 0;)
    {
      const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);

      if (decision->type == DLN_DECISION_REVOKE && !self->revoked->data[i]
          && decision->value > 0 && decision->value <= i)
        self->revoked->data[decision->value - 1] = TRUE;
    }
}
