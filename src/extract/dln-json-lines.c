/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations as JSON lines: of one document, or of many with the ids that they share. Offsets
 * count code points in the document's text. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-json-lines-private.h"

#include "base/dln-json-writer.h"
#include "base/dln-utf8.h"
#include "extract/dln-kinds.h"
#include "extract/dln-reason-text.h"

/* many documents and their tables */
typedef struct
{
  DlnJsonStory rows;
  GHashTable  *claims; /* document << 32 | row of an event claim to its evidence row + 1 */
} Story;

typedef struct
{
  DlnDocument        *document;
  DlnAnnotations     *annotations;
  DlnOffsetMap       *map;
  const char         *text;
  const char         *name;      /* the document's */
  const Story        *story;     /* (nullable): then with shared ids */
  DlnDocumentId       id;        /* in the story */
  GString            *out;
} Writer;

static void
begin_writer (Writer         *writer,
              DlnDocument    *document,
              DlnAnnotations *annotations,
              GString        *out)
{
  gsize length;

  writer->document = document;
  writer->annotations = annotations;
  writer->text = dln_document_get_text (document, &length);
  writer->map = dln_offset_map_new (writer->text, length);
  writer->name = dln_document_get_id (document) != NULL ? dln_document_get_id (document) : "";
  writer->out = out;
}

static const char *
get_string (const Writer *writer,
            DlnStringId   id)
{
  return dln_strings_get (writer->annotations->strings, id);
}

/* ---- parts ----------------------------------------------------------------------------------- */

static void
put_span (const Writer *writer,
          DlnSpan       span)
{
  GString *out = writer->out;

  _dln_json_integer (out, "start", dln_offset_map_to_characters (writer->map, span.begin));
  _dln_json_integer (out, "end", dln_offset_map_to_characters (writer->map, span.end));
  _dln_json_key (out, "text");
  _dln_json_append_string (out, writer->text + span.begin, span.end - span.begin);
}

static void
begin_line (const Writer *writer,
            const char   *layer,
            DlnSpan       span)
{
  _dln_json_begin (writer->out);
  _dln_json_string (writer->out, "doc", writer->name);
  _dln_json_string (writer->out, "layer", layer);
  put_span (writer, span);
  _dln_json_optional (
    writer->out, "locator", dln_document_find_place (writer->document, span.begin));
}

static void
end_line (const Writer *writer,
          DlnStringId   reader)
{
  _dln_json_optional (
    writer->out, "reader", dln_annotations_get_reader (writer->annotations, reader));
  _dln_json_end (writer->out);
  g_string_append_c (writer->out, '\n');
}

static void
put_span_object (const Writer *writer,
                 const char   *key,
                 DlnSpan       span)
{
  if (dln_span_is_empty (span))
    return;
  _dln_json_key (writer->out, key);
  _dln_json_begin (writer->out);
  put_span (writer, span);
  _dln_json_end (writer->out);
}

/* the ids that a document's rows have in the story; NULL without one */
static const GArray *
get_shared_ids (const Writer    *writer,
                const GPtrArray *table)
{
  return writer->id > 0 && writer->id <= table->len ? g_ptr_array_index (table, writer->id - 1)
                                                    : NULL;
}

/* what a mention refers to in the story; NULL without one */
static const DlnEntity *
get_entity (const Writer     *writer,
            const DlnMention *mention)
{
  if (writer->story == NULL)
    return NULL;

  const DlnResolution *resolution = writer->story->rows.resolution;
  const GArray *ids = get_shared_ids (writer, resolution->entity_of);

  if (ids == NULL || mention->entity >= ids->len)
    return NULL;

  DlnEntityId id = *DLN_ROW (ids, DlnEntityId, mention->entity);
  guint row = DLN_ROWS_FIND (resolution->entities, DlnEntity, id, id);

  return row < resolution->entities->len
             && DLN_ROW (resolution->entities, DlnEntity, row)->id == id
           ? DLN_ROW (resolution->entities, DlnEntity, row)
           : NULL;
}

/* In a story all mentions of an entity are of its type, as all documents or the user decided. */
static DlnEntityType
get_type (const Writer     *writer,
          const DlnMention *mention)
{
  const DlnEntity *entity = get_entity (writer, mention);

  return entity != NULL ? entity->type : mention->type;
}

/* the id and the fullest name of the entity that a mention refers to */
static void
put_entity (const Writer     *writer,
            const DlnMention *mention,
            gboolean          with_name)
{
  guint32 local = mention->entity;
  const char *name = NULL;
  DlnEntityId id = 0;

  if (local == DLN_NO_ROW || local >= writer->annotations->entities->len)
    return;
  if (writer->story == NULL)
    {
      id = local + 1;
      name =
        get_string (writer, DLN_ROW (writer->annotations->entities, DlnLocalEntity, local)->name);
    }
  else if (get_entity (writer, mention) != NULL)
    {
      const DlnEntity *entity = get_entity (writer, mention);

      id = entity->id;
      name = dln_strings_get (writer->story->rows.resolution->strings, entity->name);
    }
  if (id == 0)
    return;
  _dln_json_integer (writer->out, "entity", id);
  if (with_name)
    _dln_json_optional (writer->out, "name", name);
}

static const DlnMention *
get_mention (const Writer *writer,
             guint32       row)
{
  return row < writer->annotations->mentions->len
           ? DLN_ROW (writer->annotations->mentions, DlnMention, row)
           : NULL;
}

/* an object for a mention, open for more members */
static void
begin_mention (const Writer     *writer,
               const DlnMention *mention)
{
  _dln_json_begin (writer->out);
  put_span (writer, mention->span);
  _dln_json_optional (writer->out, "type", dln_entity_type_get_tag (get_type (writer, mention)));
  put_entity (writer, mention, TRUE);
}

static void
put_mention (const Writer *writer,
             const char   *key,
             guint32       row)
{
  const DlnMention *mention = get_mention (writer, row);

  if (mention == NULL)
    return;
  _dln_json_key (writer->out, key);
  begin_mention (writer, mention);
  _dln_json_end (writer->out);
}

static void
put_time (const Writer *writer,
          guint32       row)
{
  if (row >= writer->annotations->times->len)
    return;

  const DlnTime *time = DLN_ROW (writer->annotations->times, DlnTime, row);

  _dln_json_key (writer->out, "time");
  _dln_json_begin (writer->out);
  put_span (writer, time->span);
  _dln_json_when (writer->out, "edtf", &time->when);
  _dln_json_end (writer->out);
}

/* ---- layers ---------------------------------------------------------------------------------- */

static void
put_tokens (const Writer *writer)
{
  const GArray *tokens = writer->annotations->tokens;
  GString *out = writer->out;

  for (guint i = 0; i < tokens->len; i++)
    {
      const DlnToken *token = DLN_ROW (tokens, DlnToken, i);
      gint64 head = -1;

      if (token->head >= 0 && (guint) token->head < tokens->len)
        head = dln_offset_map_to_characters (writer->map,
                                             DLN_ROW (tokens, DlnToken, token->head)->span.begin);
      begin_line (writer, "token", token->span);
      if (token->upos != DLN_UPOS_NONE)
        _dln_json_string (out, "upos", dln_upos_get_name (token->upos));
      _dln_json_optional (out, "xpos", get_string (writer, token->xpos));
      _dln_json_optional (out, "lemma", get_string (writer, token->lemma));
      if (token->deprel != DLN_DEPREL_NONE)
        {
          _dln_json_integer (out, "head", head);
          _dln_json_string (out, "deprel", dln_deprel_get_name (token->deprel));
        }
      _dln_json_integer (out, "sent", token->sentence);
      end_line (writer, 0);
    }
}

static void
put_reason (const Writer *writer,
            const char   *reason)
{
  g_autofree char *text = dln_reason_dup_text (reason);

  _dln_json_optional (writer->out, "reason", text);
}

static void
put_name_reasons (const Writer *writer,
                  guint         reasons)
{
  static const char *const names[] = { "model",   "list",     "title",    "legal form", "head noun",
                                       "acronym", "repeated", "metonymy", "folder" };

  if (reasons == 0)
    return;
  _dln_json_begin_list (writer->out, "reasons");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((reasons & 1u << i) != 0)
      {
        _dln_json_item (writer->out);
        _dln_json_append_string (writer->out, names[i], strlen (names[i]));
      }
  _dln_json_end_list (writer->out);
}

/* "Prime Minister" before a name refers to who is named as well. */
static void
put_title (const Writer     *writer,
           const DlnMention *mention)
{
  DlnSpan title = mention->title;

  if (dln_span_is_empty (title) || mention->entity == DLN_NO_ROW
      || !dln_title_is_role (writer->text + title.begin, title.end - title.begin))
    return;
  begin_line (writer, "mention", title);
  _dln_json_string (writer->out, "type", dln_entity_type_get_tag (get_type (writer, mention)));
  _dln_json_string (writer->out, "kind", "noun");
  put_entity (writer, mention, TRUE);
  _dln_json_number (writer->out, "score", mention->score);
  end_line (writer, mention->reader);
}

/* "Russian" refers to Russia in a story and is no name of it. */
static gboolean
is_adjective (const Writer     *writer,
              const DlnMention *mention)
{
  const GArray *tokens = writer->annotations->tokens;

  return mention->type == DLN_ENTITY_OTHER && get_entity (writer, mention) != NULL
         && mention->head < tokens->len
         && DLN_ROW (tokens, DlnToken, mention->head)->deprel == DLN_DEPREL_AMOD;
}

static void
put_mentions (const Writer *writer,
              gboolean      names_only)
{
  const GArray *mentions = writer->annotations->mentions;

  for (guint i = 0; i < mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (mentions, DlnMention, i);
      gboolean adjective = is_adjective (writer, mention);
      gboolean name = mention->kind == DLN_MENTION_NAME && !adjective;
      DlnEntityType type = get_type (writer, mention);

      if (type == DLN_ENTITY_NONE || (name && type == DLN_ENTITY_OTHER)
          || (!name && (names_only || mention->entity == DLN_NO_ROW)))
        continue;
      if (name && !names_only)
        put_title (writer, mention);
      begin_line (writer, name ? "name" : "mention", mention->span);
      _dln_json_string (writer->out, "type", dln_entity_type_get_tag (type));
      if (!name)
        _dln_json_string (writer->out,
                          "kind",
                          mention->kind == DLN_MENTION_PRONOUN ? "pronoun"
                          : adjective                          ? "adjective"
                                                               : "noun");
      put_entity (writer, mention, !name);
      put_span_object (writer, "title", mention->title);
      _dln_json_number (writer->out, "score", mention->score);
      put_name_reasons (writer,
                        mention->reasons | (name && type != mention->type ? DLN_NAME_FOLDER : 0));
      end_line (writer, mention->reader);
    }
}

static void
put_times (const Writer *writer)
{
  static const char *const anchors[] = { "none", "document", "narrative", "event" };
  static const char *const roles[] = { "at",    "since",  "until", "before",
                                       "after", "during", "from",  "to" };
  GString *out = writer->out;

  for (guint i = 0; i < writer->annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (writer->annotations->times, DlnTime, i);

      begin_line (writer, "time", time->span);
      _dln_json_string (out, "type", dln_time_type_get_name (time->type));
      _dln_json_string (out, "value", get_string (writer, time->value));
      _dln_json_optional (out, "mod", get_string (writer, time->mod));
      _dln_json_when (writer->out, "edtf", &time->when);
      if (time->anchor < G_N_ELEMENTS (anchors))
        _dln_json_string (out, "anchor", anchors[time->anchor]);
      if (time->preposition < G_N_ELEMENTS (roles))
        _dln_json_string (out, "role", roles[time->preposition]);
      if (time->conflict)
        _dln_json_boolean (out, "conflict", TRUE);
      put_reason (writer, get_string (writer, time->reason));
      end_line (writer, 0);
    }
}

static void
put_speaker (const Writer        *writer,
             const DlnQuoteClaim *quote)
{
  if (get_mention (writer, quote->speaker) != NULL)
    put_mention (writer, "speaker", quote->speaker);
  else
    put_span_object (writer, "speaker", quote->speaker_span);
}

/* where another quote begins */
static void
put_quote_start (const Writer *writer,
                 const char   *key,
                 guint32       quote)
{
  const GArray *quotes = writer->annotations->quotes;

  if (quote < quotes->len)
    _dln_json_integer (writer->out,
                       key,
                       dln_offset_map_to_characters (
                         writer->map, DLN_ROW (quotes, DlnQuoteClaim, quote)->span.begin));
}

static void
put_quotes (const Writer *writer)
{
  for (guint i = 0; i < writer->annotations->quotes->len; i++)
    {
      const DlnQuoteClaim *quote = DLN_ROW (writer->annotations->quotes, DlnQuoteClaim, i);

      begin_line (writer, "quote", quote->span);
      _dln_json_string (writer->out, "type", dln_quote_type_get_name (quote->type));
      put_speaker (writer, quote);
      put_span_object (writer, "cue", quote->cue);
      put_mention (writer, "addressee", quote->addressee);
      put_time (writer, quote->time);
      put_quote_start (writer, "continues", quote->part_of);
      put_quote_start (writer, "inside", dln_annotations_get_outer_quote (writer->annotations, i));
      _dln_json_number (writer->out, "score", quote->score);
      end_line (writer, quote->reader);
    }
}

static void
put_relations (const Writer *writer,
               DlnLayers     layers)
{
  GString *out = writer->out;

  for (guint i = 0; i < writer->annotations->relations->len; i++)
    {
      const DlnRelationClaim *relation =
        DLN_ROW (writer->annotations->relations, DlnRelationClaim, i);
      DlnLayers layer =
        relation->type == DLN_RELATION_CO_MENTION ? DLN_LAYER_CO_MENTIONS : DLN_LAYER_RELATIONS;

      if ((layers & layer) == 0)
        continue;
      begin_line (writer, "relation", relation->span);
      _dln_json_string (out, "type", dln_relation_type_get_name (relation->type));
      put_mention (writer, "subject", relation->subject);
      put_mention (writer, "object", relation->object);
      _dln_json_boolean (out, "ended", relation->ended);
      _dln_json_optional (out, "caption", get_string (writer, relation->caption));
      _dln_json_string (out, "polarity", dln_polarity_get_name (relation->polarity));
      _dln_json_string (out, "modality", dln_modality_get_name (relation->modality));
      put_time (writer, relation->time);
      put_span_object (writer, "evidence", relation->evidence);
      _dln_json_optional (out, "pattern", get_string (writer, relation->pattern));
      _dln_json_number (out, "score", relation->score);
      end_line (writer, relation->reader);
    }
}

static void
put_participants (const Writer        *writer,
                  const DlnEventClaim *event)
{
  _dln_json_begin_list (writer->out, "who");
  for (guint i = 0; i < event->n_participants; i++)
    {
      guint32 row = event->first_participant + i;
      const DlnParticipant *participant;
      const DlnMention *mention;

      if (row >= writer->annotations->participants->len)
        break;
      participant = DLN_ROW (writer->annotations->participants, DlnParticipant, row);
      mention = get_mention (writer, participant->mention);
      if (participant->role == DLN_ROLE_PLACE)
        continue;
      _dln_json_item (writer->out);
      if (mention != NULL)
        begin_mention (writer, mention);
      else
        {
          _dln_json_begin (writer->out);
          put_span (writer, participant->span);
        }
      _dln_json_string (writer->out, "role", dln_role_get_name (participant->role));
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

/* the word for where it happened, whether or not it is a name */
static void
put_place (const Writer        *writer,
           const DlnEventClaim *event)
{
  const GArray *rows = writer->annotations->participants;

  for (guint i = event->first_participant;
       i < rows->len && i < event->first_participant + event->n_participants;
       i++)
    if (DLN_ROW (rows, DlnParticipant, i)->role == DLN_ROLE_PLACE)
      {
        put_span_object (writer, "place", DLN_ROW (rows, DlnParticipant, i)->span);
        return;
      }
}

/* the words of the title as they stand in the text */
static void
put_stretches (const Writer        *writer,
               const DlnEventClaim *event)
{
  const GArray *rows = writer->annotations->stretches;

  if (event->n_stretches == 0)
    return;
  _dln_json_begin_list (writer->out, "title_spans");
  for (guint i = event->first_stretch;
       i < rows->len && i < event->first_stretch + event->n_stretches;
       i++)
    {
      DlnSpan span = *DLN_ROW (rows, DlnSpan, i);

      _dln_json_item (writer->out);
      g_string_append_printf (writer->out,
                              "[%u, %u]",
                              (guint) dln_offset_map_to_characters (writer->map, span.begin),
                              (guint) dln_offset_map_to_characters (writer->map, span.end));
    }
  _dln_json_end_list (writer->out);
}

/* in a story a claim's date may be known from other documents: its evidence row has it then */
static const DlnWhen *
get_event_when (const Writer        *writer,
                const DlnEventClaim *event,
                guint                row)
{
  gint64 key = (gint64) writer->id << 32 | row;
  gpointer found =
    writer->story != NULL ? g_hash_table_lookup (writer->story->claims, &key) : NULL;

  if (found != NULL)
    {
      const DlnEvidence *evidence =
        DLN_ROW (writer->story->rows.resolution->evidence,
                 DlnEvidence,
                 GPOINTER_TO_UINT (found) - 1);

      if (dln_when_is_known (&evidence->when))
        return &evidence->when;
    }
  return &event->when;
}

static void
put_events (const Writer *writer)
{
  GString *out = writer->out;
  const GArray *ids = writer->story != NULL
                        ? get_shared_ids (writer, writer->story->rows.resolution->event_of)
                        : NULL;

  for (guint i = 0; i < writer->annotations->events->len; i++)
    {
      const DlnEventClaim *event = DLN_ROW (writer->annotations->events, DlnEventClaim, i);

      begin_line (writer, "event", event->span);
      if (ids != NULL && i < ids->len && *DLN_ROW (ids, DlnEventId, i) != 0)
        _dln_json_integer (out, "event", *DLN_ROW (ids, DlnEventId, i));
      _dln_json_string (out, "type", dln_event_type_get_name (event->type));
      _dln_json_optional (out, "lemma", get_string (writer, event->lemma));
      _dln_json_when (writer->out, "when", get_event_when (writer, event, i));
      put_participants (writer, event);
      put_mention (writer, "where", event->place);
      put_place (writer, event);
      put_time (writer, event->time);
      put_span_object (writer, "source", event->source);
      _dln_json_optional (out, "title", get_string (writer, event->title));
      put_stretches (writer, event);
      if (event->status != DLN_STATUS_NONE)
        {
          _dln_json_string (out, "status", dln_status_get_name (event->status));
          _dln_json_integer (out, "weight", event->weight);
          _dln_json_number (out, "certainty", event->certainty);
        }
      _dln_json_string (out, "polarity", dln_polarity_get_name (event->polarity));
      _dln_json_string (out, "modality", dln_modality_get_name (event->modality));
      _dln_json_number (out, "salience", event->salience);
      if ((event->flags & DLN_EVENT_BACKGROUND) != 0)
        _dln_json_boolean (out, "background", TRUE);
      if ((event->flags & DLN_EVENT_MINOR) != 0)
        _dln_json_boolean (out, "minor", TRUE);
      put_span_object (writer, "evidence", event->evidence);
      put_reason (writer, get_string (writer, event->reason));
      end_line (writer, event->reader);
    }
}

static void
put_layers (const Writer *writer,
            DlnLayers     layers)
{
  if ((layers & DLN_LAYER_TOKENS) != 0)
    put_tokens (writer);
  if ((layers & DLN_LAYER_NAMES) != 0)
    put_mentions (writer, layers == DLN_LAYER_NAMES);
  if ((layers & DLN_LAYER_TIMES) != 0)
    put_times (writer);
  if ((layers & DLN_LAYER_QUOTES) != 0)
    put_quotes (writer);
  if ((layers & (DLN_LAYER_RELATIONS | DLN_LAYER_CO_MENTIONS)) != 0)
    put_relations (writer, layers);
  if ((layers & DLN_LAYER_EVENTS) != 0)
    put_events (writer);
}

/* ---- many documents -------------------------------------------------------------------------- */

static const DlnResolvedDocument *
get_document_row (const Writer *writer)
{
  const GArray *rows = writer->story->rows.resolution->documents;
  guint row = DLN_ROWS_FIND (rows, DlnResolvedDocument, document, writer->id);

  return row < rows->len && DLN_ROW (rows, DlnResolvedDocument, row)->document == writer->id
           ? DLN_ROW (rows, DlnResolvedDocument, row)
           : NULL;
}

static void
put_document (const Writer *writer)
{
  const Story *story = writer->story;
  const DlnResolvedDocument *row = get_document_row (writer);
  GString *out = writer->out;
  gsize length;

  dln_document_get_text (writer->document, &length);
  _dln_json_begin (out);
  _dln_json_string (out, "doc", writer->name);
  _dln_json_string (out, "layer", "document");
  _dln_json_integer (out, "start", 0);
  _dln_json_integer (out, "end", dln_offset_map_to_characters (writer->map, length));
  _dln_json_story_title (&story->rows, DLN_TARGET_DOCUMENT, writer->id, out);
  _dln_json_optional (out, "source", dln_document_get_source (writer->document));
  _dln_json_boolean (out, "analysed", writer->annotations->analysed);
  if (row != NULL)
    {
      _dln_json_when (writer->out, "date", &row->when);
      _dln_json_string (out, "dateSource", dln_date_source_get_name (row->date_source));
      put_reason (writer, dln_strings_get (story->rows.resolution->strings, row->reason));
      if (row->same_as > 0 && row->same_as <= story->rows.n_inputs)
        _dln_json_optional (
          out, "sameAs", dln_document_get_id (story->rows.inputs[row->same_as - 1].document));
    }
  end_line (writer, 0);
}

static GHashTable *
index_claims (const GArray *evidence)
{
  GHashTable *claims = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (evidence, DlnEvidence, i);
      gint64 key = (gint64) row->document << 32 | row->row;

      if (row->kind == DLN_TARGET_EVENT)
        g_hash_table_insert (claims, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
    }
  return claims;
}

/**
 * dln_json_lines_append:
 * @document: a document
 * @annotations: what was found in it
 * @layers: what to write; %DLN_LAYER_DEFAULT is all but tokens and co-mentions
 * @out: gets JSON lines; entity ids are local to the document, offsets count code points
 *
 * Time: O(length of the text and of what is written)
 */
void
dln_json_lines_append (DlnDocument    *document,
                       DlnAnnotations *annotations,
                       DlnLayers       layers,
                       GString        *out)
{
  g_return_if_fail (document != NULL && annotations != NULL && out != NULL);

  Writer writer = { 0 };

  begin_writer (&writer, document, annotations, out);
  put_layers (&writer, layers);
  dln_offset_map_free (writer.map);
}

/**
 * dln_json_lines_append_story: (skip)
 * @inputs: [n_inputs] documents with their annotations, as they were resolved
 * @n_inputs: how many
 * @resolution: the tables that dln_resolve() made of them
 * @dup_title: (nullable) (scope call): what to call a document or a target of a conflict; %NULL:
 *   the title that a document was given
 * @data: for @dup_title
 * @out: gets JSON lines: each document, its annotations with shared ids, and the conflicts at the
 *   end; offsets count code points
 *
 * Time: O(length of the texts and of what is written, n log n for the tables)
 */
void
dln_json_lines_append_story (const DlnResolveInput *inputs,
                             gsize                  n_inputs,
                             const DlnResolution   *resolution,
                             DlnJsonTitleFunc       dup_title,
                             gpointer               data,
                             GString               *out)
{
  g_return_if_fail (inputs != NULL || n_inputs == 0);
  g_return_if_fail (resolution != NULL && out != NULL);

  g_autoptr (GHashTable) claims = index_claims (resolution->evidence);
  const Story story = { { inputs, n_inputs, resolution, dup_title, data }, claims };

  for (gsize i = 0; i < n_inputs; i++)
    {
      Writer writer = { .story = &story, .id = i + 1 };

      begin_writer (&writer, inputs[i].document, inputs[i].annotations, out);
      put_document (&writer);
      put_layers (&writer, DLN_LAYER_DEFAULT);
      dln_offset_map_free (writer.map);
    }
  _dln_json_conflicts (&story.rows, out);
}
