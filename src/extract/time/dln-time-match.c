/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matching: the rules of the grammar over lexemes, and what a match means. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <string.h>

#include "extract/time/dln-time-grammar-private.h"

/* ---- matching ------------------------------------------------------------------------------ */

typedef struct
{
  const DlnGrammar *grammar;
  const char       *text;
  const DlnLex     *lexes;
  const Rule       *rule;
  const DlnMatch   *inner; /* of "@" */
  guint             n_lexes;
  guint             begin[MAX_ELEMENTS];
  guint             end[MAX_ELEMENTS];
  guint             start; /* lexeme at which the extent begins */
  guint             steps;
  guint read_at[READ_CLOCK + 1]; /* lexeme + 1 for which a reading is known, and where it ended */
  guint read_next[READ_CLOCK + 1];
} Matcher;

static gboolean
has_classes (const Matcher *m, const DlnLex *lex, const Element *element)
{
  const Word *word = DLN_ROW (m->grammar->words, Word, lex->word);
  guint64     classes = word->classes & element->classes;

  if (classes == 0)
    return FALSE;
  if (!(lex->flags & DLN_LEX_CAPITAL))
    classes &= ~word->capital;
  classes &= ~(word->weak & element->strong);
  return classes != 0;
}

/* "2005-10" are six years, "2012-10" a month. */
static gboolean
is_range_of_years (const Matcher *m, const DlnMatch *match)
{
  const Element *last = &m->rule->elements[m->rule->last - 1];

  return last->reader == READ_MM && match->sem.month > match->sem.year % 100;
}

static gboolean
is_match_wanted (const DlnMatch *match, char wanted)
{
  const DlnSem *sem = &match->sem;

  switch (wanted)
    {
    case 0:
      return TRUE;
    case 'U': /* a duration */
      return match->type == DLN_TIME_DURATION;
    case 'D': /* a date */
      return match->type == DLN_TIME_DATE && sem->op != DLN_SEM_REF;
    case 'O': /* counted from something else */
      return sem->op == DLN_SEM_OFFSET;
    case 'T':
      return match->type == DLN_TIME_TIME;
    case 'S':
      return match->type == DLN_TIME_SET;
    case 'P': /* a date longer than a day */
      return match->type == DLN_TIME_DATE && sem->op != DLN_SEM_REF && sem->op != DLN_SEM_RELDAY
             && sem->day == DLN_NO_NUMBER && sem->weekday == DLN_NO_NUMBER
             && sem->op != DLN_SEM_HOLIDAY
             && !((sem->op == DLN_SEM_UNIT || sem->op == DLN_SEM_SAME || sem->op == DLN_SEM_OFFSET)
                  && sem->unit == 'D');
    case 'd': /* a day */
      return match->type == DLN_TIME_DATE
             && (sem->op == DLN_SEM_RELDAY || sem->day != DLN_NO_NUMBER
                 || sem->weekday != DLN_NO_NUMBER || sem->op == DLN_SEM_HOLIDAY
                 || ((sem->op == DLN_SEM_UNIT || sem->op == DLN_SEM_SAME
                      || sem->op == DLN_SEM_OFFSET)
                     && sem->unit == 'D'));
    case 'M': /* a month without a year */
      return sem->op == DLN_SEM_DATE && sem->month != DLN_NO_NUMBER && sem->year == DLN_NO_NUMBER;
    default:
      return FALSE;
    }
}

/* A number, ordinal, day, year or clock time; read once for each place however many rules ask. */
static guint
read_several (Matcher *m, Reader reader, guint at)
{
  gint32 value;
  double number;
  guint  next = 0;
  DlnSem sem;

  if (m->read_at[reader] == at + 1)
    return m->read_next[reader];
  if (reader == READ_NUM)
    next = _dln_time_read_number (m->grammar, m->lexes, m->n_lexes, at, &number);
  else if (reader == READ_ORD)
    next = _dln_time_read_ordinal (m->grammar, m->text, m->lexes, m->n_lexes, at, &value);
  else if (reader == READ_DAY)
    next = _dln_time_read_day (m->grammar, m->text, m->lexes, m->n_lexes, at, &value);
  else if (reader == READ_YEAR)
    next = _dln_time_read_year (m->grammar, m->text, m->lexes, m->n_lexes, at, &value);
  else if (reader == READ_CLOCK)
    next = _dln_time_read_clock (m->grammar, m->text, m->lexes, m->n_lexes, at, &sem);
  m->read_at[reader] = at + 1;
  m->read_next[reader] = next;
  return next;
}

/* The lexeme after an element at @at, 0 if it does not match there. */
static guint
read_element (Matcher *m, const Element *element, guint at)
{
  const DlnLex *lex;
  guint         next = 0;

  if (at >= m->n_lexes)
    return 0;
  lex = &m->lexes[at];
  if (element->glued && lex->flags & DLN_LEX_SPACE)
    return 0;
  if (element->marks[0] != '\0' && strchr (element->marks, lex->kind) != NULL)
    return at + 1;
  if (lex->word != 0)
    {
      gboolean hit = element->classes != 0 && has_classes (m, lex, element);

      for (guint i = 0; !hit && i < element->n_words; i++)
        hit = element->words[i] == lex->word;
      if (hit)
        {
          if (DLN_ROW (m->grammar->words, Word, lex->word)->dot && at + 1 < m->n_lexes
              && m->lexes[at + 1].kind == '.' && !(m->lexes[at + 1].flags & DLN_LEX_SPACE))
            return at + 2;
          return at + 1;
        }
    }
  if (element->reader >= READ_NUM && element->reader <= READ_CLOCK)
    return read_several (m, element->reader, at);
  switch ((Reader)element->reader)
    {
    case READ_NDATE:
      return lex->kind == DLN_LEX_DATE ? at + 1 : 0;
    case READ_TWO:
      return lex->kind == DLN_LEX_NUMBER && lex->digits == 2 && !(lex->flags & DLN_LEX_GROUPED)
               ? at + 1
               : 0;
    case READ_MM:
      return lex->kind == DLN_LEX_NUMBER && lex->digits <= 2 && lex->number >= 1
             && lex->number <= 12
                 && !(lex->flags & DLN_LEX_GROUPED)
               ? at + 1
               : 0;
    case READ_DECADE:
      if (lex->kind != DLN_LEX_NUMBER || lex->flags & DLN_LEX_GROUPED
          || (lex->digits != 4 && lex->digits != 2) || (gint32)lex->number % 10 != 0
          || (lex->digits == 4 && (lex->number < 1000 || lex->number > 2100)))
        return 0;
      next = at + 1;
      if (next < m->n_lexes && m->lexes[next].kind == '\''
          && !(m->lexes[next].flags & DLN_LEX_SPACE))
        next++;
      if (next >= m->n_lexes || m->lexes[next].flags & DLN_LEX_SPACE
          || m->lexes[next].end - m->lexes[next].begin != 1 || m->text[m->lexes[next].begin] != 's')
        return 0;
      return next + 1;
    case READ_ANY:
      return lex->kind == DLN_LEX_WORD && !(lex->flags & DLN_LEX_CAPITAL) ? at + 1 : 0;
    case READ_PLURAL:
      return lex->kind == DLN_LEX_WORD && !(lex->flags & DLN_LEX_CAPITAL)
                 && lex->end - lex->begin > 4 && m->text[lex->end - 1] == 's'
               ? at + 1
               : 0;
    case READ_WORD:
      return lex->kind == DLN_LEX_WORD ? at + 1 : 0;
    case READ_NAME:
      return lex->kind == DLN_LEX_WORD && lex->flags & DLN_LEX_CAPITAL ? at + 1 : 0;
    default:
      return 0;
    }
  return next;
}

static gboolean
match_forward (Matcher *m, guint e, guint at)
{
  const Rule    *rule = m->rule;
  const Element *element;
  guint          next;

  if (e == rule->n_elements)
    return TRUE;
  if (++m->steps > 200)
    return FALSE;
  element = &rule->elements[e];
  if (element->reader == READ_MATCH)
    {
      if (m->inner->begin != at || (at > m->start && m->lexes[at].flags & DLN_LEX_BREAK)
          || !is_match_wanted (m->inner, element->wanted))
        return FALSE;
      m->begin[e] = at;
      m->end[e] = m->inner->end;
      return match_forward (m, e + 1, m->inner->end);
    }
  next = at > m->start && at < m->n_lexes && m->lexes[at].flags & DLN_LEX_BREAK
           ? 0
           : read_element (m, element, at);
  if (element->negative)
    {
      m->begin[e] = m->end[e] = 0;
      return next == 0 && match_forward (m, e + 1, at);
    }
  if (next != 0)
    {
      m->begin[e] = at;
      m->end[e] = next;
      if (match_forward (m, e + 1, next))
        return TRUE;
    }
  m->begin[e] = m->end[e] = 0;
  return element->optional && match_forward (m, e + 1, at);
}

/* What stands before the extent: one lexeme an element, nearest first. */
static gboolean
match_before (Matcher *m, guint at)
{
  for (guint e = m->rule->first; e > 0; e--)
    {
      const Element *element = &m->rule->elements[e - 1];
      gboolean       near = at > 0 && !(m->lexes[at].flags & DLN_LEX_BREAK);
      gboolean       hit = near && read_element (m, element, at - 1) != 0;

      /* "Oct. 7 and 8": the full stop of an abbreviation belongs to it */
      if (!hit && near && at > 1 && m->lexes[at - 1].kind == '.'
          && !(m->lexes[at - 1].flags & DLN_LEX_SPACE)
          && read_element (m, element, at - 2) == at)
        {
          hit = TRUE;
          at--;
        }

      if (!hit && element->optional)
        continue;
      if (hit == element->negative)
        return FALSE;
      if (!element->negative)
        at--;
    }
  return TRUE;
}

/* ---- meaning ------------------------------------------------------------------------------- */

static void
take_word (const DlnGrammar *grammar, const DlnLex *lex, guint class_, DlnSem *sem)
{
  gint32 value = _dln_grammar_get_value (grammar, lex->word, class_);

  switch (class_)
    {
    case DLN_CLASS_MONTH:
      if (sem->month == DLN_NO_NUMBER)
        sem->month = value;
      else
        sem->range = value;
      break;
    case DLN_CLASS_WEEKDAY:
    case DLN_CLASS_WEEKDAYS:
      sem->weekday = value;
      break;
    case DLN_CLASS_SEASON:
      sem->part = value;
      break;
    case DLN_CLASS_UNIT1:
    case DLN_CLASS_UNITN:
    case DLN_CLASS_FREQ:
      if (sem->unit == 0)
        sem->unit = value;
      break;
    case DLN_CLASS_DAYPART:
      sem->daypart = value;
      break;
    case DLN_CLASS_LAST:
    case DLN_CLASS_NEXT:
    case DLN_CLASS_THIS:
      sem->dir = class_ == DLN_CLASS_LAST ? -1 : class_ == DLN_CLASS_NEXT ? 1 : 0;
      sem->has_dir = TRUE;
      break;
    case DLN_CLASS_RELDAY:
      sem->n = value;
      break;
    case DLN_CLASS_FEW:
      sem->vague = value == 0;
      sem->n = value;
      break;
    case DLN_CLASS_EARLY:
      sem->mod = DLN_MOD_START;
      break;
    case DLN_CLASS_MIDDLE:
      sem->mod = DLN_MOD_MID;
      break;
    case DLN_CLASS_LATE:
      sem->mod = DLN_MOD_END;
      break;
    case DLN_CLASS_ABOUT:
      sem->mod = value != 0 ? value : DLN_MOD_APPROX;
      break;
    case DLN_CLASS_DECADEWORD:
      sem->year = value;
      sem->two_digits = TRUE;
      break;
    case DLN_CLASS_PASTREF:
      sem->ref = 'B';
      break;
    case DLN_CLASS_PRESENTREF:
      sem->ref = 'P';
      break;
    case DLN_CLASS_FUTUREREF:
      sem->ref = 'F';
      break;
    case DLN_CLASS_EVENT:
      sem->event = value;
      break;
    case DLN_CLASS_HOLIDAY:
      sem->holiday = value;
      break;
    default:
      break;
    }
}

static void
take_numeric_date (const DlnLex *lex, DlnSem *sem)
{
  if (lex->digits == 0)
    {
      sem->year = lex->part[0];
      sem->month = lex->part[1];
      sem->day = lex->part[2];
      return;
    }
  sem->year = lex->part[2];
  sem->two_digits = lex->digits2 == 2;
  sem->month = lex->part[1];
  sem->day = lex->part[0];
  if (sem->month > 12)
    {
      sem->month = lex->part[0];
      sem->day = lex->part[1];
      sem->numeric = 2; /* surely month first */
    }
  else
    sem->numeric = sem->day > 12 ? 3 : 1; /* surely day first, or open */
}

static void
take_element (const Matcher *m, guint e, DlnSem *sem)
{
  const Element *element = &m->rule->elements[e];
  guint          at = m->begin[e];
  const DlnLex  *lex = &m->lexes[at];
  guint64        classes = DLN_ROW (m->grammar->words, Word, lex->word)->classes & element->classes;
  double         number;
  gint32         value = 0;

  if (classes != 0)
    {
      for (guint c = 0; c < DLN_N_CLASSES; c++)
        if (classes >> c & 1)
          take_word (m->grammar, lex, c, sem);
      return;
    }
  for (guint i = 0; i < element->n_words; i++)
    if (lex->word == element->words[i] && lex->word != 0)
      return;
  switch ((Reader)element->reader)
    {
    case READ_NUM:
      _dln_time_read_number (m->grammar, m->lexes, m->n_lexes, at, &number);
      sem->n = number;
      break;
    case READ_ORD:
      _dln_time_read_ordinal (m->grammar, m->text, m->lexes, m->n_lexes, at, &value);
      sem->n = value;
      break;
    case READ_DAY:
      _dln_time_read_day (m->grammar, m->text, m->lexes, m->n_lexes, at, &value);
      if (sem->day == DLN_NO_NUMBER)
        sem->day = value;
      else
        sem->range = value;
      break;
    case READ_YEAR:
      _dln_time_read_year (m->grammar, m->text, m->lexes, m->n_lexes, at, &sem->year);
      break;
    case READ_CLOCK:
      _dln_time_read_clock (m->grammar, m->text, m->lexes, m->n_lexes, at, sem);
      break;
    case READ_NDATE:
      take_numeric_date (lex, sem);
      break;
    case READ_MM:
      sem->month = lex->number;
      break;
    case READ_TWO:
    case READ_DECADE:
      sem->year = lex->number;
      sem->two_digits = lex->digits == 2;
      break;
    default:
      break;
    }
}

static void
take_meaning (Matcher *m, DlnMatch *match)
{
  const Rule *rule = m->rule;

  match->sem = rule->sem;
  match->type = rule->type;
  match->begin = G_MAXUINT;
  for (guint e = rule->first; e < rule->last; e++)
    {
      if (m->end[e] == 0 || rule->elements[e].negative)
        continue;
      take_element (m, e, &match->sem);
      match->begin = MIN (match->begin, m->begin[e]);
      match->end = m->end[e];
    }
  if (rule->era != 0 && rule->sem.op == DLN_SEM_CENTURY)
    match->sem.n = -match->sem.n;
  else if (rule->era != 0 && match->sem.n >= 1 && match->sem.n < 9999)
    match->sem.year = rule->era < 0 ? 1 - (gint32)match->sem.n : (gint32)match->sem.n;
  if (rule->nth)
    match->sem.calendar = rule->nth == 1 ? CLAMP (match->sem.n, 1, 5) : rule->nth;
  if (rule->half)
    match->sem.n += 0.5;
  if (rule->ahead)
    for (guint e = rule->last; e < rule->n_elements; e++)
      if (m->end[e] != 0 && !rule->elements[e].negative
          && (rule->elements[e].classes >> DLN_CLASS_MONTH & 1
              || rule->elements[e].classes >> DLN_CLASS_EVENT & 1
              || rule->elements[e].reader == READ_YEAR))
        {
          take_element (m, e, &match->sem);
          match->event = m->begin[e];
        }
  /* "2:30 in the afternoon", "10 at night" */
  if (match->sem.op == DLN_SEM_CLOCK && match->sem.hour > 0 && match->sem.hour < 12
      && ((match->sem.daypart == DLN_DAYPART_AFTERNOON)
          || (match->sem.hour >= 5
              && (match->sem.daypart == DLN_DAYPART_EVENING
                  || match->sem.daypart == DLN_DAYPART_NIGHT))))
    match->sem.hour += 12;
  if (match->sem.op == DLN_SEM_PART && match->sem.part == DLN_NO_NUMBER)
    match->sem.part = (match->sem.unit == 'h' ? 39 : 32) + (gint32)match->sem.n;
  if (match->end > match->begin + 1 && m->lexes[match->end - 1].kind == ',')
    match->end--;
  while (match->end > match->begin + 1 && m->lexes[match->end - 1].kind == '.'
         && m->lexes[match->end - 2].end - m->lexes[match->end - 2].begin > 1)
    match->end--;
}

gboolean
_dln_grammar_may_begin (const DlnGrammar *grammar, const DlnLex *lex)
{
  return lex->word != 0 ? DLN_ROW (grammar->words, Word, lex->word)->begins
                        : lex->kind == DLN_LEX_NUMBER || lex->kind == DLN_LEX_DATE
                            || lex->kind == DLN_LEX_CLOCK || lex->kind == '\'';
}

/* The rules that can go on with the lexeme after the first. */
static const guint64 *
get_next_set (const Matcher *m, guint next)
{
  const DlnGrammar *grammar = m->grammar;
  const DlnLex     *lex = &m->lexes[next];

  if (next >= m->n_lexes)
    return grammar->next_mark; /* those that need nothing more */
  if (lex->kind == DLN_LEX_WORD)
    return grammar->next_word + lex->word * grammar->n_sets;
  if (lex->kind == DLN_LEX_NUMBER || lex->kind == DLN_LEX_DATE || lex->kind == DLN_LEX_CLOCK)
    return grammar->next_digit;
  if (lex->kind == '.') /* may belong to an abbreviation */
    return grammar->all;
  return grammar->next_mark + (lex->kind & 127) * grammar->n_sets;
}

/* Tries the rules that may begin at lexeme @first for an expression that begins at @at, which is
 * @first or the article before it. */
static gboolean
try_rules (Matcher *m, guint at, guint first, gboolean found, DlnMatch *match)
{
  const DlnGrammar *grammar = m->grammar;
  const DlnLex     *lex = &m->lexes[first];
  const guint64    *begins = lex->word != 0      ? grammar->first_word + lex->word * grammar->n_sets
                             : lex->kind == '\'' ? grammar->first_quote
                                                 : grammar->first_digit;
  const guint64    *goes_on = get_next_set (m, first + 1);

  for (guint set = 0; set < grammar->n_sets; set++)
    for (guint64 bits =
           begins[set] & goes_on[set] & (at < first ? grammar->article[set] : grammar->all[set]);
         bits != 0;
         bits &= bits - 1)
      {
        guint    id = set * 64 + __builtin_ctzll (bits);
        DlnMatch other = { .rule = id };

        m->rule = DLN_ROW (grammar->rules, Rule, id);
        m->steps = 0;
        m->start = first;
        if (!match_before (m, at) || !match_forward (m, m->rule->first, first))
          continue;
        take_meaning (m, &other);
        if (other.begin != first || (found && other.end <= match->end))
          continue;
        if (is_range_of_years (m, &other))
          continue;
        if (m->rule->modern && (other.sem.year < 1900 || other.sem.year > 2050))
          continue;
        other.begin = at;
        *match = other;
        found = TRUE;
      }
  return found;
}

/* The longest rule whose extent begins at a lexeme; the first one among equals. */
gboolean
_dln_grammar_match (const DlnGrammar *grammar,
                    const char       *text,
                    const DlnLex     *lexes,
                    guint             n_lexes,
                    guint             at,
                    DlnMatch         *match)
{
  Matcher  m = { .grammar = grammar, .text = text, .lexes = lexes, .n_lexes = n_lexes };
  gboolean found = try_rules (&m, at, at, FALSE, match);

  if (lexes[at].word == grammar->the && at + 1 < n_lexes
      && _dln_grammar_may_begin (grammar, &lexes[at + 1]) && !(lexes[at + 1].flags & DLN_LEX_BREAK))
    found = try_rules (&m, at, at + 1, found, match);
  return found;
}

/* The meaning of an expression widened by a rule: what the rule says goes before what was said. */
static void
merge_meaning (const DlnMatch *inner, const Rule *rule, DlnMatch *outer)
{
  const DlnSem said = outer->sem;
  DlnSem       sem = inner->sem;

  outer->type = rule->type != DLN_TIME_DATE || said.op != DLN_SEM_NONE ? rule->type : inner->type;
  outer->rule = inner->rule;
  outer->event = inner->event;
#define TAKE(field, none)                                                                          \
  if (said.field != (none))                                                                        \
    sem.field = said.field;
  TAKE (op, DLN_SEM_NONE)
  TAKE (mod, DLN_MOD_NONE)
  TAKE (year, DLN_NO_NUMBER)
  TAKE (weekday, DLN_NO_NUMBER)
  TAKE (daypart, DLN_DAYPART_NONE)
  TAKE (from, DLN_FROM_AUTO)
  TAKE (ref, 0)
  TAKE (fiscal, 0)
  TAKE (unit, 0)
  TAKE (vague, 0)
#undef TAKE
  if (said.hour != DLN_NO_NUMBER)
    {
      sem.hour = said.hour;
      sem.minute = said.minute;
      sem.second = said.second;
      sem.zone = said.zone;
      sem.has_zone = said.has_zone;
    }
  if (said.has_dir)
    {
      sem.dir = said.dir;
      sem.has_dir = TRUE;
    }
  outer->sem = sem;
}

static gboolean
try_wrap (Matcher *m, guint not_before, DlnMatch *outer)
{
  const Rule     *rule = m->rule;
  const DlnMatch *inner = m->inner;

  if (rule->at > rule->first && !rule->elements[rule->at - 1].optional
      && !rule->elements[rule->at - 1].negative
      && (inner->begin == not_before
          || read_element (m, &rule->elements[rule->at - 1], inner->begin - 1) == 0))
    return FALSE;
  /* elements before "@" may be optional: begin at each lexeme from far to near */
  for (guint back = MIN (rule->at - rule->first, inner->begin - not_before) + 1; back-- > 0;)
    {
      m->steps = 0;
      m->start = inner->begin - back;
      if (!match_before (m, inner->begin - back)
          || !match_forward (m, rule->first, inner->begin - back))
        continue;
      take_meaning (m, outer);
      if (outer->begin < inner->begin || outer->end > inner->end)
        return TRUE;
    }
  return FALSE;
}

/* Widens an expression by the first rule with "@" that fits; not back beyond lexeme @not_before. */
gboolean
_dln_grammar_wrap (const DlnGrammar *grammar,
                   const char       *text,
                   const DlnLex     *lexes,
                   guint             n_lexes,
                   guint             not_before,
                   DlnMatch         *match)
{
  const DlnMatch inner = *match;
  Matcher        m = {
           .grammar = grammar, .text = text, .lexes = lexes, .n_lexes = n_lexes, .inner = &inner
  };

  for (guint i = 0; i < grammar->wraps->len; i++)
    {
      DlnMatch outer = { 0 };

      m.rule = DLN_ROW (grammar->rules, Rule, g_array_index (grammar->wraps, guint16, i));
      if (!try_wrap (&m, not_before, &outer))
        continue;
      merge_meaning (&inner, m.rule, &outer);
      outer.wrap = g_array_index (grammar->wraps, guint16, i);
      *match = outer;
      return TRUE;
    }
  return FALSE;
}
