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
 * comes from somebody else, and what its tables tell need not be what its articles say. Neither
 * need the annotations: they are used, as making them anew takes as long as an import, but the user
 * is told, and `foreign` in `meta` keeps whose they are, under the seal, until they are made
 * again.
 *
 * Text search has checks of its own (dln_store_check()), and SQLite finds what is wrong with the
 * pages. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-hash-private.h"
#include "store/dln-store-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
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
  guint       since; /* version of the case file that has it first */
} Part;

static const Part parts[] = {
  { "document",
    "id",
    PART_ROWS,
    N_("%s: article %d is not what was saved. It is shown as it is now; import it again, or "
       "restore a backup.") },
  { "original",
    "document",
    PART_ROWS,
    N_("%s: which file article %d was read from is not what was saved."),
    NULL,
    DLN_STORE_ORIGINALS_VERSION },
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

static const guint64 no_key[2] = { 0, 0 };

/* ---- sums ------------------------------------------------------------------------------------ */

/* the row at which the statement stands; FALSE: not all of it could be read */
static gboolean
add_row (DlnHash      *hash,
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
          if (bytes == NULL && length > 0)
            return FALSE;
        }
      number = GUINT64_TO_LE (number);
      _dln_hash_add (hash, &type, 1);
      _dln_hash_add (hash, &(guint32){ GUINT32_TO_LE (length) }, sizeof length);
      _dln_hash_add (hash, bytes, bytes != NULL ? length : 0);
    }
  return TRUE;
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
static gboolean
sum_row (DlnStore *store,
         Rows     *rows,
         guint64  *sum,
         GError  **error)
{
  DlnHash hash;
  gboolean good;
  int code = SQLITE_DONE;

  _dln_hash_start (&hash, no_key);
  good = add_row (&hash, rows->rows);
  if (rows->more != NULL)
    {
      sqlite3_bind_int64 (rows->more, 1, sqlite3_column_int64 (rows->rows, 0));
      while (good && (code = sqlite3_step (rows->more)) == SQLITE_ROW)
        good = add_row (&hash, rows->more);
      good = good && code == SQLITE_DONE;
    }
  if (!good)
    _dln_store_fail (store, error);
  if (rows->more != NULL)
    sqlite3_reset (rows->more);
  *sum = _dln_hash_end (&hash);
  return good;
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
  gboolean good;
  int code;

  sqlite3_bind_int64 (rows->rows, 1, row);
  code = sqlite3_step (rows->rows);
  if (code == SQLITE_ROW)
    good = sum_row (store, rows, &sum, error);
  else
    good = code == SQLITE_DONE || _dln_store_fail (store, error);
  sqlite3_reset (rows->rows);
  if (!good)
    return FALSE;
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
           DlnHash    *hash,
           GError    **error)
{
  g_autoptr (DlnStatement) select = select_part (store, part, where, error);
  int code = SQLITE_ERROR;

  while (select != NULL && (code = sqlite3_step (select)) == SQLITE_ROW)
    if (!add_row (hash, select))
      break;
  return select != NULL && (code == SQLITE_DONE || _dln_store_fail (store, error));
}

static gboolean
sum_table (DlnStore   *store,
           const Part *part,
           guint64    *sum,
           GError    **error)
{
  DlnHash hash;

  _dln_hash_start (&hash, no_key);
  if (!add_table (store, part, "", &hash, error))
    return FALSE;
  *sum = _dln_hash_end (&hash);
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
  DlnHash hash;

  _dln_hash_start (&hash, key);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *where = "";

      if (strcmp (parts[i].table, "decision") == 0)
        continue;
      if (parts[i].kind == PART_META) /* which decisions are in the tables, and whose analyses */
        where = "WHERE key IN ('foreign', 'resolved')";
      if (!add_table (store, &parts[i], where, &hash, error))
        return NULL;
    }
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", _dln_hash_end (&hash));
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return GPOINTER_TO_INT (a) - GPOINTER_TO_INT (b);
}

/* "3 5 12", or no entry */
static gboolean
write_foreign (DlnStore *store,
               GError  **error)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (store->foreign), compare_ids);
  g_autoptr (GString) text = g_string_new (NULL);

  if (ids == NULL)
    return _dln_store_execute (store, "DELETE FROM meta WHERE key = 'foreign'", error);
  for (const GList *l = ids; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%u", text->len > 0 ? " " : "", GPOINTER_TO_UINT (l->data));
  return _dln_store_set_meta (store, "foreign", text->str, error);
}

static gboolean
write_seal (DlnStore *store,
            GError  **error)
{
  g_autofree char *seal = NULL;

  if (!has_key)
    return TRUE;
  if (!write_foreign (store, error))
    return FALSE;
  seal = make_seal (store, error);
  return seal != NULL && _dln_store_set_meta (store, "seal", seal, error);
}

/* whether the tables were written, from the articles and annotations that are in the file, by a
 * program of this user */
static gboolean
has_our_seal (DlnStore *store)
{
  g_autofree char *stored = has_key ? _dln_store_dup_meta (store, "seal") : NULL;
  g_autofree char *seal = stored != NULL ? make_seal (store, NULL) : NULL;

  return !has_key || (seal != NULL && strcmp (seal, stored) == 0);
}

/**
 * dln_store_is_ours:
 * @store: the store, whose documents were read
 *
 * Returns: whether its tables were written, from the articles and annotations that were in the
 * file, by a program of this user
 */
gboolean
dln_store_is_ours (DlnStore *store)
{
  return store->ours;
}

/* what a seal of ours says */
static void
read_foreign (DlnStore   *store,
              const char *text)
{
  g_auto (GStrv) ids = g_strsplit (text, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (store->foreign, GUINT_TO_POINTER ((guint) strtoul (ids[i], NULL, 10)));
}

gboolean
_dln_store_find_foreign (DlnStore *store,
                         GError  **error)
{
  g_autofree char *text = NULL;
  g_autoptr (DlnStatement) ids = NULL;
  int code;

  g_hash_table_remove_all (store->foreign);
  store->ours = has_our_seal (store);
  if (!has_key)
    return TRUE;
  if (store->ours)
    {
      if (!_dln_store_read_meta (store, "foreign", &text, error))
        return FALSE;
      if (text != NULL)
        read_foreign (store, text);
      return TRUE;
    }
  ids = _dln_store_prepare (store, "SELECT document FROM annotation", error);
  if (ids == NULL)
    return FALSE;
  while ((code = sqlite3_step (ids)) == SQLITE_ROW)
    g_hash_table_add (store->foreign, GUINT_TO_POINTER ((guint) sqlite3_column_int64 (ids, 0)));
  return code == SQLITE_DONE || _dln_store_fail (store, error);
}

void
_dln_store_set_foreign (DlnStore  *store,
                        GPtrArray *annotations)
{
  g_hash_table_remove_all (store->foreign);
  for (guint i = 0; i < annotations->len; i++)
    if (((const DlnAnnotations *) g_ptr_array_index (annotations, i))->foreign)
      g_hash_table_add (store->foreign, GUINT_TO_POINTER (i + 1));
}

void
_dln_store_copy_foreign (DlnStore *from,
                         DlnStore *to)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_remove_all (to->foreign);
  g_hash_table_iter_init (&iter, from->foreign);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (to->foreign, id);
  to->ours = from->ours;
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
    {
      guint64 sum;

      if (!sum_row (store, &rows, &sum, error)
          || !write_sum (store, part, sqlite3_column_int64 (rows.rows, 0), sum, error))
        return FALSE;
    }
  return code == SQLITE_DONE || _dln_store_fail (store, error);
}

/* The checksums of a file that had none. Of tables that came later there is nothing yet. */
gboolean
_dln_store_sum_all (DlnStore *store,
                    GError  **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].since > DLN_STORE_SUMS_VERSION)
      continue;
    else if (parts[i].kind == PART_ROWS ? !sum_rows (store, &parts[i], error)
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
  if (strcmp (part->table, "document") == 0)
    store->told_damage = TRUE;
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

      guint64 sum = 0;

      if (row == of && !sum_row (store, &rows, &sum, error))
        return FALSE;
      if (row != of || sum != (guint64) sqlite3_column_int64 (sums, 1))
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
