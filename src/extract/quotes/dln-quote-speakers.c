/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks at a cue verb (its subject in the tree, or by position where the tree lost it), to
 * whom and when. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

/* "said Friday", "its", "'s": no speakers, whatever the tree says */
static gboolean
is_possible_speaker (const DlnTree *tree,
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

/* "Weber on Tuesday said" */
static gboolean
is_time_phrase (const DlnTree *tree,
                guint32        token)
{
  return tree->time[token] != DLN_NO_ROW
         || (token + 1 < tree->n_tokens && tree->time[token + 1] != DLN_NO_ROW
             && (tree->tokens[token].upos == DLN_UPOS_ADP
                 || tree->tokens[token].upos == DLN_UPOS_DET));
}

/* "one West Bay official said", where the tagger has it otherwise */
static gboolean
is_nominal_adjective (const DlnTree *tree,
                      guint32        begin,
                      guint32        token)
{
  return tree->tokens[token].upos == DLN_UPOS_ADJ && token > begin
         && (tree->tokens[token - 1].upos == DLN_UPOS_PROPN
             || tree->tokens[token - 1].upos == DLN_UPOS_NOUN);
}

/* "said the 24-year-old.": no noun follows */
static gboolean
is_age (const DlnTree *tree,
        guint32        token,
        guint32        end)
{
  return _dln_tree_is (tree, token, "old") && token > 4 && _dln_tree_is (tree, token - 1, "-")
         && _dln_tree_is (tree, token - 3, "-")
         && tree->tokens[token - 4].upos == DLN_UPOS_NUM
         && (token + 1 >= end || tree->tokens[token + 1].upos == DLN_UPOS_PUNCT
             || tree->tokens[token + 1].upos == DLN_UPOS_VERB);
}

/* "said he would go": who goes, not who says so */
static gboolean
is_clause_subject (const DlnTree     *tree,
                   const DlnQuoteCue *cue,
                   guint32            token)
{
  return tree->tokens[token].upos == DLN_UPOS_PRON && token + 1 < cue->end
         && tree->tokens[token + 1].upos != DLN_UPOS_PUNCT && !is_time_phrase (tree, token + 1);
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
         && (tree->tokens[t - 1].upos == DLN_UPOS_ADV || tree->tokens[t - 1].upos == DLN_UPOS_AUX
             || is_time_phrase (tree, t - 1)))
    t--;
  if (t > cue->begin && work->quoted_at[t - 1] == DLN_NO_ROW
      && (is_possible_speaker (tree, t - 1) || is_nominal_adjective (tree, cue->begin, t - 1)
          || is_age (tree, t - 1, cue->end)))
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
    if (is_age (tree, t, cue->end))
      return t;
  for (t = cue->cue + 1; t < cue->end && t < cue->cue + 7; t++)
    {
      guint8 upos = tree->tokens[t].upos;

      if (is_clause_subject (tree, cue, t))
        break;
      if (is_possible_speaker (tree, t))
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

/* '..." adding that' */
static gboolean
follows_quotation (const DlnQuoteWork *work,
                   const DlnQuoteCue  *cue)
{
  return cue->cue > cue->begin + 1 && work->tree->tokens[cue->cue - 1].upos == DLN_UPOS_PUNCT
         && work->quoted_at[cue->cue - 2] != work->quoted_at[cue->cue];
}

/* "rejected", "has rejected" */
static gboolean
has_tense (const DlnTree *tree,
           guint32        verb)
{
  if (tree->tokens[verb].upos != DLN_UPOS_VERB)
    return FALSE;
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
  /* "warned that margins would fall, citing": who warned */
  gint32 outer = tree->tokens[host].head;

  if (tree->tokens[host].deprel == DLN_DEPREL_CCOMP && outer >= (gint32) cue->begin
      && has_tense (tree, outer) && _dln_lexicon_find (work->verbs, tree, outer, "") != NULL)
    host = outer;
  if (host >= cue->cue || !has_tense (tree, host)
      || work->quoted_at[host] != work->quoted_at[cue->cue])
    return DLN_NO_ROW;
  subject = _dln_tree_subject (tree, host);
  return subject != DLN_NO_ROW && subject < cue->cue && subject >= cue->begin
             && is_possible_speaker (tree, subject)
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
          || subject >= cue->end || !is_possible_speaker (tree, subject)))
    subject = DLN_NO_ROW;
  if (subject != DLN_NO_ROW
      && (_dln_tree_is (tree, subject, "who") || _dln_tree_is (tree, subject, "which")
          || (_dln_tree_is (tree, subject, "that") && tree->tokens[subject].upos == DLN_UPOS_PRON)))
    subject = antecedent (tree, cue->begin, subject);
  if (subject == DLN_NO_ROW && tree->tokens[cue->cue].upos == DLN_UPOS_NOUN)
    return guess_subject (work, cue);
  if (strcmp (_dln_tree_xpos (tree, cue->cue), "VBG") == 0 && cue->cue > cue->begin
      && (_dln_quotes_is_comma (tree, cue->cue - 1) || follows_quotation (work, cue)))
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

/* @kinds: of the verb. Who is told: its object, or "to" whom. */
static gboolean
is_told (const DlnTree *tree,
         guint32        token,
         const char    *kinds)
{
  guint8 deprel = tree->tokens[token].deprel;

  /* "criticised him for the delay" tells him nothing */
  return (deprel == DLN_DEPREL_IOBJ && strpbrk (kinds, "sqa") != NULL)
         || (deprel == DLN_DEPREL_OBJ && strchr (kinds, 'a') != NULL)
         || (deprel == DLN_DEPREL_OBL
             && _dln_tree_child_form (tree, token, DLN_REL (CASE), "to") != DLN_NO_ROW);
}

/**
 * _dln_quotes_find_addressee:
 * @cue: a verb
 * @content: what it introduces, in which nobody is told it
 *
 * Returns: the mention of whom it is said to, or DLN_NO_ROW
 */
guint32
_dln_quotes_find_addressee (const DlnTree *tree,
                            guint32        cue,
                            const char    *kinds,
                            DlnSpan        content)
{
  gboolean takes_listener = strchr (kinds, 'a') != NULL;
  guint32 end = tree->n_tokens;

  for (guint32 c = tree->first_child[cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (is_told (tree, c, kinds) && !dln_span_contains (content, tree->tokens[c].span)
        && _dln_tree_name_at (tree, c) != DLN_NO_ROW)
      return _dln_tree_name_at (tree, c);
  /* "told the Financial Times": also where the tree is silent */
  for (guint32 t = cue + 1; takes_listener && t < end && t < cue + 4; t++)
    {
      if (tree->tokens[t].sentence != tree->tokens[cue].sentence
          || dln_span_contains (content, tree->tokens[t].span))
        break;
      if (tree->mention[t] != DLN_NO_ROW && tree->tokens[t].deprel != DLN_DEPREL_NSUBJ)
        return tree->mention[t];
      if (tree->mention[t] != DLN_NO_ROW || tree->tokens[t].upos != DLN_UPOS_DET)
        break;
    }
  return DLN_NO_ROW;
}

/* "during his seven years in office": no day on which it was said */
static gboolean
is_moment (const DlnTree *tree,
           guint32        time)
{
  return time != DLN_NO_ROW
         && DLN_ROW (tree->annotations->times, DlnTime, time)->type != DLN_TIME_DURATION;
}

/**
 * _dln_quotes_fill_circumstances:
 * @from: the first row that the cue made
 *
 * To whom and when it was said.
 */
void
_dln_quotes_fill_circumstances (DlnQuoteWork      *work,
                                const DlnQuoteCue *cue,
                                guint32            from)
{
  const DlnTree *tree = work->tree;
  guint32 time = DLN_NO_ROW;

  for (guint32 c = tree->first_child[cue->cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (_dln_relation_in (tree->tokens[c].deprel, DLN_RELS_OBLIQUE | DLN_REL (ADVMOD))
        && time == DLN_NO_ROW && is_moment (tree, tree->time[c]))
      time = tree->time[c];
  for (guint32 i = from; i < work->rows->len; i++)
    {
      DlnQuoteClaim *claim = &DLN_ROW (work->rows, DlnQuoteRow, i)->claim;

      claim->addressee =
        _dln_quotes_find_addressee (tree, cue->cue, cue->kinds, claim->span);
      claim->time = time;
    }
}
