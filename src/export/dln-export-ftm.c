/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as FollowTheMoney entities, one a line: what Aleph and OpenSanctions read. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-data-private.h"

#include "export/dln-json-writer-private.h"

typedef struct
{
  const DlnExportView *view;
  GString             *out;
} Writer;

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

/* an item of a list */
static void
put_id (const Writer *writer,
        const char   *kind,
        guint32       id)
{
  _dln_json_item (writer->out);
  g_string_append_printf (writer->out, "\"dateline-%s-%u\"", kind, id);
}

static void
put_property (const Writer *writer,
              const char   *key,
              const char   *value)
{
  if (value == NULL || *value == '\0')
    return;
  _dln_json_begin_list (writer->out, key);
  _dln_json_append_string (writer->out, value, strlen (value));
  _dln_json_end_list (writer->out);
}

static void
put_reference (const Writer *writer,
               const char   *key,
               const char   *kind,
               guint32       id)
{
  _dln_json_begin_list (writer->out, key);
  put_id (writer, kind, id);
  _dln_json_end_list (writer->out);
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
put_date (const Writer  *writer,
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
  const DlnEvidence *claims = dln_case_get_evidence (writer->view->dcase, target, &n);
  g_autofree char *quote = NULL;

  if (n == 0 || dln_case_get_document (writer->view->dcase, claims->document) == NULL)
    return;
  _dln_json_begin_list (writer->out, "proof");
  for (guint i = 0; i < n; i++)
    {
      gboolean told = FALSE;

      for (guint j = 0; j < i && j < 50; j++)
        told = told || claims[j].document == claims[i].document;
      if (told || i >= 50)
        continue;
      put_id (writer, "document", claims[i].document);
    }
  _dln_json_end_list (writer->out);
  quote = dln_document_dup_span (dln_case_get_document (writer->view->dcase, claims->document),
                                 claims->sentence);
  put_property (writer, "summary", quote);
}

/* @id as an entity of the file: not what the filter hides, nor what is neither person, institution
 * nor place */
static const DlnEntity *
get_shown (const Writer *writer,
           DlnEntityId   id)
{
  const DlnEntity *entity = dln_case_get_entity (writer->view->dcase, id);

  if (entity == NULL || entity->type == DLN_ENTITY_OTHER
      || !_dln_export_shows_entity (writer->view, id))
    return NULL;
  return entity;
}

static void
put_entities (const Writer *writer)
{
  for (guint i = 0; i < writer->view->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (writer->view->resolution->entities, DlnEntity, i);
      gboolean place = entity->type == DLN_ENTITY_PLACE;

      if (get_shown (writer, entity->id) == NULL)
        continue;
      begin_ftm (writer,
                 "entity",
                 entity->id,
                 entity->type == DLN_ENTITY_PERSON ? "Person" : place ? "Address" : "Organization");
      put_property (
        writer, place ? "full" : "name", dln_case_get_string (writer->view->dcase, entity->name));
      if (!place)
        _dln_export_put_aliases (writer->view, entity, "alias", 1, writer->out);
      put_property (
        writer, "notes", dln_case_get_string (writer->view->dcase, entity->description));
      end_ftm (writer);
    }
}

static void
put_relations (const Writer *writer)
{
  for (guint i = 0; i < writer->view->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (writer->view->resolution->relations, DlnRelation, i);
      const char *schema = dln_relation_type_get_schema (relation->type);
      guint link = G_N_ELEMENTS (ftm_links) - 1;

      if (!_dln_export_shows_relation (writer->view, relation->id)
          || relation->polarity == DLN_POLARITY_NEGATED
          || get_shown (writer, relation->subject) == NULL
          || get_shown (writer, relation->object) == NULL)
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
                    relation->caption != 0
                      ? dln_case_get_string (writer->view->dcase, relation->caption)
                      : dln_relation_type_get_label (relation->type));
      put_date (writer, relation->ended ? "endDate" : "date", &relation->when);
      put_property (writer, "status", relation->ended ? "former" : NULL);
      put_proof (writer, (DlnTarget){ DLN_TARGET_RELATION, relation->id });
      end_ftm (writer);
    }
}

static void
put_events (const Writer *writer)
{
  const GArray *participants = writer->view->resolution->participants;

  for (guint i = 0; i < writer->view->resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (writer->view->resolution->events, DlnEvent, i);

      if (!_dln_export_shows_event (writer->view, event->id))
        continue;
      begin_ftm (writer, "event", event->id, "Event");
      put_property (writer, "name", dln_case_get_string (writer->view->dcase, event->title));
      put_date (writer, "date", &event->when);
      _dln_json_begin_list (writer->out, "involved");
      for (guint j = 0;
           j < event->n_participants && event->first_participant + j < participants->len;
           j++)
        {
          DlnEntityId id =
            DLN_ROW (participants, DlnEventParticipant, event->first_participant + j)->entity;
          const DlnEntity *entity = get_shown (writer, id);

          if (entity == NULL || entity->type == DLN_ENTITY_PLACE)
            continue;
          put_id (writer, "entity", id);
        }
      _dln_json_end_list (writer->out);
      put_property (writer, "location", _dln_export_get_name (writer->view, event->place));
      put_proof (writer, (DlnTarget){ DLN_TARGET_EVENT, event->id });
      end_ftm (writer);
    }
}

static void
put_documents (const Writer *writer)
{
  guint n = dln_case_get_n_documents (writer->view->dcase);

  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (writer->view->dcase, i);
      const DlnResolvedDocument *row = dln_case_get_document_row (writer->view->dcase, i);
      g_autofree char *title = dln_case_dup_document_title (writer->view->dcase, i);

      begin_ftm (writer, "document", i, "Article");
      put_property (writer, "title", title);
      put_property (writer, "fileName", dln_document_get_id (document));
      put_property (writer, "publisher", dln_document_get_source (document));
      put_property (writer, "author", dln_document_get_byline (document));
      put_property (writer, "sourceUrl", dln_document_get_link (document));
      if (row != NULL)
        put_date (writer, "publishedAt", &row->when);
      end_ftm (writer);
    }
}

/* (transfer full) */
GBytes *
_dln_export_ftm (const DlnExportView *view)
{
  Writer writer = { view, g_string_new (NULL) };

  put_documents (&writer);
  put_entities (&writer);
  put_relations (&writer);
  put_events (&writer);
  return g_string_free_to_bytes (writer.out);
}
