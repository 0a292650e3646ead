/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text, with a header of "Title: ..." lines if there is one, and JSON lines.
 *
 * A header is the first lines up to an empty one, each "Key: value", the first with a key that we
 * know. It is taken off; the title becomes the first paragraph, so that it is read like any other
 * headline. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include "base/dln-when.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MAX_HEADER_LINES 24
#define MAX_HEADER_LINE 1000
#define MAX_KEY 24

typedef enum
{
  FIELD_NONE,
  FIELD_ID,
  FIELD_TITLE,
  FIELD_SOURCE,
  FIELD_BYLINE,
  FIELD_DATE,
  FIELD_LANGUAGE,
  FIELD_URI,
  FIELD_TEXT,
  FIELD_NOTE,
  N_FIELDS
} Field;

typedef struct
{
  char *values[N_FIELDS];
} Fields;

static const struct
{
  const char *key;
  Field       field;
  gboolean    header; /* also a key of a text file's header */
} keys[] = {
  { "doc", FIELD_ID, FALSE },
  { "id", FIELD_ID, FALSE },
  { "text", FIELD_TEXT, FALSE },
  { "title", FIELD_TITLE, TRUE },
  { "headline", FIELD_TITLE, TRUE },
  { "source", FIELD_SOURCE, TRUE },
  { "publisher", FIELD_SOURCE, TRUE },
  { "publication", FIELD_SOURCE, TRUE },
  { "newspaper", FIELD_SOURCE, TRUE },
  { "author", FIELD_BYLINE, TRUE },
  { "authors", FIELD_BYLINE, TRUE },
  { "byline", FIELD_BYLINE, TRUE },
  { "date", FIELD_DATE, TRUE },
  { "dct", FIELD_DATE, FALSE },
  { "published", FIELD_DATE, TRUE },
  { "publication date", FIELD_DATE, TRUE },
  { "language", FIELD_LANGUAGE, TRUE },
  { "lang", FIELD_LANGUAGE, FALSE },
  { "url", FIELD_URI, TRUE },
  { "uri", FIELD_URI, FALSE },
  { "link", FIELD_URI, TRUE },
  { "note", FIELD_NOTE, TRUE },
  { "licence", FIELD_NOTE, TRUE },
  { "license", FIELD_NOTE, TRUE },
};

static void
clear_fields (Fields *fields)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&fields->values[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, clear_fields)

static Field
find_field (const char *key,
            gsize       length,
            gboolean    header)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((!header || keys[i].header) && strlen (keys[i].key) == length
        && g_ascii_strncasecmp (keys[i].key, key, length) == 0)
      return keys[i].field;
  return FIELD_NONE;
}

static void
set_field (Fields     *fields,
           Field       field,
           const char *value,
           gsize       length)
{
  if (field == FIELD_NONE || fields->values[field] != NULL)
    return;
  fields->values[field] = g_strndup (value, length);
  if (field != FIELD_TEXT)
    g_strstrip (fields->values[field]);
}

static DlnDocument *
make_document (const char   *text,
               gssize        length,
               const char   *fallback_id,
               const Fields *fields)
{
  g_autofree char *date =
    fields->values[FIELD_DATE] != NULL ? _dln_read_date (fields->values[FIELD_DATE]) : NULL;
  DlnDocumentInfo info = {
    .id = fields->values[FIELD_ID] != NULL ? fields->values[FIELD_ID] : fallback_id,
    .title = fields->values[FIELD_TITLE],
    .source = fields->values[FIELD_SOURCE],
    .byline = fields->values[FIELD_BYLINE],
    .date = date,
    .language = fields->values[FIELD_LANGUAGE],
    .uri = fields->values[FIELD_URI],
  };

  return dln_document_new (text, length, &info);
}

static gboolean
has_words (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

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
             Fields     *fields)
{
  const char *line = text;

  for (guint i = 0; i < MAX_HEADER_LINES; i++)
    {
      gsize length = strcspn (line, "\r\n");
      gsize key = length <= MAX_HEADER_LINE ? find_key (line, length) : 0;
      Field field = key > 0 ? find_field (line, key, TRUE) : FIELD_NONE;

      if (i > 0 && length == 0)
        return line + strspn (line, "\r\n");
      if (key == 0 || (i == 0 && field == FIELD_NONE))
        break;
      set_field (fields, field, line + key + 1, length - key - 1);
      line += length;
      line += *line == '\r' ? 1 : 0;
      line += *line == '\n' ? 1 : 0;
    }
  clear_fields (fields);
  return text;
}

DlnIngested *
_dln_ingest_text (char       *text,
                  const char *id,
                  GError    **error)
{
  g_autofree char *owned = text;
  g_auto (Fields) fields = { 0 };
  const char *body = read_header (text, &fields);
  const char *title = fields.values[FIELD_TITLE];
  g_autofree char *whole = NULL;

  if (title != NULL && *title != '\0' && strncmp (body, title, strlen (title)) != 0)
    {
      whole = g_strconcat (title, "\n\n", body, NULL);
      body = whole;
    }
  if (!has_words (body))
    {
      g_set_error (
        error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_EMPTY, _ ("%s has no words in it."), id);
      return NULL;
    }

  DlnIngested *item = g_new0 (DlnIngested, 1);

  item->document = make_document (body, -1, id, &fields);
  return item;
}

static void
take_member_cb (const char *key,
                const char *value,
                gpointer    data)
{
  if (value != NULL)
    set_field (data, find_field (key, strlen (key), FALSE), value, strlen (value));
}

DlnIngested *
_dln_ingest_json_line (const char *line,
                       gsize       length,
                       const char *fallback_id,
                       GError    **error)
{
  g_auto (Fields) fields = { 0 };

  if (!_dln_json_read_object (line, length, take_member_cb, &fields, error))
    return NULL;
  if (fields.values[FIELD_TEXT] == NULL)
    {
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_FORMAT,
                   _("it has no \u201ctext\u201d"));
      return NULL;
    }

  DlnIngested *item = g_new0 (DlnIngested, 1);

  item->document = make_document (fields.values[FIELD_TEXT], -1, fallback_id, &fields);
  return item;
}

/* ---- dates of metadata ---------------------------------------------------------------------- */

static guint
find_month (const char *word)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec" };

  if (strlen (word) < 3)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strncasecmp (word, months[i], 3) == 0)
      return i + 1;
  return 0;
}

/* "5 April 2023", "April 5th, 2023", "Wed, 05 Apr 2023 10:00:00 GMT": one month by name, one day,
 * one year */
static char *
read_worded_date (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,.\t", 12);
  guint month = 0;
  guint day = 0;
  guint year = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *end;
      guint64 number = g_ascii_strtoull (words[i], &end, 10);

      if (end == words[i])
        month = month == 0 ? find_month (words[i]) : month;
      else if (*end == ':')
        continue;
      else if (number >= 1000 && number <= 2999 && *end == '\0' && year == 0)
        year = number;
      else if (number >= 1 && number <= 31 && day == 0 && end - words[i] <= 2)
        day = number;
    }
  if (month == 0 || year == 0 || day > dln_days_in_month (year, month))
    return NULL;
  return day > 0 ? g_strdup_printf ("%04u-%02u-%02u", year, month, day)
                 : g_strdup_printf ("%04u-%02u", year, month);
}

static gboolean
is_iso_date_and_time (const char *text)
{
  guint year, month, day;

  return strlen (text) > 11 && (text[10] == 'T' || text[10] == ' ')
         && sscanf (text, "%4u-%2u-%2u", &year, &month, &day) == 3 && year > 0 && month >= 1
         && month <= 12 && day >= 1 && day <= dln_days_in_month (year, month);
}

char *
_dln_read_date (const char *text)
{
  g_autofree char *date = g_strstrip (g_strndup (text, 64));
  DlnWhen when;

  if (is_iso_date_and_time (date))
    {
      date[10] = 'T';
      return g_steal_pointer (&date);
    }
  if (strlen (date) == 10 && (date[4] == '/' || date[4] == '.') && date[7] == date[4])
    date[4] = date[7] = '-';
  if (strlen (date) == 8 && strspn (date, "0123456789") == 8)
    {
      char *dashed = g_strdup_printf ("%.4s-%.2s-%.2s", date, date + 4, date + 6);

      g_free (date);
      date = dashed;
    }
  if (g_ascii_isdigit (*date) && dln_when_parse_edtf (date, &when, NULL)
      && dln_when_is_known (&when))
    return g_steal_pointer (&date);
  return read_worded_date (date);
}
