/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time expressions and the document's own date: finds expressions with the grammar, notes what
 * surrounds them (tense, preposition, brackets, stamps), then hands over to the document's date and
 * to resolution. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <string.h>

#include "extract/time/dln-time-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#define CHUNK (32u << 10)
#define MAX_EXPRESSIONS (1u << 20)

typedef struct
{
  DlnTimeWork *work;
  GArray      *lexes;    /* DlnLex of the chunk */
  guint        sentence; /* that holds the last expression */
  guint        token;
} Finder;

/* ---- surroundings -------------------------------------------------------------------------- */

static guint
find_sentence (Finder *finder, guint32 at)
{
  const GArray *sentences = finder->work->context->annotations->sentences;

  while (finder->sentence + 1 < sentences->len
         && DLN_ROW (sentences, DlnSentence, finder->sentence + 1)->span.begin <= at)
    finder->sentence++;
  return sentences->len == 0 ? DLN_NO_ROW : finder->sentence;
}

static gboolean
ends_clause (const DlnLex *lex)
{
  return lex->kind == '.' || lex->kind == '?' || lex->kind == '!' || lex->kind == ';'
         || lex->kind == ':';
}

static gboolean
has_class (const Finder *finder, guint at, guint class_)
{
  return _dln_grammar_has_class (
    finder->work->grammar, DLN_ROW (finder->lexes, DlnLex, at)->word, class_);
}

/* @word is in small letters */
static gboolean
is_word (const Finder *finder, guint at, const char *word)
{
  const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, at);
  const char   *text = finder->work->context->text + lex->begin;
  guint         length = lex->end - lex->begin;

  return (*text | 0x20) == *word && g_ascii_strncasecmp (text, word, length) == 0
         && word[length] == '\0';
}

/* "is heard", "to be built", "the reduced dividend" */
static gboolean
is_participle (const Finder *finder, guint at)
{
  const char *const *words = _dln_words (DLN_WORDS_BE_FORMS);

  if (at == 0)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (is_word (finder, at - 1, words[i]))
      return TRUE;
  return has_class (finder, at - 1, DLN_CLASS_STOP) || has_class (finder, at - 1, DLN_CLASS_POSS);
}

/* "was extended to 16 November" */
static gboolean
is_moved_to (const Finder *finder, const DlnMatch *match)
{
  const DlnLex *verb;

  if (match->begin < 2 || !is_word (finder, match->begin - 1, "to")
      || is_word (finder, match->begin - 2, "compared"))
    return FALSE;
  verb = DLN_ROW (finder->lexes, DlnLex, match->begin - 2);
  return verb->end - verb->begin > 4
         && strncmp (finder->work->context->text + verb->end - 2, "ed", 2) == 0;
}

/* "may meet", "is set for" */
static gboolean
may_come (const Finder *finder, guint at)
{
  const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, at);

  if (is_word (finder, at, "may") || is_word (finder, at, "might"))
    return !(lex->flags & DLN_LEX_CAPITAL);
  return is_word (finder, at, "set") && at + 1 < finder->lexes->len
         && (is_word (finder, at + 1, "for") || is_word (finder, at + 1, "to"));
}

/* "the deadline is Friday", "the vote is on Thursday", "the next one is in March" */
static gboolean
is_predicate (const Finder *finder, const DlnMatch *match)
{
  guint at = match->begin;

  if (match->sem.op != DLN_SEM_DATE || at < 2)
    return FALSE;
  if (match->sem.weekday == DLN_NO_NUMBER)
    return match->sem.month != DLN_NO_NUMBER && match->sem.day == DLN_NO_NUMBER
           && is_word (finder, at - 1, "in") && is_word (finder, at - 2, "is");
  at -= is_word (finder, at - 1, "on") ? 2 : 1;
  return is_word (finder, at, "is") || is_word (finder, at, "are");
}

/* What a lexeme says about the tense: a cue word, "to" before a verb, a form in -ed. */
static DlnTense
read_cue (const Finder *finder, guint at)
{
  const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, at);
  const char   *text = finder->work->context->text;
  guint         length = lex->end - lex->begin;

  if (lex->kind != DLN_LEX_WORD)
    return DLN_TENSE_NONE;
  if (has_class (finder, at, DLN_CLASS_FUTURECUE) || may_come (finder, at))
    return DLN_TENSE_FUTURE;
  if (has_class (finder, at, DLN_CLASS_PASTCUE))
    return is_participle (finder, at) ? DLN_TENSE_NONE : DLN_TENSE_PAST;
  if (has_class (finder, at, DLN_CLASS_PRESENTCUE))
    return DLN_TENSE_PRESENT;
  if (length == 2 && text[lex->begin] == 't' && text[lex->begin + 1] == 'o'
      && at + 1 < finder->lexes->len)
    {
      const DlnLex *next = DLN_ROW (finder->lexes, DlnLex, at + 1);

      if (next->kind == DLN_LEX_WORD && !(next->flags & DLN_LEX_CAPITAL)
          && next->end - next->begin > 1 && !has_class (finder, at + 1, DLN_CLASS_STOP)
          && !has_class (finder, at + 1, DLN_CLASS_POSS)
          && !has_class (finder, at + 1, DLN_CLASS_NUMWORD) && text[next->end - 1] != 's')
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
is_timetable (const Finder *finder, guint verb)
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
read_verb (const Finder *finder, guint verb)
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
find_tense_in_tree (Finder *finder, guint32 begin)
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

/* The nearest cue before the expression in its clause, else the nearest after it. */
static DlnTense
find_tense_by_words (const Finder *finder, const DlnMatch *match)
{
  DlnTense weak = DLN_TENSE_NONE;
  guint    from = match->begin > 16 ? match->begin - 16 : 0;
  gboolean comma = FALSE;
  gboolean until =
    match->begin > 0
    && (is_word (finder, match->begin - 1, "until") || is_word (finder, match->begin - 1, "till"));

  for (guint i = match->begin; i-- > from && !until;)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);
      DlnTense      tense;

      if (ends_clause (lex) && DLN_ROW (finder->lexes, DlnLex, i + 1)->flags & DLN_LEX_SPACE)
        break;
      comma = comma || lex->kind == ',';
      if (match->begin - i >= 3 && !comma && is_word (finder, i, "after"))
        return DLN_TENSE_PAST; /* "eleven weeks after the vote of 14 October" */
      tense = read_cue (finder, i);
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
  for (guint i = match->end; i < MIN (match->end + 12, finder->lexes->len); i++)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);
      DlnTense      tense;

      if (lex->flags & DLN_LEX_BREAK || (ends_clause (lex) && i > match->end))
        break;
      tense = read_cue (finder, i);
      if (tense == DLN_TENSE_FUTURE && finder->work->context->text[lex->end - 1] == 'd'
          && !has_class (finder, i, DLN_CLASS_PRESENTCUE)
          && finder->work->context->text[lex->end - 2] == 'e')
        tense = DLN_TENSE_PAST; /* "On Friday the firm planned to ..." */
      if (tense == DLN_TENSE_PAST || tense == DLN_TENSE_FUTURE)
        return weak == DLN_TENSE_PRESENT ? weak : tense;
    }
  return until ? DLN_TENSE_FUTURE : weak;
}

/* Whether a word is in no class but that of events; words that rules name are in none either. */
static gboolean
is_plain_word (const Finder *finder, guint at)
{
  for (guint class_ = 0; class_ < DLN_N_CLASSES; class_++)
    if (class_ != DLN_CLASS_EVENT && class_ != DLN_CLASS_TIMETABLE
        && has_class (finder, at, class_))
      return FALSE;
  return TRUE;
}

/* Whether the expression is a month that says which of several a noun names: "the June accord". */
static gboolean
is_attribute (const Finder *finder, const DlnMatch *match)
{
  const DlnLex *next = DLN_ROW (finder->lexes, DlnLex, MIN (match->end, finder->lexes->len - 1));

  return match->begin > 0 && match->end < finder->lexes->len && match->sem.month != DLN_NO_NUMBER
         && match->sem.year == DLN_NO_NUMBER && next->kind == DLN_LEX_WORD
         && !(next->flags & (DLN_LEX_CAPITAL | DLN_LEX_BREAK))
         && is_plain_word (finder, match->end)
         && (has_class (finder, match->begin - 1, DLN_CLASS_STOP)
             || has_class (finder, match->begin - 1, DLN_CLASS_POSS));
}

/* Whether the verb before the expression looks back: "had left in October", "was born in 1799". */
static gboolean
is_perfect (const Finder *finder, const DlnMatch *match)
{
  guint from = match->begin > 10 ? match->begin - 10 : 0;

  for (guint i = match->begin; i-- > from;)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);

      if (is_word (finder, i, "had"))
        return i + 1 < match->begin;
      if (is_word (finder, i, "born"))
        return TRUE;
      if (ends_clause (lex) || lex->kind == ',' || lex->flags & DLN_LEX_BREAK
          || (read_cue (finder, i) == DLN_TENSE_PAST && i > 0 && !is_word (finder, i - 1, "had")
              && !is_word (finder, i - 1, "been") && !is_word (finder, i - 2 * (i > 1), "had")))
        return FALSE;
    }
  return FALSE;
}

static DlnTense
find_tense (Finder *finder, const DlnMatch *match, DlnTimeRole role)
{
  DlnTense tense;

  if (role == DLN_TIME_ROLE_SINCE)
    return DLN_TENSE_PAST;
  if (match->begin > 0 && is_word (finder, match->begin - 1, "effective"))
    return DLN_TENSE_FUTURE;
  if (is_moved_to (finder, match) || is_predicate (finder, match))
    return DLN_TENSE_FUTURE;
  if (match->begin > 1 && is_word (finder, match->begin - 1, "as"))
    {
      if (is_word (finder, match->begin - 2, "early") || is_word (finder, match->begin - 2, "soon"))
        return DLN_TENSE_FUTURE;
      if (is_word (finder, match->begin - 2, "late")
          || is_word (finder, match->begin - 2, "recently"))
        return DLN_TENSE_PAST;
    }
  tense = find_tense_by_words (finder, match);
  if (is_attribute (finder, match))
    return tense == DLN_TENSE_PAST ? DLN_TENSE_PAST_ATTRIBUTE : DLN_TENSE_NONE;
  if (tense == DLN_TENSE_PAST || tense == DLN_TENSE_FUTURE)
    return tense;
  return find_tense_in_tree (finder, DLN_ROW (finder->lexes, DlnLex, match->begin)->begin);
}

static gboolean
is_bare_year (const DlnSem *sem)
{
  return sem->op == DLN_SEM_DATE && sem->year != DLN_NO_NUMBER && sem->month == DLN_NO_NUMBER
         && sem->mod == DLN_MOD_NONE;
}

/* "12-15 May", "1618-1648", "1618 - 1648": blanks around the dash only between years, for elsewhere
 * it parts clauses */
static gboolean
is_range_dash (const DlnLex *dash, const DlnMatch *match, const DlnExpression *previous)
{
  return previous->span.end == dash->begin
         || (previous->span.end + 1 == dash->begin && is_bare_year (&previous->sem)
             && is_bare_year (&match->sem) && match->sem.year > previous->sem.year);
}

static DlnTimeRole
find_role (const Finder *finder, const DlnMatch *match, const DlnExpression *previous)
{
  guint    at = match->begin;
  gboolean near;
  gint32   role;

  if (at == 0)
    return DLN_TIME_ROLE_AT;
  at--;
  near = previous != NULL
         && DLN_ROW (finder->lexes, DlnLex, match->begin)->begin < previous->span.end + 24;
  if (DLN_ROW (finder->lexes, DlnLex, at)->kind == '-')
    return near && is_range_dash (DLN_ROW (finder->lexes, DlnLex, at), match, previous)
             ? DLN_TIME_ROLE_TO
             : DLN_TIME_ROLE_AT;
  if (has_class (finder, at, DLN_CLASS_STOP) && at > 0)
    at--;
  if (!has_class (finder, at, DLN_CLASS_ROLE))
    return DLN_TIME_ROLE_AT;
  role = _dln_grammar_get_value (
    finder->work->grammar, DLN_ROW (finder->lexes, DlnLex, at)->word, DLN_CLASS_ROLE);
  if (role != DLN_TIME_ROLE_TO)
    return role;
  /* "to", "through", "and" end a range only where one was begun */
  if (near && previous->role == DLN_TIME_ROLE_FROM)
    return DLN_TIME_ROLE_TO;
  return DLN_TIME_ROLE_AT;
}

/* "Published 4 May", "GENEVA, 4 May", "GENEVA (Agency) May 4 -": a stamp, 0 if it is none. */
static guint8
find_stamp (const Finder *finder, const DlnMatch *match)
{
  guint    from = match->begin > 6 ? match->begin - 6 : 0;
  gboolean upper = FALSE;

  if (match->type != DLN_TIME_DATE && match->type != DLN_TIME_TIME)
    return 0;
  if (match->sem.op != DLN_SEM_DATE || match->sem.month == DLN_NO_NUMBER
      || match->sem.day == DLN_NO_NUMBER)
    return 0;
  for (guint i = match->begin; i-- > from;)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);

      if (DLN_ROW (finder->lexes, DlnLex, i + 1)->flags & DLN_LEX_BREAK || lex->kind == '.')
        break;
      if (has_class (finder, i, DLN_CLASS_STAMP))
        {
          gboolean begins =
            i == 0 || lex->flags & DLN_LEX_BREAK
            || memchr (finder->work->context->text + DLN_ROW (finder->lexes, DlnLex, i - 1)->end,
                       '\n',
                       lex->begin - DLN_ROW (finder->lexes, DlnLex, i - 1)->end)
                 != NULL;

          if ((begins || is_word (finder, i - 1, "last")) && lex->flags & DLN_LEX_CAPITAL)
            return is_word (finder, i, "updated") || is_word (finder, i, "modified")
                       || is_word (finder, i, "edited") || is_word (finder, i, "revised")
                     ? 'U'
                     : 'P';
          break;
        }
      upper = upper || lex->flags & DLN_LEX_UPPER;
      if (lex->kind == DLN_LEX_WORD && !(lex->flags & DLN_LEX_CAPITAL) && !is_word (finder, i, "on")
          && !is_word (finder, i, "at"))
        break;
      if (upper && (lex->flags & DLN_LEX_BREAK || i == 0) && lex->flags & DLN_LEX_UPPER
          && i + 1 < match->begin)
        {
          guint after = match->end;

          /* the place in capitals opens the paragraph, and a dash, bracket or colon follows the
           * date */
          if (after < finder->lexes->len
              && strchr ("-(:_", DLN_ROW (finder->lexes, DlnLex, after)->kind) != NULL)
            return 'D';
          if (after < finder->lexes->len
              && DLN_ROW (finder->lexes, DlnLex, match->begin - 1)->kind == ',')
            return 'D';
        }
    }
  return 0;
}

/* Whether a lexeme may stand beside a date in a line that says when a text came out. */
static gboolean
may_stand_in_stamp (const Finder *finder, guint at, guint *strangers)
{
  static const guint8 classes[] = {
    DLN_CLASS_ZONE, DLN_CLASS_WEEKDAY, DLN_CLASS_STAMP, DLN_CLASS_MONTH
  };
  const char *const *words = _dln_words (DLN_WORDS_STAMP_WORDS);
  const DlnLex            *lex = DLN_ROW (finder->lexes, DlnLex, at);

  if (lex->kind != DLN_LEX_WORD)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (has_class (finder, at, classes[i]))
      return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (is_word (finder, at, words[i]))
      return TRUE;
  return lex->flags & DLN_LEX_CAPITAL && ++*strangers <= 4;
}

static gboolean
has_newline (const Finder *finder, guint before)
{
  guint32 begin = before > 0 ? DLN_ROW (finder->lexes, DlnLex, before - 1)->end : 0;

  return before == 0 || before >= finder->lexes->len
         || memchr (finder->work->context->text + begin,
                    '\n',
                    DLN_ROW (finder->lexes, DlnLex, before)->begin - begin)
              != NULL;
}

/* A full date in a line near the top that has nothing but times, names and separators ("Reuters,
 * June 6, 2005 10:30 EDT"). */
static gboolean
stands_alone (const Finder *finder, const DlnMatch *match)
{
  guint begin = match->begin, end = match->end, strangers = 0;

  while (!has_newline (finder, begin))
    if (match->begin - begin > 16 || !may_stand_in_stamp (finder, --begin, &strangers))
      return FALSE;
  while (end < finder->lexes->len && !has_newline (finder, end))
    if (end - match->end > 16 || !may_stand_in_stamp (finder, end++, &strangers))
      return FALSE;
  return strangers == 0 || match->begin > begin || match->end < end;
}

static void
note_block (const DlnTimeWork *work, DlnExpression *expression)
{
  const DlnAnnotations *annotations = work->context->annotations;
  guint                 block;

  if (expression->sentence == DLN_NO_ROW)
    return;
  block = DLN_ROW (annotations->sentences, DlnSentence, expression->sentence)->block;
  if (block >= annotations->blocks->len)
    return;
  expression->block = block;
  expression->headline = DLN_ROW (annotations->blocks, DlnBlock, block)->type == DLN_BLOCK_TITLE;
  expression->ignored =
    DLN_ROW (annotations->blocks, DlnBlock, block)->type == DLN_BLOCK_BOILERPLATE;
  if (DLN_ROW (annotations->blocks, DlnBlock, block)->type == DLN_BLOCK_DATELINE
      && expression->stamp == 0 && expression->sem.op == DLN_SEM_DATE
      && expression->sem.day != DLN_NO_NUMBER && expression->sem.month != DLN_NO_NUMBER)
    expression->stamp = 'P';
}

/* "(born 1871)", "(1871-1944)" */
static gboolean
is_in_brackets (const Finder *finder, const DlnMatch *match)
{
  for (guint i = match->begin; i > 0 && i + 6 > match->begin; i--)
    {
      guint8 kind = DLN_ROW (finder->lexes, DlnLex, i - 1)->kind;

      if (kind == '(')
        return TRUE;
      if (kind == ')' || DLN_ROW (finder->lexes, DlnLex, i)->flags & DLN_LEX_BREAK)
        return FALSE;
    }
  return FALSE;
}

/* "the last day of the visit", "the last week of talks": counted from nothing told by dates */
static gboolean
is_part_of_other (const Finder *finder, const DlnMatch *match)
{
  return match->sem.op == DLN_SEM_UNIT && match->sem.dir < 0
         && is_word (finder, match->begin, "the")
         && match->end + 1 < finder->lexes->len && is_word (finder, match->end, "of")
         && !is_word (finder, match->end + 1, "course");
}

/* ---- finding ------------------------------------------------------------------------------- */

/* The "18" of "1914-18", behind the year written last. */
static void
add_short_year (Finder *finder, guint at)
{
  GArray        *expressions = finder->work->expressions;
  DlnExpression *first = DLN_ROW (expressions, DlnExpression, expressions->len - 1);
  DlnExpression  second = *first;
  const DlnLex  *lex = DLN_ROW (finder->lexes, DlnLex, at);
  guint          n = finder->lexes->len - at;

  if (n < 2 || !is_bare_year (&first->sem) || first->role == DLN_TIME_ROLE_TO)
    return;
  if (lex[0].kind != '-' || lex[0].begin != first->span.end || lex[1].begin != lex[0].end
      || lex[1].kind != DLN_LEX_NUMBER || lex[1].digits != 2
      || lex[1].number <= first->sem.year % 100)
    return;
  if (n > 2 && lex[2].begin == lex[1].end && lex[2].kind == '-')
    return;
  first->role = DLN_TIME_ROLE_FROM;
  second.role = DLN_TIME_ROLE_TO;
  second.span = DLN_SPAN (lex[1].begin, lex[1].end);
  second.sem.year = first->sem.year / 100 * 100 + (gint32) lex[1].number;
  second.opens = FALSE;
  g_array_append_val (expressions, second);
}

static void
add_expression (Finder *finder, const DlnMatch *match)
{
  DlnTimeWork         *work = finder->work;
  DlnExpression        expression = { .sem = match->sem, .rule = match->rule, .type = match->type };
  DlnExpression       *previous = NULL;

  expression.span.begin = DLN_ROW (finder->lexes, DlnLex, match->begin)->begin;
  expression.span.end = DLN_ROW (finder->lexes, DlnLex, match->end - 1)->end;
  expression.sentence = find_sentence (finder, expression.span.begin);
  if (work->expressions->len > 0)
    previous = DLN_ROW (work->expressions, DlnExpression, work->expressions->len - 1);
  expression.role = find_role (finder, match, previous);
  if (expression.role == DLN_TIME_ROLE_TO && previous->role == DLN_TIME_ROLE_AT)
    previous->role = DLN_TIME_ROLE_FROM;
  expression.tense = find_tense (finder, match, expression.role);
  expression.perfect = is_perfect (finder, match);
  expression.opens = match->begin < 2
                     || DLN_ROW (finder->lexes, DlnLex, match->begin - 1)->flags & DLN_LEX_BREAK
                     || ends_clause (DLN_ROW (finder->lexes, DlnLex, match->begin - 2));
  if (match->sem.event != 0)
    expression.event_end = DLN_ROW (finder->lexes, DlnLex, match->event)->end;
  expression.bracket = is_in_brackets (finder, match);
  expression.part = is_part_of_other (finder, match);
  expression.stamp = find_stamp (finder, match);
  if (expression.stamp == 0 && expression.span.begin < 2000 && match->sem.op == DLN_SEM_DATE
      && match->sem.year != DLN_NO_NUMBER && match->sem.day != DLN_NO_NUMBER
      && stands_alone (finder, match))
    expression.stamp = 'P';
  note_block (work, &expression);
  g_array_append_val (work->expressions, expression);
  add_short_year (finder, match->end);
}

/* Which words are tagged so that they cannot be what the grammar takes them for: "may" and "march"
 * as verbs. */
static gboolean
is_other_word (Finder *finder, const DlnMatch *match)
{
  const GArray *tokens = finder->work->context->annotations->tokens;
  const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, match->begin);

  if (match->end - match->begin > 1 || tokens->len == 0
      || !(_dln_grammar_has_class (finder->work->grammar, lex->word, DLN_CLASS_MONTH)
           || _dln_grammar_has_class (finder->work->grammar, lex->word, DLN_CLASS_SEASON)))
    return FALSE;
  while (finder->token + 1 < tokens->len
         && DLN_ROW (tokens, DlnToken, finder->token + 1)->span.begin <= lex->begin)
    finder->token++;

  guint upos = DLN_ROW (tokens, DlnToken, finder->token)->upos;

  return upos == DLN_UPOS_AUX || upos == DLN_UPOS_VERB;
}

/* “60 Minutes”, “This Week with ...”: the name of a programme has its unit with a capital within a
 * paragraph, which no expression has. */
static gboolean
is_name_of_thing (const Finder *finder, const DlnMatch *match)
{
  const GArray *blocks = finder->work->context->annotations->blocks;
  const GArray *sentences = finder->work->context->annotations->sentences;
  guint         sentence = finder->sentence;
  guint         block;

  if (sentences->len == 0
      || (match->sem.op != DLN_SEM_UNIT && match->sem.op != DLN_SEM_DURATION
          && match->sem.op != DLN_SEM_SAME))
    return FALSE;
  while (sentence + 1 < sentences->len
         && DLN_ROW (sentences, DlnSentence, sentence + 1)->span.begin
              <= DLN_ROW (finder->lexes, DlnLex, match->begin)->begin)
    sentence++;
  block = DLN_ROW (sentences, DlnSentence, sentence)->block;
  if (block >= blocks->len || DLN_ROW (blocks, DlnBlock, block)->type != DLN_BLOCK_BODY)
    return FALSE;
  for (guint i = match->begin + 1; i < match->end; i++)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);

      if ((lex->flags & DLN_LEX_CAPITAL) != 0 && (lex->flags & DLN_LEX_UPPER) == 0
          && (has_class (finder, i, DLN_CLASS_UNIT1) || has_class (finder, i, DLN_CLASS_UNITN)))
        return TRUE;
    }
  return FALSE;
}

/* Notes the words of the chunk that tell of something from which others may be counted. */
static void
find_happenings (Finder *finder)
{
  const DlnTimeWork *work = finder->work;
  guint              sentence = finder->sentence;

  for (guint i = 0; i < finder->lexes->len && work->happenings->len < MAX_EXPRESSIONS; i++)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);
      DlnHappening  happening = { .span = DLN_SPAN (lex->begin, lex->end) };

      if (lex->word == 0 || !has_class (finder, i, DLN_CLASS_EVENT))
        continue;
      happening.sentence = find_sentence (finder, lex->begin);
      happening.event = _dln_grammar_get_value (work->grammar, lex->word, DLN_CLASS_EVENT);
      g_array_append_val (work->happenings, happening);
    }
  finder->sentence = sentence;
}

static void
find_in_chunk (Finder *finder)
{
  const DlnTimeWork *work = finder->work;
  const DlnLex      *lexes = (const DlnLex *)finder->lexes->data;
  guint              n = finder->lexes->len;
  guint              not_before = 0;

  for (guint i = 0; i < n && work->expressions->len < MAX_EXPRESSIONS;)
    {
      DlnMatch match;

      if (!_dln_grammar_may_begin (work->grammar, &lexes[i])
          || !_dln_grammar_match (work->grammar, work->context->text, lexes, n, i, &match))
        {
          i++;
          continue;
        }
      if (match.sem.op != DLN_SEM_NONE && !is_other_word (finder, &match)
          && !is_name_of_thing (finder, &match))
        {
          for (guint k = 0; k < 4; k++)
            if (!_dln_grammar_wrap (
                  work->grammar, work->context->text, lexes, n, not_before, &match))
              break;
          add_expression (finder, &match);
        }
      i = MAX (match.end, i + 1);
      not_before = i;
    }
}

static gboolean
find_expressions (DlnTimeWork *work, GError **error)
{
  DlnStageContext *context = work->context;
  g_autoptr (GArray) lexes = g_array_new (FALSE, FALSE, sizeof (DlnLex));
  Finder finder = { .work = work, .lexes = lexes };

  for (gsize begin = 0; begin < context->length;)
    {
      gsize       end = MIN (begin + CHUNK, context->length);
      const char *stop = NULL;

      if (end < context->length)
        {
          /* cut between paragraphs, else between lines, else between words */
          for (gsize p = end; p-- > begin + CHUNK / 2 && stop == NULL;)
            if (context->text[p] == '\n' && context->text[p - 1] == '\n')
              stop = context->text + p;
          for (gsize p = end; p-- > begin + CHUNK / 2 && stop == NULL;)
            if (context->text[p] == '\n' || context->text[p] == ' ')
              stop = context->text + p;
          if (stop != NULL)
            end = stop - context->text;
          while (end < context->length && ((guchar)context->text[end] & 0xc0) == 0x80)
            end++;
        }
      g_array_set_size (lexes, 0);
      _dln_time_scan (work->grammar, context->text, begin, end, lexes);
      find_happenings (&finder);
      find_in_chunk (&finder);
      begin = end;
      if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
_dln_time_run (DlnStageContext *context, GError **error)
{
  g_autoptr (GArray) expressions = g_array_new (FALSE, FALSE, sizeof (DlnExpression));
  g_autoptr (GArray) happenings = g_array_new (FALSE, FALSE, sizeof (DlnHappening));
  DlnTimeWork work = {
    .context = context,
    .grammar = _dln_grammar_get (),
    .expressions = expressions,
    .happenings = happenings,
  };

  if (!find_expressions (&work, error))
    return FALSE;
  _dln_time_find_document_date (&work);
  _dln_time_resolve (&work);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
