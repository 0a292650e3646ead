/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posts whose body stands elsewhere in the clause: "Ostmark Steel named Ingrid Falk its chief
 * executive", "Anna Berg succeeds Karl Moser as head of the Tarn Museum", "Spokesman Theo Berg said
 * the River Bank would close"; and people told by their body alone: "Norvik Radio's Anna Berg". All
 * are read by position, for trees of such sentences are often wrong. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_PHRASE 8  /* words of a post */
#define MAX_BEHIND 12 /* words from the verb to "as" */

static const DlnMention *
get_mention (const DlnTree *tree,
             guint32        mention)
{
  return DLN_ROW (tree->annotations->mentions, DlnMention, mention);
}

static guint32
get_end (const DlnTree *tree,
         guint32        token)
{
  const DlnSentence *sentence =
    DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[token].sentence);

  return sentence->first_token + sentence->n_tokens;
}

/* ---- the post -------------------------------------------------------------------------------- */

/* The role that the words from @first on end in, before a name, a verb or a comma: "its chief
 * executive". */
static gboolean
find_role (const DlnRelationWork *work,
           guint32                first,
           guint32                end,
           DlnRelationRole       *role)
{
  const DlnTree *tree = work->tree;
  gboolean found = FALSE;

  for (guint32 t = first; t < MIN (end, first + MAX_PHRASE); t++)
    {
      guint8 upos = tree->tokens[t].upos;
      DlnRelationRole read;

      if (_dln_relations_name_at (tree, t) != DLN_NO_ROW
          || (upos != DLN_UPOS_NOUN && upos != DLN_UPOS_PROPN && upos != DLN_UPOS_ADJ
              && upos != DLN_UPOS_DET && upos != DLN_UPOS_PRON && upos != DLN_UPOS_NUM
              && upos != DLN_UPOS_ADV && !_dln_tree_is (tree, t, "-")))
        break;
      if ((upos == DLN_UPOS_NOUN || upos == DLN_UPOS_PROPN || upos == DLN_UPOS_ADJ)
          && _dln_relations_read_role (work, t, &read))
        {
          *role = read;
          found = TRUE;
        }
    }
  return found;
}

/* The role's own owner ("head of Norvik Bank"), else @body. */
static void
tie_post (DlnRelationWork *work,
          DlnRelationRole *role,
          guint32          person,
          guint32          body,
          guint32          verb,
          const char      *pattern)
{
  const DlnTree *tree = work->tree;
  guint before = work->rows->len;
  DlnRelationOwners owners;

  _dln_relations_find_owners (work, role, person, &owners);
  if (owners.n > 0)
    _dln_relations_tie_role (work, role, person, verb, FALSE, pattern, 0.75f);
  if (work->rows->len > before || owners.n > 0 || body == DLN_NO_ROW || body == person)
    return;

  DlnEntityType type = _dln_relations_type_of (work, body);
  DlnSpan words = _dln_tree_span (tree, role->first, role->last);
  g_autofree char *caption = g_strndup (tree->text + words.begin, words.end - words.begin);
  DlnRelationDraft draft = { .subject = person,
                             .object = body,
                             .first = role->first,
                             .last = role->last,
                             .anchor = verb,
                             .caption = caption,
                             .pattern = pattern,
                             .score = 0.75f };

  if ((type != DLN_ENTITY_INSTITUTION && type != DLN_ENTITY_PLACE)
      || !_dln_relations_parse_type (role->body, &draft.type, &draft.swap))
    return;
  if (draft.type == DLN_RELATION_HEAD_OF && role->lesser)
    draft.type = DLN_RELATION_POST_IN;
  _dln_relations_add (work, &draft);
}

/* "Ostmark Steel named Ingrid Falk its chief executive", "appointed Otto Brand as chairman" */
static void
read_given_post (DlnRelationWork *work,
                 guint32          verb)
{
  const DlnTree *tree = work->tree;
  guint32 end = get_end (tree, verb);
  guint32 person = verb + 1 < end ? _dln_relations_name_at (tree, verb + 1) : DLN_NO_ROW;
  guint32 subject;
  guint32 t;
  DlnRelationRole role;

  if (person == DLN_NO_ROW || get_mention (tree, person)->type != DLN_ENTITY_PERSON
      || _dln_tree_child (tree, verb, DLN_REL (AUX_PASS)) != DLN_NO_ROW)
    return;
  t = get_mention (tree, person)->first_token + get_mention (tree, person)->n_tokens;
  if (t < end && _dln_tree_is (tree, t, "as"))
    t++;
  if (!find_role (work, t, end, &role))
    return;
  subject = _dln_tree_subject (tree, verb);
  tie_post (work, &role, person,
            subject != DLN_NO_ROW ? _dln_relations_named (work, subject) : DLN_NO_ROW, verb,
            "post-given");
}

/* "Anna Berg succeeds Karl Moser as head of the Tarn Museum", and who takes over as head */
static void
read_taken_post (DlnRelationWork *work,
                 guint32          verb)
{
  const DlnTree *tree = work->tree;
  guint32 end = MIN (get_end (tree, verb), verb + MAX_BEHIND);
  guint32 subject = _dln_tree_subject (tree, verb);
  guint32 person = subject != DLN_NO_ROW ? _dln_relations_named (work, subject) : DLN_NO_ROW;
  gboolean over = strcmp (_dln_tree_lemma (tree, verb), "take") != 0;
  DlnRelationRole role;

  if (person == DLN_NO_ROW || _dln_relations_type_of (work, person) != DLN_ENTITY_PERSON
      || _dln_tree_child (tree, verb, DLN_REL (AUX_PASS)) != DLN_NO_ROW)
    return;
  for (guint32 t = verb + 1; t < end; t++)
    {
      over |= t == verb + 1 && _dln_tree_is (tree, t, "over");
      if (tree->tokens[t].upos == DLN_UPOS_VERB || _dln_tree_is (tree, t, ","))
        return;
      if (!over || !_dln_tree_is (tree, t, "as"))
        continue;
      if (find_role (work, t + 1, get_end (tree, verb), &role))
        tie_post (work, &role, person, DLN_NO_ROW, verb, "post-taken");
      return;
    }
}

/* ---- people beside their body ---------------------------------------------------------------- */

/* "Spokesman Theo Berg said the River Bank would close": who speaks for nobody else speaks for whom
 * he speaks of first. */
static void
read_spokesman (DlnRelationWork *work,
                guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = get_mention (tree, mention);
  guint32 title = row->first_token - 1;
  guint32 verb = row->first_token + row->n_tokens;
  guint32 end = get_end (tree, row->head);
  guint32 body;
  DlnRelationRole role;

  g_autofree char *word = _dln_tree_dup_form (tree, title);
  g_autofree char *lower = g_ascii_strdown (word, -1);

  if (!g_strv_contains (_dln_words (DLN_WORDS_SPOKESPEOPLE), lower)
      || (title > 0 && tree->tokens[title - 1].sentence == tree->tokens[title].sentence)
      || verb >= end || tree->tokens[verb].upos != DLN_UPOS_VERB
      || !_dln_relations_read_role (work, title, &role))
    return;
  for (verb++; verb < end
               && (_dln_tree_is (tree, verb, "that") || tree->tokens[verb].upos == DLN_UPOS_DET);
       verb++)
    ;
  body = verb < end ? _dln_relations_name_at (tree, verb) : DLN_NO_ROW;
  if (body != DLN_NO_ROW && get_mention (tree, body)->type == DLN_ENTITY_INSTITUTION
      && _dln_relation_in (tree->tokens[get_mention (tree, body)->head].deprel,
                           DLN_RELS_ANY_SUBJECT))
    tie_post (work, &role, mention, body, row->head, "spokesman");
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

/* "Norvik Radio's Anna Berg": of a body, never of a place, where he only comes from */
static void
read_owned_person (DlnRelationWork *work,
                   guint32          mention)
{
  const DlnTree *tree = work->tree;
  const DlnMention *row = get_mention (tree, mention);
  guint32 body;

  if (row->first_token < 2 || row->n_tokens < 2
      || strcmp (_dln_tree_xpos (tree, row->first_token - 1), "POS") != 0)
    return;
  body = _dln_relations_name_at (tree, row->first_token - 2);
  if (body == DLN_NO_ROW || get_mention (tree, body)->type != DLN_ENTITY_INSTITUTION
      || get_mention (tree, body)->first_token + get_mention (tree, body)->n_tokens
           != row->first_token - 1)
    return;

  DlnRelationDraft draft = { .type = is_party (tree, get_mention (tree, body))
                                       ? DLN_RELATION_MEMBER_OF
                                       : DLN_RELATION_EMPLOYED_BY,
                             .subject = mention,
                             .object = body,
                             .first = row->first_token,
                             .last = row->first_token,
                             .anchor = row->head,
                             .caption = "of",
                             .pattern = "owned",
                             .score = 0.7f };

  _dln_relations_add (work, &draft);
}

/**
 * _dln_relations_read_posts:
 *
 * Reads these clauses and names. Time: O(tokens + mentions)
 */
void
_dln_relations_read_posts (DlnRelationWork *work)
{
  const DlnTree *tree = work->tree;
  const GArray *mentions = tree->annotations->mentions;

  for (guint32 t = 0; t < tree->n_tokens; t++)
    {
      const char *lemma = _dln_tree_lemma (tree, t);

      if (tree->tokens[t].upos != DLN_UPOS_VERB
          || !_dln_tree_makes_claims (tree, tree->tokens[t].sentence))
        continue;
      if (g_strv_contains (_dln_words (DLN_WORDS_POST_GIVERS), lemma))
        read_given_post (work, t);
      else if (g_strv_contains (_dln_words (DLN_WORDS_POST_TAKERS), lemma))
        read_taken_post (work, t);
    }
  for (guint32 m = 0; m < mentions->len; m++)
    {
      const DlnMention *row = DLN_ROW (mentions, DlnMention, m);

      if (row->kind != DLN_MENTION_NAME || row->type != DLN_ENTITY_PERSON || row->first_token == 0
          || row->first_token + row->n_tokens > tree->n_tokens || row->head >= tree->n_tokens
          || !_dln_tree_makes_claims (tree, tree->tokens[row->head].sentence))
        continue;
      read_spokesman (work, m);
      read_owned_person (work, m);
    }
}
