/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet for checking facts, as PDF on A4: each line that would be printed, the sentences it
 * stands on with their sources, and a box to tick. Text can be searched; nothing is cut, a line
 * goes on on the next page. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-story-private.h"

#include "base/dln-direction.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#define PAGE_WIDTH 595.28  /* A4 in points */
#define PAGE_HEIGHT 841.89
#define MARGIN 48.0
#define INDENT 26.0
#define BOX 12.0
#define MAX_QUOTES 6

typedef struct
{
  GPtrArray       *pages; /* cairo_surface_t, each drawn once */
  cairo_t         *cr;    /* of the last one */
  double           y;
} Sheet;

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
add_page (Sheet *sheet)
{
  const cairo_rectangle_t extents = { 0, 0, PAGE_WIDTH, PAGE_HEIGHT };
  cairo_surface_t *page
    = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);

  g_ptr_array_add (sheet->pages, page);
  g_clear_pointer (&sheet->cr, cairo_destroy);
  sheet->cr = cairo_create (page);
  sheet->y = MARGIN;
}

static PangoLayout *
new_layout (Sheet      *sheet,
            const char *text,
            const char *font,
            double      width)
{
  PangoLayout *layout = pango_cairo_create_layout (sheet->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  g_autofree char *plain = dln_text_dup_shown (text);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, plain, -1);
  pango_font_description_free (description);
  return layout;
}

static void
put_number (Sheet *sheet)
{
  g_autofree char *number = g_strdup_printf ("%u", sheet->pages->len);
  g_autoptr (PangoLayout) layout = new_layout (sheet, number, "Cantarell, Sans 8", 60);

  cairo_move_to (sheet->cr, PAGE_WIDTH - MARGIN - 10, PAGE_HEIGHT - MARGIN + 14);
  cairo_set_source_rgb (sheet->cr, 0.35, 0.35, 0.35);
  pango_cairo_show_layout (sheet->cr, layout);
}

static void
turn_page (Sheet *sheet)
{
  double red, green, blue, alpha;

  cairo_pattern_get_rgba (cairo_get_source (sheet->cr), &red, &green, &blue, &alpha);
  put_number (sheet);
  add_page (sheet);
  cairo_set_source_rgb (sheet->cr, red, green, blue); /* a paragraph goes on */
}

/* Paragraphs longer than what is left of the page go on line by line. */
static void
put (Sheet      *sheet,
     const char *text,
     const char *font,
     double      indent,
     double      space,
     double      grey)
{
  g_autoptr (PangoLayout) layout
    = new_layout (sheet, text, font, PAGE_WIDTH - 2 * MARGIN - indent);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  cairo_set_source_rgb (sheet->cr, grey, grey, grey);
  do
    {
      PangoRectangle logical;
      double height;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      height = logical.height / (double) PANGO_SCALE;
      if (sheet->y + height > PAGE_HEIGHT - MARGIN)
        turn_page (sheet);
      cairo_move_to (
        sheet->cr, MARGIN + indent,
        sheet->y + (pango_layout_iter_get_baseline (iter) - logical.y) / (double) PANGO_SCALE);
      pango_cairo_show_layout_line (sheet->cr, pango_layout_iter_get_line_readonly (iter));
      sheet->y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  sheet->y += space;
}

/* A line, its date and its first sentence begin on one page. */
static void
put_line (Sheet              *sheet,
          DlnCase            *dcase,
          const DlnStoryLine *line)
{
  g_autoptr (GPtrArray) quotes = _dln_story_new_quotes (dcase, line->event, MAX_QUOTES);
  g_autofree char *head = g_strdup_printf ("%s  \u00b7  %s%s", line->date, line->sources,
                                           line->disputed ? _("  \u00b7  sources differ") : "");

  if (sheet->y > PAGE_HEIGHT - MARGIN - 90)
    turn_page (sheet);
  cairo_set_source_rgb (sheet->cr, 0.2, 0.2, 0.2);
  cairo_set_line_width (sheet->cr, 1);
  cairo_rectangle (sheet->cr, MARGIN, sheet->y + 2, BOX, BOX);
  cairo_stroke (sheet->cr);
  put (sheet, head, "Cantarell, Sans Bold 9", INDENT, 1, 0.3);
  put (sheet, line->title, "Cantarell, Sans Bold 11.5", INDENT, 3, 0);
  if (line->blurb != NULL)
    put (sheet, line->blurb, "Cantarell, Sans 10", INDENT, 4, 0);
  for (guint i = 0; i < quotes->len; i++)
    {
      const DlnStoryQuote *quote = g_ptr_array_index (quotes, i);
      g_autofree char *text = g_strdup_printf ("\u201c%s\u201d", quote->text);

      put (sheet, text, "Source Serif 4, Source Serif Pro, Serif 10", INDENT, 0, 0.1);
      put (sheet, quote->where, "Cantarell, Sans 8.5", INDENT, 4, 0.35);
    }
  sheet->y += 10;
}

static const char *
get_title (DlnCase              *dcase,
           const DlnExportWords *words)
{
  const char *title = words->headline != NULL ? words->headline : dln_case_get_title (dcase);

  return title == NULL || *title == '\0' ? _("Facts to check") : title;
}

static void
destroy_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

/**
 * dln_export_fact_pages:
 * @dcase: a case
 * @filter: what is shown
 * @words: the headline
 *
 * Returns: (transfer full) (element-type cairo_surface_t): the sheet for checking facts, a
 * recording surface of the size of A4, in points, for each page
 */
GPtrArray *
dln_export_fact_pages (DlnCase              *dcase,
                       const DlnFilter      *filter,
                       const DlnExportWords *words)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase) && filter != NULL && words != NULL, NULL);

  g_autoptr (GPtrArray) lines = _dln_story_new_lines (dcase, filter, DLN_STORY_LINES);
  Sheet sheet = { g_ptr_array_new_with_free_func (destroy_surface), NULL, MARGIN };

  add_page (&sheet);
  put (&sheet, get_title (dcase, words), "Cantarell, Sans Bold 18", 0, 2, 0);
  put (&sheet, _("Each line with the sentences it stands on. Tick what is checked."),
       "Cantarell, Sans 9.5", 0, 16, 0.35);
  for (guint i = 0; i < lines->len; i++)
    put_line (&sheet, dcase, g_ptr_array_index (lines, i));
  put_number (&sheet);
  cairo_destroy (sheet.cr);
  return sheet.pages;
}

/**
 * _dln_export_facts:
 * @dcase: a case
 * @filter: what is shown
 * @words: the headline
 *
 * Errors: %DLN_EXPORT_ERROR_WRITE
 *
 * Returns: (transfer full) (nullable): a PDF file; the same case gives the same bytes
 */
GBytes *
_dln_export_facts (DlnCase              *dcase,
                   const DlnFilter      *filter,
                   const DlnExportWords *words,
                   GError              **error)
{
  g_autoptr (GPtrArray) pages = dln_export_fact_pages (dcase, filter, words);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface
    = cairo_pdf_surface_create_for_stream (append_cb, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, get_title (dcase, words));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
  for (guint i = 0; i < pages->len; i++)
    {
      cairo_set_source_surface (cr, g_ptr_array_index (pages, i), 0, 0);
      cairo_paint (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, DLN_EXPORT_ERROR, DLN_EXPORT_ERROR_WRITE, "The sheet cannot be drawn: %s.",
               cairo_status_to_string (status));
  return NULL;
}
