/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a role belongs to: the body or person inside the role's own phrase ("head of Y", "Y's
 * spokesman", "Y prime minister"). */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

/* The actor named at a token; nouns and pronouns that resolve appended do not count where only
 * position tells, nor do adjectives like "Norwegian". */
guint32
_dln_relations_name_at (const DlnTree *tree,
                        guint32 token)
{
  guint32 mention = tree->mention[token];

  if (mention == DLN_NO_ROW)
    return DLN_NO_ROW;

  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);

  return row->kind == DLN_MENTION_NAME && row->type != DLN_ENTITY_OTHER ? mention : DLN_NO_ROW;
}

static void
add_owner (const DlnRelationWork *work,
           DlnRelationOwners *owners,
           guint32                mention,
           guint32                subject)
{
  const GArray *mentions = work->context->annotations->mentions;

  if (mention == DLN_NO_ROW || mention == subject || owners->n == DLN_MAX_OWNERS)
    return;

  const DlnMention *row = DLN_ROW (mentions, DlnMention, mention);

  if (row->type == DLN_ENTITY_OTHER || row->type == DLN_ENTITY_NONE
      || (row->kind != DLN_MENTION_NAME && row->entity == DLN_NO_ROW))
    return;
  for (guint i = 0; i < owners->n; i++)
    if (owners->mention[i] == mention)
      return;
  owners->nation[owners->n] = FALSE;
  owners->mention[owners->n++] = mention;
}

static void
add_nation (const DlnRelationWork *work,
            DlnRelationOwners *owners,
            guint32                country,
            guint32                subject)
{
  guint n = owners->n;

  add_owner (work, owners, country, subject);
  if (owners->n > n)
    owners->nation[n] = TRUE;
}

static gboolean
is_role_of_person (const DlnRelationWork *work,
                   guint32                token)
{
  const char *person = _dln_lexicon_column (work->roles, _dln_tree_lemma (work->tree, token), 2);

  return person != NULL && strcmp (person, "-") != 0;
}

/* "Minister for Trade", "envoy for Syria", "ambassador to Norway", "an engineer in Geneva": what
 * the office is about or where it is held, which is not whom it belongs to */
gboolean
_dln_relations_is_portfolio (const DlnRelationWork *work,
                             const DlnRelationRole *role,
                             guint32 mention)
{
  const char *const *bodies = _dln_words (DLN_WORDS_PUBLIC_BODY_WORDS);
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (work->context->annotations->mentions, DlnMention, mention);
  gboolean minister =
    _dln_tree_is (tree, role->noun, "minister") || _dln_tree_is (tree, role->noun, "secretary");
  guint32 before = row->first_token;
  g_autofree char *name =
    g_ascii_strdown (work->tree->text + row->span.begin, row->span.end - row->span.begin);
  gboolean place = _dln_relations_type_of (work, mention) == DLN_ENTITY_PLACE
                   || _dln_lexicon_get_country (name) != NULL;

  while (before > 0
         && (tree->tokens[before - 1].upos == DLN_UPOS_DET
             || tree->tokens[before - 1].upos == DLN_UPOS_ADJ))
    before--;
  if (place && before > 0
      && (_dln_tree_is_one_of (tree, before - 1, _dln_words (DLN_WORDS_ORIGIN_PREPOSITIONS))
          || (_dln_tree_is_one_of (tree, role->noun, _dln_words (DLN_WORDS_DIPLOMATS))
              && _dln_tree_is_one_of (
                tree, before - 1, _dln_words (DLN_WORDS_POSTING_PREPOSITIONS)))))
    return TRUE;
  if (row->first_token < role->noun || !minister)
    return FALSE;
  if (before > 0 && _dln_tree_is (tree, before - 1, "for"))
    return TRUE;
  if (row->type != DLN_ENTITY_INSTITUTION)
    return FALSE;
  for (guint i = 0; bodies[i] != NULL; i++)
    if (g_strstr_len (
          work->tree->text + row->span.begin, row->span.end - row->span.begin, bodies[i])
        != NULL)
      return FALSE;
  return TRUE;
}

/* "the government of Norway", "the city of Bergen": the noun is another word for the place */
static gboolean
is_place_itself (const DlnTree *tree,
                 guint32        noun)
{
  return g_strv_contains (_dln_words (DLN_WORDS_PLACE_NOUNS), _dln_tree_lemma (tree, noun));
}

/* A phrase after "of": its own name, else the name that owns it ("the committee of the
 * parliament"). */
static void
descend (const DlnRelationWork *work,
         DlnRelationOwners *owners,
         guint32                token,
         guint32                subject,
         guint                  depth)
{
  const DlnTree *tree = work->tree;
  guint32 own = tree->mention[token];
  guint before = owners->n;

  /* behind a neighbour and his name it is the neighbour's, not his */
  if (tree->tokens[token].upos == DLN_UPOS_NOUN
      && _dln_relations_named (work, token) != DLN_NO_ROW)
    own = _dln_relations_named (work, token);
  owners->last = MAX (owners->last, token);
  if (own != DLN_NO_ROW && own != subject)
    {
      add_owner (work, owners, own, subject);
      for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
        if (tree->tokens[c].deprel == DLN_DEPREL_CONJ && tree->mention[c] != DLN_NO_ROW
            && tree->mention[c] != own && c <= token + 12 && tree->tokens[c].upos == DLN_UPOS_PROPN)
          add_owner (work, owners, tree->mention[c], subject);
      if (owners->n > before)
        return;
    }
  /* "the sister of Weber's friend" is not Weber's sister */
  if (depth == 0 || is_role_of_person (work, token))
    return;
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;

      if (_dln_relation_in (
            deprel, DLN_REL (NMOD) | DLN_REL (NMOD_POSS) | DLN_REL (COMPOUND) | DLN_REL (FLAT))
          && owners->n == before)
        descend (work, owners, c, subject, depth - 1);
      else if (deprel == DLN_DEPREL_AMOD && owners->n == before)
        add_nation (work, owners, _dln_relations_find_country (work, c), subject);
    }
  /* "a member of an alliance of schools in Geneva" is not Geneva's */
  if (owners->n > before && !is_place_itself (tree, token)
      && _dln_relations_type_of (work, owners->mention[before]) == DLN_ENTITY_PLACE)
    owners->n = before;
}

/* "head of the committee on fisheries in the Assembly": the committee is all that is headed */
static gboolean
is_described (const DlnRelationWork *work,
              const DlnRelationOwners *owners)
{
  const GArray *mentions = work->context->annotations->mentions;

  return owners->n > 0
         && (DLN_ROW (mentions, DlnMention, owners->mention[owners->n - 1])->reasons
             & DLN_NAME_DESCRIBED)
              != 0;
}

/* "Anselmo Teixeira, whose daughter": the name before the comma */
static guint32
find_antecedent (const DlnTree *tree,
                 guint32        whose)
{
  guint32 t = whose;

  if (t > 1 && _dln_tree_is (tree, t - 1, ","))
    t--;
  return t > 0 && tree->tokens[t - 1].sentence == tree->tokens[whose].sentence
           ? _dln_relations_name_at (tree, t - 1)
           : DLN_NO_ROW;
}

/* "the mayor, Anna Weber, of the Labour Party": what is told behind the name is no more about the
 * office */
static gboolean
stands_between (const DlnTree *tree,
                guint32        subject,
                guint32        noun,
                guint32        owner)
{
  const DlnMention *row;

  if (subject == DLN_NO_ROW)
    return FALSE;
  row = DLN_ROW (tree->annotations->mentions, DlnMention, subject);
  return row->first_token > noun && row->first_token < owner
         && tree->tokens[row->first_token].sentence == tree->tokens[noun].sentence;
}

/* "an adviser with a photograph of X", "a captain in a jacket of X": what he has with him, where
 * "an economist with the research arm of X" works there */
static gboolean
is_beside_role (const DlnTree *tree,
                guint32        preposition,
                guint32        noun)
{
  return tree->tokens[noun].upos == DLN_UPOS_NOUN
         && _dln_tree_is_one_of (tree, preposition, _dln_words (DLN_WORDS_COMPANY_PREPOSITIONS))
         && (_dln_lexicon_get_noun (_dln_tree_lemma (tree, noun)).classes & DLN_NOUN_INSTITUTION)
              == 0;
}

void
_dln_relations_find_owners (const DlnRelationWork *work,
                            const DlnRelationRole *role,
                            guint32 subject,
                            DlnRelationOwners *owners)
{
  const DlnTree *tree = work->tree;

  *owners = (DlnRelationOwners){ .last = role->last };
  for (guint32 c = tree->first_child[role->noun]; c != DLN_NO_ROW && !is_described (work, owners);
       c = tree->next_child[c])
    {
      guint8 deprel = tree->tokens[c].deprel;
      guint32 preposition = _dln_tree_child (tree, c, DLN_REL (CASE));

      if (deprel == DLN_DEPREL_NMOD && preposition != DLN_NO_ROW && c > role->noun
          && !is_beside_role (tree, preposition, c)
          && !stands_between (tree, subject, role->noun, c)
          && _dln_tree_is_one_of (tree, preposition, _dln_words (DLN_WORDS_OWNER_PREPOSITIONS)))
        descend (work, owners, c, subject, 3);
      else if (_dln_relation_in (deprel, DLN_REL (NMOD_POSS)) && _dln_tree_is (tree, c, "whose"))
        add_owner (work, owners, find_antecedent (tree, c), subject);
      else if (_dln_relation_in (deprel, DLN_REL (NMOD_POSS)))
        descend (work, owners, c, subject, 1);
      else if (_dln_relation_in (deprel, DLN_REL (COMPOUND) | DLN_REL (FLAT) | DLN_REL (NMOD))
               && c < role->noun)
        descend (work, owners, c, subject, 0);
    }
  /* by position: "Kremlin spokesman", "Putin's spokesman", "Russian prime minister", whatever the
   * tree says */
  for (guint32 t = role->first, n = 0; t > 0 && n < 4 && owners->n == 0; n++)
    {
      t--;
      if (tree->tokens[t].sentence != tree->tokens[role->noun].sentence)
        break;
      if (_dln_relations_name_at (tree, t) != DLN_NO_ROW
          && _dln_relations_name_at (tree, t) != subject)
        {
          add_owner (work, owners, tree->mention[t], subject);
          break;
        }

      guint32 country = _dln_relations_find_country (work, t);

      if (country != DLN_NO_ROW)
        {
          add_nation (work, owners, country, subject);
          break;
        }
      if (tree->tokens[t].upos != DLN_UPOS_ADJ && tree->tokens[t].upos != DLN_UPOS_NOUN
          && tree->tokens[t].upos != DLN_UPOS_PROPN && tree->tokens[t].upos != DLN_UPOS_PART
          && !_dln_tree_is (tree, t, "-"))
        break;
    }
  /* "head of the Y" where the tree lost the "of" */
  if (owners->n == 0 && role->last + 2 < tree->n_tokens
      && _dln_tree_is_one_of (tree, role->last + 1, _dln_words (DLN_WORDS_OWNER_PREPOSITIONS)))
    for (guint32 t = role->last + 2; t < tree->n_tokens && t < role->last + 14; t++)
      {
        guint8 upos = tree->tokens[t].upos;

        if (_dln_relations_name_at (tree, t) != DLN_NO_ROW)
          {
            const DlnMention *name =
              DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t]);
            guint32 after = name->first_token + name->n_tokens;

            /* "the sister of Weber's friend" */
            if (after < tree->n_tokens && tree->tokens[after].upos == DLN_UPOS_PART)
              break;
            add_owner (work, owners, tree->mention[t], subject);
            owners->last = t;
            break;
          }
        if (upos == DLN_UPOS_PUNCT || upos == DLN_UPOS_VERB || upos == DLN_UPOS_PRON
            || upos == DLN_UPOS_AUX
            || (upos == DLN_UPOS_NOUN && is_beside_role (tree, role->last + 1, t)))
          break;
      }
}
