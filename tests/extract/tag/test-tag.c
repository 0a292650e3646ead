/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of speech, lemmas and trees with the checked-in bundle: clear sentences come out right,
 * strange texts come out sound. */
#include "config.h"

#include <string.h>

#include "extract/dln-stage-private.h"
#include "tests/bundle.h"

static DlnModel *
get_model (void)
{
  static DlnModel *model;

  if (model == NULL)
    model = open_bundle ();
  return model;
}

static DlnAnnotations *
analyse (const char           *text,
         gssize                length,
         const DlnAnnotations *given)
{
  g_autoptr (DlnDocument) document = dln_document_new (text, length, NULL);
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TAG, .given = given };
  g_autoptr (GError) error = NULL;
  DlnAnnotations *annotations = dln_extract (get_model (), document, &options, NULL, &error);

  g_assert_no_error (error);
  return annotations;
}

/* "lemma/UPOS/XPOS/deprel/head word" for each token */
static char *
print_tree (const char           *text,
            const DlnAnnotations *annotations)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < annotations->tokens->len; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);
      DlnSpan head = token->head < 0 ? DLN_SPAN (0, 0)
                                     : DLN_ROW (annotations->tokens, DlnToken, token->head)->span;

      g_string_append_printf (out,
                              "%s%s/%s/%s/%s/%.*s",
                              i > 0 ? " " : "",
                              dln_strings_get (annotations->strings, token->lemma),
                              dln_upos_get_name (token->upos),
                              dln_strings_get (annotations->strings, token->xpos),
                              dln_deprel_get_name (token->deprel),
                              (int) (head.end - head.begin),
                              text + head.begin);
    }
  return g_string_free (out, FALSE);
}

static void
assert_tree (const char *text,
             const char *expected)
{
  g_autoptr (DlnAnnotations) annotations = analyse (text, -1, NULL);
  g_autofree char *printed = print_tree (text, annotations);

  g_assert_cmpstr (printed, ==, expected);
}

static void
test_trees (void)
{
  assert_tree ("The court dismissed the appeal.",
               "the/DET/DT/det/court court/NOUN/NN/nsubj/dismissed dismiss/VERB/VBD/root/ "
               "the/DET/DT/det/appeal appeal/NOUN/NN/obj/dismissed ./PUNCT/./punct/dismissed");
  assert_tree ("She was elected by the members in 2019.",
               "she/PRON/PRP/nsubj:pass/elected be/AUX/VBD/aux:pass/elected elect/VERB/VBN/root/ "
               "by/ADP/IN/case/members "
               "the/DET/DT/det/members member/NOUN/NNS/obl/elected in/ADP/IN/case/2019 "
               "2019/NUM/CD/obl/elected "
               "./PUNCT/./punct/elected");
  assert_tree ("He does n't own two houses.",
               "he/PRON/PRP/nsubj/own do/AUX/VBZ/aux/own not/PART/RB/advmod/own own/VERB/VB/root/ "
               "two/NUM/CD/nummod/houses "
               "house/NOUN/NNS/obj/own ./PUNCT/./punct/own");
}

/* forms that training texts seldom hold */
static void
test_irregular_verbs (void)
{
  assert_tree ("The clerk fled.",
               "the/DET/DT/det/clerk clerk/NOUN/NN/nsubj/fled flee/VERB/VBD/root/ "
               "./PUNCT/./punct/fled");
}

/* One root for each sentence, heads inside of it, no cycle, all filled in */
static void
assert_sound (const DlnAnnotations *annotations)
{
  for (guint s = 0; s < annotations->sentences->len; s++)
    {
      const DlnSentence *sentence = DLN_ROW (annotations->sentences, DlnSentence, s);
      guint n_roots = 0;

      for (guint i = 0; i < sentence->n_tokens; i++)
        {
          gint32 at = sentence->first_token + i;
          const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, at);
          guint steps = 0;

          n_roots += token->head < 0;
          g_assert_cmpint (token->upos, !=, DLN_UPOS_NONE);
          g_assert_cmpint (token->deprel, !=, DLN_DEPREL_NONE);
          g_assert_cmpuint (token->xpos, !=, 0);
          g_assert_cmpuint (token->lemma, !=, 0);
          while (at >= 0 && steps++ <= sentence->n_tokens)
            {
              g_assert_cmpint (at, >=, sentence->first_token);
              g_assert_cmpint (at, <, sentence->first_token + sentence->n_tokens);
              at = DLN_ROW (annotations->tokens, DlnToken, at)->head;
            }
          g_assert_cmpint (at, <, 0);
        }
      g_assert_cmpuint (n_roots, ==, 1);
    }
}

static void
test_strange (void)
{
  static const char *const texts[] = {
    "",
    "Geneva",
    "?",
    "\xff\xfe broken \xc3",
    "POLICE ARREST TWO AFTER BANK RAID IN PORT TOWN",
    "\u4e60\u8fd1\u5e73\u4f1a\u89c1 \u041c\u0438\u0448\u0443\u0441\u0442\u0438\u043d",
    "))) ((( \"\" '' --- ...",
    "a b c d e f g . . . . ! ! ?",
    "x\ny\nz\n1\n2\n3\n",
    "\u00e2\u20ac\u0153Stop,\u00e2\u20ac\xc2\x9d he said.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (DlnAnnotations) annotations = analyse (texts[i], -1, NULL);

      assert_sound (annotations);
    }
}

/* A line without an end: the work stays in proportion to its length. */
static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 40000)
    g_string_append (text, "and the minister of the council who saw them told it to ");

  g_autoptr (DlnAnnotations) annotations = analyse (text->str, text->len, NULL);
  assert_sound (annotations);
  g_assert_cmpuint (annotations->tokens->len, >, 4000);
}

/* Tokens and sentences that were given stay; only the rest is filled in. */
static void
test_given (void)
{
  const char *text = "New York-based firms failed.";
  g_autoptr (DlnAnnotations) given = dln_annotations_new ();
  static const DlnSpan spans[] = { { 0, 14 }, { 15, 20 }, { 21, 27 }, { 27, 28 } };
  DlnBlock block = { .span = { 0, 28 }, .n_sentences = 1 };
  DlnSentence sentence = { .span = { 0, 28 }, .n_tokens = 4 };

  g_array_append_val (given->blocks, block);
  g_array_append_val (given->sentences, sentence);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      DlnToken token = { .span = spans[i], .head = 99, .upos = DLN_UPOS_X };

      g_array_append_val (given->tokens, token);
    }

  g_autoptr (DlnAnnotations) annotations = analyse (text, -1, given);

  g_assert_cmpuint (annotations->tokens->len, ==, 4);
  g_assert_cmpuint (DLN_ROW (annotations->tokens, DlnToken, 0)->span.end, ==, 14);
  g_assert_cmpint (DLN_ROW (annotations->tokens, DlnToken, 2)->upos, ==, DLN_UPOS_VERB);
  assert_sound (annotations);
}

static char *
run_sample (gpointer data)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < 20; i++)
    {
      const char *text = "Lena Voss, who chairs the port authority, said on Friday that 300 "
                         "workers had left. \"We can't wait,\" she added.";
      g_autoptr (DlnAnnotations) annotations = analyse (text, -1, NULL);
      g_autofree char *printed = print_tree (text, annotations);

      g_string_append (out, printed);
    }
  return g_string_free (out, FALSE);
}

static void
test_threads (void)
{
  g_autofree char *alone = run_sample (NULL);
  GThread *a = g_thread_new ("a", (GThreadFunc) run_sample, NULL);
  GThread *b = g_thread_new ("b", (GThreadFunc) run_sample, NULL);
  g_autofree char *first = g_thread_join (a);
  g_autofree char *second = g_thread_join (b);

  g_assert_cmpstr (first, ==, alone);
  g_assert_cmpstr (second, ==, alone);
}

static void
test_cancelled (void)
{
  g_autoptr (DlnDocument) document = dln_document_new ("One. Two. Three.", -1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (dln_extract (get_model (), document, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/tag/trees", test_trees);
  g_test_add_func ("/extract/tag/irregular-verbs", test_irregular_verbs);
  g_test_add_func ("/extract/tag/strange", test_strange);
  g_test_add_func ("/extract/tag/long-line", test_long_line);
  g_test_add_func ("/extract/tag/given", test_given);
  g_test_add_func ("/extract/tag/threads", test_threads);
  g_test_add_func ("/extract/tag/cancelled", test_cancelled);
  return g_test_run ();
}
