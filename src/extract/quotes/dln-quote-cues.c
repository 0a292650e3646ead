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

/* "– We lost half of it, says Weber": speech that a dash opens is direct, as in French and
 * Russian papers. The dash may be a paragraph's mark, and no token. */
static void
mark_dash (DlnQuoteWork      *work,
           const DlnQuoteCue *cue,
           guint32            first,
           guint32            last)
{
  const char *text = work->context->text;
  DlnQuoteClaim *claim = &DLN_ROW (work->rows, DlnQuoteRow, work->rows->len - 1)->claim;
  guint32 at = claim->span.begin;

  if (first > cue->begin + 1 || last > cue->cue || claim->type != DLN_QUOTE_INDIRECT)
    return;
  while (at > 0 && text[at - 1] == ' ')
    at--;
  /* U+2013 to U+2015 */
  if (at >= 3 && memcmp (text + at - 3, "\xe2\x80", 2) == 0 && (guchar) text[at - 1] >= 0x93
      && (guchar) text[at - 1] <= 0x95)
    claim->type = DLN_QUOTE_DIRECT;
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
  mark_dash (work, cue, first, last);
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

/* "said it in 2011": what was said stands elsewhere */
static gboolean
has_said_it (const DlnTree     *tree,
             const DlnQuoteCue *cue)
{
  static const char *const words[] = { "it", "so", "this", "that", "as", NULL };

  return cue->cue + 2 < cue->end && _dln_tree_is_one_of (tree, cue->cue + 1, words)
         && (tree->tokens[cue->cue + 1].deprel == DLN_DEPREL_OBJ
             || tree->tokens[cue->cue + 1].upos == DLN_UPOS_ADV)
         && tree->tokens[cue->cue + 2].upos == DLN_UPOS_ADP;
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

      if (!complement || !is_clause (tree, c) || is_bare_participle (tree, c)
          || has_lost_subject (tree, cue, c))
        continue;
      /* "refused to say whether", "had not shown how": nobody said it */
      if (after && is_open_question (tree, MAX (tree->left[c], cue->cue + 1))
          && (strcmp (_dln_tree_xpos (tree, cue->cue), "VB") == 0
              || _dln_tree_is_negated (tree, cue->cue)))
        continue;
      /* "Lamenting their luck, they left": the sentence itself */
      if (after && cue->cue == cue->begin && strcmp (_dln_tree_xpos (tree, cue->cue), "VBG") == 0
          && has_comma (tree, cue->cue, c))
        continue;
      if (after && tree->left[c] > cue->cue)
        {
          guint32 last = tree->right[c];

          /* "the deal had played to his advantage": what the tree hangs elsewhere, up to the next
           * mark */
          last = end_before_participle (work, cue, c, extend_clause (work, cue, last));
          return add_clause (work, cue, find_clause_begin (tree, cue, c), last, 0.85f);
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

/* "said during a rally in Bergen, his third, that": the word that opens the clause, over all that
 * is told of where and to whom, or DLN_NO_ROW */
static guint32
find_that (const DlnQuoteWork *work,
           const DlnQuoteCue  *cue)
{
  static const char *const ends[] = { ".", "!", "?", ";", ":", NULL };
  const DlnTree *tree = work->tree;
  guint32 limit = MIN (cue->end, cue->cue + DLN_QUOTE_REACH);

  for (guint32 t = MAX (cue->cue, cue->last) + 1; t + 3 < limit; t++)
    {
      if (_dln_tree_is (tree, t, "that") && work->quoted_at[t] == work->quoted_at[cue->cue])
        return tree->tokens[t].upos == DLN_UPOS_SCONJ || _dln_quotes_has_kind (cue, "a")
                   || tree->tokens[cue->cue].upos == DLN_UPOS_NOUN
                 ? t
                 : DLN_NO_ROW;
      if (_dln_tree_is_finite (tree, t) || _dln_tree_is_one_of (tree, t, ends))
        return DLN_NO_ROW;
    }
  return DLN_NO_ROW;
}

static gboolean
read_complement (DlnQuoteWork *work,
                 DlnQuoteCue  *cue)
{
  const DlnTree *tree = work->tree;

  if (!_dln_quotes_has_kind (cue, "stra") || has_said_it (tree, cue))
    return FALSE;
  if (read_complement_side (work, cue, TRUE))
    return TRUE;

  /* by the word alone: "said that ..." where the tree has it otherwise */
  guint32 that = find_that (work, cue);

  if (that != DLN_NO_ROW)
    return add_clause (work, cue, that + 1, cue->end - 1, 0.6f);
  return read_complement_side (work, cue, FALSE);
}

/* "said the deal had played to his advantage", where the tree hangs the clause elsewhere: all that
 * follows, if it has a finite verb */
static gboolean
read_rest (DlnQuoteWork *work,
           DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;
  guint32 first = MAX (cue->cue, cue->last) + 1;

  if (strcmp (_dln_tree_lemma (tree, cue->cue), "say") != 0 || cue->subject == DLN_NO_ROW
      || cue->subject > cue->cue || first + 3 >= cue->end || has_said_it (tree, cue)
      || tree->tokens[first].upos == DLN_UPOS_PUNCT || tree->tokens[first].upos == DLN_UPOS_ADP
      || tree->tokens[first].upos == DLN_UPOS_CCONJ || tree->time[first] != DLN_NO_ROW)
    return FALSE;
  for (guint32 t = first + 1; t < cue->end; t++)
    {
      if (tree->tokens[t].upos == DLN_UPOS_PUNCT && t < first + 2)
        return FALSE;
      if (_dln_tree_is_finite (tree, t))
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

/* "accused the firm of hiding files", "criticised him for the delay": of whom and what, or what for
 */
static gboolean
read_blame (DlnQuoteWork *work,
            DlnQuoteCue  *cue)
{
  const DlnTree *tree = work->tree;
  guint32 object = _dln_tree_child (tree, cue->cue, DLN_REL (OBJ) | DLN_REL (IOBJ));
  gboolean accuses = _dln_quotes_has_kind (cue, "a") && _dln_quotes_has_kind (cue, "n");

  if ((!accuses && !_dln_quotes_has_kind (cue, "l")) || cue->subject == DLN_NO_ROW
      || object == DLN_NO_ROW || object < cue->cue)
    return FALSE;
  for (guint32 c = tree->first_child[cue->cue]; c != DLN_NO_ROW; c = tree->next_child[c])
    {
      guint32 first = tree->left[c] + (_dln_tree_is (tree, tree->left[c], ",") ? 1 : 0);

      if (first > object && first < c
          && _dln_relation_in (tree->tokens[c].deprel, DLN_RELS_OBLIQUE | DLN_REL (ADVCL))
          && _dln_tree_is (tree, first, accuses ? "of" : "for"))
        return add_clause (work,
                           cue,
                           accuses ? first + 1 : MAX (tree->left[object], cue->cue + 1),
                           extend_clause (work, cue, tree->right[c]),
                           0.65f);
    }
  return FALSE;
}

static gboolean
has_finite (const DlnTree *tree,
            guint32        begin,
            guint32        end)
{
  for (guint32 t = begin; t < end; t++)
    if (_dln_tree_is_finite (tree, t))
      return TRUE;
  return FALSE;
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

  /* "..., says Weber, looking at the rows" goes on with Weber */
  gboolean inserted = next + 2 < cue->end && _dln_quotes_is_comma (tree, next)
                      && strcmp (_dln_tree_xpos (tree, next + 1), "VBG") != 0
                      && !_dln_tree_is_one_of (tree, next + 1, _dln_words (DLN_WORDS_RELATIVES));
  gboolean trailing = !inserted && (next >= cue->end || tree->tokens[next].upos == DLN_UPOS_PUNCT);

  if (trailing && verb)
    return add_clause (work, cue, cue->begin, before - 1, 0.8f);
  if (!inserted)
    return verb && cue->last > cue->cue ? add_clause (work, cue, cue->begin, before - 1, 0.6f)
                                        : FALSE;
  if (!_dln_relation_in (tree->tokens[cue->cue].deprel, DLN_REL (PARATAXIS) | DLN_REL (ROOT))
      && cue->last == cue->cue && !verb && !has_finite (tree, next + 1, cue->end))
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
      || cue->subject == DLN_NO_ROW || !is_clause (tree, c)
      || is_open_question (tree, tree->left[c]))
    return FALSE;
  return add_clause (work, cue, tree->left[c], tree->right[c], 0.6f);
}

static gboolean
read_object (DlnQuoteWork *work,
             DlnQuoteCue          *cue)
{
  const DlnTree *tree = work->tree;
  guint32 object = _dln_tree_child (tree, cue->cue, DLN_REL (OBJ));

  /* "refused to confirm their status" confirms nothing */
  if (!_dln_quotes_has_kind (cue, "n") || cue->subject == DLN_NO_ROW
      || _dln_tree_child_form (tree, cue->cue, DLN_REL (MARK), "to") != DLN_NO_ROW)
    return FALSE;
  if (object == DLN_NO_ROW || object < cue->cue || tree->tokens[object].upos != DLN_UPOS_NOUN)
    return FALSE;

  guint32 first = MAX (tree->left[object], cue->cue + 1);
  guint32 last = tree->right[object];

  /* "rejected the request, saying", "praised the plan, which": what the writer goes on with */
  for (guint32 t = object + 1; t < last; t++)
    if (_dln_tree_is (tree, t, ",")
        && (cue->cue == cue->begin || strcmp (_dln_tree_xpos (tree, t + 1), "VBG") == 0
            || _dln_tree_is_one_of (tree, t + 1, _dln_words (DLN_WORDS_RELATIVES))))
      last = t - 1;
  return last > first && add_clause (work, cue, first, last, 0.5f);
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

/* What no quotation beside the cue told. */
static void
read_words (DlnQuoteWork *work,
            DlnQuoteCue  *cue)
{
  (void) (read_call_for (work, cue) || read_as_clause (work, cue) || read_complement (work, cue)
          || read_around (work, cue) || read_judgement (work, cue) || read_blame (work, cue)
          || read_rest (work, cue) || read_label (work, cue) || read_infinitive (work, cue)
          || read_object (work, cue));
}

/**
 * _dln_quotes_read_cues:
 *
 * Every cue verb of @sentence. First each takes the quotations beside it, so that another verb has
 * them only if none does. Time: O(tokens)
 */
void
_dln_quotes_read_cues (DlnQuoteWork *work,
                       guint32       sentence)
{
  const DlnSentence *row = DLN_ROW (work->tree->annotations->sentences, DlnSentence, sentence);
  guint32 end = row->first_token + row->n_tokens;
  g_autoptr (GArray) cues = g_array_new (FALSE, FALSE, sizeof (DlnQuoteCue));

  for (guint32 t = row->first_token; t < end; t++)
    {
      guint32 from = work->rows->len;
      DlnQuoteCue cue;

      if (!_dln_quotes_read_cue (work, t, row->first_token, end, &cue))
        continue;
      _dln_quotes_read_quoted (work, &cue);
      _dln_quotes_fill_circumstances (work, &cue, from);
      g_array_append_val (cues, cue);
    }
  for (guint i = 0; i < cues->len; i++)
    {
      DlnQuoteCue *cue = DLN_ROW (cues, DlnQuoteCue, i);
      guint32 from = work->rows->len;

      if (cue->n_found > 0)
        continue;
      read_words (work, cue);
      _dln_quotes_fill_circumstances (work, cue, from);
    }
}
