/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case in memory: look-up, indexes, decisions, undo, filter. */
#include "config.h"

#include "case/dln-filter.h"
#include "case-fixture.h"

#include "case/dln-story.h"

static void
count_cb (DlnCase *dcase,
          guint   *n)
{
  *n += 1;
}

static void
test_empty (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (GArray) events = dln_case_dup_events_in (dcase, DLN_INSTANT_PAST, DLN_INSTANT_FUTURE);
  guint n = 7;

  g_assert_cmpuint (dln_case_get_n_documents (dcase), ==, 0);
  g_assert_null (dln_case_get_document (dcase, 0));
  g_assert_null (dln_case_get_document (dcase, 1));
  g_assert_null (dln_case_get_entity (dcase, 1));
  g_assert_null (dln_case_get_events_of (dcase, 1, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (events->len, ==, 0);
  g_assert_false (dln_case_undo (dcase));
  g_assert_false (dln_case_redo (dcase));
}

static void
test_rows (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autofree char *title = dln_case_dup_document_title (dcase, 1);
  g_autofree char *second = dln_case_dup_document_title (dcase, 2);
  g_autofree char *source = dln_case_dup_document_source (dcase, 1);
  g_autofree char *host = dln_case_dup_document_source (dcase, 2);
  g_autofree char *relation =
    dln_case_dup_target_title (dcase, (DlnTarget){ DLN_TARGET_RELATION, 1 });
  guint n;

  g_assert_cmpstr (title, ==, "A meeting");
  g_assert_cmpstr (second, ==, fixture_texts[1]);
  g_assert_cmpstr (source, ==, "The Fjord Post");
  g_assert_cmpstr (host, ==, "example.org");
  g_assert_cmpstr (relation, ==, "Anna Berg \u2014 meets \u2014 Caf\u00e9 Nord");
  g_assert_nonnull (dln_case_get_entity (dcase, 5));
  g_assert_null (dln_case_get_entity (dcase, 3));
  g_assert_cmpuint (
    dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_ENTITY, 1 }, &n)->target, ==, 1);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (
    dln_case_find_digest (dcase, dln_document_get_digest (dln_case_get_document (dcase, 2))),
    ==,
    2);
  g_assert_cmpuint (dln_case_find_digest (dcase, "none"), ==, 0);
}

static void
test_indexes (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  guint n;
  const DlnEventId *events = dln_case_get_events_of (dcase, 1, &n);
  DlnInstant may = dln_instant_from_civil (2021, 5, 1, 0, 0, 0);
  DlnInstant june = dln_instant_from_civil (2021, 6, 1, 0, 0, 0);
  g_autoptr (GArray) in_may = dln_case_dup_events_in (dcase, may, june);
  g_autoptr (GArray) later = dln_case_dup_events_in (dcase, june, DLN_INSTANT_FUTURE);
  g_autoptr (GArray) marks = dln_case_dup_marks (dcase, 1, (DlnTarget){ DLN_TARGET_ENTITY, 2 });

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (events[0], ==, 1);
  g_assert_cmpuint (events[1], ==, 2);
  g_assert_cmpuint (dln_case_get_relations_of (dcase, 2, &n)[0], ==, 1);
  g_assert_cmpuint (dln_case_get_quotes_of (dcase, 1, &n)[0], ==, 1);
  g_assert_null (dln_case_get_quotes_of (dcase, 5, &n));
  g_assert_cmpuint (in_may->len, ==, 1);
  g_assert_cmpuint (g_array_index (in_may, DlnEventId, 0), ==, 1);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpuint (g_array_index (later, DlnEventId, 0), ==, 2);
  g_assert_cmpuint (marks->len, ==, 1);
  g_assert_cmpuint (
    g_array_index (marks, DlnSpan, 0).begin, ==, fixture_span (0, "Caf\u00e9 Nord").begin);
}

static void
test_decide (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  DlnDecision rename = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 2, 0, 0, "North Caf\u00e9" };
  DlnDecision hide = { DLN_TARGET_ENTITY, DLN_DECISION_HIDE, 5, 0, 0, NULL };
  DlnDecision date = { DLN_TARGET_EVENT, DLN_DECISION_DATE, 1, 0, 0, "2023-01" };
  DlnDecision wrong = { DLN_TARGET_EVENT, DLN_DECISION_DATE, 1, 0, 0, "some day" };
  DlnDecision nobody = { DLN_TARGET_ENTITY, DLN_DECISION_RENAME, 3, 0, 0, "X" };
  guint n_changed = 0;
  guint n;

  g_signal_connect (dcase, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_false (dln_case_decide (dcase, &wrong));
  g_assert_false (dln_case_decide (dcase, &nobody));
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_true (dln_case_decide (dcase, &rename));
  g_assert_true (dln_case_decide (dcase, &hide));
  g_assert_true (dln_case_decide (dcase, &date));
  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_cmpstr (
    dln_case_get_string (dcase, dln_case_get_entity (dcase, 2)->name), ==, "North Caf\u00e9");
  g_assert_true (dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_ENTITY, 5 }));
  /* event 1 lies after event 2 now */
  g_assert_cmpuint (dln_case_get_events_of (dcase, 1, &n)[0], ==, 2);

  g_assert_true (dln_case_undo (dcase));
  g_assert_true (dln_case_undo (dcase));
  g_assert_true (dln_case_undo (dcase));
  g_assert_false (dln_case_undo (dcase));
  g_assert_cmpstr (
    dln_case_get_string (dcase, dln_case_get_entity (dcase, 2)->name), ==, "Caf\u00e9 Nord");
  g_assert_false (dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_ENTITY, 5 }));
  g_assert_cmpuint (dln_case_get_events_of (dcase, 1, &n)[0], ==, 1);
  dln_case_get_decisions (dcase, &n);
  g_assert_cmpuint (n, ==, 0);

  g_assert_true (dln_case_redo (dcase));
  g_assert_cmpstr (
    dln_case_get_string (dcase, dln_case_get_entity (dcase, 2)->name), ==, "North Caf\u00e9");
  /* a new decision forgets what was undone */
  g_assert_true (dln_case_decide (dcase, &hide));
  g_assert_false (dln_case_redo (dcase));
  /* decisions survive a new extraction */
  dln_case_apply (dcase, NULL, NULL, fixture_resolution ());
  g_assert_cmpstr (
    dln_case_get_string (dcase, dln_case_get_entity (dcase, 2)->name), ==, "North Caf\u00e9");
  g_assert_true (dln_case_is_hidden (dcase, (DlnTarget){ DLN_TARGET_ENTITY, 5 }));
}

/* what is made by hand stands behind all else, bears other decisions, and goes with them */
static void
test_by_hand (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  guint n_events = dln_case_get_resolution (dcase)->events->len;
  guint n_participants = dln_case_get_resolution (dcase)->participants->len;
  guint32 id = dln_case_get_next_hand_id (dcase);
  DlnTarget hand = { DLN_TARGET_EVENT, id };
  DlnDecision made[] = {
    { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_ADD, .text = "A walk" },
    { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_DATE, .a = id, .text = "1998~", .joined =
      TRUE },
    { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_PARTICIPANT, .a = id, .b = 1, .joined = TRUE },
  };
  DlnDecision star = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_STAR, .a = id };
  DlnDecision revoke = { .type = DLN_DECISION_REVOKE, .value = 1 };
  guint n;

  g_assert_true (dln_case_accepts_all (dcase, made, G_N_ELEMENTS (made)));
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    g_assert_true (dln_case_decide (dcase, &made[i]));
  g_assert_true (dln_case_decide (dcase, &star));
  g_assert_true (dln_target_is_by_hand (hand) && dln_case_is_starred (dcase, hand));
  g_assert_cmpuint (dln_case_get_event (dcase, id)->n_participants, ==, 1);
  dln_case_get_evidence (dcase, hand, &n);
  g_assert_cmpuint (n, ==, 0); /* own knowledge */
  g_assert_cmpuint (dln_case_find_dependant (dcase, 1), ==, 4);

  /* with new tables, and without the star, which nothing stands on */
  dln_case_apply (dcase, NULL, NULL, fixture_resolution ());
  g_assert_nonnull (dln_case_get_event (dcase, id));
  revoke.value = 4;
  g_assert_true (dln_case_decide (dcase, &revoke));
  g_assert_false (dln_case_is_starred (dcase, hand));
  g_assert_false (dln_case_decide (dcase, &revoke)); /* it is taken back already */
  g_assert_cmpuint (dln_case_find_dependant (dcase, 1), ==, 0);
  g_assert_true (dln_case_undo (dcase));
  g_assert_true (dln_case_is_starred (dcase, hand));

  /* the three go together */
  g_assert_true (dln_case_undo (dcase) && dln_case_undo (dcase));
  g_assert_false (dln_case_undo (dcase));
  g_assert_cmpuint (dln_case_get_resolution (dcase)->events->len, ==, n_events);
  g_assert_cmpuint (dln_case_get_resolution (dcase)->participants->len, ==, n_participants);
  g_assert_true (dln_case_redo (dcase));
  dln_case_get_decisions (dcase, &n);
  g_assert_cmpuint (n, ==, 3);
}

/* what is said beside a row comes and goes with its decision, whatever stands between */
static void
test_remarks (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  DlnTarget event = { DLN_TARGET_EVENT, 1 };
  DlnDecision note = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_NOTE, .a = 1, .text =
                       "look" };
  DlnDecision tag = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_TAG, .a = 1, .text = "lead" };
  DlnDecision none = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_NOTE, .a = 1, .text = "" };
  DlnDecision status = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_STATUS, .a = 1,
                         .value = DLN_STATUS_DENIED };
  DlnDecision revoke = { .type = DLN_DECISION_REVOKE, .value = 3 };
  g_autofree DlnDecisionState *states = NULL;
  guint n;

  g_assert_true (dln_case_decide (dcase, &note) && dln_case_decide (dcase, &tag));
  g_assert_true (dln_case_decide (dcase, &none) && dln_case_decide (dcase, &status));
  g_assert_null (dln_case_get_note (dcase, event));
  g_assert_cmpuint (dln_case_get_event (dcase, 1)->modality, ==, DLN_MODALITY_DENIED);
  g_assert_true (dln_case_decide (dcase, &revoke));
  g_assert_cmpstr (dln_case_get_note (dcase, event), ==, "look");
  g_assert_cmpstr (dln_case_get_tags (dcase, event, &n)[0], ==, "lead");
  g_assert_cmpuint (n, ==, 1);
  states = dln_case_dup_decision_states (dcase, &n);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (states[0], ==, DLN_DECISION_HOLDS);
  g_assert_cmpuint (states[2], ==, DLN_DECISION_REVOKED);
  while (dln_case_undo (dcase))
    ;
  g_assert_null (dln_case_get_note (dcase, event));
  dln_case_get_tags (dcase, event, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (dln_case_get_event (dcase, 1)->modality, ==, DLN_MODALITY_ASSERTED);
}

static void
test_filter (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (DlnFilter) copy = NULL;

  g_assert_true (dln_filter_shows_entity (filter, dcase, 1));
  g_assert_false (dln_filter_shows_entity (filter, dcase, 3));
  g_assert_cmpint (dln_filter_shows_event (filter, dcase, 1), ==, DLN_CERTAINTY_CERTAIN);
  g_assert_true (dln_filter_shows_relation (filter, dcase, 1));

  filter->begin = dln_instant_from_civil (2022, 1, 1, 0, 0, 0);
  filter->end = dln_instant_from_civil (2022, 7, 1, 0, 0, 0);
  g_assert_cmpint (dln_filter_shows_event (filter, dcase, 1), ==, DLN_CERTAINTY_NO);
  g_assert_cmpint (dln_filter_shows_event (filter, dcase, 2), ==, DLN_CERTAINTY_POSSIBLE);
  g_assert_cmpint (dln_filter_shows_document (filter, dcase, 1), ==, DLN_CERTAINTY_NO);
  g_assert_cmpint (dln_filter_shows_document (filter, dcase, 2), ==, DLN_CERTAINTY_POSSIBLE);
  g_assert_false (dln_filter_shows_relation (filter, dcase, 1));

  copy = dln_filter_copy (filter);
  copy->begin = DLN_INSTANT_PAST;
  copy->end = DLN_INSTANT_FUTURE;
  g_hash_table_add (copy->hidden_documents, GUINT_TO_POINTER (1));
  g_assert_false (
    dln_filter_shows_entity (copy, dcase, 2)); /* its evidence is all in the first article */
  g_assert_true (dln_filter_shows_entity (copy, dcase, 1));
  g_assert_cmpint (dln_filter_shows_event (copy, dcase, 1), ==, DLN_CERTAINTY_NO);
  g_assert_cmpuint (g_hash_table_size (filter->hidden_documents), ==, 0);

  g_hash_table_remove_all (copy->hidden_documents);
  copy->relation_types &= ~DLN_FILTER_BIT (DLN_RELATION_MEETS);
  g_assert_false (dln_filter_shows_relation (copy, dcase, 1));
  g_assert_false ((filter->relation_types & DLN_FILTER_BIT (DLN_RELATION_CO_MENTION)) != 0);
}

/* the story of a name: its events, minor ones too, its relations, and who they tie it to */
static void
test_story (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autoptr (DlnFilter) filter = dln_filter_new ();
  g_autoptr (DlnFilter) copy = NULL;

  g_assert_false (dln_filter_has_story (filter));
  dln_filter_tell_story (filter, 2, FALSE);
  g_assert_true (dln_filter_has_story (filter));
  g_assert_cmpint (dln_filter_shows_event (filter, dcase, 1), ==, DLN_CERTAINTY_NO);
  g_assert_true (dln_filter_shows_relation (filter, dcase, 1));
  g_assert_true (dln_filter_shows_entity (filter, dcase, 1)); /* tied to it */
  g_assert_false (dln_filter_shows_entity (filter, dcase, 5));

  dln_filter_tell_story (filter, 1, FALSE); /* another one's instead */
  ((DlnEvent *) dln_case_get_event (dcase, 1))->flags |= DLN_EVENT_MINOR;
  g_assert_cmpint (dln_filter_shows_event (filter, dcase, 1), ==, DLN_CERTAINTY_CERTAIN);
  dln_filter_tell_story (filter, 2, TRUE); /* both together: nothing */
  g_assert_cmpint (dln_filter_shows_event (filter, dcase, 1), ==, DLN_CERTAINTY_NO);
  filter->any_of_story = TRUE;
  g_assert_cmpint (dln_filter_shows_event (filter, dcase, 1), ==, DLN_CERTAINTY_CERTAIN);
  copy = dln_filter_copy (filter);
  g_assert_true (dln_filter_equal_but_period (copy, filter));
  dln_filter_tell_story (copy, 2, TRUE); /* it leaves */
  g_assert_false (dln_filter_equal_but_period (copy, filter));
  g_assert_cmpuint (filter->story->len, ==, 2);
  dln_filter_end_story (copy);
  g_assert_false (dln_filter_has_story (copy));
}

/* dates as a graphic writes them, and the order by salience */
static void
test_dates_and_ranks (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  g_autofree char *day = dln_case_dup_event_date (dcase, 1, NULL);

  g_assert_cmpstr (day, ==, "3 May 2021");
  ((DlnEvent *) dln_case_get_event (dcase, 2))->modality = DLN_MODALITY_DENIED;
  ((DlnEvent *) dln_case_get_event (dcase, 2))->salience = 0.9f;
  g_autofree char *denied = dln_case_dup_event_date (dcase, 2, NULL);
  g_assert_cmpstr (denied, ==, "2022, denied");
  g_autofree char *none = dln_case_dup_event_date (dcase, 77, NULL);
  g_assert_cmpstr (none, ==, "");

  g_autoptr (GHashTable) ranks = dln_case_dup_ranks (dcase);
  g_assert_cmpuint (dln_rank_of (ranks, 2), ==, 1);
  g_assert_cmpuint (dln_rank_of (ranks, 1), ==, 2);
  g_assert_cmpuint (dln_rank_of (ranks, 77), ==, 0);
}

/* a resolver that leaves a date at zero does not make 1970 */
static gboolean
decide_event (DlnCase        *dcase,
              DlnDecisionType type,
              DlnEventId      a,
              DlnEventId      b,
              const char     *text)
{
  DlnDecision decision = { .kind = DLN_TARGET_EVENT, .type = type, .a = a, .b = b, .text = text };

  return dln_case_decide (dcase, &decision);
}

static void
check_story (DlnCase    *dcase,
             const char *wanted) /* ids in their order */
{
  g_autoptr (GArray) story = dln_case_dup_story (dcase);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < story->len; i++)
    g_string_append_printf (got, "%s%u", i > 0 ? " " : "", g_array_index (story, DlnEventId, i));
  g_assert_cmpstr (got->str, ==, wanted);
}

/* A story in order of time; what dates allow is moved, and all of it goes with its decisions. */
static void
test_track (void)
{
  g_autoptr (DlnCase) dcase = fixture_case ();
  DlnDecision standfirst = { .type = DLN_DECISION_STANDFIRST, .text = "Who left, and when." };
  DlnDecision star = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_STAR, .value = 1 };
  DlnDecision date = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_DATE };
  DlnDecision add = { .kind = DLN_TARGET_EVENT, .type = DLN_DECISION_ADD, .text = "A walk" };
  DlnEventId hand = dln_case_get_next_hand_id (dcase);
  const DlnEventId ids[] = { 1, hand, 2 };
  static const char *const dates[] = { "2021-05-03", "2021-05", "2022" };
  g_autofree char *as_dated = g_strdup_printf ("%u 1 2", hand);
  g_autofree char *moved = g_strdup_printf ("1 %u 2", hand);

  g_assert_null (dln_case_new_track (dcase));
  g_assert_false (decide_event (dcase, DLN_DECISION_AFTER, 1, 2, NULL)); /* not in the story */
  g_assert_true (dln_case_decide (dcase, &add));
  for (guint i = 0; i < 3; i++)
    {
      date.a = ids[i];
      date.text = dates[i];
      g_assert_true (dln_case_decide (dcase, &date));
      g_assert_true (decide_event (dcase, DLN_DECISION_STAR, ids[i], 0, NULL));
    }
  check_story (dcase, as_dated); /* what begins first; the one in that month may be any day of it */
  g_assert_true (decide_event (dcase, DLN_DECISION_AFTER, hand, 1, NULL));
  check_story (dcase, moved);
  g_assert_false (decide_event (dcase, DLN_DECISION_AFTER, 2, 1, NULL)); /* 2022 is surely later */
  g_assert_false (decide_event (dcase, DLN_DECISION_AFTER, hand, 2, NULL));
  g_assert_false (decide_event (dcase, DLN_DECISION_AFTER, 2, 2, NULL));
  g_assert_true (decide_event (dcase, DLN_DECISION_AFTER, hand, 0, NULL)); /* to the front */
  check_story (dcase, as_dated);
  g_assert_true (dln_case_undo (dcase));
  check_story (dcase, moved);

  g_assert_true (decide_event (dcase, DLN_DECISION_HEADLINE, 1, 0, "They meet"));
  g_assert_true (decide_event (dcase, DLN_DECISION_BLURB, 1, 0, "In a cafe."));
  g_assert_true (dln_case_decide (dcase, &standfirst));
  g_assert_cmpstr (dln_case_get_standfirst (dcase), ==, "Who left, and when.");
  dln_case_apply (dcase, NULL, NULL, fixture_resolution ()); /* with new tables */
  check_story (dcase, moved);
  g_assert_cmpstr (dln_case_get_headline (dcase, 1), ==, "They meet");
  g_assert_cmpstr (dln_case_get_blurb (dcase, 1), ==, "In a cafe.");
  g_assert_cmpstr (dln_case_get_standfirst (dcase), ==, "Who left, and when.");
  g_assert_cmpuint (dln_case_count_orphans (dcase), ==, 0);
  g_assert_true (dln_case_undo (dcase));
  g_assert_null (dln_case_get_standfirst (dcase));
  g_assert_true (dln_case_redo (dcase));
  star.a = hand;
  g_assert_true (dln_case_decide (dcase, &star));
  check_story (dcase, "1 2");
  g_autoptr (DlnFound) track = dln_case_new_track (dcase);
  g_assert_cmpuint (g_hash_table_size (track->events), ==, 2);
  g_autofree char *summary = dln_case_dup_summary (dcase);
  g_assert_cmpstr (summary, ==, "2 articles, May 2021 to Dec 2022; 3 dated events; 2 to check");
}

static void
test_zero_date (void)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (GPtrArray) documents = fixture_documents ();
  g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
  DlnResolution *resolution = fixture_resolution ();

  memset (&DLN_ROW (resolution->events, DlnEvent, 0)->when, 0, sizeof (DlnWhen));
  dln_case_apply (dcase, documents, annotations, resolution);
  g_assert_false (dln_when_is_known (&dln_case_get_event (dcase, 1)->when));
}

/* places in the reader's words; what a hostile case calls one is not shown */
static void
test_places (void)
{
  static const struct
  {
    const char *place;
    const char *shown;
  } cases[] = {
    { "page 3", "page 3" }, { "message 12", "message 12" },   { "time 00:01:30", "at 00:01:30" },
    { "row 4", "row 4" },   { "page", NULL },                 { "page ", NULL },
    { "page x", NULL },     { "see https://q.example", NULL }, { "pages 3", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *places = g_strdup_printf ("0 %s\n", cases[i].place);
      DlnDocumentInfo info = { .places = places };
      g_autoptr (DlnCase) dcase = dln_case_new ();
      g_autoptr (GPtrArray) documents = fixture_documents ();
      g_autoptr (GPtrArray) annotations = fixture_all_annotations ();
      g_autofree char *shown = NULL;
      DlnDocument *first = g_ptr_array_index (documents, 0);

      g_ptr_array_index (documents, 0) =
        dln_document_new (dln_document_get_text (first, NULL), -1, &info);
      dln_document_unref (first);
      dln_case_apply (dcase, documents, annotations, fixture_resolution ());
      shown = dln_case_dup_place (dcase, 1, 5);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_null (dln_case_dup_place (dcase, 2, 5));
      g_assert_null (dln_case_dup_original_name (dcase, 1));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case/case/empty", test_empty);
  g_test_add_func ("/case/case/rows", test_rows);
  g_test_add_func ("/case/case/indexes", test_indexes);
  g_test_add_func ("/case/case/decide", test_decide);
  g_test_add_func ("/case/case/zero-date", test_zero_date);
  g_test_add_func ("/case/case/by-hand", test_by_hand);
  g_test_add_func ("/case/case/remarks", test_remarks);
  g_test_add_func ("/case/case/track", test_track);
  g_test_add_func ("/case/filter/shows", test_filter);
  g_test_add_func ("/case/filter/story", test_story);
  g_test_add_func ("/case/case/dates-and-ranks", test_dates_and_ranks);
  g_test_add_func ("/case/places", test_places);
  return g_test_run ();
}
