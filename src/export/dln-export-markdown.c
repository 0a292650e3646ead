/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as a folder of notes in Markdown, one for each name and each event, that link to each
 * other by [[names]]: what Obsidian, Logseq and Zettlr open. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "base/dln-json-writer.h"
#include "case/dln-standing.h"
#include "export/dln-export-data-private.h"

#include <string.h>

#define MAX_NAME 80   /* characters of a file's name */
#define MAX_CLAIMS 20 /* told of a row */

typedef struct
{
  const DlnExportView *view;
  GPtrArray           *files;    /* DlnExportFile */
  GHashTable          *taken;    /* char *: names of notes, folded */
  GHashTable          *entities; /* id -> char *: name of its note */
  GHashTable          *events;
} Writer;

/* ---- names of notes -------------------------------------------------------------------------- */

/* what neither a file nor a link can have in its name is left out */
static char *
clean_name (const char *text)
{
  g_autoptr (GString) name = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x20 || (c < 0x80 && strchr ("/\\:*?\"<>|#^[]", c) != NULL)
          || g_unichar_type (c) == G_UNICODE_CONTROL || g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;
      g_string_append_unichar (name, c);
      n += 1;
    }
  g_strstrip (name->str);
  name->len = strlen (name->str);
  while (name->len > 0 && name->str[name->len - 1] == '.') /* also "." and ".." */
    g_string_truncate (name, name->len - 1);
  return name->len > 0 ? g_strdup (name->str) : g_strdup ("Note");
}

/* (transfer full): one that no other note has, whatever the case of its letters */
static char *
take_name (Writer     *writer,
           const char *wanted)
{
  g_autofree char *clean = clean_name (wanted);

  for (guint i = 1;; i++)
    {
      g_autofree char *name =
        i == 1 ? g_strdup (clean) : g_strdup_printf ("%s (%u)", clean, i);
      char *folded = g_utf8_casefold (name, -1);

      if (g_hash_table_add (writer->taken, folded))
        return g_steal_pointer (&name);
    }
}

static void
name_notes (Writer *writer)
{
  const DlnResolution *r = writer->view->resolution;

  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (r->entities, DlnEntity, i);

      if (_dln_export_shows_entity (writer->view, entity->id))
        g_hash_table_insert (
          writer->entities,
          GUINT_TO_POINTER (entity->id),
          take_name (writer, dln_case_get_string (writer->view->dcase, entity->name)));
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (r->events, DlnEvent, i);
      g_autofree char *title = NULL, *day = NULL, *wanted = NULL;

      if (!_dln_export_shows_event (writer->view, event->id))
        continue;
      title = _dln_export_dup_event_title (writer->view, event);
      day = _dln_export_dup_iso (&event->when, FALSE);
      wanted = day != NULL ? g_strdup_printf ("%s %s", day, title) : g_strdup (title);
      g_hash_table_insert (
        writer->events, GUINT_TO_POINTER (event->id), take_name (writer, wanted));
    }
}

/* ---- text ------------------------------------------------------------------------------------ */

/* words of others are no markup */
static void
put_words (GString    *out,
           const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>#|", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, (guchar) *p < 0x20 ? ' ' : *p);
    }
}

/* "[[note]]", or the name where it has none */
static void
put_link (const Writer *writer,
          GHashTable   *notes,
          guint32       id,
          const char   *name,
          GString      *out)
{
  const char *note = g_hash_table_lookup (notes, GUINT_TO_POINTER (id));

  if (note != NULL)
    g_string_append_printf (out, "[[%s]]", note);
  else
    put_words (out, name);
}

static void
put_entity (const Writer *writer,
            DlnEntityId   id,
            GString      *out)
{
  put_link (writer, writer->entities, id, _dln_export_get_name (writer->view, id), out);
}

/* a value of the head of a note, as YAML has it: JSON strings are YAML */
static void
put_field (GString    *out,
           const char *key,
           const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "%s: ", key);
  _dln_json_append_string (out, value, strlen (value));
  g_string_append_c (out, '\n');
}

static void
put_claims (const Writer *writer,
            DlnTarget     target,
            GString      *out)
{
  guint n;
  const DlnEvidence *claims = dln_case_get_evidence (writer->view->dcase, target, &n);

  for (guint i = 0; i < MIN (n, MAX_CLAIMS); i++)
    {
      DlnDocument *document = dln_case_get_document (writer->view->dcase, claims[i].document);
      g_autofree char *quote = NULL, *source = NULL, *place = NULL;
      const char *link;

      if (document == NULL)
        continue;
      quote = dln_document_dup_span (document, claims[i].sentence);
      source = dln_case_dup_document_source (writer->view->dcase, claims[i].document);
      link = dln_document_get_link (document);
      g_string_append (out, "> ");
      put_words (out, quote);
      g_string_append (out, "\n> \u2014 ");
      put_words (out, source);
      place = dln_case_dup_place (
        writer->view->dcase, claims[i].document, claims[i].sentence.begin);
      if (place != NULL)
        g_string_append_printf (out, ", %s", place);
      if (DLN_STANDING (&claims[i]) != DLN_STANDING_HOLDS)
        g_string_append_printf (out, ", %s", dln_standing_get_name (DLN_STANDING (&claims[i])));
      if (link != NULL)
        g_string_append_printf (out, ", <%s>", link);
      g_string_append (out, "\n\n");
    }
}

static void
put_file (Writer     *writer,
          const char *folder,
          const char *note,
          GString    *text) /* (transfer full) */
{
  DlnExportFile *file = g_new0 (DlnExportFile, 1);

  file->path = g_strdup_printf ("%s/%s.md", folder, note);
  file->bytes = g_string_free_to_bytes (text);
  g_ptr_array_add (writer->files, file);
}

/* ---- notes ----------------------------------------------------------------------------------- */

static gboolean
takes_part (const Writer   *writer,
            const DlnEvent *event,
            DlnEntityId     id)
{
  const GArray *participants = writer->view->resolution->participants;
  guint end = MIN (event->first_participant + event->n_participants, participants->len);

  for (guint i = event->first_participant; i < end; i++)
    if (DLN_ROW (participants, DlnEventParticipant, i)->entity == id)
      return TRUE;
  return event->place == id;
}

static void
put_events_of (const Writer *writer,
               DlnEntityId   id,
               GString      *out)
{
  const GArray *events = writer->view->resolution->events;
  gboolean any = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (events, DlnEvent, i);

      if (!g_hash_table_contains (writer->events, GUINT_TO_POINTER (event->id))
          || !takes_part (writer, event, id))
        continue;
      g_string_append (out, any ? "" : "## Events\n\n");
      any = TRUE;
      g_string_append (out, "- ");
      put_link (writer, writer->events, event->id, "", out);
      g_string_append_c (out, '\n');
    }
  g_string_append (out, any ? "\n" : "");
}

static void
put_ties_of (const Writer *writer,
             DlnEntityId   id,
             GString      *out)
{
  const GArray *relations = writer->view->resolution->relations;
  gboolean any = FALSE;

  for (guint i = 0; i < relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (relations, DlnRelation, i);
      g_autofree char *label = NULL;

      if (relation->subject != id || !_dln_export_shows_edge (writer->view, relation))
        continue;
      g_string_append (out, any ? "" : "## Ties\n\n");
      any = TRUE;
      label = _dln_export_dup_relation_label (writer->view, relation);
      g_string_append (out, "- ");
      put_words (out, label);
      g_string_append (out, " ");
      put_entity (writer, relation->object, out);
      g_string_append (out, relation->ended ? " (former)\n\n" : "\n\n");
      put_claims (writer, (DlnTarget){ DLN_TARGET_RELATION, relation->id }, out);
    }
}

static void
put_aliases (const Writer    *writer,
             const DlnEntity *entity,
             GString         *out)
{
  DlnStringId alias;
  gboolean any = FALSE;

  for (guint i = 0;
       (alias = dln_resolution_get_alias (writer->view->resolution, entity, i)) != 0; i++)
    {
      const char *text = dln_case_get_string (writer->view->dcase, alias);

      if (alias == entity->name)
        continue;
      g_string_append (out, any ? ", " : "aliases: [");
      any = TRUE;
      _dln_json_append_string (out, text, strlen (text));
    }
  g_string_append (out, any ? "]\n" : "");
}

static void
put_entity_note (Writer          *writer,
                 const DlnEntity *entity,
                 const char      *note)
{
  DlnCase *dcase = writer->view->dcase;
  const char *description = dln_case_get_string (dcase, entity->description);
  const char *folder = entity->type == DLN_ENTITY_PERSON        ? "People"
                       : entity->type == DLN_ENTITY_INSTITUTION ? "Institutions"
                       : entity->type == DLN_ENTITY_PLACE       ? "Places"
                                                                : "Things";
  GString *out = g_string_new ("---\n");

  put_field (out, "type", dln_entity_type_get_name (entity->type));
  put_aliases (writer, entity, out);
  g_string_append (out, "---\n# ");
  put_words (out, dln_case_get_string (dcase, entity->name));
  g_string_append (out, "\n\n");
  if (description != NULL && *description != '\0')
    {
      put_words (out, description);
      g_string_append (out, "\n\n");
    }
  put_events_of (writer, entity->id, out);
  put_ties_of (writer, entity->id, out);
  put_file (writer, folder, note, out);
}

static void
put_event_note (Writer         *writer,
                const DlnEvent *event,
                const char     *note)
{
  const GArray *participants = writer->view->resolution->participants;
  guint end = MIN (event->first_participant + event->n_participants, participants->len);
  g_autofree char *title = _dln_export_dup_event_title (writer->view, event);
  g_autofree char *date = _dln_export_dup_iso (&event->when, FALSE);
  g_autofree char *edtf = dln_when_is_known (&event->when) ? dln_when_to_edtf (&event->when) : NULL;
  GString *out = g_string_new ("---\n");

  put_field (out, "type", "event");
  put_field (out, "date", date);
  put_field (out, "edtf", edtf);
  put_field (out, "standing", dln_standing_get_name (DLN_STANDING (event)));
  g_string_append (out, "---\n# ");
  put_words (out, title);
  g_string_append (out, "\n\n");
  for (guint i = event->first_participant; i < end; i++)
    {
      g_string_append (out, "- ");
      put_entity (writer, DLN_ROW (participants, DlnEventParticipant, i)->entity, out);
      g_string_append_c (out, '\n');
    }
  if (event->place != 0)
    {
      g_string_append (out, "- in ");
      put_entity (writer, event->place, out);
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
  put_claims (writer, (DlnTarget){ DLN_TARGET_EVENT, event->id }, out);
  put_file (writer, "Events", note, out);
}

/* (transfer full) */
GPtrArray *
_dln_export_markdown (const DlnExportView *view)
{
  Writer writer = { .view = view };
  const DlnResolution *r = view->resolution;

  writer.files = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_export_file_free);
  writer.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writer.entities = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  writer.events = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  name_notes (&writer);
  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (r->entities, DlnEntity, i);
      const char *note = g_hash_table_lookup (writer.entities, GUINT_TO_POINTER (entity->id));

      if (note != NULL)
        put_entity_note (&writer, entity, note);
    }
  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (r->events, DlnEvent, i);
      const char *note = g_hash_table_lookup (writer.events, GUINT_TO_POINTER (event->id));

      if (note != NULL)
        put_event_note (&writer, event, note);
    }
  g_hash_table_unref (writer.taken);
  g_hash_table_unref (writer.entities);
  g_hash_table_unref (writer.events);
  return writer.files;
}
