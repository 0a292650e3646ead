/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts. The name of a draft tells when it was begun; whether somebody has it open is told by the
 * lock on the case file, so that a draft is offered only when its program has ended. */
#define G_LOG_DOMAIN "dateline-session"
#include "config.h"

#include "session/dln-draft.h"

#include "session/dln-session-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define ENDING ".dateline"
#define NAME_FORMAT "%Y-%m-%dT%H%M%S"

/* ---- one draft ------------------------------------------------------------------------------- */

void
dln_draft_free (DlnDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->path);
  g_clear_pointer (&draft->begun, g_date_time_unref);
  g_free (draft->title);
  g_free (draft);
}

/* (transfer full): a name that no other draft has */
static char *
make_path (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, NAME_FORMAT);
  g_autofree char *name = g_strdup_printf ("%s-%08x" ENDING, time, g_random_int ());

  return g_build_filename (folder, name, NULL);
}

/* (transfer full) (nullable): what the name of a draft tells; %NULL: it is none */
static GDateTime *
parse_name (const char *name)
{
  int year, month, day, hour, minute, second;

  if (!g_str_has_suffix (name, ENDING)
      || sscanf (name, "%4d-%2d-%2dT%2d%2d%2d-", &year, &month, &day, &hour, &minute, &second) != 6)
    return NULL;
  return g_date_time_new_local (year, month, day, hour, minute, second);
}

/* (transfer full): a file in @folder that holds what @memory holds */
static DlnStore *
create (DlnStore   *memory,
        const char *folder,
        GError    **error)
{
  g_autofree char *path = make_path (folder);

  /* what is unsaved is nobody else's business */
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_autofree char *name = g_filename_display_name (folder);

      g_set_error (error,
                   DLN_SESSION_ERROR,
                   DLN_SESSION_ERROR_CASE,
                   _("The folder %s cannot be made: %s."),
                   name,
                   g_strerror (errno));
      return NULL;
    }
  return dln_store_copy_to (memory, path, error) ? dln_store_open (path, error) : NULL;
}

DlnStore *
_dln_draft_begin (DlnStore   *memory,
                  const char *folder,
                  GPtrArray  *messages)
{
  g_autoptr (GError) error = NULL;
  DlnStore *draft = create (memory, folder, &error);

  if (draft == NULL)
    g_ptr_array_add (
      messages,
      g_strdup_printf (
        _("This case is only in memory until you save it, as no file could be made for it: %s"),
        error->message));
  return draft;
}

/**
 * dln_draft_remove:
 * @path: a draft
 * @error: a #DlnSessionError
 *
 * Returns: whether the draft is gone; one that is open somewhere stays
 */
gboolean
dln_draft_remove (const char *path,
                  GError    **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (DlnStore) store = dln_store_open (path, error);

  if (store == NULL)
    return FALSE;
  if (dln_store_remove (store))
    return TRUE;

  g_autofree char *name = g_filename_display_name (path);
  const char *reason = dln_store_get_reason (store);

  if (reason != NULL)
    g_set_error_literal (error, DLN_SESSION_ERROR, DLN_SESSION_ERROR_CASE, reason);
  else
    g_set_error (error,
                 DLN_SESSION_ERROR,
                 DLN_SESSION_ERROR_CASE,
                 _("%s cannot be removed; it was kept."),
                 name);
  return FALSE;
}

/* ---- all of them ----------------------------------------------------------------------------- */

/**
 * dln_drafts_dup_folder:
 * @user_data_dir: where programs keep a user's data
 *
 * Returns: (transfer full): where the drafts are
 */
char *
dln_drafts_dup_folder (const char *user_data_dir)
{
  return g_build_filename (user_data_dir, "dateline", "drafts", NULL);
}

/* left behind by a program that was killed in between */
static void
remove_empty (const char *path)
{
  g_autoptr (DlnStore) store = dln_store_open (path, NULL);

  if (store != NULL)
    dln_store_remove_if_empty (store);
}

/* (transfer full) (nullable): what is to be offered; %NULL if it is open somewhere, or is nothing.
 * It is only read, so that whoever opens it at this moment can. */
static DlnDraft *
look_at (const char *path,
         GDateTime  *begun)
{
  g_autoptr (DlnStore) store =
    !dln_store_is_taken (path) ? dln_store_open_to_read (path, NULL) : NULL;
  g_autoptr (DlnDraft) draft = g_new0 (DlnDraft, 1);

  if (store == NULL
      || !dln_store_count (store, &draft->n_articles, &draft->n_decisions, NULL))
    return NULL;
  if (draft->n_articles == 0 && draft->n_decisions == 0)
    {
      remove_empty (path);
      return NULL;
    }
  draft->path = g_strdup (path);
  draft->begun = g_date_time_ref (begun);
  draft->title = dln_store_dup_title (store);
  return g_steal_pointer (&draft);
}

static int
compare_drafts (gconstpointer a,
                gconstpointer b)
{
  const DlnDraft *first = *(DlnDraft *const *) a;
  const DlnDraft *second = *(DlnDraft *const *) b;
  int order = g_date_time_compare (second->begun, first->begun);

  return order != 0 ? order : strcmp (first->path, second->path);
}

/**
 * dln_drafts_list:
 * @folder: where the drafts are; there may be none
 *
 * Reads each of them, so not for the main thread of a program with a screen.
 *
 * Returns: (transfer full) (element-type DlnDraft): the drafts that nobody has open, newest first.
 * Time: O(drafts)
 */
GPtrArray *
dln_drafts_list (const char *folder)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_draft_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GDateTime) begun = parse_name (name);
      DlnDraft *draft = begun != NULL ? look_at (path, begun) : NULL;

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }
  g_ptr_array_sort (drafts, compare_drafts);
  return drafts;
}

/**
 * dln_drafts_list_async:
 * @folder: where the drafts are
 * @cancellable: (nullable): the callback then gets %G_IO_ERROR_CANCELLED
 * @callback: called when it is done
 * @data: for @callback
 *
 * dln_drafts_list() in a thread.
 */
void
dln_drafts_list_async (const char          *folder,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             data)
{
  g_return_if_fail (folder != NULL);

  _dln_session_list_in_thread (dln_drafts_list, folder, cancellable, callback, data);
}

/**
 * dln_drafts_list_finish:
 * @result: from the callback
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type DlnDraft): as of dln_drafts_list()
 */
GPtrArray *
dln_drafts_list_finish (GAsyncResult *result,
                        GError      **error)
{
  return _dln_session_list_finish (result, error);
}

/* ---- of a session ---------------------------------------------------------------------------- */

/**
 * dln_session_set_drafts:
 * @self: the session
 * @folder: (nullable): where a case that has no file is kept from its first article on; made when
 * it is needed. %NULL: such a case is in memory only
 */
void
dln_session_set_drafts (DlnSession *self,
                        const char *folder)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  g_free (self->drafts);
  self->drafts = g_strdup (folder);
}

/**
 * dln_session_get_draft:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the draft that the open case is kept in; %NULL if it has a
 * file of the user's, or is in memory only
 */
const char *
dln_session_get_draft (DlnSession *self)
{
  g_return_val_if_fail (DLN_IS_SESSION (self), NULL);

  return self->draft;
}

/**
 * dln_session_discard:
 * @self: the session, which is not busy
 *
 * Throws an unsaved case away: its draft is removed, and an empty case is open. A case that has a
 * file of the user's is closed.
 */
void
dln_session_discard (DlnSession *self)
{
  g_return_if_fail (DLN_IS_SESSION (self));

  if (self->draft != NULL)
    dln_store_remove (self->store);
  dln_session_close (self);
}
