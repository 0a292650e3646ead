/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search found, best first, as it is shown: title, date, and the words around the match; or
 * all of it, as a filter.
 *
 * An entity counts more the more of one of its names the query is. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-search-private.h"

#include <string.h>

#define HIT_BEGIN "\xee\x80\x80" /* U+E000 */
#define HIT_END "\xee\x80\x81"   /* U+E001 */
#define CONTEXT 70               /* bytes of text on each side of a hit */
#define MAX_SPANS 24             /* marked in one text */

static void
clear_hit (gpointer data)
{
  DlnSearchHit *hit = data;

  g_free (hit->title);
  g_free (hit->marked);
  g_free (hit->date);
  g_free (hit->snippet);
}

void
dln_search_result_free (DlnSearchResult *result)
{
  if (result == NULL)
    return;
  g_array_unref (result->hits);
  g_free (result->note);
  g_free (result);
}

/* ---- the words in a text --------------------------------------------------------------------- */

typedef struct
{
  char    *folded; /* " word " */
  gboolean prefix;
} Sought;

static void
clear_sought (gpointer data)
{
  g_free (((Sought *) data)->folded);
}

static void
add_sought (GArray     *sought,
            const char *folded,
            gboolean    prefix)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint n = g_strv_length (words);

  for (guint i = 0; i < n; i++)
    if (*words[i] != '\0')
      {
        /* the last word stands before the last space */
        Sought row = { g_strdup_printf (" %s ", words[i]), prefix && i + 2 == n };

        g_array_append_val (sought, row);
      }
}

/* (transfer full) (element-type Sought): single words that are marked */
static GArray *
dup_sought (DlnSearch      *search,
            const DlnQuery *query)
{
  GArray *sought = g_array_new (FALSE, FALSE, sizeof (Sought));
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_array_set_clear_func (sought, clear_sought);
  _dln_query_add_words (query, words);
  for (guint i = 0; i < words->len; i++)
    {
      const DlnQuery *leaf = g_ptr_array_index (words, i);
      GPtrArray *guesses = g_hash_table_lookup (search->guesses, leaf);

      add_sought (sought, leaf->folded, leaf->prefix);
      for (guint k = 0; guesses != NULL && k < guesses->len; k++)
        add_sought (sought, g_ptr_array_index (guesses, k), FALSE);
    }
  return sought;
}

static gboolean
is_sought (const GArray *sought,
           GString      *folded)
{
  for (guint i = 0; i < sought->len; i++)
    {
      const Sought *row = &g_array_index (sought, Sought, i);
      gsize length = strlen (row->folded);

      if (row->prefix ? strncmp (folded->str, row->folded, length - 1) == 0
                      : strcmp (folded->str, row->folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

/* where the words that are sought stand in a short text */
static guint
find_spans (const GArray *sought,
            const char   *text,
            gsize         length,
            DlnSpan      *spans) /* [MAX_SPANS] */
{
  const char *end = text + length;
  g_autoptr (GString) folded = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text; p < end && n < MAX_SPANS;)
    {
      const char *begin = p;

      while (p < end && is_in_word (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > begin)
        {
          g_string_truncate (folded, 0);
          _dln_fold (folded, begin, p - begin);
          if (is_sought (sought, folded))
            spans[n++] = DLN_SPAN (begin - text, p - text);
        }
      else
        p = g_utf8_next_char (p);
    }
  return n;
}

static char *
dup_line (const char *text,
          gsize       length)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      gboolean space = (guchar) text[i] <= ' ' || text[i] == 0x7f;

      if (!space)
        g_string_append_c (line, text[i]);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  return g_string_free (line, FALSE);
}

/* a place near @at between two characters, at a space if one is near */
static gsize
find_border (const char *text,
             gsize       length,
             gsize       at,
             int         direction)
{
  gsize limit = direction < 0 ? (at > 24 ? at - 24 : 0) : MIN (at + 24, length);

  for (gsize i = at; i != limit; i += direction)
    if (text[i] == ' ' || text[i] == '\n')
      return direction < 0 ? i + 1 : i;
  while (at > 0 && at < length && ((guchar) text[at] & 0xc0) == 0x80)
    at -= 1;
  return at;
}

/* the words around the first span, or all of the text if @whole, with the spans marked */
static char *
make_snippet (const char    *text,
              gsize          length,
              const DlnSpan *spans,
              guint          n,
              gboolean       whole)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  DlnSpan first = n > 0 ? spans[0] : DLN_SPAN (0, 0);
  gsize begin = !whole && first.begin > CONTEXT
                  ? find_border (text, length, first.begin - CONTEXT, -1)
                  : 0;
  gsize end = !whole && first.end + 2 * CONTEXT < length
                ? find_border (text, length, first.end + 2 * CONTEXT, 1)
                : length;
  gsize at = begin;

  if (begin > 0)
    g_string_append (raw, "\u2026");
  for (guint i = 0; i < n; i++)
    {
      DlnSpan span = spans[i];

      if (span.begin < at || span.end > end)
        continue;
      g_string_append_len (raw, text + at, span.begin - at);
      g_string_append (raw, HIT_BEGIN);
      g_string_append_len (raw, text + span.begin, span.end - span.begin);
      g_string_append (raw, HIT_END);
      at = span.end;
    }
  g_string_append_len (raw, text + at, end - at);
  if (end < length)
    g_string_append (raw, "\u2026");
  return dup_line (raw->str, raw->len);
}

static char *
mark_text (const GArray *sought,
           const char   *text,
           gsize         length,
           gboolean      whole)
{
  DlnSpan spans[MAX_SPANS];
  guint n = find_spans (sought, text, length, spans);

  return make_snippet (text, length, spans, n, whole);
}

/* ---- the best -------------------------------------------------------------------------------- */

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const DlnSearchHit *x = a;
  const DlnSearchHit *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (x->target.id > y->target.id) - (x->target.id < y->target.id);
}

/* more for an entity of which a name is the query, or begins with it */
static void
weigh_names (DlnSearch      *search,
             const DlnQuery *query,
             float          *scores)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GString) whole = g_string_new (" ");
  guint n_texts = _dln_word_index_get_n_texts (search->words);

  _dln_query_add_words (query, words);
  for (guint i = 0; i < words->len; i++)
    g_string_append (whole, ((const DlnQuery *) g_ptr_array_index (words, i))->folded + 1);
  for (guint i = 0; i < n_texts; i++)
    {
      const DlnIndexedText *text = _dln_word_index_get_text (search->words, i);
      const char *name = _dln_word_index_get_words (search->words) + text->begin;
      gsize length = text->end - text->begin;

      if (text->kind != DLN_TARGET_ENTITY) /* they come first */
        return;
      if (scores[text->row] > 0 && length >= whole->len - 1
          && strncmp (name, whole->str, whole->len - 1) == 0)
        scores[text->row] =
          MAX (scores[text->row], text->weight * (length == whole->len ? 3 : 2));
    }
}

/* adds the best @limit rows; returns how many were found */
static guint
keep_best (DlnSearch    *search,
           DlnTargetKind kind,
           const float  *scores,
           guint         limit,
           GArray       *hits)
{
  guint n = _dln_search_count_rows (search->dcase, kind);
  g_autofree DlnSearchHit *best = g_new0 (DlnSearchHit, limit + 1);
  guint n_best = 0;
  guint n_found = 0;

  for (guint i = 0; i < n; i++)
    {
      DlnSearchHit hit = { .target = { kind, 0 }, .score = scores[i] };
      guint at;

      if (scores[i] <= 0)
        continue;
      n_found += 1;
      if (n_best == limit && (limit == 0 || best[n_best - 1].score >= scores[i]))
        continue;
      hit.target.id = _dln_search_get_id (search->dcase, kind, i);
      at = n_best;
      while (at > 0 && compare_hits (&best[at - 1], &hit) > 0)
        {
          best[at] = best[at - 1];
          at -= 1;
        }
      best[at] = hit;
      n_best = MIN (n_best + 1, limit);
    }
  g_array_append_vals (hits, best, n_best);
  return n_found;
}

/* ---- showing --------------------------------------------------------------------------------- */

static char *
dup_sentence (DlnCase      *dcase,
              DlnTarget     target,
              const GArray *sought)
{
  guint n;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

  /* the first that has the words, else the first */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < MIN (n, 8); i++)
      {
        DlnDocument *document = dln_case_get_document (dcase, evidence[i].document);
        g_autofree char *words =
          document != NULL ? dln_document_dup_span (document, evidence[i].sentence) : NULL;
        DlnSpan spans[MAX_SPANS];

        if (words == NULL)
          continue;
        guint n_spans = find_spans (sought, words, strlen (words), spans);

        if (n_spans > 0 || pass == 1)
          return make_snippet (words, strlen (words), spans, n_spans, FALSE);
      }
  return g_strdup ("");
}

static char *
dup_when (const DlnWhen *when)
{
  return dln_when_is_known (when) ? dln_when_dup_words (when) : NULL;
}

static void
show_document (DlnSearch      *search,
               const DlnQuery *query,
               const GArray   *sought,
               DlnSearchHit   *hit)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GArray) phrases = g_array_new (FALSE, TRUE, sizeof (DlnStorePhrase));
  DlnDocument *document = dln_case_get_document (search->dcase, hit->target.id);
  const DlnResolvedDocument *row = dln_case_get_document_row (search->dcase, hit->target.id);
  DlnStoreHit found = { .document = hit->target.id };
  gsize length = 0;
  const char *text = dln_document_get_text (document, &length);

  _dln_query_add_words (query, words);
  for (guint i = 0; i < words->len; i++)
    {
      const DlnQuery *leaf = g_ptr_array_index (words, i);
      GPtrArray *guesses = g_hash_table_lookup (search->guesses, leaf);
      DlnStorePhrase phrase = { leaf->raw, leaf->prefix, NULL, 0 };

      g_array_append_val (phrases, phrase);
      for (guint k = 0; guesses != NULL && k < guesses->len; k++)
        {
          phrase = (DlnStorePhrase){ g_ptr_array_index (guesses, k), FALSE, NULL, 0 };
          g_array_append_val (phrases, phrase);
        }
    }
  if (search->error == NULL)
    dln_store_find_places (search->store, (const DlnStorePhrase *) phrases->data, phrases->len,
                           &found, &search->error);
  for (guint i = 0; i < found.n_spans; i++)
    if (found.spans[i].end > length || found.spans[i].begin > found.spans[i].end)
      found.n_spans = 0;
  hit->document = hit->target.id;
  hit->span = found.n_spans > 0 ? found.spans[0] : DLN_SPAN (0, 0);
  hit->date = row != NULL ? dup_when (&row->when) : NULL;
  hit->snippet = make_snippet (text, length, found.spans, found.n_spans, FALSE);
}

static void
show (DlnSearch      *search,
      const DlnQuery *query,
      const GArray   *sought,
      DlnSearchHit   *hit)
{
  const DlnEntity *entity;
  const DlnQuote *quote;

  hit->title = dln_case_dup_target_title (search->dcase, hit->target);
  switch (hit->target.kind)
    {
    case DLN_TARGET_DOCUMENT:
      show_document (search, query, sought, hit);
      break;
    case DLN_TARGET_EVENT:
      hit->date = dln_case_dup_event_date (search->dcase, hit->target.id, NULL);
      if (hit->date != NULL && *hit->date == '\0')
        g_clear_pointer (&hit->date, g_free);
      hit->snippet = dup_sentence (search->dcase, hit->target, sought);
      break;
    case DLN_TARGET_QUOTE:
      quote = dln_case_get_quote (search->dcase, hit->target.id);
      hit->date = dup_when (&quote->when);
      if (quote->speaker != 0)
        hit->snippet = dln_case_dup_target_title (
          search->dcase, (DlnTarget){ DLN_TARGET_ENTITY, quote->speaker });
      else
        hit->snippet = g_strdup (
          quote->speaker_text != 0 ? dln_case_get_string (search->dcase, quote->speaker_text) : "");
      break;
    default:
      entity = dln_case_get_entity (search->dcase, hit->target.id);
      hit->snippet = entity->description != 0
                       ? g_strdup (dln_case_get_string (search->dcase, entity->description))
                       : dup_sentence (search->dcase, hit->target, sought);
    }
  hit->marked = mark_text (sought, hit->title, strlen (hit->title), TRUE);
}

/**
 * dln_session_search:
 * @self: the session
 * @text: words, "phrases", beginnings*, AND, OR, NOT, NEAR/5, parentheses, and fields: `speaker:`,
 *   `source:`, `before:`, `after:`, `type:`, `who:`. Case and diacritics do not count, the last
 *   word may be a beginning, and a word that stands nowhere may be a name with a slip in it
 * @limit: most hits of each kind
 * @error: a #DlnSessionError
 *
 * Returns: (transfer full) (nullable): people, institutions and places, then events, quotes and
 * documents, each best first. Time: O(rows) for each part of the query, and for the first search
 * after a change O(words of the case)
 */
DlnSearchResult *
dln_session_search (DlnSession *self,
                    const char *text,
                    guint       limit,
                    GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && text != NULL, NULL);

  static const DlnTargetKind kinds[] = { DLN_TARGET_ENTITY, DLN_TARGET_EVENT, DLN_TARGET_QUOTE,
                                         DLN_TARGET_DOCUMENT };
  g_autoptr (DlnQuery) query =
    g_utf8_validate (text, -1, NULL) ? _dln_query_parse (text) : NULL;
  g_autoptr (DlnSearchResult) result = g_new0 (DlnSearchResult, 1);
  g_autoptr (GArray) sought = NULL;
  g_auto (DlnSearch) search = { 0 };

  result->hits = g_array_new (FALSE, TRUE, sizeof (DlnSearchHit));
  g_array_set_clear_func (result->hits, clear_hit);
  _dln_search_begin (&search, self);
  for (guint k = 0; query != NULL && k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree float *scores = _dln_search_score (&search, query, kinds[k]);

      if (kinds[k] == DLN_TARGET_ENTITY)
        weigh_names (&search, query, scores);
      result->n_found[kinds[k]] = keep_best (&search, kinds[k], scores, limit, result->hits);
    }
  sought = dup_sought (&search, query);
  for (guint i = 0; i < result->hits->len; i++)
    show (&search, query, sought, DLN_ROW (result->hits, DlnSearchHit, i));
  result->note = g_strdup (search.notes->str);
  if (search.error == NULL)
    return g_steal_pointer (&result);
  _dln_session_pass_on (g_steal_pointer (&search.error), error);
  return NULL;
}

/* ---- as a filter ----------------------------------------------------------------------------- */

static void
add_id (GHashTable *set,
        guint32     id)
{
  if (id != 0)
    g_hash_table_add (set, GUINT_TO_POINTER (id));
}

static void
add_documents (DlnCase   *dcase,
               DlnFound  *found,
               DlnTarget  target)
{
  guint n;
  const DlnEvidence *evidence = dln_case_get_evidence (dcase, target, &n);

  for (guint i = 0; i < n; i++)
    add_id (found->documents, evidence[i].document);
}

static void
add_found (DlnCase  *dcase,
           DlnFound *found,
           DlnTarget target)
{
  const GArray *participants = dln_case_get_resolution (dcase)->participants;
  const DlnEvent *event;
  const DlnQuote *quote;

  switch (target.kind)
    {
    case DLN_TARGET_DOCUMENT:
      add_id (found->documents, target.id);
      return;
    case DLN_TARGET_ENTITY:
      add_id (found->entities, target.id);
      return;
    case DLN_TARGET_QUOTE:
      quote = dln_case_get_quote (dcase, target.id);
      add_id (found->entities, quote->speaker);
      add_id (found->entities, quote->addressee);
      break;
    default:
      event = dln_case_get_event (dcase, target.id);
      add_id (found->events, target.id);
      add_id (found->entities, event->place);
      for (guint i = 0; i < event->n_participants; i++)
        if (event->first_participant + i < participants->len)
          add_id (found->entities, DLN_ROW (participants, DlnEventParticipant,
                                            event->first_participant + i)->entity);
    }
  add_documents (dcase, found, target);
}

/**
 * dln_session_search_all:
 * @self: the session
 * @text: a query, as for dln_session_search()
 * @error: a #DlnSessionError
 *
 * Returns: (transfer full) (nullable): all that it finds, for a filter; %NULL with @error, or if
 * the query asks nothing
 */
DlnFound *
dln_session_search_all (DlnSession *self,
                        const char *text,
                        GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && text != NULL, NULL);

  static const DlnTargetKind kinds[] = { DLN_TARGET_ENTITY, DLN_TARGET_EVENT, DLN_TARGET_QUOTE,
                                         DLN_TARGET_DOCUMENT };
  g_autoptr (DlnQuery) query =
    g_utf8_validate (text, -1, NULL) ? _dln_query_parse (text) : NULL;
  g_autoptr (DlnFound) found = dln_found_new (text);
  g_auto (DlnSearch) search = { 0 };

  if (query == NULL)
    return NULL;
  _dln_search_begin (&search, self);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree float *scores = _dln_search_score (&search, query, kinds[k]);
      guint n = _dln_search_count_rows (self->dcase, kinds[k]);

      for (guint i = 0; i < n; i++)
        if (scores[i] > 0)
          add_found (self->dcase, found,
                     (DlnTarget){ kinds[k], _dln_search_get_id (self->dcase, kinds[k], i) });
    }
  if (search.error == NULL)
    return g_steal_pointer (&found);
  _dln_session_pass_on (g_steal_pointer (&search.error), error);
  return NULL;
}

/* ---- queries that are kept ------------------------------------------------------------------- */

/**
 * dln_session_dup_searches:
 * @self: the session
 *
 * Returns: (transfer full): the queries that are kept in the case, in the order in which they were
 */
char **
dln_session_dup_searches (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  g_autofree char *lines = dln_store_dup_searches (self->store);

  return g_strsplit (lines != NULL ? lines : "", "\n", -1);
}

/**
 * dln_session_keep_search:
 * @self: the session
 * @text: a query
 * @keep: whether it is kept from now on
 * @error: a #DlnSessionError: the case cannot be changed
 *
 * Returns: whether it is so now
 */
gboolean
dln_session_keep_search (DlnSession *self,
                         const char *text,
                         gboolean    keep,
                         GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && text != NULL, FALSE);

  g_auto (GStrv) searches = dln_session_dup_searches (self);
  g_autofree char *line = dup_line (text, strlen (text));
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  GError *local = NULL;

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  for (guint i = 0; searches[i] != NULL; i++)
    if (strcmp (searches[i], line) != 0)
      g_ptr_array_add (kept, searches[i]);
  if (keep && *line != '\0')
    g_ptr_array_add (kept, line);
  g_ptr_array_add (kept, NULL);
  joined = g_strjoinv ("\n", (char **) kept->pdata);
  if (dln_store_set_searches (self->store, joined, &local))
    return TRUE;
  return _dln_session_pass_on (local, error);
}
