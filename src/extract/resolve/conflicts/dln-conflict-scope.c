/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two sentences that seem to disagree speak of the same: a sentence that is printed again
 * counts "yesterday" from its first print, "did not knowingly kill" does not deny the killing, and
 * what people do every day they may have done on both days. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/conflicts/dln-conflict-scope-private.h"

#include "extract/grammar/dln-lexicon-private.h"
#include "extract/grammar/dln-name-key-private.h"
#include "extract/grammar/dln-word-sets-private.h"

#include <string.h>

#define NEAR 40 /* bytes before a mark */
#define ALIKE 80 /* words in a hundred that a sentence and its reprint share */

/* ---- reprints -------------------------------------------------------------------------------- */

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The words of a sentence in lower case, sorted. */
static GPtrArray *
collect_words (const DlnResolver *resolver,
               guint32            document,
               DlnSpan            sentence)
{
  g_autofree char *text =
    dln_document_dup_span (resolver->inputs[document].document, sentence);
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  char *begin = NULL;

  for (char *p = lower;; p = g_utf8_next_char (p))
    {
      gboolean letter = *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p));

      if (letter && begin == NULL)
        begin = p;
      else if (!letter && begin != NULL)
        {
          g_ptr_array_add (words, g_strndup (begin, p - begin));
          begin = NULL;
        }
      if (*p == '\0')
        break;
    }
  g_ptr_array_sort (words, compare_words);
  return words;
}

static guint
count_common (const GPtrArray *a,
              const GPtrArray *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      int order = strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, j));

      n += order == 0;
      i += order <= 0;
      j += order >= 0;
    }
  return n;
}

/* both say "yesterday", or neither says when */
static gboolean
say_time_alike (const DlnResolver *resolver,
                const DlnEvidence *a,
                const DlnEvidence *b)
{
  const DlnEvidence *rows[] = { a, b };
  g_autofree char *words[2] = { NULL, NULL };

  for (guint i = 0; i < 2; i++)
    {
      guint32 document = rows[i]->document - 1;
      const DlnAnnotations *annotations = resolver->inputs[document].annotations;
      guint32 time = DLN_ROW (annotations->events, DlnEventClaim, rows[i]->row)->time;

      if (time < annotations->times->len)
        words[i] = dln_document_dup_span (resolver->inputs[document].document,
                                          DLN_ROW (annotations->times, DlnTime, time)->span);
    }

  gboolean alike = words[0] == NULL || words[1] == NULL
                   || g_ascii_strcasecmp (words[0], words[1]) == 0;

  g_free (words[1]);
  words[1] = NULL;
  return alike;
}

/**
 * _dln_conflict_is_reprint:
 * @a: evidence of an event
 * @b: evidence of the same event
 *
 * Returns: TRUE if one sentence is the other again, with the same words for the time
 * Time: O(words log words) of the sentences
 */
gboolean
_dln_conflict_is_reprint (const DlnResolver *resolver,
                          const DlnEvidence *a,
                          const DlnEvidence *b)
{
  if (!say_time_alike (resolver, a, b))
    return FALSE;

  g_autoptr (GPtrArray) x = collect_words (resolver, a->document - 1, a->sentence);
  g_autoptr (GPtrArray) y = collect_words (resolver, b->document - 1, b->sentence);
  guint longer = MAX (x->len, y->len);

  return longer > 0 && 100 * count_common (x, y) >= ALIKE * longer;
}

/* ---- denials --------------------------------------------------------------------------------- */

static gboolean
is_loud (const char *text,
         DlnSpan     span)
{
  return span.end - span.begin > 1 && g_ascii_isupper (text[span.begin])
         && g_ascii_isupper (text[span.end - 1]);
}

static gboolean
has_word (const DlnResolver *resolver,
          guint32            document,
          DlnSpan            span,
          const char *const *set)
{
  const DlnAnnotations *annotations = resolver->inputs[document].annotations;
  guint32 sentence = _dln_sentence_at (annotations, span.begin);

  if (sentence == DLN_NO_ROW)
    return FALSE;

  const DlnSentence *row = DLN_ROW (annotations->sentences, DlnSentence, sentence);
  const char *text = dln_document_get_text (resolver->inputs[document].document, NULL);

  for (guint32 i = row->first_token; i < row->first_token + row->n_tokens; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      /* not the "NO" of a button */
      if (dln_span_contains (span, token->span)
          && strcmp (dln_strings_get (annotations->strings, token->xpos), "UH") != 0
          && !is_loud (text, token->span)
          && g_strv_contains (set, dln_strings_get (annotations->strings, token->lemma)))
        return TRUE;
    }
  return FALSE;
}

/**
 * _dln_conflict_states_denial:
 *
 * Returns: TRUE if the sentence denies what @row is about, with a word that says so; FALSE for the
 * denial of a denial, for a manner ("did not knowingly kill") and for one case of several
 */
gboolean
_dln_conflict_states_denial (const DlnResolver *resolver,
                             const DlnEvidence *row)
{
  gboolean negated = row->polarity == DLN_POLARITY_NEGATED;
  /* "did not knowingly" stands before the mark of a relation, which is the verb alone */
  DlnSpan near = { row->mark.begin - MIN (row->mark.begin - row->sentence.begin, NEAR),
                   row->mark.end };

  if (negated ? row->modality != DLN_MODALITY_ASSERTED && row->modality != DLN_MODALITY_ALLEGED
              : row->modality != DLN_MODALITY_DENIED && row->modality != DLN_MODALITY_CANCELLED)
    return FALSE;
  return has_word (resolver, row->document - 1, negated ? near : row->sentence,
                   _dln_words (DLN_WORDS_DENYING_WORDS))
         && !has_word (resolver, row->document - 1, near,
                       _dln_words (DLN_WORDS_DENIED_IN_PART));
}

/**
 * _dln_conflict_states_fact:
 *
 * Returns: TRUE if the sentence says, or somebody alleges in it, that it is so
 */
gboolean
_dln_conflict_states_fact (const DlnEvidence *row)
{
  return row->polarity == DLN_POLARITY_POSITIVE
         && (row->modality == DLN_MODALITY_ASSERTED || row->modality == DLN_MODALITY_ALLEGED);
}

/* ---- days ------------------------------------------------------------------------------------ */

/**
 * _dln_conflict_is_daily:
 *
 * Returns: TRUE if @claim is of a kind that the same people may do again the day after: "expressed
 * anger", "met the envoy"
 */
gboolean
_dln_conflict_is_daily (const DlnAnnotations *annotations,
                        const DlnEventClaim  *claim)
{
  return g_strv_contains (_dln_words (DLN_WORDS_DAILY_VERBS),
                          dln_strings_get (annotations->strings, claim->lemma));
}

/**
 * _dln_conflict_hits_one_thing:
 *
 * Returns: TRUE if the object of @claim is one thing that is known: "seized the radio station"
 */
gboolean
_dln_conflict_hits_one_thing (const DlnAnnotations *annotations,
                              const DlnEventClaim  *claim)
{
  for (guint32 i = claim->token + 1; i < annotations->tokens->len && i < claim->token + 8; i++)
    {
      const DlnToken *token = DLN_ROW (annotations->tokens, DlnToken, i);

      if (token->head == (gint32) claim->token && token->deprel == DLN_DEPREL_OBJ)
        return strcmp (dln_strings_get (annotations->strings, token->xpos), "NN") == 0
               && strcmp (dln_strings_get (annotations->strings,
                                           DLN_ROW (annotations->tokens, DlnToken,
                                                    claim->token + 1)->lemma),
                          "the")
                    == 0;
    }
  return FALSE;
}

/* ---- places ---------------------------------------------------------------------------------- */

/* Returns: TRUE if @place is a country */
gboolean
_dln_conflict_is_country (const DlnResolver *resolver,
                          const DlnEntity   *place)
{
  g_autofree char *key = _dln_name_key (dln_strings_get (resolver->out->strings, place->name));

  return _dln_lexicon_get_country (key) != NULL;
}

/* A sea, a street, a country: another place may be part of it, or it of another. */
gboolean
_dln_conflict_is_area (const DlnResolver *resolver,
                       const DlnEntity   *place)
{
  const char *name = dln_strings_get (resolver->out->strings, place->name);
  g_autofree char *key = _dln_name_key (name);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  if (_dln_conflict_is_country (resolver, place)
      || g_strv_contains (_dln_words (DLN_WORDS_AREAS), key))
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strv_contains (_dln_words (DLN_WORDS_AREA_NOUNS), words[i]))
      return TRUE;
  return FALSE;
}

/* the preposition before a place that stands by itself, "" if it only describes something else */
const char *
_dln_conflict_get_preposition (const DlnAnnotations *annotations,
                               guint32               row)
{
  const DlnMention *place;
  guint8 deprel;

  if (row >= annotations->mentions->len)
    return "";
  place = DLN_ROW (annotations->mentions, DlnMention, row);
  if (place->head >= annotations->tokens->len || place->first_token == 0)
    return "";
  deprel = DLN_ROW (annotations->tokens, DlnToken, place->head)->deprel;
  if (deprel == DLN_DEPREL_COMPOUND || deprel == DLN_DEPREL_NMOD_POSS
      || deprel == DLN_DEPREL_FLAT)
    return "";
  return dln_strings_get (
    annotations->strings,
    DLN_ROW (annotations->tokens, DlnToken, place->first_token - 1)->lemma);
}

/* Returns: TRUE if @document names the place @id. Time: O(mentions) */
gboolean
_dln_conflict_names_place (const DlnResolver *resolver,
                           guint32            document,
                           DlnEntityId        id)
{
  const GArray *mentions = resolver->inputs[document].annotations->mentions;

  for (guint32 i = 0; i < mentions->len; i++)
    if (DLN_ROW (mentions, DlnMention, i)->kind == DLN_MENTION_NAME
        && _dln_resolver_entity_of (resolver, document, i) == id)
      return TRUE;
  return FALSE;
}

/* Returns: TRUE if the names of two places share a word, up to one letter */
gboolean
_dln_conflict_share_word (const DlnResolver *resolver,
                          const DlnEntity   *a,
                          const DlnEntity   *b)
{
  g_autofree char *x = _dln_name_key (dln_strings_get (resolver->out->strings, a->name));
  g_autofree char *y = _dln_name_key (dln_strings_get (resolver->out->strings, b->name));
  g_auto (GStrv) words = g_strsplit (x, " ", -1);
  g_auto (GStrv) others = g_strsplit (y, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint j = 0; others[j] != NULL; j++)
      if (_dln_name_distance (words[i], others[j]) <= 1)
        return TRUE;
  return FALSE;
}
