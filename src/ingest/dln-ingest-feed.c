/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RSS (0.9 to 2.0, and 1.0 in RDF) and Atom (RFC 4287): each entry an article. An entry often has a
 * description only; then that is said of it. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

static gboolean
is_named (const xmlNode *node,
          const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

/* (transfer full) (nullable) */
static char *
dup_content (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *copy = content != NULL ? g_strstrip (g_strdup ((const char *) content)) : NULL;

  xmlFree (content);
  return copy;
}

/* (transfer full) (nullable): a text that may be written as HTML */
static char *
dup_prose (xmlNode *node)
{
  g_autofree char *content = dup_content (node);
  xmlChar *type = xmlGetNoNsProp (node, (const xmlChar *) "type");
  gboolean plain = xmlStrEqual (type, (const xmlChar *) "text")
                   || xmlStrEqual (type, (const xmlChar *) "xhtml");

  xmlFree (type);
  if (content == NULL || plain)
    return g_steal_pointer (&content);
  return dln_html_to_text (content, strlen (content));
}

static char *
dup_link (xmlNode *node)
{
  xmlChar *rel = xmlGetNoNsProp (node, (const xmlChar *) "rel");
  xmlChar *href = xmlGetNoNsProp (node, (const xmlChar *) "href");
  char *link = NULL;

  if (href == NULL)
    link = dup_content (node);
  else if (rel == NULL || xmlStrEqual (rel, (const xmlChar *) "alternate"))
    link = g_strdup ((const char *) href);
  xmlFree (rel);
  xmlFree (href);
  return link;
}

static char *
dup_author (xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_named (child, "name"))
      return dup_content (child);
  return dup_content (node);
}

static gboolean
is_address (const char *name)
{
  return strchr (name, '@') != NULL && strchr (name, ' ') == NULL;
}

static void
take_member (DlnFields *fields,
             xmlNode   *node)
{
  static const struct
  {
    const char *name;
    DlnField    field;
    char *(*dup) (xmlNode *node);
  } members[] = {
    { "title", DLN_FIELD_TITLE, dup_prose },       { "link", DLN_FIELD_URI, dup_link },
    { "pubDate", DLN_FIELD_DATE, dup_content },    { "published", DLN_FIELD_DATE, dup_content },
    { "issued", DLN_FIELD_DATE, dup_content },     { "date", DLN_FIELD_DATE, dup_content },
    { "creator", DLN_FIELD_BYLINE, dup_author },   { "author", DLN_FIELD_BYLINE, dup_author },
    { "encoded", DLN_FIELD_TEXT, dup_prose },      { "content", DLN_FIELD_TEXT, dup_prose },
    { "description", DLN_FIELD_SUMMARY, dup_prose }, { "summary", DLN_FIELD_SUMMARY, dup_prose },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (is_named (node, members[i].name) && fields->values[members[i].field] == NULL)
      {
        g_autofree char *value = members[i].dup (node);

        if (members[i].field != DLN_FIELD_BYLINE || (value != NULL && !is_address (value)))
          dln_fields_set (fields, members[i].field, value, -1);
      }
}

/* what is updated only has that day */
static void
take_update (DlnFields *fields,
             xmlNode   *entry)
{
  for (xmlNode *child = entry->children; child != NULL; child = child->next)
    if (is_named (child, "updated"))
      {
        g_autofree char *date = dup_content (child);

        dln_fields_set (fields, DLN_FIELD_DATE, date, -1);
      }
}

static gboolean
give_entry (DlnReading *reading,
            xmlNode    *entry,
            guint       number,
            const char *source,
            const char *language,
            GError    **error)
{
  g_auto (DlnFields) fields = { 0 };
  g_autofree char *part = g_strdup_printf ("#%u", reading->n_own + 1);

  for (xmlNode *child = entry->children; child != NULL; child = child->next)
    take_member (&fields, child);
  take_update (&fields, entry);
  dln_fields_set (&fields, DLN_FIELD_SOURCE, source, -1);
  dln_fields_set (&fields, DLN_FIELD_LANGUAGE, language, -1);
  dln_fields_set_place (&fields, "item", number);
  return dln_reading_give (reading, &fields, part, NULL, error)
         && !g_cancellable_set_error_if_cancelled (reading->cancellable, error);
}

static char *
dup_child (xmlNode    *parent,
           const char *name)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    if (is_named (child, name))
      return dup_content (child);
  return NULL;
}

static gboolean
give_entries (DlnReading *reading,
              xmlNode    *list,
              const char *source,
              const char *language,
              GError    **error)
{
  guint number = 0;

  for (xmlNode *child = list->children; child != NULL; child = child->next)
    if ((is_named (child, "item") || is_named (child, "entry"))
        && !give_entry (reading, child, ++number, source, language, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_feed (DlnReading *reading,
           xmlNode    *root,
           GError    **error)
{
  xmlNode *channel = root;

  for (xmlNode *child = root->children; child != NULL; child = child->next)
    if (is_named (child, "channel"))
      channel = child;

  g_autofree char *source = dup_child (channel, "title");
  g_autofree char *language = dup_child (channel, "language");

  if (!give_entries (reading, channel, source, language, error)
      || (channel != root && !give_entries (reading, root, source, language, error)))
    return FALSE;
  if (reading->n_own > 0)
    return TRUE;
  return dln_reading_refuse (reading, _("a feed without an article"), error);
}

gboolean
_dln_ingest_feed (DlnReading *reading,
                  const char *text,
                  gsize       length,
                  GError    **error)
{
  xmlDoc *doc = xmlReadMemory (text,
                               length,
                               NULL,
                               "UTF-8", /* whatever it says it was in */
                               XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR
                                 | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  gboolean done = root != NULL ? read_feed (reading, root, error)
                               : dln_reading_refuse (reading, _("broken XML"), error);

  if (doc != NULL)
    xmlFreeDoc (doc);
  return done;
}
