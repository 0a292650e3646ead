/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where bodies and places lie, told beside their names: "Norway's Supreme Court", "the
 * Geneva-based Lake Institute", "Norway's capital, Oslo", "Bergen, a port in Norway". */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_BETWEEN 6 /* words of "a small port on the west coast of" */

static const DlnMention *
get_mention (const DlnTree *tree,
             guint32        mention)
{
  return DLN_ROW (tree->annotations->mentions, DlnMention, mention);
}

/* The name of a place whose last word @token is, or DLN_NO_ROW. */
static guint32
find_place_ending (const DlnTree *tree,
                   guint32        token)
{
  guint32 mention = _dln_relations_name_at (tree, token);

  return mention != DLN_NO_ROW && get_mention (tree, mention)->type == DLN_ENTITY_PLACE
             && get_mention (tree, mention)->first_token + get_mention (tree, mention)->n_tokens
                  == token + 1
           ? mention
           : DLN_NO_ROW;
}

static gboolean
is_place_noun (const DlnTree *tree,
               guint32        token)
{
  return tree->tokens[token].upos == DLN_UPOS_NOUN
         && g_strv_contains (_dln_words (DLN_WORDS_SETTLEMENTS), _dln_tree_lemma (tree, token));
}

static gboolean
is_adjective (const DlnTree *tree,
              guint32        token)
{
  return tree->tokens[token].upos == DLN_UPOS_ADJ && tree->mention[token] == DLN_NO_ROW;
}

/* The place that owns what begins at @first, over at most two adjectives: "Norway's highest". */
static guint32
find_owner (const DlnTree *tree,
            guint32        first)
{
  for (guint n = 0; n < 2 && first > 1 && is_adjective (tree, first - 1); n++)
    first--;
  if (first < 2 || strcmp (_dln_tree_xpos (tree, first - 1), "POS") != 0)
    return DLN_NO_ROW;
  return find_place_ending (tree, first - 2);
}

static gboolean
is_country (const DlnTree *tree,
            guint32        mention)
{
  DlnSpan span = get_mention (tree, mention)->span;
  g_autofree char *name = g_ascii_strdown (tree->text + span.begin, span.end - span.begin);

  return _dln_lexicon_get_country (name) != NULL;
}

/* a mention of a country by its name or its adjective */
static gboolean
is_country_or_nation (const DlnTree *tree,
                      guint32        mention)
{
  return get_mention (tree, mention)->kind == DLN_MENTION_NOMINAL || is_country (tree, mention);
}

/* "Supreme Court", "Interior Ministry": a part of its state, where a bank only lies there */
static gboolean
is_body_of_state (const DlnTree *tree,
                  guint32        mention)
{
  const DlnMention *row = get_mention (tree, mention);

  for (guint32 t = row->first_token; t < row->first_token + row->n_tokens; t++)
    {
      g_autofree char *word = _dln_tree_dup_form (tree, t);
      g_autofree char *lower = g_ascii_strdown (word, -1);

      if (g_strv_contains (_dln_words (DLN_WORDS_STATE_BODIES), lower))
        return TRUE;
    }
  return FALSE;
}

static void
add (DlnRelationWork *work,
     DlnRelationType  type,
     guint32          subject,
     guint32          object)
{
  const DlnTree *tree = work->tree;
  guint32 sentence = tree->tokens[get_mention (tree, subject)->head].sentence;
  DlnRelationDraft draft = { .type = type,
                             .subject = subject,
                             .object = object,
                             .first = get_mention (tree, subject)->first_token,
                             .last = get_mention (tree, subject)->first_token,
                             .anchor = get_mention (tree, subject)->head,
                             .caption = type == DLN_RELATION_PART_OF ? "part of" : "located in",
                             .pattern = "place-beside",
                             .score = 0.8f };

  if (tree->tokens[get_mention (tree, object)->head].sentence != sentence
      || _dln_relations_are_tied (work, DLN_RELATION_PART_OF, subject, object, sentence)
      || _dln_relations_are_tied (work, DLN_RELATION_LOCATED_IN, subject, object, sentence))
    return;
  _dln_relations_add (work, &draft);
}

/* "the Norwegian Foreign Ministry": the country stands in the name */
static void
read_own_country (DlnRelationWork *work,
                  guint32          mention)
{
  guint32 first = get_mention (work->tree, mention)->first_token;
  guint32 place = _dln_relations_find_place (work, first);

  if (place != DLN_NO_ROW && is_country_or_nation (work->tree, place))
    add (work, DLN_RELATION_PART_OF, mention, place);
}

/* "Norway's Supreme Court", "the Geneva-based Lake Institute" */
static void
read_body (DlnRelationWork *work,
           guint32          mention)
{
  const DlnTree *tree = work->tree;
  guint32 first = get_mention (tree, mention)->first_token;
  guint32 owner = find_owner (tree, first);

  if (owner != DLN_NO_ROW)
    add (work,
         is_country (tree, owner) && is_body_of_state (tree, mention) ? DLN_RELATION_PART_OF
                                                                      : DLN_RELATION_LOCATED_IN,
         mention,
         owner);
  else if (get_mention (tree, mention)->n_tokens > 1 && is_body_of_state (tree, mention))
    read_own_country (work, mention);
  if (first > 2 && _dln_tree_is (tree, first - 1, "based") && _dln_tree_is (tree, first - 2, "-")
      && find_place_ending (tree, first - 3) != DLN_NO_ROW)
    add (work, DLN_RELATION_LOCATED_IN, mention, find_place_ending (tree, first - 3));
}

/* "Norway's capital, Oslo", "Norway's second city Bergen" */
static void
read_place_before (DlnRelationWork *work,
                   guint32          mention)
{
  const DlnTree *tree = work->tree;
  guint32 t = get_mention (tree, mention)->first_token;
  guint32 owner;

  if (t > 0 && _dln_tree_is (tree, t - 1, ","))
    t--;
  if (t < 3 || !is_place_noun (tree, t - 1))
    return;
  owner = find_owner (tree, t - 1);
  if (owner != DLN_NO_ROW)
    add (work, DLN_RELATION_LOCATED_IN, mention, owner);
}

/* "Oslo, the capital of Norway", "Bergen, Norway's second city" */
static void
read_place_behind (DlnRelationWork *work,
                   guint32          mention)
{
  const DlnTree *tree = work->tree;
  guint32 t = get_mention (tree, mention)->first_token + get_mention (tree, mention)->n_tokens + 1;
  guint32 end = MIN (tree->n_tokens, t + MAX_BETWEEN);
  gboolean noun = FALSE;

  if (t >= tree->n_tokens || !_dln_tree_is (tree, t - 1, ",")
      || (tree->tokens[t].upos != DLN_UPOS_DET
          && _dln_relations_name_at (tree, t) == DLN_NO_ROW))
    return;
  for (; t < end && tree->tokens[t].upos != DLN_UPOS_VERB && tree->tokens[t].upos != DLN_UPOS_PUNCT
         && tree->tokens[t].upos != DLN_UPOS_AUX;
       t++)
    {
      guint32 place = find_place_ending (tree, t);

      if (is_place_noun (tree, t) && find_owner (tree, t) != DLN_NO_ROW)
        {
          add (work, DLN_RELATION_LOCATED_IN, mention, find_owner (tree, t));
          return;
        }
      if (noun && place != DLN_NO_ROW
          && tree->tokens[get_mention (tree, place)->first_token - 1].upos != DLN_UPOS_CCONJ)
        {
          add (work, DLN_RELATION_LOCATED_IN, mention, place);
          return;
        }
      noun |= is_place_noun (tree, t);
    }
}

/**
 * _dln_relations_read_places:
 *
 * What stands beside the names of places and institutions. Time: O(mentions)
 */
void
_dln_relations_read_places (DlnRelationWork *work)
{
  const DlnTree *tree = work->tree;
  guint n = tree->annotations->mentions->len;

  for (guint32 m = 0; m < n; m++)
    {
      const DlnMention *row = get_mention (tree, m);

      if (row->kind != DLN_MENTION_NAME || row->n_tokens == 0
          || row->first_token + row->n_tokens > tree->n_tokens || row->head >= tree->n_tokens
          || !_dln_tree_makes_claims (tree, tree->tokens[row->head].sentence))
        continue;
      if (row->type == DLN_ENTITY_INSTITUTION)
        read_body (work, m);
      else if (row->type == DLN_ENTITY_PLACE)
        {
          read_place_before (work, m);
          read_place_behind (work, m);
        }
    }
}
