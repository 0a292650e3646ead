/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence of the interface that begins with a Latin name would be laid out from the left even
 * where its language is written from the right, and then says who did what to whom backwards. */
#define G_LOG_DOMAIN "dateline-base"
#include "config.h"

#include "base/dln-direction.h"

#include "base/dln-utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RIGHT_TO_LEFT_MARK "\342\200\217"

/**
 * dln_text_get_language:
 *
 * Returns: (transfer none): the BCP 47 tag of the language that translated words are in
 */
const char *
dln_text_get_language (void)
{
  /* Translators: the tag of your language, as web pages have it: "de", "pt-BR" */
  return g_dpgettext2 (GETTEXT_PACKAGE, "language tag", NC_("language tag", "en"));
}

/**
 * dln_text_is_rtl:
 *
 * Returns: whether that language is written from right to left
 */
gboolean
dln_text_is_rtl (void)
{
  /* Translators: "rtl" if your language is written from right to left, else "ltr" */
  return g_str_equal (
    g_dpgettext2 (GETTEXT_PACKAGE, "text direction", NC_("text direction", "ltr")), "rtl");
}

static gboolean
is_rtl_letter (gunichar c)
{
  return (c >= 0x590 && c < 0x900) || (c >= 0xfb1d && c < 0xfe00) || (c >= 0xfe70 && c < 0xff00)
         || (c >= 0x10800 && c < 0x11000) || (c >= 0x1e800 && c < 0x1f000);
}

/* Whether @text begins with letters from the left and holds words from the right behind them. */
static gboolean
begins_foreign (const char *text)
{
  gboolean left = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        continue;
      if (is_rtl_letter (c))
        return left;
      left = TRUE;
    }
  return FALSE;
}

static gboolean
goes_on_right (const char *p)
{
  for (; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return is_rtl_letter (g_utf8_get_char (p));
  return FALSE;
}

/* A number takes the direction of the letters before it: in "Northern Courier, 5 [October]" the day
 * would stand with the name. Returns: (transfer full): @text with a mark before such numbers */
static char *
part_numbers (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean left = FALSE, parted = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p) && left && parted && goes_on_right (p))
        {
          g_string_append (out, RIGHT_TO_LEFT_MARK);
          left = FALSE;
        }
      if (g_unichar_isalpha (c))
        left = !is_rtl_letter (c);
      if (!g_unichar_isspace (c))
        parted = g_unichar_ispunct (c);
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (out, FALSE);
}

/**
 * dln_text_dup_shown:
 * @text: (nullable): UTF-8, a sentence of the interface, perhaps with names from documents
 *
 * Returns: (transfer full) (nullable): a copy after dln_utf8_make_plain(), which begins with a mark
 * where a sentence that is written from the right would else be laid out from the left, and has one
 * before a number that would else stand with the name before it
 */
char *
dln_text_dup_shown (const char *text)
{
  if (text == NULL || !dln_text_is_rtl ())
    return dln_utf8_dup_plain (text);
  /* the text may have been here before: marks are set anew */
  g_auto (GStrv) pieces = g_strsplit (text, RIGHT_TO_LEFT_MARK, -1);
  g_autofree char *plain = g_strjoinv (NULL, pieces);

  dln_utf8_make_plain (plain, strlen (plain));
  g_autofree char *parted = part_numbers (plain);

  if (begins_foreign (plain))
    return g_strconcat (RIGHT_TO_LEFT_MARK, parted, NULL);
  return g_steal_pointer (&parted);
}
