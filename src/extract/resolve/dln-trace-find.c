/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding again what a decision was about.
 *
 * 1. The article: by its digest; else one of the same address or name, whose text has changed.
 * 2. The place: in the same text where it stood; in a changed text where the same sentence stands
 *    now, else in the sentence most alike that has the same words.
 * 3. What stands there: a name, event, relation or quote that covers the same words. What stood
 *    beside it when the user decided is never taken for it, so that a decision is rather lost sight
 *    of (and listed as orphaned) than given to something else.
 * 4. The cluster that has most of what was found. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/resolve/dln-trace-private.h"

#include "extract/resolve/dln-resolver-private.h"

#include <stdlib.h>
#include <string.h>

#define ALIKE_SENTENCE 0.6 /* words that two sentences share, of both, to be one that was edited */
#define ALIKE_TITLE 0.5
#define ALIKE_ARTICLE 0.3
#define N_KINDS (DLN_TARGET_QUOTE + 1)

typedef struct
{
  guint32 begin;
  guint32 row;
} Begin;

struct _DlnTraceFinder
{
  const DlnResolveInput *inputs;
  gsize                  n_inputs;
  GHashTable            *digests; /* char * -> index + 1 */
  GHashTable            *uris;
  GHashTable            *names;
  GArray               **begins;  /* [n_inputs * N_KINDS]: Begin, sorted; NULL = not made yet */
  GHashTable            *targets; /* (nullable): kind, document, row -> id, of relations, quotes */
  const DlnResolution   *targets_of;
};

typedef struct /* where one row of a trace is looked for */
{
  guint32            document;
  const DlnTraceRow *row;
  DlnSpan            mark;
  DlnSpan            around;
  gboolean           same_text;
  gboolean           placed; /* @mark is where it stood, not only a guess */
} Place;

/* ---- how alike two texts are ----------------------------------------------------------------- */

/* Hashes of the words of @text -> how often. */
static GHashTable *
count_words (const char *text,
             gsize       length)
{
  GHashTable *words = g_hash_table_new (NULL, NULL);
  guint32 hash = 5381;
  gboolean inside = FALSE;

  for (gsize i = 0; i <= length; i++)
    {
      guchar c = i < length ? text[i] : ' ';

      if (g_ascii_isalnum (c) || c >= 0x80)
        {
          hash = hash * 33 ^ (guchar) g_ascii_tolower (c);
          inside = TRUE;
          continue;
        }
      if (inside)
        {
          gpointer key = GUINT_TO_POINTER (hash);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (words, key));

          g_hash_table_insert (words, key, GUINT_TO_POINTER (n + 1));
        }
      hash = 5381;
      inside = FALSE;
    }
  return words;
}

static guint
sum_words (GHashTable *words)
{
  GHashTableIter iter;
  gpointer n;
  guint sum = 0;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    sum += GPOINTER_TO_UINT (n);
  return sum;
}

/* Dice's measure of their words, 0 to 1. */
static double
measure_likeness (const char *a,
                  gsize       a_length,
                  const char *b,
                  gsize       b_length)
{
  g_autoptr (GHashTable) first = count_words (a, a_length);
  g_autoptr (GHashTable) second = count_words (b, b_length);
  guint all = sum_words (first) + sum_words (second);
  guint shared = 0;
  GHashTableIter iter;
  gpointer word, n;

  g_hash_table_iter_init (&iter, first);
  while (g_hash_table_iter_next (&iter, &word, &n))
    shared += MIN (GPOINTER_TO_UINT (n),
                   GPOINTER_TO_UINT (g_hash_table_lookup (second, word)));
  return all > 0 ? 2.0 * shared / all : 0;
}

static double
compare_texts (const char *a,
               const char *b)
{
  if (a == NULL || b == NULL)
    return 0;
  return strcmp (a, b) == 0 ? 1 : measure_likeness (a, strlen (a), b, strlen (b));
}

static gboolean
has_words (const Place           *place,
           const DlnResolveInput *input,
           DlnSpan                span)
{
  const char *text = dln_document_get_text (input->document, NULL);
  const char *words = place->row->words;

  return words != NULL && strlen (words) == span.end - span.begin
         && g_ascii_strncasecmp (text + span.begin, words, span.end - span.begin) == 0;
}

/* ---- the article ----------------------------------------------------------------------------- */

static void
index_document (GHashTable *table,
                const char *key,
                guint32     index)
{
  if (key != NULL && *key != '\0' && !g_hash_table_contains (table, key))
    g_hash_table_insert (table, (gpointer) key, GUINT_TO_POINTER (index + 1));
}

/**
 * dln_trace_finder_new:
 * @inputs: [n_inputs] documents; they and their annotations must outlive the finder
 * @n_inputs: how many
 *
 * Returns: (transfer full): what finds traces in them. Time: O(n_inputs)
 */
DlnTraceFinder *
dln_trace_finder_new (const DlnResolveInput *inputs,
                      gsize                  n_inputs)
{
  DlnTraceFinder *finder = g_new0 (DlnTraceFinder, 1);

  finder->inputs = inputs;
  finder->n_inputs = n_inputs;
  finder->digests = g_hash_table_new (g_str_hash, g_str_equal);
  finder->uris = g_hash_table_new (g_str_hash, g_str_equal);
  finder->names = g_hash_table_new (g_str_hash, g_str_equal);
  finder->begins = g_new0 (GArray *, MAX (n_inputs, 1) * N_KINDS);
  for (guint32 i = 0; i < n_inputs; i++)
    {
      index_document (finder->digests, dln_document_get_digest (inputs[i].document), i);
      index_document (finder->uris, dln_document_get_uri (inputs[i].document), i);
      index_document (finder->names, dln_document_get_id (inputs[i].document), i);
    }
  return finder;
}

void
dln_trace_finder_free (DlnTraceFinder *finder)
{
  if (finder == NULL)
    return;
  for (gsize i = 0; i < finder->n_inputs * N_KINDS; i++)
    g_clear_pointer (&finder->begins[i], g_array_unref);
  g_free (finder->begins);
  g_hash_table_unref (finder->digests);
  g_hash_table_unref (finder->uris);
  g_hash_table_unref (finder->names);
  g_clear_pointer (&finder->targets, g_hash_table_unref);
  g_free (finder);
}

static gboolean
find_document (DlnTraceFinder    *finder,
               const DlnTraceRow *row,
               Place             *place)
{
  guint32 found = GPOINTER_TO_UINT (g_hash_table_lookup (finder->digests, row->digest));

  place->same_text = found != 0;
  if (found == 0 && row->uri != NULL)
    found = GPOINTER_TO_UINT (g_hash_table_lookup (finder->uris, row->uri));
  if (found == 0 && row->name != NULL)
    found = GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, row->name));
  place->document = found - 1;
  return found != 0;
}

/* An article of the same address is the same; of the same name only if its text is alike. */
static gboolean
is_same_document (const DlnResolveInput *input,
                  const Place           *place)
{
  const DlnTraceRow *row = place->row;
  gsize length;
  const char *text = dln_document_get_text (input->document, &length);
  const char *uri = dln_document_get_uri (input->document);
  gsize n = row->words != NULL ? strlen (row->words) : 0;

  if (place->same_text || (row->uri != NULL && *row->uri != '\0' && g_strcmp0 (row->uri, uri) == 0))
    return TRUE;
  return measure_likeness (row->words != NULL ? row->words : "", n, text, MIN (n, length))
         >= ALIKE_ARTICLE;
}

/* ---- the place in it ------------------------------------------------------------------------- */

/* where @words stand in @within, next to @byte; FALSE if nowhere */
static gboolean
find_words (const DlnDocument *document,
            const char        *words,
            DlnSpan            within,
            guint32            byte,
            DlnSpan           *span)
{
  const char *text = dln_document_get_text (document, NULL);
  gsize length = strlen (words);
  gint64 nearest = G_MAXINT64;

  for (const char *p = text + within.begin;
       length > 0 && (p = g_strstr_len (p, text + within.end - p, words)) != NULL; p++)
    {
      gint64 distance = ABS ((gint64) (p - text) - (gint64) byte);

      if (distance < nearest)
        {
          nearest = distance;
          *span = DLN_SPAN (p - text, p - text + length);
        }
    }
  return nearest < G_MAXINT64;
}

/* The sentence was edited: the one most alike that still has the words. */
static gboolean
find_edited (const DlnResolveInput *input,
             Place                 *place)
{
  const char *text = dln_document_get_text (input->document, NULL);
  const GArray *sentences = input->annotations->sentences;
  const DlnTraceRow *row = place->row;
  double best = ALIKE_SENTENCE;

  place->placed = FALSE;
  for (guint i = 0; row->sentence != NULL && row->words != NULL && i < sentences->len; i++)
    {
      DlnSpan span = DLN_ROW (sentences, DlnSentence, i)->span;
      double alike = measure_likeness (row->sentence, strlen (row->sentence), text + span.begin,
                                       span.end - span.begin);

      if (alike < best || (alike == best && place->placed)
          || !find_words (input->document, row->words, span,
                          span.begin + row->mark.begin - row->around.begin, &place->mark))
        continue;
      best = alike;
      place->around = span;
      place->placed = TRUE;
    }
  return place->placed;
}

/* FALSE: neither the sentence nor one like it stands there. */
static gboolean
find_place (const DlnResolveInput *input,
            Place                 *place)
{
  const DlnTraceRow *row = place->row;
  DlnSpan whole = { 0 };
  DlnSpan found;
  gsize length;

  dln_document_get_text (input->document, &length);
  whole.end = length;
  place->mark = row->mark;
  place->around = row->around;
  place->placed = TRUE;
  if (place->same_text)
    {
      if (row->words == NULL)
        place->around = _dln_sentence_span (input->annotations, row->mark);
      return MAX (row->mark.end, row->around.end) <= length && row->mark.begin < length
             && place->around.begin <= row->mark.begin;
    }
  if (row->sentence != NULL
      && find_words (input->document, row->sentence, whole, row->around.begin, &found))
    {
      guint32 shift = found.begin - row->around.begin; /* may be negative: modulo */

      place->mark = DLN_SPAN (row->mark.begin + shift, row->mark.end + shift);
      place->around = DLN_SPAN (found.begin, MAX (found.end, place->mark.end));
      return place->mark.begin >= found.begin && place->around.end <= length;
    }
  return find_edited (input, place);
}

/* ---- what stands there ----------------------------------------------------------------------- */

/* whether an event that began at @span stood beside ours when the user decided */
static gboolean
is_another (const Place *place,
            DlnSpan      span)
{
  guint32 base = place->around.begin;
  const char *p = place->row->others;

  while (p != NULL && *p != '\0')
    {
      char *end;
      guint32 begin = strtoul (p, &end, 10);
      guint32 last = *end == '-' ? strtoul (end + 1, &end, 10) : 0;

      if (span.begin == base + begin && span.end == base + last)
        return TRUE;
      p = *end == ' ' ? end + 1 : NULL;
    }
  return FALSE;
}

/* Each of the following: how well a row fits, 0 = it is something else. */
static double
rate_mention (const DlnResolveInput *input,
              const Place           *place,
              guint32                i)
{
  const DlnMention *mention = DLN_ROW (input->annotations->mentions, DlnMention, i);
  gboolean equal = has_words (place, input, mention->span);

  if (!_dln_mention_names (mention) || mention->entity >= input->annotations->entities->len
      || !dln_span_overlaps (mention->span, place->mark))
    return 0;
  if (place->row->words == NULL)
    return 1;
  if (equal)
    return mention->type == place->row->type ? 4 : 3;
  if (mention->type != place->row->type)
    return 0;
  return dln_span_contains (mention->span, place->mark) ? 2
         : dln_span_contains (place->mark, mention->span) ? 1
                                                          : 0;
}

static guint
count_at (const DlnTraceFinder *finder,
          const Place          *place,
          DlnTargetKind         kind,
          guint32               begin,
          guint32               before,
          guint                *rank)
{
  const DlnAnnotations *annotations = finder->inputs[place->document].annotations;
  const GArray *begins = finder->begins[(gsize) place->document * N_KINDS + kind];
  guint n = 0;

  *rank = 0;
  for (guint i = 0; i < begins->len; i++)
    if (DLN_ROW (begins, Begin, i)->begin == begin)
      {
        *rank += DLN_ROW (begins, Begin, i)->row < before;
        n += 1;
      }
  g_assert (_dln_trace_count_rows (annotations, kind) >= n);
  return n;
}

/* Where several claims begin with one word: those that are left must show by their titles which of
 * them they are. */
static double
rate_rank (const DlnTraceFinder *finder,
           const Place          *place,
           DlnTargetKind         kind,
           guint32               i,
           DlnSpan               span,
           double                alike)
{
  guint rank;
  guint n;

  if (place->row->n_ranks <= 1 || span.begin != place->mark.begin)
    return 1;
  n = count_at (finder, place, kind, span.begin, i, &rank);
  if (n < place->row->n_ranks)
    return alike == 1 ? 1 : 0;
  return rank == place->row->rank ? 1.5 : 1;
}

static double
rate_event (const DlnTraceFinder *finder,
            const Place          *place,
            guint32               i)
{
  const DlnResolveInput *input = &finder->inputs[place->document];
  const DlnEventClaim *claim = DLN_ROW (input->annotations->events, DlnEventClaim, i);
  const char *title = dln_strings_get (input->annotations->strings, claim->title);
  gboolean equal = claim->span.begin == place->mark.begin && claim->span.end == place->mark.end;
  double alike;

  if (place->row->words == NULL)
    return dln_span_contains (claim->span, place->mark) ? 2
           : claim->clause.begin == place->mark.begin    ? 1
                                                        : 0;
  if (!equal && is_another (place, claim->span))
    return 0;
  alike = compare_texts (place->row->title, title);
  if (dln_span_overlaps (claim->span, place->mark))
    return ((equal ? 8 : 6) + 2 * alike)
           * rate_rank (finder, place, DLN_TARGET_EVENT, i, claim->span, alike);
  /* another word of the clause carries it now */
  if (!place->placed || alike < ALIKE_TITLE || !dln_span_contains (claim->clause, place->mark))
    return 0;
  return 2 * alike;
}

static double
rate_relation (const DlnTraceFinder *finder,
               const Place          *place,
               guint32               i)
{
  const DlnResolveInput *input = &finder->inputs[place->document];
  const DlnRelationClaim *claim = DLN_ROW (input->annotations->relations, DlnRelationClaim, i);
  g_autofree char *title = _dln_trace_dup_title (input, DLN_TARGET_RELATION, i);
  double alike = compare_texts (place->row->title, title);

  if (place->row->words == NULL && place->row->title == NULL)
    return claim->span.begin == place->mark.begin;
  if (claim->type != place->row->type || (place->row->title != NULL && alike < ALIKE_TITLE))
    return 0;
  if (claim->span.begin == place->mark.begin && claim->span.end == place->mark.end)
    return (8 + 4 * alike) * rate_rank (finder, place, DLN_TARGET_RELATION, i, claim->span, alike);
  if (dln_span_overlaps (claim->span, place->mark))
    return 4 + 4 * alike;
  return alike == 1 ? 2 : 0;
}

static double
rate_quote (const DlnTraceFinder *finder,
            const Place          *place,
            guint32               i)
{
  const DlnAnnotations *annotations = finder->inputs[place->document].annotations;
  DlnSpan span = DLN_ROW (annotations->quotes, DlnQuoteClaim, i)->span;
  DlnSpan mark = place->mark;
  double shared;

  if (place->row->words == NULL)
    return span.begin == mark.begin;
  if (!dln_span_overlaps (span, mark))
    return 0;
  shared = MIN (span.end, mark.end) - MAX (span.begin, mark.begin);
  shared /= MAX (span.end, mark.end) - MIN (span.begin, mark.begin);
  return shared >= 0.5 ? shared : 0;
}

static double
rate_row (const DlnTraceFinder *finder,
          const Place          *place,
          DlnTargetKind         kind,
          guint32               row)
{
  switch (kind)
    {
    case DLN_TARGET_ENTITY:
      return rate_mention (&finder->inputs[place->document], place, row);
    case DLN_TARGET_EVENT:
      return rate_event (finder, place, row);
    case DLN_TARGET_RELATION:
      return rate_relation (finder, place, row);
    default:
      return rate_quote (finder, place, row);
    }
}

static int
compare_begins (gconstpointer a,
                gconstpointer b)
{
  const Begin *x = a;
  const Begin *y = b;

  if (x->begin != y->begin)
    return x->begin < y->begin ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

static GArray *
get_begins (DlnTraceFinder *finder,
            guint32         document,
            DlnTargetKind   kind)
{
  GArray **begins = &finder->begins[(gsize) document * N_KINDS + kind];
  const DlnAnnotations *annotations = finder->inputs[document].annotations;

  if (*begins != NULL)
    return *begins;
  *begins = g_array_new (FALSE, FALSE, sizeof (Begin));
  for (guint32 i = 0; i < _dln_trace_count_rows (annotations, kind); i++)
    {
      Begin begin = { _dln_trace_get_mark (annotations, kind, i).begin, i };

      g_array_append_val (*begins, begin);
    }
  g_array_sort (*begins, compare_begins);
  return *begins;
}

/* The row that fits best in the sentence; DLN_NO_ROW if none does. */
static guint32
find_row (DlnTraceFinder *finder,
          const Place    *place,
          DlnTargetKind   kind)
{
  const GArray *begins = get_begins (finder, place->document, kind);
  guint32 best = DLN_NO_ROW;
  double most = 0;
  guint low = DLN_ROWS_FIND (begins, Begin, begin, place->around.begin);

  for (; low < begins->len && DLN_ROW (begins, Begin, low)->begin < place->around.end; low++)
    {
      guint32 row = DLN_ROW (begins, Begin, low)->row;
      double rate = rate_row (finder, place, kind, row);

      if (rate > most)
        {
          most = rate;
          best = row;
        }
    }
  return best;
}

/* A name means the same wherever it stands in an article. */
static guint32
find_name (DlnTraceFinder *finder,
           const Place    *place)
{
  const DlnResolveInput *input = &finder->inputs[place->document];

  for (guint32 i = 0; i < input->annotations->mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (input->annotations->mentions, DlnMention, i);

      if (_dln_mention_names (mention) && mention->type == place->row->type
          && mention->entity < input->annotations->entities->len
          && has_words (place, input, mention->span))
        return i;
    }
  return DLN_NO_ROW;
}

/**
 * dln_trace_finder_find:
 * @finder: what knows the documents
 * @trace: what to find
 *
 * Returns: (transfer full) (element-type DlnTraceHit): what is there of it, best first. Time:
 * O(rows of the trace x rows of their sentences); a changed article is read once for each row
 */
GArray *
dln_trace_finder_find (DlnTraceFinder *finder,
                       const DlnTrace *trace)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (DlnTraceHit));
  DlnTargetKind kind = dln_trace_get_kind (trace);
  guint n;
  const DlnTraceRow *rows = dln_trace_get_rows (trace, &n);

  for (guint i = 0; i < n; i++)
    {
      Place place = { .row = &rows[i] };
      DlnTraceHit hit = { .row = DLN_NO_ROW };

      if (!find_document (finder, &rows[i], &place))
        continue;
      hit.document = place.document;
      if (kind == DLN_TARGET_DOCUMENT)
        {
          if (is_same_document (&finder->inputs[place.document], &place))
            g_array_append_val (hits, hit);
          continue;
        }
      if (find_place (&finder->inputs[place.document], &place))
        {
          hit.mark = place.mark;
          hit.around = place.around;
          if (kind == DLN_TARGET_NONE)
            g_array_append_val (hits, hit);
          else
            hit.row = find_row (finder, &place, kind);
        }
      if (hit.row == DLN_NO_ROW && kind == DLN_TARGET_ENTITY && !place.same_text)
        hit.row = find_name (finder, &place);
      if (hit.row != DLN_NO_ROW)
        g_array_append_val (hits, hit);
    }
  return hits;
}

/* ---- the cluster ----------------------------------------------------------------------------- */

static gint64
make_target_key (guint   kind,
                 guint32 document,
                 guint32 row)
{
  return (gint64) kind << 60 | (gint64) document << 32 | row;
}

static void
index_targets (DlnTraceFinder      *finder,
               const DlnResolution *resolution)
{
  g_clear_pointer (&finder->targets, g_hash_table_unref);
  finder->targets = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);
  finder->targets_of = resolution;
  for (guint i = 0; i < resolution->evidence->len; i++)
    {
      const DlnEvidence *row = DLN_ROW (resolution->evidence, DlnEvidence, i);
      gint64 key = make_target_key (row->kind, row->document, row->row);

      if ((row->kind == DLN_TARGET_RELATION || row->kind == DLN_TARGET_QUOTE)
          && !g_hash_table_contains (finder->targets, &key))
        g_hash_table_insert (finder->targets, g_memdup2 (&key, sizeof key),
                             GUINT_TO_POINTER (row->target));
    }
}

static guint32
get_target (DlnTraceFinder      *finder,
            const DlnResolution *resolution,
            DlnTargetKind        kind,
            const DlnTraceHit   *hit)
{
  const DlnAnnotations *annotations = finder->inputs[hit->document].annotations;
  const GPtrArray *lists = kind == DLN_TARGET_ENTITY ? resolution->entity_of : resolution->event_of;
  const GArray *ids;
  guint32 local = hit->row;

  if (kind == DLN_TARGET_DOCUMENT)
    return hit->document + 1;
  if (kind == DLN_TARGET_RELATION || kind == DLN_TARGET_QUOTE)
    {
      gint64 key = make_target_key (kind, hit->document + 1, hit->row);

      if (finder->targets_of != resolution || finder->targets == NULL)
        index_targets (finder, resolution);
      return GPOINTER_TO_UINT (g_hash_table_lookup (finder->targets, &key));
    }
  if (hit->document >= lists->len)
    return 0;
  ids = g_ptr_array_index (lists, hit->document);
  if (kind == DLN_TARGET_ENTITY)
    local = DLN_ROW (annotations->mentions, DlnMention, hit->row)->entity;
  return local < ids->len ? g_array_index (ids, guint32, local) : 0;
}

/**
 * dln_trace_finder_match:
 * @finder: what knows the documents
 * @resolution: tables over these documents
 * @trace: what to find
 *
 * Returns: the id of what has most of its evidence now, and of the best evidence where two have as
 * much; 0 if none has any. Time: as dln_trace_finder_find()
 */
guint32
dln_trace_finder_match (DlnTraceFinder      *finder,
                        const DlnResolution *resolution,
                        const DlnTrace      *trace)
{
  g_autoptr (GArray) hits =
    dln_trace_get_kind (trace) == DLN_TARGET_NONE ? g_array_new (FALSE, FALSE, sizeof (DlnTraceHit))
                                                  : dln_trace_finder_find (finder, trace);
  g_autoptr (GHashTable) votes = g_hash_table_new (NULL, NULL);
  guint32 best = 0;
  guint most = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < hits->len; i++)
      {
        guint32 id = get_target (finder, resolution, dln_trace_get_kind (trace),
                                 DLN_ROW (hits, DlnTraceHit, i));
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (votes, GUINT_TO_POINTER (id)));

        if (id == 0)
          continue;
        if (pass == 0)
          g_hash_table_insert (votes, GUINT_TO_POINTER (id), GUINT_TO_POINTER (n + 1));
        else if (n > most)
          {
            most = n;
            best = id;
          }
      }
  return best;
}
