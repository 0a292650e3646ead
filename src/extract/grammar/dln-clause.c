/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking dependency trees that may be wrong: extents are computed with a bound on depth, and
 * everything answers for any token. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_DEPTH 200
#define LEAST_CERTAINTY 0.6f /* of a pronoun */

static void
link_children (DlnTree *tree)
{
  for (guint32 i = tree->n_tokens; i-- > 0;)
    {
      gint32 head = tree->tokens[i].head;

      if (head < 0 || (guint32) head >= tree->n_tokens || (guint32) head == i)
        continue;
      tree->next_child[i] = tree->first_child[head];
      tree->first_child[head] = i;
    }
}

static void
measure_extents (DlnTree *tree)
{
  for (guint32 i = 0; i < tree->n_tokens; i++)
    {
      gint32 up = tree->tokens[i].head;

      for (guint depth = 0; up >= 0 && (guint32) up < tree->n_tokens && depth < MAX_DEPTH; depth++)
        {
          tree->left[up] = MIN (tree->left[up], i);
          tree->right[up] = MAX (tree->right[up], i);
          up = tree->tokens[up].head;
        }
    }
}

static void
mark_rows (DlnTree *tree)
{
  const GArray *mentions = tree->annotations->mentions;
  const GArray *times = tree->annotations->times;

  for (guint32 i = 0; i < mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (mentions, DlnMention, i);
      guint32 end = MIN (mention->first_token + mention->n_tokens, tree->n_tokens);

      /* what is written, drawn or told of somebody must not hang on a guess */
      if (mention->kind == DLN_MENTION_PRONOUN && mention->score < LEAST_CERTAINTY)
        continue;
      for (guint32 t = mention->first_token; t < end; t++)
        {
          guint32 before = tree->mention[t];

          /* a name wins over a noun or pronoun that is part of it; then the longer one */
          if (before == DLN_NO_ROW || DLN_ROW (mentions, DlnMention, before)->kind > mention->kind
              || (DLN_ROW (mentions, DlnMention, before)->kind == mention->kind
                  && DLN_ROW (mentions, DlnMention, before)->n_tokens < mention->n_tokens))
            tree->mention[t] = i;
        }
    }
  for (guint32 i = 0, t = 0; i < times->len; i++)
    {
      DlnSpan span = DLN_ROW (times, DlnTime, i)->span;

      while (t < tree->n_tokens && tree->tokens[t].span.end <= span.begin)
        t++;
      for (guint32 j = t; j < tree->n_tokens && tree->tokens[j].span.begin < span.end; j++)
        tree->time[j] = i;
    }
}

static guint32 *
new_column (guint32 n)
{
  guint32 *column = g_new (guint32, MAX (n, 1));

  memset (column, 0xff, sizeof (guint32) * n);
  return column;
}

/**
 * _dln_tree_new:
 * @context: a stage's context with tokens that have heads
 *
 * Returns: (transfer full): children, extents and rows by token. Time: O(tokens x depth), depth
 * bounded
 */
DlnTree *
_dln_tree_new (const DlnStageContext *context)
{
  DlnTree *tree = g_new0 (DlnTree, 1);
  guint32 n = context->annotations->tokens->len;

  tree->text = context->text;
  tree->annotations = context->annotations;
  tree->tokens = (const DlnToken *) context->annotations->tokens->data;
  tree->n_tokens = n;
  tree->first_child = new_column (n);
  tree->next_child = new_column (n);
  tree->mention = new_column (n);
  tree->time = new_column (n);
  tree->left = g_new (guint32, MAX (n, 1));
  tree->right = g_new (guint32, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    tree->left[i] = tree->right[i] = i;
  link_children (tree);
  measure_extents (tree);
  mark_rows (tree);
  return tree;
}

void
_dln_tree_free (DlnTree *tree)
{
  if (tree == NULL)
    return;
  g_free (tree->first_child);
  g_free (tree->next_child);
  g_free (tree->mention);
  g_free (tree->time);
  g_free (tree->left);
  g_free (tree->right);
  g_free (tree);
}

const char *
_dln_tree_lemma (const DlnTree *tree,
                 guint32        token)
{
  return dln_strings_get (tree->annotations->strings, tree->tokens[token].lemma);
}

const char *
_dln_tree_xpos (const DlnTree *tree,
                guint32        token)
{
  return dln_strings_get (tree->annotations->strings, tree->tokens[token].xpos);
}

char *
_dln_tree_dup_form (const DlnTree *tree,
                    guint32        token)
{
  DlnSpan span = tree->tokens[token].span;

  return g_strndup (tree->text + span.begin, span.end - span.begin);
}

/* ASCII case is ignored */
gboolean
_dln_tree_is (const DlnTree *tree,
              guint32        token,
              const char    *form)
{
  if (token >= tree->n_tokens)
    return FALSE;

  DlnSpan span = tree->tokens[token].span;
  gsize length = strlen (form);

  return span.end - span.begin == length
         && g_ascii_strncasecmp (tree->text + span.begin, form, length) == 0;
}

/**
 * _dln_tree_is_one_of:
 * @forms: (array zero-terminated=1): words
 */
gboolean
_dln_tree_is_one_of (const DlnTree     *tree,
                     guint32            token,
                     const char *const *forms)
{
  for (; *forms != NULL; forms++)
    if (_dln_tree_is (tree, token, *forms))
      return TRUE;
  return FALSE;
}

/**
 * _dln_tree_child:
 *
 * Returns: the first child of @token by one of @relations, or DLN_NO_ROW
 */
guint32
_dln_tree_child (const DlnTree *tree,
                 guint32        token,
                 DlnDeprelSet   relations)
{
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, relations))
      return c;
  return DLN_NO_ROW;
}

guint32
_dln_tree_child_form (const DlnTree *tree,
                      guint32        token,
                      DlnDeprelSet   relations,
                      const char    *form)
{
  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, relations) && _dln_tree_is (tree, c, form))
      return c;
  return DLN_NO_ROW;
}

gboolean
_dln_tree_dominates (const DlnTree *tree,
                     guint32        ancestor,
                     guint32        token)
{
  gint32 up = token;

  for (guint depth = 0; up >= 0 && (guint32) up < tree->n_tokens && depth < MAX_DEPTH; depth++)
    {
      if ((guint32) up == ancestor)
        return TRUE;
      up = tree->tokens[up].head;
    }
  return FALSE;
}

DlnSpan
_dln_tree_span (const DlnTree *tree,
                guint32        first,
                guint32        last)
{
  return DLN_SPAN (tree->tokens[first].span.begin, tree->tokens[last].span.end);
}

/**
 * _dln_tree_noun_phrase:
 * @head: a noun, name or pronoun
 * @first: (out): its first token
 * @last: (out): its last token
 *
 * The phrase without relative clauses, appositions and what is set off by punctuation.
 *
 * Returns: TRUE if it has a word in it
 */
gboolean
_dln_tree_noun_phrase (const DlnTree *tree,
                       guint32        head,
                       guint32       *first,
                       guint32       *last)
{
  const DlnDeprelSet inside = DLN_REL (DET) | DLN_REL (AMOD) | DLN_REL (COMPOUND)
                              | DLN_REL (NMOD_POSS) | DLN_REL (FLAT) | DLN_REL (NUMMOD)
                              | DLN_REL (NMOD) | DLN_REL (DET_PREDET) | DLN_REL (NMOD_UNMARKED)
                              | DLN_REL (CONJ) | DLN_REL (GOESWITH) | DLN_REL (FIXED);

  *first = *last = head;
  if (tree->tokens[head].upos == DLN_UPOS_PRON)
    return TRUE;
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, inside))
      {
        *first = MIN (*first, tree->left[c]);
        *last = MAX (*last, tree->right[c]);
      }
  /* a wrong arc must not carry the phrase across the sentence */
  for (guint32 t = head; t > *first; t--)
    if (tree->tokens[t - 1].upos == DLN_UPOS_PUNCT && !_dln_tree_is (tree, t - 1, "-")
        && tree->tokens[t].upos != DLN_UPOS_ADJ && !_dln_tree_is (tree, t, "and"))
      {
        *first = t;
        break;
      }
  for (guint32 t = head; t < *last; t++)
    if (tree->tokens[t + 1].upos == DLN_UPOS_VERB
        || (tree->tokens[t + 1].upos == DLN_UPOS_PUNCT && !_dln_tree_is (tree, t + 1, "-")
            && !_dln_tree_is (tree, t + 1, ".")))
      {
        *last = t;
        break;
      }
  return tree->tokens[head].upos != DLN_UPOS_PUNCT;
}

/**
 * _dln_tree_token_at:
 * @byte: an offset
 *
 * Returns: the first token that ends after @byte, `n_tokens` if none. Time: O(log tokens)
 */
guint32
_dln_tree_token_at (const DlnTree *tree,
                    guint32        byte)
{
  guint32 low = 0, high = tree->n_tokens;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (tree->tokens[middle].span.end <= byte)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * _dln_tree_head_of_run:
 *
 * Returns: the token of [@first, @last] whose head lies outside, the first such one that is no
 * punctuation
 */
guint32
_dln_tree_head_of_run (const DlnTree *tree,
                       guint32        first,
                       guint32        last)
{
  for (guint32 t = first; t <= last && t < tree->n_tokens; t++)
    {
      gint32 head = tree->tokens[t].head;

      if ((head < (gint32) first || head > (gint32) last) && tree->tokens[t].upos != DLN_UPOS_PUNCT)
        return t;
    }
  return first;
}

/**
 * _dln_tree_name_at:
 * @token: a head
 *
 * Returns: the mention that @token heads or is part of, or DLN_NO_ROW. A mention that is only a
 * modifier's
 * ("the Berlin office": Berlin) is not that of "office".
 */
guint32
_dln_tree_name_at (const DlnTree *tree,
                   guint32        token)
{
  return token < tree->n_tokens ? tree->mention[token] : DLN_NO_ROW;
}

/**
 * _dln_tree_object:
 *
 * Returns: the direct object's head; an agent without "by" is one ("accused the minister", read as
 * a participle)
 */
guint32
_dln_tree_object (const DlnTree *tree,
                  guint32        verb)
{
  guint32 object = _dln_tree_child (tree, verb, DLN_REL (OBJ));
  guint32 agent = _dln_tree_child (tree, verb, DLN_REL (OBL_AGENT));

  if (object == DLN_NO_ROW && agent != DLN_NO_ROW && agent > verb
      && _dln_tree_child (tree, agent, DLN_REL (CASE)) == DLN_NO_ROW)
    return agent;
  return object;
}

/**
 * _dln_tree_is_passive:
 *
 * Returns: TRUE for passives and for participles after a noun or before a clause; not for one with
 * an object of its own
 */
gboolean
_dln_tree_is_passive (const DlnTree *tree,
                      guint32        verb)
{
  guint8 base = dln_deprel_get_base (tree->tokens[verb].deprel);

  if (_dln_tree_child (tree, verb, DLN_REL (AUX_PASS) | DLN_REL (NSUBJ_PASS)) != DLN_NO_ROW)
    return TRUE;
  /* "was dismissed by X and arrested by Y": the second shares the auxiliary of the first */
  if (tree->tokens[verb].deprel == DLN_DEPREL_CONJ
      && strcmp (_dln_tree_xpos (tree, verb), "VBN") == 0 && tree->tokens[verb].head >= 0
      && _dln_tree_child (tree, tree->tokens[verb].head, DLN_REL (AUX_PASS)) != DLN_NO_ROW
      && _dln_tree_child (tree, verb, DLN_RELS_AUX | DLN_RELS_SUBJECT) == DLN_NO_ROW
      && _dln_tree_child (tree, verb, DLN_REL (OBJ)) == DLN_NO_ROW)
    return TRUE;
  return strcmp (_dln_tree_xpos (tree, verb), "VBN") == 0
         && (base == DLN_DEPREL_ACL || tree->tokens[verb].deprel == DLN_DEPREL_ADVCL)
         && _dln_tree_child (tree, verb, DLN_REL (AUX) | DLN_RELS_SUBJECT) == DLN_NO_ROW
         && _dln_tree_object (tree, verb) == DLN_NO_ROW;
}

gboolean
_dln_tree_is_negated (const DlnTree *tree,
                      guint32        verb)
{
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel,
                          DLN_REL (ADVMOD) | DLN_REL (DEP) | DLN_REL (AUX) | DLN_REL (DISCOURSE))
        && _dln_tree_is_one_of (tree, c, _dln_words (DLN_WORDS_NEGATIONS)))
      return TRUE;

  guint32 subject = _dln_tree_child (tree, verb, DLN_RELS_SUBJECT | DLN_REL (NSUBJ_PASS));

  if (subject != DLN_NO_ROW)
    {
      guint32 determiner = _dln_tree_child (tree, subject, DLN_REL (DET) | DLN_REL (CC_PRECONJ));

      if (_dln_tree_is (tree, subject, "nobody") || _dln_tree_is (tree, subject, "none")
          || (determiner != DLN_NO_ROW
              && _dln_tree_is_one_of (
                tree, determiner, _dln_words (DLN_WORDS_NEGATING_DETERMINERS))))
        return TRUE;
    }
  return FALSE;
}

gboolean
_dln_tree_is_nominal (const DlnTree *tree,
                      guint32        token)
{
  guint8 upos = tree->tokens[token].upos;

  return upos == DLN_UPOS_NOUN || upos == DLN_UPOS_PROPN || upos == DLN_UPOS_PRON;
}

/* Boilerplate, by-lines and stamps say nothing about the world. */
gboolean
_dln_tree_makes_claims (const DlnTree *tree,
                        guint32        sentence)
{
  const DlnSentence *row = DLN_ROW (tree->annotations->sentences, DlnSentence, sentence);

  if (row->block >= tree->annotations->blocks->len)
    return TRUE;

  guint8 type = DLN_ROW (tree->annotations->blocks, DlnBlock, row->block)->type;

  return type != DLN_BLOCK_BOILERPLATE && type != DLN_BLOCK_BYLINE && type != DLN_BLOCK_DATELINE;
}
