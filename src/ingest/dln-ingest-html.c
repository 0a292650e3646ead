/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML: the article's visible text. What the page says about it: dln-html-facts.c.
 *
 * Nothing is fetched and nothing is run. The text is that of the article, where one stands out
 * (dln-html-article.c); else that of the <article> (or <main>) if one holds a fair part of the
 * page's paragraphs, else that of the whole page; scripts, forms, navigation, asides and footers
 * are left out. Each block becomes a paragraph. What was left out because the page was cut or is
 * written wrongly is told by its size and place. All is done in loops over the rows of the page, so
 * that neither its size nor its depth matters. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-html-private.h"
#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_HTML_BYTES (32u << 20)
#define MIN_FORM 150          /* paragraph letters of a form that may be the page itself */
#define MIN_TOLD 20           /* fewer of them that are left out are no loss */
#define MAX_LEFT_SHARE 0.5    /* of the page's paragraph letters that may be left out untold */
#define MIN_SHARE 0.35        /* of the page's paragraph letters that an article has to hold */

typedef struct
{
  const DlnHtmlPage *html;
  GArray *weights;     /* guint32 by row: letters of visible paragraphs before it */
  GArray *all_weights; /* the same with those that are left out */
} Page;

static const DlnHtmlNode *
get_node (const Page *page,
          guint32     row)
{
  return DLN_HTML_NODE (page->html, row);
}

/* (transfer full) (nullable): an attribute without white space around it */
static char *
dup_attribute (const Page        *page,
               const DlnHtmlNode *node,
               DlnHtmlName        name)
{
  const char *value = _dln_html_get_attribute (page->html, node, name);

  return value != NULL ? g_strstrip (g_strdup (value)) : NULL;
}

static gboolean
has_attribute (const Page        *page,
               const DlnHtmlNode *node,
               DlnHtmlName        name,
               const char        *value)
{
  g_autofree char *found = dup_attribute (page, node, name);

  return found != NULL && (value == NULL || g_ascii_strcasecmp (found, value) == 0);
}

/* "display: none" in any spacing */
static gboolean
hides (const char *css)
{
  static const char *const rules[] = { "display:none", "visibility:hidden", "visibility:collapse" };
  g_autofree char *plain = g_ascii_strdown (css, -1);
  char *out = plain;

  for (const char *p = plain; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      *out++ = *p;
  *out = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strstr (plain, rules[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_hidden (const Page        *page,
           const DlnHtmlNode *node)
{
  const char *css = _dln_html_get_attribute (page->html, node, DLN_HTML_CSS);

  return has_attribute (page, node, DLN_HTML_HIDDEN, NULL)
         || has_attribute (page, node, DLN_HTML_ARIA_HIDDEN, "true")
         || (css != NULL && hides (css));
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

static guint32
get_weight (const GArray *weights,
            guint32       begin,
            guint32       end)
{
  return g_array_index (weights, guint32, end) - g_array_index (weights, guint32, begin);
}

/* A form around most of the page's paragraphs is how some servers write pages. */
static gboolean
is_left_out (const Page *page,
             guint32     row)
{
  const DlnHtmlNode *node = get_node (page, row);

  if (node->element == DLN_HTML_FORM && page->all_weights != NULL)
    {
      guint32 all = get_weight (page->all_weights, 0, page->html->nodes->len);
      guint32 weight = get_weight (page->all_weights, row, node->end);

      return weight < MIN_FORM || weight <= MAX_LEFT_SHARE * all;
    }
  return (_dln_html_get_kind (node->element) & DLN_HTML_LEFT_OUT) != 0
         || (node->n_attributes > 0 && is_hidden (page, node));
}

/* what nobody would read in any case */
static gboolean
is_no_prose (const DlnHtmlNode *node)
{
  return (_dln_html_get_kind (node->element) & DLN_HTML_LEFT_OUT) != 0
         && (_dln_html_get_kind (node->element) & (DLN_HTML_RAW | DLN_HTML_IN_HEAD)) != 0;
}

/* The letters of paragraphs before each row: what makes an article. */
static GArray *
weigh (const Page *page,
       gboolean    visible)
{
  guint32 n = page->html->nodes->len;
  GArray *weights = g_array_sized_new (FALSE, TRUE, sizeof (guint32), n + 1);
  guint32 sum = 0;
  guint32 skip = 0; /* up to this row */

  g_array_set_size (weights, n + 1);
  for (guint32 i = 0; i < n; i++)
    {
      const DlnHtmlNode *node = get_node (page, i);

      g_array_index (weights, guint32, i) = sum;
      if (i < skip)
        continue;
      if (visible ? is_left_out (page, i) : is_no_prose (node))
        skip = node->end;
      else if (node->element == DLN_HTML_TEXT
               && get_node (page, node->block)->element == DLN_HTML_P)
        sum += node->length;
    }
  g_array_index (weights, guint32, n) = sum;
  return weights;
}

/* the innermost element that is marked as the article and holds enough of the page; 0 = none */
static guint32
find_article (const Page *page)
{
  guint32 n = page->html->nodes->len;
  guint32 all = get_weight (page->weights, 0, n);
  guint32 best = 0;

  for (guint32 i = 1; i < n; i++)
    {
      const DlnHtmlNode *node = get_node (page, i);
      gboolean marked = node->element == DLN_HTML_ARTICLE || node->element == DLN_HTML_MAIN
                        || (node->n_attributes > 0 && node->end > i + 1
                            && has_attribute (page, node, DLN_HTML_ITEMPROP, "articleBody"));

      if (marked && (all == 0 || get_weight (page->weights, i, node->end) >= MIN_SHARE * all))
        best = i;
    }
  return best;
}

/* (transfer full): by row, whether it is shown */
static guint8 *
find_visible (const Page *page)
{
  guint32 n = page->html->nodes->len;
  guint8 *visible = g_new0 (guint8, n);
  guint32 skip = 0;

  for (guint32 i = 0; i < n; i++)
    {
      if (i >= skip && i > 0 && get_node (page, i)->element != DLN_HTML_TEXT
          && is_left_out (page, i))
        skip = get_node (page, i)->end;
      visible[i] = i >= skip;
    }
  return visible;
}

/* ---- text ------------------------------------------------------------------------------------ */

typedef struct
{
  GString *out;
  guint    breaks; /* line ends owed before the next word */
  gboolean space;  /* a space owed before the next word */
  GArray  *quotes; /* guint32: rows behind the open <q> */
} Flow;

static void
owe (Flow *flow,
     guint breaks)
{
  flow->breaks = MAX (flow->breaks, breaks);
}

static void
append_words (Flow       *flow,
              const char *text,
              gsize       length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
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

/* The marks of <q> are those that browsers put there. */
static void
begin_quote (Flow   *flow,
             guint32 end)
{
  append_words (flow, flow->quotes->len % 2 == 0 ? "\u201c" : "\u2018", 3);
  g_array_append_val (flow->quotes, end);
}

static void
end_quotes (Flow   *flow,
            guint32 row)
{
  while (flow->quotes->len > 0
         && g_array_index (flow->quotes, guint32, flow->quotes->len - 1) <= row)
    {
      g_array_set_size (flow->quotes, flow->quotes->len - 1);
      g_string_append (flow->out, flow->quotes->len % 2 == 0 ? "\u201d" : "\u2019");
    }
}

/* Blocks end where their element ends: that is seen when the loop has left it. */
static char *
dup_text (const Page   *page,
          guint32       root,
          const guint8 *kept) /* (nullable): by row; %NULL = all that is visible */
{
  g_autoptr (GArray) quotes = g_array_new (FALSE, FALSE, sizeof (guint32));
  Flow flow = { .out = g_string_new (NULL), .quotes = quotes };
  guint32 block = 0; /* the block that the words before stood in */

  for (guint32 i = root; i < get_node (page, root)->end;)
    {
      const DlnHtmlNode *node = get_node (page, i);
      gboolean left_out =
        i != root && (kept != NULL ? !kept[i] && i > 0 : is_left_out (page, i));

      end_quotes (&flow, i);
      if (left_out && kept != NULL)
        {
          i += 1; /* what belongs to the article may lie in what does not */
          continue;
        }
      if (node->element == DLN_HTML_BR)
        owe (&flow, 1);
      else if (node->element == DLN_HTML_Q && node->end > i + 1 && !left_out)
        {
          owe (&flow, node->block != block ? 2 : 0);
          block = node->block;
          begin_quote (&flow, node->end);
        }
      else if (node->element == DLN_HTML_TEXT)
        {
          if (node->block != block)
            owe (&flow, 2);
          block = node->block;
          append_words (&flow, page->html->chars->str + node->begin, node->length);
        }
      else if (!left_out && (_dln_html_get_kind (node->element) & DLN_HTML_INLINE) == 0)
        owe (&flow, 2);
      i = left_out ? node->end : i + 1;
    }
  end_quotes (&flow, G_MAXUINT32);
  return g_string_free (flow.out, FALSE);
}

static void
clear_page (Page *page)
{
  g_clear_pointer (&page->weights, g_array_unref);
  g_clear_pointer (&page->all_weights, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, clear_page)

static DlnIngested *
make_item (const DlnFields *facts,
           const char      *text,
           const char      *id)
{
  g_autofree char *whole = _dln_put_title_before (facts->values[DLN_FIELD_TITLE], text);
  DlnIngested *item = g_new0 (DlnIngested, 1);

  item->document = _dln_fields_new_document (facts, whole, id);
  return item;
}

/* ---- what was left out ----------------------------------------------------------------------- */

/* letters that are no white space: what a reader would miss */
static gsize
count_letters (const Page *page,
               guint32     begin,
               guint32     end)
{
  gsize n = 0;

  for (guint32 i = begin; i < end; i++)
    {
      const DlnHtmlNode *node = get_node (page, i);
      const char *text = page->html->chars->str + node->begin;

      for (guint32 k = 0; node->element == DLN_HTML_TEXT && k < node->length; k++)
        n += !g_ascii_isspace (text[k]);
    }
  return n;
}

/* (transfer full) (nullable): a sentence on text that stands in an element without an end, which
 * nobody meant to be left out */
static char *
tell_unclosed (const Page *page,
               const char *id)
{
  const DlnHtmlNode *first = NULL;
  gsize n_letters = 0;

  for (guint32 i = 1; i < page->html->nodes->len;)
    {
      const DlnHtmlNode *node = get_node (page, i);
      gsize n = 0;

      if (node->element == DLN_HTML_TEXT || node->element == DLN_HTML_HEAD
          || !is_left_out (page, i))
        {
          i += 1;
          continue;
        }
      if (!node->closed)
        n = count_letters (page, i, node->end);
      if (n > 0 && first == NULL)
        first = node;
      n_letters += n;
      i = node->end;
    }
  if (first == NULL)
    return NULL;
  return g_strdup_printf (
    /* Translators: a file's name, a number of letters, the name of an element, a place */
    g_dngettext (GETTEXT_PACKAGE,
                 "%s: %lu letter was left out, because <%s> at offset %u never ends.",
                 "%s: %lu letters were left out, because <%s> at offset %u never ends.",
                 n_letters),
    id,
    (gulong) n_letters,
    _dln_html_get_name (first->element),
    first->begin);
}

/* (transfer full) (nullable): a sentence on what of the page is not in the article */
static char *
make_note (const Page *page,
           guint32     article,
           const char *id)
{
  guint32 n = page->html->nodes->len;
  guint32 all = get_weight (page->all_weights, 0, n);
  guint32 kept = get_weight (page->weights, article, get_node (page, article)->end);
  char *unclosed = tell_unclosed (page, id);

  if (unclosed != NULL)
    return unclosed;
  if (page->html->open_comment != G_MAXUINT32)
    return g_strdup_printf (
      _("%s: the comment at offset %u never ends; it was taken to end at the next \u201c>\u201d."),
      id,
      page->html->open_comment);
  if (all > kept + MIN_TOLD && all - kept > MAX_LEFT_SHARE * all)
    return g_strdup_printf (
      _("%s: more than half of the page\u2019s paragraphs stand outside of the article and were "
        "left out: %u of %u bytes."),
      id,
      all - kept,
      all);
  return NULL;
}

static DlnIngested *
read_page (const DlnHtmlPage *html,
           const char        *id,
           const DlnFields   *known,
           GError           **error)
{
  g_auto (Page) page = { .html = html };
  g_auto (DlnFields) facts = { 0 };
  g_autofree char *text = NULL;
  g_autofree guint8 *visible = NULL;
  g_autofree guint8 *kept = NULL;
  DlnIngested *item;
  guint32 article;

  page.all_weights = weigh (&page, FALSE);
  page.weights = weigh (&page, TRUE);
  visible = find_visible (&page);
  kept = _dln_html_find_article (html, visible);
  article = kept != NULL ? 0 : find_article (&page);
  text = dup_text (&page, article, kept);
  if (*text == '\0')
    {
      g_autofree char *note = tell_unclosed (&page, id);

      g_set_error (
        error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _("%s has no words in it."), id);
      if (note != NULL)
        g_prefix_error (error, "%s ", note);
      return NULL;
    }
  _dln_html_read_facts (html, visible, kept, known, &facts);
  item = make_item (&facts, text, id);
  item->note = make_note (&page, article, id);
  return item;
}

/* Returns: (transfer full): the visible text of an element, its blocks apart */
char *
_dln_html_dup_text (const DlnHtmlPage *html,
                    guint32            row)
{
  const Page page = { .html = html };

  return dup_text (&page, row, NULL);
}

/**
 * dln_html_to_text:
 * @html: a piece of a page, or a page, UTF-8
 * @length: its bytes
 *
 * Returns: (transfer full): its visible text, all of it
 */
char *
dln_html_to_text (const char *html,
                  gsize       length)
{
  g_autofree char *copy = g_strndup (html, length);
  g_autoptr (DlnHtmlPage) parsed = _dln_html_parse (copy, strlen (copy), NULL, NULL);
  g_auto (Page) page = { .html = parsed };

  page.all_weights = weigh (&page, FALSE);
  page.weights = weigh (&page, TRUE);
  return dup_text (&page, 0, NULL);
}

DlnIngested *
_dln_ingest_html (const char   *text,
                  gsize         length,
                  const char   *id,
                  const DlnFields *known,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autoptr (DlnHtmlPage) html = NULL;

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
  html = _dln_html_parse (text, length, cancellable, error);
  return html != NULL ? read_page (html, id, known, error) : NULL;
}
