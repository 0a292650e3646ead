/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags and texts to a tree, after the tree construction of the HTML standard (section 13.2.6), as
 * far as it decides where a text stands: tags that end others, items, cells and paragraphs without
 * end tags, end tags that end nothing. The tree may be as deep as the page is long. Each open
 * element knows what limits the tags inside it, and the one of its name below it, so that a tag
 * finds what it ends without a search: every element is opened once and ended once. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-html-private.h"

#include <string.h>

#define NONE G_MAXUINT32
#define MAX_NAME 64           /* bytes of the name of an element that is not in the list */
#define TOKENS_PER_CHECK 4096 /* between two looks at the cancellable */

typedef struct
{
  guint32 node;
  guint32 element; /* with a number for each name that is not in the list */
  guint32 same;    /* place of the next element of this name below; NONE = none */
  guint32 block;   /* place of the innermost element that is neither inline nor unknown */
  guint32 scope;   /* place of what shields those outside from tags inside; 0 = the root */
  guint32 list;    /* the same for items */
  guint32 table;   /* the same for cells */
  gboolean foreign;
} Open;

typedef struct
{
  DlnHtmlPage  *page;
  DlnHtmlReader reader;
  GArray       *open; /* Open; the root is at place 0 */
  GArray       *last; /* guint32 by element: place of the innermost open one */
  GTree        *names; /* of elements that are not in the list, to their numbers */
  gboolean      is_in_body;
  guint32       no_raw_end[DLN_HTML_OTHER]; /* whether an end tag was searched for in vain */
} Builder;

static const struct
{
  const char *name;
  DlnHtmlKind kind;
} elements[] = {
  { "", 0 },
#define ROW(NAME, name, kind) { name, kind },
  DLN_HTML_ELEMENTS (ROW)
#undef ROW
};

/* Returns: the element of a name in any case; %DLN_HTML_OTHER if it is not in the list */
guint
_dln_html_find (const char *name,
                gsize       length)
{
  guint low = 1, high = G_N_ELEMENTS (elements);

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = g_ascii_strncasecmp (name, elements[middle].name, length);

      if (order == 0 && elements[middle].name[length] == '\0')
        return middle;
      if (order > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return DLN_HTML_OTHER;
}

DlnHtmlKind
_dln_html_get_kind (guint element)
{
  return element < DLN_HTML_OTHER ? elements[element].kind
                                  : (element == DLN_HTML_OTHER ? DLN_HTML_INLINE : 0);
}

const char *
_dln_html_get_name (guint element)
{
  return element < DLN_HTML_OTHER ? elements[element].name : "";
}

static guint
find_element (Builder    *builder,
              const char *name,
              gsize       length)
{
  guint element = _dln_html_find (name, length);
  g_autofree char *lower = NULL;
  gpointer number;

  if (element != DLN_HTML_OTHER || length > MAX_NAME)
    return element;
  lower = g_ascii_strdown (name, length);
  number = g_tree_lookup (builder->names, lower);
  if (number != NULL)
    return GPOINTER_TO_UINT (number);
  element = builder->last->len;
  g_tree_insert (builder->names, g_steal_pointer (&lower), GUINT_TO_POINTER (element));
  g_array_append_val (builder->last, (guint32){ NONE });
  return element;
}

/* ---- the open elements ----------------------------------------------------------------------- */

static Open *
get_top (Builder *builder)
{
  return &g_array_index (builder->open, Open, builder->open->len - 1);
}

static guint32
get_last (Builder *builder,
          guint    element)
{
  return g_array_index (builder->last, guint32, element);
}

static gboolean
is_open_above (Builder *builder,
               guint    element,
               guint32  place)
{
  guint32 last = get_last (builder, element);

  return last != NONE && last > place;
}

static void
close_top (Builder *builder)
{
  Open *top = get_top (builder);

  g_array_index (builder->page->nodes, DlnHtmlNode, top->node).end = builder->page->nodes->len;
  g_array_index (builder->last, guint32, top->element) = top->same;
  g_array_set_size (builder->open, builder->open->len - 1);
}

/* ends the elements from the innermost down to the one at @place */
static void
close_down_to (Builder *builder,
               guint32  place)
{
  while (builder->open->len > place)
    close_top (builder);
}

static void
close_last (Builder *builder,
            guint    element,
            guint32  limit)
{
  if (is_open_above (builder, element, limit))
    close_down_to (builder, get_last (builder, element));
}

static gboolean
is_custom (const Builder      *builder,
           const DlnHtmlToken *token)
{
  return memchr (builder->reader.text + token->name_begin, '-', token->name_length) != NULL;
}

static guint32
append_node (Builder            *builder,
             guint               element,
             const DlnHtmlToken *token)
{
  const Open *top = get_top (builder);
  const DlnHtmlNode *parent = DLN_HTML_NODE (builder->page, top->node);
  gboolean is_inline = (_dln_html_get_kind (parent->element) & DLN_HTML_INLINE) != 0;
  DlnHtmlNode node = {
    .parent = top->node,
    .block = is_inline ? parent->block : top->node,
    .end = builder->page->nodes->len + 1,
    .begin = token->begin,
    .attribute = builder->page->attributes->len,
    .element = element < DLN_HTML_OTHER              ? element
               : is_custom (builder, token) ? DLN_HTML_CUSTOM
                                            : DLN_HTML_OTHER,
  };

  g_array_append_val (builder->page->nodes, node);
  return builder->page->nodes->len - 1;
}

static void
push (Builder *builder,
      guint    element,
      guint32  node)
{
  DlnHtmlKind kind = _dln_html_get_kind (element);
  guint32 place = builder->open->len;
  const Open *top = get_top (builder);
  Open open = {
    .node = node,
    .element = element,
    .same = get_last (builder, element),
    .block = element < DLN_HTML_OTHER && (kind & DLN_HTML_INLINE) == 0 ? place : top->block,
    .scope = (kind & DLN_HTML_SCOPE) != 0 ? place : top->scope,
    .list = (kind & (DLN_HTML_LIST | DLN_HTML_SCOPE)) != 0 ? place : top->list,
    .table = element == DLN_HTML_TABLE || element == DLN_HTML_TEMPLATE ? place : top->table,
    .foreign = top->foreign || (kind & DLN_HTML_FOREIGN) != 0,
  };

  g_array_append_val (builder->open, open);
  g_array_index (builder->last, guint32, element) = place;
}

/* ---- texts ----------------------------------------------------------------------------------- */

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n\f")] == '\0';
}

static void
leave_head (Builder *builder)
{
  close_last (builder, DLN_HTML_HEAD, 0);
  builder->is_in_body = TRUE;
}

/* texts that follow each other are one */
static void
append_text (Builder            *builder,
             const DlnHtmlToken *token)
{
  GArray *nodes = builder->page->nodes;
  GString *chars = builder->page->chars;
  DlnHtmlNode *last = &g_array_index (nodes, DlnHtmlNode, nodes->len - 1);

  if (chars->len == token->text)
    return;
  if (get_top (builder)->element == DLN_HTML_HEAD && !is_blank (chars->str + token->text))
    leave_head (builder);
  if (last->element == DLN_HTML_TEXT && nodes->len > 1 && last->parent == get_top (builder)->node
      && last->begin + last->length == token->text)
    {
      last->length = chars->len - last->begin;
      return;
    }

  guint32 row = append_node (builder, DLN_HTML_TEXT, token);
  DlnHtmlNode *node = &g_array_index (nodes, DlnHtmlNode, row);

  node->begin = token->text;
  node->length = chars->len - token->text;
}

/* ---- tags ------------------------------------------------------------------------------------ */

/* cells end what is open in the cell before them, rows the row before, parts of a table the part */
static void
end_cells (Builder *builder,
           guint    element)
{
  static const guint16 inner[] = { DLN_HTML_TD, DLN_HTML_TH };
  static const guint16 outer[] = { DLN_HTML_TR, DLN_HTML_CAPTION };
  static const guint16 parts[] = { DLN_HTML_TBODY, DLN_HTML_THEAD, DLN_HTML_TFOOT };
  guint32 table = get_top (builder)->table;

  if (table == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (inner); i++)
    close_last (builder, inner[i], table);
  if (element == DLN_HTML_TD || element == DLN_HTML_TH)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (outer); i++)
    close_last (builder, outer[i], table);
  for (guint i = 0; element != DLN_HTML_TR && i < G_N_ELEMENTS (parts); i++)
    close_last (builder, parts[i], table);
}

static void
end_items (Builder *builder,
           guint    element)
{
  guint32 list = get_top (builder)->list;

  close_last (builder, element, list);
  if (element == DLN_HTML_DT)
    close_last (builder, DLN_HTML_DD, list);
  else if (element == DLN_HTML_DD)
    close_last (builder, DLN_HTML_DT, list);
}

/* what a start tag ends before it begins its own element */
static void
end_before (Builder *builder,
            guint    element)
{
  DlnHtmlKind kind = _dln_html_get_kind (element);

  if (element == DLN_HTML_BODY || (kind & DLN_HTML_IN_HEAD) == 0)
    leave_head (builder);
  if ((kind & DLN_HTML_ENDS_P) != 0)
    {
      while (get_top (builder)->foreign)
        close_top (builder);
      close_last (builder, DLN_HTML_SELECT, 0);
      if ((kind & DLN_HTML_ITEM) != 0)
        end_items (builder, element);
      close_last (builder, DLN_HTML_P, get_top (builder)->scope);
    }
  else if ((kind & DLN_HTML_ITEM) != 0)
    end_items (builder, element);
  else if ((kind & DLN_HTML_CELL) != 0)
    end_cells (builder, element);
  else if (element == DLN_HTML_TITLE || element == DLN_HTML_SELECT)
    close_last (builder, element, 0); /* neither stands in another */
}

/* what stands up to the end tag of an element that holds no tags; then that tag is read, too */
static void
read_raw (Builder *builder,
          guint    element,
          guint32  node)
{
  gboolean to_end = (_dln_html_get_kind (element) & DLN_HTML_RAW) != 0;
  DlnHtmlToken token;
  gboolean found = FALSE;

  if (to_end || !builder->no_raw_end[element])
    {
      token.type = DLN_HTML_TOKEN_END;
      found = _dln_html_read_raw (
        &builder->reader, _dln_html_get_name (element), !to_end, to_end, &token);
      if (token.type == DLN_HTML_TOKEN_TEXT)
        append_text (builder, &token);
      if (found)
        _dln_html_read_token (&builder->reader, &token);
    }
  builder->no_raw_end[element] = !found;
  if (!found && !to_end)
    return; /* read on as if it could hold tags */
  g_array_index (builder->page->nodes, DlnHtmlNode, node).closed = found;
  close_top (builder);
}

/* a template that browsers show where it stands, as pages that were saved whole have them */
static gboolean
is_shadow (const Builder *builder,
           guint32        row)
{
  const DlnHtmlNode *node = DLN_HTML_NODE (builder->page, row);

  return _dln_html_get_attribute (builder->page, node, DLN_HTML_SHADOWROOTMODE) != NULL
         || _dln_html_get_attribute (builder->page, node, DLN_HTML_SHADOWROOT) != NULL;
}

static void
open_element (Builder            *builder,
              const DlnHtmlToken *token,
              guint               attribute)
{
  GArray *nodes = builder->page->nodes;
  guint element = find_element (
    builder, builder->reader.text + token->name_begin, token->name_length);
  DlnHtmlKind kind = _dln_html_get_kind (element);
  guint32 row;

  if (element == DLN_HTML_HEAD && builder->is_in_body)
    return;
  end_before (builder, element);
  row = append_node (builder, element, token);
  g_array_index (nodes, DlnHtmlNode, row).attribute = attribute;
  g_array_index (nodes, DlnHtmlNode, row).n_attributes =
    builder->page->attributes->len - attribute;
  if (element == DLN_HTML_TEMPLATE && is_shadow (builder, row))
    g_array_index (nodes, DlnHtmlNode, row).element = DLN_HTML_CUSTOM;
  if ((kind & DLN_HTML_EMPTY) != 0 || token->is_empty)
    {
      g_array_index (nodes, DlnHtmlNode, row).closed = TRUE;
      return;
    }
  push (builder, element, row);
  if ((kind & (DLN_HTML_RAW | DLN_HTML_WORDS)) != 0)
    read_raw (builder, element, row);
}

/* the place above which an end tag looks for its element */
static guint32
get_limit (Builder *builder,
           guint    element)
{
  const Open *top = get_top (builder);
  DlnHtmlKind kind = _dln_html_get_kind (element);

  if ((kind & DLN_HTML_CELL) != 0)
    return top->table;
  if ((kind & (DLN_HTML_SCOPE | DLN_HTML_FOREIGN | DLN_HTML_LEFT_OUT)) != 0)
    return 0;
  if (element >= DLN_HTML_OTHER || (kind & DLN_HTML_INLINE) != 0)
    return top->block;
  return (kind & DLN_HTML_ITEM) != 0 ? top->list : top->scope;
}

static void
close_element (Builder            *builder,
               const DlnHtmlToken *token)
{
  guint element = find_element (
    builder, builder->reader.text + token->name_begin, token->name_length);

  if (is_open_above (builder, element, get_limit (builder, element)))
    {
      guint32 place = get_last (builder, element);
      guint32 node = g_array_index (builder->open, Open, place).node;

      g_array_index (builder->page->nodes, DlnHtmlNode, node).closed = TRUE;
      close_down_to (builder, place);
    }
  else if (element == DLN_HTML_P || element == DLN_HTML_BR)
    append_node (builder, element, token); /* as if it were a start tag: a line ends here */
}

static gboolean
build (Builder      *builder,
       GCancellable *cancellable,
       GError      **error)
{
  DlnHtmlToken token;

  for (guint n = 0;; n++)
    {
      guint attribute = builder->page->attributes->len;

      if (n % TOKENS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      _dln_html_read_token (&builder->reader, &token);
      if (token.type == DLN_HTML_TOKEN_TEXT)
        append_text (builder, &token);
      else if (token.type == DLN_HTML_TOKEN_OPEN)
        open_element (builder, &token, attribute);
      else if (token.type == DLN_HTML_TOKEN_CLOSE)
        close_element (builder, &token);
      else
        break;
    }
  close_down_to (builder, 1);
  g_array_index (builder->page->nodes, DlnHtmlNode, 0).end = builder->page->nodes->len;
  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  return strcmp (a, b);
}

/**
 * _dln_html_parse:
 * @text: a page, UTF-8, with a NUL behind it and none in it
 * @length: its bytes, below 4 GiB
 * @cancellable: (nullable): checked while reading
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Every page can be read. Time and memory: O(@length), however deep its elements lie.
 *
 * Returns: (transfer full): the page, or %NULL when cancelled
 */
DlnHtmlPage *
_dln_html_parse (const char   *text,
                 gsize         length,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autoptr (DlnHtmlPage) page = g_new0 (DlnHtmlPage, 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GTree) names = g_tree_new_full (compare_names, NULL, g_free, NULL);
  Builder builder = { .page = page, .open = open, .last = last, .names = names };

  page->nodes = g_array_new (FALSE, FALSE, sizeof (DlnHtmlNode));
  page->attributes = g_array_new (FALSE, FALSE, sizeof (DlnHtmlAttribute));
  page->chars = g_string_sized_new (length + 1);
  page->open_comment = NONE;
  for (guint i = 0; i <= DLN_HTML_OTHER; i++)
    g_array_append_val (last, (guint32){ NONE });
  g_array_append_val (page->nodes, (DlnHtmlNode){ .element = DLN_HTML_CUSTOM });
  g_array_append_val (open, (Open){ .element = DLN_HTML_OTHER });
  _dln_html_reader_init (&builder.reader, text, length, page);
  return build (&builder, cancellable, error) ? g_steal_pointer (&page) : NULL;
}

void
_dln_html_page_free (DlnHtmlPage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->nodes);
  g_array_unref (page->attributes);
  g_string_free (page->chars, TRUE);
  g_free (page);
}

/* Returns: (nullable): the value of an element's attribute; it dies with the page */
const char *
_dln_html_get_attribute (const DlnHtmlPage *page,
                         const DlnHtmlNode *node,
                         DlnHtmlName        name)
{
  for (guint i = 0; i < node->n_attributes; i++)
    {
      const DlnHtmlAttribute *attribute =
        &g_array_index (page->attributes, DlnHtmlAttribute, node->attribute + i);

      if (attribute->name == name)
        return page->chars->str + attribute->value;
    }
  return NULL;
}
