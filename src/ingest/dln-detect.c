/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The format of a file: by its content first, then by its name. What is neither text nor of a
 * format that is read is named. */
#define G_LOG_DOMAIN "dateline-ingest"
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include "ingest/dln-html-private.h"
#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PDF_BYTES 1024 /* before a PDF file's mark there may be others */
#define MIMETYPE_BYTES 200
#define MAX_MAIL_LINES 60

typedef struct
{
  const char    *name;  /* in small letters */
  const char    *bytes;
  gsize          length;
  const char    *text; /* the same as UTF-8, without white space before it */
} Content;

static gboolean
ends_with (const Content *content,
           const char    *ending)
{
  return g_str_has_suffix (content->name, ending);
}

static gboolean
begins (const char *text,
        const char *words)
{
  return g_ascii_strncasecmp (text, words, strlen (words)) == 0;
}

/* ---- formats that are not text --------------------------------------------------------------- */

static gboolean
has_bytes (const Content *content,
           gsize          at,
           const char    *bytes,
           gsize          n)
{
  return content->length >= at + n && memcmp (content->bytes + at, bytes, n) == 0;
}

static gboolean
holds (const Content *content,
       const char    *words)
{
  return content->length > 0
         && memmem (content->bytes, content->length, words, strlen (words)) != NULL;
}

/* the first member of some documents says what they are */
static gboolean
says_it_is (const Content *content,
            const char    *type)
{
  gsize n = MIN (content->length, MIMETYPE_BYTES);

  return memmem (content->bytes, n, "mimetype", 8) != NULL
         && memmem (content->bytes, n, type, strlen (type)) != NULL;
}

static DlnInputFormat
find_zip_kind (const Content *content,
               const char   **what)
{
  if (says_it_is (content, "application/epub+zip"))
    return DLN_INPUT_EPUB;
  if (says_it_is (content, "application/vnd.oasis.opendocument.text"))
    return DLN_INPUT_ODT;
  if (holds (content, "[Content_Types].xml") && holds (content, "word/"))
    return DLN_INPUT_DOCX;
  if (says_it_is (content, "application/vnd.oasis.opendocument."))
    *what = N_("an OpenDocument file that is no text");
  else if (holds (content, "[Content_Types].xml") && holds (content, "xl/"))
    *what = N_("a spreadsheet (.xlsx); save the column of texts as CSV");
  else if (holds (content, "[Content_Types].xml") && holds (content, "ppt/"))
    *what = N_("a presentation (.pptx)");
  else
    return DLN_INPUT_ARCHIVE;
  return DLN_INPUT_UNKNOWN;
}

/* Office packs a document with a password into a file of the old format, whatever its name says. */
static const char *
find_ole_kind (const Content *content)
{
  if (ends_with (content, ".docx") || ends_with (content, ".xlsx") || ends_with (content, ".pptx"))
    return N_("an encrypted Office file; save it without a password");
  if (ends_with (content, ".doc") || ends_with (content, ".dot"))
    return N_("a Word file of the old format (.doc); save it as .docx, .odt or PDF");
  if (ends_with (content, ".msg"))
    return N_("an Outlook message (.msg); save it as .eml or as text");
  if (ends_with (content, ".xls"))
    return N_("a spreadsheet of the old format (.xls)");
  if (ends_with (content, ".ppt"))
    return N_("a presentation of the old format (.ppt)");
  return N_("an Office file of the old format (.doc, .xls, .ppt or .msg)");
}

static DlnInputFormat
find_binary (const Content *content,
             const char   **what)
{
  static const struct
  {
    guint          at;
    guint          length;
    const char    *bytes;
    DlnInputFormat format;
    const char    *what;
  } marks[] = {
    { 0, 5, "{\\rtf", DLN_INPUT_RTF, NULL },
    { 0, 2, "\x1f\x8b", DLN_INPUT_ARCHIVE, NULL },
    { 0, 3, "BZh", DLN_INPUT_ARCHIVE, NULL },
    { 0, 6, "\xfd" "7zXZ", DLN_INPUT_ARCHIVE, NULL },
    { 0, 4, "\x28\xb5\x2f\xfd", DLN_INPUT_ARCHIVE, NULL },
    { 257, 5, "ustar", DLN_INPUT_ARCHIVE, NULL },
    { 0, 6, "WARC/1", DLN_INPUT_WARC, NULL },
    { 0, 6, "WARC/0", DLN_INPUT_WARC, NULL },
    { 0, 4, "\x89PNG", DLN_INPUT_PICTURE, NULL },
    { 0, 3, "\xff\xd8\xff", DLN_INPUT_PICTURE, NULL },
    { 0, 4, "II*\0", DLN_INPUT_PICTURE, NULL },
    { 0, 4, "MM\0*", DLN_INPUT_PICTURE, NULL },
    { 0, 4, "GIF8", DLN_INPUT_UNKNOWN, N_("a picture (GIF)") },
    { 8, 4, "WEBP", DLN_INPUT_UNKNOWN, N_("a picture (WebP)") },
    { 0, 8, "bplist00", DLN_INPUT_UNKNOWN,
      N_("a web archive of Safari (.webarchive) or another property list; save the page as HTML") },
    { 0, 15, "SQLite format 3", DLN_INPUT_UNKNOWN, N_("a database or case file, not an article") },
    { 0, 4, "\x7f" "ELF", DLN_INPUT_UNKNOWN, N_("a program") },
    { 0, 4, "\xca\xfe\xba\xbe", DLN_INPUT_UNKNOWN, N_("a program") },
    { 0, 4, "\xcf\xfa\xed\xfe", DLN_INPUT_UNKNOWN, N_("a program") },
    { 0, 4, "Rar!", DLN_INPUT_UNKNOWN, N_("a RAR archive; unpack it, or pack it as ZIP") },
    { 0, 4, "7z\xbc\xaf", DLN_INPUT_UNKNOWN, N_("a 7-Zip archive; unpack it, or pack it as ZIP") },
    { 0, 4, "%!PS", DLN_INPUT_UNKNOWN, N_("a PostScript file; make a PDF file of it") },
    { 0, 3, "ID3", DLN_INPUT_UNKNOWN, N_("a sound recording") },
    { 0, 4, "OggS", DLN_INPUT_UNKNOWN, N_("a sound or film recording") },
    { 0, 4, "fLaC", DLN_INPUT_UNKNOWN, N_("a sound recording") },
    { 8, 4, "WAVE", DLN_INPUT_UNKNOWN, N_("a sound recording") },
    { 4, 4, "ftyp", DLN_INPUT_UNKNOWN, N_("a sound or film recording") },
    { 0, 4, "\x1a\x45\xdf\xa3", DLN_INPUT_UNKNOWN, N_("a film") },
    { 0, 4, "wOF2", DLN_INPUT_UNKNOWN, N_("a font") },
  };

  if (memmem (content->bytes, MIN (content->length, PDF_BYTES), "%PDF-", 5) != NULL)
    return DLN_INPUT_PDF;
  if (has_bytes (content, 0, "PK\003\004", 4) || has_bytes (content, 0, "PK\005\006", 4))
    return find_zip_kind (content, what);
  if (has_bytes (content, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    {
      *what = find_ole_kind (content);
      return DLN_INPUT_UNKNOWN;
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (has_bytes (content, marks[i].at, marks[i].bytes, marks[i].length))
      {
        *what = marks[i].what;
        return marks[i].format;
      }
  if (has_bytes (content, 0, "MZ", 2) && memchr (content->bytes, 0, content->length) != NULL)
    {
      *what = N_("a program");
      return DLN_INPUT_UNKNOWN;
    }
  return DLN_INPUT_AUTO;
}

/* ---- formats of text ------------------------------------------------------------------------- */

static const char *
skip_prolog (const char *text)
{
  while (begins (text, "<?xml") || begins (text, "<!--") || begins (text, "<!doctype rss"))
    {
      const char *end = begins (text, "<!--") ? strstr (text, "-->") : strchr (text, '>');

      if (end == NULL)
        break;
      text = end + (begins (text, "<!--") ? 3 : 1);
      text += strspn (text, " \t\r\n");
    }
  return text;
}

static DlnInputFormat
find_markup (const Content *content,
             const char   **what)
{
  const char *root = skip_prolog (content->text);
  gsize n = strcspn (root, " \t\r\n/>");

  if (*content->text != '<')
    return DLN_INPUT_AUTO;
  if (begins (root, "<!doctype html") || begins (root, "<html"))
    return DLN_INPUT_HTML;
  if (begins (root, "<rss") || begins (root, "<feed") || begins (root, "<rdf:RDF"))
    return DLN_INPUT_FEED;
  if (begins (root, "<plist") || begins (root, "<!doctype plist"))
    *what = strstr (root, "WebMainResource") != NULL
              ? N_("a web archive of Safari (.webarchive); save the page as HTML")
              : N_("a property list, not an article");
  else if (*root == '<' && g_ascii_isalpha (root[1]) && n > 1
           && _dln_html_find (root + 1, n - 1) != DLN_HTML_OTHER && !begins (root, "<svg")
           && !begins (root, "<math"))
    return DLN_INPUT_HTML;
  else if (begins (content->text, "<?xml") || begins (root, "<svg") || begins (root, "<math"))
    *what = N_("an XML file of a kind that Dateline does not read");
  else
    return begins (content->text, "<!--") ? DLN_INPUT_HTML : DLN_INPUT_AUTO;
  return DLN_INPUT_UNKNOWN;
}

static DlnInputFormat
find_json (const Content *content)
{
  const char *text = content->text;
  const char *next = text + (*text != '\0');
  gsize line = strcspn (text, "\n");
  gsize n;

  next += strspn (next, " \t\r\n");
  if (*text == '[')
    return *next == '{' || *next == '[' || ends_with (content, ".json") ? DLN_INPUT_JSON
                                                                        : DLN_INPUT_AUTO;
  if (*text != '{' || (*next != '"' && *next != '}'))
    return DLN_INPUT_AUTO;
  n = _dln_json_measure (text, line);
  if (n == 0) /* an object of several lines, a line that is cut here, or a broken one */
    return text[line] == '\0' && !ends_with (content, ".json") ? DLN_INPUT_NDJSON : DLN_INPUT_JSON;
  next = text + n;
  next += strspn (next, " \t\r\n");
  return *next == '{' || !ends_with (content, ".json") ? DLN_INPUT_NDJSON : DLN_INPUT_JSON;
}

/* whether the first lines are those of a message (RFC 5322): two names that only mail has */
static gboolean
is_mail (const char *text)
{
  static const char *const keys[] = { "from:",       "to:",       "subject:",     "date:",
                                      "message-id:", "received:", "return-path:", "mime-version:",
                                      "reply-to:",   "cc:",       "content-type:",
                                      "delivered-to:", "snapshot-content-location:",
                                      "content-transfer-encoding:", "x-mozilla-status:" };
  guint n_found = 0;

  for (guint i = 0; i < MAX_MAIL_LINES && *text != '\0'; i++)
    {
      gsize length = strcspn (text, "\n");
      const char *colon = memchr (text, ':', length);

      if (length == 0 || (length == 1 && *text == '\r'))
        break;
      if (*text != ' ' && *text != '\t' && (colon == NULL || memchr (text, ' ', colon - text)))
        break;
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        n_found += begins (text, keys[k]);
      text += length + (text[length] == '\n');
    }
  return n_found >= 3 || (n_found == 2 && (*text == '\n' || *text == '\r'));
}

static gboolean
is_mbox (const char *text)
{
  gsize line = strcspn (text, "\n");

  return begins (text, "From ") && text[line] == '\n' && is_mail (text + line + 1);
}

static DlnInputFormat
find_other (const Content *content,
            const char   **what)
{
  const char *text = content->text;

  if (begins (text, "[InternetShortcut]") || begins (text, "[Desktop Entry]")
      || begins (text, "[{000214A0-"))
    *what = N_("an address, not an article; Dateline fetches nothing: save the page");
  else if (begins (text, "BEGIN:VCARD"))
    *what = N_("an address card, not an article");
  else if (begins (text, "BEGIN:VCALENDAR"))
    *what = N_("a calendar, not an article");
  else if (is_mbox (text))
    return DLN_INPUT_MBOX;
  else if (is_mail (text))
    return DLN_INPUT_MAIL;
  else if (_dln_is_subtitles (text))
    return DLN_INPUT_SUBTITLES;
  else
    return DLN_INPUT_AUTO;
  return DLN_INPUT_UNKNOWN;
}

static DlnInputFormat
find_by_name (const Content *content)
{
  static const struct
  {
    const char    *ending;
    DlnInputFormat format;
  } endings[] = {
    { ".conllu", DLN_INPUT_CONLLU },     { ".md", DLN_INPUT_MARKDOWN },
    { ".markdown", DLN_INPUT_MARKDOWN }, { ".csv", DLN_INPUT_CSV },
    { ".tsv", DLN_INPUT_CSV },           { ".ndjson", DLN_INPUT_NDJSON },
    { ".jsonl", DLN_INPUT_NDJSON },      { ".html", DLN_INPUT_HTML },
    { ".htm", DLN_INPUT_HTML },          { ".xhtml", DLN_INPUT_HTML },
  };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (ends_with (content, endings[i].ending)
        && (endings[i].format != DLN_INPUT_HTML || strchr (content->text, '<') != NULL))
      return endings[i].format;
  return DLN_INPUT_TEXT;
}

static DlnInputFormat
find_text_format (const Content *content,
                  const char   **what)
{
  DlnInputFormat format = DLN_INPUT_AUTO;

  if (ends_with (content, ".conllu") || ends_with (content, ".ndjson")
      || ends_with (content, ".jsonl"))
    return find_by_name (content);
  format = find_markup (content, what);
  if (format == DLN_INPUT_AUTO)
    format = find_json (content);
  if (format == DLN_INPUT_AUTO)
    format = find_other (content, what);
  if (format == DLN_INPUT_AUTO && _dln_has_front_matter (content->text))
    format = DLN_INPUT_MARKDOWN;
  if (format == DLN_INPUT_AUTO)
    format = find_by_name (content);
  if (format == DLN_INPUT_TEXT && _dln_csv_holds_articles (content->text, strlen (content->text)))
    return DLN_INPUT_CSV;
  return format == DLN_INPUT_TEXT ? _dln_find_export (content->text) : format;
}

/**
 * _dln_detect:
 * @name: of the file
 * @bytes: its first bytes, or all
 * @length: how many
 * @what: (out) (nullable): what it is where it is not read, to be translated, as "a program"
 *
 * Returns: the format; %DLN_INPUT_UNKNOWN for one that is not read, with @what, and for what is no
 * text, without. Time: O(@length)
 */
DlnInputFormat
_dln_detect (const char  *name,
             const char  *bytes,
             gsize        length,
             const char **what)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *note = NULL;
  g_autofree char *text = NULL;
  Content content = { lower, bytes, length, NULL };
  DlnInputFormat format;
  gsize n;

  *what = NULL;
  format = find_binary (&content, what);
  if (format != DLN_INPUT_AUTO)
    return format;
  text = _dln_decode (bytes, length, name, &n, &note, NULL);
  if (text == NULL)
    return DLN_INPUT_UNKNOWN;
  content.text = text + strspn (text, " \t\r\n");
  return find_text_format (&content, what);
}
