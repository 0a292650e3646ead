/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that are deep, cut, written wrongly or huge: each text is kept, or its loss is told. */
#include "config.h"

#include <string.h>

#include "ingest/dln-ingest.h"

#define LONG                                                                                       \
  "The minister resigned on Friday after the bank had told her that it would not lend the port "  \
  "any more, and the harbour workers, who had waited for months, went home without their pay."

typedef struct
{
  char *text; /* NULL if it could not be read */
  char *told; /* the note, or the error; "" = neither */
} Result;

static void
clear_result (Result *result)
{
  g_free (result->text);
  g_free (result->told);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, clear_result)

static gboolean
keep_cb (DlnIngested *item,
         gpointer     data,
         GError     **error)
{
  Result *result = data;

  result->text = g_strdup (dln_document_get_text (item->document, NULL));
  result->told = g_strdup (item->note);
  dln_ingested_free (item);
  return TRUE;
}

static Result
read_page (const char *page)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (page, strlen (page), NULL);
  g_autoptr (GError) error = NULL;
  Result result = { NULL, NULL };

  if (!dln_ingest_stream (
        stream, "page.html", DLN_INPUT_HTML, keep_cb, &result, NULL, NULL, &error))
    result.told = g_strdup (error->message);
  else if (result.told == NULL)
    result.told = g_strdup ("");
  return result;
}

static void
append_times (GString    *out,
              const char *piece,
              guint       n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (out, piece);
}

/* ---- depth ----------------------------------------------------------------------------------- */

static void
test_deep (void)
{
  static const struct
  {
    const char *open;
    const char *close;
    gboolean    text; /* at each level */
  } cases[] = {
    { "<div>", "</div>", FALSE },
    { "<div>", "", FALSE },
    { "<b>", "</b>", FALSE },
    { "<b>", "", TRUE },
    { "<table><tr><td>", "", FALSE },
    { "<a><b><i><u><font>", "</font>", FALSE },
    { "<ul><li>", "</li></ul>", TRUE },
    { "<blockquote><p>", "", TRUE },
    { "<unknown>", "</unknown>", TRUE },
    { "<span><div>", "</span>", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) page = g_string_new ("<html><body><p>The first words.</p>");
      guint n = 20000;

      for (guint k = 0; k < n; k++)
        {
          g_string_append (page, cases[i].open);
          if (cases[i].text)
            g_string_append_printf (page, "word%u ", k);
        }
      g_string_append (page, "<p>The deepest words.</p>");
      append_times (page, cases[i].close, n);
      g_string_append (page, "<p>The last words.</p>");

      g_auto (Result) result = read_page (page->str);

      g_assert_cmpstr (result.told, ==, "");
      g_assert_nonnull (strstr (result.text, "The first words.\n\n"));
      g_assert_nonnull (strstr (result.text, "The deepest words.\n\n"));
      g_assert_true (g_str_has_suffix (result.text, "The last words."));
      for (guint k = 0; cases[i].text && k < n; k += 997)
        {
          g_autofree char *word = g_strdup_printf ("word%u", k);

          g_assert_nonnull (strstr (result.text, word));
        }
    }
}

/* ---- what is written wrongly ----------------------------------------------------------------- */

static void
test_kept (void)
{
  static const struct
  {
    const char *page;
    const char *text;
  } cases[] = {
    /* cut */
    { "<p>One</p><p>Two", "One\n\nTwo" },
    { "<p>One <b>two", "One two" },
    { "<p>One</p><img src=\"http://exam", "One" },
    { "<p>One</p><p cla", "One" },
    { "<p>2 <3 and nothing", "2 <3 and nothing" },
    { "<p>One</p><", "One\n\n<" },
    { "<p>One &am", "One &am" },
    /* quotes that never end */
    { "<p><a href=\"x>link</a> and more</p><p>End</p>", "link and more\n\nEnd" },
    { "<p title='it>One</p><p>Two</p>", "One\n\nTwo" },
    { "<p>a <b class=\"x\"y\">c</b></p>", "a c" },
    /* end tags that end nothing, and none where some should be */
    { "</div></b></p><p>One</p></body></html><p>Two</p>", "One\n\nTwo" },
    { "<p>One<p>Two<div>Three</div>Four", "One\n\nTwo\n\nThree\n\nFour" },
    { "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "a\n\nb\n\nc\n\nd\n\ne" },
    { "<table><tr><td>a<td>b<tr><td><p>c<table><tr><td>d</table>e</table>f",
      "a\n\nb\n\nc\n\nd\n\ne\n\nf" },
    { "<dl><dt>a<dd>b<dt>c<dd><p>d</dl>e", "a\n\nb\n\nc\n\nd\n\ne" },
    { "<b>One<p>two</b>three</p>four", "One\n\ntwothree\n\nfour" },
    { "<p>One</span>two</i>three</p>", "Onetwothree" },
    { "<div><span hidden>no</span></div>yes", "yes" },
    /* a head that is not one */
    { "<head><title>T</title>words<p>more</head>end", "T\n\nwords\n\nmoreend" },
    { "<title>T<p>One</p>", "T\n\nOne" },
    { "<html><head><meta charset=utf-8><p>One<head><p>Two", "One\n\nTwo" },
    /* what holds no HTML */
    { "<p>One<svg><math><mi>no</mi></math></svg>two", "Onetwo" },
    { "<p>One<!-->two<!--->three<!-- no > no -->four", "Onetwothreefour" },
    { "<![CDATA[One]]> two <!bogus> three <?php no ?> four", "One two three four" },
    { "<!DOCTYPE html [<!ENTITY a \"b\">]><p>One</p>", "One" },
    { "<script>if (a < b) \"</p>\"</script><p>One", "One" },
    { "<script/><p>One</p>", "One" },
    /* character references */
    { "&lt;b&gt; &amp;amp; &eacute;&#233;&#xe9; &copy &copycat &nosuch; & &; &#; &#x; &#128;",
      "<b> &amp; \u00e9\u00e9\u00e9 \u00a9 \u00a9cat &nosuch; & &; &#; &#x; \u20ac" },
    { "a&#0;b&#xd800;c&#99999999999;d", "a\ufffdb\ufffdc\ufffdd" },
    /* a server that writes its page into one form */
    { "<body><form id=page><input value=x><p>" LONG "</p></form></body>", LONG },
    /* a body that a script would show */
    { "<body style=\"display:none\"><p>One</p></body>", "One" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Result) result = read_page (cases[i].page);

      g_test_message ("%s", cases[i].page);
      g_assert_cmpstr (result.told, ==, "");
      g_assert_cmpstr (result.text, ==, cases[i].text);
    }
}

/* what nobody misses is left out without a word */
static void
test_left_out (void)
{
  static const char *const pages[] = {
    "<p>One</p><nav><ul><li>Home<li>News</ul></nav>",
    "<p>One</p><form><p>Name</p><input></form><p></p>",
    "<p>One</p><script>var a = 'words';</script><style>p { }</style>",
    "<p>One</p><p hidden>Two</p>",
    "<p>One</p><div aria-hidden=true>Two</div><template><p>x</p></template>",
    "<p>One</p><!-- a comment -->",
    "<p>One</p><div><button>Go</button><select><option>a<option>b</select></div>",
    "<head><title>One</title><style>p</style><body>One",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_auto (Result) result = read_page (pages[i]);

      g_test_message ("%s", pages[i]);
      g_assert_cmpstr (result.text, ==, "One");
      g_assert_cmpstr (result.told, ==, "");
    }
}

/* what somebody may miss is told, with its size and place */
static void
test_told (void)
{
  static const struct
  {
    const char *page;
    const char *text; /* NULL = none is left */
    const char *told[3];
  } cases[] = {
    { "<p>One</p><nav><p>Two three</p>", "One",
      { "page.html", "8 letters", "<nav> at offset 10" } },
    { "<p>One</p><div><aside>Two</div><p>x", "One\n\nx", { "3 letters", "<aside> at offset 15" } },
    { "<p>One</p><script>var a;", "One", { "5 letters", "<script> at offset 10" } },
    { "<p>One</p><textarea>a<p>b", "One", { "2 letters", "<textarea> at offset 10" } },
    { "<p>One</p><div hidden>ab", "One", { "2 letters", "<div> at offset 10" } },
    { "<p>One</p><!-- two > three", "One\n\nthree", { "comment at offset 10 never ends" } },
    { "<p>One<svg><path d=1><g><text>no</text><p>Two", "One\n\nTwo",
      { "2 letters", "<svg> at offset 6" } },
    { "<select><option>no<p>One</p>", "One", { "2 letters", "<select> at offset 0" } },
    { "<script>all of it", NULL, { "<script> at offset 0", "has no words" } },
    { "<article><p>Twenty-two letters of.</p></article><p>And more of them stand outside.</p>",
      "Twenty-two letters of.", { "more than half", "31 of 53 bytes" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Result) result = read_page (cases[i].page);

      g_test_message ("%s: %s", cases[i].page, result.told);
      for (guint k = 0; k < G_N_ELEMENTS (cases[i].told) && cases[i].told[k] != NULL; k++)
        g_assert_nonnull (strstr (result.told, cases[i].told[k]));
      if (cases[i].told[0] != NULL)
        g_assert_cmpstr (result.text, ==, cases[i].text);
    }
}

/* ---- the article ----------------------------------------------------------------------------- */

/* no menu, teaser, comment or form is a part of it, and no day of theirs its own */
static void
test_article (void)
{
  static const char page[] =
    "<html><head><title>Bank | Quay</title><script type='application/ld+json'><![CDATA["
    "{\"@graph\": [{\"@type\": \"VideoObject\", \"headline\": \"A film\"}, "
    "{\"@type\": \"NewsArticle\", \"headline\": \"Bank \\u201cone\\u201d\"}]}]]></script>"
    "</head><body>"
    "<div class='menu'><a href=/>Home</a> <a href=/n>News</a></div>"
    "<div class='story'><p>" LONG "</p><div class='related'><p>Related words.</p></div>"
    "<p>" LONG "</p><ul><li><a href=/t>Teaser words</a></li></ul><p>Last, " LONG "</p></div>"
    "<div class='comments'><p>Comment words, " LONG "</p></div>"
    "<div class='newsletter'>Newsletter words</div></body></html>";
  g_auto (Result) result = read_page (page);
  static const char *const none[] = { "Home", "Related", "Teaser", "Comment", "Newsletter" };

  g_assert_true (g_str_has_prefix (result.text, "Bank \u201cone\u201d\n\nThe minister"));
  g_assert_nonnull (strstr (result.text, "Last, The minister"));
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (strstr (result.text, none[i]));
}

/* ---- size ------------------------------------------------------------------------------------ */

/* Work that grows with the square of the page would take minutes here. */
static void
test_huge (void)
{
  static const struct
  {
    const char *piece;
    guint       n;
  } cases[] = {
    { "<p ", 300000 },          { "<!--", 250000 },         { "<![CDATA[", 100000 },
    { "<!doctype [", 100000 },  { "<title>", 150000 },      { "<textarea>", 100000 },
    { "<a b='", 160000 },       { "<a b=\"'>", 120000 },    { "<", 1000000 },
    { "&", 1000000 },           { "&amp", 250000 },         { "</b>", 250000 },
    { "<b><p></b>", 100000 },   { "<svg><p>", 120000 },     { "<select><option>", 60000 },
    { "<h1>x", 200000 },        { "<article>", 110000 },    { "<article><p>x", 80000 },
    { "<form><p>x", 100000 },   { "<x></y>", 140000 },      { "<div hidden>", 80000 },
    { "<table></td>", 80000 },  { "<script type=application/ld+json>", 30000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) page = g_string_new ("<p>One</p>");

      append_times (page, cases[i].piece, cases[i].n);
      g_string_append (page, "<p>Two</p>");

      g_auto (Result) result = read_page (page->str);

      g_assert_true (result.text != NULL || *result.told != '\0');
      g_assert_true (result.text == NULL || strstr (result.text, "One") != NULL
                     || g_str_has_prefix (cases[i].piece, "<article>"));
      g_assert_true (strstr (result.text != NULL ? result.text : "", "Two") != NULL
                     || *result.told != '\0');
    }
}

static void
test_attributes (void)
{
  g_autoptr (GString) page = g_string_new ("<p ");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (page, "a%u=%u ", i, i);
  g_string_append (page, "style='display:none' style=''>hidden</p><p lang=x lang=y>One</p>");

  g_auto (Result) result = read_page (page->str);

  g_assert_cmpstr (result.text, ==, "One");
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("<p>One", 6, NULL);
  g_autoptr (GError) error = NULL;
  Result result = { NULL, NULL };

  g_cancellable_cancel (cancellable);
  g_assert_false (dln_ingest_stream (
    stream, "page.html", DLN_INPUT_HTML, keep_cb, &result, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result.text);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ingest/html/deep", test_deep);
  g_test_add_func ("/ingest/html/kept", test_kept);
  g_test_add_func ("/ingest/html/left-out", test_left_out);
  g_test_add_func ("/ingest/html/told", test_told);
  g_test_add_func ("/ingest/html/article", test_article);
  g_test_add_func ("/ingest/html/huge", test_huge);
  g_test_add_func ("/ingest/html/attributes", test_attributes);
  g_test_add_func ("/ingest/html/cancelled", test_cancelled);
  return g_test_run ();
}
