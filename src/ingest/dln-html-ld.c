/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON-LD of a page (schema.org): what the node of the article says. A page also has nodes of its
 * site, of lists and of films, whose days and names are not the article's. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <string.h>

#define MAX_LEVEL 5

typedef struct
{
  DlnFields fields;
  gboolean  is_article;
} Node;

typedef struct
{
  DlnFields *fields;
  guint      level;
  gboolean   found;
} Search;

static void
take_name_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  if (value->string != NULL && strcmp (key, "name") == 0)
    dln_fields_set (data, DLN_FIELD_TITLE, value->string, -1);
}

static void
append_name_cb (const char         *key,
                const DlnJsonValue *value,
                gpointer            data)
{
  g_auto (DlnFields) name = { 0 };
  GString *names = data;
  const char *string = value->string;

  if (string == NULL && *value->raw == '{')
    {
      _dln_json_read_object (value->raw, value->length, take_name_cb, &name, NULL);
      string = name.values[DLN_FIELD_TITLE];
    }
  if (string != NULL && *string != '\0')
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", string);
}

/* (transfer full): a name, an object that has one, or a list of either */
static char *
dup_names (const DlnJsonValue *value)
{
  GString *names = g_string_new (NULL);

  if (value->string == NULL && *value->raw == '[')
    _dln_json_read_array (value->raw, value->length, append_name_cb, names, NULL);
  else
    append_name_cb ("", value, names);
  return g_string_free (names, FALSE);
}

/* "NewsArticle", "BlogPosting", "ReportageNewsArticle", ... */
static gboolean
is_article_type (const char *type)
{
  return strstr (type, "Article") != NULL || strstr (type, "Posting") != NULL
         || strcmp (type, "Report") == 0 || strcmp (type, "Review") == 0;
}

static void
take_member_cb (const char         *key,
                const DlnJsonValue *value,
                gpointer            data)
{
  static const struct
  {
    const char *key;
    DlnField    field;
  } members[] = {
    { "headline", DLN_FIELD_TITLE },     { "datePublished", DLN_FIELD_DATE },
    { "author", DLN_FIELD_BYLINE },      { "publisher", DLN_FIELD_SOURCE },
    { "inLanguage", DLN_FIELD_LANGUAGE },
  };
  Node *node = data;

  if (strcmp (key, "@type") == 0)
    {
      g_autofree char *types = dup_names (value);

      node->is_article |= is_article_type (types);
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (strcmp (key, members[i].key) == 0)
      {
        g_autofree char *names = dup_names (value);

        dln_fields_set (&node->fields, members[i].field, names, -1);
      }
}

static void
look_at_cb (const char         *key,
            const DlnJsonValue *value,
            gpointer            data)
{
  Search *search = data;

  if (search->found || value->string != NULL || search->level > MAX_LEVEL)
    return;
  search->level += 1;
  if (*value->raw == '[')
    _dln_json_read_array (value->raw, value->length, look_at_cb, search, NULL);
  else if (*value->raw == '{')
    {
      Node node = { 0 };

      _dln_json_read_object (value->raw, value->length, take_member_cb, &node, NULL);
      if (node.is_article)
        {
          *search->fields = node.fields;
          search->found = TRUE;
        }
      else
        {
          dln_fields_clear (&node.fields);
          if (strcmp (key, "") == 0 || strcmp (key, "@graph") == 0
              || strcmp (key, "mainEntity") == 0 || strcmp (key, "mainEntityOfPage") == 0)
            _dln_json_read_object (value->raw, value->length, look_at_cb, search, NULL);
        }
    }
  search->level -= 1;
}

/**
 * _dln_html_read_ld:
 * @json: what a script of the type application/ld+json holds
 * @length: its bytes
 * @fields: (out): what the first node of an article says; cleared by the caller
 *
 * Returns: whether there is such a node
 */
gboolean
_dln_html_read_ld (const char *json,
                   gsize       length,
                   DlnFields  *fields)
{
  const char *begin = g_strstr_len (json, length, "[CDATA["); /* as XHTML wraps it */

  if (begin != NULL && begin < json + strcspn (json, "{"))
    {
      length -= begin + strlen ("[CDATA[") - json;
      json = begin + strlen ("[CDATA[");
    }

  gsize space = strspn (json, " \t\r\n");
  gsize n = _dln_json_measure (json, length);
  DlnJsonValue value = { NULL, json + space, n > space ? n - space : 0 };
  Search search = { fields, 0, FALSE };

  if (n > 0)
    look_at_cb ("", &value, &search);
  return search.found;
}
