/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open case and what is shared about it. Edits: dln-session-decide.c; import:
 * dln-session-import.c. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include "ingest/dln-ingest.h"

#include "extract/dln-trace.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (DlnSession, dln_session, G_TYPE_OBJECT)
G_DEFINE_QUARK (dln-session-error-quark, dln_session_error)

enum
{
  PROP_CASE = 1,
  PROP_PATH,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
dln_session_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  DlnSession *self = DLN_SESSION (object);

  switch (id)
    {
    case PROP_CASE:
      g_value_set_object (value, self->dcase);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dln_session_dispose (GObject *object)
{
  DlnSession *self = DLN_SESSION (object);

  if (self->dcase != NULL)
    {
      _dln_session_settle (self);
      g_signal_handlers_disconnect_by_data (self->dcase, self);
    }
  g_clear_object (&self->dcase);

  G_OBJECT_CLASS (dln_session_parent_class)->dispose (object);
}

static void
dln_session_finalize (GObject *object)
{
  DlnSession *self = DLN_SESSION (object);

  g_clear_pointer (&self->model, dln_model_unref);
  g_clear_pointer (&self->store, dln_store_close);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->drafts, g_free);
  g_clear_pointer (&self->given, g_strfreev);
  g_clear_pointer (&self->only, g_hash_table_unref);
  g_clear_pointer (&self->reader, g_free);
  g_clear_pointer (&self->told, _dln_told_free);
  g_queue_free (self->changes); /* each one holds the session, so none is left */
  _dln_session_forget_words (self);

  G_OBJECT_CLASS (dln_session_parent_class)->finalize (object);
}

static void
dln_session_class_init (DlnSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = dln_session_get_property;
  object_class->dispose = dln_session_dispose;
  object_class->finalize = dln_session_finalize;

  properties[PROP_CASE] = g_param_spec_object ("case", NULL, NULL, DLN_TYPE_CASE, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
title_changed_cb (DlnSession *self)
{
  g_autoptr (GError) error = NULL;
  gboolean importing =
    self->busy && g_queue_is_empty (self->changes); /* the store is another thread's */

  if (!importing && dln_store_get_reason (self->store) == NULL
      && !dln_store_set_title (self->store, dln_case_get_title (self->dcase), &error))
    g_warning ("%s", error->message);
}

static void
watch_case (DlnSession *self)
{
  g_signal_connect_swapped (self->dcase, "notify::title", G_CALLBACK (title_changed_cb), self);
  g_signal_connect_swapped (self->dcase, "changed", G_CALLBACK (_dln_session_forget_words), self);
}

static void
dln_session_init (DlnSession *self)
{
  self->dcase = dln_case_new ();
  self->changes = g_queue_new ();
  self->store = dln_store_create (NULL, NULL);
  g_assert (self->store != NULL); /* in memory */
  watch_case (self);
}

void
_dln_session_replace (DlnSession *self,
                      DlnStore   *store,
                      DlnCase    *dcase,
                      const char *path)
{
  gboolean path_changed = g_strcmp0 (self->path, path) != 0;

  _dln_session_settle (self);
  g_signal_handlers_disconnect_by_data (self->dcase, self);
  dln_store_close (self->store);
  self->store = store;
  g_clear_pointer (&self->draft, g_free);
  g_object_unref (self->dcase);
  self->dcase = dcase;
  self->stale = FALSE;
  self->rebuilt = FALSE;
  _dln_session_forget_words (self);
  watch_case (self);
  g_free (self->path);
  self->path = g_strdup (path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE]);
  if (path_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

/* the file may have been found under another name */
void
_dln_session_take_path (DlnSession *self)
{
  const char *path = dln_store_get_path (self->store);

  if (path == NULL || self->path == NULL || dln_store_is_at (self->store, self->path))
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

/* The documents of the open case are others now, or are read anew. */
void
_dln_session_put_case (DlnSession *self,
                       DlnCase    *dcase) /* (transfer full) */
{
  g_signal_handlers_disconnect_by_data (self->dcase, self);
  g_object_unref (self->dcase);
  self->dcase = dcase;
  self->stale = FALSE;
  _dln_session_forget_words (self);
  watch_case (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE]);
}

void
_dln_session_settle (DlnSession *self)
{
  g_autoptr (GArray) decisions = NULL;
  g_autofree char *signature = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->stale || self->busy || (self->path == NULL && self->draft == NULL)
      || dln_store_get_reason (self->store) != NULL)
    return;
  decisions = _dln_session_dup_structural (self->dcase);
  signature = _dln_session_make_signature (decisions);
  dln_case_lift (self->dcase);
  /* not lost if it fails: the tables are then made again when the case is opened */
  if (!dln_store_write_resolution (
        self->store, dln_case_get_resolution (self->dcase), signature, &error))
    g_debug ("%s", error->message);
  dln_case_lay (self->dcase);
  self->stale = FALSE;
}

static void
sign_trace (GChecksum      *checksum,
            const DlnTrace *trace)
{
  guint n;
  const DlnTraceRow *rows = dln_trace_get_rows (trace, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line =
        g_strdup_printf ("%s %u %u\n", rows[i].digest, rows[i].mark.begin, rows[i].mark.end);

      g_checksum_update (checksum, (const guchar *) line, strlen (line));
    }
}

/* Ids are no part of it: they move with the tables. */
char *
_dln_session_make_signature (const GArray *decisions)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < decisions->len; i++)
    {
      const DlnDecision *decision = DLN_ROW (decisions, DlnDecision, i);
      g_autofree char *line = g_strdup_printf ("%u %u %u %s\n",
                                               decision->kind,
                                               decision->type,
                                               decision->value,
                                               decision->text != NULL ? decision->text : "");

      g_checksum_update (checksum, (const guchar *) line, strlen (line));
      if (decision->of_a != NULL)
        sign_trace (checksum, decision->of_a);
      if (decision->of_b != NULL)
        sign_trace (checksum, decision->of_b);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

gboolean
_dln_session_refuse_if_busy (DlnSession *self,
                             GError    **error)
{
  if (!self->busy)
    return FALSE;
  g_set_error_literal (
    error,
    DLN_SESSION_ERROR,
    DLN_SESSION_ERROR_BUSY,
    self->changes->length > 0
      ? _("What was decided before is still being worked in; try again in a moment.")
      : _("Dateline is at work on this case; wait for the end of that or cancel it."));
  return TRUE;
}

void
_dln_session_set_busy (DlnSession *self,
                       gboolean    busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

GArray *
_dln_session_dup_inputs (DlnCase   *dcase,
                         GPtrArray *more_documents,
                         GPtrArray *more_annotations)
{
  GArray *inputs = g_array_new (FALSE, FALSE, sizeof (DlnResolveInput));
  guint n = dln_case_get_n_documents (dcase);

  for (guint i = 1; i <= n; i++)
    {
      DlnResolveInput input = { dln_case_get_document (dcase, i),
                                dln_case_get_annotations (dcase, i) };

      g_array_append_val (inputs, input);
    }
  for (guint i = 0; more_documents != NULL && i < more_documents->len; i++)
    {
      DlnResolveInput input = { g_ptr_array_index (more_documents, i),
                                g_ptr_array_index (more_annotations, i) };

      g_array_append_val (inputs, input);
    }
  return inputs;
}

/* ---- public ---------------------------------------------------------------------------------- */

/**
 * dln_session_new:
 * @model: (nullable): a bundle; without one documents are imported but not analysed
 *
 * Returns: (transfer full): a session with an empty case that has no file
 */
DlnSession *
dln_session_new (DlnModel *model)
{
  DlnSession *self = g_object_new (DLN_TYPE_SESSION, NULL);

  self->model = model != NULL ? dln_model_ref (model) : NULL;
  return self;
}

/**
 * dln_session_get_case:
 * @self: the session
 *
 * Returns: (transfer none): the open case, never %NULL; another object after a case was opened or
 * closed
 */
DlnCase *
dln_session_get_case (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  return self->dcase;
}

/**
 * dln_session_get_path:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the case file, %NULL while there is none
 */
const char *
dln_session_get_path (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  return self->path;
}

/**
 * dln_session_is_at:
 * @self: the session
 * @path: a path
 *
 * Returns: whether @path leads to the open case file, by whatever name or link
 */
gboolean
dln_session_is_at (DlnSession *self,
                   const char *path)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && path != NULL, FALSE);

  return dln_store_is_at (self->store, path);
}

/**
 * dln_session_get_reason:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): why the case cannot be changed, a sentence; %NULL if it can
 */
const char *
dln_session_get_reason (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  return dln_store_get_reason (self->store);
}

/**
 * dln_session_take_notes:
 * @self: the session
 *
 * Returns: (transfer full) (element-type utf8): sentences for the user since the last call, oldest
 * first
 */
GPtrArray *
dln_session_take_notes (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  return dln_store_take_notes (self->store);
}

/**
 * dln_session_follow:
 * @self: the session
 * @error: a #DlnSessionError: the file was deleted or replaced; the case can be saved elsewhere
 *
 * Looks whether the case file was renamed or moved, and goes on there; "path" then notifies. Every
 * change does that first. Nothing is looked at while the session is busy.
 *
 * Returns: whether the case still has its file
 */
gboolean
dln_session_follow (DlnSession *self,
                    GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), FALSE);

  GError *local = NULL;

  if (self->busy)
    return TRUE;
  if (!dln_store_follow (self->store, &local))
    {
      g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, local->message);
      g_error_free (local);
      return FALSE;
    }
  _dln_session_take_path (self);
  return TRUE;
}

/**
 * dln_session_use_worker:
 * @path: (nullable): the program that reads formats of others; %NULL = the one that belongs to this
 *
 * For the whole program, before the first import. Where there is none such formats are refused.
 */
void
dln_session_use_worker (const char *path)
{
  g_autofree char *found = path == NULL ? dln_ingest_find_worker () : NULL;

  dln_ingest_set_worker (path != NULL ? path : found);
}
