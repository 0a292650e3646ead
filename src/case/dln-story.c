/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story track. Starred events stand in the order of time, what is undated last; then each
 * decision on the order moves one event, in the order of the journal, where the dates allow it:
 * nothing comes to stand before what surely happened earlier. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-story.h"

#include "case/dln-case-private.h"
#include "case/dln-checks.h"

#include <glib/gi18n-lib.h>

static const DlnWhen *
get_when (DlnCase   *self,
          DlnEventId event)
{
  const DlnEvent *row = dln_case_get_event (self, event);

  return row != NULL && dln_when_is_known (&row->when) ? &row->when : NULL;
}

/* Whether @first was surely over when @second began. */
static gboolean
is_surely_before (DlnCase   *self,
                  DlnEventId first,
                  DlnEventId second)
{
  const DlnWhen *a = get_when (self, first), *b = get_when (self, second);

  return a != NULL && b != NULL && a->latest_end <= b->earliest_begin;
}

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  DlnEventId x = *(const DlnEventId *) a, y = *(const DlnEventId *) b;
  const DlnWhen *first = get_when (data, x), *second = get_when (data, y);

  if ((first == NULL) != (second == NULL))
    return first == NULL ? 1 : -1;
  if (first != NULL && first->earliest_begin != second->earliest_begin)
    return first->earliest_begin < second->earliest_begin ? -1 : 1;
  if (first != NULL && first->latest_end != second->latest_end)
    return first->latest_end < second->latest_end ? -1 : 1;
  return (x > y) - (x < y);
}

static gint64
find (const GArray *story,
      DlnEventId    event)
{
  for (guint i = 0; i < story->len; i++)
    if (g_array_index (story, DlnEventId, i) == event)
      return i;
  return -1;
}

/* Moves @event behind @other, 0 = to the front; %FALSE, and nothing moved, if dates forbid it or
 * one of them is not in the story. */
static gboolean
move (DlnCase   *self,
      GArray    *story,
      DlnEventId event,
      DlnEventId other)
{
  gint64 from = find (story, event), behind = other != 0 ? find (story, other) : -1;
  gint64 to = behind + (behind < from);

  if (from < 0 || (other != 0 && behind < 0) || event == other)
    return FALSE;
  for (gint64 i = MIN (from, to); i <= MAX (from, to); i++)
    {
      DlnEventId passed = g_array_index (story, DlnEventId, i);

      if (passed != event
          && (to < from ? is_surely_before (self, passed, event)
                        : is_surely_before (self, event, passed)))
        return FALSE;
    }
  g_array_remove_index (story, from);
  g_array_insert_val (story, to, event);
  return TRUE;
}

/**
 * dln_case_dup_story:
 * @self: the case
 *
 * Returns: (transfer full) (element-type DlnEventId): the starred events in the order of the story.
 * Time: O(events + journal * story)
 */
GArray *
dln_case_dup_story (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  GArray *story = g_array_new (FALSE, FALSE, sizeof (DlnEventId));

  for (guint i = 0; i < self->resolution->events->len; i++)
    {
      DlnTarget target
        = { DLN_TARGET_EVENT, DLN_ROW (self->resolution->events, DlnEvent, i)->id };

      if (dln_case_is_starred (self, target) && !dln_case_is_hidden (self, target))
        g_array_append_val (story, target.id);
    }
  g_array_sort_with_data (story, compare_times, self);
  for (guint i = 0; i < self->position; i++)
    {
      const DlnDecision *decision = DLN_ROW (self->journal, DlnDecision, i);

      if (decision->type == DLN_DECISION_AFTER && !self->revoked->data[i] && decision->a != 0
          && (decision->b != 0 || decision->of_b == NULL))
        move (self, story, decision->a, decision->b);
    }
  return story;
}

/**
 * dln_case_can_follow:
 * @self: the case
 * @event: an event
 * @other: another, or 0 for the front
 *
 * Returns: whether both are in the story, and their dates and those between allow that @event
 * stands behind @other
 */
gboolean
dln_case_can_follow (DlnCase   *self,
                     DlnEventId event,
                     DlnEventId other)
{
  g_return_val_if_fail (DLN_IS_CASE (self), FALSE);

  g_autoptr (GArray) story = dln_case_dup_story (self);

  return move (self, story, event, other);
}

/**
 * dln_case_new_track:
 * @self: the case
 *
 * Returns: (transfer full) (nullable): the story track as what a filter shows: its events, who
 * takes part in them and where, and the articles that tell them; %NULL if no event is in it
 */
DlnFound *
dln_case_new_track (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  g_autoptr (GArray) story = dln_case_dup_story (self);
  DlnFound *track = story->len > 0 ? dln_found_new ("") : NULL;

  for (guint i = 0; i < story->len; i++)
    {
      const DlnEvent *event = dln_case_get_event (self, g_array_index (story, DlnEventId, i));
      guint n = 0;
      const DlnEvidence *rows
        = dln_case_get_evidence (self, (DlnTarget){ DLN_TARGET_EVENT, event->id }, &n);

      g_hash_table_add (track->events, GUINT_TO_POINTER (event->id));
      if (event->place != 0)
        g_hash_table_add (track->entities, GUINT_TO_POINTER (event->place));
      for (guint k = 0; k < event->n_participants; k++)
        g_hash_table_add (track->entities,
                          GUINT_TO_POINTER (DLN_ROW (self->resolution->participants,
                                                     DlnEventParticipant,
                                                     event->first_participant + k)
                                              ->entity));
      for (guint k = 0; k < n; k++)
        g_hash_table_add (track->documents, GUINT_TO_POINTER (rows[k].document));
    }
  if (track != NULL)
    track->track = TRUE;
  return track;
}

const char *
dln_case_get_standfirst (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  return self->standfirst;
}

const char *
dln_case_get_headline (DlnCase   *self,
                       DlnEventId event)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  const DlnCaseRemarks *remarks
    = _dln_case_get_remarks (self, (DlnTarget){ DLN_TARGET_EVENT, event });

  return remarks != NULL ? remarks->headline : NULL;
}

const char *
dln_case_get_blurb (DlnCase   *self,
                    DlnEventId event)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  const DlnCaseRemarks *remarks
    = _dln_case_get_remarks (self, (DlnTarget){ DLN_TARGET_EVENT, event });

  return remarks != NULL ? remarks->blurb : NULL;
}

/* Returns: (transfer full): what heads the event in the story: the user's words, or its title */
char *
dln_case_dup_headline (DlnCase   *self,
                       DlnEventId event)
{
  const char *own = dln_case_get_headline (self, event);
  const DlnEvent *row = dln_case_get_event (self, event);

  return g_strdup (own != NULL ? own : row != NULL ? dln_case_get_string (self, row->title) : "");
}

/* ---- in one sentence ------------------------------------------------------------------------ */

/* (transfer full): the month in which @instant lies, as a graphic writes it */
static char *
dup_month (DlnInstant instant)
{
  DlnCivil civil = dln_civil_from_instant (instant);
  g_autofree char *edtf = g_strdup_printf ("%04d-%02u", (int) civil.year, (guint) civil.month);
  DlnWhen when;

  return dln_when_parse_edtf (edtf, &when, NULL) ? dln_when_dup_short (&when)
                                                 : g_strdup_printf ("%d", (int) civil.year);
}

/* (transfer full): "Mar 2014 to Apr 2023" */
static char *
dup_period (DlnInstant first,
            DlnInstant last)
{
  g_autofree char *begin = dup_month (first);
  g_autofree char *end = dup_month (last - 1);

  if (g_str_equal (begin, end))
    return g_steal_pointer (&begin);
  /* Translators: the months of the first and the last event */
  return g_strdup_printf (_("%s to %s"), begin, end);
}

/**
 * dln_case_dup_summary:
 * @self: the case
 *
 * Minor events do not count: nobody sees them unless asked for.
 *
 * Returns: (transfer full): one sentence in which the numbers are those of the case
 */
char *
dln_case_dup_summary (DlnCase *self)
{
  g_return_val_if_fail (DLN_IS_CASE (self), NULL);

  g_autoptr (DlnFilter) filter = dln_filter_new ();
  DlnInstant first = DLN_INSTANT_FUTURE, last = DLN_INSTANT_PAST;
  guint n_articles = self->documents->len, n_dated = 0, n_undated = 0;
  guint n_checks = dln_case_count_checks (self);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (self->resolution->events, DlnEvent, i);

      if (dln_filter_shows_event (filter, self, event->id) == DLN_CERTAINTY_NO)
        continue;
      n_dated += dln_when_is_known (&event->when);
      n_undated += !dln_when_is_known (&event->when);
      if (!dln_when_is_known (&event->when) || event->when.earliest_begin == DLN_INSTANT_PAST
          || event->when.latest_end == DLN_INSTANT_FUTURE) /* "since", "until": no end of it */
        continue;
      first = MIN (first, event->when.earliest_begin);
      last = MAX (last, event->when.latest_end);
    }
  g_autofree char *period = first < last ? dup_period (first, last) : NULL;

  g_string_append_printf (
    out, g_dngettext (GETTEXT_PACKAGE, "%u article", "%u articles", n_articles), n_articles);
  if (period != NULL)
    g_string_append_printf (out, ", %s", period);
  g_string_append_printf (
    out, g_dngettext (GETTEXT_PACKAGE, "; %u dated event", "; %u dated events", n_dated), n_dated);
  if (n_undated > 0)
    g_string_append_printf (
      out, g_dngettext (GETTEXT_PACKAGE, ", %u undated", ", %u undated", n_undated), n_undated);
  if (n_checks > 0)
    g_string_append_printf (
      out, g_dngettext (GETTEXT_PACKAGE, "; %u to check", "; %u to check", n_checks), n_checks);
  return g_string_free (out, FALSE);
}
