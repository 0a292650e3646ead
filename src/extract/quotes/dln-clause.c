/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking dependency trees that may be wrong: extents are computed with a bound on depth, subjects
 * are looked for along conjunctions and control, and everything answers for any token. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-clause-private.h"

#include <string.h>

#define MAX_DEPTH 200
#define MAX_HOPS 8
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

/* "he has lost": a pronoun in the nominative directly before the verb is its subject, whatever the
 * tree says. */
static guint32
find_nominative (const DlnTree *tree,
                 guint32        verb)
{
  static const char *const pronouns[] = { "he", "she", "they", "we", "i", NULL };
  guint32 t = verb;

  while (t > 0 && verb - t < 5 && tree->tokens[t - 1].sentence == tree->tokens[verb].sentence
         && (tree->tokens[t - 1].upos == DLN_UPOS_AUX || tree->tokens[t - 1].upos == DLN_UPOS_ADV))
    t--;
  return t > 0 && tree->tokens[t - 1].sentence == tree->tokens[verb].sentence
             && _dln_tree_is_one_of (tree, t - 1, pronouns)
           ? t - 1
           : DLN_NO_ROW;
}

/* "Norvik Bank today opened": with "today" read as the head of the phrase, the noun before it is
 * meant. */
static guint32
skip_day (const DlnTree *tree,
          guint32        subject)
{
  guint32 found = DLN_NO_ROW;

  if (tree->time[subject] == DLN_NO_ROW)
    return subject;
  for (guint32 c = tree->first_child[subject]; c != DLN_NO_ROW && c < subject;
       c = tree->next_child[c])
    if (tree->time[c] == DLN_NO_ROW && tree->mention[c] != DLN_NO_ROW
        && _dln_relation_in (tree->tokens[c].deprel, DLN_REL (COMPOUND) | DLN_REL (FLAT)))
      found = c;
  return found != DLN_NO_ROW ? found : subject;
}

/* "Weber himself left": the noun that the pronoun stresses */
static guint32
skip_reflexive (const DlnTree *tree,
                guint32        subject)
{
  static const char *const reflexives[] = { "himself", "herself", "itself", "themselves", NULL };

  if (!_dln_tree_is_one_of (tree, subject, reflexives) || subject == 0
      || tree->tokens[subject - 1].sentence != tree->tokens[subject].sentence
      || !(_dln_tree_is_nominal (tree, subject - 1) || tree->mention[subject - 1] != DLN_NO_ROW))
    return subject;
  return tree->mention[subject - 1] != DLN_NO_ROW
           ? DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[subject - 1])->head
           : subject - 1;
}

/* "Founded by the brothers X and Y, Z employs": a phrase behind a comma is no third member of "X
 * and Y". Returns: the head of the phrase before the verb, or @subject */
static guint32
skip_false_list (const DlnTree *tree,
                 guint32        verb,
                 guint32        subject)
{
  guint32 t = verb;
  gboolean joined = FALSE;

  while (t > subject
         && (tree->tokens[t - 1].upos == DLN_UPOS_AUX || tree->tokens[t - 1].upos == DLN_UPOS_ADV))
    t--;
  if (t == subject || t - 1 <= subject || tree->mention[t - 1] == DLN_NO_ROW)
    return subject;

  const DlnMention *name = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t - 1]);

  if (name->first_token <= subject + 1 || !_dln_tree_is (tree, name->first_token - 1, ",")
      || tree->tokens[name->head].deprel != DLN_DEPREL_CONJ)
    return subject;
  for (guint32 i = subject; i < name->first_token; i++)
    joined |= tree->tokens[i].upos == DLN_UPOS_CCONJ;
  return joined ? name->head : subject;
}

/* A subject of the verb's own; what stands behind a preposition is none, whatever the tree says. */
static guint32
find_own_subject (const DlnTree *tree,
                  guint32        verb)
{
  guint32 nominative = find_nominative (tree, verb);

  if (nominative != DLN_NO_ROW)
    return nominative;
  guint32 best = DLN_NO_ROW;

  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint32 preposition = _dln_tree_child (tree, c, DLN_REL (CASE));

      if (!_dln_relation_in (tree->tokens[c].deprel, DLN_RELS_SUBJECT | DLN_REL (NSUBJ_PASS))
          || (preposition != DLN_NO_ROW && preposition < c
              && tree->tokens[preposition].upos == DLN_UPOS_ADP && c < verb))
        continue;
      /* of two, the one that stands nearer: '"The dam," the engineer said' */
      if (best == DLN_NO_ROW || c < verb)
        best = c;
    }
  if (best == DLN_NO_ROW)
    return DLN_NO_ROW;
  best = skip_day (tree, skip_reflexive (tree, best));
  return best < verb ? skip_false_list (tree, verb, best) : best;
}

static gboolean
is_finite (const DlnTree *tree,
           guint32        token)
{
  const char *xpos = _dln_tree_xpos (tree, token);

  return strcmp (xpos, "VBD") == 0 || strcmp (xpos, "VBZ") == 0 || strcmp (xpos, "VBP") == 0
         || strcmp (xpos, "MD") == 0;
}

/* "X, a member of Y, is said", "X, one of the first to lead it, died", "X, who left the bank and
 * moved, told": back over what stands between two commas. A relative clause may hold finite verbs,
 * an apposition may not. */
static guint32
skip_apposition (const DlnTree *tree,
                 guint32        comma,
                 guint32        begin)
{
  static const char *const relatives[] = { "who", "which", "whose", "whom", "where", NULL };
  gboolean verbs = FALSE;

  for (guint32 t = comma; t > begin + 1 && t + 40 > comma; t--)
    {
      guint32 before = t - 1;

      verbs = verbs || is_finite (tree, before);
      if (!_dln_tree_is (tree, before, ","))
        continue;
      if (_dln_tree_is_one_of (tree, t, relatives))
        return _dln_tree_is_nominal (tree, before - 1) ? before - 1 : DLN_NO_ROW;
      if (!verbs && comma - before < 16 && tree->tokens[before - 1].upos == DLN_UPOS_PROPN)
        return before - 1;
      /* "the chief, Anna Berg, left": the name itself */
      if (tree->tokens[before - 1].upos == DLN_UPOS_NOUN && tree->mention[t] != DLN_NO_ROW
          && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t])->kind
               == DLN_MENTION_NAME
          && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t])->n_tokens
               == comma - t)
        return comma - 1;
    }
  return DLN_NO_ROW;
}

/* For a finite verb to which the tree gives no subject: the noun phrase directly before it. */
static guint32
guess_subject (const DlnTree *tree,
               guint32        verb)
{
  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[verb].sentence);
  guint32 t = verb;
  gboolean finite = is_finite (tree, verb);

  while (t > sentence->first_token
         && (tree->tokens[t - 1].upos == DLN_UPOS_AUX || tree->tokens[t - 1].upos == DLN_UPOS_ADV))
    {
      t--;
      finite = finite || tree->tokens[t].upos == DLN_UPOS_AUX;
    }
  if (!finite || t <= sentence->first_token)
    return DLN_NO_ROW;
  t--;
  if (_dln_tree_is (tree, t, ","))
    t = skip_apposition (tree, t, sentence->first_token);
  if (t == DLN_NO_ROW || !_dln_tree_is_nominal (tree, t) || tree->time[t] != DLN_NO_ROW)
    return DLN_NO_ROW;
  if (tree->mention[t] != DLN_NO_ROW)
    return DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t])->head;
  for (guint hop = 0; hop < 4; hop++)
    {
      gint32 up = tree->tokens[t].head;

      if (up < 0 || (guint32) up >= verb || !_dln_tree_is_nominal (tree, up) || up + 8 < (gint32) t
          || !_dln_relation_in (tree->tokens[t].deprel, DLN_REL (COMPOUND) | DLN_REL (FLAT)))
        break;
      t = up;
    }
  return t;
}

/* What "who" or "which" stands for: the name directly before it, else the noun that the tree hangs
 * the clause on. */
static guint32
find_antecedent (const DlnTree *tree,
                 guint32        pronoun,
                 gint32         head)
{
  guint32 t = pronoun;

  if (t > 0 && _dln_tree_is (tree, t - 1, ","))
    t--;
  if (t == 0 || tree->tokens[t - 1].sentence != tree->tokens[pronoun].sentence
      || tree->tokens[t - 1].upos != DLN_UPOS_PROPN || tree->mention[t - 1] == DLN_NO_ROW)
    return head;

  const DlnMention *name = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t - 1]);
  gboolean person = _dln_tree_is (tree, pronoun, "who");

  if (name->kind != DLN_MENTION_NAME || (name->type == DLN_ENTITY_PERSON) != person)
    return head;
  return name->head;
}

/* "with Norvik Bank losing a tenth": the noun that "with" hangs on the governor */
static guint32
find_absolute (const DlnTree *tree,
               guint32        verb)
{
  gint32 head = tree->tokens[verb].head;

  if (head < 0 || tree->tokens[verb].deprel != DLN_DEPREL_ADVCL
      || strcmp (_dln_tree_xpos (tree, verb), "VBG") != 0)
    return DLN_NO_ROW;
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && c < verb; c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_OBL && tree->right[c] + 1 == tree->left[verb]
        && _dln_tree_child_form (tree, c, DLN_REL (CASE), "with") != DLN_NO_ROW)
      return c;
  return DLN_NO_ROW;
}

/* "Founded in 1988 by the brothers X and Y, Z employs": who a participle that opens the sentence
 * speaks of is the subject of the verb behind its comma, which the tree may take for a part of the
 * participle's phrase. Returns: DLN_NO_ROW if the sentence does not begin so */
static guint32
find_subject_behind (const DlnTree *tree,
                     guint32        participle)
{
  const DlnSentence *sentence
    = DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[participle].sentence);
  const char *xpos = _dln_tree_xpos (tree, participle);

  if (participle != sentence->first_token
      || (strcmp (xpos, "VBN") != 0 && strcmp (xpos, "VBG") != 0))
    return DLN_NO_ROW;
  for (guint32 t = participle + 1;
       t < sentence->first_token + sentence->n_tokens && t < participle + 40;
       t++)
    if (is_finite (tree, t))
      {
        guint32 subject = guess_subject (tree, t);

        return subject != DLN_NO_ROW && subject > participle ? subject : DLN_NO_ROW;
      }
  return DLN_NO_ROW;
}

/**
 * _dln_tree_subject:
 * @verb: a verb or predicate
 *
 * The subject that stands at the verb, or that it shares with the verb it is joined to, controlled
 * by or an adjunct of. For a relative clause it is the noun that the clause describes.
 *
 * Returns: its head token, or DLN_NO_ROW
 */
guint32
_dln_tree_subject (const DlnTree *tree,
                   guint32        verb)
{
  static const char *const relatives[] = { "who", "which", "that", NULL };

  for (guint hop = 0; hop < MAX_HOPS; hop++)
    {
      const DlnToken *token = &tree->tokens[verb];
      guint32 subject = find_own_subject (tree, verb);
      gint32 head = token->head;

      if (subject == DLN_NO_ROW && hop == 0)
        {
          subject = find_subject_behind (tree, verb);
          if (subject != DLN_NO_ROW)
            return subject;
        }
      if (subject != DLN_NO_ROW)
        {
          if (_dln_tree_is_one_of (tree, subject, relatives) && head >= 0
              && dln_deprel_get_base (token->deprel) == DLN_DEPREL_ACL)
            return find_antecedent (tree, subject, head);
          if (_dln_tree_is (tree, subject, "who") || _dln_tree_is (tree, subject, "which"))
            return find_antecedent (tree, subject, subject);
          return subject;
        }
      if (head >= 0 && dln_deprel_get_base (token->deprel) == DLN_DEPREL_ACL)
        return head;
      subject = find_absolute (tree, verb);
      if (subject != DLN_NO_ROW)
        return subject;
      if (token->upos == DLN_UPOS_VERB && token->deprel != DLN_DEPREL_XCOMP)
        {
          subject = guess_subject (tree, verb);
          if (subject != DLN_NO_ROW)
            return subject;
        }
      if (head < 0
          || !_dln_relation_in (token->deprel,
                                DLN_REL (CONJ) | DLN_REL (XCOMP) | DLN_REL (ADVCL) | DLN_REL (AUX)))
        return DLN_NO_ROW;
      if (token->deprel == DLN_DEPREL_XCOMP)
        {
          /* "urged them to leave": the object leaves */
          guint32 object = _dln_tree_child (tree, head, DLN_REL (OBJ) | DLN_REL (IOBJ));

          if (object != DLN_NO_ROW)
            return object;
        }
      verb = head;
    }
  return DLN_NO_ROW;
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
  static const char *const negations[] = { "not", "n't", "n’t", "never", "nor", NULL };

  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel,
                          DLN_REL (ADVMOD) | DLN_REL (DEP) | DLN_REL (AUX) | DLN_REL (DISCOURSE))
        && _dln_tree_is_one_of (tree, c, negations))
      return TRUE;

  guint32 subject = _dln_tree_child (tree, verb, DLN_RELS_SUBJECT | DLN_REL (NSUBJ_PASS));

  if (subject != DLN_NO_ROW)
    {
      static const char *const none[] = { "no", "neither", NULL };
      guint32 determiner = _dln_tree_child (tree, subject, DLN_REL (DET) | DLN_REL (CC_PRECONJ));

      if (_dln_tree_is (tree, subject, "nobody") || _dln_tree_is (tree, subject, "none")
          || (determiner != DLN_NO_ROW && _dln_tree_is_one_of (tree, determiner, none)))
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
