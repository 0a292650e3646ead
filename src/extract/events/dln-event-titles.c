/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles: stretches of the source's text, in its order. The encoder chooses the words; rules
 * complete what may not be cut (names, hyphened words, negation, modal verbs) and write a name for
 * a pronoun that surely stands for it. No other word is added. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-event-titles-private.h"
#include "extract/events/dln-events-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_TITLE_WORDS 32 /* more is no title */
#define MAX_COMPLEMENT 12  /* words of what somebody is able to do */
#define SURE_WORD 0.75f    /* the encoder's word for it outweighs a tree that disagrees */

/* ---- which words ----------------------------------------------------------------------------- */

/* Without these the title would state something else: "not", "never", "no", "would", "may". */
static gboolean
carries_status (const DlnTree *tree,
                guint32        token)
{
  guint8 deprel = tree->tokens[token].deprel;

  return _dln_relation_in (deprel, DLN_RELS_AUX)
         || (deprel == DLN_DEPREL_ADVMOD
             && _dln_tree_is_one_of (tree, token, _dln_words (DLN_WORDS_NEGATIONS)))
         || (_dln_relation_in (deprel, DLN_REL (DET) | DLN_REL (CC_PRECONJ))
             && _dln_tree_is_one_of (tree, token, _dln_words (DLN_WORDS_NEGATING_DETERMINERS)))
         || deprel == DLN_DEPREL_COMPOUND_PRT;
}

static void
take_status (const DlnTree *tree,
             guint32        head,
             guint8        *taken)
{
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (carries_status (tree, c))
      taken[c] = TRUE;
    else if (taken[c] && tree->tokens[c].upos == DLN_UPOS_NOUN)
      for (guint32 d = tree->first_child[c]; d != DLN_NO_ROW; d = tree->next_child[d])
        taken[d] |= tree->tokens[d].deprel == DLN_DEPREL_DET && carries_status (tree, d);
}

static void
complete_hyphens (const DlnTree *tree,
                  guint32        token,
                  guint8        *taken)
{
  if (_dln_tree_is (tree, token + 1, "-") && (taken[token] || taken[token + 2])
      && ((tree->tokens[token].flags | tree->tokens[token + 1].flags) & DLN_TOKEN_SPACE_AFTER) == 0)
    taken[token] = taken[token + 1] = taken[token + 2] = TRUE;
}

/* "Kari Moe", "Aurora-1", "fire-fighters": all of it or nothing. Brackets and hyphens belong to the
 * words beside them when no space parts them. */
static void
complete_words (const DlnTree *tree,
                guint32        first,
                guint32        end,
                guint8        *taken)
{
  const GArray *mentions = tree->annotations->mentions;

  for (guint32 t = first; t < end; t++)
    {
      guint32 row = taken[t] ? tree->mention[t] : DLN_NO_ROW;

      if (row == DLN_NO_ROW || DLN_ROW (mentions, DlnMention, row)->kind != DLN_MENTION_NAME)
        continue;
      for (guint32 k = 0; k < DLN_ROW (mentions, DlnMention, row)->n_tokens; k++)
        taken[MIN (DLN_ROW (mentions, DlnMention, row)->first_token + k, end - 1)] = TRUE;
    }
  for (guint32 t = first; t + 2 < end; t++)
    complete_hyphens (tree, t, taken);
  for (guint32 t = end; t-- > first;)
    if (t + 2 < end)
      complete_hyphens (tree, t, taken);
}

/* "who" of "the cook who says": a clause does not stand without it */
static gboolean
opens_relative (const DlnTree *tree,
                guint32        token)
{
  const char *xpos = _dln_tree_xpos (tree, token);

  return xpos[0] == 'W' && _dln_relation_in (tree->tokens[token].deprel,
                                             DLN_RELS_ANY_SUBJECT | DLN_REL (OBJ) | DLN_REL (ADVMOD)
                                               | DLN_REL (NMOD_POSS) | DLN_REL (OBL));
}

/* Small words that hold a phrase together come with it; the conjunction or preposition before all
 * of the title does not. */
static void
take_small_words (const DlnTree *tree,
                  guint32        first,
                  guint32        end,
                  guint8        *taken)
{
  const DlnDeprelSet own = DLN_REL (COMPOUND) | DLN_REL (FLAT) | DLN_REL (FIXED)
                           | DLN_REL (COMPOUND_PRT) | DLN_RELS_AUX;
  const DlnDeprelSet joining = DLN_REL (CASE) | DLN_REL (MARK);

  for (guint32 t = first; t < end; t++)
    {
      gint32 head = tree->tokens[t].head;
      guint8 deprel = tree->tokens[t].deprel;
      gint32 above = head >= 0 ? tree->tokens[head].head : -1;

      if (taken[t] || head < (gint32) first || !taken[head])
        continue;
      if (_dln_relation_in (deprel, own) && t + 8 > (guint32) head && t < (guint32) head + 8)
        taken[t] = TRUE;
      else if (above >= (gint32) first && taken[above]
               && (_dln_relation_in (deprel, joining) || opens_relative (tree, t)))
        taken[t] = TRUE;
    }
}

/* TRUE for what may stand without its head: the trigger, what governs it, and the subject of a verb
 * that governs it ("He denied it but was sentenced": "He was sentenced") */
static gboolean
stands_alone (const DlnTree *tree,
              guint32        token,
              guint32        trigger)
{
  gint32 head = tree->tokens[token].head;

  return head < 0 || _dln_tree_dominates (tree, token, trigger)
         || (_dln_tree_dominates (tree, head, trigger) && !_dln_tree_is_nominal (tree, trigger)
             && _dln_relation_in (tree->tokens[token].deprel, DLN_RELS_ANY_SUBJECT | DLN_RELS_AUX));
}

/* A word whose head was left out says nothing, or something else: "robbed her in", "died a bus". */
static void
drop_orphans (const DlnTree *tree,
              guint32        first,
              guint32        end,
              guint32        trigger,
              guint8        *taken)
{
  for (gboolean again = TRUE; again;)
    {
      again = FALSE;
      for (guint32 t = first; t < end; t++)
        if (taken[t] == DLN_TITLE_CHOSEN && t != trigger && tree->tokens[t].head >= 0
            && !taken[tree->tokens[t].head] && !stands_alone (tree, t, trigger))
          {
            taken[t] = FALSE;
            again = TRUE;
          }
    }
}

/* A lone "Siberian" or "of", whose noun was left out: however sure the encoder is of it, words that
 * only go with another say nothing without it. */
static void
drop_islands (const DlnTree *tree,
              guint32        first,
              guint32        end,
              guint32        trigger,
              guint8        *taken)
{
  const DlnDeprelSet small = DLN_REL (AMOD) | DLN_REL (CASE) | DLN_REL (DET) | DLN_REL (COMPOUND)
                             | DLN_REL (NUMMOD) | DLN_REL (MARK) | DLN_REL (CC) | DLN_REL (PUNCT);

  for (guint32 t = first, next; t < end; t = next)
    {
      gboolean lone = taken[t] != DLN_TITLE_LEFT_OUT;

      for (next = t; next < end && taken[next] && taken[t]; next++)
        lone &= next != trigger && _dln_relation_in (tree->tokens[next].deprel, small)
                && tree->tokens[next].head >= 0 && !taken[tree->tokens[next].head];
      next = MAX (next, t + 1);
      if (lone)
        memset (taken + t, DLN_TITLE_LEFT_OUT, next - t);
    }
}

/* What somebody is able or willing to do belongs to the adjective. */
static void
complete_adjectives (const DlnTree *tree,
                     guint32        first,
                     guint32        end,
                     guint8        *taken)
{
  for (guint32 t = first; t < end; t++)
    {
      guint32 verb = taken[t] && tree->tokens[t].upos == DLN_UPOS_ADJ
                       ? _dln_tree_child (tree, t, DLN_REL (XCOMP))
                       : DLN_NO_ROW;

      if (verb != DLN_NO_ROW && verb > t && !taken[verb] && tree->right[verb] < t + MAX_COMPLEMENT)
        memset (taken + tree->left[verb], DLN_TITLE_SURE, tree->right[verb] + 1 - tree->left[verb]);
    }
}

/* An article, "'s", a preposition, a colon, or the comma of a list between two words of the title:
 * "Geneva: Oslo closed" is no "Geneva Oslo". Of a pair of commas around what was left out none
 * stays. */
static gboolean
is_joint (const DlnTree *tree,
          guint32        token)
{
  guint8 next = tree->tokens[token + 1].deprel;

  return tree->tokens[token].deprel == DLN_DEPREL_DET
         || _dln_relation_in (tree->tokens[token].deprel, DLN_REL (CASE) | DLN_REL (MARK))
         || strcmp (_dln_tree_xpos (tree, token), "POS") == 0
         || _dln_tree_is (tree, token, ":") || _dln_tree_is (tree, token, ";")
         || (_dln_tree_is (tree, token, ",")
             && (_dln_relation_in (next, DLN_REL (CONJ) | DLN_REL (CC) | DLN_REL (AMOD))
                 || (tree->tokens[token + 1].head >= 0
                     && tree->tokens[tree->tokens[token + 1].head].deprel == DLN_DEPREL_CONJ)));
}

static void
fill_joints (const DlnTree *tree,
             guint32        first,
             guint32        end,
             guint8        *taken)
{
  for (guint32 t = first; t + 1 < end; t++)
    if (!taken[t] && taken[t + 1] && tree->tokens[t].deprel == DLN_DEPREL_DET)
      taken[t] = TRUE;
  for (guint32 t = first + 1; t + 1 < end; t++)
    if (!taken[t] && taken[t - 1] && taken[t + 1] && is_joint (tree, t))
      taken[t] = TRUE;
}

/* "who left": a title begins with the noun that a relative clause is about, not with the pronoun */
static void
take_antecedent (const DlnTree *tree,
                 guint32        first,
                 guint32        end,
                 guint8        *taken)
{
  guint32 t = first;

  while (t < end && !taken[t])
    t++;
  if (t == end || !opens_relative (tree, t))
    return;
  /* whatever the tree says, it stands beside it */
  if (strcmp (_dln_tree_xpos (tree, t), "WP$") == 0 && t >= first + 2
      && _dln_tree_is (tree, t - 1, ",") && _dln_tree_is_nominal (tree, t - 2))
    {
      taken[t - 2] = DLN_TITLE_SURE;
      return;
    }
  for (gint32 at = (gint32) t, hop = 0; at >= (gint32) first && hop < 4; hop++)
    {
      gint32 head = tree->tokens[at].head;

      if (_dln_relation_in (tree->tokens[at].deprel, DLN_REL (ACL) | DLN_REL (ACL_RELCL))
          && head >= (gint32) first && (guint32) head < t)
        {
          taken[head] = DLN_TITLE_SURE;
          if (strcmp (_dln_tree_xpos (tree, t), "WP$") != 0)
            taken[t] = DLN_TITLE_LEFT_OUT;
          return;
        }
      at = head;
    }
}

/* The preposition of a phrase that stands before its verb, or of a number, stays: "At least 2,000
 * women", "In a letter to the finance minister, the group decried". */
static gboolean
opens_addition (const DlnTree *tree,
                guint32        trigger,
                guint32        token,
                guint32        end,
                const guint8  *taken)
{
  gint32 head = tree->tokens[token].head;
  gint32 verb = head >= 0 ? tree->tokens[head].head : -1;
  const char *xpos = _dln_tree_xpos (tree, token + 1);

  if (strcmp (xpos, "JJS") == 0 || strcmp (xpos, "RBS") == 0)
    return taken[token + 1];
  return head > (gint32) token && taken[head] && (guint32) head != trigger
         && !_dln_tree_dominates (tree, head, trigger) && verb > head && (guint32) verb < end
         && taken[verb] && _dln_relation_in (tree->tokens[head].deprel, DLN_RELS_OBLIQUE);
}

/* "of the war", "and left", "after he announced": what joins a phrase to words before it does not
 * open a title. "If" and "unless" carry the status; "according to" is more than a preposition. */
static void
trim_opening (const DlnTree       *tree,
              const DlnEventClaim *event,
              guint32              first,
              guint32              end,
              guint8              *taken)
{
  DlnDeprelSet joining = DLN_REL (CASE) | DLN_REL (CC);
  guint32 t = first;

  if (event->status == DLN_STATUS_HAPPENED || event->status == DLN_STATUS_SAID)
    joining |= DLN_REL (MARK);
  while (t < end && !taken[t])
    t++;
  if (t + 1 < end && t != event->token && _dln_relation_in (tree->tokens[t].deprel, joining)
      && !opens_addition (tree, event->token, t, end, taken)
      && _dln_tree_child (tree, t, DLN_REL (FIXED)) == DLN_NO_ROW
      && tree->tokens[t].upos != DLN_UPOS_VERB)
    taken[t] = DLN_TITLE_LEFT_OUT;
}

/* Marks at the ends of a stretch are no part of it, nor is a lone quotation mark. */
static void
trim_marks (const DlnTree *tree,
            guint32        first,
            guint32        end,
            guint8        *taken)
{
  for (guint32 t = first; t < end; t++)
    if (taken[t] && tree->tokens[t].upos == DLN_UPOS_PUNCT && (t == first || !taken[t - 1]))
      taken[t] = FALSE;
  for (guint32 t = end; t-- > first;)
    if (taken[t] && tree->tokens[t].upos == DLN_UPOS_PUNCT && (t + 1 == end || !taken[t + 1]))
      taken[t] = FALSE;
}

/* The end of a time expression, and of those that are listed with it: "on 4, 11 and 18 May" */
static guint32
find_times_end (const DlnTree *tree,
                guint32        t,
                guint32        end)
{
  while (t < end && tree->time[t] != DLN_NO_ROW)
    {
      t++;
      while (t + 1 < end && tree->time[t] == DLN_NO_ROW
             && (_dln_tree_is (tree, t, ",") || tree->tokens[t].upos == DLN_UPOS_CCONJ)
             && (tree->time[t + 1] != DLN_NO_ROW || tree->tokens[t + 1].upos == DLN_UPOS_CCONJ))
        t++;
    }
  return t;
}

/* "spent most of last week": a time that the noun before it is a part of comes with that noun. */
static gboolean
take_owned_time (const DlnTree *tree,
                 guint32        first,
                 guint32        begin,
                 guint32        end,
                 guint8        *taken)
{
  if (begin < first + 2 || !taken[begin - 1] || !_dln_tree_is (tree, begin - 1, "of")
      || !taken[begin - 2])
    return FALSE;
  memset (taken + begin, DLN_TITLE_SURE, end - begin);
  return TRUE;
}

/* "on the 9th" of "on the 9th of this month": a date stands whole in a title or not at all. */
static void
drop_cut_times (const DlnTree *tree,
                guint32        first,
                guint32        end,
                guint32        trigger,
                guint8        *taken)
{
  for (guint32 t = first; t < end;)
    {
      guint32 last = t, n = 0;

      if (tree->time[t] == DLN_NO_ROW)
        {
          t++;
          continue;
        }
      for (last = find_times_end (tree, t, end); last > t && tree->time[last - 1] == DLN_NO_ROW;)
        last--;
      for (guint32 k = t; k < last; k++)
        n += taken[k] != DLN_TITLE_LEFT_OUT;
      if (n == 0 && take_owned_time (tree, first, t, last, taken))
        n = last - t;
      if (n > 0 && n < last - t && (trigger < t || trigger >= last))
        {
          for (guint32 k = t; k < last; k++)
            taken[k] = DLN_TITLE_LEFT_OUT;
          /* "on the", "in" */
          while (t > first && t - 1 != trigger
                 && _dln_relation_in (tree->tokens[t - 1].deprel, DLN_REL (CASE) | DLN_REL (DET))
                 && tree->tokens[t - 1].head >= (gint32) t
                 && tree->tokens[t - 1].head < (gint32) last)
            taken[--t] = DLN_TITLE_LEFT_OUT;
        }
      t = last;
    }
}

/* The words that make a noun phrase of its head: articles, adjectives, owners, the rest of a name.
 */
static void
take_noun_phrase (const DlnTree *tree,
                  guint32        head,
                  guint8        *taken)
{
  const DlnDeprelSet own = DLN_REL (DET) | DLN_REL (AMOD) | DLN_REL (COMPOUND) | DLN_REL (FLAT)
                           | DLN_REL (NUMMOD) | DLN_REL (NMOD_POSS) | DLN_REL (CASE);

  taken[head] = DLN_TITLE_SURE;
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c < head && _dln_relation_in (tree->tokens[c].deprel, own)
        && tree->tokens[c].deprel != DLN_DEPREL_CASE)
      for (guint32 t = tree->left[c]; t <= tree->right[c] && t < head; t++)
        taken[t] = DLN_TITLE_SURE;
    else if (c > head && tree->tokens[c].deprel == DLN_DEPREL_FLAT)
      taken[c] = DLN_TITLE_SURE;
}

/* A finite verb does not stand without its subject: "Spent 2 million on trips". */
static void
take_subject (const DlnTree *tree,
              guint32        first,
              guint32        end,
              guint32        trigger,
              guint8        *taken)
{
  guint32 subject =
    _dln_tree_child (tree, trigger, DLN_RELS_SUBJECT | DLN_REL (NSUBJ_PASS));

  if (tree->tokens[trigger].upos != DLN_UPOS_VERB || subject == DLN_NO_ROW || subject < first
      || subject >= end || subject > trigger || taken[subject]
      || tree->tokens[subject].upos == DLN_UPOS_PRON || tree->time[subject] != DLN_NO_ROW)
    return;
  for (guint32 t = first; t < subject; t++)
    if (taken[t])
      return;
  take_noun_phrase (tree, subject, taken);
}

/* "Have backed plans for a race": of a noun below a verb without its subject only what belongs to
 * the noun stays. */
static void
drop_bare_verb (const DlnTree *tree,
                guint32        first,
                guint32        end,
                guint32        trigger,
                guint8        *taken)
{
  guint32 top = trigger, opening = first;
  gint32  head = tree->tokens[trigger].head;

  while (opening < end && !taken[opening])
    opening++;
  if (!_dln_tree_is_nominal (tree, trigger) || opening >= trigger
      || (tree->tokens[opening].upos != DLN_UPOS_AUX
      && tree->tokens[opening].upos != DLN_UPOS_VERB))
    return;
  while (head >= (gint32) first && _dln_tree_is_nominal (tree, head))
    {
      top = head;
      head = tree->tokens[head].head;
    }
  /* words that tell who says so are no such verb */
  if (head < (gint32) first || !taken[head] || tree->left[top] <= opening
      || (opening != (guint32) head && tree->tokens[opening].head != head))
    return;
  for (guint32 t = opening; t < tree->left[top]; t++)
    taken[t] = DLN_TITLE_LEFT_OUT;
}

/* "was accused", where the subject stands before another verb: it comes with this one. */
static void
take_opening_subject (const DlnTree *tree,
                      guint32        first,
                      guint32        end,
                      guint8        *taken)
{
  guint32 subject = _dln_event_title_find_missing_subject (tree, first, end, taken);

  if (subject != DLN_NO_ROW)
    take_noun_phrase (tree, subject, taken);
}

/* "$2 million": the amount comes with its sign */
static void
complete_amounts (const DlnTree *tree,
                  guint32        first,
                  guint32        end,
                  guint8        *taken)
{
  for (guint32 t = first; t + 1 < end; t++)
    if (taken[t] && strcmp (_dln_tree_xpos (tree, t), "$") == 0)
      for (guint32 k = t + 1; k < end && tree->tokens[k].upos == DLN_UPOS_NUM; k++)
        taken[k] = DLN_TITLE_SURE;
}

/* "had put his flight two days earlier": without its time such a verb says nothing. */
static void
take_told_time (const DlnTree *tree,
                guint32        first,
                guint32        end,
                guint32        trigger,
                guint8        *taken)
{
  if (tree->tokens[trigger].upos != DLN_UPOS_VERB
      || !g_strv_contains (_dln_words (DLN_WORDS_DATING_VERBS), _dln_tree_lemma (tree, trigger)))
    return;
  for (guint32 t = MAX (first, trigger + 1); t < end; t++)
    if (tree->time[t] != DLN_NO_ROW && _dln_tree_dominates (tree, trigger, t))
      taken[t] = DLN_TITLE_SURE;
}

/* All of a line of a chronology behind its date */
static gboolean
take_line (const DlnEventWork *work,
           guint32             token,
           guint32             first,
           guint32             end,
           guint8             *taken)
{
  const DlnTree *tree = work->tree;
  guint32 begin = work->line_begin[tree->tokens[token].sentence];

  while (first < end && tree->tokens[first].span.begin < begin)
    first++;
  if (!_dln_events_is_line (work, token) || end - first > MAX_TITLE_WORDS)
    return FALSE;
  memset (taken + first, DLN_TITLE_SURE, end - first);
  return TRUE;
}

/* ---- their text ------------------------------------------------------------------------------ */

/**
 * _dln_events_name_of:
 * @token: a word
 *
 * Returns: (transfer none) (nullable): the name of whom its mention refers to
 */
const char *
_dln_events_name_of (const DlnTree *tree,
                     guint32        token)
{
  const DlnAnnotations *annotations = tree->annotations;
  guint32 mention = tree->mention[token];
  guint32 entity = mention != DLN_NO_ROW
                     ? DLN_ROW (annotations->mentions, DlnMention, mention)->entity
                     : DLN_NO_ROW;

  if (entity == DLN_NO_ROW || entity >= annotations->entities->len)
    return NULL;

  const DlnLocalEntity *row = DLN_ROW (annotations->entities, DlnLocalEntity, entity);
  const char *name = dln_strings_get (annotations->strings, row->name);

  /* someone who has no name keeps the pronoun */
  return row->first_mention < annotations->mentions->len && *name != '\0'
             && DLN_ROW (annotations->mentions, DlnMention, row->first_mention)->kind
                  == DLN_MENTION_NAME
           ? name
           : NULL;
}

static gboolean
is_quotation_mark (const DlnTree *tree,
                   guint32        token)
{
  const char *xpos = _dln_tree_xpos (tree, token);

  return strcmp (xpos, "``") == 0 || strcmp (xpos, "''") == 0;
}

/* whether the title has already told of whom the mention at @token is */
static gboolean
is_told_before (const DlnTree *tree,
                guint32        first,
                guint32        token,
                const guint8  *taken)
{
  const GArray *mentions = tree->annotations->mentions;
  guint32 entity = DLN_ROW (mentions, DlnMention, tree->mention[token])->entity;

  for (guint32 t = first; t < token; t++)
    if (taken[t] && tree->mention[t] != DLN_NO_ROW
        && DLN_ROW (mentions, DlnMention, tree->mention[t])->entity == entity)
      return TRUE;
  return FALSE;
}

/* The name that a pronoun gives way to: at the beginning, or where the title has not told of its
 * bearer yet ("the engineer left with his family" has). */
static const char *
name_for_pronoun (const DlnTree *tree,
                  const GString *text,
                  guint32        first,
                  guint32        token,
                  const guint8  *taken)
{
  const char *name =
    tree->tokens[token].upos == DLN_UPOS_PRON ? _dln_events_name_of (tree, token) : NULL;
  const char *last = name != NULL ? strrchr (name, ' ') : NULL;

  if (name == NULL || _dln_tree_is_one_of (tree, token, _dln_words (DLN_WORDS_REFLEXIVES))
      || is_told_before (tree, first, token, taken))
    return NULL;
  return strstr (text->str, last != NULL ? last + 1 : name) == NULL ? name : NULL;
}

static void
append_word (const DlnTree *tree,
             GString       *text,
             guint32        first,
             guint32        token,
             const guint8  *taken)
{
  g_autofree char *form = _dln_tree_dup_form (tree, token);
  const char *name = name_for_pronoun (tree, text, first, token, taken);

  /* the sentence's first word is written small further on, unless it is a name */
  if (text->len > 0 && tree->tokens[token].upos != DLN_UPOS_PROPN && g_ascii_isupper (form[0])
      && !g_ascii_isupper (form[1]) && tree->mention[token] == DLN_NO_ROW && strcmp (form, "I") != 0
      && (token == 0 || tree->tokens[token - 1].sentence != tree->tokens[token].sentence))
    form[0] = g_ascii_tolower (form[0]);
  g_string_append (text, name != NULL ? name : form);
  if (name != NULL && strcmp (_dln_tree_xpos (tree, token), "PRP$") == 0)
    g_string_append (text, "'s");
}

static void
capitalise (GString *text)
{
  gunichar first = g_utf8_get_char (text->str);
  gsize length = g_utf8_next_char (text->str) - text->str;
  char upper[8] = { 0 };

  /* not "iPod" */
  if (!g_unichar_islower (first) || g_ascii_isupper (text->str[length]))
    return;
  g_unichar_to_utf8 (g_unichar_toupper (first), upper);
  g_string_erase (text, 0, length);
  g_string_prepend (text, upper);
}

/* no blank stands before it, whatever was left out */
static gboolean
closes (const DlnTree *tree,
        guint32        token)
{
  return _dln_tree_is (tree, token, ",") || _dln_tree_is (tree, token, ";")
         || _dln_tree_is (tree, token, ":");
}

static char *
new_text (const DlnTree *tree,
          guint32        first,
          guint32        end,
          const guint8  *taken)
{
  GString *text = g_string_new (NULL);

  for (guint32 t = first, last = DLN_NO_ROW; t < end; t++)
    {
      if (!taken[t] || is_quotation_mark (tree, t))
        continue;
      if (last != DLN_NO_ROW && strcmp (_dln_tree_xpos (tree, t), "WP$") == 0)
        {
          g_string_append (text, "'s");
          last = t;
          continue;
        }
      if (last != DLN_NO_ROW
          && (last + 1 != t ? !closes (tree, t)
                            : (tree->tokens[last].flags & DLN_TOKEN_SPACE_AFTER) != 0))
        g_string_append_c (text, ' ');
      append_word (tree, text, first, t, taken);
      last = t;
    }
  if (text->len > 0)
    capitalise (text);
  return g_string_free (text, FALSE);
}

static void
add_stretches (DlnEventWork  *work,
               DlnEventClaim *event,
               guint32        first,
               guint32        end,
               const guint8  *taken)
{
  GArray *stretches = work->context->annotations->stretches;

  event->first_stretch = stretches->len;
  for (guint32 t = first; t < end; t++)
    if (taken[t] && t > first && taken[t - 1])
      DLN_ROW (stretches, DlnSpan, stretches->len - 1)->end = work->tree->tokens[t].span.end;
    else if (taken[t])
      g_array_append_val (stretches, work->tree->tokens[t].span);
  event->n_stretches = stretches->len - event->first_stretch;
}

/**
 * _dln_events_write_title:
 * @event: with token and status
 * @words: [n] the words that the encoder chose, all of the trigger's sentence
 *
 * Fills title and stretches; without words, or with too many, the event has no title. What does not
 * stand alone is MINOR. Time: O(words of the sentence)
 */
void
_dln_events_write_title (DlnEventWork      *work,
                         DlnEventClaim     *event,
                         const DlnReadLink *words,
                         guint              n)
{
  const DlnTree *tree = work->tree;
  const DlnSentence *sentence =
    DLN_ROW (tree->annotations->sentences, DlnSentence, tree->tokens[event->token].sentence);
  guint32 first = sentence->first_token, end = first + sentence->n_tokens;
  guint8 *taken = work->taken;
  guint n_words = 0;

  memset (taken + first, DLN_TITLE_LEFT_OUT, end - first);
  for (guint i = 0; i < n; i++)
    taken[words[i].token] = words[i].p > SURE_WORD ? DLN_TITLE_SURE : DLN_TITLE_CHOSEN;
  taken[event->token] = DLN_TITLE_SURE;
  if (!take_line (work, event->token, first, end, taken))
    {
      take_status (tree, event->token, taken);
      take_subject (tree, first, end, event->token, taken);
      complete_amounts (tree, first, end, taken);
      take_told_time (tree, first, end, event->token, taken);
    }
  if (!_dln_events_is_line (work, event->token))
    {
      _dln_event_title_drop_label (tree, first, event->token, taken);
      _dln_event_title_drop_repeated (tree, first, event->token, taken);
    }
  _dln_event_title_drop_second_subject (tree, first, end, event->token, taken);
  _dln_event_title_share_auxiliary (tree, first, event->token, taken);
  _dln_event_title_take_bridges (tree, first, end, taken);
  drop_orphans (tree, first, end, event->token, taken);
  drop_islands (tree, first, end, event->token, taken);
  complete_adjectives (tree, first, end, taken);
  take_antecedent (tree, first, end, taken);
  take_small_words (tree, first, end, taken);
  drop_bare_verb (tree, first, end, event->token, taken);
  take_opening_subject (tree, first, end, taken);
  _dln_event_title_take_numbers (tree, first, end, taken);
  complete_words (tree, first, end, taken);
  trim_opening (tree, event, first, end, taken);
  fill_joints (tree, first, end, taken);
  _dln_event_title_drop_relative (tree, first, event->token, taken);
  if (!_dln_events_is_line (work, event->token)
      && !_dln_event_title_close_gaps (tree, first, end, event->token, taken)
      && !(event->status == DLN_STATUS_HAPPENED
           && _dln_event_title_take_clause (tree, first, end, event->token, taken)))
    event->flags |= DLN_EVENT_MINOR;
  drop_cut_times (tree, first, end, event->token, taken);
  trim_marks (tree, first, end, taken);
  for (guint32 t = first; t < end; t++)
    n_words += taken[t] && tree->tokens[t].upos != DLN_UPOS_PUNCT;
  if (n_words > MAX_TITLE_WORDS)
    return;
  add_stretches (work, event, first, end, taken);
  if (!_dln_events_is_line (work, event->token)
      && (_dln_event_title_lacks_subject (tree, first, end, event->token, taken)
          || _dln_event_is_about_text (tree, event->token)
          || (event->polarity == DLN_POLARITY_NEGATED
              && _dln_event_title_is_of_another (tree, first, event->token, taken))))
    event->flags |= DLN_EVENT_MINOR;

  g_autofree char *title = new_text (tree, first, end, taken);

  event->title = dln_strings_intern (work->context->annotations->strings, title);
}
