/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which claims of different documents, and repeats within one, tell the same event.
 *
 * Claims of one kind are compared in pairs when one person or place takes part in both, when their
 * articles tell one story, or when they are one sentence; in a large block of such claims each only
 * with the nearest in time. The surest pair is joined first, and two clusters only if their claims
 * agree in the mean, so that the order in which documents were added decides nothing. What the user
 * decided is a pair that outweighs all others. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/events/dln-claims-private.h"
#include "extract/resolve/events/dln-linkage-private.h"
#include "extract/resolve/events/dln-stories-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BLOCK 24 /* claims of a block that each is compared with, the nearest in time */
#define MANY_CLAIMS 2048 /* of one article: what has more is a list, of which fewer are compared */
#define MIN_BLOCK 2
#define WEEKS (10 * 24 * 60 * 60) /* articles farther apart tell another part of a story */
#define DECIDED (1 << 26)         /* points of a pair that the user decided */
#define BY_HAND (DECIDED * 2)     /* joined */
#define GLUED (DECIDED + DECIDED / 2) /* one already when the user decided about it */

typedef enum
{
  BLOCK_ENTITY,
  BLOCK_SENTENCE,
  BLOCK_DOCUMENT,
  BLOCK_STORY,
} BlockSpace;

typedef struct /* a claim in a block */
{
  guint64 key;  /* kind of event, what is shared, space */
  gint64  time; /* of its article */
  guint32 claim;
} Place;

typedef struct
{
  DlnResolver     *resolver;
  DlnClaimReader   reader;
  DlnClaimProfile *profiles; /* [n_claims] */
  guint32          n_claims;
  guint32         *rank;     /* [n_claims]: order by the ids of their articles */
  guint32         *story_of; /* [n_inputs]: first document of its story */
  GArray          *pairs;    /* DlnLinkPair */
} Merger;

static gboolean
is_told (const DlnResolver *resolver,
         guint32            document,
         guint32            row)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  guint32 begin = DLN_ROW (annotations->events, DlnEventClaim, row)->span.begin;
  DlnBlockType type = _dln_block_type_at (annotations, begin);

  return type != DLN_BLOCK_BOILERPLATE && type != DLN_BLOCK_BYLINE;
}

/* ---- an order that does not depend on import ------------------------------------------------- */

static int
compare_ids (gconstpointer a,
             gconstpointer b,
             gpointer      data)
{
  const DlnResolveInput *inputs = data;
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;
  int order = g_strcmp0 (dln_document_get_id (inputs[x].document),
                         dln_document_get_id (inputs[y].document));

  return order != 0 ? order : x < y ? -1 : x > y;
}

static void
rank_claims (Merger *merger)
{
  const DlnResolver *resolver = merger->resolver;
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 rank = 0;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    g_array_append_val (documents, i);
  g_array_sort_with_data (documents, compare_ids, (gpointer) resolver->inputs);
  for (guint i = 0; i < documents->len; i++)
    {
      guint32 document = g_array_index (documents, guint32, i);

      for (guint32 j = 0; j < resolver->inputs[document].annotations->events->len; j++)
        merger->rank[resolver->first_event[document] + j] = rank++;
    }
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static const DlnWhen *
get_day (const Merger *merger,
         guint32       document)
{
  return &DLN_ROW (merger->resolver->out->documents, DlnResolvedDocument, document)->when;
}

static gboolean
are_weeks_apart (const DlnWhen *a,
                 const DlnWhen *b)
{
  const gint64 month = 40 * 24 * 60 * 60;

  return _dln_when_measure (a) <= month && _dln_when_measure (b) <= month
         && (a->earliest_begin - b->latest_end > WEEKS
             || b->earliest_begin - a->latest_end > WEEKS);
}

static DlnBetween
read_between (const Merger *merger,
              guint32       a,
              guint32       b)
{
  gboolean apart;

  if (a == b)
    return DLN_BETWEEN_SAME;
  apart = are_weeks_apart (get_day (merger, a), get_day (merger, b));
  if (merger->story_of[a] == merger->story_of[b])
    return apart ? DLN_BETWEEN_LATER : DLN_BETWEEN_STORY;
  return apart ? DLN_BETWEEN_FAR : DLN_BETWEEN_OTHERS;
}

static void
add_pair (Merger *merger,
          guint32 a,
          guint32 b,
          int     value)
{
  DlnLinkPair pair = { MIN (a, b), MAX (a, b), value };

  g_array_append_val (merger->pairs, pair);
}

static void
add_place (GArray    *places,
           guint32    kind,
           guint32    other,
           BlockSpace space,
           gint64     time,
           guint32    claim)
{
  Place place = { (guint64) kind << 34 ^ (guint64) other << 2 ^ space, time, claim };

  g_array_append_val (places, place);
}

static GArray *
find_places (Merger *merger)
{
  const DlnResolver *resolver = merger->resolver;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    for (guint32 j = 0; j < resolver->inputs[i].annotations->events->len; j++)
      {
        guint32 claim = resolver->first_event[i] + j;
        const DlnClaimProfile *profile = &merger->profiles[claim];
        const DlnWhen *day =
          profile->when.precision != DLN_PRECISION_NONE ? &profile->when : get_day (merger, i);
        gint64 time = day->earliest_begin;

        if (!is_told (resolver, i, j))
          continue;
        for (guint k = 0; k < profile->n_entities; k++)
          add_place (
            places, profile->class, profile->entities[k].entity, BLOCK_ENTITY, time, claim);
        if (profile->sentence != 0)
          add_place (places, profile->class, profile->sentence, BLOCK_SENTENCE, time, claim);
        add_place (places, profile->class, i, BLOCK_DOCUMENT, 0, claim);
        add_place (places, profile->class, merger->story_of[i], BLOCK_STORY, time, claim);
      }
  return places;
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const Place *x = a;
  const Place *y = b;
  const guint32 *rank = data;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  return rank[x->claim] < rank[y->claim] ? -1 : rank[x->claim] > rank[y->claim];
}

static int
compare_pair_ids (gconstpointer a,
                  gconstpointer b)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

/* how far apart in a block two claims of one article may stand */
static guint
get_reach (const Merger *merger,
           guint32       document)
{
  guint n = merger->resolver->inputs[document].annotations->events->len;

  return n <= MANY_CLAIMS ? MAX_BLOCK
                          : MAX (MIN_BLOCK, (guint64) MAX_BLOCK * MANY_CLAIMS / n);
}

static gboolean
are_in_reach (const Merger *merger,
              guint32       a,
              guint32       b,
              guint         distance)
{
  guint32 document = merger->profiles[a].document;

  return document != merger->profiles[b].document || distance <= get_reach (merger, document);
}

/* Claims that share a block, the lesser in the upper half; ascending, some more than once. */
static GArray *
find_pair_ids (Merger *merger)
{
  g_autoptr (GArray) places = find_places (merger);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint64));

  g_array_sort_with_data (places, compare_places, merger->rank);
  for (guint i = 0; i < places->len; i++)
    for (guint j = i + 1; j < MIN (places->len, i + 1 + MAX_BLOCK); j++)
      {
        const Place *x = DLN_ROW (places, Place, i);
        const Place *y = DLN_ROW (places, Place, j);
        guint64 id = (guint64) MIN (x->claim, y->claim) << 32 | MAX (x->claim, y->claim);

        if (x->key != y->key)
          break;
        if (x->claim != y->claim && are_in_reach (merger, x->claim, y->claim, j - i))
          g_array_append_val (ids, id);
      }
  g_array_sort (ids, compare_pair_ids);
  return ids;
}

/* Time: O(claims * log (claims)), as each is compared with a bounded number of others */
static gboolean
find_pairs (Merger  *merger,
            GError **error)
{
  g_autoptr (GArray) ids = find_pair_ids (merger);

  for (guint i = 0; i < ids->len; i++)
    {
      guint64 id = g_array_index (ids, guint64, i);
      const DlnClaimProfile *a = &merger->profiles[id >> 32];
      const DlnClaimProfile *b = &merger->profiles[id & G_MAXUINT32];

      if (i % 4096 == 0
          && g_cancellable_set_error_if_cancelled (merger->resolver->cancellable, error))
        return FALSE;
      if (i == 0 || id != g_array_index (ids, guint64, i - 1))
        add_pair (merger, id >> 32, id & G_MAXUINT32,
                  _dln_claim_compare (&merger->reader, a, b,
                                      read_between (merger, a->document, b->document)));
    }
  return TRUE;
}

static void
add_decisions (Merger *merger)
{
  const DlnDecided *decided = &merger->resolver->decided_claims;

  for (guint i = 0; i < decided->joins->len; i++)
    {
      const DlnDecidedJoin *join = DLN_ROW (decided->joins, DlnDecidedJoin, i);

      add_pair (merger, join->a, join->b, join->by_hand ? BY_HAND : GLUED);
    }
  for (guint i = 0; i < decided->apart->len; i += 2)
    add_pair (merger, g_array_index (decided->apart, guint32, i),
              g_array_index (decided->apart, guint32, i + 1), -DECIDED);
}

/* ---- the pass -------------------------------------------------------------------------------- */

static void
joined_cb (const DlnLinkPair *pair,
           gpointer           data)
{
  Merger *merger = data;
  DlnResolver *resolver = merger->resolver;
  const DlnClaimProfile *a = &merger->profiles[pair->a];
  const DlnClaimProfile *b = &merger->profiles[pair->b];
  DlnReason reason = DLN_REASON_SAME_EVENT;

  if (resolver->event_reason[pair->b] != 0)
    return;
  if (pair->value > DECIDED)
    reason = pair->value > GLUED + DECIDED / 4 ? DLN_REASON_BY_HAND : DLN_REASON_ALREADY_ONE;
  else if (a->document == b->document)
    reason = DLN_REASON_SAME_ARTICLE;
  else if (a->sentence != 0 && a->sentence == b->sentence)
    reason = DLN_REASON_SAME_SENTENCE;
  else if (a->when.precision != DLN_PRECISION_NONE && b->when.precision != DLN_PRECISION_NONE
           && !_dln_when_meet (&a->when, &b->when))
    reason = DLN_REASON_SAME_WORDS;
  else if (merger->story_of[a->document] == merger->story_of[b->document])
    reason = DLN_REASON_SAME_STORY;
  resolver->event_reason[pair->b] = _dln_resolver_intern_reason (resolver, reason);
}

/* Time: O(claims * log (claims)) */
gboolean
_dln_resolver_join_events (DlnResolver *resolver,
                           GError     **error)
{
  guint32 n_claims = resolver->first_event[resolver->n_inputs];
  g_autoptr (DlnStrings) words = dln_strings_new ();
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (DlnClaimTerm));
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (DlnLinkPair));
  g_autofree guint32 *story_of = _dln_stories_find (resolver);
  g_autofree guint32 *rank = g_new (guint32, MAX (n_claims, 1));
  g_autofree DlnClaimProfile *profiles = g_new0 (DlnClaimProfile, MAX (n_claims, 1));
  Merger merger = {
    .resolver = resolver,
    .reader = { .words = words, .terms = terms },
    .profiles = profiles,
    .n_claims = n_claims,
    .rank = rank,
    .story_of = story_of,
    .pairs = pairs,
  };

  rank_claims (&merger);
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    for (guint32 j = 0; j < resolver->inputs[i].annotations->events->len; j++)
      _dln_claim_read (&merger.reader, resolver, i, j, &profiles[resolver->first_event[i] + j]);
  if (!find_pairs (&merger, error))
    return FALSE;
  add_decisions (&merger);
  g_free (resolver->event_parent);
  resolver->event_parent = _dln_link_pairs (pairs, rank, n_claims, 1, joined_cb, &merger);
  return TRUE;
}
