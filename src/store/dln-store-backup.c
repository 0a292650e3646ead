/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups of a case: `CASE.backups/2026-11-30T1241.dateline` beside CASE. Each is a whole case
 * file, copied by SQLite's backup interface, read again and checked before it gets its name. The
 * oldest go when there are more than ten; what else lies in the folder is the user's and stays.
 *
 * A case is brought back to an earlier state in place, as one transaction: whoever has the file
 * keeps it, and an interruption leaves it as it was. */
#define G_LOG_DOMAIN "dateline-store"
#include "config.h"

#include "store/dln-store-backup.h"

#include "store/dln-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".dateline"
#define NAME_FORMAT "%Y-%m-%dT%H%M"
#define MAX_OF_A_MINUTE 60

/* ---- names ----------------------------------------------------------------------------------- */

void
dln_store_backup_free (DlnStoreBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_clear_pointer (&backup->made, g_date_time_unref);
  g_free (backup);
}

/**
 * dln_store_dup_backup_folder:
 * @path: a case file
 *
 * Returns: (transfer full): where its backups are
 */
char *
dln_store_dup_backup_folder (const char *path)
{
  return g_strconcat (path, ".backups", NULL);
}

/* (transfer full) (nullable): what the name of a backup tells; %NULL: it is none */
static GDateTime *
parse_name (const char *name)
{
  int year, month, day, time, number = 0, end = 0;
  int n = sscanf (name, "%4d-%2d-%2dT%4d%n", &year, &month, &day, &time, &end);

  if (n != 4 || end != (int) strlen ("2026-11-30T1241"))
    return NULL;
  if (strcmp (name + end, ENDING) != 0
      && (sscanf (name + end, "-%2d%n", &number, &n) != 1 || strcmp (name + end + n, ENDING) != 0))
    return NULL;
  return g_date_time_new_local (year, month, day, time / 100, time % 100, number);
}

/* (transfer full): a name in @folder that is free, of this minute */
static char *
make_path (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, NAME_FORMAT);

  for (guint i = 1; i < MAX_OF_A_MINUTE; i++)
    {
      g_autofree char *name = i == 1 ? g_strconcat (time, ENDING, NULL)
                                     : g_strdup_printf ("%s-%02u" ENDING, time, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return g_build_filename (folder, "backup" ENDING, NULL);
}

/* ---- what there is --------------------------------------------------------------------------- */

static int
compare_backups (gconstpointer a,
                 gconstpointer b)
{
  const DlnStoreBackup *first = *(DlnStoreBackup *const *) a;
  const DlnStoreBackup *second = *(DlnStoreBackup *const *) b;

  return g_date_time_compare (second->made, first->made);
}

/* by their names only */
static GPtrArray *
find_backups (const char *path)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) dln_store_backup_free);
  g_autofree char *folder = dln_store_dup_backup_folder (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GDateTime) made = parse_name (name);
      DlnStoreBackup *backup;

      if (made == NULL)
        continue;
      backup = g_new0 (DlnStoreBackup, 1);
      backup->path = g_build_filename (folder, name, NULL);
      backup->made = g_steal_pointer (&made);
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}

/* nobody writes a backup, so that it can be looked into where it lies */
static gboolean
count (DlnStoreBackup *backup)
{
  g_autofree char *escaped = g_uri_escape_string (backup->path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);
  g_autoptr (DlnStore) store =
    _dln_store_connect (backup->path, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);

  return store != NULL
         && dln_store_count (store, &backup->n_documents, &backup->n_decisions, NULL);
}

/**
 * dln_store_list_backups:
 * @path: a case file, which may be damaged or gone
 *
 * Returns: (transfer full) (element-type DlnStoreBackup): its backups that can be read, newest
 * first. Time: O(their size)
 */
GPtrArray *
dln_store_list_backups (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  GPtrArray *backups = find_backups (absolute);

  for (guint i = backups->len; i-- > 0;)
    if (!count (g_ptr_array_index (backups, i)))
      g_ptr_array_remove_index (backups, i);
  return backups;
}

/* ---- making one ------------------------------------------------------------------------------ */

static gboolean
fail_to_back_up (const char *path,
                 const char *why,
                 GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error,
               DLN_STORE_ERROR,
               DLN_STORE_ERROR_WRITE,
               _("The backup %s could not be made: %s."),
               name,
               why);
  return FALSE;
}

/* SQLite's own checks, ours, and as much in it as in the case */
static gboolean
verify (DlnStore   *store,
        const char *part,
        const char *path,
        GError    **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DlnStore) copy = dln_store_open_to_read (part, error);
  guint n_documents, n_decisions, n_copied, n_decided;

  if (copy == NULL)
    return FALSE;
  if (dln_store_check (copy, lines) > 0)
    return fail_to_back_up (path, g_ptr_array_index (lines, 0), error);
  if (!dln_store_count (store, &n_documents, &n_decisions, error)
      || !dln_store_count (copy, &n_copied, &n_decided, error))
    return FALSE;
  return (n_documents == n_copied && n_decisions == n_decided)
         || fail_to_back_up (path, _("it lacks a part of the case"), error);
}

/* an empty file with the permissions of the case, which nobody else can read before */
static gboolean
make_part (DlnStore   *store,
           const char *part,
           const char *path,
           GError    **error)
{
  struct stat status;
  int fd;

  g_unlink (part); /* of a program that was killed */
  fd = g_open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0 && store->lock != NULL && fstat (store->lock->fd, &status) == 0)
    fchmod (fd, status.st_mode & 0777);
  if (fd < 0)
    return fail_to_back_up (path, g_strerror (errno), error);
  close (fd);
  return TRUE;
}

static gboolean
write_backup (DlnStore   *store,
              const char *path,
              GError    **error)
{
  g_autofree char *part = _dln_store_dup_beside (path, ".part");
  g_autoptr (DlnStore) copy = NULL;
  gboolean good = make_part (store, part, path, error);

  if (!good)
    return FALSE;
  copy = _dln_store_connect (path, part, SQLITE_OPEN_READWRITE, error);
  good = copy != NULL && _dln_store_copy_pages (store, copy, error);
  g_clear_pointer (&copy, dln_store_close);
  good = good && verify (store, part, path, error);
  if (good && g_rename (part, path) != 0)
    good = fail_to_back_up (path, g_strerror (errno), error);
  if (good)
    _dln_store_sync_folder (path);
  else
    g_unlink (part);
  return good;
}

static void
remove_oldest (const char *path)
{
  g_autoptr (GPtrArray) backups = find_backups (path);

  for (guint i = DLN_STORE_MAX_BACKUPS; i < backups->len; i++)
    {
      const DlnStoreBackup *backup = g_ptr_array_index (backups, i);

      g_unlink (backup->path);
    }
}

/**
 * dln_store_back_up:
 * @store: the store, of a file, between transactions
 * @error: %DLN_STORE_ERROR_WRITE
 *
 * Returns: whether there is a new backup that was read again and checked; the oldest beyond ten are
 * gone then
 */
gboolean
dln_store_back_up (DlnStore *store,
                   GError  **error)
{
  const char *own = dln_store_get_path (store);
  g_autofree char *folder = own != NULL ? dln_store_dup_backup_folder (own) : NULL;
  g_autofree char *path = NULL;

  if (own == NULL)
    return TRUE;
  if (g_mkdir (folder, 0777) != 0 && errno != EEXIST)
    return fail_to_back_up (folder, g_strerror (errno), error);
  path = make_path (folder);
  if (!write_backup (store, path, error))
    {
      g_rmdir (folder); /* if it is empty */
      return FALSE;
    }
  remove_oldest (own);
  return TRUE;
}

static gboolean
is_not_after (struct timespec a,
              struct timespec b)
{
  return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec <= b.tv_nsec);
}

/* whether the file has not been written since the newest backup, or that is of today */
static gboolean
is_fresh (const char *path)
{
  g_autoptr (GPtrArray) backups = find_backups (path);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  struct stat file, copy;

  if (backups->len == 0)
    return FALSE;

  const DlnStoreBackup *newest = g_ptr_array_index (backups, 0);
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *day = g_date_time_format (newest->made, "%F");

  return strcmp (today, day) == 0
         || (g_stat (path, &file) == 0 && g_stat (newest->path, &copy) == 0
             && is_not_after (file.st_mtim, copy.st_mtim));
}

/**
 * dln_store_back_up_daily:
 * @store: the store
 * @always: whether something is about to be made anew, so that the present state is to be kept
 *
 * dln_store_back_up(), if there are articles or decisions; unless @always, only if nothing was
 * backed up today and the case was changed since the newest backup. If that cannot be done, a note
 * tells it.
 */
void
dln_store_back_up_daily (DlnStore *store,
                         gboolean  always)
{
  const char *path = dln_store_get_path (store);
  g_autoptr (GError) error = NULL;
  guint n_documents = 0, n_decisions = 0;

  if (path == NULL || (!always && is_fresh (path)))
    return;
  if (!dln_store_count (store, &n_documents, &n_decisions, &error)
      || (n_documents + n_decisions > 0 && !dln_store_back_up (store, &error)))
    dln_store_add_note (
      store,
      g_strdup_printf (_("%s There is no backup of today; the case itself is kept as usual."),
                       error->message));
}

/* ---- going back ------------------------------------------------------------------------------ */

/**
 * dln_store_restore:
 * @store: the store, of a file that can be written
 * @backup: an earlier state, opened to read
 * @error: a #DlnStoreError
 *
 * Backs the present state up, then puts the earlier one in its place, in the same file and as one
 * transaction.
 *
 * Returns: whether the store holds what @backup holds; otherwise it is as it was
 */
gboolean
dln_store_restore (DlnStore *store,
                   DlnStore *backup,
                   GError  **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gboolean good;

  if (dln_store_check (backup, lines) > 0)
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_DAMAGED,
                   _("%s is damaged, so nothing was changed. %s"),
                   backup->name,
                   (const char *) g_ptr_array_index (lines, 0));
      return FALSE;
    }
  /* finds out whether we may write and the file is still there; writes nothing */
  if (!_dln_store_begin (store, error))
    return FALSE;
  _dln_store_end (store, FALSE, NULL);
  if (!dln_store_back_up (store, error))
    {
      g_prefix_error (
        error, "%s ", _("The present state could not be backed up, so nothing was changed."));
      return FALSE;
    }
  if (store->lock != NULL && !_dln_store_lock_enter (store->lock, TRUE))
    {
      g_set_error (error,
                   DLN_STORE_ERROR,
                   DLN_STORE_ERROR_WRITE,
                   _("%s is being read by another program and was not changed; try again."),
                   store->name);
      return FALSE;
    }
  good = _dln_store_copy_pages (backup, store, error);
  if (good)
    _dln_store_copy_foreign (backup, store);
  store->changes = _dln_store_read_changes (store);
  if (store->lock != NULL)
    _dln_store_lock_leave (store->lock);
  return good;
}

/**
 * dln_store_put_aside:
 * @path: a case file that cannot be opened, so that it cannot be backed up
 * @kept: (out) (transfer full): where it is now
 * @error: %DLN_STORE_ERROR_WRITE
 *
 * Returns: whether it lies among the backups now; otherwise it is where it was
 */
gboolean
dln_store_put_aside (const char *path,
                     char      **kept,
                     GError    **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = dln_store_dup_backup_folder (absolute);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "damaged-%Y-%m-%dT%H%M%S" ENDING);
  g_autofree char *target = g_build_filename (folder, name, NULL);

  if ((g_mkdir (folder, 0777) != 0 && errno != EEXIST) || g_rename (absolute, target) != 0)
    return fail_to_back_up (target, g_strerror (errno), error);
  *kept = g_steal_pointer (&target);
  return TRUE;
}
