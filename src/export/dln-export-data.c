/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as data: JSON, CSV, GraphML and FollowTheMoney entities. Rows come in the order of their
 * ids, so that the same case gives the same bytes. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export.h"

#include "base/dln-utf8.h"
#include "export/dln-export-table.h"
#include "export/dln-json-writer-private.h"
#include "scene/dln-network.h"

typedef struct
{
  DlnCase             *dcase;
  const DlnResolution *resolution;
  const DlnFilter     *filter; /* (nullable): everything */
  DlnNetwork          *network; /* JSON and GraphML: measures of what is shown */
  GPtrArray           *maps;   /* DlnOffsetMap, by document, made when first needed */
  GString             *out;
} Writer;

static gboolean
shows_entity (const Writer *writer,
              DlnEntityId   id)
{
  return writer->filter == NULL || dln_filter_shows_entity (writer->filter, writer->dcase, id);
}

static gboolean
shows_event (const Writer *writer,
             DlnEventId    id)
{
  return writer->filter == NULL ||
         dln_filter_shows_event (writer->filter, writer->dcase, id) != DLN_CERTAINTY_NO;
}

static gboolean
shows_relation (const Writer *writer,
                DlnRelationId id)
{
  return writer->filter == NULL || dln_filter_shows_relation (writer->filter, writer->dcase, id);
}

static const char *
get_name (const Writer *writer,
          DlnEntityId   id)
{
  const DlnEntity *entity = dln_case_get_entity (writer->dcase, id);

  return entity != NULL ? dln_case_get_string (writer->dcase, entity->name) : "";
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void
put_id (const Writer *writer,
        const char   *key,
        guint32       id)
{
  if (id != 0)
    _dln_json_integer (writer->out, key, id);
}

static void
begin_list (const Writer *writer,
            const char   *key)
{
  _dln_json_key (writer->out, key);
  g_string_append_c (writer->out, '[');
}

static void
begin_item (const Writer *writer,
            gboolean      line)
{
  char last = writer->out->str[writer->out->len - 1];

  if (last != '[')
    g_string_append_c (writer->out, ',');
  if (line)
    g_string_append (writer->out, "\n  ");
  else if (last != '[')
    g_string_append_c (writer->out, ' ');
  _dln_json_begin (writer->out);
}

static void
end_list (const Writer *writer)
{
  g_string_append_c (writer->out, ']');
}

static DlnOffsetMap *
get_map (const Writer *writer,
         DlnDocumentId id)
{
  DlnOffsetMap *map = g_ptr_array_index (writer->maps, id - 1);

  if (map == NULL)
    {
      gsize length;
      const char *text = dln_document_get_text (dln_case_get_document (writer->dcase, id), &length);

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
  const DlnEvidence *claims = dln_case_get_evidence (writer->dcase, target, &n);

  begin_list (writer, "evidence");
  for (guint i = 0; i < n; i++)
    {
      const DlnEvidence *claim = &claims[i];
      DlnDocument *document = dln_case_get_document (writer->dcase, claim->document);
      const char *text;

      if (document == NULL)
        continue;
      text = dln_document_get_text (document, NULL);
      begin_item (writer, FALSE);
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
      put_id (writer, "speaker", claim->speaker);
      _dln_json_when (writer->out, "when", &claim->when);
      if (claim->contradicts)
        _dln_json_boolean (writer->out, "contradicts", TRUE);
      _dln_json_end (writer->out);
    }
  end_list (writer);
}

static void
put_documents (const Writer *writer)
{
  guint n = dln_case_get_n_documents (writer->dcase);

  begin_list (writer, "documents");
  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (writer->dcase, i);
      const DlnResolvedDocument *row = dln_case_get_document_row (writer->dcase, i);
      g_autofree char *title = dln_case_dup_document_title (writer->dcase, i);

      begin_item (writer, TRUE);
      _dln_json_integer (writer->out, "id", i);
      _dln_json_optional (writer->out, "name", dln_document_get_id (document));
      _dln_json_string (writer->out, "title", title);
      _dln_json_optional (writer->out, "source", dln_document_get_source (document));
      _dln_json_optional (writer->out, "byline", dln_document_get_byline (document));
      _dln_json_optional (writer->out, "uri", dln_document_get_uri (document));
      _dln_json_optional (writer->out, "digest", dln_document_get_digest (document));
      if (row != NULL)
        {
          _dln_json_when (writer->out, "date", &row->when);
          _dln_json_string (writer->out, "dateSource", dln_date_source_get_name (row->date_source));
          _dln_json_optional (
            writer->out, "reason", dln_case_get_string (writer->dcase, row->reason));
          put_id (writer, "sameAs", row->same_as);
        }
      _dln_json_end (writer->out);
    }
  end_list (writer);
}

static void
put_aliases (const Writer    *writer,
             const DlnEntity *entity)
{
  begin_list (writer, "aliases");
  for (guint i = 0;
       i < entity->n_aliases && entity->first_alias + i < writer->resolution->aliases->len;
       i++)
    {
      const char *text = dln_case_get_string (
        writer->dcase,
        DLN_ROW (writer->resolution->aliases, DlnAlias, entity->first_alias + i)->text);

      if (i > 0)
        g_string_append (writer->out, ", ");
      _dln_json_append_string (writer->out, text, strlen (text));
    }
  end_list (writer);
}

static void
put_entities (const Writer *writer)
{
  begin_list (writer, "entities");
  for (guint i = 0; i < writer->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (writer->resolution->entities, DlnEntity, i);

      const DlnNetworkName *name = dln_network_get (writer->network, entity->id);

      if (!shows_entity (writer, entity->id))
        continue;
      begin_item (writer, TRUE);
      _dln_json_integer (writer->out, "id", entity->id);
      _dln_json_string (writer->out, "type", dln_entity_type_get_name (entity->type));
      _dln_json_string (writer->out, "name", dln_case_get_string (writer->dcase, entity->name));
      _dln_json_optional (
        writer->out, "description", dln_case_get_string (writer->dcase, entity->description));
      put_aliases (writer, entity);
      _dln_json_integer (writer->out, "mentions", entity->n_mentions);
      _dln_json_number (writer->out, "salience", entity->salience);
      if (name != NULL && name->community > 0)
        {
          _dln_json_integer (writer->out, "community", name->community);
          _dln_json_number (writer->out, "betweenness", name->betweenness);
        }
      put_claims (writer, (DlnTarget){ DLN_TARGET_ENTITY, entity->id });
      _dln_json_end (writer->out);
    }
  end_list (writer);
}

static void
put_participants (const Writer   *writer,
                  const DlnEvent *event)
{
  const GArray *participants = writer->resolution->participants;

  begin_list (writer, "who");
  for (guint i = 0; i < event->n_participants && event->first_participant + i < participants->len;
       i++)
    {
      const DlnEventParticipant *row =
        DLN_ROW (participants, DlnEventParticipant, event->first_participant + i);

      begin_item (writer, FALSE);
      _dln_json_integer (writer->out, "entity", row->entity);
      _dln_json_string (writer->out, "name", get_name (writer, row->entity));
      _dln_json_string (writer->out, "role", dln_role_get_name (row->role));
      _dln_json_end (writer->out);
    }
  end_list (writer);
}

static void
put_events (const Writer *writer)
{
  begin_list (writer, "events");
  for (guint i = 0; i < writer->resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (writer->resolution->events, DlnEvent, i);

      if (!shows_event (writer, event->id))
        continue;
      begin_item (writer, TRUE);
      _dln_json_integer (writer->out, "id", event->id);
      _dln_json_string (writer->out, "type", dln_event_type_get_name (event->type));
      _dln_json_string (writer->out, "title", dln_case_get_string (writer->dcase, event->title));
      _dln_json_when (writer->out, "when", &event->when);
      put_participants (writer, event);
      put_id (writer, "where", event->place);
      _dln_json_string (writer->out, "polarity", dln_polarity_get_name (event->polarity));
      _dln_json_string (writer->out, "modality", dln_modality_get_name (event->modality));
      _dln_json_integer (writer->out, "sources", event->n_sources);
      _dln_json_number (writer->out, "salience", event->salience);
      put_claims (writer, (DlnTarget){ DLN_TARGET_EVENT, event->id });
      _dln_json_end (writer->out);
    }
  end_list (writer);
}

static void
put_relations (const Writer *writer)
{
  begin_list (writer, "relations");
  for (guint i = 0; i < writer->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (writer->resolution->relations, DlnRelation, i);

      if (!shows_relation (writer, relation->id))
        continue;
      begin_item (writer, TRUE);
      _dln_json_integer (writer->out, "id", relation->id);
      _dln_json_string (writer->out, "type", dln_relation_type_get_name (relation->type));
      _dln_json_integer (writer->out, "subject", relation->subject);
      _dln_json_integer (writer->out, "object", relation->object);
      _dln_json_optional (
        writer->out, "caption", dln_case_get_string (writer->dcase, relation->caption));
      _dln_json_boolean (writer->out, "ended", relation->ended);
      _dln_json_when (writer->out, "when", &relation->when);
      _dln_json_string (writer->out, "polarity", dln_polarity_get_name (relation->polarity));
      _dln_json_string (writer->out, "modality", dln_modality_get_name (relation->modality));
      _dln_json_number (writer->out, "score", relation->score);
      put_claims (writer, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
      _dln_json_end (writer->out);
    }
  end_list (writer);
}

static void
put_quotes (const Writer *writer)
{
  begin_list (writer, "quotes");
  for (guint i = 0; i < writer->resolution->quotes->len; i++)
    {
      const DlnQuote *quote = DLN_ROW (writer->resolution->quotes, DlnQuote, i);

      begin_item (writer, TRUE);
      _dln_json_integer (writer->out, "id", quote->id);
      _dln_json_string (writer->out, "type", dln_quote_type_get_name (quote->type));
      _dln_json_string (writer->out, "text", dln_case_get_string (writer->dcase, quote->text));
      put_id (writer, "speaker", quote->speaker);
      _dln_json_optional (
        writer->out, "speakerText", dln_case_get_string (writer->dcase, quote->speaker_text));
      put_id (writer, "addressee", quote->addressee);
      _dln_json_when (writer->out, "when", &quote->when);
      put_claims (writer, (DlnTarget){ DLN_TARGET_QUOTE, quote->id });
      _dln_json_end (writer->out);
    }
  end_list (writer);
}

static void
put_conflicts (const Writer *writer)
{
  const GArray *conflicts = writer->resolution->conflicts;

  begin_list (writer, "conflicts");
  for (guint i = 0; i < conflicts->len; i++)
    {
      const DlnConflict *conflict = DLN_ROW (conflicts, DlnConflict, i);

      begin_item (writer, TRUE);
      _dln_json_string (writer->out, "type", dln_conflict_type_get_name (conflict->type));
      _dln_json_string (writer->out, "kind", dln_target_kind_get_name (conflict->kind));
      _dln_json_integer (writer->out, "target", conflict->target);
      _dln_json_string (writer->out, "a", dln_case_get_string (writer->dcase, conflict->value_a));
      _dln_json_string (writer->out, "b", dln_case_get_string (writer->dcase, conflict->value_b));
      _dln_json_end (writer->out);
    }
  end_list (writer);
}

static void
put_json (const Writer *writer)
{
  const char *title = dln_case_get_title (writer->dcase);

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

/* ---- GraphML --------------------------------------------------------------------------------- */

static void
put_xml (GString    *out,
         const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff)
        g_string_append_c (out, ' ');
      else
        g_string_append_unichar (out, c);
    }
}

static void
put_data (const Writer *writer,
          const char   *key,
          const char   *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (writer->out, "<data key=\"%s\">", key);
  put_xml (writer->out, value);
  g_string_append (writer->out, "</data>");
}

static void
put_graphml_node (const Writer    *writer,
                  const DlnEntity *entity)
{
  const DlnNetworkName *name = dln_network_get (writer->network, entity->id);
  g_autofree char *mentions = g_strdup_printf ("%u", entity->n_mentions);

  g_string_append_printf (writer->out, "<node id=\"n%u\">", entity->id);
  put_data (writer, "label", dln_case_get_string (writer->dcase, entity->name));
  put_data (writer, "type", dln_entity_type_get_name (entity->type));
  put_data (writer, "description", dln_case_get_string (writer->dcase, entity->description));
  put_data (writer, "mentions", mentions);
  if (name != NULL && name->community > 0)
    {
      g_autofree char *community = g_strdup_printf ("%u", name->community);
      char betweenness[G_ASCII_DTOSTR_BUF_SIZE];

      put_data (writer, "community", community);
      put_data (writer,
                "betweenness",
                g_ascii_formatd (betweenness, sizeof betweenness, "%.6f", name->betweenness));
    }
  g_string_append (writer->out, "</node>\n");
}

static void
put_graphml_edge (const Writer      *writer,
                  const DlnRelation *relation)
{
  g_autofree char *edtf =
    dln_when_is_known (&relation->when) ? dln_when_to_edtf (&relation->when) : NULL;
  g_autofree char *sources = g_strdup_printf ("%u", relation->n_sources);
  g_autofree char *quote = NULL;
  guint n;
  const DlnEvidence *claims =
    dln_case_get_evidence (writer->dcase, (DlnTarget){ DLN_TARGET_RELATION, relation->id }, &n);

  if (n > 0 && dln_case_get_document (writer->dcase, claims->document) != NULL)
    quote = dln_document_dup_span (dln_case_get_document (writer->dcase, claims->document),
                                   claims->sentence);
  g_string_append_printf (writer->out,
                          "<edge id=\"e%u\" source=\"n%u\" target=\"n%u\" directed=\"%s\">",
                          relation->id,
                          relation->subject,
                          relation->object,
                          dln_relation_type_is_symmetric (relation->type) ? "false" : "true");
  put_data (writer, "relation", dln_relation_type_get_name (relation->type));
  put_data (writer, "caption", dln_case_get_string (writer->dcase, relation->caption));
  put_data (writer, "ended", relation->ended ? "true" : "false");
  put_data (writer, "when", edtf);
  put_data (writer, "sources", sources);
  put_data (writer, "modality", dln_modality_get_name (relation->modality));
  put_data (writer, "quote", quote);
  g_string_append (writer->out, "</edge>\n");
}

static void
put_graphml (const Writer *writer)
{
  static const struct
  {
    const char *key, *scope, *type;
  } keys[] = {
    { "label", "node", "string" },       { "type", "node", "string" },
    { "description", "node", "string" }, { "mentions", "node", "int" },
    { "community", "node", "int" },      { "betweenness", "node", "double" },
    { "relation", "edge", "string" },    { "caption", "edge", "string" },
    { "ended", "edge", "boolean" },      { "when", "edge", "string" },
    { "sources", "edge", "int" },        { "modality", "edge", "string" },
    { "quote", "edge", "string" },
  };
  GString *out = writer->out;

  g_string_append (out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_string_append_printf (out,
                            "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                            keys[i].key,
                            keys[i].scope,
                            keys[i].key,
                            keys[i].type);
  g_string_append (out, "<graph id=\"case\" edgedefault=\"directed\">\n");
  for (guint i = 0; i < writer->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (writer->resolution->entities, DlnEntity, i);

      if (shows_entity (writer, entity->id))
        put_graphml_node (writer, entity);
    }
  for (guint i = 0; i < writer->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (writer->resolution->relations, DlnRelation, i);

      if (shows_relation (writer, relation->id) && shows_entity (writer, relation->subject) &&
          shows_entity (writer, relation->object))
        put_graphml_edge (writer, relation);
    }
  g_string_append (out, "</graph>\n</graphml>\n");
}

/* ---- FollowTheMoney -------------------------------------------------------------------------- */

static const struct
{
  const char *schema, *subject, *object;
} ftm_links[] = {
  { "Directorship", "director", "organization" }, { "Membership", "member", "organization" },
  { "Employment", "employee", "employer" },       { "Representation", "agent", "client" },
  { "Ownership", "owner", "asset" },              { "Family", "person", "relative" },
  { "Associate", "person", "associate" },         { "UnknownLink", "subject", "object" },
};

static void
begin_ftm (const Writer *writer,
           const char   *kind,
           guint32       id,
           const char   *schema)
{
  g_autofree char *name = g_strdup_printf ("dateline-%s-%u", kind, id);

  _dln_json_begin (writer->out);
  _dln_json_string (writer->out, "id", name);
  _dln_json_string (writer->out, "schema", schema);
  _dln_json_key (writer->out, "properties");
  _dln_json_begin (writer->out);
}

static void
put_property (const Writer *writer,
              const char   *key,
              const char   *value)
{
  if (value == NULL || *value == '\0')
    return;
  begin_list (writer, key);
  _dln_json_append_string (writer->out, value, strlen (value));
  end_list (writer);
}

static void
put_reference (const Writer *writer,
               const char   *key,
               const char   *kind,
               guint32       id)
{
  g_autofree char *name = g_strdup_printf ("dateline-%s-%u", kind, id);

  put_property (writer, key, name);
}

static void
end_ftm (const Writer *writer)
{
  _dln_json_end (writer->out);
  _dln_json_end (writer->out);
  g_string_append_c (writer->out, '\n');
}

/* a date as FollowTheMoney has them: a prefix of an ISO date; others are left out */
static void
put_ftm_date (const Writer  *writer,
              const char    *key,
              const DlnWhen *when)
{
  g_autofree char *edtf = dln_when_is_known (when) ? dln_when_to_edtf (when) : NULL;

  if (edtf != NULL && g_ascii_isdigit (*edtf) && strspn (edtf, "0123456789-T:Z") == strlen (edtf))
    put_property (writer, key, edtf);
}

/* the articles that say so, and the first of their sentences */
static void
put_proof (const Writer *writer,
           DlnTarget     target)
{
  guint n;
  const DlnEvidence *claims = dln_case_get_evidence (writer->dcase, target, &n);
  g_autofree char *quote = NULL;

  if (n == 0 || dln_case_get_document (writer->dcase, claims->document) == NULL)
    return;
  begin_list (writer, "proof");
  for (guint i = 0; i < n; i++)
    {
      gboolean told = FALSE;

      for (guint j = 0; j < i && j < 50; j++)
        told = told || claims[j].document == claims[i].document;
      if (told || i >= 50)
        continue;
      g_string_append_printf (writer->out,
                              "%s\"dateline-document-%u\"",
                              i > 0 ? ", " : "",
                              claims[i].document);
    }
  end_list (writer);
  quote = dln_document_dup_span (dln_case_get_document (writer->dcase, claims->document),
                                 claims->sentence);
  put_property (writer, "summary", quote);
}

static void
put_ftm_entities (const Writer *writer)
{
  for (guint i = 0; i < writer->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (writer->resolution->entities, DlnEntity, i);
      gboolean place = entity->type == DLN_ENTITY_PLACE;

      if (!shows_entity (writer, entity->id) || entity->type == DLN_ENTITY_OTHER)
        continue;
      begin_ftm (writer,
                 "entity",
                 entity->id,
                 entity->type == DLN_ENTITY_PERSON ? "Person" : place ? "Address" : "Organization");
      put_property (
        writer, place ? "full" : "name", dln_case_get_string (writer->dcase, entity->name));
      if (!place)
        {
          begin_list (writer, "alias");
          for (guint j = 1;
               j < entity->n_aliases && entity->first_alias + j < writer->resolution->aliases->len;
               j++)
            {
              const char *text = dln_case_get_string (
                writer->dcase,
                DLN_ROW (writer->resolution->aliases, DlnAlias, entity->first_alias + j)->text);

              if (j > 1)
                g_string_append (writer->out, ", ");
              _dln_json_append_string (writer->out, text, strlen (text));
            }
          end_list (writer);
        }
      put_property (writer, "notes", dln_case_get_string (writer->dcase, entity->description));
      end_ftm (writer);
    }
}

static void
put_ftm_relations (const Writer *writer)
{
  for (guint i = 0; i < writer->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (writer->resolution->relations, DlnRelation, i);
      const char *schema = dln_relation_type_get_schema (relation->type);
      guint link = G_N_ELEMENTS (ftm_links) - 1;

      if (!shows_relation (writer, relation->id) || relation->polarity == DLN_POLARITY_NEGATED)
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (ftm_links); j++)
        if (strcmp (schema, ftm_links[j].schema) == 0)
          link = j;
      begin_ftm (writer, "relation", relation->id, ftm_links[link].schema);
      put_reference (writer, ftm_links[link].subject, "entity", relation->subject);
      put_reference (writer, ftm_links[link].object, "entity", relation->object);
      put_property (writer,
                    strcmp (schema, "Family") == 0      ? "relationship"
                    : strcmp (schema, "Associate") == 0 ? "relationship"
                                                        : "role",
                    relation->caption != 0 ? dln_case_get_string (writer->dcase, relation->caption)
                                           : dln_relation_type_get_label (relation->type));
      put_ftm_date (writer, relation->ended ? "endDate" : "date", &relation->when);
      put_property (writer, "status", relation->ended ? "former" : NULL);
      put_proof (writer, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
      end_ftm (writer);
    }
}

static void
put_ftm_events (const Writer *writer)
{
  const GArray *participants = writer->resolution->participants;

  for (guint i = 0; i < writer->resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (writer->resolution->events, DlnEvent, i);
      gboolean first = TRUE;

      if (!shows_event (writer, event->id))
        continue;
      begin_ftm (writer, "event", event->id, "Event");
      put_property (writer, "name", dln_case_get_string (writer->dcase, event->title));
      put_ftm_date (writer, "date", &event->when);
      begin_list (writer, "involved");
      for (guint j = 0;
           j < event->n_participants && event->first_participant + j < participants->len;
           j++)
        {
          DlnEntityId id =
            DLN_ROW (participants, DlnEventParticipant, event->first_participant + j)->entity;
          const DlnEntity *entity = dln_case_get_entity (writer->dcase, id);

          if (entity == NULL || entity->type == DLN_ENTITY_PLACE || !shows_entity (writer, id))
            continue;
          g_string_append_printf (writer->out, "%s\"dateline-entity-%u\"", first ? "" : ", ", id);
          first = FALSE;
        }
      end_list (writer);
      put_property (writer, "location", get_name (writer, event->place));
      put_proof (writer, (DlnTarget){ DLN_TARGET_EVENT, event->id });
      end_ftm (writer);
    }
}

static void
put_ftm (const Writer *writer)
{
  guint n = dln_case_get_n_documents (writer->dcase);

  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (writer->dcase, i);
      const DlnResolvedDocument *row = dln_case_get_document_row (writer->dcase, i);
      g_autofree char *title = dln_case_dup_document_title (writer->dcase, i);

      begin_ftm (writer, "document", i, "Article");
      put_property (writer, "title", title);
      put_property (writer, "fileName", dln_document_get_id (document));
      put_property (writer, "publisher", dln_document_get_source (document));
      put_property (writer, "author", dln_document_get_byline (document));
      put_property (writer, "sourceUrl", dln_document_get_uri (document));
      if (row != NULL)
        put_ftm_date (writer, "publishedAt", &row->when);
      end_ftm (writer);
    }
  put_ftm_entities (writer);
  put_ftm_relations (writer);
  put_ftm_events (writer);
}

/* ---- public ---------------------------------------------------------------------------------- */

/**
 * dln_export_case:
 * @dcase: a case
 * @format: JSON, CSV, GraphML or FollowTheMoney
 * @graph: for CSV: the claims of relations rather than of events
 * @filter: (nullable): what is shown; %NULL = everything
 * @error: %DLN_EXPORT_ERROR_FORMAT for a picture format
 *
 * Returns: (transfer full): the file's bytes; the same case and filter give the same ones
 */
GBytes *
dln_export_case (DlnCase         *dcase,
                 DlnExportFormat  format,
                 gboolean         graph,
                 const DlnFilter *filter,
                 GError         **error)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase), NULL);

  Writer writer = { dcase, dln_case_get_resolution (dcase), filter };
  g_autoptr (DlnTable) table = NULL;
  g_autoptr (DlnFilter) usual = dln_filter_new ();
  g_autoptr (DlnNetwork) network = NULL;

  if (format != DLN_EXPORT_JSON && format != DLN_EXPORT_CSV && format != DLN_EXPORT_GRAPHML &&
      format != DLN_EXPORT_FTM)
    {
      g_set_error_literal (error,
                           DLN_EXPORT_ERROR,
                           DLN_EXPORT_ERROR_FORMAT,
                           "Data can be written as JSON, CSV, GraphML or FollowTheMoney only.");
      return NULL;
    }
  if (format == DLN_EXPORT_JSON || format == DLN_EXPORT_GRAPHML)
    network = dln_network_new (dcase, filter != NULL ? filter : usual);
  writer.network = network;
  writer.out = g_string_new (NULL);
  writer.maps = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_offset_map_free);
  g_ptr_array_set_size (writer.maps, dln_case_get_n_documents (dcase));
  if (format == DLN_EXPORT_JSON)
    put_json (&writer);
  else if (format == DLN_EXPORT_GRAPHML)
    put_graphml (&writer);
  else if (format == DLN_EXPORT_FTM)
    put_ftm (&writer);
  else
    {
      table =
        dln_table_new (dcase, graph ? DLN_TABLE_RELATION_CLAIMS : DLN_TABLE_EVENT_CLAIMS, filter);
      dln_table_to_csv (table, writer.out);
    }
  g_ptr_array_unref (writer.maps);
  return g_string_free_to_bytes (writer.out);
}
