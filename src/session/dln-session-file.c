/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session and its case file: create, open, save as, close, check. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* the store's errors are the session's to its callers */
static gboolean
pass_on (GError  *from, /* (transfer full) */
         GError **error)
{
  if (from->domain == DLN_STORE_ERROR)
    {
      g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, from->message);
      g_error_free (from);
    }
  else
    g_propagate_error (error, from);
  return FALSE;
}

/**
 * dln_session_create:
 * @self: the session
 * @path: where nothing is yet
 * @error: a #DlnSessionError
 *
 * Returns: whether an empty case that is kept in @path is open now; otherwise the open case stays
 */
gboolean
dln_session_create (DlnSession *self,
                    const char *path,
                    GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && path != NULL, FALSE);

  GError *local = NULL;
  DlnStore *store;

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  store = dln_store_create (path, &local);
  if (store == NULL)
    return pass_on (local, error);
  _dln_session_replace (self, store, dln_case_new (), path);
  return TRUE;
}

/* annotations that an older or damaged file does not give are made again */
static gboolean
extract_missing (DlnSession *self,
                 DlnStore   *store,
                 GPtrArray  *documents,
                 GPtrArray  *annotations,
                 GError    **error)
{
  for (guint i = 0; i < documents->len; i++)
    {
      DlnAnnotations *made;

      if (g_ptr_array_index (annotations, i) != NULL)
        continue;
      made = dln_extract (self->model, g_ptr_array_index (documents, i), NULL, NULL, error);
      if (made == NULL)
        return FALSE;
      g_ptr_array_index (annotations, i) = made;
      if (self->model != NULL && !dln_store_is_read_only (store) &&
          !dln_store_replace_annotations (store, i + 1, made, error))
        return FALSE;
    }
  return TRUE;
}

/* (transfer full) (nullable): tables from the store, or made again; @stale tells which */
static DlnResolution *
load_resolution (DlnStore  *store,
                 DlnCase   *dcase,
                 GPtrArray *documents,
                 GPtrArray *annotations,
                 gboolean  *stale,
                 GError   **error)
{
  g_autoptr (GArray) decisions = _dln_session_dup_structural (dcase);
  g_autofree char *signature = _dln_session_make_signature (decisions);
  g_autoptr (GArray) inputs = NULL;
  DlnResolution *resolution = dln_store_load_resolution (store, signature, documents, annotations);

  *stale = resolution == NULL;
  if (resolution != NULL)
    return resolution;
  inputs = _dln_session_dup_inputs (dcase, documents, annotations);
  return dln_resolve ((const DlnResolveInput *) inputs->data,
                      inputs->len,
                      NULL,
                      (const DlnDecision *) decisions->data,
                      decisions->len,
                      NULL,
                      error);
}

static DlnCase *
load_case (DlnSession *self,
           DlnStore   *store,
           gboolean   *stale,
           GError    **error)
{
  g_autoptr (DlnCase) dcase = dln_case_new ();
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_document_unref);
  g_autoptr (GPtrArray) annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) dln_annotations_unref);
  g_autoptr (GArray) journal = g_array_new (FALSE, TRUE, sizeof (DlnDecision));
  g_autofree char *title = dln_store_dup_title (store);
  DlnResolution *resolution;
  guint position = 0;
  gboolean good;

  if (!dln_store_load_documents (store, documents, annotations, error) ||
      !extract_missing (self, store, documents, annotations, error))
    return NULL;
  good = dln_store_load_journal (store, journal, &position, error);
  if (good)
    dln_case_set_journal (dcase, (const DlnDecision *) journal->data, journal->len, position);
  dln_store_clear_journal (journal);
  if (!good)
    return NULL;
  dln_case_set_title (dcase, title);
  resolution = load_resolution (store, dcase, documents, annotations, stale, error);
  if (resolution == NULL)
    return NULL;
  dln_case_apply (dcase, documents, annotations, resolution);
  return g_steal_pointer (&dcase);
}

/**
 * dln_session_open:
 * @self: the session
 * @path: a case file
 * @error: a #DlnSessionError whose text says what is wrong with @path
 *
 * A file that cannot be written is opened for reading; edits are then errors.
 *
 * Returns: whether it is open now; otherwise the case that was open stays
 */
gboolean
dln_session_open (DlnSession *self,
                  const char *path,
                  GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && path != NULL, FALSE);

  GError *local = NULL;
  g_autoptr (DlnStore) store = NULL;
  g_autoptr (DlnCase) dcase = NULL;
  gboolean stale = FALSE;

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  store = dln_store_open (path, &local);
  if (store != NULL)
    dcase = load_case (self, store, &stale, &local);
  if (dcase == NULL)
    return pass_on (local, error);
  _dln_session_replace (self, g_steal_pointer (&store), g_steal_pointer (&dcase), path);
  /* only who edits writes: a reader must not get in the way of another program that has the case open */
  self->stale = stale && self->model != NULL;
  return TRUE;
}

/**
 * dln_session_save_as:
 * @self: the session
 * @path: where to; a file that is there is replaced once the copy is complete
 * @error: a #DlnSessionError
 *
 * Returns: whether the case is kept in @path from now on; otherwise it stays where it was
 */
gboolean
dln_session_save_as (DlnSession *self,
                     const char *path,
                     GError    **error)
{
  g_return_val_if_fail (DLN_IS_SESSION (self) && path != NULL, FALSE);

  GError *local = NULL;
  DlnStore *store = NULL;

  if (_dln_session_refuse_if_busy (self, error))
    return FALSE;
  if (g_strcmp0 (path, self->path) == 0)
    return TRUE;
  if (dln_store_copy_to (self->store, path, &local))
    store = dln_store_open (path, &local);
  if (store == NULL)
    return pass_on (local, error);
  dln_store_close (self->store);
  self->store = store;
  g_free (self->path);
  self->path = g_strdup (path);
  g_object_notify (G_OBJECT (self), "path");
  return TRUE;
}

/**
 * dln_session_close:
 * @self: the session
 *
 * Back to an empty case without a file.
 */
void
dln_session_close (DlnSession *self)
{
  g_return_if_fail (DLN_IS_SESSION (self));
  g_return_if_fail (!self->busy);

  _dln_session_replace (self, dln_store_create (NULL, NULL), dln_case_new (), NULL);
}
