/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in JSON (data/schema/case.schema.json), and what else other programs make of that kind. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-case.h"

#include "ingest/dln-case-lines-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD 8192
#define FORMAT "dateline case 1"

typedef void (*AddFunc) (DlnCaseBuild *build,
                         DlnCaseItem  *item);

/* ---- a case in JSON -------------------------------------------------------------------------- */

/* an array in one of whose objects something may be wrong */
typedef struct
{
  DlnCaseBuild *build;
  AddFunc       add;
} List;

static void
take_item_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  List *list = data;
  g_auto (DlnCaseItem) item = { 0 };

  list->build->number += 1;
  if (list->build->failed)
    return;
  if (value->string != NULL || *value->raw != '{')
    _dln_case_refuse (list->build, _("it is no object"));
  else if (_dln_json_read_object (value->raw, value->length, _dln_case_take_word_cb, &item, NULL))
    list->add (list->build, &item);
}

static void
read_list (DlnCaseBuild       *build,
           const char         *name,
           const DlnJsonValue *value,
           AddFunc             add)
{
  List list = { build, add };

  build->list = name;
  build->number = 0;
  if (value->raw != NULL && !build->failed)
    _dln_json_read_array (value->raw, value->length, take_item_cb, &list, NULL);
}

typedef struct
{
  char        *format;
  char        *title;
  DlnJsonValue documents;
  DlnJsonValue entities;
  DlnJsonValue events;
  DlnJsonValue relations;
  DlnJsonValue quotes;
} File;

static void
take_file_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  File *file = data;
  const struct
  {
    const char   *name;
    DlnJsonValue *value;
  } lists[] = { { "documents", &file->documents }, { "entities", &file->entities },
                { "events", &file->events },       { "relations", &file->relations },
                { "quotes", &file->quotes } };

  if (strcmp (key, "format") == 0 && value->string != NULL && file->format == NULL)
    file->format = g_strdup (value->string);
  if (strcmp (key, "title") == 0 && value->string != NULL && file->title == NULL)
    file->title = g_strdup (value->string);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (key, lists[i].name) == 0 && value->string == NULL && *value->raw == '[')
      *lists[i].value = *value;
}

static void
read_case (DlnCaseBuild *build,
           const char   *json,
           gsize         length)
{
  File file = { 0 };

  if (!_dln_json_read_object (json, length, take_file_cb, &file, build->error))
    build->failed = TRUE;
  else if (g_strcmp0 (file.format, FORMAT) != 0)
    {
      g_set_error (build->error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT,
                   _("This is no case of the format \u201c%s\u201d."), FORMAT);
      build->failed = TRUE;
    }
  read_list (build, "documents", &file.documents, _dln_case_add_document);
  read_list (build, "entities", &file.entities, _dln_case_add_entity);
  read_list (build, "events", &file.events, _dln_case_add_event);
  read_list (build, "relations", &file.relations, _dln_case_add_relation);
  read_list (build, "quotes", &file.quotes, _dln_case_add_quote);
  build->title = g_steal_pointer (&file.title);
  g_free (file.format);
}

static gboolean
is_case (const char *head)
{
  const char *format = *head == '{' ? strstr (head, "\"format\"") : NULL;

  return format != NULL && strstr (format, "\"dateline case ") != NULL;
}

/* ---- the file -------------------------------------------------------------------------------- */

typedef struct
{
  gboolean (*is_it) (const char *head);
  void     (*read)  (DlnCaseBuild *build, const char *text, gsize length);
} Kind;

static const Kind kinds[] = {
  { is_case, read_case },
  { _dln_is_timelinejs, _dln_read_timelinejs },
  { _dln_is_timelinejs_table, _dln_read_timelinejs_table },
  { _dln_is_graphml, _dln_read_graphml },
};

/* by its first bytes */
static const Kind *
find_kind (const char *head)
{
  if (g_str_has_prefix (head, "\xef\xbb\xbf"))
    head += 3;
  head += strspn (head, " \t\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].is_it (head))
      return &kinds[i];
  return NULL;
}

/**
 * dln_ingest_case_text:
 * @text: what is in a file
 * @length: bytes in it; a zero byte follows
 * @name: what it is called
 * @error: a #DlnIngestError; names the list and the number in it
 *
 * Reads a case in JSON, a timeline of TimelineJS (its JSON or its table) or a graph in GraphML.
 *
 * Returns: (transfer full) (nullable): it as one document, whose rows are what @name read
 */
DlnIngested *
dln_ingest_case_text (const char *text,
                      gsize       length,
                      const char *name,
                      GError    **error)
{
  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  DlnCaseBuild build;
  const Kind *kind = find_kind (text);
  gsize mark = g_str_has_prefix (text, "\xef\xbb\xbf") ? 3 : 0;

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT, _("%s is no UTF-8."), name);
      return NULL;
    }
  _dln_case_build_begin (&build, error);
  if (kind != NULL)
    kind->read (&build, text + mark, length - mark);
  return _dln_case_build_end (&build, name);
}

/**
 * dln_ingest_case:
 * @path: a file for which dln_ingest_is_case() holds
 * @name: what it is called
 * @error: a #DlnIngestError or #GFileError
 *
 * Returns: (transfer full) (nullable): as dln_ingest_case_text()
 */
DlnIngested *
dln_ingest_case (const char *path,
                 const char *name,
                 GError    **error)
{
  g_return_val_if_fail (path != NULL && name != NULL, NULL);

  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return dln_ingest_case_text (text, length, name, error);
}

/**
 * dln_ingest_is_case:
 * @path: a file
 *
 * Returns: whether it begins as a case in JSON, a timeline of TimelineJS or a graph in GraphML
 */
gboolean
dln_ingest_is_case (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  char head[HEAD + 1] = "";
  gsize length = 0;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  return stream != NULL
         && g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD, &length, NULL, NULL)
         && find_kind (head) != NULL;
}
