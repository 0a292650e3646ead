/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that hold files: what is in them is read by its own format, and what is made to hurt ends
 * within the bounds with a sentence. The archives are made here. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "tests/ingest/read-bytes.h"
#include "worker/dln-read.h"

#define BODY                                                                                       \
  "Harbour Bank said on Monday that its chairwoman, Ida Holm, had resigned after a dispute."

typedef struct
{
  GByteArray     *bytes;
  struct archive *archive;
} Pack;

static la_ssize_t
write_cb (struct archive *archive,
          void           *data,
          const void     *bytes,
          size_t          length)
{
  g_byte_array_append (data, bytes, length);
  return length;
}

static Pack
begin (gboolean is_zip)
{
  Pack pack = { g_byte_array_new (), archive_write_new () };

  if (is_zip)
    {
      archive_write_set_format_zip (pack.archive);
      archive_write_zip_set_compression_store (pack.archive); /* as the mark of a document is */
    }
  else
    archive_write_set_format_pax_restricted (pack.archive);
  archive_write_set_bytes_in_last_block (pack.archive, 1);
  g_assert_cmpint (
    archive_write_open (pack.archive, pack.bytes, NULL, write_cb, NULL), ==, ARCHIVE_OK);
  return pack;
}

static void
add_bytes (Pack       *pack,
           const char *name,
           const void *bytes,
           gsize       length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, length);
  g_assert_cmpint (archive_write_header (pack->archive, entry), ==, ARCHIVE_OK);
  archive_write_data (pack->archive, bytes, length);
  archive_entry_free (entry);
}

static void
add (Pack       *pack,
     const char *name,
     const char *text)
{
  add_bytes (pack, name, text, strlen (text));
}

static GByteArray *
finish (Pack *pack)
{
  archive_write_close (pack->archive);
  archive_write_free (pack->archive);
  return pack->bytes;
}

/* (transfer full): the same as gzip makes it */
static GByteArray *
squeeze (const GByteArray *bytes)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
    g_converter_output_stream_new (memory, G_CONVERTER (zlib));
  GByteArray *out = g_byte_array_new ();

  g_assert_true (
    g_output_stream_write_all (stream, bytes->data, bytes->len, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  g_byte_array_append (
    out, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
  return out;
}

typedef struct
{
  GPtrArray *items;
  GPtrArray *messages;
  GError    *error;
} Result;

static void
clear_result (Result *result)
{
  g_ptr_array_unref (result->items);
  g_ptr_array_unref (result->messages);
  g_clear_error (&result->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, clear_result)

static Result
read_archive (const char *name,
              GByteArray *bytes) /* (transfer full) */
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (bytes->data, bytes->len, NULL);
  Result result = { g_ptr_array_new_with_free_func ((GDestroyNotify) dln_ingested_free),
                    g_ptr_array_new_with_free_func (g_free), NULL };

  dln_ingest_stream (stream, name, DLN_INPUT_AUTO, keep_cb, result.items, result.messages, NULL,
                     &result.error);
  g_byte_array_unref (bytes);
  return result;
}

static const DlnDocument *
get_document (const Result *result,
              guint         i)
{
  return ((DlnIngested *) g_ptr_array_index (result->items, i))->document;
}

static void
assert_told (const Result *result,
             const char   *words)
{
  for (guint i = 0; i < result->messages->len; i++)
    if (strstr (g_ptr_array_index (result->messages, i), words) != NULL)
      return;
  g_error ("nothing was told of: %s", words);
}

/* ---- archives -------------------------------------------------------------------------------- */

static void
test_kinds (void)
{
  for (guint i = 0; i < 4; i++)
    {
      Pack pack = begin (i % 2 == 0);
      g_autoptr (GByteArray) plain = NULL;
      GByteArray *bytes;

      add (&pack, "folder/one.txt", BODY);
      add (&pack, "two.html", "<html><title>T</title><p>" BODY " Two.</p></html>");
      add (&pack, "photo.jpg", "\xff\xd8\xff");
      add (&pack, "__MACOSX/._one.txt", "x");
      plain = finish (&pack);
      bytes = i < 2 ? g_byte_array_ref (plain) : squeeze (plain);

      g_auto (Result) result = read_archive ("a", bytes);

      g_assert_no_error (result.error);
      g_assert_cmpuint (result.items->len, ==, 2);
      g_assert_cmpstr (dln_document_get_id (get_document (&result, 0)), ==, "a/folder/one.txt");
      g_assert_cmpstr (dln_document_get_text (get_document (&result, 0), NULL), ==, BODY);
      assert_told (&result, "photo.jpg");
      g_assert_cmpuint (result.messages->len, ==, 1);
    }
}

/* one text, made smaller */
static void
test_packed (void)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();

  g_byte_array_append (plain, (const guint8 *) BODY, strlen (BODY));

  g_auto (Result) result = read_archive ("a.txt.gz", squeeze (plain));

  g_assert_no_error (result.error);
  g_assert_cmpuint (result.items->len, ==, 1);
  g_assert_cmpstr (dln_document_get_id (get_document (&result, 0)), ==, "a.txt.gz");
}

/* names that lead out of the archive lead nowhere */
static void
test_slip (void)
{
  Pack pack = begin (TRUE);

  add (&pack, "../../../tmp/one.txt", BODY);
  add (&pack, "/etc/two.txt", BODY " Two.");

  g_auto (Result) result = read_archive ("a.zip", finish (&pack));

  g_assert_cmpuint (result.items->len, ==, 2);
  g_assert_cmpstr (dln_document_get_id (get_document (&result, 0)), ==, "a.zip/tmp/one.txt");
  g_assert_cmpstr (dln_document_get_id (get_document (&result, 1)), ==, "a.zip/etc/two.txt");
}

/* archives in archives end at the bound of depth */
static void
test_nested (void)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) BODY, strlen (BODY));
  for (guint i = 0; i < 8; i++)
    {
      Pack pack = begin (TRUE);

      add_bytes (&pack, i == 0 ? "a.txt" : "a.zip", bytes->data, bytes->len);
      g_byte_array_unref (bytes);
      bytes = finish (&pack);
    }

  g_auto (Result) result = read_archive ("a.zip", bytes);

  g_assert_cmpuint (result.items->len, ==, 0);
  assert_told (&result, "inside each other");
}

/* what all files unpack to is bounded in sum: here little is left of the bound */
static void
test_bomb (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_ingested_free);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint64 unpacked = DLN_READING_MAX_UNPACKED - 400;
  guint n_articles = 0;
  DlnReading reading = { "bomb.zip", keep_cb, items, messages, NULL, 0, &unpacked, &n_articles, 0 };
  Pack pack = begin (TRUE);

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      add (&pack, name, BODY);
    }
  bytes = finish (&pack);
  g_assert_false (dln_read_foreign (
    &reading, DLN_INPUT_ARCHIVE, (const char *) bytes->data, bytes->len, &error));
  g_assert_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "bomb.zip unpacks to more than"));
  g_assert_cmpuint (items->len, ==, 4); /* what came before is kept */
}

/* what is cut keeps what stood before */
static void
test_cut (void)
{
  Pack pack = begin (FALSE);
  GByteArray *bytes;

  add (&pack, "one.txt", BODY);
  add (&pack, "two.txt", BODY BODY BODY BODY BODY BODY BODY BODY BODY BODY);
  bytes = finish (&pack);
  g_byte_array_set_size (bytes, 512 * 3 + 300);

  g_auto (Result) result = read_archive ("a.tar", bytes);

  g_assert_cmpuint (result.items->len, ==, 1);
  g_assert_cmpuint (result.messages->len, >, 0);
}

/* what is locked is named; what is beside it is read */
static void
test_encrypted (void)
{
  Pack pack = begin (TRUE);
  GByteArray *bytes;

  add (&pack, "one.txt", BODY);
  add (&pack, "two.txt", BODY);
  bytes = finish (&pack);
  /* the mark of encryption, in the head of the first file and in the list of all */
  for (guint i = 0, n = 0; i + 10 < bytes->len && n < 2; i++)
    if (memcmp (bytes->data + i, "PK\3\4", 4) == 0 && n == 0)
      bytes->data[i + 6] |= 1, n++;
    else if (memcmp (bytes->data + i, "PK\1\2", 4) == 0)
      bytes->data[i + 8] |= 1, n++;

  g_auto (Result) result = read_archive ("a.zip", bytes);

  g_assert_cmpuint (result.items->len, ==, 1);
  g_assert_cmpuint (result.messages->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (result.messages, 0), "a.zip/one.txt is encrypted"));
}

/* ---- documents that are archives ------------------------------------------------------------- */

#define WORD                                                                                       \
  "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define OPEN                                                                                       \
  "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "      \
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>"

static void
test_word (void)
{
  Pack pack = begin (TRUE);

  add (&pack, "[Content_Types].xml", "<Types/>");
  add (&pack, "word/document.xml",
       WORD "<w:p><w:r><w:t>Bank loses</w:t></w:r><w:r><w:t> chairwoman</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>" BODY "</w:t></w:r><w:del><w:r>"
            "<w:delText>struck</w:delText></w:r></w:del>"
            "<w:r><w:instrText>HYPERLINK</w:instrText><w:tab/><w:t>End.</w:t></w:r></w:p>"
            "</w:body></w:document>");
  add (&pack, "docProps/core.xml",
       "<c:p xmlns:c='c' xmlns:dc='d'><dc:creator>Kari Moe</dc:creator></c:p>");

  g_auto (Result) result = read_archive ("a.docx", finish (&pack));

  g_assert_no_error (result.error);
  g_assert_cmpuint (result.items->len, ==, 1);
  g_assert_cmpstr (dln_document_get_title (get_document (&result, 0)), ==, "Bank loses chairwoman");
  g_assert_cmpstr (dln_document_get_byline (get_document (&result, 0)), ==, "Kari Moe");
  g_assert_cmpstr (dln_document_get_text (get_document (&result, 0), NULL), ==,
                   "Bank loses chairwoman\n\n" BODY " End.");
}

/* an export of a press database is one in Word, too */
static void
test_word_export (void)
{
  Pack pack = begin (TRUE);

  add (&pack, "[Content_Types].xml", "<Types/>");
  add (&pack, "word/document.xml",
       WORD P ("T") P ("The Quay")
            P ("May 4, 2021 Tuesday") P ("Body")
            P (BODY) P ("End of Document")
            P ("U") P ("The Quay")
            P ("May 5, 2021 Wednesday") P ("Body")
            P ("Two.") "</w:body></w:document>");

  g_auto (Result) result = read_archive ("a.docx", finish (&pack));

  g_assert_cmpuint (result.items->len, ==, 2);
  g_assert_cmpstr (dln_document_get_date (get_document (&result, 1)), ==, "2021-05-05");
}

static void
test_open_document (void)
{
  Pack pack = begin (TRUE);

  add (&pack, "mimetype", "application/vnd.oasis.opendocument.text");
  add (&pack, "content.xml",
       OPEN "<text:h>Bank loses chairwoman</text:h><text:p>" BODY "<text:s/>End."
            "<text:note>note</text:note></text:p></office:text></office:body>"
            "</office:document-content>");

  g_auto (Result) result = read_archive ("a.zip", finish (&pack));

  g_assert_no_error (result.error);
  g_assert_cmpstr (dln_document_get_title (get_document (&result, 0)), ==, "Bank loses chairwoman");
  g_assert_cmpstr (dln_document_get_text (get_document (&result, 0), NULL), ==,
                   "Bank loses chairwoman\n\n" BODY " End.");
}

static void
test_book (void)
{
  Pack pack = begin (TRUE);

  add (&pack, "mimetype", "application/epub+zip");
  add (&pack, "OEBPS/two.xhtml", "<html><body><h1>Two</h1><p>" BODY " Two.</p></body></html>");
  add (&pack, "OEBPS/one.xhtml", "<html><body><h1>One</h1><p>" BODY "</p></body></html>");
  add (&pack, "OEBPS/cover.xhtml", "<html><body>Cover</body></html>");
  add (&pack, "OEBPS/book.opf",
       "<package xmlns:dc='d'><metadata><dc:title>Weekly</dc:title></metadata><manifest>"
       "<item id='c' href='cover.xhtml'/><item id='a' href='one.xhtml'/>"
       "<item id='b' href='two.xhtml'/></manifest><spine><itemref idref='c'/><itemref idref='a'/>"
       "<itemref idref='b'/></spine></package>");

  g_auto (Result) result = read_archive ("a.epub", finish (&pack));

  g_assert_no_error (result.error);
  g_assert_cmpuint (result.items->len, ==, 2);
  g_assert_cmpstr (dln_document_get_title (get_document (&result, 0)), ==, "One");
  g_assert_cmpstr (dln_document_get_source (get_document (&result, 0)), ==, "Weekly");
}

/* ---- web archives ---------------------------------------------------------------------------- */

static void
append_record (GByteArray *out,
               const char *kind,
               const char *block)
{
  g_autofree char *record = g_strdup_printf (
    "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://q.example/1\r\n"
    "WARC-Date: 2030-01-01T00:00:00Z\r\nContent-Length: %u\r\n\r\n%s\r\n\r\n",
    kind, (guint) strlen (block), block);

  g_byte_array_append (out, (const guint8 *) record, strlen (record));
}

static void
test_web_archive (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GByteArray) plain = g_byte_array_new ();
      GByteArray *bytes;

      append_record (plain, "warcinfo", "software: x");
      append_record (plain, "request", "GET / HTTP/1.1\r\n\r\n");
      append_record (plain, "response",
                     "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone.</p>");
      append_record (plain, "response",
                     "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n2\r\n<p\r\n58\r\n>" BODY
                     "\r\n0\r\n\r\n");
      append_record (plain, "response",
                     "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nnothing");
      bytes = i == 0 ? g_byte_array_ref (plain) : squeeze (plain);

      g_auto (Result) result = read_archive ("a.warc", bytes);

      g_assert_no_error (result.error);
      g_assert_cmpuint (result.items->len, ==, 1);
      g_assert_cmpstr (
        dln_document_get_uri (get_document (&result, 0)), ==, "https://q.example/1");
      g_assert_null (dln_document_get_date (get_document (&result, 0)));
      g_assert_nonnull (
        strstr (dln_document_get_text (get_document (&result, 0), NULL), "Ida Holm"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dln_read_prepare ();
  dln_ingest_set_reader (dln_read_foreign);
  g_test_add_func ("/worker/archives/kinds", test_kinds);
  g_test_add_func ("/worker/archives/packed", test_packed);
  g_test_add_func ("/worker/archives/slip", test_slip);
  g_test_add_func ("/worker/archives/nested", test_nested);
  g_test_add_func ("/worker/archives/bomb", test_bomb);
  g_test_add_func ("/worker/archives/cut", test_cut);
  g_test_add_func ("/worker/archives/encrypted", test_encrypted);
  g_test_add_func ("/worker/documents/word", test_word);
  g_test_add_func ("/worker/documents/word-export", test_word_export);
  g_test_add_func ("/worker/documents/open-document", test_open_document);
  g_test_add_func ("/worker/documents/book", test_book);
  g_test_add_func ("/worker/documents/web-archive", test_web_archive);
  return g_test_run ();
}
