/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks, tokens and sentences of raw text, without a bundle. */
#include "config.h"

#include <string.h>
#include <time.h>

#include "extract/dln-language.h"
#include "extract/dln-stage-private.h"
#include "extract/grammar/dln-word-sets-private.h"

static DlnAnnotations *
analyse (const char *text,
         gssize      length)
{
  g_autoptr (DlnDocument) document = dln_document_new (text, length, NULL);
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT };
  g_autoptr (GError) error = NULL;
  DlnAnnotations *annotations = dln_extract (NULL, document, &options, NULL, &error);

  g_assert_no_error (error);
  return annotations;
}

/* Tokens between spaces, "//" between sentences */
static char *
print_tokens (const char           *text,
              const DlnAnnotations *annotations)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < annotations->tokens->len; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      if (i > 0)
        g_string_append (out, token->sentence != token[-1].sentence ? " // " : " ");
      g_string_append_len (out, text + token->span.begin, token->span.end - token->span.begin);
    }
  return g_string_free (out, FALSE);
}

static void
assert_tokens (const char *text,
               const char *expected)
{
  g_autoptr (DlnAnnotations) annotations = analyse (text, -1);
  g_autofree char *printed = print_tokens (text, annotations);

  g_assert_cmpstr (printed, ==, expected);
}

static void
test_words (void)
{
  assert_tokens ("I don't know Anna's sister-in-law.", "I do n't know Anna 's sister - in - law .");
  assert_tokens ("They can\u2019t; it\u2019s late.", "They ca n\u2019t ; it \u2019s late .");
  assert_tokens ("The U.S. paid $1,200.50 (12%) to O'Neil & Co. on 3/4/2021.",
                 "The U.S. paid $ 1,200.50 ( 12 % ) to O'Neil & Co. on 3/4/2021 .");
  assert_tokens (
    "At 10:30am a 15-year-old e-mailed bob@site.org, see https://a.example/b?c=1.",
    "At 10:30 am a 15 - year - old e-mailed bob@site.org , see https://a.example/b?c=1 .");
  assert_tokens (
    "\u201cStop!\u201d she cried \u2014 the workers' 2-1 lead in the '90s was gone...",
    "\u201c Stop ! \u201d she cried \u2014 the workers ' 2 - 1 lead in the '90s was gone ...");
  assert_tokens ("Xi (\u4e60\u8fd1\u5e73) met \u041c\u0438\u0448\u0443\u0441\u0442\u0438\u043d on "
                 "1996-08-30 at AT&T.",
                 "Xi ( \u4e60\u8fd1\u5e73 ) met \u041c\u0438\u0448\u0443\u0441\u0442\u0438\u043d "
                 "on 1996-08-30 at AT&T .");
}

static void
test_sentences (void)
{
  assert_tokens ("Dr. Ames left. J. R. Holt stayed.", "Dr. Ames left . // J. R. Holt stayed .");
  assert_tokens ("It closed at 5 p.m. The crowd left the U.S. The rest stayed.",
                 "It closed at 5 p.m. // The crowd left the U.S. // The rest stayed .");
  assert_tokens ("\"Go away!\" \"Why?\" He laughed.",
                 "\" Go away ! \" // \" Why ? \" // He laughed .");
  assert_tokens ("Bank robbed in daylight\n\nPolice search for two men.",
                 "Bank robbed in daylight // Police search for two men .");
}

static void
test_edges (void)
{
  g_autoptr (DlnAnnotations) empty = analyse ("", 0);
  g_autoptr (DlnAnnotations) spaces = analyse (" \n\t \n", -1);
  g_autoptr (DlnAnnotations) word = analyse ("Geneva", -1);
  g_autoptr (DlnAnnotations) broken = analyse ("caf\xe9 \xff closed.", -1);

  g_assert_cmpuint (empty->tokens->len, ==, 0);
  g_assert_cmpuint (spaces->blocks->len, ==, 0);
  g_assert_cmpuint (word->tokens->len, ==, 1);
  g_assert_cmpuint (word->sentences->len, ==, 1);
  g_assert_cmpuint (broken->tokens->len, >=, 3);
}

/* Every row lies inside the text and inside its parent; tokens tile their sentence. */
static void
assert_sound (const DlnAnnotations *annotations,
              gsize                 length)
{
  guint32 at = 0;
  guint32 token = 0;

  for (guint i = 0; i < annotations->sentences->len; i++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, i);
      const DlnBlock *block = DLN_ROW (annotations->blocks, DlnBlock, sentence->block);

      g_assert_true (dln_span_contains (block->span, sentence->span));
      g_assert_cmpuint (sentence->first_token, ==, token);
      g_assert_cmpuint (sentence->n_tokens, >, 0);
      for (guint k = 0; k < sentence->n_tokens; k++, token++)
        {
          const DlnToken *row = DLN_ROW (annotations->tokens, DlnToken, token);

          g_assert_cmpuint (row->span.begin, >=, at);
          g_assert_cmpuint (row->span.end, >, row->span.begin);
          g_assert_cmpuint (row->sentence, ==, i);
          at = row->span.end;
        }
    }
  g_assert_cmpuint (token, ==, annotations->tokens->len);
  g_assert_cmpuint (at, <=, length);
}

static void
test_large (void)
{
  static const char *const pieces[] = { "a",  "a ",    "x.y", "@",  "a@b.",         "http://a.b/",
                                        "(",  "it's-", "1-",  "1,", "\xe4\xb9\xa0", "...",
                                        "A.B" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 300000)
        g_string_append (text, pieces[i]);

      g_autoptr (DlnAnnotations) annotations = analyse (text->str, text->len);
      assert_sound (annotations, text->len);
    }
}

/* What repeats the same few pieces, or has hardly a character in each, has few tokens; the words
 * around it keep theirs. */
static void
test_repeats (void)
{
  static const char *const pieces[] = { "(",  "a-",   "said ",   "\"said ", ".,;:!?()[]{}-\"'",
                                        "1 ", "( ) ", "a b c d e f g h i j k l m ", "May ",
                                        "it's ", "\xe2\x80\x9c\xe2\x80\x9d" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new ("The minister resigned on Friday. ");
      guint before;

      while (text->len < 20000)
        g_string_append (text, pieces[i]);
      before = text->len;
      g_string_append (text, " The bank agreed.");

      g_autoptr (DlnAnnotations) annotations = analyse (text->str, text->len);
      const GArray *tokens = annotations->tokens;

      assert_sound (annotations, text->len);
      g_assert_cmpuint (tokens->len, <, 1000);
      g_assert_cmpuint (DLN_ROW (tokens, DlnToken, 1)->span.end, ==, strlen ("The minister"));
      g_assert_cmpuint (DLN_ROW (tokens, DlnToken, tokens->len - 4)->span.begin, ==, before + 1);
    }
}

/* Prose keeps its tokens, also where it repeats itself as a list or a chorus does. */
static void
test_no_repeats (void)
{
  static const struct
  {
    const char *piece;
    guint       n_tokens;
  } cases[] = {
    { "Anna Berg resigned on Friday.\n\n", 6 },
    { "It was the law, the law, and the law. ", 12 },
    { "Oslo 12 14 9 Bergen 8 11 7 Tromso 4 6 3 ", 12 },
    { "- yes, 12; - no, 13; - not asked, 14\n", 15 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = 0; k < 300; k++)
        g_string_append (text, cases[i].piece);

      g_autoptr (DlnAnnotations) annotations = analyse (text->str, text->len);

      g_assert_cmpuint (annotations->tokens->len, ==, 300 * cases[i].n_tokens);
    }
}

/* Ten megabytes without a newline, in time that grows with the length alone */
static void
test_one_line (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 10000000)
    g_string_append (
      text, "They told Mr. Ames (at 5 p.m.) that www.site.org can't open, e.g. on 1996-08-30; ");

  g_autoptr (DlnAnnotations) annotations = analyse (text->str, text->len);

  g_assert_cmpuint (annotations->blocks->len, ==, 1);
  assert_sound (annotations, text->len);
}

static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

/* one block of megabytes hears a cancellation, too: next to nothing of its work is done */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT };
  double begin, whole, cancelled;

  while (text->len < 3000000)
    g_string_append (text, "They told Mr. Ames that the site cannot open, but it did. ");

  g_autoptr (DlnDocument) document = dln_document_new (text->str, text->len, NULL);

  begin = get_seconds ();
  dln_annotations_unref (dln_extract (NULL, document, &options, NULL, NULL));
  whole = get_seconds () - begin;
  g_cancellable_cancel (cancellable);
  begin = get_seconds ();
  g_assert_null (dln_extract (NULL, document, &options, cancellable, &error));
  cancelled = get_seconds () - begin;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_test_message ("%.3f s, cancelled %.3f s", whole, cancelled);
  g_assert_cmpfloat (cancelled, <, whole / 3);
}

static void
test_blocks (void)
{
  static const struct
  {
    const char  *line;
    DlnBlockType type;
  } lines[] = {
    { "World\n", DLN_BLOCK_BOILERPLATE },
    { "Sign in\n", DLN_BLOCK_BOILERPLATE },
    { "Harbour workers end six-week strike in Port Arden\n", DLN_BLOCK_TITLE },
    { "By Maria Lind and Tom Okoye\n", DLN_BLOCK_BYLINE },
    { "Published: 4 May 2021\n", DLN_BLOCK_DATELINE },
    { "Dock workers in Port Arden voted on Tuesday to end a strike that had closed the harbour for "
      "six weeks.\n",
      DLN_BLOCK_BODY },
    { "Workers leave the gate after the vote ", DLN_BLOCK_CAPTION },
    { "(Lena Voss/Reuters)\n", DLN_BLOCK_BOILERPLATE },
    { "A long winter\n", DLN_BLOCK_HEADING },
    { "The union said that its members had accepted a raise of four per cent and two more days of "
      "leave each year.\n",
      DLN_BLOCK_BODY },
    { "Photo: Getty Images\n", DLN_BLOCK_BOILERPLATE },
    { "AFP\n", DLN_BLOCK_BOILERPLATE },
    { "The gate of the harbour on the last morning of the strike ", DLN_BLOCK_CAPTION },
    { "(SPUTNIK/AFP via Getty Images)\n", DLN_BLOCK_BOILERPLATE },
    { "The harbour master told the agency that the first ships from the south would be unloaded "
      "before midnight. ",
      DLN_BLOCK_BODY },
    { "(Reuters)\n", DLN_BLOCK_BOILERPLATE },
    { "The last strike was called off after a judge had read the new rules of the state agency for "
      "work (AWA)\n",
      DLN_BLOCK_BODY },
    { "Related stories\n", DLN_BLOCK_BOILERPLATE },
    { "Ferry runs aground\n", DLN_BLOCK_BOILERPLATE },
    { "Subscribe to our channel for more\n", DLN_BLOCK_BOILERPLATE },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append (text, lines[i].line);

  g_autoptr (DlnAnnotations) annotations = analyse (text->str, text->len);

  g_assert_cmpuint (annotations->blocks->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (DLN_ROW (annotations->blocks, DlnBlock, i)->type != lines[i].type)
      g_error ("\"%s\" is %u", lines[i].line, DLN_ROW (annotations->blocks, DlnBlock, i)->type);
}

/* A dateline is cut off the paragraph that it opens; what only looks like one is left. */
static void
test_datelines (void)
{
  static const struct
  {
    const char *line;
    const char *dateline; /* or NULL */
  } lines[] = {
    { "GENEVA, 4 May - The council met on Monday to speak about the new bridge.",
      "GENEVA, 4 May -" },
    { "PORT ARDEN (Coast Wire) -- Dock workers ended their strike on Tuesday after six weeks.",
      "PORT ARDEN (Coast Wire) --" },
    { "NEW HAVEN, Conn. \u2014 Police closed the harbour on Friday and sent the ferries back.",
      "NEW HAVEN, Conn. \u2014" },
    { "PORT ARDEN (CW) _", "PORT ARDEN (CW) _" },
    { "PORT ARDEN, Norland (CW)_ Dock workers ended their strike on Tuesday.",
      "PORT ARDEN, Norland (CW)_" },
    { "Rio de Janeiro, Mar. 3 (Agency) \u2013 \u201cWe are ready,\u201d the mayor said on Tuesday.",
      "Rio de Janeiro, Mar. 3 (Agency) \u2013" },
    { "Beirut\u2014The government resigned on Monday after a week of protests in the streets.",
      "Beirut\u2014" },
    { "The council - The Hague's oldest - met on Monday to speak about the new bridge.", NULL },
    { "NATO's ministers met on Monday - for the first time in a year - to speak about it.", NULL },
    { "UNESCO said on Monday that the old bridge - The Arch - is to be kept.", NULL },
    { "May 4 - The council met to speak about the new bridge and voted for the plan.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (DlnAnnotations) annotations = analyse (lines[i].line, -1);
      const DlnBlock *first = DLN_ROW (annotations->blocks, DlnBlock, 0);
      g_autofree char *text = g_strndup (lines[i].line, first->span.end);

      g_assert_cmpint (first->type == DLN_BLOCK_DATELINE, ==, lines[i].dateline != NULL);
      if (lines[i].dateline != NULL)
        g_assert_cmpstr (text, ==, lines[i].dateline);
    }
}

static void
test_wrapped (void)
{
  const char *text = "The council met on Monday to speak about the new\nbridge that will cross the "
                     "river near the old\n"
                     "mill. It adopted the plan with a large majority and\nthe work will begin in "
                     "the spring of next year.\n\nNobody objected.\n";
  g_autoptr (DlnAnnotations) annotations = analyse (text, -1);

  g_assert_cmpuint (annotations->blocks->len, ==, 2);
  g_assert_cmpuint (annotations->sentences->len, ==, 3);
}

static void
test_language (void)
{
  static const struct
  {
    const char *text;
    const char *tag;
  } cases[] = {
    { "The minister said on Monday that he would not resign.", "en" },
    { "Der Minister sagte am Montag, dass er nicht zurücktreten werde und die Arbeit weitergeht.",
      "de" },
    { "Le ministre a dit lundi que la loi est dans les mains de la justice.", "fr" },
    { "Министр сказал, что он не уйдет в отставку и что это не так.", "ru" },
    { "Міністр сказав, що він не піде у відставку та що це є не так.", "uk" },
    { "大臣は月曜日に辞任しないと述べた。", "ja" },
    { "12345", "und" },
    { "Explosion in Geneva", "en" },
    { "Erik Lund allegedly met Anna Weber.", "en" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (dln_guess_language (cases[i].text, strlen (cases[i].text)), ==, cases[i].tag);
}

/* every set that a rule asks for is there, no word twice in it; a set read wrongly aborts */
static void
test_word_sets (void)
{
  for (guint i = 0; i < DLN_N_WORD_SETS; i++)
    {
      const char *const *words = _dln_words (i);

      g_assert_nonnull (words[0]);
      for (guint k = 0; words[k] != NULL; k++)
        if (g_strv_contains (words + k + 1, words[k]))
          g_error ("%s has \"%s\" twice", _dln_words_get_name (i), words[k]);
    }
  g_assert_true (g_strv_contains (_dln_words (DLN_WORDS_REFLEXIVES), "herself"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/text/words", test_words);
  g_test_add_func ("/extract/text/sentences", test_sentences);
  g_test_add_func ("/extract/text/edges", test_edges);
  g_test_add_func ("/extract/text/large", test_large);
  g_test_add_func ("/extract/text/one-line", test_one_line);
  g_test_add_func ("/extract/text/repeats", test_repeats);
  g_test_add_func ("/extract/text/no-repeats", test_no_repeats);
  g_test_add_func ("/extract/text/cancelled", test_cancelled);
  g_test_add_func ("/extract/text/blocks", test_blocks);
  g_test_add_func ("/extract/text/datelines", test_datelines);
  g_test_add_func ("/extract/text/wrapped", test_wrapped);
  g_test_add_func ("/extract/text/language", test_language);
  g_test_add_func ("/extract/text/word-sets", test_word_sets);
  return g_test_run ();
}
