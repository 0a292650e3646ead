/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which time expression dates which trigger: the one that the encoder links to it. Nothing that
 * happened lies after its article. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-events-private.h"

#include "extract/dln-kinds.h"
#include "extract/dln-reason.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_CLIMB 6   /* words from a date up to the verb of its clause */
#define RANGE 8 /* bytes between the two days of "3 and 5 May" */
#define DAY ((DlnInstant) 86400)

/* The first dating expression among the words that the encoder links to a trigger; else one that
 * cannot be placed, so that nothing else dates it. */
static void
link_read (DlnEventWork       *work,
           const DlnReadEvent *read)
{
  const DlnTree *tree = work->tree;
  guint32 *link = &work->link[read->token];
  guint n;
  const DlnReadLink *links = _dln_reading_get_links (
    work->context->reading, read->first_link, read->n_links, DLN_LINK_WHEN, &n);

  for (guint i = 0; i < n; i++)
    {
      guint32 row = tree->time[links[i].token];
      gboolean dating;

      if (row == DLN_NO_ROW || _dln_events_is_compared (work, row))
        continue;
      dating = _dln_events_is_dating (DLN_ROW (tree->annotations->times, DlnTime, row));
      if (*link == DLN_NO_ROW || dating)
        *link = row;
      if (dating)
        return;
    }
}

/* The clause of its own that holds a date: "founded in 1998" of "the council, which was founded in
 * 1998, met"; not "when a bomb exploded on Sunday", which dates its governor as well. */
static guint32
find_own_clause (const DlnEventWork *work,
                 guint32             time)
{
  const DlnTree *tree = work->tree;
  DlnSpan span = DLN_ROW (tree->annotations->times, DlnTime, time)->span;
  gint32 at = (gint32) _dln_tree_token_at (tree, span.begin);

  for (guint hop = 0; hop < MAX_CLIMB && at >= 0 && (guint32) at < tree->n_tokens; hop++)
    {
      if (work->trigger[at] == DLN_TRIGGER_VERB)
        return _dln_relation_in (tree->tokens[at].deprel,
                                 DLN_REL (ACL) | DLN_REL (ACL_RELCL) | DLN_REL (ADVCL))
                   && _dln_tree_child_form (tree, at, DLN_REL (MARK) | DLN_REL (ADVMOD), "when")
                        == DLN_NO_ROW
                   && _dln_tree_child_form (tree, at, DLN_REL (MARK), "as") == DLN_NO_ROW
                 ? (guint32) at
                 : DLN_NO_ROW;
      at = tree->tokens[at].head;
    }
  return DLN_NO_ROW;
}

/* A date in a clause of its own is no date of what that clause hangs on. */
static void
check_link (DlnEventWork *work,
            guint32       trigger)
{
  const DlnTree *tree = work->tree;
  guint32 clause =
    work->link[trigger] != DLN_NO_ROW ? find_own_clause (work, work->link[trigger]) : DLN_NO_ROW;

  if (clause != DLN_NO_ROW && clause != trigger && work->link[clause] == work->link[trigger]
      && _dln_tree_dominates (tree, trigger, clause))
    work->link[trigger] = DLN_NO_ROW;
}

/* "married in 1968 and divorced in 1973": the time below the verb itself wins over one that the
 * encoder takes from another verb. */
static void
prefer_own (DlnEventWork *work,
            guint32       trigger)
{
  const DlnTree *tree = work->tree;
  const GArray *times = tree->annotations->times;
  guint32 own = _dln_tree_find_time (tree, trigger);
  guint32 row = work->link[trigger];
  guint32 at;

  if (own == DLN_NO_ROW || row == DLN_NO_ROW || own == row
      || work->trigger[trigger] != DLN_TRIGGER_VERB
      || !_dln_events_is_dating (DLN_ROW (times, DlnTime, own)))
    return;
  at = _dln_tree_token_at (tree, DLN_ROW (times, DlnTime, row)->span.begin);
  if (at < tree->n_tokens && !_dln_tree_dominates (tree, trigger, at))
    work->link[trigger] = own;
}

/* one word with a capital: "Friday" */
static gboolean
is_weekday (const DlnEventWork *work,
            const DlnTime      *time)
{
  const DlnTree *tree = work->tree;
  guint32 first = _dln_tree_token_at (tree, time->span.begin);

  return first < tree->n_tokens && tree->tokens[first].span.end == time->span.end
         && tree->tokens[first].upos == DLN_UPOS_PROPN;
}

/* The past verb whose infinitive a trigger is: "agreed" of "agreed to pay on Friday" */
static guint32
find_past_governor (const DlnTree *tree,
                    guint32        trigger)
{
  gint32 head = tree->tokens[trigger].head;

  if (!_dln_relation_in (tree->tokens[trigger].deprel,
                         DLN_REL (XCOMP) | DLN_REL (CCOMP) | DLN_REL (ADVCL) | DLN_REL (ACL))
      || head < 0 || _dln_tree_child_form (tree, trigger, DLN_REL (MARK), "to") == DLN_NO_ROW)
    return DLN_NO_ROW;
  /* "ordered the crew to leave", where the tree hangs the clause on the crew */
  if (tree->tokens[head].deprel == DLN_DEPREL_OBJ && tree->tokens[head].head >= 0)
    head = tree->tokens[head].head;
  return tree->tokens[head].upos == DLN_UPOS_VERB
             && (strcmp (_dln_tree_xpos (tree, head), "VBD") == 0
                 || strcmp (_dln_tree_xpos (tree, head), "VBN") == 0)
             && _dln_tree_child_form (tree, head, DLN_REL (AUX), "will") == DLN_NO_ROW
           ? (guint32) head
           : DLN_NO_ROW;
}

/* The past weekday of "agreed to pay on Friday" and "threatened to sue on Friday" is that of what
 * was done: the infinitive lies ahead, or nobody did it. */
static void
give_to_governor (DlnEventWork       *work,
                  const DlnReadEvent *read)
{
  const DlnTree *tree = work->tree;
  const DlnDocumentDate *date = &tree->annotations->date;
  guint32 governor = find_past_governor (tree, read->token);
  guint32 row = work->link[read->token];

  if (row == DLN_NO_ROW || governor == DLN_NO_ROW
      || (read->status != DLN_STATUS_PLANNED && read->status != DLN_STATUS_POSSIBLE)
      || !dln_when_is_known (&date->when)
      || DLN_ROW (tree->annotations->times, DlnTime, row)->when.earliest_begin
           >= date->when.latest_end
      || !is_weekday (work, DLN_ROW (tree->annotations->times, DlnTime, row)))
    return;
  /* "was forced to resign", "managed to escape": both were done that day */
  if (!_dln_events_is_implied (tree, read->token))
    work->link[read->token] = DLN_NO_ROW;
  if (work->trigger[governor] && work->link[governor] == DLN_NO_ROW)
    work->link[governor] = row;
}

/* The date that the tree hangs on a trigger, on the verb whose infinitive it is, or on the verb of
 * saying of a verdict, where the encoder links it to nothing. */
static void
take_own_date (DlnEventWork       *work,
               const DlnReadEvent *read,
               const guint8       *taken)
{
  const DlnTree *tree = work->tree;
  guint32        token = read->token;
  guint32        row = _dln_tree_find_time (tree, token);
  gint32         head = tree->tokens[token].head;

  if (work->link[token] != DLN_NO_ROW || !work->trigger[token])
    return;
  if (row == DLN_NO_ROW && head >= 0 && !work->trigger[head]
      && tree->tokens[token].deprel == DLN_DEPREL_XCOMP)
    row = _dln_tree_find_time (tree, head);
  if (row != DLN_NO_ROW && !taken[row] && !_dln_events_is_compared (work, row)
      && _dln_events_trusts (work, token, row)
      && _dln_events_is_dating (DLN_ROW (tree->annotations->times, DlnTime, row)))
    work->link[token] = row;
  else if (_dln_events_find_verdict (work, read) != DLN_NO_ROW)
    {
      head = tree->tokens[_dln_events_find_verdict (work, read)].head;
      work->link[token] = head >= 0 ? _dln_tree_find_time (tree, head) : DLN_NO_ROW;
    }
}

/**
 * _dln_events_link_times:
 *
 * Fills `link` for all triggers. Time: O(tokens + times)
 */
void
_dln_events_link_times (DlnEventWork *work)
{
  const GArray *read = work->context->reading->events;
  g_autofree guint8 *taken = g_new0 (guint8, work->context->annotations->times->len + 1);

  for (guint32 i = 0; i < read->len; i++)
    link_read (work, DLN_ROW (read, DlnReadEvent, i));
  for (guint32 i = 0; i < read->len; i++)
    {
      guint32 token = DLN_ROW (read, DlnReadEvent, i)->token;

      check_link (work, token);
      prefer_own (work, token);
      if (work->link[token] != DLN_NO_ROW
          && !_dln_events_trusts (work, token, work->link[token]))
        work->link[token] = DLN_NO_ROW;
    }
  for (guint32 i = 0; i < read->len; i++)
    give_to_governor (work, DLN_ROW (read, DlnReadEvent, i));
  for (guint32 i = 0; i < read->len; i++)
    if (work->link[DLN_ROW (read, DlnReadEvent, i)->token] != DLN_NO_ROW)
      taken[work->link[DLN_ROW (read, DlnReadEvent, i)->token]] = TRUE;
  for (guint32 i = 0; i < read->len; i++)
    take_own_date (work, DLN_ROW (read, DlnReadEvent, i), taken);
  _dln_events_link_lines (work);
}

/* ---- from the expression to the event's date --------------------------------------------------
 */

/* "after Monday's verdict": the preposition is the noun's, the day the verdict's */
static gboolean
is_possessive (const DlnEventWork *work,
               const DlnTime      *time)
{
  guint32 next = _dln_tree_token_at (work->tree, time->span.end);

  return next < work->tree->n_tokens && work->tree->tokens[next].span.begin == time->span.end
         && strcmp (_dln_tree_xpos (work->tree, next), "POS") == 0;
}

/* "before the 2003 death of Anna Roth": the preposition is the noun's, the year the death's */
static gboolean
is_year_of (const DlnEventWork *work,
            guint32             noun,
            const DlnTime      *time)
{
  guint32 at = _dln_tree_token_at (work->tree, time->span.begin);

  return at < noun && work->tree->tokens[at].head == (gint32) noun
         && _dln_relation_in (work->tree->tokens[at].deprel,
                              DLN_REL (COMPOUND) | DLN_REL (NUMMOD) | DLN_REL (AMOD)
                                | DLN_REL (NMOD_UNMARKED) | DLN_REL (NMOD));
}

/* "has sold 40,000 cards since 2018": at any time from then on to the article */
static gboolean
goes_on_since (const DlnEventWork  *work,
               const DlnEventClaim *event)
{
  const DlnTree *tree = work->tree;

  return strcmp (_dln_tree_xpos (tree, event->token), "VBN") == 0
         && (_dln_tree_child_form (tree, event->token, DLN_REL (AUX), "has") != DLN_NO_ROW
             || _dln_tree_child_form (tree, event->token, DLN_REL (AUX), "have") != DLN_NO_ROW);
}

/* "since" dates the beginning, which is what happened then. */
static void
apply_role (const DlnEventWork  *work,
            const DlnEventClaim *event,
            DlnWhen             *when,
            const DlnTime       *time)
{
  const DlnWhen *published = &work->context->annotations->date.when;

  *when = time->when;
  when->span = time->span;
  if (is_possessive (work, time) || is_year_of (work, event->token, time))
    return;
  switch (time->preposition)
    {
    case DLN_TIME_ROLE_SINCE:
      if (goes_on_since (work, event) && dln_when_is_known (published)
          && published->earliest_begin > time->when.earliest_begin)
        {
          *when = dln_when_interval (&time->when, published);
          when->span = time->span;
        }
      break;
    case DLN_TIME_ROLE_UNTIL:
      *when = dln_when_interval (NULL, &time->when);
      when->span = time->span;
      break;
    case DLN_TIME_ROLE_BEFORE:
      when->earliest_begin = when->earliest_end = DLN_INSTANT_PAST;
      when->latest_begin = when->latest_end = time->when.earliest_begin;
      break;
    case DLN_TIME_ROLE_AFTER:
      when->earliest_begin = when->earliest_end = time->when.earliest_end;
      when->latest_begin = when->latest_end = DLN_INSTANT_FUTURE;
      break;
    default:
      break;
    }
}

/* "between 3 and 5 May", "during the war (1914-1918)": some time of these, not all of it */
static gboolean
is_within_range (const DlnEventWork *work,
                 const DlnTime      *from,
                 const DlnTime      *to)
{
  const char *text = work->context->text;

  return g_strstr_len (text + from->span.end, to->span.begin - from->span.end, "and") != NULL
         || (from->span.begin > 0 && text[from->span.begin - 1] == '(');
}

/* "from 3 to 5 May" lasts that long */
static gboolean
apply_range (const DlnEventWork *work,
             DlnWhen            *when,
             guint32             row)
{
  const GArray *times = work->context->annotations->times;
  guint32 first = DLN_ROW (times, DlnTime, row)->preposition == DLN_TIME_ROLE_TO ? row - 1 : row;
  const DlnTime *from, *to;

  if (first + 1 >= times->len)
    return FALSE;
  from = DLN_ROW (times, DlnTime, first);
  to = DLN_ROW (times, DlnTime, first + 1);
  if (from->preposition != DLN_TIME_ROLE_FROM || to->preposition != DLN_TIME_ROLE_TO
      || from->sentence != to->sentence || to->span.begin > from->span.end + RANGE
      || !dln_when_is_known (&from->when) || !dln_when_is_known (&to->when)
      || from->when.earliest_begin >= to->when.earliest_begin)
    return FALSE;
  *when = dln_when_interval (&from->when, &to->when);
  if (is_within_range (work, from, to))
    {
      when->latest_begin = when->latest_end;
      when->earliest_end = when->earliest_begin;
      when->flags &= ~DLN_WHEN_INTERVAL;
    }
  return TRUE;
}

static char *
new_reason (const DlnEventWork *work,
            DlnSpan             span,
            const DlnTime      *time)
{
  const char *own = dln_strings_get (work->context->annotations->strings, time->reason);
  g_autofree char *words =
    g_strndup (work->context->text + span.begin, MIN (span.end - span.begin, 120));

  return *own != '\0' ? dln_reason_new (DLN_REASON_EVENT_TIME, words, own)
                      : dln_reason_new (DLN_REASON_EVENT_BESIDE, words);
}

static void
move_days (DlnWhen *when,
           gint     days)
{
  when->earliest_begin = dln_instant_shift (when->earliest_begin, days * DAY);
  when->latest_begin = dln_instant_shift (when->latest_begin, days * DAY);
  when->earliest_end = dln_instant_shift (when->earliest_end, days * DAY);
  when->latest_end = dln_instant_shift (when->latest_end, days * DAY);
}

/* "resigned on Friday", "votes on Tuesday": a bare weekday counts back from the article for what
 * happened and on for what is planned, whatever tense the verb beside it has. */
static void
turn_weekday (const DlnTime         *time,
              const DlnDocumentDate *date,
              gboolean               back,
              DlnWhen               *when)
{
  if (time->anchor != DLN_ANCHOR_DOCUMENT || when->precision != DLN_PRECISION_DAY
      || time->type != DLN_TIME_DATE)
    return;
  if (back && when->earliest_begin >= date->when.latest_end
      && when->earliest_begin < dln_instant_shift (date->when.latest_end, 7 * DAY))
    move_days (when, -7);
  else if (!back && when->latest_end <= date->when.earliest_begin
           && when->latest_end > dln_instant_shift (date->when.earliest_begin, -7 * DAY))
    move_days (when, 7);
}

/* "reportedly promised": told in the past by somebody else */
static gboolean
is_told_past (const DlnEventWork  *work,
              const DlnEventClaim *event)
{
  const DlnTree *tree = work->tree;

  return (event->status == DLN_STATUS_ALLEGED || event->status == DLN_STATUS_SAID
          || event->status == DLN_STATUS_DENIED)
         && (strcmp (_dln_tree_xpos (tree, event->token), "VBD") == 0
             || (_dln_tree_is_passive (tree, event->token)
                 && _dln_tree_child_form (tree, event->token, DLN_REL (AUX), "will")
                      == DLN_NO_ROW));
}

/* "votes on Tuesday"; not "after the vote on Thursday", "the vote to choose him on Thursday", which
 * the verb around them dates */
static gboolean
looks_ahead (const DlnEventWork  *work,
             const DlnEventClaim *event)
{
  return event->status == DLN_STATUS_PLANNED
         && (event->flags & DLN_EVENT_NOMINAL) == 0
         && work->tree->tokens[event->token].deprel != DLN_DEPREL_ACL;
}

/* What is told as a fact lies at or before its article. A date after it belongs to something else;
 * "the talks open on Friday" is a plan. */
static void
keep_before_article (DlnEventWork  *work,
                     DlnEventClaim *event,
                     const DlnTime *time)
{
  const DlnDocumentDate *date = &work->context->annotations->date;
  gboolean fact = event->modality == DLN_MODALITY_ASSERTED
                  && event->polarity == DLN_POLARITY_POSITIVE;
  const char *xpos = _dln_tree_xpos (work->tree, event->token);
  gboolean past = strcmp (xpos, "VBD") == 0 || strcmp (xpos, "VBN") == 0;

  if ((date->source != DLN_DATE_GIVEN && date->source != DLN_DATE_DATELINE)
      || !dln_when_is_known (&date->when) || date->when.precision > DLN_PRECISION_DAY)
    return;
  if (is_weekday (work, time) && ((fact && past) || looks_ahead (work, event)))
    turn_weekday (time, date, fact, &event->when);
  /* "after Monday", told as a fact: after Monday and before the article */
  if (fact && event->when.earliest_begin < date->when.latest_end
      && event->when.latest_begin > date->when.latest_end
      && event->when.latest_begin == DLN_INSTANT_FUTURE)
    {
      event->when.latest_begin = date->when.latest_end;
      event->when.latest_end = date->when.latest_end;
    }
  if (event->when.earliest_begin < date->when.latest_end
      || (!fact && !is_told_past (work, event)))
    return;
  if (fact && !past)
    {
      _dln_events_set_status (event, DLN_STATUS_PLANNED);
      return;
    }
  event->time = DLN_NO_ROW;
  event->when = dln_when_unknown ();
}

/**
 * _dln_events_date:
 * @event: with token, status and flags
 *
 * Fills time, when and reason; an old date makes it background, a date after the article a plan.
 */
void
_dln_events_date (DlnEventWork  *work,
                  DlnEventClaim *event)
{
  const DlnAnnotations *annotations = work->context->annotations;
  guint32 row = work->link[event->token];

  event->time = DLN_NO_ROW;
  event->when = dln_when_unknown ();
  if (row == DLN_NO_ROW || _dln_events_is_bare_clock (work, event->token, row))
    {
      _dln_events_infer_date (work, event);
      return;
    }

  const DlnTime *time = DLN_ROW (annotations->times, DlnTime, row);
  g_autofree char *reason = NULL;

  event->time = row;
  if (!_dln_events_is_dating (time))
    return;
  if (!apply_range (work, &event->when, row))
    apply_role (work, event, &event->when, time);
  keep_before_article (work, event, time);
  if (event->time == DLN_NO_ROW)
    return;
  reason = new_reason (work, event->when.span, time);
  event->reason = dln_strings_intern (annotations->strings, reason);
  if (dln_when_is_known (&annotations->date.when) && annotations->date.source != DLN_DATE_NONE
      && event->when.latest_end != DLN_INSTANT_FUTURE
      && event->when.latest_end
           < dln_instant_shift (annotations->date.when.earliest_begin, -90 * DAY))
    event->flags |= DLN_EVENT_BACKGROUND;
}
