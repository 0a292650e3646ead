/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text, with a header of "Title: ..." lines if there is one.
 *
 * A header is the first lines up to an empty one, each "Key: value", the first with a key that we
 * know. It is taken off; the title becomes the first paragraph, so that it is read like any other
 * headline.
 *
 * What is not prose is found by its characters: tables, numbers, program code and markup would
 * become invented names and events. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_HEADER_LINES 24
#define MAX_HEADER_LINE 1000
#define MAX_KEY 24
#define MIN_SHOWN 120        /* characters below which nothing is said of a text's kind */
#define MAX_PROSE_BYTES 262144
#define MAX_RUN 60           /* letters and digits without a space: no word is longer */
#define MIN_TABLE_LINES 6
#define MAX_TABLE_LINES 500

/* "Key: value" of a header; the key's length or 0 */
static gsize
find_key (const char *line,
          gsize       length)
{
  gsize n = 0;

  while (n < length && n <= MAX_KEY
         && (g_ascii_isalpha (line[n]) || line[n] == ' ' || line[n] == '-'))
    n++;
  return n > 0 && n < length && line[n] == ':' && line[n - 1] != ' ' && line[0] != ' ' ? n : 0;
}

/* Returns: where the text begins after the header, @text itself if there is none */
static const char *
read_header (const char *text,
             DlnFields  *fields)
{
  const char *line = text;

  for (guint i = 0; i < MAX_HEADER_LINES; i++)
    {
      gsize length = strcspn (line, "\r\n");
      gsize key = length <= MAX_HEADER_LINE ? find_key (line, length) : 0;
      DlnField field = key > 0 ? dln_fields_find (line, key, TRUE) : DLN_FIELD_NONE;

      if (i > 0 && length == 0)
        return line + strspn (line, "\r\n");
      if (key == 0 || (i == 0 && field == DLN_FIELD_NONE))
        break;
      dln_fields_set (fields, field, line + key + 1, length - key - 1);
      line += length;
      line += *line == '\r' ? 1 : 0;
      line += *line == '\n' ? 1 : 0;
    }
  dln_fields_clear (fields);
  return text;
}

DlnIngested *
_dln_ingest_text (char       *text,
                  const char *id,
                  GError    **error)
{
  g_autofree char *owned = text;
  g_auto (DlnFields) fields = { 0 };
  const char *body = read_header (text, &fields);
  g_autofree char *whole = NULL;
  DlnIngested *item;

  if (!dln_has_words (body))
    {
      g_set_error (
        error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _ ("%s has no words in it."), id);
      return NULL;
    }
  if (fields.values[DLN_FIELD_TITLE] != NULL)
    whole = _dln_put_title_before (fields.values[DLN_FIELD_TITLE], body);
  item = g_new0 (DlnIngested, 1);
  item->document = _dln_fields_new_document (&fields, whole != NULL ? whole : body, id);
  return item;
}

/* ---- what is no prose ------------------------------------------------------------------------ */

typedef struct
{
  gsize n_shown;  /* characters that are no white space */
  gsize n_digits;
  gsize n_marks;  /* that programs and markup are made of */
  gsize n_tags;   /* characters inside of "<...>" */
  gsize n_packed; /* in runs of letters and digits that are longer than any word */
} Shape;

static void
count_line (Shape      *shape,
            const char *line,
            gsize       length)
{
  gsize run = 0;
  gboolean in_tag = FALSE;

  for (const char *p = line; p < line + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          run = 0;
          continue;
        }
      shape->n_shown += 1;
      shape->n_digits += c < 0x80 && g_ascii_isdigit (c);
      shape->n_marks += c < 0x80 && c != 0 && strchr ("{}[]<>=;|\\/_#*&^~`@$%+", c) != NULL;
      if (c == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!'))
        in_tag = TRUE;
      shape->n_tags += in_tag;
      in_tag = in_tag && c != '>';
      run = c < 0x80 && (g_ascii_isalnum (c) || c == '+' || c == '/') ? run + 1 : 0;
      if (run > MAX_RUN)
        shape->n_packed += run == MAX_RUN + 1 ? run : 1;
    }
}

static guint
count_separators (const char *line,
                  gsize       length,
                  char        separator)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += line[i] == separator;
  return n;
}

/* whether nearly all lines have the same number of commas, semicolons, tabs or bars */
static gboolean
is_table (const char *text)
{
  static const char separators[] = { ',', ';', '\t', '|' };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint n_lines = 0, n_same = 0, last = 0;

      for (const char *p = text; *p != '\0' && n_lines < MAX_TABLE_LINES;)
        {
          gsize length = strcspn (p, "\n");
          guint n = count_separators (p, length, separators[i]);

          n_lines += length > 1;
          n_same += length > 1 && n >= 2 && n == last;
          last = length > 1 ? n : last;
          p += length + (p[length] == '\n');
        }
      if (n_lines >= MIN_TABLE_LINES && n_same * 10 >= n_lines * 8)
        return TRUE;
    }
  return FALSE;
}

/**
 * _dln_find_no_prose:
 * @text: UTF-8
 *
 * The shares were set on news texts, whose marks make less than 2 % and digits less than 12 %, and
 * on tables, sources and logs, which have several times that.
 *
 * Returns: (nullable): what it is if it is no prose, to be translated, as "mostly numbers"
 */
const char *
_dln_find_no_prose (const char *text)
{
  Shape shape = { 0 };
  gsize length = MIN (strlen (text), MAX_PROSE_BYTES);

  while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
    length--;
  count_line (&shape, text, length);
  if (shape.n_shown < MIN_SHOWN)
    return NULL;
  if (shape.n_packed * 2 > shape.n_shown)
    return N_("encoded data, not words");
  if (shape.n_digits * 100 > shape.n_shown * 35)
    return N_("mostly numbers, not prose");
  if (shape.n_tags * 100 > shape.n_shown * 30)
    return N_("mostly markup, not prose");
  if (shape.n_marks * 100 > shape.n_shown * 9)
    return N_("program code or markup, not prose");
  return is_table (text) ? N_("a table, not prose") : NULL;
}

/**
 * dln_ingest_find_no_prose:
 * @text: UTF-8
 *
 * Returns: (nullable): what it is if it is no prose, in the reader's language
 */
const char *
dln_ingest_find_no_prose (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  const char *what = _dln_find_no_prose (text);

  return what != NULL ? g_dgettext (GETTEXT_PACKAGE, what) : NULL;
}
