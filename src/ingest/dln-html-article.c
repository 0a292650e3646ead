/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a page is its article.
 *
 * After Kohlschütter, Fankhauser and Nejdl (2010) and the way that readers' views of browsers go:
 *  1. what its class, id or role names as a menu, comments, teasers ... is set aside;
 *  2. each paragraph gives points to the elements around it, by its length and its commas, the
 *     fewer the farther out; an element loses as many as its share of links;
 *  3. the best element, or one around the best, is the article, with siblings that are like it;
 *  4. from within, blocks of links, lists of pictures, forms and the like are taken out, the inner
 *     ones first.
 * All is done in loops over the rows, whose parents stand before children: time is linear. Where
 * too little is found it is tried again without the first, then without the last step. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-html-private.h"

#include <math.h>
#include <string.h>

#define MIN_PARAGRAPH 25  /* letters */
#define MIN_ARTICLE 250   /* letters: less is no article that stands out */
#define GOOD_ARTICLE 500  /* letters: less is tried again more mildly */
#define MAX_UP 5          /* elements around a paragraph that get points */
#define CLASS_WEIGHT 25
#define MAX_CLUTTER 0.3   /* of an article: what is more is a part of it, whatever its name */
#define MAX_LIST_LINKS 0.75
#define WIDER 1.15         /* times the letters: an element around that gains as much */
#define MAX_WIDE_LINKS 0.2 /* and has no larger share of links */
#define N_BEST 5

typedef enum
{
  NAME_UNLIKELY = 1 << 0, /* names what is beside an article */
  NAME_MAYBE = 1 << 1,    /* names an article, too */
  NAME_GOOD = 1 << 2,
  NAME_BAD = 1 << 3,
  NAME_SHARE = 1 << 4,
} NameFlags;

typedef struct
{
  guint32 letters; /* of all text below, white space folded */
  guint32 linked;  /* of them, in links */
  guint32 commas;
  guint32 headings; /* letters in headings */
  guint16 n_p, n_img, n_li, n_input;
} Stats;

typedef struct
{
  const DlnHtmlPage *page;
  const guint8      *visible; /* by row */
  guint8            *names;   /* NameFlags by row */
  guint8            *keep;    /* by row: result of step 1, then of step 4 */
  Stats             *stats;   /* by row: of what is kept */
  double            *scores;  /* by row, 0 = none */
  guint32            n;
  guint32            total; /* letters, before anything is taken out of the article */
  gboolean           strip;
  gboolean           clean;
} Search;

static const DlnHtmlNode *
get_node (const Search *search,
          guint32       row)
{
  return DLN_HTML_NODE (search->page, row);
}

/* ---- names ----------------------------------------------------------------------------------- */

static gboolean
holds_any (const char        *text,
           const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static guint8
judge_name (const char *name)
{
  static const char *const unlikely[] = {
    "-ad-", "ai2html", "banner", "breadcrumb", "combx", "comment", "community", "cover-wrap",
    "disqus", "extra", "footer", "gdpr", "header", "legends", "menu", "related", "remark",
    "replies", "rss", "shoutbox", "sidebar", "skyscraper", "social", "sponsor", "supplemental",
    "ad-break",
    "agegate", "pagination", "pager", "popup", "newsletter", "subscribe", "recommend",
    "most-read", "mostread", "trending", "cookie", "wm-ipp", "author-bio", NULL
  };
  static const char *const maybe[] = { "and", "article", "body", "column", "content", "main",
                                       "shadow", NULL };
  static const char *const good[] = { "article", "body", "content", "entry", "hentry", "h-entry",
                                      "main", "page", "pagination", "post", "text", "blog",
                                      "story", NULL };
  static const char *const bad[] = {
    "-ad-", "hidden", "banner", "combx", "comment", "com-", "contact", "footer", "gdpr",
    "masthead", "media", "meta", "outbrain", "promo", "related", "scroll", "share", "shoutbox",
    "sidebar", "skyscraper", "sponsor", "shopping", "tags", "widget", "newsletter", "recirc", NULL
  };
  static const char *const share[] = { "share", "sharedaddy", NULL };

  return (holds_any (name, unlikely) ? NAME_UNLIKELY : 0)
         | (holds_any (name, maybe) ? NAME_MAYBE : 0) | (holds_any (name, good) ? NAME_GOOD : 0)
         | (holds_any (name, bad) ? NAME_BAD : 0)
         | (holds_any (name, share) ? NAME_SHARE : 0);
}

static guint8
name_of (const Search      *search,
         const DlnHtmlNode *node)
{
  static const DlnHtmlName attributes[] = { DLN_HTML_CLASS, DLN_HTML_ID };
  guint8 flags = 0;

  if (node->n_attributes == 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = _dln_html_get_attribute (search->page, node, attributes[i]);
      g_autofree char *lower = value != NULL ? g_ascii_strdown (value, -1) : NULL;

      if (lower != NULL)
        flags |= judge_name (lower);
    }
  return flags;
}

static int
weigh_name (const Search *search,
            guint32       row)
{
  guint8 names = search->names[row];

  if (!search->strip)
    return 0;
  return ((names & NAME_GOOD) != 0 ? CLASS_WEIGHT : 0)
         - ((names & NAME_BAD) != 0 ? CLASS_WEIGHT : 0);
}

static gboolean
has_unlikely_role (const Search      *search,
                   const DlnHtmlNode *node)
{
  static const char *const roles[] = { "menu", "menubar", "complementary", "navigation", "alert",
                                       "alertdialog", "dialog", "contentinfo", "banner", "search" };
  const char *role =
    node->n_attributes > 0 ? _dln_html_get_attribute (search->page, node, DLN_HTML_ROLE) : NULL;

  for (guint i = 0; role != NULL && i < G_N_ELEMENTS (roles); i++)
    if (g_ascii_strcasecmp (role, roles[i]) == 0)
      return TRUE;
  return FALSE;
}

/* ---- step 1 ---------------------------------------------------------------------------------- */

static void
set_aside (Search *search)
{
  guint32 skip = 0;

  for (guint32 i = 1; i < search->n; i++)
    {
      const DlnHtmlNode *node = get_node (search, i);

      if (i < skip || !search->visible[i])
        {
          search->keep[i] = FALSE;
          continue;
        }
      search->keep[i] = TRUE;
      if (node->element == DLN_HTML_TEXT || !search->strip)
        continue;
      if (((search->names[i] & NAME_UNLIKELY) != 0 && (search->names[i] & NAME_MAYBE) == 0
           && node->element != DLN_HTML_A && node->element != DLN_HTML_BODY
           && node->element != DLN_HTML_ARTICLE && node->element != DLN_HTML_MAIN)
          || has_unlikely_role (search, node))
        {
          search->keep[i] = FALSE;
          skip = MAX (skip, node->end);
        }
    }
}

/* ---- counting -------------------------------------------------------------------------------- */

static Stats
count_text (const char *text,
            gsize       length)
{
  Stats stats = { 0 };
  gboolean space = TRUE;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gboolean is_space = g_ascii_isspace (*p);

      stats.letters += !is_space || !space;
      stats.commas += *p == ',' || g_str_has_prefix (p, "\u060c") || g_str_has_prefix (p, "\u3001")
                      || g_str_has_prefix (p, "\uff0c");
      space = is_space;
    }
  stats.letters -= stats.letters > 0 && space;
  return stats;
}

static void
add_stats (Stats       *to,
           const Stats *from)
{
  to->letters += from->letters;
  to->linked += from->linked;
  to->commas += from->commas;
  to->headings += from->headings;
  to->n_p = MIN (to->n_p + from->n_p, G_MAXUINT16);
  to->n_img = MIN (to->n_img + from->n_img, G_MAXUINT16);
  to->n_li = MIN (to->n_li + from->n_li, G_MAXUINT16);
  to->n_input = MIN (to->n_input + from->n_input, G_MAXUINT16);
}

/* what an element adds by itself, once all in it is counted */
static void
count_element (const DlnHtmlNode *node,
               Stats             *stats)
{
  switch (node->element)
    {
    case DLN_HTML_P:
      stats->n_p += stats->n_p < G_MAXUINT16;
      break;
    case DLN_HTML_IMG:
      stats->n_img += stats->n_img < G_MAXUINT16;
      break;
    case DLN_HTML_LI:
      stats->n_li += stats->n_li < G_MAXUINT16;
      break;
    case DLN_HTML_INPUT:
      stats->n_input += stats->n_input < G_MAXUINT16;
      break;
    case DLN_HTML_A:
      stats->linked = stats->letters;
      break;
    case DLN_HTML_H1:
    case DLN_HTML_H2:
    case DLN_HTML_H3:
    case DLN_HTML_H4:
    case DLN_HTML_H5:
    case DLN_HTML_H6:
      stats->headings = stats->letters;
      break;
    default:
      break;
    }
}

static double
get_link_density (const Stats *stats)
{
  return stats->letters > 0 ? (double) stats->linked / stats->letters : 0;
}

/* ---- step 4 ---------------------------------------------------------------------------------- */

static gboolean
is_one_of (const DlnHtmlNode *node,
           const guint16     *elements,
           guint              n)
{
  for (guint i = 0; i < n; i++)
    if (node->element == elements[i])
      return TRUE;
  return FALSE;
}

/* whether a block within the article is none of it */
static gboolean
is_clutter (const Search *search,
            guint32       row)
{
  static const guint16 judged[] = { DLN_HTML_DIV, DLN_HTML_UL, DLN_HTML_TABLE,
                                    DLN_HTML_FIELDSET };
  const DlnHtmlNode *node = get_node (search, row);
  const Stats *stats = &search->stats[row];
  gboolean is_list = node->element == DLN_HTML_UL || node->element == DLN_HTML_OL;
  double links = get_link_density (stats);
  int weight = weigh_name (search, row);

  if ((search->names[row] & NAME_SHARE) != 0 && stats->letters < 500
      && node->element != DLN_HTML_ARTICLE && node->element != DLN_HTML_BODY)
    return TRUE;
  if (!is_one_of (node, judged, G_N_ELEMENTS (judged))
      || stats->letters > search->total * MAX_CLUTTER)
    return FALSE;
  if (weight < 0)
    return TRUE;
  if (stats->commas >= 10)
    return FALSE;
  return (!is_list && stats->n_li > 100u + stats->n_p) || (stats->n_input * 3 > stats->n_p)
         || (!is_list && stats->n_li > stats->n_p && stats->n_li > 0 && links > 0.1)
         || (!is_list && stats->letters > 0 && stats->letters < MIN_PARAGRAPH
             && (stats->n_img == 0 || stats->n_img > 2) && stats->headings < stats->letters * 0.9)
         || (weight < CLASS_WEIGHT && links > (is_list ? MAX_LIST_LINKS : 0.2))
         || (weight >= CLASS_WEIGHT && links > 0.5);
}

/* counts from the innermost outwards; with @clean, what is clutter is taken out on the way */
static void
count_all (Search  *search,
           guint32  root,
           guint32  end,
           gboolean clean)
{
  memset (search->stats + root, 0, (end - root) * sizeof (Stats));
  for (guint32 i = end; i-- > root;)
    {
      const DlnHtmlNode *node = get_node (search, i);
      Stats *stats = &search->stats[i];

      if (!search->keep[i])
        continue;
      if (node->element == DLN_HTML_TEXT)
        *stats = count_text (search->page->chars->str + node->begin, node->length);
      else
        count_element (node, stats);
      if (clean && i > root && node->element != DLN_HTML_TEXT && is_clutter (search, i))
        {
          memset (search->keep + i, FALSE, node->end - i);
          continue;
        }
      if (i > root)
        add_stats (&search->stats[node->parent], stats);
    }
}

/* ---- step 2 ---------------------------------------------------------------------------------- */

static double
get_base_score (const Search *search,
                guint32       row)
{
  double score = weigh_name (search, row);

  switch (get_node (search, row)->element)
    {
    case DLN_HTML_DIV:
      return score + 5;
    case DLN_HTML_PRE:
    case DLN_HTML_TD:
    case DLN_HTML_BLOCKQUOTE:
      return score + 3;
    case DLN_HTML_ADDRESS:
    case DLN_HTML_OL:
    case DLN_HTML_UL:
    case DLN_HTML_DL:
    case DLN_HTML_DD:
    case DLN_HTML_DT:
    case DLN_HTML_LI:
    case DLN_HTML_FORM:
      return score - 3;
    case DLN_HTML_H1:
    case DLN_HTML_H2:
    case DLN_HTML_H3:
    case DLN_HTML_H4:
    case DLN_HTML_H5:
    case DLN_HTML_H6:
    case DLN_HTML_TH:
      return score - 5;
    default:
      return score;
    }
}

static void
give_points (Search *search,
             guint32 row, /* of the innermost element that gets some */
             double  points)
{
  for (guint level = 0; level < MAX_UP && row != 0; level++)
    {
      if (search->scores[row] == 0)
        search->scores[row] = get_base_score (search, row) + 0.001;
      search->scores[row] += points / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
      row = get_node (search, row)->parent;
    }
}

/* A paragraph is an element with words directly in it. */
static void
score_paragraphs (Search *search)
{
  g_autofree guint32 *direct = g_new0 (guint32, search->n);
  g_autofree guint32 *commas = g_new0 (guint32, search->n);
  g_autofree guint8 *has_blocks = g_new0 (guint8, search->n);

  for (guint32 i = 1; i < search->n; i++)
    {
      const DlnHtmlNode *node = get_node (search, i);

      if (!search->keep[i])
        continue;
      if (node->element == DLN_HTML_TEXT)
        {
          direct[node->block] += search->stats[i].letters;
          commas[node->block] += search->stats[i].commas;
        }
      else if ((_dln_html_get_kind (node->element) & DLN_HTML_INLINE) == 0
               && node->element != DLN_HTML_BR && node->element != DLN_HTML_IMG)
        has_blocks[node->block] = TRUE;
    }
  for (guint32 i = 1; i < search->n; i++)
    {
      const DlnHtmlNode *node = get_node (search, i);
      gboolean is_leaf = !has_blocks[i] || node->element == DLN_HTML_P;

      if (direct[i] < MIN_PARAGRAPH || node->element == DLN_HTML_LI
          || node->element == DLN_HTML_A)
        continue;
      give_points (search,
                   is_leaf && node->element != DLN_HTML_TD ? node->parent : i,
                   1 + commas[i] + MIN (direct[i] / 100, 3));
    }
  for (guint32 i = 1; i < search->n; i++)
    search->scores[i] *= 1 - get_link_density (&search->stats[i]);
}

/* ---- step 3 ---------------------------------------------------------------------------------- */

static guint32
find_best (const Search *search,
           guint32       best[N_BEST])
{
  memset (best, 0, N_BEST * sizeof (guint32));
  for (guint32 i = 1; i < search->n; i++)
    for (guint k = 0; search->scores[i] > 0 && k < N_BEST; k++)
      if (best[k] == 0 || search->scores[i] > search->scores[best[k]])
        {
          memmove (best + k + 1, best + k, (N_BEST - 1 - k) * sizeof (guint32));
          best[k] = i;
          break;
        }
  return best[0];
}

static gboolean
is_in (const Search *search,
       guint32       row,
       guint32       around)
{
  return row >= around && row < get_node (search, around)->end;
}

/* the innermost element around the best that three others of nearly its score lie in, too */
static guint32
find_shared (const Search  *search,
             const guint32 best[N_BEST])
{
  for (guint32 row = get_node (search, best[0])->parent; row != 0;
       row = get_node (search, row)->parent)
    {
      guint n = 0;

      if (get_node (search, row)->element == DLN_HTML_BODY)
        break;
      for (guint k = 1; k < N_BEST; k++)
        n += best[k] != 0 && search->scores[best[k]] >= 0.75 * search->scores[best[0]]
             && is_in (search, best[k], row);
      if (n >= 3)
        return row;
    }
  return best[0];
}

/* goes outwards as long as that gains */
static guint32
climb (const Search *search,
       guint32       row)
{
  double last = search->scores[row];
  double least = last / 3;

  for (guint32 up = get_node (search, row)->parent; up != 0; up = get_node (search, up)->parent)
    {
      if (search->scores[up] == 0)
        continue;
      if (search->scores[up] < least)
        break;
      if (search->scores[up] > last)
        return up;
      last = search->scores[up];
    }
  return row;
}

/* An article in several parts has one of them as the best: what is around it is the article as long
 * as that adds prose and not links. */
static guint32
widen (const Search *search,
       guint32       row)
{
  guint32 best = row;

  for (guint32 up = get_node (search, row)->parent; up != 0; up = get_node (search, up)->parent)
    {
      const Stats *stats = &search->stats[up];

      if (get_link_density (stats) > MAX_WIDE_LINKS)
        break;
      if (stats->letters - stats->linked
          > WIDER * (search->stats[best].letters - search->stats[best].linked))
        best = up;
    }
  return best;
}

/* an only child is its parent */
static guint32
leave_only_child (const Search *search,
                  guint32       row)
{
  for (;;)
    {
      guint32 up = get_node (search, row)->parent;
      guint n = 0;

      if (up == 0)
        return row;
      for (guint32 i = up + 1; i < get_node (search, up)->end && n < 2;
           i = get_node (search, i)->element == DLN_HTML_TEXT ? i + 1 : get_node (search, i)->end)
        n += get_node (search, i)->element != DLN_HTML_TEXT;
      if (n != 1)
        return row;
      row = up;
    }
}

/* whether a sibling of the article belongs to it */
static gboolean
belongs (const Search *search,
         guint32       row,
         guint32       article)
{
  const DlnHtmlNode *node = get_node (search, row);
  const Stats *stats = &search->stats[row];
  const char *one = _dln_html_get_attribute (search->page, node, DLN_HTML_CLASS);
  const char *two =
    _dln_html_get_attribute (search->page, get_node (search, article), DLN_HTML_CLASS);
  double bonus = one != NULL && *one != '\0' && g_strcmp0 (one, two) == 0
                   ? search->scores[article] * 0.2
                   : 0;
  double links = get_link_density (stats);

  if (search->scores[row] > 0
      && search->scores[row] + bonus >= MAX (10, search->scores[article] * 0.2))
    return TRUE;
  if (node->element != DLN_HTML_P)
    return FALSE;
  return stats->letters > 80 ? links < 0.25 : stats->letters > 0 && stats->linked == 0
                                                && stats->commas + stats->letters > MIN_PARAGRAPH;
}

/* sets aside all but the article and the siblings that belong to it */
static void
keep_article (Search *search,
              guint32 article)
{
  guint32 parent = get_node (search, article)->parent;
  guint32 end = get_node (search, parent)->end;

  memset (search->keep, FALSE, parent == 0 ? 1 : parent + 1);
  memset (search->keep + end, FALSE, search->n - end);
  for (guint32 i = parent + 1; i < end;)
    {
      const DlnHtmlNode *node = get_node (search, i);

      if (i != article
          && (node->element == DLN_HTML_TEXT || !search->keep[i] || !belongs (search, i, article)))
        memset (search->keep + i, FALSE, node->end - i);
      i = node->end;
    }
  search->keep[parent] = TRUE;
  search->total = search->stats[article].letters;
  count_all (search, parent, end, search->clean);
}

/* Returns: letters of the article, 0 = none */
static guint32
search_once (Search *search)
{
  guint32 best[N_BEST];
  guint32 article;

  memset (search->scores, 0, search->n * sizeof (double));
  set_aside (search);
  search->keep[0] = TRUE;
  count_all (search, 0, search->n, FALSE);
  score_paragraphs (search);
  if (find_best (search, best) == 0)
    return 0;
  article = leave_only_child (search, widen (search, climb (search, find_shared (search, best))));
  keep_article (search, article);
  return search->stats[get_node (search, article)->parent].letters;
}

/**
 * _dln_html_find_article:
 * @page: a page
 * @visible: (array length=n_rows): whether a row is shown; what stands in one that is not is not
 *
 * Time and memory: O(rows x letters of names).
 *
 * Returns: (transfer full) (nullable) (array length=n_rows): whether a row belongs to the article,
 * %NULL if none stands out
 */
guint8 *
_dln_html_find_article (const DlnHtmlPage *page,
                        const guint8      *visible)
{
  guint32 n = page->nodes->len;
  g_autofree guint8 *names = g_new0 (guint8, n);
  g_autofree guint8 *keep = g_new0 (guint8, n);
  g_autofree Stats *stats = g_new0 (Stats, n);
  g_autofree double *scores = g_new0 (double, n);
  Search search = { page, visible, names, keep, stats, scores, n, 0, TRUE, TRUE };
  guint32 letters;

  for (guint32 i = 1; i < n; i++)
    if (get_node (&search, i)->element != DLN_HTML_TEXT)
      names[i] = name_of (&search, get_node (&search, i));
  letters = search_once (&search);
  if (letters < GOOD_ARTICLE)
    {
      search.strip = FALSE;
      letters = search_once (&search);
    }
  if (letters < GOOD_ARTICLE)
    {
      search.clean = FALSE;
      letters = search_once (&search);
    }
  return letters >= MIN_ARTICLE ? g_steal_pointer (&keep) : NULL;
}
