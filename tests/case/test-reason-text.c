/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons in words: every code has a text with its arguments; what is no code stays as it is. */
#include "config.h"

#include "extract/dln-reason-text.h"
#include "extract/dln-reason.h"

#include <string.h>

static void
test_words (void)
{
  g_autofree char *given = dln_reason_new (DLN_REASON_DATE_GIVEN, "16 May 2012");
  g_autofree char *two = dln_reason_new (DLN_REASON_TIME_STORY, "Two days later", "3 May 1910");
  g_autofree char *given_text = dln_reason_dup_text (given);
  g_autofree char *two_text = dln_reason_dup_text (two);

  g_assert_cmpstr (given_text, ==, "The date 16 May 2012 was given with the document.");
  g_assert_cmpstr (two_text,
                   ==,
                   "“Two days later”, counted from the last date told before it, “3 May 1910”.");
}

/* the date of an event has the reason of its time words behind its own */
static void
test_nested (void)
{
  g_autofree char *time = dln_reason_new (DLN_REASON_TIME_STORY, "two days later", "3 May 1910");
  g_autofree char *event = dln_reason_new (DLN_REASON_EVENT_TIME, "two days later", time);
  g_autofree char *text = dln_reason_dup_text (event);

  g_assert_cmpstr (text,
                   ==,
                   "“two days later” stands with it. “two days later”, counted from the last date "
                   "told before it, “3 May 1910”.");
}

/* an older case file holds sentences; an empty string is no reason; a cut one loses its words */
static void
test_others (void)
{
  g_autofree char *old = dln_reason_dup_text ("Dated by somebody else.");
  g_autofree char *none = dln_reason_dup_text (NULL);
  g_autofree char *empty = dln_reason_dup_text ("");
  g_autofree char *cut = dln_reason_dup_text ("time-story\x1f" "two days later");
  g_autofree char *bare = dln_reason_dup_text ("event-time");
  g_autofree char *odd = dln_reason_new (DLN_REASON_TIME_STORY, "a\x1f" "b", "c %s");
  g_autofree char *odd_text = dln_reason_dup_text (odd);

  g_assert_cmpstr (old, ==, "Dated by somebody else.");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (cut, ==, "“two days later”, counted from the last date told before it, “”.");
  g_assert_cmpstr (bare, ==, "“” stands with it. ");
  g_assert_cmpstr (odd_text, ==, "“a b”, counted from the last date told before it, “c %s”.");
}

/* a name is no sentence, so every code that has no text of its own would be seen here */
static void
test_all (void)
{
  for (guint i = DLN_REASON_NONE + 1; i < DLN_N_REASONS; i++)
    {
      g_autofree char *reason = dln_reason_new (i, "first", "second", "third");
      g_autofree char *text = dln_reason_dup_text (reason);
      char *arguments[DLN_REASON_MAX_ARGUMENTS];

      g_assert_cmpuint (dln_reason_read (reason, arguments), ==, i);
      g_assert_nonnull (strchr (text, ' '));
      for (guint j = 0; j < DLN_REASON_MAX_ARGUMENTS; j++)
        {
          static const char *const given[] = { "first", "second", "third" };

          if (arguments[j] == NULL)
            continue;
          g_assert_cmpstr (arguments[j], ==, given[j]);
          g_assert_nonnull (strstr (text, given[j]));
          g_free (arguments[j]);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case/reason-text/words", test_words);
  g_test_add_func ("/case/reason-text/nested", test_nested);
  g_test_add_func ("/case/reason-text/others", test_others);
  g_test_add_func ("/case/reason-text/all", test_all);
  return g_test_run ();
}
