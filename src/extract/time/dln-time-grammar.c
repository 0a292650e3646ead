/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of time expressions: words of classes (time-words-en.txt) and rules over them (time-rules-en.txt).
 *
 * Both files describe their form in their heads. A rule is a row of elements, each of which matches one lexeme (or one
 * number, year, clock time); the longest rule at a place wins, the earlier one among equals. Rules with "@" widen an
 * expression that was found already. Compiled once for the process, read-only afterwards. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "extract/time/dln-time-private.h"

#define MAX_WORDS 64
#define MAX_ELEMENTS 14
#define MAX_VALUES 4

typedef enum
{
  READ_NONE,
  READ_NUM,
  READ_ORD,
  READ_DAY,
  READ_YEAR,
  READ_CLOCK,
  READ_NDATE,
  READ_TWO,   /* two digits */
  READ_DECADE, /* 1980 with s glued */
  READ_ANY,   /* a word in small letters */
  READ_NAME,  /* a word with a capital */
  READ_WORD, /* any word */
  READ_MATCH, /* "@" */
} Reader;

typedef struct
{
  guint64 classes;
  guint64 strong;  /* of these, not where the word is a weak member */
  guint16 words[MAX_WORDS];
  guint8  n_words;
  guint8  reader;
  char    marks[8]; /* any of these */
  guint8  optional;
  guint8  glued;
  guint8  negative;
  guint8  wanted; /* "@": a letter, 0 = any */
} Element;

typedef struct
{
  const char *name;
  Element     elements[MAX_ELEMENTS];
  guint8      n_elements;
  guint8      first; /* extent: elements [first, last) */
  guint8      last;
  guint8      at;    /* element "@", or n_elements */
  guint8      article; /* "the" before it belongs to it */
  guint8      ahead;   /* month and year after the extent count */
  guint8      type;
  DlnSem      sem;
} Rule;

typedef struct
{
  guint64     classes;
  guint64     capital; /* only with a capital letter */
  guint64     weak;
  const char *word;
  GArray     *rules; /* guint16: those that may begin here */
  gint32      values[MAX_VALUES];
  guint8      value_class[MAX_VALUES];
  guint8      n_values;
  guint8      length;
  guint8      dot;     /* abbreviation: a full stop after it belongs to it */
} Word;

struct _DlnGrammar
{
  GArray  *words;  /* Word; 0 is none, 1 is "and" */
  guint16 *buckets;
  guint    n_buckets;
  GArray  *rules;  /* Rule */
  GArray  *wraps;  /* guint16 */
  GArray  *digits; /* rules that may begin with a number, numeric date or clock time */
  GArray  *quotes; /* with an apostrophe */
  GStringChunk *chunk;
  guint    the;
};

static const char *const class_names[DLN_N_CLASSES] = {
  "MONTH",   "WEEKDAY",    "SEASON",    "UNIT1", "UNITN",     "DAYPART", "NUMWORD",    "SCALE",     "ORDWORD",
  "LAST",    "NEXT",       "THIS",      "RELDAY", "FEW",      "FREQ",    "EARLY",      "MIDDLE",    "LATE",
  "ABOUT",   "PREP",       "ZONE",      "DECADEWORD", "NOYEAR", "POSS",  "PASTREF",    "PRESENTREF", "FUTUREREF",
  "STAMP",   "FUTURECUE",  "PASTCUE",   "PRESENTCUE", "ROLE", "EVENT",   "HOLIDAY",    "TRADING",   "STOP",
};

/* ---- lexicon ------------------------------------------------------------------------------- */

static guint
hash_lower (const char *word,
            gsize       length)
{
  guint hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) g_ascii_tolower (word[i])) * 16777619u;
  return hash ^ hash >> 15;
}

guint
_dln_grammar_find_word (const DlnGrammar *grammar,
                        const char       *word,
                        gsize             length)
{
  guint mask = grammar->n_buckets - 1;

  if (length > 24)
    return 0;
  for (guint b = hash_lower (word, length) & mask;; b = (b + 1) & mask)
    {
      guint id = grammar->buckets[b];
      const Word *entry;

      if (id == 0)
        return 0;
      entry = DLN_ROW (grammar->words, Word, id);
      if (entry->length == length && g_ascii_strncasecmp (entry->word, word, length) == 0)
        return id;
    }
}

gboolean
_dln_grammar_has_class (const DlnGrammar *grammar,
                        guint             word,
                        guint             class_)
{
  return (DLN_ROW (grammar->words, Word, word)->classes >> class_ & 1) != 0;
}

gint32
_dln_grammar_get_value (const DlnGrammar *grammar,
                        guint             word,
                        guint             class_)
{
  const Word *entry = DLN_ROW (grammar->words, Word, word);

  for (guint i = 0; i < entry->n_values; i++)
    if (entry->value_class[i] == class_)
      return entry->values[i];
  return 0;
}

static guint
add_word (DlnGrammar *grammar,
          const char *text,
          gsize       length)
{
  guint id = _dln_grammar_find_word (grammar, text, length);
  Word word = { .length = length };
  guint b;

  if (id != 0)
    return id;
  g_assert (length <= 24 && grammar->words->len < grammar->n_buckets / 2);
  word.word = g_string_chunk_insert_len (grammar->chunk, text, length);
  id = grammar->words->len;
  g_array_append_val (grammar->words, word);
  for (b = hash_lower (text, length) & (grammar->n_buckets - 1); grammar->buckets[b] != 0;)
    b = (b + 1) & (grammar->n_buckets - 1);
  grammar->buckets[b] = id;
  return id;
}

static guint
find_class (const char *name)
{
  for (guint i = 0; i < DLN_N_CLASSES; i++)
    if (g_str_equal (class_names[i], name))
      return i;
  return DLN_N_CLASSES;
}

/* "jan!.=1": a word, "!" with a capital only, "." may be followed by a full stop, "~" weak; a number or a letter. */
static void
add_member (DlnGrammar *grammar,
            guint       class_,
            const char *token)
{
  const char *equals = strrchr (token, '=');
  gsize length = equals != NULL ? equals - token : strlen (token);
  gsize bare = length;
  guint id;
  Word *word;

  while (bare > 1 && strchr ("!.~", token[bare - 1]) != NULL)
    bare--;
  id = add_word (grammar, token, bare);
  word = DLN_ROW (grammar->words, Word, id);
  word->classes |= G_GUINT64_CONSTANT (1) << class_;
  for (gsize i = bare; i < length; i++)
    if (token[i] == '!')
      word->capital |= G_GUINT64_CONSTANT (1) << class_;
    else if (token[i] == '~')
      word->weak |= G_GUINT64_CONSTANT (1) << class_;
    else
      word->dot = TRUE;
  if (equals == NULL)
    return;
  g_assert (word->n_values < MAX_VALUES);
  word->value_class[word->n_values] = class_;
  word->values[word->n_values++] = g_ascii_isalpha (equals[1]) ? equals[1] : atoi (equals + 1);
}

static void
load_words (DlnGrammar *grammar,
            const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint class_ = DLN_N_CLASSES;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) tokens = g_strsplit_set (lines[i], " \t", -1);

      if (lines[i][0] == '#')
        continue;
      for (guint k = 0; tokens[k] != NULL; k++)
        if (g_str_has_suffix (tokens[k], ":"))
          {
            tokens[k][strlen (tokens[k]) - 1] = '\0';
            class_ = find_class (tokens[k]);
            if (class_ == DLN_N_CLASSES)
              g_error ("time words: no class %s", tokens[k]);
          }
        else if (tokens[k][0] != '\0')
          add_member (grammar, class_, tokens[k]);
    }
}

/* ---- rules --------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  Reader      reader;
} readers[] = {
  { "NUM", READ_NUM },     { "ORD", READ_ORD },       { "DAY", READ_DAY }, { "YEAR", READ_YEAR }, { "CLOCK", READ_CLOCK },
  { "NDATE", READ_NDATE }, { "TWO", READ_TWO },       { "DECADE", READ_DECADE }, { "ANY", READ_ANY }, { "NAME", READ_NAME }, { "WORD", READ_WORD },
};

static void
add_alternative (DlnGrammar *grammar,
                 Element    *element,
                 char       *token,
                 const char *rule)
{
  gsize length = strlen (token);
  gboolean strong = length > 1 && token[length - 1] == '+';
  guint class_;

  if (strong)
    token[--length] = '\0';
  if (token[0] == '@')
    {
      element->reader = READ_MATCH;
      element->wanted = token[1];
      return;
    }
  if (!g_ascii_isupper (token[0]))
    {
      if (length == 1 && !g_ascii_isalpha (token[0]))
        {
          g_assert (strlen (element->marks) + 1 < sizeof element->marks);
          element->marks[strlen (element->marks)] = token[0];
          return;
        }
      g_assert (element->n_words < MAX_WORDS);
      element->words[element->n_words++] = add_word (grammar, token, length);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].name, token))
      {
        if (element->reader != READ_NONE)
          g_error ("time rules: %s: two readings in one element", rule);
        element->reader = readers[i].reader;
        return;
      }
  if (g_str_equal (token, "UNIT"))
    {
      element->classes |= 1 << DLN_CLASS_UNIT1 | 1 << DLN_CLASS_UNITN;
      return;
    }
  class_ = find_class (token);
  if (class_ == DLN_N_CLASSES)
    g_error ("time rules: %s: no class %s", rule, token);
  element->classes |= G_GUINT64_CONSTANT (1) << class_;
  if (strong)
    element->strong |= G_GUINT64_CONSTANT (1) << class_;
}

static void
add_element (DlnGrammar *grammar,
             Rule       *rule,
             char       *token)
{
  Element element = { 0 };
  gsize length = strlen (token);

  if (length > 1 && token[0] == '!')
    {
      element.negative = TRUE;
      token++, length--;
    }
  if (length > 1 && token[0] == '=')
    {
      element.glued = TRUE;
      token++, length--;
    }
  if (length > 1 && token[length - 1] == '?')
    {
      element.optional = TRUE;
      token[length - 1] = '\0';
    }

  g_auto (GStrv) parts = g_strsplit (token, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    add_alternative (grammar, &element, parts[i], rule->name);
  if (element.reader == READ_MATCH)
    rule->at = rule->n_elements;
  g_assert (rule->n_elements < MAX_ELEMENTS);
  rule->elements[rule->n_elements++] = element;
}

static gint32
read_unit (const char *value)
{
  return g_ascii_isalpha (value[0]) ? value[0] : atoi (value);
}

static guint
find_name (const char        *name,
           const char *const *names,
           const char        *rule)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  g_error ("time rules: %s: no %s", rule, name);
}

static void
set_property (Rule *rule,
              char *token)
{
  static const char *const ops[] = { "none",   "date",    "unit",  "offset", "part",     "decade", "century", "ref",
                                     "relday", "daypart", "clock", "holiday", "same", "duration", "set",   NULL };
  static const char *const mods[] = { "none", "start", "mid", "end", "approx", "more", "less", "least", "most", "before", "after",
                                      NULL };
  static const char *const types[] = { "date", "time", "duration", "set", NULL };
  static const char *const froms[] = { "auto", "document", "story", NULL };
  char *value = strchr (token, '=');
  DlnSem *sem = &rule->sem;

  if (value == NULL)
    {
      sem->op = find_name (token, ops, rule->name);
      if (sem->op == DLN_SEM_DURATION)
        rule->type = DLN_TIME_DURATION;
      else if (sem->op == DLN_SEM_SET)
        rule->type = DLN_TIME_SET;
      else if (sem->op == DLN_SEM_DAYPART || sem->op == DLN_SEM_CLOCK)
        rule->type = DLN_TIME_TIME;
      return;
    }
  *value++ = '\0';
  if (g_str_equal (token, "dir"))
    {
      sem->dir = atoi (value);
      sem->has_dir = TRUE;
    }
  else if (g_str_equal (token, "n"))
    sem->n = atoi (value);
  else if (g_str_equal (token, "unit"))
    sem->unit = read_unit (value);
  else if (g_str_equal (token, "ref"))
    sem->ref = *value;
  else if (g_str_equal (token, "part"))
    sem->part = atoi (value);
  else if (g_str_equal (token, "daypart"))
    sem->daypart = atoi (value);
  else if (g_str_equal (token, "vague"))
    sem->vague = atoi (value);
  else if (g_str_equal (token, "fiscal"))
    sem->fiscal = atoi (value);
  else if (g_str_equal (token, "calendar"))
    sem->calendar = atoi (value);
  else if (g_str_equal (token, "ahead"))
    rule->ahead = TRUE;
  else if (g_str_equal (token, "month"))
    sem->month = atoi (value);
  else if (g_str_equal (token, "day"))
    sem->day = atoi (value);
  else if (g_str_equal (token, "mod"))
    sem->mod = find_name (value, mods, rule->name);
  else if (g_str_equal (token, "type"))
    rule->type = find_name (value, types, rule->name);
  else if (g_str_equal (token, "from"))
    sem->from = find_name (value, froms, rule->name);
  else
    g_error ("time rules: %s: no property %s", rule->name, token);
}

static void
clear_sem (DlnSem *sem)
{
  *sem = (DlnSem){ .year = DLN_NO_NUMBER, .month = DLN_NO_NUMBER, .day = DLN_NO_NUMBER, .weekday = DLN_NO_NUMBER,
                   .part = DLN_NO_NUMBER, .hour = DLN_NO_NUMBER, .minute = DLN_NO_NUMBER, .second = DLN_NO_NUMBER,
                   .range = DLN_NO_NUMBER, .n = 1 };
}

static void
add_rule (DlnGrammar *grammar,
          const char *name,
          const char *line)
{
  Rule rule = { .name = name };
  g_auto (GStrv) halves = g_strsplit (line, " -> ", 2);
  gboolean closed = FALSE;

  clear_sem (&rule.sem);
  if (halves[0] == NULL || halves[1] == NULL)
    g_error ("time rules: %s: “%s” has no “->”", name, line);

  g_auto (GStrv) pattern = g_strsplit (halves[0], " ", -1);
  g_auto (GStrv) meaning = g_strsplit (halves[1], " ", -1);

  for (guint i = 0; pattern[i] != NULL; i++)
    {
      if (pattern[i][0] == '\0')
        continue;
      if (g_str_equal (pattern[i], "<"))
        rule.first = rule.n_elements;
      else if (g_str_equal (pattern[i], ">"))
        {
          rule.last = rule.n_elements;
          closed = TRUE;
        }
      else if (g_str_equal (pattern[i], "the?") && rule.n_elements == rule.first && strchr (halves[0], '@') == NULL)
        rule.article = TRUE;
      else
        add_element (grammar, &rule, pattern[i]);
    }
  if (!closed)
    rule.last = rule.n_elements;
  if (rule.elements[rule.at].reader != READ_MATCH)
    rule.at = rule.n_elements;
  for (guint i = 0; meaning[i] != NULL; i++)
    if (meaning[i][0] != '\0')
      set_property (&rule, meaning[i]);
  g_array_append_val (grammar->rules, rule);
}

static void
load_rules (DlnGrammar *grammar,
            const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *name = "";

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = lines[i];
      char *equals;

      if (line[0] == '\0' || strchr ("#+-", line[0]) != NULL)
        continue;
      if (line[0] == '|')
        {
          add_rule (grammar, name, line + 1);
          continue;
        }
      equals = strstr (line, " = ");
      if (equals == NULL)
        g_error ("time rules: “%s” is no rule", line);
      name = g_string_chunk_insert_len (grammar->chunk, line, equals - line);
      add_rule (grammar, name, equals + 3);
    }
}

static void
index_rules (DlnGrammar *grammar)
{
  for (guint r = 0; r < grammar->rules->len; r++)
    {
      const Rule *rule = DLN_ROW (grammar->rules, Rule, r);
      gboolean by_digit = FALSE, by_quote = FALSE;
      guint16 id = r;

      if (rule->at < rule->n_elements)
        {
          g_array_append_val (grammar->wraps, id);
          continue;
        }
      for (guint e = rule->first; e < rule->last; e++)
        {
          const Element *element = &rule->elements[e];
          guint64 classes = element->classes;

          if (element->negative)
            continue;
          if (element->reader != READ_NONE && element->reader < READ_ANY)
            by_digit = TRUE;
          if (strchr (element->marks, '\'') != NULL)
            by_quote = TRUE;
          if (element->reader >= READ_NUM && element->reader <= READ_CLOCK)
            classes |= 1 << DLN_CLASS_NUMWORD | 1 << DLN_CLASS_SCALE | 1 << DLN_CLASS_ORDWORD;
          for (guint w = 1; w < grammar->words->len; w++)
            {
              Word *word = DLN_ROW (grammar->words, Word, w);
              gboolean hit = (word->classes & classes) != 0;

              for (guint k = 0; k < element->n_words; k++)
                hit = hit || element->words[k] == w;
              if (!hit)
                continue;
              if (word->rules == NULL)
                word->rules = g_array_new (FALSE, FALSE, sizeof (guint16));
              if (word->rules->len == 0 || g_array_index (word->rules, guint16, word->rules->len - 1) != id)
                g_array_append_val (word->rules, id);
            }
          if (!element->optional)
            break;
        }
      if (by_digit)
        g_array_append_val (grammar->digits, id);
      if (by_quote)
        g_array_append_val (grammar->quotes, id);
    }
}

const DlnGrammar *
_dln_grammar_get (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      DlnGrammar *grammar = g_new0 (DlnGrammar, 1);
      g_autoptr (GBytes) words = _dln_data_get ("time-words-en.txt");
      g_autoptr (GBytes) rules = _dln_data_get ("time-rules-en.txt");
      Word none = { 0 };

      grammar->n_buckets = 4096;
      grammar->buckets = g_new0 (guint16, grammar->n_buckets);
      grammar->words = g_array_new (FALSE, TRUE, sizeof (Word));
      grammar->rules = g_array_new (FALSE, TRUE, sizeof (Rule));
      grammar->wraps = g_array_new (FALSE, FALSE, sizeof (guint16));
      grammar->digits = g_array_new (FALSE, FALSE, sizeof (guint16));
      grammar->quotes = g_array_new (FALSE, FALSE, sizeof (guint16));
      grammar->chunk = g_string_chunk_new (4096);
      g_array_append_val (grammar->words, none);
      add_word (grammar, "and", 3);

      g_autofree char *word_text = g_strndup (g_bytes_get_data (words, NULL), g_bytes_get_size (words));
      g_autofree char *rule_text = g_strndup (g_bytes_get_data (rules, NULL), g_bytes_get_size (rules));

      grammar->the = add_word (grammar, "the", 3);
      load_words (grammar, word_text);
      load_rules (grammar, rule_text);
      index_rules (grammar);
      g_once_init_leave (&once, (gsize) grammar);
    }
  return (const DlnGrammar *) once;
}

const char *
_dln_grammar_get_rule (const DlnGrammar *grammar,
                       guint             rule)
{
  return DLN_ROW (grammar->rules, Rule, rule)->name;
}

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
  guint             steps;
} Matcher;

static gboolean
has_classes (const Matcher *m,
             const DlnLex  *lex,
             const Element *element)
{
  const Word *word = DLN_ROW (m->grammar->words, Word, lex->word);
  guint64 classes = word->classes & element->classes;

  if (classes == 0)
    return FALSE;
  if (!(lex->flags & DLN_LEX_CAPITAL))
    classes &= ~word->capital;
  classes &= ~(word->weak & element->strong);
  return classes != 0;
}

static gboolean
is_match_wanted (const DlnMatch *match,
                 char            wanted)
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
    case 'T':
      return match->type == DLN_TIME_TIME;
    case 'S':
      return match->type == DLN_TIME_SET;
    case 'P': /* a date longer than a day */
      return match->type == DLN_TIME_DATE && sem->op != DLN_SEM_REF && sem->op != DLN_SEM_RELDAY && sem->day == DLN_NO_NUMBER
             && sem->weekday == DLN_NO_NUMBER && sem->op != DLN_SEM_HOLIDAY
             && !((sem->op == DLN_SEM_UNIT || sem->op == DLN_SEM_SAME || sem->op == DLN_SEM_OFFSET) && sem->unit == 'D');
    case 'd': /* a day */
      return match->type == DLN_TIME_DATE
             && (sem->op == DLN_SEM_RELDAY || sem->day != DLN_NO_NUMBER || sem->weekday != DLN_NO_NUMBER
                 || sem->op == DLN_SEM_HOLIDAY
                 || ((sem->op == DLN_SEM_UNIT || sem->op == DLN_SEM_SAME || sem->op == DLN_SEM_OFFSET) && sem->unit == 'D'));
    case 'M': /* a month without a year */
      return sem->op == DLN_SEM_DATE && sem->month != DLN_NO_NUMBER && sem->year == DLN_NO_NUMBER;
    default:
      return FALSE;
    }
}

/* The lexeme after an element at @at, 0 if it does not match there. */
static guint
read_element (Matcher       *m,
              const Element *element,
              guint          at)
{
  const DlnLex *lex;
  guint next = 0;
  gint32 value;
  double number;
  DlnSem sem;

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
          if (DLN_ROW (m->grammar->words, Word, lex->word)->dot && at + 1 < m->n_lexes && m->lexes[at + 1].kind == '.'
              && !(m->lexes[at + 1].flags & DLN_LEX_SPACE))
            return at + 2;
          return at + 1;
        }
    }
  switch ((Reader) element->reader)
    {
    case READ_NONE:
    case READ_MATCH:
      return 0;
    case READ_NUM:
      return _dln_time_read_number (m->grammar, m->lexes, m->n_lexes, at, &number);
    case READ_ORD:
      return _dln_time_read_ordinal (m->grammar, m->text, m->lexes, m->n_lexes, at, &value);
    case READ_DAY:
      return _dln_time_read_day (m->grammar, m->text, m->lexes, m->n_lexes, at, &value);
    case READ_YEAR:
      return _dln_time_read_year (m->grammar, m->text, m->lexes, m->n_lexes, at, &value);
    case READ_CLOCK:
      return _dln_time_read_clock (m->grammar, m->text, m->lexes, m->n_lexes, at, &sem);
    case READ_NDATE:
      return lex->kind == DLN_LEX_DATE ? at + 1 : 0;
    case READ_TWO:
      return lex->kind == DLN_LEX_NUMBER && lex->digits == 2 && !(lex->flags & DLN_LEX_GROUPED) ? at + 1 : 0;
    case READ_DECADE:
      if (lex->kind != DLN_LEX_NUMBER || lex->flags & DLN_LEX_GROUPED || (lex->digits != 4 && lex->digits != 2)
          || (gint32) lex->number % 10 != 0 || (lex->digits == 4 && (lex->number < 1000 || lex->number > 2100)))
        return 0;
      next = at + 1;
      if (next < m->n_lexes && m->lexes[next].kind == '\'' && !(m->lexes[next].flags & DLN_LEX_SPACE))
        next++;
      if (next >= m->n_lexes || m->lexes[next].flags & DLN_LEX_SPACE || m->lexes[next].end - m->lexes[next].begin != 1
          || m->text[m->lexes[next].begin] != 's')
        return 0;
      return next + 1;
    case READ_ANY:
      return lex->kind == DLN_LEX_WORD && !(lex->flags & DLN_LEX_CAPITAL) ? at + 1 : 0;
    case READ_WORD:
      return lex->kind == DLN_LEX_WORD ? at + 1 : 0;
    case READ_NAME:
      return lex->kind == DLN_LEX_WORD && lex->flags & DLN_LEX_CAPITAL ? at + 1 : 0;
    }
  return next;
}

static gboolean
match_forward (Matcher *m,
               guint    e,
               guint    at)
{
  const Rule *rule = m->rule;
  const Element *element;
  guint next;

  if (e == rule->n_elements)
    return TRUE;
  if (++m->steps > 200)
    return FALSE;
  element = &rule->elements[e];
  if (element->reader == READ_MATCH)
    {
      if (m->inner->begin != at || !is_match_wanted (m->inner, element->wanted))
        return FALSE;
      m->begin[e] = at;
      m->end[e] = m->inner->end;
      return match_forward (m, e + 1, m->inner->end);
    }
  next = e > rule->first && e < rule->last && at < m->n_lexes && m->lexes[at].flags & DLN_LEX_BREAK
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
match_before (Matcher *m,
              guint    at)
{
  for (guint e = m->rule->first; e > 0; e--)
    {
      const Element *element = &m->rule->elements[e - 1];
      gboolean hit = at > 0 && !(m->lexes[at].flags & DLN_LEX_BREAK) && read_element (m, element, at - 1) != 0;

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
take_word (const DlnGrammar *grammar,
           const DlnLex     *lex,
           guint             class_,
           DlnSem           *sem)
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
    case DLN_CLASS_HOLIDAY:
      sem->holiday = value;
      break;
    default:
      break;
    }
}

static void
take_numeric_date (const DlnLex *lex,
                   DlnSem       *sem)
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
take_element (const Matcher *m,
              guint          e,
              DlnSem        *sem)
{
  const Element *element = &m->rule->elements[e];
  guint at = m->begin[e];
  const DlnLex *lex = &m->lexes[at];
  guint64 classes = DLN_ROW (m->grammar->words, Word, lex->word)->classes & element->classes;
  double number;
  gint32 value = 0;

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
  switch ((Reader) element->reader)
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
take_meaning (Matcher  *m,
              DlnMatch *match)
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
  if (rule->ahead)
    for (guint e = rule->last; e < rule->n_elements; e++)
      if (m->end[e] != 0 && !rule->elements[e].negative
          && (rule->elements[e].classes >> DLN_CLASS_MONTH & 1 || rule->elements[e].reader == READ_YEAR))
        take_element (m, e, &match->sem);
  if (match->sem.op == DLN_SEM_PART && match->sem.part == DLN_NO_NUMBER)
    match->sem.part = (match->sem.unit == 'h' ? 39 : 32) + (gint32) match->sem.n;
  while (match->end > match->begin + 1 && m->lexes[match->end - 1].kind == '.'
         && m->lexes[match->end - 2].end - m->lexes[match->end - 2].begin > 1)
    match->end--;
}

gboolean
_dln_grammar_may_begin (const DlnGrammar *grammar,
                        const DlnLex     *lex)
{
  return lex->word != 0 ? DLN_ROW (grammar->words, Word, lex->word)->rules != NULL
                        : lex->kind == DLN_LEX_NUMBER || lex->kind == DLN_LEX_DATE || lex->kind == DLN_LEX_CLOCK
                            || lex->kind == '\'';
}

/* Tries the rules that may begin at lexeme @first for an expression that begins at @at, which is @first or the article before it. */
static gboolean
try_rules (Matcher  *m,
           guint     at,
           guint     first,
           gboolean  found,
           DlnMatch *match)
{
  const DlnLex *lex = &m->lexes[first];
  const GArray *rules = lex->word != 0      ? DLN_ROW (m->grammar->words, Word, lex->word)->rules
                        : lex->kind == '\'' ? m->grammar->quotes
                                            : m->grammar->digits;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      guint16 id = g_array_index (rules, guint16, i);
      DlnMatch other = { .rule = id };

      m->rule = DLN_ROW (m->grammar->rules, Rule, id);
      m->steps = 0;
      if ((at < first && !m->rule->article) || !match_before (m, at) || !match_forward (m, m->rule->first, first))
        continue;
      take_meaning (m, &other);
      if (other.begin != first || (found && other.end <= match->end))
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
  Matcher m = { .grammar = grammar, .text = text, .lexes = lexes, .n_lexes = n_lexes };
  gboolean found = try_rules (&m, at, at, FALSE, match);

  if (lexes[at].word == grammar->the && at + 1 < n_lexes && _dln_grammar_may_begin (grammar, &lexes[at + 1])
      && !(lexes[at + 1].flags & DLN_LEX_BREAK))
    found = try_rules (&m, at, at + 1, found, match);
  return found;
}

/* The meaning of an expression widened by a rule: what the rule says goes before what was said. */
static void
merge_meaning (const DlnMatch *inner,
               const Rule     *rule,
               DlnMatch       *outer)
{
  const DlnSem said = outer->sem;
  DlnSem sem = inner->sem;

  outer->type = rule->type != DLN_TIME_DATE || said.op != DLN_SEM_NONE ? rule->type : inner->type;
  outer->rule = inner->rule;
#define TAKE(field, none) \
  if (said.field != (none)) \
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
try_wrap (Matcher  *m,
          guint     not_before,
          DlnMatch *outer)
{
  const Rule *rule = m->rule;
  const DlnMatch *inner = m->inner;

  /* elements before "@" may be optional: begin at each lexeme from far to near */
  for (guint back = MIN (rule->at - rule->first, inner->begin - not_before) + 1; back-- > 0;)
    {
      m->steps = 0;
      if (!match_before (m, inner->begin - back) || !match_forward (m, rule->first, inner->begin - back))
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
  Matcher m = { .grammar = grammar, .text = text, .lexes = lexes, .n_lexes = n_lexes, .inner = &inner };

  for (guint i = 0; i < grammar->wraps->len; i++)
    {
      DlnMatch outer = { 0 };

      m.rule = DLN_ROW (grammar->rules, Rule, g_array_index (grammar->wraps, guint16, i));
      if (!try_wrap (&m, not_before, &outer))
        continue;
      merge_meaning (&inner, m.rule, &outer);
      *match = outer;
      return TRUE;
    }
  return FALSE;
}
