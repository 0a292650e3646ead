/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each format to its articles: how many, and what is known of the first. What is not read is
 * named. */
#include "config.h"

#include <string.h>

#include "tests/ingest/read-bytes.h"
#include "worker/dln-read.h"

#define BODY                                                                                       \
  "Harbour Bank said on Monday that its chairwoman, Ida Holm, had resigned. Holm told reporters "  \
  "that she left after a dispute with the ministry. Police arrested Per Lund on 3 May 2021."
#define PAGE                                                                                       \
  "<html><head><meta property='og:site_name' content='The Quay'></head><body><nav>Home</nav>"      \
  "<article><h1>Bank loses chairwoman</h1><p>" BODY "</p></article></body></html>"

typedef struct
{
  const char *name;
  const char *bytes;
  guint       n; /* articles */
  const char *title; /* of the first; each (nullable) */
  const char *source;
  const char *date; /* its begin */
  const char *byline;
  const char *uri;
  const char *last; /* words of the last */
  const char *never;
} Case;

static const DlnDocument *
get_document (GPtrArray *items,
              guint      i)
{
  return ((DlnIngested *) g_ptr_array_index (items, i))->document;
}

static void
check_case (const Case *c)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    read_bytes (c->name, c->bytes, strlen (c->bytes), DLN_INPUT_AUTO, messages, &error);
  const DlnDocument *first;

  g_test_message ("%s", c->name);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, c->n);
  first = get_document (items, 0);
  g_assert_cmpstr (dln_document_get_title (first), ==, c->title);
  g_assert_cmpstr (dln_document_get_source (first), ==, c->source);
  g_assert_cmpstr (dln_document_get_byline (first), ==, c->byline);
  g_assert_cmpstr (dln_document_get_uri (first), ==, c->uri);
  if (c->date == NULL)
    g_assert_null (dln_document_get_date (first));
  else
    g_assert_true (g_str_has_prefix (dln_document_get_date (first), c->date));
  g_assert_nonnull (strstr (dln_document_get_text (get_document (items, c->n - 1), NULL), c->last));
  for (guint i = 0; i < items->len; i++)
    if (c->never != NULL)
      g_assert_null (strstr (dln_document_get_text (get_document (items, i), NULL), c->never));
}

/* ---- text ------------------------------------------------------------------------------------ */

static void
test_json (void)
{
  static const Case cases[] = {
    { "a.json", "[{\"title\": \"T one\", \"text\": \"" BODY "\", \"date\": \"2021-05-04\"}]", 1,
      "T one", NULL, "2021-05-04", NULL, NULL, "Per Lund", NULL },
    { "pretty.json", "{\n  \"headline\": \"T\",\n  \"maintext\": \"" BODY "\",\n"
      "  \"date_publish\": \"2021-05-04 08:00:00\",\n  \"authors\": [\"Kari Moe\", \"Ola Dahl\"],\n"
      "  \"source_domain\": \"quay.example\",\n  \"description\": \"short\"\n}", 1,
      "T", "quay.example", "2021-05-04T08:00", "Kari Moe, Ola Dahl", NULL, "Per Lund", "short" },
    /* newsapi */
    { "n.json", "{\"status\": \"ok\", \"articles\": [{\"source\": {\"id\": null, \"name\": "
      "\"Quay\"},"
      "\"author\": \"Kari Moe\", \"title\": \"T\", \"url\": \"https://q.example/1\","
      "\"publishedAt\": \"2021-05-04T08:00:00Z\", \"content\": \"" BODY "\\u2026 [+900 chars]\"},"
      "{\"title\": \"U\", \"description\": \"" BODY "\", \"content\": null}]}", 2,
      "T", "Quay", "2021-05-04", "Kari Moe", "https://q.example/1", "Per Lund", "[+900" },
    /* Telegram: the text in pieces, a message without one, the hour twice */
    { "result.json", "{\"name\": \"Channel\", \"messages\": [{\"id\": 1, \"type\": \"message\","
      "\"date\": \"2021-05-04T08:00:00\", \"date_unixtime\": \"1620115200\", \"from\": \"Quay\","
      "\"text\": [\"Harbour Bank \", {\"type\": \"bold\", \"text\": \"said\"}, \" so.\"]},"
      "{\"id\": 2, \"type\": \"service\", \"text\": \"\"}]}", 1,
      NULL, "Quay", "2021-05-04T08", NULL, NULL, "Harbour Bank said so.", NULL },
    /* the Guardian's, whose text lies further in, as HTML */
    { "g.json", "{\"response\": {\"results\": [{\"webTitle\": \"T\", \"webPublicationDate\": "
      "\"2021-05-04T08:00:00Z\", \"webUrl\": \"https://q.example/2\", \"fields\": {\"byline\": "
      "\"Kari Moe\", \"body\": \"<p>" BODY "</p><p>More &amp; more.</p>\"}}]}}", 1,
      "T", NULL, "2021-05-04", "Kari Moe", "https://q.example/2", "\n\nMore & more.", "<p>" },
    /* one object after the other, without an ending that says so */
    { "stdin", "{\"title\": \"T\", \"body\": \"" BODY "\"}\n{\"title\": \"U\", \"body\": "
      "\"Two.\"}\n",
      2, "T", NULL, NULL, NULL, NULL, "Two.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

static void
test_tables (void)
{
  static const Case cases[] = {
    { "a.csv", "title,date,source,text\n\"T, one\",2021-05-04,Quay,\"" BODY " \"\"So\"\" she "
      "said.\n\n"
      "Two.\"\nU,2021-05-05,Quay,Three.\n", 2,
      "T, one", "Quay", "2021-05-04", NULL, NULL, "Three.", "\"\"" },
    { "a.txt", "URL;Title;Content\r\nhttps://q.example/1;T;" BODY "\r\n", 1,
      "T", NULL, NULL, NULL, "https://q.example/1", "Per Lund", "URL" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

static void
test_markup (void)
{
  static const Case cases[] = {
    { "a.md", "---\ntitle: \"T one\"\ndate: 2021-05-04\nauthor: Kari Moe\ntags: [a, b]\n---\n\n"
      "# T one\n\n" BODY "\n\n## After\n\n**She** [left](https://q.example).\n\n- "
      "[Home](https://q.e)\n"
      "```\nint main;\n```\n", 1,
      "T one", NULL, "2021-05-04", "Kari Moe", NULL, "She left.", "Home" },
    { "b.md", "# T two\n\n" BODY "\n", 1, "T two", NULL, NULL, NULL, NULL, "Per Lund", "#" },
    { "a.vtt", "WEBVTT\n\n1\n00:01.000 --> 00:04.000\n<v Ida>Harbour Bank said that\n\n"
      "00:04.000 --> 00:08.000\nits chair left.\n", 1,
      NULL, NULL, NULL, NULL, NULL, "Harbour Bank said that its chair left.", "00" },
    { "a.srt", "1\r\n00:00:01,000 --> 00:00:04,000\r\n<i>Harbour Bank</i> said that\r\n\r\n2\r\n"
      "00:00:04,000 --> 00:00:08,000\r\nits chair left.\r\n", 1,
      NULL, NULL, NULL, NULL, NULL, "Harbour Bank said that its chair left.", "00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

static void
check_place (const char *name,
             const char *bytes,
             const char *words,
             const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    read_bytes (name, bytes, strlen (bytes), DLN_INPUT_AUTO, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      const DlnDocument *document = ((DlnIngested *) g_ptr_array_index (items, i))->document;
      const char *text = dln_document_get_text (document, NULL);
      const char *found = strstr (text, words);

      if (found != NULL)
        {
          g_assert_cmpstr (dln_document_find_place (document, found - text), ==, place);
          return;
        }
    }
  g_assert_not_reached ();
}

/* where in its file a sentence stands, where the file has places */
static void
test_places (void)
{
  check_place ("a.csv", "title,text\nT,One left.\n\nU,Two came.\n", "Two came", "row 4");
  check_place ("a.jsonl",
               "{\"title\": \"T\", \"text\": \"One left.\"}\n\n{\"text\": \"Two came.\"}\n",
               "Two came", "line 3");
  check_place ("a.vtt",
               "WEBVTT\n\n1\n00:01.000 --> 00:04.000\n<v Ida>The bank said that\n\n"
               "01:02:04.000 --> 01:02:08.000\nits chair left.\n",
               "its chair", "time 01:02:04");
  check_place ("a.srt",
               "1\r\n00:00:01,000 --> 00:00:04,000\r\nThe bank said that\r\n\r\n2\r\n"
               "00:00:04,000 --> 00:00:08,000\r\nits chair left.\r\n",
               "bank said", "time 00:00:01");
  check_place ("a.mbox",
               "From a@q.example Tue May  4 10:00:00 2021\nFrom: a@q.example\nSubject: T\n\n"
               "One left.\n\n"
               "From a@q.example Tue May  4 11:00:00 2021\nFrom: a@q.example\nSubject: U\n\n"
               "Two came.\n",
               "Two came", "message 2");
  check_place ("a.eml", "From: a@q.example\nSubject: T\n\nOne left.\n", "One left", NULL);
  check_place ("a.xml",
               "<rss version=\"2.0\"><channel><title>Q</title><item><title>T</title>"
               "<description>One left.</description></item><item><title>U</title>"
               "<description>Two came.</description></item></channel></rss>",
               "Two came", "item 2");
}

static void
test_exports (void)
{
  static const Case cases[] = {
    { "nexis.txt", "1 of 2 DOCUMENTS\n\nThe Quay\n\nMay 4, 2021 Tuesday\n\nT one\n\nBYLINE: "
      "Kari Moe\n\n"
      "SECTION: NEWS; Pg. 4\n\nLENGTH: 210 words\n\n" BODY "\n\nLOAD-DATE: May 5, 2021\n\n"
      "LANGUAGE: ENGLISH\n\n2 of 2 DOCUMENTS\n\nThe Quay\n\nMay 6, 2021\n\nU\n\nLENGTH: 1 words\n\n"
      "Two came.\n\nLOAD-DATE: May 7, 2021\n", 2,
      "T one", "The Quay", "2021-05-04", "Kari Moe", NULL, "Two came.", "LENGTH" },
    /* as newer exports have it */
    { "uni.txt", "T one\nThe Quay\nMay 4, 2021 Tuesday\n\nCopyright 2021 The Quay All Rights "
      "Reserved\n"
      "Section: NEWS\nLength: 20 words\nByline: By Kari Moe\nBody\n\n" BODY "\n\n"
      "Classification\nLanguage: ENGLISH\nSubject: BANKS (90%)\nLoad-Date: May 5, 2021\n"
      "End of Document\n", 1,
      "T one", "The Quay", "2021-05-04", "Kari Moe", NULL, "Per Lund", "BANKS" },
    { "nexis.rtf", "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}{\\b T \\'93one\\'94}\\par The "
      "Quay\\par "
      "May 4, 2021 Tuesday\\par " BODY " \\u8220?So\\u8221? it was.\\par LOAD-DATE: May 5, "
      "2021\\par}", 1,
      "T \u201cone\u201d", "The Quay", "2021-05-04", NULL, NULL, "\u201cSo\u201d it was.",
      "Times" },
    { "factiva.txt", "HD      T one\nBY      By Kari Moe\nWC      210 words\nPD      4 May 2021\n"
      "SN      The Quay\nLA      English\nLP      \n" BODY "\nTD      \nMore.\n\nHD      U\n"
      "PD      5 May 2021\nSN      The Quay\nLP      \nTwo came.\n", 2,
      "T one", "The Quay", "2021-05-04", "Kari Moe", NULL, "Two came.", "210" },
    { "bare.txt", "T one\n\nBy Kari Moe\n\n210 words\n4 May 2021\n08:10\nThe Quay\nQUAY\nEnglish\n"
      "(c) 2021 The Quay\n\n" BODY "\n\nDocument QUAY000020210504eh540001\n\nU\n\n3 words\n5 "
      "May 2021\n"
      "The Quay\nQUAY\nEnglish\n(c) 2021 The Quay\n\nTwo came.\n\nDocument "
      "QUAY000020210505eh550002\n", 2,
      "T one", "The Quay", "2021-05-04", "Kari Moe", NULL, "Two came.", "QUAY" },
    { "plain.rtf", "{\\rtf1\\ansi\\uc1{\\info{\\title no}}{\\*\\generator no;}" BODY "\\par "
      "{\\field{\\*\\fldinst HYPERLINK no}{\\fldrslt link}}\\line end}", 1,
      NULL, NULL, NULL, NULL, NULL, "link\nend", "no;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

/* ---- feeds and mail -------------------------------------------------------------------------- */

static void
test_feeds (void)
{
  static const Case cases[] = {
    { "f.xml", "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "
      "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
      "xmlns:dc='http://purl.org/dc/elements/1.1/'>"
      "<channel><title>The Quay</title><item><title>T &amp; "
      "one</title><link>https://q.example/1</link>"
      "<dc:creator>Kari Moe</dc:creator><pubDate>Tue, 04 May 2021 08:00:00 GMT</pubDate>"
      "<content:encoded><![CDATA[<p>" BODY "</p>]]></content:encoded></item><item><title>U</title>"
      "<author>kari@quay.example</author><description>Two "
      "&lt;b&gt;came&lt;/b&gt;.</description></item>"
      "</channel></rss>", 2,
      "T & one", "The Quay", "2021-05-04", "Kari Moe", "https://q.example/1", "Two came.", "<p>" },
    { "f.atom", "<feed xmlns='http://www.w3.org/2005/Atom'><title>The "
      "Quay</title><entry><title>T</title>"
      "<author><name>Kari Moe</name></author><link href='https://q.example/self' rel='self'/>"
      "<link href='https://q.example/1'/><updated>2021-05-05T08:00:00Z</updated>"
      "<published>2021-05-04T08:00:00Z</published><content type='html'>&lt;p&gt;" BODY "&lt;/p&gt;"
      "</content></entry></feed>", 1,
      "T", "The Quay", "2021-05-04", "Kari Moe", "https://q.example/1", "Per Lund", "<p>" },
    { "f.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
      "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
      "<title>The Quay</title></channel><item><title>T</title><link>https://q.example/1</link>"
      "<dc:date>2021-05-04T08:00:00Z</dc:date><description>Three "
      "came.</description></item></rdf:RDF>", 1,
      "T", "The Quay", "2021-05-04", NULL, "https://q.example/1", "Three came.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

/* that an entry has no full text is said */
static void
test_feed_summaries (void)
{
  const char *bytes = "<rss><channel><title>Q</title><item><title>T</title><description>Two came."
                      "</description></item></channel></rss>";
  g_autoptr (GPtrArray) items =
    read_bytes ("f.rss", bytes, strlen (bytes), DLN_INPUT_AUTO, NULL, NULL);

  g_assert_nonnull (strstr (((DlnIngested *) g_ptr_array_index (items, 0))->note, "description"));
}

#define MAIL                                                                                       \
  "From: =?iso-8859-1?Q?K=E5ri_Moe?= <kari@quay.example>\nTo: desk@example.org\n"                  \
  "Subject: Re: =?utf-8?Q?T_=E2=80=9Cone=E2=80=9D?=\nDate: Tue, 4 May 2021 23:30:00 -0500\n"       \
  "MIME-Version: 1.0\n"

static void
test_mail (void)
{
  static const Case cases[] = {
    { "a.eml", MAIL "Content-Type: text/plain; charset=windows-1252\n"
      "Content-Transfer-Encoding: quoted-printable\n\nHarbour Bank=92s chair=\nwoman left. "
      "" BODY "\n", 1,
      "T \u201cone\u201d", "quay.example", "2021-05-04T23:30:00-05:00", "K\u00e5ri Moe", NULL,
      "Harbour Bank\u2019s chairwoman left.", "=" },
    { "b.eml", MAIL "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: "
      "multipart/alternative; "
      "boundary=y\n\n--y\nContent-Type: text/html\n\n<p>" BODY "</p>\n--y--\n--x\n"
      "Content-Type: text/plain; name=two.txt\nContent-Disposition: attachment; filename=two.txt\n"
      "Content-Transfer-Encoding: base64\n\nVGhyZWUgY2FtZS4=\n--x--\n", 2,
      "T \u201cone\u201d", "quay.example", "2021-05-04", "K\u00e5ri Moe", NULL, "Three came.",
      "<p>" },
    { "box", "From kari@quay.example Tue May  4 09:00:00 2021\n" MAIL "\n" BODY "\n\n"
      "From - Wed May  5 09:00:00 2021\nX-Mozilla-Status: 0009\n" MAIL "\nGone.\n\n"
      "From x@y Wed May  5 09:00:00 2021\n" MAIL "\nThree came.\n", 2,
      "T \u201cone\u201d", "quay.example", "2021-05-04", "K\u00e5ri Moe", NULL, "Three came.",
      "Gone." },
    { "a.mhtml", "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://q.example/1\r\n"
      "Subject: Bank\r\nMIME-Version: 1.0\r\nContent-Type: "
      "multipart/related;\r\n\ttype=\"text/html\";\r\n"
      "\tboundary=\"--x--\"\r\n\r\n\r\n----x--\r\nContent-Type: text/html\r\n"
      "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://q.example/1\r\n\r\n" PAGE "\r\n"
      "----x----\r\n", 1,
      "Bank loses chairwoman", "The Quay", NULL, NULL, "https://q.example/1", "Per Lund", "Home" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

/* ---- what is refused ------------------------------------------------------------------------- */

static void
test_refused (void)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    gsize       length; /* 0 = up to the NUL */
    const char *told;
  } cases[] = {
    { "a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", 12, "Word file of the old format" },
    { "a.msg", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", 12, "Outlook message" },
    { "a", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", 12, "Office file" },
    { "a.webarchive", "bplist00\xd1\1\2_\x10\x0fWebMainResource", 29, "web archive of Safari" },
    { "a.txt", "\1\2\3\0\4\5\0\0\0\0\1", 11, "is no text: byte 0x" },
    { "a.url", "[InternetShortcut]\nURL=https://q.example/1\n", 0, "an address, not an article" },
    { "a.csv", "year,sum\n2019,3\n2020,4\n", 0, "none of its columns" },
    { "a.kml", "<?xml version='1.0'?><kml><Document/></kml>", 0, "an XML file of a kind" },
    { "a.json", "{\"a\": [1, 2, {\"b\": \"c\"}]}", 0, "no object in it has the text" },
    { "a.rar", "Rar!\x1a\7\0", 7, "RAR archive" },
    { "a.gif", "GIF89a", 0, "a picture" },
    { "a.mp3", "ID3\3", 0, "a sound recording" },
    { "code", "static int\nf (int a)\n{\n  for (int i = 0; i < a; i++)\n    g[i] = h (a, i) + "
      "(x *= 2);\n"
      "  if (a > b) { return a[i]; }\n  while (*p++ != '\\0') { q = p->next; }\n  return (a << "
      "2) | 1;\n}\n", 0,
      "program code or markup" },
    { "log", "2021-05-04 08:10:11 200 1833 44.120.3.1\n2021-05-04 08:10:12 404 8281 44.120.3.2\n"
      "2021-05-04 08:10:13 200 9911 44.120.3.9\n2021-05-04 08:11:10 301 1833 44.120.7.1\n", 0,
      "mostly numbers" },
    { "list.txt",
    "Ida,Holm,Oslo,bank\nPer,Lund,Bergen,port\nAnna,Moe,Oslo,shop\nOla,Dahl,Hamar,school\n"
      "Kari,Vik,Oslo,bank\nNils,Berg,Bergen,port\nEva,Lie,Oslo,shop\nJon,Aas,Hamar,school\n", 0,
      "a table" },
    { "tags.txt", "intro text\n<item id='1'><name>Ida</name><town>Oslo</town></item>\n<item "
      "id='2'><name>Per"
      "</name><town>Oslo</town></item>\n<item id='3'><name>Eva</name><town>Oslo</town></item>\n", 0,
      "mostly markup" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length = cases[i].length != 0 ? cases[i].length : strlen (cases[i].bytes);

      g_test_message ("%s", cases[i].name);
      g_assert_null (
        read_bytes (cases[i].name, cases[i].bytes, length, DLN_INPUT_AUTO, NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, cases[i].name));
      g_assert_nonnull (strstr (error->message, cases[i].told));
    }
}

/* prose with figures, addresses and quotations is still prose */
static void
test_prose (void)
{
  static const char *const texts[] = {
    BODY " " BODY,
    "Oslo 3, Bergen 1. Goals: 1-0 Holm (12), 1-1 Lund (34), 2-1 Holm (56), 3-1 Moe (78). The "
      "match was played "
    "on 4 May 2021 before 12,310 spectators, said the club on its page "
      "https://q.example/matches/2021/05/04.",
    "Growth was 1.2 % in 2019, 3.4 % in 2020 and 5.6 % in 2021; the bank expects 2.1 % for 2022 "
      "(it had said "
    "1.9 % in March), $ 12bn more than the $ 310bn of the year before.",
    "[Update] The ministry said on Monday (see https://q.example/a_b/c?d=e) that \"nothing\" "
      "was decided, and "
    "that it would not comment on what it called rumours.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items =
        read_bytes ("p.txt", texts[i], strlen (texts[i]), DLN_INPUT_AUTO, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 1);
    }
}

/* a message of ten thousand attachments ends at the bound, with what came before */
static void
test_attachments (void)
{
  g_autoptr (GString) mail = g_string_new (
    MAIL "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n" BODY
         "\n");
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gboolean told = FALSE;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (mail,
                            "--x\nContent-Type: application/octet-stream\nContent-Disposition: "
                            "attachment; filename=%u.bin\n\nx\n",
                            i);
  g_string_append (mail, "--x--\n");
  items = read_bytes ("a.eml", mail->str, mail->len, DLN_INPUT_MAIL, messages, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  for (guint i = 0; i < messages->len; i++)
    told |= strstr (g_ptr_array_index (messages, i), "1000 parts") != NULL;
  g_assert_true (told);
  told = FALSE;
  for (guint i = 0; i < messages->len; i++)
    told |= strstr (g_ptr_array_index (messages, i), "left out, as their names") != NULL;
  g_assert_true (told);
}

/* Office packs what it locks into a file of the old format */
static void
test_locked (void)
{
  static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes ("a.docx", ole, sizeof ole - 1, DLN_INPUT_AUTO, NULL, &error));
  g_assert_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "a.docx is an encrypted Office file"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dln_read_prepare ();
  dln_ingest_set_reader (dln_read_foreign);
  g_test_add_func ("/worker/formats/places", test_places);
  g_test_add_func ("/worker/formats/json", test_json);
  g_test_add_func ("/worker/formats/tables", test_tables);
  g_test_add_func ("/worker/formats/markup", test_markup);
  g_test_add_func ("/worker/formats/exports", test_exports);
  g_test_add_func ("/worker/formats/feeds", test_feeds);
  g_test_add_func ("/worker/formats/feed-summaries", test_feed_summaries);
  g_test_add_func ("/worker/formats/mail", test_mail);
  g_test_add_func ("/worker/formats/refused", test_refused);
  g_test_add_func ("/worker/formats/attachments", test_attachments);
  g_test_add_func ("/worker/formats/locked", test_locked);
  g_test_add_func ("/worker/formats/prose", test_prose);
  return g_test_run ();
}
