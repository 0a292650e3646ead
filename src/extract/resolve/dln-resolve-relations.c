/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of relations: claims with the same type, subject and object are one edge. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-resolver-private.h"
#include "extract/dln-kinds.h"

#include <string.h>

typedef struct
{
  DlnEntityId subject;
  DlnEntityId object;
  DlnStringId caption; /* for RELATED_TO only: there the caption is the type */
  guint32     type;
  guint32     document;
  guint32     row;
  guint32     number; /* among all claims */
  guint32     first;  /* smallest number of its edge: its id */
} Member;

static int
compare_keys (const Member *x,
              const Member *y)
{
  if (x->subject != y->subject)
    return x->subject < y->subject ? -1 : 1;
  if (x->object != y->object)
    return x->object < y->object ? -1 : 1;
  if (x->type != y->type)
    return x->type < y->type ? -1 : 1;
  return x->caption < y->caption ? -1 : x->caption > y->caption;
}

static int
compare_by_key (gconstpointer a,
                gconstpointer b)
{
  const Member *x = a;
  const Member *y = b;
  int order = compare_keys (x, y);

  return order != 0 ? order : x->number < y->number ? -1 : x->number > y->number;
}

static int
compare_by_first (gconstpointer a,
                  gconstpointer b)
{
  const Member *x = a;
  const Member *y = b;

  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

static const DlnRelationClaim *
get_claim (const DlnResolver *resolver,
           const Member      *member)
{
  return DLN_ROW (resolver->inputs[member->document].annotations->relations, DlnRelationClaim,
                  member->row);
}

static DlnStringId
copy_string (DlnResolver  *resolver,
             const Member *member,
             DlnStringId   id)
{
  const DlnAnnotations *annotations = resolver->inputs[member->document].annotations;

  return dln_strings_intern (resolver->out->strings, dln_strings_get (annotations->strings, id));
}

static GArray *
collect_claims (DlnResolver *resolver)
{
  GArray *members = g_array_new (FALSE, TRUE, sizeof (Member));
  guint32 number = 0;

  for (guint32 i = 0; i < resolver->n_inputs; i++)
    {
      const DlnAnnotations *annotations = resolver->inputs[i].annotations;

      for (guint32 j = 0; j < annotations->relations->len; j++, number++)
        {
          const DlnRelationClaim *claim = DLN_ROW (annotations->relations, DlnRelationClaim, j);
          DlnBlockType block = _dln_block_type_at (annotations, claim->span.begin);
          Member member = {
            .subject = _dln_resolver_entity_of (resolver, i, claim->subject),
            .object = _dln_resolver_entity_of (resolver, i, claim->object),
            .type = claim->type,
            .document = i,
            .row = j,
            .number = number,
          };

          if (member.subject == 0 || member.object == 0 || member.subject == member.object
              || block == DLN_BLOCK_BOILERPLATE || block == DLN_BLOCK_BYLINE)
            continue;
          if (dln_relation_type_is_symmetric (claim->type) && member.subject > member.object)
            {
              DlnEntityId swap = member.subject;

              member.subject = member.object;
              member.object = swap;
            }
          if (claim->type == DLN_RELATION_RELATED_TO)
            member.caption = copy_string (resolver, &member, claim->caption);
          g_array_append_val (members, member);
        }
    }
  return members;
}

static void
add_evidence (DlnResolver  *resolver,
              const Member *member,
              DlnRelationId id)
{
  const DlnAnnotations *annotations = resolver->inputs[member->document].annotations;
  const DlnRelationClaim *claim = get_claim (resolver, member);
  DlnEvidence evidence = {
    .target = id,
    .document = member->document + 1,
    .row = member->row,
    .sentence = claim->evidence,
    .mark = claim->span,
    .reason = copy_string (resolver, member, claim->pattern),
    .kind = DLN_TARGET_RELATION,
    .polarity = claim->polarity,
    .modality = claim->modality,
    .score = claim->score,
    .when = dln_when_unknown (),
  };

  if (claim->time < annotations->times->len)
    evidence.when = DLN_ROW (annotations->times, DlnTime, claim->time)->when;
  _dln_resolver_set_speaker (resolver, member->document, claim->quote, &evidence);
  g_array_append_val (resolver->out->evidence, evidence);
}

/* how far a claim is from stating it: what is alleged is nearer than what is denied */
static guint
get_distance (const DlnRelationClaim *claim)
{
  static const guint8 distances[] = {
    [DLN_MODALITY_ASSERTED] = 0,    [DLN_MODALITY_ALLEGED] = 1,   [DLN_MODALITY_PLANNED] = 2,
    [DLN_MODALITY_CONDITIONAL] = 3, [DLN_MODALITY_CANCELLED] = 4, [DLN_MODALITY_DENIED] = 5,
  };

  return distances[claim->modality];
}

/* Whether @a tells the relation more plainly than @b: as it is, not as it was or may be. */
static gboolean
is_plainer (const DlnRelationClaim *a,
            const DlnRelationClaim *b)
{
  if (a->polarity != b->polarity)
    return a->polarity < b->polarity;
  if (a->modality != b->modality)
    return get_distance (a) < get_distance (b);
  if (a->ended != b->ended)
    return !a->ended;
  return a->score > b->score;
}

static gboolean
is_denied (guint polarity,
           guint modality)
{
  return polarity == DLN_POLARITY_NEGATED || modality == DLN_MODALITY_DENIED
         || modality == DLN_MODALITY_CANCELLED;
}

/* Copies of one report are not counted as further support. */
static void
emit_relation (DlnResolver  *resolver,
               const Member *members,
               guint         n)
{
  DlnResolution *out = resolver->out;
  const DlnRelationClaim *best = get_claim (resolver, &members[0]);
  const Member *best_member = &members[0];
  double missing = 1;
  DlnRelation row = {
    .id = members[0].first + 1,
    .subject = members[0].subject,
    .object = members[0].object,
    .first_evidence = out->evidence->len,
    .type = members[0].type,
    .when = dln_when_unknown (),
  };
  guint n_ended = 0;

  for (guint i = 0; i < n; i++)
    {
      const DlnRelationClaim *claim = get_claim (resolver, &members[i]);

      if (is_plainer (claim, best))
        {
          best = claim;
          best_member = &members[i];
        }
      n_ended += claim->ended;
      missing *= 1 - 0.9 * CLAMP (claim->score, 0, 1);
      add_evidence (resolver, &members[i], row.id);
    }

  DlnEvidence *rows = DLN_ROW (out->evidence, DlnEvidence, row.first_evidence);

  row.n_evidence = n;
  row.caption = copy_string (resolver, best_member, best->caption);
  row.polarity = best->polarity;
  row.modality = best->modality;
  row.ended = 2 * n_ended > n;
  row.score = MAX (best->score, 1 - missing);
  row.n_sources = _dln_resolver_count_sources (resolver, rows, n);
  for (guint i = 0; i < n; i++)
    {
      rows[i].contradicts = is_denied (rows[i].polarity, rows[i].modality)
                            != is_denied (row.polarity, row.modality);
      if (!rows[i].contradicts && row.when.precision == DLN_PRECISION_NONE)
        row.when = rows[i].when;
    }
  row.when.span = DLN_SPAN (0, 0);
  _dln_evidence_sort (rows, n);
  g_array_append_val (out->relations, row);
}

/* ---- what people are ------------------------------------------------------------------------ */

/* a post is told by a noun: "edited the Gazette" is none */
static gboolean
is_told_by_noun (const DlnResolution *out,
                 const DlnRelation   *relation)
{
  for (guint32 i = 0; i < relation->n_evidence; i++)
    {
      const DlnEvidence *row = DLN_ROW (out->evidence, DlnEvidence, relation->first_evidence + i);

      if (strstr (dln_strings_get (out->strings, row->reason), "verb") == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_post (const DlnResolution *out,
         const DlnRelation   *relation)
{
  return (relation->type == DLN_RELATION_HEAD_OF || relation->type == DLN_RELATION_EMPLOYED_BY
          || relation->type == DLN_RELATION_POST_IN || relation->type == DLN_RELATION_MEMBER_OF
          || relation->type == DLN_RELATION_SPOKESPERSON_OF)
         && !relation->ended && relation->polarity == DLN_POLARITY_POSITIVE
         && relation->modality == DLN_MODALITY_ASSERTED && relation->caption != 0
         && is_told_by_noun (out, relation);
}

/* "officer" of "chief operating officer": the title next to a name may be less than the post */
static gboolean
says_more (const char *post,
           const char *title)
{
  g_autofree char *longer = g_utf8_casefold (post, -1);
  g_autofree char *shorter = g_utf8_casefold (title, -1);

  return *title == '\0' || g_str_has_suffix (longer, shorter);
}

/* Describes people by the post that most sources give them, where the title before the name says
 * less. Time: O(relations log entities) */
static void
describe_people (DlnResolver *resolver)
{
  DlnResolution *out = resolver->out;
  g_autofree const DlnRelation **posts = g_new0 (const DlnRelation *, out->entities->len);

  for (guint i = 0; i < out->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (out->relations, DlnRelation, i);
      const DlnEntity *subject = _dln_resolver_get_entity (resolver, relation->subject);
      const DlnRelation **post;

      if (!is_post (out, relation) || subject == NULL || subject->type != DLN_ENTITY_PERSON)
        continue;
      post = &posts[subject - DLN_ROW (out->entities, DlnEntity, 0)];
      if (*post == NULL || relation->n_sources > (*post)->n_sources
          || (relation->n_sources == (*post)->n_sources && relation->score > (*post)->score))
        *post = relation;
    }
  for (guint i = 0; i < out->entities->len; i++)
    {
      DlnEntity *person = DLN_ROW (out->entities, DlnEntity, i);
      const DlnEntity *body =
        posts[i] != NULL ? _dln_resolver_get_entity (resolver, posts[i]->object) : NULL;
      const char *post =
        posts[i] != NULL ? dln_strings_get (out->strings, posts[i]->caption) : NULL;

      if (body == NULL || !says_more (post, dln_strings_get (out->strings, person->description)))
        continue;

      g_autofree char *text =
        g_strdup_printf ("%s, %s", post, dln_strings_get (out->strings, body->name));

      person->description = dln_strings_intern (out->strings, text);
    }
}

/* Writes relations and their evidence. Time: O(claims log claims) */
void
_dln_resolver_emit_relations (DlnResolver *resolver)
{
  g_autoptr (GArray) members = collect_claims (resolver);

  g_array_sort (members, compare_by_key);
  for (guint i = 0; i < members->len; i++)
    {
      Member *member = DLN_ROW (members, Member, i);

      member->first = i > 0 && compare_keys (member - 1, member) == 0 ? (member - 1)->first
                                                                     : member->number;
    }
  g_array_sort (members, compare_by_first);
  for (guint i = 0; i < members->len;)
    {
      guint end = i;

      while (end < members->len
             && DLN_ROW (members, Member, end)->first == DLN_ROW (members, Member, i)->first)
        end++;
      emit_relation (resolver, DLN_ROW (members, Member, i), end - i);
      i = end;
    }
  describe_people (resolver);
}
