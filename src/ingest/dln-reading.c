/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all readers share: the names of fields as tools write them, dates of metadata, and how what
 * was read becomes a document. */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include "base/dln-when.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MAX_FIELD_KEY 32

/* As newsapi, news-please, Scrapy, newspaper, trafilatura, Telegram, the Guardian and others name
 * them, in small letters and without what stands between words. The first of a field that is there
 * counts. */
static const struct
{
  const char *key;
  DlnField    field;
  gboolean    header; /* also a key of a text file's header */
} keys[] = {
  { "doc", DLN_FIELD_ID, FALSE },
  { "id", DLN_FIELD_ID, FALSE },
  { "text", DLN_FIELD_TEXT, FALSE },
  { "maintext", DLN_FIELD_TEXT, FALSE },
  { "fulltext", DLN_FIELD_TEXT, FALSE },
  { "articlebody", DLN_FIELD_TEXT, FALSE },
  { "bodytext", DLN_FIELD_TEXT, FALSE },
  { "articletext", DLN_FIELD_TEXT, FALSE },
  { "rawtext", DLN_FIELD_TEXT, FALSE },
  { "body", DLN_FIELD_TEXT, FALSE },
  { "content", DLN_FIELD_TEXT, FALSE },
  { "contenthtml", DLN_FIELD_TEXT, FALSE },
  { "article", DLN_FIELD_TEXT, FALSE },
  { "story", DLN_FIELD_TEXT, FALSE },
  { "message", DLN_FIELD_TEXT, FALSE },
  { "title", DLN_FIELD_TITLE, TRUE },
  { "headline", DLN_FIELD_TITLE, TRUE },
  { "webtitle", DLN_FIELD_TITLE, FALSE },
  { "source", DLN_FIELD_SOURCE, TRUE },
  { "publisher", DLN_FIELD_SOURCE, TRUE },
  { "publication", DLN_FIELD_SOURCE, TRUE },
  { "newspaper", DLN_FIELD_SOURCE, TRUE },
  { "sitename", DLN_FIELD_SOURCE, FALSE },
  { "site", DLN_FIELD_SOURCE, FALSE },
  { "outlet", DLN_FIELD_SOURCE, FALSE },
  { "medianame", DLN_FIELD_SOURCE, FALSE },
  { "sourcename", DLN_FIELD_SOURCE, FALSE },
  { "hostname", DLN_FIELD_SOURCE, FALSE },
  { "sourcedomain", DLN_FIELD_SOURCE, FALSE },
  { "domain", DLN_FIELD_SOURCE, FALSE },
  { "from", DLN_FIELD_SOURCE, FALSE },
  { "author", DLN_FIELD_BYLINE, TRUE },
  { "authors", DLN_FIELD_BYLINE, TRUE },
  { "byline", DLN_FIELD_BYLINE, TRUE },
  { "creator", DLN_FIELD_BYLINE, FALSE },
  { "writer", DLN_FIELD_BYLINE, FALSE },
  { "date", DLN_FIELD_DATE, TRUE },
  { "dct", DLN_FIELD_DATE, FALSE },
  { "published", DLN_FIELD_DATE, TRUE },
  { "publicationdate", DLN_FIELD_DATE, TRUE },
  { "publishedat", DLN_FIELD_DATE, FALSE },
  { "datepublish", DLN_FIELD_DATE, FALSE },
  { "datepublished", DLN_FIELD_DATE, FALSE },
  { "publishdate", DLN_FIELD_DATE, FALSE },
  { "publisheddate", DLN_FIELD_DATE, FALSE },
  { "pubdate", DLN_FIELD_DATE, FALSE },
  { "webpublicationdate", DLN_FIELD_DATE, FALSE },
  { "created", DLN_FIELD_DATE, FALSE },
  { "createdat", DLN_FIELD_DATE, FALSE },
  { "language", DLN_FIELD_LANGUAGE, TRUE },
  { "lang", DLN_FIELD_LANGUAGE, FALSE },
  { "url", DLN_FIELD_URI, TRUE },
  { "uri", DLN_FIELD_URI, FALSE },
  { "link", DLN_FIELD_URI, TRUE },
  { "weburl", DLN_FIELD_URI, FALSE },
  { "permalink", DLN_FIELD_URI, FALSE },
  { "canonicalurl", DLN_FIELD_URI, FALSE },
  { "articleurl", DLN_FIELD_URI, FALSE },
  { "description", DLN_FIELD_SUMMARY, FALSE },
  { "summary", DLN_FIELD_SUMMARY, FALSE },
  { "abstract", DLN_FIELD_SUMMARY, FALSE },
  { "excerpt", DLN_FIELD_SUMMARY, FALSE },
  { "snippet", DLN_FIELD_SUMMARY, FALSE },
  { "note", DLN_FIELD_NOTE, TRUE },
  { "licence", DLN_FIELD_NOTE, TRUE },
  { "license", DLN_FIELD_NOTE, TRUE },
};

/* ---- fields ---------------------------------------------------------------------------------- */

void
dln_fields_clear (DlnFields *fields)
{
  for (guint i = 0; i < DLN_N_FIELDS; i++)
    g_clear_pointer (&fields->values[i], g_free);
}

/* the place of a name in the list of names, -1 if it has none */
static int
find_key (const char *key,
          gsize       length)
{
  char plain[MAX_FIELD_KEY + 1];
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (key[i] == '_' || key[i] == '-' || key[i] == ' ')
        continue;
      if (n == MAX_FIELD_KEY)
        return -1;
      plain[n++] = g_ascii_tolower (key[i]);
    }
  plain[n] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].key, plain) == 0)
      return i;
  return -1;
}

/**
 * dln_fields_find:
 * @key: a name as a tool writes it
 * @length: its bytes
 * @header: whether it stands in a text, where fewer names count
 *
 * Returns: the field that it means, or %DLN_FIELD_NONE
 */
DlnField
dln_fields_find (const char *key,
                 gsize       length,
                 gboolean    header)
{
  int place = find_key (key, length);

  return place >= 0 && (!header || keys[place].header) ? keys[place].field : DLN_FIELD_NONE;
}

/* Returns: how far down the list a name stands: of two names for a field, the lesser counts */
guint
_dln_fields_rank (const char *key)
{
  int place = find_key (key, strlen (key));

  return place >= 0 ? place : G_MAXUINT;
}

/* keeps what is there; @value is copied */
void
dln_fields_set (DlnFields  *fields,
                DlnField    field,
                const char *value,
                gssize      length)
{
  if (field == DLN_FIELD_NONE || value == NULL || fields->values[field] != NULL)
    return;
  fields->values[field] = length < 0 ? g_strdup (value) : g_strndup (value, length);
  if (field != DLN_FIELD_TEXT)
    g_strstrip (fields->values[field]);
  if (*fields->values[field] == '\0')
    g_clear_pointer (&fields->values[field], g_free);
}

/* @value is (transfer full) */
void
dln_fields_replace (DlnFields *fields,
                    DlnField   field,
                    char      *value)
{
  g_free (fields->values[field]);
  fields->values[field] = value;
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
  g_auto (GStrv) words = g_strsplit_set (text, " ,.\t\r\n-", 16);
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

/* seconds or thousandths of them since 1970 */
static char *
read_seconds (const char *text)
{
  gsize n = strspn (text, "0123456789");
  gint64 seconds;

  if (text[n] != '\0' || (n != 10 && n != 13))
    return NULL;
  seconds = g_ascii_strtoll (text, NULL, 10) / (n == 13 ? 1000 : 1);

  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

char *
dln_fields_read_date (const char *text)
{
  g_autofree char *date = g_strstrip (g_strndup (text, 64));
  DlnWhen when;
  char *read = read_seconds (date);

  if (read != NULL)
    return read;
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

static gpointer
compile_days (gpointer data)
{
  return g_regex_new ("/(?<year>(?:19|20)\\d\\d)(?<mark>[-/_]?)(?<month>\\d\\d|[a-z]{3})"
                      "\\g{mark}(?<day>\\d\\d)(?=[-/_.]|$)",
                      G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
}

/* Publishers write the day of publication into addresses: "/2024/03/05/", "/2024/mar/05/",
 * "/2024-03-05/" and "/20240305/". What only might be one, as a number within a word, is none. */
char *
dln_fields_find_day (const char *uri)
{
  static GOnce once = G_ONCE_INIT;
  GRegex *days = g_once (&once, compile_days, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint year, month, day;

  if (days == NULL || !g_regex_match (days, uri, 0, &match))
    return NULL;

  g_autofree char *one = g_match_info_fetch_named (match, "year");
  g_autofree char *two = g_match_info_fetch_named (match, "month");
  g_autofree char *three = g_match_info_fetch_named (match, "day");

  year = g_ascii_strtoull (one, NULL, 10);
  month = g_ascii_isdigit (*two) ? g_ascii_strtoull (two, NULL, 10) : find_month (two);
  day = g_ascii_strtoull (three, NULL, 10);
  if (month < 1 || month > 12 || day < 1 || day > dln_days_in_month (year, month))
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

/* ---- documents ------------------------------------------------------------------------------- */

gboolean
dln_has_words (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* the whole text stands at one place of its file, as "message 12" */
void
dln_fields_set_place (DlnFields  *fields,
                      const char *what,
                      guint       number)
{
  dln_fields_replace (fields, DLN_FIELD_PLACES, g_strdup_printf ("0 %s %u\n", what, number));
}

/* The places of a text that has been moved by @by bytes; what stands before it is of the first. */
static void
move_places (DlnFields *fields,
             gssize     by)
{
  const char *line = fields->values[DLN_FIELD_PLACES];
  GString *moved;

  if (line == NULL || by == 0)
    return;
  moved = g_string_new (NULL);
  while (*line != '\0')
    {
      gsize length = strcspn (line, "\n");
      char *name;
      gint64 begin = g_ascii_strtoll (line, &name, 10);

      g_string_append_printf (moved, "%" G_GINT64_FORMAT, begin == 0 ? 0 : MAX (0, begin + by));
      g_string_append_len (moved, name, line + length - name);
      g_string_append_c (moved, '\n');
      line += length + (line[length] == '\n' ? 1 : 0);
    }
  dln_fields_replace (fields, DLN_FIELD_PLACES, g_string_free (moved, FALSE));
}

/* Returns: (transfer full): a document of @text, by what is in @fields */
DlnDocument *
_dln_fields_new_document (const DlnFields *fields,
                          const char      *text,
                          const char      *fallback_id)
{
  char *const *values = fields->values;
  g_autofree char *date =
    values[DLN_FIELD_DATE] != NULL ? dln_fields_read_date (values[DLN_FIELD_DATE]) : NULL;
  DlnDocumentInfo info = {
    .id = values[DLN_FIELD_ID] != NULL ? values[DLN_FIELD_ID] : fallback_id,
    .title = values[DLN_FIELD_TITLE],
    .source = values[DLN_FIELD_SOURCE],
    .byline = values[DLN_FIELD_BYLINE],
    .date = date,
    .language = values[DLN_FIELD_LANGUAGE],
    .uri = values[DLN_FIELD_URI],
    .places = values[DLN_FIELD_PLACES],
  };

  return dln_document_new (text, -1, &info);
}

/* (transfer full): the title is the first paragraph, as it is read like any other headline */
char *
_dln_put_title_before (const char *title,
                       const char *text)
{
  text += strspn (text, " \t\r\n");
  if (title == NULL || *title == '\0' || g_str_has_prefix (text, title))
    return g_strdup (text);
  return g_strconcat (title, "\n\n", text, NULL);
}

/* (transfer full): two sentences are one note; each (nullable) */
char *
_dln_join_notes (char *one, /* (transfer full) */
                 char *two) /* (transfer full) */
{
  char *both;

  if (one == NULL || two == NULL)
    return one != NULL ? one : two;
  both = g_strjoin (" ", one, two, NULL);
  g_free (one);
  g_free (two);
  return both;
}

/**
 * dln_reading_pass:
 * @reading: the file that it was read from
 * @item: (transfer full): an article
 * @error: %DLN_INGEST_ERROR_LIMIT, or of whoever takes the articles
 *
 * Returns: whether to go on
 */
gboolean
dln_reading_pass (DlnReading  *reading,
                  DlnIngested *item,
                  GError     **error)
{
  *reading->n_articles += 1;
  reading->n_own += 1;
  if (*reading->n_articles > DLN_READING_MAX_ARTICLES)
    {
      dln_ingested_free (item);
      g_set_error (error,
                   DLN_INGEST_ERROR,
                   DLN_INGEST_ERROR_LIMIT,
                   _("%s holds more than %u articles; the first ones were kept."),
                   reading->name,
                   DLN_READING_MAX_ARTICLES);
      return FALSE;
    }
  return reading->func (item, reading->data, error);
}

/**
 * dln_reading_give:
 * @reading: the file that it was read from
 * @fields: what is known; it is cleared
 * @part: (nullable): what stands behind the file's name in the id, as "#2"
 * @note: (nullable) (transfer full): a sentence on what was guessed
 * @error: see dln_reading_pass()
 *
 * Gives an article. Where there is no text a description stands for it, and that is said; one
 * without words is left out, and that is said too.
 *
 * Returns: whether to go on
 */
gboolean
dln_reading_give (DlnReading *reading,
                  DlnFields  *fields,
                  const char *part,
                  char       *note,
                  GError    **error)
{
  g_autofree char *id = g_strconcat (reading->name, part, NULL);
  g_autofree char *whole = NULL;
  const char *text = fields->values[DLN_FIELD_TEXT];
  DlnIngested *item;

  if (text == NULL || !dln_has_words (text))
    {
      text = fields->values[DLN_FIELD_SUMMARY];
      if (text == NULL || !dln_has_words (text))
        {
          g_free (note);
          dln_fields_clear (fields);
          dln_reading_tell (reading, g_strdup_printf (_("%s has no words in it."), id));
          return TRUE;
        }
      note = _dln_join_notes (
        note,
        g_strdup_printf (_("%s is only a description of an article, not its full text."), id));
    }
  item = g_new0 (DlnIngested, 1);
  whole = _dln_put_title_before (fields->values[DLN_FIELD_TITLE], text);
  move_places (fields, (gssize) strlen (whole) - (gssize) strlen (text));
  g_strchomp (whole);
  item->document = _dln_fields_new_document (fields, whole, id);
  item->note = note;
  dln_fields_clear (fields);
  return dln_reading_pass (reading, item, error);
}

/**
 * dln_reading_tell:
 * @reading: the file
 * @message: (transfer full): a sentence on a part that could not be read
 */
void
dln_reading_tell (DlnReading *reading,
                  char       *message)
{
  if (reading->messages != NULL && reading->messages->len < DLN_READING_MAX_MESSAGES)
    g_ptr_array_add (reading->messages, message);
  else
    g_free (message);
}

/* Returns: %FALSE with @error: the file is @what, as in "an encrypted PDF file" */
gboolean
dln_reading_refuse (DlnReading *reading,
                    const char *what,
                    GError    **error)
{
  g_set_error (
    error, DLN_INGEST_ERROR, DLN_INGEST_ERROR_FORMAT, _("%s is %s."), reading->name, what);
  return FALSE;
}

/* counts bytes that were unpacked against the bound of the outermost file */
gboolean
dln_reading_unpack (DlnReading *reading,
                    gsize       length,
                    GError    **error)
{
  *reading->unpacked += length;
  if (*reading->unpacked <= DLN_READING_MAX_UNPACKED)
    return !g_cancellable_set_error_if_cancelled (reading->cancellable, error);
  g_set_error (error,
               DLN_INGEST_ERROR,
               DLN_INGEST_ERROR_LIMIT,
               _("%s unpacks to more than %u MiB; what was read before that was kept."),
               reading->name,
               DLN_READING_MAX_UNPACKED >> 20);
  return FALSE;
}
