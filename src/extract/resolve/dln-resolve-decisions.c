/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user decided, in numbers of cells and claims.
 *
 * Each decision is found again by its trace. Those that join two or keep them apart are replayed in
 * order: what was one thing when the user looked at it stays one (all that its trace finds), a
 * later word outweighs an earlier one. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-trace.h"
#include "extract/resolve/dln-resolver-private.h"

typedef struct
{
  guint32    *parents; /* [n_members]: what is one so far */
  guint32     n_members;
  DlnDecided *decided;
} Replay;

/* ---- what a decision is about ---------------------------------------------------------------- */

/* The cell whose name stands at @byte, or DLN_NO_ROW. */
static guint32
find_cell (const DlnResolver *resolver,
           guint32            document,
           guint32            byte)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;

  for (guint32 i = 0; i < annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (annotations->mentions, DlnMention, i);

      if (_dln_mention_names (mention) && mention->span.begin <= byte && byte < mention->span.end
          && mention->entity < annotations->entities->len)
        return resolver->first_cell[document] + mention->entity;
    }
  return DLN_NO_ROW;
}

static guint32
find_claim (const DlnResolver *resolver,
            guint32            document,
            guint32            byte)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;

  for (guint32 i = 0; i < annotations->events->len; i++)
    {
      DlnSpan span = DLN_ROW (annotations->events, DlnEventClaim, i)->span;

      if (span.begin <= byte && byte < span.end)
        return resolver->first_event[document] + i;
    }
  return DLN_NO_ROW;
}

/* Without a trace an id is taken for the place that it is. */
static void
add_member_at (const DlnResolver *resolver,
               DlnTargetKind      kind,
               guint32            id,
               GArray            *members)
{
  guint32 document;
  guint32 byte;
  guint32 member;

  if (id == 0 || id >= resolver->first_byte[resolver->n_inputs])
    return;
  document = _dln_resolver_document_of (resolver, resolver->first_byte, id);
  byte = id - resolver->first_byte[document];
  member = kind == DLN_TARGET_ENTITY ? find_cell (resolver, document, byte)
                                     : find_claim (resolver, document, byte);
  if (member != DLN_NO_ROW)
    g_array_append_val (members, member);
}

/* (transfer full) (element-type guint32): cells, claims or indexes of documents, best first */
static GArray *
find_members (const DlnResolver *resolver,
              DlnTraceFinder    *finder,
              DlnTargetKind      kind,
              guint32            id,
              const DlnTrace    *trace)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) hits = NULL;

  if (kind == DLN_TARGET_DOCUMENT && trace == NULL)
    {
      guint32 document = id - 1;

      if (id > 0 && id <= resolver->n_inputs)
        g_array_append_val (members, document);
      return members;
    }
  if (trace == NULL)
    {
      add_member_at (resolver, kind, id, members);
      return members;
    }
  hits = dln_trace_finder_find (finder, trace);
  for (guint i = 0; i < hits->len; i++)
    {
      const DlnTraceHit *hit = DLN_ROW (hits, DlnTraceHit, i);
      const GArray *mentions = resolver->inputs[hit->document].annotations->mentions;
      guint32 member = hit->document;

      if (kind == DLN_TARGET_ENTITY)
        member = resolver->first_cell[hit->document]
                 + DLN_ROW (mentions, DlnMention, hit->row)->entity;
      else if (kind == DLN_TARGET_EVENT)
        member = resolver->first_event[hit->document] + hit->row;
      g_array_append_val (members, member);
    }
  return members;
}

/* ---- joining and keeping apart --------------------------------------------------------------- */

static gboolean
are_apart (const Replay *replay,
           guint32       a,
           guint32       b)
{
  const GArray *apart = replay->decided->apart;

  for (guint i = 0; i < apart->len; i += 2)
    {
      guint32 x = _dln_forest_find (replay->parents, g_array_index (apart, guint32, i));
      guint32 y = _dln_forest_find (replay->parents, g_array_index (apart, guint32, i + 1));

      if ((x == a && y == b) || (x == b && y == a))
        return TRUE;
    }
  return FALSE;
}

static void
join (Replay  *replay,
      guint32  a,
      guint32  b,
      gboolean by_hand)
{
  DlnDecidedJoin pair = { a, b, by_hand };

  a = _dln_forest_find (replay->parents, a);
  b = _dln_forest_find (replay->parents, b);
  if (a == b || (!by_hand && are_apart (replay, a, b)))
    return;
  _dln_forest_join (replay->parents, a, b);
  g_array_append_val (replay->decided->joins, pair);
}

/* what was one thing when the user looked at it */
static void
glue (Replay       *replay,
      const GArray *members)
{
  for (guint i = 1; i < members->len; i++)
    join (replay, g_array_index (members, guint32, 0), g_array_index (members, guint32, i), FALSE);
}

static void
forget_apart (Replay *replay)
{
  GArray *apart = replay->decided->apart;

  for (guint i = apart->len; i >= 2; i -= 2)
    if (_dln_forest_find (replay->parents, g_array_index (apart, guint32, i - 2))
        == _dln_forest_find (replay->parents, g_array_index (apart, guint32, i - 1)))
      g_array_remove_range (apart, i - 2, 2);
}

static void
reset (Replay *replay)
{
  for (guint32 i = 0; i < replay->n_members; i++)
    replay->parents[i] = i;
}

/* What was joined so far is joined again, but for what would make one of the two parts. */
static void
replay_split (Replay       *replay,
              const GArray *rest,
              const GArray *chosen)
{
  g_autoptr (GArray) joins = g_steal_pointer (&replay->decided->joins);
  guint32 pair[2] = { g_array_index (rest, guint32, 0), g_array_index (chosen, guint32, 0) };

  replay->decided->joins = g_array_new (FALSE, FALSE, sizeof (DlnDecidedJoin));
  reset (replay);
  glue (replay, rest);
  glue (replay, chosen);
  if (_dln_forest_find (replay->parents, pair[0]) == _dln_forest_find (replay->parents, pair[1]))
    return; /* an article means one by both now */
  g_array_append_vals (replay->decided->apart, pair, 2);
  for (guint i = 0; i < joins->len; i++)
    {
      const DlnDecidedJoin *join = DLN_ROW (joins, DlnDecidedJoin, i);
      guint32 a = _dln_forest_find (replay->parents, join->a);
      guint32 b = _dln_forest_find (replay->parents, join->b);
      guint32 x = _dln_forest_find (replay->parents, pair[0]);
      guint32 y = _dln_forest_find (replay->parents, pair[1]);

      if (a == b || (a == x && b == y) || (a == y && b == x))
        continue;
      _dln_forest_join (replay->parents, a, b);
      g_array_append_val (replay->decided->joins, *join);
    }
}

static void
replay_pair (Replay         *replay,
             DlnDecisionType type,
             const GArray   *first,
             const GArray   *second)
{
  guint32 pair[2] = { g_array_index (first, guint32, 0), g_array_index (second, guint32, 0) };

  if (type == DLN_DECISION_SPLIT)
    replay_split (replay, first, second);
  if (type != DLN_DECISION_MERGE && type != DLN_DECISION_KEEP_APART)
    return;
  glue (replay, first);
  glue (replay, second);
  if (type == DLN_DECISION_MERGE)
    {
      join (replay, pair[0], pair[1], TRUE);
      forget_apart (replay);
    }
  else if (_dln_forest_find (replay->parents, pair[0])
           != _dln_forest_find (replay->parents, pair[1]))
    g_array_append_vals (replay->decided->apart, pair, 2);
}

/* ---- the pass -------------------------------------------------------------------------------- */

static void
begin_replay (Replay     *replay,
              DlnDecided *decided,
              guint32     n_members)
{
  replay->parents = g_new (guint32, MAX (n_members, 1));
  replay->n_members = n_members;
  reset (replay);
  replay->decided = decided;
  decided->joins = g_array_new (FALSE, FALSE, sizeof (DlnDecidedJoin));
  decided->apart = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/* @decision with numbers of members (from 1) instead of ids; FALSE: it speaks of nothing that is
 * there. */
static gboolean
read_decision (DlnResolver    *resolver,
               DlnTraceFinder *finder,
               Replay         *replay, /* (nullable): of no kind that is joined */
               DlnDecision    *decision)
{
  gboolean pair = decision->type == DLN_DECISION_MERGE || decision->type == DLN_DECISION_KEEP_APART
                  || decision->type == DLN_DECISION_LATER || decision->type == DLN_DECISION_SPLIT;
  g_autoptr (GArray) first =
    find_members (resolver, finder, decision->kind, decision->a, decision->of_a);
  g_autoptr (GArray) second = NULL;

  if (first->len == 0)
    return FALSE;
  decision->a = g_array_index (first, guint32, 0) + 1;
  if (!pair)
    return TRUE;
  second = find_members (resolver, finder, decision->kind, decision->b, decision->of_b);
  if (second->len == 0)
    return FALSE;
  decision->b = g_array_index (second, guint32, 0) + 1;
  if (replay != NULL)
    replay_pair (replay, decision->type, first, second);
  return TRUE;
}

/* Reads decisions; what speaks of nothing that is there any more is left out. Time: O(evidence of
 * the decisions + joins x pairs kept apart) */
void
_dln_resolver_read_decisions (DlnResolver *resolver)
{
  g_autoptr (DlnTraceFinder) finder = dln_trace_finder_new (resolver->inputs, resolver->n_inputs);
  GArray *read = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  Replay cells = { 0 };
  Replay claims = { 0 };

  begin_replay (&cells, &resolver->decided_cells, resolver->first_cell[resolver->n_inputs]);
  begin_replay (&claims, &resolver->decided_claims, resolver->first_event[resolver->n_inputs]);
  for (gsize i = 0; i < resolver->n_decisions; i++)
    {
      DlnDecision decision = resolver->decisions[i];
      Replay *replay = decision.kind == DLN_TARGET_ENTITY  ? &cells
                       : decision.kind == DLN_TARGET_EVENT ? &claims
                                                           : NULL;

      if ((replay != NULL || decision.kind == DLN_TARGET_DOCUMENT)
          && read_decision (resolver, finder, replay, &decision))
        g_array_append_val (read, decision);
    }
  resolver->n_decisions = read->len;
  resolver->read_decisions = (DlnDecision *) g_array_free (read, FALSE);
  resolver->decisions = resolver->read_decisions;
  g_free (cells.parents);
  g_free (claims.parents);
}
