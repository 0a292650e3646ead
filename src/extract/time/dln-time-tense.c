/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tense of the clause in which a time expression stands: by cue words and forms around it, else
 * by the verb above it in the tree. It says whether a weekday or a month counts back or on. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-word-sets-private.h"
#include "extract/time/dln-time-finder-private.h"

/* "is heard", "to be built", "the reduced dividend" */
static gboolean
is_participle (const DlnTimeFinder *finder, guint at)
{
  const char *const *words = _dln_words (DLN_WORDS_BE_FORMS);

  if (at == 0)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (_dln_time_is_word (finder, at - 1, words[i]))
      return TRUE;
  return _dln_time_has_class (finder, at - 1, DLN_CLASS_STOP)
         || _dln_time_has_class (finder, at - 1, DLN_CLASS_POSS);
}

/* "was extended to 16 November" */
static gboolean
is_moved_to (const DlnTimeFinder *finder, const DlnMatch *match)
{
  const DlnLex *verb;

  if (match->begin < 2 || !_dln_time_is_word (finder, match->begin - 1, "to")
      || _dln_time_is_word (finder, match->begin - 2, "compared"))
    return FALSE;
  verb = DLN_ROW (finder->lexes, DlnLex, match->begin - 2);
  return verb->end - verb->begin > 4
         && strncmp (finder->work->context->text + verb->end - 2, "ed", 2) == 0;
}

/* "may meet", "is set for" */
static gboolean
may_come (const DlnTimeFinder *finder, guint at)
{
  const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, at);

  if (_dln_time_is_word (finder, at, "may") || _dln_time_is_word (finder, at, "might"))
    return !(lex->flags & DLN_LEX_CAPITAL);
  return _dln_time_is_word (finder, at, "set") && at + 1 < finder->lexes->len
         && (_dln_time_is_word (finder, at + 1, "for") || _dln_time_is_word (finder, at + 1, "to"));
}

/* "the deadline is Friday", "the vote is on Thursday", "the next one is in March" */
static gboolean
is_predicate (const DlnTimeFinder *finder, const DlnMatch *match)
{
  guint at = match->begin;

  if (match->sem.op != DLN_SEM_DATE || at < 2)
    return FALSE;
  if (match->sem.weekday == DLN_NO_NUMBER)
    return match->sem.month != DLN_NO_NUMBER && match->sem.day == DLN_NO_NUMBER
           && _dln_time_is_word (finder, at - 1, "in") && _dln_time_is_word (finder, at - 2, "is");
  at -= _dln_time_is_word (finder, at - 1, "on") ? 2 : 1;
  return _dln_time_is_word (finder, at, "is") || _dln_time_is_word (finder, at, "are");
}

/* Whether the word before a lexeme is "to" of an infinitive: not of "taken to prison". */
static gboolean
is_infinitive (const DlnTimeFinder *finder, guint at)
{
  const GArray *tokens = finder->work->context->annotations->tokens;
  const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, at);
  guint         low = 0, high = tokens->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (DLN_ROW (tokens, DlnToken, middle)->span.end <= lex->begin)
        low = middle + 1;
      else
        high = middle;
    }
  return low >= tokens->len
         || (DLN_ROW (tokens, DlnToken, low)->upos != DLN_UPOS_NOUN
             && DLN_ROW (tokens, DlnToken, low)->upos != DLN_UPOS_PROPN);
}

/* What a lexeme says about the tense: a cue word, "to" before a verb, a form in -ed. */
static DlnTense
read_cue (const DlnTimeFinder *finder, guint at)
{
  const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, at);
  const char   *text = finder->work->context->text;
  guint         length = lex->end - lex->begin;

  if (lex->kind != DLN_LEX_WORD)
    return DLN_TENSE_NONE;
  if (_dln_time_has_class (finder, at, DLN_CLASS_FUTURECUE) || may_come (finder, at))
    return DLN_TENSE_FUTURE;
  if (_dln_time_has_class (finder, at, DLN_CLASS_PASTCUE))
    return is_participle (finder, at) ? DLN_TENSE_NONE : DLN_TENSE_PAST;
  if (_dln_time_has_class (finder, at, DLN_CLASS_PRESENTCUE))
    return DLN_TENSE_PRESENT;
  if (length == 2 && text[lex->begin] == 't' && text[lex->begin + 1] == 'o'
      && at + 1 < finder->lexes->len)
    {
      const DlnLex *next = DLN_ROW (finder->lexes, DlnLex, at + 1);

      if (next->kind == DLN_LEX_WORD && !(next->flags & DLN_LEX_CAPITAL)
          && next->end - next->begin > 1 && !_dln_time_has_class (finder, at + 1, DLN_CLASS_STOP)
          && !_dln_time_has_class (finder, at + 1, DLN_CLASS_POSS)
          && !_dln_time_has_class (finder, at + 1, DLN_CLASS_NUMWORD) && text[next->end - 1] != 's'
          && is_infinitive (finder, at + 1))
        return DLN_TENSE_FUTURE;
    }
  if (length > 4 && is_participle (finder, at))
    return DLN_TENSE_NONE; /* the word before tells */
  if (length > 4 && text[lex->end - 1] == 'd' && text[lex->end - 2] == 'e'
      && !(lex->flags & DLN_LEX_CAPITAL) && text[lex->end - 3] != 'e')
    return DLN_TENSE_PAST;
  return DLN_TENSE_NONE;
}

/* "The court hears the appeal on Thursday"; the present of a headline tells what was. */
static gboolean
is_timetable (const DlnTimeFinder *finder, guint verb)
{
  const DlnAnnotations *annotations = finder->work->context->annotations;
  const DlnToken       *token = DLN_ROW (annotations->tokens, DlnToken, verb);
  const char           *xpos = dln_strings_get (annotations->strings, token->xpos);
  guint block = DLN_ROW (annotations->sentences, DlnSentence, token->sentence)->block;
  guint word;

  if ((!g_str_equal (xpos, "VBZ") && !g_str_equal (xpos, "VBP"))
      || DLN_ROW (annotations->blocks, DlnBlock, block)->type != DLN_BLOCK_BODY)
    return FALSE;
  word = _dln_grammar_find_word (finder->work->grammar,
                                 finder->work->context->text + token->span.begin,
                                 token->span.end - token->span.begin);
  return _dln_grammar_has_class (finder->work->grammar, word, DLN_CLASS_TIMETABLE);
}

/* What a verb's form and its auxiliaries say about the tense. */
static DlnTense
read_verb (const DlnTimeFinder *finder, guint verb)
{
  const DlnAnnotations *annotations = finder->work->context->annotations;
  const DlnToken       *token = DLN_ROW (annotations->tokens, DlnToken, verb);
  const DlnSentence    *sentence = DLN_ROW (annotations->sentences, DlnSentence, token->sentence);
  const char           *text = finder->work->context->text;
  const char           *xpos = dln_strings_get (annotations->strings, token->xpos);
  gboolean              past = g_str_equal (xpos, "VBD"),
           present = g_str_equal (xpos, "VBZ") || g_str_equal (xpos, "VBP");

  for (guint i = sentence->first_token; i < verb; i++)
    {
      const DlnToken *child = DLN_ROW (annotations->tokens, DlnToken, i);
      const char     *word = text + child->span.begin;
      gsize           length = child->span.end - child->span.begin;

      if (child->head != (gint32)verb
          || (child->upos != DLN_UPOS_AUX && child->upos != DLN_UPOS_PART))
        continue;
      if ((length == 4 && g_ascii_strncasecmp (word, "will", 4) == 0)
          || (length == 3 && g_ascii_strncasecmp (word, "'ll", 3) == 0)
          || (length == 5 && g_ascii_strncasecmp (word, "shall", 5) == 0)
          || (length == 2 && g_ascii_strncasecmp (word, "to", 2) == 0))
        return DLN_TENSE_FUTURE;
      xpos = dln_strings_get (annotations->strings, child->xpos);
      past = past || g_str_equal (xpos, "VBD");
      present = present || g_str_equal (xpos, "VBZ") || g_str_equal (xpos, "VBP");
    }
  if (past)
    return DLN_TENSE_PAST;
  return is_timetable (finder, verb) ? DLN_TENSE_FUTURE
         : present                   ? DLN_TENSE_PRESENT
                                     : DLN_TENSE_NONE;
}

/* The tense of the verb above the expression in the tree; NONE where there is no tree or no finite
 * verb. */
static DlnTense
find_tense_in_tree (DlnTimeFinder *finder, guint32 begin)
{
  const GArray *tokens = finder->work->context->annotations->tokens;
  guint         at;

  while (finder->token + 1 < tokens->len
         && DLN_ROW (tokens, DlnToken, finder->token + 1)->span.begin <= begin)
    finder->token++;
  at = finder->token;
  if (at >= tokens->len || DLN_ROW (tokens, DlnToken, at)->deprel == DLN_DEPREL_NONE)
    return DLN_TENSE_NONE;
  for (guint steps = 0; steps < 12; steps++)
    {
      const DlnToken *token = DLN_ROW (tokens, DlnToken, at);

      if (token->upos == DLN_UPOS_VERB)
        {
          DlnTense tense = read_verb (finder, at);

          if (tense != DLN_TENSE_NONE)
            return tense;
        }
      if (token->head < 0 || (guint)token->head >= tokens->len)
        break;
      at = token->head;
    }
  return DLN_TENSE_NONE;
}

/* "on Friday", which counts back or on by the verb alone */
static gboolean
is_bare_weekday (const DlnSem *sem)
{
  return sem->op == DLN_SEM_DATE && sem->weekday != DLN_NO_NUMBER && !sem->has_dir
         && sem->month == DLN_NO_NUMBER && sem->day == DLN_NO_NUMBER;
}

/* The nearest cue before the expression in its clause, else the nearest after it. The verb above an
 * infinitive tells of a bare weekday: "refused to go on Friday" looks back, "is to go" ahead. */
static DlnTense
find_tense_by_words (const DlnTimeFinder *finder, const DlnMatch *match)
{
  DlnTense weak = DLN_TENSE_NONE;
  gboolean infinitive = FALSE, bare = is_bare_weekday (&match->sem);
  guint    from = match->begin > 16 ? match->begin - 16 : 0;
  gboolean comma = FALSE;
  gboolean until =
    match->begin > 0
    && (_dln_time_is_word (finder, match->begin - 1, "until")
    || _dln_time_is_word (finder, match->begin - 1, "till"));

  for (guint i = match->begin; i-- > from && !until;)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);
      DlnTense      tense;

      if (_dln_time_ends_clause (lex)
          && DLN_ROW (finder->lexes, DlnLex, i + 1)->flags & DLN_LEX_SPACE)
        break;
      comma = comma || lex->kind == ',';
      if (match->begin - i >= 3 && !comma && _dln_time_is_word (finder, i, "after"))
        return DLN_TENSE_PAST; /* "eleven weeks after the vote of 14 October" */
      tense = read_cue (finder, i);
      if (bare && tense == DLN_TENSE_FUTURE && _dln_time_is_word (finder, i, "to"))
        {
          infinitive = TRUE;
          continue;
        }
      if (infinitive && tense == DLN_TENSE_PRESENT)
        return DLN_TENSE_FUTURE;
      if (tense == DLN_TENSE_PAST || tense == DLN_TENSE_FUTURE)
        {
          if (tense == DLN_TENSE_PAST && weak == DLN_TENSE_PRESENT)
            return DLN_TENSE_PAST;
          return tense;
        }
      if (tense == DLN_TENSE_PRESENT && weak == DLN_TENSE_NONE)
        weak = tense;
      if (DLN_ROW (finder->lexes, DlnLex, i)->flags & DLN_LEX_BREAK)
        break;
    }
  if (infinitive)
    return DLN_TENSE_FUTURE;
  for (guint i = match->end; i < MIN (match->end + 12, finder->lexes->len); i++)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);
      DlnTense      tense;

      if (lex->flags & DLN_LEX_BREAK || (_dln_time_ends_clause (lex) && i > match->end))
        break;
      tense = read_cue (finder, i);
      if (tense == DLN_TENSE_FUTURE && finder->work->context->text[lex->end - 1] == 'd'
          && !_dln_time_has_class (finder, i, DLN_CLASS_PRESENTCUE)
          && finder->work->context->text[lex->end - 2] == 'e')
        tense = DLN_TENSE_PAST; /* "On Friday the firm planned to ..." */
      if (tense == DLN_TENSE_PAST || tense == DLN_TENSE_FUTURE)
        return weak == DLN_TENSE_PRESENT ? weak : tense;
    }
  return until ? DLN_TENSE_FUTURE : weak;
}

/* Whether a word is in no class but that of events; words that rules name are in none either. */
static gboolean
is_plain_word (const DlnTimeFinder *finder, guint at)
{
  for (guint class_ = 0; class_ < DLN_N_CLASSES; class_++)
    if (class_ != DLN_CLASS_EVENT && class_ != DLN_CLASS_TIMETABLE
        && _dln_time_has_class (finder, at, class_))
      return FALSE;
  return TRUE;
}

/* Whether the expression is a month that says which of several a noun names: "the June accord". */
static gboolean
is_attribute (const DlnTimeFinder *finder, const DlnMatch *match)
{
  const DlnLex *next = DLN_ROW (finder->lexes, DlnLex, MIN (match->end, finder->lexes->len - 1));

  return match->begin > 0 && match->end < finder->lexes->len && match->sem.month != DLN_NO_NUMBER
         && match->sem.year == DLN_NO_NUMBER && next->kind == DLN_LEX_WORD
         && !(next->flags & (DLN_LEX_CAPITAL | DLN_LEX_BREAK))
         && is_plain_word (finder, match->end)
         && (_dln_time_has_class (finder, match->begin - 1, DLN_CLASS_STOP)
             || _dln_time_has_class (finder, match->begin - 1, DLN_CLASS_POSS));
}

/* Whether the verb before the expression looks back: "had left in October", "was born in 1799". */
gboolean
_dln_time_is_perfect (const DlnTimeFinder *finder, const DlnMatch *match)
{
  guint from = match->begin > 10 ? match->begin - 10 : 0;

  for (guint i = match->begin; i-- > from;)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);

      if (_dln_time_is_word (finder, i, "had"))
        return i + 1 < match->begin;
      if (_dln_time_is_word (finder, i, "born"))
        return TRUE;
      if (_dln_time_ends_clause (lex) || lex->kind == ',' || lex->flags & DLN_LEX_BREAK
          || (read_cue (finder, i) == DLN_TENSE_PAST && i > 0
          && !_dln_time_is_word (finder, i - 1, "had")
              && !_dln_time_is_word (finder, i - 1, "been")
              && !_dln_time_is_word (finder, i - 2 * (i > 1), "had")))
        return FALSE;
    }
  return FALSE;
}

/* "set the trial for 10 June", "is due for release on 10 June" */
static gboolean
is_fixed_for (const DlnTimeFinder *finder, const DlnMatch *match)
{
  guint from = match->begin > 14 ? match->begin - 14 : 0;

  if (match->begin == 0 || !_dln_time_is_word (finder, match->begin - 1, "for"))
    return FALSE;
  for (guint i = match->begin - 1; i-- > from;)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);

      if (_dln_time_has_class (finder, i, DLN_CLASS_FIXING))
        return TRUE;
      if (_dln_time_ends_clause (lex) || lex->kind == ',' || lex->flags & DLN_LEX_BREAK)
        return FALSE;
    }
  return FALSE;
}

/**
 * _dln_time_find_tense:
 * @match: the expression
 * @role: what the preposition before it says
 *
 * Returns: the tense of the clause around the expression. Time: O(1), some 16 lexemes each way
 */
DlnTense
_dln_time_find_tense (DlnTimeFinder *finder, const DlnMatch *match, DlnTimeRole role)
{
  DlnTense tense;

  if (role == DLN_TIME_ROLE_SINCE)
    return DLN_TENSE_PAST;
  if (match->begin > 0 && _dln_time_is_word (finder, match->begin - 1, "effective"))
    return DLN_TENSE_FUTURE;
  if (is_moved_to (finder, match) || is_predicate (finder, match) || is_fixed_for (finder, match))
    return DLN_TENSE_FUTURE;
  if (match->begin > 1 && _dln_time_is_word (finder, match->begin - 1, "as"))
    {
      if (_dln_time_is_word (finder, match->begin - 2, "early")
          || _dln_time_is_word (finder, match->begin - 2, "soon"))
        return DLN_TENSE_FUTURE;
      if (_dln_time_is_word (finder, match->begin - 2, "late")
          || _dln_time_is_word (finder, match->begin - 2, "recently"))
        return DLN_TENSE_PAST;
    }
  tense = find_tense_by_words (finder, match);
  if (is_attribute (finder, match))
    return tense == DLN_TENSE_PAST ? DLN_TENSE_PAST_ATTRIBUTE : DLN_TENSE_NONE;
  if (tense == DLN_TENSE_PAST || tense == DLN_TENSE_FUTURE)
    return tense;
  return find_tense_in_tree (finder, DLN_ROW (finder->lexes, DlnLex, match->begin)->begin);
}
