/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles: nouns that say what somebody is to a body or to another person. A role is found before a
 * name ("Kremlin spokesman X"), after it ("X, head of Y"), as its predicate ("X is the founder of
 * Y") and after "as"; its owner is looked for inside the role's own phrase. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"
#include "extract/dln-kinds.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_WORDS 9 /* of a title before a name */
#define MAX_LISTED 8

/* "Jermaine, Marlon and Tito Holt, the brothers of X": all who are listed before the noun in the
 * plural. Returns how many besides @last, the mention that stands last. */
static guint
find_listed (const DlnTree *tree,
             guint32        noun,
             guint32        last,
             guint32        listed[MAX_LISTED])
{
  guint32 t = DLN_ROW (tree->annotations->mentions, DlnMention, last)->first_token;
  gboolean joined = FALSE;
  guint n = 0;

  if (strcmp (_dln_tree_xpos (tree, noun), "NNS") != 0)
    return 0;
  while (t > 0 && n < MAX_LISTED
         && tree->tokens[t - 1].sentence == tree->tokens[noun].sentence)
    {
      guint32 mention = _dln_relations_name_at (tree, --t);

      if (mention != DLN_NO_ROW && joined)
        {
          listed[n++] = mention;
          t = DLN_ROW (tree->annotations->mentions, DlnMention, mention)->first_token;
          joined = FALSE;
        }
      else if (_dln_tree_is (tree, t, "and") || (_dln_tree_is (tree, t, ",") && !joined))
        joined = TRUE;
      else
        break;
    }
  return n;
}

/* ---- where a role stands -------------------------------------------------------------------- */

static void
read_title (DlnRelationWork *work,
            guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  guint32 t = row->first_token;
  DlnRelationRole role;

  /* the word before the name is the role: "Kremlin spokesman X", "Tesla and SpaceX boss X", "the
   * bank's rival Norvik" */
  if (t == 0 || tree->tokens[t - 1].sentence != tree->tokens[t].sentence
      || _dln_relations_name_at (tree, t - 1) != DLN_NO_ROW)
    return;
  t--;
  if (_dln_relations_read_role (work, t, &role))
    _dln_relations_tie_role (work, &role, mention, row->head, FALSE, "title", 0.85f);
}

/* The role that ends the run of words from @t on: "former Russian Central Bank official"; the last
 * listed one, so that a wrong tag does not hide it. */
static guint32
head_of_phrase_at (const DlnRelationWork *work,
                   guint32                t,
                   guint32                end)
{
  const DlnTree *tree = work->tree;
  guint32 noun = DLN_NO_ROW, listed = DLN_NO_ROW;
  DlnRelationRole role;

  for (guint n = 0; t < end && n < MAX_WORDS; t++, n++)
    {
      guint8 upos = tree->tokens[t].upos;

      if (upos == DLN_UPOS_NOUN || upos == DLN_UPOS_PROPN)
        noun = t;
      else if (upos != DLN_UPOS_DET && upos != DLN_UPOS_ADJ && upos != DLN_UPOS_NUM
               && upos != DLN_UPOS_PART && upos != DLN_UPOS_ADV && !_dln_tree_is (tree, t, "-")
               && !_dln_tree_is (tree, t, "now") && !(upos == DLN_UPOS_PRON && noun == DLN_NO_ROW)
               && !(upos == DLN_UPOS_VERB && noun == DLN_NO_ROW))
        break;
      if (_dln_relations_name_at (tree, t) == DLN_NO_ROW
          && _dln_relations_read_role (work, t, &role))
        listed = t;
    }
  return listed != DLN_NO_ROW ? listed : noun;
}

/* "a son of Prince Yi and his wife, Lady Hong": who has a name or an owner of his own */
static gboolean
is_somebody_else (const DlnTree *tree,
                  guint32        noun)
{
  guint32 owner = _dln_tree_child (tree, noun, DLN_REL (NMOD_POSS));
  guint32 name = _dln_tree_child (tree, noun, DLN_REL (APPOS) | DLN_REL (FLAT));

  return (owner != DLN_NO_ROW && tree->tokens[owner].upos == DLN_UPOS_PRON)
         || (name != DLN_NO_ROW && _dln_relations_name_at (tree, name) != DLN_NO_ROW);
}

/* "with Mia Farrow and Carole White, her agent": one agent is the one who stands beside the noun,
 * though the tree hangs it on the first of the list */
static guint32
find_nearest (const DlnTree *tree,
              guint32        noun,
              guint32        subject)
{
  const GArray *mentions = tree->annotations->mentions;
  guint32 head = DLN_ROW (mentions, DlnMention, subject)->head;
  guint32 nearest = subject;

  if (head >= noun || strcmp (_dln_tree_xpos (tree, noun), "NN") != 0)
    return subject;
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && c < noun; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_CONJ && tree->mention[c] != DLN_NO_ROW
        && DLN_ROW (mentions, DlnMention, tree->mention[c])->kind == DLN_MENTION_NAME
        && DLN_ROW (mentions, DlnMention, tree->mention[c])->type
             == DLN_ROW (mentions, DlnMention, subject)->type)
      nearest = tree->mention[c];
  return nearest;
}

static void
read_role_chain (DlnRelationWork *work,
                 guint32          noun,
                 guint32          subject,
                 guint32          anchor,
                 gboolean         ended,
                 const char      *pattern,
                 float            score)
{
  const DlnTree *tree = work->tree;

  if (subject != DLN_NO_ROW && tree->tokens[noun].deprel == DLN_DEPREL_APPOS)
    subject = find_nearest (tree, noun, subject);

  guint32 name = subject != DLN_NO_ROW
                   ? DLN_ROW (tree->annotations->mentions, DlnMention, subject)->first_token
                   : noun;
  guint32 listed[MAX_LISTED];
  DlnRelationRole role;

  if (_dln_relations_read_role (work, noun, &role))
    {
      guint n =
        subject != DLN_NO_ROW && name < noun ? find_listed (tree, noun, subject, listed) : 0;

      for (guint i = 0; i < n; i++)
        _dln_relations_tie_role (work, &role, listed[i], anchor, ended, pattern, score);
      _dln_relations_tie_role (work, &role, subject, anchor, ended, pattern, score);
    }
  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    /* of "his wife, X, and his brother" the brother is somebody else */
    if (tree->tokens[c].deprel == DLN_DEPREL_CONJ && tree->tokens[c].upos == DLN_UPOS_NOUN
        && !(noun < name && c > name) && tree->mention[c] == DLN_NO_ROW
        && !is_somebody_else (tree, c)
        && _dln_relations_read_role (work, c, &role))
      _dln_relations_tie_role (work, &role, subject, anchor, ended, pattern, score);
}

/* "In a letter to X, the head of Y said": the phrase after the comma is the subject of the clause,
 * no apposition */
static gboolean
starts_clause (const DlnTree    *tree,
               const DlnMention *name,
               guint32           from,
               guint32           end)
{
  if (name->first_token == 0 || tree->tokens[name->first_token - 1].upos != DLN_UPOS_ADP
      || !_dln_tree_is (tree, from, "the"))
    return FALSE;
  for (guint32 t = from; t < end && t < from + 16; t++)
    {
      if (tree->tokens[t].upos == DLN_UPOS_PUNCT)
        return FALSE;
      if (tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_AUX)
        return TRUE;
    }
  return FALSE;
}

/* "the wife of his neighbour Frank Andrews": the name behind "of" is not the wife's, but for a
 * comma before it */
static gboolean
is_inside_of (const DlnTree *tree,
              guint32        noun,
              guint32        name)
{
  gboolean inside = FALSE;

  for (guint32 t = noun + 1; t < name; t++)
    if (_dln_tree_is (tree, t, "of"))
      inside = TRUE;
    else if (tree->tokens[t].upos == DLN_UPOS_PUNCT)
      inside = FALSE;
  return inside;
}

static void
read_apposition (DlnRelationWork *work,
                 guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  static const char *const dashes[] = { "–", "—", "--", "-", NULL };
  guint32 last = row->first_token + row->n_tokens - 1;
  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[last].sentence);
  guint32 end = sentence->first_token + sentence->n_tokens;

  /* after the name: "X, head of Y" */
  if (last + 2 < end
      && (_dln_tree_is (tree, last + 1, ",") || _dln_tree_is (tree, last + 1, "(")
          || (_dln_tree_is_one_of (tree, last + 1, dashes)
              && tree->tokens[last].span.end < tree->tokens[last + 1].span.begin)))
    {
      guint32 noun = head_of_phrase_at (work, last + 2, end);

      if (starts_clause (tree, row, last + 2, end))
        return;
      if (noun != DLN_NO_ROW
          && !_dln_relation_in (tree->tokens[noun].deprel, DLN_RELS_ANY_SUBJECT)
          && _dln_tree_child (tree, noun, DLN_REL (CASE) | DLN_REL (COP)) == DLN_NO_ROW)
        read_role_chain (work, noun, mention, row->head, FALSE, "apposition", 0.85f);
    }
  for (guint32 c = tree->first_child[row->head]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_APPOS && tree->tokens[c].upos == DLN_UPOS_NOUN)
      read_role_chain (work, c, mention, row->head, FALSE, "apposition", 0.85f);

  /* before the name: "the head of Y, X, ..."; of "his wife and the minister, X" the nearer noun */
  gint32 head = tree->tokens[row->head].head;

  if (head >= 0 && tree->tokens[row->head].deprel == DLN_DEPREL_APPOS)
    for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
      if (tree->tokens[c].deprel == DLN_DEPREL_CONJ && c > (guint32) head && c < row->first_token)
        head = c;
  if (row->type == DLN_ENTITY_PERSON && tree->tokens[row->head].deprel == DLN_DEPREL_APPOS
      && head >= 0 && !is_inside_of (tree, head, row->first_token)
      && tree->tokens[head].upos == DLN_UPOS_NOUN
      && tree->tokens[head].sentence == tree->tokens[row->head].sentence)
    read_role_chain (work, head, mention, row->head, FALSE, "apposition-before", 0.8f);

  /* "her husband, the architect X": by position, whatever the tree says */
  guint32 t = row->first_token;

  while (row->type == DLN_ENTITY_PERSON && t > 0 && row->first_token - t < 5
         && (tree->tokens[t - 1].upos == DLN_UPOS_NOUN || tree->tokens[t - 1].upos == DLN_UPOS_ADJ
             || tree->tokens[t - 1].upos == DLN_UPOS_DET))
    t--;
  /* "its chief executive, X", whose noun the tagger takes for an adjective */
  if (t > 1 && _dln_tree_is (tree, t - 1, ",")
      && (tree->tokens[t - 2].upos == DLN_UPOS_NOUN || tree->tokens[t - 2].upos == DLN_UPOS_ADJ)
      && tree->tokens[t - 2].sentence == tree->tokens[row->head].sentence
      && _dln_tree_child (tree, t - 2, DLN_REL (NMOD_POSS)) != DLN_NO_ROW)
    read_role_chain (work, t - 2, mention, row->head, FALSE, "apposition-before", 0.75f);

  /* "her husband, the architect X": through the noun that stands beside the name */
  if (row->type == DLN_ENTITY_PERSON && head >= 0 && tree->tokens[head].upos == DLN_UPOS_NOUN
      && _dln_relation_in (tree->tokens[row->head].deprel,
                           DLN_REL (FLAT) | DLN_REL (APPOS) | DLN_REL (COMPOUND))
      && tree->tokens[head].deprel == DLN_DEPREL_APPOS && tree->tokens[head].head >= 0
      && tree->tokens[tree->tokens[head].head].upos == DLN_UPOS_NOUN)
    read_role_chain (
      work, tree->tokens[head].head, mention, row->head, FALSE, "apposition-before", 0.75f);
}

static gboolean
is_past_copula (const DlnTree *tree,
                guint32        noun)
{
  guint32 copula = _dln_tree_child (tree, noun, DLN_REL (COP));

  if (copula == DLN_NO_ROW
      || !(_dln_tree_is (tree, copula, "was") || _dln_tree_is (tree, copula, "were")))
    return FALSE;
  for (guint32 c = tree->first_child[noun]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_tree_child_form (tree, c, DLN_REL (CASE) | DLN_REL (MARK), "until") != DLN_NO_ROW
        || _dln_tree_child_form (tree, c, DLN_REL (CASE), "from") != DLN_NO_ROW)
      return TRUE;
  return FALSE;
}

static void
read_predicate (DlnRelationWork *work,
                guint32          noun)
{
  const DlnTree *tree = work->tree;
  gint32 head = tree->tokens[noun].head;
  guint8 deprel = tree->tokens[noun].deprel;

  if (_dln_tree_child (tree, noun, DLN_REL (COP)) != DLN_NO_ROW)
    {
      guint32 subject = _dln_tree_subject (tree, noun);

      if (subject != DLN_NO_ROW)
        read_role_chain (work,
                         noun,
                         _dln_relations_named (work, subject),
                         noun,
                         is_past_copula (tree, noun),
                         "predicate",
                         0.85f);
      return;
    }
  if (head < 0 || tree->tokens[head].upos != DLN_UPOS_VERB)
    return;

  const char *verb = _dln_tree_lemma (tree, head);
  gboolean as = _dln_tree_child_form (tree, noun, DLN_REL (CASE), "as") != DLN_NO_ROW;
  gboolean passive =
    _dln_tree_child (tree, head, DLN_REL (AUX_PASS) | DLN_REL (NSUBJ_PASS)) != DLN_NO_ROW;
  guint32 object = _dln_tree_child (tree, head, DLN_REL (OBJ));
  guint32 subject = _dln_tree_subject (tree, head);
  gboolean leaving = g_strv_contains (_dln_words (DLN_WORDS_ROLE_LEAVERS), verb);
  gboolean entering = g_strv_contains (_dln_words (DLN_WORDS_ROLE_ENTERERS), verb)
                      && (strcmp (verb, "take") != 0
                          || _dln_tree_child_form (tree,
                                                   head,
                                                   DLN_REL (COMPOUND_PRT) | DLN_REL (ADVMOD),
                                                   "over") != DLN_NO_ROW);

  if (!as
      && !(g_strv_contains (_dln_words (DLN_WORDS_ROLE_GIVERS), verb)
           && (deprel == DLN_DEPREL_XCOMP || deprel == DLN_DEPREL_OBJ)))
    return;
  if (as && !leaving && strcmp (verb, "serve") != 0 && strcmp (verb, "work") != 0
      && !g_strv_contains (_dln_words (DLN_WORDS_ROLE_GIVERS), verb) && !entering
      && strcmp (verb, "hire") != 0 && strcmp (verb, "describe") != 0)
    return;
  if (!passive && object != DLN_NO_ROW && object != noun && !entering)
    subject = object;
  if (subject == DLN_NO_ROW || subject == noun)
    return;
  /* "as" with a verb in the past: the post is over only where the verb ends it */
  read_role_chain (
    work, noun, _dln_relations_named (work, subject), head, leaving, as ? "as" : "becomes", 0.75f);
}

/* "the budget committee of the Assembly", "the Assembly's budget committee": a described
 * institution is part of the one that stands behind or before it. */
static void
read_described (DlnRelationWork *work,
                guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  guint32 t = row->first_token + row->n_tokens;
  guint32 owner = DLN_NO_ROW;

  if (t + 1 < tree->n_tokens
      && _dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_MEMBER_PREPOSITIONS))
      && tree->tokens[t].sentence == tree->tokens[row->head].sentence)
    {
      for (t++; t < tree->n_tokens && tree->mention[t] == DLN_NO_ROW
                && tree->tokens[t].upos == DLN_UPOS_DET;
           t++)
        ;
      owner = t < tree->n_tokens ? tree->mention[t] : DLN_NO_ROW;
    }
  t = row->first_token;
  if (owner == DLN_NO_ROW && t > 0)
    {
      t--;
      if (t > 0 && tree->mention[t] == DLN_NO_ROW && tree->tokens[t].upos == DLN_UPOS_PART)
        t--;
      owner = tree->mention[t];
    }
  if (owner == DLN_NO_ROW
      || DLN_ROW (tree->annotations->mentions, DlnMention, owner)->entity == DLN_NO_ROW)
    return;

  DlnRelationDraft draft = { .type = DLN_RELATION_PART_OF,
                             .subject = mention,
                             .object = owner,
                             .first = row->head,
                             .last = row->head,
                             .anchor = row->head,
                             .caption = "part of",
                             .pattern = "described",
                             .score = 0.8f };

  _dln_relations_add (work, &draft);
}

static gboolean
is_party (const DlnTree    *tree,
          const DlnMention *row)
{
  for (guint32 t = row->first_token; t < row->first_token + row->n_tokens; t++)
    if (_dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_PARTY_WORDS)))
      return TRUE;
  return FALSE;
}

/* "Anna Weber of the Labour Party", "Erik Lund, of Norvik Bank": where somebody belongs */
static void
read_affiliation (DlnRelationWork *work,
                  guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  guint32 t = row->first_token + row->n_tokens;
  guint32 sentence = tree->tokens[row->head].sentence;
  guint32 name, of;

  if (t < tree->n_tokens && _dln_tree_is (tree, t, ","))
    t++;
  if (t + 1 >= tree->n_tokens || !_dln_tree_is (tree, t, "of"))
    return;
  of = t++;
  while (t + 1 < tree->n_tokens && tree->mention[t] == DLN_NO_ROW
         && (tree->tokens[t].upos == DLN_UPOS_DET || tree->tokens[t].upos == DLN_UPOS_ADJ
             || tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_NOUN)
         && t < of + 5)
    t++;
  name = tree->tokens[t].sentence == sentence ? _dln_relations_name_at (tree, t) : DLN_NO_ROW;
  if (name == DLN_NO_ROW || _dln_relations_named (work, t) == DLN_NO_ROW
      || _dln_relations_type_of (work, name) != DLN_ENTITY_INSTITUTION)
    return;

  /* "accused Weber of Greenpeace fraud" belongs to the verb */
  const DlnMention *body = DLN_ROW (tree->annotations->mentions, DlnMention, name);
  gint32 head = tree->tokens[body->head].head;

  if (head < (gint32) row->first_token || head >= (gint32) (row->first_token + row->n_tokens))
    return;

  DlnRelationDraft draft = { .type = is_party (tree, body) ? DLN_RELATION_MEMBER_OF
                                                           : DLN_RELATION_EMPLOYED_BY,
                             .subject = mention,
                             .object = name,
                             .first = of,
                             .last = of,
                             .anchor = of,
                             .caption = "of",
                             .pattern = "affiliation",
                             .score = 0.7f };

  _dln_relations_add (work, &draft);
}

/**
 * _dln_relations_read_roles:
 *
 * Roles beside every name, and nouns that are predicates. Time: O(tokens + mentions)
 */
void
_dln_relations_read_roles (DlnRelationWork *work)
{
  const DlnTree *tree = work->tree;
  const GArray *mentions = tree->annotations->mentions;

  for (guint32 m = 0; m < mentions->len; m++)
    {
      const DlnMention *row = DLN_ROW (mentions, DlnMention, m);

      if ((row->reasons & DLN_NAME_DESCRIBED) != 0 && row->head < tree->n_tokens
          && _dln_tree_makes_claims (tree, tree->tokens[row->head].sentence))
        read_described (work, m);
      if (row->kind != DLN_MENTION_NAME || row->n_tokens == 0
          || row->first_token + row->n_tokens > tree->n_tokens || row->head >= tree->n_tokens
          || !_dln_tree_makes_claims (tree, tree->tokens[row->head].sentence))
        continue;
      if (row->type == DLN_ENTITY_PERSON)
        {
          read_title (work, m);
          read_affiliation (work, m);
        }
      else if (tree->tokens[MAX (row->first_token, 1) - 1].upos == DLN_UPOS_NOUN)
        read_title (work, m);
      if (row->type == DLN_ENTITY_PERSON || row->type == DLN_ENTITY_INSTITUTION)
        read_apposition (work, m);
    }
  for (guint32 t = 0; t < tree->n_tokens; t++)
    if ((tree->tokens[t].upos == DLN_UPOS_NOUN || tree->tokens[t].upos == DLN_UPOS_PROPN)
        && _dln_tree_makes_claims (tree, tree->tokens[t].sentence))
      read_predicate (work, t);
}
