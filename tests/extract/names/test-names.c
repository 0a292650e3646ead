/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names with the shipped bundle: goldens in our own words, and what must never be a name. */
#include "config.h"

#include <string.h>

#include "extract/names/dln-names-private.h"
#include "tests/bundle.h"

static DlnModel *model;

static DlnAnnotations *
analyse (const char *text,
         gssize      length)
{
  g_autoptr (DlnDocument) document = dln_document_new (text, length, NULL);
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TAG | DLN_STAGE_NAMES };
  g_autoptr (GError) error = NULL;
  DlnAnnotations *annotations = dln_extract (model, document, &options, NULL, &error);

  g_assert_no_error (error);
  return annotations;
}

/* "PER Ada Lovelace (Countess), LOC London" */
static char *
print_names (const char           *text,
             const DlnAnnotations *annotations)
{
  static const char *const types[] = { "?", "PER", "ORG", "LOC", "OTHER" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      if (mention->type == DLN_ENTITY_OTHER)
        continue;
      g_string_append_printf (out,
                              "%s%s %.*s",
                              out->len > 0 ? ", " : "",
                              types[mention->type],
                              (int) (mention->span.end - mention->span.begin),
                              text + mention->span.begin);
      if (!dln_span_is_empty (mention->title))
        g_string_append_printf (out,
                                " (%.*s)",
                                (int) (mention->title.end - mention->title.begin),
                                text + mention->title.begin);
    }
  return g_string_free (out, FALSE);
}

static void
assert_names (const char *text,
              const char *expected)
{
  g_autoptr (DlnAnnotations) annotations = analyse (text, -1);
  g_autofree char *printed = print_names (text, annotations);

  g_assert_cmpstr (printed, ==, expected);
}

static void
test_people (void)
{
  assert_names (
    "On Monday Maria Hoffmann met David Clarke in Vienna. Hoffmann said she was pleased.",
    "PER Maria Hoffmann, PER David Clarke, LOC Vienna, PER Hoffmann");
  assert_names ("The minister praised Anna Keller's work.", "PER Anna Keller");
}

static void
test_titles (void)
{
  assert_names ("Prime Minister Helen Carter spoke in Ottawa.",
                "PER Helen Carter (Prime Minister), LOC Ottawa");
  assert_names ("The agreement was praised by police spokesman Peter Novak on Friday.",
                "PER Peter Novak (police spokesman)");
  assert_names ("Mr. Brandt, a lawyer, disagreed with President Lopez.",
                "PER Brandt (Mr.), PER Lopez (President)");
}

static void
test_institutions (void)
{
  assert_names ("The Ministry of Defence and the Bank of England declined to comment.",
                "ORG Ministry of Defence, ORG Bank of England");
  assert_names ("She left the University of Bologna for Nordwind Logistics Inc. last year.",
                "ORG University of Bologna, ORG Nordwind Logistics Inc.");
}

/* Small words of other languages and family names that English reads as pronouns. */
static void
test_particles (void)
{
  assert_names ("Sheikh Nasser bin Tariq al-Dahabi met Ibrahim al Sayegh in Doha.",
                "PER Nasser bin Tariq al-Dahabi (Sheikh), PER Ibrahim al Sayegh, LOC Doha");
  assert_names ("Police questioned a son of He Zhiyong. He Zhiyong was abroad.",
                "PER He Zhiyong, PER He Zhiyong");
  assert_names ("Police asked He. He was abroad.", "");
  assert_names ("Anna Keller will succeed David Clarke as CEO.",
                "PER Anna Keller, PER David Clarke");
}

/* What stands in a name or beside it says that it is an institution. */
static void
test_companies (void)
{
  assert_names ("Grupo Almirón bought Banco Litoral.", "ORG Grupo Almirón, ORG Banco Litoral");
  assert_names ("Shares in Ostrel rose.", "ORG Ostrel");
  assert_names ("The lamps came from Csillagfény Kft.", "ORG Csillagfény Kft");
  assert_names ("Anna Keller left Radio Velmora in May.", "PER Anna Keller, ORG Radio Velmora");
  assert_names ("Luigi Marchetti was arrested. Marchetti SpA makes brakes.",
                "PER Luigi Marchetti, ORG Marchetti SpA");
  assert_names ("Nobody bought the newspaper Anna Keller founded.", "PER Anna Keller");
}

static void
test_acronym (void)
{
  static const char text[] = "The Baltic Maritime Agency (BMA) opened an office in Riga. A "
                             "spokesman for the BMA said it would "
                             "hire staff.";

  assert_names (text, "ORG Baltic Maritime Agency, ORG BMA, LOC Riga, ORG BMA");

  g_autoptr (DlnAnnotations) annotations = analyse (text, -1);
  const DlnMention *last =
    DLN_ROW (annotations->mentions, DlnMention, annotations->mentions->len - 1);

  g_assert_cmpuint (last->reasons & DLN_NAME_ACRONYM, !=, 0);
}

/* What somebody is called before the name is no part of it, but a first name is, also "Hunter". */
static void
test_person_nouns (void)
{
  assert_names ("Dictator Keller fled. Keller had ruled for ten years.",
                "PER Keller (Dictator), PER Keller");
  assert_names ("Hunter Keller, a clerk, fled from Berlin.", "PER Hunter Keller, LOC Berlin");
}

static void
test_capitals (void)
{
  g_autoptr (DlnAnnotations) annotations =
    analyse ("POLICE ARREST FORMER MINISTER IN BERLIN AFTER LONG SEARCH", -1);
  const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, 0);

  g_assert_cmpuint (annotations->mentions->len, ==, 1);
  g_assert_cmpuint (mention->type, ==, DLN_ENTITY_PLACE);
}

static void
test_no_names (void)
{
  assert_names ("Yesterday it rained. However, nobody complained. Police said the roads were open.",
                "");
  assert_names ("In March and on Tuesday the shops were closed.", "");
  assert_names ("French and German officials met.", "");
}

static void
test_rows (void)
{
  static const char text[] = "Moscow said on Tuesday that talks with Erik Lund had ended. Mr "
                             "Lund's office in Oslo confirmed it.";

  g_autoptr (DlnAnnotations) annotations = analyse (text, -1);

  for (guint i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      g_assert_cmpuint (mention->span.begin, <, mention->span.end);
      g_assert_cmpuint (mention->span.end, <=, strlen (text));
      g_assert_cmpuint (mention->head, >=, mention->first_token);
      g_assert_cmpuint (mention->head, <, mention->first_token + mention->n_tokens);
      g_assert_cmpuint (mention->entity, ==, DLN_NO_ROW);
      g_assert_cmpfloat (mention->score, >, 0);
      g_assert_cmpfloat (mention->score, <=, 1.0001);
      for (guint k = 0; k < mention->n_tokens; k++)
        g_assert_cmpuint (DLN_ROW (annotations->tokens, DlnToken, mention->first_token + k)->name,
                          ==,
                          mention->type);
      if (i > 0)
        g_assert_cmpuint (mention[-1].span.end, <=, mention->span.begin);
    }
  g_assert_cmpuint (
    DLN_ROW (annotations->mentions, DlnMention, 0)->reasons & DLN_NAME_METONYMY, !=, 0);
}

static void
test_sizes (void)
{
  assert_names ("", "");
  assert_names (" \n\t", "");
  assert_names ("Berlin", "LOC Berlin");

  /* one line without an end, and words without blanks */
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 20000)
    g_string_append (text, "Anna Keller met Tom of the Riga Bank and ");

  g_autoptr (DlnAnnotations) line = analyse (text->str, text->len);

  g_assert_cmpuint (line->mentions->len, >, 100);
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == ' ')
      text->str[i] = 'X';

  g_autoptr (DlnAnnotations) word = analyse (text->str, text->len);

  g_assert_cmpuint (word->tokens->len, >, 0);
}

static void
test_same_twice (void)
{
  static const char text[] =
    "Lena Fischer of Kraft Bank flew to Madrid. Fischer will meet the Bank of Spain.";

  g_autoptr (DlnAnnotations) a = analyse (text, -1);
  g_autoptr (DlnAnnotations) b = analyse (text, -1);

  g_assert_cmpmem (a->mentions->data,
                   a->mentions->len * sizeof (DlnMention),
                   b->mentions->data,
                   b->mentions->len * sizeof (DlnMention));
}

static void
test_damaged (void)
{
  static const guint32 full[] = { DLN_NAMES_TABLE_MAGIC, 2, 5, 1, 7, 1 };
  static const guint32 gap[] = { DLN_NAMES_TABLE_MAGIC, 2, 5, 1, 0, 0 };
  static const guint32 chain_bytes[] = { DLN_NAMES_CHAIN_MAGIC, 1 << 20, 64, 4096, 0, 0, 0, 0 };
  DlnNamesTable table;
  DlnNamesChain chain;

  g_assert_false (_dln_names_table_open (&table, NULL, 0));
  g_assert_false (_dln_names_table_open (&table, full, 7));
  g_assert_false (_dln_names_table_open (&table, full, sizeof full));
  g_assert_true (_dln_names_table_open (&table, gap, sizeof gap));
  g_assert_false (_dln_names_table_open (&table, gap, sizeof gap - 1));
  g_assert_false (_dln_names_chain_open (&chain, NULL, 0));
  g_assert_false (_dln_names_chain_open (&chain, chain_bytes, sizeof chain_bytes));
}

/* Names of things: told by their letters, by a number that is theirs, by the noun that ends them.
 */
static void
test_things (void)
{
  static const struct
  {
    const char *text;
    const char *thing; /* NULL: none */
  } cases[] = {
    { "The clerk sold her zPad to a friend.", "zPad" },
    { "Two pilots died when a KV220 crashed near Lyon.", "KV220" },
    { "The firm sold 40 xBooks on Monday.", "xBooks" },
    { "The ministers signed the Paris Agreement on Friday.", "Paris Agreement" },
    { "The Q&R 300 fell by two percent on Friday.", "Q&R 300" },
    { "The clerks met at 10am in room B.", NULL },
    { "They paid 40 crowns a head, said the 3rd clerk, McDougall.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DlnAnnotations) annotations = analyse (cases[i].text, -1);
      g_autofree char *found = NULL;

      for (guint j = 0; j < annotations->mentions->len; j++)
        {
          const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, j);

          if (mention->type == DLN_ENTITY_OTHER && found == NULL)
            found = g_strndup (cases[i].text + mention->span.begin,
                               mention->span.end - mention->span.begin);
        }
      g_assert_cmpstr (found, ==, cases[i].thing);
    }
}

/* What "&", "and" and capitals tell of a name. */
/* What a post belongs to is a body; small words with a nation before it are none of its name. */
static void
test_posts (void)
{
  assert_names ("Marcus Bligh, the former head of Alderline Water, was charged on Monday in Leeds.",
                "PER Marcus Bligh, ORG Alderline Water, LOC Leeds");
  assert_names ("The mill was sold in 2012. Alderline's chief executive, Marcus Bligh, resigned.",
                "ORG Alderline, PER Marcus Bligh");
  /* where the model doubts, the longer name of the body tells */
  assert_names ("Marcus Bligh, the former head of Alderline Water, was charged on Monday in Leeds. "
                "Helvex sold Alderline to the investment fund Corran Partners in November.",
                "PER Marcus Bligh, ORG Alderline Water, LOC Leeds, ORG Helvex, ORG Alderline, "
                "ORG Corran Partners");
  assert_names ("The mill was bought by the Swiss utility Helvex in 2012, said Anna Weber.",
                "ORG Helvex, PER Anna Weber");
}

static void
test_joints (void)
{
  assert_names ("Lawyers at Rowan & Pike met Anna Keller, a partner at Ernst & Young, in Vienna.",
                "ORG Rowan & Pike, PER Anna Keller, ORG Ernst & Young, LOC Vienna");
  assert_names ("Johnson & Johnson and Procter & Gamble rose.",
                "ORG Johnson & Johnson, ORG Procter & Gamble");
  assert_names ("Tom & Jerry met at noon.", "PER Tom, PER Jerry");
  assert_names ("The mayor praised Heating & Plumbing at noon.", "");
  assert_names ("Airbus Defence and Space will build two satellites. Airbus employs 34,000 people.",
                "ORG Airbus Defence and Space, ORG Airbus");
  assert_names ("He met the Minister of Defence and the head of Norvik Bank and Anna Keller.",
                "ORG Norvik Bank, PER Anna Keller");
  assert_names ("The regulator FINMA opened proceedings. FINMA said the bank had failed.",
                "ORG FINMA, ORG FINMA");
  assert_names ("The paper is funded by Anna Keller, an exiled critic of the Interior Ministry.",
                "PER Anna Keller, ORG Interior Ministry");
  assert_names ("He praised the Keller report. The Osram said no.", "PER Keller, ORG Osram");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  model = open_bundle ();
  g_test_add_func ("/extract/names/things", test_things);
  g_test_add_func ("/extract/names/people", test_people);
  g_test_add_func ("/extract/names/titles", test_titles);
  g_test_add_func ("/extract/names/institutions", test_institutions);
  g_test_add_func ("/extract/names/joints", test_joints);
  g_test_add_func ("/extract/names/posts", test_posts);
  g_test_add_func ("/extract/names/particles", test_particles);
  g_test_add_func ("/extract/names/companies", test_companies);
  g_test_add_func ("/extract/names/acronym", test_acronym);
  g_test_add_func ("/extract/names/person-nouns", test_person_nouns);
  g_test_add_func ("/extract/names/capitals", test_capitals);
  g_test_add_func ("/extract/names/no-names", test_no_names);
  g_test_add_func ("/extract/names/rows", test_rows);
  g_test_add_func ("/extract/names/sizes", test_sizes);
  g_test_add_func ("/extract/names/same-twice", test_same_twice);
  g_test_add_func ("/extract/names/damaged", test_damaged);

  int result = g_test_run ();

  g_clear_pointer (&model, dln_model_unref);
  return result;
}
