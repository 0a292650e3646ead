/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of documents that do not tell theirs, from what other documents tell.
 *
 * An undated document that says that something happened "last week" was written in the week after
 * the day that another document gives to the same event. Each such pair gives an interval; the
 * document's date is what they all allow. Then its own events get the dates that its words mean,
 * counted from there.
 *
 * It was not written before what it reports, as far as another document dates that; and not after a
 * dated document that names its publisher beside the same event. A weekday with its date fixes the
 * year.
 *
 * Each document that is added can only cut the interval. What would leave nothing of it, or gives
 * another day to an event that counted already, is kept beside it as a conflict: the document that
 * was there first holds. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/events/dln-claims-private.h"
#include "extract/resolve/dates/dln-date-documents-private.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define MAX_BLOCK 16
#define MAX_CITATIONS 64

typedef struct
{
  guint32         number;   /* of the claim among all */
  guint32         document;
  guint32         row;
  DlnClaimProfile profile;
} Dated;

typedef struct /* a claim of an undated document, and one of another document that dates it */
{
  guint32       row;
  const DlnTime *offset; /* the words that tell how long ago, or NULL */
  const Dated  *dated;
  const Dated  *rival; /* or NULL */
} Match;

typedef struct
{
  DlnResolver   *resolver;
  DlnClaimReader reader;
  GArray        *dated;  /* Dated: claims with a day or month, of other documents */
  GHashTable    *blocks; /* kind, entity -> GArray of indexes into dated */
  GHashTable    *citations; /* publisher of an undated document, folded -> GArray of Citation */
  gboolean       several;   /* what the document at hand tells of happened on several days */
} Dater;

typedef struct /* a dated document names the publisher of an undated one */
{
  guint32 document;
  guint32 sentence;
} Citation;

static gint64
make_key (guint32 class,
          guint32 entity)
{
  return (gint64) class << 32 | entity;
}

static gboolean
needs_date (const DlnResolvedDocument *row)
{
  return row->date_source == DLN_DATE_NONE
         || (row->date_source == DLN_DATE_INFERRED && _dln_when_measure (&row->when) > 3 * DAY);
}

static gboolean
is_dated (const DlnResolvedDocument *row)
{
  return (row->date_source == DLN_DATE_GIVEN || row->date_source == DLN_DATE_DATELINE)
         && _dln_when_measure (&row->when) <= 2 * DAY;
}

/* ---- claims that have a date --------------------------------------------------------------- */

/* A date that was counted from an inferred day of the document itself proves nothing, nor does one
 * since which something has been so. */
static gboolean
is_anchored (const DlnResolver   *resolver,
             guint32              document,
             const DlnEventClaim *claim)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  const DlnResolvedDocument *row =
    DLN_ROW (resolver->out->documents, DlnResolvedDocument, document);

  if (claim->time >= annotations->times->len
      || DLN_ROW (annotations->times, DlnTime, claim->time)->preposition == DLN_TIME_ROLE_SINCE)
    return FALSE;
  return DLN_ROW (annotations->times, DlnTime, claim->time)->anchor == DLN_ANCHOR_NONE
         || (row->date_source != DLN_DATE_INFERRED && row->date_source != DLN_DATE_NONE);
}

static void
read_dated (Dater *dater)
{
  DlnResolver *resolver = dater->resolver;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    for (guint32 j = 0; j < resolver->inputs[i].annotations->events->len; j++)
      {
        const DlnEventClaim *claim =
          DLN_ROW (resolver->inputs[i].annotations->events, DlnEventClaim, j);
        Dated dated = { resolver->first_event[i] + j, i, j };
        guint32 index = dater->dated->len;

        if (_dln_when_measure (&claim->when) > 32 * DAY || !is_anchored (resolver, i, claim))
          continue;
        _dln_claim_read (&dater->reader, resolver, i, j, &dated.profile);
        g_array_append_val (dater->dated, dated);
        for (guint k = 0; k < dated.profile.n_entities; k++)
          {
            gint64 key = make_key (dated.profile.class, dated.profile.entities[k].entity);
            GArray *block = g_hash_table_lookup (dater->blocks, &key);

            if (block == NULL)
              {
                block = g_array_new (FALSE, FALSE, sizeof (guint32));
                g_hash_table_insert (dater->blocks, g_memdup2 (&key, sizeof key), block);
              }
            g_array_append_val (block, index);
          }
      }
}

/* ---- one undated claim --------------------------------------------------------------------- */

/* The expression that dates a claim; where its value was unknown, events do not name it: then the
 * nearest in the clause. */
static const DlnTime *
find_time (const DlnAnnotations *annotations,
           const DlnEventClaim  *claim)
{
  const GArray *times = annotations->times;
  const DlnTime *best = NULL;
  guint32 best_distance = G_MAXUINT32;
  guint low = 0;
  guint high = times->len;

  if (claim->time < times->len)
    return DLN_ROW (times, DlnTime, claim->time);
  if ((claim->flags & DLN_EVENT_NOMINAL) != 0)
    return NULL;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (DLN_ROW (times, DlnTime, middle)->span.begin < claim->clause.begin)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < times->len && DLN_ROW (times, DlnTime, low)->span.begin < claim->clause.end; low++)
    {
      const DlnTime *time = DLN_ROW (times, DlnTime, low);
      guint32 distance = time->span.begin > claim->span.end
                           ? time->span.begin - claim->span.end
                           : claim->span.begin - MIN (time->span.end, claim->span.begin);

      if (distance < best_distance)
        {
          best = time;
          best_distance = distance;
        }
    }
  return best;
}

/* How long before the article it happened, where that is told but not on which day. */
static const DlnTime *
find_offset (const DlnResolver   *resolver,
             guint32              document,
             const DlnEventClaim *claim)
{
  const DlnTime *time = find_time (resolver->inputs[document].annotations, claim);

  return time != NULL && time->direction == DLN_DIRECTION_BACK ? time : NULL;
}

/* The dated claim that tells the same; of two on different days the one of the earlier document,
 * and @rival is the other. NULL if such events happen again and again. */
static const Dated *
find_dated (Dater                 *dater,
            const DlnClaimProfile *profile,
            const Dated          **rival)
{
  const Dated *best = NULL;
  double best_score = 0;

  *rival = NULL;
  for (guint i = 0; i < profile->n_entities; i++)
    {
      gint64 key = make_key (profile->class, profile->entities[i].entity);
      const GArray *block = g_hash_table_lookup (dater->blocks, &key);
      guint         end = block != NULL ? MIN (block->len, MAX_BLOCK) : 0;

      /* the first ones: those that come later must not push out what was concluded */
      for (guint j = 0; j < end; j++)
        {
          const Dated *dated = DLN_ROW (dater->dated, Dated, g_array_index (block, guint32, j));
          double score = _dln_claim_compare_undated (profile, &dated->profile);

          if (dated->document == profile->document || score <= 0)
            continue;
          if (best != NULL && best != dated
              && !_dln_when_meet (&best->profile.when, &dated->profile.when)
              && score >= best_score - 0.7)
            {
              if (_dln_claim_recurs (profile->type))
                {
                  dater->several = TRUE;
                  return NULL;
                }
              if (*rival == NULL || dated->document > best->document)
                *rival = dated->document > best->document ? dated : best;
              if (dated->document > best->document)
                continue;
            }
          if (score > best_score || (best != NULL && best == *rival))
            {
              best = dated;
              best_score = score;
            }
        }
    }
  return best;
}

/* ---- one document -------------------------------------------------------------------------- */

static void
add_evidence (DlnResolver *resolver,
              guint32      target,
              guint32      document,
              guint32      row,
              DlnStringId  reason,
              float        score)
{
  const DlnEventClaim *claim =
    DLN_ROW (resolver->inputs[document].annotations->events, DlnEventClaim, row);
  DlnEvidence evidence = {
    .target = target + 1,
    .document = document + 1,
    .row = row,
    .sentence = claim->evidence,
    .mark = claim->clause,
    .when = dln_when_unknown (),
    .reason = reason,
    .kind = DLN_TARGET_DOCUMENT,
    .score = score,
  };

  if (document != target)
    {
      evidence.when = resolver->event_when[resolver->first_event[document] + row];
      evidence.when.span = DLN_SPAN (0, 0);
    }
  g_array_append_val (resolver->out->evidence, evidence);
}

static void
add_reason (
  DlnResolver *resolver, guint32 document, guint32 row, const Dated *dated, const DlnTime *offset)
{
  g_autofree char *day = dln_when_format (&dated->profile.when);
  g_autofree char *words =
    offset != NULL ? dln_document_dup_span (resolver->inputs[document].document, offset->span)
                   : NULL;
  DlnStringId here =
    offset != NULL ? _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_OFFSET, words, day)
                   : _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_REPORT, day);

  add_evidence (resolver, document, document, row, here, 1);
  add_evidence (resolver,
                document,
                dated->document,
                dated->row,
                _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_EVENT),
                0.9f);
}

/* The last two rows of evidence, of this document and of the other, stand against row @kept. */
static void
refuse (DlnResolver   *resolver,
        guint          kept,
        guint          refused,
        const DlnWhen *kept_when,
        const DlnWhen *refused_when)
{
  GArray *evidence = resolver->out->evidence;
  g_autofree char *a = dln_when_to_edtf (kept_when);
  g_autofree char *b = dln_when_to_edtf (refused_when);

  DLN_ROW (evidence, DlnEvidence, refused)->contradicts = TRUE;
  _dln_resolver_add_conflict (resolver,
                              DLN_ROW (evidence, DlnEvidence, kept),
                              DLN_ROW (evidence, DlnEvidence, refused),
                              DLN_CONFLICT_DATE,
                              a,
                              b);
}

/* Another day for the event by which the document was just dated: that day was there first. */
static void
report_rival (DlnResolver *resolver, guint32 document, const Dated *dated, const Dated *rival)
{
  guint kept = resolver->out->evidence->len - 1;

  add_evidence (resolver,
                document,
                rival->document,
                rival->row,
                _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_RIVAL),
                0.5f);
  refuse (resolver, kept, kept + 1, &dated->profile.when, &rival->profile.when);
}

/* Narrows @when by what the offset allows; FALSE if nothing would be left. */
static gboolean
narrow (DlnWhen *when, const DlnWhen *event, const DlnTime *offset)
{
  DlnInstant first = dln_instant_shift (event->earliest_begin, offset->nearest * (gint64) DAY);
  DlnInstant end = dln_instant_shift (event->latest_end, offset->farthest * (gint64) DAY);

  if (offset->nearest == 1 && offset->farthest == 13
      && event->precision <= DLN_PRECISION_DAY) /* the calendar week after, Monday to Sunday */
    {
      guint weekday = dln_civil_from_instant (event->earliest_begin).weekday;

      first = event->earliest_begin + (8 - weekday) * (gint64)DAY;
      end = first + 7 * (gint64)DAY;
    }
  return _dln_resolver_cut_date (when, first, end);
}

/* The claim's own day, as far as the document's date and the other claim's agree. */
static void
date_claim (DlnResolver   *resolver,
            guint32        number,
            guint32        document,
            const Dated   *dated,
            const DlnTime *offset)
{
  DlnWhen when = dated->profile.when;
  g_autofree char *words =
    dln_document_dup_span (resolver->inputs[document].document, offset->span);

  when.span = DLN_SPAN (0, 0);
  when.flags |= DLN_WHEN_INFERRED;
  resolver->event_when[number] = when;
  resolver->event_reason[number] =
    _dln_resolver_intern_reason (resolver, DLN_REASON_EVENT_ELSEWHERE, words);
}

/* "last week" and the like of other claims, counted from a date that is now known. */
static void
date_other_claims (DlnResolver *resolver,
                   guint32      document,
                   DlnWhen      own)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;

  if (_dln_when_measure (&own) > 10 * DAY)
    return;
  for (guint32 j = 0; j < annotations->events->len; j++)
    {
      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, j);
      guint32 number = resolver->first_event[document] + j;
      const DlnTime *offset = find_offset (resolver, document, claim);
      DlnInstant begin;
      DlnInstant end;

      if (offset == NULL || resolver->event_when[number].precision != DLN_PRECISION_NONE)
        continue;
      begin = dln_instant_shift (own.earliest_begin, -(offset->farthest * (gint64) DAY));
      end = dln_instant_shift (own.latest_end, -(offset->nearest * (gint64) DAY));
      resolver->event_when[number] = (DlnWhen){
        .earliest_begin = begin,
        .latest_begin = end,
        .earliest_end = begin,
        .latest_end = end,
        .precision = end - begin <= 16 * DAY ? DLN_PRECISION_WEEK : DLN_PRECISION_MONTH,
        .flags = DLN_WHEN_INFERRED | DLN_WHEN_APPROXIMATE,
      };
      resolver->event_reason[number] =
        _dln_resolver_intern_reason (resolver, DLN_REASON_EVENT_ARTICLE);
    }
}

/* A claim told as news, without a date in its clause. */
static gboolean
is_report (const DlnAnnotations *annotations, const DlnEventClaim *claim)
{
  return (claim->flags & (DLN_EVENT_NOMINAL | DLN_EVENT_BACKGROUND)) == 0
         && claim->modality == DLN_MODALITY_ASSERTED && claim->polarity == DLN_POLARITY_POSITIVE
         && find_time (annotations, claim) == NULL;
}

/* The latest event that the document reports and others date: it was not written before. One that
 * lies behind the interval is kept beside it. */
static void
bound_by_reports (Dater *dater, guint32 document, DlnWhen *when, guint first)
{
  DlnResolver          *resolver = dater->resolver;
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  Match latest = { 0 }, late = { 0 };
  guint refused;

  for (guint32 j = 0; j < annotations->events->len; j++)
    {
      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, j);
      DlnClaimProfile      profile;
      Match                match = { .row = j };
      DlnInstant           begin;

      if (!is_report (annotations, claim))
        continue;
      _dln_claim_read (&dater->reader, resolver, document, j, &profile);
      match.dated = find_dated (dater, &profile, &match.rival);
      if (match.dated == NULL)
        continue;
      begin = match.dated->profile.when.earliest_begin;
      if (dln_when_is_known (when) && begin >= when->latest_end)
        late = late.dated == NULL ? match : late;
      else if (latest.dated == NULL || begin > latest.dated->profile.when.earliest_begin)
        latest = match;
    }
  if (latest.dated != NULL
      && (!dln_when_is_known (when)
          || latest.dated->profile.when.earliest_begin > when->earliest_begin)
      && _dln_resolver_cut_date (
        when, latest.dated->profile.when.earliest_begin, DLN_INSTANT_FUTURE))
    {
      add_reason (resolver, document, latest.row, latest.dated, NULL);
      if (latest.rival != NULL)
        report_rival (resolver, document, latest.dated, latest.rival);
    }
  refused = resolver->out->evidence->len;
  if (late.dated == NULL || refused == first)
    return; /* nothing is against its own text */
  add_reason (resolver, document, late.row, late.dated, NULL);
  refuse (resolver, first, refused, when, &late.dated->profile.when);
}

static char *
fold_source (const DlnDocument *document)
{
  const char *source = dln_document_get_source (document);

  return source != NULL && *source != '\0' ? g_utf8_casefold (source, -1) : NULL;
}

/* Where dated documents name the publishers of undated ones. */
static void
read_citations (Dater *dater)
{
  const DlnResolver *resolver = dater->resolver;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      char *key = needs_date (DLN_ROW (resolver->out->documents, DlnResolvedDocument, i))
                    ? fold_source (resolver->inputs[i].document)
                    : NULL;

      if (key != NULL)
        g_hash_table_insert (dater->citations, key, g_array_new (FALSE, FALSE, sizeof (Citation)));
    }
  for (guint32 i = 0; g_hash_table_size (dater->citations) > 0 && i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;

      if (!is_dated (DLN_ROW (resolver->out->documents, DlnResolvedDocument, i)))
        continue;
      for (guint32 m = 0; m < annotations->mentions->len; m++)
        {
          const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, m);
          g_autofree char  *words =
            dln_document_dup_span (resolver->inputs[i].document, mention->span);
          g_autofree char *key = g_utf8_casefold (words, -1);
          GArray          *citations = g_hash_table_lookup (dater->citations, key);
          Citation         citation = {
                    i, DLN_ROW (annotations->tokens, DlnToken, mention->first_token)->sentence
          };

          if (citations != NULL && citations->len < MAX_CITATIONS)
            g_array_append_val (citations, citation);
        }
    }
}

/* The claim of the document that a claim in the citing sentence repeats, DLN_NO_ROW if there is
 * none. */
static guint32
find_cited (Dater *dater, guint32 document, const Citation *citation, guint32 *citing)
{
  DlnResolver          *resolver = dater->resolver;
  const DlnAnnotations *own = resolver->inputs[document].annotations;
  const DlnAnnotations *other = resolver->inputs[citation->document].annotations;

  for (guint32 k = 0; k < other->events->len; k++)
    {
      const DlnEventClaim *claim = DLN_ROW (other->events, DlnEventClaim, k);
      DlnClaimProfile      there;

      if (DLN_ROW (other->tokens, DlnToken, claim->token)->sentence != citation->sentence)
        continue;
      _dln_claim_read (&dater->reader, resolver, citation->document, k, &there);
      for (guint32 j = 0; j < own->events->len; j++)
        {
          DlnClaimProfile here;

          _dln_claim_read (&dater->reader, resolver, document, j, &here);
          if (here.class == there.class && _dln_claim_compare_undated (&here, &there) > 0)
            {
              *citing = k;
              return j;
            }
        }
    }
  return DLN_NO_ROW;
}

/* The earliest dated document that names this one's publisher beside an event of it: it was not
 * written after. */
static void
bound_by_citations (Dater *dater, guint32 document, DlnWhen *when)
{
  DlnResolver     *resolver = dater->resolver;
  g_autofree char *key = fold_source (resolver->inputs[document].document);
  const GArray    *citations = key != NULL ? g_hash_table_lookup (dater->citations, key) : NULL;
  const DlnResolvedDocument *best = NULL;
  guint32                    cited = DLN_NO_ROW;
  guint32                    citing = 0;
  guint32                    citer = 0;

  for (guint i = 0; citations != NULL && i < citations->len; i++)
    {
      const Citation            *citation = &g_array_index (citations, Citation, i);
      const DlnResolvedDocument *other =
        DLN_ROW (resolver->out->documents, DlnResolvedDocument, citation->document);
      guint32 claim = 0;
      guint32 row;

      if (citation->document == document
          || (best != NULL && other->when.latest_end >= best->when.latest_end))
        continue;
      row = find_cited (dater, document, citation, &claim);
      if (row == DLN_NO_ROW)
        continue;
      best = other;
      cited = row;
      citing = claim;
      citer = citation->document;
    }
  if (best == NULL || !_dln_resolver_cut_date (when, DLN_INSTANT_PAST, best->when.latest_end))
    return;

  g_autofree char *day = dln_when_format (&best->when);

  add_evidence (resolver,
                document,
                document,
                cited,
                _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_CITED, day),
                1);
  add_evidence (resolver,
                document,
                citer,
                citing,
                _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_PUBLISHER),
                0.9f);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *x = a, *y = b;

  if (x->dated->document != y->dated->document)
    return x->dated->document < y->dated->document ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

/* Those by documents that were there first come first, so that they hold. */
static GArray *
find_matches (Dater *dater, guint32 document)
{
  DlnResolver *resolver = dater->resolver;
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  for (guint32 j = 0; j < annotations->events->len; j++)
    {
      const DlnEventClaim *claim = DLN_ROW (annotations->events, DlnEventClaim, j);
      Match match = { .row = j, .offset = find_offset (resolver, document, claim) };
      DlnClaimProfile profile;

      if (match.offset == NULL
          || dln_when_is_known (&resolver->event_when[resolver->first_event[document] + j]))
        continue;
      _dln_claim_read (&dater->reader, resolver, document, j, &profile);
      match.dated = find_dated (dater, &profile, &match.rival);
      if (match.dated != NULL)
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  return matches;
}

/* Takes what a claim allows; where nothing would be left, the two stand as a conflict. */
static gboolean
take_offset (
  DlnResolver *resolver, guint32 document, const Match *match, guint first, DlnWhen *when)
{
  const DlnWhen *day = &match->dated->profile.when;
  DlnWhen other = dln_when_unknown ();
  guint refused = resolver->out->evidence->len;

  if (narrow (when, day, match->offset))
    {
      add_reason (resolver, document, match->row, match->dated, match->offset);
      return TRUE;
    }
  if (refused > first && narrow (&other, day, match->offset))
    {
      add_reason (resolver, document, match->row, match->dated, match->offset);
      refuse (resolver, first, refused, when, &other);
    }
  return FALSE;
}

static void
date_document (Dater  *dater,
               guint32 document)
{
  DlnResolver *resolver = dater->resolver;
  DlnResolvedDocument *row = DLN_ROW (resolver->out->documents, DlnResolvedDocument, document);
  DlnWhen when = row->when;
  guint32 first = resolver->out->evidence->len;

  dater->several = FALSE;

  g_autoptr (GArray) matches = find_matches (dater, document);

  for (guint i = 0; i < matches->len; i++)
    {
      const Match *match = DLN_ROW (matches, Match, i);

      if (!take_offset (resolver, document, match, first, &when))
        continue;
      date_claim (resolver,
                  resolver->first_event[document] + match->row,
                  document,
                  match->dated,
                  match->offset);
      if (match->rival != NULL)
        report_rival (resolver, document, match->dated, match->rival);
    }
  if (!dln_when_is_known (&when) || when.latest_end == DLN_INSTANT_FUTURE)
    _dln_resolver_bound_by_pairs (resolver, document, &when);
  bound_by_reports (dater, document, &when, first);
  bound_by_citations (dater, document, &when);
  if (resolver->out->evidence->len == first && dater->several
      && row->date_source == DLN_DATE_NONE)
    row->reason = _dln_resolver_intern_reason (resolver, DLN_REASON_DATE_SEVERAL);
  if (resolver->out->evidence->len == first)
    return;
  row->when = when;
  row->date_source = DLN_DATE_INFERRED;
  row->first_reason = first;
  row->n_reasons = resolver->out->evidence->len - first;
  row->reason = DLN_ROW (resolver->out->evidence, DlnEvidence, first)->reason;
  date_other_claims (resolver, document, when);
}

/* Time: O(claims) */
gboolean
_dln_resolver_date_documents (DlnResolver *resolver,
                              GError     **error)
{
  g_autoptr (DlnStrings) words = dln_strings_new ();
  g_autoptr (GArray) dated = g_array_new (FALSE, FALSE, sizeof (Dated));
  g_autoptr (GHashTable) blocks = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free,
                                                         (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) citations =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  Dater    dater = { resolver, { words }, dated, blocks, citations };
  gboolean wanted = FALSE;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    wanted |= needs_date (DLN_ROW (resolver->out->documents, DlnResolvedDocument, i));
  if (wanted)
    {
      read_dated (&dater);
      read_citations (&dater);
    }
  for (guint32 i = 0; wanted && i < resolver->n_inputs; i++)
    {
      if (g_cancellable_set_error_if_cancelled (resolver->cancellable, error))
        return FALSE;
      if (needs_date (DLN_ROW (resolver->out->documents, DlnResolvedDocument, i)))
        date_document (&dater, i);
    }
  return TRUE;
}
