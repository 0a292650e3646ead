/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No event that is told as a fact lies later than every article that tells it: over small cases and
 * over all articles of the test stories, read as if they were of other days. */
#include "config.h"

#include "cases.h"
#include "story.h"

#include <string.h>

/* Whether an event with this word in its title, or any event if it is "", has a date. */
static gboolean
is_dated (const Case *self, const char *word, DlnModality modality)
{
  const DlnResolution *out = self->resolution;

  for (guint i = 0; i < out->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (out->events, DlnEvent, i);

      if (event->modality == modality && dln_when_is_known (&event->when)
          && strstr (dln_strings_get (out->strings, event->title), word) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The end of the last day of the articles that tell an event; the end of time if one has none. */
static DlnInstant
find_last_day (const DlnResolution *out, const DlnEvent *event)
{
  DlnInstant last = DLN_INSTANT_PAST;

  for (guint i = 0; i < event->n_evidence; i++)
    {
      const DlnEvidence *row = DLN_ROW (out->evidence, DlnEvidence, event->first_evidence + i);
      const DlnWhen *day
        = &DLN_ROW (out->documents, DlnResolvedDocument, row->document - 1)->when;

      if (!dln_when_is_known (day))
        return DLN_INSTANT_FUTURE;
      last = MAX (last, day->latest_end);
    }
  return last;
}

/* Fails for an event that breaks the rule; returns how many could have. */
static guint
check_events (const Case *self)
{
  const DlnResolution *out = self->resolution;
  guint n = 0;

  for (guint i = 0; i < out->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (out->events, DlnEvent, i);
      const char *title = dln_strings_get (out->strings, event->title);

      if (event->modality != DLN_MODALITY_ASSERTED || event->polarity != DLN_POLARITY_POSITIVE
          || !dln_when_is_known (&event->when))
        continue;
      n++;
      if (event->when.earliest_begin >= find_last_day (out, event))
        g_error ("\"%s\" lies after the articles that tell it", title);
    }
  return n;
}

static void
test_claims (void)
{
  static const Article articles[] = {
    { "A", "2021-03-04", "Karl Lund opened the bridge in Bergen on 9 March 2021.\n\n"
                         "The bridge in Bergen was praised before the 2022 election." },
    { "B", "2021-03-05", "Karl Lund will open the bridge in Bergen on 9 March 2021.\n\n"
                         "Since the 2023 summit nobody has resigned." },
  };
  g_auto (Case) self = { 0 };

  read_case (&self, articles, G_N_ELEMENTS (articles));
  check_events (&self);
  g_assert_true (is_dated (&self, "open", DLN_MODALITY_PLANNED));
}

/* An article that tells of it as done after that day makes the day possible. */
static void
test_later_article (void)
{
  static const Article articles[] = {
    { "A", "2021-03-05", "Karl Lund will open the bridge in Bergen on 9 March 2021." },
    { "B", "2021-03-10", "Karl Lund opened the bridge in Bergen on 9 March 2021." },
  };
  g_auto (Case) self = { 0 };

  read_case (&self, articles, G_N_ELEMENTS (articles));
  g_assert_cmpuint (check_events (&self), >, 0);
  g_assert_true (is_dated (&self, "opened", DLN_MODALITY_ASSERTED));
}

/* What the resolver is given may hold such a date, whoever counted it. */
static void
test_given (void)
{
  g_autoptr (Story) story
    = story_new ("A", "2021-03-04", "Ines Calder opened the harbour. Calder closed the market.");
  g_autoptr (DlnResolution) out = NULL;

  story_name (story, DLN_ENTITY_PERSON, "Ines Calder");
  story_name (story, DLN_ENTITY_PERSON, "Calder");
  story_resolve (story);
  story_event (story, "opened", 0, "open", DLN_EVENT_OTHER, "2021-03-09",
               (const char *[]){ "agent:Ines Calder", NULL });
  story_event (story, "closed", 0, "close", DLN_EVENT_OTHER, "2021-03-03",
               (const char *[]){ "agent:Calder", NULL });
  out = stories_resolve (&story, 1);
  g_assert_cmpuint (out->events->len, ==, 2);
  for (guint i = 0; i < out->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (out->events, DlnEvent, i);

      g_assert_cmpint (
        dln_when_is_known (&event->when), ==,
        g_str_equal (dln_strings_get (out->strings, event->lemma), "close"));
    }
}

static void
check_story (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  static const char *const days[] = { "2014-03-03", "2021-05-05" };
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *text = NULL;

      if (g_str_has_suffix (name, ".txt") && strcmp (name, "expect.txt") != 0
          && texts->len < MAX_ARTICLES
          && g_file_get_contents (path, &text, NULL, NULL))
        g_ptr_array_add (texts, text);
    }
  g_assert_cmpuint (texts->len, >, 0);
  /* days before and within what is told: few of the dates can stand */
  for (guint day = 0; day < G_N_ELEMENTS (days); day++)
    {
      Article articles[MAX_ARTICLES];
      g_auto (Case) self = { 0 };

      for (guint i = 0; i < texts->len; i++)
        articles[i] = (Article){ "A", days[day], g_ptr_array_index (texts, i) };
      read_case (&self, articles, texts->len);
      check_events (&self);
    }
}

static void
test_stories (void)
{
  static const char *const stories[] = { "bank", "coalition", "engineer", "quake" };

  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *folder
        = g_test_build_filename (G_TEST_DIST, "stories", stories[i], NULL);

      check_story (folder);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/resolve/bounds/claims", test_claims);
  g_test_add_func ("/extract/resolve/bounds/later-article", test_later_article);
  g_test_add_func ("/extract/resolve/bounds/given", test_given);
  g_test_add_func ("/extract/resolve/bounds/stories", test_stories);
  return g_test_run ();
}
