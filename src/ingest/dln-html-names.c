/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the classes, ids and roles of an element name: an article, or what stands beside one. Some
 * names are evidence that others outweigh (parts of words, as pages are written by many hands);
 * whole words as "comments" or "newsletter" name one thing only. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-html-private.h"

#include <string.h>

#define MAX_WORDS 64 /* of the names of an element that are read */

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
judge_parts (const char *name)
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

  return (holds_any (name, unlikely) ? DLN_HTML_NAME_UNLIKELY : 0)
         | (holds_any (name, maybe) ? DLN_HTML_NAME_MAYBE : 0)
         | (holds_any (name, good) ? DLN_HTML_NAME_GOOD : 0)
         | (holds_any (name, bad) ? DLN_HTML_NAME_BAD : 0)
         | (holds_any (name, share) ? DLN_HTML_NAME_SHARE : 0);
}

static gboolean
is_any (const char        *word,
        const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* whole words, alone or two that stand together: "more-stories" */
static guint8
judge_words (const char *one,
             const char *two) /* (nullable): the next one */
{
  static const char *const replies[] = { "comment", "comments", "disqus", "livefyre", "replies",
                                         "respond", NULL };
  static const char *const beside[] = {
    "related",    "relatedcontent", "recommended", "recommendations", "newsletter", "newsletters",
    "outbrain",   "taboola",        "recirc",      "recirculation",   "trending",   "mostread",
    "mostpopular", "bio",           "biography",   "authorbio",       "modal",      "popup",
    "cookie",     "cookies",        "gdpr",        "promo",           "teasers",    "breadcrumb",
    "breadcrumbs", "signup",        "advert",      "advertisement",   "ticker",     NULL
  };
  static const char *const pairs[][2] = {
    { "more", "stories" },   { "more", "articles" }, { "more", "news" },     { "more", "from" },
    { "more", "coverage" },  { "next", "post" },     { "next", "article" },  { "next", "story" },
    { "prev", "post" },      { "previous", "post" }, { "about", "author" },  { "author", "box" },
    { "author", "description" }, { "read", "next" }, { "read", "also" },     { "also", "read" },
    { "most", "read" },      { "most", "popular" },  { "most", "viewed" },   { "sign", "up" },
    { "latest", "news" },    { "latest", "stories" }, { "latest", "posts" }, { "other", "stories" },
    { "other", "articles" }, { "popular", "posts" }, { "see", "also" },      { "top", "stories" },
  };

  if (is_any (one, replies))
    return DLN_HTML_NAME_REPLIES;
  if (is_any (one, beside))
    return DLN_HTML_NAME_BESIDE;
  for (guint i = 0; two != NULL && i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (one, pairs[i][0]) == 0 && strcmp (two, pairs[i][1]) == 0)
      return DLN_HTML_NAME_BESIDE;
  return 0;
}

/* (transfer full): "RelatedContent more-stories" as "related content more stories" */
static char *
separate_words (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (p > value && g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
        g_string_append_c (out, ' ');
      g_string_append_c (out, g_ascii_isalnum (*p) ? g_ascii_tolower (*p) : ' ');
    }
  return g_string_free (out, FALSE);
}

static guint8
judge_value (const char *value)
{
  g_autofree char *lower = g_ascii_strdown (value, -1);
  g_autofree char *separate = separate_words (value);
  g_auto (GStrv) words = g_strsplit (separate, " ", MAX_WORDS);
  const char *last = NULL;
  guint8 flags = judge_parts (lower);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (last != NULL)
        flags |= judge_words (last, words[i]);
      last = words[i];
    }
  return flags | (last != NULL ? judge_words (last, NULL) : 0);
}

static gboolean
has_unlikely_role (const DlnHtmlPage *page,
                   const DlnHtmlNode *node)
{
  static const char *const roles[] = { "menu", "menubar", "complementary", "navigation", "alert",
                                       "alertdialog", "dialog", "contentinfo", "banner", "search" };
  const char *role = _dln_html_get_attribute (page, node, DLN_HTML_ROLE);

  for (guint i = 0; role != NULL && i < G_N_ELEMENTS (roles); i++)
    if (g_ascii_strcasecmp (role, roles[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Returns: what an element's class, id and role name, as #DlnHtmlNameFlags */
guint8
_dln_html_judge_name (const DlnHtmlPage *page,
                      const DlnHtmlNode *node)
{
  static const DlnHtmlName attributes[] = { DLN_HTML_CLASS, DLN_HTML_ID };
  guint8 flags = 0;

  if (node->n_attributes == 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = _dln_html_get_attribute (page, node, attributes[i]);

      if (value != NULL)
        flags |= judge_value (value);
    }
  return flags | (has_unlikely_role (page, node) ? DLN_HTML_NAME_ROLE : 0);
}
