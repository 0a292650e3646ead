/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every example and counter-example of time-rules-LANGUAGE.txt. */
#include "config.h"

#include <string.h>

#include "extract/time/dln-time-grammar-private.h"

static const char *language; /* of the rules under test */

static DlnAnnotations *
extract (const char *text, const char *date)
{
  DlnDocumentInfo   info = { .id = "test", .date = date, .language = language };
  DlnExtractOptions options = { .stages = DLN_STAGE_TEXT | DLN_STAGE_TIME };
  g_autoptr (DlnDocument) document = dln_document_new (text, -1, &info);
  g_autoptr (GError) error = NULL;
  DlnAnnotations *annotations = dln_extract (NULL, document, &options, NULL, &error);

  g_assert_no_error (error);
  return annotations;
}

/* Whether a rule reads an expression of the text, or takes words out, that begins at @at; anywhere
 * if @at is -1. */
static gboolean
is_read_by (const char *name, const char *text, gssize at)
{
  const DlnGrammar *grammar = _dln_grammar_get (language);
  g_autoptr (GArray) lexes = g_array_new (FALSE, FALSE, sizeof (DlnLex));
  guint not_before = 0;

  _dln_time_scan (grammar, text, 0, strlen (text), lexes);
  for (guint i = 0; i < lexes->len; i++)
    {
      const DlnLex *all = (const DlnLex *)lexes->data;
      DlnMatch      match;
      gboolean      hit;

      if (!_dln_grammar_may_begin (grammar, &all[i])
          || !_dln_grammar_match (grammar, text, all, lexes->len, i, &match))
        continue;
      hit = g_str_equal (_dln_grammar_get_rule (grammar, match.rule), name);
      for (guint k = 0; k < 4 && match.sem.op != DLN_SEM_NONE; k++)
        {
          if (!_dln_grammar_wrap (grammar, text, all, lexes->len, not_before, &match))
            break;
          hit = hit || g_str_equal (_dln_grammar_get_rule (grammar, match.wrap), name);
        }
      if (hit && (at < 0 || all[match.begin].begin == at))
        return TRUE;
      i = MAX (match.end, i + 1) - 1;
      not_before = i + 1;
    }
  return FALSE;
}

/* "It closed in [May] for good. = 2011-05": whether the bracketed words are an expression with that
 * value, and whether it is this rule that reads it. */
static gboolean
check_example (const char *name, const char *line)
{
  const char *open = strchr (line, '[');
  const char *close = open != NULL ? strchr (open, ']') : NULL;
  const char *equals = g_strrstr (line, " = ");
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean found = FALSE, none;

  if (close == NULL || equals == NULL)
    {
      g_test_message ("%s: an example needs brackets and a value: %s", name, line);
      return FALSE;
    }
  g_string_append_len (text, line, open - line);
  g_string_append_len (text, open + 1, close - open - 1);
  g_string_append_len (text, close + 1, equals - close - 1);
  found = none = g_str_equal (equals + 3, "none");

  g_autoptr (DlnAnnotations) annotations = extract (text->str, "2011-05-18");

  for (guint i = 0; i < annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);
      const char    *value = dln_strings_get (annotations->strings, time->value);
      gboolean       same = time->span.begin == open - line && time->span.end == close - line - 1;

      if (none)
        found = found && (time->span.end <= open - line || time->span.begin >= close - line - 1);
      else if (same && g_str_equal (value, equals + 3))
        found = TRUE;
      else
        g_test_message ("%s: “%.*s” = %s",
                        name,
                        (int)(time->span.end - time->span.begin),
                        text->str + time->span.begin,
                        value);
    }
  found = found && is_read_by (name, text->str, open - line);
  if (!found)
    g_test_message ("%s fails: %s", name, line);
  return found;
}

/* Whether nothing of the text is read by the rule. */
static gboolean
check_counter_example (const char *name, const char *text)
{
  gboolean good = !is_read_by (name, text, -1);

  if (!good)
    g_test_message ("%s reads “%s”", name, text);
  return good;
}

static gboolean
is_untested (const char *name, guint examples, guint counter_examples)
{
  if (examples == 0 || counter_examples == 0)
    g_test_message ("%s lacks an example or a counter-example", name);
  return examples == 0 || counter_examples == 0;
}

static void
test_examples (gconstpointer data)
{
  g_autofree char *file = g_strdup_printf ("time-rules-%s.txt", (const char *) data);
  g_autofree char *path =
    g_build_filename (g_getenv ("DATELINE_DATA_DIR"), "extract", file, NULL);
  g_autofree char *content = NULL;
  g_autofree char *name = g_strdup ("");
  g_autoptr (GError) error = NULL;
  guint failed = 0, tested = 0, examples = 1, counter_examples = 1;

  language = data;
  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);

  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      const char *equals = strstr (line, " = ");

      if (g_str_has_prefix (line, "+ "))
        {
          failed += !check_example (name, line + 2);
          examples++;
        }
      else if (g_str_has_prefix (line, "- "))
        {
          failed += !check_counter_example (name, line + 2);
          counter_examples++;
        }
      else
        {
          if (line[0] != '#' && line[0] != '|' && equals != NULL)
            {
              failed += is_untested (name, examples, counter_examples);
              examples = counter_examples = 0;
              g_free (name);
              name = g_strndup (line, equals - line);
            }
          continue;
        }
      tested++;
    }
  failed += is_untested (name, examples, counter_examples);
  g_test_message ("%u examples", tested);
  g_assert_cmpuint (tested, >, g_str_equal (language, "en") ? 60 : 14);
  g_assert_cmpuint (failed, ==, 0);
}

/* ---- words of other languages --------------------------------------------------------------- */

typedef struct
{
  const char  *locale;
  const char  *word;
  DlnWordClass class_;
  gint32       value;
  gboolean     found;
  guint        n_months;
} CldrWant;

static void
note_cldr_word (const DlnCldrWord *word, gpointer data)
{
  CldrWant *want = data;

  want->n_months += word->class_ == DLN_CLASS_MONTH && !word->abbreviated;
  if (word->class_ == want->class_ && word->value == want->value
      && g_str_equal (word->word, want->word))
    want->found = TRUE;
}

static void
test_languages (void)
{
  CldrWant wants[] = {
    { "en", "september", DLN_CLASS_MONTH, 9 },    { "en", "monday", DLN_CLASS_WEEKDAY, 1 },
    { "en", "sun", DLN_CLASS_WEEKDAY, 7 },        { "en", "yesterday", DLN_CLASS_RELDAY, -1 },
    { "de", "märz", DLN_CLASS_MONTH, 3 },         { "de", "mittwoch", DLN_CLASS_WEEKDAY, 3 },
    { "de", "vorgestern", DLN_CLASS_RELDAY, -2 }, { "uk", "березня", DLN_CLASS_MONTH, 3 },
    { "uk", "березень", DLN_CLASS_MONTH, 3 },     { "uk", "середа", DLN_CLASS_WEEKDAY, 3 },
    { "uk", "завтра", DLN_CLASS_RELDAY, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wants); i++)
    {
      g_assert_true (_dln_cldr_foreach (wants[i].locale, note_cldr_word, &wants[i]));
      g_test_message ("%s: %s", wants[i].locale, wants[i].word);
      g_assert_true (wants[i].found);
      g_assert_cmpuint (wants[i].n_months, >=, 12);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/extract/time/rules/en", "en", test_examples);
  g_test_add_data_func ("/extract/time/rules/de", "de", test_examples);
  g_test_add_data_func ("/extract/time/rules/ru", "ru", test_examples);
  g_test_add_data_func ("/extract/time/rules/uk", "uk", test_examples);
  g_test_add_func ("/extract/time/rules/languages", test_languages);
  return g_test_run ();
}
