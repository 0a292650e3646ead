/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checksums of what is stored, so that one flipped bit is told.
 *
 * Each article, annotation and decision has a checksum of its own, each resolved table one for all
 * of its rows, and so has `meta`. They are kept by watching what a transaction changes (SQLite's
 * update hook) and written in the same transaction, so that whoever writes need not think of them;
 * and they are compared when a case is opened. The sum is SipHash-2-4 over the values with their
 * types and lengths. Without a key it finds accidents, not forgeries.
 *
 * What can be made again from the articles, annotations and tables, also has one sum with a key
 * that only this user has: the seal in `meta`, written with the tables. A case without our seal
 * comes from somebody else, and what its tables tell need not be what its articles say.
 *
 * Text search has checks of its own (dln_store_check()), and SQLite finds what is wrong with the
 * pages. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAMED 20 /* damaged rows that are told one by one */

typedef enum
{
  PART_ROWS,   /* a checksum for each row */
  PART_TABLE,  /* one for the table; of it and all others of this kind if one changes */
  PART_META,   /* one for the table, made anew in each transaction */
} PartKind;

typedef struct
{
  const char *table;
  const char *order; /* column that orders the rows, in a PART_ROWS its number */
  PartKind    kind;
  const char *bad;   /* (nullable): sentence, of a file and of a row in a PART_ROWS */
  const char *more;  /* (nullable): SELECT of what else belongs to a row */
} Part;

static const Part parts[] = {
  { "document", "id", PART_ROWS, N_("%s: article %d is not what was saved.") },
  { "annotation",
    "document",
    PART_ROWS,
    N_("%s: the analysis of article %d is not what was saved.") },
  { "decision",
    "number",
    PART_ROWS,
    N_("%s: correction %d is not what was saved."),
    "SELECT * FROM trace WHERE decision = ?1 ORDER BY decision, side, ordinal" },
  { "entity", "ordinal", PART_TABLE },
  { "alias", "ordinal", PART_TABLE },
  { "event", "ordinal", PART_TABLE },
  { "participant", "ordinal", PART_TABLE },
  { "relation", "ordinal", PART_TABLE },
  { "quote", "ordinal", PART_TABLE },
  { "evidence", "ordinal", PART_TABLE },
  { "conflict", "ordinal", PART_TABLE },
  { "suggestion", "ordinal", PART_TABLE },
  { "resolved", "ordinal", PART_TABLE },
  { "link", "document", PART_TABLE },
  { "meta",
    "key",
    PART_META,
    N_("%s: its title, or how many corrections are in force, is not what was saved.") },
};

/* what a transaction has changed */
struct _DlnStoreChanges
{
  GHashTable *rows[G_N_ELEMENTS (parts)]; /* gint64 *: of a PART_ROWS */
  gboolean    tables;
};

/* ---- SipHash-2-4 ----------------------------------------------------------------------------- */

/* J.-P. Aumasson, D. J. Bernstein: SipHash: a fast short-input PRF. INDOCRYPT 2012. */
typedef struct
{
  guint64 v[4];
  guint64 block;  /* bytes that do not fill one yet */
  guint64 length; /* bytes so far */
} Hash;

static const guint64 no_key[2] = { 0, 0 };

static guint64
turn (guint64 word,
      guint   bits)
{
  return word << bits | word >> (64 - bits);
}

static void
mix (Hash *hash,
     guint rounds)
{
  guint64 *v = hash->v;

  for (guint i = 0; i < rounds; i++)
    {
      v[0] += v[1];
      v[2] += v[3];
      v[1] = turn (v[1], 13) ^ v[0];
      v[3] = turn (v[3], 16) ^ v[2];
      v[0] = turn (v[0], 32);
      v[2] += v[1];
      v[0] += v[3];
      v[1] = turn (v[1], 17) ^ v[2];
      v[3] = turn (v[3], 21) ^ v[0];
      v[2] = turn (v[2], 32);
    }
}

static void
start_hash (Hash          *hash,
            const guint64 *key) /* [2] */
{
  hash->v[0] = key[0] ^ 0x736f6d6570736575u;
  hash->v[1] = key[1] ^ 0x646f72616e646f6du;
  hash->v[2] = key[0] ^ 0x6c7967656e657261u;
  hash->v[3] = key[1] ^ 0x7465646279746573u;
  hash->block = 0;
  hash->length = 0;
}

static void
take_block (Hash   *hash,
            guint64 block)
{
  hash->v[3] ^= block;
  mix (hash, 2);
  hash->v[0] ^= block;
}

static void
add_byte (Hash  *hash,
          guint8 byte)
{
  hash->block |= (guint64) byte << (hash->length % 8 * 8);
  hash->length += 1;
  if (hash->length % 8 == 0)
    {
      take_block (hash, hash->block);
      hash->block = 0;
    }
}

static void
add_bytes (Hash       *hash,
           const void *bytes,
           gsize       length)
{
  const guint8 *p = bytes;
  const guint8 *end = p + length;
  guint shift = hash->length % 8 * 8;

  for (; end - p >= 8; p += 8)
    {
      guint64 word;

      memcpy (&word, p, sizeof word);
      word = GUINT64_FROM_LE (word);
      take_block (hash, hash->block | word << shift);
      hash->block = shift != 0 ? word >> (64 - shift) : 0;
      hash->length += 8;
    }
  for (; p < end; p++)
    add_byte (hash, *p);
}

static guint64
end_hash (Hash *hash)
{
  take_block (hash, hash->block | hash->length << 56);
  hash->v[2] ^= 0xff;
  mix (hash, 4);
  return hash->v[0] ^ hash->v[1] ^ hash->v[2] ^ hash->v[3];
}

/* ---- sums ------------------------------------------------------------------------------------ */

/* the row at which the statement stands */
static void
add_row (Hash         *hash,
         DlnStatement *statement)
{
  int n = sqlite3_column_count (statement);

  for (int i = 0; i < n; i++)
    {
      guint8 type = sqlite3_column_type (statement, i);
      guint64 number = 0;
      const void *bytes = &number;
      guint32 length = sizeof number;

      if (type == SQLITE_INTEGER)
        number = sqlite3_column_int64 (statement, i);
      else if (type == SQLITE_FLOAT)
        {
          double value = sqlite3_column_double (statement, i);

          memcpy (&number, &value, sizeof number);
        }
      else if (type != SQLITE_NULL)
        {
          bytes = sqlite3_column_blob (statement, i);
          length = sqlite3_column_bytes (statement, i);
        }
      number = GUINT64_TO_LE (number);
      add_bytes (hash, &type, 1);
      add_bytes (hash, &(guint32){ GUINT32_TO_LE (length) }, sizeof length);
      add_bytes (hash, bytes, bytes != NULL ? length : 0);
    }
}

static DlnStatement *
select_part (DlnStore   *store,
             const Part *part,
             const char *where,
             GError    **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT * FROM %s %s ORDER BY %s", part->table, where, part->order);

  return _dln_store_prepare (store, sql, error);
}

typedef struct /* the rows of a PART_ROWS */
{
  DlnStatement *rows;
  DlnStatement *more; /* (nullable) */
} Rows;

static gboolean
open_rows (DlnStore   *store,
           const Part *part,
           const char *where,
           Rows       *rows,
           GError    **error)
{
  rows->more = NULL;
  rows->rows = select_part (store, part, where, error);
  if (rows->rows != NULL && part->more != NULL)
    rows->more = _dln_store_prepare (store, part->more, error);
  return rows->rows != NULL && (part->more == NULL || rows->more != NULL);
}

static void
close_rows (Rows *rows)
{
  g_clear_pointer (&rows->rows, sqlite3_finalize);
  g_clear_pointer (&rows->more, sqlite3_finalize);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, close_rows)

/* of the row at which @rows stands */
static guint64
sum_row (Rows *rows)
{
  Hash hash;

  start_hash (&hash, no_key);
  add_row (&hash, rows->rows);
  if (rows->more != NULL)
    {
      sqlite3_bind_int64 (rows->more, 1, sqlite3_column_int64 (rows->rows, 0));
      while (sqlite3_step (rows->more) == SQLITE_ROW)
        add_row (&hash, rows->more);
      sqlite3_reset (rows->more);
    }
  return end_hash (&hash);
}

static gboolean
write_sum (DlnStore   *store,
           const Part *part,
           gint64      row,
           guint64     sum,
           GError    **error)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (
    store, "INSERT OR REPLACE INTO checksum VALUES (?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, part->table, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, row);
  sqlite3_bind_int64 (statement, 3, (gint64) sum);
  return _dln_store_run (store, statement, error);
}

static gboolean
forget_sum (DlnStore   *store,
            const Part *part,
            gint64      row,
            GError    **error)
{
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store, "DELETE FROM checksum WHERE part = ?1 AND row = ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, part->table, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, row);
  return _dln_store_run (store, statement, error);
}

/* ---- keeping them ---------------------------------------------------------------------------- */

static gboolean
renew_row (DlnStore   *store,
           const Part *part,
           Rows       *rows,
           gint64      row,
           GError    **error)
{
  guint64 sum = 0;
  int code;

  sqlite3_bind_int64 (rows->rows, 1, row);
  code = sqlite3_step (rows->rows);
  if (code == SQLITE_ROW)
    sum = sum_row (rows);
  sqlite3_reset (rows->rows);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return _dln_store_fail (store, error);
  return code == SQLITE_ROW ? write_sum (store, part, row, sum, error)
                            : forget_sum (store, part, row, error);
}

static gboolean
renew_rows (DlnStore   *store,
            const Part *part,
            GHashTable *changed,
            GError    **error)
{
  g_autofree char *where = g_strdup_printf ("WHERE %s = ?1", part->order);
  g_auto (Rows) rows = { NULL, NULL };
  GHashTableIter iter;
  gpointer row;

  if (g_hash_table_size (changed) == 0)
    return TRUE;
  if (!open_rows (store, part, where, &rows, error))
    return FALSE;
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (!renew_row (store, part, &rows, *(gint64 *) row, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_table (DlnStore   *store,
           const Part *part,
           const char *where,
           Hash       *hash,
           GError    **error)
{
  g_autoptr (DlnStatement) select = select_part (store, part, where, error);
  int code = SQLITE_ERROR;

  while (select != NULL && (code = sqlite3_step (select)) == SQLITE_ROW)
    add_row (hash, select);
  return select != NULL && (code == SQLITE_DONE || _dln_store_fail (store, error));
}

static gboolean
sum_table (DlnStore   *store,
           const Part *part,
           guint64    *sum,
           GError    **error)
{
  Hash hash;

  start_hash (&hash, no_key);
  if (!add_table (store, part, "", &hash, error))
    return FALSE;
  *sum = end_hash (&hash);
  return TRUE;
}

static gboolean
renew_table (DlnStore   *store,
             const Part *part,
             GError    **error)
{
  guint64 sum;

  return sum_table (store, part, &sum, error) && write_sum (store, part, 0, sum, error);
}

/* ---- the seal -------------------------------------------------------------------------------- */

static guint64 key[2];
static gboolean has_key = FALSE;

/**
 * dln_store_use_key:
 * @bytes: [%DLN_STORE_KEY_BYTES] what only this user knows
 *
 * For the whole program, before the first case is opened. Without a key all cases count as ours.
 */
void
dln_store_use_key (const guint8 *bytes)
{
  memcpy (key, bytes, sizeof key);
  has_key = TRUE;
}

/* (transfer full) (nullable): what the seal of the tables as they are would be */
static char *
make_seal (DlnStore *store,
           GError  **error)
{
  Hash hash;

  start_hash (&hash, key);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *where = "";

      if (strcmp (parts[i].table, "decision") == 0)
        continue;
      if (parts[i].kind == PART_META) /* which decisions are in the tables */
        where = "WHERE key = 'resolved'";
      if (!add_table (store, &parts[i], where, &hash, error))
        return NULL;
    }
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", end_hash (&hash));
}

static gboolean
write_seal (DlnStore *store,
            GError  **error)
{
  g_autofree char *seal = NULL;

  if (!has_key)
    return TRUE;
  seal = make_seal (store, error);
  return seal != NULL && _dln_store_set_meta (store, "seal", seal, error);
}

/**
 * dln_store_is_ours:
 * @store: the store
 *
 * Returns: whether the tables were written, from the articles and annotations that are in the file,
 * by a program of this user. Time: O(bytes)
 */
gboolean
dln_store_is_ours (DlnStore *store)
{
  g_autofree char *stored = has_key ? _dln_store_dup_meta (store, "seal") : NULL;
  g_autofree char *seal = stored != NULL ? make_seal (store, NULL) : NULL;

  return !has_key || (seal != NULL && strcmp (seal, stored) == 0);
}

/* ---- watching -------------------------------------------------------------------------------- */

static void
row_changed_cb (gpointer      data,
                int           operation,
                const char   *database,
                const char   *table,
                sqlite3_int64 row)
{
  DlnStoreChanges *changes = data;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].table, table) == 0)
      {
        if (parts[i].kind == PART_ROWS)
          g_hash_table_add (changes->rows[i], g_memdup2 (&row, sizeof row));
        return;
      }
}

/* begins to watch what is changed */
void
_dln_store_watch (DlnStore *store)
{
  store->changed = g_new0 (DlnStoreChanges, 1);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    store->changed->rows[i] = g_hash_table_new_full (dln_hash_int64, g_int64_equal, g_free, NULL);
  sqlite3_update_hook (store->db, row_changed_cb, store->changed);
}

void
_dln_store_unwatch (DlnStore *store)
{
  sqlite3_update_hook (store->db, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_hash_table_unref (store->changed->rows[i]);
  g_clear_pointer (&store->changed, g_free);
}

/* the resolved tables are written anew, after articles have perhaps been added or removed */
void
_dln_store_touch_tables (DlnStore *store)
{
  store->changed->tables = TRUE;
}

/* of rows that went when their table was emptied, which the hook does not tell */
static gboolean
forget_gone (DlnStore   *store,
             const Part *part,
             GError    **error)
{
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM checksum WHERE part = '%s' AND row NOT IN (SELECT %s FROM %s)",
                     part->table,
                     part->order,
                     part->table);

  return part->kind != PART_ROWS || _dln_store_execute (store, sql, error);
}

/* Writes the checksums of all that has changed since _dln_store_watch(), and the seal. */
gboolean
_dln_store_sum_changes (DlnStore *store,
                        GError  **error)
{
  sqlite3_update_hook (store->db, NULL, NULL);
  if (store->changed->tables && !write_seal (store, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!renew_rows (store, &parts[i], store->changed->rows[i], error)
        || (store->changed->tables && !forget_gone (store, &parts[i], error))
        || (((parts[i].kind == PART_TABLE && store->changed->tables) || parts[i].kind == PART_META)
            && !renew_table (store, &parts[i], error)))
      return FALSE;
  return TRUE;
}

static gboolean
sum_rows (DlnStore   *store,
          const Part *part,
          GError    **error)
{
  g_auto (Rows) rows = { NULL, NULL };
  int code;

  if (!open_rows (store, part, "", &rows, error))
    return FALSE;
  while ((code = sqlite3_step (rows.rows)) == SQLITE_ROW)
    if (!write_sum (store, part, sqlite3_column_int64 (rows.rows, 0), sum_row (&rows), error))
      return FALSE;
  return code == SQLITE_DONE || _dln_store_fail (store, error);
}

/* The checksums of a file that had none. */
gboolean
_dln_store_sum_all (DlnStore *store,
                    GError  **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].kind == PART_ROWS ? !sum_rows (store, &parts[i], error)
                                   : !renew_table (store, &parts[i], error))
      return FALSE;
  return TRUE;
}

/* ---- comparing them -------------------------------------------------------------------------- */

static void
complain (DlnStore   *store,
          const Part *part,
          gint64      row,
          GPtrArray  *lines)
{
  if (part->bad != NULL && lines->len < MAX_NAMED)
    g_ptr_array_add (lines, g_strdup_printf (_(part->bad), store->name, (int) row));
}

static DlnStatement *
select_sums (DlnStore   *store,
             const Part *part,
             GError    **error)
{
  DlnStatement *statement = _dln_store_prepare (
    store, "SELECT row, sum FROM checksum WHERE part = ?1 ORDER BY row", error);

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, part->table, -1, SQLITE_STATIC);
  return statement;
}

/* walks rows and checksums side by side, both in the order of their numbers */
static gboolean
compare_rows (DlnStore   *store,
              const Part *part,
              GPtrArray  *lines,
              GError    **error)
{
  g_auto (Rows) rows = { NULL, NULL };
  g_autoptr (DlnStatement) sums = select_sums (store, part, error);
  int code, sums_code;

  if (sums == NULL || !open_rows (store, part, "", &rows, error))
    return FALSE;
  code = sqlite3_step (rows.rows);
  sums_code = sqlite3_step (sums);
  while (code == SQLITE_ROW || sums_code == SQLITE_ROW)
    {
      gint64 row = code == SQLITE_ROW ? sqlite3_column_int64 (rows.rows, 0) : G_MAXINT64;
      gint64 of = sums_code == SQLITE_ROW ? sqlite3_column_int64 (sums, 0) : G_MAXINT64;

      if (row != of || sum_row (&rows) != (guint64) sqlite3_column_int64 (sums, 1))
        complain (store, part, MIN (row, of), lines);
      if (row <= of && code == SQLITE_ROW)
        code = sqlite3_step (rows.rows);
      if (of <= row && sums_code == SQLITE_ROW)
        sums_code = sqlite3_step (sums);
    }
  return (code == SQLITE_DONE && sums_code == SQLITE_DONE) || _dln_store_fail (store, error);
}

/* Changes the columns of the journal. What was not as it was saved is told before, since the sums
 * are of the new columns then. */
gboolean
_dln_store_alter_journal (DlnStore   *store,
                          const char *sql,
                          GError    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].table, "decision") == 0)
      return compare_rows (store, &parts[i], store->notes, error)
             && _dln_store_execute (store, sql, error) && sum_rows (store, &parts[i], error);
  g_assert_not_reached ();
}

static gboolean
is_damaged (DlnStore *store)
{
  return (sqlite3_errcode (store->db) & 0xff) == SQLITE_CORRUPT;
}

static gboolean
compare_table (DlnStore   *store,
               const Part *part,
               gboolean   *good,
               GError    **error)
{
  g_autoptr (DlnStatement) sums = select_sums (store, part, error);
  guint64 sum;

  if (sums == NULL)
    return FALSE;
  if (sum_table (store, part, &sum, NULL))
    *good = sqlite3_step (sums) == SQLITE_ROW && (guint64) sqlite3_column_int64 (sums, 1) == sum;
  else if (is_damaged (store))
    *good = FALSE;
  else
    return _dln_store_fail (store, error);
  return TRUE;
}

/* Compares all that is stored with its checksums; @lines gets a sentence for each difference, and
 * the store knows whether the resolved tables can be used, which can be made again even if their
 * pages are damaged. Returns: whether it could be read. */
gboolean
_dln_store_verify (DlnStore  *store,
                   GPtrArray *lines,
                   GError   **error)
{
  store->tables_good = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gboolean good = TRUE;

      if (parts[i].kind == PART_ROWS ? !compare_rows (store, &parts[i], lines, error)
                                     : !compare_table (store, &parts[i], &good, error))
        return FALSE;
      if (!good)
        complain (store, &parts[i], 0, lines);
      if (parts[i].kind == PART_TABLE)
        store->tables_good = store->tables_good && good;
    }
  if (!store->tables_good)
    g_ptr_array_add (lines,
                     g_strdup_printf (_("%s: the tables of people, events and links are not what "
                                        "was saved. They are made again from the articles and the "
                                        "corrections."),
                                      store->name));
  return TRUE;
}
