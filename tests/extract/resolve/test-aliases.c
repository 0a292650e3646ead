/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entity under several names, several entities under one. */
#include "config.h"

#include <string.h>

#include "story.h"

typedef struct
{
  DlnEntityType type;
  const char   *name;
} Name;

static Story *
make_story (const char *source,
            const char *text,
            const Name *names) /* ended by NULL; longer names first */
{
  Story *story = story_new (source, NULL, text);

  for (; names->name != NULL; names++)
    story_name (story, names->type, names->name);
  story_resolve (story);
  return story;
}

#define PERSON(name) { DLN_ENTITY_PERSON, name }
#define INSTITUTION(name) { DLN_ENTITY_INSTITUTION, name }
#define PLACE(name) { DLN_ENTITY_PLACE, name }
#define END { 0, NULL }

static DlnEntityId
find_alias (const DlnResolution *resolution,
            DlnEntityType        type,
            const char          *text,
            guint                nth)
{
  for (guint i = 0; i < resolution->aliases->len; i++)
    {
      const DlnAlias *alias = DLN_ROW (resolution->aliases, DlnAlias, i);

      for (guint j = 0; j < resolution->entities->len; j++)
        {
          const DlnEntity *entity = DLN_ROW (resolution->entities, DlnEntity, j);

          if (entity->id == alias->entity && entity->type == type
              && strcmp (get_text (resolution, alias->text), text) == 0 && nth-- == 0)
            return entity->id;
        }
    }
  return 0;
}

static void
assert_one (const DlnResolution *resolution,
            DlnEntityType        type,
            const char          *a,
            const char          *b)
{
  DlnEntityId x = find_alias (resolution, type, a, 0);

  g_assert_cmpuint (x, !=, 0);
  if (x != find_alias (resolution, type, b, 0))
    g_test_message ("%s and %s are two", a, b);
  g_assert_cmpuint (x, ==, find_alias (resolution, type, b, 0));
}

static void
assert_two (const DlnResolution *resolution,
            DlnEntityType        type,
            const char          *a,
            const char          *b)
{
  if (find_alias (resolution, type, a, 0) == find_alias (resolution, type, b, 0))
    g_test_message ("%s and %s are one", a, b);
  g_assert_cmpuint (find_alias (resolution, type, a, 0), !=, find_alias (resolution, type, b, 0));
}

static void
test_transliteration (void)
{
  g_autoptr (Story) first = make_story (
    "One", "Dmitry Orlovsky met Aleksei Bugaev and Nikolay Sukhov in Riga. Mohammed Haddad came.",
    (Name[]){ PERSON ("Dmitry Orlovsky"), PERSON ("Aleksei Bugaev"), PERSON ("Nikolay Sukhov"),
              PLACE ("Riga"), PERSON ("Mohammed Haddad"), END });
  g_autoptr (Story) second = make_story (
    "Two", "Dmytro Orlovskyy saw Oleksiy Bugayov and Mykola Suchow in Riga. Muhammad Hadad left.",
    (Name[]){ PERSON ("Dmytro Orlovskyy"), PERSON ("Oleksiy Bugayov"), PERSON ("Mykola Suchow"),
              PLACE ("Riga"), PERSON ("Muhammad Hadad"), END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);

  assert_one (resolution, DLN_ENTITY_PERSON, "Dmitry Orlovsky", "Dmytro Orlovskyy");
  assert_one (resolution, DLN_ENTITY_PERSON, "Aleksei Bugaev", "Oleksiy Bugayov");
  assert_one (resolution, DLN_ENTITY_PERSON, "Nikolay Sukhov", "Mykola Suchow");
  assert_one (resolution, DLN_ENTITY_PERSON, "Mohammed Haddad", "Muhammad Hadad");
  g_assert_cmpuint (resolution->entities->len, ==, 5);
}

/* Letters that English writes as two, as one or as they are. */
static void
test_german_and_nordic_letters (void)
{
  g_autoptr (Story) first = make_story (
    "One",
    "J\u00fcrg L\u00fcthi met S\u00f8ren J\u00f8rgensen and H\u00e5kon Wei\u00df in Z\u00fcrich. "
    "Zeitung S\u00fcd wrote. Fritz Bauer and Joel Moser left \u00c5rhus.",
    (Name[]){ PERSON ("J\u00fcrg L\u00fcthi"), PERSON ("S\u00f8ren J\u00f8rgensen"),
              PERSON ("H\u00e5kon Wei\u00df"), PLACE ("Z\u00fcrich"),
              INSTITUTION ("Zeitung S\u00fcd"), PERSON ("Fritz Bauer"), PERSON ("Joel Moser"),
              PLACE ("\u00c5rhus"), END });
  g_autoptr (Story) second = make_story (
    "Two",
    "Juerg Luethi met Soeren Joergensen and Haakon Weiss in Zuerich. Zeitung Sued wrote. "
    "Fritz Baur left Aarhus.",
    (Name[]){ PERSON ("Juerg Luethi"), PERSON ("Soeren Joergensen"), PERSON ("Haakon Weiss"),
              PLACE ("Zuerich"), INSTITUTION ("Zeitung Sued"), PERSON ("Fritz Baur"),
              PLACE ("Aarhus"), END });
  g_autoptr (Story) third =
    make_story ("Three", "Jurg Luthi met Soren Jorgensen in Zurich.",
                (Name[]){ PERSON ("Jurg Luthi"), PERSON ("Soren Jorgensen"), PLACE ("Zurich"),
                          END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);

  assert_one (resolution, DLN_ENTITY_PERSON, "J\u00fcrg L\u00fcthi", "Juerg Luethi");
  assert_one (resolution, DLN_ENTITY_PERSON, "Jurg Luthi", "Juerg Luethi");
  assert_one (resolution, DLN_ENTITY_PERSON, "S\u00f8ren J\u00f8rgensen", "Soeren Joergensen");
  assert_one (resolution, DLN_ENTITY_PERSON, "Soren Jorgensen", "Soeren Joergensen");
  assert_one (resolution, DLN_ENTITY_PERSON, "H\u00e5kon Wei\u00df", "Haakon Weiss");
  assert_one (resolution, DLN_ENTITY_PLACE, "Z\u00fcrich", "Zuerich");
  assert_one (resolution, DLN_ENTITY_PLACE, "Zurich", "Zuerich");
  assert_one (resolution, DLN_ENTITY_PLACE, "\u00c5rhus", "Aarhus");
  assert_one (resolution, DLN_ENTITY_INSTITUTION, "Zeitung S\u00fcd", "Zeitung Sued");
  assert_two (resolution, DLN_ENTITY_PERSON, "Fritz Bauer", "Fritz Baur");
}

static void
test_short_names (void)
{
  g_autoptr (Story) first = make_story (
    "One", "William Harker of Brandt Shipping spoke in Oslo. Li Weimin listened. Eva Lund left.",
    (Name[]){ PERSON ("William Harker"), INSTITUTION ("Brandt Shipping"), PLACE ("Oslo"),
              PERSON ("Li Weimin"), PERSON ("Eva Lund"), END });
  g_autoptr (Story) second = make_story (
    "Two", "Bill Harker runs Brandt Shipping from Oslo. Weimin Li knows him. E. Lund agrees.",
    (Name[]){ PERSON ("Bill Harker"), INSTITUTION ("Brandt Shipping"), PLACE ("Oslo"),
              PERSON ("Weimin Li"), PERSON ("E. Lund"), END });
  g_autoptr (Story) third = make_story (
    "Three",
    "Harker sold Brandt Shipping in Oslo.",
    (Name[]){ PERSON ("Harker"), INSTITUTION ("Brandt Shipping"), PLACE ("Oslo"), END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);

  assert_one (resolution, DLN_ENTITY_PERSON, "William Harker", "Bill Harker");
  assert_one (resolution, DLN_ENTITY_PERSON, "William Harker", "Harker");
  assert_one (resolution, DLN_ENTITY_PERSON, "Li Weimin", "Weimin Li");
  assert_one (resolution, DLN_ENTITY_PERSON, "Eva Lund", "E. Lund");
}

static void
test_family_first (void)
{
  g_autoptr (Story) first =
    make_story ("One",
                "Kim Min-jun opened the port. Lee Soo left.",
                (Name[]){ PERSON ("Kim Min-jun"), PERSON ("Lee Soo"), END });
  g_autoptr (Story) second =
    make_story ("Two",
                "Min-jun Kim praised the port. Soo Park sang.",
                (Name[]){ PERSON ("Min-jun Kim"), PERSON ("Soo Park"), END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);

  assert_one (resolution, DLN_ENTITY_PERSON, "Kim Min-jun", "Min-jun Kim");
  assert_two (resolution, DLN_ENTITY_PERSON, "Lee Soo", "Soo Park");
}

/* Who died since was alive in the older article. */
static void
test_dead_since (void)
{
  g_autoptr (Story) death = make_story ("One", "The painter Erik Lund died in Oslo on Wednesday.",
                                        (Name[]){ PERSON ("Erik Lund"), PLACE ("Oslo"), END });
  g_autoptr (Story) older = make_story ("Two", "The painter Erik Lund opened a show in Oslo.",
                                        (Name[]){ PERSON ("Erik Lund"), PLACE ("Oslo"), END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ death, older }, 2);

  assert_one (resolution, DLN_ENTITY_PERSON, "Erik Lund", "Erik Lund");
  g_assert_cmpuint (resolution->entities->len, ==, 2);
  g_assert_cmpuint (resolution->conflicts->len, ==, 0);
}

/* Two of one name stay two: another field of life, no company shared; a suggestion says so. */
static void
test_two_of_one_name (void)
{
  g_autoptr (Story) first = make_story (
    "One", "Striker Marco Bell scored for Dunmore Rovers in Dunmore.",
    (Name[]){ PERSON ("Marco Bell"), INSTITUTION ("Dunmore Rovers"), PLACE ("Dunmore"), END });
  g_autoptr (Story) second = make_story (
    "Two", "Senator Marco Bell left the Reform Party in Quito.",
    (Name[]){ PERSON ("Marco Bell"), INSTITUTION ("Reform Party"), PLACE ("Quito"), END });

  story_title (first, "Striker", "Marco Bell");
  story_title (second, "Senator", "Marco Bell");

  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);

  g_assert_cmpuint (count_entities (resolution, "Marco Bell"), ==, 2);
  g_assert_cmpuint (resolution->suggestions->len, ==, 1);

  /* the user says: one */
  const DlnSuggestion *suggestion = DLN_ROW (resolution->suggestions, DlnSuggestion, 0);
  DlnDecision merge = {
    DLN_TARGET_ENTITY, DLN_DECISION_MERGE, suggestion->a, suggestion->b, 0, NULL
  };
  DlnResolveInput inputs[] = { { first->document, first->annotations },
                               { second->document, second->annotations } };
  g_autoptr (DlnResolution) merged = dln_resolve (inputs, 2, &merge, 1, NULL, NULL);

  g_assert_cmpuint (count_entities (merged, "Marco Bell"), ==, 1);
  g_assert_cmpuint (merged->suggestions->len, ==, 0);
}

static void
test_two_in_one_trial (void)
{
  g_autoptr (Story) story =
    make_story ("One",
                "Luis Ferrer and Ana Ferrer stood in court. Ana Ferrer wept. Mr Ferrer said "
                "nothing. Mrs Ferrer left.",
                (Name[]){ PERSON ("Luis Ferrer"), PERSON ("Ana Ferrer"), END });

  g_array_set_size (story->annotations->entities, 0);
  story_name (story, DLN_ENTITY_PERSON, "Ferrer");
  story_title (story, "Mr", "Ferrer");
  story_title (story, "Mrs", "Ferrer");
  story_resolve (story);

  guint32 mr = story_mention (story, "Ferrer", 0);
  guint32 mrs = story_mention (story, "Ferrer", 1);
  GArray *mentions = story->annotations->mentions;

  g_assert_cmpuint (
    DLN_ROW (mentions, DlnMention, mr)->entity,
    ==,
    DLN_ROW (mentions, DlnMention, story_mention (story, "Luis Ferrer", 0))->entity);
  g_assert_cmpuint (DLN_ROW (mentions, DlnMention, mrs)->entity, ==,
                    DLN_ROW (mentions, DlnMention, story_mention (story, "Ana Ferrer", 0))->entity);
}

static void
test_institutions (void)
{
  g_autoptr (Story) first = make_story (
    "One",
    "The British Ministry of Defence answered. The Central Bank of Norway did not. "
    "The Coastal Watch Agency (CWA) and Halden Inc waited.",
    (Name[]){ INSTITUTION ("British Ministry of Defence"), INSTITUTION ("Central Bank of Norway"),
              INSTITUTION ("Coastal Watch Agency"), INSTITUTION ("CWA"), INSTITUTION ("Halden Inc"),
              END });
  g_autoptr (Story) second = make_story ("Two",
                                         "The UK's Ministry of Defence spoke, so did Norway's "
                                         "central bank and the CWA. Halden kept still.",
                                         (Name[]){ PLACE ("UK"),
                                                   INSTITUTION ("Ministry of Defence"),
                                                   PLACE ("Norway"),
                                                   INSTITUTION ("central bank"),
                                                   INSTITUTION ("CWA"),
                                                   INSTITUTION ("Halden"),
                                                   END });
  g_autoptr (Story) third = make_story ("Three",
                                        "The British defence ministry and the Norwegian Central "
                                        "Bank met. The Ministry of Defence of Peru came.",
                                        (Name[]){ INSTITUTION ("British defence ministry"),
                                                  INSTITUTION ("Norwegian Central Bank"),
                                                  INSTITUTION ("Ministry of Defence of Peru"),
                                                  END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);

  assert_one (
    resolution, DLN_ENTITY_INSTITUTION, "British Ministry of Defence", "Ministry of Defence");
  assert_one (
    resolution, DLN_ENTITY_INSTITUTION, "British Ministry of Defence", "British defence ministry");
  assert_one (resolution, DLN_ENTITY_INSTITUTION, "Central Bank of Norway", "central bank");
  assert_one (
    resolution, DLN_ENTITY_INSTITUTION, "Central Bank of Norway", "Norwegian Central Bank");
  assert_one (resolution, DLN_ENTITY_INSTITUTION, "Coastal Watch Agency", "CWA");
  assert_one (resolution, DLN_ENTITY_INSTITUTION, "Halden Inc", "Halden");
  assert_two (resolution,
              DLN_ENTITY_INSTITUTION,
              "British Ministry of Defence",
              "Ministry of Defence of Peru");
}

/* One acronym, two bodies: each goes with its company. */
static void
test_shared_acronym (void)
{
  g_autoptr (Story) first = make_story (
    "One", "The National Rail Board (NRB) met Ole Dahl and Per Vik in Bergen.",
    (Name[]){ INSTITUTION ("National Rail Board"), INSTITUTION ("NRB"), PERSON ("Ole Dahl"),
              PERSON ("Per Vik"), PLACE ("Bergen"), END });
  g_autoptr (Story) second = make_story (
    "Two", "The Northern Reserve Bank (NRB) sued Joan Pike and Amir Sayed in Leeds.",
    (Name[]){ INSTITUTION ("Northern Reserve Bank"), INSTITUTION ("NRB"), PERSON ("Joan Pike"),
              PERSON ("Amir Sayed"), PLACE ("Leeds"), END });
  g_autoptr (Story) third = make_story (
    "Three",
    "The NRB told Ole Dahl and Per Vik to leave Bergen.",
    (Name[]){
      INSTITUTION ("NRB"), PERSON ("Ole Dahl"), PERSON ("Per Vik"), PLACE ("Bergen"), END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);
  const DlnEntity *board = find_entity (resolution, "National Rail Board");
  const DlnEntity *bank = find_entity (resolution, "Northern Reserve Bank");

  g_assert_nonnull (board);
  g_assert_nonnull (bank);
  g_assert_cmpuint (board->n_documents, ==, 2);
  g_assert_cmpuint (bank->n_documents, ==, 1);
}

/* A country's letters are no acronym of the bodies that bear its name. */
static void
test_country_is_no_acronym (void)
{
  g_autoptr (Story) first = make_story (
    "One", "The U.S. sent a ship. The U.S. Senate voted.",
    (Name[]){ INSTITUTION ("U.S."), INSTITUTION ("U.S. Senate"), END });
  g_autoptr (Story) second = make_story (
    "Two", "The U.S. Senate voted again before the U.S. sent another.",
    (Name[]){ INSTITUTION ("U.S. Senate"), INSTITUTION ("U.S."), END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);

  assert_two (resolution, DLN_ENTITY_INSTITUTION, "U.S. Senate", "U.S.");
}

static void
test_company_named_after_person (void)
{
  g_autoptr (Story) first = make_story (
    "One", "Clara Voss founded Clara Voss in Graz. Clara Voss makes shoes.",
    (Name[]){ PERSON ("Clara Voss"), PLACE ("Graz"), END });

  DLN_ROW (first->annotations->mentions, DlnMention, 1)->type = DLN_ENTITY_INSTITUTION;
  g_array_set_size (first->annotations->entities, 0);
  story_resolve (first);

  g_autoptr (DlnResolution) resolution = stories_resolve (&first, 1);

  g_assert_cmpuint (count_entities (resolution, "Clara Voss"), ==, 2);
}

static void
set_score (Story      *story,
           const char *name,
           float       score)
{
  for (guint i = 0; i < story->annotations->mentions->len; i++)
    {
      DlnMention *mention = DLN_ROW (story->annotations->mentions, DlnMention, i);
      g_autofree char *text = dln_document_dup_span (story->document, mention->span);

      if (strcmp (text, name) == 0)
        mention->score = score;
    }
}

/* A government that two articles take for a person, and a firm that one does. */
static void
test_one_name_two_kinds (void)
{
  g_autoptr (Story) first = make_story ("One", "The Castle denied it. Helvion paid.",
                                        (Name[]){ PERSON ("Castle"), INSTITUTION ("Helvion"),
                                                  END });
  g_autoptr (Story) second = make_story ("Two", "The Castle rejected the figure. Helvion paid.",
                                         (Name[]){ INSTITUTION ("Castle"), PERSON ("Helvion"),
                                                   END });
  g_autoptr (Story) third = make_story ("Three", "The Castle fears leaks.",
                                        (Name[]){ PERSON ("Castle"), END });
  g_autoptr (Story) fourth = make_story ("Four", "The Castle was lit.",
                                         (Name[]){ { DLN_ENTITY_OTHER, "Castle" }, END });
  Story *stories[] = { first, second, third, fourth };

  set_score (first, "Castle", 0.55f);
  set_score (second, "Castle", 0.65f);
  set_score (third, "Castle", 0.5f);
  set_score (second, "Helvion", 0.6f);

  g_autoptr (DlnResolution) resolution = stories_resolve (stories, 4);

  g_assert_cmpuint (count_entities (resolution, "Castle"), ==, 1);
  g_assert_cmpuint (find_entity (resolution, "Castle")->type, ==, DLN_ENTITY_INSTITUTION);
  g_assert_cmpuint (count_entities (resolution, "Helvion"), ==, 1);
  g_assert_cmpuint (find_entity (resolution, "Helvion")->type, ==, DLN_ENTITY_INSTITUTION);
}

/* Who has a first name, a title or a pronoun of persons is no firm and no town. */
static void
test_person_and_place (void)
{
  g_autoptr (Story) first =
    make_story ("One", "Harold Ford left. Ford sold a house in Lowell. Washington said he paid.",
                (Name[]){ PERSON ("Harold Ford"), PERSON ("Ford"), PERSON ("Washington"),
                          PLACE ("Lowell"), END });
  g_autoptr (Story) second =
    make_story ("Two", "Ford sold cars in Washington. Ms Lowell bought one.",
                (Name[]){ INSTITUTION ("Ford"), PLACE ("Washington"), PERSON ("Lowell"), END });
  Story *stories[] = { first, second };

  set_score (first, "Ford", 0.5f);
  set_score (second, "Lowell", 0.5f);
  story_title (second, "Ms", "Lowell");

  g_autoptr (DlnResolution) resolution = stories_resolve (stories, 2);

  g_assert_cmpuint (count_entities (resolution, "Ford"), ==, 2);
  g_assert_cmpuint (count_entities (resolution, "Washington"), ==, 2);
  g_assert_cmpuint (count_entities (resolution, "Lowell"), ==, 2);
  g_assert_cmpuint (find_alias (resolution, DLN_ENTITY_PERSON, "Ford", 0), ==,
                    find_entity (resolution, "Harold Ford")->id);
}

/* The name of somebody elsewhere: asked, not joined. */
static void
test_doubtful_kind_is_asked (void)
{
  g_autoptr (Story) first = make_story ("One", "Harold Ford left Cork.",
                                        (Name[]){ PERSON ("Harold Ford"), PLACE ("Cork"), END });
  g_autoptr (Story) second =
    make_story ("Two", "Ford sold cars.", (Name[]){ INSTITUTION ("Ford"), END });
  g_autoptr (Story) third = make_story ("Three", "Ford shut.", (Name[]){ PERSON ("Ford"), END });

  set_score (third, "Ford", 0.5f);

  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);
  gboolean asked = FALSE;

  g_assert_cmpuint (count_entities (resolution, "Ford"), ==, 2);
  for (guint i = 0; i < resolution->suggestions->len; i++)
    {
      const DlnSuggestion *row = DLN_ROW (resolution->suggestions, DlnSuggestion, i);

      asked |= row->a == find_alias (resolution, DLN_ENTITY_INSTITUTION, "Ford", 0)
               && row->b == find_alias (resolution, DLN_ENTITY_PERSON, "Ford", 0);
    }
  g_assert_true (asked);
}

/* Words that say what a company does are left out when it is named again, unless two are meant. */
static void
test_trade_words (void)
{
  g_autoptr (Story) first = make_story (
    "One", "Orlo Motors hired Ada Lind. Orlo grew. Senn Foods paid Senn Oil.",
    (Name[]){ INSTITUTION ("Orlo Motors"), PERSON ("Ada Lind"), INSTITUTION ("Orlo"),
              INSTITUTION ("Senn Foods"), INSTITUTION ("Senn Oil"), END });
  g_autoptr (Story) second = make_story ("Two", "Orlo hired Ada Lind. Senn shut.",
                                         (Name[]){ INSTITUTION ("Orlo"), PERSON ("Ada Lind"),
                                                   INSTITUTION ("Senn"), END });
  g_autoptr (Story) third = make_story ("Three", "Vega Air Lines met Ada Lind.",
                                        (Name[]){ INSTITUTION ("Vega Air Lines"),
                                                  PERSON ("Ada Lind"), END });
  g_autoptr (Story) fourth = make_story ("Four", "Vega met Ada Lind.",
                                         (Name[]){ INSTITUTION ("Vega"), PERSON ("Ada Lind"),
                                                   END });
  g_autoptr (DlnResolution) resolution =
    stories_resolve ((Story *[]){ first, second, third, fourth }, 4);

  assert_one (resolution, DLN_ENTITY_INSTITUTION, "Orlo Motors", "Orlo");
  g_assert_cmpuint (count_entities (resolution, "Orlo"), ==, 1);
  assert_one (resolution, DLN_ENTITY_INSTITUTION, "Vega Air Lines", "Vega");
  assert_two (resolution, DLN_ENTITY_INSTITUTION, "Senn Foods", "Senn");
  assert_two (resolution, DLN_ENTITY_INSTITUTION, "Senn Oil", "Senn");
}

/* The first token that is @word, with what a parser would say of it. */
static void
set_token (Story      *story,
           const char *word,
           DlnUpos     upos,
           DlnDeprel   deprel,
           const char *head)
{
  GArray *tokens = story->annotations->tokens;
  gint32 found[2] = { -1, -1 };

  for (guint i = tokens->len; i-- > 0;)
    {
      g_autofree char *text =
        dln_document_dup_span (story->document, DLN_ROW (tokens, DlnToken, i)->span);

      if (strcmp (text, word) == 0)
        found[0] = i;
      if (head != NULL && strcmp (text, head) == 0)
        found[1] = i;
    }
  g_assert_cmpint (found[0], >=, 0);

  DlnToken *token = DLN_ROW (tokens, DlnToken, found[0]);

  token->upos = upos;
  token->deprel = deprel;
  token->head = found[1];
  token->lemma = dln_strings_intern (story->annotations->strings, word);
}

/* "the company" in the sentence that names it: as the owner of something, not as another party */
static guint
count_company (DlnDeprel deprel)
{
  g_autoptr (Story) story = story_new ("One", NULL, "Orlo sold the company mill.");

  story_name (story, DLN_ENTITY_INSTITUTION, "Orlo");
  set_token (story, "Orlo", DLN_UPOS_PROPN, DLN_DEPREL_NSUBJ, "sold");
  set_token (story, "sold", DLN_UPOS_VERB, DLN_DEPREL_ROOT, NULL);
  set_token (story, "the", DLN_UPOS_DET, DLN_DEPREL_DET, "company");
  set_token (story, "company", DLN_UPOS_NOUN, deprel, "mill");
  set_token (story, "mill", DLN_UPOS_NOUN, DLN_DEPREL_OBJ, "sold");
  story_resolve (story);
  return DLN_ROW (story->annotations->entities, DlnLocalEntity, 0)->n_mentions;
}

static void
test_company_in_its_sentence (void)
{
  g_assert_cmpuint (count_company (DLN_DEPREL_NMOD_POSS), ==, 2);
  g_assert_cmpuint (count_company (DLN_DEPREL_OBJ), ==, 1);
}

/* "the Minister", which a tagger takes for a name, is who was named before. */
static void
test_noun_with_a_capital (void)
{
  g_autoptr (Story) story = story_new ("One", NULL, "Anna Roth came. Later the Minister spoke.");

  story_name (story, DLN_ENTITY_PERSON, "Anna Roth");
  set_token (story, "Roth", DLN_UPOS_PROPN, DLN_DEPREL_NSUBJ, "came");
  set_token (story, "came", DLN_UPOS_VERB, DLN_DEPREL_ROOT, NULL);
  set_token (story, "the", DLN_UPOS_DET, DLN_DEPREL_DET, "Minister");
  set_token (story, "Minister", DLN_UPOS_PROPN, DLN_DEPREL_NSUBJ, "spoke");
  set_token (story, "spoke", DLN_UPOS_VERB, DLN_DEPREL_ROOT, NULL);
  story_resolve (story);
  g_assert_cmpuint (DLN_ROW (story->annotations->entities, DlnLocalEntity, 0)->n_mentions, ==, 2);
}

/* Some papers write an acronym as a word. */
static void
test_acronym_as_word (void)
{
  g_autoptr (Story) first =
    make_story ("One", "NATO met.", (Name[]){ INSTITUTION ("NATO"), END });
  g_autoptr (Story) second =
    make_story ("Two", "Nato met. Fed rose.",
                (Name[]){ INSTITUTION ("Nato"), INSTITUTION ("Fed"), END });
  g_autoptr (Story) third = make_story ("Three", "FED won.", (Name[]){ INSTITUTION ("FED"), END });
  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);

  assert_one (resolution, DLN_ENTITY_INSTITUTION, "NATO", "Nato");
  assert_two (resolution, DLN_ENTITY_INSTITUTION, "FED", "Fed");
}

/* Who is chief executive officer here and investor there is no soldier. */
static void
test_officer (void)
{
  g_autoptr (Story) first =
    make_story ("One", "chief executive officer Ana Poll left.",
                (Name[]){ PERSON ("Ana Poll"), END });
  g_autoptr (Story) second =
    make_story ("Two", "investor Ana Poll came.", (Name[]){ PERSON ("Ana Poll"), END });
  g_autoptr (Story) third =
    make_story ("Three", "officer Ana Poll fell.", (Name[]){ PERSON ("Ana Poll"), END });

  story_title (first, "chief executive officer", "Ana Poll");
  story_title (second, "investor", "Ana Poll");
  story_title (third, "officer", "Ana Poll");

  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second, third }, 3);

  g_assert_cmpuint (count_entities (resolution, "Ana Poll"), ==, 2);
  g_assert_cmpuint (find_entity (resolution, "Ana Poll")->n_documents, ==, 2);
}

/* "Danish" refers to Denmark where that is named, and is no name of it; "the Danes" do not. */
static void
test_adjective_of_a_country (void)
{
  g_autoptr (Story) first =
    make_story ("One", "Denmark voted.", (Name[]){ PLACE ("Denmark"), END });
  g_autoptr (Story) second = story_new ("Two", NULL, "Danish farmers met. Danes voted.");

  story_name (second, DLN_ENTITY_OTHER, "Danish");
  story_name (second, DLN_ENTITY_OTHER, "Danes");
  set_token (second, "Danish", DLN_UPOS_ADJ, DLN_DEPREL_AMOD, "farmers");
  story_resolve (second);

  g_autoptr (DlnResolution) resolution = stories_resolve ((Story *[]){ first, second }, 2);
  const GArray *ids = g_ptr_array_index (resolution->entity_of, 1);
  const DlnEntity *country = find_entity (resolution, "Denmark");

  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpuint (g_array_index (ids, DlnEntityId, 0), ==, country->id);
  g_assert_cmpuint (g_array_index (ids, DlnEntityId, 1), ==, 0);
  g_assert_cmpuint (country->n_evidence, ==, 1);
  g_assert_cmpuint (count_entities (resolution, "Danish"), ==, 0);
}

static void
test_keep_apart (void)
{
  g_autoptr (Story) first = make_story ("One", "Paul Reed met Lena Moss in Cork.",
                                        (Name[]){ PERSON ("Paul Reed"), PERSON ("Lena Moss"),
                                                  PLACE ("Cork"), END });
  g_autoptr (Story) second = make_story ("Two", "Paul Reed met Lena Moss in Cork.",
                                         (Name[]){ PERSON ("Paul Reed"), PERSON ("Lena Moss"),
                                                   PLACE ("Cork"), END });
  DlnResolveInput inputs[] = { { first->document, first->annotations },
                               { second->document, second->annotations } };
  guint32 length = strlen ("Paul Reed met Lena Moss in Cork.");
  DlnDecision apart = {
    DLN_TARGET_ENTITY, DLN_DECISION_KEEP_APART, 1, 1 + length + 1, 0, NULL
  }; /* both begin their article */
  g_autoptr (DlnResolution) resolution = dln_resolve (inputs, 2, &apart, 1, NULL, NULL);

  g_assert_cmpuint (count_entities (resolution, "Paul Reed"), ==, 2);
  g_assert_cmpuint (count_entities (resolution, "Lena Moss"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolve/aliases/transliteration", test_transliteration);
  g_test_add_func ("/resolve/aliases/family-first", test_family_first);
  g_test_add_func ("/resolve/aliases/dead-since", test_dead_since);
  g_test_add_func ("/resolve/aliases/german-and-nordic-letters", test_german_and_nordic_letters);
  g_test_add_func ("/resolve/aliases/short-names", test_short_names);
  g_test_add_func ("/resolve/aliases/two-of-one-name", test_two_of_one_name);
  g_test_add_func ("/resolve/aliases/two-in-one-trial", test_two_in_one_trial);
  g_test_add_func ("/resolve/aliases/institutions", test_institutions);
  g_test_add_func ("/resolve/aliases/acronym-as-word", test_acronym_as_word);
  g_test_add_func ("/resolve/aliases/shared-acronym", test_shared_acronym);
  g_test_add_func ("/resolve/aliases/country-is-no-acronym", test_country_is_no_acronym);
  g_test_add_func ("/resolve/aliases/company-named-after-person", test_company_named_after_person);
  g_test_add_func ("/resolve/aliases/one-name-two-kinds", test_one_name_two_kinds);
  g_test_add_func ("/resolve/aliases/person-and-place", test_person_and_place);
  g_test_add_func ("/resolve/aliases/doubtful-kind-is-asked", test_doubtful_kind_is_asked);
  g_test_add_func ("/resolve/aliases/trade-words", test_trade_words);
  g_test_add_func ("/resolve/aliases/company-in-its-sentence", test_company_in_its_sentence);
  g_test_add_func ("/resolve/aliases/noun-with-a-capital", test_noun_with_a_capital);
  g_test_add_func ("/resolve/aliases/officer", test_officer);
  g_test_add_func ("/resolve/aliases/adjective-of-a-country", test_adjective_of_a_country);
  g_test_add_func ("/resolve/aliases/keep-apart", test_keep_apart);
  return g_test_run ();
}
