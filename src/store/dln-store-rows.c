/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The resolved tables as SQL tables, one row type described once for schema, writing and reading.
 *
 * The tables can be made again from annotations and decisions, so a reader that finds anything that
 * cannot be right gives up on them as a whole and the session resolves anew. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <math.h>
#include <string.h>

typedef enum
{
  FIELD_NUMBER, /* guint32 */
  FIELD_BYTE,   /* guint8, less than `limit`, 0 = any */
  FIELD_FLOAT,
  FIELD_TEXT,   /* DlnStringId */
  FIELD_SPAN,   /* two columns */
  FIELD_WHEN,   /* eight columns */
} FieldKind;

typedef struct
{
  const char *name;
  guint16     offset;
  guint8      kind; /* FieldKind */
  guint8      limit;
} Field;

typedef struct
{
  const char  *name;
  gsize        offset; /* of the GArray in DlnResolution */
  const Field *fields;
  guint        n_fields;
} Table;

#define FIELD(Type, field, kind, limit) \
  { #field, G_STRUCT_OFFSET (Type, field), FIELD_##kind, limit }

static const Field entity_fields[] = {
  FIELD (DlnEntity, id, NUMBER, 0),
  FIELD (DlnEntity, name, TEXT, 0),
  FIELD (DlnEntity, description, TEXT, 0),
  FIELD (DlnEntity, first_alias, NUMBER, 0),
  FIELD (DlnEntity, n_aliases, NUMBER, 0),
  FIELD (DlnEntity, first_evidence, NUMBER, 0),
  FIELD (DlnEntity, n_evidence, NUMBER, 0),
  FIELD (DlnEntity, n_mentions, NUMBER, 0),
  FIELD (DlnEntity, n_documents, NUMBER, 0),
  FIELD (DlnEntity, type, BYTE, DLN_N_ENTITY_TYPES),
  FIELD (DlnEntity, gender, BYTE, DLN_GENDER_NEUTER + 1),
  FIELD (DlnEntity, flags, BYTE, 0),
  FIELD (DlnEntity, salience, FLOAT, 0),
};
static const Field alias_fields[] = {
  FIELD (DlnAlias, entity, NUMBER, 0),
  FIELD (DlnAlias, text, TEXT, 0),
  FIELD (DlnAlias, n_mentions, NUMBER, 0),
};
static const Field event_fields[] = {
  FIELD (DlnEvent, id, NUMBER, 0),
  FIELD (DlnEvent, title, TEXT, 0),
  FIELD (DlnEvent, lemma, TEXT, 0),
  FIELD (DlnEvent, place, NUMBER, 0),
  FIELD (DlnEvent, first_evidence, NUMBER, 0),
  FIELD (DlnEvent, n_evidence, NUMBER, 0),
  FIELD (DlnEvent, first_participant, NUMBER, 0),
  FIELD (DlnEvent, n_participants, NUMBER, 0),
  FIELD (DlnEvent, n_sources, NUMBER, 0),
  FIELD (DlnEvent, type, BYTE, DLN_N_EVENT_TYPES),
  FIELD (DlnEvent, polarity, BYTE, DLN_POLARITY_NEGATED + 1),
  FIELD (DlnEvent, modality, BYTE, DLN_MODALITY_CONDITIONAL + 1),
  FIELD (DlnEvent, flags, BYTE, 0),
  FIELD (DlnEvent, salience, FLOAT, 0),
  FIELD (DlnEvent, when, WHEN, 0),
};
static const Field participant_fields[] = {
  FIELD (DlnEventParticipant, event, NUMBER, 0),
  FIELD (DlnEventParticipant, entity, NUMBER, 0),
  FIELD (DlnEventParticipant, role, BYTE, DLN_ROLE_OTHER + 1),
};
static const Field relation_fields[] = {
  FIELD (DlnRelation, id, NUMBER, 0),
  FIELD (DlnRelation, subject, NUMBER, 0),
  FIELD (DlnRelation, object, NUMBER, 0),
  FIELD (DlnRelation, caption, TEXT, 0),
  FIELD (DlnRelation, first_evidence, NUMBER, 0),
  FIELD (DlnRelation, n_evidence, NUMBER, 0),
  FIELD (DlnRelation, n_sources, NUMBER, 0),
  FIELD (DlnRelation, type, BYTE, DLN_N_RELATION_TYPES),
  FIELD (DlnRelation, ended, BYTE, 2),
  FIELD (DlnRelation, polarity, BYTE, DLN_POLARITY_NEGATED + 1),
  FIELD (DlnRelation, modality, BYTE, DLN_MODALITY_CONDITIONAL + 1),
  FIELD (DlnRelation, score, FLOAT, 0),
  FIELD (DlnRelation, when, WHEN, 0),
};
static const Field quote_fields[] = {
  FIELD (DlnQuote, id, NUMBER, 0),
  FIELD (DlnQuote, text, TEXT, 0),
  FIELD (DlnQuote, speaker, NUMBER, 0),
  FIELD (DlnQuote, speaker_text, TEXT, 0),
  FIELD (DlnQuote, addressee, NUMBER, 0),
  FIELD (DlnQuote, first_evidence, NUMBER, 0),
  FIELD (DlnQuote, n_evidence, NUMBER, 0),
  FIELD (DlnQuote, n_sources, NUMBER, 0),
  FIELD (DlnQuote, type, BYTE, DLN_QUOTE_MIXED + 1),
  FIELD (DlnQuote, when, WHEN, 0),
};
static const Field evidence_fields[] = {
  FIELD (DlnEvidence, target, NUMBER, 0),
  FIELD (DlnEvidence, document, NUMBER, 0),
  FIELD (DlnEvidence, row, NUMBER, 0),
  FIELD (DlnEvidence, sentence, SPAN, 0),
  FIELD (DlnEvidence, mark, SPAN, 0),
  FIELD (DlnEvidence, speaker, NUMBER, 0),
  FIELD (DlnEvidence, speaker_text, TEXT, 0),
  FIELD (DlnEvidence, when, WHEN, 0),
  FIELD (DlnEvidence, reason, TEXT, 0),
  FIELD (DlnEvidence, kind, BYTE, DLN_TARGET_QUOTE + 1),
  FIELD (DlnEvidence, contradicts, BYTE, 2),
  FIELD (DlnEvidence, polarity, BYTE, DLN_POLARITY_NEGATED + 1),
  FIELD (DlnEvidence, modality, BYTE, DLN_MODALITY_CONDITIONAL + 1),
  FIELD (DlnEvidence, score, FLOAT, 0),
};
static const Field conflict_fields[] = {
  FIELD (DlnConflict, target, NUMBER, 0),
  FIELD (DlnConflict, evidence_a, NUMBER, 0),
  FIELD (DlnConflict, evidence_b, NUMBER, 0),
  FIELD (DlnConflict, value_a, TEXT, 0),
  FIELD (DlnConflict, value_b, TEXT, 0),
  FIELD (DlnConflict, kind, BYTE, DLN_TARGET_QUOTE + 1),
  FIELD (DlnConflict, type, BYTE, DLN_CONFLICT_UPDATE + 1),
};
static const Field suggestion_fields[] = {
  FIELD (DlnSuggestion, a, NUMBER, 0),
  FIELD (DlnSuggestion, b, NUMBER, 0),
  FIELD (DlnSuggestion, reason, TEXT, 0),
  FIELD (DlnSuggestion, score, FLOAT, 0),
};
static const Field resolved_fields[] = {
  FIELD (DlnResolvedDocument, document, NUMBER, 0),
  FIELD (DlnResolvedDocument, same_as, NUMBER, 0),
  FIELD (DlnResolvedDocument, reason, TEXT, 0),
  FIELD (DlnResolvedDocument, first_reason, NUMBER, 0),
  FIELD (DlnResolvedDocument, n_reasons, NUMBER, 0),
  FIELD (DlnResolvedDocument, date_source, BYTE, DLN_DATE_INFERRED + 1),
  FIELD (DlnResolvedDocument, when, WHEN, 0),
};

#define TABLE(name, array, fields) \
  { name, G_STRUCT_OFFSET (DlnResolution, array), fields, G_N_ELEMENTS (fields) }

static const Table tables[] = {
  TABLE ("entity", entities, entity_fields),
  TABLE ("alias", aliases, alias_fields),
  TABLE ("event", events, event_fields),
  TABLE ("participant", participants, participant_fields),
  TABLE ("relation", relations, relation_fields),
  TABLE ("quote", quotes, quote_fields),
  TABLE ("evidence", evidence, evidence_fields),
  TABLE ("conflict", conflicts, conflict_fields),
  TABLE ("suggestion", suggestions, suggestion_fields),
  TABLE ("resolved", documents, resolved_fields),
};

static const char *const when_columns[] = { "earliest_begin", "latest_begin", "earliest_end",
                                            "latest_end",     "precision",    "flags",
                                            "begin",          "end" };

static GArray *
get_array (const DlnResolution *resolution,
           const Table         *table)
{
  return G_STRUCT_MEMBER (GArray *, resolution, table->offset);
}

/* ---- schema ---------------------------------------------------------------------------------- */

static void
add_column (GString    *sql,
            const char *name,
            const char *part,
            const char *type)
{
  g_string_append_printf (sql, ", \"%s%s%s\" %s", name, *part != '\0' ? "_" : "", part, type);
}

static void
add_columns (GString     *sql,
             const Field *field)
{
  switch (field->kind)
    {
    case FIELD_TEXT:
      add_column (sql, field->name, "", "TEXT");
      break;
    case FIELD_FLOAT:
      add_column (sql, field->name, "", "REAL");
      break;
    case FIELD_SPAN:
      add_column (sql, field->name, "begin", "INTEGER");
      add_column (sql, field->name, "end", "INTEGER");
      break;
    case FIELD_WHEN:
      for (guint i = 0; i < G_N_ELEMENTS (when_columns); i++)
        add_column (sql, field->name, when_columns[i], "INTEGER");
      break;
    default:
      add_column (sql, field->name, "", "INTEGER");
      break;
    }
}

const char *
_dln_store_get_rows_schema (void)
{
  static gsize ready = 0;
  static char *schema = NULL;

  if (g_once_init_enter (&ready))
    {
      GString *sql = g_string_new (NULL);

      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        {
          g_string_append_printf (
            sql, "CREATE TABLE %s (ordinal INTEGER PRIMARY KEY", tables[i].name);
          for (guint j = 0; j < tables[i].n_fields; j++)
            add_columns (sql, &tables[i].fields[j]);
          g_string_append (sql, ");");
        }
      g_string_append (
        sql, "CREATE TABLE link (document INTEGER PRIMARY KEY, entities BLOB, events BLOB);");
      schema = g_string_free (sql, FALSE);
      g_once_init_leave (&ready, 1);
    }
  return schema;
}

static guint
count_columns (const Table *table)
{
  guint n = 1;

  for (guint i = 0; i < table->n_fields; i++)
    n += table->fields[i].kind == FIELD_SPAN ? 2 : table->fields[i].kind == FIELD_WHEN ? 8 : 1;
  return n;
}

/* ---- writing --------------------------------------------------------------------------------- */

static int
bind_when (DlnStatement  *statement,
           int            i,
           const DlnWhen *when)
{
  sqlite3_bind_int64 (statement, i++, when->earliest_begin);
  sqlite3_bind_int64 (statement, i++, when->latest_begin);
  sqlite3_bind_int64 (statement, i++, when->earliest_end);
  sqlite3_bind_int64 (statement, i++, when->latest_end);
  sqlite3_bind_int (statement, i++, when->precision);
  sqlite3_bind_int (statement, i++, when->flags);
  sqlite3_bind_int64 (statement, i++, when->span.begin);
  sqlite3_bind_int64 (statement, i++, when->span.end);
  return i;
}

static int
bind_field (DlnStatement     *statement,
            int               i,
            const Field      *field,
            const guint8     *cell,
            const DlnStrings *strings)
{
  const guint32 *number = (const guint32 *) cell;

  switch (field->kind)
    {
    case FIELD_NUMBER:
      sqlite3_bind_int64 (statement, i++, *number);
      break;
    case FIELD_BYTE:
      sqlite3_bind_int (statement, i++, *cell);
      break;
    case FIELD_FLOAT:
      sqlite3_bind_double (statement, i++, *(const float *) cell);
      break;
    case FIELD_TEXT:
      if (*number == 0)
        sqlite3_bind_null (statement, i++);
      else
        sqlite3_bind_text (statement, i++, dln_strings_get (strings, *number), -1, SQLITE_STATIC);
      break;
    case FIELD_SPAN:
      sqlite3_bind_int64 (statement, i++, number[0]);
      sqlite3_bind_int64 (statement, i++, number[1]);
      break;
    case FIELD_WHEN:
      i = bind_when (statement, i, (const DlnWhen *) cell);
      break;
    default:
      g_assert_not_reached ();
    }
  return i;
}

static gboolean
put_table (DlnStore            *store,
           const Table         *table,
           const DlnResolution *resolution,
           GError             **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (DlnStatement) statement = NULL;
  GArray *array = get_array (resolution, table);
  gsize size = g_array_get_element_size (array);
  guint n_columns = count_columns (table);

  g_string_printf (sql, "DELETE FROM %s", table->name);
  if (!_dln_store_execute (store, sql->str, error))
    return FALSE;
  g_string_printf (sql, "INSERT INTO %s VALUES (?1", table->name);
  for (guint i = 2; i <= n_columns; i++)
    g_string_append_printf (sql, ", ?%u", i);
  g_string_append_c (sql, ')');
  statement = _dln_store_prepare (store, sql->str, error);
  if (statement == NULL)
    return FALSE;
  for (guint row = 0; row < array->len; row++)
    {
      int i = 1;

      sqlite3_bind_int64 (statement, i++, (gint64) row + 1);
      for (guint f = 0; f < table->n_fields; f++)
        i = bind_field (statement,
                        i,
                        &table->fields[f],
                        (const guint8 *) array->data + row * size + table->fields[f].offset,
                        resolution->strings);
      if (!_dln_store_run (store, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* ids as little-endian words */
static void
bind_ids (DlnStatement *statement,
          int           i,
          GPtrArray    *lists,
          guint         document)
{
  const GArray *ids = document < lists->len ? g_ptr_array_index (lists, document) : NULL;
  guint n = ids != NULL ? ids->len : 0;
  guint32 *words = g_new (guint32, MAX (n, 1));

  for (guint j = 0; j < n; j++)
    words[j] = GUINT32_TO_LE (g_array_index (ids, guint32, j));
  sqlite3_bind_blob64 (statement, i, words, n * sizeof (guint32), g_free);
}

static gboolean
put_links (DlnStore            *store,
           const DlnResolution *resolution,
           GError             **error)
{
  g_autoptr (DlnStatement) statement = NULL;

  if (!_dln_store_execute (store, "DELETE FROM link", error))
    return FALSE;
  statement = _dln_store_prepare (store, "INSERT INTO link VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < resolution->documents->len; i++)
    {
      sqlite3_bind_int64 (statement, 1, (gint64) i + 1);
      bind_ids (statement, 2, resolution->entity_of, i);
      bind_ids (statement, 3, resolution->event_of, i);
      if (!_dln_store_run (store, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
_dln_store_put_rows (DlnStore            *store,
                     const DlnResolution *resolution,
                     const char          *signature,
                     GError             **error)
{
  _dln_store_touch_tables (store);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!put_table (store, &tables[i], resolution, error))
      return FALSE;
  store->tables_good = TRUE;
  store->ours = TRUE;
  return put_links (store, resolution, error)
         && _dln_store_set_meta (store, "resolved", signature, error);
}

/**
 * dln_store_write_resolution:
 * @store: the store
 * @resolution: the tables of all documents
 * @signature: of the decisions that went into @resolution
 * @error: a #DlnStoreError
 *
 * Returns: whether the tables are in the file
 */
gboolean
dln_store_write_resolution (DlnStore            *store,
                            const DlnResolution *resolution,
                            const char          *signature,
                            GError             **error)
{
  if (!_dln_store_begin (store, error))
    return FALSE;
  return _dln_store_end (
    store, _dln_store_put_rows (store, resolution, signature, error), error);
}

/* ---- reading --------------------------------------------------------------------------------- */

typedef struct
{
  DlnStatement *statement;
  int           column;
  DlnStrings   *strings;
  gboolean      bad;
} Reader;

static gint64
take_integer (Reader *reader,
              gint64  limit)
{
  gint64 value = sqlite3_column_int64 (reader->statement, reader->column++);

  if (value >= 0 && value < limit)
    return value;
  reader->bad = TRUE;
  return 0;
}

static DlnStringId
take_text (Reader *reader)
{
  const char *text = (const char *) sqlite3_column_text (reader->statement, reader->column);
  int length = sqlite3_column_bytes (reader->statement, reader->column++);

  if (text == NULL)
    return 0;
  if (g_utf8_validate_len (text, length, NULL))
    return dln_strings_intern_len (reader->strings, text, length);
  reader->bad = TRUE;
  return 0;
}

static void
take_when (Reader  *reader,
           DlnWhen *when)
{
  memset (when, 0, sizeof *when);
  when->earliest_begin = sqlite3_column_int64 (reader->statement, reader->column++);
  when->latest_begin = sqlite3_column_int64 (reader->statement, reader->column++);
  when->earliest_end = sqlite3_column_int64 (reader->statement, reader->column++);
  when->latest_end = sqlite3_column_int64 (reader->statement, reader->column++);
  when->precision = take_integer (reader, DLN_PRECISION_MILLENNIUM + 1);
  when->flags = take_integer (reader, 256);
  when->span.begin = take_integer (reader, (gint64) G_MAXUINT32 + 1);
  when->span.end = take_integer (reader, (gint64) G_MAXUINT32 + 1);
}

static void
take_field (Reader      *reader,
            const Field *field,
            guint8      *cell)
{
  guint32 *number = (guint32 *) cell;

  switch (field->kind)
    {
    case FIELD_NUMBER:
      *number = take_integer (reader, (gint64) G_MAXUINT32 + 1);
      break;
    case FIELD_BYTE:
      *cell = take_integer (reader, field->limit != 0 ? field->limit : 256);
      break;
    case FIELD_FLOAT:
      *(float *) cell = sqlite3_column_double (reader->statement, reader->column++);
      reader->bad |= !isfinite (*(float *) cell);
      break;
    case FIELD_TEXT:
      *number = take_text (reader);
      break;
    case FIELD_SPAN:
      number[0] = take_integer (reader, (gint64) G_MAXUINT32 + 1);
      number[1] = take_integer (reader, (gint64) G_MAXUINT32 + 1);
      break;
    default:
      take_when (reader, (DlnWhen *) cell);
      break;
    }
}

static gboolean
take_table (DlnStore      *store,
            const Table   *table,
            DlnResolution *resolution)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY ordinal", table->name);
  g_autoptr (DlnStatement) statement = _dln_store_prepare (store, sql, NULL);
  GArray *array = get_array (resolution, table);
  gsize size = g_array_get_element_size (array);
  Reader reader = { statement, 0, resolution->strings, FALSE };
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW && !reader.bad)
    {
      guint8 *row;

      g_array_set_size (array, array->len + 1);
      row = (guint8 *) array->data + (array->len - 1) * size;
      memset (row, 0, size);
      reader.column = 1;
      for (guint f = 0; f < table->n_fields; f++)
        take_field (&reader, &table->fields[f], row + table->fields[f].offset);
    }
  return code == SQLITE_DONE && !reader.bad;
}

static gboolean
take_ids (DlnStatement *statement,
          int           column,
          GPtrArray    *lists,
          guint         n_expected)
{
  const guint8 *words = sqlite3_column_blob (statement, column);
  guint n = sqlite3_column_bytes (statement, column) / sizeof (guint32);
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  for (guint i = 0; i < n; i++)
    {
      guint32 word;

      memcpy (&word, words + i * sizeof word, sizeof word);
      word = GUINT32_FROM_LE (word);
      g_array_append_val (ids, word);
    }
  g_ptr_array_add (lists, ids);
  return n == n_expected;
}

static gboolean
take_links (DlnStore      *store,
            DlnResolution *resolution,
            GPtrArray     *annotations)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (
    store, "SELECT document, entities, events FROM link ORDER BY document", NULL);
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const DlnAnnotations *row = n < annotations->len ? g_ptr_array_index (annotations, n) : NULL;

      n += 1;
      if (row == NULL || sqlite3_column_int64 (statement, 0) != n
          || !take_ids (statement, 1, resolution->entity_of, row->entities->len)
          || !take_ids (statement, 2, resolution->event_of, row->events->len))
        return FALSE;
    }
  return n == annotations->len;
}

/* ---- comparing ------------------------------------------------------------------------------- */

/* nothing is known, or nothing was written */
static gboolean
is_no_date (const DlnWhen *when)
{
  static const DlnWhen nothing;
  DlnWhen unknown = dln_when_unknown ();

  return dln_when_equal (when, &nothing) || dln_when_equal (when, &unknown);
}

static gboolean
is_same_when (const DlnWhen *a,
              const DlnWhen *b)
{
  return (is_no_date (a) && is_no_date (b))
         || (dln_when_equal (a, b) && a->span.begin == b->span.begin
             && a->span.end == b->span.end);
}

static gboolean
is_same_field (const Field         *field,
               const guint8        *a,
               const DlnResolution *of_a,
               const guint8        *b,
               const DlnResolution *of_b)
{
  switch (field->kind)
    {
    case FIELD_BYTE:
      return *a == *b;
    case FIELD_TEXT:
      return g_strcmp0 (dln_strings_get (of_a->strings, *(const guint32 *) a),
                        dln_strings_get (of_b->strings, *(const guint32 *) b))
             == 0;
    case FIELD_SPAN:
      return memcmp (a, b, sizeof (DlnSpan)) == 0;
    case FIELD_WHEN:
      return is_same_when ((const DlnWhen *) a, (const DlnWhen *) b);
    default: /* the bits of a float, too */
      return memcmp (a, b, sizeof (guint32)) == 0;
    }
}

static gboolean
is_same_table (const Table         *table,
               const DlnResolution *a,
               const DlnResolution *b)
{
  const GArray *x = get_array (a, table);
  const GArray *y = get_array (b, table);
  gsize size = g_array_get_element_size ((GArray *) x);

  if (x->len != y->len)
    return FALSE;
  for (guint row = 0; row < x->len; row++)
    for (guint f = 0; f < table->n_fields; f++)
      {
        gsize at = row * size + table->fields[f].offset;

        if (!is_same_field (
              &table->fields[f], (guint8 *) x->data + at, a, (guint8 *) y->data + at, b))
          return FALSE;
      }
  return TRUE;
}

static gboolean
are_same_links (const GPtrArray *a,
                const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const GArray *x = g_ptr_array_index (a, i);
      const GArray *y = g_ptr_array_index (b, i);

      if (x->len != y->len
          || (x->len > 0 && memcmp (x->data, y->data, x->len * sizeof (guint32)) != 0))
        return FALSE;
    }
  return TRUE;
}

/**
 * dln_store_is_same:
 * @a: tables
 * @b: other tables
 *
 * Returns: whether all that a case file keeps of them is the same. Time: O(rows)
 */
gboolean
dln_store_is_same (const DlnResolution *a,
                   const DlnResolution *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!is_same_table (&tables[i], a, b))
      return FALSE;
  return are_same_links (a->entity_of, b->entity_of) && are_same_links (a->event_of, b->event_of);
}

/**
 * dln_store_load_resolution:
 * @store: the store
 * @signature: of the decisions that are in force
 * @documents: (element-type DlnDocument): all documents
 * @annotations: (element-type DlnAnnotations): as many, none %NULL
 *
 * Returns: (transfer full) (nullable): the tables; %NULL if they are of other decisions or cannot
 * be right, so that they have to be made again
 */
DlnResolution *
dln_store_load_resolution (DlnStore   *store,
                           const char *signature,
                           GPtrArray  *documents,
                           GPtrArray  *annotations)
{
  g_autofree char *stored = _dln_store_dup_meta (store, "resolved");
  g_autoptr (DlnResolution) resolution = NULL;

  if (!store->tables_good || g_strcmp0 (stored, signature) != 0)
    return NULL;
  resolution = dln_resolution_new ();
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!take_table (store, &tables[i], resolution))
      return NULL;
  if (!take_links (store, resolution, annotations)
      || !_dln_store_is_sound (resolution, documents, annotations))
    return NULL;
  return g_steal_pointer (&resolution);
}
