/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: decisions in the order in which they were made, each with what is remembered of its
 * targets.
 *
 *   decision (number, kind, type, a, b, value, text, before, title_a, title_b, reason, made,
 * joined)
 *       reason is the user's; made in seconds since 1970, UTC; joined: made with the one before it
 *       a and b are the ids that the user saw, for who reads the file; what counts is the trace
 *   trace (decision, side, ordinal, ...)
 *       the rows of DlnTraceRow; decision is the number of one; side 0 is a, 1 is b */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include "extract/dln-trace.h"

#define MAX_DECISIONS 10000000

/* ---- schema ---------------------------------------------------------------------------------- */

static const char trace_schema[] =
  "ALTER TABLE decision ADD COLUMN before TEXT;"
  "ALTER TABLE decision ADD COLUMN title_a TEXT;"
  "ALTER TABLE decision ADD COLUMN title_b TEXT;"
  "CREATE TABLE trace (decision INTEGER, side INTEGER, ordinal INTEGER, digest TEXT, name TEXT,"
  " uri TEXT, words TEXT, sentence TEXT, title TEXT, others TEXT, mark_begin INTEGER,"
  " mark_end INTEGER, around_begin INTEGER, around_end INTEGER, rank INTEGER, ranks INTEGER,"
  " type INTEGER, PRIMARY KEY (decision, side, ordinal)) WITHOUT ROWID;";

/* what the tables tell of the ids in an older journal */
#define BYTES(begin, end) \
  "CAST (substr (CAST (d.text AS BLOB), e." begin " + 1, e." end " - e." begin ") AS TEXT)"
static const char trace_of_evidence[] =
  "INSERT INTO trace SELECT c.number, SIDE, row_number () OVER (PARTITION BY c.number ORDER BY"
  " e.ordinal) - 1, d.digest, d.name, d.uri, " BYTES ("mark_begin", "mark_end") ","
  " " BYTES ("sentence_begin", "sentence_end") ","
  " (SELECT v.title FROM event v WHERE c.kind = EVENT AND v.id = e.target), NULL, e.mark_begin,"
  " e.mark_end, e.sentence_begin, e.sentence_end, 0, 0, CASE WHEN c.kind = ENTITY THEN"
  " coalesce ((SELECT n.type FROM entity n WHERE n.id = e.target), 0)"
  " ELSE coalesce ((SELECT r.type FROM relation r WHERE r.id = e.target), 0) END"
  " FROM decision c JOIN evidence e ON e.kind = c.kind AND e.target = c.COLUMN"
  " JOIN document d ON d.id = e.document WHERE c.kind <> DOCUMENT AND c.COLUMN <> 0";
/* an id that is in no table is the place where the thing began */
static const char trace_of_place[] =
  "INSERT INTO trace WITH place AS (SELECT id, digest, name, uri, length (CAST (text AS BLOB)) AS"
  " bytes, 1 + coalesce (sum (length (CAST (text AS BLOB)) + 1) OVER (ORDER BY id ROWS BETWEEN"
  " UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS first FROM document)"
  " SELECT c.number, SIDE, 0, p.digest, p.name, p.uri, NULL, NULL, NULL, NULL, c.COLUMN - p.first,"
  " c.COLUMN - p.first + 1, c.COLUMN - p.first, c.COLUMN - p.first + 1, 0, 0, 0 FROM decision c"
  " JOIN place p ON c.COLUMN BETWEEN p.first AND p.first + p.bytes - 1"
  " WHERE c.kind <> DOCUMENT AND NOT EXISTS (SELECT * FROM trace t WHERE t.decision = c.number"
  " AND t.side = SIDE)";
static const char trace_of_document[] =
  "INSERT INTO trace SELECT c.number, SIDE, 0, d.digest, d.name, d.uri,"
  " CAST (substr (CAST (d.text AS BLOB), 1, 1000) AS TEXT), NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0"
  " FROM decision c JOIN document d ON d.id = c.COLUMN WHERE c.kind = DOCUMENT";

static gboolean
add_traces (DlnStore   *store,
            const char *template,
            guint       side,
            GError    **error)
{
  static const struct
  {
    const char *word;
    guint       kind;
  } kinds[] = {
    { "EVENT", DLN_TARGET_EVENT },
    { "ENTITY", DLN_TARGET_ENTITY },
    { "DOCUMENT", DLN_TARGET_DOCUMENT },
  };
  g_autoptr (GString) sql = g_string_new (template);

  g_string_replace (sql, "COLUMN", side == 0 ? "a" : "b", 0);
  g_string_replace (sql, "SIDE", side == 0 ? "0" : "1", 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", kinds[i].kind);

      g_string_replace (sql, kinds[i].word, number, 0);
    }
  return _dln_store_execute (store, sql->str, error);
}

gboolean
_dln_store_add_traces (DlnStore *store,
                       GError  **error)
{
  static const char *const steps[] = { trace_of_document, trace_of_evidence, trace_of_place };

  if (!_dln_store_execute (store, trace_schema, error))
    return FALSE;
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if (!add_traces (store, steps[i], side, error))
        return FALSE;
  return _dln_store_execute (store, "DELETE FROM meta WHERE key = 'resolved'", error);
}

/* ---- reading --------------------------------------------------------------------------------- */

/**
 * dln_store_clear_journal:
 * @decisions: (element-type DlnDecision): from dln_store_load_journal()
 *
 * Frees the texts and traces and empties the array.
 */
void
dln_store_clear_journal (GArray *decisions)
{
  for (guint i = 0; i < decisions->len; i++)
    dln_decision_clear (DLN_ROW (decisions, DlnDecision, i));
  g_array_set_size (decisions, 0);
}

static guint32
get_number (DlnStatement *statement,
            int           column)
{
  return CLAMP (sqlite3_column_int64 (statement, column), 0, G_MAXINT32);
}

static void
read_trace_row (DlnStatement *statement,
                DlnTrace     *trace)
{
  DlnTraceRow row = {
    .digest = _dln_store_get_text (statement, 2),
    .name = _dln_store_get_text (statement, 3),
    .uri = _dln_store_get_text (statement, 4),
    .words = _dln_store_get_text (statement, 5),
    .sentence = _dln_store_get_text (statement, 6),
    .title = _dln_store_get_text (statement, 7),
    .others = _dln_store_get_text (statement, 8),
    .mark = DLN_SPAN (get_number (statement, 9), get_number (statement, 10)),
    .around = DLN_SPAN (get_number (statement, 11), get_number (statement, 12)),
    .rank = get_number (statement, 13),
    .n_ranks = get_number (statement, 14),
    .type = MIN (get_number (statement, 15), G_MAXUINT8),
  };

  dln_trace_add (trace, &row);
}

static DlnTargetKind
get_trace_kind (const DlnDecision *decision,
                guint              side)
{
  if (decision->type == DLN_DECISION_ADD)
    return DLN_TARGET_NONE; /* of words */
  return side == 0 ? decision->kind : dln_decision_get_other_kind (decision);
}

static gboolean
load_traces (DlnStore *store,
             GArray   *decisions,
             GArray   *numbers, /* gint64: of each decision */
             GPtrArray *titles,  /* char *: two of each decision */
             GError  **error)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (
    store,
    "SELECT decision, side, digest, name, uri, words, sentence, title, others, mark_begin,"
    " mark_end, around_begin, around_end, rank, ranks, type FROM trace"
    " ORDER BY decision, side, ordinal",
    error);
  guint i = 0;
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (statement, 0);
      guint side = sqlite3_column_int (statement, 1) != 0;
      DlnDecision *decision;
      DlnTrace **trace;

      while (i < numbers->len && g_array_index (numbers, gint64, i) < number)
        i++;
      if (i == numbers->len || g_array_index (numbers, gint64, i) != number)
        continue;
      decision = DLN_ROW (decisions, DlnDecision, i);
      trace = side == 0 ? &decision->of_a : &decision->of_b;
      if (*trace == NULL)
        *trace = dln_trace_new (get_trace_kind (decision, side), g_ptr_array_index (titles,
          2 * i + side));
      read_trace_row (statement, *trace);
    }
  return code == SQLITE_DONE || _dln_store_fail (store, error);
}

/**
 * dln_store_load_journal:
 * @store: the store
 * @decisions: (element-type DlnDecision): gets all decisions, oldest first;
 *   dln_store_clear_journal() frees what they own
 * @position: (out): how many of them are in force
 * @error: a #DlnStoreError
 *
 * Returns: whether all could be read
 */
gboolean
dln_store_load_journal (DlnStore *store,
                        GArray   *decisions,
                        guint    *position,
                        GError  **error)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (
    store,
    "SELECT kind, type, a, b, value, text, before, title_a, title_b, number, reason, made, joined"
    " FROM decision ORDER BY number",
    error);
  g_autofree char *meta = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  guint64 stored;
  int code;

  /* one that cannot be read is not 0: the next decision would overwrite the first */
  if (statement == NULL || !_dln_store_read_meta (store, "position", &meta, error))
    return FALSE;
  stored = meta != NULL ? g_ascii_strtoull (meta, NULL, 10) : 0;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW && decisions->len < MAX_DECISIONS)
    {
      gint64 number = sqlite3_column_int64 (statement, 9);
      DlnDecision decision = {
        .kind = CLAMP (sqlite3_column_int (statement, 0), 0, DLN_TARGET_QUOTE),
        .type = CLAMP (sqlite3_column_int (statement, 1), 0, DLN_N_DECISION_TYPES - 1),
        .a = (guint32) sqlite3_column_int64 (statement, 2),
        .b = (guint32) sqlite3_column_int64 (statement, 3),
        .value = (guint32) sqlite3_column_int64 (statement, 4),
        .text = g_strdup (_dln_store_get_text (statement, 5)),
        .before = g_strdup (_dln_store_get_text (statement, 6)),
        .reason = g_strdup (_dln_store_get_text (statement, 10)),
        .made = MAX (sqlite3_column_int64 (statement, 11), 0),
        .joined = sqlite3_column_int (statement, 12) != 0,
      };

      g_array_append_val (decisions, decision);
      g_array_append_val (numbers, number);
      g_ptr_array_add (titles, g_strdup (_dln_store_get_text (statement, 7)));
      g_ptr_array_add (titles, g_strdup (_dln_store_get_text (statement, 8)));
    }
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    return _dln_store_fail (store, error);
  *position = MIN (stored, decisions->len);
  return load_traces (store, decisions, numbers, titles, error);
}

/* ---- writing --------------------------------------------------------------------------------- */

static gboolean
put_position (DlnStore *store,
              guint     position,
              GError  **error)
{
  g_autofree char *value = g_strdup_printf ("%u", position);

  return _dln_store_set_meta (store, "position", value, error);
}

static void
bind_trace_row (DlnStatement      *statement,
                const DlnTraceRow *row)
{
  const char *texts[] = { row->digest, row->name,  row->uri,   row->words,
                          row->sentence, row->title, row->others };
  guint32 numbers[] = { row->mark.begin, row->mark.end, row->around.begin, row->around.end,
                        row->rank,       row->n_ranks,  row->type };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    _dln_store_bind_text (statement, 4 + i, texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_int64 (statement, 4 + G_N_ELEMENTS (texts) + i, numbers[i]);
}

static gboolean
put_trace (DlnStore       *store,
           DlnStatement   *insert,
           gint64          number,
           guint           side,
           const DlnTrace *trace, /* (nullable) */
           GError        **error)
{
  guint n = 0;
  const DlnTraceRow *rows = trace != NULL ? dln_trace_get_rows (trace, &n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      sqlite3_bind_int64 (insert, 1, number);
      sqlite3_bind_int (insert, 2, side);
      sqlite3_bind_int (insert, 3, i);
      bind_trace_row (insert, &rows[i]);
      if (!_dln_store_run (store, insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_traces (DlnStore          *store,
            gint64             number,
            const DlnDecision *decision,
            GError           **error)
{
  g_autoptr (DlnStatement) insert =
    _dln_store_prepare (store,
                        "INSERT INTO trace VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
                        " ?12, ?13, ?14, ?15, ?16, ?17)",
                        error);

  return insert != NULL && put_trace (store, insert, number, 0, decision->of_a, error)
         && put_trace (store, insert, number, 1, decision->of_b, error);
}

/* forgets the decisions after @position */
static gboolean
forget (DlnStore *store,
        guint     position,
        GError  **error)
{
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM decision WHERE number > %u;"
                     " DELETE FROM trace WHERE decision > %u",
                     position, position);

  return _dln_store_execute (store, sql, error);
}

static gboolean
put_decision (DlnStore          *store,
              guint              position,
              const DlnDecision *decision,
              GError           **error)
{
  g_autoptr (DlnStatement) insert = _dln_store_prepare (
    store,
    "INSERT INTO decision VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, (gint64) position + 1);
  sqlite3_bind_int (insert, 2, decision->kind);
  sqlite3_bind_int (insert, 3, decision->type);
  sqlite3_bind_int64 (insert, 4, decision->a);
  sqlite3_bind_int64 (insert, 5, decision->b);
  sqlite3_bind_int64 (insert, 6, decision->value);
  _dln_store_bind_text (insert, 7, decision->text);
  _dln_store_bind_text (insert, 8, decision->before);
  _dln_store_bind_text (
    insert, 9, decision->of_a != NULL ? dln_trace_get_title (decision->of_a) : NULL);
  _dln_store_bind_text (
    insert, 10, decision->of_b != NULL ? dln_trace_get_title (decision->of_b) : NULL);
  _dln_store_bind_text (insert, 11, decision->reason);
  sqlite3_bind_int64 (insert, 12, decision->made);
  sqlite3_bind_int (insert, 13, decision->joined);
  return _dln_store_run (store, insert, error)
         && put_traces (store, (gint64) position + 1, decision, error);
}

static gboolean
put_decisions (DlnStore          *store,
               guint              position,
               const DlnDecision *decisions,
               gsize              n,
               GError           **error)
{
  if (!forget (store, position, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!put_decision (store, position + i, &decisions[i], error))
      return FALSE;
  return put_position (store, position + n, error);
}

/**
 * dln_store_add_decisions:
 * @store: the store
 * @position: decisions in force before them; later ones had been undone and are forgotten
 * @decisions: [n] the new ones, with their traces
 * @n: how many
 * @error: a #DlnStoreError
 *
 * Returns: whether they are on the disk
 */
gboolean
dln_store_add_decisions (DlnStore          *store,
                         guint              position,
                         const DlnDecision *decisions,
                         gsize              n,
                         GError           **error)
{
  return _dln_store_begin (store, error)
         && _dln_store_end (store, put_decisions (store, position, decisions, n, error), error);
}

/**
 * dln_store_set_position:
 * @store: the store
 * @position: decisions in force from now on: an undo or a redo
 * @error: a #DlnStoreError
 *
 * Returns: whether it is on the disk
 */
gboolean
dln_store_set_position (DlnStore *store,
                        guint     position,
                        GError  **error)
{
  return _dln_store_begin (store, error)
         && _dln_store_end (store, put_position (store, position, error), error);
}
