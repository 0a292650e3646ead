/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables made of documents that were annotated by hand: ids, evidence, order, decisions. */
#include "config.h"

#include <string.h>

#include "extract/dln-trace.h"
#include "story.h"

static Story *
make_harbour_story (const char *source)
{
  Story *story = story_new (source, NULL,
                            "Mayor Ines Calder opened the harbour of Tarn on Friday.\n"
                            "\"The gates will stay open,\" Calder told the Harbour Board.");

  story_name (story, DLN_ENTITY_PERSON, "Ines Calder");
  story_title (story, "Mayor", "Ines Calder");
  story_name (story, DLN_ENTITY_PERSON, "Calder");
  story_name (story, DLN_ENTITY_PLACE, "Tarn");
  story_name (story, DLN_ENTITY_INSTITUTION, "Harbour Board");
  story_resolve (story);
  story_event (story, "opened", 0, "open", DLN_EVENT_OTHER, NULL,
               (const char *[]){ "agent:Ines Calder", "place:Tarn", NULL });
  story_relation (story, DLN_RELATION_TELLS, "Ines Calder", "told", "Harbour Board");
  story_quote (story, "The gates will stay open", "Calder");
  return story;
}

static void
check_groups (const DlnResolution *resolution)
{
  guint32 n = 0;

  for (guint i = 0; i < resolution->evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (resolution->evidence, DlnEvidence, i);

      g_assert_cmpuint (row->target, !=, 0);
      g_assert_cmpuint (row->mark.end, >, row->mark.begin);
      g_assert_true (dln_span_contains (row->sentence, row->mark));
    }
  for (guint i = 0; i < resolution->entities->len; i++)
    {
      const DlnEntity *row = DLN_ROW (resolution->entities, DlnEntity, i);

      g_assert_cmpuint (row->n_evidence, >, 0);
      n += row->n_evidence;
      g_assert_true (i == 0 || DLN_ROW (resolution->entities, DlnEntity, i - 1)->id < row->id);
      for (guint j = 0; j < row->n_evidence; j++)
        g_assert_cmpuint (
          DLN_ROW (resolution->evidence, DlnEvidence, row->first_evidence + j)->target,
          ==,
          row->id);
    }
  for (guint i = 0; i < resolution->evidence->len; i++)
    n -= DLN_ROW (resolution->evidence, DlnEvidence, i)->kind == DLN_TARGET_ENTITY;
  g_assert_cmpuint (n, ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (DlnResolution) resolution = dln_resolve (NULL, 0, NULL, 0, NULL, NULL);

  g_assert_nonnull (resolution);
  g_assert_cmpuint (resolution->documents->len, ==, 0);
  g_assert_cmpuint (resolution->entities->len, ==, 0);
}

static void
test_one (void)
{
  g_autoptr (Story) story = make_harbour_story ("Tarn Post");
  g_autoptr (DlnResolution) resolution = stories_resolve (&story, 1);
  const DlnEntity *calder = find_entity (resolution, "Ines Calder");

  check_groups (resolution);
  g_assert_nonnull (calder);
  g_assert_cmpuint (resolution->entities->len, ==, 3);
  g_assert_cmpuint (calder->n_mentions, ==, 2);
  g_assert_cmpstr (get_text (resolution, calder->description), ==, "Mayor");
  g_assert_cmpuint (resolution->events->len, ==, 1);
  g_assert_cmpuint (resolution->relations->len, ==, 1);
  g_assert_cmpuint (resolution->quotes->len, ==, 1);

  const DlnEvent *event = DLN_ROW (resolution->events, DlnEvent, 0);

  g_assert_cmpuint (event->n_participants, ==, 2);
  g_assert_cmpuint (event->place, ==, find_entity (resolution, "Tarn")->id);
  g_assert_cmpuint (event->when.precision, ==, DLN_PRECISION_NONE);

  const DlnQuote *quote = DLN_ROW (resolution->quotes, DlnQuote, 0);

  g_assert_cmpuint (quote->speaker, ==, calder->id);
  g_assert_cmpstr (get_text (resolution, quote->text), ==, "The gates will stay open");
}

/* The post that a sentence states describes who has no title, or says more than the title does. */
static void
test_descriptions (void)
{
  static const struct
  {
    const char *text;
    const char *title; /* (nullable) */
    const char *post;
    const char *description;
    const char *pattern;
  } cases[] = {
    { "Ines Calder, treasurer of the Harbour Board, spoke.", NULL, "treasurer",
      "treasurer, Harbour Board" },
    { "Ines Calder ran the Harbour Board.", NULL, "ran", "", "verb" },
    { "The chief operating officer Ines Calder of the Harbour Board spoke.", "officer",
      "chief operating officer", "chief operating officer, Harbour Board" },
    { "Mayor Ines Calder, treasurer of the Harbour Board, spoke.", "Mayor", "treasurer", "Mayor" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Story) story = story_new ("Tarn Post", NULL, cases[i].text);
      g_autoptr (DlnResolution) resolution = NULL;

      story_name (story, DLN_ENTITY_PERSON, "Ines Calder");
      if (cases[i].title != NULL)
        story_title (story, cases[i].title, "Ines Calder");
      story_name (story, DLN_ENTITY_INSTITUTION, "Harbour Board");
      story_resolve (story);
      story_relation (
        story, DLN_RELATION_EMPLOYED_BY, "Ines Calder", cases[i].post, "Harbour Board");
      if (cases[i].pattern != NULL)
        DLN_ROW (story->annotations->relations, DlnRelationClaim, 0)->pattern =
          dln_strings_intern (story->annotations->strings, cases[i].pattern);
      resolution = stories_resolve (&story, 1);
      g_assert_cmpstr (
        get_text (resolution, find_entity (resolution, "Ines Calder")->description),
        ==,
        cases[i].description);
    }
}

static void
test_ids_stay (void)
{
  g_autoptr (Story) first = make_harbour_story ("Tarn Post");
  g_autoptr (Story) second = make_harbour_story ("Northern Courier");
  g_autoptr (DlnResolution) before = stories_resolve (&first, 1);
  g_autoptr (DlnResolution) after = stories_resolve ((Story *[]){ first, second }, 2);

  check_groups (after);
  g_assert_cmpuint (after->entities->len, ==, before->entities->len);
  for (guint i = 0; i < before->entities->len; i++)
    {
      const DlnEntity *old = DLN_ROW (before->entities, DlnEntity, i);
      const DlnEntity *new = DLN_ROW (after->entities, DlnEntity, i);

      g_assert_cmpuint (old->id, ==, new->id);
      g_assert_cmpuint (new->n_documents, ==, 2);
      g_assert_cmpuint (new->n_mentions, ==, 2 * old->n_mentions);
      g_assert_cmpstr (get_text (before, old->name), ==, get_text (after, new->name));
    }
  g_assert_cmpuint (after->relations->len, ==, 1);
  g_assert_cmpuint (DLN_ROW (after->relations, DlnRelation, 0)->n_evidence, ==, 2);
  g_assert_cmpuint (after->quotes->len, ==, 1);
  g_assert_cmpuint (DLN_ROW (after->quotes, DlnQuote, 0)->n_evidence, ==, 2);
}

/* One of three articles, as a first extraction reads it or as a better one does, which finds more
 * and other names. */
static Story *
make_report (guint    which,
             gboolean better)
{
  static const char *const texts[] = {
    "The Tarn Post wrote of Calder. Mayor Ines Calder met Otto Brand of Harbour Board.",
    "Reporters of the Tarn Post met Bruno Zell. Harbour Board opened the gates.",
    "Lena Moss left Harbour Board in Tarn.",
  };
  Story *story = story_new ("Tarn Post", NULL, texts[which]);

  if (better && which < 2)
    story_name (story, DLN_ENTITY_INSTITUTION, "Tarn Post");
  story_name (story, DLN_ENTITY_PERSON, which == 0 ? "Ines Calder" : "Lena Moss");
  if (better && which == 0)
    story_name (story, DLN_ENTITY_PERSON, "Calder");
  if (which < 2)
    story_name (story, DLN_ENTITY_PERSON, which == 0 ? "Otto Brand" : "Bruno Zell");
  story_name (story, DLN_ENTITY_INSTITUTION, better ? "Harbour Board" : "Harbour");
  story_resolve (story);
  if (which == 1)
    story_event (story, "opened", 0, "open", DLN_EVENT_OTHER, NULL, (const char *[]){ NULL });
  return story;
}

static void
make_reports (gboolean         better,
              guint            n,
              Story          **stories,
              DlnResolveInput *inputs)
{
  for (guint i = 0; i < n; i++)
    {
      stories[i] = make_report (i, better);
      inputs[i].document = stories[i]->document;
      inputs[i].annotations = stories[i]->annotations;
    }
}

static DlnResolution *
resolve_reports (gboolean           better,
                 guint              n,
                 const DlnDecision *decisions,
                 gsize              n_decisions)
{
  Story *stories[3];
  DlnResolveInput inputs[3];
  g_autoptr (GError) error = NULL;

  make_reports (better, n, stories, inputs);

  DlnResolution *resolution = dln_resolve (inputs, n, decisions, n_decisions, NULL, &error);

  g_assert_no_error (error);
  check_groups (resolution);
  for (guint i = 0; i < n; i++)
    story_free (stories[i]);
  return resolution;
}

static DlnTrace *
take_trace (const DlnResolution *resolution,
            DlnTargetKind        kind,
            guint32              id)
{
  Story *stories[2];
  DlnResolveInput inputs[2];

  make_reports (FALSE, 2, stories, inputs);

  DlnTrace *trace = dln_trace_take (inputs, 2, resolution, kind, id, "", TRUE);

  g_assert_nonnull (trace);
  story_free (stories[0]);
  story_free (stories[1]);
  return trace;
}

/* the id that has what @trace was taken of, in the better extraction of all */
static guint32
match_trace (const DlnResolution *resolution,
             const DlnTrace      *trace)
{
  Story *stories[3];
  DlnResolveInput inputs[3];

  make_reports (TRUE, 3, stories, inputs);

  g_autoptr (DlnTraceFinder) finder = dln_trace_finder_new (inputs, 3);
  guint32 id = dln_trace_finder_match (finder, resolution, trace);

  for (guint i = 0; i < 3; i++)
    story_free (stories[i]);
  return id;
}

static DlnEntityId
get_entity_id (const DlnResolution *resolution,
               const char          *name)
{
  const DlnEntity *entity = find_entity (resolution, name);

  return entity != NULL ? entity->id : 0;
}

/* An article more and a better extraction of all: what was there is found again, also where its
 * first mention and so its id changed, and what the user joined stays joined. */
static void
test_traces_survive_extraction (void)
{
  g_autoptr (DlnResolution) before = resolve_reports (FALSE, 2, NULL, 0);
  DlnEntityId calder = get_entity_id (before, "Ines Calder");
  DlnEntityId brand = get_entity_id (before, "Otto Brand");
  DlnEntityId other = get_entity_id (before, "Bruno Zell");
  g_autoptr (DlnTrace) of_calder = take_trace (before, DLN_TARGET_ENTITY, calder);
  g_autoptr (DlnTrace) of_brand = take_trace (before, DLN_TARGET_ENTITY, brand);
  g_autoptr (DlnTrace) of_other = take_trace (before, DLN_TARGET_ENTITY, other);
  g_autoptr (DlnTrace) of_board =
    take_trace (before, DLN_TARGET_ENTITY, get_entity_id (before, "Harbour"));
  g_autoptr (DlnTrace) of_event =
    take_trace (before, DLN_TARGET_EVENT, DLN_ROW (before->events, DlnEvent, 0)->id);
  DlnDecision merge = {
    .kind = DLN_TARGET_ENTITY, .type = DLN_DECISION_MERGE, .of_a = of_brand, .of_b = of_other
  };

  g_assert_cmpuint (other, !=, brand);

  g_autoptr (DlnResolution) merged = resolve_reports (FALSE, 2, &merge, 1);

  g_assert_cmpuint (get_entity_id (merged, "Otto Brand"), ==, brand);
  g_assert_cmpuint (get_entity_id (merged, "Bruno Zell"), ==, 0);
  g_assert_cmpuint (merged->entities->len, ==, before->entities->len - 1);

  g_autoptr (DlnResolution) after = resolve_reports (TRUE, 3, &merge, 1);

  g_assert_cmpuint (get_entity_id (after, "Ines Calder"), !=, calder);
  g_assert_cmpuint (match_trace (after, of_calder), ==, get_entity_id (after, "Ines Calder"));
  g_assert_cmpuint (match_trace (after, of_brand), ==, get_entity_id (after, "Otto Brand"));
  g_assert_cmpuint (match_trace (after, of_other), ==, get_entity_id (after, "Otto Brand"));
  g_assert_cmpuint (match_trace (after, of_board), ==, get_entity_id (after, "Harbour Board"));
  g_assert_cmpuint (match_trace (after, of_event), ==, DLN_ROW (after->events, DlnEvent, 0)->id);
  g_assert_cmpuint (get_entity_id (after, "Bruno Zell"), ==, 0);
  g_assert_cmpuint (get_entity_id (after, "Tarn Post"), !=, 0);
  g_assert_cmpuint (get_entity_id (after, "Lena Moss"), !=, 0);

  /* taken back, it is there again under its old id */
  g_autoptr (DlnResolution) undone = resolve_reports (FALSE, 2, NULL, 0);

  g_assert_cmpuint (get_entity_id (undone, "Bruno Zell"), ==, other);
  g_assert_cmpuint (get_entity_id (undone, "Otto Brand"), ==, brand);
}

static Story *
make_speech (const char *speaker,
             const char *words)
{
  g_autofree char *text = g_strdup_printf ("\"%s\", said %s.", words, speaker);
  Story *story = story_new ("Tarn Post", NULL, text);

  story_name (story, DLN_ENTITY_PERSON, speaker);
  story_resolve (story);
  story_quote (story, words, speaker);
  return story;
}

/* shortened or translated twice it is one quote; denied, or said by another, it is not */
static void
test_quotes_alike (void)
{
  g_autoptr (Story) whole = make_speech (
    "Ines Calder",
    "We will rebuild the lighthouse and the fishing harbour before winter storms arrive");
  g_autoptr (Story) cut = make_speech (
    "Ines Calder", "We shall rebuild the fishing harbour and lighthouse before the winter");
  g_autoptr (Story) denied = make_speech (
    "Ines Calder", "We will not rebuild the fishing harbour and lighthouse before the winter");
  g_autoptr (Story) other = make_speech (
    "Otto Brand",
    "We will rebuild the lighthouse and the fishing harbour before winter storms arrive");
  g_autoptr (DlnResolution) resolution =
    stories_resolve ((Story *[]){ whole, cut, denied, other }, 4);
  const DlnQuote *first = DLN_ROW (resolution->quotes, DlnQuote, 0);
  guint told = 0;

  g_assert_cmpuint (resolution->quotes->len, ==, 3);
  g_assert_cmpuint (first->n_sources, ==, 2);
  g_assert_cmpuint (first->speaker, ==, find_entity (resolution, "Ines Calder")->id);
  for (guint i = 0; i < first->n_evidence; i++)
    {
      const DlnEvidence *row =
        DLN_ROW (resolution->evidence, DlnEvidence, first->first_evidence + i);

      told +=
        row->document == 2
        && strcmp (get_text (resolution, row->reason), "same-quote")
             == 0;
    }
  g_assert_cmpuint (told, ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (Story) story = make_harbour_story ("Tarn Post");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DlnResolveInput input = { story->document, story->annotations };

  g_cancellable_cancel (cancellable);

  g_autoptr (DlnResolution) resolution =
    dln_resolve (&input, 1, NULL, 0, cancellable, &error);

  g_assert_null (resolution);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_hostile_rows (void)
{
  g_autoptr (Story) story = make_harbour_story ("Tarn Post");
  DlnAnnotations *annotations = story->annotations;

  DLN_ROW (annotations->mentions, DlnMention, 0)->entity = 4000;
  DLN_ROW (annotations->relations, DlnRelationClaim, 0)->subject = 4000;
  DLN_ROW (annotations->events, DlnEventClaim, 0)->n_participants = 4000;
  DLN_ROW (annotations->quotes, DlnQuoteClaim, 0)->speaker = 4000;

  g_autoptr (DlnResolution) resolution = stories_resolve (&story, 1);

  check_groups (resolution);
  g_assert_cmpuint (resolution->relations->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/tables/empty", test_empty);
  g_test_add_func ("/resolve/tables/one", test_one);
  g_test_add_func ("/resolve/tables/descriptions", test_descriptions);
  g_test_add_func ("/resolve/tables/ids-stay", test_ids_stay);
  g_test_add_func ("/resolve/tables/traces-survive-extraction", test_traces_survive_extraction);
  g_test_add_func ("/resolve/tables/quotes-alike", test_quotes_alike);
  g_test_add_func ("/resolve/tables/cancelled", test_cancelled);
  g_test_add_func ("/resolve/tables/hostile-rows", test_hostile_rows);
  return g_test_run ();
}
