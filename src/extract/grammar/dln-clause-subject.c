/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who or what a verb speaks of, in trees that may be wrong: at the verb, along conjunctions and
 * control, beside appositions, and by position where the tree tells nothing. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-clause-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_HOPS 8

/* "he has lost": a pronoun in the nominative directly before the verb is its subject, whatever the
 * tree says. */
static guint32
find_nominative (const DlnTree *tree,
                 guint32        verb)
{
  guint32 t = verb;

  while (t > 0 && verb - t < 5 && tree->tokens[t - 1].sentence == tree->tokens[verb].sentence
         && (tree->tokens[t - 1].upos == DLN_UPOS_AUX || tree->tokens[t - 1].upos == DLN_UPOS_ADV))
    t--;
  return t > 0 && tree->tokens[t - 1].sentence == tree->tokens[verb].sentence
             && _dln_tree_is_one_of (tree, t - 1, _dln_words (DLN_WORDS_NOMINATIVES))
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
  if (!_dln_tree_is_one_of (tree, subject, _dln_words (DLN_WORDS_REFLEXIVES)) || subject == 0
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

/* "Labour MP Gareth Moss called": who has the post, where the tree takes the party for the head of
 * a flat phrase */
static guint32
skip_affiliation (const DlnTree *tree,
                  guint32        subject)
{
  guint32 own = tree->mention[subject];

  if (own == DLN_NO_ROW
      || DLN_ROW (tree->annotations->mentions, DlnMention, own)->type == DLN_ENTITY_PERSON)
    return subject;
  for (guint32 t = subject + 1;
       t < tree->n_tokens && tree->tokens[t].head == (gint32) subject
       && _dln_relation_in (tree->tokens[t].deprel, DLN_REL (FLAT) | DLN_REL (COMPOUND));
       t++)
    {
      const DlnMention *row =
        tree->mention[t] != DLN_NO_ROW
          ? DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t])
          : NULL;

      if (row != NULL && row->kind == DLN_MENTION_NAME && row->type == DLN_ENTITY_PERSON)
        return row->head;
    }
  return subject;
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
  best = skip_affiliation (tree, skip_day (tree, skip_reflexive (tree, best)));
  return best < verb ? skip_false_list (tree, verb, best) : best;
}

/* a verb that has a tense */
gboolean
_dln_tree_is_finite (const DlnTree *tree,
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
  gboolean verbs = FALSE;

  for (guint32 t = comma; t > begin + 1 && t + 40 > comma; t--)
    {
      guint32 before = t - 1;

      verbs = verbs || _dln_tree_is_finite (tree, before);
      if (!_dln_tree_is (tree, before, ","))
        continue;
      if (_dln_tree_is_one_of (tree, t, _dln_words (DLN_WORDS_RELATIVES)))
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
  gboolean finite = _dln_tree_is_finite (tree, verb);

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

static gboolean
is_of_type (const DlnTree *tree,
            guint32        token,
            gboolean       person)
{
  guint32 row = tree->mention[token];
  guint8 type = row != DLN_NO_ROW
                  ? DLN_ROW (tree->annotations->mentions, DlnMention, row)->type : DLN_ENTITY_NONE;

  return person ? type == DLN_ENTITY_PERSON
                : type == DLN_ENTITY_INSTITUTION || type == DLN_ENTITY_PLACE;
}

/* "an officer of the Royal Guard, who fled": no institution is "who" */
static guint32
skip_institution (const DlnTree *tree,
                  guint32        noun)
{
  gint32 owner = tree->tokens[noun].head;

  return is_of_type (tree, noun, FALSE) && owner >= 0 && (guint32) owner < noun
             && tree->tokens[noun].deprel == DLN_DEPREL_NMOD && is_of_type (tree, owner, TRUE)
           ? (guint32) owner : noun;
}

/* What "who" or "which" stands for: the name directly before it, else the noun that the tree hangs
 * the clause on. */
static guint32
find_antecedent (const DlnTree *tree,
                 guint32        pronoun,
                 gint32         head)
{
  guint32 t = pronoun;

  if (head >= 0 && _dln_tree_is (tree, pronoun, "who"))
    head = skip_institution (tree, head);
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
    if (_dln_tree_is_finite (tree, t))
      {
        guint32 subject = guess_subject (tree, t);

        return subject != DLN_NO_ROW && subject > participle ? subject : DLN_NO_ROW;
      }
  return DLN_NO_ROW;
}

/* "when Berg came and are returning": one person is no subject of a verb in the plural, with which
 * the tree has joined the clause */
static gboolean
disagrees (const DlnTree *tree,
           guint32        verb,
           guint32        subject)
{
  guint32 aux = _dln_tree_child (tree, verb, DLN_REL (AUX) | DLN_REL (AUX_PASS) | DLN_REL (COP));

  if (!is_of_type (tree, subject, TRUE)
      || DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[subject])->kind
           != DLN_MENTION_NAME
      || _dln_tree_child (tree, subject, DLN_REL (CONJ)) != DLN_NO_ROW)
    return FALSE;
  return aux != DLN_NO_ROW ? _dln_tree_is (tree, aux, "are") || _dln_tree_is (tree, aux, "were")
                           : strcmp (_dln_tree_xpos (tree, verb), "VBP") == 0;
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
  guint32 first = verb;

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
      if (subject != DLN_NO_ROW && hop > 0 && head >= 0 && token->deprel == DLN_DEPREL_ADVCL
          && disagrees (tree, first, subject))
        {
          verb = head;
          continue;
        }
      if (subject != DLN_NO_ROW)
        {
          if (_dln_tree_is_one_of (tree, subject, _dln_words (DLN_WORDS_RELATIVE_SUBJECTS))
              && head >= 0 && dln_deprel_get_base (token->deprel) == DLN_DEPREL_ACL)
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
