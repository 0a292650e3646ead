/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over a case of three articles whose names and events are made by hand. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "extract/dln-trace.h"
#include "session/dln-session.h"

typedef struct
{
  char       *folder;
  DlnSession *session;
} Place;

static void
decide (Place             *place,
        const DlnDecision *decision)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (dln_session_decide (place->session, decision, &error));
  g_assert_no_error (error);
}

static guint32
add (Place      *place,
     guint       kind,
     guint       value,
     const char *text,
     guint       document,
     const char *words)
{
  DlnCase *dcase = dln_session_get_case (place->session);
  const char *article =
    document != 0 ? dln_document_get_text (dln_case_get_document (dcase, document), NULL) : NULL;
  const char *at = article != NULL ? strstr (article, words) : NULL;
  guint32 id = dln_case_get_next_hand_id (dcase);
  DlnDecision decision = { .kind = kind, .type = DLN_DECISION_ADD, .value = value, .text = text };

  g_assert_true ((at != NULL) == (document != 0));
  if (at != NULL)
    decision.of_a = dln_case_take_words (
      dcase, document, DLN_SPAN (at - article, at - article + strlen (words)));
  decide (place, &decision);
  g_clear_pointer (&decision.of_a, dln_trace_unref);
  return id;
}

static void
add_article (Place      *place,
             const char *name,
             const char *text)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnImportReport) report = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  report = dln_session_import (place->session, paths, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
}

static void
set_up (Place        *place,
        gconstpointer data)
{
  guint32 berg, moe, resigned, opened;

  place->folder = g_dir_make_tmp ("dateline-search-XXXXXX", NULL);
  place->session = dln_session_new (NULL);
  add_article (place, "one.txt",
               "Title: The minister leaves\nSource: The Fjord Post\n\n"
               "Anna Bergstr\u00f6m resigned in Oslo after a long winter.\n");
  add_article (place, "two.txt",
               "Title: A bridge\nSource: Harbour Times\n\n"
               "The old bridge was closed. Nils Moe opened a new bridge in the north.\n");
  add_article (place, "three.txt",
               "Title: Weather\nSource: Harbour Times\n\nOslo had a winter without snow.\n");
  berg = add (place, DLN_TARGET_ENTITY, DLN_ENTITY_PERSON, "Anna Bergstr\u00f6m", 1, "Anna");
  moe = add (place, DLN_TARGET_ENTITY, DLN_ENTITY_PERSON, "Nils Moe", 2, "Nils Moe");
  resigned = add (place, DLN_TARGET_EVENT, 0, "Anna Bergstr\u00f6m resigned", 1, "resigned");
  opened = add (place, DLN_TARGET_EVENT, 0, "Nils Moe opened a bridge", 2, "opened");
  decide (place, &(DlnDecision){ .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_DATE,
                                 .a = resigned, .text = "2021-05-03" });
  decide (place, &(DlnDecision){ .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_DATE, .a = opened,
                                 .text = "2022" });
  decide (place, &(DlnDecision){ .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_PARTICIPANT,
                                 .a = resigned, .b = berg, .value = DLN_ROLE_AGENT });
  decide (place, &(DlnDecision){ .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_PARTICIPANT,
                                 .a = opened, .b = moe, .value = DLN_ROLE_AGENT });
}

static void
tear_down (Place        *place,
           gconstpointer data)
{
  g_assert_finalize_object (place->session);
  g_rmdir (place->folder);
  g_free (place->folder);
}

/* "entity Nils Moe; document A bridge" */
static char *
describe (Place      *place,
          const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnSearchResult) result = dln_session_search (place->session, query, 10, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < result->hits->len; i++)
    {
      const DlnSearchHit *hit = DLN_ROW (result->hits, DlnSearchHit, i);

      g_string_append_printf (out, "%s%s %s", i > 0 ? "; " : "",
                              dln_target_kind_get_name (hit->target.kind), hit->title);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *query;
  const char *found;
} cases[] = {
#define BERG                                                                                       \
  "entity Anna Bergstr\u00f6m; event Anna Bergstr\u00f6m resigned; document The minister leaves"
#define MOE "entity Nils Moe; event Nils Moe opened a bridge; document A bridge"
  { "", "" },
  { "moe", MOE },
  { "MOE", MOE },
  { "bergstrom", BERG }, /* without its mark */
  { "bergs", BERG },     /* a beginning, as one types */
  { "bergstrm", BERG },  /* a slip */
  { "bergs ", "entity Anna Bergstr\u00f6m" }, /* words of names may always be beginnings */
  { "bergs* ", BERG },
  /* of an event, words of its sentence count, too */
  { "winter oslo",
    "event Anna Bergstr\u00f6m resigned; document Weather; document The minister leaves" },
  { "winter NOT resigned", "document Weather" },
  { "winter -resigned", "document Weather" },
  { "snow OR moe",
    "entity Nils Moe; event Nils Moe opened a bridge; document Weather; document A bridge" },
  { "(snow OR moe) AND bridge", "event Nils Moe opened a bridge; document A bridge" },
  { "\"new bridge\"", "event Nils Moe opened a bridge; document A bridge" },
  { "\"bridge new\"", "" },
  { "closed NEAR/1 bridge", "document A bridge" },
  { "closed NEAR/1 north", "" },
  { "closed NEAR north", "document A bridge" },
  { "who:moe", MOE },
  { "who:moe type:event", "event Nils Moe opened a bridge" },
  { "type:person", "entity Anna Bergstr\u00f6m; entity Nils Moe" },
  { "source:harbour winter", "document Weather" },
  { "source:\"fjord post\" type:event", "event Anna Bergstr\u00f6m resigned" },
  { "type:event before:2022", "event Anna Bergstr\u00f6m resigned" },
  { "type:event after:2021", "event Nils Moe opened a bridge" },
  { "type:event after:May", "" }, /* no year: not understood */
  { "type:nonsense", "" },
  /* what is unfinished */
  { "moe AND", MOE },
  { "moe OR ", MOE },
  { "(moe", MOE },
  { "moe)", MOE },
  { "NOT", "" },
  { "who:", "" },
  { "\"nils moe", MOE },
};

static void
test_queries (Place        *place,
              gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = describe (place, cases[i].query);
      g_autofree char *both = g_strdup_printf ("%s: %s", cases[i].query, found);
      g_autofree char *wanted = g_strdup_printf ("%s: %s", cases[i].query, cases[i].found);

      g_assert_cmpstr (both, ==, wanted);
    }
}

static void
test_shown (Place        *place,
            gconstpointer data)
{
  g_autoptr (DlnSearchResult) result =
    dln_session_search (place->session, "bergstrom", 10, NULL);
  g_autoptr (DlnSearchResult) few = dln_session_search (place->session, "winter", 1, NULL);
  g_autoptr (DlnSearchResult) slip = dln_session_search (place->session, "bergstrm", 1, NULL);
  g_autoptr (DlnSearchResult) bad = dln_session_search (place->session, "before:xyz", 1, NULL);
  const DlnSearchHit *event = DLN_ROW (result->hits, DlnSearchHit, 1);
  const DlnSearchHit *article = DLN_ROW (result->hits, DlnSearchHit, 2);

  g_assert_cmpstr (event->marked, ==, "Anna \xee\x80\x80" "Bergstr\u00f6m\xee\x80\x81 resigned");
  g_assert_cmpstr (event->date, ==, "3 May 2021");
  g_assert_nonnull (strstr (article->snippet, "Anna \xee\x80\x80" "Bergstr\u00f6m\xee\x80\x81"));
  g_assert_cmpstr (result->note, ==, "");
  g_assert_cmpuint (few->hits->len, ==, 2); /* an event, and one of the articles */
  g_assert_cmpuint (few->n_found[DLN_TARGET_DOCUMENT], ==, 2);
  g_assert_nonnull (strstr (slip->note, "bergstrom"));
  g_assert_nonnull (strstr (bad->note, "before:xyz"));
}

/* what was found is the filter of all views, minor events and all */
static void
test_filter (Place        *place,
             gconstpointer data)
{
  DlnCase *dcase = dln_session_get_case (place->session);
  const DlnResolution *r = dln_case_get_resolution (dcase);
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (DlnFilter) copy = NULL;
  guint n = 0;

  filter->found = dln_session_search_all (place->session, "resigned", NULL);
  copy = dln_filter_copy (filter);
  g_assert_true (dln_filter_equal_but_period (filter, copy));
  for (guint i = 0; i < r->events->len; i++)
    n += dln_filter_shows_event (copy, dcase, DLN_ROW (r->events, DlnEvent, i)->id)
         != DLN_CERTAINTY_NO;
  g_assert_cmpuint (n, ==, 1);
  n = 0;
  for (guint i = 0; i < r->entities->len; i++)
    n += dln_filter_shows_entity (copy, dcase, DLN_ROW (r->entities, DlnEntity, i)->id);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (dln_filter_shows_document (copy, dcase, 1), !=, DLN_CERTAINTY_NO);
  g_assert_cmpint (dln_filter_shows_document (copy, dcase, 2), ==, DLN_CERTAINTY_NO);
  g_assert_null (dln_session_search_all (place->session, " ", NULL));
}

/* an event stays while one of its participants is ticked, and goes with the last of them */
static void
test_ticked (Place        *place,
             gconstpointer data)
{
  DlnCase *dcase = dln_session_get_case (place->session);
  const DlnResolution *r = dln_case_get_resolution (dcase);
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  const DlnEvent *event = DLN_ROW (r->events, DlnEvent, 0);

  g_assert_cmpint (dln_filter_shows_event (filter, dcase, event->id), !=, DLN_CERTAINTY_NO);
  filter->entity_types &= ~(1u << DLN_ENTITY_PERSON);
  g_assert_cmpint (dln_filter_shows_event (filter, dcase, event->id), ==, DLN_CERTAINTY_NO);
}

static void
test_kept (Place        *place,
           gconstpointer data)
{
  g_auto (GStrv) none = dln_session_dup_searches (place->session);
  g_auto (GStrv) one = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_true (dln_session_keep_search (place->session, "who:moe", TRUE, NULL));
  g_assert_true (dln_session_keep_search (place->session, "a\nb", TRUE, NULL));
  g_assert_true (dln_session_keep_search (place->session, "who:moe", TRUE, NULL));
  g_assert_true (dln_session_keep_search (place->session, "a b", FALSE, NULL));
  one = dln_session_dup_searches (place->session);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "who:moe");
}

/* names that change are found by what they are now */
static void
test_renamed (Place        *place,
              gconstpointer data)
{
  g_autofree char *before = describe (place, "type:person holm");
  g_autofree char *after = NULL;
  const GArray *entities =
    dln_case_get_resolution (dln_session_get_case (place->session))->entities;

  decide (place, &(DlnDecision){ .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_RENAME,
                                 .a = DLN_ROW (entities, DlnEntity, 0)->id, .text = "Kari Holm" });
  after = describe (place, "type:person holm");
  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (after, ==, "entity Kari Holm");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/session/search/" name, Place, NULL, set_up, func, tear_down)
  ADD ("queries", test_queries);
  ADD ("shown", test_shown);
  ADD ("filter", test_filter);
  ADD ("ticked", test_ticked);
  ADD ("kept", test_kept);
  ADD ("renamed", test_renamed);
  return g_test_run ();
}
