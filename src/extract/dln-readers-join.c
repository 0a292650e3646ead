/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of other programs put among those that Dateline read of the same document.
 *
 * What both read is one row, Dateline's; a name that both know is one entity. The other rows are
 * put behind, then each array is sorted again and the rows that point at it follow. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-readers-private.h"
#include "extract/dln-rows-private.h"

#include <string.h>

typedef struct
{
  DlnAnnotations       *out;
  const DlnAnnotations *rows;     /* of the reader at hand */
  DlnStringId           reader;
  GHashTable           *names;    /* begin << 32 | end of a mention in @out to its row + 1 */
  guint32              *mentions; /* [rows->mentions]: row in @out */
  guint32              *entities;
  guint32              *times;
  guint32              *quotes;
} Join;

/* ---- copying --------------------------------------------------------------------------------- */

static DlnAnnotations *
copy_own (const DlnAnnotations *own)
{
  DlnAnnotations *out = dln_annotations_new ();
  const struct
  {
    GArray       *to;
    const GArray *from;
  } arrays[] = {
    { out->blocks, own->blocks },       { out->sentences, own->sentences },
    { out->tokens, own->tokens },       { out->mentions, own->mentions },
    { out->entities, own->entities },   { out->times, own->times },
    { out->quotes, own->quotes },       { out->relations, own->relations },
    { out->events, own->events },       { out->participants, own->participants },
    { out->stretches, own->stretches },
  };

  for (guint32 i = 1; i < dln_strings_get_n (own->strings); i++)
    dln_strings_intern (out->strings, dln_strings_get (own->strings, i));
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    if (arrays[i].from->len > 0)
      g_array_append_vals (arrays[i].to, arrays[i].from->data, arrays[i].from->len);
  out->date = own->date;
  out->analysed = own->analysed;
  return out;
}

static DlnStringId
copy_string (const Join *join,
             DlnStringId id)
{
  return id != 0
           ? dln_strings_intern (join->out->strings, dln_strings_get (join->rows->strings, id))
           : 0;
}

static guint32
follow (const guint32 *to,
        guint32        n,
        guint32        row)
{
  return row < n ? to[row] : DLN_NO_ROW;
}

/* ---- names ----------------------------------------------------------------------------------- */

static void
set_tokens (const DlnAnnotations *out,
            DlnMention           *mention)
{
  guint32 first =
    DLN_ROWS_FIND (out->tokens, DlnToken, span.end, (guint64) mention->span.begin + 1);
  guint32 end = DLN_ROWS_FIND (out->tokens, DlnToken, span.begin, mention->span.end);

  mention->first_token = MIN (first, out->tokens->len);
  mention->n_tokens = end > first ? end - first : 0;
  mention->head = mention->n_tokens > 0 ? end - 1 : DLN_NO_ROW;
}

static guint32
find_name (const Join *join,
           DlnSpan     span)
{
  gint64 key = (gint64) span.begin << 32 | span.end;

  return GPOINTER_TO_UINT (g_hash_table_lookup (join->names, &key)) - 1;
}

static void
remember_name (const Join *join,
               guint32     row)
{
  DlnSpan span = DLN_ROW (join->out->mentions, DlnMention, row)->span;
  gint64 key = (gint64) span.begin << 32 | span.end;

  g_hash_table_insert (join->names, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (row + 1));
}

/* the own name of the same type in which @span lies, or that lies in it: "Berg" of "Anna Berg" */
static guint32
find_name_around (const Join       *join,
                  const DlnMention *mention)
{
  const GArray *mentions = join->out->mentions;

  for (guint32 i = 0; i < mentions->len; i++)
    {
      const DlnMention *other = DLN_ROW (mentions, DlnMention, i);

      if (other->span.begin >= mention->span.end)
        break;
      if (other->reader == 0 && other->type == mention->type && other->kind == mention->kind
          && (dln_span_contains (other->span, mention->span)
              || dln_span_contains (mention->span, other->span)))
        return i;
    }
  return DLN_NO_ROW;
}

/* the first own name or noun in @span, or around it, that stands for somebody: of words that a
 * reader gives no name */
static guint32
find_name_in (const Join *join,
              DlnSpan     span)
{
  const GArray *mentions = join->out->mentions;

  for (guint32 i = 0; i < mentions->len; i++)
    {
      const DlnMention *mention = DLN_ROW (mentions, DlnMention, i);

      if (mention->entity != DLN_NO_ROW && !dln_span_is_empty (span)
          && (dln_span_contains (span, mention->span) || dln_span_contains (mention->span, span)))
        return i;
    }
  return DLN_NO_ROW;
}

static guint32
find_entity (const Join           *join,
             const DlnLocalEntity *entity)
{
  const char *name = dln_strings_get (join->rows->strings, entity->name);

  for (guint32 i = 0; i < join->out->entities->len; i++)
    {
      const DlnLocalEntity *other = DLN_ROW (join->out->entities, DlnLocalEntity, i);

      if (other->type == entity->type
          && strcmp (dln_strings_get (join->out->strings, other->name), name) == 0)
        return i;
    }
  return DLN_NO_ROW;
}

/* which entities of @out those of the reader are: by a mention that both have, then by name */
static void
match_entities (Join    *join,
                guint32  n_own) /* mentions of @out before this reader's */
{
  const GArray *rows = join->rows->entities;

  for (guint32 i = 0; i < rows->len; i++)
    join->entities[i] = DLN_NO_ROW;
  for (guint32 i = 0; i < join->rows->mentions->len; i++)
    {
      guint32 entity = DLN_ROW (join->rows->mentions, DlnMention, i)->entity;

      if (entity < rows->len && join->entities[entity] == DLN_NO_ROW && join->mentions[i] < n_own)
        join->entities[entity] =
          DLN_ROW (join->out->mentions, DlnMention, join->mentions[i])->entity;
    }
  for (guint32 i = 0; i < rows->len; i++)
    {
      DlnLocalEntity row = *DLN_ROW (rows, DlnLocalEntity, i);

      if (join->entities[i] == DLN_NO_ROW)
        join->entities[i] = find_entity (join, &row);
      if (join->entities[i] != DLN_NO_ROW)
        continue;
      join->entities[i] = join->out->entities->len;
      row.name = copy_string (join, row.name);
      row.first_mention = DLN_NO_ROW;
      row.n_mentions = 0;
      g_array_append_val (join->out->entities, row);
    }
}

static void
add_mentions (Join *join)
{
  guint32 n_own = join->out->mentions->len;

  for (guint32 i = 0; i < join->rows->mentions->len; i++)
    {
      DlnMention row = *DLN_ROW (join->rows->mentions, DlnMention, i);

      join->mentions[i] = find_name (join, row.span);
      if (join->mentions[i] == DLN_NO_ROW)
        join->mentions[i] = find_name_around (join, &row);
      if (join->mentions[i] != DLN_NO_ROW)
        continue;
      set_tokens (join->out, &row);
      row.reader = join->reader;
      join->mentions[i] = join->out->mentions->len;
      g_array_append_val (join->out->mentions, row);
      remember_name (join, join->mentions[i]);
    }
  match_entities (join, n_own);
  for (guint32 i = n_own; i < join->out->mentions->len; i++)
    {
      DlnMention *row = DLN_ROW (join->out->mentions, DlnMention, i);
      DlnLocalEntity *entity;

      row->entity = follow (join->entities, join->rows->entities->len, row->entity);
      if (row->entity == DLN_NO_ROW)
        continue;
      entity = DLN_ROW (join->out->entities, DlnLocalEntity, row->entity);
      if (entity->first_mention == DLN_NO_ROW)
        entity->first_mention = i;
      entity->n_mentions += 1;
    }
}

/* ---- times and quotes ------------------------------------------------------------------------ */

static void
add_times (Join *join)
{
  guint32 n_own = join->out->times->len;

  for (guint32 i = 0; i < join->rows->times->len; i++)
    {
      DlnTime row = *DLN_ROW (join->rows->times, DlnTime, i);

      join->times[i] = DLN_NO_ROW;
      for (guint32 j = 0; j < n_own && join->times[i] == DLN_NO_ROW; j++)
        if (dln_span_overlaps (DLN_ROW (join->out->times, DlnTime, j)->span, row.span)
            && dln_when_equal (&DLN_ROW (join->out->times, DlnTime, j)->when, &row.when))
          join->times[i] = j;
      if (join->times[i] != DLN_NO_ROW)
        continue;
      row.value = copy_string (join, row.value);
      row.mod = copy_string (join, row.mod);
      row.reason = copy_string (join, row.reason);
      row.anchor_time = DLN_NO_ROW;
      row.sentence = _dln_sentence_at (join->out, row.span.begin);
      join->times[i] = join->out->times->len;
      g_array_append_val (join->out->times, row);
    }
}

static gboolean
is_same_span (DlnSpan a,
              DlnSpan b)
{
  return a.begin == b.begin && a.end == b.end;
}

static void
add_quotes (Join *join)
{
  guint32 n_mentions = join->rows->mentions->len;

  for (guint32 i = 0; i < join->rows->quotes->len; i++)
    {
      DlnQuoteClaim row = *DLN_ROW (join->rows->quotes, DlnQuoteClaim, i);

      join->quotes[i] = DLN_NO_ROW;
      for (guint32 j = 0; j < join->out->quotes->len && join->quotes[i] == DLN_NO_ROW; j++)
        if (is_same_span (DLN_ROW (join->out->quotes, DlnQuoteClaim, j)->span, row.span))
          join->quotes[i] = j;
      if (join->quotes[i] != DLN_NO_ROW)
        continue;
      row.speaker = follow (join->mentions, n_mentions, row.speaker);
      if (row.speaker == DLN_NO_ROW)
        row.speaker = find_name_in (join, row.speaker_span);
      row.addressee = follow (join->mentions, n_mentions, row.addressee);
      row.time = follow (join->times, join->rows->times->len, row.time);
      row.part_of = DLN_NO_ROW;
      row.reader = join->reader;
      join->quotes[i] = join->out->quotes->len;
      g_array_append_val (join->out->quotes, row);
    }
}

/* ---- relations and events -------------------------------------------------------------------- */

static guint32
get_entity (const DlnAnnotations *annotations,
            guint32               mention)
{
  return mention < annotations->mentions->len
           ? DLN_ROW (annotations->mentions, DlnMention, mention)->entity
           : DLN_NO_ROW;
}

/* the innermost quote that holds @span: those that begin before it come before it */
static guint32
find_quote_around (const DlnAnnotations *annotations,
                   DlnSpan               span)
{
  guint32 found = DLN_NO_ROW;
  guint32 length = G_MAXUINT32;

  for (guint32 i = 0; i < annotations->quotes->len; i++)
    {
      DlnSpan quote = DLN_ROW (annotations->quotes, DlnQuoteClaim, i)->span;

      if (dln_span_contains (quote, span) && quote.end - quote.begin < length)
        {
          found = i;
          length = quote.end - quote.begin;
        }
    }
  return found;
}

static gboolean
is_same_relation (const DlnAnnotations   *out,
                  const DlnRelationClaim *a,
                  const DlnRelationClaim *b)
{
  return a->type == b->type && a->polarity == b->polarity && a->modality == b->modality
         && a->ended == b->ended && dln_span_overlaps (a->evidence, b->evidence)
         && get_entity (out, a->subject) == get_entity (out, b->subject)
         && get_entity (out, a->object) == get_entity (out, b->object);
}

static void
add_relations (Join *join)
{
  guint32 n_own = join->out->relations->len;
  guint32 n_mentions = join->rows->mentions->len;

  for (guint32 i = 0; i < join->rows->relations->len; i++)
    {
      DlnRelationClaim row = *DLN_ROW (join->rows->relations, DlnRelationClaim, i);
      gboolean known = FALSE;

      row.subject = follow (join->mentions, n_mentions, row.subject);
      row.object = follow (join->mentions, n_mentions, row.object);
      if (dln_span_is_empty (row.evidence))
        row.evidence = _dln_sentence_span (join->out, row.span);
      for (guint32 j = 0; j < n_own && !known; j++)
        known = is_same_relation (
          join->out, &row, DLN_ROW (join->out->relations, DlnRelationClaim, j));
      if (known)
        continue;
      row.time = follow (join->times, join->rows->times->len, row.time);
      row.quote = find_quote_around (join->out, row.span);
      row.caption = copy_string (join, row.caption);
      row.pattern = copy_string (join, row.pattern);
      row.reader = join->reader;
      g_array_append_val (join->out->relations, row);
    }
}

/* Dateline read it, too, as sure and of that date. */
static gboolean
is_same_event (const DlnEventClaim *own,
               const DlnEventClaim *row)
{
  return dln_span_overlaps (own->span, row->span) && own->polarity == row->polarity
         && own->modality == row->modality
         && ((own->flags & DLN_EVENT_MINOR) == 0 || (row->flags & DLN_EVENT_MINOR) != 0)
         && (!dln_when_is_known (&row->when) || dln_when_equal (&own->when, &row->when));
}

/* the word of the span that the others of it hang on */
static guint32
find_trigger (const DlnAnnotations *out,
              DlnSpan               span)
{
  guint32 first = DLN_ROWS_FIND (out->tokens, DlnToken, span.end, (guint64) span.begin + 1);
  guint32 end = DLN_ROWS_FIND (out->tokens, DlnToken, span.begin, span.end);

  for (guint32 i = first; i < end; i++)
    {
      gint32 head = DLN_ROW (out->tokens, DlnToken, i)->head;

      if (head < (gint32) first || head >= (gint32) end)
        return i;
    }
  return first < end ? first : DLN_NO_ROW;
}

static void
add_participants (Join                *join,
                  const DlnEventClaim *from,
                  DlnEventClaim       *to,
                  guint32              event)
{
  to->first_participant = join->out->participants->len;
  to->first_stretch = join->out->stretches->len;
  for (guint32 i = 0; i < from->n_participants; i++)
    {
      DlnParticipant row =
        *DLN_ROW (join->rows->participants, DlnParticipant, from->first_participant + i);

      row.mention = follow (join->mentions, join->rows->mentions->len, row.mention);
      if (row.mention == DLN_NO_ROW)
        row.mention = find_name_in (join, row.span);
      row.event = event;
      g_array_append_val (join->out->participants, row);
    }
  if (from->n_stretches > 0)
    g_array_append_vals (join->out->stretches,
                         DLN_ROW (join->rows->stretches, DlnSpan, from->first_stretch),
                         from->n_stretches);
}

static void
add_events (Join *join)
{
  DlnAnnotations *out = join->out;
  guint32 n_own = out->events->len;

  for (guint32 i = 0; i < join->rows->events->len; i++)
    {
      const DlnEventClaim *from = DLN_ROW (join->rows->events, DlnEventClaim, i);
      DlnEventClaim row = *from;
      gboolean known = FALSE;

      for (guint32 j = 0; j < n_own && !known; j++)
        known = is_same_event (DLN_ROW (out->events, DlnEventClaim, j), &row);
      if (known)
        continue;
      add_participants (join, from, &row, out->events->len);
      row.place = follow (join->mentions, join->rows->mentions->len, row.place);
      row.time = follow (join->times, join->rows->times->len, row.time);
      row.quote = find_quote_around (out, row.span);
      row.token = find_trigger (out, row.span);
      if (dln_span_is_empty (row.evidence))
        row.evidence = _dln_sentence_span (out, row.span);
      row.lemma = copy_string (join, row.lemma);
      if (row.lemma == 0 && row.token != DLN_NO_ROW)
        row.lemma = DLN_ROW (out->tokens, DlnToken, row.token)->lemma;
      row.title = copy_string (join, row.title);
      row.reason = copy_string (join, row.reason);
      row.reader = join->reader;
      g_array_append_val (out->events, row);
    }
}

/* ---- order ----------------------------------------------------------------------------------- */

typedef struct
{
  DlnSpan span;
  guint32 row;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *x = a;
  const Place *y = b;

  if (x->span.begin != y->span.begin)
    return x->span.begin < y->span.begin ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;
  return x->row < y->row ? -1 : 1;
}

/* sorts rows that begin with their span; (transfer full): [array->len + 1] where each row went */
static guint32 *
sort_rows (GArray *array)
{
  gsize size = g_array_get_element_size (array);
  guint n = array->len;
  g_autofree Place *places = g_new (Place, MAX (n, 1));
  g_autofree char *copy = n > 0 ? g_memdup2 (array->data, n * size) : NULL;
  guint32 *to = g_new (guint32, n + 1);

  for (guint i = 0; i < n; i++)
    places[i] = (Place){ *(const DlnSpan *) (array->data + i * size), i };
  if (n > 1)
    qsort (places, n, sizeof (Place), compare_places);
  for (guint i = 0; i < n; i++)
    {
      memcpy (array->data + i * size, copy + places[i].row * size, size);
      to[places[i].row] = i;
    }
  return to;
}

#define FOLLOW(array, Type, field, to, n)                                                          \
  for (guint i_ = 0; i_ < (array)->len; i_++)                                                      \
  DLN_ROW (array, Type, i_)->field = follow (to, n, DLN_ROW (array, Type, i_)->field)

static void
sort_all (DlnAnnotations *out)
{
  guint32 n_mentions = out->mentions->len;
  guint32 n_times = out->times->len;
  guint32 n_quotes = out->quotes->len;
  g_autofree guint32 *mentions = sort_rows (out->mentions);
  g_autofree guint32 *times = sort_rows (out->times);
  g_autofree guint32 *quotes = sort_rows (out->quotes);
  g_autofree guint32 *relations = sort_rows (out->relations);
  g_autofree guint32 *events = sort_rows (out->events);

  FOLLOW (out->entities, DlnLocalEntity, first_mention, mentions, n_mentions);
  FOLLOW (out->quotes, DlnQuoteClaim, speaker, mentions, n_mentions);
  FOLLOW (out->quotes, DlnQuoteClaim, addressee, mentions, n_mentions);
  FOLLOW (out->relations, DlnRelationClaim, subject, mentions, n_mentions);
  FOLLOW (out->relations, DlnRelationClaim, object, mentions, n_mentions);
  FOLLOW (out->events, DlnEventClaim, place, mentions, n_mentions);
  FOLLOW (out->participants, DlnParticipant, mention, mentions, n_mentions);
  FOLLOW (out->times, DlnTime, anchor_time, times, n_times);
  FOLLOW (out->quotes, DlnQuoteClaim, time, times, n_times);
  FOLLOW (out->relations, DlnRelationClaim, time, times, n_times);
  FOLLOW (out->events, DlnEventClaim, time, times, n_times);
  FOLLOW (out->quotes, DlnQuoteClaim, part_of, quotes, n_quotes);
  FOLLOW (out->relations, DlnRelationClaim, quote, quotes, n_quotes);
  FOLLOW (out->events, DlnEventClaim, quote, quotes, n_quotes);
  FOLLOW (out->participants, DlnParticipant, event, events, out->events->len);
}

static void
add_reader (DlnAnnotations  *out,
            const DlnReader *reader)
{
  g_autoptr (GHashTable) names =
    g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);
  g_autofree guint32 *mentions = g_new (guint32, reader->rows->mentions->len + 1);
  g_autofree guint32 *entities = g_new (guint32, reader->rows->entities->len + 1);
  g_autofree guint32 *times = g_new (guint32, reader->rows->times->len + 1);
  g_autofree guint32 *quotes = g_new (guint32, reader->rows->quotes->len + 1);
  Join join = { out,   reader->rows, dln_strings_intern (out->strings, reader->name),
                names, mentions,     entities,
                times, quotes };

  for (guint32 i = 0; i < out->mentions->len; i++)
    remember_name (&join, i);
  add_mentions (&join);
  add_times (&join);
  add_quotes (&join);
  add_relations (&join);
  add_events (&join);
  sort_all (out);
}

/* (transfer full): the rows of @own and of those of @readers that are not off. Time: O(rows of
 * Dateline times rows of readers), of one document */
DlnAnnotations *
_dln_readers_join (DlnAnnotations *own,
                   GPtrArray      *readers)
{
  DlnAnnotations *out = copy_own (own);

  for (guint i = 0; i < readers->len; i++)
    if (!((const DlnReader *) g_ptr_array_index (readers, i))->off)
      add_reader (out, g_ptr_array_index (readers, i));
  return out;
}
