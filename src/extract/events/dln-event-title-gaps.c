/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a title leaves out between its words, and behind them. Words on both sides of a gap say what
 * the source says only where the gap holds whole phrases that hang on what is kept. Otherwise they
 * are of two clauses, or of one that lost its object: a short gap is filled, and of a long one the
 * title is written again as the contiguous words of the trigger's clause, or is not trusted. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-event-titles-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_FILL 7        /* words of a gap that is filled */
#define MAX_COMPLEMENT 14 /* words of an object or infinitive that is completed */
#define MAX_SUBJECT 12    /* words of the subject of a clause that is written again */
#define MAX_CLAUSE 28     /* words of such a clause */
#define MAX_PATCH 3       /* words of a gap before which a title does not end */
#define MAX_ROUNDS 4

#define DLN_RELS_COMPLEMENT (DLN_REL (OBJ) | DLN_REL (XCOMP) | DLN_REL (CCOMP))

/* The sentence, and which of its words are taken */
typedef struct
{
  const DlnTree *tree;
  guint32        first;
  guint32        end;
  guint32        trigger;
  guint8        *taken; /* [n_tokens of the document], DLN_TITLE_* */
} Title;

static gboolean
is_mark (const DlnTree *tree,
         guint32        token)
{
  return tree->tokens[token].upos == DLN_UPOS_PUNCT;
}

static guint32
find_last (const Title *title)
{
  guint32 t = title->end;

  while (t > title->first && (!title->taken[t - 1] || is_mark (title->tree, t - 1)))
    t--;
  return t > title->first ? t - 1 : DLN_NO_ROW;
}

static guint32
find_first (const Title *title)
{
  guint32 t = title->first;

  while (t < title->end && (!title->taken[t] || is_mark (title->tree, t)))
    t++;
  return t < title->end ? t : DLN_NO_ROW;
}

static guint
count_words (const Title *title,
             guint32      begin,
             guint32      end)
{
  guint n = 0;

  for (guint32 t = begin; t < end; t++)
    n += !is_mark (title->tree, t) && title->tree->time[t] == DLN_NO_ROW;
  return n;
}

static void
take (const Title *title,
      guint32      begin,
      guint32      end)
{
  for (guint32 t = MAX (begin, title->first); t < MIN (end, title->end); t++)
    if (!title->taken[t])
      title->taken[t] = DLN_TITLE_SURE;
}

/* ---- what may be left out -------------------------------------------------------------------- */

static gboolean
has_subject_between (const DlnTree *tree,
                     guint32        begin,
                     guint32        end)
{
  for (guint32 t = begin; t < end; t++)
    if (_dln_relation_in (tree->tokens[t].deprel, DLN_RELS_ANY_SUBJECT))
      return TRUE;
  return FALSE;
}

/* TRUE for the subject or auxiliary of a verb that is left out, if the trigger is joined to that
 * verb and has no subject of its own: "He was hurt and was accused". Not where another clause
 * stands between them. */
static gboolean
is_shared (const Title *title,
           guint32      token)
{
  const DlnTree *tree = title->tree;
  guint32 verb = (guint32) tree->tokens[token].head;
  guint32 at = title->trigger;

  if (!_dln_relation_in (tree->tokens[token].deprel,
                         DLN_RELS_ANY_SUBJECT | DLN_RELS_AUX | DLN_REL (MARK) | DLN_REL (ADVMOD)))
    return FALSE;
  for (guint hop = 0; hop < 8 && tree->tokens[at].head >= 0; hop++)
    {
      if (!_dln_tree_is_nominal (tree, at)
          && _dln_tree_child (tree, at, DLN_RELS_ANY_SUBJECT) != DLN_NO_ROW)
        return FALSE;
      if ((guint32) tree->tokens[at].head == verb)
        return tree->tokens[at].deprel == DLN_DEPREL_CONJ
               && (_dln_tree_child (tree, at, DLN_REL (CC)) != DLN_NO_ROW
                   || !has_subject_between (tree, verb, at));
      at = (guint32) tree->tokens[at].head;
    }
  return FALSE;
}

/* The words of a phrase that only adds to what it hangs on: when, where, how, who that is. */
static gboolean
is_addition (const Title *title,
             guint32      token)
{
  const DlnTree *tree = title->tree;
  const DlnDeprelSet additions = DLN_RELS_OBLIQUE | DLN_REL (ADVCL) | DLN_REL (APPOS)
                                 | DLN_REL (ACL) | DLN_REL (ACL_RELCL) | DLN_REL (PARATAXIS)
                                 | DLN_REL (CONJ) | DLN_REL (DISCOURSE) | DLN_REL (VOCATIVE)
                                 | DLN_REL (DEP) | DLN_REL (PUNCT);
  guint8 deprel = tree->tokens[token].deprel;
  gint32 head = tree->tokens[token].head;

  if (tree->time[token] != DLN_NO_ROW || _dln_relation_in (deprel, additions))
    return TRUE;
  if (deprel == DLN_DEPREL_ADVMOD)
    return !_dln_tree_is_one_of (tree, token, _dln_words (DLN_WORDS_NEGATIONS));
  if (deprel == DLN_DEPREL_MARK)
    return _dln_tree_is (tree, token, "that");
  /* "He was hurt and was accused", without what comes before "and" */
  if (deprel == DLN_DEPREL_CC && head >= 0)
    return tree->tokens[head].deprel == DLN_DEPREL_CONJ && tree->tokens[head].head >= 0
           && !title->taken[tree->tokens[head].head];
  /* without "of the party", "one" is nobody */
  if (deprel == DLN_DEPREL_NMOD && head >= 0)
    return _dln_tree_child_form (tree, token, DLN_REL (CASE), "of") == DLN_NO_ROW
             ? tree->tokens[head].upos != DLN_UPOS_NUM
             : tree->tokens[head].upos == DLN_UPOS_PROPN;
  /* "Berg, who died in May" */
  return _dln_tree_xpos (tree, token)[0] == 'W';
}

/* A tree can give a verb two subjects, one on each side of a comma; the second is the verb's. */
static void
drop_first_subject (const Title *title)
{
  const DlnTree *tree = title->tree;
  guint32 verb = title->trigger, last = DLN_NO_ROW;

  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW && c < verb; c = tree->next_child[c])
    {
      if (!_dln_relation_in (tree->tokens[c].deprel, DLN_RELS_ANY_SUBJECT))
        continue;
      if (last != DLN_NO_ROW && c > title->first && _dln_tree_is (tree, tree->left[c] - 1, ","))
        for (guint32 t = title->first; t < tree->left[c]; t++)
          title->taken[t] = DLN_TITLE_LEFT_OUT;
      last = c;
    }
}

/* whether something that is kept hangs on a word of the gap, which does not lead to the trigger */
static gboolean
governs_kept (const Title *title,
              guint32      begin,
              guint32      end)
{
  const DlnTree *tree = title->tree;

  for (guint32 t = title->first; t < title->end; t++)
    {
      gint32 head = tree->tokens[t].head;

      if (!title->taken[t] || is_mark (tree, t) || tree->time[t] != DLN_NO_ROW
          || head < (gint32) begin || head >= (gint32) end)
        continue;
      if (t == title->trigger || _dln_tree_dominates (tree, t, title->trigger))
        {
          /* of the two sides only one may be a clause */
          if (tree->tokens[t].deprel != DLN_DEPREL_CONJ)
            return TRUE;
        }
      else if (!is_shared (title, t))
        return TRUE;
    }
  return FALSE;
}

/* The clause of the trigger takes the place of the one that it is joined to: "announced on 10 May
 * that it had tested a missile and was leaving". */
static gboolean
gives_place (const Title *title,
             guint32      token)
{
  const DlnTree *tree = title->tree;

  for (guint32 c = tree->first_child[token]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (title->taken[c] && tree->tokens[c].deprel == DLN_DEPREL_CONJ
        && _dln_tree_is_nominal (tree, c) == _dln_tree_is_nominal (tree, token)
        && (c == title->trigger || _dln_tree_dominates (tree, c, title->trigger)))
      return TRUE;
  return FALSE;
}

static gboolean
is_safe (const Title *title,
         guint32      begin,
         guint32      end)
{
  const DlnTree *tree = title->tree;

  for (guint32 t = begin; t < end; t++)
    {
      gint32 head = tree->tokens[t].head;

      if (is_mark (tree, t) || head < 0 || (head >= (gint32) begin && head < (gint32) end)
          || !title->taken[head])
        continue;
      if (!is_addition (title, t) && !gives_place (title, t))
        return FALSE;
    }
  return !governs_kept (title, begin, end);
}

/* A second clause in the gap: a finite verb with a subject */
static gboolean
holds_clause (const Title *title,
              guint32      begin,
              guint32      end)
{
  for (guint32 t = begin; t < end; t++)
    if (title->tree->tokens[t].upos == DLN_UPOS_VERB && _dln_tree_is_finite (title->tree, t)
        && _dln_tree_child (title->tree, t, DLN_RELS_ANY_SUBJECT) != DLN_NO_ROW)
      return TRUE;
  return FALSE;
}

/* All of a gap, but for the second of two commas of which the first stays out */
static void
fill (const Title *title,
      guint32      begin,
      guint32      end)
{
  const DlnTree *tree = title->tree;
  gboolean paired = FALSE;

  for (guint32 t = title->first; t < end - 1; t++)
    paired |= _dln_tree_is (tree, t, ",") && (title->taken[t] || t >= begin);
  if (_dln_tree_is (tree, end - 1, ",") && !paired
      && (tree->tokens[end].upos == DLN_UPOS_VERB || tree->tokens[end].upos == DLN_UPOS_AUX))
    end--;
  take (title, begin, end);
}

/* Behind the trigger, what follows a long gap can be left out as well, but not what a verb needs,
 * nor who says so. */
static gboolean
cut (const Title *title,
     guint32      begin,
     guint32      end)
{
  const DlnTree *tree = title->tree;

  if (begin <= title->trigger || count_words (title, begin, end) <= MAX_PATCH)
    return FALSE;
  for (guint32 t = begin; t < title->end; t++)
    {
      gint32 head = tree->tokens[t].head;

      if (_dln_tree_dominates (tree, t, title->trigger)
          || tree->tokens[t].deprel == DLN_DEPREL_PARATAXIS
          || (head >= (gint32) title->first && head < (gint32) begin && title->taken[head]
              && _dln_relation_in (tree->tokens[t].deprel, DLN_RELS_COMPLEMENT)))
        return FALSE;
    }
  for (guint32 t = begin; t < title->end; t++)
    title->taken[t] = DLN_TITLE_LEFT_OUT;
  return TRUE;
}

/* Fills what is short; FALSE if a gap stays that is not safe. */
static gboolean
close_gaps (const Title *title)
{
  guint32 begin = title->end, last = find_last (title);
  gboolean whole = TRUE;

  for (guint32 t = find_first (title); t != DLN_NO_ROW && last != DLN_NO_ROW && t <= last; t++)
    {
      if (!title->taken[t])
        {
          begin = MIN (begin, t);
          continue;
        }
      /* a comma between two words that are both there */
      if (begin + 1 == t && _dln_tree_is (title->tree, begin, ","))
        title->taken[begin] = DLN_TITLE_SURE;
      else if (begin < t && !is_safe (title, begin, t))
        {
          if (cut (title, begin, t))
            return whole;
          if (count_words (title, begin, t) <= MAX_FILL && !holds_clause (title, begin, t))
            fill (title, begin, t);
          else
            whole = FALSE;
        }
      begin = title->end;
    }
  return whole;
}

/* ---- ends ------------------------------------------------------------------------------------ */

/* A word that announces another which is not there: a preposition, "what", "as", "was" */
static gboolean
is_left_over (const Title *title,
              guint32      token)
{
  const DlnTree *tree = title->tree;
  gint32 head = tree->tokens[token].head;
  guint8 deprel = tree->tokens[token].deprel, upos = tree->tokens[token].upos;

  if (token == title->trigger || _dln_tree_dominates (tree, token, title->trigger)
      || tree->time[token] != DLN_NO_ROW)
    return FALSE;
  if (upos == DLN_UPOS_CCONJ || upos == DLN_UPOS_SCONJ || upos == DLN_UPOS_DET
      || _dln_tree_xpos (tree, token)[0] == 'W')
    return TRUE;
  if (_dln_relation_in (deprel, DLN_REL (CASE) | DLN_REL (MARK)))
    return head > (gint32) token || !title->taken[head] || tree->tokens[token + 1].head == head;
  if (_dln_relation_in (deprel, DLN_RELS_AUX | DLN_RELS_ANY_SUBJECT))
    return head > (gint32) token;
  return FALSE;
}

static void
trim_end (const Title *title)
{
  for (guint32 last = find_last (title); last != DLN_NO_ROW && is_left_over (title, last);
       last = find_last (title))
    for (guint32 t = last; t < title->end; t++)
      title->taken[t] = DLN_TITLE_LEFT_OUT;
}

/* a comma, but not the one in "sprawling, overcrowded capital" */
static gboolean
ends_phrase (const DlnTree *tree,
             guint32        token)
{
  if (_dln_tree_is (tree, token, ","))
    return tree->tokens[token + 1].deprel != DLN_DEPREL_AMOD
           || tree->tokens[token + 1].head < (gint32) token;
  return _dln_tree_is (tree, token, ";") || _dln_tree_is (tree, token, ":")
         || _dln_tree_is (tree, token, "--");
}

/* Where a complement may end: before a comma or a clause of its own */
static guint32
find_complement_end (const Title *title,
                     guint32      head)
{
  const DlnTree *tree = title->tree;
  guint32 end = MIN (tree->right[head] + 1, title->end);

  for (guint32 t = head + 1; t < end; t++)
    if (tree->tokens[t].deprel == DLN_DEPREL_ACL_RELCL && tree->left[t] > head)
      return tree->left[t];
    else if (ends_phrase (tree, t))
      return t;
  while (end > head + 1 && is_mark (tree, end - 1))
    end--;
  return end;
}

/* A heading is told as if it were one sentence with what follows. */
static gboolean
begins_sentence (const DlnTree *tree,
                 guint32        token)
{
  g_autofree char *form = _dln_tree_dup_form (tree, token);

  return token > 0 && g_ascii_isupper (form[0]) && strcmp (form, "I") != 0
         && _dln_relation_in (tree->tokens[token].deprel, DLN_REL (DET) | DLN_REL (NMOD_POSS))
         && tree->mention[token] == DLN_NO_ROW;
}

/* Of a clause that only adds something and lacks its object nothing stays at the end of a title:
 * "the car they were traveling in". */
static gboolean
drop_adjunct (const Title *title,
              guint32      verb)
{
  const DlnTree *tree = title->tree;
  guint32 last = find_last (title);

  if (!_dln_relation_in (tree->tokens[verb].deprel,
                         DLN_REL (ADVCL) | DLN_REL (ACL) | DLN_REL (ACL_RELCL))
      || verb == title->trigger || tree->left[verb] <= title->trigger
      || _dln_tree_dominates (tree, verb, title->trigger) || tree->right[verb] < last)
    return FALSE;
  for (guint32 t = tree->left[verb]; t < title->end; t++)
    title->taken[t] = DLN_TITLE_LEFT_OUT;
  return TRUE;
}

/* A verb that has a clause needs no other. */
static gboolean
has_clause (const Title *title,
            guint32      verb)
{
  const DlnTree *tree = title->tree;

  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > verb && title->taken[c] && tree->tokens[c].deprel == DLN_DEPREL_CCOMP)
      return TRUE;
  return FALSE;
}

/* An object or infinitive that the verb needs, or what a verb at the end of a title is joined to:
 * "related to the failed firm" */
static gboolean
is_missing (const Title *title,
            guint32      verb,
            guint32      child)
{
  const DlnTree *tree = title->tree;
  guint32 last = find_last (title);

  if (child < verb || child >= title->end || title->taken[child]
      || tree->time[child] != DLN_NO_ROW || gives_place (title, child)
      || begins_sentence (tree, tree->left[child]))
    return FALSE;
  if (tree->tokens[child].deprel == DLN_DEPREL_CCOMP && has_clause (title, verb))
    return FALSE;
  if (_dln_relation_in (tree->tokens[child].deprel, DLN_RELS_COMPLEMENT))
    return TRUE;
  return verb != title->trigger && tree->left[child] == last + 1 && !is_mark (tree, last + 1)
         && (last == verb || strcmp (_dln_tree_xpos (tree, verb), "VBG") == 0)
         && _dln_relation_in (tree->tokens[child].deprel, DLN_RELS_OBLIQUE | DLN_REL (NMOD));
}

/* Takes what a verb misses: "aims to spur millions of jobs". FALSE if it is too long. */
static gboolean
complete_verb (const Title *title,
               guint32      verb)
{
  const DlnTree *tree = title->tree;

  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint32 end;

      if (!is_missing (title, verb, c))
        continue;
      if (drop_adjunct (title, verb))
        return TRUE;
      end = find_complement_end (title, c);
      if (count_words (title, tree->left[c], end) > MAX_COMPLEMENT)
        return FALSE;
      take (title, tree->left[c] - verb <= 3 ? verb : tree->left[c], end);
    }
  return TRUE;
}

/* A noun at the end, with what it is of */
static void
complete_noun (const Title *title)
{
  const DlnTree *tree = title->tree;
  guint32 last = find_last (title);

  if (last == DLN_NO_ROW || tree->tokens[last].upos != DLN_UPOS_NOUN
      || tree->time[last] != DLN_NO_ROW)
    return;
  for (guint32 c = tree->first_child[last]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > last && c < title->end && tree->left[c] == last + 1 && tree->time[c] == DLN_NO_ROW
        && _dln_relation_in (tree->tokens[c].deprel, DLN_REL (NMOD) | DLN_REL (ACL))
        && _dln_tree_is (tree, last + 1, "of")
        && count_words (title, last + 1, find_complement_end (title, c)) <= MAX_FILL)
      {
        take (title, last + 1, find_complement_end (title, c));
        return;
      }
}

static gboolean
complete_verbs (const Title *title)
{
  gboolean whole = TRUE;

  for (guint32 t = title->first; t < title->end; t++)
    if (title->taken[t]
        && (title->tree->tokens[t].upos == DLN_UPOS_VERB
            || (title->tree->tokens[t].upos == DLN_UPOS_ADJ && t == find_last (title))))
      whole &= complete_verb (title, t);
  complete_noun (title);
  return whole;
}

/* The subject of the clause that the trigger is in, DLN_NO_ROW for none or "who" */
static guint32
find_subject (const Title *title)
{
  const DlnTree *tree = title->tree;
  gint32 at = (gint32) title->trigger;

  for (guint hop = 0; hop < 6 && at >= (gint32) title->first; hop++, at = tree->tokens[at].head)
    {
      guint32 subject = _dln_tree_child (tree, at, DLN_RELS_ANY_SUBJECT);

      if (subject != DLN_NO_ROW)
        return _dln_tree_xpos (tree, subject)[0] != 'W' ? subject : DLN_NO_ROW;
    }
  return DLN_NO_ROW;
}

/* A word that hangs on what was left out. A noun before a verb that lacks its subject is none: a
 * name beside the subject stands for it, and so does the noun before "who". */
static gboolean
is_stray (const Title *title,
          guint32      token)
{
  const DlnTree *tree = title->tree;
  gint32 head = tree->tokens[token].head;

  if (!title->taken[token] || is_mark (tree, token) || token == title->trigger
      || tree->time[token] != DLN_NO_ROW || head < (gint32) title->first || title->taken[head]
      || _dln_tree_dominates (tree, token, title->trigger) || is_shared (title, token))
    return FALSE;
  if (tree->tokens[token].deprel == DLN_DEPREL_APPOS
      && _dln_relation_in (tree->tokens[head].deprel, DLN_RELS_ANY_SUBJECT)
      && tree->tokens[head].head >= 0 && title->taken[tree->tokens[head].head])
    return FALSE;
  /* who says so, behind it: "the agency Norpress said" */
  if (token > title->trigger && _dln_tree_dominates (tree, head, title->trigger)
      && _dln_relation_in (tree->tokens[token].deprel, DLN_REL (PARATAXIS)))
    return FALSE;

  guint32 subject = find_subject (title);

  return token > title->trigger || !_dln_tree_is_nominal (tree, token)
         || (subject != DLN_NO_ROW && subject != token
             && !_dln_tree_dominates (tree, subject, token));
}

/* the topmost word that is taken above a word, or a stray on the way */
static guint32
find_top (const Title *title,
          guint32      token)
{
  gint32 head = title->tree->tokens[token].head;

  while (head >= (gint32) title->first && title->taken[head] && !is_stray (title, token))
    {
      token = (guint32) head;
      head = title->tree->tokens[token].head;
    }
  return token;
}

/* Before the subject nothing stays that hangs on what was left out, as of "reading “No more mines”
 * and “Coal is the devil”, hundreds" what was read. */
static void
drop_strays (const Title *title)
{
  guint32 t = find_first (title), subject = find_subject (title);

  if (t == DLN_NO_ROW || subject == DLN_NO_ROW || !title->taken[subject])
    return;
  for (; t < title->trigger; t++)
    if (!title->taken[t] || is_mark (title->tree, t) || is_stray (title, find_top (title, t)))
      title->taken[t] = DLN_TITLE_LEFT_OUT;
    else
      return;
}

/* A time of what was left out goes as well. */
static void
drop_stray_times (const Title *title)
{
  const DlnTree *tree = title->tree;

  for (guint32 t = title->trigger + 1; t < title->end; t++)
    {
      gint32 head = tree->tokens[t].head;

      for (guint hop = 0; hop < 6 && head >= 0 && tree->time[head] != DLN_NO_ROW; hop++)
        head = tree->tokens[head].head;
      if (title->taken[t] && tree->time[t] != DLN_NO_ROW && head >= (gint32) title->first
          && !title->taken[head] && !_dln_tree_dominates (tree, head, title->trigger))
        title->taken[t] = DLN_TITLE_LEFT_OUT;
    }
}

static gboolean
has_strays (const Title *title)
{
  for (guint32 t = title->first; t < title->end; t++)
    if (is_stray (title, t))
      return TRUE;
  return FALSE;
}

/* A bare verb needs the word that it shares with the one it is joined to: "to keep the state funded
 * and avoid crashing the budget" without its beginning needs "to". */
static void
take_shared_mark (const Title *title,
                  guint32      verb)
{
  const DlnTree *tree = title->tree;
  gint32 head = tree->tokens[verb].head;

  if (tree->tokens[verb].deprel != DLN_DEPREL_CONJ || head < (gint32) title->first
      || title->taken[head] || strcmp (_dln_tree_xpos (tree, verb), "VB") != 0
      || _dln_tree_child (tree, verb, DLN_RELS_AUX | DLN_RELS_ANY_SUBJECT | DLN_REL (MARK))
           != DLN_NO_ROW)
    return;
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && c < (guint32) head;
       c = tree->next_child[c])
    if (_dln_tree_is (tree, c, "to") || strcmp (_dln_tree_xpos (tree, c), "MD") == 0
        || strcmp (_dln_tree_lemma (tree, c), "do") == 0
        || _dln_tree_is_one_of (tree, c, _dln_words (DLN_WORDS_NEGATIONS)))
      title->taken[c] = DLN_TITLE_SURE;
}

/* ---- the clause itself ----------------------------------------------------------------------- */

/**
 * _dln_event_title_close_gaps:
 * @first: the sentence's first token
 * @end: behind its last
 * @taken: which words the title has; mended
 *
 * Returns: whether the title's words are of one clause, and whole. Time: O(n^2) in the words of the
 *   sentence
 */
gboolean
_dln_event_title_close_gaps (const DlnTree *tree,
                             guint32        first,
                             guint32        end,
                             guint32        trigger,
                             guint8        *taken)
{
  Title title = { tree, first, end, trigger, taken };
  gboolean whole = FALSE;

  drop_first_subject (&title);
  for (guint32 t = first; t < end; t++)
    if (taken[t])
      take_shared_mark (&title, t);
  for (guint round = 0; round < MAX_ROUNDS && !whole; round++)
    {
      trim_end (&title);
      whole = close_gaps (&title) && complete_verbs (&title);
      trim_end (&title);
    }
  drop_strays (&title);
  drop_stray_times (&title);
  return whole && !has_strays (&title) && close_gaps (&title);
}

/**
 * _dln_event_title_take_clause:
 * @taken: cleared, and then the words from the subject of @trigger on
 *
 * Returns: whether @trigger is a finite verb whose clause is short and contiguous: its subject, the
 *   verb, objects and what limits them
 */
gboolean
_dln_event_title_take_clause (const DlnTree *tree,
                              guint32        first,
                              guint32        end,
                              guint32        trigger,
                              guint8        *taken)
{
  Title title = { tree, first, end, trigger, taken };
  guint32 subject = _dln_tree_child (tree, trigger, DLN_RELS_SUBJECT | DLN_REL (NSUBJ_PASS));
  guint32 begin, last = trigger;

  if (tree->tokens[trigger].upos != DLN_UPOS_VERB || subject == DLN_NO_ROW || subject < first
      || subject > trigger || !_dln_tree_is_nominal (tree, subject)
      || tree->time[subject] != DLN_NO_ROW || _dln_tree_xpos (tree, subject)[0] == 'W')
    return FALSE;
  begin = MAX (tree->left[subject], first);
  if (count_words (&title, begin, subject + 1) > MAX_SUBJECT)
    return FALSE;
  for (guint32 c = tree->first_child[trigger]; c != DLN_NO_ROW && c < end;
       c = tree->next_child[c])
    {
      if (c < trigger)
        continue;
      if (tree->time[c] != DLN_NO_ROW
          || !_dln_relation_in (tree->tokens[c].deprel,
                                DLN_REL (OBJ) | DLN_REL (IOBJ) | DLN_REL (XCOMP) | DLN_REL (CCOMP)
                                  | DLN_RELS_OBLIQUE | DLN_REL (ADVMOD) | DLN_REL (COMPOUND_PRT)))
        break;
      last = find_complement_end (&title, c) - 1;
      if (last < MIN (tree->right[c], end - 1) && !is_mark (tree, last + 1))
        break;
    }
  if (last < trigger || count_words (&title, begin, last + 1) > MAX_CLAUSE)
    return FALSE;
  memset (taken + first, DLN_TITLE_LEFT_OUT, end - first);
  memset (taken + begin, DLN_TITLE_SURE, last + 1 - begin);
  return !has_strays (&title) && complete_verbs (&title);
}
