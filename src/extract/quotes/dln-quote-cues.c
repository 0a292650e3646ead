/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DlnQuoteCue verbs: who says what to whom. What is said is looked for, in this order, in quotation
 * marks beside the cue, in the clause the verb governs, in the sentence around a trailing or
 * inserted cue, in an infinitive, in an object. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"
#include "extract/dln-words-private.h"

#include <string.h>

gboolean
_dln_quotes_has_kind (const DlnQuoteCue *cue,
                      const char *any)
{
  return strpbrk (cue->kinds, any) != NULL;
}

/* in what somebody says, or in quotation marks of its own as a word that is spoken of */
static gboolean
is_in_double_quote (const DlnQuoteWork *work,
                    guint32             token)
{
  if (work->quoted_at[token] == DLN_NO_ROW)
    return FALSE;

  const DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, work->quoted_at[token]);

  return quoted->whole || quoted->last_token <= quoted->first_token + 1;
}

gboolean
_dln_quotes_is_comma (const DlnTree *tree,
                      guint32 token)
{
  static const char *const commas[] = { ",", "–", "—", "--", NULL };

  return _dln_tree_is_one_of (tree, token, commas);
}

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
               const DlnQuoteCue          *cue)
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

static guint32
find_subject (const DlnQuoteWork *work,
              const DlnQuoteCue          *cue)
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

/* "farmers fear that": a noun by the tagger, a verb by what stands around it */
static gboolean
is_verb_like (const DlnTree *tree,
              guint32        begin,
              guint32        end,
              guint32        token)
{
  return tree->tokens[token].upos == DLN_UPOS_NOUN && token > begin && token + 2 < end
         && _dln_tree_is (tree, token + 1, "that") && tree->tokens[token + 2].upos != DLN_UPOS_VERB
         && tree->tokens[token + 2].upos != DLN_UPOS_AUX
         && (tree->tokens[token - 1].upos == DLN_UPOS_NOUN
             || tree->tokens[token - 1].upos == DLN_UPOS_PROPN
             || tree->tokens[token - 1].upos == DLN_UPOS_PRON)
         && strcmp (_dln_tree_xpos (tree, token - 1), "PRP$") != 0;
}

/**
 * _dln_quotes_read_cue:
 * @token: the verb
 * @begin: of what may belong to it: its sentence, or what a quotation holds of that
 * @end: of the same
 *
 * Returns: whether the verb may introduce what somebody said
 */
gboolean
_dln_quotes_read_cue (DlnQuoteWork *work,
                      guint32       token,
                      guint32       begin,
                      guint32       end,
                      DlnQuoteCue  *cue)
{
  const DlnTree *tree = work->tree;
  guint8 upos = tree->tokens[token].upos;
  const char *xpos = _dln_tree_xpos (tree, token);

  if ((upos != DLN_UPOS_VERB && upos != DLN_UPOS_AUX && !is_verb_like (tree, begin, end, token))
      || is_in_double_quote (work, token)
      || (tree->mention[token] != DLN_NO_ROW
          && g_ascii_isupper (tree->text[tree->tokens[token].span.begin])
          && DLN_ROW (tree->annotations->mentions, DlnMention, tree->mention[token])->kind
               == DLN_MENTION_NAME)
      || _dln_relation_in (tree->tokens[token].deprel,
                           DLN_REL (AMOD) | DLN_REL (CASE) | DLN_REL (FIXED)))
    return FALSE;

  const char *const *columns = _dln_lexicon_find (work->verbs, tree, token, "");
  const char *kinds = columns != NULL ? columns[1] : NULL;

  if (kinds == NULL)
    return FALSE;
  *cue = (DlnQuoteCue){ .begin = begin,
                        .end = end,
                        .cue = token,
                        .kinds = kinds,
                        .cue_span = tree->tokens[token].span };

  /* "was told", "is said to": nobody speaks; "quoted as saying" has its own verb */
  if (_dln_tree_child (tree, token, DLN_REL (AUX_PASS)) != DLN_NO_ROW
      || (_dln_tree_child (tree, token, DLN_REL (NSUBJ_PASS)) != DLN_NO_ROW
          && _dln_tree_child (tree, token, DLN_REL (AUX)) != DLN_NO_ROW))
    return FALSE;
  if (strcmp (xpos, "VBN") == 0
      && dln_deprel_get_base (tree->tokens[token].deprel) == DLN_DEPREL_ACL)
    return FALSE;
  cue->subject = find_subject (work, cue);
  if (cue->subject != DLN_NO_ROW && tree->tokens[cue->subject].upos == DLN_UPOS_PRON
      && (_dln_tree_is (tree, cue->subject, "it") || _dln_tree_is (tree, cue->subject, "that"))
      && _dln_quotes_has_kind (cue, "t"))
    return FALSE;

  guint32 particle = _dln_tree_child (tree, token, DLN_REL (COMPOUND_PRT));

  if (particle == token + 1)
    cue->cue_span.end = tree->tokens[particle].span.end;
  cue->first = cue->last = token;
  while (cue->first > cue->begin
         && (tree->tokens[cue->first - 1].upos == DLN_UPOS_AUX
             || tree->tokens[cue->first - 1].upos == DLN_UPOS_ADV))
    cue->first--;
  if (cue->subject != DLN_NO_ROW)
    {
      guint32 first, last;

      _dln_tree_noun_phrase (tree, cue->subject, &first, &last);
      if (last < token)
        cue->first = MIN (cue->first, first);
      else if (first > token && first <= token + 3)
        cue->last = MAX (cue->last, last);
    }
  return TRUE;
}

/* ---- clauses -------------------------------------------------------------------------------- */

static guint32
first_verbless_trim (const DlnTree *tree,
                     guint32        first,
                     guint32        last)
{
  while (first < last
         && (tree->tokens[first].upos == DLN_UPOS_PUNCT || _dln_tree_is (tree, first, "that")))
    {
      if (_dln_tree_is (tree, first, "\"") || _dln_tree_is (tree, first, "“"))
        break;
      first++;
    }
  return first;
}

static gboolean
is_clause (const DlnTree *tree,
           guint32        token)
{
  guint8 upos = tree->tokens[token].upos;

  return upos == DLN_UPOS_VERB || upos == DLN_UPOS_AUX
         || _dln_tree_child (tree, token, DLN_RELS_ANY_SUBJECT | DLN_REL (COP)) != DLN_NO_ROW;
}

static gboolean
add_clause (DlnQuoteWork *work,
            DlnQuoteCue          *cue,
            guint32       first,
            guint32       last,
            float         score)
{
  const DlnTree *tree = work->tree;

  first = first_verbless_trim (tree, MAX (first, cue->begin), MIN (last, cue->end - 1));
  last = MIN (last, cue->end - 1);
  while (last > first && tree->tokens[last].upos == DLN_UPOS_PUNCT
         && !_dln_tree_is (tree, last, "”") && !_dln_tree_is (tree, last, "\"")
         && !_dln_tree_is (tree, last, "%"))
    last--;
  if (last < first + 1)
    return FALSE;
  if (_dln_quotes_add_clause (work, first, last, cue->cue_span, cue->subject, score) == DLN_NO_ROW)
    return FALSE;
  cue->n_found++;
  return TRUE;
}

/* "for those convicted of fraud" is no clause of its own, whatever the tree hangs it on */
static gboolean
is_bare_participle (const DlnTree *tree,
                    guint32        token)
{
  const char *xpos = _dln_tree_xpos (tree, token);

  return (strcmp (xpos, "VBN") == 0 || strcmp (xpos, "VBG") == 0)
         && _dln_tree_child (tree, token, DLN_RELS_ANY_SUBJECT | DLN_RELS_AUX) == DLN_NO_ROW;
}

static gboolean
read_complement_side (DlnQuoteWork *work,
                      DlnQuoteCue          *cue,
                      gboolean      after)
{
  const DlnTree *tree = work->tree;

  for (guint32 c = tree->first_child[cue->cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      gboolean complement = tree->tokens[c].deprel == DLN_DEPREL_CCOMP
                            || (tree->tokens[c].deprel == DLN_DEPREL_PARATAXIS
                                && _dln_quotes_has_kind (cue, "s") && tree->left[c] > cue->last);

      if (!complement || !is_clause (tree, c) || is_bare_participle (tree, c))
        continue;
      if (after && tree->left[c] > cue->cue)
        {
          guint32 last = tree->right[c];

          /* "the deal had played to his advantage": what the tree hangs elsewhere, up to the next
           * mark */
          while (last + 1 < cue->end && tree->tokens[last + 1].upos != DLN_UPOS_PUNCT
                 && tree->tokens[last + 1].upos != DLN_UPOS_CCONJ)
            last++;
          return add_clause (work, cue, MAX (tree->left[c], cue->cue + 1), last, 0.85f);
        }
      if (!after && tree->right[c] < cue->cue && cue->first > 0)
        return add_clause (work, cue, tree->left[c], MIN (tree->right[c], cue->first - 1), 0.8f);
    }
  return FALSE;
}

/**
 * _dln_quotes_read_complement_after:
 *
 * Returns: whether the verb governs a clause behind it, which is now a quote
 */
gboolean
_dln_quotes_read_complement_after (DlnQuoteWork *work,
                                   DlnQuoteCue  *cue)
{
  return read_complement_side (work, cue, TRUE);
}

static gboolean
read_complement (DlnQuoteWork *work,
                 DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;

  if (!_dln_quotes_has_kind (cue, "stra"))
    return FALSE;
  if (read_complement_side (work, cue, TRUE))
    return TRUE;

  /* by the word alone: "said that ..." where the tree has it otherwise */
  guint32 that = cue->cue + 1;

  while (that < cue->end && that < cue->cue + 8 && !_dln_tree_is (tree, that, "that")
         && tree->tokens[that].upos != DLN_UPOS_PUNCT && tree->tokens[that].upos != DLN_UPOS_VERB)
    that++;
  if (that + 3 < cue->end && _dln_tree_is (tree, that, "that")
      && (tree->tokens[that].upos == DLN_UPOS_SCONJ || _dln_quotes_has_kind (cue, "a")
          || tree->tokens[cue->cue].upos == DLN_UPOS_NOUN))
    return add_clause (work, cue, that + 1, cue->end - 1, 0.6f);
  return read_complement_side (work, cue, FALSE);
}

/* "said the deal had played to his advantage", where the tree hangs the clause elsewhere: all that
 * follows, if it has a finite verb */
static gboolean
read_rest (DlnQuoteWork *work,
           DlnQuoteCue          *cue)
{
  static const char *const finite[] = { "VBD", "VBZ", "VBP", "MD", NULL };
  const DlnTree *tree = work->tree;
  guint32 first = MAX (cue->cue, cue->last) + 1;

  if (strcmp (_dln_tree_lemma (tree, cue->cue), "say") != 0 || cue->subject == DLN_NO_ROW
      || cue->subject > cue->cue || first + 3 >= cue->end
      || tree->tokens[first].upos == DLN_UPOS_PUNCT || tree->tokens[first].upos == DLN_UPOS_ADP
      || tree->tokens[first].upos == DLN_UPOS_CCONJ || tree->time[first] != DLN_NO_ROW)
    return FALSE;
  for (guint32 t = first + 1; t < cue->end; t++)
    {
      if (tree->tokens[t].upos == DLN_UPOS_PUNCT && t < first + 2)
        return FALSE;
      if (g_strv_contains (finite, _dln_tree_xpos (tree, t)))
        return add_clause (work, cue, first, cue->end - 1, 0.6f);
    }
  return FALSE;
}

/* "called the charges unfounded", "described him as a danger to the town": who or what, and what it
 * is called */
static gboolean
read_judgement (DlnQuoteWork *work,
                DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;
  guint32 object = _dln_tree_child (tree, cue->cue, DLN_REL (OBJ));
  guint32 complement = _dln_tree_child (tree, cue->cue, DLN_REL (XCOMP));

  if (!g_strv_contains (_dln_words (DLN_WORDS_JUDGING_VERBS), _dln_tree_lemma (tree, cue->cue))
      || cue->subject == DLN_NO_ROW || object == DLN_NO_ROW || object < cue->cue)
    return FALSE;
  if (complement == DLN_NO_ROW)
    for (guint32 c = tree->first_child[cue->cue]; c != DLN_NO_ROW; c = tree->next_child[c])
      if (c > object && _dln_tree_child_form (tree, c, DLN_REL (CASE), "as") != DLN_NO_ROW)
        complement = c;
  if (complement == DLN_NO_ROW || complement < object)
    return FALSE;
  return add_clause (
    work, cue, cue->cue + 1, MAX (tree->right[complement], tree->right[object]), 0.65f);
}

/* ", she said" at the end, and ", she said," inside a sentence */
static gboolean
read_around (DlnQuoteWork *work,
             DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;

  if (!_dln_quotes_has_kind (cue, "str") || cue->first < cue->begin + 3
      || cue->subject == DLN_NO_ROW || !_dln_quotes_is_comma (tree, cue->first - 1)
      || strcmp (_dln_tree_xpos (tree, cue->cue), "VBG") == 0
      || strcmp (_dln_tree_xpos (tree, cue->cue), "VB") == 0)
    return FALSE;

  guint32 before = cue->first - 1;
  gboolean verb = FALSE;

  for (guint32 t = cue->begin; t < before; t++)
    verb = verb || tree->tokens[t].upos == DLN_UPOS_VERB || tree->tokens[t].upos == DLN_UPOS_AUX;

  guint32 next = MAX (cue->last, cue->cue) + 1;

  while (next < cue->end && !_dln_quotes_is_comma (tree, next)
         && tree->tokens[next].upos != DLN_UPOS_PUNCT
         && (tree->time[next] != DLN_NO_ROW || tree->tokens[next].upos == DLN_UPOS_ADP
             || tree->tokens[next].upos == DLN_UPOS_DET || _dln_tree_is_nominal (tree, next)
             || tree->tokens[next].upos == DLN_UPOS_ADV || tree->tokens[next].upos == DLN_UPOS_ADJ))
    next++;

  gboolean inserted = next + 2 < cue->end && _dln_quotes_is_comma (tree, next);
  gboolean trailing = !inserted && (next >= cue->end || tree->tokens[next].upos == DLN_UPOS_PUNCT);

  if (trailing && verb)
    return add_clause (work, cue, cue->begin, before - 1, 0.8f);
  if (!inserted)
    return verb && cue->last > cue->cue ? add_clause (work, cue, cue->begin, before - 1, 0.6f)
                                        : FALSE;
  if (!_dln_relation_in (tree->tokens[cue->cue].deprel, DLN_REL (PARATAXIS) | DLN_REL (ROOT))
      && cue->last == cue->cue && !verb)
    return FALSE;

  /* one stretch, with the cue inside it: halves of a sentence say nothing alone */
  return add_clause (work, cue, cue->begin, cue->end - 1, 0.7f);
}

/* "as she put it", "as the ministry noted": the clause it is part of is what is said */
static gboolean
read_as_clause (DlnQuoteWork *work,
                DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;
  guint32 as = _dln_tree_child_form (tree, cue->cue, DLN_REL (MARK) | DLN_REL (ADVMOD), "as");
  guint32 left = tree->left[cue->cue], right = tree->right[cue->cue];

  if (as == DLN_NO_ROW || tree->tokens[cue->cue].deprel != DLN_DEPREL_ADVCL || left < cue->begin
      || right >= cue->end || cue->subject == DLN_NO_ROW
      || _dln_tree_child (tree, cue->cue, DLN_REL (OBJ) | DLN_REL (XCOMP) | DLN_REL (CCOMP))
           != DLN_NO_ROW)
    return FALSE;
  if (left > cue->begin + 3)
    return add_clause (work, cue, cue->begin, left - 1, 0.6f);
  return right + 4 < cue->end && add_clause (work, cue, right + 1, cue->end - 1, 0.6f);
}

static gboolean
read_infinitive (DlnQuoteWork *work,
                 DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;
  guint32 c = _dln_tree_child (tree, cue->cue, DLN_REL (XCOMP) | DLN_REL (CCOMP));

  if (!_dln_quotes_has_kind (cue, "i") || c == DLN_NO_ROW || tree->left[c] <= cue->cue
      || cue->subject == DLN_NO_ROW || !is_clause (tree, c))
    return FALSE;
  return add_clause (work, cue, tree->left[c], tree->right[c], 0.6f);
}

static gboolean
read_object (DlnQuoteWork *work,
             DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;
  guint32 object = _dln_tree_child (tree, cue->cue, DLN_REL (OBJ));

  if (!_dln_quotes_has_kind (cue, "n") || cue->subject == DLN_NO_ROW)
    return FALSE;
  if (object != DLN_NO_ROW && object > cue->cue && tree->tokens[object].upos == DLN_UPOS_NOUN
      && tree->right[object] > MAX (cue->cue + 1, tree->left[object]))
    return add_clause (
      work, cue, MAX (tree->left[object], cue->cue + 1), tree->right[object], 0.5f);
  return FALSE;
}

/* "called the raid 'an act of war'", "described it as ..." : only with words in quotation marks */
static gboolean
read_label (DlnQuoteWork *work,
            DlnQuoteCue          *cue)
{
  guint32 after =
    _dln_quotes_row_after (work, cue->cue + 1, MIN (cue->cue + DLN_QUOTE_REACH, cue->end));

  if (!_dln_quotes_has_kind (cue, "lnsrt") || after == DLN_NO_ROW || cue->subject == DLN_NO_ROW)
    return FALSE;

  DlnQuoted *quoted = DLN_ROW (work->quoted, DlnQuoted, after);

  if (quoted->row != DLN_NO_ROW
      || quoted->last_token < quoted->first_token + (_dln_quotes_has_kind (cue, "l") ? 1 : 2)
      || (!_dln_tree_dominates (work->tree, cue->cue, quoted->first_token)
          && !_dln_quotes_has_kind (cue, "l")))
    return FALSE;
  quoted->row =
    _dln_quotes_add (work, DLN_QUOTE_MIXED, quoted->inner, cue->cue_span, cue->subject, 0.7f);
  cue->n_found++;
  return TRUE;
}

/* Who is told: the verb's object, or "to" whom. */
static gboolean
is_told (const DlnTree *tree,
         guint32        token,
         gboolean       takes_listener)
{
  guint8 deprel = tree->tokens[token].deprel;

  return _dln_relation_in (deprel, DLN_REL (IOBJ)) || (deprel == DLN_DEPREL_OBJ && takes_listener)
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
    if (is_told (tree, c, takes_listener) && !dln_span_contains (content, tree->tokens[c].span)
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
        && time == DLN_NO_ROW)
      time = tree->time[c];
  for (guint32 i = from; i < work->rows->len; i++)
    {
      DlnQuoteClaim *claim = &DLN_ROW (work->rows, DlnQuoteRow, i)->claim;

      claim->addressee =
        _dln_quotes_find_addressee (tree, cue->cue, cue->kinds, claim->span);
      claim->time = time;
    }
}

static gboolean
is_call_for (const DlnQuoteCue     *cue,
             const DlnTree *tree)
{
  return strcmp (_dln_tree_lemma (tree, cue->cue), "call") == 0 && cue->cue + 2 < cue->end
         && (_dln_tree_is (tree, cue->cue + 1, "for") || _dln_tree_is (tree, cue->cue + 1, "on"));
}

/* "called for a recount", "called on the army to withdraw" */
static gboolean
read_call_for (DlnQuoteWork *work,
               DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;

  if (!is_call_for (cue, tree) || cue->subject == DLN_NO_ROW)
    return FALSE;
  cue->cue_span.end = tree->tokens[cue->cue + 1].span.end;
  for (guint32 c = tree->first_child[cue->cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > cue->cue + 1
        && _dln_relation_in (tree->tokens[c].deprel, DLN_RELS_OBLIQUE | DLN_REL (ADVCL))
        && tree->left[c] <= cue->cue + 1)
      return add_clause (
        work, cue, cue->cue + 2, MAX (tree->right[c], tree->right[cue->cue]), 0.6f);
  return FALSE;
}

/**
 * _dln_quotes_read_cues:
 *
 * Every cue verb of @sentence. Time: O(tokens)
 */
void
_dln_quotes_read_cues (DlnQuoteWork *work,
                       guint32       sentence)
{
  const DlnSentence *row = DLN_ROW (work->tree->annotations->sentences, DlnSentence, sentence);

  for (guint32 t = row->first_token; t < row->first_token + row->n_tokens; t++)
    {
      guint32 from = work->rows->len;
      DlnQuoteCue cue;

      if (!_dln_quotes_read_cue (work, t, row->first_token, row->first_token + row->n_tokens, &cue))
        continue;
      _dln_quotes_read_quoted (work, &cue);
      if (cue.n_found == 0)
        (void) (read_call_for (work, &cue) || read_as_clause (work, &cue)
                || read_complement (work, &cue) || read_around (work, &cue)
                || read_judgement (work, &cue) || read_label (work, &cue)
                || read_infinitive (work, &cue) || read_object (work, &cue)
                || read_rest (work, &cue));
      _dln_quotes_fill_circumstances (work, &cue, from);
    }
}
