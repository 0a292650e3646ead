/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of one event meet, others do not; sources disagree; undated reports are dated; copies
 * count once. */
#include "config.h"

#include <string.h>

#include "story.h"

#define ROLES(...) ((const char *[]){ __VA_ARGS__, NULL })

static void
tag_noun (Story      *story,
          const char *word,
          DlnUpos     upos)
{
  DlnSpan span = story_find (story, word, 0);

  for (guint i = 0; i < story->annotations->tokens->len; i++)
    {
      DlnToken *token = DLN_ROW (story->annotations->tokens, DlnToken, i);

      if (dln_span_overlaps (token->span, span))
        {
          token->upos = upos;
          token->lemma = dln_strings_intern (story->annotations->strings, word);
        }
    }
}

static Story *
make_strike (const char *source,
             const char *date,
             const char *text,
             const char *verb,
             const char *lemma,
             const char *edtf)
{
  Story           *story = story_new (source, date, text);
  const char      *place = strstr (text, "Ostry") != NULL ? "Ostry" : "Velm";
  g_autofree char *at = g_strconcat ("place:", place, NULL);

  story_name (story, DLN_ENTITY_INSTITUTION, "Port Union");
  story_name (story, DLN_ENTITY_PLACE, place);
  story_resolve (story);
  if (strstr (text, "cranes") != NULL)
    tag_noun (story, "cranes", DLN_UPOS_NOUN);
  if (strstr (text, "Port Union") != NULL)
    story_event (story, verb, 0, lemma, DLN_EVENT_PROTEST, edtf, ROLES ("agent:Port Union", at));
  else
    story_event (story, verb, 0, lemma, DLN_EVENT_PROTEST, edtf, ROLES (at));
  return story;
}

static void
test_merge (void)
{
  g_autoptr (Story) first = make_strike ("One",
                                         "2021-05-06",
                                         "The Port Union blocked the cranes of Velm on Monday.",
                                         "blocked",
                                         "block",
                                         "2021-05-03");
  g_autoptr (Story) second = make_strike ("Two",
                                          "2021-05-20",
                                          "In May the Port Union blocked cranes in Velm.",
                                          "blocked",
                                          "block",
                                          "2021-05");
  g_autoptr (Story) third = make_strike ("Three",
                                         "2019-02-02",
                                         "The Port Union blocked the cranes of Velm in January.",
                                         "blocked",
                                         "block",
                                         "2019-01");
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);
  const DlnEvent *event = DLN_ROW (resolution->events, DlnEvent, 0);

  g_assert_cmpuint (resolution->events->len, ==, 2);
  g_assert_cmpuint (event->n_evidence, ==, 2);
  g_assert_cmpuint (event->n_sources, ==, 2);
  g_assert_cmpuint (event->when.precision, ==, DLN_PRECISION_DAY);
  g_assert_cmpuint (resolution->conflicts->len, ==, 0);
}

static void
test_synonyms (void)
{
  g_autoptr (Story) first = story_new ("One", NULL, "Soldiers of Ardia occupied Kelm in 2014.");
  g_autoptr (Story) second =
    story_new ("Two", NULL, "Since the annexation of Kelm in 2014 nobody visits.");

  story_name (first, DLN_ENTITY_PLACE, "Ardia");
  story_name (first, DLN_ENTITY_PLACE, "Kelm");
  story_name (second, DLN_ENTITY_PLACE, "Kelm");
  story_resolve (first);
  story_resolve (second);
  story_event (first, "occupied", 0, "occupy", DLN_EVENT_CONFLICT, "2014", ROLES ("patient:Kelm"));
  story_event (
    second, "annexation", 0, "annexation", DLN_EVENT_CONFLICT, "2014", ROLES ("patient:Kelm"));
  DLN_ROW (second->annotations->events, DlnEventClaim, 0)->flags =
    DLN_EVENT_NOMINAL | DLN_EVENT_BACKGROUND;

  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);

  g_assert_cmpuint (resolution->events->len, ==, 1);
  g_assert_cmpstr (
    get_text (resolution, DLN_ROW (resolution->events, DlnEvent, 0)->title), ==, "occupied");
}

/* words of five letters and more are its telling words */
static Story *
make_report (const char  *text,
             const char  *trigger,
             const char  *lemma,
             DlnEventType type)
{
  Story *story = story_new ("One", NULL, text);

  story_resolve (story);
  for (guint i = 0; i < story->annotations->tokens->len; i++)
    {
      DlnToken *token = DLN_ROW (story->annotations->tokens, DlnToken, i);
      g_autofree char *word = dln_document_dup_span (story->document, token->span);

      if (strlen (word) < 5)
        continue;
      token->upos = DLN_UPOS_NOUN;
      token->lemma = dln_strings_intern (story->annotations->strings, word);
    }
  story_event (story, trigger, 0, lemma, type, NULL, ROLES (NULL));
  return story;
}

/* one kind of event is one event in articles on one story, though they name nobody; elsewhere it is
 * another one */
static void
test_one_story (void)
{
  static const char mill[] =
    "The flames in the wooden windmill began near the grindstone at dawn. Millers carried flour "
    "sacks away while the %s of the windmill spread to the granary.";
  static const char mill_again[] =
    "Investigators study the %s of the wooden windmill. Its grindstone, the granary and "
    "hundreds of flour sacks were lost; millers hope to rebuild.";
  static const char ferry[] =
    "Dockers watched the %s of the old ferry from the harbour wall. Tugboats pushed the hull off "
    "the sandbank, and divers searched its cabins.";
  g_auto (GStrv) texts = g_new0 (char *, 4);

  texts[0] = g_strdup_printf (mill, "destruction");
  texts[1] = g_strdup_printf (mill_again, "destroyed");
  texts[2] = g_strdup_printf (ferry, "destruction");

  g_autoptr (Story) first =
    make_report (texts[0], "destruction", "destruction", DLN_EVENT_DISASTER);
  g_autoptr (Story) second = make_report (texts[1], "destroyed", "destroy", DLN_EVENT_DISASTER);
  g_autoptr (Story) third =
    make_report (texts[2], "destruction", "destruction", DLN_EVENT_DISASTER);
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);

  g_assert_cmpuint (resolution->events->len, ==, 2);
  g_assert_cmpuint (DLN_ROW (resolution->events, DlnEvent, 0)->n_sources, ==, 2);
  g_assert_cmpuint (DLN_ROW (resolution->events, DlnEvent, 1)->n_sources, ==, 1);
}

static void
test_day_conflict (void)
{
  g_autoptr (Story) first = make_strike ("One",
                                         "2021-05-06",
                                         "The Port Union blocked the cranes of Velm on May 3.",
                                         "blocked",
                                         "block",
                                         "2021-05-03");
  g_autoptr (Story) second = make_strike ("Two",
                                          "2021-05-06",
                                          "The Port Union blocked cranes in Velm on May 4.",
                                          "blocked",
                                          "block",
                                          "2021-05-04");
  g_autoptr (Story) third = make_strike ("Three",
                                         "2021-05-06",
                                         "The Port Union blocked cranes in Velm in May.",
                                         "blocked",
                                         "block",
                                         "2021-05");
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);

  g_assert_cmpuint (resolution->events->len, ==, 1);
  /* a month agrees with either day, and dates no event that has days */
  g_assert_cmpuint (DLN_ROW (resolution->events, DlnEvent, 0)->when.precision, ==,
                    DLN_PRECISION_DAY);
  g_assert_cmpuint (resolution->conflicts->len, ==, 1);
  g_assert_cmpuint (DLN_ROW (resolution->conflicts, DlnConflict, 0)->type, ==, DLN_CONFLICT_DATE);
  g_assert_true ((DLN_ROW (resolution->events, DlnEvent, 0)->flags & DLN_EVENT_CONFLICT) != 0);
}

/* "stepped down" is a verb of its own that tells of a resignation; "stepped" is neither */
static Story *
make_leaving (const char *text,
              const char *verb,
              const char *lemma,
              const char *particle)
{
  Story *story = story_new ("One", "2021-05-06", text);
  guint32 trigger;

  story_name (story, DLN_ENTITY_PERSON, "Anna Roth");
  story_resolve (story);
  tag_noun (story, verb, DLN_UPOS_VERB);
  story_event (
    story, verb, 0, lemma, DLN_EVENT_APPOINTMENT, "2021-05-03", ROLES ("agent:Anna Roth"));
  trigger = DLN_ROW (story->annotations->events, DlnEventClaim, 0)->token;
  DLN_ROW (story->annotations->tokens, DlnToken, trigger)->lemma =
    dln_strings_intern (story->annotations->strings, lemma);
  if (particle != NULL)
    {
      DlnToken *next = DLN_ROW (story->annotations->tokens, DlnToken, trigger + 1);

      next->head = trigger;
      next->deprel = DLN_DEPREL_COMPOUND_PRT;
      next->lemma = dln_strings_intern (story->annotations->strings, particle);
    }
  return story;
}

static void
test_particle (void)
{
  g_autoptr (Story) first =
    make_leaving ("Anna Roth resigned on Monday.", "resigned", "resign", NULL);
  g_autoptr (Story) second =
    make_leaving ("Anna Roth stepped down on Monday.", "stepped", "step", "down");
  g_autoptr (Story) third =
    make_leaving ("Anna Roth stepped forward on Monday.", "stepped", "step", NULL);
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);

  g_assert_cmpuint (resolution->events->len, ==, 2);
  g_assert_cmpuint (DLN_ROW (resolution->events, DlnEvent, 0)->n_evidence, ==, 2);
  g_assert_cmpuint (DLN_ROW (resolution->events, DlnEvent, 1)->n_evidence, ==, 1);
}

/* what falls in one article falls apart from what else falls, and "the fall" is one told before */
static void
test_within_article (void)
{
  g_autoptr (Story) story = story_new ("One", "2021-05-06",
                                       "Shares fell on Monday. Bonds fell too. Later brokers "
                                       "of Velm met. All spoke of the strike. The strike ended.");
  static const char *const subjects[] = { "Shares", "Bonds" };
  guint32 trigger;

  story_resolve (story);
  for (guint i = 0; i < 2; i++)
    {
      story_event (story, "fell", i, "fall", DLN_EVENT_BUSINESS, NULL, ROLES (NULL));
      trigger = DLN_ROW (story->annotations->events, DlnEventClaim, i)->token;
      tag_noun (story, subjects[i], DLN_UPOS_NOUN);
      DLN_ROW (story->annotations->tokens, DlnToken, trigger)->upos = DLN_UPOS_VERB;
      DLN_ROW (story->annotations->tokens, DlnToken, trigger - 1)->head = trigger;
      DLN_ROW (story->annotations->tokens, DlnToken, trigger - 1)->deprel = DLN_DEPREL_NSUBJ;
    }
  tag_noun (story, "strike", DLN_UPOS_NOUN);
  for (guint i = 0; i < 2; i++)
    {
      story_event (story, "strike", i, "strike", DLN_EVENT_PROTEST, NULL, ROLES (NULL));
      trigger = DLN_ROW (story->annotations->events, DlnEventClaim, 2 + i)->token;

      DlnToken *determiner = DLN_ROW (story->annotations->tokens, DlnToken, trigger - 1);

      DLN_ROW (story->annotations->tokens, DlnToken, trigger)->upos = DLN_UPOS_NOUN;
      determiner->head = trigger;
      determiner->deprel = DLN_DEPREL_DET;
      determiner->lemma = dln_strings_intern (story->annotations->strings, "the");
    }

  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ story }, 1);

  g_assert_cmpuint (resolution->events->len, ==, 3);
}

static Story *
make_toll (const char *source,
           const char *date,
           const char *number)
{
  g_autofree char *text =
    g_strdup_printf ("A blast in Orsk Mill killed %s workers on May 3.", number);
  Story *story = story_new (source, date, text);
  guint32 noun = 0;

  story_name (story, DLN_ENTITY_INSTITUTION, "Orsk Mill");
  story_resolve (story);
  tag_noun (story, "workers", DLN_UPOS_NOUN);
  tag_noun (story, "blast", DLN_UPOS_NOUN);
  tag_noun (story, number, DLN_UPOS_NUM);
  for (guint i = 0; i < story->annotations->tokens->len; i++)
    if (DLN_ROW (story->annotations->tokens, DlnToken, i)->upos == DLN_UPOS_NOUN)
      noun = i;
  DLN_ROW (story->annotations->tokens, DlnToken, noun - 1)->head = noun;
  story_event (
    story, "killed", 0, "kill", DLN_EVENT_DISASTER, "2021-05-03", ROLES ("agent:Orsk Mill"));
  DLN_ROW (story->annotations->tokens, DlnToken, noun)->head =
    DLN_ROW (story->annotations->events, DlnEventClaim, 0)->token;
  DLN_ROW (story->annotations->tokens, DlnToken, noun)->deprel = DLN_DEPREL_OBJ;
  return story;
}

/* workers and miners are all those who were killed; a number that both give settles it */
static void
test_counts (void)
{
  static const char *const nouns[] = { "worker", "miner", "miner" };
  static const char *const numbers[] = { "12", "14", "12" };
  Story *stories[3];

  for (guint i = 0; i < 3; i++)
    {
      stories[i] = make_toll (i == 0 ? "One" : "Two", "2021-05-03", numbers[i]);
      for (guint j = 0; j < stories[i]->annotations->tokens->len; j++)
        {
          DlnToken *token = DLN_ROW (stories[i]->annotations->tokens, DlnToken, j);
          DlnSpan workers = story_find (stories[i], "workers", 0);

          if (!dln_span_overlaps (token->span, workers))
            continue;
          token->lemma = dln_strings_intern (stories[i]->annotations->strings, nouns[i]);
          token->head = DLN_ROW (stories[i]->annotations->events, DlnEventClaim, 0)->token;
          token->deprel = DLN_DEPREL_OBJ;
        }
    }

  g_autoptr (DlnResolution) other = stories_resolve (stories, 2);
  g_autoptr (DlnResolution) same =
    stories_resolve ((Story *[]){ stories[0], stories[2] }, 2);

  g_assert_cmpuint (other->events->len, ==, 1);
  g_assert_cmpuint (other->conflicts->len, ==, 1);
  g_assert_cmpuint (DLN_ROW (other->conflicts, DlnConflict, 0)->type, ==, DLN_CONFLICT_NUMBER);
  g_assert_cmpuint (same->conflicts->len, ==, 0);
  for (guint i = 0; i < 3; i++)
    story_free (stories[i]);
}

static void
test_numbers (void)
{
  g_autoptr (Story) first = make_toll ("One", "2021-05-03", "12");
  g_autoptr (Story) second = make_toll ("Two", "2021-05-05", "14");
  g_autoptr (Story) third = make_toll ("Three", "2021-05-05", "9");
  g_autoptr (DlnResolution) update = stories_resolve ((Story *[]){ first, second }, 2);
  g_autoptr (DlnResolution) conflict = stories_resolve ((Story *[]){ second, third }, 2);

  g_assert_cmpuint (update->events->len, ==, 1);
  g_assert_cmpuint (update->conflicts->len, ==, 1);
  g_assert_cmpuint (DLN_ROW (update->conflicts, DlnConflict, 0)->type, ==, DLN_CONFLICT_UPDATE);
  g_assert_cmpuint (conflict->conflicts->len, ==, 1);
  g_assert_cmpuint (DLN_ROW (conflict->conflicts, DlnConflict, 0)->type, ==, DLN_CONFLICT_NUMBER);
  g_assert_cmpstr (
    get_text (conflict, DLN_ROW (conflict->conflicts, DlnConflict, 0)->value_a), ==, "14 workers");
}

static Story *
make_minister (const char *date,
               const char *title)
{
  g_autofree char *text =
    g_strdup_printf ("The sitting was left by %s Ines Calder on Monday.", title);
  Story *story = story_new (date, date, text);

  story_name (story, DLN_ENTITY_PERSON, "Ines Calder");
  story_title (story, title, "Ines Calder");
  story_resolve (story);
  return story;
}

/* two posts at one moment cannot both be right; later it is another post, and a minister may be the
 * finance minister */
static void
test_posts (void)
{
  g_autoptr (Story) first = make_minister ("2021-05-06", "Finance Minister");
  g_autoptr (Story) other = make_minister ("2021-05-07", "Interior Minister");
  g_autoptr (Story) later = make_minister ("2022-09-01", "Interior Minister");
  g_autoptr (Story) rank = make_minister ("2021-05-07", "Minister");
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, other }, 2);
  g_autoptr (DlnResolution) change = stories_resolve ((Story *[]){ first, later }, 2);
  g_autoptr (DlnResolution) ranks = stories_resolve ((Story *[]){ first, rank }, 2);
  const DlnConflict *conflict;

  g_assert_cmpuint (resolution->entities->len, ==, 1);
  g_assert_cmpuint (resolution->conflicts->len, ==, 1);
  conflict = DLN_ROW (resolution->conflicts, DlnConflict, 0);
  g_assert_cmpuint (conflict->type, ==, DLN_CONFLICT_ROLE);
  g_assert_cmpuint (conflict->kind, ==, DLN_TARGET_ENTITY);
  g_assert_cmpstr (get_text (resolution, conflict->value_a), ==, "Finance Minister");
  g_assert_cmpstr (get_text (resolution, conflict->value_b), ==, "Interior Minister");
  g_assert_cmpuint (change->conflicts->len, ==, 0);
  g_assert_cmpuint (ranks->conflicts->len, ==, 0);
}

static void
test_denied_meeting (void)
{
  g_autoptr (Story) first =
    story_new ("One", "2020-01-08", "Iris Kane met Otto Brand on 7 January.");
  g_autoptr (Story) second =
    story_new ("Two", "2020-01-09", "Iris Kane did not meet Otto Brand on 7 January.");

  for (guint i = 0; i < 2; i++)
    {
      Story *story = i == 0 ? first : second;

      story_name (story, DLN_ENTITY_PERSON, "Iris Kane");
      story_name (story, DLN_ENTITY_PERSON, "Otto Brand");
      story_resolve (story);
      story_event (story, i == 0 ? "met" : "meet", 0, "meet", DLN_EVENT_DIPLOMACY, "2020-01-07",
                   ROLES ("agent:Iris Kane", "patient:Otto Brand"));
    }
  DLN_ROW (second->annotations->events, DlnEventClaim, 0)->polarity = DLN_POLARITY_NEGATED;
  story_words (second);

  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);

  g_assert_cmpuint (resolution->events->len, ==, 1);
  g_assert_cmpuint (resolution->conflicts->len, ==, 1);
  g_assert_cmpuint (
    DLN_ROW (resolution->conflicts, DlnConflict, 0)->type, ==, DLN_CONFLICT_POLARITY);
}

/* An article without a date says "last week" of what another dates: it was written in the week
 * after. */
static void
test_undated (void)
{
  g_autoptr (Story) first =
    make_strike ("One",
                 "2021-06-01",
                 "The Port Union blocked the cranes of Velm on May 5, 2021.",
                 "blocked",
                 "block",
                 "2021-05-05");
  g_autoptr (Story) second = make_strike (
    "Two", NULL, "The Port Union blocked cranes in Velm last week.", "blocked", "block", NULL);
  DlnTime absolute = { .anchor = DLN_ANCHOR_NONE, .anchor_time = DLN_NO_ROW };
  DlnTime relative = { .anchor = DLN_ANCHOR_DOCUMENT, .anchor_time = DLN_NO_ROW };

  absolute.span = story_find (first, "May 5, 2021", 0);
  absolute.when = DLN_ROW (first->annotations->events, DlnEventClaim, 0)->when;
  relative.span = story_find (second, "last week", 0);
  relative.when = dln_when_unknown ();
  relative.direction = DLN_DIRECTION_BACK;
  relative.nearest = 1;
  relative.farthest = 13;
  g_array_append_val (first->annotations->times, absolute);
  g_array_append_val (second->annotations->times, relative);
  DLN_ROW (first->annotations->events, DlnEventClaim, 0)->time = 0;
  DLN_ROW (second->annotations->events, DlnEventClaim, 0)->when = dln_when_unknown ();

  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);
  const DlnResolvedDocument *row = DLN_ROW (resolution->documents, DlnResolvedDocument, 1);
  g_autofree char *when = dln_when_to_edtf (&row->when);

  g_assert_cmpuint (row->date_source, ==, DLN_DATE_INFERRED);
  g_assert_cmpstr (when, ==, "[2021-05-10..2021-05-16]");
  g_assert_cmpuint (row->n_reasons, ==, 2);
  g_assert_cmpuint (
    DLN_ROW (resolution->evidence, DlnEvidence, row->first_reason)->kind, ==, DLN_TARGET_DOCUMENT);
  g_assert_cmpuint (resolution->events->len, ==, 1);
}

/* The event's own date stands in its clause, with its year. */
static void
tell_date (Story *story, const char *words)
{
  DlnEventClaim *claim = DLN_ROW (story->annotations->events, DlnEventClaim, 0);
  DlnTime        time = { .anchor = DLN_ANCHOR_NONE, .anchor_time = DLN_NO_ROW };

  time.span = story_find (story, words, 0);
  time.when = claim->when;
  claim->time = 0;
  g_array_append_val (story->annotations->times, time);
}

static Story *
make_dated (const char *source, const char *date, const char *place)
{
  g_autofree char *text =
    g_strdup_printf ("The Port Union blocked the cranes of %s on May 5, 2021.", place);
  Story *story = make_strike (source, date, text, "blocked", "block", "2021-05-05");

  tell_date (story, "May 5, 2021");
  return story;
}

static Story *
make_undated (const char *source, const char *text)
{
  Story *story = make_strike (source, NULL, text, "blocked", "block", NULL);

  DLN_ROW (story->annotations->events, DlnEventClaim, 0)->when = dln_when_unknown ();
  DLN_ROW (story->annotations->events, DlnEventClaim, 0)->time = DLN_NO_ROW;
  return story;
}

static Story *
make_citing (const char *date)
{
  Story *story =
    story_new ("Three", date, "The Port Union blocked cranes in Velm, the Quay Gazette reported.");

  story_name (story, DLN_ENTITY_INSTITUTION, "Port Union");
  story_name (story, DLN_ENTITY_PLACE, "Velm");
  story_name (story, DLN_ENTITY_INSTITUTION, "Quay Gazette");
  story_resolve (story);
  tag_noun (story, "cranes", DLN_UPOS_NOUN);
  story_event (story,
               "blocked",
               0,
               "block",
               DLN_EVENT_PROTEST,
               date,
               ROLES ("agent:Port Union", "place:Velm"));
  DLN_ROW (story->annotations->events, DlnEventClaim, 0)->when = dln_when_unknown ();
  return story;
}

static char *
date_of (Story *const *stories, guint n, guint index, const char **reason)
{
  g_autoptr (DlnResolution) resolution = stories_resolve (stories, n);
  const DlnResolvedDocument *row = DLN_ROW (resolution->documents, DlnResolvedDocument, index);

  if (reason != NULL)
    *reason = g_intern_string (get_text (resolution, row->reason));
  return dln_when_to_edtf (&row->when);
}

/* It was not written before the latest event that it reports, and not after an article that names
 * its publisher with it. */
static void
test_bounds (void)
{
  g_autoptr (Story) undated =
    make_undated ("Quay Gazette", "The Port Union blocked cranes in Velm.");
  g_autoptr (Story) dated = make_dated ("One", "2021-06-01", "Velm");
  g_autoptr (Story) later = make_citing ("2021-05-20");
  g_autoptr (Story) sooner = make_citing ("2021-05-12");
  Story           *stories[] = { undated, dated, later, sooner };
  const char      *reason;
  g_autofree char *alone = date_of (stories, 1, 0, NULL);
  g_autofree char *two = date_of (stories, 2, 0, &reason);
  g_autofree char *three = date_of (stories, 3, 0, NULL);
  g_autofree char *four = date_of (stories, 4, 0, NULL);

  g_assert_cmpstr (alone, ==, "XXXX");
  g_assert_cmpstr (two, ==, "[2021-05-05..]");
  g_assert_cmpstr (
    reason, ==, "date-report\x1f" "5 May 2021");
  g_assert_cmpstr (three, ==, "[2021-05-05..2021-05-20]");
  g_assert_cmpstr (four, ==, "[2021-05-05..2021-05-12]");
}

/* Whatever is added, the interval is cut or stays. */
static void
test_never_wider (void)
{
  g_autoptr (GPtrArray) stories = g_ptr_array_new_with_free_func ((GDestroyNotify)story_free);
  DlnWhen before = dln_when_unknown ();

  g_ptr_array_add (stories,
                   make_undated ("Quay Gazette", "The Port Union blocked cranes in Velm."));
  for (guint n = 0; n < 24; n++)
    {
      g_autofree char *source = g_strdup_printf ("Paper %u", n);

      if (n == 5)
        g_ptr_array_add (stories, make_citing ("2021-05-20"));
      else if (n == 21)
        g_ptr_array_add (stories, make_citing ("2021-05-12"));
      else if (n % 3 == 2)
        g_ptr_array_add (stories, make_undated (source, "The Port Union blocked a road in Ostry."));
      else
        g_ptr_array_add (stories, make_dated (source, "2021-06-01", n % 3 == 0 ? "Velm" : "Ostry"));

      g_autoptr (DlnResolution) resolution =
        stories_resolve ((Story **)stories->pdata, stories->len);
      const DlnWhen *when = &DLN_ROW (resolution->documents, DlnResolvedDocument, 0)->when;

      g_assert_true (dln_when_is_known (when));
      if (dln_when_is_known (&before))
        {
          g_assert_cmpint (when->earliest_begin, >=, before.earliest_begin);
          g_assert_cmpint (when->latest_end, <=, before.latest_end);
        }
      before = *when;
    }

  g_autofree char *edtf = dln_when_to_edtf (&before);

  g_assert_cmpstr (edtf, ==, "[2021-05-05..2021-05-12]");
}

static void
test_copies (void)
{
  const char *words =
    "The harbour of Velm was closed for three days because the crews of all twelve tugs refused to "
    "go out "
    "before the company had answered a letter in which they asked for new ropes and better boots. ";
  g_autofree char *copy = g_strconcat ("Velm: tugs stay in port. ", words, NULL);
  g_autoptr (Story) first = make_strike ("One", NULL, words, "closed", "close", NULL);
  g_autoptr (Story) second = make_strike ("Two", NULL, copy, "closed", "close", NULL);
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);

  g_assert_cmpuint (DLN_ROW (resolution->documents, DlnResolvedDocument, 0)->same_as, ==, 0);
  g_assert_cmpuint (DLN_ROW (resolution->documents, DlnResolvedDocument, 1)->same_as, ==, 1);
  g_assert_cmpuint (DLN_ROW (resolution->events, DlnEvent, 0)->n_sources, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/events/merge", test_merge);
  g_test_add_func ("/resolve/events/synonyms", test_synonyms);
  g_test_add_func ("/resolve/events/one-story", test_one_story);
  g_test_add_func ("/resolve/events/day-conflict", test_day_conflict);
  g_test_add_func ("/resolve/events/particle", test_particle);
  g_test_add_func ("/resolve/events/within-article", test_within_article);
  g_test_add_func ("/resolve/events/numbers", test_numbers);
  g_test_add_func ("/resolve/events/counts", test_counts);
  g_test_add_func ("/resolve/events/posts", test_posts);
  g_test_add_func ("/resolve/events/denied-meeting", test_denied_meeting);
  g_test_add_func ("/resolve/events/undated", test_undated);
  g_test_add_func ("/resolve/events/date-bounds", test_bounds);
  g_test_add_func ("/resolve/events/never-wider", test_never_wider);
  g_test_add_func ("/resolve/events/copies", test_copies);
  return g_test_run ();
}
