/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indexes of the case: which events, relations and quotes belong to an entity, and which events lie
 * in a window.
 *
 * The lists by entity are counted first and then filled (counting sort), so each index is two
 * arrays. The window index is events sorted by begin with a running maximum of end: all that can
 * overlap a window lie between the first whose running maximum passes the window's begin and the
 * first that begins at or after the window's end. */
#define G_LOG_DOMAIN "dateline-case"
#include "config.h"

#include "case/dln-case-private.h"

#include <string.h>

guint32
_dln_case_find_row (const GArray *table,
                    guint32       id)
{
  guint at = dln_rows_bisect (table, 0, id); /* the id is the first field of every row */

  if (at >= table->len)
    return DLN_NO_ROW;
  return *(const guint32 *) (table->data + at * (gsize) g_array_get_element_size ((GArray *) table))
             == id
           ? at
           : DLN_NO_ROW;
}

/* ---- lists by entity ------------------------------------------------------------------------ */

typedef struct /* one membership: entity row, then the value to list and the key to sort by */
{
  guint32 entity;
  guint32 value;
  gint64  key;
} Member;

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const Member *x = a;
  const Member *y = b;

  if (x->entity != y->entity)
    return x->entity < y->entity ? -1 : 1;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->value > y->value) - (x->value < y->value);
}

static void
add_member (GArray       *members,
            const GArray *entities,
            DlnEntityId   entity,
            guint32       value,
            gint64        key)
{
  Member member = { _dln_case_find_row (entities, entity), value, key };

  if (entity != 0 && member.entity != DLN_NO_ROW)
    g_array_append_val (members, member);
}

/* sorts the members, drops repetitions and lays them out as begin and list arrays */
static void
lay_out (GArray   *members,
         guint     n_entities,
         guint32 **begin,
         guint32 **list)
{
  guint32 n = 0;
  guint row = 0;

  g_array_sort (members, compare_members);
  *begin = g_new0 (guint32, n_entities + 1);
  *list = g_new (guint32, MAX (members->len, 1));
  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = DLN_ROW (members, Member, i);
      const Member *last = i > 0 ? member - 1 : NULL;

      if (last != NULL && last->entity == member->entity && last->value == member->value)
        continue;
      while (row <= member->entity)
        (*begin)[row++] = n;
      (*list)[n++] = member->value;
    }
  while (row <= n_entities)
    (*begin)[row++] = n;
}

static gint64
get_time_key (const DlnWhen *when)
{
  return dln_when_is_known (when) ? dln_when_get_list_instant (when) : G_MAXINT64;
}

static void
index_events (DlnCaseIndex        *index,
              const DlnResolution *resolution)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));

  for (guint i = 0; i < resolution->events->len; i++)
    {
      const DlnEvent *event = DLN_ROW (resolution->events, DlnEvent, i);
      gint64 key = get_time_key (&event->when);

      add_member (members, resolution->entities, event->place, event->id, key);
      for (guint j = 0; j < event->n_participants; j++)
        {
          guint32 row = event->first_participant + j;

          if (row >= resolution->participants->len)
            break;
          add_member (members,
                      resolution->entities,
                      DLN_ROW (resolution->participants, DlnEventParticipant, row)->entity,
                      event->id,
                      key);
        }
    }
  lay_out (members, resolution->entities->len, &index->events_begin, &index->events_of);
}

static void
index_relations (DlnCaseIndex        *index,
                 const DlnResolution *resolution)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));

  for (guint i = 0; i < resolution->relations->len; i++)
    {
      const DlnRelation *relation = DLN_ROW (resolution->relations, DlnRelation, i);
      gint64 key = (gint64) (relation->score * -1e6);

      add_member (members, resolution->entities, relation->subject, relation->id, key);
      add_member (members, resolution->entities, relation->object, relation->id, key);
    }
  lay_out (members, resolution->entities->len, &index->relations_begin, &index->relations_of);
}

static void
index_quotes (DlnCaseIndex        *index,
              const DlnResolution *resolution)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));

  for (guint i = 0; i < resolution->quotes->len; i++)
    {
      const DlnQuote *quote = DLN_ROW (resolution->quotes, DlnQuote, i);

      add_member (members,
                  resolution->entities,
                  quote->speaker,
                  quote->id,
                  -(gint64) quote->n_sources);
    }
  lay_out (members, resolution->entities->len, &index->quotes_begin, &index->quotes_of);
}

/* the quote of the case that row @quote of an article belongs to */
static gint64 *
dup_claim_key (DlnDocumentId document,
               guint32       quote)
{
  gint64 key = (gint64) document << 32 | quote;

  return g_memdup2 (&key, sizeof key);
}

static const DlnEvidence *
get_quote_evidence (const DlnResolution *resolution,
                    const DlnQuote      *quote,
                    guint                i)
{
  guint32 row = quote->first_evidence + i;

  return row < resolution->evidence->len ? DLN_ROW (resolution->evidence, DlnEvidence, row) : NULL;
}

static DlnQuoteId
find_outer (const DlnResolution *resolution,
            const GPtrArray     *annotations,
            GHashTable          *claims,
            const DlnQuote      *quote)
{
  for (guint i = 0; i < quote->n_evidence; i++)
    {
      const DlnEvidence *evidence = get_quote_evidence (resolution, quote, i);

      if (evidence == NULL || evidence->document == 0 || evidence->document > annotations->len)
        continue;

      const DlnAnnotations *document = g_ptr_array_index (annotations, evidence->document - 1);

      if (document == NULL || evidence->row >= document->quotes->len)
        continue;

      guint32 outer = dln_annotations_get_outer_quote (document, evidence->row);
      gint64 key = (gint64) evidence->document << 32 | outer;
      DlnQuoteId id =
        outer != DLN_NO_ROW ? GPOINTER_TO_UINT (g_hash_table_lookup (claims, &key)) : 0;

      if (id != 0 && id != quote->id)
        return id;
    }
  return 0;
}

static void
index_outer_quotes (DlnCaseIndex        *index,
                    const DlnResolution *resolution,
                    const GPtrArray     *annotations)
{
  const GArray *quotes = resolution->quotes;
  g_autoptr (GHashTable) claims =
    g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);

  index->outer_quotes = g_new0 (DlnQuoteId, MAX (quotes->len, 1));
  for (guint i = 0; i < quotes->len; i++)
    {
      const DlnQuote *quote = DLN_ROW (quotes, DlnQuote, i);

      for (guint j = 0; j < quote->n_evidence; j++)
        {
          const DlnEvidence *evidence = get_quote_evidence (resolution, quote, j);

          if (evidence != NULL)
            g_hash_table_insert (claims,
                                 dup_claim_key (evidence->document, evidence->row),
                                 GUINT_TO_POINTER (quote->id));
        }
    }
  for (guint i = 0; i < quotes->len; i++)
    index->outer_quotes[i] =
      find_outer (resolution, annotations, claims, DLN_ROW (quotes, DlnQuote, i));
}

/* ---- events by window ----------------------------------------------------------------------- */

static int
compare_begins (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const GArray *events = data;
  const DlnEvent *x = DLN_ROW (events, DlnEvent, *(const guint32 *) a);
  const DlnEvent *y = DLN_ROW (events, DlnEvent, *(const guint32 *) b);

  if (x->when.earliest_begin != y->when.earliest_begin)
    return x->when.earliest_begin < y->when.earliest_begin ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static void
index_windows (DlnCaseIndex        *index,
               const DlnResolution *resolution)
{
  GArray *events = resolution->events;
  guint32 n = 0;
  DlnInstant latest = DLN_INSTANT_PAST;

  index->by_begin = g_new (guint32, MAX (events->len, 1));
  for (guint i = 0; i < events->len; i++)
    if (dln_when_is_known (&DLN_ROW (events, DlnEvent, i)->when))
      index->by_begin[n++] = i;
  g_qsort_with_data (index->by_begin, n, sizeof (guint32), compare_begins, events);
  index->n_dated = n;
  index->latest_end = g_new (DlnInstant, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      latest = MAX (latest, DLN_ROW (events, DlnEvent, index->by_begin[i])->when.latest_end);
      index->latest_end[i] = latest;
    }
}

static void
clear (DlnCaseIndex *index,
       guint         which)
{
  if ((which & DLN_INDEX_EVENTS) != 0)
    {
      g_clear_pointer (&index->events_begin, g_free);
      g_clear_pointer (&index->events_of, g_free);
    }
  if ((which & DLN_INDEX_RELATIONS) != 0)
    {
      g_clear_pointer (&index->relations_begin, g_free);
      g_clear_pointer (&index->relations_of, g_free);
    }
  if ((which & DLN_INDEX_QUOTES) != 0)
    {
      g_clear_pointer (&index->quotes_begin, g_free);
      g_clear_pointer (&index->quotes_of, g_free);
    }
  if ((which & DLN_INDEX_OUTER) != 0)
    g_clear_pointer (&index->outer_quotes, g_free);
  if ((which & DLN_INDEX_WINDOWS) != 0)
    {
      g_clear_pointer (&index->by_begin, g_free);
      g_clear_pointer (&index->latest_end, g_free);
      index->n_dated = 0;
    }
}

/* Makes the indexes @which anew. Time: O(n log n) in the rows of their tables */
void
_dln_case_index_build (DlnCaseIndex        *index,
                       const DlnResolution *resolution,
                       const GPtrArray     *annotations,
                       guint                which)
{
  clear (index, which);
  if ((which & DLN_INDEX_EVENTS) != 0)
    index_events (index, resolution);
  if ((which & DLN_INDEX_RELATIONS) != 0)
    index_relations (index, resolution);
  if ((which & DLN_INDEX_QUOTES) != 0)
    index_quotes (index, resolution);
  if ((which & DLN_INDEX_OUTER) != 0)
    index_outer_quotes (index, resolution, annotations);
  if ((which & DLN_INDEX_WINDOWS) != 0)
    index_windows (index, resolution);
}

void
_dln_case_index_clear (DlnCaseIndex *index)
{
  clear (index, DLN_INDEX_ALL);
}

/* An edit makes an index stale, whoever asks for it next has it made: many edits in a row do not
 * wait for what nobody looks at. */
void
_dln_case_need_index (DlnCase *self,
                      guint    which)
{
  which &= self->stale;
  if (which == 0)
    return;
  _dln_case_index_build (&self->index, self->resolution, self->annotations, which);
  self->stale &= ~which;
}
