/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations: what a sentence states, in which direction, over or not; and what it does not state.
 */
#include "config.h"

#include <string.h>

#include "clauses.h"

#include "extract/dln-kinds.h"
#include "extract/dln-stage-private.h"

typedef struct
{
  const char     *text;
  DlnRelationType type;
  const char     *subject;
  const char     *object;
  gboolean        ended;
  gboolean        absent; /* the relation must not be there */
} Case;

static const Case cases[] = {
  { "Anna Weber, head of Interpol, met the press.", DLN_RELATION_HEAD_OF, "Weber", "Interpol" },
  { "United Nations spokesman Paul Weber said the case was closed.",
    DLN_RELATION_SPOKESPERSON_OF,
    "Weber",
    "United Nations" },
  { "Erik Lund's lawyer Anna Weber said the case was closed.",
    DLN_RELATION_REPRESENTS,
    "Weber",
    "Lund" },
  { "Anna Weber, a former official of Interpol, met the press.",
    DLN_RELATION_EMPLOYED_BY,
    "Weber",
    "Interpol",
    TRUE },
  { "Anna Weber is the founder of Greenpeace.", DLN_RELATION_FOUNDER_OF, "Weber", "Greenpeace" },
  { "Greenpeace is funded by Erik Lund.", DLN_RELATION_FUNDS, "Lund", "Greenpeace" },
  /* a share of it */
  { "Anna Weber, who owns 14% of Greenpeace, met the press.",
    DLN_RELATION_OWNER_OF,
    "Weber",
    "Greenpeace" },
  { "Anna Weber holds a 30% stake in Greenpeace.", DLN_RELATION_OWNER_OF, "Weber", "Greenpeace" },
  { "Anna Weber owns a stake in Greenpeace.", DLN_RELATION_OWNER_OF, "Weber", "Greenpeace" },
  { "Anna Weber bought a stake in Greenpeace.",
    DLN_RELATION_ACQUIRES,
    "Weber",
    "Greenpeace",
    FALSE,
    TRUE },
  /* whose they are: of the name behind "of", not of a pronoun in it, nor of a desk's things */
  { "Erik Lund greeted Clara Berg (the sister of his old teacher Paul Stone) and left.",
    DLN_RELATION_SIBLING_OF, "Clara Berg", "Paul Stone" },
  { "Erik Lund greeted Clara Berg (the sister of his old teacher Paul Stone) and left.",
    DLN_RELATION_SIBLING_OF, "Clara Berg", "Erik Lund", FALSE, TRUE },
  { "Paul Stone, an aide with a picture of Erik Lund in his wallet, was sentenced on Friday.",
    DLN_RELATION_REPORTS_TO, "Paul Stone", "Erik Lund", FALSE, TRUE },
  { "Paul Stone, an economist with Norvik Bank, was sentenced on Friday.",
    DLN_RELATION_EMPLOYED_BY, "Paul Stone", "Norvik Bank" },
  { "The judge questioned Erik Lund about his friend Karl Moe and his wife, Clara Berg.",
    DLN_RELATION_SPOUSE_OF, "Clara Berg", "Erik Lund", FALSE, TRUE },
  { "Peter Stone, Karl Moe and Paul Stone, the sons of Erik Lund, went home on Tuesday.",
    DLN_RELATION_PARENT_OF, "Erik Lund", "Peter Stone" },
  /* two subjects of one verb are one */
  { "The chief executive of Norvik Bank, Clara Berg, resigned on Monday after auditors found a "
    "hole.",
    DLN_RELATION_HEAD_OF, "Clara Berg", "Norvik Bank" },
  { "Erik Lund, like his brother-in-law Paul Stone, is a pilot.",
    DLN_RELATION_SIBLING_OF, "Stone", "his", FALSE, TRUE },
  /* how long */
  { "Erik Lund, head of Norvik Bank until 2019, was charged on Monday.",
    DLN_RELATION_HEAD_OF, "Erik Lund", "Norvik Bank", TRUE },
  { "Erik Lund, head of Norvik Bank since 2019, was charged on Monday.",
    DLN_RELATION_HEAD_OF, "Erik Lund", "Norvik Bank" },
  { "Clara Berg takes over today as president of Norvik Bank.",
    DLN_RELATION_HEAD_OF, "Clara Berg", "Norvik Bank" },
  /* where bodies and places lie */
  { "Norway's Supreme Court freed the two men.", DLN_RELATION_PART_OF, "Supreme Court", "Norway" },
  { "The ferry left Norway's capital, Oslo, at noon.", DLN_RELATION_LOCATED_IN, "Oslo", "Norway" },
  { "The ferry left Bergen, a port in Norway, at noon.",
    DLN_RELATION_LOCATED_IN, "Bergen", "Norway" },
  { "The ferry left Bergen, a letter from Norway said.",
    DLN_RELATION_LOCATED_IN, "Bergen", "Norway", FALSE, TRUE },
  /* the bank is the one that is called so */
  { "Nordbank settled with Norvik Shipping, the failed carrier. “It cost us dear,” said the bank's "
    "chairman, Paul Stone, on Tuesday.",
    DLN_RELATION_HEAD_OF, "Paul Stone", "bank" },
  { "Greenpeace will go on with its gifts to Erik Lund and his school. Lund, who founded the "
    "school in 2001, teaches there.",
    DLN_RELATION_FOUNDER_OF, "Lund", "Greenpeace", FALSE, TRUE },
  /* the brother is somebody else */
  { "Police arrested Erik Lund with his wife, Anna Weber, and his brother Paul Stone.",
    DLN_RELATION_SIBLING_OF,
    "Weber",
    "Lund",
    FALSE,
    TRUE },
  { "The judge praised the talks between Interpol, led by Erik Lund, and Greenpeace, led by "
    "Anna Weber.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "Greenpeace" },
  { "The African Union suspended Sudan on Saturday.",
    DLN_RELATION_DISMISSES,
    "Union",
    "Sudan",
    FALSE,
    TRUE },
  { "The report came from Greenpeace, which is funded by Erik Lund.",
    DLN_RELATION_FUNDS,
    "Lund",
    "Greenpeace" },
  /* a spouse, a minister of then, two agents, in other words */
  { "The singer Carla Montes married the director Tomas Brandt. Her former husband, Luis "
    "Ferrer, lives in Madrid.",
    DLN_RELATION_SPOUSE_OF,
    "Montes",
    "Brandt" },
  { "Her former husband, Luis Ferrer, lives in Madrid.",
    DLN_RELATION_LIVES_IN,
    "Ferrer",
    "Madrid" },
  { "Helga Strom died in 1999. Her widower, Knut Strom, sold the house.",
    DLN_RELATION_SPOUSE_OF,
    "Knut",
    "Her" },
  { "In 2004 the then transport minister, Anna Weber of the Labour Party, signed the contract.",
    DLN_RELATION_MEMBER_OF,
    "Weber",
    "Labour" },
  { "Norvik Bank was founded by Anna Weber and Paul Stone and was bought by Lund Motors in 2005.",
    DLN_RELATION_FOUNDER_OF,
    "Stone",
    "Norvik" },
  { "Norvik Bank was founded by Anna Weber and Paul Stone and was bought by Lund Motors in 2005.",
    DLN_RELATION_ACQUIRES,
    "Lund Motors",
    "Norvik" },
  /* his wife is somebody else */
  { "Erik Lund is a son of Paul Stone and his wife, Anna Weber.",
    DLN_RELATION_SPOUSE_OF,
    "Lund",
    "Stone",
    FALSE,
    TRUE },
  { "Anna Weber is a senior editor at the Hudson Institute.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "Hudson",
    FALSE,
    TRUE },
  { "Erik Lund accused Greenpeace of planning to sell parts of Norvik Bank.",
    DLN_RELATION_TELLS,
    "Lund",
    "Greenpeace",
    FALSE,
    TRUE },
  /* of which party somebody is */
  { "Anna Weber of the Labour Party met the press.", DLN_RELATION_MEMBER_OF, "Weber", "Labour" },
  { "The mayor, Anna Weber, of the ruling Labour Party, met the press.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "Labour",
    FALSE,
    TRUE },
  { "The judge accused Anna Weber of Greenpeace fraud.",
    DLN_RELATION_EMPLOYED_BY,
    "Weber",
    "Greenpeace",
    FALSE,
    TRUE },
  { "Greenpeace was founded by Erik Lund, whose daughter Anna Weber has led it since 2011.",
    DLN_RELATION_PARENT_OF,
    "Lund",
    "Weber" },
  { "Anna Weber, whose Norvik Group owns 22% of Greenpeace, left.",
    DLN_RELATION_OWNER_OF,
    "Norvik",
    "Greenpeace" },
  { "Observers from Interpol led by Anna Weber were late.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "Interpol",
    FALSE,
    TRUE },
  { "Anna Weber was suspended by the World Rowing Council in May.",
    DLN_RELATION_DISMISSES,
    "Rowing",
    "Weber" },
  { "Anna Weber was born in the mining town of Gothenburg.",
    DLN_RELATION_BORN_IN,
    "Weber",
    "Gothenburg" },
  { "Norvik Bank shut its branch in Geneva. Erik Lund met its chief executive, Anna Weber, in May.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "its" },
  /* the firm is the one in focus; of two that are spoken of nobody can tell */
  { "Norvik Bank opened in 1990. In 2012 the bank acquired Lund Motors.",
    DLN_RELATION_ACQUIRES,
    "the bank",
    "Lund Motors" },
  { "Police asked Lund Motors about loans from Norvik Shipping. Anna Weber left "
    "the company in May.",
    DLN_RELATION_EMPLOYED_BY,
    "Weber",
    "the company",
    TRUE,
    TRUE },
  { "The striker came to Norvik United from the Belgian club Royal Lund. The fee was kept secret. "
    "Anna Weber left the club in May.",
    DLN_RELATION_EMPLOYED_BY,
    "Weber",
    "the club",
    TRUE,
    TRUE },
  { "The Second Army won. The Norwegian army is led by Anna Weber.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "army",
    FALSE,
    TRUE },
  { "Anna Weber worked for Interpol for ten years.",
    DLN_RELATION_EMPLOYED_BY,
    "Weber",
    "Interpol",
    TRUE },
  { "Anna Weber works for Interpol.", DLN_RELATION_EMPLOYED_BY, "Weber", "Interpol", FALSE },
  { "Anna Weber resigned from Interpol in May.",
    DLN_RELATION_EMPLOYED_BY,
    "Weber",
    "Interpol",
    TRUE },
  { "Anna Weber married Erik Lund in Geneva.", DLN_RELATION_SPOUSE_OF, "Weber", "Lund" },
  { "Anna Weber was arrested by Interpol.", DLN_RELATION_ARRESTS, "Interpol", "Weber" },
  { "Anna Weber was born in Geneva.", DLN_RELATION_BORN_IN, "Weber", "Geneva" },
  { "Erik Lund accused Anna Weber of fraud.", DLN_RELATION_ACCUSES, "Lund", "Weber" },
  { "Erik Lund met Anna Weber and Paul Stone in Geneva.", DLN_RELATION_MEETS, "Lund", "Stone" },
  { "Anna Weber, a daughter of Erik Lund, lives in Geneva.",
    DLN_RELATION_PARENT_OF,
    "Lund",
    "Weber" },
  /* a passive with two agents */
  { "Anna Weber was dismissed by Erik Lund and arrested by Interpol.",
    DLN_RELATION_ARRESTS,
    "Interpol",
    "Weber" },
  { "Anna Weber, the former deputy head of Interpol, met the press.",
    DLN_RELATION_POST_IN,
    "Weber",
    "Interpol",
    TRUE },
  /* a part of an institution that has no name of its own */
  { "Erik Lund, head of the committee on fisheries and anti-smuggling in the National Assembly, "
    "resigned.",
    DLN_RELATION_HEAD_OF,
    "Lund",
    "committee on fisheries and anti-smuggling" },
  { "Erik Lund, head of the committee on fisheries in the National Assembly, resigned.",
    DLN_RELATION_HEAD_OF,
    "Lund",
    "National Assembly",
    FALSE,
    TRUE },
  { "Erik Lund, head of the committee on fisheries in the National Assembly, resigned.",
    DLN_RELATION_PART_OF,
    "committee",
    "National Assembly" },
  { "Paul Weber, head of the criminal investigation department of the Bergen Police, met the "
    "press.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "criminal investigation department" },
  { "Anna Weber, the chair of the parliament's budget committee, resigned.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "budget committee" },
  /* direction, and what is not said */
  { "Greenpeace is funded by Erik Lund.", DLN_RELATION_FUNDS, "Greenpeace", "Lund", FALSE, TRUE },
  { "Erik Lund was held at the barracks of the guard together with his wife and the interior "
    "minister, Paul Stone.",
    DLN_RELATION_SPOUSE_OF,
    "Lund",
    "Stone",
    FALSE,
    TRUE },
  { "Anna Weber and Erik Lund live in Geneva.",
    DLN_RELATION_SPOUSE_OF,
    "Weber",
    "Lund",
    FALSE,
    TRUE },
  { "Paul Weber, an American governor of the prison, resigned while in Geneva, United States.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "United States",
    FALSE,
    TRUE },
  { "Anna Weber, a gang leader in Geneva, was killed.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "Geneva",
    FALSE,
    TRUE },
  { "In Norway, Minister Anna Weber met the press.",
    DLN_RELATION_MEMBER_OF,
    "Weber",
    "Norway",
    FALSE,
    TRUE },
  { "Anna Weber, special envoy for Syria, met the press.",
    DLN_RELATION_REPRESENTS,
    "Weber",
    "Syria",
    FALSE,
    TRUE },
  { "Erik Lund gave up his seat to run for Greenpeace.",
    DLN_RELATION_HEAD_OF,
    "Lund",
    "Greenpeace",
    FALSE,
    TRUE },
  { "Anna Weber met with Greenpeace employees in Geneva.",
    DLN_RELATION_MEETS,
    "Weber",
    "Greenpeace",
    FALSE,
    TRUE },
  { "Interpol urged Greenpeace to find Erik Lund.",
    DLN_RELATION_SANCTIONS,
    "Greenpeace",
    "Lund",
    FALSE,
    TRUE },
  { "Anna Weber is a sister of Erik Lund's friend.",
    DLN_RELATION_SIBLING_OF,
    "Weber",
    "Lund",
    FALSE,
    TRUE },
  { "Anna Weber is a member of an alliance of schools in Norway.",
    DLN_RELATION_MEMBER_OF,
    "Weber",
    "Norway",
    FALSE,
    TRUE },
  { "Erik Lund, Greenpeace canteen manager, was praised.",
    DLN_RELATION_HEAD_OF,
    "Lund",
    "Greenpeace",
    FALSE,
    TRUE },
  { "In a letter to Anna Weber, the head of Interpol said no.",
    DLN_RELATION_HEAD_OF,
    "Weber",
    "Interpol",
    FALSE,
    TRUE },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_auto (Reading) reading = { NULL };

  clauses_read (&reading, one->text, NULL);
  const DlnRelationClaim *relation = find_relation (&reading, one->type, one->subject, one->object);

  if (one->absent)
    {
      g_assert_null (relation);
      return;
    }
  g_assert_nonnull (relation);
  g_assert_cmpint (relation->ended, ==, one->ended);
  g_assert_false (dln_span_is_empty (relation->evidence));
  g_assert_true (dln_span_contains (relation->evidence, relation->span));
  g_assert_cmpuint (relation->caption, !=, 0);
}

/* The whole office, without whose it is: "head of the Senate's committee" heads the committee. */
static void
test_captions (void)
{
  static const struct
  {
    const char *text;
    const char *subject;
    const char *object;
    DlnRelationType type;
    const char *caption;
  } offices[] = {
    { "Anna Weber met Erik Lund, head of the Senate's committee on security and trade.",
      "Erik Lund",
      "committee", DLN_RELATION_HEAD_OF, "head" },
    { "Anna Weber met Paul Holm, the chief operating officer of Norvik Bank.", "Paul Holm",
      "Norvik Bank", DLN_RELATION_EMPLOYED_BY, "chief operating officer" },
    { "Eva Sund, the Chief Executive Officer of Norvik Bank, resigned.", "Eva Sund", "Norvik Bank",
      DLN_RELATION_HEAD_OF, "Chief Executive Officer" },
    { "Erik Moe, a powerful investment banker at Norvik Bank, sued.", "Erik Moe", "Norvik Bank",
      DLN_RELATION_EMPLOYED_BY, "investment banker" },
    { "Norvik Bank's chief executive, Marcus Bligh, said the company was devastated.",
      "Marcus Bligh", "Norvik Bank", DLN_RELATION_HEAD_OF, "chief executive" },
    { "Dana Prior, the one-time maintenance director of Norvik Bank, was arrested.", "Dana Prior",
      "Norvik Bank", DLN_RELATION_POST_IN, "maintenance director" },
    { "Peter Holm, head of security at Norvik Bank, was arrested.", "Peter Holm", "Norvik Bank",
      DLN_RELATION_POST_IN, "head of security" },
    { "Clara Berg, former vice-chairwoman of Norvik Bank, was elected on Friday.", "Clara Berg",
      "Norvik Bank", DLN_RELATION_POST_IN, "vice-chairwoman" },
    { "The vice-president of Norvik Bank, Clara Berg, resigned.", "Clara Berg", "Norvik Bank",
      DLN_RELATION_POST_IN, "vice-president" },
    { "Peter Holm, chairman of the board of Norvik Bank, was arrested.", "Peter Holm",
      "Norvik Bank", DLN_RELATION_HEAD_OF, "chairman of the board" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    {
      g_auto (Reading) reading = { NULL };
      const DlnRelationClaim *relation;

      clauses_read (&reading, offices[i].text, NULL);
      relation = find_relation (&reading, offices[i].type, offices[i].subject, offices[i].object);
      g_test_message ("%s", offices[i].text);
      g_assert_nonnull (relation);
      g_assert_cmpstr (dln_strings_get (reading.annotations->strings, relation->caption), ==,
                       offices[i].caption);
    }
}

/* The entity of the last mention with these words, or DLN_NO_ROW. */
static guint32
find_entity_of (const Reading *reading,
                const char    *words)
{
  guint32 entity = DLN_NO_ROW;

  for (guint i = 0; i < reading->annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (reading->annotations->mentions, DlnMention, i);
      g_autofree char *own = clauses_words (reading, mention->span);

      if (strcmp (own, words) == 0)
        entity = mention->entity;
    }
  return entity;
}

/* What a noun stands for: by the word of a name in any spelling, by the title in a name, and never
 * a newspaper for an assembly. */
static void
test_nouns (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    const char *noun;
    gboolean same;
  } nouns[] = {
    { "The Harbour Center is funded by Erik Lund, a critic of the Ministry of Defence. "
      "The centre interviewed Anna Weber in May.",
      "Harbour Center", "The centre", TRUE },
    { "Margrave Otto ruled Bergen for years. Erik Lund stormed the arsenal in March, and the "
      "margrave fled to Oslo.",
      "Margrave Otto", "the margrave", TRUE },
    { "Erik Lund edited the Bergen Gazette for ten years. The newspaper sold few copies.",
      "Bergen Gazette", "The newspaper", TRUE },
    { "Erik Lund edited the Bergen Gazette for ten years. The assembly met in May.",
      "Bergen Gazette", "The assembly", FALSE },
    /* who acts: the subject above or before it, if nobody else may act */
    { "Norway applied the rule more often after it occupied the region of Felden in 2014.",
      "Norway", "it", TRUE },
    { "Norvik Bank was founded in Oslo in 1998. In 2012 it acquired Fjord Insurance.",
      "Norvik Bank", "it", TRUE },
    { "Norvik Bank sued Kestrel Group in 1998. In 2012 it acquired Fjord Insurance.",
      "Norvik Bank", "it", FALSE },
    { "The storm hit Norway in May. It destroyed the port of Bergen.", "Norway", "It", FALSE },
    { "The Defence Ministry closed the road after it flooded.", "Defence Ministry", "it", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    {
      g_auto (Reading) reading = { NULL };
      guint32 name, noun;

      g_test_message ("%s", nouns[i].text);
      clauses_read (&reading, nouns[i].text, NULL);
      name = find_entity_of (&reading, nouns[i].name);
      noun = find_entity_of (&reading, nouns[i].noun);
      g_assert_cmpuint (name, !=, DLN_NO_ROW);
      g_assert_true ((name == noun) == nouns[i].same);
    }
}

/* Of two people of one surname the bare name is not the one told of as the other's relative. */
static void
test_relative (void)
{
  g_auto (Reading) reading = { NULL };
  const DlnRelationClaim *dismissal, *marriage;

  clauses_read (&reading,
                "President Joseph Taban was in the palace with his wife, Grace Taban. Taban had "
                "dismissed General Karl Lund in May.",
                NULL);
  dismissal = find_relation (&reading, DLN_RELATION_DISMISSES, "Taban", "Karl Lund");
  marriage = find_relation (&reading, DLN_RELATION_SPOUSE_OF, "Grace Taban", "his");
  g_assert_nonnull (dismissal);
  g_assert_nonnull (marriage);
  g_assert_cmpuint (
    DLN_ROW (reading.annotations->mentions, DlnMention, dismissal->subject)->entity,
    ==,
    DLN_ROW (reading.annotations->mentions, DlnMention, marriage->object)->entity);
}

static void
test_denied (void)
{
  g_auto (Reading) reading = { NULL };
  const DlnRelationClaim *relation;

  clauses_read (&reading,
                "Erik Lund denied that he had met Anna Weber in Geneva. Erik Lund did not meet "
                "Paul Stone. Anna Weber plans to meet "
                "Paul Stone.",
                NULL);
  relation = find_relation (&reading, DLN_RELATION_MEETS, "he", "Weber");
  g_assert_nonnull (relation);
  g_assert_cmpint (relation->modality, ==, DLN_MODALITY_DENIED);
  relation = find_relation (&reading, DLN_RELATION_MEETS, "Lund", "Stone");
  g_assert_nonnull (relation);
  g_assert_cmpint (relation->polarity, ==, DLN_POLARITY_NEGATED);
  relation = find_relation (&reading, DLN_RELATION_MEETS, "Weber", "Stone");
  g_assert_nonnull (relation);
  g_assert_cmpint (relation->modality, ==, DLN_MODALITY_PLANNED);
}

/* whether a relation of this type is told; @name may end with "<" */
static gboolean
has_relation (const Reading *reading,
              const char    *name)
{
  for (guint i = 0; i < reading->annotations->relations->len; i++)
    {
      const DlnRelationClaim *row = DLN_ROW (reading->annotations->relations, DlnRelationClaim, i);
      const char *type = dln_relation_type_get_name (row->type);

      if (strncmp (name, type, strcspn (name, "<")) == 0 && strlen (type) == strcspn (name, "<"))
        return TRUE;
    }
  return FALSE;
}

static guint32
get_entity (const Reading *reading,
            const char    *words)
{
  for (guint i = 0; i < reading->annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (reading->annotations->mentions, DlnMention, i);
      g_autofree char *own = clauses_words (reading, mention->span);

      if (strcmp (own, words) == 0)
        return mention->entity;
    }
  return DLN_NO_ROW;
}

/* Who acts in its clause, though the name does not tell that it is a man's. */
static void
test_his (void)
{
  g_auto (Reading) reading = { NULL };

  clauses_read (&reading,
                "Erik Lund left the army. Tarkoma was detained at his house with Anna Weber.",
                NULL);
  g_assert_cmpuint (get_entity (&reading, "his"), !=, DLN_NO_ROW);
  g_assert_cmpuint (get_entity (&reading, "his"), ==, get_entity (&reading, "Tarkoma"));
}

/* One person with the family name first and last, with a title in the name and before it. */
static void
test_orders (void)
{
  g_auto (Reading) reading = { NULL };

  clauses_read (&reading,
                "Katalin Szabo met the press. Szabo Katalin said no. Police met Sheikh Nasser bin "
                "Tariq al-Dahabi. Sheikh Nasser left for Oslo.",
                NULL);
  g_assert_cmpuint (get_entity (&reading, "Katalin Szabo"), !=, DLN_NO_ROW);
  g_assert_cmpuint (get_entity (&reading, "Katalin Szabo"),
                    ==,
                    get_entity (&reading, "Szabo Katalin"));
  g_assert_cmpuint (get_entity (&reading, "Sheikh Nasser"), !=, DLN_NO_ROW);
  g_assert_cmpuint (get_entity (&reading, "Sheikh Nasser"),
                    ==,
                    get_entity (&reading, "Nasser bin Tariq al-Dahabi"));
}

/* "The mayor" is not the deputy mayor who was named last. */
static void
test_deputy (void)
{
  g_auto (Reading) reading = { NULL };

  clauses_read (&reading,
                "Mayor Anna Weber resigned. Deputy mayor Erik Lund took over. The mayor was "
                "questioned in May.",
                NULL);
  g_assert_cmpuint (get_entity (&reading, "The mayor"), ==, get_entity (&reading, "Anna Weber"));
}

/* Ties that no rule reads. The encoder is learned and may read a sentence otherwise after each
 * training: one of four may fail. */
static const Case ties[] = {
  { "Fire broke out in Bergen, a port in Norway.", DLN_RELATION_LOCATED_IN, "Bergen", "Norway" },
  { "The Karolin Hospital in Stockholm took in the wounded.",
    DLN_RELATION_LOCATED_IN,
    "Hospital",
    "Stockholm" },
  { "Police in Hamburg, Germany, found the car.", DLN_RELATION_LOCATED_IN, "Hamburg", "Germany" },
  { "The Labour Party's Erik Lund lost the vote.", DLN_RELATION_MEMBER_OF, "Lund", "Labour" },
  { "The Festival Hall in Bergen reopened.", DLN_RELATION_LOCATED_IN, "Hall", "Bergen" },
  { "The island of Lesbos, Greece, took in the refugees.",
    DLN_RELATION_LOCATED_IN,
    "Lesbos",
    "Greece" },
  { "The Central Library in Geneva lent the book to Erik Lund.",
    DLN_RELATION_LOCATED_IN,
    "Library",
    "Geneva" },
  { "The Labour Party and the Norvik Institute closed.",
    DLN_RELATION_PART_OF,
    "Institute",
    "Labour",
    FALSE,
    TRUE },
};

/* Posts whose body stands elsewhere in the clause. */
static const Case posts[] = {
  { "Ostmark Steel named Ingrid Falk its chief executive on April 2.", DLN_RELATION_HEAD_OF,
    "Falk", "its" },
  { "The University of Bergen named Ola Vik its rector.", DLN_RELATION_HEAD_OF, "Vik",
    "its" },
  { "The Labour Party elected Nora Haug leader on Saturday.", DLN_RELATION_HEAD_OF, "Haug",
    "Labour" },
  { "Norvik Bank appointed Otto Brand as chairman on Monday.", DLN_RELATION_HEAD_OF, "Brand",
    "Norvik" },
  { "Norvik Bank named Otto Brand as a witness on Monday.", DLN_RELATION_HEAD_OF, "Brand",
    "Norvik", FALSE, TRUE },
  { "Anna Berg succeeds Karl Moser as head of the Tarn Museum.", DLN_RELATION_HEAD_OF, "Berg",
    "Museum" },
  { "Anna Berg succeeds Karl Moser as head of the Tarn Museum.", DLN_RELATION_HEAD_OF, "Moser",
    "Museum", FALSE, TRUE },
  { "Spokesman Theo Berg said the River Bank would close.", DLN_RELATION_SPOKESPERSON_OF, "Berg",
    "River Bank" },
  { "Spokesman Theo Berg said rivals of the River Bank would close.",
    DLN_RELATION_SPOKESPERSON_OF, "Berg", "River Bank", FALSE, TRUE },
  { "Norvik Radio's Anna Berg reports from Geneva.", DLN_RELATION_EMPLOYED_BY, "Berg", "Norvik" },
  { "Norway's Anna Berg won the race.", DLN_RELATION_EMPLOYED_BY, "Berg", "Norway", FALSE, TRUE },
  { "Petrolux Director Ramon Vidal resigned on Monday.", DLN_RELATION_HEAD_OF, "Vidal",
    "Petrolux" },
  { "Finance Director Ramon Vidal resigned on Monday.", DLN_RELATION_HEAD_OF, "Vidal", "Finance",
    FALSE, TRUE },
  { "Erik Lund greeted Betty Andrews (the wife of his neighbour Frank Andrews).",
    DLN_RELATION_SPOUSE_OF, "Betty", "Frank" },
  { "Erik Lund greeted Betty Andrews (the wife of his neighbour Frank Andrews).",
    DLN_RELATION_SPOUSE_OF, "Lund", "Frank", FALSE, TRUE },
  { "The Norwegian Foreign Ministry said so.", DLN_RELATION_PART_OF, "Ministry", "Norwegian",
    FALSE, TRUE },
  { "Norway is calm. The Norwegian Foreign Ministry said so.", DLN_RELATION_PART_OF, "Ministry",
    "Norwegian" },
  { "Milkland sponsors Erik Lund and his charity. Lund founded the charity in 2001.",
    DLN_RELATION_FOUNDER_OF, "Lund", "Milkland", FALSE, TRUE },
  /* where somebody is from is nobody's employer */
  { "Norway is calm. Anna Berg, a Norwegian journalist, left.", DLN_RELATION_EMPLOYED_BY, "Berg",
    "Norwe", FALSE, TRUE },
  { "US economist William Stone reported losses.", DLN_RELATION_EMPLOYED_BY, "Stone", "US", FALSE,
    TRUE },
  { "Britain's leading statistician John Kingman resigned.", DLN_RELATION_EMPLOYED_BY, "Kingman",
    "Britain", FALSE, TRUE },
  { "Ed Moss is Brazil's most famous singer.", DLN_RELATION_EMPLOYED_BY, "Moss", "Brazil", FALSE,
    TRUE },
  { "UK military official Tim Cross met the press.", DLN_RELATION_EMPLOYED_BY, "Cross", "UK" },
  /* a critic of books is no opponent of the paper */
  { "London Herald film critic Alan Walker praised it.", DLN_RELATION_OPPOSES, "Walker", "Herald",
    FALSE, TRUE },
  { "Michael Stone, theatre critic of the Boston Globe, left.", DLN_RELATION_OPPOSES, "Stone",
    "Globe", FALSE, TRUE },
  { "Michael Stone, theatre critic of the Boston Globe, left.", DLN_RELATION_EMPLOYED_BY, "Stone",
    "Globe" },
  { "Michael Stone, a critic of Anna Berg, left.", DLN_RELATION_OPPOSES, "Stone", "Berg" },
  /* a war is no country */
  { "Paul Reed was an early Iraq war supporter.", DLN_RELATION_SUPPORTS, "Reed", "Iraq", FALSE,
    TRUE },
  { "Paul Reed, a supporter of Anna Berg, left.", DLN_RELATION_SUPPORTS, "Reed", "Berg" },
  /* whose reporter it is was not told */
  { "CNN's Ben Wedeman said young people are quick.", DLN_RELATION_TELLS, "Wedeman", "CNN", FALSE,
    TRUE },
  { "In Cairo, CNN's chief reporter Nic Stone said that gangs were there.", DLN_RELATION_TELLS,
    "Stone", "CNN", FALSE, TRUE },
  { "Ben Wedeman told CNN that young people are quick.", DLN_RELATION_TELLS, "Wedeman", "CNN" },
  /* who heads a part heads no whole */
  { "Carl Meacham, director of the Americas Program at the Center for Strategic Studies, left.",
    DLN_RELATION_HEAD_OF, "Meacham", "Center", FALSE, TRUE },
  { "Susan Rice, head of policy at Norvik Bank, left.", DLN_RELATION_HEAD_OF, "Rice", "Norvik",
    FALSE, TRUE },
  { "Susan Rice, head of Norvik Bank, left.", DLN_RELATION_HEAD_OF, "Rice", "Norvik" },
  { "David Parker, acting head of the EU mission in Liberia, left.", DLN_RELATION_HEAD_OF, "Parker",
    "EU", FALSE, TRUE },
  /* who follows whom */
  { "Norvik Bank today named Stephen Cooper as its chief executive, replacing Kenneth Lay.",
    DLN_RELATION_RELATED_TO, "Norvik", "Lay", FALSE, TRUE },
  { "Stephen Cooper replaced Kenneth Lay.", DLN_RELATION_RELATED_TO, "Cooper", "Lay" },
  { "Hector Sants, John Tiner's successor at Norvik Bank, left.", DLN_RELATION_RELATED_TO, "Sants",
    "Norvik", FALSE, TRUE },
  /* one agent of two people */
  { "She dined with the actor Mia Stone and Carole White, an agent of Paul Reed.",
    DLN_RELATION_REPRESENTS, "Mia", "Reed", FALSE, TRUE },
  { "She dined with the actor Mia Stone and Carole White, an agent of Paul Reed.",
    DLN_RELATION_REPRESENTS, "White", "Reed" },
  { "There is nothing against Chris Reed, said Tim Moss's manager, Marcus Spence.",
    DLN_RELATION_REPORTS_TO, "Moss", "Spence", FALSE, TRUE },
  { "In 1986 Kenneth Baker was education secretary, Tony Blair belonged to a group.",
    DLN_RELATION_REPORTS_TO, "Baker", "Blair", FALSE, TRUE },
};

/* Whether a relation is told as a fact; the article is of 2021-05-03. */
static const struct
{
  const char *text;
  DlnRelationType type;
  gboolean fact;
} standings[] = {
  { "Norvik Bank bought Tarn Energy on Monday.", DLN_RELATION_ACQUIRES, TRUE },
  { "Norvik Bank has acquired Tarn Energy.", DLN_RELATION_ACQUIRES, TRUE },
  { "Norvik Bank is interested in acquiring Tarn Energy.", DLN_RELATION_ACQUIRES, FALSE },
  { "Norvik Bank is close to buying Tarn Energy.", DLN_RELATION_ACQUIRES, FALSE },
  { "Norvik Bank wants to buy Tarn Energy.", DLN_RELATION_ACQUIRES, FALSE },
  { "Norvik Bank may buy Tarn Energy.", DLN_RELATION_ACQUIRES, FALSE },
  { "Norvik Bank did not buy Tarn Energy.", DLN_RELATION_ACQUIRES, FALSE },
  { "Paul Reed hatched the plan to buy Tarn Energy.", DLN_RELATION_ACQUIRES, FALSE },
  { "Paul Reed attacked Lena Moss on Monday.", DLN_RELATION_ATTACKS, TRUE },
  { "Paul Reed pleaded not guilty to charges that he attacked Lena Moss.", DLN_RELATION_ATTACKS,
    FALSE },
  { "Paul Reed is suspected of attacking Lena Moss.", DLN_RELATION_ATTACKS, FALSE },
  { "Paul Reed denied that he had attacked Lena Moss.", DLN_RELATION_ATTACKS, FALSE },
  { "Police said Paul Reed allegedly attacked Lena Moss.", DLN_RELATION_ATTACKS, FALSE },
  { "Paul Reed met Lena Moss on Monday.", DLN_RELATION_MEETS, TRUE },
  { "Paul Reed meets Lena Moss next week.", DLN_RELATION_MEETS, FALSE },
  { "Paul Reed will meet Lena Moss on Friday.", DLN_RELATION_MEETS, FALSE },
  { "Paul Reed refused to meet Lena Moss.", DLN_RELATION_MEETS, FALSE },
};

static void
test_standings (void)
{
  guint wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (standings); i++)
    {
      g_auto (Reading) reading = { NULL };
      const DlnRelationClaim *row;

      clauses_read (&reading, standings[i].text, "2021-05-03");
      row = find_relation (&reading, standings[i].type, "", "");

      if (standings[i].fact == (row != NULL && row->polarity == DLN_POLARITY_POSITIVE
                                && row->modality == DLN_MODALITY_ASSERTED))
        continue;
      g_test_message ("%s told as a fact: %s", standings[i].fact ? "not" : "wrongly",
                      standings[i].text);
      wrong++;
    }
  g_assert_cmpuint (wrong, ==, 0);
}

static void
test_posts (void)
{
  guint wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_auto (Reading) reading = { NULL };

      clauses_read (&reading, posts[i].text, NULL);

      gboolean found =
        find_relation (&reading, posts[i].type, posts[i].subject, posts[i].object) != NULL;

      if (found != posts[i].absent)
        continue;
      g_test_message ("does not hold: %s", posts[i].text);
      wrong++;
    }
  /* the encoder may read a sentence otherwise after each training */
  g_assert_cmpuint (wrong * 6, <=, G_N_ELEMENTS (posts));
}

static void
test_ties (void)
{
  guint wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
    {
      g_auto (Reading) reading = { NULL };

      clauses_read (&reading, ties[i].text, NULL);

      gboolean found =
        find_relation (&reading, ties[i].type, ties[i].subject, ties[i].object) != NULL;

      if (found != ties[i].absent)
        continue;
      g_test_message ("does not hold: %s", ties[i].text);
      wrong++;
    }
  g_test_message ("%u of %u are wrong", wrong, (guint) G_N_ELEMENTS (ties));
  g_assert_cmpuint (wrong * 4, <=, G_N_ELEMENTS (ties));
}

/* "Norwegian" is a mention of Norway in its place among the others, but only where a relation ends
 * there; the country is one of the article's places then, also where only the adjective stands */
static void
test_nation (void)
{
  g_auto (Reading) named = { NULL };
  g_auto (Reading) alone = { NULL };
  g_auto (Reading) none = { NULL };

  clauses_read (
    &named, "Norway closed the border. Norwegian Foreign Minister Anna Weber resigned.", NULL);
  g_assert_nonnull (find_relation (&named, DLN_RELATION_POST_IN, "Weber", "Norwegian"));
  g_assert_cmpuint (get_entity (&named, "Norwegian"), ==, get_entity (&named, "Norway"));
  for (guint i = 1; i < named.annotations->mentions->len; i++)
    g_assert_cmpuint (DLN_ROW (named.annotations->mentions, DlnMention, i - 1)->span.begin,
                      <=,
                      DLN_ROW (named.annotations->mentions, DlnMention, i)->span.begin);

  clauses_read (&alone, "Norwegian Foreign Minister Anna Weber resigned.", NULL);
  g_assert_nonnull (find_relation (&alone, DLN_RELATION_POST_IN, "Weber", "Norwegian"));
  g_assert_cmpuint (get_entity (&alone, "Norwegian"), !=, DLN_NO_ROW);
  g_assert_cmpstr (
    dln_strings_get (alone.annotations->strings,
                     DLN_ROW (alone.annotations->entities, DlnLocalEntity,
                              get_entity (&alone, "Norwegian"))
                       ->name),
    ==, "Norway");

  clauses_read (&none, "The Norwegian singer Anna Weber met a Norwegian lawyer.", NULL);
  for (guint i = 0; i < none.annotations->entities->len; i++)
    g_assert_cmpuint (DLN_ROW (none.annotations->entities, DlnLocalEntity, i)->n_mentions, >, 0);
}

static gboolean
role_is_found (const Reading *reading,
               char         **columns)
{
  return has_relation (reading, columns[1]) || has_relation (reading, columns[2]);
}

/* "-" says that the verb, which would be told under its own word, tells none */
static gboolean
verb_is_found (const Reading *reading,
               char         **columns)
{
  if (strcmp (columns[2], "-") != 0)
    return has_relation (reading, columns[2]);
  for (guint i = 0; i < reading->annotations->relations->len; i++)
    if (DLN_ROW (reading->annotations->relations, DlnRelationClaim, i)->type
        != DLN_RELATION_CO_MENTION)
      return FALSE;
  return TRUE;
}

static void
test_role_examples (void)
{
  check_examples ("role-nouns.tsv", 3, role_is_found, 94);
}

static void
test_verb_examples (void)
{
  check_examples ("relation-verbs.tsv", 6, verb_is_found, 94);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/extract/relations/case/%02u", i);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/extract/relations/denied", test_denied);
  g_test_add_func ("/extract/relations/relative", test_relative);
  g_test_add_func ("/extract/relations/nouns", test_nouns);
  g_test_add_func ("/extract/relations/captions", test_captions);
  g_test_add_func ("/extract/relations/his", test_his);
  g_test_add_func ("/extract/relations/orders", test_orders);
  g_test_add_func ("/extract/relations/deputy", test_deputy);
  g_test_add_func ("/extract/relations/ties", test_ties);
  g_test_add_func ("/extract/relations/posts", test_posts);
  g_test_add_func ("/extract/relations/standings", test_standings);
  g_test_add_func ("/extract/relations/nation", test_nation);
  g_test_add_func ("/extract/relations/examples/roles", test_role_examples);
  g_test_add_func ("/extract/relations/examples/verbs", test_verb_examples);
  return g_test_run ();
}
