/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What press databases give out: many articles in one text, each with its head lines. Three forms:
 * Nexis ("1 of 2 DOCUMENTS", "BYLINE: ...", "LOAD-DATE: ..." or "End of Document"), Factiva with
 * codes ("HD  Title", "PD  5 March 2024") and Factiva without ("210 words", "Document ABC0..."). */
#define G_LOG_DOMAIN "dateline-ingest"
#include "config.h"

#include "ingest/dln-ingest-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_HEAD_LINES 12
#define MAX_TITLE 300

typedef struct
{
  DlnReading *reading;
  DlnFields   fields;
  GString    *text;
  GPtrArray  *head; /* char *: lines that are neither named nor text yet */
  guint       number; /* of the articles before it */
} Article;

static void
clear_article (Article *article)
{
  dln_fields_clear (&article->fields);
  g_string_free (article->text, TRUE);
  g_ptr_array_unref (article->head);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Article, clear_article)

static Article
new_article (DlnReading *reading)
{
  return (Article) { .reading = reading,
                     .text = g_string_new (NULL),
                     .head = g_ptr_array_new_with_free_func (g_free) };
}

static char **
split_lines (const char *text)
{
  char **lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);
  return lines;
}

/* what was gathered is an article, if it has words; then the next one begins */
static gboolean
give_article (Article *article,
              GError **error)
{
  g_autofree char *part = g_strdup_printf ("#%u", article->reading->n_own + 1);
  gboolean done = TRUE;

  g_strstrip (article->text->str);
  article->text->len = strlen (article->text->str);
  if (dln_has_words (article->text->str))
    {
      article->number += 1;
      dln_fields_set_place (&article->fields, "article", article->number);
      dln_fields_replace (&article->fields, DLN_FIELD_TEXT, g_strdup (article->text->str));
      done = dln_reading_give (article->reading, &article->fields, part, NULL, error);
    }
  dln_fields_clear (&article->fields);
  g_string_truncate (article->text, 0);
  g_ptr_array_set_size (article->head, 0);
  return done && !g_cancellable_set_error_if_cancelled (article->reading->cancellable, error);
}

static void
append_line (Article    *article,
             const char *line)
{
  g_string_append (article->text, line);
  g_string_append_c (article->text, '\n');
}

static void
set_byline (Article    *article,
            const char *name)
{
  name += strspn (name, " \t");
  if (g_ascii_strncasecmp (name, "by ", 3) == 0)
    name += 3;
  dln_fields_set (&article->fields, DLN_FIELD_BYLINE, name, -1);
}

/* (transfer full) (nullable): a line that is a day and nothing else */
static char *
dup_day (const char *line)
{
  char *date = strlen (line) <= 60 ? dln_fields_read_date (line) : NULL;

  if (date == NULL || strlen (date) < 10)
    g_clear_pointer (&date, g_free);
  return date;
}

/* ---- Nexis ----------------------------------------------------------------------------------- */

typedef enum
{
  NEXIS_NONE,
  NEXIS_BYLINE,
  NEXIS_URL,
  NEXIS_HEAD, /* stands before the text */
  NEXIS_TAIL, /* stands behind it */
} NexisKind;

static NexisKind
find_nexis_key (const char  *line,
                const char **value)
{
  static const struct
  {
    const char *key;
    NexisKind   kind;
  } keys[] = {
    { "BYLINE:", NEXIS_BYLINE },      { "URL:", NEXIS_URL },           { "SECTION:", NEXIS_HEAD },
    { "LENGTH:", NEXIS_HEAD },        { "DATELINE:", NEXIS_HEAD },     { "HIGHLIGHT:", NEXIS_HEAD },
    { "EDITION:", NEXIS_HEAD },       { "SERIES:", NEXIS_HEAD },       { "PG.", NEXIS_HEAD },
    { "COPYRIGHT ", NEXIS_HEAD },     { "LOAD-DATE:", NEXIS_TAIL },    { "LANGUAGE:", NEXIS_TAIL },
    { "PUBLICATION-TYPE:", NEXIS_TAIL }, { "JOURNAL-CODE:", NEXIS_TAIL },
    { "SUBJECT:", NEXIS_TAIL },       { "GEOGRAPHIC:", NEXIS_TAIL },   { "PERSON:", NEXIS_TAIL },
    { "COMPANY:", NEXIS_TAIL },       { "ORGANIZATION:", NEXIS_TAIL },
    { "INDUSTRY:", NEXIS_TAIL },      { "CORRECTION:", NEXIS_TAIL },
    { "TICKER:", NEXIS_TAIL },        { "GRAPHIC:", NEXIS_TAIL },
    { "DOCUMENT-TYPE:", NEXIS_TAIL }, { "CITY:", NEXIS_TAIL },         { "STATE:", NEXIS_TAIL },
    { "COUNTRY:", NEXIS_TAIL },       { "CORRECTION-DATE:", NEXIS_TAIL },
  };

  line += strspn (line, " \t");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strncasecmp (line, keys[i].key, strlen (keys[i].key)) == 0)
      {
        *value = line + strlen (keys[i].key);
        return keys[i].kind;
      }
  return NEXIS_NONE;
}

/* "1 of 2 DOCUMENTS" */
static gboolean
is_nexis_count (const char *line)
{
  line += strspn (line, " \t");
  if (!g_ascii_isdigit (*line))
    return FALSE;
  line += strspn (line, "0123456789");
  if (!g_str_has_prefix (line, " of "))
    return FALSE;
  line += 4;
  return g_ascii_isdigit (*line)
         && g_str_has_prefix (line + strspn (line, "0123456789"), " DOCUMENT");
}

static gboolean
is_line (const char *line,
         const char *words)
{
  line += strspn (line, " \t");
  return g_ascii_strcasecmp (line, words) == 0;
}

/* source, day, title; or, as newer exports have it, title, source, day. What stands behind belongs
 * to the text. */
static void
read_nexis_head (Article *article)
{
  GPtrArray *head = article->head;
  guint day = 0;
  guint used;

  for (; day < head->len; day++)
    {
      g_autofree char *date = dup_day (g_ptr_array_index (head, day));

      if (date == NULL)
        continue;
      dln_fields_set (&article->fields, DLN_FIELD_DATE, date, -1);
      break;
    }
  if (day == head->len) /* no day: what there is is the text */
    used = 0;
  else if (day == 1)
    {
      dln_fields_set (&article->fields, DLN_FIELD_SOURCE, g_ptr_array_index (head, 0), -1);
      used = 2;
      if (head->len > 2 && strlen (g_ptr_array_index (head, 2)) < MAX_TITLE)
        dln_fields_set (&article->fields, DLN_FIELD_TITLE, g_ptr_array_index (head, used++), -1);
    }
  else
    {
      if (day > 0)
        {
          dln_fields_set (&article->fields, DLN_FIELD_TITLE, g_ptr_array_index (head, 0), -1);
          dln_fields_set (
            &article->fields, DLN_FIELD_SOURCE, g_ptr_array_index (head, day - 1), -1);
        }
      used = day + 1;
    }
  for (guint i = used; i < head->len; i++)
    {
      append_line (article, g_ptr_array_index (head, i));
      append_line (article, "");
    }
  g_ptr_array_set_size (head, 0);
}

typedef enum
{
  PART_HEAD,
  PART_TEXT,
  PART_TAIL
} Part;

/* Returns: the part that the line behind this one belongs to */
static Part
read_nexis_line (Article    *article,
                 const char *line,
                 Part        part)
{
  const char *value = line;
  NexisKind kind = find_nexis_key (line, &value);

  if (part == PART_TAIL)
    return part;
  if (kind == NEXIS_TAIL || is_line (line, "Classification"))
    {
      if (part == PART_HEAD)
        read_nexis_head (article);
      return PART_TAIL;
    }
  if (part == PART_TEXT)
    {
      append_line (article, line);
      return part;
    }
  if (is_line (line, "Body"))
    {
      read_nexis_head (article);
      return PART_TEXT;
    }
  if (kind == NEXIS_BYLINE)
    set_byline (article, value);
  else if (kind == NEXIS_URL)
    dln_fields_set (&article->fields, DLN_FIELD_URI, value, -1);
  if (kind != NEXIS_NONE)
    {
      if (article->head->len > 0)
        read_nexis_head (article);
      return part;
    }
  if (*line == '\0' || is_line (line, "All Rights Reserved"))
    return part;
  if (article->fields.values[DLN_FIELD_DATE] != NULL || article->head->len >= MAX_HEAD_LINES)
    {
      read_nexis_head (article);
      append_line (article, line);
      return PART_TEXT;
    }
  g_ptr_array_add (article->head, g_strstrip (g_strdup (line)));
  return part;
}

gboolean
_dln_ingest_nexis (DlnReading *reading,
                   const char *text,
                   GError    **error)
{
  g_auto (Article) article = new_article (reading);
  g_auto (GStrv) lines = split_lines (text);
  Part part = PART_HEAD;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean begins = is_nexis_count (lines[i]);

      if (begins || is_line (lines[i], "End of Document"))
        {
          if (part == PART_HEAD)
            read_nexis_head (&article);
          if (!give_article (&article, error))
            return FALSE;
          part = PART_HEAD;
          continue;
        }
      part = read_nexis_line (&article, lines[i], part);
    }
  if (part == PART_HEAD)
    read_nexis_head (&article);
  return give_article (&article, error);
}

/* ---- Factiva with codes ---------------------------------------------------------------------- */

/* Returns: the code at a line's begin, as "HD", or "" */
static const char *
find_factiva_code (const char  *line,
                   const char **value)
{
  static const char *const codes[] = { "SE", "HD", "CR",  "BY",  "WC",  "PD", "ET",  "SN", "SC",
                                       "ED", "PG", "VOL", "LA",  "CY",  "LP", "TD",  "CT", "RF",
                                       "CO", "IN", "NS",  "RE",  "IPC", "IPD", "PUB", "AN", "CLM",
                                       "CX", "ART" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      gsize n = strlen (codes[i]);

      if (strncmp (line, codes[i], n) == 0
          && (line[n] == '\0' || line[n] == '\t' || g_str_has_prefix (line + n, "  ")))
        {
          *value = line + n + strspn (line + n, " \t");
          return codes[i];
        }
    }
  *value = line;
  return "";
}

static void
take_factiva_value (Article    *article,
                    const char *code,
                    const char *value)
{
  static const struct
  {
    const char *code;
    DlnField    field;
  } fields[] = { { "HD", DLN_FIELD_TITLE }, { "PD", DLN_FIELD_DATE }, { "SN", DLN_FIELD_SOURCE } };

  if (strcmp (code, "LP") == 0 || strcmp (code, "TD") == 0)
    append_line (article, value);
  else if (strcmp (code, "BY") == 0 && *value != '\0')
    set_byline (article, value);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (code, fields[i].code) == 0)
      dln_fields_set (&article->fields, fields[i].field, value, -1);
}

static gboolean
read_with_codes (Article *article,
                 char   **lines,
                 GError **error)
{
  const char *code = "";

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *value;
      const char *found = find_factiva_code (lines[i], &value);

      if (strcmp (found, "HD") == 0 && !give_article (article, error))
        return FALSE;
      if (*found != '\0')
        {
          if (strcmp (found, "TD") == 0)
            append_line (article, "");
          code = found;
        }
      take_factiva_value (article, code, value + strspn (value, " \t"));
    }
  return give_article (article, error);
}

/* ---- Factiva without codes ------------------------------------------------------------------- */

/* "1,210 words" */
static gboolean
is_word_count (const char *line)
{
  gsize n = strspn (line, "0123456789,.");

  return n > 0 && strcmp (line + n, " words") == 0;
}

/* "Document NPOST00020240305ek3500001" */
static gboolean
is_factiva_end (const char *line)
{
  const char *code = line + strlen ("Document ");
  guint n_digits = 0;

  if (!g_str_has_prefix (line, "Document ") || strlen (code) < 15)
    return FALSE;
  for (const char *p = code; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p))
        return FALSE;
      n_digits += g_ascii_isdigit (*p);
    }
  return n_digits >= 8;
}

/* Returns: the row behind the line with the owner of the rights, or behind the last head line */
static guint
find_text_begin (char **lines,
                 guint  begin,
                 guint  end)
{
  for (guint i = begin; i < MIN (end, begin + MAX_HEAD_LINES * 2); i++)
    {
      const char *line = lines[i] + strspn (lines[i], " \t");

      if (g_ascii_strncasecmp (line, "(c)", 3) == 0 || g_str_has_prefix (line, "\u00a9")
          || g_ascii_strncasecmp (line, "copyright", 9) == 0)
        return i + 1;
    }
  return begin;
}

/* title, by-line, count of words, day, perhaps the hour, source, its code, language, rights */
static guint
read_bare_head (Article *article,
                char   **lines,
                guint    begin,
                guint    end)
{
  guint title = end, before = end, count = end, day = end;

  for (guint i = begin; i < MIN (end, begin + MAX_HEAD_LINES * 2) && count == end; i++)
    {
      if (*lines[i] == '\0')
        continue;
      if (is_word_count (lines[i]))
        count = i;
      else if (title == end)
        title = i;
      else
        before = i;
    }
  if (count == end)
    return begin;
  if (title != end)
    dln_fields_set (&article->fields, DLN_FIELD_TITLE, lines[title], -1);
  if (before != end)
    set_byline (article, lines[before]);
  for (guint i = count + 1; i < MIN (end, count + 6); i++)
    {
      g_autofree char *date = day == end ? dup_day (lines[i]) : NULL;

      if (date != NULL)
        {
          dln_fields_set (&article->fields, DLN_FIELD_DATE, date, -1);
          day = i;
        }
      else if (day != end && *lines[i] != '\0' && !g_ascii_isdigit (*lines[i]))
        {
          dln_fields_set (&article->fields, DLN_FIELD_SOURCE, lines[i], -1);
          return find_text_begin (lines, i + 1, end);
        }
    }
  return count + 1;
}

static gboolean
read_without_codes (Article *article,
                    char   **lines,
                    GError **error)
{
  guint begin = 0;

  for (guint i = 0;; i++)
    {
      gboolean ends = lines[i] == NULL || is_factiva_end (lines[i]);

      if (!ends)
        continue;
      for (guint k = read_bare_head (article, lines, begin, i); k < i; k++)
        append_line (article, lines[k]);
      if (!give_article (article, error))
        return FALSE;
      if (lines[i] == NULL)
        return TRUE;
      begin = i + 1;
    }
}

gboolean
_dln_ingest_factiva (DlnReading *reading,
                     const char *text,
                     GError    **error)
{
  g_auto (Article) article = new_article (reading);
  g_auto (GStrv) lines = split_lines (text);
  gboolean has_codes = FALSE;

  for (guint i = 0; lines[i] != NULL && !has_codes; i++)
    {
      const char *value;

      has_codes = strcmp (find_factiva_code (lines[i], &value), "HD") == 0;
    }
  return has_codes ? read_with_codes (&article, lines, error)
                   : read_without_codes (&article, lines, error);
}

/* ---- which ----------------------------------------------------------------------------------- */

/**
 * _dln_find_export:
 * @text: the first lines, or all of a text
 *
 * Returns: %DLN_INPUT_NEXIS or %DLN_INPUT_FACTIVA where it has their marks, else %DLN_INPUT_TEXT
 */
DlnInputFormat
_dln_find_export (const char *text)
{
  g_auto (GStrv) lines = split_lines (text);
  guint n_codes = 0;
  gboolean counted = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *value;
      const char *code = find_factiva_code (lines[i], &value);

      if (is_nexis_count (lines[i]) || is_line (lines[i], "End of Document")
          || g_ascii_strncasecmp (lines[i], "LOAD-DATE:", 10) == 0)
        return DLN_INPUT_NEXIS;
      n_codes += strcmp (code, "HD") == 0 || strcmp (code, "PD") == 0 || strcmp (code, "SN") == 0
                 || strcmp (code, "LP") == 0;
      counted |= is_word_count (lines[i]);
      if (n_codes >= 4 || (counted && is_factiva_end (lines[i])))
        return DLN_INPUT_FACTIVA;
    }
  return DLN_INPUT_TEXT;
}
