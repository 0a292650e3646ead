/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of relations as the steps of the stage add them: which kinds may be tied, one row for what a
 * sentence states twice, and which mention a token stands for. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/relations/dln-relations-private.h"

#include "extract/dln-kinds.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define ANY_POST 0xff /* in keys: a post of any kind */

#define PER (1 << DLN_ENTITY_PERSON)
#define ORG (1 << DLN_ENTITY_INSTITUTION)
#define LOC (1 << DLN_ENTITY_PLACE)

/* which kinds of entity a relation may tie: subject, object; 0 = people, institutions and places
 * that act */
static const guint8 ends[DLN_N_RELATION_TYPES][2] = {
  [DLN_RELATION_HEAD_OF] = { PER, ORG | LOC },
  [DLN_RELATION_MEMBER_OF] = { PER | ORG | LOC, ORG | LOC },
  [DLN_RELATION_EMPLOYED_BY] = { PER, PER | ORG | LOC },
  [DLN_RELATION_POST_IN] = { PER, ORG | LOC },
  [DLN_RELATION_SPOKESPERSON_OF] = { PER | ORG, PER | ORG | LOC },
  [DLN_RELATION_REPRESENTS] = { PER | ORG, PER | ORG | LOC },
  [DLN_RELATION_FOUNDER_OF] = { PER | ORG, ORG },
  [DLN_RELATION_OWNER_OF] = { PER | ORG | LOC, ORG },
  [DLN_RELATION_PART_OF] = { ORG | LOC, ORG | LOC },
  [DLN_RELATION_FUNDS] = { PER | ORG | LOC, PER | ORG | LOC },
  [DLN_RELATION_ACQUIRES] = { PER | ORG, ORG },
  [DLN_RELATION_SPOUSE_OF] = { PER, PER },
  [DLN_RELATION_PARENT_OF] = { PER, PER },
  [DLN_RELATION_SIBLING_OF] = { PER, PER },
  [DLN_RELATION_RELATIVE_OF] = { PER, PER },
  [DLN_RELATION_REPORTS_TO] = { PER, PER },
  [DLN_RELATION_TELLS] = { PER | ORG, PER | ORG },
  [DLN_RELATION_LOCATED_IN] = { ORG | LOC, LOC },
  [DLN_RELATION_LIVES_IN] = { PER, LOC },
  [DLN_RELATION_BORN_IN] = { PER, LOC },
};

static gboolean
is_same (const DlnRelationWork *work,
         guint32                a,
         guint32                b)
{
  const DlnMention *x = DLN_ROW (work->context->annotations->mentions, DlnMention, a);
  const DlnMention *y = DLN_ROW (work->context->annotations->mentions, DlnMention, b);

  return a == b || (x->entity != DLN_NO_ROW && x->entity == y->entity);
}

static gboolean
are_types_allowed (const DlnRelationWork *work,
                   DlnRelationType        type,
                   guint32                subject,
                   guint32                object)
{
  guint8 any = PER | ORG | LOC;
  guint8 a = 1 << _dln_relations_type_of (work, subject);
  guint8 b = 1 << _dln_relations_type_of (work, object);

  return (a & (ends[type][0] != 0 ? ends[type][0] : any)) != 0
         && (b & (ends[type][1] != 0 ? ends[type][1] : any)) != 0;
}

gboolean
_dln_relations_parse_type (const char      *column,
                           DlnRelationType *type,
                           gboolean        *swap)
{
  gsize length = column != NULL ? strlen (column) : 0;

  if (length < 2)
    return FALSE;
  *swap = column[length - 1] == '<';
  for (guint i = 0; i < DLN_N_RELATION_TYPES; i++)
    {
      const char *name = dln_relation_type_get_name (i);

      if (strlen (name) == length - *swap && strncmp (name, column, length - *swap) == 0)
        {
          *type = i;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_post (guint8 type)
{
  return type == DLN_RELATION_HEAD_OF || type == DLN_RELATION_EMPLOYED_BY
         || type == DLN_RELATION_POST_IN || type == DLN_RELATION_MEMBER_OF
         || type == DLN_RELATION_SPOKESPERSON_OF
         || type == DLN_RELATION_REPRESENTS;
}

static gint64
make_key (const DlnRelationClaim *row,
          guint32                 sentence,
          guint8                  type)
{
  return ((gint64) row->subject << 38) ^ ((gint64) row->object << 12) ^ ((gint64) sentence << 44)
         ^ type;
}

static DlnRelationClaim *
find_row (const DlnRelationWork  *work,
          const DlnRelationClaim *row,
          gint64                  key)
{
  gpointer at = g_hash_table_lookup (work->seen, &key);
  DlnRelationClaim *known =
    at != NULL ? DLN_ROW (work->rows, DlnRelationClaim, GPOINTER_TO_UINT (at) - 1) : NULL;

  return known != NULL && known->subject == row->subject && known->object == row->object ? known
                                                                                        : NULL;
}

/**
 * _dln_relations_are_tied:
 *
 * Returns: whether @sentence has stated that already
 */
gboolean
_dln_relations_are_tied (const DlnRelationWork *work,
                         DlnRelationType        type,
                         guint32                subject,
                         guint32                object,
                         guint32                sentence)
{
  DlnRelationClaim row = { .subject = subject, .object = object };

  return find_row (work, &row, make_key (&row, sentence, type)) != NULL;
}

/* One row for what a sentence states twice. What the encoder reads is told in the words of the
 * first rule that reads it too; which post it is, the noun tells better. */
static gboolean
join_rows (DlnRelationWork        *work,
           const DlnRelationClaim *row,
           guint32                 sentence)
{
  DlnRelationClaim *known = find_row (work, row, make_key (row, sentence, row->type));

  if (known == NULL && is_post (row->type))
    known = find_row (work, row, make_key (row, sentence, ANY_POST));
  if (known == NULL
      || (known->type != row->type
          && strcmp (dln_strings_get (work->context->annotations->strings, known->pattern),
                     DLN_RELATIONS_READ)
               != 0))
    return FALSE;
  known->ended |= row->ended;
  if (strcmp (dln_strings_get (work->context->annotations->strings, known->pattern),
              DLN_RELATIONS_READ)
      != 0)
    return TRUE;
  known->type = row->type;
  known->span = row->span;
  known->caption = row->caption;
  known->pattern = row->pattern;
  known->score = MAX (known->score, row->score);
  return TRUE;
}

static void
remember_row (DlnRelationWork        *work,
              const DlnRelationClaim *row,
              guint32                 sentence)
{
  gboolean read = strcmp (dln_strings_get (work->context->annotations->strings, row->pattern),
                          DLN_RELATIONS_READ)
                  == 0;
  gint64 key = make_key (row, sentence, row->type);

  g_hash_table_insert (
    work->seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (work->rows->len));
  if (!read || !is_post (row->type))
    return;
  key = make_key (row, sentence, ANY_POST);
  g_hash_table_insert (
    work->seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (work->rows->len));
}

/**
 * _dln_relations_add:
 *
 * Appends a relation if its ends may be tied by it and the sentence has not stated it yet.
 *
 * Returns: TRUE if it is (now) there
 */
gboolean
_dln_relations_add (DlnRelationWork        *work,
                    const DlnRelationDraft *draft)
{
  DlnTree *tree = work->tree;
  DlnAnnotations *annotations = work->context->annotations;
  guint32 subject = draft->swap ? draft->object : draft->subject;
  guint32 object = draft->swap ? draft->subject : draft->object;

  if (subject == DLN_NO_ROW || object == DLN_NO_ROW || is_same (work, subject, object)
      || !are_types_allowed (work, draft->type, subject, object)
      || !_dln_relations_may_hold (work, draft))
    return FALSE;

  guint32 sentence = tree->tokens[draft->anchor].sentence;
  DlnRelationClaim row = {
    .span = _dln_tree_span (tree, draft->first, draft->last),
    .evidence = DLN_ROW (annotations->sentences, DlnSentence, sentence)->span,
    .subject = subject,
    .object = object,
    .time = _dln_tree_find_time (tree, draft->anchor),
    .quote = work->quote_at[draft->anchor],
    .pattern = dln_strings_intern (annotations->strings, draft->pattern),
    .type = draft->type,
    .ended = draft->ended,
    .score = draft->score,
  };
  if (draft->caption != NULL)
    row.caption = dln_strings_intern (annotations->strings, draft->caption);
  else
    row.caption = dln_strings_intern_len (annotations->strings,
                                          tree->text + row.span.begin,
                                          MIN (row.span.end - row.span.begin, 120));
  if (join_rows (work, &row, sentence))
    return TRUE;
  if (draft->type != DLN_RELATION_CO_MENTION)
    _dln_relations_read_standing (work, draft->anchor, &row);
  g_array_append_val (work->rows, row);
  remember_row (work, &row, sentence);
  return TRUE;
}

/* "met with Air Force employees": the name only says whose employees */
static gboolean
modifies_noun (const DlnTree *tree,
               guint32        mention)
{
  const DlnMention *row = DLN_ROW (tree->annotations->mentions, DlnMention, mention);
  guint32 after = row->first_token + row->n_tokens;
  guint32 t = after;

  if (row->type == DLN_ENTITY_PERSON)
    return FALSE;
  while (t < tree->n_tokens && t < after + 2 && tree->tokens[t].upos == DLN_UPOS_ADJ)
    t++;
  return t < tree->n_tokens && tree->tokens[t].upos == DLN_UPOS_NOUN && tree->time[t] == DLN_NO_ROW
         && tree->tokens[t].sentence == tree->tokens[row->head].sentence
         && tree->mention[t] != mention && tree->tokens[t].deprel != DLN_DEPREL_APPOS;
}

/* "the critic Anna Weber", "its governing body, the World Rowing Council" */
static gboolean
stands_for (const DlnTree *tree,
            guint32        token,
            guint32        name,
            guint8         deprel)
{
  guint8 type = DLN_ROW (tree->annotations->mentions, DlnMention, name)->type;

  return type == DLN_ENTITY_PERSON
         || (type == DLN_ENTITY_INSTITUTION && deprel == DLN_DEPREL_APPOS
             && tree->tokens[token].upos == DLN_UPOS_NOUN
             && (_dln_lexicon_get_noun (_dln_tree_lemma (tree, token)).classes & DLN_NOUN_PERSON)
                  == 0);
}

/* "the mining town of Kostrava" */
static gboolean
is_place_of (const DlnTree *tree,
             guint32        token,
             guint32        child)
{
  guint32 name = tree->mention[child];

  return name != DLN_NO_ROW && child > token && tree->tokens[child].deprel == DLN_DEPREL_NMOD
         && DLN_ROW (tree->annotations->mentions, DlnMention, name)->type == DLN_ENTITY_PLACE
         && g_strv_contains (_dln_words (DLN_WORDS_PLACE_NOUNS), _dln_tree_lemma (tree, token))
         && _dln_tree_child_form (tree, child, DLN_REL (CASE), "of") != DLN_NO_ROW;
}

/**
 * _dln_relations_named:
 * @token: a noun, name or pronoun
 *
 * Returns: the mention that @token stands for: its own, or that of the name beside a common noun
 * ("the critic Anna Weber"); a noun or pronoun only once it is known whom it refers to. DLN_NO_ROW
 * if none
 */
guint32
_dln_relations_named (const DlnRelationWork *work,
                      guint32                token)
{
  const DlnTree *tree = work->tree;
  const GArray *mentions = tree->annotations->mentions;
  guint32 own = tree->mention[token];

  if (own != DLN_NO_ROW && DLN_ROW (mentions, DlnMention, own)->kind == DLN_MENTION_NAME)
    return modifies_noun (tree, own) ? DLN_NO_ROW : own;
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel,
                          DLN_REL (APPOS) | DLN_REL (FLAT) | DLN_REL (NMOD_UNMARKED)
                            | DLN_REL (DEP)))
      {
        guint32 name = tree->mention[c];

        if (name != DLN_NO_ROW && DLN_ROW (mentions, DlnMention, name)->kind == DLN_MENTION_NAME
            && c > token && stands_for (tree, token, name, tree->tokens[c].deprel))
          return name;
      }
    else if (is_place_of (tree, token, c))
      return tree->mention[c];
  if (tree->tokens[token].upos == DLN_UPOS_NOUN && token + 1 < tree->n_tokens
      && tree->mention[token + 1] != DLN_NO_ROW)
    {
      const DlnMention *next = DLN_ROW (mentions, DlnMention, tree->mention[token + 1]);

      /* "the brokerage Tarn & Sons" */
      if (next->kind == DLN_MENTION_NAME && next->first_token == token + 1
          && (next->type == DLN_ENTITY_PERSON
              || (next->type == DLN_ENTITY_INSTITUTION
                  && (_dln_lexicon_get_noun (_dln_tree_lemma (tree, token)).classes
                      & DLN_NOUN_INSTITUTION)
                       != 0)))
        return tree->mention[token + 1];
    }
  if (own != DLN_NO_ROW && DLN_ROW (mentions, DlnMention, own)->entity != DLN_NO_ROW
      && (DLN_ROW (mentions, DlnMention, own)->head == token
          || tree->tokens[token].upos == DLN_UPOS_PRON))
    return own;
  return DLN_NO_ROW;
}

/* "A, who met B, also paid C": what the parser joins over a verb is not joined */
static gboolean
has_verb_between (const DlnTree *tree,
                  guint32        a,
                  guint32        b)
{
  for (guint32 t = a + 1; t < b; t++)
    if (tree->tokens[t].upos == DLN_UPOS_VERB && strcmp (_dln_tree_xpos (tree, t), "VBN") != 0
        && strcmp (_dln_tree_xpos (tree, t), "VBG") != 0)
      return TRUE;
  return FALSE;
}

/* The mention at @token and at what is joined to it by "and"; returns how many. */
guint
_dln_relations_conjuncts (const DlnRelationWork *work,
                          guint32                token,
                          guint32               *mentions,
                          guint                  max)
{
  const DlnTree *tree = work->tree;
  guint n = 0;
  guint32 own;

  if (token == DLN_NO_ROW || max == 0)
    return 0;
  own = _dln_relations_named (work, token);
  if (own != DLN_NO_ROW)
    mentions[n++] = own;
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW && n < max; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_CONJ && _dln_tree_is_nominal (tree, c)
        && !has_verb_between (tree, token, c))
      {
        guint32 other = _dln_relations_named (work, c);

        if (other != DLN_NO_ROW && (n == 0 || other != mentions[n - 1]))
          mentions[n++] = other;
      }
  return n;
}
