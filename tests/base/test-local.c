/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and sentences in the languages of the catalogues, which the build makes beside the tests:
 * gettext reads them in C.UTF-8, too, where LANGUAGE names them. */
#include "config.h"

#include "base/dln-direction.h"
#include "base/dln-when.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#define RIGHT_TO_LEFT_MARK "\342\200\217"

static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "C"); /* lets gettext forget what it had read */
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("DATELINE_PO"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

static void
test_dates (void)
{
  static const struct
  {
    const char *language, *edtf, *words, *brief;
  } cases[] = {
    { "en", "2022-01-14", "14 January 2022", "14 Jan 2022" },
    { "en", "../2022-10", "until October 2022", "until Oct 2022" },
    { "en", "18XX", "19th century", "19th century" },
    { "uk", "2022-01-14", "14 січня 2022", "14 січ 2022" },
    { "uk", "2022-01", "січень 2022", "січ 2022" },
    { "uk", "2022-02/..", "від лютого 2022", "від лют 2022" },
    { "ru", "2022-05-14", "14 мая 2022", "14 мая 2022" },
    { "ru", "2022-05", "май 2022", "май 2022" },
    { "ru", "2022-05/..", "с мая 2022", "с мая 2022" },
    { "ru", "2022-05-03/2022-05-09", "с 3 мая 2022 по 9 мая 2022", "3\342\200\2239 мая 2022" },
    { "ru", "2022-23", "осень 2022", "осень 2022" },
    { "ru", "199X", "1990-е", "1990-е" },
    { "de", "2022-10-14", "14. Oktober 2022", "14. Okt 2022" },
    { "de", "2022-10~", "etwa Oktober 2022", "ca. Okt 2022" },
    { "de", "[2021-05-03..2021-05-09]", "zwischen 3. und 9. Mai 2021",
      "3. \342\200\223 9. Mai 2021" },
    { "de", "../2022-10-14", "bis 14. Oktober 2022", "bis 14. Okt 2022" },
    { "fr", "../2022-10-14", "jusqu’au 14 octobre 2022", "jusqu’au 14 oct. 2022" },
    { "fr", "../2022-10", "jusqu’à octobre 2022", "jusqu’à oct. 2022" },
    { "es", "2022-10-14", "14 de octubre de 2022", "14 oct 2022" },
    { "es", "2022-10-14?", "quizá 14 de octubre de 2022", "14 oct 2022?" },
    { "ar", "2022-10-14", "14 أكتوبر 2022", "14 أكتوبر 2022" },
    { "ar", "2022-10/..", "منذ أكتوبر 2022", "منذ أكتوبر 2022" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      DlnWhen when;

      speak (cases[i].language);
      dln_when_parse_edtf (cases[i].edtf, &when, &error);
      g_assert_no_error (error);
      g_autofree char *words = dln_when_dup_words (&when);
      g_autofree char *brief = dln_when_dup_short (&when);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (brief, ==, cases[i].brief);
    }
}

/* what goes into rows and files is the same in each language */
static void
test_data (void)
{
  DlnWhen when;

  g_assert_true (dln_when_parse_edtf ("2022-10-14~", &when, NULL));
  for (guint i = 0; i < 2; i++)
    {
      speak (i == 0 ? "en" : "ru");
      g_autofree char *words = dln_when_format (&when);
      g_autofree char *brief = dln_when_format_short (&when);

      g_assert_cmpstr (words, ==, "about 14 October 2022");
      g_assert_cmpstr (brief, ==, "c. 14 Oct 2022");
    }
}

/* no date of any precision loses its year where it is translated */
static void
test_years (void)
{
  static const char *const languages[] = { "en", "ar", "de", "es", "fr", "ru", "uk" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      speak (languages[i]);
      g_assert_cmpstr (dln_text_get_language (), ==, languages[i]);
      g_assert_true (dln_text_is_rtl () == g_str_equal (languages[i], "ar"));
      for (guint code = 1; code <= 41; code++)
        {
          g_autofree char *edtf = g_strdup_printf ("2022-%02u", code);
          DlnWhen when;

          if (!dln_when_parse_edtf (edtf, &when, NULL))
            continue;
          g_autofree char *words = dln_when_dup_words (&when);
          g_autofree char *brief = dln_when_dup_short (&when);

          g_assert_nonnull (strstr (words, "2022"));
          g_assert_nonnull (strstr (brief, "2022"));
        }
    }
}

static void
test_direction (void)
{
  static const struct
  {
    const char *language, *text, *shown;
  } cases[] = {
    { "ar", "Russia يهاجم Crimea", RIGHT_TO_LEFT_MARK "Russia يهاجم Crimea" },
    { "ar", RIGHT_TO_LEFT_MARK "Russia يهاجم Crimea", RIGHT_TO_LEFT_MARK "Russia يهاجم Crimea" },
    { "ar", "12 Russia يهاجم", RIGHT_TO_LEFT_MARK "12 Russia يهاجم" },
    { "ar", "يهاجم Crimea", "يهاجم Crimea" },
    { "ar", "Russia attacks Crimea.", "Russia attacks Crimea." },
    { "ar", "Rus\342\200\256sia يهاجم", RIGHT_TO_LEFT_MARK "Rus\357\277\275sia يهاجم" },
    { "ar", "Courier، 5 أكتوبر", RIGHT_TO_LEFT_MARK "Courier، " RIGHT_TO_LEFT_MARK "5 أكتوبر" },
    { "ar", RIGHT_TO_LEFT_MARK "Courier، " RIGHT_TO_LEFT_MARK "5 أكتوبر",
      RIGHT_TO_LEFT_MARK "Courier، " RIGHT_TO_LEFT_MARK "5 أكتوبر" },
    { "ar", "Boeing 737 يهاجم", RIGHT_TO_LEFT_MARK "Boeing 737 يهاجم" },
    { "ar", "Courier, 5 October", "Courier, 5 October" },
    { "ar", "2022", "2022" },
    { "ar", "", "" },
    { "en", "Hezbollah حزب الله", "Hezbollah حزب الله" },
    { "en", RIGHT_TO_LEFT_MARK "x", "\357\277\275x" },
    { "fr", "Russia يهاجم Crimea", "Russia يهاجم Crimea" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      speak (cases[i].language);
      g_autofree char *shown = dln_text_dup_shown (cases[i].text);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
  g_assert_null (dln_text_dup_shown (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/local/dates", test_dates);
  g_test_add_func ("/base/local/data", test_data);
  g_test_add_func ("/base/local/years", test_years);
  g_test_add_func ("/base/local/direction", test_direction);
  return g_test_run ();
}
