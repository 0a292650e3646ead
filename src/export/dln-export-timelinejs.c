/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key events as TimelineJS reads them: its JSON, and the table of its spreadsheet. TimelineJS
 * takes texts as HTML, so they are escaped. What has no day has no day there; "display_date" says
 * how precisely it is known. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "base/dln-json-writer.h"
#include "export/dln-export-story-private.h"

#include <string.h>

#define DAY G_GINT64_CONSTANT (86400)
#define MAX_QUOTES 3

static gboolean
is_finite (DlnInstant instant)
{
  return instant != DLN_INSTANT_PAST && instant != DLN_INSTANT_FUTURE;
}

/* The first and the last day of what is known; the same for a day. */
static gboolean
get_days (const DlnWhen *when,
          DlnCivil      *begin,
          DlnCivil      *end)
{
  DlnInstant first = is_finite (when->earliest_begin) ? when->earliest_begin : when->latest_begin;
  DlnInstant last = is_finite (when->latest_end) ? when->latest_end : when->earliest_end;

  if (!is_finite (first) && !is_finite (last))
    return FALSE;
  if (!is_finite (first))
    first = last - DAY;
  if (!is_finite (last) || last <= first)
    last = first + DAY;
  *begin = dln_civil_from_instant (first);
  *end = dln_civil_from_instant (last - 1);
  return TRUE;
}

/* How far a date is known: 1 year, 2 month, 3 day. */
static guint
get_depth (const DlnWhen *when)
{
  if ((when->flags & DLN_WHEN_INTERVAL) != 0 || when->precision == DLN_PRECISION_NONE)
    return 3;
  return when->precision >= DLN_PRECISION_YEAR    ? 1
         : when->precision >= DLN_PRECISION_MONTH ? 2
                                                  : 3;
}

static gboolean
is_stretch (const DlnCivil *begin,
            const DlnCivil *end,
            guint           depth)
{
  return depth == 3
         && (begin->year != end->year || begin->month != end->month || begin->day != end->day);
}

/* The sentences as the HTML that TimelineJS shows. */
static char *
dup_text (DlnCase            *dcase,
          const DlnStoryLine *line)
{
  g_autoptr (GPtrArray) quotes = _dln_story_new_quotes (dcase, line->event, MAX_QUOTES);
  GString *out = g_string_new (NULL);

  if (line->blurb != NULL)
    {
      g_autofree char *blurb = g_markup_escape_text (line->blurb, -1);

      g_string_append_printf (out, "<p>%s</p>", blurb);
    }
  for (guint i = 0; i < quotes->len; i++)
    {
      const DlnStoryQuote *quote = g_ptr_array_index (quotes, i);
      g_autofree char *text = g_markup_escape_text (quote->text, -1);
      g_autofree char *where = g_markup_escape_text (quote->where, -1);

      g_string_append_printf (out, "<p>\u201c%s\u201d <em>%s</em></p>", text, where);
    }
  return g_string_free (out, FALSE);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void
put_date (GString        *out,
          const char     *key,
          const DlnCivil *civil,
          guint           depth,
          const char     *shown)
{
  _dln_json_key (out, key);
  _dln_json_begin (out);
  _dln_json_integer (out, "year", civil->year);
  if (depth > 1)
    _dln_json_integer (out, "month", civil->month);
  if (depth > 2)
    _dln_json_integer (out, "day", civil->day);
  _dln_json_optional (out, "display_date", shown);
  _dln_json_end (out);
}

static void
put_words (GString    *out,
           const char *headline,
           const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (headline, -1);

  _dln_json_key (out, "text");
  _dln_json_begin (out);
  _dln_json_string (out, "headline", escaped);
  _dln_json_optional (out, "text", text);
  _dln_json_end (out);
}

static void
put_json (GString              *out,
          DlnCase              *dcase,
          GPtrArray            *lines,
          const DlnExportWords *words)
{
  const char *title = words->headline != NULL ? words->headline : dln_case_get_title (dcase);
  const char *own = _dln_story_get_standfirst (dcase, words);
  g_autofree char *standfirst
    = own != NULL && *own != '\0' ? g_markup_escape_text (own, -1) : NULL;

  _dln_json_begin (out);
  if (title != NULL && *title != '\0')
    {
      _dln_json_key (out, "title");
      _dln_json_begin (out);
      put_words (out, title, standfirst);
      _dln_json_end (out);
    }
  _dln_json_begin_list (out, "events");
  for (guint i = 0; i < lines->len; i++)
    {
      const DlnStoryLine *line = g_ptr_array_index (lines, i);
      const DlnWhen *when = &dln_case_get_event (dcase, line->event)->when;
      g_autofree char *text = dup_text (dcase, line);
      g_autofree char *date = g_markup_escape_text (line->date, -1);
      g_autofree char *id = g_strdup_printf ("event-%u", line->event);
      guint depth = get_depth (when);
      DlnCivil begin, end;

      if (!get_days (when, &begin, &end))
        continue;
      _dln_json_item (out);
      _dln_json_begin (out);
      put_date (out, "start_date", &begin, depth, NULL);
      if (is_stretch (&begin, &end, depth))
        put_date (out, "end_date", &end, depth, NULL);
      _dln_json_string (out, "display_date", date);
      put_words (out, line->title, text);
      _dln_json_string (out, "unique_id", id);
      _dln_json_end (out);
    }
  _dln_json_end_list (out);
  _dln_json_end (out);
  g_string_append_c (out, '\n');
}

/* ---- table ---------------------------------------------------------------------------------- */

/* A cell that no spreadsheet takes for a formula. */
static void
put_cell (GString    *out,
          const char *text,
          gboolean    last)
{
  g_string_append_c (out, '"');
  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append (out, last ? "\"\r\n" : "\",");
}

static void
put_days (GString        *out,
          const DlnCivil *civil, /* (nullable) */
          guint           depth)
{
  if (civil != NULL)
    g_string_append_printf (out, "%d", civil->year);
  g_string_append_c (out, ',');
  if (civil != NULL && depth > 1)
    g_string_append_printf (out, "%u", civil->month);
  g_string_append_c (out, ',');
  if (civil != NULL && depth > 2)
    g_string_append_printf (out, "%u", civil->day);
  g_string_append (out, ",,"); /* no time of the day */
}

static void
put_table (GString              *out,
           DlnCase              *dcase,
           GPtrArray            *lines,
           const DlnExportWords *words)
{
  g_string_append (out, "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,"
                        "Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,"
                        "Background\r\n");
  const char *own = _dln_story_get_standfirst (dcase, words);

  if (words->headline != NULL || own != NULL)
    {
      const char *title = words->headline != NULL ? words->headline : dln_case_get_title (dcase);
      g_autofree char *headline = g_markup_escape_text (title != NULL ? title : "", -1);
      g_autofree char *standfirst = g_markup_escape_text (own != NULL ? own : "", -1);

      g_string_append (out, ",,,,,,,,,");
      put_cell (out, headline, FALSE);
      put_cell (out, standfirst, FALSE);
      g_string_append (out, ",,,,title,,\r\n");
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const DlnStoryLine *line = g_ptr_array_index (lines, i);
      const DlnWhen *when = &dln_case_get_event (dcase, line->event)->when;
      g_autofree char *text = dup_text (dcase, line);
      g_autofree char *title = g_markup_escape_text (line->title, -1);
      g_autofree char *date = g_markup_escape_text (line->date, -1);
      guint depth = get_depth (when);
      DlnCivil begin, end;

      if (!get_days (when, &begin, &end))
        continue;
      put_days (out, &begin, depth);
      put_days (out, is_stretch (&begin, &end, depth) ? &end : NULL, depth);
      put_cell (out, date, FALSE);
      put_cell (out, title, FALSE);
      put_cell (out, text, FALSE);
      g_string_append (out, ",,,,,,\r\n");
    }
}

/**
 * _dln_export_timelinejs:
 * @dcase: a case
 * @filter: what is shown
 * @words: headline and standfirst of the title slide
 * @table: the spreadsheet as CSV rather than JSON
 *
 * Returns: (transfer full): the file
 */
GBytes *
_dln_export_timelinejs (DlnCase              *dcase,
                        const DlnFilter      *filter,
                        const DlnExportWords *words,
                        gboolean              table)
{
  g_autoptr (GPtrArray) lines = _dln_story_new_lines (dcase, filter, DLN_STORY_LINES);
  GString *out = g_string_new (NULL);

  if (table)
    put_table (out, dcase, lines, words);
  else
    put_json (out, dcase, lines, words);
  return g_string_free_to_bytes (out);
}
