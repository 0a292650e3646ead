/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks at a cue verb: its subject in the tree, or by position where the tree lost it. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"
#include "extract/dln-words-private.h"

#include <string.h>

/* "said Friday", "its", "'s": no speakers, whatever the tree says */
static gboolean
may_speak (const DlnTree *tree,
           guint32        token)
{
  return _dln_tree_is_nominal (tree, token) && tree->time[token] == DLN_NO_ROW
         && strcmp (_dln_tree_xpos (tree, token), "PRP$") != 0
         && !_dln_tree_is_one_of (tree, token, _dln_words (DLN_WORDS_DAY_WORDS));
}

/* "the widow, who said": the noun before the pronoun */
static guint32
antecedent (const DlnTree *tree,
            guint32        begin,
            guint32        pronoun)
{
  for (guint32 t = pronoun; t > begin && t + 12 > pronoun; t--)
    {
      guint32 before = t - 1;

      if (tree->tokens[before].upos == DLN_UPOS_NOUN || tree->tokens[before].upos == DLN_UPOS_PROPN)
        return tree->mention[before] != DLN_NO_ROW
                 ? DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[before])->head
                 : before;
    }
  return pronoun;
}

/* A subject by position alone, for trees that lost it: "..., said the mayor" and "... , the mayor
 * said". */
static guint32
guess_subject (const DlnQuoteWork *work,
               const DlnQuoteCue  *cue)
{
  const DlnTree *tree = work->tree;
  guint32 t = cue->cue;

  while (t > cue->begin
         && (tree->tokens[t - 1].upos == DLN_UPOS_ADV || tree->tokens[t - 1].upos == DLN_UPOS_AUX))
    t--;
  if (t > cue->begin && may_speak (tree, t - 1) && work->quoted_at[t - 1] == DLN_NO_ROW)
    {
      guint32 head = t - 1;

      if (tree->mention[head] != DLN_NO_ROW)
        head = DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[head])->head;
      /* "the mayor of the town said": up to the noun that the phrase is about */
      for (guint hop = 0; hop < 4; hop++)
        {
          gint32 up = tree->tokens[head].head;

          if (up < (gint32) cue->begin || (guint32) up >= cue->cue
              || !_dln_tree_is_nominal (tree, up) || work->quoted_at[up] != DLN_NO_ROW
              || !_dln_relation_in (tree->tokens[head].deprel,
                                    DLN_REL (NMOD) | DLN_REL (COMPOUND) | DLN_REL (NMOD_POSS)
                                      | DLN_REL (FLAT)))
            break;
          head = up;
        }
      return head;
    }
  if (!_dln_quotes_has_kind (cue, "sq"))
    return DLN_NO_ROW; /* "told the court": who is told stands there */
  if (strcmp (_dln_tree_lemma (tree, cue->cue), "tell") == 0)
    return DLN_NO_ROW;
  for (t = cue->cue + 1; t < cue->end && t < cue->cue + 7; t++)
    {
      guint8 upos = tree->tokens[t].upos;

      if (may_speak (tree, t))
        {
          if (tree->mention[t] != DLN_NO_ROW)
            return DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[t])->head;
          if (t + 1 >= cue->end || !_dln_tree_is_nominal (tree, t + 1))
            return t;
        }
      else if (upos != DLN_UPOS_DET && upos != DLN_UPOS_ADJ && upos != DLN_UPOS_NUM
               && strcmp (_dln_tree_xpos (tree, t), "PRP$") != 0)
        break;
    }
  return DLN_NO_ROW;
}

/* "rejected", "has rejected" */
static gboolean
has_tense (const DlnTree *tree,
           guint32        verb)
{
  if (_dln_tree_is_finite (tree, verb))
    return TRUE;
  for (guint32 c = tree->first_child[verb]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_RELS_AUX) && _dln_tree_is_finite (tree, c))
      return TRUE;
  return FALSE;
}

/* "rejected the request, saying": whose clause it is that the participle goes on with */
static guint32
find_host_subject (const DlnQuoteWork *work,
                   const DlnQuoteCue  *cue)
{
  const DlnTree *tree = work->tree;
  guint32 host = cue->cue;
  guint32 subject;

  for (guint hop = 0; hop < 6 && (host >= cue->cue || !has_tense (tree, host)); hop++)
    {
      gint32 up = tree->tokens[host].head;

      if (up < (gint32) cue->begin || (guint32) up >= cue->end)
        return DLN_NO_ROW;
      host = up;
    }
  if (host >= cue->cue || !has_tense (tree, host)
      || work->quoted_at[host] != work->quoted_at[cue->cue])
    return DLN_NO_ROW;
  subject = _dln_tree_subject (tree, host);
  return subject != DLN_NO_ROW && subject < cue->cue && subject >= cue->begin
             && may_speak (tree, subject)
           ? subject
           : DLN_NO_ROW;
}

/**
 * _dln_quotes_find_subject:
 * @cue: all but its subject
 *
 * Returns: the head of the words for who speaks, or DLN_NO_ROW
 */
guint32
_dln_quotes_find_subject (const DlnQuoteWork *work,
                          const DlnQuoteCue  *cue)
{
  const DlnTree *tree = work->tree;
  guint32 subject = _dln_tree_subject (tree, cue->cue);

  if (subject != DLN_NO_ROW
      && (work->quoted_at[subject] != work->quoted_at[cue->cue] || subject < cue->begin
          || subject >= cue->end || !may_speak (tree, subject)))
    subject = DLN_NO_ROW;
  if (subject != DLN_NO_ROW
      && (_dln_tree_is (tree, subject, "who") || _dln_tree_is (tree, subject, "which")
          || (_dln_tree_is (tree, subject, "that") && tree->tokens[subject].upos == DLN_UPOS_PRON)))
    subject = antecedent (tree, cue->begin, subject);
  if (subject == DLN_NO_ROW && tree->tokens[cue->cue].upos == DLN_UPOS_NOUN)
    return guess_subject (work, cue);
  if (strcmp (_dln_tree_xpos (tree, cue->cue), "VBG") == 0 && cue->cue > cue->begin
      && _dln_quotes_is_comma (tree, cue->cue - 1))
    {
      guint32 host = find_host_subject (work, cue);

      if (host != DLN_NO_ROW)
        subject = host;
    }
  /* "with footage of Weber saying": who stands right before the participle */
  if (strcmp (_dln_tree_xpos (tree, cue->cue), "VBG") == 0 && cue->cue > cue->begin
      && tree->mention[cue->cue - 1] != DLN_NO_ROW
      && work->quoted_at[cue->cue - 1] == work->quoted_at[cue->cue])
    return DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[cue->cue - 1])->head;
  if (subject == DLN_NO_ROW && g_str_has_prefix (_dln_tree_xpos (tree, cue->cue), "VB")
      && strcmp (_dln_tree_xpos (tree, cue->cue), "VBG") != 0
      && strcmp (_dln_tree_xpos (tree, cue->cue), "VB") != 0)
    subject = guess_subject (work, cue);
  return subject;
}
