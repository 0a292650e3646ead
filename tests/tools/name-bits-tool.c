/* SPDX-License-Identifier: GPL-3.0-or-later */
/* name-bits-tool MODEL < WORDS
 *
 * What C knows of each word before any tagger has run: the lists that have it, its case, how the
 * document writes it elsewhere. The trainer of the reader learns from exactly these bits.
 *
 * WORDS: a word a line, an empty line after each sentence, "#doc" before each document (a word
 * that is "#doc" cannot be told apart; write it as "# doc"). One line a word comes back, and
 * nothing for the other lines:
 *
 *   LISTS PHRASES CASE FLAGS COMMON RUN SPORT KEY
 *
 * numbers in hexadecimal. LISTS: bit of each #DlnNamesList; PHRASES: three bits for each list of
 * phrases (0, single, begin, inside, end); CASE: #DlnNamesCase; FLAGS: #DlnNamesFlags; COMMON: 0
 * to 7; RUN: 0 outside, else the place in a run of capitalised words: 1 alone, 2 first, 3 last, 4
 * inside; SPORT: 0 to 3 for the whole document; KEY: hash of the word's small letters and digits,
 * by which a word's other places in the document are found. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "extract/names/dln-names-private.h"

typedef struct /* a document that is being read: its words, joined by spaces */
{
  GString *text;
  GArray  *tokens;    /* DlnToken */
  GArray  *sentences; /* DlnSentence */
} Words;

static void
end_sentence (Words *words)
{
  const DlnSentence *last =
    words->sentences->len > 0
      ? &g_array_index (words->sentences, DlnSentence, words->sentences->len - 1)
      : NULL;
  DlnSentence sentence = { .first_token = last != NULL ? last->first_token + last->n_tokens : 0 };

  sentence.n_tokens = words->tokens->len - sentence.first_token;
  if (sentence.n_tokens == 0)
    return;
  sentence.span.begin =
    g_array_index (words->tokens, DlnToken, sentence.first_token).span.begin;
  sentence.span.end = words->text->len;
  g_array_append_val (words->sentences, sentence);
}

static void
add_word (Words      *words,
          const char *word)
{
  DlnToken token = { .head = -1, .sentence = words->sentences->len };

  if (words->text->len > 0)
    g_string_append_c (words->text, ' ');
  token.span.begin = words->text->len;
  g_string_append (words->text, word);
  token.span.end = words->text->len;
  g_array_append_val (words->tokens, token);
}

static guint
find_place_in_run (const DlnNameToken *token,
                   guint32             i)
{
  if ((token->flags & DLN_NAMES_CAPITALISED) == 0)
    return 0;
  if (token->run_first == token->run_last)
    return 1;
  return i == token->run_first ? 2 : i == token->run_last ? 3 : 4;
}

static void
end_document (const DlnNamesModel *names,
              Words               *words)
{
  end_sentence (words);

  g_autoptr (DlnNameText) text = _dln_name_text_new (&names->lexicon,
                                                     &names->clusters,
                                                     words->text->str,
                                                     (const DlnToken *) words->tokens->data,
                                                     words->tokens->len,
                                                     (const DlnSentence *) words->sentences->data,
                                                     words->sentences->len);

  for (guint32 i = 0; i < text->n_tokens; i++)
    {
      const DlnNameToken *token = &text->tokens[i];

      printf ("%x %" G_GINT64_MODIFIER "x %x %x %x %x %x %" G_GINT64_MODIFIER "x\n",
              token->lists,
              token->phrases,
              token->letter_case,
              token->flags,
              token->commonness,
              find_place_in_run (token, i),
              text->sport,
              token->letters);
    }
  g_string_truncate (words->text, 0);
  g_array_set_size (words->tokens, 0);
  g_array_set_size (words->sentences, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DlnModel) model = argc == 2 ? dln_model_open (argv[1], &error) : NULL;
  DlnNamesModel names;

  if (model == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "name-bits-tool MODEL < WORDS");
      return 2;
    }
  if (!_dln_names_model_open (&names, model))
    {
      g_printerr ("%s has no word lists\n", argv[1]);
      return 1;
    }

  Words words = {
    .text = g_string_new (NULL),
    .tokens = g_array_new (FALSE, TRUE, sizeof (DlnToken)),
    .sentences = g_array_new (FALSE, TRUE, sizeof (DlnSentence)),
  };
  char *line = NULL;
  gsize size = 0;

  while (getline (&line, &size, stdin) >= 0)
    {
      line[strcspn (line, "\r\n")] = 0;
      if (!g_utf8_validate (line, -1, NULL))
        {
          g_printerr ("a word is not UTF-8: %s\n", line);
          return 1;
        }
      if (strcmp (line, "#doc") == 0)
        end_document (&names, &words);
      else if (line[0] == 0)
        end_sentence (&words);
      else
        add_word (&words, line);
    }
  end_document (&names, &words);
  free (line);
  g_string_free (words.text, TRUE);
  g_array_unref (words.tokens);
  g_array_unref (words.sentences);
  return 0;
}
