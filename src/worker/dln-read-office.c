/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word (.docx, ECMA-376), OpenDocument text (.odt) and EPUB: XML in a ZIP file. Paragraphs, with
 * what the file says of itself; not what was struck out, remarks, notes and instructions. */
#define G_LOG_DOMAIN "dateline-worker"
#include "config.h"

#include "worker/dln-read.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#define MAX_TITLE 200
#define MIN_CHAPTER 80 /* bytes: less is a cover */

typedef struct
{
  const char        *paragraph[3]; /* elements that are one */
  const char        *left_out[8];  /* elements whose content is none of the text */
  const char        *text;         /* (nullable): the only element whose content is text */
  const char        *tab;
  const char        *line_end;
} Dialect;

static const Dialect word = {
  { "p" }, { "del", "instrText", "Fallback", "delText", "moveFrom" }, "t", "tab", "br"
};
static const Dialect open_document = {
  { "p", "h" }, { "note", "annotation", "tracked-changes", "forms" }, NULL, "tab", "line-break"
};

typedef struct
{
  const Dialect *dialect;
  GString       *out;
  char          *title; /* of a paragraph that is marked as one */
} Text;

static xmlDoc *
parse (const GByteArray *bytes)
{
  return xmlReadMemory ((const char *) bytes->data, bytes->len, NULL, NULL,
                        XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR
                          | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
}

static gboolean
is_named (const xmlNode *node,
          const char    *name)
{
  return name != NULL && node->type == XML_ELEMENT_NODE
         && strcmp ((const char *) node->name, name) == 0;
}

static gboolean
is_one_of (const xmlNode     *node,
           const char *const *names,
           guint              n)
{
  for (guint i = 0; i < n; i++)
    if (is_named (node, names[i]))
      return TRUE;
  return FALSE;
}

/* the next row of a walk in the order of the text, without what is in @node */
static xmlNode *
skip (xmlNode *node,
      xmlNode *root)
{
  while (node != root && node->next == NULL)
    node = node->parent;
  return node == root ? NULL : node->next;
}

static void
append_content (Text          *text,
                const xmlNode *node)
{
  const Dialect *dialect = text->dialect;

  if (node->type == XML_TEXT_NODE && node->content != NULL
      && (dialect->text == NULL || is_named (node->parent, dialect->text)))
    g_string_append (text->out, (const char *) node->content);
  else if (is_named (node, dialect->tab) || is_named (node, "s"))
    g_string_append_c (text->out, ' ');
  else if (is_named (node, dialect->line_end) || is_named (node, "cr"))
    g_string_append_c (text->out, '\n');
  else if (is_named (node, "noBreakHyphen"))
    g_string_append_c (text->out, '-');
}

/* "Title" is the name of the style in both, whatever the language of the program */
static gboolean
is_title_style (const xmlNode *node)
{
  static const char *const names[] = { "val", "style-name" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      xmlChar *value = xmlGetProp ((xmlNode *) node, (const xmlChar *) names[i]);
      gboolean found = xmlStrEqual (value, (const xmlChar *) "Title");

      xmlFree (value);
      if (found)
        return TRUE;
    }
  return FALSE;
}

/* paragraphs end where they are left: the depth of what a text box holds does not matter */
static void
read_body (Text    *text,
           xmlNode *root)
{
  const Dialect *dialect = text->dialect;
  gsize begin = 0;
  gboolean is_title = FALSE;

  for (xmlNode *node = root; node != NULL;)
    {
      if (is_one_of (node, dialect->left_out, G_N_ELEMENTS (dialect->left_out)))
        {
          node = skip (node, root);
          continue;
        }
      if (is_one_of (node, dialect->paragraph, G_N_ELEMENTS (dialect->paragraph)))
        {
          if (is_title && text->title == NULL && text->out->len > begin)
            text->title = g_strstrip (g_strdup (text->out->str + begin));
          g_string_append (text->out, "\n\n");
          begin = text->out->len;
          is_title = is_title_style (node);
        }
      is_title |= is_named (node, "pStyle") && is_title_style (node);
      append_content (text, node);
      node = node->children != NULL ? node->children : skip (node, root);
    }
}

/* A first paragraph that is short and ends no sentence is the title. */
static void
find_title (Text      *text,
            DlnFields *fields)
{
  const char *begin = text->out->str + strspn (text->out->str, " \n");
  gsize length = strcspn (begin, "\n");
  const char *rest = begin + length + strspn (begin + length, " \n");

  if (text->title != NULL)
    dln_fields_set (fields, DLN_FIELD_TITLE, text->title, -1);
  else if (length > 0 && length < MAX_TITLE && strchr (".!?:;,", begin[length - 1]) == NULL
           && strcspn (rest, "\n") > length)
    dln_fields_set (fields, DLN_FIELD_TITLE, begin, length);
}

/* ---- what the file says of itself ------------------------------------------------------------ */

static gboolean
is_program (const char *name)
{
  static const char *const names[] = { "python", "microsoft", "administrator", "admin", "user",
                                       "unknown", "openoffice", "libreoffice", "calibre" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (name, names[i], strlen (names[i])) == 0)
      return TRUE;
  return *name == '\0';
}

static void
read_properties (const GByteArray *bytes, /* (nullable) */
                 DlnFields        *fields)
{
  static const struct
  {
    const char *name;
    DlnField    field;
  } members[] = { { "title", DLN_FIELD_TITLE },       { "creator", DLN_FIELD_BYLINE },
                  { "publisher", DLN_FIELD_SOURCE },  { "language", DLN_FIELD_LANGUAGE } };
  xmlDoc *doc = bytes != NULL ? parse (bytes) : NULL;
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  for (xmlNode *node = root; node != NULL;
       node = node->children != NULL ? node->children : skip (node, root))
    for (guint i = 0; i < G_N_ELEMENTS (members); i++)
      if (is_named (node, members[i].name))
        {
          xmlChar *value = xmlNodeGetContent (node);

          if (members[i].field != DLN_FIELD_BYLINE || !is_program ((const char *) value))
            dln_fields_set (fields, members[i].field, (const char *) value, -1);
          xmlFree (value);
        }
  if (doc != NULL)
    xmlFreeDoc (doc);
}

/* ---- files ----------------------------------------------------------------------------------- */

static gboolean
is_wanted_of_document (const char *name)
{
  return strcmp (name, "word/document.xml") == 0 || strcmp (name, "docProps/core.xml") == 0
         || strcmp (name, "content.xml") == 0 || strcmp (name, "meta.xml") == 0;
}

static gboolean
read_document (DlnReading    *reading,
               const char    *bytes,
               gsize          length,
               const Dialect *dialect,
               const char    *content,
               const char    *properties,
               GError       **error)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) members =
    dln_read_members (reading, bytes, length, is_wanted_of_document, order, error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (DlnFields) fields = { 0 };
  Text text = { dialect, out, NULL };
  xmlDoc *doc;

  if (members == NULL)
    return FALSE;
  if (g_hash_table_lookup (members, content) == NULL)
    return dln_reading_refuse (reading, _("a broken document: its text is missing"), error);
  doc = parse (g_hash_table_lookup (members, content));
  if (doc != NULL && xmlDocGetRootElement (doc) != NULL)
    read_body (&text, xmlDocGetRootElement (doc));
  if (doc != NULL)
    xmlFreeDoc (doc);
  find_title (&text, &fields);
  g_free (text.title);
  read_properties (g_hash_table_lookup (members, properties), &fields);
  if (!dln_has_words (out->str))
    return dln_reading_refuse (reading, _("a document without words"), error);
  return dln_reading_prose (reading, g_strstrip (out->str), &fields, error);
}

gboolean
dln_read_docx (DlnReading *reading,
               const char *bytes,
               gsize       length,
               GError    **error)
{
  return read_document (
    reading, bytes, length, &word, "word/document.xml", "docProps/core.xml", error);
}

gboolean
dln_read_odt (DlnReading *reading,
              const char *bytes,
              gsize       length,
              GError    **error)
{
  return read_document (reading, bytes, length, &open_document, "content.xml", "meta.xml", error);
}

/* ---- EPUB ------------------------------------------------------------------------------------ */

static gboolean
ends_with (const char *name,
           const char *ending)
{
  gsize n = strlen (name), m = strlen (ending);

  return n >= m && g_ascii_strcasecmp (name + n - m, ending) == 0;
}

static gboolean
is_wanted_of_book (const char *name)
{
  return ends_with (name, ".opf") || ends_with (name, ".xhtml") || ends_with (name, ".html")
         || ends_with (name, ".htm") || strcmp (name, "META-INF/encryption.xml") == 0;
}

/* (transfer full): an address in the package, as a name of the archive */
static char *
resolve (const char *package,
         const char *address)
{
  g_autofree char *folder = g_path_get_dirname (package);
  g_autofree char *plain = g_uri_unescape_string (address, NULL);

  if (strcmp (folder, ".") == 0)
    return g_strdup (plain != NULL ? plain : address);
  return g_strconcat (folder, "/", plain != NULL ? plain : address, NULL);
}

/* Puts the names of the chapters in the order of reading. */
static void
read_spine (const char       *package,
            const GByteArray *bytes,
            GPtrArray        *chapters)
{
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  xmlDoc *doc = parse (bytes);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  for (xmlNode *node = root; node != NULL;
       node = node->children != NULL ? node->children : skip (node, root))
    {
      xmlChar *id = is_named (node, "item") ? xmlGetProp (node, (const xmlChar *) "id") : NULL;
      xmlChar *address = id != NULL ? xmlGetProp (node, (const xmlChar *) "href") : NULL;
      xmlChar *reference =
        is_named (node, "itemref") ? xmlGetProp (node, (const xmlChar *) "idref") : NULL;
      const char *name =
        reference != NULL ? g_hash_table_lookup (items, (const char *) reference) : NULL;

      if (address != NULL)
        g_hash_table_insert (
          items, g_strdup ((const char *) id), resolve (package, (const char *) address));
      if (name != NULL)
        g_ptr_array_add (chapters, g_strdup (name));
      xmlFree (id);
      xmlFree (address);
      xmlFree (reference);
    }
  if (doc != NULL)
    xmlFreeDoc (doc);
}

static gboolean
read_chapter (DlnReading       *reading,
              const char       *name,
              const GByteArray *bytes, /* (nullable) */
              const DlnFields  *book,
              GError          **error)
{
  g_auto (DlnFields) known = { 0 };
  g_autofree char *part = g_strconcat ("/", name, NULL);
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return TRUE;
  html = dln_reading_decode (reading, (const char *) bytes->data, bytes->len, NULL);
  if (html == NULL)
    return TRUE;
  text = dln_html_to_text (html, strlen (html));
  if (strlen (text) < MIN_CHAPTER)
    return TRUE;
  dln_fields_set (&known, DLN_FIELD_BYLINE, book->values[DLN_FIELD_BYLINE], -1);
  dln_fields_set (&known, DLN_FIELD_SOURCE,
                  book->values[DLN_FIELD_SOURCE] != NULL ? book->values[DLN_FIELD_SOURCE]
                                                         : book->values[DLN_FIELD_TITLE], -1);
  return dln_reading_page (reading, part, html, strlen (html), &known, error);
}

gboolean
dln_read_epub (DlnReading *reading,
               const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) chapters = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) members =
    dln_read_members (reading, bytes, length, is_wanted_of_book, order, error);
  g_auto (DlnFields) book = { 0 };

  if (members == NULL)
    return FALSE;
  if (g_hash_table_contains (members, "META-INF/encryption.xml") && order->len < 2)
    return dln_reading_refuse (reading, _("an encrypted book"), error);
  for (guint i = 0; i < order->len; i++)
    if (ends_with (g_ptr_array_index (order, i), ".opf"))
      {
        const char *package = g_ptr_array_index (order, i);

        read_properties (g_hash_table_lookup (members, package), &book);
        read_spine (package, g_hash_table_lookup (members, package), chapters);
      }
  for (guint i = 0; chapters->len == 0 && i < order->len; i++)
    if (!ends_with (g_ptr_array_index (order, i), ".opf"))
      g_ptr_array_add (chapters, g_strdup (g_ptr_array_index (order, i)));
  for (guint i = 0; i < chapters->len; i++)
    {
      const char *name = g_ptr_array_index (chapters, i);

      if (!read_chapter (reading, name, g_hash_table_lookup (members, name), &book, error))
        return FALSE;
    }
  return TRUE;
}
