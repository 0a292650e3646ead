/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for readers: a page that fetches and runs nothing, whatever stands in documents;
 * TimelineJS's files; the sheet for checking facts. */
#include "config.h"

#include "case-fixture.h"

#include "export/dln-export.h"

#include <json-glib/json-glib.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#define HOSTILE "</h3><script>alert(1)</script> <img src=x onerror=alert(2)> =1+1 \"quoted\""

static DlnCase *
make_hostile_case (void)
{
  DlnCase *dcase = dln_case_new ();
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  DlnResolution *resolution = fixture_resolution ();

  DLN_ROW (resolution->events, DlnEvent, 0)->title
    = dln_strings_intern (resolution->strings, HOSTILE);
  dln_case_set_title (dcase, HOSTILE);
  dln_case_apply (dcase, documents, annotations, resolution);
  return dcase;
}

static char *
write_story (DlnCase        *dcase,
             DlnExportFormat format,
             gsize          *size)
{
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  const DlnExportWords words = { NULL, "A <b>standfirst</b>", "N. N." };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = dln_export_story (dcase, format, filter, &words, &error);
  gsize length = 0;

  g_assert_no_error (error);
  const char *data = g_bytes_get_data (bytes, &length);
  if (size != NULL)
    *size = length;
  return g_strndup (data, length);
}

static void
test_page (void)
{
  g_autoptr (DlnCase) dcase = make_hostile_case ();
  g_autofree char *page = write_story (dcase, DLN_EXPORT_HTML, NULL);
  g_autofree char *again = write_story (dcase, DLN_EXPORT_HTML, NULL);

  g_assert_cmpstr (page, ==, again);
  g_assert_true (g_str_has_prefix (page, "<!DOCTYPE html>"));
  g_assert_nonnull (strstr (page, "default-src 'none'"));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "<img"));
  g_assert_null (strstr (page, "<b>"));
  g_assert_nonnull (strstr (page, "&lt;script&gt;"));
  g_assert_nonnull (strstr (page, "A &lt;b&gt;standfirst"));
  g_assert_nonnull (strstr (page, "<svg"));
  for (const char *p = strstr (page, "href=\""); p != NULL; p = strstr (p + 1, "href=\""))
    g_assert_true (p[6] == '#' || g_str_has_prefix (p + 6, "https://")
                   || g_str_has_prefix (p + 6, "http://"));
  for (const char *p = strstr (page, "src=\""); p != NULL; p = strstr (p + 1, "src=\""))
    g_assert_not_reached ();
}

/* each reference has its footnote and each id is there once */
static void
test_notes (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autofree char *page = write_story (dcase, DLN_EXPORT_HTML, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (const char *p = strstr (page, " id=\""); p != NULL; p = strstr (p + 1, " id=\""))
    g_assert_true (g_hash_table_add (ids, g_strndup (p + 5, strcspn (p + 5, "\""))));
  for (const char *p = strstr (page, "href=\"#"); p != NULL; p = strstr (p + 1, "href=\"#"), n++)
    {
      g_autofree char *id = g_strndup (p + 7, strcspn (p + 7, "\""));

      g_assert_true (g_hash_table_contains (ids, id));
    }
  g_assert_cmpuint (n, >=, 5); /* two events, there and back, and the way to them */
}

static void
test_timelinejs (void)
{
  g_autoptr (DlnCase) dcase = make_hostile_case ();
  g_autofree char *text = write_story (dcase, DLN_EXPORT_TIMELINEJS, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonArray *events = json_object_get_array_member (root, "events");
  g_assert_cmpuint (json_array_get_length (events), ==, 2);
  JsonObject *first = json_array_get_object_element (events, 0);
  JsonObject *date = json_object_get_object_member (first, "start_date");
  g_assert_cmpint (json_object_get_int_member (date, "year"), ==, 2021);
  g_assert_cmpint (json_object_get_int_member (date, "month"), ==, 5);
  g_assert_cmpint (json_object_get_int_member (date, "day"), ==, 3);
  JsonObject *words = json_object_get_object_member (first, "text");
  g_assert_null (strchr (json_object_get_string_member (words, "headline"), '<'));
  JsonObject *year
    = json_object_get_object_member (json_array_get_object_element (events, 1), "start_date");
  g_assert_false (json_object_has_member (year, "month")); /* no more than is known */

  g_autofree char *table = write_story (dcase, DLN_EXPORT_TIMELINEJS_CSV, NULL);
  g_assert_true (g_str_has_prefix (table, "Year,Month,Day,Time,"));
  g_assert_null (strstr (table, "<script"));
  g_assert_nonnull (strstr (table, "2021,5,3,,"));
}

static void
test_facts (void)
{
  g_autoptr (DlnCase) dcase = make_hostile_case ();
  gsize size = 0, again_size = 0;
  g_autofree char *sheet = write_story (dcase, DLN_EXPORT_FACTS, &size);
  g_autofree char *again = write_story (dcase, DLN_EXPORT_FACTS, &again_size);

  g_assert_true (g_str_has_prefix (sheet, "%PDF-"));
  g_assert_cmpmem (sheet, size, again, again_size);
}

/* the user's words go out, escaped, in the user's order */
static void
test_track (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  const DlnDecision decisions[] = {
    { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_STAR, .a = 1 },
    { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_HEADLINE, .a = 1, .text = "<b>They meet" },
    { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_BLURB, .a = 1, .text = "<i>In a cafe" },
    { .type = DLN_DECISION_STANDFIRST, .text = "<u>Two people" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    g_assert_true (dln_case_decide (dcase, &decisions[i]));
  g_autofree char *page = write_story (dcase, DLN_EXPORT_HTML, NULL);
  g_autofree char *slides = write_story (dcase, DLN_EXPORT_TIMELINEJS, NULL);

  g_assert_nonnull (strstr (page, "<h3>&lt;b&gt;They meet"));
  g_assert_nonnull (strstr (page, "<p class=\"blurb\">&lt;i&gt;In a cafe"));
  g_assert_nonnull (strstr (slides, "They meet"));
  g_assert_null (strstr (slides, "<i>"));
  g_assert_null (strstr (page, "<u>"));
}

/* nothing to tell is no failure */
static void
test_empty (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  static const DlnExportFormat formats[] = { DLN_EXPORT_HTML, DLN_EXPORT_TIMELINEJS,
                                             DLN_EXPORT_TIMELINEJS_CSV, DLN_EXPORT_FACTS };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gsize size = 0;
      g_autofree char *text = write_story (dcase, formats[i], &size);

      g_assert_cmpint (dln_export_get_format_info (formats[i])->kind, ==, DLN_EXPORT_STORY);
      g_assert_cmpuint (size, >, 10);
    }
}

/* a page says in which language its words are, and in which those of its articles */
static void
test_languages (void)
{
  static const struct
  {
    const char *language, *page, *quote, *title;
  } cases[] = {
    { "en", "<html lang=\"en\">", "<blockquote>", "<h3>" },
    { "fr", "<html lang=\"fr\">", "<blockquote lang=\"en\" dir=\"auto\">",
      "<h3 lang=\"en\" dir=\"auto\">" },
    { "ar", "<html lang=\"ar\" dir=\"rtl\">", "<blockquote lang=\"en\" dir=\"auto\">",
      "<h3 lang=\"en\" dir=\"auto\">" },
  };
  g_autoptr (DlnCase) dcase = make_hostile_case ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_setenv ("LANGUAGE", cases[i].language, TRUE);
      setlocale (LC_ALL, "C"); /* lets gettext forget what it had read */
      setlocale (LC_ALL, "C.UTF-8");
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("DATELINE_PO"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      g_autofree char *page = write_story (dcase, DLN_EXPORT_HTML, NULL);

      g_assert_nonnull (strstr (page, cases[i].page));
      g_assert_nonnull (strstr (page, cases[i].quote));
      g_assert_nonnull (strstr (page, cases[i].title));
    }
  g_unsetenv ("LANGUAGE");
  setlocale (LC_ALL, "C");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/story/page", test_page);
  g_test_add_func ("/export/story/notes", test_notes);
  g_test_add_func ("/export/story/timelinejs", test_timelinejs);
  g_test_add_func ("/export/story/facts", test_facts);
  g_test_add_func ("/export/story/track", test_track);
  g_test_add_func ("/export/story/empty", test_empty);
  g_test_add_func ("/export/story/languages", test_languages);
  return g_test_run ();
}
