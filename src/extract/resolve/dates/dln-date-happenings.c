/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Ten days after the quake" where only another article tells when the quake was.
 *
 * The word for what happened belongs to an event of the case by now. Where the claims of that event
 * in other articles, or the verbs that they are the subject or object of ("the quake struck on 3
 * May"), have one day, what is told beside the expression is counted from it. Two days that
 * differ date nothing. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/events/dln-claims-private.h"
#include "extract/time/dln-time-resolve-private.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define LOOK 60 /* bytes between the expression and the word for what happened */

typedef struct
{
  guint32 document;
  guint32 row;   /* in times: "ten days" */
  guint32 claim; /* in events: what it dates */
  guint32 named; /* in events: what it is counted from */
  gint32  n;
  guint8  unit;  /* letter of DlnSem */
} Counted;

typedef struct
{
  DlnWhen  when; /* unknown: no claim has a day yet */
  guint32  document;
  gboolean differ;
} Day;

/* ---- expressions --------------------------------------------------------------------------- */

/* "P10D", "P2W", "PT6H"; the day for what has no value of its own: "the day after the quake" */
static gboolean
read_amount (const char *value, const DlnTime *time, Counted *counted)
{
  char *end;

  counted->n = 1;
  counted->unit = 'D';
  if (time->type != DLN_TIME_DURATION)
    return g_str_has_prefix (value, "XXXX");
  if (value[0] != 'P' || value[1] == 'T')
    return FALSE; /* hours need the hour of what happened */
  counted->n = g_ascii_strtoll (value + 1, &end, 10);
  counted->unit = *end;
  return end > value + 1 && strchr ("DWMY", *end) != NULL && *end != '\0' && end[1] == '\0'
         && counted->n > 0 && counted->n < 1000;
}

/* "ten days after the earthquake", "two days before rebels attacked" */
static gboolean
is_counted (const char *text, const DlnTime *time)
{
  const char *behind = text + time->span.end;

  return time->anchor == DLN_ANCHOR_EVENT
         || (time->type == DLN_TIME_DURATION
             && (g_str_has_prefix (behind, " after ") || g_str_has_prefix (behind, " before ")));
}

/* 1 for "after", -1 for "before", 0 if neither stands before what happened */
static gint32
read_side (const char *text, guint32 begin, guint32 end)
{
  g_autofree char *words = g_strndup (text + begin, end - begin);

  if (strstr (words, "before") != NULL || strstr (words, "ahead of") != NULL)
    return -1;
  return strstr (words, "after") != NULL || strstr (words, "following") != NULL ? 1 : 0;
}

/* The first event named behind the expression in its sentence. */
static guint32
find_named (const DlnAnnotations *annotations, const DlnTime *time)
{
  for (guint32 i = 0; i < annotations->events->len; i++)
    {
      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, i);

      if (claim->span.begin < time->span.end)
        continue;
      return claim->span.begin <= time->span.end + LOOK
                 && dln_span_contains (claim->evidence, time->span)
               ? i
               : DLN_NO_ROW;
    }
  return DLN_NO_ROW;
}

/* The event of the smallest clause around the expression that has no date. */
static guint32
find_told (const DlnResolver *resolver, guint32 document, const DlnTime *time, guint32 named)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  guint32 best = DLN_NO_ROW, least = G_MAXUINT32;

  for (guint32 i = 0; i < annotations->events->len; i++)
    {
      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, i);
      guint32 length = claim->clause.end - claim->clause.begin;

      if (i == named || (claim->flags & DLN_EVENT_NOMINAL) != 0 || length >= least
          || !dln_span_contains (claim->clause, time->span)
          || dln_when_is_known (&resolver->event_when[resolver->first_event[document] + i]))
        continue;
      best = i;
      least = length;
    }
  return best;
}

/* The verb that has a day of its own and that the expression is told beside: the last before it;
 * the first behind what is named, where the expression opens the sentence. */
static guint32
find_dated (const DlnResolver *resolver, guint32 document, const DlnTime *time, guint32 named)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  guint32 end = DLN_ROW (annotations->events, DlnEventClaim, named)->span.end;
  guint32 best = DLN_NO_ROW;

  for (guint32 i = 0; i < annotations->events->len; i++)
    {
      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, i);
      gboolean opens = time->span.begin == claim->evidence.begin;

      if ((claim->flags & DLN_EVENT_NOMINAL) != 0 || i == named
          || !dln_span_contains (claim->evidence, time->span)
          || (opens ? claim->span.begin < end || best != DLN_NO_ROW
                    : claim->span.end > time->span.begin))
        continue;
      best = i;
    }
  if (best == DLN_NO_ROW
      || DLN_ROW (annotations->events, DlnEventClaim, best)->time == DLN_NO_ROW
      || _dln_when_measure (&resolver->event_when[resolver->first_event[document] + best]) > DAY)
    return DLN_NO_ROW;
  return best;
}

/* "The bank closed on 18 March 2021, a week after its chief resigned": what is named is counted
 * back from what it is told beside, if that alone has a day. */
static void
date_named (DlnResolver *resolver, guint32 document, const DlnTime *time, const Counted *counted)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnEventClaim *named = DLN_ROW (annotations->events, DlnEventClaim, counted->named);
  guint32 number = resolver->first_event[document] + counted->named;
  guint32 told = find_dated (resolver, document, time, counted->named);
  DlnSem sem = { .op = DLN_SEM_DURATION, .unit = counted->unit, .n = ABS (counted->n) };
  DlnSpan words = { time->span.begin, named->span.end };
  g_autofree char *quoted = NULL;
  g_autofree char *shown = NULL;
  const DlnWhen *day;
  DlnWhen when;

  if (told == DLN_NO_ROW || counted->n == 0
      || (named->time != DLN_NO_ROW && named->time != counted->row)
      || named->modality != DLN_MODALITY_ASSERTED)
    return;
  day = &resolver->event_when[resolver->first_event[document] + told];
  when = _dln_time_count_on (day, &sem, counted->n < 0 ? 1 : -1);
  if (!dln_when_is_known (&when))
    return;
  quoted = dln_document_dup_span (resolver->inputs[document].document, words);
  shown = dln_when_format (day);
  when.flags |= DLN_WHEN_INFERRED;
  when.span = time->span;
  resolver->event_when[number] = when;
  resolver->event_reason[number]
    = _dln_resolver_intern_reason (resolver, DLN_REASON_EVENT_COUNTED, quoted, shown);
}

static void
read_counted (DlnResolver *resolver, guint32 document, GArray *all)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const char *text = dln_document_get_text (resolver->inputs[document].document, NULL);

  for (guint32 i = 0; i < annotations->times->len; i++)
    {
      const DlnTime *time = DLN_ROW (annotations->times, DlnTime, i);
      Counted counted = { .document = document, .row = i };
      const DlnEventClaim *named;

      if (!is_counted (text, time) || dln_when_is_known (&time->when)
          || !read_amount (dln_strings_get (annotations->strings, time->value), time, &counted))
        continue;
      counted.named = find_named (annotations, time);
      if (counted.named == DLN_NO_ROW)
        continue;
      named = DLN_ROW (annotations->events, DlnEventClaim, counted.named);
      counted.n *= read_side (text, time->span.begin, named->span.begin);
      counted.claim = find_told (resolver, document, time, counted.named);
      if (counted.n != 0 && counted.claim != DLN_NO_ROW)
        g_array_append_val (all, counted);
      else
        date_named (resolver, document, time, &counted);
    }
}

/* ---- days ---------------------------------------------------------------------------------- */

/* The day of a claim, or of the verb that it is the subject or object of. */
static const DlnWhen *
find_day (const DlnResolver *resolver, guint32 document, guint32 row)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, row);
  const DlnWhen *when = &resolver->event_when[resolver->first_event[document] + row];
  const DlnToken *token;

  if ((claim->flags & DLN_EVENT_BACKGROUND) != 0)
    return NULL;
  if (dln_when_is_known (when))
    return _dln_when_measure (when) <= DAY ? when : NULL;
  if ((claim->flags & DLN_EVENT_NOMINAL) == 0 || claim->token >= annotations->tokens->len)
    return NULL;
  token = DLN_ROW (annotations->tokens, DlnToken, claim->token);
  if (token->deprel != DLN_DEPREL_NSUBJ && token->deprel != DLN_DEPREL_NSUBJ_PASS
      && token->deprel != DLN_DEPREL_OBJ)
    return NULL;
  for (guint32 i = 0; i < annotations->events->len; i++)
    {
      const DlnEventClaim *verb = DLN_ROW (annotations->events, DlnEventClaim, i);

      when = &resolver->event_when[resolver->first_event[document] + i];
      if ((gint32)verb->token == token->head && verb->type != DLN_EVENT_STATEMENT
          && verb->modality == DLN_MODALITY_ASSERTED
          && verb->polarity == DLN_POLARITY_POSITIVE && verb->time < annotations->times->len)
        return dln_when_is_known (when) && _dln_when_measure (when) <= DAY ? when : NULL;
    }
  return NULL;
}

/* The day of each event that something is counted from: its root -> Day. */
static GHashTable *
read_days (DlnResolver *resolver, const GArray *all)
{
  GHashTable *days = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < all->len; i++)
    {
      const Counted *counted = DLN_ROW (all, Counted, i);
      guint32 root = _dln_forest_find (
        resolver->event_parent, resolver->first_event[counted->document] + counted->named);

      g_hash_table_insert (days, GUINT_TO_POINTER (root), g_new0 (Day, 1));
    }
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    for (guint32 j = resolver->first_event[i]; j < resolver->first_event[i + 1]; j++)
      {
        guint32 root = _dln_forest_find (resolver->event_parent, j);
        Day *day = g_hash_table_lookup (days, GUINT_TO_POINTER (root));
        const DlnWhen *when =
          day != NULL ? find_day (resolver, i, j - resolver->first_event[i]) : NULL;

        if (when == NULL)
          continue;
        day->differ |= dln_when_is_known (&day->when) && !_dln_when_meet (&day->when, when);
        day->when = *when;
        day->document = i;
      }
  return days;
}

static void
date_claim (DlnResolver *resolver, const Counted *counted, const Day *day)
{
  const DlnAnnotations *annotations = resolver->inputs[counted->document].annotations;
  const DlnEventClaim *named = DLN_ROW (annotations->events, DlnEventClaim, counted->named);
  guint32 number = resolver->first_event[counted->document] + counted->claim;
  DlnSem sem = { .op = DLN_SEM_DURATION, .unit = counted->unit, .n = ABS (counted->n) };
  DlnWhen when = _dln_time_count_on (&day->when, &sem, counted->n < 0 ? -1 : 1);
  DlnSpan words = { DLN_ROW (annotations->times, DlnTime, counted->row)->span.begin,
                    named->span.end };
  g_autofree char *quoted = NULL;
  g_autofree char *shown = NULL;

  if (!dln_when_is_known (&when))
    return;
  quoted = dln_document_dup_span (resolver->inputs[counted->document].document, words);
  shown = dln_when_format (&day->when);
  when.flags |= DLN_WHEN_INFERRED;
  when.span = DLN_ROW (annotations->times, DlnTime, counted->row)->span;
  resolver->event_when[number] = when;
  resolver->event_reason[number] = _dln_resolver_intern_reason (
    resolver,
    day->document == counted->document ? DLN_REASON_EVENT_COUNTED
                                       : DLN_REASON_EVENT_COUNTED_ELSEWHERE,
    quoted,
    shown);
}

/* Time: O(claims) if anything is to be counted, else O(times) */
void
_dln_resolver_date_happenings (DlnResolver *resolver)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Counted));
  g_autoptr (GHashTable) days = NULL;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    read_counted (resolver, i, all);
  if (all->len == 0)
    return;
  days = read_days (resolver, all);
  for (guint i = 0; i < all->len; i++)
    {
      const Counted *counted = DLN_ROW (all, Counted, i);
      guint32 root = _dln_forest_find (
        resolver->event_parent, resolver->first_event[counted->document] + counted->named);
      const Day *day = g_hash_table_lookup (days, GUINT_TO_POINTER (root));

      if (!day->differ && dln_when_is_known (&day->when))
        date_claim (resolver, counted, day);
    }
}
