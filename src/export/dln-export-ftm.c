/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as FollowTheMoney entities, one a line: what Aleph and OpenSanctions read. Ties that are
 * denied are left out, others that are not stated say so in `status`. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-data-private.h"

#include "base/dln-json-writer.h"
#include "case/dln-standing.h"

typedef struct
{
  const DlnExportView *view;
  GString             *out;
} Writer;

/* what may stand at an end of a link */
typedef enum
{
  END_PERSON = 1 << 0,
  END_BODY = 1 << 1,
  END_PLACE = 1 << 2,
  END_LEGAL = END_PERSON | END_BODY,
  END_ANY = END_LEGAL | END_PLACE,
} End;

typedef struct
{
  const char *schema, *subject, *object;
  guint       of_subject, of_object; /* End */
  const char *words;                 /* property for what the tie is called */
  gboolean    has_status;
} Link;

/* from the model of FollowTheMoney 3.8 */
static const Link links[] = {
  { "Directorship", "director", "organization", END_LEGAL, END_BODY, "role", TRUE },
  { "Membership", "member", "organization", END_LEGAL, END_BODY, "role", TRUE },
  { "Employment", "employee", "employer", END_PERSON, END_BODY, "role", TRUE },
  { "Representation", "agent", "client", END_LEGAL, END_LEGAL, "role", TRUE },
  { "Ownership", "owner", "asset", END_LEGAL, END_BODY, "role", TRUE },
  { "Family", "person", "relative", END_PERSON, END_PERSON, "relationship", FALSE },
  { "Associate", "person", "associate", END_PERSON, END_PERSON, "relationship", FALSE },
  { "UnknownLink", "subject", "object", END_ANY, END_ANY, "role", TRUE }, /* fits all */
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

static void put_provenance (const Writer      *writer,
                            const DlnEvidence *claims,
                            guint              n);

static void
end_ftm (const Writer      *writer,
         DlnTarget          target,
         const DlnEvidence *claims, /* [n] */
         guint              n)
{
  DlnOrigin origin = dln_origin_of (writer->view->dcase, target);

  _dln_json_end (writer->out);
  if (origin != DLN_ORIGIN_ARTICLES) /* beside the properties, as the provenance */
    _dln_json_string (writer->out, "origin", dln_origin_get_name (origin));
  if (n > 0)
    put_provenance (writer, claims, n);
  _dln_json_end (writer->out);
  g_string_append_c (writer->out, '\n');
}

/* the time as FollowTheMoney has it, to the day, month or year: one date, or two that it lies or
 * lasts between */
static void
put_dates (const Writer  *writer,
           const char    *date,  /* keys */
           const char    *begin,
           const char    *end,
           const DlnWhen *when)
{
  g_autofree char *first = _dln_export_dup_iso (when, FALSE);
  g_autofree char *last = _dln_export_dup_iso (when, TRUE);

  if (first != NULL && last != NULL && strcmp (first, last) == 0)
    {
      put_property (writer, date, first);
      return;
    }
  put_property (writer, begin, first);
  put_property (writer, end, last);
}

#define MAX_PROOF 50 /* claims of a row */

/* Whether an earlier one of @claims is of the document of claim @i. */
static gboolean
is_told (const DlnEvidence *claims,
         guint              i)
{
  for (guint j = 0; j < i; j++)
    if (claims[j].document == claims[i].document)
      return TRUE;
  return FALSE;
}

/* "provenance", beside the properties: which article says so in which words, and where they stand
 * (characters of its text). FollowTheMoney keeps keys that it does not know. */
static void
put_provenance (const Writer      *writer,
                const DlnEvidence *claims,
                guint              n)
{
  DlnCase *dcase = writer->view->dcase;

  _dln_json_begin_list (writer->out, "provenance");
  for (guint i = 0; i < MIN (n, MAX_PROOF); i++)
    {
      DlnDocument *document = dln_case_get_document (dcase, claims[i].document);
      g_autofree char *quote = NULL;
      const char *text;

      if (document == NULL)
        continue;
      text = dln_document_get_text (document, NULL);
      quote = dln_document_dup_span (document, claims[i].sentence);
      _dln_json_item (writer->out);
      _dln_json_begin (writer->out);
      _dln_json_key (writer->out, "document");
      g_string_append_printf (writer->out, "\"dateline-document-%u\"", claims[i].document);
      _dln_json_string (writer->out, "quote", quote);
      _dln_json_integer (
        writer->out, "start", g_utf8_strlen (text, claims[i].sentence.begin));
      _dln_json_integer (writer->out, "end", g_utf8_strlen (text, claims[i].sentence.end));
      _dln_json_string (
        writer->out, "standing", dln_standing_get_name (DLN_STANDING (&claims[i])));
      _dln_json_end (writer->out);
    }
  _dln_json_end_list (writer->out);
}

/* the articles that say so, where the schema has a place for them, and the first of their
 * sentences */
static void
put_proof (const Writer      *writer,
           const DlnEvidence *claims,
           guint              n,
           gboolean           is_thing)
{
  DlnDocument *best =
    n > 0 ? dln_case_get_document (writer->view->dcase, claims->document) : NULL;
  g_autofree char *quote = NULL;

  if (best == NULL)
    return;
  if (is_thing)
    {
      _dln_json_begin_list (writer->out, "proof");
      for (guint i = 0; i < MIN (n, MAX_PROOF); i++)
        if (!is_told (claims, i)
            && dln_case_get_document (writer->view->dcase, claims[i].document) != NULL)
          put_id (writer, "document", claims[i].document);
      _dln_json_end_list (writer->out);
    }
  else
    {
      put_property (writer, "recordId", dln_document_get_id (best));
      put_property (writer, "publisher", dln_document_get_source (best));
      put_property (writer, "sourceUrl", dln_document_get_link (best));
    }
  quote = dln_document_dup_span (best, claims->sentence);
  put_property (writer, "summary", quote);
}

/* a description, and whether somebody made it by hand */
static void
put_notes (const Writer *writer,
           DlnTarget     target,
           const char   *description) /* (nullable) */
{
  DlnOrigin origin = dln_origin_of (writer->view->dcase, target);
  const char *by_hand = origin != DLN_ORIGIN_ARTICLES ? dln_origin_get_name (origin) : NULL;
  const char *notes[] = { description, by_hand };
  gboolean begun = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (notes[i] != NULL && *notes[i] != '\0')
      {
        if (!begun)
          _dln_json_begin_list (writer->out, "notes");
        begun = TRUE;
        _dln_json_item (writer->out);
        _dln_json_append_string (writer->out, notes[i], strlen (notes[i]));
      }
  if (begun)
    _dln_json_end_list (writer->out);
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

static End
get_end (const DlnEntity *entity)
{
  return entity->type == DLN_ENTITY_PERSON        ? END_PERSON
         : entity->type == DLN_ENTITY_INSTITUTION ? END_BODY
                                                  : END_PLACE;
}

/* the kind of link that the model has for two such ends */
static const Link *
choose_link (const DlnRelation *relation,
             const DlnEntity   *subject,
             const DlnEntity   *object)
{
  const char *schema = dln_relation_type_get_schema (relation->type);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (strcmp (schema, links[i].schema) == 0 && (links[i].of_subject & get_end (subject)) != 0
        && (links[i].of_object & get_end (object)) != 0)
      return &links[i];
  return &links[G_N_ELEMENTS (links) - 1];
}

/* (nullable): what becomes of the relation; what is denied becomes nothing */
static const Link *
get_link (const Writer      *writer,
          const DlnRelation *relation)
{
  const DlnEntity *subject = get_shown (writer, relation->subject);
  const DlnEntity *object = get_shown (writer, relation->object);

  if (subject == NULL || object == NULL || !_dln_export_shows_relation (writer->view, relation->id)
      || dln_standing_is_denied (DLN_STANDING (relation)))
    return NULL;
  return choose_link (relation, subject, object);
}

/* what is owned has to be an asset, which companies are */
static GHashTable *
find_assets (const Writer *writer)
{
  GHashTable *assets = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < writer->view->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (writer->view->resolution->relations, DlnRelation, i);
      const Link *link = get_link (writer, relation);

      if (link != NULL && strcmp (link->schema, "Ownership") == 0)
        g_hash_table_add (assets, GUINT_TO_POINTER (relation->object));
    }
  return assets;
}

static void
put_entities (const Writer *writer)
{
  g_autoptr (GHashTable) assets = find_assets (writer);

  for (guint i = 0; i < writer->view->resolution->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (writer->view->resolution->entities, DlnEntity, i);
      gboolean place = entity->type == DLN_ENTITY_PLACE;
      const char *name = dln_case_get_string (writer->view->dcase, entity->name);

      if (get_shown (writer, entity->id) == NULL)
        continue;
      begin_ftm (writer,
                 "entity",
                 entity->id,
                 entity->type == DLN_ENTITY_PERSON ? "Person"
                 : place                           ? "Address"
                 : g_hash_table_contains (assets, GUINT_TO_POINTER (entity->id)) ? "Company"
                                                                                : "Organization");
      put_property (writer, place ? "full" : "name", name);
      if (!place)
        _dln_export_put_aliases (writer->view, entity, "alias", name, writer->out);
      put_notes (writer, (DlnTarget){ DLN_TARGET_ENTITY, entity->id },
                 dln_case_get_string (writer->view->dcase, entity->description));
      end_ftm (writer, (DlnTarget){ DLN_TARGET_ENTITY, entity->id }, NULL, 0);
    }
}

/* "former", "alleged", ...: as its status where the schema has one */
static void
put_status (const Writer      *writer,
            const DlnRelation *relation,
            const Link        *link)
{
  DlnStanding standing = DLN_STANDING (relation);

  if (standing != DLN_STANDING_HOLDS)
    put_property (
      writer, link->has_status ? "status" : "description", dln_standing_get_name (standing));
  else if (relation->ended)
    put_property (writer, link->has_status ? "status" : "description", "former");
}

static void
put_relations (const Writer *writer)
{
  for (guint i = 0; i < writer->view->resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (writer->view->resolution->relations, DlnRelation, i);
      const Link *link = get_link (writer, relation);
      DlnTarget target = { DLN_TARGET_RELATION, relation->id };
      guint n;
      const DlnEvidence *claims = dln_case_get_evidence (writer->view->dcase, target, &n);

      if (link == NULL)
        continue;
      begin_ftm (writer, "relation", relation->id, link->schema);
      put_reference (writer, link->subject, "entity", relation->subject);
      put_reference (writer, link->object, "entity", relation->object);
      put_property (writer,
                    link->words,
                    relation->caption != 0
                      ? dln_case_get_string (writer->view->dcase, relation->caption)
                      : dln_relation_type_get_label (relation->type));
      put_dates (writer, relation->ended ? "endDate" : "date", "startDate", "endDate",
                 &relation->when);
      put_status (writer, relation, link);
      put_proof (writer, claims, n, FALSE);
      if (dln_origin_of (writer->view->dcase, target) == DLN_ORIGIN_OWN)
        put_property (writer, "summary", dln_origin_get_name (DLN_ORIGIN_OWN));
      end_ftm (writer, target, claims, n);
    }
}

static void
put_involved (const Writer   *writer,
              const DlnEvent *event)
{
  const GArray *participants = writer->view->resolution->participants;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < event->n_participants && event->first_participant + i < participants->len;
       i++)
    {
      DlnEntityId id =
        DLN_ROW (participants, DlnEventParticipant, event->first_participant + i)->entity;
      const DlnEntity *entity = get_shown (writer, id);

      if (entity == NULL || entity->type == DLN_ENTITY_PLACE
          || !g_hash_table_add (seen, GUINT_TO_POINTER (id)))
        continue;
      if (g_hash_table_size (seen) == 1)
        _dln_json_begin_list (writer->out, "involved");
      put_id (writer, "entity", id);
    }
  if (g_hash_table_size (seen) > 0)
    _dln_json_end_list (writer->out);
}

static void
put_events (const Writer *writer)
{
  for (guint i = 0; i < writer->view->resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (writer->view->resolution->events, DlnEvent, i);
      DlnTarget target = { DLN_TARGET_EVENT, event->id };
      g_autofree char *name = NULL;
      guint n;
      const DlnEvidence *claims = dln_case_get_evidence (writer->view->dcase, target, &n);

      if (!_dln_export_shows_event (writer->view, event->id))
        continue;
      name = _dln_export_dup_event_title (writer->view, event);
      begin_ftm (writer, "event", event->id, "Event");
      put_property (writer, "name", name);
      put_dates (writer, "date", "startDate", "endDate", &event->when);
      put_involved (writer, event);
      put_property (writer, "location", _dln_export_get_name (writer->view, event->place));
      if (DLN_STANDING (event) != DLN_STANDING_HOLDS)
        put_property (writer, "keywords", dln_standing_get_name (DLN_STANDING (event)));
      put_notes (writer, target, NULL);
      put_proof (writer, claims, n, TRUE);
      end_ftm (writer, target, claims, n);
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
        {
          g_autofree char *date = _dln_export_dup_iso (&row->when, FALSE);

          put_property (writer, "publishedAt", date);
        }
      end_ftm (writer, (DlnTarget){ DLN_TARGET_DOCUMENT, i }, NULL, 0);
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
