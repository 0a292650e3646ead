/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF files, made here: columns, headers and numbers of pages, hyphens, paragraphs, titles; and
 * files that are broken or hold no letters. */
#include "config.h"

#include <cairo-pdf.h>
#include <string.h>

#include "tests/ingest/read-bytes.h"
#include "worker/dln-read.h"

typedef struct
{
  GByteArray      *bytes;
  cairo_surface_t *surface;
  cairo_t         *cr;
} Paper;

static cairo_status_t
write_cb (void                *data,
          const unsigned char *bytes,
          unsigned int         length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static Paper
begin (void)
{
  Paper paper = { g_byte_array_new () };

  paper.surface = cairo_pdf_surface_create_for_stream (write_cb, paper.bytes, 595, 842);
  paper.cr = cairo_create (paper.surface);
  cairo_select_font_face (
    paper.cr, "serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  return paper;
}

static void
put (Paper      *paper,
     double      x,
     double      y,
     double      size,
     const char *text)
{
  cairo_set_font_size (paper->cr, size);
  cairo_move_to (paper->cr, x, y);
  cairo_show_text (paper->cr, text);
}

static GByteArray *
finish (Paper *paper)
{
  cairo_destroy (paper->cr);
  cairo_surface_finish (paper->surface);
  cairo_surface_destroy (paper->surface);
  return paper->bytes;
}

static GPtrArray *
read_pdf (GByteArray *bytes, /* (transfer full) */
          GError    **error)
{
  GPtrArray *items =
    read_bytes ("a.pdf", (const char *) bytes->data, bytes->len, DLN_INPUT_AUTO, NULL, error);

  g_byte_array_unref (bytes);
  return items;
}

static void
put_lines (Paper             *paper,
           double             x,
           double             y,
           const char *const *lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    put (paper, x, y + 14 * i, 11, lines[i]);
}

static void
put_edges (Paper      *paper,
           const char *number)
{
  put (paper, 60, 40, 9, "The Quay, Tuesday, 4 May 2021");
  put (paper, 290, 815, 9, number);
}

static void
test_columns (void)
{
  static const char *const left[] = { "Harbour Bank said on Monday that its chair-",
                                      "woman Ida Holm had resigned after a long",
                                      "dispute with the ministry of fisheries.",
                                      "   Police came to the bank on Tuesday and", NULL };
  static const char *const right[] = { "took papers from a well-known lawyer. The",
                                       "lawyer said that he would sue the police,",
                                       "and that nothing in them was of interest.", NULL };
  static const char *const second[] = { "The port stays open, said the ministry, and",
                                        "the well-",
                                        "known lawyer said the same on Thursday.", NULL };
  Paper paper = begin ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  put_edges (&paper, "1");
  put (&paper, 60, 100, 24, "Bank loses chairwoman");
  put_lines (&paper, 60, 140, left);
  put_lines (&paper, 320, 140, right);
  cairo_show_page (paper.cr);
  put_edges (&paper, "2");
  put_lines (&paper, 60, 140, second);
  items = read_pdf (finish (&paper), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);

  const DlnDocument *document = ((DlnIngested *) g_ptr_array_index (items, 0))->document;

  g_assert_cmpstr (dln_document_get_title (document), ==, "Bank loses chairwoman");
  g_assert_cmpstr (
    dln_document_get_text (document, NULL), ==,
    "Bank loses chairwoman\n\n"
    "Harbour Bank said on Monday that its chairwoman Ida Holm had resigned after a long dispute "
    "with the ministry of fisheries.\n\n"
    "Police came to the bank on Tuesday and took papers from a well-known lawyer. The lawyer said "
    "that he would sue the police, and that nothing in them was of interest.\n\n"
    "The port stays open, said the ministry, and the well-known lawyer said the same on Thursday.");

  guint32 second_page =
    strstr (dln_document_get_text (document, NULL), "The port")
    - dln_document_get_text (document, NULL);

  g_assert_cmpstr (dln_document_find_place (document, 0), ==, "page 1");
  g_assert_cmpstr (dln_document_find_place (document, second_page - 3), ==, "page 1");
  g_assert_cmpstr (dln_document_find_place (document, second_page), ==, "page 2");
}

static void
test_refused (void)
{
  Paper paper = begin ();
  GByteArray *bytes;
  g_autoptr (GError) error = NULL;

  cairo_rectangle (paper.cr, 10, 10, 100, 100);
  cairo_fill (paper.cr);
  g_assert_null (read_pdf (finish (&paper), &error));
  g_assert_error (error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "pictures without letters"));
  g_clear_error (&error);

  bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) "%PDF-1.7\nnothing", 16);
  g_assert_null (read_pdf (bytes, &error));
  g_assert_nonnull (strstr (error->message, "a broken PDF file"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dln_read_prepare ();
  dln_ingest_set_reader (dln_read_foreign);
  g_test_add_func ("/worker/pdf/columns", test_columns);
  g_test_add_func ("/worker/pdf/refused", test_refused);
  return g_test_run ();
}
