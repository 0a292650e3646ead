/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One web page that works without a network: headline, the timeline, the key events as cards, the
 * network, and the sentences behind them as numbered footnotes.
 *
 * Nothing is fetched and nothing runs: there is no script in it, a policy forbids both, and
 * whatever comes from a document is escaped text. Links go to web addresses of articles only. */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-story-private.h"

#include "base/dln-direction.h"
#include "base/dln-utf8.h"
#include "case/dln-story.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NOTES 3 /* of one event */
#define PICTURE_WIDTH 1120.0f
#define NETWORK_WIDTH 1000.0f

static const char style[]
  = "body{margin:0;"
    "font:17px/1.5 'Source Serif 4','Source Serif Pro',Charter,Georgia,serif;"
    "color:#241f31;background:#fff}"
    "main{max-width:1120px;margin:0 auto;padding:32px 24px 64px}"
    "h1{font-size:44px;line-height:1.1;margin:0 0 8px;border-top:5px solid #241f31;"
    "padding-top:20px}"
    "h2{font-size:24px;margin:40px 0 12px;border-top:1px solid #c0bfbc;padding-top:20px}"
    "h3{font-size:19px;line-height:1.3;margin:2px 0 4px}"
    ".standfirst{font-size:21px;color:#4a4750;max-width:42em;margin:0 0 24px}"
    ".picture{overflow-x:auto}.picture svg{max-width:100%;height:auto}"
    ".cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));"
    "gap:24px 32px;list-style:none;padding:0;margin:0}"
    ".date,.sources,.credit,figcaption{font:14px/1.4 Cantarell,system-ui,sans-serif;"
    "color:#5e5c64}"
    ".blurb{margin:0 0 4px}.date{font-weight:bold}.differ{color:#c01c28;font-weight:bold}"
    "sup{font-size:12px;line-height:0}a{color:#1a5fb4}"
    "a:focus-visible,[tabindex]:focus-visible{outline:3px solid #1c71d8;"
    "outline-offset:2px}"
    "blockquote{margin:0;display:inline}.notes{columns:2 360px;column-gap:40px;"
    "font-size:15px}.notes li{break-inside:avoid;margin-bottom:12px}"
    ".skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:#fff;"
    "padding:8px}"
    "@media print{.skip{display:none}}";

/* ---- text ----------------------------------------------------------------------------------- */

static void
put_text (GString    *out,
          const char *text)
{
  g_autofree char *plain = dln_utf8_dup_plain (text != NULL ? text : "");
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  g_string_append (out, escaped);
}

static void
put_element (GString    *out,
             const char *name,
             const char *class,
             const char *text)
{
  g_string_append_printf (out, "<%s", name);
  if (class != NULL)
    g_string_append_printf (out, " class=\"%s\"", class);
  g_string_append_c (out, '>');
  put_text (out, text);
  g_string_append_printf (out, "</%s>", name);
}

/* Marks an element, open in @out, as words of articles where they differ from those around them. */
static void
put_language (GString    *out,
              const char *language) /* (nullable): English */
{
  const char *tag = language != NULL && *language != '\0' ? language : "en";

  if (g_str_equal (tag, dln_text_get_language ()))
    return;
  g_string_append (out, " lang=\"");
  put_text (out, tag);
  g_string_append (out, "\" dir=\"auto\"");
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* The picture as part of the page; without the head of an XML file. */
static gboolean
put_picture (GString    *out,
             DlnScene   *scene,
             const char *title,
             const char *prefix,
             GError    **error)
{
  g_autoptr (GBytes) bytes = _dln_export_svg_part (scene, title, prefix, error);
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  const char *svg = data != NULL ? g_strstr_len (data, size, "<svg") : NULL;

  if (svg == NULL)
    return FALSE;
  g_string_append (out, "<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"");
  put_text (out, title);
  g_string_append (out, "\">");
  g_string_append_len (out, svg, data + size - svg);
  g_string_append (out, "</div>\n");
  return TRUE;
}

typedef struct
{
  DlnCase   *dcase;
  GString   *out;
  GString   *notes;
  guint      n_notes;
} Page;

static void
put_note (Page                *page,
          const DlnStoryQuote *quote,
          guint                number)
{
  g_string_append_printf (page->notes, "<li id=\"note-%u\"><blockquote", number);
  put_language (page->notes, quote->language);
  g_string_append (page->notes, ">\u201c");
  put_text (page->notes, quote->text);
  g_string_append (page->notes, "\u201d</blockquote> <cite>");
  if (quote->link != NULL)
    {
      g_string_append (page->notes, "<a rel=\"noopener noreferrer\" href=\"");
      put_text (page->notes, quote->link);
      g_string_append (page->notes, "\">");
    }
  put_text (page->notes, quote->where);
  g_string_append (page->notes, quote->link != NULL ? "</a></cite>" : "</cite>");
  g_string_append_printf (page->notes, " <a href=\"#ref-%u\" aria-label=\"", number);
  put_text (page->notes, _("Back to the event"));
  g_string_append (page->notes, "\">\u21a9</a></li>\n");
}

static void
put_card (Page               *page,
          const DlnStoryLine *line)
{
  g_autoptr (GPtrArray) quotes = _dln_story_new_quotes (page->dcase, line->event, MAX_NOTES);

  g_string_append (page->out, "<li><article>");
  put_element (page->out, "div", line->disputed ? "date differ" : "date", line->date);
  g_string_append (page->out, "<h3");
  if (dln_case_get_headline (page->dcase, line->event) == NULL)
    put_language (page->out, quotes->len > 0
                               ? ((DlnStoryQuote *) g_ptr_array_index (quotes, 0))->language
                               : NULL);
  g_string_append_c (page->out, '>');
  put_text (page->out, line->title);
  for (guint i = 0; i < quotes->len; i++)
    {
      guint number = ++page->n_notes;

      g_string_append_printf (page->out,
                              " <sup><a id=\"ref-%u\" href=\"#note-%u\">%u</a></sup>", number,
                              number, number);
      put_note (page, g_ptr_array_index (quotes, i), number);
    }
  g_string_append (page->out, "</h3>");
  if (line->blurb != NULL)
    put_element (page->out, "p", "blurb", line->blurb);
  put_element (page->out, "div", "sources", line->sources);
  if (line->disputed)
    put_element (page->out, "div", "sources differ", _("The sources differ."));
  g_string_append (page->out, "</article></li>\n");
}

static gboolean
put_network (Page            *page,
             const DlnFilter *filter,
             GError         **error)
{
  g_autoptr (DlnGraph) graph = dln_graph_new (page->dcase);
  g_autoptr (DlnScene) scene = NULL;

  dln_scene_view_set_filter (DLN_SCENE_VIEW (graph), filter);
  scene = dln_graph_build_whole (graph, NETWORK_WIDTH, dln_theme_get (FALSE));
  if (scene->marks->len == 0)
    return TRUE;
  put_element (page->out, "h2", NULL, _("Who is tied to whom"));
  return put_picture (page->out, scene, _("Who is tied to whom"), "g-", error);
}

static void
put_head (GString    *out,
          const char *title)
{
  g_string_append_printf (out, "<!DOCTYPE html>\n<html lang=\"%s\"%s>\n",
                          dln_text_get_language (), dln_text_is_rtl () ? " dir=\"rtl\"" : "");
  g_string_append (out,
                   "<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                   "form-action 'none'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"generator\" content=\"Dateline\">\n");
  put_element (out, "title", NULL, title);
  g_string_append (out, "\n<style>");
  g_string_append (out, style);
  g_string_append (out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#events\">");
  put_text (out, _("To the events"));
  g_string_append (out, "</a>\n<main>\n");
}

/* ---- the page ------------------------------------------------------------------------------- */

/**
 * _dln_export_html:
 * @dcase: a case
 * @filter: what is shown
 * @words: headline, standfirst and credit; each may be %NULL
 *
 * One file with everything in it. The same case gives the same bytes. Main thread only.
 *
 * Errors: %DLN_EXPORT_ERROR_WRITE
 *
 * Returns: (transfer full) (nullable): the page
 */
GBytes *
_dln_export_html (DlnCase              *dcase,
                  const DlnFilter      *filter,
                  const DlnExportWords *words,
                  GError              **error)
{
  g_return_val_if_fail (DLN_IS_CASE (dcase) && filter != NULL && words != NULL, NULL);

  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (DlnTimeline) timeline = dln_timeline_new (dcase);
  g_autoptr (GPtrArray) lines = _dln_story_new_lines (dcase, filter, DLN_STORY_LINES);
  g_autoptr (DlnScene) scene = NULL;
  const char *own = dln_case_get_title (dcase);
  const char *title = words->headline != NULL      ? words->headline
                      : own != NULL && *own != '\0' ? own
                                                    : _("Timeline");
  const char *standfirst = _dln_story_get_standfirst (dcase, words);
  Page page = { dcase, out, notes, 0 };

  dln_scene_view_set_filter (DLN_SCENE_VIEW (timeline), filter);
  dln_timeline_set_words (timeline, "", "", "");
  scene = dln_timeline_build_whole (timeline, PICTURE_WIDTH, dln_theme_get (FALSE));
  put_head (out, title);
  put_element (out, "h1", NULL, title);
  if (standfirst != NULL && *standfirst != '\0')
    put_element (out, "p", "standfirst", standfirst);
  if (!put_picture (out, scene, _("Timeline"), "t-", error))
    return NULL;
  put_element (out, "h2", NULL, _("The events"));
  g_string_append (out, "<ol class=\"cards\" id=\"events\">\n");
  for (guint i = 0; i < lines->len; i++)
    put_card (&page, g_ptr_array_index (lines, i));
  g_string_append (out, "</ol>\n");
  if (!put_network (&page, filter, error))
    return NULL;
  put_element (out, "h2", NULL, _("What the sources say"));
  g_string_append (out, "<ol class=\"notes\">\n");
  g_string_append_len (out, notes->str, notes->len);
  g_string_append (out, "</ol>\n");
  put_element (out, "p", "credit",
               words->credit != NULL ? words->credit : _("Made with Dateline."));
  g_string_append (out, "\n</main>\n</body>\n</html>\n");
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
