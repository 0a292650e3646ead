/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lasting ties that the encoder reads between two words of a sentence, joined to the names that
 * stand at these words or that they refer to. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"

#include "extract/dln-kinds.h"

#include <string.h>

/* On the annotated sentences that no model has learned from, ties of this certainty and above and
 * those that rules read have together the annotated type in 82 of 100. */
#define MIN_CERTAINTY 0.8f

#define MAX_CAPTION 4 /* words between two names that say how they are tied */

/* How a tie is told: what has no type of its own under its own words. */
static const struct
{
  guint8   type;
  gboolean swap;
  gboolean mutual; /* also holds from the other end */
} kinds[DLN_N_TIE] = {
  [DLN_TIE_HEAD_OF] = { DLN_RELATION_HEAD_OF, FALSE },
  [DLN_TIE_POST_IN] = { DLN_RELATION_POST_IN, FALSE },
  [DLN_TIE_SPOKESPERSON_OF] = { DLN_RELATION_SPOKESPERSON_OF, FALSE },
  [DLN_TIE_MEMBER_OF] = { DLN_RELATION_MEMBER_OF, FALSE },
  [DLN_TIE_WORKS_FOR] = { DLN_RELATION_EMPLOYED_BY, FALSE },
  [DLN_TIE_REPRESENTS] = { DLN_RELATION_REPRESENTS, FALSE },
  [DLN_TIE_CANDIDATE_FOR] = { DLN_RELATION_RELATED_TO, FALSE },
  [DLN_TIE_FOUNDER_OF] = { DLN_RELATION_FOUNDER_OF, FALSE },
  [DLN_TIE_OWNER_OF] = { DLN_RELATION_OWNER_OF, FALSE },
  [DLN_TIE_PART_OF] = { DLN_RELATION_PART_OF, FALSE },
  [DLN_TIE_FUNDS] = { DLN_RELATION_FUNDS, FALSE },
  [DLN_TIE_SUPPLIES] = { DLN_RELATION_RELATED_TO, FALSE },
  [DLN_TIE_ACQUIRES] = { DLN_RELATION_ACQUIRES, FALSE },
  [DLN_TIE_SPOUSE_OF] = { DLN_RELATION_SPOUSE_OF, FALSE, TRUE },
  [DLN_TIE_PARENT_OF] = { DLN_RELATION_PARENT_OF, FALSE },
  [DLN_TIE_CHILD_OF] = { DLN_RELATION_PARENT_OF, TRUE },
  [DLN_TIE_SIBLING_OF] = { DLN_RELATION_SIBLING_OF, FALSE, TRUE },
  [DLN_TIE_RELATIVE_OF] = { DLN_RELATION_RELATIVE_OF, FALSE, TRUE },
  [DLN_TIE_ALLY_OF] = { DLN_RELATION_ASSOCIATE_OF, FALSE, TRUE },
  [DLN_TIE_RIVAL_OF] = { DLN_RELATION_OPPOSES, FALSE, TRUE },
  [DLN_TIE_LOCATED_IN] = { DLN_RELATION_LOCATED_IN, FALSE },
  [DLN_TIE_LIVES_IN] = { DLN_RELATION_LIVES_IN, FALSE },
  [DLN_TIE_BORN_IN] = { DLN_RELATION_BORN_IN, FALSE },
  [DLN_TIE_FROM] = { DLN_RELATION_RELATED_TO, FALSE },
};

/* ---- ends ------------------------------------------------------------------------------------ */

static gboolean
is_name (const DlnTree *tree,
         guint32        mention)
{
  if (mention == DLN_NO_ROW)
    return FALSE;

  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);

  return row->kind == DLN_MENTION_NAME && row->type != DLN_ENTITY_NONE
         && row->type != DLN_ENTITY_OTHER;
}

/* The mention that is meant by a word: the name that holds it, else the name beside the noun ("the
 * minister, Anna Berg"), else the noun or pronoun itself once it is known whom it refers to. */
static guint32
find_end (const DlnRelationWork *work,
          guint32                token)
{
  const DlnTree *tree = work->tree;
  guint32 own = tree->mention[token];

  if (is_name (tree, own))
    return own;
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_REL (APPOS) | DLN_REL (FLAT))
        && is_name (tree, tree->mention[c]))
      return tree->mention[c];
  if (own == DLN_NO_ROW)
    return DLN_NO_ROW;

  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, own);

  return row->entity != DLN_NO_ROW && row->type != DLN_ENTITY_NONE && row->type != DLN_ENTITY_OTHER
           ? own
           : DLN_NO_ROW;
}

/* "British prime minister X": whose office it is. "British singer X" only tells where X is from. */
static gboolean
tells_nation (DlnTieType type)
{
  return type == DLN_TIE_HEAD_OF || type == DLN_TIE_POST_IN || type == DLN_TIE_SPOKESPERSON_OF
         || type == DLN_TIE_REPRESENTS || type == DLN_TIE_PART_OF;
}

/* ---- words ----------------------------------------------------------------------------------- */

/* What stands between the two ends, if that is short: "of", "'s chief economist". */
static char *
dup_between (const DlnTree *tree,
             guint32        subject,
             guint32        object)
{
  const DlnMention *a = DLN_ROW (tree->annotations->mentions, DlnMention, subject);
  const DlnMention *b = DLN_ROW (tree->annotations->mentions, DlnMention, object);
  const DlnMention *left = a->first_token < b->first_token ? a : b;
  guint32 first = left->first_token + left->n_tokens;
  guint32 end = left == a ? b->first_token : a->first_token;

  while (first < end
         && (tree->tokens[first].upos == DLN_UPOS_PUNCT || tree->tokens[first].upos == DLN_UPOS_PART
             || tree->tokens[first].upos == DLN_UPOS_DET
             || tree->tokens[first].upos == DLN_UPOS_AUX))
    first++;
  while (end > first
         && (tree->tokens[end - 1].upos == DLN_UPOS_PUNCT
             || tree->tokens[end - 1].upos == DLN_UPOS_DET))
    end--;
  if (first >= end || end - first > MAX_CAPTION)
    return NULL;
  for (guint32 t = first; t < end; t++)
    if (tree->mention[t] != DLN_NO_ROW || tree->tokens[t].upos == DLN_UPOS_PUNCT)
      return NULL;

  DlnSpan span = _dln_tree_span (tree, first, end - 1);

  return g_strndup (tree->text + span.begin, span.end - span.begin);
}

static void
set_state (DlnRelationClaim *row,
           DlnTieState       state)
{
  row->ended = state == DLN_TIE_STATE_FORMER;
  row->polarity = DLN_POLARITY_POSITIVE;
  row->modality = state == DLN_TIE_STATE_FUTURE    ? DLN_MODALITY_PLANNED
                  : state == DLN_TIE_STATE_ALLEGED ? DLN_MODALITY_ALLEGED
                  : state == DLN_TIE_STATE_DENIED  ? DLN_MODALITY_DENIED
                                                   : DLN_MODALITY_ASSERTED;
}

/* Whether the words hang together inside one phrase: "Y's chief X", "X, a town in Y", "X is the
 * head of Y". What only a verb brings together acts on each other and is tied by that verb or not
 * at all: "X rejected the report of Y". */
static gboolean
is_in_phrase (const DlnTree *tree,
              guint32        a,
              guint32        b)
{
  guint32 top = a;

  while (top != b && !_dln_tree_dominates (tree, top, b) && tree->tokens[top].head >= 0)
    top = tree->tokens[top].head;
  if (tree->tokens[top].upos == DLN_UPOS_VERB)
    return FALSE;
  for (guint side = 0; side < 2; side++)
    for (guint32 t = side == 0 ? a : b; t != top && tree->tokens[t].head >= 0;
         t = tree->tokens[t].head)
      if (tree->tokens[t].upos == DLN_UPOS_VERB
          || (t != (side == 0 ? a : b) && tree->tokens[t].deprel == DLN_DEPREL_CONJ))
        return FALSE;
  return TRUE;
}

/* "the Center and the Administration": none is the other's */
static gboolean
are_listed (const DlnTree *tree,
            guint32        subject,
            guint32        object)
{
  const DlnMention *a = DLN_ROW (tree->annotations->mentions, DlnMention, subject);
  const DlnMention *b = DLN_ROW (tree->annotations->mentions, DlnMention, object);
  const DlnMention *left = a->first_token < b->first_token ? a : b;
  guint32 end = left == a ? b->first_token : a->first_token;
  gboolean joined = FALSE;

  for (guint32 t = left->first_token + left->n_tokens; t < end; t++)
    if (tree->tokens[t].upos == DLN_UPOS_CCONJ)
      joined = TRUE;
    else if (tree->tokens[t].upos != DLN_UPOS_DET && tree->tokens[t].upos != DLN_UPOS_PUNCT)
      return FALSE;
  return joined;
}

/* "director of the Africa programme at Interpol", "head of the EU mission": who heads the part does
 * not head the body */
static gboolean
is_of_part (const DlnRelationWork *work,
            guint32                token,
            guint32                subject)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, subject);
  DlnRelationRole role;
  gint32 above = tree->tokens[token].head;

  return above >= 0 && tree->tokens[token].deprel == DLN_DEPREL_NMOD
         && (tree->tokens[above].upos == DLN_UPOS_NOUN
             || tree->tokens[above].upos == DLN_UPOS_PROPN)
         && ((guint32) above < row->first_token
             || (guint32) above >= row->first_token + row->n_tokens)
         && tree->tokens[above].deprel == DLN_DEPREL_NMOD
         && !_dln_relations_read_role (work, above, &role);
}

static void
add_tie (DlnRelationWork  *work,
         const DlnReadTie *tie)
{
  const DlnTree *tree = work->tree;
  guint32 subject = find_end (work, tie->from);
  guint32 object = find_end (work, tie->to);
  guint before = work->rows->len;

  if (object == DLN_NO_ROW && tells_nation (tie->type))
    object = _dln_relations_find_country (work, tie->to);
  if (subject == DLN_NO_ROW || object == DLN_NO_ROW
      || (!kinds[tie->type].mutual && are_listed (tree, subject, object)))
    return;

  g_autofree char *between = dup_between (tree, subject, object);
  g_autofree char *type = g_strdelimit (g_strdup (_dln_tie_type_get_name (tie->type)), "_", ' ');
  DlnRelationDraft draft = { .type = kinds[tie->type].type,
                             .swap = kinds[tie->type].swap,
                             .subject = subject,
                             .object = object,
                             .first = tie->from,
                             .last = tie->from,
                             .anchor = tie->from,
                             .caption = between != NULL ? between : type,
                             .pattern = DLN_RELATIONS_READ,
                             .score = tie->p };

  if (_dln_relations_modifies_other (work, tie->to)
      && (draft.type == DLN_RELATION_REPRESENTS || draft.type == DLN_RELATION_SPOKESPERSON_OF
          || draft.type == DLN_RELATION_FOUNDER_OF || draft.type == DLN_RELATION_OWNER_OF))
    return;
  if (draft.type == DLN_RELATION_HEAD_OF
      && (is_of_part (work, tie->to, subject) || _dln_relations_modifies_other (work, tie->to)))
    draft.type = DLN_RELATION_POST_IN;
  if (_dln_relations_add (work, &draft) && work->rows->len > before)
    set_state (DLN_ROW (work->rows, DlnRelationClaim, before), tie->state);
}

/**
 * _dln_relations_read_ties:
 *
 * What the encoder reads between two words that are names or refer to them. Time: O(ties)
 */
void
_dln_relations_read_ties (DlnRelationWork *work)
{
  const GArray *ties = work->context->reading->ties;

  for (guint i = 0; i < ties->len; i++)
    {
      const DlnReadTie *tie = DLN_ROW (ties, DlnReadTie, i);

      if (tie->to != DLN_NO_ROW && tie->p >= MIN_CERTAINTY
          && is_in_phrase (work->tree, tie->from, tie->to)
          && _dln_tree_makes_claims (work->tree, work->tree->tokens[tie->from].sentence))
        add_tie (work, tie);
    }
}
