/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents, annotations and title. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- meta ------------------------------------------------------------------------------------ */

gboolean
_dln_store_set_meta (DlnStore   *store,
                     const char *key,
                     const char *value,
                     GError    **error)
{
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store, "INSERT OR REPLACE INTO meta VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  _dln_store_bind_text (statement, 1, key);
  _dln_store_bind_text (statement, 2, value);
  return _dln_store_run (store, statement, error);
}

/* Returns: whether it could be read; @value: (transfer full) (nullable): NULL: there is none */
gboolean
_dln_store_read_meta (DlnStore   *store,
                      const char *key,
                      char      **value,
                      GError    **error)
{
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store, "SELECT value FROM meta WHERE key = ?1", error);
  int code;

  *value = NULL;
  if (statement == NULL)
    return FALSE;
  _dln_store_bind_text (statement, 1, key);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *value = g_strdup (_dln_store_get_text (statement, 0));
  return code == SQLITE_ROW || code == SQLITE_DONE || _dln_store_fail (store, error);
}

char *
_dln_store_dup_meta (DlnStore   *store,
                     const char *key)
{
  char *value;

  return _dln_store_read_meta (store, key, &value, NULL) ? value : NULL;
}

/* Returns: (transfer full) (nullable): what the user calls the case */
char *
dln_store_dup_title (DlnStore *store)
{
  return _dln_store_dup_meta (store, "title");
}

gboolean
dln_store_set_title (DlnStore   *store,
                     const char *title,
                     GError    **error)
{
  return _dln_store_begin (store, error)
         && _dln_store_end (store, _dln_store_set_meta (store, "title", title, error), error);
}

/* Returns: (transfer full) (nullable): the folder that the case watches, then a line for each of
 * its files that gave no article: its SHA-256 */
char *
dln_store_dup_folder (DlnStore *store)
{
  return _dln_store_dup_meta (store, "folder");
}

gboolean
dln_store_set_folder (DlnStore   *store,
                      const char *folder,
                      GError    **error)
{
  return _dln_store_begin (store, error)
         && _dln_store_end (store, _dln_store_set_meta (store, "folder", folder, error), error);
}

/* Returns: (transfer full) (nullable): queries that the user keeps, one a line */
char *
dln_store_dup_searches (DlnStore *store)
{
  return _dln_store_dup_meta (store, "searches");
}

gboolean
dln_store_set_searches (DlnStore   *store,
                        const char *searches,
                        GError    **error)
{
  return _dln_store_begin (store, error)
         && _dln_store_end (
           store, _dln_store_set_meta (store, "searches", searches, error), error);
}

/* ---- documents ------------------------------------------------------------------------------- */

/* (transfer full): bytes that are no UTF-8, or end the text, are each a question mark: what stands
 * behind them keeps its place */
static char *
mend_text (const char *bytes,
           gsize       length)
{
  char *text = g_malloc (length + 1);
  const char *end;
  gsize at = 0;

  if (length > 0)
    memcpy (text, bytes, length);
  text[length] = '\0';
  while (at < length && !g_utf8_validate_len (text + at, length - at, &end))
    {
      at = end - text;
      text[at] = '?';
    }
  return text;
}

/* What is damaged is shown as far as it can be read, so that the rest of the case can be used. */
static DlnDocument *
read_document (DlnStore     *store,
               DlnStatement *statement)
{
  const char *bytes = sqlite3_column_blob (statement, 8);
  gsize length = sqlite3_column_bytes (statement, 8);
  g_autofree char *text = mend_text (bytes, bytes != NULL ? length : 0);
  const char *digest = _dln_store_get_text (statement, 9);
  DlnDocumentInfo info = {
    .id = _dln_store_get_text (statement, 1),
    .title = _dln_store_get_text (statement, 2),
    .source = _dln_store_get_text (statement, 3),
    .byline = _dln_store_get_text (statement, 4),
    .date = _dln_store_get_text (statement, 5),
    .language = _dln_store_get_text (statement, 6),
    .uri = _dln_store_get_text (statement, 7),
    .places = _dln_store_get_text (statement, 14),
  };
  DlnOriginal original = { _dln_store_get_text (statement, 11), _dln_store_get_text (statement, 12),
                           sqlite3_column_int64 (statement, 13) };
  DlnDocument *document = dln_document_new (text, strlen (text), &info);

  if (original.uri != NULL && original.digest != NULL)
    dln_document_set_original (document, &original);

  if (!store->told_damage && g_strcmp0 (dln_document_get_digest (document), digest) != 0)
    dln_store_add_note (
      store,
      g_strdup_printf (_("%s: the text of article %d is not what it was. It is shown as it is now; "
                         "import it again, or restore a backup."),
                       store->name,
                       sqlite3_column_int (statement, 0)));
  return document;
}

static DlnAnnotations *
read_annotations (DlnStatement *statement,
                  DlnDocument  *document)
{
  gsize length;
  const char *text = dln_document_get_text (document, &length);
  const void *data = sqlite3_column_blob (statement, 10);
  g_autoptr (DlnAnnotations) annotations = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (data == NULL)
    return NULL;
  bytes = g_bytes_new_static (data, sqlite3_column_bytes (statement, 10));
  annotations = dln_annotations_deserialize (bytes, length, NULL);
  if (annotations == NULL || !dln_annotations_fit_text (annotations, text, length))
    return NULL;
  return g_steal_pointer (&annotations);
}

/**
 * dln_store_load_documents:
 * @store: the store
 * @documents: (element-type DlnDocument): gets all documents
 * @annotations: (element-type DlnAnnotations): gets as many; %NULL where they cannot be read and
 * have to be made again
 * @error: %DLN_STORE_ERROR_DAMAGED
 *
 * A text that is not what was saved is read as it is, and a note tells it. Annotations that this
 * user's program may not have made are marked as foreign.
 *
 * Returns: whether all documents could be read
 */
gboolean
dln_store_load_documents (DlnStore  *store,
                          GPtrArray *documents,
                          GPtrArray *annotations,
                          GError   **error)
{
  g_autoptr (DlnStatement) statement = _dln_store_prepare (
    store,
    "SELECT id, name, title, source, byline, date, language, document.uri, text, document.digest,"
    " data, original.uri, original.digest, size, places"
    " FROM document LEFT JOIN annotation ON annotation.document = document.id"
    " LEFT JOIN original ON original.document = document.id ORDER BY id",
    error);
  int code;

  if (statement == NULL || !_dln_store_find_foreign (store, error))
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      DlnDocument *document;
      DlnAnnotations *read;

      if (sqlite3_column_int64 (statement, 0) != (gint64) documents->len + 1)
        {
          g_set_error (error,
                       DLN_STORE_ERROR,
                       DLN_STORE_ERROR_DAMAGED,
                       _("The case file %s is damaged: article %u is missing."),
                       store->name,
                       documents->len + 1);
          return FALSE;
        }
      document = read_document (store, statement);
      g_ptr_array_add (documents, document);
      read = read_annotations (statement, document);
      if (read != NULL)
        read->foreign =
          g_hash_table_contains (store->foreign, GUINT_TO_POINTER (documents->len));
      g_ptr_array_add (annotations, read);
    }
  return code == SQLITE_DONE || _dln_store_fail (store, error);
}

static gboolean
put_document (DlnStore     *store,
              DlnStatement *insert,
              DlnStatement *index,
              DlnDocumentId id,
              DlnDocument  *document,
              GError      **error)
{
  gsize length;
  const char *text = dln_document_get_text (document, &length);

  sqlite3_bind_int64 (insert, 1, id);
  _dln_store_bind_text (insert, 2, dln_document_get_id (document));
  _dln_store_bind_text (insert, 3, dln_document_get_title (document));
  _dln_store_bind_text (insert, 4, dln_document_get_source (document));
  _dln_store_bind_text (insert, 5, dln_document_get_byline (document));
  _dln_store_bind_text (insert, 6, dln_document_get_date (document));
  _dln_store_bind_text (insert, 7, dln_document_get_language (document));
  _dln_store_bind_text (insert, 8, dln_document_get_uri (document));
  _dln_store_bind_text (insert, 9, dln_document_get_digest (document));
  sqlite3_bind_text64 (insert, 10, text, length, SQLITE_STATIC, SQLITE_UTF8);
  sqlite3_bind_int64 (index, 1, id);
  _dln_store_bind_text (index, 2, dln_document_get_title (document));
  sqlite3_bind_text64 (index, 3, text, length, SQLITE_STATIC, SQLITE_UTF8);
  return _dln_store_run (store, insert, error) && _dln_store_run (store, index, error);
}

/* what is known of the file that it was read from */
static gboolean
put_original (DlnStore     *store,
              DlnStatement *insert,
              DlnDocumentId id,
              DlnDocument  *document,
              GError      **error)
{
  DlnOriginal original;
  gboolean known = dln_document_get_original (document, &original);

  if (!known && dln_document_get_places (document) == NULL)
    return TRUE;
  sqlite3_bind_int64 (insert, 1, id);
  _dln_store_bind_text (insert, 2, original.uri);
  _dln_store_bind_text (insert, 3, original.digest);
  if (known)
    sqlite3_bind_int64 (insert, 4, original.size);
  else
    sqlite3_bind_null (insert, 4);
  _dln_store_bind_text (insert, 5, dln_document_get_places (document));
  return _dln_store_run (store, insert, error);
}

static gboolean
put_annotations (DlnStore       *store,
                 DlnStatement   *insert,
                 DlnDocumentId   id,
                 DlnAnnotations *annotations,
                 GError        **error)
{
  g_autoptr (GBytes) bytes = dln_annotations_serialize (annotations);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  sqlite3_bind_int64 (insert, 1, id);
  sqlite3_bind_blob64 (insert, 2, data, length, SQLITE_STATIC);
  return _dln_store_run (store, insert, error);
}

static gboolean
put_all (DlnStore     *store,
         guint         first_id,
         GPtrArray    *documents,
         GPtrArray    *annotations,
         GCancellable *cancellable,
         GError      **error)
{
  g_autoptr (DlnStatement) document = _dln_store_prepare (
    store, "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", error);
  g_autoptr (DlnStatement) index = NULL;
  g_autoptr (DlnStatement) original = NULL;
  g_autoptr (DlnStatement) annotation = NULL;

  if (document == NULL)
    return FALSE;
  index = _dln_store_prepare (
    store, "INSERT INTO text_index (rowid, title, text) VALUES (?1, ?2, ?3)", error);
  if (index == NULL)
    return FALSE;
  original =
    _dln_store_prepare (store, "INSERT INTO original VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (original == NULL)
    return FALSE;
  annotation = _dln_store_prepare (store, "INSERT INTO annotation VALUES (?1, ?2)", error);
  if (annotation == NULL)
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    if (!put_document (
          store, document, index, first_id + i, g_ptr_array_index (documents, i), error)
        || !put_original (store, original, first_id + i, g_ptr_array_index (documents, i), error)
        || !put_annotations (
          store, annotation, first_id + i, g_ptr_array_index (annotations, i), error)
        || g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * dln_store_add:
 * @store: the store
 * @first_id: id of the first of @documents
 * @documents: (element-type DlnDocument): new documents
 * @annotations: (element-type DlnAnnotations): as many
 * @resolution: the tables of all documents
 * @signature: of the decisions that went into @resolution
 * @cancellable: (nullable): checked until it is committed
 * @error: a #DlnStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all of it is in the file; otherwise nothing is
 */
gboolean
dln_store_add (DlnStore            *store,
               guint                first_id,
               GPtrArray           *documents,
               GPtrArray           *annotations,
               const DlnResolution *resolution,
               const char          *signature,
               GCancellable        *cancellable,
               GError             **error)
{
  gboolean good;

  if (!_dln_store_begin (store, error))
    return FALSE;
  good = put_all (store, first_id, documents, annotations, cancellable, error)
         && _dln_store_put_rows (store, resolution, signature, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
  return _dln_store_end (store, good, error);
}

/**
 * dln_store_replace_all:
 * @store: the store
 * @documents: (element-type DlnDocument): all documents from now on
 * @annotations: (element-type DlnAnnotations): as many
 * @resolution: the tables of all documents
 * @signature: of the decisions that went into @resolution
 * @cancellable: (nullable): checked until it is committed
 * @error: a #DlnStoreError or %G_IO_ERROR_CANCELLED
 *
 * For articles that are removed, changed or read again. The journal stays as it is.
 *
 * Returns: whether the file holds these and no others; otherwise it is as it was. Time: O(bytes of
 * the case)
 */
gboolean
dln_store_replace_all (DlnStore            *store,
                       GPtrArray           *documents,
                       GPtrArray           *annotations,
                       const DlnResolution *resolution,
                       const char          *signature,
                       GCancellable        *cancellable,
                       GError             **error)
{
  gboolean good;

  if (!_dln_store_begin (store, error))
    return FALSE;
  _dln_store_set_foreign (store, annotations);
  good = _dln_store_execute (store,
                             "INSERT INTO text_index (text_index) VALUES ('delete-all');"
                             " DELETE FROM document; DELETE FROM original;"
                             " DELETE FROM annotation",
                             error)
         && put_all (store, 1, documents, annotations, cancellable, error)
         && _dln_store_put_rows (store, resolution, signature, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
  return _dln_store_end (store, good, error);
}

gboolean
dln_store_replace_annotations (DlnStore       *store,
                               DlnDocumentId   id,
                               DlnAnnotations *annotations,
                               GError        **error)
{
  g_autoptr (DlnStatement) statement =
    _dln_store_prepare (store, "INSERT OR REPLACE INTO annotation VALUES (?1, ?2)", error);

  if (statement == NULL || !_dln_store_begin (store, error))
    return FALSE;
  g_hash_table_remove (store->foreign, GUINT_TO_POINTER (id));
  if (store->ours) /* so that it stays so */
    _dln_store_touch_tables (store);
  return _dln_store_end (
    store, put_annotations (store, statement, id, annotations, error), error);
}
