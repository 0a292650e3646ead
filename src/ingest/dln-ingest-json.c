/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles in JSON, whoever wrote them: an object with a text is an article, and so is one with a
 * title and a description; what is none is looked into for others, a few levels deep. A value may
 * be an object that names itself, a list of names, or a text in pieces, as Telegram writes it. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LEVEL 6

typedef struct
{
  DlnFields fields;
  guint     ranks[DLN_N_FIELDS];
  guint     penalty; /* of what stands one object further in */
  gboolean  plain;   /* the text is of the first of its names */
} Object;

typedef struct
{
  DlnReading *reading;
  guint       level;
  guint       n;         /* objects that could be articles */
  guint       n_without; /* of them, without a text */
  gboolean    in_list;
  gboolean    failed;
  GError    **error;
} Search;

static void
clear_object (Object *object)
{
  dln_fields_clear (&object->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Object, clear_object)

/* ---- values ---------------------------------------------------------------------------------- */

typedef struct
{
  char *name;
  guint rank;
} Name;

static void
find_name_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  static const char *const keys[] = { "name", "rendered", "value", "text", "title", "displayName" };
  Name *name = data;

  for (guint i = 0; value->string != NULL && *value->string != '\0' && i < G_N_ELEMENTS (keys); i++)
    if (strcmp (key, keys[i]) == 0 && (name->name == NULL || i < name->rank))
      {
        g_free (name->name);
        name->name = g_strdup (value->string);
        name->rank = i;
      }
}

/* (transfer full) (nullable): what an object calls itself, as {"id": 3, "name": "Kari Moe"} */
static char *
dup_name (const DlnJsonValue *value)
{
  Name name = { NULL, 0 };

  _dln_json_read_object (value->raw, value->length, find_name_cb, &name, NULL);
  return name.name;
}

typedef struct
{
  GPtrArray *pieces;
  gboolean   mixed; /* some are objects: they follow each other without a line's end */
} Pieces;

static void
add_piece_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  Pieces *pieces = data;
  char *piece = NULL;

  if (value->string != NULL)
    piece = g_strdup (value->string);
  else if (*value->raw == '{')
    {
      pieces->mixed = TRUE;
      piece = dup_name (value);
    }
  if (piece != NULL)
    g_ptr_array_add (pieces->pieces, piece);
}

static void
append_piece (GString    *out,
              const char *piece)
{
  gboolean is_link = g_str_has_prefix (piece, "http://") || g_str_has_prefix (piece, "https://");

  if (is_link && out->len > 0 && !g_ascii_isspace (out->str[out->len - 1]))
    g_string_append_c (out, ' ');
  g_string_append (out, piece);
}

static char *
dup_list (const DlnJsonValue *value,
          DlnField            field)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (g_free);
  Pieces pieces = { array, FALSE };
  GString *out = g_string_new (NULL);

  _dln_json_read_array (value->raw, value->length, add_piece_cb, &pieces, NULL);
  for (guint i = 0; i < array->len; i++)
    {
      if (field != DLN_FIELD_TEXT)
        g_string_append (out, i > 0 ? ", " : "");
      else if (!pieces.mixed && i > 0)
        g_string_append (out, "\n\n");
      append_piece (out, g_ptr_array_index (array, i));
    }
  return g_string_free (out, FALSE);
}

static gboolean
looks_like_markup (const char *text)
{
  static const char *const tags[] = { "<p>", "<p ", "</p>", "<br", "<div", "</a>", "</li>" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strstr (text, tags[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
take_value (Object     *object,
            const char *key,
            char       *value) /* (transfer full) (nullable) */
{
  DlnField field = dln_fields_find (key, strlen (key), FALSE);
  guint rank = _dln_fields_rank (key) + object->penalty;

  if (value == NULL || *value == '\0' || field == DLN_FIELD_NONE
      || (object->fields.values[field] != NULL && object->ranks[field] <= rank))
    {
      g_free (value);
      return;
    }
  if (field == DLN_FIELD_TEXT)
    object->plain = strcmp (key, "text") == 0;
  else
    g_strstrip (value);
  dln_fields_replace (&object->fields, field, value);
  object->ranks[field] = rank;
}

static void
take_inner_cb (const char         *key,
               const DlnJsonValue *value,
               gpointer            data)
{
  if (value->string != NULL)
    take_value (data, key, g_strdup (value->string));
}

static void
take_member_cb (const char         *key,
                const DlnJsonValue *value,
                gpointer            data)
{
  Object *object = data;
  DlnField field = dln_fields_find (key, strlen (key), FALSE);

  if (value->string != NULL)
    take_value (object, key, g_strdup (value->string));
  else if (*value->raw == '[' && field != DLN_FIELD_NONE)
    take_value (object, key, dup_list (value, field));
  else if (*value->raw == '{' && field != DLN_FIELD_NONE)
    take_value (object, key, dup_name (value));
  else if (*value->raw == '{')
    {
      object->penalty = 1000;
      _dln_json_read_object (value->raw, value->length, take_inner_cb, object, NULL);
      object->penalty = 0;
    }
}

/* ---- articles -------------------------------------------------------------------------------- */

static gboolean
is_article (const Object *object)
{
  char *const *values = object->fields.values;

  return (values[DLN_FIELD_TEXT] != NULL && dln_has_words (values[DLN_FIELD_TEXT]))
         || (values[DLN_FIELD_TITLE] != NULL && values[DLN_FIELD_SUMMARY] != NULL);
}

/* "... [+1234 chars]", where a service gives the first lines only */
static gboolean
cut_rest (char *text)
{
  char *mark = g_strrstr (text, "[+");

  if (mark == NULL || strstr (mark, " chars]") == NULL || strlen (mark) > 20)
    return FALSE;
  *mark = '\0';
  g_strchomp (text);
  return TRUE;
}

/* (transfer full) (nullable): a note where the text is not all */
static char *
mend_text (Object     *object,
           const char *id)
{
  char *text = object->fields.values[DLN_FIELD_TEXT];

  if (text != NULL && looks_like_markup (text))
    dln_fields_replace (
      &object->fields, DLN_FIELD_TEXT, dln_html_to_text (text, strlen (text)));
  text = object->fields.values[DLN_FIELD_TEXT];
  if (text == NULL || !cut_rest (text))
    return NULL;
  return g_strdup_printf (_("%s holds only the begin of its article."), id);
}

static gboolean
give_object (Search *search,
             Object *object)
{
  DlnReading *reading = search->reading;
  g_autofree char *part =
    search->in_list ? g_strdup_printf ("#%u", reading->n_own + 1) : g_strdup ("");
  g_autofree char *id = g_strconcat (reading->name, part, NULL);
  char *note = mend_text (object, id);

  g_clear_pointer (&object->fields.values[DLN_FIELD_ID], g_free); /* a number of the tool's */
  return dln_reading_give (reading, &object->fields, part, note, search->error);
}

static void
look_at_cb (const char         *key,
            const DlnJsonValue *value,
            gpointer            data);

static void
look_at_object (Search             *search,
                const DlnJsonValue *value)
{
  g_auto (Object) object = { 0 };

  _dln_json_read_object (value->raw, value->length, take_member_cb, &object, NULL);
  search->n += 1;
  if (is_article (&object))
    {
      search->failed = !give_object (search, &object);
      return;
    }
  search->n_without += 1;
  search->level += 1;
  if (search->level < MAX_LEVEL)
    _dln_json_read_object (value->raw, value->length, look_at_cb, search, NULL);
  search->level -= 1;
}

static void
look_at_cb (const char         *key,
            const DlnJsonValue *value,
            gpointer            data)
{
  Search *search = data;
  gboolean in_list = search->in_list;

  if (search->failed || value->string != NULL)
    return;
  if (*value->raw == '{')
    look_at_object (search, value);
  else if (*value->raw == '[' && search->level < MAX_LEVEL)
    {
      search->level += 1;
      search->in_list = TRUE;
      _dln_json_read_array (value->raw, value->length, look_at_cb, search, NULL);
      search->level -= 1;
      search->in_list = in_list;
    }
}

/* one value, and others behind it: objects that were written one after the other */
gboolean
_dln_ingest_json (DlnReading *reading,
                  const char *text,
                  gsize       length,
                  GError    **error)
{
  Search search = { .reading = reading, .error = error };
  gsize done = 0;

  for (;;)
    {
      gsize n = _dln_json_measure (text + done, length - done);
      gsize space = n > 0 ? strspn (text + done, " \t\r\n") : 0;
      DlnJsonValue value = { NULL, text + done + space, n - space };

      if (n == 0)
        break;
      search.in_list |= done > 0;
      look_at_cb ("", &value, &search);
      done += n;
      if (search.failed)
        return FALSE;
      done += strspn (text + done, " \t\r\n,");
    }
  if (reading->n_own > 0 && done < length)
    dln_reading_tell (
      reading,
      g_strdup_printf (_("%s is broken JSON behind byte %lu; what stands before it was kept."),
                       reading->name,
                       (gulong) done));
  if (reading->n_own > 0)
    return TRUE;
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_FORMAT,
               done < length ? _("%s is broken JSON: no article in it could be read.")
                             : _("%s is JSON, but no object in it has the text of an article."),
               reading->name);
  return FALSE;
}

/* one line of a file of JSON lines */
DlnIngested *
_dln_ingest_json_line (const char *line,
                       gsize       length,
                       const char *name,
                       guint       number,
                       GError    **error)
{
  g_auto (Object) object = { 0 };
  char *const *values = object.fields.values;
  g_autofree char *fallback_id = g_strdup_printf ("%s:%u", name, number);
  g_autofree char *whole = NULL;
  DlnIngested *item;

  if (!_dln_json_read_object (line, length, take_member_cb, &object, error))
    return NULL;
  if (!is_article (&object) && values[DLN_FIELD_TEXT] == NULL)
    {
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_FORMAT,
                   _("it has no \u201ctext\u201d"));
      return NULL;
    }
  item = g_new0 (DlnIngested, 1);
  if (values[DLN_FIELD_TEXT] != NULL && object.plain)
    whole = g_strdup (values[DLN_FIELD_TEXT]);
  else
    {
      item->note = mend_text (&object, fallback_id);
      if (values[DLN_FIELD_TEXT] == NULL)
        item->note = g_strdup_printf (
          _("%s is only a description of an article, not its full text."), fallback_id);
      whole = _dln_put_title_before (
        values[DLN_FIELD_TITLE],
        values[DLN_FIELD_TEXT] != NULL ? values[DLN_FIELD_TEXT] : values[DLN_FIELD_SUMMARY]);
    }
  dln_fields_set_place (&object.fields, "line", number);
  item->document = _dln_fields_new_document (&object.fields, whole, fallback_id);
  return item;
}
