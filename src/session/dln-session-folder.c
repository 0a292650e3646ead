/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder that a case watches. A file is known if an article of the case was read from it with
 * the bytes that it has now, or if it was read and gave none; everything else in the folder is new
 * or has changed. So only that is read again. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char       *folder;
  GHashTable *digests;   /* char * address of a file -> char * SHA-256, of articles of the case */
  GHashTable *names;     /* char *: names of articles that do not know their file */
  GHashTable *passed;    /* char *: SHA-256 of files that gave no article */
  DlnFolderNews *news;
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_free (search->folder);
  g_hash_table_unref (search->digests);
  g_hash_table_unref (search->names);
  g_hash_table_unref (search->passed);
  g_clear_pointer (&search->news, dln_folder_news_free);
  g_free (search);
}

void
dln_folder_news_free (DlnFolderNews *news)
{
  if (news == NULL)
    return;
  g_free (news->folder);
  g_ptr_array_unref (news->paths);
  g_free (news);
}

/* the lines that the store keeps: the folder, then what was passed over; (transfer full) */
static char **
dup_lines (DlnSession *self)
{
  g_autofree char *text = dln_store_dup_folder (self->store);

  return g_strsplit (text != NULL ? text : "", "\n", -1);
}

static Search *
new_search (DlnSession *self)
{
  Search *search = g_new0 (Search, 1);
  g_auto (GStrv) lines = dup_lines (self);
  guint n = dln_case_get_n_documents (self->dcase);

  search->folder = g_strdup (lines[0] != NULL ? lines[0] : "");
  search->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  search->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search->passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    g_hash_table_add (search->passed, g_strdup (lines[i]));
  for (guint i = 1; i <= n; i++)
    {
      DlnDocument *document = dln_case_get_document (self->dcase, i);
      DlnOriginal original;

      if (dln_document_get_original (document, &original) && original.uri != NULL)
        g_hash_table_insert (
          search->digests, g_strdup (original.uri), g_strdup (original.digest));
      else
        g_hash_table_add (search->names, g_strdup (dln_document_get_id (document)));
    }
  return search;
}

/* (transfer full) (nullable): SHA-256 of a file */
static char *
dup_digest (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static void
look_at (Search        *search,
         const DlnFile *file)
{
  g_autofree char *uri = g_filename_to_uri (file->path, NULL, NULL);
  g_autofree char *digest = dup_digest (file->path);
  const char *known = uri != NULL ? g_hash_table_lookup (search->digests, uri) : NULL;

  if (digest == NULL || g_strcmp0 (known, digest) == 0
      || g_hash_table_contains (search->passed, digest)
      || (known == NULL && g_hash_table_contains (search->names, file->id)))
    return;
  g_ptr_array_add (search->news->paths, g_strdup (file->path));
  if (known != NULL)
    search->news->n_changed += 1;
  else
    search->news->n_new += 1;
}

static gboolean
run_search (Search       *search,
            GCancellable *cancellable,
            GError      **error)
{
  const char *const paths[] = { search->folder, NULL };
  g_autoptr (GPtrArray) skipped = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = NULL;
  guint n_failed = 0;

  search->news = g_new0 (DlnFolderNews, 1);
  search->news->folder = g_strdup (search->folder);
  search->news->paths = g_ptr_array_new_with_free_func (g_free);
  if (*search->folder == '\0')
    return TRUE;
  if (!g_file_test (search->folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_DOCUMENT,
                   _("%s: the folder that the case watches is not there."), search->folder);
      return FALSE;
    }
  files = _dln_files_collect (paths, skipped, messages, &n_failed, cancellable, error);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      look_at (search, g_ptr_array_index (files, i));
    }
  return files != NULL;
}

/**
 * dln_session_dup_folder:
 *
 * Returns: (transfer full) (nullable): the folder that the case watches
 */
char *
dln_session_dup_folder (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  g_auto (GStrv) lines = dup_lines (self);

  return lines[0] != NULL && *lines[0] != '\0' ? g_strdup (lines[0]) : NULL;
}

/**
 * dln_session_watch_folder:
 * @folder: (nullable): what to watch from now on, %NULL = nothing
 * @error: a #DlnSessionError: the case cannot be changed
 *
 * The case remembers it. What lies in it is not read by that.
 */
gboolean
dln_session_watch_folder (DlnSession *self,
                          const char *folder,
                          GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), FALSE);

  g_autofree char *path = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  GError *local = NULL;

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  if (path != NULL && strchr (path, '\n') != NULL)
    {
      g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_DOCUMENT,
                   _("A folder with a line break in its name cannot be watched."));
      return FALSE;
    }
  if (dln_store_set_folder (self->store, path != NULL ? path : "", &local))
    return TRUE;
  return _dln_session_pass_on (local, error);
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Search *search = data;
  GError *error = NULL;

  if (run_search (search, cancellable, &error))
    g_task_return_pointer (
      task, g_steal_pointer (&search->news), (GDestroyNotify) dln_folder_news_free);
  else
    g_task_return_error (task, error);
}

/**
 * dln_session_find_news_async:
 *
 * Looks in a thread for what is new or has changed in the folder that the case watches.
 * Time: O(bytes in the folder)
 */
void
dln_session_find_news_async (DlnSession         *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, new_search (self), free_search);
  g_task_run_in_thread (task, search_thread);
}

/* Returns: (transfer full) (nullable): what was found; the folder may be gone */
DlnFolderNews *
dln_session_find_news_finish (DlnSession   *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* dln_session_find_news_async() at once */
DlnFolderNews *
dln_session_find_news (DlnSession *self,
                       GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  Search *search = new_search (self);
  DlnFolderNews *news =
    run_search (search, NULL, error) ? g_steal_pointer (&search->news) : NULL;

  free_search (search);
  return news;
}

/**
 * dln_session_import_only:
 * @news: (nullable): what an import of the folder is confined to, %NULL = all
 *
 * The folder is still what is imported, so that articles have the names that they had.
 */
void
dln_session_import_only (DlnSession          *self,
                         const DlnFolderNews *news)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  g_clear_pointer (&self->only, g_hash_table_unref);
  if (news == NULL)
    return;
  self->only = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < news->paths->len; i++)
    g_hash_table_add (self->only, g_strdup (g_ptr_array_index (news->paths, i)));
}

/**
 * dln_session_pass_over:
 * @news: what was imported, or is not wanted
 * @error: a #DlnSessionError: the case cannot be changed
 *
 * What gave no article in the state that it is in now is not told again.
 */
gboolean
dln_session_pass_over (DlnSession          *self,
                       const DlnFolderNews *news,
                       GError             **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && news != NULL, FALSE);

  g_autoptr (DlnFolderNews) left = dln_session_find_news (self, error);
  g_autofree char *before = dln_store_dup_folder (self->store);
  g_autoptr (GString) lines = g_string_new (before);
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  GError *local = NULL;

  if (left == NULL || _dln_session_refuse_if_busy (self, error))
    return FALSE;
  for (guint i = 0; i < news->paths->len; i++)
    g_hash_table_add (asked, g_ptr_array_index (news->paths, i));
  for (guint i = 0; i < left->paths->len; i++)
    {
      const char *path = g_ptr_array_index (left->paths, i);
      g_autofree char *digest =
        g_hash_table_contains (asked, path) ? dup_digest (path) : NULL;

      if (digest != NULL)
        g_string_append_printf (lines, "\n%s", digest);
    }
  if (g_strcmp0 (lines->str, before) == 0 || dln_store_set_folder (self->store, lines->str, &local))
    return TRUE;
  return _dln_session_pass_on (local, error);
}
