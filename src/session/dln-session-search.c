/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: what a query asks of names, events and quotes by their words, and of articles by their
 * text.
 *
 * A query is a tree (dln-query.c). It is asked four times, of entities, events, quotes and
 * documents: each part of it gives a number for each row, 0 where it does not hold, and the parts
 * are joined as the query says. Events are found by their titles and by the sentences that tell
 * them. */
#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-search-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SOURCE_WEIGHT 0.1f   /* of what is no actor */
#define SENTENCE_WEIGHT 0.3f /* of a match in a sentence that tells an event */
#define MIN_GUESSED 4        /* letters; of a word that may have a slip */
#define MIN_BEGINNING 3      /* letters; of a word that is being typed */
#define MAX_SENTENCES 4      /* of an event that are looked at */

/* ---- words of the case ----------------------------------------------------------------------- */

static void
add_text (DlnWordIndex *index,
          guint         kind,
          guint32       row,
          float         weight,
          const char   *text)
{
  if (text != NULL)
    _dln_word_index_add (index, kind, row, weight, text, strlen (text));
}

static void
add_entities (DlnCase      *dcase,
              DlnWordIndex *index)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);

  for (guint i = 0; i < r->entities->len; i++)
    {
      const DlnEntity *entity = DLN_ROW (r->entities, DlnEntity, i);
      gboolean actor = (entity->flags & (DLN_ENTITY_SOURCE | DLN_ENTITY_BOILERPLATE)) == 0;
      DlnStringId alias;

      add_text (index, DLN_TARGET_ENTITY, i,
                actor ? 1 + entity->salience : SOURCE_WEIGHT,
                dln_case_get_string (dcase, entity->name));
      for (guint j = 0; (alias = dln_resolution_get_alias (r, entity, j)) != 0; j++)
        add_text (index, DLN_TARGET_ENTITY, i,
                  actor ? 0.8f + entity->salience : SOURCE_WEIGHT,
                  dln_case_get_string (dcase, alias));
    }
}

/* the sentence of an evidence row; NULL if it is not in the case */
static const char *
get_sentence (DlnCase           *dcase,
              const DlnEvidence *evidence,
              gsize             *length)
{
  DlnDocument *document = dln_case_get_document (dcase, evidence->document);
  gsize all = 0;
  const char *text = document != NULL ? dln_document_get_text (document, &all) : NULL;

  if (text == NULL || evidence->sentence.end > all
      || evidence->sentence.begin >= evidence->sentence.end)
    return NULL;
  *length = evidence->sentence.end - evidence->sentence.begin;
  return text + evidence->sentence.begin;
}

static void
add_events (DlnCase      *dcase,
            DlnWordIndex *index)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);

  for (guint i = 0; i < r->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (r->events, DlnEvent, i);
      float weight = 0.5f + event->salience / 2;
      guint n;
      const DlnEvidence *evidence =
        dln_case_get_evidence (dcase, (DlnTarget){ DLN_TARGET_EVENT, event->id }, &n);

      add_text (index, DLN_TARGET_EVENT, i, weight,
                dln_case_get_string (dcase, event->title));
      for (guint k = 0; k < MIN (n, MAX_SENTENCES); k++)
        {
          gsize length = 0;
          const char *sentence = get_sentence (dcase, &evidence[k], &length);

          if (sentence != NULL)
            _dln_word_index_add (index, DLN_TARGET_EVENT, i, weight * SENTENCE_WEIGHT,
                                 sentence, length);
        }
    }
}

static void
gather_words (DlnSession *self)
{
  const DlnResolution *r = dln_case_get_resolution (self->dcase);

  if (self->words != NULL)
    return;
  self->words = _dln_word_index_new ();
  add_entities (self->dcase, self->words);
  add_events (self->dcase, self->words);
  for (guint i = 0; i < r->quotes->len; i++)
    {
      const DlnQuote *quote = DLN_ROW (r->quotes, DlnQuote, i);

      add_text (self->words, DLN_TARGET_QUOTE, i, 1,
                dln_case_get_string (self->dcase, quote->text));
    }
  _dln_word_index_finish (self->words);
}

void
_dln_session_forget_words (DlnSession *self)
{
  g_clear_pointer (&self->words, _dln_word_index_free);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static GArray *
get_rows (DlnCase      *dcase,
          DlnTargetKind kind)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);

  return kind == DLN_TARGET_ENTITY  ? r->entities
         : kind == DLN_TARGET_EVENT ? r->events
                                    : r->quotes;
}

guint
_dln_search_count_rows (DlnCase      *dcase,
                        DlnTargetKind kind)
{
  return kind == DLN_TARGET_DOCUMENT ? dln_case_get_n_documents (dcase)
                                     : get_rows (dcase, kind)->len;
}

guint32
_dln_search_get_id (DlnCase      *dcase,
                    DlnTargetKind kind,
                    guint         row)
{
  const DlnResolution *r = dln_case_get_resolution (dcase);

  switch (kind)
    {
    case DLN_TARGET_ENTITY:
      return DLN_ROW (r->entities, DlnEntity, row)->id;
    case DLN_TARGET_EVENT:
      return DLN_ROW (r->events, DlnEvent, row)->id;
    case DLN_TARGET_QUOTE:
      return DLN_ROW (r->quotes, DlnQuote, row)->id;
    default:
      return row + 1;
    }
}

/* the number of a row by its id; G_MAXUINT if there is none */
static guint
find_row (DlnCase      *dcase,
          DlnTargetKind kind,
          guint32       id)
{
  guint low = 0;
  guint high = _dln_search_count_rows (dcase, kind);
  guint n = high;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (_dln_search_get_id (dcase, kind, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && _dln_search_get_id (dcase, kind, low) == id ? low : G_MAXUINT;
}

/* ---- words ----------------------------------------------------------------------------------- */

static float *
new_scores (DlnSearch    *search,
            DlnTargetKind kind)
{
  return g_new0 (float, MAX (_dln_search_count_rows (search->dcase, kind), 1));
}

/* the texts that were found, to the rows that own them */
static void
take_found (DlnSearch    *search,
            DlnTargetKind kind,
            const GArray *found,
            float        *scores)
{
  for (guint i = 0; i < found->len; i++)
    {
      const DlnIndexedText *text =
        _dln_word_index_get_text (search->words, g_array_index (found, guint32, i));

      if (text->kind == kind)
        scores[text->row] = MAX (scores[text->row], text->weight);
    }
}

static gboolean
match_documents (DlnSearch            *search,
                 const DlnStorePhrase *phrases,
                 guint                 n,
                 float                *scores)
{
  if (search->error != NULL)
    return FALSE;
  return dln_store_match (search->store, phrases, n, scores,
                          _dln_search_count_rows (search->dcase, DLN_TARGET_DOCUMENT),
                          &search->error);
}

static gboolean
stands_in_articles (DlnSearch            *search,
                    const DlnStorePhrase *phrase)
{
  g_autofree float *scores = new_scores (search, DLN_TARGET_DOCUMENT);
  guint n = _dln_search_count_rows (search->dcase, DLN_TARGET_DOCUMENT);

  match_documents (search, phrase, 1, scores);
  for (guint i = 0; i < n; i++)
    if (scores[i] > 0)
      return TRUE;
  return FALSE;
}

/* (transfer none) (element-type utf8): words that are meant where this one stands nowhere; empty
 * if it does, or nothing is like it */
static GPtrArray *
get_guesses (DlnSearch      *search,
             const DlnQuery *query)
{
  GPtrArray *guesses = g_hash_table_lookup (search->guesses, query);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  DlnStorePhrase phrase = { query->raw, query->prefix, NULL, 0 };

  if (guesses != NULL)
    return guesses;
  guesses = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (search->guesses, (gpointer) query, guesses);
  _dln_word_index_find (search->words, query->folded, TRUE, found);
  if (found->len > 0 || g_utf8_strlen (query->raw, -1) < MIN_GUESSED
      || (query->type == DLN_QUERY_WORDS && stands_in_articles (search, &phrase)))
    return guesses;
  _dln_word_index_guess (search->words, query->folded, DLN_TARGET_ENTITY, guesses);
  if (guesses->len > 0)
    {
      g_autofree char *meant = g_strstrip (g_strdup (g_ptr_array_index (guesses, 0)));

      /* Translators: what was typed and is nowhere, then a name that is written almost like it */
      _dln_search_note (search, g_strdup_printf (_("Nothing has “%s”; “%s” was looked for."),
                                                 query->raw, meant));
    }
  return guesses;
}

static void
find_words (DlnSearch      *search,
            const DlnQuery *query,
            DlnTargetKind   kind,
            float          *scores)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  GPtrArray *guesses = get_guesses (search, query);
  DlnStorePhrase phrase = { query->raw, query->prefix, NULL, 0 };

  if (kind != DLN_TARGET_DOCUMENT)
    {
      /* "Ann Ber" finds Anna Berg */
      _dln_word_index_find (search->words, query->folded,
                            query->prefix || kind == DLN_TARGET_ENTITY, found);
      for (guint i = 0; i < guesses->len; i++)
        _dln_word_index_find (search->words, g_ptr_array_index (guesses, i), FALSE, found);
      take_found (search, kind, found, scores);
      return;
    }
  /* so few letters begin a word of every article */
  if (query->typing && g_utf8_strlen (query->raw, -1) < MIN_BEGINNING)
    phrase.prefix = FALSE;
  if (guesses->len == 0)
    match_documents (search, &phrase, 1, scores);
  for (guint i = 0; i < guesses->len; i++)
    {
      phrase = (DlnStorePhrase){ g_ptr_array_index (guesses, i), FALSE, NULL, 0 };
      match_documents (search, &phrase, 1, scores);
    }
}

static void
find_near (DlnSearch      *search,
           const DlnQuery *query,
           DlnTargetKind   kind,
           float          *scores)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  DlnStorePhrase phrase = { query->a->raw, FALSE, query->b->raw, query->distance };

  if (kind == DLN_TARGET_DOCUMENT)
    {
      match_documents (search, &phrase, 1, scores);
      return;
    }
  _dln_word_index_find_near (search->words, query->a->folded, query->b->folded, query->distance,
                             found);
  take_found (search, kind, found, scores);
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* (transfer none): which entities have the name that a field asks for */
static const float *
get_named (DlnSearch      *search,
           const DlnQuery *query)
{
  float *named = g_hash_table_lookup (search->named, query);

  if (named != NULL)
    return named;
  named = new_scores (search, DLN_TARGET_ENTITY);
  g_hash_table_insert (search->named, (gpointer) query, named);
  find_words (search, query, DLN_TARGET_ENTITY, named);
  return named;
}

static gboolean
is_named (DlnSearch      *search,
          const DlnQuery *query,
          DlnEntityId     id)
{
  guint row = id != 0 ? find_row (search->dcase, DLN_TARGET_ENTITY, id) : G_MAXUINT;

  return row != G_MAXUINT && get_named (search, query)[row] > 0;
}

/* whether words stand in a text of a few words */
static gboolean
has_words (const DlnQuery *query,
           const char     *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  gsize length = strlen (query->folded);

  if (text == NULL)
    return FALSE;
  _dln_fold (folded, text, strlen (text));
  return memmem (folded->str, folded->len, query->folded, query->prefix ? length - 1 : length)
         != NULL;
}

/* (transfer none): 1 for each document of the source that a field asks for */
static const float *
get_published (DlnSearch      *search,
               const DlnQuery *query)
{
  float *published = g_hash_table_lookup (search->named, query);
  guint n = _dln_search_count_rows (search->dcase, DLN_TARGET_DOCUMENT);

  if (published != NULL)
    return published;
  published = new_scores (search, DLN_TARGET_DOCUMENT);
  g_hash_table_insert (search->named, (gpointer) query, published);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *source = dln_case_dup_document_source (search->dcase, i + 1);

      published[i] = has_words (query, source);
    }
  return published;
}

static gboolean
is_before_or_after (const DlnQuery *query,
                    const DlnWhen  *when)
{
  if (!dln_when_is_known (when))
    return FALSE;
  return query->field == DLN_FIELD_BEFORE ? when->earliest_begin < query->when.earliest_begin
                                          : when->latest_end > query->when.latest_end;
}

/* whether @holds is true for a piece of evidence of the target */
static gboolean
has_evidence (DlnSearch      *search,
              const DlnQuery *query,
              DlnTarget       target,
              gboolean (*holds) (DlnSearch *, const DlnQuery *, const DlnEvidence *))
{
  guint n;
  const DlnEvidence *evidence = dln_case_get_evidence (search->dcase, target, &n);

  for (guint i = 0; i < n; i++)
    if (holds (search, query, &evidence[i]))
      return TRUE;
  return FALSE;
}

static gboolean
says_named (DlnSearch         *search,
            const DlnQuery    *query,
            const DlnEvidence *evidence)
{
  return is_named (search, query, evidence->speaker)
         || (evidence->speaker_text != 0
             && has_words (query, dln_case_get_string (search->dcase, evidence->speaker_text)));
}

static gboolean
is_published (DlnSearch         *search,
              const DlnQuery    *query,
              const DlnEvidence *evidence)
{
  return evidence->document >= 1
         && evidence->document <= _dln_search_count_rows (search->dcase, DLN_TARGET_DOCUMENT)
         && get_published (search, query)[evidence->document - 1] > 0;
}

static gboolean
begins (const char     *name,
        const DlnQuery *query)
{
  return g_ascii_strncasecmp (name, query->raw, strlen (query->raw)) == 0;
}

static gboolean
matches_entity (DlnSearch      *search,
                const DlnQuery *query,
                DlnEntityId     id)
{
  const DlnEntity *entity = dln_case_get_entity (search->dcase, id);
  guint n;
  const DlnEventId *events;

  switch ((DlnQueryField) query->field)
    {
    case DLN_FIELD_SOURCE:
      return has_evidence (search, query, (DlnTarget){ DLN_TARGET_ENTITY, id }, is_published);
    case DLN_FIELD_TYPE:
      return begins (dln_entity_type_get_name (entity->type), query);
    case DLN_FIELD_BEFORE:
    case DLN_FIELD_AFTER:
      events = dln_case_get_events_of (search->dcase, id, &n);
      for (guint i = 0; i < n; i++)
        if (is_before_or_after (query, &dln_case_get_event (search->dcase, events[i])->when))
          return TRUE;
      return FALSE;
    default:
      return is_named (search, query, id);
    }
}

static gboolean
matches_event (DlnSearch      *search,
               const DlnQuery *query,
               DlnEventId      id)
{
  const DlnEvent *event = dln_case_get_event (search->dcase, id);
  const GArray *participants = dln_case_get_resolution (search->dcase)->participants;
  DlnTarget target = { DLN_TARGET_EVENT, id };

  switch ((DlnQueryField) query->field)
    {
    case DLN_FIELD_SPEAKER:
      return has_evidence (search, query, target, says_named);
    case DLN_FIELD_SOURCE:
      return has_evidence (search, query, target, is_published);
    case DLN_FIELD_TYPE:
      return begins (dln_event_type_get_name (event->type), query)
             || begins (dln_target_kind_get_name (DLN_TARGET_EVENT), query);
    case DLN_FIELD_WHO:
      for (guint i = 0; i < event->n_participants; i++)
        if (event->first_participant + i < participants->len
            && is_named (search, query,
                         DLN_ROW (participants, DlnEventParticipant,
                                  event->first_participant + i)->entity))
          return TRUE;
      return is_named (search, query, event->place);
    default:
      return is_before_or_after (query, &event->when);
    }
}

static gboolean
matches_quote (DlnSearch      *search,
               const DlnQuery *query,
               DlnQuoteId      id)
{
  const DlnQuote *quote = dln_case_get_quote (search->dcase, id);
  const char *words = quote->speaker_text != 0
                        ? dln_case_get_string (search->dcase, quote->speaker_text)
                        : NULL;
  gboolean said = is_named (search, query, quote->speaker) || has_words (query, words);

  switch ((DlnQueryField) query->field)
    {
    case DLN_FIELD_SPEAKER:
      return said;
    case DLN_FIELD_SOURCE:
      return has_evidence (search, query, (DlnTarget){ DLN_TARGET_QUOTE, id }, is_published);
    case DLN_FIELD_TYPE:
      return begins (dln_quote_type_get_name (quote->type), query)
             || begins (dln_target_kind_get_name (DLN_TARGET_QUOTE), query);
    case DLN_FIELD_WHO:
      return said || is_named (search, query, quote->addressee);
    default:
      return is_before_or_after (query, &quote->when);
    }
}

/* gives each document that has evidence of the target a 1 */
static void
mark_documents (DlnSearch *search,
                DlnTarget  target,
                float     *scores)
{
  guint n_documents = _dln_search_count_rows (search->dcase, DLN_TARGET_DOCUMENT);
  guint n;
  const DlnEvidence *evidence = dln_case_get_evidence (search->dcase, target, &n);

  for (guint i = 0; i < n; i++)
    if (evidence[i].document >= 1 && evidence[i].document <= n_documents)
      scores[evidence[i].document - 1] = 1;
}

/* the documents that name the one, or quote the speaker, of a field */
static void
find_documents_of (DlnSearch      *search,
                   const DlnQuery *query,
                   DlnTargetKind   kind,
                   float          *scores)
{
  guint n = _dln_search_count_rows (search->dcase, kind);

  for (guint i = 0; i < n; i++)
    {
      guint32 id = _dln_search_get_id (search->dcase, kind, i);

      if (kind == DLN_TARGET_ENTITY ? is_named (search, query, id)
                                    : matches_quote (search, query, id))
        mark_documents (search, (DlnTarget){ kind, id }, scores);
    }
}

static void
find_documents (DlnSearch      *search,
                const DlnQuery *query,
                float          *scores)
{
  guint n = _dln_search_count_rows (search->dcase, DLN_TARGET_DOCUMENT);

  if (query->field == DLN_FIELD_SPEAKER || query->field == DLN_FIELD_WHO)
    {
      find_documents_of (search, query,
                         query->field == DLN_FIELD_WHO ? DLN_TARGET_ENTITY : DLN_TARGET_QUOTE,
                         scores);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const DlnResolvedDocument *row = dln_case_get_document_row (search->dcase, i + 1);

      scores[i] = query->field == DLN_FIELD_SOURCE ? get_published (search, query)[i]
                  : query->field == DLN_FIELD_TYPE ? begins ("article", query)
                                                   : row != NULL
                                                       && is_before_or_after (query, &row->when);
    }
}

static gboolean
is_type (const DlnQuery *query)
{
  gboolean is = begins ("article", query)
                || begins (dln_target_kind_get_name (DLN_TARGET_EVENT), query)
                || begins (dln_target_kind_get_name (DLN_TARGET_QUOTE), query);

  for (guint i = 0; i < DLN_N_EVENT_TYPES; i++)
    is = is || begins (dln_event_type_get_name (i), query);
  for (guint i = 0; i < DLN_N_ENTITY_TYPES; i++)
    is = is || begins (dln_entity_type_get_name (i), query);
  for (guint i = DLN_QUOTE_DIRECT; i <= DLN_QUOTE_MIXED; i++)
    is = is || begins (dln_quote_type_get_name (i), query);
  return is;
}

static void
find_field (DlnSearch      *search,
            const DlnQuery *query,
            DlnTargetKind   kind,
            float          *scores)
{
  guint n = _dln_search_count_rows (search->dcase, kind);

  if (!query->understood || (query->field == DLN_FIELD_TYPE && !is_type (query)))
    {
      /* Translators: a field of a query, and what was typed for it */
      _dln_search_note (search, g_strdup_printf (query->field == DLN_FIELD_TYPE
                                                   ? _("%s:%s is no kind of thing.")
                                                   : _("%s:%s is no date."),
                                                 _dln_query_field_name (query->field), query->raw));
      return;
    }
  if (kind == DLN_TARGET_DOCUMENT)
    {
      find_documents (search, query, scores);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 id = _dln_search_get_id (search->dcase, kind, i);

      scores[i] = kind == DLN_TARGET_ENTITY  ? matches_entity (search, query, id)
                  : kind == DLN_TARGET_EVENT ? matches_event (search, query, id)
                                             : matches_quote (search, query, id);
    }
}

/* ---- a query --------------------------------------------------------------------------------- */

static void
combine (DlnQueryType type,
         float       *scores, /* [n] */
         const float *other,  /* [n] */
         guint        n)
{
  for (guint i = 0; i < n; i++)
    if (type == DLN_QUERY_OR || (scores[i] > 0 && other[i] > 0))
      scores[i] += other[i];
    else
      scores[i] = 0;
}

/**
 * _dln_search_score:
 * @search: a search that was begun
 * @query: what is asked
 * @kind: of what
 *
 * Returns: (transfer full): a number for each row, 0 = not found. Time: O(rows) for each part of
 * the query
 */
float *
_dln_search_score (DlnSearch      *search,
                   const DlnQuery *query,
                   DlnTargetKind   kind)
{
  guint n = _dln_search_count_rows (search->dcase, kind);
  g_autofree float *other = NULL;
  float *scores;

  switch ((DlnQueryType) query->type)
    {
    case DLN_QUERY_AND:
    case DLN_QUERY_OR:
      scores = _dln_search_score (search, query->a, kind);
      other = _dln_search_score (search, query->b, kind);
      combine (query->type, scores, other, n);
      return scores;
    case DLN_QUERY_NOT:
      scores = _dln_search_score (search, query->a, kind);
      for (guint i = 0; i < n; i++)
        scores[i] = scores[i] > 0 ? 0 : 0.01f;
      return scores;
    default:
      scores = new_scores (search, kind);
      break;
    }
  if (query->type == DLN_QUERY_WORDS)
    find_words (search, query, kind, scores);
  else if (query->type == DLN_QUERY_NEAR)
    find_near (search, query, kind, scores);
  else
    find_field (search, query, kind, scores);
  return scores;
}

/* a sentence for the user; each once */
void
_dln_search_note (DlnSearch *search,
                  char      *note) /* (transfer full) */
{
  if (strstr (search->notes->str, note) == NULL)
    g_string_append_printf (search->notes, "%s%s", search->notes->len > 0 ? " " : "", note);
  g_free (note);
}

/**
 * _dln_search_begin:
 * @search: (out caller-allocates): a search
 * @self: the session
 *
 * Time: O(words of names, titles, quotes and sentences) the first time after a change
 */
void
_dln_search_begin (DlnSearch  *search,
                   DlnSession *self)
{
  gather_words (self);
  *search = (DlnSearch){ .dcase = self->dcase, .store = self->store, .words = self->words };
  search->notes = g_string_new (NULL);
  search->guesses =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  search->named = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

void
_dln_search_end (DlnSearch *search)
{
  if (search->notes == NULL) /* it was not begun */
    return;
  g_string_free (search->notes, TRUE);
  g_hash_table_unref (search->guesses);
  g_hash_table_unref (search->named);
  g_clear_error (&search->error);
}
