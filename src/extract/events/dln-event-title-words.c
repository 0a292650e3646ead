/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules on the words of a title: what opens a sentence and is no part of it, what a clause does not
 * stand without, and what would be another clause's. They only mark words as taken or left out. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/events/dln-event-titles-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define MAX_LABEL 14    /* words of "ANNA BERG, CITY NEWS CORRESPONDENT:" */
#define MAX_DATELINE 24 /* words of a headline and a dateline before the dash */
#define MAX_REPEATED 4  /* words of a name */
#define MIN_CAPITALS 3  /* letters of a word in capitals that is no abbreviation */
#define MAX_QUANTITY 5  /* words of "at least 1,300" */
#define MAX_BRIDGE 6    /* words between a word and what it hangs on */

/* ---- what opens a sentence ------------------------------------------------------------------- */

static gboolean
is_in_capitals (const DlnTree *tree,
                guint32        token)
{
  g_autofree char *form = _dln_tree_dup_form (tree, token);
  guint n = 0;

  for (const char *c = form; *c != '\0'; c++)
    if (g_ascii_islower (*c))
      return FALSE;
    else
      n += g_ascii_isupper (*c);
  return n >= MIN_CAPITALS;
}

static gboolean
has_lower_letter (const DlnTree *tree,
                  guint32        token)
{
  g_autofree char *form = _dln_tree_dup_form (tree, token);

  for (const char *c = form; *c != '\0'; c++)
    if (g_ascii_islower (*c))
      return TRUE;
  return FALSE;
}

/* "ANNA BERG, CITY NEWS: The mayor left", "LUND (on camera): It fell": the token behind the colon,
 * or @first */
static guint32
skip_speaker (const DlnTree *tree,
              guint32        first,
              guint32        trigger)
{
  gboolean capitals = FALSE, bracket = FALSE;

  for (guint32 t = first; t < trigger && t < first + MAX_LABEL; t++)
    {
      if (_dln_tree_is (tree, t, ":"))
        return capitals ? t + 1 : first;
      bracket = (bracket || _dln_tree_is (tree, t, "(")) && !_dln_tree_is (tree, t, ")");
      if (!bracket && has_lower_letter (tree, t))
        return first;
      capitals = capitals || is_in_capitals (tree, t);
    }
  return first;
}

/* "(By Anna Berg -- Agency) The mayor left": the token behind the bracket, or @first */
static guint32
skip_bracket (const DlnTree *tree,
              guint32        first,
              guint32        trigger)
{
  if (!_dln_tree_is (tree, first, "("))
    return first;
  for (guint32 t = first; t < trigger; t++)
    if (_dln_tree_is (tree, t, ")"))
      return t + 1;
  return first;
}

static gboolean
is_dash (const DlnTree *tree,
         guint32        token)
{
  return _dln_tree_is (tree, token, "--") || _dln_tree_is (tree, token, "-")
         || _dln_tree_is (tree, token, "\342\200\223")
         || _dln_tree_is (tree, token, "\342\200\224");
}

/* "Leaders unite OSLO, March 9 -- Norway appealed": the token behind the dash, or @first */
static guint32
skip_dateline (const DlnTree *tree,
               guint32        first,
               guint32        trigger)
{
  guint32 found = first;
  gboolean capitals = FALSE;

  for (guint32 t = first; t < trigger && t < first + MAX_DATELINE; t++)
    if (t > first && capitals && is_dash (tree, t)
        && (tree->tokens[t - 1].flags & DLN_TOKEN_SPACE_AFTER) != 0
        && (tree->time[t - 1] != DLN_NO_ROW || _dln_tree_is (tree, t - 1, ")")
            || is_in_capitals (tree, t - 1)))
      found = t + 1;
    else
      capitals = capitals || is_in_capitals (tree, t);
  return found;
}

/**
 * _dln_event_title_drop_label:
 * @taken: what is taken of the words from @first on
 *
 * Leaves out what stands before the sentence that tells of @trigger: who speaks in a transcript,
 * the credit of a picture, a dateline.
 */
void
_dln_event_title_drop_label (const DlnTree *tree,
                             guint32        first,
                             guint32        trigger,
                             guint8        *taken)
{
  guint32 begin = skip_bracket (tree, first, trigger);

  begin = skip_dateline (tree, begin, trigger);
  begin = skip_speaker (tree, begin, trigger);
  for (guint32 t = first; t < begin; t++)
    taken[t] = DLN_TITLE_LEFT_OUT;
}

static gboolean
are_same_words (const DlnTree *tree,
                guint32        a,
                guint32        b,
                guint          n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *x = _dln_tree_dup_form (tree, a + i);
      g_autofree char *y = _dln_tree_dup_form (tree, b + i);

      if (!g_str_equal (x, y) || !g_ascii_isupper (x[0]))
        return FALSE;
    }
  return TRUE;
}

/**
 * _dln_event_title_drop_repeated:
 *
 * "Anna Berg Anna Berg left the council": of a name twice running the first is a heading or a
 * caption.
 */
void
_dln_event_title_drop_repeated (const DlnTree *tree,
                                guint32        first,
                                guint32        trigger,
                                guint8        *taken)
{
  for (guint n = 1; n <= MAX_REPEATED && first + 2 * n <= trigger; n++)
    if (are_same_words (tree, first, first + n, n))
      {
        memset (taken + first, DLN_TITLE_LEFT_OUT, n);
        return;
      }
}

/**
 * _dln_event_title_drop_relative:
 *
 * "Berg, who died in May": behind a comma the pronoun only repeats the name, and the clause stands
 * by itself without it.
 */
void
_dln_event_title_drop_relative (const DlnTree *tree,
                                guint32        first,
                                guint32        trigger,
                                guint8        *taken)
{
  guint32 pronoun = _dln_tree_child (tree, trigger, DLN_RELS_ANY_SUBJECT);

  if (pronoun == DLN_NO_ROW || pronoun < first + 2 || !taken[pronoun]
      || tree->tokens[trigger].deprel != DLN_DEPREL_ACL_RELCL
      || strcmp (_dln_tree_xpos (tree, pronoun), "WP") != 0
      || !_dln_tree_is (tree, pronoun - 1, ",") || !taken[pronoun - 2])
    return;
  taken[pronoun] = DLN_TITLE_LEFT_OUT;
  taken[pronoun - 1] = DLN_TITLE_LEFT_OUT;
}

/* ---- numbers --------------------------------------------------------------------------------- */

/**
 * _dln_event_title_take_numbers:
 *
 * "killed at least 1,300 people": without "at least", or without the number, it is another fact.
 */
void
_dln_event_title_take_numbers (const DlnTree *tree,
                               guint32        first,
                               guint32        end,
                               guint8        *taken)
{
  for (guint32 t = first; t < end; t++)
    {
      if (!taken[t] || tree->time[t] != DLN_NO_ROW)
        continue;
      for (guint32 c = tree->first_child[t]; c != DLN_NO_ROW && c < t; c = tree->next_child[c])
        if (tree->tokens[c].deprel == DLN_DEPREL_NUMMOD && tree->left[c] >= first
            && t - tree->left[c] <= MAX_QUANTITY && tree->time[c] == DLN_NO_ROW)
          for (guint32 k = tree->left[c]; k < t; k++)
            taken[k] = DLN_TITLE_SURE;
    }
}

/* ---- whose clause it is ---------------------------------------------------------------------- */

/**
 * _dln_event_title_drop_second_subject:
 *
 * "Berg passed and Lund scored": a verb with a subject of its own does not get that of the verb
 * above it, if that verb is no part of the title; nor does a title begin behind its subject.
 */
void
_dln_event_title_drop_second_subject (const DlnTree *tree,
                                      guint32        first,
                                      guint32        end,
                                      guint32        trigger,
                                      guint8        *taken)
{
  guint32 own = _dln_tree_child (tree, trigger, DLN_RELS_ANY_SUBJECT);
  gint32 head = tree->tokens[trigger].head;

  for (guint hop = 0; head >= (gint32) first && hop < 8; hop++, head = tree->tokens[head].head)
    for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && !taken[head];
         c = tree->next_child[c])
      if (taken[c] && _dln_relation_in (tree->tokens[c].deprel, DLN_RELS_ANY_SUBJECT)
          && !_dln_tree_dominates (tree, c, trigger) && c != own
          && (c > trigger || (own != DLN_NO_ROW && taken[own])))
        for (guint32 t = MAX (first, tree->left[c]); t <= MIN (tree->right[c], end - 1); t++)
          if (!_dln_tree_dominates (tree, trigger, t) && t != trigger)
            taken[t] = DLN_TITLE_LEFT_OUT;
}

/**
 * _dln_event_title_share_auxiliary:
 *
 * "was arrested and tortured": a participle joined to a passive needs its "was", or it would tell
 * who tortured. "were arrested and spent years": a past tense has no use for it.
 */
void
_dln_event_title_share_auxiliary (const DlnTree *tree,
                                  guint32        first,
                                  guint32        trigger,
                                  guint8        *taken)
{
  const char *xpos = _dln_tree_xpos (tree, trigger);
  gint32 head = tree->tokens[trigger].head;

  if (tree->tokens[trigger].deprel != DLN_DEPREL_CONJ || head < (gint32) first || taken[head]
      || (guint32) head > trigger || tree->tokens[trigger].upos != DLN_UPOS_VERB
      || _dln_tree_child (tree, trigger, DLN_RELS_AUX | DLN_REL (NSUBJ)) != DLN_NO_ROW)
    return;
  for (guint32 c = tree->first_child[head]; c != DLN_NO_ROW && c < (guint32) head;
       c = tree->next_child[c])
    if (tree->tokens[c].deprel == DLN_DEPREL_AUX_PASS && strcmp (xpos, "VBN") == 0)
      taken[c] = DLN_TITLE_SURE;
    else if (_dln_relation_in (tree->tokens[c].deprel, DLN_RELS_AUX) && strcmp (xpos, "VBD") == 0)
      taken[c] = DLN_TITLE_LEFT_OUT;
}

/**
 * _dln_event_title_take_bridges:
 *
 * "people worried about the fever fled": the word between two that are taken, on which one hangs
 * and which hangs on the other, may not be left out.
 */
void
_dln_event_title_take_bridges (const DlnTree *tree,
                               guint32        first,
                               guint32        end,
                               guint8        *taken)
{
  const DlnDeprelSet own = DLN_REL (ACL) | DLN_REL (AMOD) | DLN_REL (NMOD) | DLN_REL (OBJ)
                           | DLN_REL (OBL) | DLN_REL (XCOMP);

  for (guint32 t = first; t < end; t++)
    {
      gint32 head = tree->tokens[t].head;

      if (taken[t] || head < (gint32) first || !taken[head] || tree->time[t] != DLN_NO_ROW
          || !_dln_relation_in (tree->tokens[t].deprel, own) || (guint32) head > t)
        continue;
      for (guint32 c = tree->first_child[t]; c != DLN_NO_ROW; c = tree->next_child[c])
        if (c > t && c < end && c - (guint32) head <= MAX_BRIDGE && taken[c] == DLN_TITLE_SURE
            && tree->tokens[c].upos != DLN_UPOS_PUNCT)
          taken[t] = DLN_TITLE_SURE;
    }
}

/* ---- what it begins with --------------------------------------------------------------------- */

static guint32
find_opening (const DlnTree *tree,
              guint32        first,
              guint32        end,
              const guint8  *taken)
{
  while (first < end && (!taken[first] || tree->tokens[first].upos == DLN_UPOS_PUNCT))
    first++;
  return first;
}

/**
 * _dln_event_title_find_missing_subject:
 *
 * Returns: the subject that a title lacks which begins with a finite verb: "was accused" of "He was
 *   hurt and was accused"; DLN_NO_ROW if it lacks none
 */
guint32
_dln_event_title_find_missing_subject (const DlnTree *tree,
                                       guint32        first,
                                       guint32        end,
                                       const guint8  *taken)
{
  guint32 verb = find_opening (tree, first, end, taken);
  guint32 subject;

  if (verb == end)
    return DLN_NO_ROW;
  if (tree->tokens[verb].upos == DLN_UPOS_AUX && tree->tokens[verb].head >= (gint32) verb)
    verb = tree->tokens[verb].head;
  else if (!_dln_tree_is_finite (tree, verb) && tree->tokens[verb].upos != DLN_UPOS_AUX)
    return DLN_NO_ROW;
  subject = _dln_tree_subject (tree, verb);
  if (subject == DLN_NO_ROW || subject < first || subject >= verb || taken[subject]
      || tree->time[subject] != DLN_NO_ROW || _dln_tree_xpos (tree, subject)[0] == 'W')
    return DLN_NO_ROW;
  return subject;
}

/**
 * _dln_event_title_lacks_subject:
 *
 * Returns: whether a title begins with a participle, or with a verb whose subject the sentence
 *   tells elsewhere: "Testifying before the court". By itself it tells nobody who did it.
 */
gboolean
_dln_event_title_lacks_subject (const DlnTree *tree,
                                guint32        first,
                                guint32        end,
                                guint32        trigger,
                                const guint8  *taken)
{
  guint32 opening = find_opening (tree, first, end, taken);
  const char *xpos;

  /* "Does the army then go to the king" */
  if (opening < trigger && tree->tokens[opening].upos == DLN_UPOS_AUX
      && _dln_tree_is (tree, end - 1, "?"))
    return TRUE;
  if (opening == end || tree->tokens[opening].upos != DLN_UPOS_VERB
      || tree->tokens[opening].deprel == DLN_DEPREL_AMOD)
    return FALSE;
  xpos = _dln_tree_xpos (tree, opening);
  /* "withdrew once it was clear" */
  if (opening == trigger && opening > first
      && (strcmp (xpos, "VBD") == 0 || strcmp (xpos, "VBZ") == 0))
    return TRUE;
  return (strcmp (xpos, "VBG") == 0 || strcmp (xpos, "VBN") == 0)
         && opening == trigger
         && _dln_relation_in (tree->tokens[opening].deprel,
                              DLN_REL (ADVCL) | DLN_REL (ACL) | DLN_REL (XCOMP) | DLN_REL (CONJ));
}

/**
 * _dln_event_is_about_text:
 *
 * Returns: whether it tells of the article itself, or of a programme: "This article was amended",
 *   "Updated"
 */
gboolean
_dln_event_is_about_text (const DlnTree *tree,
                          guint32        trigger)
{
  guint32 subject = _dln_tree_subject (tree, trigger);
  const char *lemma = _dln_tree_lemma (tree, trigger);

  if (!g_strv_contains (_dln_words (DLN_WORDS_EDITING_VERBS), lemma)
      || tree->tokens[trigger].head >= 0)
    return FALSE;
  if (subject == DLN_NO_ROW)
    return strcmp (_dln_tree_xpos (tree, trigger), "VBN") == 0;
  return _dln_tree_is_passive (tree, trigger)
         && _dln_tree_child_form (tree, subject, DLN_REL (DET), "this") != DLN_NO_ROW
         && g_strv_contains (_dln_words (DLN_WORDS_TEXT_NOUNS), _dln_tree_lemma (tree, subject));
}

/**
 * _dln_event_title_is_of_another:
 *
 * Returns: whether the main clause of a title is another than that of @trigger, which is told
 *   beside it: "Lund was jailed after failing to pay" as the title of what he did not pay
 */
gboolean
_dln_event_title_is_of_another (const DlnTree *tree,
                                guint32        first,
                                guint32        trigger,
                                const guint8  *taken)
{
  gint32 at = (gint32) trigger;

  for (guint hop = 0; hop < 6; hop++)
    {
      gint32 head = tree->tokens[at].head;
      guint32 mark = _dln_tree_child (tree, at, DLN_REL (MARK) | DLN_REL (CASE));

      if (head < (gint32) first || !taken[head])
        return FALSE;
      if (tree->tokens[at].deprel == DLN_DEPREL_ADVCL && mark != DLN_NO_ROW
          && _dln_tree_is_one_of (tree, mark, _dln_words (DLN_WORDS_CLAUSE_MARKS_APART)))
        return TRUE;
      at = head;
    }
  return FALSE;
}
