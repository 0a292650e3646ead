/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML: the article's visible text, and what the page says about it.
 *
 * Nothing is fetched and nothing is run: libxml2 gets the bytes, no network, no entities of its
 * own. The text is that of the <article> (or <main>) if one holds a fair part of the page's
 * paragraphs, else that of the <body>; scripts, forms, navigation, asides and footers are left out.
 * Each block becomes a paragraph. The walk is a loop, not a recursion, and the parser bounds the
 * depth of the tree. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <string.h>

#define MAX_HTML_BYTES (32u << 20)
#define MAX_FIELD 2000        /* bytes of a title, an author ... */
#define MAX_JSON_LD (1u << 20)
#define MIN_SHARE 0.35        /* of the page's paragraph letters that an article has to hold */

typedef enum
{
  FIELD_TITLE,
  FIELD_SOURCE,
  FIELD_BYLINE,
  FIELD_DATE,
  FIELD_URI,
  N_FIELDS
} Field;

typedef struct
{
  char *values[N_FIELDS];
  int   ranks[N_FIELDS]; /* of where the value is from: lower is better */
  char *language;
  char *heading; /* the first <h1> */
} Page;

static const struct
{
  const char *name; /* of <meta name=|property=|itemprop=> */
  Field       field;
  int         rank;
} metas[] = {
  { "og:title", FIELD_TITLE, 1 },
  { "twitter:title", FIELD_TITLE, 3 },
  { "dc.title", FIELD_TITLE, 3 },
  { "headline", FIELD_TITLE, 2 },
  { "og:site_name", FIELD_SOURCE, 1 },
  { "publisher", FIELD_SOURCE, 3 },
  { "dc.publisher", FIELD_SOURCE, 3 },
  { "application-name", FIELD_SOURCE, 4 },
  { "author", FIELD_BYLINE, 1 },
  { "article:author", FIELD_BYLINE, 3 },
  { "dc.creator", FIELD_BYLINE, 2 },
  { "byl", FIELD_BYLINE, 2 },
  { "article:published_time", FIELD_DATE, 1 },
  { "datepublished", FIELD_DATE, 2 },
  { "og:published_time", FIELD_DATE, 2 },
  { "pubdate", FIELD_DATE, 3 },
  { "publishdate", FIELD_DATE, 3 },
  { "parsely-pub-date", FIELD_DATE, 3 },
  { "dc.date.issued", FIELD_DATE, 3 },
  { "dc.date", FIELD_DATE, 4 },
  { "date", FIELD_DATE, 4 },
  { "og:url", FIELD_URI, 2 },
};

static const char *const left_out[] = { "script", "style",  "noscript", "template", "svg",
                                        "math",   "iframe", "object",   "embed",    "button",
                                        "input",  "select", "textarea", "form",     "nav",
                                        "aside",  "footer", "head",     "video",    "audio",
                                        "canvas", "dialog", "menu",     "map" };
static const char *const inline_elements[] = {
  "a",     "abbr", "acronym", "b",      "bdi", "bdo",   "big",  "cite", "code", "del", "dfn",
  "em",    "font", "i",       "ins",    "kbd", "label", "mark", "q",    "ruby", "s",   "samp",
  "small", "span", "strike",  "strong", "sub", "sup",   "time", "tt",   "u",    "var", "wbr"
};

static gboolean
is_one_of (const xmlNode     *node,
           const char *const *names,
           guint              n)
{
  for (guint i = 0; node->type == XML_ELEMENT_NODE && i < n; i++)
    if (g_ascii_strcasecmp ((const char *) node->name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_element (const xmlNode *node,
            const char    *name)
{
  return is_one_of (node, &name, 1);
}

/* (transfer full) (nullable): an attribute without white space around it */
static char *
dup_attribute (xmlNode    *node,
               const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = value != NULL ? g_strstrip (g_strndup ((const char *) value, MAX_FIELD)) : NULL;

  xmlFree (value);
  return copy;
}

static gboolean
has_attribute (xmlNode    *node,
               const char *name,
               const char *value)
{
  g_autofree char *found = dup_attribute (node, name);

  return found != NULL && (value == NULL || g_ascii_strcasecmp (found, value) == 0);
}

static gboolean
is_hidden (xmlNode *node)
{
  g_autofree char *style = dup_attribute (node, "style");

  return has_attribute (node, "hidden", NULL) || has_attribute (node, "aria-hidden", "true")
         || (style != NULL
             && (strstr (style, "display:none") != NULL
                 || strstr (style, "display: none") != NULL));
}

/* the next node of the tree below @root in document order; without the children of @node if @skip
 */
static xmlNode *
get_next (xmlNode *node,
          xmlNode *root,
          gboolean skip)
{
  if (!skip && node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  while (node != root && node->next == NULL)
    node = node->parent;
  return node == root ? NULL : node->next;
}

/* ---- text ------------------------------------------------------------------------------------ */

typedef struct
{
  GString *out;
  guint    breaks; /* line ends owed before the next word */
  gboolean space;  /* a space owed before the next word */
} Flow;

static void
owe (Flow *flow,
     guint breaks)
{
  flow->breaks = MAX (flow->breaks, breaks);
}

static void
append_words (Flow       *flow,
              const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0xa0)
        {
          flow->space = TRUE;
          continue;
        }
      if (g_unichar_iscntrl (c) || c == 0xad || c == 0x200b
          || c == 0xfeff) /* soft hyphen, zero width */
        continue;
      if (flow->out->len > 0 && flow->breaks > 0)
        for (guint i = 0; i < flow->breaks; i++)
          g_string_append_c (flow->out, '\n');
      else if (flow->space && flow->out->len > 0)
        g_string_append_c (flow->out, ' ');
      flow->breaks = 0;
      flow->space = FALSE;
      g_string_append_unichar (flow->out, c);
    }
}

/* Blocks end where their element ends: that is seen when the walk has left it. */
static char *
dup_text (xmlNode *root)
{
  Flow flow = { g_string_new (NULL) };
  xmlNode *block = NULL; /* the block that the words before stood in */

  for (xmlNode *node = root; node != NULL;)
    {
      gboolean skip = is_one_of (node, left_out, G_N_ELEMENTS (left_out))
                      || (node->type == XML_ELEMENT_NODE && is_hidden (node));

      if (is_element (node, "br"))
        owe (&flow, 1);
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        {
          xmlNode *parent = node->parent;

          while (parent != NULL && parent != root
                 && is_one_of (parent, inline_elements, G_N_ELEMENTS (inline_elements)))
            parent = parent->parent;
          if (parent != block)
            owe (&flow, 2);
          block = parent;
          append_words (&flow, (const char *) node->content);
        }
      else if (!skip && node->type == XML_ELEMENT_NODE
               && !is_one_of (node, inline_elements, G_N_ELEMENTS (inline_elements))
               && !is_element (node, "br"))
        owe (&flow, 2);
      node = get_next (node, root, skip);
    }
  return g_string_free (flow.out, FALSE);
}

/* letters in the paragraphs below a node: what makes it an article */
static gsize
weigh (xmlNode *root)
{
  gsize weight = 0;

  for (xmlNode *node = root; node != NULL;)
    {
      gboolean skip = is_one_of (node, left_out, G_N_ELEMENTS (left_out));

      if (node->type == XML_TEXT_NODE && node->content != NULL)
        {
          xmlNode *parent = node->parent;

          while (parent != root
                 && is_one_of (parent, inline_elements, G_N_ELEMENTS (inline_elements)))
            parent = parent->parent;
          if (is_element (parent, "p"))
            weight += strlen ((const char *) node->content);
        }
      node = get_next (node, root, skip);
    }
  return weight;
}

/* the innermost element that is marked as the article and holds enough of the page */
static xmlNode *
find_article (xmlNode *body)
{
  gsize all = weigh (body);
  xmlNode *best = body;

  for (xmlNode *node = body; node != NULL; node = get_next (node, body, FALSE))
    {
      gboolean marked =
        is_element (node, "article") || is_element (node, "main")
        || (node->type == XML_ELEMENT_NODE && has_attribute (node, "itemprop", "articleBody"));

      if (marked && (all == 0 || weigh (node) >= MIN_SHARE * all))
        best = node;
    }
  return best;
}

/* ---- what the page says ---------------------------------------------------------------------- */

static void
set_field (Page       *page,
           Field       field,
           int         rank,
           const char *value)
{
  if (value == NULL || *value == '\0' || strlen (value) >= MAX_FIELD
      || (page->values[field] != NULL && page->ranks[field] <= rank))
    return;
  g_free (page->values[field]);
  page->values[field] = g_strdup (value);
  page->ranks[field] = rank;
}

static void
read_meta (Page    *page,
           xmlNode *node)
{
  static const char *const attributes[] = { "property", "name", "itemprop" };
  g_autofree char *content = dup_attribute (node, "content");

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *name = dup_attribute (node, attributes[i]);

      for (guint j = 0; name != NULL && j < G_N_ELEMENTS (metas); j++)
        if (g_ascii_strcasecmp (name, metas[j].name) == 0)
          set_field (page, metas[j].field, metas[j].rank, content);
    }
}

/* (transfer full) (nullable): the string after "key": in JSON-LD; escapes other than \/ and \" end
 * it */
static char *
find_json_string (const char *json,
                  const char *key)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", key);
  const char *p = strstr (json, quoted);
  g_autoptr (GString) value = g_string_new (NULL);

  if (p == NULL)
    return NULL;
  p += strlen (quoted);
  p += strspn (p, " \t\r\n:");
  if (*p != '"')
    return NULL;
  for (p++; *p != '\0' && *p != '"' && value->len < MAX_FIELD; p++)
    {
      if (*p == '\\' && (p[1] == '/' || p[1] == '"'))
        p++;
      else if (*p == '\\')
        return NULL;
      g_string_append_c (value, *p);
    }
  return g_string_free (g_steal_pointer (&value), FALSE);
}

static void
read_json_ld (Page    *page,
              xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);

  if (content != NULL && strlen ((const char *) content) < MAX_JSON_LD)
    {
      g_autofree char *date = find_json_string ((const char *) content, "datePublished");
      g_autofree char *headline = find_json_string ((const char *) content, "headline");

      set_field (page, FIELD_DATE, 1, date);
      set_field (page, FIELD_TITLE, 2, headline);
    }
  xmlFree (content);
}

static void
read_element (Page    *page,
              xmlNode *node)
{
  if (is_element (node, "meta"))
    read_meta (page, node);
  else if (is_element (node, "script") && has_attribute (node, "type", "application/ld+json"))
    read_json_ld (page, node);
  else if (is_element (node, "title"))
    {
      g_autofree char *title = dup_text (node);

      set_field (page, FIELD_TITLE, 5, title);
    }
  else if (is_element (node, "h1") && page->heading == NULL)
    page->heading = dup_text (node);
  else if (is_element (node, "time"))
    {
      g_autofree char *date = dup_attribute (node, "datetime");

      set_field (page,
                 FIELD_DATE,
                 has_attribute (node, "pubdate", NULL)
                     || has_attribute (node, "itemprop", "datePublished")
                   ? 2
                   : 6,
                 date);
    }
  else if (is_element (node, "link") && has_attribute (node, "rel", "canonical"))
    {
      g_autofree char *uri = dup_attribute (node, "href");

      set_field (page, FIELD_URI, 1, uri);
    }
  else if (is_element (node, "html") && page->language == NULL)
    page->language = dup_attribute (node, "lang");
}

static void
clear_page (Page *page)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (page->values[i]);
  g_free (page->language);
  g_free (page->heading);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, clear_page)

/* "Headline | The Paper" of a <title> that only the page's name follows */
static void
choose_title (Page *page)
{
  if (page->heading != NULL && *page->heading != '\0' && strlen (page->heading) < 300
      && page->ranks[FIELD_TITLE] >= 5)
    {
      g_free (page->values[FIELD_TITLE]);
      page->values[FIELD_TITLE] = g_strdup (page->heading);
    }
}

static DlnIngested *
make_item (Page       *page,
           const char *text,
           const char *id)
{
  const char *title = page->values[FIELD_TITLE];
  g_autofree char *date =
    page->values[FIELD_DATE] != NULL ? _dln_read_date (page->values[FIELD_DATE]) : NULL;
  g_autofree char *whole = NULL;
  DlnDocumentInfo info = {
    .id = id,
    .title = title,
    .source = page->values[FIELD_SOURCE],
    .byline = page->values[FIELD_BYLINE],
    .date = date,
    .language = page->language,
    .uri = page->values[FIELD_URI],
  };
  DlnIngested *item = g_new0 (DlnIngested, 1);

  if (title != NULL && strncmp (text, title, strlen (title)) != 0)
    {
      whole = g_strconcat (title, "\n\n", text, NULL);
      text = whole;
    }
  item->document = dln_document_new (text, -1, &info);
  return item;
}

static DlnIngested *
read_page (xmlDoc     *doc,
           const char *id,
           GError    **error)
{
  xmlNode *root = xmlDocGetRootElement (doc);
  xmlNode *body = NULL;
  g_auto (Page) page = { 0 };
  g_autofree char *text = NULL;

  for (xmlNode *node = root; node != NULL; node = get_next (node, root, FALSE))
    {
      if (node->type == XML_ELEMENT_NODE)
        read_element (&page, node);
      if (body == NULL && is_element (node, "body"))
        body = node;
    }
  choose_title (&page);
  if (root != NULL)
    text = dup_text (find_article (body != NULL ? body : root));
  if (text != NULL && *text != '\0')
    return make_item (&page, text, id);
  g_set_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s has no words in it."), id);
  return NULL;
}

DlnIngested *
_dln_ingest_html (const char *text,
                  gsize       length,
                  const char *id,
                  GError    **error)
{
  xmlDoc *doc;
  DlnIngested *item;

  if (length > MAX_HTML_BYTES)
    {
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_LIMIT,
                   _("%s is larger than %u MiB, which is more than a page can have."),
                   id,
                   MAX_HTML_BYTES >> 20);
      return NULL;
    }
  doc = htmlReadMemory (text,
                        (int) length,
                        NULL,
                        "UTF-8",
                        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                          | HTML_PARSE_NONET | HTML_PARSE_COMPACT);
  if (doc == NULL)
    {
      g_set_error (
        error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT, _ ("%s cannot be read as HTML."), id);
      return NULL;
    }
  item = read_page (doc, id, error);
  xmlFreeDoc (doc);
  return item;
}
