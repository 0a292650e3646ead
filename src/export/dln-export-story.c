/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key events of a case as lines for a reader, each with the sentences it stands on. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-story-private.h"

#include "case/dln-standing.h"
#include "case/dln-story.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SENTENCE 600 /* bytes; a longer one is cut around its mark */

static void
free_line (gpointer data)
{
  DlnStoryLine *line = data;

  g_free (line->date);
  g_free (line->title);
  g_free (line->blurb);
  g_free (line->sources);
  g_free (line);
}

static void
free_quote (gpointer data)
{
  DlnStoryQuote *quote = data;

  g_free (quote->text);
  g_free (quote->language);
  g_free (quote->where);
  g_free (quote->link);
  g_free (quote);
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const DlnEvent *x = *(const DlnEvent *const *) a, *y = *(const DlnEvent *const *) b;

  if (x->salience != y->salience)
    return x->salience > y->salience ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const DlnEvent *x = *(const DlnEvent *const *) a, *y = *(const DlnEvent *const *) b;

  if (x->when.earliest_begin != y->when.earliest_begin)
    return x->when.earliest_begin < y->when.earliest_begin ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static char *
dup_sources (DlnCase        *dcase,
             const DlnEvent *event)
{
  guint n = 0;
  const DlnEvidence *rows
    = dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }, &n);

  if (event->n_sources == 1 && n > 0)
    {
      DlnDocument *document = dln_case_get_document (dcase, rows[0].document);
      const char *source = dln_document_get_source (document);

      if (source != NULL && *source != '\0')
        return g_strdup (source);
    }
  if (dln_origin_of (dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }) == DLN_ORIGIN_OWN)
    return g_strdup (_("own knowledge"));
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u source", "%u sources", event->n_sources), event->n_sources);
}

static DlnStoryLine *
new_line (DlnCase        *dcase,
          const DlnEvent *event)
{
  DlnStoryLine *line = g_new0 (DlnStoryLine, 1);

  line->event = event->id;
  line->date = dln_case_dup_event_date (dcase, event->id, NULL);
  line->title = dln_case_dup_headline (dcase, event->id);
  line->blurb = g_strdup (dln_case_get_blurb (dcase, event->id));
  line->sources = dup_sources (dcase, event);
  line->disputed = (event->flags & DLN_EVENT_CONFLICT) != 0;
  return line;
}

static gboolean
is_shown (DlnCase         *dcase,
          const DlnFilter *filter,
          const DlnEvent  *event)
{
  return dln_when_is_known (&event->when)
         && dln_filter_shows_event (filter, dcase, event->id) != DLN_CERTAINTY_NO;
}

/* The story track as far as it is shown, in the user's order; what is undated has a place in it. */
static void
add_track (DlnCase         *dcase,
           const DlnFilter *filter,
           GPtrArray       *lines)
{
  g_autoptr (GArray) story = dln_case_dup_story (dcase);

  for (guint i = 0; i < story->len; i++)
    {
      const DlnEvent *event = dln_case_get_event (dcase, g_array_index (story, DlnEventId, i));

      if (dln_filter_shows_event (filter, dcase, event->id) != DLN_CERTAINTY_NO)
        g_ptr_array_add (lines, new_line (dcase, event));
    }
}

/**
 * _dln_story_new_lines:
 * @dcase: a case
 * @filter: what is shown
 * @max_lines: so many at most, 0 = all; those of the story track are never too many
 *
 * Returns: (transfer full): #DlnStoryLine: the story track in its order, or else the most salient
 * dated events in the order of time. Time: O(n log n)
 */
GPtrArray *
_dln_story_new_lines (DlnCase         *dcase,
                      const DlnFilter *filter,
                      guint            max_lines)
{
  const DlnResolution *resolution = dln_case_get_resolution (dcase);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);

  add_track (dcase, filter, lines);
  for (guint i = 0; i < resolution->events->len && lines->len == 0; i++)
    {
      DlnEvent *event = DLN_ROW (resolution->events, DlnEvent, i);

      if (is_shown (dcase, filter, event))
        g_ptr_array_add (events, event);
    }
  g_ptr_array_sort (events, compare_ranks);
  if (max_lines > 0 && events->len > max_lines)
    g_ptr_array_set_size (events, max_lines);
  g_ptr_array_sort (events, compare_times);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (lines, new_line (dcase, g_ptr_array_index (events, i)));
  return lines;
}

/* Returns: (nullable): what was typed for this file, or what the case has */
const char *
_dln_story_get_standfirst (DlnCase              *dcase,
                           const DlnExportWords *words)
{
  return words->standfirst != NULL ? words->standfirst : dln_case_get_standfirst (dcase);
}

/* The sentence on one line. */
static char *
dup_sentence (DlnDocument *document,
              DlnSpan      span)
{
  gsize length = 0;
  const char *text = dln_document_get_text (document, &length);
  GString *out = g_string_new (NULL);

  if (span.end > length || span.begin >= span.end)
    return g_string_free (out, FALSE);

  const char *end = text + MIN (span.end, span.begin + MAX_SENTENCE);
  while (end < text + span.end && (*end & 0xc0) == 0x80)
    end++;
  for (const char *p = text + span.begin; p < end; p++)
    {
      gboolean space = *p == '\n' || *p == '\t' || *p == '\r' || *p == ' ';

      if (!space)
        g_string_append_c (out, *p);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (end < text + span.end)
    g_string_append (out, "\u2026");
  return g_string_free (out, FALSE);
}

static char *
dup_where (DlnCase           *dcase,
           const DlnEvidence *evidence)
{
  DlnDocumentId id = evidence->document;
  const DlnResolvedDocument *row = dln_case_get_document_row (dcase, id);
  const char *source = dln_document_get_source (dln_case_get_document (dcase, id));
  g_autofree char *name = source != NULL && *source != '\0'
                            ? g_strdup (source)
                            : dln_case_dup_document_title (dcase, id);
  g_autofree char *date = row != NULL ? dln_when_dup_short (&row->when) : g_strdup ("");

  g_autofree char *place = dln_case_dup_place (dcase, id, evidence->sentence.begin);

  return g_strconcat (name, *date != '\0' ? ", " : "", date, place != NULL ? ", " : "", place,
                      NULL);
}

static gboolean
is_web_link (const char *link)
{
  return link != NULL
         && (g_ascii_strncasecmp (link, "https://", 8) == 0
             || g_ascii_strncasecmp (link, "http://", 7) == 0);
}

/**
 * _dln_story_new_quotes:
 * @dcase: a case
 * @event: one of its events
 * @max_quotes: so many at most, 0 = all
 *
 * Returns: (transfer full): #DlnStoryQuote, the sentences that tell the event, one for each
 * article, the best first
 */
GPtrArray *
_dln_story_new_quotes (DlnCase   *dcase,
                       DlnEventId event,
                       guint      max_quotes)
{
  guint n = 0;
  const DlnEvidence *rows
    = dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_EVENT, event }, &n);
  GPtrArray *quotes = g_ptr_array_new_with_free_func (free_quote);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n && (max_quotes == 0 || quotes->len < max_quotes); i++)
    {
      DlnDocument *document = dln_case_get_document (dcase, rows[i].document);
      DlnStoryQuote *quote;

      if (document == NULL || !g_hash_table_add (seen, GUINT_TO_POINTER (rows[i].document)))
        continue;
      quote = g_new0 (DlnStoryQuote, 1);
      quote->text = dup_sentence (document, rows[i].sentence);
      quote->language = g_strdup (dln_document_get_language (document));
      quote->where = dup_where (dcase, &rows[i]);
      if (is_web_link (dln_document_get_link (document)))
        quote->link = g_strdup (dln_document_get_link (document));
      g_ptr_array_add (quotes, quote);
    }
  return quotes;
}
