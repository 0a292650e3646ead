/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a page is its article.
 *
 * After Kohlschütter, Fankhauser and Nejdl (2010) and the way that readers' views of browsers go:
 *  1. what its class, id or role names as a menu, comments, teasers ... is set aside
 *     (dln-html-names.c);
 *  2. each paragraph gives points to the elements around it, by its length and its commas, the
 *     fewer the farther out; an element loses as many as its share of links;
 *  3. the best element, or one around the best, is the article, with siblings that are like it;
 *  4. from within, lists of teasers are taken out, then blocks of links, lists of pictures, forms
 *     and the like, the inner ones first.
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
#define MAX_BESIDE 0.85    /* of the words out of links, in what may be set aside */
#define MAX_REPLIES 0.9    /* of its letters, in what readers say */
#define MIN_CELLS 10       /* a table of more is one of figures */
#define MIN_TEASERS 3
#define MAX_TEASER 600     /* letters */
#define MIN_TEASER_LINK 12
#define MIN_LEFT 0.3       /* times the words of teasers: less is a page of teasers */

enum
{
  IN_ITEM = 1 << 0,
  IN_CELL = 1 << 1,
};

typedef struct
{
  guint32 letters; /* of all text below, white space folded */
  guint32 linked;  /* of them, in links */
  guint32 commas;
  guint32 headings; /* letters in headings */
  guint16 n_p, n_img, n_li, n_input, n_table;
  guint32 n_td;
} Stats;

typedef struct
{
  const DlnHtmlPage *page;
  const guint8      *visible; /* by row */
  guint8            *names;   /* DlnHtmlNameFlags by row */
  guint8            *keep;    /* by row: result of step 1, then of step 4 */
  Stats             *stats;   /* by row: of what is kept */
  double            *scores;  /* by row, 0 = none */
  guint8            *around;  /* by row: IN_ITEM, IN_CELL */
  guint8            *linked;  /* by row: whether the first words in it are a link */
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

static int
weigh_name (const Search *search,
            guint32       row)
{
  guint8 names = search->names[row];

  if (!search->strip)
    return 0;
  return ((names & DLN_HTML_NAME_GOOD) != 0 ? CLASS_WEIGHT : 0)
         - ((names & DLN_HTML_NAME_BAD) != 0 ? CLASS_WEIGHT : 0);
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
  to->n_table = MIN (to->n_table + from->n_table, G_MAXUINT16);
  to->n_td += from->n_td;
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
    case DLN_HTML_TABLE:
      stats->n_table += stats->n_table < G_MAXUINT16;
      break;
    case DLN_HTML_TD:
    case DLN_HTML_TH:
      stats->n_td += 1;
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

/* a table of figures, not one that places blocks beside each other */
static gboolean
is_data (const Search *search,
         guint32       row)
{
  const Stats *stats = &search->stats[row];

  return get_node (search, row)->element == DLN_HTML_TABLE && stats->n_table == 1
         && stats->n_td > MIN_CELLS && stats->letters < MAX_TEASER / 6 * stats->n_td
         && get_link_density (stats) < 0.5;
}

/* whether a block within the article is none of it */
static gboolean
is_clutter (const Search *search,
            guint32       row)
{
  static const guint16 judged[] = { DLN_HTML_DIV, DLN_HTML_UL, DLN_HTML_TABLE, DLN_HTML_FIELDSET,
                                    DLN_HTML_SECTION };
  const DlnHtmlNode *node = get_node (search, row);
  const Stats *stats = &search->stats[row];
  gboolean is_list = node->element == DLN_HTML_UL || node->element == DLN_HTML_OL;
  double links = get_link_density (stats);
  int weight = weigh_name (search, row);

  if ((search->names[row] & DLN_HTML_NAME_SHARE) != 0 && stats->letters < 500
      && node->element != DLN_HTML_ARTICLE && node->element != DLN_HTML_BODY)
    return TRUE;
  if (!is_one_of (node, judged, G_N_ELEMENTS (judged))
      || stats->letters > search->total * MAX_CLUTTER)
    return FALSE;
  if (weight < 0)
    return TRUE;
  if (stats->commas >= 10 || is_data (search, row)
      || (search->around[row] & IN_ITEM) != 0)
    return FALSE;
  return (!is_list && stats->n_li > 100u + stats->n_p) || (stats->n_input * 3 > stats->n_p)
         || (!is_list && stats->n_li > stats->n_p && stats->n_li > 0 && links > 0.1)
         || (!is_list && stats->letters > 0 && stats->letters < MIN_PARAGRAPH
             && (search->around[row] & IN_CELL) == 0
             && (stats->n_img == 0 || stats->n_img > 2)
             && stats->headings < stats->letters * 0.9)
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

/* ---- step 1 ---------------------------------------------------------------------------------- */

/* What holds most of the words of a page is no thing beside an article, whatever its name; only
 * what readers say may be longer than what they read. */
static gboolean
is_beside (const Search *search,
           guint32       row)
{
  const DlnHtmlNode *node = get_node (search, row);
  const Stats *stats = &search->stats[row];
  guint8 names = search->names[row];

  if (node->element == DLN_HTML_A || node->element == DLN_HTML_BODY
      || node->element == DLN_HTML_HTML)
    return FALSE;
  if ((names & DLN_HTML_NAME_REPLIES) != 0 && node->element != DLN_HTML_ARTICLE
      && node->element != DLN_HTML_MAIN)
    return stats->letters < MAX_REPLIES * search->stats[0].letters;
  if (stats->letters - stats->linked
      > MAX_BESIDE * (search->stats[0].letters - search->stats[0].linked))
    return FALSE;
  if ((names & (DLN_HTML_NAME_ROLE | DLN_HTML_NAME_BESIDE)) != 0)
    return TRUE;
  return (names & DLN_HTML_NAME_UNLIKELY) != 0 && (names & DLN_HTML_NAME_MAYBE) == 0
         && node->element != DLN_HTML_ARTICLE && node->element != DLN_HTML_MAIN;
}

static void
set_aside (Search *search)
{
  memcpy (search->keep, search->visible, search->n);
  search->keep[0] = TRUE;
  count_all (search, 0, search->n, FALSE);
  for (guint32 i = 1; search->strip && i < search->n; i++)
    {
      const DlnHtmlNode *node = get_node (search, i);

      if (!search->keep[i] || node->element == DLN_HTML_TEXT || !is_beside (search, i))
        continue;
      memset (search->keep + i, FALSE, node->end - i);
      i = node->end - 1;
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
  if (stats->n_p >= 3 && stats->commas >= 5 && links < 0.1
      && stats->letters > search->stats[article].letters * 0.1)
    return TRUE;
  if (node->element != DLN_HTML_P)
    return FALSE;
  return stats->letters > 80 ? links < 0.25 : stats->letters > 0 && stats->linked == 0
                                                && stats->commas + stats->letters > MIN_PARAGRAPH;
}

/* ---- teasers --------------------------------------------------------------------------------- */

/* which rows stand in items, and which begin with a link */
static void
look_at_rows (Search *search)
{
  for (guint32 i = 1; i < search->n; i++)
    {
      const DlnHtmlNode *node = get_node (search, i);

      guint element = get_node (search, node->parent)->element;

      search->around[i] = search->around[node->parent]
                          | (element == DLN_HTML_LI   ? IN_ITEM
                             : element == DLN_HTML_TD ? IN_CELL
                                                      : 0);
    }
  for (guint32 i = search->n; i-- > 1;)
    {
      const DlnHtmlNode *node = get_node (search, i);
      const Stats *stats = &search->stats[i];

      /* backwards: the first child is the last to tell its parent */
      if (!search->keep[i] || stats->letters == 0)
        continue;
      if (node->element == DLN_HTML_A)
        search->linked[i] = stats->letters >= MIN_TEASER_LINK;
      search->linked[node->parent] = search->linked[i];
    }
}

/* a short block with a picture, a headline or a paragraph, whose first words lead elsewhere */
static gboolean
is_teaser (const Search *search,
           guint32       row)
{
  static const guint16 blocks[] = { DLN_HTML_LI, DLN_HTML_DIV, DLN_HTML_ARTICLE,
                                    DLN_HTML_SECTION };
  const Stats *stats = &search->stats[row];

  return is_one_of (get_node (search, row), blocks, G_N_ELEMENTS (blocks)) && search->linked[row]
         && stats->letters < MAX_TEASER && stats->n_p <= 2
         && (stats->headings > 0 || stats->n_img > 0 || stats->n_p > 0);
}

/* Takes out what holds several teasers and little else, if enough is left. */
static void
drop_teasers (Search *search,
              guint32 root,
              guint32 end)
{
  const Stats *all = &search->stats[root];
  guint32 left = all->letters - all->linked;
  guint32 gone = 0;

  for (guint32 i = root + 1; i < end; i++)
    {
      const DlnHtmlNode *node = get_node (search, i);
      guint32 words = search->stats[i].letters - search->stats[i].linked;
      guint n_teasers = 0, n_others = 0;

      if (!search->keep[i] || node->element == DLN_HTML_TEXT)
        continue;
      for (guint32 k = i + 1; k < node->end; k = get_node (search, k)->end)
        if (search->keep[k] && search->stats[k].letters > 0)
          {
            n_teasers += is_teaser (search, k);
            n_others += !is_teaser (search, k);
          }
      if (n_teasers < MIN_TEASERS || n_others > n_teasers / 3 || left < words + GOOD_ARTICLE
          || left - words < MIN_LEFT * (gone + words))
        continue;
      left -= words;
      gone += words;
      memset (search->keep + i, FALSE, node->end - i);
      i = node->end - 1;
    }
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
  if (search->clean)
    {
      look_at_rows (search);
      drop_teasers (search, parent, end);
    }
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
  g_autofree guint8 *around = g_new0 (guint8, n);
  g_autofree guint8 *linked = g_new0 (guint8, n);
  Search search = { page, visible, names, keep, stats, scores, around, linked, n, 0, TRUE, TRUE };
  guint32 letters;

  for (guint32 i = 1; i < n; i++)
    if (get_node (&search, i)->element != DLN_HTML_TEXT)
      names[i] = _dln_html_judge_name (page, get_node (&search, i));
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
