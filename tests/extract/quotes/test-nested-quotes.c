/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quote in a quote: each with its own speaker and listener, in marks of any make or in other
 * words; and what only looks like one. */
#include "config.h"

#include <string.h>

#include "clauses.h"

typedef struct
{
  const char *text;
  const char *inner;   /* all of its content */
  const char *speaker; /* the entity that says it; NULL: some words in no name */
  const char *words;   /* words for the speaker */
  const char *listener; /* the entity that is told; NULL: nobody is known */
  const char *teller;  /* the entity that says the outer one; NULL: not checked */
} Case;

#define PEOPLE "Karin Maas ran the bank of Erik Lund until May. "

static const Case cases[] = {
  /* single marks in double ones */
  { "Erik Lund was a banker in Oslo.\n\n\"He told me, 'The money is gone,' and then hung up,\" "
    "Karin Maas said.",
    "The money is gone",
    "Erik Lund",
    "He",
    "Karin Maas",
    "Karin Maas" },
  { PEOPLE "“My lawyer said: ‘Sign nothing.’ So I did not,” Lund said.",
    "Sign nothing.",
    NULL,
    "lawyer",
    NULL,
    "Erik Lund" },
  { PEOPLE "“‘Nobody will help you,’ the guard told me,” Maas said.",
    "Nobody will help you",
    NULL,
    "guard",
    "Karin Maas",
    "Karin Maas" },
  { PEOPLE "“Then the colonel shouted, ‘Get out of the car!’ and we ran,” said Maas.",
    "Get out of the car!",
    NULL,
    "colonel",
    NULL,
    "Karin Maas" },
  { PEOPLE "\"I said to him, 'You have lost my money,' and he laughed,\" said Maas.",
    "You have lost my money",
    "Karin Maas",
    "I",
    "Erik Lund",
    "Karin Maas" },
  { PEOPLE "\"She told the court, 'Those are the workers' wages,' and wept,\" Lund said.",
    "Those are the workers' wages",
    "Karin Maas",
    "She",
    NULL,
    "Erik Lund" },
  { PEOPLE "\"'I can't pay,' she said, 'and I won't pay,'\" Lund recalled.",
    "and I won't pay",
    "Karin Maas",
    "she",
    NULL,
    "Erik Lund" },
  /* the other way round, as British papers do */
  { PEOPLE "'He told me, \"The money is gone,\" and then hung up,' Maas said.",
    "The money is gone",
    "Erik Lund",
    "He",
    "Karin Maas",
    "Karin Maas" },
  { PEOPLE "‘The guard shouted, “Open the gate at once!” and fired,’ Maas said.",
    "Open the gate at once!",
    NULL,
    "guard",
    NULL,
    "Karin Maas" },
  /* other marks */
  { PEOPLE "«The minister told us: “Leave the harbour at once.” So we left,» said Maas.",
    "Leave the harbour at once.",
    NULL,
    "minister",
    NULL,
    "Karin Maas" },
  { PEOPLE "„The minister told me: ‚Leave the harbour at once.‘ So I left,“ said Maas.",
    "Leave the harbour at once.",
    NULL,
    "minister",
    "Karin Maas",
    "Karin Maas" },
  { PEOPLE "»The minister told me: ›Leave the harbour at once.‹ So I left,« said Maas.",
    "Leave the harbour at once.",
    NULL,
    "minister",
    "Karin Maas",
    "Karin Maas" },
  { PEOPLE "“The minister told me: «Leave the harbour at once.» So I left,” said Maas.",
    "Leave the harbour at once.",
    NULL,
    "minister",
    "Karin Maas",
    "Karin Maas" },
  /* in other words */
  { PEOPLE "\"The minister told me that the money was gone,\" Maas said.",
    "the money was gone",
    NULL,
    "minister",
    "Karin Maas",
    "Karin Maas" },
  { PEOPLE "Maas said the minister had told her that the money was gone.",
    "the money was gone",
    NULL,
    "minister",
    "Karin Maas",
    "Karin Maas" },
  { PEOPLE "“Mr Lund says he never saw the letter,” Maas told the court.",
    "he never saw the letter",
    "Erik Lund",
    "Lund",
    NULL,
    "Karin Maas" },
};

/* nothing in a quote is a quote here */
static const char *const flat[] = {
  "\"The so-called 'experts' were wrong about the victims' families,\" the judge said.",
  "“The players' bus and the fans' money were late,” said the coach.",
  "“Tell 'em that we'll wait for the drivers' cars,” the guard said.",
  "“I don't know what the workers' union wants,” said the owner, “but it's the owners' loss.”",
  "\"We played rock 'n' roll in the summer of '69, and we'd never stop,\" the singer said.",
  "“They performed ‘A Winter in the Hills’ for us twice,” the actor said.",
  "\"If he says 'I am very sorry' I will leave,\" the widow said.",
  "\"He never told me, 'I will pay you back,'\" the widow said.",
  "“Nobody would say, ‘We were wrong about this,’” the judge said.",
  "“They say that the dam is safe,” the farmer said.",
  "“I said that the dam is safe,” the engineer said.",
  "“I think that the dam is safe,” the engineer said.",
  "“Did the minister say that the dam was safe?” the farmer asked.",
  "“The minister could say that the dam is safe,” the farmer said.",
  "“People tell you that the dam is safe,” the farmer said.",
  "“He isn't as rich as he says he is,” the rival said.",
  "‘The ship was 40\" longer than the workers' yard,’ the captain said.",
};

static guint32
find_row (const Reading *reading,
          const char    *content)
{
  const GArray *quotes = reading->annotations->quotes;

  for (guint32 i = 0; i < quotes->len; i++)
    {
      g_autofree char *words = clauses_words (reading, DLN_ROW (quotes, DlnQuoteClaim, i)->span);

      if (strcmp (words, content) == 0)
        return i;
    }
  return DLN_NO_ROW;
}

static void
test_nested (gconstpointer data)
{
  const Case *one = data;
  g_auto (Reading) reading = { NULL };

  if (clauses_get_model () == NULL)
    {
      g_test_skip ("no bundle in DATELINE_DATA_DIR");
      return;
    }
  clauses_read (&reading, one->text, NULL);

  guint32 row = find_row (&reading, one->inner);

  g_test_message ("%s", one->text);

  g_assert_cmpuint (row, !=, DLN_NO_ROW);

  const DlnQuoteClaim *inner = DLN_ROW (reading.annotations->quotes, DlnQuoteClaim, row);
  guint32 outer_row = dln_annotations_get_outer_quote (reading.annotations, row);

  g_assert_cmpuint (outer_row, !=, DLN_NO_ROW);

  const DlnQuoteClaim *outer = DLN_ROW (reading.annotations->quotes, DlnQuoteClaim, outer_row);
  g_autofree char *words = clauses_words (&reading, inner->speaker_span);
  g_autofree char *speaker = clauses_entity (&reading, inner->speaker);
  g_autofree char *listener = clauses_entity (&reading, inner->addressee);
  g_autofree char *teller = clauses_entity (&reading, outer->speaker);

  g_assert_nonnull (strstr (words, one->words));
  g_assert_cmpstr (speaker, ==, one->speaker);
  g_assert_cmpstr (listener, ==, one->listener);
  g_assert_cmpstr (teller, ==, one->teller);
  g_assert_cmpuint (dln_annotations_get_outer_quote (reading.annotations, outer_row),
                    ==,
                    DLN_NO_ROW);
}

static void
test_flat (gconstpointer data)
{
  g_auto (Reading) reading = { NULL };

  if (clauses_get_model () == NULL)
    {
      g_test_skip ("no bundle in DATELINE_DATA_DIR");
      return;
    }
  clauses_read (&reading, data, NULL);
  g_assert_cmpuint (reading.annotations->quotes->len, >, 0);
  for (guint32 i = 0; i < reading.annotations->quotes->len; i++)
    g_assert_cmpuint (
      dln_annotations_get_outer_quote (reading.annotations, i), ==, DLN_NO_ROW);
}

/* marks of every make, never closed, in each other */
static void
test_noise (void)
{
  static const char *const marks[] = {
    "\"", "'", "“", "”", "‘", "’", "«", "»", "„", "‚", "‹", "›",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (Reading) reading = { NULL };

  if (clauses_get_model () == NULL)
    {
      g_test_skip ("no bundle in DATELINE_DATA_DIR");
      return;
    }
  for (guint i = 0; i < 700; i++)
    g_string_append_printf (text,
                            "%s%s%s",
                            marks[i * i % G_N_ELEMENTS (marks)],
                            i % 11 == 0 ? " he said: " : "word ",
                            marks[i * 7 % G_N_ELEMENTS (marks)]);
  clauses_read (&reading, text->str, NULL);
  for (guint32 i = 0; i < reading.annotations->quotes->len; i++)
    {
      guint32 outer = dln_annotations_get_outer_quote (reading.annotations, i);

      g_assert_true (outer == DLN_NO_ROW || outer < i);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/extract/nested-quotes/case/%02u", i);

      g_test_add_data_func (name, &cases[i], test_nested);
    }
  for (guint i = 0; i < G_N_ELEMENTS (flat); i++)
    {
      g_autofree char *name = g_strdup_printf ("/extract/nested-quotes/flat/%02u", i);

      g_test_add_data_func (name, flat[i], test_flat);
    }
  g_test_add_func ("/extract/nested-quotes/noise", test_noise);
  return g_test_run ();
}
