/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs read: joined with the articles in an import, listed, switched off and on. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-import-private.h"

#include "ingest/dln-ingest-annotations.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* ---- in an import ---------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray  *documents;
  GHashTable *names; /* of @documents, and their addresses: index + 1; (unowned) keys */
  GPtrArray  *annotations;
  guint8     *touched; /* [documents->len] */
} Target;

static DlnDocument *
find_cb (const char *name,
         gpointer    data)
{
  Target *target = data;
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (target->names, name));

  return found > 0 ? g_ptr_array_index (target->documents, found - 1) : NULL;
}

static GHashTable *
index_documents (GPtrArray *documents)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  /* of two of one name the newer one is meant */
  for (guint i = 0; i < documents->len; i++)
    {
      DlnDocument *document = g_ptr_array_index (documents, i);
      const char *keys[] = { dln_document_get_uri (document), dln_document_get_id (document) };

      for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
        if (keys[j] != NULL && *keys[j] != '\0')
          g_hash_table_insert (names, (gpointer) keys[j], GUINT_TO_POINTER (i + 1));
    }
  return names;
}

static void
take_given (Target     *target,
            GPtrArray  *given)
{
  for (guint i = 0; i < given->len; i++)
    {
      const DlnGiven *one = g_ptr_array_index (given, i);
      guint at;

      if (!g_ptr_array_find (target->documents, one->document, &at))
        continue;

      DlnAnnotations *older = g_ptr_array_index (target->annotations, at);

      g_ptr_array_index (target->annotations, at) =
        dln_annotations_with_reader (older, one->reader, one->rows);
      dln_annotations_unref (older);
      target->touched[at] = TRUE;
    }
}

static GInputStream *
open_file (const DlnFile *file,
           GError       **error)
{
  if (file->input)
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  g_autoptr (GFile) at = g_file_new_for_path (file->path);

  return G_INPUT_STREAM (g_file_read (at, NULL, error));
}

/* what lines call their reader if they do not say: the name of the file, without its ending */
static char *
dup_reader (const DlnFile *file,
            const char    *reader) /* (nullable) */
{
  g_autofree char *base = NULL;

  if (reader != NULL)
    return g_strdup (reader);
  base = file->input ? g_strdup (_("standard input")) : g_path_get_basename (file->path);
  if (strrchr (base, '.') != NULL && strrchr (base, '.') != base)
    *strrchr (base, '.') = '\0';
  return g_filename_display_name (base);
}

/**
 * join_given:
 * @files: (element-type DlnFile): annotations of other programs
 * @reader: (nullable): what the program is called where lines do not say
 * @documents: (element-type DlnDocument): the articles that they may be about
 * @annotations: (element-type DlnAnnotations): as many; changed in place
 * @report: gets what became of the lines
 * @cancellable: (nullable): checked between lines
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Any thread. A file that cannot be read is told and left out.
 *
 * Returns: (transfer full) (nullable): [documents->len] which of @annotations are others now
 */
static guint8 *
join_given (GPtrArray       *files,
            const char      *reader,
            GPtrArray       *documents,
            GPtrArray       *annotations,
            DlnImportReport *report,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GHashTable) names = index_documents (documents);
  g_autofree guint8 *touched = g_new0 (guint8, documents->len + 1);
  Target target = { documents, names, annotations, touched };

  for (guint i = 0; i < files->len; i++)
    {
      const DlnFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_filename_display_name (file->id);
      g_autofree char *called = dup_reader (file, reader);
      g_autoptr (GError) local = NULL;
      g_autoptr (GInputStream) stream = open_file (file, &local);
      g_autoptr (GPtrArray) given = NULL;
      guint n_taken = 0;
      guint n_refused = 0;

      if (stream != NULL)
        given = dln_ingest_annotations (stream, name, called, find_cb, &target, report->messages,
                                        &n_taken, &n_refused, cancellable, &local);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      report->n_lines += n_taken;
      report->n_refused += n_refused;
      if (given != NULL)
        {
          take_given (&target, given);
          continue;
        }
      report->n_failed += 1;
      g_ptr_array_add (report->messages, g_strdup (local->message));
    }
  return g_steal_pointer (&touched);
}

/* what the case holds, changed articles as they are now */
static void
hold_into (DlnImportJob *job,
           GPtrArray    *documents,
           GPtrArray    *annotations)
{
  for (guint i = 0; i < dln_case_get_n_documents (job->dcase); i++)
    {
      gboolean changed = job->all_documents != NULL && job->all_documents != documents;

      g_ptr_array_add (documents,
                       dln_document_ref (changed
                                           ? g_ptr_array_index (job->all_documents, i)
                                           : dln_case_get_document (job->dcase, i + 1)));
      g_ptr_array_add (annotations,
                       dln_annotations_ref (changed
                                              ? g_ptr_array_index (job->all_annotations, i)
                                              : dln_case_get_annotations (job->dcase, i + 1)));
    }
}

/* has all articles of the case at hand, to change some */
void
_dln_import_hold_all (DlnImportJob *job)
{
  job->all_documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  job->all_annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  hold_into (job, job->all_documents, job->all_annotations);
}

/* puts what other programs read into the annotations of new and old articles */
static gboolean
join_into_job (DlnImportJob *job,
               GError      **error)
{
  guint n_old = dln_case_get_n_documents (job->dcase);
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  g_autoptr (GPtrArray) annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_autofree guint8 *touched = NULL;
  gboolean touched_old = FALSE;

  hold_into (job, documents, annotations);
  for (guint i = 0; i < job->documents->len; i++)
    {
      g_ptr_array_add (documents, dln_document_ref (g_ptr_array_index (job->documents, i)));
      g_ptr_array_add (annotations, dln_annotations_ref (g_ptr_array_index (job->annotations, i)));
    }
  touched = join_given (
    job->given_files, job->reader, documents, annotations, job->report, job->cancellable, error);
  if (touched == NULL)
    return FALSE;
  for (guint i = 0; i < n_old; i++)
    touched_old |= touched[i];
  if (touched_old && job->all_documents == NULL)
    _dln_import_hold_all (job);
  for (guint i = 0; i < documents->len; i++)
    if (touched[i])
      {
        GPtrArray *to = i < n_old ? job->all_annotations : job->annotations;
        guint at = i < n_old ? i : i - n_old;

        dln_annotations_unref (g_ptr_array_index (to, at));
        g_ptr_array_index (to, at) = dln_annotations_ref (g_ptr_array_index (annotations, i));
      }
  return TRUE;
}

/* Reads the annotations of other programs that were given or found among the articles. Any thread.
 * Returns: whether the import goes on */
gboolean
_dln_import_read_given (DlnImportJob *job,
                        GError      **error)
{
  g_autoptr (GPtrArray) files = NULL;

  if (job->given != NULL)
    files = _dln_files_collect ((const char *const *) job->given, NULL, job->report->messages,
                                &job->report->n_failed, job->cancellable, error);
  if (job->given != NULL && files == NULL)
    return FALSE;
  for (guint i = 0; files != NULL && i < files->len; i++)
    g_ptr_array_add (job->given_files, g_ptr_array_index (files, i));
  if (job->given_files->len == 0)
    return TRUE;
  return join_into_job (job, error);
}

/**
 * dln_session_set_given:
 * @self: the session
 * @paths: (array zero-terminated=1) (nullable): files of JSON lines that other programs wrote; "-"
 *   is standard input
 * @reader: (nullable): what the program is called where lines do not say; %NULL = the file's name
 *
 * From now on an import takes these, too, after the articles. A file among the articles that holds
 * such lines is taken in the same way.
 */
void
dln_session_set_given (DlnSession        *self,
                       const char *const *paths,
                       const char        *reader)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  g_strfreev (self->given);
  self->given = g_strdupv ((char **) paths);
  g_free (self->reader);
  self->reader = g_strdup (reader);
}

/* ---- which there are ------------------------------------------------------------------------- */

void
dln_reader_count_free (DlnReaderCount *count)
{
  if (count == NULL)
    return;
  g_free (count->name);
  g_free (count);
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const DlnReaderCount *x = *(DlnReaderCount *const *) a;
  const DlnReaderCount *y = *(DlnReaderCount *const *) b;

  return strcmp (x->name, y->name);
}

/**
 * dln_session_dup_readers:
 * @self: the session
 *
 * Returns: (transfer full) (element-type DlnReaderCount): the other programs that read in the case,
 * by name. Time: O(articles)
 */
GPtrArray *
dln_session_dup_readers (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  GPtrArray *counts = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_reader_count_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint id = 1; id <= dln_case_get_n_documents (self->dcase); id++)
    {
      const GPtrArray *readers = dln_case_get_annotations (self->dcase, id)->readers;

      for (guint i = 0; readers != NULL && i < readers->len; i++)
        {
          const DlnReader *reader = g_ptr_array_index (readers, i);
          DlnReaderCount *count = g_hash_table_lookup (by_name, reader->name);

          if (count == NULL)
            {
              count = g_new0 (DlnReaderCount, 1);
              count->name = g_strdup (reader->name);
              count->off = reader->off;
              g_ptr_array_add (counts, count);
              g_hash_table_insert (by_name, count->name, count);
            }
          count->n_documents += 1;
          count->n_rows += reader->rows->mentions->len + reader->rows->quotes->len
                           + reader->rows->relations->len + reader->rows->events->len;
        }
    }
  g_ptr_array_sort (counts, compare_counts);
  return counts;
}

/* ---- switching ------------------------------------------------------------------------------- */

static const char *
get_name (const DlnAnnotations *annotations,
          guint                 reader)
{
  return ((const DlnReader *) g_ptr_array_index (annotations->readers, reader))->name;
}

/* (transfer full) (nullable): the annotations of all articles, with the rows of @name off or on */
GPtrArray *
_dln_session_switch_annotations (DlnSession *self,
                                 const char *name,
                                 gboolean    off,
                                 GError    **error)
{
  g_autoptr (GPtrArray) all =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  gboolean found = FALSE;

  for (guint id = 1; id <= dln_case_get_n_documents (self->dcase); id++)
    {
      DlnAnnotations *annotations = dln_case_get_annotations (self->dcase, id);
      gboolean has = FALSE;

      for (guint i = 0; annotations->readers != NULL && i < annotations->readers->len; i++)
        has |= strcmp (get_name (annotations, i), name) == 0;
      found |= has;
      g_ptr_array_add (all, has ? dln_annotations_switch_reader (annotations, name, off)
                                : dln_annotations_ref (annotations));
    }
  if (found)
    return g_steal_pointer (&all);
  g_set_error (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE,
               _("No program called \u201c%s\u201d read in this case."), name);
  return NULL;
}
