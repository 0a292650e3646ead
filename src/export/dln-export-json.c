/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as one JSON object: documents, entities, events, relations, quotes and conflicts, each
 * with its evidence. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-data-private.h"

#include "base/dln-json-writer.h"
#include "base/dln-utf8.h"
#include "extract/dln-reason-text.h"
#include "case/dln-standing.h"

typedef struct
{
  const DlnExportView *view;
  GPtrArray           *maps; /* DlnOffsetMap, by document, made when first needed */
  GString             *out;
} Writer;

static void
put_id (const Writer *writer,
        const char   *key,
        guint32       id)
{
  if (id != 0)
    _dln_json_integer (writer->out, key, id);
}

/* an item on a line of its own */
static void
begin_row (const Writer *writer)
{
  if (writer->out->str[writer->out->len - 1] != '[')
    g_string_append_c (writer->out, ',');
  g_string_append (writer->out, "\n  ");
  _dln_json_begin (writer->out);
}

static void
begin_item (const Writer *writer)
{
  _dln_json_item (writer->out);
  _dln_json_begin (writer->out);
}

static DlnOffsetMap *
get_map (const Writer *writer,
         DlnDocumentId id)
{
  DlnOffsetMap *map = g_ptr_array_index (writer->maps, id - 1);

  if (map == NULL)
    {
      gsize length;
      const char *text =
        dln_document_get_text (dln_case_get_document (writer->view->dcase, id), &length);

      map = dln_offset_map_new (text, length);
      g_ptr_array_index (writer->maps, id - 1) = map;
    }
  return map;
}

static void
put_claims (const Writer *writer,
            DlnTarget     target)
{
  guint n;
  const DlnEvidence *claims = dln_case_get_evidence (writer->view->dcase, target, &n);

  _dln_json_begin_list (writer->out, "evidence");
  for (guint i = 0; i < n; i++)
    {
      const DlnEvidence *claim = &claims[i];
      DlnDocument *document = dln_case_get_document (writer->view->dcase, claim->document);
      const char *text;

      if (document == NULL)
        continue;
      text = dln_document_get_text (document, NULL);
      begin_item (writer);
      _dln_json_integer (writer->out, "document", claim->document);
      _dln_json_integer (
        writer->out,
        "start",
        dln_offset_map_to_characters (get_map (writer, claim->document), claim->sentence.begin));
      _dln_json_integer (
        writer->out,
        "end",
        dln_offset_map_to_characters (get_map (writer, claim->document), claim->sentence.end));
      _dln_json_key (writer->out, "text");
      _dln_json_append_string (writer->out,
                               text + claim->sentence.begin,
                               claim->sentence.end - claim->sentence.begin);
      _dln_json_optional (writer->out,
                          "locator",
                          dln_document_find_place (document, claim->sentence.begin));
      put_id (writer, "speaker", claim->speaker);
      _dln_json_when (writer->out, "when", &claim->when);
      if (DLN_STANDING (claim) != DLN_STANDING_HOLDS)
        _dln_json_string (
          writer->out, "standing", dln_standing_get_name (DLN_STANDING (claim)));
      if (claim->contradicts)
        _dln_json_boolean (writer->out, "contradicts", TRUE);
      _dln_json_optional (
        writer->out, "reader", dln_case_get_reader (writer->view->dcase, claim));
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

/* the file's name and bytes; its folder is nobody's business */
static void
put_original (const Writer *writer,
              DlnDocumentId id)
{
  g_autofree char *name = dln_case_dup_original_name (writer->view->dcase, id);
  DlnOriginal original;

  if (name == NULL
      || !dln_document_get_original (dln_case_get_document (writer->view->dcase, id), &original))
    return;
  _dln_json_string (writer->out, "original", name);
  _dln_json_string (writer->out, "originalDigest", original.digest);
}

static void
put_documents (const Writer *writer)
{
  guint n = dln_case_get_n_documents (writer->view->dcase);

  _dln_json_begin_list (writer->out, "documents");
  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (writer->view->dcase, i);
      const DlnResolvedDocument *row = dln_case_get_document_row (writer->view->dcase, i);
      g_autofree char *title = dln_case_dup_document_title (writer->view->dcase, i);

      begin_row (writer);
      _dln_json_integer (writer->out, "id", i);
      _dln_json_optional (writer->out, "name", dln_document_get_id (document));
      _dln_json_string (writer->out, "title", title);
      _dln_json_optional (writer->out, "source", dln_document_get_source (document));
      _dln_json_optional (writer->out, "byline", dln_document_get_byline (document));
      _dln_json_optional (writer->out, "uri", dln_document_get_link (document));
      _dln_json_optional (writer->out, "digest", dln_document_get_digest (document));
      put_original (writer, i);
      if (row != NULL)
        {
          _dln_json_when (writer->out, "date", &row->when);
          _dln_json_string (writer->out, "dateSource", dln_date_source_get_name (row->date_source));
          g_autofree char *reason =
            dln_reason_dup_text (dln_case_get_string (writer->view->dcase, row->reason));

          _dln_json_optional (writer->out, "reason", reason);
          put_id (writer, "sameAs", row->same_as);
        }
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

/* of what was made by hand */
static void
put_origin (const Writer *writer,
            DlnTarget     target)
{
  DlnOrigin origin = dln_origin_of (writer->view->dcase, target);

  if (origin != DLN_ORIGIN_ARTICLES)
    _dln_json_string (writer->out, "origin", dln_origin_get_name (origin));
}

static void
put_entities (const Writer *writer)
{
  _dln_json_begin_list (writer->out, "entities");
  for (guint i = 0; i < writer->view->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (writer->view->resolution->entities, DlnEntity, i);

      const DlnNetworkName *name = dln_network_get (writer->view->network, entity->id);
      DlnPoint at;

      if (!_dln_export_shows_entity (writer->view, entity->id))
        continue;
      begin_row (writer);
      _dln_json_integer (writer->out, "id", entity->id);
      _dln_json_string (writer->out, "type", dln_entity_type_get_name (entity->type));
      _dln_json_string (
        writer->out, "name", dln_case_get_string (writer->view->dcase, entity->name));
      _dln_json_optional (
        writer->out, "description", dln_case_get_string (writer->view->dcase, entity->description));
      _dln_export_put_aliases (writer->view, entity, "aliases", NULL, writer->out);
      _dln_json_integer (writer->out, "mentions", entity->n_mentions);
      _dln_json_number (writer->out, "salience", entity->salience);
      if (name != NULL && name->community > 0)
        {
          _dln_json_integer (writer->out, "community", name->community);
          _dln_json_number (writer->out, "betweenness", name->betweenness);
        }
      if (writer->view->layout != NULL
          && dln_graph_get_position (writer->view->layout, entity->id, &at))
        {
          _dln_json_number (writer->out, "x", at.x);
          _dln_json_number (writer->out, "y", at.y);
        }
      put_origin (writer, (DlnTarget){ DLN_TARGET_ENTITY, entity->id });
      put_claims (writer, (DlnTarget){ DLN_TARGET_ENTITY, entity->id });
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

static void
put_participants (const Writer   *writer,
                  const DlnEvent *event)
{
  const GArray *participants = writer->view->resolution->participants;

  _dln_json_begin_list (writer->out, "who");
  for (guint i = 0; i < event->n_participants && event->first_participant + i < participants->len;
       i++)
    {
      const DlnEventParticipant *row =
        DLN_ROW (participants, DlnEventParticipant, event->first_participant + i);

      begin_item (writer);
      _dln_json_integer (writer->out, "entity", row->entity);
      _dln_json_string (writer->out, "name", _dln_export_get_name (writer->view, row->entity));
      _dln_json_string (writer->out, "role", dln_role_get_name (row->role));
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

static void
put_events (const Writer *writer)
{
  _dln_json_begin_list (writer->out, "events");
  for (guint i = 0; i < writer->view->resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (writer->view->resolution->events, DlnEvent, i);

      if (!_dln_export_shows_event (writer->view, event->id))
        continue;
      begin_row (writer);
      _dln_json_integer (writer->out, "id", event->id);
      _dln_json_string (writer->out, "type", dln_event_type_get_name (event->type));
      _dln_json_string (
        writer->out, "title", dln_case_get_string (writer->view->dcase, event->title));
      _dln_json_when (writer->out, "when", &event->when);
      put_participants (writer, event);
      put_id (writer, "where", event->place);
      _dln_json_string (writer->out, "polarity", dln_polarity_get_name (event->polarity));
      _dln_json_string (writer->out, "modality", dln_modality_get_name (event->modality));
      _dln_json_string (writer->out, "standing", dln_standing_get_name (DLN_STANDING (event)));
      _dln_json_integer (writer->out, "sources", event->n_sources);
      _dln_json_number (writer->out, "salience", event->salience);
      put_origin (writer, (DlnTarget){ DLN_TARGET_EVENT, event->id });
      put_claims (writer, (DlnTarget){ DLN_TARGET_EVENT, event->id });
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

static void
put_relations (const Writer *writer)
{
  _dln_json_begin_list (writer->out, "relations");
  for (guint i = 0; i < writer->view->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (writer->view->resolution->relations, DlnRelation, i);

      if (!_dln_export_shows_relation (writer->view, relation->id))
        continue;
      begin_row (writer);
      _dln_json_integer (writer->out, "id", relation->id);
      _dln_json_string (writer->out, "type", dln_relation_type_get_name (relation->type));
      _dln_json_integer (writer->out, "subject", relation->subject);
      _dln_json_integer (writer->out, "object", relation->object);
      _dln_json_optional (
        writer->out, "caption", dln_case_get_string (writer->view->dcase, relation->caption));
      _dln_json_boolean (writer->out, "ended", relation->ended);
      _dln_json_when (writer->out, "when", &relation->when);
      _dln_json_string (writer->out, "polarity", dln_polarity_get_name (relation->polarity));
      _dln_json_string (writer->out, "modality", dln_modality_get_name (relation->modality));
      _dln_json_string (writer->out, "standing", dln_standing_get_name (DLN_STANDING (relation)));
      _dln_json_number (writer->out, "score", relation->score);
      put_origin (writer, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
      put_claims (writer, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

static void
put_quotes (const Writer *writer)
{
  _dln_json_begin_list (writer->out, "quotes");
  for (guint i = 0; i < writer->view->resolution->quotes->len; i++)
    {
      const DlnQuote *quote = DLN_ROW (writer->view->resolution->quotes, DlnQuote, i);

      begin_row (writer);
      _dln_json_integer (writer->out, "id", quote->id);
      _dln_json_string (writer->out, "type", dln_quote_type_get_name (quote->type));
      _dln_json_string (
        writer->out, "text", dln_case_get_string (writer->view->dcase, quote->text));
      put_id (writer, "speaker", quote->speaker);
      _dln_json_optional (
        writer->out, "speakerText", dln_case_get_string (writer->view->dcase, quote->speaker_text));
      put_id (writer, "addressee", quote->addressee);
      put_id (writer, "toldIn", dln_case_get_outer_quote (writer->view->dcase, quote->id));
      _dln_json_when (writer->out, "when", &quote->when);
      put_claims (writer, (DlnTarget){ DLN_TARGET_QUOTE, quote->id });
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

static void
put_conflicts (const Writer *writer)
{
  const GArray *conflicts = writer->view->resolution->conflicts;

  _dln_json_begin_list (writer->out, "conflicts");
  for (guint i = 0; i < conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (conflicts, DlnConflict, i);

      begin_row (writer);
      _dln_json_string (writer->out, "type", dln_conflict_type_get_name (conflict->type));
      _dln_json_string (writer->out, "kind", dln_target_kind_get_name (conflict->kind));
      _dln_json_integer (writer->out, "target", conflict->target);
      _dln_json_string (
        writer->out, "a", dln_case_get_string (writer->view->dcase, conflict->value_a));
      _dln_json_string (
        writer->out, "b", dln_case_get_string (writer->view->dcase, conflict->value_b));
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

static void
put_case (const Writer *writer)
{
  const char *title = dln_case_get_title (writer->view->dcase);

  _dln_json_begin (writer->out);
  _dln_json_string (writer->out, "format", "dateline case 1");
  _dln_json_optional (writer->out, "title", title);
  put_documents (writer);
  put_entities (writer);
  put_events (writer);
  put_relations (writer);
  put_quotes (writer);
  put_conflicts (writer);
  _dln_json_end (writer->out);
  g_string_append_c (writer->out, '\n');
}

/* (transfer full) */
GBytes *
_dln_export_json (const DlnExportView *view)
{
  Writer writer = { view };

  writer.out = g_string_new (NULL);
  writer.maps = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_offset_map_free);
  g_ptr_array_set_size (writer.maps, dln_case_get_n_documents (view->dcase));
  put_case (&writer);
  g_ptr_array_unref (writer.maps);
  return g_string_free_to_bytes (writer.out);
}
