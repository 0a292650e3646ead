/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text to lexemes: words looked up in the lexicon, numbers, numeric dates and clock times. One
 * pass, no memory kept. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <string.h>

#include "extract/time/dln-time-private.h"
#include "extract/grammar/dln-word-sets-private.h"

typedef struct
{
  const char *text;
  gsize       at;
  gsize       end;
} Scan;

static gboolean
is_letter (guchar c)
{
  return g_ascii_isalpha (c) || c >= 0x80;
}

/* Punctuation beyond ASCII: its length, and the mark it stands for (' ' = a blank). */
static guint
read_mark (const Scan *scan, gsize at, char *mark)
{
  const guchar *p = (const guchar *)scan->text + at;
  gsize         left = scan->end - at;

  if (left >= 2 && p[0] == 0xc2)
    {
      *mark = p[1] == 0xa0 ? ' ' : p[1] == 0xad ? ' ' : '*';
      return p[1] >= 0xa0 && p[1] != 0xaa && p[1] != 0xb5 && p[1] != 0xba ? 2 : 0;
    }
  if (left < 3 || p[0] != 0xe2 || (p[1] != 0x80 && p[1] != 0x88 && p[1] != 0x82))
    return 0;
  if (p[1] == 0x82)
    {
      *mark = '$';
      return 3;
    }
  if (p[1] == 0x88)
    {
      *mark = p[2] == 0x92 ? '-' : '*';
      return 3;
    }
  if (p[2] >= 0x90 && p[2] <= 0x95)
    *mark = '-';
  else if (p[2] == 0x98 || p[2] == 0x99 || p[2] == 0xb2)
    *mark = '\'';
  else if (p[2] <= 0x8b || p[2] == 0xaf || p[2] == 0xa8)
    *mark = ' ';
  else
    *mark = '"';
  return 3;
}

static guint
read_digits (const Scan *scan, gsize at, gint32 *value)
{
  guint n = 0;

  *value = 0;
  while (at + n < scan->end && g_ascii_isdigit (scan->text[at + n]))
    {
      if (n < 9)
        *value = *value * 10 + (scan->text[at + n] - '0');
      n++;
    }
  return n;
}

static gboolean
ends_word (const Scan *scan, gsize at)
{
  return at >= scan->end || !(g_ascii_isalnum (scan->text[at]) || (guchar)scan->text[at] >= 0xc3);
}

/* "Z", "+02:00" after a time; minutes east. */
static guint
read_zone (const Scan *scan, gsize at, DlnLex *lex)
{
  gint32 hours, minutes = 0;
  guint  n;

  if (at >= scan->end)
    return 0;
  if (scan->text[at] == 'Z' && ends_word (scan, at + 1))
    {
      lex->zone = 'Z';
      lex->part[3] = 0;
      return 1;
    }
  if ((scan->text[at] != '+' && scan->text[at] != '-') || read_digits (scan, at + 1, &hours) != 2
      || hours > 14)
    return 0;
  n = 3;
  if (at + n < scan->end && scan->text[at + n] == ':'
      && read_digits (scan, at + n + 1, &minutes) == 2)
    n += 3;
  lex->zone = 'Z';
  lex->part[3] = (hours * 60 + minutes) * (scan->text[at] == '-' ? -1 : 1);
  return n;
}

/* "10:35", "10:35:20", "10.35 am"; the bytes read, 0 if it is none. */
static guint
read_clock (const Scan *scan, gsize at, DlnLex *lex)
{
  gint32 hour, minute, second = 0;
  guint  n = read_digits (scan, at, &hour);
  char   separator;

  if (n == 0 || n > 2 || hour > 24 || at + n >= scan->end)
    return 0;
  separator = scan->text[at + n];
  if ((separator != ':' && separator != '.') || read_digits (scan, at + n + 1, &minute) != 2
      || minute > 59)
    return 0;
  n += 3;
  if (separator == '.') /* only with a.m. or p.m. after it */
    {
      gsize after = at + n + (at + n < scan->end && scan->text[at + n] == ' ');
      char  c = after < scan->end ? g_ascii_tolower (scan->text[after]) : 0;

      if ((c != 'a' && c != 'p') || after + 1 >= scan->end
          || !(g_ascii_tolower (scan->text[after + 1]) == 'm'
               || (scan->text[after + 1] == '.' && after + 2 < scan->end
                   && scan->text[after + 2] == 'm')))
        return 0;
    }
  else if (at + n + 2 < scan->end && scan->text[at + n] == ':'
           && read_digits (scan, at + n + 1, &second) == 2)
    n += 3;
  if (!ends_word (scan, at + n) && g_ascii_isdigit (scan->text[at + n]))
    return 0;
  if (at + n + 1 < scan->end && scan->text[at + n] == '.'
      && g_ascii_isdigit (scan->text[at + n + 1]))
    return 0; /* the time of a race */
  lex->kind = DLN_LEX_CLOCK;
  lex->part[0] = hour;
  lex->part[1] = minute;
  lex->part[2] = second;
  return n + read_zone (scan, at + n, lex);
}

/* A date of three numbers; a date and time with "T" between becomes one lexeme with the clock left
 * to the next. */
static guint
read_date (const Scan *scan, gsize at, DlnLex *lex)
{
  guint width[3];
  gsize p = at;
  char  separator = 0;

  for (guint i = 0; i < 3; i++)
    {
      width[i] = read_digits (scan, p, &lex->part[i]);
      if (width[i] == 0 || width[i] == 3 || width[i] > 4)
        return 0;
      p += width[i];
      if (i == 2)
        break;
      if (p >= scan->end || strchr ("-/.", scan->text[p]) == NULL
          || (i == 1 && scan->text[p] != separator))
        return 0;
      separator = scan->text[p++];
    }
  if (width[1] > 2)
    return 0;
  if (width[0] == 4 ? width[2] > 2 : (width[0] > 2 || width[2] == 1))
    return 0;
  if (width[0] != 4 && width[2] == 2 && separator == '.' && width[0] + width[1] < 3)
    return 0; /* a version or section number */
  if (p < scan->end
      && (g_ascii_isdigit (scan->text[p])
          || (scan->text[p] == separator && separator != '.' && p + 1 < scan->end
              && g_ascii_isdigit (scan->text[p + 1]))))
    return 0;

  gint32 year = lex->part[width[0] == 4 ? 0 : 2];
  gint32 a = lex->part[width[0] == 4 ? 1 : 0];
  gint32 b = lex->part[width[0] == 4 ? 2 : 1];

  if (a < 1 || b < 1 || a > 31 || b > 31 || (width[0] == 4 && a > 12) || (a > 12 && b > 12))
    return 0;
  if ((width[0] == 4 || width[2] == 4) && (year < 1000 || year > 2999))
    return 0;
  lex->kind = DLN_LEX_DATE;
  lex->digits = width[0] == 4 ? 0 : 2;
  lex->digits2 = width[0] == 4 ? 4 : width[2];
  return p - at;
}

static guint
read_number (const Scan *scan, gsize at, DlnLex *lex)
{
  gint32 value, more;
  guint  n = read_digits (scan, at, &value);

  lex->kind = DLN_LEX_NUMBER;
  lex->digits = MIN (n, 20);
  lex->number = n > 9 ? 1e9 : value;
  while (n <= 9 && at + n + 3 < scan->end + 0 && scan->text[at + n] == ','
         && read_digits (scan, at + n + 1, &more) == 3)
    {
      if (!(lex->flags & DLN_LEX_GROUPED) && lex->digits > 3)
        break;
      lex->number = lex->number * 1000 + more;
      lex->flags |= DLN_LEX_GROUPED;
      n += 4;
    }
  if (at + n + 1 < scan->end && scan->text[at + n] == '.'
      && g_ascii_isdigit (scan->text[at + n + 1]))
    {
      double step = 0.1;

      for (n++; at + n < scan->end && g_ascii_isdigit (scan->text[at + n]); n++, step /= 10)
        lex->number += (scan->text[at + n] - '0') * step;
      lex->flags |= DLN_LEX_GROUPED;
    }
  return n;
}

static guint
read_word (const Scan *scan, const DlnGrammar *grammar, gsize at, DlnLex *lex)
{
  gsize    p = at;
  guint    upper = 0, letters = 0;
  gboolean mixed = FALSE;
  char     mark;

  while (p < scan->end)
    {
      guchar c = scan->text[p];

      if (g_ascii_isdigit (c))
        {
          if (p == at + 2 && scan->text[at] == 'F' && scan->text[at + 1] == 'Y')
            break; /* FY2012 */
          mixed = TRUE;
        }
      else if (c >= 0x80)
        {
          if (read_mark (scan, p, &mark) > 0)
            break;
        }
      else if (!g_ascii_isalpha (c))
        break;
      upper += g_ascii_isupper (c);
      letters++;
      p++;
    }
  lex->kind = DLN_LEX_WORD;
  if (g_ascii_isupper (scan->text[at]) || (guchar)scan->text[at] >= 0xc3)
    lex->flags |= DLN_LEX_CAPITAL;
  if (upper == letters && letters > 1)
    lex->flags |= DLN_LEX_UPPER;
  lex->word = mixed && p - at > 2 ? 0 : _dln_grammar_find_word (grammar, scan->text + at, p - at);
  return p - at;
}

/* "on May. 9": a full stop that no name of a month needs */
static gboolean
is_needless_stop (const Scan *scan, const DlnGrammar *grammar, const GArray *lexes)
{
  const DlnLex *month, *before;
  gsize         day = scan->at + 2;

  if (lexes->len < 2 || day >= scan->end || scan->text[scan->at + 1] != ' '
      || !g_ascii_isdigit (scan->text[day]))
    return FALSE;
  month = DLN_ROW (lexes, DlnLex, lexes->len - 1);
  before = DLN_ROW (lexes, DlnLex, lexes->len - 2);
  if (month->end != scan->at || !(month->flags & DLN_LEX_CAPITAL)
      || !_dln_grammar_has_class (grammar, month->word, DLN_CLASS_MONTH)
      || (day + 2 < scan->end && g_ascii_isdigit (scan->text[day + 1])
          && g_ascii_isdigit (scan->text[day + 2])))
    return FALSE;
  for (const char *const *word = _dln_words (DLN_WORDS_DAY_PREPOSITIONS); *word != NULL; word++)
    if (strlen (*word) == before->end - before->begin
        && g_ascii_strncasecmp (scan->text + before->begin, *word, strlen (*word)) == 0)
      return TRUE;
  return FALSE;
}

/*
 * _dln_time_scan: appends the lexemes of text[begin, end) to @lexes. Time: O(end - begin)
 */
void
_dln_time_scan (const DlnGrammar *grammar, const char *text, gsize begin, gsize end, GArray *lexes)
{
  Scan  scan = { text, begin, end };
  guint flags = DLN_LEX_BREAK | DLN_LEX_SPACE;
  guint newlines = 0;

  while (scan.at < end)
    {
      guchar c = text[scan.at];
      DlnLex lex = { .begin = scan.at, .flags = flags };
      guint  n = 0;
      char   mark = c;

      if (c == '\n' && ++newlines == 2)
        flags |= DLN_LEX_BREAK;
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v')
        {
          flags |= DLN_LEX_SPACE;
          scan.at++;
          continue;
        }
      if (c == '.' && is_needless_stop (&scan, grammar, lexes))
        {
          scan.at++;
          continue;
        }
      if (c >= 0x80 && (n = read_mark (&scan, scan.at, &mark)) > 0 && mark == ' ')
        {
          flags |= DLN_LEX_SPACE;
          scan.at += n;
          continue;
        }
      if (n > 0)
        lex.kind = mark;
      else if (is_letter (c))
        n = read_word (&scan, grammar, scan.at, &lex);
      else if (!g_ascii_isdigit (c))
        {
          lex.kind = c == '`' ? '"' : c;
          n = 1;
        }
      else if ((n = read_date (&scan, scan.at, &lex)) > 0)
        {
          if (scan.at + n + 3 < end && text[scan.at + n] == 'T'
              && g_ascii_isdigit (text[scan.at + n + 1]))
            {
              lex.end = scan.at + n;
              g_array_append_val (lexes, lex);
              scan.at += n + 1;
              lex = (DlnLex){ .begin = scan.at };
              n = read_clock (&scan, scan.at, &lex);
              if (n == 0)
                n = read_number (&scan, scan.at, &lex);
            }
        }
      else if ((n = read_clock (&scan, scan.at, &lex)) == 0)
        n = read_number (&scan, scan.at, &lex);
      lex.end = scan.at + n;
      g_array_append_val (lexes, lex);
      scan.at += n;
      flags = 0;
      newlines = 0;
    }
}

/* ---- numbers of more than one lexeme -------------------------------------------------------- */

static gboolean
is_dash (const DlnLex *lexes, guint n_lexes, guint at)
{
  return at + 1 < n_lexes && lexes[at].kind == '-' && !(lexes[at].flags & DLN_LEX_SPACE)
         && !(lexes[at + 1].flags & DLN_LEX_SPACE);
}

/* "twenty", "twenty-four", "twenty four": below a hundred. */
static guint
read_small (const DlnGrammar *grammar, const DlnLex *lexes, guint n_lexes, guint at, double *number)
{
  gint32 value, unit;
  guint  next;

  if (at >= n_lexes || !_dln_grammar_has_class (grammar, lexes[at].word, DLN_CLASS_NUMWORD))
    return 0;
  value = _dln_grammar_get_value (grammar, lexes[at].word, DLN_CLASS_NUMWORD);
  next = at + 1;
  if (value >= 20 && value % 10 == 0)
    {
      guint p = is_dash (lexes, n_lexes, next) ? next + 1 : next;

      if (p < n_lexes && _dln_grammar_has_class (grammar, lexes[p].word, DLN_CLASS_NUMWORD)
          && (unit = _dln_grammar_get_value (grammar, lexes[p].word, DLN_CLASS_NUMWORD)) < 10
          && unit > 0)
        {
          value += unit;
          next = p + 1;
        }
    }
  *number = value;
  return next;
}

/* "1/2" after "2": adds it to the number; the lexeme after it, @at if there is none. */
static guint
read_fraction (const DlnLex *lexes, guint n_lexes, guint at, double *number)
{
  const DlnLex *lex = lexes + at;

  if (at + 2 >= n_lexes || lex[0].kind != DLN_LEX_NUMBER || lex[1].kind != '/'
      || lex[2].kind != DLN_LEX_NUMBER || (lex[1].flags | lex[2].flags) & DLN_LEX_SPACE
      || lex[0].digits != 1 || lex[2].digits != 1 || lex[0].number < 1
      || lex[0].number >= lex[2].number)
    return at;
  *number += lex[0].number / lex[2].number;
  return at + 3;
}

/* A number in digits or words with its scale ("two hundred", "3.5 million"): the lexeme after it, 0
 * if there is none. */
guint
_dln_time_read_number (
  const DlnGrammar *grammar, const DlnLex *lexes, guint n_lexes, guint at, double *number)
{
  double total = 0, part = 0;
  guint  next = at;

  if (at >= n_lexes)
    return 0;
  if (lexes[at].kind == DLN_LEX_NUMBER)
    {
      part = lexes[at].number;
      next = at + 1;
      if (!(lexes[at].flags & DLN_LEX_GROUPED))
        next = read_fraction (lexes, n_lexes, next, &part);
    }
  else if ((next = read_small (grammar, lexes, n_lexes, at, &part)) == 0)
    {
      if (!_dln_grammar_has_class (grammar, lexes[at].word, DLN_CLASS_SCALE))
        return 0;
      part = 1;
      next = at;
    }
  for (guint i = 0; i < 6 && next < n_lexes; i++)
    {
      double more;
      guint  after, p = next;

      if (_dln_grammar_has_class (grammar, lexes[next].word, DLN_CLASS_SCALE))
        {
          gint32 scale = _dln_grammar_get_value (grammar, lexes[next].word, DLN_CLASS_SCALE);

          if (scale == 100)
            part *= 100;
          else
            {
              total += part * scale;
              part = 0;
            }
          next++;
          continue;
        }
      if (i == 0 || lexes[at].kind == DLN_LEX_NUMBER)
        break;
      if (lexes[p].kind == DLN_LEX_WORD && lexes[p].end - lexes[p].begin == 3 && lexes[p].word == 1)
        p++; /* "and" is the first word of the lexicon */
      after = read_small (grammar, lexes, n_lexes, p, &more);
      if (after == 0)
        break;
      part += more;
      next = after;
    }
  *number = total + part;
  return next;
}

static gboolean
has_ordinal_ending (const char *text, const DlnLex *lexes, guint n_lexes, guint at)
{
  const char *const *endings = _dln_words (DLN_WORDS_ORDINAL_ENDINGS);

  if (at >= n_lexes || lexes[at].flags & DLN_LEX_SPACE || lexes[at].end - lexes[at].begin != 2)
    return FALSE;
  for (guint i = 0; endings[i] != NULL; i++)
    if (g_ascii_strncasecmp (text + lexes[at].begin, endings[i], 2) == 0)
      return TRUE;
  return FALSE;
}

/* "21st", "third", "twenty-first" */
guint
_dln_time_read_ordinal (const DlnGrammar *grammar,
                        const char       *text,
                        const DlnLex     *lexes,
                        guint             n_lexes,
                        guint             at,
                        gint32           *number)
{
  if (at >= n_lexes)
    return 0;
  if (lexes[at].kind == DLN_LEX_NUMBER)
    {
      if (lexes[at].flags & DLN_LEX_GROUPED || lexes[at].digits > 3
          || !has_ordinal_ending (text, lexes, n_lexes, at + 1))
        return 0;
      *number = lexes[at].number;
      return at + 2;
    }
  if (_dln_grammar_has_class (grammar, lexes[at].word, DLN_CLASS_ORDWORD))
    {
      *number = _dln_grammar_get_value (grammar, lexes[at].word, DLN_CLASS_ORDWORD);
      return at + 1;
    }
  if (_dln_grammar_has_class (grammar, lexes[at].word, DLN_CLASS_NUMWORD))
    {
      gint32 tens = _dln_grammar_get_value (grammar, lexes[at].word, DLN_CLASS_NUMWORD);
      guint  p = is_dash (lexes, n_lexes, at + 1) ? at + 2 : at + 1;

      if (tens >= 20 && tens % 10 == 0 && p < n_lexes
          && _dln_grammar_has_class (grammar, lexes[p].word, DLN_CLASS_ORDWORD)
          && _dln_grammar_get_value (grammar, lexes[p].word, DLN_CLASS_ORDWORD) < 10)
        {
          *number = tens + _dln_grammar_get_value (grammar, lexes[p].word, DLN_CLASS_ORDWORD);
          return p + 1;
        }
    }
  return 0;
}

/* A day of the month: "3", "3rd", "third". */
guint
_dln_time_read_day (const DlnGrammar *grammar,
                    const char       *text,
                    const DlnLex     *lexes,
                    guint             n_lexes,
                    guint             at,
                    gint32           *day)
{
  guint next = _dln_time_read_ordinal (grammar, text, lexes, n_lexes, at, day);

  if (next == 0 && at < n_lexes && lexes[at].kind == DLN_LEX_NUMBER && lexes[at].digits <= 2
      && !(lexes[at].flags & DLN_LEX_GROUPED))
    {
      *day = lexes[at].number;
      next = at + 1;
      if (next < n_lexes && !(lexes[next].flags & DLN_LEX_SPACE)
          && (lexes[next].kind == DLN_LEX_WORD || lexes[next].kind == '%'))
        return 0;
    }
  return next != 0 && *day >= 1 && *day <= 31 ? next : 0;
}

/* A year: four digits, "nineteen ninety-four", "two thousand and three". */
guint
_dln_time_read_year (const DlnGrammar *grammar,
                     const char       *text,
                     const DlnLex     *lexes,
                     guint             n_lexes,
                     guint             at,
                     gint32           *year)
{
  double high, low = 0;
  guint  next, after;

  if (at >= n_lexes)
    return 0;
  if (lexes[at].kind == DLN_LEX_NUMBER)
    {
      const DlnLex *lex = &lexes[at];

      if (lex->flags & DLN_LEX_GROUPED || lex->digits != 4 || lex->number < 1000
          || lex->number > 2200)
        return 0;
      if (at > 0 && !(lex->flags & DLN_LEX_SPACE)
          && strchr ("$#:.,*+%&", lexes[at - 1].kind) != NULL)
        return 0;
      if (at + 1 < n_lexes && !(lexes[at + 1].flags & DLN_LEX_SPACE)
          && (lexes[at + 1].kind == DLN_LEX_WORD || lexes[at + 1].kind == '%'
              || lexes[at + 1].kind == '$'))
        return 0;
      *year = lex->number;
      return at + 1;
    }
  next = read_small (grammar, lexes, n_lexes, at, &high);
  if (next == 0 || (high < 15 && high != 2) || high > 21)
    return 0;
  if (high == 2)
    {
      if (next >= n_lexes || !_dln_grammar_has_class (grammar, lexes[next].word, DLN_CLASS_SCALE)
          || _dln_grammar_get_value (grammar, lexes[next].word, DLN_CLASS_SCALE) != 1000)
        return 0;
      next = _dln_time_read_number (grammar, lexes, n_lexes, at, &high);
      *year = high;
      return high >= 2000 && high < 2100 ? next : 0;
    }
  after = read_small (grammar, lexes, n_lexes, next, &low);
  if (after == 0 || low < 10 || high == 20 * (lexes[at].end == lexes[next - 1].end ? 0 : 1))
    return 0;
  *year = high * 100 + low;
  return after;
}

/* Whether "a.m." or "p.m." stands at a lexeme: 'a' or 'p', and the lexeme after it. */
static char
read_half_day (const char *text, const DlnLex *lexes, guint n_lexes, guint at, guint *next)
{
  const DlnLex *lex = &lexes[at];
  char          c;

  if (at >= n_lexes || lex->kind != DLN_LEX_WORD)
    return 0;
  c = g_ascii_tolower (text[lex->begin]);
  if (c != 'a' && c != 'p')
    return 0;
  if (lex->end - lex->begin == 2 && g_ascii_tolower (text[lex->begin + 1]) == 'm')
    {
      *next = at + 1;
      return c;
    }
  if (lex->end - lex->begin == 1 && at + 2 < n_lexes && lexes[at + 1].kind == '.'
      && lexes[at + 2].kind == DLN_LEX_WORD && lexes[at + 2].end - lexes[at + 2].begin == 1
      && g_ascii_tolower (text[lexes[at + 2].begin]) == 'm'
      && !(lexes[at + 2].flags & DLN_LEX_SPACE))
    {
      *next = at + 3;
      if (*next < n_lexes && lexes[*next].kind == '.' && !(lexes[*next].flags & DLN_LEX_SPACE))
        (*next)++;
      return c;
    }
  return 0;
}

static guint
read_zone_word (
  const DlnGrammar *grammar, const DlnLex *lexes, guint n_lexes, guint at, DlnSem *sem)
{
  gboolean bracket = at + 2 < n_lexes && lexes[at].kind == '(' && lexes[at + 2].kind == ')';
  guint    p = at + bracket;

  if (p >= n_lexes || !_dln_grammar_has_class (grammar, lexes[p].word, DLN_CLASS_ZONE)
      || !(lexes[p].flags & DLN_LEX_UPPER))
    return at;
  sem->zone = _dln_grammar_get_value (grammar, lexes[p].word, DLN_CLASS_ZONE);
  sem->has_zone = sem->zone == 0 && lexes[p].end - lexes[p].begin == 3 ? 'Z' : TRUE;
  return p + 1 + bracket;
}

static gboolean
is_hours (const char *text, const DlnLex *lex)
{
  return lex->end - lex->begin == 5 && g_ascii_strncasecmp (text + lex->begin, "hours", 5) == 0;
}

/* "10:35", "10 p.m.", "10:35 a.m. EST", "1035 GMT", "ten o'clock", "23:50 local time" without the
 * last two words. */
guint
_dln_time_read_clock (const DlnGrammar *grammar,
                      const char       *text,
                      const DlnLex     *lexes,
                      guint             n_lexes,
                      guint             at,
                      DlnSem           *sem)
{
  double   number;
  guint    next, after;
  char     half;
  gboolean sure = FALSE;

  if (at >= n_lexes)
    return 0;
  sem->second = DLN_NO_NUMBER;
  if (lexes[at].kind == DLN_LEX_CLOCK)
    {
      sem->hour = lexes[at].part[0];
      sem->minute = lexes[at].part[1];
      if (lexes[at].end - lexes[at].begin > 6 && lexes[at].part[2] != 0)
        sem->second = lexes[at].part[2];
      if (lexes[at].zone)
        {
          sem->zone = lexes[at].part[3];
          sem->has_zone = sem->zone == 0 ? 'Z' : TRUE;
        }
      next = at + 1;
      sure = TRUE;
    }
  else
    {
      if ((lexes[at].flags & DLN_LEX_GROUPED) != 0)
        return 0;
      next = lexes[at].kind == DLN_LEX_NUMBER ? at + 1
                                              : read_small (grammar, lexes, n_lexes, at, &number);
      if (next == 0)
        return 0;
      if (lexes[at].kind == DLN_LEX_NUMBER)
        number = lexes[at].number;
      sem->hour = number;
      sem->minute = DLN_NO_NUMBER;
      if (lexes[at].kind == DLN_LEX_NUMBER && lexes[at].digits == 4 && number < 2400
          && (gint32)number % 100 < 60)
        {
          after = read_zone_word (grammar, lexes, n_lexes, next, sem);
          if (after == next && at > 0 && next < n_lexes && is_hours (text, &lexes[next])
              && _dln_grammar_has_class (grammar, lexes[at - 1].word, DLN_CLASS_PREP))
            after = next + 1; /* "at 1600 hours" */
          sem->hour = (gint32)number / 100;
          sem->minute = (gint32)number % 100;
          return after > next ? after : 0;
        }
      if (number > 12 || number < 1)
        return 0;
    }
  half = read_half_day (text, lexes, n_lexes, next, &after);
  if (half != 0 && sem->hour <= 12 && sem->hour > 0)
    {
      sem->hour = sem->hour % 12 + (half == 'p' ? 12 : 0);
      next = after;
      sure = TRUE;
    }
  else if (next + 2 < n_lexes && lexes[next + 1].kind == '\''
           && lexes[next + 2].kind == DLN_LEX_WORD && lexes[next].end - lexes[next].begin == 1
           && g_ascii_tolower (text[lexes[next].begin]) == 'o'
           && lexes[next + 2].end - lexes[next + 2].begin == 5
           && g_ascii_strncasecmp (text + lexes[next + 2].begin, "clock", 5) == 0)
    {
      next += 3;
      sure = TRUE;
    }
  if (!sure)
    return 0;
  return read_zone_word (grammar, lexes, n_lexes, next, sem);
}
