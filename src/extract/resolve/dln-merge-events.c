/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which claims of different documents, and repeats within one, tell the same event.
 *
 * Claims are read in order. Each is compared with the events so far of the same kind in which one
 * of its people or places takes part (the last ones of each such block), then with those of the
 * same kind that articles on the same story tell, and joins the one that agrees best in roles, date
 * and words, or begins an event of its own. A definite noun without participants ("the war") goes
 * with the last event of that kind in its document. The same sentence in two documents is the same
 * claim. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-claims-private.h"
#include "extract/resolve/dln-lexicon-private.h"
#include "extract/resolve/dln-name-key-private.h"
#include "extract/resolve/dln-stories-private.h"

#define OTHER_STORY 1.0 /* what claims of articles on different stories have to agree better */
/* events of a kind and participant that a claim is compared with, last first */
#define MAX_BLOCK 24

typedef struct
{
  DlnResolver     *resolver;
  DlnClaimReader   reader;
  DlnClaimProfile *profiles; /* [n_claims]; of a cluster at its root */
  guint32          n_claims;
  GHashTable      *blocks;   /* kind, entity -> GArray of claims */
  GHashTable      *local;    /* kind, document -> GArray of claims */
  guint32         *story_of; /* [n_inputs]: first document of its story */
  GHashTable      *told;     /* kind, story -> GArray of claims */
  GHashTable      *sentences; /* hash, kind -> claim + 1 */
  GArray          *apart;    /* pairs that the user keeps apart */
} Merger;

/* ---- joining ------------------------------------------------------------------------------- */

static gboolean
join_claims (Merger     *merger,
             guint32     a,
             guint32     b,
             const char *reason)
{
  guint32 *parents = merger->resolver->event_parent;
  guint32 x = _dln_forest_find (parents, a);
  guint32 y = _dln_forest_find (parents, b);
  guint32 from = MAX (x, y);

  if (x == y)
    return FALSE;
  for (guint i = 0; i + 1 < merger->apart->len; i += 2)
    {
      guint32 p = _dln_forest_find (parents, g_array_index (merger->apart, guint32, i));
      guint32 q = _dln_forest_find (parents, g_array_index (merger->apart, guint32, i + 1));

      if ((p == x && q == y) || (p == y && q == x))
        return FALSE;
    }
  _dln_forest_join (parents, x, y);
  _dln_claim_add (&merger->profiles[MIN (x, y)], &merger->profiles[from]);
  if (merger->resolver->event_reason[b] == 0)
    merger->resolver->event_reason[b] =
      dln_strings_intern (merger->resolver->out->strings, reason);
  return TRUE;
}

static gint64
make_key (guint32 kind,
          guint32 other,
          guint   space)
{
  return ((gint64) kind << 34) ^ ((gint64) other << 2) ^ space;
}

static GArray *
get_list (GHashTable *table,
          gint64      key,
          gboolean    add)
{
  GArray *block = g_hash_table_lookup (table, &key);

  if (block == NULL && add)
    {
      block = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (table, g_memdup2 (&key, sizeof key), block);
    }
  return block;
}

static void
add_to_blocks (Merger *merger,
               guint32 claim)
{
  const DlnClaimProfile *profile = &merger->profiles[claim];

  for (guint i = 0; i < profile->n_entities; i++)
    {
      gint64 key = make_key (profile->class, profile->entities[i].entity, 0);
      GArray *block = get_list (merger->blocks, key, TRUE);

      g_array_append_val (block, claim);
    }
}

/* ---- finding the event of a claim ---------------------------------------------------------- */

typedef struct
{
  guint32  root;
  double   score;
  gboolean conflict;
} Best;

static void
search_block (Merger                *merger,
              const GArray          *block,
              const DlnClaimProfile *profile,
              Best                  *best)
{
  guint32 *parents = merger->resolver->event_parent;
  guint32 last = DLN_NO_ROW;
  guint compared = 0;

  for (guint i = block->len; i-- > 0 && compared < MAX_BLOCK;)
    {
      guint32 root = _dln_forest_find (parents, g_array_index (block, guint32, i));
      gboolean conflict;
      double score;

      if (root == last)
        continue;
      last = root;
      compared++;
      score = _dln_claim_compare (profile, &merger->profiles[root], &conflict);
      /* whether two days of one event are of one story the company tells, see share_company () */
      if (!conflict
          && merger->story_of[profile->document]
               != merger->story_of[merger->profiles[root].document])
        score -= OTHER_STORY;
      if (score > best->score || (score == best->score && score > 0 && root < best->root))
        *best = (Best){ root, score, conflict };
    }
}

static gboolean
join_same_sentence (Merger *merger,
                    guint32 claim)
{
  const DlnClaimProfile *profile = &merger->profiles[claim];
  gint64 key = make_key (profile->class, profile->sentence, 1);
  guint32 other;

  if (profile->sentence == 0)
    return FALSE;
  other = GPOINTER_TO_UINT (g_hash_table_lookup (merger->sentences, &key));
  if (other != 0)
    return merger->profiles[other - 1].document != profile->document
           && join_claims (merger, other - 1, claim, "the same sentence in another article");
  g_hash_table_insert (
    merger->sentences, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (claim + 1));
  return FALSE;
}

/* A story is told within months; what it tells of later must have a date to be known by. */
static gboolean
are_near_in_time (const DlnResolver     *resolver,
                  const DlnClaimProfile *a,
                  const DlnClaimProfile *b)
{
  const DlnWhen *x = &DLN_ROW (resolver->out->documents, DlnResolvedDocument, a->document)->when;
  const DlnWhen *y = &DLN_ROW (resolver->out->documents, DlnResolvedDocument, b->document)->when;
  const gint64 months = 180 * 24 * 60 * 60;

  if (x->precision == DLN_PRECISION_NONE || y->precision == DLN_PRECISION_NONE
      || _dln_when_meet (x, y)
      || (a->when.precision != DLN_PRECISION_NONE && b->when.precision != DLN_PRECISION_NONE))
    return TRUE;
  return x->earliest_begin > y->earliest_begin ? x->earliest_begin - y->latest_end <= months
                                               : y->earliest_begin - x->latest_end <= months;
}

static void
search_told (Merger                *merger,
             const DlnClaimProfile *profile,
             const GArray          *list,
             Best                  *best)
{
  guint32 last = DLN_NO_ROW;

  for (guint i = list->len, n = 0; i-- > 0 && n < 2 * MAX_BLOCK; n++)
    {
      guint32 root =
        _dln_forest_find (merger->resolver->event_parent, g_array_index (list, guint32, i));
      double score;

      if (root == last || !are_near_in_time (merger->resolver, profile, &merger->profiles[root]))
        continue;
      last = root;
      score = _dln_claim_compare_told (profile, &merger->profiles[root]);
      if (score > best->score || (score == best->score && score > 0 && root < best->root))
        *best = (Best){ root, score, FALSE };
    }
}

/* A definite noun without people ("the war"): the last event of its kind in the article of which
 * people or places are told, else the last one. */
static guint32
find_in_document (Merger                *merger,
                  const DlnClaimProfile *profile,
                  const GArray          *list)
{
  guint32 found = DLN_NO_ROW;

  if (profile->n_entities > 0 || !profile->noun)
    return DLN_NO_ROW;
  for (guint i = list->len; i-- > 0 && list->len - i <= MAX_BLOCK;)
    {
      guint32 root =
        _dln_forest_find (merger->resolver->event_parent, g_array_index (list, guint32, i));
      const DlnWhen *when = &merger->profiles[root].when;

      if (profile->when.precision != DLN_PRECISION_NONE && when->precision != DLN_PRECISION_NONE
          && !_dln_when_meet (&profile->when, when))
        continue;
      if (merger->profiles[root].n_entities > 0)
        return root;
      if (found == DLN_NO_ROW)
        found = root;
    }
  return found;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static GArray *
sort_ids (const GArray *ids)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_vals (sorted, ids->data, MIN (ids->len, 500));
  g_array_sort (sorted, compare_ids);
  return sorted;
}

/* Two articles on one story name three or more of the same. */
static gboolean
share_company (Merger *merger,
               guint32 document_a,
               guint32 document_b)
{
  const GPtrArray *tables = merger->resolver->out->entity_of;
  g_autoptr (GArray) a = sort_ids (g_ptr_array_index (tables, document_a));
  g_autoptr (GArray) b = sort_ids (g_ptr_array_index (tables, document_b));
  guint shared = 0;

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      guint32 x = g_array_index (a, guint32, i);
      guint32 y = g_array_index (b, guint32, j);

      shared += x == y && x != 0 && (i == 0 || g_array_index (a, guint32, i - 1) != x);
      i += x <= y;
      j += y <= x;
    }
  return shared >= 2;
}

static void
place_claim (Merger *merger,
             guint32 claim)
{
  const DlnClaimProfile profile = merger->profiles[claim];
  gint64 key = make_key (profile.class, profile.document, 2);
  GArray *local = get_list (merger->local, key, TRUE);
  GArray *told = get_list (merger->told,
                           make_key (profile.class, merger->story_of[profile.document], 3), TRUE);
  Best best = { DLN_NO_ROW, 0, FALSE };
  const char *reason = "the same kind of event, participants and time";

  if (join_same_sentence (merger, claim))
    {
      g_array_append_val (local, claim);
      return;
    }
  for (guint i = 0; i < profile.n_entities; i++)
    {
      gint64 block_key = make_key (profile.class, profile.entities[i].entity, 0);
      const GArray *block = get_list (merger->blocks, block_key, FALSE);

      if (block != NULL)
        search_block (merger, block, &profile, &best);
    }
  if (best.root != DLN_NO_ROW && best.conflict)
    {
      reason = "the same participants and words, another day";
      if (!share_company (merger, profile.document, merger->profiles[best.root].document))
        best = (Best){ DLN_NO_ROW, 0, FALSE };
    }
  if (best.root == DLN_NO_ROW)
    {
      search_told (merger, &profile, told, &best);
      reason = "the same kind of event in articles on one story";
    }
  if (best.root == DLN_NO_ROW)
    {
      best.root = find_in_document (merger, &profile, local);
      reason = "mentioned again in the same article";
    }
  if (best.root != DLN_NO_ROW)
    join_claims (merger, best.root, claim, reason);
  add_to_blocks (merger, claim);
  g_array_append_val (local, claim);
  g_array_append_val (told, claim);
}

/* ---- what the user decided ----------------------------------------------------------------- */

static void
replay_decisions (Merger *merger)
{
  const DlnResolver *resolver = merger->resolver;

  for (gsize i = 0; i < resolver->n_decisions; i++)
    {
      const DlnDecision *decision = &resolver->decisions[i];
      guint32 pair[2] = { decision->a - 1, decision->b - 1 };

      if (decision->kind != DLN_TARGET_EVENT || pair[0] >= merger->n_claims
          || pair[1] >= merger->n_claims)
        continue;
      if (decision->type == DLN_DECISION_MERGE)
        join_claims (merger, pair[0], pair[1], "merged by hand");
      else if (decision->type == DLN_DECISION_KEEP_APART)
        g_array_append_vals (merger->apart, pair, 2);
    }
}

/* ---- the pass ------------------------------------------------------------------------------ */

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

static void
read_profiles (Merger *merger)
{
  DlnResolver *resolver = merger->resolver;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    for (guint32 j = 0; j < resolver->inputs[i].annotations->events->len; j++)
      _dln_claim_read (&merger->reader, resolver, i, j,
                       &merger->profiles[resolver->first_event[i] + j]);
}

/* Time: O(claims), as blocks are bounded */
gboolean
_dln_resolver_join_events (DlnResolver *resolver,
                           GError     **error)
{
  guint32 n_claims = resolver->first_event[resolver->n_inputs];
  g_autoptr (DlnStrings) words = dln_strings_new ();
  g_autoptr (GHashTable) blocks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                         (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) local = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) sentences =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                       (GDestroyNotify) g_array_unref);
  g_autofree guint32 *story_of = _dln_stories_find (resolver);
  g_autoptr (GArray) apart = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree DlnClaimProfile *profiles = g_new0 (DlnClaimProfile, MAX (n_claims, 1));
  Merger merger = {
    .resolver = resolver,
    .reader = { words },
    .profiles = profiles,
    .n_claims = n_claims,
    .blocks = blocks,
    .local = local,
    .sentences = sentences,
    .apart = apart,
    .story_of = story_of,
    .told = told,
  };

  read_profiles (&merger);
  replay_decisions (&merger);
  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      if (g_cancellable_set_error_if_cancelled (resolver->cancellable, error))
        return FALSE;
      for (guint32 j = 0; j < resolver->inputs[i].annotations->events->len; j++)
        if (is_told (resolver, i, j))
          place_claim (&merger, resolver->first_event[i] + j);
    }
  return TRUE;
}
