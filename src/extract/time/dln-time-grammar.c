/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of time expressions: words of classes (time-words-LANGUAGE.txt) and rules over them
 * (time-rules-LANGUAGE.txt).
 *
 * Both files describe their form in their heads. A rule is a row of elements, each of which matches
 * one lexeme (or one number, year, clock time); the longest rule at a place wins, the earlier one
 * among equals. Rules with "@" widen an expression that was found already. Compiled once for the
 * process, read-only afterwards. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "extract/time/dln-time-grammar-private.h"

static const char *const languages[] = { "en", "de", "ru", "uk" }; /* each has the two files */

static const char *const class_names[DLN_N_CLASSES] = {
  "MONTH",   "WEEKDAY",    "SEASON",    "UNIT1", "UNITN",     "DAYPART",    "NUMWORD",    "SCALE",
  "ORDWORD", "LAST",       "NEXT",      "THIS",  "RELDAY",    "FEW",        "FREQ",       "EARLY",
  "MIDDLE",  "LATE",       "ABOUT",     "PREP",  "ZONE",      "DECADEWORD", "NOYEAR",     "POSS",
  "PASTREF", "PRESENTREF", "FUTUREREF", "STAMP", "FUTURECUE", "PASTCUE",    "PRESENTCUE", "ROLE",
  "EVENT",   "HOLIDAY",    "TRADING",   "STOP",
  "TIMETABLE", "WEEKDAYS", "FIXING",
};

/* ---- lexicon ------------------------------------------------------------------------------- */

static guint
hash_lower (const char *word, gsize length)
{
  guint hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ ((guchar)word[i] | 0x20))
           * 16777619u; /* letters to small ones, and no harm to others */
  return hash ^ hash >> 15;
}

static gboolean
is_same_word (const char *entry, const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (entry[i] != word[i] && (entry[i] != (word[i] | 0x20) || !g_ascii_isupper (word[i])))
      return FALSE;
  return TRUE;
}

guint
_dln_grammar_find_word (const DlnGrammar *grammar, const char *word, gsize length)
{
  guint mask = grammar->n_buckets - 1;

  if (length > 24)
    return 0;
  for (guint b = hash_lower (word, length) & mask;; b = (b + 1) & mask)
    {
      guint       id = grammar->buckets[b];
      const Word *entry;

      if (id == 0)
        return 0;
      entry = DLN_ROW (grammar->words, Word, id);
      if (entry->length == length && is_same_word (entry->word, word, length))
        return id;
    }
}

gboolean
_dln_grammar_has_class (const DlnGrammar *grammar, guint word, guint class_)
{
  return (DLN_ROW (grammar->words, Word, word)->classes >> class_ & 1) != 0;
}

gint32
_dln_grammar_get_value (const DlnGrammar *grammar, guint word, guint class_)
{
  const Word *entry = DLN_ROW (grammar->words, Word, word);

  for (guint i = 0; i < entry->n_values; i++)
    if (entry->value_class[i] == class_)
      return entry->values[i];
  return 0;
}

static guint
add_word (DlnGrammar *grammar, const char *text, gsize length)
{
  guint id = _dln_grammar_find_word (grammar, text, length);
  Word  word = { .length = length };
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

/* "jan!.=1": a word, "!" with a capital only, "." may be followed by a full stop, "~" weak; a
 * number or a letter. */
static void
add_member (DlnGrammar *grammar, guint class_, const char *token)
{
  const char *equals = strrchr (token, '=');
  gsize       length = equals != NULL ? equals - token : strlen (token);
  gsize       bare = length;
  guint       id;
  Word       *word;

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

typedef struct
{
  DlnGrammar *grammar;
  guint       class_;
} CldrTarget;

/* An abbreviation is a weak member, and a full stop belongs to it. */
static void
add_cldr_word (const DlnCldrWord *entry, gpointer data)
{
  const CldrTarget *target = data;
  const guint64     bit = G_GUINT64_CONSTANT (1) << entry->class_;
  Word             *word;
  guint             id;

  if (entry->class_ != target->class_ || strlen (entry->word) > 24)
    return;
  id = add_word (target->grammar, entry->word, strlen (entry->word));
  word = DLN_ROW (target->grammar->words, Word, id);
  if (word->classes & bit)
    return;
  word->classes |= bit;
  word->capital |= entry->capital ? bit : 0;
  word->weak |= entry->abbreviated ? bit : 0;
  word->dot = word->dot || entry->abbreviated;
  g_assert (word->n_values < MAX_VALUES);
  word->value_class[word->n_values] = entry->class_;
  word->values[word->n_values++] = entry->value;
}

static void
load_words (DlnGrammar *grammar, const char *language, const char *text)
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
        else if (g_str_equal (tokens[k], "CLDR"))
          {
            CldrTarget target = { grammar, class_ };

            if (!_dln_cldr_foreach (language, add_cldr_word, &target))
              g_error ("time words: ICU has no data for %s", language);
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
  { "NUM", READ_NUM },   { "ORD", READ_ORD },       { "DAY", READ_DAY },
  { "YEAR", READ_YEAR }, { "CLOCK", READ_CLOCK },   { "NDATE", READ_NDATE },
  { "TWO", READ_TWO },   { "DECADE", READ_DECADE }, { "ANY", READ_ANY },
  { "NAME", READ_NAME }, { "WORD", READ_WORD },     { "PLURAL", READ_PLURAL },
  { "MM", READ_MM },
};

static void
add_alternative (DlnGrammar *grammar, Element *element, char *token, const char *rule)
{
  gsize    length = strlen (token);
  gboolean strong = length > 1 && token[length - 1] == '+';
  guint    class_;

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
add_element (DlnGrammar *grammar, Rule *rule, char *token)
{
  Element element = { 0 };
  gsize   length = strlen (token);

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
find_name (const char *name, const char *const *names, const char *rule)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  g_error ("time rules: %s: no %s", rule, name);
}

static void
set_property (Rule *rule, char *token)
{
  static const char *const ops[] = { "none",    "date",     "unit",   "offset",  "part",  "decade",
                                     "century", "ref",      "relday", "daypart", "clock", "holiday",
                                     "same",    "duration", "set",    NULL };
  static const char *const mods[] = { "none", "start", "mid",  "end",    "approx", "more",
                                      "less", "least", "most", "before", "after",  NULL };
  static const char *const types[] = { "date", "time", "duration", "set", NULL };
  static const char *const froms[] = { "auto", "document", "story", "event", NULL };
  char                    *value = strchr (token, '=');
  DlnSem                  *sem = &rule->sem;

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
  else if (g_str_equal (token, "era"))
    rule->era = atoi (value);
  else if (g_str_equal (token, "modern"))
    rule->modern = TRUE;
  else if (g_str_equal (token, "nth"))
    rule->nth = atoi (value);
  else if (g_str_equal (token, "half"))
    rule->half = atoi (value);
  else if (g_str_equal (token, "calendar"))
    sem->calendar = atoi (value);
  else if (g_str_equal (token, "back"))
    sem->back = atoi (value);
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
  *sem = (DlnSem){ .year = DLN_NO_NUMBER,
                   .month = DLN_NO_NUMBER,
                   .day = DLN_NO_NUMBER,
                   .weekday = DLN_NO_NUMBER,
                   .part = DLN_NO_NUMBER,
                   .hour = DLN_NO_NUMBER,
                   .minute = DLN_NO_NUMBER,
                   .second = DLN_NO_NUMBER,
                   .range = DLN_NO_NUMBER,
                   .n = 1 };
}

static void
add_rule (DlnGrammar *grammar, const char *name, const char *line)
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
      else if (g_str_equal (pattern[i], "the?") && rule.n_elements == rule.first
               && strchr (halves[0], '@') == NULL)
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
load_rules (DlnGrammar *grammar, const char *text)
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
set_bit (guint64 *row, guint rule)
{
  row[rule / 64] |= G_GUINT64_CONSTANT (1) << rule % 64;
}

/* Sets the rule's bit in the rows of all words, numbers and marks that an element may be. */
static void
add_to_rows (DlnGrammar    *grammar,
             guint          rule,
             const Element *element,
             guint64       *by_word,
             guint64       *by_digit,
             guint64       *by_mark)
{
  guint64  classes = element->classes;
  gboolean any = element->reader == READ_ANY || element->reader == READ_NAME
                 || element->reader == READ_WORD || element->reader == READ_PLURAL;

  if (element->reader != READ_NONE && !any)
    set_bit (by_digit, rule);
  if (element->reader >= READ_NUM && element->reader <= READ_CLOCK)
    classes |= 1 << DLN_CLASS_NUMWORD | 1 << DLN_CLASS_SCALE | 1 << DLN_CLASS_ORDWORD;
  for (guint w = 0; w < grammar->words->len; w++)
    if (any || (DLN_ROW (grammar->words, Word, w)->classes & classes) != 0)
      set_bit (by_word + w * grammar->n_sets, rule);
  for (guint k = 0; k < element->n_words; k++)
    set_bit (by_word + element->words[k] * grammar->n_sets, rule);
  for (const char *mark = element->marks; *mark != '\0'; mark++)
    set_bit (by_mark + *mark * grammar->n_sets, rule);
}

/* What may begin a rule. */
static void
index_first (DlnGrammar *grammar, guint id)
{
  const Rule         *rule = DLN_ROW (grammar->rules, Rule, id);
  g_autofree guint64 *marks = g_new0 (guint64, 128 * grammar->n_sets);

  for (guint e = rule->first; e < rule->last; e++)
    {
      const Element *element = &rule->elements[e];

      if (element->negative)
        continue;
      add_to_rows (grammar, id, element, grammar->first_word, grammar->first_digit, marks);
      if (strchr (element->marks, '\'') != NULL)
        set_bit (grammar->first_quote, id);
      if (!element->optional)
        break;
    }
  if (rule->article)
    set_bit (grammar->article, id);
}

/* What may stand after the first element, if that is one lexeme; else the rule is in all rows. */
static void
index_next (DlnGrammar *grammar, guint id)
{
  const Rule    *rule = DLN_ROW (grammar->rules, Rule, id);
  const Element *first = &rule->elements[rule->first];
  gboolean       open = first->optional || first->negative || first->reader != READ_NONE;
  guint          e = rule->first + 1;

  for (; !open && e < rule->n_elements && !rule->elements[e].negative; e++)
    if (!rule->elements[e].optional)
      break;
  open = open || e == rule->n_elements || rule->elements[e].negative;
  if (!open)
    {
      for (guint i = rule->first + 1; i <= e; i++)
        add_to_rows (grammar,
                     id,
                     &rule->elements[i],
                     grammar->next_word,
                     grammar->next_digit,
                     grammar->next_mark);
      return;
    }
  for (guint w = 0; w < grammar->words->len; w++)
    set_bit (grammar->next_word + w * grammar->n_sets, id);
  for (guint m = 0; m < 128; m++)
    set_bit (grammar->next_mark + m * grammar->n_sets, id);
  set_bit (grammar->next_digit, id);
}

static void
index_rules (DlnGrammar *grammar)
{
  guint n = grammar->n_sets = (grammar->rules->len + 63) / 64;

  grammar->first_word = g_new0 (guint64, n * grammar->words->len);
  grammar->next_word = g_new0 (guint64, n * grammar->words->len);
  grammar->next_mark = g_new0 (guint64, n * 128);
  grammar->first_digit = g_new0 (guint64, n);
  grammar->first_quote = g_new0 (guint64, n);
  grammar->next_digit = g_new0 (guint64, n);
  grammar->article = g_new0 (guint64, n);
  grammar->all = g_new0 (guint64, n);
  for (guint r = 0; r < grammar->rules->len; r++)
    {
      const Rule *rule = DLN_ROW (grammar->rules, Rule, r);
      guint16     id = r;

      set_bit (grammar->all, r);
      if (rule->at < rule->n_elements)
        {
          g_array_append_val (grammar->wraps, id);
          continue;
        }
      index_first (grammar, r);
      index_next (grammar, r);
    }
  for (guint w = 1; w < grammar->words->len; w++)
    for (guint i = 0; i < n; i++)
      if (grammar->first_word[w * n + i] != 0)
        DLN_ROW (grammar->words, Word, w)->begins = TRUE;
}

static DlnGrammar *
load (const char *language)
{
  DlnGrammar *grammar = g_new0 (DlnGrammar, 1);
  g_autofree char *word_file = g_strdup_printf ("time-words-%s.txt", language);
  g_autofree char *rule_file = g_strdup_printf ("time-rules-%s.txt", language);
  g_autoptr (GBytes) words = _dln_data_get (word_file);
  g_autoptr (GBytes) rules = _dln_data_get (rule_file);
  g_autofree char *word_text = g_strndup (g_bytes_get_data (words, NULL), g_bytes_get_size (words));
  g_autofree char *rule_text = g_strndup (g_bytes_get_data (rules, NULL), g_bytes_get_size (rules));
  Word none = { 0 };

  grammar->n_buckets = 4096;
  grammar->buckets = g_new0 (guint16, grammar->n_buckets);
  grammar->words = g_array_new (FALSE, TRUE, sizeof (Word));
  grammar->rules = g_array_new (FALSE, TRUE, sizeof (Rule));
  grammar->wraps = g_array_new (FALSE, FALSE, sizeof (guint16));
  grammar->chunk = g_string_chunk_new (4096);
  g_array_append_val (grammar->words, none);
  add_word (grammar, "and", 3);
  grammar->the = add_word (grammar, "the", 3);
  load_words (grammar, language, word_text);
  load_rules (grammar, rule_text);
  index_rules (grammar);
  return grammar;
}

/*
 * _dln_grammar_get:
 * @language: BCP 47; what follows the language is not compared
 *
 * The grammar of @language, of English if it has none. Loaded once, never freed. Thread-safe.
 */
const DlnGrammar *
_dln_grammar_get (const char *language)
{
  static gsize loaded[G_N_ELEMENTS (languages)];
  guint i = G_N_ELEMENTS (languages) - 1;

  while (i > 0
         && (g_ascii_strncasecmp (language, languages[i], 2) != 0
             || strchr ("-_", language[2]) == NULL))
    i--;
  if (g_once_init_enter (&loaded[i]))
    g_once_init_leave (&loaded[i], (gsize) load (languages[i]));
  return (const DlnGrammar *) loaded[i];
}

const char *
_dln_grammar_get_rule (const DlnGrammar *grammar, guint rule)
{
  return DLN_ROW (grammar->rules, Rule, rule)->name;
}
