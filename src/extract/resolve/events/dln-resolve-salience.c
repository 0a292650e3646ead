/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes an event news. First, its day: how many independent articles tell of that day, whether
 * they tell more of it than of the days around it, whether they lead with it, and whether more
 * articles are printed from that day on than before. Of the events of a day the best one takes the
 * weight of the day, the others the less the weaker they are. What is told of one event: how surely
 * its claims belong on a timeline, whether it changes what holds (a verdict, a death, an election),
 * how many independent articles agree on it and still tell it days later, and how central its
 * people are. Only claims that fit the event's date count: a heap of claims that were joined by
 * mistake weighs no more than the part that agrees. What is a side remark, no fact, dated by its
 * article alone, or long before the first article, weighs less. The exponents of a day were fitted
 * on twelve stories with timelines of newspapers, each story with those of the eleven others. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"

#include <math.h>

#define DAY G_GINT64_CONSTANT (86400)
#define LATER (2 * DAY)              /* told so long after it: recalled, not reported */
#define MAX_AGREEING (40 * DAY)      /* a claim with a longer date agrees with anything */
#define LONG_BEFORE (2 * 365 * DAY)  /* before the first article: background */
#define LEAD_BLOCKS 3                /* an article leads with what stands in its first blocks */
#define TOP_CLAIMS 3
#define MAX_CLAIMS 512 /* of one event that are looked at */
#define AROUND 3       /* days before and behind that a day is compared with */

/* exponents of what a day has against nothing, or against the days around it */
#define TELLERS 1.0
#define PEAK 0.4
#define SURGE 0.4
#define LEADS 0.3
#define SECOND 0.2   /* another event of the day, at most, against its best one */
#define DOUBTED 0.3  /* exponent of a discount where the day already tells much */

static const float changes[DLN_N_EVENT_TYPES] = {
  [DLN_EVENT_STATEMENT] = -0.2f,     [DLN_EVENT_ARMED_CONFLICT] = 0.12f,
  [DLN_EVENT_JUSTICE] = 0.15f,       [DLN_EVENT_APPOINTMENT] = 0.14f,
  [DLN_EVENT_DISASTER] = 0.14f,      [DLN_EVENT_ELECTION] = 0.14f,
  [DLN_EVENT_LAW] = 0.1f,            [DLN_EVENT_DIPLOMACY] = 0.06f,
  [DLN_EVENT_LIFE] = 0.12f,          [DLN_EVENT_PROTEST] = 0.08f,
  [DLN_EVENT_BUSINESS] = 0.04f,      [DLN_EVENT_MOVEMENT] = 0.02f,
  [DLN_EVENT_PUBLICATION] = -0.05f,  [DLN_EVENT_ALLEGATION] = 0.05f,
  [DLN_EVENT_CHARGE] = 0.15f,        [DLN_EVENT_PLEA] = 0.12f,
  [DLN_EVENT_TRIAL] = 0.15f,         [DLN_EVENT_VERDICT] = 0.17f,
  [DLN_EVENT_SENTENCE] = 0.17f,      [DLN_EVENT_APPEAL] = 0.12f,
  [DLN_EVENT_ACQUITTAL] = 0.17f,     [DLN_EVENT_DISMISSAL] = 0.15f,
};

typedef struct
{
  DlnResolver *resolver;
  DlnInstant   first;     /* of the dated articles; FUTURE if there are none */
  GHashTable  *days;      /* day -> Day */
} Weigher;

typedef struct
{
  GHashTable *tellers; /* independent documents that tell of it */
  guint       n_leads; /* that an article leads with one of its events */
  guint       n_printed;
  float       best; /* what its best event weighs by itself */
} Day;

static void
day_free (gpointer data)
{
  g_hash_table_unref (((Day *) data)->tellers);
  g_free (data);
}

static const DlnEventClaim *
get_claim (const DlnResolver *resolver,
           const DlnEvidence *evidence)
{
  const GArray *events = resolver->inputs[evidence->document - 1].annotations->events;

  return DLN_ROW (events, DlnEventClaim, evidence->row);
}

static gboolean
is_short (const DlnWhen *when)
{
  return dln_when_is_known (when) && when->earliest_begin != DLN_INSTANT_PAST
         && when->latest_end != DLN_INSTANT_FUTURE
         && when->latest_end - when->earliest_begin <= MAX_AGREEING;
}

/* No date contradicts nobody; one that is known has to meet the event's. */
static gboolean
agrees (const DlnEvent    *event,
        const DlnEvidence *evidence)
{
  if (!dln_when_is_known (&evidence->when) || !dln_when_is_known (&event->when))
    return TRUE;
  return is_short (&evidence->when)
         && evidence->when.earliest_begin < dln_instant_shift (event->when.latest_end, DAY)
         && dln_instant_shift (event->when.earliest_begin, -DAY) < evidence->when.latest_end;
}

static gboolean
leads (const DlnResolver   *resolver,
       guint32              document,
       const DlnEventClaim *claim)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  guint32 sentence = _dln_sentence_at (annotations, claim->span.begin);

  return _dln_block_type_at (annotations, claim->span.begin) == DLN_BLOCK_TITLE
         || (sentence < annotations->sentences->len
             && DLN_ROW (annotations->sentences, DlnSentence, sentence)->block < LEAD_BLOCKS);
}

static gint64
get_day (const DlnWhen *when)
{
  return when->earliest_begin / DAY - (when->earliest_begin % DAY < 0);
}

/* ---- days ----------------------------------------------------------------------------------- */

static gboolean
is_day (const DlnWhen *when)
{
  return is_short (when) && when->latest_end - when->earliest_begin <= DAY;
}

static Day *
find_day (const Weigher *weigher,
          gint64         day)
{
  return g_hash_table_lookup (weigher->days, &day);
}

static Day *
take_day (Weigher *weigher,
          gint64   number)
{
  Day *day = find_day (weigher, number);

  if (day == NULL)
    {
      day = g_new0 (Day, 1);
      day->tellers = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (weigher->days, g_memdup2 (&number, sizeof number), day);
    }
  return day;
}

/* which articles tell of each day, and which were printed on it */
static void
collect_days (Weigher *weigher)
{
  const GArray *evidence = weigher->resolver->out->evidence;
  const GArray *documents = weigher->resolver->out->documents;

  for (guint i = 0; i < evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (evidence, DlnEvidence, i);

      if (row->kind == DLN_TARGET_EVENT && is_day (&row->when))
        g_hash_table_add (
          take_day (weigher, get_day (&row->when))->tellers,
          GUINT_TO_POINTER (weigher->resolver->independent[row->document - 1] + 1));
    }
  for (guint i = 0; i < documents->len; i++)
    {
      const DlnWhen *when = &DLN_ROW (documents, DlnResolvedDocument, i)->when;

      if (is_day (when))
        take_day (weigher, get_day (when))->n_printed++;
    }
}

static guint
count_tellers (const Weigher *weigher,
               gint64         number)
{
  const Day *day = find_day (weigher, number);

  return day != NULL ? g_hash_table_size (day->tellers) : 0;
}

static guint
count_printed (const Weigher *weigher,
               gint64         from,
               gint64         to)
{
  guint n = 0;

  for (gint64 number = from; number <= to; number++)
    {
      const Day *day = find_day (weigher, number);

      n += day != NULL ? day->n_printed : 0;
    }
  return n;
}

static double
weigh_day (const Weigher *weigher,
           gint64         number,
           const Day     *day)
{
  double tellers = 1 + g_hash_table_size (day->tellers), around = 0;

  for (gint64 k = 1; k <= AROUND; k++)
    around += count_tellers (weigher, number - k) + count_tellers (weigher, number + k);
  return pow (tellers, TELLERS) * pow (tellers / (1 + around / (2 * AROUND)), PEAK)
         * pow (1 + day->n_leads, LEADS)
         * pow ((1.0 + count_printed (weigher, number, number + AROUND - 1))
                  / (1 + count_printed (weigher, number - AROUND, number - 1)),
                SURGE);
}

static void
find_first (Weigher *weigher)
{
  const GArray *documents = weigher->resolver->out->documents;

  weigher->first = DLN_INSTANT_FUTURE;
  for (guint i = 0; i < documents->len; i++)
    {
      const DlnWhen *when = &DLN_ROW (documents, DlnResolvedDocument, i)->when;

      if (is_short (when))
        weigher->first = MIN (weigher->first, when->earliest_begin);
    }
}

/* ---- one event ------------------------------------------------------------------------------ */

typedef struct
{
  float top[TOP_CLAIMS]; /* weights of the best claims, the best first */
  guint n_top;
  guint n_agreeing; /* independent articles */
  guint n_later;    /* of them, that tell it days later */
  guint n_leading;  /* of them, that lead with it */
} Support;

static void
add_weight (Support *support,
            float    weight)
{
  guint at = support->n_top;

  while (at > 0 && support->top[at - 1] < weight)
    at--;
  if (at == TOP_CLAIMS)
    return;
  for (guint i = MIN (support->n_top, TOP_CLAIMS - 1); i > at; i--)
    support->top[i] = support->top[i - 1];
  support->top[at] = weight;
  support->n_top = MIN (support->n_top + 1, TOP_CLAIMS);
}

static void
read_support (const Weigher  *weigher,
              const DlnEvent *event,
              Support        *support)
{
  const DlnResolver *resolver = weigher->resolver;
  g_autoptr (GHashTable) agreeing = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) later = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) leading = g_hash_table_new (NULL, NULL);
  guint n = MIN (event->n_evidence, MAX_CLAIMS);

  for (guint i = 0; i < n; i++)
    {
      const DlnEvidence *row
        = DLN_ROW (resolver->out->evidence, DlnEvidence, event->first_evidence + i);
      const DlnEventClaim *claim = get_claim (resolver, row);
      gpointer teller = GUINT_TO_POINTER (resolver->independent[row->document - 1] + 1);
      const DlnWhen *told
        = &DLN_ROW (resolver->out->documents, DlnResolvedDocument, row->document - 1)->when;

      if (!agrees (event, row))
        continue;
      add_weight (support, claim->salience);
      g_hash_table_add (agreeing, teller);
      if (dln_when_is_known (told) && dln_when_is_known (&event->when)
          && told->earliest_begin > dln_instant_shift (event->when.latest_end, LATER))
        g_hash_table_add (later, teller);
      if (leads (resolver, row->document - 1, claim))
        g_hash_table_add (leading, teller);
    }
  support->n_agreeing = g_hash_table_size (agreeing);
  support->n_later = g_hash_table_size (later);
  support->n_leading = g_hash_table_size (leading);
}

/* The salience of the most salient one who takes part. */
static float
get_prominence (const DlnResolver *resolver,
                const DlnEvent    *event)
{
  float most = 0;

  for (guint i = 0; i < event->n_participants; i++)
    {
      const DlnEventParticipant *row = DLN_ROW (
        resolver->out->participants, DlnEventParticipant, event->first_participant + i);
      const DlnEntity *entity = _dln_resolver_get_entity (resolver, row->entity);

      if (entity != NULL)
        most = MAX (most, entity->salience);
    }
  return most;
}

static float
get_discount (const Weigher  *weigher,
              const DlnEvent *event)
{
  float discount = 1;

  if ((event->flags & DLN_EVENT_MINOR) != 0)
    discount *= 0.4f;
  if (event->modality != DLN_MODALITY_ASSERTED || event->polarity != DLN_POLARITY_POSITIVE)
    discount *= 0.6f;
  if ((event->flags & DLN_EVENT_NOMINAL) != 0)
    discount *= 0.85f;
  if (!dln_when_is_known (&event->when))
    return discount * 0.8f;
  if ((event->when.flags & DLN_WHEN_INFERRED) != 0)
    discount *= 0.85f;
  if (weigher->first != DLN_INSTANT_FUTURE
      && event->when.latest_end < dln_instant_shift (weigher->first, -LONG_BEFORE))
    discount *= 0.6f;
  return discount;
}

/* What an event weighs by itself. */
static float
weigh (const Weigher  *weigher,
       const DlnEvent *event,
       const Support  *support)
{
  float claims = 0, change;
  double told;

  for (guint i = 0; i < support->n_top; i++) /* one sure claim among doubtful ones is not enough */
    claims += support->top[i] / support->n_top;
  told = 1 + 0.8 * log1p (support->n_agreeing) + 0.35 * log1p (support->n_later)
         + 0.2 * log1p (support->n_leading) + 2 * get_prominence (weigher->resolver, event);
  change = event->type < G_N_ELEMENTS (changes) ? changes[event->type] : 0;
  return MAX (claims + change, 0.02f) * told * get_discount (weigher, event);
}

/* What its day, or what is told of it, adds. */
static float
lift (const Weigher  *weigher,
      const DlnEvent *event,
      const Support  *support,
      float           own,
      float           largest)
{
  double weight = (1 + own / largest) * pow (get_discount (weigher, event), DOUBTED)
                  * (1 + get_prominence (weigher->resolver, event));
  const Day *day = is_day (&event->when) ? find_day (weigher, get_day (&event->when)) : NULL;

  if (day == NULL)
    return weight * pow (1 + support->n_agreeing, TELLERS) * pow (1 + support->n_leading, LEADS);
  if (own < day->best)
    weight *= SECOND * own / day->best;
  return weight * weigh_day (weigher, get_day (&event->when), day);
}

static void
weigh_all (Weigher *weigher)
{
  GArray *events = weigher->resolver->out->events;
  g_autofree Support *supports = g_new0 (Support, MAX (events->len, 1));
  g_autofree float *own = g_new0 (float, MAX (events->len, 1));
  float largest = 0, most = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (events, DlnEvent, i);
      Day *day = is_day (&event->when) ? find_day (weigher, get_day (&event->when)) : NULL;

      read_support (weigher, event, &supports[i]);
      own[i] = weigh (weigher, event, &supports[i]);
      largest = MAX (largest, own[i]);
      if (day == NULL)
        continue;
      day->best = MAX (day->best, own[i]);
      day->n_leads += supports[i].n_leading;
    }
  for (guint i = 0; i < events->len; i++)
    {
      DlnEvent *event = DLN_ROW (events, DlnEvent, i);

      event->salience = lift (weigher, event, &supports[i], own[i], largest);
      most = MAX (most, event->salience);
    }
  for (guint i = 0; i < events->len && most > 0; i++)
    DLN_ROW (events, DlnEvent, i)->salience /= most;
}

/* Sets the salience of all events, 0 to 1. Time: O(claims) */
void
_dln_resolver_weigh_events (DlnResolver *resolver)
{
  g_autoptr (GHashTable) days
    = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, day_free);
  Weigher weigher = { .resolver = resolver, .days = days };

  find_first (&weigher);
  collect_days (&weigher);
  weigh_all (&weigher);
}
