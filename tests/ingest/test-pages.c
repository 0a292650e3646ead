/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a page is its article, what the page says about it, and what browsers show. */
#include "config.h"

#include <string.h>

#include "tests/ingest/read-bytes.h"

#define PROSE                                                                                      \
  "<p>The minister resigned on Friday after the bank had told her that it would not lend the "    \
  "port any more, and the harbour workers, who had waited for months, went home unpaid.</p>"
#define ARTICLE PROSE PROSE PROSE PROSE

/* (transfer full): the article of a page */
static DlnIngested *
read_page (const char *page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    read_bytes ("page.html", page, strlen (page), DLN_INPUT_HTML, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  return g_ptr_array_steal_index (items, 0);
}

/* each is left out of the article that it stands beside or in */
static void
test_beside (void)
{
  static const char *const pieces[] = {
    "<div class='pane-social-comments'><div class='content'>" PROSE "<p>Outside.</p></div></div>",
    "<section class='comments-article main-content'><p>Outside, said a reader.</p></section>",
    "<div class='post-body-bio'><p>Kari Moe is Outside our Oslo office.</p></div>",
    "<div class='RelatedContent body'><p>Outside, a related story of today.</p></div>",
    "<section class='duet--more-stories content'><p>Outside, more of it.</p></section>",
    "<div style='visibility: hidden'><p>Outside of what is shown.</p></div>",
    "<div style='color: red; display : none'><p>Outside of what is shown.</p></div>",
    "<ul><li><h3><a href=/1>Outside the town hall</a></h3><p>The mayor, who lost, left.</p></li>"
    "<li><h3><a href=/2>Outside the station</a></h3><p>The train, which was late, came.</p></li>"
    "<li><h3><a href=/3>Outside the museum</a></h3><p>The picture, a copy, burnt.</p></li></ul>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *page = g_strconcat (
        "<body><div id=story class='layout-sidebar-right'><div class=text>" ARTICLE, pieces[i],
        "<p>And the last of it, as of today, is that nobody pays.</p></div></div>", NULL);
      g_autoptr (DlnIngested) item = read_page (page);
      const char *text = dln_document_get_text (item->document, NULL);

      g_test_message ("%s", pieces[i]);
      g_assert_null (strstr (text, "Outside"));
      g_assert_nonnull (strstr (text, "The minister resigned"));
      g_assert_nonnull (strstr (text, "nobody pays"));
    }
}

/* each is a part of the article that it stands in */
static void
test_within (void)
{
  static const char *const pieces[] = {
    "<table><tr><td><div>Within A</div><td><div>1 MB</div><td><div>2 MB</div>"
    "<tr><td><div>Within B</div><td><div>3 MB</div><td><div>4 MB</div>"
    "<tr><td><div>Within C</div><td><div>5 MB</div><td><div>6 MB</div>"
    "<tr><td><div>Within D</div><td><div>7 MB</div><td><div>8 MB</div></table>",
    "<ul><li>Bugs that were mended<ul><li><a href=/1>Within the window</a></li></ul></li></ul>",
    "<p>Where <math><mi>Within</mi><mo>=</mo><mn>2</mn></math> holds, it holds.</p>",
    "<div><table><tr><td>" PROSE PROSE PROSE "<p>Within a table that places.</p></table></div>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *page = g_strconcat ("<body><div class=text>" ARTICLE, pieces[i],
                                           "</div>", NULL);
      g_autoptr (DlnIngested) item = read_page (page);

      g_test_message ("%s", pieces[i]);
      g_assert_nonnull (strstr (dln_document_get_text (item->document, NULL), "Within"));
    }
}

/* a page that is nothing but teasers keeps them */
static void
test_index (void)
{
  g_autoptr (GString) page = g_string_new ("<body><ul>");
  g_autoptr (DlnIngested) item = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (
      page,
      "<li><h3><a href=/%u>The council of town %u meets</a></h3><p>It will hear, as each year, "
      "what the port has earned, what it owes, and who is to pay for the new quay.</p></li>",
      i, i);
  item = read_page (page->str);
  g_assert_nonnull (strstr (dln_document_get_text (item->document, NULL), "town 19"));
}

static void
test_facts (void)
{
  static const struct
  {
    const char *page;
    const char *byline; /* NULL = none */
    const char *source;
    const char *date;
  } cases[] = {
    { "<span class=author>Posted by</span>" ARTICLE, NULL, NULL, NULL },
    { "<span class=author>Posted by Kari Moe</span>" ARTICLE, "Kari Moe", NULL, NULL },
    { "<div class=byline>by<br>Kari Moe</div>" ARTICLE, "Kari Moe", NULL, NULL },
    { "<div class=byline>Kari Moe Monday, February 3</div>" ARTICLE, "Kari Moe", NULL, NULL },
    { "<p class=byline>3 May 2024</p>" ARTICLE, NULL, NULL, NULL },
    { "<p class=author>k.moe@example.com</p>" ARTICLE, NULL, NULL, NULL },
    { "<a rel=author href=/k>Kari Moe</a><div>" ARTICLE "</div><div class=author>Ola</div>",
      "Kari Moe", NULL, NULL },
    { "<meta property='dc:creator twitter:site_name' content='Kari Moe'>"
      "<meta name=author content=staff-4>" ARTICLE, "Kari Moe", NULL, NULL },
    { "<meta property=og:site_name content='Paper.com - all news'>"
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":"
      "{\"name\":\"The Paper\"}}</script>" ARTICLE, NULL, "The Paper", NULL },
    { "<link rel=canonical href='https://a.example/2024/03/05/port'>" ARTICLE, NULL, NULL,
      "2024-03-05" },
    { "<link rel=canonical href='https://a.example/world/2024/mar/05/port'>" ARTICLE, NULL, NULL,
      "2024-03-05" },
    { "<link rel=canonical href='https://a.example/20240305/port'>" ARTICLE, NULL, NULL,
      "2024-03-05" },
    { "<link rel=canonical href='https://a.example/2024/13/05/port'>" ARTICLE, NULL, NULL, NULL },
    { "<link rel=canonical href='https://a.example/2024/03/port'>" ARTICLE, NULL, NULL, NULL },
    { "<link rel=canonical href='https://a.example/id/2024030512'>" ARTICLE, NULL, NULL, NULL },
    { "<link rel=canonical href='https://a.example/2024/03/05/port'>"
      "<meta name=date content=2024-03-04>" ARTICLE, NULL, NULL, "2024-03-04" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DlnIngested) item = read_page (cases[i].page);

      g_test_message ("%s", cases[i].page);
      g_assert_cmpstr (dln_document_get_byline (item->document), ==, cases[i].byline);
      g_assert_cmpstr (dln_document_get_source (item->document), ==, cases[i].source);
      g_assert_cmpstr (dln_document_get_date (item->document), ==, cases[i].date);
    }
}

/* the <time> of a banner is not the article's */
static void
test_nearest_time (void)
{
  g_autoptr (GString) page = g_string_new ("<body><div><time datetime=2019-01-01>x</time>");
  g_autoptr (DlnIngested) item = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (page, "<a href=/>menu</a> ");
  g_string_append (page, "</div><div class=story><time datetime=2024-03-05>x</time>" ARTICLE
                         "</div>");
  item = read_page (page->str);
  g_assert_cmpstr (dln_document_get_date (item->document), ==, "2024-03-05");
}

/* as browsers show it */
static void
test_browsers (void)
{
  static const struct
  {
    const char *page;
    const char *text;
  } cases[] = {
    { "<p>&#147;Yes&#148; &#x96; no</p>", "\u201cYes\u201d \u2013 no" },
    { "<p>caf&eacute and &copy 2024 &pound5 AT&ampT</p>",
      "caf\u00e9 and \u00a9 2024 \u00a35 AT&T" },
    { "<p>it&apos;s &lpar;a&rpar; Dvo&rcaron;&aacute;k</p>", "it's (a) Dvo\u0159\u00e1k" },
    { "<p>&notit; &bogus; &;</p>", "\u00acit; &bogus; &;" },
    { "<p>He said <q>no, <q>never</q> at all</q>.</p>",
      "He said \u201cno, \u2018never\u2019 at all\u201d." },
    { "<p><q>Cut", "\u201cCut\u201d" },
    { "<p>One <nobr>two</nobr> <blink>three</blink>d.</p>", "One two threed." },
    { "<p>One <my-part>two</my-part></p>", "One\n\ntwo" },
    { "<p>One<!-->two<!--->three</p>", "Onetwothree" },
    { "<p>One<!-- a --!>two", "Onetwo" },
    { "<p>One<!-- a -- b --- c -->two", "Onetwo" },
    { "<div><template shadowrootmode=open><p>One</p></template><p>Two</p></div>", "One\n\nTwo" },
    { "<div><template><p>One</p></template><p>Two</p></div>", "Two" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DlnIngested) item = read_page (cases[i].page);

      g_assert_cmpstr (dln_document_get_text (item->document, NULL), ==, cases[i].text);
    }
}

static void
test_mojibake (void)
{
  static const struct
  {
    const char *text;
    const char *mended; /* NULL = it stays */
  } cases[] = {
    { "He said \u00e2\u20ac\u0153no\u00e2\u20ac\xc2\x9d and paid \u00c2\u00a35.",
      "He said \u201cno\u201d and paid \u00a35." },
    { "Le caf\u00c3\u00a9 de No\u00c3\u00abl.", "Le caf\u00e9 de No\u00ebl." },
    { "Le caf\u00e9 de No\u00ebl \u2014 \u201coui\u201d.", NULL },
    { "One \u00c2\u00a3 only.", NULL },
    { "\u201c\u00c5\u201d is a letter, \u201c\u00d6\u201d is one, and \u201cA\u201d, too.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_bytes (
        "a.txt", cases[i].text, strlen (cases[i].text), DLN_INPUT_TEXT, NULL, &error);
      const DlnIngested *item;

      g_assert_no_error (error);
      item = g_ptr_array_index (items, 0);
      g_assert_cmpstr (dln_document_get_text (item->document, NULL), ==,
                       cases[i].mended != NULL ? cases[i].mended : cases[i].text);
      g_assert_true ((item->note != NULL && strstr (item->note, "mended") != NULL)
                     == (cases[i].mended != NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ingest/pages/beside", test_beside);
  g_test_add_func ("/ingest/pages/within", test_within);
  g_test_add_func ("/ingest/pages/index", test_index);
  g_test_add_func ("/ingest/pages/facts", test_facts);
  g_test_add_func ("/ingest/pages/nearest-time", test_nearest_time);
  g_test_add_func ("/ingest/pages/browsers", test_browsers);
  g_test_add_func ("/ingest/pages/mojibake", test_mojibake);
  return g_test_run ();
}
