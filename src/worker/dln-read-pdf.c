/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF by poppler, which gives lines and boxes. Here they are put in the order of reading, column by
 * column, and become paragraphs: what stands at the edge of several pages, and numbers of pages,
 * are taken off; hyphens at ends of lines are joined; where each page begins is kept. */
#define G_LOG_DOMAIN "dateline-worker"
#include "config.h"

#include "worker/dln-read.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

#define MAX_PAGES 3000
#define MAX_TITLE 300
#define COLUMN_GAP 0.65    /* times the height of letters: more may be between columns */
#define MIN_COLUMN 3       /* lines */
#define MAX_COLUMNS 6
#define MAX_ORDERED 1500   /* lines of a page: more are no page of prose */
#define EDGE 0.12          /* of a page's height, at the top and the bottom: where headers stand */
#define MIN_LETTERS 20     /* of a page: fewer are no text layer */
#define HEADLINE 1.25      /* times the usual height of letters */
#define PARAGRAPH_GAP 1.4  /* times the usual distance of lines */
#define SHORT_LINE 0.75    /* of the column's width: a line that ends before ends its paragraph */

typedef struct
{
  char    *text; /* without white space around it */
  guint    page;
  double   x1, x2, y1, y2; /* in points, from the top left */
  double   page_height;
  gboolean left_out;
} Line;

typedef struct
{
  DlnReading *reading;
  GArray     *lines; /* Line */
  GHashTable *words; /* char *: words with a hyphen, as the text has them within lines */
  double      height; /* of most letters */
  double      pitch;  /* from line to line */
  GString    *out;
  GString    *places;
} Pdf;

static Line *
get_line (const Pdf *pdf,
          guint      i)
{
  return &g_array_index (pdf->lines, Line, i);
}

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->text);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void
add_line (Pdf                    *pdf,
          const char             *text,
          gsize                   length,
          const PopplerRectangle *boxes,
          guint                   n_boxes,
          guint                   page,
          double                  page_height)
{
  Line line = { .page = page, .page_height = page_height, .x1 = G_MAXDOUBLE, .y1 = G_MAXDOUBLE };

  line.text = g_strstrip (g_strndup (text, length));
  for (guint i = 0; i < n_boxes; i++, text = g_utf8_next_char (text))
    {
      if (boxes[i].x2 - boxes[i].x1 <= 0 || g_unichar_isspace (g_utf8_get_char (text)))
        continue;
      line.x1 = MIN (line.x1, boxes[i].x1);
      line.x2 = MAX (line.x2, boxes[i].x2);
      line.y1 = MIN (line.y1, boxes[i].y1);
      line.y2 = MAX (line.y2, boxes[i].y2);
    }
  if (*line.text == '\0' || line.x2 == 0)
    g_free (line.text);
  else
    g_array_append_val (pdf->lines, line);
}

/* ---- columns --------------------------------------------------------------------------------- */

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const Line *one = a, *two = b;
  double middle = (two->y1 + two->y2) / 2;

  if (one->y1 < middle && middle < one->y2) /* of one row */
    return (one->x1 > two->x1) - (one->x1 < two->x1);
  return (one->y1 > two->y1) - (one->y1 < two->y1);
}

/* Returns: the place between two columns, 0 = there is one column. Few lines cross it, and several
 * stand at each side. */
static double
find_gutter (const Line *lines,
             guint       n)
{
  double best = 0;
  int most = 0;

  for (guint i = 0; i < n && n <= MAX_ORDERED; i++)
    {
      double x = lines[i].x1 - 1;
      int n_left = 0, n_right = 0, n_across = 0;

      for (guint k = 0; k < n; k++)
        {
          n_left += lines[k].x2 <= x;
          n_right += lines[k].x1 > x;
          n_across += lines[k].x1 <= x && lines[k].x2 > x;
        }
      if (n_left >= MIN_COLUMN && n_right >= MIN_COLUMN && n_across * 3 <= n_left + n_right
          && MIN (n_left, n_right) - 2 * n_across > most)
        {
          most = MIN (n_left, n_right) - 2 * n_across;
          best = x;
        }
    }
  return best;
}

static void order_lines (Line *lines,
                         guint n,
                         guint depth);

/* the lines between two that cross the gutter: left ones first, each side by itself */
static void
order_band (Line  *lines,
            guint  n,
            double x,
            guint  depth)
{
  g_autofree Line *copy = g_memdup2 (lines, n * sizeof (Line));
  guint at = 0, n_left;

  for (guint i = 0; i < n; i++)
    if (copy[i].x2 <= x)
      lines[at++] = copy[i];
  n_left = at;
  for (guint i = 0; i < n; i++)
    if (copy[i].x2 > x)
      lines[at++] = copy[i];
  order_lines (lines, n_left, depth + 1);
  order_lines (lines + n_left, n - n_left, depth + 1);
}

/* By rows where there is one column; else the columns between what stands across them, as a cut of
 * the page along its white space gives them (Nagy and Seth, 1984). */
static void
order_lines (Line *lines,
             guint n,
             guint depth)
{
  double x;
  guint begin = 0;

  if (n < 2)
    return;
  qsort (lines, n, sizeof (Line), compare_lines);
  x = depth < MAX_COLUMNS ? find_gutter (lines, n) : 0;
  for (guint i = 0; x > 0 && i <= n; i++)
    if (i == n || (lines[i].x1 <= x && lines[i].x2 > x))
      {
        if (i > begin)
          order_band (lines + begin, i - begin, x, depth);
        begin = i + 1;
      }
}

static void
order_columns (Pdf  *pdf,
               guint first)
{
  if (pdf->lines->len > first)
    order_lines (get_line (pdf, first), pdf->lines->len - first, 0);
}

/* ---- pages ----------------------------------------------------------------------------------- */

/* A wide gap within a line is the space between two columns. Returns: how many characters stand
 * before it, or all. */
static guint
find_gap (const PopplerRectangle *boxes,
          const char             *text,
          guint                   n)
{
  const PopplerRectangle *last = NULL;

  for (guint i = 0; i < n; i++, text = g_utf8_next_char (text))
    {
      if (g_ascii_isspace (*text))
        continue;
      if (last != NULL && boxes[i].x1 - last->x2 > (last->y2 - last->y1) * COLUMN_GAP)
        return i;
      last = &boxes[i];
    }
  return n;
}

/* poppler gives a box for each character of the text, the ends of lines included */
static void
add_page (Pdf         *pdf,
          PopplerPage *page,
          guint        number)
{
  g_autofree char *text = poppler_page_get_text (page);
  PopplerRectangle *boxes = NULL;
  guint n_boxes = 0, at = 0, first = pdf->lines->len;
  double width, height;

  if (text == NULL || !poppler_page_get_text_layout (page, &boxes, &n_boxes))
    return;
  poppler_page_get_size (page, &width, &height);
  for (const char *p = text; *p != '\0' && at < n_boxes;)
    {
      guint n = MIN (g_utf8_strlen (p, strcspn (p, "\n\f")), n_boxes - at);
      guint part = find_gap (boxes + at, p, n);
      const char *end = g_utf8_offset_to_pointer (p, part);

      add_line (pdf, p, end - p, boxes + at, part, number, height);
      at += part;
      p = end;
      if (*p == '\n' || *p == '\f')
        {
          at += 1;
          p += 1;
        }
    }
  g_free (boxes);
  order_columns (pdf, first);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
find_median (GArray *values)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

/* long lines are the body of the text */
static void
measure (Pdf *pdf)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) pitches = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < pdf->lines->len; i++)
    {
      const Line *line = get_line (pdf, i);
      double height = line->y2 - line->y1;
      double pitch = i > 0 ? line->y1 - get_line (pdf, i - 1)->y1 : 0;

      if (strlen (line->text) > 30)
        g_array_append_val (heights, height);
      if (pitch > 0 && get_line (pdf, i - 1)->page == line->page && pitch < 3 * height)
        g_array_append_val (pitches, pitch);
    }
  pdf->height = find_median (heights);
  pdf->pitch = find_median (pitches);
}

/* ---- headers and footers --------------------------------------------------------------------- */

static gboolean
is_at_edge (const Line *line)
{
  return line->y2 < line->page_height * EDGE || line->y1 > line->page_height * (1 - EDGE);
}

/* "3", "- 3 -", "Page 3 of 7" */
static gboolean
is_page_number (const char *text)
{
  guint n_digits = 0;

  if (strlen (text) > 20)
    return FALSE;
  if (g_ascii_strncasecmp (text, "page ", 5) == 0)
    text += 5;
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      n_digits += 1;
    else if (g_str_has_prefix (p, "of "))
      p += 2;
    else if (strchr (" -/|.", *p) == NULL)
      return FALSE;
  return n_digits > 0 && n_digits <= 8;
}

/* What browsers print around a page: "30/11/2026, 11:17 Title - The Quay" above it, its address
 * below. */
static gboolean
is_print_header (const char *text)
{
  gsize date = strspn (text, "0123456789/.-");
  gsize time;

  if (date < 6 || text[date] != ',' || text[date + 1] != ' ')
    return FALSE;
  time = strspn (text + date + 2, "0123456789:");
  return time >= 4;
}

static gboolean
is_address (const char *text)
{
  return g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://")
         || g_str_has_prefix (text, "file://");
}

/* (transfer full): the text with its numbers all alike, as they differ from page to page */
static char *
dup_pattern (const char *text)
{
  GString *pattern = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      g_string_append_c (pattern, *p);
    else if (pattern->len == 0 || pattern->str[pattern->len - 1] != '#')
      g_string_append_c (pattern, '#');
  return g_string_free (pattern, FALSE);
}

/* what stands at the edge of two pages or more, and numbers there */
static void
leave_out_edges (Pdf *pdf)
{
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) repeated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < pdf->lines->len; i++)
    {
      const Line *line = get_line (pdf, i);
      g_autofree char *pattern = is_at_edge (line) ? dup_pattern (line->text) : NULL;
      guint page;

      if (pattern == NULL)
        continue;
      page = GPOINTER_TO_UINT (g_hash_table_lookup (pages, pattern));
      if (page != 0 && page != line->page)
        g_hash_table_add (repeated, g_strdup (pattern));
      if (page == 0)
        g_hash_table_insert (pages, g_steal_pointer (&pattern), GUINT_TO_POINTER (line->page));
    }
  for (guint i = 0; i < pdf->lines->len; i++)
    {
      Line *line = get_line (pdf, i);
      g_autofree char *pattern = dup_pattern (line->text);

      line->left_out = is_at_edge (line)
                       && (is_page_number (line->text) || is_print_header (line->text)
                           || is_address (line->text) || g_hash_table_contains (repeated, pattern));
    }
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

static gboolean
ends_sentence (const char *text)
{
  static const char *const marks[] = { ".", "!", "?", ":", "\u201d", "\"", "\u2019" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (text, marks[i]))
      return TRUE;
  return FALSE;
}

static gboolean
begins_paragraph (const Pdf  *pdf,
                  const Line *line,
                  const Line *last,
                  double      column) /* the right border of the lines before */
{
  double height = line->y2 - line->y1, last_height = last->y2 - last->y1;
  gboolean same_column = line->page == last->page && line->y1 > last->y1;

  if (line->page == last->page && line->x1 >= last->x2
      && fabs (line->y1 - last->y1) < height / 2) /* a wide space in one row */
    return FALSE;
  if (height > last_height * 1.15 || last_height > height * 1.15)
    return TRUE;
  if (!same_column)
    return ends_sentence (last->text);
  if (line->y1 - last->y1 > pdf->pitch * PARAGRAPH_GAP)
    return TRUE;
  if (!ends_sentence (last->text))
    return FALSE;
  return line->x1 > last->x1 + height * 0.6
         || last->x2 - last->x1 < (column - last->x1) * SHORT_LINE;
}

static gboolean
begins_small (const char *text)
{
  return g_unichar_islower (g_utf8_get_char (text));
}

/* the last word of what is written, with the hyphen, and the first of what follows */
static gboolean
is_compound (const Pdf  *pdf,
             const char *next)
{
  const char *begin = pdf->out->str + pdf->out->len;
  g_autofree char *word = NULL;

  while (begin > pdf->out->str && !g_ascii_isspace (begin[-1]))
    begin--;
  word = g_strdup_printf ("%s%.*s", begin, (int) strcspn (next, " ,.;:!?"), next);
  return g_hash_table_contains (pdf->words, word);
}

static void
join_line (Pdf        *pdf,
           const char *text)
{
  GString *out = pdf->out;
  gboolean soft = g_str_has_suffix (out->str, "\u00ad") || g_str_has_suffix (out->str, "\u2010");
  gboolean hard = out->len > 1 && out->str[out->len - 1] == '-'
                  && !g_ascii_isspace (out->str[out->len - 2]);

  if (soft)
    g_string_truncate (out, out->len - strlen (g_utf8_prev_char (out->str + out->len)));
  else if (hard && begins_small (text))
    {
      if (!is_compound (pdf, text))
        g_string_truncate (out, out->len - 1);
    }
  else if (!hard)
    g_string_append_c (out, ' ');
  g_string_append (out, text);
}

/* words that have a hyphen where no line ends: there it stays */
static void
learn_compounds (Pdf *pdf)
{
  for (guint i = 0; i < pdf->lines->len; i++)
    {
      g_auto (GStrv) words = NULL;

      if (strchr (get_line (pdf, i)->text, '-') == NULL)
        continue;
      words = g_strsplit_set (get_line (pdf, i)->text, " ,.;:!?", -1);
      for (guint k = 0; words[k] != NULL; k++)
        {
          const char *hyphen = strchr (words[k], '-');

          if (hyphen != NULL && hyphen[1] != '\0')
            g_hash_table_add (pdf->words, g_strdup (words[k]));
        }
    }
}

static void
write_text (Pdf *pdf)
{
  const Line *last = NULL;
  double column = 0;

  for (guint i = 0; i < pdf->lines->len; i++)
    {
      const Line *line = get_line (pdf, i);

      if (line->left_out)
        continue;
      if (last == NULL || begins_paragraph (pdf, line, last, column))
        {
          g_string_append (pdf->out, last != NULL ? "\n\n" : "");
          if (last == NULL || line->y1 < last->y1)
            column = line->x2;
          g_string_append (pdf->out, line->text);
        }
      else
        join_line (pdf, line->text);
      if (last == NULL || last->page != line->page)
        g_string_append_printf (pdf->places,
                                "%" G_GSIZE_FORMAT " page %u\n",
                                pdf->out->len - MIN (strlen (line->text), pdf->out->len),
                                line->page);
      column = MAX (column, line->x2);
      last = line;
    }
}

/* the largest letters of the first page, in lines that follow each other */
static void
find_title (const Pdf *pdf,
            DlnFields *fields)
{
  g_autoptr (GString) title = g_string_new (NULL);
  double most = 0;
  guint first = 0;

  for (guint i = 0; i < pdf->lines->len && get_line (pdf, i)->page == 1; i++)
    {
      const Line *line = get_line (pdf, i);

      if (!line->left_out && strlen (line->text) > 5 && line->y2 - line->y1 > most * 1.02)
        {
          most = line->y2 - line->y1;
          first = i;
        }
    }
  if (most < pdf->height * HEADLINE)
    return;
  for (guint i = first; i < pdf->lines->len; i++)
    {
      const Line *line = get_line (pdf, i);

      if (line->page != 1 || fabs (line->y2 - line->y1 - most) > most * 0.05)
        break;
      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", line->text);
    }
  if (title->len < MAX_TITLE)
    dln_fields_set (fields, DLN_FIELD_TITLE, title->str, -1);
}

/* the names of sections above a title, and the owner of the rights below all */
static void
leave_out_around (Pdf             *pdf,
                  const DlnFields *fields)
{
  const char *title = fields->values[DLN_FIELD_TITLE];

  for (guint i = 0; title != NULL && i < pdf->lines->len; i++)
    {
      Line *line = get_line (pdf, i);

      if (line->page != 1 || g_str_has_prefix (title, line->text))
        break;
      line->left_out |= strlen (line->text) < 60 && strpbrk (line->text, "0123456789") == NULL
                        && !ends_sentence (line->text);
    }
  for (guint i = pdf->lines->len; i-- > 0;)
    {
      Line *line = get_line (pdf, i);

      if (line->left_out)
        continue;
      line->left_out = g_ascii_strncasecmp (line->text, "copyright", 9) == 0
                       || g_str_has_prefix (line->text, "\u00a9");
      if (!line->left_out)
        break;
    }
}

/* a page that a browser printed says where it is from */
static void
read_print (Pdf       *pdf,
            DlnFields *fields)
{
  const char *title = fields->values[DLN_FIELD_TITLE];

  for (guint i = 0; i < pdf->lines->len && get_line (pdf, i)->page == 1; i++)
    {
      const char *text = get_line (pdf, i)->text;
      const char *found = title != NULL ? strstr (text, title) : NULL;

      if (!is_at_edge (get_line (pdf, i)))
        continue;
      if (g_str_has_prefix (text, "http"))
        dln_fields_set (fields, DLN_FIELD_URI, text, strcspn (text, " "));
      else if (found != NULL && g_str_has_prefix (found + strlen (title), " - "))
        dln_fields_set (fields, DLN_FIELD_SOURCE, found + strlen (title) + 3, -1);
    }
}

/* ---- files ----------------------------------------------------------------------------------- */

static PopplerDocument *
open_document (DlnReading *reading,
               const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autoptr (GBytes) whole = g_bytes_new_static (bytes, length);
  g_autoptr (GError) local = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (whole, NULL, &local);

  if (document != NULL)
    return document;
  if (g_error_matches (local, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    dln_reading_refuse (reading, _("an encrypted PDF file; save it without a password"), error);
  else
    dln_reading_refuse (reading, _("a broken PDF file"), error);
  return NULL;
}

static gboolean
read_pages (Pdf             *pdf,
            PopplerDocument *document,
            GError         **error)
{
  guint n_pages = MAX (poppler_document_get_n_pages (document), 0);

  if (n_pages > MAX_PAGES)
    dln_reading_tell (
      pdf->reading,
      g_strdup_printf (_("%s has %u pages; the first %d were read."),
                       pdf->reading->name,
                       n_pages,
                       MAX_PAGES));
  for (guint i = 0; i < MIN (n_pages, MAX_PAGES); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      if (page != NULL)
        add_page (pdf, page, i + 1);
      g_clear_object (&page);
      if (g_cancellable_set_error_if_cancelled (pdf->reading->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_text_layer (const Pdf *pdf)
{
  gsize n = 0;

  for (guint i = 0; i < pdf->lines->len && n < MIN_LETTERS; i++)
    for (const char *p = get_line (pdf, i)->text; *p != '\0'; p = g_utf8_next_char (p))
      n += g_unichar_isalpha (g_utf8_get_char (p));
  return n >= MIN_LETTERS;
}

gboolean
dln_read_pdf (DlnReading *reading,
              const char *bytes,
              gsize       length,
              GError    **error)
{
  PopplerDocument *document = open_document (reading, bytes, length, error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  Pdf pdf = { reading, lines, words, 0, 0, out, places };
  g_auto (DlnFields) fields = { 0 };
  gboolean done;

  if (document == NULL)
    return FALSE;
  g_array_set_clear_func (lines, clear_line);
  done = read_pages (&pdf, document, error);
  g_object_unref (document);
  if (!done)
    return FALSE;
  if (!has_text_layer (&pdf))
    return dln_reading_refuse (
      reading,
      _("a PDF file of pictures without letters; run it through a program that reads letters in "
        "pictures, as ocrmypdf does"),
      error);
  measure (&pdf);
  leave_out_edges (&pdf);
  find_title (&pdf, &fields);
  read_print (&pdf, &fields);
  leave_out_around (&pdf, &fields);
  learn_compounds (&pdf);
  write_text (&pdf);
  dln_fields_set (&fields, DLN_FIELD_PLACES, places->str, -1);
  return dln_reading_prose (reading, out->str, &fields, error);
}
