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

/**
 * dln_text_dup_shown:
 * @text: (nullable): UTF-8, a sentence of the interface, perhaps with names from documents
 *
 * Returns: (transfer full) (nullable): a copy after dln_utf8_make_plain(), which begins with a mark
 * where a sentence that is written from the right would else be laid out from the left
 */
char *
dln_text_dup_shown (const char *text)
{
  if (text != NULL && dln_text_is_rtl () && g_str_has_prefix (text, RIGHT_TO_LEFT_MARK))
    text += strlen (RIGHT_TO_LEFT_MARK); /* has been here before */

  g_autofree char *plain = dln_utf8_dup_plain (text);

  if (plain != NULL && dln_text_is_rtl () && begins_foreign (plain))
    return g_strconcat (RIGHT_TO_LEFT_MARK, plain, NULL);
  return g_steal_pointer (&plain);
}
