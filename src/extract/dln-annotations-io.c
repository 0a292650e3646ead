/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations to bytes and back, for the case file.
 *
 * Format, version 3. All numbers are LEB128 varints (signed ones zigzag coded), so the bytes are
 * the same on every machine:
 *
 *   "DLNA", version, length of the text
 *   number of strings, then each: length, bytes (UTF-8)
 *   analysed, document date: when, reason, source, narrative, narrative reason
 *   for each array in the order of DlnAnnotations: number of rows, then column by column;
 *     a value is the difference to the row before
 *   FNV-1a (32 bits, little endian) over all bytes before it
 *
 * Version 1 had no status, weight, certainty, source and stretches of events, version 2 no distance
 * of times and no rule of quotes.
 *
 * The columns of each row type are described once, in tables that writer, reader and checks share.
 * The reader takes nothing on trust: spans lie in the text, strings and rows exist, enums are in
 * range, numbers are finite. */
#define G_LOG_DOMAIN "dateline-extract"
#include "config.h"

#include "extract/dln-extract.h"
#include "extract/dln-readers-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAGIC "DLNA"
#define VERSION 3

typedef enum
{
  COLUMN_SPAN,
  COLUMN_STRING, /* guint32 */
  COLUMN_ROW,    /* guint32 into the array `limit`, or DLN_NO_ROW */
  COLUMN_RANGE,  /* two guint32, first and number, in the array `limit` */
  COLUMN_HEAD,   /* gint32 token, -1 = root */
  COLUMN_U8,     /* less than `limit`, 0 = any */
  COLUMN_U16,
  COLUMN_FLOAT,
  COLUMN_WHEN,
} ColumnKind;

enum /* arrays, in file order */
{
  BLOCKS,
  SENTENCES,
  TOKENS,
  MENTIONS,
  ENTITIES,
  TIMES,
  QUOTES,
  RELATIONS,
  EVENTS,
  PARTICIPANTS,
  STRETCHES,
  N_ARRAYS
};

typedef struct
{
  guint16 offset;
  guint8  kind;  /* ColumnKind */
  guint8  limit; /* an array for ROW and RANGE, a bound for U8 */
  guint8  since; /* the first version that has it; in older bytes its cells are zero */
} Column;

typedef struct
{
  gsize         offset; /* of the GArray in DlnAnnotations */
  const Column *columns;
  guint         n_columns;
} Table;

#define COLUMN_SINCE(since, Type, field, kind, limit)                                              \
  { G_STRUCT_OFFSET (Type, field), COLUMN_##kind, limit, since }
#define COLUMN(Type, field, kind, limit) COLUMN_SINCE (1, Type, field, kind, limit)

static const Column block_columns[] = {
  COLUMN (DlnBlock, span, SPAN, 0),
  COLUMN (DlnBlock, first_sentence, RANGE, SENTENCES),
  COLUMN (DlnBlock, type, U8, DLN_BLOCK_BOILERPLATE + 1),
};
static const Column sentence_columns[] = {
  COLUMN (DlnSentence, span, SPAN, 0),
  COLUMN (DlnSentence, first_token, RANGE, TOKENS),
  COLUMN (DlnSentence, block, ROW, BLOCKS),
};
static const Column token_columns[] = {
  COLUMN (DlnToken, span, SPAN, 0),
  COLUMN (DlnToken, lemma, STRING, 0),
  COLUMN (DlnToken, head, HEAD, 0),
  COLUMN (DlnToken, sentence, ROW, SENTENCES),
  COLUMN (DlnToken, upos, U8, DLN_N_UPOS),
  COLUMN (DlnToken, deprel, U8, DLN_N_DEPREL),
  COLUMN (DlnToken, flags, U8, 0),
  COLUMN (DlnToken, name, U8, DLN_N_ENTITY_TYPES),
  COLUMN (DlnToken, xpos, STRING, 0),
};
static const Column mention_columns[] = {
  COLUMN (DlnMention, span, SPAN, 0),
  COLUMN (DlnMention, title, SPAN, 0),
  COLUMN (DlnMention, first_token, RANGE, TOKENS),
  COLUMN (DlnMention, head, ROW, TOKENS),
  COLUMN (DlnMention, entity, ROW, ENTITIES),
  COLUMN (DlnMention, kind, U8, DLN_MENTION_PRONOUN + 1),
  COLUMN (DlnMention, type, U8, DLN_N_ENTITY_TYPES),
  COLUMN (DlnMention, reasons, U16, 0),
  COLUMN (DlnMention, score, FLOAT, 0),
};
static const Column entity_columns[] = {
  COLUMN (DlnLocalEntity, name, STRING, 0),
  COLUMN (DlnLocalEntity, first_mention, ROW, MENTIONS),
  COLUMN (DlnLocalEntity, n_mentions, ROW, N_ARRAYS),
  COLUMN (DlnLocalEntity, type, U8, DLN_N_ENTITY_TYPES),
  COLUMN (DlnLocalEntity, gender, U8, DLN_GENDER_NEUTER + 1),
  COLUMN (DlnLocalEntity, plural, U8, 0),
};
static const Column time_columns[] = {
  COLUMN (DlnTime, span, SPAN, 0),
  COLUMN (DlnTime, value, STRING, 0),
  COLUMN (DlnTime, mod, STRING, 0),
  COLUMN (DlnTime, reason, STRING, 0),
  COLUMN (DlnTime, anchor_time, ROW, TIMES),
  COLUMN (DlnTime, sentence, ROW, SENTENCES),
  COLUMN (DlnTime, type, U8, DLN_TIME_SET + 1),
  COLUMN (DlnTime, anchor, U8, DLN_ANCHOR_EVENT + 1),
  COLUMN (DlnTime, preposition, U8, DLN_TIME_ROLE_TO + 1),
  COLUMN (DlnTime, conflict, U8, DLN_N_TIME_CONFLICTS),
  COLUMN (DlnTime, when, WHEN, 0),
  COLUMN_SINCE (3, DlnTime, direction, U8, DLN_N_DIRECTIONS),
  COLUMN_SINCE (3, DlnTime, nearest, U16, 0),
  COLUMN_SINCE (3, DlnTime, farthest, U16, 0),
};
static const Column quote_columns[] = {
  COLUMN (DlnQuoteClaim, span, SPAN, 0),
  COLUMN (DlnQuoteClaim, cue, SPAN, 0),
  COLUMN (DlnQuoteClaim, speaker_span, SPAN, 0),
  COLUMN (DlnQuoteClaim, speaker, ROW, MENTIONS),
  COLUMN (DlnQuoteClaim, addressee, ROW, MENTIONS),
  COLUMN (DlnQuoteClaim, time, ROW, TIMES),
  COLUMN (DlnQuoteClaim, part_of, ROW, QUOTES),
  COLUMN (DlnQuoteClaim, type, U8, DLN_QUOTE_MIXED + 1),
  COLUMN (DlnQuoteClaim, score, FLOAT, 0),
  COLUMN_SINCE (3, DlnQuoteClaim, rule, U8, DLN_N_QUOTE_RULES),
};
static const Column relation_columns[] = {
  COLUMN (DlnRelationClaim, span, SPAN, 0),
  COLUMN (DlnRelationClaim, evidence, SPAN, 0),
  COLUMN (DlnRelationClaim, subject, ROW, MENTIONS),
  COLUMN (DlnRelationClaim, object, ROW, MENTIONS),
  COLUMN (DlnRelationClaim, time, ROW, TIMES),
  COLUMN (DlnRelationClaim, quote, ROW, QUOTES),
  COLUMN (DlnRelationClaim, caption, STRING, 0),
  COLUMN (DlnRelationClaim, pattern, STRING, 0),
  COLUMN (DlnRelationClaim, type, U8, DLN_N_RELATION_TYPES),
  COLUMN (DlnRelationClaim, ended, U8, 2),
  COLUMN (DlnRelationClaim, polarity, U8, DLN_POLARITY_NEGATED + 1),
  COLUMN (DlnRelationClaim, modality, U8, DLN_MODALITY_CONDITIONAL + 1),
  COLUMN (DlnRelationClaim, score, FLOAT, 0),
};
static const Column event_columns[] = {
  COLUMN (DlnEventClaim, span, SPAN, 0),
  COLUMN (DlnEventClaim, clause, SPAN, 0),
  COLUMN (DlnEventClaim, evidence, SPAN, 0),
  COLUMN (DlnEventClaim, token, ROW, TOKENS),
  COLUMN (DlnEventClaim, time, ROW, TIMES),
  COLUMN (DlnEventClaim, place, ROW, MENTIONS),
  COLUMN (DlnEventClaim, quote, ROW, QUOTES),
  COLUMN (DlnEventClaim, first_participant, RANGE, PARTICIPANTS),
  COLUMN_SINCE (2, DlnEventClaim, first_stretch, RANGE, STRETCHES),
  COLUMN_SINCE (2, DlnEventClaim, source, SPAN, 0),
  COLUMN (DlnEventClaim, lemma, STRING, 0),
  COLUMN (DlnEventClaim, title, STRING, 0),
  COLUMN (DlnEventClaim, reason, STRING, 0),
  COLUMN (DlnEventClaim, type, U8, DLN_N_EVENT_TYPES),
  COLUMN (DlnEventClaim, polarity, U8, DLN_POLARITY_NEGATED + 1),
  COLUMN (DlnEventClaim, modality, U8, DLN_MODALITY_CONDITIONAL + 1),
  COLUMN (DlnEventClaim, flags, U8, 0),
  COLUMN_SINCE (2, DlnEventClaim, status, U8, DLN_N_STATUSES),
  COLUMN_SINCE (2, DlnEventClaim, weight, U8, 3),
  COLUMN_SINCE (2, DlnEventClaim, certainty, FLOAT, 0),
  COLUMN (DlnEventClaim, salience, FLOAT, 0),
  COLUMN (DlnEventClaim, when, WHEN, 0),
};
static const Column participant_columns[] = {
  COLUMN_SINCE (2, DlnParticipant, span, SPAN, 0),
  COLUMN (DlnParticipant, mention, ROW, MENTIONS),
  COLUMN (DlnParticipant, event, ROW, EVENTS),
  COLUMN (DlnParticipant, role, U8, DLN_ROLE_OTHER + 1),
};

static const Column stretch_columns[] = {
  { 0, COLUMN_SPAN, 0, 2 },
};

#define TABLE(field, columns)                                                                      \
  {                                                                                                \
    G_STRUCT_OFFSET (DlnAnnotations, field), columns, G_N_ELEMENTS (columns)                       \
  }

static const Table tables[N_ARRAYS] = {
  [BLOCKS] = TABLE (blocks, block_columns),
  [SENTENCES] = TABLE (sentences, sentence_columns),
  [TOKENS] = TABLE (tokens, token_columns),
  [MENTIONS] = TABLE (mentions, mention_columns),
  [ENTITIES] = TABLE (entities, entity_columns),
  [TIMES] = TABLE (times, time_columns),
  [QUOTES] = TABLE (quotes, quote_columns),
  [RELATIONS] = TABLE (relations, relation_columns),
  [EVENTS] = TABLE (events, event_columns),
  [PARTICIPANTS] = TABLE (participants, participant_columns),
  [STRETCHES] = TABLE (stretches, stretch_columns),
};

static GArray *
get_array (const DlnAnnotations *annotations,
           guint                 i)
{
  return G_STRUCT_MEMBER (GArray *, annotations, tables[i].offset);
}

static guint32
hash_bytes (const guint8 *bytes,
            gsize         length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ bytes[i]) * 16777619u;
  return hash;
}

/* ---- writing --------------------------------------------------------------------------------- */

static void
put_varint (GByteArray *out,
            guint64     value)
{
  guint8 bytes[10];
  guint n = 0;

  do
    {
      bytes[n] = value & 0x7f;
      value >>= 7;
      if (value != 0)
        bytes[n] |= 0x80;
      n += 1;
    }
  while (value != 0);
  g_byte_array_append (out, bytes, n);
}

static void
put_signed (GByteArray *out,
            gint64      value)
{
  put_varint (out, (guint64) value << 1 ^ (guint64) (value >> 63));
}

/* a bound's tag in two bits: a number, past, future */
static guint
get_bound_tag (DlnInstant instant)
{
  return instant == DLN_INSTANT_PAST ? 1 : instant == DLN_INSTANT_FUTURE ? 2 : 0;
}

static void
put_when (GByteArray    *out,
          const DlnWhen *when)
{
  const DlnInstant bounds[4] = {
    when->earliest_begin, when->latest_begin, when->earliest_end, when->latest_end
  };
  guint tags = 0;
  gint64 last = 0;

  for (guint i = 0; i < 4; i++)
    tags |= get_bound_tag (bounds[i]) << 2 * i;
  put_varint (out, tags);
  for (guint i = 0; i < 4; i++)
    if (get_bound_tag (bounds[i]) == 0)
      {
        put_signed (out, (gint64) ((guint64) bounds[i] - (guint64) last));
        last = bounds[i];
      }
  put_varint (out, when->precision);
  put_varint (out, when->flags);
  put_varint (out, when->span.begin);
  put_varint (out, when->span.end - when->span.begin);
}

static void
put_cell (GByteArray   *out,
          const Column *column,
          const guint8 *cell,
          gint64       *last)
{
  const guint32 *number = (const guint32 *) cell;
  gint64 value;

  switch (column->kind)
    {
    case COLUMN_SPAN:
      value = number[0];
      break;
    case COLUMN_ROW:
    case COLUMN_HEAD:
      value = (guint32) (number[0] + 1);
      break;
    case COLUMN_U8:
      value = *cell;
      break;
    case COLUMN_U16:
      value = *(const guint16 *) cell;
      break;
    case COLUMN_WHEN:
      put_when (out, (const DlnWhen *) cell);
      return;
    default: /* the bits of a float are a number as well */
      value = number[0];
      break;
    }
  put_signed (out, value - *last);
  *last = value;
  if (column->kind == COLUMN_SPAN)
    put_varint (out, number[1] - number[0]);
  else if (column->kind == COLUMN_RANGE)
    put_varint (out, number[1]);
}

static void
put_table (GByteArray   *out,
           const Table  *table,
           const GArray *array)
{
  gsize size = g_array_get_element_size ((GArray *) array);

  put_varint (out, array->len);
  for (guint c = 0; c < table->n_columns; c++)
    {
      gint64 last = 0;

      for (guint i = 0; i < array->len; i++)
        put_cell (out,
                  &table->columns[c],
                  (const guint8 *) array->data + i * size + table->columns[c].offset,
                  &last);
    }
}

/* The rows as bytes, whoever read them; readers are left out. (transfer full) */
GBytes *
_dln_rows_serialize (const DlnAnnotations *annotations)
{
  GByteArray *out = g_byte_array_new ();
  guint32 n_strings = dln_strings_get_n (annotations->strings);
  guint32 hash;

  g_byte_array_append (out, (const guint8 *) MAGIC, 4);
  put_varint (out, VERSION);
  put_varint (out, n_strings);
  for (guint32 i = 1; i < n_strings; i++)
    {
      const char *text = dln_strings_get (annotations->strings, i);

      put_varint (out, strlen (text));
      g_byte_array_append (out, (const guint8 *) text, strlen (text));
    }
  put_varint (out, annotations->analysed ? 1 : 0);
  put_when (out, &annotations->date.when);
  put_varint (out, annotations->date.reason);
  put_varint (out, annotations->date.source);
  put_varint (out, annotations->date.narrative);
  put_varint (out, annotations->date.narrative_reason);
  for (guint i = 0; i < N_ARRAYS; i++)
    put_table (out, &tables[i], get_array (annotations, i));
  hash = GUINT32_TO_LE (hash_bytes (out->data, out->len));
  g_byte_array_append (out, (const guint8 *) &hash, sizeof hash);
  return g_byte_array_free_to_bytes (out);
}

/* ---- reading --------------------------------------------------------------------------------- */

typedef struct
{
  const guint8   *p;
  const guint8   *end;
  gsize           text_length;
  DlnAnnotations *annotations;
  guint           version;
  gboolean        bad;
} Reader;

static guint64
take_varint (Reader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64 && reader->p < reader->end; shift += 7)
    {
      guint8 byte = *reader->p++;

      value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return value;
    }
  reader->bad = TRUE;
  return 0;
}

static gint64
take_signed (Reader *reader)
{
  guint64 value = take_varint (reader);

  return (gint64) (value >> 1 ^ -(value & 1));
}

static guint64
take_below (Reader *reader,
            guint64 limit)
{
  guint64 value = take_varint (reader);

  if (value < limit)
    return value;
  reader->bad = TRUE;
  return 0;
}

static void
check (Reader  *reader,
       gboolean good)
{
  if (!good)
    reader->bad = TRUE;
}

static void
take_when (Reader  *reader,
           DlnWhen *when)
{
  DlnInstant bounds[4];
  guint tags = take_below (reader, 256);
  gint64 last = 0;

  for (guint i = 0; i < 4; i++)
    {
      guint tag = tags >> 2 * i & 3;

      if (tag == 0)
        last = bounds[i] = (gint64) ((guint64) last + (guint64) take_signed (reader));
      else
        bounds[i] = tag == 1 ? DLN_INSTANT_PAST : DLN_INSTANT_FUTURE;
    }
  memset (when, 0, sizeof *when);
  when->earliest_begin = bounds[0];
  when->latest_begin = bounds[1];
  when->earliest_end = bounds[2];
  when->latest_end = bounds[3];
  when->precision = take_below (reader, DLN_PRECISION_MILLENNIUM + 1);
  when->flags = take_below (reader, 256);
  when->span.begin = take_below (reader, reader->text_length + 1);
  when->span.end =
    when->span.begin + take_below (reader, reader->text_length + 1 - when->span.begin);
}

/* rows of other arrays are checked when all are there */
static void
take_cell (Reader       *reader,
           const Column *column,
           guint8       *cell,
           gint64       *last)
{
  guint32 *number = (guint32 *) cell;

  if (column->kind == COLUMN_WHEN)
    {
      take_when (reader, (DlnWhen *) cell);
      return;
    }

  gint64 value = *last + take_signed (reader);

  check (reader, value >= 0 && value <= G_MAXUINT32);
  *last = reader->bad ? 0 : value;
  if (reader->bad)
    return;
  switch (column->kind)
    {
    case COLUMN_U8:
      check (reader, value < (column->limit != 0 ? column->limit : 256));
      *cell = value;
      break;
    case COLUMN_U16:
      check (reader, value <= G_MAXUINT16);
      *(guint16 *) cell = value;
      break;
    case COLUMN_STRING:
      check (reader, value < dln_strings_get_n (reader->annotations->strings));
      number[0] = value;
      break;
    case COLUMN_SPAN:
      check (reader, (guint64) value <= reader->text_length);
      number[0] = value;
      number[1] = value + (reader->bad ? 0 : take_below (reader, reader->text_length + 1 - value));
      break;
    case COLUMN_RANGE:
      number[0] = value;
      number[1] = take_below (reader, (guint64) G_MAXUINT32 + 1);
      break;
    case COLUMN_FLOAT:
      number[0] = value;
      check (reader, isfinite (*(const float *) cell));
      break;
    default: /* ROW, HEAD */
      number[0] = (guint32) value - 1;
      break;
    }
}

static void
take_table (Reader      *reader,
            const Table *table,
            GArray      *array)
{
  gsize size = g_array_get_element_size (array);
  guint n_columns = 0;
  guint64 n;

  for (guint c = 0; c < table->n_columns; c++)
    n_columns += table->columns[c].since <= reader->version;
  if (n_columns == 0)
    return;
  n = take_varint (reader);
  /* each cell takes a byte at least, which bounds what is allocated by what is there */
  if (reader->bad || n > (gsize) (reader->end - reader->p) / n_columns
      || n >= G_MAXUINT32 / size)
    {
      reader->bad = TRUE;
      return;
    }
  g_array_set_size (array, n);
  for (guint c = 0; c < table->n_columns; c++)
    {
      gint64 last = 0;

      if (table->columns[c].since > reader->version)
        continue;
      for (guint i = 0; i < n && !reader->bad; i++)
        take_cell (reader,
                   &table->columns[c],
                   (guint8 *) array->data + i * size + table->columns[c].offset,
                   &last);
    }
}

static void
check_rows (Reader *reader,
            guint   index)
{
  const Table *table = &tables[index];
  GArray *array = get_array (reader->annotations, index);
  gsize size = g_array_get_element_size (array);

  for (guint c = 0; c < table->n_columns && !reader->bad; c++)
    {
      const Column *column = &table->columns[c];
      guint limit =
        column->kind == COLUMN_ROW || column->kind == COLUMN_RANGE ? column->limit : N_ARRAYS;
      guint n = limit < N_ARRAYS                 ? get_array (reader->annotations, limit)->len
                : column->kind == COLUMN_HEAD ? reader->annotations->tokens->len
                                              : 0;

      if (limit == N_ARRAYS && column->kind != COLUMN_HEAD)
        continue;
      for (guint i = 0; i < array->len; i++)
        {
          const guint32 *number = (const guint32 *) (array->data + i * size + column->offset);

          if (column->kind == COLUMN_RANGE)
            check (reader, number[1] == 0 || (number[0] <= n && number[1] <= n - number[0]));
          else
            check (reader, number[0] < n || number[0] == DLN_NO_ROW);
          if (reader->bad)
            return;
        }
    }
}

static void
take_strings (Reader *reader)
{
  guint64 n = take_varint (reader);

  check (reader, n >= 1 && n <= (gsize) (reader->end - reader->p) + 1);
  for (guint64 i = 1; i < n && !reader->bad; i++)
    {
      guint64 length = take_below (reader, reader->end - reader->p + 1);

      check (reader,
             length <= (gsize) (reader->end - reader->p)
               && g_utf8_validate_len ((const char *) reader->p, length, NULL));
      if (reader->bad)
        return;
      check (reader,
             dln_strings_intern_len (reader->annotations->strings, (const char *) reader->p, length)
               == i);
      reader->p += length;
    }
}

static void
take_document_date (Reader *reader)
{
  DlnAnnotations *annotations = reader->annotations;
  guint32 n_strings = dln_strings_get_n (annotations->strings);

  annotations->analysed = take_below (reader, 2);
  take_when (reader, &annotations->date.when);
  annotations->date.reason = take_below (reader, n_strings);
  annotations->date.source = take_below (reader, DLN_DATE_INFERRED + 1);
  annotations->date.narrative = take_below (reader, 2);
  annotations->date.narrative_reason = take_below (reader, n_strings);
}

/* Rows in which every row, string and span exists; (transfer full). Errors: DAMAGED */
DlnAnnotations *
_dln_rows_deserialize (GBytes  *bytes,
                       gsize    text_length,
                       GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (DlnAnnotations) annotations = dln_annotations_new ();
  Reader reader = { .text_length = text_length, .annotations = annotations };
  guint32 hash = 0;

  if (length >= 8)
    memcpy (&hash, data + length - 4, 4);
  if (length < 8 || memcmp (data, MAGIC, 4) != 0
      || GUINT32_FROM_LE (hash) != hash_bytes (data, length - 4))
    {
      g_set_error_literal (error,
                           DLN_EXTRACT_ERROR,
                           DLN_EXTRACT_ERROR_DAMAGED,
                           _("The stored annotations are damaged."));
      return NULL;
    }
  reader.p = data + 4;
  reader.end = data + length - 4;
  reader.version = take_varint (&reader);
  if (reader.version < 1 || reader.version > VERSION)
    {
      g_set_error_literal (error,
                           DLN_EXTRACT_ERROR,
                           DLN_EXTRACT_ERROR_DAMAGED,
                           _("The stored annotations are of another version."));
      return NULL;
    }
  take_strings (&reader);
  if (!reader.bad)
    take_document_date (&reader);
  for (guint i = 0; i < N_ARRAYS && !reader.bad; i++)
    take_table (&reader, &tables[i], get_array (annotations, i));
  for (guint i = 0; i < N_ARRAYS && !reader.bad; i++)
    check_rows (&reader, i);
  if (reader.bad || reader.p != reader.end)
    {
      g_set_error (error,
                   DLN_EXTRACT_ERROR,
                   DLN_EXTRACT_ERROR_DAMAGED,
                   _("The stored annotations are damaged at byte %lu."),
                   (gulong) (reader.p - data));
      return NULL;
    }
  return g_steal_pointer (&annotations);
}

/* Whether every span begins and ends between two characters. Time: O(rows) */
gboolean
_dln_rows_fit_text (const DlnAnnotations *annotations,
                    const char           *text,
                    gsize                 length)
{
  for (guint t = 0; t < N_ARRAYS; t++)
    for (guint c = 0; c < tables[t].n_columns; c++)
      {
        const Column *column = &tables[t].columns[c];
        GArray *array = get_array (annotations, t);
        gsize size = g_array_get_element_size (array);

        for (guint i = 0; i < array->len && column->kind == COLUMN_SPAN; i++)
          {
            const DlnSpan *span = (const DlnSpan *) (array->data + i * size + column->offset);

            if (span->begin > span->end || span->end > length
                || ((guchar) text[span->begin] & 0xc0) == 0x80
                || ((guchar) text[span->end] & 0xc0) == 0x80)
              return FALSE;
          }
      }
  return TRUE;
}
