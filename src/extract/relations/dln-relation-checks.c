/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no rule and no model may state of two names, whatever it read: the grammar between them says
 * something else. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-word-sets-private.h"
#include "extract/relations/dln-relations-private.h"

#include <string.h>

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

/* "The bank named Anna Berg as its head, replacing Erik Lund": she replaces him, not the bank.
 * "Anna Berg's successor at the bank": she had a post there, and was no bank. */
static gboolean
is_loose_successor (const DlnRelationWork  *work,
                    const DlnRelationDraft *draft)
{
  const DlnTree *tree = work->tree;
  const char *lemma = _dln_tree_lemma (tree, draft->anchor);

  gboolean participle =
    (strcmp (lemma, "replace") == 0 || strcmp (lemma, "succeed") == 0)
    && strcmp (_dln_tree_xpos (tree, draft->anchor), "VBG") == 0
    && _dln_relation_in (tree->tokens[draft->anchor].deprel, DLN_REL (ADVCL) | DLN_REL (ACL));
  const char *noun = _dln_tree_lemma (tree, draft->last);

  return (participle || strcmp (noun, "successor") == 0 || strcmp (noun, "predecessor") == 0)
         && _dln_relations_type_of (work, draft->subject)
              != _dln_relations_type_of (work, draft->object);
}

/* "X was secretary, Y belonged to the group": whose secretary X was stands in no next clause */
static gboolean
is_behind_comma (const DlnRelationWork  *work,
                 const DlnRelationDraft *draft)
{
  const DlnTree *tree = work->tree;
  const DlnMention *owner = DLN_ROW (tree->annotations->mentions, DlnMention, draft->object);
  guint32 before = owner->first_token;

  return tree->tokens[draft->last].upos == DLN_UPOS_NOUN && before == draft->last + 2
         && _dln_tree_is (tree, before - 1, ",")
         && (draft->type == DLN_RELATION_REPORTS_TO || draft->type == DLN_RELATION_EMPLOYED_BY
             || draft->type == DLN_RELATION_REPRESENTS || draft->type == DLN_RELATION_POST_IN);
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
         && !is_of_another_thing (work, draft) && !is_loose_successor (work, draft)
         && !is_behind_comma (work, draft);
}

/* ---- standing -------------------------------------------------------------------------------- */

/* what the encoder reads of the event that a verb tells; NULL where it is none to it */
static const DlnReadEvent *
find_event (const DlnRelationWork *work,
            guint32                token)
{
  const GArray *events = work->context->reading->events;
  guint i = DLN_ROWS_FIND (events, DlnReadEvent, token, token);

  return i < events->len && DLN_ROW (events, DlnReadEvent, i)->token == token
           ? DLN_ROW (events, DlnReadEvent, i)
           : NULL;
}

/* "is interested in acquiring X", "charges that he threatened X": the encoder's status, where it
 * holds it for likelier that this is no fact */
static void
doubt (const DlnReadEvent *event,
       DlnRelationClaim   *row)
{
  static const guint8 modalities[DLN_N_STATUSES] = {
    [DLN_STATUS_ALLEGED] = DLN_MODALITY_ALLEGED, [DLN_STATUS_PLANNED] = DLN_MODALITY_PLANNED,
    [DLN_STATUS_DENIED] = DLN_MODALITY_DENIED,   [DLN_STATUS_POSSIBLE] = DLN_MODALITY_CONDITIONAL,
    [DLN_STATUS_NOT] = DLN_MODALITY_ASSERTED,
  };
  float fact = event->p[DLN_STATUS_HAPPENED] + event->p[DLN_STATUS_SAID]
               + event->p[DLN_STATUS_STATE] + event->p[DLN_STATUS_NONE];

  if (fact >= 0.5f)
    return;
  row->modality = modalities[event->status];
  if (event->status == DLN_STATUS_NOT)
    row->polarity = DLN_POLARITY_NEGATED;
}

/**
 * _dln_relations_read_standing:
 * @anchor: the trigger's head
 * @row: whose time is set; its polarity and modality are filled
 *
 * Whether a relation is told as a fact. What has a time after its article is planned at most.
 */
void
_dln_relations_read_standing (const DlnRelationWork *work,
                              guint32                anchor,
                              DlnRelationClaim      *row)
{
  const DlnTree *tree = work->tree;
  const DlnWhen *written = &tree->annotations->date.when;
  const DlnReadEvent *event =
    tree->tokens[anchor].upos == DLN_UPOS_VERB ? find_event (work, anchor) : NULL;

  _dln_tree_read_modality (tree, anchor, &row->polarity, &row->modality);
  if (row->modality != DLN_MODALITY_ASSERTED || row->polarity == DLN_POLARITY_NEGATED)
    return;
  if (event != NULL)
    doubt (event, row);
  if (row->modality == DLN_MODALITY_ASSERTED && row->time != DLN_NO_ROW
      && dln_when_is_known (written))
    {
      const DlnWhen *when = &DLN_ROW (tree->annotations->times, DlnTime, row->time)->when;

      if (dln_when_is_known (when) && when->earliest_begin >= written->latest_end)
        row->modality = DLN_MODALITY_PLANNED;
    }
}
