/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons in the words of the reader's language. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-reason-text.h"

#include "extract/dln-reason.h"

#include <glib/gi18n-lib.h>

/* Every code has a text; the test of this file says so. */
static const char *const texts[DLN_N_REASONS] = {
  [DLN_REASON_DATE_GIVEN] = N_ ("The date %1$s was given with the document."),
  [DLN_REASON_DATE_BY_HAND] = N_ ("Dated by hand."),
  [DLN_REASON_DATE_WITHOUT_YEAR] =
    N_ ("The text is dated “%1$s” without a year. The other dates in it make it "
        "%2$s."),
  [DLN_REASON_DATE_UPDATED] = N_ ("The text says that it was updated on “%1$s”."),
  [DLN_REASON_DATE_LINE] = N_ ("The dateline of the text says “%1$s”."),
  [DLN_REASON_DATE_STAMP] = N_ ("The text bears the date “%1$s”."),
  [DLN_REASON_DATE_PAIR] =
    N_ ("“%1$s” is %2$s: in that year, the nearest to “%3$s”, the date falls on "
        "that weekday. A report that names the weekday appears within a week."),
  [DLN_REASON_DATE_PLAN] =
    N_ ("“%1$s”, told as a plan, is %2$s: in that year, the first after “%3$s”, "
        "the date falls on that weekday. The text was written before it."),
  [DLN_REASON_DATE_LATEST] =
    N_ ("The latest date told is “%1$s”, so the text was not written before it."),
  [DLN_REASON_DATE_NOTHING] = N_ ("Nothing in the text tells when it was written."),
  [DLN_REASON_DATE_SEVERAL] =
    N_ ("Other articles tell of such events on several days, so they do not date "
        "this one."),
  [DLN_REASON_DATE_OFFSET] =
    N_ ("This article says “%1$s” about an event that another article dates to "
        "%2$s."),
  [DLN_REASON_DATE_REPORT] =
    N_ ("This article reports an event that another article dates to %1$s, so it "
        "was not written before."),
  [DLN_REASON_DATE_EVENT] = N_ ("The same event, with a date."),
  [DLN_REASON_DATE_RIVAL] =
    N_ ("The same event on another day. The article that was there first counts."),
  [DLN_REASON_DATE_CITED] =
    N_ ("An article of %1$s names the publisher of this one for the same event, "
        "so it was not written later."),
  [DLN_REASON_DATE_PUBLISHER] = N_ ("The publisher, named with the same event."),
  [DLN_REASON_DATE_WEEKDAYS] = N_ ("“%1$s” may be a day of %2$s years near other articles."),
  [DLN_REASON_DATE_WEEKDAY_PLAN] =
    N_ ("“%1$s” is %2$s, in the year nearest to the other articles that has such "
        "a day. It is told as a plan."),
  [DLN_REASON_DATE_WEEKDAY_REPORT] =
    N_ ("“%1$s” is %2$s, in the year nearest to the other articles that has such "
        "a day. A report that names the weekday appears within a week."),
  [DLN_REASON_STORY_UNDATED] =
    N_ ("The text does not say when it was written and has dates of its own, so "
        "“the next day” and months without a year follow the last date told."),
  [DLN_REASON_STORY_TOLD] =
    N_ ("The text tells a story with dates of its own (signs of a story: %1$s, of "
        "news: %2$s), so “the next day” and months without a year follow the last "
        "date told."),
  [DLN_REASON_TIME_NOT_THAT_WEEKDAY] =
    N_ ("“%1$s” cannot be right: the date does not fall on that weekday."),
  [DLN_REASON_TIME_NO_PUBLICATION] =
    N_ ("“%1$s” cannot be dated: the publication day is not known."),
  [DLN_REASON_TIME_NO_ANCHOR] =
    N_ ("“%1$s” cannot be dated: nothing near it says from when to count."),
  [DLN_REASON_TIME_BESIDE] = N_ ("“%1$s” of the day told beside it, “%2$s”."),
  [DLN_REASON_TIME_WRITTEN] = N_ ("“%1$s” is written out in the text."),
  [DLN_REASON_TIME_STORY] = N_ ("“%1$s”, counted from the last date told before it, “%2$s”."),
  [DLN_REASON_TIME_PUBLICATION] = N_ ("“%1$s”, counted from the publication day, %2$s."),
  [DLN_REASON_TIME_PUBLICATION_AHEAD] =
    N_ ("“%1$s”, counted from the publication day, %2$s, looking ahead."),
  [DLN_REASON_TIME_PUBLICATION_BACK] =
    N_ ("“%1$s”, counted from the publication day, %2$s, looking back."),
  [DLN_REASON_TIME_INFERRED] = N_ ("“%1$s”, counted from the inferred publication day, %2$s."),
  [DLN_REASON_TIME_INFERRED_AHEAD] =
    N_ ("“%1$s”, counted from the inferred publication day, %2$s, looking ahead."),
  [DLN_REASON_TIME_INFERRED_BACK] =
    N_ ("“%1$s”, counted from the inferred publication day, %2$s, looking back."),
  [DLN_REASON_TIME_NOT_GIVEN] = N_ ("“%1$s” is not the day given with the document, %2$s."),
  [DLN_REASON_TIME_HAPPENING] =
    N_ ("“%1$s”, counted from the date that the text gives for it, “%2$s”."),
  [DLN_REASON_TIME_HAPPENING_UNDATED] =
    N_ ("“%1$s” is counted from an event. The text does not say on which day that "
        "was."),
  [DLN_REASON_EVENT_BESIDE] = N_ ("“%1$s” stands with it."),
  [DLN_REASON_EVENT_TIME] = N_ ("“%1$s” stands with it. %2$s"),
  [DLN_REASON_EVENT_LEAD] = N_ ("No date is told. It is reported with what happened on %1$s."),
  [DLN_REASON_EVENT_NEWS] =
    N_ ("No date is told. It is reported as news in an article of %1$s."),
  [DLN_REASON_EVENT_ARTICLE] =
    N_ ("Counted from the article's day, which is inferred from other articles."),
  [DLN_REASON_EVENT_COUNTED] =
    N_ ("“%1$s”, counted from %2$s, the day that the text gives for it."),
  [DLN_REASON_EVENT_COUNTED_ELSEWHERE] =
    N_ ("“%1$s”, counted from %2$s, the day that another article gives for it."),
  [DLN_REASON_EVENT_ELSEWHERE] =
    N_ ("“%1$s” is that day: another article dates the same event."),
  [DLN_REASON_BY_HAND] = N_ ("merged by hand"),
  [DLN_REASON_ALREADY_ONE] = N_ ("already one when you decided about it"),
  [DLN_REASON_SAME_EVENT] = N_ ("the same kind of event, participants and time"),
  [DLN_REASON_SAME_ARTICLE] = N_ ("mentioned again in the same article"),
  [DLN_REASON_SAME_SENTENCE] = N_ ("the same sentence in another article"),
  [DLN_REASON_SAME_WORDS] = N_ ("the same participants and words, another day"),
  [DLN_REASON_SAME_STORY] = N_ ("the same kind of event in articles on one story"),
  [DLN_REASON_SAME_QUOTE] = N_ ("nearly the same words of the same speaker"),
  [DLN_REASON_SURNAME_COMPANY] = N_ ("the surname, with the same names mentioned beside it"),
  [DLN_REASON_SAME_SURNAME_COMPANY] =
    N_ ("the same surname, with the same names mentioned beside it"),
  [DLN_REASON_FULL_NAME] = N_ ("the same full name"),
  [DLN_REASON_OTHER_SPELLING] = N_ ("another spelling or short form of the name"),
  [DLN_REASON_TWO_KINDS] = N_ ("one name, read as two kinds"),
  [DLN_REASON_RESPELLED] = N_ ("another spelling of the name"),
  [DLN_REASON_TELLING_WORDS] = N_ ("the same distinctive words in the name"),
  [DLN_REASON_ACRONYM_SPELLED] = N_ ("an acronym that another document spells out"),
  [DLN_REASON_SAME_CAPITALS] = N_ ("the same letters, in capitals"),
  [DLN_REASON_SAME_ACRONYM] = N_ ("the same acronym"),
  [DLN_REASON_WITHOUT_NOUN] = N_ ("the name without its common noun"),
  [DLN_REASON_SAME_NAME] = N_ ("the same name"),
  [DLN_REASON_MAYBE_INITIAL] = N_ ("an initial may stand for the first name"),
  [DLN_REASON_MAYBE_LETTER] = N_ ("the names differ by one letter"),
  [DLN_REASON_MAYBE_OTHER_ROLES] =
    N_ ("one name, but other roles, and no names in common beside it"),
  [DLN_REASON_MAYBE_ONLY_BEARER] = N_ ("the only bearer of that surname here"),
  [DLN_REASON_MAYBE_SEVERAL_BEARERS] = N_ ("several people bear that surname"),
  [DLN_REASON_MAYBE_PERSON_OR_THING] = N_ ("the name of a person and of something else"),
  [DLN_REASON_MAYBE_TWO_KINDS] = N_ ("one name, a person here and something else there"),
  [DLN_REASON_MAYBE_ACRONYM] = N_ ("one acronym, two institutions"),
};

/**
 * dln_reason_dup_text:
 * @reason: (nullable): a reason of a row
 *
 * A text that is no code stands for itself: case files of before hold sentences, and the rows of
 * relations the name of their rule.
 *
 * Returns: (transfer full): the reason in words, "" for none
 */
char *
dln_reason_dup_text (const char *reason)
{
  char *arguments[DLN_REASON_MAX_ARGUMENTS];
  DlnReason code = reason != NULL ? dln_reason_read (reason, arguments) : DLN_REASON_NONE;
  char *text;

  if (code == DLN_REASON_NONE)
    return g_strdup (reason != NULL ? reason : "");
  if (code == DLN_REASON_EVENT_TIME) /* the second argument is the reason of the time */
    {
      char *last = dln_reason_dup_text (arguments[1]);

      g_free (arguments[1]);
      arguments[1] = last;
    }
  text = g_strdup_printf (_ (texts[code]), arguments[0], arguments[1], arguments[2]);
  for (guint i = 0; i < DLN_REASON_MAX_ARGUMENTS; i++)
    g_free (arguments[i]);
  return text;
}
