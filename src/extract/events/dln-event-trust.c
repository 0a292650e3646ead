/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which links from an event to a date are not to be trusted.
 *
 * A date that grammar gives to something else is taken away, even where nothing else dates the
 * event: what lies behind "after" is earlier than what it hangs on, a figure that another one is
 * compared with dates nothing, a present perfect has no day of its own, and what is made for Sunday
 * does not happen on Sunday. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_CLIMB 8
#define MAX_COMPARED 8 /* words from "from" to the date of "from 30 million a year earlier" */
#define MONTH ((DlnInstant) 31 * 86400)

gboolean
_dln_events_is_dating (const DlnTime *time)
{
  return dln_when_is_known (&time->when) && time->type != DLN_TIME_SET;
}

/**
 * _dln_events_has_perfect:
 *
 * Returns: TRUE for a present perfect; not behind a modal, nor for the past perfect
 */
gboolean
_dln_events_has_perfect (const DlnTree *tree,
                         guint32        verb)
{
  gboolean perfect = FALSE;

  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW && c < verb; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_REL (AUX)))
      {
        const char *xpos = _dln_tree_xpos (tree, c);

        if (strcmp (xpos, "MD") == 0)
          return FALSE;
        perfect = perfect || strcmp (_dln_tree_lemma (tree, c), "have") == 0;
        if (strcmp (xpos, "VBD") == 0)
          return FALSE;
      }
  return perfect;
}

/* ---- figures that are compared -------------------------------------------------------------- */

/* "from 30 million a year earlier", "against 30 in May", "from 12 percent on Monday": a number and
 * no goal between the preposition and the date */
static gboolean
follows_number_from (const DlnTree *tree,
                     guint32        first)
{
  gboolean number = FALSE;

  for (guint32 t = first; t-- > 0 && t + MAX_COMPARED >= first;)
    {
      if (tree->tokens[t].sentence != tree->tokens[first].sentence
          || tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_PUNCT
          || _dln_tree_is (tree, t, "to"))
        return FALSE;
      if (_dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_COMPARING_PREPOSITIONS)))
        return number;
      number = number || tree->tokens[t].upos == DLN_UPOS_NUM;
    }
  return FALSE;
}

/* "Profit was higher than a year ago", "compared with May", "by 57 percent on the previous year" */
static gboolean
follows_comparison (const DlnTree *tree,
                    guint32        first,
                    gboolean       year)
{
  guint32 t = first;

  if (t > 0 && tree->tokens[t - 1].upos == DLN_UPOS_ADP)
    t--;
  if (t < first && year && (_dln_tree_is (tree, t, "on") || _dln_tree_is (tree, t, "over")))
    return TRUE;
  for (guint32 k = t; k > 0 && k + 2 > t; k--)
    if (tree->tokens[k - 1].sentence == tree->tokens[first].sentence
        && (_dln_tree_is (tree, k - 1, "than") || _dln_tree_is (tree, k - 1, "compared")))
      return TRUE;
  return FALSE;
}

/**
 * _dln_events_is_compared:
 * @row: in times
 *
 * Returns: TRUE if the expression dates a figure that another one is compared with
 */
gboolean
_dln_events_is_compared (const DlnEventWork *work,
                         guint32             row)
{
  const DlnTree *tree = work->tree;
  const DlnTime *time = DLN_ROW (tree->annotations->times, DlnTime, row);
  guint32 first = _dln_tree_token_at (tree, time->span.begin);

  return first < tree->n_tokens && time->preposition != DLN_TIME_ROLE_FROM
         && time->preposition != DLN_TIME_ROLE_TO
         && (follows_number_from (tree, first)
             || follows_comparison (tree, first, time->when.precision == DLN_PRECISION_YEAR));
}

/* ---- dates of something else ---------------------------------------------------------------- */

/* Does a word stand behind "after", "before" or "although"? */
static gboolean
is_marked_apart (const DlnTree *tree,
                 guint32        token)
{
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW && c < token; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel,
                          DLN_REL (MARK) | DLN_REL (CASE) | DLN_REL (ADVMOD))
        && _dln_tree_is_one_of (tree, c, _dln_words (DLN_WORDS_CLAUSE_MARKS_APART)))
      return TRUE;
  return FALSE;
}

/* "took office last month after winning the election", "resigned on Monday, a week after police
 * searched his office": the date is that of what the clause hangs on */
static gboolean
is_date_of_governor (const DlnTree *tree,
                     guint32        trigger,
                     guint32        at)
{
  guint32 token = trigger;

  for (guint hop = 0; hop < MAX_CLIMB && !_dln_tree_dominates (tree, token, at); hop++)
    {
      if (is_marked_apart (tree, token))
        return TRUE;
      if (tree->tokens[token].head < 0)
        return FALSE;
      token = (guint32) tree->tokens[token].head;
    }
  return FALSE;
}

/* "readied themselves for Sunday" */
static gboolean
is_aim (const DlnTree *tree,
        const DlnTime *time,
        guint32        trigger,
        guint32        at)
{
  guint32 mark = at;

  if (strcmp (_dln_tree_xpos (tree, trigger), "VBD") != 0
      || time->when.precision > DLN_PRECISION_DAY)
    return FALSE;
  while (tree->tokens[at].head >= 0
         && tree->time[tree->tokens[at].head] == tree->time[at])
    at = (guint32) tree->tokens[at].head;
  mark = _dln_tree_child (tree, at, DLN_REL (CASE));
  return mark != DLN_NO_ROW && mark < at && _dln_tree_is (tree, mark, "for");
}

/**
 * _dln_events_trusts:
 * @trigger: a token
 * @row: in times, what the encoder or the tree gives it
 *
 * Returns: FALSE if the date is that of something else. Time: O(words of the sentence)
 */
gboolean
_dln_events_trusts (const DlnEventWork *work,
                    guint32             trigger,
                    guint32             row)
{
  const DlnTree *tree = work->tree;
  const DlnTime *time = DLN_ROW (tree->annotations->times, DlnTime, row);
  const DlnWhen *published = &tree->annotations->date.when;
  guint32 at = _dln_tree_token_at (tree, time->span.begin);

  if (at >= tree->n_tokens || !_dln_events_is_dating (time))
    return TRUE;
  if (is_date_of_governor (tree, trigger, at) || is_aim (tree, time, trigger, at))
    return FALSE;
  /* "has warned", with a year that is told elsewhere */
  return !dln_when_is_known (published) || _dln_tree_dominates (tree, trigger, at)
         || !_dln_events_has_perfect (tree, trigger)
         || time->when.latest_end >= dln_instant_shift (published->earliest_begin, -MONTH);
}
