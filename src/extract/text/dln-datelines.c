/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dateline that opens the first paragraph of a news report: place, perhaps region, date and
 * agency, then a dash: "GENEVA, 4 May (Agency) - ". It is no part of the sentence behind it, so it
 * becomes a block of its own. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/text/dln-text-private.h"

#define MAX_PREFIX 120 /* bytes that are looked at */

#define CAPITALS "\\p{Lu}[\\p{Lu}.'’-]+(?: \\p{Lu}[\\p{Lu}.'’-]+){0,3}"
#define PLACE                                                                                      \
  "\\p{Lu}[\\p{L}.'’-]*(?: (?:de |la |of |the |el |al |do |sur )?\\p{Lu}[\\p{L}.'’-]*){0,3}"
#define REGION "(?:, \\p{Lu}[\\p{L}.'’-]*(?: \\p{Lu}[\\p{L}.'’-]*){0,2})"
#define MONTH "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?"
#define WEEKDAY "(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\.?,? )?"
#define DATE "(?:,? " WEEKDAY "(?:" MONTH " \\d{1,2}|\\d{1,2} " MONTH ")(?:,? \\d{4})?)"
#define AGENCY "(?:,? ?(?:\\([^()]{2,40}\\)|/ ?[^/]{2,30}/))"
#define DASH "(?: ?(?:--+|[—–_]) ?| - )" /* "_" on the wires of the nineties */
#define OPENING "(?=[`\"“‘'\\p{Lu}\\p{Nd}])"
#define LAST "(?: ?(?:--+|[—–_-]) ?$)" /* on a line of its own */

/* Capitals need no more than a dash; another place needs a date or an agency. */
#define SURE                                                                                       \
  "^(?:" CAPITALS REGION "{0,2}" DATE "?" AGENCY "?|" PLACE REGION "{0,2}(?:" DATE AGENCY          \
  "?|" AGENCY "))(?:" DASH OPENING "|" LAST ")"

/* As the first paragraph of a document opens: a place of one or two words and a long dash are
 * enough. */
#define FIRST "^\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]+)?" REGION "? ?(?:--+|—) ?" OPENING

static GRegex *
get_regex (gboolean first)
{
  static GRegex *regexes[2];

  if (g_once_init_enter (&regexes[first]))
    {
      GRegex *regex = g_regex_new (first ? FIRST : SURE, G_REGEX_OPTIMIZE, 0, NULL);

      g_assert (regex != NULL);
      g_once_init_leave (&regexes[first], regex);
    }
  return regexes[first];
}

/**
 * _dln_text_find_dateline:
 * @text: the document's text
 * @span: a paragraph
 * @first: it is the first of the document
 *
 * Returns: where the dateline ends (behind its dash), or @span's begin where there is none. Time:
 * O(1)
 */
guint32
_dln_text_find_dateline (const char *text,
                         DlnSpan     span,
                         gboolean    first)
{
  gsize length = MIN (span.end - span.begin, MAX_PREFIX);
  GRegexMatchFlags flags = span.begin + length < span.end ? G_REGEX_MATCH_NOTEOL : 0;

  while (length > 0 && span.begin + length < span.end && (text[span.begin + length] & 0xc0) == 0x80)
    length--;
  for (guint i = 0; i <= (first ? 1 : 0); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      int end;

      if (g_regex_match_full (get_regex (i), text + span.begin, length, 0, flags, &match, NULL)
          && g_match_info_fetch_pos (match, 0, NULL, &end))
        return span.begin + end;
    }
  return span.begin;
}
