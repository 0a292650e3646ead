/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verbs of saying: who says what to whom, in quotation marks beside the verb. What is said without
 * marks the encoder reads (dln-quote-links.c); inside a quotation it is the clause that the verb
 * governs. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/quotes/dln-quotes-private.h"

#include <string.h>

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

/* '...," the press service specified': a participle for the tagger, but speech goes before */
static gboolean
follows_speech (const DlnQuoteWork *work,
                const DlnQuoteCue  *cue)
{
  const DlnTree *tree = work->tree;
  gint32 noun = tree->tokens[cue->cue].head;
  guint32 mark = noun >= (gint32) cue->begin ? tree->left[noun] : 0;

  while (mark > cue->begin + 1 && tree->tokens[mark - 1].upos == DLN_UPOS_PUNCT
         && work->quoted_at[mark - 1] == DLN_NO_ROW)
    mark--;
  return mark > cue->begin && (guint32) noun < cue->cue && work->quoted_at[mark - 1] != DLN_NO_ROW
         && _dln_tree_is (tree, mark - 1, ",");
}

/* '...," fumed Anna Weber', '...!" the farmer bellowed.': right behind what is closed as speech is,
 * with nothing but its speaker beside it, any verb in the past or present says who speaks */
static gboolean
closes_speech (const DlnQuoteWork *work,
               guint32             begin,
               guint32             end,
               guint32             token)
{
  const DlnTree *tree = work->tree;
  const char *xpos = _dln_tree_xpos (tree, token);
  guint32 first = token, last = token;
  guint32 mark;

  if (tree->tokens[token].upos != DLN_UPOS_VERB
      || (strcmp (xpos, "VBD") != 0 && strcmp (xpos, "VBZ") != 0 && strcmp (xpos, "VBN") != 0)
      || _dln_tree_child (tree, token, DLN_REL (OBJ) | DLN_REL (XCOMP) | DLN_RELS_AUX)
           != DLN_NO_ROW)
    return FALSE;
  mark = _dln_quotes_find_mark_before (work, begin, token);
  if (mark == token)
    {
      /* "fumed Anna Weber", "fumed the farmer" */
      if (token + 1 >= end || work->quoted_at[token + 1] != DLN_NO_ROW)
        return FALSE;
      last = token + 1;
      return tree->mention[last] != DLN_NO_ROW || tree->tokens[last].upos == DLN_UPOS_DET
             || tree->tokens[last].upos == DLN_UPOS_PRON || tree->tokens[last].upos == DLN_UPOS_NOUN
             || tree->tokens[last].upos == DLN_UPOS_PROPN;
    }
  /* "the farmer bellowed.": its subject alone stands between */
  if (mark == DLN_NO_ROW || _dln_tree_subject (tree, token) == DLN_NO_ROW)
    return FALSE;
  _dln_tree_noun_phrase (tree, _dln_tree_subject (tree, token), &first, &last);
  return first == mark && last + 1 == token
         && (token + 1 >= end || tree->tokens[token + 1].upos == DLN_UPOS_PUNCT
             || tree->time[token + 1] != DLN_NO_ROW
             || tree->tokens[token + 1].upos == DLN_UPOS_ADV);
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

  if ((kinds == NULL || strpbrk (kinds, "sq") == NULL)
      && closes_speech (work, begin, end, token))
    kinds = "s";
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
  /* "Asked about the fire, ...": somebody else asked */
  if (token == begin && (strcmp (xpos, "VBN") == 0 || strcmp (xpos, "VBD") == 0)
      && strcmp (_dln_tree_lemma (tree, token), "say") != 0)
    return FALSE;
  if (strcmp (xpos, "VBN") == 0
      && dln_deprel_get_base (tree->tokens[token].deprel) == DLN_DEPREL_ACL
      && !follows_speech (work, cue))
    return FALSE;
  cue->subject = _dln_quotes_find_subject (work, cue);
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

/* "so-called": joined to the words on both sides */
static gboolean
is_hyphen (const DlnTree *tree,
           guint32        token)
{
  return token > 0 && token + 1 < tree->n_tokens && _dln_tree_is (tree, token, "-")
         && tree->tokens[token - 1].span.end == tree->tokens[token].span.begin
         && tree->tokens[token].span.end == tree->tokens[token + 1].span.begin;
}

/* From @last to the next mark or conjunction. */
static guint32
extend_clause (const DlnQuoteWork *work,
               const DlnQuoteCue  *cue,
               guint32             last)
{
  static const char *const marks[] = { "\"", "“", "”", "''", "``", NULL };
  const DlnTree *tree = work->tree;

  while (last + 1 < cue->end
         && (tree->tokens[last + 1].upos != DLN_UPOS_PUNCT || is_hyphen (tree, last + 1)
             || _dln_tree_is_one_of (tree, last + 1, marks))
         && tree->tokens[last + 1].upos != DLN_UPOS_CCONJ)
    last++;
  return last;
}

static gboolean
has_comma (const DlnTree *tree,
           guint32        begin,
           guint32        end)
{
  for (guint32 t = begin; t < end; t++)
    if (_dln_tree_is (tree, t, ","))
      return TRUE;
  return FALSE;
}

/* "saying families in the hills had waited": the words between verb and clause are its subject,
 * where the tree took them for an object */
static guint32
find_clause_begin (const DlnTree     *tree,
                   const DlnQuoteCue *cue,
                   guint32            clause)
{
  guint32 first = MAX (tree->left[clause], cue->cue + 1);

  if (!_dln_tree_is_finite (tree, first) || cue->last > cue->cue)
    return first;
  for (guint32 t = cue->cue + 1; t < first; t++)
    if (tree->tokens[t].upos == DLN_UPOS_PUNCT || tree->tokens[t].upos == DLN_UPOS_VERB
        || tree->time[t] != DLN_NO_ROW
        || (t == cue->cue + 1 && tree->tokens[t].upos == DLN_UPOS_ADP))
      return first;
  return cue->cue + 1;
}

/* "warned that margins would fall, citing China": the participle goes on with the verb, not with
 * the clause */
static guint32
end_before_participle (const DlnQuoteWork *work,
                       const DlnQuoteCue  *cue,
                       guint32             clause,
                       guint32             last)
{
  const DlnTree *tree = work->tree;

  for (guint32 t = MAX (clause, cue->cue) + 1; t < last; t++)
    if (_dln_tree_is (tree, t, ",") && strcmp (_dln_tree_xpos (tree, t + 1), "VBG") == 0
        && work->quoted_at[t + 1] == work->quoted_at[cue->cue]
        && _dln_lexicon_find (work->verbs, tree, t + 1, "") != NULL)
      return t - 1;
  return last;
}

static gboolean
is_open_question (const DlnTree *tree,
                  guint32        token)
{
  static const char *const words[] = { "whether", "if",    "how", "what", "why",
                                       "when",    "where", "who", NULL };

  return _dln_tree_is_one_of (tree, token, words);
}

/* "announced it in May, the paper learned": a verb with a tense and a noun before it that the tree
 * gives to another is no clause of its own */
static gboolean
has_lost_subject (const DlnTree     *tree,
                  const DlnQuoteCue *cue,
                  guint32            clause)
{
  return tree->left[clause] == clause && clause > cue->cue + 1 && _dln_tree_is_finite (tree, clause)
         && _dln_tree_is_nominal (tree, clause - 1);
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
  const DlnTree *tree = work->tree;

  for (guint32 c = tree->first_child[cue->cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      gboolean complement = tree->tokens[c].deprel == DLN_DEPREL_CCOMP
                            || (tree->tokens[c].deprel == DLN_DEPREL_PARATAXIS
                                && _dln_quotes_has_kind (cue, "s") && tree->left[c] > cue->last);

      if (!complement || tree->left[c] <= cue->cue || !is_clause (tree, c)
          || is_bare_participle (tree, c) || has_lost_subject (tree, cue, c))
        continue;
      /* "refused to say whether", "had not shown how": nobody said it */
      if (is_open_question (tree, MAX (tree->left[c], cue->cue + 1))
          && (strcmp (_dln_tree_xpos (tree, cue->cue), "VB") == 0
              || _dln_tree_is_negated (tree, cue->cue)))
        continue;
      /* "Lamenting their luck, they left": the sentence itself */
      if (cue->cue == cue->begin && strcmp (_dln_tree_xpos (tree, cue->cue), "VBG") == 0
          && has_comma (tree, cue->cue, c))
        continue;
      /* "the deal had played to his advantage": what the tree hangs elsewhere, to the next mark */
      return add_clause (
        work,
        cue,
        find_clause_begin (tree, cue, c),
        end_before_participle (work, cue, c, extend_clause (work, cue, tree->right[c])),
        0.85f);
    }
  return FALSE;
}

/* "called the raid 'an act of war'", "described it as ..." : only with words in quotation marks */
static gboolean
read_label (DlnQuoteWork *work,
            DlnQuoteCue  *cue)
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
  work->rule = DLN_QUOTE_RULE_LABEL;
  quoted->row =
    _dln_quotes_add (work, DLN_QUOTE_MIXED, quoted->inner, cue->cue_span, cue->subject, 0.7f);
  cue->n_found++;
  return TRUE;
}

/* "called for a recount", "called on the army to withdraw" */
static gboolean
read_call_for (DlnQuoteWork *work,
               DlnQuoteCue  *cue)
{
  const DlnTree *tree = work->tree;

  if (strcmp (_dln_tree_lemma (tree, cue->cue), "call") != 0 || cue->cue + 2 >= cue->end
      || cue->subject == DLN_NO_ROW
      || !(_dln_tree_is (tree, cue->cue + 1, "for") || _dln_tree_is (tree, cue->cue + 1, "on")))
    return FALSE;
  work->rule = DLN_QUOTE_RULE_CALL;
  cue->cue_span.end = tree->tokens[cue->cue + 1].span.end;
  for (guint32 c = tree->first_child[cue->cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    if (c > cue->cue + 1
        && _dln_relation_in (tree->tokens[c].deprel,
                             DLN_RELS_OBLIQUE | DLN_REL (ADVCL) | DLN_REL (OBJ) | DLN_REL (IOBJ))
        && tree->left[c] <= cue->cue + 2) /* the tree may hang "on" on the verb */
      return add_clause (
        work, cue, cue->cue + 2, MAX (tree->right[c], tree->right[cue->cue]), 0.6f);
  return FALSE;
}

/**
 * _dln_quotes_read_rest:
 *
 * What the verb introduces where neither marks beside it nor the encoder tell it.
 */
void
_dln_quotes_read_rest (DlnQuoteWork *work,
                       DlnQuoteCue  *cue)
{
  if (!read_call_for (work, cue))
    read_label (work, cue);
}

/**
 * _dln_quotes_read_cues:
 *
 * Every cue verb of @sentence takes the quotations beside it. Time: O(tokens)
 */
void
_dln_quotes_read_cues (DlnQuoteWork *work,
                       guint32       sentence)
{
  const DlnSentence *row = DLN_ROW (work->tree->annotations->sentences, DlnSentence, sentence);
  guint32 end = row->first_token + row->n_tokens;

  for (guint32 t = row->first_token; t < end; t++)
    {
      guint32 from = work->rows->len;
      DlnQuoteCue cue;

      if (!_dln_quotes_read_cue (work, t, row->first_token, end, &cue))
        continue;
      _dln_quotes_read_quoted (work, &cue);
      _dln_quotes_fill_circumstances (work, &cue, from);
    }
}
