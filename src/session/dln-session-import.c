/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import. One thread reads the files in a stable order and hands each article to two workers, which
 * analyse it; then the whole case is resolved, written in one transaction and applied on the main
 * thread as one change. Until the transaction is committed nothing has changed, so cancelling
 * leaves the case as it was. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-import-private.h"

#include "extract/dln-language.h"
#include "ingest/dln-ingest-annotations.h"
#include "ingest/dln-ingest-case.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

typedef DlnImportArticle Article;
typedef DlnImportJob Job;

#define N_WORKERS 2
#define MAX_QUEUED 64 /* articles read but not yet analysed */
#define MAX_ANALYSED_BYTES                                                                         \
  (16u << 20) /* a longer text is no article: analysing it would take minutes and gigabytes */
#define PROGRESS_INTERVAL (50 * G_TIME_SPAN_MILLISECOND)

static void
free_article (gpointer data)
{
  Article *article = data;

  dln_ingested_free (article->item);
  dln_annotations_unref (article->annotations);
  g_free (article->message);
  g_free (article);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->model, dln_model_unref);
  g_strfreev (job->paths);
  g_strfreev (job->given);
  g_clear_pointer (&job->only, g_hash_table_unref);
  g_free (job->reader);
  _dln_told_free (job->told);
  g_clear_pointer (&job->files, g_ptr_array_unref);
  g_ptr_array_unref (job->given_files);
  g_clear_object (&job->dcase);
  g_hash_table_unref (job->digests);
  g_hash_table_unref (job->names);
  g_clear_pointer (&job->all_documents, g_ptr_array_unref);
  g_clear_pointer (&job->all_annotations, g_ptr_array_unref);
  g_clear_object (&job->revised);
  g_array_unref (job->decisions);
  g_main_context_unref (job->context);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_ptr_array_unref (job->articles);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->room);
  g_clear_pointer (&job->report, dln_import_report_free);
  g_ptr_array_unref (job->documents);
  g_ptr_array_unref (job->annotations);
  dln_resolution_free (job->resolution);
  g_clear_pointer (&job->draft, dln_store_close);
  g_free (job->drafts);
  g_free (job);
}

/* ---- progress -------------------------------------------------------------------------------- */

static void
send_progress (Job        *job,
               const char *what,
               gboolean    at_once)
{
  gint64 now = g_get_monotonic_time ();

  if (job->progress == NULL || (!at_once && now - job->last_progress < PROGRESS_INTERVAL))
    return;
  job->last_progress = now;
  _dln_session_send_progress (job->context,
                              job->progress,
                              job->progress_data,
                              job->n_files_done,
                              job->n_files,
                              what);
}

/* ---- workers --------------------------------------------------------------------------------- */

static gboolean
is_too_long (DlnDocument *document)
{
  gsize length;

  dln_document_get_text (document, &length);
  return length > MAX_ANALYSED_BYTES;
}

gboolean
_dln_session_can_analyse (DlnModel    *model,
                          DlnDocument *document)
{
  return !is_too_long (document) && dln_is_readable (document, dln_model_get_language (model));
}

static void
analyse_cb (gpointer data,
            gpointer user_data)
{
  Article *article = data;
  Job *job = user_data;
  DlnDocument *document = article->item->document;
  DlnExtractOptions options = { .given = article->item->given };
  g_autoptr (GError) error = NULL;
  DlnModel *model = article->item->rows == NULL ? job->model : NULL;

  if (model != NULL && is_too_long (document))
    {
      model = NULL;
      article->unanalysed = TRUE;
      article->message = g_strdup_printf (
        _("%s is longer than %u MiB; it can be read and searched, but was not analysed."),
        dln_document_get_id (document),
        MAX_ANALYSED_BYTES >> 20);
    }
  else if (model != NULL && article->item->given == NULL
           && !dln_is_readable (document, dln_model_get_language (model)))
    {
      model = NULL;
      article->unanalysed = TRUE;
      article->message = g_strdup_printf (
        _("%s is in a language that Dateline cannot analyse yet; it can be read and searched."),
        dln_document_get_id (document));
    }
  if (!g_cancellable_is_cancelled (job->cancellable))
    article->annotations = dln_extract (model, document, &options, job->cancellable, &error);
  if (article->annotations != NULL && article->item->rows != NULL)
    {
      g_autoptr (DlnAnnotations) own = article->annotations;

      article->annotations =
        dln_annotations_with_reader (own, article->item->reader, article->item->rows);
    }
  if (article->annotations == NULL)
    {
      article->failed = TRUE;
      g_free (article->message);
      article->message = g_strdup (error != NULL ? error->message : "");
    }

  g_mutex_lock (&job->mutex);
  job->n_queued -= 1;
  g_cond_signal (&job->room);
  g_mutex_unlock (&job->mutex);
}

/* ---- the reading thread ---------------------------------------------------------------------- */

static void
add_message (Job  *job,
             char *message) /* (transfer full) */
{
  g_ptr_array_add (job->report->messages, message);
}

static gboolean
is_id (gpointer key,
       gpointer value,
       gpointer data)
{
  return value == data;
}

/* The article whose newer text @document may be, 0 if none; each is named once. */
static DlnDocumentId
take_older (Job         *job,
            DlnDocument *document)
{
  const char *keys[] = { dln_document_get_uri (document), dln_document_get_id (document) };
  DlnDocumentId id = 0;

  for (guint i = 0; i < G_N_ELEMENTS (keys) && id == 0; i++)
    if (keys[i] != NULL && *keys[i] != '\0')
      id = GPOINTER_TO_UINT (g_hash_table_lookup (job->names, keys[i]));
  if (id != 0)
    g_hash_table_foreach_remove (job->names, is_id, GUINT_TO_POINTER (id));
  return id;
}

/* FALSE: it was there, the same text of the same day or of one unknown. Sent twice it is two. */
static gboolean
add_digest (GHashTable        *digests,
            const DlnDocument *document)
{
  const char *digest = dln_document_get_digest (document);
  const char *date = dln_document_get_date (document);
  g_autofree char *day = date != NULL ? g_strndup (date, 10) : g_strdup ("");
  const char *days = g_hash_table_lookup (digests, digest);

  if (days != NULL && (*days == ' ' || *day == '\0' || strstr (days, day) != NULL))
    return FALSE;
  g_hash_table_insert (digests, g_strdup (digest), g_strconcat (day, " ", days, NULL));
  return TRUE;
}

static gboolean
take_article_cb (DlnIngested *item,
                 gpointer     data,
                 GError     **error)
{
  Job *job = data;

  if (!add_digest (job->digests, item->document))
    {
      job->report->n_duplicates += 1;
      add_message (
        job,
        g_strdup_printf (
          _("%s has the same text as an article that is there already; it is counted once."),
          dln_document_get_id (item->document)));
      dln_ingested_free (item);
      return TRUE;
    }
  if (item->note != NULL)
    add_message (job, g_strdup (item->note));

  Article *article = g_new0 (Article, 1);
  DlnDocumentId older = take_older (job, item->document);

  article->item = item;
  if (job->updating)
    article->replaces = older;
  else if (older != 0)
    add_message (job,
                 g_strdup_printf (_("%s has another text than the article of that name or address "
                                    "that is there already; both are kept. Import it as an update "
                                    "to replace the older one."),
                                  dln_document_get_id (item->document)));
  g_ptr_array_add (job->articles, article);
  g_mutex_lock (&job->mutex);
  while (job->n_queued >= MAX_QUEUED)
    g_cond_wait (&job->room, &job->mutex);
  job->n_queued += 1;
  g_mutex_unlock (&job->mutex);
  g_thread_pool_push (job->pool, article, NULL);
  send_progress (job, dln_document_get_id (item->document), FALSE);
  return !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

static gboolean
ingest (Job           *job,
        const DlnFile *file,
        GPtrArray     *messages,
        GError       **error)
{
  if (job->format == DLN_INPUT_AUTO && !file->input && dln_ingest_is_case (file->path))
    {
      DlnIngested *item = dln_ingest_case (file->path, file->id, error);

      return item != NULL && take_article_cb (item, job, error);
    }

  if (file->input && job->told != NULL)
    return _dln_told_ingest (job->told, file, job->format, take_article_cb, job, messages,
                             job->cancellable, error);

  g_autoptr (GInputStream) input =
    file->input ? g_unix_input_stream_new (STDIN_FILENO, FALSE) : NULL;

  return input != NULL
           ? dln_ingest_stream (input, file->id, job->format, take_article_cb, job, messages,
                                job->cancellable, error)
           : dln_ingest_file (file->path, file->id, job->format, take_article_cb, job, messages,
                              job->cancellable, error);
}

static gboolean
read_file (Job           *job,
           const DlnFile *file,
           GError       **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  gboolean done = ingest (job, file, messages, &local);

  job->report->n_failed += messages->len;
  for (guint i = 0; i < messages->len; i++)
    add_message (job, g_strdup (g_ptr_array_index (messages, i)));
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  if (!done)
    {
      job->report->n_failed += 1;
      add_message (job, g_strdup (local->message));
    }
  return TRUE;
}

static gboolean
read_files (Job    *job,
            GError **error)
{
  g_autoptr (GPtrArray) skipped = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *files = _dln_told_is_pasted (job->told)
    ? _dln_files_new_input ("pasted")
    : _dln_files_collect ((const char *const *) job->paths,
                          job->format == DLN_INPUT_AUTO ? skipped : NULL,
                          job->report->messages,
                          &job->report->n_failed,
                          job->cancellable,
                          error);

  job->files = files;
  if (files == NULL)
    return FALSE;
  for (guint i = files->len; job->only != NULL && i-- > 0;)
    if (!g_hash_table_contains (job->only, ((DlnFile *) g_ptr_array_index (files, i))->path))
      g_ptr_array_remove_index (files, i);
  if (job->only != NULL) /* what the folder holds besides was told when it was imported */
    g_ptr_array_set_size (skipped, 0);
  job->report->n_skipped = skipped->len;
  if (skipped->len > 0)
    add_message (job, _dln_files_describe_skipped (skipped));
  g_ptr_array_extend_and_steal (job->report->left_out, g_steal_pointer (&skipped));
  job->n_files = files->len;
  for (guint i = 0; i < files->len; i++)
    {
      const DlnFile *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_filename_display_name (file->id);

      send_progress (job, name, i == 0);
      if (job->format == DLN_INPUT_AUTO && !file->input && dln_ingest_is_annotations (file->path))
        g_ptr_array_add (job->given_files, (gpointer) file);
      else if (!read_file (job, file, error))
        return FALSE;
      job->n_files_done += 1;
    }
  return TRUE;
}

/* waits for the workers; what is still queued runs, quickly once cancelled */
static void
finish_workers (Job *job)
{
  g_thread_pool_free (job->pool, FALSE, TRUE);
  job->pool = NULL;
}

static void
replace (Job           *job,
         const Article *article)
{
  guint i = article->replaces - 1;

  if (job->all_documents == NULL)
    _dln_import_hold_all (job);
  dln_document_unref (g_ptr_array_index (job->all_documents, i));
  g_ptr_array_index (job->all_documents, i) = dln_document_ref (article->item->document);
  dln_annotations_unref (g_ptr_array_index (job->all_annotations, i));
  g_ptr_array_index (job->all_annotations, i) = dln_annotations_ref (article->annotations);
  job->report->n_changed += 1;
}

/* what is new stands behind what was changed */
static void
append_new (Job *job)
{
  for (guint i = 0; job->all_documents != NULL && i < job->documents->len; i++)
    {
      g_ptr_array_add (job->all_documents,
                       dln_document_ref (g_ptr_array_index (job->documents, i)));
      g_ptr_array_add (job->all_annotations,
                       dln_annotations_ref (g_ptr_array_index (job->annotations, i)));
    }
}

static void
gather (Job *job)
{
  for (guint i = 0; i < job->articles->len; i++)
    {
      Article *article = g_ptr_array_index (job->articles, i);

      if (article->message != NULL)
        add_message (job, g_steal_pointer (&article->message));
      if (article->failed)
        {
          job->report->n_failed += 1;
          continue;
        }
      job->report->n_unanalysed += article->unanalysed;
      _dln_import_report_take (job->report, article->item->document);
      if (article->replaces != 0)
        {
          replace (job, article);
          continue;
        }
      job->report->n_added += 1;
      g_ptr_array_add (job->documents, dln_document_ref (article->item->document));
      g_ptr_array_add (job->annotations, dln_annotations_ref (article->annotations));
    }
}

static gboolean
has_news (const Job *job)
{
  return job->documents->len > 0 || job->all_documents != NULL;
}

static gboolean
resolve_all (Job     *job,
             GError **error)
{
  g_autoptr (DlnCase) empty = dln_case_new ();
  g_autoptr (GArray) inputs = NULL;

  if (!has_news (job))
    return TRUE;
  append_new (job);
  inputs = job->all_documents != NULL
             ? _dln_session_dup_inputs (empty, job->all_documents, job->all_annotations)
             : _dln_session_dup_inputs (job->dcase, job->documents, job->annotations);
  send_progress (job, _("Joining what the articles say"), TRUE);
  job->resolution = dln_resolve ((const DlnResolveInput *) inputs->data,
                                 inputs->len,
                                 (const DlnDecision *) job->decisions->data,
                                 job->decisions->len,
                                 job->cancellable,
                                 error);
  return job->resolution != NULL;
}

static gboolean
write_to (Job        *job,
          DlnStore   *store,
          const char *signature,
          GError    **error)
{
  if (job->all_documents == NULL)
    return dln_store_add (store,
                          dln_case_get_n_documents (job->dcase) + 1,
                          job->documents,
                          job->annotations,
                          job->resolution,
                          signature,
                          job->cancellable,
                          error);
  if (!dln_store_replace_all (store, job->all_documents, job->all_annotations,
                              job->resolution, signature, job->cancellable, error))
    return FALSE;
  job->revised = _dln_session_new_case (job->dcase, job->all_documents, job->all_annotations,
                                        g_steal_pointer (&job->resolution));
  return TRUE;
}

static gboolean
write_all (Job     *job,
           GError **error)
{
  g_autofree char *signature = _dln_session_make_signature (job->decisions);

  if (!has_news (job))
    return TRUE;
  send_progress (job, _("Saving"), TRUE);
  if (job->drafts != NULL)
    job->draft = _dln_draft_begin (job->store, job->drafts, job->report->messages);
  if (write_to (job, job->draft != NULL ? job->draft : job->store, signature, error))
    return TRUE;
  if (job->draft != NULL)
    dln_store_remove (job->draft);
  return FALSE;
}

static void
run_job (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean done;

  job->pool = g_thread_pool_new (analyse_cb, job, N_WORKERS, FALSE, NULL);
  done = read_files (job, &error);
  finish_workers (job);
  done = done && !g_cancellable_set_error_if_cancelled (job->cancellable, &error);
  if (done)
    gather (job);
  done = done && _dln_import_read_given (job, &error);
  done = done && resolve_all (job, &error) && write_all (job, &error);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- main thread ----------------------------------------------------------------------------- */

/* (transfer full): keys are the documents' */
static GHashTable *
index_names (DlnCase *dcase)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint id = 1; id <= dln_case_get_n_documents (dcase); id++)
    {
      DlnDocument *document = dln_case_get_document (dcase, id);
      const char *keys[] = { dln_document_get_uri (document), dln_document_get_id (document) };

      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        if (keys[i] != NULL && *keys[i] != '\0' && !g_hash_table_contains (names, keys[i]))
          g_hash_table_insert (names, (gpointer) keys[i], GUINT_TO_POINTER (id));
    }
  return names;
}

static Job *
make_job (DlnSession        *self,
          const char *const *paths,
          DlnInputFormat     format,
          DlnProgressFunc    progress,
          gpointer           progress_data,
          GCancellable      *cancellable)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GArray) decisions = _dln_session_dup_structural (self->dcase);
  guint n = dln_case_get_n_documents (self->dcase);

  job->model = self->model != NULL ? dln_model_ref (self->model) : NULL;
  job->paths = g_strdupv ((char **) paths);
  job->given = g_strdupv (self->given);
  job->reader = g_strdup (self->reader);
  job->told = g_steal_pointer (&self->told);
  job->only = self->only != NULL ? g_hash_table_ref (self->only) : NULL;
  job->given_files = g_ptr_array_new ();
  job->format = format;
  job->store = self->store;
  if (self->path == NULL && self->draft == NULL)
    job->drafts = g_strdup (self->drafts);
  job->dcase = g_object_ref (self->dcase);
  job->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 1; i <= n; i++)
    add_digest (job->digests, dln_case_get_document (self->dcase, i));
  job->names = index_names (self->dcase);
  job->updating = self->updating;
  job->decisions = g_steal_pointer (&decisions);
  job->progress = progress;
  job->progress_data = progress_data;
  job->context = g_main_context_ref_thread_default ();
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  job->articles = g_ptr_array_new_with_free_func (free_article);
  g_mutex_init (&job->mutex);
  g_cond_init (&job->room);
  job->report = _dln_import_report_new ();
  job->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  job->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  return job;
}

/* back on the main thread: applies what is in the store already, then tells the caller */
static void
job_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (DlnSession) self = g_steal_pointer (&job->session);
  g_autoptr (GTask) task = g_steal_pointer (&job->task);
  GError *error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_object (&job->dcase);
  _dln_session_take_path (self);
  _dln_session_set_busy (self, FALSE);
  if (!done)
    {
      g_task_return_error (task, error);
      return;
    }
  if (job->draft != NULL)
    {
      dln_store_close (self->store);
      self->store = g_steal_pointer (&job->draft);
      self->draft = g_strdup (dln_store_get_path (self->store));
    }
  if (job->revised != NULL)
    _dln_session_put_case (self, g_steal_pointer (&job->revised));
  else if (job->resolution != NULL)
    {
      self->stale = FALSE;
      dln_case_apply (self->dcase,
                      job->documents,
                      job->annotations,
                      g_steal_pointer (&job->resolution));
    }
  g_task_return_pointer (task,
                         g_steal_pointer (&job->report),
                         (GDestroyNotify) dln_import_report_free);
}

static void
start (DlnSession         *self,
       const char *const  *paths,
       DlnInputFormat      format,
       DlnProgressFunc     progress,
       gpointer            progress_data,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GTask) work = NULL;
  GError *error = NULL;
  Job *job;

  g_task_set_source_tag (task, dln_session_import_async);
  g_task_set_check_cancellable (task, FALSE); /* what was written has been applied */
  if (_dln_session_refuse_if_busy (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (dln_store_get_reason (self->store) != NULL)
    {
      g_task_return_new_error (task,
                               DLN_SESSION_ERROR,
                               DLN_SESSION_ERROR_CASE,
                               "%s",
                               dln_store_get_reason (self->store));
      return;
    }
  _dln_session_set_busy (self, TRUE);
  job = make_job (self, paths, format, progress, progress_data, cancellable);
  job->task = g_steal_pointer (&task);
  /* the thread may be the last to hold its task, so that has no hold on the session */
  job->session = g_object_ref (self);
  work = g_task_new (NULL, NULL, job_done_cb, NULL);
  g_task_set_source_tag (work, start);
  g_task_set_task_data (work, job, free_job);
  g_task_run_in_thread (work, run_job);
}

void
dln_session_set_updating (DlnSession *self,
                          gboolean    updating)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  self->updating = updating;
}

/**
 * dln_session_import_async:
 * @self: the session
 * @paths: (array zero-terminated=1): files and folders
 * @progress: (nullable): told now and then, in the caller's main context
 * @progress_data: for @progress
 * @cancellable: (nullable): cancelling leaves the case as it was
 * @callback: called when it is done
 * @data: for @callback
 *
 * Reads, analyses, resolves and saves in threads, then applies all to the case as one change. The
 * session is busy until that is done.
 */
void
dln_session_import_async (DlnSession         *self,
                          const char *const  *paths,
                          DlnProgressFunc     progress,
                          gpointer            progress_data,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            data)
{
  g_return_if_fail (DLN_IS_SESSION (self) && paths != NULL);

  start (self, paths, DLN_INPUT_AUTO, progress, progress_data, cancellable, callback, data);
}

/**
 * dln_session_import_finish:
 * @self: the session
 * @result: from the callback
 * @error: a #DlnSessionError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what became of each file, %NULL if nothing was changed
 */
DlnImportReport *
dln_session_import_finish (DlnSession   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GMainLoop    *loop;
  GAsyncResult *result;
} Waiting;

static void
import_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  Waiting *waiting = data;

  waiting->result = g_object_ref (result);
  g_main_loop_quit (waiting->loop);
}

/**
 * dln_session_import:
 * @self: the session
 * @paths: (array zero-terminated=1): files and folders
 * @input_format: (nullable): as "text", "html" or "pdf"; %NULL = by content and name
 * @progress: (nullable): told now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): cancelling leaves the case as it was
 * @error: a #DlnSessionError, a #DlnIngestError for a name that is no format, or
 * %G_IO_ERROR_CANCELLED
 *
 * Runs a main loop of its own until the import is done.
 *
 * Returns: (transfer full): what became of each file, %NULL if nothing was changed
 */
DlnImportReport *
dln_session_import (DlnSession        *self,
                    const char *const *paths,
                    const char        *input_format,
                    DlnProgressFunc    progress,
                    gpointer           progress_data,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && paths != NULL, NULL);

  DlnInputFormat format = DLN_INPUT_AUTO;

  if (input_format != NULL && !dln_input_format_from_name (input_format, &format, error))
    return NULL;

  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  Waiting waiting = { loop, NULL };

  g_main_context_push_thread_default (context);
  start (self, paths, format, progress, progress_data, cancellable, import_done_cb, &waiting);
  g_main_loop_run (loop);

  DlnImportReport *report = dln_session_import_finish (self, waiting.result, error);

  g_object_unref (waiting.result);
  g_main_context_pop_thread_default (context);
  return report;
}
