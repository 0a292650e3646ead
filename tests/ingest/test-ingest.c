/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files to articles: encodings, headers, JSON lines, CoNLL-U, HTML, and what is refused. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/ingest/read-bytes.h"

static const DlnIngested *
get_item (GPtrArray *items,
          guint      i)
{
  return g_ptr_array_index (items, i);
}

static const char *
get_text (GPtrArray *items,
          guint      i)
{
  return dln_document_get_text (get_item (items, i)->document, NULL);
}

/* one article from bytes that can be read */
static GPtrArray *
read_one (const char *name,
          const char *bytes,
          gsize       length)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = read_bytes (name, bytes, length, DLN_INPUT_AUTO, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  return items;
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
    const char *text;
    gboolean    noted; /* a guess is told */
  } cases[] = {
    { "Caf\xc3\xa9 au lait", 13, "Caf\u00e9 au lait", FALSE },
    { "\xef\xbb\xbf" "Caf\xc3\xa9", 8, "Caf\u00e9", FALSE },
    { "\xff\xfe" "C\0a\0f\0\xe9\0", 10, "Caf\u00e9", FALSE },
    { "\xfe\xff\0C\0a\0f\0\xe9", 10, "Caf\u00e9", FALSE },
    { "H\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0", 22, "Hello world", TRUE },
    { "The \x93" "caf\xe9\x94 in the rue de la gar\xe7on na\xefve was closed.", 52,
      "The \u201ccaf\u00e9\u201d in the rue de la gar\u00e7on na\u00efve was closed.", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = read_one ("x.txt", cases[i].bytes, cases[i].length);

      g_assert_cmpstr (get_text (items, 0), ==, cases[i].text);
      g_assert_cmpint (get_item (items, 0)->note != NULL, ==, cases[i].noted);
      if (cases[i].noted)
        g_assert_nonnull (strstr (get_item (items, 0)->note, "x.txt"));
    }
}

/* UTF-8 with a stray byte is still UTF-8, and the place is told */
static void
test_mended (void)
{
  const char *bytes =
    "Das Caf\xc3\xa9 h\xc3\xb6rt sch\xc3\xb6ne \xff M\xc3\xa4rchen f\xc3\xbcr \xc3\x84rzte.";
  g_autoptr (GPtrArray) items = read_one ("m.txt", bytes, strlen (bytes));

  g_assert_nonnull (strstr (get_text (items, 0), "sch\u00f6ne \ufffd M\u00e4rchen"));
  g_assert_nonnull (strstr (get_item (items, 0)->note, "1 byte"));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
    int         code;
    const char *told;
  } cases[] = {
    { "", 0, DLN_INGEST_ERROR_EMPTY, "empty" },
    { " \n\t\n", 4, DLN_INGEST_ERROR_EMPTY, "no words" },
    { "ab\0\0\1\2cd\0\0\0\0", 12, DLN_INGEST_ERROR_BINARY, "offset 2" },
    { "%PDF-1.7 ...", 12, DLN_INGEST_ERROR_FORMAT, "pdf" },
    { "\x89PNG\r\n\x1a\n", 8, DLN_INGEST_ERROR_FORMAT, "picture" },
    { "SQLite format 3\0", 16, DLN_INGEST_ERROR_FORMAT, "case file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
        read_bytes ("thing.bin", cases[i].bytes, cases[i].length, DLN_INPUT_AUTO, NULL, &error));
      g_assert_error (error, DLN_INGEST_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, "thing.bin"));
      g_assert_nonnull (strstr (error->message, cases[i].told));
    }
}

static void
test_header (void)
{
  const char *bytes = "Title: A Day in Oslo\r\nSource: The Fjord Post\nDate: 5 April 2023\nAuthor: "
                      "Kari Moe\nNote: ours\n\nIt rained.\n";
  g_autoptr (GPtrArray) items = read_one ("h.txt", bytes, strlen (bytes));
  g_autoptr (GPtrArray) plain = NULL;
  const DlnDocument *document = get_item (items, 0)->document;

  g_assert_cmpstr (get_text (items, 0), ==, "A Day in Oslo\n\nIt rained.\n");
  g_assert_cmpstr (dln_document_get_title (document), ==, "A Day in Oslo");
  g_assert_cmpstr (dln_document_get_source (document), ==, "The Fjord Post");
  g_assert_cmpstr (dln_document_get_date (document), ==, "2023-04-05");
  g_assert_cmpstr (dln_document_get_byline (document), ==, "Kari Moe");

  /* a first line with a colon is no header */
  plain = read_one ("p.txt", "Oslo: a city in rain\n\nIt rained.", 32);
  g_assert_cmpstr (get_text (plain, 0), ==, "Oslo: a city in rain\n\nIt rained.");
}

static void
test_dates (void)
{
  static const struct
  {
    const char *given;
    const char *read;
  } cases[] = {
    { "2023-04-05", "2023-04-05" },
    { "2023-04-05T10:00:00Z", "2023-04-05T10:00:00Z" },
    { "2023-04-05 10:00", "2023-04-05T10:00" },
    { "2023/04/05", "2023-04-05" },
    { "20230405", "2023-04-05" },
    { "Wed, 05 Apr 2023 10:00:00 GMT", "2023-04-05" },
    { "April 5, 2023", "2023-04-05" },
    { "5 April 2023", "2023-04-05" },
    { "April 2023", "2023-04" },
    { "2023-04", "2023-04" },
    { "2022~", "2022~" },
    { "03/04/2023", NULL }, /* two ways to read it */
    { "31 February 2023", NULL },
    { "yesterday", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line =
        g_strdup_printf ("{\"doc\": \"a\", \"text\": \"x\", \"date\": \"%s\"}", cases[i].given);
      g_autoptr (GPtrArray) items = read_one ("d.ndjson", line, strlen (line));

      g_assert_cmpstr (dln_document_get_date (get_item (items, 0)->document), ==, cases[i].read);
    }
}

static void
test_json_lines (void)
{
  const char *bytes = "{\"doc\": \"a\", \"text\": \"One \\u201ctwo\\u201d \\ud83d\\ude00 \\ud83d "
                      "x\", \"title\": \"T\", \"more\": {\"a\": [1, {\"text\": \"no\"}]}}\n"
                      "\n"
                      "not json\n"
                      "{\"doc\": 7, \"text\": \"line\\nend\", \"source\": null}\r\n"
                      "{\"doc\": \"c\"}\n"
                      "{\"doc\": \"d\", \"text\": \"no end";
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    read_bytes ("f.ndjson", bytes, strlen (bytes), DLN_INPUT_NDJSON, messages, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (get_text (items, 0), ==, "One \u201ctwo\u201d \U0001f600 \ufffd x");
  g_assert_cmpstr (dln_document_get_id (get_item (items, 1)->document), ==, "7");
  g_assert_cmpstr (get_text (items, 1), ==, "line\nend");
  g_assert_null (dln_document_get_source (get_item (items, 1)->document));
  g_assert_cmpuint (messages->len, ==, 3);
  g_assert_nonnull (strstr (g_ptr_array_index (messages, 0), "line 3"));
  g_assert_nonnull (strstr (g_ptr_array_index (messages, 1), "line 5"));
}

/* a pipe has no ending: the first line tells */
static void
test_json_pipe (void)
{
  const char *bytes =
    "{\"doc\": \"a\", \"text\": \"One.\"}\n{\"doc\": \"b\", \"text\": \"Two.\"}\n";
  g_autoptr (GPtrArray) items =
    read_bytes ("stdin", bytes, strlen (bytes), DLN_INPUT_AUTO, NULL, NULL);
  g_autoptr (GPtrArray) text =
    read_bytes ("x.txt", bytes, strlen (bytes), DLN_INPUT_AUTO, NULL, NULL);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpuint (text->len, ==, 2); /* its content decides, not its name */
}

/* deep nesting neither recurses nor ends the program */
static void
test_json_depth (void)
{
  g_autoptr (GString) bytes = g_string_new ("{\"a\": ");
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (bytes, i % 2 == 0 ? '[' : '{');
  items = read_bytes ("deep.ndjson", bytes->str, bytes->len, DLN_INPUT_NDJSON, messages, NULL);
  g_assert_cmpuint (items->len, ==, 0);
  g_assert_cmpuint (messages->len, ==, 1);
}

static void
test_conllu (void)
{
  const char *bytes = "# newdoc id = one\n# sent_id = 1\n"
                      "1\tShe\t_\t_\t_\t_\t_\t_\t_\t_\n"
                      "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                      "2\tdid\t_\t_\t_\t_\t_\t_\t_\t_\n"
                      "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                      "4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                      "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
                      "1\tWhy\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                      "2\t?\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
                      "# newdoc id = two\n# newpar\n"
                      "1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    read_bytes ("t.conllu", bytes, strlen (bytes), DLN_INPUT_AUTO, NULL, &error);
  const DlnAnnotations *given;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (get_text (items, 0), ==, "She didn't go. Why?");
  g_assert_cmpstr (dln_document_get_id (get_item (items, 1)->document), ==, "two");
  given = get_item (items, 0)->given;
  g_assert_cmpuint (given->tokens->len, ==, 7);
  g_assert_cmpuint (given->sentences->len, ==, 2);
  g_assert_cmpuint (DLN_ROW (given->tokens, DlnToken, 2)->span.begin, ==, 7);
  g_assert_cmpuint (DLN_ROW (given->tokens, DlnToken, 2)->span.end, ==, 10);
  g_assert_cmpuint (DLN_ROW (given->tokens, DlnToken, 2)->flags & DLN_TOKEN_SPACE_AFTER, !=, 0);

  g_assert_null (read_bytes ("bad.conllu", "1\tonly two\n", 11, DLN_INPUT_AUTO, NULL, &error));
  g_assert_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "bad.conllu, line 1"));
}

/* a multiword token whose words come late, twice, or never: each span lies in the text */
static void
test_conllu_ranges (void)
{
#define WORD(number, form) number "\t" form "\t_\t_\t_\t_\t_\t_\t_\t_\n"
  static const struct
  {
    const char *bytes;
    const char *text;
    guint       n_tokens;
  } cases[] = {
    { WORD ("2-3", "didn't") WORD ("5", "go") WORD ("2", "did"), "didn't go did", 3 },
    { WORD ("2-3", "didn't") WORD ("2", "did") WORD ("2", "did"), "didn't did", 3 },
    { WORD ("2-3", "didn't") WORD ("1", "x") WORD ("3", "n't"), "didn't x n't", 3 },
    { WORD ("2-3", "didn't") "\n" WORD ("2", "go"), "didn't go", 2 },
    { WORD ("2-3", "didn't") WORD ("4-5", "can't") WORD ("4", "ca") WORD ("5", "n't"),
      "didn't can't", 3 },
    { WORD ("4294967231-4294967295", "a") WORD ("4294967230", "b"), "a b", 2 },
    { WORD ("2-2", "a") WORD ("0", "b"), "a b", 2 },
    { WORD ("2-3", "didn't"), "didn't", 1 },
  };
#undef WORD

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = read_one ("r.conllu", cases[i].bytes, strlen (cases[i].bytes));
      const GArray *tokens = get_item (items, 0)->given->tokens;
      guint32 last = 0;

      g_assert_cmpstr (get_text (items, 0), ==, cases[i].text);
      g_assert_cmpuint (tokens->len, ==, cases[i].n_tokens);
      for (guint k = 0; k < tokens->len; k++)
        {
          DlnSpan span = DLN_ROW (tokens, DlnToken, k)->span;

          g_assert_cmpuint (span.begin, >=, last);
          g_assert_cmpuint (span.end, >, span.begin);
          last = span.end;
        }
      g_assert_cmpuint (last, <=, strlen (cases[i].text));
    }
}

static void
test_html (void)
{
  const char *bytes =
    "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Rain | The Fjord Post</title>"
    "<meta property=\"og:title\" content=\"Rain in Oslo\"><meta property=\"og:site_name\" "
    "content=\"The Fjord Post\">"
    "<meta name=\"author\" content=\"Kari Moe\"><link rel=canonical "
    "href=\"https://example.org/rain\">"
    "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"datePublished\": "
    "\"2023-04-05T08:00:00+02:00\"}</script>"
    "<style>p { color: red }</style></head><body><nav><a href=\"/\">Home</a></nav>"
    "<article><h1>Rain in Oslo</h1><p>It <b>rained</b> in&nbsp;Oslo\n on "
    "<i>Monday</i>.</p><p>Nobody&rsquo;s wet &lt;yet&gt;.<br>Really.</p>"
    "<script>alert('no')</script><p hidden>invisible</p><aside>Read also</aside></article>"
    "<footer>Copyright</footer></body></html>";
  g_autoptr (GPtrArray) items = read_one ("page.html", bytes, strlen (bytes));
  const DlnDocument *document = get_item (items, 0)->document;

  g_assert_cmpstr (
    get_text (items, 0),
    ==,
    "Rain in Oslo\n\nIt rained in Oslo on Monday.\n\nNobody\u2019s wet <yet>.\nReally.");
  g_assert_cmpstr (dln_document_get_title (document), ==, "Rain in Oslo");
  g_assert_cmpstr (dln_document_get_source (document), ==, "The Fjord Post");
  g_assert_cmpstr (dln_document_get_byline (document), ==, "Kari Moe");
  g_assert_cmpstr (dln_document_get_date (document), ==, "2023-04-05T08:00:00+02:00");
  g_assert_cmpstr (dln_document_get_language (document), ==, "en-GB");
  g_assert_cmpstr (dln_document_get_uri (document), ==, "https://example.org/rain");
}

static void
test_html_encoding (void)
{
  const char *bytes =
    "<html><head><meta charset=\"windows-1251\"></head><body><p>\xcf\xf0\xe8\xe2\xe5\xf2, "
    "Oslo.</p></body></html>";
  g_autoptr (GPtrArray) items = read_one ("c.html", bytes, strlen (bytes));

  g_assert_cmpstr (get_text (items, 0), ==, "\u041f\u0440\u0438\u0432\u0435\u0442, Oslo.");
}

/* a page made to hurt: deep, broken, and with an entity bomb */
static void
test_html_hostile (void)
{
  g_autoptr (GString) bytes = g_string_new (
    "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><html><body>");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (bytes, "<div><p><b>");
  g_string_append (bytes, "&b;<p>word</p><![CDATA[x]]><a href='javascript:alert(1)'>link</body>");
  items = read_bytes ("h.html", bytes->str, bytes->len, DLN_INPUT_HTML, NULL, &error);
  g_assert_true (items != NULL || error != NULL);
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("dateline-ingest-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "gar\u00e7on.txt", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_ingested_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "Hello.", -1, NULL));
  g_assert_true (dln_ingest_file (path, NULL, DLN_INPUT_AUTO, keep_cb, items, NULL, NULL, &error));
  g_assert_cmpstr (dln_document_get_id (get_item (items, 0)->document), ==, "gar\u00e7on.txt");
  g_assert_false (
    dln_ingest_file ("/nowhere/x.txt", NULL, DLN_INPUT_AUTO, keep_cb, items, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "x.txt"));
  g_clear_error (&error);
  /* a pipe would never end */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_false (dln_ingest_file (pipe, NULL, DLN_INPUT_AUTO, keep_cb, items, NULL, NULL, &error));
  g_assert_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (
    dln_ingest_file (folder, NULL, DLN_INPUT_AUTO, keep_cb, items, NULL, NULL, &error));
  g_unlink (pipe);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_names (void)
{
  static const char *const meant[] = { "a.txt",        "A.TXT",        "page.htm",
                                       "feed.jsonl",   "notes.md",     "scan.pdf",
                                       "story",        "On Mr. Smith", "report of 3.4.2021",
                                       "Readmeant.txt" };
  static const char *const not_meant[] = { "README",     "readme.txt",  "LICENSE.md",
                                           "Makefile",   "meson.build", "a.c",
                                           "photo.jpeg", "table.xlsx",  "story.dateline" };

  for (guint i = 0; i < G_N_ELEMENTS (meant); i++)
    g_assert_true (dln_ingest_is_article_name (meant[i]));
  for (guint i = 0; i < G_N_ELEMENTS (not_meant); i++)
    g_assert_false (dln_ingest_is_article_name (not_meant[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ingest/text/encodings", test_encodings);
  g_test_add_func ("/ingest/text/mended", test_mended);
  g_test_add_func ("/ingest/text/refused", test_refused);
  g_test_add_func ("/ingest/text/header", test_header);
  g_test_add_func ("/ingest/text/dates", test_dates);
  g_test_add_func ("/ingest/json/lines", test_json_lines);
  g_test_add_func ("/ingest/json/pipe", test_json_pipe);
  g_test_add_func ("/ingest/json/depth", test_json_depth);
  g_test_add_func ("/ingest/conllu/words", test_conllu);
  g_test_add_func ("/ingest/conllu/ranges", test_conllu_ranges);
  g_test_add_func ("/ingest/html/page", test_html);
  g_test_add_func ("/ingest/html/encoding", test_html_encoding);
  g_test_add_func ("/ingest/html/hostile", test_html_hostile);
  g_test_add_func ("/ingest/files/kinds", test_files);
  g_test_add_func ("/ingest/files/names", test_names);
  return g_test_run ();
}
