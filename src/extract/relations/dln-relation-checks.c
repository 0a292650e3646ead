/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no rule and no model may state of two names, whatever it read: the grammar between them says
 * something else. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-word-sets-private.h"
#include "extract/relations/dln-relations-private.h"

DlnEntityType
_dln_relations_type_of (const DlnRelationWork *work,
                        guint32                mention)
{
  const DlnAnnotations *annotations = work->context->annotations;
  const DlnMention *row = DLN_ROW (annotations->mentions, DlnMention, mention);

  /* what the whole document says about it weighs more than one place */
  if (row->entity != DLN_NO_ROW && row->entity < annotations->entities->len)
    return DLN_ROW (annotations->entities, DlnLocalEntity, row->entity)->type;
  return row->type;
}

/* "Norwegian journalist X", "Norway's leading statistician X": where they are from. Only who serves
 * a state works for it: "US official X". */
static gboolean
is_only_from (const DlnRelationWork  *work,
              const DlnRelationDraft *draft)
{
  const DlnTree *tree = work->tree;
  const DlnMention *place = DLN_ROW (tree->annotations->mentions, DlnMention, draft->object);
  const DlnMention *who = DLN_ROW (tree->annotations->mentions, DlnMention, draft->subject);
  guint32 first = MIN (place->first_token, who->first_token);
  guint32 last = MAX (place->first_token, who->first_token);

  if (draft->type != DLN_RELATION_EMPLOYED_BY
      || _dln_relations_type_of (work, draft->object) != DLN_ENTITY_PLACE
      || tree->tokens[draft->anchor].upos == DLN_UPOS_VERB)
    return FALSE;
  for (guint32 t = first; t < last; t++)
    if (g_strv_contains (_dln_words (DLN_WORDS_STATE_SERVANTS), _dln_tree_lemma (tree, t)))
      return FALSE;
  return TRUE;
}

/* "CNN's Anna Berg said": CNN is not who was told */
static gboolean
is_own_speaker (const DlnRelationWork  *work,
                const DlnRelationDraft *draft)
{
  const DlnTree *tree = work->tree;
  const DlnMention *body = DLN_ROW (tree->annotations->mentions, DlnMention, draft->object);
  const DlnMention *who = DLN_ROW (tree->annotations->mentions, DlnMention, draft->subject);
  guint32 mark = body->first_token + body->n_tokens;
  gboolean owns = mark < tree->n_tokens && tree->tokens[mark].upos == DLN_UPOS_PART;

  if (draft->type != DLN_RELATION_TELLS || body->first_token >= who->first_token)
    return FALSE;
  for (guint32 t = mark + 1; owns && t < who->first_token; t++)
    owns = tree->tokens[t].upos == DLN_UPOS_NOUN || tree->tokens[t].upos == DLN_UPOS_ADJ
           || tree->tokens[t].upos == DLN_UPOS_PROPN;
  return owns;
}

/* "an Iraq war supporter" supports a war, no country */
static gboolean
is_of_another_thing (const DlnRelationWork  *work,
                     const DlnRelationDraft *draft)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, draft->object);
  guint32 next = row->first_token + row->n_tokens;

  return (draft->type == DLN_RELATION_SUPPORTS || draft->type == DLN_RELATION_OPPOSES
          || draft->type == DLN_RELATION_FUNDS)
         && next < draft->last && draft->last - next <= 2
         && tree->tokens[next].upos == DLN_UPOS_NOUN
         && tree->tokens[draft->last].upos == DLN_UPOS_NOUN;
}

/**
 * _dln_relations_may_hold:
 * @draft: what a rule or the encoder found; its ends are mentions
 *
 * Returns: FALSE where the words between its ends speak against it
 */
gboolean
_dln_relations_may_hold (const DlnRelationWork  *work,
                         const DlnRelationDraft *draft)
{
  return !is_only_from (work, draft) && !is_own_speaker (work, draft)
         && !is_of_another_thing (work, draft);
}
