/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles made by chance from a seed: few names, many sentences that differ by a word, several
 * events that begin with one clause, quotes, posts and corrections, so that almost everything in
 * them can be taken for something else. */
#pragma once

#include <glib.h>

#define PICK(rand, array) ((array)[g_rand_int_range ((rand), 0, G_N_ELEMENTS (array))])

static inline void
made_add_sentence (GRand   *rand,
                   GString *text)
{
  static const char *const people[] = { "Anna Berg",  "Nils Moe",   "Kari Holm",  "Paul Reed",
                                        "Lena Moss",  "Bruno Zell", "Ines Calder", "Otto Brand",
                                        "Maria Berg", "Tom Reed" };
  static const char *const bodies[] = { "Norvik Bank", "Harbour Board", "Tarn Energy",
                                        "Coast Guard", "Reform Party",  "Labour Court" };
  static const char *const towns[] = { "Oslo", "Bergen", "Malmo", "Cork", "Quito" };
  static const char *const acts[] = { "resigned",           "was arrested",    "left the country",
                                      "was elected mayor",  "died",            "was injured",
                                      "signed the contract", "won the election" };
  static const char *const posts[] = { "minister of finance", "head of Norvik Bank",
                                       "spokesman of the Harbour Board", "mayor" };
  static const char *const months[] = { "January", "March", "May", "September" };
  const char *a = PICK (rand, people);
  const char *b = PICK (rand, people);
  const char *body = PICK (rand, bodies);
  const char *town = PICK (rand, towns);
  int day = g_rand_int_range (rand, 1, 28);

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 0:
      g_string_append_printf (text, "%s %s on %d %s 2021. ", a, PICK (rand, acts), day,
                              PICK (rand, months));
      break;
    case 1: /* three events of one clause */
      g_string_append_printf (text, "%s %s, %s and %s in %s on %d May 2021. ", a,
                              PICK (rand, acts), PICK (rand, acts), PICK (rand, acts), town, day);
      break;
    case 2:
      g_string_append_printf (text, "%s met %s in %s and %s said that %s %s. ", a, b, town, a, b,
                              PICK (rand, acts));
      break;
    case 3:
      g_string_append_printf (text, "\u201cWe will not leave %s before %s,\u201d %s said. ", town,
                              PICK (rand, months), a);
      break;
    case 4:
      g_string_append_printf (text, "%s, the %s, %s. ", a, PICK (rand, posts), PICK (rand, acts));
      break;
    case 5:
      g_string_append_printf (text, "%s bought %s in %s for %d million euros. ", body,
                              PICK (rand, bodies), PICK (rand, months), day);
      break;
    case 6:
      g_string_append_printf (text, "%d people were killed and %d were injured in a fire in %s. ",
                              day, day + 3, town);
      break;
    case 7:
      g_string_append_printf (text, "%s appointed %s %s. ", body, a, PICK (rand, posts));
      break;
    default:
      g_string_append_printf (text, "%s accused %s of fraud, and %s denied it. ", a, b, body);
      break;
    }
}

/* (transfer full): the text of an article with its head */
static inline char *
made_article (GRand *rand)
{
  static const char *const papers[] = { "Tarn Post", "Northern Courier", "Harbour Times" };
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Title: News of the day %d\nDate: 2021-05-%02d\nSource: %s\n\n",
                          g_rand_int_range (rand, 1, 1000), g_rand_int_range (rand, 1, 29),
                          PICK (rand, papers));
  for (int i = g_rand_int_range (rand, 5, 9); i > 0; i--)
    {
      made_add_sentence (rand, text);
      if (g_rand_int_range (rand, 0, 3) == 0)
        g_string_append (text, "\n\n");
    }
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
