/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time expressions and the document's own date: finds expressions with the grammar, notes what
 * surrounds them (tense, preposition, brackets, stamps), then hands over to the document's date and
 * to resolution. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <string.h>

#include "extract/grammar/dln-word-sets-private.h"
#include "extract/time/dln-time-finder-private.h"

#define CHUNK (32u << 10)
#define MAX_EXPRESSIONS (1u << 20)

/* ---- surroundings -------------------------------------------------------------------------- */

static guint
find_sentence (DlnTimeFinder *finder, guint32 at)
{
  const GArray *sentences = finder->work->context->annotations->sentences;

  while (finder->sentence + 1 < sentences->len
         && DLN_ROW (sentences, DlnSentence, finder->sentence + 1)->span.begin <= at)
    finder->sentence++;
  return sentences->len == 0 ? DLN_NO_ROW : finder->sentence;
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
find_role (const DlnTimeFinder *finder, const DlnMatch *match, const DlnExpression *previous)
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
  if (_dln_time_has_class (finder, at, DLN_CLASS_STOP) && at > 0)
    at--;
  if (!_dln_time_has_class (finder, at, DLN_CLASS_ROLE))
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
find_stamp (const DlnTimeFinder *finder, const DlnMatch *match)
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
      if (_dln_time_has_class (finder, i, DLN_CLASS_STAMP))
        {
          gboolean begins =
            i == 0 || lex->flags & DLN_LEX_BREAK
            || memchr (finder->work->context->text + DLN_ROW (finder->lexes, DlnLex, i - 1)->end,
                       '\n',
                       lex->begin - DLN_ROW (finder->lexes, DlnLex, i - 1)->end)
                 != NULL;

          if ((begins || _dln_time_is_word (finder, i - 1, "last")) && lex->flags & DLN_LEX_CAPITAL)
            return _dln_time_is_word (finder, i, "updated")
                   || _dln_time_is_word (finder, i, "modified")
                       || _dln_time_is_word (finder, i, "edited")
                       || _dln_time_is_word (finder, i, "revised")
                     ? 'U'
                     : 'P';
          break;
        }
      upper = upper || lex->flags & DLN_LEX_UPPER;
      if (lex->kind == DLN_LEX_WORD && !(lex->flags & DLN_LEX_CAPITAL)
          && !_dln_time_is_word (finder, i, "on")
          && !_dln_time_is_word (finder, i, "at"))
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
may_stand_in_stamp (const DlnTimeFinder *finder, guint at, guint *strangers)
{
  static const guint8 classes[] = {
    DLN_CLASS_ZONE, DLN_CLASS_WEEKDAY, DLN_CLASS_STAMP, DLN_CLASS_MONTH
  };
  const char *const *words = _dln_words (DLN_WORDS_STAMP_WORDS);
  const DlnLex            *lex = DLN_ROW (finder->lexes, DlnLex, at);

  if (lex->kind != DLN_LEX_WORD)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (_dln_time_has_class (finder, at, classes[i]))
      return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (_dln_time_is_word (finder, at, words[i]))
      return TRUE;
  return lex->flags & DLN_LEX_CAPITAL && ++*strangers <= 4;
}

static gboolean
has_newline (const DlnTimeFinder *finder, guint before)
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
stands_alone (const DlnTimeFinder *finder, const DlnMatch *match)
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
is_in_brackets (const DlnTimeFinder *finder, const DlnMatch *match)
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
is_part_of_other (const DlnTimeFinder *finder, const DlnMatch *match)
{
  return match->sem.op == DLN_SEM_UNIT && match->sem.dir < 0
         && _dln_time_is_word (finder, match->begin, "the")
         && match->end + 1 < finder->lexes->len && _dln_time_is_word (finder, match->end, "of")
         && !_dln_time_is_word (finder, match->end + 1, "course");
}

/* ---- finding ------------------------------------------------------------------------------- */

/* The "18" of "1914-18", behind the year written last. */
static void
add_short_year (DlnTimeFinder *finder, guint at)
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
add_expression (DlnTimeFinder *finder, const DlnMatch *match)
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
  expression.tense = _dln_time_find_tense (finder, match, expression.role);
  expression.perfect = _dln_time_is_perfect (finder, match);
  expression.opens = match->begin < 2
                     || DLN_ROW (finder->lexes, DlnLex, match->begin - 1)->flags & DLN_LEX_BREAK
                     || _dln_time_ends_clause (DLN_ROW (finder->lexes, DlnLex, match->begin - 2));
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
is_other_word (DlnTimeFinder *finder, const DlnMatch *match)
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
is_name_of_thing (const DlnTimeFinder *finder, const DlnMatch *match)
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
          && (_dln_time_has_class (finder, i, DLN_CLASS_UNIT1)
          || _dln_time_has_class (finder, i, DLN_CLASS_UNITN)))
        return TRUE;
    }
  return FALSE;
}

/* Notes the words of the chunk that tell of something from which others may be counted. */
static void
find_happenings (DlnTimeFinder *finder)
{
  const DlnTimeWork *work = finder->work;
  guint              sentence = finder->sentence;

  for (guint i = 0; i < finder->lexes->len && work->happenings->len < MAX_EXPRESSIONS; i++)
    {
      const DlnLex *lex = DLN_ROW (finder->lexes, DlnLex, i);
      DlnHappening  happening = { .span = DLN_SPAN (lex->begin, lex->end) };

      if (lex->word == 0 || !_dln_time_has_class (finder, i, DLN_CLASS_EVENT))
        continue;
      happening.sentence = find_sentence (finder, lex->begin);
      happening.event = _dln_grammar_get_value (work->grammar, lex->word, DLN_CLASS_EVENT);
      g_array_append_val (work->happenings, happening);
    }
  finder->sentence = sentence;
}

static void
find_in_chunk (DlnTimeFinder *finder)
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
  DlnTimeFinder finder = { .work = work, .lexes = lexes };

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
    .grammar = _dln_grammar_get (context->foreign ? context->language : "en"),
    .expressions = expressions,
    .happenings = happenings,
  };

  if (!find_expressions (&work, error))
    return FALSE;
  _dln_time_find_document_date (&work);
  _dln_time_resolve (&work);
  return !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}
