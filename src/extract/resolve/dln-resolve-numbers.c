/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sources count of one event: "killed 12 people", "700,000 Russians left", "the number of
 * people killed rose to 41". */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-words-private.h"
#include "extract/resolve/dln-lexicon-private.h"
#include "extract/resolve/dln-numbers-private.h"

#include <string.h>

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
read_value (const Reading *reading,
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

/* "men", "Russians": of an event that befell or moved so many it is one count. */
static gboolean
is_people (const Reading *reading,
           guint32        token)
{
  return (_dln_lexicon_get_noun (get_lemma (reading, token)).classes & DLN_NOUN_PERSON) != 0
         || strcmp (dln_strings_get (reading->annotations->strings,
                                     get_token (reading, token)->xpos),
                    "NNPS")
              == 0;
}

/* Is it who did it or to whom it was done, not somebody at the edge of the clause? */
static gboolean
is_argument (const Reading *reading,
             guint32        token)
{
  const DlnToken *row = get_token (reading, token);
  const DlnToken *trigger = get_token (reading, reading->claim->token);

  if (trigger->head == (gint32) token && trigger->deprel == DLN_DEPREL_ACL)
    return TRUE;
  return row->head == (gint32) reading->claim->token
         && (row->deprel == DLN_DEPREL_NSUBJ || row->deprel == DLN_DEPREL_NSUBJ_PASS
             || row->deprel == DLN_DEPREL_OBJ);
}

static void
add_number (const Reading *reading,
            guint32        number,
            guint32        noun,
            DlnNumbers    *numbers)
{
  DlnStrings *strings = reading->resolver->out->strings;
  DlnSpan counted = get_token (reading, noun)->span;
  DlnSpan counting = get_token (reading, number)->span;
  gboolean people = is_people (reading, noun) && is_argument (reading, noun);
  double value = read_value (reading, number);
  g_autofree char *words = g_strdup_printf ("%.*s %.*s",
                                            (int) (counting.end - counting.begin),
                                            reading->text + counting.begin,
                                            (int) (counted.end - counted.begin),
                                            reading->text + counted.begin);

  if (value >= 0 && numbers->n < DLN_MAX_NUMBERS)
    numbers->rows[numbers->n++] = (DlnNumber){
      value,
      dln_strings_intern (strings, words),
      dln_strings_intern (strings, people ? "people" : get_lemma (reading, noun)),
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

      if (token->upos == DLN_UPOS_NUM && token->head == verb
          && (token->deprel == DLN_DEPREL_OBL || token->deprel == DLN_DEPREL_OBJ))
        {
          add_number (reading, i, noun, numbers);
          return;
        }
    }
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

  numbers->n = 0;
  if (claim->token >= annotations->tokens->len)
    return;
  sentence = DLN_ROW (annotations->sentences, DlnSentence,
                      DLN_ROW (annotations->tokens, DlnToken, claim->token)->sentence);
  reading.text = dln_document_get_text (resolver->inputs[document].document, NULL);
  reading.first = sentence->first_token;
  reading.end = sentence->first_token + sentence->n_tokens;
  read_total (&reading, numbers);
  for (guint32 i = reading.first; i < reading.end; i++)
    {
      const DlnToken *token = get_token (&reading, i);
      guint32 noun = token->head;

      if (token->upos != DLN_UPOS_NUM || token->head < 0
          || !dln_span_contains (clause, token->span))
        continue;
      if (get_token (&reading, noun)->upos != DLN_UPOS_NOUN && !is_people (&reading, noun))
        continue;
      if (!g_strv_contains (_dln_words (DLN_WORDS_TIME_NOUNS), get_lemma (&reading, noun)))
        add_number (&reading, i, noun, numbers);
    }
}

/**
 * _dln_numbers_differ:
 * @a: what one source counts
 * @b: what another counts
 * @first: (out): a number of @a
 * @second: (out): the number of @b for the same that is not the same
 *
 * Returns: whether there are such numbers; what both give for the same is agreed on, whatever else
 * they count
 */
gboolean
_dln_numbers_differ (const DlnNumbers  *a,
                     const DlnNumbers  *b,
                     const DlnNumber  **first,
                     const DlnNumber  **second)
{
  gboolean found = FALSE;

  for (guint i = 0; i < a->n; i++)
    for (guint j = 0; j < b->n; j++)
      {
        if (a->rows[i].unit != b->rows[j].unit)
          continue;
        if (a->rows[i].value == b->rows[j].value)
          return FALSE;
        if (found)
          continue;
        found = TRUE;
        *first = &a->rows[i];
        *second = &b->rows[j];
      }
  return found;
}
