/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sources count of one event: "killed 12 people", "700,000 Russians left", "the number of
 * people killed rose to 41". */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/grammar/dln-word-sets-private.h"
#include "extract/grammar/dln-lexicon-private.h"
#include "extract/resolve/conflicts/dln-numbers-private.h"

#include <string.h>

#define ROUND 100
#define ROUNDING 0.15 /* "about 100" may be 90, "more than 200" 224 */

typedef struct
{
  DlnResolver          *resolver;
  const DlnAnnotations *annotations;
  const DlnEventClaim  *claim;
  const char           *text;
  guint32               first; /* tokens of the sentence */
  guint32               end;
} Reading;

static const DlnToken *
get_token (const Reading *reading,
           guint32        token)
{
  return DLN_ROW (reading->annotations->tokens, DlnToken, token);
}

static const char *
get_lemma (const Reading *reading,
           guint32        token)
{
  return dln_strings_get (reading->annotations->strings, get_token (reading, token)->lemma);
}

static double
read_plain_value (const Reading *reading,
                  guint32        token)
{
  DlnSpan span = get_token (reading, token)->span;
  const char *const *words = _dln_words (DLN_WORDS_NUMBER_WORDS);
  g_autofree char *word = g_ascii_strdown (reading->text + span.begin, span.end - span.begin);
  g_autoptr (GString) digits = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (word, words[i]) == 0)
      return i;
  for (const char *p = word; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) || *p == '.')
        g_string_append_c (digits, *p);
      else if (*p != ',')
        return -1;
    }
  return digits->len > 0 ? g_ascii_strtod (digits->str, NULL) : -1;
}

/* "12", "twelve", "1.5 million": @first is where it begins. */
static double
read_value (const Reading *reading,
            guint32        token,
            guint32       *first)
{
  static const double powers[] = { 1e2, 1e3, 1e6, 1e9, 1e12 };
  const char *const *magnitudes = _dln_words (DLN_WORDS_MAGNITUDES);
  g_autofree char *word = g_ascii_strdown (get_lemma (reading, token), -1);

  *first = token;
  for (guint i = 0; magnitudes[i] != NULL && i < G_N_ELEMENTS (powers); i++)
    if (strcmp (word, magnitudes[i]) == 0)
      {
        double factor = token > reading->first ? read_plain_value (reading, token - 1) : -1;

        *first -= factor >= 0;
        return factor >= 0 ? factor * powers[i] : -1;
      }
  return read_plain_value (reading, token);
}

/* "at least", "nearly", "up to" before the number that begins at @first */
static DlnBound
read_bound (const Reading *reading,
            guint32        first)
{
  for (guint32 i = first; i > reading->first && first - i < 3; i--)
    {
      const char *lemma = get_lemma (reading, i - 1);
      DlnSpan span = get_token (reading, i - 1)->span;
      g_autofree char *word = g_ascii_strdown (reading->text + span.begin, span.end - span.begin);

      if (get_token (reading, i - 1)->upos == DLN_UPOS_PUNCT)
        break;
      if (g_strv_contains (_dln_words (DLN_WORDS_LOWER_BOUNDS), word))
        return DLN_BOUND_LEAST;
      if (g_strv_contains (_dln_words (DLN_WORDS_UPPER_BOUNDS), word))
        return DLN_BOUND_MOST;
      if (g_strv_contains (_dln_words (DLN_WORDS_ABOUT), word)
          || g_strv_contains (_dln_words (DLN_WORDS_ABOUT), lemma))
        return DLN_BOUND_ABOUT;
    }
  return DLN_BOUND_NONE;
}

/* "men", "Russians": of an event that befell or moved so many it is one count. */
static gboolean
is_people (const Reading *reading,
           guint32        token)
{
  const char *lemma = get_lemma (reading, token);

  return (_dln_lexicon_get_noun (lemma).classes & DLN_NOUN_PERSON) != 0
         || g_strv_contains (_dln_words (DLN_WORDS_ALL_PEOPLE), lemma)
         || strcmp (dln_strings_get (reading->annotations->strings,
                                     get_token (reading, token)->xpos),
                    "NNPS")
              == 0;
}

static gboolean
has_object (const Reading *reading)
{
  for (guint32 i = reading->first; i < reading->end; i++)
    if (get_token (reading, i)->head == (gint32) reading->claim->token
        && get_token (reading, i)->deprel == DLN_DEPREL_OBJ)
      return TRUE;
  return FALSE;
}

typedef enum
{
  PART_NONE,
  PART_DOER, /* who did it to somebody or something else */
  PART_HIT,  /* to whom it was done or happened */
} Part;

/* Is it who did it or to whom it was done, not somebody at the edge of the clause? */
static Part
get_part (const Reading *reading,
          guint32        token)
{
  const DlnToken *row = get_token (reading, token);
  const DlnToken *trigger = get_token (reading, reading->claim->token);

  if (trigger->head == (gint32) token
      && (trigger->deprel == DLN_DEPREL_ACL || trigger->deprel == DLN_DEPREL_ACL_RELCL))
    return trigger->deprel == DLN_DEPREL_ACL || !has_object (reading) ? PART_HIT : PART_DOER;
  if (row->head != (gint32) reading->claim->token)
    return PART_NONE;
  if (row->deprel == DLN_DEPREL_NSUBJ)
    return has_object (reading) ? PART_DOER : PART_HIT;
  return row->deprel == DLN_DEPREL_NSUBJ_PASS || row->deprel == DLN_DEPREL_OBJ
             || (row->deprel == DLN_DEPREL_NMOD && trigger->upos == DLN_UPOS_NOUN)
           ? PART_HIT
           : PART_NONE;
}

/* "at least 74, including eight Americans", "mother of 12": the number counts others; "the first
 * 12 people", "two more people", "five of the people": it counts a part of them */
static gboolean
counts_others (const Reading *reading,
               guint32        number,
               guint32        noun)
{
  const char *const *parts = _dln_words (DLN_WORDS_PARTIAL);

  if (number > noun
      || (number > reading->first && g_strv_contains (parts, get_lemma (reading, number - 1))))
    return TRUE;
  for (guint32 i = number + 1; i < noun; i++)
    if (get_token (reading, i)->upos == DLN_UPOS_PUNCT
        || g_strv_contains (parts, get_lemma (reading, i)))
      return TRUE;
  return g_strv_contains (parts, get_lemma (reading, noun));
}

static gboolean
is_plural (const Reading *reading,
           guint32        token)
{
  const char *xpos =
    dln_strings_get (reading->annotations->strings, get_token (reading, token)->xpos);

  return *xpos == '\0' || strcmp (xpos, "NNS") == 0 || strcmp (xpos, "NNPS") == 0;
}

/* "two women and a man" are three people; the tokens that are counted together end at @last. */
static double
count_others (const Reading *reading,
              guint32        noun,
              guint32       *last)
{
  double sum = 0;

  for (guint32 i = noun + 1; i < reading->end; i++)
    {
      double value = -1;

      if (get_token (reading, i)->head != (gint32) noun
          || get_token (reading, i)->deprel != DLN_DEPREL_CONJ || !is_people (reading, i))
        continue;
      for (guint32 j = noun + 1; j < i; j++)
        {
          guint32 first;

          if (get_token (reading, j)->head != (gint32) i)
            continue;
          if (get_token (reading, j)->upos == DLN_UPOS_NUM)
            value = read_value (reading, j, &first);
          else if (g_strv_contains (_dln_words (DLN_WORDS_INDEFINITE), get_lemma (reading, j)))
            value = 1;
        }
      if (value < 0)
        continue;
      sum += value;
      *last = i;
    }
  return sum;
}

/* "sentenced to six years" */
static gboolean
is_sentence_length (const Reading *reading,
                    guint32        noun)
{
  const char *lemma = get_lemma (reading, noun);

  return get_token (reading, noun)->head == (gint32) reading->claim->token
         && (strcmp (lemma, "year") == 0 || strcmp (lemma, "month") == 0)
         && g_strv_contains (_dln_words (DLN_WORDS_JAILING_VERBS),
                             get_lemma (reading, reading->claim->token));
}

static void
add_number (const Reading *reading,
            guint32        number,
            guint32        noun,
            Part           part,
            DlnNumbers    *numbers)
{
  DlnStrings *strings = reading->resolver->out->strings;
  guint32 first = number, last = noun;
  gboolean people = is_people (reading, noun);
  double value = read_value (reading, number, &first);
  double others = people && noun > number ? count_others (reading, noun, &last) : 0;
  DlnSpan counting = { get_token (reading, first)->span.begin,
                       get_token (reading, number)->span.end };
  DlnSpan counted = get_token (reading, noun)->span;
  g_autofree char *words = NULL;

  if (value < 0 || numbers->n >= DLN_MAX_NUMBERS || (value != 1 && !is_plural (reading, noun)
                                                     && !people))
    return;
  if (others > 0)
    words = g_strndup (reading->text + counting.begin,
                       get_token (reading, last)->span.end - counting.begin);
  else
    words = g_strdup_printf ("%.*s %.*s",
                             (int) (counting.end - counting.begin),
                             reading->text + counting.begin,
                             (int) (counted.end - counted.begin),
                             reading->text + counted.begin);
  numbers->rows[numbers->n++] = (DlnNumber){
    .value = value + others,
    .words = dln_strings_intern (strings, words),
    .unit = dln_strings_intern (strings, !people             ? get_lemma (reading, noun)
                                         : part == PART_DOER ? "people who did it"
                                                             : "people"),
    .noun = dln_strings_intern (strings, get_lemma (reading, noun)),
    .bound = read_bound (reading, first),
    .people = people,
    .prison = is_sentence_length (reading, noun),
    .whole = others > 0
             || g_strv_contains (_dln_words (DLN_WORDS_ALL_PEOPLE), get_lemma (reading, noun)),
  };
}

/* "The number of people killed rose to 41": the verb above the total of those to whom it was done
 * tells how many they are. */
static void
read_total (const Reading *reading,
            DlnNumbers    *numbers)
{
  const DlnToken *trigger = get_token (reading, reading->claim->token);
  gint32 noun = trigger->deprel == DLN_DEPREL_ACL ? trigger->head : -1;
  gint32 total = noun >= 0 ? get_token (reading, noun)->head : -1;
  gint32 verb = total >= 0 ? get_token (reading, total)->head : -1;

  if (verb < 0 || !g_strv_contains (_dln_words (DLN_WORDS_TOTALS), get_lemma (reading, total)))
    return;
  for (guint32 i = verb + 1; i < reading->end; i++)
    {
      const DlnToken *token = get_token (reading, i);

      /* "rose from 36 to 41" */
      if (token->upos == DLN_UPOS_NUM && token->head == verb
          && (token->deprel == DLN_DEPREL_OBL || token->deprel == DLN_DEPREL_OBJ)
          && strcmp (get_lemma (reading, i - 1), "from") != 0)
        {
          add_number (reading, i, noun, PART_HIT, numbers);
          return;
        }
    }
}

/* the 7 of "the Aug. 7 bombings" counts nothing */
static gboolean
is_in_date (const DlnAnnotations *annotations,
            DlnSpan               span)
{
  for (guint i = 0; i < annotations->times->len; i++)
    if (dln_span_overlaps (DLN_ROW (annotations->times, DlnTime, i)->span, span))
      return TRUE;
  return FALSE;
}

/* ---- what the clause counts ------------------------------------------------------------------ */

/* The noun of a number: its head, or the plural behind it where a tree hung it elsewhere. */
static guint32
find_counted (const Reading *reading,
              guint32        number)
{
  return number + 1 < reading->end && get_token (reading, number + 1)->upos == DLN_UPOS_NOUN
             && is_plural (reading, number + 1)
           ? number + 1
           : (guint32) get_token (reading, number)->head;
}

static void
read_clause (const Reading *reading,
             DlnSpan        clause,
             DlnNumbers    *numbers)
{
  for (guint32 i = reading->first; i < reading->end; i++)
    {
      const DlnToken *token = get_token (reading, i);
      guint32 noun = find_counted (reading, i);
      Part part;

      if (token->upos != DLN_UPOS_NUM || token->head < 0
          || !dln_span_contains (clause, token->span))
        continue;
      if (is_sentence_length (reading, noun))
        add_number (reading, i, noun, PART_HIT, numbers);
      if (is_in_date (reading->annotations, token->span)
          || (get_token (reading, noun)->upos != DLN_UPOS_NOUN && !is_people (reading, noun))
          || counts_others (reading, i, noun))
        continue;
      part = get_part (reading, noun);
      if (part != PART_NONE
          && !g_strv_contains (_dln_words (DLN_WORDS_TIME_NOUNS), get_lemma (reading, noun)))
        add_number (reading, i, noun, part, numbers);
    }
}

static gboolean
is_gerund (const Reading *reading,
           guint32        token)
{
  return strcmp (dln_strings_get (reading->annotations->strings,
                                  get_token (reading, token)->xpos),
                 "VBG")
         == 0;
}

/* "A ferry sank off Velm on Friday, killing 14 people"; "Nine people died when a ferry sank": the
 * toll of what the claim tells of stands at another verb, and is compared with such a toll only. */
static void
read_tolls (const Reading *reading,
            DlnNumbers    *numbers)
{
  const DlnToken *trigger = get_token (reading, reading->claim->token);

  for (guint32 i = reading->first; i < reading->end; i++)
    {
      const DlnToken *verb = get_token (reading, i);
      const char *lemma = get_lemma (reading, i);
      gboolean death = g_strv_contains (_dln_words (DLN_WORDS_DEATH_VERBS), lemma);
      /* a tree may hang "killing 14" on the verb of saying, beside "sank" */
      gboolean beside = i > reading->claim->token && verb->head == trigger->head
                        && is_gerund (reading, i);
      gboolean below = beside
                       || (verb->head == (gint32) reading->claim->token
                           && (verb->deprel == DLN_DEPREL_ADVCL
                               || verb->deprel == DLN_DEPREL_CONJ));
      gboolean above = trigger->head == (gint32) i && trigger->deprel == DLN_DEPREL_ADVCL;
      guint before = numbers->n;

      if ((!death && !g_strv_contains (_dln_words (DLN_WORDS_WOUND_VERBS), lemma))
          || i == reading->claim->token || (!below && !above))
        continue;

      DlnEventClaim claim = *reading->claim;
      Reading toll = *reading;

      claim.token = i;
      toll.claim = &claim;
      read_clause (&toll, claim.evidence, numbers);
      for (guint j = before; j < numbers->n; j++)
        numbers->rows[j].unit = dln_strings_intern (reading->resolver->out->strings,
                                                    death ? "people dead" : "people hurt");
    }
}

static double
read_strength (const char *word)
{
  char *end;
  double value = g_ascii_isdigit (*word) ? g_ascii_strtod (word, &end) : -1;

  return value >= 1 && value < 10 && (*end == '\0' || *end == '-') ? value : -1;
}

/* "of magnitude 6.4", "A 6.1-magnitude earthquake" */
static void
read_magnitude (const Reading *reading,
                DlnSpan        clause,
                DlnNumbers    *numbers)
{
  DlnStrings *strings = reading->resolver->out->strings;

  for (guint32 i = reading->first; i < reading->end; i++)
    if (g_strv_contains (_dln_words (DLN_WORDS_LESSER_SHOCKS), get_lemma (reading, i)))
      return;
  for (guint32 i = reading->first; i < reading->end; i++)
    {
      DlnSpan span = get_token (reading, i)->span;
      g_autofree char *word = g_ascii_strdown (reading->text + span.begin, span.end - span.begin);
      double value = -1;

      if (!g_str_has_suffix (word, "magnitude") || !dln_span_contains (clause, span)
          || numbers->n >= DLN_MAX_NUMBERS)
        continue;
      value = read_strength (word);
      for (guint32 j = MAX (i, reading->first + 2) - 2; j < MIN (i + 3, reading->end); j++)
        if (value < 0 && get_token (reading, j)->upos == DLN_UPOS_NUM)
          {
            DlnSpan number = get_token (reading, j)->span;
            g_autofree char *digits =
              g_strndup (reading->text + number.begin, number.end - number.begin);

            value = read_strength (digits);
          }
      if (value < 0)
        continue;

      g_autofree char *words = g_strdup_printf ("magnitude %.1f", value);

      numbers->rows[numbers->n++] = (DlnNumber){
        .value = value,
        .words = dln_strings_intern (strings, words),
        .unit = dln_strings_intern (strings, "magnitude"),
        .noun = dln_strings_intern (strings, "magnitude"),
        .strength = TRUE,
      };
      return;
    }
}

/* ---- what it is counted over ----------------------------------------------------------------- */

/* "killed since the strikes began" */
static gboolean
is_counted_since (const Reading *reading)
{
  for (guint32 i = reading->first; i < reading->end; i++)
    {
      gint32 head = get_token (reading, i)->head;

      if (strcmp (get_lemma (reading, i), "since") != 0
          || get_token (reading, i)->deprel == DLN_DEPREL_ADVMOD)
        continue;
      for (guint steps = 0; steps < 3 && head >= 0; steps++)
        {
          if (head == (gint32) reading->claim->token)
            return TRUE;
          head = get_token (reading, head)->head;
        }
    }
  return FALSE;
}

/* "In a normal season the flu kills 90 people": a finite present tense in running text, not in a
 * headline, where it is the news */
static gboolean
is_habit (const Reading *reading)
{
  const char *xpos =
    dln_strings_get (reading->annotations->strings,
                     get_token (reading, reading->claim->token)->xpos);
  DlnSpan last = get_token (reading, reading->end - 1)->span;

  if (strcmp (xpos, "VBP") != 0 && strcmp (xpos, "VBZ") != 0)
    return FALSE;
  return last.end > last.begin && strchr (".!?", reading->text[last.end - 1]) != NULL;
}

/**
 * _dln_numbers_read:
 * @resolver: the documents
 * @document: index of one
 * @claim: an event of it
 * @numbers: (out): what its clause counts
 */
void
_dln_numbers_read (DlnResolver         *resolver,
                   guint32              document,
                   const DlnEventClaim *claim,
                   DlnNumbers          *numbers)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  DlnSpan clause = dln_span_is_empty (claim->clause) ? claim->evidence : claim->clause;
  const DlnSentence *sentence;
  Reading reading = { resolver, annotations, claim };

  *numbers = (DlnNumbers){ .n = 0 };
  if (claim->token >= annotations->tokens->len)
    return;
  sentence = DLN_ROW (annotations->sentences, DlnSentence,
                      DLN_ROW (annotations->tokens, DlnToken, claim->token)->sentence);
  reading.text = dln_document_get_text (resolver->inputs[document].document, NULL);
  reading.first = sentence->first_token;
  reading.end = sentence->first_token + sentence->n_tokens;
  numbers->since = is_counted_since (&reading);
  numbers->habit = is_habit (&reading);
  read_total (&reading, numbers);
  read_clause (&reading, clause, numbers);
  read_tolls (&reading, numbers);
  if (claim->type == DLN_EVENT_DISASTER)
    read_magnitude (&reading, clause, numbers);
}

/* "11 Americans" are among "258 people", "two men" are none of "five women" */
static gboolean
count_the_same (const DlnNumber *a,
                const DlnNumber *b)
{
  if (a->unit != b->unit)
    return FALSE;
  if (!a->people || a->noun == b->noun || (a->whole && b->whole))
    return TRUE;
  if (a->whole != b->whole)
    return a->whole ? b->value >= a->value : a->value >= b->value;
  return FALSE;
}

static DlnNumbersOrder
compare_values (const DlnNumber *a,
                const DlnNumber *b)
{
  const DlnNumber *less = a->value < b->value ? a : b;
  const DlnNumber *more = less == a ? b : a;

  if (a->value == b->value)
    return DLN_NUMBERS_AGREE;
  if ((a->bound == DLN_BOUND_ABOUT || b->bound == DLN_BOUND_ABOUT
       || (less->bound == DLN_BOUND_LEAST && less->value >= ROUND))
      && more->value - less->value <= more->value * ROUNDING)
    return DLN_NUMBERS_AGREE;
  return less->bound == DLN_BOUND_LEAST || more->bound == DLN_BOUND_MOST ? DLN_NUMBERS_GROW
                                                                         : DLN_NUMBERS_DIFFER;
}

/**
 * _dln_numbers_compare:
 * @a: what one source counts
 * @b: what another counts
 * @first: (out): a number of @a
 * @second: (out): the number of @b for the same that is not the same
 *
 * Returns: the first disagreement; what both give for the same is agreed on, whatever else they
 * count
 */
DlnNumbersOrder
_dln_numbers_compare (const DlnNumbers  *a,
                      const DlnNumbers  *b,
                      const DlnNumber  **first,
                      const DlnNumber  **second)
{
  DlnNumbersOrder found = DLN_NUMBERS_AGREE;

  for (guint i = 0; i < a->n; i++)
    for (guint j = 0; j < b->n; j++)
      {
        DlnNumbersOrder order;

        if (!count_the_same (&a->rows[i], &b->rows[j]))
          continue;
        order = compare_values (&a->rows[i], &b->rows[j]);
        if (order == DLN_NUMBERS_AGREE)
          return order;
        if (found >= order)
          continue;
        found = order;
        *first = &a->rows[i];
        *second = &b->rows[j];
      }
  return found;
}
