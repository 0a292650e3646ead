/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines of TimelineJS: its JSON and the table of its spreadsheet. Texts there are HTML; their
 * words are kept and nothing of the markup. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-case-lines-private.h"

#include "base/dln-utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  PART_YEAR,
  PART_MONTH,
  PART_DAY,
  N_PARTS
} Part;

typedef struct /* a slide; zero-initialised */
{
  char *begin[N_PARTS]; /* (nullable) */
  char *end[N_PARTS];   /* (nullable) */
  char *headline;       /* (nullable), plain */
  char *words;          /* (nullable), plain */
  gboolean is_title;
} Slide;

static void
slide_clear (Slide *slide)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      g_free (slide->begin[i]);
      g_free (slide->end[i]);
    }
  g_free (slide->headline);
  g_free (slide->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slide, slide_clear)

/* ---- words ----------------------------------------------------------------------------------- */

/* the character that "&name;" at @text stands for, and how long that is; 0 if it is none */
static gunichar
read_reference (const char *text,
                gsize      *length)
{
  static const struct
  {
    const char *name;
    gunichar    c;
  } named[] = { { "&amp;", '&' }, { "&lt;", '<' },    { "&gt;", '>' },
                { "&quot;", '"' }, { "&apos;", '\'' }, { "&nbsp;", ' ' } };
  char *end = NULL;
  guint64 c;

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_has_prefix (text, named[i].name))
      {
        *length = strlen (named[i].name);
        return named[i].c;
      }
  if (text[1] != '#')
    return 0;
  c = text[2] == 'x' ? g_ascii_strtoull (text + 3, &end, 16)
                     : g_ascii_strtoull (text + 2, &end, 10);
  *length = end - text + 1;
  return *end == ';' && c < 0x110000 && g_unichar_validate (c) ? c : 0;
}

/* the words of a text in HTML */
static char *
dup_words (const char *html)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*html != '\0')
    {
      const char *end = *html == '<' ? strchr (html, '>') : NULL;
      gsize length = 1;
      gunichar c;

      if (end != NULL && (g_ascii_isalpha (html[1]) || html[1] == '/' || html[1] == '!'))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
          html = end + 1;
          continue;
        }
      c = *html == '&' ? read_reference (html, &length) : 0;
      if (c == 0)
        length = 1;
      if (c == ' ' || g_ascii_isspace (*html))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (c != 0)
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, *html);
      html += length;
    }
  return g_strstrip (g_strdup (out->str));
}

static void
take_words (char      **words,
            const char *html)
{
  g_free (*words);
  *words = dup_words (html);
}

/* ---- dates ----------------------------------------------------------------------------------- */

/* (transfer full) (nullable): EDTF; @parts are not known to be numbers */
static char *
dup_day (char *const parts[N_PARTS])
{
  gint64 numbers[N_PARTS] = { 0 };
  guint n = 0;

  while (n < N_PARTS && parts[n] != NULL && *parts[n] != '\0')
    {
      if (!g_ascii_string_to_signed (parts[n], 10, n == 0 ? -9999 : 1, n == 0 ? 9999 : 31,
                                     &numbers[n], NULL))
        return NULL;
      n++;
    }
  if (n == 0)
    return NULL;

  GString *edtf = g_string_new (NULL);

  g_string_append_printf (edtf, "%s%04d", numbers[0] < 0 ? "-" : "", ABS ((int) numbers[0]));
  for (guint i = 1; i < n; i++)
    g_string_append_printf (edtf, "-%02d", (int) numbers[i]);
  return g_string_free (edtf, FALSE);
}

static gboolean
has_date (char *const parts[N_PARTS])
{
  return parts[PART_YEAR] != NULL && *parts[PART_YEAR] != '\0';
}

static void
add_slide (DlnCaseBuild *build,
           const Slide  *slide)
{
  g_auto (DlnCaseItem) item = { 0 };
  g_autofree char *begin = dup_day (slide->begin);
  g_autofree char *end = dup_day (slide->end);
  g_autofree char *when = NULL;

  if (slide->is_title)
    {
      if (build->title == NULL)
        build->title = g_strdup (slide->headline);
      return;
    }
  if ((begin == NULL && has_date (slide->begin)) || (end == NULL && has_date (slide->end)))
    {
      _dln_case_refuse (build, _("its date is none"));
      return;
    }
  if (begin != NULL && end != NULL && strcmp (begin, end) != 0)
    when = g_strdup_printf ("%s/%s", begin, end);
  _dln_case_item_set (&item, DLN_ITEM_TITLE, slide->headline != NULL ? slide->headline : "");
  _dln_case_item_set (&item, DLN_ITEM_TEXT, slide->words != NULL ? slide->words : "");
  if (begin != NULL)
    _dln_case_item_set (&item, DLN_ITEM_WHEN, when != NULL ? when : begin);
  _dln_case_add_event (build, &item);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

gboolean
_dln_is_timelinejs (const char *head)
{
  return *head == '{' && strstr (head, "\"events\"") != NULL
         && strstr (head, "\"start_date\"") != NULL;
}

static void
take_date_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  static const char *const names[] = { "year", "month", "day" };
  char **parts = data;

  for (guint i = 0; i < N_PARTS && value->string != NULL; i++)
    if (strcmp (key, names[i]) == 0)
      {
        g_free (parts[i]);
        parts[i] = g_strstrip (g_strdup (value->string));
      }
}

static void
take_text_cb (const char         *key,
              const DlnJsonValue *value,
              gpointer            data)
{
  Slide *slide = data;

  if (value->string != NULL && strcmp (key, "headline") == 0)
    take_words (&slide->headline, value->string);
  else if (value->string != NULL && strcmp (key, "text") == 0)
    take_words (&slide->words, value->string);
}

static void
read_member (const DlnJsonValue *value,
             DlnJsonFunc         take,
             gpointer            data)
{
  if (value->string == NULL && *value->raw == '{')
    _dln_json_read_object (value->raw, value->length, take, data, NULL);
}

static void
take_slide_cb (const char         *key,
               const DlnJsonValue *value,
               gpointer            data)
{
  Slide *slide = data;

  if (strcmp (key, "start_date") == 0)
    read_member (value, take_date_cb, slide->begin);
  else if (strcmp (key, "end_date") == 0)
    read_member (value, take_date_cb, slide->end);
  else if (strcmp (key, "text") == 0)
    read_member (value, take_text_cb, slide);
}

static void
take_event_cb (const char         *key,
               const DlnJsonValue *value,
               gpointer            data)
{
  DlnCaseBuild *build = data;
  g_auto (Slide) slide = { 0 };

  build->number += 1;
  read_member (value, take_slide_cb, &slide);
  if (!build->failed)
    add_slide (build, &slide);
}

static void
take_timeline_cb (const char         *key,
                  const DlnJsonValue *value,
                  gpointer            data)
{
  DlnCaseBuild *build = data;
  g_auto (Slide) slide = { .is_title = TRUE };

  if (strcmp (key, "title") == 0)
    {
      read_member (value, take_slide_cb, &slide);
      add_slide (build, &slide);
    }
  else if (strcmp (key, "events") == 0 && value->string == NULL && *value->raw == '[')
    _dln_json_read_array (value->raw, value->length, take_event_cb, build, NULL);
}

void
_dln_read_timelinejs (DlnCaseBuild *build,
                      const char   *text,
                      gsize         length)
{
  g_autoptr (GError) error = NULL;

  build->list = "events";
  if (_dln_json_read_object (text, length, take_timeline_cb, build, &error) || build->failed)
    return;
  g_propagate_error (build->error, g_steal_pointer (&error));
  build->failed = TRUE;
}

/* ---- table ----------------------------------------------------------------------------------- */

typedef enum
{
  COLUMN_YEAR,
  COLUMN_MONTH,
  COLUMN_DAY,
  COLUMN_END_YEAR,
  COLUMN_END_MONTH,
  COLUMN_END_DAY,
  COLUMN_HEADLINE,
  COLUMN_TEXT,
  COLUMN_TYPE,
  N_COLUMNS
} Column;

static const char *const columns[N_COLUMNS] = {
  "Year", "Month", "Day", "End Year", "End Month", "End Day", "Headline", "Text", "Type",
};

typedef struct
{
  DlnCaseBuild *build;
  int           places[N_COLUMNS]; /* -1 = there is none */
  gboolean      has_head;
} Table;

gboolean
_dln_is_timelinejs_table (const char *head)
{
  g_autofree char *line = g_strndup (head, strcspn (head, "\r\n"));

  return (g_str_has_prefix (line, "Year,") || g_str_has_prefix (line, "Year\t")
          || g_str_has_prefix (line, "\"Year\","))
         && strstr (line, "Headline") != NULL && strstr (line, "End Year") != NULL;
}

/* a cell that a spreadsheet would take for a formula has an apostrophe before it */
static char *
dup_cell (const Table     *table,
          const GPtrArray *cells,
          Column           column)
{
  int place = table->places[column];
  const char *cell = place >= 0 && place < (int) cells->len ? g_ptr_array_index (cells, place) : "";

  if (cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@\t\r", cell[1]) != NULL)
    cell++;
  return g_strstrip (g_strdup (cell));
}

static void
find_columns (Table           *table,
              const GPtrArray *cells)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      table->places[column] = -1;
      for (guint i = 0; i < cells->len; i++)
        if (g_ascii_strcasecmp (g_strstrip (g_ptr_array_index (cells, i)), columns[column]) == 0)
          table->places[column] = i;
    }
  table->has_head = TRUE;
}

static void
take_row_cb (GPtrArray *cells,
             gpointer   data)
{
  Table *table = data;
  g_auto (Slide) slide = { 0 };

  if (!table->has_head)
    {
      find_columns (table, cells);
      return;
    }

  g_autofree char *headline = dup_cell (table, cells, COLUMN_HEADLINE);
  g_autofree char *text = dup_cell (table, cells, COLUMN_TEXT);
  g_autofree char *type = dup_cell (table, cells, COLUMN_TYPE);

  table->build->number += 1;
  for (guint i = 0; i < N_PARTS; i++)
    {
      slide.begin[i] = dup_cell (table, cells, COLUMN_YEAR + i);
      slide.end[i] = dup_cell (table, cells, COLUMN_END_YEAR + i);
    }
  take_words (&slide.headline, headline);
  take_words (&slide.words, text);
  slide.is_title = g_ascii_strcasecmp (type, "title") == 0;
  if (*headline == '\0' && !has_date (slide.begin)) /* an empty line, or a picture alone */
    return;
  if (g_ascii_strcasecmp (type, "era") != 0 && !table->build->failed)
    add_slide (table->build, &slide);
}

void
_dln_read_timelinejs_table (DlnCaseBuild *build,
                            const char   *text,
                            gsize         length)
{
  Table table = { .build = build };

  build->list = "rows";
  _dln_csv_read (text, length, take_row_cb, &table);
}
