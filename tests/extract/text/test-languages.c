/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles that are not English: tokens and sentences by ICU, endings of names, and what the
 * shipped encoder reads of them. */
#include "config.h"

#include <string.h>

#include "extract/dln-language.h"
#include "extract/grammar/dln-name-key-private.h"
#include "tests/bundle.h"

static DlnModel *model;

static DlnAnnotations *
extract (const char *text,
         const char *language,
         DlnStages   stages)
{
  DlnDocumentInfo info = { .id = "test", .language = language };
  DlnExtractOptions options = { .stages = stages };
  g_autoptr (DlnDocument) document = dln_document_new (text, -1, &info);
  g_autoptr (GError) error = NULL;
  DlnAnnotations *annotations = dln_extract (model, document, &options, NULL, &error);

  g_assert_no_error (error);
  return annotations;
}

/* "words of a sentence | words of the next" */
static char *
print_tokens (const char           *text,
              const DlnAnnotations *annotations)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < annotations->tokens->len; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      if (i > 0)
        g_string_append (out, token->sentence != token[-1].sentence ? " | " : " ");
      g_string_append_len (out, text + token->span.begin, token->span.end - token->span.begin);
    }
  return g_string_free (out, FALSE);
}

static void
test_tokens (void)
{
  static const struct
  {
    const char *language, *text, *tokens;
  } cases[] = {
    { "de", "Er kam am 3. Mai an. Sie blieb.", "Er kam am 3 . Mai an . | Sie blieb ." },
    { "de", "Man warf ihm Betrug vor. Der Anwalt schwieg.",
      "Man warf ihm Betrug vor . | Der Anwalt schwieg ." },
    { "de", "Im Jahr 2019. Dann nicht mehr.", "Im Jahr 2019 . | Dann nicht mehr ." },
    { "de", "Baden-Württemberg zahlt 3,5 Mio. Euro.", "Baden-Württemberg zahlt 3,5 Mio . Euro ." },
    { "ru", "Он ушёл. В. В. Петров остался.", "Он ушёл . | В . В . Петров остался ." },
    { "ru", "«Я ушёл», — сказал он. Он молчал.",
      "« Я ушёл » , — сказал он . | Он молчал ." },
    { "uk", "Він з'явився у Львові! Чи ні?", "Він з'явився у Львові ! | Чи ні ?" },
    { "uk", "  ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DlnAnnotations) annotations =
        extract (cases[i].text, cases[i].language, DLN_STAGE_TEXT);
      g_autofree char *tokens = print_tokens (cases[i].text, annotations);

      g_assert_cmpstr (tokens, ==, cases[i].tokens);
    }
}

static void
test_endings (void)
{
  static const struct
  {
    const char *language, *a, *b;
    gboolean one;
  } cases[] = {
    { "ru", "Каракулов", "Каракулова", TRUE },
    { "ru", "Алексей Навальный", "Алексея Навального", TRUE },
    { "ru", "Навальный", "Навальная", FALSE },
    { "ru", "Россия", "Россией", TRUE },
    { "ru", "Иванов", "Петров", FALSE },
    { "ru-RU", "Путин", "Путину", TRUE },
    { "uk", "Зеленський", "Зеленського", TRUE },
    { "uk", "Зеленський", "Зеленська", FALSE },
    { "uk", "Україна", "Україною", TRUE },
    { "de", "Sewing", "Sewings", TRUE },
    { "de", "Merz", "Merkel", FALSE },
    { "fr", "Macron", "Macrons", FALSE },
    { "ru", "Ян", "Яна", FALSE }, /* too short to tell */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *a = _dln_name_key (cases[i].a), *b = _dln_name_key (cases[i].b);
      g_autofree char *x = _dln_name_drop_endings (a, cases[i].language);
      g_autofree char *y = _dln_name_drop_endings (b, cases[i].language);

      g_test_message ("%s: %s, %s", cases[i].language, x, y);
      g_assert_cmpint (g_str_equal (x, y), ==, cases[i].one);
    }
}

static void
test_readable (void)
{
  static const struct
  {
    const char *language;
    gboolean readable;
  } cases[] = { { "en", TRUE },  { "en-GB", TRUE }, { "de-AT", TRUE }, { "ru", TRUE },
                { "uk", TRUE },  { "fr", FALSE },   { "rum", FALSE },  { "zh", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DlnDocumentInfo info = { .id = "test", .language = cases[i].language };
      g_autoptr (DlnDocument) document = dln_document_new ("text", -1, &info);

      g_assert_cmpint (dln_is_readable (document, "en"), ==, cases[i].readable);
    }
}

/* the entity of the last name whose text is @form */
static guint32
find_entity (const char           *text,
             const DlnAnnotations *annotations,
             const char           *form)
{
  for (guint i = annotations->mentions->len; i-- > 0;)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);
      DlnSpan span = mention->span;

      if (mention->kind == DLN_MENTION_NAME && strlen (form) == span.end - span.begin
          && memcmp (text + span.begin, form, strlen (form)) == 0)
        return mention->entity;
    }
  g_test_message ("no name %s", form);
  return DLN_NO_ROW;
}

static const DlnEventClaim *
find_event (const char           *text,
            const DlnAnnotations *annotations,
            const char           *trigger)
{
  for (guint i = 0; i < annotations->events->len; i++)
    {
      const DlnEventClaim *event = DLN_ROW (annotations->events, DlnEventClaim, i);

      if (g_str_has_prefix (text + event->span.begin, trigger))
        return event;
    }
  return NULL;
}

static void
test_russian (void)
{
  const char *text =
    "Москва, 5 апреля 2023 года. Капитан Глеб Орлов бежал из России в октябре 2022 года.\n\n"
    "По словам Орлова, президент живёт в бункере. «Я не вернусь», — заявил Орлов.\n";
  g_autoptr (DlnAnnotations) annotations = extract (text, NULL, DLN_STAGE_ALL);
  guint32 full = find_entity (text, annotations, "Глеб Орлов");
  const DlnEventClaim *fled = find_event (text, annotations, "бежал");
  g_autofree char *edtf = fled != NULL ? dln_when_to_edtf (&fled->when) : NULL;

  g_assert_true (annotations->analysed);
  g_assert_cmpuint (full, !=, DLN_NO_ROW);
  g_assert_cmpuint (find_entity (text, annotations, "Орлова"), ==, full);
  g_assert_cmpuint (find_entity (text, annotations, "Орлов"), ==, full);
  g_assert_cmpstr (edtf, ==, "2022-10");
  g_assert_cmpuint (annotations->quotes->len, >, 0);
}

static void
test_german (void)
{
  const char *text = "Hamburg, 4. Mai 2021. Die Ministerin Anna Weber trat am 3. Mai zurück. "
                     "Webers Anwalt bestritt die Vorwürfe.\n";
  g_autoptr (DlnAnnotations) annotations = extract (text, "de", DLN_STAGE_ALL);
  const DlnEventClaim *resigned = find_event (text, annotations, "trat");
  g_autofree char *edtf = resigned != NULL ? dln_when_to_edtf (&resigned->when) : NULL;

  g_assert_cmpuint (find_entity (text, annotations, "Anna Weber"), !=, DLN_NO_ROW);
  g_assert_cmpstr (edtf, ==, "2021-05-03");
  for (guint i = 0; i < annotations->mentions->len; i++)
    g_assert_cmpuint (
      DLN_ROW (annotations->mentions, DlnMention, i)->type, !=, DLN_ENTITY_OTHER);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  model = open_bundle ();
  g_test_add_func ("/extract/languages/tokens", test_tokens);
  g_test_add_func ("/extract/languages/endings", test_endings);
  g_test_add_func ("/extract/languages/readable", test_readable);
  g_test_add_func ("/extract/languages/russian", test_russian);
  g_test_add_func ("/extract/languages/german", test_german);
  result = g_test_run ();
  g_clear_pointer (&model, dln_model_unref);
  return result;
}
